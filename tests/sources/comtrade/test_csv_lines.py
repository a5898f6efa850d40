"""Comtrade's CSV files as they are found: with preambles, footers and ends that are missing."""

import io
import logging

import pytest

import comtrade_printers as printers
from comtrade_printers import FIGURES, record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade import csv_lines
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.text_stream import LineFeed, TextBlocks

VALUES = [4321.75, 312e9, 1000.0]
CSV = printers.api_csv(FIGURES)


def values(text: str) -> list[float]:
    return read_comtrade(io.StringIO(text))["value"].tolist()


@pytest.mark.parametrize(
    "footer",
    [
        "Source: UN Comtrade, downloaded on 1 May 2024\n",
        "\nThe data are subject to the terms of use\n",
        "\n\n" + "Notes" + "," * 46 + "\n",
        "© United Nations, 2024\n",
        "\n\n\n",
        "Source: UN Comtrade\nNotes: values in US dollars\n\n",
    ],
)
def test_footers_and_blank_lines_are_left_out(footer: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        assert values(CSV + footer) == VALUES
    assert ("footer lines left out" in caplog.text) == bool(footer.strip())
    assert ("blank lines left out" in caplog.text) == ("\n\n" in f"\n{footer}")


def test_preambles_and_second_headers_are_left_out(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        assert values(f"UN Comtrade Database\n\n{CSV}{CSV}") == VALUES * 2
    assert "2 lines above the header left out" in caplog.text
    assert "1 headers that stand there again left out" in caplog.text


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(delimiter: str) -> None:
    rows = ([row[name] for name in printers.API] for row in FIGURES)
    assert values(printers.lines(printers.API, rows, delimiter)) == VALUES


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n\n"])
def test_line_ends(ends: str) -> None:
    assert values(CSV.replace("\n", ends)) == VALUES


def test_header_with_a_trailing_comma() -> None:
    header, _, rows = printers.new_download(FIGURES).partition("\n")
    assert values(f"{header},\n{rows}") == VALUES


@pytest.mark.parametrize("form", ["api_csv", "new_download", "legacy", "legacy_machine", "comtradr", "bulk"])
def test_a_file_cut_short_is_refused_wherever_it_is_cut(form: str) -> None:
    text = printers.PRINTERS[form](FIGURES)
    last = text.rstrip("\n").rindex("\n") + 1
    delimiter = "\t" if form == "bulk" else ","
    for end in range(last + 1, text.rindex(delimiter)):
        with pytest.raises(TradeTableError):
            values(text[:end])


def test_a_row_of_fewer_fields_within_the_file_is_refused() -> None:
    lines = CSV.splitlines()
    lines[2] = ",".join(lines[2].split(",")[:30])
    with pytest.raises(TradeTableError, match=r"a record has 47 cells .*\n  line 3: 30 cells") as error:
        values("\n".join(lines))
    assert "download it again" in error.value.remedy


def test_a_row_of_more_fields_is_refused() -> None:
    unquoted = CSV.replace('"Petroleum oils, crude"', "Petroleum oils, crude")
    with pytest.raises(TradeTableError, match="quote cells that hold a separator"):
        values(unquoted)


def test_a_quote_that_never_ends_is_refused() -> None:
    with pytest.raises(TradeTableError, match="cut short or broken"):
        values(CSV.replace('"Petroleum oils, crude"', '"Petroleum oils, crude'))
    with pytest.raises(TradeTableError, match="no CSV file"):
        values(CSV + '"' + "x" * 140_000)


def test_records_after_a_footer_are_refused() -> None:
    with pytest.raises(TradeTableError, match="cut short or broken"):
        values(f"{CSV}Source: UN Comtrade\n{CSV}")


def test_an_empty_result_is_refused_with_what_it_says() -> None:
    header = printers.legacy([])
    said = "No data matches your query or your query is too complex. Request JSON or XML format for more information."
    with pytest.raises(TradeTableError, match=r"query that failed; found: 'No data matches your query or your query"):
        values(f"{header}{said}\n")
    with pytest.raises(TradeTableError, match="query that failed"):
        values(f"{printers.legacy(FIGURES)}\n{said}{',' * 34}\n")
    with pytest.raises(TradeTableError, match="holds no records; found: a header alone"):
        values(header)
    with pytest.raises(TradeTableError, match="holds no records; found: 'Source: UN Comtrade'"):
        values(f"{header}\nSource: UN Comtrade\n")


def test_long_files_are_read_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_lines, "TEXT", 2)
    rows = [record(cmdCode=f"{number:06}", primaryValue=number) for number in range(1, 8)]
    assert values(printers.new_download(rows)) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("form", [form for form in printers.PRINTERS if "json" not in form])
def test_files_put_behind_each_other_have_their_headers_twice(form: str) -> None:
    text = printers.PRINTERS[form](FIGURES)
    assert len(read_comtrade(io.StringIO(text + text))) == 2 * len(FIGURES)


def test_an_unnamed_first_column_of_a_tab_separated_file_shifts_nothing() -> None:
    text = "\tyr\trgCode\trtCode\tptCode\tcmdCode\tTradeValue\n1\t2012\t1\t458\t643\t0101\t5\n"
    trade = read_comtrade(io.StringIO(text))
    assert trade[["period", "commodity_code", "value"]].to_numpy().tolist() == [[2012, "0101", 5.0]]


def test_a_header_stands_within_the_first_twenty_lines() -> None:
    assert values("UN Comtrade\n" * 19 + CSV) == VALUES
    with pytest.raises(TradeTableError, match="no table of UN Comtrade; found: it starts 'UN Comtrade'"):
        values("UN Comtrade\n" * 20 + CSV)
    with pytest.raises(TradeTableError, match="no table of UN Comtrade; found: it starts with 20 blank lines"):
        values("\n" * 20 + CSV)


LINES = printers.new_download([record(cmdCode=f"{number:06}", primaryValue=number) for number in range(1, 8)])
HEADER = LINES.splitlines(keepends=True)[0]
LAST = LINES.splitlines(keepends=True)[-1]
ODD_LINES = {
    "a blank line": (3, "\n"),
    "a blank line of commas": (3, "," * 47 + "\n"),
    "a header": (4, HEADER),
    "a header with a trailing comma": (4, HEADER.replace("\n", ",\n")),
    "a line of less": (5, LAST[:40] + "\n"),
    "a line of more": (5, LAST.replace("\n", "x\n")),
    "a line without its trailing comma": (5, LAST.replace(",\n", "\n")),
    "a cell with a line break": (5, LAST.replace("Petroleum oils", "Petroleum\noils")),
    "a first cell alone": (5, "C" + "," * 47 + "\n"),
    "a footer": (8, "Source: UN Comtrade\n"),
    "a footer within": (6, "Source: UN Comtrade\n"),
    "an end that is missing": (8, LAST[:30]),
    "a failed query": (8, "\nNo data matches your query" + "," * 46 + "\n"),
}


@pytest.mark.parametrize("odd", ODD_LINES)
def test_a_block_of_lines_is_read_as_its_lines_are(
    odd: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    place, line = ODD_LINES[odd]
    lines = LINES.splitlines(keepends=True)
    text = "".join([*lines[:place], line, *lines[place:]])
    found = set()
    for block, letters in ((1, 2**21), (2, 2**21), (3, 2**21), (1_000, 2**21), (1_000, 1), (2, 400), (1_000, 900)):
        monkeypatch.setattr(csv_lines, "BLOCK", block)
        monkeypatch.setattr(csv_lines, "TEXT", letters)
        caplog.clear()
        with caplog.at_level(logging.INFO, "tradeview"):
            try:
                read = str(values(text))
            except TradeTableError as error:
                read = str(error)
        found.add((read, tuple(caplog.messages) if read.startswith("[") else ()))
    assert len(found) == 1


def test_an_odd_line_does_not_slow_down_what_follows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_lines, "TEXT", 900)
    lines = LINES.splitlines(keepends=True) + LINES.splitlines(keepends=True)[1:] * 4
    lines.insert(2, "\n")
    gone_through = []

    class Noted(LineFeed):
        def __init__(self, texts: TextBlocks, letters: int, text: str = "") -> None:
            super().__init__(texts, letters, text)
            if text:
                gone_through.append(text)

    monkeypatch.setattr(csv_lines, "LineFeed", Noted)
    assert values("".join(lines)) == [1, 2, 3, 4, 5, 6, 7] * 5
    assert len(gone_through) == 1
