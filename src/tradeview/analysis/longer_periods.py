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
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_text,
    collect_rows,
    group_and_aggregate,
    is_missing,
    to_native_with_nullable,
)
from tradeview.table.refusals import name_series, refuse_word
from tradeview.table.schema import TRADE
from tradeview.table.series import SAID, say_coverage_of_series

Incomplete = Literal["refuse", "drop"]

# Helping columns, dropped at the end; named so that no column of the caller's is lost with them.
PART, UNTIL, FOUND, ROWS = "_tv_part", "_tv_until", "_tv_found", "_tv_rows"
# What adds up, and what the parts have to agree on so that it may.
SUMS = {
    "value": None,
    "low": None,
    "high": None,
    "stated_value": "stated_currency",
    "quantity": "quantity_unit",
    "net_weight": None,
}
# Where figures come from: a sum names two sources, and of more the first and the last.
PROVENANCE = ("source", "compiled_by", "rate_source", "deflator_source")
# What `rate_kind` says of a sum whose parts were converted each at its rate.
BY_PARTS: dict[Frequency, str] = {"Q": "by quarter", "M": "by month"}
# The words of one figure are none of a sum of several.
OF_ONE_FIGURE = ("quote", "observation", "calendar_label")


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
    table, keys, _ = wrap_comparable(frame, "to_date", validate=validate)
    frequency = _ask_frequency(table, "to_date", "A")
    table = table.with_columns(**{PART: part_column(nw.col("period")), "period": year_column(nw.col("period"))})
    # Every part of a year goes into the sums that end with it and with those behind it.
    ends = table.select("period", **{UNTIL: nw.col(PART)}).group_by("period", UNTIL).agg(**{ROWS: nw.len()})
    parts = table.join(ends.drop(ROWS), on="period", how="inner").filter(nw.col(PART) <= nw.col(UNTIL))
    sums = _sum_parts(parts, keys, [UNTIL], frequency)
    sums = sums.filter(nw.col(FOUND) == nw.col(UNTIL))
    last_month = nw.col(UNTIL) * (MONTHS_IN_YEAR // PARTS_OF_YEAR[frequency])
    months = nw.when(last_month < MONTHS_IN_YEAR).then(_write_months_until(nw.col("period"), last_month))
    sums = sums.with_columns(months=months)
    names = list(dict.fromkeys([*_columns_of_sums(table), "months"]))
    order = [name for name in keys if name != "months"]
    return _finish(sums.sort(*order, "period", UNTIL), names)


def _add_up(frame: FrameT, what: str, target: Frequency, incomplete: Incomplete, *, validate: bool) -> FrameT:
    """Add shorter periods up to those of a frequency."""
    refuse_word(what, "incomplete", incomplete, get_args(Incomplete))
    table, keys, _ = wrap_comparable(frame, what, validate=validate)
    frequency = _ask_frequency(table, what, target)
    needed = PARTS_OF_YEAR[frequency] // PARTS_OF_YEAR[target]
    longer = year_column(nw.col("period"))
    if target != "A":
        longer = longer * SHIFT_OF_YEAR[target] + (part_column(nw.col("period")) - 1) // needed + 1
    sums = _sum_parts(table.with_columns(period=longer), keys, [], frequency)
    is_whole = nw.col(FOUND) == needed
    if incomplete == "refuse":
        _refuse_incomplete(sums.filter(~is_whole), what, keys, needed, UNITS[frequency])
    return _finish(sums.filter(is_whole).sort(*keys, "period"), _columns_of_sums(table))


def _ask_frequency(table: Frame, what: str, target: Frequency) -> Frequency:
    """Return the frequency of a table's periods, refusing one that has no parts of the target's; it is one query."""
    ((first,),) = [tuple(row.values()) for row in collect_rows(table.select(nw.col("period").min()))]
    frequency = "M" if is_missing(first) else frequency_of(int(first))
    if PARTS_OF_YEAR[frequency] <= PARTS_OF_YEAR[target]:
        shorter = [f"{unit}s" for name, unit in UNITS.items() if PARTS_OF_YEAR[name] > PARTS_OF_YEAR[target]]
        asked = f"{what} adds up {' or '.join(shorter)}"
        raise TradeTableError(asked, f"{UNITS[frequency]}s", "give a table of shorter periods")
    return frequency


def _columns_of_sums(table: Frame) -> list[str]:
    """Return the columns that sums have, in the order of the table's."""
    no_sums = {*OF_ONE_FIGURE, *SAID.values(), PART}
    return [name for name in table.collect_schema().names() if name not in no_sums]


def _sum_parts(parts: Frame, keys: list[str], more: list[str], frequency: Frequency) -> Frame:
    """Add up the rows of each series and `period` (and of `more`); `FOUND` is how many of them have a value."""
    parts = say_coverage_of_series(parts, keys)
    group = [*keys, "period", *more]
    names = [name for name in _columns_of_sums(parts) if name not in group]
    # What says nothing in any row has no type by which to find its first word.
    texts = [column.name for column in TRADE.columns if column.kind == "text"]
    parts = as_text(parts, texts)
    found: dict[str, nw.Expr] = {FOUND: nw.col("value").count(), ROWS: nw.len()}
    for name in names:
        column = nw.col(name)
        found[f"_tv_count_{name}"] = column.count()
        if name in SUMS:
            found[f"_tv_sum_{name}"] = column.sum()
        else:
            found[f"_tv_first_{name}"], found[f"_tv_last_{name}"] = column.min(), column.max()
        if name in PROVENANCE:
            found[f"_tv_several_{name}"] = column.n_unique()
    sums = group_and_aggregate(parts, group, *(made.alias(name) for name, made in found.items()))
    said = {}
    for name in names:
        if name not in SUMS:
            said[name] = _all_sources(name) if name in PROVENANCE else _one_of_all(name)
    sums = sums.with_columns(**said)
    # With the unit that all parts are in, where there is one.
    sums = sums.with_columns(**{name: _sum_of_all(name, names) for name in names if name in SUMS})
    return _say_rates_of_parts(sums, names, frequency)


def _one_of_all(name: str) -> nw.Expr:
    """Return what all parts say alike in a column; missing where one says nothing, or another thing."""
    first = nw.col(f"_tv_first_{name}")
    is_same = (nw.col(f"_tv_count_{name}") == nw.col(ROWS)) & (first == nw.col(f"_tv_last_{name}"))
    return nw.when(is_same).then(first)


def _all_sources(name: str) -> nw.Expr:
    """Name where the parts come from: one source, or two, or the first and the last of more."""
    first, last = nw.col(f"_tv_first_{name}"), nw.col(f"_tv_last_{name}")
    # A part that names none is one more to some engines, and none to others.
    named = nw.col(f"_tv_several_{name}")
    lacks_one = nw.col(f"_tv_count_{name}") < nw.col(ROWS)
    both = nw.concat_str([first, last], separator="; ")
    more = nw.concat_str([first, nw.lit("…"), last], separator="; ")
    is_more = (named > 2) & ~(lacks_one & (named == 3))
    return nw.when(first == last).then(first).otherwise(nw.when(is_more).then(more).otherwise(both))


def _sum_of_all(name: str, names: list[str]) -> nw.Expr:
    """Return the sum of a column, missing where a part has none, or parts are not in one currency or unit."""
    has_all = nw.col(f"_tv_count_{name}") == nw.col(ROWS)
    unit = SUMS[name]
    if unit is not None and unit in names:
        has_all = has_all & ~nw.col(unit).is_null()
    return nw.when(has_all).then(nw.col(f"_tv_sum_{name}"))


def _say_rates_of_parts(sums: Frame, names: list[str], frequency: Frequency) -> Frame:
    """Say of sums whose parts were converted each at a rate of its own that they were."""
    if not {"rate", "rate_kind"} <= set(names):
        return sums
    was_converted = nw.col("_tv_count_rate") == nw.col(ROWS)
    # Kinds that differ are named both: what is missing would say that nothing was converted.
    has_kinds = nw.col("_tv_count_rate_kind") == nw.col(ROWS)
    unlike = nw.concat_str([nw.col("_tv_first_rate_kind"), nw.col("_tv_last_rate_kind")], separator="; ")
    of_parts = nw.coalesce(nw.col("rate_kind"), nw.when(has_kinds).then(unlike))
    kind = nw.when(was_converted & nw.col("rate").is_null()).then(
        nw.concat_str([of_parts, nw.lit(BY_PARTS[frequency])], separator=", ")
    )
    return sums.with_columns(rate_kind=nw.when(kind.is_null()).then(nw.col("rate_kind")).otherwise(kind))


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
