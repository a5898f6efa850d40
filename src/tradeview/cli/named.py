"""Tables by the names that options give them: the ECB's rates, US consumer prices, or a file of one's own."""

from typing import TYPE_CHECKING

import pandas as pd

import tradeview as tv
from tradeview.errors import RateTableError
from tradeview.schema import LAST_YEAR

if TYPE_CHECKING:
    from tradeview.ecb import Frequency

RATES_HELP = (
    "`ecb:USD` (the year's mean of the ECB's daily rates per US dollar), `ecb:USD:end` (the year's last day), or a "
    "CSV file: period, base, quote, rate, kind, source."
)


def rates_named(name: str, trade: pd.DataFrame) -> pd.DataFrame:
    """Find a rate table by its name: `ecb:USD`, `ecb:USD:end`, or a file; the ECB's in the frequency of the ledger."""
    source, _, rest = name.partition(":")
    if source != "ecb":
        return tv.rates.read(name)
    base, _, kind = rest.partition(":")
    if not base:
        raise RateTableError("rates of the ECB have a base", repr(name), "say `ecb:USD`, or another currency")
    frequency: Frequency = "M" if (trade["period"] > LAST_YEAR).any() else "A"
    return tv.rates.ecb(base=base, kind=kind or "average", frequency=frequency)  # type: ignore[arg-type]


def deflator_named(name: str) -> pd.DataFrame:
    """Find a deflator by its name: `us-cpi`, or a file."""
    return tv.deflators.us_cpi() if name == "us-cpi" else tv.deflators.read(name)
