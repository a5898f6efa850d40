"""Numbers that a spreadsheet shortened: what is one, its range, and what tables and readers make of it."""

import logging
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from comtrade_printers import record
from frames import plain
from tradeview.errors import TableError, TradeTableError
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.wits.reading import read_wits
from tradeview.table.shortened_numbers import has_lost_digits, is_shortened, range_of_digits

LEDGER = "period,reporter,partner,flow,commodity_code,value,currency"
RATES = "period,base,quote,rate,kind,source"
WITS = "ReporterISO3,PartnerISO3,ProductCode,Year,TradeFlowName,TradeValue in 1000 USD,NetWeight in KGM"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def bounds(table: pd.DataFrame, name: str = "value") -> list[tuple[object, ...]]:
    return [(row[name], row["low"], row["high"]) for row in plain(table)]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("1.50E+06", 1.495e6, 1.505e6),
        ("1.23E+10", 1.225e10, 1.235e10),
        ("1E+10", 0.5e10, 1.5e10),
        ("12.3E+09", 12.25e9, 12.35e9),
        ("1.5E-03", 1.45e-3, 1.55e-3),
        ("-1.23E+10", -1.235e10, -1.225e10),
        ("0.00E+00", 0.0, 0.005),
    ],
)
def test_a_number_is_half_a_unit_of_its_last_digit_wide(cell: str, low: float, high: float) -> None:
    assert is_shortened(cell)
    assert range_of_digits(cell) == (low, high)


@pytest.mark.parametrize("cell", ["1e6", "1e+06", "1.5E6", "1.5e-05", "1500000", "1.23456789012345E+10", "E+10", ""])
def test_what_a_program_wrote_is_exact(cell: str) -> None:
    assert not is_shortened(cell)


def test_a_whole_number_has_lost_digits_where_it_has_fewer_than_it_needs() -> None:
    assert [has_lost_digits(cell) for cell in ("2.02E+03", "4.6E+02", "2.022E+03", "4.58E+02", "2022")] == [
        *(True, True),
        *(False, False, False),
    ]


def test_a_ledger_gives_them_a_range_and_says_how_many(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = written(tmp_path, LEDGER, "2022,MYS,RUS,export,TOTAL,1.23E+10,USD", "2023,MYS,RUS,export,TOTAL,5,USD")
    trade = tv.load(path)
    assert bounds(trade) == [(1.23e10, 1.225e10, 1.235e10), (5.0, None, None)]
    assert [row["quote"] for row in plain(trade)] == ["1.23E+10", None]
    assert "Excel, or another spreadsheet, has shortened 1 number of value" in caplog.text
    assert "low and high are what the digits that are left of value allow" in caplog.text
    assert [record.levelname for record in caplog.records] == ["WARNING"]


@pytest.mark.parametrize("cell", ["1e6", "1e+06", "1.0E6", "1000000"])
def test_a_ledger_of_a_program_has_no_ranges(tmp_path: Path, cell: str, caplog: pytest.LogCaptureFixture) -> None:
    trade = tv.load(written(tmp_path, LEDGER, f"2022,MYS,RUS,export,TOTAL,{cell},USD"))
    assert trade["value"].tolist() == [1e6]
    assert not {"low", "high", "quote"} & set(trade)
    assert not caplog.records


def test_a_range_of_the_ledgers_own_stays_and_its_ends_go_as_far_as_their_digits(tmp_path: Path) -> None:
    header = f"{LEDGER},low,high,quote"
    rows = (
        "2021,MYS,RUS,export,TOTAL,1.23E+10,USD,12200000000,12400000000,US$12.3 billion",
        "2022,MYS,RUS,export,TOTAL,12300000000,USD,1.22E+10,1.24E+10,",
        "2023,MYS,RUS,balance,TOTAL,-1.23E+10,USD,,,",
    )
    trade = tv.load(written(tmp_path, header, *rows))
    assert bounds(trade) == [
        (1.23e10, 1.22e10, 1.24e10),
        (1.23e10, 1.215e10, 1.245e10),
        (-1.23e10, -1.235e10, -1.225e10),
    ]
    assert [row["quote"] for row in plain(trade)] == ["US$12.3 billion", None, "-1.23E+10"]


def test_a_range_is_converted_with_its_figure(tmp_path: Path) -> None:
    trade = tv.load(written(tmp_path, LEDGER, "2022,MYS,RUS,export,TOTAL,1.23E+10,USD"))
    rates = pd.DataFrame([[2022, "USD", "MYR", 4.0, "average", "me"]], columns=RATES.split(","))
    assert bounds(tv.convert(trade, to="MYR", rates=rates)) == [(4.92e10, 4.9e10, 4.94e10)]


def test_rates_have_a_range_and_weights_are_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    rates = tv.rates.read(written(tmp_path, RATES, "2022,USD,VND,2.33E+04,average,me"))
    assert bounds(rates, "rate") == [(23300.0, 23250.0, 23350.0)]
    caplog.clear()
    trade = tv.load(written(tmp_path, f"{LEDGER},net_weight", "2022,MYS,RUS,export,TOTAL,5,USD,1.2E+09"))
    assert trade["net_weight"].tolist() == [1.2e9]
    assert "shortened 1 number of net_weight (as 1.23E+10): the digits behind are lost" in caplog.text


def test_a_table_without_ranges_refuses_them(tmp_path: Path) -> None:
    path = written(tmp_path, "period,currency,index,name,source", "2022,USD,1.1E+02,prices,me")
    with pytest.raises(TableError, match=r"have all their digits; found: some .*shortened.*\n  index: 1 number"):
        tv.deflators.read(path)


@pytest.mark.parametrize("cell", ["2.02E+03", "2.0E+03"])
def test_a_period_that_lost_digits_is_refused(tmp_path: Path, cell: str) -> None:
    with pytest.raises(TradeTableError, match=r"period '2\.0"):
        tv.load(written(tmp_path, LEDGER, f"{cell},MYS,RUS,export,TOTAL,5,USD"))


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("#####", "too narrow"),
        ("1,500", "a decimal comma, or commas between thousands"),
    ],
)
def test_what_a_spreadsheet_wrote_is_named(tmp_path: Path, cell: str, said: str) -> None:
    with pytest.raises(TradeTableError, match=said):
        tv.load(written(tmp_path, LEDGER.replace(",", ";"), f"2022;MYS;RUS;export;TOTAL;{cell};USD"))
    with pytest.raises(TradeTableError, match=said):
        read_comtrade([record(primaryValue=cell)])


