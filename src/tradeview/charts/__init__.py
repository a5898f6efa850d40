"""Charts that go into a report unchanged: one module a chart, one look, one anatomy (`layout.page`).

Every chart takes a frame and options, draws on the axes it is given or on a new figure, and returns the axes. It never
shows or saves anything (`tv.export` does) and touches no other axes. Title, subtitle and caption are made from the
numbers and their passport; what a chart says, in words and as data, is kept with its axes (`drawing`).
"""

from typing import TYPE_CHECKING

from tradeview.charts.accounting import accounting
from tradeview.charts.advantage.draw import advantage
from tradeview.charts.balance.draw import balance
from tradeview.charts.checked import checked
from tradeview.charts.composition.draw import composition
from tradeview.charts.concentration import concentration
from tradeview.charts.heat.draw import heat
from tradeview.charts.layout.page import SIZES, Drawing, drawing
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
    "accounting",
    "advantage",
    "balance",
    "checked",
    "composition",
    "concentration",
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
]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("charts", __all__)
