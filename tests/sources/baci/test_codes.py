"""What BACI's numbers and products mean: by the list of countries of whichever release, or by our own numbers."""

from pathlib import Path

import pytest

from baci_release import COUNTRIES, FLOWS, countries, release
from frames import plain
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.baci.reading import read_baci


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return release(tmp_path / "BACI_HS17_V202401")


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


@pytest.mark.parametrize("wrong", [[101], "1", "010", "TOTAL", ["0101", "01.01"]])
def test_products_are_text_with_leading_zeros(folder: Path, wrong: object) -> None:
    with pytest.raises(UnknownCodeError, match="leading zeros"):
        read_baci(folder, products=wrong)


def test_an_economy_without_a_number_is_refused(folder: Path) -> None:
    with pytest.raises(UnknownCodeError, match=r"no number for TWN.*Other Asia, nes is XOA"):
        read_baci(folder, reporters="TWN")
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        read_baci(folder, partners="Ruritania")


def test_a_list_of_countries_that_cannot_be_split_is_refused(tmp_path: Path) -> None:
    folder = release(tmp_path / "r")
    path = folder / "country_codes_V202401.csv"
    path.write_text(path.read_text(encoding="utf-8") + "x" * 140_000, encoding="utf-8")
    with pytest.raises(TableError, match=r"lists numbers and alpha-3 codes of economies; found: a cell of more than"):
        read_baci(folder)


def test_a_number_that_is_none_is_no_line_of_the_list(tmp_path: Path) -> None:
    folder = release(tmp_path / "r")
    path = folder / "country_codes_V202401.csv"
    path.write_text(f"{countries()}²,Squared,XX,SGP\n", encoding="utf-8")  # a digit, as Python says, but no number
    assert len(read_baci(folder)) == len(FLOWS)
