"""The chart of concentration: lines from zero, dotted across gaps, each named at its end."""

import re
from itertools import pairwise

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

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
    assert named["Malaysia 0.200"] == colours.PAIR_COLOURS[0]
    assert named["Russia 0.250"] == colours.PAIR_COLOURS[1]
    assert named["Thailand 0.210"] == named["Vietnam 0.200"] == colours.GREY


def test_the_economies_named_are_drawn_in_their_order() -> None:
    more = {**VALUES, "THA": {2019: 0.2, 2022: 0.21}}
    ax = chart(table(more), economies=["RUS", "MYS"])
    named = {text.get_text(): text.get_color() for text in texts(ax)}
    assert (named["Russia 0.250"], named["Malaysia 0.200"]) == colours.PAIR_COLOURS
    assert tv.charts.drawing(ax).title.startswith("Russia’s exports")
    assert "Thailand" not in said(ax)
    with pytest.raises(TradeTableError, match="no concentration of VNM"):
        chart(table(more), economies=["RUS", "VNM"])


def title_of(values: dict[str, dict[int, float]]) -> str:
    return tv.charts.drawing(chart(table(values))).title


def test_the_title_is_the_finding() -> None:
    assert title_of(VALUES) == (
        "Malaysia’s exports were more concentrated in 2022 than in 2019 (0.200, from 0.100), "
        "while Russia’s were less concentrated (0.250, from 0.300)"
    )
    assert title_of({"MYS": VALUES["MYS"]}) == (
        "Malaysia’s exports were more concentrated in 2022 (0.200) than in 2019 (0.100)"
    )


UP, DOWN, LEVEL = {2019: 0.1, 2020: 0.2}, {2019: 0.2, 2020: 0.1}, {2019: 0.1, 2020: 0.1}


@pytest.mark.parametrize("second", [UP, DOWN, LEVEL])
@pytest.mark.parametrize("first", [UP, DOWN, LEVEL])
def test_two_economies_stand_in_one_sentence(first: dict[int, float], second: dict[int, float]) -> None:
    """Which way each moved, worked out here by hand; names have their article, and both their figures."""
    title = title_of({"USA": first, "NLD": second})
    assert ";" not in title
    assert title.startswith(("The United States’ exports", "The exports of the United States"))
    said = ["more" if values is UP else "less" if values is DOWN else "about as" for values in (first, second)]
    if first is second:
        said = said[:1]
    assert re.findall("more|less|about as", title) == said
    for values in (first, second):
        assert f"{values[2020]:.3f}, from {values[2019]:.3f}" in title


def test_a_change_within_what_is_usual_is_none() -> None:
    # From one year to the next it moves by 0.02; over all of them by 0.01.
    noise = {2019: 0.10, 2020: 0.12, 2021: 0.10, 2022: 0.12, 2023: 0.11}
    assert title_of({"MYS": noise}) == (
        "Malaysia’s exports were about as concentrated in 2023 (0.110) as in 2019 (0.100)"
    )
    # By 0.02 a year, and by 0.08 over all.
    trend = {2019: 0.10, 2020: 0.12, 2021: 0.14, 2022: 0.16, 2023: 0.18}
    assert "were more concentrated in 2023 (0.180) than in 2019 (0.100)" in title_of({"MYS": trend})


def test_another_time_than_the_first_economys_stays_out_of_the_title() -> None:
    title = title_of({"MYS": UP, "RUS": {2019: 0.3, 2021: 0.1}})
    assert title == "Malaysia’s exports were more concentrated in 2020 (0.200) than in 2019 (0.100)"


def test_greys_are_apart_in_lightness_or_shape_from_those_beside_them() -> None:
    codes = ("MYS", "RUS", "THA", "VNM", "IDN", "SGP", "IND")
    ax = chart(table({code: {2019: 0.1, 2020: 0.1 + number / 100} for number, code in enumerate(codes)}))
    lines = [line for line in ax.get_lines() if line.get_linestyle() == "-"]
    looks = [(str(line.get_color()), str(line.get_marker())) for line in lines]
    assert len(set(looks)) == len(codes)
    greys = looks[2:]
    assert all(one[0] != other[0] and one[1] != other[1] for one, other in pairwise(greys))
    # The mark before each name, from below: the order of the last values.
    assert len(ax.collections) == len(greys)
    for mark, (grey, _) in zip(ax.collections, greys, strict=True):
        assert to_hex(mark.get_facecolor()[0]).upper() == grey.upper()


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

    assert title(0.1451, 0.1452) == "Malaysia’s exports were as concentrated in 2020 as in 2019 (0.145)"
    assert title(0.145, 0.147) == "Malaysia’s exports were about as concentrated in 2020 (0.147) as in 2019 (0.145)"
    assert title(0.0021, 0.0036) == "Malaysia’s exports were more concentrated in 2020 (0.00360) than in 2019 (0.00210)"


def test_a_line_that_ends_before_the_others_says_when() -> None:
    ax = chart(table({"MYS": {2015: 0.1, 2017: 0.2}, "RUS": {2019: 0.3, 2022: 0.25}}))
    assert {"Malaysia 0.200 in 2017", "Russia 0.250"} <= set(words(ax))
    caption = " ".join(tv.charts.drawing(ax).caption)
    assert "Malaysia: No figures in the table for 2016; the dotted line spans 2 years." in caption
    assert "Russia: No figures in the table for 2020–2021; the dotted line spans 3 years." in caption
    assert "2018" not in caption.split("Sources")[0]  # between two lines, and a gap of neither
    assert "Malaysia 0.100 in 2015 and 0.200 in 2017" in tv.charts.drawing(ax).alt


def test_an_economy_with_one_period_has_a_point_and_no_change() -> None:
    drawn = chart(table({"MYS": {2019: 0.1, 2020: 0.2}, "RUS": {2019: 0.3}}))
    title = tv.charts.drawing(drawn).title
    assert title == "Malaysia’s exports were more concentrated in 2020 (0.200) than in 2019 (0.100)"
    assert "Russia 0.300 in 2019" in words(drawn)


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
