"""Longer periods: months added up to quarters and years, and January to each month of a year.

A sum is made only of all its parts: a year of twelve months or four quarters, each with a value. Money, its range, what
was stated and what was weighed add up; of what else a row says, the sum says what all its parts say.
"""

from typing import Any, Literal, get_args

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.errors import SHOWN_ROWS, TradeTableError, plural_of
from tradeview.periods import (
    MONTHS_IN_YEAR,
    PARTS_OF_YEAR,
    SHIFT_OF_YEAR,
    UNITS,
    Frequency,
    frequency_of,
    part_column,
    year_column,
)
from tradeview.table.comparable import wrap_comparable
from tradeview.table.engines import Frame, FrameT, collect_rows, is_missing, to_native_with_nullable
from tradeview.table.refusals import name_series, refuse_word
from tradeview.table.sums import FOUND, PART, ROWS, columns_of_sums, sum_parts

Incomplete = Literal["refuse", "drop"]

# Helping columns, dropped at the end; named so that no column of the caller's is lost with them.
UNTIL = "_tv_until"
# What `rate_kind` says of a sum whose parts were converted each at its rate.
BY_PARTS: dict[Frequency, str] = {"Q": "by quarter", "M": "by month"}


@check_arguments
def to_quarters(frame: FrameT, *, incomplete: Incomplete = "refuse", validate: bool = True) -> FrameT:
    """Add months up to quarters.

    Parameters
    ----------
    frame : frame
        A trade table of months, as for `growth`.
    incomplete : {"refuse", "drop"}
        What becomes of a quarter that lacks a month, or the value of one: it is refused, or left out.
    validate : bool
        As for `growth`. Whether all months are there is asked in any case, which costs a lazy frame one query.

    Returns
    -------
    frame
        One row for each quarter of each series, sorted by them, with the columns of the frame:

        * `period`: 20242 for the second quarter of 2024
        * `value`, `low`, `high`, `stated_value`, `quantity`, `net_weight`: sums; missing where one of the months has
          none, or they are in several currencies or units
        * all others: what the three months say alike, else missing; where they were converted each at a rate of its
          own, `rate` is missing and `rate_kind` says "by month" (of quarters "by quarter")
        * `source`, `compiled_by`, `rate_source`, `deflator_source`: those of the months, two of them joined by "; ", of
          more the first and the last
        * `quote`, `observation` and `calendar_label`, the words of one figure, are dropped

    Raises
    ------
    TradeTableError
        As for `growth`; years or quarters; a quarter that is incomplete.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "AAA", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(202401, 10.0), (202402, 20.0), (202403, 30.0), (202404, 40.0)]
    >>> months = pd.DataFrame(cells, columns=["period", "value"]).assign(**row)
    >>> tv.to_quarters(months, incomplete="drop")[["period", "value"]]
       period  value
    0   20241   60.0
    """
    return _add_up(frame, "to_quarters", "Q", incomplete, validate=validate)


@check_arguments
def to_years(frame: FrameT, *, incomplete: Incomplete = "refuse", validate: bool = True) -> FrameT:
    """Add months or quarters up to years.

    Parameters
    ----------
    frame : frame
        A trade table of months or of quarters, as for `growth`.
    incomplete : {"refuse", "drop"}
        What becomes of a year that lacks a month or a quarter, or the value of one: it is refused, or left out.
    validate : bool
        As for `to_quarters`.

    Returns
    -------
    frame
        One row for each year of each series, as `to_quarters` makes quarters.

    Raises
    ------
    TradeTableError
        As for `growth`; years; a year that is incomplete.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "AAA", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(20241, 60.0), (20242, 70.0), (20243, 80.0), (20244, 90.0)]
    >>> quarters = pd.DataFrame(cells, columns=["period", "value"]).assign(**row)
    >>> tv.to_years(quarters)[["period", "value"]]
       period  value
    0    2024  300.0

    Money of another currency can be converted first, each part at its own rate, or last, at the mean of the year
    (`tv.convert` shows both with rates of the ECB):

    >>> stated = {20241: 4.0, 20242: 4.0, 20243: 4.0, 20244: 3.0, 2024: 3.75}
    >>> rates = pd.DataFrame({"period": stated.keys(), "rate": stated.values(), "base": "USD", "quote": "MYR"})
    >>> rates = rates.assign(kind="average", source="made up")
    >>> at_rates_of_quarters = tv.to_years(tv.convert(quarters, to="MYR", rates=rates))
    >>> at_rate_of_year = tv.convert(tv.to_years(quarters), to="MYR", rates=rates)
    >>> pd.concat([at_rates_of_quarters, at_rate_of_year])[["period", "value", "rate_kind"]]
       period   value            rate_kind
    0    2024  1110.0  average, by quarter
    0    2024  1125.0              average
    """
    return _add_up(frame, "to_years", "A", incomplete, validate=validate)


