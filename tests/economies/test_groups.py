"""Groups of economies: who belonged to them on the last day of a year, by hand."""

import pandas as pd
import pytest

from tradeview import economies
from tradeview.errors import UnknownCodeError
from tradeview.table.csv import data_folder

FOUNDERS = {"IDN", "MYS", "PHL", "SGP", "THA"}


@pytest.mark.parametrize(
    ("group", "year", "members"),
    [
        ("ASEAN", 1967, FOUNDERS),
        ("ASEAN", 1983, FOUNDERS),
        ("ASEAN", 1984, FOUNDERS | {"BRN"}),
        ("ASEAN", 1998, FOUNDERS | {"BRN", "VNM", "LAO", "MMR"}),
        ("ASEAN", 2024, FOUNDERS | {"BRN", "VNM", "LAO", "MMR", "KHM"}),
        ("ASEAN", 2025, FOUNDERS | {"BRN", "VNM", "LAO", "MMR", "KHM", "TLS"}),
        ("EU", 1972, {"BEL", "DEU", "FRA", "ITA", "LUX", "NLD"}),
        ("EU", 1973, {"BEL", "DEU", "FRA", "ITA", "LUX", "NLD", "DNK", "IRL", "GBR"}),
        ("EAEU", 2014 + 1, {"ARM", "BLR", "KAZ", "KGZ", "RUS"}),
        ("CIS", 1991, {"ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "TKM", "UKR", "UZB"}),
        ("CIS", 2019, {"ARM", "AZE", "BLR", "KAZ", "KGZ", "MDA", "RUS", "TJK", "UZB"}),
        ("BRICS", 2009, {"BRA", "CHN", "IND", "RUS"}),
        ("BRICS", 2023, {"BRA", "CHN", "IND", "RUS", "ZAF"}),
        ("BRICS", 2024, {"BRA", "CHN", "IND", "RUS", "ZAF", "ARE", "EGY", "ETH", "IRN"}),
        ("BRICS", 2025, {"BRA", "CHN", "IND", "RUS", "ZAF", "ARE", "EGY", "ETH", "IRN", "IDN"}),
        ("EFTA", 1994, {"AUT", "CHE", "FIN", "ISL", "LIE", "NOR", "SWE"}),
        ("EFTA", 1995, {"CHE", "ISL", "LIE", "NOR"}),
        ("NAFTA", 2019, {"CAN", "MEX", "USA"}),
        ("USMCA", 2020, {"CAN", "MEX", "USA"}),
        ("MERCOSUR", 2015, {"ARG", "BRA", "PRY", "URY", "VEN"}),
        ("MERCOSUR", 2024, {"ARG", "BOL", "BRA", "PRY", "URY"}),
        ("GCC", 2024, {"ARE", "BHR", "KWT", "OMN", "QAT", "SAU"}),
    ],
)
def test_members_of_a_year(group: str, year: int, members: set[str]) -> None:
    assert economies.members(group, year) == sorted(members)


@pytest.mark.parametrize(
    ("group", "counts"),
    [
        ("EU", {1958: 6, 1981: 10, 1986: 12, 1995: 15, 2004: 25, 2007: 27, 2013: 28, 2019: 28, 2020: 27, 2024: 27}),
        ("OECD", {1961: 19, 1962: 20, 1973: 24, 1996: 29, 2000: 30, 2010: 34, 2016: 35, 2018: 36, 2021: 38}),
        ("CIS", {1993: 12, 2004: 12, 2005: 11, 2008: 11, 2009: 10, 2017: 10, 2018: 9}),
    ],
)
def test_numbers_of_members(group: str, counts: dict[int, int]) -> None:
    assert {year: len(economies.members(group, year)) for year in counts} == counts


@pytest.mark.parametrize("said", ["ASEAN", "asean", "XGA", "xga", " Association of Southeast Asian Nations "])
def test_a_group_goes_by_its_names_and_its_code(said: str) -> None:
    assert economies.members(said, 1990) == sorted([*FOUNDERS, "BRN"])


@pytest.mark.parametrize(
    ("group", "year", "words"),
    [
        ("EAEU", 2014, "EAEU has no members in 2014; found: members from 2015 on; do: name another year"),
        ("NAFTA", 2020, "NAFTA has no members in 2020; found: members from 1994 to 2020; do: name another year"),
        ("ASEANN", 2020, "no group with known members is called 'ASEANN'; found: ASEAN, BRICS"),
        ("ASEANN", 2020, "do: did you mean ASEAN?"),
        ("brixx", 2020, "do: did you mean BRICS?"),  # 2 x 3 letters of 5 + 5
        ("xxxeu", 2020, "do: name one of them"),  # 2 x 2 of 5 + 2
        ("South Asia", 2020, "no group with known members is called 'South Asia'"),
        ("Malaysia", 2020, "no group with known members is called 'Malaysia'"),
    ],
)
def test_what_is_no_group_or_of_another_year_is_refused(group: str, year: int, words: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.members(group, year)
    assert words in str(caught.value)


def test_every_group_has_a_code_and_members_that_existed() -> None:
    table = pd.read_csv(data_folder() / "economy_groups.csv", dtype=str, keep_default_na=False)
    assert set(table["group"]) == set(economies.groups())
    assert not table.duplicated(["group", "alpha3"]).any()
    for group, alpha3, joined in table[["group", "alpha3", "joined"]].itertuples(index=False):
        assert not economies.is_group(alpha3)
        # The republics of the USSR founded the CIS in its last December.
        assert group == "CIS" or economies.code(alpha3, int(joined[:4])) == alpha3
    with pytest.raises(UnknownCodeError, match=r"a group of economies; do: a trade table has XG"):
        economies.code(economies.groups()[0])
