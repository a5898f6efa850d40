"""What every chart takes besides its data: words of one's own, a highlight, bareness, axes to draw in, a size."""

import inspect
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import tradeview as tv
from artists import CHARTS, box_of, boxes, every_axes, misplaced, said, texts
from matrices import matrix
from tradeview.arguments import true_signature
from tradeview.charts.layout.page import SMALLEST
from tradeview.errors import TradeTableError, TradeviewError

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = (
    *("accounting", "advantage", "balance", "checked", "composition", "concentration", "heat", "lenses", "lines"),
    *("mirror", "ranking", "rate", "sides", "timeline", "to_date"),
)
WITHOUT_PARTS = {"balance", "lenses", "rate"}
OPTIONS = ("title", "subtitle", "highlight", "bare", "ax", "size", "language")
# For each chart of `CHARTS` one part by its code, the same by its name, and what a refusal lists.
PARTS: dict[str, tuple[str | int, str | int, str]] = {
    "accounting": ("price", "prices: us cpi-u", "real, price, exchange_rate, total"),
    "advantage": ("85", "85", "27"),
    "checked": ("contradicts", "CONTRADICTS", "matches"),
    "composition": ("Chemicals", "chemicals", "Fats and oils"),
    "section_shares": ("III", "Fats and oils", "III"),
    "concentration": ("RUS", "Russia", "MYS, RUS"),
    "heat": ("85", "85", "15"),
    "lines": ("SGP", "Singapore", "CHN, SGP, THA"),
    "mirror": (2013, "2013", "2012, 2013, 2014, 2015"),
    "ranking": ("1511", "1511", "8542"),
    "sides": ("RUS", "Russia", "MYS, RUS"),
    "timeline": ("visit", "Visit", "agreement"),
    "to_date": (2023, "2023", "2023, 2024"),
}


def default_of(name: str, option: str) -> object:
    return true_signature(getattr(tv.charts, name)).parameters[option].default


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_takes_the_same_options_behind_those_of_its_data(name: str) -> None:
    parameters = true_signature(getattr(tv.charts, name)).parameters
    wanted = [option for option in OPTIONS if option != "highlight" or name not in WITHOUT_PARTS]
    assert list(parameters)[-len(wanted) :] == wanted
    assert {parameters[option].kind for option in wanted} == {inspect.Parameter.KEYWORD_ONLY}
    assert default_of(name, "title") is default_of(name, "subtitle") is default_of(name, "ax") is None
    assert (default_of(name, "bare"), default_of(name, "size")) == (False, "report")


def test_no_chart_is_left_out() -> None:
    listed = {name: getattr(tv.charts, name) for name in tv.charts.__all__}
    functions = {name: one for name, one in listed.items() if inspect.isfunction(one)}
    taking = {name for name, one in functions.items() if "size" in inspect.signature(one).parameters}
    assert taking == set(NAMES)


@pytest.mark.parametrize("option", [option for option in OPTIONS if option not in ("highlight", "subtitle")])
def test_docstrings_say_the_same_of_the_same_option(option: str) -> None:
    written = set()
    for name in NAMES:
        text = inspect.getdoc(getattr(tv.charts, name))
        (found,) = re.findall(rf"^{option}\b.* :.*\n((?:    .*\n)+)", str(text), re.MULTILINE)
        written.add(found.removesuffix("\n").split(" A long list")[0])
    assert len(written) == 1


class Plain(NamedTuple):
    """What a chart is like when nothing is asked for; figures are closed after each test."""

    words: tv.charts.Words
    data: pd.DataFrame
    lines: Counter[str]
    colours: list[str]
    height: float


@cache
def plain(name: str) -> Plain:
    ax = CHARTS[name]()
    lines = Counter(text for text, _ in boxes(ax))
    height = ax.get_figure().get_figheight()
    return Plain(tv.charts.words(ax), tv.charts.data(ax), lines, colours(ax), height)


@pytest.mark.parametrize("name", CHARTS)
def test_own_words_replace_those_made_and_the_alternative_text_keeps_the_finding(name: str) -> None:
    made = plain(name).words
    ax = CHARTS[name](title="What I say", subtitle="And of what")
    own = tv.charts.words(ax)
    assert (own.title, own.subtitle) == ("What I say", "And of what")
    assert (own.caption, own.alt) == (made.caption, made.alt)
    assert made.title in own.alt
    assert "What I say And of what" in said(ax)
    assert made.title not in said(ax)


@pytest.mark.parametrize("name", CHARTS)
def test_empty_words_are_left_out_and_take_no_room(name: str) -> None:
    ax = CHARTS[name](title="", subtitle="")
    assert tv.charts.words(ax).title == tv.charts.words(ax).subtitle == ""
    made = plain(name).words
    assert made.title not in said(ax)
    assert ax.get_figure().get_figheight() < plain(name).height - 0.3
    assert misplaced(ax) == []


