"""Double counting: wholes that stand beside their parts, groups beside their members, codes of several levels."""

from collections.abc import Callable
from itertools import combinations

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import year_of
from tradeview.table.comparable import (
    HAS_REVISION,
    _named,
    refuse_mixed_within,
)
from tradeview.table.engines import Frame, as_text, distinct, have, rows
from tradeview.table.schema import OWN_CODES, SERIES, TOTAL, WORLD

# Members of a group in a year, none where nobody lists them: economies stand above tables, and hand them down.
Members = Callable[[str, int], set[str]]
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


def refuse_double_counting(table: Frame, what: str, by: str, members: Members, *, validate: bool = True) -> Frame:
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
        for beside in _groups_beside_members(table, by, groups, ["period", *series_without(table, by)], members):
            table = table.filter(~beside)
        _refuse_overlapping_groups(_groups(table, by), what, by, members)
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


def _groups_beside_members(
    table: Frame, by: str, found: dict[int, list[str]], keys: list[str], members: Members
) -> list[nw.Expr]:
    """Tell, for each group, its rows where a member, or any economy if nobody lists its members, shares their keys."""
    groups = {group for inside in found.values() for group in inside}
    periods = [row["period"] for row in rows(distinct(table, "period").sort("period"))]
    code = nw.col(by).cast(nw.String)
    beside = []
    for group in sorted(groups):
        years: dict[tuple[str, ...], list[int]] = {}
        for period in periods:
            years.setdefault(tuple(sorted(members(group, year_of(period)))), []).append(period)
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


def _refuse_overlapping_groups(found: dict[int, list[str]], what: str, by: str, members: Members) -> None:
    for period, groups in found.items():
        for one, other in combinations(groups, 2):
            inside, too = members(one, year_of(period)), members(other, year_of(period))
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


def refuse_whole_for_parts(table: Frame, what: str, by: str, members: Members) -> None:
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
    for beside in _groups_beside_members(table, by, found, keys, members) if found else ():
        groups = rows(distinct(table.filter(beside), *keys, by).sort(*keys).head(SHOWN_ROWS + 1))
        if groups:
            raise TradeTableError(
                f"{what} needs a group or its members in every period",
                f"{groups[0][by]} in some, members of it in others",
                "leave the group or these periods out",
                [_named(row, keys) for row in groups],
            )
