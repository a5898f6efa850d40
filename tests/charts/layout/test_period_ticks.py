"""Names of the ticks of an axis of time: ends in full, years by what begins them, parts of years by their months."""

import pytest

from tradeview.charts.layout.period_ticks import choose_period_ticks
from tradeview.periods import periods_through


@pytest.mark.parametrize(
    ("spans", "names"),
    [
        (periods_through(202301, 202305), ["Jan 2023", "Feb 2023", "Mar 2023", "Apr 2023", "May 2023"]),
        ([202211, 202408, 202301, 202401], ["Nov 2022", "2023", "2024", "Aug 2024"]),
        ([20214, 20244, 20221, 20231, 20241], ["2021 Q4", "2022", "2023", "2024", "2024 Q4"]),
        ([2001, 2024, 2010, 2020], ["2001", "2010", "2020", "2024"]),
        ([202104202203, 202204202303], ["FY2021-22", "FY2022-23"]),
    ],
)
def test_ticks_are_named_as_far_as_need_be(spans: list[int], names: list[str]) -> None:
    assert list(choose_period_ticks(spans, 100, 9, 8).values()) == names


def test_the_months_of_parts_are_named_where_all_have_room_within_the_page() -> None:
    spans = [202101202108, 202201202208]
    assert list(choose_period_ticks(spans, 200, 9, 8).values()) == ["January to August 2021", "January to August 2022"]
    assert list(choose_period_ticks(spans, 60, 9, 8).values()) == ["2021", "2022"]
    assert list(choose_period_ticks(spans, 200, 9, 8, beyond=20).values()) == ["2021", "2022"]


def test_what_has_no_room_gives_way_to_what_is_named_before_it() -> None:
    assert list(choose_period_ticks([2020, 2024, 2021, 2022, 2023], 12, 9, 8)) == [2020, 2024]
