"""Numbers with a decimal comma, as programs write them in many countries: told from commas between thousands.

What one cell means nobody can tell (`1,500`); all numbers of a file together mostly do, since one program wrote them.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

from tradeview.errors import SHOWN_ROWS, TableError

DECIMAL = re.compile(r"[-+]?[0-9]+,[0-9]+(?:[eE][-+]?[0-9]{1,3})?")
# Three digits behind a comma, and one to three before: a thousand and more, or one and a part of it.
EITHER = re.compile(r"[-+]?[1-9][0-9]{0,2},[0-9]{3}")
# So do three digits behind a point, where a file's commas are decimal ones.
EITHER_POINT = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
POINT = re.compile(r"[-+]?[0-9]*\.[0-9]+(?:[eE][-+]?[0-9]{1,3})?")

Commas = Literal["none", "decimal", "either", "other"]


def find_commas(cells: Iterable[str | None]) -> Commas:
    """Tell what the commas in the numbers of a file are.

    Returns
    -------
    {"none", "decimal", "either", "other"}
        `other` where some are none, or points stand in other numbers; `either` where each may stand between thousands.

    Examples
    --------
    >>> find_commas(["1500000,5", "1,500"]), find_commas(["1,500"]), find_commas(["1,5", "1.5"]), find_commas(["1.5"])
    ('decimal', 'either', 'other', 'none')
    """
    with_comma = set()
    has_point = False
    for cell in cells:
        if cell is None:
            continue
        if "," in cell:
            with_comma.add(cell)
        elif "." in cell and POINT.fullmatch(cell):
            has_point = True
    if not with_comma:
        return "none"
    if has_point or not all(map(DECIMAL.fullmatch, with_comma)):
        return "other"
    return "either" if all(map(EITHER.fullmatch, with_comma)) else "decimal"


def refuse_either_point(cells: Iterable[str], called: str, error: type[TableError]) -> None:
    """Refuse amounts all of whose points may stand between thousands: `12.500` in a file by semicolons.

    Examples
    --------
    >>> refuse_either_point(["12.500", "1.750", "7.25"], "exports.csv", TableError)
    >>> refuse_either_point(["12.500", "80"], "exports.csv", TableError)
    Traceback (most recent call last):
    tradeview.errors.TableError: the amounts of exports.csv tell whether their point is a decimal one; found: ...
    """
    pointed = list(dict.fromkeys(cell for cell in cells if "." in cell))
    if not pointed or not all(map(EITHER_POINT.fullmatch, pointed)):
        return
    rows = [f"{cell!r}: {cell.rstrip('0')}, or {cell.replace('.', '')}" for cell in pointed[:SHOWN_ROWS]]
    asked = f"the amounts of {called} tell whether their point is a decimal one"
    remedy = (
        "write them without points between thousands, and without zeros at the end of decimals; or save it by commas"
    )
    raise error(asked, f"{len(pointed)} that may be thousands", remedy, rows)


def with_points(
    columns: Sequence[Sequence[str | None]], called: str, error: type[TableError], *, may_be_thousands: bool = False
) -> list[list[str | None]]:
    """Write the numbers of a file with decimal points, where all of them agree on a decimal comma.

    Parameters
    ----------
    columns : sequence of sequences
        The cells of all columns of numbers that a file has.
    called : str
        What messages call it.
    error : type of TableError
        What refuses it.
    may_be_thousands : bool
        Leave numbers alone whose commas may be either: the reader knows that its files have thousands separated.

    Raises
    ------
    TableError
        Each comma may be a decimal one or stand between thousands.

    Examples
    --------
    >>> with_points([["1500000,5", None, "2"]], "exports.csv", TableError)
    [['1500000.5', None, '2']]
    """
    commas = find_commas(chain.from_iterable(columns))
    if commas == "either" and not may_be_thousands:
        raise _either_error(columns, called, error)
    if commas != "decimal":
        return [list(column) for column in columns]
    return [list(map(_with_point, column)) for column in columns]


def _with_point(cell: str | None) -> str | None:
    if cell is None:
        return None
    return cell.replace(",", ".")


def _either_error(columns: Sequence[Sequence[str | None]], called: str, error: type[TableError]) -> TableError:
    """Make the error of commas that may be decimal ones or stand between thousands."""
    seen = list(dict.fromkeys(cell for cell in chain.from_iterable(columns) if cell and "," in cell))
    rows = []
    for cell in seen[:SHOWN_ROWS]:
        as_decimal, as_thousands = cell.replace(",", "."), cell.replace(",", "")
        rows.append(f"{cell!r}: {as_decimal}, or {as_thousands}")
    asked = f"the numbers of {called} tell whether their comma is a decimal one"
    return error(asked, f"{len(seen)} that may be either", "write them with decimal points and no separators", rows)
