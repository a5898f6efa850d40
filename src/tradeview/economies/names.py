"""Names of economies: from a name, as a publisher or the press of any language writes it, to the codes it may mean.

Names come from `data/economy_names.csv` (those of publishers, official ones, what the press writes, each with its
language where it has one), from the list of codes, and from CLDR in all its languages and their variants. The first two
and CLDR's English ones load quickly and are asked first; a test holds that they hide no other language's meaning.

A name is looked for as it is written; then without accents and punctuation ("Cote d'Ivoire", "U.S.A."); then by its
words in any order, short forms written out ("Korea, Rep. of"). `data/economy_near_names.csv` has what people
call an economy and what is none, or several: England, America, Congo. It is asked before all these, and refused.

Where the language is given, its names come first, also as a sentence bends them (`inflection`), then English ones and
those of other scripts, then those of other languages of the press; without it, a bent name is found where its script
tells the language. One sign (米) and three Latin letters (BAE) are a name in their own language alone.
"""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from babel.numbers import get_territory_currencies
from rapidfuzz import process
from rapidfuzz.distance import OSA

from tradeview.economies.codes import ALIASES, alpha3_by_cldr_code, code_rows, known_codes, read_name_list
from tradeview.economies.inflection import bend_name, inflects, strip_name
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.engines import is_missing
from tradeview.table.schema import one_of
from tradeview.units import currencies

# Whose short forms of two or three letters and whose names without accents are understood where no language is given.
PRESS_LANGUAGES = frozenset({
    "ar", "bn", "de", "en", "es", "fa", "fil", "fr", "hi", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "ru", "th",
    "tr", "uk", "vi", "zh",
})  # fmt: skip
# Of CLDR's 800 locales of a script or region those that have names which their language has not: a test holds that.
VARIANTS = frozenset({
    "ar_SA", "az_Arab", "az_Cyrl", "bal_Latn", "be_TARASK", "bn_IN", "bs_Cyrl", "de_CH", "el_POLYTON", "en_001",
    "en_CA", "en_Dsrt", "en_Shaw", "es_419", "fa_AF", "ff_Adlm", "fr_CA", "hi_Latn", "kk_Arab", "ko_KP", "kok_Latn",
    "ks_Deva", "kxv_Deva", "kxv_Orya", "kxv_Telu", "mn_Mong_MN", "ms_Arab", "ps_PK", "pt_AO", "sd_Deva", "se_FI",
    "shi_Latn", "sr_Cyrl_BA", "sr_Latn", "sr_Latn_BA", "sw_CD", "sw_KE", "ur_IN", "uz_Cyrl", "vai_Latn", "yo_BJ",
    "yrl_CO", "yue_Hans", "zh_Hant", "zh_Hant_HK",
})  # fmt: skip
SHARED, PART, SEVERAL, VAGUE, PEOPLE = RELATIONS = ("shared", "part", "several", "vague", "people")
NEAR_NAMES = Table(
    "list of what is nearly the name of an economy",
    (Column("name", required=True), Column("economies", required=True), one_of("relation", RELATIONS, required=True)),
)

# Other abbreviations of one language need it: BAE is a company, EUA an allowance of the EU's.
ABBREVIATIONS = frozenset({"ABD"})
SHORT_WORDS = 5  # letters that two words have, which are no name with a blank in it: "in die" is not Indië
SHORT_NAME = 3  # letters: "Nga" may be a code, and "VS" says nothing where its language is not known
# In a message: how many names, from how many that difflib finds, how like; one slip for four letters, two at most.
LONGEST_NAME = 200
SHOWN_NAMES, LOOKED_AT, LEAST_LIKENESS = 3, 30, 0.7
LETTERS_PER_SLIP, MOST_SLIPS = 4, 2
BITS = 64  # of the number that says which letters a name has
KEPT_NAMES = 20_000  # what names of a column were found to be, or not to be: it may have one name in many rows

