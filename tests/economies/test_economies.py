"""Economies: every code and name leads to one code, in its years, or is refused with what is near it."""

import itertools
import re

import pandas as pd
import pytest
from babel.core import get_global
from rapidfuzz import process

import tradeview as tv
from tradeview import economies
from tradeview.economies.codes import ALIASES, alpha3_by_cldr_code
from tradeview.errors import UnknownCodeError
from tradeview.table.schema import OWN_CODES, WITHDRAWN_CODES, WORLD, economy_codes


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("MYS", "MYS"),
        ("mys", "MYS"),
        ("my", "MYS"),
        ("458", "MYS"),
        (458, "MYS"),
        (4, "AFG"),
        ("004", "AFG"),
        ("SUN", "SUN"),
        ("WLD", "WLD"),
        ("001", "WLD"),
        ("world", "WLD"),
        ("W00", "WLD"),
        ("มาเลเซีย", "MYS"),
        ("মালয়েশিয়া", "MYS"),
        ("俄罗斯", "RUS"),
        ("ロシア", "RUS"),
        ("روسيا", "RUS"),
        ("Россия", "RUS"),
        ("Frankreich", "FRA"),
        ("  South\u00a0Korea ", "KOR"),
        ("TÜRKIYE", "TUR"),
        ("Turkey", "TUR"),
        ("Hong Kong", "HKG"),
        ("Russian Federation", "RUS"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("United States of America", "USA"),
        ("U.S.A.", "USA"),
        ("US", "USA"),
        ("UK", "GBR"),
        ("Republic of Korea", "KOR"),
        ("Korea, Rep.", "KOR"),
        ("Korea, Dem. Rep.", "PRK"),
        ("Lao PDR", "LAO"),
        ("Laos", "LAO"),
        ("Lao People's Democratic Republic", "LAO"),
        ("Lao People\u2019s Democratic Republic", "LAO"),
        ("UAE", "ARE"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Czech Republic", "CZE"),
        ("Czechia", "CZE"),
        ("Slovak Republic", "SVK"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Bolivia (Plurinational State of)", "BOL"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("USSR", "SUN"),
        ("Fmr USSR", "SUN"),
        ("Yugoslavia", "YUG"),
        ("Czechoslovakia", "CSK"),
        ("East Germany", "DDR"),
        ("Democratic Republic of the Congo", "COD"),
        ("Ivory Coast", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("Macedonia", "MKD"),
        ("Cape Verde", "CPV"),
        ("East Timor", "TLS"),
        ("Chinese Taipei", "TWN"),
        ("Hong Kong SAR", "HKG"),
        ("China, Macao SAR", "MAC"),
        ("Macao", "MAC"),
        ("Rep. of Moldova", "MDA"),
        ("Palestine", "PSE"),
        ("XKX", "XKK"),
        ("Bosnia & Herzegovina", "BIH"),
        ("Other Asia, nes", "XOA"),
        ("Belgium-Luxembourg", "XHB"),
    ],
)
def test_codes_and_names_of_any_language(said: str | int, code: str) -> None:
    assert economies.code(said) == code


# What UN Comtrade and BACI print, and what it stands for; from their lists of areas, by hand.
@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((840, 841, 842), "USA"),
        ((250, 251), "FRA"),
        ((356, 699), "IND"),
        ((756, 757), "CHE"),
        ((578, 579), "NOR"),
        ((380, 381), "ITA"),
        ((729, 736), "SDN"),
        ((276, 280), "DEU"),
        ((278,), "DDR"),
        ((56,), "BEL"),
        ((442,), "LUX"),
        ((58,), "XHB"),
        ((711,), "XHS"),
        ((200,), "CSK"),
        ((810,), "SUN"),
        ((890,), "YUG"),
        ((891,), "SCG"),
        ((530, 532), "ANT"),
        ((886, 887), "YEM"),
        ((720,), "YMD"),
        ((866,), "VDR"),
        ((704, 868), "VNM"),
        ((230, 231), "ETH"),
        ((586, 588), "PAK"),
        ((849,), "PUS"),
        ((158,), "TWN"),
        ((490,), "XOA"),
        ((536,), "NTZ"),
        ((0, 1), "WLD"),
    ],
)
def test_trap_countries_numbers_of_comtrade_and_baci(numbers: tuple[int, ...], code: str) -> None:
    assert {economies.code(number) for number in numbers} == {code}
    assert {economies.code(f"{number:03d}") for number in numbers} == {code}


def test_trap_countries_dissolved_states_are_no_successor() -> None:
    gone = ["SUN", "YUG", "SCG", "CSK", "DDR", "ANT", "YMD"]
    assert economies.from_comtrade(pd.Series(["810", "890", "891", "200", "278", "530", "720"])).tolist() == gone
    assert [economies.code(code) for code in gone] == gone


