"""Numbers as spreadsheets of other countries save them, in every reader: read where it is sure what they are.

A file by semicolons may have decimal commas, points between thousands, or neither: `12.500` alone says nothing.
"""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from bank_files import long
from comext_files import seen, version_1
from comtrade_printers import PRINTERS, record
from ecb_files import weekdays
from frames import plain
from h10_files import by_day, by_series, euro, ringgit
from tradeview.errors import TableError

ENGINES = ["pandas", "polars", "duckdb"]
DAYS = [str(day) for day in weekdays(date(2021, 2, 1), date(2021, 3, 31))]
Saved = Callable[[str], str]


def saved(text: str, write: Saved, separator: str = ";") -> str:
    """Save a text by commas with other separators, each number written by `write`."""
    lines = csv.reader(io.StringIO(text))
    written = io.StringIO()
    rows = [[write(cell) if _is_fraction(cell) else cell for cell in line] for line in lines]
    csv.writer(written, delimiter=separator, lineterminator="\n").writerows(rows)
    return written.getvalue()


def _is_fraction(cell: str) -> bool:
    whole, point, part = cell.partition(".")
    return bool(point) and whole.isdecimal() and part.isdecimal()


def with_comma(cell: str) -> str:
    return cell.replace(".", ",")


def by_thousands(cell: str) -> str:
    return f"{float(cell):,.2f}"


def by_points(cell: str) -> str:
    return f"{float(cell):,.0f}".replace(",", ".")


def legacy(values: list[float]) -> str:
    cells = [record(primaryValue=value, cmdCode=f"{place:04d}") for place, value in enumerate(values, 1)]
    return PRINTERS["legacy"](cells)


def wits(values: list[float]) -> str:
    header = "Reporter Name,Partner Name,Trade Flow,Product Group,Indicator," + ",".join(
        str(2000 + place) for place, _ in enumerate(values)
    )
    return f"{header}\nMalaysia,Namibia,Export,All Products,Export (US$ Thousand),{','.join(map(str, values))}\n"


def baci(values: list[float]) -> str:
    lines = [f"2022,458,643,{place:06d},{value},1" for place, value in enumerate(values, 10_121)]
    return "\n".join(["t,i,j,k,v,q", *lines, ""])


def comext(values: list[float]) -> str:
    return version_1([seen(str(value), when=str(2000 + place)) for place, value in enumerate(values)])


def dosm(values: list[float]) -> str:
    lines = [f"2024-{place:02d}-01,overall,{value},1.5" for place, value in enumerate(values, 1)]
    return "\n".join(["date,section,exports,imports", *lines, ""])


def exports(trade: Any) -> list[float]:
    return [float(str(row["value"])) for row in plain(trade) if row["flow"] == "export" or len(plain(trade)) == 1]


READERS: dict[str, tuple[Callable[[list[float]], str], Callable[[Path], Any], float]] = {
    "UN Comtrade": (legacy, tv.read_comtrade, 1.0),
    "WITS": (wits, tv.read_wits, 1000.0),
    "Comext": (comext, lambda path: tv.read_comext(path).assign(flow="export"), 1.0),
    "OpenDOSM": (dosm, tv.read_opendosm, 1.0),
    **{
        f"BACI on {engine}": (baci, lambda path, engine=engine: tv.read_baci(path, hs="H5", engine=engine), 1000.0)
        for engine in ENGINES
    },
}
SURE: dict[str, tuple[list[float], Saved, str]] = {
    "decimal commas": ([1234567.25, 12.5], with_comma, ";"),
    "decimal commas by tabs": ([1234567.25, 12.5], with_comma, "\t"),
    "decimal points": ([1234567.25, 12.5], str, ";"),
    "thousands by commas": ([1234567.25, 12500.5, 900.25], by_thousands, ","),
    "thousands by points": ([1234567.5, 12500.5], lambda cell: by_points(cell) + ",5", ";"),
}


@pytest.mark.parametrize("how", SURE)
@pytest.mark.parametrize("reader", READERS)
def test_numbers_are_read_where_it_is_sure_what_they_are(tmp_path: Path, reader: str, how: str) -> None:
    make, read, unit = READERS[reader]
    values, write, separator = SURE[how]
    if how == "thousands by points":
        write = lambda cell: f"{int(float(cell)):,}".replace(",", ".") + ",5"  # noqa: E731
    path = tmp_path / "saved.csv"
    path.write_text(saved(make(values), write, separator), encoding="utf-8")
    assert exports(read(path)) == [pytest.approx(value * unit) for value in values]


