"""Composition: what share each part has of the whole, and the few largest parts with the rest as "other"."""

from itertools import combinations
from typing import Any

import narwhals as nw

from tradeview.economies import members
from tradeview.errors import SHOWN_ROWS, TradeTableError, UnknownCodeError
from tradeview.money import ONE_BASIS, ONE_CURRENCY
from tradeview.schema import (
    FIRST_MONTH,
    KEYS,
    MONEY,
    OWN_CODES,
    SERIES,
    TOTAL,
    WORLD,
    FrameT,
    have,
    narwhal,
    refuse_twice,
    refuse_unlike,
    rows,
)
from tradeview.tables import Frame, as_numbers, as_text, distinct, is_missing

PARTS = ("commodity_code", "partner", "reporter", "flow")
# A reporter's exports contain what it re-exports, in Comtrade as in IMTS 2010.
FLOWS_WITHIN = {
    "total": {"export", "import", "re-export", "re-import"},
    "export": {"re-export"},
    "import": {"re-import"},
}
ECONOMIES = ("partner", "reporter")
GROUPS = sorted(OWN_CODES["group"])
WHOLES = {"commodity_code": TOTAL, "partner": WORLD, "reporter": WORLD, "flow": "total"}
# What a table has one of, and what to do where it has several.
ONE = {"currency": ONE_CURRENCY, "price_basis": ONE_BASIS, "base_period": ONE_BASIS}
# What may not differ within a series or a whole: how that is called, and what to do about it.
MIXED = {
    "classification": (
        "mixed revisions",
        "keep one revision; where the codes mean the same in all, write one `classification`",
    ),
    "valuation": ("mixed valuations", "keep one valuation: FOB and CIF do not add up"),
}
NONE_STATED = "none stated"
HAS_REVISION = nw.col("commodity_code") != TOTAL  # all trade is the same in every revision


def series_without(table: Frame, by: str) -> list[str]:
    """Return the columns that tell wholes apart when `by` tells their parts apart.

    A revision never does, and a valuation not where the parts are products: two of them in one whole are refused.
    """
    apart = {by, "classification"} | ({"valuation"} if by == "commodity_code" else set())
    return [name for name in have(table, SERIES) if name not in apart]


def refuse_mixed_parts(table: Frame, what: str, by: str, *more: str) -> None:
    """Refuse parts of one whole in several revisions, and products in several valuations.

    `more` are columns that tell wholes apart besides those of `series_without`.
    """
    keys = [*more, *series_without(table, by)]
    refuse_mixed_within(table.filter(HAS_REVISION), what, "classification", keys)
    if by == "commodity_code":
        refuse_mixed_within(table, what, "valuation", keys)


def refuse_mixed_within(table: Frame, what: str, column: str, keys: list[str]) -> None:
    """Refuse rows that share `keys` but differ in `column`; a missing value counts as a value of its own."""
    if column not in table.collect_schema().names():
        return
    kinds = as_text(table, [*keys, column]).select(*keys, _kind=nw.col(column).fill_null(NONE_STATED))
    spread = kinds.group_by(*keys).agg(first=nw.col("_kind").min(), last=nw.col("_kind").max())
    mixed = rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        called, remedy = MIXED[column]
        found = sorted({row[end] for row in mixed for end in ("first", "last")})
        said = [_named(row, keys) + f": {row['first']}, {row['last']}" for row in mixed]
        raise TradeTableError(f"{what} needs one {column}", f"{called}: {', '.join(found)}", remedy, said)


def _named(row: dict[str, Any], keys: list[str]) -> str:
    return " ".join(str(row[key]) for key in keys if not is_missing(row[key]))


