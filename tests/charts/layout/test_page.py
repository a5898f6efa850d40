"""What all charts share, asked of the artists of every chart in every size: anatomy, sizes and fonts."""

import re
from collections.abc import Callable

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest

import tradeview as tv
from artists import CHARTS, SIZES, every_axes, ledger, lenses, misplaced, options, polars_of, said, texts, words
from matrices import matrix
from tradeview.charts.layout.fonts import HOUSE
from tradeview.charts.layout.page import CAPTION, MARGIN, SMALLEST
from tradeview.charts.layout.page import SIZES as PAGE_SIZES
from tradeview.charts.layout.text import wrap_text
from tradeview.errors import TradeviewError
from tradeview.words.captions import leave_provenance_to_page


@pytest.mark.parametrize(("name", "size"), matrix(list(CHARTS), SIZES))
def test_nothing_leaves_the_figure_or_overlaps(name: str, size: str) -> None:
    ax = CHARTS[name](size=size)
    assert misplaced(ax) == []
    assert not any(text.get_parse_math() for each in every_axes(ax) for text in each.texts), "US$ … US$ is no formula"
    assert not any(text.get_rotation() for text in texts(ax))
    drawing = tv.charts.drawing(ax)
    everything = said(ax)
    for words_of in (drawing.title, drawing.subtitle, *drawing.caption):
        assert " ".join(words_of.split()) in everything
    width, height = PAGE_SIZES[size]
    assert ax.figure.get_figwidth() == width
    assert height is None or ax.figure.get_figheight() == pytest.approx(height)
    assert min(text.get_fontsize() for text in texts(ax)) >= SMALLEST
    assert {text.get_fontfamily()[0] for text in texts(ax)} == {HOUSE.family}


@pytest.mark.parametrize("name", CHARTS)
def test_the_plot_of_a_square_has_more_than_half_of_it(name: str) -> None:
    ax = CHARTS[name](size="square")
    width, height = ax.figure.get_size_inches()
    assert width == height
    assert ax.get_position().height > 0.55


def test_words_that_leave_a_square_no_room_make_it_taller_and_the_plot_keeps_half_of_its_width() -> None:
    wordy = ledger({2023: 1e9, 2024: 2e9}, flow="export").assign(source=["a long name " * 60, "another one " * 60])
    ax = tv.charts.lines(wordy, by="partner", size="square")
    assert ax.get_position().height * ax.figure.get_figheight() >= 0.49 * ax.figure.get_figwidth()
    assert misplaced(ax) == []
    plt.close("all")


@pytest.mark.parametrize("name", CHARTS)
def test_on_a_page_that_holds_the_rest_a_caption_has_two_lines_at_most(name: str) -> None:
    full = tv.charts.words(CHARTS[name]()).caption
    with leave_provenance_to_page():
        ax = CHARTS[name]()
    short = tv.charts.words(ax).caption
    width = PAGE_SIZES["report"][0] * 72 - 2 * MARGIN
    assert len([line for part in short if part for line in wrap_text(part, width, CAPTION)]) <= 2
    assert misplaced(ax) == []
    # The legend of sources is needed to read the marks; elsewhere the page names them.
    if name != "composition":
        assert "Sources:" not in " ".join(short)
    assert "Sources:" in " ".join(full) or "Printed by:" in " ".join(full)
    assert tv.charts.words(CHARTS[name]()).caption == full  # what was left out is said again


@pytest.mark.parametrize("name", CHARTS)
def test_no_title_or_subtitle_lists_without_the_word_before_the_last(name: str) -> None:
    """Of three things or more, as CLDR's English of Britain has them: a, b and c."""
    said_of = tv.charts.words(CHARTS[name]())
    changes = re.findall(r"(?:up|down) [0-9]+%", said_of.title)
    if len(changes) > 1:
        assert re.search(r" and (?:\w+ ){0,4}(?:up|down) [0-9]+%", said_of.title)
    assert not re.search(r"\b(\d{4}), (\d{4}), (\d{4})\b(?!\))", said_of.subtitle)


@pytest.mark.parametrize("name", CHARTS)
def test_title_subtitle_and_caption_stand_on_one_left_edge(name: str) -> None:
    ax = CHARTS[name]()
    drawing = tv.charts.drawing(ax)
    first = {said.split()[0] for said in (drawing.title, drawing.subtitle, *drawing.caption)}
    ax.figure.canvas.draw()
    edges = {round(text.get_window_extent().x0) for text in ax.texts if text.get_text().split()[0] in first}
    assert max(edges) - min(edges) <= 2 or len(edges) > 4  # the same words may stand in the plot, too
    assert min(edges) >= MARGIN


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
        ("ปี 2567", "ปี 2567"),
        ("১,৯০৩ মিলিয়ন", "১,৯০৩ মিলিয়ন"),
        ("பாமாயில் 2567", "[Tamil] 2567"),
    ],
)
@pytest.mark.parametrize("size", ["report", "slide", "phone"])
def test_no_text_of_a_ledger_breaks_a_chart(source: str, shown: str, size: str) -> None:
    ax = lenses(ledger({2007: 1e9, 2024: 2e9}, source=source), size=size)
    assert misplaced(ax) == []
    assert shown in said(ax)
