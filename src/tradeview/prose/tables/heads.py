"""A currency and a scale that a head prints once for the numbers below it: "Exports (US$ million)", "in Mrd. Euro:".

A head is a unit without a number of its own, in a bracket or alone, that a colon or the end of its line follows. What
stands below it, or behind the colon, is a list: items of a label and one plain number. Years, shares, numbers of a
list and whatever a label says is no money are none; an item of two numbers is left out, as which of them is the money
the text does not settle. The currency is printed, so it is not marked as assumed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tradeview.prose.amounts.elided import MILLION, find_patterns
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.scales import MAX_SCALES
from tradeview.prose.figure import Figure
from tradeview.prose.text.folding import Found, Word, is_cased

MAX_BODY = 4000  # characters of a list
MAX_LINE = 100  # characters of a line of a list, or of a line that is a head
MAX_REST = 60  # characters between a unit and the colon of its head: (US$ million), January to May 2024:
FEW = 2  # items without which a head of neither bracket nor colon is none
# Behind a unit one word may stand in its bracket, as languages that put "in" last have it: (मिलियन डॉलर में).
TERMS = "(?: (?:fob|cif|caf|fas))?"  # of delivery, behind the unit of what they price: em US$ FOB – Café: 912
UNIT_END = re.compile(
    rf"(?:'s)?{TERMS}(?:[ .]{{0,2}}[)\]:;,،，|]|(?= [^\W\d_]\S{{0,8}}[)\]])|(?= [-–—] )|[ .]{{0,2}}(?:\n|\Z))"
)
# What parts a head from the first item of its list without a colon: a dash, or the stop behind its bracket.
FIRST_LABEL = r"(?=[^\W\d][^\d\n;.。।]{0,40}\d)"
DASH = re.compile(f"{TERMS} [-–—] {FIRST_LABEL}")
STOP = re.compile(f"[.。।] ?{FIRST_LABEL}")
FRACTION = re.compile(r" \d{3}[.,]\d+\Z")  # 4 163,2
MARKED = re.compile(r"[:：=–—-] ?\Z")  # between a label and its number
OPEN = re.compile(r"[(\[][^()\[\]\n]{0,60}\Z")
OPENS_UNIT = re.compile(r"[(\[:][^\W\d_]{0,2}\Z")  # (單位:百萬美元;1美元=30.2元新台幣), (بالمليون دولار)
CLOSES_UNIT = {")", "]", ";"}
CLOSE = re.compile(r"[^()\[\]\n]{0,40}[)\]]")
COLON = re.compile(rf"(?:[^:\n.;()]|\.(?! *[^\W\d_a-z])){{0,{MAX_REST}}}(?:\([^()\n]{{0,40}}\)[^:\n.;()]{{0,20}})?:")
LINE_END = re.compile(r"[ .)\]]{0,3}(?:\n|\Z)")
REST_OF_LINE = re.compile(r"(?:[ .)\]]{0,3}|,[^\n:;.()]{1,40})(?:\n|\Z)")  # Trade balance (euros), 2020
SENTENCE_END = re.compile(r"[.!?](?=\s+[^\W\d_])|[。।॥؟۔]|\n")
SEMICOLON = re.compile("[;；]")
COMMA = re.compile(r"[,،，、](?!\d)")
NUMBERING = re.compile(r"\W{0,4}\d{1,2}[.)](?=[ \n])")  # 1) Spain
TAIL = re.compile(r"[\s*]*(?:\([^()]{0,60}\))?[\s.;,،，；。*|]*\Z")
OF_YEAR = re.compile(r" (?:[^\W\d_]{1,8} ){0,2}(?:19|20)\d\d[\s.;,،，；。*|]*\Z")  # 2218 in 2020
EARLIER = re.compile(r"\((?P<year>\d{4})[:, ]{1,3}(?P<number>\d[^()]{0,20})\)")  # (2023: 15.4)
LAST_WORD = re.compile(r"[^\s\d()\[\],;:،]+\Z")
MAX_WORD = 24  # characters of a currency with its ending
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
    is_alone: bool = False  # the head is its label: Value (RM million): 214.7


class Head(NamedTuple):
    """A unit, the line it stands in, and the items that it holds for; places of the passage that it stands in."""

    start: int
    unit: Unit
    body: int
    is_inline: bool
    is_marked: bool  # by a bracket or a colon
    items: list[Item]


class HeadReader:
    r"""The heads of a text, passage by passage; a list may go on in the next passage, which may be of another language.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> view = fold_text("Exports (RM million):\nPalm oil 412.5\nRubber 98")
    >>> reader = Reader(view, find_lexicon(()))
    >>> figures, heads = HeadReader(view.folded).apply_heads(reader, list(reader.find_figures()), 0)
    >>> [(figure.currency, int(figure.numeral.value)) for figure in figures]
    [('MYR', 412500000), ('MYR', 98000000)]
    """

    def __init__(self, folded: str) -> None:
        self.folded = folded  # of the whole text
        self.last: Head | None = None  # the last head, in places of the whole text

    def apply_heads(self, reader: Reader, figures: list[Figure], at: int) -> tuple[list[Figure], list[Head]]:
        """Return the numbers of a passage that starts here, those below a head with its unit, and the heads."""
        heads: list[Head] = []
        carried = self.carry_head(at, at + len(reader.folded))
        if carried is not None:
            heads.append(carried)
        found = list(find_units(reader, figures))
        for unit in found:
            if heads and unit.start < heads[-1].items[-1].end:
                continue
            head = self.read_head(reader, unit, figures, at)
            if head is not None:
                heads.append(head)
        # A unit may be a number word itself: مليون دينار is a million dinars elsewhere.
        units = {head.unit.end: head.unit.start for head in heads}
        units |= {unit.end: unit.start for unit in found if _is_bracketed(reader.folded, unit)}
        filled = {figure.start: figure for figure in figures if units.get(figure.end, figure.end) > figure.start}
        for head in heads:
            for item in head.items:
                number = _find_number(reader, item, head.unit, figures)
                if number is not None:
                    filled[number.start] = take_unit(number, head.unit)
        return list(filled.values()), heads

    def carry_head(self, start: int, end: int) -> Head | None:
        """Return the last head with those of its items that stand in a passage, in places of the passage."""
        if self.last is None:
            return None
        items = [item for item in self.last.items if start <= item.start < end]
        if not items:
            return None
        moved = [item._replace(start=item.start - start, end=item.end - start) for item in items]
        return self.last._replace(start=0, unit=self.last.unit._replace(start=0, end=0), body=0, items=moved)

    def read_head(self, reader: Reader, unit: Unit, figures: Sequence[Figure], at: int) -> Head | None:
        """Return the head that a unit stands in, with the items of its list; None where it is no head."""
        head = _find_head(reader, unit)
        if head is None:
            return None
        body = head.body + at
        found = _find_inline_items(self.folded, body) if head.is_inline else _find_lines(self.folded, body)
        items = list(found)
        size = len(reader.folded)
        own = [item._replace(start=item.start - at, end=item.end - at) for item in items if item.end - at <= size]
        read = [item for item in own if _find_number(reader, item, unit, figures)]
        is_carried = head.is_marked and len(own) < len(items)
        if len(read) < (1 if head.is_marked else FEW) and not is_carried:
            return None
        self.last = head._replace(items=[item for item in items if item.start - at >= size])
        return head._replace(items=read or [Item(head.body, head.body)])


def find_borders(heads: Sequence[Head]) -> list[int]:
    """Return where the items of lists begin and end: what one says is said of its own number alone."""
    borders: set[int] = set()
    for head in heads:
        borders.add(head.body)
        for item in head.items:
            borders |= {item.start, item.end}
    return sorted(borders)


def find_units(reader: Reader, figures: Sequence[Figure]) -> Iterator[Unit]:
    """Yield the units without a number of their own, from left to right."""
    starts = [figure.start for figure in figures]
    for match in UNIT_END.finditer(reader.folded):
        unit = _read_unit(reader, match.start())
        if unit is None:
            continue
        near = bisect_left(starts, unit.end) - 1
        figure = figures[near] if near >= 0 else None
        is_apart = figure is None or figure.end < reader.word_end(unit.start, 0)
        # A word of scale alone may be read as a number: (مليون دينار).
        if is_apart or (figure and figure.start >= unit.start and figure.end == unit.end):
            yield unit


def _is_bracketed(folded: str, unit: Unit) -> bool:
    """Whether a bracket, or a part of it, holds a unit and nothing else: صادرات (مليون دينار) is of no one million."""
    is_opened = OPENS_UNIT.search(folded, max(unit.start - 3, 0), unit.start) is not None
    return is_opened and folded[unit.end : unit.end + 1] in CLOSES_UNIT


def _read_unit(reader: Reader, end: int) -> Unit | None:
    """Read a unit that ends here: millions of US dollars, US$ million, or a currency alone."""
    currencies, view = reader.lexicon.currencies, reader.view
    place = reader.word_end(end, 0)
    currency = currencies.before(view, place) or _find_inflected(reader, place)
    if currency is not None:
        start, power = _read_scales(reader, currency.edge, joined=True)
        return Unit(start, place, currency.word, power + currency.word.power)
    start, power = _read_scales(reader, place, joined=False)
    if not power:
        return None
    currency = currencies.before(view, reader.word_end(start, 0))
    return None if currency is None else Unit(currency.edge, place, currency.word, power)


def _find_inflected(reader: Reader, end: int) -> Found | None:
    """Find a currency with an ending that the head gives it, in a script without cases of letters: কোটি ডলারে."""
    if is_cased(reader.folded, end - 1):
        return None
    start = LAST_WORD.search(reader.folded, max(end - MAX_WORD, 0), end)
    found = reader.lexicon.currencies.after(reader.view, start.start()) if start else None
    if found is None or start is None or found.edge > end or not found.word.endings:
        return None
    return Found(found.word, start.start())


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


def _find_head(reader: Reader, unit: Unit) -> Head | None:
    """Return the head that a unit stands in, without its items; None where no colon or end of its line follows."""
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
    line_end = (REST_OF_LINE if is_bracketed else LINE_END).match(folded, end)
    if line_end is not None:
        return Head(line, unit, line_end.end(), is_inline=False, is_marked=is_bracketed, items=[])
    mark = DASH.match(folded, end) or (STOP.match(folded, end) if is_bracketed else None)
    if mark is not None:
        return Head(line, unit, mark.end(), is_inline=True, is_marked=False, items=[])
    colon = COLON.match(reader.view.printed, end)
    if colon is None:
        return None
    line_end = LINE_END.match(folded, colon.end())
    body = line_end.end() if line_end else colon.end()
    return Head(line, unit, body, is_inline=line_end is None, is_marked=True, items=[])


def _find_inline_items(folded: str, start: int) -> Iterator[Item]:
    """Yield the items of a list that stands in one line: tea 1,302; coffee 251."""
    stop = SENTENCE_END.search(folded, start, min(start + MAX_BODY, len(folded)))
    end = stop.start() if stop else min(start + MAX_BODY, len(folded))
    mark = SEMICOLON if SEMICOLON.search(folded, start, end) else COMMA
    at = start
    for match in mark.finditer(folded, start, end):
        yield from _cut_item(folded, at, match.start())
        at = match.end()
    if at == start:
        yield Item(start, end, is_alone=True)
        return
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
            parts = [mark.end() for mark in SEMICOLON.finditer(folded, at, end)]
            for first, last in pairwise([at, *parts, end]):
                yield from _cut_item(folded, first, last)
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
    rest = reader.folded[number.end : item.end].rstrip(")")
    is_of_year = OF_YEAR.match(rest) is not None
    is_labelled = item.is_alone or is_of_year or LETTER.search(label) or any(sign.isdigit() for sign in label)
    if number.word or not is_labelled or not (is_of_year or TAIL.match(rest)):
        return None
    if reader.is_part_of_word(number.start) or is_measured(reader, start, number.start):
        return None
    # Two columns look like one number that is grouped by a space: Coal 412 455.
    printed = reader.folded[number.start : number.end]
    is_grouped = " " in printed and FRACTION.search(printed) is None
    if is_grouped and not number.power and not MARKED.search(label):
        return None
    return number if may_be_money(number, unit) else None


def may_be_money(number: Figure, unit: Unit) -> bool:
    """Whether a number is as large as amounts are, with its scale or that of its unit."""
    is_large = number.numeral is not None and abs(number.numeral.value) >= MILLION
    return unit.power > 0 or number.power > 0 or is_large


def _within(figures: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    """Return the figures that stand in a stretch; all come in the order of the text."""
    by_start = attrgetter("start")
    return figures[bisect_left(figures, start, key=by_start) : bisect_left(figures, end, key=by_start)]


def _is_no_money(reader: Reader, figure: Figure) -> bool:
    """Whether a number is a year or a share."""
    return reader.is_year(figure.start, figure.end) or reader.is_share(figure.start, figure.end)


def is_measured(reader: Reader, start: int, end: int) -> bool:
    """Whether a label says that its number is no money: employees, rank, coal (tonnes)."""
    label = reader.view.part(start, end)
    if next(find_patterns(reader.lexicon).measures.scan(label), None):
        return True
    # Vehicles and ships are goods, but for a label that counts them: Cars (units).
    inside = label.folded.find("(")
    return inside >= 0 and next(reader.lexicon.quantities.scan(reader.view.part(start + inside, end)), None) is not None


def take_unit(figure: Figure, unit: Unit) -> Figure:
    """Return a number with the currency of its head, and with its scale where it has none of its own."""
    word = replace(unit.word, power=0)
    if figure.power or figure.numeral is None:
        return replace(figure, word=word)
    return replace(figure, word=word, numeral=figure.numeral.times(unit.power), power=unit.power)
