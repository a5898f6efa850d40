"""Contributions: what each part adds to the growth of the whole."""

from typing import get_args

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.economies.groups import listed_members
from tradeview.periods import Over, part_column, year_column
from tradeview.table.comparable import refuse_incomparable, series_keys, without_revision_of_total
from tradeview.table.double_counting import WHOLES, Parts, refuse_no_parts, series_without
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    divide_or_missing,
    end_plan,
    fill_keys,
    names_present,
    plan_ahead,
    repeat_rows,
    restore_keys,
    to_native_with_nullable,
)
from tradeview.table.fitness import Needs
from tradeview.table.refusals import ONE_STRETCH, OVER_YEAR, refuse_word
from tradeview.table.schema import GOODS, KEYS, MONEY, NEEDED, SERIES, is_balance, wrap_trade_table
from tradeview.table.series import say_coverage_of_series, write_keys, write_months_of
from tradeview.table.sums import APART, NAMED, NOT_NAMED

# Helping columns; named so that no column of the caller's is lost with them.
COVERAGE, PART = "_tv_coverage", "_tv_part"
# Of a period of a whole: what it came to, and before; what a row of it (`TOTAL`) says, what its parts add up to, and
# whether there are any parts, on rows of the same keys or on any.
WHOLE, BEFORE, TOTAL, PARTS, BESIDE, OWN_PARTS = (
    f"_tv_{name}" for name in ("whole", "before", "total", "parts", "beside", "own_parts")
)
# What a row of the whole has beyond its parts; then, by how much that has changed by this period, and by the next.
REST, REST_BEFORE, NEXT_REST = "_tv_rest", "_tv_rest_before", "_tv_next_rest"
# The period after, the later one of the two that are compared, and whether a figure is that of the later one.
NEXT, LATER, IS_LATER = "_tv_next", "_tv_later", "_tv_is_later"
# What is taken from the period before and from the next one, and the columns that it is taken from.
EARLIER = {"previous_period": "period", BEFORE: WHOLE, REST_BEFORE: REST}
NEXT_OF = {NEXT: "period", NEXT_REST: REST}


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
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY))
    may_have_balances = may_have_wholes = True
    if validate:
        passed = refuse_incomparable(table, _needs_of(table, by, over))
        table, may_have_balances = passed.with_wholes, passed.has_balances
        may_have_wholes = passed.table is not table
    else:
        refuse_no_parts("contributions", by)
    apart = series_without(table, by)
    keys = [name for name in names_present(table, SERIES) if name != by]
    given, table = table, plan_ahead(table)
    table = say_coverage_of_series(without_revision_of_total(table), keys)
    table = fill_keys(table, [*keys, by])
    named = names_present(table, NAMED)
    said = {name: nw.col(name).cast(nw.String).fill_null(NOT_NAMED) for name in named}
    values = table.select(*keys, by, "period", "value", **said)
    wholes = _sum_wholes(values, by, keys, apart, may_have_wholes=may_have_wholes)
    pairs = values.join(_pair_periods(wholes, keys, over), on=[*keys, "period"], how="inner")
    if may_have_wholes:
        pairs = pairs.filter((nw.col(by) != WHOLES[by]) | (nw.col(BESIDE) == 0))
    found = _sum_changes(pairs, [*keys, by], named)
    contribution = divide_or_missing(nw.col("change"), nw.col(BEFORE))
    if may_have_balances:  # whose sum may have another sign than before
        contribution = nw.when(~is_balance()).then(contribution)
    # The whole itself, where it stands alone, leaves no rest.
    rest = nw.when(nw.col(by) != WHOLES[by]).then(nw.col(REST))
    found = found.select(
        *keys,
        by,
        "previous_period",
        period=nw.col(LATER),
        change=nw.col("change"),
        contribution=contribution,
        change_of_rest=rest,
        **{name: _names_of_both(name, f"_{name}") for name in named},
    )
    found = found.sort(*keys, "period", by).with_columns(*restore_keys(keys))
    return to_native_with_nullable(end_plan(write_months_of(found, "period"), given), "previous_period")


def _needs_of(table: Frame, by: str, over: Over) -> Needs:
    """Say what figures need so that what they add to the growth of a whole can be told."""
    of_series = tuple(series_keys(table))
    return Needs(
        "contributions",
        complete=(*KEYS, "value"),
        figure=of_series,
        revision_within=of_series,
        parts=Parts(by, listed_members, over_periods=True),
        same_months=over == "previous",
        about_months=OVER_YEAR if over == "previous" else ONE_STRETCH,
    )


def _pair_periods(wholes: Frame, keys: list[str], over: Over) -> Frame:
    """Return each period of a whole once with the one before it and once with the one after.

    In the first pair a figure is of the later period, in the second of the earlier; what has no other has no pair.
    """
    is_later, period = nw.col(IS_LATER), nw.col("period")
    steps = repeat_rows(_add_neighbours(wholes, keys, over), IS_LATER)
    has_other = nw.when(is_later).then(~nw.col("previous_period").is_null()).otherwise(~nw.col(NEXT).is_null())
    later = nw.when(is_later).then(period).otherwise(nw.col(NEXT))
    columns = {
        "previous_period": nw.when(is_later).then(nw.col("previous_period")).otherwise(period),
        # pandas makes float of what may be missing, as the next period was before.
        LATER: later.cast(wholes.collect_schema()["period"]),
        BEFORE: nw.when(is_later).then(nw.col(BEFORE)).otherwise(nw.col(WHOLE)),
        REST: nw.when(is_later).then(nw.col(REST)).otherwise(nw.col(NEXT_REST)),
    }
    return steps.filter(has_other).select(*keys, "period", IS_LATER, *names_present(steps, (BESIDE,)), **columns)


