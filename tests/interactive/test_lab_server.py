"""The JupyterLab of the tests: it runs the package under test, in a theme that is named, and nothing leaves it."""

from typing import TYPE_CHECKING

import tradeview as tv

if TYPE_CHECKING:
    from lab_server import JupyterLab

OUTPUT = ".jp-OutputArea-output"
ASKS_ELSEWHERE = "from IPython.display import HTML\nHTML('<img src=\"https://example.org/pixel.png\">')"


def test_a_notebook_runs_the_package_under_test_in_the_theme_that_is_asked_for(jupyterlab: "JupyterLab") -> None:
    name = jupyterlab.write("first.ipynb", ["import tradeview as tv\nprint(tv.__file__)", "6 * 7", ASKS_ELSEWHERE])
    for theme, light in (("dark", "false"), ("light", "true")):
        page = jupyterlab.open(name, theme=theme)
        jupyterlab.run_all(page)
        assert page.locator(OUTPUT).all_inner_texts()[:2] == [f"{tv.__file__}\n", "42"]
        assert page.locator("body").get_attribute("data-jp-theme-light") == light
    assert set(jupyterlab.asked_elsewhere) == {"https://example.org/pixel.png"}
