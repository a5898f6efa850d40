"""Economies: every code and name leads to one alpha-3 code, or is refused with what is near it."""

import pytest

from tradeview import economies
from tradeview.errors import UnknownCodeError
from tradeview.schema import economy_codes


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
        ("มาเลเซีย", "MYS"),
        ("মালয়েশিয়া", "MYS"),
        ("俄罗斯", "RUS"),
        ("ロシア", "RUS"),
        ("روسيا", "RUS"),
        ("Frankreich", "FRA"),
        ("  South\u00a0Korea ", "KOR"),
        ("TÜRKIYE", "TUR"),
        ("Turkey", "TUR"),
        ("Hong Kong", "HKG"),
        ("Russian Federation", "RUS"),
        ("Viet Nam", "VNM"),
        ("United States of America", "USA"),
        ("Republic of Korea", "KOR"),
        ("Lao PDR", "LAO"),
        ("Lao People's Democratic Republic", "LAO"),
        ("Lao People\u2019s Democratic Republic", "LAO"),
        ("UAE", "ARE"),
        ("Türkiye", "TUR"),
        ("Czech Republic", "CZE"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
        ("USSR", "SUN"),
        ("Democratic Republic of the Congo", "COD"),
    ],
)
def test_codes_and_names_of_any_language(said: str | int, code: str) -> None:
    assert economies.code(said) == code


def test_trap_codes_read_as_numbers_namibia_is_na() -> None:
    assert [economies.code(said) for said in ("NA", "na", "NAM", 516)] == ["NAM"] * 4


@pytest.mark.parametrize("locale", ["en", "bn", "th", "ms", "ru", "zh", "ar"])
def test_every_name_leads_back_to_its_code(locale: str) -> None:
    codes = economy_codes()
    assert len(codes) > 250
    assert {code: economies.code(economies.name(code, locale)) for code in codes} == {code: code for code in codes}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Ruritania", "no economy is called 'Ruritania'; found: near it are "),
        ("Viet Man", "near it are viet nam"),
        ("Congo", "'Congo' names 2 economies; found: COD, COG; do: use the code"),
        ("Korea", "'Korea' names 2 economies; found: KOR, PRK; do: use the code"),
        ("", "no economy is called ''; found: nothing near it; do: use an ISO 3166 alpha-3 code such as MYS"),
        ("Kongo", "'Kongo' names 2 economies; found: COD, COG; do: use the code"),
        ("EU", "no economy is called 'EU'"),
        ("XXX", "no economy is called 'XXX'"),
        ("000", "no economy is called '000'"),
        (842, "no economy is called '842'"),
    ],
)
def test_unknown_and_shared_names_are_refused(said: str | int, words: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.code(said)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [
        ("RUS", "en", "Russia"),
        ("MYS", "bn", "মালয়েশিয়া"),
        ("WLD", "en", "world"),
        ("SUN", "en", "SUN"),
        ("THA", "th", "ไทย"),
    ],
)
def test_names(code: str, locale: str, name: str) -> None:
    assert economies.name(code, locale) == name


@pytest.mark.parametrize("code", ["rus", "RU", "XXX", "QUU", "643", ""])
def test_a_name_needs_a_code(code: str) -> None:
    with pytest.raises(UnknownCodeError, match=f"'{code}' is no economy's code"):
        economies.name(code)
