"""What a sentence says of its figures: time, flow, hedges, target or forecast."""

import pytest

from tradeview.prose import read_figures


def said(text: str, *columns: str) -> list[tuple[object, ...]]:
    found = read_figures(text)[list(columns)].astype(object)
    return [tuple(row) for row in found.where(found.notna(), None).itertuples(index=False)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Exports were RM5 billion in 2023 and RM6 billion in 2024.", [("export", 2023), ("export", 2024)]),
        ("In 2024 exports reached RM5 billion and imports RM3 billion.", [("export", 2024), ("import", 2024)]),
        ("Exports hit RM5 billion and imports RM3 billion in 2024.", [("export", 2024), ("import", 2024)]),
        ("RM5 billion in exports and RM3 billion in imports", [("export", None), ("import", None)]),
        ("Exports and imports totalled US$5 billion.", [("total", None)]),
        ("Trade rose from US$4 billion to US$5 billion in 2024.", [("total", None), ("total", 2024)]),
        ("The trade deficit was US$5 billion.", [("balance", None)]),
        ("Re-exports of the port were US$5 billion.", [("re-export", None)]),
        ("Trade reached RM5 billion; investment was RM1 billion.", [("total", None), (None, None)]),
        ("Exports were RM5 billion in 2024, up from RM4 billion a year earlier.", [("export", 2024), ("export", None)]),
        ("Exports grew. In 2024 they did not. RM5 billion was paid.", [(None, None)]),
        ("total trade of RM11.46 billion (US$2.48 billion) in 2024", [("total", 2024), ("total", 2024)]),
        ("By 2030 trade of between 5 and 10 billion dollars", [("total", 2030), ("total", 2030)]),
        ("ในปี 2567 การส่งออกมีมูลค่า 5 ล้านบาท", [("export", 2024)]),
        ("В 2024 году экспорт составил 5 млрд руб., импорт — 3 млрд руб.", [("export", 2024), ("import", 2024)]),
        ("2024年出口50亿美元，进口30亿美元。", [("export", 2024), ("import", 2024)]),
    ],
)
def test_a_figure_has_the_flow_and_the_year_that_its_sentence_names(
    text: str, wanted: list[tuple[object, ...]]
) -> None:
    assert said(text, "flow", "period") == wanted


@pytest.mark.parametrize(
    ("text", "approximate", "bound"),
    [
        ("exactly RM5 billion", False, None),
        ("about RM5 billion", True, None),
        ("more than RM5 billion", True, "more than"),
        ("nearly RM5 billion", True, "less than"),
        ("RM5 billion or more", True, "more than"),
        ("มูลค่าราว 5 ล้านบาท", True, None),
        ("около 5 млрд рублей", True, None),
        ("قرابة 5 مليارات دولار", True, None),
        ("hampir RM5 bilion bagi tahun itu", True, "less than"),
        ("100多亿美元", True, "more than"),
        ("50억 달러 이상", True, "more than"),
        ("2,000 กว่าล้านบาท", True, "more than"),
        ("a surplus of $74.6 Billion +23.0%", False, None),
    ],
)
def test_a_hedge_beside_a_figure_is_kept(text: str, approximate: bool, bound: str | None) -> None:  # noqa: FBT001
    assert said(text, "approximate", "bound") == [(approximate, bound)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Trade was US$5 billion in 2024.", [None]),
        ("The two aim to reach US$5 billion by 2030.", ["target"]),
        ("Exports are expected to reach US$5 billion.", ["forecast"]),
        ("Trade was US$4 billion and is expected to reach US$5 billion.", [None, "forecast"]),
        ("両国は貿易額を50億ドルに拡大する目標を掲げた。", ["target"]),
    ],
)
def test_a_target_or_forecast_is_said_so(text: str, status: list[str | None]) -> None:
    assert [row[0] for row in said(text, "status")] == status


def test_what_is_expected_has_no_year_of_what_was_reported() -> None:
    text = "In 2024 trade reached US$5 billion and is expected to reach US$10 billion."
    assert said(text, "period", "status") == [(2024, None), (None, "forecast")]
    assert said("In 2026 trade is expected to reach US$10 billion.", "period", "status") == [(2026, "forecast")]


def test_a_part_of_a_year_has_its_months_and_a_single_month_is_its_own_period() -> None:
    text = "Trade was US$5 billion in the first half of 2025, US$1 billion in June 2025 and US$9 billion in 2023-24."
    assert said(text, "period", "months") == [
        (2025, "2025-01/2025-06"),
        (202506, "2025-06/2025-06"),
        (None, None),
    ]


def test_trap_a_fiscal_year_is_no_calendar_year() -> None:
    assert said("বাংলাদেশের ২০২৩-২৪ অর্থবছরে রপ্তানি ছিল ৫ কোটি ডলার", "period", "months", "flow") == [
        (None, "2023-07/2024-06", "export")
    ]


def test_a_rate_has_no_flow() -> None:
    assert said("exports of US$3.5 billion (US$1 = RM4.3505)", "kind", "flow") == [
        ("amount", "export"),
        ("rate", None),
        ("rate", None),
    ]
