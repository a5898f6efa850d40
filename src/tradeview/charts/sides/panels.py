"""Panels of both sides: one a side and below them one of the parts of years, on one scale of money and of years.

A billion is as long in each panel, and a year is at the same place or, where the panels stand in a row, as wide. So a
panel is as high as its highest figure needs, and all that is of no money, names, numbers and years, has its own points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tradeview.charts.layout.placing import Box

HEIGHTS = {1: 190.0, 2: 115.0}  # points of the money of a panel, by how many sides there are
LOW_HEIGHT = 85.0  # of a panel among more of them
PARTS_HEIGHT = 120.0  # where there are no panels of years
HEAD, TICKS, BETWEEN, ACROSS = 17.0, 20.0, 6.0, 22.0  # points: a panel's name, years below it; white below and beside
NUMBER = 15.0  # points above the highest figure, for its number
LEAST_HEIGHT, LEAST_WIDTH = 24.0, 150.0  # of the money of a panel that is read, and of one in a row
LOW_AND_WIDE = 2.2  # of a plot: from this ratio of width to height on, panels stand in a row


@dataclass(frozen=True)
class Tops:
    """The highest figure of each kind of panel, in money; zero of parts where there are none."""

    sides: int  # how many have a panel of years
    years: float
    parts: float
    has_parts: bool

    def choose_height(self) -> float:
        """Return the points that panels beneath each other take, where the size leaves them free."""
        if not self.sides:
            return self.beside_money(0) + PARTS_HEIGHT
        of_years = HEIGHTS.get(self.sides, LOW_HEIGHT)
        return self.beside_money(self.sides) + of_years * self.money_of(self.sides) / self.years

    def least_height(self, width: float) -> float:
        """Return the points below which names and numbers of the panels would meet, of a plot of some width."""
        rows = max(self.sides, 1)
        if width >= rows * LEAST_WIDTH:  # so many stand in a row
            rows = 1
        return self.beside_money(rows) + LEAST_HEIGHT * (rows + (self.has_parts and self.sides > 0))

    def money_of(self, rows: int) -> float:
        """Return the money that panels beneath each other show, those of years in so many rows."""
        return rows * self.years + self.parts

    def beside_money(self, rows: int) -> float:
        """Return the points that names, numbers and years take, of panels of years in so many rows."""
        taken = rows * (HEAD + NUMBER) + max(rows - 1, 0) * BETWEEN
        if self.has_parts:
            taken += HEAD + NUMBER
        if self.has_parts and rows:
            taken += TICKS
        return taken


@dataclass(frozen=True)
class PanelPlan:
    """Where panels stand in points from the lower left corner of the plot, and the money of a point.

    `years` has one box a side, `parts` that of the parts of years, if there are any.
    """

    years: Sequence[Box]
    parts: Box | None
    money_per_point: float


def plan_panels(tops: Tops, width: float, height: float) -> PanelPlan:
    """Place the panels of years beneath each other, or in a row where the plot is low and wide; parts of years below.

    Examples
    --------
    >>> both = Tops(sides=2, years=4e9, parts=0.0, has_parts=False)
    >>> [round(box.left) for box in plan_panels(both, 500, 300).years]
    [0, 0]
    >>> [round(box.left) for box in plan_panels(both, 500, 100).years]
    [0, 261]
    """
    is_row = tops.sides > 1 and width > LOW_AND_WIDE * height
    rows = 1 if is_row else tops.sides
    # In axes that are too low, what is of no money gives way to a third of the height.
    beside = tops.beside_money(rows)
    free = max(height - beside, height / 3)
    shrink = (height - free) / beside
    money_per_point = (tops.money_of(rows) or 1.0) / free
    panel_width = width
    if is_row:
        panel_width = (width - (tops.sides - 1) * ACROSS) / tops.sides
    panel_height = tops.years / money_per_point + NUMBER * shrink
    boxes = []
    for number in range(tops.sides):
        left, top = 0.0, height - HEAD * shrink
        if is_row:
            left = number * (panel_width + ACROSS)
        else:
            top -= number * (panel_height + (HEAD + BETWEEN) * shrink)
        boxes.append(Box(left, top - panel_height, left + panel_width, top))
    parts = Box(0, 0, width, tops.parts / money_per_point + NUMBER * shrink) if tops.has_parts else None
    return PanelPlan(boxes, parts, money_per_point)