def test_trap_codes_read_as_numbers_namibia_is_na() -> None:
    assert [economies.code(said) for said in ("NA", "na", "NAM", 516)] == ["NAM"] * 4
    assert economies.codes().set_index("comtrade").loc["516", "alpha3"] == "NAM"


@pytest.mark.parametrize("locale", ["en", "bn", "th", "ms", "ru", "zh", "ar"])
def test_every_name_leads_back_to_its_code(locale: str) -> None:
    codes = {code for code in economy_codes() if code == WORLD or not economies.is_group(code)}
    codes.remove("MAF")  # Saint Martin is an island of two
    assert len(codes) > 290
    assert {code: economies.code(economies.name(code, locale)) for code in codes} == {
        code: ALIASES.get(code, code) for code in codes
    }


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Ruritania", "no economy is called 'Ruritania'; found: near it are "),
        ("Viet Man", "near it are viet nam (VNM)"),
        ("Росия", "near it are россия (RUS)"),
        ("Congo", "'Congo' names 2 economies; found: COD, COG; do: use the code"),
        ("Korea", "'Korea' names 2 economies; found: KOR, PRK; do: use the code"),
        ("", "no economy is called ''; found: nothing near it; do: use an ISO 3166 alpha-3 code such as MYS"),
        ("Kongo", "'Kongo' names 2 economies; found: COD, COG; do: use the code"),
        # 492 is Monaco in M49, and the rest of the European Union in UN Comtrade.
        (492, "'492' names 2 economies; found: MCO, XOU; do: use the code"),
        ("EU", "no economy is called 'EU'; found: a group of economies; do: a trade table has XGE for it"),
        (97, "no economy is called '97'; found: a group of economies"),
        ("South Asia", "no economy is called 'South Asia'; found: a group of economies; do: a trade table has XRS"),
        ("XXX", "no economy is called 'XXX'"),
        ("1000", "no economy is called '1000'"),
        (843, "no economy is called '843'"),
        ("٨٤٢", "no economy is called"),
    ],
)
def test_unknown_and_shared_names_are_refused(said: str | int, words: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.code(said)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("said", "year", "code"),
    [
        ("USSR", 1991, "SUN"),
        (810, 1985, "SUN"),
        ("Russia", 1992, "RUS"),
        (842, 1981, "USA"),
        (840, 1970, "USA"),
        (841, 1980, "USA"),
        (356, 2024, "IND"),  # its M49 number
        (736, 2011, "SDN"),
        ("Sudan", 1980, "SDN"),
        ("Germany", 1980, "DEU"),
        ("SCG", 2005, "SCG"),
        ("Malaysia", 1950 + 14, "MYS"),
        ("FXX", 1980, "FXX"),
    ],
)
def test_a_code_holds_in_its_years(said: str | int, year: int, code: str) -> None:
    assert economies.code(said, year=year) == code


@pytest.mark.parametrize(
    ("said", "year", "found"),
    [
        ("USSR", 1992, "SUN to 1991"),
        ("Russia", 1985, "RUS from 1992"),
        (842, 1980, "USA from 1981"),
        (841, 1981, "USA to 1980"),
        (699, 1974, "IND from 1975"),
        (729, 2011, "SDN from 2012"),
        (736, 2012, "SDN to 2011"),
        (280, 1991, "DEU to 1990"),
        ("YUG", 2000, "YUG to 1991"),
        ("SCG", 1991, "SCG 1992 to 2005"),
        ("ANT", 2011, "ANT 1986 to 2010, ANT to 1985"),
        (58, 1999, "XHB to 1998"),
        (711, 2000, "XHS to 1999"),
        ("Czechoslovakia", 1993, "CSK to 1992"),
        ("Slovakia", 1992, "SVK from 1993"),
    ],
)
def test_a_code_of_other_years_is_refused_with_its_years(said: str | int, year: int, found: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.code(said, year)
    assert (
        str(caught.value) == f"{str(said)!r} names no economy in {year}; found: {found}; do: use the code of that year"
    )


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("RUS", "en", "Russia"),
        ("MYS", "bn", "মালয়েশিয়া"),
        ("WLD", "en", "world"),
        ("SUN", "en", "Soviet Union"),
        ("SUN", "th", "Soviet Union"),
        ("XGE", "en", "European Union"),
        ("BUR", "en", "BUR"),
        ("THA", "th", "ไทย"),
    ],
)
def test_names(code: str, locale: str, name: str) -> None:
    assert economies.name(code, locale) == name


