"""The ECB's file by path: what is read of it, which periods it has whole, and what is refused."""

import gzip
import logging
from datetime import date
from importlib.resources import files
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from ecb_files import history, ringgit_per_euro, weekdays
from frames import figure
from tradeview.errors import MissingRateError, RateTableError, TableError, UnknownCodeError
from tradeview.sources.beginning import Beginning
from tradeview.sources.recognising import recognise_ecb as recognise

YEAR = weekdays(date(2021, 1, 1), date(2021, 12, 31))
NAME = "eurofxref-hist.csv"


def save(folder: Path, text: str, name: str = NAME) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def rates_of(table: pd.DataFrame, quote: str) -> dict[int, float]:
    rows = table[table["quote"] == quote]
    return dict(zip(rows["period"], rows["rate"], strict=True))


@pytest.mark.parametrize(("frequency", "kind"), [("A", "average"), ("M", "end")])
def test_the_packaged_file_by_path_gives_what_it_gives_without(frequency: str, kind: str) -> None:
    path = str(files("currency_converter").joinpath("eurofxref-hist.zip"))
    options = {"base": "USD", "kind": kind, "frequency": frequency, "days_range": True}
    pd.testing.assert_frame_equal(tv.rates.ecb(path=path, **options), tv.rates.ecb(**options))


def test_means_and_ends_of_a_file(tmp_path: Path) -> None:
    path = save(tmp_path, history(YEAR))
    crosses = [ringgit_per_euro(day) / 1.25 for day in YEAR]
    assert rates_of(tv.rates.ecb(base="USD", path=path), "MYR") == {2021: pytest.approx(fmean(crosses), rel=1e-12)}
    assert rates_of(tv.rates.ecb(base="USD", kind="end", path=path), "MYR")[2021] == pytest.approx(crosses[-1])
    march = [ringgit_per_euro(day) / 1.25 for day in YEAR if day.month == 3]
    months = tv.rates.ecb(base="USD", frequency="M", path=path, days_range=True)
    assert len(rates_of(months, "MYR")) == 12
    row = months[(months["quote"] == "MYR") & (months["period"] == 202103)].iloc[0]
    assert (row["low"], row["rate"], row["high"]) == pytest.approx((march[0], fmean(march), march[-1]), rel=1e-12)
    assert set(months["quote"]) == {"EUR", "MYR"}  # N/A is no rate


