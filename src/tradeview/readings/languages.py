"""Which languages a text is in, also of those that `read_figures` reads only where they are named.

Of these a text is told by its script, where they have one to themselves, and else by the words that stand in and beside
amounts: scales, currencies, number words, months. A word counts the more, the fewer languages have it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from tradeview.periods import month_names
from tradeview.prose.languages import (
    LATIN,
    TOKEN,
    find_locale,
    language_file,
    listed_locales,
    named_locales,
    scale_words,
    script_of_character,
    script_of_locale,
)
from tradeview.prose.lexicon import Lexicon, find_lexicon
from tradeview.prose.text.folding import View, fold_word
from tradeview.prose.text.passages import split_passages

# How much words of scale count beside the others: nearly every amount has one, and they are long.
OF_SCALE = 3
# A named language has to tell itself so much better than each that needs no name: its words stand in both's texts.
CLEARLY = 1.25
LEAST = 1.0  # of the sum of its words, each shared out among the languages that have it
LEAST_LETTERS = 2
LONG = 4
OWN_LETTERS = 5  # of a script that one language has to itself
WIDTHS = ("wide", "abbreviated")


class Stretch(NamedTuple):
    """A stretch of a folded text, the languages that it may be in, the likeliest first, and their words."""

    start: int
    end: int
    languages: tuple[str, ...]
    lexicon: Lexicon


def list_stretches(view: View, locale: str | None) -> list[Stretch]:
    """Return the stretches of a text with the languages of each; there is one where a locale is known."""
    stretches: list[Stretch] = []
    for passage in split_passages(view, locale):
        told = [passage.language, *passage.others, *passage.rivals]
        languages = tuple(dict.fromkeys(name for name in told if name))
        stretches.append(Stretch(passage.start, passage.end, languages, find_lexicon(languages)))
    return stretches


def tell_named_language(view: View) -> str | None:
    """Return the language of a text, where it is clearly one of those that are read only where they are named.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> tell_named_language(fold_text("Exporten uppgick till 1 850 miljarder svenska kronor."))
    'sv'
    >>> tell_named_language(fold_text("Exports came to 1,850 billion kronor.")) is None
    True
    """
    letters = Counter(script_of_character(character) for character in view.folded if character.isalpha())
    for script, count in letters.most_common(2):
        names = _languages_by_script().get(script, ())
        is_own = len(names) == 1 and script != LATIN
        if is_own and names[0] in named_locales() and count >= OWN_LETTERS:
            return names[0]
    scores = _score_words(view)
    named = max(named_locales(), key=lambda name: scores[name])
    listed = max(scores[name] for name in listed_locales())
    others = max(scores[name] for name in named_locales() if name != named)
    is_clear = scores[named] >= max(LEAST, CLEARLY * listed) and scores[named] > others
    script = script_of_locale(named)
    return named if is_clear and letters[script] >= OWN_LETTERS else None


def _score_words(view: View) -> Mapping[str, float]:
    """Sum up how much the words of a text tell each language."""
    scores: defaultdict[str, float] = defaultdict(float)
    known = _languages_by_word()
    for word in known.keys() & set(TOKEN.findall(view.folded)):
        names = known[word]
        # A word of one language alone tells it twice as well, if it is no short one, as abbreviations and names are.
        sureness = 2 if len(names) == 1 and len(word) >= LONG else 1
        for name, weight in names.items():
            scores[name] += sureness * weight / len(names)
    return scores


@cache
def _languages_by_script() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in (*listed_locales(), *named_locales()):
        found[script_of_locale(name)].append(name)
    return {script: tuple(names) for script, names in found.items()}


@cache
def _languages_by_word() -> dict[str, dict[str, int]]:
    """Return the words of all languages, each with the languages that have it and how much it counts."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name in (*listed_locales(), *named_locales()):
        for word, weight in _list_words(name):
            if len(word) >= LEAST_LETTERS or not word.isascii():
                found[word][name] = max(weight, found[word].get(name, 0))
    return dict(found)


def _list_words(locale: str) -> Iterator[tuple[str, int]]:
    """Yield the words by which a language is told, folded, with how much each counts."""
    file = language_file(locale)
    for phrase in scale_words(locale):
        for word in TOKEN.findall(fold_word(phrase)):
            yield word, OF_SCALE
    listed = [*file.get("numbers", {}), *file.get("names", {}), *file.get("shared", {}), *file.get("fractions", {})]
    listed += file.get("evidence", ())
    for context in ("format", "stand-alone"):
        for width in WIDTHS:
            listed += month_names(find_locale(locale), context, width).values()
    for phrase in listed:
        for word in TOKEN.findall(fold_word(phrase)):
            yield word, 1
