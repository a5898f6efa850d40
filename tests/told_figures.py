"""Every message that says a figure, filled at random, with the figures that it was made from.

A message is filled by the names of its parts: `PARTS` has what a part of that name holds wherever it stands,
`OF_MESSAGE` what it holds in one message alone. What is no sentence but a part of one is said in it, and listed in
`WITHIN`; parts that are called like a figure and hold none are in `NO_FIGURES`.
"""

import random
import runpy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from stories import OF_MONTHS, Figure, Story
from tradeview.charts import labels
from tradeview.charts.accounting import NAMED_BAR, PRICE_BAR, TOTAL_BAR
from tradeview.charts.balance import words as balance_words
from tradeview.charts.checked import VERDICTS
from tradeview.charts.composition import section_shares
from tradeview.charts.lenses import words as lenses_words
from tradeview.charts.lines import words as lines_words
from tradeview.charts.mirror import words as mirror_words
from tradeview.charts.ranking import BY_SIZE, FIRST, JOINT, JOINT_FIRST
from tradeview.charts.rate import WHOSE
from tradeview.charts.sides import words as sides_words
from tradeview.claims import sentences as claim_words
from tradeview.periods import ends_of_span, is_stretch, split_period, year_of_span
from tradeview.reports import words as report_words
from tradeview.reports.marked_text import words as marked_words
from tradeview.words import captions, explanations, verdicts
from tradeview.words.captions import RATE_UNIT
from tradeview.words.language import speak
from tradeview.words.money import currency_name, currency_symbol, format_amount
from tradeview.words.names import name_economy, name_trade_with
from tradeview.words.numbers import (
    RANGE,
    format_number,
    format_ordinal,
    format_percent,
    write_decimal,
)
from tradeview.words.periods import format_day, format_span
from tradeview.words.templates import Part, Plural, Template, join_clauses, join_items, list_words, parts_of

ROOT = Path(__file__).parents[1]
Maker = Callable[["Story"], Part]

# Parts that are figures wherever they stand.
FIGURES = frozenset(
    {
        *("amount", "amounts", "after", "balance", "before", "change", "changes", "difference", "distance", "end_rate"),
        *("exchange_rate", "exported", "factor", "figure", "figures", "first_rate", "growth", "high", "highest"),
        *("imported", "implied", "index", "last_rate", "least", "little", "low", "lowest", "mean", "most", "much"),
        *("other_figure", "percent", "place", "points", "price", "printed", "official", "probability", "rate", "real"),
        *("second_before", "second_index", "share", "shares", "start_rate", "times", "total", "value"),
    }
)


def amount(span: str = "end", sign: int = 1, digits: int | None = None) -> Maker:
    """Make an amount of the end, of the start, or of no time that the sentence names."""

    def make(story: Story) -> str:
        return story.say_amount({"end": story.end, "start": story.start, "": 0}[span], sign=sign, digits=digits)

    return make


def of_message(message: Template | Plural, **given: Maker) -> Maker:
    """Make a part that is a message itself."""
    return lambda story: fill(message, story, given)


def several(*makers: Maker) -> Maker:
    """Make a list of what several makers make."""
    return lambda story: [words_of(make(story)) for make in makers]


def choose(*makers: Maker) -> Maker:
    return lambda story: story.source.choice(makers)(story)


def say_balance(span: str) -> Maker:
    """Make a surplus or a deficit."""
    return choose(
        of_message(balance_words.SURPLUS, amount=amount(span)),
        of_message(balance_words.DEFICIT, amount=amount(span, sign=-1)),
    )


def say_changes(story: Story) -> list[str]:
    """Say growth in two currencies."""
    said = []
    for currency in (story.currency, story.other_currency):
        change = story.say_change(currency)
        said.append(lenses_words.CHANGE.fill(change=change, unit=currency_name(currency)))
    return said


def say_percents(story: Story) -> list[str]:
    said = []
    for currency in (story.currency, story.other_currency):
        percent = story.say_percent(0, currency)
        said.append(report_words.CHANGE_IN.fill(percent=percent, unit=currency_name(currency)))
    return said


def say_changes_of_parts(story: Story) -> str:
    said = []
    for partner in (story.partner, story.third):
        change = story.say_change(story.currency)
        said.append(lines_words.CHANGE_OF.fill(part=name_economy(partner), change=change))
    return list_words(said)


def name_flow_of_claim(story: Story) -> str:
    """Name what a claim is of: Malaysia's exports to Russia in 2023."""
    return claim_words.FLOW.fill(series=story.name_series(), months=story.say_end())


def say_figure_of_flow(story: Story) -> str:
    figure = story.say_amount(story.end, digits=4)
    return f"{figure} ({name_flow_of_claim(story)})"


