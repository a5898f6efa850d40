"""Rate: the implied rate among the days of its year; expected values from the ECB's file by plain Python."""

import statistics

import pandas as pd
import pytest

import tradeview as tv
from artists import SIZES, misplaced, words
from tradeview.errors import MissingRateError, TradeTableError


def implied(**change: object) -> pd.DataFrame:
    return tv.rates.implied(tv.load()).assign(**change)


@pytest.fixture(scope="module")
def crosses(ecb_days: list[dict[str, float]]) -> list[float]:
    """Ringgit per US dollar on each day of 2024."""
    return [day["MYR"] / day["USD"] for day in ecb_days if day["year"] == 2024]


def test_the_days_mean_end_and_extremes_are_drawn(crosses: list[float]) -> None:
    ax = tv.charts.rate(implied())
    line = max(ax.get_lines(), key=lambda line: len(line.get_ydata()))
    assert list(line.get_ydata()) == pytest.approx(crosses)
    data = tv.charts.drawing(ax).data
    levels = data[data["date"] == ""].set_index("series")["rate"]
    wanted = {
        "highest": max(crosses),
        "mean": statistics.fmean(crosses),
        "end": crosses[-1],
        "lowest": min(crosses),
        "implied": 11.46 / 2.48,
        "implied_low": 11.455 / 2.485,
        "implied_high": 11.465 / 2.475,
    }
    assert levels.to_dict() == pytest.approx(wanted)
    assert data.loc[data["series"] == "daily", "rate"].tolist() == pytest.approx(crosses)
    flat = {round(float(line.get_ydata()[0]), 6) for line in ax.get_lines() if len(set(line.get_ydata())) == 1}
    assert {round(wanted[name], 6) for name in ("mean", "implied", "end")} == flat
    bands = [(band.get_y(), band.get_y() + band.get_height()) for band in ax.patches]
    assert bands == [
        pytest.approx((wanted["lowest"], wanted["highest"])),
        pytest.approx((wanted["implied_low"], wanted["implied_high"])),
    ]
    assert {f"{wanted[name]:.3f} {name}" for name in ("highest", "mean", "end", "lowest", "implied")} <= set(words(ax))


LATE_FALL = {"period": 2015, "rate": 4.1}  # a year that ended (4.31) above its mean (3.91)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, ", more than the year’s mean (4.57) and its end (4.47)"),
        ({"rate": 4.2, "low": 4.19, "high": 4.21}, ", less than the year’s mean (4.57) and its end (4.47)"),
        ({"rate": 4.5, "low": 4.49, "high": 4.51}, ", between the year’s end (4.47) and its mean (4.57)"),
        (
            {"rate": 4.5, "low": 4.2, "high": 4.7},
            ", which may be either the year’s mean (4.57) or its end (4.47)",
        ),
        ({"rate": 5.0, "low": None, "high": None}, ", more than any daily rate of the year (4.12 to 4.80)"),
        ({"rate": 4.0, "low": 3.9, "high": 4.1}, ", less than any daily rate of the year (4.12 to 4.80)"),
        ({"low": 4.4, "high": 4.5}, ", which may be the year’s end (4.47) and is less than its mean (4.57)"),
        ({"low": 4.5, "high": 4.6}, ", which may be the year’s mean (4.57) and is more than its end (4.47)"),
        ({**LATE_FALL, "low": 4.0, "high": 4.2}, ", between the year’s mean (3.91) and its end (4.31)"),
        (
            {**LATE_FALL, "low": 4.2, "high": 4.4},
            ", which may be the year’s end (4.31) and is more than its mean (3.91)",
        ),
        (
            {**LATE_FALL, "low": 3.8, "high": 4.0},
            ", which may be the year’s mean (3.91) and is less than its end (4.31)",
        ),
        ({"low": 4.7, "high": 4.9}, ", more than the year’s mean (4.57) and its end (4.47)"),
    ],
)
def test_the_title_follows_the_numbers(change: dict[str, float], wanted: str) -> None:
    title = tv.charts.drawing(tv.charts.rate(implied(**change))).title
    assert title.startswith("Figures printed for ")
    assert title.endswith(wanted)


