"""Files as people have them, odd in one way each: read right by their reader, by `tv.read`, for a report; or refused.

The figures are made up; what the odd forms are like is not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

import ecb_files
import trade_map_files
import tradeview as tv
from comext_files import seen, version_1
from comtrade_printers import api_csv, record
from containers import page, parquet, split, text_by, workbook
from matrices import some_of
from tradeview import cli
from tradeview.errors import TableError

BACI_HEADER = "t,i,j,k,v,q\n"
COMTRADE = api_csv(
    [
        record(cmdCode=code, primaryValue=value, fobvalue=value, cifvalue=None, refYear=2023, period=2023)
        for code, value in (("0101", 1700000.5), ("01", 2700000.5), ("TOTAL", 22345678900.0))
    ]
)
WITS = "Reporter Name,Partner Name,Year,Export (US$ Thousand)\nMalaysia,Russian Federation,2021,1700.5\n"
KEYS = ["period", "reporter", "partner", "flow", "commodity_code", "value", "currency"]
Row = tuple[Any, ...]


def of_goods(*figures: tuple[str, float]) -> list[Row]:
    return [(2023, "MYS", "RUS", "export", code, value, "USD") for code, value in figures]


WHOLE = of_goods(("0101", 1700000.5), ("01", 2700000.5), ("TOTAL", 22345678900.0))


@dataclass(frozen=True)
class Odd:
    """A file, what reads it, and the rows of it; `options` are of `tv.read`, `pair` of a report."""

    name: str
    data: bytes
    read: Callable[..., Any]
    rows: Sequence[Row]
    options: dict[str, Any] = field(default_factory=dict)
    pair: tuple[str, str] = ("MYS", "RUS")
    words: tuple[str, ...] = ()


ODD = {
    "BACI with codes as decimals": Odd(
        "flows.csv",
        (BACI_HEADER + "2021.0,458.0,643.0,10129.0,13.5,4.2\n").encode(),
        tv.read_baci,
        [(2021, "MYS", "RUS", "export", "010129", 13500.0, "USD")],
        {"hs": "H0"},
        words=("--hs", "H0"),
    ),
    "BACI as Parquet": Odd(
        "flows.parquet",
        parquet(split(BACI_HEADER + "2021,458,643,010129,13.5,4.2\n")),
        tv.read_baci,
        [(2021, "MYS", "RUS", "export", "010129", 13500.0, "USD")],
        {"hs": "H0"},
        words=("--hs", "H0"),
    ),
    "WITS as a page": Odd(
        "export.xls",
        page(split(WITS)),
        tv.read_wits,
        [(2021, "MYS", "RUS", "export", "TOTAL", 1700500.0, "USD")],
    ),
    "UN Comtrade shortened by Excel": Odd(
        "TradeData.csv",
        COMTRADE.replace("1700000.5", "1.70E+06")
        .replace("2700000.5", "2.70E+06")
        .replace("22345678900.0", "2.23E+10")
        .replace(",0101,", ",101,")
        .replace(",01,", ",1,")
        .encode(),
        tv.read_comtrade,
        of_goods(("0101", 1.7e6), ("01", 2.7e6), ("TOTAL", 2.23e10)),
    ),
    "UN Comtrade as a workbook": Odd("TradeData.xlsx", workbook(("Sheet1", split(COMTRADE))), tv.read_comtrade, WHOLE),
    "UN Comtrade as Parquet": Odd("TradeData.parquet", parquet(split(COMTRADE)), tv.read_comtrade, WHOLE),
    "UN Comtrade with decimal commas": Odd(
        "TradeData.csv",
        text_by(";", [[cell.replace(".", ",") for cell in line] for line in split(COMTRADE)]),
        tv.read_comtrade,
        WHOLE,
    ),
    "Comext of several indicators": Odd(
        "comext.csv",
        version_1([seen(), seen("9000", "QUANTITY_IN_100KG"), seen("5000", who="EL", flow="2")]).encode(),
        tv.read_comext,
        [
            (2023, "DEU", "MYS", "import", "1511", 1200000.0, "EUR"),
            (2023, "GRC", "MYS", "export", "1511", 5000.0, "EUR"),
        ],
        pair=("DEU", "MYS"),
        words=("--base-currency", "EUR"),
    ),
    "Trade Map without titles": Odd(
        "Trade_Map.txt",
        trade_map_files.text(trade_map_files.MARKETS).encode(),
        tv.read_trade_map,
        [
            (2022, "MYS", "WLD", "export", "1511", 900e3, "USD"),
            (2023, "MYS", "WLD", "export", "1511", 1000e3, "USD"),
            (2022, "MYS", "RUS", "export", "1511", 10e3, "USD"),
            (2023, "MYS", "RUS", "export", "1511", 12e3, "USD"),
            (2022, "MYS", "TWN", "export", "1511", 5e3, "USD"),
        ],
        {"reporter": "MYS", "commodity_code": "1511"},
        words=("--commodity-code", "1511"),
    ),
}


def save(folder: Path, odd: Odd) -> Path:
    path = folder / odd.name
    path.write_bytes(odd.data)
    return path


def rows_of(trade: pd.DataFrame) -> list[Row]:
    return [tuple(row) for row in trade[KEYS].astype(object).to_numpy().tolist()]


@pytest.mark.filterwarnings("ignore:.*has shortened")
@pytest.mark.parametrize("name", ODD)
def test_it_is_read_right_by_its_reader_and_through_the_door(tmp_path: Path, name: str) -> None:
    odd = ODD[name]
    path = save(tmp_path, odd)
    assert rows_of(odd.read(path, **odd.options)) == odd.rows
    assert rows_of(tv.read(path, **odd.options)) == odd.rows


def test_what_comes_beside_the_values(tmp_path: Path) -> None:
    shortened = tv.read(save(tmp_path, ODD["UN Comtrade shortened by Excel"]))
    assert shortened[["low", "high"]].iloc[0].tolist() == [1.695e6, 1.705e6]
    comext = tv.read(save(tmp_path, ODD["Comext of several indicators"]))
    assert comext["net_weight"].iloc[0] == 900000.0
    assert comext["net_weight"].isna().iloc[1]


@pytest.mark.parametrize("name", some_of(list(ODD), ["Trade Map without titles"]))
def test_a_pair_of_it_gives_a_report(tmp_path: Path, name: str) -> None:
    odd = ODD[name]
    reporter, partner = odd.pair
    words = ["report", str(save(tmp_path, odd)), "--reporter", reporter, "--partner", partner, *odd.words]
    done = CliRunner().invoke(cli.app, [*words, "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.exception or done.stderr
    assert "Malaysia" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


RATES = "period,base,quote,rate,kind,source\n2021,USD,MYR,0.2411,average,mine\n"
LEDGER = "period,reporter,partner,flow,commodity_code,value,currency\n{},THA,RUS,export,TOTAL,300,USD\n"
REFUSED: dict[str, tuple[str, Callable[[Path], Any], dict[str, Any], str, str]] = {
    # The file, what reads it, the options of the door, and what each of both says.
    "years of the Buddhist era": (LEDGER.format(2565), tv.load, {}, "2565 is 2022 in the Buddhist era", "2565 is 2022"),
    "rates that are inverted": (
        RATES,
        tv.rates.read,
        {},
        "inverted",
        "this is a rate table: tv.rates.read",
    ),
    "BACI with codes of ISO": (
        BACI_HEADER + "2021,MYS,RUS,010129,13.5,4.2\n",
        lambda path: tv.read_baci(path, hs="H5"),
        {"hs": "H5"},
        r"column i of .* holds numbers of economies",
        r"column i of .* holds numbers of economies",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_for_what_it_is(tmp_path: Path, name: str) -> None:
    text, read, options, said, said_at_the_door = REFUSED[name]
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=said):
        read(path)
    with pytest.raises(TableError, match=said_at_the_door):
        tv.read(path, **options)


def test_the_ecbs_file_of_two_days_has_days_and_no_mean(tmp_path: Path) -> None:
    path = tmp_path / "eurofxref-hist.csv"
    days = [date(2021, 12, 30), date(2021, 12, 31)]
    path.write_text(ecb_files.history(days), encoding="utf-8")
    daily = tv.rates.daily(base="USD", quote="MYR", path=path)
    assert daily["rate"].tolist() == pytest.approx([ecb_files.ringgit_per_euro(day) / 1.25 for day in days])
    assert tv.rates.ecb(base="USD", path=path).empty
    assert tv.rates.daily(base="USD", quote="RUB", path=path).empty
    with pytest.raises(TableError, match=r"this is the ECB's: tv\.rates\.ecb"):
        tv.read(path)
