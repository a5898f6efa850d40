"""The words of some languages for units that are no money: points of a percentage, tonnes, times, ranks.

A file lists them in its section `measure_words`:

| key | what |
|---|---|
| percent | behind a number, beside the words of the file for all numbers |
| points, basis_points | behind a number: percentage points, basis points |
| index_points, index_before | behind the number of an index: points; before one: the index |
| multiples, multiples_before | behind a number: times, -fold; before it: gấp |
| units | words behind a number by the unit of the table of claims: tonne, barrel, TEU |
| multiplied | words that are a multiple of what was: doubled = 2, вдвое = 2, halved = 0.5 |
| multiplying | those of them that mean another multiple where one is told behind: تضاعفت الصادرات ثلاث مرات |
| fractions_of | words that are a fraction: a third = 0.333; they count before a share or behind "by" |
| fraction_not_before | behind a fraction that is none: the first half |
| ordinals, ordinal_endings, rank_before, rank_behind | of ranks |

and in its section `claims`, as far as they part the times of a percentage, too:

| key | what |
|---|---|
| share_of | behind a percentage of a whole: of total exports |
| fraction_of | behind a fraction of a whole that no "of" parts from it: ثلث الصادرات |
| of_base | behind a percentage of what was: к, of … level; an ellipsis stands for some words |
| of_base_before | before a percentage of what was, where a time follows: bằng 95 % năm 2022 |
| by | before the percentage by which something grew, beside what `kinds` lists: на |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tradeview.prose.lexicon import GAP, NOTHING, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import Table, Word

# The units of the table of claims, and the key under which the files list the words behind a number for each.
PERCENT = "percent"
POINT = "percentage point"
BASIS_POINT = "basis point"
MULTIPLE = "times"
RANK = "rank"
INDEX = "index"
CLAIMS = "claims"  # the section of the files for what is said beside a number
# What a growth is counted from, by the keys of the files; a period's own length before it.
YEAR, MONTH, QUARTER, PERIOD = "year_on_year", "month_on_month", "quarter_on_quarter", "period_on_period"
BASES = (YEAR, MONTH, QUARTER, PERIOD)
ELLIPSIS = "…"  # in a listed phrase: some words
SOME_WORDS = r"[^,;:()]{1,24}?"
MEASURES = "measure_words"  # the section of the files


class MeasureWords:
    """The words of some languages beside numbers that are no money."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.points = Table(_list_labelled(lexicon, points=POINT, basis_points=BASIS_POINT))
        self.multiples = Table(_list_labelled(lexicon, multiples=MULTIPLE))
        self.multiples_before = Table(_list_labelled(lexicon, multiples_before=MULTIPLE))
        self.index_points = Table(_list_labelled(lexicon, index_points=INDEX))
        # Between the word index and its number nothing is printed that has digits.
        index = any_glued(_gather(lexicon, "index_before"))
        self.index = re.compile(index)
        self.index_before = re.compile(f"{index}[^\\d.,;:%]{{0,60}}\\Z")
        self.units = Table(_list_units(lexicon))
        # Words that are number and unit in one: doubled, ninth.
        self.multiplied = Table(_list_numbered(lexicon, "multiplied", MULTIPLE))
        self.multiplying = frozenset(_gather(lexicon, "multiplying"))
        self.fractions = Table(_list_numbered(lexicon, "fractions_of", PERCENT))
        self.ordinals = Table(_list_numbered(lexicon, "ordinals", RANK))
        self.rank_before = Table(_list_labelled(lexicon, rank_before=RANK))
        self.rank_behind = Table(_list_labelled(lexicon, rank_behind=RANK))
        self.ordinal_endings = re.compile(f"-?{any_word(_gather(lexicon, 'ordinal_endings'))}")
        # A hyphen, an article or a blank may part a number from its unit.
        self.gap = re.compile(f"-?{GAP}")
        self.started = Table([Word(word, label="from") for word in gather_claims(lexicon, "started")])
        not_before = _gather(lexicon, "fraction_not_before")
        self.no_fraction = re.compile(f"{GAP}{any_word(not_before)}")
        # A word for "by" is no percent sign, though it keeps a number from being money: 2023 بنسبة 5 %.
        signs = [*lexicon.words("percent"), *_gather(lexicon, "percent")]
        signs = [word for word in signs if word not in gather_claims(lexicon, "by")]
        self.percent = re.compile(f"{GAP}{any_word(signs)}")
        self.fraction_of = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'fraction_of'))}")
        self.verbs_follow = lexicon.files[1].get(CLAIMS, {}).get("verbs_follow", False)
        self.share_of = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'share_of'))}")
        self.of_base = re.compile(f"{GAP}{_any_phrase(gather_claims(lexicon, 'of_base'))}")
        kinds = [file.get("kinds", {}) for file in lexicon.files]
        # Between a price and what it is of: per, a, за.
        forms = [form for listed in kinds for form in listed.get("price_behind", ()) if form.endswith("{unit}")]
        per = {form.removesuffix("{unit}").strip() for form in forms} - {""}
        self.per_unit = re.compile(f"{GAP}(?:/|{any_glued(per)}){GAP}")
        shares = [*gather_claims(lexicon, "share_noun"), *gather_claims(lexicon, "share")]
        self.shares = re.compile(any_word(shares))
        # Before a fraction: of its whole, or a word for a share.
        told = [*gather_claims(lexicon, "whole_before"), *gather_claims(lexicon, "share_noun")]
        self.told_before = re.compile(f"{any_glued(told)}{GAP}\\Z")
        # Between a multiple and the time that it is one of: twice the value of the same period of 2018.
        valued = any_glued(gather_claims(lexicon, "value"))
        self.valued = re.compile(f"{GAP}(?:{any_word(['the'])}{GAP})?{valued}(?:{GAP}{any_word(['of', 'in', 'for'])})?{GAP}")
        # What a growth is counted from, in words that date nothing.
        self.bases = re.compile(any_glued(word for key in BASES for word in gather_claims(lexicon, key)))
        self.of_base_before = re.compile(f"{any_glued(gather_claims(lexicon, 'of_base_before'))}{GAP}\\Z")
        by = [word for file in lexicon.files for word in file.get("kinds", {}).get("by", ())]
        more = [word for listed in kinds for key in ("rise_behind", "fall_behind") for word in listed.get(key, ())]
        more += [*gather_claims(lexicon, "rise_behind"), *gather_claims(lexicon, "fall_behind")]
        # Before a fraction by which something changed: fell a third.
        self.changes = Table(_list_with_endings(lexicon))
        # Behind a percentage no hedge, but a growth: 7 peratus lebih tinggi.
        self.more_behind = Table([Word(word, label="growth") for word in more])
        self.by = Table([Word(word, label="by") for word in (*by, *gather_claims(lexicon, "by"))])


