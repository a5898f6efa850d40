"""The languages that figures are read in: what is listed of each, and which of them a text is written in.

A language is a file in the folder `lexicon`, named after its locale, and is added there and nowhere else. A text is cut
into passages, each in the language whose listed words it holds most of, or whose script it is written in.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from tradeview.errors import UnknownCodeError
from tradeview.prose.folding import View, fold_word, fold_words

FOLDER = resources.files("tradeview.prose").joinpath("lexicon")
ANY = "any"
ENGLISH = "en"
LATIN = "LATIN"
HAN = "CJK"
MARKS = r"\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u0957\u0981-\u0983\u09bc-\u09d7\u0e31-\u0e3a\u0e47-\u0e4e"
TOKEN = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*")  # a word of letters, or a stretch of a script without spaces
NATIVE = re.compile(r"[^\W\d_a-z]|[^\D0-9]")  # a letter beyond ASCII, or a digit that tells a script
OPENED = r"[\"'«“(]?"  # before the first letter of the next sentence
# Not after Mrd., U.S. or 2.: a word of four letters, a number of three digits or a bracket stands before it.
STOP = rf"(?:(?:[^\W\d_][{MARKS}]*){{4}}|\d{{3}}|[%)\]»”\"'])[.!?][\"'»”)\]]*[ \n]+(?={OPENED}[^\W0-9_])"
# At the end of a line, whatever stands before it.
LINE_STOP = rf"[.!?][\"'»”)\]]*\n[ \n]*(?={OPENED}\w)"
SENTENCE = re.compile(rf"(?P<stop>{STOP}|{LINE_STOP})|[؟।]|[。！？]|\n[ \n]*\n")
LETTERS_BEFORE = 12  # of an abbreviation, and the gap before it
# So many letters count as one word, in scripts whose words are not told apart by spaces, or bend.
LETTERS_A_WORD = 4
LONG = 3  # letters of a word that is too short to tell a language by itself: names of places and firms hold many
MAX_OTHERS = 2  # languages of other scripts that one passage is read in too
# How much the share of a language in the whole text counts, beside a word in the sentence: it decides between equals.
OF_THE_WHOLE = 0.2


class Passage(NamedTuple):
    """A stretch of a text in one language, which is None where no word tells it, and the scripts it holds beside."""

    start: int
    end: int
    language: str | None
    others: tuple[str, ...]


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
    """Return the locales that have a file, English first."""
    names = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir() if path.name.endswith(".toml"))
    return (ENGLISH, *(name for name in names if name not in {ANY, ENGLISH}))


@cache
def language_file(locale: str) -> dict[str, Any]:
    """Return what is listed of a locale, or else of its language; empty where nothing is."""
    if locale == ANY or locale in listed_locales():
        return tomllib.loads(FOLDER.joinpath(f"{locale}.toml").read_text("utf-8"))
    with_script = "_".join(locale.split("_")[:2])
    # CLDR knows that zh_TW is most likely written as zh_Hant_TW is.
    likely = get_global("likely_subtags").get(locale, "").rpartition("_")[0]
    language = locale.partition("_")[0]
    for name in (with_script, likely, language):
        if name in listed_locales():
            return language_file(name)
    return {}


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


@cache
def _telling_scale_words(locale: str) -> tuple[str, ...]:
    """Return the words of scale that are long enough to tell a language, folded."""
    return tuple(fold_word(word) for word in scale_words(locale) if len(word) > 2 and " " not in word)


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """Return the words that tell languages, each with the languages that list it.

    A word of scale that English has too, `million`, tells nothing but English, and no single letter tells anything.
    """
    english = set(fold_words(scale_words(ENGLISH)))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in listed_locales():
        for word in language_file(name).get("evidence", ()):
            if len(word) > 1 or not word.isascii():
                found[fold_word(word)][name] = None
        for word in _telling_scale_words(name):
            if name == ENGLISH or word not in english:
                found[word][name] = None
    return {word: tuple(names) for word, names in found.items()}


@cache
def _weigh_word(word: str) -> int:
    """Return how much a word tells: two for a word of scale, and for one of a single language that is no short one."""
    is_scale = any(word in _telling_scale_words(name) for name in listed_locales())
    is_alone = len(_languages_by_word()[word]) == 1 and (len(word) > LONG or not word.isascii())
    return 2 if is_alone or is_scale else 1


@cache
def _languages_by_script() -> dict[str, tuple[str, ...]]:
    """Return the languages of each script but Latin, which has too many."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in listed_locales():
        found[script_of_locale(name)][name] = None
    for script, name in language_file(ANY)["scripts"].items():
        found[script][name] = None
    found.pop(LATIN, None)
    return {script: tuple(names) for script, names in found.items()}


