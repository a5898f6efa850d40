"""What stands on either side of a number: its currency, a hedge, or a noun that says it is no money.

A currency may stand before its number or behind it, glued or apart, behind a joining word ("millions de dollars") or a
bracket. A number that is a year, a part of a word or of a date, a share, or a count of something is no amount.
"""

import re
from dataclasses import replace

from tradeview.prose.figure import Figure
from tradeview.prose.languages import TOKEN
from tradeview.prose.lexicon import GAP, HEDGES, YEARS, Lexicon, unit_name
from tradeview.prose.text.folding import Found, View, Word, fold_word, is_cased

JOIN = re.compile(rf"-|(?:\.[-–])?{GAP}")  # a US$5-million grant, 20'000.- CHF
PART = re.compile(r"(?:\d/|[^\W\d_]-)\Z")  # 12/05/2024, COVID-19
PREFIXED = re.compile(r"(?<![^\W\d_])[^\W\d_]-\Z")
GLUED = re.compile(r"'?[^\W\d_]{1,4}(?![^\W\d_])")  # an ending
BRACKETS = ("(", ")")  # what may part an amount from its currency: 14.5億(美元), (৬.১৫ বিলিয়ন) ডলার
WHOLE = 5  # letters of a word of scale that is none cut short
WHOLE_WORD = re.compile(rf"[^\W\d_]{{{WHOLE}}}\Z")
PER_UNIT = re.compile(r"/[^\W\d_]")  # 6.550 đ/kg
ONE_UNIT = re.compile(r"(?<![\d.,])1 ?\Z")  # what a rate is quoted for: $1 = Sh130
COUNTS = ("/", "-", "%", "°")  # 15,4 M/ha, 5 million-strong; the end of a text is none of them
GAP_BEFORE = 3  # characters between a number and the word before it
PESO_SIGN, PESO = "$", "Peso"
MAX_EQUALS = 24  # characters of "is equal to about" and the gaps after them


