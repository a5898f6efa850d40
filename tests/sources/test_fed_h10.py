"""The Federal Reserve's H.10: directions, multipliers, missing days, whole periods, and what is refused."""

import gzip
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from frames import figure
from h10_files import Printed, by_day, by_series, euro, index, ringgit
from tradeview.errors import MissingRateError, RateTableError, TableError
from tradeview.sources.beginning import Beginning
from tradeview.sources.recognising import recognise_h10 as recognise

# The eleven holidays of 2022 on weekdays, as the Federal Reserve keeps them.
HOLIDAYS = {(1, 17), (2, 21), (5, 30), (6, 20), (7, 4), (9, 5), (10, 10), (11, 11), (11, 24), (12, 26)}
ALL_DAYS = [date(2022, 1, 3) + timedelta(number) for number in range(362)]
DAYS = [day for day in ALL_DAYS if day.weekday() < 5]
TIMES = [str(day) for day in DAYS]


def cells(rate: Callable[[int], float]) -> list[str]:
    """A rate a weekday, none on holidays."""
    return ["ND" if (day.month, day.day) in HOLIDAYS else f"{rate(number):.4f}" for number, day in enumerate(DAYS)]


def numbers(printed: list[str]) -> list[float]:
    return [float(cell) for cell in printed if cell != "ND"]


RINGGIT = cells(lambda number: 4.2 + number / 1000)
DOLLARS = cells(lambda number: 1.1 - number / 2000)
SERIES = [index(cells(lambda _: 120.0)), euro(DOLLARS), ringgit(RINGGIT)]


