"""Scripts: asked for help they say what they do, and do nothing; so with what they do not understand."""

import subprocess
import sys
from pathlib import Path

import pytest

FILES = sorted(Path(__file__).parents[1].joinpath("scripts").glob("*.py"))
SCRIPTS = [path for path in FILES if "__main__" in path.read_text("utf-8")]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_help_is_no_name_of_a_file(script: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for word, status in (("--help", 0), ("--nonsense", 2)):
        done = subprocess.run([sys.executable, script, word], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, "usage:" in done.stdout + done.stderr) == (status, True)
        assert [path.name for path in tmp_path.rglob("*")] == ["data"]
