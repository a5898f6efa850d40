"""Charts that go into a report unchanged: one module a chart, one look, one anatomy (`layout.page`).

Every chart takes a frame and options, draws in the box of the axes it is given or on a new figure, and returns the
axes. It never shows or saves anything (`tv.export` does) and touches no other axes. Title, subtitle and caption are
made from the numbers and their passport, or are the reader's own; what a chart says and draws is kept with its axes
(`words`, `data`, both in `drawing`).
"""

from typing import TYPE_CHECKING

from tradeview.charts.accounting import accounting
from tradeview.charts.advantage.draw import advantage
from tradeview.charts.balance.draw import balance
from tradeview.charts.checked import checked
from tradeview.charts.composition.draw import composition
from tradeview.charts.concentration import concentration
from tradeview.charts.heat.draw import heat
from tradeview.charts.layout.page import SIZES, Drawing, Words, data, drawing, words
from tradeview.charts.lenses.draw import lenses
from tradeview.charts.lines.draw import lines
from tradeview.charts.mirror.draw import mirror
from tradeview.charts.ranking import ranking
from tradeview.charts.rate import rate
from tradeview.charts.sides.draw import sides
from tradeview.charts.timeline import timeline
from tradeview.charts.to_date import to_date
from tradeview.public_names import list_and_answer

__all__ = [
    "SIZES",
    "Drawing",
    "Words",
    "accounting",
    "advantage",
    "balance",
    "checked",
    "composition",
    "concentration",
    "data",
    "drawing",
    "heat",
    "lenses",
    "lines",
    "mirror",
    "ranking",
    "rate",
    "sides",
    "timeline",
    "to_date",
    "words",
]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("charts", __all__)
