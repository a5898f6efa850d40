"""Which figures are no amounts of trade, but changes of one, prices of a unit, or averages.

`rose by US$2 billion to US$12 billion` states a change, negative where it fell, and then an amount; `US$250 per tonne`
is a price, and so is a small amount behind the word price; `an average of US$3 billion a year` is an average, and so is
what falls to each head, as both are quotients of an amount.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest
from operator import attrgetter
from typing import Any, NamedTuple

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.flow_names import find_flow_words
from tradeview.prose.facts.kind_neighbours import NEAR_VERB, PRICED_UNIT, KindNeighbours
from tradeview.prose.facts.sentence import Mention, first_after, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, Lexicon, any_word, read_endings
from tradeview.prose.text.folding import Found, Table, Word, fold_words

CHANGES = ("rise", "fall")
BALANCES = ("surplus", "deficit", "balance")
PLUS = {"plus": "rise", "minus": "fall"}  # a plus of: a rise, or a surplus beside a deficit
AVERAGE = "average"
PRICE = "price"
EXCEEDING = {"rise_only_by": "rise", "fall_only_by": "fall"}  # exceeded last year's by: without the "by" no change
KIND_LABELS = {*CHANGES, *EXCEEDING, AVERAGE, PRICE, PRICED_UNIT}
UNIT = "{unit}"
SAID_NEAR = 30  # characters between a verb and a word that may be said of a noun, too
SAID_OF = 60  # characters between "rose" and "by US$2 billion", or between "price" and its figure
SAID_OF_UNIT = 90  # characters between "a tonne of" and what was paid for it
BEHIND = 24  # characters between "by US$2 billion" and its "rose", where verbs stand last
SHARE_BEFORE = 32  # characters of "by 24.1 % or"
NEAR = 16  # characters between two prices that are compared
SMALL = Decimal(100_000)  # what is less, and printed without a scale, may be a price
DIGITS_OF_SMALL = 5
THOUSANDS = 4  # powers of ten that a price may have: 250万円
SMALL_SCALED = Decimal(10_000_000)  # what is less, and printed with such a scale, may be a price, too
QUOTED_PAIR = re.compile(r"(?<![^\W\d_])[a-z]{3} ?/ ?\Z")  # of EUR/USD 1.0845
CLAUSE_END = re.compile("(?<!\\d)[,;:،、؛。]|[,;:،、؛](?!\\d)")  # and no decimal comma
# Before and behind an average that is said of the whole clause: Pela média diária, as exportações
LEAD = re.compile(r"(?:\A|[.,;:،、。\n(]) ?(?:[^\W\d_]{1,5} ){0,2}\Z")
LEAD_END = re.compile(r"(?: [^\W\d_]{1,10})?[,،] ")
DASH = re.compile(" ?[-–—~] ?")


class Kind(NamedTuple):
    """The kind of a figure, and for a change its direction: 1 for a rise, -1 for a fall."""

    name: str
    sign: int = 1


class KindWords:
    """The words of some languages that say what kind of figure stands beside them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.by = Table(_list_words(lexicon, by="by", by_near=NEAR_VERB))
        self.by_last = Table(_list_words(lexicon, by_last="by"))
        self.behind = Table(
            _list_words(lexicon, rise_behind="rise", fall_behind="fall", average_behind=AVERAGE, price_behind=PRICE)
        )
        # Behind a percentage more is said of how it changed: 6.2% 뛰었다.
        said = lexicon.files[1].get("claims", {}).get("said", {})
        listed = {"rise": said.get("rise_behind", ()), "fall": said.get("fall_behind", ())}
        self.behind_measure = Table(Word(word, label=label) for label, words in listed.items() for word in words)
        self.before = Table(_list_words(lexicon, price_before=PRICE, average_before=AVERAGE))
        # Before a figure that is compared with a time behind it: mais 300 milhões do que em 2022.
        self.before_compared = Table(_list_words(lexicon, rise_before_compared="rise", fall_before_compared="fall"))
        kinds = [file.get("kinds", {}) for file in lexicon.files]
        joiners = [word for listed in kinds for word in listed.get("change_joiners", ())]
        self.joint = re.compile(f"{GAP}(?:{any_word(joiners)}{GAP})?[(]?")
        self.joined = re.compile(f"(?:{any_word(joiners)}|{lexicon.any_of('joiners')})\\Z")
        self.joiner_before = re.compile(r"[^\W\d_]\S{0,8}\Z")  # a short word, as the "of" of: डॉलर की कीमत
        # Rose up to US$5 billion: what it rose to, though "up to" is said of a range, too.
        self.onto = Table(_list_words(lexicon, onto="onto"))
        self.turned_verbs = re.compile(_any_of_kinds(kinds, "turned_verbs"))
        ends = f"(?=[ \\n]*(?:[.,;:)!?]|\\Z|{lexicon.any_of('and', 'plus', 'clauses')}))"
        self.turning_last = re.compile(_any_of_kinds(kinds, "turning_last") + ends)
        self.rising_last = re.compile(_any_of_kinds(kinds, "rising_last") + ends)
        self.clause_end = find_flow_words(lexicon).clause_end
        # Between by how much it rose and to what: stieg um 2 auf 12 Milliarden.
        self.becoming = re.compile(f"{GAP}{lexicon.any_of('becomes')}{GAP}")
        # By 24.1 % or US$2 billion: what comes first is the same change in other words.
        # What "and" is in a range, от 4 до 5, is what something rose to: вырос на 2 %, до 5 млрд.
        ands = set(lexicon.words("and")).difference(lexicon.words("to"))
        percent, opened = lexicon.any_of("percent"), any_word([*lexicon.words("or"), *lexicon.words("equals"), *ands])
        self.share = re.compile(f"\\d[\\d.,]{{0,8}} ?(?:%|{percent}),?{GAP}(?:[(]|{opened}{GAP})\\Z")
        self.any_share = re.compile(f"\\d ?(?:%|{percent})|(?:%|{percent}) ?\\d")
        self.parting = re.compile(f"{CLAUSE_END.pattern}|{lexicon.any_of('and', 'to')}")
        glued = "|".join(fold_words(lexicon.files[1].get("kinds", {}).get("behind_endings", ())))
        self.gap_behind = re.compile(f"[)]?(?:'?(?:{glued}))?{GAP}")


