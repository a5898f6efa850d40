"""The exchange rate that two printed figures of one fact imply, with the range that their digits allow."""

from typing import Any

import narwhals as nw
import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import show_short_signature
from tradeview.errors import TradeTableError
from tradeview.periods import name_part_of_year
from tradeview.table.amounts import ask_unfit_rows
from tradeview.table.engines import as_numbers, collect_rows, is_missing, names_present
from tradeview.table.refusals import name_key
from tradeview.table.schema import GOODS, KEYS, MONEY, wrap_trade_table
from tradeview.table.series import SAID, write_keys

# What the rows of one observation have in common: they state one fact.
FACT = (*KEYS, *SAID)


@show_short_signature
def implied(trade: IntoFrame) -> pd.DataFrame:
    """The rates that a trade table implies where one observation is stated in two currencies.

    Parameters
    ----------
    trade : frame
        A trade table with `observation`; two of its rows that share one state the same fact.

    Returns
    -------
    pandas.DataFrame
        A rate table with `low` and `high`, the range that the printed digits allow (interval division: lowest over
        highest, highest over lowest; missing where a figure has no range). Figures that are missing or zero imply no
        rate, and nor do balances below zero. The base is the currency that buys more. `source` names the sources of
        both figures (`a; b`), or the observation where neither has one. Of parts of years, and fiscal years, `months`
        says which.

    Raises
    ------
    TradeTableError
        There is no `observation` column, an observation has more than two rows, or its rows differ in period, reporter,
        partner, flow, commodity code, coverage or months: then they state no one fact.

    Examples
    --------
    >>> import tradeview as tv
    >>> implied(tv.load())[["period", "base", "quote", "rate", "low", "high"]].round(4)
       period base quote   rate     low    high
    0    2024  USD   MYR  4.621  4.6097  4.6323
    """
    frame = as_numbers(wrap_trade_table(trade, "period", "value", "currency", "observation"), MONEY)
    ask_unfit_rows(frame, "rates.implied")
    frame = write_keys(frame)
    facts: dict[str, list[dict[str, Any]]] = {}
    for row in collect_rows(frame.filter(~nw.col("observation").is_null(), nw.col("value") > 0)):
        facts.setdefault(row["observation"], []).append(row)
    _refuse_unlike(facts, names_present(frame, FACT))
    crowded = [f"{key}: {len(stated)} rows" for key, stated in facts.items() if len(stated) > 2]
    if crowded:
        raise TradeTableError("an observation is stated in two currencies at most", rows=crowded)

    found = []
    for observation, stated in facts.items():
        if len(stated) == 2 and stated[0]["currency"] != stated[1]["currency"]:
            found.append(_rate_of_fact(observation, stated))
    columns = ["period", "base", "quote", "rate", "kind", "source", "low", "high"]
    if any(row["months"] is not None for row in found):
        columns.append("months")
    return pd.DataFrame(found, columns=columns).sort_values(["period", "base"], ignore_index=True)


def _refuse_unlike(facts: dict[str, list[dict[str, Any]]], columns: list[str]) -> None:
    """Refuse observations whose rows are of different facts."""
    unlike = []
    for observation, stated in facts.items():
        for name in columns:
            values = dict.fromkeys(_write_cell(name, row[name]) for row in stated)
            if len(values) > 1:
                unlike.append(f"{observation}, {name}: " + ", ".join(values))
    if unlike:
        asked = f"the rows of an observation agree in {', '.join(columns)}"
        raise TradeTableError(asked, "rows of different facts", "give each fact an observation of its own", unlike)


def _write_cell(name: str, cell: object) -> str:
    """Write what a row says of its fact; the columns of `SAID` say goods, or whole years, where they are missing."""
    if name == "coverage" and is_missing(cell):
        return GOODS
    if name == "months" and is_missing(cell):
        return name_part_of_year(None)
    return name_key(name, cell)


def _rate_of_fact(observation: str, stated: list[dict[str, Any]]) -> dict[str, Any]:
    """Divide the two figures of one fact, and the ends of their ranges, and name the sources of both."""
    months = stated[0].get(SAID["months"])
    # The base is the currency that buys more: of one fact it is the smaller figure.
    base, quote = sorted(stated, key=lambda row: row["value"])
    low = high = None
    ends = [base.get("low"), base.get("high"), quote.get("low"), quote.get("high")]
    # A range from zero has no highest rate; then the lowest says nothing either.
    if not any(is_missing(end) for end in ends) and base["low"]:
        low, high = quote["low"] / base["high"], quote["high"] / base["low"]
    sources = dict.fromkeys(str(row["source"]) for row in stated if not is_missing(row.get("source")))
    source = "; ".join(sources)
    if not source:
        source = observation
    return {
        "period": base["period"],
        "base": base["currency"],
        "quote": quote["currency"],
        "rate": quote["value"] / base["value"],
        "kind": "implied",
        "source": source,
        "low": low,
        "high": high,
        # Those that both rows say: where one lacks them, they state no one fact.
        "months": None if is_missing(months) else months,
    }
