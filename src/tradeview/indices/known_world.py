"""The known world: of whose trade the whole is that an index sets a figure against, and who is missing there.

A whole is taken from rows of `WLD`, or else is the sum of those economies that the table has. Such a sum is all trade
where the table is closed, since everybody who is traded with reports, too, or where so many are in it that few can be
missing. Elsewhere the index is of the table alone, which a warning says; where one economy is the whole by itself, the
index could only be 1 (or 0), and is refused.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, AbsentWorldWarning, TradeTableError
from tradeview.indices.flows import GROUPS, Imports, sum_to_keys
from tradeview.table.engines import Frame, as_text, collect, collect_rows, is_missing
from tradeview.table.schema import WORLD

# UN Comtrade has reports of some 170 economies for a year; BACI, which closes the world, of some 225.
MANY = 100


@dataclass(frozen=True)
class Whole:
    """What an index needs all of, and whether it says nothing where there is only one.

    Attributes
    ----------
    of : {"reporter", "partner"}
        The world's trade is that of all reporters; all trade of an economy that with all its partners.
    refused_alone : bool
        Whether the index can only be 1 or 0 (or is missing) where there is one of them.
    told : bool
        Whether it is another one without the rest of them, which is warned of.
    """

    of: Literal["reporter", "partner"]
    refused_alone: bool
    told: bool = True


THE_WORLD = Whole("reporter", refused_alone=True)
PRODUCTS_OF_THE_WORLD = Whole("reporter", refused_alone=False)
OTHER_ECONOMY = Whole("reporter", refused_alone=True, told=False)
EVERY_PARTNER = Whole("partner", refused_alone=True)
ALL_TRADE = Whole("partner", refused_alone=False)


@dataclass(frozen=True)
class Traders:
    """Who trades in a period: reporters with how many partners each has, and which of either have rows of `WLD`."""

    partners_of: Mapping[str, int]
    partners: frozenset[str]
    with_world: frozenset[str]  # reporters that have a row of partner `WLD`
    has_world: bool  # a row of reporter `WLD`
    silent: list[str]  # economies that others report of, and that do not report

    @property
    def reporters(self) -> frozenset[str]:
        """Economies that report."""
        return frozenset(self.partners_of)

    @property
    def is_closed(self) -> bool:
        """Whether everybody who is traded with reports."""
        return bool(self.partners) and not self.silent


def refuse_lone_world(flows: Frame, what: str, *wholes: Whole, validate: bool, imports: Imports = "reported") -> None:
    """Refuse an index of one economy against itself, and warn of one without the world.

    Parameters
    ----------
    flows : narwhals frame
        Of `exports_of` or `imports_of`.
    what : str
        The name of the index.
    *wholes : Whole
        What it needs all of.
    validate : bool
        Whether to ask at all; a lazy frame is asked one small query, or two where few economies are in it.
    imports : {"reported", "mirror"}
        Whether what stands as reporter reports, or is reported of by those that stand as its partners.
    """
    pairs = find_pairs(flows) if validate else flows
    if validate and not has_many_traders(pairs):
        traders = find_traders(pairs, imports)
        for whole in wholes if traders else ():
            if whole.of == "reporter":
                _ask_of_reporters(traders, what, whole)
            else:
                _ask_of_partners(traders, what, whole)


def find_pairs(flows: Frame) -> Frame:
    """Find who trades with whom, by period; groups of economies are left out.

    All rows are looked at once: pairs are few, and collected where an engine hands frames over, as Spark does not.
    """
    keys = ["period", "reporter", "partner"]
    if flows.implementation.is_pandas():
        sums = sum_to_keys(flows.select(*keys, "value"), keys)
        pairs = sums.filter(nw.col("value") > 0)
    else:  # whether any row is above zero, as none is below, takes less than their sum
        rows = flows.lazy() if flows.implementation.is_polars() else flows  # Polars may then plan ahead
        pairs = rows.filter(nw.col("value") > 0).group_by(*keys).agg(_rows=nw.len())
    pairs = as_text(pairs.select(*keys), ["reporter", "partner"])
    pairs = pairs.filter(~nw.col("reporter").is_in(GROUPS), ~nw.col("partner").is_in(GROUPS))
    if pairs.implementation.is_spark_like():
        return pairs
    return cast("Frame", collect(pairs))


def has_many_traders(pairs: Frame) -> bool:
    """Tell whether every period has so many reporters and partners that they are all the world."""
    counted = pairs.group_by("period").agg(nw.col("reporter", "partner").n_unique())
    counts = collect_rows(counted.select(nw.col("reporter", "partner").min()))
    return all(not is_missing(count) and count > MANY for count in counts[0].values())


def find_traders(pairs: Frame, imports: Imports = "reported") -> dict[int, Traders]:
    """Find who trades with how many others, and with the world, by period."""
    one_side = _count_others(pairs, "reporter", "partner")
    other_side = _count_others(pairs, "partner", "reporter")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in collect_rows(nw.concat([one_side, other_side])):
        found.setdefault(int(row["period"]), []).append(row)
    return {period: _traders_of_rows(found[period], imports) for period in sorted(found)}


def _count_others(pairs: Frame, side: str, other: str) -> Frame:
    """Return how many others each economy of a side trades with, and whether the world is one of them."""
    is_world = (nw.col(other) == WORLD).cast(nw.Int64)
    rows = pairs.select("period", side=nw.lit(side), economy=nw.col(side), world=is_world)
    return rows.group_by("period", "side", "economy").agg(nw.col("world").sum(), others=nw.len())


def _traders_of_rows(rows: list[dict[str, Any]], imports: Imports) -> Traders:
    partners_of, partners, with_world = {}, set(), set()
    has_world = False
    for row in rows:
        if row["economy"] == WORLD:
            has_world |= row["side"] == "reporter"
        elif row["side"] == "partner":
            partners.add(row["economy"])
        else:
            partners_of[row["economy"]] = int(row["others"] - row["world"])
            if row["world"]:
                with_world.add(row["economy"])
    silent = set(partners_of) - partners if imports == "mirror" else partners - set(partners_of)
    return Traders(partners_of, frozenset(partners), frozenset(with_world), has_world, sorted(silent))


def _ask_of_reporters(traders: Mapping[int, Traders], what: str, whole: Whole) -> None:
    without = {period: one for period, one in traders.items() if not one.has_world}
    if whole.refused_alone and len(without) == len(traders) and all(len(one.reporters) < 2 for one in traders.values()):
        alone = _list_few(sorted(frozenset().union(*(one.reporters for one in traders.values()))))
        raise TradeTableError(
            f"{what} sets an economy against the world, or another one",
            f"{alone} alone, which is then all of the world",
            f"give rows of reporter {WORLD}, or of all reporters (tv.read_baci)",
        )
    few = {period: one for period, one in without.items() if len(one.reporters) < MANY and not one.is_closed}
    if few and whole.told:
        period, one = max(few.items(), key=lambda item: (len(item[1].silent), item[0]))
        missing = f"no rows of reporter {WORLD}"
        if one.silent:
            missing += f", none that {_list_few(one.silent)} report"
        _warn(f"{what}: the world is the sum of {_list_few(sorted(one.reporters))} in {period}; there are {missing}")


def _ask_of_partners(traders: Mapping[int, Traders], what: str, whole: Whole) -> None:
    alone, sums = set(), {}
    for period, one in traders.items():
        for reporter, partners in one.partners_of.items():
            alone.add(partners == 1 and reporter not in one.with_world)
            if partners and partners < MANY and reporter not in one.with_world and not one.is_closed:
                sums[period, reporter] = partners
    if whole.refused_alone and alone == {True}:
        raise TradeTableError(
            f"{what} needs all partners of an economy",
            "one partner of each, which is then all of its trade",
            f"give rows of partner {WORLD}, or of all partners",
        )
    if sums:
        (period, reporter), partners = min(sums.items(), key=lambda item: (item[1], item[0]))
        others = {name for _, name in sums} - {reporter}
        whose = reporter if not others else f"{reporter} (and {len(others)} more)"
        counted = "1 partner" if partners == 1 else f"{partners} partners"
        _warn(f"{what}: all trade of {whose} is the sum of {counted} in {period}; there are no rows of partner {WORLD}")


def _list_few(codes: list[str]) -> str:
    if len(codes) <= SHOWN_ROWS:
        return ", ".join(codes)
    return f"{', '.join(codes[:SHOWN_ROWS])} and {len(codes) - SHOWN_ROWS} more"


def _warn(said: str) -> None:
    warnings.warn(f"{said}: give them, or read the index as one among these alone", AbsentWorldWarning, stacklevel=2)
