"""Composition: what share each part has of the whole, and the few largest parts with the rest as "other"."""

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.economies.groups import listed_members
from tradeview.table.comparable import refuse_incomparable
from tradeview.table.double_counting import WHOLES, Parts, refuse_no_parts
from tradeview.table.engines import Frame, FrameT, as_numbers, divide_or_missing, end_plan, plan_ahead
from tradeview.table.fitness import Needs
from tradeview.table.schema import KEYS, MONEY, NEEDED, is_balance, wrap_trade_table
from tradeview.table.series import restore_keys_said, write_keys
from tradeview.table.sums import replace_by_found

REST = "rest_of_whole"
ROUNDING = 1e-9  # of a whole
BOUNDS = ("low", "high")
# Helping columns: sums over all parts of a row's whole, the same over rows of the whole itself, what these say, whether
# there are parts beside them, and whether any part lacks a bound.
SUM, OF_WHOLES = "_tv_sum_{}", "{}_of_wholes"
WHOLE, HAS_PARTS, LACKING = "_tv_whole", "_tv_has_parts", "_tv_lacking"
HELPERS = [WHOLE, HAS_PARTS]
for _name in (LACKING, *(SUM.format(amount) for amount in MONEY)):
    HELPERS += [_name, OF_WHOLES.format(_name)]
TWICE = "one observation in two currencies: tv.prefer; add up or drop others"


@check_arguments
def shares(frame: FrameT, *, by: str, validate: bool = True) -> FrameT:
    """Share of each part in its whole.

    share_k = value_k / sum over k of the values, within each period and series. Shares sum to 1, on full values:
    rounding is for labels. With ranges, share_low = low_k / (low_k + sum of the others' high), and share_high likewise;
    where any part of a whole lacks a bound, that whole's shares have no ranges. Parts of one whole are of one coverage
    (goods where it is missing) and of the same months; wholes of several months of one period stand apart.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with one row for each part.
    by : {"commodity_code", "partner", "reporter", "flow"}
        The column that names the parts. Rows of the whole itself (`TOTAL`, `WLD`) beside parts are left out: they would
        count twice. So is a group (`XGA`, ASEAN) beside one that is a member of it in that year, and a group whose
        members are not listed (`XRS`, a region of the World Bank) beside any economy. Parts are those that the table
        has: a table without all products has no shares of all trade.
    validate : bool
        Ask the rows whether they may be added up, and for groups: it costs a lazy frame one small aggregate query, or
        two where there are groups. False asks nothing; what would be refused, or a group beside its members, gives
        wrong numbers instead.

    Returns
    -------
    frame
        The rows of parts, in their order (DuckDB and Spark keep none), with

        * `share`, and `share_low` and `share_high` where the frame has ranges. A whole of zero has no shares: they are
          missing. So are those of a balance, whose parts may be of either sign
        * `rest_of_whole`: what a row of the whole (`TOTAL`, `WLD`) that stands beside the parts has beyond their sum,
          in `currency`; below zero where the parts are more, missing where there is no such row. Shares are those in
          the sum of the parts, whatever the rest

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies; a missing key or value; a part with two rows; codes of several
        levels; a flow beside one that it contains (`total` beside exports, exports beside re-exports), or a balance
        beside other flows; groups that share members; parts of one whole in several revisions (`classification`;
        `TOTAL` is the same in all), or products in several valuations; in one period parts of which some are of other
        `months` than the rest, or than their whole.

    Examples
    --------
    >>> import pandas as pd, tradeview as tv
    >>> row = {"period": 2001, "reporter": "AAA", "partner": "BBB", "flow": "export", "currency": "USD"}
    >>> values = {"01": 30.0, "02": 10.0}
    >>> frame = pd.DataFrame([{**row, "commodity_code": code, "value": value} for code, value in values.items()])
    >>> tv.shares(frame, by="commodity_code")[["commodity_code", "share"]]
      commodity_code  share
    0             01   0.75
    1             02   0.25
    """
    table = write_keys(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY))
    parts = Parts(by, listed_members)
    keys = parts.whole_keys(table)
    may_have_balances = may_have_wholes = True
    if validate:
        needs = Needs("shares", (*KEYS, "value"), figure=(*keys[1:], by), twice=TWICE, parts=parts)
        passed = refuse_incomparable(table, needs)
        table, may_have_balances = passed.with_wholes, passed.has_balances
        may_have_wholes = passed.table is not table
    else:
        refuse_no_parts("shares", by)
    given, table = table, plan_ahead(table)
    bounds = [name for name in BOUNDS if set(BOUNDS) <= set(table.collect_schema().names())]
    table = _add_sums(table, by, keys, bounds, may_have_wholes=may_have_wholes)
    total = nw.col(SUM.format("value"))
    columns = {"share": divide_or_missing(nw.col("value"), total), REST: nw.lit(None, nw.Float64)}
    if may_have_wholes:
        columns[REST] = _rest_of_whole(by, total)
    table = table.with_columns(**columns)
    found = ["share", *(f"share_{bound}" for bound in bounds)]
    if bounds:
        table = table.with_columns(share_low=_bound_of_share("low", "high"), share_high=_bound_of_share("high", "low"))
    if may_have_balances:
        # Parts of a balance may be of either sign: the whole is no hundred per cent of them.
        table = table.with_columns(**{name: nw.when(~is_balance()).then(nw.col(name)) for name in found})
    table = table.drop(*(name for name in HELPERS if name in table.collect_schema().names()))
    return end_plan(restore_keys_said(table), given).to_native()


