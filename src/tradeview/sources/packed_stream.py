"""What is packed, unpacked as it is read, once or again from the start: gigabytes of text in the memory of some lines.

What comes out is counted whatever the archive says of itself, each byte once, however often it is read. Damage is told
in the reader's words, as `tradeview.sources.opening` does of what is unpacked whole.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from tradeview.errors import TableError
from tradeview.sources.opening import CHUNK, Allowance, refusal_of_bomb, refusing_damage, unpack_pieces

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BUFFER = 2**16  # bytes of each of many members


@dataclass(frozen=True)
class Words:
    """With which an archive is refused that is damaged, or holds too much."""

    asked: str
    remedy: str = "download it again"
    error: type[TableError] = TableError


class UnpackedStream(io.RawIOBase):
    """Bytes that come in pieces, which can be begun anew.

    Parameters
    ----------
    begin : callable
        Gives the pieces from the first on.
    allowance : Allowance
        What may still be unpacked of all that belongs to one file.
    words : Words
        With which it is refused.
    """

    def __init__(self, begin: Callable[[], Iterator[bytes]], allowance: Allowance, words: Words) -> None:
        self._begin, self._allowance, self._words = begin, allowance, words
        self._pieces = begin()
        self._piece = memoryview(b"")
        self._given = 0  # bytes that were read since the start
        self._unpacked = 0  # bytes that were unpacked since then

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that it can be begun anew."""
        return True

    def tell(self) -> int:
        """Return how many bytes have been read."""
        return self._given

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go back to the start, and to no other place."""
        if offset or whence != io.SEEK_SET:
            raise io.UnsupportedOperation("what is unpacked can be read again from its start alone")
        self._allowance.bytes_left += self._unpacked
        self._given, self._unpacked = 0, 0
        self._pieces, self._piece = self._begin(), memoryview(b"")
        return 0

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read what is unpacked already, or else unpack some more."""
        view = memoryview(buffer).cast("B")
        while not self._piece:
            piece = self._unpack_piece()
            if piece is None:
                return 0
            self._piece = memoryview(piece)
        count = min(len(view), len(self._piece))
        view[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        self._given += count
        return count

    def _unpack_piece(self) -> bytes | None:
        words = self._words
        with refusing_damage(words.asked, words.remedy, words.error):
            piece = next(self._pieces, None)
        if piece is None:
            return None
        self._unpacked += len(piece)
        self._allowance.bytes_left -= len(piece)
        if self._allowance.bytes_left < 0:
            raise refusal_of_bomb(self._allowance, words.asked, words.error)
        return piece


def gzip_stream(file: IO[bytes], allowance: Allowance, words: Words) -> io.BufferedReader:
    r"""Return what reads a .gz that is open, from its start.

    Examples
    --------
    >>> import gzip
    >>> packed = io.BytesIO(gzip.compress(b"one\ntwo\n"))
    >>> stream = gzip_stream(packed, Allowance(100), Words("it cannot be unpacked"))
    >>> stream.readline(), stream.seek(0), stream.read()
    (b'one\n', 0, b'one\ntwo\n')
    """

    def begin() -> Iterator[bytes]:
        file.seek(0)
        return unpack_pieces(_read_pieces(file))

    return io.BufferedReader(UnpackedStream(begin, allowance, words), BUFFER)


def member_stream(open_member: Callable[[], IO[bytes]], allowance: Allowance, words: Words) -> io.BufferedReader:
    """Return what reads a member of a .zip, which is opened whenever it is begun."""

    def begin() -> Iterator[bytes]:
        with open_member() as stream:
            yield from _read_pieces(stream)

    return io.BufferedReader(UnpackedStream(begin, allowance, words), BUFFER)


def _read_pieces(stream: IO[bytes]) -> Iterator[bytes]:
    while piece := stream.read(CHUNK):
        yield piece
