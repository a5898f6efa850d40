"""The words of some languages that say what a number claims, and what a growth is counted from.

A file lists them in its section `claims`; all keys may be missing. Words for a rise or a fall are taken from `kinds`,
too, and so are those for a price.

| key | what |
|---|---|
| rise, fall | verbs and adverbs before a percentage, beside those of `kinds` |
| degrees, degree_joints, degree_articles | how great a rise is, and what stands between and before: at *a* softer 3 % |
| drivers_up, drivers_down | before goods with their growth in brackets: boosted by, lower sales of |
| surpassed | verbs before a time that a percentage behind it is counted from: exceeded 2018 by 4 % |
| multiples_of_times | whether the time right behind a multiple is what it is of: enam kali lipat September lalu |
| own_times | begin a time in which something is so many times more, and not of which: dua kali lipat *pada* 2023 |
| large_parts | before a share that says how large a part is: almost all (98 %) |
| slowed | what is said of a growth that goes on, with a word for a fall in it: kehilangan rentak |
| years_in | before the first of two years, beside those for from and between: sepanjang 2018 hingga 2022 |
| worldwide | what a rank is among all of, whose time is not that of a trade told of before: in the world |
| apposed, apposed_to_none | what a rank set off behind a name begins with, and what none of them holds: its, the; is |
| producers | of whom a rank is one of output, and of no months that trade is told of: producer |
| apposing | between a comma and a rank that says who somebody is: Germany, *its* second largest market |
| parties | whom such a rank is of, or how their names begin: market, supplier |
| no_apposition | verbs of which none stands in such words: was, became |
| copulas | say in the present that somebody is something: is |
| namely | before a number that tells what stands before it once more: yaitu |
| growth_noun, fall_noun | nouns whose percentage is a growth: growth, decline |
| rise_behind, fall_behind | right behind a percentage, beside those of `kinds`: up, higher, growth |
| by_or_from | of the words of `by` those that say "from", too, where "to" follows: descendus de 17 % à 8 % |
| by_or_to | of the words of `reached` those that say "by" right behind a verb: agravou-se em 14 % |
| determiners | before a noun that is spelt as a verb: la baisse, la part baisse |
| unlisted_verbs | endings of words that may be a verb right before a number, which so is no next one of a row |
| denied, denied_behind | before and behind a percentage that is said to be none: et non de 9 % |
| denied_verb | right before a verb that is said not to be so: did not grow by 5 % |
| behind_goods | behind a percentage and the goods of which there were more or fewer: 8 % de voitures en moins |
| behind_joiners | between a percentage and these: annual, sharp |
| rise_before, fall_before | a sign in words right before a percentage, beside those of `kinds`: plus, minus |
| reached, started | before a percentage that something rose to or from: to, from |
| reached_endings | endings of such a percentage: 24'e |
| share, share_noun | verbs and nouns of a share of a whole: accounted for, share |
| rate_nouns | of these, nouns for any rate, of which a word before says that it is of a growth: tỷ lệ |
| share_behind | right behind a percentage: a 28 % share |
| share_verbs_behind | right behind a percentage, verbs of what took it: 62 % went to China |
| whole_before | right before a percentage of a whole: মোট রপ্তানির |
| reached_behind | right behind a percentage that something rose or fell to: ে নেমেছে |
| multiple_adverbs | multiples in a word that may be of a rise or of a fall: вдвое |
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
| expected | between a word that compares and a percentage: against *a consensus forecast of* 6 % |
| former | opens a bracket before what something was earlier: (prev. 5 %) |
| stood_at | right before a percentage by which nothing rose: kept rates at 5 % |
| times_of | between a multiple and the time that it is one of: 1.6 times *that of* 2019 |
| no_base | before a time that only dates a record: since |
| no_base_behind | behind such a time, an ellipsis stands for some words: 이후 처음, 부터 … 지속 |
| stated | before a percentage that says how large what the clause is of is, a share or a growth: составил, đạt |
| verb_behind | whether the verb of a growth may stand right behind it: на 5 % выросли |
| split_rise, split_fall | verbs whose particle stands behind the percentage: gaben … nach |
| parted_verbs | those of them that say neither without it, but where goods went: gingen 5 % nach China |
| contributed_to | between what contributed and a growth, whose part a percentage then is: contributed 5 % to … growth |
| formerly | opens what a share was before, behind a noun of a rise: an increase from the 1997 figure of 22 % |
| part_endings | of a percentage behind its whole: ihracatın yüzde 26'sı |
| whole_endings | of the word right before such a percentage, that is its whole |
| share_verbs_after | verbs in the clause of a part, behind it: 95 % of needs *are imported* |
| ratio_before | before a percentage of what was, where what this is counted from follows: đạt 98 % so với cùng kỳ |
| with_part | before the share of what has a rank: second *with* 21 % |
| share_lists | before names with their shares in brackets: лидируют, основные |
| share_lists_behind | behind the last of such names, where what is before them is a share or a rank: 순이었다 |
| structures | before a colon and what shares are of: cơ cấu: công nghiệp 85 % |
| adding_rise, adding_fall | verbs right before money by which something rose or fell: menambah RM3 bilion |
| changes_by_degree | whether money behind a verb and a word for how much it rose is a change: naik tipis RM96 juta |
| bare_changes | whether money right behind a verb is by how much something rose: tăng 12 USD |
| report_before | before the months that all of a sentence is of: за |
| endings | what may be glued to these words, where the file's own `endings` are none: vi |
| verbs_follow | whether verbs stand behind their numbers |
| same_base | right before a growth that is counted from the same as the last: 同2.1%減 |
| seeming_bases | words that hold one for a base, and are none: 當月增 |
| year_multiple, month_multiple | before a multiple of the year or the month before: 上年的1.8倍 |
| volumes | nouns of weight or number that name their flow, by the flow: 出口量 |
| summed | what says that all months of a stretch are counted together: combined, totalled |
| said | see `prose.claims.said` |
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tradeview.prose.facts.kinds import list_forms
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_ending, any_glued, any_run_on, any_stem, any_word
from tradeview.prose.measures.words import (
    BASES,
    CLAIMS,
    ELLIPSIS,
    LETTER,
    MONTH,
    YEAR,
    any_phrase,
    find_end_of_stem,
    gather_claims,
    list_own_files,
    read_claim_endings,
)
from tradeview.prose.text.folding import Table, View, Word

RISE, FALL, GROWTH_NOUN, FALL_NOUN = "rise", "fall", "growth_noun", "fall_noun"
SHARE, SHARE_NOUN, RATE, OTHER = "share", "share_noun", "rate", "other_subject"
VOLUME, VALUE, PRICE_NOUN = "volume", "value", "price_noun"
SIGNS = {RISE: 1, GROWTH_NOUN: 1, FALL: -1, FALL_NOUN: -1}
# Of two words spelt alike the first counts: a noun may be found among the verbs, too.
# A growth that lost momentum is none below nothing.
SLOWED = "slowed"
SPOKEN = (SLOWED, SHARE_NOUN, SHARE, GROWTH_NOUN, FALL_NOUN, RATE, OTHER, VOLUME, VALUE, PRICE_NOUN, RISE, FALL)
SEEMING = "seeming_bases"
OF_MULTIPLES = {"year_multiple": YEAR, "month_multiple": MONTH}
YEAR_NUMBER = r"(?<!\d)\d{4}"
YEAR_WORDS = f"(?:{LETTER}{{1,6}} )?"  # the word for a year before it: năm 2018
EARLIER_YEARS = ("year_earlier", "last_year", "previous_year", "year_before_last")  # keys of the section `relative`
CLAUSE_END = re.compile("(?<!\\d)[,;:،、؛。]|[,;:،、؛](?!\\d)")
PLACED = ("reached", "started")
QUARTERS = (1, 4, 7, 10)  # the months in which they begin


class ClaimWords:
    """The words of some languages beside what a number claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.spoken = Table(_list_spoken(lexicon))
        # Where things stand in a sentence is for its own language to say, which comes behind the list for all.
        own = lexicon.files[1].get(CLAIMS, {})
        self.verbs_follow = own.get("verbs_follow", False)
        self.has_verbs_behind = own.get("verb_behind", False)
        self.has_bare_changes = own.get("bare_changes", False)
        self.has_changes_by_degree = own.get("changes_by_degree", False)
        self._read_moves(lexicon)
        self._read_reached(lexicon)
        self._read_shares(lexicon)
        self._read_rows(lexicon)
        self._read_denials(lexicon)
        self._read_bases(lexicon)
        self._read_times(lexicon)
        self._read_years(lexicon)

    def _read_moves(self, lexicon: Lexicon) -> None:
        """Read what says beside a number that something rose or fell by it."""
        self.behind = Table(_list_behind(lexicon))
        self.signs = Table(_list_signs(lexicon))
        self.adding = Table(_list_adding(lexicon))
        self.split_verbs = [split for label in (RISE, FALL) for split in _list_split(lexicon, label)]
        self.parted_verbs = re.compile(any_glued(gather_claims(lexicon, "parted_verbs")))
        by_last = [word for file in lexicon.files for word in file.get("kinds", {}).get("by_last", ())]
        self.by_last = re.compile(any_word(by_last))
        self.behind_joiner = re.compile(f"{GAP}(?:{any_glued(gather_claims(lexicon, 'behind_joiners'))}{GAP}){{0,2}}")
        more = any_glued(gather_claims(lexicon, "behind_goods"))
        of = any_glued(gather_claims(lexicon, "share_of"))
        self.behind_goods = re.compile(f"{GAP}{of}{GAP}(?:{LETTER}+ ){{1,2}}(?P<more>{more})")
        # Behind these stands a noun, and no verb that is spelt alike: la baisse, la part baisse.
        self.determiners = Table(_list_words(lexicon, "determiners"))
        self.in_units = Table(_list_words(lexicon, "in_volume", "in_value"))
        self.annual = Table(_list_words(lexicon, "annual", "annual_of_years"))
        self.summed = re.compile(any_stem(gather_claims(lexicon, "summed")))
        self.average_before = Table(_list_words(lexicon, "average_before"))
        # A year ago, setahun lalu: no "a year".
        earlier = [
            word for file in lexicon.files for key in EARLIER_YEARS for word in file.get("relative", {}).get(key, ())
        ]
        self.earlier_year = re.compile(any_glued(earlier))
        self.annual_before = Table(_list_words(lexicon, "annual_before"))
        self.became_behind = _match_behind(lexicon, "became_behind")
        self.multiple_adverbs = re.compile(any_word(gather_claims(lexicon, "multiple_adverbs")))

    def _read_reached(self, lexicon: Lexicon) -> None:
        """Read what says that something rose or fell to a number, or from it."""
        self.placed = Table(_list_words(lexicon, *PLACED))
        self.stated = Table(_list_words(lexicon, "stated"))
        # Fell by 17 %, and from 17 % to 8 %: de 17 %.
        self.by_or_from = Table(_list_words(lexicon, "by_or_from"))
        # Grew by 14 %, and stood at 14 %: em 14 %.
        self.by_or_to = Table(_list_words(lexicon, "by_or_to"))
        # A number's own ending may say what it reached, yüzde 24'e yükseldi, or a word behind it.
        self.placed_behind = re.compile(any_ending(gather_claims(lexicon, "reached_endings")))
        self.reached_behind = _match_behind(lexicon, "reached_behind")
        self.from_behind = _match_behind(lexicon, "from_behind")
        self.formerly = re.compile(f"{GAP}{any_glued(gather_claims(lexicon, 'formerly'))}")
        # Right before a percentage at which something stood, and by which it did not rise.
        stood = [word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("stood_at", ())]
        self.stood_at = re.compile(f"{any_word(stood)}{GAP}\\Z")

    def _read_shares(self, lexicon: Lexicon) -> None:
        """Read what says that a number is a share, beside the verbs and nouns that are listened for."""
        self.ratio_before = Table(_list_words(lexicon, "ratio_before"))
        self.structures = re.compile(f"{any_glued(gather_claims(lexicon, 'structures'))}[^:;%]{{0,60}}:")
        self.share_verbs = Table(_list_words(lexicon, "share_verbs_behind"))
        self.share_verbs_after = Table(_list_words(lexicon, "share_verbs_after"))
        part = any_ending(gather_claims(lexicon, "part_endings"))
        self.rate_nouns = re.compile(any_glued(gather_claims(lexicon, "rate_nouns")))
        self.part_ending = re.compile(f"['’]?{part}")
        whole = any_run_on(gather_claims(lexicon, "whole_endings"))
        self.part_whole = re.compile(f"{LETTER}{{3}}{whole}{GAP}\\Z")
        # A part of a growth is none of trade: contributed 5 % to the growth of exports.
        growth = any_glued([*gather_claims(lexicon, "growth_noun"), *gather_claims(lexicon, "fall_noun")])
        to = any_glued([*gather_claims(lexicon, "contributed_to"), *gather_claims(lexicon, "share_of")])
        self.part_of_growth = re.compile(f"{GAP}{to}{GAP}(?:[^\\d\\s,;:.()%]{{1,16}}{GAP}){{0,3}}?{growth}")
        contributed = any_glued(gather_claims(lexicon, "contributed_to"))
        self.part_told = re.compile(f"{contributed}{GAP}(?:[^\\d\\s,;:.()%]{{1,16}}{GAP}){{0,2}}?{growth}")
        parts = any_word(
            word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("large_parts", ())
        )
        named = [word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("namely", ())]
        joint = f"(?:{lexicon.any_of('or', 'equals')}|{any_word(named)})"
        self.large_parts = re.compile(
            f"(?P<large>{parts})[^\\d,;:.()%]{{0,40}}(?:[,(–—]|{joint}){GAP}(?:{joint}{GAP})?\\Z"
        )
        # Before what is a part of an amount that was told: of this, LNG was RM36 billion, or 37 %.
        self.of_total = re.compile(lexicon.any_of("of_total"))
        self.part_of_total = re.compile(f"(?P<told>{lexicon.any_of('of_total')}),?{GAP}[^\\d,;.:()%]*\\Z")
        with_part = [word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("with_part", ())]
        articles = any_glued(gather_claims(lexicon, "articles"))
        self.with_part = re.compile(
            f"{any_word(with_part)}{GAP}(?:{articles}{GAP})?(?:{lexicon.any_of(*HEDGES)}{GAP})?\\Z"
        )
        self.share_lists = Table(_list_words(lexicon, "share_lists"))
        self.share_lists_behind = re.compile(any_glued(gather_claims(lexicon, "share_lists_behind")))
        self.whole_before = re.compile(f"{any_glued(gather_claims(lexicon, 'whole_before'))}{GAP}\\Z")

    def _read_rows(self, lexicon: Lexicon) -> None:
        """Read what joins two numbers of one verb, or says a second time what the first said."""
        self.and_last = re.compile(f"{lexicon.any_of('and')}{GAP}\\Z")
        then = any_glued(gather_claims(lexicon, "then"))
        # Where the word between which something lies may also say what it rose from, с 8 до 9, it is no range.
        started = {word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("started", ())}
        self.has_started_ranges = bool(started & set(lexicon.words("between")))
        self.between = re.compile(f"{lexicon.any_of('between')}{GAP}\\Z")
        self.range_joint = re.compile(f"{GAP}{lexicon.any_of('to', 'and')}{GAP}")
        self.row_joint = re.compile(
            f"{GAP}(?:[,،、]{GAP}(?:{lexicon.any_of('and')}{GAP})?|{lexicon.any_of('and')}{GAP})"
        )
        self.then = re.compile(then)
        self.chained = re.compile(f"(?:{lexicon.any_of('and')}|{then}|[,،、/])")
        # Where one verb is said of two numbers, nothing but these stands behind the first.
        self.row_goes_on = re.compile(f"(?:'{LETTER}{{1,3}})?{GAP}(?:{lexicon.any_of('and')}|[,،、;/])")
        # Two numbers of one row, told of with one time.
        self.joined = re.compile(f"{GAP}(?:,{GAP})?{lexicon.any_of('and')}{GAP}")
        verbs = any_ending(gather_claims(lexicon, "unlisted_verbs"))
        self.unlisted_verb = re.compile(f"{LETTER}{verbs}{GAP}\\Z")
        self.restated = re.compile(f"{GAP},?{GAP}(?:{lexicon.any_of('or', 'equals')}|[(]){GAP}[^\\d()]{{0,16}}\\Z")
        # Its noun may stand behind the amount: дала 5 млрд долларов оборота, или 7 %.
        again = lexicon.any_of("or", "equals")
        self.restated_level = re.compile(f"[^\\d,;:()%]{{0,40}},{GAP}{again}{GAP}[^\\d(),;]{{0,16}}")
        self.hedged = re.compile(f"(?:{lexicon.any_of(*HEDGES)}{GAP})*")

    def _read_denials(self, lexicon: Lexicon) -> None:
        """Read the words beside a percentage that is said to be none."""
        by = any_glued(gather_claims(lexicon, "by"))
        denied = any_glued(gather_claims(lexicon, "denied"))
        article = any_glued(gather_claims(lexicon, "articles"))
        self.denied = re.compile(f"{denied}{GAP}(?:{by}{GAP})?(?:{article}{GAP})?\\Z")
        self.denied_behind = _match_behind(lexicon, "denied_behind")
        verbs = [word for file in list_own_files(lexicon) for word in file.get(CLAIMS, {}).get("denied_verb", ())]
        self.denied_verb = re.compile(f"{any_word(verbs)}{GAP}\\Z")

    def _read_bases(self, lexicon: Lexicon) -> None:
        """Read what a growth is counted from, and what stands beside the time of it."""
        # The "month growth" of "growth of this month" is no growth on the month.
        self.bases = Table([*_list_words(lexicon, SEEMING), *_list_words(lexicon, *BASES)])
        # Before a multiple alone: 上年的1.8倍.
        of_multiples = _list_words(lexicon, *OF_MULTIPLES)
        self.multiple_bases = Table(replace(word, label=OF_MULTIPLES[word.label]) for word in of_multiples)
        # Between a multiple and the time that it is one of: times those of 2019.
        self.multiple_of = re.compile(f"{GAP}{any_word(gather_claims(lexicon, 'times_of'))}{GAP}")
        self.owning = re.compile(f"{any_glued(lexicon.period_words('possessive'))}")
        self.possessed = re.compile(f"{any_glued(lexicon.period_words('possessive'))}{GAP}\\Z")
        # Right before a growth that is counted from the same as the last: 同2.1%減.
        self.same_base = re.compile(f"{any_run_on(gather_claims(lexicon, 'same_base'))}\\W{{0,2}}\\Z")
        self.base_before = re.compile(any_glued(gather_claims(lexicon, "base_before")))
        self.no_base = re.compile(any_glued(gather_claims(lexicon, "no_base")))
        self.no_base_behind = re.compile(f"{GAP}{any_phrase(gather_claims(lexicon, 'no_base_behind'), any_glued)}")
        # Behind a time, a plan or an amount that others are compared with.
        behind = [*gather_claims(lexicon, "base_behind"), *lexicon.period_words("compared_after")]
        self.base_behind = re.compile(f"\\S{{0,3}}{GAP}{any_glued(behind)}")
        # Between a word that compares and what was expected: against a consensus forecast of 6 %.
        expected = any_word(gather_claims(lexicon, "expected"))
        compared = any_glued([*gather_claims(lexicon, "base_before"), *lexicon.period_words("baseline")])
        self.expected = re.compile(f"{compared}{GAP}(?:{expected}{GAP}){{1,5}}\\Z")

    def _read_times(self, lexicon: Lexicon) -> None:
        """Read the words that tell the times of some claims apart."""
        self.producers = re.compile(any_word(gather_claims(lexicon, "producers")))
        self.worldwide = re.compile(any_glued(gather_claims(lexicon, "worldwide")))
        self.report_before = Table(_list_words(lexicon, "report_before"))
        self.no_times = re.compile(f"{any_word(gather_claims(lexicon, 'no_times'))}{GAP}")
        # Before what grew earlier: after rising 5 % in April.
        self.after_rate = re.compile(any_glued([*lexicon.period_words("after_rate"), *gather_claims(lexicon, "after")]))
        # All that opens a bracket before what something was earlier: (prev. 5 %).
        self.former = re.compile(f"{GAP}{any_word(gather_claims(lexicon, 'former'))}[:.]?{GAP}[-+−]?")
        fiscal = [word for file in lexicon.files for word in file.get("relative", {}).get("fiscal_year", ())]
        self.fiscal_year = re.compile(any_word(fiscal))
        # By the month in which they begin in a calendar year.
        self.parts_of_year = {month: re.compile(any_glued(word)) for month, word in _gather_parts(lexicon).items()}

    def _read_years(self, lexicon: Lexicon) -> None:
        """Read what stands around the two years that a growth is counted between."""
        starts = [*gather_claims(lexicon, "started"), *gather_claims(lexicon, "years_in")]
        opening = f"(?:{lexicon.any_of('between')}|{any_glued(starts)})"
        ending = f"(?:{lexicon.any_of('to', 'and')}|{any_glued(lexicon.period_words('through'))}|-|–)"
        first, last = f"(?P<first>{YEAR_NUMBER})", f"(?P<last>{YEAR_NUMBER})(?!\\d)"
        # What dresses the first of them: с 2007 года по 2024 год.
        dressed = [form.partition("{year}")[2].strip() for form in lexicon.period_words("year")]
        dress = f"(?:{GAP}{any_word(word for word in dressed if word[:1].isalpha())})?"
        year_words = f"(?:{lexicon.any_of('the')}{GAP})?{YEAR_WORDS}"
        self.years = re.compile(f"{opening}{GAP}{year_words}{first}{dress}{GAP}{ending}{GAP}{year_words}{last}")
        joint = f"(?:{ending}|{any_glued(gather_claims(lexicon, 'years_joint'))})"
        closing = any_glued(gather_claims(lexicon, "years_behind"))
        word = f"(?:{GAP}[^\\d\\s,;]{{1,10}})?"
        self.years_closed = re.compile(f"{first}{word}{GAP}{joint}{GAP}{last}{word}{GAP}{closing}")

    def hear(self, view: View, start: int, end: int) -> list[Mention]:
        """Return what a stretch of a text says of growth, shares and their subjects."""
        part = view.part(start, end)
        heard: list[Mention] = []
        for place, found in self.spoken.scan(part):
            edge = find_end_of_stem(part.folded, found)
            label = self._find_parted(part, place, edge, found.word.label)
            heard.append(Mention(start + place, start + edge, label))
        return heard

    def _find_parted(self, part: View, start: int, end: int, label: str | None) -> str | None:
        """Return the label of a verb that says no fall where its particle is missing, but where goods went."""
        folded = part.folded
        if label not in SIGNS or self.parted_verbs.fullmatch(folded, start, end) is None:
            return label
        mark = CLAUSE_END.search(folded, end)
        reach = mark.start() if mark else len(folded)
        if self.by_last.search(folded, end, reach):
            return label
        particles = [particle for _, verb, particle in self.split_verbs if verb.fullmatch(folded, start, end)]
        return label if any(particle.search(folded, end, reach) for particle in particles) else SHARE


