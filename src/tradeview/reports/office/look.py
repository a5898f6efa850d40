"""The house look in files of an office program: its letters and colours, and what a text may hold there.

An office program takes fonts from the system that it runs on. Where the house font is not installed it looks for one
that is like it, by the marks of its shapes (PANOSE) and the other names that a document gives for it.
"""

from dataclasses import dataclass

from babel import Locale
from babel.core import get_global

from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS, PALE, REAL, currency_colour
from tradeview.charts.layout.page import Drawing
from tradeview.charts.layout.text import plain_text
from tradeview.words.language import spoken

# PANOSE 1 of Source Sans: a sans serif of normal weight and upright shapes.
PANOSE = "020B0503030403020204"
# What stands in for it, the most alike first; on every system there is one of them.
OTHER_FONTS = ("Source Sans 3", "Segoe UI", "Calibri", "Noto Sans", "Arial")
# The colours that an office program offers under these names; six accents colour what a user adds.
THEME_COLOURS = {
    "dk1": INK,
    "lt1": "#FFFFFF",
    "dk2": GREY,
    "lt2": "#F1F3F5",
    "accent1": currency_colour("USD"),
    "accent2": currency_colour("MYR"),
    "accent3": PAIR_COLOURS[0],
    "accent4": PAIR_COLOURS[1],
    "accent5": REAL,
    "accent6": PALE,
    "hlink": currency_colour("USD"),
    "folHlink": currency_colour("USD"),
}
# Marks beside a number, which say that it is read from the left; they turn no other text round.
MARKS_OF_DIRECTION = "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"


@dataclass(frozen=True)
class Picture:
    """A chart as a picture: shapes that stay sharp at any size, and the points that stand in where these are not drawn.

    Its width and height are in points, as it was drawn.
    """

    svg: bytes
    png: bytes
    width: float
    height: float

    def fit_within(self, width: float, height: float) -> tuple[float, float]:
        """Return the largest width and height of the picture that a box has room for.

        Examples
        --------
        >>> Picture(b"", b"", 200, 100).fit_within(100, 100)
        (100.0, 50.0)
        """
        factor = min(width / self.width, height / self.height)
        return self.width * factor, self.height * factor


@dataclass(frozen=True)
class Slide:
    """What a slide shows: a chart by its name, its words and data, and its picture."""

    name: str
    said: Drawing
    picture: Picture


def office_text(text: str) -> str:
    r"""Write a text as a document may hold it: on one line, without what steers its direction or is not seen.

    Examples
    --------
    >>> print(office_text("one\r\ntwo\x00\u202e"))
    one two \u202e
    """
    return plain_text(text)


def office_language() -> str:
    """Name the language that is spoken, with its country, as office programs do: their spellers read by it.

    Examples
    --------
    >>> from tradeview.words.language import speak
    >>> office_language()
    'en-GB'
    >>> with speak("bn"):
    ...     office_language()
    'bn-BD'
    """
    locale = spoken().locale
    place = locale.territory or Locale.parse(get_global("likely_subtags")[locale.language]).territory
    return f"{locale.language}-{place}"


def without_hash(colour: str) -> str:
    """Write a colour as office programs do.

    Examples
    --------
    >>> without_hash("#1F2933")
    '1F2933'
    """
    return colour.lstrip("#").upper()
