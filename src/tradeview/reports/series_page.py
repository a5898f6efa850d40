"""The page of the report of one series: its cards, a measure each, and what stands beside them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from tradeview.economies.lookup import name as economy_name
from tradeview.interactive.table.kinds import GROWTH, GROWTH_OVER_YEAR, TRADE
from tradeview.periods import PARTS_OF_YEAR, earliest_like, unit_of
from tradeview.reports import words
from tradeview.reports.apart import say_change
from tradeview.reports.measures import Measures
from tradeview.reports.page import Picture, draw_table, fill_page, row_dicts, source_keys, sources_on_page
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.words import captions
from tradeview.words.money import currency_name, format_money
from tradeview.words.names import PAIR_TRADE, series_name
from tradeview.words.numbers import format_percent
from tradeview.words.periods import format_period

if TYPE_CHECKING:
    from tradeview.reports.apart import FiguresApart
    from tradeview.reports.claims_section import ClaimsSection

FIGURES = ("period", "quote", "value", "range", "compiled_by", "source")


@dataclass(frozen=True)
class Card:
    """One measure on the page: its growth from start to end, from the first figure, and every step to each value."""

    lens: str
    change: dict[str, Any]
    change_from_first: dict[str, Any]
    about_change: str  # the range of the printed digits, and the growth a year
    steps: Markup  # a table


def write_page(
    measures: Measures,
    printed: pd.DataFrame,
    pictures: list[Picture],
    left_out: list[str],
    accounting: pd.DataFrame,
    claims: "ClaimsSection | None" = None,
    apart: "FiguresApart | None" = None,
) -> str:
    """Fill the page of a report of one series; what was printed may be more than could be measured."""
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
    return fill_page(
        "series.html.j2",
        name_period=shape.name,
        heading=_make_heading(measures, cards, pictures),
        unit=unit_of(choices.end),
        over=over,
        is_of_one_season=shape.is_of_one_season,
        prices=format_period(choices.prices),
        apart=apart,
        title=PAIR_TRADE.fill(reporter=economy_name(reporter), partner=economy_name(partner)),
        pictures=pictures,
        left_out=left_out,
        choices=choices,
        figures=draw_table(printed, TRADE, FIGURES, shape.name),
        cards=cards,
        heads=[_make_card_head(measures, card) for card in cards],
        accounting=row_dicts(accounting)[0],
        own=currency_name(choices.currency),
        base=currency_name(choices.base_currency),
        commodities=row_dicts(commodities),
        events=row_dicts(events),
        compilers=captions.name_compilers(printed),
        languages=languages.to_dict(),
        claims=claims,
        **sources_on_page(keys),
    )


def _make_heading(measures: Measures, cards: list[Card], pictures: list[Picture]) -> str:
    """Return the title of the first chart; of parts of years, and without a chart, a headline that names the months."""
    shape, choices = measures.shape, measures.choices
    if pictures and not shape.is_stretch:
        return pictures[0].said.title
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
    return Card(lens, change, change_from_first, "; ".join(about), _draw_steps(measures, frame, is_real=is_real))


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
    if shape.is_part_of_year and span == year:  # which its head says
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
        return "; ".join([yearly, words.NO_FIGURE_OF.fill(period=shape.name(missing))])
    return yearly


def _change_from(measures: Measures, frame: pd.DataFrame, start: int) -> dict[str, Any]:
    """Growth from one period to the last one told, whatever lies between."""
    ends = frame[frame["period"].isin([start, measures.choices.end])]
    return row_dicts(measures.measure_growth(ends))[-1]
