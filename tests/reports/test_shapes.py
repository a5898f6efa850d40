"""Shapes: which figures stand beside each other, and which of them a report is of."""

import pandas as pd
import pytest

from tradeview.reports.shapes import Shape, choose_main, is_of_shape, spans_used, split_by_shape

WHOLE = [(year, None) for year in (2022, 2023, 2024)]
PARTS = [(year, f"{year}-01/{year}-08") for year in (2024, 2025)]
HALVES = [(year, f"{year}-01/{year}-06") for year in (2024, 2025)]
FISCAL = [(year, f"{year}-04/{year + 1}-03") for year in (2021, 2022)]
MONTHS = [(period, None) for period in (202411, 202412, 202501)]


def table(*rows: tuple[int, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["period", "months"])


def test_figures_are_grouped_by_their_months_whole_years_first() -> None:
    mixed = table(*PARTS, *MONTHS, *FISCAL, *WHOLE, (2024, "2024-01/2024-06"))
    shapes = split_by_shape(mixed)
    assert [figures.periods for figures in shapes] == [
        [2022, 2023, 2024],
        [2021, 2022],
        [2024, 2025],
        [2024],
        [202411, 202412, 202501],
    ]
    for figures in shapes:
        pd.testing.assert_frame_equal(mixed[is_of_shape(mixed, figures.shape)], figures.rows)
    assert sum(len(figures.rows) for figures in shapes) == len(mixed)


def test_months_that_are_all_of_a_year_are_the_year() -> None:
    (one,) = split_by_shape(table((2023, None), (2024, "2024-01/2024-12")))
    assert one.periods == [2023, 2024]
    assert one.shape.is_calendar_year


LEADS = {
    "whole years before parts of later ones": ([*WHOLE, *PARTS], [2022, 2023, 2024]),
    "fiscal years before parts of years": ([*FISCAL, *PARTS], [2021, 2022]),
    "parts of years where there is one whole year": ([(2024, None), *PARTS], [2024, 2025]),
    "the part with the later end of two": (
        [*PARTS, (2024, "2024-01/2024-06"), (2025, "2025-01/2025-06")],
        [2024, 2025],
    ),
    "months beside one year": ([(2024, None), *MONTHS], [202411, 202412, 202501]),
}


@pytest.mark.parametrize(("rows", "periods"), LEADS.values(), ids=LEADS)
def test_a_report_is_of_whole_years_else_of_what_has_a_change(
    rows: list[tuple[int, str | None]], periods: list[int]
) -> None:
    main = choose_main(split_by_shape(table(*rows)))
    assert main.periods == periods
    assert not str(main.rows["months"].iloc[0]).endswith("06")


def test_what_is_asked_for_by_its_periods_leads() -> None:
    shapes = split_by_shape(table(*WHOLE, *PARTS))
    assert choose_main(shapes, asked=[2024, 2025]).shape.is_part_of_year
    assert choose_main(shapes, asked=[2022]).shape.is_calendar_year
    assert choose_main(shapes, asked=[1999]).shape.is_calendar_year


def test_one_whole_year_leads_where_no_change_is_needed_but_not_before_months() -> None:
    lone = [(2024, None)]
    assert choose_main(split_by_shape(table(*lone, *PARTS)), lone_year_leads=True).shape.is_calendar_year
    assert choose_main(split_by_shape(table(*lone, *MONTHS)), lone_year_leads=True).shape.frequency == "M"


def test_parts_of_years_are_named_by_their_months() -> None:
    part, fiscal = Shape(202401202408), Shape(202304202403)
    assert part.name(2025) == "January to August 2025"
    assert part.name_earlier(2025, 2024) == "the same months of 2024"
    assert part.name_all([2024, 2025]) == ["January to August of 2024 and 2025"]
    assert fiscal.name_earlier(2023, 2022) == "FY2022-23"
    assert fiscal.name_all([2021, 2022, 2023]) == ["FY2021-22 to FY2023-24"]
    assert fiscal.name_all([2021, 2023]) == ["FY2021-22", "FY2023-24"]
    assert Shape(202311202402).name_earlier(2024, 2023) == "November 2023 to February 2024"


def test_rates_and_prices_are_those_of_the_months_too() -> None:
    assert spans_used(table((2023, None), (2024, "2024-01/2024-02"))) == {2023, 202401202402, 202401, 202402}
