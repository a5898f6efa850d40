"""How a file of Comext is told from other tables: by the dimensions in its header."""

import re

from tradeview.sources.beginning import Beginning
from tradeview.sources.comext.columns import NEEDED, find_columns

NO_LETTER = re.compile("[^a-z]")
NEEDS = {name: frozenset({NO_LETTER.sub("", name.lower())}) for name in NEEDED}


def recognise(beginning: Beginning) -> bool:
    """Tell SDMX-CSV of Eurostat's trade in goods: it has a column of indicators, and one of observations."""
    return set(NEEDED) <= set(find_columns(beginning.header))
