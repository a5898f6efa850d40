r"""Lines of a table in bytes, all of which are as wide as the first: their cells are found and read a column at a time.

Whoever goes through lines with the csv module makes a text of each cell, whether it is wanted or not, and says in ten
steps what is known in one: in nearly all files each line has the same number of cells, and of most columns the cells
repeat. Here numpy finds where cells begin and end. What that does not prove (a quote within a cell, lines of unlike
width, a line break within quotes, a lone carriage return) is not read here at all: the csv module knows the rest.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from tradeview.table.csv import longest_cell

if TYPE_CHECKING:
    from numpy.typing import NDArray

ENCODING = "utf-8"  # of the bytes that are made here of a text
NEWLINE, RETURN, QUOTE = b'\n\r"'
WORD = 8  # bytes of a cell that are compared at a time
LONGEST = 256  # bytes of a cell that is read here
# What leaves so many bytes of a word, and none of what follows its cell.
MASKS = np.array([(1 << 8 * size) - 1 for size in range(WORD + 1)], dtype="<u8")


class PlainLines:
    """Lines of which it is known where each cell begins and ends; `find_cells` makes them.

    Attributes
    ----------
    width, height : int
        How many cells a line has, and how many lines there are.
    longest : array of int
        How many bytes the longest cell of each column has, with quotes around it.
    """

    def __init__(self, data: bytes, ends: "NDArray[np.intp]", width: int, *, has_returns: bool) -> None:
        self._letters = np.frombuffer(data, np.uint8)
        self._words = np.ndarray((len(data) - WORD + 1,), "<u8", data, strides=(1,))
        # A column's ends stand side by side, and begin the next one's cells.
        by_column = np.ascontiguousarray(ends[1:].reshape(-1, width).T)
        line_starts = ends[:-1:width]
        self._bounds = np.concatenate([line_starts[np.newaxis], by_column])
        self._has_quotes = QUOTE in data
        self._has_returns = has_returns
        self.width, self.height = by_column.shape
        self.longest = np.diff(self._bounds, axis=0).max(axis=1) - 1
        self.longest[-1] -= has_returns

    def _span(self, column: int) -> "tuple[NDArray[np.intp], NDArray[np.intp]]":
        """Return where the cells of a column begin and how many bytes they have, without the quotes around them."""
        starts, ends = self._bounds[column] + 1, self._bounds[column + 1]
        if self._has_returns and column == self.width - 1:
            ends = ends - 1
        if self._has_quotes:
            is_quoted = self._letters[starts] == QUOTE
            starts, ends = starts + is_quoted, ends - is_quoted
        return starts, ends - starts

    def longest_line(self) -> int:
        """Return how many bytes the longest line has."""
        return int((self._bounds[-1] - self._bounds[0]).max())

    def read_texts(self, column: int) -> "tuple[NDArray[np.intp], list[str]]":
        r"""Read a column: the distinct cells in the order of the lines, and which of them each line has.

        Examples
        --------
        >>> lines = find_cells('a,"b ""c"" d"\na,e\nb,e\n', ",")
        >>> numbers, texts = lines.read_texts(1)
        >>> numbers.tolist(), texts
        ([0, 1, 1], ['b "c" d', 'e'])
        """
        starts, sizes = self._span(column)
        numbers = np.zeros(self.height, dtype=np.intp)
        count = 1
        for word in self._read_words(starts, sizes):
            if (word == word[0]).all():
                continue
            of_word, words = pd.factorize(word)
            if count > 1:
                of_word, words = pd.factorize(numbers * len(words) + of_word)
            numbers, count = of_word, len(words)
        firsts = np.zeros(count, dtype=np.intp)
        firsts[numbers[::-1]] = np.arange(self.height - 1, -1, -1)
        texts = [str(cell, ENCODING) for cell in self._read_cells(starts[firsts], sizes[firsts]).tolist()]
        if self._has_quotes:
            texts = [text.replace('""', '"') for text in texts]
        return numbers, texts

    def read_bytes(self, column: int) -> "NDArray[np.bytes_]":
        r"""Read a column of cells that hardly repeat, as bytes of one size; quotes that are doubled stay so.

        Examples
        --------
        >>> find_cells("a,12.5\nb,\n", ",").read_bytes(1).tolist()
        [b'12.5', b'']
        """
        return self._read_cells(*self._span(column))

    def _read_cells(self, starts: "NDArray[np.intp]", sizes: "NDArray[np.intp]") -> "NDArray[np.bytes_]":
        words = self._read_words(starts, sizes)
        if not words:
            return np.zeros(len(starts), dtype=f"S{WORD}")
        return np.stack(words, axis=1).view(f"S{WORD * len(words)}").ravel()

    def _read_words(self, starts: "NDArray[np.intp]", sizes: "NDArray[np.intp]") -> "list[NDArray[np.uint64]]":
        """Read cells in words of eight bytes, where they end filled up with zeros, which no text has."""
        words = []
        last = len(self._words) - 1
        for done in range(0, int(sizes.max()), WORD):
            word = self._words[np.minimum(starts + done, last)]
            words.append(word & MASKS[np.clip(sizes - done, 0, WORD)])
        return words


def find_cells(text: str, delimiter: str) -> PlainLines | None:
    r"""Find where the cells of lines stand; None where it is not proven that they stand where they seem to.

    Parameters
    ----------
    text : str
        Lines, each with its end, and no NUL; the first is no part of a quoted cell.
    delimiter : str
        What separates cells, of ASCII.

    Examples
    --------
    >>> lines = find_cells('1,"b, c"\r\n2,\r\n', ",")
    >>> lines.width, lines.height
    (2, 2)
    >>> [find_cells(text, ",") for text in ("1,2\n3\n", '1,2"\n', '1,"2\n"\n', "1,2\r3,4\n")]
    [None, None, None, None]
    """
    try:
        lines = text.encode(ENCODING)
    except UnicodeEncodeError:  # halves of letters
        return None
    if not lines.endswith(b"\n"):
        lines += b"\n"
    height = lines.count(b"\n")
    has_returns = b"\r" in lines
    if has_returns and not lines.count(b"\r") == lines.count(b"\r\n") == height:
        return None
    data = b"\n" + lines + bytes(WORD)
    ends = _find_ends(data, ord(delimiter))
    if ends is None:
        return None
    width = (len(ends) - 1) // height
    if not _has_even_lines(data, ends, width, height):
        return None
    plain = PlainLines(data, ends, width, has_returns=has_returns)
    return None if plain.longest_line() > longest_cell() else plain


def _find_ends(data: bytes, delimiter: int) -> "NDArray[np.intp] | None":
    """Find the line ends and separators that are in no quotes; None where a quote stands neither first nor last."""
    letters = np.frombuffer(data, np.uint8)
    is_mark = (letters == delimiter) | (letters == NEWLINE)
    if QUOTE not in data:
        return np.flatnonzero(is_mark)
    is_mark |= letters == QUOTE
    marks = np.flatnonzero(is_mark)
    is_quote = letters[marks] == QUOTE
    quotes = marks[is_quote]
    if len(quotes) % 2:
        return None
    # One of two opens. Between a closing quote and an opening one right behind it nothing closes: they are one quote
    # of the text.
    may_open = np.isin(letters[quotes[::2] - 1], (delimiter, NEWLINE, QUOTE))
    may_close = np.isin(letters[quotes[1::2] + 1], (delimiter, NEWLINE, RETURN, QUOTE))
    if not (may_open.all() and may_close.all()):
        return None
    is_outside = np.cumsum(is_quote) % 2 == 0
    return marks[is_outside & ~is_quote]


def _has_even_lines(data: bytes, ends: "NDArray[np.intp]", width: int, height: int) -> bool:
    """Tell whether all lines have as many cells as the first, and none a line break within quotes."""
    if len(ends) != 1 + width * height:
        return False
    # There are as many line breaks as lines: where each line ends in one, there is none within it.
    return bool((np.frombuffer(data, np.uint8)[ends[::width]] == NEWLINE).all())
