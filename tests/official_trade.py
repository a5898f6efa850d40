"""A made-up official table of months, and claims of an article as `read_claims` gives them."""

from typing import Any

import pandas as pd

from tradeview.periods import month_at, ordinal

Row = dict[str, Any]
FIRST, LAST = 201801, 202312
ABOUT = {"reporter": "MYS", "partner": "WLD", "commodity_code": "TOTAL", "currency": "MYR"}
MONTH: Row = {
    "claim": "1",
    "kind": "level",
    "value": None,
    "low": None,
    "high": None,
    "currency": None,
    "unit": None,
    "approximate": False,
    "bound": None,
    "start": 202011,
    "end": 202011,
    "base_start": None,
    "base_end": None,
    "time_from": "sentence",
    "flow_from": "sentence",
    "flow": "export",
    "coverage": None,
    "side": None,
    "reporter": "MYS",
    "partner": None,
    "commodity": None,
    "commodity_code": "TOTAL",
    "among": None,
    "status": None,
    "quote": None,
}
DTYPES = {
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **dict.fromkeys(("start", "end", "base_start", "base_end"), "Int64"),
    "approximate": "bool",
}


def official(**rest: object) -> list[Row]:
    """Exports and imports of seventy-two months, with trends and seasons that no two months share."""
    rows = []
    for number, month in enumerate(months_through(FIRST, LAST)):
        season = (number * 7) % 12
        exports = round(70e9 * 1.004**number * (1 + 0.013 * season), -3)
        imports = round(58e9 * 1.0055**number * (1 + 0.017 * ((number * 5) % 12)), -3)
        for flow, value in (("export", exports), ("import", imports)):
            rows.append({"period": month, "flow": flow, "value": value, **ABOUT, **rest})
    return rows


def months_through(first: int, last: int) -> list[int]:
    return [month_at(number) for number in range(ordinal(first), ordinal(last) + 1)]


def amount_of(flow: str, first: int, last: int | None = None) -> float:
    """What the official table has, computed the long way."""
    wanted = months_through(first, last or first)
    values = {(row["period"], row["flow"]): row["value"] for row in official()}
    exports, imports = (sum(values[month, way] for month in wanted) for way in ("export", "import"))
    return float({"export": exports, "import": imports, "total": exports + imports, "balance": exports - imports}[flow])


def claims_of(*rows: Row) -> pd.DataFrame:
    """Claims with the cells that are given; their keys are 1, 2 …"""
    found = [{**MONTH, "claim": str(number), **row} for number, row in enumerate(rows, 1)]
    frame = pd.DataFrame(found, columns=list(dict.fromkeys([*MONTH, *(name for row in rows for name in row)])))
    texts = [name for name in frame if name not in DTYPES]
    return frame.astype(DTYPES | dict.fromkeys(texts, "string"))


def level(value: float, step: float = 1e7, currency: str | None = "MYR", **rest: object) -> Row:
    """An amount whose last printed digit is a step of so much."""
    printed = round(value / step) * step
    return {"value": printed, "low": printed - step / 2, "high": printed + step / 2, "currency": currency, **rest}


def growth(value: float, step: float = 0.001, **rest: object) -> Row:
    """A growth, as a fraction whose last printed digit is a step of so much."""
    printed = round(value / step) * step
    return {"kind": "growth", "value": printed, "low": printed - step / 2, "high": printed + step / 2, **rest}