def test_points_between_thousands_beside_a_decimal_comma_are_proven(tmp_path: Path) -> None:
    with pytest.raises(TradeTableError, match="a decimal comma"):
        tv.load(written(tmp_path, LEDGER.replace(",", ";"), "2022;MYS;RUS;export;TOTAL;1.500.000,5;USD"))
    assert read_comtrade([record(primaryValue="1.500.000,5")])["value"].tolist() == [1_500_000.5]


def test_comtrade_gives_values_a_range_and_says_weights(caplog: pytest.LogCaptureFixture) -> None:
    records = [record(primaryValue="1.50E+06", fobvalue="1.50E+06", netWgt="1.2E+09"), record(cmdCode="0101")]
    trade = read_comtrade(records)
    assert bounds(trade) == [(1.5e6, 1.495e6, 1.505e6), (1000.0, None, None)]
    assert trade["valuation"].tolist() == ["FOB", "FOB"]
    assert [row["quote"] for row in plain(trade)] == ["1.50E+06", None]
    assert "1 number of value, 1 number of net_weight" in caplog.text


@pytest.mark.parametrize("value", [1.5e16, Decimal("1.5E+16"), "1.5e+16"])
def test_numbers_of_a_frame_are_exact_however_python_writes_them(value: Any) -> None:
    trade = read_comtrade([record(primaryValue=value, fobvalue=value)])
    assert trade["value"].tolist() == [1.5e16]
    assert "low" not in trade
    columns = ["Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"]
    assert "low" not in read_wits(pd.DataFrame([["Malaysia", "Namibia", 2022, value]], columns=columns))


def test_wits_gives_values_a_range_in_us_dollars(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    trade = read_wits(written(tmp_path, WITS, "MYS,NAM,010121,2022,Gross Exp.,1.23E+07,1.2E+09"))
    assert bounds(trade) == [(1.23e10, 1.225e10, 1.235e10)]
    assert trade["quote"].tolist() == ["1.23E+07"]
    assert "1 number of value, 1 number of net_weight" in caplog.text


@pytest.mark.parametrize("cell", ["2.70E+05", "1.01E+05"])
def test_codes_that_lost_digits_are_refused(tmp_path: Path, cell: str) -> None:
    with pytest.raises(TableError, match=r"have all their digits; found: "):
        read_wits(written(tmp_path, WITS, "MYS,NAM,Total,2022,Gross Exp.,5,", f"MYS,NAM,{cell},2022,Gross Exp.,5,"))
    with pytest.raises(TradeTableError, match="commodity_code"):
        read_comtrade([record(cmdCode=cell)])


def test_logs_are_of_the_library(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="tradeview"):
        tv.load(written(tmp_path, LEDGER, "2022,MYS,RUS,export,TOTAL,1.23E+10,USD"))
    assert not caplog.records
