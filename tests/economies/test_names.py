"""Names of economies: publishers', official ones and the press's, in their languages, or refused with the reason."""

import difflib
import itertools
import logging
import re

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from rapidfuzz import process

from tradeview import economies
from tradeview.economies.codes import alpha3_by_cldr_code, code_rows, known_codes
from tradeview.economies.names import (
    PRESS_LANGUAGES,
    SHORT_NAME,
    VARIANTS,
    codes_by_plain_name,
    codes_by_press_name,
    codes_by_quick_name,
    codes_by_words,
    describe_nearest_names,
    exact_key,
    find_codes,
    find_near_name,
    plain_key,
    words_key,
)
from tradeview.errors import UnknownCodeError
from tradeview.sources.comtrade.codes import read_economy

NAMES = """
USA: США | Соединенные Штаты Америки | 米国 | 美國 | 미국 | EE.UU. | EEUU | ABD | Mỹ | สหรัฐ | آمریکا | Etats-Unis
RUS: РФ | Российская Федерация | 俄羅斯 | Russian Fed. | Liên bang Nga | Federación Rusa | Russische Föderation
CHN: КНР | China, P.R.: Mainland | China (People's Republic of) | 中华人民共和国 | P.R. China | VR China
KOR: Korea, Republic of | Korea (the Republic of) | Corée, République de | Южная Корея | 한국 | 韓国 | S. Korea
PRK: Korea, Dem. People's Rep. of | Korea, Democratic People's Republic of | КНДР | 北朝鮮 | Kuzey Kore
TWN: Taipei, Chinese | Chinese Taipei | Taiwan POC | Taiwan, China | Republic of China | 臺灣 | Đài Loan | Taipei Chino
HKG: Hong Kong, China | China, P.R.: Hong Kong | Hong Kong SAR, China | 香港 | Гонконг
MAC: Macao, China | China, P.R.: Macao | 澳門 | マカオ
PSE: West Bank and Gaza | Palestinian Territory, Occupied | Палестина
MKD: Macedonia, FYR | North Macedonia, Republic of | Macedonia, the former Yugoslav Republic of
COD: Congo, Democratic Republic of the | Congo (the Democratic Republic of the) | Congo, Dem. Rep. of the | 刚果（金）
COG: Congo, Republic of | Congo, Rep. of | Republic of the Congo
GBR: İngiltere | 英国 | Великобритания | United Kingdom (the) | Groot-Brittannië
ITA: 義大利 | 意大利 | Italien
GRC: EL | Hellenic Republic | Греция
CIV: Cote d Ivoire | Côte d´Ivoire | COTE D'IVOIRE | Elfenbeinküste
GNB: Guinea Bissau | Guinée-Bissau | Guinee Bissau
TZA: Tanzania, United Republic of | United Rep. of Tanzania
VIR: Virgin Islands (U.S.) | Virgin Islands, US
VGB: Virgin Islands (British) | Br. Virgin Isds
BES: Bonaire, Sint Eustatius and Saba
NLD: Netherlands (Kingdom of the) | Holland | the Netherlands | Netherlands, The
ARE: UAE | ОАЭ | الامارات | 阿联酋
BHS: Bahamas, The | Bahamas (the)
AND: Andorra, Principality of
ZAF: ЮАР | 南アフリカ
DEU: ФРГ | Germany, Federal Republic of | Deutschland
SUN: СССР | Fmr USSR (...1990) | Sowjetunion | Former USSR
CSK: Czechoslovakia (...1992) | Чехословакия
DDR: Dem. Rep. of Germany (...1990) | ГДР
SDN: Sudan (...2011) | Fmr Sudan
SCG: Serbia and Montenegro (...2005)
ANT: Netherlands Antilles (...2010) | Neth. Antilles (...2010)
XHB: Belgium-Luxembourg (...1998) | Belgium and Luxembourg
XNS: Areas, not elsewhere specified
WLD: All countries | Мир | Welt
"""
CASES = [
    (name.strip(), line.split(":", 1)[0])
    for line in NAMES.strip().splitlines()
    for name in line.split(": ", 1)[1].split(" | ")
]


@pytest.mark.parametrize(("name", "code"), CASES)
def test_names_of_publishers_and_the_press(name: str, code: str) -> None:
    assert economies.code(name) == code


def test_every_text_of_un_comtrade_gives_its_code() -> None:
    """Its texts are the names of our list, those of past economies with their last year behind them."""
    shared = {"Congo"}
    listed = [row for row in code_rows() if row.comtrade]
    assert len(listed) > 255
    for row in listed:
        texts = {row.name, f"{row.name} (...{row.end})" if row.end else row.name}
        for text in texts:
            assert read_economy(None, None, text) == row.alpha3, text
            if row.kind != "group" and text not in shared:
                assert economies.code(text) == row.alpha3, text


