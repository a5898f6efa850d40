"""The rows of a table of many series that the report of a pair is made of, and what has to be said of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import narwhals as nw
import pandas as pd

from tradeview.analysis.mirror import mirror
from tradeview.charts.wording import economy
from tradeview.economies import code, is_group
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.table.comparable import Needs, comparable, refuse_incomparable
from tradeview.table.engines import as_numbers, is_missing
from tradeview.table.schema import KEYS, MONEY, TOTAL
from tradeview.words.periods import format_period, format_periods
from tradeview.words.templates import list_words, possessive_of

FLOWS = ("export", "import")
SAME = ("reporter", "partner", "commodity_code", "currency", "price_basis", "base_period")
SAID = ("source", "compiled_by")
SHOWN = 8  # economies that a message names


@dataclass(frozen=True)
class Selected:
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
        return self.whole if self.whole["flow"].nunique() == 1 else self.total


def selected(table: pd.DataFrame, pair: tuple[str, str], currency: str) -> Selected:
    """Select what a report needs of a pair, named by any code or name.

    Raises
    ------
    TradeTableError
        The table has no exports or imports of the pair, none of all products, or several figures for one of them; or
        they are not in `currency`.
    UnknownCodeError
        Nobody knows an economy by that name.
    """
    reporter, partner = (code(name) for name in pair)
    if reporter == partner:
        raise TradeTableError("a report is of two economies", f"{reporter} twice", "name another partner")
    table = table[table["flow"].isin([*FLOWS, *(f"re-{flow}" for flow in FLOWS)])]
    own = table[(table["reporter"] == reporter) & (table["partner"] == partner)]
    direct = own[own["flow"].isin(FLOWS)]
    if direct.empty:
        raise _no_figures(table, reporter, partner)
    product = _product(direct)
    whole, notes = _as_one_series(direct[direct["commodity_code"] == product])
    _refuse_currency(whole, currency)
    parts = direct[direct["commodity_code"] != product]
    flows = table[table["flow"].isin(FLOWS) & (table["commodity_code"] == product)]
    partners = flows[flows["reporter"] == reporter]
    back = flows[(flows["reporter"] == partner) & (flows["partner"] == reporter)]
    are_comparable = _are_comparable(pd.concat([parts, partners, back]), product)
    if not are_comparable:
        comparable(whole, "a report")
    sides = [(reporter, partner), (partner, reporter)]
    return Selected(
        reporter,
        partner,
        whole,
        _total(whole),
        parts,
        partners,
        flows[[side in sides for side in zip(flows["reporter"], flows["partner"], strict=True)]],
        [*notes, *_left_out(own, whole)],
        comparable=are_comparable,
    )


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


def _no_figures(table: pd.DataFrame, reporter: str, partner: str) -> TradeTableError:
    partners = sorted(set(table.loc[table["reporter"] == reporter, "partner"]))
    reporters = sorted(set(table["reporter"]))
    found = f"its partners {_few(partners)}" if partners else f"reports of {_few(reporters)}"
    turned = ((table["reporter"] == partner) & (table["partner"] == reporter)).any()
    remedy = f"ask for {partner} as the reporter" if turned else "name a pair that the table has"
    return TradeTableError(f"the table has exports or imports that {reporter} reports with {partner}", found, remedy)


def _few(codes: list[str]) -> str:
    more = f" and {len(codes) - SHOWN} more" if len(codes) > SHOWN else ""
    return (", ".join(codes[:SHOWN]) or "none") + more


def _product(own: pd.DataFrame) -> str:
    """Code of what the report is of: all products, or the one that the table holds; parts are not summed to a total."""
    codes = sorted(set(own["commodity_code"]))
    if TOTAL in codes or len(codes) == 1:
        return TOTAL if TOTAL in codes else str(codes[0])
    raise TradeTableError(
        "a report of a pair needs its totals",
        f"{len(codes)} commodity codes ({_few(codes)}), and no row of {TOTAL}",
        f"download {TOTAL} with them, or keep one code; whether codes are all there are, a table does not say",
    )


def _refuse_currency(whole: pd.DataFrame, currency: str) -> None:
    found = sorted(set(whole["currency"]))
    if found != [currency]:
        raise TradeTableError(
            f"the figures of a report of a pair are in {currency}",
            ", ".join(found),
            "name the base currency that the table is in, or convert it (tv.prefer, tv.convert)",
        )


def alike(table: pd.DataFrame) -> pd.DataFrame:
    """Make rows that are drawn together alike in valuation: stated for some of them alone, it is stated for none."""
    if "valuation" not in table:
        return table
    stated = table.groupby("flow")["valuation"].transform("nunique")
    some = table["valuation"].isna().groupby(table["flow"]).transform("any")
    return table.assign(valuation=table["valuation"].where(~(some & (stated == 1))))


def _as_one_series(whole: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Make each flow one series: sources often state its valuation for some of its years alone."""
    made, notes = alike(whole), []
    for flow, part in whole.groupby("flow") if "valuation" in whole else ():
        kinds = part["valuation"].dropna().unique()
        if len(kinds) == 1 and part["valuation"].isna().any():
            when = list_words(format_periods(part.loc[part["valuation"].notna(), "period"]))
            notes.append(
                f"The table values {flow}s {kinds[0]} in {when} and does not say how in the other periods; they are "
                "taken as one series, whose valuation is not stated."
            )
    return made.sort_values(["flow", "period"], ignore_index=True), notes


