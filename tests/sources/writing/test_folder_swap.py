"""A folder that is replaced as a whole: what stands beside it, and what comes into it meanwhile."""

import json
from pathlib import Path

import pytest

from old_files import WHOLE, new_files, standing
from tradeview.sources.writing import folder_swap
from tradeview.sources.writing.files import write_together


@pytest.mark.parametrize(
    ("names", "is_link"), [(["x"], True), (["../../victim/x"], False)], ids=["by a link", "by a name"]
)
def test_a_container_that_is_not_ours_takes_nothing_away(tmp_path: Path, names: list[str], *, is_link: bool) -> None:
    (tmp_path / "victim").mkdir()
    (tmp_path / "victim" / "x").write_bytes(b"here")
    container = tmp_path / ".tradeview-01234567"
    container.mkdir()
    (container / "contents.json").write_text(json.dumps({"folder": "out", "names": names}))
    if is_link:
        (container / "folder").symlink_to(tmp_path / "victim")
    else:
        (container / "folder").mkdir()
    write_together(new_files(tmp_path / "out"))
    assert (tmp_path / "victim" / "x").read_bytes() == b"here"


def test_a_file_that_came_as_the_folder_went_is_given_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "out"
    write_together(new_files(folder))
    exchange = folder_swap.exchange_folders

    def exchanging(one: Path, other: Path) -> None:
        (other / "late.txt").write_bytes(b"late")
        exchange(one, other)

    monkeypatch.setattr(folder_swap, "exchange_folders", exchanging)
    write_together(new_files(folder))
    assert standing(tmp_path) == {**WHOLE, "out/late.txt": b"late"}
