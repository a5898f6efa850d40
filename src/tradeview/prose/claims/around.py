"""What stands around a measure: the words before it and behind it, its clause, what its sentence names.

It only looks: what a number claims by what stands there is said by the modules that `kinds` asks, each of one idea.
Where verbs stand in a sentence is told by the words of its language (`verbs_follow`, `verb_behind`).
"""

import re
from collections.abc import Sequence

from tradeview.prose.claims.claim import ANNUAL_GROWTH, GROWTH
from tradeview.prose.claims.claim_words import (
    FALL_NOUN,
    GROWTH_NOUN,
    SHARE_NOUN,
    SIGNS,
    ClaimWords,
    find_claim_words,
)
from tradeview.prose.claims.claim_words import SHARE as SHARE_WORD
from tradeview.prose.claims.degrees import find_degree_start
from tradeview.prose.claims.grown import OF_NOUN
from tradeview.prose.claims.place import CLAUSE_END, FAR_OFF, Place
from tradeview.prose.context import STATUSES
from tradeview.prose.facts.flow_names import FLOWS
from tradeview.prose.facts.kinds import KindWords, find_kind_words
from tradeview.prose.facts.sentence import Mention, first_after, last_before, within
from tradeview.prose.measures.words import LETTER, PERCENT, POINT, find_measure_words
from tradeview.prose.text.folding import Found, Table

BRACKET_BEFORE = re.compile(r"[(\[] ?[~≈]?\Z")
PLUS_BEFORE = re.compile(r"(?<![\d%])\+ ?\Z")
CLITIC = re.compile(rf"(?:-{LETTER}{{1,3}})?\s*")  # of a verb: agravou-se
SAID_OF = 90  # characters before a percentage within which a verb or a share is said of it
BEHIND = 40  # characters behind it within which its own words stand
CHAINED = 60  # characters between two percentages of one verb
NEXT = 12  # characters between points and the noun of their rise
CHANGED_BY = {GROWTH, ANNUAL_GROWTH}
NOUNS_OF_RATES = {SHARE_NOUN, GROWTH_NOUN, FALL_NOUN}
SAID_OF_WHAT = {SHARE_WORD, *NOUNS_OF_RATES}
RATES = {PERCENT, POINT}


class Around:
    """What the sentence of one measure says beside it; all places are places in its passage."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.reader = place.reader
        self.view = place.reader.view
        self.folded = place.reader.folded
        self.words: ClaimWords = find_claim_words(self.reader.lexicon)
        self.of_money: KindWords = find_kind_words(self.reader.lexicon)
        self.measures = find_measure_words(self.reader.lexicon)
        self.figure = place.figure
        start = self.find_start()
        self.start = find_degree_start(self.reader, place.said, place.floor, start)
        self.is_behind_degree = self.start < start
        self.end = self.figure.end
        self.part_start = place.part_start
        self.clause_start = self.find_clause_start()

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

    def find_hedge_end(self) -> int:
        """Return where the hedge behind the number ends, or the number itself: yüzde 5'ten fazla geriledi."""
        hedge = self.reader.find_hedge_after(self.end) if self.figure.hedge and self.words.verbs_follow else None
        return hedge.edge if hedge else self.end

    def list_statuses(self, start: int, end: int) -> list[Mention]:
        """Return what a stretch says to be planned or expected."""
        return [one for one in within(self.place.sentence.mentions, start, end) if one.label in STATUSES]

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

    def is_next_word(self, place: int) -> bool:
        """Whether one word at most stands between the number and a place."""
        between = self.folded[self.end : place]
        return len(between.split()) <= 1 and CLAUSE_END.search(between) is None and "\n" not in between

    def is_next_but_time(self, place: int) -> bool:
        """Whether one word at most, and a time, stand between the number and a place."""
        time = first_after(self.place.sentence.times, self.end)
        if time is None or not self.is_blank(self.end, time.start):
            return self.is_next_word(place)
        return len(self.folded[time.end : place].split()) <= 1

    def list_said(self, start: int, end: int) -> Sequence[Mention]:
        """Return what is said of growth and shares in a stretch."""
        return within(self.place.said, start, end)

    def list_flows(self) -> list[Mention]:
        """Return the flows that the sentence names."""
        near = within(self.place.sentence.mentions, self.part_start, self.end + FAR_OFF)
        return [one for one in near if one.label in FLOWS]

    def is_of_points(self, noun: Mention) -> bool:
        """Whether a noun says by how many points something rose, and so not what it rose to: 3 points de hausse."""
        points = [one for one in self.place.figures if one.unit == POINT]
        if self.words.verbs_follow:
            return any(one.end <= noun.start and noun.start - one.end < NEXT for one in points)
        after = [one for one in points if noun.end <= one.start < noun.end + NEXT]
        # Growth that rose by 3 points rose to what follows.
        return any(not self.list_moves(noun.end, one.start) for one in after)

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

    def is_changed_by(self) -> bool:
        """Whether a "by" right before the number, and no "to", says how much something rose: выросла на 3 тонны."""
        by = self.measures.by.before(self.view, self.start)
        return by is not None and by.edge >= self.place.floor and by.word.printed not in self.reader.lexicon.words("to")

    def is_word(self) -> bool:
        """Whether the number is printed as a word: doubled, a third."""
        return not any(map(str.isdigit, self.folded[self.figure.start : self.end]))

    def has(self, table: Table, start: int, end: int) -> bool:
        """Whether a word of a table stands in a stretch."""
        return any(True for _ in table.scan(self.view.part(start, max(start, end))))

    def find_word_behind(self) -> Found | None:
        """Return the word right behind the number that says a rise, a fall or a share: 5 % higher."""
        return self.words.behind.after(self.view, self.reader.next_word(self.end))
