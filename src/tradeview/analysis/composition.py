"""Composition: what share each part has of the whole, and the few largest parts with the rest as "other"."""

import narwhals as nw

from tradeview.arguments import check_arguments
from tradeview.economies.groups import listed_members
from tradeview.table.comparable import refuse_incomparable, without_validation
from tradeview.table.double_counting import WHOLE, Parts, rest_of_whole, with_value_of_whole
from tradeview.table.engines import FrameT, as_numbers, divide_or_missing
from tradeview.table.fitness import Needs
from tradeview.table.schema import KEYS, MONEY, NEEDED, is_balance, wrap_trade_table
from tradeview.table.series import restore_keys_said, write_keys

REST = "rest_of_whole"
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
    table = with_value_of_whole(table, by, keys)
    may_have_balances = True
    if validate:
        needs = Needs("shares", (*KEYS, "value"), figure=(*keys[1:], by), twice=TWICE, parts=parts)
        table, _, may_have_balances = refuse_incomparable(table, needs)
    else:
        table = without_validation(table, "shares", parts)
    table = table.with_columns(share=divide_or_missing(nw.col("value"), nw.col("value").sum().over(*keys)))
    table = table.with_columns(**{REST: rest_of_whole(by, nw.col("value").sum().over(*keys))}).drop(WHOLE)
    found = ["share"]
    if {"low", "high"} <= set(table.collect_schema().names()):
        table = table.with_columns(
            share_low=_bound_of_share("low", "high", keys), share_high=_bound_of_share("high", "low", keys)
        )
        found += ["share_low", "share_high"]
    if may_have_balances:
        # Parts of a balance may be of either sign: the whole is no hundred per cent of them.
        table = table.with_columns(**{name: nw.when(~is_balance()).then(nw.col(name)) for name in found})
    return restore_keys_said(table).to_native()


def _bound_of_share(bound: str, opposite: str, keys: list[str]) -> nw.Expr:
    """Return the bound of a share: the part at one end of its range, the other parts at the opposite end of theirs."""
    lacking = (nw.col("low").is_null() | nw.col("high").is_null()).cast(nw.Int64).max().over(*keys) == 1
    others = nw.col(opposite).sum().over(*keys) - nw.col(opposite)
    end, share = nw.when(~lacking).then(divide_or_missing(nw.col(bound), nw.col(bound) + others)), nw.col("share")
    is_beyond = end > share if bound == "low" else end < share
    # The last bit of a share and that of its bound are rounded apart.
    return nw.when(is_beyond).then(share).otherwise(end)
