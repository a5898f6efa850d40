"""By how much exports exceed imports, or imports exports: a balance with its sign, and neither of the two.

`Exports exceeded imports by US$5 billion` states a surplus of five. Where the verb stands last, it stands behind the
figure: 輸出が輸入を50億ドル上回った. Where the sentence goes on in other words ("for the first time, reaching"), what
the figure is of stays open.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.sentence import Fact, Mention, first_after, last_before
from tradeview.prose.lexicon import GAP, Lexicon, any_word, read_endings
from tradeview.prose.text.folding import Table, Word

SIGNS = {"exceeding": 1, "falling_short": -1}  # of what exceeds: exports less imports
BETWEEN = 40  # characters between exports, what they do to imports, and these
BEFORE = 40  # characters between them and the figure
FIRST = 32  # characters of a verb before the exports
STANDS_FIRST = re.compile(r"[^\d.,;:،؛\n]{0,16}")
THAN = 80  # characters between a figure and what it is more than
LAST = 24  # characters between a figure and the verb behind it
CLOSED = re.compile("(?<!\\d)[,;:،、؛。]|[,;:،、؛](?!\\d)")  # the end of a clause, and no decimal comma


class DifferenceWords:
    """The words of some languages for what exports do to imports, and for how much they do it by."""

    def __init__(self, lexicon: Lexicon) -> None:
        verbs: list[Word] = []
        by: list[str] = []
        for file in lexicon.files:
            listed = file.get("differences", {})
            by += listed.get("by", ())
            for label in SIGNS:
                verbs += [Word(word, label=label, endings=read_endings(file)) for word in listed.get(label, ())]
        self.verbs = Table(verbs)
        # Imports of US$5 billion more than exports.
        self.compared = {1: _match_comparison(lexicon, "more"), -1: _match_comparison(lexicon, "less")}
        hedge = f"(?:{lexicon.any_of('about', 'over', 'under')}{GAP})?"
        self.before = re.compile(f"(?:.{{0,{BEFORE}}}{any_word(by)})?{GAP}{hedge}[(]?", re.DOTALL)


def _match_comparison(lexicon: Lexicon, key: str) -> re.Pattern[str]:
    """Return a pattern for what stands between a figure and what it is more, or less, than."""
    compared: list[str] = []
    than: list[str] = []
    for file in lexicon.files:
        listed = file.get("differences", {})
        compared += listed.get(key, ())
        than += listed.get("than", ())
    others = rf"[^.;:\d]{{0,{BETWEEN}}}"
    return re.compile(f"{GAP}{any_word(compared)}{others}?{any_word(than)}{others}")


@lru_cache(maxsize=64)
def find_difference_words(lexicon: Lexicon) -> DifferenceWords:
    """Return the words of a lexicon for differences, built once."""
    return DifferenceWords(lexicon)


class Differences:
    """How the exports of one sentence compare with its imports."""

    def __init__(self, reader: Reader, flows: Sequence[Mention]) -> None:
        self.view = reader.view
        self.folded = reader.folded
        self.words = find_difference_words(reader.lexicon)
        self.flows = flows

    def find_difference(self, fact: Fact, following: Fact | None, floor: int) -> Mention | None:
        """Return the balance that a fact is, without a label where exports and imports are only compared beside it."""
        excess = self.find_excess(fact, floor)
        if excess:
            return excess
        pair = self.find_pair(fact, floor)
        verb = self.find_verb(*pair, fact) if pair else None
        if pair is None or verb is None:
            return None
        first, second = pair
        open_flow = Mention(first.start, second.end, None, is_difference=True)
        # What it changed by is no second amount: by US$5 billion, up US$1 billion.
        is_amount_next = following is not None and following.figures[0].kind == "amount"
        is_one_of_two = following is not None and is_amount_next and following.start <= fact.end + LAST
        place = max(second.end, verb.end) if verb.end <= fact.start else second.end
        before = self.folded[place : fact.start]
        if is_one_of_two or CLOSED.search(before) or not self.words.before.fullmatch(before):
            return open_flow
        sign = SIGNS[verb.label or ""]
        return open_flow._replace(label="balance", sign=sign if first.label == "export" else -sign)

    def find_excess(self, fact: Fact, floor: int) -> Mention | None:
        """Return the balance that a fact is where it stands between exports and imports: $5 bn more than it sold."""
        first, second = last_before(self.flows, fact.start), first_after(self.flows, fact.end)
        if first is None or second is None or {first.label, second.label} != {"export", "import"}:
            return None
        if first.start < floor or second.start > fact.end + THAN:
            return None
        sign = 1 if first.label == "export" else -1
        for direction, pattern in self.words.compared.items():
            if pattern.fullmatch(self.folded, fact.end, second.start):
                return Mention(first.start, second.end, "balance", sign * direction, is_difference=True)
        return None

    def find_pair(self, fact: Fact, floor: int) -> tuple[Mention, Mention] | None:
        """Return the exports and the imports right before a fact, in their order."""
        second = last_before(self.flows, fact.start)
        first = last_before(self.flows, second.start) if second else None
        if first is None or second is None or first.start < floor:
            return None
        is_near = second.start - first.end <= BETWEEN and fact.start - second.end <= BEFORE
        return (first, second) if is_near and {first.label, second.label} == {"export", "import"} else None

    def find_verb(self, first: Mention, second: Mention, fact: Fact) -> Mention | None:
        """Return what one does to the other: a verb between them, behind them, or last, behind the figure."""
        start = max(first.start - FIRST, 0)
        before: Mention | None = None
        for at, found in self.words.verbs.scan(self.view.part(start, fact.end + LAST)):
            verb = Mention(start + at, start + found.edge, found.word.label)
            if verb.end <= first.start:
                before = verb
                continue
            is_last = verb.start >= fact.end and CLOSED.search(self.folded, fact.end, verb.start) is None
            is_in_name = verb.start < first.end or second.start <= verb.start < second.end
            if is_last or (verb.end <= fact.start and not is_in_name):
                return verb
        # Where verbs stand first.
        return before if before and STANDS_FIRST.fullmatch(self.folded, before.end, first.start) else None