def say_range(story: Story) -> str:
    """Say a range of amounts, of which both ends may be read."""
    value, money = story.draw_value(), story.currency
    for each in (value, 1.5 * value):
        story.note(Figure("level", each, money, story.end, is_asked=False))
    return RANGE.fill(low=format_amount(value, money, digits=5), high=format_amount(1.5 * value, money, digits=5))


def say_sentence_of_figure(span: str) -> Maker:
    """Make the sentence before: what an official figure is."""

    def make(story: Story) -> str:
        said = story.say_start() if span == "start" else story.say_end()
        value = story.say_amount(story.start if span == "start" else story.end, digits=5)
        source = verdicts.BY_SIDE.fill(side=story.name_reporter())
        return verdicts.FIGURE.fill(flow=story.name_series(), months=said, source=source, amount=value)

    return make


def text(said: str) -> Maker:
    """Make a part that is a user's own word, the same in all languages."""
    return lambda _: said


def number(low: int = 2, high: int = 40) -> Maker:
    return lambda story: story.source.randint(low, high)


def number_words(story: Story) -> str:
    return str(story.source.randint(2, 9))


def list_economies(story: Story) -> list[str]:
    return [name_economy(story.reporter), name_economy(story.third)]


def name_whole(story: Story) -> str:
    return lines_words.REPORTERS_FLOW.fill(reporter=story.name_reporter(), flow=story.name_flow())


def count_partners(story: Story) -> str:
    return labels.COUNTED["partner"].fill(count=story.source.randint(2, 30))


def count_products(story: Story) -> str:
    return mirror_words.BOTH_REPORT["product"].fill(count=story.source.randint(2, 30))


def say_when(story: Story) -> str:
    if is_stretch(story.end):
        return lines_words.AGAINST.fill(start=story.say_earlier(), end=story.say_end())
    return lines_words.FROM_TO.fill(start=story.say_start(), end=story.say_end())


# What a part of this name holds wherever it stands.
PARTS: dict[str, Maker] = {
    "reporter": Story.name_reporter,
    "economy": Story.name_reporter,
    "exporter": Story.name_reporter,
    "first_within": Story.name_reporter,
    "sender": Story.name_reporter,
    "side": Story.name_reporter,
    "first": Story.name_reporter,
    "partner": Story.name_partner,
    "importer": Story.name_partner,
    "second": Story.name_partner,
    "part": Story.name_partner,
    "name": Story.name_partner,
    "parts": count_partners,
    "rows": count_products,
    "others": list_economies,
    "product": Story.name_product,
    "products": several(Story.name_product),
    "second_products": several(Story.name_other_product),
    "flow": Story.name_flow,
    "series": Story.name_series,
    "trade": Story.name_series,
    "whole": name_whole,
    "column": lambda _: lines_words.COLUMNS["partner"].fill(),
    "money": Story.name_money,
    "unit": Story.name_money,
    "currency": Story.name_money,
    "period": Story.say_end,
    "end": Story.say_end,
    "months": Story.say_end,
    "year": Story.say_end,
    "start": Story.say_start,
    "earlier": Story.say_earlier,
    "when": say_when,
    "periods": Story.say_run,
    "amount": amount(),
    "exported": amount(),
    "imported": amount(),
    "exports": amount(),
    "imports": amount(),
    "value": amount(),
    "printed": amount(digits=4),
    "official": amount(digits=5),
    "difference": lambda story: story.say_amount(0, digits=5),
    "change": lambda story: story.say_change(),
    "percent": lambda story: story.say_percent(),
    "growth": lambda story: story.say_percent(),
    "changes": say_changes,
    "share": Story.say_share,
    "place": Story.say_ordinal,
    "index": Story.say_number,
    "second_index": Story.say_number,
    "before": Story.say_number,
    "second_before": Story.say_number,
    "distance": Story.say_distance,
    "rate": Story.say_rate,
    "mean": Story.say_bare_rate,
    "lowest": Story.say_bare_rate,
    "highest": Story.say_bare_rate,
    "figure": amount(digits=4),
    "claims": say_figure_of_flow,
    "follows": say_range,
    "says": say_range,
    "count": number(),
    "more": number(),
    "less": number(),
    "probability": lambda story: format_percent(story.source.uniform(0.3, 0.99), signed=False),
}


def rising(story: Story) -> str:
    return story.say_percent(1)


def falling(story: Story) -> str:
    return story.say_percent(-1)


def say_annual(story: Story) -> str:
    growth = story.source.uniform(0.01, 0.4)
    story.note(Figure("annual growth", growth, "", story.end, story.start))
    return format_percent(growth, 1)


def say_place_of_chart(story: Story) -> str:
    """Say a place in a ranking: largest, 5th, joint 5th."""
    place = story.source.randint(1, 30)
    story.note(Figure("rank", place, "", story.end))
    joint = story.source.random() < OF_MONTHS
    if place == 1:
        return (JOINT_FIRST if joint else FIRST).fill()
    return JOINT.fill(place=format_ordinal(place)) if joint else format_ordinal(place)


