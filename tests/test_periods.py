"""Periods: order, steps, runs and months of years, quarters and months; expected values counted one by one."""

from itertools import pairwise

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from frames import Engine, Row
from tradeview import periods
from tradeview.periods import Frequency

YEARS = range(1000, 10_000)
# Every period of a stretch of years, in order, written down without any arithmetic of the module.
EVERY: dict[Frequency, list[int]] = {
    "A": list(range(1990, 2031)),
    "Q": [int(f"{year}{quarter}") for year in range(1990, 2031) for quarter in (1, 2, 3, 4)],
    "M": [int(f"{year}{month:02}") for year in range(1990, 2031) for month in range(1, 13)],
}
FREQUENCIES: tuple[Frequency, ...] = ("A", "Q", "M")

any_frequency = st.sampled_from(FREQUENCIES)
a_month = st.builds(lambda year, month: int(f"{year}{month:02}"), st.sampled_from(YEARS), st.integers(1, 12))
a_quarter = st.builds(lambda year, quarter: int(f"{year}{quarter}"), st.sampled_from(YEARS), st.integers(1, 4))
a_period = st.sampled_from(YEARS) | a_quarter | a_month


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_neighbours_are_one_step_apart(frequency: Frequency) -> None:
    for one, other in pairwise(EVERY[frequency]):
        assert periods.ordinal(other) - periods.ordinal(one) == 1
        assert periods.shift_period(one, 1) == other
        assert periods.shift_period(other, -1) == one
    assert periods.periods_through(EVERY[frequency][0], EVERY[frequency][-1]) == EVERY[frequency]


@given(a_period, st.integers(-800, 800))
def test_a_shift_there_and_back_is_none(period: int, steps: int) -> None:
    moved = periods.ordinal(period) + steps
    lowest, highest = (periods.ordinal(_extreme(period, year)) for year in (1000, 9999))
    if lowest <= moved <= highest:
        there = periods.shift_period(period, steps)
        assert periods.ordinal(there) - periods.ordinal(period) == steps
        assert periods.frequency_of(there) == periods.frequency_of(period)
        assert periods.shift_period(there, -steps) == period


def _extreme(period: int, year: int) -> int:
    """Return the first period of the frequency in the year 1000, or the last in 9999."""
    part = {4: "", 5: "1" if year == 1000 else "4", 6: "01" if year == 1000 else "12"}[len(str(period))]
    return int(f"{year}{part}")


@given(a_period)
def test_a_period_is_its_year_and_its_part(period: int) -> None:
    written = str(period)
    year, part = periods.split_period(period)
    assert (year, part) == (int(written[:4]), int(written[4:] or 1))
    assert periods.year_of(period) == year
    assert periods.make_period(year, part, periods.frequency_of(period)) == period
    assert periods.from_ordinal(periods.ordinal(period), periods.frequency_of(period)) == period
    assert periods.frequency_of(period) == {4: "A", 5: "Q", 6: "M"}[len(written)]
    assert periods.unit_of(period) == {4: "year", 5: "quarter", 6: "month"}[len(written)]


@given(a_period)
def test_the_months_of_a_period(period: int) -> None:
    written, year = str(period), str(period)[:4]
    quarters = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
    ends = {4: ("01", "12"), 5: quarters.get(written[4:], ("", "")), 6: (written[4:], written[4:])}[len(written)]
    first, last = (int(year + month) for month in ends)
    assert (periods.first_month(period), periods.last_month(period)) == (first, last)
    assert tuple(map(periods.month_at, periods.months_of(period))) == (first, last)
    assert periods.is_whole_year(first, last) == (len(written) == 4)
    assert periods.year_of_months(periods.months_of(period)) == (period if len(written) == 4 else None)
    assert periods.whole_years_around(periods.months_of(period)) == periods.months_of(int(year))
    assert {periods.year_at(month) for month in periods.months_of(period)} == {int(year)}
    middle = periods.middle_of(period)
    months = (last - first + 1) / 12  # both lie in one year, so that their numbers differ by their distance
    assert middle == pytest.approx(int(year) + (first % 100 - 1) / 12 + months / 2)


