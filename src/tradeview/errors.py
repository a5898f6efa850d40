"""What can go wrong, in words: one base class, and leaves that are also the builtin a stranger would catch.

Every message says what was asked, what was there and what to do, and shows up to five offending rows. The parts stay
on the exception as attributes, so that a program can use them without reading the sentence.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tradeview.printable import escape_unprintable, shorten_text
from tradeview.public_names import list_and_answer

__all__ = [
    "AbsentDataWarning",
    "AbsentWorldWarning",
    "AmbiguousFigureError",
    "ArgumentError",
    "ExportError",
    "FetchError",
    "FigureError",
    "MissingDeflatorError",
    "MissingExtraError",
    "MissingFileError",
    "MissingRateError",
    "NotAFrameError",
    "RateTableError",
    "StatementError",
    "TableError",
    "TradeTableError",
    "TradeviewError",
    "UnknownCodeError",
]

if not TYPE_CHECKING:
    __dir__, __getattr__ = list_and_answer("errors", __all__)

SHOWN_ROWS = 5
LONGEST_PART = 2000  # letters of a part of a message


def plural_of(noun: str, count: int) -> str:
    """Give a noun as it stands behind a count. It stands here since messages count things, as charts do.

    Examples
    --------
    >>> plural_of("row", 1), plural_of("row", 2), plural_of("row", 0)
    ('row', 'rows', 'rows')
    """
    return noun if count == 1 else f"{noun}s"


def count_nouns(count: int, noun: str) -> str:
    """Count things, with thousands separated.

    Examples
    --------
    >>> count_nouns(1, "claim"), count_nouns(1200, "row")
    ('1 claim', '1,200 rows')
    """
    return f"{count:,} {plural_of(noun, count)}"


class TradeviewError(Exception):
    """Base of every error that tradeview raises on purpose.

    Parameters
    ----------
    asked : str
        What was wanted, and that it failed.
    found : str
        What was there instead.
    remedy : str
        What the caller can do about it.
    rows : sequence of str
        The offending rows, in words; all are kept, the message shows the first five.

    Examples
    --------
    >>> print(TradeviewError("growth needs one currency", "MYR, USD", "name one with tv.prefer", ["row 0", "row 1"]))
    growth needs one currency; found: MYR, USD; do: name one with tv.prefer
      row 0
      row 1
    """

    def __init__(self, asked: str, found: str = "", remedy: str = "", rows: Sequence[str] = ()) -> None:
        # All parts go to Exception.args, in order, so that the error survives pickling (worker processes).
        super().__init__(asked, found, remedy, tuple(rows))
        self.asked, self.found, self.remedy, self.rows = asked, found, remedy, tuple(rows)

    def __str__(self) -> str:
        """Join the parts into the message a person reads: in one line each, with nothing that steers a terminal."""
        head = _shorten_part(self.asked)
        if self.found:
            head += f"; found: {_shorten_part(self.found)}"
        if self.remedy:
            head += f"; do: {_shorten_part(self.remedy)}"
        lines = [head, *(f"  {_shorten_part(row)}" for row in self.rows[:SHOWN_ROWS])]
        if len(self.rows) > SHOWN_ROWS:
            lines.append(f"  and {len(self.rows) - SHOWN_ROWS} more")
        return "\n".join(escape_unprintable(line) for line in lines)


def _shorten_part(part: str) -> str:
    """Cut what no person reads to its end: a name, or a cell, may be as long as a file."""
    return part if len(part) <= LONGEST_PART else shorten_text(part[: 2 * LONGEST_PART], LONGEST_PART)


class ArgumentError(TradeviewError, TypeError, ValueError):
    """An argument is of another kind than it takes: a number for a text, a text for a year."""


class TableError(TradeviewError, ValueError):
    """A table (a file or a frame) does not hold what its columns promise."""


class NotAFrameError(TableError, TypeError):
    """What was given where a table was asked for is no frame, or one of an engine that is not served."""


class MissingFileError(TableError, FileNotFoundError):
    """There is nothing at the path of a table."""


class TradeTableError(TableError):
    """A trade table breaks the rules of `tradeview.table.schema`, or does not fit the question asked of it."""


class StatementError(TableError):
    """A table of statements breaks the rules of `tv.statements`, or holds rows that nobody has settled."""


class RateTableError(TableError):
    """A table of exchange rates is duplicated, out of range or of mixed basis."""


class MissingRateError(TradeviewError, LookupError):
    """No exchange rate was given for a currency and period that a conversion needs.

    `line` is one that the rate table lacks, but for its rate: `2024,USD,RUB,RATE,average,SOURCE`. It is empty where the
    European Central Bank has the rates.
    """

    line: str = ""


class MissingDeflatorError(TradeviewError, LookupError):
    """No price index was given for a currency and period that a deflation needs."""


class UnknownCodeError(TradeviewError, LookupError):
    """A code or name of a currency, economy or commodity that no table knows."""


class MissingExtraError(TradeviewError, ImportError):
    """What was asked for needs a package that an extra of tradeview brings."""


def install_extra(extra: str) -> str:
    """Say how an extra is installed: from the folder of the source, since the package is on no index.

    Examples
    --------
    >>> install_extra("excel")
    "install the extra `excel`: pip install '.[excel]' in the source folder of tradeview"
    """
    return f"install the extra `{extra}`: pip install '.[{extra}]' in the source folder of tradeview"


class FigureError(TradeviewError, ValueError):
    """A text holds no amount of money where one was asked for, or more than one."""


class AmbiguousFigureError(FigureError):
    """A printed number can be read in two ways and nothing in the text decides between them."""


class ExportError(TradeviewError, OSError):
    """A file could not be written; what stood there before is untouched, where `remedy` does not say otherwise."""


class FetchError(TradeviewError, OSError):
    """A server gave no data, or not all of what was asked; nothing was written for the part that failed."""


class AbsentWorldWarning(UserWarning):
    """An index was computed without rows of the world: its whole is the sum of the few economies in the table."""


class AbsentDataWarning(UserWarning):
    """A server answered, and has nothing on some of what was asked: it is named, and is not in the table."""
