"""Colour scale of a heat map: what each index is called, its neutral value, and how values become colours.

A ratio of shares is neutral at 1 and coloured by how many times it is more or less; a difference is neutral at 0; what
starts at 0 and has no neutral value has the colours above neutral alone. More is darker throughout, so that the order
of cells is seen in print without colour, too; on which side of neutral they lie, the hue says besides.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from tradeview.charts.layout.colours import BAND, GREY, INK
from tradeview.charts.layout.points import move_right, points_across, points_per_y, write_label
from tradeview.charts.layout.text import text_width
from tradeview.words.numbers import format_number
from tradeview.words.templates import Template

if TYPE_CHECKING:
    import pandas as pd

KEY, APART = 11.0, 10.0  # points: the side of a square in the key of colours, and from one of its texts to the next
# Of the way from neutral to the ends, in the key: all five where they have room.
STEPS = ((-1.0, -0.5, 0.0, 0.5, 1.0), (-1.0, 0.0, 1.0), (-1.0, 1.0))
# Lightness (CIE L*) falls from 91 by 76 to 28; that of what has no neutral value from 91 to 28.
LOWEST, NEUTRAL, HIGHEST = "#FFDDEE", "#B4BEC8", "#0A4A46"
NOTHING = "#E4E7EB"  # of what starts at 0: grey, and no white of an empty cell
# Ratios are coloured up to so many times above and below 1: farther ones are few, and would leave all others pale.
MOST_FOLD = 8.0
LEAST_FOLD = 2.0  # where all ratios are close to 1, they stay pale
OR_MORE = Template("{value} or more", note="in the key of colours, of the darkest")
OR_LESS = Template("{value} or less", note="in the key of colours, of the darkest")


@dataclass(frozen=True)
class Index:
    """What an index is called, and its neutral value: 1 for ratios, 0 for differences, none where it starts at 0."""

    name: Template
    neutral: int | None = None


# Heads of tables name these two in the same words, and in many languages begin with a capital.
IN_SENTENCE = "index in a sentence"
INDICES = {
    "rca": Index(Template("revealed comparative advantage"), 1),
    "rsca": Index(Template("symmetric revealed comparative advantage"), 0),
    "nrca": Index(Template("normalised revealed comparative advantage"), 0),
    "arca": Index(Template("additive revealed comparative advantage"), 0),
    "michaely": Index(Template("Michaely index", context=IN_SENTENCE), 0),
    "lafay": Index(Template("Lafay index", context=IN_SENTENCE), 0),
    "balance_index": Index(Template("trade balance index"), 0),
    "grubel_lloyd": Index(Template("intra-industry trade (Grubel-Lloyd)")),
    "orientation": Index(Template("regional orientation"), 1),
    "penetration": Index(Template("market penetration")),
    "share": Index(Template("share")),
    "intensity": Index(Template("trade intensity"), 1),
    "complementarity": Index(Template("trade complementarity")),
    "extensive": Index(Template("extensive margin")),
    "intensive": Index(Template("intensive margin")),
}


@dataclass(frozen=True)
class ColourScale:
    """From values to colours: from neutral to both ends, or from 0 to the largest."""

    neutral: int | None
    reach: float

    def position(self, value: float) -> float:
        """Say how far a value lies from neutral to the ends: -1 to 1, or 0 to 1 where there is no neutral value."""
        share = value / self.reach
        if self.neutral == 1:
            # Twice as much lies as far from 1 as half; zero is infinitely far, and as dark as the darkest.
            share = math.log(value, self.reach) if value > 0 else -1.0
        return min(max(share, -1.0), 1.0)

    def value(self, position: float) -> float:
        """Say what value lies at a position."""
        if self.neutral == 1:
            return float(self.reach**position)
        return position * self.reach

    def colour(self, position: float) -> str:
        """Colour of a position: the darker the more, and grey at neutral, or where nothing is."""
        start = NOTHING if self.neutral is None else NEUTRAL
        end = HIGHEST if position >= 0 else LOWEST
        return to_hex(LinearSegmentedColormap.from_list("", [start, end])(abs(position)))


def choose_colour_scale(values: "pd.Series[float]", index: str) -> ColourScale:
    """Choose colours for the values of an index: a ratio's reach is as far above 1 as below.

    An index that should start at 0 but goes below (penetration, where exports exceed what is made) is coloured from 0
    to both sides.
    """
    neutral = INDICES[index].neutral
    if neutral == 1:
        reach = LEAST_FOLD
        for value in values:
            if value > 0:
                reach = max(reach, value, 1 / value)
        return ColourScale(1, min(reach, MOST_FOLD))
    if (values < 0).any():
        neutral = 0
    reach = float(values.abs().max())
    if reach == 0:  # nothing to tell apart, and nothing to divide by
        reach = 1.0
    return ColourScale(neutral, reach)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2 defines it: 0 for black, 1 for white."""
    # https://www.w3.org/TR/WCAG22/#dfn-relative-luminance: the parts of sRGB made linear, weighed as eyes see them.
    linear = []
    for part in to_rgb(colour):
        value = part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        linear.append(value)
    red, green, blue = linear
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def ink_on(colour: str) -> str:
    """Choose the letters, white or dark, that stand out more from a colour."""
    # WCAG's contrast: the lighter luminance over the darker, each plus 0.05 for the light that any screen scatters.
    light = luminance(colour) + 0.05
    if 1.05 / light > light / (luminance(INK) + 0.05):
        return "white"
    return INK


def write_key(ax: Axes, scale: ColourScale, y: float, gutter: float, font_size: float) -> None:
    """Show what some colours mean, at the height `y` from the left edge on, as many as have room."""
    across = points_across(ax)
    tall = KEY / points_per_y(ax)
    x = -gutter
    for step, room in _fitting_steps(scale, across + gutter, font_size).items():
        ax.barh(
            y, KEY / across, tall, align="edge", color=scale.colour(step), edgecolor=BAND, linewidth=0.6,
            clip_on=False, transform=move_right(ax, ax.get_yaxis_transform(), x),
        )  # fmt: skip
        write_label(
            ax, _label_step(scale, step), (0, y + tall / 2), (x + KEY + 4, 0), coords=("axes fraction", "data"),
            color=GREY, fontsize=font_size,
        )  # fmt: skip
        x += room


def _fitting_steps(scale: ColourScale, width: float, font_size: float) -> dict[float, float]:
    """Choose the steps of the key that have room in a width, as many as there are, with the points that each takes."""
    rooms: dict[float, float] = {}
    for steps in STEPS:
        rooms = {}
        for step in steps:
            if scale.neutral is not None or step >= 0:
                rooms[step] = KEY + 4 + text_width(_label_step(scale, step), font_size) + APART
        if sum(rooms.values()) - APART <= width:
            break
    return rooms


def _label_step(scale: ColourScale, step: float) -> str:
    value = format_number(scale.value(step), 2)
    if scale.neutral == 1 and scale.reach >= MOST_FOLD:  # values beyond the ends have their colours, too
        if step == 1:
            return OR_MORE.fill(value=value)
        if step == -1:
            return OR_LESS.fill(value=value)
    return value
