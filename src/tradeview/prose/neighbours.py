"""What stands on either side of a number: its currency, a hedge, or a noun that says it is no money.

A currency may stand before its number or behind it, glued or apart, behind a joining word ("millions de dollars") or a
bracket. A number that is a year, a part of a word or of a date, a share, or a count of something is no amount.
"""

import re
from dataclasses import replace

from tradeview.prose.figure import Figure
from tradeview.prose.languages import TOKEN
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon
from tradeview.prose.words import Found, View, Word, cased, plain

JOIN = re.compile(rf"-|(?:\.[-–])?{GAP}")  # a US$5-million grant, 20'000.- CHF
PART = re.compile(r"(?:\d/|[^\W\d_]-)\Z")  # 12/05/2024, COVID-19
GLUED = re.compile(r"'?[^\W\d_]{1,4}(?![^\W\d_])")  # an ending
BRACKETS = ("(", ")")  # what may part an amount from its currency: 14.5億(美元), (৬.১৫ বিলিয়ন) ডলার
COUNTS = ("/", "-", "%", "°")  # 15,4 M/ha, 5 million-strong; the end of a text is none of them
MAX_EQUALS = 24  # characters of "is equal to about" and the gaps after them
YEARS = range(1900, 2101)


class Neighbours:
    """One passage, and what stands beside a place of it; places are places in its folded form.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.words import fold
    >>> beside = Neighbours(fold("RM5 billion"), find_lexicon(()))
    >>> beside.currency_before(2, 0, sure=True).word.currency
    'MYR'
    """

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.folded = view.folded
        self.lexicon = lexicon

    def joined(self, end: int) -> int:
        """Return where the word after a gap or a hyphen starts."""
        match = JOIN.match(self.folded, end)
        return match.end() if match else end

    def word_end(self, start: int, floor: int) -> int:
        """Return where the word before a place ends, if it is near."""
        near = max(start - 3, floor)
        return near + len(self.folded[near:start].rstrip(" \n"))

    def hedged(self, figure: Figure, floor: int) -> Figure:
        """Take in a hedge that stands before or after a figure of money."""
        if figure.hedge or not figure.word:
            return figure
        before = self.lexicon.hedges.before(self.view, self.word_end(figure.start, floor))
        glued = before is not None and before.edge == floor > 0  # the dash of a range: 10亿~20亿
        found = before if before and before.edge >= floor and not glued else self.hedge_after(figure.end)
        return replace(figure, hedge=found.word.label) if found else figure

    def hedge_after(self, end: int) -> Found | None:
        """Find a hedge behind a figure, or behind an ending that is glued to it: doları aşan."""
        glued = GLUED.match(self.folded, end)
        for place in (end, glued.end() if glued else end):
            found = self.lexicon.hedges_after.after(self.view, self.joined(place))
            if found and not (found.word.printed == "+" and self.number_at(found.edge)):  # a growth: +5 %
                return found
        return None

    def currency_before(self, start: int, floor: int, *, sure: bool) -> Found | None:
        """Find the currency before a number; names, and letters, count only where the number is sure to be money."""
        hit = self.lexicon.currencies.before(self.view, self.word_end(start, floor))
        if hit is None or hit.edge < floor or (hit.word.shy and hit.word.locale in self.lexicon.names_follow):
            return None
        if plain(hit.word.printed) in self.lexicon.scaled_only:  # he won 25 million votes
            return None
        return hit if sure or not hit.word.shy else None

    def currency_after(self, end: int, *, scaled: bool, prefixed: bool) -> Found | None:
        """Find the currency after a number; a sign before the next number may be that one's."""
        start = self.joined(end)
        hit = self.lexicon.currencies.after(self.view, start)
        if hit is None and scaled:
            joiner = self.joiner(start)
            start = self.joined(joiner.edge if joiner else end + self.folded.startswith(".", end))  # 3,3 трлн. рублей
            hit = self.lexicon.currencies.after(self.view, start)
        if hit is None and scaled and self.folded[end : end + 1] in BRACKETS:
            inside = self.lexicon.currencies.after(self.view, self.joined(end + 1))
            return Found(inside.word, end) if inside and not self.number_at(inside.edge) else None
        if hit is None or self.is_quantity(start, hit):
            return None
        if not scaled and plain(hit.word.printed) in self.lexicon.scaled_only:
            return None
        follows = self.folded[hit.edge : hit.edge + 3].lstrip(" \n")[:1].isdigit()
        if hit.word.exact and follows:
            glued = self.folded[hit.edge].isdigit()
            return hit if not glued and (start == end or (scaled and not prefixed)) else None
        return hit if scaled or not (hit.word.exact and hit.word.shy) else None

    def joiner(self, start: int) -> Found | None:
        """Find a word that may stand between a scale and its currency: millions de dollars, 5 কোটিরও বেশি টাকা."""
        tables = (self.lexicon.infixes, self.lexicon.hedges_after, self.lexicon.joiners)
        return next((hit for table in tables if (hit := table.after(self.view, start))), None)

    def hedge_within(self, start: int, end: int) -> str | None:
        """Find a hedge between a scale and its currency: 两亿多美元."""
        found = self.joiner(self.joined(start))
        return found.word.label if found and found.edge < end and found.word.label in HEDGES else None

    def is_quantity(self, start: int, currency: Found) -> bool:
        """Whether the words of a currency are those of a weight: 5 million pounds of beef."""
        counted = self.lexicon.quantities.after(self.view, start)
        return counted is not None and counted.edge > currency.edge

    def money(self, start: int, end: int, before: Found | None, *, scaled: bool) -> tuple[Word | None, int, int]:
        """Choose between the currencies before and after a number; return it, and what the figure then spans."""
        after = self.currency_after(end, scaled=scaled, prefixed=before is not None)
        if after and before:
            unlike = before.word.assumed != after.word.assumed  # "$5 million CAD", 人民幣864億元
            if unlike or before.word.currency == after.word.currency:
                return min(after.word, before.word, key=lambda word: word.assumed), before.edge, after.edge
            after, before = (after, None) if before.word.shy else (None, before)
        if before:
            whole = scaled or not (self.lexicon.percent.match(self.folded, end) or cased(self.folded, end))
            return (before.word, before.edge, end) if whole else (None, start, end)
        if after and (scaled or not self.is_dated(start, end, after)) and not self.is_part(start):
            return after.word, start, after.edge
        return None, start, end

    def base(self, end: int, currency: str) -> Found | None:
        """Find the other currency that a price is quoted for: RM4.35 per US dollar."""
        match = self.lexicon.per.match(self.folded, end)
        hit = self.lexicon.currencies.after(self.view, match.end()) if match else None
        return hit if hit and hit.word.currency != currency else None

    def number_at(self, start: int) -> bool:
        """Whether a number follows: (US$5 billion) is another figure, (美元，下同) the currency of this one."""
        return self.lexicon.numbers.match(self.folded, self.joined(start)) is not None

    def stands_alone(self, end: int) -> bool:
        """Whether no noun follows a number that would be what it counts: no tonnes, no people."""
        start = self.joined(end)
        rest = TOKEN.match(self.folded, start)
        if rest is None:
            return self.folded[start : start + 1] not in COUNTS and not self.folded[start : start + 1].isalnum()
        if self.lexicon.quantities.after(self.view, start):
            return False
        if self.lexicon.partitives:
            joiner = next((one for one in self.lexicon.partitives if self.folded.startswith(one, start)), None)
            return joiner is None or self.number_at(start + len(joiner))
        return rest[0] in self.lexicon.little

    def is_part(self, start: int) -> bool:
        """Whether a number is part of a word or date."""
        return cased(self.folded, start - 1) or bool(PART.search(self.folded, max(start - 2, 0), start))

    def is_share(self, start: int, end: int) -> bool:
        """Whether a number is a share: 5.2 %, yüzde 5,2."""
        behind = self.lexicon.percent.match(self.folded, end)
        return bool(behind or self.lexicon.percents.before(self.view, self.word_end(start, 0)))

    def is_year(self, start: int, end: int) -> bool:
        """Whether a number is printed as a year is, of the common calendar or one of these languages."""
        printed = self.folded[start:end]
        bare = len(printed) == len("2015") and printed.isdecimal()
        return bare and any(int(printed) - era in YEARS for era in self.lexicon.eras)

    def is_dated(self, start: int, end: int, currency: Found) -> bool:
        """Whether a number is the year of the currency after it, and no side of a rate: constant 2015 dollars."""
        if not self.is_year(start, end):
            return False
        far_side = self.lexicon.equals.search(self.folded, max(start - MAX_EQUALS, 0), start)
        return far_side is None and self.base(currency.edge, currency.word.currency) is None
