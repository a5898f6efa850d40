"""The forms in which WITS hands out trade: SDMX-JSON answers and four tables, each to one long frame of facts.

A long frame has the columns `RAW`, as text: what WITS calls its economies and products, the words that say the flow and
the unit, and the figure. What these words mean is settled in `wits`, once for all forms.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from tradeview.errors import TableError
from tradeview.table.engines import is_missing

RAW = ("reporter", "partner", "period", "product", "words", "figure")
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
YEAR = re.compile(r"(?:19|20)\d\d")
MONEY = re.compile(r"us\$|usd")
# What a table means that has no column of products.
ALL_PRODUCTS = "All Products"
# The API's "Fuels" are a group of SITC; what tables call "Fuels" is the API's "27-27_Fuels", a chapter of the HS.
FUELS = "27-27_Fuels"


def from_sdmx(answer: Mapping[str, Any]) -> pd.DataFrame:
    """Turn an SDMX-JSON answer of the WITS API into a long frame of facts.

    Raises
    ------
    TableError
        It holds an error, tariffs, or has not the parts that SDMX-JSON has.
    """
    body = answer.get("data", answer)
    try:
        structure = body["structure"] if "structure" in body else body["structures"][0]
        dimensions = structure["dimensions"]
        within, outside = dimensions.get("observation", []), dimensions.get("series", [])
        cells = [cell for data in body["dataSets"] for cell in _observations(data)]
        facts = [_fact(keys, figure, outside, within) for keys, figure in cells]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise TableError(
            "an SDMX-JSON answer of WITS has dataSets and a structure",
            f"{type(error).__name__} {error} in {str(answer)[:120]}",
            "ask the API again with format=JSON",
        ) from error
    _refuse_tariffs(structure, {str(one["id"]) for one in [*outside, *within]})
    return pd.DataFrame(facts, columns=list(RAW), dtype="object")


def _observations(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    for key, series in data.get("series", {}).items():
        for place, values in series["observations"].items():
            yield (key, place), values[0]
    for place, values in data.get("observations", {}).items():
        yield ("", place), values[0]


def _fact(keys: tuple[str, str], figure: object, outside: Sequence[Any], within: Sequence[Any]) -> dict[str, object]:
    """Look up the places of a key among the values of the dimensions, which stand in the order of the key."""
    said: dict[str, Any] = {}
    for key, levels in zip(keys, (outside, within), strict=True):
        places = [int(place) for place in key.split(":")] if key else []
        if len(places) != len(levels) or min(places, default=0) < 0:
            raise ValueError(f"key {key!r} for {len(levels)} dimensions")
        said |= {level["id"]: level["values"][place] for level, place in zip(levels, places, strict=True)}
    return {
        "reporter": said.get("REPORTER", {}).get("id"),
        "partner": said.get("PARTNER", {}).get("id"),
        "period": said.get("TIME_PERIOD", {}).get("id"),
        "product": said.get("PRODUCTCODE", {}).get("id"),
        "words": " ".join(str(said.get("INDICATOR", {}).get(part, "")) for part in ("id", "name")),
        "figure": None if figure is None else str(figure),
    }


def _refuse_tariffs(structure: Mapping[str, Any], dimensions: set[str]) -> None:
    absent = {"REPORTER", "PARTNER", "PRODUCTCODE", "INDICATOR", "TIME_PERIOD"} - dimensions
    if absent:
        raise TableError(
            "values of trade are in the dataset tradestats-trade",
            f"{structure.get('name', 'no name')!r}, without {', '.join(sorted(absent))}",
            "ask for datasource/tradestats-trade; trn and tradestats-tariff hold tariffs, which are no trade",
        )


def from_table(table: pd.DataFrame) -> pd.DataFrame:
    """Turn a table that WITS exports, its cells as text, into a long frame of facts.

    Raises
    ------
    TableError
        It has no columns of an export of WITS.
    """
    table = table.rename(columns=lambda name: " ".join(str(name).split()))
    names = {str(name).lower(): name for name in reversed(table.columns)}
    at = {role: names[found] for role, all_of in HEADINGS.items() if (found := _first(all_of, names))}
    years = [name for name in table.columns if YEAR.fullmatch(name)]
    values = [name for name in table.columns if MONEY.search(name.lower())]
    if not {"reporter", "partner"} <= set(at) or not (years or ("period" in at and values)):
        raise TableError(
            "an export of WITS names reporter, partner, and a year with values in US$ or one column a year",
            f"columns {', '.join(map(str, table.columns))}"[:300],
            "export it again from wits.worldbank.org as CSV or Excel",
        )
    return pd.concat(_parts(table, at, years, values), ignore_index=True)


def _first(names: Iterable[str], there: Mapping[str, object]) -> str | None:
    return next((name for name in names if name in there), None)


def _parts(table: pd.DataFrame, at: Mapping[str, str], years: list[str], values: list[str]) -> Iterator[pd.DataFrame]:
    """Yield one long part for each column of figures: by year, or by flow."""
    flow = table[at["flow"]].astype("object") if "flow" in at else pd.Series("", table.index, dtype="object")
    indicator = table[at["indicator"]].astype("object") if "indicator" in at else ""
    kept = {role: table[at[role]] for role in KEPT if role in at}
    products = table[at["product"]].replace(r"^\s*Fuels\s*$", FUELS, regex=True) if "product" in at else ALL_PRODUCTS
    for name in years or values:
        words = indicator if years else name
        yield pd.DataFrame(
            {
                "reporter": table[at["reporter"]],
                "partner": table[at["partner"]],
                "period": name if years else table[at["period"]],
                "product": products,
                "words": words + " | " + flow,
                "figure": table[name],
                **kept,
            }
        )


def number(cell: object) -> float | None:
    """Read a figure; what WITS leaves empty, or marks with dots, is missing and never zero.

    Raises
    ------
    ValueError
        It is no number in the way WITS writes them.

    Examples
    --------
    >>> number(" 1,234.5 "), number("2407390189.46"), number("..."), number("")
    (1234.5, 2407390189.46, None, None)
    """
    text = "" if is_missing(cell) else str(cell).strip()
    if text.strip(".") == "" or text.lower() in {"na", "n/a", "nan"}:
        return None
    if not re.fullmatch(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:[eE][+-]?\d+)?", text):
        raise ValueError(text)
    return float(text.replace(",", ""))
