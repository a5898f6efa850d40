"""Separators between thousands, where a file proves that its commas, or points, are such: `1,234,567`.

Of `12,500` alone nobody can tell. Where one number of a column has two separators, or one beside a decimal mark of the
other kind, and every number of its columns is written so, all of them are between thousands.
"""

import re
from collections.abc import Collection, Sequence

# The separator -> numbers that have it between thousands, those that prove it, and those that lack it.
GROUPED: dict[str, re.Pattern[str]] = {
    ",": re.compile(r"[-+]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"),
    ".": re.compile(r"[-+]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?"),
}
PROOF: dict[str, re.Pattern[str]] = {
    ",": re.compile(r"[^,]*,[0-9]{3}[,.].*"),
    ".": re.compile(r"[^.]*\.[0-9]{3}[.,].*"),
}
PLAIN: dict[str, re.Pattern[str]] = {
    ",": re.compile(r"[-+]?[0-9]{1,3}(?:\.[0-9]+)?"),
    ".": re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]+)?"),
}
DECIMAL_MARK = {",": ".", ".": ","}


def without_thousands(columns: Sequence[Sequence[str | None]]) -> list[list[str | None]] | None:
    """Write the numbers of a file without separators and with a decimal point; None where none are proved.

    One column proves it for all of a file, if these are written alike; else for itself alone.

    Parameters
    ----------
    columns : sequence of sequences
        The cells of columns of numbers; what says nothing is None or empty.

    Examples
    --------
    >>> without_thousands([["1,234,567", "12,500", None], ["900.5", "", "1,000.25"]])
    [['1234567', '12500', None], ['900.5', '', '1000.25']]
    >>> without_thousands([["1.234.567,5", "12.500"]])
    [['1234567.5', '12500']]
    >>> without_thousands([["1,234,567", "12,500"], ["5000"]])
    [['1234567', '12500'], ['5000']]
    >>> without_thousands([["12,500", "1,750"]]), without_thousands([["1,234,567", "12500"]])
    (None, None)
    """
    separator = _find_separator({cell for column in columns for cell in column if cell})
    if separator:
        return [_rewrite_column(column, separator) for column in columns]
    separators = [_find_separator({cell for cell in column if cell}) for column in columns]
    if not any(separators):
        return None
    return [_rewrite_column(column, found) for column, found in zip(columns, separators, strict=True)]


def _find_separator(cells: Collection[str]) -> str:
    """Find what cells prove to stand between their thousands, all of which have it; nothing where they do not."""
    for separator in DECIMAL_MARK:
        if not any(map(PROOF[separator].fullmatch, cells)):
            continue
        grouped, plain = GROUPED[separator], PLAIN[separator]
        if all(grouped.fullmatch(cell) or plain.fullmatch(cell) for cell in cells):
            return separator
    return ""


def _rewrite_column(column: Sequence[str | None], separator: str) -> list[str | None]:
    if not separator:
        return list(column)
    return [_rewrite(cell, separator, DECIMAL_MARK[separator]) for cell in column]


def _rewrite(cell: str | None, separator: str, mark: str) -> str | None:
    return cell and cell.replace(separator, "").replace(mark, ".")
