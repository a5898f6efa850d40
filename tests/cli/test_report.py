"""The command `report`: written by the installed script, and what is refused before anything is."""

from pathlib import Path

import pytest

from command_line import Refusal, run


def test_the_installed_script_writes_a_report(mine: Path, tmp_path: Path) -> None:
    done = run("report", mine, "--out", tmp_path / "out", "--currency", "EUR")
    assert (done.returncode, done.stdout.decode()) == (0, f"{tmp_path / 'out' / 'report.html'}\n")
    assert done.stderr.decode() == f"14 files in {tmp_path / 'out'}\n"
    assert "Thailand–Vietnam trade" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


REFUSED = {
    "onto a file": (["report", "--out", "bad.csv"], 1, "nothing was changed"),
    "half of two economies": (["report", "--reporter", "MYS"], 2, "--reporter and --partner go together"),
    "a file without its pair": (
        ["report", "--comtrade", "bad.csv"],
        2,
        "--comtrade goes with --reporter and --partner",
    ),
    "two files": (
        ["report", "bad.csv", "--wits", "bad.csv", "--reporter", "MYS", "--partner", "RUS"],
        2,
        "of one file",
    ),
    "no such economy": (
        ["report", "--comtrade", "bad.csv", "--reporter", "Ruritania", "--partner", "RUS"],
        1,
        "Ruritania",
    ),
    "no file of Comtrade": (
        ["report", "--comtrade", "empty.csv", "--reporter", "MYS", "--partner", "RUS"],
        1,
        "empty.csv",
    ),
    "another pair": (["report", "mine.csv", "--reporter", "MYS", "--partner", "RUS"], 1, "MYS reports with RUS"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line