def _sum_changes(pairs: Frame, keys: list[str], named: list[str]) -> Frame:
    """Return by how much each part has changed: what it was is taken off what it is.

    So what is absent in one of the two periods counts as zero there.
    """
    is_later = nw.col(IS_LATER)
    changes = {"change": nw.when(is_later).then(nw.col("value")).otherwise(-nw.col("value"))}
    said = {name: nw.when(is_later).then(nw.col(name)) for name in named}
    said |= {f"_{name}": nw.when(~is_later).then(nw.col(name)) for name in named}
    of_pair = ["previous_period", LATER, BEFORE, REST]
    pairs = pairs.select(*keys, *of_pair, **changes, **said)
    same = nw.col("previous_period", BEFORE, REST, *said).max()
    return pairs.group_by(*keys, LATER).agg(nw.col("change").sum(), same)


def _names_of_both(now: str, before: str) -> nw.Expr:
    """Name where the figures of a part are from, in the earlier period and now; missing where neither says."""
    earlier, later = nw.col(before), nw.col(now)
    both = nw.concat_str([earlier, later], separator=APART)
    # A part that is absent in one of the periods has no row there, which is no source that is not named.
    found = nw.when(earlier != later).then(both).otherwise(nw.coalesce(later, earlier))
    return nw.when(found != NOT_NAMED).then(found)


def _sum_wholes(values: Frame, by: str, keys: list[str], apart: list[str], *, may_have_wholes: bool) -> Frame:
    """Return each period of each whole: what its parts come to, and what a row of the whole has beyond that, if any.

    All of it is one grouping of the values; what follows from it is found among the few rows that it leaves.
    """
    value = nw.col("value")
    if not may_have_wholes:
        wholes = values.group_by(*keys, "period").agg(**{WHOLE: value.sum()})
        return wholes.with_columns(**{REST: nw.lit(None, nw.Float64)})
    is_part = nw.col(by) != WHOLES[by]
    asked = values.with_columns(
        **{
            PARTS: nw.when(is_part).then(value).otherwise(nw.lit(0.0)),
            WHOLE: nw.when(~is_part).then(value).otherwise(nw.lit(0.0)),
            TOTAL: nw.when(~is_part).then(value),
            BESIDE: nw.when(is_part).then(nw.lit(1)).otherwise(nw.lit(0)),
        }
    )
    wholes = asked.group_by(*keys, "period").agg(nw.col(PARTS, WHOLE).sum(), nw.col(TOTAL, BESIDE).max())
    has_parts = nw.col(BESIDE) == 1
    wholes = wholes.with_columns(**{WHOLE: nw.when(has_parts).then(nw.col(PARTS)).otherwise(nw.col(WHOLE))})
    wholes = wholes.with_columns(**{OWN_PARTS: nw.col(BESIDE)})
    wholes = wholes.with_columns(nw.col(BESIDE).max().over(*apart, "period"))
    # A row of the whole counts where there are no parts beside it, and says nothing more where there are.
    counts = (nw.col(OWN_PARTS) == 1) | (nw.col(BESIDE) == 0)
    # The whole is the same in every revision, and where parts are products its valuation need not be stated.
    same = [name for name in keys if name not in {"classification", "valuation"}]
    shared = [COVERAGE if name == "coverage" else name for name in same]
    wholes = _with_coverage(wholes, same)
    wholes = wholes.with_columns(**{PARTS: nw.when(counts).then(nw.col(WHOLE)).otherwise(nw.lit(0.0))})
    wholes = wholes.with_columns(
        nw.col(PARTS).sum().over(*shared, "period"), nw.col(TOTAL).max().over(*shared, "period")
    )
    wholes = wholes.filter(counts).with_columns(**{REST: nw.col(TOTAL) - nw.col(PARTS)})
    return wholes.select(*keys, "period", WHOLE, REST, BESIDE)


def _add_neighbours(wholes: Frame, keys: list[str], over: Over) -> Frame:
    """Add to the periods of each whole the one that they are compared with, and the one that is compared with them.

    `BEFORE` is what the whole came to before; `REST` and `NEXT_REST` are how much the rest has changed by the period,
    and by the next.
    """
    columns = {name: nw.col(source) for name, source in EARLIER.items()}
    columns |= {name: nw.col(source) for name, source in NEXT_OF.items()}
    groups = [*keys]
    if over == "year":
        # Of Mays alone, the one before is that of the year before, if that is there at all.
        columns[PART] = part_column(nw.col("period"))
        groups.append(PART)
    steps = wholes.with_columns(**columns)
    steps = steps.with_columns(
        nw.col(*EARLIER).shift(1).over(*groups, order_by="period"),
        nw.col(*NEXT_OF).shift(-1).over(*groups, order_by="period"),
    )
    if over == "year":
        year, earlier, later = (year_column(nw.col(name)) for name in ("period", "previous_period", NEXT))
        is_year_after, is_year_before = year - earlier == 1, later - year == 1
        steps = steps.with_columns(
            **{name: nw.when(is_year_after).then(nw.col(name)) for name in EARLIER},
            **{name: nw.when(is_year_before).then(nw.col(name)) for name in NEXT_OF},
        ).drop(PART)
    changes = {REST: nw.col(REST) - nw.col(REST_BEFORE), NEXT_REST: nw.col(NEXT_REST) - nw.col(REST)}
    return steps.with_columns(**changes)


def _with_coverage(table: Frame, keys: list[str]) -> Frame:
    """Add what is counted, in one word for goods, whether rows say so or say nothing."""
    if "coverage" not in keys:
        return table
    coverage = nw.col("coverage")
    return table.with_columns(**{COVERAGE: nw.when(coverage != "").then(coverage).otherwise(nw.lit(GOODS))})
