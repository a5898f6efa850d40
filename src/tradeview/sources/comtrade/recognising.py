"""Which files are UN Comtrade's: those that name its columns in one of its forms, and its answers in JSON."""

import re

from tradeview.sources.beginning import Beginning
from tradeview.sources.comtrade.forms import ESSENTIALS, FORMS, is_header
from tradeview.sources.opening import kind_of


def _names_of_essentials() -> dict[str, frozenset[str]]:
    """Map what every record says to the headers that say it, of all forms."""
    needs = {}
    for what, columns in ESSENTIALS.items():
        names: set[str] = set()
        for aliases in FORMS.values():
            for column in columns:
                names.update(aliases.get(column, ()))
        needs[what] = frozenset(names)
    return needs


# An answer of its API without records, of which its reader says what it complains of.
ANSWER = re.compile(r'\s*\{\s*"(?:elapsedTime|validation|count)"\s*:')
NEEDS = _names_of_essentials()


def recognise(beginning: Beginning) -> bool:
    """Tell whether a file is UN Comtrade's."""
    if kind_of(beginning.text) == "JSON" and ANSWER.match(beginning.text):
        return True
    # Its header is looked for among all first lines, as its reader does: a preamble may be as wide as the table.
    return any(is_header(line) for line in (beginning.header, *beginning.rows) if any(line))
