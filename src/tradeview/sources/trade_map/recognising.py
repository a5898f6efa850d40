"""How a download of Trade Map is told from other tables: by its first column, and columns of values in a period."""

from tradeview.sources.beginning import Beginning
from tradeview.sources.trade_map.headings import find_header, is_header, rows_of


def recognise(beginning: Beginning) -> bool:
    """Tell a download of Trade Map by its header, whether titles stand above it or not."""
    if is_header(beginning.header):
        return True
    lines = [beginning.header, *beginning.rows]
    place = find_header(lines)
    if place is None:
        return False
    above = lines[:place]
    if above and rows_of(above[-1]) is not None:  # headings over headings
        above = above[:-1]
    # Titles have one cell each; a table of others may hold words like these far down.
    return all(sum(bool(cell) for cell in line) <= 1 for line in above)
