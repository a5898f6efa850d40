"""Months in a row whose year is printed once: in 2024 exports were $3 billion in January, $2 billion in February.

The year stands before the row, or beside its first or its last month. A row rises: where a month is not behind the one
before it (January behind December, the month before that), another year may be meant, and the row ends there.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from tradeview.prose.times.year_parts import Part, Place, Year

Dated = tuple[Year, Part | None]  # a year, and the part of it that stands beside it


def find_years_of_rows(
    parts: Sequence[Part], dated: Sequence[Dated], undated: Collection[Place], sure: Collection[Part]
) -> dict[Part, Year]:
    """Return the year of each month that prints none, and of each quarter, where a row of them says it.

    Parameters
    ----------
    parts : sequence of Part
        All that the sentence names, from left to right.
    dated : sequence of tuple
        Its years, each with the part that stands beside it, if any does.
    undated : collection of tuple
        Where it names a time that it does not date: last year.
    sure : collection of Part
        Those that are months for sure, even by themselves; "may" and "set" are months in a row alone.

    Examples
    --------
    >>> january, february = Part(10, 17, 1, 1, weak=True), Part(30, 38, 2, 2, weak=True)
    >>> years = find_years_of_rows([january, february], [(Year(0, 4, 2024), None)], [], [])
    >>> [years[month].year for month in (january, february)]
    [2024, 2024]
    """
    if len({year.year for year, _ in dated}) != 1:
        return {}
    year = dated[0][0]
    beside = {part for _, part in dated if part is not None}
    whole = [year.end for year, part in dated if part is None]
    found: dict[Part, Year] = {}
    for row in _find_rows(parts, sure):
        has_year = row[0] in beside or row[-1] in beside
        follows_year = bool(whole) and min(whole) <= row[0].start
        if len(row) > 1 and (has_year or follows_year) and not _is_told_otherwise(row, undated):
            found |= {part: year for part in row if part not in beside}
    return found


def find_years_of_sums(parts: Sequence[Part], dated: Sequence[Dated], undated: Collection[Place]) -> dict[Part, Year]:
    """Return the year of parts that end in the month that one before them ends in: in June 2024, in January-June."""
    found: dict[Part, Year] = {}
    for year, beside in dated:
        if beside is None or not beside.first or beside.is_open or beside.same or beside.back:
            continue
        for part in parts:
            is_alike = (part.first, part.last) == (beside.first, beside.last)
            is_one = part.start > max(year.end, beside.end) and part.last == beside.last and not is_alike
            is_told = _is_told_otherwise([Part(year.start, year.end), part], undated)
            if is_one and not (part.is_open or part.same or part.back or part.day_of or is_told):
                found[part] = year
    return found


def _find_rows(parts: Sequence[Part], sure: Collection[Part]) -> Iterator[list[Part]]:
    """Yield parts of years of one length, each behind the one before it in its year, from left to right."""
    named = [part for part in parts if part.first and not (part.same or part.is_open or part.back or part.day_of)]
    row: list[Part] = named[:1]
    for last, part in pairwise(named):
        is_as_long = part.last - part.first == last.last - last.first
        is_next = part.first == last.last + 1
        is_later = part.first > last.last and len(row) > 1 and {last, part} <= set(sure)
        if is_as_long and (is_next or is_later):
            row.append(part)
        else:
            yield row
            row = [part]
    if row:
        yield row


def _is_told_otherwise(row: Sequence[Part], undated: Collection[Place]) -> bool:
    """Whether a time of no date stands within a row: in January, in February of last year."""
    return any(row[0].start < start < row[-1].end for start, _ in undated)
