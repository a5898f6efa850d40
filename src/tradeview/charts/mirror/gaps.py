"""Gaps: how the importer's figure of a flow stands to the exporter's, as far as ranges and rounding can tell."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tradeview.table.engines import is_missing

GapKind = Literal[
    "no figures", "missing", "alone", "same", "nearly same", "in range", "above zero", "times", "higher", "lower"
]
# From twice on, times are easier to see than percentages: 4.2 times as high, and not 320% higher.
TIMES = 2
# Gaps are said in whole percent: one that rounds to 0% has no direction to report.
NEARLY = 0.005
ONE_SIDED: dict[str, GapKind] = {"exporter": "missing", "importer": "alone"}
SIGNS: dict[GapKind, int] = {"above zero": 1, "times": 1, "higher": 1, "lower": -1}


@dataclass(frozen=True)
class Gap:
    """What kind of gap it is; the importer's figure over the exporter's where they differ, and neither is missing."""

    kind: GapKind
    ratio: float = math.nan

    @property
    def sign(self) -> int:
        """1 where the importer reports more, -1 where less, 0 where it is neither or cannot be told."""
        return SIGNS.get(self.kind, 0)


def measure_gap(row: Mapping[str, Any]) -> Gap:
    """Tell how the importer's figure in a row of `tv.mirror` stands to the exporter's.

    Examples
    --------
    >>> measure_gap({"reported_by": "both", "ratio": 4.2, "gap": 1e9}), measure_gap({"reported_by": "exporter"})
    (Gap(kind='times', ratio=4.2), Gap(kind='missing', ratio=nan))
    """
    reported_by = row["reported_by"]
    if is_missing(reported_by):
        return Gap("no figures")
    if reported_by != "both":
        return Gap(ONE_SIDED[reported_by])
    alike = _kind_of_no_gap(row)
    if alike is not None:
        return Gap(alike)
    gap, ratio = row["gap"], row["ratio"]
    if is_missing(ratio):  # the exporter's figure is zero, of which no other is a multiple
        return Gap("above zero")
    if ratio >= TIMES:
        return Gap("times", ratio)
    kind: GapKind = "higher" if gap > 0 else "lower"
    return Gap(kind, ratio)


def _kind_of_no_gap(row: Mapping[str, Any]) -> GapKind | None:
    """Tell why both sides count as reporting as much; None where they do not."""
    if row["gap"] == 0:
        return "same"
    if not is_missing(row["ratio"]) and abs(row["ratio"] - 1) < NEARLY:
        return "nearly same"
    # Printed digits are ranges: where one end of the gap is above zero and the other below, neither side reports more.
    low: Any = row.get("gap_low")
    high: Any = row.get("gap_high")
    if not is_missing(low) and not is_missing(high) and low * high <= 0:
        return "in range"
    return None
