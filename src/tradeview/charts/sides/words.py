"""What a chart of both sides says: how far the sides lie apart, how many claims there are, and who printed them."""

from typing import Any, NamedTuple

import pandas as pd

from tradeview.charts.labels import CURRENT_PRICES, MONEY_AT_PRICES, name_unit
from tradeview.charts.layout.page import Drawing
from tradeview.charts.layout.text import ELLIPSIS
from tradeview.commodities.codes import classification_name
from tradeview.periods import make_span_of_months, year_of
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words import provenance
from tradeview.words.money import format_amount
from tradeview.words.names import PAIR_TRADE, PAIR_TRADE_IN, label_economy, name_covered, name_economy
from tradeview.words.numbers import NOT_STATED, choose_scale, format_number
from tradeview.words.periods import format_run, format_span, is_fiscal_year
from tradeview.words.templates import Plural, Template

EXPORTS = Template("exports from {exporter} to {importer}")
EXPORTS_OF = Template("exports of {classification} {code} from {exporter} to {importer}", note="HS or SITC")
APART = Template("For {year}, {less:possessive} side printed {little} and {more:possessive} {much}")
NOTHING_SURE = Template("{flow:capital}: no year that the claims agree on", note="flow: Malaysia–Russia trade")
ONE_LEVEL = Template("{flow:capital}: {amount} in {year}")
TRADE_LEVELS = Template("{flow:capital} was printed as {first} in {first_year} and {last} in {last_year}")
EXPORT_LEVELS = Template("{flow:capital} were printed as {first} in {first_year} and {last} in {last_year}")
SEVERAL_AMOUNTS = Template("{little} to {much}", note="amounts that claims print for one year, the least and the most")
AS_PRINTED = Template("{flow:capital} as printed, {years}, {money}", note="money: US$ billion at current prices")
WHISKERS = Template("whiskers: what the printed digits allow")
HATCHED = Template("hatched: part of a year")
HATCHED_FISCAL = Template("hatched: fiscal year")
HATCHED_BOTH = Template("hatched: part of a year, or fiscal year")
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
PRINTED_BY = Template("Printed by: {publishers}.")
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


class Disagreement(NamedTuple):
    """The year for which both sides lie farthest apart: who printed less, who more, and the two amounts."""

    year: int
    less: str
    more: str
    little: float
    much: float


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
    money = MONEY_AT_PRICES.fill(unit=name_unit(currency, scale_word), prices=CURRENT_PRICES.fill())
    title = _describe_levels(data, currency)
    subtitle = [AS_PRINTED.fill(flow=_name_flow(data.iloc[0]), years=years, money=money), WHISKERS.fill()]
    if not data["_whole"].all():
        subtitle.append(_describe_hatches(data[~data["_whole"]]))
    counts = _count_claims(data, table, currency)
    publishers = list(data["publisher"].dropna().astype(str).unique())
    names = [_cut_name(name) for name in publishers[:NAMED]]
    if len(publishers) > NAMED:
        names.append(MORE.fill(count=len(publishers) - NAMED))
    if not names:
        names.append(NOT_STATED.fill())
    caption = (counts, PRINTED_BY.fill(publishers="; ".join(names)))
    shown = data.drop(columns=[name for name in data if name.startswith("_")])
    return Drawing(title, "; ".join(subtitle), caption, ALT.fill(title=title, counts=counts), shown)


def _describe_hatches(parts: pd.DataFrame) -> str:
    """Say what is hatched: parts of years, fiscal years, or both."""
    spans = [make_span_of_months(int(start), int(end)) for start, end in zip(parts["start"], parts["end"], strict=True)]
    fiscal = [is_fiscal_year(span) for span in spans]
    if all(fiscal):
        return HATCHED_FISCAL.fill()
    return HATCHED_BOTH.fill() if any(fiscal) else HATCHED.fill()


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
    """Name the year for which the sides lie farthest apart, else the first and the newest year."""
    # Parts of a year may be of other months on each side, and what is contradicted may be a misprint.
    sure = data[data["_whole"] & ~data["contradicted"]]
    found = _widest_disagreement(sure)
    if found is not None:
        little, much = format_amount(found.little, currency), format_amount(found.much, currency)
        less, more = name_economy(found.less), name_economy(found.more)
        return APART.fill(year=str(found.year), less=less, little=little, more=more, much=much)
    flow = _name_flow(data.iloc[0])
    if sure.empty:
        return NOTHING_SURE.fill(flow=flow)
    first, last = sure.iloc[0], sure.iloc[-1]
    amount, year = format_amount(first["value"], currency), str(year_of(int(first["start"])))
    last_amount, last_year = format_amount(last["value"], currency), str(year_of(int(last["start"])))
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


def _widest_disagreement(sure: pd.DataFrame) -> Disagreement | None:
    """Find the year for which both sides lie farthest apart, if any do at all."""
    widest, found = AGREEING, None
    for start, rows in sure[sure["_side"] != ""].groupby("start"):
        by_side = rows.groupby("_side")["value"].first()
        # Both have to state the year, and nothing is a multiple of zero.
        if len(by_side) != 2 or by_side.min() <= 0:
            continue
        little, much = by_side.min(), by_side.max()
        if much / little > widest:
            widest = much / little
            found = Disagreement(year_of(int(start)), by_side.idxmin(), by_side.idxmax(), little, much)
    return found


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
    said = "; ".join(counts)
    if (data["_side"] == "").all():
        said = NO_SIDES.fill(counts=said)
    return COUNTS.fill(counts=said)


def _cut_name(name: str) -> str:
    """Cut a long name, and show that it is cut."""
    if len(name) <= MOST_QUOTED:
        return name
    return name[: MOST_QUOTED - 1].rstrip() + ELLIPSIS


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
