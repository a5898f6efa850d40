"""What stands around the name of a currency in which something is told, and which names may stand there."""

import pytest

from tradeview.prose.amounts.currency_terms import find_terms
from tradeview.prose.languages import listed_locales
from tradeview.prose.lexicon import find_lexicon
from tradeview.prose.text.folding import fold_text

# A language, a text, and the terms in it as printed, each with its code.
TEXTS: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "longest-name": ("ms", "naik dalam dolar Singapura", [("dalam dolar Singapura", "SGD")]),
    "shared-name": ("ms", "naik dalam dolar", [("dalam dolar", "USD")]),
    "name-behind-its-country": ("en", "up in Namibian dollars", [("in Namibian dollars", "NAD")]),
    "no-name-after-an-unknown-word": ("en", "up in Ruritanian dollars", []),
    "country-behind": ("es", "en dólares de Jamaica", [("en dólares", "JMD")]),
    "country-that-pays-otherwise": ("es", "en dólares de Francia", []),
    "case": ("ru", "рост в сингапурских долларах", [("в сингапурских долларах", "SGD")]),
    "other-case": ("ru", "в пересчете на гонконгские доллары", [("в пересчете на гонконгские доллары", "HKD")]),
    "no-case": ("ru", "вложения в доллары США", []),
    "ending": ("bn", "রিঙ্গিতে ৭৫ শতাংশ", [("রিঙ্গিতে", "MYR")]),
    "part-of-a-word": ("bn", "ব্র্যান্ডে ৭৫ শতাংশ", []),
    "amount-with-its-ending": ("bn", "৩০০ কোটি ডলারে", []),
    "article": ("ar", "ارتفاع بالدولار السنغافوري", [("بالدولار السنغافوري", "SGD")]),
    "preposition-between": ("ar", "بين ماليزيا وروسيا", []),
    "two-leads": ("vi", "tính bằng đồng yên", [("tính bằng đồng yên", "JPY")]),
    "lead-that-is-a-name": ("vi", "tính bằng đồng", [("tính bằng đồng", "VND")]),
    "bonds": ("en", "in ringgit bonds", []),
    "compound": ("en", "in dollar-denominated bonds", []),
    "real-terms": ("en", "in real terms", []),
    "weight": ("en", "up in pounds", []),
    "code": ("en", "up in AUD", [("in AUD", "AUD")]),
    "words-of-one": ("ru", "в рублевом выражении", [("в рублевом выражении", "RUB")]),
    "over-a-line": ("en", "up in Singapore\ndollars", [("in Singapore dollars", "SGD")]),
}


@pytest.mark.parametrize("name", TEXTS)
def test_terms_are_found(name: str) -> None:
    locale, text, wanted = TEXTS[name]
    view = fold_text(text)
    # Printed again from the text as given, whose letters the folded one takes apart.
    found = [
        (text[view.offsets[term.start] : view.offsets[term.end - 1] + 1].replace("\n", " "), term.word.currency)
        for term in find_terms(find_lexicon((locale,)), view, 0, len(view.folded))
    ]
    assert found == wanted


@pytest.mark.parametrize("locale", listed_locales())
def test_each_language_says_it_of_any_currency(locale: str) -> None:
    file_forms = find_lexicon((locale,)).files[1]["in_terms"]["forms"]
    assert all(form.count("{") == 1 for form in file_forms)
