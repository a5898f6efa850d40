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
CHANGED_BY = {GROWTH, ANNUAL_GROWTH}
SAID_OF_WHAT = {SHARE_NOUN, SHARE_WORD, GROWTH_NOUN, FALL_NOUN}
VERBS = {*SIGNS, *SAID_OF_WHAT}
ROW = 3  # percentages that one verb is of
OF_UNITS = {VOLUME, VALUE}
NEAR_BASE = 90  # characters behind a percentage in which what it is counted from stands
BESIDE = 24  # characters before a percentage in which a word that compares stands
ONE = 1
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
        return is_based is not None

    def find_clause_start(self) -> int:
        """Return where the clause of the number starts, or the stretch in which its words are looked for."""
        floor = max(self.part_start, self.start - SAID_OF)
        ends = [match.end() for match in CLAUSE_END.finditer(self.folded, floor, self.start)]
        return ends[-1] if ends else floor

    def find_percent(self) -> Claimed:
        """Return what a percentage claims."""
        if self.is_of_target():
            return Claimed()
        if self.is_ratio():
            return Claimed(GROWTH, is_ratio=True)
        rate = self.find_rate()
        if rate:
            return rate
        if self.is_placed() or self.is_placed_behind():
            return self.find_reached()
        return (
            self.find_direct()
            or self.find_behind()
            or self.find_whole_before()
            or self.find_signed()
            or self.find_by()
            or self.find_verb_behind()
            or self.find_compared()
            or self.find_chained()
            or self.find_in_clause()
            or self.find_based()
            or self.find_change_of_money()
            or Claimed()
        )

    def is_placed(self) -> bool:
        """Whether a word right before a percentage says that something rose to or from it."""
        placed = self.words.placed.before(self.view, self.start)
        if placed is None or placed.edge < self.place.floor or self.is_range(placed.edge):
            return False
        by = self.find_by_before()
        return by is None or by >= placed.edge  # by more than, whose than is a from, too

    def is_placed_behind(self) -> bool:
        """Whether a word or an ending right behind a percentage says that something rose to or from it."""
        if self.words.reached_behind.match(self.folded, self.end):
            return True
        # Of more than 5 %, yüzde 5'ten fazla, the ending belongs to the hedge.
        if self.words.placed_behind.match(self.folded, self.end) and not self.reader.find_hedge_after(self.end):
            return True
        place = self.place
        return self.is_risen_from(place.previous, self.figure) or self.is_risen_from(self.figure, place.following)

    def is_of_target(self) -> bool:
        """Whether a percentage says how far something is from what was planned: 5 % below target."""
        # Where verbs stand last, one behind a growth says that it is expected: yüzde 5 artması bekleniyor.
        if self.words.verbs_follow:
            planned = last_before(self.list_statuses(self.part_start, self.start), self.start)
            return planned is not None and self.words.base_behind.match(self.folded, planned.end) is not None
        behind = self.words.behind.after(self.view, self.reader.next_word(self.end))
        of = self.measures.share_of.match(self.folded, self.end)
        place = behind.edge if behind else of.end() if of else None
        if place is None:
            return False
        status = first_after(self.list_statuses(place, place + BEHIND), place)
        return status is not None and len(self.folded[place : status.start].split()) <= ONE

    def list_statuses(self, start: int, end: int) -> list[Mention]:
        """Return what a stretch says to be planned or expected."""
        return [one for one in within(self.place.sentence.mentions, start, end) if one.label in STATUSES]

    def is_range(self, place: int) -> bool:
        """Whether a number that is no year stands right before a place: from 5 to 7 per cent."""
        return RANGE_BEFORE.search(self.folded, max(place - 6, 0), place) is not None

    def is_ratio(self) -> bool:
        """Whether a percentage is of what was: 104.1 % of the level of 2023."""
        if self.find_by_before() or self.find_next_to_verb():
            return False
        if self.measures.of_base.match(self.folded, self.end):
            return True
        before = self.measures.of_base_before.search(self.folded, max(self.start - BEHIND, 0), self.start)
        if before is None:
            return False
        behind = self.reader.next_word(self.end)
        if self.words.bases.after(self.view, behind) or self.words.base_before.match(self.folded, behind):
            return True
        times = within(self.place.sentence.times, self.end, self.end + BEHIND)
        return any(self.is_blank(self.end, time.start) for time in times)

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
        if self.measures.share_of.match(self.folded, self.end):
            return Claimed(SHARE)
        return self.find_subject_reached() or self.find_subject_behind()

    def find_subject_reached(self) -> Claimed | None:
        """Return what the subject before a percentage that something rose to or from says of it."""
        for one in reversed(self.list_said(self.part_start, self.start)):
            if one.label in {GROWTH_NOUN, FALL_NOUN}:
                return Claimed(GROWTH, SIGNS[one.label], is_reached=True)
            if one.label in {SHARE_NOUN, SHARE_WORD}:
                return Claimed(SHARE)
            if one.label == RATE_WORD:
                return Claimed(is_trade=False)
        return None

    def find_subject_behind(self) -> Claimed:
        """Return what the subject behind such a percentage says of it, or the next one."""
        # Where verbs lead, their subject may stand behind: umabot sa 6 porsiyento ang paglago.
        behind = first_after(self.place.said, self.end)
        is_noun = behind is not None and behind.label in {GROWTH_NOUN, FALL_NOUN, SHARE_NOUN}
        if behind and is_noun and self.is_next_but_time(behind.start):
            return self.claim_by(behind)
        # Of two that one share rose from and to, the second may say of what.
        return Claimed(SHARE) if self.is_of_next_share() else Claimed()

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
        return by is not None and self.is_blank(place, by)

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
        return self.claim_by(direct) if direct else None

    def claim_by(self, said: Mention) -> Claimed:
        """Return what a number claims by what is said of it."""
        if said.label in {SHARE_WORD, SHARE_NOUN}:
            return Claimed(SHARE)
        # By how much a share rose in percent, and not in points, few mean.
        if said.label in {RISE, FALL} and self.is_of_share(said):
            return Claimed()
        return Claimed(GROWTH, SIGNS[said.label or RISE] * self.find_turn(said))

    def is_of_share(self, verb: Mention) -> bool:
        """Whether a share is what a verb says to rise."""
        subjects = [one for one in self.list_said(self.clause_start, verb.start) if one.label != OTHER]
        return bool(subjects) and subjects[-1].label == SHARE_NOUN

    def find_behind(self) -> Claimed | None:
        """Return what the words right behind the number say: 5 % higher, 5 % of exports."""
        joined = self.words.behind_joiner.match(self.folded, self.end)
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
        return self.find_parallel() or Claimed(SHARE) if self.is_of_whole() else None

    def is_of_whole(self) -> bool:
        """Whether a percentage is of a whole behind it, and not by how much something of that changed."""
        if self.is_word() and self.measures.fraction_of.match(self.folded, self.end):
            return True
        if self.measures.share_of.match(self.folded, self.end) is None:
            return False
        changes = [one for one in self.list_said(self.part_start, self.start) if one.label in SIGNS]
        return self.find_by_before() is None or not changes

    def is_word(self) -> bool:
        """Whether the number is printed as a word: doubled, a third."""
        return not any(map(str.isdigit, self.folded[self.figure.start : self.end]))

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
        return self.claim_by(changes[-1]) if changes else None

    def find_compared(self) -> Claimed | None:
        """Return what the percentage claims that another is compared with: 36 %, against 33 % a year before."""
        near = within(self.place.sentence.mentions, self.part_start, self.end)
        baselines = [one for one in near if one.label == "baseline"]
        baseline = last_before(baselines, self.start)
        is_next = baseline is not None and self.is_blank(baseline.end, self.start)
        compared = self.words.base_before.search(self.folded, max(self.start - BESIDE, self.place.floor), self.start)
        if not is_next and (compared is None or not self.is_blank(compared.end(), self.start)):
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
        return self.find_restated() or self.find_next_of_row()

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

    def find_next_of_row(self) -> Claimed | None:
        """Return what the percentage before claims, where this is the next of a row with the same verb."""
        last, claimed = self.place.last_percent, self.place.before
        if last is None or claimed is None:
            return None
        between = self.folded[last.end : self.start]
        if len(between) > (FOLLOWED if self.words.then.search(between) else CHAINED):
            return None
        same = {*OF_UNITS, *({SHARE_WORD, SHARE_NOUN} if claimed.name == SHARE else set())}
        if ";" in between or any(one.label not in same for one in self.list_said(last.end, self.start)):
            return None
        # In brackets behind names stand shares where the first is one, and of a growth a sign alone.
        is_bracketed = BRACKET_BEFORE.search(self.folded, max(self.start - 2, 0), self.start) is not None
        is_row = self.words.chained.search(between) is not None and (not is_bracketed or claimed.name == SHARE)
        if is_row and claimed.name in {*CHANGED_BY, SHARE} and not claimed.is_ratio:
            return claimed._replace(of=None)
        return None

    def find_in_clause(self) -> Claimed | None:
        """Return what the clause says before the number, with no other number between."""
        floor = max(self.clause_start, self.place.floor)
        said = [one for one in self.list_said(floor, self.start) if one.label in {*SIGNS, *SAID_OF_WHAT}]
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
            if at.figure.unit != PERCENT and number > place.number:
                return None
            behind = first_after(said, at.figure.end)
            if behind and behind.start < min(at.ceiling, at.figure.end + BEHIND) and behind.label in VERBS:
                if CLAUSE_END.search(self.folded, at.figure.end, behind.start):
                    return None
                # Payı yüzde 18 iken yüzde 24'e yükseldi: of a share that rose, what comes first is what it was.
                subjects = self.list_said(self.part_start, self.start)
                is_share = bool(subjects) and subjects[-1].label == SHARE_NOUN
                return Claimed(SHARE) if is_share and number > place.number else self.claim_by(behind)
        return None

    def find_verb_of_next(self) -> Claimed | None:
        """Return what the verb behind the next percentage says, where it is that of both: by 5 % and 13 % rose."""
        following = self.place.following
        if following is None or following.unit != PERCENT or following.start - self.end > CHAINED:
            return None
        between = self.folded[self.end : following.start]
        if ";" in between or not self.words.chained.search(between):
            return None
        finder = KindFinder(self.place._replace(number=self.place.number + 1))
        return finder.find_direct() or finder.find_behind() or finder.find_verb_behind()

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
        is_next = any(self.is_blank(self.end, time.start) for time in times)
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
        labels = {found.word.label: at for at, found in self.words.annual.scan(self.view.part(self.end, end))}
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
