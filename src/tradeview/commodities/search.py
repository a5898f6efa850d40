"""The nomenclature's own words, searched: the codes of HS 2022 whose descriptions open with the words of a phrase.

A description names first what it holds and then what it excludes, so that only its first two clauses count ("Cocoa;
butter, fat and oil"). The first alone names a family: of a subheading ("Wine; sparkling") it speaks for the heading. A
code is found where a clause holds every word of the phrase, the phrase's last as a head, and little else; how little is
RapidFuzz's ratio of the two. English alone, since the nomenclature's descriptions are. Without the extra `hs` only our
own short titles are searched.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from tradeview.commodities.codes import DIGITS, roll_up
from tradeview.commodities.languages import fold
from tradeview.commodities.nomenclature import descriptions, titles
from tradeview.commodities.vocabulary import Piece, vocabulary
from tradeview.errors import MissingExtraError

FOUND = 5
LEAST = 0.65  # below it, the description holds too much beside
NEAR = 0.9  # of the best ratio: candidates below it are left out
EMPTY = {"thereof", "n", "e", "c", "parts", "accessories", "heading", "no", "not", "whether", "than", "excluding"}
CLAUSE_ENDS = re.compile(r"[;(]|, (?:except|for|in|including|not|of|other|with)\b|,? whether or not")
RESIDUE = re.compile(r"^[^;]*; *n\.e\.c")  # what its words name is elsewhere


class Clause(NamedTuple):
    """What opens a description: its code, the stems of its words, and those that stand as a head."""

    code: str
    words: frozenset[str]
    heads: frozenset[str]


def has_nomenclature() -> bool:
    """Tell whether headings and subheadings can be searched.

    Examples
    --------
    >>> has_nomenclature()
    True
    """
    try:
        return bool(descriptions())
    except MissingExtraError:
        return False


def words_of(folded: str) -> tuple[list[str], list[str]]:
    """Return the stems of a phrase's words that say something, and of those that no other word follows.

    Examples
    --------
    >>> words_of("used bicycle pumps of steel and other goods")
    (['bicycl', 'pump', 'steel'], ['pump', 'steel'])
    """
    pieces = vocabulary("en").pieces(folded)
    words, heads = [], []
    for place, piece in enumerate(pieces):
        stems = _stems(piece)
        words += stems
        heads += [] if any(map(_stems, pieces[place + 1 : place + 2])) else stems[-1:]
    return words, heads


def _stems(piece: Piece) -> list[str]:
    if piece.entry is not None and piece.entry.role not in {"commodity", "origin"}:
        return []
    return [vocabulary("en").language.stem(word) for word in piece.text.split() if word not in EMPTY]


@cache
def _index() -> dict[str, list[Clause]]:
    """Return what opens all descriptions, by each of its words."""
    index: dict[str, list[Clause]] = {}
    for clause in _clauses():
        for word in clause.words:
            index.setdefault(word, []).append(clause)
    return index


def _clauses() -> Iterator[Clause]:
    own = titles().items()
    others = descriptions().items() if has_nomenclature() else ()
    below = [(code, text) for code, text in others if len(code) > DIGITS["chapter"] and not RESIDUE.search(text)]
    for code, text in (*own, *below):
        first, *rest = [part for part in CLAUSE_ENDS.split(text) if part.strip()][:2]
        is_family = bool(rest) and len(code) == DIGITS["subheading"]
        yield _clause(roll_up(code, to="heading") if is_family else code, first)
        if rest:
            yield _clause(code, f"{first}, {rest[0]}")


def _clause(code: str, text: str) -> Clause:
    words, heads = words_of(fold(text))
    return Clause(code, frozenset(words), frozenset(heads))


@lru_cache(maxsize=10_000)
def search(folded: str) -> tuple[tuple[str, float], ...]:
    """Find the codes whose descriptions open with the words of a phrase.

    Parameters
    ----------
    folded : str
        A folded phrase in English.

    Returns
    -------
    tuple of (str, float)
        Code and ratio (above 0, to 1), the best first; those near the best alone, and of these the highest level.

    Examples
    --------
    >>> search("titanium"), search("sparkling wine"), search("flying carpets to the moon")
    ((('8108', 1.0),), (('220410', 1.0),), ())
    """
    words, heads = words_of(folded)
    if not words:
        return ()
    wanted, said = frozenset(words), " ".join(sorted(set(words)))
    best: dict[str, float] = {}
    for clause in min((_index().get(word, []) for word in wanted), key=len):
        if wanted <= clause.words and heads[-1] in clause.heads:
            ratio = fuzz.ratio(said, " ".join(sorted(clause.words))) / 100
            if ratio >= (NEAR if len(clause.code) == DIGITS["subheading"] else LEAST):
                best[clause.code] = max(best.get(clause.code, 0.0), ratio)
    near = [code for code, ratio in best.items() if ratio >= NEAR * max(best.values())]
    if len({code[: DIGITS["chapter"]] for code in near}) > 1:  # words of several chapters name none
        return ()
    level = min(map(len, near), default=0)
    ranked = sorted((code for code in near if len(code) == level), key=lambda code: (-best[code], code))
    return tuple((code, best[code]) for code in ranked[:FOUND])
