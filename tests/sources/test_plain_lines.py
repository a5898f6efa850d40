"""Lines that are read a column at a time: as the csv module reads them, or not at all."""

import csv
import io
from random import Random

import pytest

from tradeview.sources.plain_lines import find_cells

CELLS = (
    "",
    "a",
    "Côte d'Ivoire",
    "x" * 7,
    "x" * 8,
    "x" * 9,
    "日本" * 9,
    " 5 ",
    "12.5",
    '"b, c"',
    '"d ""e"" f"',
    '""',
    '""""',
)
ODD_CELLS = ('g"h', '"i"j', '"k\nl"', '"m', "n\ro", '"p" ', ' "q"', '"r\r\ns"', '""t""')


def cells_of(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def assert_read_alike(text: str, delimiter: str = ",") -> bool:
    """Hold what is read at once against the csv module; tell whether it was read at once."""
    plain = find_cells(text, delimiter)
    if plain is None:
        return False
    expected = cells_of(text, delimiter)
    assert (plain.height, plain.width) == (len(expected), len(expected[0]))
    for place, column in enumerate(zip(*expected, strict=True)):
        numbers, texts = plain.read_texts(place)
        assert [texts[number] for number in numbers] == list(column)
        assert texts == list(dict.fromkeys(column))
        in_bytes = [cell.decode().replace('""', '"') for cell in plain.read_bytes(place).tolist()]
        assert in_bytes == list(column)
        assert plain.longest[place] >= max(len(cell.encode()) for cell in column)
    return True


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_plain_lines_are_read_as_the_csv_module_reads_them(delimiter: str, end: str) -> None:
    random = Random(27)
    for width in (1, 2, 5):
        lines = [delimiter.join(random.choice(CELLS) for _ in range(width)) for _ in range(60)]
        lines = [line or "a" for line in lines]  # the csv module finds no cell in a blank line
        assert assert_read_alike(end.join(lines) + end, delimiter)
        assert end == "\r\n" or assert_read_alike(end.join(lines), delimiter)


def test_odd_lines_are_read_as_the_csv_module_reads_them_or_not_at_all() -> None:
    random = Random(28)
    read = 0
    for _ in range(2_000):
        rows = [[random.choice(CELLS[:10]) for _ in range(3)] for _ in range(3)]
        rows[random.randrange(3)][random.randrange(3)] = random.choice((*ODD_CELLS, *CELLS))
        if random.random() < 0.2:
            rows[random.randrange(3)].append("")
        read += assert_read_alike("a\n" * 0 + "".join(",".join(row) + "\n" for row in rows))
    assert 500 < read < 1_900


@pytest.mark.parametrize("cell", [*ODD_CELLS[:4], ODD_CELLS[4], ODD_CELLS[5], ODD_CELLS[7], "\ud800"])
def test_what_is_not_proven_is_not_read(cell: str) -> None:
    assert find_cells(f"1,{cell},2\n", ",") is None


def test_lines_of_unlike_width_are_not_read_though_their_cells_add_up() -> None:
    assert find_cells("1,2\n3\n4,5,6\n", ",") is None
    assert find_cells("1,2\n3,4,5\n6\n", ",") is None
    assert find_cells("1,2\n\n3,4\n", ",") is None


def test_line_ends_of_two_kinds_are_not_read() -> None:
    assert find_cells("1,2\r\n3,4\n", ",") is None
    assert find_cells("1,2\r\n3,4", ",") is None


def test_a_line_that_the_csv_module_refuses_is_not_read() -> None:
    assert find_cells("1," + "x" * csv.field_size_limit() + "\n", ",") is None
