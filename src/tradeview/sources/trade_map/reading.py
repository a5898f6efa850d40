"""Trade Map, of the International Trade Centre: lists of markets, suppliers, importers, exporters or products.

A list is a row an economy or product and a column a period. Whose trade it is, of which product and in which unit may
stand in titles above it; the text that one downloads has none of them, and then they are asked for.
"""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import TableError
from tradeview.sources.trade_map.economies import find_code, refuse_unknown
from tradeview.sources.trade_map.files import FORM, Cells, Lines, Source, open_lines
from tradeview.sources.trade_map.headings import (
    OF_A_TIME,
    OTHER_FIGURES,
    SERVICES,
    Rows,
    Title,
    Unit,
    ValueColumn,
    find_header,
    join_headings,
    read_columns,
    read_titles,
    read_unit,
    rows_of,
)
from tradeview.table.engines import text_dtype
from tradeview.table.schema import TOTAL, WORLD

logger = logging.getLogger("tradeview")

SOURCE = "ITC Trade Map"
UNIT_OF_TRADE_MAP = "US Dollar thousand"
MISSING = {"", "-", "–", "..", "...", "n.a.", "n/a", "na", "no data", "no quantity"}
NUMBER = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+)(?P<decimals>\.[0-9]*)?")
AMBIGUOUS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")  # in English decimals, elsewhere thousands
# What is asked for where no title says it.
EXAMPLES = {"reporter": "'MYS'", "partner": "'World', or another", "commodity_code": "'1511', or 'TOTAL'"}
CODE = re.compile(r"[0-9]{1,6}")
FOOTERS = ("source", "note", "*", "itc calculations")
COLUMNS = ["period", "reporter", "partner", "flow", "commodity_code", "value", "currency", "low", "high", "source"]
TEXTS = ("reporter", "partner", "flow", "commodity_code", "currency", "source")


@dataclass(frozen=True)
class OpenedList:
    """A list of Trade Map, opened: what its title, headings and rows say, and its rows of cells."""

    name: str
    kind: Rows | None
    columns: list[ValueColumn]
    title: Title
    rows: list[Cells]

    def find_unsaid(self) -> set[str]:
        """Tell which of reporter, partner and product nothing in the list says, or only in words that nobody reads."""
        needed = _needed(self.kind, {column.flow for column in self.columns}, self.columns)
        stated = _stated(self.title)
        return {what for what in needed if not stated[what] or not _is_readable(stated[what], what)}


@dataclass(frozen=True)
class Given:
    """What a caller says of a list beside what it says itself."""

    reporter: str | None = None
    partner: str | None = None
    commodity_code: str | None = None
    unit: str | None = None


class _Known(NamedTuple):
    """What all rows of a list share; empty is what its rows or columns say one by one."""

    reporter: str
    partner: str
    product: str