def say_size_of_chart(story: Story) -> str:
    place = say_place_of_chart(story)
    if place in (FIRST.fill(), JOINT_FIRST.fill()):
        return place
    return BY_SIZE.fill(place=place)


def say_bars(story: Story) -> str:
    """Say log points of bars, which are no figures of trade."""
    said = []
    for bar in (PRICE_BAR.fill(index="CPI-U"), TOTAL_BAR.fill(currency=story.name_money())):
        said.append(NAMED_BAR.fill(bar=bar, log_points=format_number(story.draw_number())))
    return join_clauses(said)


def say_finding_of_shares(story: Story) -> str:
    share = story.say_share()
    flow = section_shares.ALL_OF["export"].fill()
    return section_shares.FINDING.fill(share=share, flow=flow, part=story.name_product())


def say_shares_of_all(story: Story) -> str:
    said = []
    for template in section_shares.OF_ALL.values():
        said.append(template.fill(share=story.say_share(0)))
    return join_items(said)


def say_growth_only(story: Story) -> str:
    """Say a growth of what the sentence calls a part of the whole: of prices, of volume."""
    return story.say_change(is_asked=False)


def say_log_points(story: Story) -> str:
    return format_number(story.draw_number())


def say_no_growth_of_rate(span: str) -> Maker:
    """Make a rate of the start or the end, as RM4.57."""

    def make(story: Story) -> str:
        rate = story.source.uniform(1.2, 90)
        story.note(Figure("rate", rate, "", story.end if span == "end" else story.start, is_asked=False))
        return write_decimal(rate, 3)

    return make


def name_currency(*, one: bool = False, other: bool = False) -> Maker:
    return lambda story: currency_name(story.other_currency if other else story.currency, one=one)


def name_sign(story: Story) -> str:
    return currency_symbol(story.currency)


def name_source(story: Story) -> str:
    return verdicts.BY_SIDE.fill(side=story.name_reporter())


def say_other_growth(story: Story) -> str:
    return story.say_percent()


def name_exports_from(story: Story) -> str:
    """Name trade as a chart of both sides does."""
    return sides_words.EXPORTS.fill(exporter=story.name_reporter(), importer=story.name_partner())


def name_trade(story: Story) -> str:
    return name_trade_with(story.row(flow="total"))


def say_some_percent(story: Story) -> str:
    """Say one end of a range of growth rates, of several parts: either may be read, up or down."""
    growth = story.source.uniform(0.02, 0.9)
    for sign in (1, -1):
        story.note(Figure("growth", sign * growth, story.currency, story.end, story.start, is_asked=False))
    return format_percent(growth, signed=False)


def name_whose(story: Story) -> str:
    return WHOSE["stretch" if is_stretch(story.end) else "year"].fill()


def say_other_money(story: Story) -> str:
    return story.say_amount(story.end, story.other_currency, digits=5)


def say_plain_place(story: Story) -> str:
    return story.say_place()


def say_rank_of_claim(story: Story) -> str:
    """Say a rank, of one of the times that the sentence is about."""
    place = story.source.randint(1, 38)
    for span in (story.end, story.start):
        story.note(Figure("rank", place, "", span, is_asked=span == story.end))
    return claim_words.RANK.fill(place=str(place))


def name_month_of_end(story: Story) -> str:
    return format_span(ends_of_span(story.end)[1])


def name_day_of_end(story: Story) -> str:
    year, month = split_period(ends_of_span(story.end)[1])
    return format_day(date(year, month, 12))


def name_flow_of_growth(story: Story) -> str:
    """Name what growth is of: with what it is compared with, where that is not the year before."""
    months = story.say_end()
    if year_of_span(story.end) - year_of_span(story.start) == 1:
        return claim_words.FLOW.fill(series=story.name_series(), months=months)
    base = story.say_start()
    return claim_words.FLOW_COMPARED.fill(series=story.name_series(), months=months, base=base)


def say_two_growths(story: Story) -> str:
    said = []
    for _ in range(2):
        growth = story.say_percent()
        said.append(f"{growth} ({claim_words.GROWTH_OF.fill(flow=name_flow_of_growth(story))})")
    return list_words(said)


def say_times(story: Story) -> str:
    times = story.source.uniform(3, 30)
    story.note(Figure("growth", times - 1, "", story.end, story.start, is_asked=False))
    return format_number(times)


def say_level_of_change(story: Story) -> str:
    """Say by how much figures changed, or what they are for one: an amount, of whatever kind."""
    return story.say_amount(0, digits=5)


def name_rate(story: Story) -> str:
    """Name the unit of a rate: RM per US$."""
    quote, base = currency_symbol(story.other_currency), currency_symbol(story.currency)
    return RATE_UNIT.fill(quote=quote, base=base)


