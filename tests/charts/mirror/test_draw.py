"""The chart of both sides: marks where each side's figure is, gaps in words, and nothing said that is not reported."""

from collections.abc import Callable

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, misplaced, polars_of, said, texts, words
from flows import PRODUCTS, YEARS, both
from tradeview.charts.layout import colours
from tradeview.charts.layout.page import SMALLEST
from tradeview.charts.layout.text import drawable_text
from tradeview.charts.mirror.draw import mirror as chart
from tradeview.errors import TradeviewError


def marks(ax: Axes, sign: str) -> list[float]:
    return [float(line.get_xdata()[0]) for line in ax.get_lines() if line.get_marker() == sign]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scale", ["linear", "log"])
def test_marks_stand_at_the_figures_of_each_side(size: str, scale: str) -> None:
    ax = chart(YEARS, size=size, scale=scale)
    assert marks(ax, "o") == [1e9, 2e9, 2e9, 2.2e9]
    assert marks(ax, "D") == [1.5e9, 1.9e9, 2.6e9, 3.2e9]
    data = tv.charts.drawing(ax).data
    assert data["exporter_value"].dropna().tolist() == marks(ax, "o")
    assert data["importer_value"].dropna().tolist() == marks(ax, "D")
    low, high = ax.get_xlim()
    assert low < min(marks(ax, "o"))
    assert max(marks(ax, "D")) < high
    assert (low < 0) == (scale == "linear")  # zero is on the linear scale


def test_each_side_keeps_its_colour_and_is_named_in_it() -> None:
    ax = chart(YEARS)
    for sign, colour, name in (
        ("o", colours.PAIR_COLOURS[0], "Malaysia’s exports"),
        ("D", colours.PAIR_COLOURS[1], "Russia’s imports"),
    ):
        drawn = {colors.to_hex(line.get_color()).upper() for line in ax.get_lines() if line.get_marker() == sign}
        assert drawn == {colour}
        assert any(name in text.get_text() and text.get_color() == colour for text in texts(ax))


def test_a_gap_within_the_ranges_is_no_gap() -> None:
    frame = both({2014: (2.2e9, 2.3e9)}, low=2.1e9, high=2.4e9)
    assert "reports about as much" in tv.charts.drawing(chart(frame)).title
    ax = chart(frame)
    assert "equal within range" in said(ax)
    whiskers = [path for lines in ax.collections for path in lines.get_segments() if path[0][1] == path[1][1]]
    assert sorted({float(x) for path in whiskers for x, _ in path}) == [2.1e9, 2.4e9]


LAYOUTS = {
    "years": YEARS,
    "products": PRODUCTS,
    "one row": both({2014: (2.2e9, 3.2e9)}),
    "one side": both({2014: (2.2e9, None)}, x="SGS", m="VCT"),
    "long names": both(
        {code: (1e9 / (n + 1), 9e8 / (n + 2)) for n, code in enumerate(("151190", "854231", "310420"))},
        "commodity_code",
        x="SGS",
        m="VCT",
    ),
    "other script": PRODUCTS.assign(exporter_source="পাম তেল"),
    "equal": both({2014: (1e9, 1e9), 2015: (0.0, 0.0)}),
    "far apart": both({"01": (1e12, 3.0), "02": (2.0, 5e11)}, "commodity_code"),
    "no classification of HS": both({"33": (1e6, 2e6), "34": (1e6, 1e5)}, "commodity_code", classification="S4"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_any_mirror_is_drawn_without_collisions(name: str, size: str) -> None:
    ax = chart(LAYOUTS[name], size=size)
    assert misplaced(ax) == []
    drawing = tv.charts.drawing(ax)
    for part in (drawing.title, drawing.subtitle, *drawing.caption):
        assert " ".join(drawable_text(part).split()) in said(ax)
    assert min(text.get_fontsize() for text in texts(ax)) >= SMALLEST


@pytest.mark.parametrize("size", ["report", "phone"])
def test_many_rows_make_the_figure_taller_and_a_slide_refuses_them(size: str) -> None:
    months = both({year * 100 + month: (month, month + 1.0) for year in (2022, 2023) for month in range(1, 13)})
    assert misplaced(chart(months, size=size)) == []
    with pytest.raises(TradeviewError, match="use size report or phone"):
        chart(months, size="slide")
    assert len(plt.get_fignums()) == 1


def test_given_axes_are_drawn_on_and_no_other() -> None:
    figure, (mine, other) = plt.subplots(2, figsize=(12, 14))
    ax = chart(YEARS, ax=mine)
    assert ax is mine
    assert figure.axes == [mine, other]
    assert not other.texts
    assert not other.lines
    assert plt.get_fignums() == [figure.number]
    assert chart(YEARS).figure is not figure


@pytest.mark.parametrize("wrap", [polars_of, lambda frame: polars_of(frame).lazy()], ids=["eager", "lazy"])
def test_polars_frames_give_the_same_chart(wrap: Callable[[pd.DataFrame], object]) -> None:
    assert words(chart(wrap(YEARS))) == words(chart(YEARS))


@pytest.mark.parametrize("size", SIZES)
def test_ticks_of_many_powers_of_ten_have_room_and_plain_words(size: str) -> None:
    ax = chart(both({2013: (1.0, 1e13), 2014: (50.0, 5.0)}), scale="log", size=size)
    assert misplaced(ax) == []
    assert not any("e-" in text for text in words(ax))
    assert any(text.startswith("US$1") for text in words(ax))