def split_sentences(view: View) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text starts and ends, as far as marks tell."""
    start = 0
    for match in SENTENCE.finditer(view.printed):
        if match["stop"] and _is_abbreviation(view, match):
            continue
        yield start, match.end()
        start = match.end()
    if start < len(view.folded):
        yield start, len(view.folded)


def _is_abbreviation(view: View, match: re.Match[str]) -> bool:
    """Whether a stop ends a word that is cut short, долл. США: a small letter follows, or the word is listed."""
    if view.printed[match.end()].islower():
        return True
    before = view.folded[max(match.start() - LETTERS_BEFORE, 0) : match.end()].rstrip(" \n").removesuffix(".")
    return any(before.endswith(f" {word}") for word in language_file(ANY)["abbreviations"])


def split_passages(view: View, locale: str | None = None) -> list[Passage]:
    """Cut a text into stretches of one language each; there is one where a locale is named."""
    if locale:
        return [Passage(0, len(view.folded), locale, ())]
    sentences = list(split_sentences(view))
    scores = [_score_languages(view.folded[start:end]) for start, end in sentences]
    whole: Counter[str] = Counter()
    for score in scores:
        whole.update(score)
    found: list[Passage] = []
    for (start, end), score in zip(sentences, scores, strict=True):
        last = found[-1] if found else None
        language = _choose_language(score, whole)
        if language is None and last:
            language = last.language
        beside = sorted(name for name in score if name != language and script_of_locale(name) != LATIN)
        others = tuple(beside[:MAX_OTHERS])
        if last and (last.language, last.others) == (language, others):
            found[-1] = last._replace(end=end)
        else:
            found.append(Passage(start, end, language, others))
    return found


def _score_languages(folded: str) -> Counter[str]:
    """Count the words that tell each language, in a sentence."""
    score: Counter[str] = Counter()
    known = _languages_by_word()
    for word in known.keys() & set(TOKEN.findall(folded)):
        for name in known[word]:
            score[name] += _weigh_word(word)
    letters = Counter(script_of_character(character) for character in NATIVE.findall(folded))
    for script, count in letters.items():
        names = _languages_by_script().get(script)
        if names:
            score[_choose_of_script(names, letters, folded)] += max(1, count // LETTERS_A_WORD)
    return score


def _choose_of_script(names: tuple[str, ...], letters: Counter[str], folded: str) -> str:
    """Return which of the languages of a script a sentence is in: by its other scripts, or by its own letters."""
    if len(names) == 1:
        return names[0]
    # Kana make Han letters Japanese; Hangul makes them Korean, which does not list Han as a script of its own.
    for script, (name, *_) in _languages_by_script().items():
        if letters[script] and name in {*names, "ko"} and script != HAN:
            return name
    held: dict[str, int] = {}
    for name in names:
        held[name] = sum(character in folded for character in language_file(name).get("evidence", ()))
    return max(held, key=held.__getitem__)


def _choose_language(score: Counter[str], whole: Counter[str]) -> str | None:
    """Return the language that a sentence tells; the rest of the text decides between those that come close."""
    held: dict[str, float] = {}
    for name in listed_locales():
        if name not in score:
            continue
        # One short word is not enough for a language in Latin letters other than English: names of places and firms
        # hold many of them.
        is_sure = score[name] > 1 or name == ENGLISH or whole[name] > score[name] + 1
        if is_sure or script_of_locale(name) != LATIN:
            held[name] = score[name] + OF_THE_WHOLE * whole[name] / whole.total()
    return max(held, key=held.__getitem__, default=None)
