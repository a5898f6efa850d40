"""What holds of every index, whatever the world: it is the sum of fractions, and nothing that says no more changes it.

One table of calls, `CASES`, serves all properties. Worlds are drawn at random: some of four economies sell some of
three products in two years.
"""

import inspect
import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

from closed_world import CASES, FIRST, LAST, PRODUCTS, A, B, C, Case, Key, World
from examples import examples
from frames import IN_PROCESS, Engine, Row
from index_calls import assert_is, call, found, table
from matrices import matrix
from tradeview import indices
from tradeview.table.schema import KEYS

PHASES = [Phase.explicit, Phase.generate, Phase.shrink]
PANDAS, POLARS, LAZY, DUCKDB = IN_PROCESS
D = "THA"  # an economy without GDP
# Indices by product of what economies export, whatever they import.
OF_EXPORTS = {
    "revealed_comparative_advantage",
    "symmetric_rca",
    "normalised_rca",
    "additive_rca",
    "market_penetration",
}
WHOLES = {"partner": "WLD", "reporter": "WLD", "commodity_code": "TOTAL"}


def flows(year: int) -> st.SearchStrategy[dict[tuple[int, str, str, str], Fraction]]:
    pairs = itertools.permutations((A, B, C, D), 2)
    abroad = [(year, i, j, k) for (i, j), k in itertools.product(pairs, PRODUCTS)]
    return st.dictionaries(st.sampled_from(abroad), st.integers(1, 1000).map(Fraction), min_size=3, max_size=24)


def is_of_several(world: World) -> bool:
    """Tell whether some economy has two partners, some market two sellers: a lone one is set against nobody."""
    sold = Counter((year, i) for year, i, _ in {flow[:3] for flow in world.flows})
    bought = Counter((year, j) for year, _, j in {flow[:3] for flow in world.flows})
    return max(sold.values()) > 1 and max(bought.values()) > 1


worlds = st.builds(lambda first, last: World(first | last), flows(FIRST), flows(LAST)).filter(is_of_several)


def with_wholes(rows: list[Row]) -> list[Row]:
    """Add what partners, reporters and products come to, in every combination."""
    made = [*rows]
    for column, whole in WHOLES.items():
        sums: dict[tuple[object, ...], float] = {}
        for row in made:
            key = tuple({**row, column: whole, "value": None}.items())
            sums[key] = sums.get(key, 0.0) + row["value"]
        made += [{**dict(key), "value": value} for key, value in sums.items()]
    return made


def with_world_alone(rows: list[Row]) -> list[Row]:
    """Add the partner World, as most downloads have it."""
    return [row for row in with_wholes(rows) if row["reporter"] != "WLD" and row["commodity_code"] != "TOTAL"]


def with_zeros(rows: list[Row]) -> list[Row]:
    """Add cells of zero: of known names, and of an economy and a product that trade nothing."""
    zeros = [{"partner": "VNM"}, {"reporter": "VNM"}, {"commodity_code": "99"}, {"reporter": A, "partner": B}]
    there = {tuple(row[name] for name in KEYS) for row in rows}
    made = [{**rows[0], "value": 0.0, **zero} for zero in zeros]
    return [*rows, *(row for row in made if tuple(row[name] for name in KEYS) not in there)]


def with_others(rows: list[Row]) -> list[Row]:
    """Add rows that no index counts: groups of economies, and flows that are inside others or two at once."""
    others = [{"partner": "XGA"}, {"reporter": "XGA"}, {"flow": "re-export"}, {"flow": "re-import"}, {"flow": "total"}]
    return [*rows, *({**rows[-1], "value": 7.0, **other} for other in others)]


def with_imports(rows: list[Row]) -> list[Row]:
    """Add what importers report, each the same as its exporter."""
    sides = [{**row, "flow": "import", "reporter": row["partner"], "partner": row["reporter"]} for row in rows]
    return [*rows, *sides]


CHANGES: dict[str, Callable[[list[Row]], list[Row]]] = {
    "row order": lambda rows: rows[::-1],
    "World and TOTAL": with_wholes,
    "World alone": with_world_alone,
    "zeros": with_zeros,
    "groups and other flows": with_others,
    "imports beside mirrors": with_imports,
}


