"""Direction: which way a line of text runs where letters that run from the right stand beside others.

Browsers take the direction of a line from the page, matplotlib from the first letter of each line, so that a line of
an Arabic paragraph that opens with a code or a Latin name would run the other way. Marks of Unicode tell both the same.
"""

import re
import unicodedata
from functools import cache
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.text import Text

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


@cache
def is_right_to_left(language: str) -> bool:
    """Tell whether a language, by its code, is written from the right.

    Examples
    --------
    >>> is_right_to_left("ar"), is_right_to_left("th")
    (True, False)
    """
    if language == "en":  # asked for most, and Babel takes a while to load
        return False
    from babel import Locale  # noqa: PLC0415

    return str(Locale.parse(language.replace("-", "_")).text_direction) == "rtl"


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


class LineDirection(Artist):
    """What marks the direction of all labels of a chart, before they are drawn; it is not seen itself."""

    def __init__(self, *, right_to_left: bool) -> None:
        super().__init__()
        self.right_to_left = right_to_left
        self.set_zorder(BEFORE_ALL)
        self.set_in_layout(False)

    def draw(self, renderer: Any) -> None:  # noqa: ARG002 - as matplotlib calls it
        """Mark the labels, which a chart writes in many places."""
        if self.axes is None:
            return
        for label in self.axes.findobj(Text):
            if isinstance(label, Text):
                text = label.get_text()
                if self.right_to_left or not text.isascii():
                    directed = direct_text(text, right_to_left=self.right_to_left)
                    if directed != text:
                        label.set_text(directed)


def direct_labels(ax: Axes, *, right_to_left: bool) -> None:
    """Let all labels of a chart run as its language does."""
    ax.add_artist(LineDirection(right_to_left=right_to_left))