@given(a_month, st.integers(0, 40), st.integers(-5, 5))
def test_stretches_of_months_move_by_years(start: int, length: int, years: int) -> None:
    first = periods.months_of(start)[0]
    stretch = (first, first + length)
    moved = periods.shift_years(stretch, years)
    assert [number % 12 for number in moved] == [number % 12 for number in stretch]
    assert [periods.year_at(number) for number in moved] == [periods.year_at(number) + years for number in stretch]


def test_a_year_from_april_is_no_calendar_year() -> None:
    assert not periods.is_whole_year(202404, 202503)
    assert not periods.is_whole_year(202301, 202412)
    assert periods.are_whole_years(202301, 202412)
    assert not periods.are_whole_years(202301, 202411)
    assert not periods.are_whole_years(202302, 202412)
    april = (periods.ordinal(202404), periods.ordinal(202503))
    assert periods.year_of_months(april) is None
    assert periods.whole_years_around(april) == (periods.ordinal(202401), periods.ordinal(202512))


@given(any_frequency, st.sets(st.integers(0, 40), max_size=25))
def test_runs_and_gaps_share_out_all_that_lies_between(frequency: Frequency, places: set[int]) -> None:
    chosen = [EVERY[frequency][place] for place in places]
    runs, gaps = periods.runs_of_periods(chosen), periods.gaps_between_periods(chosen)
    inside = {period for period in EVERY[frequency] for first, last in runs if first <= period <= last}
    between = {period for period in EVERY[frequency] for first, last in gaps if first <= period <= last}
    spanned = {period for period in EVERY[frequency] if chosen and min(chosen) <= period <= max(chosen)}
    assert inside == set(chosen)
    assert between == spanned - inside
    assert len(gaps) == max(len(runs) - 1, 0)
    assert runs == sorted(runs)


@pytest.mark.parametrize(
    ("given", "runs"),
    [
        ([2006, 2007, 2024], [(2006, 2007), (2024, 2024)]),
        ([2001, 2003], [(2001, 2001), (2003, 2003)]),
        ([2001, 2003, 2009], [(2001, 2001), (2003, 2003), (2009, 2009)]),
        ([2002, 2001, 2001], [(2001, 2002)]),
        ([202312, 202401], [(202312, 202401)]),
        ([202311, 202402], [(202311, 202311), (202402, 202402)]),
        ([20234, 20241, 20243], [(20234, 20241), (20243, 20243)]),
        ([], []),
    ],
)
def test_neighbours_make_a_run(given: list[int], runs: list[tuple[int, int]]) -> None:
    assert periods.runs_of_periods(given) == runs


# The first and the last of each kind in trade statistics, and what lies just beyond them.
TAKEN = [1800, 2024, 2100, 18_001, 20_242, 21_004, 180_001, 202_412, 210_012]
NOT_TAKEN = [-2024, 0, 1799, 2101, 9999, 10_000, 17_994, 18_000, 18_005, 20_240, 20_245, 21_005, 21_011]
NOT_TAKEN += [100_001, 179_912, 180_000, 180_013, 202_400, 202_413, 210_013, 210_101, 999_912, 1_000_001]


def test_a_trade_table_takes_years_quarters_and_months_of_trade_statistics() -> None:
    assert [number for number in TAKEN + NOT_TAKEN if periods.is_period(number)] == TAKEN


@pytest.mark.parametrize(
    ("year", "said"),
    [
        (2567, "2567 is 2024 in the Buddhist era"),
        (2344, "2344 is 1801 in the Buddhist era"),
        (113, "113 is 2024 in Taiwan's calendar"),
        (1445, "1445 is a year of Iran's or of the Islamic calendar: write the year that it begins in"),
        (2700, None),
        (256705, None),
        (99, None),
        (0, None),
        (-5, None),
    ],
)
def test_a_year_of_another_calendar_is_named(year: int, said: str | None) -> None:
    assert periods.name_other_calendar(year) == said


def test_years_beside_months_are_of_two_frequencies() -> None:
    assert periods.of_one_frequency([])
    assert all(periods.of_one_frequency(EVERY[frequency]) for frequency in FREQUENCIES)
    assert not periods.of_one_frequency([2024, 202405])
    assert not periods.of_one_frequency({202405, 20242})
    assert not periods.of_one_frequency([20242, 2024, 20243])


