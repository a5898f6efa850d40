"""Accounting: a bridge of bars whose lengths add up, whose factors multiply, and whose words follow them."""

import math
from itertools import pairwise

import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, accounting, ledger, misplaced, options, polars_of, said, words
from tradeview.charts.layout import colours
from tradeview.errors import TradeTableError


def split(values: dict[int, float], **rest: object) -> pd.DataFrame:
    return tv.growth_accounting(ledger(values, **rest), **options())


def test_bars_are_the_parts_in_log_points_one_after_the_other() -> None:
    row = tv.growth_accounting(tv.load(), **options()).iloc[0]
    ax = accounting(tv.load())
    parts = [100 * row[name] for name in ("real", "price", "exchange_rate")]
    spans = [sorted((bar.get_x(), bar.get_x() + bar.get_width())) for bar in ax.patches]
    edges = [0, parts[0], parts[0] + parts[1], sum(parts)]
    assert spans == [pytest.approx(sorted(pair)) for pair in [*pairwise(edges), (0, edges[-1])]]
    data = tv.charts.drawing(ax).data.set_index("part")
    assert data["log_points"].tolist() == pytest.approx([*parts, sum(parts)])
    assert data.loc["total", "log_points"] == pytest.approx(100 * math.log(1.146e10 / (1.903e9 * row["start_rate"])))
    assert math.prod(data["factor"].iloc[:3]) == pytest.approx(data.loc["total", "factor"])
    assert [bar.get_width() for bar in ax.patches] == pytest.approx(data["log_points"].tolist())


def test_the_parts_are_said_with_sign_factor_and_percentage() -> None:
    shown = [text.split() for text in words(accounting(tv.load())) if "×" in text]
    assert shown[0] == ["−14.9", "×0.861", "−14", "%"]
    assert shown[-1] == ["+56.1", "×1.75", "+75", "%"]


@pytest.mark.parametrize(
    ("values", "rest", "wanted"),
    [
        ({2007: 1e9, 2024: 2e9}, {}, "trade in ringgit from 2007 to 2024: up 166%, with real trade up 32%"),
        ({2007: 2e9, 2024: 1e9}, {}, "trade in ringgit from 2007 to 2024: down 33%, with real trade down 67%"),
        ({2007: 1e9, 2024: 1.51293e9}, {}, "real trade hardly changed, US CPI-U up 51% and the US dollar up 33%"),
        ({2007: 1e9, 2024: 2e9}, {"flow": "export", "commodity_code": "15"}, "exports of HS 15 to Russia in ringgit"),
        ({2007: 1e9, 2024: 2e9}, {"flow": "export"}, "with real exports up 32%"),
    ],
)
def test_the_title_follows_the_numbers(values: dict[int, float], rest: dict[str, str], wanted: str) -> None:
    title = tv.charts.drawing(tv.charts.accounting(split(values, **rest))).title
    assert wanted in title


def test_the_caption_holds_rates_with_kind_and_source_deflator_and_sources() -> None:
    caption = " ".join(tv.charts.drawing(accounting(tv.load())).caption)
    for wanted in (
        "deflated by US CPI-U, all items",
        "RM per US$: 3.437 in 2007 (the year’s mean of the European Central Bank’s daily cross rates)",
        "4.621 in 2024 (the rate implied by Bernama, 15 May 2025)",
        "Sources: Bengali encyclopaedic article; Bernama, 15 May 2025; European Central Bank",
        "US Bureau of Labor Statistics",
    ):
        assert wanted in caption


def test_bars_have_a_name_and_the_subtitle_says_the_ends() -> None:
    drawing = tv.charts.drawing(accounting(tv.load()))
    assert drawing.data["label"].tolist() == [
        "Real trade, in US dollars of 2024",
        "Prices: US CPI-U",
        "Ringgit per US dollar",
        "All together, in ringgit",
    ]
    assert drawing.subtitle == (
        "From RM6.54 billion in 2007 to RM11.46 billion in 2024. "
        "Log points add up; factors, beside them, multiply; then the change"
    )
    dollars = split({2007: 1e9, 2024: 2e9}).assign(currency="USD", base_currency="MYR")
    assert "US dollar per ringgit" in tv.charts.drawing(tv.charts.accounting(dollars)).data["label"].tolist()


def test_the_alternative_text_holds_parts_and_ends() -> None:
    alt = tv.charts.drawing(accounting(tv.load())).alt
    assert alt.startswith("Bridge chart of bars in log points.")
    assert "RM6.54 billion in 2007, RM11.46 billion in 2024" in alt


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "values", [{2007: 9e9, 2024: 1e8}, {2007: 1e6, 2024: 9e9}, {2007: 1e9, 2024: 1e9}], ids=["fall", "boom", "flat"]
)
def test_any_split_is_drawn_without_collisions(values: dict[int, float], size: str) -> None:
    ax = tv.charts.accounting(split(values, reporter="SGS", partner="VCT"), size=size)
    assert misplaced(ax) == []
    low, high = ax.get_xlim()
    assert all(low <= bar.get_x() <= high and low <= bar.get_x() + bar.get_width() <= high for bar in ax.patches)


def test_colour_means_the_same_as_in_the_lenses() -> None:
    used = [colors.to_hex(bar.get_facecolor()).upper() for bar in accounting(tv.load()).patches]
    assert (used[0], used[-1]) == (colours.REAL, colours.CURRENCY_COLOURS["MYR"])
    assert len(set(used)) == 4


@pytest.mark.parametrize("kind", ["eager", "lazy"])
def test_polars_frames_are_drawn(kind: str) -> None:
    frame = polars_of(tv.growth_accounting(tv.load(), **options()))
    assert said(tv.charts.accounting(frame.lazy() if kind == "lazy" else frame)) == said(accounting(tv.load()))


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (lambda frame: frame.iloc[:0], "one series; found: 0 rows"),
        (lambda frame: pd.concat([frame, frame]), "one series; found: 2 rows"),
        (lambda frame: frame.drop(columns="price"), "the column.* price"),
    ],
)
def test_what_is_no_split_of_one_series_is_refused(change: object, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        tv.charts.accounting(change(split({2007: 1e9, 2024: 2e9})))
