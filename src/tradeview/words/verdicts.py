"""Words: what is said of a claim of an article beside the official figure, and how that was computed."""

import math

import pandas as pd

from tradeview.periods import Months, make_span_of_months, month_at
from tradeview.words.language import cache_in_language
from tradeview.words.money import currency_name, format_amount
from tradeview.words.names import name_economy, series_name
from tradeview.words.numbers import PERCENT, format_number, format_percent
from tradeview.words.periods import format_span
from tradeview.words.templates import Plural, Template

# What is missing for a verdict
NO_VALUE = Template("its number can be read in two ways")
NO_TIME = Template("the text does not say of which time it is")
NO_FLOW = Template("the text does not say whether it is of exports, imports or something else")
NO_REPORTER = Template("the text does not say whose trade it is, and the official table has that of several")
NO_CURRENCY = Template("the text does not say in which currency it is")
NO_UNIT_PRINTED = Template("the text does not say in which unit it is")
NO_CODE = Template("the text does not say of which goods it is")
NO_CODE_OF_PHRASE = Template("there is no code for {commodity}", note="commodity: goods as the text names them")
NOT_YET = {
    "target": Template("it is a target, of which no official figure can be"),
    "forecast": Template("it is a forecast, of which no official figure can be"),
}
NO_KIND = Template("its text does not say whether it is growth, a share or something else")
OTHER_KIND = Template("no trade table has a figure of this kind ({kind})", note="kind: index, rate …")
NO_SERIES = Template("the official table has nothing of {flow}", note="flow: Malaysia’s exports to Russia")
NO_SERIES_OF_GROUP = Template(
    "the official table has nothing of {flow} (rows of the members are added up by tv.sum_group)",
    note="flow: Malaysia’s exports to ASEAN",
)
NO_SERIES_OF_MEMBERS = Template(
    "the official table has nothing of {flow}, and has not all of its members (without figures: {members})",
    note="flow: Malaysia’s exports to ASEAN; members: a list of names",
)
NO_MONTHS = Template("the official table has not all months of {flow} in {months}")
NO_BASE = Template("the text does not say what it is compared with")
OTHER_BASE = Template("{base} is not as long as {months}, with which it is compared", note="both: months or years")
OTHER_SIDE = Template("the official table has no statistics of {side}")
NO_QUANTITY = Template("the official table has no quantities of {flow}")
NO_UNIT = Template("the official table has no quantities in this unit ({unit})", note="unit: barrel, TEU …")
SEVERAL = Template("the official table has several figures for {months}, which differ")
MIXED_REVISIONS = Template("HS {code} may be other goods from one revision to the next ({revisions})")
NO_RATES = Template("no rates were given between {currency} and {official} for {months}", note="codes of currencies")
NO_SIGN = Template("what it is compared with is nothing, or a surplus where now there is a deficit")
OWN_SHARE = Template("the text does not say what it is a share of")
NO_SET = Template("what is counted among these is not known here ({among})", note="among: words for economies")
NO_PARTNER = Template("the text does not say which partner it is a rank of")
FEW_PARTNERS = Template("the official table has too few partners for this rank ({number})")
UNSURE_SET = Template("who is counted among {among} is not everywhere the same")
MOVED_BY_FLOWS = Template("a small revision of exports or imports moves a balance as far")
ANY_RATE = Template("at a rate of one of the days it would fit")
FAR_BOUND = Template("it is true as a bound, but the figure is far from it")
OTHER_POINTS = Template("the text does not say what the percentage points are of")
OTHER_TIME_OF_TEXT = Template("its time was carried, and it would fit {months}, which the text names, too")
OTHER_FLOW_OF_TEXT = Template(
    "its flow was carried, and it would fit {flow}", note="flow: Malaysia’s exports to Russia"
)
COVERAGE_OF_SENTENCE = Template("it would fit what else its sentence counts")
BASE_MAY_BE_ANOTHER = Template("the text does not surely say what it is compared with, and {months} would fit")
CURRENCY_OF_SENTENCE = Template("it may be growth in {currency}, in which it would fit", note="currency: US dollars")
OTHER_LENGTH = Template("it would fit {months}, which the text may mean")
OTHER_STATISTICS_MAY_HAVE = Template("{reporter:possessive} own statistics, which the table has not, may have it")
OTHER_PRICE = Template("a price may be of other goods or of another market than the value of a unit is")