@check_arguments
def read_trade_map(
    source: Source,
    *,
    reporter: str | None = None,
    partner: str | None = None,
    commodity_code: str | None = None,
    unit: str | None = None,
) -> pd.DataFrame:
    r"""Read a list that somebody downloaded from ITC's Trade Map into the trade table.

    Parameters
    ----------
    source : path or pandas.DataFrame
        The text (by tabs), the `.xls` (a page of HTML, or text), a CSV of it, or a .zip or .gz of one of these:
        importing or supplying markets, importers, exporters, products, or bilateral trade, by year, quarter or month.
    reporter : str, optional
        Whose trade it is, by any code or name, where no title says it: of lists of markets, suppliers and products.
    partner : str, optional
        With whom it is traded, where no title says it: of lists of products. `World` is one.
    commodity_code : str, optional
        HS code with its leading zeros, or `TOTAL`, where no title says it: of lists of economies.
    unit : str, optional
        Of the values, where neither a title nor a heading says it: `EUR thousand`. Without it they are in thousands of
        US dollars, as Trade Map gives them unless it is asked for another unit; that it was not stated is logged.

    Returns
    -------
    pandas.DataFrame
        `period`, `reporter`, `partner`, `flow`, `commodity_code`, `value` (single units of `currency`), `currency`,
        `low` and `high` (what the printed digits allow: 12 thousand is 11,500 to 12,500), `source`. What is empty is
        left out: it is missing, and never zero. Quantities, shares, growth and balances are left out, too (logged).

    Raises
    ------
    TableError
        It is no such list, holds quantities or services; the reporter, partner or product is not said, or said twice
        and unlike; a figure cannot be read.
    UnknownCodeError
        Nobody knows an economy that it names.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "Trade_Map.txt"
    ...     _ = path.write_text("Importers\tExported value in 2023\t\nWorld\t1000\t\nTaipei, Chinese\t12\t\n")
    ...     trade = read_trade_map(path, reporter="Malaysia", commodity_code="1511")
    >>> trade[["period", "partner", "value", "low", "high"]]
       period partner      value       low       high
    0    2023     WLD  1000000.0  999500.0  1000500.0
    1    2023     TWN    12000.0   11500.0    12500.0
    """
    return make_trade(open_list(source), Given(reporter, partner, commodity_code, unit))


def open_list(source: Source) -> OpenedList:
    """Open a list of Trade Map; refuse what is none."""
    opened = open_lines(source)
    place = find_header(opened.cells)
    if place is None:
        rows = [", ".join(cells)[:100] for cells in opened.cells[:5]]
        raise FORM.refuse(opened.name, "no header such as Importers, Exported value in 2023", rows=rows)
    headings = join_headings(opened.cells, place)
    if SERVICES in [heading.casefold() for heading in headings]:
        raise FORM.refuse(opened.name, "trade in services", "the trade table has goods")
    columns = _choose_columns(opened.name, headings)
    title = read_titles(opened.cells[:place])
    return OpenedList(opened.name, rows_of(headings), columns, title, _rows_under(opened, place, len(headings)))


def make_trade(opened: OpenedList, given: Given) -> pd.DataFrame:
    """Make the trade table of a list, of what it says and what is given."""
    known = _settle_known(opened.name, opened.kind, opened.columns, opened.title, given)
    units = {}
    for column in opened.columns:
        units[column] = _settle_unit(opened.name, column.unit or opened.title.unit, given.unit)
    return _make_table(opened.name, opened.rows, opened.kind, known, units)


def _choose_columns(name: str, headings: Sequence[str]) -> list[ValueColumn]:
    """Return the columns of values; others of figures are named in the log, and unknown ones of a time refused."""
    columns = read_columns(headings)
    taken = {column.place for column in columns}
    others = [heading for place, heading in enumerate(headings) if place not in taken and OF_A_TIME.search(heading)]
    unknown = [heading for heading in others if not OTHER_FIGURES.search(heading)]
    if unknown or not columns:
        found = f"columns {', '.join(unknown or headings)}"[:200]
        raise FORM.refuse(name, found, "download values by year, quarter or month: Exported value in 2023", unknown)
    if others:
        logger.info("Trade Map: %s: left out, no values of a flow: %s", name, ", ".join(others))
    keys = [(column.flow, column.period, column.reporter, column.partner) for column in columns]
    if len(set(keys)) < len(keys):
        raise FORM.refuse(name, "two columns of one period", "keep one of each")
    return columns


