"""Small tables of claims of years, as tests write them: Malaysia's statistics of its trade with Russia, if not said."""

import pandas as pd

Row = dict[str, object]
ARTICLE: Row = {"publisher": "Gazette", "title": "Trade"}


def told(*rows: tuple[object, ...], **common: object) -> pd.DataFrame:
    """Claims of years: kind, flow, year, value, currency, and what else a row says."""
    found = []
    for number, (kind, flow, year, value, currency, *rest) in enumerate(rows, 1):
        row: Row = {"claim": str(number), "kind": kind, "flow": flow, "value": float(str(value)), "currency": currency}
        row |= {"start": int(str(year)) * 100 + 1, "end": int(str(year)) * 100 + 12, "commodity_code": "TOTAL"}
        row |= {"reporter": "MYS", "partner": "RUS", "side": "MYS", "among": None, "publisher": None, "title": None}
        row |= {"published": None, "bound": None} | common
        for more in rest:
            assert isinstance(more, dict)
            row |= more
        found.append(row)
    return pd.DataFrame(found)


def only(table: pd.DataFrame, test: str) -> "pd.Series[object]":
    (row,) = [row for _, row in table[table["test"] == test].iterrows()]
    return row
