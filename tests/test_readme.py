"""What the README shows and no doctest runs: the shell's output, as a terminal gets it, and the three steps of size."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from baci_release import release

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
pty = pytest.importorskip("pty", reason="this system has no terminals to write to")


def block(opening: str) -> str:
    """The fenced block that starts with these words."""
    return README.split(opening, 1)[1].join([opening, ""]).split("\n```", 1)[0]


def on_terminal(command: str, folder: Path) -> str:
    """Run a command on a terminal of its own; everything it writes, on one line."""
    leader, follower = pty.openpty()
    there = {**os.environ, "PATH": PATH}
    done = subprocess.run(["sh", "-c", command], cwd=folder, stdout=follower, stderr=follower, env=there, check=False)
    os.close(follower)
    written = b""
    try:
        while part := os.read(leader, 65536):
            written += part
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(leader)
    return " ".join([*written.decode().split(), f"[{done.returncode}]"])


def test_the_shell_says_what_the_readme_shows(tmp_path: Path) -> None:
    shown = block("$ cat cuttings/")
    asked, *commands = re.split(r"^\$ ", "\n" + shown, flags=re.MULTILINE)[1:]
    names, *texts = asked.strip().split("\n")
    (tmp_path / "cuttings").mkdir()
    for name, text in zip(names.split()[1:], texts, strict=True):
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    ends = []
    for command in commands:
        line, _, output = command.partition("\n")
        wanted = output.split()
        got = on_terminal(line, tmp_path).split()
        assert got[:-1] == wanted
        ends.append(got[-1])
    assert ends == ["[0]", "[1]"]


def test_three_steps_of_size_up_to_spark_give_one_result(tmp_path: Path, spark: Any) -> None:
    sold = (2023, 458, 643, "010121", "5.0", "1.0"), (2023, 643, 458, "270112", "7.0", "1.0")
    folder = release(tmp_path / "BACI_HS17", {2023: sold})
    # Java looks for files in the folder in which it was started.
    code = block("rca = tv.indices.revealed_comparative_advantage\n").replace('"BACI_HS17"', repr(str(folder)))
    found = []
    names: dict[str, Any] = {"tv": tv, "spark": spark}
    for step in code.split("\n\n"):
        exec(step, names)  # noqa: S102 - the README's own lines
        found.append(names.get("index"))
    _, one, two, three = found
    wanted = one[one["reporter"] == "MYS"].to_dict("records")
    assert [row["rca"] for row in wanted] == pytest.approx([12 / 5, 0])
    assert two.sort_values("commodity_code").to_dict("records") == wanted
    assert sorted((row.asDict() for row in three), key=lambda row: row["commodity_code"]) == wanted
