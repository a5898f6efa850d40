"""Notebooks: each runs in a fresh kernel, says what its committed copy says, and holds no logic of its own."""

import ast
import copy
import re
import shutil
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpecManager
from matplotlib import font_manager
from nbclient import NotebookClient
from nbformat import NotebookNode

from mathematics import mathematics_of_html, mathematics_of_markdown

DATA = Path(__file__).parents[1] / "notebooks" / "data"
NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
assert NOTEBOOKS, "no notebooks found"
MAX_LINES = 10
SECONDS = 120
IMAGE = "image/png"
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.BinOp, ast.AugAssign)
MACHINES = ("/work", "/home", "/root", "/tmp", "/Users", ":\\\\")  # noqa: S108 - looked for, not used

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


class OwnInterpreter(AsyncKernelManager):
    """Starts `python3` with the interpreter that runs the tests: no folder of installed kernels is looked at."""

    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[])


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def code(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Execute a copy, without its outputs, in a fresh kernel of the running interpreter."""
    fresh = copy.deepcopy(notebook)
    for cell in code(fresh):
        cell.outputs, cell.execution_count = [], None
    assert OwnInterpreter(kernel_name="python3").kernel_spec.argv[0] == sys.executable
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(
        fresh,
        kernel_name="python3",
        kernel_manager_class=OwnInterpreter,
        coalesce_streams=True,
        timeout=SECONDS,
        resources=where,
    )
    client.execute()
    return fresh


def names_in(source: str) -> set[str]:
    """List the names that code reads, of variables and after dots."""
    named = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            named.add(node.attr)
        elif isinstance(node, ast.Name):
            named.add(node.id)
    return named


def outputs(cell: NotebookNode) -> list[object]:
    """What a cell says: its text in full; of an image, only that there is one."""
    said: list[object] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            said.append((output.name, output.text))
        elif IMAGE in output.get("data", {}):
            said.append(IMAGE)
        else:
            said.append((output.output_type, dict(output.get("data", {}))))
    return said


def test_runs_and_says_what_its_committed_copy_says(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MPLBACKEND", raising=False)  # the tests draw on Agg; a notebook draws inline
    assert font_manager.fontManager.ttflist  # matplotlib lists the fonts of a fresh machine here, not in the notebook
    committed = read(path)
    shutil.copytree(DATA, tmp_path / "data")  # a notebook reads what lies beside it, and writes nothing there
    fresh = run(committed, tmp_path)
    for number, (old, new) in enumerate(zip(code(committed), code(fresh), strict=True), start=1):
        loud = [said for said in outputs(new) if said != IMAGE and said[0] in {"stderr", "error"}]
        assert not loud, f"cell {number} warns or fails:\n{new.source}"
        assert outputs(new) == outputs(old), f"cell {number} says something else: run {path.name} anew, read, save"
        assert old.execution_count == new.execution_count == number, f"{path.name} was not saved from one fresh run"


def test_every_chart_is_there_once(path: Path) -> None:
    for cell in code(read(path)):
        drawn = cell.source.count("tv.charts.") + cell.source.count("tv.explore(")
        assert outputs(cell).count(IMAGE) == drawn, cell.source


def test_nothing_is_kept_that_lives_in_a_kernel_alone(path: Path) -> None:
    """A saved widget is an error to a reader who has no kernel: its picture is kept in its place."""
    for cell in code(read(path)):
        kept = [name for output in cell.outputs for name in output.get("data", {})]
        assert not [name for name in kept if "widget" in name], cell.source


def test_no_options_are_set_for_tables_to_be_readable(path: Path) -> None:
    """`tv.show` writes what a person reads; how pandas prints its frames is left to whoever runs the notebook."""
    for cell in code(read(path)):
        assert "options" not in names_in(cell.source), cell.source
        assert not {"set_option", "option_context"} & names_in(cell.source), cell.source


def test_no_table_prints_amounts_as_powers_of_ten(path: Path) -> None:
    for cell in code(read(path)):
        for output in cell.outputs:
            text = output.get("data", {}).get("text/plain", "")
            assert not re.search(r"\de[+-]\d\d\b", text), cell.source


def test_no_plain_frame_leaves_columns_out(path: Path) -> None:
    for cell in code(read(path)):
        for output in cell.outputs:
            heads, _, _ = output.get("data", {}).get("text/plain", "").partition("\n")
            assert " ... " not in heads, cell.source


def test_cells_are_short_and_only_call_the_library(path: Path) -> None:
    for cell in code(read(path)):
        assert len(cell.source.splitlines()) <= MAX_LINES, cell.source
        assert not any(isinstance(node, LOGIC) for node in ast.walk(ast.parse(cell.source))), cell.source


def test_no_cell_holds_dollars_that_would_be_read_as_mathematics(path: Path) -> None:
    found = []
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            found += mathematics_of_markdown(cell.source)
        for output in cell.get("outputs", []):
            found += mathematics_of_html(output.get("data", {}).get("text/html", ""))
            found += mathematics_of_markdown(output.get("data", {}).get("text/markdown", ""))
    assert found == []


def test_holds_nothing_of_a_machine(path: Path) -> None:
    notebook = read(path)
    assert notebook.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        assert not cell.metadata
        for output in cell.get("outputs", []):
            assert not output.get("metadata")
            output.get("data", {}).pop(IMAGE, None)  # base64 has slashes, and spells anything in time
    text = nbformat.writes(notebook)
    assert not [folder for folder in MACHINES if folder in text]