def save(folder: Path, text: str | bytes, name: str = "FRB_H10.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rate_of(table: pd.DataFrame, base: str, quote: str, period: int) -> float:
    keys = (table["base"] == base) & (table["quote"] == quote) & (table["period"] == period)
    return table[keys]["rate"].item()


@pytest.mark.parametrize("layout", [by_day, by_series])
def test_means_and_ends_in_the_direction_that_is_quoted(tmp_path: Path, layout: Callable[..., str]) -> None:
    path = save(tmp_path, layout(SERIES, TIMES))
    year = tv.rates.fed_h10(path, days_range=True)
    assert year[["base", "quote"]].to_numpy().tolist() == [["EUR", "USD"], ["USD", "MYR"]]
    assert rate_of(year, "USD", "MYR", 2022) == pytest.approx(fmean(numbers(RINGGIT)), rel=1e-12)
    assert rate_of(year, "EUR", "USD", 2022) == pytest.approx(fmean(numbers(DOLLARS)), rel=1e-12)
    assert year.iloc[1][["low", "high"]].tolist() == [min(numbers(RINGGIT)), max(numbers(RINGGIT))]
    end = tv.rates.fed_h10(path, kind="end")
    assert rate_of(end, "USD", "MYR", 2022) == numbers(RINGGIT)[-1]
    assert set(end["kind"]) == {"end"}
    assert set(end["source"]) == {"Federal Reserve, H.10"}
    months = tv.rates.fed_h10(path, frequency="M")
    november = [float(cell) for cell, day in zip(RINGGIT, DAYS, strict=True) if day.month == 11 and cell != "ND"]
    assert rate_of(months, "USD", "MYR", 202211) == pytest.approx(fmean(november), rel=1e-12)
    assert len(tv.rates.fed_h10(path, frequency="Q")) == 8


def test_money_is_converted_in_both_directions(tmp_path: Path) -> None:
    rates = tv.rates.fed_h10(save(tmp_path, by_day(SERIES, TIMES)))
    rows = pd.DataFrame([figure(2022, 100.0, currency="EUR"), figure(2022, 100.0, currency="MYR", partner="SGP")])
    dollars = tv.convert(rows, to="USD", rates=rates)["value"].tolist()
    assert dollars == pytest.approx([100 * fmean(numbers(DOLLARS)), 100 / fmean(numbers(RINGGIT))])
    with pytest.raises(MissingRateError, match="no rate between USD and THB for 2022"):
        tv.convert(pd.DataFrame([figure(2022, 1.0)]), to="THB", rates=rates)


UNITS = {
    "the currency of what is counted": ("Currency:_Per_GBP", "USD"),
    "the currency that is priced": ("Currency", "GBP"),
}


@pytest.mark.parametrize(("unit", "currency"), UNITS.values(), ids=UNITS)
@pytest.mark.parametrize(("factor", "multiplier"), [(1, "1"), (100, "0.01"), (0.01, "1E2")])
def test_multipliers_are_applied(tmp_path: Path, unit: str, currency: str, factor: float, multiplier: str) -> None:
    pound = cells(lambda number: (1.25 - number / 2000) * factor)
    printed = Printed("H10/H10/RXI$US_N.B.UK", unit, currency, pound, multiplier)
    found = tv.rates.fed_h10(save(tmp_path, by_day([printed], TIMES)))
    assert rate_of(found, "GBP", "USD", 2022) == pytest.approx(fmean(numbers(pound)) / factor, rel=1e-12)


def test_the_rand_has_a_code_of_its_own(tmp_path: Path) -> None:
    rand = Printed("H10/H10/RXI_N.B.SF", "Currency:_Per_USD", "ZAL", cells(lambda _: 16.0))
    assert rate_of(tv.rates.fed_h10(save(tmp_path, by_day([rand], TIMES))), "USD", "ZAR", 2022) == 16.0


AVERAGES = {"A": ["2021", "2022", "2023"], "M": ["2022-11", "2022-12", "2023-01"]}
PERIODS = {"A": [2021, 2023], "M": [202211, 202301]}


@pytest.mark.parametrize("frequency", ["A", "M"])
def test_series_of_averages_are_taken_as_they_are(tmp_path: Path, frequency: str) -> None:
    printed = replace(ringgit(["4.10", "ND", "4.50"]), identifier=f"H10/H10/RXI_N.{frequency}.MA")
    path = save(tmp_path, by_day([printed], AVERAGES[frequency]))
    found = tv.rates.fed_h10(path, frequency=frequency, days_range=True)
    assert found["period"].tolist() == PERIODS[frequency]
    assert found["rate"].tolist() == [4.10, 4.50]
    assert found[["low", "high"]].isna().all(axis=None)
    other = "M" if frequency == "A" else "A"
    with pytest.raises(RateTableError, match=f"averages, of frequency {frequency}"):
        tv.rates.fed_h10(path, frequency=other)
    with pytest.raises(RateTableError, match="download business days"):
        tv.rates.fed_h10(path, frequency=frequency, kind="end")


def test_a_period_without_all_its_days_has_no_rate(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    cut = slice(15, -12)
    series = [replace(one, cells=one.cells[cut]) for one in SERIES]
    path = save(tmp_path, by_day(series, TIMES[cut]))
    with caplog.at_level(logging.WARNING, "tradeview"):
        assert tv.rates.fed_h10(path).empty
    assert "H.10: no rates of 2022: the file has 225 of its 260 weekdays" in caplog.text
    assert set(tv.rates.fed_h10(path, frequency="M")["period"]) == set(range(202202, 202212))
    # A currency without two weeks of the file's days has no year, others have.
    holes = ["ND" if 100 <= number < 114 else cell for number, cell in enumerate(RINGGIT)]
    found = tv.rates.fed_h10(save(tmp_path, by_day([euro(DOLLARS), ringgit(holes)], TIMES)))
    assert found["base"].tolist() == ["EUR"]


LEFT_OUT = {
    "an index": index(RINGGIT),
    "a currency without a code": replace(ringgit(RINGGIT), currency="NA"),
    "dollars per dollar": replace(ringgit(RINGGIT), currency="USD"),
    "a unit in the other direction": replace(ringgit(RINGGIT), unit="Currency:_Per_MYR"),
    "weeks": replace(ringgit(RINGGIT), identifier="H10/H10/RXI_N.WF.MA"),
    "two bolivars ago": Printed("H10/H10/RXI_N.B.VE", "Currency:_Per_USD", "VEB", RINGGIT),
    "a code of two currencies": Printed("H10/H10/RXI_N.B.VES", "Currency:_Per_USD", "VES", RINGGIT),
    "nothing but ND": ringgit(["ND"] * len(TIMES)),
}


@pytest.mark.parametrize("printed", LEFT_OUT.values(), ids=LEFT_OUT)
def test_what_is_no_sure_rate_is_left_out_and_named(
    tmp_path: Path, printed: Printed, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = tv.rates.fed_h10(save(tmp_path, by_day([euro(DOLLARS), printed], TIMES)))
    assert found["base"].tolist() == ["EUR"]
    assert printed.identifier in caplog.text
    with pytest.raises(RateTableError, match="no exchange rate of one currency"):
        tv.rates.fed_h10(save(tmp_path, by_day([printed], TIMES)))


WHOLE = by_day(SERIES, TIMES)
REFUSED = {
    "a lost multiplier": by_day([ringgit(RINGGIT).times("0.01")], TIMES),
    "inverted": by_day([ringgit(cells(lambda _: 0.22))], TIMES),
    "one day a hundred times off": by_day([ringgit(["420", *RINGGIT[1:]])], TIMES),
    "a multiplier of zero": by_day([ringgit(RINGGIT).times("0")], TIMES),
    "a multiplier that is none": by_day([ringgit(RINGGIT).times("thousand")], TIMES),
    "no multipliers": "\n".join(line for line in WHOLE.splitlines() if "Multiplier" not in line),
    "no identifiers": "\n".join(line for line in WHOLE.splitlines() if "Identifier" not in line),
    "no labels": "\n".join(WHOLE.splitlines()[5:]),
    "no days": "\n".join(WHOLE.splitlines()[:6]),
    "days without their line": "\n".join(line for line in WHOLE.splitlines() if "Time Period" not in line),
    "a rate below zero": by_day([ringgit(["-9999", *RINGGIT[1:]])], TIMES),
    "a rate of zero": by_day([ringgit(["0", *RINGGIT[1:]])], TIMES),
    "a rate that is none": by_day([ringgit(["4,2", *RINGGIT[1:]])], TIMES).replace("4,2", '"4,2"'),
    "days as a spreadsheet writes them": by_day([ringgit(RINGGIT)], [f"{day:%d/%m/%Y}" for day in DAYS]),
    "a day that is none": by_day([ringgit(RINGGIT)], ["2022-02-30", *TIMES[1:]]),
    "a day of another millennium": by_day([ringgit(RINGGIT)], ["9022-01-03", *TIMES[1:]]),
    "lines of nothing": ",,,\n,,\n",
    "a day twice": by_day([ringgit(RINGGIT)], [TIMES[1], *TIMES[1:]]),
    "a series twice": by_day([ringgit(RINGGIT), ringgit(RINGGIT)], TIMES),
    "cut short": WHOLE[:-12],
    "another table": "period,base,quote,rate,kind,source\n2022,USD,MYR,4.4,average,bank\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RateTableError, match=r"is (?:a download|read as) of the Federal Reserve's H\.10"):
        tv.rates.fed_h10(save(tmp_path, text))


@pytest.mark.parametrize("data", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TableError):
        tv.rates.fed_h10(save(tmp_path, data))


def test_wrong_words_are_refused(tmp_path: Path) -> None:
    path = save(tmp_path, WHOLE)
    for options in ({"kind": "middle"}, {"frequency": "W"}):
        with pytest.raises(RateTableError, match=r"rates\.fed_h10 has no"):
            tv.rates.fed_h10(path, **options)


def test_containers(tmp_path: Path) -> None:
    expected = tv.rates.fed_h10(save(tmp_path, WHOLE))
    for data, name in ((packed({"FRB_H10.csv": WHOLE.encode()}), "h10.zip"), (gzip.compress(WHOLE.encode()), "h10.gz")):
        pd.testing.assert_frame_equal(tv.rates.fed_h10(save(tmp_path, data, name)), expected)


def test_the_file_is_recognised_and_others_are_not() -> None:
    for text in (WHOLE, by_series(SERIES, TIMES)):
        rows = [tuple(cell.strip('"').strip() for cell in line.split(",")) for line in text.splitlines()[:8]]
        assert recognise(Beginning("FRB_H10.csv", text[:200], rows[0], tuple(rows[1:])))
    assert not recognise(Beginning("rates.csv", "", ("period", "base", "quote", "rate", "kind", "source")))
    assert not recognise(Beginning("rates.csv", "", ("Series Description", "Unit")))
    assert not recognise(Beginning("empty.csv", ""))