CONTAINERS = {
    "zip": (lambda text: packed({NAME: text}), "eurofxref-hist.zip"),
    "gzip": (lambda text: gzip.compress(text, mtime=0), "eurofxref-hist.csv.gz"),
    "carriage returns": (lambda text: text.replace(b"\n", b"\r\n"), NAME),
    "a byte-order mark": (lambda text: b"\xef\xbb\xbf" + text, NAME),
    "no commas at the ends": (lambda text: text.replace(b",\n", b"\n"), NAME),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_containers(tmp_path: Path, container: str) -> None:
    pack, name = CONTAINERS[container]
    path = tmp_path / name
    path.write_bytes(pack(history(YEAR).encode()))
    pd.testing.assert_frame_equal(
        tv.rates.ecb(base="USD", path=path), tv.rates.ecb(base="USD", path=save(tmp_path, history(YEAR), "plain.csv"))
    )


CUT = {
    "two days": (YEAR[-2:], "A", set()),
    "begins in March": (YEAR[45:], "A", set()),
    "ends in November": (YEAR[:-30], "A", set()),
    "a week in three left out": ([day for number, day in enumerate(YEAR) if number % 15 > 4], "A", set()),
    "one day a week": (YEAR[::5], "M", set()),
    "without the last two weekdays of a month": (
        [day for day in YEAR if not date(2021, 3, 30) <= day <= date(2021, 3, 31)],
        "M",
        {202100 + month for month in range(1, 13) if month != 3},
    ),
    "begins in the second week of a month": (YEAR[5:], "M", {202100 + month for month in range(2, 13)}),
    "begins after two holidays": (YEAR[1:], "A", {2021}),
}


@pytest.mark.parametrize("cut", CUT)
@pytest.mark.parametrize("kind", ["average", "end"])
def test_a_period_that_the_file_has_in_part_has_no_rate(
    tmp_path: Path, cut: str, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    days, frequency, whole = CUT[cut]
    path = save(tmp_path, history(days))
    with caplog.at_level(logging.WARNING, "tradeview"):
        table = tv.rates.ecb(base="USD", kind=kind, frequency=frequency, path=path)
    assert set(table["period"]) == whole
    assert list(table.columns) == ["period", "base", "quote", "rate", "kind", "source"]
    assert ("no rates of" in caplog.text) == (whole != {2021})
    assert len(tv.rates.daily(base="USD", quote="MYR", path=path)) == len(days)
    covered = tv.rates.coverage(base="USD", quote="MYR", frequency=frequency, path=path)
    assert set(covered[covered["whole"]]["period"]) == whole


def test_days_of_a_file_of_two(tmp_path: Path) -> None:
    text = "Date,USD,MYR,RUB,\n2024-12-31,1.0389,4.6454,N/A,\n2024-12-30,1.0444,4.6716,N/A,\n"
    days = tv.rates.daily(base="USD", quote="MYR", path=save(tmp_path, text))
    assert days["rate"].round(4).tolist() == [4.4730, 4.4715]
    assert days["date"].is_monotonic_increasing
    assert tv.rates.daily(base="USD", quote="RUB", path=save(tmp_path, text)).empty
    with pytest.raises(UnknownCodeError, match="the ECB quotes no THB; found: EUR, MYR, RUB, USD"):
        tv.rates.daily(base="USD", quote="THB", path=save(tmp_path, text))


LINE = "2021-03-01,1.25,4.6,N/A,\n"
HEADER = "Date,USD,MYR,RUB,\n"
REFUSED = {
    "another table": "period,base,quote,rate\n2024,USD,MYR,4.5\n",
    "a name of days alone": "Date,\n2021-03-01,\n",
    "no currencies": "Date,one,two,\n2021-03-01,1,2,\n",
    "no rows": HEADER,
    "a day of another kind": HEADER + LINE.replace("2021-03-01", "01/03/2021"),
    "a day that is none": HEADER + LINE.replace("03-01", "02-30"),
    "a day of another millennium": HEADER + LINE + LINE.replace("2021", "9021"),
    "a day without zeros": HEADER + LINE.replace("03-01", "3-1"),
    "lines of nothing": ",,,\n,,\n",
    "a day twice": HEADER + LINE + LINE,
    "a currency twice": HEADER.replace("MYR", "USD") + LINE,
    "a rate that is none": HEADER + LINE.replace("4.6", "four"),
    "a rate of zero": HEADER + LINE.replace("4.6", "0"),
    "a rate below zero": HEADER + LINE.replace("4.6", "-4.6"),
    "a rate without end": HEADER + LINE.replace("4.6", "inf"),
    "a rate that is not a number": HEADER + LINE.replace("4.6", "nan"),
    "a decimal comma": HEADER + LINE.replace("4.6", '"4,6"'),
    "cut short": HEADER + LINE + "2021-02-26,1.2",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_is_no_such_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(RateTableError, match=r"is the ECB's file of daily rates"):
        tv.rates.ecb(base="USD", path=save(tmp_path, text))


@pytest.mark.parametrize("data", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / NAME
    path.write_bytes(data)
    for call in (tv.rates.daily, tv.rates.coverage):
        with pytest.raises(TableError):
            call(base="USD", quote="MYR", path=path)


def test_the_file_is_recognised_and_others_are_not() -> None:
    assert recognise(Beginning(NAME, "", ("Date", "USD", "MYR", ""), (("2021-03-01", "1.2", "4.6", ""),)))
    assert not recognise(Beginning("rates.csv", "", ("period", "base", "quote", "rate", "kind", "source")))
    assert not recognise(Beginning("rates.csv", "", ("Date", "USD", "Total")))
    assert not recognise(Beginning("empty.csv", ""))


def test_the_complaint_of_stale_rates_tells_of_the_file(dollar_rates: pd.DataFrame) -> None:
    last = tv.rates.daily(base="USD", quote="MYR")["date"].max()
    for period in (last.year + 1, (last.year + 1) * 100 + 3):
        with pytest.raises(MissingRateError) as caught:
            tv.convert(pd.DataFrame([figure(period, 1.0)]), to="MYR", rates=dollar_rates)
        message = str(caught.value)
        assert f"end on {last:%Y-%m-%d}" in message
        assert "path='eurofxref-hist.zip'" in message
    # The rouble ended before the file did: a newer file has no more of it.
    with pytest.raises(MissingRateError) as caught:
        tv.convert(pd.DataFrame([figure(last.year + 1, 1.0)]), to="RUB", rates=dollar_rates)
    assert "path=" not in str(caught.value)
