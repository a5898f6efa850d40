"""Contributions: what each part adds to the growth of the whole."""

from typing import get_args

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.economies.groups import listed_members
from tradeview.periods import Over, part_column, year_column
from tradeview.table.comparable import without_revision_of_total, wrap_comparable
from tradeview.table.double_counting import WHOLES, Parts
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    as_text,
    distinct_rows,
    divide_or_missing,
    fill_keys,
    names_present,
    restore_keys,
    to_native_with_nullable,
)
from tradeview.table.refusals import ONE_STRETCH, OVER_YEAR, refuse_word
from tradeview.table.schema import GOODS, KEYS, MONEY, NEEDED, SERIES, is_balance, wrap_trade_table
from tradeview.table.series import say_coverage_of_series, write_keys, write_months_of
from tradeview.table.sums import APART, NAMED, NOT_NAMED

COVERAGE = "_tv_coverage"  # helping column

PART = "_tv_part"


@check_arguments
def contributions(frame: FrameT, *, by: str, over: Over = "previous", validate: bool = True) -> FrameT:
    """What each part adds to the growth of the whole since the previous period, or since the same one a year before.

    contribution_k = (value_k - previous value_k) / sum over k of the previous values. They sum to the growth of the
    sum. A part that is absent in one of the two periods counts as zero there: it is new, or gone.

    Parameters
    ----------
    frame : frame
        As for `growth`.
    by : {"commodity_code", "partner", "reporter", "flow"}
        The column that names the parts. Rows of the whole itself (`TOTAL`, `WLD`), and of a group, beside parts of it
        are left out, as by `shares`.
    over : {"previous", "year"}
        What growth is over, as for `growth`: `year` sets a month, a quarter or a part of a year against the same one a
        year before. A period whose whole was not there a year before has no rows.
    validate : bool
        As for `shares`.

    Returns
    -------
    frame
        One row for each part and period that has an earlier one, sorted by them:

        * the series' other columns, `by`, `previous_period` and `period`
        * `change`: in the currency of the frame
        * `change_of_rest`: of what a row of the whole (`TOTAL`, `WLD`) has beyond the sum of its parts, in `currency`;
          missing where either period has no such row. It is in no contribution
        * `contribution`: 1 is 100 percentage points; missing for a balance, whose sum may change its sign
        * `compiled_by` and `source`, where the frame has them: of the part's figures in both periods, joined

    Raises
    ------
    TradeTableError
        As for `growth`; or a missing value, parts of several levels at once, a flow beside one that it contains, a
        balance beside other flows, only the whole in some periods, a group in some and its members in others, groups
        that share members, parts of one whole in several revisions (`classification`; `TOTAL` is the same in all), or
        products in several valuations. Over the previous period also parts of years beside whole years; over the year
        parts of which some are of other months than the rest.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"reporter": "AAA", "partner": "BBB", "flow": "export", "currency": "USD"}
    >>> cells = [(2001, "01", 80.0), (2001, "02", 20.0), (2002, "01", 90.0), (2002, "02", 30.0), (2002, "03", 10.0)]
    >>> frame = pd.DataFrame(cells, columns=["period", "commodity_code", "value"]).assign(**row)
    >>> tv.contributions(frame, by="commodity_code")[["commodity_code", "period", "change", "contribution"]]
      commodity_code  period  change  contribution
    0             01    2002    10.0           0.1
    1             02    2002    10.0           0.1
    2             03    2002    10.0           0.1
    """
    refuse_word("contributions", "over", over, get_args(Over))
    needs = {
        "complete": (*KEYS, "value"),
        "parts": Parts(by, listed_members, over_periods=True),
        "same_months": over == "previous",
        "about_months": OVER_YEAR if over == "previous" else ONE_STRETCH,
    }
    table, _, may_have_balances = wrap_comparable(frame, "contributions", validate=validate, **needs)
    keys = [name for name in names_present(table, SERIES) if name != by]
    table = say_coverage_of_series(without_revision_of_total(table), keys)
    table = fill_keys(table, [*keys, by])
    named = names_present(table, NAMED)
    said = {name: nw.col(name).cast(nw.String).fill_null(NOT_NAMED) for name in named}
    values = table.select(*keys, by, "period", "value", **said)
    # Each period of a whole with an earlier one, and what the whole came to there.
    whole = values.group_by(*keys, "period").agg(_whole=nw.col("value").sum())
    before = [*keys, "previous_period"]
    steps = _add_earlier_period(whole.drop("_whole"), keys, over)
    steps = steps.join(whole.rename({"period": "previous_period"}), on=before, how="inner")
    # Every part of either period, with its step; then its value in both, absent being zero.
    there_now = values.select(*keys, by, "period")
    there_before = values.select(*keys, by, nw.col("period").alias("previous_period"))
    columns = [*keys, by, "previous_period", "period", "_whole"]
    now = steps.join(there_now, on=[*keys, "period"], how="inner").select(*columns)
    gone = steps.join(there_before, on=before, how="inner").select(*columns)
    parts = distinct_rows(nw.concat([now, gone]), *columns)
    parts = parts.join(values, on=[*keys, by, "period"], how="left")
    past = values.rename({"period": "previous_period", "value": "_before", **{name: f"_{name}" for name in named}})
    parts = parts.join(past, on=[*keys, by, "previous_period"], how="left")
    change = nw.col("value").fill_null(0.0) - nw.col("_before").fill_null(0.0)
    contribution = divide_or_missing(change, nw.col("_whole"))
    if may_have_balances:  # whose sum may have another sign than before
        contribution = nw.when(~is_balance()).then(contribution)
    said = {name: _names_of_both(name, f"_{name}") for name in named}
    parts = parts.select(*keys, by, "previous_period", "period", change=change, contribution=contribution, **said)
    parts = _with_change_of_rest(parts, frame, whole, by, keys)
    columns = [name for name in parts.collect_schema().names() if name not in named]
    parts = parts.select(*columns, *named)
    parts = parts.sort(*keys, "period", by).with_columns(*restore_keys(keys))
    return to_native_with_nullable(write_months_of(parts, "period"), "previous_period")


