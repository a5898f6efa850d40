"""A right reading with one planted fault: nearly all faults are flagged, and hardly any right row is."""

import random
from collections import Counter
from collections.abc import Sequence

import pandas as pd
import pytest

from marked_readings import MAIN_LANGUAGES, MarkedText, Row, invent_row, marked_texts, plant_faults
from tradeview.readings.comparing import compare_readings

ASIDE = ("quote", "text_start", "text_end")
# What is to be flagged, at least, of each kind of fault.
AIMS = {
    **dict.fromkeys(("digit", "scale", "point", "neighbour", "currency", "invented"), 0.99),
    **dict.fromkeys(("year", "month"), 0.90),
    "flow": 0.85,
}
OF_READ, OF_ALL = 0.02, 0.10  # of right rows, at most
OTHER_LANGUAGES = sorted({one.language for one in marked_texts()} - set(MAIN_LANGUAGES))


def without_places(rows: Sequence[Row]) -> list[Row]:
    return [{name: cell for name, cell in row.items() if name not in ASIDE} for row in rows]


def flagged(compared: pd.DataFrame) -> pd.Series:
    is_open = compared["differs"].notna() | compared["not_found"].notna()
    return compared["reading"].eq("second") | is_open | ~compared["in_text"]


def is_flagged(one: MarkedText, rows: Sequence[Row], planted: Row) -> bool:
    compared = compare_readings(one.text, list(rows), published=one.published)
    theirs = compared[compared["reading"] != "first"]
    is_planted = theirs["other_value"].eq(planted["value"]) & theirs["other_currency"].eq(planted["currency"])
    return bool(flagged(theirs[is_planted]).any())


def count_right(texts: Sequence[MarkedText], *, placed: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for one in texts:
        rows = list(one.rows) if placed else without_places(one.rows)
        compared = compare_readings(one.text, rows, published=one.published)
        theirs = compared[compared["reading"] != "first"]
        assert len(theirs) == len(rows)
        counts["all"] += len(theirs)
        counts["flagged"] += int(flagged(theirs).sum())
        read = theirs[theirs["reading"].eq("both") & ~theirs["differs"].fillna("").str.contains("value|currency")]
        counts["read"] += len(read)
        counts["read and flagged"] += int(flagged(read).sum())
    return counts


def count_faults(texts: Sequence[MarkedText], *, placed: bool, seed: int, every: int = 1) -> dict[str, list[bool]]:
    """Tell of each kind of fault which were flagged; of the faults of all rows each so many-th is planted."""
    planted_so_far = 0
    chance = random.Random(seed)
    found: dict[str, list[bool]] = {}
    for one in texts:
        rows = list(one.rows) if placed else without_places(one.rows)
        for number, row in enumerate(rows):
            for kind, planted in plant_faults(row, tuple(rows), chance):
                planted_so_far += 1
                if planted_so_far % every:
                    continue
                found.setdefault(kind, []).append(
                    is_flagged(one, [*rows[:number], planted, *rows[number + 1 :]], planted)
                )
        invented = invent_row(rows[0], chance)
        found.setdefault("invented", []).append(is_flagged(one, [*rows, invented], invented))
    return found


def texts_of(languages: Sequence[str]) -> list[MarkedText]:
    return [one for one in marked_texts() if one.language in languages]


@pytest.mark.parametrize("placed", [True, False], ids=["with places", "without places"])
@pytest.mark.parametrize(
    "languages", [MAIN_LANGUAGES, pytest.param(OTHER_LANGUAGES, marks=pytest.mark.slow)], ids=["main", "other"]
)
def test_hardly_any_right_row_is_flagged(languages: Sequence[str], *, placed: bool) -> None:
    counts = count_right(texts_of(languages), placed=placed)
    assert counts["read"] > 90
    assert counts["flagged"] <= OF_ALL * counts["all"]
    assert counts["read and flagged"] <= OF_READ * counts["read"]


@pytest.mark.parametrize(
    ("languages", "placed", "seed", "every"),
    [
        (MAIN_LANGUAGES, True, 30, 5),
        pytest.param(MAIN_LANGUAGES, True, 30, 1, marks=pytest.mark.slow),
        pytest.param(MAIN_LANGUAGES, False, 31, 1, marks=pytest.mark.slow),
        pytest.param(OTHER_LANGUAGES, True, 32, 1, marks=pytest.mark.slow),
        pytest.param(OTHER_LANGUAGES, False, 33, 1, marks=pytest.mark.slow),
    ],
    ids=["main, some", "main, with places", "main, without", "other, with places", "other, without"],
)
def test_nearly_every_planted_fault_is_flagged(
    languages: Sequence[str], *, placed: bool, seed: int, every: int
) -> None:
    found = count_faults(texts_of(languages), placed=placed, seed=seed, every=every)
    assert set(found) == set(AIMS)
    missed = {kind: found[kind].count(False) / len(found[kind]) for kind in AIMS if found[kind].count(False)}
    assert {kind: share for kind, share in missed.items() if share > 1 - AIMS[kind] + 1e-9} == {}


def test_every_language_has_three_texts() -> None:
    told = Counter(one.language for one in marked_texts())
    assert min(told[language] for language in MAIN_LANGUAGES) >= 3
    assert len([language for language, count in told.items() if count >= 3]) >= 33
