"""Classification: the HS codes that a phrase of the press means, or none.

A phrase is read with our list of what the press says, in the languages that it may be in; then, in English, with the
nomenclature's own words; then with one misprint a word. What is not read whole has no code: never the least bad.

The nomenclature's words are searched where they open a description: it names first what it holds and then what it
excludes, so that only its first two clauses count ("Cocoa; butter, fat and oil"). The first alone names a family: of a
subheading ("Wine; sparkling") it speaks for the heading. A code is found where a clause holds every word of the phrase,
the phrase's last as a head, and little else; how little is RapidFuzz's ratio of the two. English alone, since the
nomenclature's descriptions are. Without the extra `hs` only our own short titles are searched.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from tradeview.arguments import check_arguments_but
from tradeview.commodities.codes import DIGITS, level, roll_up
from tradeview.commodities.languages import Language, find_languages, fold
from tradeview.commodities.nomenclature import description, descriptions, list_texts, titles
from tradeview.commodities.phrases import Item, Piece, Reading, read_phrase, vocabulary
from tradeview.errors import MissingExtraError, TableError, install_extra
from tradeview.table.engines import is_missing, text_dtype

CERTAINTY = {"high": 1.0, "medium": 0.8, "low": 0.6, "none": 0.0}
BESIDE = 0.7  # for each word that the commodity was read in spite of
MISPRINT = 0.9
SEARCHED = 0.8  # the nomenclature's words are not the press's
# Two words beside a certain commodity pass (0.49), two and a misprint do not (0.44).
THRESHOLD = 0.45
SHORT = 6  # letters; in a language that is not told, such words must stand as they are listed
MAX_PHRASE = 200  # characters; what is longer is a sentence

MOST_FOUND = 5
LEAST = 0.65  # likeness; below it, the description holds too much beside
LEAST_OF_SUBHEADING = 0.9  # it is one of many under its heading, and takes nearly all their words
NEAR_BEST = 0.9  # of the best likeness: candidates below it are left out
EMPTY = {"thereof", "n", "e", "c", "parts", "accessories", "heading", "no", "not", "whether", "than", "excluding"}
CLAUSE_ENDS = re.compile(r"[;(]|, (?:except|for|in|including|not|of|other|with)\b|,? whether or not")
RESIDUE = re.compile(r"^[^;]*; *n\.e\.c")  # what its words name is elsewhere

COLUMNS = ("phrase", "code", "level", "description", "score", "why")


class Candidate(NamedTuple):
    """A code that a phrase may mean, with its score; or none, with the score 0; and why."""

    code: str | None
    score: float
    why: str


class Clause(NamedTuple):
    """What opens a description: its code, the stems of its words, and those that stand as a head."""

    code: str
    words: frozenset[str]
    heads: frozenset[str]


@check_arguments_but("locale")
def classify(phrases: Any, *, locale: str | None = None) -> pd.DataFrame:
    """Find the HS codes that phrases of the press mean.

    Parameters
    ----------
    phrases : str, list of str, or Series
        What the press calls commodities, in any of the languages of `data/commodity_languages.csv`.
    locale : str, optional
        The phrases' language, as CLDR writes it; English words are read beside it. Without it, script and words tell,
        and words that name commodities of different chapters in two languages have no code (`baja` is fertiliser in
        Malay and steel in Indonesian).

    Returns
    -------
    pandas.DataFrame
        One row a candidate, the phrases in their order and the best candidate first; the index is that of the Series,
        or the phrase's place in the list. `phrase` (as given), `code` (HS 2022, two, four or six digits), `level`
        (chapter, heading, subheading), `description` (short; that of UN Comtrade where there is no title of our own),
        `score` (0 to 1), `why`. A phrase that names no commodity, names one that has no code (household goods) or was
        not understood has one row, with `code` missing and the reason in `why`.

        The score is that of the commodity's certainty (high 1, medium 0.8, low 0.6), times 0.7 for each word beside it
        that is not known to change nothing, times 0.9 for a misprint; or that of the nomenclature's own words, 0.8
        times their likeness. Below 0.45 there is no code.

    Raises
    ------
    TableError
        Something that is no text; missing values are phrases without a code.
    UnknownCodeError
        A locale of none of the languages.

    Examples
    --------
    >>> found = classify(["Malaysian palm-oil products", "резиновых перчаток", "friendship"])
    >>> for row in found.itertuples(index=False):
    ...     print(row.phrase, row.code, row.level, row.description, row.score, sep=" | ")
    Malaysian palm-oil products | 15 | chapter | Fats and oils | 0.6
    резиновых перчаток | 4015 | heading | Rubber gloves and clothing | 1.0
    friendship | nan | nan | nan | nan
    >>> found["why"].iloc[2]
    "not known: 'friendship'"
    """
    texts = list_texts(phrases, "classify")
    find_languages("", locale)  # refuses it before a phrase is read
    wrong = []
    for place, value in enumerate(texts):
        is_missing_phrase = pd.api.types.is_scalar(value) and is_missing(value)
        if not isinstance(value, str) and not is_missing_phrase:
            wrong.append(f"place {place}: {value!r:.60}")
    if wrong:
        raise TableError("phrases are texts", f"{len(wrong)} that are not", "give text; codes go to `validate`", wrong)
    index = phrases.index if isinstance(phrases, pd.Series) else range(len(texts))
    rows: list[tuple[Any, ...]] = []
    labels = []
    for label, phrase in zip(index, texts, strict=True):
        text = phrase if isinstance(phrase, str) else ""
        for code, score, why in _find_candidates(text, locale):
            labels.append(label)
            if code is None:
                rows.append((phrase, None, None, None, None, why))
            else:
                rows.append((phrase, code, level(code), description(code), score, why))
    frame = pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(labels))
    text_columns = ("code", "level", "description", "why")
    return frame.astype({"score": "float64"} | dict.fromkeys(text_columns, text_dtype()))


def _find_candidates(phrase: str, locale: str | None) -> Sequence[Candidate]:
    if len(phrase) > MAX_PHRASE:
        return _no_code(f"{len(phrase):,} characters: a phrase has at most {MAX_PHRASE}")
    return _candidates_of_folded(fold(phrase), locale)


def _no_code(why: str) -> list[Candidate]:
    return [Candidate(None, 0.0, why)]


@lru_cache(maxsize=10_000)
def _candidates_of_folded(folded: str, locale: str | None) -> Sequence[Candidate]:
    languages = find_languages(folded, locale)
    if not any(character.isalpha() for character in folded):
        return _no_code("it holds no words")
    if not languages:
        return _no_code("it is in a script of none of our languages")
    readings = {language: read_phrase(folded, vocabulary(language.name)) for language in languages}
    trusted = _trusted_readings(readings, locale)
    if trusted and locale:  # the language named stands before English
        return _code_items(trusted[0], 1.0)
    if trusted:
        return _code_agreed(trusted)
    if any(not reading.unknown and not reading.items for reading in readings.values()):
        return _no_code("none of its words names a commodity")
    candidates = _search_candidates(folded, languages)
    if not candidates:
        candidates = _mend_candidates(folded, languages, locale)
    if not candidates:
        candidates = _no_code(_describe_gaps(list(readings.values())))
    return candidates


def _trusted_readings(readings: Mapping[Language, Reading], locale: str | None) -> list[Reading]:
    """Return the whole readings, but no doubtful one in a language that nothing else speaks for."""
    trusted = []
    for language, reading in readings.items():
        if reading.whole:
            is_doubtful = any(item.has_stranger or _is_faint(item) for item in reading.items)
            if _is_told(language, locale) or not is_doubtful:
                trusted.append(reading)
    return trusted


def _is_told(language: Language, locale: str | None) -> bool:
    """Tell whether more than the words of a phrase say that it is in this language; without a locale, English is."""
    if locale is not None:
        return language in find_languages("", locale)[:1]
    return language.name == "en" or "LATIN" not in language.scripts


def _is_faint(item: Item) -> bool:
    """Tell whether a short word names the commodity by its stem alone: English "the" is no French "thé"."""
    is_listed = tuple(item.words.split()) in vocabulary(item.language).exact
    return len(item.words) <= SHORT and not is_listed


def _code_agreed(readings: Sequence[Reading]) -> Sequence[Candidate]:
    """Return the codes of the best reading, or none where the words are of other chapters in another language."""
    fewest = min(reading.words_beside for reading in readings)
    plainest = [reading for reading in readings if reading.words_beside == fewest]
    for one, other in itertools.combinations(plainest, 2):
        if _differ_in_chapter(one, other):
            explained = dict.fromkeys(_explain(item) for reading in plainest for item in reading.items)
            return _no_code(f"languages differ, name one as locale: {'; '.join(explained)}")
    return _code_items(max(plainest, key=_rank), 1.0)


def _rank(reading: Reading) -> tuple[float, int]:
    """Rank readings: the one whose weakest item is the surest, and of these the one that took the longest names."""
    return min(_score(item) for item in reading.items), -len(reading.items)


def _differ_in_chapter(one: Reading, other: Reading) -> bool:
    # One may have more items: what only one language names, the other does not deny.
    for item, counterpart in zip(one.items, other.items, strict=False):
        chapters, others = item.commodity.chapters, counterpart.commodity.chapters
        if chapters and others and chapters.isdisjoint(others):
            return True
    return False


def _score(item: Item) -> float:
    return CERTAINTY[item.commodity.certainty] * BESIDE ** len(item.beside)


def _code_items(reading: Reading, factor: float, note: str = "") -> Sequence[Candidate]:
    """Return the codes of all items, each once, the best first; or why there is none."""
    best: dict[str, Candidate] = {}
    refused: list[Candidate] = []
    for item in reading.items:
        score = _score(item) * factor
        if not item.commodity.codes:
            refused += _no_code(_explain(item))
        elif score < THRESHOLD:
            refused += _no_code(f"too uncertain: {_explain(item)}{note}")
        else:
            for code in item.commodity.codes:
                if code not in best or best[code].score < score:
                    best[code] = Candidate(code, round(score, 3), _explain(item) + note)
    if not best:
        return refused[:1]
    return sorted(best.values(), key=lambda candidate: -candidate.score)


def _explain(item: Item) -> str:
    commodity = item.commodity
    words = f"{item.words!r} ({item.language}) is {commodity.name}, certainty {commodity.certainty}"
    if item.beside:
        words += f"; beside it {_quote(item.beside)}"
    if commodity.why:
        words += f". {commodity.why}"
    return words


def _quote(words: Sequence[str]) -> str:
    return ", ".join(repr(word) for word in words)


def _mend_candidates(folded: str, languages: Sequence[Language], locale: str | None) -> Sequence[Candidate]:
    """Read once more with misprints mended, in a language that was named or that its script tells, or in English."""
    for language in languages:
        if not _is_told(language, locale):
            continue
        words = vocabulary(language.name)
        mended = words.mend_misprints(folded)
        if mended != folded:
            reading = read_phrase(mended, words)
            if reading.whole:
                return _code_items(reading, MISPRINT, f"; read as {mended!r}")
    return []


def _describe_gaps(readings: Sequence[Reading]) -> str:
    """Say what the best of some readings does not know, and what it does."""
    best = max(readings, key=lambda reading: len(reading.items) - len(reading.unknown))
    gaps = [f"not known: {_quote(best.unknown)}"]
    for item in best.items:
        codes = " ".join(item.commodity.codes) or "no code"
        gaps.append(f"{item.words!r} alone would be {codes}")
    if not has_nomenclature():
        gaps.append(f"headings were not searched: {install_extra('hs')}")
    return "; ".join(gaps)


def has_nomenclature() -> bool:
    """Tell whether headings and subheadings can be searched."""
    try:
        return len(descriptions()) > 0
    except MissingExtraError:
        return False


def _search_candidates(folded: str, languages: Sequence[Language]) -> Sequence[Candidate]:
    """Search the nomenclature's own words, where the phrase may be in English as they are."""
    candidates = []
    if any(language.name == "en" for language in languages):
        for code, likeness in search_descriptions(folded):
            score = SEARCHED * likeness
            if score >= THRESHOLD:
                candidates.append(Candidate(code, round(score, 3), "the nomenclature's own words"))
    return candidates


