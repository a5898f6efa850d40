"""How each column of our tables is written for a reader: what its head says, and what a cell of it becomes.

All numbers, money, periods and names are written by `tradeview.words`; here stands which of them a column is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tradeview.charts.labels import name_prices, name_product
from tradeview.errors import TradeviewError
from tradeview.interactive.table import words
from tradeview.periods import NO_SPAN, make_span_of_months
from tradeview.table.engines import is_missing
from tradeview.table.schema import GOODS
from tradeview.table.series import span_of
from tradeview.words import captions, provenance
from tradeview.words.money import currency_name, currency_symbol, format_amount
from tradeview.words.names import FLOWS, label_economy, plain_name
from tradeview.words.numbers import EN_DASH, RANGE, format_number, format_percent, format_quantity
from tradeview.words.periods import format_period, format_span
from tradeview.words.provenance import RATE_DIGITS, shorten_text
from tradeview.words.readings import PERCENTAGES, name_field, write_figure
from tradeview.words.templates import Template, join_items

Row = Mapping[str, Any]
EXACT = 15  # digits of a float
INDEX_DIGITS = 4
# What comes of a cell that its column should not hold.
NOT_WRITTEN = (TradeviewError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError)


@dataclass(frozen=True)
class Setting:
    """Where a table stands: how its periods are named, where the name of a source leads.

    Parameters
    ----------
    name_period : callable
        Names a period or span.
    link : callable or None
        Gives the address of a source by its key.
    """

    name_period: Callable[[int], str] = format_span
    link: Callable[[str], str] | None = None


Write = Callable[[Any, Row, Setting], str]


@dataclass(frozen=True)
class Reading:
    """How a column is read: the head above it, what a cell becomes, whether that is a number.

    `needs` are the columns that a column which is none of the frame's is made of. `missing` writes a cell that is
    missing, where a dash would not say why.
    """

    head: Template
    write: Write
    is_number: bool = False
    is_quote: bool = False
    needs: tuple[str, ...] = ()
    missing: Callable[[Row], str] | None = None

    def of_year_before(self) -> "Reading":
        """Return how growth is read that is on the same months of the year before."""
        return replace(self, head=words.ON_YEAR_BEFORE, missing=_say_no_growth_over_year)


def write_plain(cell: Any, _row: Row | None = None, _setting: Setting | None = None) -> str:
    """Write a cell of which nothing is known.

    Examples
    --------
    >>> write_plain("a"), write_plain(2024), write_plain(1.5e9), write_plain(True), write_plain(None)
    ('a', '2024', '1,500,000,000', 'yes', '–')
    """
    if is_missing(cell):
        return EN_DASH
    if isinstance(cell, bool) or type(cell).__name__ in {"bool_", "bool"}:  # NumPy's is no bool of Python's
        return (words.YES if cell else words.NO).fill()
    try:
        if isinstance(cell, str | int):
            return shorten_text(str(cell))
        number = float(cell)
        return format_quantity(number, digits=EXACT) if abs(number) < float("inf") else str(cell)
    except (TypeError, ValueError, ArithmeticError):
        return _describe_object(cell)


def _describe_object(cell: Any) -> str:
    """Write what is neither text nor number; what cannot be written, as an integer of 5,000 digits, by its type."""
    try:
        return shorten_text(str(cell))
    except Exception:  # noqa: BLE001 - whatever the object of somebody else raises, the table is shown
        return type(cell).__name__


def write_cell(reading: Reading, cell: Any, row: Row, setting: Setting) -> str:
    """Write a cell; what its column should not hold is written as it stands, since a table refuses nothing."""
    if is_missing(cell) and not reading.needs:
        return reading.missing(row) if reading.missing is not None else EN_DASH
    try:
        return shorten_text(reading.write(cell, row, setting))
    except NOT_WRITTEN:
        return write_plain(cell)


def _number(cell: Any) -> float:
    """Return a finite number of any type; others are refused, and so are written as they stand."""
    number = float(cell)
    if isinstance(cell, str | bool) or abs(number) == float("inf"):
        raise ValueError(cell)
    return number


def _whole_number(cell: Any) -> int:
    """Return a whole number of any type; half a period is none, and is written as it stands."""
    number = int(cell)
    if number != cell and not isinstance(cell, str):
        raise ValueError(cell)
    return number


def write_money(cell: Any, row: Row, _setting: Setting, currency: str = "currency") -> str:
    """Write an amount in the currency that a column of its row names."""
    if is_missing(row.get(currency)):
        return format_quantity(_number(cell))
    return format_amount(_number(cell), str(row[currency]))


def _write_stated(cell: Any, row: Row, setting: Setting) -> str:
    return write_money(cell, row, setting, "stated_currency")


def _write_period(cell: Any, row: Row, setting: Setting) -> str:
    period = _whole_number(cell)
    span = span_of({"period": period, "months": row.get("months")})
    if span == NO_SPAN:  # what the months are meant to be is not known, and the whole year it is not
        return words.MONTHS_AS_STORED.fill(period=str(period), months=write_plain(row["months"]))
    return setting.name_period(span)


def _write_other_period(cell: Any, _row: Row, setting: Setting) -> str:
    return setting.name_period(_whole_number(cell))


def _write_time(_cell: Any, row: Row, _setting: Setting) -> str:
    if is_missing(row.get("start")) or is_missing(row.get("end")):
        return EN_DASH
    return format_span(make_span_of_months(int(row["start"]), int(row["end"])))


def _write_economy(cell: Any, _row: Row, _setting: Setting) -> str:
    return label_economy(str(cell))


def _write_economies(cell: Any, _row: Row, _setting: Setting) -> str:
    return join_items(plain_name(code) for code in str(cell).split(", "))


def _write_flow(cell: Any, _row: Row, _setting: Setting) -> str:
    return FLOWS[str(cell)].fill()


def _write_product(cell: Any, row: Row, _setting: Setting) -> str:
    return name_product(str(cell), row.get("classification"))


def _write_change(cell: Any, _row: Row, _setting: Setting) -> str:
    return format_percent(_number(cell), 1)


def _write_share(cell: Any, _row: Row, _setting: Setting) -> str:
    return format_percent(_number(cell), 1, signed=False)


def _write_log_points(cell: Any, _row: Row, _setting: Setting) -> str:
    return format_number(100 * _number(cell))


def _write_index(cell: Any, _row: Row, _setting: Setting) -> str:
    return format_number(_number(cell), INDEX_DIGITS)


def _write_number(cell: Any, _row: Row, _setting: Setting) -> str:
    return format_number(_number(cell))


def _write_source(cell: Any, _row: Row, _setting: Setting) -> str:
    return captions.source_name(cell)


def _write_currency(cell: Any, _row: Row, _setting: Setting) -> str:
    return currency_name(str(cell))


def _write_one_unit(cell: Any, _row: Row, _setting: Setting) -> str:
    return currency_name(str(cell), one=True)


def _write_rate(cell: Any, row: Row, _setting: Setting) -> str:
    """Write a rate of a table of rates, with its unit."""
    quoted, base = currency_symbol(str(row["quote"])), currency_symbol(str(row["base"]))
    unit = captions.RATE_UNIT.fill(quote=quoted, base=base)
    return words.RATE_CELL.fill(rate=format_number(_number(cell), RATE_DIGITS), unit=unit)


def describe_rate(row: Row, prefix: str = "") -> str:
    """Say at which rate a figure was converted: its value, its kind and its source."""
    rate = row.get(f"{prefix}rate")
    if not prefix or is_missing(rate):
        return provenance.describe_rate(row)
    # Of growth accounting: units of the currency for one of the base.
    kind, source = row.get(f"{prefix}rate_kind"), row.get(f"{prefix}rate_source")
    return provenance.write_rate(_number(rate), _unit_of_accounting(row), kind, source)


def _unit_of_accounting(row: Row) -> str:
    return captions.RATE_UNIT.fill(
        quote=currency_symbol(str(row["currency"])), base=currency_symbol(str(row["base_currency"]))
    )


def _write_rate_words(cell: Any, row: Row, _setting: Setting) -> str:
    if is_missing(row.get("stated_currency")) and not is_missing(cell):
        return format_number(_number(cell), RATE_DIGITS)
    return describe_rate(row)


def write_range(row: Row, low: str, high: str, write: Callable[[Any], str]) -> str | None:
    """Write the two ends of a range, where a row has both."""
    if is_missing(row.get(low)) or is_missing(row.get(high)):
        return None
    return RANGE.fill(low=write(row[low]), high=write(row[high]))


def _write_range(_cell: Any, row: Row, setting: Setting) -> str:
    return write_range(row, "low", "high", lambda end: write_money_in_full(end, row, setting)) or EN_DASH


def write_money_in_full(cell: Any, row: Row, _setting: Setting) -> str:
    """Write an amount with as many digits as the end of a range has."""
    if is_missing(row.get("currency")):
        return format_quantity(_number(cell), digits=EXACT)
    return format_amount(_number(cell), str(row["currency"]), RATE_DIGITS)


def _write_claimed(cell: Any, row: Row, _setting: Setting) -> str:
    """Write what a claim says: an amount, a percentage, a place among partners, or a number in its unit."""
    currency, kind = _text(row, "currency"), _text(row, "kind")
    if currency is not None or kind in PERCENTAGES or kind == "rank":
        return write_figure(_number(cell), currency, kind)
    return format_quantity(_number(cell), _text(row, "unit"), EXACT)


def _write_official(cell: Any, row: Row, setting: Setting) -> str:
    """Write an official figure, which was computed: with no more digits than its sentence has."""
    currency, kind = _text(row, "currency"), _text(row, "kind")
    if currency is not None:
        return format_amount(_number(cell), currency, RATE_DIGITS)
    if kind in PERCENTAGES:
        return format_percent(_number(cell), 1, signed=kind != "share")
    return _write_claimed(cell, row, setting)


def _text(row: Row, name: str) -> str | None:
    return None if is_missing(row.get(name)) else str(row[name])


def _write_field(cell: Any, _row: Row, _setting: Setting) -> str:
    return name_field(str(cell))


def _write_change_of_field(cell: Any, row: Row, setting: Setting) -> str:
    """Write what is printed or proposed for a field of a claim, which is text, whatever the field holds."""
    field, text = row.get("field"), str(cell)
    if field in {"start", "end", "base_start", "base_end"}:
        return format_period(int(text))
    if field == "value":
        return format_quantity(float(text), digits=EXACT)
    reading = COLUMNS.get(str(field))
    return text if reading is None or reading.is_number else reading.write(text, row, setting)


def _write_prices(cell: Any, row: Row, _setting: Setting) -> str:
    """Say what a figure was multiplied by to be in prices of another period, and by which index."""
    stated, rate = row.get("stated_value"), row.get("rate")
    if stated is None or is_missing(stated) or not stated:
        return str(cell)
    per_unit = 1.0 if rate is None or is_missing(rate) else float(rate)
    factor = float(row["value"]) * per_unit / float(stated)
    return words.OF_PRICES.fill(factor=format_number(factor, RATE_DIGITS), deflator=str(cell))


def _write_price_basis(cell: Any, row: Row, _setting: Setting) -> str:
    return name_prices(cell, row.get("base_period"))


def _say_no_growth(row: Row) -> str:
    """Say why there is no growth: a figure is the first, or what is before it allows none."""
    return (words.FIRST_FIGURE if is_missing(row.get("previous_period")) else words.NO_GROWTH).fill()


def _say_no_growth_over_year(row: Row) -> str:
    return (words.NOT_YEAR_BEFORE if is_missing(row.get("previous_period")) else words.NO_GROWTH).fill()


def _economy(head: Template) -> Reading:
    return Reading(head, _write_economy)


def _plain(head: Template) -> Reading:
    return Reading(head, write_plain)


def _amount(head: Template) -> Reading:
    return Reading(head, write_money, is_number=True)


def _numbers(head: Template, write: Write) -> Reading:
    return Reading(head, write, is_number=True)


VALUE = _amount(words.VALUE)
# What a column is, whatever table it is in; what it is in one table alone stands with that (`kinds`).
COLUMNS: dict[str, Reading] = {
    "period": Reading(words.PERIOD, _write_period),
    "time": Reading(words.TIME, _write_time, needs=("start", "end")),
    "reporter": _economy(words.REPORTER),
    "partner": _economy(words.PARTNER),
    "exporter": _economy(words.EXPORTER),
    "importer": _economy(words.IMPORTER),
    "other": _economy(words.OTHER),
    "side": _economy(words.SIDE),
    "origin": _economy(words.ORIGIN),
    "destination": _economy(words.DESTINATION),
    "flow": Reading(words.FLOW, _write_flow),
    "commodity_code": Reading(words.PRODUCT, _write_product),
    "currency": Reading(words.CURRENCY, _write_currency),
    "value": VALUE,
    "change": _amount(words.CHANGE),
    "stated_value": _numbers(words.STATED, _write_stated),
    "start_value": _amount(words.START_VALUE),
    "end_value": _amount(words.END_VALUE),
    "exporter_value": _amount(words.EXPORTER_REPORTS),
    "importer_value": _amount(words.IMPORTER_REPORTS),
    "gap": _amount(words.GAP),
    "growth_effect": _amount(words.GROWTH_EFFECT),
    "structure_effect": _amount(words.STRUCTURE_EFFECT),
    "competition_effect": _amount(words.COMPETITION_EFFECT),
    "ratio": _numbers(words.RATIO, _write_number),
    "symmetric_gap": _numbers(words.SYMMETRIC_GAP, _write_change),
    "range": Reading(words.RANGE, _write_range, is_number=True, needs=("low", "high")),
    "quote": Reading(words.PRINTED, write_plain, is_quote=True),
    "compiled_by": _plain(words.WHOSE),
    "source": Reading(words.SOURCE, _write_source),
    "rate": Reading(words.RATE, _write_rate_words, needs=("stated_currency",)),
    "rate_kind": _plain(words.RATE_KIND),
    "rate_source": Reading(words.RATE_SOURCE, _write_source),
    "deflator": Reading(words.PRICES, _write_prices),
    "price_basis": Reading(
        words.PRICE_BASIS, _write_price_basis, missing=lambda row: _write_price_basis(None, row, Setting())
    ),
    "coverage": Reading(words.COVERAGE, write_plain, missing=lambda _row: GOODS),
    "valuation": _plain(words.VALUATION),
    "classification": _plain(words.CLASSIFICATION),
    "previous_period": Reading(words.SINCE, _write_other_period),
    "growth": Reading(words.GROWTH_RATE, _write_change, is_number=True, missing=_say_no_growth),
    "annual_growth": _numbers(words.A_YEAR, _write_change),
    "log_growth": _numbers(words.LOG_GROWTH, _write_log_points),
    "share": _numbers(words.SHARE, _write_share),
    "contribution": _numbers(words.CONTRIBUTION, _write_change),
    "index": _numbers(words.REBASED_INDEX, _write_index),
    "index_base": Reading(words.INDEX_BASE, _write_other_period),
    "probability": _numbers(words.PROBABILITY, _write_share),
    "difference": _numbers(words.DIFFERENCE, _write_change),
    "official_value": _amount(words.OFFICIAL),
    "claim": _plain(words.CLAIM),
    "kind": _plain(words.KIND),
    "publisher": _plain(words.PUBLISHER),
    "published": _plain(words.PUBLISHED),
    "verdict": _plain(words.VERDICT),
    "explanation": _plain(words.EXPLANATION),
    "proposal": _plain(words.PROPOSAL),
    "members_without_figures": Reading(words.MEMBERS_MISSING, _write_economies),
    "note": _plain(words.NOTE),
    **{name: _numbers(head, _write_number) for name, head in words.INDICES.items()},
}
# What is written as a hundred times what is stored: of a table that is none of ours, in what unit a share is, is not
# known, and 12.5 may be a percentage.
RATIOS = (
    *("growth", "annual_growth", "log_growth", "share", "contribution", "symmetric_gap", "probability", "difference"),
)
AS_STORED = {name: replace(COLUMNS[name], write=write_plain, missing=None) for name in RATIOS}
CLAIMED = replace(VALUE, write=_write_claimed)
OFFICIAL = replace(COLUMNS["official_value"], write=_write_official)
# Of a table of rates, in which `quote` is a currency, and of growth accounting.
OF_RATES = {
    "base": Reading(words.BASE, _write_one_unit),
    "quote": Reading(words.QUOTED, _write_currency),
    "rate": _numbers(words.RATE, _write_rate),
    "kind": _plain(words.RATE_KIND),
}
OF_DEFLATORS = {"index": _numbers(words.PRICE_INDEX, _write_index), "name": _plain(words.INDEX_NAME)}
OF_ACCOUNTING = {
    "start": Reading(words.START, _write_other_period),
    "end": Reading(words.END, _write_other_period),
    "real": _numbers(words.REAL, _write_log_points),
    "price": _numbers(words.PRICE, _write_log_points),
    "exchange_rate": _numbers(words.EXCHANGE, _write_log_points),
    "total": _numbers(words.TOTAL, _write_log_points),
}
OF_FINDINGS = {"claims": _plain(words.CLAIMS_HEAD), "test": _plain(words.TEST), "sentence": _plain(words.FINDING)}
OF_EXPLANATIONS = {
    "contradiction": _plain(words.CONTRADICTION),
    "explanation": _plain(words.NUMBER),
    "field": Reading(words.FIELD, _write_field),
    "printed": Reading(words.PRINTED, _write_change_of_field),
    "proposed": Reading(words.PROPOSED, _write_change_of_field),
    "sentence": _plain(words.FINDING),
}
OF_COMPARED = {
    "value": replace(CLAIMED, head=words.FIRST),
    "other_value": _numbers(words.SECOND, lambda cell, row, setting: _write_claimed(cell, _other_of(row), setting)),
    "reading": _plain(words.READ_BY),
    "in_text": _plain(words.IN_TEXT),
    "sentence": _plain(words.LOOK_AT),
}
OF_COMMODITIES = {
    "phrase": Reading(words.PHRASE, write_plain, is_quote=True),
    "gloss": _plain(words.MEANING),
    "hs_codes": _plain(words.CODES),
    "certainty": _plain(words.CERTAINTY),
}
OF_EVENTS = {"date": _plain(words.DATE), "what": _plain(words.EVENT)}
OF_SOURCES = {
    "short": _plain(words.SOURCE),
    "title": _plain(words.TITLE),
    "publisher": _plain(words.PUBLISHER),
    "date": _plain(words.DATE),
    "licence": _plain(words.LICENCE),
}


def _other_of(row: Row) -> Row:
    return {"currency": row.get("other_currency"), "kind": row.get("other_kind"), "unit": row.get("unit")}
