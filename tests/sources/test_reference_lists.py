"""Lists beside the figures: phrases of commodities, events and sources, the project's own and those of users."""

import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from tradeview.errors import TableError
from tradeview.sources.reference_lists import CERTAINTIES, PRECISIONS, load_sources
from tradeview.table.csv import own_text


def test_lists_keep_codes_as_text() -> None:
    codes = tv.load_commodities()["hs_codes"].dropna()
    assert all(part.isdigit() and len(part) in {2, 4, 6} for cell in codes for part in cell.split())


def test_sources_have_the_fields_of_their_lines() -> None:
    sources = load_sources().set_index("source")
    lines = own_text("SOURCES.md").splitlines()
    assert list(sources.index) == [line[3:] for line in lines if line.startswith("## ")]
    assert f"- publisher: {sources['publisher'].iloc[0]}" in lines


def test_commodity_codes_are_hs_codes_of_one_section_each_or_none() -> None:
    lists = tv.load_commodities()
    for row in lists.itertuples():
        codes = [] if pd.isna(row.hs_codes) else row.hs_codes.split()
        assert bool(codes) == (row.certainty != "none")
        assert all(tv.commodities.section(code) for code in codes)
        assert codes == sorted(set(codes))
    assert set(lists["origin"] + lists["destination"]) == {"RUSMYS", "MYSRUS"}
    assert set(lists["source"]) == {"bn-article", "valdai-2025"}
    palm = lists.set_index("gloss").loc["palm oil"]
    assert (palm["hs_codes"], tv.commodities.section(palm["hs_codes"])) == ("1511", "III")


@pytest.mark.parametrize(
    ("loader", "good", "bad", "words"),
    [
        (
            tv.load_commodities,
            "origin,destination,phrase,gloss,hs_codes,certainty,source\nRUS,MYS,a,b,0101 0102,high,me\n",
            "origin,destination,phrase,gloss,hs_codes,certainty,source\nRUS,MYS,a,b,0101 02,sure,me\n",
            [
                "hs_codes '0101 02'; allowed: HS codes of one length",
                "certainty 'sure'; allowed: high, medium, low, none",
            ],
        ),
        (
            tv.load_events,
            "date,precision,kind,what,quote,source\n2025-05,month,visit,a,b,me\n",
            "date,precision,kind,what,quote,source\n2025-05,day,visit,a,b,me\n",
            ["as long as its precision says", "date '2025-05' is no day"],
        ),
        (
            tv.load_events,
            "date,precision,kind,what,quote,source\n2025,year,visit,a,b,me\n",
            "date,precision,kind,what,quote,source\n2025-02-30,day,visit,a,b,me\n2025-13,month,visit,a,b,me\n",
            ["row 0, date '2025-02-30' is no day", "row 1, date '2025-13' is no month"],
        ),
    ],
)
def test_lists_of_users(tmp_path: Path, loader: object, good: str, bad: str, words: list[str]) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(good, encoding="utf-8")
    assert len(loader(path)) == 1
    path.write_text(bad, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        loader(path)
    for word in words:
        assert word in str(caught.value)


def test_events_are_in_order_and_their_thai_years_are_buddhist_less_543() -> None:
    events = tv.load_events()
    thai = events[events["source"] == "th-analysis"]
    assert len(thai) == 6
    for row in thai.itertuples():
        year = int(re.search(r"25[0-9]{2}", row.quote).group())
        assert int(row.date[:4]) == year - 543
        assert f"{year} is {row.date[:4]}" in row.note
        if row.precision == "day":
            assert str(int(row.date[8:])) in row.quote
    bengali = events[events["source"] == "bn-article"]
    for row in bengali.itertuples():
        digits = "".join(str(unicodedata.digit(sign)) for sign in row.quote if sign.isdigit())
        assert row.date[:4] in digits or not digits
    assert events["date"].str[:4].is_monotonic_increasing


def test_certainties_and_precisions_are_these() -> None:
    assert CERTAINTIES == ("high", "medium", "low", "none")
    assert list(PRECISIONS) == ["day", "month", "year"]
