"""Where the sentences of a text end.

A stop ends one, but not behind what is printed with a stop within a sentence: a word cut short, a title, an initial, a
day. What stands behind the stop decides then: a word that a sentence prints small (`In`, `The`) and that has a capital
here begins another. So no list of what may end a sentence is needed, and none is of one language alone: a text is cut
into sentences before its languages are told.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from babel import Locale

from tradeview.periods import month_names
from tradeview.prose.languages import ANY, MARKS, TOKEN, find_locale, language_file, listed_locales, scale_words
from tradeview.prose.text.folding import STEM, View, fold_word, is_cased

CLOSED = r"(?: ?[»”]|[\"')\]])*(?:\[\d{1,3}\]|[¹²³⁰⁴-⁹])*"  # behind the stop, and the number of a footnote
OPENED = r"(?:[-–—•*·▪●◦‣] ?)?[\"'«“„(\[¿¡]{0,2} ?"  # before the next sentence: the mark of a list, quotes, a bracket
STOP = rf"[.!?]{{1,4}}{CLOSED}(?P<gap>[ \n]+)(?={OPENED}(?P<next>[^\W_]))"
GLUED = r"(?<=[^\W\d_]{3})[.!?](?=[^\W\d_])"  # without the blank, as files of the web have it: billion.In 2015
IDEOGRAPHS = "ぁ-ヿ㐀-鿿"  # a mark beside them, wide as printed, needs no blank
ENDS = rf"[؟।॥۔。]|(?<=[{IDEOGRAPHS}])[!?]|[!?](?=[{IDEOGRAPHS}])|\n[ \n]*\n"
# The mark of a list, which begins a line. Behind a dash what is printed small may go on with the line before.
# ▲5 is below nothing in Japanese.
ARROW = r"[▲▼►▶■□][ \t]?(?=[^\W\d_])"
MARK = (
    rf"[ \t]{{0,8}}(?:{ARROW}|[•·▪●◦‣*][ \t]?(?=[^\W_]|[\"'«“„(])|[-–—][ \t](?=[^\W_])|\d{{1,2}}[.)][ \t]+(?=[^\W\d_]))"
)
LIST_ITEM = re.compile(rf"\n{MARK}")
ITEM = rf"(?P<item>\n{MARK})(?P<first>[^\W_]?)"
LINE = r"(?P<line>\n[ \t]{0,8})(?=[^\W\d_])"
SENTENCE = re.compile(rf"(?P<stop>{STOP})|(?P<glued>{GLUED})|{ENDS}|{ITEM}|{LINE}")
NEW_LINE = re.compile(rf"\n(?:{MARK})?[ \t]{{0,8}}(?P<next>[^\W_])")
HEADING = re.compile(r":[ \t]*\Z")  # what ends one that governs a list
UNFINISHED = re.compile(r"[,;:(–—-][ \t]*\Z")  # what ends a line that goes on in the next
BRACKET_BEHIND = re.compile(r"\([^().!?\n]{1,60}\)(?=[ \t]*[.,;:)\n]|\Z)")  # with its stop behind it: US$4 bn. (2016).
STOP_BEHIND = re.compile(STOP)
LOOK_BACK = 24  # characters, of a word before a stop
LETTER = rf"[^\W\d_][{MARKS}]*"
WORD = re.compile(rf"(?<![^\W\d_])(?:{LETTER}\.)*(?:{LETTER})+\Z")  # with the stops of S.p.A
LETTERS = re.compile(r"[^\W\d_]")
# A day or the number of a thing, "14.-16. Mai"; not a decimal, a price or what is glued to a word, Covid-19.
# The last of a month may stand behind a year: 1. Juli 2023–30. Juni 2024.
ORDINAL = re.compile(r"(?:\A|[ \n(\[\"'«“„]|(?<!\d)\d{1,2}\.?[-–—/])\d{1,2}\Z|(?<!\d)20\d\d[-–—]3[01]\Z")
YEAR = re.compile(r"(?:19|20|2[45])\d\d(?![\d%]|[.,]\d)")  # of the common calendar, and of the Thai one
ROMAN = ("II", "III", "IV")  # of quarters and halves
SHORT = 3  # letters of a word of scale that is taken for one cut short
# What sentences are likely to begin with, under these keys of every language's file.
OPENING_KEYS = ("evidence", "and", "or", "to", "between", "about", "over", "under")
OPENING_PERIODS = (
    "year",
    "first_half",
    "second_half",
    "first_months",
    "same_period",
    "since",
    "undated",
    "baseline",
    "of",
)
# Of names of persons, where a capital tells nothing: J. De Souza.
PARTICLES = {"al", "da", "das", "de", "del", "der", "di", "do", "dos", "du", "el", "la", "le", "los", "van", "von"}


class Verdict(Enum):
    """Whether a stop ends a sentence; `OPEN` where the text does not settle it."""

    ENDS = "ends"
    OPEN = "open"
    GOES_ON = "goes on"


class Doubt(NamedTuple):
    """A place behind a stop where a sentence may begin; `told` where a capital or a year begins it."""

    place: int
    told: bool


def split_sentences(view: View) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text starts and ends, as far as marks tell."""
    start = 0
    is_governed = False  # by a heading with a colon, which holds for every item of its list
    for match in SENTENCE.finditer(view.printed):
        if match["item"]:
            is_governed = is_governed or _ends_line(HEADING, view, match.start())
            end = match.start() + 1
            ends = not is_governed and _begins_item(match["item"], match["first"])
        else:
            end = match.end()
            ends = _is_end(view, match)
        if ends:
            yield start, end
            start = end
            is_governed = False
    if start < len(view.folded):
        yield start, len(view.folded)


