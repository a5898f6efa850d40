"""The box of given axes: a plot lies in it with what stands around, wherever a layout or a reader moves it."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from tradeview.charts.layout.box import keep_in_box, prepare_box
from tradeview.charts.layout.page import house_style
from tradeview.errors import TradeviewError

AROUND = {"left": 30.0, "right": 20.0, "above": 40.0, "below": 50.0}


def place_in_points(ax: Axes) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the plot in points of its figure, after it has been drawn."""
    figure = ax.get_figure(root=True)
    figure.canvas.draw()
    across, down = figure.get_size_inches() * 72
    place = ax.get_position()
    return place.x0 * across, place.y0 * down, place.x1 * across, place.y1 * down


def test_a_plot_lies_in_its_box_with_points_around_it() -> None:
    figure = plt.figure(figsize=(10, 5))  # 720 by 360 points
    ax = figure.add_axes((0.1, 0.2, 0.5, 0.6))
    assert prepare_box(ax) == pytest.approx((360, 216))
    ax.plot([1, 2])
    with house_style():
        keep_in_box(ax, **AROUND)
    assert not ax.lines
    assert place_in_points(ax) == pytest.approx((72 + 30, 72 + 50, 432 - 20, 288 - 40))
    # A figure of another size has another box, and the same points around the plot.
    figure.set_size_inches(20, 10)
    assert place_in_points(ax) == pytest.approx((144 + 30, 144 + 50, 864 - 20, 576 - 40))
    # Drawn again on the same axes, the box is still the one that they were given.
    assert prepare_box(ax) == pytest.approx((720, 432))
    plt.close(figure)


def test_inset_axes_have_their_box_in_their_parent() -> None:
    figure = plt.figure(figsize=(10, 5))
    parent = figure.add_axes((0, 0, 1, 1))
    inset = parent.inset_axes((0.5, 0.5, 0.5, 0.5))
    assert prepare_box(inset) == pytest.approx((360, 180))
    with house_style():
        keep_in_box(inset, **AROUND)
    assert place_in_points(inset) == pytest.approx((360 + 30, 180 + 50, 720 - 20, 360 - 40))
    plt.close(figure)


@pytest.mark.parametrize("shared", ["sharex", "sharey"])
def test_axes_that_share_a_scale_are_refused(shared: str) -> None:
    figure, axes = plt.subplots(2, 2, **{shared: True})
    with pytest.raises(TradeviewError, match="share"):
        prepare_box(axes[0, 0])
    plt.close(figure)


@pytest.mark.parametrize("projection", ["polar", "3d", "mollweide"])
def test_axes_that_are_not_plane_are_refused(projection: str) -> None:
    figure = plt.figure()
    ax = figure.add_subplot(projection=projection)
    with pytest.raises(TradeviewError, match=f"plane axes; found: {projection} ones"):
        prepare_box(ax)
    plt.close(figure)
