"""Three million rows of ten currencies and ten years converted to US dollars, against hand-written pandas and peers.

- pandas by hand: one merge with the rates, and the columns that `tv.convert` writes (what was printed, rate, kind and
  source), so that both make the same table.
- pandas by hand, value alone: the same merge without a passport, which is less than what is compared.
- pint-pandas holds one unit a column: the rows of each currency are multiplied by their rates as quantities.
- CurrencyConverter converts one amount at one day's rate: a sample row by row, at the first of July, scaled linearly.

Run: make bench
"""

import sys
from contextlib import suppress
from datetime import date
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd
from results import Contender, keep, race

import tradeview as tv

ROWS, SAMPLE, ROUNDS = 3_000_000, 20_000, 3
CURRENCIES = ("EUR", "GBP", "JPY", "CNY", "MYR", "SGD", "INR", "THB", "IDR", "AUD")
YEARS = tuple(range(2015, 2025))
TO, SEED = "USD", 7


def made(rows: int) -> pd.DataFrame:
    """Make log-normal amounts, currencies and years at random; the other columns of a trade table are the same."""
    rng = np.random.default_rng(SEED)
    text = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL"}
    columns = {name: np.full(rows, value, dtype=object) for name, value in text.items()}
    columns["currency"] = np.array(CURRENCIES, dtype=object)[rng.integers(len(CURRENCIES), size=rows)]
    frame = pd.DataFrame({name: pd.Series(column, dtype="str") for name, column in columns.items()})
    return frame.assign(period=rng.choice(YEARS, rows), value=rng.lognormal(10, 2, rows))


def rate_table() -> pd.DataFrame:
    """Rates of each currency and year: units of it for one dollar."""
    table = tv.rates.ecb(base=TO)
    return table[table["quote"].isin(CURRENCIES) & table["period"].isin(YEARS)]


def by_hand(frame: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Merge the rates, divide, and write the passport."""
    known = rates.rename(columns={"quote": "currency", "kind": "rate_kind", "source": "rate_source"})
    known = known[["currency", "period", "rate", "rate_kind", "rate_source"]]
    merged = frame.merge(known, on=["currency", "period"], how="left", validate="many_to_one")
    if merged["rate"].isna().any():
        raise LookupError("a rate is missing")
    return merged.assign(
        stated_value=merged["value"],
        stated_currency=merged["currency"],
        value=merged["value"] / merged["rate"],
        currency=TO,
    )


def value_by_hand(frame: pd.DataFrame, rates: pd.DataFrame) -> pd.DataFrame:
    """Merge the rates and divide, and nothing else."""
    known = rates.rename(columns={"quote": "currency"})[["currency", "period", "rate"]]
    merged = frame.merge(known, on=["currency", "period"], how="left")
    return merged.assign(value=merged["value"] / merged["rate"], currency=TO)


def with_pint(frame: pd.DataFrame, rates: pd.DataFrame) -> "pd.Series[Any]":
    """Give each currency's rows their unit, and multiply by quantities."""
    peer = import_module("pint_pandas")
    registry = peer.PintType.ureg
    for code in (TO, *CURRENCIES):
        if code not in registry:
            registry.define(f"{code} = [currency_{code}]")
    done = []
    for code, rows in frame.groupby("currency"):
        known = rates[rates["quote"] == code].set_index("period")["rate"]
        amounts = pd.Series(peer.PintArray(rows["value"].to_numpy(), dtype=f"pint[{code}]"), index=rows.index)
        factors = pd.Series(
            peer.PintArray(rows["period"].map(known).to_numpy(), dtype=f"pint[{code}/{TO}]"), rows.index
        )
        done.append((amounts / factors).pint.to(TO).pint.magnitude)
    return pd.concat(done).sort_index()


def row_by_row(frame: pd.DataFrame) -> list[float]:
    """Convert one amount after the other at the rate of the first of July."""
    converter = import_module("currency_converter").CurrencyConverter(
        fallback_on_missing_rate=True, fallback_on_wrong_date=True
    )
    triples = zip(frame["value"], frame["currency"], frame["period"], strict=True)
    return [converter.convert(value, currency, TO, date(year, 7, 1)) for value, currency, year in triples]


def check(frame: pd.DataFrame, rates: pd.DataFrame) -> None:
    """Refuse to compare what does not agree; a peer that is not there cannot disagree."""
    ours, theirs = tv.convert(frame, to=TO, rates=rates), by_hand(frame, rates)
    assert np.allclose(ours["value"], theirs["value"], rtol=1e-12)  # noqa: S101
    assert set(ours.columns) == set(theirs.columns)  # noqa: S101
    with suppress(ImportError):
        assert np.allclose(with_pint(frame, rates), theirs["value"], rtol=1e-12)  # noqa: S101


def main() -> None:
    """Print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    frame, rates = made(rows), rate_table()
    check(frame.head(SAMPLE), rates)
    sample = frame.head(SAMPLE)
    contenders = {
        "pandas by hand": Contender(lambda: by_hand(frame, rates)),
        "tradeview": Contender(lambda: tv.convert(frame, to=TO, rates=rates)),
        "pandas by hand, value alone": Contender(lambda: value_by_hand(frame, rates)),
        "pint-pandas": Contender(lambda: with_pint(frame, rates), note="values alone", once=True),
        "CurrencyConverter, row by row": Contender(
            lambda: row_by_row(sample), rows / len(sample), f"values alone; {len(sample):,} rows, scaled", once=True
        ),
    }
    keep("conversion", race(f"convert {rows:,} rows", contenders, ROUNDS))


if __name__ == "__main__":
    main()
