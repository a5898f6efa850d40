"""Gaps: what counts as one, at the borders where the answer changes."""

import math

import pytest

from tradeview.charts.mirror.gaps import Gap, measure_gap


def gap(exported: float, imported: float, *bounds: float) -> Gap:
    """The gap of two figures, computed by hand as `tv.mirror` does."""
    row = {"reported_by": "both", "gap": imported - exported, "ratio": imported / exported if exported else math.nan}
    return measure_gap({**row, **dict(zip(("gap_low", "gap_high"), bounds, strict=False))})


@pytest.mark.parametrize(
    ("exported", "imported", "kind", "sign"),
    [
        (200.0, 200.0, "same", 0),
        (0.0, 0.0, "same", 0),
        (10_000.0, 10_049.0, "nearly same", 0),  # 0.49%, which rounds to 0%
        (10_000.0, 9_951.0, "nearly same", 0),
        (10_000.0, 10_051.0, "higher", 1),  # 0.51%, which rounds to 1%
        (10_000.0, 9_949.0, "lower", -1),
        (1_000.0, 1_999.0, "higher", 1),
        (1_000.0, 2_000.0, "times", 1),
        (1_000.0, 0.0, "lower", -1),
        (0.0, 1.0, "above zero", 1),
    ],
)
def test_what_kind_of_gap_it_is(exported: float, imported: float, kind: str, sign: int) -> None:
    found = gap(exported, imported)
    assert (found.kind, found.sign) == (kind, sign)


@pytest.mark.parametrize(
    ("low", "high", "kind"),
    [(-1.0, 101.0, "in range"), (0.0, 100.0, "in range"), (1.0, 99.0, "higher"), (math.nan, 99.0, "higher")],
)
def test_a_gap_whose_range_has_both_signs_is_none(low: float, high: float, kind: str) -> None:
    assert gap(100.0, 150.0, low, high).kind == kind


@pytest.mark.parametrize(
    ("reported_by", "kind"),
    [("exporter", "missing"), ("importer", "alone"), (None, "no figures"), (math.nan, "no figures")],
)
def test_one_side_alone_has_no_gap(reported_by: object, kind: str) -> None:
    assert measure_gap({"reported_by": reported_by}) == Gap(kind)  # type: ignore[arg-type]
    assert measure_gap({"reported_by": reported_by}).sign == 0


def test_only_figures_that_differ_have_a_ratio() -> None:
    assert gap(100.0, 150.0).ratio == 1.5
    assert gap(100.0, 400.0).ratio == 4
    assert math.isnan(gap(100.0, 100.1).ratio)
