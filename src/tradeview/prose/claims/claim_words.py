"""The words of some languages that say what a number claims, and what a growth is counted from.

A file lists them in its section `claims`; all keys may be missing. Words for a rise or a fall are taken from `kinds`,
too, and so are those for a price.

| key | what |
|---|---|
| rise, fall | verbs and adverbs before a percentage, beside those of `kinds` |
| growth_noun, fall_noun | nouns whose percentage is a growth: growth, decline |
| rise_behind, fall_behind | right behind a percentage, beside those of `kinds`: up, higher, growth |
| behind_joiners | between a percentage and these: annual, sharp |
| rise_before, fall_before | a sign in words right before a percentage, beside those of `kinds`: plus, minus |
| reached, started | before a percentage that something rose to or from: to, from |
| reached_endings | endings of such a percentage: 24'e |
| share, share_noun | verbs and nouns of a share of a whole: accounted for, share |
| share_behind | right behind a percentage: a 28 % share |
| whole_before | right before a percentage of a whole: মোট রপ্তানির |
| reached_behind | right behind a percentage that something rose or fell to: ে নেমেছে |
| became_behind | right behind a multiple that something became: 1.5 गुना हो गया |
| from_behind | right behind what a percentage rose or fell from: থেকে |
| base_behind | behind what a percentage is compared with, beside the `compared_after` of `periods`: লক্ষ্যমাত্রার চেয়ে |
| years_behind, years_joint | behind two years that a growth is counted between, and between these: 2015 से 2023 के बीच |
| share_of, of_base, of_base_before, by | see `prose.measures.words` |
| rate | what is no growth of trade: tariff, interest rate, inflation |
| other_subject | what may grow, and is no trade: GDP, output, the ringgit |
| volume, value | nouns of what grew: weight or number, or money |
| in_volume, in_value | beside a growth: in volume, by value |
| price_noun | a price, beside those of `kinds` |
| annual, annual_before | behind and before a mean growth a year: a year on average, CAGR |
| average_before | right before a mean growth of years: by an average of |
| annual_of_years | behind a growth that is a mean one only where it is of several years: annually |
| year_on_year, month_on_month, quarter_on_quarter, period_on_period | what a growth is counted from |
| base_before | before the time that a growth is counted from, beside the `baseline` of `periods` |
| level_before | before the time of a level that others are compared with: niveau de |
| after | before a growth of an earlier time, beside the `after_rate` of `periods`: after rising 5 % in April |
| then | between two percentages of a row: followed by, ثم |
| no_times | a word right before a percentage that is spelt as a time, and is none: May 17.6 porsiyento |
| no_base | before a time that only dates a record: since |
| verbs_follow | whether verbs stand behind their numbers |
| same_base | right before a growth that is counted from the same as the last: 同2.1%減 |
| seeming_bases | words that hold one for a base, and are none: 當月增 |
| year_multiple, month_multiple | before a multiple of the year or the month before: 上年的1.8倍 |
| volumes | nouns of weight or number that name their flow, by the flow: 出口量 |
| said | see `prose.claims.said` |
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tradeview.prose.facts.kinds import list_forms
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_ending, any_glued, any_run_on, any_word, read_endings
from tradeview.prose.measures.words import BASES, CLAIMS, MONTH, YEAR, find_end_of_stem, gather_claims, list_own_files
from tradeview.prose.text.folding import Table, View, Word

RISE, FALL, GROWTH_NOUN, FALL_NOUN = "rise", "fall", "growth_noun", "fall_noun"
SHARE, SHARE_NOUN, RATE, OTHER = "share", "share_noun", "rate", "other_subject"
VOLUME, VALUE, PRICE_NOUN = "volume", "value", "price_noun"
SIGNS = {RISE: 1, GROWTH_NOUN: 1, FALL: -1, FALL_NOUN: -1}
# Of two words spelt alike the first counts: a noun may be found among the verbs, too.
SPOKEN = (SHARE_NOUN, SHARE, GROWTH_NOUN, FALL_NOUN, RATE, OTHER, VOLUME, VALUE, PRICE_NOUN, RISE, FALL)
OF_KINDS = {"rise": RISE, "fall": FALL}  # words of the section `kinds`
SEEMING = "seeming_bases"
OF_MULTIPLES = {"year_multiple": YEAR, "month_multiple": MONTH}
YEAR_NUMBER = r"(?<!\d)\d{4}"
YEAR_WORDS = r"(?:[^\W\d_]{1,6} )?"  # the word for a year before it: năm 2018
PLACED = ("reached", "started")
QUARTERS = (1, 4, 7, 10)  # the months in which they begin


class ClaimWords:
    """The words of some languages beside what a number claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.spoken = Table(_list_spoken(lexicon))
        # The "month growth" of "growth of this month" is no growth on the month.
        self.bases = Table([*_list_words(lexicon, SEEMING), *_list_words(lexicon, *BASES)])
        # Before a multiple alone: 上年的1.8倍.
        of_multiples = _list_words(lexicon, *OF_MULTIPLES)
        self.multiple_bases = Table(replace(word, label=OF_MULTIPLES[word.label]) for word in of_multiples)
        # Right before a growth that is counted from the same as the last: 同2.1%減.
        self.same_base = re.compile(f"{any_run_on(gather_claims(lexicon, 'same_base'))}\\W{{0,2}}\\Z")
        self.annual = Table(_list_words(lexicon, "annual", "annual_of_years"))
        self.average_before = Table(_list_words(lexicon, "average_before"))
        self.annual_before = Table(_list_words(lexicon, "annual_before"))
        self.behind = Table(_list_behind(lexicon))
        self.signs = Table(_list_signs(lexicon))
        self.and_last = re.compile(f"{lexicon.any_of('and')}{GAP}\\Z")
        self.placed = Table(_list_words(lexicon, *PLACED))
        # A number's own ending may say what it reached: yüzde 24'e yükseldi.
        self.placed_behind = re.compile(any_ending(gather_claims(lexicon, "reached_endings")))
        self.in_units = Table(_list_words(lexicon, "in_volume", "in_value"))
        joiners = [*gather_claims(lexicon, "behind_joiners")]
        self.behind_joiner = re.compile(f"{GAP}(?:{any_glued(joiners)}{GAP}){{0,2}}")
        self.base_before = re.compile(any_glued(gather_claims(lexicon, "base_before")))
        self.no_base = re.compile(any_glued(gather_claims(lexicon, "no_base")))
        self.restated = re.compile(f"{GAP},?{GAP}(?:{lexicon.any_of('or', 'equals')}|[(]){GAP}[^\\d()]{{0,16}}\\Z")
        self.no_times = re.compile(f"{any_word(gather_claims(lexicon, 'no_times'))}{GAP}")
        fiscal = [word for file in lexicon.files for word in file.get("relative", {}).get("fiscal_year", ())]
        self.fiscal_year = re.compile(any_word(fiscal))
        # By the month in which they begin in a calendar year.
        self.parts_of_year = {
            month: re.compile(any_glued(printed)) for month, printed in _gather_parts(lexicon).items()
        }
        # Before what grew earlier: after rising 5 % in April.
        self.after_rate = re.compile(any_glued([*lexicon.period_words("after_rate"), *gather_claims(lexicon, "after")]))
        then = any_glued(gather_claims(lexicon, "then"))
        self.then = re.compile(then)
        self.chained = re.compile(f"(?:{lexicon.any_of('and')}|{then}|[,،、/])")
        self.hedged = re.compile(f"(?:{lexicon.any_of(*HEDGES)}{GAP})*")
        # Between two years: from which and to which a growth is counted.
        opening = f"(?:{lexicon.any_of('between')}|{any_glued(gather_claims(lexicon, 'started'))})"
        ending = f"(?:{lexicon.any_of('to', 'and')}|{any_glued(lexicon.period_words('through'))}|-|–)"
        self.years = re.compile(
            f"{opening}{GAP}{YEAR_WORDS}(?P<first>{YEAR_NUMBER}){GAP}{ending}{GAP}{YEAR_WORDS}(?P<last>{YEAR_NUMBER})(?!\\d)"
        )
        closing = any_glued(gather_claims(lexicon, "years_behind"))
        word = f"(?:{GAP}[^\\d\\s,;]{{1,10}})?"
        self.years_closed = re.compile(
            f"(?P<first>{YEAR_NUMBER}){word}{GAP}(?:{ending}|{any_glued(gather_claims(lexicon, 'years_joint'))}){GAP}"
            f"(?P<last>{YEAR_NUMBER}){word}{GAP}{closing}"
        )
        # Behind a percentage that something rose to, and behind a time or a plan that others are compared with.
        self.reached_behind = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'reached_behind'))}")
        self.became_behind = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'became_behind'))}")
        self.possessed = re.compile(f"{any_glued(lexicon.period_words('possessive'))}{GAP}\\Z")
        self.from_behind = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'from_behind'))}")
        compared = [*gather_claims(lexicon, "base_behind"), *lexicon.period_words("compared_after")]
        self.base_behind = re.compile(f"\\S{{0,3}}{GAP}{any_glued(compared)}")
        wholes = gather_claims(lexicon, "whole_before")
        self.whole_before = re.compile(f"{any_glued(wholes)}{GAP}\\Z")
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        self.verbs_follow = lexicon.files[1].get(CLAIMS, {}).get("verbs_follow", False)

    def hear(self, view: View, start: int, end: int) -> list[Mention]:
        """Return what a stretch of a text says of growth, shares and their subjects."""
        part = view.part(start, end)
        heard: list[Mention] = []
        for place, found in self.spoken.scan(part):
            edge = find_end_of_stem(part.folded, found)
            heard.append(Mention(start + place, start + edge, found.word.label))
        return heard