# What official figures are, and how they were computed
BY_SIDE = Template("{side:possessive} statistics")
FIGURE = Template("{flow:capital} in {months}, by {source}: {amount}.", note="flow: Malaysia’s exports to Russia")
FIGURE_OF_PARTS = {
    1: Template("{figure} That is the sum of its months.", note="figure: the sentence before"),
    3: Template("{figure} That is the sum of its quarters."),
    12: Template("{figure} That is the sum of its years."),
}
FIGURE_OF_MEMBERS = Plural(
    "{figure} That is what the table has of its {count} member.",
    "{figure} That is the sum of its {count} members.",
    note="figure: the sentence before; members: of ASEAN, the EU",
)
MADE_OF_EXPORTS_AND_IMPORTS = {
    "total": Template("{figure} That is exports plus imports.", note="figure: the sentence before"),
    "balance": Template("{figure} That is exports less imports."),
}
CONVERTED = Template(
    "{figure} At {rate} {quote} for one {base}, the mean of these months ({source}), that is {amount}.",
    note="figure: the sentence before; quote, base: ringgit, US dollar",
)
GROWTH_OF_FIGURES = Template("{before} {now} That is {growth}.", note="before, now: whole sentences; growth: +4.7%")
ANNUAL_GROWTH_OF_FIGURES = Template("{before} {now} That is {growth} a year.")
CHANGE_OF_FIGURES = Template("{before} {now} The change is {change}.")
POINTS_OF_GROWTH = Template("{before} {now} The change is {points} percentage points.")
SHARE_OF_FIGURES = Template("{part} {whole} That is {share}.")
PLACE_OF_PARTNER = Template(
    "{partner:capital} has place {place} of {count} in the official table, for {flow} in {months}.",
    note="flow: Malaysia’s exports to Russia",
)
PRICE_OF_FIGURES = Template("{value} {quantity} That is {price} for one {unit}.")
AVERAGE_OF_FIGURES = Template("{figure} That is {amount} a {unit}.", note="unit: month, year")

# Verdicts
MATCHES = Template("{printed:capital} is printed for {flow} in {months}; official figures have {official}. They match.")
REVISED = Template(
    "{printed:capital} is printed for {flow} in {months}; official figures have {official}. So small a difference "
    "({difference}) may be a revision, from which a slip of that size cannot be told."
)
CONTRADICTS = Template(
    "{printed:capital} is printed for {flow} in {months}; official figures have {official}. The difference "
    "({difference}) is more than a revision explains."
)
BESIDE_FIGURE = Template(
    "{printed:capital} is printed for {flow} in {months}; official figures have {official}. That tells nothing sure: "
    "{missing}."
)
CANNOT_TELL = Template(
    "{printed:capital} cannot be judged: {missing}.", note="missing: a clause, such as: it is a target"
)
OTHER_DIRECTION = Template("The official figure has the other direction.")
OTHER_STATISTICS = Template("{reporter:possessive} own statistics may count otherwise.")
IT_WOULD_MATCH = Template("It would match with one change ({proposal}).", note="proposal: period 2023, flow import …")
IT_WOULD_BE_NEAR = Template("With one change ({proposal}) it would be off by no more than a revision.")
SEVERAL_WOULD_BE_NEAR = Template(
    "With one of several changes, either {proposals}, it would be off by no more than a revision, so that none is "
    "proposed.",
    note="proposals: alternatives",
)
SEVERAL_WOULD_MATCH = Template(
    "It would match with one of several changes, either {proposals}, so that none is proposed.",
    note="proposals: alternatives",
)
CARRIED_TIME = {
    "heading": Template("Its time was carried from the heading."),
    "paragraph": Template("Its time was carried from the text around its sentence."),
    "published": Template("Its time was told from the day of publication."),
}
CARRIED_TIME_ELSEWHERE = Template("Its time was carried from elsewhere in the text ({place}).")
CARRIED_FLOW = Template("Its flow was carried from the text around its sentence.")
CONTRADICTED_INSIDE = Template("The article contradicts itself: {sentence}", note="sentence: a whole one")
OTHERS_ARE_WRONG = Template(
    "What official figures contradict is {others}, and not this one.", note="others: a list of numbers, as printed"
)
IT_HOLDS = Template("Official figures do not contradict this one.", note="behind what the article says against itself")
CONTRADICTED_AGAIN = Plural(
    "It contradicts itself in {count} more test of this claim.",
    "It contradicts itself in {count} more tests of this claim.",
)
POINTS = Template("{points} points", note="of a percentage, or places of a rank: a difference")
POINTS_PRINTED = Template("{points} percentage points")
PLACES = Plural("{count} place", "{count} places", note="between two ranks")
ABOUT = Template("about {figure}", note="figure: RM84 billion, a share of 12%")
BOUNDS = {
    "more than": Template("more than {figure}", note="figure: RM84 billion, a share of 12%"),
    "less than": Template("less than {figure}"),
}
RANK = Template("rank {place}")
GROWTH = Template("growth of {percent}")
GROWTH_FROM = Template("growth of {percent} from {base}", note="base: Oct 2020, which is no year before")
ANNUAL_GROWTH = Template("growth of {percent} a year")
CHANGE = Template("a change by {amount}")
CHANGE_FROM = Template("a change by {amount} from {base}", note="base: Oct 2020, which is no year before")
SHARE = Template("a share of {percent}")
PRICE = Template("{amount} for one {unit}")
AVERAGE = Template("{amount} a {unit}", note="unit: month, year")
CLAIM_OF_KEY = Template("claim {key}", note="key: of a claim whose text nobody gave")
A_NUMBER = Template("a number", note="in place of one that nobody could read")

