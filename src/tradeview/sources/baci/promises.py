"""What a line of BACI promises, on whatever engine: its year, its economies, its product, its value, its quantity.

An engine reads what it is given: `-5`, `inf`, an empty cell, a code that has lost more than its leading zero. What a
line may hold is therefore said here once, and each engine holds its lines to it in its own way, as it reads them
(`tradeview.sources.baci.engines`).
"""

from typing import NamedTuple

import narwhals as nw

from tradeview.periods import FIRST_YEAR, LAST_YEAR

# "Commodities not specified according to kind", before the code became digits like all others.
UNSPECIFIED = "9999AA"
# Six digits; the first is lost on the way through a spreadsheet where it is a zero. No chapter of the HS is 00.
PRODUCT = f"^(?:0?[1-9][0-9]{{4}}|[1-9][0-9]{{5}}|{UNSPECIFIED})$"
# A number as any program may write it that a file went through: `458`, `458.0`, `4.58e2`, with blanks around it.
NUMBER = r"^[ \t]*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[ \t]*$"
DAMAGED = "a line of BACI's is damaged"
REMEDY = "download the file again from CEPII"


class Promise(NamedTuple):
    """What the cells of a column are, in words and as an expression; a missing one keeps it where that says so.

    `few` says that the column has few distinct cells, so that an engine may look at each of them once.
    """

    column: str
    allowed: str
    keeps: nw.Expr
    few: bool = False


def _number_of_economy(name: str) -> Promise:
    number = nw.col(name)
    return Promise(name, "a whole number of CEPII's list", (number >= 0) & (number % 1 == 0))


_YEAR = nw.col("t")
_PRODUCT = nw.col("k")
_VALUE = nw.col("v")
_QUANTITY = nw.col("q")
_IS_YEAR = (_YEAR >= FIRST_YEAR) & (_YEAR <= LAST_YEAR) & (_YEAR % 1 == 0)

# Of every line: what was asked for is told by these columns, and a damaged one would be dropped without a word.
OF_ALL = (
    Promise("t", "a year", _IS_YEAR, few=True),
    _number_of_economy("i"),
    _number_of_economy("j"),
    # In Python's regular expressions `$` stands before a last line break, too.
    Promise("k", "a product of six digits", _PRODUCT.str.contains(PRODUCT) & ~_PRODUCT.str.ends_with("\n"), few=True),
    Promise("v", "a finite number, not negative", _VALUE.is_finite() & (_VALUE >= 0)),
)
# Of the lines that were asked for, whose quantities are read as numbers.
OF_ASKED = (
    Promise(
        "q",
        "a finite number, not negative, or NA",
        _QUANTITY.is_null() | (_QUANTITY.is_finite() & (_QUANTITY >= 0)),
    ),
)


def describe_broken(promise: Promise) -> str:
    """Say what a cell should have been; the cell itself stands behind it."""
    return f"{DAMAGED}; {promise.column} is {promise.allowed}; found: "
