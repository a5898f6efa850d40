"""Measures: the same figures as printed, converted at named rates, and at constant prices, by the package's own ways.

A figure for which there is no rate, or no price index, is left out of that measure and named; nothing is guessed.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import ArgumentError, MissingDeflatorError, MissingRateError, TradeviewError
from tradeview.interactive.explorer.style import REAL_COLOUR, currency_variable
from tradeview.money.conversion import convert_checked, deflate_checked, prefer_checked
from tradeview.money.conversion_factors import (
    SPAN,
    CurrencyPeriod,
    conversion_factors,
    currency_periods,
    deflation_factors,
    with_spans,
    without_spans,
)
from tradeview.money.deflator_table import DEFLATORS
from tradeview.money.rate_table import RATES
from tradeview.table.columns import CheckedOnce
from tradeview.table.engines import Frame, collect_rows, distinct_rows, names_present
from tradeview.words.money import MONEY_OF, currency_name
from tradeview.words.periods import format_periods, format_span
from tradeview.words.templates import Template

Kind = Literal["printed", "converted", "real"]

AS_PRINTED = Template("{currency} as printed", note="a measure of trade; currency: ringgit")
CONVERTED = Template("{currency}, converted where printed in another", note="a measure of trade; currency: ringgit")
NO_RATE = Template(
    "Not converted to {to}, for want of a rate: {currency} of {periods}.", note="to, currency: names of currencies"
)
NO_INDEX = Template("Not at constant prices, for want of a price index: {periods}.")


@dataclass(frozen=True)
class Money:
    """What the caller named: currencies, rates, deflator and the period of constant prices."""

    currency: str | None
    base_currency: str | None
    rates: CheckedOnce | None
    deflator: CheckedOnce | None
    base_period: int | None


@dataclass(frozen=True)
class Measure:
    """One way to count the figures of a table.

    Attributes
    ----------
    key : str
        What the browser and Python call it.
    unit, label, colour : str
        How a sentence names its money, how the control does, and which colour of the style its line has.
    base_period, base : int, str
        Of constant prices: whose prices, and the key of the measure that was deflated.
    without_rate, without_index : tuple
        Currencies and periods that it leaves out.
    """

    key: str
    kind: Kind
    currency: str
    unit: str
    label: str
    colour: str
    base_period: int | None = None
    base: str = ""
    without_rate: tuple[CurrencyPeriod, ...] = ()
    without_index: tuple[CurrencyPeriod, ...] = ()

    def notes(self) -> list[str]:
        """Say which figures it leaves out, and why."""
        said = []
        for currency in sorted({currency for currency, _ in self.without_rate}):
            periods = format_periods(span for one, span in self.without_rate if one == currency)
            to = currency_name(self.currency)
            said.append(NO_RATE.fill(to=to, currency=currency_name(currency), periods=periods))
        if self.without_index:
            said.append(NO_INDEX.fill(periods=format_periods(span for _, span in self.without_index)))
        return said


def name_money(
    *,
    currency: str | None,
    base_currency: str | None,
    rates: IntoFrame | None,
    deflator: IntoFrame | None,
    base_period: int | None,
) -> Money:
    """Hold together what was named, and refuse what says nothing without the rest."""
    if rates is not None and currency is None and base_currency is None:
        raise ArgumentError("explore converts to a currency that is named", "rates alone", "name `currency`")
    if base_period is not None and deflator is None:
        raise ArgumentError("explore needs a deflator for constant prices", "a `base_period` alone", "name `deflator`")
    checked_rates = None if rates is None else CheckedOnce(rates, RATES)
    checked_deflator = None if deflator is None else CheckedOnce(deflator, DEFLATORS)
    return Money(currency, base_currency, checked_rates, checked_deflator, base_period)


def plan_measures(table: Frame, money: Money, last: int) -> list[Measure]:
    """List the measures that a table has: as printed in each currency, converted, and at constant prices.

    A conversion that converts nothing is what was printed, and is listed once. `last` is the period, or the months, at
    whose prices constant prices are where none was named.
    """
    printed = sorted({str(row["currency"]) for row in collect_rows(distinct_rows(table, "currency"))})
    named = [code for code in dict.fromkeys((money.base_currency, money.currency)) if code is not None]
    if money.rates is None:
        absent = [code for code in named if code not in printed]
        if absent:
            asked = f"explore shows {', '.join(absent)} where it was printed, or at rates"
            raise ArgumentError(asked, f"figures in {', '.join(printed)}", "name `rates`, or another currency")
        converted = []
    else:
        converted = [_plan_conversion(table, money.rates, code) for code in named]
    found = list(converted)
    for code in dict.fromkeys((*named, *printed)):
        kinds = {measure.kind for measure in converted if measure.currency == code}
        if code in printed and "printed" not in kinds:
            found.append(_printed_measure(code, beside_converted=bool(kinds)))
    if money.deflator is not None:
        found.append(_plan_constant_prices(table, money, money.deflator, found, last))
    return found


def _printed_measure(code: str, *, beside_converted: bool) -> Measure:
    label = AS_PRINTED.fill(currency=currency_name(code))
    unit = label if beside_converted else currency_name(code)
    return Measure(f"{code} printed", "printed", code, unit, label, currency_variable(code))


def _plan_conversion(table: Frame, rates: CheckedOnce, code: str) -> Measure:
    """Plan the conversion to a currency; where all was printed in it, what was printed."""
    pairs = currency_periods(with_spans(prefer_checked(table, code)), "explore")

    def look_up(some: Sequence[CurrencyPeriod]) -> None:
        conversion_factors(some, code, rates)

    without = _find_missing(pairs, look_up, MissingRateError)
    if not without and {currency for currency, _ in pairs} == {code}:
        return _printed_measure(code, beside_converted=False)
    name = currency_name(code)
    label, colour = CONVERTED.fill(currency=name), currency_variable(code)
    return Measure(f"{code} converted", "converted", code, name, label, colour, without_rate=without)


def _plan_constant_prices(
    table: Frame, money: Money, deflator: CheckedOnce, found: Sequence[Measure], last: int
) -> Measure:
    """Plan the prices of one period, of the first currency that was named, else of the deflator's own."""
    of_deflator = sorted({str(row["currency"]) for row in collect_rows(distinct_rows(deflator.frame, "currency"))})
    code = money.base_currency or money.currency
    if code is None and len(of_deflator) == 1:
        code = of_deflator[0]
    base = next((measure for measure in found if measure.currency == code), None)
    if code is None or base is None:
        there = ", ".join(dict.fromkeys(measure.currency for measure in found))
        asked = f"explore needs figures in the currency of the deflator ({', '.join(of_deflator)})"
        raise ArgumentError(asked, f"figures in {there}", "name `base_currency`, and `rates` to convert to it")
    base_period = last if money.base_period is None else money.base_period
    pairs = currency_periods(with_spans(apply_measure(table, base, money)), "explore")

    def look_up(some: Sequence[CurrencyPeriod]) -> None:
        deflation_factors(some, deflator, base_period)

    without = _find_missing(pairs, look_up, MissingDeflatorError)
    unit = MONEY_OF.fill(currency=currency_name(code), period=format_span(base_period))
    return Measure(
        f"{code} real",
        "real",
        code,
        unit,
        unit,
        REAL_COLOUR,
        base_period=base_period,
        base=base.key,
        without_rate=base.without_rate,
        without_index=without,
    )


