"""Dollar signs in a real JupyterLab: none of what we write becomes mathematics, and the tests know what would."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
import pytest

import tradeview as tv
from mathematics import mathematics_of_html, mathematics_of_markdown
from tradeview.reports.marked_text.draw import highlight

if TYPE_CHECKING:
    from lab_server import JupyterLab

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
TWO = "Exports of US$619.3 million and US$2.49 billion"
MATHEMATICS = "mjx-container, .MathJax"
# How JupyterLab 4.6 takes them: what is set as mathematics, and what is not.
MARKDOWN = {
    TWO: True,
    TWO.replace("$", "\\$"): True,  # the page has the dollar sign again, twice in one text
    "*US$619.3 million* and *US$2.49 billion*": True,
    "*US\\$619.3 million* and *US\\$2.49 billion*": False,
    "`US$619.3 million` and `US$2.49 billion`": False,
    "US$1 here\n\nUS$2 there": False,
    "- US$1 here\n- US$2 there": True,
    "| a | b |\n|---|---|\n| US$1 | US$2 |": True,
}
HTML = {
    f"<p>{TWO}</p>": True,
    "<table><tr><td>US$1</td><td>US$2</td></tr></table>": False,
    "<p>US$1 and<br>US$2</p>": True,
    f'<p class="tex2jax_ignore">{TWO}</p>': True,
    f'<p class="mathjax_ignore">{TWO}</p>': False,
    f'<p title="{TWO}">words</p>': False,
}


def set_as_mathematics(page: Any) -> list[bool]:
    """Tell of each cell of a page whether there is mathematics in what it shows."""
    script = """asked => [...document.querySelectorAll('.jp-Notebook-cell')].map(cell =>
        cell.querySelectorAll(asked).length > 0)"""
    found: list[bool] = page.evaluate(script, MATHEMATICS)
    return found


def show_html(html: str) -> str:
    return f"from IPython.display import HTML\nHTML({html!r})"


def test_the_tests_know_what_jupyterlab_sets_as_mathematics(jupyterlab: "JupyterLab") -> None:
    cells: list[Any] = [("markdown", source) for source in MARKDOWN]
    cells += [show_html(html) for html in HTML]
    page = jupyterlab.open(jupyterlab.write("known.ipynb", cells))
    jupyterlab.run_all(page)
    page.wait_for_selector(MATHEMATICS)
    page.wait_for_timeout(2000)  # it is set one cell after the other
    assert set_as_mathematics(page) == [*MARKDOWN.values(), *HTML.values()]
    assert [bool(mathematics_of_markdown(source)) for source in MARKDOWN] == list(MARKDOWN.values())
    assert [bool(mathematics_of_html(html)) for html in HTML] == list(HTML.values())


def test_nothing_of_the_notebooks_is_set_as_mathematics(jupyterlab: "JupyterLab") -> None:
    cells: list[Any] = []
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                cells.append(("markdown", cell.source))
            for output in cell.get("outputs", []):
                if "text/html" in output.get("data", {}):
                    cells.append(show_html(output.data["text/html"]))
    cells.append(("markdown", "The last one is $x$."))
    page = jupyterlab.open(jupyterlab.write("all.ipynb", cells))
    jupyterlab.run_all(page)
    page.wait_for_selector(MATHEMATICS)
    page.wait_for_timeout(2000)
    assert set_as_mathematics(page) == [False] * (len(cells) - 1) + [True]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_of_the_documentation_holds_dollars_that_would_be_read_as_mathematics(path: Path) -> None:
    assert mathematics_of_markdown(path.read_text(encoding="utf-8")) == []


def test_marked_texts_and_tables_hold_none() -> None:
    text = f"{TWO}; bills of $5 notes and $ signs."
    for marked in (highlight(text, tv.read_figures(text)), tv.figures.highlight(text), tv.show(tv.read_figures(text))):
        html = marked._repr_html_()
        assert html.count("$") > 2
        assert mathematics_of_html(html) == []
