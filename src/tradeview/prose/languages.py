"""The languages that figures are read in: what is listed of each, and which of them a text is written in.

A language is a file in the folder `lexicon`, named after its locale, and is added there and nowhere else. A text is cut
into passages, each in the language whose listed words it holds most of, or whose script it is written in.
"""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any, NamedTuple

from babel.core import get_global

from tradeview.prose.numerals import find_locale
from tradeview.prose.words import View, plain

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
LINE_STOP = rf"[.!?][\"'»”)\]]*\n[ \n]*(?={OPENED}\w)"  # whatever stands before it
SENTENCE = re.compile(rf"(?P<stop>{STOP}|{LINE_STOP})|[؟।]|[。！？]|\n[ \n]*\n")
LETTERS_A_WORD = 4  # of scripts whose words are not told apart by spaces, or bend
MAX_OTHERS = 2  # languages of other scripts that one passage is read in too
LETTERS_BEFORE = 12  # of an abbreviation, and the gap before it
OF_THE_WHOLE = 0.2  # how much a word elsewhere in the text counts, beside one in the sentence


class Passage(NamedTuple):
    """A stretch of a text in one language, which is None where no word tells it, and the scripts it holds beside."""

    start: int
    end: int
    language: str | None
    others: tuple[str, ...]


@cache
def listed() -> tuple[str, ...]:
    """Return the locales that have a file, English first.

    Examples
    --------
    >>> listed()[:3]
    ('en', 'ar', 'bn')
    """
    names = sorted(path.name.removesuffix(".toml") for path in FOLDER.iterdir() if path.name.endswith(".toml"))
    return (ENGLISH, *(name for name in names if name not in {ANY, ENGLISH}))


@cache
def section(locale: str) -> dict[str, Any]:
    """Return what is listed of a locale, or else of its language; empty where nothing is.

    Examples
    --------
    >>> section("en_GB")["per"][0], section("zh_TW") is section("zh_Hant"), section("cy")
    ('per', True, {})
    """
    language = locale.partition("_")[0]
    likely = get_global("likely_subtags").get(locale, "").rpartition("_")[0]
    for name in (locale, "_".join(locale.split("_")[:2]), likely, language):
        if name == ANY or name in listed():
            return _read(name)
    return {}


@cache
def _read(name: str) -> dict[str, Any]:
    """Read one file, once."""
    return tomllib.loads(FOLDER.joinpath(f"{name}.toml").read_text("utf-8"))


def script(locale: str) -> str:
    """Return Unicode's word for the script of a locale: BENGALI."""
    return script_of((find_locale(locale).display_name or "?")[0])


@cache
def script_of(character: str) -> str:
    """Return Unicode's word for the script of a letter or a digit that only one script has."""
    return unicodedata.name(character, "").split(" ")[0]


@cache
def scale_words(locale: str, *, leading: bool = False) -> dict[str, int]:
    """Return a locale's words of scale as powers of ten, from CLDR's compact numbers and from its file.

    The pattern `00 লাখ` of 1,000,000 makes লাখ worth 100,000. Words that CLDR gives two values are dropped (its short
    Bengali patterns), and a long word keeps its value over a short one. `leading` asks for those before their number.

    Examples
    --------
    >>> scale_words("bn")["লাখ"], scale_words("de")["Billion"], "কো" in scale_words("bn")
    (5, 12, False)
    >>> scale_words("sw", leading=True)["bilioni"]
    9
    """
    words: dict[str, int] = {}
    for length in ("short", "long"):
        found = defaultdict(set)
        for patterns in find_locale(locale).compact_decimal_formats.get(length, {}).values():
            for key, pattern in patterns.items():
                positive = pattern.pattern.partition(";")[0]
                printed = "".join(one for one in positive if unicodedata.category(one) != "Cf").strip()
                word = printed.replace("0", "").replace("'", "").strip()
                if printed.endswith("0") == leading:
                    found[word].add(len(key) - printed.count("0"))
        words |= {word: powers.pop() for word, powers in found.items() if word and len(powers) == 1}
    return words if leading else words | section(locale).get("scales", {})


@cache
def _evidence() -> dict[str, tuple[str, ...]]:
    """Return the words that tell languages, each with the languages that list it.

    A word of scale that English has too, `million`, tells nothing but English, and no single letter tells anything.
    """
    english = {plain(word) for word in scale_words(ENGLISH)}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in listed():
        scales = [word for word in filter(_tells, scale_words(name)) if name == ENGLISH or plain(word) not in english]
        for word in (*section(name).get("evidence", ()), *scales):
            if len(word) > 1 or not word.isascii():
                found[plain(word)][name] = None
    return {word: tuple(names) for word, names in found.items()}


