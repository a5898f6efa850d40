"""Provenance: what stands behind a figure, in words: as printed, its range, rate, prices, whose it is, its source.

The same sentences stand where a cell of a table is pointed at, and where a mark of a chart is.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tradeview.table.engines import is_missing
from tradeview.words import captions
from tradeview.words.money import format_amount
from tradeview.words.numbers import RANGE, format_number
from tradeview.words.periods import format_span
from tradeview.words.table_words import KINDS_OF_RATES, say_word
from tradeview.words.templates import Arrangement, Template

PRINTED_AS = Template("Printed: “{quote}”.", note="quote: the words of the figure, in any language")
WITHIN = Template("Range: {range}.", note="range: US$2.475 billion to US$2.485 billion")
STATED_AS = Template("Stated as {amount}.", note="amount: before it was converted or deflated")
RATE_OF_FIGURE = Template("Rate: {rate}.", note="rate: 4.57 RM per US$, average, European Central Bank")
RATE_WORDS = Arrangement("{rate} {unit}, {kind}, {source}", note="unit: RM per US$; kind: average, end, implied")
RATE_AS_PRINTED = Template("as printed", note="the figure was not converted")
KIND_NOT_STATED = Template("kind not stated", note="of an exchange rate: a mean, or that of a day")
AT_PRICES = Template("At prices of {period}, by {deflator}.", note="deflator: the name of a price index")
VALUED = Template("Valued {valuation}.", note="valuation: FOB, CIF")
BY_STATISTICS = Template("Statistics: {compiler}.", note="compiler: whose they are")
FROM_SOURCE = Template("Source: {source}.")
PRINTED_BY = Template("Printed by {publisher}.")
MARK = Arrangement("{what}: {amount}", note="above what stands behind a mark of a chart; what: 2024, or China, 2024")

RATE_DIGITS = 5
LONGEST = 2000  # letters of printed words that are told
ELLIPSIS = "…"

Row = Mapping[str, Any]


def describe_rate(row: Row) -> str:
    """Say at which rate a figure was converted: its value, its kind and its source.

    Examples
    --------
    >>> row = {"rate": 0.25, "rate_kind": "average", "rate_source": "ECB", "stated_currency": "USD", "currency": "MYR"}
    >>> describe_rate(row)
    '4.0000 RM per US$, average, ECB'
    >>> describe_rate({**row, "rate": None, "rate_source": None})
    'as printed'
    """
    rate, source, kind = row.get("rate"), row.get("rate_source"), row.get("rate_kind")
    if rate is None or is_missing(rate):
        if is_missing(source):
            return RATE_AS_PRINTED.fill()
        # A sum of what was converted in parts has no one rate.
        said = None if is_missing(kind) else kind
        return captions.describe_rate_source(said, source, int(row["period"]))
    stated = row.get("stated_currency", row.get("base_currency"))
    quoted, unit = captions.quote_rate(float(rate), str(stated), str(row["currency"]))
    return write_rate(quoted, unit, kind, source)


def write_rate(rate: float, unit: str, kind: object, source: object) -> str:
    """Write a rate with its unit, its kind and its source."""
    said = KIND_NOT_STATED.fill() if is_missing(kind) else say_word(KINDS_OF_RATES, str(kind))
    named = captions.source_name(source)
    return RATE_WORDS.fill(rate=format_number(rate, RATE_DIGITS), unit=unit, kind=said, source=named)


def say_range(row: Row, low: str, high: str, write: Callable[[Any], str]) -> str | None:
    """Say the range of a figure, whose ends are two columns; nothing where a row has not both, or one number alone."""
    if is_missing(row.get(low)) or is_missing(row.get(high)) or row[low] == row[high]:
        return None
    return WITHIN.fill(range=RANGE.fill(low=write(row[low]), high=write(row[high])))


def say_source(source: object) -> str | None:
    """Name the source of a figure, where it has one."""
    return None if is_missing(source) else FROM_SOURCE.fill(source=captions.source_name(source))


def facts_of_figure(row: Row, name_period: Callable[[int], str] = format_span) -> list[str]:
    """Say what stands behind a figure of a trade table, in whole sentences: what its row does not say is left out.

    Parameters
    ----------
    row : mapping
        The cells of the row, by column.
    name_period : callable
        Names the period of its prices.

    Examples
    --------
    >>> facts_of_figure({"value": 2.48e9, "currency": "USD", "quote": "US$2.48 billion", "source": "bernama-2025"})
    ['Printed: “US$2.48 billion”.', 'Source: Bernama, 15 May 2025.']
    """
    said = [
        _fill(PRINTED_AS, quote=row.get("quote")),
        say_range(row, "low", "high", lambda end: format_amount(float(end), str(row["currency"]), RATE_DIGITS)),
    ]
    stated, stated_currency = row.get("stated_value"), row.get("stated_currency")
    if not is_missing(stated) and not is_missing(stated_currency):
        said.append(STATED_AS.fill(amount=format_amount(float(str(stated)), str(stated_currency), RATE_DIGITS)))
        if not is_missing(row.get("rate")):
            said.append(RATE_OF_FIGURE.fill(rate=describe_rate(row)))
    if not is_missing(row.get("deflator")) and not is_missing(row.get("base_period")):
        period = name_period(int(row["base_period"]))
        said.append(AT_PRICES.fill(period=period, deflator=str(row["deflator"])))
    said += facts_of_origin(row)
    return [sentence for sentence in said if sentence]


def facts_of_origin(row: Row, prefix: str = "") -> list[str]:
    """Say how a figure is valued, whose statistics it is and where it stands, of columns with a prefix."""
    said = [_fill(VALUED, valuation=row.get(f"{prefix}valuation"))]
    compiler = row.get(f"{prefix}compiled_by")
    if not is_missing(compiler):
        said.append(BY_STATISTICS.fill(compiler=captions.name_compiler(str(compiler))))
    said.append(say_source(row.get(f"{prefix}source")))
    return [sentence for sentence in said if sentence]


def tell_mark(what: str, amount: str, facts: list[str]) -> str:
    """Write what a reader is told who points at a mark: what it is, and in a line each what stands behind it."""
    return "\n".join([MARK.fill(what=what, amount=amount), *facts])


def _fill(template: Template, **parts: object) -> str | None:
    """Fill a template, unless what it says is missing."""
    if any(is_missing(part) for part in parts.values()):
        return None
    return template.fill(**{name: shorten_text(str(part)) for name, part in parts.items()})


def shorten_text(text: str) -> str:
    """Cut text that is too long to be told as a whole."""
    return text if len(text) <= LONGEST else text[:LONGEST] + ELLIPSIS
