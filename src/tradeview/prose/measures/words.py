"""The words of some languages for units that are no money: points of a percentage, tonnes, times, ranks.

Keys of the section `measure_words`, beside those that the names below tell:

| key | what |
|---|---|
| units_of_thousand | as `units`, of a thousand of it: キロリットル |
| per_unit | behind a unit whose one is what a price is for: 1トン当たり |
| tenths, hundredths | behind a number of tenths, and of hundredths behind those: 2割5分 |
| numbered_tenths, numbered_multiples | words that are a number and its unit: 两成, 两倍 |
| no_percent | words that `percent` lists and that are other measures |
| multiple_of, of_multiple | between a time and the multiple of what was then, and behind one: 2013年の1.7倍 |
| no_baseline | words that hold one that compares, and compare nothing: 占比 |
| seeming_times, before_seeming | in, or right before, what is read as a time and dates nothing: 連続, ในรอบ |
| telling_of, comparing | behind a time before of which a clause tells, and before one that is compared with |
| times_apart | before a time behind a measure that is none of it: after 2024 |
| telling, own_letters | of Chinese, in texts without kana: words that tell it, and letters of one way of writing it |
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tradeview.prose.lexicon import GAP, Lexicon, any_run_on, any_word, read_endings
from tradeview.prose.text.folding import Table, Word

# The units of the table of claims, and the key under which the files list the words behind a number for each.
PERCENT = "percent"
POINT = "percentage point"
BASIS_POINT = "basis point"
MULTIPLE = "times"
RANK = "rank"
SCALED_UNITS = {"units": 0, "units_of_thousand": 3}  # the keys of units, by the power of ten of one
MEASURES = "measure_words"  # the section of the files


class MeasureWords:
    """The words of some languages beside numbers that are no money."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.points = Table(_list_labelled(lexicon, points=POINT, basis_points=BASIS_POINT))
        self.multiples = Table(_list_labelled(lexicon, multiples=MULTIPLE))
        self.units = Table(_list_units(lexicon))
        # Words that are number and unit in one: doubled, ninth.
        self.multiplied = Table(_list_numbered(lexicon, "multiplied", MULTIPLE))
        self.ordinals = Table(_list_numbered(lexicon, "ordinals", RANK))
        self.rank_before = Table(_list_labelled(lexicon, rank_before=RANK))
        self.rank_behind = Table(_list_labelled(lexicon, rank_behind=RANK))
        self.ordinal_endings = re.compile(f"-?{any_word(_gather(lexicon, 'ordinal_endings'))}")
        # Of what a share is known by, some words are other measures; what is glued to the sign says more: 5%増.
        others = _gather(lexicon, "no_percent")
        percents = [word for word in lexicon.words("percent") if word not in others and word[:1] != "%"]
        self.percent = re.compile(f"{GAP}{any_word([*percents, '%'])}")
        self.percents_before = Table(Word(word, label=PERCENT) for word in [*percents, "%"])
        # Tenths, 2割, and the hundredths that may follow, 2割5分; and such words: 两成.
        self.tenth = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'tenths'))}")
        hundredth = any_run_on(_gather(lexicon, "hundredths"))
        self.hundredths = re.compile(f"(\\d){hundredth}")
        # Words that are a number and a unit in one, as if it were printed: 两成, 两倍.
        numbered = [*_list_numbered(lexicon, "numbered_tenths", PERCENT)]
        numbered += _list_numbered(lexicon, "numbered_multiples", MULTIPLE)
        self.numbered = Table(numbered)
        # Of what is read as a time, these date nothing: months in a row.
        self.seeming_times = re.compile(any_run_on(_gather(lexicon, "seeming_times")))
        # Behind a time before that is told of, and before one that something is compared with.
        self.telling_of = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'telling_of'))}")
        self.comparing = re.compile(f"{any_run_on(_gather(lexicon, 'comparing'))}{GAP}\\Z")
        self.before_seeming = re.compile(f"{any_run_on(_gather(lexicon, 'before_seeming'))}{GAP}\\Z")
        # Behind a unit: one of it is what something is paid for, 1トン当たり.
        self.per_unit = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'per_unit'))}")
        # A hyphen, an article or a blank may part a number from its unit.
        self.gap = re.compile(f"-?{GAP}")


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


def _list_units(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words for what goods are weighed or counted in, each labelled with its unit."""
    for file in lexicon.files:
        endings = read_endings(file)
        for key, power in SCALED_UNITS.items():
            units: dict[str, list[str]] = file.get(MEASURES, {}).get(key, {})
            for unit, words in units.items():
                for printed in words:
                    yield Word(printed, label=unit, power=power, endings=endings)


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
