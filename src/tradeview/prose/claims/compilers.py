"""Whose figures a sentence tells: the office that compiled them, where it names one.

Two economies count one trade differently, so that a claim is of one's statistics or of the other's. The section
`[statistics]` of a language's file lists `compilers`, offices by their economy (Rosstat), and `offices`, words beside
the name of an economy (China's customs), with `between`, what may stand between the two, and `of`, what stands before a
name that follows (customs of China); `no_offices` hold such a word and are none (customs duties).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tradeview.prose.claims.economy_names import (
    ADJECTIVE,
    LETTERS,
    NAME,
    Naming,
    find_alpha3,
    find_economy_names,
    find_namings,
)
from tradeview.prose.facts.sentence import within
from tradeview.prose.languages import ANY, language_file
from tradeview.prose.lexicon import Lexicon, any_glued, read_endings
from tradeview.prose.reading import PassageRead, fold_whole, read_whole
from tradeview.prose.text.folding import STEM, Table, View, Word

STATISTICS = "statistics"  # the section of the files
OFFICE, NO_OFFICE = "office", "no office"
LONGEST_ABBREVIATION = 5
FAR = 40  # characters between an economy and its office


class Compiler(NamedTuple):
    """An office that a passage names, and whose statistics it compiles."""

    start: int
    end: int
    code: str


class CompilerWords:
    """The words of some languages for the offices that compile statistics of trade."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: list[Word] = []
        between: list[str] = []
        of: list[str] = []
        for locale in (ANY, *lexicon.locales):
            file = language_file(locale)
            section = file.get(STATISTICS, {})
            between += section.get("between", ())
            of += section.get("of", ())
            words += _list_words(section, read_endings(file))
        self.table = Table(words)
        wide = any_glued(between)
        # China's customs, Russian federal customs; customs of China, таможня Китая.
        self.behind = re.compile(rf"(?:'[^\W\d_]{{0,5}})?[ \n-]?(?:{wide}[ \n]?){{0,2}}")
        self.before = re.compile(rf"[ \n]?(?:{wide}[ \n]?)?(?:{any_glued(of)}[ \n]?)?")


def _list_words(section: dict[str, Any], endings: tuple[str, ...] | None) -> Iterator[Word]:
    """Yield the words for offices that a language lists; one that is of its own economy, if it names no other."""
    offices = section.get("offices", ())
    owners: dict[str, str] = {}
    for code, names in section.get("compilers", {}).items():
        for name in names:
            owners[name] = find_alpha3(code)
            if name not in offices:
                is_abbreviation = len(name) <= LONGEST_ABBREVIATION and name.isupper()
                yield Word(name, label=owners[name], endings=endings, exact=is_abbreviation)
    for name in offices:
        yield Word(name, label=f"{OFFICE}:{owners.get(name, '')}", endings=endings)
    for name in section.get("no_offices", ()):
        yield Word(name, label=NO_OFFICE, endings=endings)


@lru_cache(maxsize=64)
def find_compiler_words(lexicon: Lexicon) -> CompilerWords:
    """Return the words of a lexicon for offices, built once."""
    return CompilerWords(lexicon)


def find_compilers(lexicon: Lexicon, view: View, namings: Sequence[Naming]) -> list[Compiler]:
    """Return the offices that a passage names, from left to right; `namings` are the economies that it names.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> lexicon = find_lexicon(("en",))
    >>> view = fold_text("Rosstat and China's customs disagree with the Department of Statistics Malaysia")
    >>> [one.code for one in find_compilers(lexicon, view, find_namings(find_economy_names(lexicon), view))]
    ['RUS', 'CHN', 'MYS']
    """
    return list(_scan_compilers(find_compiler_words(lexicon), view, namings))