def say_rates_of_years(story: Story) -> list[str]:
    said = []
    for make in (Story.say_start, Story.say_end):
        said.append(captions.RATE_IN.fill(rate=story.say_bare_rate(), period=make(story)))
    return said


def say_any_growth(story: Story) -> str:
    return story.say_percent(is_asked=False)


def say_missing(story: Story) -> str:
    return story.source.choice((verdicts.NO_VALUE, verdicts.NO_TIME, verdicts.NO_FLOW, verdicts.NO_BASE)).fill()


def say_proposal(story: Story) -> str:
    return explanations.DIGIT.fill(changes=story.say_amount(0, digits=4))


OTHER_SIDE: dict[str, Maker] = {"less": Story.name_reporter, "more": Story.name_partner}
TWO_LEVELS: dict[str, Maker] = {
    "flow": name_exports_from,
    "first": amount("start", digits=4),
    "first_year": Story.say_start,
    "last": amount(digits=4),
    "last_year": Story.say_end,
}
OF_CLAIM: dict[str, Maker] = {"flow": name_flow_of_claim}
GROWTH_OF_CLAIM: dict[str, Maker] = {"flow": name_flow_of_growth, "figure": say_other_growth}
OF_FIGURE: dict[str, Maker] = {
    "before": say_sentence_of_figure("start"),
    "now": say_sentence_of_figure("end"),
    "figure": say_sentence_of_figure("end"),
    "part": say_sentence_of_figure("end"),
    "whole": say_sentence_of_figure("end"),
    "value": say_sentence_of_figure("end"),
    "flow": Story.name_series,
}
OF_INDEX: dict[str, Maker] = {"value": Story.say_number, "index": text("RCA"), "before": Story.say_number}

