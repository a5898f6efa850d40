"""The page of the report of a pair: its cards, its table of years, and what is said beside each chart."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from tradeview.analysis.growth import growth
from tradeview.charts.labels import name_economy
from tradeview.errors import TradeTableError
from tradeview.interactive.table.cells import Cell, Head
from tradeview.periods import PARTS_OF_YEAR, Over, are_of_one_season, earliest_like, unit_of
from tradeview.reports import words
from tradeview.reports.apart import FiguresApart
from tradeview.reports.choices import Choices, describe_conversion
from tradeview.reports.editions import Edition
from tradeview.reports.finding import choose_change, say_finding
from tradeview.reports.making import describe_making
from tradeview.reports.page import (
    Picture,
    Section,
    amount_cell,
    choose_headings,
    draw_cells,
    fill_page,
    list_claim_sections,
    list_sections,
    row_dicts,
    source_keys,
    sources_on_page,
)
from tradeview.reports.pair_trade import FLOWS, PairTrade, describe_rank
from tradeview.reports.shapes import Shape
from tradeview.table.schema import TOTAL
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import PAIR_TRADE, plain_name, series_name
from tradeview.words.numbers import EN_DASH, format_number, format_percent
from tradeview.words.templates import Template, capitalise, join_clauses

if TYPE_CHECKING:
    from tradeview.reports.claims_section import ClaimsSection


FLOW_HEADS = {"export": words.FLOWS["export"], "import": words.FLOWS["import"], "total": words.SUM}
REPORTING_SIDES = {"exporter": words.EXPORTER_REPORTS, "importer": words.IMPORTER_REPORTS}


@dataclass(frozen=True)
class PairContent:
    """What a page tells: the rows, their growth in each unit, and between which periods."""

    trade: PairTrade
    growth_by_unit: dict[str, pd.DataFrame]
    choices: Choices | None
    accounting: pd.DataFrame | None
    start: int
    end: int
    claims: "ClaimsSection | None" = None
    apart: FiguresApart | None = None

    @property
    def shape(self) -> Shape:
        """The months that its figures are of."""
        return self.trade.shape

    @property
    def over(self) -> Over:
        """What the growth of its figures is told over."""
        return self.shape.compare_over(set(self.trade.periods))

    @property
    def is_like_with_like(self) -> bool:
        """Whether a month, a quarter or a part of a year is compared with the same one of an earlier year."""
        return self.shape.is_of_one_season and self.start < self.end and are_of_one_season(self.start, self.end)

    @property
    def lacks_year_before(self) -> bool:
        """Whether there is no figure of the same months of the year before, with which they would be compared."""
        return self.shape.is_of_one_season and self.shape.year_before(self.end) not in self.trade.periods


@dataclass(frozen=True)
class Card:
    """One flow on the page: what stands above, in large, and below."""

    head: str
    figure: str
    below: str


def write_pages(
    edition: Edition, content: PairContent, pictures: list[Picture], left_out: list[str]
) -> tuple[str, str]:
    """Fill the page of a report of a pair, and its annex."""
    trade, choices = content.trade, content.choices
    reported: set[str] = set()
    for frame in (trade.whole, trade.parts, trade.partners, trade.sides, trade.listed_apart):
        reported |= source_keys(frame)
    keys = reported | set(captions.conversion_sources(*content.growth_by_unit.values()))
    if content.claims is not None:
        keys |= content.claims.sources
    title = capitalise(_make_title(trade))
    currency = str(trade.whole["currency"].iloc[0])
    values: dict[str, Any] = dict(
        name_period=content.shape.name,
        title=title,
        kicker=title,
        made_on=describe_making(keys),
        heading=_make_heading(content) or (pictures[0].said.title if pictures else title),
        pictures=pictures,
        left_out=left_out,
        reporter=name_economy(trade.reporter),
        partner=name_economy(trade.partner),
        periods=_describe_periods(content, content.start, content.end),
        from_first=_describe_from_first(content),
        over=content.over,
        converted_in="" if choices is None else describe_conversion(choices, is_priced=content.accounting is not None),
        apart=content.apart,
        cards=_make_cards(content, currency),
        figures=draw_figures(content),
        sides=_draw_sides(trade),
        choices=choices,
        own="" if choices is None else currency_name(choices.currency),
        base=currency_name(currency),
        accounting=None if content.accounting is None else row_dicts(content.accounting)[0],
        ranks=_describe_ranks(trade),
        notes=trade.notes,
        reported=sorted(reported),
        claims=content.claims,
        **sources_on_page(keys),
    )
    headings = choose_headings(words.PAIR_HEADINGS, is_priced=content.accounting is not None)
    sections = _list_sections(content, pictures, headings, left_out)
    page = fill_page("pair.html.j2", edition, sections=sections, headings=headings, **values)
    return page, fill_page("pair_annex.html.j2", edition, sections=_list_annexed(content), **values)


def _list_sections(
    content: PairContent, pictures: list[Picture], headings: Mapping[str, Template], left_out: list[str]
) -> list[Section]:
    """List the sections of the page in their order."""
    sections = list_sections(pictures, headings)
    if content.claims is not None:
        sections.append(Section("printed", words.CLAIMS_HEADING.fill()))
    if content.apart is not None:
        sections.append(Section("apart", content.apart.heading))
    if left_out:
        sections.append(Section("left-out", words.NOT_DRAWN.fill()))
    figures = Section("figures", words.FIGURES_BY_PERIOD.fill())
    return [*sections, figures, Section("sources", words.SOURCES.fill())]


def _list_annexed(content: PairContent) -> list[Section]:
    sections = [Section("reports", words.BOTH_SIDES.fill())]
    if content.claims is not None:
        sections += list_claim_sections(content.claims)
    return [*sections, Section("sources", words.SOURCES.fill())]


def _make_title(trade: PairTrade) -> str:
    """Name the trade that the page is of: the code, too, where it is of one alone."""
    first = trade.whole.iloc[0]
    if first["commodity_code"] == TOTAL:
        return PAIR_TRADE.fill(reporter=plain_name(trade.reporter), partner=plain_name(trade.partner))
    named = {name: first.get(name) for name in ("reporter", "partner", "commodity_code", "classification", "coverage")}
    return series_name(pd.Series({**named, "flow": "total"}))


def _describe_periods(content: PairContent, start: int, end: int) -> str:
    name = content.shape.name
    if start == end:
        return name(end)
    if content.shape.is_part_of_year:
        return content.shape.name_all([start, end])[0]
    return words.PERIODS.fill(start=name(start), end=name(end))


def _make_heading(content: PairContent) -> str | None:
    """Say the change after inflation, of both flows together where there are both; nothing where there is no change.

    A month of another season than the one before is no change of trade.
    """
    if content.shape.is_of_one_season and not content.is_like_with_like:
        return None
    for flow in ("total", *FLOWS):
        changes = {}
        for unit, frame in content.growth_by_unit.items():
            changes[unit] = change_of_flow(content, frame, flow)
        found = choose_change(changes)
        if found is not None:
            earlier = content.shape.name_earlier(content.end, content.start)
            return say_finding(found, content.shape.name(content.end), earlier)
    return None


def _describe_from_first(content: PairContent) -> str | None:
    """Say what the change is from the first month or quarter of the same season, where that is another."""
    trade, end = content.trade, content.end
    first = earliest_like(trade.periods, end) if end in trade.periods else content.start
    if first >= content.start or not content.is_like_with_like:
        return None
    changes = []
    for unit, frame in content.growth_by_unit.items():
        change = change_of_flow(replace(content, start=first), frame, str(trade.series["flow"].iloc[0]))
        if change is not None and change["growth"] is not None:
            changes.append(words.CHANGE_IN.fill(percent=format_percent(change["growth"], 1), unit=unit))
    if not changes:
        return None
    name = content.shape.name
    return words.SEASON_DECIDES[unit_of(end)].fill(first=name(first), end=name(end), changes=changes)


def _describe_ranks(trade: PairTrade) -> dict[str, str]:
    """Say the partner's place among the others, by chart."""
    found = {}
    for flow in FLOWS:
        with suppress(TradeTableError):  # no other partners: the page says so where the chart would stand
            found[f"{flow}_partners"] = describe_rank(trade, flow)
    return found


