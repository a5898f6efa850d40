"""The columns of SDMX-CSV as Eurostat writes it: with codes, with labels beside them, or with both in one cell."""

import re
from collections.abc import Sequence

DIMENSIONS = ("freq", "reporter", "partner", "product", "flow", "indicators")
TIME, VALUE, FLAG, CONFIDENTIAL, DATAFLOW = "TIME_PERIOD", "OBS_VALUE", "OBS_FLAG", "CONF_STATUS", "DATAFLOW"
# SDMX-CSV 2.0 names its data flow in a column of another name.
STRUCTURE = "STRUCTURE_ID"
NEEDED = ("reporter", "partner", "product", "flow", "indicators", TIME, VALUE)
KNOWN = (*DIMENSIONS, TIME, VALUE, FLAG, CONFIDENTIAL, DATAFLOW, STRUCTURE)
# Codes of dimensions are in lower case; labels of them, and attributes, are not.
A_DIMENSION = re.compile(r"[a-z][a-z0-9_]*")
# What stands where a dimension that the trade table does not have is not broken down.
TOTALS = {"", "total", "t", "_t", "_z", "all"}


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """Return the places of the columns that are known, by their names.

    A name may have its label behind a colon. A column of labels may be called as its dimension is, with a capital.
    """
    names = [heading.split(":", 1)[0].strip() for heading in header]
    lowered = [name.lower() for name in names]
    found = {}
    for name in KNOWN:
        if name in names:
            found[name] = names.index(name)
        elif name.lower() in lowered:
            found[name] = lowered.index(name.lower())
    return found


def find_other_dimensions(header: Sequence[str]) -> dict[str, int]:
    """Return the places of dimensions that the trade table does not have, such as modes of transport."""
    names = [heading.split(":", 1)[0].strip() for heading in header]
    return {name: place for place, name in enumerate(names) if A_DIMENSION.fullmatch(name) and name not in KNOWN}


def code_in(cell: str) -> str:
    """Return the code of a cell that may have its label behind a colon.

    Examples
    --------
    >>> code_in("DE:Germany"), code_in("MY")
    ('DE', 'MY')
    """
    return cell.split(":", 1)[0].strip()
