"""The passages of a text: stretches of one language each, which is the one whose listed words they hold most of.

Where a script is of one language alone, that tells it, too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tradeview.prose.languages import (
    ANY,
    ENGLISH,
    HAN,
    LATIN,
    TOKEN,
    language_file,
    listed_locales,
    scale_words,
    script_of_character,
    script_of_locale,
)
from tradeview.prose.text.folding import View, fold_word, fold_words
from tradeview.prose.text.stops import split_sentences

NATIVE = re.compile(r"[^\W\d_a-z]|[^\D0-9]")  # a letter beyond ASCII, or a digit that tells a script
# So many letters count as one word, in scripts whose words are not told apart by spaces, or bend.
LETTERS_A_WORD = 4
LONG = 3  # letters of a word that is too short to tell a language by itself: names of places and firms hold many
CHINESE, JAPANESE = ("zh_Hans", "zh_Hant"), "ja"
KANA = re.compile("[ぁ-ヿ]")
MAX_OTHERS = 2  # languages of other scripts that one passage is read in too
# How much the share of a language in the whole text counts, beside a word in the sentence: it decides between equals.
OF_THE_WHOLE = 0.2


class Passage(NamedTuple):
    """A stretch of a text in one language, which is None where no word tells it, and the scripts it holds beside.

    Its `rivals` are the languages that its words tell just as well.
    """

    start: int
    end: int
    language: str | None
    others: tuple[str, ...]
    rivals: tuple[str, ...] = ()


@cache
def _telling_scale_words(locale: str) -> tuple[str, ...]:
    """Return the words of scale that are long enough to tell a language, folded."""
    return tuple(fold_word(word) for word in scale_words(locale) if len(word) > 2 and " " not in word)


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    """Return the words that tell languages, each with the languages that list it.

    A word of scale that English has too, `million`, tells nothing but English, and no single letter tells anything.
    """
    untelling = set(fold_words([*scale_words(ENGLISH), *language_file(ANY)["untelling"]]))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name in listed_locales():
        for word in language_file(name).get("evidence", ()):
            if len(word) > 1 or not word.isascii():
                found[fold_word(word)][name] = None
        for word in _telling_scale_words(name):
            if name == ENGLISH or word not in untelling:
                found[word][name] = None
    return {word: tuple(names) for word, names in found.items()}


def is_telling_word(word: str) -> bool:
    """Whether a folded word is known of a language that a text can tell, as a frequent word or as one of scale."""
    return word in _languages_by_word()


@cache
def _weigh_word(word: str, language: str) -> int:
    """Return how much a word tells a language: two where it is of that alone and no short one, or a word of scale.

    A word of English may be one of others that do not list it, total and export: their words of scale count over it.
    """
    if any(word in _telling_scale_words(name) for name in listed_locales()):
        return 2 if language == ENGLISH or word in _telling_scale_words(ENGLISH) else 3
    is_alone = len(_languages_by_word()[word]) == 1 and (len(word) > LONG or not word.isascii())
    return 2 if is_alone else 1


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
        ranked = _rank_languages(score, whole)
        language = ranked[0] if ranked else None
        if language is None and last:
            language = last.language
        beside = sorted(name for name in score if name != language and script_of_locale(name) != LATIN)
        others = tuple(beside[:MAX_OTHERS])
        rivals = tuple(ranked[1:])
        if last and (last.language, last.others, last.rivals) == (language, others, rivals):
            found[-1] = last._replace(end=end)
        else:
            found.append(Passage(start, end, language, others, rivals))
    return found


def _score_languages(folded: str) -> Counter[str]:
    """Count the words that tell each language, in a sentence."""
    score: Counter[str] = Counter()
    known = _languages_by_word()
    for word in known.keys() & set(TOKEN.findall(folded)):
        for name in known[word]:
            score[name] += _weigh_word(word, name)
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


def _rank_languages(score: Counter[str], whole: Counter[str]) -> list[str]:
    """Return the languages that a sentence tells best; the rest of the text decides between those that come close."""
    held: dict[str, float] = {}
    for name in listed_locales():
        if name not in score:
            continue
        # One short word is not enough for a language in Latin letters other than English: names of places and firms
        # hold many of them.
        is_sure = score[name] > 1 or name == ENGLISH or whole[name] > score[name] + 1
        if is_sure or script_of_locale(name) != LATIN:
            held[name] = score[name] + OF_THE_WHOLE * whole[name] / whole.total()
    most = max(held.values(), default=0)
    return [name for name, count in held.items() if count == most]


def tell_ideographs(view: View, passages: Sequence[Passage]) -> list[Passage]:
    """Return passages of which none is Japanese that prints no kana in a text that is Chinese: 出口环比下降0.6%.

    It is Chinese where another passage is, or where the text has no kana at all and the words of Chinese customs.
    """
    told = Counter(passage.language for passage in passages if passage.language in CHINESE)
    if not told and not KANA.search(view.folded):
        told.update(_count_telling(view.folded))
    if not told:
        return list(passages)
    chinese = told.most_common(1)[0][0]
    settled: list[Passage] = []
    for passage in passages:
        is_bare = passage.language == JAPANESE and not KANA.search(view.folded, passage.start, passage.end)
        settled.append(passage._replace(language=chinese, others=()) if is_bare else passage)
    return settled


def _count_telling(folded: str) -> dict[str, int]:
    """Return how much of a text tells each way of writing Chinese, nothing where no word tells that it is Chinese."""
    counts: dict[str, int] = {}
    is_told = False
    for name in CHINESE:
        listed = language_file(name).get("measure_words", {})
        is_told = is_told or any(word in folded for word in fold_words(listed.get("telling", ())))
        counts[name] = sum(folded.count(letter) for letter in listed.get("own_letters", ""))
    return counts if is_told else {}