def _make_cards(content: PairContent, currency: str) -> list[Card]:
    """One card a flow: its last value, and its change in each unit."""
    cards = []
    for flow, name in words.FLOWS.items():
        changes = {}
        for unit, frame in content.growth_by_unit.items():
            changes[unit] = change_of_flow(content, frame, flow)
        nominal, *others = changes.items()
        change = nominal[1]
        if change is None:
            continue
        value = format_money(change["value"], currency)
        if change["growth"] is None:
            cards.append(Card(name.fill(), value, _describe_lack(content)))
            continue
        below = [words.AMOUNTS.fill(low=format_money(change["first"], currency), high=value)]
        below += _describe_step(content, change)
        for unit, other in others:
            if other is not None and other["growth"] is not None:
                below.append(words.CHANGE_IN.fill(percent=format_percent(other["growth"], 1), unit=unit))
        head = f"{name.fill()}, {_describe_periods(content, content.start, content.end)}"
        cards.append(Card(head, format_percent(change["growth"], 1), join_clauses(below)))
    return cards


def _describe_lack(content: PairContent) -> str:
    """Say that there is nothing to compare a figure with."""
    end = content.shape.name(content.end)
    if content.start == content.end:
        return words.NOTHING_EARLIER.fill(end=end)
    return words.NO_CHANGE.fill(start=content.shape.name(content.start), end=end)


