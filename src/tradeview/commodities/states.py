"""States of a commodity that HS tells apart: fresh beef is 0201 and frozen beef 0202.

They are rows of `commodity_states.csv`. The words that say a state are qualifiers of `commodity_grammar.csv`, so that
the state may stand anywhere beside the name ("frozen boneless beef") and be one of several ("fresh or frozen fish").
"""

from collections.abc import Collection
from functools import cache

from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.schema import one_of

STATES = ("live", "fresh", "frozen", "dried")  # chilled is fresh, as in HS

STATES_FILE = "commodity_states.csv"
KINDS = Table(
    "list of commodities in their states",
    (
        Column("commodity", required=True),
        one_of("state", STATES, required=True),
        Column("kind", required=True),
    ),
)


@cache
def kinds_of_commodities() -> dict[str, dict[str, str]]:
    """Return the name of each commodity's kind in a state: beef has fresh beef and frozen beef."""
    kinds: dict[str, dict[str, str]] = {}
    for row in read_own(KINDS, STATES_FILE).itertuples(index=False):
        kinds.setdefault(row.commodity, {})[row.state] = row.kind
    return kinds


@cache
def _general_names() -> dict[str, tuple[str, str]]:
    """Return of each kind the commodity that it is one of, the first that is listed, and its state."""
    general: dict[str, tuple[str, str]] = {}
    for commodity, kinds in kinds_of_commodities().items():
        for state, kind in kinds.items():
            general.setdefault(kind, (commodity, state))
    return general


def name_kinds(commodity: str, states: Collection[str]) -> list[str]:
    """Name what a commodity is in all the states said of it: itself where HS does not part them.

    Examples
    --------
    >>> name_kinds("beef", {"frozen"}), name_kinds("frozen beef", {"fresh"}), name_kinds("pork", {"frozen"})
    (['frozen beef'], ['fresh beef', 'frozen beef'], ['pork'])
    """
    if not states:
        return [commodity]
    said = set(states)
    general = commodity
    if commodity in _general_names():
        general, own_state = _general_names()[commodity]
        said.add(own_state)
    kinds = kinds_of_commodities().get(general, {})
    if not said <= set(kinds):  # fresh or frozen vegetables: HS has no heading for the fresh ones
        return [general]
    return [kinds[state] for state in STATES if state in said]
