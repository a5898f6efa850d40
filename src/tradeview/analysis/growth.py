"""Growth: of a series over its own gaps, over a year, and against a base.

A figure is compared with the one before it in its series, however long ago that was, or with that of the same month,
quarter or part of the year before; `span` says how long, and `annual_growth` what it comes to a year. Ranges (`_low`,
`_high`) are interval arithmetic on the printed digits.
"""

from typing import get_args

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.periods import Over, ordinal_column, part_column, year_column, years_column
from tradeview.table.comparable import wrap_comparable
from tradeview.table.earlier_rows import add_earlier
from tradeview.table.engines import Frame, FrameT, divide_or_missing, to_native_with_nullable
from tradeview.table.refusals import OVER_YEAR, refuse_word
from tradeview.table.schema import is_balance
from tradeview.table.series import restore_keys_said

# Helping columns, dropped at the end; named so that no column of the caller's is lost with them.
LOW, HIGH = "_tv_low", "_tv_high"
BEFORE, LOW_BEFORE, HIGH_BEFORE = "_tv_before", "_tv_low_before", "_tv_high_before"
PART = "_tv_part"
HELPERS = (LOW, HIGH, BEFORE, LOW_BEFORE, HIGH_BEFORE)
# The columns of the figure that one is compared with, and those that they are taken from.
EARLIER = {"previous_period": "period", BEFORE: "value", LOW_BEFORE: LOW, HIGH_BEFORE: HIGH}


def _add_range(table: Frame) -> Frame:
    """Add the helping columns of the printed range: missing where the frame has none."""
    names = table.collect_schema().names()
    low = nw.col("low") if "low" in names else nw.lit(None, nw.Float64)
    high = nw.col("high") if "high" in names else nw.lit(None, nw.Float64)
    return table.with_columns(**{LOW: low, HIGH: high})


def _add_bounds_before(table: Frame) -> Frame:
    """Add the helping columns of the range of the earlier figure where there is none: it need not be sought."""
    names = table.collect_schema().names()
    absent = [name for name in (LOW_BEFORE, HIGH_BEFORE) if name not in names]
    return table.with_columns(nw.all(), **dict.fromkeys(absent, nw.lit(None, nw.Float64)))


def _add_figure_of_year_before(table: Frame, keys: list[str], *, may_lack_values: bool) -> Frame:
    """Add the period, value and range of the same part of the year before; missing where that has no figure."""
    table = table.with_columns(**{PART: part_column(nw.col("period"))})
    # Of Mays alone, the one before is that of the year before, if that is there at all.
    earlier = _columns_of_earlier(table)
    table = add_earlier(table, earlier, [*keys, PART], may_lack_values=may_lack_values).drop(PART)
    years = year_column(nw.col("period")) - year_column(nw.col("previous_period"))
    return table.with_columns(**{name: nw.when(years == 1).then(nw.col(name)) for name in earlier})


def _columns_of_earlier(table: Frame) -> dict[str, str]:
    """Return what is taken from the earlier figure: its range and the revision of its codes, where the table has them.

    To engines that speak SQL a missing bound of each row is one more column to seek the earlier one of.
    """
    names = table.collect_schema().names()
    of_bounds = {LOW_BEFORE: "low", HIGH_BEFORE: "high"}
    columns = {name: source for name, source in EARLIER.items() if of_bounds.get(name, source) in names}
    if "classification" in names:
        columns["previous_classification"] = "classification"
    return columns


def _count_steps(over: Over) -> nw.Expr:
    """Return how far back the earlier figure is: in years where it is that of the year before, else in periods."""
    column = year_column if over == "year" else ordinal_column
    return column(nw.col("period")) - column(nw.col("previous_period"))


