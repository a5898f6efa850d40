"""Amounts whose currency is printed once for several: "exports of $5.2 billion and imports of 4.1 billion".

A large number without a currency may count people or tonnes. It is money only where the text says that it is of the
kind of an amount beside it: by a comparison, a flow or a time that stands between the two, as an item of a list of
amounts, as a change or the end of one, or by words for what goods cost and earn (`money_words`); billions are, where
their clause counts nothing. What has a noun of its own is counted, and what comes closer to such a count than to the
money is no money either. The currency of such an amount is marked as assumed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from tradeview.periods import month_names
from tradeview.prose.amounts.bare_rows import follow_price, follow_row, names_country
from tradeview.prose.amounts.currency_terms import find_terms
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.amounts.home_currency import find_clause_pattern, is_of_home
from tradeview.prose.amounts.money_words import (
    counts_in,
    counts_something,
    is_part_of_total,
    is_said_change,
    is_said_worth,
    names_counted,
)
from tradeview.prose.figure import Figure
from tradeview.prose.languages import TOKEN, find_locale, script_of_locale
from tradeview.prose.lexicon import GAP, RUN_ON, Lexicon, any_ending, any_word
from tradeview.prose.text.folding import Table, Word, fold_words, is_cased

MILLIONS = 6  # power of ten
MILLION = 10**MILLIONS  # a bare number below it may count anything: amounts of trade between economies are larger
NEAR = 40  # characters between two items of a list, or before a number, within which a word is said of it
BEHIND = 24  # characters behind a number within which a flow is said of it
ACROSS = 400  # characters to the last amount of another sentence
ONE_SCALE = 3  # powers of ten between billions and millions, which one list may hold
BILLION = 10**9  # so many of anything but money are named with what they are: people, tonnes, barrels
ALIKE = 20  # times that one item of a list may be another: China bought for €2.3 billion, Japan for 1.9 billion
ALIKE_APART = 100  # times that one may be another in another sentence: 1.2 billion, of which a town has 15 million
GLUED = 4  # characters of a word between two numbers that ends in "to": 31亿收窄至24亿
MEASURE = "measure"
# What an amount may be of; "trade" is a verb, too.
FLOWS = ("export", "import", "sold", "bought", "re_export", "balance")
CHANGES = ("rise_behind", "fall_behind")  # what says behind a number that it is a change: more than
FEW = 3  # items that make a list
ITEM_END = re.compile("[,;،、，；]")
LABELLED = re.compile(r"[^\W\d_]\)? ?[:：–—] ?\Z")
LINE_END = re.compile(r" {0,2}(?:\n|\Z)")
PRICE_END = re.compile(r" ?(?:[,;)،。।]|[.](?!\d)|\n|\Z)")
NEXT_ITEM = re.compile(r"[ ;,.]{0,2}\n {0,4}[-–—•*] ")  # on the next line of a list
IN_BRACKET = re.compile(r"\([^()\d\n]*\Z")  # (about US$5 billion
CLAUSE_END = re.compile(rf"{ITEM_END.pattern}|[.!?](?=[ \n])|[。।॥؟۔\n]")


class Naming(NamedTuple):
    """A place where a sentence names a flow, or what is no flow of trade."""

    start: int
    end: int
    is_flow: bool


class Stretch(NamedTuple):
    """A sentence: where it starts and ends, the flows that it names, and where its times stand."""

    start: int
    end: int
    namings: Sequence[Naming]
    times: Sequence[tuple[int, int]]


class Patterns:
    """What the languages of a lexicon print between amounts of one currency."""

    def __init__(self, lexicon: Lexicon) -> None:
        endings = any_word(lexicon.period_words("baseline_after"))
        self.becomes = re.compile(f"{lexicon.any_of('becomes', 'to')}|^'?{GAP}{endings}{GAP}")
        self.item_end = re.compile(f"{LINE_END.pattern}|{GAP}(?:{ITEM_END.pattern}|{lexicon.any_of('and')})")
        # The longer words are found first: the จำนวน of "in this number" is no number of something.
        self.measures = lexicon.label_words(measures=MEASURE, of_total="part")
        flows = [word for file in lexicon.files for label in FLOWS for word in file.get("flows", {}).get(label, ())]
        self.flows = Table(Word(word) for word in flows)
        months = [month_names(find_locale(name), "format", "wide").values() for name in lexicon.locales]
        self.months = Table(Word(month) for held in months for month in held)
        kinds = [file.get("kinds", {}) for file in lexicon.files]
        self.more = Table(Word(word) for held in kinds for key in CHANGES for word in held.get(key, ()))
        followers = lexicon.words("bare_followers")
        self.followers = set(fold_words(followers)) | lexicon.function_words
        # Where no blank ends a word, what follows is a stretch of many: 45億から増えた.
        runs_on = lexicon.locales[0] and script_of_locale(lexicon.locales[0]) in RUN_ON
        self.glued_followers = Table(Word(word) for word in followers if runs_on)
        self.ending_alone = re.compile(f"'?{any_ending(lexicon.words('endings_alone'))}")
        self.follower_beginnings = tuple(fold_words(lexicon.words("follower_beginnings")))
        self.definite = Table(Word(word) for word in lexicon.words("definite"))


@lru_cache(maxsize=64)
def find_patterns(lexicon: Lexicon) -> Patterns:
    """Return the patterns of a lexicon, built once."""
    return Patterns(lexicon)


@dataclass
class LastMoney:
    """The last amount of a text, and the currencies of the last sentence that names amounts, over all passages."""

    figure: Figure | None = None
    codes: set[str] = field(default_factory=set)
    home: Word | None = None  # the currency of a text that prints none

    def begin_passage(self, length: int) -> None:
        """Count places from where the next passage starts, behind one of this length."""
        if self.figure is not None:
            self.figure = replace(self.figure, start=self.figure.start - length, end=self.figure.end - length)


class CurrencyOnce:
    """The amounts of one passage, sentence by sentence, whose currency may be printed once for several."""

    def __init__(self, reader: Reader, figures: Sequence[Figure], money: LastMoney | None = None) -> None:
        self.reader = reader
        self.patterns = find_patterns(reader.lexicon)
        self.first = self.find_first(figures)  # the first amount, that of a headline before it
        self.money = money or LastMoney()
        self.bracketed: Figure | None = None  # the last that stands in a bracket
        self.counted: Figure | None = None  # the last number that counts something
        self.counts: list[int] = []  # where all that count something start
        self.times: Sequence[tuple[int, int]] = ()  # of the sentence that is filled

    def fill(self, figures: Sequence[Figure], stretch: Stretch) -> list[Figure]:
        """Return the figures of one sentence, those without a currency with the one that they share."""
        self.times = stretch.times
        for figure in figures:
            if self.is_counted(figure):
                self.counted = figure
                self.counts.append(figure.start)
        filled = self.fill_lists(list(figures))
        tails = self.find_tails(figures)
        before = self.money.figure
        codes: set[str] = set()
        for place, figure in enumerate(filled):
            known = figure if figure.start in tails else self.fill_forwards(figure, before, stretch)
            if known.word is None and figure.start not in tails:
                known = self.follow_row(figure, stretch)
            filled[place] = known
            if self.remember(known, stretch.start):
                codes.add(known.currency)
        self.money.codes = codes or self.money.codes
        self.fill_backwards(filled, stretch)
        floor = stretch.start
        for place, (known, figure) in enumerate(zip(figures, filled, strict=True)):
            if known.word is None:
                filled[place] = self.reader.take_hedge(figure, floor)
            floor = figure.end
        return filled

    def find_tails(self, figures: Sequence[Figure]) -> set[int]:
        """Return where numbers start that may be the rest of the one before: US$ 12 5 billion, Rs. 3, 14, 159 crore."""
        tails: set[int] = set()
        for one, two in pairwise(figures):
            is_glued = one.power == 0 and self.reader.folded[one.end : two.start] in {" ", ",", ", "}
            if is_glued and not self.reader.is_year(one.start, one.end):
                tails.add(two.start)
        return tails

    def fill_forwards(self, figure: Figure, before: Figure | None, stretch: Stretch) -> Figure:
        """Give an amount the currency of the one before it, in its own sentence or in one before."""
        last = self.money.figure
        if figure.word is None and last is None and self.is_said_in_headline(figure, stretch):
            return share_currency(figure, self.first or figure)
        home = self.money.home
        if figure.word is None and home is not None and self.is_trade_at_home(figure, home, stretch):
            return replace(figure, word=home)
        if figure.word or last is None or last.word is None:
            return figure
        if not (self.is_bare(figure, last) or self.is_large_part(figure, last, stretch.start)):
            return figure
        bracket = self.bracketed
        is_alone = self.stands_in_bracket(figure)
        if is_alone and bracket and bracket.start >= stretch.start and bracket.power == figure.power:
            return share_currency(figure, bracket)
        if last is before:
            is_said = self.is_said_in_sentence(figure, last, stretch)
        else:
            is_said = self.is_said(figure, last, stretch)
        return self.share_in_terms(figure, last, stretch) if is_said else figure

    def share_in_terms(self, figure: Figure, last: Figure, stretch: Stretch) -> Figure:
        """Give an amount the currency of another, or what words beside it name: in dollar terms, 19.8 billion."""
        reader = self.reader
        start = max(stretch.start, last.end, figure.start - ACROSS)
        for first, end in ((start, figure.start), (figure.end, min(figure.end + BEHIND, stretch.end))):
            terms = find_terms(reader.lexicon, reader.view, first, end)
            if terms:
                return replace(figure, word=terms[-1].word)
        return share_currency(figure, last)

    def follow_row(self, figure: Figure, stretch: Stretch) -> Figure:
        """Give a number of a row of countries the scale and the currency of the amount before it in its sentence."""
        last = self.money.figure
        if last is None or last.start < stretch.start:
            return figure
        return follow_row(self.reader, figure, last) or self.follow_price(figure, last) or figure

    def follow_price(self, figure: Figure, last: Figure) -> Figure | None:
        """Give a number that a price rose to, or is compared with, the currency of the price; None where it is none."""
        reader = self.reader
        if last.power or figure.start - last.end > NEAR or not self.follows_governor(figure, last.end):
            return None
        if reader.is_year(figure.start, figure.end) or reader.is_share(figure.start, figure.end):
            return None
        if not self.is_dated(figure.end) and PRICE_END.match(reader.folded, figure.end) is None:
            return None
        return follow_price(figure, last)

    def is_trade_at_home(self, figure: Figure, home: Word, stretch: Stretch) -> bool:
        """Whether a sentence says that a number is of the trade of the country at home: exports rose to 52 billion."""
        locale = self.reader.locale
        before = _find_last(stretch.namings, stretch.start, figure.start)
        behind = _find_last(stretch.namings, figure.end, figure.end + BEHIND)
        if behind and CLAUSE_END.search(self.reader.folded, figure.end, behind.start):
            behind = None
        naming = before or behind
        if locale is None or naming is None or not naming.is_flow or not self.is_bare(figure, figure):
            return False
        # So many billions are money; millions are where the whole sentence counts nothing.
        is_counted = not _is_large(figure) and names_counted(self.reader, stretch.start, stretch.end)
        if is_counted or counts_something(self.reader, figure, stretch.start):
            return False
        clauses = find_clause_pattern(locale).finditer(self.reader.folded, stretch.start, figure.start)
        start = max((clause.end() for clause in clauses), default=stretch.start)
        return is_of_home(self.reader.view, locale, home, start, figure.start)

    def find_first(self, figures: Sequence[Figure]) -> Figure | None:
        """Return the first amount of a passage, where those near it are of one currency."""
        money = [figure for figure in figures if figure.word and not self.opens_bracket(figure)]
        if not money:
            return None
        first = money[0]
        codes = {figure.currency for figure in money if figure.start - first.end <= ACROSS}
        return first if first.kind == "amount" and len(codes) == 1 else None

    def is_said_in_headline(self, figure: Figure, stretch: Stretch) -> bool:
        """Whether a number before all amounts is money as the first is: surplus di 2,7 miliardi, over the report."""
        first = self.first
        if first is None or not figure.end <= first.start <= figure.end + ACROSS:
            return False
        naming = _find_last(stretch.namings, stretch.start, figure.start)
        naming = naming or _find_last(stretch.namings, figure.end, figure.end + BEHIND)
        is_alike = _is_large(figure) or (figure.power == first.power and _distance(figure, first) <= ALIKE)
        if naming is None or not naming.is_flow or not is_alike:
            return False
        return self.is_bare(figure, first) and not counts_something(self.reader, figure, stretch.start)

    def is_said(self, figure: Figure, last: Figure, stretch: Stretch) -> bool:
        """Whether a sentence says that a number is of the kind of the amount before it in the same sentence."""
        if self.follows_governor(figure, last.end) or self.is_more(figure.end):
            return True
        naming = _find_last(stretch.namings, last.end, figure.start)
        if naming is not None and naming.is_flow:
            return True
        if self.is_said_by_words(figure, last, last.end):
            return True
        if is_said_change(self.reader, figure, last.end, stretch.start):
            return True
        is_like = self.is_like_money(figure, last, last.end, is_named=naming is not None)
        if is_like or self.is_item_of_list(figure, last, last.end, stretch):
            return True
        return naming is None and self.follows_alike(figure, last, stretch)

    def follows_alike(self, figure: Figure, last: Figure, stretch: Stretch) -> bool:
        """Whether a number follows an amount that is much like it: as the next item, or with a time between the two."""
        if self.is_next_item(last, figure) and _distance(figure, last) <= ALIKE:
            return last.power == figure.power or not counts_something(self.reader, figure, last.end)
        if last.power != figure.power:
            return False
        following = bisect_left(stretch.times, (last.end, 0))
        return following < len(stretch.times) and stretch.times[following][1] <= figure.start

    def is_like_money(self, figure: Figure, last: Figure, floor: int, *, is_named: bool) -> bool:
        """Whether a number that counts nothing is billions, or is named as what is no flow: an investment, a budget."""
        if not (_is_large(figure) or (is_named and last.power == figure.power)):
            return False
        return not counts_something(self.reader, figure, floor)

    def is_said_in_sentence(self, figure: Figure, last: Figure, stretch: Stretch) -> bool:
        """Whether a sentence says by itself that a number is money, where amounts of one currency went before."""
        if len(self.money.codes) != 1 or figure.start - last.end > ACROSS:
            return False
        before = _find_last(stretch.namings, stretch.start, figure.start)
        behind = _find_last(stretch.namings, figure.end, figure.end + BEHIND)
        naming = before or behind
        if naming is not None and naming.is_flow:
            return True
        if self.is_said_by_words(figure, last, stretch.start):
            return True
        if naming is None and last.power == figure.power and stretch.times:
            return True
        if self.is_item_of_list(figure, last, stretch.start, stretch) or self.is_of_country(figure, last, stretch):
            return True
        return self.is_like_money(figure, last, stretch.start, is_named=naming is not None)

    def is_item_of_list(self, figure: Figure, last: Figure, floor: int, stretch: Stretch) -> bool:
        """Whether a number ends a line of a list, behind a label and a mark: Optics of Belluno: 1,015 million."""
        folded = self.reader.folded
        if LINE_END.match(folded, figure.end) is None or _distance(figure, last) > ALIKE_APART:
            return False
        is_labelled = LABELLED.search(folded, max(stretch.start, figure.start - 4), figure.start) is not None
        return is_labelled and not counts_something(self.reader, figure, floor)

    def is_of_country(self, figure: Figure, last: Figure, stretch: Stretch) -> bool:
        """Whether a country stands before a number, in a sentence that counts nothing: Germany (152 million)."""
        if _distance(figure, last) > ALIKE_APART or not names_country(self.reader, figure, stretch.start):
            return False
        return not counts_in(self.reader, stretch.start, stretch.end)

    def is_said_by_words(self, figure: Figure, last: Figure, floor: int) -> bool:
        """Whether words beside a number say that it is money, as the amount before it is."""
        return is_said_worth(self.reader, figure, floor) or self.is_part_of_money(figure, last, floor)

    def is_part_of_money(self, figure: Figure, money: Figure, floor: int) -> bool:
        """Whether a number is said to be a part of the amount before it, and not of a count: of 12 million tonnes."""
        is_of_count = bisect_left(self.counts, money.end) < bisect_left(self.counts, figure.start)
        return not is_of_count and is_part_of_total(self.reader, figure, floor)

    def fill_lists(self, figures: list[Figure]) -> list[Figure]:
        """Give the items of a list of amounts the currency that one of them prints: 48 million and €29 million."""
        for run in self.find_runs(figures):
            words = [figures[place].word for place in run]
            codes = {word.currency for word in words if word}
            owner = next((figures[place] for place in run if figures[place].word), None)
            if len(codes) != 1 or owner is None:
                continue
            for place in run:
                if figures[place].word is None and self.is_item(figures[place], owner):
                    figures[place] = share_currency(figures[place], owner)
        return figures

    def find_runs(self, figures: Sequence[Figure]) -> Iterator[list[int]]:
        """Yield the places of scaled numbers that are listed one after the other, at one scale."""
        run: list[int] = []
        for place, figure in enumerate(figures):
            if figure.power == 0 or figure.kind != "amount" or self.is_counted(figure):
                continue
            if run and not self.is_next_item(figures[run[-1]], figure):
                if len(run) >= FEW:
                    yield run
                run = []
            run.append(place)
        if len(run) >= FEW:
            yield run

    def is_item(self, figure: Figure, owner: Figure) -> bool:
        """Whether a number of a list may be money as the one that prints its currency is."""
        folded = self.reader.folded
        is_column = all(LINE_END.match(folded, one.end) for one in (figure, owner))
        return self.is_bare(figure, owner) or (is_column and self.is_plausible(figure, owner))

    def is_next_item(self, one: Figure, two: Figure) -> bool:
        """Whether a number is the next item of a list that another stands in."""
        between = self.reader.folded[one.end : min(two.start, one.end + NEAR + 1)]
        are_alike = abs(one.power - two.power) <= ONE_SCALE
        return are_alike and len(between) <= NEAR and self.patterns.item_end.search(between) is not None

    def fill_backwards(self, figures: list[Figure], stretch: Stretch) -> None:
        """Give an amount the currency of the one behind it: from 3.1 billion, in 2018, to 4.2 billion euros."""
        following: Figure | None = None
        for place in reversed(range(len(figures))):
            figure = figures[place]
            lacks_currency = following is not None and figure.word is None
            if lacks_currency and following and self.is_said_by_next(figure, following, stretch):
                figures[place] = figure = share_currency(figure, following)
            if figure.word or figure.power:
                following = figure if figure.kind == "amount" else None

    def is_said_by_next(self, figure: Figure, following: Figure, stretch: Stretch) -> bool:
        """Whether a sentence says that a number is of the kind of the amount behind it."""
        if following.word is None:
            return False
        if figure.power != following.power:
            is_change = is_said_change(self.reader, figure, stretch.start, stretch.start)
            return is_change and self.is_bare(figure, following)
        between = self.reader.folded[figure.end : min(following.start, figure.end + NEAR + 1)]
        becomes = self.patterns.becomes.search(between) if len(between) <= NEAR else None
        is_beside = becomes is not None and (becomes.start() == 0 or len(between.strip()) <= GLUED)
        if is_beside and (self.is_plausible(figure, following) or self.is_price_before(figure, following, stretch)):
            return True
        if not self.is_bare(figure, following):
            return False
        is_alike = _is_large(figure) and _distance(figure, following) <= ALIKE
        if becomes or (is_alike and not counts_something(self.reader, figure, stretch.start)):
            return True
        own = _find_last(stretch.namings, stretch.start, figure.start)
        other = _find_last(stretch.namings, figure.end, following.start)
        return own is not None and other is not None and own.is_flow and other.is_flow

    def is_price_before(self, figure: Figure, price: Figure, stretch: Stretch) -> bool:
        """Whether a number is what a price came from, which alone prints its currency: from 298 to 251 dollars."""
        reader = self.reader
        if reader.is_year(figure.start, figure.end) or reader.is_part_of_word(figure.start):
            return False
        return self.follows_governor(figure, stretch.start) and follow_price(figure, price) is not None

    def is_bare(self, figure: Figure, money: Figure) -> bool:
        """Whether a number is large, as amounts of trade are, counts nothing that is named, and may be such money."""
        if not self.stands_alone(figure.end) or self.reader.is_part_of_word(figure.start):
            return False
        return self.is_plausible(figure, money)

    def is_large_part(self, figure: Figure, money: Figure, start: int) -> bool:
        """Whether a number is billions, said to be of the amount before them, whatever word follows but a count."""
        if not _is_large(figure) or self.reader.is_noun_counted_at(figure.end):
            return False
        is_of_money = self.is_part_of_money(figure, money, max(start, money.end))
        return is_of_money and not self.reader.is_part_of_word(figure.start) and self.is_plausible(figure, money)

    def stands_alone(self, end: int) -> bool:
        """Whether no noun follows a number that would be what it counts."""
        if self.reader.stands_alone(end) or self.is_more(end) or NEXT_ITEM.match(self.reader.folded, end):
            return True
        # Where a scale has the ending of a noun, it counts none: 39,2 milyarı sanayi ürünlerinden.
        if self.patterns.ending_alone.match(self.reader.folded, end):
            return True
        start = self.reader.next_word(end)
        for partitive in self.reader.lexicon.partitives:
            # What is counted is a flow, or nothing: 205,7 milliards d'importations, 275 milioni di novembre.
            if self.reader.is_partitive_at(partitive, start):
                place = self.reader.next_word(start + len(partitive))
                is_flow = self.patterns.flows.after(self.reader.view, place) is not None
                is_of_month = self.patterns.months.after(self.reader.view, place) is not None
                return is_flow or is_of_month or self.is_dated(end)
        rest = TOKEN.match(self.reader.folded, start)
        counted = self.reader.lexicon.quantities.after(self.reader.view, start)
        glued = self.patterns.glued_followers.after(self.reader.view, start)
        if rest is None or (counted and not (glued and glued.edge > counted.edge)):
            return False
        if rest[0] in self.patterns.followers or rest[0].startswith(self.patterns.follower_beginnings):
            return True
        return glued is not None

    def is_dated(self, end: int) -> bool:
        """Whether a time stands right behind a number: 17,4 miliardi dei primi sei mesi."""
        following = bisect_left(self.times, (end, 0))
        return following < len(self.times) and self.times[following][0] <= end + len(" del ")

    def is_more(self, end: int) -> bool:
        """Whether a number is said to be more or less than another, and not of a noun: 210 millions de plus qu'en."""
        found = self.patterns.more.after(self.reader.view, self.reader.next_word(end))
        if found is None:
            return False
        place = self.reader.next_word(found.edge)
        is_of_year = self.reader.is_year(place, place + len("2022"))
        is_glued = self.patterns.glued_followers.after(self.reader.view, found.edge) is not None  # 9億減少した
        return self.reader.stands_alone(found.edge) or is_of_year or is_glued

    def is_plausible(self, figure: Figure, money: Figure) -> bool:
        """Whether a number is as large as amounts are, and comes closer to an amount than to what is counted."""
        if figure.power == 0 or (figure.numeral and abs(figure.numeral.value) < MILLION):
            return False
        # What the marks of its digits leave open is at least a million with such a scale.
        if figure.numeral is None and figure.power < MILLIONS:
            return False
        if self.is_measured(figure.start):
            return False
        counted = self.counted
        if counted is None or counted.start == figure.start:
            return True
        return _distance(figure, money) <= _distance(figure, counted)

    def is_measured(self, place: int) -> bool:
        """Whether a word before a number says what it is, which is no money: a population of 30 million."""
        start = max(place - NEAR, 0)
        # A stretch that begins within a word would hold a word that the text does not: Franken, rank.
        while is_cased(self.reader.folded, start - 1) and is_cased(self.reader.folded, start):
            start += 1
        for mark in CLAUSE_END.finditer(self.reader.folded, start, place):
            start = mark.end()
        near = self.reader.view.part(start, place)
        return any(found.word.label == MEASURE for _, found in self.patterns.measures.scan(near))

    def follows_governor(self, figure: Figure, floor: int) -> bool:
        """Whether "to", "from" or "compared with" stands before a number, and a hedge between them at most."""
        lexicon, view = self.reader.lexicon, self.reader.view
        place = self.reader.word_end(figure.start, floor)
        for table in (self.patterns.definite, lexicon.hedges):
            found = table.before(view, place)
            if found and found.edge > floor:
                place = self.reader.word_end(found.edge, floor)
        return lexicon.governors.before(view, place) is not None

    def opens_bracket(self, figure: Figure) -> bool:
        """Whether an amount is the first number of a bracket: (about US$5 billion)."""
        return IN_BRACKET.search(self.reader.folded, max(figure.start - BEHIND, 0), figure.start) is not None

    def stands_in_bracket(self, figure: Figure) -> bool:
        """Whether a bracket holds a number alone: (97 million)."""
        folded = self.reader.folded
        return (
            folded[figure.start - 1 : figure.start] == "("
            and folded[figure.end : figure.end + 2].lstrip(".")[:1] == ")"
        )

    def is_counted(self, figure: Figure) -> bool:
        """Whether a scaled number counts or measures something: 12 million tonnes, a population of 30 million."""
        if figure.word or not figure.power:
            return False
        is_apart = self.stands_alone(figure.end) or LINE_END.match(self.reader.folded, figure.end) is not None
        return not is_apart or self.is_measured(figure.start)

    def remember(self, figure: Figure, sentence_start: int) -> bool:
        """Keep what the next number may be like; say whether it is this one."""
        if figure.word is None or figure.kind != "amount":
            return False
        # What stands in a bracket states the figure before it again: the next is compared with that.
        if self.opens_bracket(figure):
            self.bracketed = figure
            last = self.money.figure
            if last is not None and last.start >= sentence_start:
                return False
        self.money.figure = figure
        return True


def _find_last(namings: Sequence[Naming], start: int, end: int) -> Naming | None:
    """Return the last flow that is named in a stretch of the text."""
    place = bisect_left(namings, end, key=attrgetter("start")) - 1
    return namings[place] if place >= 0 and namings[place].start >= start else None


def share_currency(figure: Figure, money: Figure) -> Figure:
    """Return a figure with the currency of another, which it does not print itself."""
    if money.word is None:
        return figure
    return replace(figure, word=replace(money.word, assumed=True, power=0))


def _is_large(figure: Figure) -> bool:
    """Whether a number is at least a billion."""
    return figure.numeral is not None and abs(figure.numeral.value) >= BILLION


def _distance(one: Figure, two: Figure) -> Decimal:
    """Return how many times one value is the other, at least once."""
    if one.numeral is None or two.numeral is None:
        return Decimal("Infinity")
    small, large = sorted((abs(one.numeral.value), abs(two.numeral.value)))
    return large / small if small else Decimal("Infinity")
