"""What commands print: the library's numbers as CSV and JSON, a table for a person."""

import json
import sys

import pandas as pd
import pytest

import tradeview as tv
from command_line import DOCUMENTS, answer, table
from tradeview import cli


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
    assert "+30.32\N{NARROW NO-BREAK SPACE}%" in shown
    assert "2,480,000,000" in shown
    assert "observation" not in shown
