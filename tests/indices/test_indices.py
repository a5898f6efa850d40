"""The canon of indices: every cell of the closed world, on every engine; every name of INDICES.md is there."""

import importlib
import inspect
from fractions import Fraction

import pytest

from closed_world import CASES, FIRST, A, B, C, Case, Key, P, Q, R
from frames import IN_PROCESS, Engine
from index_calls import assert_is, call, found, table, world_of
from tradeview import indices

# INDICES.md: functions and their columns.
CANON = {
    "trade_share": {"share"},
    "trade_intensity": {"intensity"},
    "revealed_comparative_advantage": {"rca"},
    "symmetric_rca": {"rsca"},
    "normalised_rca": {"nrca"},
    "additive_rca": {"arca"},
    "bilateral_rca": {"rca"},
    "michaely": {"michaely"},
    "lafay": {"lafay"},
    "trade_balance_index": {"balance_index"},
    "grubel_lloyd": {"grubel_lloyd"},
    "marginal_intra_industry": {"marginal_iit"},
    "complementarity": {"complementarity"},
    "similarity": {"similarity"},
    "concentration": {"concentration"},
    "entropy": {"entropy"},
    "diversification": {"diversification"},
    "regional_orientation": {"orientation"},
    "intra_regional_share": {"share"},
    "extensive_margin": {"extensive"},
    "intensive_margin": {"intensive"},
    "constant_market_share": {"growth_effect", "structure_effect", "competition_effect"},
    "market_penetration": {"penetration"},
    "openness": {"openness"},
    "import_penetration": {"import_penetration"},
    "export_propensity": {"export_propensity"},
}
# What a caller has to choose, since the literature has two indices of one name.
NO_DEFAULT = {
    "trade_share": {"flow"},
    "trade_intensity": {"variant"},
    "grubel_lloyd": {"level"},
    "marginal_intra_industry": {"start", "end"},
    "concentration": {"over", "variant"},
    "entropy": {"over"},
    "regional_orientation": {"region"},
    "intra_regional_share": {"region"},
    "extensive_margin": {"reference"},
    "intensive_margin": {"reference"},
    "constant_market_share": {"start", "end"},
    "openness": {"gdp"},
    "import_penetration": {"gdp"},
    "export_propensity": {"gdp"},
}
# INDICES.md: the cells that it prints, by product in rows of A, B and C.
BY_PRODUCT = {
    ("revealed_comparative_advantage", "rca"): "12/5 2/3 0 | 3/5 2 6/11 | 0 1/3 27/11",
    ("symmetric_rca", "rsca"): "7/17 -1/5 -1 | -1/4 1/3 -5/17 | -1 -1/2 8/19",
    ("normalised_rca", "nrca"): "7/45 -1/30 -11/90 | -2/45 1/10 -1/18 | -1/9 -1/15 8/45",
    ("michaely", "michaely"): "39/55 -14/55 -5/11 | -3/10 31/60 -13/60 | -3/7 -23/70 53/70",
    ("lafay", "lafay"): ("5200/147 -800/63 -10000/441 | -1800/121 3100/121 -1300/121 | -6000/289 -4600/289 10600/289"),
    ("grubel_lloyd-grubel_lloyd-product", ""): "2/9 4/7 0 | 1/2 2/7 4/7 | 0 1/2 1/5",
}
BY_ECONOMY = {
    "concentration-concentration-products-hhi": "17/25 11/25 41/50",
    "concentration-concentration-products-normalised": "13/25 4/25 73/100",
    "concentration-concentration-products-hirschman": "0.824621 0.663325 0.905539",
    "concentration-concentration-products-unctad": "0.585049 0.203418 0.776502",
    "diversification-diversification": "7/15 3/10 8/15",
    "grubel_lloyd-grubel_lloyd-aggregate": "2/7 5/11 4/17",
    "entropy-entropy-partners": "0.610864 0.673012 0.693147",
}
OF_PAIRS = {
    "similarity-similarity": {(A, B): "2/5", (A, C): "1/10", (B, C): "3/10"},
    "complementarity-complementarity": {(A, B): "7/12", (B, A): "41/55", (A, C): "22/35", (C, B): "1/2"},
    "trade_intensity-intensity-world": {(A, B): "7/4", (B, A): "18/11"},
    "trade_intensity-intensity-rest_of_world": {(A, B): "133/120", (B, A): "54/55"},
    "grubel_lloyd-grubel_lloyd-aggregate-True": {(A, B): "4/13"},
    "extensive_margin-extensive-world": {(A, B): "7/12"},
    "intensive_margin-intensive-world": {(A, B): "1"},
}
EFFECTS = {"growth_effect": "50/3", "structure_effect": "-58/9", "competition_effect": "178/9"}
NAMED = {str(case): case for case in CASES}


