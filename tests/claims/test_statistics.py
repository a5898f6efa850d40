"""Statistics of months beside claims of longer times: the parts that fill them are added up."""

import pandas as pd
import pytest

from claim_tables import Row, exact, growth_of, level, statistic, told, yearly_rate
from tradeview.claims.checks import check_claims
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.proposals import CORRECTIONS
from tradeview.periods import months_of, months_of_stretch

TO_AUGUST: Row = {"start": 202501, "end": 202508}
Told = tuple[object, ...]


def months(year: int, last: int = 8, value: float = 10.0, **rest: object) -> list[Row]:
    return [{**statistic("export", year * 100 + month, value), **rest} for month in range(1, last + 1)]


TWO_YEARS = [*months(2024), *months(2025, value=13.0)]
QUARTERS = [statistic("export", year * 10 + q, v) for year, v in ((2024, 10.0), (2025, 13.0)) for q in range(1, 5)]
FISCAL = [
    {**statistic("export", year, value), "months": f"{year}-04/{year + 1}-03"}
    for year, value in ((2024, 10.0), (2025, 13.0))
]


def verdicts(*rows: Told, reference: list[Row]) -> list[tuple[str, str]]:
    found = check_claims(told(*rows), rates=None, reference=pd.DataFrame(reference))
    tests = found[~found["test"].isin(CORRECTIONS)]
    return list(zip(tests["test"], tests["verdict"], strict=True))


@pytest.mark.parametrize(
    ("reference", "when"),
    [
        (TWO_YEARS, TO_AUGUST),
        (TWO_YEARS, {"start": 202504, "end": 202506}),
        (TWO_YEARS, {"start": 202505, "end": 202505}),
        (QUARTERS, {"start": 202501, "end": 202509}),
        (QUARTERS, {"start": 202501, "end": 202512}),
        # To January and February by months, and on by the second quarter's months.
        ([*QUARTERS, *TWO_YEARS[:2], *TWO_YEARS[8:10]], {"start": 202501, "end": 202502}),
        (FISCAL, {"start": 202504, "end": 202603}),
    ],
)
@pytest.mark.parametrize(("growth", "verdict"), [(0.30, "agrees"), (0.10, "contradicts")])
def test_growth_is_held_against_the_same_months_of_a_year_before(
    reference: list[Row], when: Row, growth: float, verdict: str
) -> None:
    assert verdicts(growth_of("export", 2025, growth, when), reference=reference) == [("growth", verdict)]


@pytest.mark.parametrize(
    ("reference", "when"),
    [
        (TWO_YEARS[:-1], TO_AUGUST),  # August 2025 is not there
        (TWO_YEARS[1:], TO_AUGUST),  # nor January 2024
        (FISCAL, {"start": 202501, "end": 202512}),
        ([{**row, "currency": "MYR"} if place == 9 else row for place, row in enumerate(TWO_YEARS)], TO_AUGUST),
        ([{**row, "coverage": "services"} for row in TWO_YEARS], TO_AUGUST),
        (QUARTERS, TO_AUGUST),  # which ends within a quarter
    ],
)
def test_parts_that_do_not_fill_the_months_tell_nothing(reference: list[Row], when: Row) -> None:
    assert verdicts(growth_of("export", 2025, 0.10, when), reference=reference) == []


def test_a_printed_level_is_held_against_its_months_once_and_its_growth_against_the_sum_before() -> None:
    rows = [level("export", 2025, 104.0, TO_AUGUST), growth_of("export", 2025, 0.30, TO_AUGUST)]
    found = verdicts(*rows, reference=TWO_YEARS)
    # Each month is no more than the whole, and all of them make it.
    assert found == [*[("part of year", "agrees")] * 9, ("growth", "agrees")]


def test_a_level_of_a_quarter_is_the_sum_of_its_months() -> None:
    quarter: Row = {"start": 202504, "end": 202506}
    assert ("part of year", "contradicts") in verdicts(level("export", 2025, 50.0, quarter), reference=TWO_YEARS)
    assert ("part of year", "contradicts") not in verdicts(level("export", 2025, 39.0, quarter), reference=TWO_YEARS)


@pytest.mark.parametrize(("share", "verdict"), [(0.25, "agrees"), (0.5, "contradicts")])
def test_a_share_is_of_the_sum_of_the_same_months(share: float, verdict: str) -> None:
    claim = ("share", "export", 2025, share, None, exact(share), TO_AUGUST)
    reference = [*TWO_YEARS, *months(2025, value=52.0, partner="WLD")]
    assert verdicts(claim, reference=reference) == [("share", verdict)]


@pytest.mark.parametrize(("rank", "verdict"), [(2, "agrees"), (4, "contradicts")])
def test_a_rank_is_the_place_by_the_sums_of_the_months(rank: int, verdict: str) -> None:
    claim = ("rank", "export", 2025, rank, None, exact(rank), TO_AUGUST)
    others = {"CHN": 50.0, "THA": 3.0, "SGP": 2.0}
    reference = [*TWO_YEARS]
    for partner, value in others.items():
        reference += months(2025, value=value, partner=partner)
    assert verdicts(claim, reference=reference) == [("rank", verdict)]


def test_a_rate_of_part_of_a_year_is_none_of_the_year() -> None:
    part = {**yearly_rate(2024, 5.0), "months": "2024-01/2024-08"}
    for table in ([yearly_rate(2024, 4.0), part], [part, yearly_rate(2024, 4.0)]):
        rates = RateRanges(table)
        of_year = rates.conversion_factor("USD", "MYR", months_of(2024))
        of_part = rates.conversion_factor("USD", "MYR", months_of_stretch("2024-01/2024-08"))
        assert of_year is not None
        assert of_part is not None
        assert of_year.near.low < 4.0 < of_year.near.high
        assert of_part.near.low < 5.0 < of_part.near.high
    assert RateRanges([part]).conversion_factor("USD", "MYR", months_of(2024)) is None