@lru_cache(maxsize=10_000)
def search_descriptions(folded: str) -> tuple[tuple[str, float], ...]:
    """Find the codes whose descriptions open with the words of a folded phrase in English, and their likeness to 1.

    The best comes first; there are those near the best alone, and of these the ones of the highest level.

    Examples
    --------
    >>> search_descriptions("titanium"), search_descriptions("sparkling wine"), search_descriptions("flying carpets")
    ((('8108', 1.0),), (('220410', 1.0),), ())
    """
    words, heads = stems_and_heads(folded)
    if not words:
        return ()
    wanted = frozenset(words)
    likeness: dict[str, float] = {}
    # Of the lists of clauses that hold one of the words, the shortest has all that hold every word.
    for clause in min((clauses_by_word().get(word, []) for word in wanted), key=len):
        if wanted <= clause.words and heads[-1] in clause.heads:
            # RapidFuzz counts in hundredths. Words are sorted: their order was asked for by the head alone.
            ratio = fuzz.ratio(" ".join(sorted(wanted)), " ".join(sorted(clause.words))) / 100
            is_subheading = len(clause.code) == DIGITS["subheading"]
            if ratio >= (LEAST_OF_SUBHEADING if is_subheading else LEAST):
                likeness[clause.code] = max(likeness.get(clause.code, 0.0), ratio)
    near = [code for code, ratio in likeness.items() if ratio >= NEAR_BEST * max(likeness.values())]
    if len({code[: DIGITS["chapter"]] for code in near}) > 1:  # words of several chapters name none
        return ()
    fewest_digits = min((len(code) for code in near), default=0)
    highest = [code for code in near if len(code) == fewest_digits]
    ranked = sorted(highest, key=lambda code: (-likeness[code], code))
    return tuple((code, likeness[code]) for code in ranked[:MOST_FOUND])


