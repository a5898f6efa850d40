"""Worlds of true claims of ten pairs: nothing contradicts; with one fault, its claim and its cure are found."""

import pytest

from claim_worlds import FAULTS, PAIRS, Fault, frame, table, world
from tradeview.claims import check_claims
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.interval import Interval, Span

Found = list[tuple[set[str], str]]


def found(fault: Fault) -> Found:
    """What is suspected, and what is proposed for it."""
    result = check_claims(frame(fault.rows), rates=table())
    rows = result[result["suspects"].notna()]
    return [(set(keys.split(", ")), str(cure)) for keys, cure in zip(rows["suspects"], rows["proposal"], strict=True)]


@pytest.mark.parametrize("seed", range(len(PAIRS)))
def test_nothing_contradicts_in_a_world_without_a_fault(seed: int) -> None:
    result = check_claims(frame(world(seed).rows), rates=table())
    assert (result["verdict"] == "agrees").sum() > 20
    assert result[result["verdict"] == "contradicts"].empty
    assert result["suspects"].isna().all()


# A wrong year is seen only where the years differ by more than the printed digits: these seeds are such worlds.
CASES = [(kind, seed) for kind in FAULTS for seed in (101, 104, 105)]


@pytest.mark.parametrize(("kind", "seed"), CASES)
def test_one_fault_is_found_with_its_claim_and_its_cure(kind: str, seed: int) -> None:
    fault = FAULTS[kind](world(seed))
    suspected = found(fault)
    # What would do as well is named beside it.
    assert any(keys == fault.keys and fault.proposal in cure for keys, cure in suspected)
    assert all(keys & fault.keys for keys, _ in suspected)


YEAR = (2024 * 12, 2024 * 12 + 11)
RATES = [
    {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "kind": "average", "low": 4.1, "high": 4.7},
    {"period": 2024, "base": "USD", "quote": "JPY", "rate": 150.0, "kind": "average"},
    {"period": 2024, "base": "USD", "quote": "THB", "rate": 35.0, "kind": "end"},
]


def test_rates_are_ranges_near_the_mean_and_over_the_days() -> None:
    ringgit = RateRanges(RATES).conversion_factor("USD", "MYR", YEAR)
    assert ringgit is not None
    assert (ringgit.near.low, ringgit.near.high) == pytest.approx((4.5 - 0.1, 4.5 + 0.0675))
    assert (ringgit.wide.low, ringgit.wide.high) == (4.1, 4.7)
    yen = RateRanges(RATES).conversion_factor("USD", "JPY", YEAR)
    assert yen is not None
    assert (yen.wide.low, yen.wide.high) == pytest.approx((135, 165))
    crossed = RateRanges(RATES).conversion_factor("MYR", "JPY", YEAR)
    assert crossed is not None
    assert (crossed.wide.low, crossed.wide.high) == pytest.approx((135 / 4.7, 165 / 4.1))


def test_rates_at_the_end_of_a_year_and_unknown_years_are_no_rates() -> None:
    rates = RateRanges(RATES)
    assert rates.conversion_factor("USD", "THB", YEAR) is None
    assert rates.conversion_factor("USD", "MYR", (2023 * 12, 2023 * 12 + 11)) is None
    part = rates.conversion_factor("USD", "MYR", (2024 * 12, 2024 * 12 + 5))
    assert part == Span.of(Interval(4.1, 4.7))
