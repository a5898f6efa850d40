"""Several partners on the page of a pair: what one economy reports of its trade with each of them, side by side.

Each partner is selected and measured as the partner of a pair is. What somebody asked for and the table has not is said
on the page; where it has nothing of any, it is refused.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
from markupsafe import Markup

from tradeview.charts.layout.page import Page
from tradeview.charts.lines.draw import lines
from tradeview.errors import TradeTableError
from tradeview.reports import words
from tradeview.reports.choices import Asked
from tradeview.reports.page import Picture, say, say_reason
from tradeview.reports.pair import MeasuredGrowth, measure_growth, periods_compared
from tradeview.reports.pair_sums import find_side
from tradeview.reports.pair_trade import FLOWS, PairTrade, select_pair, unify_valuation
from tradeview.reports.partners_page import PartnersContent, write_pages
from tradeview.reports.pictures import Content, Plan, draw_chart, draw_pictures, reason_of
from tradeview.reports.shapes import choose_main, is_of_shape, split_by_shape
from tradeview.sources.reference_lists import load_sources
from tradeview.words.names import name_economy

CHARTS = ("partner_growth", "partner_trade", "partner_exports", "partner_imports")
LINES = {"total": "partner_trade", "export": "partner_exports", "import": "partner_imports"}  # charts by flow


@dataclass(frozen=True)
class PartnersTrade:
    """What a table has of one economy with several partners, in the order in which they were named.

    `absent` says of each partner that the table has no figures of, why.
    """

    reporter: str
    trades: list[PairTrade]
    absent: list[str]
    has_other_months: bool

    @property
    def periods(self) -> list[int]:
        """The periods that every partner has a figure of, where there are two; else those that any has."""
        of_partners = [set(trade.periods) for trade in self.trades]
        common = set.intersection(*of_partners)
        return sorted(common if len(common) > 1 else set.union(*of_partners))

    @property
    def main_flow(self) -> str:
        """The flow that most partners have: exports and imports together before either."""
        counts = {flow: len(self.rows_of(flow)["partner"].unique()) for flow in LINES}
        return max(counts, key=lambda flow: counts[flow])

    def rows_of(self, flow: str) -> pd.DataFrame:
        """Return the figures of one flow of all partners, or of exports and imports together."""
        parts = [trade.total if flow == "total" else trade.whole for trade in self.trades]
        rows = pd.concat(parts, ignore_index=True)
        return unify_valuation(rows[rows["flow"] == flow])


def select_partners(
    table: pd.DataFrame, reporter: str, partners: Sequence[str], currency: str, periods: Collection[int] = ()
) -> PartnersTrade:
    """Select what a report needs of several partners, named by any code or name.

    Raises
    ------
    TradeTableError
        None is named, or the table has no figures of any of them.
    UnknownCodeError
        Nobody knows an economy by a name.
    """
    own = find_side(reporter)
    codes = list(dict.fromkeys(find_side(partner) for partner in partners))
    if not codes:
        raise TradeTableError("a report is of a partner, or of several", "none", "name one")
    of_months, has_other_months = _keep_one_shape(table, own, codes, periods)
    trades, absent, errors = [], [], []
    for code in codes:
        try:
            trades.append(select_pair(of_months, (own, code), currency, periods))
        except TradeTableError as error:
            errors.append(error)
            absent.append(_say_why_absent(of_months, own, code, error))
    if not trades:
        if len(errors) == 1:
            raise errors[0]
        asked = f"the table has figures that {own} reports with one of {', '.join(codes)}"
        raise TradeTableError(asked, "none of any", "name partners that the table has", absent)
    return PartnersTrade(own, trades, absent, has_other_months)


def _say_why_absent(table: pd.DataFrame, reporter: str, partner: str, error: TradeTableError) -> str:
    """Say that the table has nothing of a partner, or why what it has is left out."""
    named = name_economy(partner)
    if ((table["reporter"] == reporter) & (table["partner"] == partner)).any():
        return say_reason(words.NOT_OF_PARTNER, reason_of(error), partner=named)
    return words.NOT_IN_TABLE.fill(partner=named, reporter=name_economy(reporter))


def _keep_one_shape(
    table: pd.DataFrame, reporter: str, partners: list[str], periods: Collection[int]
) -> tuple[pd.DataFrame, bool]:
    """Keep figures of one kind of months, so that no year stands beside a month; and tell whether there were others."""
    is_direct = (table["reporter"] == reporter) & table["partner"].isin(partners) & table["flow"].isin(FLOWS)
    direct = table[is_direct]
    if direct.empty:  # of groups, whose members are added up
        direct = table[(table["reporter"] == reporter) & table["flow"].isin(FLOWS)]
    if direct.empty:
        return table, False
    shape = choose_main(split_by_shape(direct), asked=periods, lone_year_leads=True).shape
    return table[is_of_shape(table, shape)], not bool(is_of_shape(direct, shape).all())


def report_partners(found: PartnersTrade, asked: Asked) -> Content:
    """Make the report of several partners."""
    shape = found.trades[0].shape
    start, end = periods_compared(shape, found.periods, asked)
    measured, reasons = _measure_partners(found, asked, start, end)
    pictures = draw_pictures(list(_plan_charts(found, measured, (start, end))), with_slides=asked.with_slides)
    left_out = [*reasons, *pictures.left_out]
    if found.has_other_months:
        left_out.append(words.OTHER_MONTHS.fill())
    if asked.names_claims:
        left_out.append(words.CLAIMS_OF_ONE_PARTNER.fill())
    content = PartnersContent(found.reporter, found.trades, measured, start, end, found.main_flow, found.absent)
    page, annex = write_pages(asked.edition, content, pictures.shown, left_out)
    sheets = _make_sheets(found, measured, pictures.shown)
    return Content(page, annex, sheets, pictures.files, slides=tuple(pictures.slides), shown=tuple(pictures.shown))


def _measure_partners(
    found: PartnersTrade, asked: Asked, start: int, end: int
) -> tuple[dict[str, MeasuredGrowth], list[str]]:
    """Measure growth of the trade with each partner, and say once what cannot be told of all, or of which of them."""
    measured: dict[str, MeasuredGrowth] = {}
    partners_of: dict[str, list[str]] = {}
    for trade in found.trades:
        measured[trade.partner] = measure_growth(trade, asked, start, end)
        for reason in measured[trade.partner].reasons:
            partners_of.setdefault(reason, []).append(name_economy(trade.partner))
    reasons = []
    for reason, partners in partners_of.items():
        if len(partners) == len(found.trades):
            reasons.append(reason)
        else:
            reasons.append(_say_of_partners(partners, reason))
    return measured, reasons


def _say_of_partners(partners: list[str], reason: str) -> str:
    """Say of which partners something is not told; what is markup already stays so."""
    if isinstance(reason, Markup):
        return say(words.MEASURE_OF_PARTNER, partner=partners, reason=reason)
    return words.MEASURE_OF_PARTNER.fill(partner=partners, reason=reason)


def _plan_charts(
    found: PartnersTrade, measured: dict[str, MeasuredGrowth], compared: tuple[int, int]
) -> Iterator[Plan]:
    """List the charts: the change of each partner at constant prices, as an index, then amounts of each flow."""
    start, end = compared
    if start != end:
        grown = _rows_at_constant_prices(found, measured)
        yield "partner_growth", partial(_draw_lines, grown, start, end)
    for flow, name in LINES.items():
        rows = found.rows_of(flow)
        if len(rows):
            yield name, partial(_draw_lines, rows, None, end)


def _draw_lines(rows: pd.DataFrame, base: int | None, end: int, page: Page) -> object:
    return draw_chart(lines, rows[rows["period"] <= end], page, by="partner", rebase=base)


def _rows_at_constant_prices(found: PartnersTrade, measured: dict[str, MeasuredGrowth]) -> pd.DataFrame:
    """Return the main flow of each partner at constant prices; where one lacks them, all at current prices."""
    rows = []
    for of_partner in measured.values():
        for frame in of_partner.by_unit.values():
            if "price_basis" in frame and (frame["price_basis"] == "real").all():
                rows.append(frame[frame["flow"] == found.main_flow])
    if len(rows) < len(found.trades):
        return found.rows_of(found.main_flow)
    return unify_valuation(pd.concat(rows, ignore_index=True))


def _make_sheets(
    found: PartnersTrade, measured: dict[str, MeasuredGrowth], shown: list[Picture]
) -> dict[str, pd.DataFrame]:
    """Make the sheets of the workbook by name."""
    figures, grown = [], []
    for trade in found.trades:
        figures += [trade.whole, trade.total]
        grown += [frame.assign(lens=unit) for unit, frame in measured[trade.partner].by_unit.items()]
    # Programs ask for a sheet by its name, which is the same in every language.
    drawn = {words.PAIR_HEADINGS[picture.name].text: picture.said.data for picture in shown}
    return {
        "Figures": pd.concat([frame for frame in figures if len(frame)], ignore_index=True),
        "Growth": pd.concat(grown, ignore_index=True),
        **drawn,
        "Sources": load_sources(),
    }
