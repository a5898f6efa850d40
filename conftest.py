"""What every test and every example in a docstring or the README shares: no screen, a cluster, nothing left behind.

Chance has no part in `make test`: hypothesis draws the same examples on every run. `make test-all` draws new ones, ten
times as many, with `--hypothesis-profile=random`.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

os.environ["MPLBACKEND"] = "Agg"

# What takes its time on a busy machine is not wrong for that. Nothing is remembered of earlier runs.
NO_CLOCK: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}
settings.register_profile("same", derandomize=True, max_examples=100, **NO_CLOCK)
settings.register_profile("random", derandomize=False, max_examples=1000, print_blob=True, **NO_CLOCK)
settings.load_profile("same")

SPARK = "spark"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests one worker runs (`pytest -n 2 --dist loadgroup`): those that share what takes long to make.

    The tests of a file share its fixtures, and whatever asks for Spark shares one cluster.
    """
    for item in items:
        group = SPARK if _asks_for_spark(item) else item.nodeid.split("::", maxsplit=1)[0]
        item.add_marker(pytest.mark.xdist_group(group))


def _asks_for_spark(item: pytest.Item) -> bool:
    """Whether a test asks for the cluster, by name or as one of the engines that it is run on."""
    if SPARK in getattr(item, "fixturenames", ()):
        return True
    given = item.callspec.params.values() if hasattr(item, "callspec") else ()
    names = [getattr(value, "name", None) for value in given]
    return any(isinstance(name, str) and name == SPARK for name in names)


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