def _find_missing(
    pairs: Sequence[CurrencyPeriod], look_up: Callable[[Sequence[CurrencyPeriod]], None], missing: type[TradeviewError]
) -> tuple[CurrencyPeriod, ...]:
    """Find the pairs that a look-up has nothing for; where it has nothing for any, its own error says why."""
    try:
        look_up(pairs)
    except missing:
        # Asked one by one, and only where something is missing.
        without = []
        for pair in pairs:
            try:
                look_up([pair])
            except missing:
                without.append(pair)
        if len(without) == len(pairs):
            raise
        return tuple(without)
    return ()


def apply_measure(table: Frame, measure: Measure, money: Money) -> Frame:
    """Give the rows of a checked trade table in a measure: as printed, or converted and deflated."""
    if measure.kind == "printed" or (measure.kind == "real" and measure.base.endswith(" printed")):
        table = table.filter(nw.col("currency") == measure.currency)
    elif money.rates is not None:
        table = without_pairs(prefer_checked(table, measure.currency), measure.without_rate)
        table = convert_checked(table, measure.currency, money.rates)
    if measure.kind == "real" and money.deflator is not None and measure.base_period is not None:
        table = without_pairs(table, measure.without_index)
        table = deflate_checked(table, money.deflator, measure.base_period)
    return table


def without_pairs(table: Frame, pairs: Iterable[CurrencyPeriod]) -> Frame:
    """Leave out the money of some currencies and periods."""
    spans_of: dict[str, list[int]] = {}
    for currency, span in pairs:
        spans_of.setdefault(currency, []).append(span)
    if not spans_of:
        return table
    table = with_spans(table)
    (span_name,) = names_present(table, (SPAN, "period"))[:1]
    for currency, spans in spans_of.items():
        table = table.filter(~((nw.col("currency") == currency) & nw.col(span_name).is_in(spans)))
    return without_spans(table)
