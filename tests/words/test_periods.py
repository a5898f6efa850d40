"""Periods in words: one by one where they are few, and as runs where the list would be long."""

import pytest

from tradeview.words.language import speak
from tradeview.words.periods import format_period, format_periods, format_run, format_span, format_span_of_any_year


def test_a_month_is_written_with_its_year() -> None:
    assert [format_period(period) for period in (2024, 202405, 202412)] == ["2024", "May 2024", "Dec 2024"]
    assert format_run(2008, 2023) == "2008–2023"
    assert format_run(202311, 202402) == "Nov 2023–Feb 2024"
    assert format_run(2008, 2008) == "2008"


@pytest.mark.parametrize(
    ("periods", "written"),
    [
        ([], []),
        ([2024, 2006, 2007, 2024], ["2006", "2007", "2024"]),
        ([2001, 2002, 2003], ["2001–2003"]),
        ([2001, 2003, 2004, 2006, 2009], ["2001", "2003", "2004", "2006", "2009"]),
        ([2001, 2002, 2003, 2004, 2009], ["2001–2004", "2009"]),
        (range(2006, 2025), ["2006–2024"]),
        ([202310, 202311, 202312, 202401, 202405], ["Oct 2023–Jan 2024", "May 2024"]),
    ],
)
def test_many_periods_are_written_as_runs(periods: list[int], written: list[str]) -> None:
    assert format_periods(periods) == written


@pytest.mark.parametrize(
    ("span", "written", "of_any_year"),
    [
        (2024, "2024", "the year"),
        (202402, "Feb 2024", "February"),
        (202401202408, "January to August 2024", "January to August"),
        (202311202402, "November 2023 to February 2024", "November to February"),
        (202304202403, "FY2023-24", "fiscal years from April to March"),
        (199907200006, "FY1999-2000", "fiscal years from July to June"),
        (202201202312, "2022–2023", "the year"),
        (20242, "2024 Q2", "April to June"),
    ],
)
def test_a_stretch_of_months_is_written_out(span: int, written: str, of_any_year: str) -> None:
    assert format_span(span) == written
    assert format_span_of_any_year(span) == of_any_year


@pytest.mark.parametrize(
    ("code", "of_one", "of_a_century"),
    [
        ("en", "FY2023-24", "FY1999-2000"),
        ("ru", "2023/24 фин. год", "1999/2000 фин. год"),
        ("bn", "2023-24 অর্থবছর", "1999-2000 অর্থবছর"),
    ],
)
def test_the_language_arranges_the_years_of_a_fiscal_year(code: str, of_one: str, of_a_century: str) -> None:
    with speak(code):
        assert [format_span(span) for span in (202304202403, 199904200003)] == [of_one, of_a_century]
