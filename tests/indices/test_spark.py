"""The canon of indices on a cluster: each function once on the closed world, a frame of Spark in and one out."""

import functools
from typing import Any

import pandas as pd
import pytest

from closed_world import CASES, FIRST, Case, closed
from frames import ENGINES, plain
from index_calls import assert_is, gdp_rows, table, world_of
from matrices import some_of
from tradeview import indices
from tradeview.errors import TradeTableError

SPARK = ENGINES[-1]
# The last call of each function: the one with most to do, of those that differ by an option.
ONE_EACH = {case.function: case for case in CASES}
# Of each family, which is a module, the last.
FAMILIES = {getattr(indices, case.function).__module__: case for case in ONE_EACH.values()}
pytestmark = pytest.mark.usefixtures("spark")


@functools.cache
def frame_of(*years: int) -> Any:
    """Make the frame of a world once: the indices share them."""
    return SPARK.make(table(closed(*years)))


@pytest.mark.parametrize("case", some_of(list(ONE_EACH.values()), list(FAMILIES.values())))
def test_every_index_on_a_cluster(case: Case) -> None:
    world = world_of(case)
    options: dict[str, Any] = {**case.options, "validate": False}  # each question costs a second here
    if "gdp" in case.options:  # a table in memory beside one on the cluster
        options["gdp"] = pd.DataFrame(gdp_rows(table(world)))
    got = getattr(indices, case.function)(frame_of(*world.periods()), **options)
    assert isinstance(got, SPARK.kind)
    assert_is(case, plain(got), case.computed(world))


def test_amounts_as_decimals_and_years_as_short_numbers() -> None:
    case = ONE_EACH["revealed_comparative_advantage"]
    kinds = {"value": "decimal(18,2)", "period": "smallint"}
    frame = frame_of(FIRST)
    for name, kind in kinds.items():
        frame = frame.withColumn(name, frame[name].cast(kind))
    assert_is(case, plain(indices.revealed_comparative_advantage(frame)), case.computed(world_of(case)))


def test_the_cluster_refuses_in_words() -> None:
    rows = table(closed(FIRST))
    with pytest.raises(TradeTableError, match="lafay needs one currency; found: MYR, USD"):
        indices.lafay(SPARK.make([{**rows[0], "currency": "MYR"}, *rows[1:]]), imports="mirror")
