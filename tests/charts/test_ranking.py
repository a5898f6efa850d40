"""Ranking: bars in order and from zero, "other" last, shares computed by hand, and no whole among its parts."""

import sys
from collections.abc import Callable

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, misplaced, polars_of, said, texts, words
from tradeview.charts.layout import colours
from tradeview.charts.layout.page import SMALLEST
from tradeview.charts.ranking import ranking
from tradeview.errors import TradeTableError, TradeviewError

ROW = {"period": 2024, "reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL"}


def table(values: dict[str, float | None], by: str = "partner", **rest: object) -> pd.DataFrame:
    return pd.DataFrame(
        [{**ROW, "currency": "USD", by: part, "value": value, **rest} for part, value in values.items()]
    )


PARTNERS = table({"CHN": 40e9, "RUS": 5e9, "SGP": 30e9, "THA": 15e9, "JPN": 10e9})
WORLD = table({"WLD": 100e9})
PRODUCTS = table({"1511": 6e8, "8542": 3e8, "9999": 1e8}, "commodity_code")


def bars(frame: pd.DataFrame, **options: object) -> list[float]:
    return [float(bar.get_width()) for bar in ranking(frame, **{"by": "partner", **options}).patches]


def spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def title(frame: pd.DataFrame, **options: object) -> str:
    return spaced(tv.charts.drawing(ranking(frame, **{"by": "partner", **options})).title)


def caption(frame: pd.DataFrame, **options: object) -> str:
    return spaced(" ".join(tv.charts.drawing(ranking(frame, **{"by": "partner", **options})).caption))


@pytest.mark.parametrize("size", SIZES)
def test_bars_are_the_values_largest_first_from_zero(size: str) -> None:
    ax = ranking(PARTNERS, by="partner", size=size)
    assert [bar.get_width() for bar in ax.patches] == [40e9, 30e9, 15e9, 10e9, 5e9]
    assert {bar.get_x() for bar in ax.patches} == {0}
    assert ax.get_xlim()[0] == 0
    heights = [bar.get_y() for bar in ax.patches]
    assert heights == sorted(heights)
    assert ax.get_ylim()[0] > ax.get_ylim()[1]  # points from the top
    data = tv.charts.drawing(ax).data
    assert data["value"].tolist() == [40e9, 30e9, 15e9, 10e9, 5e9]
    assert data["row"].tolist() == ["China", "Singapore", "Thailand", "Japan", "Russia"]


def test_other_is_the_sum_of_the_rest_last_and_in_grey() -> None:
    ax = ranking(PARTNERS, by="partner", top=2)
    assert [bar.get_width() for bar in ax.patches] == [40e9, 30e9, 15e9 + 10e9 + 5e9]
    used = [colors.to_hex(bar.get_facecolor()).upper() for bar in ax.patches]
    assert used == [colours.CURRENCY_COLOURS["USD"]] * 2 + [colours.PALE]
    assert "Other (3 partners)" in words(ax)
    data = tv.charts.drawing(ax).data
    assert data["share"].tolist() == pytest.approx([0.4, 0.3, 0.3])
    assert data["partner"].isna().tolist() == [False, False, True]


def test_nothing_is_alone_in_other() -> None:
    assert bars(PARTNERS, top=4) == [40e9, 30e9, 15e9, 10e9, 5e9]
    assert len(bars(PARTNERS, top=3)) == 4


def test_shares_are_said_beside_the_values() -> None:
    shown = spaced(said(ranking(PARTNERS, by="partner")))
    for wanted in ("40.0 40%", "30.0 30%", "5.00 5%"):
        assert wanted in shown
    tiny = spaced(said(ranking(table({"CHN": 1e9, "RUS": 3.0, "THA": 0.0}), by="partner")))
    assert "<0.001 <1%" in tiny
    assert "0 0%" in tiny


