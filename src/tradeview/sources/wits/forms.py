"""The forms in which WITS hands out trade: SDMX-JSON answers and four tables, each to one long frame of facts.

A long frame has the columns `RAW`, as text: what WITS calls its economies and products, the words that say the flow and
the unit, and the figure. What these words mean is settled in `wits`, once for all forms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from tradeview.errors import TableError
from tradeview.table.engines import is_missing

# `words` say what a figure is: an indicator, or the heading of its column; `flow_words` stand in a column of flows.
RAW = ("reporter", "partner", "period", "product", "words", "flow_words", "figure")
KEPT = ("nomenclature", "net_weight", "quantity", "quantity_unit")

# Headings in lower case, without spaces around them; the first that a table has counts.
HEADINGS = {
    "reporter": ("reporteriso3", "reporter name", "reporter", "reportername", "country name"),
    "partner": ("partneriso3", "partner name", "partner", "partnername"),
    "period": ("year",),
    "product": ("productcode", "product group", "product categories", "product", "product code"),
    "flow": ("tradeflowname", "tradeflow", "trade flow", "indicator type"),
    "indicator": ("indicator", "measure", "indicator name"),
    "nomenclature": ("nomenclature",),
    "net_weight": ("netweight in kgm",),
    "quantity": ("quantity",),
    "quantity_unit": ("qtyunit", "quantity unit"),
}
# The dimensions of an answer that say who, with whom, when and what; another one says what is counted.
DIMENSIONS = {"reporter": "REPORTER", "partner": "PARTNER", "period": "TIME_PERIOD", "product": "PRODUCTCODE"}
INDICATOR = "INDICATOR"
YEAR = re.compile(r"(?:19|20)\d\d")
# What WITS has beside trade: rates of duties, and imports by the duty that they pay.
TARIFF = re.compile(r"tariff|\b(?:ahs|mfn|bnd|prf)\b|dut(?:y|ies|iable)|simple ?average|weighted ?average|\bmax_?rate")
ASK_FOR_TRADE = "ask for exports or imports in US$ (the dataset tradestats-trade)"
MONEY = re.compile(r"us\$|usd")
# What a table means that has no column of products.
ALL_PRODUCTS = "All Products"
# The API's "Fuels" are a group of SITC; what tables call "Fuels" is the API's "27-27_Fuels", a chapter of the HS.
FUELS = "27-27_Fuels"


def from_sdmx(answer: Mapping[str, Any]) -> pd.DataFrame:
    """Turn an SDMX-JSON answer of WITS's API into a long frame of facts; refuse errors, tariffs and other JSON."""
    body = answer.get("data", answer)
    try:
        structure = body["structure"] if "structure" in body else body["structures"][0]
        dimensions = structure["dimensions"]
        outside, within = dimensions.get("series", []), dimensions.get("observation", [])
        cells = list(_cells_of(body["dataSets"]))
        facts = [_fact_at(keys, figure, (outside, within)) for keys, figure in cells]
        said = {str(dimension["id"]) for dimension in [*outside, *within]}
        called = structure.get("name", "no name")
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise TableError(
            "an SDMX-JSON answer of WITS has dataSets and a structure",
            f"{type(error).__name__} {error} in {str(answer)[:120]}",
            "ask the API again with format=JSON",
        ) from error
    absent = {*DIMENSIONS.values(), INDICATOR} - said
    if absent:
        raise TableError(
            "values of trade are in the dataset tradestats-trade",
            f"{called!r}, without {', '.join(sorted(absent))}",
            "ask for datasource/tradestats-trade; trn and tradestats-tariff hold tariffs, which are no trade",
        )
    return pd.DataFrame(facts, columns=list(RAW), dtype="object")