# What a part holds in one message: by module and constant, then by part.
OF_MESSAGE: dict[str, dict[str, Maker]] = {
    "charts.accounting.TITLE": {
        "total": lambda story: story.say_change(story.currency),
        "real": say_growth_only,
        "price": say_growth_only,
        "exchange_rate": say_growth_only,
        "index": text("CPI-U"),
        "base": name_currency(one=True, other=True),
    },
    "charts.accounting.SUBTITLE": {"first": amount("start"), "last": amount()},
    "charts.accounting.ALT": {
        "title": text("…"),
        "bars": say_bars,
        "first": amount("start"),
        "last": amount(),
    },
    "charts.accounting.RATES": {
        "quote": name_sign,
        "base": lambda story: currency_symbol(story.other_currency),
        "first_rate": say_no_growth_of_rate("start"),
        "last_rate": say_no_growth_of_rate("end"),
        "first_kind": text("ECB"),
        "last_kind": text("ECB"),
    },
    "charts.balance.draw.DIFFERENCE": {"exports": amount(""), "imports": amount("")},
    "charts.balance.words.ONE_BALANCE": {"trade": name_trade, "balance": say_balance("end")},
    "charts.balance.words.SAME_BALANCE": {"trade": name_trade, "balance": say_balance("end")},
    "charts.balance.words.TWO_BALANCES": {
        "trade": name_trade,
        "balance": say_balance("end"),
        "before": say_balance("start"),
        "earlier": Story.say_start,
    },
    "charts.concentration.OF_ONE": {"economy": Story.name_reporter},
    "charts.checked.MARK_SAID": {"verdict": lambda _: VERDICTS["matches"].fill(count=1)},
    "charts.composition.section_shares.FINDING": {
        "flow": lambda _: section_shares.ALL_OF["import"].fill(),
        "part": Story.name_product,
        "share": lambda story: story.say_share(0),
    },
    "charts.composition.section_shares.FINDING_ALIKE": {
        "flow": lambda _: section_shares.ALL_OF["import"].fill(),
        "parts": several(Story.name_product, Story.name_other_product),
        "share": lambda story: story.say_share(0),
    },
    "charts.composition.section_shares.FINDING_MANY": {
        "flow": lambda _: section_shares.ALL_OF["import"].fill(),
        "share": lambda story: story.say_share(0),
    },
    "charts.composition.section_shares.TITLE": {"findings": say_finding_of_shares},
    "charts.composition.section_shares.OF_ALL": {"share": lambda story: story.say_share(0)},
    "charts.composition.section_shares.ITEMISED_SHARES": {"shares": say_shares_of_all},
    "charts.heat.words.SAME_FOR_ALL": OF_INDEX,
    "charts.heat.words.LARGEST_FOR_SEVERAL": OF_INDEX,
    "charts.heat.words.LARGEST": {**OF_INDEX, "name": Story.name_product},
    "charts.heat.words.ONE_ROW": {**OF_INDEX, "name": Story.name_product},
    "charts.heat.words.CELL": {**OF_INDEX, "row": Story.name_product},
    "charts.lenses.words.ENDS": {"before": amount("start"), "after": amount(), "unit": name_currency()},
    "charts.lines.words.EACH_CHANGED": {"changes": say_changes_of_parts},
    "charts.lines.words.CHANGES_OF_SOME": {"lowest": say_some_percent, "highest": say_some_percent},
    "charts.lines.words.CHANGES_BETWEEN": {"lowest": say_some_percent, "highest": say_some_percent},
    "charts.lines.words.ENDS": {"before": amount("start"), "after": amount(), "part": Story.name_partner},
    "charts.lines.words.LONE_END": {"after": amount()},
    "charts.lines.words.INDEX_OF_AMOUNT": {"amount": amount("")},
    "charts.mirror.words.ALT_OF_ROW": {"row": Story.say_end},
    "charts.ranking.TITLE": {"parts": list_economies},
    "charts.ranking.TITLE_SO_FAR": {"parts": list_economies},
    "charts.ranking.TITLE_OF_REPORTER": {"parts": list_economies},
    "charts.ranking.TITLE_OF_REPORTER_SO_FAR": {"parts": list_economies},
    "charts.ranking.RANKED_PARTNER": {"place": say_place_of_chart},
    "charts.ranking.RANKED_PARTNER_SO_FAR": {"place": say_place_of_chart},
    "charts.ranking.RANKED_PART": {"place": say_size_of_chart},
    "charts.ranking.RANKED_PART_SO_FAR": {"place": say_size_of_chart},
    "charts.ranking.SUM_OF_PARTS": {"share": lambda story: story.say_share(0), "amount": amount("")},
    "charts.rate.BEYOND_ALL": {"currency": name_sign, "whose": name_whose},
    "charts.rate.TITLES": {"currency": name_sign, "whose": name_whose, "end": Story.say_bare_rate},
    "charts.rate.IMPLIED_RANGE": {
        "quote": name_currency(),
        "base": name_currency(other=True),
        "low": Story.say_bare_rate,
        "high": Story.say_bare_rate,
    },
    "charts.rate.LABELS": {"rate": Story.say_bare_rate},
    "charts.rate.ALT": {"title": text("…"), "first": Story.say_bare_rate, "last": Story.say_bare_rate},
    "charts.sides.words.APART": {**OTHER_SIDE, "little": amount(digits=4), "much": amount(digits=4)},
    "charts.sides.words.ONE_COMMON": {**OTHER_SIDE, "little": amount(digits=4), "much": amount(digits=4)},
    "charts.sides.words.ALWAYS_MORE": {**OTHER_SIDE, "least": Story.say_distance, "most": Story.say_distance},
    "charts.sides.words.ALWAYS_AS_MUCH_MORE": {**OTHER_SIDE, "most": Story.say_distance},
    "charts.sides.words.SOMETIMES_MORE": {**OTHER_SIDE, "times": number()},
    "charts.sides.words.MORE_AND_LESS": {**OTHER_SIDE, "times": number(), "others": number()},
    "charts.sides.words.ONE_LEVEL": {"flow": name_exports_from},
    "charts.sides.words.TRADE_LEVELS": {**TWO_LEVELS, "flow": Story.name_series},
    "charts.sides.words.EXPORT_LEVELS": TWO_LEVELS,
    "charts.timeline.REAL_FIGURE": {
        "trade": Story.name_flow,
        "amounts": several(amount("")),
        "period": lambda story: story.say_start(),
    },
    "charts.to_date.TITLE": {"change": lambda story: story.say_change(story.currency)},
    "claims.sentences.FROM_CLAIMS": OF_CLAIM,
    "claims.sentences.FROM_CLAIMS_STATISTICS": OF_CLAIM,
    "claims.sentences.FROM_CLAIMS_EXACTLY": OF_CLAIM,
    "claims.sentences.PUBLISHERS": {
        **OF_CLAIM,
        "publisher": text("Bernama"),
        "other": text("TASS"),
        "other_figure": amount(digits=4),
    },
    "claims.sentences.REFERENCE": {**OF_CLAIM, "statistics": amount(digits=5)},
    "claims.sentences.REFERENCE_CONVERTED": {
        **OF_CLAIM,
        "statistics": amount(digits=5),
        "converted": say_other_money,
    },
    "claims.sentences.MIRROR": {**OF_CLAIM, "second": amount(digits=4), "other": Story.name_partner},
    "claims.sentences.RATE": {
        **OF_CLAIM,
        "quote": amount(digits=4),
        "base": say_other_money,
        "implied": Story.say_bare_rate,
        "unit": name_currency(one=True, other=True),
        "currency": name_currency(),
    },
    "claims.sentences.RATE_BESIDE_DAYS": {
        **OF_CLAIM,
        "quote": amount(digits=4),
        "base": say_other_money,
        "implied": Story.say_bare_rate,
        "days": Story.say_bare_rate,
        "unit": name_currency(one=True, other=True),
        "currency": name_currency(),
    },
    "claims.sentences.ONE_GROWTH": {**GROWTH_OF_CLAIM, "other": say_other_growth},
    "claims.sentences.ONE_GROWTH_CONVERTED": {
        **GROWTH_OF_CLAIM,
        "other": say_other_growth,
        "converted": lambda story: story.say_percent(0, story.currency),
        "stated": lambda story: story.other_currency,
        "currency": name_currency(),
    },
    "claims.sentences.GROWTH_BETWEEN": {
        **GROWTH_OF_CLAIM,
        "follows": lambda story: story.say_percent(0, story.currency),
        "currency": name_currency(),
    },
    "claims.sentences.PLACE_IN_STATISTICS": {**OF_CLAIM, "place": say_plain_place, "figure": say_rank_of_claim},
    "claims.sentences.RANKS_OF_TWO_TIMES": {
        **OF_CLAIM,
        "figure": say_rank_of_claim,
        "other": say_rank_of_claim,
        "months": Story.say_start,
    },
    "claims.sentences.RANKS_OF_ONE_TIME": {**OF_CLAIM, "figure": say_rank_of_claim, "other": say_rank_of_claim},
    "claims.sentences.PRINTED_TOO_EARLY": {**OF_CLAIM, "month": name_month_of_end},
    "claims.sentences.PRINTED_TOO_EARLY_ON": {**OF_CLAIM, "day": name_day_of_end},
    "claims.sentences.OF_UNLIKE_COVERAGE": {
        **OF_CLAIM,
        "other": amount(digits=4),
        "other_flow": name_flow_of_claim,
    },
    "claims.sentences.SIGN_OF_BALANCE": OF_CLAIM,
    "claims.sentences.GROWTH_BETWEEN_PARTS": {
        **GROWTH_OF_CLAIM,
        "follows": say_other_growth,
        "claims": say_two_growths,
    },
    "interactive.explorer.words.CONVERTED_AT": {"source": text("ECB"), "rate": Story.say_bare_rate, "unit": name_rate},
    "interactive.table.words.RATE_CELL": {"rate": Story.say_bare_rate, "unit": name_rate},
    "reports.finding.ABOVE": {"trade": Story.name_flow, "percent": rising},
    "reports.finding.BELOW": {"trade": Story.name_flow, "percent": falling},
    "reports.finding.ABOVE_IN_UNIT": {"trade": Story.name_flow, "percent": rising},
    "reports.finding.BELOW_IN_UNIT": {"trade": Story.name_flow, "percent": falling},
    "reports.finding.TIMES": {"trade": Story.name_flow, "times": say_times},
    "reports.finding.TIMES_IN_UNIT": {"trade": Story.name_flow, "times": say_times},
    "reports.marked_text.words.READ_AS": {
        "kind": lambda _: marked_words.KINDS["level"].fill(),
        "figure": amount(""),
    },
    "reports.words.AMOUNTS": {"low": amount(""), "high": amount("")},
    "reports.words.BY_PRINTED_DIGITS": {"low": say_any_growth, "high": say_any_growth},
    "reports.words.LOG_POINTS": {
        "real": say_log_points,
        "price": say_log_points,
        "exchange_rate": say_log_points,
        "total": say_log_points,
    },
    "reports.words.HEADLINE": {"changes": say_changes},
    "reports.words.SEASON_DECIDES": {"first": Story.say_start, "changes": say_percents},
    "reports.words.START_DECIDES": {"first": Story.say_start, "changes": say_percents},
    "reports.words.ACCOUNTING_RATES": {
        "start_rate": say_no_growth_of_rate("start"),
        "end_rate": say_no_growth_of_rate("end"),
        "start_kind": text("ECB"),
        "end_kind": text("ECB"),
        "start_source": text("ECB"),
        "end_source": text("ECB"),
    },
    "reports.words.RANK": {"place": say_plain_place, "partners": number(38, 90)},
    "reports.words.RANK_SHARED": {"place": say_plain_place, "partners": number(38, 90)},
    "reports.words.IN_OTHER_MEASURES": {"changes": say_changes},
    "words.captions.CONVERTED": {"rate": text("ECB"), "unit": name_rate, "rates": say_rates_of_years},
    "words.captions.RATE_IN": {"rate": Story.say_bare_rate},
    "words.captions.CONVERTED_IN_PARTS": {"rate": text("ECB")},
    "words.captions.PARTLY_CONVERTED": {"rate": text("ECB")},
    "words.explanations.EXPLAINED_BY": {"proposal": say_proposal},
    "words.explanations.EXPLAINED_BY_DIGIT": {"proposal": say_proposal, "choices": number_words},
    "words.provenance.RATE_OF_FIGURE": {"rate": Story.say_bare_rate},
    "words.provenance.RATE_WORDS": {
        "rate": Story.say_bare_rate,
        "unit": name_rate,
        "kind": text("ECB"),
        "source": text("ECB"),
    },
    "words.provenance.MARK": {"what": Story.say_end},
    "words.provenance.STATED_AS": {"amount": amount("", digits=5)},
    "words.readings.ALIKE": {"figure": amount("", digits=5)},
    "words.readings.FIRST_ALONE": {"figure": amount("", digits=5)},
    "words.readings.SECOND_ALONE": {"figure": amount("", digits=5)},
    "words.readings.NOT_IN_TEXT": {"figure": amount("", digits=5)},
    "words.readings.NOT_AT_QUOTE": {"figure": amount("", digits=5), "quote": text("…")},
    "words.verdicts.FIGURE": {"flow": Story.name_series, "source": name_source, "amount": amount(digits=5)},
    "words.verdicts.FIGURE_OF_PARTS": OF_FIGURE,
    "words.verdicts.FIGURE_OF_MEMBERS": OF_FIGURE,
    "words.verdicts.MADE_OF_EXPORTS_AND_IMPORTS": OF_FIGURE,
    "words.verdicts.CONVERTED": {
        **OF_FIGURE,
        "rate": Story.say_bare_rate,
        "quote": name_currency(other=True),
        "base": name_currency(one=True),
        "source": text("ECB"),
        "amount": say_other_money,
    },
    "words.verdicts.GROWTH_OF_FIGURES": OF_FIGURE,
    "words.verdicts.ANNUAL_GROWTH_OF_FIGURES": {**OF_FIGURE, "growth": say_annual},
    "words.verdicts.CHANGE_OF_FIGURES": {**OF_FIGURE, "change": say_level_of_change},
    "words.verdicts.POINTS_OF_GROWTH": {**OF_FIGURE, "points": Story.say_points},
    "words.verdicts.SHARE_OF_FIGURES": OF_FIGURE,
    "words.verdicts.PRICE_OF_FIGURES": {
        **OF_FIGURE,
        "quantity": text("TEU"),
        "price": say_level_of_change,
        "unit": text("TEU"),
    },
    "words.verdicts.PLACE_OF_PARTNER": {"flow": Story.name_series, "place": say_plain_place, "count": number(38, 90)},
    "words.verdicts.AVERAGE_OF_FIGURES": {**OF_FIGURE, "amount": say_level_of_change, "unit": text("TEU")},
    "words.verdicts.MATCHES": {"flow": Story.name_series},
    "words.verdicts.REVISED": {"flow": Story.name_series},
    "words.verdicts.CONTRADICTS": {"flow": Story.name_series},
    "words.verdicts.BESIDE_FIGURE": {"flow": Story.name_series, "missing": say_missing},
    "words.verdicts.CANNOT_TELL": {"printed": amount("", digits=4), "missing": say_missing},
}
OF_MESSAGE["charts.accounting.TITLE_OF_STRETCHES"] = OF_MESSAGE["charts.accounting.TITLE"]

