"""Numbers whose last term prints no scale, where a unit follows that is no currency: 1万200トン is 10 200."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tradeview.prose.amounts.grammar import MYRIAD, Reader
from tradeview.prose.figure import Figure
from tradeview.prose.numerals import EXACT

HUNDRED = 2  # the power of the least scale that a term may follow: 5백30


def join_terms(reader: Reader, numbers: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the numbers, two that are terms of one as this: a currency joins its own, another unit does not."""
    held: Figure | None = None
    for figure in numbers:
        joined = _join(reader, held, figure) if held is not None else None
        if held is not None and joined is None:
            yield held
        held = joined or figure
    if held is not None:
        yield held


def _join(reader: Reader, first: Figure, second: Figure) -> Figure | None:
    """Return two terms as one number, None where they are two numbers."""
    one, two = first.numeral, second.numeral
    if first.word or second.word or one is None or two is None:
        return None
    is_scaled = first.power >= HUNDRED and second.power == 0 and one.value > 0
    if not is_scaled or reader.folded[first.end : second.start].strip(" "):
        return None
    if two.unit < 1 or not 0 < two.value < min(one.unit, 10**MYRIAD):
        return None
    # Behind a blank four digits are a year as often.
    if second.start > first.end and reader.is_year(second.start, second.end):
        return None
    return replace(first, end=second.end, numeral=two._replace(value=EXACT.add(one.value, two.value)), power=0)
