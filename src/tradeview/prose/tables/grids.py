"""Tables within a text: rows of cells, where a figure has what its row and its column say, and nothing of another's.

A row is a line whose cells a bar or a tab parts, as a page that was turned into text prints it, or Markdown. Each of
its cells is a sentence of its own. What a cell leaves open, it takes from the first cell of its row and from the head
of its column, where these agree: a year, a flow, a unit (`Exports (RM million)`). A flow and a unit may also stand in
the line above the table. Where a row has not as many cells as the head, no one can tell which column a figure is of.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from tradeview.periods import MONTHS_IN_YEAR
from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.flow_names import find_flow_words, name_flows
from tradeview.prose.facts.sentence import Mention, within
from tradeview.prose.facts.times import find_times_of_sentence
from tradeview.prose.figure import HEADING, SENTENCE, Figure, Months
from tradeview.prose.tables.heads import Unit, find_units, is_measured, may_be_money, take_unit
from tradeview.prose.text.folding import View
from tradeview.prose.text.markup import Cut, cut_out
from tradeview.prose.times.periods import find_times

BAR = "|"
TAB = "\t"
MAX_ROW = 1000  # characters of a row
MAX_CAPTION = 200  # characters of the line above a table
FEW = 2  # cells without which a line is no row
ROW = re.compile(rf"[^\n]{{0,{MAX_ROW}}}")
RULE = re.compile(r"[\s|:=+-]*")  # between the head of a table and its body, in Markdown
SIGNS = re.compile(r"[^\w%]*")  # what may stand beside the number of a cell
PROSE_END = re.compile(r"[.!?。।؟][ \n]*\Z")


class Cell(NamedTuple):
    """A cell, and where it starts and ends."""

    start: int
    end: int


class Grid(NamedTuple):
    """A table: the line above it, the rows of its head, and those of its body."""

    caption: Cell | None
    heads: list[list[Cell]]
    body: list[list[Cell]]


class Place(NamedTuple):
    """A cell of the body, and what may say something of its figure: its row, its column, the line above the table."""

    cell: Cell
    beside: list[Cell]
    caption: Cell | None


def part_cells(view: View, text: str) -> View:
    r"""Return the view of a text with a bar for each tab that parts the cells of a row.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> text = "Year\tExports\n2023\tRM5 bn\n\tWhat begins a line parts nothing."
    >>> part_cells(fold_text(text), text).folded
    'year | exports\n2023 | rm5 bn\n\nwhat begins a line parts nothing.'
    """
    if TAB not in text:
        return view
    parting: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if TAB in line and sum(1 for cell in line.split(TAB) if cell.strip()) >= FEW:
            parting |= {at + place for place, sign in enumerate(line) if sign == TAB}
        at += len(line) + 1
    cuts = (Cut(place, place + 1, f" {BAR} ") for place, offset in enumerate(view.offsets) if offset in parting)
    return cut_out(view, cuts)


def find_grids(reader: Reader, figures: Sequence[Figure]) -> list[Grid]:
    """Return the tables of a passage, whose numbers are given."""
    grids: list[Grid] = []
    if BAR not in reader.folded:
        return grids
    rows: list[list[Cell]] = []
    caption: Cell | None = None
    above: Cell | None = None
    for match in ROW.finditer(reader.folded):
        line = match[0]
        cells = _cut_cells(match.start(), line) if BAR in line else []
        if len([cell for cell in cells if reader.folded[slice(*cell)].strip()]) >= FEW:
            caption = caption if rows else above
            rows.append(cells)
        elif line.strip() and not (BAR in line and RULE.fullmatch(line)):
            if rows:
                grids.append(_make_grid(reader, figures, rows, caption))
                rows = []
            is_caption = len(line) <= MAX_CAPTION and not PROSE_END.search(line)
            above = Cell(*match.span()) if is_caption else None
    if rows:
        grids.append(_make_grid(reader, figures, rows, caption))
    return grids


def find_cell_borders(grids: Sequence[Grid]) -> list[int]:
    """Return where the cells of tables begin and end: what one says is said of its own number alone."""
    borders: set[int] = set()
    for grid in grids:
        for row in (*grid.heads, *grid.body):
            borders.update(place for cell in row for place in cell)
    return sorted(borders)


def take_units(reader: Reader, figures: list[Figure], grids: Sequence[Grid]) -> list[Figure]:
    """Return the numbers of a passage, the plain ones of tables with the unit of their row or their column."""
    if not grids:
        return figures
    units = list(find_units(reader, figures))
    filled = {figure.start: figure for figure in figures}
    for place in _list_places(grids):
        number = _find_number(reader, place.cell, figures)
        unit = _choose_unit(reader, place, units) if number else None
        if number and unit and may_be_money(number, unit):
            filled[number.start] = take_unit(number, unit)
    return list(filled.values())


def name_cells(
    reader: Reader, figures: Sequence[Figure], grids: Sequence[Grid], mentions: Sequence[Mention]
) -> Iterator[tuple[Figure, Mention | None]]:
    """Yield the figures of tables with the time of their row and their column, and the flow that these name."""
    for place in _list_places(grids):
        for figure in within(figures, *place.cell):
            known = figure
            months = None if figure.time_from == SENTENCE else _find_only_time(reader, place.beside)
            if months:
                known = replace(figure, months=months, time_from=HEADING)
            flow = _find_only_flow(reader, place.beside, mentions)
            if flow is None and place.caption:
                flow = _find_only_flow(reader, [place.caption], mentions)
            yield known, flow


def _cut_cells(start: int, line: str) -> list[Cell]:
    """Return the cells of a row, but for what stands outside the bars of its ends."""
    cells: list[Cell] = []
    at = 0
    for part in line.split(BAR):
        cells.append(Cell(start + at, start + at + len(part)))
        at += len(part) + 1
    # Where the first column has no head, its row begins with a bar, but ends with none.
    is_framed = line.lstrip().startswith(BAR) and line.rstrip().endswith(BAR)
    return cells[1:-1] if is_framed else cells


def _make_grid(reader: Reader, figures: Sequence[Figure], rows: list[list[Cell]], caption: Cell | None) -> Grid:
    """Return a table, whose head are the rows before the first that holds an amount or a plain number."""
    count = 0
    while count < len(rows) and not any(_is_of_body(reader, figures, cell) for cell in rows[count]):
        count += 1
    return Grid(caption, rows[:count], rows[count:])


def _is_of_body(reader: Reader, figures: Sequence[Figure], cell: Cell) -> bool:
    """Whether a cell holds an amount, or a number alone that is no year."""
    if any(figure.word for figure in within(figures, *cell)):
        return True
    number = _find_number(reader, cell, figures)
    return number is not None and not reader.is_year(number.start, number.end)


def _find_number(reader: Reader, cell: Cell, figures: Sequence[Figure]) -> Figure | None:
    """Return the number that a cell holds, where it holds no more than it."""
    numbers = within(figures, *cell)
    if len(numbers) != 1 or numbers[0].word:
        return None
    (number,) = numbers
    before, behind = reader.folded[cell.start : number.start], reader.folded[number.end : cell.end]
    return number if SIGNS.fullmatch(before) and SIGNS.fullmatch(behind) else None


def _list_places(grids: Sequence[Grid]) -> Iterator[Place]:
    """Yield the cells of the bodies of tables."""
    for grid in grids:
        for row in grid.body:
            for column, cell in enumerate(row):
                heads = [head[column] for head in grid.heads if len(head) == len(row)]
                beside = heads if column == 0 else [row[0], *heads]
                yield Place(cell, beside, grid.caption)


def _choose_unit(reader: Reader, place: Place, units: Sequence[Unit]) -> Unit | None:
    """Return the unit that the row and the column of a number say, or the line above a column that is one of money."""
    if any(is_measured(reader, *cell) or "%" in reader.folded[slice(*cell)] for cell in place.beside):
        return None
    said = [unit for cell in place.beside for unit in _units_within(units, cell)]
    if said:
        return said[0] if len(said) == 1 else None
    above = _units_within(units, place.caption) if place.caption else []
    # Columns of other things, as ranks, name neither a time nor a flow.
    is_timed = len(above) == 1 and any(_is_timed(reader, cell) for cell in place.beside)
    return above[0] if is_timed else None


def _units_within(units: Sequence[Unit], cell: Cell) -> list[Unit]:
    """Return the units that stand in a cell; of two that start alike, US$ and US$ million, the longer one."""
    first = bisect_left(units, cell.start, key=attrgetter("start"))
    last = bisect_left(units, cell.end, key=attrgetter("start"))
    longest = {unit.start: unit for unit in sorted(units[first:last], key=attrgetter("end"))}
    return list(longest.values())


def _is_timed(reader: Reader, cell: Cell) -> bool:
    """Whether a cell names a time."""
    return len(find_times_of_sentence(reader, (), *cell)) > 0


def _find_only_time(reader: Reader, cells: Sequence[Cell]) -> Months | None:
    """Return the one time that cells name together, a month here and its year there; None where they name more."""
    found: list[Months] = []
    # Some languages print the year before its month, and some behind it.
    for order in (cells, cells[::-1]):
        times = {time.months for time in find_times(_join_cells(reader.view, order), reader.lexicon, ())}
        months = times.pop() if len(times) == 1 else None
        if months:
            found.append(months)
    return min(found, key=_count_months, default=None)


def _join_cells(view: View, cells: Sequence[Cell]) -> View:
    """Return the words of some cells as if they stood in one line."""
    folded, printed, offsets = "", "", list[int]()
    for cell in cells:
        part = view.part(*cell)
        folded += f"{part.folded.strip()} "
        start = len(part.folded) - len(part.folded.lstrip())
        end = start + len(part.folded.strip())
        printed += f"{part.printed[start:end]} "
        offsets += [*part.offsets[start:end], part.offsets[-1] if part.offsets else 0]
    return View(folded, printed, offsets)


def _count_months(months: Months) -> int:
    """Return how many months a time has."""
    (year, first), (other, last) = months.first, months.last
    return (other - year) * MONTHS_IN_YEAR + last - first


def _find_only_flow(reader: Reader, cells: Sequence[Cell], mentions: Sequence[Mention]) -> Mention | None:
    """Return the flow that cells name, where they name no other."""
    flows = [
        flow for cell in cells for flow in name_flows(reader, find_flow_words(reader.lexicon), within(mentions, *cell))
    ]
    labels = {flow.label for flow in flows}
    return flows[0] if len(labels) == 1 and None not in labels else None