def _names_of_both(now: str, before: str) -> nw.Expr:
    """Name where the figures of a part are from, in the earlier period and now; missing where neither says."""
    earlier, later = nw.col(before), nw.col(now)
    both = nw.concat_str([earlier, later], separator=APART)
    # A part that is absent in one of the periods has no row there, which is no source that is not named.
    found = nw.when(earlier != later).then(both).otherwise(nw.coalesce(later, earlier))
    return nw.when(found != NOT_NAMED).then(found)


def _add_earlier_period(periods: Frame, keys: list[str], over: Over) -> Frame:
    """Add to the periods of each whole the one that they are compared with, and leave out those that have none."""
    period, earlier = nw.col("period"), nw.col("previous_period")
    if over == "previous":
        steps = periods.with_columns(previous_period=period.shift(1).over(*keys, order_by="period"))
        return steps.filter(~earlier.is_null())
    parts = periods.with_columns(**{PART: part_column(period)})
    # Of Mays alone, the one before is that of the year before, if that is there at all.
    steps = parts.with_columns(previous_period=period.shift(1).over(*keys, PART, order_by="period")).drop(PART)
    return steps.filter(year_column(period) - year_column(earlier) == 1)


def _with_change_of_rest(parts: Frame, frame: IntoFrame, sums: Frame, by: str, keys: list[str]) -> Frame:
    """Add how much what the parts leave of a whole has changed, from the rows of the whole that stand beside them."""
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY))
    table = as_text(table, [by]).filter(nw.col(by) == WHOLES[by])
    # The whole is the same in every revision, and where parts are products its valuation need not be stated.
    same = [name for name in keys if name not in {"classification", "valuation"}]
    shared = [COVERAGE if name == "coverage" else name for name in same]
    wholes = _with_coverage(fill_keys(table, same), same).group_by(*shared, "period").agg(_total=nw.col("value").max())
    of_parts = _with_coverage(sums, same).group_by(*shared, "period").agg(_parts=nw.col("_whole").sum())
    rests = wholes.join(of_parts, on=[*shared, "period"], how="inner")
    rests = rests.select(*shared, "period", _rest=nw.col("_total") - nw.col("_parts"))
    before = rests.rename({"period": "previous_period", "_rest": "_rest_before"})
    parts = _with_coverage(parts, same).join(rests, on=[*shared, "period"], how="left")
    parts = parts.join(before, on=[*shared, "previous_period"], how="left")
    change = nw.when(nw.col(by) != WHOLES[by]).then(nw.col("_rest") - nw.col("_rest_before"))
    return parts.with_columns(change_of_rest=change).drop("_rest", "_rest_before", *names_present(parts, (COVERAGE,)))


def _with_coverage(table: Frame, keys: list[str]) -> Frame:
    """Add what is counted, in one word for goods, whether rows say so or say nothing."""
    if "coverage" not in keys:
        return table
    coverage = nw.col("coverage")
    return table.with_columns(**{COVERAGE: nw.when(coverage != "").then(coverage).otherwise(nw.lit(GOODS))})
