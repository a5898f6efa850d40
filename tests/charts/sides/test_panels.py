"""Panels of both sides: on one scale of money, beneath each other or in a row, within the plot."""

from itertools import combinations

import pytest

from tradeview.charts.layout.placing import Box
from tradeview.charts.sides.panels import NUMBER, Tops, plan_panels


@pytest.mark.parametrize("size", [(500, 600), (500, 120), (200, 40), (150, 500)])
@pytest.mark.parametrize("sides", [0, 1, 2, 4])
def test_panels_lie_in_the_plot_apart_and_on_one_scale(sides: int, size: tuple[float, float]) -> None:
    tops = Tops(sides, years=4e9 if sides else 0.0, parts=2e9, has_parts=True)
    plan = plan_panels(tops, *size)
    assert plan.parts is not None
    boxes = [*plan.years, plan.parts]
    assert len(boxes) == sides + 1
    room = Box(-1e-6, -1e-6, size[0] + 1e-6, size[1] + 1e-6)
    assert all(box.is_within(room) for box in boxes)
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]
    assert all(box.bottom >= plan.parts.top for box in plan.years)
    # Two billion more of money are as many points more.
    for box in plan.years:
        taller = (box.top - box.bottom) - (plan.parts.top - plan.parts.bottom)
        assert taller == pytest.approx(2e9 / plan.money_per_point)


def test_a_free_height_gives_the_panels_their_points() -> None:
    """Two sides of 115 points each, and parts of half the money of half of that."""
    tops = Tops(2, years=4e9, parts=2e9, has_parts=True)
    plan = plan_panels(tops, 500, tops.choose_height())
    assert [box.top - box.bottom for box in plan.years] == pytest.approx([115 + NUMBER] * 2)
    assert plan.parts is not None
    assert plan.parts.top - plan.parts.bottom == pytest.approx(57.5 + NUMBER)


def test_parts_alone_have_a_height() -> None:
    tops = Tops(0, years=0.0, parts=2e9, has_parts=True)
    plan = plan_panels(tops, 500, tops.choose_height())
    assert plan.parts is not None
    assert plan.parts.top == pytest.approx(120 + NUMBER)
    assert Tops(1, years=1.0, parts=0.0, has_parts=False).choose_height() < 300


def test_figures_of_zero_have_an_axis() -> None:
    plan = plan_panels(Tops(0, years=0.0, parts=0.0, has_parts=True), 500, 200)
    assert plan.money_per_point > 0