# What is no sentence but a part of one, or a label: where it is said.
WITHIN = frozenset(
    {
        *("charts.balance.words.SURPLUS", "charts.balance.words.DEFICIT", "charts.lenses.words.CHANGE"),
        *("charts.lines.words.CHANGE_OF", "charts.mirror.words.LAST_APART", "charts.mirror.words.LAST_AGAINST_ZERO"),
        *("charts.mirror.words.OVER", "charts.mirror.words.GAPS_APART", "charts.ranking.BY_SIZE"),
        *("charts.ranking.JOINT", "charts.ranking.BEYOND", "charts.sides.words.SEVERAL_AMOUNTS"),
        *("claims.sentences.RANK", "claims.sentences.RANK_AMONG", "claims.sentences.PER_UNIT"),
        *("claims.sentences.PERCENTAGE_POINTS", "claims.sentences.AT_LEAST", "claims.sentences.AT_MOST"),
        *("reports.marked_text.words.ABOUT", "reports.marked_text.words.BOUNDED", "reports.marked_text.words.RANK"),
        *("reports.marked_text.words.NO_CURRENCY", "reports.marked_text.words.PER_UNIT"),
        *("reports.marked_text.words.PERCENTAGE_POINTS", "reports.marked_text.words.RANK_AMONG"),
        *("reports.marked_text.words.SHARE_OF", "reports.words.CHANGE_IN", "reports.words.A_YEAR"),
        *("reports.words.A_YEAR_OVER", "reports.words.CHANGE_OVER", "reports.words.CHANGE_IN_UNIT"),
        *("reports.words.MORE_THAN", "reports.words.LESS_THAN", "reports.words.ABOUT"),
        *("words.numbers.CHANGES", "words.numbers.RANGE", "words.verdicts.POINTS"),
        *("words.verdicts.POINTS_PRINTED", "words.verdicts.ABOUT", "words.verdicts.BOUNDS", "words.verdicts.RANK"),
        *("words.verdicts.GROWTH", "words.verdicts.GROWTH_FROM", "words.verdicts.ANNUAL_GROWTH"),
        *("words.verdicts.CHANGE", "words.verdicts.CHANGE_FROM", "words.verdicts.SHARE", "words.verdicts.PRICE"),
        *("words.explanations.PERIOD", "words.explanations.PERIODS", "words.explanations.BASE"),
        *("words.explanations.DIGIT", "words.explanations.SIGN", "words.explanations.CURRENCY"),
        *("words.explanations.CURRENCIES", "words.explanations.RATE", "words.explanations.FLOW"),
        *("words.explanations.FLOWS", "words.explanations.AMONG", "words.explanations.SIDE"),
        *("words.explanations.COVERAGE", "words.explanations.UNKNOWN", "words.explanations.REVISION"),
        *("words.explanations.AT_RATE_OF", "words.verdicts.AVERAGE", "words.verdicts.OTHER_DIGITS"),
    }
)

