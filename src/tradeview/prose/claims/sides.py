"""Whose trade a claim is of, and with whom: the economies that its sentence names, by their part in it.

The trade is that of the economy that the text names last as the one whose it is, in the sentence, its paragraph or its
heading; else of the one given, else of the one whose office tells it. The other side is the one named last before the
figure, or right behind it. Where several are named at once, or one that has no code, neither side is settled.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from tradeview.prose.claims.claim import RANK, SHARE
from tradeview.prose.claims.economy_names import ADJECTIVE, HOME, NAME, REGION, Naming, find_economy_names, find_namings
from tradeview.prose.claims.parts import OPEN, OWNER, PAIR, PARTNER, Part, PartFinder
from tradeview.prose.claims.place import Place
from tradeview.prose.claims.side_words import SideWords, find_side_words
from tradeview.prose.claims.stretches import TOTAL, Stretch, list_stretches
from tradeview.prose.facts.sentence import within
from tradeview.prose.measures.words import PERCENT
from tradeview.prose.reading import PassageRead

OFFICE = 40  # characters of the words for an office behind its economy
DATELINE = re.compile(r"(?:, [^,.]{1,16})?[.] [^\W\d_]|,? \d{1,2} |[,;:]? ?[–—-] | \(")
SHARE_OF = 8  # characters between a share and whose whole it is of
MOST_NAMED = 300  # economies of a sentence: a longer run of names says nothing of each
BEHIND = 36  # characters between a figure and the other side that is named behind it


class Sides(NamedTuple):
    """Whose trade, and with whom; none where it is not settled, or with the world."""

    reporter: str | None
    partner: str | None


UNSETTLED = Sides(None, None)


class PassageSides(NamedTuple):
    """A passage with the economies that it names."""

    passage: PassageRead
    words: SideWords
    stretches: list[Stretch]
    namings: list[Naming]


class SideCarrier:
    """What tells the sides of the figures of a text, asked for from left to right.

    Parameters
    ----------
    passages : sequence of PassageRead
        All of the text.
    reporter, partner : str, optional
        The sides that are given: they count where the text names none.
    """

    def __init__(self, passages: Sequence[PassageRead], reporter: str | None, partner: str | None) -> None:
        self.reporter, self.partner = reporter, partner
        self.passages: list[PassageSides] = []
        for passage in passages:
            lexicon = passage.reader.lexicon
            words = find_side_words(lexicon)
            namings = find_namings(find_economy_names(lexicon), passage.reader.view)
            pairs = list(words.find_pairs(passage.reader.folded))
            namings = sorted([*namings, *pairs], key=attrgetter("start"))
            held = PassageSides(passage, words, list(list_stretches(passage)), namings)
            self.passages.append(held)
        self.home = self.find_home()
        self.article: str | None = self.find_only_owner()
        self.paragraph: str | None = None
        self.topic: set[str] = set()  # the two sides of whose trade the heading speaks
        self.has_topic = False
        self.last_partner: str | None = None  # that the text named alone
        self.current: PassageSides | None = None
        self.number = -1  # of the passage
        self.at = -1  # which of its stretches was read last
        self.parts: list[Part] = []

    @property
    def known(self) -> str | None:
        """Whose trade the text speaks of, as far as it has been read."""
        return self.paragraph or self.article or self.reporter or self.home

    def find_home(self) -> str | None:
        """Return the one economy whose office the text names first."""
        for held in self.passages:
            for naming in held.namings:
                if naming.form == HOME or _is_of_office(held, naming):
                    return naming.code
        first = self.passages[0] if self.passages else None
        if first is None or not first.namings or first.namings[0].start > 1:
            return None
        # A dateline: Santiago. Exports of copper
        dateline = DATELINE.match(first.passage.reader.folded, first.namings[0].end)
        return first.namings[0].code if dateline else None

    def find_only_owner(self) -> str | None:
        """Return the one economy whose trade the text names; once is enough where it names no other."""
        owners: list[str | None] = []
        for held in self.passages:
            for stretch in held.stretches:
                if stretch.flows:
                    parts = _find_parts(held, stretch, self.reporter or self.home)
                    owners += [part.code for part in parts if part.part == OWNER]
        named = {one.code for held in self.passages for one in held.namings if one.form not in {HOME, REGION}}
        is_sure = len(owners) > 1 or len(named) == 1
        return owners[0] if len(set(owners)) == 1 and is_sure else None

    def open_passage(self, number: int) -> None:
        """Go on with a passage."""
        self.number, self.at = number, -1
        self.current = self.passages[number]

    # What the text before says

    def read_to(self, place: int) -> Stretch | None:
        """Read on up to the sentence of a place, and return it."""
        held = self.current
        if held is None:
            return None
        target = bisect_right(held.stretches, place, key=attrgetter("start")) - 1
        while self.at < target:
            if self.at >= 0:
                self.remember(held.stretches[self.at])
            self.at += 1
            self.begin(held, held.stretches[self.at])
        return held.stretches[self.at] if self.at >= 0 else None

    def begin(self, held: PassageSides, stretch: Stretch) -> None:
        """Find the parts of the next sentence."""
        folded = held.passage.reader.folded
        before = folded[max(stretch.start - 2, 0) : stretch.start + 1]
        if stretch.start == 0 or "\n" in before:
            self.paragraph = None
        self.parts = _find_parts(held, stretch, self.known)

    def remember(self, stretch: Stretch) -> None:
        """Let what follows have the sides that a sentence names."""
        if not stretch.flows and not stretch.figures:
            return
        owners = [part.code for part in self.parts if part.part == OWNER and part.code]
        if owners:
            self.paragraph = owners[-1]
            self.article = self.article or owners[0]
        partners = {part.code for part in self.parts if part.part == PARTNER}
        pair = [part.code for part in self.parts if part.part == PAIR]
        if len(pair) > 1 and not owners:
            sides = self.split_pair(pair)
            self.paragraph, partners = sides.reporter, {sides.partner}
            self.article = self.article or sides.reporter
        if partners:
            self.last_partner = partners.pop() if len(partners) == 1 else None
        if stretch.flows and not self.has_topic:
            # Of exports to a country alone a text may go on to all exports; of trade with it, it speaks on.
            is_of_both = any(one.flow == TOTAL for one in stretch.flows) or len(pair) > 1
            self.has_topic = True
            if is_of_both and self.last_partner and self.known:
                self.topic = {self.known, self.last_partner}

    def split_pair(self, pair: Sequence[str | None]) -> Sides:
        """Return which of two economies is the one whose trade is told of: the one known, else the first."""
        one, other = pair[-2], pair[-1]
        for known in (self.paragraph, self.article, self.reporter, self.home):
            if known in {one, other} and known is not None:
                return Sides(known, other if known == one else one)
        if self.partner in {one, other} and self.partner is not None:
            return Sides(other if self.partner == one else one, self.partner)
        return Sides(one, other)

    # What the sentence says

    def list_namings(self, place: Place) -> Sequence[Naming]:
        """Return the economies that the sentence of a place names."""
        held = self.current
        return within(held.namings, place.sentence.start, place.sentence.end) if held else ()

    def find_sides(self, place: Place) -> Sides:
        """Return the sides of the figure at a place."""
        stretch = self.read_to(place.sentence.start)
        if stretch is None:
            return Sides(self.reporter, self.partner)
        pair = [part for part in self.parts if part.part == PAIR]
        owner = self.find_owner(place)
        partners = self.find_partners(place, stretch)
        if len(pair) > 1 and not partners and owner is None:
            return self.settle_pair(place, pair)
        if partners:
            return self.settle(owner, partners)
        return self.settle_without_partner(place, stretch, owner)

    def settle_pair(self, place: Place, pair: Sequence[Part]) -> Sides:
        """Return the sides where the sentence names both alike."""
        codes = [part.code for part in pair]
        if None in codes:
            return UNSETTLED
        sides = self.split_pair(codes)
        is_either = place.figure.flow == TOTAL
        is_known = sides.reporter in {self.paragraph, self.article, self.reporter, self.home}
        is_known = is_known or sides.partner == self.partner
        return sides if is_either or is_known else UNSETTLED

    def settle(self, owner: str | None, partners: Sequence[Part]) -> Sides:
        """Return the sides where the sentence names the other one."""
        codes = {part.code for part in partners}
        if len(codes) > 1 or None in codes:
            return UNSETTLED
        partner = codes.pop()
        reporter = owner or self.known
        if reporter == partner:
            # Of two sides the other one trades with the one that the text speaks of.
            reporter = self.other_than(partner) if owner is None else None
        return Sides(reporter, partner) if reporter or not owner else UNSETTLED

    def other_than(self, code: str | None) -> str | None:
        """Return the side of the text that a code is not."""
        return next((one for one in (*sorted(self.topic), self.reporter, self.partner) if one and one != code), None)

    def settle_without_partner(self, place: Place, stretch: Stretch, owner: str | None) -> Sides:
        """Return the sides where the sentence names no other one: that of the text, or the one given."""
        reporter = owner or self.known
        if self.names_all(place, stretch.start):
            return Sides(reporter, None)
        partner = None
        if self.names_both(stretch):
            partner = self.last_partner
        if partner in {None, reporter} and reporter in self.topic:
            partner = self.other_than(reporter)
        if partner is None and self.partner and reporter in {None, self.reporter}:
            partner = self.partner
        return Sides(reporter, None if partner == reporter else partner)

    def names_both(self, stretch: Stretch) -> bool:
        """Whether a sentence speaks of the two sides of which the text spoke: trade of both countries."""
        if self.current is None:
            return False
        folded = self.current.passage.reader.folded
        return self.current.words.both.search(folded, stretch.start, stretch.end) is not None

    def names_all(self, place: Place, start: int) -> bool:
        """Whether the flow of a figure is said to be all of it: total exports."""
        if self.current is None or place.kind in {SHARE, RANK}:
            return False
        folded = self.current.passage.reader.folded
        stretch = self.current.stretches[self.at]
        flows = [one for one in stretch.flows if one.end <= place.figure.start and one.flow != TOTAL]
        if not flows:
            return False
        # Before the flow or behind it: total exports, 出口总值.
        near = (max(flows[-1].start - 12, start), min(flows[-1].end + 3, place.figure.start))
        return self.current.words.whole.search(folded, *near) is not None

    def find_owner(self, place: Place) -> str | None:
        """Return the economy whose trade a sentence says that a figure is of: the last before it, else the next."""
        owners = [part for part in self.parts if part.part == OWNER and part.code]
        before = [part for part in owners if part.start < place.figure.start]
        if before:
            return before[-1].code
        if not owners or self.current is None:
            return None
        between = (place.figure.end, owners[0].start)
        folded = self.current.passage.reader.folded
        is_near = self.current.words.clause.search(folded, *between) is None
        return owners[0].code if is_near else None

    def find_partners(self, place: Place, stretch: Stretch) -> list[Part]:
        """Return the other sides of a figure: one, several that are named at once, or none."""
        partners = [part for part in self.parts if part.part == PARTNER]
        figure = place.figure
        behind = [part for part in partners if figure.end <= part.start < place.ceiling]
        if behind and self.is_said_of(place, behind[0]):
            return _take_run(partners, partners.index(behind[0]))
        before = [part for part in partners if part.end <= figure.start]
        if not before:
            return behind[:1] if place.kind == RANK and behind else []
        last = len(before) - 1
        run = _take_run(partners, last)
        if len(run) > 1:
            return self.pair_respectively(place, run)
        if self.is_left(place, before[-1], stretch):
            return []
        return [*run, *self.find_open(place, before[-1])]

    def find_open(self, place: Place, part: Part) -> list[Part]:
        """Return an economy of an unknown part that the clause of a figure names behind an other side."""
        if self.current is None:
            return []
        opened = [one for one in self.parts if one.part == OPEN and not one.is_marked]
        between = [one for one in opened if part.end <= one.start < place.figure.start and one.start >= place.floor]
        return between[-1:]

    def is_said_of(self, place: Place, part: Part) -> bool:
        """Whether an other side behind a figure is said of it: RM5 billion to China."""
        if self.current is None or self.current.words.verbs_last:
            return False
        between = self.current.passage.reader.folded[place.figure.end : part.start]
        is_near = len(between) <= BEHIND and self.current.words.clause.search(between) is None
        joint = self.current.words.joint.match(between)
        is_near = is_near and ")" not in between and (joint is None or not joint[0].strip())
        return is_near and (part.is_marked or place.kind == RANK)

    def is_left(self, place: Place, part: Part, stretch: Stretch) -> bool:
        """Whether the sentence goes on with other trade behind the other side that it named."""
        flows = [one for one in stretch.flows if part.end <= one.start and one.end <= place.figure.start]
        owners = [one for one in self.parts if one.part == OWNER and part.end <= one.start < place.figure.start]
        owners = [one for one in owners if self.opens_clause(place, part, one)]
        if flows and any(one.start <= flows[-1].start for one in owners):
            return True
        return bool(flows) and self.names_all(place, part.end)

    def opens_clause(self, place: Place, part: Part, owner: Part) -> bool:
        """Whether another clause speaks of an owner, and no share is of its trade: 26 % of Malaysia's trade."""
        if self.current is None:
            return False
        is_whole = any(0 <= owner.start - one.end <= SHARE_OF for one in place.figures if one.unit == PERCENT)
        folded = self.current.passage.reader.folded
        return not is_whole and self.current.words.clause.search(folded, part.end, owner.start) is not None

    def pair_respectively(self, place: Place, run: Sequence[Part]) -> list[Part]:
        """Return the one of several that are named at once whose turn it is, where as many figures follow."""
        follow = [one for one in place.figures if one.start >= run[-1].end]
        turn = next((i for i, one in enumerate(follow) if one.start == place.figure.start), None)
        alike = [one for one in follow if one.unit == place.figure.unit]
        if turn is None or len(alike) < len(run) or len(follow) != len(alike) or turn >= len(run):
            return list(run)
        return [run[turn]] if len(follow) == len(run) else list(run)


def _is_of_office(held: PassageSides, naming: Naming) -> bool:
    """Whether an economy is named with its office: 韩国产业通商资源部, Thai customs."""
    folded = held.passage.reader.folded
    near = folded[naming.end : naming.end + OFFICE]
    return naming.form in {NAME, ADJECTIVE} and held.words.office.match(near) is not None


def _find_parts(held: PassageSides, stretch: Stretch, known: str | None) -> list[Part]:
    """Return the parts of the economies that a sentence names."""
    namings = within(held.namings, stretch.start, stretch.end)
    if not namings or max(len(namings), len(stretch.figures)) > MOST_NAMED:
        return []
    return PartFinder(held.passage.reader, held.words, stretch, known).find_parts(namings)


def _take_run(parts: Sequence[Part], number: int) -> list[Part]:
    """Return an other side with those that it is joined to."""
    first = last = number
    while first > 0 and parts[first].is_joined:
        first -= 1
    while last + 1 < len(parts) and parts[last + 1].is_joined:
        last += 1
    return list(parts[first : last + 1])