@pytest.mark.parametrize("name", CHARTS)
def test_a_bare_chart_keeps_its_words_to_itself(name: str) -> None:
    ax, words = CHARTS[name](bare=True), plain(name).words
    assert tv.charts.words(ax) == words
    pd.testing.assert_frame_equal(tv.charts.data(ax), plain(name).data)
    assert misplaced(ax) == []
    with_words, without = plain(name).lines, Counter(text for text, _ in boxes(ax))
    assert not without - with_words
    # Line by line what is missing is title, subtitle and caption, whole, and nothing else.
    left_out = Counter(" ".join((with_words - without).elements()).split())
    everything = Counter(" ".join((words.title, words.subtitle, *words.caption)).split())
    assert left_out == everything


def test_data_is_a_frame_of_the_callers_own() -> None:
    ax = CHARTS["lines"]()
    mine = tv.charts.data(ax)
    mine["value"] = 0.0
    assert (tv.charts.data(ax)["value"] > 0).all()
    pd.testing.assert_frame_equal(tv.charts.data(ax), tv.charts.drawing(ax).data)


def test_words_and_data_of_other_axes_are_refused() -> None:
    ax = CHARTS["rate"]().get_figure().add_axes((0, 0, 0.1, 0.1))
    for asked in (tv.charts.words, tv.charts.data):
        with pytest.raises(ValueError, match="no chart of tradeview"):
            asked(ax)


def colours(ax: Axes) -> list[str]:
    """The colours of all marks and letters, as hexadecimal, each as often as it is there."""
    found = []
    for each in every_axes(ax):
        found += [to_hex(patch.get_facecolor()) for patch in each.patches]
        found += [to_hex(line.get_color()) for line in each.get_lines()]
        found += [to_hex(text.get_color()) for text in each.texts]
    return sorted(found)


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_highlighted_by_code_or_name_and_an_unknown_one_refused(name: str) -> None:
    by_code, by_name, listed = PARTS[name]
    one = CHARTS[name](highlight=by_code)
    other = CHARTS[name](highlight=[by_name])
    assert colours(one) == colours(other) != plain(name).colours
    with pytest.raises(
        TradeTableError, match=r"what is highlighted is an? .*; found: nothing like it; do: .*" + listed
    ):
        CHARTS[name](highlight=[by_code, "nothing like it"])


def test_nothing_highlighted_changes_nothing() -> None:
    draw: Callable[..., Axes] = CHARTS["ranking"]
    assert colours(draw(highlight=[])) == colours(draw(highlight=None)) == plain("ranking").colours


# Words that break what takes them for a formula, for one line, for letters that are seen.
HOSTILE = {
    "a formula": ("US$ or US$_x^2$ & <b>", "US$ or US$_x^2$ & <b>"),
    "two lines": ("one\ntwo\r\nthree\x00", "one two three"),
    "turned round": ("gnp\u202e.csv \u200f", "gnp\\u202e.csv"),
    "very long": ("word " * 120 + "Donaudampfschifffahrt" * 15, "word word word"),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("in_box", [False, True])
def test_no_title_of_ones_own_breaks_a_chart(kind: str, *, in_box: bool) -> None:
    given, shown = HOSTILE[kind]
    ax = plt.figure(figsize=(6, 16)).add_axes((0.1, 0.1, 0.8, 0.8)) if in_box else None
    for name in ("lines", "balance", "ranking"):
        ax = CHARTS[name](title=given, subtitle=given, ax=ax)
        assert misplaced(ax, within=box_of if in_box else None) == []
        assert said(ax).count(shown) >= 2
        assert not any(text.get_parse_math() for text in ax.texts)
        ax = ax if in_box else None


LAYOUTS: dict[str, dict[str, Any]] = {"default": {}, "constrained": {"layout": "constrained"}}
# Lists of sixty and of twenty entries, and four panels beneath each other, for which five inches are too low.
LONG = {"composition", "sides", "timeline"}
KINDS = list(CHARTS)


@pytest.mark.parametrize(("name", "layout"), matrix(KINDS, list(LAYOUTS)))
def test_two_charts_stand_side_by_side(name: str, layout: str) -> None:
    other = KINDS[(KINDS.index(name) + 1) % len(KINDS)]
    height = 8 if LONG & {name, other} else 5
    figure, axes = plt.subplots(1, 2, figsize=(12, height), **LAYOUTS[layout])
    for ax, kind in zip(axes, (name, other), strict=True):
        assert CHARTS[kind](ax=ax) is ax
    assert misplaced(*axes, within=box_of) == []
    assert figure.axes == list(axes)
    for ax, kind in zip(axes, (name, other), strict=True):
        everything = said(ax)
        for words in (plain(kind).words.title, *plain(kind).words.caption):
            assert " ".join(words.split()) in everything
        assert min(text.get_fontsize() for text in texts(ax)) >= SMALLEST - 1e-9


@pytest.mark.parametrize("bare", [False, True])
def test_charts_follow_tight_layout_and_figures_of_another_size(*, bare: bool) -> None:
    figure, axes = plt.subplots(2, 3, figsize=(18, 12))
    charts = dict(zip(("lines", "balance", "heat", "ranking", "rate", "concentration"), axes.flat, strict=True))
    for name, ax in charts.items():
        CHARTS[name](ax=ax, bare=bare)
    figure.tight_layout()
    assert misplaced(*axes.flat, within=box_of) == []
    figure.set_size_inches(21, 14)
    assert misplaced(*axes.flat, within=box_of) == []


def test_a_mosaic_subfigures_and_axes_within_axes_hold_charts() -> None:
    _, mosaic = plt.subplot_mosaic("ab;cc", figsize=(12, 10))
    for key, name in (("a", "lines"), ("b", "mirror"), ("c", "lenses")):
        CHARTS[name](ax=mosaic[key])
    assert misplaced(*mosaic.values(), within=box_of) == []
    parts = plt.figure(figsize=(12, 5), layout="constrained").subfigures(1, 2)
    beside = [part.subplots() for part in parts]
    for ax, name in zip(beside, ("balance", "advantage"), strict=True):
        CHARTS[name](ax=ax)
    assert misplaced(*beside, within=box_of) == []
    host = plt.figure(figsize=(12, 8)).add_subplot()
    inner = host.inset_axes((0.1, 0.1, 0.5, 0.6))
    room = inner.get_window_extent().frozen()
    CHARTS["heat"](ax=inner)
    assert misplaced(inner, within=lambda _: room) == []


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_plot_of_ones_own_beside_a_chart_is_left_alone(layout: str, *, first: bool) -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 5), **LAYOUTS[layout])

    def draw_own() -> None:
        right.plot([1, 2], [1e6, 2e6])
        right.set(title="Mine", ylabel="Dollars,\nmany of them", xlim=(0, 3))

    if first:
        draw_own()
    CHARTS["lines"](ax=left)
    if not first:
        draw_own()
    assert (right.get_title(), right.get_xlim(), len(right.get_lines())) == ("Mine", (0, 3), 1)
    assert right.spines["top"].get_visible()
    assert misplaced(left) == []
    renderer = figure.canvas.get_renderer()
    assert max(box.x1 for _, box in boxes(left)) <= right.get_tightbbox(renderer).x0


