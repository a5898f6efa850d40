"""A table as HTML and as text: heads, cells, what stands behind them, and numbers whose decimals stand in line.

Everything that comes from a frame is escaped, and what would steer the page is written out. Nothing in it is read as
mathematics: JupyterLab sets what stands between two dollar signs in italics, save in what has these classes.
"""

import re
from collections.abc import Sequence
from hashlib import sha256
from html import escape

from tradeview.interactive.table import words
from tradeview.interactive.table.cells import Cell, Head
from tradeview.printable import escape_unprintable, utf8_bytes

NO_MATHEMATICS = "mathjax_ignore tex2jax_ignore"
NUMBER = re.compile(r"(?P<whole>.*?\d[\d,]*)(?P<fraction>\.\d+)?(?P<unit>\D*)")
# Rows below a row that its note needs, to open downwards without going beyond the table.
ROOM_BELOW = 4
WIDEST = 48  # letters of a column of text
SEPARATOR = "  "


def show_text(text: str) -> str:
    """Escape a text for a page, and write out what would turn its direction round, or is not seen."""
    return escape(escape_unprintable(text.replace("\r\n", "\n"), keep="\t\n"))


def draw_main_table(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str], caption: str = "") -> str:
    """Draw the table that a reader sees first; a row that is text stands for rows that are not shown.

    Parameters
    ----------
    heads : sequence of Head
        Of the columns.
    rows : sequence
        Cells of each row, or a text that goes over all columns.
    caption : str
        Markup of our own above the table.
    """
    fractions, units = _measure_numbers(heads, rows)
    name = _fingerprint(heads, rows)
    drawn = []
    for number, row in enumerate(rows):
        if isinstance(row, str):
            drawn.append(f'<tr class="tvt-gap"><td colspan="{len(heads)}">{show_text(row)}</td></tr>')
            continue
        below = len(rows) - number - 1
        opens_up = below < ROOM_BELOW < number
        cells = []
        for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
            is_left = place < len(heads) / 2
            key = f"tvt-{name}-{number}-{place}"
            cells.append(_draw_cell(head, cell, key, fractions[place], units[place], is_left=is_left))
        opening = '<tr class="tvt-up">' if opens_up else "<tr>"
        drawn.append(f"{opening}{''.join(cells)}</tr>")
    above = "".join(map(_draw_head, heads))
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="tvt-main">{title}<thead><tr>{above}</tr></thead><tbody>{"".join(drawn)}</tbody></table>'


def draw_stored_table(names: Sequence[str], rows: Sequence[Sequence[Cell]], label: str) -> str:
    """Draw a table as it is stored, which a wide one is looked through by scrolling."""
    above = "".join(f'<th scope="col">{show_text(name)}</th>' for name in names)
    drawn = []
    for row in rows:
        drawn.append("<tr>" + "".join(f'<td dir="auto">{show_text(cell.text)}</td>' for cell in row) + "</tr>")
    table = f"<table><thead><tr>{above}</tr></thead><tbody>{''.join(drawn)}</tbody></table>"
    return f'<div class="tvt-scroll" tabindex="0" role="region" aria-label="{show_text(label)}">{table}</div>'


def _draw_head(head: Head) -> str:
    opening = '<th scope="col" class="n">' if head.is_number else '<th scope="col">'
    return f"{opening}{show_text(head.text)}</th>"


def _draw_cell(head: Head, cell: Cell, key: str, fraction: str, unit: int, *, is_left: bool) -> str:
    classes = [*(["n"] if head.is_number else []), *(["tvt-left"] if is_left else [])]
    attributes = f' class="{" ".join(classes)}"' if classes else ""
    tip = ""
    if cell.facts:
        told = "".join(f'<span dir="auto">{show_text(fact)}</span>' for fact in cell.facts)
        tip = f'<span class="tvt-tip" role="tooltip" id="{key}" hidden>{told}</span>'
        attributes += f' tabindex="0" aria-describedby="{key}"'
    inside = _draw_number(cell.text, fraction, unit) if head.is_number else _draw_text(cell)
    return f'<td{attributes} data-label="{show_text(head.text)}">{inside}{tip}</td>'


def _draw_text(cell: Cell) -> str:
    text = show_text(cell.text)
    if cell.link is not None:
        return f'<a href="{escape(cell.link)}" dir="auto">{text}</a>'
    if cell.is_quote:
        language = f' lang="{escape(cell.language)}"' if cell.language else ""
        return f'<q dir="auto"{language}>{text}</q>'
    return f'<bdi dir="auto">{text}</bdi>'


def _draw_number(text: str, fraction: str, unit: int) -> str:
    """Draw a number so that its point stands below that of the others: missing digits take their place unseen."""
    parts = NUMBER.fullmatch(text)
    if parts is None:
        return show_text(text)
    own = parts["fraction"] or ""
    lacking = fraction[len(own) :]
    number = show_text(f"{parts['whole']}{own}")
    if lacking:
        number = f'<span class="tvt-pad" data-pad="{lacking}">{number}</span>'
    if unit:
        number += f'<span class="tvt-unit" style="min-width:{unit}ch">{show_text(parts["unit"])}</span>'
    return number


def _measure_numbers(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> tuple[list[str], list[int]]:
    """Return of each column the longest fraction, as digits, and the letters of the longest unit."""
    fractions, units = [""] * len(heads), [0] * len(heads)
    for row in rows:
        if isinstance(row, str):
            continue
        for place, cell in enumerate(row):
            parts = NUMBER.fullmatch(cell.text) if heads[place].is_number else None
            if parts is not None:
                digits = len(parts["fraction"] or "")
                fractions[place] = max(fractions[place], "." + "0" * (digits - 1) if digits else "", key=len)
                units[place] = max(units[place], len(parts["unit"]))
    return fractions, units


def _fingerprint(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> str:
    """Name a table among others on a page, by what it says."""
    said = repr([heads, rows])
    return sha256(utf8_bytes(said)).hexdigest()[:8]


def write_text_table(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> str:
    """Write a table as lines of text, numbers to the right with their points in line."""
    columns = []
    fractions, units = _measure_numbers(heads, rows)
    for place, head in enumerate(heads):
        texts = []
        for row in rows:
            if not isinstance(row, str):
                texts.append(_write_text(row[place].text, head, fractions[place], units[place]))
        title = _cut(head.text)
        width = max([len(title), *map(len, texts)])
        justify = str.rjust if head.is_number else str.ljust
        columns.append([justify(text, width) for text in [title, *texts]])
    lines = [SEPARATOR.join(cells).rstrip() for cells in zip(*columns, strict=True)]
    for number, row in enumerate(rows, start=1):
        if isinstance(row, str):
            lines.insert(number, f"… {row}")
    return "\n".join(lines)


def _write_text(text: str, head: Head, fraction: str, unit: int) -> str:
    parts = NUMBER.fullmatch(text) if head.is_number else None
    if parts is None:
        return _cut(text)
    own = parts["fraction"] or ""
    return f"{parts['whole']}{own}{' ' * (len(fraction) - len(own))}{parts['unit'].ljust(unit)}"


def _cut(text: str) -> str:
    line = escape_unprintable(" ".join(text.split()))
    return line if len(line) <= WIDEST else f"{line[: WIDEST - 1]}…"
