"""The report of a pair: growth, balance, products, the partner's side and other partners, out of one table.

What the table has no figures for is left out, and the page says so: a file of totals alone has no products, and where
nobody quotes a currency there is no growth in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradeview import charts
from tradeview.analysis.growth import growth
from tradeview.charts.balance.draw import draw_balance
from tradeview.charts.composition.section_shares import draw_section_shares
from tradeview.charts.layout.page import Page
from tradeview.charts.ranking import draw_ranking
from tradeview.economies.codes import is_group
from tradeview.errors import TradeTableError, TradeviewError
from tradeview.money.conversion import convert_checked, deflate_checked
from tradeview.periods import earliest_like
from tradeview.reports import words
from tradeview.reports.apart import FiguresApart, measure_apart
from tradeview.reports.choices import NAME_PERIODS, Asked
from tradeview.reports.measurable import (
    find_reason_of_prices,
    periods_without_index,
    periods_without_rate,
    without_periods,
)
from tradeview.reports.measures import Measures
from tradeview.reports.office.native_chart import lines_of_flows
from tradeview.reports.page import Picture, say_reason
from tradeview.reports.pair_page import PairContent, write_pages
from tradeview.reports.pair_trade import (
    FLOWS,
    PairTrade,
    flow_by_partner,
    last_period,
    products_of_one_level,
    unify_valuation,
)
from tradeview.reports.pictures import Content, Plan, draw_chart, draw_pictures, reason_of
from tradeview.reports.shapes import Shape
from tradeview.sources.reference_lists import load_sources
from tradeview.table.schema import wrap_trade_table
from tradeview.words.money import MONEY_OF, currency_name
from tradeview.words.names import name_economy
from tradeview.words.periods import format_period

if TYPE_CHECKING:
    from tradeview.reports.claims_section import PairClaims

CHARTS = (
    *("balance", "lenses", "accounting", "composition", "exports", "imports"),
    *("export_partners", "import_partners", "export_mirror", "import_mirror"),
)
# Digits of the codes that are drawn, the best first: chapters have short names, headings say which goods they are.
DIGITS_OF_SECTIONS, DIGITS_OF_PRODUCTS = (2, 4, 6), (4, 6, 2)
SHEETS = {
    "composition": "Composition",
    "exports": "Exports by product",
    "imports": "Imports by product",
    "export_partners": "Exports by partner",
    "import_partners": "Imports by partner",
}


@dataclass(frozen=True)
class MeasuredGrowth:
    """Growth in each unit that it can be told in, by the words for it; and what is needed for the other currency."""

    by_unit: dict[str, pd.DataFrame]
    measures: Measures | None
    accounting: pd.DataFrame | None
    reasons: list[str]  # why growth in another unit is not told


def report_pair(trade: PairTrade, asked: Asked, claims: "PairClaims | None") -> Content:
    """Make the report of a pair, with the claims of it that were found."""
    start, end = periods_compared(trade.shape, trade.periods, asked)
    measured = measure_growth(trade, asked, start, end)
    plans = list(_plan_charts(trade, measured, (start, end), _first_drawn(trade, asked, start)))
    if claims is not None:
        plans.append(("sides", claims.draw_sides))
    pictures = draw_pictures(plans, with_slides=asked.with_slides)
    left_out = [*measured.reasons, *pictures.left_out]
    apart = _measure_apart(trade, asked, end)
    if apart is not None:
        left_out += apart.reasons
    if claims is None and asked.names_claims:
        none = words.NO_CLAIMS if asked.cuttings is None else words.NO_CLAIMS_IN_TEXTS
        left_out.append(none.fill())
    content = PairContent(
        trade,
        measured.by_unit,
        measured.measures.choices if measured.measures is not None else None,
        measured.accounting,
        start,
        end,
        claims.section() if claims is not None else None,
        apart,
    )
    page, annex = write_pages(asked.edition, content, pictures.shown, left_out)
    sheets = _make_sheets(trade, measured, pictures.shown)
    if apart is not None:
        sheets |= apart.sheets
    if claims is not None:
        sheets |= claims.sheets()
    over_time = lines_of_flows(trade.whole, trade.shape.name)
    sheets["Sources"] = load_sources()
    return Content(page, annex, sheets, pictures.files, over_time, tuple(pictures.slides), tuple(pictures.shown))


def _first_drawn(trade: PairTrade, asked: Asked, start: int) -> int:
    """Give the first period of the balance: of months that are compared with those of the year before, all are drawn.

    Where somebody asked for two periods, it begins with the earlier one.
    """
    if asked.start is None and trade.shape.is_of_one_season:
        return trade.periods[0]
    return start


def _make_sheets(trade: PairTrade, measured: MeasuredGrowth, shown: list[Picture]) -> dict[str, pd.DataFrame]:
    """Make the sheets of the workbook by name."""
    grown = [frame.assign(lens=unit) for unit, frame in measured.by_unit.items()]
    sheets = {
        "Figures": pd.concat([trade.sides, trade.parts], ignore_index=True),
        "Growth": pd.concat(grown, ignore_index=True),
        "Mirror": trade.mirrored,
    }
    for picture in shown:
        if picture.name in SHEETS:
            sheets[SHEETS[picture.name]] = picture.said.data
    if measured.accounting is not None:
        sheets["Accounting"] = measured.accounting
    return sheets


def periods_compared(shape: Shape, periods: list[int], asked: Asked) -> tuple[int, int]:
    """Settle the two periods whose change is told: those asked for, else the first and the last.

    Months and quarters are compared with the same ones of the year before, else the first such year there is.
    """
    end = asked.end or periods[-1]
    start = asked.start
    if start is None:
        like_end = earliest_like(periods, end) if end in periods else end
        start = like_end if like_end < end else periods[0]
        if shape.is_of_one_season and shape.year_before(end) in periods:
            start = shape.year_before(end)
    are_there = start in periods and end in periods
    if not are_there or (start == end and len(periods) > 1) or start > end:
        found = f"{shape.name(start)} to {shape.name(end)}; figures for {', '.join(shape.name_all(periods))}"
        raise TradeTableError("a report goes from one period of the table to a later one", found, NAME_PERIODS)
    return start, end


def measure_growth(trade: PairTrade, asked: Asked, start: int, end: int) -> MeasuredGrowth:
    """Compute growth in the table's currency, at constant prices, and in the reporter's own, as far as it goes."""
    flows = trade.whole
    if len(trade.total):
        flows = pd.concat([trade.whole, trade.total], ignore_index=True)
    base = currency_name(asked.base_currency)
    validate = not trade.comparable
    over = trade.shape.compare_over(set(trade.periods))
    measured = MeasuredGrowth({base: growth(flows, over=over, validate=validate)}, None, None, [])
    if start == end:
        return replace(measured, reasons=[words.ONE_PERIOD.fill()])
    try:
        prices = asked.choose_base_of_prices(trade.shape, end)
        deflator = asked.choose_prices(trade.shape)
        without = periods_without_index(flows, asked.base_currency, deflator)
        kept = _keep_measurable(flows, without, (end,))
        real = deflate_checked(wrap_trade_table(kept), deflator, prices)
        unit = MONEY_OF.fill(currency=base, period=format_period(prices))
        measured.by_unit[unit] = growth(real.to_native(), over=over, validate=validate)
        if len(kept) < len(flows):
            reason = words.NO_PRICE_INDEX.fill(index=", ".join(real.to_native()["deflator"].unique()))
            measured.reasons.append(words.LEFT_OUT_OF_REAL.fill(periods=trade.shape.name_all(without), reason=reason))
    except TradeviewError as error:
        measured.reasons.append(say_reason(words.NO_REAL_GROWTH, reason_of(error)))
    return _measure_in_own(measured, trade, asked, flows, (start, end))


def _measure_in_own(
    measured: MeasuredGrowth, trade: PairTrade, asked: Asked, flows: pd.DataFrame, compared: tuple[int, int]
) -> MeasuredGrowth:
    """Add growth in the reporter's own currency, of the periods that have a rate, and its parts."""
    validate = not trade.comparable
    over = trade.shape.compare_over(set(trade.periods))
    try:
        choices = asked.settle(trade.reporter, *compared, trade.shape)
        without = periods_without_rate(flows, choices.order_for(choices.currency), choices.currency, choices.rates)
        kept = _keep_measurable(flows, without, compared)
        own = convert_checked(wrap_trade_table(kept), choices.currency, choices.rates)
        unit = currency_name(choices.currency)
        measured.by_unit[unit] = growth(own.to_native(), over=over, validate=validate)
        if len(kept) < len(flows):
            periods = trade.shape.name_all(without)
            measured.reasons.append(words.LEFT_OUT_OF_OWN.fill(periods=periods, unit=unit, reason=words.NO_RATE.fill()))
        unpriced = periods_without_index(trade.series, choices.base_currency, choices.deflator)
        is_priced = unpriced.isdisjoint(compared)
        series = _keep_measurable(trade.series, without | unpriced if is_priced else without, compared)
        measures = Measures(series, choices, known_comparable=trade.comparable or None, is_priced=is_priced)
        accounting = measures.accounting if is_priced else None
        if not is_priced:
            lacking = find_reason_of_prices(series[series["period"].isin(compared)], choices)
            measured.reasons.append(say_reason(words.NO_PARTS, "" if lacking is None else reason_of(lacking)))
    except TradeviewError as error:
        measured.reasons.append(say_reason(words.NO_MEASURES, reason_of(error)))
        return measured
    return replace(measured, measures=measures, accounting=accounting)