@check_arguments
def to_date(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Add up January to each month of each year: what was traded in the year so far.

    Parameters
    ----------
    frame : frame
        A trade table of months (or quarters), as for `growth`.
    validate : bool
        As for `growth`.

    Returns
    -------
    frame
        One row for each month of each series, sorted by them, as `to_quarters` makes quarters, but

        * `period` is the year, and `months` the stretch since January (2024-01/2024-08); it is missing for December,
          which ends the whole year
        * a month is left out where one since January lacks, or its value

        `growth(over="year")` compares January to August with January to August.

    Raises
    ------
    TradeTableError
        As for `growth`; years.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "AAA", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(202401, 10.0), (202402, 20.0), (202404, 40.0)]
    >>> months = pd.DataFrame(cells, columns=["period", "value"]).assign(**row)
    >>> tv.to_date(months)[["period", "months", "value"]]
       period           months  value
    0    2024  2024-01/2024-01   10.0
    1    2024  2024-01/2024-02   30.0
    """
    table, keys, *_ = wrap_comparable(frame, "to_date", validate=validate)
    frequency = _ask_frequency(table, "to_date", "A")
    table = table.with_columns(**{PART: part_column(nw.col("period")), "period": year_column(nw.col("period"))})
    # Every part of a year goes into the sums that end with it and with those behind it.
    ends = table.select("period", **{UNTIL: nw.col(PART)}).group_by("period", UNTIL).agg(**{ROWS: nw.len()})
    parts = table.join(ends.drop(ROWS), on="period", how="inner").filter(nw.col(PART) <= nw.col(UNTIL))
    sums = sum_parts(parts, keys, [UNTIL], by=BY_PARTS[frequency])
    sums = sums.filter(nw.col(FOUND) == nw.col(UNTIL))
    last_month = nw.col(UNTIL) * (MONTHS_IN_YEAR // PARTS_OF_YEAR[frequency])
    months = nw.when(last_month < MONTHS_IN_YEAR).then(_write_months_until(nw.col("period"), last_month))
    sums = sums.with_columns(months=months)
    names = list(dict.fromkeys([*columns_of_sums(table), "months"]))
    order = [name for name in keys if name != "months"]
    return _finish(sums.sort(*order, "period", UNTIL), names)


def _add_up(frame: FrameT, what: str, target: Frequency, incomplete: Incomplete, *, validate: bool) -> FrameT:
    """Add shorter periods up to those of a frequency."""
    refuse_word(what, "incomplete", incomplete, get_args(Incomplete))
    table, keys, *_ = wrap_comparable(frame, what, validate=validate)
    frequency = _ask_frequency(table, what, target)
    needed = PARTS_OF_YEAR[frequency] // PARTS_OF_YEAR[target]
    longer = year_column(nw.col("period"))
    if target != "A":
        longer = longer * SHIFT_OF_YEAR[target] + (part_column(nw.col("period")) - 1) // needed + 1
    sums = sum_parts(table.with_columns(period=longer), keys, [], by=BY_PARTS[frequency])
    is_whole = nw.col(FOUND) == needed
    if incomplete == "refuse":
        _refuse_incomplete(sums.filter(~is_whole), what, keys, needed, UNITS[frequency])
    return _finish(sums.filter(is_whole).sort(*keys, "period"), columns_of_sums(table))


def _ask_frequency(table: Frame, what: str, target: Frequency) -> Frequency:
    """Return the frequency of a table's periods, refusing one that has no parts of the target's; it is one query."""
    ((first,),) = [tuple(row.values()) for row in collect_rows(table.select(nw.col("period").min()))]
    frequency = "M" if is_missing(first) else frequency_of(int(first))
    if PARTS_OF_YEAR[frequency] <= PARTS_OF_YEAR[target]:
        shorter = [f"{unit}s" for name, unit in UNITS.items() if PARTS_OF_YEAR[name] > PARTS_OF_YEAR[target]]
        asked = f"{what} adds up {' or '.join(shorter)}"
        raise TradeTableError(asked, f"{UNITS[frequency]}s", "give a table of shorter periods")
    return frequency


def _write_months_until(year: nw.Expr, last_month: nw.Expr) -> nw.Expr:
    """Write January to a month of a year: 2024-01/2024-08."""
    written = year.cast(nw.Int64).cast(nw.String)
    month = (last_month + 100).cast(nw.Int64).cast(nw.String).str.slice(1, 2)  # 108 for 08
    return nw.concat_str([written, nw.lit("-01/"), written, nw.lit("-"), month])


def _refuse_incomplete(incomplete: Frame, what: str, keys: list[str], needed: int, unit: str) -> None:
    asked = [*keys, "period", FOUND]
    rows = collect_rows(incomplete.select(*asked).sort(*asked).head(SHOWN_ROWS + 1))
    if not rows:
        return
    shown = []
    for row in rows:
        found = int(row[FOUND])
        shown.append(f"{name_series(row, ['period', *keys])}: {found} {plural_of(unit, found)} of {needed}")
    first = rows[0]
    raise TradeTableError(
        f"{what} needs all {needed} {unit}s, each with a value",
        f"{int(first[FOUND])} of {int(first['period'])}",
        'add them, or leave such sums out: incomplete="drop"',
        shown,
    )


def _finish(sums: Frame, names: list[str]) -> Any:  # a native frame
    whole = [name for name in ("period", "base_period") if name in names]
    made = sums.select(*names).with_columns(nw.col("period").cast(nw.Int64))
    return to_native_with_nullable(made, *(name for name in whole if name != "period"))