def refuse_double_counting(table: Frame, what: str, by: str, *, validate: bool = True) -> Frame:
    """Leave out rows of the whole or of a group that stand beside parts of it, and refuse parts of several levels.

    Without `validate` the rows are asked nothing, and groups stay.

    Raises
    ------
    TradeTableError
        `by` names no parts; commodity codes of several lengths; a flow beside one that it contains; groups of economies
        that share members.
    """
    if by not in PARTS:
        raise TradeTableError(f"{what} by one of {', '.join(PARTS)}", repr(by), "name the column that holds the parts")
    if by == "flow" and validate:
        _refuse_flows_within_flows(table, what)
    if by in ECONOMIES and validate and (groups := _groups(table, by)):
        for beside in _groups_beside_members(table, by, groups, ["period", *series_without(table, by)]):
            table = table.filter(~beside)
        _refuse_overlapping_groups(_groups(table, by), what, by)
    whole = nw.col(by) == WHOLES[by]
    parts = (~whole).cast(nw.Int64).max().over("period", *series_without(table, by)) == 1
    kept = table.filter(~(whole & parts))
    if by == "commodity_code" and validate:
        _refuse_levels(kept.filter(~whole), what)
    return kept


def _refuse_levels(products: Frame, what: str) -> None:
    code = nw.col("commodity_code")
    lengths = distinct(as_text(products, ["commodity_code"]).select(n=code.str.len_chars()), "n")
    levels = [str(row["n"]) for row in rows(lengths.sort("n"))]
    if len(levels) > 1:
        raise TradeTableError(
            f"{what} needs one level of commodity codes",
            f"codes of {', '.join(levels)} digits",
            "keep one level: the longer codes are parts of the shorter",
        )


def _groups(table: Frame, by: str) -> dict[int, list[str]]:
    """Groups of economies in each period that has any."""
    pairs = distinct(as_text(table, [by]).filter(nw.col(by).is_in(GROUPS)), "period", by)
    found: dict[int, list[str]] = {}
    for row in rows(pairs.sort("period", by)):
        found.setdefault(row["period"], []).append(row[by])
    return found


