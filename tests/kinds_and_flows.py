"""How tests write what is read of figures: their value, their kind where it is no amount, and their flow."""

import pandas as pd

from tradeview.prose import read_figures


def read_kinds_and_flows(text: str) -> list[str]:
    """Read each figure of a text: `-4e+10 balance`, `2e+09 change export`."""
    rows: list[str] = []
    for row in read_figures(text).itertuples():
        parts = [f"{row.value:g}"]
        if row.kind != "amount":
            parts.append(row.kind)
        if not pd.isna(row.flow):
            parts.append(row.flow)
        rows.append(" ".join(parts))
    return rows


def write_alike(wanted: str) -> str:
    """Write what a test wants with its value as it is read: 4e10 as 4e+10."""
    value, *words = wanted.split(" ")
    return " ".join([f"{float(value):g}", *words])