@pytest.mark.parametrize(
    ("low", "high", "where"), [(4.6, 4.65, "within"), (4.7, 4.9, "partly outside"), (4.9, 5.0, "outside")]
)
def test_the_caption_says_whether_the_rate_is_one_of_the_year(low: float, high: float, where: str) -> None:
    """The ECB's crosses of 2024 go from 4.124 to 4.798."""
    caption = tv.charts.drawing(tv.charts.rate(implied(rate=(low + high) / 2, low=low, high=high))).caption[0]
    assert f"(band). The implied rate is {where} the year’s range. Grey:" in caption


def test_the_caption_says_what_implied_means_and_the_sources() -> None:
    caption = " ".join(tv.charts.drawing(tv.charts.rate(implied())).caption)
    assert "the printed digits allow 4.610 to 4.632 (band)" in caption
    assert "crosses of the European Central Bank’s euro reference rates" in caption
    assert "Sources: Bernama, 15 May 2025; European Central Bank" in caption
    assert "Sources: not stated" in " ".join(tv.charts.drawing(tv.charts.rate(implied(source=None))).caption)


def test_the_subtitle_and_the_alternative_text_say_what_is_drawn(crosses: list[float]) -> None:
    drawing = tv.charts.drawing(tv.charts.rate(implied()))
    assert drawing.subtitle == f"Ringgit per US dollar, {len(crosses)} daily rates of 2024"
    ends = f"First day {crosses[0]:.3f}, last day {crosses[-1]:.3f}"
    extremes = f"lowest {min(crosses):.3f}, highest {max(crosses):.3f}"
    assert drawing.alt == f"Line chart of daily rates. {drawing.title}. {ends}, {extremes}."
    euros = tv.charts.drawing(tv.charts.rate(implied(base="EUR", quote="USD", rate=1.1, low=None, high=None)))
    assert euros.subtitle == "US dollars per euro, 256 daily rates of 2024"
    assert euros.caption[0].startswith(
        "Implied: one fact printed in US dollars and in euros, divided. The implied rate is within"
    )


def test_months_are_named_in_english_whatever_the_locale() -> None:
    ax = tv.charts.rate(implied())
    ax.figure.canvas.draw()
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Jan", "Apr", "Jul", "Oct"]


def test_a_month_is_held_against_its_own_days() -> None:
    ax = tv.charts.rate(implied(period=202405))
    days = tv.rates.daily(base="USD", quote="MYR")
    days = days[days["date"].between("2024-05-01", "2024-05-31")]["rate"]
    drawing = tv.charts.drawing(ax)
    assert (
        f"for May 2024 imply RM4.62 per US$, less than any daily rate of the month ({days.min():.2f} to"
        in drawing.title
    )
    assert drawing.subtitle == f"Ringgit per US dollar, {len(days)} daily rates of May 2024"
    assert len(ax.get_lines()[2].get_xdata()) == len(days)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("rate", [0.5, 4.4714, 4.5744, 4.7981, 40.0])
def test_labels_of_levels_that_touch_are_moved_apart(rate: float, size: str) -> None:
    ax = tv.charts.rate(implied(rate=rate, low=rate * 0.99, high=rate * 1.01), size=size)
    assert misplaced(ax) == []
    low, high = ax.get_ylim()
    assert low < rate < high


@pytest.mark.parametrize(
    ("frame", "error", "match"),
    [
        (implied().iloc[:0], TradeTableError, "one implied rate; found: 0 rows"),
        (pd.concat([implied(), implied()]), TradeTableError, "2 rows"),
        (implied(rate=None), TradeTableError, "one implied rate"),
        (implied(period=1990), MissingRateError, "in 1990; found: 0 days"),
        (implied(period=2022, quote="RUB"), MissingRateError, "in 2022; found: 42 days"),
        (implied(period=199005), MissingRateError, "in May 1990; found: 0 days"),
        (implied(months="2024-01/2029-03"), MissingRateError, "choose a year, or months"),
        (implied(quote="VND"), LookupError, "VND"),
    ],
)
def test_a_year_without_its_days_has_no_mean(frame: pd.DataFrame, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        tv.charts.rate(frame)
