"""What a report is asked to use, and how what the caller left open is settled."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.charts.layout.page import collect_pandas
from tradeview.economies.lookup import currencies_of_today
from tradeview.errors import TradeTableError, TradeviewError
from tradeview.money import deflators, rates
from tradeview.periods import Frequency, frequency_of
from tradeview.table.columns import CheckedOnce

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

    def as_arguments(self) -> dict[str, Any]:
        """Return them as the keyword arguments of `split_growth`."""
        names = ("currency", "base_currency", "rates", "deflator", "start", "end")
        return {name: getattr(self, name) for name in names}


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
    us_prices: dict[Frequency, CheckedOnce] = field(default_factory=dict)  # by frequency, once they are read

    @cached_property
    def own_prices(self) -> CheckedOnce | None:
        """The caller's deflator, if any."""
        if self.deflator is None:
            return None
        return CheckedOnce(collect_pandas(self.deflator), deflators.DEFLATORS)

    def choose_prices(self, period: int) -> CheckedOnce:
        """Return the deflator of periods like this one: the caller's, or US consumer prices of that frequency."""
        if self.own_prices is not None:
            return self.own_prices
        frequency = frequency_of(period)
        if frequency not in self.us_prices:
            prices = deflators.us_cpi(frequency=frequency)  # whose file is checked as it is read
            self.us_prices[frequency] = CheckedOnce(prices, deflators.DEFLATORS, is_checked=True)
        return self.us_prices[frequency]

    @cached_property
    def own_rates(self) -> CheckedOnce | None:
        """The caller's rates, if any: one table, be it asked by figures or by claims."""
        if self.rates is None:
            return None
        return CheckedOnce(collect_pandas(self.rates), rates.RATES)

    def rates_of_claims(self) -> pd.DataFrame | None:
        """Return the rates that claims are compared at: the caller's, or the ECB's with the range of its days."""
        if self.own_rates is not None:
            table: pd.DataFrame = self.own_rates.frame.to_native()
            return table
        try:
            return rates.ecb(base=self.base_currency, days_range=True)
        except TradeviewError:
            return None  # nobody quotes it; the page says that no rate was used

    def settle(self, reporter: str, start: int, end: int) -> Choices:
        """Settle the currency, the rates and the deflator of a report of two periods.

        Raises
        ------
        TradeTableError
            The reporter has no currency of today, or it is the one that is deflated.
        """
        own = self.currency
        if not own:
            own = own_currency(reporter)
        if own == self.base_currency:
            raise TradeTableError(
                "a report compares growth in two currencies", f"{own} twice", "name another `currency`"
            )
        used = self.own_rates
        if used is None:
            means = rates.ecb(base=self.base_currency, frequency=frequency_of(end))
            used = CheckedOnce(means, rates.RATES)
        return Choices(own, self.base_currency, used, self.choose_prices(end), start, end)


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
        raise TradeTableError("a report names the currency of its reporter", f"none for {reporter}", "name `currency`")
    return currencies[0]
