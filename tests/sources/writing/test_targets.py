"""Where something is to be written is refused before anything is done, and never by an error of the system's own."""

import os
from pathlib import Path

import pytest

import tradeview as tv
from tradeview.errors import ExportError
from tradeview.sources.writing.files import write_together
from tradeview.sources.writing.targets import check_file_target, check_folder_target

NO_NAMES = {"NUL": "a\0b", "half a pair": "a\ud800", "too long": "x" * 256, "too long in bytes": "\u0e01" * 86}


@pytest.mark.parametrize("name", NO_NAMES.values(), ids=NO_NAMES)
def test_a_name_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    for check in (check_file_target, check_folder_target):
        for path in (tmp_path / name, tmp_path / name / "within"):
            with pytest.raises(ExportError, match=r"letters that no file's name can have|a name of 25[68] bytes"):
                check(path)


def test_what_stands_there_or_in_the_way(tmp_path: Path) -> None:
    file, pipe, ring = tmp_path / "file", tmp_path / "pipe", tmp_path / "ring"
    file.touch()
    os.mkfifo(pipe)
    ring.symlink_to(ring)
    for check, path, found in (
        (check_folder_target, file, "a file "),
        (check_folder_target, pipe, "no folder "),
        (check_folder_target, file / "a" / "b", "where a folder should be"),
        (check_file_target, tmp_path, "a folder "),
        (check_file_target, pipe, "a pipe or a device "),
        (check_file_target, Path(os.devnull), "a pipe or a device "),
        (check_file_target, file / "a", "where a folder should be"),
        (check_file_target, ring / "a", "ring"),
    ):
        with pytest.raises(ExportError, match=found):
            check(path)


def test_what_can_be_written_is_let_through_and_nothing_is_made(tmp_path: Path) -> None:
    (tmp_path / "old").touch()
    check_file_target(tmp_path / "old")
    check_file_target(tmp_path / "new" / "folders" / "file")
    check_file_target(Path("beside.csv"))
    check_folder_target(tmp_path)
    check_folder_target(tmp_path / "new" / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_not_to_be_written_to(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for check in (check_file_target, check_folder_target):
        with pytest.raises(ExportError, match="not to be written to"):
            check(tmp_path / "a")


def test_a_report_asks_before_it_looks_at_the_table(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="letters that no file's name can have"):
        tv.report("no table at all", out=f"{tmp_path}/a\0b")  # type: ignore[arg-type]


def test_a_long_name_of_an_export_is_written(tmp_path: Path) -> None:
    longest = "\u0e01" * 83 + "aa"  # 251 bytes, and four of the ending
    path = tmp_path / f"{longest}.png"
    check_file_target(path)
    assert write_together({path: b"a"}) == [path]
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"a"]
    with pytest.raises(ExportError, match="a name of 256 bytes"):
        tv.export(tv.charts.rate(tv.rates.implied(tv.load())), tmp_path / f"{longest}b")