# The languages of scripts whose names are told from those of others by their letters.
LANGUAGES_OF_SCRIPTS = {"CYRILLIC": ("ru", "uk"), "BENGALI": ("bn",), "DEVANAGARI": ("hi",), "HANGUL": ("ko",)}
# "Indien" is India in German; in French, a man of India.
PEOPLES = {"fr": re.compile(".*ien(?:ne)?s?")}
APOSTROPHES = re.compile("[\u2018\u2019\u00b4`\u02bc\u2032]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
# Of Latin, Greek, Cyrillic and Arabic letters; in the scripts of India and Southeast Asia marks are vowels.
ACCENTS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
# Letters that no normal form takes apart, and Arabic ones that Persian writes otherwise.
PLAIN_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe",
    "ی": "ي", "ى": "ي", "ک": "ك", "ة": "ه",
})  # fmt: skip
# Islands in CLDR's Russian and Ukrainian.
SHORT_ISLANDS = {"о-ва ": "острова ", "о-в ": "остров "}
# An article that lost its vowel; "D." and "E." alone are words of their own: "Congo, D. Rep." is none without its D.
ELIDED = re.compile(r"\b[dl]'")
DOTTED = {"d.": "democratic ", "e.": "east "}
DOTTED_LETTER = re.compile(r"\b[de]\.")
ABBREVIATED = re.compile(r"\b(?:\w\.){2,}")
# Short forms of English lists, written out; and plurals that lists do not agree on.
WORDS = {
    "rep": "republic", "dem": "democratic", "isds": "island", "isd": "island", "isl": "island", "is": "island",
    "islands": "island", "st": "saint", "sts": "states", "terr": "territory", "territories": "territory",
    "federal": "fed", "federated": "fed", "federation": "fed", "br": "british", "fr": "french", "occ": "occupied",
    "afr": "african", "cen": "central", "cent": "central", "utd": "united", "peoples": "people",
    "so": "south", "s": "south", "n": "north",
}  # fmt: skip
# "Korea, Republic of" and "République de Corée" are put in another order by lists; "former" adds nothing to a name.
FILLERS = frozenset({
    "of", "the", "and", "de", "du", "des", "la", "le", "les", "del", "da", "do", "dos", "di", "der", "die",
    "y", "et", "e", "fmr", "former", "formerly", "ex", "и", "і",
})  # fmt: skip
# What a state calls itself: "Liberia, Republik" is Liberia. "State of" is no such word: Georgia and Mexico have such.
POLITIES = frozenset({
    "republic", "republik", "republique", "republica", "repubblica", "republika", "republiek", "республика",
    "kingdom", "konigreich", "royaume", "reino", "regno", "королевство", "principality", "furstentum", "principaute",
    "principado", "principato", "княжество", "sultanate", "sultanat",
})  # fmt: skip
# Of several states, past or present, that such words tell apart; and Dominica, which is not the Dominican Republic.
TOLD_APART = frozenset({
    "CHN", "TWN", "KOR", "PRK", "COD", "COG", "DEU", "DDR", "YEM", "YMD", "VNM", "VDR", "YUG", "SCG", "SRB", "DMA",
    "SUN", "CYP", "SDN", "SSD",
})  # fmt: skip
# UN Comtrade prints the years of a past economy behind it: "Sudan (...2011)", "USA (before 1981)".
YEARS = re.compile(
    r"\s*\((?:(?P<last>(?:\.\.\.|\u2026|to |until |up to )\s*[0-9]{4})|before (?P<before>[0-9]{4})"
    r"|(?:from |since )?(?P<first>[0-9]{4})\s*(?:\.\.\.|\u2026)?)\)$",
    re.IGNORECASE,
)


class NearName(NamedTuple):
    """What people call an economy and what is none: the economies that may be meant, and how it stands to them."""

    economies: tuple[str, ...]
    relation: str

    def in_words(self) -> str:
        """Say what it is: 'a part of GBR'."""
        codes = ", ".join(self.economies)
        return {
            SHARED: codes,
            PART: f"a part of {codes}",
            SEVERAL: f"several at once: {codes}",
            VAGUE: f"{codes}, or a continent",
            PEOPLE: f"a people or a language of {codes}",
        }[self.relation]


def exact_key(name: str) -> str:
    """Write a name so that case, width, spaces, invisible characters and the form of an apostrophe do not count."""
    if name.isascii():  # which has one form, and nothing invisible
        return " ".join(name.replace("`", "'").split()).casefold()
    text = unicodedata.normalize("NFKC", APOSTROPHES.sub("'", name))
    return " ".join(INVISIBLE.sub("", text).split()).casefold()


