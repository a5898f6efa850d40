"""What a measure claims: a growth, a share of a whole, a change in points, a rank, or a quantity.

A percentage is a growth where its clause says that something rose or fell, and a share where it says of what. Where it
says neither, the percentage has no kind: a number in a bracket behind an amount may be either, and only its printed
sign settles it. What stands nearest counts, right before the number, then right behind it, then in its clause:

- `rose 5 %`, `a rise of 5 %`, `5 % higher`, `(+5 %)`: a growth, with the sign of its word, or the printed one;
- `rose to 5 %`, `slowed to 5 %`: what the subject of the clause is, a share or a growth;
- `104.1 % of the level of 2023`: a growth of 4.1 %; `grew 1.7 times`, `doubled`: of 70 % and 100 %;
- `5 % in value and 3 % in volume`: two growths, of money and of what was sold, which the kind says by `of`;
- a tariff, an interest rate, inflation: no kind, and no trade.
"""

import re
from collections.abc import Sequence

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.claims.bases import find_bracket_of_former
from tradeview.prose.claims.claim import (
    ANNUAL_GROWTH,
    AVERAGE,
    CHANGE,
    GROWTH,
    INDEX,
    LEVEL,
    PRICE,
    QUANTITY,
    RANK,
    RATE,
    SHARE,
)
from tradeview.prose.claims.claim_words import (
    FALL,
    FALL_NOUN,
    GROWTH_NOUN,
    OTHER,
    RISE,
    SHARE_NOUN,
    SIGNS,
    VALUE,
    VOLUME,
    ClaimWords,
    find_claim_words,
)
from tradeview.prose.claims.claim_words import RATE as RATE_WORD
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.claims.grown import OF_NOUN, Grown, find_grown
from tradeview.prose.claims.place import CLAUSE_END, FAR_OFF, Place
from tradeview.prose.claims.said import find_told
from tradeview.prose.claims.spans import find_years
from tradeview.prose.context import STATUSES
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.kinds import KindWords, find_kind_words
from tradeview.prose.facts.sentence import Mention, first_after, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import INDEX as INDEX_UNIT
from tradeview.prose.measures.words import MULTIPLE, PERCENT, POINT, find_measure_words
from tradeview.prose.measures.words import RANK as RANK_UNIT
from tradeview.prose.text.folding import Table

OF_MONEY = {"amount": LEVEL, "change": CHANGE, "price": PRICE, "average": AVERAGE, "rate": RATE}
BRACKET_BEFORE = re.compile(r"[(\[] ?[~≈]?\Z")
PLUS_BEFORE = re.compile(r"(?<![\d%])\+ ?\Z")
RANGE_BEFORE = re.compile(r"(?<!\d)\d{1,3} ?\Z")
SAID_OF = 90  # characters before a percentage within which a verb or a share is said of it
BEHIND = 40  # characters behind it within which its own words stand
FOLLOWED = 120  # and where a word parts them that says so: followed by
CHAINED = 60  # characters between two percentages of one verb
ROW_OF_SHARES = 110  # characters between two shares of a row
FAR_BESIDE = 60  # characters before a percentage in which what was expected is compared with it
FEW = 4  # words behind a semicolon with which a row goes on
ONE_BLANK = 1
CHANGED_BY = {GROWTH, ANNUAL_GROWTH}
NOUNS_OF_RATES = {SHARE_NOUN, GROWTH_NOUN, FALL_NOUN}
RATES = {PERCENT, POINT}
SAID_OF_WHAT = {SHARE_NOUN, SHARE_WORD, GROWTH_NOUN, FALL_NOUN}
VERBS = {*SIGNS, *SAID_OF_WHAT}
REACHED = "reached"
CLITIC = re.compile(r"(?:-[^\W\d_]{1,3})?\s*")  # of a verb: agravou-se
NEXT = 12  # characters between points and the noun of their rise
ROW = 3  # percentages that one verb is of
OF_UNITS = {VOLUME, VALUE}
NEAR_BASE = 90  # characters behind a percentage in which what it is counted from stands
BESIDE = 24  # characters before a percentage in which a word that compares stands
ONE = 1
LEAST_RATIO = 0.5  # below it a number beside what was is seldom one of it, where no word says so
YEAR = re.compile(r" ?\d{4}")
BRACKETED = re.compile(r"[^()]{0,40}[(][^()%]*\Z")
BEHIND_RANK = re.compile(r"[^\d%;.]{0,12}?[,(–—-] ?\Z")
RISEN = 3  # words between what something rose from and what it rose to


def find_kind(place: Place) -> Claimed:
    """Return what the figure at a place claims."""
    figure = place.figure
    told = find_told(place)
    if told is not None:
        grown = find_grown(place) if told.is_trade else Grown()
        return told._replace(of=grown.of, flow=grown.flow)
    if not figure.unit:
        return _claim_money(place)
    if figure.unit in {RANK_UNIT, PERCENT, POINT, MULTIPLE, INDEX_UNIT}:
        return _claim_ratio(place)
    if figure.kind == "change":
        return Claimed(CHANGE, -1 if figure.is_said_negative else 1)
    return Claimed(QUANTITY)


def _claim_money(place: Place) -> Claimed:
    """Return what an amount of money claims; an average of a unit is a price."""
    figure = place.figure
    unit = find_price_unit(place)
    name = OF_MONEY[figure.kind]
    if name in {LEVEL, AVERAGE} and unit and not figure.power:
        name = PRICE
    if name in {LEVEL, PRICE} and unit is None and find_claim_words(place.reader.lexicon).has_bare_changes:
        verb = KindFinder(place).find_next_to_verb()
        if verb and verb.label in {RISE, FALL}:
            return Claimed(CHANGE, SIGNS[verb.label])
    return Claimed(name, of=unit if name == PRICE else None)


def _claim_ratio(place: Place) -> Claimed:
    """Return what a number claims that is neither money nor weighed or counted."""
    unit = place.figure.unit
    if unit == RANK_UNIT:
        return Claimed(RANK)
    finder = KindFinder(place)
    finders = {INDEX_UNIT: finder.find_index, POINT: finder.find_points}
    if unit in finders:
        return finders[unit]()
    return finder.describe(finder.find_multiple() if unit == MULTIPLE else finder.find_percent())


def find_price_unit(place: Place) -> str | None:
    """Return what a price is of, behind it or before it: $5 per tonne, a tonne at $5."""
    measures = find_measure_words(place.reader.lexicon)
    view, end = place.reader.view, place.figure.end
    per = measures.per_unit.match(place.reader.folded, end)
    found = measures.units.after(view, per.end()) if per else None
    if found or place.figure.kind != "price":
        return found.word.label if found else None
    for start, stop in (
        (end, min(place.ceiling, end + BESIDE)),
        (max(place.floor, place.figure.start - SAID_OF), place.figure.start),
    ):
        units = [hit.word.label for _, hit in measures.units.scan(view.part(start, stop))]
        if units:
            return units[0] if start == end else units[-1]
    return None


