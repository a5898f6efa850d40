"""A currency and a scale that a head prints once for the numbers below it: "Exports (US$ million)", "in Mrd. Euro:".

A head is a unit without a number of its own, in a bracket or alone, that a colon or the end of its line follows. What
stands below it, or behind the colon, is a list: items of a label and one plain number. Years, shares, numbers of a
list and whatever a label says is no money are none; an item of two numbers is left out, as which of them is the money
the text does not settle. The currency is printed, so it is not marked as assumed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from tradeview.prose.elided import MILLION, find_patterns
from tradeview.prose.figure import Figure
from tradeview.prose.folding import Word
from tradeview.prose.grammar import MAX_SCALES, Reader

MAX_BODY = 4000  # characters of a list
MAX_LINE = 100  # characters of a line of a list, or of a line that is a head
MAX_REST = 60  # characters between a unit and the colon of its head: (US$ million), January to May 2024:
FEW = 2  # items without which a head of neither bracket nor colon is none
UNIT_END = re.compile(r"(?:'s)?(?P<end>[ \n]{0,2}[)\]]|[ ]?[:,،，]|[ .]{0,2}(?:\n|\Z))")
OPEN = re.compile(r"[(\[][^()\[\]\n]{0,60}\Z")
CLOSE = re.compile(r"[^()\[\]\n]{0,40}[)\]]")
COLON = re.compile(rf"[^:\n.;()]{{0,{MAX_REST}}}(?:\([^()\n]{{0,40}}\)[^:\n.;()]{{0,20}})?:")
LINE_END = re.compile(r"[ .)\]]{0,3}(?:\n|\Z)")
SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_])|[。।॥؟۔]|\n")
SEMICOLON = re.compile("[;；]")
COMMA = re.compile(r"[,،，、](?!\d)")
NUMBERING = re.compile(r"\W{0,4}\d{1,2}[.)](?=[ \n])")  # 1) Spain
TAIL = re.compile(r"[\s*]*(?:\([^()]{0,60}\))?[\s.;,،，；。*|]*\Z")
EARLIER = re.compile(r"\((?P<year>\d{4})[:, ]{1,3}(?P<number>\d[^()]{0,20})\)")  # (2023: 15.4)
LETTER = re.compile(r"[^\W\d_]")


class Unit(NamedTuple):
    """A currency and a scale beside it, and where they stand."""

    start: int
    end: int
    word: Word
    power: int


class Item(NamedTuple):
    """A stretch of a list that holds one number of its own."""

    start: int
    end: int


class Head(NamedTuple):
    """A unit, the line it stands in, and the items that it holds for; places of the passage that it stands in."""

    start: int
    unit: Unit
    body: int
    is_inline: bool
    items: list[Item]


def apply_heads(reader: Reader, figures: list[Figure]) -> tuple[list[Figure], list[Head]]:
    """Return the numbers of a passage, those under a head with its currency and scale, and the heads.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.folding import fold_text
    >>> reader = Reader(fold_text("Exports (RM million):\\nPalm oil 412.5\\nRubber 98"), find_lexicon(()))
    >>> figures, heads = apply_heads(reader, list(reader.find_figures()))
    >>> [(figure.currency, int(figure.numeral.value)) for figure in figures]
    [('MYR', 412500000), ('MYR', 98000000)]
    """
    heads: list[Head] = []
    known = {figure.start: place for place, figure in enumerate(figures)}
    taken = 0
    filled = list(figures)
    for unit in _find_units(reader, figures):
        if unit.start < taken:
            continue
        head = _read_head(reader, unit, figures)
        if head is None:
            continue
        heads.append(head)
        taken = head.items[-1].end
        for item in head.items:
            number = _find_number(reader, item, unit, figures)
            if number is not None:
                filled[known[number.start]] = _take_unit(number, unit)
    # A unit may be a number word itself: مليون دينار is a million dinars elsewhere.
    units = {(head.unit.start, head.unit.end) for head in heads}
    return [figure for figure in filled if (figure.start, figure.end) not in units], heads


def find_borders(heads: Sequence[Head]) -> list[int]:
    """Return where the items of lists begin and end: what one says is said of its own number alone."""
    borders: set[int] = set()
    for head in heads:
        borders.add(head.body)
        for item in head.items:
            borders |= {item.start, item.end}
    return sorted(borders)


def _find_units(reader: Reader, figures: Sequence[Figure]) -> Iterator[Unit]:
    """Yield the units without a number of their own, from left to right."""
    ends = {figure.end for figure in figures if figure.start < figure.end}
    spans = {(figure.start, figure.end) for figure in figures}
    for match in UNIT_END.finditer(reader.folded):
        unit = _read_unit(reader, match.start())
        if unit is None:
            continue
        before = reader.word_end(unit.start, 0)
        is_amount = any(place in ends for place in range(before, unit.start + 1) if place != unit.end)
        if not is_amount or (unit.start, unit.end) in spans:
            yield unit


def _read_unit(reader: Reader, end: int) -> Unit | None:
    """Read a unit that ends here: millions of US dollars, US$ million, or a currency alone."""
    currencies, view = reader.lexicon.currencies, reader.view
    place = reader.word_end(end, 0)
    currency = currencies.before(view, place)
    if currency is not None:
        start, power = _read_scales(reader, currency.edge, joined=True)
        return Unit(start, place, currency.word, power + currency.word.power)
    start, power = _read_scales(reader, place, joined=False)
    if not power:
        return None
    currency = currencies.before(view, reader.word_end(start, 0))
    return None if currency is None else Unit(currency.edge, place, currency.word, power)


def _read_scales(reader: Reader, end: int, *, joined: bool) -> tuple[int, int]:
    """Return where the words of scale before a place start, and their power; `joined` where "of" may part them."""
    lexicon, view = reader.lexicon, reader.view
    start, power = end, 0
    place = reader.word_end(end, 0)
    if joined and lexicon.scales.before(view, place) is None:
        joiner = lexicon.joiners.before(view, place)
        if joiner is not None:
            place = reader.word_end(joiner.edge, 0)
    for _ in range(MAX_SCALES):
        scale = lexicon.scales.before(view, place)
        if scale is None:
            break
        start, power = scale.edge, power + scale.word.power
        place = reader.word_end(start, 0)
    return start, power


def _read_head(reader: Reader, unit: Unit, figures: Sequence[Figure]) -> Head | None:
    """Return the head that a unit stands in, with the items of its list; None where it is no head or has no items."""
    folded = reader.folded
    line = folded.rfind("\n", max(unit.start - MAX_LINE, 0), unit.start) + 1
    line = line or max(unit.start - MAX_LINE, 0)
    end = unit.end
    is_bracketed = OPEN.search(folded, line, unit.start) is not None
    if is_bracketed:
        closing = CLOSE.match(folded, end)
        if closing is None:
            return None
        end = closing.end()
    colon = COLON.match(folded, end)
    at_line_end = LINE_END.match(folded, end)
    if at_line_end is not None:
        items = list(_find_lines(folded, at_line_end.end()))
        body, is_inline = at_line_end.end(), False
    elif colon is not None:
        body = colon.end()
        is_inline = LINE_END.match(folded, body) is None
        items = list(_find_inline_items(folded, body) if is_inline else _find_lines(folded, body))
    else:
        return None
    read = [item for item in items if _find_number(reader, item, unit, figures)]
    is_marked = is_bracketed or colon is not None
    if len(read) < (1 if is_marked else FEW):
        return None
    return Head(line, unit, body, is_inline, read)


def _find_inline_items(folded: str, start: int) -> Iterator[Item]:
    """Yield the items of a list that stands in one line: tea 1,302; coffee 251."""
    stop = SENTENCE_END.search(folded, start, min(start + MAX_BODY, len(folded)))
    end = stop.start() if stop else min(start + MAX_BODY, len(folded))
    mark = SEMICOLON if SEMICOLON.search(folded, start, end) else COMMA
    at = start
    for match in mark.finditer(folded, start, end):
        yield from _cut_item(folded, at, match.start())
        at = match.end()
    yield from _cut_item(folded, at, end)


def _find_lines(folded: str, start: int) -> Iterator[Item]:
    """Yield the lines of a list, up to an empty one behind the first; one may part the list from its head."""
    at = start
    has_begun = False
    while at < min(start + MAX_BODY, len(folded)):
        end = folded.find("\n", at)
        end = len(folded) if end < 0 else end
        is_empty = not folded[at:end].strip()
        if (is_empty and has_begun) or end - at > MAX_LINE:
            return
        if not is_empty:
            has_begun = True
            yield from _cut_item(folded, at, end)
        at = end + 1


def _cut_item(folded: str, start: int, end: int) -> Iterator[Item]:
    """Yield an item, and what its bracket says of an earlier year as another: China: 16.2 (2023: 15.4)."""
    earlier = EARLIER.search(folded, start, end)
    if earlier is None:
        yield Item(start, end)
        return
    yield Item(start, earlier.start())
    yield Item(earlier.start(), earlier.end())


def _find_number(reader: Reader, item: Item, unit: Unit, figures: Sequence[Figure]) -> Figure | None:
    """Return the one plain number of an item that may be money."""
    numbering = NUMBERING.match(reader.folded, item.start, item.end)
    start = numbering.end() if numbering else item.start
    numbers = [figure for figure in _within(figures, start, item.end) if not _is_no_money(reader, figure)]
    if len(numbers) != 1:
        return None
    (number,) = numbers
    label = reader.folded[start : number.start]
    is_labelled = LETTER.search(label) or any(character.isdigit() for character in label)
    if number.word or not is_labelled or not TAIL.match(reader.folded[number.end : item.end].rstrip(")")):
        return None
    if reader.is_part_of_word(number.start) or _is_measured(reader, start, number.start):
        return None
    is_large = number.numeral is not None and abs(number.numeral.value) >= MILLION
    return number if unit.power or number.power or is_large else None


def _within(figures: Sequence[Figure], start: int, end: int) -> list[Figure]:
    """Return the figures that stand in a stretch."""
    return [figure for figure in figures if start <= figure.start < end]


def _is_no_money(reader: Reader, figure: Figure) -> bool:
    """Whether a number is a year or a share."""
    return reader.is_year(figure.start, figure.end) or reader.is_share(figure.start, figure.end)


def _is_measured(reader: Reader, start: int, end: int) -> bool:
    """Whether a label says that its number is no money: employees, rank."""
    near = reader.view.part(start, end)
    measures = find_patterns(reader.lexicon).measures
    return any(next(table.scan(near), None) for table in (measures, reader.lexicon.quantities))


def _take_unit(figure: Figure, unit: Unit) -> Figure:
    """Return a number with the currency of its head, and with its scale where it has none of its own."""
    word = replace(unit.word, power=0)
    if figure.power or figure.numeral is None:
        return replace(figure, word=word)
    return replace(figure, word=word, numeral=figure.numeral.times(unit.power), power=unit.power)
