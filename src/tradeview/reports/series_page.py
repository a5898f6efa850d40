"""The page of the report of one series: its cards, a measure each, and what stands beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from tradeview.interactive.table.kinds import GROWTH, GROWTH_OVER_YEAR, TRADE
from tradeview.periods import PARTS_OF_YEAR, are_of_one_season, earliest_like, gaps_between_periods, unit_of
from tradeview.reports import words
from tradeview.reports.apart import say_change
from tradeview.reports.choices import describe_conversion
from tradeview.reports.editions import Edition
from tradeview.reports.finding import choose_change, say_finding
from tradeview.reports.making import describe_making
from tradeview.reports.measures import Measures
from tradeview.reports.page import (
    Picture,
    Section,
    choose_headings,
    draw_table,
    fill_page,
    list_claim_sections,
    list_sections,
    row_dicts,
    source_keys,
    sources_on_page,
)
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import PAIR_TRADE, plain_name, series_name
from tradeview.words.numbers import format_percent
from tradeview.words.periods import format_period, format_periods
from tradeview.words.templates import Template, capitalise, join_clauses

if TYPE_CHECKING:
    from tradeview.reports.apart import FiguresApart
    from tradeview.reports.claims_section import ClaimsSection

LATER = ("composition", "timeline")  # charts that stand behind what else was printed
FIGURES = ("period", "quote", "value", "range", "compiled_by", "source")


@dataclass(frozen=True)
class Card:
    """One measure on the page: its growth from start to end, from the first figure, and every step to each value."""

    lens: str
    change: dict[str, Any]
    change_from_first: dict[str, Any]
    about_change: str  # the range of the printed digits, and the growth a year
    steps: Markup  # a table


def write_pages(
    edition: Edition,
    measures: Measures,
    printed: pd.DataFrame,
    pictures: list[Picture],
    left_out: list[str],
    claims: "ClaimsSection | None" = None,
    apart: "FiguresApart | None" = None,
) -> tuple[str, str]:
    """Fill the page of a report of one series, and its annex; what was printed may be more than could be measured."""
    table, choices, shape = measures.table, measures.choices, measures.shape
    drawn = {picture.name for picture in pictures}
    commodities = load_commodities() if "composition" in drawn else load_commodities().head(0)
    events = load_events() if "timeline" in drawn else load_events().head(0)
    keys = source_keys(printed) | source_keys(commodities) | source_keys(events)
    keys |= set(captions.conversion_sources(*measures.lenses.values()))
    if claims is not None:
        keys |= claims.sources
    reporter, partner = str(table["reporter"].iloc[0]), str(table["partner"].iloc[0])
    if apart is not None:
        keys |= source_keys(apart.sheets["Figures apart"])
    languages = load_sources().set_index("source")["language"]
    cards = [_make_card(measures, lens, frame) for lens, frame in measures.lenses.items()]
    over = shape.compare_over({int(period) for period in table["period"]})
    title = capitalise(PAIR_TRADE.fill(reporter=plain_name(reporter), partner=plain_name(partner)))
    values: dict[str, Any] = dict(
        name_period=shape.name,
        kicker=capitalise(series_name(table.iloc[0])),
        heading=_make_heading(measures, cards),
        unit=unit_of(choices.end),
        over=over,
        is_of_one_season=shape.is_of_one_season,
        prices=format_period(choices.prices),
        apart=apart,
        title=title,
        made_on=describe_making(keys),
        gap_with_claims=_describe_gap(measures, claims),
        pictures=pictures,
        left_out=left_out,
        choices=choices,
        converted_in=describe_conversion(choices, is_priced=measures.is_priced),
        figures=draw_table(printed, TRADE, FIGURES, shape.name),
        cards=cards,
        heads=[_make_card_head(measures, card) for card in cards],
        accounting=row_dicts(measures.accounting)[0] if measures.is_priced else None,
        own=currency_name(choices.currency),
        base=currency_name(choices.base_currency),
        commodities=row_dicts(commodities),
        events=row_dicts(events),
        compilers=captions.name_compilers(printed),
        languages=languages.to_dict(),
        claims=claims,
        **sources_on_page(keys),
    )
    headings = choose_headings(words.SERIES_HEADINGS, is_priced=measures.is_priced)
    sections = _list_sections(pictures, headings, left_out, claims, apart)
    page = fill_page("series.html.j2", edition, sections=sections, headings=headings, **values)
    annex = fill_page("series_annex.html.j2", edition, sections=_list_annexed(claims, commodities, events), **values)
    return page, annex


def _list_sections(
    pictures: list[Picture],
    headings: Mapping[str, Template],
    left_out: list[str],
    claims: "ClaimsSection | None",
    apart: "FiguresApart | None",
) -> list[Section]:
    """List the sections of the page in their order: what was printed stands before goods and events."""
    later = [picture for picture in pictures if picture.name in LATER]
    earlier = [picture for picture in pictures if picture.name not in LATER]
    sections = list_sections(earlier, headings)
    if claims is not None:
        sections.append(Section("printed", words.CLAIMS_HEADING.fill()))
    sections += list_sections(later, headings)
    if apart is not None:
        sections.append(Section("apart", apart.heading))
    if left_out:
        sections.append(Section("left-out", words.NOT_DRAWN.fill()))
    figures = Section("figures", words.FIGURES_AS_PRINTED.fill())
    return [*sections, figures, Section("sources", words.SOURCES.fill())]


def _list_annexed(claims: "ClaimsSection | None", commodities: pd.DataFrame, events: pd.DataFrame) -> list[Section]:
    sections = [Section("steps", words.STEPS.fill())]
    if claims is not None:
        sections += list_claim_sections(claims)
    if len(commodities):
        sections.append(Section("phrases", words.EVERY_PHRASE.fill()))
    if len(events):
        sections.append(Section("events", words.EVERY_EVENT.fill()))
    return [*sections, Section("sources", words.SOURCES.fill())]


def _describe_gap(measures: Measures, claims: "ClaimsSection | None") -> str | None:
    """Say of a gap in the figures that claims of its years stand on the page: they were printed, and not measured."""
    if claims is None or not measures.shape.is_calendar_year:
        return None
    gaps = gaps_between_periods(sorted({int(period) for period in measures.table["period"]}))
    missing = [year for first, last in gaps for year in range(first, last + 1)]
    if claims.years.isdisjoint(missing):
        return None
    return words.CLAIMS_OF_GAP.fill(periods=format_periods(missing), section=words.CLAIMS_HEADING.fill())


def _make_heading(measures: Measures, cards: list[Card]) -> str:
    """Say the change after inflation; where there is none to tell, a headline that names the periods."""
    shape, choices = measures.shape, measures.choices
    year_before = shape.year_before(choices.end)
    lacks_season = shape.is_of_one_season and not are_of_one_season(choices.start, choices.end)
    if lacks_season:  # of two seasons a change says nothing of trade
        last = cards[0].change
        return words.HEADLINE_ALONE.fill(
            series=series_name(measures.table.iloc[0]),
            period=shape.name(choices.end),
            value=format_money(last["value"], last["currency"]),
            earlier=shape.name(year_before),
        )
    found = choose_change({card.lens: card.change for card in cards})
    if found is not None:
        start = int(found.change["previous_period"])
        return say_finding(found, shape.name(choices.end), shape.name_earlier(choices.end, start))
    changes = [words.CHANGE_IN_UNIT.fill(change=say_change(card.change), unit=card.lens) for card in cards]
    return words.HEADLINE.fill(
        series=series_name(measures.table.iloc[0]),
        period=shape.name(choices.end),
        changes=changes,
        earlier=shape.name_earlier(choices.end, choices.start),
    )


def _make_card(measures: Measures, lens: str, frame: pd.DataFrame) -> Card:
    change = _change_from(measures, frame, measures.choices.start)
    # Of months, the first of the same season.
    first = earliest_like(map(int, frame["period"]), measures.choices.end)
    change_from_first = _change_from(measures, frame, first)
    about = []
    if change["growth_low"] is not None:
        low, high = format_percent(change["growth_low"], 1), format_percent(change["growth_high"], 1)
        about.append(words.BY_PRINTED_DIGITS.fill(low=low, high=high))
    about.append(_describe_step(measures, change))
    is_real = "price_basis" in frame and bool((frame["price_basis"] == "real").any())
    return Card(lens, change, change_from_first, join_clauses(about), _draw_steps(measures, frame, is_real=is_real))


def _draw_steps(measures: Measures, frame: pd.DataFrame, *, is_real: bool) -> Markup:
    """Draw the table of every step to each value: what was printed, the rate, prices, and growth."""
    over = measures.shape.compare_over({int(period) for period in measures.table["period"]})
    columns = ["period", "quote", "source", "rate", *(["deflator"] if is_real else []), "value", "growth"]
    kind = GROWTH_OVER_YEAR
    if over == "previous":
        kind = GROWTH
        columns.append("annual_growth")
    return draw_table(frame, kind, columns, measures.shape.name)


def _make_card_head(measures: Measures, card: Card) -> str:
    """Say between which periods a card tells growth; of parts of years, on which months of an earlier year."""
    shape, end = measures.shape, measures.choices.end
    start = card.change["previous_period"]
    if shape.is_part_of_year and start is not None:
        earlier = shape.name_earlier(end, int(start))
        return words.CARD_HEAD_ON.fill(period=shape.name(end), earlier=earlier, unit=card.lens)
    return words.CARD_HEAD.fill(start=shape.name(int(start)), end=shape.name(end), unit=card.lens)


def _describe_step(measures: Measures, change: dict[str, Any]) -> str:
    """Say what growth is over: a rate a year where it is more than one, else which season it is compared with."""
    shape, choices = measures.shape, measures.choices
    unit, span = unit_of(choices.end), int(change["span"])
    year = PARTS_OF_YEAR[shape.frequency]
    # Which months are compared its head says; and over one year, growth a year is that growth.
    if span == year and not shape.follows_seasons:
        before = format_money(change["value"] - change["change"], change["currency"])
        return words.AMOUNTS.fill(low=before, high=format_money(change["value"], change["currency"]))
    if shape.is_of_one_season:
        if span == year:
            return words.SAME_OF_YEAR_BEFORE[unit].fill()
        if span % year:
            # A rate a year would take a season for growth.
            return words.OTHER_SEASON[unit].fill(period=shape.name(shape.year_before(choices.end)))
    yearly = words.A_YEAR_OVER[unit].fill(count=span, percent=format_percent(change["annual_growth"], 2))
    missing = shape.year_before(choices.end)
    if shape.is_of_one_season and missing not in set(measures.table["period"]):
        return join_clauses([yearly, words.NO_FIGURE_OF.fill(period=shape.name(missing))])
    return yearly


def _change_from(measures: Measures, frame: pd.DataFrame, start: int) -> dict[str, Any]:
    """Growth from one period to the last one told, whatever lies between."""
    ends = frame[frame["period"].isin([start, measures.choices.end])]
    return row_dicts(measures.measure_growth(ends))[-1]