class KindFinder:
    """What the sentence of one measure says of it; all places are places in its passage."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.reader = place.reader
        self.view = place.reader.view
        self.folded = place.reader.folded
        self.words: ClaimWords = find_claim_words(self.reader.lexicon)
        self.of_money: KindWords = find_kind_words(self.reader.lexicon)
        self.measures = find_measure_words(self.reader.lexicon)
        self.figure = place.figure
        self.start = self.find_start()
        self.end = self.figure.end
        self.part_start = place.part_start
        self.clause_start = self.find_clause_start()

    def find_index(self) -> Claimed:
        """Return an index, or by how many points it changed."""
        direct, behind = self.find_next_to_verb(), self.find_behind()
        is_change = direct is not None and direct.label in SIGNS
        is_change = is_change or (behind is not None and behind.name == GROWTH)
        return Claimed(CHANGE, self.find_sign()) if is_change else Claimed(INDEX)

    def find_start(self) -> int:
        """Return where what belongs to the number starts: a plus, a hedge."""
        plus = PLUS_BEFORE.search(self.folded, max(self.figure.start - 2, 0), self.figure.start)
        place = self.reader.word_end(plus.start() if plus else self.figure.start, self.place.floor)
        hedge = self.reader.lexicon.hedges.before(self.view, place)
        article = None if hedge else self.measures.articles.before(self.view, place)
        if article:
            hedge = self.reader.lexicon.hedges.before(self.view, self.reader.word_end(article.edge, self.place.floor))
        self.is_hedge_verb = False
        if hedge and hedge.edge >= self.place.floor:
            self.is_hedge_verb = self.is_verb(hedge.edge, place)
            return place if self.is_hedge_verb else self.reader.word_end(hedge.edge, self.place.floor)
        return place

    def is_verb(self, start: int, end: int) -> bool:
        """Whether a hedge says a growth, as what this is counted from follows: cao hơn 7 % so với năm 2023."""
        said = first_after(self.place.said, start)
        if said is None or (said.start, said.end) != (start, end) or said.label not in SIGNS:
            return False
        before = last_before(self.place.said, start)
        if (
            before
            and before.label in {*SIGNS, *SAID_OF_WHAT}
            and before.end >= self.place.floor
            and start - before.end < OF_NOUN
        ):
            return False
        behind = self.reader.next_word(self.figure.end)
        is_based = self.words.bases.after(self.view, behind) or self.words.base_before.match(self.folded, behind)
        # So với năm 2022, nhập khẩu ít hơn 8 %: what it is counted from opens the sentence.
        opening = self.place.sentence.start
        is_opened = self.words.base_before.match(self.folded, opening) and not self.list_moves(opening, start)
        return is_based is not None or bool(is_opened)

    def list_moves(self, start: int, end: int) -> list[Mention]:
        """Return the words of a stretch that say a rise or a fall."""
        return [one for one in self.list_said(start, end) if one.label in SIGNS]

    def find_clause_start(self) -> int:
        """Return where the clause of the number starts, or the stretch in which its words are looked for."""
        floor = max(self.part_start, self.start - SAID_OF)
        ends = [match.end() for match in CLAUSE_END.finditer(self.folded, floor, self.start)]
        return ends[-1] if ends else floor

    def find_percent(self) -> Claimed:
        """Return what a percentage claims."""
        if self.is_of_target() or self.is_denied():
            return Claimed()
        if self.is_ratio():
            return Claimed(GROWTH, is_ratio=True)
        rate = self.find_rate()
        if rate:
            return rate
        if self.is_placed():
            return self.find_reached()
        beside = self.find_part() or self.find_direct() or self.find_behind()
        beside = beside or self.find_whole_before() or self.find_signed()
        return beside or (self.find_around() if find_bracket_of_former(self.place) is None else self.find_of_bracket())

    def is_placed(self) -> bool:
        """Whether a percentage is what something rose to or from."""
        placed = self.words.placed.before(self.view, self.start)
        is_placed = placed is not None and placed.edge >= self.place.floor and not self.is_range(placed.edge)
        by = self.find_by_before()
        # By more than, whose than is a from, too.
        is_placed = is_placed and (by is None or placed is None or by >= placed.edge)
        return is_placed or self.is_left() or self.is_placed_behind()

    def find_around(self) -> Claimed:
        """Return what the words around a percentage say, where none right beside it do."""
        return (
            self.find_stated_growth()
            or self.find_by()
            or self.find_verb_behind()
            or self.find_compared()
            or self.find_share_again()
            or self.find_chained()
            or self.find_in_clause()
            or self.find_based()
            or self.find_change_of_money()
            or Claimed()
        )

    def find_of_bracket(self) -> Claimed:
        """Return what a percentage was earlier, by the one before its bracket: of what fell, its sign is not known."""
        last, claimed = self.place.previous, self.place.last
        if last is None or claimed is None or last.unit != PERCENT or claimed.is_ratio:
            return Claimed()
        is_positive = claimed.sign > 0 and last.numeral is not None and last.numeral.value > 0
        if claimed.name == SHARE or (claimed.name == GROWTH and is_positive):
            return Claimed(claimed.name)
        return Claimed()

    def is_placed_behind(self) -> bool:
        """Whether the ending of a percentage says what it rose to: yüzde 24'e yükseldi."""
        if self.words.reached_behind.match(self.folded, self.end):
            return True
        # Of more than 5 %, yüzde 5'ten fazla, the ending belongs to the hedge.
        is_apart = self.find_part() is not None or self.reader.find_hedge_after(self.end) is not None
        if not is_apart and self.words.placed_behind.match(self.folded, self.end):
            return True
        place = self.place
        return self.is_risen_from(place.previous, self.figure) or self.is_risen_from(self.figure, place.following)

    def is_denied(self) -> bool:
        """Whether a percentage is said to be none: de 6 %, et non de 9 %; yüzde 9 değil, yüzde 6."""
        floor = max(self.place.floor, self.start - BEHIND)
        is_behind = self.words.denied_behind.match(self.folded, self.end) is not None
        return is_behind or self.words.denied.search(self.folded, floor, self.start) is not None

    def is_left(self) -> bool:
        """Whether a fall from one percentage to a lower one is told, and none by it: descendus de 17 % à 8 %."""
        direct, following = self.find_next_to_verb(), self.place.following
        by = self.words.by_or_from.before(self.view, self.start)
        is_fall = direct is not None and direct.label == FALL and by is not None and by.edge >= self.place.floor
        return is_fall and following is not None and self.is_onward(following) and not _is_less(self.figure, following)

    def is_onward(self, following: Figure) -> bool:
        """Whether the next percentage is what this one became: from 17 % to 8 %."""
        placed = self.words.placed.before(self.view, self.find_hedge_start(following))
        is_reached = placed is not None and placed.word.label == REACHED and self.is_blank(self.end, placed.edge)
        return following.unit == PERCENT and is_reached

    def find_hedge_start(self, figure: Figure) -> int:
        """Return where the hedge before a figure starts, or the figure itself."""
        start = self.reader.word_end(figure.start, self.end)
        hedge = self.reader.lexicon.hedges.before(self.view, start)
        return self.reader.word_end(hedge.edge, self.end) if hedge and hedge.edge >= self.end else start

    def find_part(self) -> Claimed | None:
        """Return a share where a fraction in words is one of what stands before it: ithalatın beşte biri."""
        if not self.is_word():
            return None
        whole = self.measures.whole_before.search(self.folded, self.clause_start, self.start)
        return Claimed(SHARE) if whole else None

    def is_of_target(self) -> bool:
        """Whether a percentage says how far something is from what was planned: 5 % below target."""
        # Where verbs stand last, one behind a growth says that it is expected: yüzde 5 artması bekleniyor.
        if self.words.verbs_follow:
            planned = last_before(self.list_statuses(self.part_start, self.start), self.start)
            return planned is not None and self.words.base_behind.match(self.folded, planned.end) is not None
        behind = self.words.behind.after(self.view, self.reader.next_word(self.end))
        of = self.measures.share_of.match(self.folded, self.end)
        place = behind.edge if behind else of.end() if of else None
        # Where verbs stand last, one behind a growth says that it is expected: yüzde 5 artması bekleniyor.
        if self.words.verbs_follow:
            return self.is_beside_target()
        if place is None:
            return False
        status = first_after(self.list_statuses(place, place + BEHIND), place)
        return status is not None and len(self.folded[place : status.start].split()) <= ONE

    def is_beside_target(self) -> bool:
        """Whether a percentage says how far above or below what was planned right before it something is."""
        planned = last_before(self.list_statuses(self.part_start, self.start), self.start)
        if planned is not None and self.words.base_behind.match(self.folded, planned.end):
            return True
        if self.measures.above_behind.match(self.folded, self.end) is None:
            return False
        statuses = self.list_statuses(self.start - BEHIND, self.start)
        return bool(statuses) and len(self.folded[statuses[-1].end : self.start].split()) <= ONE

    def find_hedge_end(self) -> int:
        """Return where the hedge behind the number ends, or the number itself: yüzde 5'ten fazla geriledi."""
        hedge = self.reader.find_hedge_after(self.end) if self.figure.hedge and self.words.verbs_follow else None
        return hedge.edge if hedge else self.end

    def list_statuses(self, start: int, end: int) -> list[Mention]:
        """Return what a stretch says to be planned or expected."""
        return [one for one in within(self.place.sentence.mentions, start, end) if one.label in STATUSES]

    def is_range(self, place: int) -> bool:
        """Whether a number that is no year stands right before a place: from 5 to 7 per cent."""
        before = RANGE_BEFORE.search(self.folded, max(place - 6, 0), place)
        if before is None:
            return False
        last = self.place.previous
        # What something was, and became, is no range: von 11,9 auf 12,8 Prozent.
        return last is None or last.unit != PERCENT or last.end < before.end() - 1

    def is_ratio(self) -> bool:
        """Whether a percentage is of what was: 104.1 % of the level of 2023."""
        is_by = self.find_by_before() is not None and bool(self.list_moves(self.part_start, self.start))
        if is_by or self.find_next_to_verb() or self.find_stated_noun() == SHARE_NOUN:
            return False
        if self.measures.of_base.match(self.folded, self.end):
            return not self.is_unsure_ratio()
        behind = self.reader.next_word(self.end)
        is_based = self.words.bases.after(self.view, behind) or self.words.base_before.match(self.folded, behind)
        if is_based and self.words.ratio_before.before(self.view, self.start):
            return not self.is_small()
        before = self.measures.of_base_before.search(self.folded, max(self.start - BEHIND, 0), self.start)
        if before is None:
            return False
        if is_based:
            return True
        times = within(self.place.sentence.times, self.end, self.end + BEHIND)
        return any(self.is_blank(self.end, time.start) for time in times)

    def find_share_of(self) -> bool:
        """Whether words of a whole stand right behind the number, which are no time: 6 % de marzo."""
        match = self.measures.share_of.match(self.folded, self.end)
        if match is None:
            return False
        times = within(self.place.sentence.times, self.end, match.end())
        return not any(one.months and one.end > match.end() for one in times)

    def is_unsure_ratio(self) -> bool:
        """Whether a small number may be by how much something fell, by a verb that is not known: недобрал 11 % к."""
        return bool(self.words.stated.words) and self.is_small() and self.find_stated() is None

    def is_small(self) -> bool:
        """Whether the number is so small that few things sink to it."""
        numeral = self.figure.numeral
        return numeral is not None and abs(numeral.value) < LEAST_RATIO

    def find_stated(self) -> int | None:
        """Return where a verb right before the number starts that says how large something is: составил, đạt."""
        stated = self.words.stated.before(self.view, self.start)
        return stated.edge if stated and stated.edge >= self.place.floor else None

    def find_stated_noun(self) -> str | None:
        """Return the noun whose size the verb before the number says: its share rose by 3 points and was 24 %."""
        stated = self.find_stated()
        if stated is None:
            return None
        nouns = [one for one in self.list_said(self.part_start, stated) if one.label in NOUNS_OF_RATES]
        if not nouns:
            return None
        # A number of another unit in between is what the noun was said of.
        between = [one for one in within(self.place.figures, nouns[-1].end, stated) if one.unit not in RATES]
        flow = last_before([one for one in self.list_flows() if one.start >= self.place.floor], stated)
        is_apart = flow is not None and self.place.floor > nouns[-1].end
        return None if between or is_apart else nouns[-1].label

    def is_blank(self, start: int, end: int) -> bool:
        """Whether nothing stands between two places."""
        return not self.folded[start:end].strip()

    def find_rate(self) -> Claimed | None:
        """Return that a percentage is a tariff, an interest rate or inflation, if it is."""
        floor = max(self.clause_start, self.place.floor)
        rates = [one for one in self.list_said(floor, self.start) if one.label == RATE_WORD]
        if rates:
            flow = last_before(self.list_flows(), self.start)
            return Claimed(is_trade=flow is not None and flow.start > rates[-1].end)
        behind = first_after(self.place.said, self.end)
        if behind and behind.label == RATE_WORD and self.is_next_word(behind.start) and not self.find_next_to_verb():
            return Claimed(is_trade=False)
        return None

    def is_next_word(self, place: int) -> bool:
        """Whether one word at most stands between the number and a place."""
        between = self.folded[self.end : place]
        return len(between.split()) <= ONE and CLAUSE_END.search(between) is None and "\n" not in between

    def is_next_but_time(self, place: int) -> bool:
        """Whether one word at most, and a time, stand between the number and a place."""
        time = first_after(self.place.sentence.times, self.end)
        if time is None or not self.is_blank(self.end, time.start):
            return self.is_next_word(place)
        return len(self.folded[time.end : place].split()) <= ONE

    def list_said(self, start: int, end: int) -> Sequence[Mention]:
        """Return what is said of growth and shares in a stretch."""
        return within(self.place.said, start, end)

    def list_flows(self) -> list[Mention]:
        """Return the flows that the sentence names."""
        near = within(self.place.sentence.mentions, self.part_start, self.end + FAR_OFF)
        return [one for one in near if one.label in FLOWS]

    def find_reached(self) -> Claimed:
        """Return what a percentage is that something rose to or from: the subject says of what."""
        said = self.list_said(max(self.clause_start, self.place.floor), self.start)
        # A rise of 5 %, un aumento general del 5 % de las exportaciones.
        if said and said[-1].label in {GROWTH_NOUN, FALL_NOUN} and self.find_by_before() is not None:
            return self.claim_by(said[-1])
        told = self.find_end_of_range() or self.find_by_of_verb()
        if told:
            return told
        if self.find_share_of():
            return Claimed(SHARE)
        return self.find_subject() or self.find_subject_behind() or self.find_reached_by_neighbours()

    def find_subject(self) -> Claimed | None:
        """Return what the subject is that rose to a percentage: a share, or a growth."""
        for one in reversed(self.list_said(self.part_start, self.start)):
            if one.label in {GROWTH_NOUN, FALL_NOUN}:
                if not (self.is_of_points(one) or self.is_verb_of_reached(one)):
                    return Claimed(GROWTH, SIGNS[one.label], is_reached=True)
            elif one.label in {SHARE_NOUN, SHARE_WORD}:
                return Claimed(SHARE)
            elif one.label == RATE_WORD:
                return Claimed(is_trade=False)
        return None

    def find_reached_by_neighbours(self) -> Claimed:
        """Return what a percentage is that something rose to or from, where no noun before it says it."""
        # Accelerated to 8.8 % growth.
        behind = self.find_behind()
        if behind and behind.name == GROWTH:
            return behind._replace(is_reached=True)
        # Of two that one share rose from and to, the second may say of what, or the first.
        if self.is_of_next_share() or self.is_of_last_share():
            return Claimed(SHARE)
        return self.find_former() or self.find_compared() or Claimed()

    def find_former(self) -> Claimed | None:
        """Return the growth that another, right before it, came down from: rose 1.6 %, down from 9.5 % in April."""
        last, claimed = self.place.previous, self.place.last
        placed = self.words.placed.before(self.view, self.start)
        if last is None or claimed is None or placed is None or placed.word.label != "started":
            return None
        is_growth = claimed.name == GROWTH and claimed.sign > 0 and last.unit == PERCENT and not claimed.is_ratio
        is_positive = last.numeral is not None and last.numeral.value > 0
        if not is_growth or not is_positive or self.figure.start - last.end > CHAINED:
            return None
        return Claimed(GROWTH, of=claimed.of) if ";" not in self.folded[last.end : self.start] else None

    def find_by_of_verb(self) -> Claimed | None:
        """Return a growth where the word before it may say "by" and "to", and the verb: agravou-se em 14 %."""
        direct, by = self.find_next_to_verb(), self.words.by_or_to.before(self.view, self.start)
        if direct is None or by is None or direct.label not in {RISE, FALL} or by.edge < self.place.floor:
            return None
        return self.claim_by(direct)

    def find_end_of_range(self) -> Claimed | None:
        """Return the growth whose range ends here, where a noun is of it: une contraction de 13 % à 32 %."""
        last, claimed = self.place.previous, self.place.before
        if last is None or claimed is None or claimed.name not in CHANGED_BY or last.unit != PERCENT:
            return None
        nouns = [one for one in self.list_said(self.part_start, last.start) if one.label in SIGNS]
        is_noun = bool(nouns) and nouns[-1].label in {GROWTH_NOUN, FALL_NOUN}
        by = self.measures.by.before(self.view, self.reader.word_end(last.start, self.part_start))
        is_next = is_noun and by is not None and self.is_blank(nouns[-1].end, by.edge)
        placed = self.words.placed.before(self.view, self.start)
        is_joined = placed is not None and placed.word.label == REACHED and self.is_blank(last.end, placed.edge)
        if not is_next or not is_joined or not _is_less(last, self.figure):
            return None
        # Of a rise of 5 % to 12 % of exports, the second may be a share that they rose to.
        return Claimed() if self.find_share_of() else claimed

    def is_of_points(self, noun: Mention) -> bool:
        """Whether a noun says by how many points something rose, and so not what it rose to: 3 points de hausse."""
        points = [one for one in self.place.figures if one.unit == POINT]
        if self.words.verbs_follow:
            return any(one.end <= noun.start and noun.start - one.end < NEXT for one in points)
        after = [one for one in points if noun.end <= one.start < noun.end + NEXT]
        # Growth that rose by 3 points rose to what follows.
        return any(not self.list_moves(noun.end, one.start) for one in after)

    def is_verb_of_reached(self, noun: Mention) -> bool:
        """Whether a noun is the verb of what was reached, where both are spelt alike: la part chute à 18 %."""
        placed = self.words.placed.before(self.view, self.start)
        is_reached = placed is not None and placed.word.label == REACHED and self.is_blank(noun.end, placed.edge)
        is_noun = self.words.determiners.before(self.view, self.reader.word_end(noun.start, self.part_start))
        return is_reached and not is_noun and bool(self.words.determiners.words) and self.find_by_before() is None

    def is_of_last_share(self) -> bool:
        """Whether the percentage before was a share, and a verb says what it became: baixou para 27,5 %."""
        last, claimed = self.place.last_percent, self.place.before
        if last is None or claimed is None or claimed.name != SHARE or last.start < self.part_start:
            return False
        between = [one.label for one in self.list_said(last.end, self.start)]
        return bool(between) and set(between) <= {RISE, FALL}

    def find_subject_behind(self) -> Claimed | None:
        """Return what the subject is, where it stands behind its verb: umabot sa 6 porsiyento ang paglago."""
        behind = first_after(self.place.said, self.end)
        is_noun = behind is not None and behind.label in {GROWTH_NOUN, FALL_NOUN, SHARE_NOUN}
        return self.claim_by(behind) if behind and is_noun and self.is_next_but_time(behind.start) else None

    def is_risen_from(self, first: Figure | None, second: Figure | None) -> bool:
        """Whether a word behind a percentage says that the next is what it became: ২১ শতাংশ থেকে বেড়ে ২২ শতাংশ."""
        if first is None or second is None or first.unit != PERCENT or second.unit != PERCENT:
            return False
        opened = self.words.from_behind.match(self.folded, first.end)
        return opened is not None and len(self.folded[opened.end() : second.start].split()) <= RISEN

    def is_of_next_share(self) -> bool:
        """Whether the next percentage, which this one became, is a share of something: from 18 % to 24 % of exports."""
        following = self.place.following
        if following is None or following.unit != PERCENT:
            return False
        placed = self.words.placed.before(self.view, self.reader.word_end(following.start, self.end))
        is_onward = placed is not None and self.is_blank(self.end, placed.edge)
        return is_onward and self.measures.share_of.match(self.folded, following.end) is not None

    def find_turn(self, verb: Mention) -> int:
        """Return -1 where the end of the clause turns its verb, nahm um 5 % ab, else 1."""
        if self.of_money.turned_verbs.fullmatch(self.folded, verb.start, verb.end) is None:
            return 1
        turned = self.of_money.turning_last.search(self.folded, self.end, self.end + SAID_OF)
        is_apart = turned is None or CLAUSE_END.search(self.folded, self.end, turned.start()) is not None
        return 1 if is_apart else -1

    def find_next_to_verb(self) -> Mention | None:
        """Return what says right before the number that something rose or fell, or is a share."""
        last = last_before(self.place.said, self.start)
        if last is None or last.end < max(self.place.floor, self.clause_start):
            return None
        between = self.folded[last.end : self.start]
        is_next = self.of_money.joint.fullmatch(between) is not None or self.is_by(last.end)
        return last if is_next and last.label in {*SIGNS, *SAID_OF_WHAT} else None

    def is_by(self, place: int) -> bool:
        """Whether one word alone, by which something rose, stands between a place and the number."""
        by = self.find_by_before()
        return by is not None and CLITIC.fullmatch(self.folded, place, by) is not None

    def find_by_before(self) -> int | None:
        """Return where a "by" right before the number starts."""
        by = self.measures.by.before(self.view, self.start)
        return by.edge if by and by.edge >= self.place.floor else None

    def find_direct(self) -> Claimed | None:
        """Return what the word right before the number says: rose 5 %, accounted for 5 %."""
        worded = self.words.signs.before(self.view, self.start)
        if worded and worded.edge >= self.place.floor:
            return Claimed(GROWTH, SIGNS[worded.word.label])
        direct = self.find_next_to_verb()
        behind = self.words.behind.after(self.view, self.reader.next_word(self.end))
        if direct and behind and direct.label == SHARE_WORD and behind.word.label in SIGNS:
            return Claimed(GROWTH, SIGNS[behind.word.label])  # bought 8 % more
        return self.claim_by(direct) if direct else None

    def is_more(self) -> bool:
        """Whether the words right behind the number say that it is more or less: 8 % de plus."""
        behind = self.words.behind.after(self.view, self.reader.next_word(self.end))
        return behind is not None and behind.word.label in SIGNS

    def claim_by(self, said: Mention) -> Claimed:
        """Return what a number claims by what is said of it."""
        if said.label in {SHARE_WORD, SHARE_NOUN}:
            return Claimed(SHARE)
        # By how much a share rose in percent, and not in points, few mean.
        if said.label in {RISE, FALL} and self.is_of_share(said):
            is_settled = self.words.verbs_follow and said.end <= self.start and self.is_of_points(said)
            return Claimed(SHARE) if is_settled else Claimed()
        return Claimed(GROWTH, SIGNS[said.label or RISE] * self.find_turn(said))

    def is_of_share(self, verb: Mention) -> bool:
        """Whether a share is what a verb says to rise."""
        subjects = [one for one in self.list_said(self.clause_start, verb.start) if one.label != OTHER]
        return bool(subjects) and subjects[-1].label == SHARE_NOUN

    def find_behind(self) -> Claimed | None:
        """Return what the words right behind the number say: 5 % higher, 5 % of exports."""
        joined = self.words.behind_joiner.match(self.folded, self.end)
        if self.find_hedge_end() > self.end:
            return None
        glued = self.of_money.gap_behind.match(self.folded, self.end)
        ends = [glued.end() if glued else self.end, joined.end() if joined else self.end, self.find_base_end()]
        for place in (self.end, self.reader.next_word(self.end), *ends):
            behind = self.words.behind.after(self.view, place)
            if behind and behind.word.label == SHARE_WORD:
                return Claimed(SHARE)
            if behind:
                return Claimed(GROWTH, SIGNS[behind.word.label])
            noun = [one for one in self.list_said(place, place + 1) if one.label in {GROWTH_NOUN, FALL_NOUN}]
            if noun:
                return Claimed(GROWTH, SIGNS[noun[0].label or RISE])
        return self.find_more_goods() or self.find_of_whole()

    def find_of_whole(self) -> Claimed | None:
        """Return a share where its whole stands behind it, 5 % of exports, and no sign says that it is a growth."""
        # El 39 % de las exportaciones: an article may be the word for "by", too, where nothing rose.
        is_by = self.find_by_before() is not None and bool(self.list_moves(self.part_start, self.start))
        if self.is_of_whole() and not is_by and not self.find_signed():
            return self.find_parallel() or Claimed(SHARE)
        return None

    def is_word(self) -> bool:
        """Whether the number is printed as a word: doubled, a third."""
        return not any(map(str.isdigit, self.folded[self.figure.start : self.end]))

    def find_more_goods(self) -> Claimed | None:
        """Return a growth where the word for more stands behind goods: 8 % de voitures en moins."""
        goods = self.words.behind_goods.match(self.folded, self.end)
        more = self.words.behind.after(self.view, goods.start("more")) if goods else None
        return Claimed(GROWTH, SIGNS[more.word.label]) if more and more.word.label in SIGNS else None

    def is_of_whole(self) -> bool:
        """Whether what the number is a share of stands behind it, and no time, of which it is: the 5 % of April."""
        if self.is_word() and self.measures.fraction_of.match(self.folded, self.end):
            return True
        of = self.measures.share_of.match(self.folded, self.end)
        if of is None:
            return False
        if within(self.list_flows(), self.end, of.end()):
            return True
        times = within(self.place.sentence.times, self.end, of.end() + ONE_BLANK + 1)
        return not any(self.is_blank(of.end(), max(time.start, of.end())) for time in times)

    def find_parallel(self) -> Claimed | None:
        """Return the growth that a number is beside another of one: rises of 20 % of exports and 28 % of imports."""
        last, claimed = self.place.previous, self.place.before
        if last is None or claimed is None or claimed.name not in CHANGED_BY or last.unit != PERCENT:
            return None
        between = self.folded[last.end : self.start]
        is_alike = self.measures.share_of.match(self.folded, last.end) is not None
        is_next = len(between) <= CHAINED and self.words.and_last.search(between) is not None
        return claimed if is_alike and is_next and not self.list_said(last.end, self.start) else None

    def find_base_end(self) -> int:
        """Return where the word behind what a growth is counted from starts: 5 % year-on-year increase."""
        base = self.words.bases.after(self.view, self.reader.next_word(self.end))
        return self.reader.next_word(base.edge) if base else self.reader.next_word(self.end)

    def find_signed(self) -> Claimed | None:
        """Return a growth where its sign is printed: (+5 %)."""
        is_signed = PLUS_BEFORE.search(self.folded, max(self.figure.start - 2, 0), self.figure.start) is not None
        numeral = self.figure.numeral
        is_signed = is_signed or (numeral is not None and numeral.value < 0)
        return Claimed(GROWTH) if is_signed else None

    def find_by(self) -> Claimed | None:
        """Return a growth with "by" right before it, and the verb in another clause: at a slower pace, by 5 %."""
        if self.find_by_before() is None:
            return None
        # Um 5 % gestiegene Exporte: a verb behind its number is found as that of money is; a balance turns its sign.
        if self.figure.kind == "change" and self.figure.flow != "balance" and self.of_money.by_last.words:
            return self.find_change_of_money()
        changes = [one for one in self.list_said(self.part_start, self.start) if one.label in SIGNS]
        split = self.find_split_verb() if not changes else None
        if split:
            return split
        # На 5 % выросли: the verb behind it comes before those of clauses that have numbers of their own.
        behind = self.find_verb_next() if not changes or changes[-1].end <= self.place.floor else None
        if behind:
            return self.claim_by(behind)
        return self.claim_by(changes[-1]) if changes else None

    def find_split_verb(self) -> Claimed | None:
        """Return the growth that a verb with its particle behind the number says: gaben um 3 % nach."""
        end = min(self.end + SAID_OF, self.place.sentence.end)
        mark = CLAUSE_END.search(self.folded, self.end, end)
        for label, verb, particle in self.words.split_verbs:
            is_behind = particle.search(self.folded, self.end, mark.start() if mark else end) is not None
            if is_behind and verb.search(self.folded, self.part_start, self.start):
                return Claimed(GROWTH, SIGNS[label])
        return None

    def find_verb_next(self) -> Mention | None:
        """Return the verb of a growth right behind the number, in a language where it may stand there."""
        behind = first_after(self.place.said, self.end) if self.words.has_verbs_behind else None
        is_verb = behind is not None and behind.label in {RISE, FALL} and behind.end <= self.place.ceiling
        return behind if behind and is_verb and self.is_blank(self.end, behind.start) else None

    def find_stated_growth(self) -> Claimed | None:
        """Return a growth whose noun a verb states, though it may say a share, too: рост составляет 5 %."""
        noun = self.find_stated_noun()
        is_share = self.measures.share_of.match(self.folded, self.end) is not None
        return Claimed(GROWTH, SIGNS[noun]) if noun in SIGNS and not is_share else None

    def find_share_again(self) -> Claimed | None:
        """Return a share of a noun that a verb states, in a bracket behind one, or behind a rank beside one."""
        if self.find_stated_noun() == SHARE_NOUN:
            return Claimed(SHARE)
        if self.is_listed() or self.is_in_structure():
            return Claimed(SHARE)
        before, last = self.place.before, self.place.previous
        if before is None or before.name != SHARE or last is None:
            return None
        between = self.folded[last.end : self.start]
        if self.list_said(last.end, self.start):
            return None
        if last.unit == RANK_UNIT:
            return Claimed(SHARE) if BEHIND_RANK.fullmatch(between) else None
        # A share of another time: 45 % (in 2021: 40 %).
        times = within(self.place.sentence.times, last.end, self.start)
        is_other_time = last.unit == PERCENT and bool(times) and BRACKETED.fullmatch(between) is not None
        return Claimed(SHARE) if is_other_time and not self.list_flows_between(last.end) else None

    def is_listed(self) -> bool:
        """Whether the number is alone in a bracket behind one of several names: лидируют Китай (19 %), ЕС (17 %)."""
        opened = BRACKET_BEFORE.search(self.folded, max(self.start - 2, 0), self.start)
        if opened is None or self.folded[self.end : self.end + 1] != ")":
            return False
        listed = [at for at, _ in self.words.share_lists.scan(self.view.part(self.part_start, opened.start()))]
        if not listed:
            return False
        return not self.list_moves(self.part_start + listed[-1], self.start)

    def is_in_structure(self) -> bool:
        """Whether a noun and a colon say that what is listed behind are shares: structure: fuel 61 %, metals 14 %."""
        opened = self.words.structures.search(self.folded, self.part_start, self.start)
        if opened is None or self.list_said(opened.end(), self.start):
            return False
        return not within(self.list_flows(), opened.end(), self.start)

    def list_flows_between(self, start: int) -> Sequence[Mention]:
        """Return the flows that are named between a place and the number."""
        return within(self.list_flows(), start, self.start)

    def find_compared(self) -> Claimed | None:
        """Return what the percentage claims that another is compared with: 36 %, against 33 % a year before."""
        near = within(self.place.sentence.mentions, self.part_start, self.end)
        baselines = [one for one in near if one.label == "baseline"]
        baseline = last_before(baselines, self.start)
        is_next = baseline is not None and self.is_blank(baseline.end, self.start)
        compared = self.words.base_before.search(self.folded, max(self.start - BESIDE, self.place.floor), self.start)
        floor = max(self.start - FAR_BESIDE, self.place.floor)
        is_expected = self.words.expected.search(self.folded, floor, self.start) is not None
        if not is_next and not is_expected and (compared is None or not self.is_blank(compared.end(), self.start)):
            return None
        if any(one.label in {SHARE_NOUN, SHARE_WORD} for one in self.list_said(self.part_start, self.start)):
            return Claimed(SHARE)
        last = self.place.before
        # Of what fell by 2 %, compared with 5 % before, no one can tell which way it went.
        if last is None or (last.name in CHANGED_BY and last.sign < 0):
            return Claimed()
        return last._replace(of=None) if last.name in {GROWTH, SHARE} and not last.is_ratio else Claimed()

    def find_chained(self) -> Claimed | None:
        """Return what the percentage before claims, where one verb is of both: rose 5 % and 13 % respectively."""
        return self.find_restated() or self.find_in_bracket() or self.find_next_of_row()

    def find_restated(self) -> Claimed | None:
        """Return a growth where a percentage says by how much the change before it was: by RM3 billion, or 5 %."""
        last = self.place.previous
        if last is None or self.figure.start - last.end > CHAINED:
            return None
        is_change = last.kind == "change" or (self.place.last is not None and self.place.last.name in CHANGED_BY)
        if not is_change or not self.words.restated.fullmatch(self.folded[last.end : self.start]):
            return None
        changes = [one for one in self.list_said(self.part_start, last.start) if one.label in SIGNS]
        return Claimed(GROWTH, SIGNS[changes[-1].label or RISE] if changes else -1 if last.is_said_negative else 1)

    def find_in_bracket(self) -> Claimed | None:
        """Return what a percentage in a bracket with another time claims: 5 % in 2024 (3 % in 2023)."""
        last, claimed = self.place.last_percent, self.place.before
        opened = BRACKET_BEFORE.search(self.folded, max(self.start - 2, 0), self.start)
        if last is None or claimed is None or opened is None or claimed.is_ratio:
            return None
        near, own = self.place.sentence.times, within(self.place.sentence.times, self.end, self.end + BEHIND)
        times = within(near, last.end, opened.start())
        is_time = (
            bool(times) and self.is_blank(last.end, times[0].start) and self.is_blank(times[-1].end, opened.start())
        )
        is_own = bool(own) and self.is_blank(self.end, own[0].start) and self.folded[own[0].end : own[0].end + 1] == ")"
        is_told = claimed.name == SHARE or (claimed.name == GROWTH and claimed.sign > 0)
        return claimed._replace(of=None) if is_time and is_own and is_told else None

    def find_next_of_row(self) -> Claimed | None:
        """Return what the percentage before claims, where this is the next of a row with the same verb."""
        last, claimed = self.place.last_percent, self.place.before
        if last is None or claimed is None:
            return None
            return None
        between = self.folded[last.end : self.start]
        reach = ROW_OF_SHARES if claimed.name == SHARE else CHAINED
        if len(between) > (FOLLOWED if self.words.then.search(between) else reach):
            return None
        same = {*OF_UNITS, *({SHARE_WORD, SHARE_NOUN} if claimed.name == SHARE else set())}
        if not self.goes_on(between) or any(one.label not in same for one in self.list_said(last.end, self.start)):
            return None
        # In brackets behind names stand shares where the first is one, and of a growth a sign alone.
        is_bracketed = BRACKET_BEFORE.search(self.folded, max(self.start - 2, 0), self.start) is not None
        is_row = ";" in between or self.words.chained.search(between) is not None
        is_row = is_row and (not is_bracketed or claimed.name == SHARE)
        # Kept rates at 5 %: it stood there, and did not rise by it.
        is_row = is_row and (claimed.name == SHARE or self.words.stood_at.search(between) is None)
        # A verb that is not listed says something else of it.
        by = self.find_by_before()
        is_row = is_row and self.words.unlisted_verb.search(self.folded, last.end, by or self.start) is None
        if is_row and claimed.name in {*CHANGED_BY, SHARE} and not claimed.is_ratio:
            return claimed._replace(of=None)
        return None

    def goes_on(self, between: str) -> bool:
        """Whether a row goes on behind a semicolon, where but a few words follow it: rose 5 %; imports 2 %."""
        before, mark, behind = between.rpartition(";")
        return not mark or (";" not in before and len(behind.split()) <= FEW)

    def find_in_clause(self) -> Claimed | None:
        """Return what the clause says before the number, with no other number between."""
        floor = max(self.clause_start, self.place.floor)
        said = [one for one in self.list_said(floor, self.start) if one.label in {*SIGNS, *SAID_OF_WHAT}]
        if not said and self.folded[self.clause_start - 1 : self.start].strip() == ":":
            # Export growth: 5 % in 2023.
            said = [one for one in self.list_said(self.part_start, self.start) if one.label in SAID_OF_WHAT]
        if not said or BRACKET_BEFORE.search(self.folded, max(self.start - 2, 0), self.start):
            return None
        return self.claim_by(said[-1])

    def find_based(self) -> Claimed | None:
        """Return a growth where what it is counted from stands right behind the number: 16.4 % year on year."""
        based = self.words.bases.after(self.view, self.reader.next_word(self.end))
        if based is None:
            return None
        changes = [one for one in self.list_said(self.part_start, self.start) if one.label in SIGNS]
        if changes:
            return self.claim_by(changes[-1])
        # Without a verb that is known, what stands before may be one that is not.
        is_label = self.folded[self.start - 1 : self.start] in {"(", ":", "[", "|", "\t", "\n"}
        return Claimed(GROWTH) if is_label else None

    def find_whole_before(self) -> Claimed | None:
        """Return a share where the whole stands right before it: মোট রপ্তানির ৮১ শতাংশ."""
        whole = self.words.whole_before.search(self.folded, max(self.start - BEHIND, self.place.floor), self.start)
        return Claimed(SHARE) if whole else None

    def find_verb_behind(self) -> Claimed | None:
        """Return what the verb behind the number says, in a language whose verbs stand last."""
        if not self.words.verbs_follow:
            return None
        place = self.place
        said = [one for one in place.said if one.label not in OF_UNITS]
        # One verb may be of all percentages of a row: yüzde 5, ithalat yüzde 3 arttı.
        for number in range(place.number, min(place.number + ROW, len(place.figures))):
            at = place._replace(number=number)
            if number > place.number and (at.figure.unit != PERCENT or not self.is_row()):
                return None
            behind = first_after(said, at.figure.end if number > place.number else self.find_hedge_end())
            if behind and behind.start < min(at.ceiling, at.figure.end + BEHIND) and behind.label in VERBS:
                if CLAUSE_END.search(self.folded, at.figure.end, behind.start):
                    return None
                # Payı yüzde 18 iken yüzde 24'e yükseldi: of a share that rose, what comes first is what it was.
                subjects = self.list_said(self.part_start, self.start)
                is_share = bool(subjects) and subjects[-1].label == SHARE_NOUN
                return Claimed(SHARE) if is_share and number > place.number else self.claim_by(behind)
        return None

    def is_row(self) -> bool:
        """Whether the verb of the next percentage may be of this, too: yüzde 5, ithalat yüzde 3; payı yüzde 18 iken."""
        if self.words.row_goes_on.match(self.folded, self.end):
            return True
        subjects = self.list_said(self.part_start, self.start)
        return bool(subjects) and subjects[-1].label == SHARE_NOUN

    def find_change_of_money(self) -> Claimed | None:
        """Return a growth where what is said of money makes the number a change."""
        if self.figure.kind != "change":
            return None
        return Claimed(GROWTH, -1 if self.figure.is_said_negative else 1)

    def find_points(self) -> Claimed:
        """Return the change that points are, or nothing where they may be of anything: the market rose 20 points."""
        near = (self.part_start, self.end + FAR_OFF)
        is_percent = any(one.unit == PERCENT for one in within(self.place.figures, *near))
        is_share = any(one.label == SHARE_NOUN for one in self.list_said(*near))
        is_named = self.reader.lexicon.percent.search(self.folded, self.figure.start, self.end) is not None
        return Claimed(CHANGE, self.find_sign()) if is_percent or is_share or is_named else Claimed()

    def find_sign(self) -> int:
        """Return the sign that the words beside a change give it."""
        behind = self.find_behind()
        if behind and behind.name in CHANGED_BY:
            return behind.sign
        changes = [one for one in self.list_said(self.part_start, self.start) if one.label in SIGNS]
        if changes:
            return SIGNS[changes[-1].label or RISE]
        follows = self.find_verb_behind()
        return follows.sign if follows else -1 if self.figure.is_said_negative else 1

    def find_multiple(self) -> Claimed:
        """Return what a multiple claims: grew 1.7 times, doubled, sank to a half."""
        said = self.find_next_to_verb() or self.find_last_change()
        behind = self.words.behind.after(self.view, self.reader.next_word(self.end))
        follows = self.find_verb_behind()
        if said or follows:
            sign = SIGNS.get(said.label or RISE, 1) if said else follows.sign if follows else 1
            return Claimed(GROWTH, sign, is_ratio=True)
        if behind and behind.word.label in SIGNS and not within(self.list_flows(), behind.edge, behind.edge + OF_NOUN):
            return Claimed(GROWTH, SIGNS[behind.word.label], is_ratio=True)
        if self.is_word() or self.is_based() or self.words.became_behind.match(self.folded, self.end):
            return Claimed(GROWTH, is_ratio=True)
        # Of grain by 28 %, of wheat 1.3 times.
        last = self.place.before
        is_next = last is not None and last.name == GROWTH and not self.list_said(self.place.floor, self.start)
        return Claimed(GROWTH, last.sign, is_ratio=True) if last and is_next else Claimed()

    def is_based(self) -> bool:
        """Whether what a multiple is one of stands behind it, in its clause: 1.7 times the value of a year earlier."""
        end = min(self.place.ceiling, self.end + BEHIND)
        clause_end = CLAUSE_END.search(self.folded, self.end, end)
        reach = clause_end.start() if clause_end else end
        if within(self.list_flows(), self.end, reach):
            return False
        based = [at for at, _ in self.words.bases.scan(self.view.part(self.end, self.end + NEAR_BASE))]
        times = within(self.place.sentence.times, self.end, reach)
        compared = self.words.multiple_of.match(self.folded, self.end)
        places = {self.end, compared.end() if compared else self.end}
        # 1.6 times that of 2019, 1,6 kali lipat dibanding 2019.
        is_next = any(self.is_blank(place, max(time.start, place)) for time in times for place in places)
        return is_next or any(self.end + at < reach for at in based)

    def find_last_change(self) -> Mention | None:
        """Return the verb of the clause before the number that says a rise or a fall."""
        floor = max(self.clause_start, self.place.floor)
        changes = [one for one in self.list_said(floor, self.start) if one.label in SIGNS]
        return changes[-1] if changes else None

    def describe(self, claimed: Claimed) -> Claimed:
        """Return what is claimed with what grew, and whether as a mean of several years."""
        if claimed.name == GROWTH and self.is_annual():
            claimed = claimed._replace(name=ANNUAL_GROWTH)
        grown = find_grown(self.place) if claimed.name in CHANGED_BY else Grown()
        is_trade = claimed.is_trade and not self.is_of_other()
        return claimed._replace(of=grown.of, flow=grown.flow, is_trade=is_trade, has_hedge=not self.is_hedge_verb)

    def is_annual(self) -> bool:
        """Whether a growth is a mean of several years."""
        clause_end = CLAUSE_END.search(self.folded, self.end, min(self.place.ceiling, self.end + BEHIND))
        end = clause_end.start() if clause_end else min(self.place.ceiling, self.end + BEHIND)
        if self.has(self.words.annual_before, self.clause_start, self.start) or self.has(
            self.words.annual_before, self.end, end
        ):
            return True
        if self.is_average():
            return True
        hits = self.words.annual.scan(self.view.part(self.end, end))
        # Im Jahr 2023 is that year.
        labels = {one.word.label: at for at, one in hits if YEAR.match(self.folded, self.end + one.edge) is None}
        # "A year earlier" counts from a year, "a year" is each of several.
        based = [at for at, found in self.words.bases.scan(self.view.part(self.end, self.end + NEAR_BASE))]
        if "annual" in labels:
            return not any(at <= labels["annual"] for at in based)
        months = self.figure.months
        is_of_years = months is not None and months.month_count > MONTHS_IN_YEAR
        return bool(labels) and (is_of_years or find_years(self.place) is not None)

    def is_average(self) -> bool:
        """Whether the word right before a growth, or before its "by", makes it a mean one of several years."""
        months = self.figure.months
        if months is not None and months.month_count <= MONTHS_IN_YEAR:
            return False
        by = self.find_by_before()
        places = [self.start, self.reader.word_end(by, self.place.floor) if by else self.start]
        return any(self.words.average_before.before(self.view, place) for place in places)

    def has(self, table: Table, start: int, end: int) -> bool:
        """Whether a word of a table stands in a stretch."""
        return any(True for _ in table.scan(self.view.part(start, max(start, end))))

    def is_of_other(self) -> bool:
        """Whether what grows is no trade: the subject named last before the number is another."""
        others = [one for one in self.list_said(self.part_start, self.start) if one.label in {OTHER, RATE_WORD}]
        others = [one for one in others if not self.is_whole(one)]
        if not others:
            return False
        flow = last_before(self.list_flows(), self.start)
        return flow is None or flow.start < others[-1].start

    def is_whole(self, other: Mention) -> bool:
        """Whether something is but the whole of which a percentage before is a share: two thirds of output."""
        before = [one for one in within(self.place.figures, self.part_start, self.start) if one.end <= other.start]
        of = self.measures.share_of.match(self.folded, before[-1].end) if before else None
        return of is not None and self.is_blank(of.end(), other.start)


def _is_less(one: Figure, other: Figure) -> bool:
    """Whether a number is less than another."""
    if one.numeral is None or other.numeral is None:
        return False
    return abs(one.numeral.value) < abs(other.numeral.value)
