"""Words: what a person should look at where two readings of one text were held against each other."""

from collections.abc import Sequence

from tradeview.errors import TradeviewError
from tradeview.periods import NO_SPAN, span_of_stretch
from tradeview.words.money import format_amount
from tradeview.words.numbers import format_percent, format_quantity, write_short
from tradeview.words.periods import format_span
from tradeview.words.templates import Template, list_words

DIGITS = 12  # of an amount: as it was read, not rounded
PERCENTAGES = ("growth", "annual growth", "share")
LONGEST = 80  # characters of what a reading states that is no number

ALIKE = Template("Both readings have {figure}.")
OPEN_BESIDE = Template(
    "Of one figure the first reading has {first}, the second {second}.", note="one of them without value or currency"
)
OPEN_IN_ONE = Template("Only one of them states its {fields}: decide on that.", note="fields: value, period and flow")
DIFFERS = Template(
    "Look at its {field}: the first reading has {first}, the second {second}.", note="field: currency, period, flow"
)
FIRST_ALONE = Template("The first reading alone has {figure}: look whether it belongs here.")
SECOND_ALONE = Template("The second reading alone has {figure}: look at it, the first did not read it.")
NOT_IN_TEXT = Template("No number in the text, with its scale and currency, can be {figure}.")
NOT_AT_QUOTE = Template("The words “{quote}” cannot be {figure}.")
NOT_FOUND = Template("Nothing in the text bears out its {fields}.", note="fields: period and flow")
UNREADABLE = Template("The {field} of the second reading cannot be read: “{cell}”.", note="field: value, currency")
NO_FIGURE = Template("a figure without a value")
NO_CURRENCY = Template("{number} of no currency")
PLACE = Template("place {number}", note="a rank")
NOT_STATED = Template("nothing", note="what a reading states of a field that it leaves open")

# What the fields of a row are called in a sentence.
FIELDS = {
    "value": Template("value"), "sign": Template("sign"), "currency": Template("currency"), "period": Template("time"),
    "months": Template("months"), "flow": Template("flow"), "kind": Template("kind"), "bound": Template("bound"),
    "low": Template("lower end"), "high": Template("upper end"), "quote": Template("quote"),
    "coverage": Template("coverage"), "status": Template("status"), "base": Template("base of comparison"),
    "reporter": Template("economy"), "partner": Template("partner"), "range": Template("range"),
}  # fmt: skip


def name_field(field: str) -> str:
    """Name a field; one that we do not know by its own name."""
    return FIELDS[field].fill() if field in FIELDS else field


def name_fields(fields: Sequence[str]) -> str:
    """Name several fields as a sentence has them.

    Examples
    --------
    >>> name_fields(["value", "period", "flow"])
    'value, time and flow'
    """
    return list_words([name_field(field) for field in fields])


def write_figure(value: float | None, currency: str | None, kind: str | None = None) -> str:
    """Write a figure that was read, with all its digits.

    Examples
    --------
    >>> write_figure(2.48e9, "USD"), write_figure(3, None, "rank"), write_figure(None, "USD")
    ('US$2.48 billion', 'place 3', 'a figure without a value')
    """
    if value is None:
        return NO_FIGURE.fill()
    if kind in PERCENTAGES and currency is None:
        places = len(f"{100 * value:.4f}".rstrip("0").partition(".")[2])
        return format_percent(value, places, signed=kind != "share")
    if kind == "rank":
        return PLACE.fill(number=write_short(value))
    if currency is None:
        return NO_CURRENCY.fill(number=format_quantity(value, digits=DIGITS))
    try:
        return format_amount(value, currency, DIGITS)
    except (TradeviewError, ValueError, ArithmeticError):  # of a currency that CLDR does not know
        return f"{currency} {write_short(value)}"


def write_time(written: str | None) -> str:
    """Write months as a reader sees them; None where there are none.

    Examples
    --------
    >>> write_time("2024-01/2024-08")
    'January to August 2024'
    """
    if written is None:
        return NOT_STATED.fill()
    span = span_of_stretch(written)
    return written if span == NO_SPAN else format_span(span)


def write_cell(cell: object) -> str:
    """Write what a reading states of a field that is a word; as much of it as a line holds."""
    if cell is None:
        return NOT_STATED.fill()
    written = str(cell)
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"
