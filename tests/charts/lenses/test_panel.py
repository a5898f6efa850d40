"""One panel of lenses, on axes of its own: what is drawn of a series, and where its words stand."""

from itertools import combinations, pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from tradeview.charts.layout.page import house_style
from tradeview.charts.lenses.panel import draw_panel


def drawn(values: dict[int, float], **rest: object) -> plt.Axes:
    """The panel of a series in dollars, in a third of a host."""
    rows = [{"period": year, "value": value, "currency": "USD", **rest} for year, value in values.items()]
    ends = {"start": min(values), "end": max(values), "since_start": 0.5, "lens": "base"}
    host = plt.figure(figsize=(7.6, 3)).add_axes((0, 0, 1, 1))
    with house_style():
        draw_panel(host, pd.DataFrame(rows).assign(**ends), (1, 3), "#0A3D73", stacked=False)
    return host.child_axes[0]


@pytest.mark.parametrize(
    "values", [{2006: 1e9, 2007: 2e9, 2024: 3e9}, {2001: 5e6, 2003: 4e6}, {2020: 1e12, 2021: 1e12}]
)
def test_points_are_the_values_from_zero(values: dict[int, float]) -> None:
    panel = drawn(values)
    size = 1e9 if max(values.values()) < 1e12 else 1e12
    size = 1e6 if max(values.values()) < 1e9 else size
    points = {
        (x, y) for line in panel.lines if line.get_linestyle() == "-" for x, y in zip(*line.get_data(), strict=True)
    }
    assert points == {(year, value / size) for year, value in values.items()}
    assert panel.get_ylim()[0] == 0


def test_dotted_lines_cross_gaps_and_solid_ones_do_not() -> None:
    panel = drawn({2006: 1e9, 2007: 2e9, 2010: 2e9, 2024: 3e9})
    steps = [line.get_xdata() for line in panel.lines]
    solid = [list(step) for step, line in zip(steps, panel.lines, strict=True) if line.get_linestyle() == "-"]
    dotted = [list(step) for step, line in zip(steps, panel.lines, strict=True) if line.get_linestyle() != "-"]
    assert (solid, dotted) == ([[2006, 2007], [2010], [2024]], [[2007, 2010], [2010, 2024]])


def test_words_do_not_cover_each_other() -> None:
    panel = drawn({year: 1e9 + 1e7 * (year % 3) for year in range(2001, 2009)})
    assert panel.texts
    panel.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in panel.texts if text.get_text()[0].isdigit()]
    assert not [1 for one, other in combinations(boxes, 2) if one.overlaps(other)]


def test_the_last_number_stands_clear_of_a_line_that_falls_to_it() -> None:
    panel = drawn({2018: 2.5e9, 2019: 3.3e9, 2020: 2.48e9})
    heights = {text.get_text(): text.xyann[1] for text in panel.texts if text.get_text() in {"2.48", "3.30"}}
    assert heights["2.48"] < 0 < heights["3.30"]  # points below and above their points


def test_no_line_runs_through_a_label() -> None:
    """A series that goes up and down leaves few places without a line."""
    panel = drawn({year: 1e9 * (1 + year % 5) * (1.02 ** (year - 2006)) for year in range(2006, 2025)})
    panel.figure.canvas.draw()
    along = [
        panel.transData.transform((x0 + (x1 - x0) * n / 50, y0 + (y1 - y0) * n / 50))
        for line in panel.lines
        for (x0, y0), (x1, y1) in pairwise(zip(*line.get_data(), strict=True))
        for n in range(51)
    ]
    for text in panel.texts[:5]:
        box = text.get_window_extent()
        assert not any(box.x0 + 1 < x < box.x1 - 1 and box.y0 + 2 < y < box.y1 - 2 for x, y in along), text.get_text()