def _keep_measurable(flows: pd.DataFrame, without: set[int], needed: tuple[int, ...]) -> pd.DataFrame:
    """Leave out the periods that cannot be measured; none where one that is needed is among them, which fails then."""
    return flows if without.intersection(needed) else without_periods(flows, without)


def _measure_apart(trade: PairTrade, asked: Asked, end: int) -> FiguresApart | None:
    """Tell the figures of other months than the report is of, and what of them it leaves to the workbook."""
    prices = asked.choose_base_of_prices(trade.shape, end)
    apart = measure_apart(trade.apart, asked, trade.reporter, prices, trade.listed_apart)
    if apart is None:
        return None
    if trade.listed_apart["commodity_code"].nunique() > 1:
        apart.notes.append(words.PRODUCTS_APART.fill())
    if trade.has_partners_apart:
        apart.notes.append(words.OTHER_PARTNERS_APART.fill())
    return apart


def _plan_charts(
    trade: PairTrade, measured: MeasuredGrowth, compared: tuple[int, int], first_drawn: int
) -> Iterator[Plan]:
    """List the charts by name, each as a function of its page; `compared` are the two periods of the page."""
    start, end = compared
    drawn = trade.whole[trade.whole["period"].between(first_drawn, end)]
    yield (
        "balance",
        lambda page: draw_balance(drawn, page, validate=not trade.comparable, compared_with=start),
    )
    if measured.measures is not None:
        measures = measured.measures
        yield "lenses", measures.draw
        if measures.is_priced:
            yield "accounting", lambda page: draw_chart(charts.accounting, measures.accounting, page)
    yield "composition", partial(_draw_composition, trade)
    for flow in FLOWS:
        yield f"{flow}s", partial(_draw_products, trade, flow)
    for flow in FLOWS:
        yield f"{flow}_partners", partial(_draw_partners, trade, flow)
    for flow in FLOWS:
        yield f"{flow}_mirror", partial(_draw_mirror, trade, flow)


