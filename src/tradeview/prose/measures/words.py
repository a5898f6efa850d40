"""The words of some languages for units that are no money: points of a percentage, tonnes, times, ranks.

A file lists them in its section `measure_words`:

| key | what |
|---|---|
| percent | behind a number, beside the words of the file for all numbers |
| points, basis_points | behind a number: percentage points, basis points |
| index_points, index_before | behind the number of an index: points; before one: the index |
| multiples, multiples_before | behind a number: times, -fold; before it: gấp |
| multiples_by | before a multiple by which something grew: в |
| compared_with | before a number that another is above or below, whose unit it shares: выше |
| multiplied_by | verbs before a number that say a growth: multipliées par |
| units | words behind a number by the unit of the table of claims: tonne, barrel, TEU |
| multiplied | words that are a multiple of what was: doubled = 2, вдвое = 2, halved = 0.5 |
| multiplying | those of them that mean another multiple where one is told behind: تضاعفت الصادرات ثلاث مرات |
| fractions_of | words that are a fraction: a third = 0.333; they count before a share or behind "by" |
| no_hedge_behind | hedges behind an amount that are none behind a measure: ke atas |
| whole_endings | of the word before a fraction that is one of it, where it stands before: ithalatın beşte biri |
| fraction_not_before, fraction_not_behind | behind, and before, a fraction that is none: half a year, the first half |
| multiplied_not_before | behind such a word that multiplies nothing: double-digit |
| no_points_behind | behind points that are none of percentages: mata log |
| units_of_thousand, units_of_million | as `units`, of a thousand or a million of it: キロリットル, Mt |
| per_one | behind a unit whose one is what a price is for: 1トン当たり |
| tenths, hundredths | behind a number of tenths, and of hundredths behind those: 2割5分 |
| numbered_tenths, numbered_multiples | words that are a number and its unit: 两成, 两倍 |
| no_percent | words that `percent` lists and that are other measures |
| above_behind | behind a percentage by which something is above or below a time before it: altında |
| off_level | behind a percentage by which something is off what it was at a time: 13 % below the 2019 peak |
| base_of_parts | before months that growth is counted from, where a year is one to come: к июлю 2020 года |
| multiple_of, of_multiple | between a time and the multiple of what was then, and behind one: 2013年の1.7倍 |
| no_baseline | words that hold one that compares, and compare nothing: 占比 |
| measures_compare | whether a measure beside a word that compares says how something compares: 前年比5%増 |
| seeming_times, before_seeming | in, or right before, what is read as a time and dates nothing: 連続, ในรอบ |
| telling_opens | whether a time before that opens a clause is what this tells of: a year ago it was 17 % |
| spelled_percents | before a number that is spelled in the digits of Chinese: 百分之 |
| record_before, record_behind | right before, or behind, a year so far of which something is the most: highest, 가장 |
| telling_of, comparing | behind a time before of which a clause tells, and before one that is compared with |
| times_apart | before a time behind a measure that is none of it: after 2024 |
| telling, own_letters | of Chinese, in texts without kana: words that tell it, and letters of one way of writing it |

and in its section `claims`, as far as they part the times of a percentage, too:

| key | what |
|---|---|
| share_of | behind a percentage of a whole: of total exports |
| fraction_of | behind a fraction of a whole that no "of" parts from it: ثلث الصادرات |
| of_base | behind a percentage of what was: к, of … level; an ellipsis stands for some words |
| of_base_before | before a percentage of what was, where a time follows: bằng 95 % năm 2022 |
| by | before the percentage by which something grew, beside what `kinds` lists: на |
| articles | between a hedge and a percentage: más de *un* 20 % |
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from tradeview.prose.languages import ENGLISH, LATIN, MARKS, script_of_locale
from tradeview.prose.lexicon import GAP, HEDGES, NOTHING, Lexicon, any_glued, any_run_on, any_word, read_endings
from tradeview.prose.text.folding import STEM, Found, Table, Word, fold_words

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
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
LETTERS = re.compile(f"{LETTER}{{0,24}}")  # of an ending
SPELLED = "零〇一二兩两三四五六七八九十百廿卅"
ELLIPSIS = "…"  # in a listed phrase: some words
SOME_WORDS = r"[^,;:()]{1,24}?"
# The keys of units, by the power of ten of one.
SCALED_UNITS = {"units": 0, "units_of_thousand": 3, "units_of_million": 6}
MEASURES = "measure_words"  # the section of the files


class MeasureWords:
    """The words of some languages beside numbers that are no money."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.points = Table(_list_labelled(lexicon, points=POINT, basis_points=BASIS_POINT))
        self.no_points = re.compile(f"{GAP}{any_glued(_gather(lexicon, 'no_points_behind'))}")
        self.multiples = Table(_list_labelled(lexicon, multiples=MULTIPLE))
        self.multiples_before = Table(_list_labelled(lexicon, multiples_before=MULTIPLE))
        self.multiplied_by = Table(_list_labelled(lexicon, multiplied_by=MULTIPLE))
        self.index_points = Table(_list_labelled(lexicon, index_points=INDEX))
        # Between the word index and its number nothing is printed that has digits.
        index = any_glued(_gather(lexicon, "index_before"))
        self.index = re.compile(index)
        self.index_before = re.compile(f"{index}(?:[^\\d.,;:%()]|\\([^()]{{0,30}}\\)){{0,60}}\\Z")
        self.units = Table(_list_units(lexicon))
        # Behind words for percent a number in the digits of Chinese: 百分之卅四點一.
        spelled = any_run_on(_gather(lexicon, "spelled_percents"))
        self.spelled_percent = re.compile(f"{spelled}(?P<whole>[{SPELLED}]+)(?:[點点](?P<part>[{SPELLED}]+))?")
        # Words that are number and unit in one: doubled, ninth.
        self.multiplied = Table(_list_numbered(lexicon, "multiplied", MULTIPLE))
        self.multiplying = frozenset(_gather(lexicon, "multiplying"))
        self.fractions = Table(_list_numbered(lexicon, "fractions_of", PERCENT))
        self._read_minus(lexicon)
        self._read_percents(lexicon)
        self._read_times(lexicon)
        self._read_fractions(lexicon)
        # Behind a unit: one of it is what something is paid for, 1トン当たり.
        self.per_one = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'per_one'))}")
        # A hyphen, an article or a blank may part a number from its unit.
        self.gap = re.compile(f"-?{GAP}(?:{any_glued(lexicon.partitives)}{GAP})?")
        # Between a hedge and its number: más de un 20 %, quasi l'8 %.
        self.articles = Table([Word(word, label="article") for word in gather_claims(lexicon, "articles")])
        # Behind a measure no hedge, though it is one behind an amount: tarif 25 peratus ke atas import.
        self.no_hedge = re.compile(f"{GAP}{any_word(_gather(lexicon, 'no_hedge_behind'))}")
        self.started = Table([Word(word, label="from") for word in gather_claims(lexicon, "started")])
        self.onward = _make_onward(lexicon)
        self._read_rows(lexicon)
        self.above_behind = re.compile(f"{GAP}{any_word(_gather(lexicon, 'above_behind'))}")
        self.off_level = re.compile(f"{GAP}{any_glued(_gather(lexicon, 'off_level'))}")
        self.base_of_parts = re.compile(f"{any_word(_gather(lexicon, 'base_of_parts'))}{GAP}")
        self.share_of = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'share_of'))}")
        self.of_base = re.compile(f"{GAP}{any_phrase(gather_claims(lexicon, 'of_base'))}")
        self._read_prices(lexicon)
        shares = [*gather_claims(lexicon, "share_noun"), *gather_claims(lexicon, "share")]
        self.shares = re.compile(any_word(shares))
        # Between a multiple and the time that it is one of: twice the value of the same period of 2018.
        valued = any_glued([*gather_claims(lexicon, "value"), *gather_claims(lexicon, "times_of")])
        self.valued = re.compile(
            f"{GAP}(?:{any_word(['the'])}{GAP})?{valued}(?:{GAP}{any_word(['of', 'in', 'for'])})?{GAP}"
        )
        # Right before a time that percentages are counted from: gegenüber dem Vormonat April 2007, niveau de 2019.
        of_level = any_glued(gather_claims(lexicon, "level_before"))
        self.base_named = re.compile(f"{of_level}{GAP}\\Z")
        # What a growth is counted from, in words that date nothing.
        self.bases = re.compile(any_glued(word for key in BASES for word in gather_claims(lexicon, key)))
        self.month_bases = re.compile(any_glued(gather_claims(lexicon, MONTH)))
        self.base_before = re.compile(any_glued(gather_claims(lexicon, "base_before")))
        self.of_base_before = re.compile(f"{any_glued(gather_claims(lexicon, 'of_base_before'))}{GAP}\\Z")
        by = [word for file in lexicon.files for word in file.get("kinds", {}).get("by", ())]
        kinds = [file.get("kinds", {}) for file in lexicon.files]
        more = [word for listed in kinds for key in ("rise_behind", "fall_behind") for word in listed.get(key, ())]
        more += [*gather_claims(lexicon, "rise_behind"), *gather_claims(lexicon, "fall_behind")]
        # Before a fraction by which something changed: fell a third.
        self.changes = Table(_list_with_endings(lexicon))
        # Behind a percentage no hedge, but a growth: 7 peratus lebih tinggi.
        self.more_behind = Table([Word(word, label="growth") for word in more])
        self.by_alone = re.compile(any_word([*by, *gather_claims(lexicon, "by")]))
        self.by = Table([Word(word, label="by") for word in (*by, *gather_claims(lexicon, "by"))])

    def _read_rows(self, lexicon: Lexicon) -> None:
        """Read what stands beside a number whose unit is printed with another."""
        self.reached = Table([Word(word, label="to") for word in gather_claims(lexicon, "reached")])
        self.multiples_by = Table([Word(word, label="by") for word in _gather(lexicon, "multiples_by")])
        again = any_word([*gather_claims(lexicon, "by"), *gather_claims(lexicon, "articles")])
        last = f"(?P<last>,?{GAP}{lexicon.any_of('and', 'list_and')}|/)"
        self.row_joint = re.compile(f"{GAP}(?:,|{last}){GAP}(?:{again}{GAP})?")
        beside = _gather(lexicon, "compared_with")
        compared = any_glued([*gather_claims(lexicon, "base_before"), *beside, *lexicon.period_words("baseline")])
        # One word may name its month: выше апрельских 1,59 млн.
        self.compared = re.compile(f"{compared}{GAP}(?:{LETTER}{{3,}}{GAP})?\\Z")
        # Behind a number that counts nothing of its own.
        followers = any_word([*lexicon.words("bare_followers"), *lexicon.function_words])
        self.alone = re.compile(f"{GAP}(?:[.;:)—–(]|\\Z|\n|{followers})")

    def _read_prices(self, lexicon: Lexicon) -> None:
        """Read what stands between a price and what it is of: per, a, за."""
        per: set[str] = set()
        for file in lexicon.files:
            for form in file.get("kinds", {}).get("price_behind", ()):
                if form.endswith("{unit}"):
                    per.add(form.removesuffix("{unit}").strip())
        self.per_unit = re.compile(f"{GAP}(?:/|{any_glued(per - {''})}){GAP}")

    def _read_minus(self, lexicon: Lexicon) -> None:
        """Read what a hyphen is a minus behind, 同比-3.2%, and what not even a true minus is one behind: 占比−12%."""
        self.minus_behind = tuple(fold_words(_gather(lexicon, "minus_behind")))
        self.no_minus_behind = tuple(fold_words(_gather(lexicon, "no_minus_behind")))

    def _read_percents(self, lexicon: Lexicon) -> None:
        """Read the words for percent, and for tenths."""
        # Of what a share is known by, some words are other measures; what is glued to the sign says more: 5%増.
        others = _gather(lexicon, "no_percent")
        percents = [word for word in lexicon.words("percent") if word not in others and word[:1] != "%"]
        # A word for "by" is no percent sign, though it keeps a number from being money: 2023 بنسبة 5 %.
        behind = [word for word in percents if word not in gather_claims(lexicon, "by")]
        self.percent = re.compile(f"(?:-|{GAP}){any_word([*behind, *_gather(lexicon, 'percent'), '%'])}")
        self.percents_before = Table(Word(word, label=PERCENT) for word in [*percents, "%"])
        # Tenths, 2割, and the hundredths that may follow, 2割5分; and such words: 两成.
        self.tenth = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'tenths'))}")
        hundredth = any_run_on(_gather(lexicon, "hundredths"))
        self.hundredths = re.compile(f"(\\d){hundredth}")
        # Words that are a number and a unit in one, as if it were printed: 两成, 两倍.
        numbered = [*_list_numbered(lexicon, "numbered_tenths", PERCENT)]
        numbered += _list_numbered(lexicon, "numbered_multiples", MULTIPLE)
        self.numbered = Table(numbered)

    def _read_fractions(self, lexicon: Lexicon) -> None:
        """Read the words beside fractions and multiples in words, of which some are none: the first half."""
        not_before = _gather(lexicon, "fraction_not_before")
        self.no_fraction = re.compile(f"(?:-|{GAP}){any_word(not_before)}")
        self.no_multiple = re.compile(f"(?:-|{GAP}){any_word(_gather(lexicon, 'multiplied_not_before'))}")
        self.no_fraction_behind = re.compile(f"{any_word(_gather(lexicon, 'fraction_not_behind'))}(?:-|{GAP})\\Z")
        whole = any_run_on(_gather(lexicon, "whole_endings"))
        self.whole_before = re.compile(f"{LETTER}{{3}}{whole},?{GAP}\\Z")
        self.fraction_of = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'fraction_of'))}")
        # Before a fraction stand its whole, or a word for a share.
        told = [word for key in ("share", "share_noun", "whole_before") for word in gather_claims(lexicon, key)]
        self.told_before = re.compile(f"{any_glued(told)}{GAP}\\Z")

    def _read_times(self, lexicon: Lexicon) -> None:
        """Read the words beside times that are none, or none of a measure."""
        # Of what is read as a time, these date nothing: months in a row.
        self.seeming_times = re.compile(any_run_on(_gather(lexicon, "seeming_times")))
        # Behind a time before that is told of, and before one that something is compared with.
        self.telling_of = re.compile(f"{GAP}{any_run_on(_gather(lexicon, 'telling_of'))}")
        # Where such a time opens a clause, this tells of it: год назад она не превышала 17 %.
        aside = any_word(lexicon.period_words("aside"))
        led = f"(?:{lexicon.any_of('and', 'clauses')}{GAP})?(?:(?:{LETTER}+{GAP})?{aside}{GAP}(?:{LETTER}+{GAP})?)?"
        opens = lexicon.files[1].get(MEASURES, {}).get("telling_opens", False)
        self.telling_opened = re.compile(f"(?:\\A|[,;:—–.!?\\n]){GAP}{led}\\Z") if opens else None
        # What had been expected of a time that is over: economists had expected.
        self.expected_then = re.compile(any_glued(gather_claims(lexicon, "expected_then")))
        self.comparing = re.compile(f"{any_run_on(_gather(lexicon, 'comparing'))}{GAP}\\Z")
        self.record_before = re.compile(f"{any_glued(_gather(lexicon, 'record_before'))}{GAP}\\Z")
        self.record_behind = re.compile(f"{GAP}{any_glued(_gather(lexicon, 'record_behind'))}")
        self.before_seeming = re.compile(f"{any_run_on(_gather(lexicon, 'before_seeming'))}{GAP}\\Z")


