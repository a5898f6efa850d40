"""Currencies and scales that an amount does not print: told by countries, offices, rates, notes, rows and heads."""

import tomllib
from pathlib import Path

import pytest

from tradeview.errors import AmbiguousFigureError
from tradeview.prose import highlight, parse_money, read_figures

TABLE = Path(__file__).with_name("told_currencies.toml")
KINDS = tomllib.loads(TABLE.read_text(encoding="utf-8"))
SENTENCES = [
    pytest.param(sentence, figures, id=f"{kind}-{language}-{number}")
    for kind, languages in KINDS.items()
    for language, listed in languages.items()
    for number, (sentence, figures) in enumerate(listed)
]


@pytest.mark.parametrize(("sentence", "figures"), SENTENCES)
def test_a_currency_that_is_not_printed_is_told_by_the_text_or_open(sentence: str, figures: list[str]) -> None:
    rows = read_figures(sentence)
    expected = [figure.split(" ") for figure in figures]
    assert rows["currency"].fillna("?").tolist() == [currency for _, currency in expected]
    assert rows["value"].abs().tolist() == pytest.approx([float(value) for value, _ in expected])


def test_what_is_told_by_home_is_marked_as_assumed() -> None:
    assert read_figures("Istat: l'export italiano sale a 51,3 miliardi.")["assumed"].tolist() == [True]


def test_an_open_currency_is_said_to_be_open() -> None:
    assert "open currency" in highlight("Exports reached 5 billion dinars.")._repr_html_()
    with pytest.raises(AmbiguousFigureError, match="several currencies"):
        parse_money("5 billion dinars")


COUNTED = [
    ("ar", "بلغ السعر 5 دولارات في عام 2024", "USD"),
    ("ar", "بلغ السعر 11 دولارا", "USD"),
    ("ar", "بلغ السعر 5 دولارات سنغافورية", "SGD"),
    ("ar", "بلغ السعر 11 دولارا سنغافوريا", "SGD"),
    ("ar", "بلغ السعر 11 دولاراً سنغافورياً", "SGD"),
    ("ar", "بلغ السعر 5 دنانير كويتية", "KWD"),
    ("ar", "بلغ السعر 11 رينغيتا ماليزيا", "MYR"),
    ("ar", "بلغت صادرات سنغافورة 5 دولارات للطن", "USD"),
    ("ar", "كان أداء الصادرات باهتا 5 مليارات دولار في عام 2024", "USD"),
    ("fr", "Les exportations ont atteint 5 millions de dollars singapouriens.", "SGD"),
    ("fr", "Le pays a importé 5 millions de dollars de riz taïwanais.", "USD"),
    ("pt", "As exportações somaram 5 milhões de dólares singapurenses.", "SGD"),
    ("it", "Le esportazioni hanno raggiunto 5 milioni di dollari canadesi.", "CAD"),
    ("es", "Las exportaciones sumaron 5 millones de dólares neozelandeses.", "NZD"),
    ("es", "El país compró arroz por 5 millones de dólares de Singapur.", "USD"),
]


@pytest.mark.parametrize(("locale", "text", "currency"), COUNTED)
def test_the_dollar_of_a_country_is_no_other(locale: str, text: str, currency: str) -> None:
    assert read_figures(text, locale)["currency"].tolist() == [currency]
