"""Row layout: names beside or above their marks, cut where they are long."""

import matplotlib.pyplot as plt

from tradeview.charts.layout.page import house_style
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    LEADING,
    ROW,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width

LONG = "151190 Vegetable oils; palm oil and its fractions, other than crude, whether or not refined"


def test_long_names_take_two_lines_and_end_in_an_ellipsis() -> None:
    with house_style():
        beside, above = lay_out_rows(["2014", LONG], 150, above=False), lay_out_rows(["2014", LONG], 150, above=True)
    assert [len(row.lines) for row in beside] == [1, 2]
    assert beside[1].lines[-1].endswith("…")
    assert all(text_width(line, FONT_SIZE) <= 150 for row in beside for line in row.lines)
    assert gutter_width(beside) <= 160
    assert beside[0].height == ROW
    assert above[1].height > 2 * LEADING + ROW
    assert all(row.marks < row.height for row in [*beside, *above])
    assert row_tops(beside, 5) == [5, 5 + ROW, 5 + ROW + beside[1].height]


def test_a_word_wider_than_the_room_is_broken() -> None:
    (row,) = lay_out_rows(["x" * 200], 60, above=False)
    assert len(row.lines) == 2
    assert all(text_width(line, FONT_SIZE) <= 60 for line in row.lines)


def test_lines_of_a_name_keep_their_distance_on_taller_axes() -> None:
    with house_style():
        rows = lay_out_rows([LONG], 150, above=False)
        _, ax = plt.subplots(figsize=(4, 6))
        ax.set_ylim(rows[0].height, 0)  # one row over all of it
        write_names(ax, rows, row_tops(rows), 150, 1)
        ax.figure.canvas.draw()
        first, second = (text.get_window_extent() for text in ax.texts)
    apart = (first.y0 - second.y0) * 72 / ax.figure.dpi
    assert abs(apart - LEADING) < 2  # points
    middle = (first.y1 + second.y0) / 2
    assert abs(middle - (ax.get_window_extent().y0 + ax.get_window_extent().y1) / 2) < 5
