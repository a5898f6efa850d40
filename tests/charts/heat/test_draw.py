"""The heat map: a cell for each figure in its place, coloured by its side of neutral; none where there is no figure."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors
from matplotlib.axes import Axes

import tradeview as tv
from artists import SIZES, misplaced, polars_of, said, texts, words
from artists import heat_table as table
from tradeview.charts.heat.draw import INDICES, heat
from tradeview.errors import TradeTableError


def cells(ax: Axes) -> list[tuple[int, int]]:
    """Column and row of each cell; the squares of the key, which are not clipped, are left out."""
    found = [bar for bar in ax.patches if bar.get_clip_on()]
    tops = sorted({bar.get_y() for bar in found})
    return [(round(bar.get_x()), tops.index(bar.get_y())) for bar in found]


def fills(ax: Axes) -> dict[tuple[int, int], tuple[float, ...]]:
    found = [bar for bar in ax.patches if bar.get_clip_on()]
    return {place: colors.to_rgb(bar.get_facecolor()) for place, bar in zip(cells(ax), found, strict=True)}


@pytest.mark.parametrize("size", SIZES)
def test_gaps_stay_visible(size: str) -> None:
    """2021 keeps its column, 27 in 2022 has no cell; rows fall by the last period, and those without it are last."""
    ax = heat(table(), by="commodity_code", size=size)
    assert cells(ax) == [(0, 0), (1, 0), (3, 0), (0, 1), (1, 1), (3, 1), (0, 2), (1, 2)]
    data = tv.charts.drawing(ax).data
    assert list(dict.fromkeys(data["commodity_code"])) == ["15", "85", "27"]
    assert data["rca"].tolist() == [4.0, 5.0, 6.0, 2.0, 1.5, 0.25, 0.5, 1.0]
    assert {"4.0", "6.0", "0.25", "2021"} <= set(words(ax))
    assert "An empty cell: no figure." in said(ax)


def test_colour_tells_the_side_of_neutral_and_the_distance() -> None:
    drawn = fills(heat(table(), by="commodity_code"))
    above, far, below = drawn[(1, 1)], drawn[(3, 0)], drawn[(3, 1)]  # 1.5, 6, 0.25
    assert above[1] > above[0]  # green of the first side
    assert below[0] > below[1]
    assert sum(far) < sum(above) < sum(drawn[(1, 2)])  # 6 is darker than 1.5, that than 1
    twice, half = drawn[(0, 1)], drawn[(0, 2)]  # 2 and 0.5 lie as far from 1
    assert 3 - sum(twice) > 0
    assert twice != half


def test_differences_have_zero_as_neutral_and_shares_have_none() -> None:
    key = words(heat(table("lafay"), by="commodity_code"))
    assert {"−6.0", "−3.0", "0", "3.0", "6.0"} <= set(key)
    shares = words(heat(table("share", "partner").assign(partner="RUS").drop_duplicates("period"), by="partner"))
    assert not any(text.startswith("−") for text in shares)
    assert "0 is neutral" in said(heat(table("lafay"), by="commodity_code"))


def test_every_known_index_can_be_drawn() -> None:
    for index in INDICES:
        assert len(cells(heat(table(index), by="commodity_code"))) == 8
        plt.close("all")


def test_an_index_of_zero_is_as_far_below_as_the_key_goes() -> None:
    frame = table()
    frame.loc[0, "rca"] = 0.0
    frame.loc[1, "rca"] = 100.0
    drawn = fills(heat(frame, by="commodity_code"))
    assert drawn[(0, 0)][0] > drawn[(0, 0)][1]
    assert "8.0 or more" in words(heat(frame, by="commodity_code"))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_overlaps(size: str) -> None:
    assert misplaced(heat(table(), by="commodity_code", size=size)) == []
    years = pd.DataFrame({"period": range(1995, 2024), "reporter": "MYS", "partner": "RUS", "intensity": 1.25})
    ax = heat(years, by="partner", size=size)
    assert misplaced(ax) == []
    assert len(cells(ax)) == 29
    plt.close("all")


def test_months_and_other_frames() -> None:
    frame = table().replace({2019: 201911, 2020: 201912, 2022: 202002})
    assert cells(heat(polars_of(frame), by="commodity_code")) == cells(heat(table(), by="commodity_code"))
    _, ax = plt.subplots(figsize=(7, 4))
    assert heat(frame, by="commodity_code", ax=ax) is ax


@pytest.mark.parametrize(
    ("frame", "options", "found"),
    [
        (table(), {"by": "flow"}, "flow"),
        (table(), {"most": 0}, "most=0"),
        (table().rename(columns={"rca": "value"}), {}, "columns period"),
        (table().assign(share=1.0), {}, "rca, share"),
        (pd.concat([table(), table().assign(reporter="RUS")]), {}, "MYS, RUS"),
        (pd.concat([table(), table()]), {}, "2019 15"),
        (pd.concat([table(), table().assign(period=201901)]), {}, "years and months"),
        (table().assign(rca=None).astype({"rca": float}), {}, "none with a value"),
    ],
)
def test_what_cannot_be_drawn_is_refused(frame: pd.DataFrame, options: dict[str, object], found: str) -> None:
    with pytest.raises(TradeTableError, match=found):
        heat(frame, **{"by": "commodity_code", **options})


def test_categories_are_in_no_order_of_their_own() -> None:
    frame = table().replace({"15": "27", "27": "15"}).astype({"commodity_code": "category", "reporter": "category"})
    assert list(dict.fromkeys(tv.charts.drawing(heat(frame, by="commodity_code")).data["commodity_code"])) == [
        "27",
        "85",
        "15",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_small_numbers_and_many_months_stay_inside_the_plot(size: str) -> None:
    small = table("nrca").assign(nrca=[1e-5, -2e-5, 4e-5, 1e-5, -4e-5, 1e-5, 2e-5, 3e-5])
    assert misplaced(heat(small, by="commodity_code", size=size)) == []
    months = pd.DataFrame(
        {"period": [year * 100 + month for year in (2018, 2019, 2020) for month in range(1, 13)], "rca": 1.5}
    ).assign(reporter="MYS", commodity_code="15")
    ax = heat(months, by="commodity_code", size=size)
    assert misplaced(ax) == []
    right = ax.get_window_extent().x1
    assert all(text.get_window_extent().x1 <= right + 1 for text in ax.texts if text.get_text() == "Dec 2020")
    assert {bar.get_width() for bar in ax.patches if bar.get_clip_on()} == {1.0}  # no stripes between narrow cells


def test_the_rows_and_not_the_key_take_the_room_of_a_square() -> None:
    ax = heat(table(), by="commodity_code", size="square")
    tall = ax.get_ylim()[0]
    top = min(bar.get_y() for bar in ax.patches if bar.get_clip_on())
    assert top / tall * ax.get_window_extent().height * 72 / ax.figure.dpi < 40  # points


@pytest.mark.parametrize("size", ["slide", "square"])
def test_rows_that_have_no_room_are_left_out_and_no_letters_shrink(size: str) -> None:
    cells = [(2020 + year, f"{code:02}", 40.0 - code) for year in range(3) for code in range(1, 31)]
    frame = pd.DataFrame(cells, columns=["period", "commodity_code", "rca"]).assign(reporter="MYS")
    ax = heat(frame, by="commodity_code", most=30, size=size)  # type: ignore[arg-type]
    shown = list(dict.fromkeys(tv.charts.data(ax)["commodity_code"]))
    assert 4 <= len(shown) < 30
    assert shown == [f"{code:02}" for code in range(1, len(shown) + 1)]
    assert f"the {len(shown)} of 30 products where it was largest at last" in tv.charts.words(ax).subtitle
    least = 9 if size == "slide" else 8.6  # the caption's
    assert min(text.get_fontsize() for text in texts(ax)) >= least
    assert misplaced(ax) == []
    kept = heat(frame, by="commodity_code", most=30, size=size, highlight="30")  # type: ignore[arg-type]
    assert "30" in set(tv.charts.data(kept)["commodity_code"])
    assert "where it was largest" not in tv.charts.words(kept).subtitle
    plt.close("all")
