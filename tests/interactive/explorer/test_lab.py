"""The explorer in a real JupyterLab, with no way out to the network: moved by keyboard, followed by the next cell."""

from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("anywidget", reason="the extra `interactive` is not installed")

if TYPE_CHECKING:
    from lab_server import JupyterLab

NAMES = """import tradeview as tv
trade, rates, deflator = tv.load(), tv.rates.ecb(base="USD"), tv.deflators.us_cpi()
explorer = tv.explore(trade, currency="MYR", base_currency="USD", rates=rates, deflator=deflator, start=2007, end=2024)
explorer"""
FRAME = "explorer.frame['period'].tolist()"
CODE = "print(explorer.code)"
FIRST, SECOND = "Malaysia’s trade with Russia, 2007 to 2024", "Malaysia’s trade with Russia, 2006 to 2024"


def wait_for(page: Any, start: str) -> None:
    page.locator(".tvx-finding", has_text=start).wait_for()
    page.wait_for_selector('.tvx[aria-busy="false"]')


def run_below(page: Any, count: int) -> None:
    """Run the last cells of the notebook, which are as many."""
    page.evaluate(
        "(count) => { const notebook = jupyterapp.shell.currentWidget.content;"
        "notebook.activeCellIndex = notebook.widgets.length - count;"
        "return jupyterapp.commands.execute('notebook:run-all-below'); }",
        count,
    )


def test_the_widget_is_moved_and_python_follows(jupyterlab: "JupyterLab") -> None:
    name = jupyterlab.write("explore.ipynb", [NAMES, FRAME, CODE])
    page = jupyterlab.open(name)
    jupyterlab.run_all(page)
    wait_for(page, FIRST)
    outputs = page.locator(".jp-OutputArea-output")
    assert outputs.nth(1).inner_text() == "[2007, 2024]"
    page.locator(".tvx [name=start]").focus()
    page.keyboard.press("ArrowLeft")
    wait_for(page, SECOND)
    run_below(page, 2)
    page.locator(".jp-OutputArea-output", has_text="[2006, 2007, 2024]").wait_for()
    page.locator(".jp-OutputArea-output", has_text="2006 <= period <= 2024").wait_for()
    copied = page.locator(".jp-OutputArea-output", has_text="tv.charts.lines").inner_text()
    page.evaluate(
        "(source) => { const notebook = jupyterapp.shell.currentWidget.content;"
        "notebook.activeCellIndex = notebook.widgets.length - 1;"
        "notebook.activeCell.model.sharedModel.setSource(source);"
        "return jupyterapp.commands.execute('notebook:run-cell'); }",
        f"{copied}\nNone",
    )
    page.locator(".jp-OutputArea-output img").wait_for()
    assert jupyterlab.asked_elsewhere == []
