"""The words of lenses: titles and captions follow the numbers, and say what the table does not state."""

import pytest

import tradeview as tv
from artists import ledger, lenses, misplaced, said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({2007: 1.903e9, 2024: 2.48e9}, ("up 30%", "up 73%", "down 14%")),
        ({2007: 2.48e9, 2024: 1.24e9}, ("down 50%", "down 33%", "down 67%")),
        ({2007: 1e9, 2024: 1.51293e9}, ("up 51%", "up 101%", "hardly changed")),
        ({2007: 1e9, 2024: 1e9}, ("hardly changed", "up 33%", "down 34%")),
    ],
)
def test_the_title_follows_the_numbers(values: dict[int, float], said: tuple[str, str, str]) -> None:
    title = tv.charts.drawing(lenses(ledger(values))).title
    usd, myr, real = said
    wanted = f"{usd} in US dollars, {myr} in ringgit, {real} in US dollars of 2024"
    assert title == f"Malaysia–Russia trade from 2007 to 2024: {wanted}"


def test_it_hardly_changed_where_the_sign_flips_within_the_ranges() -> None:
    trade = ledger({2007: 2.0e9, 2024: 2.1e9})
    sure = trade.assign(low=trade["value"] - 1e7, high=trade["value"] + 1e7)
    unsure = trade.assign(low=trade["value"] - 1e8, high=trade["value"] + 1e8)
    assert "up 5" in tv.charts.drawing(lenses(sure)).title
    assert "2024: hardly changed in US dollars" in tv.charts.drawing(lenses(unsure)).title


def test_the_caption_holds_rate_deflator_gap_range_and_sources() -> None:
    caption = " ".join(tv.charts.drawing(lenses(tv.load())).caption)
    for words_of in (
        "the year’s mean of the European Central Bank’s daily cross rates (RM per US$: 3.668 in 2006, 3.437 in 2007)",
        "2024 as printed in ringgit",
        "Prices of 2024: deflated by US CPI-U, all items (1982-84 = 100).",
        "No figures in the table for 2008–2023; the dotted line spans 17 years.",
        "The digits as printed allow ±",
        "Bengali encyclopaedic article (2006, 2007); Bernama, 15 May 2025 (2024); European Central Bank",
        "US Bureau of Labor Statistics",
    ):
        assert words_of in caption


def test_what_the_table_does_not_say_is_not_stated() -> None:
    caption = " ".join(tv.charts.drawing(lenses(ledger({2007: 1e9, 2024: 2e9}))).caption)
    assert "Sources: not stated (2007, 2024)" in caption
    assert "The table states no ranges." in caption


def test_the_alternative_text_holds_finding_first_and_last() -> None:
    alt = tv.charts.drawing(lenses(tv.load())).alt
    assert alt.startswith("Three line charts")
    assert "US$1.90 billion in 2007, US$2.48 billion in 2024" in alt


@pytest.mark.parametrize(
    ("rest", "named"),
    [
        ({"flow": "export"}, "Malaysia’s exports to Russia from"),
        ({"flow": "import", "commodity_code": "1511"}, "Malaysia’s imports of HS 1511 from Russia from"),
        (
            {"reporter": "SGS", "partner": "VCT"},
            "South Georgia & South Sandwich Islands–St. Vincent & Grenadines trade",
        ),
    ],
)
def test_the_title_says_what_is_counted(rest: dict[str, str], named: str) -> None:
    ax = lenses(ledger({2007: 1e9, 2024: 2e9}, **rest))
    assert tv.charts.drawing(ax).title.startswith(named)
    assert misplaced(ax) == []


def test_ranges_that_can_be_seen_are_called_whiskers() -> None:
    trade = ledger({2007: 1e9, 2024: 2e9})
    wide = trade.assign(low=trade["value"] * 0.9, high=trade["value"] * 1.1)
    assert "Whiskers: what the printed digits allow, ±10% at most." in said(lenses(wide))


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.021, "Whiskers: what the printed digits allow, ±2"), (0.019, "The digits as printed allow ±2% at most: too")],
)
def test_ranges_shorter_than_their_point_are_said_to_be(share: float, text: str) -> None:
    trade = ledger({2007: 1e9, 2024: 2e9})
    ranged = trade.assign(low=trade["value"] * (1 - share), high=trade["value"] * (1 + share))
    assert text in said(lenses(ranged))


def test_periods_without_a_range_are_named() -> None:
    trade = ledger({2007: 1e9, 2023: 1.5e9, 2024: 2e9})
    ranged = trade.assign(low=trade["value"] * 0.9, high=trade["value"] * 1.1)
    ranged.loc[ranged["period"] != 2024, ["low", "high"]] = None
    caption = tv.charts.drawing(lenses(ranged)).caption[0]
    assert "±10% at most. No range stated: 2007 and 2023." in caption


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        ({}, "Total trade (exports plus imports) in 2007 and 2024; each panel from zero, in its own unit"),
        ({"commodity_code": "1511"}, "Total trade (exports plus imports) in HS 1511 in 2007 and 2024; each panel"),
        ({"commodity_code": "33", "classification": "S4"}, "Total trade (exports plus imports) in SITC 33 in 2007 and"),
        ({"flow": "import", "commodity_code": "1511"}, "Imports of HS 1511 in 2007 and 2024; each panel from zero"),
        ({"flow": "re-export"}, "Re-exports in 2007 and 2024; each panel from zero, in its own unit"),
    ],
)
def test_the_subtitle_says_what_is_counted(rest: dict[str, str], text: str) -> None:
    assert tv.charts.drawing(lenses(ledger({2007: 1e9, 2024: 2e9}, **rest))).subtitle.startswith(text)
