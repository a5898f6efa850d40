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
    there = {**os.environ, "PATH": PATH, "COLUMNS": "120"}
    done = subprocess.run(["sh", "-c", command], cwd=folder, stdout=follower, stderr=follower, env=there, check=False)
    os.close(follower)
    written = b""
    try:
        while part := os.read(leader, 65536):
            written += part
    except OSError:  # how Linux says that nobody writes any more
        pass
    os.close(leader)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", written.decode())  # bold, and dim
    return " ".join([*plain.split(), f"[{done.returncode}]"])


def files_of(names: list[str], output: str) -> dict[str, str]:
    """What `cat` shows: one file whole, or of several a line each."""
    if len(names) == 1:
        return {names[0]: output}
    return dict(zip(names, output.strip().split("\n"), strict=True))


@pytest.mark.parametrize(
    ("opening", "wanted_ends"),
    [("$ cat article.txt", ["[1]"]), ("$ cat cuttings/", ["[0]", "[1]"]), ("$ cat sentences.txt", ["[0]", "[0]"])],
    ids=["an article", "a folder", "a ledger"],
)
def test_the_shell_says_what_the_readme_shows(opening: str, wanted_ends: list[str], tmp_path: Path) -> None:
    (tmp_path / "cuttings").mkdir()
    ends = []
    for command in re.split(r"^\$ ", "\n" + block(opening), flags=re.MULTILINE)[1:]:
        line, _, output = command.partition("\n")
        if line.startswith("cat "):
            for name, text in files_of(line.split()[1:], output).items():
                (tmp_path / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
            continue
        got = on_terminal(line, tmp_path).split()
        assert got[:-1] == output.split()
        ends.append(got[-1])
    assert ends == wanted_ends


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
