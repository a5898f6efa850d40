"""The chart of advantage: bars from 1 on a logarithmic axis, one for each economy and product; zero is no length."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, misplaced, polars_of, said, texts, words
from tradeview.charts.advantage.draw import advantage
from tradeview.charts.layout import colours
from tradeview.errors import TradeTableError

CELLS = {"15": (8.0, 0.5), "27": (1.6, 4.0), "85": (2.0, 0.1), "31": (0.25, 3.0), "84": (1.0, 0.2)}


def table(cells: dict[str, tuple[float | None, float | None]] = CELLS, **rest: object) -> pd.DataFrame:
    rows = [
        {"period": 2022, "reporter": reporter, "commodity_code": code, "rca": value, **rest}
        for code, pair in cells.items()
        for reporter, value in zip(("MYS", "RUS"), pair, strict=True)
    ]
    return pd.DataFrame(rows)


def bars(frame: pd.DataFrame, **options: object) -> list[float]:
    """Where each bar ends that does not end at 1."""
    found = []
    for bar in advantage(frame, **options).patches:
        ends = (bar.get_x(), bar.get_x() + bar.get_width())
        found.append(round(max(ends, key=lambda x: abs(x - 1)), 9))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_bars_run_from_1_to_the_index_of_each_economy(size: str) -> None:
    ax = advantage(table(), size=size, most=4)
    ends = [bar.get_x() + bar.get_width() for bar in ax.patches]
    # In falling order of Malaysia's index; the fifth product has the smallest maximum and is left out.
    assert ends == pytest.approx([8.0, 0.5, 2.0, 0.1, 1.6, 4.0, 0.25, 3.0])
    assert {bar.get_x() for bar in ax.patches} == {1.0}
    assert ax.get_xscale() == "log"
    low, high = ax.get_xlim()
    assert low * high == pytest.approx(1)  # 1 is in the middle
    assert high > 8
    data = tv.charts.drawing(ax).data
    assert data["rca"].tolist() == pytest.approx(ends)
    assert data["row"].tolist()[:2] == ["15 Fats and oils"] * 2


def test_each_economy_keeps_its_colour_and_is_named_in_it() -> None:
    ax = advantage(table())
    assert [colors.to_hex(bar.get_facecolor()).upper() for bar in ax.patches][:2] == list(colours.PAIR_COLOURS)
    for name, colour in zip(("Malaysia", "Russia"), colours.PAIR_COLOURS, strict=True):
        assert any(name in text.get_text() and text.get_color() == colour for text in texts(ax))
    alone = advantage(table().query("reporter == 'RUS'"))
    assert len(alone.patches) == len(CELLS)
    assert "Malaysia" not in said(alone)


def test_products_are_those_with_most_advantage_of_either() -> None:
    codes = list(dict.fromkeys(tv.charts.drawing(advantage(table(), most=2)).data["commodity_code"]))
    assert codes == ["15", "27"]  # 8 and 4 are the largest of all; in the order of the first economy
    assert "2 of 5 products" in said(advantage(table(), most=2))


def test_an_index_of_zero_is_outlined_to_the_end_of_the_axis() -> None:
    ax = advantage(table({"15": (8.0, 0.0), "27": (0.5, 2.0)}))
    hollow = [bar for bar in ax.patches if colors.to_hex(bar.get_facecolor()) == "#ffffff"]
    assert len(hollow) == 1
    end = hollow[0].get_x() + hollow[0].get_width()
    assert ax.get_xlim()[0] < end <= 1 / 8
    assert "0" in words(ax)
    assert "no exports of the product" in said(ax)
    assert "no exports of the product" not in said(advantage(table()))


def test_far_values_end_at_the_axis_but_keep_their_number() -> None:
    ax = advantage(table({"15": (50_000.0, 0.5), "27": (0.5, 2.0)}))
    assert max(bar.get_x() + bar.get_width() for bar in ax.patches) < ax.get_xlim()[1]
    assert "50,000" in words(ax)


def test_the_title_is_the_finding() -> None:
    title = tv.charts.drawing(advantage(table())).title
    assert (
        title == "Malaysia’s export advantage is largest in 15 Fats and oils (8.0), Russia’s in 27 Mineral fuels (4.0)"
    )
    same = tv.charts.drawing(advantage(table({"15": (8.0, 4.0), "27": (0.5, 0.2)}))).title
    assert same == "Malaysia’s export advantage (8.0) is largest in 15 Fats and oils, and so is Russia’s (4.0)"


def test_the_caption_names_the_source_or_that_none_is_stated() -> None:
    assert "not stated" in said(advantage(table()))
    assert "my file" in said(advantage(table(source="my file")))


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_or_overlaps(size: str) -> None:
    assert misplaced(advantage(table(), size=size)) == []
    wild = table({"15": (900.0, 0.0), "27": (1.0, 1.0), "8542": (0.001, 1e-6), "310420": (0.9, 1.1)})
    assert misplaced(advantage(wild, size=size)) == []
    plt.close("all")


def test_other_frames_and_axes() -> None:
    frame = table()
    before = frame.copy()
    _, ax = plt.subplots(figsize=(7, 6))
    assert advantage(polars_of(frame), ax=ax) is ax
    assert [bar.get_width() for bar in ax.patches] == [bar.get_width() for bar in advantage(frame).patches]
    pd.testing.assert_frame_equal(frame, before)
    assert bars(frame)[0] == 8.0


@pytest.mark.parametrize(
    ("frame", "options", "words"),
    [
        (pd.concat([table(), table().assign(period=2023)]), {}, "period 2022, 2023"),
        (pd.concat([table(), table().assign(reporter="THA")]), {}, "MYS, RUS, THA"),
        (pd.concat([table(), table()]), {}, "MYS 15"),
        (table(), {"most": 0}, "most=0"),
        (table({"15": (None, None)}), {}, "missing values alone"),
        (table().drop(columns="rca"), {}, "rca"),
        (table({"15": (-0.5, 2.0)}), {}, "MYS 15: -0.5"),
        (table({"15": (2.0, float("inf"))}), {}, "row 1, rca inf"),
    ],
)
def test_what_cannot_be_drawn_is_refused(frame: pd.DataFrame, options: dict[str, int], words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        advantage(frame, **options)


MANY = {f"{code:02}": (30.0 - code, 0.5) for code in range(1, 30)}


def test_a_slide_has_the_products_that_it_has_room_for_in_letters_of_nine_points() -> None:
    ax = advantage(table(MANY), most=29, size="slide")
    assert min(text.get_fontsize() for text in texts(ax)) >= 9
    assert misplaced(ax) == []
    shown = list(dict.fromkeys(tv.charts.data(ax)["commodity_code"]))
    assert 4 <= len(shown) < 12
    assert shown == list(MANY)[: len(shown)]  # those of most advantage
    assert f"{len(shown)} of 29 products" in tv.charts.words(ax).subtitle
    plt.close("all")


@pytest.mark.parametrize("size", ["slide", "square"])
def test_what_is_highlighted_stays_where_there_is_room_for_few(size: str) -> None:
    ax = advantage(table(MANY), most=29, size=size, highlight="29")  # type: ignore[arg-type]
    assert "29" in set(tv.charts.data(ax)["commodity_code"])
    assert "01" in set(tv.charts.data(ax)["commodity_code"])  # which the title names
    assert "Shown are" not in " ".join(tv.charts.words(ax).caption)
    plt.close("all")


def test_letters_of_a_square_are_as_large_as_those_of_a_report() -> None:
    sizes = [
        {text.get_fontsize() for text in texts(advantage(table(MANY), size=size))} for size in ("report", "square")
    ]
    assert sizes[0] == sizes[1]
    plt.close("all")


def test_the_best_product_of_each_economy_is_shown() -> None:
    """The title names it, also where others have more."""
    many = table({"15": (8.0, 0.1), "27": (7.0, 0.1), "85": (0.1, 2.0)})
    assert set(tv.charts.drawing(advantage(many, most=2)).data["commodity_code"]) == {"15", "85"}


def test_categories_are_in_no_order_of_their_own() -> None:
    kinds = {"commodity_code": "category", "reporter": "category"}
    reverse = table({"15": (0.5, 1.5), "27": (1.5, 2.5)})
    drawn = tv.charts.drawing(advantage(reverse.astype(kinds))).data
    assert drawn["rca"].tolist() == [1.5, 2.5, 0.5, 1.5]


def test_long_names_stand_below_each_other_where_the_page_is_narrow() -> None:
    long = table().replace({"MYS": "SGS", "RUS": "VCT"})
    assert misplaced(advantage(long, size="phone")) == []
    assert misplaced(advantage(long, size="report")) == []


def test_a_product_without_a_figure_has_no_bar() -> None:
    ax = advantage(table({"15": (8.0, None), "27": (None, 4.0)}))
    assert len(ax.patches) == 2
    assert "No bar: no figure in the table." in said(ax)
