"""The command `fetch`, against a server on this machine: whole files or none, and a key that nobody sees."""

import sys
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from comtrade_server import Server, failing, let_keys_go_over_http, running
from tradeview import cli

CANARY = "canary+0123456789abcdef=="
ASKED = ["--reporter", "Malaysia", "--partner", "Россия", "--periods", "2022-2023", "--flow", "export"]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.delenv("COMTRADE_KEY", raising=False)
    let_keys_go_over_http(monkeypatch)
    with running() as state:
        yield state


def fetch(monkeypatch: pytest.MonkeyPatch, server: Server, *words: object) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["tradeview", "fetch", *ASKED, "--base-url", server.base_url, *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    return stopped.value.code


def keys(server: Server) -> list[str | None]:
    return [asked.headers.get("ocp-apim-subscription-key") for asked in server.requests]


def test_what_is_fetched_is_a_ledger(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "trade.csv"
    assert fetch(monkeypatch, server, "--commodity", "TOTAL", "--commodity", "0101", "--out", out) == 0
    said = capsys.readouterr()
    assert said.out == f"{out}\n"
    assert said.err.startswith("4 rows, UN Comtrade, downloaded 20")
    trade = tv.load(out)
    rows = [(row.period, row.reporter, row.partner, row.flow, row.commodity_code) for row in trade.itertuples()]
    assert sorted(rows) == [
        (period, "MYS", "RUS", "export", code) for period in (2022, 2023) for code in ("0101", "TOTAL")
    ]
    assert trade.loc[trade["commodity_code"] == "0101", "value"].tolist() == [2022 + 0.4 + 643e-6, 2023 + 0.4 + 643e-6]
    assert trade["source"].str.fullmatch(r"UN Comtrade, downloaded \d{4}-\d\d-\d\d").all()
    assert keys(server) == [None]
    assert [path.name for path in out.parent.iterdir()] == ["trade.csv"]


def test_months_are_asked_for_as_months(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "trade.csv"
    assert fetch(monkeypatch, server, "--periods", "202311-202401", "--out", out) == 0
    assert server.requests[0].path.endswith("/C/M/HS")
    assert sorted(tv.load(out)["period"]) == [202311, 202312, 202401]


@pytest.mark.parametrize("way", ["environment", "file", "file before environment"])
def test_the_key_comes_from_the_environment_or_a_file(
    way: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "key", tmp_path / "trade.csv"
    file.write_text(f"{CANARY}\n")
    if "environment" in way:
        monkeypatch.setenv("COMTRADE_KEY", CANARY if way == "environment" else "another")
    named = ["--key-file", file] if "file" in way else []
    assert fetch(monkeypatch, server, *named, "--out", out) == 0
    assert keys(server) == [CANARY]
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err + out.read_text()


def test_a_key_is_no_option(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(monkeypatch, server, "--key", CANARY, "--out", tmp_path / "trade.csv") == 2
    assert server.requests == []


@pytest.mark.parametrize(
    ("reply", "status", "wanted"),
    [
        (failing(401, "no access"), 1, "key"),
        (lambda _: (200, {}, b'{"data": [{"period": 2023'), 1, ""),
        (lambda _: (200, {}, b'{"data": [], "count": 0}'), 1, "none of"),
    ],
    ids=["key refused", "cut short", "empty"],
)  # fmt: skip
def test_what_fails_leaves_the_old_file_alone(
    reply: object, status: int, wanted: str, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    out = tmp_path / "trade.csv"
    out.write_text("what stood there")
    monkeypatch.setenv("COMTRADE_KEY", CANARY)
    monkeypatch.setattr(tv, "fetch_comtrade", partial(tv.fetch_comtrade, sleep=lambda _: None))
    server.replies = [reply] * 20  # type: ignore[list-item]
    assert fetch(monkeypatch, server, "--out", out) == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("tradeview: ")
    assert wanted in said.err
    assert CANARY not in said.err
    assert out.read_text() == "what stood there"
    assert [path.name for path in tmp_path.iterdir()] == ["trade.csv"]


def test_nothing_is_asked_where_nothing_can_be_written_or_the_key_file_is_empty(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text(" \n")
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    assert fetch(monkeypatch, server, "--out", tmp_path) == 1
    for name in ("key", "bytes"):
        assert fetch(monkeypatch, server, "--key-file", tmp_path / name, "--out", tmp_path / "trade.csv") == 1
    assert server.requests == []


def test_what_is_fetched_gets_a_report(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "trade.csv"
    assert fetch(monkeypatch, server, "--flow", "import", "--out", out) == 0
    words = ["report", out, "--reporter", "MYS", "--partner", "RUS", "--currency", "EUR", "--out", tmp_path / "report"]
    monkeypatch.setattr(sys, "argv", ["tradeview", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 0
    assert "files in" in capsys.readouterr().err
    page = (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    assert 'out of <a href="#source-UN%20Comtrade' in page
    assert "UN Comtrade, downloaded 20" in page


def test_what_is_absent_is_told_in_a_line(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.empty = ("2023",)
    assert fetch(monkeypatch, server, "--out", tmp_path / "trade.csv") == 0
    absent, rows = capsys.readouterr().err.splitlines()
    assert absent == "tradeview: UN Comtrade has no records of period 2023"
    assert rows.startswith("1 rows, UN Comtrade")


def test_other_warnings_pass(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def warn(*asked: object, **how: object) -> pd.DataFrame:
        warnings.warn("something else", DeprecationWarning, stacklevel=1)
        return whole(*asked, **how)

    whole = tv.fetch_comtrade
    monkeypatch.setattr(tv, "fetch_comtrade", warn)
    with pytest.warns(DeprecationWarning, match="something else"):
        assert fetch(monkeypatch, server, "--out", tmp_path / "trade.csv") == 0


def test_the_ledger_keeps_what_is_missing_missing(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "trade.csv"
    assert fetch(monkeypatch, server, "--out", out) == 0
    assert pd.read_csv(out)["net_weight"].isna().all()  # the server writes 0, which means missing