@dataclass
class Amounts:
    """Money in another unit: what it is called, and how many of it make one dollar."""

    currency: str
    rate: float

    def of(self, rows: list[Row]) -> list[Row]:
        return [{**row, "value": row["value"] * self.rate, "currency": self.currency} for row in rows]


def reported(case: Case) -> Case:
    """The same call, with imports from `import` rows."""
    options = {name: word for name, word in case.options.items() if name != "imports"}
    return replace(case, options=options)


@pytest.mark.parametrize("case", CASES, ids=str)
@examples(5, phases=PHASES)
@given(world=worlds)
def test_an_index_is_its_sum_of_fractions(case: Case, world: World) -> None:
    assert_is(case, call(case, POLARS, table(world)), case.computed(world), 1e-9)


@pytest.mark.parametrize(("case", "change"), matrix(CASES, list(CHANGES)))
@examples(2, phases=PHASES)
@given(world=worlds)
def test_nothing_changes_an_index_that_says_no_more(case: Case, change: str, world: World) -> None:
    rows = CHANGES[change](table(world))
    assert_is(case, call(case, POLARS, rows), case.computed(world), 1e-9)


@pytest.mark.parametrize("case", [case for case in CASES if "imports" in case.options], ids=str)
@examples(2, phases=PHASES)
@given(world=worlds)
def test_imports_that_both_sides_report_alike_are_their_mirror(case: Case, world: World) -> None:
    rows = with_imports(table(world))
    assert_is(case, call(reported(case), POLARS, rows), case.computed(world), 1e-9)
    assert_is(case, call(reported(case), POLARS, with_wholes(rows)), case.computed(world), 1e-9)


@pytest.mark.parametrize("case", CASES, ids=str)
@examples(2, phases=PHASES)
@given(world=worlds, rate=st.floats(1e-6, 1e6))
def test_currency_and_scale_do_not_matter(case: Case, world: World, rate: float) -> None:
    rows = Amounts("MYR", rate).of(table(world))
    got = call(case, POLARS, rows, currency="MYR", factor=rate)
    if case.function == "constant_market_share":  # whose effects are money
        got = [{**row, case.column: row[case.column] / rate} for row in got]
    assert_is(case, got, case.computed(world), 1e-8)


@pytest.mark.parametrize(("case", "engine"), matrix(CASES, [PANDAS, LAZY, DUCKDB]))
@examples(2, phases=PHASES)
@given(world=worlds)
def test_every_engine_says_the_same(case: Case, engine: Engine, world: World) -> None:
    rows = with_wholes(with_zeros(table(world)))
    assert_is(case, call(case, engine, rows), found(case, call(case, POLARS, rows)), 1e-9)


SPARSE = [
    case
    for case in CASES
    if "sparse" in inspect.signature(getattr(indices, case.function)).parameters and "commodity_code" in case.keys
]


def is_traded(case: Case, world: World, key: Key) -> bool:
    """Tell whether the economy of a cell exports its product, or imports it where the index is of both."""
    cell = dict(zip(case.keys, key, strict=True))
    periods = [cell["period"]] if "period" in cell else [cell["start"], cell["end"]]
    who, partner, what = cell["reporter"], cell.get("partner"), cell["commodity_code"]
    sold = any(world.x(period, who, partner, what) > 0 for period in periods)
    bought = any(world.m(period, who, partner, what) > 0 for period in periods)
    return sold or (bought and case.function not in OF_EXPORTS)


@pytest.mark.parametrize(("case", "engine"), matrix(SPARSE, IN_PROCESS))
@examples(2, phases=PHASES)
@given(world=worlds)
def test_a_sparse_index_has_the_cells_with_trade_alone(case: Case, engine: Engine, world: World) -> None:
    sparse = replace(case, options={**case.options, "sparse": True})
    expected = {key: value for key, value in case.computed(world).items() if is_traded(case, world, key)}
    assert_is(case, call(sparse, engine, table(world)), expected, 1e-9)
