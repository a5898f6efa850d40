"""What every test and every example in a docstring or the README shares: no screen, a cluster, nothing left behind.

Chance has no part in `make test`: hypothesis draws the same examples on every run. `make test-all` draws new ones, ten
times as many, with `--hypothesis-profile=random`.
"""

import gc
import os
import sys
from collections.abc import Iterator
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

# Tens of thousands of tests are collected, and all stay: to look for rubbish among them again and again, as Python does
# while objects grow in number, takes a third of the time of collecting. Those that stay are set aside afterwards.
gc.disable()


def pytest_collection_finish() -> None:
    """Look for rubbish again, among what the tests make."""
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """Leave what was set aside to Python, or libraries would say on its end that they leak."""
    gc.unfreeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand tests out to the workers of `pytest -n 2` (`tests/workers.py`)."""
    from workers import SharedScheduling  # noqa: PLC0415 - on the path once pytest is configured

    return SharedScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that start a cluster and cannot be told from their ids: each worker would start one of its own."""
    hidden = [item.nodeid for item in items if SPARK in getattr(item, "fixturenames", ()) and SPARK not in item.nodeid]
    if hidden:
        raise pytest.UsageError(f"a test that asks for Spark has `{SPARK}` in its name; without: {', '.join(hidden)}")


@pytest.fixture(autouse=True)
def _tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run examples in an empty folder, and close the figures that they and the tests open."""
    # The folder is asked for where it is used: one a test takes longer to make than most sentences to read.
    if isinstance(request.node, pytest.DoctestItem):
        monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
        monkeypatch.chdir(request.getfixturevalue("tmp_path"))
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