@check_arguments
def growth(frame: FrameT, *, over: Over = "previous", validate: bool = True) -> FrameT:
    """Growth of each series since its previous figure, or since the same part of the year before.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with one row for each period of a series (reporter,
        partner, flow, commodity code, and of valuation and coverage those that it has). A missing coverage is that of
        goods. Rows of a series are of the same `months` of their years: of whole years, of fiscal years, or of one part
        of a year; those of another series may be of others.
    over : {"previous", "year"}
        `previous` compares a figure with the one before it, however long ago that was. `year` compares it with that of
        the same month, quarter, year or part of a year one year before, so that seasons fall out: May 2024 with May
        2023, January to August with January to August; where that has no figure, the growth is missing. A series may
        then have rows of several parts of one year (`tv.to_date`).
    validate : bool
        Ask the rows whether they may be compared, which costs a lazy frame one small aggregate query. False asks
        nothing, and what would be refused gives wrong numbers instead.

    Returns
    -------
    frame
        The same rows and order (DuckDB and Spark keep none) with

        * `previous_period`, and `span`: years since then; over the previous figure of months or quarters, as many of
          them
        * `previous_classification`: the revision of the codes of the figure before, where the frame has
          `classification`: where it is another one, a chapter (two digits) is compared over a break of the codes
        * `change`: in `currency`
        * `growth`: value / previous - 1
        * `annual_growth`: (1 + growth)^(1 / years) - 1
        * `log_growth`: ln(value / previous), 100 of which are log points
        * of these four `_low` and `_high`, from the ranges `low` and `high` of the two figures, missing where they are

        The first figure of a series, and one after a zero, has no growth: it is missing. A row without a value has
        none, and is no previous figure. A balance may change its sign: it has a change, and no growth.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies, a missing key, two rows for one period of a series, or a series
        of codes of four or six digits in several revisions; over the previous figure, a series of unlike `months`;
        another word for `over`.

    Examples
    --------
    >>> import tradeview as tv
    >>> grown = tv.growth(tv.prefer(tv.load(), currency="USD"))
    >>> grown[["period", "span", "growth", "annual_growth"]].round(4)
       period  span  growth  annual_growth
    0    2006  <NA>     NaN            NaN
    1    2007     1  0.6796         0.6796
    3    2024    17  0.3032         0.0157

    Made-up monthly figures, which rise every December:

    >>> import pandas as pd
    >>> row = {"reporter": "AAA", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> cells = [(202311, 100.0), (202312, 150.0), (202411, 110.0), (202412, 165.0)]
    >>> months = pd.DataFrame(cells, columns=["period", "value"]).assign(**row)
    >>> tv.growth(months, over="year")[["period", "previous_period", "span", "growth"]].round(2)
       period  previous_period  span  growth
    0  202311             <NA>  <NA>     NaN
    1  202312             <NA>  <NA>     NaN
    2  202411           202311     1     0.1
    3  202412           202312     1     0.1
    """
    refuse_word("growth", "over", over, get_args(Over))
    needs = {"same_months": over == "previous", "about_months": OVER_YEAR, "asks_for_values": True}
    compared = wrap_comparable(frame, "growth", validate=validate, **needs)
    table, keys = compared.table, compared.keys
    value, low, high = nw.col("value"), nw.col(LOW), nw.col(HIGH)
    table = _add_range(table)
    if over == "year":
        table = _add_figure_of_year_before(table, keys, may_lack_values=compared.may_lack_values)
    else:
        table = add_earlier(table, _columns_of_earlier(table), keys, may_lack_values=compared.may_lack_values)
    table = _add_bounds_before(table)
    table = table.with_columns(
        span=_count_steps(over),
        change=value - nw.col(BEFORE),
        change_low=low - nw.col(HIGH_BEFORE),
        change_high=high - nw.col(LOW_BEFORE),
        growth=divide_or_missing(value, nw.col(BEFORE)),
        growth_low=divide_or_missing(low, nw.col(HIGH_BEFORE)),
        growth_high=divide_or_missing(high, nw.col(LOW_BEFORE)),
    )
    if compared.may_have_balances:
        table = _without_growth_of_balances(table)
    years = nw.col("span") if over == "year" else years_column(nw.col("span"), nw.col("period"))
    annual, logarithms, less_one = {}, {}, {}
    for bound in ("", "_low", "_high"):
        # A ratio still; what follows from it is made before it becomes growth.
        grown = nw.col(f"growth{bound}")
        annual[f"annual_growth{bound}"] = grown ** (1 / years) - 1
        logarithms[f"log_growth{bound}"] = nw.when(grown > 0).then(grown).log()
        less_one[f"growth{bound}"] = grown - 1
    table = table.with_columns(**annual, **logarithms).with_columns(**less_one)
    return to_native_with_nullable(restore_keys_said(table.drop(*HELPERS)), "previous_period", "span")


def _without_growth_of_balances(table: Frame) -> Frame:
    """Leave the growth of balances missing: where the sign may change, a ratio says nothing."""
    names = ("growth", "growth_low", "growth_high")
    return table.with_columns(**{name: nw.when(~is_balance()).then(nw.col(name)) for name in names})


@check_arguments
def rebase(frame: FrameT, *, base_period: int, validate: bool = True) -> FrameT:
    """Index each series to 100 in a base period.

    Parameters
    ----------
    frame : frame
        As for `growth`, without balances: what may change its sign has no index.
    base_period : int
        The period that is 100; every series must have it, above zero.
    validate : bool
        As for `growth`; without it a series that lacks the base period has no index: it is missing.

    Returns
    -------
    frame
        The same rows (and order, as for `growth`) with

        * `index`: 100 value / value in the base period
        * `index_low`, `index_high`: from the ranges of both figures; exactly 100 in the base period
        * `index_base`: the base period

    Raises
    ------
    TradeTableError
        As for `growth`, or a series without the base period, or a balance.

    Examples
    --------
    >>> import tradeview as tv
    >>> tv.rebase(tv.prefer(tv.load(), currency="USD"), base_period=2007)[["period", "index"]].round(1)
       period  index
    0    2006   59.5
    1    2007  100.0
    3    2024  130.3
    """
    needs = {"base_period": base_period, "balances": False, "same_months": True}
    table, keys, *_ = wrap_comparable(frame, "rebase", validate=validate, **needs)
    based = nw.col("period") == base_period

    def in_base(column: nw.Expr) -> nw.Expr:
        return nw.when(based).then(column).otherwise(None).max().over(*keys)

    low, high = nw.col(LOW), nw.col(HIGH)
    table = _add_range(table)
    table = table.with_columns(
        **{BEFORE: in_base(nw.col("value")), LOW_BEFORE: in_base(low), HIGH_BEFORE: in_base(high)}
    )

    def exact_in_base(bound: nw.Expr) -> nw.Expr:
        # A figure over itself is one, however wide its range.
        return nw.when(based & ~bound.is_null()).then(nw.lit(100.0)).otherwise(100 * bound)

    table = table.with_columns(
        index=100 * divide_or_missing(nw.col("value"), nw.col(BEFORE)),
        index_base=nw.lit(base_period, nw.Int64),
        index_low=exact_in_base(divide_or_missing(low, nw.col(HIGH_BEFORE))),
        index_high=exact_in_base(divide_or_missing(high, nw.col(LOW_BEFORE))),
    )
    return restore_keys_said(table.drop(*HELPERS)).to_native()