def _tells(scale_word: str) -> bool:
    """Whether a word of scale is long enough to tell a language."""
    return len(scale_word) > 2 and " " not in scale_word


def _weight(word: str) -> int:
    """Return how much a word tells: two for a word of scale, and for one of a single language that is no short one."""
    alone = len(_evidence()[word]) == 1 and (len(word) > 3 or not word.isascii())
    return 2 if alone or word in _scale_words() else 1


@cache
def _scale_words() -> frozenset[str]:
    """Return the words of scale of all languages."""
    return frozenset(plain(word) for name in listed() for word in filter(_tells, scale_words(name)))


@cache
def _of_script() -> dict[str, tuple[str, ...]]:
    """Return the languages of each script but Latin, which has too many."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in listed():
        found[script(name)][name] = None
    for other, name in section(ANY)["scripts"].items():
        found[other][name] = None
    found.pop(LATIN, None)
    return {key: tuple(names) for key, names in found.items()}


def sentences(view: View) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text starts and ends, as far as marks tell.

    Examples
    --------
    >>> from tradeview.prose.words import fold
    >>> list(sentences(fold("Trade grew. Exports, of the U.S. too, fell.")))
    [(0, 12), (12, 43)]
    """
    ends = (match.end() for match in SENTENCE.finditer(view.printed) if not (match["stop"] and _goes_on(view, match)))
    return ((start, end) for start, end in pairwise([0, *ends, len(view.folded)]) if end > start)


def _goes_on(view: View, match: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation: a small letter follows, or the word is known for one."""
    return view.printed[match.end()].islower() or _is_abbreviation(view, match)


def _is_abbreviation(view: View, match: re.Match[str]) -> bool:
    """Whether the word before a full stop is listed as one that is cut short: долл. США."""
    before = view.folded[max(match.start() - LETTERS_BEFORE, 0) : match.end()].rstrip(" \n").removesuffix(".")
    return any(before.endswith(f" {word}") for word in section(ANY)["abbreviations"])


def passages(view: View, locale: str | None = None) -> list[Passage]:
    """Cut a text into stretches of one language each; there is one where a locale is named.

    Examples
    --------
    >>> from tradeview.prose.words import fold
    >>> [passage.language for passage in passages(fold("It grew with the trade. มูลค่า 5 ล้านบาท"))]
    ['en', 'th']
    """
    if locale:
        return [Passage(0, len(view.folded), locale, ())]
    cuts = list(sentences(view)) or [(0, 0)]
    scored = [_score(view.folded[start:end]) for start, end in cuts]
    whole: Counter[str] = Counter()
    for score in scored:
        whole.update(score)
    found: list[Passage] = []
    for (start, end), score in zip(cuts, scored, strict=True):
        language = _best(score, whole) or (found[-1].language if found else None)
        others = tuple(sorted(name for name in score if name != language and script(name) != LATIN)[:MAX_OTHERS])
        goes_on = found and (found[-1].language, found[-1].others) == (language, others)
        found.append(Passage(found.pop().start if goes_on else start, end, language, others))
    return found


def _best(score: Counter[str], whole: Counter[str]) -> str | None:
    """Return the language that a sentence tells; the rest of the text decides between those that come close.

    One short word is not enough for a language in Latin letters other than English: names of places and firms hold
    many of them.
    """
    sure = {name for name in score if score[name] > 1 or name == ENGLISH or whole[name] > score[name] + 1}
    sure |= {name for name in score if script(name) != LATIN}
    held = {name: score[name] + OF_THE_WHOLE * whole[name] / whole.total() for name in listed() if name in sure}
    return max(held, key=held.__getitem__, default=None)


def _score(folded: str) -> Counter[str]:
    """Count the words that tell each language, in a sentence."""
    score: Counter[str] = Counter()
    for word in set(TOKEN.findall(folded)) & _evidence().keys():
        score.update(dict.fromkeys(_evidence()[word], _weight(word)))
    native = Counter(script_of(character) for character in NATIVE.findall(folded))
    for name, letters in native.items():
        if names := _of_script().get(name, ()):
            score[_writer(names, native, folded)] += max(1, letters // LETTERS_A_WORD)
    return score


def _writer(names: tuple[str, ...], native: Counter[str], folded: str) -> str:
    """Return which of the languages of a script a sentence is in: by its other scripts, or by its own letters."""
    if len(names) == 1:
        return names[0]
    for other, (name, *_) in _of_script().items():
        if native[other] and name in {*names, "ko"} and other != HAN:
            return name
    held = {name: sum(character in folded for character in section(name).get("evidence", ())) for name in names}
    return max(held, key=held.__getitem__)
