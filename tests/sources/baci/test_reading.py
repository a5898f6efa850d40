"""BACI into the trade table: units, codes, economies, what is asked for and what is refused."""

import logging
import math
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from baci_release import FLOWS, release, text
from frames import plain
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.baci.reading import read_baci


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return release(tmp_path / "BACI_HS17_V202401")


def test_thousands_of_dollars_and_tonnes_become_dollars_and_kilograms(folder: Path) -> None:
    first = plain(read_baci(folder))[0]
    assert first["value"] == pytest.approx(1234.567 * 1000)
    assert first["net_weight"] == pytest.approx(2500)
    assert {name: first[name] for name in ("period", "reporter", "partner", "flow", "currency")} == {
        "period": 2022,
        "reporter": "MYS",
        "partner": "RUS",
        "flow": "export",
        "currency": "USD",
    }
    assert [first[name] for name in ("classification", "valuation", "compiled_by", "source")] == [
        "H5",
        "FOB",
        "CEPII",
        "CEPII BACI HS17 V202401",
    ]


def test_it_is_a_trade_table(folder: Path) -> None:
    assert len(tv.check(read_baci(folder))) == len(FLOWS)


def test_each_row_is_one_flow_and_none_is_written_twice(folder: Path) -> None:
    flows = read_baci(folder)
    assert set(flows["flow"]) == {"export"}
    assert flows["value"].sum() == pytest.approx(sum(float(flow[4]) for flow in FLOWS) * 1000)


def test_codes_read_as_numbers_get_their_leading_zeros_back(tmp_path: Path) -> None:
    lost = tuple((*flow[:3], flow[3].lstrip("0"), *flow[4:]) for flow in FLOWS)
    assert read_baci(release(tmp_path / "r", {2022: lost}))["commodity_code"].tolist()[0] == "010121"


def test_zero_for_missing_a_padded_na_is_missing_and_a_printed_zero_is_none(folder: Path) -> None:
    weights = [row["net_weight"] for row in plain(read_baci(folder))]
    assert weights == [2500.0, None, 0.0, 4000.0, None, 1000.0]


def test_countries_namibia_is_not_missing(folder: Path) -> None:
    assert plain(read_baci(folder, reporters="NAM"))[0]["reporter"] == "NAM"


def test_unknown_codes_are_errors(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {2022: (*FLOWS, (2022, 995, 458, "010121", "1", "1"))}, listed=False)
    with pytest.raises(UnknownCodeError, match=r"no number.*\n  number 995: 1 row"):
        read_baci(folder)
    assert len(read_baci(folder, reporters="MYS")) == 2


def test_old_code_of_what_is_not_specified(folder: Path) -> None:
    assert read_baci(folder, products="999999")["value"].tolist() == [7000.0]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({"reporters": "Malaysia"}, [0, 1]),
        ({"reporters": ["MYS", "Россия"], "partners": ("MYS", "RUS")}, [0, 1, 2]),
        ({"partners": "USA"}, [3]),
        ({"products": "01"}, [0]),
        ({"products": ["0101", "15", "270112"]}, [0, 1, 2]),
        ({"products": "0102"}, []),
        ({"years": 2022, "reporters": "XOA"}, [4]),
    ],
)
def test_what_is_asked_for_stays(folder: Path, asked: dict[str, object], places: list[int]) -> None:
    values = read_baci(folder, **asked)["value"].tolist()
    assert values == pytest.approx([float(FLOWS[place][4]) * 1000 for place in places])


def test_years_are_chosen_by_file_and_by_row(tmp_path: Path) -> None:
    flow = FLOWS[0][1:]
    folder = release(tmp_path / "r", {year: ((year, *flow),) for year in (2020, 2021, 2022)})
    assert read_baci(folder, years=[2020, 2022])["period"].tolist() == [2020, 2022]
    loose = tmp_path / "mine.csv"
    loose.write_text(text(tuple((year, *flow) for year in (2020, 2021))), encoding="utf-8")
    assert read_baci(loose, hs="H5", years=2021)["period"].tolist() == [2021]
    with pytest.raises(TableError, match=r"\[1999\].*files of 2020, 2021, 2022"):
        read_baci(folder, years=1999)


def test_the_log_says_what_was_read_and_dropped(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="tradeview"):
        read_baci(folder, reporters="MYS")
    assert f"{len(FLOWS)} rows read, {len(FLOWS) - 2} dropped that were not asked for" in caplog.text


def test_filters_keep_memory_to_what_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tradeview.sources.baci.engines.ROWS", 2)  # several chunks
    pd.testing.assert_frame_equal(read_baci(folder).iloc[:2], read_baci(folder, reporters="MYS"))


def test_text_where_a_number_stands_is_refused(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {2022: ((2022, 458, 643, "010121", "abc", "1"), FLOWS[0])})
    with pytest.raises(TableError, match="no file of BACI"):
        read_baci(folder)


def test_a_short_line_is_refused_and_not_filled_up(tmp_path: Path) -> None:
    path = tmp_path / "BACI_HS17_Y2022_V202401.csv"
    path.write_text("t,i,j,k,v,q\n2022,458,643,010121\n2022,458,643,010121,1,1\n", encoding="utf-8")
    with pytest.raises(TableError, match="is no file of BACI"):
        read_baci(path)


def test_what_nobody_has_gives_an_empty_table_of_the_same_columns(folder: Path) -> None:
    empty = read_baci(folder, products="0102")
    assert len(empty) == 0
    assert list(empty)[:3] == ["period", "reporter", "partner"]


def test_columns_have_the_kinds_of_the_trade_table(folder: Path) -> None:
    flows = read_baci(folder)
    assert str(flows["period"].dtype) == "int64"
    assert all(isinstance(code, str) for code in flows["commodity_code"])
    assert math.isnan(flows["net_weight"].iloc[1])