def _add_totals(trade: PairTrade, parts: pd.DataFrame) -> pd.DataFrame:
    """Add the totals of the same period and flows, which tell how much of them the parts make up."""
    is_same_period = trade.sides["period"] == parts["period"].iloc[0]
    is_own_flow = trade.sides["flow"].isin(parts["flow"]) & (trade.sides["reporter"] == trade.reporter)
    return unify_valuation(pd.concat([parts, trade.sides[is_same_period & is_own_flow]], ignore_index=True))


def _draw_composition(trade: PairTrade, page: Page) -> Any:
    parts = products_of_one_level(last_period(trade.parts), DIGITS_OF_SECTIONS)
    table = wrap_trade_table(_add_totals(trade, parts))
    return draw_section_shares(table, page, by="section", validate=not trade.comparable)


def _draw_products(trade: PairTrade, flow: str, page: Page) -> Any:
    parts = products_of_one_level(last_period(trade.parts[trade.parts["flow"] == flow]), DIGITS_OF_PRODUCTS)
    return draw_ranking(_add_totals(trade, parts), page, by="commodity_code", validate=not trade.comparable)


def _draw_partners(trade: PairTrade, flow: str, page: Page) -> Any:
    rows = flow_by_partner(trade, flow)
    # Of a group the members are ranked.
    highlight = trade.partner if (rows["partner"] == trade.partner).any() and not is_group(trade.partner) else None
    return draw_ranking(rows, page, by="partner", highlight=highlight, validate=not trade.comparable)


def _draw_mirror(trade: PairTrade, flow: str, page: Page) -> Any:
    """Draw one flow as both sides report it, where the partner does."""
    exporter, other_side = trade.reporter, "importer"
    if flow == "import":
        exporter, other_side = trade.partner, "exporter"
    rows = trade.mirrored[trade.mirrored["exporter"] == exporter]
    if rows[f"{other_side}_value"].isna().all():
        has_other_months = (trade.listed_apart["reporter"] == trade.partner).any()
        within = "of these months in the table" if has_other_months else "in the table"
        found = f"nothing that {name_economy(trade.partner)} reports {within}"
        raise TradeTableError(f"no other side of the {flow}s", found)
    return draw_chart(charts.mirror, rows, page)
