"""How files of BACI are printed, told before an engine reads them: by their first lines, and by shortened numbers.

CEPII prints numbers of economies, six digits of a product, and all digits of a value. A program that a file went
through may have put alpha-3 codes in the place of the numbers, points behind the products (`10121.0`), or have
shortened what was too long for its column (`1.23E+06`). What is wrong then is refused here, in the same words for all
engines; what is only printed otherwise is noted for them.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tradeview.economies.codes import codes as listed_codes
from tradeview.errors import TableError
from tradeview.sources.baci.opening import File
from tradeview.sources.baci.promises import NUMBER
from tradeview.sources.opening import decode_text
from tradeview.table.csv import BrokenLineError, numbered_lines
from tradeview.table.shortened_numbers import SHORTENED_IN_TEXT, has_lost_digits, is_shortened, warn_of_shortened

logger = logging.getLogger("tradeview")

SAMPLE = 2**16  # bytes that tell how a file is printed
# A spreadsheet holds 2^20 rows: a file of clearly more has never been in one. Lines are not all of one length.
MOST_ROWS = 1.3 * 2**20
PIECE = 2**22
EXPONENTS = (b"E+", b"E-")
SHORTENED_LINE = re.compile(rb"[^\n]*" + SHORTENED_IN_TEXT.encode() + rb"[^\n]*")
WITH_POINT = re.compile(r" *[0-9]+\.0+")
POINTED, POINTED_LINE = b".0,", re.compile(rb"[^\n]*\.0,[^\n]*")
PRODUCT = "k"
ECONOMIES = {"i": "exporter", "j": "importer"}
# Columns of whole numbers: of one that is shortened nobody can tell which it was.
WHOLE = ("t", "i", "j", "k")
AMOUNTS = {"v": "value", "q": "net_weight"}
SHOWN = 40


@dataclass(frozen=True)
class Printing:
    """What engines have to know: what is printed with a point that is a whole number, and if values were shortened."""

    has_points: bool = False  # products
    has_shortened: bool = False
    has_floats: bool = False  # years or numbers of economies


def look_at_files(files: Sequence[File], header: Sequence[str]) -> Printing:
    """Tell how files are printed; refuse names for numbers, codes that lost digits, and headers alone."""
    pointed: set[str] = set()
    empty: list[str] = []
    counts: Counter[str] = Counter()
    for file in files:
        with file.open() as stream:
            stream.readline()
            sample = stream.read(SAMPLE)
        if not sample.strip():
            empty.append(file.name)
            continue
        # Without the last line, which may end within it.
        whole = sample if len(sample) < SAMPLE else sample[: sample.rfind(b"\n")]
        lines = list(_split_lines(whole, header))
        _refuse_names(file.name, lines)
        pointed |= _find_pointed(lines)
        if file.size <= MOST_ROWS * len(whole) / max(1, len(lines)):
            counts.update(_count_shortened(file, header))
            pointed |= _find_pointed_further_down(file, header)
    _tell_of_empty(empty, len(files))
    warn_of_shortened(files[0].name if len(files) == 1 else "BACI", counts, "value")
    return Printing(PRODUCT in pointed, "value" in counts, bool(pointed - {PRODUCT}))


def _find_pointed(lines: Iterable[dict[str, str]]) -> set[str]:
    """Find the columns of whole numbers in which some are printed with a point: `458.0`."""
    return {column for line in lines for column in WHOLE if WITH_POINT.fullmatch(line[column])}


def _find_pointed_further_down(file: File, header: Sequence[str]) -> set[str]:
    """Find such columns in all of a file that may have been in a spreadsheet, or is put together of several."""
    found: set[str] = set()
    with file.open() as stream:
        rest = b""
        while piece := stream.read(PIECE):
            whole, _, rest = (rest + piece).rpartition(b"\n")
            if POINTED in whole:  # values have three decimals, and hardly ever this
                found |= _find_pointed(_split_lines(b"\n".join(POINTED_LINE.findall(whole)), header))
    return found


def _tell_of_empty(empty: Sequence[str], count: int) -> None:
    """Refuse files that are headers alone; one beside others that have lines is named in the log."""
    if empty and len(empty) == count:
        found, remedy = f"headers without lines under them: {', '.join(empty)}", "download them again from CEPII"
        raise TableError("files of BACI hold flows", found, remedy)
    if empty:
        logger.warning("BACI: %s: a header without lines under it, and so without flows", ", ".join(empty))


def _split_lines(data: bytes, header: Sequence[str]) -> Iterator[dict[str, str]]:
    """Give the cells of lines by their columns; what is short, or no line of CSV, is left to the engines to refuse."""
    # Figures are ASCII; a last column may be anything.
    for line in decode_text(data, ("latin-1",)).split("\n"):
        try:
            _, cells = next(numbered_lines(line.rstrip("\r")), (0, []))
        except BrokenLineError:
            continue
        if len(cells) >= len(header):
            yield dict(zip(header, cells, strict=False))


def _refuse_names(name: str, lines: Sequence[dict[str, str]]) -> None:
    """Refuse names or alpha-3 codes of economies where BACI has numbers."""
    for column, what in ECONOMIES.items():
        words = [line[column].strip() for line in lines if _is_word(line[column])]
        if words:
            asked = f"column {column} of {name} holds numbers of economies ({what}s), as BACI has them"
            rows = [_name_number(word) for word in dict.fromkeys(words)]
            remedy = "put the numbers back, or download the file again from CEPII"
            raise TableError(asked, f"{words[0][:SHOWN]!r} and the like", remedy, rows)


def _is_word(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and re.fullmatch(NUMBER, cell) is None and cell.strip().lower() != "nan"


def _name_number(word: str) -> str:
    """Say which number BACI has for what seems to be an economy."""
    listed = listed_codes()
    numbers = listed.loc[(listed["alpha3"] == word) & listed["end"].isna(), "comtrade"].dropna().tolist()
    if not numbers:
        return repr(word[:SHOWN])
    return f"{word!r} is {numbers[0]}"


def _count_shortened(file: File, header: Sequence[str]) -> Counter[str]:
    """Count values and quantities that a spreadsheet has shortened; refuse years and codes that lost digits so."""
    counts: Counter[str] = Counter()
    with file.open() as stream:
        rest = b""
        while piece := stream.read(PIECE):
            whole, _, rest_of_piece = (rest + piece).rpartition(b"\n")
            counts.update(_count_in_piece(file.name, whole, header))
            rest = rest_of_piece
        counts.update(_count_in_piece(file.name, rest, header))
    return counts


def _count_in_piece(name: str, piece: bytes, header: Sequence[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    # One letter is found in a tenth of the time that two take, and those in a fraction of the pattern's.
    if b"E" not in piece or not any(mark in piece for mark in EXPONENTS):
        return counts
    lines = b"\n".join(SHORTENED_LINE.findall(piece))
    for line in _split_lines(lines, header):
        cells = {column: line[column].strip() for column in (*WHOLE, *AMOUNTS)}
        lost = [f"{column} {cells[column]!r}" for column in WHOLE if has_lost_digits(cells[column])]
        if lost:
            asked = f"years and codes of {name}, a file of BACI, have all their digits"
            found = f"{', '.join(lost)}, which a spreadsheet has shortened"
            raise TableError(asked, found, "download it again from CEPII")
        counts.update(amount for column, amount in AMOUNTS.items() if is_shortened(cells[column]))
    return counts