@pytest.mark.parametrize(
    ("name", "locale", "code"),
    [
        ("Nga", "vi", "RUS"),
        ("NGA", "vi", "RUS"),
        ("NGA", None, "NGA"),
        ("NGA", "en", "NGA"),
        ("AS", "ms", "USA"),
        ("as", "id", "USA"),
        ("AS", "en", "ASM"),
        ("VS", "nl", "USA"),
        ("VK", "nl-BE", "GBR"),
        ("Anh", "vi", "GBR"),
        ("My", "en", "MYS"),
        ("義大利", "zh_Hant", "ITA"),
        ("義大利", "zh", "ITA"),
        ("لتونی", "fa", "LVA"),
        ("لتونی", "mzn", "LTU"),
        ("Amerika", "fil", "USA"),
        ("Россия", "en", "RUS"),
        ("458", "vi", "MYS"),
    ],
)
def test_a_name_is_asked_before_a_code_in_its_language(name: str, locale: str | None, code: str) -> None:
    assert economies.code(name, locale=locale) == code


OF_CUSTOMS = """
BHR: BAHARAIN IS
CHN: CHINA P RP
COD: CONGO D. REP. | Congo, D. Rep. | Congo (Kinshasa)
COG: CONGO P REP | Congo (Brazzaville)
KOR: KOREA RP
PRK: KOREA DP RP
ARE: U ARAB EMTS | Trucial Oman
ASM: AMERI SAMOA
NLD: NETHERLAND
SAU: SAUDI ARAB
VUT: VANUATU REP
MDG: Malagasy Republic
KHM: Democratic Kampuchea
COM: Federal Islamic Republic of the Comoros
DJI: Afars and Issas
MOZ: Portuguese East Africa
GHA: Gold Coast
YMD: Yemen, P.D.R.
XKK: Kosovo (under UNSCR 1244/99)
CUW: CuraÃ§ao
CIV: CÃ´te d'Ivoire
"""


@pytest.mark.parametrize(
    ("name", "code"),
    [(name, line[:3]) for line in OF_CUSTOMS.strip().splitlines() for name in line.split(": ", 1)[1].split(" | ")],
)
@pytest.mark.parametrize("locale", [None, "en"])
def test_names_of_customs_and_former_ones(name: str, code: str, locale: str | None) -> None:
    assert economies.code(name, locale=locale) == code


@pytest.mark.parametrize(
    ("sign", "locale", "code"),
    [
        ("俄", "zh_Hans", "RUS"),
        ("韓", "zh_Hant", "KOR"),
        ("仏", "ja", "FRA"),
        ("伊", "ja", "ITA"),
        ("미", "ko", "USA"),
        ("俄", None, None),
        ("米", "zh", None),
        ("仏", "zh", None),
        ("澳", "zh", None),
        ("巴", "zh", None),
        ("新", "zh_Hant", None),
        ("瑞", "ja", None),
        ("BAE", None, None),
        ("BAE", "en", None),
        ("BAE", "tr", "ARE"),
        ("EUA", None, None),
        ("EUA", "pt", "USA"),
    ],
)
def test_one_sign_or_three_letters_are_a_name_in_their_language_alone(
    sign: str, locale: str | None, code: str | None
) -> None:
    if code is not None:
        assert economies.code(sign, locale=locale) == code
        return
    with pytest.raises(UnknownCodeError):
        economies.code(sign, locale=locale)


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        ("Hindi", "en"),
        ("Filipino", "en"),
        ("italien", "fr"),
        ("Indien", "fr"),
        ("Tunis", "en"),
        ("Rom", "de"),
        ("Granada", "en"),
        ("Swiss", "en"),
        ("जर्मन", "hi"),
    ],
)
def test_peoples_languages_and_cities_of_one_language_are_no_economy_of_another(name: str, locale: str) -> None:
    with pytest.raises(UnknownCodeError):
        economies.code(name, locale=locale)


def test_a_country_of_another_language_is_found_where_nothing_else_is_meant() -> None:
    assert economies.code("Deutschland", locale="en") == "DEU"
    assert economies.code("Indien", locale="de") == "IND"
    assert economies.code("Guyane", locale="fr") == "GUF"
    assert economies.code("Tunis", locale="hr") == "TUN"


