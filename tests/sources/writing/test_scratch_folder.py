"""Folders for a while: removed as their process ends, also where it was killed, and never while it lives."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import tradeview

CODE = """
from tradeview.sources.writing.scratch_folder import make_scratch_folder
folder = make_scratch_folder("tradeview-test-")
(folder / "large.csv").write_text("1")
print(folder, flush=True)
input()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_a_killed_process_left_is_swept_by_the_next_and_what_a_living_one_holds_stays(tmp_path: Path) -> None:
    source = Path(tradeview.__file__).parents[1]
    settings = {**os.environ, "PYTHONPATH": str(source), "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    (tmp_path / "tradeview-test-file").write_text("mine")
    processes = []
    for _ in range(2):
        process = subprocess.Popen(
            [sys.executable, "-c", CODE], env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        processes.append((process, Path(process.stdout.readline().strip())))
    (killed, left), (living, held) = processes
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (left / "large.csv").exists()
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=settings, input="\n", capture_output=True, text=True, check=True
    )
    assert not Path(done.stdout.strip()).exists()
    assert not left.exists()
    assert (held / "large.csv").exists()
    living.communicate("\n")
    assert [path.name for path in tmp_path.iterdir()] == ["tradeview-test-file"]
