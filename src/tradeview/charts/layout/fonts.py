"""Fonts: the house font, and one for each script that it lacks, so that no reader sees boxes in place of letters.

All come as packages, whatever fonts a machine has. A line is set in the first font of the list that has its letter:
Latin letters, digits and signs in the house font, Bengali, Thai and Arabic letters each in their own. Matplotlib shapes
them (from 3.11 on): conjuncts and vowel signs, tone marks above one another, letters that join and run from the right.
"""

import atexit
import io
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from unicodedata import normalize

from matplotlib import font_manager
from matplotlib.font_manager import FontProperties, get_font

BOLD = 700
WEIGHTS = {400: "Regular", BOLD: "Bold"}
# A sign between letters that shapes them and shows nothing, and what a vowel sign without its letter stands on.
JOINERS = frozenset({0x200C, 0x200D, 0x25CC})


@dataclass(frozen=True)
class Font:
    """A font that a package carries: its family, its file for each weight, and the letters that it is there for.

    `leading` is the distance of two lines, in letter sizes, that keeps their marks apart: measured from the ink of the
    highest and lowest letters that are usual, in bold. A variable font has one file; `axes` say where its weights lie.
    """

    family: str
    package: str
    paths: dict[str, str] = field(hash=False)
    letters: tuple[range, ...] = ()
    leading: float = 1.28
    axes: dict[str, dict[str, float]] = field(default_factory=dict, hash=False)

    def has(self, letter: str) -> bool:
        """Tell whether a letter is of the script that this font is for."""
        return any(ord(letter) in letters for letters in self.letters)


HOUSE = Font(
    "Source Sans Pro",
    "font_source_sans_pro",
    {"Regular": "SourceSansPro-Regular.ttf", "Bold": "SourceSansPro-Bold.ttf"},
)
SCRIPTS = (
    Font(
        "Hind Siliguri",
        "fontpkg_hind_siliguri",
        {"Regular": "HindSiliguri-Regular.ttf", "Bold": "HindSiliguri-Bold.ttf"},
        # With the two full stops that Bengali shares with its neighbours.
        letters=(range(0x964, 0x966), range(0x980, 0xA00)),
        leading=1.42,
    ),
    # With loops, as Thai newspapers and offices print; as tall as the house font beside it.
    Font(
        "Sarabun",
        "fontpkg_sarabun",
        {"Regular": "Sarabun-Regular.ttf", "Bold": "Sarabun-Bold.ttf"},
        letters=(range(0xE00, 0xE80),),
        leading=1.68,
    ),
    Font(
        "Noto Sans Arabic",
        "fontpkg_noto_sans_arabic",
        {"Regular": "NotoSansArabic[wdth,wght].ttf", "Bold": "NotoSansArabic[wdth,wght].ttf"},
        letters=(range(0x600, 0x700), range(0x750, 0x780), range(0x8A0, 0x900)),
        leading=1.5,
        axes={"Regular": {"wght": 400, "wdth": 100}, "Bold": {"wght": 700, "wdth": 100}},
    ),
)
HOUSE_ASCENT = 0.75  # of the letter size: what matplotlib takes for the top of a line in the house font
FALLBACK = "DejaVu Sans"  # comes with matplotlib
FAMILIES = (HOUSE.family, *(font.family for font in SCRIPTS), FALLBACK)


def font_properties(size: float, weight: str = "normal") -> FontProperties:
    """Return what a line of text is set in."""
    return FontProperties(family=list(FAMILIES), size=size, weight=weight)


@cache
def load_fonts() -> None:
    """Let matplotlib know the fonts, which packages carry; this adds to its list and changes no setting.

    Of a variable font the file itself is its Regular, and stands in for its Bold until `prepare_letters` has made that.
    """
    known = font_manager.fontManager
    for font in (HOUSE, *SCRIPTS):
        known.addfont(str(_path_of(font, "Regular")))
        if font.axes:
            known.ttflist.append(replace(known.ttflist[-1], weight=BOLD))
        else:
            known.addfont(str(_path_of(font, "Bold")))


def prepare_letters(text: str) -> None:
    """Make the bold letters that a text would need of a variable font, once for as long as the process runs."""
    load_fonts()
    for font in scripts_of(text):
        if font.axes:
            _load_bold(font)


@cache
def _load_bold(font: Font) -> None:
    path = _folder() / f"{font.package}-Bold.ttf"
    path.write_bytes(font_file(font, "Bold"))
    known = font_manager.fontManager
    standing_in = [each for each in known.ttflist if (each.name, each.weight) == (font.family, BOLD)]
    for each in standing_in:
        known.ttflist.remove(each)
    known.addfont(str(path))


