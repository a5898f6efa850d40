"""Points: axes are measured on paper, whatever their data and the figure's resolution."""

import matplotlib.pyplot as plt
import pytest
from matplotlib.axes import Axes

from tradeview.charts.layout.points import (
    axes_size,
    place_in_points,
    points_across,
    points_down,
    points_per_x,
    points_per_y,
    write_label,
)


@pytest.fixture(params=[50, 72, 100, 200])
def ax(request: pytest.FixtureRequest) -> Axes:
    """Axes of 4 by 2 inches, in the middle of a figure of 8 by 4."""
    figure = plt.figure(figsize=(8, 4), dpi=request.param)
    return figure.add_axes((0.25, 0.25, 0.5, 0.5), xlim=(2000, 2016), ylim=(-1, 3))


def test_axes_have_their_size_in_points(ax: Axes) -> None:
    assert (points_across(ax), points_down(ax)) == pytest.approx((4 * 72, 2 * 72))
    assert axes_size(ax) == (points_across(ax), points_down(ax))


def test_data_are_turned_into_points(ax: Axes) -> None:
    assert (points_per_x(ax), points_per_y(ax)) == pytest.approx((4 * 72 / 16, 2 * 72 / 4))
    pixels = ax.transData.transform((2004, 2)) - ax.transData.transform((2000, -1))
    assert place_in_points(ax, 2004, 2) == pytest.approx(tuple(pixels * 72 / ax.figure.dpi))
    ax.set_ylim(3, -1)
    assert points_per_y(ax) == pytest.approx(2 * 72 / 4)  # also where the axis runs down


@pytest.mark.parametrize("place", [(2004, 2), (2020, 5)])  # inside, and beyond the axes on both sides
def test_a_label_stands_so_many_points_from_its_place(ax: Axes, place: tuple[float, float]) -> None:
    write_label(ax, "2.48", place, (9, -6), color="red")
    (label,) = ax.texts
    box = label.get_window_extent()
    x, y = ax.transData.transform(place)
    across, up = x + 9 * ax.figure.dpi / 72, y - 6 * ax.figure.dpi / 72
    assert (box.x0, (box.y0 + box.y1) / 2) == pytest.approx((across, up), abs=0.02 * ax.figure.dpi)
    assert label.get_color() == "red"
    assert label.get_annotation_clip() is False  # drawn wherever its place is


def test_a_label_may_stand_by_the_edge_of_the_axes(ax: Axes) -> None:
    write_label(ax, "Exports", (1, 0), (0, 0), coords=("axes fraction", "data"), va="bottom")
    box = ax.texts[0].get_window_extent()
    foot = ax.transData.transform((2016, 0))
    assert (box.x0, box.y0) == pytest.approx(tuple(foot), abs=0.02 * ax.figure.dpi)
