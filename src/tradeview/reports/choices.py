"""What a report is asked to use, and how what the caller left open is settled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.charts.layout.page import collect_pandas
from tradeview.economies.lookup import currencies_of_today
from tradeview.errors import MissingRateError, TradeTableError, TradeviewError
from tradeview.money import deflators, rates
from tradeview.money.conversion import order_of_currencies
from tradeview.money.rate_table import say_how_to_add
from tradeview.periods import Frequency, frequency_of
from tradeview.reports import words
from tradeview.reports.editions import IN_ENGLISH, Edition
from tradeview.reports.shapes import Shape
from tradeview.sources.ecb import read_history
from tradeview.table.columns import CheckedOnce
from tradeview.words.names import name_economy
from tradeview.words.periods import format_period

NAME_PERIODS = "name two of them: --start, --end (in Python start, end)"
# The project's own lists of commodities, events and printed claims are of this pair.
OWN_PAIR = {"MYS", "RUS"}


@dataclass(frozen=True)
class Choices:
    """What the report was asked to use; printed on the page."""

    currency: str
    base_currency: str
    rates: CheckedOnce
    deflator: CheckedOnce
    start: int
    end: int
    counted_in: int | None = None  # the period whose prices are constant; without it, the end
    prefer: str | None = None  # the currency that is taken before all of a figure printed in several

    @property
    def prices(self) -> int:
        """The period in whose prices figures are counted that are at constant prices."""
        return self.end if self.counted_in is None else self.counted_in

    def as_arguments(self) -> dict[str, Any]:
        """Return them as the keyword arguments of `split_growth`."""
        # Prices are compared with one another there, whichever are the base.
        names = ("currency", "base_currency", "rates", "deflator", "start", "end", "prefer")
        return {name: getattr(self, name) for name in names}

    def order_for(self, currency: str) -> list[str]:
        """Say which printed currency of a figure is taken where it is told in one of the two."""
        other = self.currency if currency == self.base_currency else self.base_currency
        return order_of_currencies(currency, other, self.prefer)


@dataclass(frozen=True)
class Asked:
    """The arguments of a report, as the caller gave them."""

    currency: str | None
    base_currency: str
    rates: IntoFrame | None
    deflator: IntoFrame | None
    start: int | None
    end: int | None
    statements: IntoFrame | None = None
    cuttings: Path | None = None  # a folder of texts, of which the claims are read
    prefer: str | None = None
    printed: tuple[str, ...] = ()  # the currencies of the table, in order
    with_slides: bool = False
    edition: Edition = IN_ENGLISH  # in which language it is written, under which names
    us_prices: dict[tuple[Frequency, ...], CheckedOnce] = field(default_factory=dict)  # by frequency, once read
    ecb_means: dict[tuple[Frequency, ...], CheckedOnce] = field(default_factory=dict)  # as well

    @property
    def periods(self) -> list[int]:
        """The periods that were asked for by name."""
        return [period for period in (self.start, self.end) if period is not None]

    @property
    def names_claims(self) -> bool:
        """Whether the caller said where claims are."""
        return self.statements is not None or self.cuttings is not None

    @cached_property
    def own_prices(self) -> CheckedOnce | None:
        """The caller's deflator, if any."""
        if self.deflator is None:
            return None
        return CheckedOnce(collect_pandas(self.deflator), deflators.DEFLATORS)

    def choose_prices(self, shape: Shape, base_period: int | None = None) -> CheckedOnce:
        """Return the deflator of periods of a shape: the caller's, or US consumer prices of that frequency.

        Of stretches of months they are prices of months, beside those of years, in which they are counted; of figures
        that are counted in the prices of a period of another frequency, those, too.
        """
        if self.own_prices is not None:
            return self.own_prices
        frequencies = _frequencies_of(shape)
        if base_period is not None and frequency_of(base_period) not in frequencies:
            frequencies = (*frequencies, frequency_of(base_period))
        if frequencies not in self.us_prices:
            # Of files that are checked as they are read.
            prices = pd.concat([deflators.us_cpi(frequency=frequency) for frequency in frequencies], ignore_index=True)
            self.us_prices[frequencies] = CheckedOnce(prices, deflators.DEFLATORS, is_checked=True)
        return self.us_prices[frequencies]

    def choose_base_of_prices(self, shape: Shape, end: int) -> int:
        """Return the period in whose prices figures are counted: the end, or the last year with an index until then."""
        if not shape.is_stretch:
            return end
        prices = self.choose_prices(shape).frame.to_native()
        years = prices.loc[(prices["currency"] == self.base_currency) & (prices["period"] <= end), "period"]
        return int(years.max()) if len(years) else end

    @cached_property
    def own_rates(self) -> CheckedOnce | None:
        """The caller's rates, if any: one table, be it asked by figures or by claims."""
        if self.rates is None:
            return None
        return CheckedOnce(collect_pandas(self.rates), rates.RATES)

    def rates_of_claims(self, reporter: str) -> pd.DataFrame | None:
        """Return the rates that claims are compared at: the caller's, or the ECB's with the range of its days."""
        if self.own_rates is not None:
            table: pd.DataFrame = self.own_rates.frame.to_native()
            return table
        try:
            frequencies: tuple[Frequency, ...] = ("A", "M")  # claims are of months, too
            # Claims are printed in what figures are: what one dollar is in ringgit, where euros are the base, too.
            others = [code for code in self.printed if code not in {self.base_currency, *currencies_of_today(reporter)}]
            own = [code for code in self.printed if code not in {self.base_currency, *others}]
            return self._ecb_tables(frequencies, [*others, *own], days_range=True)
        except TradeviewError:
            return None  # nobody quotes it; the page says that no rate was used

    def _ecb_means(self, frequencies: tuple[Frequency, ...], own: str) -> CheckedOnce:
        """Return the ECB's means of some frequencies, read once for all figures of them."""
        if frequencies not in self.ecb_means:
            self.ecb_means[frequencies] = CheckedOnce(
                self._ecb_tables(frequencies, [*self.bases_of_rates(own)[1:], own]), rates.RATES
            )
        return self.ecb_means[frequencies]

    def bases_of_rates(self, own: str) -> list[str]:
        """List the currencies per unit of which the ECB's rates are taken: the base, then others that are printed.

        A figure in dollars is converted to ringgit (`own`) at ringgit per dollar, where euros are the base, too.
        """
        # Between the base and any other there is a rate already.
        return [self.base_currency, *[code for code in self.printed if code not in {self.base_currency, own}]]

    def say_remedy(self, error: MissingRateError, own: str, taken: Collection[str]) -> str:
        """Say how a rate that is missing is given: where the ECB's were used unasked, beside what names these.

        Those per unit of currencies are named that figures were taken in.
        """
        if self.rates is not None or not error.line:
            return error.remedy
        first, *others = self.bases_of_rates(own)
        quoted = read_history().columns
        bases = [base for base in (first, *[code for code in others if code in taken]) if base in quoted]
        return say_how_to_add(error.line, bases)

    def _ecb_tables(
        self, frequencies: tuple[Frequency, ...], others: Sequence[str], *, days_range: bool = False
    ) -> pd.DataFrame:
        """Return the ECB's means per unit of the base, and between others per unit of the first of them."""
        quoted = set(read_history().columns)
        tables = []
        for base in [code for code in (self.base_currency, *others[:-1]) if code in quoted]:
            of_base = [rates.ecb(base=base, frequency=one, days_range=days_range) for one in frequencies]
            table = pd.concat(of_base, ignore_index=True)
            if base != self.base_currency:
                table = table[table["quote"].isin(others)]
            tables.append(table)
        if not tables:  # nobody quotes them: whoever asks for one is told what a file of rates is
            return rates.ecb(base="EUR", frequency=frequencies[0], days_range=days_range).head(0)
        return tables[0] if len(tables) == 1 else rates.combine(*tables)

    def settle(self, reporter: str, start: int, end: int, shape: Shape, prices: int | None = None) -> Choices:
        """Settle the currency, the rates and the deflator of a report of two periods of a shape.

        Raises
        ------
        TradeTableError
            The reporter has no currency of today, or it is the one that is deflated.
        """
        own = self.currency
        if not own:
            own = own_currency(reporter)
        if own == self.base_currency:
            remedy = "name another, --currency or --base-currency (in Python currency, base_currency)"
            raise TradeTableError("a report compares growth in two currencies", f"{own} twice", remedy)
        used = self.own_rates
        if used is None:
            used = self._ecb_means(_frequencies_of(shape), own)
        counted_in = self.choose_base_of_prices(shape, end) if prices is None else prices
        deflator = self.choose_prices(shape, counted_in)
        return Choices(own, self.base_currency, used, deflator, start, end, counted_in, self.prefer)


def describe_conversion(choices: Choices, *, is_priced: bool) -> str:
    """Say which currencies money is converted to, whose prices are constant, and which currency was preferred."""
    parts = {"currency": choices.currency, "base_currency": choices.base_currency}
    said = words.CONVERSION_ALONE.fill(**parts)
    if is_priced:
        said = words.CONVERSION_USES.fill(**parts, period=format_period(choices.prices))
    if choices.prefer is None:
        return said
    return f"{said} {words.PREFERRED.fill(currency=choices.prefer)}"


def _frequencies_of(shape: Shape) -> tuple[Frequency, ...]:
    """Name the frequencies of the rates and prices of figures: those of stretches are means of their months."""
    return ("A", "M") if shape.is_stretch else (shape.frequency,)


def own_currency(reporter: str) -> str:
    """Name the currency that an economy has today.

    Raises
    ------
    TradeTableError
        It has none.

    Examples
    --------
    >>> own_currency("MYS"), own_currency("THA")
    ('MYR', 'THB')
    """
    currencies = currencies_of_today(reporter)
    if not currencies:
        found = f"none for {name_economy(reporter)}"
        raise TradeTableError(
            "a report names the currency of its reporter", found, "name one: --currency (in Python currency)"
        )
    return currencies[0]