def test_a_box_too_small_is_refused_with_what_is_needed_and_nothing_is_drawn() -> None:
    figure, (ax, _) = plt.subplots(1, 2, figsize=(5, 3))
    before = (ax.axison, len(ax.get_children()), ax.get_position().bounds)
    with pytest.raises(TradeviewError, match=r"a box of 2\.\d by \d\.\d inches or more") as caught:
        CHARTS["lines"](ax=ax)
    assert caught.value.found == "axes of 1.8 by 2.3 inches"
    assert "bare=True" in str(caught.value)
    assert (ax.axison, len(ax.get_children()), ax.get_position().bounds) == before
    # What it says is needed is enough.
    across, down = (float(number) for number in re.findall(r"\d\.\d", caught.value.asked))
    large = plt.figure(figsize=(across + 0.1, down + 0.1)).add_axes((0, 0, 1, 1))
    assert misplaced(CHARTS["lines"](ax=large), within=box_of) == []
    plt.close(figure)


def test_axes_that_share_a_scale_are_refused() -> None:
    _, (ax, _) = plt.subplots(1, 2, sharey=True)
    with pytest.raises(TradeviewError, match="axes that share y with others"):
        CHARTS["lines"](ax=ax)


def test_a_chart_drawn_again_on_its_axes_replaces_itself() -> None:
    ax = plt.figure(figsize=(8, 6)).add_axes((0.1, 0.1, 0.8, 0.8))
    CHARTS["balance"](ax=ax)
    CHARTS["lines"](ax=ax)
    assert ax.child_axes == []
    assert misplaced(ax, within=box_of) == []
    assert tv.charts.words(ax) == plain("lines").words


def test_given_axes_take_the_look_of_new_ones() -> None:
    with plt.style.context("dark_background"):
        ax = plt.figure(figsize=(8, 6)).add_axes((0.1, 0.1, 0.8, 0.8))
    CHARTS["lines"](ax=ax)
    new = CHARTS["lines"]()
    for side in ("top", "right", "left", "bottom"):
        assert ax.spines[side].get_visible() == new.spines[side].get_visible()
        assert ax.spines[side].get_edgecolor() == new.spines[side].get_edgecolor()
    for mine, theirs in zip(ax.get_xticklabels(), new.get_xticklabels(), strict=True):
        assert (mine.get_color(), mine.get_fontfamily()) == (theirs.get_color(), theirs.get_fontfamily())


@pytest.mark.parametrize("part", ["real", "price", "exchange_rate", "total"])
def test_what_is_highlighted_has_a_colour_also_where_it_has_none_of_its_own(part: str) -> None:
    ax = CHARTS["accounting"](highlight=part)
    bars = dict(zip(tv.charts.data(ax)["part"], ax.patches, strict=True))
    spread = {name: max(bar.get_facecolor()[:3]) - min(bar.get_facecolor()[:3]) for name, bar in bars.items()}
    assert max(spread, key=lambda name: spread[name]) == part
    assert sorted(spread.values())[-2] < 0.1  # the others are grey
    assert spread[part] > 0.3
