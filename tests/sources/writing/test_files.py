"""Files are written whole or not at all: failures while moving, copies that cannot be put back, links."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tradeview.errors import ExportError
from tradeview.sources.writing import folder_swap
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.journal import MARK

BROKEN = OSError(errno.EIO, "broken")


@pytest.fixture
def old(tmp_path: Path) -> dict[Path, bytes]:
    """Files that stood there before."""
    files = {tmp_path / "out" / name: f"old {name}".encode() for name in "abcde"}
    for path, content in files.items():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    return files


def standing(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def unable_to_exchange(*_: object) -> None:
    raise OSError(errno.ENOSYS, "not implemented")


def break_replace(monkeypatch: pytest.MonkeyPatch, fails: Callable[[Path, Path], BaseException | None]) -> None:
    """Let moves fail; what cannot be exchanged as a whole folder is moved file by file."""
    replace = Path.replace
    monkeypatch.setattr(folder_swap, "exchange_folders", unable_to_exchange)

    def breaking(self: Path, target: Path) -> Path:
        if error := fails(self, target):
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", breaking)


@pytest.mark.parametrize("failing", "abcde")
@pytest.mark.parametrize("error", [BROKEN, KeyboardInterrupt()], ids=["error", "interrupt"])
def test_a_failure_while_moving_restores_what_stood_before(
    old: dict[Path, bytes], failing: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = next(iter(old)).parent
    next(iter(old)).unlink()  # one of the five is new
    before = standing(folder)
    break_replace(monkeypatch, lambda path, to: error if (path.suffix, to.name) == (".new", failing) else None)
    with pytest.raises((ExportError, KeyboardInterrupt)) as caught:
        write_together(dict.fromkeys(old, b"new"))
    assert standing(folder) == before
    if error is BROKEN:
        assert "5 files could not be written; found: broken" in str(caught.value)
        assert "nothing was changed" in str(caught.value)


def test_a_file_that_cannot_be_put_back_is_kept_and_named(
    old: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = next(iter(old)).parent

    def fails(path: Path, to: Path) -> OSError | None:
        broken = {(".new", "d"), (".old", "b")}
        return OSError(errno.EIO, "broken") if (path.suffix, to.name) in broken else None

    break_replace(monkeypatch, fails)
    with pytest.raises(ExportError) as caught:
        write_together(dict.fromkeys(old, b"new"))
    (copy,) = folder.glob(".*.old")
    visible = {path: content for path, content in standing(folder).items() if not path.name.startswith(".")}
    mark = folder / MARK
    assert b"unfinished" in visible.pop(mark)
    assert visible == {**old, folder / "b": b"new"}
    assert copy.read_bytes() == b"old b"
    assert caught.value.rows == (f"{folder / 'b'}: its old content is in {copy} (broken)",)
    assert str(copy) in str(caught.value)
    assert "nothing was changed" not in str(caught.value)


def test_an_interrupt_names_what_cannot_be_put_back(old: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    errors = {(".new", "d"): KeyboardInterrupt(), (".old", "b"): BROKEN}
    break_replace(monkeypatch, lambda path, to: errors.get((path.suffix, to.name)))
    with pytest.raises(KeyboardInterrupt) as caught:
        write_together(dict.fromkeys(old, b"new"))
    (copy,) = next(iter(old)).parent.glob(".*.old")
    assert str(copy) in caught.value.__notes__[0]
    assert copy.read_bytes() == b"old b"


def test_a_second_interrupt_leaves_the_copies(old: dict[Path, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    errors = {(".new", "d"): BROKEN, (".old", "b"): KeyboardInterrupt()}
    break_replace(monkeypatch, lambda path, to: errors.get((path.suffix, to.name)))
    with pytest.raises(KeyboardInterrupt):
        write_together(dict.fromkeys(old, b"new"))
    assert set(old.values()) <= set(standing(next(iter(old)).parent).values())


@pytest.mark.parametrize("error", [OSError(errno.EPERM, "not permitted"), NotImplementedError(), AttributeError()])
@pytest.mark.parametrize("failing", [None, "c"])
def test_no_hard_links_no_problem(
    old: dict[Path, bytes], failing: str | None, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unable(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "link", unable)
    monkeypatch.setattr(folder_swap, "exchange_folders", unable_to_exchange)
    break_replace(monkeypatch, lambda path, to: BROKEN if (path.suffix, to.name) == (".new", failing) else None)
    if failing:
        with pytest.raises(ExportError, match="nothing was changed"):
            write_together(dict.fromkeys(old, b"new"))
    else:
        write_together(dict.fromkeys(old, b"new"))
    assert standing(next(iter(old)).parent) == (old if failing else dict.fromkeys(old, b"new"))


def test_a_symbolic_link_is_written_through(old: dict[Path, bytes], tmp_path: Path) -> None:
    file, link = next(iter(old)), tmp_path / "link"
    link.symlink_to(file)
    assert write_together({link: b"new"}) == [link]
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "out"]


def test_two_names_of_one_file_are_put_back_to_the_first(
    old: dict[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_, last = old
    link = tmp_path / "link"
    link.symlink_to(first)
    break_replace(monkeypatch, lambda path, to: BROKEN if (path.suffix, to) == (".new", last) else None)
    with pytest.raises(ExportError, match="nothing was changed"):
        write_together({first: b"new", link: b"newer", last: b"new"})
    assert standing(last.parent) == old
