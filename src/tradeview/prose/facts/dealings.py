"""What is bought and sold: goods of another country, or currency, shares and companies, which are no trade.

A central bank buys dollars, investors sell bonds, and a firm is sold to its rival: beside the words for these, a verb
of buying or selling names no flow. Nor does it where the sentence names neither trade nor a country.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.flow_rows import CLOSED
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.lexicon import Lexicon

NO_GOODS = "no_goods"  # who deals in money, and in what: it only takes the meaning from the verbs beside it
SECURITIES = "securities"  # which are no trade themselves
SOLD = ("export_abroad", "import_abroad")  # what is sold or bought counts where it is abroad, or beside trade
DEALS = {"sold": "export", "bought": "import", "export_abroad": "export", "import_abroad": "import"}
IN_CLAUSE = 100  # characters between a verb and what it is said of
NAME = 20  # characters of the name of a country
NEAR = 120  # characters between a verb and the country to which it sells


@lru_cache(maxsize=64)
def find_clause_border(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern for what ends a clause: a comma, or a word for while."""
    return re.compile(f"{CLOSED.pattern}|[ \n]{lexicon.any_of('clauses')}[ \n]")


@lru_cache(maxsize=64)
def find_partner_words(lexicon: Lexicon) -> re.Pattern[str]:
    """Return a pattern for what stands before the country to which goods go, or from which they come."""
    return re.compile(f"[ \n]{lexicon.any_of('partner_before')} ?")


class Dealings:
    """What one sentence says of buying and selling."""

    def __init__(self, reader: Reader, mentions: Sequence[Mention], bounds: tuple[int, int]) -> None:
        self.reader = reader
        self.start, self.end = bounds  # of the sentence: a country of the next tells nothing of its own
        self.border = find_clause_border(reader.lexicon)
        self.partner = find_partner_words(reader.lexicon)
        self.money = [mention for mention in mentions if mention.label in {NO_GOODS, SECURITIES}]

    def is_of_money(self, deal: Mention) -> bool:
        """Whether the clause of a verb says that no goods are bought or sold."""
        for other in within(self.money, max(deal.start - IN_CLAUSE, 0), deal.end + IN_CLAUSE):
            start, end = min(deal.end, other.end), max(deal.start, other.start)
            if self.border.search(self.reader.folded, start, end) is None:
                return True
        return False

    def names_country(self, deal: Mention) -> bool:
        """Whether a country stands near a verb: the one that sells, or to which it does."""
        partners = find_partner_names(self.reader.lexicon)
        return partners.names_country(self.reader.view, *self.find_surroundings(deal))

    def find_surroundings(self, deal: Mention) -> tuple[int, int]:
        """Return the stretch around a verb, within its sentence."""
        return max(deal.start - NEAR, self.start), min(deal.end + NEAR, self.end)

    def goes_to_country(self, deal: Mention) -> bool:
        """Whether goods go to a country, or come from it: the name stands right behind the word for this."""
        partners = find_partner_names(self.reader.lexicon)
        place, end = self.find_surroundings(deal)
        for word in self.partner.finditer(self.reader.folded, place, end):
            if partners.names_country(self.reader.view, word.end(), min(word.end() + NAME, end)):
                return True
        return False
