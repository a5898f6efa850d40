"""Every chart in every language: nothing covers anything, nothing is cut, no letter is a box, no English is left."""

import itertools
import re

import pytest

import tradeview as tv
from artists import CHARTS, misplaced, said, words
from matrices import SLOW
from tradeview.charts.layout.page import SIZES
from tradeview.charts.layout.rendering import png_bytes
from tradeview.errors import TradeviewError

CODES = [code for code in tv.languages() if code != "en"]
NATIVE = {"bn": {"digits": "native"}, "ar": {"digits": "native"}, "th": {"calendar": "buddhist"}}
# Words that are English in any sentence, and in no title of a source, which stays as it was printed.
ENGLISH = re.compile(r"\b(the|of|and|with|from|than|trade|exports|imports|as printed|no figures|not stated)\b")
TITLES_OF_SOURCES = re.compile("|".join(sorted(map(re.escape, tv.load_sources()["short"]), key=len, reverse=True)))


def cases() -> list[object]:
    """Each chart in each language at one size, and each size in each language with some chart; the rest are slow."""
    listed = []
    sizes = list(SIZES)
    for (place, name), (number, code), size in itertools.product(enumerate(CHARTS), enumerate(CODES), sizes):
        is_kept = sizes[(place + number) % len(sizes)] == size
        listed.append(pytest.param(name, code, size, id=f"{name}-{code}-{size}", marks=[] if is_kept else SLOW))
    return listed


@pytest.mark.parametrize(("name", "code", "size"), cases())
def test_a_chart_in_a_language_has_its_words_in_place(name: str, code: str, size: str) -> None:
    try:
        ax = CHARTS[name](size=size, language=code)
    except TradeviewError as refused:
        # Lines of Thai and Arabic stand further apart: a long list has no room in a size that does not grow with it.
        if size in {"slide", "square"} and "in letters of 6.5 points or more" in str(refused):
            return
        raise
    assert misplaced(ax) == []
    drawn = " ".join([*words(ax), said(ax)])
    assert "[" not in drawn or not re.search(r"\[(Bengali|Thai|Arabic|Cyrillic)\]", drawn)
    left = ENGLISH.findall(TITLES_OF_SOURCES.sub(" ", tv.charts.words(ax).title + tv.charts.words(ax).subtitle))
    assert left == []
    if code == "ru":  # whose decimals stand behind a comma, those of axes too
        numbers = [text for text in words(ax) if re.fullmatch(r"[−+]?\d*\.\d+", text)]
        assert numbers == []
    png_bytes(ax)  # a letter that no font has is a warning, and so an error here


@pytest.mark.parametrize("code", NATIVE)
def test_digits_and_years_of_its_own_have_room(code: str) -> None:
    for name in ("balance", "lines"):
        ax = CHARTS[name](language=tv.Language(code, **NATIVE[code]))
        assert misplaced(ax) == []
        if "digits" in NATIVE[code]:
            assert not re.search("[0-9]", tv.charts.words(ax).title)
        else:
            assert re.search("25[0-9]{2}", tv.charts.words(ax).title)
