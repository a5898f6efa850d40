"""What commands print: the library's numbers as CSV and JSON, a table for a person."""

import json
import re
import sys
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from command_line import DOCUMENTS, answer, table
from tradeview import cli
from tradeview.cli.printing import print_frame
from tradeview.printable import UNPRINTABLE, escape_unprintable, utf8_bytes


def wanted(command: str) -> pd.DataFrame:
    """What the library says."""
    if command == "convert":
        trade = tv.prefer(tv.load(), currency="MYR")
        return tv.convert(trade, to="MYR", rates=tv.rates.ecb(base="USD"))
    if command == "growth":
        dollars = tv.prefer(tv.load(), currency="USD")
        return tv.growth(tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024))
    return tv.read_figures(DOCUMENTS["en"][0])


COMMANDS = {
    "convert": ["convert", "--to", "MYR", "--rates", "ecb:USD"],
    "growth": ["growth", "--currency", "USD", "--deflator", "us-cpi", "--base-period", 2024],
    "figures": ["figures"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_csv_and_json_agree_with_the_library(command: str) -> None:
    library = wanted(command)
    text = DOCUMENTS["en"][0]
    printed = table(answer(*COMMANDS[command], stdin=text))
    listed = json.loads(answer(*COMMANDS[command], "--json", stdin=text))
    assert list(printed) == list(library)
    assert [list(row) for row in listed] == [list(library)] * len(library)
    for row, line, record in zip(listed, printed.to_dict("records"), library.to_dict("records"), strict=True):
        for name, value in record.items():
            if pd.isna(value):
                assert row[name] is None
                assert pd.isna(line[name])
            elif isinstance(value, float):
                assert row[name] == pytest.approx(value, rel=1e-12)
                assert line[name] == value
            else:
                assert row[name] == value
                assert line[name] == value


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    cli.growth(currency="USD", as_json=False)
    shown = capsys.readouterr().out
    assert "annual_growth" in shown
    assert "+30.32%" in shown
    assert "2,480,000,000" in shown
    assert "observation" not in shown


def test_a_narrow_terminal_cuts_no_number(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    words = {f"words {number}": [f"some {number} words", "others"] for number in range(4)}
    print_frame(pd.DataFrame({**words, "value": [128_200_000_000.0, 1.0]}), as_json=False)
    shown = capsys.readouterr().out
    assert "128,200,000,000" in shown
    assert "…" not in shown


# What a hostile file would do to a terminal

HOSTILE = ["\x1b[2K\x1b[1A", "\x1b]0;a\x07", "\x9b2J", "\u202egnp", "\u200b", "\b\b", "a\rOK", "\ud800", "\0"]
COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # of our own: a bold header
MARKUP = ["[/red]", "\\[/red]", "[bold]x[/bold]", ":smile:", "[link=x]", "\\\\[/"]


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "300")


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_a_table_shows_what_a_cell_and_a_header_hold(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch)
    frame = pd.DataFrame({f"h{text}": [f"a{text}", "b"], "same": [f"s{text}"] * 2}, dtype=object)
    print_frame(frame, as_json=False)
    shown = COLOURS.sub("", capsys.readouterr().out)
    for letter in ("h", "a", "s"):
        assert escape_unprintable(f"{letter}{text}") in shown
    assert not UNPRINTABLE.search(shown.replace("\n", ""))


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_json_and_csv_hold_any_text(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    frame = pd.DataFrame({"a": [text], "v": [-1.5]}, dtype=object)
    held = utf8_bytes(text).decode()
    print_frame(frame, as_json=True)
    printed = capsys.readouterr().out
    assert json.loads(printed) == [{"a": held, "v": -1.5}]
    assert not UNPRINTABLE.search(printed.replace("\n", ""))
    print_frame(frame, as_json=False)
    assert held.replace("\r", "\n") in capsys.readouterr().out


@pytest.mark.parametrize("text", HOSTILE[:-2])
def test_no_line_of_a_command_obeys_a_file(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch)
    head = "claim,period,reporter,partner,flow,commodity_code,value,currency,source\n"
    claims, bad, named = tmp_path / "claims.csv", tmp_path / "bad.csv", tmp_path / f"n{text.replace('/', '')}.csv"
    rows = [f'{key},2023,MYS,RUS,export,TOTAL,{value},USD,"s{text}"\n' for key, value in (("a", 5e9), ("b", 7e9))]
    claims.write_text(head + "".join(rows), encoding="utf-8", newline="")
    bad.write_text(head + rows[0].replace("RUS", f'"R{text}"').replace("a,", "", 1), encoding="utf-8", newline="")
    named.write_text("period\n", encoding="utf-8")
    for command in (["check-claims", claims], ["check", bad], ["check", named], ["check", named, "--json"]):
        monkeypatch.setattr(sys, "argv", ["tradeview", *map(str, command)])
        with pytest.raises(SystemExit):
            cli.main()
        printed = capsys.readouterr()
        assert not UNPRINTABLE.search((printed.out + printed.err).replace("\n", ""))
        assert printed.out + printed.err
