"""Which of Comtrade's rows are figures of the trade table: their keys, totals for breakdowns, economies, repeats."""

import logging
from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from tradeview.errors import SHOWN_ROWS, TradeTableError, UnknownCodeError
from tradeview.sources.comtrade import codes
from tradeview.sources.comtrade.codes import cells_of, columns_of, distinct_cells, map_cells, number_combinations
from tradeview.sources.sitc_zeros import keeps_zeros, refuse_lost_zeros

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


def add_keys(name: str, piece: pd.DataFrame) -> pd.DataFrame:
    """Return a piece of `opening.open_pieces` with what tells its rows apart, in the words of the trade table.

    Added are `period`, `reporter` and `partner` (alpha-3, None where it is no economy), `flow_code`, `classification`
    and `commodity_code`. Refused are services, columns that shifted, periods and flows that cannot be read.
    """
    _refuse_other_tables(name, piece)
    keys = piece.assign(
        period=map_cells(piece, codes.read_period, "period", "year", "month", "frequency"),
        reporter=map_cells(piece, codes.read_economy, "reporter_code", "reporter_iso", "reporter_name"),
        partner=map_cells(piece, codes.read_economy, "partner_code", "partner_iso", "partner_name"),
        flow_code=map_cells(piece, codes.read_flow, "flow_code", "flow_name"),
        classification=map_cells(piece, codes.read_classification, "classification"),
    )
    # How many digits a code has lost is told by its classification, which is therefore read before it.
    keys["commodity_code"] = map_cells(keys, codes.read_commodity, "commodity_code", "classification", "level")
    _refuse_unread(name, "period", keys["period"], columns_of(piece, "period", "year"))
    _refuse_unread(name, "flow", keys["flow_code"], columns_of(piece, "flow_code", "flow_name"))
    written, read = piece["commodity_code"], keys["commodity_code"]
    is_longer = map_cells(pd.DataFrame({"written": written, "read": read}), _is_longer, "written", "read")
    restored = int(is_longer.astype(bool).sum())
    if restored:
        logger.info("comtrade: %s: leading zeros restored in %s commodity codes", name, f"{restored:,}")
    return keys


