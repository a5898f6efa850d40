"""The widget: what a notebook shows, and what Python knows of its controls."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets
from narwhals.typing import IntoFrame

from tradeview.errors import TradeviewError
from tradeview.interactive.explorer_columns import Lists
from tradeview.interactive.explorer_keys import filter_rows
from tradeview.interactive.explorer_measures import Measure, Money, apply_measure
from tradeview.interactive.explorer_page import bundle, make_page, skeleton
from tradeview.interactive.explorer_selection import Selection, filter_selected, read_selection
from tradeview.interactive.explorer_style import style_sheet
from tradeview.sources.writing.files import write_together
from tradeview.table.engines import as_numbers
from tradeview.table.schema import MONEY, wrap_trade_table


class Explorer(anywidget.AnyWidget):
    """The explorer of one trade table.

    Attributes
    ----------
    selection : dict
        What is chosen, as the controls say; it may be set, too.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    skeleton = traitlets.Unicode().tag(sync=True)
    data = traitlets.Unicode().tag(sync=True)
    selection = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        trade: IntoFrame,
        money: Money,
        lists: Lists,
        measures: list[Measure],
        data: str,
        selection: Selection,
    ) -> None:
        self._trade, self._money, self._lists, self._measures = trade, money, lists, measures
        super().__init__(
            _esm=bundle(), _css=style_sheet(), skeleton=skeleton(), data=data, selection=selection.tell()
        )

    @traitlets.validate("selection")
    def _check_selection(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        """Take no selection that this table does not have: what was chosen before stays."""
        try:
            return read_selection(proposal["value"], self._lists, self._measures).tell()
        except TradeviewError as error:
            raise traitlets.TraitError(str(error)) from error

    @property
    def _selected(self) -> Selection:
        return read_selection(self.selection, self._lists, self._measures)

    @property
    def frame(self) -> Any:
        """What is shown, as a trade table of the engine that came in: rows of the measure, from the start to the end."""
        chosen = self._selected
        table = as_numbers(wrap_trade_table(self._trade), MONEY)
        table = filter_selected(table, chosen)
        return apply_measure(table, chosen.measure, self._money).to_native()

    def save(self, path: str | Path, *, title: str | None = None) -> Path:
        """Write the explorer, as it stands, to one page that needs nothing else, whole or not at all.

        Raises
        ------
        ExportError
            It cannot be written.
        """
        written = Path(path)
        state = {"skeleton": self.skeleton, "data": self.data, "selection": self._selected.tell()}
        write_together({written: make_page(state, title)})
        return written
