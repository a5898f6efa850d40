"""Direction: which way a line of text runs where letters that run from the right stand beside others.

Browsers take the direction of a line from the page, matplotlib from the first letter of each line, so that a line of
an Arabic paragraph that opens with a code or a Latin name would run the other way. Marks of Unicode tell both the same.
"""

import re
import unicodedata
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import XAxis
from matplotlib.text import Text

from tradeview.charts.layout.fonts import HOUSE_ASCENT, scripts_of
from tradeview.charts.layout.points import points_down

# What opens a line of a direction, whatever stands around it, and what ends it. They are not seen.
FROM_LEFT, FROM_RIGHT, END = (
    "\N{LEFT-TO-RIGHT EMBEDDING}",
    "\N{RIGHT-TO-LEFT EMBEDDING}",
    "\N{POP DIRECTIONAL FORMATTING}",
)
MARK = "\N{LEFT-TO-RIGHT MARK}"
# Signs and per cent stay on the side of their number, and of a currency, where they stand in figures, as CLDR has it.
FIGURE = re.compile(r"[+\-−±]\d[\d.,\u00a0\u202f]*%?|\d[\d.,\u00a0\u202f]*%|[A-Z]+\$(?!\d)")
BEFORE_ALL = -1e9  # what is drawn first


def direct_text(text: str, *, right_to_left: bool) -> str:
    r"""Mark the direction of a line, where its letters or the paragraph that it is of run from the right.

    Examples
    --------
    >>> print(ascii(direct_text("HS 1511", right_to_left=True)))
    '\u202bHS 1511\u202c'
    >>> direct_text("HS 1511", right_to_left=False)
    'HS 1511'
    """
    if text.startswith((FROM_LEFT, FROM_RIGHT)):
        return text
    directions = {unicodedata.bidirectional(letter) for letter in text}
    if right_to_left and directions & {"L", "R", "AL"}:
        return FROM_RIGHT + FIGURE.sub(lambda figure: MARK + figure[0] + MARK, text) + END
    if directions & {"R", "AL"}:
        return FROM_LEFT + text + END
    return text


def has_right_to_left(text: str) -> bool:
    """Tell whether letters of a text run from the right."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in set(text))


class ScriptLabels(Artist):
    """What sets the labels of a chart, before they are drawn, as their script asks; it is not seen itself.

    Charts write labels in many places, and ticks get theirs as the chart is drawn.
    """

    def __init__(self, *, right_to_left: bool) -> None:
        super().__init__()
        self.right_to_left = right_to_left
        self.set_zorder(BEFORE_ALL)
        self.set_in_layout(False)

    def draw(self, renderer: Any) -> None:  # noqa: ARG002 - as matplotlib calls it
        """Mark the direction of labels, and set those of ticks on one base line."""
        if self.axes is None:
            return
        for label in self.axes.findobj(Text):
            if isinstance(label, Text):
                self._direct(label)
        for axis in self.axes.findobj(XAxis):
            if isinstance(axis, XAxis):
                _level_labels(axis)

    def _direct(self, label: Text) -> None:
        text = label.get_text()
        if self.right_to_left or not text.isascii():
            directed = direct_text(text, right_to_left=self.right_to_left)
            if directed != text:
                label.set_text(directed)


def _level_labels(axis: XAxis) -> None:
    """Set the labels of ticks below an axis on one base line: matplotlib hangs each by its highest mark."""
    labels = axis.get_ticklabels()
    if scripts_of("".join(label.get_text() for label in labels)):
        height = points_down(axis.axes)
        for label in labels:
            if label.get_verticalalignment() == "top":
                label.set_verticalalignment("baseline")
                label.set_y(-HOUSE_ASCENT * float(label.get_fontsize()) / height)


def set_labels_as_written(ax: Axes, *, right_to_left: bool) -> None:
    """Let all labels of a chart run as its language does, each on the line of its neighbours."""
    ax.add_artist(ScriptLabels(right_to_left=right_to_left))