@pytest.mark.parametrize(
    ("name", "locale", "words"),
    [
        ("Saint Martin", "en", "'Saint Martin' names 2 economies; found: MAF, SXM"),
        ("Guiana", "en", "'Guiana' names 3 economies; found: GUF, GUY, SUR"),
        ("Hindi", None, "a people or a language of IND"),
        ("G7", None, "several at once: CAN, DEU, FRA, GBR, ITA, JPN, USA"),
        ("新", "zh", "names 2 economies; found: NZL, SGP"),
        ("Nga", None, "names 2 economies; found: NGA (as a code), RUS (in the language vi); do: use the code, or name"),
        ("nga", None, "locale='vi'"),
        ("AS", None, "names 2 economies; found: ASM (as a code), USA (in the language "),
        ("VK", None, "is a name in one language alone; found: GBR (in the language "),
        ("My", "vi", "'My' names 2 economies; found: MYS, USA"),
        ("Congo", "en", "'Congo' names 2 economies; found: COD, COG"),
        ("Конго", None, "'Конго' names 2 economies; found: COD, COG"),
        ("Corée", None, "'Corée' names 2 economies; found: KOR, PRK"),
        ("Virgin Islands", None, "'Virgin Islands' names 2 economies; found: VGB, VIR"),
        ("England", None, "no economy is called 'England'; found: a part of GBR; do: use the code"),
        ("XI", None, "a part of GBR"),
        ("America", None, "found: USA, or a continent"),
        ("Benelux", None, "several at once: BEL, LUX, NLD"),
        ("EU27_2020", None, "a trade table has XGE for it"),
        ("Европейский союз", None, "a trade table has XGE for it"),
        ("ЕАЭС", None, "a trade table has XGU for it"),
        ("AB", "tr", "a trade table has XGE for it"),
        ("Russia (...1990)", None, "names no economy in 1990; found: RUS from 1992"),
        ("000842", None, "no economy is called '000842'"),
        ("MRY", None, "found: near it are MYR, the currency of MYS; do: "),
        ("MYR", None, "found: MYR, the currency of MYS; do: "),
        ("EUR", None, "found: EUR, a currency; do: "),
        ("KRO", None, "near it are KOR"),
        ("Malaysia", "tlh", "'tlh' is no locale"),
        ("Malaysia", "", "'' is no locale"),
    ],
)
def test_what_is_no_name_of_one_economy_is_refused_with_what_it_is(name: str, locale: str | None, words: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        economies.code(name, locale=locale)
    assert words in str(caught.value)


NO_NAMES = """
Moscow | Москва | Selangor | Texas | Petronas | Газпром | Wakanda | TOTAL | nan | None | ? | ... | XX | ZZZ | Saint
Islands | Republic | United | Nigr | Chian | Росия | Kitai | 国 | Total | Shell | Herzegovina | Principe | Great | 12345
US$ | $US | sữa | đồ sứ | dự án | as of | in die | de su | U | An | pea | rca | sin | bed | end
"""


@pytest.mark.parametrize("name", NO_NAMES.strip().replace("\n", " | ").split(" | "))
def test_what_is_no_economy_is_refused(name: str) -> None:
    with pytest.raises(UnknownCodeError):
        economies.code(name)


def test_near_names_are_a_slip_of_the_pen_away() -> None:
    assert describe_nearest_names("malaisia") == "near it are malaysia (MYS)"
    assert describe_nearest_names("untied states") == "near it are united states (USA)"
    # Three letters of five, and a rhyme: what is like a name is not always what was meant.
    assert describe_nearest_names("ghaqq") == "nothing near it"
    assert describe_nearest_names("wakanda") == "nothing near it"
    assert describe_nearest_names("нефть") == "nothing near it"


def test_keys_keep_the_vowels_of_scripts_that_write_them_as_marks() -> None:
    assert plain_key("Côte d'Ivoire") == "cotedivoire"
    assert plain_key("कतर") != plain_key("कातार")
    assert words_key("कातार") == "कातार"
    assert words_key("Korea, Dem. People's Rep. of") == words_key("Democratic People's Republic of Korea")
    assert exact_key("  South\u00a0KOREA\u200e") == "south korea"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Liberia, Republik", "LBR"),
        ("Republik Österreich", "AUT"),
        ("Königreich Belgien", "BEL"),
        ("Perú, República", "PER"),
    ],
)
def test_what_a_state_calls_itself_may_stand_beside_its_name(name: str, code: str) -> None:
    assert economies.code(name) == code


@pytest.mark.parametrize(
    "name",
    [
        "Dominica, Republic",
        "Principality of Wales",
        "State of Georgia",
        "Yugoslavia, Republic",
        "Republic",
        "Korea Kingdom",
    ],
)
def test_what_a_state_calls_itself_tells_some_apart(name: str) -> None:
    with pytest.raises(UnknownCodeError):
        economies.code(name)


