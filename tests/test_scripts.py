"""Scripts: asked for help they say what they do, and do nothing; so with what they do not understand."""

import runpy
import sys
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parents[1].joinpath("scripts").glob("*.py"))
SCRIPTS = [path for path in FILES if "__main__" in path.read_text("utf-8")]


@pytest.mark.parametrize("word", ["--help", "--nonsense"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_help_is_no_name_of_a_file(
    script: Path, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(script.parent)
    monkeypatch.setattr(sys, "argv", [str(script), word])
    # Within this process, which has imported what a new one would take a second for.
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(script), run_name="__main__")
    said, complained = capsys.readouterr()
    assert (ended.value.code, "usage:" in said + complained) == ({"--help": 0, "--nonsense": 2}[word], True)
    assert [path.name for path in tmp_path.rglob("*")] == ["data"]
