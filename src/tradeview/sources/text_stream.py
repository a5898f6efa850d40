"""Text that is read as it comes, line by line: a file of gigabytes in the memory of some lines of it.

Which encoding fits is known of a whole text only, so that it is looked through once before it is read.
"""

import io
import logging
from collections.abc import Iterator, Sequence
from typing import IO

from tradeview.sources.opening import CHUNK, MARKED, UTF_16

logger = logging.getLogger("tradeview")

NUL = "\0"


def find_encoding(stream: IO[bytes], encodings: Sequence[str], called: str = "text") -> str | None:
    r"""Find the first of several encodings that fits a text, as `opening.decode_text` takes it.

    Parameters
    ----------
    stream : binary stream
        That can be read again from its start, where it is left.
    encodings : sequence of str
        Tried in order; `MARKED` is what the byte-order mark names, and UTF-8 without one.
    called : str
        What the log calls the text.

    Returns
    -------
    str or None
        Python's name of it; None where none fits, and of bytes that are no text.

    Examples
    --------
    >>> [find_encoding(io.BytesIO(data), (MARKED, "cp1252")) for data in ("Côte".encode(), b"C\xf4te", b"\0")]
    ['utf-8-sig', 'cp1252', None]
    """
    stream.seek(0)
    marked = "utf-16" if stream.read(len(UTF_16[0])) in UTF_16 else "utf-8-sig"
    for name in encodings:
        encoding = marked if name == MARKED else name
        stream.seek(0)
        try:
            is_text = _is_text(stream, encoding)
        except UnicodeDecodeError:
            continue
        finally:
            stream.seek(0)
        logger.debug("%s decoded as %s", called, encoding)
        return encoding if is_text else None
    return None


def _is_text(stream: IO[bytes], encoding: str) -> bool:
    """Tell whether all letters of a stream are some that a text has, decoding it piece by piece."""
    letters = io.TextIOWrapper(stream, encoding, newline="")
    try:
        while piece := letters.read(CHUNK):
            if NUL in piece:
                return False
    finally:
        letters.detach()  # which would close the stream with itself
    return True


def lines_of_text(text: str) -> io.TextIOWrapper:
    r"""Give the lines of a text with their ends, as `csv` wants them; `io.StringIO` holds four bytes for each letter.

    Examples
    --------
    >>> list(lines_of_text("a\r\nb\rc\n"))
    ['a\r\n', 'b\r', 'c\n']
    """
    # What JSON and a user's own buffer give may hold halves of letters, which UTF-8 has not.
    data = text.encode("utf-8", "surrogatepass")
    return io.TextIOWrapper(io.BytesIO(data), "utf-8", "surrogatepass", newline="")


class TextBlocks:
    r"""A text that is read a block of whole lines at a time; what is read too much can be put back.

    Examples
    --------
    >>> texts = TextBlocks(io.StringIO("a\nb\nc"))
    >>> texts.read_lines(1), texts.read(1), texts.read(1), texts.read(1)
    (['a\n'], 'b\n', 'c', '')
    """

    def __init__(self, stream: IO[str], first_line: str = "") -> None:
        self._stream = stream
        self._held = first_line

    def read_lines(self, count: int) -> list[str]:
        """Read a few lines from the start of a text, of which no more than the first has been read."""
        lines = [self._held or self._stream.readline()]
        self._held = ""
        while lines[-1] and len(lines) < count:
            lines.append(self._stream.readline())
        return lines if lines[-1] else lines[:-1]

    def read(self, letters: int) -> str:
        """Read so many letters or more, up to the end of a line; nothing where no text is left."""
        more = max(letters - len(self._held), 0)
        text = self._held + self._stream.read(more)
        self._held = ""
        # A block may end between the two letters of a line end: the second of them is a line of its own then.
        return text + self._stream.readline()

    def put_back(self, text: str) -> None:
        """Let text be read again that has been read last, whole lines of it."""
        self._held = text + self._held


class LineFeed:
    r"""The lines of a text with their ends, as `csv` wants them, of which is known when they are used up.

    Parameters
    ----------
    texts : TextBlocks
        Of which more is read where a record does not end with the text.
    letters : int
        To read then at a time.
    text : str
        With which to begin.

    Examples
    --------
    >>> feed = LineFeed(TextBlocks(io.StringIO("c\nd\n")), 1, "a\nb\n")
    >>> next(feed), next(feed), feed.is_used_up, next(feed), feed.rest()
    ('a\n', 'b\n', True, 'c\n', '')
    """

    def __init__(self, texts: TextBlocks, letters: int, text: str = "") -> None:
        self.count = 0  # lines that were given
        self._texts, self._letters = texts, letters
        self._take(text)

    def _take(self, text: str) -> None:
        self._lines = lines_of_text(text)
        self._next = self._lines.readline()

    @property
    def is_used_up(self) -> bool:
        """Whether no line is left of the text that is read."""
        return not self._next

    def __iter__(self) -> Iterator[str]:
        """Be an iterator."""
        return self

    def __next__(self) -> str:
        """Give the next line, of text that is read now where none is left."""
        if not self._next:
            self._take(self._texts.read(self._letters))
            if not self._next:
                raise StopIteration
        line, self._next = self._next, self._lines.readline()
        self.count += 1
        return line

    def rest(self) -> str:
        """Give all of the text that is not given yet."""
        rest = self._next + self._lines.read()
        self._next = ""
        return rest
