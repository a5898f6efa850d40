"""Runs that are killed at any moment leave the old files, the new ones, or a marked folder; the next, no mixture.

What `write_together` promises in its docstring is what these tests show, on real processes: killed before each step
that they take on the disk, in order, and at random moments, none of which may be wrong.
"""

import itertools
import random
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from command_line import LEDGER
from matrices import SLOW
from tradeview.sources.writing.journal import MARK
from writing_server import DOORS, Writers, start_writers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor these signals")

FOREIGN = "mine.txt"


@pytest.fixture(scope="module")
def writers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writers]:
    ledger = tmp_path_factory.mktemp("ledger") / "ledger.csv"
    ledger.write_text(LEDGER)
    with start_writers(ledger) as program:
        yield program


def standing(base: Path) -> dict[str, bytes]:
    """All files in a folder and beside it, save the one that is not ours."""
    paths = [path for path in sorted(base.rglob("*")) if path.is_file() and path.name != FOREIGN]
    return {path.relative_to(base).as_posix(): path.read_bytes() for path in paths}


def visible(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if "/." not in f"/{name}"}


def state_of(base: Path, whole: dict[str, dict[str, bytes]]) -> str:
    """Say what a reader finds: all old, all new, a marked folder, or what must never be."""
    found = visible(standing(base))
    if f"out/{MARK}" in found:
        return "marked"
    return next((which for which, files in whole.items() if found == files), "mixture")


def write_whole(writers: Writers, folder: Path, door: str) -> tuple[dict[str, dict[str, bytes]], float]:
    """Write both sets of files once, the new ones last; what stands then, and how long it took."""
    whole, seconds = {}, 0.0
    for which in ("old", "new"):
        status, took = writers.write(folder, door, which)
        assert status == 0
        whole[which], seconds = standing(folder.parent), max(seconds, took)
    return whole, seconds


@pytest.fixture(params=[False, True], ids=["ours alone", "with other files"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A folder to write to, alone or with a file of somebody else in it."""
    folder = tmp_path / "out"
    folder.mkdir()
    if request.param:
        (folder / FOREIGN).write_text("mine")
    return folder


@pytest.mark.parametrize(
    "killed_again",
    [lambda _: (), pytest.param(lambda step: range(1, step, 4), marks=SLOW)],
    ids=["once", "again and again"],
)
def test_a_run_killed_before_any_of_its_steps_leaves_no_mixture(
    writers: Writers, folder: Path, killed_again: Callable[[int], Iterable[int]]
) -> None:
    """Also where the run that is to finish what it left is killed, too, and the one after it."""
    others = set(folder.iterdir())
    whole, _ = write_whole(writers, folder, "files")
    stood, found = "new", []
    for step in itertools.count(1):
        which = {"old": "new", "new": "old"}[stood]
        status, _ = writers.write(folder, "files", which, signal.SIGKILL, step=step)
        if status == 0:
            break
        state = state_of(folder.parent, whole)
        found.append({stood: "before", which: "after"}.get(state, state))
        for again in killed_again(step):
            writers.write(folder, "files", which, signal.SIGKILL, step=again)
            assert state_of(folder.parent, whole) != "mixture"
        assert writers.write(folder, "files", which)[0] == 0
        assert standing(folder.parent) == whole[which]
        assert others <= set(folder.iterdir())
        stood = which
    expected = ["before", "marked", "after"] if others else ["before", "after"]
    assert [state for state, _ in itertools.groupby(found)] == expected


def test_a_command_stopped_at_any_of_its_steps_leaves_nothing_hidden(writers: Writers, folder: Path) -> None:
    whole, _ = write_whole(writers, folder, "command")
    for step in (1, 5, 20, 50):
        status, _ = writers.write(folder, "command", "old", signal.SIGTERM, step=step)
        assert status == 128 + signal.SIGTERM
        assert standing(folder.parent) in whole.values()


def kill_runs(writers: Writers, folder: Path, door: str, kills: int) -> Counter[str]:
    """Kill runs, each followed by one that is left to end; count what a reader found in between."""
    whole, seconds = write_whole(writers, folder, door)
    stood, found = "new", Counter[str]()
    for _ in range(kills):
        which = {"old": "new", "new": "old"}[stood]
        number = random.choice([signal.SIGKILL, signal.SIGTERM])
        moment = random.uniform(0, seconds)
        status, _ = writers.write(folder, door, which, number, after=moment)
        state = state_of(folder.parent, whole)
        found[state] += 1
        assert state != "mixture", sorted(standing(folder.parent))
        if door == "command" and number == signal.SIGTERM:
            # Before our handler stands, while Python starts, the system ends it.
            assert status in {0, 128 + signal.SIGTERM, -signal.SIGTERM}
            assert standing(folder.parent) == whole[state]  # nothing hidden is left
        assert writers.write(folder, door, which)[0] == 0
        assert standing(folder.parent) == whole[which]
        stood = which
    return found


@pytest.mark.parametrize("door", DOORS)
def test_runs_killed_at_random_moments_leave_no_mixture(writers: Writers, folder: Path, door: str) -> None:
    assert kill_runs(writers, folder, door, 4).total() == 4


@pytest.mark.slow
@pytest.mark.parametrize("door", DOORS)
def test_four_hundred_kills_leave_no_mixture(writers: Writers, folder: Path, door: str) -> None:
    found = kill_runs(writers, folder, door, 67)
    print(door, dict(found))  # noqa: T201 - `pytest -rP` shows it
