"""Which flow of its sentence a fact has: that joined to it from behind, else the last before, else the next behind.

Exports and imports that are named together are shared out where as many figures follow ("were US$5 billion and US$4
billion respectively"). A surplus or a deficit is a balance, exports less imports, whatever trade it is said to be of;
one of a budget is no flow.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.differences import Differences
from tradeview.prose.facts.flow_names import (
    ADJECTIVES,
    BESIDE,
    FLOW_LABELS,
    PAID_FOR,
    PAIR,
    SIGNS,
    find_flow_words,
    name_flows,
)
from tradeview.prose.facts.flow_rows import CLOSED, FlowRows
from tradeview.prose.facts.sentence import Fact, Mention, Reach, first_after, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.measures.words import find_measure_words
from tradeview.prose.times.periods import Time

RESPECTIVELY = "respectively"
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure
SHARED = 24  # characters between figures that flows are shared out to
MAX_SHARED = 4  # figures that flows are shared out to
AGAIN = 160  # characters between a balance and that of another time
PARTS_OF_TRADE = {"export", "import"}
SEMICOLON = re.compile("[;；؛]")
LABEL_END = re.compile(r" ?[:=|]")


class FactFlows:
    """The flows that one sentence names, and which of its facts has which."""

    def __init__(
        self,
        reader: Reader,
        reach: Reach,
        mentions: Sequence[Mention],
        times: Sequence[Time] = (),
        bounds: tuple[int, int] = (0, 0),
    ) -> None:
        self.times = times
        self.words = find_flow_words(reader.lexicon)
        self.lexicon = reader.lexicon
        self.measures = find_measure_words(reader.lexicon)
        self.view = reader.view
        self.reach = reach
        self.folded = reach.folded
        self.used: set[Mention] = set()  # what is joined to one figure is not said of the next
        self.borrowed: set[Mention] = set()  # what was named only behind one is said of the next if nothing else is
        named = [mention for mention in mentions if mention.label in FLOW_LABELS]
        self.flows = name_flows(reader, self.words, named, bounds)
        self.last_kind = "amount"  # of the figure before
        self.was_compared = False  # whether another rose from the figure before
        self.signs = [mention for mention in mentions if mention.label in ADJECTIVES]
        self.differences = Differences(reader, self.flows)
        self.rows = FlowRows(reader, reach, self.flows, times)
        self.told: set[Mention] = set()  # what a figure has taken
        self.difference: Mention | None = None  # by how much exports exceed imports, where a figure said so
        # What is earned with exports, or paid for imports, is of them, though the word for it stands behind the amount.
        self.payments = {mention.start: PAID_FOR[mention.label] for mention in mentions if mention.label in PAID_FOR}
        self.respectively = [mention for mention in mentions if mention.label == RESPECTIVELY]

    def share_out(self, figures: Sequence[Figure]) -> dict[int, Mention]:
        """Return which of several flows named together each of as many figures has, by where the figure starts."""
        shared: dict[int, Mention] = {}
        floor = 0
        for run in self.find_runs(figures):
            flows = self.find_shared_flows(run, floor)
            for flow, item in zip(flows, run, strict=False):
                shared |= dict.fromkeys((figure.start for figure in item), flow)
            floor = run[-1][-1].end
        return shared

    def find_runs(self, figures: Sequence[Figure]) -> list[list[list[Figure]]]:
        """Return the figures that stand in a list, run by run, each with what restates it."""
        runs: list[list[list[Figure]]] = []
        for figure in figures:
            last = runs[-1][-1][-1] if runs else figure
            between = self.folded[last.end : min(figure.start, last.end + SHARED)]
            is_other_money = figure.currency != last.currency
            if runs and is_other_money and self.lexicon.restatement.fullmatch(between):
                runs[-1][-1].append(figure)
            elif runs and figure.start <= last.end + SHARED and self.lists(between, figure):
                runs[-1].append([figure])
            else:
                runs.append([[figure]])
        return runs

    def lists(self, between: str, figure: Figure) -> bool:
        """Whether what stands between two figures, but for a hedge of the second, joins the items of a list."""
        match = self.words.listed.match(between)
        if match is None:
            return False
        rest = between[match.end() :].strip(" \n")
        # De 5,7 % et de 13,2 %: the second has its "by" again.
        is_by = bool(figure.unit) and self.measures.by_alone.fullmatch(rest) is not None
        return not rest or is_by or (figure.hedge is not None and rest.isalpha())

    def find_shared_flows(self, run: Sequence[Sequence[Figure]], floor: int) -> list[Mention]:
        """Return a flow for each figure of a list, where the words before it name as many and share them out."""
        start, end = run[0][0].start, run[-1][-1].end
        if not 1 < len(run) <= MAX_SHARED:
            return []
        count = bisect_right(self.flows, start, key=attrgetter("end"))
        named = [flow for flow in self.flows[max(count - MAX_SHARED, 0) : count] if flow.start >= floor]
        if not named:
            named = self.find_flows_behind(end)
        single: list[Mention] = []
        for flow in named:
            single += [flow._replace(label=part, parts=()) for part in flow.parts] or [flow]
        single = single[-len(run) :]
        is_pair = len(run) == PAIR and len(named) > 0 and len(named[-1].parts) == PAIR
        # Um 5,7 % beziehungsweise 13,2 %: the word may stand between two percentages.
        is_parted = bool(run[0][0].unit) and len(within(self.respectively, start, end)) > 0
        is_told = is_parted or self.is_respective(named, start, end)
        if not (is_told or (is_pair and self.are_two_amounts(run))):
            return []
        labels = {flow.label for flow in single}
        return single if len(labels) == len(run) and None not in labels else []

    def find_flows_behind(self, end: int) -> list[Mention]:
        """Return the flows between a list and a "respectively" behind it, where the predicate stands first."""
        after = first_after(self.respectively, end)
        if after is None or after.start > end + AFTER:
            return []
        return list(within(self.flows, end, after.start))

    def is_respective(self, named: Sequence[Mention], start: int, end: int) -> bool:
        """Whether "respectively" stands between the flows and their figures, or behind these."""
        before = last_before(self.respectively, start)
        if before and named and before.start >= named[-1].end:
            return True
        after = first_after(self.respectively, end)
        following = first_after(self.flows, max(end, named[-1].end) if named else end)
        if after is None or (following and following.start < after.start):
            return False
        return after.start <= end + AFTER

    def are_two_amounts(self, run: Sequence[Sequence[Figure]]) -> bool:
        """Whether two figures are no range, between US$4 billion and US$5 billion."""
        first = run[0][0]
        place = self.find_place_before(first.start)
        return self.lexicon.between.before(self.view, place) is None

    def find_flow(self, fact: Fact, following: Fact | None, floor: int, *, is_compared: bool) -> Mention | None:
        """Return the flow of a fact, the next of which follows; `floor` is where the one before ends.

        What another fact is compared with, `is_compared`, is of the same flow where nothing else is said.
        """
        ceiling = following.start if following else len(self.folded)
        # What is said of a change, or of what a value rose from, is said of what these lead to.
        is_of_change = self.last_kind == "change" or self.was_compared
        self.last_kind = fact.figures[0].kind
        self.was_compared = is_compared
        joined = self.differences.find_difference(fact, following, floor) or self.find_joined(fact, following, floor)
        if joined:
            self.difference = joined if joined.is_difference else self.difference
            return joined
        last = self.find_at_clause_end(fact, following, floor)
        if last:
            self.borrowed.add(last)
            return last
        own = self.find_own(fact, self.used | self.borrowed)
        if own:
            goes_on = is_of_change or is_compared
            return self.take_own(own, fact, floor, ceiling, goes_on=goes_on, is_compared=is_compared)
        after = self.find_after(fact, following, ceiling)
        if after:
            self.borrowed.add(after)
            return after
        # What was said of the figure before is said of this one, too, where the two are compared.
        is_change = fact.figures[0].kind == "change"
        return self.find_before(fact, set() if is_compared or is_change else self.used)

    def take_own(
        self, own: Mention, fact: Fact, floor: int, ceiling: int, *, goes_on: bool, is_compared: bool
    ) -> Mention | None:
        """Return the flow that a fact has of the last one before it; none where this was said of another only."""
        if self.difference and own.end <= self.difference.end:
            return self.find_difference_again(self.difference, fact, is_compared=is_compared)
        if own.sign and own in self.told and not (goes_on or self.goes_on(fact, floor)):
            return self.find_balance_again(own, fact, floor)
        if not goes_on and self.may_be_of_either(own, fact, floor):
            return None
        is_open = self.is_of_compared(own, is_compared=is_compared) or self.is_shared_otherwise(own, fact)
        self.told.add(own)
        return None if is_open else self.find_sign(own, fact, ceiling)

    def may_be_of_either(self, own: Mention, fact: Fact, floor: int) -> bool:
        """Whether a new clause names no flow behind two that have figures: exports 8, imports 6; copper brought 4."""
        if own not in self.told or own.label not in PARTS_OF_TRADE or fact.figures[0].kind == "change":
            return False
        before = last_before(self.flows, own.start)
        if before is None or before not in self.told or before.label not in PARTS_OF_TRADE - {own.label}:
            return False
        return SEMICOLON.search(self.folded, floor, fact.start) is not None

    def find_difference_again(self, difference: Mention, fact: Fact, *, is_compared: bool) -> Mention | None:
        """Return the balance that a fact goes on from: exports exceeded imports by 5 billion, up 1 billion from 4."""
        goes_on = is_compared or fact.figures[0].kind == "change"
        return difference._replace(is_difference=False) if goes_on else None

    def is_shared_otherwise(self, own: Mention, fact: Fact) -> bool:
        """Whether a "respectively" shares out several flows to rates, beside which a fact stands."""
        shares = last_before(self.respectively, fact.start)
        if shares is None or shares.start < own.end:
            return False
        if not self.words.percent.search(self.folded, shares.end, fact.start):
            return False
        before = last_before(self.flows, own.start)
        return before is not None and before.label != own.label

    def find_at_clause_end(self, fact: Fact, following: Fact | None, floor: int) -> Mention | None:
        """Return the flow at the end of the clause that a fact begins: while goods for US$4 billion were imported."""
        near = first_after(self.flows, fact.end)
        if near is None or near.label not in PARTS_OF_TRADE or self.words.verbs_last or near.start > fact.end + AFTER:
            return None
        if (following and near.end > following.start) or self.reach.is_parted(fact, near.start):
            return None
        opening = self.words.clause_start.search(self.folded, floor, fact.start)
        if opening is None or len(within(self.flows, opening.start(), fact.start)) > 0:
            return None
        return None if self.words.clause_end.search(self.folded, fact.end, near.start) else near

    def find_own(self, fact: Fact, taken: set[Mention]) -> Mention | None:
        """Return the last flow before a fact; a plus right before a change is this: plus 2 Mrd. Euro gegenüber 2022."""
        own = self.find_before(fact, taken)
        if own is None or not own.sign or fact.figures[0].kind != "change":
            return own
        is_beside = not self.folded[own.end : fact.start].strip()
        return (self.find_before(fact, taken | {own}) if is_beside else None) or own

    def find_joined(self, fact: Fact, following: Fact | None, floor: int) -> Mention | None:
        """Return the flow that stands right behind a fact, or on both sides of it."""
        near = self.find_attached(fact, self.flows) or self.rows.find_part(fact, floor)
        balance = self.find_balance_before(fact, floor)
        if balance:
            return balance
        if near is None or self.is_label_of_next(near, fact, following, floor):
            return None
        if following and self.is_sign_of_next(near, fact, following, floor):
            return None
        if near.label is None and self.is_paid_for(near, fact, floor):
            self.used.add(near)  # what is earned with them, or paid, is said of no other, either
            return None
        if following and near.end > following.start:
            return None
        (self.borrowed if self.words.verbs_last else self.used).add(near)
        self.told.add(near)
        return self.find_coverage_before(near, fact)

    def is_paid_for(self, near: Mention, fact: Fact, floor: int) -> bool:
        """Whether what was earned or paid is so for what is named before a fact: for imports 5 billion was paid."""
        last = last_before(self.flows, fact.start)
        return last is not None and last.label == self.payments.get(near.start) and last.start >= floor

    def goes_on(self, fact: Fact, floor: int) -> bool:
        """Whether a fact is one more of what was said before: a change, or the next of a list."""
        if fact.figures[0].kind == "change":
            return True
        if not self.words.clause_end.search(self.folded, floor, fact.start):
            return True
        place = self.find_place_before(fact.start)
        hedge = self.lexicon.hedges.before(self.view, place)
        if hedge:
            place = self.find_place_before(hedge.edge)
        return self.words.item.search(self.folded, max(place - SHARED, 0), place) is not None

    def find_balance_again(self, own: Mention, fact: Fact, floor: int) -> Mention | None:
        """Return the balance of the fact before, where this one is of another time, country or printed sign."""
        if self.rows.is_next_with_sign(fact, floor):
            return own._replace(sign=0)
        return own if self.is_same_again(fact, floor) or self.rows.is_next_partner(fact, floor) else None

    def is_same_again(self, fact: Fact, floor: int) -> bool:
        """Whether a fact is what the one before was at another time: only a time and "which was" stand between.

        Where more stands between, the clause that names the time has to say so: `; in May it had been`.
        """
        if fact.start - floor > AGAIN:
            return False
        if self.tells_same(floor, fact):
            return True
        times = within(self.times, floor, fact.start)
        marks = list(CLOSED.finditer(self.folded, floor, times[0].start)) if times else []
        return len(marks) > 0 and self.tells_same(marks[-1].end(), fact)

    def tells_same(self, place: int, fact: Fact) -> bool:
        """Whether from a place to a fact nothing is said but a time, and that it is the same: which a year ago was."""
        between = within(self.times, place, fact.start)
        is_timed = len(between) > 0 or len(within(self.reach.baselines, place, fact.start)) > 0
        for start, end in [*((time.start, time.end) for time in between), (fact.start, fact.start)]:
            part = self.folded[place : max(start, place)]
            if not self.words.again.fullmatch(part):
                return False
            is_timed = is_timed or self.words.earlier.search(part) is not None
            place = max(end, place)
        return is_timed or self.reach.find_behind(fact, self.times) is not None

    def find_place_before(self, place: int) -> int:
        """Return where the word before a place ends."""
        start = max(place - PAIR, 0)
        return start + len(self.folded[start:place].rstrip(" \n(~"))

    def find_before(self, fact: Fact, taken: set[Mention]) -> Mention | None:
        """Return the last flow before a fact that is none of those taken."""
        # The "negative" of a negative balance may be the minus of the figure, too.
        count = bisect_right(self.flows, fact.figures[0].end, key=attrgetter("end"))
        # However many flows a sentence lists, few are looked at: a text of flows alone is read in linear time.
        for flow in reversed(self.flows[max(count - MAX_USED, 0) : count]):
            if flow not in taken:
                return flow
        return None

    def find_after(self, fact: Fact, following: Fact | None, ceiling: int) -> Mention | None:
        """Return the next flow behind a fact, before the next one, if it is near and of this one."""
        after = first_after(self.flows, fact.end)
        if after is None or after.start >= min(ceiling, fact.end + AFTER) or self.reach.is_parted(fact, after.start):
            return None
        if following and self.is_in_line_of_next(fact, after, following):
            return None
        # Behind the end of a clause it is of the figure that comes next.
        return None if following and self.words.clause_end.search(self.folded, fact.end, after.start) else after

    def is_in_line_of_next(self, fact: Fact, flow: Mention, following: Fact) -> bool:
        """Whether a flow behind a fact begins the next line, which holds a figure of its own."""
        is_parted = "\n" in self.folded[fact.end : flow.start]
        return is_parted and "\n" not in self.folded[flow.end : following.start]

    def find_balance_before(self, fact: Fact, floor: int) -> Mention | None:
        """Return the surplus or deficit before a fact whose trade stands behind it: a deficit of US$5 bn in trade."""
        own, near = last_before(self.flows, fact.start), first_after(self.flows, fact.end)
        if near is None or own is None or near.label not in {"total", "balance"} or near.start > fact.end + AFTER:
            return None
        if not self.words.of_trade.fullmatch(self.folded[fact.end : near.start]):
            return None
        if not own.sign or near.sign or own.start < floor or own in self.told:
            return None
        self.told.add(own)
        return own._replace(coverage=own.coverage or near.coverage)

    def find_sign(self, flow: Mention, fact: Fact, ceiling: int) -> Mention:
        """Return a balance with the sign that is said behind its figure: was US$5 billion in deficit."""
        if flow.label != "balance" or flow.sign:
            return flow
        limit = min(ceiling, fact.end + AFTER)
        adjective = first_after(self.signs, fact.end)
        if adjective and adjective.start < min(limit, fact.end + BESIDE) and self.reaches(fact, adjective):
            return flow._replace(sign=SIGNS[adjective.label or ""])
        after = first_after(self.flows, fact.end)
        if after is None or after.start >= limit or after.label != "balance" or not self.reaches(fact, after):
            return flow
        return flow._replace(sign=after.sign)

    def reaches(self, fact: Fact, sign: Mention) -> bool:
        """Whether a sign behind a figure is said of it: not of what it is compared with, against a deficit of."""
        compared = first_after(self.reach.baselines, fact.end)
        if compared and compared.start < sign.start:
            return False
        return self.words.clause_end.search(self.folded, fact.end, sign.start) is None

    def is_of_compared(self, flow: Mention, *, is_compared: bool) -> bool:
        """Whether the sign of a balance is only that of what its figure is compared with: from a deficit of US$3 bn."""
        if not flow.sign or is_compared:
            return False
        baseline = last_before(self.reach.baselines, flow.start)
        if flow not in self.told:
            return False
        if self.words.rising_from.search(self.folded, max(flow.start - BESIDE, 0), flow.start):
            return True
        if baseline is None or flow.start - baseline.end > BESIDE:
            return False
        between = self.folded[baseline.end : flow.start]
        return not any(map(str.isdigit, between)) and CLOSED.search(between) is None

    def find_coverage_before(self, flow: Mention, fact: Fact) -> Mention:
        """Return a surplus with what the balance before its figure covers: the goods balance was US$5 bn in surplus."""
        before = last_before(self.flows, fact.start)
        if flow.label != "balance" or flow.coverage or before is None or before.label not in {"balance", "total"}:
            return flow
        return flow._replace(coverage=before.coverage)

    def is_label_of_next(self, near: Mention, fact: Fact, following: Fact | None, floor: int) -> bool:
        """Whether what stands right behind a fact is the label of the next: Exports US$5 bn Imports US$4 bn."""
        if LABEL_END.match(self.folded, near.end):
            return True
        between = self.folded[fact.end : near.start]
        if following is None:
            return False
        if self.leads_to_next(near, fact, following, floor):
            return True
        if between.strip(" \n"):
            return False
        later = first_after(self.flows, near.end)
        if later and later.start < following.start:
            return False
        own = last_before(self.flows, fact.start)
        has_label = own is not None and own.start >= floor and own not in self.used
        return has_label or "\n" in between

    def leads_to_next(self, near: Mention, fact: Fact, following: Fact, floor: int) -> bool:
        """Whether nothing parts a flow from the next figure, and this one has its own: total 9 bn, exports 5 bn."""
        own = last_before(self.flows, fact.start)
        if self.words.verbs_last or own is None or self.folded[near.end : following.start].strip():
            return False
        is_beside = not self.folded[fact.end : near.start].strip()
        return is_beside or (own.start >= floor and own not in self.used)

    def is_sign_of_next(self, near: Mention, fact: Fact, following: Fact, floor: int) -> bool:
        """Whether a surplus behind a fact is that which it turned to: from a deficit of 2 to a surplus of 1 billion."""
        own = last_before(self.flows, fact.start)
        if own is None or own.start < floor or not near.sign or own.sign != -near.sign:
            return False
        return 0 <= following.start - near.end <= BESIDE

    def find_attached(self, fact: Fact, named: Sequence[Mention]) -> Mention | None:
        """Return what a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = first_after(named, fact.end)
        if near is None or near.start > fact.end + AFTER:
            return None
        between = self.folded[fact.end : near.start]
        is_in_bracket = between.strip() == "(" and self.folded[near.end : near.end + 1] == ")"
        if not is_in_bracket and self.words.of_flow.fullmatch(between) is None:
            return None
        return None if self.reach.is_parted(fact, near.start) else near