def _describe_step(content: PairContent, change: dict[str, Any]) -> list[str]:
    """Say over what a figure has grown: a season on the same one of the year before, else a rate a year."""
    year = PARTS_OF_YEAR[content.shape.frequency]
    if content.is_like_with_like and change["span"] == year:
        return [words.SAME_OF_YEAR_BEFORE[unit_of(content.end)].fill()]
    if change["span"] < year:
        return []
    said = []
    if content.lacks_year_before:
        missing = content.shape.name(content.shape.year_before(content.end))
        said.append(words.NO_FIGURE_OF.fill(period=missing))
    return [*said, words.A_YEAR.fill(percent=format_percent(change["annual_growth"], 1))]


def change_of_flow(content: PairContent, frame: pd.DataFrame, flow: str) -> dict[str, Any] | None:
    """Growth of a flow from one period to another, whatever lies between; nothing where it has no last figure."""
    ends = frame[(frame["flow"] == flow) & frame["period"].isin([content.start, content.end])]
    if content.end not in set(ends["period"]):
        return None
    rows = growth(ends, validate=not content.trade.comparable).sort_values("period")
    first = rows["value"].iloc[0] if len(rows) > 1 else None
    return row_dicts(rows.assign(first=first))[-1]


def draw_figures(content: PairContent) -> Markup:
    """Draw a row for each period: each flow's value with its growth below, and the balance."""
    frame = next(iter(content.growth_by_unit.values()))
    heads = [Head("period", words.PERIOD.fill())]
    for flow, name in FLOW_HEADS.items():
        heads.append(Head(flow, name.fill(), is_number=True))
    heads.append(Head("balance", words.BALANCE.fill(), is_number=True))
    rows = []
    for period, part in frame.groupby("period"):
        flows = {row["flow"]: row for row in row_dicts(part)}
        cells = [Cell(content.shape.name(int(str(period))))]
        for flow in FLOW_HEADS:
            row = flows.get(flow)
            cells.append(amount_cell(row, "" if row is None else _describe_change(row, content)))
        balance = Cell(words.NO_FIGURE.fill())
        if set(FLOWS) <= set(flows):
            difference = flows["export"]["value"] - flows["import"]["value"]
            balance = amount_cell({"value": difference, "currency": flows["export"]["currency"]})
        rows.append([*cells, balance])
    return draw_cells(heads, rows)


def _describe_change(row: dict[str, Any], content: PairContent) -> str:
    """Say how much a figure has grown since the one before, and in how long where that is more than one period.

    Over a year, it has always grown in one.
    """
    if row["growth"] is None:
        is_first = content.shape.year_before(int(row["period"])) < content.trade.periods[0]
        return "" if is_first or content.over == "previous" else words.NOT_YEAR_BEFORE.fill()
    percent = format_percent(row["growth"], 1)
    if row["span"] == 1 or content.over == "year":
        return percent
    return words.CHANGE_OVER[unit_of(int(row["period"]))].fill(count=int(row["span"]), percent=percent)


def _draw_sides(trade: PairTrade) -> Markup:
    """Draw what either side reports, with the ratio of both: the reporter's exports, then its imports."""
    heads = [Head("flow", words.FLOW.fill()), Head("period", words.PERIOD.fill())]
    for side, name in REPORTING_SIDES.items():
        heads.append(Head(side, name.fill(), is_number=True))
    heads.append(Head("ratio", words.RATIO.fill(), is_number=True))
    rows = []
    for row in _rows_of_sides(trade):
        cells = [Cell(row["flow"]), Cell(trade.shape.name(int(row["period"])))]
        for side in REPORTING_SIDES:
            figure = {"value": row[f"{side}_value"], "currency": row["currency"], "source": row.get(f"{side}_source")}
            cells.append(amount_cell(figure, row.get(f"{side}_valuation") or ""))
        ratio = EN_DASH if row["ratio"] is None else format_number(row["ratio"])
        rows.append([*cells, Cell(ratio)])
    return draw_cells(heads, rows)


def _rows_of_sides(trade: PairTrade) -> list[dict[str, Any]]:
    """Rows that either side reports: the reporter's exports, then its imports."""
    sides = trade.mirrored[trade.mirrored["reported_by"].notna()]
    flows = []
    for exporter, importer in zip(sides["exporter"], sides["importer"], strict=True):
        flows.append(words.WAY.fill(origin=name_economy(exporter), destination=name_economy(importer)))
    named = sides.assign(flow=flows)
    is_export = sides["exporter"] == trade.reporter
    return row_dicts(pd.concat([named[is_export], named[~is_export]]))
