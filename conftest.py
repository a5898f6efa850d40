"""What every test and every example in a docstring or the README shares: no screen, a cluster, nothing left behind."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ["MPLBACKEND"] = "Agg"


@pytest.fixture(autouse=True)
def _tidy(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run examples in an empty folder, and close the figures that they and the tests open."""
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch.chdir(tmp_path)
    yield
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close("all")


@pytest.fixture(scope="session")
def spark(_cluster: None) -> Any:
    """Give the session of a cluster of Spark on this machine (`tests/cluster.py`), or skip and say why."""
    import cluster  # noqa: PLC0415 - on the path once pytest is configured

    return cluster.session()


@pytest.fixture(scope="session", autouse=True)
def _cluster() -> Iterator[None]:
    """Stop the cluster, if any test has started it."""
    yield
    if begun := sys.modules.get("cluster"):
        begun.stop()
