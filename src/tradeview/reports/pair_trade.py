"""The rows of a table of many series that the report of a pair is made of, and what has to be said of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.analysis.mirror import mirror
from tradeview.charts.labels import name_economy
from tradeview.economies.codes import is_group
from tradeview.errors import TradeTableError
from tradeview.reports import words
from tradeview.reports.pair_sums import add_group_sums, add_sum_of_chapters, find_side
from tradeview.reports.shapes import Figures, Shape, choose_main, is_of_shape, split_by_shape
from tradeview.table.comparable import refuse_incomparable, wrap_comparable
from tradeview.table.engines import as_numbers, is_missing
from tradeview.table.fitness import Needs
from tradeview.table.schema import KEYS, MONEY, TOTAL
from tradeview.table.series import refuse_several_kinds
from tradeview.words import captions
from tradeview.words.periods import format_periods

FLOWS = ("export", "import")
# What a sum of exports and imports keeps of them: columns in which both agree, and those that say where they are from.
SAME = ("reporter", "partner", "commodity_code", "coverage", "months", "currency", "price_basis", "base_period")
PROVENANCE = ("source", "compiled_by")
SHOWN = 8  # economies that a message names


@dataclass(frozen=True)
class PairTrade:
    """What a table has of a pair.

    `whole` are the reporter's exports and imports of all products (or of the one product that the table is of), `total`
    their sums; `parts` its products; `partners` the same flows with every partner; `sides` those of both economies.
    `comparable` says that all of them may be compared: no step of the report need ask again.
    """

    reporter: str
    partner: str
    whole: pd.DataFrame
    total: pd.DataFrame
    parts: pd.DataFrame
    partners: pd.DataFrame
    sides: pd.DataFrame
    notes: list[str]
    comparable: bool
    shape: Shape
    apart: list[Figures]  # exports, imports and their sums of other months, of both sides
    listed_apart: pd.DataFrame  # all rows of other months that the two report of each other
    has_partners_apart: bool  # whether the reporter has figures of other months with other partners

    @cached_property
    def mirrored(self) -> pd.DataFrame:
        """What both sides report of each flow, side by side."""
        return mirror(self.sides, validate=not self.comparable)

    @property
    def periods(self) -> list[int]:
        """Periods with a figure, in order."""
        return sorted({int(period) for period in self.whole["period"]})

    @property
    def series(self) -> pd.DataFrame:
        """The reporter's trade with the partner: the sum of both flows, or the flow that the table is of."""
        if self.whole["flow"].nunique() == 1:
            return self.whole
        return self.total


def select_pair(table: pd.DataFrame, pair: tuple[str, str], currency: str, periods: Collection[int] = ()) -> PairTrade:
    """Select what a report needs of a pair, named by any code or name.

    It is of whole years, or else of figures of one kind of months; `periods` are those that somebody asked for by name.

    Raises
    ------
    TradeTableError
        The table has no exports or imports of the pair, none of all products, or several figures for one of them; or
        they are not in `currency`.
    UnknownCodeError
        Nobody knows an economy by that name.
    """
    reporter, partner = (find_side(name) for name in pair)
    if reporter == partner:
        raise TradeTableError("a report is of two economies", f"{reporter} twice", "name another partner")
    table = table[table["flow"].isin([*FLOWS, "re-export", "re-import"])]
    table, notes_on_sums = add_group_sums(table, reporter, partner)
    table, notes_on_codes = add_sum_of_chapters(table, reporter, partner)
    own = table[(table["reporter"] == reporter) & (table["partner"] == partner)]
    direct = own[own["flow"].isin(FLOWS)]
    if direct.empty:
        raise _no_figures_error(table, reporter, partner)
    shape = choose_main(split_by_shape(direct), asked=periods, lone_year_leads=True).shape
    others = table[~is_of_shape(table, shape)]
    table = table[is_of_shape(table, shape)]
    own = own[is_of_shape(own, shape)]
    direct = own[own["flow"].isin(FLOWS)]
    product = _product_of_report(direct)
    refuse_several_kinds(direct, "a report of a pair")
    whole, notes = _as_one_series(direct[direct["commodity_code"] == product])
    _refuse_other_currency(whole, currency)
    parts = direct[direct["commodity_code"] != product]
    flows = table[table["flow"].isin(FLOWS) & (table["commodity_code"] == product)]
    is_own = flows["reporter"] == reporter
    partners = flows[is_own]
    is_theirs = (flows["reporter"] == partner) & (flows["partner"] == reporter)
    are_comparable = _are_comparable(pd.concat([parts, partners, flows[is_theirs]]), product)
    if not are_comparable:
        wrap_comparable(whole, "a report")
    return PairTrade(
        reporter,
        partner,
        whole,
        _sum_flows(whole),
        parts,
        partners,
        flows[(is_own & (flows["partner"] == partner)) | is_theirs],
        [*notes_on_sums, *notes_on_codes, *notes, *_notes_on_flows(own, whole, shape)],
        comparable=are_comparable,
        shape=shape,
        apart=_figures_apart(others, reporter, partner, product),
        listed_apart=_rows_between(others, reporter, partner),
        has_partners_apart=bool(((others["reporter"] == reporter) & (others["partner"] != partner)).any()),
    )


