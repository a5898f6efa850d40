"""The command `claims`: texts, with who printed them, as a table of statements that `check-claims` reads."""

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradeview as tv
from claim_frames import DTYPES, use_reader_of_levels
from command_line import answer, run, table
from tradeview import cli
from tradeview.claims.table import ALL_KINDS
from tradeview.errors import TableError, TradeTableError

CUTTINGS = {
    "ministry": "In 2022, exports to Russia were RM8.78 billion (US$2.12 billion). "
    "Exports are expected to reach US$5 billion in 2030.",
    "star": "In 2022, exports to Russia reached RM8.99 billion. Imports were RM3 billion so far in 2024.",
}
LIST = "file,publisher,published,address\nministry.txt,Ministry,2023-02-01,https://example.org/1\n"
ARTICLE = "Malaysia's exports rose 4.3% to RM84.43 billion in November 2020, 2.0% less than in October 2020."


@pytest.fixture(autouse=True)
def _reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "real" not in request.node.name:
        use_reader_of_levels(monkeypatch)


@pytest.fixture
def cuttings(tmp_path: Path) -> Path:
    folder = tmp_path / "cuttings"
    folder.mkdir()
    for name, text in CUTTINGS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "sources.csv").write_text(LIST, encoding="utf-8")
    return folder


def told(*words: object, stdin: str | None = None) -> tuple[str, str]:
    """What the command writes, and what it says beside it."""
    done = CliRunner().invoke(cli.app, ["claims", *map(str, words)], input=stdin)
    if done.exception:
        raise done.exception
    return done.stdout, done.stderr


def test_a_folder_becomes_a_table_of_statements(cuttings: Path) -> None:
    found = table(answer("claims", cuttings, "--reporter", "Malaysia", "--partner", "Россия"))
    assert list(found.columns) == [*DTYPES, "source", "publisher", "title", "published", "address"]
    assert found["claim"].tolist() == ["ministry.1", "ministry.2", "ministry.3", "star.1", "star.2"]
    assert set(found["reporter"]) == {"MYS"}
    assert set(found["partner"]) == {"RUS"}
    assert found["published"].tolist()[:3] == ["2023-02-01"] * 3
    assert found["start"].tolist()[:2] == [202201, 202201]


def test_what_a_person_should_look_at_is_said(cuttings: Path) -> None:
    _, said = told(cuttings)
    assert said.splitlines() == [
        "tradeview: no line of sources.csv names star.txt",
        "5 claims: 5 level",
        "tradeview: 1 of 5 claims have no time",
        "tradeview: 5 of 5 claims name no reporter: --reporter says whose trade it is",
    ]


def test_check_claims_reads_what_it_writes(cuttings: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(answer("claims", cuttings, "--reporter", "MYS"), encoding="utf-8")
    assert len(tv.statements.load(mine, unsettled="leave out")) == 4
    done = CliRunner().invoke(cli.app, ["check-claims", str(mine), "--json"], standalone_mode=False)
    found = {(row["claims"], row["test"]): row["verdict"] for row in json.loads(done.stdout)}
    assert found[("ministry.1, star.1", "publishers")] == "cannot tell"  # a revision may lie between two articles
    assert ("ministry.3", "left out") in found
    assert done.stderr.splitlines()[0].startswith("tradeview: mine.csv, claim star.2: start is missing, end is missing")
    assert "4 claims, 3 tests: nothing contradicts" in done.stderr
    assert "1 of 4 claims are not tested" in done.stderr


def test_what_it_writes_is_no_ledger(cuttings: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(answer("claims", cuttings, "--reporter", "MYS", "--partner", "RUS"), encoding="utf-8")
    with pytest.raises(TradeTableError, match=r"statements\.load"):
        tv.load(mine)


def test_a_text_on_standard_input_has_no_source() -> None:
    written, said = told("--reporter", "MYS", "--json", stdin=CUTTINGS["star"])
    rows = json.loads(written)
    assert [row["claim"] for row in rows] == ["1", "2"]
    assert "source" not in rows[0]
    assert "sources.csv" not in said


def test_last_month_is_told_from_the_day_that_is_given(tmp_path: Path) -> None:
    path = tmp_path / "wire.txt"
    path.write_text("Last month, exports reached RM1.02 billion.", encoding="utf-8")
    (row,) = json.loads(answer("claims", path, "--published", "2024-01-16", "--json"))
    assert (row["start"], row["end"], row["published"]) == (202312, 202312, "2024-01-16")
    _, said = told(path, "--published", "2024-01-16")
    assert "1 claim took its time from the text around its sentence" in said


def test_nothing_in_a_text_gives_a_header_alone() -> None:
    assert answer("claims", stdin="no money here").startswith("claim,text_start,text_end,sentence,quote,kind")
    assert json.loads(answer("claims", "--json", stdin="")) == []


def test_ledgers_of_figures_stay_as_they_were(cuttings: Path) -> None:
    found = table(answer("figures", cuttings, "--ledger", "--reporter", "MYS"))
    assert list(found.columns)[:3] == ["period", "reporter", "partner"]
    assert "claim" not in found


@pytest.mark.parametrize(
    ("words", "said"),
    [(["-", "x.txt"], "standard input is read alone"), (["--partner", "Bolandia"], "Bolandia")],
)
def test_what_cannot_be_asked_is_refused(words: list[str], said: str) -> None:
    done = run("claims", *words, stdin=b"x")
    assert done.returncode in (1, 2)
    assert said in done.stderr.decode()


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="none in"):
        answer("claims", tmp_path)


# What follows is of the reader itself, where it is there.


def test_an_article_is_read_by_the_real_reader(tmp_path: Path) -> None:
    pytest.importorskip("tradeview.prose.claims", exc_type=ImportError)
    mine = tmp_path / "mine.csv"
    done = run("claims", "--reporter", "MYS", stdin=ARTICLE.encode())
    assert done.returncode == 0, done.stderr
    mine.write_bytes(done.stdout)
    found = pd.read_csv(mine, dtype=str)
    assert found["kind"].tolist() == ["growth", "level", "growth"]
    assert found["start"].tolist() == ["202011"] * 3
    assert found["base_start"].tolist()[2] == "202010"
    assert run("check-claims", mine).returncode == 0


def test_the_real_reader_says_kinds_that_a_table_of_statements_has() -> None:
    claims = pytest.importorskip("tradeview.prose.claims", exc_type=ImportError)
    assert claims.DTYPES == DTYPES
    assert set(claims.KINDS) <= set(ALL_KINDS)
    assert tv.statements.check(claims.read_claims(ARTICLE)) is not None