def drop_what_is_read(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out the columns of rows with keys that nobody asks for any more: whole files are held without them."""
    done = {"type", "frequency", "year", "month"}
    for side in ("reporter", "partner"):
        if rows[side].notna().all():  # else an error says what stood there
            done |= {f"{side}_code", f"{side}_iso", f"{side}_name"}
    return rows.drop(columns=list(done & set(rows.columns)))


def _is_longer(written: str | None, read: str | None) -> bool:
    return written is not None and read is not None and len(written) < len(read)


def _refuse_other_tables(name: str, piece: pd.DataFrame) -> None:
    (types,) = columns_of(piece, "type")
    kinds = set(filter(None, distinct_cells(types)[1]))
    # With a trailing comma, a naive reading takes the first column for an index: the type is then what stood beside it.
    if kinds - {GOODS, SERVICES}:
        found = f"type {', '.join(sorted(kinds)[:3])}, where C (goods) belongs"
        raise TradeTableError(f"the columns of {name} have shifted", found, FILE_ITSELF)
    if SERVICES in kinds:
        raise TradeTableError(f"{name} holds trade in services", "type S", "ask UN Comtrade for goods, type C")


def _refuse_unread(name: str, what: str, key: "pd.Series[Any]", columns: "list[pd.Series[Any]]") -> None:
    """Refuse rows whose key could not be read, with the cells of the file that it is read from."""
    unread = key.isna()
    if not unread.any():
        return
    rows = []
    for cells in dict.fromkeys(zip(*(cells_of(column[unread]) for column in columns), strict=True)):
        words = " ".join(str(cell) for cell in cells if cell is not None)
        rows.append(f"{what} {words!r}")
    found = f"{len(rows)} kinds of them" if len(rows) > 1 else "always the same"
    raise TradeTableError(
        f"{name} holds {int(unread.sum()):,} rows without a {what} that can be read",
        found,
        f"mend them; where they belong to another column: {FILE_ITSELF}",
        rows,
    )


def has_kept_zeros(piece: pd.DataFrame) -> bool:
    """Tell whether a piece shows that its file has kept the leading zeros of codes."""
    _, written = distinct_cells(piece["commodity_code"])
    return any(keeps_zeros(str(code)) for code in written if code is not None)


def refuse_doubtful_sitc(name: str, rows: pd.DataFrame) -> None:
    """Refuse codes of SITC of a file that shows no leading zero, where no level says how many digits they have."""
    is_doubtful = map_cells(rows, _has_no_level_of_sitc, "classification", "level").astype(bool)
    _, doubtful = distinct_cells(rows.loc[is_doubtful, "commodity_code"])
    refuse_lost_zeros(name, filter(None, doubtful), TradeTableError)


def _has_no_level_of_sitc(revision: str | None, level: str | None) -> bool:
    stated = codes.cell_or_none(level) or ""
    return revision is not None and revision.startswith("S") and not stated.isdecimal()


def refuse_unknown_economies(name: str, rows: pd.DataFrame) -> None:
    """Refuse rows whose reporter or partner has no code, naming those, and how many rows each has."""
    for side in ("reporter", "partner"):
        unknown = rows[rows[side].isna()]
        if unknown.empty:
            continue
        areas: Counter[str] = Counter()
        columns = columns_of(unknown, f"{side}_code", f"{side}_iso", f"{side}_name")
        for cells in zip(*map(cells_of, columns), strict=True):
            areas[" ".join(cell for cell in cells if cell) or "nothing"] += 1
        raise UnknownCodeError(
            f"{name} has {len(unknown):,} rows of a {side} that no table of economies knows",
            f"{len(areas)} of them",
            f"leave these rows out, or name the {side}s that you want: {side}s=[...]",
            [f"{area}: {count:,} rows" for area, count in areas.most_common()],
        )


def find_totals(name: str, rows: pd.DataFrame) -> "NDArray[np.bool_]":
    """Tell the totals from their breakdowns by second partner, customs procedure and mode of transport or supply.

    A figure that is broken down without its total is refused: whether the parts are all of it, nobody can tell.
    """
    is_whole = pd.Series(data=True, index=rows.index)
    for breakdown, columns in BREAKDOWNS.items():
        is_total = map_cells(rows, codes.is_total, *columns).astype(bool)
        if not is_total.all():
            left_out = int((~is_total & is_whole).sum())  # not counting what an earlier breakdown has left out
            logger.info("comtrade: %s: %s rows left out, by %s", name, f"{left_out:,}", breakdown)
        is_whole &= is_total
    if is_whole.all():
        return is_whole.to_numpy()
    figures = pd.Series(number_combinations([rows[key] for key in KEYS]), rows.index)
    parts = figures[~is_whole].drop_duplicates()
    without = parts[~parts.isin(figures[is_whole])]
    if len(without):
        keys = [cells_of(rows.loc[without.index, key]) for key in KEYS]
        raise TradeTableError(
            f"every figure of {name} that is broken down has its total beside it",
            f"{len(without):,} without, of {len(parts):,}",
            "ask UN Comtrade for the totals too: partner2Code=0, customsCode=C00, motCode=0",
            [" ".join(str(cell) for cell in row if cell is not None) for row in zip(*keys, strict=True)],
        )
    return is_whole.to_numpy()


def settle_repeats(name: str, trade: pd.DataFrame, *, drop: bool) -> pd.DataFrame:
    """Log rows that repeat another, or contradict it; drop those that repeat it in every column where asked."""
    # What repeats another row has its key, which few rows share: all columns are compared of those alone.
    of_one_key = trade[trade.duplicated(KEYS, keep=False)]
    is_repeat = of_one_key.duplicated()
    if is_repeat.any():
        done = "left out" if drop else "kept: drop_duplicates=True leaves them out"
        logger.info("comtrade: %s: %s rows repeat another, %s", name, f"{int(is_repeat.sum()):,}", done)
    distinct = of_one_key[~is_repeat]
    contradicting = distinct.loc[distinct.duplicated(KEYS), KEYS]
    if len(contradicting):
        first = [" ".join(str(cell) for cell in row) for row in contradicting.head(SHOWN_ROWS).itertuples(index=False)]
        count = f"{len(contradicting):,}"
        logger.warning("comtrade: %s: %s rows differ from another of the same key: %s", name, count, "; ".join(first))
    kept = trade.drop(index=of_one_key.index[is_repeat]) if drop else trade
    return kept.reset_index(drop=True)