def gather_claims(lexicon: Lexicon, key: str) -> list[str]:
    """Return the words that languages list of what is claimed under a key."""
    gathered: list[str] = []
    for file in lexicon.files:
        gathered += file.get(CLAIMS, {}).get(key, ())
    return gathered


def _make_onward(lexicon: Lexicon) -> re.Pattern[str]:
    """Return what stands between what something was and what it became: von 11,9 auf 12,8 Prozent."""
    reached = any_glued(gather_claims(lexicon, "reached"))
    return re.compile(f"{GAP}{reached}{GAP}(?:{lexicon.any_of(*HEDGES)}{GAP})?")


def read_claim_endings(file: dict[str, Any]) -> tuple[str, ...] | None:
    """Return what may be glued to the words of a language beside measures: none in Vietnamese, whose hạt is no hạ."""
    claims: dict[str, Any] = file.get(CLAIMS, {})
    return tuple(claims["endings"]) if "endings" in claims else read_endings(file)


def find_end_of_stem(folded: str, found: Found) -> int:
    """Return where a word that was found by its stem ends."""
    if not found.word.printed.endswith(STEM):
        return found.edge
    ending = LETTERS.match(folded, found.edge)
    return ending.end() if ending else found.edge


def list_own_files(lexicon: Lexicon) -> list[dict[str, Any]]:
    """Return the files of a lexicon, without English's where another Latin language is read: `was`, `at`, `double`."""
    first = lexicon.locales[0]
    if first == ENGLISH or script_of_locale(first) != LATIN:
        return lexicon.files
    named = zip(lexicon.files[1:], lexicon.locales, strict=True)
    return [lexicon.files[0], *(file for file, name in named if name != ENGLISH)]