COLUMN = [1999, 2024, 19994, 20242, 199912, 202405, 999, 20245, 202413, 100000]


def test_columns_say_what_numbers_say(every_engine: Engine) -> None:
    period = nw.col("period")
    asked = {
        "is_period": periods.is_period_column(period),
        "is_month": periods.is_month_column(period),
        "is_quarter": periods.is_quarter_column(period),
        "part": periods.part_column(period),
        "year": periods.year_column(period),
        "ordinal": periods.ordinal_column(period),
        "years": periods.years_column(nw.col("steps"), period),
    }
    rows: list[Row] = [{"period": number, "steps": 6} for number in COLUMN]
    answers = every_engine.run(lambda frame: nw.from_native(frame).with_columns(**asked).to_native(), rows)
    assert sorted(row["period"] for row in answers) == sorted(COLUMN)
    for row in answers:
        number = row["period"]
        assert row["is_period"] == periods.is_period(number)
        is_taken = periods.is_period(number)
        assert row["is_month"] == (is_taken and len(str(number)) == 6)
        assert row["is_quarter"] == (is_taken and len(str(number)) == 5)
        assert row["part"] == (0 if len(str(number)) < 5 else periods.split_period(number)[1])
        assert row["year"] == periods.year_of(number)
        assert row["ordinal"] == periods.ordinal(number)
        assert row["years"] == {"A": 6, "Q": 1.5, "M": 0.5}[periods.frequency_of(number)]


def test_whole_years_in_columns(every_engine: Engine) -> None:
    whole = periods.is_whole_year_column(nw.col("start"), nw.col("end"))
    expected = {
        (202401, 202412): True,
        (202404, 202503): False,
        (202301, 202412): False,
        (202401, 202401): False,
        (202402, 202413): False,
    }
    rows: list[Row] = [{"start": start, "end": end} for start, end in expected]
    answers = every_engine.run(lambda frame: nw.from_native(frame).with_columns(whole=whole).to_native(), rows)
    assert {(row["start"], row["end"]): row["whole"] for row in answers} == expected


def test_a_part_of_a_number_is_no_period() -> None:
    frame = nw.from_native(pd.DataFrame({"period": [2024.0, 2024.5, 202405.0, 202405.5]}))
    period = nw.col("period")
    said = frame.select(a=periods.is_period_column(period), b=periods.is_month_column(period)).to_native()
    assert said["a"].tolist() == [True, False, True, False]
    assert said["b"].tolist() == [False, False, True, False]


def test_months_are_made_of_columns_too() -> None:
    dates = pd.Series(pd.to_datetime(["2023-12-31", "2024-05-02"]))
    assert periods.make_month(dates.dt.year, dates.dt.month).tolist() == [202312, 202405]
    assert periods.make_month(2024, 5) == 202405


def columns(engine: Engine, rows: list[Row], **asked: nw.Expr) -> list[Row]:
    return engine.run(lambda frame: nw.from_native(frame).select(**asked).to_native(), rows)


def test_periods_in_columns_from_the_first_to_the_last(engine: Engine) -> None:
    rows: list[Row] = [{"period": period} for period in TAKEN + NOT_TAKEN]
    period = nw.col("period")
    asked = {
        "any": periods.is_period_column(period),
        "quarter": periods.is_quarter_column(period),
        "month": periods.is_month_column(period),
    }
    said = columns(engine, rows, period=period, **asked)
    assert [row["period"] for row in said if row["any"]] == TAKEN
    assert [row["period"] for row in said if row["quarter"]] == TAKEN[3:6]
    assert [row["period"] for row in said if row["month"]] == TAKEN[6:]


