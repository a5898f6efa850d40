"""BACI into the trade table: units, codes, economies, what is asked for and what is refused."""

import logging
import math
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from baci_release import COUNTRIES, FLOWS, countries, release, text
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


@pytest.mark.parametrize("options", [{}, {"listed": False}], ids=["listed", "unlisted"])
def test_countries_numbers_of_the_united_nations_are_known_with_and_without_a_list(
    tmp_path: Path, options: dict[str, bool]
) -> None:
    flows = read_baci(release(tmp_path / "r", **options))
    assert flows["reporter"].tolist() == ["MYS", "MYS", "RUS", "NAM", "XOA", "IND"]
    assert flows["partner"].tolist() == ["RUS", "RUS", "MYS", "USA", "MYS", "FRA"]


def test_the_list_beside_the_file_comes_first(tmp_path: Path) -> None:
    folder = release(tmp_path / "r")
    path = folder / "country_codes_V202401.csv"
    path.write_text(countries().replace("458,", "459,") + '458,"Elsewhere",XX,SGP\n', encoding="utf-8")
    assert read_baci(folder)["reporter"].tolist()[0] == "SGP"


def test_the_list_of_the_same_release_comes_first(tmp_path: Path) -> None:
    folder = release(tmp_path / "r")
    later = countries().replace("MYS", "SGP")
    (folder / "country_codes_V202501.csv").write_text(later, encoding="utf-8")
    assert read_baci(folder)["reporter"].tolist()[0] == "MYS"


def test_the_list_of_older_releases_is_read_too(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {2022: ((2022, 990, 458, "010121", "1", "1"),)}, listed=False)
    old = "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha"
    held = f"{old}\n990,C\xf4te d'Ivoire,C\xf4te d'Ivoire,CI,CIV\n"
    (folder / "country_codes_V202401.csv").write_bytes(held.encode("latin-1"))
    assert read_baci(folder)["reporter"].tolist() == ["CIV"]


def test_a_list_without_codes_is_refused(folder: Path) -> None:
    (folder / "country_codes_V202401.csv").write_text("number,name\n458,Malaysia\n", encoding="utf-8")
    with pytest.raises(TableError, match="lists numbers and alpha-3 codes of economies; found: columns number, name"):
        read_baci(folder)


def test_dissolved_states_are_no_successors(tmp_path: Path) -> None:
    assert COUNTRIES[58][2] == COUNTRIES[56][2]
    flows = ((1998, 58, 458, "010121", "1", "1"), (1999, 56, 458, "010121", "1", "1"))
    found = read_baci(release(tmp_path / "r", {1998: flows[:1], 1999: flows[1:]}, hs="92"), hs="H0")
    assert found["reporter"].tolist() == ["XHB", "BEL"]


def old_release(folder: Path, *, listed: bool = True) -> Path:
    """A release as of 2020: the list has other headers, no sign of what is past, and one wrong alpha-3."""
    flows = (
        (2018, 28, 381, "010121", "1", "1"),
        (2018, 58, 490, "010121", "2", "1"),
        (2018, 711, 643, "010121", "3", "1"),
        (2018, 736, 697, "010121", "4", "1"),
    )
    release(folder, {2018: flows}, hs="12", vintage="202001", listed=False)
    rows = (
        "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_alpha",
        "28,Antigua and Barbuda,Antigua and Barbuda,AG,ATA",
        "58,Belgium-Luxembourg,Belgium-Luxembourg,BE,BEL",
        "381,Italy,Italy,IT,ITA",
        '490,"Other Asia, nes","Other Asia, not elsewhere specified",N/A,N/A',
        "643,Russian Federation,Russian Federation,RU,RUS",
        '697,"Europe EFTA, nes","Europe EFTA, not elsewhere specified",N/A,N/A',
        "711,So. African Customs Union,Southern African Customs Union,ZA,ZAF",
        "736,Fmr Sudan,Former Sudan,SD,SDN",
    )
    if listed:
        (folder / "country_codes_V202001.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


@pytest.mark.parametrize("listed", [True, False])
@pytest.mark.parametrize("engine", [None, "polars", "duckdb"])
def test_countries_an_old_list_is_no_better_than_its_names(tmp_path: Path, engine: str | None, *, listed: bool) -> None:
    flows = plain(read_baci(old_release(tmp_path / "r", listed=listed), hs="H4", engine=engine))
    assert sorted((row["reporter"], row["partner"]) for row in flows) == [
        ("ATG", "ITA"),
        ("SDN", "XOX"),
        ("XHB", "XOA"),
        ("XHS", "RUS"),
    ]


def test_the_list_of_2014_names_no_taiwan(tmp_path: Path) -> None:
    folder = release(tmp_path / "r", {1995: ((1995, 490, 4, "010121", "1", "1"),)}, hs="92", listed=False)
    held = (
        'iso3,iso2,name_english,name_french,i\nTWN,TW,"Taiwan, Province of (China)",x,490\nAFG,AF,Afghanistan,x,004\n'
    )
    (folder / "country_code_baci92.csv").write_text(held, encoding="utf-8")
    assert plain(read_baci(folder, hs="H0"))[0]["reporter"] == "XOA"


def test_an_economy_that_the_release_counts_in_another_is_refused_not_empty(tmp_path: Path) -> None:
    folder = old_release(tmp_path / "r")
    with pytest.raises(UnknownCodeError, match=r"no ZAF as reporter.*711"):
        read_baci(folder, hs="H4", reporters=["South Africa", "ATG"])
    assert len(read_baci(folder, hs="H4", reporters="ATG", partners="ITA")) == 1
    assert len(read_baci(folder, hs="H4", reporters="ITA")) == 0


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
    assert read_baci(loose, years=2021)["period"].tolist() == [2021]
    with pytest.raises(TableError, match=r"\[1999\].*files of 2020, 2021, 2022"):
        read_baci(folder, years=1999)


@pytest.mark.parametrize("wrong", [[101], "1", "010", "TOTAL", ["0101", "01.01"]])
def test_products_are_text_with_leading_zeros(folder: Path, wrong: object) -> None:
    with pytest.raises(UnknownCodeError, match="leading zeros"):
        read_baci(folder, products=wrong)


def test_an_economy_without_a_number_is_refused(folder: Path) -> None:
    with pytest.raises(UnknownCodeError, match=r"no number for TWN.*Other Asia, nes is XOA"):
        read_baci(folder, reporters="TWN")
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        read_baci(folder, partners="Ruritania")


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


def test_a_file_without_flows_gives_an_empty_table(tmp_path: Path) -> None:
    empty = read_baci(release(tmp_path / "r", {2022: ()}))
    assert len(empty) == 0
    assert list(empty)[:3] == ["period", "reporter", "partner"]


def test_columns_have_the_kinds_of_the_trade_table(folder: Path) -> None:
    flows = read_baci(folder)
    assert str(flows["period"].dtype) == "int64"
    assert all(isinstance(code, str) for code in flows["commodity_code"])
    assert math.isnan(flows["net_weight"].iloc[1])