@cache
def _folder() -> Path:
    """Make the folder of fonts that are made, which goes with the process: matplotlib takes fonts from files alone."""
    folder = Path(tempfile.mkdtemp(prefix="tradeview-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def scripts_of(text: str) -> list[Font]:
    """List the fonts beside the house font that the letters of a text are of.

    Examples
    --------
    >>> [font.family for font in scripts_of("palm oil, পাম তেল")]
    ['Hind Siliguri']
    """
    if text.isascii():  # most are, and are asked for often
        return []
    return [font for font in SCRIPTS if any(font.has(letter) for letter in set(text))]


def leading_of(text: str) -> float:
    """Return the distance, in letter sizes, that lines need whose letters have marks above and below them.

    Examples
    --------
    >>> leading_of("palm oil"), leading_of("น้ำมันปาล์ม")
    (1.28, 1.68)
    """
    return max([HOUSE.leading, *(font.leading for font in scripts_of(text))])


def widen_leading(leading: float, texts: Iterable[str]) -> float:
    """Return the points from one line to the next where Latin letters take `leading` points, for the letters of texts.

    Examples
    --------
    >>> widen_leading(12.8, ["palm oil"]), round(widen_leading(12.8, ["น้ำมันปาล์ม"]), 6)
    (12.8, 16.8)
    """
    return leading * (leading_of("".join(texts)) / HOUSE.leading)


def _path_of(font: Font, name: str) -> Path:
    return Path(str(files(font.package).joinpath("files", font.paths[name])))


@cache
def font_file(font: Font, name: str) -> bytes:
    """Return the bytes of a font in one weight: of a variable font, an instance of the letters that it is there for."""
    whole = _path_of(font, name).read_bytes()
    if not font.axes:
        return whole
    # Cut before it is set to a weight: what that costs grows with the letters.
    letters = "".join(chr(code) for codes in font.letters for code in codes) + "".join(map(chr, JOINERS))
    return _instantiate(cut_font(whole, letters, shapes=True), font.axes[name])


def _instantiate(variable: bytes, axes: dict[str, float]) -> bytes:
    # Here and below: to import these takes as long as a chart takes to be drawn, and only files carry fonts.
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    font = TTFont(io.BytesIO(variable), recalcTimestamp=False)
    instance = instancer.instantiateVariableFont(font, axes, updateFontNames=True)
    return _write_font(instance)


def cut_font(source: bytes, letters: str, *, flavor: str | None = None, shapes: bool = False) -> bytes:
    """Cut a font to some letters: with all that shapes them, or with their distances alone."""
    from fontTools import subset  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(io.BytesIO(source), recalcTimestamp=False)
    options = subset.Options(flavor=flavor, layout_features=["kern"], notdef_outline=True)
    if shapes:  # fontTools' own list has what every script needs to join, stack and place its letters
        options = subset.Options(flavor=flavor, notdef_outline=True, hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    font.flavor = flavor
    return _write_font(font)


def _write_font(font: Any) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def letters_for(font: Font, letters: str) -> str:
    r"""Choose from letters those that are set in the font of a script, with what these are made of and shaped by.

    Examples
    --------
    >>> letters_for(SCRIPTS[1], "15 พัน"), ascii(letters_for(SCRIPTS[1], "ำ"))
    ('พัน', "'\\u0e33\\u0e4d\\u0e32'")
    """
    own = "".join(letter for letter in letters if font.has(letter))
    if not own:
        return ""
    # A shaper takes vowels apart into the signs around a consonant, and puts letters and their marks together.
    parts = normalize("NFKD", own) + normalize("NFC", own)
    parts = "".join(part for part in parts if font.has(part) and part not in own)
    return own + parts + "".join(letter for letter in letters if ord(letter) in JOINERS)


@cache
def drawable_codes() -> frozenset[int]:
    """Return the codes of all letters that one of the fonts has."""
    load_fonts()
    codes: set[int] = set()
    for family in (HOUSE.family, FALLBACK):
        path = font_manager.findfont(FontProperties(family=[family]))
        codes.update(get_font(path).get_charmap())
    for font in SCRIPTS:
        held = get_font(_path_of(font, "Regular")).get_charmap()
        codes.update(code for letters in font.letters for code in letters if code in held)
    return frozenset(codes)