def _is_end(view: View, match: re.Match[str]) -> bool:
    """Whether a sentence ends at a mark, or at the end of a line."""
    if match["stop"]:
        return _judge_stop(view, match) is Verdict.ENDS
    if match["glued"]:
        return _begins_glued(view, match.end())
    if match["line"]:
        return _begins_in_line(view, match.start(), match.end())
    return True


def _begins_item(mark: str, first: str) -> bool:
    """Whether an item of a list begins at a mark, and no line that goes on behind a dash."""
    is_dash = mark.strip() in {"-", "–", "—"}
    return not (is_dash and first.islower())


def _begins_in_line(view: View, newline: int, place: int) -> bool:
    """Whether a sentence begins with a line, where the one before it has no stop: a headline."""
    if not view.printed[place].isupper() or _ends_line(UNFINISHED, view, newline):
        return False
    word = _find_word_before(view, newline)
    # "Exports to" goes on.
    is_open = not word or (word.islower() and fold_word(word) in _opening_words(flows=False))
    return not is_open and _begins_sentence(view, place, is_name=True)


def _ends_line(pattern: re.Pattern[str], view: View, newline: int) -> bool:
    """Whether a line ends as a pattern says."""
    return pattern.search(view.printed, max(newline - LOOK_BACK, 0), newline) is not None


def find_doubts(view: View, start: int, end: int) -> list[Doubt]:
    """Return where another sentence may begin within one: "to the U.S. Chile sold", "S.A. 2015 exports were"."""
    found: list[Doubt] = []
    for match in STOP_BEHIND.finditer(view.printed, start, end):
        if _judge_stop(view, match) is Verdict.OPEN:
            following = match["next"]
            found.append(Doubt(match.start("next"), following.isupper() or following.isdecimal()))
    for match in NEW_LINE.finditer(view.printed, start, end):
        # Of scripts without capitals, and of a year, no one can tell whether a line goes on with the one before.
        if not is_cased(view.printed, match.start("next")):
            found.append(Doubt(match.start("next"), told=False))
    return sorted(found)


def find_end_behind(view: View, place: int) -> int | None:
    """Return where a sentence ends whose stop stands right behind an amount of money; None where it goes on.

    Whatever the amount ends in, `US$5 bn. Malaysia` or `5 млн руб. Новый`, a capital or a digit behind that stop is of
    the next sentence: what belongs to the amount is a part of it.
    """
    # The stop of "млн руб." is a part of the amount, too.
    held = int(view.printed[place - 1 : place] == ".")
    match = STOP_BEHIND.match(view.printed, place - held)
    if match is None or match["next"].islower() or BRACKET_BEHIND.match(view.printed, match.end()):
        return None
    is_told = not held or match["next"].isupper() or match["next"].isdecimal()
    return match.end() if is_told else None


