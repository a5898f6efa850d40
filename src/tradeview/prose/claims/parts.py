"""The part that each economy has in a trade of which a sentence speaks: its own trade, the other side, or one of two.

What stands beside a name says it: a preposition and the flow that it belongs to (exports from Malaysia are its own,
imports from it are another's), a possessive, an adjective before a flow, a verb of which it is the subject, or a word
for the other side (market, partner). In a list a name has the part of the one before it. What says nothing is open.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.claims.economy_names import ADJECTIVE, HOME, LETTER, PART_OF, PARTNER_WORD, REGION, Naming
from tradeview.prose.claims.side_words import SideWords
from tradeview.prose.claims.stretches import EXPORT, IMPORT, TOTAL, FlowNamed, Stretch
from tradeview.prose.facts.sentence import first_after, last_before
from tradeview.prose.languages import TOKEN
from tradeview.prose.measures.words import PERCENT, RANK

OWNER, PARTNER, PAIR, OPEN = "owner", "partner", "pair", "open"
WINDOW = 44  # characters before a name in which its preposition stands
NEAR_FLOW = 70  # characters between a preposition's name and the flow that it belongs to
NOUN = 40  # characters of the words between a flow and whose it is
SUBJECT_LEAD = 34  # characters from where a clause starts to its subject
COUNTED = 6  # characters between a place and its figure
NOUN_NEAR = 90  # characters between a name and a word for its part
PLAIN = re.compile(r"[^,;:.()،；。、\"«»“”!?\n]*\Z")
FEW_WORDS = re.compile(rf"(?:[ -]?{TOKEN.pattern}){{0,3}}[ -]?\Z")
COMPOUND = re.compile(r"-[^\W\d_]")  # China-Handel
BRACKET = re.compile(r"[ \n]*[(（][^()（）]{0,60}[)）]")


PARTS_OF_FORMS = {PARTNER_WORD: PARTNER, LETTER: PAIR}
PARTS_OF_WAYS = {"between": PAIR, "outside": PARTNER, "share": PARTNER, "with": PARTNER}


class Part(NamedTuple):
    """An economy that a sentence names, its part, and whether a word beside it says so."""

    start: int
    end: int
    code: str | None
    part: str
    is_marked: bool
    is_joined: bool = False  # to the one before it, with no figure between


class PartFinder:
    """What finds the parts of the economies that one sentence names, from left to right."""

    def __init__(self, reader: Reader, words: SideWords, stretch: Stretch, known: str | None) -> None:
        self.folded = reader.folded
        self.view = reader.view
        self.words = words
        self.stretch = stretch
        self.before = known  # whose trade the text before speaks of
        self.parts: list[Part] = []
        self.namings: Sequence[Naming] = ()
        self.is_outside = False  # of the group just named
        self.clauses = [stretch.start]
        for match in words.clause.finditer(self.folded, stretch.start, stretch.end):
            self.clauses.append(match.end())
        nouns = words.nouns.scan(reader.view.part(stretch.start, stretch.end))
        self.nouns = [(stretch.start + at, stretch.start + found.edge, found.word.label) for at, found in nouns]

    @property
    def known(self) -> str | None:
        """Whose trade the sentence speaks of up to here, or the text before it."""
        owners = [part.code for part in self.parts if part.part == OWNER and part.is_marked]
        return owners[-1] if owners else self.before

    def find_parts(self, namings: Sequence[Naming]) -> list[Part]:
        """Return the parts of the economies named."""
        self.namings = namings
        for naming in namings:
            if naming.form == HOME:
                continue
            if any(one.start <= naming.start < one.end for one in self.stretch.figures):
                continue  # the currency of an amount
            self.is_outside = False
            part, is_marked, is_joined = self.find_part(naming)
            code = None if self.is_outside or naming.form == REGION else naming.code
            self.parts.append(Part(naming.start, naming.end, code, part, is_marked, is_joined))
        return self.parts

    def find_part(self, naming: Naming) -> tuple[str, bool, bool]:
        """Return the part of an economy, whether it is marked, and whether it is joined to the one before."""
        if naming.form in PARTS_OF_FORMS:
            return PARTS_OF_FORMS[naming.form], True, False
        is_joined = self.is_joined(naming)
        last = self.parts[-1] if self.parts else None
        if last is not None and is_joined and (last.part, last.is_marked) == (PARTNER, True):
            return PARTNER, True, True
        if last is not None and is_joined and self.is_side_of_both(naming):
            self.parts[-1] = last._replace(part=PAIR)
            return PAIR, True, False
        told = self.find_by_pair(naming) or self.find_by_way(naming)
        if told:
            return told, True, is_joined
        if last is not None and (is_joined or self.is_in_list(naming)):
            return last.part, is_joined and last.is_marked, is_joined
        return self.find_bare(naming) or OPEN, False, False

    # What stands beside the name

    def find_by_pair(self, naming: Naming) -> str | None:
        """Return PAIR where a name and the one before it are both sides: between Russia and Malaysia."""
        last = self.parts[-1] if self.parts else None
        if last is None or last.end > naming.start:
            return None
        between = self.folded[last.end : naming.start]
        is_hyphen = last.part != PARTNER and between.strip() in {"-", "–", "—"} and between == between.strip()
        is_between = last.part == PAIR and self.words.joint_of_pair.fullmatch(between) is not None
        if is_hyphen or is_between:
            self.parts[-1] = last._replace(part=PAIR)
            return PAIR
        return None

    def is_side_of_both(self, naming: Naming) -> bool:
        """Whether a name and the one before it, joined, are the two sides of one trade: trade of Russia and China."""
        last = self.parts[-1]
        flow = self.find_flow_of(naming)
        if flow is None or flow.label != TOTAL or last.code is None or naming.code is None:
            return False
        if self.find_noun_behind(naming.end) is not None:
            return False
        return last.part == OWNER or (last.part == OPEN and not last.is_marked)

    def find_by_way(self, naming: Naming) -> str | None:
        """Return the part that a preposition or an ending gives a name."""
        if COMPOUND.match(self.folded, naming.end) and self.words.nouns_are_compounds:
            return PARTNER if self.known not in {None, naming.code} else OPEN
        behind = self.words.find_way_behind(self.folded, naming.end)
        if behind and behind[0] not in {"subject", "of"}:
            return self.follow_way(behind[0], naming)
        if behind and behind[0] == "of":
            return OWNER
        start = max(naming.start - WINDOW, self.stretch.start)
        found = self.words.before.search(self.folded, start, naming.start)
        if found is None or found.lastgroup is None:
            return None
        return self.follow_way(found.lastgroup, naming)

    def follow_way(self, way: str, naming: Naming) -> str | None:
        """Return the part that a way gives, by the flow that it belongs to."""
        if way == "in":
            # 米国で2429億円: what it is, the figure right behind it says.
            is_counted = any(naming.end <= one.start <= naming.end + COUNTED for one in self.stretch.figures)
            return PARTNER if is_counted and self.known not in {None, naming.code} else OPEN
        if way == "share" and naming.code == self.known:
            return OWNER
        self.is_outside = way == "outside"
        if way in PARTS_OF_WAYS:
            return PARTS_OF_WAYS[way]
        flow = self.find_flow_of(naming)
        if way == "of":
            return self.follow_of(naming, flow.flow if flow else None)
        return self.follow_direction(way, flow)

    def follow_direction(self, way: str, flow: FlowNamed | None) -> str:
        """Return the part of where goods go to, or come from: exports from an economy are its own."""
        if flow is None:
            return PARTNER
        if way == "to":
            is_own = flow.flow == IMPORT and not flow.is_dealt and not self.words.flow_behind
        else:
            is_own = flow.flow == EXPORT
        return OWNER if is_own else PARTNER

    def follow_of(self, naming: Naming, kind: str | None) -> str | None:
        """Return the part of a name behind "of": its exports, but imports de Chine come from it."""
        if kind is None:
            return None
        if naming.form == ADJECTIVE:
            return PARTNER if kind == IMPORT else OWNER
        if kind == IMPORT and self.words.adjective_follows:
            if self.known is None:
                return None
            return OWNER if naming.code == self.known else PARTNER
        return OWNER

    def find_flow_of(self, naming: Naming) -> FlowNamed | None:
        """Return the flow that a preposition and its name belong to."""
        before = last_before(self.stretch.flows, naming.start)
        if before is not None and naming.start - before.end > NEAR_FLOW:
            before = None
        after = first_after(self.stretch.flows, naming.end)
        if after is not None and after.start - naming.end > NEAR_FLOW:
            after = None
        if self.words.flow_behind:
            return after or before
        # A flow that starts with the preposition, "shipments from", is found by itself.
        within = [one for one in self.stretch.flows if one.start < naming.start <= one.end + 1]
        if within:
            return within[-1]
        return before or after

    # What stands in its clause

    def is_joined(self, naming: Naming) -> bool:
        """Whether only an "and" or a comma parts a name from the one before it."""
        if not self.parts:
            return False
        between = self.folded[self.parts[-1].end : naming.start]
        return self.words.joint.fullmatch(between) is not None

    def is_in_list(self, naming: Naming) -> bool:
        """Whether a name goes on with a list: to China (+5 %), Japan (−3 %)."""
        last = self.parts[-1]
        if last.part not in {PARTNER, OWNER} or naming.form == ADJECTIVE:
            return False
        figures = [one for one in self.stretch.figures if last.end <= one.start and one.end <= naming.start]
        if any(one.unit == RANK for one in figures):
            return False
        if not figures or (last.part == OWNER and BRACKET.match(self.folded, last.end) is None):
            return False
        rest = self.folded[figures[-1].end : naming.start]
        names_flow = any(last.end <= one.start < naming.start for one in self.stretch.flows)
        return not names_flow and len(rest) <= NOUN and not self.is_subject_of_flow(naming)

    def find_clause_start(self, place: int) -> int:
        """Return where the clause of a place starts."""
        return max(start for start in self.clauses if start <= place)

    def find_clause_end(self, place: int) -> int:
        """Return where the clause of a place ends."""
        return next((start for start in self.clauses if start > place), self.stretch.end)

    def find_clause_flow(self, naming: Naming) -> FlowNamed | None:
        """Return the first flow behind a name in its clause."""
        after = first_after(self.stretch.flows, naming.end)
        return after if after and after.start < self.find_clause_end(naming.end) else None

    def is_subject_of_flow(self, naming: Naming) -> bool:
        """Whether a flow of its own follows a name in its clause before any figure."""
        flow = self.find_clause_flow(naming)
        return flow is not None and not any(naming.end <= one.start < flow.start for one in self.stretch.figures)

    def find_noun_behind(self, place: int) -> str | None:
        """Return what the first word for a part behind a place says, within its clause."""
        end = min(self.find_clause_end(place), place + NOUN_NEAR)
        return next((label for start, _, label in self.nouns if place <= start < end), None)

    def find_noun_before(self, place: int) -> str | None:
        """Return what the last word for a part before a place says, within its clause."""
        start = max(self.find_clause_start(place), place - NOUN_NEAR)
        labels = [label for at, end, label in self.nouns if start <= at and end <= place]
        return labels[-1] if labels else None

    def find_bare(self, naming: Naming) -> str | None:
        """Return the part of a name beside which nothing says it."""
        return self.find_beside_flow(naming) or self.find_in_clause(naming)

    def find_beside_flow(self, naming: Naming) -> str | None:
        """Return the part of a name right before a flow, or right behind one: US exports, ekspor Indonesia."""
        is_own = self.known is None or self.known == naming.code
        after = first_after(self.stretch.flows, naming.end)
        if after and after.start - naming.end <= NOUN and self.is_plain(naming.end, after.start):
            is_other = self.words.bare_is_partner and naming.form != ADJECTIVE and not is_own
            subject = self.words.find_way_behind(self.folded, naming.end)
            if is_other and subject is None:
                return PARTNER
            if not self.says_partner(naming, after):
                return OWNER
        before = last_before(self.stretch.flows, naming.start)
        if before is None or naming.start - before.end > NOUN or not self.is_plain(before.end, naming.start):
            return None
        if naming.form == ADJECTIVE and not self.words.adjective_follows:
            return PARTNER if before.flow == IMPORT else OWNER
        if naming.form == ADJECTIVE or self.words.owner_follows:
            return OWNER if is_own or before.flow != IMPORT or not self.words.adjective_follows else PARTNER
        return None

    def says_partner(self, naming: Naming, flow: FlowNamed) -> bool:
        """Whether a word for the other side stands between a name and a flow, or a figure of a share behind a verb."""
        if flow.is_dealt and self.known not in {None, naming.code}:
            figure = next((one for one in self.stretch.figures if one.start >= flow.end), None)
            return figure is not None and figure.unit == "percent" and figure.kind != "change"
        return any(naming.end <= start <= flow.start for start, _, label in self.nouns if label == "partner_nouns")

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a few words stand between, no figure and no end of a clause."""
        if any(start <= one.start < end for one in self.stretch.figures):
            return False
        between = self.folded[start:end]
        if PLAIN.match(between) is None or FEW_WORDS.match(between) is None:
            return self.words.flow_behind and PLAIN.match(between) is not None
        return True

    def find_in_clause(self, naming: Naming) -> str | None:
        """Return the part of the subject of a clause, or of what stands beside a word for a part."""
        is_own = self.known == naming.code
        noun = self.find_noun_behind(naming.end) if naming.form != ADJECTIVE else None
        is_lead = naming.start - self.find_clause_start(naming.start) <= SUBJECT_LEAD
        if noun == "own_nouns" and is_lead:
            return OWNER
        is_second = self.follows_subject(naming)
        if noun == "partner_nouns" and is_lead:
            return OWNER if is_second else PARTNER
        before = self.find_noun_before(naming.start)
        if before == "partner_nouns":
            return OWNER if is_second else PARTNER
        if is_lead and self.is_subject_of_flow(naming):
            flow = self.find_clause_flow(naming)
            return OWNER if flow is None or not self.says_partner(naming, flow) else PARTNER
        if is_own:
            return OWNER
        return self.find_before_figure(naming)

    def follows_subject(self, naming: Naming) -> bool:
        """Whether its clause has named the other side as its subject: Malaysia is a partner of Russia."""
        start = self.find_clause_start(naming.start)
        return any(one.start >= start and one.part == PARTNER and not one.is_marked for one in self.parts)

    def find_before_figure(self, naming: Naming) -> str | None:
        """Return PARTNER for a name that its figure follows at once, where the text speaks of another's trade."""
        figure = next((one for one in self.stretch.figures if one.start >= naming.end), None)
        if figure is None or naming.form == PART_OF:
            return None
        end = self.find_clause_end(figure.end)
        is_share = figure.unit == PERCENT and any(figure.end <= one.start < end for one in self.namings)
        if self.known is None and not is_share:
            return None
        # A verb may stand between: China rose 5 %.
        between = self.folded[naming.end : figure.start]
        return PARTNER if len(between) <= NOUN and PLAIN.match(between.strip(" (（")) else None


__all__ = ["OPEN", "OWNER", "PAIR", "PARTNER", "TOTAL", "Part", "PartFinder"]