def _rows_between(table: pd.DataFrame, reporter: str, partner: str) -> pd.DataFrame:
    """Return exports and imports that either of two economies reports with the other."""
    is_own = (table["reporter"] == reporter) & (table["partner"] == partner)
    is_theirs = (table["reporter"] == partner) & (table["partner"] == reporter)
    return table[(is_own | is_theirs) & table["flow"].isin(FLOWS)]


def _figures_apart(others: pd.DataFrame, reporter: str, partner: str, product: str) -> list[Figures]:
    """Return the figures of other months by shape: both flows and their sum, and what the partner reports of them."""
    rows = _rows_between(others, reporter, partner)
    found = []
    for figures in split_by_shape(rows[rows["commodity_code"] == product]):
        is_own = figures.rows["reporter"] == reporter
        own = unify_valuation(figures.rows[is_own])
        sides = [own]
        if not own.duplicated(["flow", "period"]).any():
            sides.append(_sum_flows(own))
        theirs = figures.rows[~is_own]
        if len(theirs):
            sides.append(unify_valuation(theirs))
        found.append(Figures(figures.shape, pd.concat([side for side in sides if len(side)], ignore_index=True)))
    return found


def _are_comparable(used: pd.DataFrame, product: str) -> bool:
    """Tell whether all that a report is made of may be compared: then none of its steps asks again.

    This asks for more than any of the steps does: one row for each figure, be it in one valuation or another, and one
    revision of the codes in each period. Where it is not so, each step asks for itself what it needs, and says it in
    its own words.
    """
    revision_within = ("period",) if product == TOTAL else ("commodity_code",)
    table = as_numbers(nw.from_native(used), MONEY)
    try:
        refuse_incomparable(table, Needs("a report", figure=KEYS[1:], revision_within=revision_within))
    except TradeTableError:
        return False
    return True


def _no_figures_error(table: pd.DataFrame, reporter: str, partner: str) -> TradeTableError:
    """Say what the table has instead of the pair that was asked for."""
    partners = sorted(set(table.loc[table["reporter"] == reporter, "partner"]))
    if partners:
        found = f"its partners {_list_few(partners)}"
    else:
        found = f"reports of {_list_few(sorted(set(table['reporter'])))}"
    remedy = "name a pair that the table has"
    if table.empty:
        found = "no row of exports or imports"
        remedy = "give exports and imports each: of the sum of both alone, a report of a pair has no balance"
    if ((table["reporter"] == partner) & (table["partner"] == reporter)).any():
        remedy = f"ask for {partner} as the reporter"
    return TradeTableError(f"the table has exports or imports that {reporter} reports with {partner}", found, remedy)


def _list_few(codes: Sequence[str]) -> str:
    if not codes:
        return "none"
    listed = ", ".join(codes[:SHOWN])
    if len(codes) > SHOWN:
        return f"{listed} and {len(codes) - SHOWN} more"
    return listed


def _product_of_report(own: pd.DataFrame) -> str:
    """Code of what the report is of: all products, or the one that the table holds; parts are not summed to a total."""
    codes = sorted(set(own["commodity_code"]))
    if TOTAL in codes:
        return TOTAL
    if len(codes) == 1:
        return str(codes[0])
    raise TradeTableError(
        "a report of a pair needs its totals",
        f"{len(codes)} commodity codes ({_list_few(codes)}), and no row of {TOTAL}",
        f"download {TOTAL} with them, or keep one code; whether codes are all there are, a table does not say",
    )


def _refuse_other_currency(whole: pd.DataFrame, currency: str) -> None:
    found = sorted(set(whole["currency"]))
    if found == [currency]:
        return
    convert = (
        f"convert them first: tradeview convert FILE --to {currency} --rates ecb:{currency} > new.csv, in Python "
        "tv.prefer and tv.convert"
    )
    remedy = convert
    if len(found) == 1:
        named = f"--base-currency {found[0]} (in Python base_currency={found[0]!r})"
        remedy = f"name the currency that they are in, {named}, or {convert}"
    raise TradeTableError(f"the figures of a report of a pair are in {currency}", ", ".join(found), remedy)


def unify_valuation(table: pd.DataFrame) -> pd.DataFrame:
    """Make rows that are drawn together alike in valuation: stated for some of them alone, it is stated for none."""
    if "valuation" not in table:
        return table
    stated = table.groupby("flow")["valuation"].transform("nunique")
    lacks_some = table["valuation"].isna().groupby(table["flow"]).transform("any")
    return table.assign(valuation=table["valuation"].where(~(lacks_some & (stated == 1))))


