"""What every chart takes besides its data, in the same words: words of one's own, a highlight, bareness, axes, a size."""

import inspect
import re
from collections.abc import Callable

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

import tradeview as tv
from artists import CHARTS, boxes, every_axes, said
from tradeview.arguments import true_signature
from tradeview.errors import TradeTableError

NAMES = (
    *("accounting", "advantage", "balance", "checked", "composition", "concentration", "heat", "lenses", "lines"),
    *("mirror", "ranking", "rate", "sides", "timeline", "to_date"),
)
WITHOUT_PARTS = {"balance", "lenses", "rate"}
OPTIONS = ("title", "subtitle", "highlight", "bare", "ax", "size")
# For each chart of `CHARTS` one part by its code, the same by its name, and what a refusal lists.
PARTS: dict[str, tuple[str | int, str | int, str]] = {
    "accounting": ("total", "Total", "real, price, exchange_rate, total"),
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
    taking = {name for name in tv.charts.__all__ if "size" in inspect.signature(getattr(tv.charts, name)).parameters}
    assert taking == set(NAMES)


@pytest.mark.parametrize("option", [option for option in OPTIONS if option not in ("highlight", "subtitle")])
def test_docstrings_say_the_same_of_the_same_option(option: str) -> None:
    written = set()
    for name in NAMES:
        text = inspect.getdoc(getattr(tv.charts, name))
        (found,) = re.findall(rf"^{option}\b.* :.*\n((?:    .*\n)+)", str(text), re.MULTILINE)
        written.add(found.removesuffix("\n").split(" A long list")[0])
    assert len(written) == 1


@pytest.mark.parametrize("name", CHARTS)
def test_own_words_replace_those_made_and_the_alternative_text_keeps_the_finding(name: str) -> None:
    made = tv.charts.words(CHARTS[name]())
    ax = CHARTS[name](title="What I say", subtitle="And of what")
    own = tv.charts.words(ax)
    assert (own.title, own.subtitle) == ("What I say", "And of what")
    assert (own.caption, own.alt) == (made.caption, made.alt)
    assert made.title in own.alt
    assert "What I say And of what" in said(ax)
    assert made.title not in said(ax)


@pytest.mark.parametrize("name", CHARTS)
def test_empty_words_are_left_out(name: str) -> None:
    ax = CHARTS[name](title="", subtitle="")
    assert tv.charts.words(ax).title == tv.charts.words(ax).subtitle == ""
    made = tv.charts.words(CHARTS[name]())
    assert made.title.split(":")[0] not in said(ax)
    assert ax.get_figure().get_figheight() < CHARTS[name]().get_figure().get_figheight()


@pytest.mark.parametrize("name", CHARTS)
def test_a_bare_chart_keeps_its_words_to_itself(name: str) -> None:
    with_words, ax = CHARTS[name](), CHARTS[name](bare=True)
    assert tv.charts.words(ax) == tv.charts.words(with_words)
    pd.testing.assert_frame_equal(tv.charts.data(ax), tv.charts.data(with_words))
    texts = {text for text, _ in boxes(ax)}
    around = {text for text, box in boxes(with_words)} - texts
    words = tv.charts.words(ax)
    # Line by line what is missing is title, subtitle and caption, and nothing else.
    missing = " ".join(around)
    for part in (words.title, words.subtitle, *words.caption):
        assert all(word in missing for word in part.split())
    everything = f"{words.title} {words.subtitle} {' '.join(words.caption)}"
    assert all(line in everything for line in around)


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
    plain = CHARTS[name]()
    one = CHARTS[name](highlight=by_code)
    other = CHARTS[name](highlight=[by_name])
    assert colours(one) == colours(other) != colours(plain)
    with pytest.raises(TradeTableError, match=r"what is highlighted is an? .*; found: nothing like it; do: .*" + listed):
        CHARTS[name](highlight=[by_code, "nothing like it"])


@pytest.mark.parametrize("name", PARTS)
def test_nothing_highlighted_changes_nothing(name: str) -> None:
    draw: Callable[..., Axes] = CHARTS[name]
    assert colours(draw(highlight=[])) == colours(draw(highlight=None)) == colours(draw())