def any_phrase(phrases: list[str], any_part: Callable[[Iterable[str]], str] = any_word) -> str:
    """Return a pattern of any of some phrases, in which an ellipsis stands for some words."""
    patterns: list[str] = []
    for phrase in phrases:
        parts = [any_part([part.strip()]) for part in phrase.split(ELLIPSIS)]
        patterns.append(SOME_WORDS.join(parts))
    return f"(?:{'|'.join(patterns)})" if patterns else NOTHING


def _gather(lexicon: Lexicon, key: str) -> list[str]:
    gathered: list[str] = []
    for file in lexicon.files:
        gathered += file.get(MEASURES, {}).get(key, ())
    return gathered


def _list_labelled(lexicon: Lexicon, **labels: str) -> Iterator[Word]:
    for file in lexicon.files:
        endings = read_claim_endings(file)
        for key, label in labels.items():
            for printed in file.get(MEASURES, {}).get(key, ()):
                yield Word(printed, label=label, endings=endings)


def _list_with_endings(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words that say a rise or a fall, of money and of percentages."""
    for file in lexicon.files:
        endings = read_claim_endings(file)
        for section in ("kinds", CLAIMS):
            for key in ("rise", "fall"):
                for printed in file.get(section, {}).get(key, ()):
                    yield Word(printed, label=key, endings=endings)


def _list_units(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words for what goods are weighed or counted in, each labelled with its unit."""
    for file in lexicon.files:
        endings = read_claim_endings(file)
        for key, power in SCALED_UNITS.items():
            units: dict[str, list[str]] = file.get(MEASURES, {}).get(key, {})
            for unit, words in units.items():
                for printed in words:
                    yield Word(printed, label=unit, power=power, endings=endings)


def _list_numbered(lexicon: Lexicon, key: str, label: str) -> Iterator[Word]:
    """Yield words that hold their number, doubled as 2, each with it."""
    for file in list_own_files(lexicon):
        endings = read_claim_endings(file)
        numbers: dict[str, Any] = file.get(MEASURES, {}).get(key, {})
        for printed, number in numbers.items():
            yield Word(printed, label=label, fraction=Decimal(str(number)), endings=endings)


@lru_cache(maxsize=64)
def find_measure_words(lexicon: Lexicon) -> MeasureWords:
    """Return the words of a lexicon for units that are no money, built once."""
    return MeasureWords(lexicon)
