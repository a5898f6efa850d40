"""One sentence being searched for times: what is found first covers its place."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property

from tradeview.prose.text.folding import View
from tradeview.prose.times.calendars import Calendar, FormPattern
from tradeview.prose.times.fiscal import Country, find_countries

LONG = 40  # characters of the words that dress a year


class SentenceSearch:
    """A sentence, the calendar that it is read with, and what of it was read."""

    def __init__(
        self,
        view: View,
        calendar: Calendar,
        taken: Sequence[tuple[int, int]],
        currencies: Collection[str] = (),
        reporter: str | None = None,
    ) -> None:
        self.view = view
        self.folded = view.folded
        self.calendar = calendar
        self.currencies = currencies
        self.reporter = reporter  # alpha-2 of the economy that the text is of, where that is given
        self.count_figures = len(taken)
        self.covered = bytearray(len(self.folded))
        for start, end in taken:
            self.cover(start, end)
        self.money = bytes(self.covered)
        self.compared_ends: list[int] = []  # of the words that compare with a time behind them

    def cover(self, start: int, end: int) -> None:
        """Mark a place as read."""
        self.covered[start:end] = b"\1" * (end - start)

    def is_free(self, start: int, end: int) -> bool:
        """Whether nothing was read in a place yet."""
        return not any(self.covered[start:end])

    def find_matches(self, patterns: Iterable[re.Pattern[str] | FormPattern]) -> Iterator[re.Match[str]]:
        """Yield what patterns find where nothing was read yet."""
        for pattern in patterns:
            for match in pattern.finditer(self.folded):
                if self.is_free(*match.span()):
                    yield match

    def label(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of the sentence stand in the text as given, with what only stretches their last letter."""
        offsets = self.view.offsets
        return offsets[start], offsets[end] if end < len(offsets) else offsets[end - 1] + 1

    @cached_property
    def countries(self) -> list[Country]:
        """The countries that the sentence names, but for those in the names of its currencies: US dollars."""
        found = find_countries(self.view, self.calendar.lexicon)
        return [country for country in found if not any(self.money[country.start : country.end])]

    @cached_property
    def speakers(self) -> list[Country]:
        """The countries that the sentence speaks of, and not only of trade with them."""
        return [country for country in self.countries if not self.is_partner(country)]

    @cached_property
    def codes(self) -> set[str]:
        """The codes of the countries that the sentence speaks of."""
        return {country.code for country in self.speakers}

    def is_partner(self, country: Country) -> bool:
        """Whether a country is one that another trades with, whose fiscal year need not be meant: exports to India."""
        near = self.folded[max(country.start - LONG, 0) : country.start]
        before = self.calendar.partner_before.search(near)
        after = self.calendar.partner_after.match(self.folded, country.end)
        return before is not None or after is not None
