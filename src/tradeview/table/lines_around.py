"""Lines around a table that people keep: titles above its header, notes below its last row.

Neither is part of the table, and both are left out, said in the log. What either says of the figures, that they are
thousands or millions, would be lost with it: such a table is refused.
"""

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tradeview.errors import TableError

logger = logging.getLogger("tradeview")

Line = tuple[int, list[str]]

MOST_TITLES = 40  # lines above a header
SHOWN = 120
# Thousands, millions and more, as titles and notes of tables say them: whole words, and what other scripts write
# without blanks between words.
SCALES = re.compile(
    r"(?<![^\W\d_])(?:thousands?|millions?|billions?|trillions?|mill?|mln|mn|mio|bn|bln|mrd|mds|tsd|tausend|"
    r"million(?:en|i|es)|milliard(?:en|s|e)?|milli(?:ers?|arde)|miles|millón|mil(?:hão|hões|hares)|bilh(?:ão|ões)|"
    r"migliaia|milion[ei]|miliard[ioy]?|mld|tys|duizend|miljoen|miljard|milyon|milyar|bin (?:abd|dolar|usd|tl)|"
    r"ribu|juta|bil(?:ion|lion)|miliar|triliun|nghìn|triệu|tỷ|lakhs?|crores?|тыс|тысяч\w*|млн|миллион\w*|млрд|миллиард\w*|"
    r"мільйон\w*|мільярд\w*)(?![^\W\d_])"
    r"|['\u2019]000|(?<![\d.,])(?<![\d.,] )000s?\b|(?:\$|€|£|usd|eur|rm|myr|rub) ?(?:m|k|b)\b"
    r"|[千万萬亿億천만억]|ล้าน|พัน|लाख|करोड़|লাখ|কোটি|মিলিয়ন|مليون|ملايين|مليار|ألف|آلاف|میلیون|میلیارد|هزار",
    re.IGNORECASE,
)


def find_header(lines: Iterator[Line], is_header: Callable[[list[str]], bool]) -> int | None:
    """Find which of the first lines is the header; None where none is."""
    for place, (_, cells) in enumerate(islice(lines, MOST_TITLES)):
        if is_header([cell.strip() for cell in cells]):
            return place
    return None


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Split lines into those of a table and the notes below: lines of one cell at the end, which are no start of a row.

    Examples
    --------
    >>> split_notes([(2, ["2023", "5"]), (3, ["2024", "6"]), (5, ["Source: my own sums", ""])])
    ([(2, ['2023', '5']), (3, ['2024', '6'])], [(5, ['Source: my own sums', ''])])
    """
    end = len(lines)
    while end and _is_alone(lines[end - 1][1]):
        end -= 1
    rows, notes = list(lines[:end]), list(lines[end:])
    # A last row that was cut within its first cell begins as those above it.
    first_cells = {cells[0] for _, cells in rows}
    for _, cells in notes:
        note = "".join(cells)
        if not rows or any(first.startswith(note) for first in first_cells):
            return list(lines), []
    return rows, notes


def _is_alone(cells: Sequence[str]) -> bool:
    """Tell a line that holds one cell of text: a number alone is what is left of a row."""
    stated = [cell for cell in cells if cell]
    return len(stated) == 1 and any(letter.isalpha() for letter in stated[0])


def leave_out(titles: Sequence[Line], notes: Sequence[Line], called: str, error: type[TableError]) -> None:
    """Say in the log which lines around a table are left out; refuse those that say that its figures are millions."""
    for where, lines in {"above the header": titles, "below the table": notes}.items():
        for number, cells in lines:
            words = " ".join(" ".join(cells).split())
            if not words:
                continue
            if SCALES.search(words):
                raise error(
                    f"{called} has its figures in single units",
                    f"line {number}, {where}: {words[:SHOWN]!r}",
                    "write the figures in single units, and take that line out",
                )
            logger.info("%s: line %d, %s, left out: %s", called, number, where, words[:SHOWN])