@pytest.mark.parametrize("code", ["rus", "RU", "XXX", "QUU", "643", ""])
def test_a_name_and_a_kind_need_a_code(code: str) -> None:
    for ask in (economies.name, economies.kind, economies.is_group, economies.m49, economies.comtrade):
        with pytest.raises(UnknownCodeError, match=f"'{code}' is no economy's code"):
            ask(code)


def test_the_list_has_every_economy_that_cldr_knows_with_its_number() -> None:
    aliases = get_global("territory_aliases")
    today = alpha3_by_cldr_code()
    # Of one territory in CLDR, but not in trade statistics: 983 is CLDR's own Kosovo, 249 ISO 3166's metropolitan
    # France, 492 another thing in UN Comtrade; the rest have been divided or united since.
    other = {"249", "492", "983", "278", "720"}
    numbers = {
        number: today[to[0]] for number, to in aliases.items() if number.isdigit() and to[0] in today and len(to) == 1
    }
    assert len(numbers) > 240
    assert {number: economies.code(number) for number in numbers.keys() - other} == {
        number: numbers[number] for number in numbers.keys() - other
    }
    codes = economies.codes()
    assert codes["comtrade"].is_unique
    assert set(codes["alpha3"]) <= economy_codes()


def test_codes_of_our_own_are_in_the_list_under_their_kind() -> None:
    kinds = {code: economies.kind(code) for code in economy_codes()}
    for kind, own in OWN_CODES.items():
        assert {code for code in kinds if re.match("X[HNOGR]", code) and kinds[code] == kind} == own
    assert {economies.kind(code) for code in WITHDRAWN_CODES} == {"economy"}
    assert {code for code in kinds if kinds[code] == "group"} == OWN_CODES["group"] | {WORLD}
    assert set(economies.codes()["alpha3"]) >= WITHDRAWN_CODES


def test_codes_is_a_fresh_frame_to_join_on() -> None:
    codes = economies.codes()
    assert codes.columns[:6].tolist() == ["comtrade", "alpha3", "name", "start", "end", "kind"]
    codes["alpha3"] = "XXX"
    assert "XXX" not in set(economies.codes()["alpha3"])
    traded = pd.DataFrame({"i": ["842", "490", "4"], "v": [1.0, 2.0, 3.0]})
    joined = traded.merge(economies.codes(), left_on="i", right_on="comtrade")
    assert joined[["alpha3", "v"]].to_numpy().tolist() == [["USA", 1.0], ["XOA", 2.0], ["AFG", 3.0]]


def test_years_of_one_code_do_not_overlap() -> None:
    codes = economies.codes()
    used = codes[(codes["use"] == "data") & (codes["kind"] == "economy")]
    for alpha3, rows in used.groupby("alpha3"):
        spans = sorted(zip(rows["start"].fillna(1900), rows["end"].fillna(2099), strict=True))
        assert all(end < start for (_, end), (start, _) in itertools.pairwise(spans)), alpha3


def test_from_comtrade_loses_nothing_and_makes_no_country_of_what_is_none() -> None:
    numbers = "490 568 577 527 636 637 129 879 290 221 492 697 473 471 472 837 838 839 899".split()  # noqa: SIM905
    mapped = economies.from_comtrade(pd.Series(numbers))
    assert {economies.kind(code) for code in mapped} == {"other"}
    assert mapped.is_unique
    rows = pd.DataFrame(
        {"period": 2020, "reporter": "MYS", "partner": mapped, "flow": "export", "commodity_code": "TOTAL"}
    ).assign(value=1.0, currency="USD")
    assert tv.check(rows) is rows


def test_from_comtrade_keeps_index_name_and_missing() -> None:
    codes = pd.Series(["842", None, "004", "_X ", "S19", "W00", "MYS"], index=list("abcdefg"), name="partnerCode")
    mapped = economies.from_comtrade(codes)
    assert mapped.index.tolist() == list("abcdefg")
    assert mapped.name == "partnerCode"
    assert mapped.isna().tolist() == [False, True, False, False, False, False, False]
    assert mapped.dropna().tolist() == ["USA", "AFG", "XNS", "XOA", "WLD", "MYS"]
    assert mapped.dtype == pd.DataFrame({"a": ["x"]})["a"].dtype
    assert economies.from_comtrade(pd.Series([842, 0, 4])).tolist() == ["USA", "WLD", "AFG"]
    assert economies.from_comtrade(pd.Series(["842", "0", "842"], dtype="category")).tolist() == ["USA", "WLD", "USA"]
    assert economies.from_comtrade(pd.Series([], dtype="object")).tolist() == []


