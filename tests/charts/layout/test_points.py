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
