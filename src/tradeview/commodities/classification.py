"""Classification: the HS codes that a phrase of the press means, or none.

A phrase is read with our list of what the press says, in the languages that it may be in; then, in English, with the
nomenclature's own words; then with one misprint a word. What is not read whole has no code: never the least bad.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from tradeview.commodities.codes import DIGITS, level
from tradeview.commodities.languages import Language, find_languages, fold
from tradeview.commodities.nomenclature import description, listed
from tradeview.commodities.phrases import Item, Reading, read
from tradeview.commodities.search import has_nomenclature, search
from tradeview.commodities.vocabulary import vocabulary
from tradeview.errors import TableError
from tradeview.table.engines import is_missing, text_dtype

CERTAINTY = {"high": 1.0, "medium": 0.8, "low": 0.6, "none": 0.0}
BESIDE = 0.7  # for each word that the commodity was read in spite of
MISPRINT = 0.9
SEARCHED = 0.8  # the nomenclature's words are not the press's
THRESHOLD = 0.45
SHORT = 6  # letters; in a language that is not told, such words must stand as they are listed
MAX_PHRASE = 200  # characters; what is longer is a sentence

COLUMNS = ("phrase", "code", "level", "description", "score", "why")


class Candidate(NamedTuple):
    """A code that a phrase may mean, or none, and why."""

    code: str | None
    score: float | None
    why: str


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
    given = listed(phrases, "classify")
    find_languages("", locale)  # refuses it before a phrase is read
    wrong = [f"place {place}: {value!r:.60}" for place, value in enumerate(given) if not _is_phrase(value)]
    if wrong:
        raise TableError("phrases are texts", f"{len(wrong)} that are not", "give text; codes go to `validate`", wrong)
    index = phrases.index if isinstance(phrases, pd.Series) else range(len(given))
    rows, labels = [], []
    for label, phrase in zip(index, given, strict=True):
        for code, score, why in _candidates(phrase if isinstance(phrase, str) else "", locale):
            rows.append((phrase, code, code and level(code), code and description(code), score, why))
            labels.append(label)
    frame = pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(labels))
    return frame.astype({"score": "float64"} | dict.fromkeys(set(COLUMNS) - {"phrase", "score"}, text_dtype()))


def _is_phrase(value: object) -> bool:
    return isinstance(value, str) or (pd.api.types.is_scalar(value) and is_missing(value))


def _candidates(phrase: str, locale: str | None) -> Sequence[Candidate]:
    if len(phrase) > MAX_PHRASE:
        return [Candidate(None, None, f"{len(phrase):,} characters: a phrase has at most {MAX_PHRASE}")]
    return _of_folded(fold(phrase), locale)


@lru_cache(maxsize=10_000)
def _of_folded(folded: str, locale: str | None) -> Sequence[Candidate]:
    languages = find_languages(folded, locale)
    if not any(character.isalpha() for character in folded):
        return [Candidate(None, None, "it holds no words")]
    if not languages:
        return [Candidate(None, None, "it is in a script of none of our languages")]
    readings = [read(folded, vocabulary(language.name)) for language in languages]
    sure = [_is_told(language, locale) for language in languages]
    whole = [
        reading
        for reading, told in zip(readings, sure, strict=True)
        if reading.whole and (told or not any(item.has_stranger or _is_faint(item) for item in reading.items))
    ]
    if whole:
        return _coded(whole[0], 1.0) if locale else _agreed(whole)
    if any(not reading.unknown and not reading.items for reading in readings):
        return [Candidate(None, None, "none of its words names a commodity")]
    return _searched(folded, languages) or _mended(folded, languages, locale) or _none(readings)


def _is_told(language: Language, locale: str | None) -> bool:
    """Tell whether more than the words of a phrase say that it is in this language; without a locale, English is."""
    if locale is not None:
        return language in find_languages("", locale)[:1]
    return language.name == "en" or "LATIN" not in language.scripts


def _is_faint(item: Item) -> bool:
    """Tell whether a short word names the commodity by its stem alone: English "the" is no French "thé"."""
    is_listed = tuple(item.words.split()) in vocabulary(item.language).exact
    return len(item.words) <= SHORT and not is_listed


def _agreed(readings: list[Reading]) -> Sequence[Candidate]:
    """Return the codes of the best reading, or none where the words are of other chapters in another language."""
    fewest = min(map(_beside, readings))
    plainest = [reading for reading in readings if _beside(reading) == fewest]
    if any(_differ(one, other) for one, other in combinations(plainest, 2)):
        said = "; ".join(dict.fromkeys(_why(item) for reading in plainest for item in reading.items))
        return [Candidate(None, None, f"languages differ, name one as locale: {said}")]
    return _coded(max(plainest, key=_least), 1.0)


def _beside(reading: Reading) -> int:
    return sum(len(item.beside) for item in reading.items)


def _differ(one: Reading, other: Reading) -> bool:
    pairs = zip(map(_chapters, one.items), map(_chapters, other.items), strict=False)
    return any(first.isdisjoint(second) for first, second in pairs if first and second)


def _chapters(item: Item) -> set[str]:
    return {code[: DIGITS["chapter"]] for code in item.commodity.codes}


def _score(item: Item) -> float:
    return CERTAINTY[item.commodity.certainty] * BESIDE ** len(item.beside)


def _least(reading: Reading) -> tuple[float, int]:
    """Rank readings: the one whose weakest item is the surest, and of these the one that took the longest names."""
    return min(map(_score, reading.items)), -len(reading.items)


def _coded(reading: Reading, factor: float, note: str = "") -> Sequence[Candidate]:
    """Return the codes of all items, each once, or why there is none."""
    found: dict[str, Candidate] = {}
    refused = []
    for item in reading.items:
        score = _score(item) * factor
        if not item.commodity.codes:
            refused.append(Candidate(None, None, _why(item)))
        elif score < THRESHOLD:
            refused.append(Candidate(None, None, f"too uncertain: {_why(item)}{note}"))
            continue
        for code in item.commodity.codes:
            candidate = Candidate(code, round(score, 3), _why(item) + note)
            if code not in found or (found[code].score or 0) < score:
                found[code] = candidate
    return sorted(found.values(), key=lambda candidate: -(candidate.score or 0)) or refused[:1]


def _why(item: Item) -> str:
    commodity = item.commodity
    said = f"{item.words!r} ({item.language}) is {commodity.name}, certainty {commodity.certainty}"
    said += f"; beside it {', '.join(map(repr, item.beside))}" if item.beside else ""
    return f"{said}. {commodity.why}" if commodity.why else said


def _searched(folded: str, languages: list[Language]) -> Sequence[Candidate]:
    if all(language.name != "en" for language in languages):
        return []
    return [
        Candidate(code, round(SEARCHED * ratio, 3), "the nomenclature's own words")
        for code, ratio in search(folded)
        if SEARCHED * ratio >= THRESHOLD
    ]


def _mended(folded: str, languages: list[Language], locale: str | None) -> Sequence[Candidate]:
    """Read once more with misprints mended, in a language that was named or that its script tells, or in English."""
    for language in languages:
        if not _is_told(language, locale):
            continue
        mended = vocabulary(language.name).mended(folded)
        if mended != folded:
            reading = read(mended, vocabulary(language.name))
            if reading.whole:
                return _coded(reading, MISPRINT, f"; read as {mended!r}")
    return []


def _none(readings: list[Reading]) -> Sequence[Candidate]:
    return [Candidate(None, None, "; ".join(_gaps(readings)))]


def _gaps(readings: list[Reading]) -> Iterator[str]:
    best = max(readings, key=lambda reading: len(reading.items) - len(reading.unknown))
    yield f"not known: {', '.join(map(repr, best.unknown))}"
    for item in best.items:
        yield f"{item.words!r} alone would be {' '.join(item.commodity.codes) or 'no code'}"
    if not has_nomenclature():
        yield "headings were not searched: pip install 'tradeview[hs]'"
