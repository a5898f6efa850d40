"""A file that a person keeps becomes a checked table: what may hold it, and in which words it is refused."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import bank_files
import comtrade_printers
import tradeview as tv
from frames import plain
from tradeview.errors import MissingFileError, RateTableError, TableError, TradeviewError
from tradeview.money.rates import RATES
from tradeview.sources.table_file import read_table_file
from tradeview.table.csv import own_text
from wits_answers import PARTNERS

TEXT = "period,base,quote,rate,kind,source\n2024,USD,MYR,4.57,average,Banque de Côte\n2023,USD,MYR,4.56,average,\n"
GOOD = TEXT.replace("average,\n", "average,mine\n")


def read(folder: Path, held: bytes) -> pd.DataFrame:
    path = folder / "rates.csv"
    path.write_bytes(held)
    return read_table_file(RATES, path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_line_ends_and_separators(tmp_path: Path, encoding: str, end: str, separator: str) -> None:
    text = GOOD.replace("\n", end).replace(",", separator)
    usual = {"base": "USD", "quote": "MYR", "kind": "average"}
    assert plain(read(tmp_path, text.encode(encoding))) == [
        {**usual, "period": 2024, "rate": 4.57, "source": "Banque de Côte"},
        {**usual, "period": 2023, "rate": 4.56, "source": "mine"},
    ]


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (GOOD.encode("utf-16"), "rates.csv is not UTF-8; found: byte 0 cannot be read; do: save it as 'CSV UTF-8'"),
        (GOOD.encode("latin-1"), "rates.csv is not UTF-8; found: byte 72 cannot be read; do: save it as 'CSV UTF-8'"),
        (TEXT.encode(), "line 3, source is missing"),
        (
            GOOD.encode() + b"x" * 140_000,
            "rates.csv is no CSV file; found: a cell of more than 131,072 letters, line 4",
        ),
        (
            GOOD.replace("mine", "mi\0ne").encode(),
            "rates.csv is no CSV file; found: the character NUL, which no text has, line 3; do: mend it",
        ),
        (GOOD.encode() + b"\0" * 4096, "found: the character NUL, which no text has, line 4"),  # what a disk lost
        (b"<!DOCTYPE html><title>Sign in</title>", "a rate table needs the column(s) period, base, quote"),
        (b"", "a rate table needs the column(s) period, base, quote"),
    ],
)
def test_what_is_no_table_is_refused_in_the_words_of_its_kind(tmp_path: Path, held: bytes, words: str) -> None:
    with pytest.raises(RateTableError) as caught:
        read(tmp_path, held)
    assert words in str(caught.value)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("stated", ["sep={}", '"sep={}"', "SEP={}", "sep={},,,,"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_line_that_tells_excel_the_separator(tmp_path: Path, end: str, stated: str, separator: str) -> None:
    text = f"{stated.format(separator)}\n{GOOD.replace(',', separator)}".replace("\n", end)
    assert read(tmp_path, text.encode("utf-8-sig")).equals(read(tmp_path, GOOD.encode()))
    broken = text.replace("2023", "x2023")
    with pytest.raises(RateTableError, match="line 4, period"):
        read(tmp_path, broken.encode())


def test_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RateTableError, match=r"is to be read; found: a folder; do: give the path of a file"):
        read_table_file(RATES, tmp_path)
    with pytest.raises(MissingFileError, match="no such file"):
        read_table_file(RATES, tmp_path / "none.csv")


def test_every_ledger_of_a_user_is_read_like_our_own(tmp_path: Path) -> None:
    loaders = {"commodities.csv": tv.load_commodities, "events.csv": tv.load_events, "trade.csv": tv.load}
    for name, load in loaders.items():
        path = tmp_path / name
        path.write_text(own_text(name), encoding="utf-8-sig")
        pd.testing.assert_frame_equal(load(path), load())
    with pytest.raises(TableError, match=r"read as a commodity list; found: this is a list of events: tv\.load_"):
        tv.load_commodities(tmp_path / "events.csv")


# A file of each reader, and a text in it that nothing is decided by.
READ: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "a ledger": (tv.load, own_text("trade.csv"), "bn-article"),
    "claims": (tv.statements.load, own_text("press.csv"), "Bernama"),
    "rates": (tv.rates.read, GOOD, "mine"),
    "a deflator": (tv.deflators.read, own_text("us_cpi.csv"), "us-cpi"),
    "WITS": (tv.read_wits, PARTNERS, "Malaysia"),
    "the World Bank": (tv.rates.world_bank, bank_files.wide(bank_files.SMALL), "Economy"),
    "UN Comtrade": (tv.read_comtrade, comtrade_printers.api_csv(comtrade_printers.FIGURES), "Malaysia"),
    "a text": (tv.visible_text, "Exports reached US$2 billion in 2024.", "Exports"),
}


@pytest.mark.parametrize("name", READ)
def test_no_reader_takes_a_file_with_nul(tmp_path: Path, name: str) -> None:
    reader, held, word = READ[name]
    path = tmp_path / "file.csv"
    if name == "a text":
        path = tmp_path / "file.txt"
    path.write_text(held, encoding="utf-8")
    reader(path)
    for damaged in (held.replace(word, f"{word[:2]}\0{word[2:]}", 1), held + "\0" * 512):
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(TradeviewError, match=r"NUL|bytes that are no text|a file that is no text"):
            reader(path)
