"""OpenDOSM, the open data of Malaysia's Department of Statistics: its monthly trade becomes the trade table.

Two of its tables are read: `trade_headline`, all goods, and `trade_sitc_1d`, the ten sections of the SITC. Both are in
ringgit, by the first day of each month, with all partners together. In the first, rows of growth in per cent stand
beneath those of values, told apart by the column `series` alone.
"""

import logging
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import TableError
from tradeview.periods import make_month
from tradeview.sources.known_forms import OPENDOSM
from tradeview.sources.opening import parse_json
from tradeview.sources.recognising import BY_SECTION, DATE, HEADLINE, SECTION, SERIES, find_opendosm_table
from tradeview.sources.table_lines import OneTable, OpenedText
from tradeview.table.columns import Line
from tradeview.table.engines import text_dtype
from tradeview.table.schema import CLASSIFICATIONS, TOTAL, WORLD, check

logger = logging.getLogger("tradeview")

Source: TypeAlias = str | Path | pd.DataFrame

FORM = OneTable(
    OPENDOSM,
    what="trade_headline or trade_sitc_1d of OpenDOSM",
    asked="{name} is trade_headline or trade_sitc_1d of OpenDOSM",
    again="download it from open.dosm.gov.my as CSV or Parquet",
)
VALUES_THEMSELVES = "abs"  # among the words of `series`; others are growth
# Columns of values: the flow, and what of it is counted where that is not all.
FLOWS = {"exports": "export", "imports": "import", "total": "total", "balance": "balance"}
DETAILS = {"exports_domestic": "export", "re_exports": "re-export", "imports_retained": "import"}
COVERAGES = {"exports_domestic": "domestic exports", "imports_retained": "retained imports"}
OVERALL = "overall"
SECTIONS = {OVERALL: TOTAL, **{str(digit): str(digit) for digit in range(10)}}
FIRST_DAY = re.compile(r"(?P<year>[12][0-9]{3})-(?P<month>0[1-9]|1[0-2])-01(?:[T ]00:00:00(?:\.0+)?)?")
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]{1,2})?")
MISSING = {"", "nan", "na", "null", "none"}
COMPILED_BY = "Department of Statistics Malaysia"
COLUMNS = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency", "classification", "coverage")
TEXTS = (*COLUMNS[1:5], "currency", "classification", "coverage", "compiled_by", "source")


@check_arguments
def read_opendosm(source: Source, *, details: bool = False, classification: str = "S4") -> pd.DataFrame:
    r"""Read Malaysia's monthly trade, as OpenDOSM gives it, into the trade table.

    Parameters
    ----------
    source : path or pandas.DataFrame
        `trade_headline` or `trade_sitc_1d`, as CSV, Parquet, the JSON of its API, a .zip or .gz of these, or a frame.
    details : bool
        Of the headline, keep domestic exports and retained imports, too, which `coverage` tells from all of them, and
        re-exports. They are parts of the others.
    classification : str
        In which the sections are coded: a revision of the SITC. The office uses the fourth.

    Returns
    -------
    pandas.DataFrame
        `period` (month), `reporter` (MYS), `partner` (WLD), `flow` (export, import, and of the headline total and
        balance), `commodity_code` (`TOTAL`, or a section of the SITC), `value` (single ringgit), `currency`,
        `classification` (of sections), `coverage` (with `details`), `compiled_by`, `source`. What is empty is left out,
        and so are the rows of growth, which is logged.

    Raises
    ------
    TableError
        It is neither table, does not say which rows are values and which are growth, has other days than the first of
        a month, or a cell that cannot be read.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> lines = ["series,date,exports,imports,total,balance", "abs,2024-05-01,120.0,110.0,230.0,10.0",
    ...          "growth_yoy,2024-05-01,7.5,10.1,8.8,-3.0"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "trade_headline.csv"
    ...     _ = path.write_text("\n".join(lines))
    ...     read_opendosm(path)[["period", "reporter", "partner", "flow", "commodity_code", "value", "currency"]]
       period reporter partner     flow commodity_code  value currency
    0  202405      MYS     WLD   export          TOTAL  120.0      MYR
    1  202405      MYS     WLD   import          TOTAL  110.0      MYR
    2  202405      MYS     WLD    total          TOTAL  230.0      MYR
    3  202405      MYS     WLD  balance          TOTAL   10.0      MYR
    """
    if not classification.startswith("S") or classification not in CLASSIFICATIONS:
        raise TableError("sections are of the SITC, S1 to S4", repr(classification), "name one of these")
    opened, lines = _open_lines(source)
    name = opened.name
    header = lines[0][1] if lines else []
    table_name = find_opendosm_table(header)
    if table_name is None:
        raise FORM.refuse(name, f"columns {', '.join(header)}"[:200])
    FORM.refuse_ragged(name, lines)
    cells = pd.DataFrame([row for _, row in lines[1:]], columns=header, dtype="object")
    if table_name == HEADLINE:
        cells = _keep_values(name, cells)
    cells = _with_points(opened, cells)
    flows = FLOWS | DETAILS if details else FLOWS
    if not details and set(DETAILS) & set(header):
        logger.info("OpenDOSM: %s: left out, parts of others: %s (details=True)", name, ", ".join(DETAILS))
    trade = _make_table(name, cells, {column: flow for column, flow in flows.items() if column in cells})
    trade = trade.assign(compiled_by=COMPILED_BY, source=f"OpenDOSM {table_name}")
    if table_name == BY_SECTION:
        trade["classification"] = classification
    return check(_in_order(trade))