def _scan_compilers(words: CompilerWords, view: View, namings: Sequence[Naming]) -> Iterator[Compiler]:
    for start, (word, edge) in words.table.scan(view):
        end = edge
        form, _, owner = word.label.rpartition(":")
        if word.printed.endswith(STEM):
            ending = LETTERS.match(view.folded, edge)
            end = ending.end() if ending else edge
        if form == OFFICE:
            owner = _find_economy_beside(words, view.folded, (start, end), namings) or owner
        if owner and word.label != NO_OFFICE:
            yield Compiler(start, end, owner)


def _find_economy_beside(
    words: CompilerWords, folded: str, office: tuple[int, int], namings: Sequence[Naming]
) -> str | None:
    """Return the one economy whose name stands right before an office or right behind it."""
    start, end = office
    for naming in namings:
        is_name = naming.form in {NAME, ADJECTIVE}
        if is_name and 0 <= start - naming.end <= FAR and words.behind.fullmatch(folded, naming.end, start):
            return naming.code
    for naming in namings:
        is_name = naming.form in {NAME, ADJECTIVE}
        if is_name and 0 <= naming.start - end <= FAR and words.before.fullmatch(folded, end, naming.start):
            return naming.code
    return None


def share_out(compilers: Sequence[Compiler], places: Sequence[tuple[int, int]]) -> list[str | None]:
    """Say of each figure of a sentence which of its offices compiled it: of several, by the order in which they stand.

    Examples
    --------
    >>> share_out([Compiler(10, 12, "RUS"), Compiler(30, 32, "MYS")], [(0, 5), (20, 25)])
    ['RUS', 'MYS']
    """
    codes = {compiler.code for compiler in compilers}
    if len(codes) <= 1:
        return [next(iter(codes), None)] * len(places)
    is_before = all(compiler.end <= places[-1][0] for compiler in compilers) and compilers[0].end <= places[0][0]
    is_behind = all(places[0][1] <= compiler.start for compiler in compilers) and places[-1][1] <= compilers[-1].start
    return [_choose_compiler(compilers, place, before=is_before, behind=is_behind).code for place in places]


def _choose_compiler(compilers: Sequence[Compiler], place: tuple[int, int], *, before: bool, behind: bool) -> Compiler:
    """Return the office named last before a figure, or first behind it, where all are; else the nearest one."""
    start, end = place
    if before:
        return [compiler for compiler in compilers if compiler.end <= start][-1]
    if behind:
        return next(compiler for compiler in compilers if end <= compiler.start)
    return min(compilers, key=lambda compiler: max(compiler.start - end, start - compiler.end))


def find_sides_told(text: str, locale: str | None = None) -> dict[int, str]:
    """Say of the amounts of a text, by the places that they start at, whose figures they are, where it names an office.

    Parameters
    ----------
    text : str
        What `read_figures` read.
    locale : str, optional
        As there.

    Returns
    -------
    dict
        Alpha-3 codes.

    Examples
    --------
    >>> find_sides_told("According to Rosstat, exports were US$5 billion. Imports were US$3 billion.")
    {35: 'RUS'}
    """
    view = fold_whole(text, measured=True)
    told: dict[int, str] = {}
    for passage in read_whole(text, locale, carry=True, measured=True).passages:
        lexicon = passage.reader.lexicon
        namings = find_namings(find_economy_names(lexicon), passage.reader.view)
        compilers = find_compilers(lexicon, passage.reader.view, namings)
        for start, code in _tell_passage(passage, compilers):
            told[view.offsets[passage.start + start]] = code
    return told


def _tell_passage(passage: PassageRead, compilers: Sequence[Compiler]) -> Iterator[tuple[int, str]]:
    for sentence in passage.sentences:
        figures = list(within(passage.figures, sentence.start, sentence.end))
        named = list(within(compilers, sentence.start, sentence.end))
        if not figures or not named:
            continue
        places = [(figure.start, figure.end) for figure in figures]
        for figure, code in zip(figures, share_out(named, places), strict=True):
            if code is not None:
                yield figure.start, code
