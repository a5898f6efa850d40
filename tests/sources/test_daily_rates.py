"""Which periods a file of daily rates has whole, and what their means and ends are, worked out by hand."""

import pandas as pd
import pytest

from tradeview.sources.daily_rates import count_days, periods_of_days, published_by_period, rates_by_period

JANUARY = pd.bdate_range("2024-01-01", "2024-01-31")  # 23 weekdays, of which three may be holidays
NEXT = pd.DatetimeIndex(["2024-02-01"])


def is_whole(days: pd.DatetimeIndex, period: int, frequency: str = "M", **options: int) -> bool:
    return bool(published_by_period(days, frequency, **options).loc[period, "is_whole"])


@pytest.mark.parametrize(
    ("days", "whole"),
    [
        (JANUARY.append(NEXT), True),
        (JANUARY, True),  # the next weekday is in February
        (JANUARY[:-1], False),  # 31 January is still to come
        (JANUARY[:-1].append(NEXT), True),  # or was a holiday
        (JANUARY[:-2].append(NEXT), False),
        (JANUARY[3:], True),
        (JANUARY[4:], False),
        (JANUARY[::2].append(NEXT), False),
    ],
)
def test_a_month_that_the_file_has_whole(days: pd.DatetimeIndex, whole: object) -> None:
    assert is_whole(days, 202401) is whole


def test_a_year_may_lack_five_weekdays_in_a_hundred() -> None:
    year = pd.bdate_range("2024-01-01", "2024-12-31")
    assert len(year) == 262
    assert is_whole(year[13:], 2024, "A")
    assert not is_whole(year[14:], 2024, "A")
    assert is_whole(year[4:66], 20241, "Q", most_holidays=4)
    assert not is_whole(year[4:66], 20241, "Q")


def test_days_of_a_pair_are_held_against_those_of_the_file() -> None:
    of_file = published_by_period(JANUARY.append(NEXT), "M")
    quoted = pd.Series(JANUARY)
    counted = count_days(of_file, quoted[1:], "M")
    assert counted.to_dict("records") == [{"period": 202401, "days": 22, "of": 23, "whole": True}]
    assert count_days(of_file, quoted[2:], "M")["whole"].tolist() == [False]


def test_means_ends_and_ranges() -> None:
    days = pd.DataFrame({"date": pd.to_datetime(["2024-03-28", "2024-03-29", "2024-04-01"]), "rate": [4.0, 5.0, 9.0]})
    assert rates_by_period(days, "average", "Q").to_numpy().tolist() == [[20241, 4.5, 4.0, 5.0], [20242, 9.0, 9.0, 9.0]]
    assert rates_by_period(days, "end", "A").to_numpy().tolist() == [[2024, 9.0, 4.0, 9.0]]
    assert periods_of_days(days["date"], "M").tolist() == [202403, 202403, 202404]
