"""What all charts share, asked of the artists of every chart in every size: anatomy, sizes, letters and colours."""

from collections.abc import Callable
from itertools import combinations

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import CHARTS, SIZES, every_axes, ledger, lenses, misplaced, options, polars_of, said, texts, words
from tradeview.charts import accounting
from tradeview.charts.layout import colours as house_colours
from tradeview.charts.layout import page as canvas
from tradeview.charts.layout import text as letters
from tradeview.errors import TradeviewError

# On linear RGB, severity 1.0: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A physiologically-based model for
# simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
WHITE = [0.95047, 1.0, 1.08883]  # D65
USD, MYR = house_colours.CURRENCY_COLOURS["USD"], house_colours.CURRENCY_COLOURS["MYR"]
TOGETHER = {
    "lenses": (USD, MYR, house_colours.REAL),
    "lenses of another currency": (USD, house_colours.OTHER_CURRENCY, house_colours.REAL),
    "lenses of two others": (house_colours.OTHER_BASE, house_colours.OTHER_CURRENCY, house_colours.REAL),
    "accounting": (house_colours.REAL, accounting.__globals__["PRICES"], accounting.__globals__["EXCHANGE"], MYR),
    "sides": house_colours.SIDES,
}


def lab(colour: str, blindness: str = "none") -> np.ndarray:
    """CIE L*a*b* of a colour as it is seen."""
    stored = np.array(colors.to_rgb(colour))
    linear = np.where(stored <= 0.04045, stored / 12.92, ((stored + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(BLINDNESS[blindness]) @ linear, 0, 1) / WHITE
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("used", TOGETHER.values(), ids=TOGETHER)
def test_colours_used_together_differ_in_greyscale(used: tuple[str, ...]) -> None:
    assert all(abs(lab(one)[0] - lab(other)[0]) >= 15 for one, other in combinations(used, 2))


@pytest.mark.parametrize("blindness", BLINDNESS)
@pytest.mark.parametrize("used", TOGETHER.values(), ids=TOGETHER)
def test_colours_used_together_differ_for_the_colour_blind(used: tuple[str, ...], blindness: str) -> None:
    apart = [np.linalg.norm(lab(one, blindness) - lab(other, blindness)) for one, other in combinations(used, 2)]
    assert min(apart) >= 20  # CIE76


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_nothing_leaves_the_figure_or_overlaps(name: str, size: str) -> None:
    ax = CHARTS[name](size=size)
    assert misplaced(ax) == []
    assert not any(text.get_parse_math() for each in every_axes(ax) for text in each.texts), "US$ … US$ is no formula"
    assert not any(text.get_rotation() for text in texts(ax))
    drawing = tv.charts.drawing(ax)
    everything = said(ax)
    for words_of in (drawing.title, drawing.subtitle, *drawing.caption):
        assert " ".join(words_of.split()) in everything
    width, height = canvas.SIZES[size]
    assert ax.figure.get_figwidth() == width
    assert height is None or ax.figure.get_figheight() == pytest.approx(height)
    assert min(text.get_fontsize() for text in texts(ax)) >= canvas.SMALLEST
    assert {text.get_fontfamily()[0] for text in texts(ax)} == {letters.FONT}


@pytest.mark.parametrize("name", CHARTS)
def test_title_subtitle_and_caption_stand_on_one_left_edge(name: str) -> None:
    ax = CHARTS[name]()
    drawing = tv.charts.drawing(ax)
    first = {said.split()[0] for said in (drawing.title, drawing.subtitle, *drawing.caption)}
    ax.figure.canvas.draw()
    edges = {round(text.get_window_extent().x0) for text in ax.texts if text.get_text().split()[0] in first}
    assert max(edges) - min(edges) <= 2 or len(edges) > 4  # the same words may stand in the plot, too
    assert min(edges) >= canvas.MARGIN


@pytest.mark.parametrize("name", CHARTS)
def test_given_axes_are_drawn_on_and_nothing_else_is_touched(name: str) -> None:
    settings = dict(mpl.rcParams)
    figure, (mine, other) = plt.subplots(2, figsize=(12, 16))
    other.plot([1, 2], [3, 4])
    before = (
        other.get_position().bounds,
        other.get_xlim(),
        len(other.get_children()),
        figure.get_size_inches().tolist(),
    )
    ax = CHARTS[name](ax=mine)
    assert ax is mine
    assert ax.texts
    assert figure.axes == [mine, other]
    assert plt.get_fignums() == [figure.number]
    assert before == (
        other.get_position().bounds,
        other.get_xlim(),
        len(other.get_children()),
        figure.get_size_inches().tolist(),
    )
    assert dict(mpl.rcParams) == settings


@pytest.mark.parametrize("name", CHARTS)
def test_a_new_figure_changes_no_settings(name: str) -> None:
    settings = dict(mpl.rcParams)
    current = plt.figure()
    ax = CHARTS[name]()
    assert ax.figure is not current
    assert not current.axes
    assert dict(mpl.rcParams) == settings


FRAMES = {
    "lenses": lambda wrap: lenses(
        wrap(tv.load()), **{name: wrap(frame) for name, frame in options().items() if name in {"rates", "deflator"}}
    ),
    "rate": lambda wrap: tv.charts.rate(wrap(tv.rates.implied(tv.load()))),
    "composition": lambda wrap: tv.charts.composition(wrap(tv.load_commodities())),
    "timeline": lambda wrap: tv.charts.timeline(wrap(tv.load_events()), figures=wrap(tv.load())),
}


@pytest.mark.parametrize("wrap", [polars_of, lambda frame: polars_of(frame).lazy()], ids=["eager", "lazy"])
@pytest.mark.parametrize("name", FRAMES)
def test_polars_frames_give_the_same_chart(name: str, wrap: Callable[[pd.DataFrame], object]) -> None:
    one, other = FRAMES[name](wrap), FRAMES[name](lambda frame: frame)
    assert words(one) == words(other)
    given, wanted = tv.charts.drawing(one).data, tv.charts.drawing(other).data
    pd.testing.assert_frame_equal(given, wanted, check_dtype=False)


def test_an_unknown_size_is_refused() -> None:
    with pytest.raises(TradeviewError, match=r"no size 'poster'.*report, slide, square, phone"):
        lenses(tv.load(), size="poster")


def test_axes_of_somebody_else_hold_no_chart() -> None:
    with pytest.raises(ValueError, match="no chart of tradeview"):
        tv.charts.drawing(plt.figure().add_subplot())


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("x" * 400, "xxxx"),
        ("two\nlines\x01and US$ or US$", "two lines and US$ or US$"),
        ("ปี 2567", "[Thai] 2567"),
        ("১,৯০৩ মিলিয়ন", "[Bengali],[Bengali] [Bengali]"),
    ],
)
@pytest.mark.parametrize("size", ["report", "slide", "phone"])
def test_no_text_of_a_ledger_breaks_a_chart(source: str, shown: str, size: str) -> None:
    ax = lenses(ledger({2007: 1e9, 2024: 2e9}, source=source), size=size)
    assert misplaced(ax) == []
    assert shown in said(ax)