def _cells_of(data_sets: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield each figure with its two keys, of the series and within it; a flat answer has no series."""
    for data in data_sets:
        for series_key, series in data.get("series", {}).items():
            for key, values in series["observations"].items():
                yield (series_key, key), values[0]
        for key, values in data.get("observations", {}).items():
            yield ("", key), values[0]


def _fact_at(keys: tuple[str, str], figure: object, dimensions: tuple[Sequence[Any], ...]) -> dict[str, object]:
    """Look up the positions of a key among the values of the dimensions, which stand in the order of the key."""
    meant: dict[str, Any] = {}
    for key, of_key in zip(keys, dimensions, strict=True):
        positions = [int(position) for position in key.split(":")] if key else []
        # Python would count a negative position from the end.
        if len(positions) != len(of_key) or min(positions, default=0) < 0:
            raise ValueError(f"key {key!r} for {len(of_key)} dimensions")
        for dimension, position in zip(of_key, positions, strict=True):
            meant[dimension["id"]] = dimension["values"][position]
    indicator = meant.get(INDICATOR, {})
    fact: dict[str, object] = {
        column: _id_of(meant[dimension]) for column, dimension in DIMENSIONS.items() if dimension in meant
    }
    fact["words"] = f"{indicator.get('id', '')} {indicator.get('name', '')}"
    fact["flow_words"] = ""
    fact["figure"] = None if figure is None else str(figure)
    return fact


def _id_of(value: Mapping[str, Any]) -> str:
    """Return the code of one value of a dimension; a year may be a number."""
    code = value["id"]
    if isinstance(code, str) or (isinstance(code, int) and not isinstance(code, bool)):
        return str(code)
    raise ValueError(f"id {code!r}")


def from_table(table: pd.DataFrame) -> pd.DataFrame:
    """Turn a table that WITS exports, its cells as text, into a long frame of facts; refuse tables of others."""
    table = table.rename(columns=lambda name: " ".join(str(name).split()))
    # Of two headings that differ in their letters' case alone the first counts.
    names = {str(name).lower(): name for name in reversed(table.columns)}
    column_of: dict[str, str] = {}
    for role, headings in HEADINGS.items():
        there = [names[heading] for heading in headings if heading in names]
        if there:
            column_of[role] = there[0]
    years = [name for name in table.columns if YEAR.fullmatch(name)]
    values = [name for name in table.columns if MONEY.search(name.lower())]
    if not {"reporter", "partner"} <= set(column_of) or not (years or ("period" in column_of and values)):
        if all(map(names_tariffs, values)):
            _refuse_tariffs(table.columns)
        raise TableError(
            "an export of WITS names reporter, partner, and a year with values in US$ or one column a year",
            f"columns {', '.join(table.columns)}"[:300],
            "export it again from wits.worldbank.org as CSV or Excel",
        )
    _refuse_twice(table, [*column_of.values(), *years, *values])
    # One long part for each column of figures: by year, or by flow.
    indicator: Any = table[column_of["indicator"]].astype("object") if "indicator" in column_of else ""
    if years:
        parts = [_long_part(table, column_of, name, name, indicator) for name in years]
    else:
        parts = [_long_part(table, column_of, name, table[column_of["period"]], name) for name in values]
    return pd.concat(parts, ignore_index=True)


def names_tariffs(words: str) -> bool:
    """Tell words that are of tariffs, or of imports by the duty that they pay.

    Examples
    --------
    >>> names_tariffs("MFN Weighted Average (%)"), names_tariffs("AHS Dutiable Imports (US$ Thousand)")
    (True, True)
    >>> names_tariffs("Import (US$ Thousand)")
    False
    """
    return TARIFF.search(words.lower().replace("-", " ")) is not None


def _refuse_tariffs(headings: Iterable[str]) -> None:
    """Refuse a table of tariffs by its name."""
    found = [name for name in headings if names_tariffs(name)]
    if found:
        raise TableError("this is a table of trade", f"tariffs: {', '.join(found)}"[:300], ASK_FOR_TRADE)


def _refuse_twice(table: pd.DataFrame, used: Sequence[str]) -> None:
    """Refuse two columns of one heading, where it is used."""
    count = Counter(table.columns)
    twice = [name for name in dict.fromkeys(used) if count[name] > 1]
    if twice:
        found = f"{', '.join(twice)} twice"
        raise TableError("every column of an export of WITS has a heading of its own", found, "keep one of each")


def _long_part(
    table: pd.DataFrame, column_of: Mapping[str, str], figures: str, period: Any, words: Any
) -> pd.DataFrame:
    """Make facts of one column of figures, of a period and with the words that say what they are."""
    flow: Any = pd.Series("", table.index, dtype="object")
    product: Any = ALL_PRODUCTS
    if "flow" in column_of:
        flow = table[column_of["flow"]].astype("object")
    if "product" in column_of:
        product = table[column_of["product"]].replace(r"^\s*Fuels\s*$", FUELS, regex=True)
    part: dict[str, Any] = {
        "reporter": table[column_of["reporter"]],
        "partner": table[column_of["partner"]],
        "period": period,
        "product": product,
        "words": words,
        "flow_words": flow,
        "figure": table[figures],
    }
    for role in KEPT:
        if role in column_of:
            part[role] = table[column_of[role]]
    return pd.DataFrame(part)


def read_number(cell: object) -> float | None:
    """Read a figure, or raise ValueError; what WITS leaves empty, or marks with dots, is missing and never zero."""
    text = "" if is_missing(cell) else str(cell).strip()
    if text.strip(".") == "" or text.lower() in {"na", "n/a", "nan"}:
        return None
    if not re.fullmatch(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d+)?", text):
        raise ValueError(text)
    return float(text.replace(",", ""))