def _gather_parts(lexicon: Lexicon) -> dict[int, list[str]]:
    """Return the words for quarters and halves of years, by the month in which they begin in a calendar year."""
    gathered = {1: lexicon.period_words("first_half"), 7: lexicon.period_words("second_half")}
    for listed in lexicon.periods:
        for month, printed in zip(QUARTERS, listed.get("quarters", ()), strict=False):
            gathered.setdefault(month, []).extend(printed)
    return gathered


def _list_spoken(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words that are listened for in a sentence."""
    for key in SPOKEN:
        yield from _list_words(lexicon, key)
        for file in list_own_files(lexicon):
            endings = read_endings(file)
            for printed in _list_of_kinds(file, key):
                yield Word(printed, label=key, endings=endings)


def _list_of_kinds(file: dict[str, Any], key: str) -> Sequence[str]:
    """Return the words of the section `kinds` of a file that mean the same as those under a key."""
    kinds: dict[str, Sequence[str]] = file.get("kinds", {})
    if key in {RISE, FALL}:
        return kinds.get(key, ())
    return kinds.get("price", ()) if key == PRICE_NOUN else ()


def _list_behind(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words right behind a percentage that say its kind, each labelled with it."""
    labels = {"rise_behind": RISE, "fall_behind": FALL, "share_behind": SHARE}
    for file in list_own_files(lexicon):
        endings = read_endings(file)
        for key, label in labels.items():
            for printed in (*list_forms(file, key), *file.get(CLAIMS, {}).get(key, ())):
                yield Word(printed, label=label, endings=endings)


def _list_signs(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words that are a sign right before a percentage, plus 5 %, mais 5 %, each labelled with it."""
    for file in list_own_files(lexicon):
        endings = read_endings(file)
        kinds, claims = file.get("kinds", {}), file.get(CLAIMS, {})
        for label in (RISE, FALL):
            for printed in (*kinds.get(f"{label}_before_compared", ()), *claims.get(f"{label}_before", ())):
                yield Word(printed, label=label, endings=endings)


def list_nouns_of_grown(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the nouns of what may grow, each labelled with what it is, and behind it with the flow that it names."""
    for file in list_own_files(lexicon):
        endings = read_endings(file)
        for flow, listed in file.get(CLAIMS, {}).get("volumes", {}).items():
            for printed in listed:
                yield Word(printed, label=f"{VOLUME} {flow}", endings=endings)
        for printed in _list_of_kinds(file, PRICE_NOUN):
            yield Word(printed, label=PRICE_NOUN, endings=endings)
    yield from _list_words(lexicon, VOLUME, VALUE, PRICE_NOUN)


def _list_words(lexicon: Lexicon, *keys: str) -> Iterator[Word]:
    """Yield the words under some keys, each labelled with its key; some are English in any language: FDI, y-o-y."""
    for file in lexicon.files if set(keys) <= {*BASES, RATE, OTHER} else list_own_files(lexicon):
        endings = read_endings(file)
        for key in keys:
            for printed in file.get(CLAIMS, {}).get(key, ()):
                yield Word(printed, label=key, endings=endings)


@lru_cache(maxsize=64)
def find_claim_words(lexicon: Lexicon) -> ClaimWords:
    """Return the words of a lexicon for what is claimed, built once."""
    return ClaimWords(lexicon)