def _without_accents(key: str) -> str:
    if key.isascii():
        return key
    return ACCENTS.sub("", unicodedata.normalize("NFKD", key)).translate(PLAIN_LETTERS)


def plain_key(name: str) -> str:
    """Write a name without accents, punctuation and spaces, too: "Cote d'Ivoire", "U.S.A.", "Guinea Bissau"."""
    letters = _without_accents(exact_key(name)).replace("&", " and ").removeprefix("the ")
    return "".join(_split_words(letters))


def _split_words(letters: str) -> list[str]:
    """Split at punctuation and separators; letters, their marks, numbers and signs stay: US$ is a currency."""
    if letters.isascii():
        return re.findall("[a-z0-9$<=>|+]+", letters)
    return letters.translate(SEPARATORS).split()


class _Separators(dict[int, str]):
    """What separates words, as a blank, and all else as it is: each letter is looked up once in Unicode's tables."""

    def __missing__(self, number: int) -> str:
        letter = chr(number)
        self[number] = " " if unicodedata.category(letter)[0] in "PZ" else letter
        return self[number]


SEPARATORS = _Separators()


def words_key(name: str) -> str:
    """Write the words of a name in alphabetical order, short forms written out, without those that say nothing."""
    letters = ABBREVIATED.sub(lambda found: found[0].replace(".", "") + " ", exact_key(name))
    letters = DOTTED_LETTER.sub(lambda found: DOTTED[found[0]], ELIDED.sub(" ", letters))
    for short, full in SHORT_ISLANDS.items():
        letters = letters.replace(short, full)
    # Fillers are dropped as they are written: "do" is one, "đô" is the beginning of a Vietnamese dollar.
    written = _split_words(letters.replace("'s", "s").replace("s'", "s"))
    words = [_without_accents(word) for word in written if word not in FILLERS]
    telling = {WORDS.get(word, word) for word in words}
    key = " ".join(sorted(telling))
    # One word that was written out is no name ("Islands" is not Island, Iceland in German), nor is a scrap: "as of".
    is_written_out = len(telling) == 1 and telling.isdisjoint(words)
    return "" if is_written_out or _is_scrap(key) else key


def _is_scrap(key: str) -> bool:
    """Whether a key is so short that many words have it."""
    return key.isascii() and len(key) <= SHORT_NAME


def split_years(name: str) -> tuple[str, int | None]:
    """Split off the years that UN Comtrade prints behind a name, as one year in which it is to hold.

    Examples
    --------
    >>> split_years("Sudan (...2011)"), split_years("USA (before 1981)"), split_years("Samoa")
    (('Sudan', 2011), ('USA', 1980), ('Samoa', None))
    """
    found = YEARS.search(name)
    if found is None:
        return name, None
    printed = found["last"] or found["before"] or found["first"]
    year = int(printed[-4:])
    return name[: found.start()], year - 1 if found["before"] else year


class _Row(NamedTuple):
    alpha3: str
    name: str
    language: str | None


@cache
def _listed_rows() -> tuple[_Row, ...]:
    """Return the names of our own lists, each with the language that it is a name in, where it is of one alone."""
    listed = read_name_list()
    rows = [
        _Row(alpha3, name, None if is_missing(language) else language)
        for alpha3, name, language in zip(listed["alpha3"], listed["name"], listed["language"], strict=True)
    ]
    return (*rows, *(_Row(row.alpha3, row.name, None) for row in code_rows()))


def _needs_its_language(row: _Row) -> bool:
    """Whether a name is so short that it is one only where its language is given: VS in Dutch, 米 in Japanese."""
    return row.language is not None and _is_short_word(row.name)


def _is_short_word(name: str) -> bool:
    """Whether a word is one letter, or three of ASCII: another word of some other language."""
    return len(name) == 1 or (name.isascii() and _is_scrap(plain_key(name)))


@cache
def _codes_by_abbreviation() -> dict[str, set[str]]:
    """Return codes by the abbreviations of one language that all understand, as they are written: ABD, not abd."""
    return _codes_by_key(
        (row.name, row.alpha3)
        for row in _listed_rows()
        if row.name in ABBREVIATIONS and row.language in PRESS_LANGUAGES
    )


