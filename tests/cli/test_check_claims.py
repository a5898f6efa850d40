"""The command `check-claims`, and the two commands that make a folder of press cuttings a checked table."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradeview as tv
from command_line import PROGRAM, answer
from tradeview import cli

CUTTINGS = {
    "ministry": "In 2022, trade between Malaysia and Russia was RM8.78 billion (US$2.12 billion). "
    "It is to reach US$5 billion.",
    "star": "Total trade between Malaysia and Russia reached RM11.46 billion (US$2.48 billion) in 2024.",
}
ABOUT = ("--ledger", "--reporter", "MYS", "--partner", "RUS", "--commodity", "TOTAL")
HEADER = "period,reporter,partner,flow,commodity_code,value,currency,low,high,quote,source,months\n"


def row(year: int, flow: str, billions: float, source: str) -> str:
    ends = f"{(billions - 0.005) * 1e9:.0f},{(billions + 0.005) * 1e9:.0f}"
    return f"{year},MYS,RUS,{flow},TOTAL,{billions * 1e9:.0f},USD,{ends},,{source},{year}-01/{year}-12\n"


@pytest.fixture
def cuttings(tmp_path: Path) -> Path:
    folder = tmp_path / "cuttings"
    folder.mkdir()
    for name, text in CUTTINGS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\xff\xd8")
    return folder


def drafted(texts: Path) -> str:
    """What the first command writes, in this process."""
    return answer("figures", texts, *ABOUT)


def checked(*words: object) -> tuple[int, list[dict[str, Any]], str]:
    """Run the command in this process: its status, its rows, and what it says beside them."""
    done = CliRunner().invoke(cli.app, ["check-claims", *map(str, words), "--json"], standalone_mode=False)
    if done.exception:
        raise done.exception
    return int(done.return_value or 0), json.loads(done.stdout), done.stderr


def test_a_folder_of_cuttings_becomes_a_checked_table_in_two_commands(cuttings: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    read = f"{PROGRAM} figures {cuttings.name} {' '.join(ABOUT)} > mine.csv"
    check = f"{PROGRAM} check-claims mine.csv --rates ecb:USD"
    done = subprocess.run(["sh", "-c", f"{read}; {check}"], cwd=tmp_path, capture_output=True, text=True, check=False)
    ledger = pd.read_csv(mine, dtype=str)
    assert ledger["source"].tolist() == ["ministry"] * 3 + ["star"] * 2
    assert ledger["observation"].tolist()[:2] == ["ministry.0"] * 2
    assert ledger["observation"].tolist()[3:] == ["star.0"] * 2
    found = list(csv.DictReader(io.StringIO(done.stdout)))
    # Two figures alone: both are of another year, or one was converted at its rate; that is said once, beside them.
    likeliest = [each["proposal"].partition("; or ")[0] for each in found]
    verdicts = [(each["claims"], each["verdict"]) for each in found]
    assert verdicts == [("1, 2", "contradicts"), ("4, 5", "agrees")]
    assert likeliest == ["period 2021 (1, 2)", ""]
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "tradeview: 1 of 5 figures have no period",
        "tradeview: mine.csv, claim 3: start is missing, end is missing, flow is missing: left out",
        "4 claims, 2 tests: 1 contradicts",
    ]


def test_the_rows_are_those_of_the_library(cuttings: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(drafted(cuttings), encoding="utf-8")
    rates = pd.concat([tv.rates.ecb(base="USD", frequency=each, days_range=True) for each in ("A", "M")])
    library = tv.check_claims(tv.statements.load(mine, unsettled="leave out"), rates=rates)
    status, rows, _ = checked(mine, "--rates", "ecb:USD")
    assert status == 1
    assert [each["sentence"] for each in rows] == library["sentence"].tolist()
    assert [each["gap"] for each in rows] == pytest.approx(library["gap"].tolist())


def test_nothing_that_contradicts_is_status_0_and_rates_are_never_chosen(cuttings: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(drafted(cuttings / "star.txt"), encoding="utf-8")
    assert checked(mine, "--rates", "ecb:USD")[0] == 0
    status, rows, said = checked(mine)
    assert (status, [each["verdict"] for each in rows]) == (0, ["cannot tell"])
    assert "No table of rates was given." in rows[0]["sentence"]
    assert said == "2 claims, 1 test: nothing contradicts\n"


def test_a_rate_table_of_my_own_is_used(cuttings: Path, tmp_path: Path) -> None:
    mine, rates = tmp_path / "mine.csv", tmp_path / "rates.csv"
    mine.write_text(drafted(cuttings / "star.txt"), encoding="utf-8")
    rates.write_text("period,base,quote,rate,kind,source\n2024,USD,MYR,3,average,me\n")
    assert checked(mine, "--rates", f"trusted:{rates}")[0] == 1


def test_claims_of_several_files_have_keys_of_their_own(tmp_path: Path) -> None:
    ledgers = tmp_path / "ledgers"
    ledgers.mkdir()
    (ledgers / "a.csv").write_text(HEADER + row(2023, "total", 2.48, "Gazette"))
    (ledgers / "b.csv").write_text(HEADER + row(2023, "total", 3.48, "Herald"))
    for words in ([ledgers], [ledgers / "a.csv", ledgers / "b.csv"]):
        _, rows, said = checked(*words)
        assert (rows[0]["claims"], rows[0]["test"]) == ("a.1, b.1", "publishers")
        assert said.startswith("2 claims, 1 test")
    (tmp_path / "a.csv").write_text(HEADER + row(2023, "total", 3.48, "Herald"))
    only, *_ = checked(ledgers / "a.csv", tmp_path / "a.csv")[1]
    assert set(only["claims"].split(", ")) == {f"{ledgers / 'a.csv'}.1", f"{tmp_path / 'a.csv'}.1"}


def test_two_sides_of_one_flow_are_shown_and_two_articles_of_one_contradict(tmp_path: Path) -> None:
    for name, sides in {"one": (",", ","), "two": (",MYS", ",RUS")}.items():
        lines = [row(2023, "total", 2.48, "Gazette"), row(2023, "total", 3.48, "Herald")]
        said = [line.strip() + side + "\n" for line, side in zip(lines, sides, strict=True)]
        column = "side" if name == "two" else "note"
        (tmp_path / f"{name}.csv").write_text(HEADER.strip() + f",{column}\n" + "".join(said))
    status, rows, _ = checked(tmp_path / "one.csv")
    assert (status, rows[0]["test"], rows[0]["verdict"]) == (1, "publishers", "contradicts")
    status, rows, _ = checked(tmp_path / "two.csv")
    assert (status, rows[0]["test"], rows[0]["verdict"]) == (0, "mirror", "cannot tell")
    # Beside a file that names its sides, the other one keeps its own.
    _, rows, _ = checked(tmp_path / "one.csv", tmp_path / "two.csv")
    assert {each["claims"] for each in rows if each["test"] == "mirror"} >= {"one.1, two.2", "two.1, two.2"}


def test_statistics_are_taken_for_true(tmp_path: Path) -> None:
    mine, reference = tmp_path / "mine.csv", tmp_path / "statistics.csv"
    mine.write_text(HEADER + row(2023, "total", 2.48, "Gazette"))
    reference.write_text(
        "period,reporter,partner,flow,commodity_code,value,currency\n2023,MYS,RUS,total,TOTAL,3500000000,USD\n"
    )
    status, rows, _ = checked(mine, "--reference", reference)
    assert status == 1
    assert {each["test"] for each in rows if each["verdict"] == "contradicts"} == {"reference"}


def test_a_terminal_gets_the_contradictions_in_sentences(
    cuttings: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(drafted(cuttings), encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    shown = {}
    for words in ([], ["--all"]):
        monkeypatch.setattr(sys, "argv", ["tradeview", "check-claims", str(mine), "--rates", "ecb:USD", *words])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        assert stopped.value.code == 1
        shown[bool(words)] = capsys.readouterr().out.splitlines()
    (wrong,) = shown[False]
    assert wrong.startswith("ministry: RM8.78 billion for US$2.12 billion (Malaysia–Russia trade in 2022) is 4.129")
    assert "It fits 2021" in wrong
    assert shown[True][0] == wrong
    assert shown[True][1].startswith("star: RM11.46 billion")
    assert shown[True][1].endswith("They agree.")


def test_the_project_s_own_press_is_checked() -> None:
    status, rows, said = checked(Path(tv.__file__).parents[2] / "data" / "press.csv", "--rates", "ecb:USD")
    assert status == 1
    assert [each["proposal"] for each in rows if each["test"] == "period"] == ["period 2023"]
    assert said.startswith("70 claims, ")


REFUSED = {
    "no file": ([], 2, "Missing argument"),
    "a file that is not there": (["none.csv"], 2, "none.csv"),
    "a folder without ledgers": (["empty"], 1, "none in empty"),
    "rates of a day": (["good.csv", "--rates", "ecb:USD:end"], 1, "checked at means"),
    "no claims": (["mine.csv"], 1, "none that says its period"),
    "a broken table": (["bad.csv"], 1, "value 'much'"),
    "a ledger that is no list of claims": (
        ["bad.csv"],
        1,
        "or, if it is a ledger to be validated, say `tradeview check bad.csv`",
    ),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_checked_is_refused_in_words(
    words: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    good = row(2023, "total", 2.48, "Gazette")
    (tmp_path / "good.csv").write_text(HEADER + good)
    (tmp_path / "mine.csv").write_text(HEADER + good.replace("total", "").replace("2023", ""))
    (tmp_path / "bad.csv").write_text(HEADER + good.replace("2480000000", "much"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["tradeview", "check-claims", *words])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    printed = capsys.readouterr()
    assert stopped.value.code == status
    assert printed.out == ""
    assert said in printed.err.splitlines()[-1]


SIDES = {
    "malaysia": "According to the Department of Statistics Malaysia, exports of Malaysia to Russia were US$2.2 billion "
    "in 2014.",
    "russia": "According to Rosstat, Malaysia's exports to Russia were US$3.2 billion in 2014.",
    "nobody": "Malaysia's exports to Russia were US$4.2 billion in 2014.",
}


@pytest.mark.parametrize("command", [("figures", *ABOUT), ("claims",)], ids=["figures", "claims"])
def test_the_other_sides_statistics_are_not_called_wrong_by_the_two_commands(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    folder, mine = tmp_path / "cuttings", tmp_path / "mine.csv"
    folder.mkdir()
    for name, text in SIDES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    mine.write_text(answer(command[0], folder, *command[1:]), encoding="utf-8")
    status, rows, _ = checked(mine)
    assert status == 0
    assert sorted((one["test"], one["verdict"]) for one in rows) == [
        ("mirror", "cannot tell"),
        ("publishers", "cannot tell"),
        ("publishers", "cannot tell"),
    ]


def test_readings_of_two_texts_without_a_name_are_of_two_articles(tmp_path: Path) -> None:
    for name in ("malaysia", "nobody"):
        text = f"{SIDES['nobody']} Malaysia's exports to Russia were US$2.2 billion in 2014." * (name == "nobody")
        claims = tv.read_claims(text or SIDES["nobody"].replace("4.2", "5.2"))
        claims.to_csv(tmp_path / f"{name}.csv", index=False)
    status, rows, _ = checked(tmp_path)
    assert status == 1  # within one text
    verdicts = {one["claims"]: one["verdict"] for one in rows}
    assert verdicts["nobody.1, nobody.2"] == "contradicts"
    assert verdicts["malaysia.1, nobody.1"] == "cannot tell"
