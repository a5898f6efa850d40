"""What is sold to a country, or bought from one: trade, though nothing says that this is abroad.

`भारत ने रूस से ... खरीदा`, `从俄罗斯购买`: a name of a country and the word that says which way the goods go, near the
verb and in its sentence. What is sold at home has no such word, nor have currencies and shares.
"""

import re
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.lexicon import GAP, Lexicon, any_glued

NEAR = 60  # characters between the country and the verb
STOP = re.compile(r"[\n。।!?！？;；]|\.(?=[ ])")
WAYS = {"export_abroad": "sold_to", "import_abroad": "bought_from"}
WAYS |= dict.fromkeys(("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade"), "balance_with")


class SaleWords:
    """The words of some languages that say to which country goods are sold, and from which they are bought."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names = find_partner_names(lexicon).table
        # Where verbs stand last, what says the way stands behind the country.
        self.stands_behind = lexicon.files[1].get("status_follows", False)
        self.ways: dict[str, re.Pattern[str]] = {}
        for label, key in WAYS.items():
            way = any_glued(lexicon.words(key))
            self.ways[label] = re.compile(f"{GAP}{way}" if self.stands_behind else f"{way}{GAP}\\Z")


@lru_cache(maxsize=64)
def find_sale_words(lexicon: Lexicon) -> SaleWords:
    """Return the words of a lexicon for sales to countries, built once."""
    return SaleWords(lexicon)


def crosses_border(reader: Reader, sale: Mention) -> bool:
    """Whether what a verb says was sold or bought went to a country, or came from one.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> reader = Reader(fold_text("从俄罗斯购买原油"), find_lexicon(("zh_Hans",)))
    >>> crosses_border(reader, Mention(4, 6, "import_abroad")), crosses_border(reader, Mention(4, 6, "export_abroad"))
    (True, False)
    """
    words = find_sale_words(reader.lexicon)
    start, end = _find_clause(reader.folded, sale)
    for at, found in words.names.scan(reader.view.part(start, end)):
        name_start, name_end = start + at, start + found.edge
        way = words.ways[sale.label or ""]
        if words.stands_behind:
            is_on_way = way.match(reader.folded, name_end, end) is not None
        else:
            is_on_way = way.search(reader.folded, max(name_start - NEAR, start), name_start) is not None
        if is_on_way:
            return True
    return False


def _find_clause(folded: str, sale: Mention) -> tuple[int, int]:
    """Return the stretch around a verb in which its country is looked for, within its sentence."""
    start = max(sale.start - NEAR, 0)
    for stop in STOP.finditer(folded, start, sale.start):
        start = stop.end()
    end = min(sale.end + NEAR, len(folded))
    after = STOP.search(folded, sale.end, end)
    return start, after.start() if after else end
