"""Whether an amount stands in a text: asked of the text itself, and not of what our grammar reads of it.

It stands there where a number that the text prints may be its value, with the scale beside it, and a sign or name of
its currency stands near by. Where the place of a figure is known, the number has to stand there.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from operator import attrgetter

from tradeview.prose.reading import fold_whole
from tradeview.prose.text.folding import View
from tradeview.prose.text.stops import split_sentences
from tradeview.readings.currencies import Currencies
from tradeview.readings.languages import Stretch, list_stretches
from tradeview.readings.numbers import PrintedAmount, list_amounts, round_value

Place = tuple[int, int]  # in the text as given


class TextAsked:
    """A text that is asked what stands in it; places are those in the text as given.

    Attributes
    ----------
    text : str
        As given.
    view : View
        As it is read: folded, its tags cut out.
    stretches : list of Stretch
        Its languages.
    sentences : list of (int, int)
        Where its sentences stand in the folded text.
    """

    def __init__(self, text: str, locale: str | None = None) -> None:
        self.text = text
        self.view: View = fold_whole(text)
        self.stretches: list[Stretch] = list_stretches(self.view, locale)
        self.sentences: list[tuple[int, int]] = list(split_sentences(self.view))
        self._sentence_starts = [start for start, _ in self.sentences]
        self.amounts = sorted(list_amounts(self.view, self.stretches, self.sentences), key=attrgetter("start", "end"))
        self.currencies = Currencies(self.view, self.stretches, [(amount.start, amount.end) for amount in self.amounts])
        self._amount_starts = [amount.start for amount in self.amounts]
        self._longest = max((amount.end - amount.start for amount in self.amounts), default=0)
        self._by_value: dict[float, list[PrintedAmount]] = defaultdict(list)
        for amount in self.amounts:
            for value in {round_value(value) for value in amount.values}:
                self._by_value[value].append(amount)
        self._first_of_codes: dict[float, dict[str, PrintedAmount]] = {}

    def has_amount(self, value: float, currency: str | None, place: Place | None = None) -> bool:
        """Whether a value, and its currency where one is named, stand in the text, or at a place of it.

        Examples
        --------
        >>> asked = TextAsked("Total trade reached RM11.46 billion (US$2.48 billion).")
        >>> asked.has_amount(2.48e9, "USD"), asked.has_amount(2.48e9, "MYR"), asked.has_amount(2.84e9, "USD")
        (True, False, False)
        """
        return self.find_amount(value, currency, place) is not None

    def find_amount(self, value: float, currency: str | None, place: Place | None = None) -> Place | None:
        """Return where an amount stands in the text as given; None where it does not."""
        asked = round_value(value)
        if place is None:
            candidates = self._by_value.get(asked, [])
            if currency is not None:
                first = self._find_firsts(asked).get(currency)
                candidates = [] if first is None else [first]
        else:
            candidates = [amount for amount in self.list_amounts_at(place) if asked in map(round_value, amount.values)]
        for amount in candidates:
            if currency is None or currency in self._find_codes(amount):
                return self.place_of(amount)
        return None

    def _find_firsts(self, value: float) -> dict[str, PrintedAmount]:
        """Return the first number of each currency that may be a value.

        They are looked up once: a text may print one amount a thousand times, and a reading name it as often.
        """
        if value not in self._first_of_codes:
            firsts: dict[str, PrintedAmount] = {}
            for amount in self._by_value.get(value, []):
                for code in self._find_codes(amount):
                    firsts.setdefault(code, amount)
            self._first_of_codes[value] = firsts
        return self._first_of_codes[value]

    def find_currency(self, code: str) -> Place | None:
        """Return where a currency is named in the text as given; None where it is not."""
        named = self.currencies.find_named(code)
        if named is None:
            return None
        offsets = self.view.offsets
        return offsets[named.start], offsets[named.end - 1] + 1

    def list_amounts_at(self, place: Place) -> list[PrintedAmount]:
        """Return the numbers that stand at a place."""
        start, end = self.fold_place(place)
        first = bisect_left(self._amount_starts, start - self._longest)
        last = bisect_left(self._amount_starts, end)
        return [amount for amount in self.amounts[first:last] if amount.end > start]

    def fold_place(self, place: Place) -> tuple[int, int]:
        """Return where a place of the text as given stands in the folded text."""
        offsets = self.view.offsets
        return bisect_left(offsets, place[0]), bisect_left(offsets, place[1])

    def place_of(self, amount: PrintedAmount) -> Place:
        """Return where a number stands in the text as given."""
        offsets = self.view.offsets
        return offsets[amount.start], offsets[amount.end - 1] + 1

    def sentence_at(self, place: int) -> tuple[int, int]:
        """Return the sentence around a place of the folded text."""
        if not self.sentences:
            return 0, len(self.view.folded)
        return self.sentences[max(bisect_right(self._sentence_starts, place) - 1, 0)]

    def _find_codes(self, amount: PrintedAmount) -> frozenset[str]:
        return self.currencies.find_codes(amount.start, amount.end, self.sentence_at(amount.start))


class Quotes:
    """Where the quotes of a reading stand in a text; each is looked up once.

    A quote need not be printed to the letter: case, blanks and invisible characters do not count.
    """

    def __init__(self, asked: TextAsked) -> None:
        self.asked = asked
        self._folded, self._places = _squeeze(asked.view)
        self._known: dict[str, list[Place]] = {}

    def find_quote(self, quote: str) -> Sequence[Place]:
        """Return the places at which a quote stands in the text as given."""
        if quote not in self._known:
            self._known[quote] = list(self._search(quote))
        return self._known[quote]

    def stands_at(self, quote: str, place: Place) -> bool:
        """Whether a quote stands at a place."""
        start, end = place
        return self.asked.text[start:end] == quote or place in self.find_quote(quote)

    def _search(self, quote: str) -> Iterator[Place]:
        wanted, _ = _squeeze(fold_whole(quote))
        if not wanted:
            return
        offsets = self.asked.view.offsets
        at = self._folded.find(wanted)
        found = 0
        while at >= 0 and found < MOST_PLACES:
            found += 1
            first, last = self._places[at], self._places[at + len(wanted) - 1]
            yield offsets[first], offsets[last] + 1
            at = self._folded.find(wanted, at + 1)


MOST_PLACES = 200  # at which one quote is looked for


def _squeeze(view: View) -> tuple[str, list[int]]:
    """Return a folded text without its blanks, and where each of its characters stands in it."""
    places = [place for place, character in enumerate(view.folded) if not character.isspace()]
    return "".join(view.folded[place] for place in places), places