def _settle_known(name: str, kind: Rows | None, columns: Sequence[ValueColumn], title: Title, given: Given) -> _Known:
    """Settle whose trade it is, with whom, and of what: by the title, what is given, and what the rows are."""
    if title.is_mirror:
        remedy = "choose direct data: a partner's report is its own import or export"
        raise FORM.refuse(name, "mirror data, which partners reported", remedy)
    flows = {column.flow for column in columns}
    if title.flow and flows != {title.flow}:
        raise FORM.refuse(name, f"columns of {', '.join(sorted(flows))}s under a title of {title.flow}s")
    asked = {"reporter": given.reporter, "partner": given.partner, "commodity_code": given.commodity_code}
    needed = _needed(kind, flows, columns)
    settled = {}
    for what, words in _stated(title).items():
        settled[what] = ""
        if what in needed:
            settled[what] = _settle(name, what, words, asked[what])
        elif asked[what] is not None:
            told = f"{what}={asked[what]!r}, which its rows or columns say"
            raise TableError(f"{name} is asked for what it does not say", told, f"leave {what}= out")
    if kind != "products" and "partner" not in needed and "reporter" not in needed and not columns[0].reporter:
        raise FORM.refuse(name, "neither importers, exporters nor products")
    return _Known(settled["reporter"], settled["partner"], settled["commodity_code"])


def _stated(title: Title) -> dict[str, str]:
    return {"reporter": title.reporter, "partner": title.partner, "commodity_code": title.product}


def _needed(kind: Rows | None, flows: set[str], columns: Sequence[ValueColumn]) -> set[str]:
    """Tell what the rows and columns of a list do not say.

    Importers of what is exported are partners, of a reporter; importers of what is imported report, of the world.
    """
    needed = set() if kind == "products" else {"commodity_code"}
    if all(column.reporter for column in columns):
        return needed
    if kind == "products":
        return {"reporter", "partner"}
    is_of_partners = (kind == "importers") == (flows == {"export"})
    needed.add("reporter" if is_of_partners else "partner")
    return needed


def _settle(name: str, what: str, stated: str, given: str | None) -> str:
    """Return a code that the title states, or that is given; refuse neither, and two that are unlike."""
    read = _read_code if what == "commodity_code" else _read_economy
    if not stated and given is None:
        remedy = f"say {what}={EXAMPLES[what]} (--{what.replace('_', '-')} on the command line)"
        raise TableError(f"{name} says its {what}", "no title that does", remedy)
    # A title may name what the trade table does not know; whoever gives the code has read it.
    if stated and given is not None and not _is_readable(stated, what):
        logger.warning("Trade Map: %s calls its %s %r; taken as %s, which is given", name, what, stated, given)
        stated = ""
    codes = {read(name, words) for words in (stated, given) if words}
    if len(codes) > 1:
        raise TableError(f"{name} has one {what}", f"{stated!r} in its title, {given!r} given", "leave one out")
    return codes.pop()


def _is_readable(stated: str, what: str) -> bool:
    return what == "commodity_code" or find_code(stated) is not None


def _read_economy(name: str, words: str) -> str:
    found = find_code(words)
    if found is None:
        refuse_unknown(name, [words])
    return found or ""


def _read_code(name: str, words: str) -> str:
    """Read an HS code; a leading zero that a spreadsheet took is put back."""
    plain = words.strip().lstrip("'").upper()
    if plain == TOTAL:
        return TOTAL
    if CODE.fullmatch(plain):
        return plain.zfill(len(plain) + len(plain) % 2)
    found = f"{words!r}"
    if plain.isdecimal():
        found += ", a line of a national tariff"
    raise TableError(f"{name} has HS codes of two, four or six digits, or {TOTAL}", found, "download these")


def _settle_unit(name: str, stated: str, given: str | None) -> Unit:
    """Return the unit that a heading or title states, or that is given, else that of Trade Map."""
    words = stated or given
    if not words:
        logger.info("Trade Map: %s does not say its unit; taken as %s, which is Trade Map's", name, UNIT_OF_TRADE_MAP)
        words = UNIT_OF_TRADE_MAP
    units = {read_unit(one) for one in (words, given) if one}
    if None in units:
        asked = f"values of {name} are money"
        raise TableError(asked, f"unit {words!r}", "say unit='EUR thousand', or download values")
    if len(units) > 1:
        raise TableError(f"{name} has one unit", f"{stated!r} in the file, {given!r} given", "leave unit= out")
    (unit,) = units
    return unit or Unit("", 0.0)