# Proposals, beside those that claims among themselves have
SIGN = Template("sign: the other")
OTHER_MONTHS_AND_SIGN = Template("period {months}, with the other sign")
OTHER_FLOW = Template("flow {flow}")
OTHER_COVERAGE = Template("coverage: {coverage}")
ALL_GOODS = Template("coverage: goods")
LEVEL_FOR_GROWTH = Template("kind: the level, for its growth")
LEVEL_FOR_CHANGE = Template("kind: the level, for its change")
CHANGE_FOR_LEVEL = Template("kind: the change, for its level")
OTHER_SET = Template("among: {among}", note="among: exports, total trade")
OTHER_DIGITS = Template("digit: {figure}")
OTHER_MONTHS = Template("period {months}")
OTHER_BASE_PROPOSED = Template("base: {months}")

MOST_DECIMALS = 4


def write_months(months: Months) -> str:
    """Write months that are counted: 2024, May 2024, January to June 2025.

    Examples
    --------
    >>> from tradeview.periods import months_of
    >>> write_months(months_of(2024))
    '2024'
    """
    first, last = months
    return format_span(make_span_of_months(month_at(first), month_at(last)))


@cache_in_language
def name_flow(reporter: str, partner: str, flow: str, code: str, coverage: str) -> str:
    """Name what a figure counts.

    Examples
    --------
    >>> name_flow("MYS", "WLD", "export", "TOTAL", "")
    'Malaysia’s exports to the world'
    """
    row = {"reporter": reporter, "partner": partner, "flow": flow, "commodity_code": code, "coverage": coverage}
    return series_name(pd.Series(row))


def name_source(compiled_by: str | None, reporter: str) -> str:
    """Name whose statistics a figure is of."""
    if compiled_by and compiled_by != reporter:
        return compiled_by
    return BY_SIDE.fill(side=name_economy(reporter))


def write_amount(value: float, unit: str, *, is_money: bool = True) -> str:
    """Write an amount of money, or a quantity, with the digits that tell it from one a tenth of a per cent away.

    Examples
    --------
    >>> write_amount(84.72e9, "MYR"), write_amount(-5e6, "MYR"), write_amount(2.1e9, "kilogram", is_money=False)
    ('RM84.72 billion', '−RM5 million', '2,100,000,000 kilogram')
    """
    if is_money:
        sign = "−" if value < 0 else ""
        return sign + format_amount(abs(value), unit, digits=5)
    return f"{format_number(value, 5)} {unit}"


def count_decimals(unit_of_print: float) -> int:
    """Count the decimals of a percentage that was printed so finely, one at least: 0.001 of a fraction is one.

    Examples
    --------
    >>> count_decimals(0.01), count_decimals(0.001), count_decimals(0.0001)
    (1, 1, 2)
    """
    if not 0 < unit_of_print < math.inf:
        return 1
    return min(max(1, round(-math.log10(unit_of_print * 100))), MOST_DECIMALS)


def write_percent(fraction: float, decimals: int = 1, *, signed: bool = True) -> str:
    """Write a fraction as a percentage with at least one decimal."""
    return format_percent(fraction, decimals, signed=signed)


def write_points(fraction: float, decimals: int = 1) -> str:
    """Write a difference of percentages in points, signed.

    Examples
    --------
    >>> write_points(-0.004)
    '−0.4'
    """
    return format_percent(fraction, decimals).removesuffix(PERCENT.fill(number=""))


def write_rate(rate: float, base: str, quote: str) -> dict[str, str]:
    """Give the parts of a sentence about a rate."""
    return {
        "rate": format_number(rate, 5),
        "quote": currency_name(quote),
        "base": currency_name(base, one=True),
    }


def quote_number(quote: str) -> str:
    """Quote a number as the text prints it, in its language.

    Examples
    --------
    >>> quote_number("4,3 Prozent")
    '“4,3 Prozent”'
    """
    return f"“{quote}”"


def quote_and_read(quote: str, figure: str) -> str:
    """Quote a number as the text prints it, and say how it is read.

    Examples
    --------
    >>> quote_and_read("4,3 Prozent", "growth of +4.3%")
    '“4,3 Prozent” (growth of +4.3%)'
    """
    return f"{quote_number(quote)} ({figure})"