def _rows_in_language(locale: str) -> Iterator[_Row]:
    alpha3_codes, language = alpha3_by_cldr_code(), locale.split("_", 1)[0]
    for cldr_code, name in Locale.parse(locale).territories.items():
        if cldr_code in alpha3_codes:
            yield _Row(alpha3_codes[cldr_code], str(name), language)


def _quick_rows() -> Iterator[_Row]:
    for row in _listed_rows():
        if not _needs_its_language(row):
            yield row
    yield from _rows_in_language("en")


@cache
def _press_rows() -> tuple[_Row, ...]:
    """Return CLDR's names in the languages of the press and their variants: 義大利 is of zh_Hant alone."""
    return tuple(_rows_in_languages(lambda language: language in PRESS_LANGUAGES))


def _rows_in_languages(is_wanted: Callable[[str], bool]) -> Iterator[_Row]:
    for locale in locale_identifiers():
        if is_wanted(locale.split("_", 1)[0]) and ("_" not in locale or locale in VARIANTS):
            yield from _rows_in_language(locale)


def _codes_by_key(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return codes by the key of their names. Two economies may share a name."""
    codes: dict[str, set[str]] = {}
    for key, alpha3 in rows:
        codes.setdefault(key, set()).add(alpha3)
    codes.pop("", None)
    return codes


@cache
def codes_by_quick_name() -> dict[str, set[str]]:
    """Return codes by names that load quickly: our lists' and CLDR's English ones."""
    return _codes_by_key((exact_key(row.name), row.alpha3) for row in _quick_rows())


@cache
def codes_by_plain_name() -> dict[str, set[str]]:
    """Return codes by the quick names without accents and punctuation."""
    return _codes_by_key((plain_key(row.name), row.alpha3) for row in _quick_rows() if not _is_bare(row))


@cache
def codes_by_words() -> dict[str, set[str]]:
    """Return codes by the words of the quick names, in any order."""
    return _codes_by_key((words_key(row.name), row.alpha3) for row in _quick_rows() if _has_words(row))


@cache
def codes_by_press_name() -> dict[str, set[str]]:
    """Return codes by names in the languages of the press."""
    return _codes_by_key((exact_key(row.name), row.alpha3) for row in _press_rows())


@cache
def codes_by_plain_press_name() -> dict[str, set[str]]:
    """Return codes by names in the languages of the press, without accents and punctuation."""
    return _codes_by_key((plain_key(row.name), row.alpha3) for row in _press_rows() if not _is_bare(row))


@cache
def codes_by_press_words() -> dict[str, set[str]]:
    """Return codes by the words of names in the languages of the press, in any order."""
    return _codes_by_key((words_key(row.name), row.alpha3) for row in _press_rows() if _has_words(row))


@cache
def codes_by_other_name() -> dict[str, set[str]]:
    """Return codes by names in all other languages of CLDR, which take it seconds to load."""
    rows = _rows_in_languages(lambda language: language not in PRESS_LANGUAGES)
    return _codes_by_key({(exact_key(row.name), row.alpha3) for row in rows if not _is_scrap(plain_key(row.name))})


def _has_words(row: _Row) -> bool:
    """Whether the words of a name tell it in any order and without accents: in Vietnamese, those of all texts do."""
    return row.language != "vi" and not _is_bare(row)


def _is_bare(row: _Row) -> bool:
    """Whether nothing telling is left of a name without its accents: Úc, Áo and Bỉ of Vietnamese."""
    return not row.name.isascii() and _is_scrap(plain_key(row.name))


@cache
def _near_names() -> dict[str, NearName]:
    listed = read_own(NEAR_NAMES, "economy_near_names.csv")
    return {
        plain_key(row.name): NearName(tuple(row.economies.split()), row.relation)
        for row in listed.itertuples(index=False)
    }


def find_near_name(name: str) -> NearName | None:
    """Return what is known of a name that is none of one economy."""
    return _near_names().get(plain_key(name))


def find_codes(name: str, *, rare: bool = True) -> set[str]:
    """Return the codes, of groups too, that go by a name in any language, or in any of the press; empty for none."""
    near = find_near_name(name)
    if near is not None:
        return set(near.economies) if near.relation == SHARED else set()
    found = _find_listed(name, rare=rare)
    without_years, year = split_years(name)
    if not found and year is not None:
        found = _find_listed(without_years, rare=rare)
    return found


def _find_listed(name: str, *, rare: bool) -> set[str]:
    """Return the codes of a name in the first of the tables that has it, so that later ones need not be loaded."""
    key, plain, words = exact_key(name), plain_key(name), words_key(name)
    is_other_word = _is_scrap(plain) and not name.isascii()  # "sữa" is not SUA
    if is_other_word or (" " in name.strip() and len(plain) <= SHORT_WORDS):
        plain = ""
    found = (
        codes_by_quick_name().get(key)
        or _codes_by_abbreviation().get(name.strip())
        or codes_by_plain_name().get(plain)
        or codes_by_words().get(words)
        or codes_by_press_name().get(key)
        or codes_by_plain_press_name().get(plain)
        or codes_by_press_words().get(words)
        or _find_without_polity(words)
        or _find_form_by_script(name)
        or (codes_by_other_name().get(key) if rare else None)
    )
    return set(found or ())


def _find_without_polity(words: str) -> set[str]:
    """Return the code of a name without what the state calls itself, where that leaves no doubt."""
    telling = [word for word in words.split() if word not in POLITIES]
    rest = " ".join(telling)
    if _is_scrap(rest) or rest == words or rest in _near_names():
        return set()
    found = codes_by_words().get(rest) or codes_by_press_words().get(rest) or set()
    return found if len(found) == 1 and found.isdisjoint(TOLD_APART) else set()


def find_codes_of_exact_name(name: str) -> set[str]:
    """Return the codes of a quick name as it is written, of one that needs its language, too: what a code may mean."""
    key = exact_key(name)
    return set(codes_by_quick_name().get(key, ())) | _languages_of_short_names().get(key, {}).keys()


@cache
def _languages_of_short_names() -> dict[str, dict[str, str]]:
    """Return the language of the press in which a word of two or three letters is an economy, by word and code."""
    found: dict[str, dict[str, str]] = {}
    for row in _listed_rows():
        if row.language in PRESS_LANGUAGES and (
            len(row.name) == 1 or (len(row.name) <= SHORT_NAME and row.name.isascii())
        ):
            found.setdefault(exact_key(row.name), {}).setdefault(row.alpha3, row.language)
    return found


def language_of_short_name(name: str, alpha3: str) -> str | None:
    """Return a language in which a short word is the name of an economy; None where it is so in all."""
    return _languages_of_short_names().get(exact_key(name), {}).get(alpha3)


def parse_locale(locale: str) -> Locale:
    """Return a language of CLDR, or refuse it."""
    try:
        return Locale.parse(locale.replace("-", "_"))
    except (ValueError, TypeError, UnknownLocaleError) as error:
        remedy = "name a language as CLDR writes it: ms, zh_Hans"
        raise UnknownCodeError(f"{locale!r:.40} is no locale", remedy=remedy) from error


@cache
def _codes_in_language(locale: str) -> tuple[dict[str, set[str]], ...]:
    """Return codes by exact and by plain name in a locale, then by those of all variants of its language."""
    language = locale.split("_", 1)[0]
    own = list(_rows_in_language(locale))
    listed = _listed_in_language(language)
    variants = [other for other in locale_identifiers() if other in VARIANTS and other.split("_")[0] == language]
    others = [row for other in variants for row in _rows_in_language(other)]
    return (
        _codes_by_key((exact_key(row.name), row.alpha3) for row in (*own, *listed)),
        _codes_by_key((plain_key(row.name), row.alpha3) for row in (*own, *listed)),
        _codes_by_key((exact_key(row.name), row.alpha3) for row in others),
    )


def find_codes_in_language(name: str, locale: str) -> set[str]:
    """Return the codes that go by a name as it is written in one language; empty where there is none."""
    exact, _, of_variants = _codes_in_language(str(parse_locale(locale)))
    key = exact_key(name)
    return _with_shared(name, exact.get(key) or of_variants.get(key))


def find_codes_of_form(name: str, locale: str) -> set[str]:
    """Return the codes of a name that a sentence in one language bends: "Россией", "Almanya'ya", "aux États-Unis"."""
    language = str(parse_locale(locale)).split("_", 1)[0]
    if not inflects(language):
        return set()
    key = exact_key(name)
    for form in (key, *strip_name(key, language)):
        near = find_near_name(form)
        if near is not None:
            return set(near.economies) if near.relation == SHARED else set()
        found = _codes_by_form(language).get(_form_key(form))
        if found is None and form != key:
            found = find_codes_in_language(form, locale)
        if found:
            return set(found)
    return set()


def _form_key(form: str) -> str:
    return form.replace("ё", "е")


@cache
def _codes_by_form(language: str) -> dict[str, set[str]]:
    """Return codes by all cases of the names of a language; those of a near name, too, so that they are refused."""
    exact, _, of_variants = _codes_in_language(language)
    forms: dict[str, set[str]] = {}
    for table in (of_variants, exact):
        for key, codes in table.items():
            near = find_near_name(key)
            meant = codes if near is None else {*codes, *near.economies}
            for form in bend_name(key, language):
                forms.setdefault(_form_key(form), set()).update(meant)
    return {form: codes for form, codes in forms.items() if form not in exact}


def _find_form_by_script(name: str) -> set[str]:
    """Return the code of a bent name whose script tells the language, where no two languages differ on it."""
    codes: set[str] = set()
    for language in LANGUAGES_OF_SCRIPTS.get(_script(name), ()):
        codes |= find_codes_of_form(name, language)
    return codes


def find_codes_beside_language(name: str, locale: str) -> set[str]:
    """Return the codes of a name that its language has not: in English, in another script, in another of the press.

    Rare languages of the same letters are not asked, nor what is a people or language in this one: "Hindi" is India in
    some, "italien" the language of Italy in French.
    """
    language = str(parse_locale(locale)).split("_", 1)[0]
    if exact_key(name) in _languages_in_language(language):
        return set()
    if not _is_latin(name):
        own = str(Locale.parse(language).territories.get("RU", ""))
        return find_codes(name, rare=_script(name) != _script(own))
    near = find_near_name(name)
    if near is not None:
        return set(near.economies) if near.relation == SHARED else set()
    found: set[str] | None = None
    for text in (name, split_years(name)[0]):
        found = (
            _codes_by_words_in(language).get(words_key(text))
            or find_codes_in_language(text, "en")
            or find_plain_codes_in_language(text, "en")
            or _codes_by_words_in("en").get(words_key(text))
            or _find_without_polity(words_key(text))
        )
        if found:
            break
    if not found and not _is_people(name, language):
        found = codes_by_press_name().get(exact_key(name)) or codes_by_plain_press_name().get(plain_key(name))
    return set(found or ())


def _is_people(name: str, language: str) -> bool:
    """Whether a word is a people in one language, or no proper name: not written large."""
    key = exact_key(name)
    peoples = PEOPLES.get(language)
    is_ending = peoples is not None and peoples.fullmatch(key) is not None
    return is_ending or not name[:1].isupper()


@cache
def _languages_in_language(language: str) -> frozenset[str]:
    return frozenset(exact_key(str(name)) for name in Locale.parse(language).languages.values())


def _script(name: str) -> str:
    """Return the script of the first letter, as Unicode names it: CYRILLIC."""
    first = next((letter for letter in name if letter.isalpha()), " ")
    return unicodedata.name(first, "").split(" ", 1)[0]


def _is_latin(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


@cache
def _codes_by_words_in(language: str) -> dict[str, set[str]]:
    """Return codes by the words of the names of one language, in any order; none of Vietnamese, where all texts do."""
    if language == "vi":
        return {}
    rows = (*_rows_in_language(language), *_listed_in_language(language))
    return _codes_by_key((words_key(row.name), row.alpha3) for row in rows if not _is_bare(row))


def _listed_in_language(language: str) -> list[_Row]:
    return [row for row in _listed_rows() if (row.language or "en").split("_")[0] == language]


def find_plain_codes_in_language(name: str, locale: str) -> set[str]:
    """Return the codes that go by a name without accents and punctuation in one language: "My" of Mỹ."""
    _, plain, _ = _codes_in_language(str(parse_locale(locale)))
    return _with_shared(name, plain.get(plain_key(name)))


def _with_shared(name: str, found: set[str] | None) -> set[str]:
    """Return the codes of a name, with those that share it: who gives a language may still mean either Congo."""
    near = find_near_name(name)
    if found and near is not None and near.relation == SHARED:
        return found.union(near.economies)
    return set(found or ())


def describe_nearest_names(name: str) -> str:
    """Say which names or codes a person may have meant; to look for what is longer than all names takes seconds."""
    return f"{len(name):,} letters" if len(name) > LONGEST_NAME else _describe_nearest_names(name)


@lru_cache(KEPT_NAMES)
def _describe_nearest_names(name: str) -> str:
    if len(name) == SHORT_NAME and name.isascii() and name.isalpha():
        return _describe_nearest_codes(name.upper())
    key = exact_key(name)
    slips = min(max(1, len(key) // LETTERS_PER_SLIP), MOST_SLIPS)
    # Rare languages are left out: some name of theirs is like any word.
    table = _codes_by_press_or_quick_name()
    # Letters to change, add, leave out or swap with a neighbour, until one word is the other.
    candidates = _names_with_nearly_the_letters(key, slips)
    found = process.extract(key, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None)
    if not found:
        return "nothing near it"
    slips_of = {other: distance for other, distance, _ in found}
    near = difflib.get_close_matches(key, slips_of, LOOKED_AT, LEAST_LIKENESS)
    if key.isascii():  # Malaysia before Malasia
        near.sort(key=lambda other: (slips_of[other], other not in codes_by_quick_name()))
    shown: dict[str, str] = {}
    for other in near:
        shown.setdefault(", ".join(sorted(table[other])), other)
    words = [f"{other} ({codes})" for codes, other in list(shown.items())[:SHOWN_NAMES]]
    return f"near it are {', '.join(words)}" if words else "nothing near it"


@cache
def _codes_by_press_or_quick_name() -> dict[str, set[str]]:
    names = {**codes_by_press_name()}
    for key, codes in codes_by_quick_name().items():
        names[key] = codes | names.get(key, set())
    return names


class _NamesByLength(NamedTuple):
    """Names in order of their number of letters: where those of each number begin, and which letters each has."""

    names: list[str]
    starts: list[int]
    letters: "np.ndarray[Any, np.dtype[np.uint64]]"


@cache
def _names_by_length() -> _NamesByLength:
    names = sorted(_codes_by_press_or_quick_name(), key=len)
    lengths = [len(name) for name in names]
    starts = [bisect_left(lengths, length) for length in range(lengths[-1] + 2)]
    return _NamesByLength(names, starts, np.array([_letters_in(name) for name in names], dtype=np.uint64))


def _letters_in(name: str) -> int:
    """Return which letters there are as the bits of a number; letters that share a bit make names more alike."""
    bits = 0
    for letter in set(name):
        bits |= 1 << (ord(letter) % BITS)
    return bits


def _names_with_nearly_the_letters(key: str, slips: int) -> list[str]:
    """Return all names that may be so many slips from a word, and few others, which costs less than to measure all.

    A slip makes a word longer or shorter by one letter at most, and brings in one letter and takes one out at most.
    """
    known = _names_by_length()
    last = len(known.starts) - 1
    start, end = known.starts[min(max(len(key) - slips, 0), last)], known.starts[min(len(key) + slips + 1, last)]
    if not hasattr(np, "bitwise_count"):  # it is of NumPy 2.0; before, all names of about the length are measured
        return known.names[start:end]
    differing = np.bitwise_count(known.letters[start:end] ^ np.uint64(_letters_in(key)))
    return [known.names[start + place] for place in np.flatnonzero(differing <= 2 * slips).tolist()]


def _describe_nearest_codes(code: str) -> str:
    """Say what three letters are: a currency, or a code or a currency two of whose letters changed places."""
    swapped = (code[1] + code[0] + code[2], code[0] + code[2] + code[1])
    near = [other for other in swapped if ALIASES.get(other, other) in known_codes()]
    near += [_describe_currency(other) for other in swapped if _is_currency_of_today(other)]
    parts = [_describe_currency(code)] if code in currencies() else []
    if near:
        parts.append(f"near it are {', '.join(near)}")
    return "; ".join(parts) or "nothing near it"


def _is_currency_of_today(currency: str) -> bool:
    # The first two letters of ISO 4217 are those of the economy; EUR and the X codes are of several.
    return currency[:2] in alpha3_by_cldr_code() and currency in get_territory_currencies(currency[:2])


def _describe_currency(currency: str) -> str:
    if not _is_currency_of_today(currency):
        return f"{currency}, a currency"
    return f"{currency}, the currency of {alpha3_by_cldr_code()[currency[:2]]}"