def test_taiwan_is_told_under_what_comtrade_has_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        economies.code("Taiwan")
        economies.code("Malaysia")
    assert [record.getMessage() for record in caplog.records] == [
        "Taiwan is TWN; UN Comtrade and BACI publish it under 490, Other Asia, nes, which is XOA"
    ]


@pytest.fixture(scope="module")
def meant() -> dict[str, set[str]]:
    """Return the codes of every name that CLDR has in any of its locales."""
    alpha3_codes = alpha3_by_cldr_code()
    found: dict[str, set[str]] = {}
    for locale in locale_identifiers():
        for cldr_code, name in Locale.parse(locale).territories.items():
            if cldr_code in alpha3_codes:
                found.setdefault(exact_key(str(name)), set()).add(alpha3_codes[cldr_code])
    return found


def test_quick_names_mean_what_they_mean_in_all_languages(meant: dict[str, set[str]]) -> None:
    """The short ways (our lists, English, the press) hide no other meaning, save of two names in two rare languages."""
    hidden = {"موریتانیا": {"MUS"}, "لتونی": {"LTU"}}  # Mauritania in Dari, Latvia in Persian
    for table in (codes_by_quick_name(), codes_by_press_name()):
        assert len(table) > 500
        lost = {name: meant[name] - table[name] for name in table.keys() & meant.keys() if not find_near_name(name)}
        assert {name: codes for name, codes in lost.items() if codes and codes != hidden.get(name)} == {}
    for table in (codes_by_plain_name(), codes_by_words()):
        assert {key for key, codes in table.items() if not codes <= known_codes()} == set()


def test_every_name_of_every_locale_is_found(meant: dict[str, set[str]]) -> None:
    """No name of CLDR is given to an economy that it is not of, save of one in Toki Pona."""
    long_enough = [name for name in meant if len(plain_key(name)) > SHORT_NAME or not plain_key(name).isascii()]
    found = {name: find_codes(name) for name in long_enough if find_near_name(name) is None}
    missing = [name for name, codes in found.items() if not codes]
    wrong = [name for name, codes in found.items() if codes.isdisjoint(meant[name])]
    assert len(found) > 30_000
    assert missing == []
    assert wrong == ["ma lawi"]


def test_variants_are_of_locales_that_there_are() -> None:
    assert set(locale_identifiers()) >= VARIANTS
    assert set(locale_identifiers()) >= PRESS_LANGUAGES


def test_no_short_name_is_another_economys_code_unsaid() -> None:
    """A word of two letters that is a code gives that code or is refused; three capitals are their code."""
    refused = set()
    for letters in itertools.product("ABCDEFGHIJKLMNOPQRSTUVWXYZ", repeat=2):
        word = "".join(letters)
        if word in alpha3_by_cldr_code():
            try:
                assert economies.code(word) == alpha3_by_cldr_code()[word]
            except UnknownCodeError:
                refused.add(word)
    assert refused == {"AS"}
    renamed = {"BUR": "MMR", "TMP": "TLS", "ZAR": "COD"}
    assert {code: economies.code(code) for code in known_codes()} == {c: renamed.get(c, c) for c in known_codes()}


@pytest.mark.parametrize(
    "word", ["malaisia", "chian", "untied states", "wakanda", "германия", "rusia", "tailand", "zzz q"]
)
def test_near_names_are_those_that_a_look_at_each_name_finds(word: str) -> None:
    # Restricted Damerau-Levenshtein, the long way: neighbours swapped count once.
    def slips(left: str, right: str) -> int:
        table = [
            [row + column if row * column == 0 else 0 for column in range(len(right) + 1)]
            for row in range(len(left) + 1)
        ]
        for row in range(1, len(left) + 1):
            for column in range(1, len(right) + 1):
                differs = left[row - 1] != right[column - 1]
                costs = [table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + differs]
                if row > 1 and column > 1 and left[row - 1] == right[column - 2] and left[row - 2] == right[column - 1]:
                    costs.append(table[row - 2][column - 2] + 1)
                table[row][column] = min(costs)
        return table[-1][-1]

    names = {**codes_by_press_name(), **codes_by_quick_name()}
    allowed = min(max(1, len(word) // 4), 2)
    like = difflib.get_close_matches(word, names, 30, 0.7)
    found = {name for name in like if slips(word, name) <= allowed}
    said = describe_nearest_names(word)
    assert (said == "nothing near it") == (not found)
    for part in re.findall(r"(?:are |, )([^(),]+) \(", said):
        assert part in found


def test_a_name_of_no_economy_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownCodeError) as first:
        economies.code("Ruritania upon Thames")
    monkeypatch.setattr(process, "extract", None)  # a second look would fail
    with pytest.raises(UnknownCodeError) as second:
        economies.code("Ruritania upon Thames")
    assert str(first.value) == str(second.value)
