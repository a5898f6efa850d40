"""The sentence of a compared row: what a person should look at, filled into the templates of `words/readings`."""

from collections.abc import Collection, Iterable, Iterator

from tradeview.readings.compared import ComparedRow
from tradeview.readings.given import GivenRow
from tradeview.readings.stated_times import write_time
from tradeview.words import readings as words
from tradeview.words.numbers import RANGE


def say_row(row: ComparedRow) -> str:
    """Say in whole sentences what a person should look at in a compared row."""
    return " ".join(_say(row))


def _say(row: ComparedRow) -> Iterator[str]:
    theirs = None if row.theirs is None else row.theirs.row
    if theirs is not None:
        yield from _say_of_theirs(row, theirs)
    elif row.ours is not None:
        yield words.FIRST_ALONE.fill(figure=_write(row.ours))


def _say_of_theirs(row: ComparedRow, theirs: GivenRow) -> Iterator[str]:
    """Say what is to be said of a row of the other reading."""
    for field, cell in theirs.unreadable.items():
        yield words.UNREADABLE.fill(field=words.name_field(field), cell=words.write_cell(cell))
    if row.ours is not None and {"value", "currency"}.isdisjoint(row.differs):
        yield _say_alike(row.ours, theirs, row.left_open)
    elif row.ours is None and row.in_text:
        yield words.SECOND_ALONE.fill(figure=_write(theirs))
    if not row.in_text and theirs.value is not None:
        yield _say_not_in_text(row, theirs)
    if row.ours is not None:
        yield from _say_differences(row.ours, theirs, row.differs)
    missing = [field for field in row.not_found if field not in theirs.unreadable]
    if missing:
        yield words.NOT_FOUND.fill(fields=words.name_fields(missing))
    if row.left_open:
        yield words.OPEN_IN_ONE.fill(fields=words.name_fields(row.left_open))


def _say_alike(ours: GivenRow, theirs: GivenRow, left_open: Collection[str]) -> str:
    """Say what both have, or what each has where one leaves the value or the currency open."""
    if {"value", "currency"}.isdisjoint(left_open):
        return words.ALIKE.fill(figure=_write(ours if ours.value is not None else theirs))
    return words.OPEN_BESIDE.fill(first=_write(ours), second=_write(theirs))


def _say_differences(ours: GivenRow, theirs: GivenRow, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        first, second = _write_field(ours, field), _write_field(theirs, field)
        yield words.DIFFERS.fill(field=words.name_field(field), first=first, second=second)


def _say_not_in_text(row: ComparedRow, theirs: GivenRow) -> str:
    figure = _write(theirs)
    if row.theirs is not None and row.theirs.places and theirs.quote:
        return words.NOT_AT_QUOTE.fill(quote=words.write_cell(theirs.quote), figure=figure)
    return words.NOT_IN_TEXT.fill(figure=figure)


def _write(row: GivenRow) -> str:
    return words.write_figure(row.value, row.currency, row.cells.get("kind"))


def _write_field(row: GivenRow, field: str) -> str:
    """Write what a row states of a field."""
    if field in ("value", "currency"):
        return _write(row)
    if field == "period":
        return words.write_time(None if row.time is None else write_time(row.time))
    if field == "base":
        return words.write_time(None if row.base is None else write_time(row.base))
    if field == "range":
        low, high = (words.write_figure(row.cells.get(end), row.currency) for end in ("low", "high"))
        return RANGE.fill(low=low, high=high)
    return words.write_cell(row.cells.get(field))