def _members(group: str, period: int) -> set[str]:
    """Members of a group in the year of a period; empty where nobody has listed them, as of the Bank's regions."""
    try:
        return set(members(group, period // 100 if period >= FIRST_MONTH else period))
    except UnknownCodeError:
        return set()


def _groups_beside_members(table: Frame, by: str, found: dict[int, list[str]], keys: list[str]) -> list[nw.Expr]:
    """Tell, for each group, its rows where a member, or any economy if nobody lists its members, shares their keys."""
    groups = {group for inside in found.values() for group in inside}
    periods = [row["period"] for row in rows(distinct(table, "period").sort("period"))]
    code = nw.col(by).cast(nw.String)
    beside = []
    for group in sorted(groups):
        years: dict[tuple[str, ...], list[int]] = {}
        for period in periods:
            years.setdefault(tuple(sorted(_members(group, period))), []).append(period)
        is_member = nw.any_horizontal(
            *(
                (code.is_in(named) if named else ~code.is_in([*GROUPS, WORLD])) & nw.col("period").is_in(spell)
                for named, spell in years.items()
            ),
            ignore_nulls=False,
        )
        # pandas groups wrongly, without a word, where an expression has the name of one of the keys.
        anywhere = is_member.cast(nw.Int64).alias("_member").max().over(*keys) == 1
        beside.append((code == group) & anywhere)
    return beside


def _refuse_overlapping_groups(found: dict[int, list[str]], what: str, by: str) -> None:
    for period, groups in found.items():
        for one, other in combinations(groups, 2):
            inside, too = _members(one, period), _members(other, period)
            if inside & too or bool(inside) != bool(too):
                raise TradeTableError(
                    f"{what} by {by} needs groups that share no members", f"{one}, {other} in {period}", "keep one"
                )


def _refuse_flows_within_flows(table: Frame, what: str) -> None:
    flows = {row["flow"] for row in rows(distinct(table, "flow"))}
    for whole, inside in FLOWS_WITHIN.items():
        if whole in flows and flows & inside:
            raise TradeTableError(
                f"{what} by flow needs flows that add up", f"{whole} beside its parts", f"drop the rows of `{whole}`"
            )


def refuse_whole_for_parts(table: Frame, what: str, by: str) -> None:
    """Refuse series that have only their whole in one period and its parts in another: they cannot be compared."""
    keys = series_without(table, by)
    whole = table.select(*keys, _whole=(nw.col(by) == WHOLES[by]).cast(nw.Int64))
    spread = whole.group_by(*keys).agg(first=nw.col("_whole").min(), last=nw.col("_whole").max())
    mixed = rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        said = [_named(row, keys) for row in mixed]
        raise TradeTableError(
            f"{what} needs the parts in every period", f"{WHOLES[by]} alone in some", "leave these periods out", said
        )
    found = _groups(table, by) if by in ECONOMIES else {}
    for beside in _groups_beside_members(table, by, found, keys) if found else ():
        groups = rows(distinct(table.filter(beside), *keys, by).sort(*keys).head(SHOWN_ROWS + 1))
        if groups:
            raise TradeTableError(
                f"{what} needs a group or its members in every period",
                f"{groups[0][by]} in some, members of it in others",
                "leave the group or these periods out",
                [_named(row, keys) for row in groups],
            )


def shares(frame: FrameT, *, by: str, validate: bool = True) -> FrameT:
    """Share of each part in its whole.

    share_k = value_k / sum over k of the values, within each period and series. Shares sum to 1, on full values:
    rounding is for labels. With ranges, share_low = low_k / (low_k + sum of the others' high), and share_high likewise;
    where any part of a whole lacks a bound, that whole's shares have no ranges.

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
        Ask the rows whether they may be added up, and for groups: each question costs a lazy frame one small aggregate
        query. False asks nothing; what would be refused, or a group beside its members, gives wrong numbers instead.

    Returns
    -------
    frame
        The rows of parts, in their order (DuckDB and Spark keep none), with `share`, and `share_low` and `share_high`
        where the frame has ranges. A whole of zero has no shares: they are missing.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies; a missing key or value; a part with two rows; codes of several
        levels; a flow beside one that it contains (`total` beside exports, exports beside re-exports); groups that
        share members; parts of one whole in several revisions (`classification`; `TOTAL` is the same in all), or
        products in several valuations.

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
    table = narwhal(frame, "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    table = as_numbers(table, MONEY)
    if validate:
        refuse_unlike(table, "shares", ONE, (*KEYS, "value"))
    table = refuse_double_counting(table, "shares", by, validate=validate)
    keys = ["period", *series_without(table, by)]
    if validate:
        refuse_mixed_parts(table, "shares", by, "period")
        refuse_twice(
            table, "shares", [*keys, by], "one observation in two currencies: tv.prefer; add up or drop others"
        )
    table = table.with_columns(share=_ratio(nw.col("value"), nw.col("value").sum().over(*keys)))
    if {"low", "high"} <= set(table.collect_schema().names()):
        table = table.with_columns(share_low=_bound("low", "high", keys), share_high=_bound("high", "low", keys))
    return table.to_native()


def _ratio(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    return nw.when(whole > 0).then(part / whole)


def _bound(bound: str, opposite: str, keys: list[str]) -> nw.Expr:
    """Return the bound of a share: the part at one end of its range, the other parts at the opposite end of theirs."""
    lacking = (nw.col("low").is_null() | nw.col("high").is_null()).cast(nw.Int64).max().over(*keys) == 1
    others = nw.col(opposite).sum().over(*keys) - nw.col(opposite)
    end, share = nw.when(~lacking).then(_ratio(nw.col(bound), nw.col(bound) + others)), nw.col("share")
    # The last bit of a share and that of its bound are rounded apart.
    return nw.when(end > share if bound == "low" else end < share).then(share).otherwise(end)
