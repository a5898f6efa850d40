"""The report of a pair: growth, balance, products, the partner's side and other partners, out of one table.

What the table has no figures for is left out, and the page says so: a file of totals alone has no products, and where
nobody quotes a currency there is no growth in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from tradeview import charts
from tradeview.analysis.growth import growth
from tradeview.charts.balance.draw import draw_balance
from tradeview.charts.composition.section_shares import section_shares
from tradeview.charts.layout.page import Size
from tradeview.charts.ranking import draw_ranking
from tradeview.errors import TradeTableError, TradeviewError
from tradeview.money.conversion import converted, deflated
from tradeview.reports.choices import Asked
from tradeview.reports.drawing import Plan, drawn
from tradeview.reports.measures import Measures
from tradeview.reports.pair_page import Told, write_page
from tradeview.reports.printed import NO_CLAIMS, Printed, printed_of
from tradeview.reports.selection import FLOWS, Selected, alike, among_partners, latest, one_level, selected
from tradeview.sources.reference_lists import load_sources
from tradeview.table.schema import narwhal
from tradeview.words.money import currency_name
from tradeview.words.periods import format_period, format_periods

CHARTS = (
    *("balance", "lenses", "accounting", "composition", "exports", "imports"),
    *("export_partners", "import_partners", "export_mirror", "import_mirror"),
)
SECTIONS_OF, PRODUCTS_OF = (2, 4, 6), (4, 6, 2)  # digits of the codes that are drawn, the best first
SHEETS = {
    "composition": "Composition",
    "exports": "Exports by product",
    "imports": "Imports by product",
    "export_partners": "Exports by partner",
    "import_partners": "Imports by partner",
}


@dataclass(frozen=True)
class Measured:
    """Growth in each unit that it can be told in, by the words for it; and what is needed for the other currency."""

    grown: dict[str, pd.DataFrame]
    measures: Measures | None
    accounting: pd.DataFrame | None
    reasons: list[str]


def made(
    table: pd.DataFrame, pair: tuple[str, str], asked: Asked
) -> tuple[str, dict[str, pd.DataFrame], dict[str, bytes]]:
    """Make the page, the sheets of the workbook, and the files of the charts by name."""
    chosen = selected(table, pair, asked.base_currency)
    start, end = _ends(chosen, asked)
    measured = _measured(chosen, asked, start, end)
    printed = _printed(chosen, asked)
    none = [NO_CLAIMS] if printed is None and asked.statements is not None else []
    plans = [*_plans(chosen, measured, start, end), *([printed.plan()] if printed else [])]
    pictures = drawn(plans)
    sides = chosen.mirrored
    said = None if printed is None else printed.told()
    choices = measured.measures.choices if measured.measures else None
    told = Told(chosen, measured.grown, choices, measured.accounting, sides, start, end, said)
    page = write_page(told, pictures.pictures, [*measured.reasons, *pictures.skipped, *none])
    sheets = {
        "Figures": pd.concat([chosen.sides, chosen.parts], ignore_index=True),
        "Growth": pd.concat([frame.assign(lens=lens) for lens, frame in measured.grown.items()], ignore_index=True),
        "Mirror": sides,
        **{SHEETS[picture.name]: picture.said.data for picture in pictures.pictures if picture.name in SHEETS},
    }
    if measured.accounting is not None:
        sheets["Accounting"] = measured.accounting
    if printed is not None:
        sheets |= printed.sheets()
    return page, {**sheets, "Sources": load_sources()}, pictures.contents


def _printed(chosen: Selected, asked: Asked) -> Printed | None:
    """Hold what somebody was told of the pair against what both sides report of it."""
    if asked.statements is None:
        return None
    # Who reports a row is whose statistics they are, under whatever name the table says it.
    reports = chosen.sides.drop(columns="compiled_by", errors="ignore")
    return printed_of(asked, chosen.reporter, chosen.partner, reports)


def _ends(chosen: Selected, asked: Asked) -> tuple[int, int]:
    """Settle the two periods whose change is told: those asked for, else the first and the last."""
    periods = chosen.periods
    start, end = asked.start or periods[0], asked.end or periods[-1]
    absent = [format_period(period) for period in (start, end) if period not in periods]
    if absent or (start == end and len(periods) > 1) or start > end:
        found = f"{format_period(start)} to {format_period(end)}; figures for {', '.join(format_periods(periods))}"
        raise TradeTableError("a report goes from one period of the table to a later one", found, "name two of them")
    return start, end


def _measured(chosen: Selected, asked: Asked, start: int, end: int) -> Measured:
    """Reckon growth in the table's currency, at constant prices, and in the reporter's own, as far as it goes."""
    flows = pd.concat([chosen.whole, chosen.total], ignore_index=True) if len(chosen.total) else chosen.whole
    name = currency_name(asked.base_currency)
    validate = not chosen.comparable
    measured = Measured({name: growth(flows, validate=validate)}, None, None, [])
    if start == end:
        return replace(measured, reasons=["growth: the table has one period of the pair alone"])
    try:
        real = deflated(narwhal(flows), asked.prices, end)
        measured.grown[f"{name} of {format_period(end)}"] = growth(real.to_native(), validate=validate)
    except TradeviewError as error:
        measured.reasons.append(f"growth at constant prices: {_why(error)}")
    try:
        choices = asked.settled(chosen.reporter, start, end)
        own = converted(narwhal(flows), choices.currency, choices.rates)
        measured.grown[currency_name(choices.currency)] = growth(own.to_native(), validate=validate)
        measures = Measures(chosen.series, choices, known_comparable=chosen.comparable or None)
        accounting = measures.accounting
    except TradeviewError as error:
        measured.reasons.append(f"growth in three measures, and its parts: {_why(error)}")
        return measured
    return replace(measured, measures=measures, accounting=accounting)


def _why(error: TradeviewError) -> str:
    return "; ".join(filter(None, [error.asked, error.found]))


def _plans(chosen: Selected, measured: Measured, start: int, end: int) -> Iterator[Plan]:
    """List the charts by name, each as a function of its size."""
    told = chosen.whole[chosen.whole["period"].between(start, end)]  # what its title says is of these periods
    yield "balance", lambda size: draw_balance(told, size=size, validate=not chosen.comparable)
    if measured.measures is not None:
        measures = measured.measures
        yield "lenses", measures.drawn
        yield "accounting", lambda size: charts.accounting(measures.accounting, size=size)
    yield "composition", partial(_composition, chosen)
    for flow in FLOWS:
        yield f"{flow}s", partial(_products, chosen, flow)
    for flow in FLOWS:
        yield f"{flow}_partners", partial(_partners, chosen, flow)
    for flow in FLOWS:
        yield f"{flow}_mirror", partial(_mirror, chosen, flow)


def _with_whole(chosen: Selected, parts: pd.DataFrame) -> pd.DataFrame:
    """Add the totals of the same period and flows, which tell how much of them the parts make up."""
    period, flows = parts["period"].iloc[0], set(parts["flow"])
    rows = chosen.sides[(chosen.sides["period"] == period) & chosen.sides["flow"].isin(flows)]
    return alike(pd.concat([parts, rows[rows["reporter"] == chosen.reporter]], ignore_index=True))


def _composition(chosen: Selected, size: Size) -> Any:
    parts = one_level(latest(chosen.parts), SECTIONS_OF)
    return section_shares(
        narwhal(_with_whole(chosen, parts)), by="section", ax=None, size=size, validate=not chosen.comparable
    )


def _products(chosen: Selected, flow: str, size: Size) -> Any:
    parts = one_level(latest(chosen.parts[chosen.parts["flow"] == flow]), PRODUCTS_OF)
    shown = _with_whole(chosen, parts)
    return draw_ranking(shown, by="commodity_code", size=size, validate=not chosen.comparable)


def _partners(chosen: Selected, flow: str, size: Size) -> Any:
    return draw_ranking(among_partners(chosen, flow), by="partner", size=size, validate=not chosen.comparable)


def _mirror(chosen: Selected, flow: str, size: Size) -> Any:
    """Draw one flow as both sides report it, where the partner does."""
    exporter = chosen.reporter if flow == "export" else chosen.partner
    sides = chosen.mirrored
    rows = sides[sides["exporter"] == exporter]
    theirs = f"{'importer' if flow == 'export' else 'exporter'}_value"
    if rows[theirs].isna().all():
        raise TradeTableError(f"no other side of the {flow}s", f"nothing that {chosen.partner} reports in the table")
    return charts.mirror(rows, size=size)