def printed() -> dict[str, dict[Key, str]]:
    """Every cell that INDICES.md prints, by the case that computes it."""
    cells: dict[str, dict[Key, str]] = {}
    products = [(FIRST, i, k) for i in (A, B, C) for k in (P, Q, R)]
    for (name, column), text in BY_PRODUCT.items():
        numbers = text.replace("|", "").split()
        cells[f"{name}-{column}" if column else name] = dict(zip(products, numbers, strict=True))
    for name, text in BY_ECONOMY.items():
        cells[name] = {(FIRST, i): number for i, number in zip((A, B, C), text.split(), strict=True)}
    for name, pairs in OF_PAIRS.items():
        cells[name] = {(FIRST, *pair): number for pair, number in pairs.items()}
    for effect, number in EFFECTS.items():
        cells[f"constant_market_share-{effect}"] = {(A,): number}
    return cells


@pytest.mark.parametrize("name", printed())
def test_the_closed_world_of_the_document_is_what_sums_of_fractions_give(name: str) -> None:
    case = NAMED[name]
    computed = case.computed(world_of(case))
    for key, number in printed()[name].items():
        if "." in number:
            assert f"{computed[key]:.6f}" == number
        else:
            assert computed[key] == Fraction(number)


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_cell_of_the_closed_world(case: Case, engine: Engine) -> None:
    world = world_of(case)
    got = call(case, engine, table(world))
    assert_is(case, got, case.computed(world))
    assert list(got[0])[: len(case.keys)] == list(case.keys)
    assert set(got[0]) == {*case.keys, *CANON[case.function]}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_results_are_sorted_by_their_keys(case: Case) -> None:
    for engine in IN_PROCESS[:2]:
        keys = list(found(case, call(case, engine, table(world_of(case))[::-1])))
        assert keys == sorted(keys)


def test_every_name_of_the_canon_is_there_with_its_column() -> None:
    assert set(indices.__all__) == set(CANON)
    assert {case.function: CANON[case.function] for case in CASES} == CANON
    for function, columns in CANON.items():
        assert {case.column for case in CASES if case.function == function} == columns


@pytest.mark.parametrize("name", sorted(CANON))
def test_data_comes_first_and_variants_have_no_default(name: str) -> None:
    function = getattr(indices, name)
    assert callable(function)
    first, *rest = inspect.signature(function).parameters.values()
    assert (first.name, first.kind) == ("frame", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    assert {parameter.kind for parameter in rest} == {inspect.Parameter.KEYWORD_ONLY}
    required = {parameter.name for parameter in rest if parameter.default is inspect.Parameter.empty}
    assert required == NO_DEFAULT.get(name, set())
    assert inspect.signature(function).parameters["validate"].default is True


@pytest.mark.parametrize("name", sorted(CANON))
def test_every_index_says_its_range_reference_choices_and_an_example(name: str) -> None:
    words = inspect.getdoc(getattr(indices, name)) or ""
    headings = [f"{part}\n{'-' * len(part)}" for part in ("Parameters", "Returns", "Raises", "References", "Examples")]
    for part in ("range", "missing", ">>> ", *map(str.lower, headings)):
        assert part in words.lower()


def test_functions_stay_functions_after_their_modules_are_imported() -> None:
    for name in ("concentration", "openness"):
        importlib.import_module(f"tradeview.indices.{name}")
        assert callable(getattr(indices, name))
