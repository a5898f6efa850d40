"""What `make fuzz` does at length, in short: some inputs a way in, and the smallest of each fault that was mended."""

import signal
import sys
from pathlib import Path
from random import Random

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "fuzzing"))

import campaign  # noqa: E402
import targets  # noqa: E402

KEPT = sorted((ROOT / "tests" / "fuzzed").glob("*/*"))
INPUTS = 12
TARGETS = {target.name: target for target in targets.list_targets()}


@pytest.mark.parametrize("name", TARGETS)
def test_a_way_in_lets_nothing_through_but_errors_of_ours(name: str) -> None:
    random = Random(f"test {name}")
    for _ in range(INPUTS):
        data = TARGETS[name].make(random)
        fault = campaign.find_fault(TARGETS[name], data)
        assert fault is None, data


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_input_that_was_let_through_no_longer_is(path: Path) -> None:
    # Its folder is named after the way in.
    assert campaign.find_fault(TARGETS[path.parent.name], path.read_bytes()) is None


def test_a_fault_is_found_and_made_small() -> None:
    def run(data: bytes, _: Path) -> None:
        if b"x" in data:
            raise KeyError("x")

    target = targets.Target("made up", lambda random: random.randbytes(9), run)
    fault = campaign.find_fault(target, b"aaxaa")
    assert isinstance(fault, KeyError)
    assert campaign.make_smaller(b"aaxaa" * 20, lambda data: campaign.find_fault(target, data) is not None) == b"x"


def test_a_hang_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaign, "PATIENCE", 1)
    before = signal.signal(signal.SIGALRM, campaign.give_up)
    try:
        target = targets.Target("endless", lambda random: random.randbytes(9), lambda _, __: signal.pause())
        assert isinstance(campaign.find_fault(target, b""), campaign.HangError)
    finally:
        signal.signal(signal.SIGALRM, before)
