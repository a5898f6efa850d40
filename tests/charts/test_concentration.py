"""The chart of concentration: lines from zero, dotted across gaps, each named at its end."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, joined, misplaced, points, polars_of, said, texts, words
from tradeview.charts.concentration import VARIANTS, concentration
from tradeview.charts.layout import colours
from tradeview.errors import TradeTableError

VALUES = {"MYS": {2019: 0.10, 2020: 0.12, 2022: 0.20}, "RUS": {2019: 0.30, 2020: 0.31, 2022: 0.25}}


def table(values: dict[str, dict[int, float]] = VALUES, **rest: object) -> pd.DataFrame:
    rows = [
        {"period": period, "reporter": reporter, "concentration": value, **rest}
        for reporter, series in values.items()
        for period, value in series.items()
    ]
    return pd.DataFrame(rows)


def chart(frame: object, **options: object) -> Axes:
    return concentration(frame, **{"over": "products", "variant": "hhi", **options})  # type: ignore[arg-type]


@pytest.mark.parametrize("size", SIZES)
def test_gaps_and_partial_years_are_dotted(size: str) -> None:
    ax = chart(table(), size=size)
    assert sorted(joined(ax)) == [(2019, 2020), (2019, 2020)]
    assert joined(ax, dotted=True) == [(2020, 2022), (2020, 2022)]
    wanted = [(period, value) for series in VALUES.values() for period, value in series.items()]
    assert points(ax) == sorted(wanted)
    assert ax.get_ylim()[0] == 0
    assert "No figures in the table for 2021" in said(ax)
    assert tv.charts.drawing(ax).data["concentration"].tolist() == [value for _, value in wanted]


def test_lines_are_named_in_their_colours_and_more_than_two_are_grey() -> None:
    more = {**VALUES, "THA": {2019: 0.2, 2022: 0.21}, "VNM": {2019: 0.2, 2022: 0.2}}
    ax = chart(table(more))
    named = {text.get_text(): text.get_color() for text in texts(ax)}
    assert named["Malaysia 0.20"] == colours.PAIR_COLOURS[0]
    assert named["Russia 0.25"] == colours.PAIR_COLOURS[1]
    assert named["Thailand 0.21"] == named["Vietnam 0.20"] == colours.GREY


def test_the_economies_named_are_drawn_in_their_order() -> None:
    more = {**VALUES, "THA": {2019: 0.2, 2022: 0.21}}
    ax = chart(table(more), economies=["RUS", "MYS"])
    named = {text.get_text(): text.get_color() for text in texts(ax)}
    assert (named["Russia 0.25"], named["Malaysia 0.20"]) == colours.PAIR_COLOURS
    assert tv.charts.drawing(ax).title.startswith("Russia’s exports")
    assert "Thailand" not in said(ax)
    with pytest.raises(TradeTableError, match="no concentration of VNM"):
        chart(table(more), economies=["RUS", "VNM"])


def test_the_title_is_the_finding() -> None:
    title = tv.charts.drawing(chart(table())).title
    assert title == (
        "Malaysia’s exports were more concentrated in 2022 (0.20) than in 2019 (0.10); "
        "Russia’s exports were less concentrated in 2022 (0.25) than in 2019 (0.30)"
    )
    flat = table({"MYS": {2019: 0.100, 2020: 0.104}})
    assert "were as concentrated in 2020 as in 2019 (0.10)" in tv.charts.drawing(chart(flat)).title


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_was_reckoned_is_said(variant: str) -> None:
    shown = said(chart(table(), variant=variant, over="partners"))
    assert VARIANTS[variant].fill().split()[0] in shown
    assert "over partners" in shown
    assert "not stated" in shown
    assert "my file" in said(chart(table(source="my file")))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_overlaps(size: str) -> None:
    crowd = table({code: {2019: 0.2, 2020: 0.2} for code in ("MYS", "RUS", "THA", "VCT", "SGS", "CHN", "USA")})
    long = table({"MYS": dict.fromkeys(range(1962, 2024), 0.5)})
    months = table({"MYS": {202311: 0.1, 202312: 0.2, 202402: 0.3}})
    for frame in (table(), crowd, long, months):
        assert misplaced(chart(frame, size=size)) == []
    plt.close("all")


def test_other_frames_and_axes() -> None:
    _, ax = plt.subplots(figsize=(7, 4))
    assert chart(polars_of(table()), ax=ax) is ax
    assert points(ax) == points(chart(table()))
    assert "2022" in words(ax)


@pytest.mark.parametrize(
    ("frame", "options", "found"),
    [
        (table(), {"over": "flow"}, "flow"),
        (table(), {"variant": "gini"}, "gini"),
        (table({"MYS": {2019: 0.1}}), {}, "2019 alone"),
        (pd.concat([table(), table()]), {}, "2019 MYS"),
        (table({"MYS": {2019: 0.1, 201901: 0.1}}), {}, "years and months"),
        (table().assign(concentration=None).astype({"concentration": float}), {}, "0 with a value"),
        (table({f"A{letter}A": {2019: 0.1, 2020: 0.1} for letter in "BCDEFGHI"}), {}, "8 with a value"),
    ],
)
def test_what_cannot_be_drawn_is_refused(frame: pd.DataFrame, options: dict[str, object], found: str) -> None:
    with pytest.raises(TradeTableError, match=found):
        chart(frame, **options)


def test_the_title_says_no_change_that_its_digits_do_not_show() -> None:
    def title(*values: float) -> str:
        frame = table({"MYS": dict(zip((2019, 2020), values, strict=False))})
        return tv.charts.drawing(chart(frame)).title

    assert title(0.1451, 0.1549) == "Malaysia’s exports were as concentrated in 2020 as in 2019 (0.15)"
    assert title(0.0021, 0.0036) == "Malaysia’s exports were more concentrated in 2020 (0.0036) than in 2019 (0.0021)"


def test_a_line_that_ends_before_the_others_says_when() -> None:
    ax = chart(table({"MYS": {2015: 0.1, 2017: 0.2}, "RUS": {2019: 0.3, 2022: 0.25}}))
    assert {"Malaysia 0.20 in 2017", "Russia 0.25"} <= set(words(ax))
    caption = " ".join(tv.charts.drawing(ax).caption)
    assert "Malaysia: No figures in the table for 2016; the dotted line spans 2 years." in caption
    assert "Russia: No figures in the table for 2020–2021; the dotted line spans 3 years." in caption
    assert "2018" not in caption.split("Sources")[0]  # between two lines, and a gap of neither
    assert "Malaysia 0.10 in 2015 and 0.20 in 2017" in tv.charts.drawing(ax).alt


def test_an_economy_with_one_period_has_a_point_and_no_change() -> None:
    drawn = chart(table({"MYS": {2019: 0.1, 2020: 0.2}, "RUS": {2019: 0.3}}))
    title = tv.charts.drawing(drawn).title
    assert title.endswith("Russia’s exports had a concentration of 0.30 in 2019")
    assert "Russia 0.30 in 2019" in words(drawn)


def test_long_names_leave_room_for_the_lines() -> None:
    ax = chart(table({"SGS": VALUES["MYS"], "VCT": VALUES["RUS"]}), size="phone")
    assert misplaced(ax) == []
    assert ax.get_position().width > 0.35


def test_an_economy_named_twice_is_drawn_once() -> None:
    assert len(joined(chart(table(), economies=["MYS", "MYS"]))) == 1


def test_no_economies_named_are_all() -> None:
    assert len(joined(chart(table(), economies=[]))) == 2


def test_a_concentration_of_zero_has_an_axis() -> None:
    """Equal shares have a normalised index of zero."""
    ax = chart(table({"MYS": {2019: 0.0, 2020: 0.0}}), variant="normalised")
    assert ax.get_ylim() == (0, 1)