def _as_one_series(whole: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Make each flow one series: sources often state its valuation for some of its years alone."""
    notes = []
    for flow, part in whole.groupby("flow") if "valuation" in whole else ():
        kinds = part["valuation"].dropna().unique()
        if len(kinds) == 1 and part["valuation"].isna().any():
            stated = format_periods(part.loc[part["valuation"].notna(), "period"])
            notes.append(words.VALUED_FOR_SOME[str(flow)].fill(valuation=kinds[0], periods=stated))
    return unify_valuation(whole).sort_values(["flow", "period"], ignore_index=True), notes


def _sum_flows(whole: pd.DataFrame) -> pd.DataFrame:
    """Sum exports and imports of each period that has both."""
    exports = whole[whole["flow"] == "export"].set_index("period")
    imports = whole[whole["flow"] == "import"].set_index("period")
    periods = [period for period in exports.index if period in imports.index]
    if not periods:
        return whole.iloc[:0]
    exports, imports = exports.loc[periods], imports.loc[periods]
    total = exports[[name for name in SAME if name in whole]].assign(flow="total")
    for name in MONEY:
        if name in whole:
            total[name] = exports[name] + imports[name]
    for name in PROVENANCE:
        if name in whole:
            keys = zip(exports[name], imports[name], strict=True)
            total[name] = [_join_keys(*pair) for pair in keys]
    return total.reset_index()


def _join_keys(*keys: Any) -> str | None:
    """Name what two figures are from: once where it is the same."""
    named = dict.fromkeys(str(key) for key in keys if not is_missing(key))
    if not named:
        return None
    return "; ".join(named)


def _notes_on_flows(own: pd.DataFrame, whole: pd.DataFrame, shape: Shape) -> list[str]:
    """Say what is not counted, and where a flow has no figure."""
    notes = []
    if own["flow"].str.startswith("re-").any():
        notes.append(words.RE_EXPORTS.fill())
    for flow in FLOWS:
        periods = set(whole.loc[whole["flow"] == flow, "period"])
        without = sorted(set(whole["period"]) - periods)
        if periods and without:
            notes.append(words.NO_FLOW[flow].fill(periods=shape.name_all(without)))
    revisions = captions.describe_revisions(own)
    if revisions:
        notes.append(revisions)
    return notes


def last_period(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last period."""
    return table[table["period"] == table["period"].max()]


def products_of_one_level(parts: pd.DataFrame, wanted: tuple[int, ...]) -> pd.DataFrame:
    """Return products whose codes have as many digits: the first number of those wanted that every flow has.

    Raises
    ------
    TradeTableError
        There are no products.
    """
    if parts.empty:
        raise TradeTableError("no products", "the table has the totals of the pair alone")
    digits = parts["commodity_code"].str.len()
    digits_of_flows = [set(part) for _, part in digits.groupby(parts["flow"])]
    candidates = set.intersection(*digits_of_flows)
    if not candidates:
        candidates = set.union(*digits_of_flows)
    chosen = min(candidates)
    for number in reversed(wanted):
        if number in candidates:
            chosen = number
    return parts[digits == chosen]


def flow_by_partner(trade: PairTrade, flow: str) -> pd.DataFrame:
    """Return one flow with each partner, and with the world, in the last period with more than one.

    Raises
    ------
    TradeTableError
        There is no other partner.
    """
    rows = trade.partners[(trade.partners["flow"] == flow) & trade.partners["value"].notna()]
    partners = _single_economies(rows).groupby("period")["partner"].nunique()
    if not (partners > 1).any():
        raise TradeTableError(f"no {flow}s to rank", f"no other partner of {name_economy(trade.reporter)} in the table")
    return unify_valuation(rows[rows["period"] == partners[partners > 1].index.max()])


def describe_rank(trade: PairTrade, flow: str) -> str:
    """Say which place the partner has, of how many, and when; nothing where it has none."""
    single = _single_economies(flow_by_partner(trade, flow))
    own = single.loc[single["partner"] == trade.partner, "value"]
    if own.empty:
        return ""
    place = 1 + int((single["value"] > own.iloc[0]).sum())
    is_shared = (single["value"] == own.iloc[0]).sum() > 1
    return (words.RANK_SHARED if is_shared else words.RANK)[flow].fill(
        partner=name_economy(trade.partner),
        place=place,
        partners=len(single),
        reporter=name_economy(trade.reporter),
        period=trade.shape.name(int(single["period"].iloc[0])),
    )


def _single_economies(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out the world and other groups: they hold the economies that stand beside them."""
    return rows[~rows["partner"].map(is_group).astype(bool)]
