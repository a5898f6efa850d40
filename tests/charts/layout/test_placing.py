"""Placing of labels: moved apart in order, or put where nothing stands yet; a line does not pass under one unseen."""

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradeview.charts.layout.placing import (
    STEP,
    Box,
    choose_clear_labels,
    first_free_box,
    is_free,
    points_along,
    spread_labels,
)

ROOM = Box(0, 0, 100, 50)
BOXES = st.tuples(st.integers(0, 90), st.integers(0, 40), st.integers(1, 30), st.integers(1, 20)).map(
    lambda sides: Box(sides[0], sides[1], sides[0] + sides[2], sides[1] + sides[3])
)


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.5, 9)), min_size=1, max_size=12).map(sorted))
def test_labels_are_moved_apart_and_stay_in_order(labels: list[tuple[float, float]]) -> None:
    wanted, rooms = [at for at, _ in labels], [room for _, room in labels]
    low, high = -10.0, 120.0
    placed = spread_labels(wanted, rooms, low, high)
    edges = [(at - room / 2, at + room / 2) for at, room in zip(placed, rooms, strict=True)]
    assert all(after[0] >= before[1] - 1e-6 for before, after in pairwise(edges))
    assert edges[0][0] >= low - 1e-6
    assert edges[-1][1] <= high + 1e-6


@given(BOXES, BOXES)
def test_boxes_overlap_where_they_have_a_square_point_in_common(one: Box, other: Box) -> None:
    def squares(box: Box) -> set[tuple[int, int]]:
        across, up = range(int(box.left), int(box.right)), range(int(box.bottom), int(box.top))
        return {(x, y) for x in across for y in up}

    assert one.overlaps(other) == bool(squares(one) & squares(other))
    assert one.overlaps(other) == other.overlaps(one)
    assert one.is_within(other) == (squares(one) <= squares(other))


def test_a_box_around_a_point_has_its_size_and_holds_it() -> None:
    box = Box.around(10, 20, 6, 4)
    assert (box.right - box.left, box.top - box.bottom) == (6, 4)
    assert box.middle == (10, 20)
    assert box.holds((10, 20))
    assert not box.holds((7, 20))  # on its edge


@pytest.mark.parametrize(
    ("box", "free"),
    [
        (Box(20, 0, 30, 10), True),
        (Box(0, 0, 30, 10), False),  # where another stands
        (Box(10, 0, 20, 10), True),  # beside it, with an edge in common
        (Box(95, 0, 105, 10), False),
        (Box(20, -1, 30, 10), False),
        (Box(20, 45, 30, 51), False),
    ],
)
def test_a_box_is_free_in_the_room_where_nothing_stands(box: Box, free: bool) -> None:  # noqa: FBT001
    assert is_free(box, [Box(0, 0, 10, 10)], ROOM) is free


def test_the_first_free_place_is_taken() -> None:
    above, below, beside = Box(40, 30, 60, 40), Box(40, 10, 60, 20), Box(10, 20, 30, 30)
    places = [above, below, beside]
    assert first_free_box(places, [], ROOM) == above
    assert first_free_box(places, [Box(50, 35, 70, 45)], ROOM) == below
    assert first_free_box(places, [Box(50, 35, 70, 45)], ROOM, lines=[(50, 15)]) == beside
    assert first_free_box(places, [Box(0, 0, 100, 50)], ROOM) is None
    assert first_free_box([above], [], Box(0, 0, math.inf, math.inf), lines=[(40, 35)]) == above  # along its edge


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=2, max_size=6))
def test_points_along_a_line_pass_its_corners_in_small_steps(corners: list[tuple[float, float]]) -> None:
    found = points_along(corners)
    assert found[0] == corners[0]
    assert found[-1] == pytest.approx(corners[-1])
    assert all(math.dist(one, other) <= STEP * math.sqrt(2) + 1e-9 for one, other in pairwise(found))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 30)), max_size=10), st.floats(0, 5))
def test_chosen_labels_have_air_between_them_and_the_others_had_none(
    labels: list[tuple[float, float]], air: float
) -> None:
    chosen = choose_clear_labels(labels, air)

    def white(one: int, other: int) -> float:
        return abs(labels[one][0] - labels[other][0]) - (labels[one][1] + labels[other][1]) / 2

    assert all(white(one, other) >= air - 1e-9 for one, other in combinations(chosen, 2))
    for left_out in set(range(len(labels))) - set(chosen):
        assert min(white(left_out, other) for other in chosen if other < left_out) < air + 1e-9