def _judge_stop(view: View, match: re.Match[str]) -> Verdict:
    """Say whether a stop ends a sentence, by what stands on both sides of it."""
    following = match["next"]
    word = _find_word_before(view, match.start())
    if match["gap"].count("\n") > 1:
        verdict = Verdict.ENDS  # an empty line
    elif following.islower() or fold_word(word) in _listed_words("titles"):
        verdict = Verdict.GOES_ON
    elif "\n" in match["gap"] and not _is_listed(word):
        verdict = Verdict.ENDS
    elif following.isdecimal() and following.isascii():
        # A code, USD, stands behind amounts, too.
        is_sign = fold_word(word) in _currency_signs() and not word.isupper()
        is_year = YEAR.match(view.printed, match.start("next")) is not None
        # Where letters have no capitals, a stop behind a whole word ends a sentence, whatever number follows.
        is_whole = len(word) > 1 and not is_cased(word, 0) and not is_sign and not _is_listed(word)
        is_date = not (is_year or is_whole) or is_sign or fold_word(word) in _month_abbreviations()
        verdict = Verdict.GOES_ON if is_date else _judge_word(view, match.start(), word)
    elif following.isupper() and "." in word and _is_weekday(view, match.start("next")):
        verdict = Verdict.GOES_ON  # 10 a.m. Tuesday
    elif following.isupper():
        begins = _begins_sentence(view, match.start("next"), is_name=word[-1:].isupper())
        verdict = Verdict.ENDS if begins else _judge_word(view, match.start(), word)
    else:
        # Without capitals the next word tells nothing, but no day is printed with a stop.
        verdict = _judge_word(view, match.start(), word) if word else Verdict.ENDS
    return verdict


def _judge_word(view: View, place: int, word: str) -> Verdict:
    """Say whether the stop at a place ends a sentence, by the word or the number before it alone."""
    if word and not _is_listed(word) and not _is_cut_short(word):
        return Verdict.ENDS
    if not word:
        is_ordinal = ORDINAL.search(view.printed, max(place - LOOK_BACK, 0), place) is not None
        return Verdict.GOES_ON if is_ordinal else Verdict.ENDS
    # Of an initial the name follows; a name may follow the others, as well as another sentence.
    is_letter = len(word) == 1 and not word.isupper()
    is_open = is_letter or "." in word or fold_word(word) in _listed_words("abbreviations")
    return Verdict.OPEN if is_open else Verdict.GOES_ON


def _is_listed(word: str) -> bool:
    """Whether a word is listed as one cut short, or is a month that is."""
    folded = fold_word(word)
    return folded in _listed_words("abbreviations") or folded in _month_abbreviations()


def _begins_glued(view: View, place: int) -> bool:
    """Whether a sentence begins where no blank stands before it, and no address of the web goes on."""
    match = TOKEN.match(view.folded, place)
    is_apart = match is not None and view.folded[match.end() : match.end() + 1] == " "
    return is_apart and view.printed[place].isupper() and _begins_sentence(view, place, is_name=True)


def _find_word_before(view: View, place: int) -> str:
    """Return the word before a stop as printed, with the stops within it; empty where none stands there."""
    word = WORD.search(view.printed, max(place - LOOK_BACK, 0), place)
    return word[0] if word else ""


def _is_cut_short(word: str) -> bool:
    """Whether a word is a letter (the r. of 2015 r.), has a stop within (a.s.), is a short scale (bn), or II."""
    if "." in word or len(word) == 1 or word in ROMAN:
        return True
    # In scripts without capitals a letter with a vowel is a word.
    if not is_cased(word, 0):
        return False
    return len(LETTERS.findall(word)) == 1 or fold_word(word) in _short_scale_words()


