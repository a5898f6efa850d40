"""Columns: what goes to the browser, the figures of all measures as numbers and everything else as places in lists.

A row is one figure: reporter, partner, flow, product and period. What varies between measures (value, range, printed
words, source, how it was computed) is a column of the measure, in the order of these rows; a column that says the same
in every row is sent once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.interactive.explorer.keys import FlowKind, Product, key_columns, list_flows, list_products
from tradeview.interactive.explorer.measures import Measure
from tradeview.interactive.explorer.words import CONVERTED_AT, CONVERTED_BY, DEFLATED_BY, STEPS, tell_series
from tradeview.periods import frequency_of, ordinal, period_of_span, split_period
from tradeview.printable import escape_unprintable
from tradeview.table.engines import collect, is_missing
from tradeview.table.refusals import TWICE
from tradeview.table.schema import BALANCE, KEYS, WORLD, wrap_trade_table
from tradeview.table.series import span_of, spans_of_rows, write_keys
from tradeview.words.captions import describe_rate_source, name_compiler, quote_rate, source_name
from tradeview.words.money import currency_name, currency_prefix, currency_symbol
from tradeview.words.names import BALANCE_WITH, FLOW_FROM, FLOW_TO, label_economy, name_economy
from tradeview.words.numbers import format_number
from tradeview.words.periods import format_span, format_span_of_axis
from tradeview.words.templates import Template

ROW = ("reporter", "partner", "flow", "products", "start")  # as the controls are called
HOW = ("stated_currency", "rate", "rate_kind", "rate_source", "deflator", "base_period", "price_basis", "currency")


@dataclass(frozen=True)
class Lists:
    """The choices of a table, each a list whose places its rows name."""

    reporters: list[str]
    partners: list[str]
    flows: list[FlowKind]
    products: list[Product]
    spans: list[int]

    @property
    def periods(self) -> list[int]:
        """The periods of the spans."""
        return [period_of_span(span) for span in self.spans]


def list_choices(table: pd.DataFrame) -> Lists:
    """List what a collected trade table lets one choose."""
    keyed = write_keyed(table)
    spans = sorted(set(spans_of_rows(table)), key=lambda span: (ordinal(period_of_span(span)), span))
    return Lists(
        _list_economies(table["reporter"]),
        _list_economies(table["partner"]),
        list_flows(keyed),
        list_products(keyed),
        spans,
    )


def write_keyed(table: pd.DataFrame) -> pd.DataFrame:
    """Write what tells series apart in one way, in a collected table."""
    keyed: pd.DataFrame = collect(write_keys(wrap_trade_table(table))).to_native()
    return keyed


def _list_economies(codes: "pd.Series[Any]") -> list[str]:
    """List economies by name, the world first."""
    return sorted(codes.astype(str).unique(), key=lambda code: (code != WORLD, label_economy(code)))


@dataclass(frozen=True)
class Figures:
    """All figures of a table: the choices, the measures, and of each measure the figures in the order of the rows.

    `rows` has, for each of `ROW`, places in the lists.
    """

    lists: Lists
    measures: list[Measure]
    rows: pd.DataFrame
    frames: list[pd.DataFrame]


def place_figures(lists: Lists, measures: Sequence[Measure], frames: Sequence[pd.DataFrame]) -> Figures:
    """Put the figures of all measures in the same rows, one for each reporter, partner, flow, product and period.

    Raises
    ------
    TradeTableError
        Two figures would stand in one: all products, or chapters, in two revisions of one period.
    """
    places = [_place_rows(lists, frame) for frame in frames]
    for measure, placed, frame in zip(measures, places, frames, strict=True):
        twice = placed.duplicated(keep=False)
        if twice.any():
            asked = f"explore needs one figure for each period of a series ({measure.label})"
            shown = frame.loc[twice, list(KEYS)].head(SHOWN_ROWS + 1).astype(str).agg(" ".join, axis="columns")
            raise TradeTableError(asked, f"{int(twice.sum())} that share theirs", TWICE, list(shown))
    rows = pd.concat(places).drop_duplicates().sort_values(list(ROW), ignore_index=True)
    number = pd.Series(range(len(rows)), index=pd.MultiIndex.from_frame(rows))
    aligned = []
    for placed, frame in zip(places, frames, strict=True):
        numbers = number[pd.MultiIndex.from_frame(placed)].to_numpy()
        aligned.append(frame.set_index(numbers).reindex(range(len(rows))))
    return Figures(lists, list(measures), rows, aligned)


def make_columns(figures: Figures) -> dict[str, Any]:
    """Make the columns of all figures, as JSON holds them."""
    quotes: dict[str, int] = {}
    sources: dict[str, int] = {}
    hows: dict[str, int] = {}
    compilers: dict[str, int] = {}
    told = []
    for measure, frame in zip(figures.measures, figures.frames, strict=True):
        columns = {name: _numbers(frame, name) for name in ("value", "low", "high")}
        passport = {
            "quote": _places(_texts(frame, "quote"), quotes),
            "source": _places(_texts(frame, "source"), sources),
            "how": _places(_say_how(frame), hows),
            "compiler": _places(_texts(frame, "compiled_by"), compilers),
        }
        told.append({**_tell_measure(measure), **columns, **passport})
    return {
        "tree": _grow_tree(figures.rows),
        "measure": told,
        "quote": [escape_unprintable(quote) for quote in quotes],
        "source": [escape_unprintable(source_name(source)) for source in sources],
        "how": [escape_unprintable(how) for how in hows],
        "compiler": [escape_unprintable(name_compiler(compiler)) for compiler in compilers],
        **_tell_lists(figures.lists),
    }


def list_names(figures: Figures) -> list[str]:
    """List the names that sentences of the browser may have in them, in the forms that their language has."""
    lists = figures.lists
    economies = [name_economy(code) for code in dict.fromkeys((*lists.reporters, *lists.partners))]
    kinds = [flow.name for flow in lists.flows]
    spans = [format_span(span) for span in lists.spans]
    products = [product.name for product in lists.products]
    return [*economies, *kinds, *spans, *products, *(measure.unit for measure in figures.measures)]


def _grow_tree(rows: pd.DataFrame) -> dict[int, Any]:
    """Give the row of each figure by its reporter, partner, flow, product and period, one within the other."""
    tree: dict[int, Any] = {}
    for number, places in enumerate(rows[list(ROW)].itertuples(index=False, name=None)):
        node = tree
        for place in places[:-1]:
            node = node.setdefault(place, {})
        node[places[-1]] = number
    return tree


def _place_rows(lists: Lists, frame: pd.DataFrame) -> pd.DataFrame:
    """Give, for each row, the places of its keys in their lists."""
    flow, product = key_columns(write_keyed(frame), lists.flows, lists.products)
    places = {
        "reporter": frame["reporter"].map(_place_of(lists.reporters)),
        "partner": frame["partner"].map(_place_of(lists.partners)),
        "flow": flow,
        "products": product,
        "start": spans_of_rows(frame).map(_place_of(lists.spans)),
    }
    return pd.DataFrame(places, index=frame.index).astype(int)


def _place_of(values: Sequence[Any]) -> dict[Any, int]:
    return {value: place for place, value in enumerate(values)}


def _numbers(frame: pd.DataFrame, name: str) -> list[float | None] | None:
    """Give numbers, with nothing for what is missing; one nothing where all are."""
    if name not in frame or frame[name].isna().all():
        return None
    column = frame[name].astype(float)
    numbers: list[float | None] = column.astype(object).where(column.notna(), None).tolist()
    return numbers


def _texts(frame: pd.DataFrame, name: str) -> "pd.Series[Any]":
    if name not in frame:
        return pd.Series(None, index=frame.index, dtype=object)
    return frame[name].astype(object).where(frame[name].notna(), None)


def _places(texts: "pd.Series[Any]", known: dict[str, int]) -> list[int | None] | int | None:
    """Give the place of each text in a list of all, which grows; one place where all rows say the same."""
    codes, distinct = pd.factorize(texts)
    places: list[int | None] = [known.setdefault(str(text), len(known)) for text in distinct]
    places.append(None)  # which a code of -1 leads to: what is missing
    found = [places[code] for code in codes.tolist()]
    return found[0] if len(set(found)) == 1 else found


def _say_how(frame: pd.DataFrame) -> "pd.Series[Any]":
    """Say of each figure how it was computed from what was printed; nothing where it is as printed."""
    names = [name for name in HOW if name in frame]
    if not {"stated_currency", "price_basis"} & set(names):
        return pd.Series(None, index=frame.index, dtype=object)
    there = frame[frame["value"].notna()]
    ways = there[[*names, "period", *(["months"] if "months" in frame else [])]]
    said = pd.Series(None, index=frame.index, dtype=object)
    for _, rows in ways.groupby(list(ways), dropna=False):
        said[rows.index] = _say_way(rows.iloc[0])
    return said


def _say_way(row: "pd.Series[Any]") -> str | None:
    """Say how the money of a row was converted and deflated."""
    steps = []
    if not is_missing(row.get("rate")):
        stated, currency = str(row["stated_currency"]), str(row["currency"])
        rate, unit = quote_rate(float(row["rate"]), stated, currency)
        source = describe_rate_source(row.get("rate_kind"), row.get("rate_source"), span_of(row))
        written = format_number(rate, 4)
        steps.append(CONVERTED_AT.fill(currency=currency_name(stated), rate=written, unit=unit, source=source))
    elif not is_missing(row.get("rate_source")):
        steps.append(CONVERTED_BY.fill(source=source_name(row["rate_source"])))
    if row.get("price_basis") == "real":
        deflator = str(row.get("deflator") or "")
        steps.append(DEFLATED_BY.fill(period=format_span(int(row["base_period"])), deflator=deflator))
    if len(steps) == 2:
        return STEPS.fill(first=steps[0], second=steps[1])
    return steps[0] if steps else None


def _tell_measure(measure: Measure) -> dict[str, Any]:
    return {
        "key": measure.key,
        "unit": measure.unit,
        "label": measure.label,
        "colour": f"var({measure.colour})",
        "prefix": currency_prefix(measure.currency),
        "sign": currency_symbol(measure.currency),
        "notes": measure.notes(),
    }


def _tell_lists(lists: Lists) -> dict[str, Any]:
    """Tell the choices of each control, under its name."""
    spans = [_tell_span(span) for span in lists.spans]
    return {
        "reporter": [_tell_economy(code) for code in lists.reporters],
        "partner": [_tell_economy(code) for code in lists.partners],
        "flow": [_tell_flow(flow, lists.flows) for flow in lists.flows],
        "products": [_tell_product(product) for product in lists.products],
        "start": spans,
        "end": spans,
    }


def _tell_economy(code: str) -> dict[str, str]:
    return {"key": code, "label": label_economy(code), "name": name_economy(code)}


def _tell_flow(flow: FlowKind, flows: Sequence[FlowKind]) -> dict[str, Any]:
    """Tell a flow, and the places of the exports and imports that there is a balance of beside it."""
    sides: dict[str, list[int]] = {"export": [], "import": []}
    for place, other in enumerate(flows):
        if other.flow in sides and other.side == flow.side:
            sides[other.flow].append(place)
    return {
        "key": flow.key,
        "flow": flow.flow,
        "label": escape_unprintable(flow.name),
        "series": tell_series(_series_of(flow.flow)),
        "exports": sides["export"],
        "imports": sides["import"],
    }


def _series_of(flow: str) -> Template:
    """Return the template that names a flow with both economies."""
    if flow in ("total", BALANCE):
        return BALANCE_WITH
    return FLOW_FROM if flow.endswith("import") else FLOW_TO


def _tell_product(product: Product) -> dict[str, str]:
    return {"key": product.key, "label": product.name, "level": product.level}


def _tell_span(span: int) -> dict[str, Any]:
    period = period_of_span(span)
    is_first_of_year = split_period(period)[1] == 1 if frequency_of(period) != "A" else True
    return {
        "key": span,
        "label": format_span(span),
        "short": format_span_of_axis(span),
        "x": ordinal(period),
        "tick": is_first_of_year,
    }
