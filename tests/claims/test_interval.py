"""Ranges: whatever numbers two figures stand for, their sum, product and quotient lie in what is computed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview.claims.interval import Interval, Span

ZERO = Interval(0.0, 0.0)
ANY = Interval(0.0, math.inf)

amounts = st.floats(0.0, 1e15)
# A range and a number of it.
members = st.tuples(amounts, amounts, amounts).map(sorted).map(lambda ends: (Interval(ends[0], ends[2]), ends[1]))


def holds(interval: Interval, number: float) -> bool:
    return interval.low * (1 - 1e-12) <= number <= interval.high * (1 + 1e-12)


@given(members, members)
def test_sums_products_and_quotients_of_members_are_members(
    one: tuple[Interval, float], other: tuple[Interval, float]
) -> None:
    (first, number), (second, other_number) = one, other
    assert holds(first + second, number + other_number)
    assert holds(first * second, number * other_number)
    if other_number > 0:
        assert holds(first / second, number / other_number)
    assert holds(first | second, number)
    assert holds(first | second, other_number)
    assert first.within(first | second)
    assert first.gap(first | second) == 0


@given(members, st.floats(1e-6, 1e6), st.floats(0.0, 1e15))
def test_scaled_and_shifted_members_are_members(one: tuple[Interval, float], factor: float, by: float) -> None:
    interval, number = one
    assert holds(interval.scaled(factor), number * factor)
    assert holds(interval.shifted(by), number + by)


@pytest.mark.parametrize(
    ("one", "other", "total", "product", "quotient"),
    [
        # 2.475 to 2.485 ringgit of 4 to 5 for a dollar, written out end by end.
        ((2.0, 3.0), (4.0, 5.0), (6.0, 8.0), (8.0, 15.0), (0.4, 0.75)),
        # Divided by something between a half and one: one is no zero.
        ((2.0, 4.0), (0.5, 1.0), (2.5, 5.0), (1.0, 4.0), (2.0, 8.0)),
        # Something that may be nothing divides without end.
        ((2.0, 4.0), (0.0, 2.0), (2.0, 6.0), (0.0, 8.0), (1.0, math.inf)),
        ((2.0, 4.0), (0.0, 1.0), (2.0, 5.0), (0.0, 4.0), (2.0, math.inf)),
        ((2.0, 4.0), (0.0, 0.0), (2.0, 4.0), (0.0, 0.0), (0.0, math.inf)),
        # "More than 4": no upper end, so that a share of it has no lower one.
        ((2.0, 4.0), (4.0, math.inf), (6.0, math.inf), (8.0, math.inf), (0.0, 1.0)),
        # Nothing at all, however often, is nothing: 0 times "more than 4" is 0, where floats say nan.
        ((0.0, 0.0), (4.0, math.inf), (4.0, math.inf), (0.0, 0.0), (0.0, 0.0)),
        ((4.0, math.inf), (0.0, 0.0), (4.0, math.inf), (0.0, 0.0), (0.0, math.inf)),
        ((0.0, math.inf), (0.0, 2.0), (0.0, math.inf), (0.0, math.inf), (0.0, math.inf)),
    ],
)
def test_ends_by_hand(
    one: tuple[float, float],
    other: tuple[float, float],
    total: tuple[float, float],
    product: tuple[float, float],
    quotient: tuple[float, float],
) -> None:
    left, right = Interval(*one), Interval(*other)
    assert left + right == right + left == Interval(*total)
    assert left * right == right * left == Interval(*product)
    assert left / right == Interval(*quotient)


def test_both_ranges_of_a_span_are_computed_with() -> None:
    one = Span(Interval(2.0, 3.0), Interval(1.0, 4.0))
    other = Span(Interval(5.0, 8.0), Interval(4.0, 10.0))
    assert one + other == Span(Interval(7.0, 11.0), Interval(5.0, 14.0))
    assert one * other == Span(Interval(10.0, 24.0), Interval(4.0, 40.0))
    assert other / one == Span(Interval(5 / 3, 4.0), Interval(1.0, 10.0))
    assert one | other == Span(Interval(2.0, 8.0), Interval(1.0, 10.0))
    assert one.scaled(10) == Span(Interval(20.0, 30.0), Interval(10.0, 40.0))
    assert one.shifted(1.0) == Span(Interval(3.0, 4.0), Interval(2.0, 5.0))
    assert one.shifted(-2.5) == Span(Interval(0.0, 0.5), Interval(0.0, 1.5))
    assert one.shifted(-5.0) == Span.of(ZERO)


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ((1.0, 2.0), (2.0, 3.0), 0.0),  # they touch
        ((1.0, 2.0), (1.0, 2.0), 0.0),
        ((1.0, 4.0), (2.0, 3.0), 0.0),
        ((1.0, 2.0), (3.0, 4.0), 0.5),
        ((0.0, 0.0), (0.0, 0.0), 0.0),  # nothing is as much as nothing
        ((0.0, 0.0), (0.0, 1.0), 0.0),
        ((0.0, 0.0), (1.0, 2.0), math.inf),  # something is infinitely more than nothing
        ((0.0, 1.0), (1.0, math.inf), 0.0),
        ((0.0, 1.0), (1.1, math.inf), pytest.approx(0.1)),
    ],
)
def test_how_far_ranges_lie_apart_is_the_same_from_both_sides(
    one: tuple[float, float], other: tuple[float, float], gap: float
) -> None:
    assert Interval(*one).gap(Interval(*other)) == gap
    assert Interval(*other).gap(Interval(*one)) == gap


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        ((0.0, 1.0), (0.0, 2.0), True),
        ((0.0, 0.0), (0.0, 0.0), True),
        ((1.0, 2.0), (1.0, 2.0), True),
        ((3.0, math.inf), (2.0, math.inf), True),
        ((3.0, math.inf), (2.0, 4.0), False),
        ((1.0, 3.0), (2.0, 3.0), False),
        ((2.0, 3.0), (2.0, 2.5), False),
        ((2.05, 2.4), (2.0, 2.5), True),
    ],
)
def test_a_range_within_another(inner: tuple[float, float], outer: tuple[float, float], *, expected: bool) -> None:
    assert Interval(*inner).within(Interval(*outer)) == expected


def test_ends_a_billionth_apart_are_one_number_and_a_thousandth_apart_are_two() -> None:
    # 1.59 and 1.46 are 3.05, which floats miss by 4 in 10^16; the finest figures of the press have 5 digits.
    assert Interval(1.59 + 1.46, 4.0).gap(Interval(3.0, 3.05)) == 0
    assert Interval(3.0, 1.59 + 1.46).within(Interval(3.0, 3.05))
    assert Interval(3.0, 3.05).within(Interval(3.0, 1.59 + 1.46))
    assert Interval(3.04, 4.0).within(Interval(3.05, 4.0)) is False
    assert Interval(3.053, 4.0).gap(Interval(3.0, 3.05)) == pytest.approx(3.053 / 3.05 - 1)


def test_a_deficit_turned_round_is_a_surplus() -> None:
    assert Interval(-3.0, -2.0).negated() == Interval(2.0, 3.0)
    assert Interval(-math.inf, -2.0).negated() == Interval(2.0, math.inf)


@pytest.mark.parametrize(
    ("ends", "spread"), [((2.0, 4.0), 2.0), ((3.0, 3.0), 1.0), ((0.0, 4.0), math.inf), ((0.0, 0.0), math.inf)]
)
def test_spread(ends: tuple[float, float], spread: float) -> None:
    assert Interval(*ends).spread == spread
    assert Interval(1.0, 4.0).spread == 4.0
