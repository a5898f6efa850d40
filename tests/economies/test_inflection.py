"""Names as a sentence bends them: cases, suffixes, prefixes and articles, each in its language, and what is no form."""

import pytest

from tradeview import economies
from tradeview.economies.inflection import bend_name, strip_name
from tradeview.economies.names import find_codes_in_language
from tradeview.errors import UnknownCodeError

FORMS = """
ru RUS: Россией | России | Россию
ru KOR: Южной Кореи | Южную Корею | Южной Кореей
ru ARE: Объединённых Арабских Эмиратов | Объединенными Арабскими Эмиратами
ru USA: Соединёнными Штатами | Соединенных Штатов Америки
ru NLD: Нидерландов | Нидерландами | Голландией
ru NER: Нигера | Нигеру
ru NGA: Нигерии | Нигерию
ru EGY: Египтом
ru ISR: Израиля
uk POL: Польщею | Польщі
uk GBR: Великої Британії
uk KOR: Південною Кореєю
uk CHN: Китаєм | Китаю
pl DEU: Niemiec | Niemczech
pl USA: Stanami Zjednoczonymi | Stanach Zjednoczonych
pl GBR: Wielką Brytanią
pl PRK: Korei Północnej
pl QAT: Katarze
pl EGY: Egipcie
de DEU: Deutschlands
de NLD: den Niederlanden
de ARE: den Vereinigten Arabischen Emiraten
de GBR: des Vereinigten Königreichs
tr DEU: Almanya'ya | Almanya’nın | Almanya'dan
tr USA: ABD'nin | ABD’ye
hi CHN: चीन से | चीन का
hi RUS: रूस के साथ
bn CHN: চীনের | চীন থেকে
bn RUS: রাশিয়ার | রাশিয়ায়
ar CHN: للصين | بالصين | والصين
ar RUS: لروسيا
ar KWT: دولة الكويت
fr USA: aux États-Unis | des États-Unis
fr DEU: l'Allemagne | d'Allemagne
it USA: gli Stati Uniti | dagli Stati Uniti
it IND: dell'India
es IND: la India
pt CHN: da China
nl USA: de Verenigde Staten
en CHN: China's
ko CHN: 중국의 | 중국은
ja CHN: 中国は
th JPN: ประเทศญี่ปุ่น
vi RUS: nước Nga
fil JPN: sa Hapon
"""
CASES = [
    (locale, alpha3, form.strip())
    for locale, alpha3, forms in (
        (line[:6].split()[0], line.split(":", 1)[0].split()[1], line.split(": ", 1)[1])
        for line in FORMS.strip().splitlines()
    )
    for form in forms.split(" | ")
]


@pytest.mark.parametrize(("locale", "alpha3", "form"), CASES)
def test_forms_of_a_sentence_are_the_names_they_are_of(locale: str, alpha3: str, form: str) -> None:
    assert economies.code(form, locale=locale) == alpha3


@pytest.mark.parametrize(
    ("form", "locale"),
    [
        ("Кореей", "ru"),
        ("Америкою", "uk"),
        ("Ameryce", "pl"),
        ("чехи", "ru"),
        ("индус", "ru"),
        ("بروسيا", "ar"),
        ("ইতালিয়", "bn"),
        ("au Congo", "fr"),
        ("a Coreia", "pt"),
        ("Almanya'x", "tr"),
        ("미로", "ko"),
        ("'", "tr"),
        ("", "ru"),
    ],
)
def test_what_is_no_form_of_one_economy_is_refused(form: str, locale: str) -> None:
    with pytest.raises(UnknownCodeError):
        economies.code(form, locale=locale)


@pytest.mark.parametrize(
    ("form", "alpha3"), [("Россией", "RUS"), ("Южной Кореи", "KOR"), ("চীনের", "CHN"), ("중국의", "CHN")]
)
def test_a_script_tells_the_language_of_a_form(form: str, alpha3: str) -> None:
    assert economies.code(form) == alpha3


@pytest.mark.parametrize("form", ["Niemczech", "Chinami", "Deutschlands", "Almanya'ya"])
def test_a_form_of_latin_letters_needs_its_language(form: str) -> None:
    with pytest.raises(UnknownCodeError):
        economies.code(form)


@pytest.mark.parametrize("locale", ["ru", "uk", "pl", "de"])
def test_no_case_of_a_name_is_the_name_of_another(locale: str) -> None:
    """A form that two economies share is of both, so that it is refused: none is given to the wrong one."""
    forms = {
        form for name in ("Нигер", "Нигерия", "Australia", "Austria") for form in bend_name(name.casefold(), locale)
    }
    for form in forms:
        named = find_codes_in_language(form, locale)
        if named:
            assert economies.code(form, locale=locale) in named


def test_languages_without_rules_bend_nothing() -> None:
    assert list(bend_name("中国", "zh")) == []
    assert list(strip_name("中国", "zh")) == []
    assert list(bend_name("a b c d e f", "ru")) == []
