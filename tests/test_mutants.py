"""The tool behind `make mutants`: which changes it makes, and that its list is of what there is."""

import ast
import importlib
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LISTED = tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))["module"]

CODE = '''
"""A module of one constant and one function."""
LIMIT: float = 0.5
LATEST = LIMIT * 2


def weigh(values: list[int] | None, *, strict: bool = False) -> int:
    """Weigh."""
    if strict and not values:
        raise ValueError(f"nothing in {1 + 1}")
    return max(values) if 0 < LIMIT else -1
'''


@pytest.fixture
def mutants(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return importlib.import_module("mutant_changes")


def test_operators_numbers_refusals_and_defaults_are_changed_and_words_are_not(mutants: ModuleType) -> None:
    tree = ast.parse(CODE)
    before = ast.unparse(tree)
    changes = mutants.changes_of(tree)
    words = [f"{change.path or 'module'}: {change.words}" for change in changes]
    assert words == [
        "module: LIMIT: float = 0.5  ->  LIMIT: float = 1.5",
        "module: LIMIT: float = 0.5  ->  LIMIT: float = 0.55",
        "module: LIMIT * 2  ->  LIMIT / 2",
        "module: LIMIT * 2  ->  LIMIT * 3",
        "weigh: def weigh(values: list[int] | None, *, strict: bool=False) -> int:"
        "  ->  def weigh(values: list[int] | None, *, strict: bool=True) -> int:",
        "weigh: strict and (not values)  ->  strict or not values",
        "weigh: strict and (not values)  ->  not strict and (not values)",
        "weigh: strict and (not values)  ->  strict and values",
        "weigh: raise ValueError(f'nothing in {1 + 1}')  ->  pass",
        "weigh: 0 < LIMIT  ->  1 < LIMIT",
        "weigh: 0 < LIMIT  ->  0 <= LIMIT",
        "weigh: max(values)  ->  min(values)",
        "weigh: max(values) if 0 < LIMIT else -1  ->  max(values) if 0 < LIMIT else 1",
        "weigh: -1  ->  -2",
    ]
    # Each is put back after it was written out.
    assert ast.unparse(tree) == before


def test_a_constant_takes_those_made_of_it_along(mutants: ModuleType) -> None:
    tree = ast.parse(CODE)
    assert mutants.statements_from(tree.body[1], tree) == tree.body[1:3]


def test_a_function_takes_the_constants_along_that_it_was_called_for(mutants: ModuleType) -> None:
    tree = ast.parse("def double(x):\n    return 2 * x\n\n\nTWO = double(1)\nTABLE = {1: double}\nFOUR = TWO + 2\n")
    assert mutants.statements_calling(tree.body[0], tree) == [tree.body[1], tree.body[3]]


@pytest.mark.parametrize("module", LISTED)
def test_what_is_listed_is_there_and_has_a_reason(module: str) -> None:
    entry = LISTED[module]
    assert (ROOT / "src" / "tradeview" / f"{module}.py").is_file()
    assert all((ROOT / path).is_file() for path in entry["tests"])
    excused = entry.get("equal", {}) | entry.get("survivors", {})
    assert all("  ->  " in change and len(reason) > len("the same") for change, reason in excused.items())
