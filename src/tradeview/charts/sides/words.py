"""What a chart of both sides says: how far the sides lie apart, how many claims there are, and who printed them."""

from typing import Any, NamedTuple

import pandas as pd

from tradeview.charts.labels import CURRENT_PRICES, MONEY_AT_PRICES
from tradeview.charts.layout.page import Drawing
from tradeview.commodities.codes import classification_name
from tradeview.periods import make_span_of_months, year_of
from tradeview.printable import shorten_text
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words import provenance
from tradeview.words.captions import list_sources
from tradeview.words.money import format_amount, name_money
from tradeview.words.names import PAIR_TRADE, PAIR_TRADE_IN, label_economy, name_covered, name_economy
from tradeview.words.numbers import NOT_STATED, choose_scale, format_number, format_percent
from tradeview.words.periods import format_period, format_run, format_span, is_fiscal_year
from tradeview.words.templates import Plural, Template, join_clauses

EXPORTS = Template("exports from {exporter} to {importer}")
EXPORTS_OF = Template("exports of {classification} {code} from {exporter} to {importer}", note="HS or SITC")
# Titles: over all years that both sides printed.
APART = Template(
    "For {year}, {less:possessive} side printed {little} and {more:possessive} {much}", note="little, much: amounts"
)
ONE_COMMON = Template(
    "Of {count} years that were printed, both sides have {year} alone: {little} by {less:possessive} and {much} by "
    "{more:possessive}",
    note="little, much: amounts",
)
ALWAYS_MORE = Template(
    "{more:possessive capital} side printed {least} to {most} more than {less:possessive} for each of {count} years "
    "that both printed",
    note="least, most: percentages",
)
ALWAYS_AS_MUCH_MORE = Template(
    "{more:possessive capital} side printed {most} more than {less:possessive} for each of {count} years that both "
    "printed"
)
SOMETIMES_MORE = Template(
    "{more:possessive capital} side printed more than {less:possessive} for {times} of {count} years that both "
    "printed, and about as much for the others",
    note="times, count: numbers",
)
MORE_AND_LESS = Template(
    "{more:possessive capital} side printed more than {less:possessive} for {times} and less for {others} of {count} "
    "years that both printed",
    note="times, others, count: numbers",
)
AGREED = Template(
    "{one:possessive capital} side printed about as much as {other:possessive} for each of {count} years that both "
    "printed"
)
NONE_COMMON = Template("{one:possessive capital} and {other:possessive} sides printed no year in common")
NOTHING_SURE = Template("{flow:capital}: no year that the claims agree on", note="flow: Malaysia–Russia trade")
ONE_LEVEL = Template("{flow:capital}: {amount} in {year}")
TRADE_LEVELS = Template("{flow:capital} was printed as {first} in {first_year} and {last} in {last_year}")
EXPORT_LEVELS = Template("{flow:capital} were printed as {first} in {first_year} and {last} in {last_year}")
SEVERAL_AMOUNTS = Template("{little} to {much}", note="amounts that claims print for one year, the least and the most")
AS_PRINTED = Template("{flow:capital} as printed, {years}, {money}", note="money: US$ billion at current prices")
PARTS = Template("Parts of years", note="over a panel of figures that are not of whole years")
FISCAL = Template("Fiscal years", note="as above")
PARTS_AND_FISCAL = Template("Parts of years, and fiscal years", note="as above")
WHISKERS = Template("Thin lines: what the printed digits allow; grey lines: the other side.")
WHISKERS_OF_ONE = Template("Thin lines: what the printed digits allow.")
ALT = Template("Points with ranges, a colour for each side. {title}. {counts}")
COUNTS = Template("{counts}. Nothing is converted or corrected, and no mean is taken.", note="7 claims of 4 sources; …")
CLAIMS = Plural("{count} claim of {sources}", "{count} claims of {sources}", note="sources: 4 sources")
SOURCES = Plural("{count} source", "{count} sources", note="documents that print claims")
CONTRADICTED = Plural(
    "{count} that other claims contradict (hollow, crossed)", "{count} that other claims contradict (hollow, crossed)"
)
APPROXIMATE = Plural("{count} approximate (hollow)", "{count} approximate (hollow)")
NOT_DRAWN = Plural(
    "not drawn: {count} level in other currencies", "not drawn: {count} levels in other currencies", note="of trade"
)
NO_SIDES = Template("{counts}; no claim says whose statistics it is of", note="counts: 7 claims of 4 sources; …")
PRINTED_BY = Template("Printed by: {sources}.", note="sources: publishers")
MORE = Plural("{count} more, named in the data behind the chart", "{count} more, named in the data behind the chart")

