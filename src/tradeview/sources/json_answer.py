r"""The body of an answer, from bytes as they come to what its JSON says: within a size, unpacked, and read strictly.

What Python's `json` lets through beside JSON is refused: NaN and Infinity, which are no numbers, and halves of
characters (`\ud800`), which no file and no table can hold.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from tradeview.sources.opening import unpack_pieces

GZIP_NAME = "gzip"  # what servers are asked for
PLAIN, GZIP = {"", "identity"}, {GZIP_NAME, "x-gzip"}
HALF_CHARACTER = re.compile(rb"\\u[dD][89a-fA-F]")
SHOWN = 200


class BrokenBodyError(Exception):
    """What came is no whole answer; another time it may be."""


class UnfitBodyError(Exception):
    """What came is not read, and would not be another time: it is too large, or packed in another way."""


def read_body(pieces: Iterable[bytes], packing: str, most: int) -> bytes:
    """Put the pieces of a body together, unpacked where they are packed with gzip, as long as they are within a size.

    Examples
    --------
    >>> read_body([b"ab", b"c"], "", most=3)
    b'abc'
    >>> read_body([b"ab", b"cd"], "", most=3)
    Traceback (most recent call last):
    tradeview.sources.json_answer.UnfitBodyError: more than 3 bytes
    """
    packing = packing.strip().lower()
    counted = _counted(pieces, most)
    if packing in PLAIN:
        return b"".join(counted)
    if packing in GZIP:
        try:
            return b"".join(_counted(unpack_pieces(counted), most))
        except ValueError as error:
            raise BrokenBodyError(str(error)) from None
    raise UnfitBodyError(f"an answer packed with {packing[:SHOWN]!r}, not gzip")


def _counted(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise UnfitBodyError(f"more than {most:,} bytes")
        yield piece


def read_json(body: bytes) -> Any:
    """Read JSON; a ValueError says what it is not. It holds nothing of the body, which may hold a key.

    Examples
    --------
    >>> read_json(b'{"data": [1.5, null]}')
    {'data': [1.5, None]}
    >>> read_json(b'[NaN]')
    Traceback (most recent call last):
    ValueError: NaN is no number
    """
    problem = "no whole JSON"
    try:
        answer = json.loads(body, parse_constant=_refuse_constant)
        if HALF_CHARACTER.search(body):
            json.dumps(answer, ensure_ascii=False).encode()
    except RecursionError:
        problem = "nested too deeply"
    except _NoNumberError as error:
        problem = str(error)
    except UnicodeEncodeError:
        problem = "half a character"
    except ValueError:
        pass
    else:
        return answer
    # Raised here, where the error of the library, which holds the whole body, hangs on it no longer.
    raise ValueError(problem)


class _NoNumberError(ValueError):
    """A word that Python's `json` takes for a number."""


def _refuse_constant(word: str) -> NoReturn:
    raise _NoNumberError(f"{word} is no number")
