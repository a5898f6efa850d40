"""One series in the measures of a report: in two currencies and, where there is an index of prices, at constant ones.

The table is checked at the door of the report. Here it is converted and deflated once, for all charts, sheets and
cards, and asked once whether its figures may be compared: where they may, no step asks again. Where they may not, every
step asks for itself, so that the report ends, or a chart is left out, in the words of the step that it failed in.
"""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from matplotlib.axes import Axes

from tradeview.analysis.accounting import split_growth
from tradeview.analysis.growth import growth
from tradeview.charts.layout.page import Page
from tradeview.charts.lenses.draw import draw_lenses
from tradeview.errors import TradeTableError
from tradeview.money.conversion import convert_checked, deflate_checked, prefer_checked
from tradeview.reports.choices import Choices
from tradeview.reports.shapes import Shape
from tradeview.table.comparable import refuse_incomparable_sides
from tradeview.table.engines import Frame, as_numbers
from tradeview.table.schema import MONEY, wrap_trade_table
from tradeview.table.series import spans_of_rows, write_keys
from tradeview.words.money import MONEY_OF, currency_name
from tradeview.words.periods import format_period


@dataclass(frozen=True)
class Measures:
    """One series of a checked trade table, in each of three measures.

    `known_comparable` says that somebody has asked already whether its figures may be compared, and they may. Without
    prices (`is_priced`) there is no measure at constant ones, and growth is not split.
    """

    table: pd.DataFrame
    choices: Choices
    known_comparable: bool | None = None
    is_priced: bool = True

    @cached_property
    def shape(self) -> Shape:
        """The months that its figures are of."""
        return Shape(int(spans_of_rows(self.table.head(1)).iloc[0]))

    @cached_property
    def base(self) -> pd.DataFrame:
        """The figures in the base currency."""
        return self._in_one(self.choices.base_currency)

    @cached_property
    def own(self) -> pd.DataFrame:
        """The figures in the other currency."""
        return self._in_one(self.choices.currency)

    @cached_property
    def real(self) -> pd.DataFrame:
        """The figures in the base currency at constant prices."""
        return _native_frame(deflate_checked(wrap_trade_table(self.base), self.choices.deflator, self.choices.prices))

    def _in_one(self, currency: str) -> pd.DataFrame:
        # What was printed in it is not converted, if nobody preferred another.
        figures = prefer_checked(wrap_trade_table(self.table), *self.choices.order_for(currency))
        return _native_frame(convert_checked(figures, currency, self.choices.rates))

    @cached_property
    def are_comparable(self) -> bool:
        """Whether the figures may be compared over time in each measure: prices change nothing of that."""
        if self.known_comparable is not None:
            return self.known_comparable
        base = write_keys(as_numbers(wrap_trade_table(self.base), MONEY))
        own = write_keys(as_numbers(wrap_trade_table(self.own), MONEY))
        try:
            refuse_incomparable_sides("a report", base, own)
        except TradeTableError:
            return False
        return True

    def measure_growth(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return growth of one of the measures, or of some of its rows."""
        return growth(frame, validate=not self.are_comparable)

    @cached_property
    def lenses(self) -> dict[str, pd.DataFrame]:
        """Growth in each measure, by the words for its unit: of months and quarters over the year."""
        name = currency_name(self.choices.base_currency)
        frames = {name: self.base, currency_name(self.choices.currency): self.own}
        if self.is_priced:
            frames[MONEY_OF.fill(currency=name, period=format_period(self.choices.prices))] = self.real
        over = self.shape.compare_over({int(period) for period in self.table["period"]})
        validate = not self.are_comparable
        return {unit: growth(frame, over=over, validate=validate) for unit, frame in frames.items()}

    def draw(self, page: Page) -> Axes:
        """Draw the measures side by side."""
        choices = self.choices
        # In the order in which they are computed: an error is that of the first that cannot be.
        frames = {"base": self.base, "currency": self.own}
        if self.is_priced:
            frames["real"] = self.real
        currencies = (choices.base_currency, choices.currency)
        validate = not self.are_comparable
        return draw_lenses(frames, currencies, choices.start, choices.end, page, validate=validate)

    @cached_property
    def accounting(self) -> pd.DataFrame:
        """Growth in the other currency, split into its parts."""
        validate = not self.are_comparable
        return _native_frame(
            split_growth(wrap_trade_table(self.table), **self.choices.as_arguments(), validate=validate)
        )


def _native_frame(table: Frame) -> pd.DataFrame:
    native: pd.DataFrame = table.to_native()
    return native