def _begins_sentence(view: View, place: int, *, is_name: bool) -> bool:
    """Whether a word is one that a sentence prints small, and is printed with a capital."""
    match = TOKEN.match(view.folded, place)
    if match is None:
        return False
    word, end = match[0], match.end()
    if not view.printed[place + 1 : end].islower() and is_cased(word, len(word) - 1) and end > place + 1:
        return False
    if len(word) == 1 and view.folded[end : end + 1] == ".":
        return False
    if is_name and word in PARTICLES and view.printed[end + 1 : end + 2].isupper():
        return False
    # After a name or a firm's S.A. such a word may be another name: Total.
    return word in _opening_words(flows=not is_name)


def _is_weekday(view: View, place: int) -> bool:
    """Whether a day of the week stands at a place."""
    match = TOKEN.match(view.folded, place)
    return match is not None and match[0] in _weekdays()


@cache
def _weekdays() -> frozenset[str]:
    """Return the days of the week in all languages, folded."""
    days: set[str] = set()
    for name in listed_locales():
        days |= {fold_word(day) for day in find_locale(name).days["format"]["wide"].values()}
    return frozenset(days)


@cache
def _listed_words(key: str) -> frozenset[str]:
    """Return the words under a key of the file for all languages, folded."""
    return frozenset(fold_word(word) for word in language_file(ANY)[key])


@cache
def _short_scale_words() -> frozenset[str]:
    """Return the words of scale that are short, folded, without their stop."""
    words = {fold_word(word).rstrip(".") for name in listed_locales() for word in scale_words(name)}
    return frozenset(word for word in words if len(word) <= SHORT)


@cache
def _currency_signs() -> frozenset[str]:
    """Return the short words for currencies that stand before an amount, folded, without their stop: Rs, Rp."""
    files = [language_file(name) for name in (ANY, *listed_locales())]
    signs = {
        sign.rstrip(".") for file in files for key in ("signs", "shared_signs", "shared") for sign in file.get(key, {})
    }
    return frozenset(fold_word(sign) for sign in signs if sign.isalpha() and len(sign) <= SHORT)


@cache
def _month_abbreviations() -> frozenset[str]:
    """Return the names of months that are cut short, folded, without their stop: jan, sept."""
    cut: set[str] = set()
    full: set[str] = set()
    for name in listed_locales():
        for use in ("format", "stand-alone"):
            cut |= {
                fold_word(month).rstrip(".") for month in month_names(find_locale(name), use, "abbreviated").values()
            }
            full |= {fold_word(month) for month in month_names(find_locale(name), use, "wide").values()}
        cut |= {
            fold_word(month).rstrip(".")
            for month in _list_words(language_file(name), "periods", "months")
            if "." in month
        }
    return frozenset(cut - full)


@cache
def _opening_words(*, flows: bool) -> frozenset[str]:
    """Return the words that sentences print small and are likely to begin with, folded."""
    small: set[str] = set()
    # With a capital of their own, as German nouns are, or names of currencies, which go on with an amount: 5 Mrd. Euro.
    others: set[str] = set()
    for name in listed_locales():
        file, locale = language_file(name), find_locale(name)
        others |= _first_words(locale.currencies.values())
        others |= _first_words(file.get("names", ()))
        others |= _first_words(file.get("shared", ()))
        for word in _words_that_open(file, locale, flows=flows):
            if word[:1].isupper():
                others |= _first_words([word])
            else:
                small |= _first_words([word])
    return frozenset(small - others)


def _words_that_open(file: dict[str, Any], locale: Locale, *, flows: bool) -> Iterator[str]:
    """Yield what sentences of a language are likely to begin with: links, times, months and, if asked, flows."""
    for key in OPENING_KEYS:
        yield from file.get(key, ())
    for key in OPENING_PERIODS:
        yield from _list_words(file, "periods", key)
    if flows:
        for words in file.get("flows", {}).values():
            yield from words
    for use in locale.months.values():
        yield from use["wide"].values()


def _first_words(phrases: Iterable[str]) -> set[str]:
    """Return the first word of each phrase, folded."""
    found = [TOKEN.fullmatch(fold_word(phrase).partition(" ")[0].removesuffix(STEM)) for phrase in phrases]
    return {first[0] for first in found if first}


def _list_words(file: dict[str, Any], table: str, key: str) -> list[str]:
    """Return the words under a key of a table of a file, in the order listed."""
    return list(file.get(table, {}).get(key, ()))
