"""The languages that figures are read in: what is listed of each.

A language is a file in the folder `lexicon`, named after its locale, and is added there and nowhere else. Those of
`lexicon/named` are short: their scales, currencies and flows are read where the locale is named, and no text tells them
to `read_figures`; where two readings are compared, `readings/languages` tells them.
"""

import re
import tomllib
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from tradeview.errors import UnknownCodeError

FOLDER = resources.files("tradeview.prose").joinpath("lexicon")
NAMED = "named"
ANY = "any"
ENGLISH = "en"
LATIN = "LATIN"
HAN = "CJK"
MARKS = r"\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u0957\u0981-\u0983\u09bc-\u09d7\u0e31-\u0e3a\u0e47-\u0e4e"
TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")  # a word of letters, or a stretch of a script without spaces


@lru_cache(maxsize=1024)
def find_locale(name: str) -> Locale:
    """Find a locale that Babel knows, written `zh-Hant` or `zh_Hant`, and not only by guessing another."""
    tag = str(name).replace("-", "_")
    try:
        found = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        found = None
    if found is None or found.language != tag.split("_")[0].lower():
        raise UnknownCodeError(
            f"{str(name)[:40]!r} is no locale", remedy="use a code such as en, bn, th, de or zh-Hans"
        )
    return found


@cache
def find_separators(locale: str) -> tuple[str, str]:
    """Return the decimal mark and the grouping mark of a locale's Latin digits, a space of any width as a plain one."""
    symbols = find_locale(locale).number_symbols["latn"]
    return symbols["decimal"], re.sub(r"\s", " ", symbols["group"])


@cache
def listed_locales() -> tuple[str, ...]:
    """Return the locales that have a file and are told from a text, English first."""
    return (ENGLISH, *(name for name in _list_files(FOLDER) if name not in {ANY, ENGLISH}))


@cache
def named_locales() -> tuple[str, ...]:
    """Return the locales that have a short file and are read where they are named."""
    return tuple(_list_files(FOLDER.joinpath(NAMED)))


def _list_files(folder: Traversable) -> list[str]:
    """Return the names of the languages that have a file in a folder, sorted."""
    if not folder.is_dir():
        return []
    return sorted(path.name.removesuffix(".toml") for path in folder.iterdir() if path.name.endswith(".toml"))


@cache
def language_file(locale: str) -> dict[str, Any]:
    """Return what is listed of a locale, or else of its language; empty where nothing is."""
    if locale == ANY or locale in listed_locales():
        return tomllib.loads(FOLDER.joinpath(f"{locale}.toml").read_text("utf-8"))
    if locale in named_locales():
        return tomllib.loads(FOLDER.joinpath(NAMED, f"{locale}.toml").read_text("utf-8"))
    with_script = "_".join(locale.split("_")[:2])
    # CLDR knows that zh_TW is most likely written as zh_Hant_TW is.
    likely = get_global("likely_subtags").get(locale, "").rpartition("_")[0]
    language = locale.partition("_")[0]
    for name in (with_script, likely, language):
        if name in listed_locales() or name in named_locales():
            return language_file(name)
    return {}


@cache
def fiscal_years() -> dict[str, dict[str, Any]]:
    """Return what is listed of the fiscal years of countries, by their code."""
    return tomllib.loads(resources.files("tradeview.prose.times").joinpath("fiscal_years.toml").read_text("utf-8"))


def script_of_locale(locale: str) -> str:
    """Return Unicode's word for the script of a locale: BENGALI."""
    own_name = find_locale(locale).display_name or "?"
    return script_of_character(own_name[0])


@cache
def script_of_character(character: str) -> str:
    """Return Unicode's word for the script of a letter or a digit that only one script has."""
    return unicodedata.name(character, "").split(" ")[0]


@cache
def scale_words(locale: str, *, leading: bool = False) -> dict[str, int]:
    """Return a locale's words of scale as powers of ten, from CLDR's compact numbers and from its file.

    The pattern `00 লাখ` of 1,000,000 makes লাখ worth 100,000. Words that CLDR gives two values are dropped (its short
    Bengali patterns), and a long word keeps its value over a short one. `leading` asks for those before their number.
    """
    words: dict[str, int] = {}
    for length in ("short", "long"):
        found: dict[str, set[int]] = defaultdict(set)
        for patterns in find_locale(locale).compact_decimal_formats.get(length, {}).values():
            for key, pattern in patterns.items():
                positive = pattern.pattern.partition(";")[0]
                printed = "".join(
                    character for character in positive if unicodedata.category(character) != "Cf"
                ).strip()
                word = printed.replace("0", "").replace("'", "").strip()
                if word and printed.endswith("0") == leading:
                    found[word].add(len(key) - printed.count("0"))
        words |= {word: powers.pop() for word, powers in found.items() if len(powers) == 1}
    if not leading:
        words |= language_file(locale).get("scales", {})
    return words