class Neighbours:
    """One passage, and what stands beside a place of it; places are places in its folded form.

    A `floor` is the end of the number before: what stands left of it belongs to that number.
    """

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.folded = view.folded
        self.lexicon = lexicon

    def next_word(self, end: int) -> int:
        """Return where the word after a gap or a hyphen starts."""
        match = JOIN.match(self.folded, end)
        return match.end() if match else end

    def word_end(self, start: int, floor: int) -> int:
        """Return where the word before a place ends, if it is near."""
        near = max(start - GAP_BEFORE, floor)
        return near + len(self.folded[near:start].rstrip(" \n"))

    def take_hedge(self, figure: Figure, floor: int) -> Figure:
        """Take in a hedge that stands before or after a figure of money."""
        if figure.hedge or not figure.word:
            return figure
        found = self.lexicon.hedges.before(self.view, self.word_end(figure.start, floor))
        # Right behind another number a ~ is the dash of a range: 10亿~20亿.
        is_dash = found is not None and found.edge == floor > 0
        if found is None or found.edge < floor or is_dash:
            found = self.find_hedge_after(figure.end)
        if found is None:
            return figure
        return replace(figure, hedge=found.word.label)

    def find_hedge_after(self, end: int) -> Found | None:
        """Find a hedge behind a figure, or behind an ending that is glued to it: doları aşan."""
        places = [end]
        if glued := GLUED.match(self.folded, end):
            places.append(glued.end())
        for place in places:
            found = self.lexicon.hedges_after.after(self.view, self.next_word(place))
            # A plus before a number is that of a growth: +5 %.
            if found and not (found.word.printed == "+" and self.is_number_at(found.edge)):
                return found
        return None

    def find_currency_before(self, start: int, floor: int, *, sure: bool) -> Found | None:
        """Find the currency before a number; names, and letters, count only where the number is sure to be money."""
        place = self.word_end(start, floor)
        joined = self.lexicon.joined_units.before(self.view, place)
        hit = joined or self.lexicon.currencies.before(self.view, place)
        if hit is None or hit.edge < floor:
            return None
        # Names that are verbs or weights too: he won 25 million votes.
        if fold_word(hit.word.printed) in self.lexicon.scaled_only:
            return None
        is_sure = sure or (hit.word.exact and self.is_side_of_rate(hit.edge, floor))
        if hit.word.shy and (not is_sure or hit.word.locale in self.lexicon.names_follow):
            return None
        return hit

    def is_side_of_rate(self, start: int, floor: int) -> bool:
        """Whether what stands before a sign says that a rate follows: $1 = Sh130, at an exchange rate of P56."""
        place = self.word_end(start, floor)
        if self.lexicon.rate_words.before(self.view, place) is not None:
            return True
        joint = self.lexicon.rate_before.search(self.folded, max(start - MAX_EQUALS, 0), start)
        if joint is None:
            return False
        unit = ONE_UNIT.search(self.folded, max(joint.start() - 3, 0), joint.start())
        return unit is not None and self.lexicon.currencies.before(self.view, unit.start()) is not None

    def find_currency_after(self, end: int, *, scaled: bool, prefixed: bool) -> Found | None:
        """Find the currency after a number; a sign before the next number may be that one's."""
        start = self.next_word(end)
        hit = self.lexicon.joined_units.after(self.view, start) or self.lexicon.currencies.after(self.view, start)
        if hit is None and scaled:
            hit, start = self.find_joined_currency(end)
        if hit is None and scaled and self.folded[end : end + 1] in BRACKETS:
            return self.find_currency_behind_bracket(end)
        counted = self.lexicon.quantities.after(self.view, start)
        # A longer word is what is counted or weighed: 5 million pounds of beef.
        if hit is None or (counted and counted.edge > hit.edge):
            return None
        if not scaled and fold_word(hit.word.printed) in self.lexicon.scaled_only:
            return None
        if not hit.word.exact:
            return hit
        following = self.folded[hit.edge : hit.edge + 3].lstrip(" \n")
        if following[:1].isdigit() and not _is_letter(hit.word):
            # 5 US$6 is an unscaled 5 and US$6; 5US$ 6 and 5 billion US$ 6 have their sign behind them.
            is_glued_to_next = self.folded[hit.edge].isdigit()
            is_own = start == end or (scaled and not prefixed)
            return hit if is_own and not is_glued_to_next else None
        is_sure = scaled or PER_UNIT.match(self.folded, hit.edge) is not None
        return None if hit.word.shy and (not is_sure or _is_letter(hit.word)) else hit

    def find_joined_currency(self, end: int) -> tuple[Found | None, int]:
        """Find the currency behind a joining word, or the stop of a word cut short, and return where it starts."""
        is_stopped = self.folded.startswith(".", end)  # 3,3 трлн. рублей
        start = self.next_word(self.find_end_of_joiner(end))
        hit = self.lexicon.currencies.after(self.view, start)
        # Behind a whole word, none cut short, a capital begins the next sentence: "Rp5 miliar. Rupiah menguat".
        is_whole = is_stopped and WHOLE_WORD.search(self.folded, max(end - WHOLE, 0), end) is not None
        if is_whole and self.view.printed[start : start + 1].isupper():
            return None, start
        return hit, start

    def find_end_of_joiner(self, end: int) -> int:
        """Return where a stop of a scale cut short, and a joiner, end: 3,3 трлн. рублей, 5 Mds. d'euros."""
        behind = end + self.folded.startswith(".", end)
        joiner = self.find_joiner(self.next_word(behind))
        return joiner.edge if joiner else behind

    def find_currency_behind_bracket(self, end: int) -> Found | None:
        """Find a currency that a bracket parts from its amount; before a number it is that of another figure."""
        inside = self.lexicon.currencies.after(self.view, self.next_word(end + 1))
        if inside is None or self.is_number_at(inside.edge):
            return None
        return Found(inside.word, end)

    def find_joiner(self, start: int) -> Found | None:
        """Find a word that may stand between a scale and its currency: millions de dollars, 5 কোটিরও বেশি টাকা."""
        for table in (self.lexicon.infixes, self.lexicon.hedges_after, self.lexicon.joiners):
            if found := table.after(self.view, start):
                return found
        return None

    def find_hedge_within(self, start: int, end: int) -> str | None:
        """Find a hedge between a scale and its currency: 两亿多美元."""
        found = self.find_joiner(self.next_word(start))
        if found is None or found.edge >= end or found.word.label not in HEDGES:
            return None
        return found.word.label

    def choose_currency(
        self, start: int, end: int, before: Found | None, *, scaled: bool
    ) -> tuple[Word | None, int, int]:
        """Choose between the currencies before and after a number; return it, and what the figure then spans."""
        after = self.find_currency_after(end, scaled=scaled, prefixed=before is not None)
        if after and before:
            word = _choose_of_two(before.word, after.word, scaled=scaled)
            if word is not None:
                return word, before.edge, after.edge
            if before.word.shy:
                before = None
        elif not (after or before or scaled):
            after = self.find_sign_of_rate(start, end)
        if before:
            if scaled or not self.is_unlike_amount(start, end):
                return before.word, before.edge, end
            return None, start, end
        if after and (scaled or not self.is_year_of_money(start, end, after)) and not self.is_part_of_word(start):
            return after.word, start, after.edge
        return None, start, end

    def find_sign_of_rate(self, start: int, end: int) -> Found | None:
        """Find a sign that is a word, too, on the far side of a rate: 1 USD = 4,484 Ar."""
        if self.lexicon.rate_before.search(self.folded, max(start - MAX_EQUALS, 0), start) is None:
            return None
        hit = self.lexicon.currencies.after(self.view, self.next_word(end))
        return hit if hit and hit.word.exact and not self.is_number_at(hit.edge) else None

    def find_rate_base(self, end: int, currency: str) -> Found | None:
        """Find the other currency that a price is quoted for: RM4.35 per US dollar."""
        match = self.lexicon.per.match(self.folded, end)
        if match is None:
            return None
        hit = self.lexicon.currencies.after(self.view, match.end())
        return hit if hit and hit.word.currency != currency else None

    def is_number_at(self, start: int) -> bool:
        """Whether a number follows: (US$5 billion) is another figure, (美元，下同) the currency of this one."""
        return self.lexicon.numbers.match(self.folded, self.next_word(start)) is not None

    def is_number_before(self, place: int, floor: int) -> bool:
        """Whether what stands before a place is the number before it."""
        return floor > 0 and self.word_end(place, floor) == floor

    def stands_alone(self, end: int) -> bool:
        """Whether no noun follows a number that would be what it counts: no tonnes, no people."""
        start = self.next_word(end)
        rest = TOKEN.match(self.folded, start)
        if rest is None:
            following = self.folded[start : start + 1]
            return following not in COUNTS and not following.isalnum()
        if self.lexicon.quantities.after(self.view, start):
            return False
        for partitive in self.lexicon.partitives:
            if self.is_partitive_at(partitive, start):
                return self.is_number_at(start + len(partitive))
        # Where a noun needs a partitive, "millions de tonnes", none follows without one.
        return bool(self.lexicon.partitives) or rest[0] in self.lexicon.function_words

    def is_partitive_at(self, partitive: str, start: int) -> bool:
        """Whether a word that joins a number to what it counts stands here: de toneladas, but not del mismo mes."""
        if not self.folded.startswith(partitive, start):
            return False
        return not (partitive[-1].isalpha() and is_cased(self.folded, start + len(partitive)))

    def is_noun_counted_at(self, end: int) -> bool:
        """Whether what a number counts or weighs stands behind it: 12 million tonnes, 12 milioni di tonnellate."""
        start = self.next_word(end)
        for partitive in self.lexicon.partitives:
            if self.is_partitive_at(partitive, start):
                start = self.next_word(start + len(partitive))
                break
        return self.lexicon.quantities.after(self.view, start) is not None

    def is_part_of_word(self, start: int) -> bool:
        """Whether a number is part of a word or of a date."""
        if is_cased(self.folded, start - 1):
            return True
        # A single letter of a script without capitals is a preposition, as in Hebrew: ל-5.2 מיליארד.
        is_preposition = PREFIXED.search(self.folded, max(start - 3, 0), start) and not is_cased(self.folded, start - 2)
        return not is_preposition and PART.search(self.folded, max(start - 2, 0), start) is not None

    def is_share(self, start: int, end: int) -> bool:
        """Whether a number is a share: 5.2 %, yüzde 5,2."""
        if self.lexicon.percent.match(self.folded, end):
            return True
        return self.lexicon.percents_before.before(self.view, self.word_end(start, 0)) is not None

    def is_year(self, start: int, end: int) -> bool:
        """Whether a number is printed as a year is, of the common calendar or one of these languages."""
        printed = self.folded[start:end]
        if len(printed) != len("2015") or not printed.isdecimal():
            return False
        return any(int(printed) - era in YEARS for era in self.lexicon.eras)

    def is_unlike_amount(self, start: int, end: int) -> bool:
        """Whether what stands behind a number says that the currency before it is not its own: a share, a letter."""
        if self.lexicon.percent.match(self.folded, end) or is_cased(self.folded, end):
            return True
        return self.is_year_of_noun(start, end)

    def is_year_of_noun(self, start: int, end: int) -> bool:
        """Whether a number is a year, and a noun of that year follows: USD 2024 report."""
        return self.is_year(start, end) and self.lexicon.of_year.after(self.view, self.next_word(end)) is not None

    def is_year_of_money(self, start: int, end: int, currency: Found) -> bool:
        """Whether a number is the year of the currency after it, and no side of a rate: constant 2015 dollars."""
        if not self.is_year(start, end):
            return False
        far_side = self.lexicon.rate_before.search(self.folded, max(start - MAX_EQUALS, 0), start)
        return far_side is None and self.find_rate_base(currency.edge, currency.word.currency) is None


def _is_letter(word: Word) -> bool:
    """Whether a sign is a letter that, behind a number, is a unit or the next one's sign: 5 million L, 5 million K2."""
    return word.exact and word.shy and len(word.printed) == 1 and word.printed.isascii()


def _choose_of_two(before: Word, after: Word, *, scaled: bool) -> Word | None:
    """Return which of the words on both sides of a number is its currency; None where they are two currencies."""
    # A bare name before a price is what it is paid for: "প্রতি ডলার ১২১.৮১ টাকা".
    if before.assumed and not (before.exact or after.assumed or scaled):
        return None
    # "$900 millones de pesos": the sign is that of pesos, too, and the name says so.
    if before.printed == PESO_SIGN and after.assumed and unit_name(after.currency) == PESO:
        return after
    if before.currency != after.currency and before.assumed == after.assumed:
        return None
    # "$5 million CAD", 人民幣864億元: the one of a single currency counts.
    return before if after.assumed and not before.assumed else after