@cache
def clauses_by_word() -> dict[str, list[Clause]]:
    """Return what opens all descriptions, by each of its words."""
    by_word: dict[str, list[Clause]] = {}
    for code, text in _searched_descriptions():
        first, *others = [clause for clause in CLAUSE_ENDS.split(text) if clause.strip()]
        openings = [(code, first)]
        if others:
            family = roll_up(code, to="heading") if len(code) == DIGITS["subheading"] else code
            openings = [(family, first), (code, f"{first}, {others[0]}")]
        for opened_code, opening in openings:
            words, heads = stems_and_heads(fold(opening))
            clause = Clause(opened_code, frozenset(words), frozenset(heads))
            for word in clause.words:
                by_word.setdefault(word, []).append(clause)
    return by_word


def _searched_descriptions() -> Iterator[tuple[str, str]]:
    yield from titles().items()
    if has_nomenclature():
        for code, text in descriptions().items():
            # Chapters have titles of our own; what is "not elsewhere classified" does not name what it holds.
            if len(code) > DIGITS["chapter"] and not RESIDUE.search(text):
                yield code, text


def stems_and_heads(folded: str) -> tuple[list[str], list[str]]:
    """Return the stems of a phrase's words that say something, and of those that no other word follows."""
    stems_of_pieces = [_stems_of(piece) for piece in vocabulary("en").pieces(folded)]
    words, heads = [], []
    for stems, following in zip(stems_of_pieces, [*stems_of_pieces[1:], []], strict=False):
        words += stems
        if not following:
            heads += stems[-1:]
    return words, heads


def _stems_of(piece: Piece) -> list[str]:
    if piece.role not in {None, "commodity", "origin"}:
        return []
    stem = vocabulary("en").language.stem
    return [stem(word) for word in piece.text.split() if word not in EMPTY]
