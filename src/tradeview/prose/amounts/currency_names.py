"""Names of currencies in the cases in which a text counts in them: рублей, в рублях; دولار أمريكي, بالدولار الأمريكي.

A language tells them in `[in_terms]` of its file: `cases`, `article`, `singular` and `no_names` (see `currency_terms`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from tradeview.prose.languages import ANY, language_file
from tradeview.prose.lexicon import list_common_signs, list_currencies
from tradeview.prose.text.folding import Word, fold_word, fold_words

CURRENCY, PLURAL, DEFINITE = "currency", "plural", "definite"  # as it is listed, in the plural alone, with its article
LONGEST_NAME = 4  # words of a name that are bent


def list_names_by_case(locale: str, held: Mapping[str, Any]) -> dict[str, list[Word]]:
    """Return the names of currencies in each case that a form of a language may ask for.

    Parameters
    ----------
    locale : str
        The language.
    held : mapping
        Its `[in_terms]`.

    Examples
    --------
    >>> names = list_names_by_case("en", {"singular": ["rupee"]})
    >>> [any(name.printed == "rupee" for name in names[case]) for case in ("currency", "plural")]
    [True, False]
    """
    no_names = set(fold_words(held.get("no_names", ())))
    listed = [name for name in _list_names(locale) if fold_word(name.printed) not in no_names]
    names = {CURRENCY: listed, PLURAL: _leave_out_singular(listed, held.get("singular", ()))}
    names[DEFINITE] = [word for name in listed for word in _add_article(name, held.get("article"))]
    for case, endings in held.get("cases", {}).items():
        folded = {fold_word(ending): fold_words(others) for ending, others in endings.items()}
        names[case] = [word for name in listed for word in _bend_name(name, folded)]
    return names


def list_edges(names: Iterable[Word]) -> tuple[set[str], set[str]]:
    """Return the words that names of several words begin and end with: the dollar of US dollar.

    Examples
    --------
    >>> list_edges([Word("US dollar"), Word("euro")])
    ({'us'}, {'dollar'})
    """
    parts = [fold_word(name.printed).split(" ") for name in names if " " in name.printed]
    return {words[0] for words in parts}, {words[-1] for words in parts}


def _list_names(locale: str) -> Iterator[Word]:
    """Yield the names, signs and codes of currencies that say in what something is counted."""
    file = language_file(locale)
    weights = set(fold_words(file.get("scaled_only", ())))
    for word in (*list_currencies((locale,)), *list_common_signs()):
        is_letter = word.exact and len(word.printed) == 1 and word.printed.isalpha() and word.printed.isascii()
        is_word = word.printed in language_file(ANY)["words_too"]
        if not (word.power or is_letter or is_word or fold_word(word.printed) in weights):
            yield word


def _leave_out_singular(names: Sequence[Word], singular: Sequence[str]) -> list[Word]:
    """Leave out the names that end with a word of the singular; signs and codes have none."""
    last_words = set(fold_words(singular))
    return [name for name in names if name.exact or fold_word(name.printed).split()[-1] not in last_words]


def _add_article(name: Word, article: str | None) -> Iterator[Word]:
    """Yield a name with its article, where the language glues one to it; a sign or a code as it is."""
    if article is None:
        return
    if name.exact:
        yield name
        return
    words = name.printed.split(" ")
    # A name of several words may have its article within: دولار هونغ كونغ. One word may be another: بين is between.
    if len(words) > 1:
        yield name
    definite = [article + word.removeprefix(article) for word in words]
    yield replace(name, printed=" ".join(definite))
    yield replace(name, printed=" ".join([definite[0], *words[1:]]))


def _bend_name(name: Word, endings: dict[str, list[str]]) -> Iterator[Word]:
    """Yield a name with each of its words bent, or some of them; a sign or a code as it is."""
    if name.exact:
        yield name
        return
    words = fold_word(name.printed).split(" ")
    if len(words) > LONGEST_NAME:
        return
    bent = [list(_bend_word(word, endings)) for word in words]
    # A name none of whose words is bent is in no case, unless one of them is the same in it.
    is_alike = any(word in forms for word, forms in zip(words, bent, strict=True))
    for phrase in product(*([word, *forms] for word, forms in zip(words, bent, strict=True))):
        if phrase != tuple(words) or is_alike:
            yield replace(name, printed=" ".join(phrase))


def _bend_word(word: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """Yield what stands for a word whose ending is listed."""
    for ending, others in endings.items():
        if word.endswith(ending):
            for other in others:
                yield word.removesuffix(ending) + other
