"""Which files are tables of tradeview's own, that people keep: told by the names of their columns, as declared.

What a ledger needs is declared in `tradeview.table.schema`; rates, deflators and lists of claims are declared above
this room, so that their columns are named here again. A test holds the two against each other.
"""

from collections.abc import Callable

from tradeview.sources.beginning import Beginning
from tradeview.table.schema import TRADE

LEDGER = frozenset(TRADE.required)
RATES = frozenset({"period", "base", "quote", "rate", "source"})
DEFLATOR = frozenset({"period", "currency", "index", "name", "source"})
EVENTS = frozenset({"date", "precision", "kind", "what", "quote", "source"})
COMMODITIES = frozenset({"origin", "destination", "phrase", "gloss", "certainty", "source"})
CLAIMED = frozenset({"reporter", "partner", "flow"})
# What lists of claims have, and ledgers have not: tables of statements, press lists, what `claims` wrote.
CLAIM_COLUMNS = ("claim", "start", "end", "kind", "side", "among", "scale", "how_sure", "bound", "assumed")
# A number with a scale beside it is in no single units, as a ledger's is; and of claims with their places in a text, as
# `claims` writes them, many are no amounts.
OF_CLAIMS_ALONE = frozenset({"scale", "how_sure", "text_start"})


def recognise_ledger(beginning: Beginning) -> bool:
    """Tell a ledger: it has all that the trade table needs. A draft out of a text is one, too."""
    return LEDGER.issubset(beginning.header) and OF_CLAIMS_ALONE.isdisjoint(beginning.header)


def recognise_claims(beginning: Beginning) -> bool:
    """Tell a list of printed claims from a ledger by its columns."""
    names = set(beginning.header)
    has_claims = not names.isdisjoint(CLAIM_COLUMNS)
    return CLAIMED.issubset(names) and has_claims and not recognise_ledger(beginning)


def _recogniser_of(columns: frozenset[str]) -> Callable[[Beginning], bool]:
    def recognise(beginning: Beginning) -> bool:
        return columns.issubset(beginning.header)

    return recognise


recognise_rates = _recogniser_of(RATES)
recognise_deflator = _recogniser_of(DEFLATOR)
recognise_events = _recogniser_of(EVENTS)
recognise_commodities = _recogniser_of(COMMODITIES)
