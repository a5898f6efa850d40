"""A table as HTML and as text: heads, cells, what stands behind them, and numbers whose decimals stand in line.

Everything that comes from a frame is escaped, and what would steer the page is written out.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
from html import escape

from tradeview.interactive.table.cells import Cell, Head
from tradeview.printable import escape_html, escape_unprintable, shorten_text, utf8_bytes
from tradeview.words.language import spoken

# Letters that have no width of their own, in a table of text: vowels of Bengali and Thai above and below others.
WITHOUT_WIDTH = {"Mn", "Me", "Cf"}
# A note opens downwards, save in the last rows, whose notes would go beyond the table.
ROOM_BELOW = 4
ROOM_ABOVE = 2
# Of short tables, what is left free below for notes of the first rows, in rem, by the number of rows.
ROOM_OF_NOTES = {1: 5.0, 2: 3.5, 3: 2.0}
# What columns need: rem for a letter and for what stands beside letters; letters of a line of short and of long text.
LETTER, BESIDE = 0.52, 1.3
SHORT_LINE, LONG_LINE, LONG_TEXT = 11, 28, 60
LONG_WORD, LONG_HEAD = 16, 24  # letters of a word that is not broken, in a cell and in a head
WIDTH_STEP = 6  # rem: tables that need nearly the same share the rules of narrow places
WIDEST = 48  # letters of a column of text
SEPARATOR = "  "


def draw_main_table(
    heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str], caption: str = "", *, keeps_widths: bool = True
) -> str:
    """Draw the table that a reader sees first; a row that is text stands for rows that are not shown.

    Parameters
    ----------
    heads : sequence of Head
        Of the columns.
    rows : sequence
        Cells of each row, or a text that goes over all columns.
    caption : str
        Markup of our own above the table.
    keeps_widths : bool
        Whether columns have the least widths that `needed_width` adds up; otherwise they yield to a narrow page.
    """
    fractions, units = _measure_numbers(heads, rows)
    name = _fingerprint(heads, rows)
    drawn = []
    for number, row in enumerate(rows):
        if isinstance(row, str):
            drawn.append(f'<tr class="tvt-gap"><td colspan="{len(heads)}">{escape_html(row)}</td></tr>')
            continue
        below = len(rows) - number - 1
        opens_up = below < ROOM_BELOW and number >= ROOM_ABOVE
        cells = []
        for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
            is_left = place < len(heads) / 2
            key = f"tvt-{name}-{number}-{place}"
            cells.append(_draw_cell(head, cell, key, fractions[place], units[place], is_left=is_left))
        opening = '<tr class="tvt-up">' if opens_up else "<tr>"
        drawn.append(f"{opening}{''.join(cells)}</tr>")
    widths: list[float | None] = [None] * len(heads)
    if keeps_widths:
        widths = list(_measure_columns(heads, rows))
    above = "".join(_draw_head(head, width) for head, width in zip(heads, widths, strict=True))
    title = f"<caption>{caption}</caption>" if caption else ""
    return f'<table class="tvt-main">{title}<thead><tr>{above}</tr></thead><tbody>{"".join(drawn)}</tbody></table>'


def draw_stored_table(names: Sequence[str], rows: Sequence[Sequence[Cell]], label: str) -> str:
    """Draw a table as it is stored, which a wide one is looked through by scrolling."""
    above = "".join(f'<th scope="col">{escape_html(name)}</th>' for name in names)
    drawn = []
    for row in rows:
        drawn.append("<tr>" + "".join(f'<td dir="auto">{escape_html(cell.text)}</td>' for cell in row) + "</tr>")
    table = f"<table><thead><tr>{above}</tr></thead><tbody>{''.join(drawn)}</tbody></table>"
    return f'<div class="tvt-scroll" tabindex="0" role="region" aria-label="{escape_html(label)}">{table}</div>'


def needed_width(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> int:
    """Return what a table needs beside one another, in rem, to the next step."""
    needed = sum(_measure_columns(heads, rows))
    return WIDTH_STEP * math.ceil(needed / WIDTH_STEP)


def _measure_columns(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> list[float]:
    """Return the least width of each column, in rem: numbers whole, text in lines of some letters."""
    widths = []
    for place, head in enumerate(heads):
        texts = [row[place].text for row in rows if not isinstance(row, str)]
        longest = max(map(len, texts), default=0)
        if not head.is_number:
            line = LONG_LINE if longest > LONG_TEXT else SHORT_LINE
            longest = max(min(longest, line), min(_longest_word(texts), LONG_WORD))
        letters = max(longest, min(_longest_word([head.text]), LONG_HEAD))
        widths.append(round(letters * LETTER + BESIDE, 1))
    return widths


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _draw_head(head: Head, width: float | None) -> str:
    is_given = {"n": head.is_number, "tvt-long": _longest_word([head.text]) > LONG_HEAD}
    classes = _write_classes(is_given)
    style = "" if width is None else f' style="min-width:{width:g}rem"'
    return f'<th scope="col"{classes}{style}>{escape_html(head.text)}</th>'


def _write_classes(is_given: Mapping[str, bool]) -> str:
    names = [name for name, given in is_given.items() if given]
    return f' class="{" ".join(names)}"' if names else ""


def _draw_cell(head: Head, cell: Cell, key: str, fraction: str, unit: int, *, is_left: bool) -> str:
    is_given = {"n": head.is_number, "tvt-left": is_left and bool(cell.facts), "tvt-ditto": cell.repeats}
    attributes = _write_classes(is_given)
    # Without its style, as JupyterLab shows what it does not trust, each fact stands in a line of its own.
    tip = ""
    if cell.facts:
        told = "".join(f'<br><span dir="auto">{escape_html(fact)}</span>' for fact in cell.facts)
        tip = f'<span class="tvt-tip" role="tooltip" id="{key}" hidden>{told}</span>'
        attributes += f' tabindex="0" aria-describedby="{key}"'
    inside = _draw_number(cell.text, fraction, unit) if head.is_number else _draw_text(cell)
    if cell.below:
        inside += f'<br><span class="tvt-below">{escape_html(cell.below)}</span>'
    return f'<td{attributes} data-label="{escape_html(head.text)}">{inside}{tip}</td>'


def _draw_text(cell: Cell) -> str:
    text = escape_html(cell.text)
    if cell.link is not None:
        return f'<a href="{escape(cell.link)}" dir="auto">{text}</a>'
    if cell.is_quote:
        language = f' lang="{escape(cell.language)}"' if cell.language else ""
        return f'<q dir="auto"{language}>{text}</q>'
    return f'<bdi dir="auto">{text}</bdi>'


def _draw_number(text: str, fraction: str, unit: int) -> str:
    """Draw a number so that its point stands below that of the others: missing digits take their place unseen."""
    parts = _split_number(text)
    if parts is None:
        return escape_html(text)
    own = parts["fraction"] or ""
    lacking = fraction[len(own) :]
    number = f'<span class="tvt-figure">{escape_html(parts["whole"] + own)}</span>'
    if lacking:
        number = f'<span class="tvt-pad" data-pad="{lacking}">{number}</span>'
    if unit:
        return f'{number}<span class="tvt-unit" style="min-width:{unit}ch">{escape_html(parts["unit"])}</span>'
    return number + escape_html(parts["unit"])


def _split_number(text: str) -> re.Match[str] | None:
    """Tell the whole part, the fraction and the unit of a number that is written in the language that is spoken."""
    marks = spoken().locale.number_symbols["latn"]
    return _number_pattern(str(marks["decimal"]), str(marks["group"])).fullmatch(text)


@cache
def _number_pattern(point: str, group: str) -> re.Pattern[str]:
    # What parts thousands may part a number from its unit, too.
    whole = rf".*?\d(?:{re.escape(group)}?\d)*"
    return re.compile(rf"(?P<whole>{whole})(?P<fraction>{re.escape(point)}\d+)?(?P<unit>\D*)")


def _measure_numbers(heads: Sequence[Head], rows: Sequence[Sequence[Cell] | str]) -> tuple[list[str], list[int]]:
    """Return of each column the longest fraction, as digits, and the letters of its unit.

    Points stand in line where a column is in one unit: 936 million in line with 44.2 billion would look the larger.
    """
    fractions, units = [""] * len(heads), [0] * len(heads)
    for place, head in enumerate(heads):
        if not head.is_number:
            continue
        texts = [row[place].text for row in rows if not isinstance(row, str)]
        numbers = [parts for parts in map(_split_number, texts) if parts is not None]
        if len({parts["unit"] for parts in numbers}) != 1:
            continue
        longest = max((parts["fraction"] or "" for parts in numbers), key=len)
        if longest:
            fractions[place] = longest[0] + spoken().write_digits("0") * (len(longest) - 1)
        units[place] = len(numbers[0]["unit"])
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
        width = max(_count_letters(text) for text in [title, *texts])
        columns.append([_justify(text, width, to_right=head.is_number) for text in [title, *texts]])
    lines = [SEPARATOR.join(cells).rstrip() for cells in zip(*columns, strict=True)]
    for number, row in enumerate(rows, start=1):
        if isinstance(row, str):
            lines.insert(number, f"… {row}")
    return "\n".join(lines)


def _count_letters(text: str) -> int:
    """Count the letters of a text that have a width."""
    return sum(unicodedata.category(letter) not in WITHOUT_WIDTH for letter in text)


def _justify(text: str, width: int, *, to_right: bool) -> str:
    blanks = " " * (width - _count_letters(text))
    return blanks + text if to_right else text + blanks


def _write_text(text: str, head: Head, fraction: str, unit: int) -> str:
    parts = _split_number(text) if head.is_number else None
    if parts is None:
        return _cut(text)
    own = parts["fraction"] or ""
    return f"{parts['whole']}{own}{' ' * (len(fraction) - len(own))}{parts['unit'].ljust(unit)}"


def _cut(text: str) -> str:
    return shorten_text(escape_unprintable(" ".join(text.split())), WIDEST)