def _open_lines(source: Source) -> tuple[OpenedText, list[Line]]:
    """Open what somebody downloaded: its name, and its lines of cells."""
    if isinstance(source, pd.DataFrame):
        return OpenedText("this frame", "", "lines", ","), FORM.lines_of_frame(source)
    opened = FORM.open_text(source, but=("JSON",))
    if opened.kind == "JSON":
        lines = FORM.lines_of_frame(_frame_of_records(opened.name, opened.text), opened.name)
        return replace(opened, separator=","), lines
    return opened, FORM.split_lines(opened)


def _with_points(opened: OpenedText, cells: pd.DataFrame) -> pd.DataFrame:
    """Write figures with decimal points, where a program has put commas in their place."""
    names = [name for name in (*FLOWS, *DETAILS) if name in cells]
    columns = [[None if cell.lower() in MISSING else cell for cell in cells[name]] for name in names]
    written = FORM.write_points(opened, columns, amounts=[cell for column in columns for cell in column if cell])
    if written == columns:
        return cells
    return cells.assign(**{name: [cell or "" for cell in column] for name, column in zip(names, written, strict=True)})


def _frame_of_records(name: str, text: str) -> pd.DataFrame:
    """Read an answer of the API, a list of records."""
    try:
        records = parse_json(text)
    except ValueError as error:
        raise FORM.refuse(name, f"JSON that cannot be read: {error}") from error
    if not isinstance(records, list) or not records or not all(isinstance(record, dict) for record in records):
        raise FORM.refuse(name, f"JSON without a list of records: {' '.join(text.split())[:60]!r}")
    return pd.DataFrame(records, dtype="object")


def _keep_values(name: str, cells: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of values; those of growth are in per cent."""
    if SERIES not in cells:
        remedy = "download it with its column `series`"
        raise FORM.refuse(name, "no column `series`, which tells values from growth", remedy)
    is_value = cells[SERIES] == VALUES_THEMSELVES
    others = ", ".join(cells.loc[~is_value, SERIES].unique())
    if others:
        logger.info("OpenDOSM: %s: %d rows left out, no values: %s", name, int((~is_value).sum()), others)
    if not is_value.any():
        raise FORM.refuse(name, f"no values, but {others or 'no row'}", "download the series `abs`")
    return cells[is_value]


def _make_table(name: str, cells: pd.DataFrame, flows: dict[str, str]) -> pd.DataFrame:
    """Make a row of each figure that is there."""
    periods = _read_cells(name, cells[DATE], _read_month, "months, by their first days")
    codes: pd.Series[Any] = pd.Series(TOTAL, index=cells.index, dtype="object")
    if SECTION in cells:
        codes = _read_cells(name, cells[SECTION], SECTIONS.get, f"sections 0 to 9, or {OVERALL}")
    parts = []
    for place, (column, flow) in enumerate(flows.items()):
        is_stated = ~cells[column].str.lower().isin(MISSING)
        stated = cells.loc[is_stated, column]
        part = pd.DataFrame({"period": periods[is_stated].astype("int64"), "commodity_code": codes[is_stated]})
        part["value"] = _read_cells(name, stated, _read_number, f"numbers in {column}").astype("float64")
        parts.append(part.assign(flow=flow, coverage=COVERAGES.get(column), _order=place))
    table = pd.concat(parts)
    if table.empty:
        raise FORM.refuse(name, "no figure")
    keys = ["period", "flow", "commodity_code", "coverage"]
    twice = table[table.duplicated(keys)]
    if len(twice):
        rows = [f"{row.period}, {row.flow}, {row.commodity_code}" for row in twice.itertuples()]
        raise FORM.refuse(name, f"{len(twice)} figures that stand there twice", "keep one of each", rows)
    # Row by row, as the file has them.
    table = table.rename_axis("_row").reset_index().sort_values(["_row", "_order"], ignore_index=True)
    return table.assign(reporter="MYS", partner=WORLD, currency="MYR")


def _read_cells(name: str, cells: "pd.Series[Any]", read: Any, allowed: str) -> "pd.Series[Any]":
    """Read a column of cells, refusing those that are not what it holds."""
    meanings = {cell: read(cell) for cell in cells.unique()}
    wrong = [repr(cell) for cell, meaning in meanings.items() if meaning is None]
    if wrong:
        raise TableError(f"{name} has {allowed}", f"{len(wrong)} cells that are none", FORM.again, wrong)
    return pd.Series([meanings[cell] for cell in cells], index=cells.index, dtype="object")


def _read_month(cell: str) -> int | None:
    day = FIRST_DAY.fullmatch(cell)
    return None if day is None else int(make_month(int(day["year"]), int(day["month"])))


def _read_number(cell: str) -> float | None:
    return float(cell) if NUMBER.fullmatch(cell) else None


def _in_order(trade: pd.DataFrame) -> pd.DataFrame:
    columns = [column for column in (*COLUMNS, "compiled_by", "source") if column in trade]
    if trade["coverage"].isna().all():
        columns.remove("coverage")
    trade = trade[columns]
    return trade.astype({column: text_dtype() for column in TEXTS if column in trade})