def _any_of_kinds(kinds: Sequence[dict[str, Any]], key: str) -> str:
    """Return a pattern of any of the words that languages list under a key of their kinds."""
    return any_word(word for listed in kinds for word in listed.get(key, ()))


def _list_words(lexicon: Lexicon, **labels: str) -> Iterator[Word]:
    """Yield the words under some keys, each labelled with what its key means."""
    for file in lexicon.files:
        endings = read_endings(file)
        for key, label in labels.items():
            for form in list_forms(file, key):
                yield Word(form, label=label, endings=endings)


def list_forms(file: dict[str, Any], key: str) -> list[str]:
    """Return the forms that a language lists under a key of its kinds, each with each unit: per tonne, a barrel."""
    kinds = file.get("kinds", {})
    forms: list[str] = []
    for form in kinds.get(key, ()):
        units = kinds.get("units", ()) if UNIT in form else ("",)
        forms += [form.replace(UNIT, unit) for unit in units]
    return forms


@lru_cache(maxsize=64)
def find_kind_words(lexicon: Lexicon) -> KindWords:
    """Return the words of a lexicon for kinds of figures, built once."""
    return KindWords(lexicon)


def mark_kinds(reader: Reader, figures: Sequence[Figure], mentions: Sequence[Mention]) -> list[Figure]:
    """Return the figures of a sentence with their kinds.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> reader = Reader(fold_text("rose by US$2 billion to US$12 billion"), find_lexicon(()))
    >>> [figure.kind for figure in mark_kinds(reader, list(reader.find_figures()), [Mention(0, 4, "rise")])]
    ['change', 'amount']
    """
    finder = KindFinder(reader, mentions)
    marked: list[Figure] = []
    floor = 0
    for figure, following in zip_longest(figures, figures[1:]):
        last = marked[-1] if marked else None
        kind = finder.find_kind(figure, last, floor, following)
        floor = figure.end
        if kind is None:
            marked.append(figure)
            continue
        marked.append(replace(figure, kind=kind.name, is_said_negative=kind.sign < 0))
        marked = finder.mark_before(marked)
    return finder.mark_elided(marked)


