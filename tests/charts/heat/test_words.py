"""The words of a heat map: the finding in the title, the rows that are shown, and what there was before."""

import pandas as pd
import pytest

import tradeview as tv
from artists import heat_table as table
from artists import said, words
from tradeview.charts.heat.draw import heat


def test_the_title_is_the_finding() -> None:
    title = tv.charts.drawing(heat(table(), by="commodity_code")).title
    assert (
        title
        == "Malaysia: revealed comparative advantage was largest for 15 Fats and oils in 2022 (6.0), after 4.0 in 2019"
    )
    assert "the 2 of 3 products" in said(heat(table(), by="commodity_code", most=2))
    assert "not stated" in said(heat(table(), by="commodity_code"))
    assert "my file" in said(heat(table(source="my file"), by="commodity_code"))


def test_no_row_is_named_before_others_alike() -> None:
    same = table().assign(rca=2.0)
    title = tv.charts.drawing(heat(same.query("period == 2020"), by="commodity_code", most=1)).title
    assert title == "Malaysia: revealed comparative advantage was the same for each of 3 products in 2020 (2.0)"
    two = table()
    two.loc[two["period"] == 2022, "rca"] = 2.0
    assert "the same for each of 2 products in 2022 (2.0)" in tv.charts.drawing(heat(two, by="commodity_code")).title
    two.loc[len(two)] = [2022, "MYS", "31", 0.5]
    assert "was largest for 2 products in 2022 (2.0)" in tv.charts.drawing(heat(two, by="commodity_code")).title


def test_one_row_is_not_the_largest() -> None:
    title = tv.charts.drawing(heat(table().query("commodity_code == '15'"), by="commodity_code")).title
    assert title == "Malaysia: revealed comparative advantage was 6.0 for 15 Fats and oils in 2022, after 4.0 in 2019"


def title_of(values: dict[str, dict[int, float]], by: str = "commodity_code") -> str:
    rows = [
        {"period": period, "reporter": "MYS", by: code, "rca": value}
        for code, series in values.items()
        for period, value in series.items()
    ]
    return tv.charts.drawing(heat(pd.DataFrame(rows), by=by)).title.removeprefix("Malaysia: revealed comparative ")


def test_the_title_says_what_there_was_before() -> None:
    assert title_of({"15": {2019: 4.0, 2020: 4.04}}) == "advantage was 4.0 for 15 Fats and oils in 2020, as in 2019"
    assert title_of({"15": {2020: 4.0}}) == "advantage was 4.0 for 15 Fats and oils in 2020"
    two = {"15": {2019: 4.0, 2020: 4.0}, "27": {2020: 1.0}}
    assert title_of(two) == "advantage was largest for 15 Fats and oils in 2020 (4.0), as in 2019"
    assert (
        title_of({"15": {2020: 4.0}, "27": {2020: 1.0}}) == "advantage was largest for 15 Fats and oils in 2020 (4.0)"
    )


def test_partners_are_named_and_counted() -> None:
    values = {"RUS": {2019: 4.0, 2020: 4.0}, "WLD": {2019: 1.0, 2020: 9.0}}
    assert title_of(values, by="partner") == "advantage was largest for the world in 2020 (9.0), after 1.0 in 2019"
    same = {"RUS": {2020: 4.0}, "THA": {2020: 4.0}}
    assert title_of(same, by="partner") == "advantage was the same for each of 2 partners in 2020 (4.0)"
    frame = pd.DataFrame({"period": 202401, "reporter": "MYS", "partner": ["RUS", "WLD"], "share": [0.2, 0.4]})
    subtitle = tv.charts.drawing(heat(frame, by="partner")).subtitle
    assert subtitle == "Share by partner and month, 2 partners"
    assert "The world" in words(heat(frame, by="partner"))
    subtitle = tv.charts.drawing(heat(frame, by="partner", most=1)).subtitle
    assert subtitle == "Share by partner and month, the 1 of 2 partners where it was largest at last"


@pytest.mark.parametrize(
    ("by", "period", "text"),
    [
        ("commodity_code", 2024, "Michaely index by product and year, 1 product; 0 is neutral"),
        ("commodity_code", 20243, "Michaely index by product and quarter, 1 product; 0 is neutral"),
        ("commodity_code", 202405, "Michaely index by product and month, 1 product; 0 is neutral"),
        ("partner", 2024, "Michaely index by partner and year, 1 partner; 0 is neutral"),
        ("partner", 20243, "Michaely index by partner and quarter, 1 partner; 0 is neutral"),
    ],
)
def test_the_subtitle_says_what_rows_and_columns_are(by: str, period: int, text: str) -> None:
    code = {"commodity_code": "15", "partner": "RUS"}[by]
    frame = pd.DataFrame({"period": [period], "reporter": ["MYS"], by: [code], "michaely": [0.5]})
    assert tv.charts.drawing(heat(frame, by=by)).subtitle == text  # type: ignore[arg-type]


def test_the_alternative_text_has_the_first_and_the_last_value() -> None:
    alt = tv.charts.drawing(heat(table(), by="commodity_code")).alt
    assert alt.endswith("First cell: 15 Fats and oils 4.0 in 2019; last: 27 Mineral fuels 1.0 in 2020.")