def _match_behind(lexicon: Lexicon, key: str) -> re.Pattern[str]:
    """Return a pattern of the words under a key, which stand behind a number."""
    return re.compile(f"{GAP}{any_glued(gather_claims(lexicon, key))}")


def _list_split(lexicon: Lexicon, label: str) -> Iterator[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Yield the verbs of a rise or a fall, by the particle that ends their clause: gab, gaben … nach."""
    verbs: dict[str, list[str]] = {}
    for pair in gather_claims(lexicon, f"split_{label}"):
        verb, particle = pair.split(ELLIPSIS)
        verbs.setdefault(particle.strip(), []).append(verb.strip())
    for particle, listed in verbs.items():
        yield label, re.compile(any_glued(listed)), re.compile(any_glued([particle]))


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
            endings = read_claim_endings(file)
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
        endings = read_claim_endings(file)
        for key, label in labels.items():
            for printed in (*list_forms(file, key), *file.get(CLAIMS, {}).get(key, ())):
                yield Word(printed, label=label, endings=endings)


def _list_adding(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the verbs right before money by which something rose or fell, each labelled with which."""
    for label in (RISE, FALL):
        for word in _list_words(lexicon, f"adding_{label}"):
            yield replace(word, label=label)


def _list_signs(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the words that are a sign right before a percentage, plus 5 %, mais 5 %, each labelled with it."""
    for file in list_own_files(lexicon):
        endings = read_claim_endings(file)
        kinds, claims = file.get("kinds", {}), file.get(CLAIMS, {})
        for label in (RISE, FALL):
            for printed in (*kinds.get(f"{label}_before_compared", ()), *claims.get(f"{label}_before", ())):
                yield Word(printed, label=label, endings=endings)


def list_nouns_of_grown(lexicon: Lexicon) -> Iterator[Word]:
    """Yield the nouns of what may grow, each labelled with what it is, and behind it with the flow that it names."""
    for file in list_own_files(lexicon):
        endings = read_claim_endings(file)
        for flow, listed in file.get(CLAIMS, {}).get("volumes", {}).items():
            for printed in listed:
                yield Word(printed, label=f"{VOLUME} {flow}", endings=endings)
        for printed in _list_of_kinds(file, PRICE_NOUN):
            yield Word(printed, label=PRICE_NOUN, endings=endings)
    yield from _list_words(lexicon, VOLUME, VALUE, PRICE_NOUN)


def _list_words(lexicon: Lexicon, *keys: str) -> Iterator[Word]:
    """Yield the words under some keys, each labelled with its key; some are English in any language: FDI, y-o-y."""
    for file in lexicon.files if set(keys) <= {*BASES, RATE, OTHER} else list_own_files(lexicon):
        endings = read_claim_endings(file)
        for key in keys:
            for printed in file.get(CLAIMS, {}).get(key, ()):
                yield Word(printed, label=key, endings=endings)


@lru_cache(maxsize=64)
def find_claim_words(lexicon: Lexicon) -> ClaimWords:
    """Return the words of a lexicon for what is claimed, built once."""
    return ClaimWords(lexicon)