@pytest.mark.parametrize(("by", "whole"), [("partner", "WLD"), ("commodity_code", "TOTAL"), ("reporter", "WLD")])
def test_trap_double_counting_the_whole_is_never_among_the_bars(by: str, whole: str) -> None:
    names = ("15", "27") if by == "commodity_code" else ("CHN", "THA")
    frame = table({whole: 50.0, names[0]: 30.0, names[1]: 10.0}, by)
    assert bars(frame, by=by) == [30.0, 10.0]
    data = tv.charts.drawing(ranking(frame, by=by)).data
    assert data["share"].tolist() == [0.75, 0.25]
    assert whole not in data[by].tolist()
    named = "total" if by == "commodity_code" else "world"
    assert f"Their sum is 80.0% of the table’s row for the {named} (US$50.0)." in caption(frame, by=by)
    missing = f"The table has no row for the {named} to compare their sum with."
    assert missing in caption(frame[frame[by] != whole], by=by)
    with pytest.raises(TradeTableError, match=f"needs parts; found: {whole} alone"):
        ranking(frame[frame[by] == whole], by=by)


def test_trap_rank_claims_keep_their_set() -> None:
    drawing = tv.charts.drawing(ranking(PARTNERS, by="partner", top=2))
    assert drawing.subtitle.startswith("The 2 largest of 5 partners in the table")
    assert tv.charts.drawing(ranking(PARTNERS, by="partner", top=1)).subtitle == (
        "The largest of 5 partners in the table: value in US$ billion at current prices, and share of their sum"
    )
    assert tv.charts.drawing(ranking(PARTNERS, by="partner")).subtitle.startswith("5 partners in the table")
    one = tv.charts.drawing(ranking(table({"CHN": 1e9}, "reporter"), by="reporter"))
    assert one.subtitle.startswith(
        "1 reporter in the table: value in US$ billion at current prices, and share of their"
    )
    assert title(PARTNERS) == (
        "China, Singapore and Thailand: 85% of Malaysia’s exports in 2024, as far as the table goes"
    )
    assert title(pd.concat([PARTNERS, WORLD])) == "China, Singapore and Thailand: 85% of Malaysia’s exports in 2024"
    assert title(pd.concat([PARTNERS, WORLD.assign(value=200e9)])).endswith("as far as the table goes")
    assert "no row for the world to compare" in caption(PARTNERS)


@pytest.mark.parametrize(
    ("total", "is_all"), [(1.0049, True), (0.9951, True), (1.0051, False), (0.9949, False), (0, False)]
)
def test_parts_within_half_a_percent_of_the_total_are_all_of_it(total: float, is_all: bool) -> None:  # noqa: FBT001
    whole = WORLD.assign(value=100e9 / total if total else 0.0)
    assert title(pd.concat([PARTNERS, whole])).endswith("in 2024" if is_all else "as far as the table goes")


@pytest.mark.parametrize(("second", "names"), [(0.0101, "China and Thailand"), (0.0099, "China")])
def test_a_title_names_parts_of_one_percent_or_more(second: float, names: str) -> None:
    assert title(table({"CHN": 1 - second, "THA": second})).startswith(f"{names}: ")


