"""Claims as `read_claims` finds them in a text: frames of its columns and types, written by hand."""

import pandas as pd

Row = dict[str, object]
DTYPES = {
    "claim": "string",
    **dict.fromkeys(("text_start", "text_end"), "int64"),
    **dict.fromkeys(("sentence", "quote", "kind"), "string"),
    **dict.fromkeys(("value", "low", "high"), "float64"),
    **dict.fromkeys(("currency", "unit"), "string"),
    "approximate": "bool",
    "bound": "string",
    **dict.fromkeys(("start", "end", "period"), "Int64"),
    **dict.fromkeys(("months", "calendar_label"), "string"),
    **dict.fromkeys(("base_start", "base_end"), "Int64"),
    **dict.fromkeys(("time_from", "flow_from", "flow", "coverage", "side", "reporter", "partner"), "string"),
    **dict.fromkeys(("commodity", "commodity_code", "among", "among_words", "status"), "string"),
    **dict.fromkeys(("locale", "observation"), "string"),
}
USUAL: Row = {
    "kind": "level",
    "approximate": False,
    "start": 202401,
    "end": 202412,
    "flow": "export",
    "flow_from": "sentence",
    "time_from": "sentence",
    "reporter": "MYS",
    "commodity_code": "TOTAL",
    "locale": "en",
}


def found_in(text: str, *rows: Row) -> pd.DataFrame:
    """Claims of a text, each with its quote: found in turn, from where the quote before begins."""
    found, at = [], 0
    for number, row in enumerate(rows, 1):
        quote = str(row["quote"])
        at = text.index(quote, at)
        place = {"claim": str(number), "text_start": at, "text_end": at + len(quote), "sentence": text}
        found.append({**dict.fromkeys(DTYPES), **USUAL, **place, **_range_of(row), **row})
    return pd.DataFrame(found, columns=list(DTYPES)).astype(DTYPES)


def _range_of(row: Row) -> Row:
    """The cells of a level of billions with two decimals, or of a percentage with one, as they are printed."""
    value, kind = row.get("value"), row.get("kind", "level")
    if value is None:
        return {}
    half = {"growth": 0.0005, "share": 0.0005, "rank": 0.0}.get(str(kind), 5e6)
    return {"low": float(str(value)) - half, "high": float(str(value)) + half}


def level(quote: str, value: float, **rest: object) -> Row:
    """An amount, of ringgit where nothing else is said."""
    return {"quote": quote, "value": value, "currency": "MYR", **rest}


def growth(quote: str, value: float, **rest: object) -> Row:
    """A growth."""
    return {"quote": quote, "kind": "growth", "value": value, **rest}
