"""A user's own rates beside the ECB's: what is upside down or of another unit is named, what nobody knows passes."""

import re
from pathlib import Path

import pytest

from tradeview.errors import ArgumentError, RateTableError
from tradeview.money import rates

HEADER = "period,base,quote,rate,kind,source"


def written(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "rates.csv"
    path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
    return path


# Of 2022, by the ECB: 1 US$ = 4.40 ringgit, 131.5 yen, 14,850 rupiah; 100 yen = 3.35 ringgit.
SLIPS = {
    "inverted": (
        "2022,USD,MYR,0.2273,average,me",
        r"1 USD = 0.2273 MYR; the ECB's is 4\.4019: inverted \(1 MYR in USD",
    ),
    "end": ("2022,USD,MYR,0.2270,end,me", "inverted"),
    "implied": ("2022,USD,MYR,0.2273,implied,me", "inverted"),
    "a month": ("202212,USD,MYR,0.2273,average,me", "202212: 1 USD = 0.2273 MYR; .*inverted"),
    "a quarter": ("20224,USD,MYR,0.2273,average,me", "inverted"),
    "euro": ("2022,EUR,MYR,0.2161,average,me", "inverted"),
    "per 100": ("2022,JPY,MYR,3.35,average,me", "per 100 units of JPY"),
    "in hundreds": ("2022,MYR,JPY,0.298,average,me", "in units of 100 JPY"),
    "inverted, per 100": ("2022,MYR,JPY,3.35,average,me", "inverted, and per 100 units of JPY"),
    "in thousands": ("2022,USD,IDR,14.85,average,me", "in units of 1,000 IDR"),
    "no slip that is known": ("2022,USD,MYR,6.70,average,me", r"1 USD = 6.7 MYR; the ECB's is 4\.4019$"),
    "days of a part of a year": ("2022,USD,RUB,0.0131,average,me", "inverted"),
}


@pytest.mark.parametrize(("row", "said"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_refused_and_named_and_read_where_it_is_trusted(tmp_path: Path, row: str, said: str) -> None:
    path = written(tmp_path, "2023,USD,MYR,4.56,average,me", row)
    with pytest.raises(RateTableError, match=r"1 of 2 are not; do: .*trusted=True") as refused:
        rates.read(path)
    (shown,) = refused.value.rows
    assert re.search(said, shown)
    assert len(rates.read(path, trusted=True)) == 2


def test_months_of_a_stretch_and_a_table_without_kinds_are_compared(tmp_path: Path) -> None:
    stretch = written(tmp_path, "2022,USD,MYR,0.23,average,me,2022-01/2022-08", header=f"{HEADER},months")
    with pytest.raises(RateTableError, match=r"2022-01/2022-08: 1 USD = 0\.23 MYR.*inverted"):
        rates.read(stretch)
    plain = written(tmp_path, "2022,USD,MYR,0.23,me", header=HEADER.replace(",kind", ""))
    with pytest.raises(RateTableError, match="inverted"):
        rates.read(plain)


@pytest.mark.parametrize(
    "row",
    [
        "2022,USD,MYR,4.40,average,me",
        "2022,MYR,USD,0.2273,average,me",
        "2022,USD,MYR,6.59,average,me",  # within a factor of 1.5
        "2022,USD,MYR,2.94,average,me",
        "2021,USD,TRY,13.3,end,me",  # half as much again as the year's mean
        "2022,USD,ARS,0.008,average,me",  # the ECB has no peso
        "1990,USD,MYR,0.4,average,me",  # nor a year before 1999
        "2090,USD,MYR,0.2,average,me",
        "2023,USD,RUB,0.012,average,me",  # nor a rouble since March 2022
        "2022,USD,RUB,0.014,end,me",
        "2022,USD,USD,7,average,me",
    ],
)
def test_what_fits_and_what_the_ecb_does_not_quote_passes(tmp_path: Path, row: str) -> None:
    assert len(rates.read(written(tmp_path, row))) == 1


def test_trust_is_a_flag(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="trusted"):
        rates.read(written(tmp_path, "2022,USD,MYR,4.4,average,me"), trusted="yes")  # type: ignore[arg-type]
