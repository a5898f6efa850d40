"""Points: how large axes are on paper, and how far apart on it two values of their data lie.

Letters have their size in points (72 to the inch), whatever a chart's data are, so all that is placed with regard to
letters is computed in points. The limits of the axes must be set before their data are turned into points.
"""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation, Transform

POINTS_PER_INCH = 72


def points_across(ax: Axes) -> float:
    """Return the width of axes in points."""
    return float(ax.get_window_extent().width * POINTS_PER_INCH / ax.figure.dpi)


def points_down(ax: Axes) -> float:
    """Return the height of axes in points."""
    return float(ax.get_window_extent().height * POINTS_PER_INCH / ax.figure.dpi)


def axes_size(ax: Axes) -> tuple[float, float]:
    """Return width and height of axes in points.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes_size(Figure(figsize=(2, 1)).add_axes((0, 0, 0.5, 1)))
    (72.0, 72.0)
    """
    return points_across(ax), points_down(ax)


def points_per_x(ax: Axes) -> float:
    """Return the points that one unit of the data takes across, on a linear axis."""
    left, right = ax.get_xlim()
    return float(points_across(ax) / abs(right - left))


def points_per_y(ax: Axes) -> float:
    """Return the points that one unit of the data takes up, or down where the axis runs down, on a linear axis."""
    bottom, top = ax.get_ylim()
    return float(points_down(ax) / abs(top - bottom))


def place_in_points(ax: Axes, x: float, y: float) -> tuple[float, float]:
    """Return how far from the lower left corner a place in the data lies, on linear axes that run right and up.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> ax = Figure(figsize=(2, 1)).add_axes((0, 0, 0.5, 1), xlim=(2000, 2010), ylim=(0, 4))
    >>> place_in_points(ax, 2005, 1)
    (36.0, 18.0)
    """
    across = (x - ax.get_xlim()[0]) * points_per_x(ax)
    up = (y - ax.get_ylim()[0]) * points_per_y(ax)
    return float(across), float(up)


def move_right(ax: Axes, places: Transform, points: float) -> Transform:
    """Return places so many points right of others, however wide the axes are when they are drawn."""
    figure = ax.get_figure(root=True)
    assert figure is not None  # noqa: S101 - axes without a figure have no place
    moved: Transform = places + ScaledTranslation(points / POINTS_PER_INCH, 0, figure.dpi_scale_trans)
    return moved


def write_label(
    ax: Axes,
    text: str,
    place: tuple[float, float],
    away: tuple[float, float] = (0, 0),
    *,
    coords: Any = "data",
    **look: Any,
) -> None:
    """Write text so many points right of and above a place, also where that is beside the plot.

    `coords` says what the place is counted in, as `Axes.annotate` names it; `look` is colour, letter size and so on.
    """
    # Matplotlib leaves out what belongs to a place beyond the axes, unless it is told not to.
    look = {"va": "center", "annotation_clip": False, **look}
    ax.annotate(text, place, away, xycoords=coords, textcoords="offset points", **look)
