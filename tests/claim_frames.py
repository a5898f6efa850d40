"""Claims as `read_claims` finds them in a text: frames of its columns and types, written by hand."""

import pandas as pd
import pytest

from tradeview.prose import read_figures

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
    **dict.fromkeys(("time_from", "flow", "flow_from", "coverage", "side", "reporter", "partner"), "string"),
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


def read_levels(
    text: str,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    published: str | None = None,
    locale: str | None = None,
) -> pd.DataFrame:
    """Stand in for `read_claims`: the amounts of a text as levels, and its percentages as growth of the same time."""
    figures = read_figures(text, locale, carry=published is not None, published=published)
    rows: list[Row] = []
    for figure in figures.to_dict("records"):
        months = figure["months"]
        start, end = (None, None) if pd.isna(months) else (month.replace("-", "") for month in months.split("/"))
        known = {
            name: figure[name] for name in ("quote", "value", "currency", "flow", "status", "observation", "locale")
        }
        row = {**known, "start": start and int(start), "end": end and int(end), "time_from": figure["time_from"]}
        rows.append({name: None if pd.isna(cell) else cell for name, cell in row.items()})
    sides = {"reporter": reporter, "partner": partner}
    found = found_in(text, *[{**row, **sides} for row in rows])
    return found.assign(low=figures["low"], high=figures["high"])


def use_reader_of_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands and reports read claims by the stand-in, whose answers a test knows."""
    monkeypatch.setattr("tradeview.ledgers.cuttings.read_claims", read_levels)
