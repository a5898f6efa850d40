"""The page "Let a model read, and check it" shows what the shell and Python say."""

import doctest
import re
import shutil
from pathlib import Path

import pytest

from test_readme import on_terminal

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "let_a_model_read.md"
RECORDED = ROOT / "docs" / "model_reading"


def test_the_shell_says_what_the_page_shows(tmp_path: Path) -> None:
    for name in ("article.txt", "reading.json"):
        shutil.copy(RECORDED / name, tmp_path)
    shown = PAGE.read_text(encoding="utf-8").split("```console\n$ ")[1].split("\n```")[0]
    command, _, output = shown.partition("\n")
    assert on_terminal(command, tmp_path).split() == [*output.split(), "[1]"]


def test_python_says_what_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 4
    assert failed == 0


def test_the_page_is_one_page_and_says_that_its_reading_is_made_by_hand() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(page.splitlines()) < 100
    assert re.search(r"written by hand for this page, errors included", page)
