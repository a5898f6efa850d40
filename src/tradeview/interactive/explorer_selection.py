"""Selection: what the controls say, checked before anything uses it, since a browser may send whatever it likes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from tradeview.errors import ArgumentError
from tradeview.interactive.explorer_columns import Lists
from tradeview.interactive.explorer_keys import FlowKind, Product, filter_rows
from tradeview.interactive.explorer_measures import Measure
from tradeview.periods import period_of_span
from tradeview.table.engines import Frame

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


def read_selection(told: object, lists: Lists, measures: Sequence[Measure]) -> Selection:
    """Read what a browser, or a user, says is chosen; refuse what is none of the choices.

    Raises
    ------
    ArgumentError
        Something is missing, of another kind, or no choice of this table.
    """
    if not isinstance(told, Mapping) or set(told) != set(NAMES):
        raise ArgumentError(f"a selection names {', '.join(NAMES)}", type(told).__name__, "name all of them")
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
        _find(told, "measure", {measure.key: measure for measure in measures}),
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


def filter_selected(table: Frame, chosen: Selection) -> Frame:
    """Keep the rows of a trade table that are chosen, in whatever currency they were printed."""
    table = table.filter(nw.col("reporter") == chosen.reporter, nw.col("partner") == chosen.partner)
    first, last = period_of_span(chosen.start), period_of_span(chosen.end)
    table = table.filter(nw.col("period") >= first, nw.col("period") <= last)
    return filter_rows(table, chosen.flow, list(chosen.products))