def _total(whole: pd.DataFrame) -> pd.DataFrame:
    """Sum exports and imports of each period that has both."""
    sides = [whole[whole["flow"] == flow].set_index("period") for flow in FLOWS]
    periods = [period for period in sides[0].index if period in sides[1].index]
    if not periods:
        return whole.iloc[:0]
    total = sides[0].loc[periods, [name for name in SAME if name in whole]].assign(flow="total")
    for name in [name for name in MONEY if name in whole]:
        total[name] = sides[0].loc[periods, name] + sides[1].loc[periods, name]
    for name in [name for name in SAID if name in whole]:
        pairs = zip(sides[0].loc[periods, name], sides[1].loc[periods, name], strict=True)
        total[name] = [_both(*pair) for pair in pairs]
    return total.reset_index()


def _both(*keys: object) -> str | None:
    """Name what two figures are from: once where it is the same."""
    return "; ".join(dict.fromkeys(str(key) for key in keys if not is_missing(key))) or None


def _left_out(own: pd.DataFrame, whole: pd.DataFrame) -> Iterator[str]:
    if own["flow"].str.startswith("re-").any():
        yield "Re-exports and re-imports are part of exports and imports, and are not added to them."
    for flow in FLOWS:
        there = set(whole.loc[whole["flow"] == flow, "period"])
        without = sorted(set(whole["period"]) - there)
        if there and without:
            yield f"No {flow}s, and no total, for {list_words(format_periods(without))}: missing is not zero."


def latest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last period."""
    return table[table["period"] == table["period"].max()]


def one_level(parts: pd.DataFrame, wanted: tuple[int, ...]) -> pd.DataFrame:
    """Return products of one level, the first of those wanted (digits) that every flow has.

    Raises
    ------
    TradeTableError
        There are no products.
    """
    if parts.empty:
        raise TradeTableError("no products", "the table has the totals of the pair alone")
    digits = parts["commodity_code"].str.len()
    flows = [set(digits[parts["flow"] == flow]) for flow in parts["flow"].unique()]
    common = set.intersection(*flows) or set.union(*flows)
    level = next((number for number in wanted if number in common), min(common))
    return parts[digits == level]


def among_partners(chosen: Selected, flow: str) -> pd.DataFrame:
    """Return one flow with each partner, and with the world, in the last period with more than one.

    Raises
    ------
    TradeTableError
        There is no other partner.
    """
    rows = chosen.partners[(chosen.partners["flow"] == flow) & chosen.partners["value"].notna()]
    several = rows[~rows["partner"].map(is_group).astype(bool)].groupby("period")["partner"].nunique()
    if not (several > 1).any():
        raise TradeTableError(f"no {flow}s to rank", f"no other partner of {chosen.reporter} in the table")
    return alike(rows[rows["period"] == several[several > 1].index.max()])


def rank(chosen: Selected, flow: str) -> str:
    """Say which place the partner has, of how many, and when; nothing where it has none."""
    rows = among_partners(chosen, flow)
    single = rows[~rows["partner"].map(is_group).astype(bool)].sort_values("value", ascending=False, kind="stable")
    order = list(single["partner"])
    if chosen.partner not in order:
        return ""
    when = format_period(int(single["period"].iloc[0]))
    partner = economy(chosen.partner)
    place = order.index(chosen.partner) + 1
    return (
        f"{partner[0].upper()}{partner[1:]} is number {place} of the {len(order)} partners that the table has for "
        f"{possessive_of(economy_name(chosen.reporter))} {flow}s in {when}."
    )