@pytest.mark.parametrize(("letters", "names"), [(30, 2), (31, 1)])
def test_a_title_names_parts_in_sixty_letters(letters: int, names: int, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules["tradeview.charts.ranking"]  # as an attribute of `charts` it is the function
    monkeypatch.setattr(module, "name_economy", lambda code: f"{code:X<{30 if code == 'CHN' else letters}}")
    assert title(table({"CHN": 2.0, "THA": 1.0})).split(":")[0].count("X" * 20) == names


@pytest.mark.parametrize(("parts", "bars_drawn"), [(10, 10), (11, 11), (12, 11)])
def test_ten_parts_have_a_bar_and_an_eleventh_where_it_is_the_last(parts: int, bars_drawn: int) -> None:
    frame = table({f"{n:02}": 100.0 - n for n in range(1, parts + 1)}, "commodity_code")
    assert len(bars(frame, by="commodity_code")) == bars_drawn
    shown = words(ranking(frame, by="commodity_code"))
    assert ("Other (2 codes)" in shown) == (parts == 12)


def test_the_title_names_no_part_that_comes_to_nothing() -> None:
    assert title(table({"CHN": 1e9, "RUS": 3.0, "THA": 0.0})).startswith("China: >99% of")
    assert title(PARTNERS, top=1).startswith("China: 40% of")


@pytest.mark.parametrize(
    ("frame", "by", "wanted"),
    [
        (PRODUCTS, "commodity_code", "of Malaysia’s exports to Russia in 2024"),
        (PRODUCTS.assign(flow="import"), "commodity_code", "of Malaysia’s imports from Russia in 2024"),
        (PARTNERS.assign(flow="total"), "partner", "of Malaysia’s trade in 2024"),
        (PARTNERS.assign(commodity_code="1511"), "partner", "of Malaysia’s exports of HS 1511 in 2024"),
        (table({"CHN": 1.0, "THA": 1.0}, "reporter"), "reporter", "China and Thailand: 100% of exports to Russia in"),
        (PRODUCTS.assign(flow="total"), "commodity_code", "of Malaysia’s trade with Russia in 2024"),
        (
            table({"CHN": 1.0}, "reporter", flow="re-import"),
            "reporter",
            "China: 100% of re-imports from Russia in 2024",
        ),
        (table({"CHN": 1.0}, "reporter", flow="total"), "reporter", "China: 100% of trade with Russia in 2024"),
    ],
)
def test_the_title_says_of_what(frame: pd.DataFrame, by: str, wanted: str) -> None:
    assert wanted in title(frame, by=by)


def test_products_go_by_code_and_name() -> None:
    shown = words(ranking(PRODUCTS, by="commodity_code"))
    assert {"1511 Palm oil", "8542 Integrated circuits", "9999 Not specified"} <= set(shown)
    sitc = words(ranking(PRODUCTS.assign(classification="S4"), by="commodity_code"))
    assert "SITC 1511" in sitc


def test_the_caption_says_valuation_conversion_and_sources() -> None:
    assert "Valuation: FOB." in caption(PARTNERS.assign(valuation="FOB"))
    assert "Valuation: not stated." in caption(PARTNERS)
    assert "Sources: mine (2024)." in caption(PARTNERS.assign(source="mine"))
    assert "Sources: not stated (2024)." in caption(PARTNERS)
    rates = pd.DataFrame(
        [{"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "kind": "average", "source": "me"}]
    )
    converted = tv.convert(PARTNERS.assign(currency="MYR"), to="USD", rates=rates)
    assert "2024 converted from ringgit at the year’s mean of me" in caption(converted)
    real = PARTNERS.assign(price_basis="real", base_period=2015, deflator="US CPI-U")
    assert "at prices of 2015" in tv.charts.drawing(ranking(real, by="partner")).subtitle


def test_ranges_are_whiskers() -> None:
    ax = ranking(table({"CHN": 4.0, "RUS": 1.0}, low=0.5, high=6.0), by="partner")
    ends = [segment[:, 0].tolist() for lines in ax.collections for segment in lines.get_segments()]
    assert ends == [[0.5, 6.0], [0.5, 6.0]]


MANY = ("CHN", "SGP", "USA", "JPN", "THA", "HKG", "IND", "VNM", "SGS", "VCT", "GBR")
LAYOUTS = {
    "partners": (PARTNERS, "partner"),
    "one": (table({"SGS": 3.2e9}), "partner"),
    "many": (table({code: n + 1.0 for n, code in enumerate(MANY)}), "partner"),
    "long names": (
        table({"151190": 4e8, "854231": 3e8, "310420": 1.0}, "commodity_code", reporter="SGS", partner="VCT"),
        "commodity_code",
    ),
    "huge": (table({"CHN": 3e299, "RUS": 1.0}), "partner"),
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LAYOUTS)
def test_any_ranking_is_drawn_without_collisions(name: str, size: str) -> None:
    frame, by = LAYOUTS[name]
    ax = ranking(frame, by=by, size=size)
    assert misplaced(ax) == []
    drawing = tv.charts.drawing(ax)
    for part in (drawing.title, drawing.subtitle, *drawing.caption):
        assert " ".join(part.split()) in said(ax)
    assert min(text.get_fontsize() for text in texts(ax)) >= SMALLEST


def test_more_bars_than_a_slide_holds_are_refused() -> None:
    codes = table({f"{n:02}": 1.0 for n in range(1, 60)}, "commodity_code")
    assert misplaced(ranking(codes, by="commodity_code", top=50)) == []
    with pytest.raises(TradeviewError, match="use size report or phone"):
        ranking(codes, by="commodity_code", top=50, size="slide")
    assert len(plt.get_fignums()) == 1


def test_given_axes_are_drawn_on_and_no_other() -> None:
    figure, (mine, other) = plt.subplots(2, figsize=(12, 14))
    assert ranking(PARTNERS, by="partner", ax=mine) is mine
    assert figure.axes == [mine, other]
    assert not other.texts
    assert not other.patches
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("wrap", [polars_of, lambda frame: polars_of(frame).lazy()], ids=["eager", "lazy"])
def test_polars_frames_give_the_same_chart(wrap: Callable[[pd.DataFrame], object]) -> None:
    assert words(ranking(wrap(PARTNERS), by="partner", top=2)) == words(ranking(PARTNERS, by="partner", top=2))


@pytest.mark.parametrize(
    ("frame", "options", "match"),
    [
        (PARTNERS, {"by": "flow"}, "by one of partner, reporter, commodity_code"),
        (PARTNERS, {"top": 0}, "one part or more"),
        (PARTNERS.iloc[:0], {}, "period none"),
        (pd.concat([PARTNERS, PARTNERS.assign(period=2023)]), {}, "found: period 2023, 2024"),
        (pd.concat([PARTNERS, PARTNERS.assign(flow="re-export")]), {}, "flow export, re-export"),
        (pd.concat([PARTNERS, PARTNERS.assign(reporter="THA")]), {}, "reporter MYS, THA"),
        (PARTNERS.assign(valuation=["FOB", "CIF", "FOB", "FOB", None]), {}, "valuation CIF, FOB, not stated"),
        (PARTNERS.assign(value=0.0), {}, "above zero"),
        (table({"CHN": 1.0, "RUS": None}), {}, "a value in every row"),
        (pd.concat([PARTNERS, PARTNERS]), {}, "one row for each period"),
        (table({"15": 1.0, "1511": 1.0}, "commodity_code"), {"by": "commodity_code"}, "one level"),
        (PARTNERS.assign(currency=["USD"] * 4 + ["MYR"]), {}, "one currency"),
    ],
)
def test_what_is_no_ranking_is_refused(frame: pd.DataFrame, options: dict[str, object], match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        ranking(frame, **{"by": "partner", **options})


def test_the_alternative_text_holds_first_and_last() -> None:
    alt = tv.charts.drawing(ranking(PARTNERS, by="partner")).alt
    assert alt.startswith("Bar chart, largest first.")
    assert alt.endswith("China US$40.0 billion; Russia US$5.00 billion.")


@pytest.mark.parametrize("by", ["partner", "reporter"])
def test_trap_double_counting_groups_never_rank_among_economies(by: str) -> None:
    with_groups = table({"WLD": 90.0, "XGA": 70.0, "XGE": 60.0, "CHN": 50.0, "SGP": 30.0, "XOA": 10.0}, by)
    assert bars(with_groups, by=by) == [50.0, 30.0, 10.0]  # Other Asia, nes, is no group
    data = tv.charts.drawing(ranking(with_groups, by=by)).data
    assert data["share"].tolist() == pytest.approx([5 / 9, 3 / 9, 1 / 9])
    assert "Groups are left out: ASEAN and the European Union." in caption(with_groups, by=by)
    assert "Groups" not in caption(table({"CHN": 1.0, "SGP": 2.0}, by), by=by)
    with pytest.raises(TradeTableError, match="found: WLD, XGA, XGE alone"):
        ranking(with_groups.iloc[:3], by=by)


def test_no_part_is_named_before_others_alike() -> None:
    assert title(table({"CHN": 5.0, "RUS": 3.0, "SGP": 3.0, "THA": 3.0, "JPN": 3.0})).startswith("China: 29% of")
    alike = table(dict.fromkeys(("CHN", "RUS", "SGP", "THA", "JPN"), 2.0))
    assert title(alike).startswith("5 partners of the same value: 100% of")
    assert title(pd.concat([alike, table({"IND": 10.0})]), top=1).startswith("India: 50% of")


def test_ranges_are_explained() -> None:
    ranged = PARTNERS.assign(low=PARTNERS["value"] * 0.9, high=PARTNERS["value"] * 1.1)
    assert "Thin lines: the range of each figure." in caption(ranged)
    assert "Thin lines" not in caption(PARTNERS)
    assert "Thin lines" not in caption(ranged.assign(low=float("nan")))
