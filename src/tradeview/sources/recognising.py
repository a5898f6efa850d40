"""How files are recognised whose form has one module alone: the ECB's, the Federal Reserve's H.10, OpenDOSM's.

They stand beside their readers, not in them: a reader refuses the files of other forms by asking all recognisers.
"""

from collections.abc import Sequence

from tradeview.sources.beginning import Beginning
from tradeview.units import currencies

# The ECB's daily history: a day a row, a column each currency.
DAY = "Date"
# H.10: the first cells of the lines above the days, in lower case; by columns of a line a series.
DESCRIPTION = ("series description", "descriptions:")
MULTIPLIER = "multiplier:"
# OpenDOSM's tables of trade, and what tells them apart.
DATE, SERIES, SECTION = "date", "series", "section"
HEADLINE, BY_SECTION = "trade_headline", "trade_sitc_1d"
OPENDOSM_NEEDS = {
    "date": frozenset({DATE}),
    "exports": frozenset({"exports"}),
    "imports": frozenset({"imports"}),
    "series, or section": frozenset({SERIES, SECTION}),
}


def recognise_ecb(beginning: Beginning) -> bool:
    """Tell the ECB's file: a day a row, and a column each currency."""
    day, *quoted = beginning.header or ("",)
    return day == DAY and len(quoted) > 1 and all(_is_currency(name) for name in quoted if name)


def _is_currency(name: str) -> bool:
    return len(name) == 3 and name in currencies()


def recognise_h10(beginning: Beginning) -> bool:
    """Tell a download of H.10 by the labels of its first lines, or of its first line."""
    labels = [cell.lower() for cell in beginning.header]
    first = labels[0] if labels else ""
    if first not in DESCRIPTION:
        return False
    beneath = [row[0].strip().lower() for row in beginning.rows if row]
    return MULTIPLIER in beneath or MULTIPLIER in labels


def recognise_opendosm(beginning: Beginning) -> bool:
    """Tell one of the two tables by its columns."""
    return find_opendosm_table(beginning.header) is not None


def find_opendosm_table(header: Sequence[str]) -> str | None:
    """Tell by its columns which of OpenDOSM's tables one is."""
    names = set(header)
    if not {DATE, "exports", "imports"} <= names:
        return None
    if SECTION in names:
        return BY_SECTION
    return HEADLINE if {SERIES, "balance"} & names else None
