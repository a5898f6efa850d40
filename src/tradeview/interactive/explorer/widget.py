"""The widget: what a notebook shows, and what Python knows of its controls."""

import base64
import json
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import anywidget
import traitlets
from narwhals.typing import IntoFrame

from tradeview.charts.layout.rendering import drawn_once, png_bytes
from tradeview.charts.lines.draw import lines
from tradeview.errors import TradeviewError
from tradeview.interactive.explorer.charts import chart_specs
from tradeview.interactive.explorer.code import write_code
from tradeview.interactive.explorer.columns import Figures, list_names, make_columns
from tradeview.interactive.explorer.measures import Money, apply_measure
from tradeview.interactive.explorer.page import bundle, make_page, skeleton
from tradeview.interactive.explorer.selection import Selection, filter_selected, keep_figures, read_selection
from tradeview.interactive.explorer.style import SERIES_VARIABLES, style_sheet
from tradeview.interactive.explorer.words import tell_words
from tradeview.printable import escape_unprintable
from tradeview.sources.writing.files import write_together
from tradeview.table.engines import as_numbers
from tradeview.table.schema import MONEY, wrap_trade_table
from tradeview.words.language import speak, spoken
from tradeview.words.numbers import RANGE
from tradeview.words.periods import format_span

if TYPE_CHECKING:
    from tradeview.charts.lines.collecting import By


class Explorer(anywidget.AnyWidget):
    """The explorer of one trade table: a widget of Jupyter, and a page (`save`).

    Attributes
    ----------
    frame : frame of the engine that came in
        What is shown: rows of the trade table in the chosen measure, from the start to the end.
    code : str
        The lines that draw it as a static chart.
    selection : dict
        What is chosen, as the controls say.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    skeleton = traitlets.Unicode().tag(sync=True)
    data = traitlets.Unicode().tag(sync=True)
    selection = traitlets.Dict().tag(sync=True)

    def __init__(
        self, trade: IntoFrame, money: Money, figures: Figures, chosen: Selection, *, with_missing: bool
    ) -> None:
        # Set before the traits, which are checked against them.
        self._trade, self._money, self._figures, self._with_missing = trade, money, figures, with_missing
        self._language = spoken()
        super().__init__(
            _esm=bundle(), _css=style_sheet(), skeleton=skeleton(), data=_tell(figures), selection=chosen.tell()
        )

    @traitlets.validate("selection")
    def _check_selection(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        """Take no selection that this table does not have: what was chosen before stays."""
        try:
            return read_selection(proposal["value"], self._figures).tell()
        except TradeviewError as error:
            raise traitlets.TraitError(str(error)) from error

    @property
    def _chosen(self) -> Selection:
        return read_selection(self.selection, self._figures)

    @property
    def frame(self) -> Any:
        """What is shown, as a trade table of the engine that came in: the measure's rows from the start to the end."""
        table = keep_figures(as_numbers(wrap_trade_table(self._trade), MONEY))
        chosen = filter_selected(table, self._chosen)
        return apply_measure(chosen, self._chosen.measure, self._money).to_native()

    @property
    def code(self) -> str:
        """The lines that draw what is shown as a static chart, given `trade`, `rates`, `deflator` as `tv.explore` was.

        Raises
        ------
        TradeTableError
            There is no static chart of it, such as of all products beside some of them.
        """
        is_pandas = wrap_trade_table(self._trade).implementation.is_pandas()
        with speak(self._language):
            return write_code(self._chosen, self._figures, pandas=is_pandas, with_missing=self._with_missing)

    def __repr__(self) -> str:
        """Name it by what it shows."""
        chosen = self._chosen
        with speak(self._language):
            periods = RANGE.fill(low=format_span(chosen.start), high=format_span(chosen.end))
        shown = f"{chosen.reporter} {chosen.partner} {chosen.flow.name}, {chosen.measure.label}, {periods}"
        return f"<Explorer: {escape_unprintable(shown)}>"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
        """Return the widget, and beside it a picture for readers who have no kernel: of the chart that `code` draws."""
        made = super()._repr_mimebundle_(**kwargs)
        if made is None:
            return None
        shown, about = made
        chosen = self._chosen
        by: By = "commodity_code" if len(chosen.products) > 1 else "flow"
        # What no static chart can show has no picture: the widget says why.
        with suppress(TradeviewError):
            frame = cast("IntoFrame", self.frame)
            with drawn_once(partial(lines, frame, by=by, language=self._language)) as ax:
                shown = {**shown, "image/png": base64.b64encode(png_bytes(ax)).decode()}
        return shown, about

    def save(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write the explorer, as it stands, to one page that needs nothing else, whole or not at all.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        written = Path(path)
        state = {"skeleton": self.skeleton, "data": self.data, "selection": self._chosen.tell()}
        with speak(self._language):
            write_together({written: make_page(state, title)})
        return written


def _tell(figures: Figures) -> str:
    """Write everything that the browser is told, as JSON."""
    told = {
        **make_columns(figures),
        "specs": chart_specs(),
        **tell_words(list_names(figures)),
        "colours": [f"var({name})" for name in SERIES_VARIABLES],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
