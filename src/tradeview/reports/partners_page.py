"""The page of a pair where its partners are several: their cards, a table of them, and what is said of each."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from tradeview.interactive.table.cells import Cell, Head
from tradeview.reports import words
from tradeview.reports.editions import Edition
from tradeview.reports.making import describe_making
from tradeview.reports.page import (
    Picture,
    Section,
    amount_cell,
    draw_cells,
    fill_page,
    list_sections,
    source_keys,
    sources_on_page,
)
from tradeview.reports.pair_page import FLOW_HEADS, Card, PairContent, change_of_flow, draw_figures
from tradeview.reports.pair_trade import FLOWS, PairTrade
from tradeview.table.schema import WORLD
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import name_economy
from tradeview.words.numbers import EN_DASH, format_percent
from tradeview.words.templates import capitalise, join_clauses

if TYPE_CHECKING:
    import pandas as pd

    from tradeview.reports.pair import MeasuredGrowth


@dataclass(frozen=True)
class PartnersContent:
    """What the page tells: the trade with each partner, its growth in each unit, and between which periods."""

    reporter: str
    trades: list[PairTrade]
    measured: "dict[str, MeasuredGrowth]"  # by partner
    start: int
    end: int
    main_flow: str
    absent: list[str]  # who was asked for and is not there

    def of_partner(self, trade: PairTrade) -> PairContent:
        """Return what the page of this partner alone would tell."""
        of_partner = self.measured[trade.partner]
        return PairContent(trade, of_partner.by_unit, None, None, self.start, self.end)

    @property
    def periods(self) -> str:
        """The periods that are compared, in words."""
        name = self.trades[0].shape.name
        if self.start == self.end:
            return name(self.end)
        return words.PERIODS.fill(start=name(self.start), end=name(self.end))


def write_pages(
    edition: Edition, content: PartnersContent, pictures: list[Picture], left_out: list[str]
) -> tuple[str, str]:
    """Fill the page of a report of several partners, and its annex."""
    reported: set[str] = set()
    measured: list[pd.DataFrame] = []
    for trade in content.trades:
        reported |= source_keys(trade.whole)
        measured += content.measured[trade.partner].by_unit.values()
    keys = reported | set(captions.conversion_sources(*measured))
    reporter = name_economy(content.reporter)
    partners = [name_economy(trade.partner) for trade in content.trades]
    title = words.PARTNERS_TITLE.fill(reporter=reporter, partners=partners)
    base = currency_name(str(content.trades[0].whole["currency"].iloc[0]))
    template = words.PARTNERS_ARE_IN
    parts = {"base": base, "reporter": reporter, "periods": content.periods}
    if content.start == content.end:
        template = words.PARTNERS_OF_ONE_PERIOD
        parts["period"] = parts.pop("periods")
    values: dict[str, Any] = {
        "name_period": content.trades[0].shape.name,
        "title": capitalise(title),
        "kicker": capitalise(title),
        "heading": pictures[0].said.title if pictures else title,
        "made_on": describe_making(keys),
        "pictures": pictures,
        "left_out": left_out,
        "reporter": reporter,
        "partners": partners,
        "periods": content.periods,
        "cards": _make_cards(content),
        "notes": _list_notes(content),
        "table": _draw_partners(content),
        "table_is": template.fill(**parts),
        "reported": sorted(reported),
        "figures": [(name_economy(trade.partner), draw_figures(content.of_partner(trade))) for trade in content.trades],
        **sources_on_page(keys),
    }
    headings = words.PAIR_HEADINGS
    sections = list_sections(pictures, headings)
    if left_out:
        sections.append(Section("left-out", words.NOT_DRAWN.fill()))
    sources = Section("sources", words.SOURCES.fill())
    on_page = [Section("partners", words.PARTNERS_TABLE.fill()), *sections, sources]
    page = fill_page("partners.html.j2", edition, sections=on_page, headings=headings, **values)
    in_annex = []
    for number, partner in enumerate(partners, start=1):
        in_annex.append(Section(f"figures-{number}", words.FIGURES_OF_PARTNER.fill(partner=partner)))
    return page, fill_page("partners_annex.html.j2", edition, sections=[*in_annex, sources], **values)


def _make_cards(content: PartnersContent) -> list[Card]:
    """One card a partner: the last figure of the main flow, and its change in each unit."""
    cards = []
    for trade in content.trades:
        of_partner = content.of_partner(trade)
        changes = {}
        for unit, frame in of_partner.growth_by_unit.items():
            changes[unit] = change_of_flow(of_partner, frame, content.main_flow)
        last = next(iter(changes.values()))
        if last is None:
            continue
        below = [trade.shape.name(content.end)]
        for unit, change in changes.items():
            if change is not None and change["growth"] is not None:
                below.append(words.CHANGE_IN.fill(percent=format_percent(change["growth"], 1), unit=unit))
        head = capitalise(name_economy(trade.partner))
        cards.append(Card(head, format_money(last["value"], str(last["currency"])), join_clauses(below)))
    return cards


def _list_notes(content: PartnersContent) -> list[str]:
    """List what is said of the figures of each partner; once, where it is said of all."""
    partners_of: dict[str, list[str]] = {}
    for trade in content.trades:
        for note in trade.notes:
            partners_of.setdefault(note, []).append(name_economy(trade.partner))
    notes = [*content.absent]
    for note, partners in partners_of.items():
        is_of_all = len(partners) == len(content.trades)
        notes.append(note if is_of_all else words.NOTE_OF_PARTNER.fill(partner=partners, note=note))
    return notes


def _draw_partners(content: PartnersContent) -> Markup:
    """Draw a row for each partner: both flows and their sum with their changes, and the change in other units."""
    units = list(dict.fromkeys(unit for each in content.measured.values() for unit in each.by_unit))[1:]
    shares = _shares_of_all(content)
    heads = [Head("partner", words.PARTNER.fill())]
    heads += [Head(flow, name.fill(), is_number=True) for flow, name in FLOW_HEADS.items()]
    heads += [Head(unit, words.CHANGE_IN_MEASURE.fill(unit=unit), is_number=True) for unit in units]
    if shares:
        heads.append(Head("share", words.SHARE_OF_ALL.fill(), is_number=True))
    rows = []
    for trade in content.trades:
        of_partner = content.of_partner(trade)
        nominal = next(iter(of_partner.growth_by_unit.values()))
        cells = [Cell(capitalise(name_economy(trade.partner)))]
        for flow in FLOW_HEADS:
            row = change_of_flow(of_partner, nominal, flow)
            below = "" if row is None or row["growth"] is None else format_percent(row["growth"], 1)
            cells.append(amount_cell(row, below))
        for unit in units:
            frame = of_partner.growth_by_unit.get(unit)
            change = None if frame is None else change_of_flow(of_partner, frame, content.main_flow)
            is_told = change is not None and change["growth"] is not None
            cells.append(Cell(format_percent(change["growth"], 1) if change is not None and is_told else EN_DASH))
        if shares:
            share = shares.get(trade.partner)
            cells.append(Cell(EN_DASH if share is None else format_percent(share, 1, signed=False)))
        rows.append(cells)
    return draw_cells(heads, rows)


def _shares_of_all(content: PartnersContent) -> dict[str, float]:
    """Return what part of all that the reporter exports and imports each partner has in the last period.

    Nothing where the table has no figures of the world.
    """
    shares = {}
    for trade in content.trades:
        flows = trade.partners[trade.partners["period"] == content.end]
        world = flows[flows["partner"] == WORLD].drop_duplicates("flow").set_index("flow")["value"]
        own = trade.whole[trade.whole["period"] == content.end].set_index("flow")["value"]
        if set(FLOWS) <= set(world.index) and set(FLOWS) <= set(own.index) and world[list(FLOWS)].sum() > 0:
            shares[trade.partner] = float(own[list(FLOWS)].sum() / world[list(FLOWS)].sum())
    return shares
