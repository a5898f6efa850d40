"""UN Comtrade: records in any form that it has handed out since 2012, as a trade table.

Forms differ in their headers and codes, not in what they say. Once renamed (`forms`) and read as text (`opening`), all
go the same way: keys, filters, totals in place of breakdowns, numbers with their provenance.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from tradeview.arguments import check_arguments, show_value
from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import SHOWN_ROWS, ArgumentError, TradeTableError
from tradeview.periods import is_period
from tradeview.sources.comtrade.codes import distinct_cells, flow_codes
from tradeview.sources.comtrade.opening import open_pieces
from tradeview.sources.comtrade.pieces import Piece, join_pieces
from tradeview.sources.comtrade.rows import (
    add_keys,
    drop_what_is_read,
    find_totals,
    has_kept_zeros,
    refuse_doubtful_sitc,
    refuse_unknown_economies,
    settle_repeats,
)
from tradeview.sources.comtrade.values import make_trade_table
from tradeview.table.schema import check

logger = logging.getLogger("tradeview")

# Where the API cuts its answers, now and before, with a key and without.
LIMITS = (500, 50_000, 100_000, 250_000)

Filter = Iterable[str | int] | str | int | None
Words = Iterable[str] | str | None
# By the key that they fail at: what rows that were not asked for have there, and how many rows each.
LeftOut = dict[str, Counter[Any]]


@check_arguments
def read_comtrade(
    source: object,
    *,
    reporters: Filter = None,
    partners: Filter = None,
    flows: Words = None,
    periods: Filter = None,
    commodities: Filter = None,
    drop_duplicates: bool = False,
    encoding: str | None = None,
) -> pd.DataFrame:
    """Read what UN Comtrade gave: a file of any of its forms, a buffer, a frame or a list of records.

    The form is recognised by its columns: the API's JSON and CSV, the new site's `TradeData*.csv`, bulk files, the
    legacy download with headers for people or for machines, comtradr's and comtradeapicall's frames; `.zip` and `.gz`
    of these. How many rows were read and left out, and why, is logged at INFO.

    Parameters
    ----------
    source : path, buffer, frame, mapping or list
        A file; an open file; a frame of any eager engine; an answer of the API; its list of records.
    reporters, partners : str or iterable, optional
        Economies to keep, by any code or name that `tv.economies.code` knows.
    flows : str or iterable, optional
        Flows to keep: the trade table's words or Comtrade's codes. Without: X, M, RX and RM. Parts of these (DX, FM,
        MIP ...) are left out unless asked for, and never stand beside the flow that they are a part of.
    periods : int or iterable, optional
        Years (2024) or months (202405) to keep.
    commodities : str or iterable of str, optional
        Commodity codes to keep, as text with their leading zeros, or `TOTAL`.
    drop_duplicates : bool
        Drop rows that repeat another in every column. Otherwise they stay, are logged, and are refused by whatever
        would count them twice.
    encoding : str, optional
        Of a text file; without, its byte-order mark, UTF-8 or Windows Latin.

    Returns
    -------
    pandas.DataFrame
        A trade table. `value` is in US$ (`currency`), single units, current prices; `net_weight` in kilograms;
        `quantity` in `quantity_unit`; where Comtrade has 0 for these two, they are missing. `classification` is each
        row's own revision, missing where the file names none. `valuation` is CIF or FOB where the value equals just one
        of the two that the file gives. World is `WLD`, all goods are `TOTAL`: their rows stay. Of breakdowns by second
        partner, customs procedure and mode of transport the totals alone stay. Beside the trade table: `flow_code`
        (Comtrade's), and `original_classification`, `quantity_estimated`, `net_weight_estimated`, `reported`,
        `aggregate`: true, false or missing. Of values that a spreadsheet shortened (`1.23E+10`) `low` and `high` are
        what the digits allow, and `quote` is the cell.

    Raises
    ------
    TradeTableError
        No records (a page, a saved message, an empty answer, a file cut short, columns that shifted), a breakdown
        without its total, codes of SITC that may have lost a zero, or values that the trade table refuses.
    UnknownCodeError
        Partners or reporters that no table knows.

    Examples
    --------
    >>> record = {"refYear": 2023, "refMonth": 52, "period": "2023", "reporterISO": "MYS", "partnerISO": "W00",
    ...           "flowCode": "X", "classificationCode": "H6", "cmdCode": "0101", "netWgt": 0, "cifvalue": None,
    ...           "fobvalue": 1250.5, "primaryValue": 1250.5}
    >>> read_comtrade([record])[["period", "reporter", "partner", "flow", "commodity_code", "value", "valuation"]]
       period reporter partner    flow commodity_code   value valuation
    0    2023      MYS     WLD  export           0101  1250.5       FOB
    """
    wanted = _wanted_keys(reporters, partners, flows, periods, commodities)
    name, pieces = open_pieces(source, encoding)
    trade = make_trade_table(name, _read_wanted(name, pieces, wanted))
    return check(settle_repeats(name, trade, drop=drop_duplicates))


def _read_wanted(name: str, pieces: Iterable[Piece], wanted: Mapping[str, set[Any]]) -> Piece:
    """Read the rows that are wanted, totals without their breakdowns."""
    kept = []
    rows_read = 0
    left_out: LeftOut = {}
    keeps_zeros = False
    for piece in pieces:
        rows_read += len(piece.rows)
        keeps_zeros = keeps_zeros or has_kept_zeros(piece.rows)
        keyed = piece._replace(rows=add_keys(name, piece.rows))
        wanted_rows = keyed.keep(_find_wanted(keyed.rows, wanted, left_out))
        kept.append(wanted_rows._replace(rows=drop_what_is_read(wanted_rows.rows)))
    _log_filters(name, rows_read, left_out)
    joined = join_pieces(kept)
    kept.clear()
    if joined.rows.empty:
        there = [f"{key}: {_commonest(values)}" for key, values in left_out.items() if values]
        raise TradeTableError(f"{name} has no rows of what was asked for", "; ".join(there), "ask for what it has")
    refuse_unknown_economies(name, joined.rows)
    if not keeps_zeros:
        refuse_doubtful_sitc(name, joined.rows)
    return joined.keep(find_totals(name, joined.rows))


def as_list(given: Any) -> list[Any]:
    """List what somebody asks for: one name or number stands for itself."""
    if isinstance(given, str | int):
        return [given]
    if not isinstance(given, Iterable):
        raise ArgumentError("what is asked for is a name, a number, or several", show_value(given), "give one of these")
    return list(given)


def _wanted_keys(
    reporters: Filter, partners: Filter, flows: Words, periods: Filter, commodities: Filter
) -> dict[str, set[Any]]:
    """Put what is asked for into the keys of rows; where nothing is said, all are wanted, of flows the whole ones."""
    wanted: dict[str, set[Any]] = {}
    for key, names in {"reporter": reporters, "partner": partners}.items():
        if names is not None:
            wanted[key] = {code_of_economy(name) for name in as_list(names)}
    wanted["flow_code"] = flow_codes(None if flows is None else as_list(flows))
    if periods is not None:
        wanted["period"] = {_read_period_asked(period) for period in as_list(periods)}
    if commodities is not None:
        codes = as_list(commodities)
        for code in codes:
            if not isinstance(code, str):
                remedy = "write them with their leading zeros: '0101', not 101"
                raise TradeTableError("commodity codes are text", repr(code), remedy)
        wanted["commodity_code"] = set(codes)
    return wanted


def _read_period_asked(period: str | int) -> int:
    """Return a period that somebody asks for, who may write it as text."""
    written = str(period).strip()
    is_number = written.isascii() and written.isdecimal() and len(written) <= len("202405")
    if not is_number or not is_period(int(written)):
        remedy = "give years (2024) or months (202405)"
        raise TradeTableError("periods are years or months", show_value(period), remedy)
    return int(written)


def _find_wanted(
    rows: pd.DataFrame, wanted: Mapping[str, set[Any]], left_out: LeftOut
) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows are wanted, counting those that are not under the first key at which they fail."""
    is_kept = np.ones(len(rows), dtype=bool)
    for key, values in wanted.items():
        numbers, distinct = distinct_cells(rows[key])
        is_wanted = np.array([cell in values for cell in distinct], dtype=bool)[numbers]
        failing = numbers[is_kept & ~is_wanted]
        counts = np.bincount(failing, minlength=len(distinct))
        failed = left_out.setdefault(key, Counter())
        for number in pd.unique(failing).tolist():
            cell = distinct[number]
            failed["unknown" if cell is None else cell] += int(counts[number])
        is_kept &= is_wanted
    return is_kept


def _log_filters(name: str, rows_read: int, left_out: LeftOut) -> None:
    logger.info("comtrade: %s: %s rows read", name, f"{rows_read:,}")
    for key, values in left_out.items():
        if values:
            count = f"{values.total():,}"
            logger.info("comtrade: %s: %s rows left out by %s: %s", name, count, key, _commonest(values))
    if rows_read in LIMITS:
        limit = f"{rows_read:,}"
        logger.warning("comtrade: %s has exactly %s rows, a limit of the API: it may be cut there", name, limit)


def _commonest(values: Counter[Any]) -> str:
    return ", ".join(f"{value} {count:,}" for value, count in values.most_common(SHOWN_ROWS))
