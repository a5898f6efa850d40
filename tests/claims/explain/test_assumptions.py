"""Every number of the room stands in one table, with its unit and its source."""

import ast
import re
from pathlib import Path

import pytest

from tradeview.claims.explain import assumptions
from tradeview.claims.explain.mistakes import KINDS

TABLE = Path(assumptions.__file__)
OTHER_MODULES = sorted(path for path in TABLE.parent.glob("*.py") if path != TABLE)
SOURCES = {"counted", "arithmetic", "judgement", "computing"}


def constants_of(path: Path) -> dict[str, ast.expr]:
    """Names in capitals that a module gives a value."""
    found: dict[str, ast.expr] = {}
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign):
            target = statement.targets[0]
        elif isinstance(statement, ast.AnnAssign):
            target = statement.target
        else:
            continue
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and node.id.isupper() and statement.value is not None:
                found[node.id] = statement.value
    return found


def comment_above(path: Path, line: int) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()[: line - 1]
    comment: list[str] = []
    while lines and lines[-1].startswith("# "):
        comment.insert(0, lines.pop().removeprefix("# "))
    return " ".join(comment)


@pytest.mark.parametrize("name", sorted(constants_of(TABLE)))
def test_every_number_has_its_unit_and_source(name: str) -> None:
    comment = comment_above(TABLE, constants_of(TABLE)[name].lineno)
    written = re.fullmatch(r"(?P<unit>[^;]+); (?P<source>\w+): \S.*\.", comment)
    assert written, f"write above {name}: # unit; source: what it is."
    assert written["source"] in SOURCES
    assert f"\n{written['source']} " in str(assumptions.__doc__)


@pytest.mark.parametrize("path", OTHER_MODULES, ids=lambda path: path.stem)
def test_no_other_module_has_numbers_of_its_own(path: Path) -> None:
    # Powers of ten that a point slips by are what is mistaken, and no assumption.
    allowed = {"MISTAKES_OF_POWER"}
    numbers = [
        name
        for name, value in constants_of(path).items()
        if any(isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) for node in ast.walk(value))
    ]
    assert set(numbers) <= allowed


def test_every_mistake_has_a_cost_and_a_kind() -> None:
    assert set(assumptions.COSTS) == set(KINDS)
    assert min(assumptions.COSTS.values()) > 0
