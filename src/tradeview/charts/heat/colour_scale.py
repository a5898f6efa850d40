"""Colour scale of a heat map: what each index is called, its neutral value, and how values become colours.

A ratio of shares is neutral at 1 and coloured by how many times it is more or less; a difference is neutral at 0; what
starts at 0 and has no neutral value runs from pale to dark.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from tradeview.charts.layout.colours import BAND, GREY, INK, SIDES
from tradeview.charts.layout.points import points_across, points_per_y
from tradeview.charts.layout.text import text_width
from tradeview.words.numbers import format_number

if TYPE_CHECKING:
    import pandas as pd

KEY, APART = 11.0, 10.0  # points: the side of a square in the key of colours, and from one of its texts to the next
# Of the way from neutral to the ends, in the key: all five where they have room.
STEPS = ((-1.0, -0.5, 0.0, 0.5, 1.0), (-1.0, 0.0, 1.0), (-1.0, 1.0))
NEUTRAL = "#E4E7EB"
MOST_FOLD = 8.0  # ratios are coloured up to this many times above and below 1


@dataclass(frozen=True)
class Index:
    """What an index is called, and its neutral value: 1 for ratios, 0 for differences, none where it starts at 0."""

    words: str
    neutral: float | None = None


INDICES = {
    "rca": Index("Revealed comparative advantage", 1),
    "rsca": Index("Symmetric revealed comparative advantage", 0),
    "nrca": Index("Normalised revealed comparative advantage", 0),
    "arca": Index("Additive revealed comparative advantage", 0),
    "michaely": Index("Michaely index", 0),
    "lafay": Index("Lafay index", 0),
    "balance_index": Index("Trade balance index", 0),
    "grubel_lloyd": Index("Intra-industry trade (Grubel-Lloyd)"),
    "orientation": Index("Regional orientation", 1),
    "penetration": Index("Market penetration"),
    "share": Index("Share"),
    "intensity": Index("Trade intensity", 1),
    "complementarity": Index("Trade complementarity"),
    "extensive": Index("Extensive margin"),
    "intensive": Index("Intensive margin"),
}


@dataclass(frozen=True)
class ColourScale:
    """From values to colours: from neutral to both ends, or from 0 to the largest."""

    neutral: float | None
    reach: float

    def position(self, value: float) -> float:
        """Say how far a value lies from neutral to the ends: -1 to 1, or 0 to 1 where there is no neutral value."""
        if self.neutral == 1:
            share = math.log(value) / math.log(self.reach) if value > 0 else -1.0
        else:
            share = value / self.reach
        return min(max(share, -1.0), 1.0)

    def value(self, position: float) -> float:
        """Say what value lies at a position."""
        return float(self.reach**position) if self.neutral == 1 else position * self.reach

    def colour(self, position: float) -> str:
        """Colour of a position: paler towards neutral, which is grey and no white of an empty cell."""
        darkest = SIDES[0] if position >= 0 else SIDES[1]
        from_neutral = LinearSegmentedColormap.from_list("", [NEUTRAL, darkest])
        return to_hex(from_neutral(abs(position)))


def choose_colour_scale(values: "pd.Series[float]", index: str) -> ColourScale:
    """Choose colours for the values of an index: a ratio's reach is as far above 1 as below.

    An index that should start at 0 but goes below (penetration, where exports exceed what is made) is coloured from 0
    to both sides.
    """
    neutral = 0 if INDICES[index].neutral is None and (values < 0).any() else INDICES[index].neutral
    if neutral == 1:
        above = [max(value, 1 / value) for value in values if value > 0]
        return ColourScale(1, min(max([2.0, *above]), MOST_FOLD))
    return ColourScale(neutral, float(values.abs().max()) or 1.0)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2 defines it: 0 for black, 1 for white."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def ink_on(colour: str) -> str:
    """Choose the letters, white or dark, that stand out more from a colour."""
    light = luminance(colour) + 0.05
    return "white" if 1.05 / light > light / (luminance(INK) + 0.05) else INK


def write_key(ax: Axes, scale: ColourScale, y: float, gutter: float, font_size: float) -> None:
    """Show what some colours mean, at the height `y` from the left edge on, as many as have room."""
    left, right = ax.get_xlim()
    across = points_across(ax)
    tall = KEY / points_per_y(ax)
    x = -gutter
    for step, room in _fitting_steps(scale, across + gutter, font_size).items():
        start, wide = x / across * (right - left), KEY / across * (right - left)
        ax.barh(
            y, wide, tall, left=start, align="edge", color=scale.colour(step), edgecolor=BAND, linewidth=0.6,
            clip_on=False,
        )  # fmt: skip
        ax.annotate(
            _key_words(scale, step), (start + wide, y + tall / 2), (4, 0), textcoords="offset points",
            va="center", color=GREY, fontsize=font_size, annotation_clip=False,
        )  # fmt: skip
        x += room


def _fitting_steps(scale: ColourScale, width: float, font_size: float) -> dict[float, float]:
    """Choose the steps of the key that have room in a width, as many as there are, with the points that each takes."""
    fewest: dict[float, float] = {}
    for steps in STEPS:
        known = [step for step in steps if scale.neutral is not None or step >= 0]
        fewest = {step: _key_room(scale, step, font_size) for step in known}
        if sum(fewest.values()) - APART <= width:
            break
    return fewest


def _key_room(scale: ColourScale, step: float, font_size: float) -> float:
    return KEY + 4 + text_width(_key_words(scale, step), font_size) + APART


def _key_words(scale: ColourScale, step: float) -> str:
    said = format_number(scale.value(step), 2)
    beyond = abs(step) == 1 and scale.neutral == 1 and scale.reach >= MOST_FOLD
    return f"{said} or {'more' if step > 0 else 'less'}" if beyond else said
