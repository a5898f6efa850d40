"""What a marked text says: its states, its legend, and of each mark what was read there."""

from typing import Any, NamedTuple

from tradeview.errors import TradeviewError
from tradeview.periods import NO_SPAN, frequency_of, is_period, make_span_of_months, span_of_stretch
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.words.language import spoken
from tradeview.words.money import format_amount, write_amount
from tradeview.words.names import name_economy
from tradeview.words.numbers import format_percent, format_quantity, write_short
from tradeview.words.periods import format_span
from tradeview.words.table_words import COVERAGES, FLOWS_READ, STATUSES, say_set_of_rank, say_word
from tradeview.words.templates import Plural, Template

Row = dict[str, Any]
DIGITS = 12  # of an amount: as it was read, not rounded
PLACES = 4  # of a percentage that was read
OPEN_PERCENTAGE = "percentage"  # that a text prints, and leaves open what it is: growth, a share
PERCENTAGES = ("growth", "annual growth", "share", OPEN_PERCENTAGE)
UNSIGNED = ("share", OPEN_PERCENTAGE)


class State(NamedTuple):
    """How a state is told without colour: a sign, a word, and what it means."""

    sign: str
    word: Template
    meaning: Template


STATES = {
    "contradicts": State(
        "✗", Template("contradicts"), Template("lies apart from the official figure by more than a revision")
    ),
    "cannot tell": State("?", Template("cannot tell"), Template("could not be held against a figure")),
    "revised": State("≈", Template("revised"), Template("differs by no more than a revision may have changed")),
    "matches": State("✓", Template("matches"), Template("is the official figure within its printed digits")),
    "open": State("…", Template("open"), Template("has no value: it can be read in two ways")),
    "read": State("•", Template("read"), Template("was read as a number of trade")),
    "rate": State("⇄", Template("rate"), Template("is a rate between two currencies")),
}
# The states of two readings that were held against each other (`tv.compare_readings`).
STATES |= {
    "not in the text": State(
        "∅", Template("not in the text"), Template("cannot be printed where it was read, or stands nowhere in the text")
    ),
    "read differently": State(
        "≠", Template("read differently"), Template("differs between the readings, or says what the text does not")
    ),
    "second alone": State("◑", Template("second alone"), Template("stands in the text, and only the second has it")),
    "first alone": State("◐", Template("first alone"), Template("is in the first reading alone")),
    "left open": State(
        "◌", Template("left open by one"), Template("is in both readings, of which one leaves something open")
    ),
    "read alike": State("=", Template("read alike"), Template("is in both readings alike")),
}
# The words of verdicts, as tables have them.
VERDICTS = ("matches", "revised", "contradicts", "cannot tell")

TITLE = Template("A text and its numbers, marked")
REGION = Template("Text with its numbers marked", note="what a screen reader calls the whole")
NUMBERS_MARKED = Plural("{count} number is marked.", "{count} numbers are marked.")
NOT_PLACED = Plural(
    "{count} number of the second reading has no place in it, and stands in the list alone.",
    "{count} numbers of the second reading have no place in it, and stand in the list alone.",
    note="follows NUMBERS_MARKED; it: the text",
)
NOTHING_MARKED = Template("No number is marked in this text.")
LEGEND = Template("What the marks mean", note="what a screen reader calls the list of signs")
LEGEND_ENTRY = Plural(
    "{meaning} ({count} number)", "{meaning} ({count} numbers)", note="meaning: could not be held against a figure"
)
EXPLANATIONS = Template("The numbers, one by one")
BACK = Template("back to the text")

# What was read of a number, one sentence a fact
READ_AS = Template("Read as {kind}: {figure}.", note="kind: level, growth, price …; figure: RM84.43 billion")
READ_OPEN = Template("Read as {kind}, with no one value.")
ABOUT = Template("about {figure}")
BOUNDED = {"more than": Template("more than {figure}"), "less than": Template("less than {figure}")}
NO_CURRENCY = Template("{figure} of a currency that is not settled")
PER_UNIT = Template("{figure} per {unit}")
PERCENTAGE_POINTS = Plural("{figure} percentage point", "{figure} percentage points", note="figure: +0.5")
RANK = Template("place {place}")
RANK_AMONG = Template("place {place} among {set}", note="set: partners in Europe")
SHARE_OF = Template("{figure} of {set}")
TIME = {
    "sentence": Template("Time: {time}."),
    "heading": Template("Time: {time}, which the heading states."),
    "paragraph": Template("Time: {time}, carried from the text around the sentence."),
    "published": Template("Time: {time}, told from the day of publication."),
}
NO_TIME = Template("Time: not settled.")
COMPARED = Template("Compared with {base}.")
FLOW = Template("Flow: {flow}.")
COVERAGE = Template("Coverage: {coverage}.")
GOODS = Template("Goods: {goods}.")
TRADE = Template("Trade of {reporter} with {partner}.")
REPORTER = Template("Trade of {reporter}.")
STATUS = Template("Status: {status}.")
KINDS = {
    "amount": Template("amount"), "level": Template("level"), "growth": Template("growth"),
    "annual growth": Template("growth a year"), "change": Template("change"), "share": Template("share"),
    "rank": Template("rank"), "quantity": Template("quantity"), "price": Template("price"),
    "average": Template("average"), "index": Template("index"), "rate": Template("rate"),
    OPEN_PERCENTAGE: Template("percentage"),
}  # fmt: skip


def name_kind(kind: str) -> str:
    """Name a kind; of one that we do not know, its own word."""
    return KINDS[kind].fill() if kind in KINDS else kind


