"""Folders with old files in them, in each of the ways in which files are replaced."""

from pathlib import Path

import pytest

from old_files import FOREIGN, make_old_files, unable_to_exchange
from tradeview.sources.writing import folder_swap


@pytest.fixture(params=["ours alone", "with other files", "no exchange"])
def folder(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three old files: replaced with their folder, or one by one."""
    folder = tmp_path / "out"
    make_old_files(folder)
    if request.param == "with other files":
        (folder / FOREIGN).write_bytes(b"mine")
    if request.param == "no exchange":
        monkeypatch.setattr(folder_swap, "exchange_folders", unable_to_exchange)
    return folder
