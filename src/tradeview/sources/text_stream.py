"""Text that is read as it comes, line by line: a file of gigabytes in the memory of some lines of it.

Which encoding fits is known of a whole text only, so that it is looked through once before it is read.
"""

import io
import logging
from collections.abc import Sequence
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
