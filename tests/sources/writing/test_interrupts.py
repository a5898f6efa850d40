"""Interrupts wait until all files are in place; a second one does not."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from old_files import WHOLE, new_files, standing
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.interrupts import finishing_first


@pytest.fixture
def interrupted() -> Iterator[list[int]]:
    """Signals that were handled; SIGTERM is, too, as on the command line."""
    handled: list[int] = []

    def handle(number: int, _: object) -> None:
        handled.append(number)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    yield handled
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_waits_and_a_second_one_does_not(interrupted: list[int], number: int) -> None:
    with finishing_first():
        signal.raise_signal(number)
        assert interrupted == []
    assert interrupted == [number]
    with finishing_first():
        signal.raise_signal(number)
        signal.raise_signal(number)
        assert interrupted == [number] * 2
    assert interrupted == [number] * 3


def test_an_interrupt_in_the_middle_leaves_all_new(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def interrupting(descriptor: int) -> None:
        monkeypatch.setattr(os, "fsync", flush)
        signal.raise_signal(signal.SIGINT)
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", interrupting)
    with pytest.raises(KeyboardInterrupt):
        write_together(new_files(folder))
    assert standing(folder.parent) == WHOLE
