"""Which of Comtrade's rows are figures of the trade table: their keys, totals for breakdowns, economies, repeats."""

import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError, UnknownCodeError
from tradeview.sources.comtrade import codes

logger = logging.getLogger("tradeview")

KEYS = ["period", "reporter", "partner", "flow_code", "classification", "commodity_code"]
BREAKDOWNS: dict[str, tuple[str, ...]] = {
    "second partner": ("partner2_code", "partner2_iso", "partner2_name"),
    "customs procedure": ("customs_code", "customs_name"),
    "mode of transport": ("transport_code", "transport_name"),
    "mode of supply": ("supply_code",),
}
GOODS, SERVICES = "C", "S"
FILE_ITSELF = "give the file itself, or read it with index_col=False and dtype=str: its lines end in a comma"


def columns(rows: pd.DataFrame, *names: str) -> "list[pd.Series[Any]]":
    """Return columns of these names, empty ones for those that the file does not have."""
    empty = pd.Series([None] * len(rows), index=rows.index, dtype=object)
    return [rows.get(name, empty) for name in names]


def mapped(rows: pd.DataFrame, meaning: Callable[..., Any], *names: str) -> "pd.Series[Any]":
    """Map cells of several columns to what they mean together, each distinct combination once."""
    cells = list(zip(*(column.tolist() for column in columns(rows, *names)), strict=True))
    known = {cell: meaning(*cell) for cell in dict.fromkeys(cells)}
    return pd.Series([known[cell] for cell in cells], index=rows.index, dtype=object)


def with_keys(name: str, piece: pd.DataFrame) -> pd.DataFrame:
    """Return the piece with what tells its rows apart, in the words of the trade table.

    Parameters
    ----------
    name : str
        What messages call the file.
    piece : pandas.DataFrame
        As `comtrade_files.chunks` gives it.

    Returns
    -------
    pandas.DataFrame
        With `period`, `reporter`, `partner` (alpha-3, None where it is no economy), `flow_code`, `classification`,
        `commodity_code`.

    Raises
    ------
    TradeTableError
        Services, columns that shifted, periods or flows that cannot be read.
    """
    _refuse_other_tables(name, piece)
    keys = piece.assign(
        period=mapped(piece, codes.period, "period", "year", "month", "frequency"),
        reporter=mapped(piece, codes.economy, "reporter_code", "reporter_iso", "reporter_name"),
        partner=mapped(piece, codes.economy, "partner_code", "partner_iso", "partner_name"),
        flow_code=mapped(piece, codes.flow_code, "flow_code", "flow_name"),
        classification=mapped(piece, codes.classification, "classification"),
    )
    keys["commodity_code"] = mapped(keys, codes.commodity, "commodity_code", "classification", "level")
    _refuse_unread(name, "period", keys["period"], columns(piece, "period", "year"))
    _refuse_unread(name, "flow", keys["flow_code"], columns(piece, "flow_code", "flow_name"))
    restored = int((piece["commodity_code"].str.len() < keys["commodity_code"].str.len()).sum())
    if restored:
        logger.info("comtrade: %s: leading zeros restored in %s commodity codes", name, f"{restored:,}")
    return keys


def joined(pieces: list[pd.DataFrame]) -> pd.DataFrame:
    """Put pieces together, of several files of an archive also; a column that one of them lacks is empty there."""
    rows = pd.concat(pieces, ignore_index=True)
    return rows.astype(object).where(rows.notna(), None) if len({len(piece.columns) for piece in pieces}) > 1 else rows


def _refuse_other_tables(name: str, piece: pd.DataFrame) -> None:
    kinds = {kind for kind in columns(piece, "type")[0] if kind is not None}
    if kinds - {GOODS, SERVICES}:
        found = f"type {', '.join(sorted(kinds)[:3])}, where C (goods) belongs"
        raise TradeTableError(f"the columns of {name} have shifted", found, FILE_ITSELF)
    if SERVICES in kinds:
        raise TradeTableError(f"{name} holds trade in services", "type S", "ask UN Comtrade for goods, type C")


def _refuse_unread(name: str, what: str, key: "pd.Series[Any]", cells: "list[pd.Series[Any]]") -> None:
    unread = key.isna()
    if not unread.any():
        return
    said = dict.fromkeys(zip(*(column[unread] for column in cells), strict=True))
    rows = [f"{what} {' '.join(str(cell) for cell in row if cell is not None)!r}" for row in said]
    raise TradeTableError(
        f"{name} holds {int(unread.sum()):,} rows without a {what} that can be read",
        f"{len(rows)} kinds of them" if len(rows) > 1 else "always the same",
        f"mend them; where they belong to another column: {FILE_ITSELF}",
        rows,
    )


def with_economies(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows, whose reporters and partners all have a code.

    Raises
    ------
    UnknownCodeError
        Naming those that have none, and how many rows each has.
    """
    for side in ("reporter", "partner"):
        unknown = rows[rows[side].isna()]
        if unknown.empty:
            continue
        cells = zip(*columns(unknown, f"{side}_code", f"{side}_iso", f"{side}_name"), strict=True)
        areas = Counter(" ".join(cell for cell in area if cell) or "nothing" for area in cells)
        raise UnknownCodeError(
            f"{name} has {len(unknown):,} rows of a {side} that no table of economies knows",
            f"{len(areas)} of them",
            f"leave these rows out, or name the {side}s that you want: {side}s=[...]",
            [f"{area}: {count:,} rows" for area, count in areas.most_common()],
        )
    return rows


def totals(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Reduce breakdowns by second partner, customs procedure and mode of transport or supply to their totals.

    Raises
    ------
    TradeTableError
        A figure is broken down, and its total is not there: whether the parts are all of it, nobody can tell.
    """
    is_whole = pd.Series(data=True, index=rows.index)
    for what, names in BREAKDOWNS.items():
        of_all = mapped(rows, codes.is_total, *names).astype(bool)
        if not of_all.all():
            logger.info("comtrade: %s: %s rows left out, by %s", name, f"{int((~of_all & is_whole).sum()):,}", what)
        is_whole &= of_all
    whole, parts = rows[is_whole], rows.loc[~is_whole, KEYS].drop_duplicates()
    there = pd.MultiIndex.from_frame(whole[KEYS].astype(str))
    without = parts[~pd.MultiIndex.from_frame(parts[KEYS].astype(str)).isin(there)]
    if len(without):
        raise TradeTableError(
            f"every figure of {name} that is broken down has its total beside it",
            f"{len(without):,} without, of {len(parts):,}",
            "ask UN Comtrade for the totals too: partner2Code=0, customsCode=C00, motCode=0",
            [" ".join(str(cell) for cell in row if cell is not None) for row in without.itertuples(index=False)],
        )
    return whole


def without_repeats(name: str, trade: pd.DataFrame, *, drop: bool) -> pd.DataFrame:
    """Log rows that repeat another, or contradict it; drop those that repeat it in every column where asked."""
    repeats = trade.duplicated()
    if repeats.any():
        done = "left out" if drop else "kept: drop_duplicates=True leaves them out"
        logger.info("comtrade: %s: %s rows repeat another, %s", name, f"{int(repeats.sum()):,}", done)
    left = trade[~repeats] if drop else trade
    again = trade[~repeats][KEYS][trade[~repeats].duplicated(KEYS)]
    if len(again):
        said = "; ".join(" ".join(map(str, row)) for row in again.head(SHOWN_ROWS).itertuples(index=False))
        logger.warning("comtrade: %s: %s rows differ from another of the same key: %s", name, f"{len(again):,}", said)
    return left.reset_index(drop=True)
