"""Selection: what the controls say, checked before anything uses it, since a browser may send whatever it likes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.charts.layout.colours import SERIES_COLOURS
from tradeview.economies.lookup import code_among
from tradeview.errors import ArgumentError
from tradeview.interactive.explorer.columns import Figures, Lists
from tradeview.interactive.explorer.keys import FlowKind, Product, filter_rows
from tradeview.interactive.explorer.measures import Measure
from tradeview.periods import period_of_span
from tradeview.table.engines import Frame
from tradeview.table.schema import TOTAL

OF_ECONOMIES = ("reporter", "partner")
NAMES = ("reporter", "partner", "flow", "products", "measure", "start", "end", "growth")


@dataclass(frozen=True)
class Selection:
    """What is chosen: of each list one of its entries, of products one or several; periods as spans."""

    reporter: str
    partner: str
    flow: FlowKind
    products: tuple[Product, ...]
    measure: Measure
    start: int
    end: int
    growth: bool

    def tell(self) -> dict[str, Any]:
        """Tell it by keys, as the browser does."""
        return {
            "reporter": self.reporter,
            "partner": self.partner,
            "flow": self.flow.key,
            "products": [product.key for product in self.products],
            "measure": self.measure.key,
            "start": self.start,
            "end": self.end,
            "growth": self.growth,
        }


def read_selection(told: object, figures: Figures) -> Selection:
    """Read what a browser, or a user, says is chosen; refuse what is none of the choices.

    Raises
    ------
    ArgumentError
        Something is missing, of another kind, or no choice of this table.
    """
    if not isinstance(told, Mapping) or set(told) != set(NAMES):
        raise ArgumentError(f"a selection names {', '.join(NAMES)}", type(told).__name__, "name all of them")
    lists = figures.lists
    keys = told["products"]
    if not isinstance(keys, list | tuple) or not keys or len(keys) > len(lists.products):
        raise ArgumentError("a selection has a list of products", type(keys).__name__, "name one or more")
    if not isinstance(told["growth"], bool):
        raise ArgumentError("growth is true or false", type(told["growth"]).__name__, "say one of these")
    products = {product.key: product for product in lists.products}
    spans = {span: span for span in lists.spans}
    return Selection(
        _find(told, "reporter", {code: code for code in lists.reporters}),
        _find(told, "partner", {code: code for code in lists.partners}),
        _find(told, "flow", {flow.key: flow for flow in lists.flows}),
        tuple(dict.fromkeys(_find({"products": key}, "products", products) for key in keys)),
        _find(told, "measure", {measure.key: measure for measure in figures.measures}),
        _find(told, "start", spans),
        _find(told, "end", spans),
        told["growth"],
    )


def _find(told: Mapping[str, Any], name: str, entries: Mapping[Any, Any]) -> Any:
    """Find an entry by its key, of exactly the key's own kind: True is no year."""
    key = told[name]
    if type(key) not in {str, int} or key not in entries:
        raise ArgumentError(f"{name} is one of the choices of this table", repr(key)[:60], "choose one that it has")
    return entries[key]


@dataclass(frozen=True)
class Asked:
    """What a caller names of a selection; a start and an end as periods."""

    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    start: int | None = None
    end: int | None = None

    def find_last(self, lists: Lists) -> int:
        """Return the end, or the last that there is, as the span at whose prices constant prices are."""
        spans = [span for span in lists.spans if period_of_span(span) == self.end]
        return (spans or lists.spans)[-1]


def choose_first(asked: Asked, figures: Figures) -> Selection:
    """Choose what is shown at first: what was asked for, else the first that there is.

    Raises
    ------
    ArgumentError
        What is asked for has no figures; the message lists what has.
    """
    lists, left = figures.lists, figures.rows
    chosen: dict[str, Any] = {}
    choices: dict[str, list[Any]] = {
        "reporter": lists.reporters,
        "partner": lists.partners,
        "flow": [flow.flow for flow in lists.flows],
    }
    for name, entries in choices.items():
        there = sorted(set(left[name]))
        wanted = getattr(asked, name)
        if wanted is not None and name in OF_ECONOMIES:
            wanted = code_among(wanted, entries)
        taken = [place for place in there if wanted is None or entries[place] == wanted]
        if not taken:
            found = ", ".join(dict.fromkeys(str(entries[place]) for place in there))
            asked_for = f"explore shows a {name} that has figures"
            raise ArgumentError(asked_for, f"{wanted}; those of {found}", "name one of these")
        chosen[name] = taken[0]
        left = left[left[name] == taken[0]]
    products = _choose_products(figures, left)
    left = left[left["products"].isin(products)]
    spans = [lists.spans[place] for place in sorted(set(left["start"]))]
    return Selection(
        lists.reporters[chosen["reporter"]],
        lists.partners[chosen["partner"]],
        lists.flows[chosen["flow"]],
        tuple(lists.products[place] for place in products),
        figures.measures[0],
        _choose_span("start", asked.start, spans, spans[0]),
        _choose_span("end", asked.end, spans, spans[-1]),
        growth=False,
    )


def _choose_products(figures: Figures, left: pd.DataFrame) -> list[int]:
    """Choose all products where there is a figure of them, else the largest of one level in the last period."""
    there = sorted(set(left["products"]))
    products = figures.lists.products
    if products[there[0]].code == TOTAL:
        return there[:1]
    alike = left[[products[place].level == products[there[0]].level for place in left["products"]]]
    last = alike[alike["start"] == alike["start"].max()]
    values = figures.frames[0].loc[last.index, "value"].fillna(0)
    largest = last.loc[values.sort_values(ascending=False, kind="stable").index, "products"]
    return sorted(largest.head(len(SERIES_COLOURS)))


def _choose_span(name: str, period: int | None, spans: Sequence[int], otherwise: int) -> int:
    if period is None:
        return otherwise
    for span in spans:
        if period_of_span(span) == period:
            return span
    found = ", ".join(str(period_of_span(span)) for span in spans)
    raise ArgumentError(f"explore shows a {name} that has figures", f"{period}; those of {found}", "name one of these")


def keep_figures(table: Frame) -> Frame:
    """Keep the rows that have a figure: the others are not shown, and may be of money that has no rate."""
    return table.filter(~nw.col("value").is_null())


def filter_selected(table: Frame, chosen: Selection) -> Frame:
    """Keep the rows of a trade table that are chosen, in whatever currency they were printed."""
    table = table.filter(nw.col("reporter") == chosen.reporter, nw.col("partner") == chosen.partner)
    first, last = period_of_span(chosen.start), period_of_span(chosen.end)
    table = table.filter(nw.col("period") >= first, nw.col("period") <= last)
    return filter_rows(table, chosen.flow, list(chosen.products))