def _add_sums(table: Frame, by: str, keys: list[str], bounds: list[str], *, may_have_wholes: bool) -> Frame:
    """Add to each row what all parts of its whole come to, and whether one of them lacks a bound.

    Rows of the whole (`TOTAL`, `WLD`) that stand beside parts are left out, and what they say is in `WHOLE`.
    """
    lacks = {}
    if bounds:
        lacks[LACKING] = nw.any_horizontal(*(nw.col(bound).is_null() for bound in bounds), ignore_nulls=False)
    amounts = ["value", *bounds]
    if not may_have_wholes:
        sums = {SUM.format(name): nw.col(name) for name in amounts}
        highest = {name: where.cast(nw.Int64) for name, where in lacks.items()}
        return replace_by_found(table.with_columns(**sums, **highest), keys, [*sums], [*highest])

    # Parts and wholes apart, so that one grouping finds both, and which of them counts is known thereafter.
    is_part = nw.col(by) != WHOLES[by]
    highest = {HAS_PARTS: is_part.cast(nw.Int64), WHOLE: nw.when(~is_part).then(nw.col("value"))}
    for name, where in lacks.items():
        highest[name] = (where & is_part).cast(nw.Int64)
        highest[OF_WHOLES.format(name)] = (where & ~is_part).cast(nw.Int64)
    sums = {}
    for name in amounts:
        sums[SUM.format(name)] = nw.when(is_part).then(nw.col(name)).otherwise(nw.lit(0.0))
        sums[OF_WHOLES.format(SUM.format(name))] = nw.when(~is_part).then(nw.col(name)).otherwise(nw.lit(0.0))
    table = replace_by_found(table.with_columns(**sums, **highest), keys, [*sums], [*highest])
    has_parts = nw.col(HAS_PARTS) == 1
    counts = {}
    for name in [*(SUM.format(amount) for amount in amounts), *lacks]:
        counts[name] = nw.when(has_parts).then(nw.col(name)).otherwise(nw.col(OF_WHOLES.format(name)))
    return table.filter(is_part | ~has_parts).with_columns(**counts)


def _rest_of_whole(by: str, parts: nw.Expr) -> nw.Expr:
    """Return what a row of the whole has beyond the sum of its parts; of the whole alone it is missing.

    What differs in the last digits of sums of the same figures is no rest.
    """
    rest = nw.col(WHOLE) - parts
    is_none = (rest <= ROUNDING * nw.col(WHOLE)) & (rest >= -ROUNDING * nw.col(WHOLE))
    return nw.when(nw.col(by) != WHOLES[by]).then(nw.when(is_none).then(nw.lit(0.0)).otherwise(rest))


def _bound_of_share(bound: str, opposite: str) -> nw.Expr:
    """Return the bound of a share: the part at one end of its range, the other parts at the opposite end of theirs."""
    others = nw.col(SUM.format(opposite)) - nw.col(opposite)
    is_known = nw.col(LACKING) == 0
    end, share = nw.when(is_known).then(divide_or_missing(nw.col(bound), nw.col(bound) + others)), nw.col("share")
    is_beyond = end > share if bound == "low" else end < share
    # The last bit of a share and that of its bound are rounded apart.
    return nw.when(is_beyond).then(share).otherwise(end)