# Parts that are called like a figure, and hold none or one that is no figure of trade, as a code or a name.
NO_FIGURES = frozenset(
    {
        "charts.accounting.PRICE_BAR",  # the name of a price index
        "charts.concentration.SUBTITLES",  # the name of an index
        "charts.heat.words.SUBTITLES",
        "charts.heat.words.SUBTITLES_OF_STRETCHES",
        "charts.heat.words.NEUTRAL",
        "charts.heat.colour_scale.OR_MORE",  # beside a colour
        "charts.heat.colour_scale.OR_LESS",
        "interactive.table.words.FACT",
        "interactive.table.words.OF_PRICES",
        "reports.words.NO_PRICE_INDEX",
        "words.captions.RATE_OF_SUM",
        "words.verdicts.CARRIED_TIME_ELSEWHERE",
        "words.verdicts.NO_RATES",
        "words.templates.COMMA",
        "words.templates.SEMICOLON",
        "words.captions.RATE_THROUGH",
    }
)


# Messages of whole years alone, and of the months of years alone.
OF_YEARS = frozenset({"charts.accounting.TITLE", "charts.lenses.words.TITLE"})
OF_STRETCHES = frozenset(
    {"charts.accounting.TITLE_OF_STRETCHES", "charts.lenses.words.TITLE_OF_STRETCHES", "charts.to_date.TITLE"}
)