PRINTED_BY_ON = Template("Printed by {publisher}, {day}.", note="day: 2024-09-15")
OF_SIDE = Template("{period}, by {side:possessive} statistics", note="period: 2024, or January to August 2025")
CLAIM_KEY = Template("Claim {key}.", note="key: of a claim in the table of claims")

NEEDED = (
    *("claim", "start", "end", "kind", "side", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    "publisher",
)
NAMED = 8  # publishers that a caption still lists
MOST_QUOTED = 60  # letters of a publisher's name
AGREEING = 1.02  # sides that lie within two percent agree: printed figures have two or three digits


class YearOfBoth(NamedTuple):
    """A year that both sides printed: their amounts, and 1 where the second's is surely higher, -1 where lower."""

    year: int
    first: float
    second: float
    sign: int


def name_side(side: str) -> str:
    """Name whose statistics figures are.

    Examples
    --------
    >>> name_side("MYS"), name_side("")
    ('Malaysia', 'not stated')
    """
    if not side:
        return NOT_STATED.fill()
    return label_economy(side)


def describe_sides(data: pd.DataFrame, table: pd.DataFrame, currency: str) -> Drawing:
    """Say what the chart shows; `data` are the claims drawn, `table` all that were given."""
    _, scale_word = choose_scale(data["value"])
    years = format_run(year_of(int(data["start"].min())), year_of(int(data["end"].max())))
    money = MONEY_AT_PRICES.fill(unit=name_money(currency, scale_word), prices=CURRENT_PRICES.fill())
    title = _describe_levels(data, currency)
    subtitle = AS_PRINTED.fill(flow=_name_flow(data.iloc[0]), years=years, money=money)
    counts = _count_claims(data, table, currency)
    publishers = list(data["publisher"].dropna().astype(str).unique())
    names = [shorten_text(name, MOST_QUOTED) for name in publishers[:NAMED]]
    if len(publishers) > NAMED:
        names.append(MORE.fill(count=len(publishers) - NAMED))
    if not names:
        names.append(NOT_STATED.fill())
    named_sides = data.loc[data["_whole"] & (data["_side"] != ""), "_side"].nunique()
    whiskers = WHISKERS if named_sides > 1 else WHISKERS_OF_ONE
    printed_by = list_sources(names, PRINTED_BY)
    caption = (f"{counts} {whiskers.fill()}", printed_by)
    shown = data.drop(columns=[name for name in data if name.startswith("_")])
    return Drawing(title, subtitle, caption, ALT.fill(title=title, counts=counts), shown)


def name_parts(data: pd.DataFrame) -> str:
    """Name what is not of whole years: parts of years, fiscal years, or both."""
    parts = data[~data["_whole"]]
    spans = [make_span_of_months(int(start), int(end)) for start, end in zip(parts["start"], parts["end"], strict=True)]
    fiscal = [is_fiscal_year(span) for span in spans]
    if all(fiscal):
        return FISCAL.fill()
    return PARTS_AND_FISCAL.fill() if any(fiscal) else PARTS.fill()


def _name_flow(row: "pd.Series[Any]") -> str:
    """Name the flow from nobody's side, with what is counted where that is not goods."""
    return name_covered(_name_direction(row), row.get("coverage"))


def _name_direction(row: "pd.Series[Any]") -> str:
    reporter, partner, code = row["reporter"], row["partner"], str(row["commodity_code"])
    system = classification_name(row.get("classification"))
    if row["flow"] == "total":
        first, second = (label_economy(side) for side in sorted((reporter, partner)))
        if code == TOTAL:
            return PAIR_TRADE.fill(reporter=first, partner=second)
        return PAIR_TRADE_IN.fill(reporter=first, partner=second, classification=system, code=code)
    exporter, importer = name_economy(reporter), name_economy(partner)
    if row["flow"] != "export":
        exporter, importer = importer, exporter
    if code == TOTAL:
        return EXPORTS.fill(exporter=exporter, importer=importer)
    return EXPORTS_OF.fill(exporter=exporter, importer=importer, classification=system, code=code)


def _describe_levels(data: pd.DataFrame, currency: str) -> str:
    """Say how the sides stand to each other over all years that both printed, else the first and the newest year."""
    # Parts of a year may be of other months on each side, and what is contradicted may be a misprint.
    sure = data[data["_whole"] & ~data["contradicted"]]
    pair = {data["reporter"].iloc[0], data["partner"].iloc[0]}
    found = sorted(pair & set(sure["_side"]))
    if len(found) == 2:
        return _compare_sides(sure, found[0], found[1], currency)
    flow = _name_flow(data.iloc[0])
    if sure.empty:
        return NOTHING_SURE.fill(flow=flow)
    first, last = sure.iloc[0], sure.iloc[-1]
    amount, year = format_amount(first["value"], currency), format_period(year_of(int(first["start"])))
    last_amount, last_year = format_amount(last["value"], currency), format_period(year_of(int(last["start"])))
    if year != last_year:
        amount, last_amount = (_name_amounts(sure, row["start"], currency) for row in (first, last))
    if (amount, year) == (last_amount, last_year):  # what reads alike is said once
        return ONE_LEVEL.fill(flow=flow, amount=amount, year=year)
    template = TRADE_LEVELS if first["flow"] == "total" else EXPORT_LEVELS
    return template.fill(flow=flow, first=amount, first_year=year, last=last_amount, last_year=last_year)


def _name_amounts(sure: pd.DataFrame, start: object, currency: str) -> str:
    """Name what was printed for a year: one amount, or the least and the most where claims differ."""
    printed = sure.loc[sure["start"] == start, "value"]
    little, much = format_amount(printed.min(), currency), format_amount(printed.max(), currency)
    return little if little == much else SEVERAL_AMOUNTS.fill(little=little, much=much)


def _compare_sides(sure: pd.DataFrame, one: str, other: str, currency: str) -> str:
    """Say for how many of the years that both sides printed one has more, and by how much."""
    years = _list_years_of_both(sure, one, other)
    if not years:
        return NONE_COMMON.fill(one=name_economy(one), other=name_economy(other))
    if len(years) == 1:
        return _describe_one_year(years[0], sure, one, other, currency)
    signs = [year.sign for year in years]
    less, more = one, other
    if signs.count(-1) > signs.count(1):
        less, more = other, one
    times, others = max(signs.count(1), signs.count(-1)), min(signs.count(1), signs.count(-1))
    named = {"less": name_economy(less), "more": name_economy(more)}
    count = len(years)
    if times == count:
        return _describe_distance(years, named)
    if others:
        return MORE_AND_LESS.fill(times=times, others=others, count=count, **named)
    if times == 0:
        return AGREED.fill(one=name_economy(one), other=name_economy(other), count=count)
    return SOMETIMES_MORE.fill(times=times, count=count, **named)


def _describe_distance(years: list[YearOfBoth], named: dict[str, str]) -> str:
    """Say by how much one side has more, where it has for each of the years."""
    count = len(years)
    ratios = [max(year.first, year.second) / min(year.first, year.second) - 1 for year in years]
    least, most = (format_percent(ratio, signed=False) for ratio in (min(ratios), max(ratios)))
    if least == most:
        return ALWAYS_AS_MUCH_MORE.fill(most=most, count=count, **named)
    return ALWAYS_MORE.fill(least=least, most=most, count=count, **named)


def _list_years_of_both(sure: pd.DataFrame, one: str, other: str) -> list[YearOfBoth]:
    """List the years for which both sides have a figure above zero: of several the one with the narrowest range."""
    rows = sure[sure["_side"].isin([one, other]) & (sure["value"] > 0)]
    lows = rows["low"] if "low" in rows else rows["value"]
    highs = rows["high"] if "high" in rows else rows["value"]
    # What has no range, or one with an open end, says less than what has one.
    rows = rows.assign(_low=lows, _high=highs, _width=highs - lows)
    best = rows.sort_values(["_first", "_side", "_width"], kind="stable").drop_duplicates(["_first", "_side"])
    years = []
    for start, both in best.groupby("start"):
        by_side = both.set_index("_side")
        if len(by_side) == 2:
            first, second = by_side.loc[one], by_side.loc[other]
            sign = _compare_figures(first, second)
            years.append(YearOfBoth(year_of(int(start)), float(first["value"]), float(second["value"]), sign))
    return years


def _compare_figures(first: "pd.Series[Any]", second: "pd.Series[Any]") -> int:
    """Tell whether the second figure is higher (1) or lower (-1), or by its digits neither (0)."""
    little, much, sign = first, second, 1
    if second["value"] < first["value"]:
        little, much, sign = second, first, -1
    if much["value"] <= AGREEING * little["value"]:
        return 0
    # Where one end is open, nothing says how far the figure reaches.
    is_known = not is_missing(little["_high"]) and not is_missing(much["_low"])
    if is_known and much["_low"] <= little["_high"]:
        return 0
    return sign


def _describe_one_year(year: YearOfBoth, sure: pd.DataFrame, one: str, other: str, currency: str) -> str:
    """Say what both sides printed of the one year that they have in common."""
    little, less, much, more = year.first, one, year.second, other
    if much < little:
        little, less, much, more = much, more, little, less
    parts = {
        "year": format_period(year.year),
        "less": name_economy(less),
        "more": name_economy(more),
        "little": format_amount(little, currency),
        "much": format_amount(much, currency),
    }
    count = sure["start"].nunique()
    if count == 1:
        return APART.fill(**parts)
    return ONE_COMMON.fill(count=count, **parts)


def _count_claims(data: pd.DataFrame, table: pd.DataFrame, currency: str) -> str:
    titles = data.get("title", data["publisher"])
    sources = len(set(zip(data["publisher"].astype(str), titles.astype(str), strict=True)))
    counts = [CLAIMS.fill(count=len(data), sources=SOURCES.fill(count=sources))]
    contradicted = int(data["contradicted"].sum())
    if contradicted:
        counts.append(CONTRADICTED.fill(count=contradicted))
    approximate = int(data["_approximate"].sum())
    if approximate:
        counts.append(APPROXIMATE.fill(count=approximate))
    others = int(((table["kind"] == "level") & (table["currency"] != currency)).sum())
    if others:
        counts.append(NOT_DRAWN.fill(count=others))
    said = join_clauses(counts)
    if (data["_side"] == "").all():
        said = NO_SIDES.fill(counts=said)
    return COUNTS.fill(counts=said)


def format_printed(value: float) -> str:
    """Write the digits of a printed figure, without zeros that nobody printed.

    Examples
    --------
    >>> format_printed(2.2), format_printed(3.0), format_printed(2.123), format_printed(0.9457), format_printed(140.0)
    ('2.2', '3', '2.12', '0.946', '140')
    """
    number = format_number(value)
    if "." not in number:
        return number
    return number.rstrip("0").rstrip(".")


def tell_claim(row: dict[Any, Any]) -> str:
    """Write what is told of a claim that is pointed at: its words, who printed it and when, its source and its key."""
    facts = []
    if not is_missing(row.get("quote")):
        facts.append(provenance.PRINTED_AS.fill(quote=provenance.shorten_text(str(row["quote"]))))
    if not is_missing(row.get("publisher")):
        template, parts = provenance.PRINTED_BY, {"publisher": str(row["publisher"])}
        if not is_missing(row.get("published")):
            template, parts = PRINTED_BY_ON, parts | {"day": str(row["published"])}
        facts.append(template.fill(**parts))
    facts += provenance.facts_of_origin(row)
    facts.append(CLAIM_KEY.fill(key=str(row["claim"])))
    when = format_span(make_span_of_months(int(row["start"]), int(row["end"])))
    what = when if row["_side"] == "" else OF_SIDE.fill(side=name_side(row["_side"]), period=when)
    return provenance.tell_mark(what, format_amount(row["value"], row["currency"]), facts)
