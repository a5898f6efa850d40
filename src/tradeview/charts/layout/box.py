"""The box that given axes have on their figure: a chart keeps its plot, its labels and its words inside it.

The plot is smaller than the box by what stands around it, in points. It is so whenever the figure is drawn: a locator
computes its place from the box, so that a layout engine, `tight_layout` or a figure of another size moves the whole
chart, and no engine sees anything outside the box that it could make room for.
"""

from typing import Any, Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.gridspec import SubplotSpec
from matplotlib.transforms import Bbox, BboxBase

from tradeview.charts.layout.points import POINTS_PER_INCH
from tradeview.errors import TradeviewError


class PlotInBox:
    """Where a plot lies in the box that its axes were given, which `within` finds, as matplotlib asks for it."""

    def __init__(self, ax: Axes, left: float, right: float, above: float, below: float) -> None:
        self.within = _locator_of_box(ax)
        self.cell = ax.get_subplotspec()
        self.left, self.right, self.above, self.below = left, right, above, below

    def __call__(self, ax: Any, renderer: Any) -> Bbox:
        """Return the place of the plot in fractions of its figure."""
        box = _find_box(ax, self.within, renderer)
        across, down = _figure_in_points(ax)
        # What is too small for its words has a plot of nothing, and never one turned round.
        right = max(box.x1 - self.right / across, box.x0 + self.left / across)
        top = max(box.y1 - self.above / down, box.y0 + self.below / down)
        return Bbox.from_extents(box.x0 + self.left / across, box.y0 + self.below / down, right, top)

    def get_subplotspec(self) -> SubplotSpec | None:
        """Return the cell of the grid that the box is, for which `tight_layout` asks locators before axes."""
        return self.cell


def prepare_box(ax: Axes) -> tuple[float, float]:
    """Lay out the figure of given axes, and return the points that their box is wide and high.

    Raises
    ------
    TradeviewError
        The axes are no plane ones, such as a map or polar axes; they share a scale with others, which a chart would
        change.
    """
    if ax.name != "rectilinear":
        raise TradeviewError("a chart is drawn on plane axes", f"{ax.name} ones", "make axes without a projection")
    for axis, shared in (("x", ax.get_shared_x_axes()), ("y", ax.get_shared_y_axes())):
        if len(shared.get_siblings(ax)) > 1:
            asked = "a chart has scales of its own"
            raise TradeviewError(asked, f"axes that share {axis} with others", "make them without sharex and sharey")
    figure = ax.get_figure(root=True)
    engine = None if figure is None else figure.get_layout_engine()
    if figure is not None and engine is not None:
        # Ticks from 0 to 1 of axes that are empty yet take no room: as a rule these get charts of their own, and none
        # of the boxes is to grow when the last one is drawn.
        empty = [each for each in {ax, *figure.axes} if each.axison and (each is ax or not each.has_data())]
        for each in empty:
            each.set_axis_off()
        engine.execute(figure)
        for each in empty:
            each.set_axis_on()
    box = _find_box(ax, _locator_of_box(ax), None)
    across, down = _figure_in_points(ax)
    return float(box.width * across), float(box.height * down)


def keep_in_box(ax: Axes, *, left: float, right: float, above: float, below: float) -> None:
    """Clear axes, in the house look, and let their plot lie in their box with so many points around it."""
    ax.clear()
    ax.set_axis_on()
    ax.set_aspect("auto")
    _give_house_look(ax)
    locator = PlotInBox(ax, left, right, above, below)
    ax.set_axes_locator(locator)
    ax.apply_aspect(locator(ax, None))


def _give_house_look(ax: Axes) -> None:
    """Give axes that were made in another style the look that new ones have in the style of now."""
    settings: Any = mpl.rcParams
    ax.set_facecolor(settings["axes.facecolor"])
    for side, spine in ax.spines.items():
        spine.set_visible(settings[f"axes.spines.{side}"])
        spine.set(color=settings["axes.edgecolor"], linewidth=settings["axes.linewidth"])
    axes: tuple[tuple[Literal["x", "y"], str], ...] = (("x", "xtick"), ("y", "ytick"))
    for axis, tick in axes:
        ax.tick_params(
            axis=axis,
            which="major",
            color=settings[f"{tick}.color"],
            labelcolor=settings[f"{tick}.labelcolor"],
            labelsize=settings[f"{tick}.labelsize"],
            size=settings[f"{tick}.major.size"],
            width=settings[f"{tick}.major.width"],
            pad=settings[f"{tick}.major.pad"],
            labelfontfamily=settings["font.family"],
        )
    ax.grid(visible=False)
    ax.minorticks_off()


def _locator_of_box(ax: Axes) -> Any:
    """Return what places the box of axes where that is not the place that they were given: that of inset axes."""
    locator = ax.get_axes_locator()
    return locator.within if isinstance(locator, PlotInBox) else locator


def _find_box(ax: Axes, within: Any, renderer: Any) -> BboxBase:
    """Return the box of axes in fractions of their figure."""
    if within is None:
        return ax.get_position(original=True)
    found: BboxBase = within(ax, renderer)
    return found


def _figure_in_points(ax: Axes) -> tuple[float, float]:
    """Return the points that the figure of axes, or the part of one, is wide and high."""
    figure = ax.get_figure(root=False)
    assert figure is not None  # noqa: S101 - axes without a figure have no place
    points_per_pixel = POINTS_PER_INCH / figure.dpi
    return float(figure.bbox.width * points_per_pixel), float(figure.bbox.height * points_per_pixel)
