"""Double counting: wholes that stand beside their parts, and groups of economies beside their members.

What is asked of the rows is in `tradeview.table.fitness`; here is what follows from the answers: which rows are left
out, and what is said of those that cannot be.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import year_of
from tradeview.table.engines import Frame, collect_rows, distinct_rows, names_present
from tradeview.table.refusals import name_series
from tradeview.table.schema import BALANCE, OWN_CODES, SERIES, TOTAL, WORLD

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


@dataclass(frozen=True)
class Parts:
    """Parts that are added up to wholes: the column that names them, and who is a member of which group.

    `over_periods` says that the wholes of several periods are compared, each of them with the same parts.
    """

    by: str
    members: Members
    over_periods: bool = False

    def whole_keys(self, table: Frame) -> list[str]:
        """Return the columns that tell one whole from another, between which neither codes nor valuations may vary."""
        keys = series_without(table, self.by)
        if self.over_periods:
            return keys
        return ["period", *keys]


def series_without(table: Frame, by: str) -> list[str]:
    """Return the columns that tell wholes apart when `by` tells their parts apart.

    A revision never does, and a valuation not where the parts are products: two of them in one whole are refused.
    """
    apart = {by, "classification"}
    if by == "commodity_code":
        apart.add("valuation")
    return [name for name in names_present(table, SERIES) if name not in apart]


def refuse_no_parts(what: str, by: str) -> None:
    """Refuse a column that names no parts."""
    if by not in PARTS:
        raise TradeTableError(f"{what} by one of {', '.join(PARTS)}", repr(by), "name the column that holds the parts")


def without_wholes(table: Frame, by: str) -> Frame:
    """Leave out rows of the whole (`TOTAL`, `WLD`) that stand beside parts of it."""
    whole = nw.col(by) == WHOLES[by]
    parts = (~whole).cast(nw.Int64).max().over("period", *series_without(table, by)) == 1
    return table.filter(~(whole & parts))


def without_groups(table: Frame, parts: Parts, groups: Iterable[str], periods: Iterable[int]) -> Frame:
    """Leave out rows of a group that stand beside a member of it, or any economy if nobody lists its members."""
    keys = ["period", *series_without(table, parts.by)]
    for group in sorted(groups):
        beside = is_member(parts, group, periods).cast(nw.Int64)
        # pandas groups wrongly, without a word, where an expression has the name of one of the keys.
        is_beside = beside.alias("_member").max().over(*keys) == 1
        table = table.filter(~((nw.col(parts.by).cast(nw.String) == group) & is_beside))
    return table


def is_member(parts: Parts, group: str, periods: Iterable[int]) -> nw.Expr:
    """Tell the rows of members of a group, each in its own period; of any economy if nobody lists its members."""
    spells: dict[tuple[str, ...], list[int]] = {}
    for period in sorted(periods):
        members = tuple(sorted(parts.members(group, year_of(period))))
        spells.setdefault(members, []).append(period)
    code = nw.col(parts.by).cast(nw.String)
    belongs = []
    for members, spell in spells.items():
        inside = code.is_in(members) if members else ~code.is_in([*GROUPS, WORLD])
        belongs.append(inside & nw.col("period").is_in(spell))
    return nw.any_horizontal(*belongs, ignore_nulls=False)


def refuse_overlapping_groups(what: str, parts: Parts, found: dict[int, list[str]]) -> None:
    """Refuse groups of one period that share members, or of which one has no list of them."""
    for period, groups in found.items():
        for one, other in combinations(groups, 2):
            inside, too = parts.members(one, year_of(period)), parts.members(other, year_of(period))
            if inside & too or bool(inside) != bool(too):
                asked = f"{what} by {parts.by} needs groups that share no members"
                raise TradeTableError(asked, f"{one}, {other} in {period}", "keep one")


def refuse_balance_among_flows(what: str, flows: set[str]) -> None:
    """Refuse a balance beside other flows: it is a difference of two of them, and no part of any sum."""
    if BALANCE in flows and len(flows) > 1:
        raise TradeTableError(
            f"{what} by flow needs flows that add up",
            f"{BALANCE}, which is exports less imports, beside {', '.join(sorted(flows - {BALANCE}))}",
            f"drop the rows of `{BALANCE}`",
        )


def refuse_flows_within_flows(what: str, flows: set[str]) -> None:
    """Refuse a flow beside one that it contains."""
    for whole, inside in FLOWS_WITHIN.items():
        if whole in flows and flows & inside:
            raise TradeTableError(
                f"{what} by flow needs flows that add up", f"{whole} beside its parts", f"drop the rows of `{whole}`"
            )


def refuse_whole_for_parts(table: Frame, what: str, parts: Parts) -> None:
    """Refuse series that have only their whole in one period and its parts in another: they cannot be compared."""
    keys, whole_of_parts = parts.whole_keys(table), WHOLES[parts.by]
    whole = table.select(*keys, _whole=(nw.col(parts.by) == whole_of_parts).cast(nw.Int64))
    spread = whole.group_by(*keys).agg(first=nw.col("_whole").min(), last=nw.col("_whole").max())
    mixed = collect_rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        asked, found = f"{what} needs the parts in every period", f"{whole_of_parts} alone in some"
        raise TradeTableError(asked, found, "leave these periods out", [name_series(row, keys) for row in mixed])


def refuse_group_for_members(table: Frame, what: str, parts: Parts, group: str, periods: Iterable[int]) -> None:
    """Refuse series that have a group in one period and members of it in another."""
    keys = parts.whole_keys(table)
    members = is_member(parts, group, periods).cast(nw.Int64)
    has_members = members.alias("_member").max().over(*keys) == 1
    beside = table.filter((nw.col(parts.by).cast(nw.String) == group) & has_members)
    there = collect_rows(distinct_rows(beside, *keys).sort(*keys).head(SHOWN_ROWS + 1))
    if there:
        raise TradeTableError(
            f"{what} needs a group or its members in every period",
            f"{group} in some, members of it in others",
            "leave the group or these periods out",
            [name_series(row, keys) for row in there],
        )