def test_from_comtrade_names_unknown_codes_and_counts_their_rows() -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.from_comtrade(pd.Series(["842", "1", "843", "843"]))
    assert str(caught.value).startswith("UN Comtrade has no such economy; found: 2 unknown code(s); do: ")
    assert caught.value.rows == ("'1': 1 row(s)", "'843': 2 row(s)")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ROM", "ROU"),
        ("ZAR", "COD"),
        ("TMP", "TLS"),
        ("MNT", "MNE"),
        ("SER", "SRB"),
        ("YUG", "SCG"),
        ("SDN", "SDN"),
        ("SUD", "SDN"),
        ("ETF", "ETH"),
        ("BLX", "XHB"),
        ("SVU", "SUN"),
        ("OAS", "XOA"),
        ("EUN", "XGE"),
        ("918", "XGE"),
        ("000", "WLD"),
        ("WLD", "WLD"),
        ("840", "USA"),
        ("250", "FRA"),
        ("492", "MCO"),
        ("490", "XOA"),
        ("SAS", "XRS"),
        ("Europe & Central Asia", "XRC"),
        ("World", "WLD"),
        ("Occ.Pal.Terr", "PSE"),
        ("Ethiopia(excludes Eritrea)", "ETH"),
        ("Serbia, FR(Serbia/Montenegro)", "SRB"),
        ("United States Minor Outlying I", "UMI"),
        ("European Union", "XGE"),
        ("Unspecified", "XNS"),
        ("Russian Federation", "RUS"),
    ],
)
def test_from_wits_reads_codes_numbers_and_names(said: str, code: str) -> None:
    assert economies.from_wits(pd.Series([said, None])).tolist()[:1] == [code]


def test_from_wits_refuses_what_it_does_not_know() -> None:
    with pytest.raises(UnknownCodeError, match="WITS has no such economy") as caught:
        economies.from_wits(pd.Series(["Ruritania", "Congo", "USA"]))
    assert caught.value.rows == ("'Ruritania': 1 row(s)", "'Congo': 1 row(s)")


@pytest.mark.parametrize(
    ("code", "year", "number"),
    [
        ("USA", None, "842"),
        ("USA", 1980, "841"),
        ("FRA", 2020, "251"),
        ("IND", 1974, "356"),
        ("CHE", None, "757"),
        ("NOR", None, "579"),
        ("ITA", None, "380"),
        ("DEU", 1990, "280"),
        ("SDN", 2011, "736"),
        ("SDN", None, "729"),
        ("ANT", None, "530"),
        ("WLD", None, "0"),
        ("AFG", None, "4"),
        ("XNS", None, "899"),
    ],
)
def test_numbers_to_ask_comtrade_with(code: str, year: int | None, number: str) -> None:
    assert economies.comtrade(code, year) == number
    assert economies.from_comtrade(pd.Series([number])).tolist() == [code]


@pytest.mark.parametrize(
    ("code", "year", "words"),
    [
        (
            "TWN",
            None,
            "UN Comtrade has no figures of TWN; found: TWN is Taiwan, Province of China; do: XOA (Other Asia",
        ),
        ("CSK", 1993, "UN Comtrade has no figures of CSK in 1993; found: CSK to 1992"),
        ("XGU", None, "UN Comtrade has no figures of XGU; found: XGU is Eurasian Economic Union"),
        ("BUR", None, "UN Comtrade has no figures of BUR; found: BUR is not in its list"),
    ],
)
def test_what_comtrade_cannot_be_asked_for_is_refused(code: str, year: int | None, words: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.comtrade(code, year)
    assert str(caught.value).startswith(words)


def test_m49_numbers() -> None:
    assert {code: economies.m49(code) for code in ("USA", "FRA", "AFG", "SUN", "WLD", "MCO", "SDN")} == {
        "USA": "840",
        "FRA": "250",
        "AFG": "004",
        "SUN": "810",
        "WLD": "001",
        "MCO": "492",
        "SDN": "729",
    }
    with pytest.raises(UnknownCodeError, match="XOA has no M49 number"):
        economies.m49("XOA")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *[("BUR", "MMR"), ("ROM", "ROU"), ("TMP", "TLS"), ("ZAR", "COD")],
        *[("СССР", "SUN"), ("Советский Союз", "SUN"), ("West Germany", "DEU"), ("Ceylon", "LKA")],
    ],
)
def test_names_and_codes_of_the_past(said: str, code: str) -> None:
    assert economies.code(said) == code
    if said.isascii() and said.isupper():
        assert economies.from_comtrade(pd.Series([said])).tolist() == [code]


def test_what_is_longer_than_all_names_is_refused_without_a_look_at_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def look(*_: object) -> list[str]:
        raise AssertionError

    monkeypatch.setattr(process, "extract", look)
    with pytest.raises(UnknownCodeError, match="found: 3,000 letters"):
        tv.economies.code("é" * 3000)
