"""The command `fact-check`: an article beside a file of official figures, as a table, as JSON and as a page."""

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import tradeview as tv
from official_trade import Row, amount_of, claims_of, growth, level, official
from tradeview import cli
from tradeview.errors import ExportError, StatementError, TableError, UnknownCodeError
from tradeview.words.language import Language

NOVEMBER = amount_of("export", 202011)
RIGHT, WRONG = level(NOVEMBER, quote="RM79 billion"), level(NOVEMBER * 10, step=1e8, quote="RM790 billion")
OPEN = {"kind": "index", "value": 104.1, "quote": "104.1"}


class Page:
    """What marks a text, where the real one is the business of another room: it writes what it was given."""

    def __init__(self, text: str, frame: pd.DataFrame, *, language: Language) -> None:
        self.said = f"<p lang={language.code}>{text}: {', '.join(frame['verdict'])}</p>"

    def save(self, path: Path) -> Path:
        path.write_text(self.said, encoding="utf-8")
        return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """An article and the official table, a ledger."""
    article, table = tmp_path / "article.txt", tmp_path / "official.csv"
    article.write_text("Exports reached RM79 billion.", encoding="utf-8")
    pd.DataFrame(official()).to_csv(table, index=False)
    return article, table


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the reader of claims finds, and what it is asked."""
    asked: list[dict[str, Any]] = []

    def find(*rows: Row) -> list[dict[str, Any]]:
        def read_claims(text: str, **options: Any) -> pd.DataFrame:
            asked.append({"text": text, **options})
            return claims_of(*rows)

        monkeypatch.setattr("tradeview.claims.official.judging.read_claims", read_claims)
        monkeypatch.setattr(tv, "highlight", Page, raising=False)
        return asked

    return find


def checked(*words: object) -> tuple[int, str, str]:
    """Run the command in this process: its status, what it prints, and what it says beside that."""
    done = CliRunner().invoke(cli.app, ["fact-check", *map(str, words)], standalone_mode=False)
    if done.exception:
        raise done.exception
    return int(done.return_value or 0), done.stdout, done.stderr


def test_nothing_that_contradicts_is_status_0(files: tuple[Path, Path], read: Any) -> None:
    asked = read(RIGHT, OPEN)
    status, printed, said = checked(
        files[0], "--against", files[1], "--reporter", "Malaysia", "--published", "2020-12-28"
    )
    assert status == 0
    assert pd.read_csv(io.StringIO(printed))["verdict"].tolist() == ["matches", "cannot tell"]
    assert said == "2 claims: 1 match, 0 revised, 0 contradict, 1 cannot be judged\n"
    text = "Exports reached RM79 billion."
    options = {"reporter": "MYS", "partner": None, "published": "2020-12-28", "locale": None}
    assert asked == [{"text": text, **options}]


def test_a_contradiction_is_status_1_and_json_has_all_columns(files: tuple[Path, Path], read: Any) -> None:
    read(WRONG)
    status, printed, said = checked(files[0], "--against", files[1], "--json")
    assert status == 1
    (row,) = json.loads(printed)
    assert (row["verdict"], row["proposal"], row["proposal_kind"]) == ("contradicts", "digit: a tenth", "point")
    library = tv.judge_claims(claims_of(WRONG), against=tv.load(files[1]))
    assert list(row) == list(library)
    assert row["explanation"] == library["explanation"].item()
    assert said == "1 claim: 0 match, 0 revised, 1 contradict, 0 cannot be judged\n"


def test_a_terminal_gets_a_table_and_what_contradicts_in_sentences(
    files: tuple[Path, Path], read: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read(RIGHT, WRONG)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    words = ["fact-check", str(files[0]), "--against", str(files[1])]
    assert cli.app(words, standalone_mode=False) == 1
    printed = capsys.readouterr().out
    assert "explanation" not in printed
    assert "“RM790 billion” (RM" in printed
    assert "“RM79 billion” (RM" not in printed


def test_a_terminal_gets_official_figures_in_their_units(
    files: tuple[Path, Path], read: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    share = {"kind": "share", "value": 0.14, "partner": "SGP", "among": "exports", "quote": "14 per cent"}
    read(RIGHT, growth(0.9, quote="90 per cent"), share, {**RIGHT, "start": None, "end": None, "quote": "RM1"})
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "120")
    cli.app(["fact-check", str(files[0]), "--against", str(files[1])], standalone_mode=False)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", capsys.readouterr().out)  # bold
    lines = [line.split() for line in plain.splitlines()]
    of_year = NOVEMBER / amount_of("export", 201911) - 1
    assert ["quote", "period", "verdict", "official", "missing"] in lines
    assert ["RM79", "billion", "Nov", "2020", "matches", f"RM{NOVEMBER / 1e9:.5g}", "billion"] in lines
    (grown,) = [line for line in lines if line[:4] == ["90", "per", "cent", "Nov"]]
    assert grown[4:8] == ["2020", "contradicts", "growth", "of"]
    assert f"+{of_year * 100:.1f}" in grown[8]
    assert ["14", "per", "cent", "Nov", "2020", "cannot", "tell", "series"] in lines
    assert ["RM1", "cannot", "tell", "time"] in lines


def test_rates_are_never_chosen(files: tuple[Path, Path], read: Any) -> None:
    in_dollars = level(NOVEMBER / 4.1, currency="USD", quote="US$19 billion")
    read(in_dollars)
    assert '"missing": "rate"' in checked(files[0], "--against", files[1], "--json")[1]
    (row,) = json.loads(checked(files[0], "--against", files[1], "--rates", "ecb:USD", "--json")[1])
    assert row["rate_source"] == "European Central Bank"
    assert row["verdict"] in {"matches", "revised"}


def test_tolerances_are_those_that_are_asked_for(files: tuple[Path, Path], read: Any) -> None:
    of_year = NOVEMBER / amount_of("export", 201911) - 1
    read(level(NOVEMBER * 1.04), growth(of_year + 0.02))
    asked = (files[0], "--against", files[1])
    assert checked(*asked)[0] == 1
    status, printed, _ = checked(*asked, "--revision", "0.05", "--growth-revision", "0.03")
    assert status == 0
    assert set(pd.read_csv(io.StringIO(printed))["verdict"]) == {"revised"}


def test_the_article_is_written_with_its_numbers_marked(files: tuple[Path, Path], read: Any, tmp_path: Path) -> None:
    read(RIGHT)
    page = tmp_path / "checked.html"
    _, _, said = checked(files[0], "--against", files[1], "--html", page)
    assert page.read_text(encoding="utf-8") == "<p lang=en>Exports reached RM79 billion.: matches</p>"
    assert str(page) in said


def test_rows_with_the_world_stay_beside_those_of_a_partner(files: tuple[Path, Path], read: Any) -> None:
    read(RIGHT)
    status, printed, _ = checked(files[0], "--against", files[1], "--reporter", "MYS", "--partner", "RUS")
    assert (status, pd.read_csv(io.StringIO(printed))["verdict"].item()) == (0, "matches")


def test_what_is_no_file_of_trade_is_refused(files: tuple[Path, Path], read: Any) -> None:
    read(RIGHT)
    with pytest.raises(TableError):
        checked(files[0], "--against", files[0])
    with pytest.raises(UnknownCodeError):
        checked(files[0], "--against", files[1], "--reporter", "Atlantis")
    read({**RIGHT, "flow": "sale"})
    with pytest.raises(StatementError):
        checked(files[0], "--against", files[1])


def test_domestic_exports_of_opendosm_are_held_against_their_own_figure(read: Any, tmp_path: Path) -> None:
    article, table = tmp_path / "article.txt", tmp_path / "trade_headline.csv"
    article.write_text("Domestic exports were RM8 billion.", encoding="utf-8")
    table.write_text(
        "series,date,exports,exports_domestic,re_exports,imports,imports_retained,total,balance\n"
        "abs,2020-11-01,10000000000,8000000000,2000000000,7000000000,5000000000,17000000000,3000000000\n",
        encoding="utf-8",
    )
    read(level(8e9, coverage="domestic exports"), level(2e9, flow="re-export"), level(8e9))
    status, printed, _ = checked(article, "--against", table)
    found = pd.read_csv(io.StringIO(printed))
    assert (status, found["verdict"].tolist()) == (1, ["matches", "matches", "contradicts"])
    assert found["proposal"].iloc[-1] == "coverage: domestic exports"


def test_a_page_that_has_no_place_is_refused_before_any_work(files: tuple[Path, Path], read: Any) -> None:
    asked = read(RIGHT)
    for place in (files[0] / "page.html", files[0].parent):
        with pytest.raises(ExportError):
            checked(files[0], "--against", files[1], "--html", place)
    assert asked == []


def test_the_folder_of_a_page_is_made(files: tuple[Path, Path]) -> None:
    new = files[0].parent / "new" / "page.html"
    checked(files[0], "--against", files[1], "--html", new)
    assert new.is_file()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_an_article_is_read_in_the_encoding_that_its_first_bytes_say(files: tuple[Path, Path], encoding: str) -> None:
    text = "Malaysia's exports reached RM79 billion in November 2020."
    files[0].write_bytes(text.encode(encoding))
    _, printed, _ = checked(files[0], "--against", files[1])
    assert pd.read_csv(io.StringIO(printed))["quote"].tolist() == ["RM79 billion"]
    for command in ("claims", "figures"):
        sent = CliRunner().invoke(cli.app, [command], input=text.encode(encoding))
        assert sent.exit_code == 0
        assert pd.read_csv(io.StringIO(sent.stdout))["quote"].tolist() == ["RM79 billion"]