class KindFinder:
    """The words of one sentence that say of which kind a figure is."""

    def __init__(self, reader: Reader, mentions: Sequence[Mention]) -> None:
        self.reader = reader
        self.view = reader.view
        self.folded = reader.folded
        self.lexicon = reader.lexicon
        self.words = find_kind_words(reader.lexicon)
        self.mentions = mentions
        self.changes = _name_changes(mentions)
        self.changes_by = _name_changes_by(mentions)
        self.averages = [mention for mention in mentions if mention.label == AVERAGE]
        self.prices = [mention for mention in mentions if mention.label == PRICE]
        self.priced_units = [mention for mention in mentions if mention.label == PRICED_UNIT]
        self.neighbours = KindNeighbours(reader, mentions)

    def find_kind(self, figure: Figure, last: Figure | None, floor: int, following: Figure | None) -> Kind | None:
        """Return the kind of a figure, None for an amount or a rate; the one before it, if any, ends at `floor`."""
        if figure.kind != "amount":
            return Kind(PRICE) if self.is_price_of_unit(figure) else None
        kind = self.find_own_kind(figure, floor, following)
        if kind is None and last is not None:
            kind = self.find_kind_of_neighbour(last, figure)
        return kind

    def find_own_kind(self, figure: Figure, floor: int, following: Figure | None = None) -> Kind | None:
        """Return the kind that the words beside a figure say."""
        behind = self.find_behind(figure)
        place = self.find_start(figure, floor)
        before = self.words.before.before(self.view, place)
        labels = {found.word.label for found in (behind, before) if found}
        if self.is_side_of_pair(figure):
            return Kind("rate")
        if PRICE in labels or self.is_priced(figure):
            return Kind("rate" if self.is_of_money(figure, floor) else PRICE)
        if AVERAGE in labels or self.is_average(figure.start, floor):
            return Kind(AVERAGE)
        if behind:
            return Kind("change", -1 if behind.word.label == "fall" else 1)
        return self.find_change(figure, place, floor) or self.find_becoming(figure, place, following)

    def is_price_of_unit(self, figure: Figure) -> bool:
        """Whether a unit stands right behind what was taken for a rate: s'échange à 250 dollars la tonne."""
        behind = self.find_behind(figure)
        return behind is not None and behind.word.label == PRICE

    def find_behind(self, figure: Figure) -> Found | None:
        """Find what stands right behind a figure, glued to it or apart: /t, a barrel, 増."""
        glued = self.words.behind.after(self.view, figure.end)
        if glued:
            return glued
        match = self.words.gap_behind.match(self.folded, figure.end)
        place = match.end() if match else figure.end
        found = self.words.behind.after(self.view, place) if match else None
        return found or (self.words.behind_measure.after(self.view, place) if figure.unit else None)

    def find_start(self, figure: Figure, floor: int) -> int:
        """Return where what belongs to a figure starts: a hedge, a percentage that says the same."""
        place = self.reader.word_end(figure.start, floor)
        hedge = self.lexicon.hedges.before(self.view, place)
        if hedge and hedge.edge >= floor:
            place = self.reader.word_end(hedge.edge, floor)
        share = self.words.share.search(self.folded, max(place - SHARE_BEFORE, floor), figure.start)
        return self.reader.word_end(share.start(), floor) if share else place

    def find_change(self, figure: Figure, place: int, floor: int) -> Kind | None:
        """Return the change that a figure is by what stands before it: rose by, an increase of, up."""
        direct = last_before(self.changes, place)
        is_onto = self.is_onto(direct, figure, floor)
        is_direct = direct is not None and self.words.joint.fullmatch(self.folded[direct.end : place]) is not None
        if direct and is_direct and direct.end >= floor and not is_onto:
            return self.make_change(direct, figure)
        more = self.words.before_compared.before(self.view, place)
        if more and more.edge >= floor and self.neighbours.is_compared_behind(figure):
            return Kind("change", -1 if more.word.label == "fall" else 1)
        by = self.words.by.before(self.view, place)
        if by is None or by.edge < floor:
            return None
        # Aumentaron al ubicarse en 7.480 millones: what it rose to, though "en" says by how much, too.
        onto = self.words.onto.before(self.view, place)
        if onto and onto.edge < by.edge:
            return None
        reach = SAID_NEAR if by.word.label == NEAR_VERB else SAID_OF
        verb = last_before(self.changes_by, by.edge)
        if verb and verb.start >= max(floor, by.edge - reach) and not self.is_parted(verb.end, by.edge):
            is_other = by.word.label == NEAR_VERB and self.is_of_noun_or_start(verb, by.edge, figure.end)
            return None if is_other else self.make_change(verb, figure)
        return self.find_last_verb(figure, place)

    def is_onto(self, verb: Mention | None, figure: Figure, floor: int) -> bool:
        """Whether a figure is what something rose to: rose above US$5 billion, but not a rise of up to US$5 billion."""
        place = self.reader.word_end(figure.start, floor)
        onto = self.words.onto.before(self.view, place)
        if verb is None or onto is None or onto.edge < verb.end:
            return False
        return self.words.joined.search(self.folded, verb.start, self.reader.word_end(onto.edge, floor)) is None

    def make_change(self, verb: Mention, figure: Figure) -> Kind:
        """Return a change by its verb, which a word at the end of the clause may turn: nahm um 2 Milliarden ab."""
        change = _make_change(verb)
        if self.words.turned_verbs.fullmatch(self.folded, verb.start, verb.end) is None:
            return change
        turned = self.words.turning_last.search(self.folded, figure.end, figure.end + SAID_OF)
        if turned is None or CLAUSE_END.search(self.folded, figure.end, turned.start()):
            return change
        return Kind("change", -1)

    def is_of_noun_or_start(self, verb: Mention, place: int, end: int) -> bool:
        """Whether "de" is said of a noun before it, or of what a figure fell from: baissé de 5 à 4 milliards."""
        if within(self.mentions, verb.end, place):
            return True
        to = self.lexicon.range_joint.match(self.folded, end)
        return to is not None and self.lexicon.numbers.match(self.folded, to.end()) is not None

    def find_becoming(self, figure: Figure, place: int, following: Figure | None) -> Kind | None:
        """Return the change that a verb behind what became of a figure makes: um 2 auf 12 Milliarden gestiegen."""
        if following is None or not self.words.becoming.fullmatch(self.folded, figure.end, following.start):
            return None
        return self.find_last_verb(following, place)

    def find_last_verb(self, figure: Figure, place: int) -> Kind | None:
        """Return the change that the verb behind a figure makes of what stands at a place: um 2 Mrd. gestiegen."""
        if self.words.by_last.before(self.view, place) is None:
            return None
        for ending, sign in ((self.words.rising_last, 1), (self.words.turning_last, -1)):
            last = ending.search(self.folded, figure.end, figure.end + BEHIND)
            if last and not self.is_parted(figure.end, last.start()):
                return Kind("change", sign)
        verb = first_after(self.changes, figure.end)
        if verb is None:
            return None
        if verb.start > figure.end + BEHIND or self.is_parted(figure.end, verb.start):
            return None
        return _make_change(verb)

    def is_parted(self, start: int, end: int) -> bool:
        """Whether another clause begins between two places, and no word that begins like an "and": واردات."""
        for parting in self.words.parting.finditer(self.folded, start, end):
            if not within(self.mentions, parting.start(), parting.start() + 1):
                return True
        return False

    def is_average(self, place: int, floor: int) -> bool:
        """Whether the clause of a figure says before it that it is an average, and not one of a growth."""
        average = last_before(self.averages, place)
        if average is None or average.start < max(floor, place - SAID_OF):
            return False
        change = last_before(self.changes, place)
        if change and change.start >= average.end:
            return False
        between = self.folded[self.find_end_of_lead(average) : place]
        return CLAUSE_END.search(between) is None and self.words.any_share.search(between) is None

    def find_end_of_lead(self, average: Mention) -> int:
        """Return where an average ends, behind its comma where it stands by itself: Em média, as exportações."""
        is_lead = LEAD.search(self.folded, max(average.start - SAID_NEAR, 0), average.start) is not None
        comma = LEAD_END.match(self.folded, average.end) if is_lead else None
        return comma.end() if comma else average.end

    def is_priced(self, figure: Figure) -> bool:
        """Whether a small figure stands behind the word price in its clause."""
        is_scaled = figure.power > 0
        if figure.power > THOUSANDS or not self.is_small(figure, SMALL_SCALED if is_scaled else SMALL):
            return False
        if self.is_in_clause_of(self.prices, figure, SAID_OF):
            return True
        if figure.power or not self.is_in_clause_of(self.priced_units, figure, SAID_OF_UNIT):
            return False
        unit = last_before(self.priced_units, figure.start)
        # A tonne of coffee, and exports of US$80,000.
        return unit is not None and self.words.clause_end.search(self.folded, unit.end, figure.start) is None

    def is_in_clause_of(self, named: Sequence[Mention], figure: Figure, reach: int) -> bool:
        """Whether what is named stands before a figure in its clause."""
        last = last_before(named, figure.start)
        if last is None or last.start < figure.start - reach:
            return False
        return CLAUSE_END.search(self.folded, last.end, figure.start) is None

    def is_small(self, figure: Figure, limit: Decimal) -> bool:
        """Whether a figure is small, in both readings where it has two: 2,386."""
        if figure.numeral is not None:
            return abs(figure.numeral.value) < limit
        digits = [character for character in self.folded[figure.start : figure.end] if character.isdecimal()]
        return 0 < len(digits) <= DIGITS_OF_SMALL

    def is_side_of_pair(self, figure: Figure) -> bool:
        """Whether a figure is quoted of a pair of currencies: EUR/USD 1.0845."""
        if figure.power or not self.folded[figure.start : figure.start + 1].isalpha():
            return False
        return QUOTED_PAIR.search(self.folded, max(figure.start - NEAR, 0), figure.start) is not None

    def is_of_money(self, figure: Figure, floor: int) -> bool:
        """Whether what has a price is money of another kind, whose price is a rate: एक डॉलर की कीमत 83.5 रुपये."""
        price = last_before(self.prices, figure.start)
        if price is None or price.start < floor:
            return False
        place = self.reader.word_end(price.start, floor)
        joiner = self.words.joiner_before.search(self.folded, max(place - SAID_NEAR, floor), place)
        places = [place, self.reader.word_end(joiner.start(), floor)] if joiner else [place]
        for at in places:
            money = self.lexicon.currencies.before(self.view, at)
            if money and money.edge >= floor and money.word.currency not in {"", figure.currency}:
                return True
        return False

    def find_kind_of_neighbour(self, last: Figure, figure: Figure) -> Kind | None:
        """Return the kind of the figure before, where this one states it again or is the other end of a range."""
        between = self.folded[last.end : min(figure.start, last.end + SHARE_BEFORE)]
        is_restated = last.currency != figure.currency and self.lexicon.restatement.fullmatch(between) is not None
        is_same = is_restated or DASH.fullmatch(between) is not None
        is_price = last.kind == PRICE and not figure.power and len(between) <= NEAR and last.currency == figure.currency
        if last.kind in {"amount", "rate"}:
            return None
        if not (is_same or is_price or self.neighbours.is_compared(last, figure) or self.is_next_change(last, figure)):
            return None
        return Kind(last.kind, -1 if last.is_said_negative else 1)

    def is_next_change(self, last: Figure, figure: Figure) -> bool:
        """Whether a figure is one more change of a row: fielen um 2 Milliarden, nach Peru um 1 Milliarde."""
        if last.kind != "change":
            return False
        by = self.words.by.before(self.view, self.find_start(figure, last.end))
        return self.neighbours.is_next_of_row(last, figure, by)

    def mark_before(self, marked: list[Figure]) -> list[Figure]:
        """Mark the figure before a price, too, where it is the same in other money or the other end of a range."""
        if len(marked) < len(("figure", "price")) or marked[-1].kind not in {PRICE, "change"}:
            return marked
        first, last = marked[-2:]
        between = self.folded[first.end : min(last.start, first.end + NEAR)]
        is_range = DASH.fullmatch(between) is not None
        if last.kind == PRICE and not first.power:
            is_range = self.lexicon.joint.fullmatch(between) is not None
        is_restated = last.currency != first.currency and self.lexicon.restatement.fullmatch(between) is not None
        if first.kind != "amount" or not (is_range or is_restated):
            return marked
        return [*marked[:-2], replace(first, kind=last.kind, is_said_negative=last.is_said_negative), last]

    def mark_elided(self, marked: list[Figure]) -> list[Figure]:
        """Mark a change whose verb is that of the one before: exports fell by 3 to 40, and imports by 2 to 38."""
        told = list(marked)
        for i in range(len(told) - 3):
            change, reached, figure, then = told[i : i + 4]
            kinds = [one.kind for one in (reached, figure, then)]
            if change.kind == "change" and kinds == ["amount"] * 3 and self.is_said_alike(told[i : i + 4]):
                told[i + 2] = replace(figure, kind="change", is_said_negative=change.is_said_negative)
        return told

    def is_said_alike(self, figures: Sequence[Figure]) -> bool:
        """Whether a change and what it led to, and the two figures behind them, are joined by the same words."""
        change, reached, figure, then = figures
        joints = {self.folded[change.end : reached.start], self.folded[figure.end : then.start]}
        joint = joints.pop()
        is_joint = len(joint) <= NEAR and any(map(str.isalpha, joint))
        if joints or not is_joint or last_before(self.changes, figure.start) != last_before(self.changes, reached.end):
            return False
        if self.is_parted_from(reached, figure):
            return False
        floor = max(change.start - NEAR, 0)
        return self.find_by(change, floor) == self.find_by(figure, reached.end)

    def is_parted_from(self, first: Figure, last: Figure) -> bool:
        """Whether two figures are too far from one another for the verb of the first to be that of the last."""
        return last.start - first.end > SAID_OF or ";" in self.folded[first.end : last.start]

    def find_by(self, figure: Figure, floor: int) -> str | None:
        """Return the word right before a figure that says by how much something rose, None where it has none."""
        place = self.find_start(figure, floor)
        by = self.words.by.before(self.view, place)
        return self.folded[by.edge : place] if by and by.edge >= floor else None


def _name_changes(mentions: Sequence[Mention]) -> list[Mention]:
    """Return what says that something rose or fell, also what says it where no balance is named: ein Plus von."""
    names = dict.fromkeys(CHANGES)
    if not any(mention.label in BALANCES for mention in mentions):
        names |= dict.fromkeys(PLUS)
    changes = [mention for mention in mentions if mention.label in names]
    return [change._replace(label=PLUS.get(change.label or "", change.label)) for change in changes]


def _name_changes_by(mentions: Sequence[Mention]) -> list[Mention]:
    """Return what says, with "by", that something rose or fell, also what without it says none: exceeded."""
    changes = [*_name_changes(mentions)]
    for mention in mentions:
        if mention.label in EXCEEDING:
            changes.append(mention._replace(label=EXCEEDING[mention.label]))
    return sorted(changes, key=attrgetter("start"))


def _make_change(mention: Mention) -> Kind:
    return Kind("change", -1 if mention.label == "fall" else 1)
