"""Quotes: a value is what its own quote says."""

import pandas as pd

from tradeview.errors import TableError, TradeTableError
from tradeview.prose import read_figures


def refuse_contradicted(table: pd.DataFrame, error: type[TableError] = TradeTableError) -> None:
    """Refuse a value that its own quote contradicts: 18.9 beside "US$18.9 billion" is the commonest slip."""
    if "quote" not in table:
        return
    wrong = []
    for row in table[table["quote"].notna()].itertuples():
        figures = read_figures(str(row.quote))
        is_amount = (figures["kind"] == "amount") & (figures["currency"] == row.currency)
        amounts = figures[is_amount & figures["value"].notna()]
        # A quote in another currency, or in words that nobody reads, contradicts nothing.
        if amounts.empty:
            continue
        if not ((amounts["low"] <= row.value) & (row.value <= amounts["high"])).any():
            read = f"{amounts['value'].iloc[0]:,.15g}"
            wrong.append(f"row {row.Index}: value {row.value:,.15g}, quote {row.quote!r} reads {read}")
    if wrong:
        remedy = "give values in single units, as the quote says; leave `quote` empty where it is misread"
        raise error("a value is what its quote says", f"{len(wrong)} that are not", remedy, wrong)
