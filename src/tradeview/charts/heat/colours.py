"""Colours of a heat map: what each index is called, its neutral value, and how values become colours.

A ratio of shares is neutral at 1 and coloured by how many times it is more or less; a difference is neutral at 0; what
starts at 0 and has no neutral value runs from pale to dark.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, to_hex, to_rgb

from tradeview.charts.layout.colours import BAND, GREY, INK, SIDES
from tradeview.charts.layout.rows import points_across
from tradeview.charts.layout.text import POINTS, text_width
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
class Colours:
    """From values to colours: from neutral to both ends, or from 0 to the largest."""

    neutral: float | None
    reach: float

    def place(self, value: float) -> float:
        """Say how far a value lies from neutral to the ends: -1 to 1, or 0 to 1 where there is no neutral value."""
        if self.neutral == 1:
            share = math.log(value) / math.log(self.reach) if value > 0 else -1.0
        else:
            share = value / self.reach
        return min(max(share, -1.0), 1.0)

    def value(self, place: float) -> float:
        """Say what value lies at a place."""
        return float(self.reach**place) if self.neutral == 1 else place * self.reach

    def colour(self, place: float) -> str:
        """Colour of a place: paler towards neutral, which is grey and no white of an empty cell."""
        end = LinearSegmentedColormap.from_list("", [NEUTRAL, SIDES[0] if place >= 0 else SIDES[1]])
        return to_hex(end(abs(place)))


def colours_of(values: "pd.Series[float]", index: str) -> Colours:
    """Choose colours for the values of an index: a ratio's reach is as far above 1 as below.

    An index that should start at 0 but goes below (penetration, where exports exceed what is made) is coloured from 0
    to both sides.
    """
    neutral = 0 if INDICES[index].neutral is None and (values < 0).any() else INDICES[index].neutral
    if neutral == 1:
        above = [max(value, 1 / value) for value in values if value > 0]
        return Colours(1, min(max([2.0, *above]), MOST_FOLD))
    return Colours(neutral, float(values.abs().max()) or 1.0)


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2 defines it: 0 for black, 1 for white."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])


def ink_on(colour: str) -> str:
    """Choose the letters, white or dark, that stand out more from a colour."""
    light = luminance(colour) + 0.05
    return "white" if 1.05 / light > light / (luminance(INK) + 0.05) else INK


def write_key(ax: Axes, colours: Colours, y: float, gutter: float, letters: float) -> None:
    """Show what some colours mean, at the height `y` from the left edge on, as many as have room."""
    tall, wide = (abs(end - start) for start, end in (ax.get_ylim(), ax.get_xlim()))
    across, points = points_across(ax), ax.get_window_extent().height * POINTS / ax.figure.dpi / tall
    there = [step for step in STEPS[0] if colours.neutral is not None or step >= 0]
    rooms = [{step: _room(colours, step, letters) for step in there if step in steps} for steps in STEPS]
    fitting = next((found for found in rooms if sum(found.values()) - APART <= across + gutter), rooms[-1])
    x = -gutter
    for step, room in fitting.items():
        left, side = x / across * wide, KEY / across * wide
        ax.barh(
            y, side, KEY / points, left=left, align="edge", color=colours.colour(step), edgecolor=BAND, linewidth=0.6,
            clip_on=False,
        )  # fmt: skip
        ax.annotate(
            _key_words(colours, step), (left + side, y + KEY / points / 2), (4, 0), textcoords="offset points",
            va="center", color=GREY, fontsize=letters, annotation_clip=False,
        )  # fmt: skip
        x += room


def _room(colours: Colours, step: float, letters: float) -> float:
    return KEY + 4 + text_width(_key_words(colours, step), letters) + APART


def _key_words(colours: Colours, step: float) -> str:
    said = format_number(colours.value(step), 2)
    beyond = abs(step) == 1 and colours.neutral == 1 and colours.reach >= MOST_FOLD
    return f"{said} or {'more' if step > 0 else 'less'}" if beyond else said