def _rows_under(opened: Lines, place: int, width: int) -> list[Cells]:
    """Return the rows under the header, each as long as it; a footer is left out."""
    rows = []
    wrong = []
    for cells in opened.cells[place + 1 :]:
        if cells[0].casefold().startswith(FOOTERS) and not any(cells[1:]):
            continue
        if any(cells[width:]):
            wrong.append(f"{cells[0]}: {len(cells)} cells")
        rows.append([*cells, *[""] * (width - len(cells))][:width])  # editors take away tabs at the end of a line
    if wrong:
        raise FORM.refuse(opened.name, f"rows of more than {width} cells", "quote cells that hold a separator", wrong)
    return rows


def _make_table(
    name: str, rows: Sequence[Cells], kind: Rows | None, known: _Known, units: dict[ValueColumn, Unit]
) -> pd.DataFrame:
    """Make the trade table: a row for each figure that is there."""
    if kind != "products":
        refuse_unknown(name, [cells[0] for cells in rows])
    found = []
    wrong = []
    missing = 0
    for cells in rows:
        for column, unit in units.items():
            cell = cells[column.place]
            if cell.casefold() in MISSING:
                missing += 1
                continue
            amount = _read_amount(cell, unit.scale)
            if amount is None:
                wrong.append(f"{cells[0]}, {column.period}: {cell!r}")
                continue
            found.append((column.period, *_keys_of_row(name, cells, kind, known, column), *amount, unit.currency))
    if wrong:
        asked = f"figures of {name} are whole, with or without commas between thousands"
        raise TableError(asked, f"{len(wrong)} that are not", "download it in English", wrong)
    if not found:
        raise FORM.refuse(name, "no figure" if missing else "no row", "choose years that Trade Map has")
    names = ["period", "reporter", "partner", "flow", "commodity_code", "value", "low", "high", "currency"]
    table = pd.DataFrame(found, columns=names).assign(source=SOURCE)
    _refuse_twice(name, table)
    logger.info("Trade Map: %s: %d figures read, %d missing", name, len(table), missing)
    return table.astype(dict.fromkeys(TEXTS, text_dtype()))[COLUMNS]


def _keys_of_row(
    name: str, cells: Cells, kind: Rows | None, known: _Known, column: ValueColumn
) -> tuple[str, str, str, str]:
    """Return whose figure it is, with whom, of which flow and product."""
    product = _read_code(name, cells[0]) if kind == "products" else known.product
    reporter, partner = known.reporter, known.partner
    if column.reporter:
        reporter, partner = _read_economy(name, column.reporter), _read_economy(name, column.partner)
    elif kind != "products":
        economy = find_code(cells[0]) or ""
        reporter, partner = (reporter, economy) if reporter else (economy, partner or WORLD)
    return reporter, partner, column.flow, product


def _read_amount(cell: str, scale: float) -> tuple[float, float, float] | None:
    """Read a figure and the range that its digits allow; None of what is no figure, or could be two."""
    said = NUMBER.fullmatch(cell)
    if said is None or AMBIGUOUS.fullmatch(cell):
        return None
    decimals = (said["decimals"] or "")[1:]
    number = float(f"{re.sub('[^0-9]', '', said['whole'])}.{decimals or 0}")
    half = 0.5 * 10 ** -len(decimals)
    return number * scale, max(number - half, 0.0) * scale, (number + half) * scale


def _refuse_twice(name: str, table: pd.DataFrame) -> None:
    keys = ["period", "reporter", "partner", "flow", "commodity_code"]
    twice = table[table.duplicated(keys)]
    if len(twice):
        rows = [", ".join(map(str, row)) for row in twice[keys].to_numpy().tolist()]
        raise FORM.refuse(name, f"{len(twice)} figures that stand there twice", "keep one of each", rows)
