"""Cells of numbers in bytes, as pieces hold them, read at once where all of them are digits with a point at most."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SLICE = 2**16  # cells that are looked at together
POINT, MINUS = b".-"
IS_PLAIN = np.isin(np.arange(256), list(b"0123456789.-\0"))


Read = tuple["NDArray[np.bytes_]", "NDArray[np.float64]"]


def read_numbers(cells: "NDArray[np.bytes_]", known: Read | None = None) -> "NDArray[np.float64] | None":
    """Read plain numbers, the empty ones as missing; None where some are anything else.

    `known` are cells that have been read, and their numbers: most of another column may be the same.

    Examples
    --------
    >>> read_numbers(np.array([b"12.5", b"", b"-3"])).tolist()
    [12.5, nan, -3.0]
    >>> [read_numbers(np.array([b"1", cell])) for cell in (b"1,5", b"1e3", b".5", b"5.", b"NA", b" 5", b"1.2.3")]
    [None, None, None, None, None, None, None]
    """
    numbers = np.full(len(cells), np.nan)
    for start in range(0, len(cells), SLICE):
        end = start + SLICE
        part, read = cells[start:end], numbers[start:end]
        is_open = part != b""
        if known is not None:
            is_known = part == known[0][start:end]
            np.copyto(read, known[1][start:end], where=is_known)
            is_open &= ~is_known
        left = part[is_open]
        if not _are_plain(left):
            return None
        try:
            read[is_open] = left.astype("float64")
        except ValueError:  # such as 1.2.3
            return None
    return numbers


def _are_plain(cells: "NDArray[np.bytes_]") -> bool:
    """Tell cells of digits, in which no point stands first, last or behind a minus."""
    letters = cells.view(np.uint8).reshape(len(cells), cells.itemsize)
    if not IS_PLAIN[letters].all():
        return False
    is_point = letters == POINT
    before, behind = letters[:, :-1], letters[:, 1:]
    is_odd = (is_point[:, :-1] & (behind == 0)) | ((before == MINUS) & is_point[:, 1:])
    return not (is_point[:, 0].any() or is_point[:, -1].any() or is_odd.any())