def describe_reading(row: Row) -> list[str]:
    """Say what was read of a number, as far as a table has it.

    Examples
    --------
    >>> row = {"kind": "level", "value": 5e9, "currency": "MYR", "start": 202011, "end": 202011, "flow": "export"}
    >>> print(*describe_reading(row))
    Read as level: RM5 billion. Time: Nov 2020. Flow: export.
    """
    known = {name: cell for name, cell in row.items() if not is_missing(cell) and cell != ""}
    if "kind" in row and known.keys().isdisjoint(("kind", "currency", "unit")):
        known["kind"] = OPEN_PERCENTAGE
    facts = [_describe_value(known), *_describe_time(known)]
    if "flow" in known:
        facts.append(FLOW.fill(flow=say_word(FLOWS_READ, str(known["flow"]))))
    if "coverage" in known:
        facts.append(COVERAGE.fill(coverage=say_word(COVERAGES, str(known["coverage"]))))
    if "status" in known:
        facts.append(STATUS.fill(status=say_word(STATUSES, str(known["status"]))))
    facts += _describe_trade(known)
    return facts


def _describe_value(known: Row) -> str:
    kind = name_kind(str(known.get("kind", "amount")))
    if "value" not in known:
        return READ_OPEN.fill(kind=kind)
    figure = _write_figure(known)
    if known.get("bound") in BOUNDED:
        figure = BOUNDED[str(known["bound"])].fill(figure=figure)
    elif known.get("approximate"):
        figure = ABOUT.fill(figure=figure)
    return READ_AS.fill(kind=kind, figure=figure)


def _write_figure(known: Row) -> str:
    """Write what a number says, in its unit."""
    kind, value, unit = str(known.get("kind", "")), float(known["value"]), str(known.get("unit", ""))
    if kind == "rank" or kind in PERCENTAGES:
        return _write_ratio_or_place(kind, value, known.get("among"))
    if unit == "percentage point":
        points = round(100 * value, PLACES)
        count = 1 if abs(points) == 1 else 2
        return PERCENTAGE_POINTS.fill(count=count, figure=_write_points(points))
    if "currency" in known:
        return _write_money(value, str(known["currency"]), kind, unit)
    if kind in ("amount", "level"):
        return NO_CURRENCY.fill(figure=format_quantity(value, digits=DIGITS))
    return format_quantity(value, unit if unit and unit != kind else None, DIGITS)


def _write_ratio_or_place(kind: str, value: float, among: object) -> str:
    """Write a percentage or a rank, with the set that it is of, where one is printed."""
    if kind == "rank":
        place = write_short(value)
        return (
            RANK.fill(place=place) if among is None else RANK_AMONG.fill(place=place, set=say_set_of_rank(str(among)))
        )
    figure = _write_percentage(value, signed=kind not in UNSIGNED)
    if kind == "share" and among is not None:
        return SHARE_OF.fill(figure=figure, set=str(among))
    return figure


def _write_points(points: float) -> str:
    written = f"{points:+.{PLACES + 2}g}"
    if spoken().is_english:
        return written
    return f"+{write_short(points)}" if points > 0 else write_short(points)


def _write_money(value: float, currency: str, kind: str, unit: str) -> str:
    """Write money as it was read: prices and rates without a scale, as they are printed."""
    if kind not in ("price", "rate"):
        return format_amount(value, currency, DIGITS)
    figure = write_amount(format_quantity(value, digits=DIGITS), currency)
    return PER_UNIT.fill(figure=figure, unit=unit) if unit else figure


def _write_percentage(value: float, *, signed: bool) -> str:
    percent = round(100 * value, PLACES)
    places = len(f"{percent:.{PLACES}f}".rstrip("0").partition(".")[2])
    return format_percent(value, places, signed=signed)


def _describe_time(known: Row) -> list[str]:
    stated = str(known.get("time_from", "sentence"))
    template = TIME.get(stated, TIME["sentence"])
    times = []
    time = _write_time(known)
    if time is not None:
        times.append(template.fill(time=time))
    elif known.get("kind") != "rate":
        times.append(NO_TIME.fill())
    if "base_start" in known and "base_end" in known:
        base = _write_months(known["base_start"], known["base_end"])
        if base is not None:
            times.append(COMPARED.fill(base=base))
    return times


def _write_time(known: Row) -> str | None:
    if "start" in known and "end" in known:
        return _write_months(known["start"], known["end"])
    span = span_of_stretch(str(known.get("months", "")))
    # A year without months is that of a part which the text does not settle ("so far in 2024").
    return None if span == NO_SPAN else format_span(span)


def _write_months(start: float, end: float) -> str | None:
    """Write months; None where a table has what are none, or the last before the first."""
    first, last = int(start), int(end)
    are_months = all(is_period(month) and frequency_of(month) == "M" for month in (first, last))
    return format_span(make_span_of_months(first, last)) if are_months and first <= last else None


def _describe_trade(known: Row) -> list[str]:
    said = []
    goods = known.get("commodity")
    if goods is None and known.get("commodity_code") not in (None, TOTAL):
        goods = known["commodity_code"]
    if goods is not None:
        said.append(GOODS.fill(goods=str(goods)))
    if "reporter" in known and "partner" in known:
        said.append(TRADE.fill(reporter=_name(known["reporter"]), partner=_name(known["partner"])))
    elif "reporter" in known:
        said.append(REPORTER.fill(reporter=_name(known["reporter"])))
    return said


def _name(code: object) -> str:
    """Name an economy; a code that is none of ours stands for itself."""
    try:
        return name_economy(code)
    except TradeviewError:
        return str(code)
