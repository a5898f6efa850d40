"""A real JupyterLab on this machine, for tests that look at what a person sees in it.

It serves one folder, with nothing of the settings, kernels or workspaces that this machine has, and with no way out to
the network: what a page asks of another machine is refused, and listed in `asked_elsewhere`. (The module is not
called after a package of Jupyter's: the folder of the tests stands before the packages on the path.)
"""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat

SECONDS_TO_START = 120
MILLISECONDS = 60_000  # of patience with a page: a busy machine is not a fault
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
SETTINGS: dict[str, dict[str, object]] = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True},
    # Cells out of sight are not drawn otherwise, and a test finds nothing in them.
    "notebook-extension/tracker": {"windowingMode": "none"},
}
# Without it, JupyterLab asks which kernel it shall start.
METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
RUNS_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
KERNEL_IS_IDLE = """() => {
    const panel = window.jupyterapp && jupyterapp.shell.currentWidget;
    const kernel = panel && panel.sessionContext && panel.sessionContext.session && panel.sessionContext.session.kernel;
    return Boolean(kernel && panel.context.isReady && kernel.status === 'idle');
}"""


class JupyterLab:
    """A running server, and the browser that opens its notebooks."""

    def __init__(self, browser: Any, folder: Path, address: str, token: str) -> None:
        self.folder = folder
        self.asked_elsewhere: list[str] = []
        self._browser = browser
        self._address = address
        self._token = token
        self._contexts: list[Any] = []

    def write(self, name: str, cells: Sequence[str | tuple[str, str]]) -> str:
        """Write a notebook into the folder: texts are cells of code, `("markdown", text)` is one of words."""
        notebook = nbformat.v4.new_notebook(metadata=METADATA)
        for cell in cells:
            kind, source = ("code", cell) if isinstance(cell, str) else cell
            make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
            notebook.cells.append(make(source))
        nbformat.write(notebook, self.folder / name)
        return name

    def open(self, notebook: str, *, theme: str = "light", width: int = 1200, height: int = 900) -> Any:
        """Open a notebook by its path within the folder; return playwright's page, once the kernel waits for code."""
        settings = self.folder.parent / "settings" / "@jupyterlab" / "apputils-extension"
        (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": THEMES[theme]}))
        context = self._browser.new_context(viewport={"width": width, "height": height})
        self._contexts.append(context)
        context.set_default_timeout(MILLISECONDS)
        context.route("**/*", self._refuse_elsewhere)
        page = context.new_page()
        # Each page has a workspace of its own: none opens the notebooks of another.
        workspace = secrets.token_hex(8)
        page.goto(f"{self._address}lab/workspaces/{workspace}/tree/{notebook}?token={self._token}")
        page.wait_for_function(KERNEL_IS_IDLE)
        return page

    def run_all(self, page: Any) -> None:
        """Run all cells of the notebook that is open, as its menu does, and wait until the last has ended."""
        page.evaluate(RUNS_ALL)
        page.wait_for_function(KERNEL_IS_IDLE)

    def close_pages(self) -> None:
        """Close what was opened."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _refuse_elsewhere(self, route: Any) -> None:
        asked = urlsplit(route.request.url)
        if asked.scheme in {"data", "blob"} or asked.netloc == urlsplit(self._address).netloc:
            route.continue_()
        else:
            self.asked_elsewhere.append(route.request.url)
            route.abort()


@contextmanager
def start_jupyterlab(browser: Any, folder: Path) -> Iterator[JupyterLab]:
    """Start JupyterLab below an empty folder, on a port that the system chooses, and stop it in the end."""
    served = folder / "notebooks"
    served.mkdir()
    token = secrets.token_hex(16)
    environment = os.environ | _own_folders(folder) | {"JUPYTER_TOKEN": token}
    environment.pop("MPLBACKEND", None)  # the tests draw on Agg; a notebook draws inline
    for name, values in SETTINGS.items():
        path = folder / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": "0",
        "ServerApp.root_dir": str(served),
        "ServerApp.open_browser": "False",
        "ServerApp.allow_root": "True",
        "LabApp.expose_app_in_browser": "True",  # the application itself says when a kernel is ready
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=environment, cwd=served, stdout=log, stderr=log)
        lab = None
        try:
            lab = JupyterLab(browser, served, _wait_for_address(server, folder), token)
            yield lab
        finally:
            if lab is not None:
                lab.close_pages()
            server.terminate()  # it ends its kernels first
            try:
                server.wait(30)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _own_folders(folder: Path) -> dict[str, str]:
    """Name folders for all that Jupyter keeps: what this machine has of it is neither read nor changed."""
    names = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    folders = {variable: str(folder / name) for variable, name in names.items()}
    # The kernel imports what the tests import, from wherever that is.
    return folders | {"PYTHONPATH": os.pathsep.join(_paths_of_packages()), "JUPYTER_PREFER_ENV_PATH": "1"}


def _paths_of_packages() -> list[str]:
    import tradeview as tv  # noqa: PLC0415 - which of several checkouts it is, is known once it is imported

    given = os.environ.get("PYTHONPATH", "")
    return [str(Path(tv.__file__).parents[1]), *([given] if given else [])]


def _wait_for_address(server: subprocess.Popen[bytes], folder: Path) -> str:
    """Read where the server listens, which it writes down once it does."""
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        for file in (folder / "runtime").glob("jpserver-*.json"):
            try:
                return str(json.loads(file.read_text())["url"])
            except (json.JSONDecodeError, KeyError):
                break  # it is being written
        time.sleep(0.1)
    said = (folder / "server.log").read_text(errors="replace")
    raise RuntimeError(f"JupyterLab did not start:\n{said[-3000:]}")
