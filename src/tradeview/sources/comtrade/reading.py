"""UN Comtrade: records in any form that it has handed out since 2012, as a trade table.

Forms differ in their headers and codes, not in what they say. Once renamed (`comtrade_forms`) and read as text
(`comtrade_files`), all go the same way: keys, filters, totals in place of breakdowns, numbers with their passport.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from tradeview.economies import code as economy_code
from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.sources.comtrade.codes import flow_codes
from tradeview.sources.comtrade.files import chunks
from tradeview.sources.comtrade.rows import joined, totals, with_economies, with_keys, without_repeats
from tradeview.sources.comtrade.values import trade_table
from tradeview.table.schema import check

logger = logging.getLogger("tradeview")

# Where the API cuts its answers, now and before, with a key and without.
LIMITS = (500, 50_000, 100_000, 250_000)

Seen = dict[str, Counter[Any]]
Filter = Iterable[Any] | str | int | None


def read_comtrade(
    source: object,
    *,
    reporters: Filter = None,
    partners: Filter = None,
    flows: Filter = None,
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
        `aggregate`: true, false or missing.

    Raises
    ------
    TradeTableError
        No records (a page, a saved message, an empty answer, a file cut short, columns that shifted), a breakdown
        without its total, or values that the trade table refuses.
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
    wanted = {
        "reporter": _economies(reporters),
        "partner": _economies(partners),
        "flow_code": flow_codes(_listed(flows)),
        "period": _periods(periods),
        "commodity_code": _commodities(commodities),
    }
    name, pieces = chunks(source, encoding)
    kept: list[pd.DataFrame] = []
    read, seen = 0, Seen()
    for piece in pieces:
        read += len(piece)
        kept.append(_filtered(with_keys(name, piece), wanted, seen))
    _report(name, read, seen)
    rows = joined(kept)
    if rows.empty:
        raise _nothing_left(name, seen)
    rows = totals(name, with_economies(name, rows))
    return check(without_repeats(name, trade_table(name, rows), drop=drop_duplicates))


def _listed(wanted: Filter) -> list[Any] | None:
    if wanted is None:
        return None
    return [wanted] if isinstance(wanted, str | int) else list(wanted)


def _economies(wanted: Filter) -> set[Any] | None:
    listed = _listed(wanted)
    return None if listed is None else {economy_code(name) for name in listed}


def _periods(wanted: Filter) -> set[Any] | None:
    listed = _listed(wanted)
    return None if listed is None else {int(period) for period in listed}


def _commodities(wanted: Filter) -> set[Any] | None:
    listed = _listed(wanted)
    numeric = [code for code in listed or () if not isinstance(code, str)]
    if numeric:
        raise TradeTableError(
            "commodity codes are text", f"{numeric[0]!r}", "write them with their leading zeros: '0101', not 101"
        )
    return None if listed is None else set(listed)


def _filtered(rows: pd.DataFrame, wanted: dict[str, set[Any] | None], seen: Seen) -> pd.DataFrame:
    """Keep the rows that are wanted, counting those that are not under the first filter that they fail."""
    for key, values in wanted.items():
        if values is None:
            continue
        left = rows[~rows[key].isin(values)]
        seen.setdefault(key, Counter()).update(left[key].fillna("unknown"))
        rows = rows[rows[key].isin(values)]
    return rows


def _report(name: str, read: int, seen: Seen) -> None:
    logger.info("comtrade: %s: %s rows read", name, f"{read:,}")
    for key, left in seen.items():
        if left:
            said = ", ".join(f"{value} {count:,}" for value, count in left.most_common(SHOWN_ROWS))
            logger.info("comtrade: %s: %s rows left out by %s: %s", name, f"{left.total():,}", key, said)
    if read in LIMITS:
        logger.warning("comtrade: %s has exactly %s rows, a limit of the API: it may be cut there", name, f"{read:,}")


def _nothing_left(name: str, seen: Seen) -> TradeTableError:
    found = [
        f"{key}: {', '.join(f'{value} {count:,}' for value, count in left.most_common(SHOWN_ROWS))}"
        for key, left in seen.items()
        if left
    ]
    return TradeTableError(f"{name} has no rows of what was asked for", "; ".join(found), "ask for what it has")
