"""Which files are BACI's: those with its six columns, each named by one letter."""

from tradeview.sources.baci.forms import COLUMNS, OLD_NAMES
from tradeview.sources.beginning import Beginning

NEEDS = {column: frozenset({column, *(old for old, new in OLD_NAMES.items() if new == column)}) for column in COLUMNS}


def recognise(beginning: Beginning) -> bool:
    """Tell whether a file is one of flows of BACI's."""
    header = {cell.lower() for cell in beginning.header}
    return all(not names.isdisjoint(header) for names in NEEDS.values())
