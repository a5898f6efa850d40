"""What a rate table is, `period, base, quote, rate, kind, source`, and the one rate of two currencies looked up in it.

1 `base` = `rate` `quote`. Rates are used in either direction and never chained behind the caller's back. Where a table
comes from (the ECB, the World Bank, a file) is known in `tradeview.money.rates`.
"""

from typing import NotRequired, TypedDict, cast

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import MissingRateError, RateTableError
from tradeview.periods import frequency_of, runs_of_periods
from tradeview.sources.ecb import ECB, coverage, read_history
from tradeview.table.columns import CheckedOnce, Column, Table
from tradeview.table.engines import collect_rows
from tradeview.table.schema import PERIOD, RATE_KINDS, currency_column, is_positive, one_of, within_range

POSITIVE = "a number above zero"
RATES = Table(
    "rate table",
    (
        PERIOD,
        currency_column("base", required=True),
        currency_column("quote", required=True),
        Column("rate", "number", POSITIVE, is_positive, required=True),
        one_of("kind", RATE_KINDS),
        Column("source", required=True),
        Column("low", "number", POSITIVE, is_positive),
        Column("high", "number", POSITIVE, is_positive),
    ),
    (within_range("rate"),),
    RateTableError,
)


class RateRow(TypedDict):
    """A row of a rate table; `kind`, `low` and `high` may be missing as columns, or as values."""

    period: int
    base: str
    quote: str
    rate: float
    source: str
    kind: NotRequired[str | None]
    low: NotRequired[float | None]
    high: NotRequired[float | None]


def lookup(rates: IntoFrame | CheckedOnce, currency: str, to: str, periods: list[int]) -> dict[int, RateRow]:
    """Find the one rate of a pair of currencies for each period, in either direction, never chained.

    Returns
    -------
    dict
        For each period its row of the rate table.

    Raises
    ------
    MissingRateError
        A period has no rate for the pair; the message says which there are.
    RateTableError
        A period has two rates, or the rates found are of different kinds.

    Examples
    --------
    >>> from tradeview.sources.ecb import ecb
    >>> lookup(ecb(base="USD"), "MYR", "USD", [2005])
    Traceback (most recent call last):
    tradeview.errors.MissingRateError: no rate between MYR and USD for 2005; found: 2006 to 2025 (average, European...
    """
    given = rates if isinstance(rates, CheckedOnce) else CheckedOnce(rates, RATES)
    pair = {currency, to}
    is_of_pair = nw.col("base").is_in(pair) & nw.col("quote").is_in(pair) & (nw.col("base") != nw.col("quote"))
    of_pair = cast("list[RateRow]", collect_rows(given.frame.filter(is_of_pair)))
    in_period: dict[int, list[RateRow]] = {period: [] for period in periods}
    for row in of_pair:
        if row["period"] in in_period:
            in_period[row["period"]].append(row)

    absent, twice = [], []
    rate_of: dict[int, RateRow] = {}
    for period, found in in_period.items():
        if not found:
            absent.append(period)
        elif len(found) > 1:
            twice.append(f"{period}: " + ", ".join(_describe_rate(row) for row in found))
        else:
            rate_of[period] = found[0]
    if absent:
        raise _missing_rate(currency, to, absent, of_pair)
    if twice:
        asked = f"one rate between {currency} and {to} for each period"
        raise RateTableError(asked, "several", "keep one of them", twice)
    _refuse_several_kinds(rate_of, currency, to)
    return rate_of


def _refuse_several_kinds(rate_of: dict[int, RateRow], currency: str, to: str) -> None:
    kinds = sorted({str(row.get("kind")) for row in rate_of.values()})
    if len(kinds) > 1:
        described = [f"{period}: {_describe_rate(row)}" for period, row in rate_of.items()]
        asked = f"rates between {currency} and {to} of one kind"
        raise RateTableError(asked, ", ".join(kinds), "convert at one kind", described)


def _describe_rate(row: RateRow) -> str:
    return f"1 {row['base']} = {row['rate']:g} {row['quote']} ({row.get('kind')}, {row['source']})"


def _missing_rate(currency: str, to: str, absent: list[int], of_pair: list[RateRow]) -> MissingRateError:
    """Make the error that says which periods of a pair are absent, which there are, and what the ECB has of them."""
    absent = sorted(absent)
    found = "no rate of this pair in the table"
    reasons = []
    if of_pair:
        row = of_pair[0]
        there = format_runs(sorted({row["period"] for row in of_pair}))
        found = f"{there} ({row.get('kind')}, {row['source']}; 1 {row['base']} in {row['quote']})"
    # What another source lacks nobody here knows; the ECB's tables leave out on purpose what has too few days.
    if not of_pair or of_pair[0]["source"] == ECB:
        reasons = _what_the_ecb_has(currency, to, absent)
    asked = f"no rate between {currency} and {to} for {', '.join(str(period) for period in absent)}"
    remedy = "give a table that has it (tv.rates.read) or leave these periods out"
    return MissingRateError(asked, found, remedy, reasons)


def _what_the_ecb_has(currency: str, to: str, absent: list[int]) -> list[str]:
    """Say of each absent period whether the ECB has it whole, and how to get it, or how many of its days there are."""
    quoted = read_history().columns
    unquoted = [f"the ECB quotes no {code}" for code in (currency, to) if code not in quoted]
    if unquoted:
        return unquoted
    reasons = []
    for period in absent:
        frequency = frequency_of(period)
        table = coverage(base=currency, quote=to, frequency=frequency)
        row = table[table["period"] == period]
        if row["whole"].any():
            reasons.append(f"{period}: the ECB has it: tv.rates.ecb(base={to!r}, frequency={frequency!r})")
        elif len(row):
            reasons.append(f"{period}: days with a rate at the ECB: {row['days'].item()} of {row['of'].item()}")
        else:
            reasons.append(f"{period}: days with a rate at the ECB: none")
    return reasons


def format_runs(periods: list[int]) -> str:
    """Write 2006, 2007, 2008, 2010 as `2006 to 2008, 2010`."""
    runs = []
    for first, last in runs_of_periods(periods):
        runs.append(str(first) if first == last else f"{first} to {last}")
    return ", ".join(runs)