@dataclass(frozen=True)
class Message:
    """A message of the package: where it stands, and what it says."""

    name: str
    template: Template | Plural

    @property
    def text(self) -> str:
        """Its English, of many where it counts."""
        return self.template.text if isinstance(self.template, Template) else self.template.other

    @property
    def parts(self) -> set[str]:
        """The names of its parts."""
        return parts_of(self.text)


@cache
def list_messages() -> tuple[Message, ...]:
    """List the messages of which a part is called like a figure, each once, where it is written."""
    named = runpy.run_path(str(ROOT / "scripts" / "list_templates.py"))["named_templates"]()
    found: dict[int, Message] = {}
    for module, name, template in named:
        message = Message(f"{module.removeprefix('tradeview.')}.{name}", template)
        if message.parts & FIGURES or message.name in OF_MESSAGE:
            found[id(template)] = message  # a table of another room holds the same one
    return tuple(found.values())


def is_told(message: Message) -> bool:
    """Tell whether a message is a sentence with a figure, and no part of one."""
    return message.name not in WITHIN | NO_FIGURES


def fill(message: Template | Plural, story: Story, given: Mapping[str, Maker]) -> str:
    """Fill a message: parts by their own makers, else by those of their names."""
    text = message.text if isinstance(message, Template) else message.other
    made: dict[str, Part] = {}
    for name in sorted(parts_of(text)):
        make = given[name] if name in given else PARTS[name]
        made[name] = make(story)
    if isinstance(message, Plural):
        count = made.pop("count")
        assert isinstance(count, int)
        return message.fill(count=count, **made)
    return message.fill(**made)


def words_of(part: Part) -> str:
    assert isinstance(part, str)
    return part


def tell(message: Message, language: str, seed: int) -> tuple[str, Story]:
    """Say a message in a language, and return what it was made from: growth is in the money that it names."""
    of_months = {True: 0.0}.get(message.name in OF_YEARS, 1.0 if message.name in OF_STRETCHES else OF_MONTHS)
    story = Story(random.Random(f"{message.name} {message.text} {seed}"), of_months=of_months, message=message.text)
    with speak(language):
        said = fill(message.template, story, OF_MESSAGE.get(message.name, {}))
    if story.money:
        story.figures = [
            replace(figure, currency=story.money) if figure.kind == "growth" and not figure.currency else figure
            for figure in story.figures
        ]
    return said, story