@pytest.mark.parametrize("reader", READERS)
def test_points_that_may_be_of_thousands_are_refused(tmp_path: Path, reader: str) -> None:
    make, read, _ = READERS[reader]
    path = tmp_path / "saved.csv"
    path.write_text(saved(make([12500.5, 1750.5]), lambda cell: by_points(str(float(cell) - 0.5))), encoding="utf-8")
    with pytest.raises(TableError, match=r"tell whether their point is a decimal one; found: \d that may be thousands"):
        read(path)


@pytest.mark.parametrize("reader", [name for name in READERS if name != "WITS"])
def test_commas_that_may_be_either_are_refused(tmp_path: Path, reader: str) -> None:
    make, read, _ = READERS[reader]
    path = tmp_path / "saved.csv"
    text = saved(make([12500.5, 1750.5]), lambda cell: f"{float(cell) - 0.5:,.0f}" if float(cell) > 2 else "2")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=r"may be either|commas between thousands: write neither"):
        read(path)


RATES: dict[str, tuple[Callable[[], str], Callable[[Path], Any]]] = {
    "the ECB": (
        lambda: "Date,USD,MYR,\n" + "".join(f"{day},1.25,4.5715,\n" for day in DAYS),
        lambda path: tv.rates.ecb(base="USD", frequency="M", path=path),
    ),
    "H.10 by day": (
        lambda: by_day([euro(["1.25"] * len(DAYS)), ringgit(["4.5715"] * len(DAYS))], DAYS),
        lambda path: tv.rates.fed_h10(path, frequency="M"),
    ),
    "H.10 by series": (
        lambda: by_series([euro(["1.25"] * len(DAYS)), ringgit(["4.5715"] * len(DAYS))], DAYS),
        lambda path: tv.rates.fed_h10(path, frequency="M"),
    ),
}


@pytest.mark.parametrize("name", RATES)
def test_rates_are_read_with_decimal_commas_as_with_points(tmp_path: Path, name: str) -> None:
    make, read = RATES[name]
    path = tmp_path / "rates.csv"
    path.write_text(make(), encoding="utf-8")
    expected = read(path)
    assert len(expected) > 1
    path.write_text("\n".join(line.replace(",", ";").replace(".", ",") for line in make().splitlines()) + "\n")
    assert read(path).equals(expected)


@pytest.mark.parametrize("name", RATES)
def test_rates_that_may_be_thousands_are_refused(tmp_path: Path, name: str) -> None:
    make, read = RATES[name]
    text = make().replace("1.25", "1.254").replace("4.5715", "4.572")
    path = tmp_path / "rates.csv"
    path.write_text("\n".join(line.replace(",", ";") for line in text.splitlines()) + "\n")
    with pytest.raises(TableError, match="that may be thousands"):
        read(path)
    path.write_text("\n".join(line.replace(",", ";").replace(".", ",") for line in text.splitlines()) + "\n")
    with pytest.raises(TableError, match="that may be either"):
        read(path)


def test_points_of_the_world_banks_and_of_rate_tables_are_asked_for_too(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text(saved(long({"MYR": {2010: 25500.5}}).replace("MYR", "MYS"), by_points), encoding="utf-8")
    with pytest.raises(TableError, match="that may be thousands"):
        tv.rates.world_bank(path)
    path.write_text("period;base;quote;rate;kind;source\n2024;USD;VND;25.500;average;bank\n", encoding="utf-8")
    with pytest.raises(TableError, match="that may be thousands"):
        tv.rates.read(path)


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_of_economies_with_a_point_are_read_wherever_they_stand(tmp_path: Path, engine: str) -> None:
    """A file may be put together of two, of which the second went through a program that makes floats."""
    lines = ["2022,458,643,010121,5,3.2"] * 6000
    path = tmp_path / "mine.csv"
    path.write_text("\n".join(["t,i,j,k,v,q", *lines, "2022.0,458.0,643.0,10129.0,7.5,1", ""]), encoding="utf-8")
    rows = plain(tv.read_baci(path, hs="H5", engine=engine))
    assert len(rows) == 6001
    assert [row["commodity_code"] for row in rows if row["value"] == 7500.0] == ["010129"]