def gather_claims(lexicon: Lexicon, key: str) -> list[str]:
    """Return the words that languages list of what is claimed under a key."""
    gathered: list[str] = []
    for file in lexicon.files:
        gathered += file.get(CLAIMS, {}).get(key, ())
    return gathered


def _any_phrase(phrases: list[str]) -> str:
    """Return a pattern of any of some phrases, in which an ellipsis stands for some words."""
    patterns: list[str] = []
    for phrase in phrases:
        parts = [any_word([part.strip()]) for part in phrase.split(ELLIPSIS)]
        patterns.append(SOME_WORDS.join(parts))
    return f"(?:{'|'.join(patterns)})" if patterns else NOTHING


def _gather(lexicon: Lexicon, key: str) -> list[str]:
    gathered: list[str] = []
    for file in lexicon.files:
        gathered += file.get(MEASURES, {}).get(key, ())
    return gathered


def _list_labelled(lexicon: Lexicon, **labels: str) -> Iterator[Word]:
    for file in lexicon.files:
        endings = read_endings(file)
        for key, label in labels.items():
            for printed in file.get(MEASURES, {}).get(key, ()):
                yield Word(printed, label=label, endings=endings)


def _list_with_endings(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words that say a rise or a fall, of money and of percentages."""
    for file in lexicon.files:
        endings = read_endings(file)
        for section in ("kinds", CLAIMS):
            for key in ("rise", "fall"):
                for printed in file.get(section, {}).get(key, ()):
                    yield Word(printed, label=key, endings=endings)


def _list_units(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words for what goods are weighed or counted in, each labelled with its unit."""
    for file in lexicon.files:
        endings = read_endings(file)
        units: dict[str, list[str]] = file.get(MEASURES, {}).get("units", {})
        for unit, words in units.items():
            for printed in words:
                yield Word(printed, label=unit, endings=endings)


def _list_numbered(lexicon: Lexicon, key: str, label: str) -> Iterator[Word]:
    """Yield words that hold their number, doubled as 2, each with it."""
    for file in lexicon.files:
        endings = read_endings(file)
        numbers: dict[str, Any] = file.get(MEASURES, {}).get(key, {})
        for printed, number in numbers.items():
            yield Word(printed, label=label, fraction=Decimal(str(number)), endings=endings)


@lru_cache(maxsize=64)
def find_measure_words(lexicon: Lexicon) -> MeasureWords:
    """Return the words of a lexicon for units that are no money, built once."""
    return MeasureWords(lexicon)
