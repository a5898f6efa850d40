"""What is bought and sold: goods of another country, or currency, shares and companies, which are no trade.

A central bank buys dollars, investors sell bonds, and a firm is sold to its rival: beside the words for these, a verb
of buying or selling names no flow. Nor does it where the sentence names neither trade nor a country: what goes to one,
or comes from it, is trade, though nothing says that this is abroad (`भारत ने रूस से ... खरीदा`, `从俄罗斯购买`), and so is
a deficit with one.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.flow_rows import CLOSED
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.lexicon import GAP, Lexicon, any_glued

NO_GOODS = "no_goods"  # who deals in money, and in what: it only takes the meaning from the verbs beside it
SECURITIES = "securities"  # which are no trade themselves
MONEY = {NO_GOODS, SECURITIES}
OTHER = "other"  # what is traded with nobody: investment, production
SOLD = ("export_abroad", "import_abroad")  # what is sold or bought counts where it is abroad, or beside trade
DEALS = {"sold": "export", "bought": "import", "export_abroad": "export", "import_abroad": "import"}
# The words beside a country that say which way its goods go, or with whom a balance is.
WAYS = {"export_abroad": "sold_to", "import_abroad": "bought_from"}
WAYS |= dict.fromkeys(("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade"), "balance_with")
WAYS["total_beside_trade"] = "balance_with"
IN_CLAUSE = 100  # characters between a verb and what it is said of
NEAR = 100  # characters between a verb and the country to which it sells
WAY = 40  # characters of the word for a way and what stands between it and its country
STOP = re.compile(r"[;；]")
# At most two words stand between a way and its country: to neighbouring Peru.
BETWEEN = r"(?:[^\W\d_]{1,16}[ \n]){0,2}"


class DealWords:
    """The words of some languages that say what is dealt in, and with which country."""

    def __init__(self, lexicon: Lexicon) -> None:
        # What ends a clause: a comma, or a word for while.
        self.border = re.compile(f"{CLOSED.pattern}|[ \n]{lexicon.any_of('clauses')}[ \n]")
        self.partners = find_partner_names(lexicon)
        # Where verbs stand last, what says the way stands behind the country.
        self.stands_behind = lexicon.files[1].get("status_follows", False)
        self.ways: dict[str, re.Pattern[str]] = {}
        for label, key in WAYS.items():
            way = any_glued(lexicon.words(key))
            self.ways[label] = re.compile(f"{GAP}{way}" if self.stands_behind else f"{way}{GAP}{BETWEEN}\\Z")


@lru_cache(maxsize=64)
def find_deal_words(lexicon: Lexicon) -> DealWords:
    """Return the words of a lexicon for what is dealt in, built once."""
    return DealWords(lexicon)


class Dealings:
    """What one sentence says of buying and selling.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> dealings = Dealings(Reader(fold_text("从俄罗斯购买原油"), find_lexicon(("zh_Hans",))), [], (0, 8))
    >>> bought, sold = Mention(4, 6, "import_abroad"), Mention(4, 6, "export_abroad")
    >>> dealings.crosses_border(bought), dealings.crosses_border(sold)
    (True, False)
    """

    def __init__(self, reader: Reader, mentions: Sequence[Mention], bounds: tuple[int, int]) -> None:
        self.view = reader.view
        self.folded = reader.folded
        self.start, self.end = bounds  # of the sentence: a country of the next tells nothing of its own
        self.words = find_deal_words(reader.lexicon)
        self.money = [mention for mention in mentions if mention.label in MONEY]
        self.others = [mention for mention in mentions if mention.label == OTHER]

    def is_of_money(self, deal: Mention) -> bool:
        """Whether no goods are bought or sold: the clause of a verb says so, or the sentence of a vague one."""
        if self.shares_clause(deal, self.money):
            return True
        # Even so, what goes to a country that is named is goods.
        return len(self.money) > 0 and deal.label in SOLD and not self.crosses_border(deal)

    def is_of_other(self, deal: Mention) -> bool:
        """Whether the clause of a verb speaks of what is traded with nobody: projects, production."""
        return self.shares_clause(deal, self.others)

    def shares_clause(self, deal: Mention, others: Sequence[Mention]) -> bool:
        """Whether no end of a clause parts a verb from one of the others."""
        for other in within(others, max(deal.start - IN_CLAUSE, 0), deal.end + IN_CLAUSE):
            start, end = min(deal.end, other.end), max(deal.start, other.start)
            if self.words.border.search(self.folded, start, end) is None:
                return True
        return False

    def names_country(self, deal: Mention) -> bool:
        """Whether a country stands near a verb: the one that sells, or to which it does."""
        return self.words.partners.names_country(self.view, *self.find_surroundings(deal))

    def crosses_border(self, deal: Mention) -> bool:
        """Whether goods go to a country, or come from one, or a balance is with it: its name has the word for this."""
        way = self.words.ways[deal.label or ""]
        start, end = self.find_surroundings(deal)
        for at, found in self.words.partners.table.scan(self.view.part(start, end)):
            name_start, name_end = start + at, start + found.edge
            if self.words.stands_behind:
                is_on_way = way.match(self.folded, name_end, end) is not None
            else:
                is_on_way = way.search(self.folded, max(name_start - WAY, start), name_start) is not None
            if is_on_way:
                return True
        return False

    def find_surroundings(self, deal: Mention) -> tuple[int, int]:
        """Return the stretch around what is named in which its country is looked for, within its sentence."""
        start = max(deal.start - NEAR, self.start)
        for stop in STOP.finditer(self.folded, start, deal.start):
            start = stop.end()
        end = min(deal.end + NEAR, self.end)
        after = STOP.search(self.folded, deal.end, end)
        return start, after.start() if after else end
