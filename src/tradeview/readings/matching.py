"""Which rows of two readings are of one figure of the text: by place where the quote stands there, else by value.

Each row is paired once, so that the same amount printed twice is two; where several could be paired, the pairing is
the best as a whole, by value and currency first, then by time and flow, and then by their order.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from tradeview.readings.assignment import find_best_pairs
from tradeview.readings.fields import differ_in_currency, have_same_flow, have_same_kind, have_same_value
from tradeview.readings.given import LONGEST_PLACE, GivenRow
from tradeview.readings.numbers import round_value
from tradeview.readings.standing import Place, Quotes, TextAsked
from tradeview.readings.stated_times import have_same_time

# What two rows have in common weighs so much. One place and another value are one figure that somebody misread; the
# same value elsewhere is another figure. The last parts equals, and each is below the one before it in sum.
OF_PLACE, OF_VALUE, OF_SIZE, OF_UNSURE_PLACE = 60.0, 100.0, 70.0, 20.0
OF_CURRENCY, OF_OPEN_CURRENCY = 30.0, 15.0
OF_TIME, OF_FLOW, OF_KIND = 6.0, 4.0, 2.0
MOST_PAIRS = 40_000  # of rows with one value: beyond that they are paired in their order


class Located(NamedTuple):
    """A row of a reading, and where it stands: places that its quote bears out, or one that nothing bears out."""

    row: GivenRow
    places: tuple[Place, ...]
    unsure: Place | None = None
    has_lost_quote: bool = False  # which stands nowhere


def locate_row(row: GivenRow, quotes: Quotes, length: int) -> Located:
    """Find where the figure of a row stands, by its quote and its place.

    A place counts where the quote stands there; models miscount, so that else the quote is looked for.
    """
    start, end = row.cells.get("text_start"), row.cells.get("text_end")
    stated: Place | None = None
    if start is not None and end is not None and start < end <= min(length, start + LONGEST_PLACE):
        stated = (start, end)
    if row.quote is None:
        return Located(row, (), stated)
    if stated is not None and quotes.stands_at(row.quote, stated):
        return Located(row, (stated,))
    found = tuple(quotes.find_quote(row.quote))
    if start is not None and len(found) > 1:
        found = (min(found, key=lambda place: abs(place[0] - start)),)
    return Located(row, found, None if found else stated, has_lost_quote=not found)


def match_rows(ours: Sequence[GivenRow], theirs: Sequence[Located], asked: TextAsked) -> dict[int, int]:
    """Return which of their rows is of the same figure as which of ours: from theirs to ours."""
    pairs = {*_pair_by_place(ours, theirs), *_pair_by_value(ours, theirs, asked)}
    weights: dict[tuple[int, int], float] = {}
    for their, our in sorted(pairs):
        weight = _weigh(ours[our], theirs[their])
        # The order of the text parts what is alike in all else.
        weights[their, our] = weight + 1 / (2 + abs(their - our))
    return find_best_pairs(weights)


def _pair_by_place(ours: Sequence[GivenRow], theirs: Sequence[Located]) -> Iterator[tuple[int, int]]:
    """Yield pairs of which one stands where the other does."""
    order = sorted(range(len(ours)), key=lambda our: ours[our].cells["text_start"])
    ends = [ours[our].cells["text_end"] for our in order]
    for their, located in enumerate(theirs):
        unsure = (located.unsure,) if located.unsure else ()
        for start, end in (*located.places, *unsure):
            for at in range(bisect_left(ends, start + 1), len(order)):
                if ours[order[at]].cells["text_start"] >= end:
                    break
                yield their, order[at]


def _pair_by_value(ours: Sequence[GivenRow], theirs: Sequence[Located], asked: TextAsked) -> Iterator[tuple[int, int]]:
    """Yield pairs of one size, for rows whose place nothing bears out.

    A number that can be read in two ways is of either size.
    """
    ours_of: dict[float, list[int]] = defaultdict(list)
    theirs_of: dict[float, list[int]] = defaultdict(list)
    for our, row in enumerate(ours):
        for value in _list_sizes(row, asked):
            ours_of[value].append(our)
    for their, located in enumerate(theirs):
        if located.row.value is not None and not located.places:
            theirs_of[round_value(located.row.value)].append(their)
    for value, held in theirs_of.items():
        alike = ours_of.get(value, [])
        if len(held) * len(alike) > MOST_PAIRS:
            yield from zip(held, alike, strict=False)
        else:
            yield from product(held, alike)


def _list_sizes(row: GivenRow, asked: TextAsked) -> set[float]:
    if row.value is not None:
        return {round_value(row.value)}
    place = (row.cells["text_start"], row.cells["text_end"])
    return {round_value(value) for amount in asked.list_amounts_at(place) for value in amount.values}


def _weigh(ours: GivenRow, located: Located) -> float:
    """Weigh a pair by what its rows have in common."""
    theirs = located.row
    weight = 1 + _weigh_place(ours, located) + _weigh_value(ours, theirs)
    if ours.currency is None or theirs.currency is None:
        weight += OF_OPEN_CURRENCY
    elif not differ_in_currency(ours, theirs):
        weight += OF_CURRENCY
    if ours.time and theirs.time and have_same_time(ours.time, theirs.time):
        weight += OF_TIME
    if have_same_flow(ours, theirs):
        weight += OF_FLOW
    if have_same_kind(ours, theirs):
        weight += OF_KIND
    return weight


def _weigh_place(ours: GivenRow, located: Located) -> float:
    if located.places:
        return OF_PLACE
    return OF_UNSURE_PLACE if located.unsure and _overlap(ours, located.unsure) else 0.0


def _weigh_value(ours: GivenRow, theirs: GivenRow) -> float:
    if ours.value is None or theirs.value is None:
        return 0.0
    if have_same_value(ours.value, theirs.value):
        return OF_VALUE
    return OF_SIZE if round_value(ours.value) == round_value(theirs.value) else 0.0


def _overlap(row: GivenRow, place: Place) -> bool:
    return bool(row.cells["text_start"] < place[1] and place[0] < row.cells["text_end"])