def test_the_last_year_and_the_last_quarter_are_of_their_kind(engine: Engine) -> None:
    rows: list[Row] = [{"period": period, "steps": 12} for period in (9999, 10_001, 99_994, 100_001)]
    period = nw.col("period")
    years = periods.years_column(nw.col("steps"), period)
    said = columns(engine, rows, year=periods.year_column(period), years=years, at=periods.ordinal_column(period))
    assert [row["year"] for row in said] == [9999, 1000, 9999, 1000]
    assert [row["years"] for row in said] == [12, 3, 3, 1]
    # Quarters and months since the calendar began: 4 or 12 a year.
    assert [row["at"] for row in said] == [9999, 4000, 39_999, 12_000]
    assert [periods.frequency_of(one) for one in (9999, 10_001, 99_994, 100_001)] == ["A", "Q", "Q", "M"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-04/2025-03", True),
        ("2024-04/2024-04", True),
        ("2024-04/2024-03", False),
        ("2025-01/2024-12", False),
        ("2024-04/2025-03\n", False),
        ("2024-13/2025-03", False),
        ("2024-04/2025-00", False),
        ("2024-04", False),
        ("2024-4/2025-3", False),
        ("2024-04/2025-03-31", False),
        ("1 2024-04/2025-03", False),
        ("2024-04-2025-03", False),
    ],
)
def test_a_stretch_is_its_first_and_its_last_month_in_this_order(engine: Engine, text: str, *, expected: bool) -> None:
    assert columns(engine, [{"months": text}], said=periods.is_stretch_column(nw.col("months"))) == [{"said": expected}]


STRETCHES: list[tuple[str | None, int, str | None, bool]] = [
    # months, period, the part of the year that they are, whether they start in the year of the period
    ("2024-04/2025-03", 2024, "04/+03", True),
    ("2024-04/2025-03", 2025, "04/+03", False),
    ("2024-01/2024-08", 2024, "01/08", True),
    ("2024-10/2024-11", 2024, "10/11", True),
    ("2024-02/2024-12", 2024, "02/12", True),
    ("9999-01/9999-11", 9999, "01/11", True),
    ("2024-04/2026-03", 2024, "04/+002.03", True),
    ("1850-01/2024-12", 1850, "01/+174.12", True),
    ("2024-01/2024-12", 2024, None, True),
    (None, 2024, None, True),
    ("2024-05/2024-05", 202_405, None, True),
    ("2023-05/2023-05", 202_405, None, False),
]


def test_the_part_of_a_year_that_months_are(engine: Engine) -> None:
    rows: list[Row] = [{"months": months, "period": period} for months, period, _, _ in STRETCHES]
    months, period = nw.col("months"), nw.col("period")
    part = periods.part_of_year_column(months, period)
    said = columns(engine, rows, part=part, starts=periods.starts_in_year_column(months, period))
    assert [row["part"] for row in said] == [part for _, _, part, _ in STRETCHES]
    assert [row["starts"] for row in said] == [starts for _, _, _, starts in STRETCHES]


def test_a_missing_period_starts_wherever_its_months_do(engine: Engine) -> None:
    rows: list[Row] = [{"months": "2024-04/2025-03", "period": None}, {"months": "2024-04/2025-03", "period": 2024}]
    starts = periods.starts_in_year_column(nw.col("months"), nw.col("period"))
    assert [row["starts"] for row in columns(engine, rows, starts=starts)] == [True, True]


def test_months_are_written_from_the_part_of_a_year(engine: Engine) -> None:
    parts = ("04/+03", "01/08", "04/+002.03", "01/+174.12", None)
    rows: list[Row] = [{"part": part, "period": 1850 if part == "01/+174.12" else 2024} for part in parts]
    stretch = periods.stretch_of_part_column(nw.col("part"), nw.col("period"))
    written = [row["stretch"] for row in columns(engine, rows, stretch=stretch)]
    assert written == ["2024-04/2025-03", "2024-01/2024-08", "2024-04/2026-03", "1850-01/2024-12", None]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (None, "whole years"),
        ("01/08", "January to August"),
        ("12/12", "December"),
        ("04/+03", "fiscal years from April to March"),
        ("02/+01", "fiscal years from February to January"),
        ("12/+11", "fiscal years from December to November"),
        ("11/+01", "November to January"),
        ("01/+12", "January to December a year later"),
        ("04/+04", "April to April a year later"),
        ("04/+002.03", "April to March 2 years later"),
        ("01/", "'01/'"),
    ],
)
def test_parts_of_years_have_names(part: str | None, name: str) -> None:
    assert periods.name_part_of_year(part) == name
