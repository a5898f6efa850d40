"""Comparable: whether the rows of a trade table may stand beside each other, be added up or divided."""

from collections.abc import Sequence
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import SHOWN_ROWS, TradeTableError
from tradeview.periods import of_one_frequency
from tradeview.table.engines import (
    Frame,
    as_numbers,
    as_text,
    have,
    is_missing,
    rows,
)
from tradeview.table.schema import KEYS, MONEY, NEEDED, SERIES, TOTAL, narwhal

MEND = "mend these rows or leave them out; tv.check names them"


def refuse_unlike(frame: Frame, what: str, remedies: dict[str, str], complete: Sequence[str] = KEYS) -> int:
    """Refuse figures that cannot be compared, by one small aggregate query; return how many rows there are.

    They differ in a column of `remedies` (the remedy goes into the message), lack a cell of `complete`, or are of years
    and of months. A missing value counts as a value of its own, save in `price_basis`, where it means nominal.
    """
    columns = have(frame, tuple(remedies))
    fills = [nw.col(name).fill_null("nominal") if name == "price_basis" else nw.col(name) for name in columns]
    lacking = {f"_no_{name}": nw.col(name).is_null().cast(nw.Int64) for name in complete}
    asked = as_text(frame, columns).select(*fills, _period=nw.col("period"), **lacking)
    period = nw.col("_period")
    kinds = rows(
        asked.group_by(*columns).agg(
            rows=nw.len(), first=period.min(), last=period.max(), **{name: nw.col(name).sum() for name in lacking}
        )
    )
    _refuse_missing(what, {name: sum(kind[f"_no_{name}"] for kind in kinds) for name in complete})
    for name in columns:
        values = {str(None if is_missing(kind[name]) else kind[name]) for kind in kinds}
        refuse_several(what, name.replace("_", " "), values, remedies[name])
    refuse_frequencies(what, {kind[end] for kind in kinds for end in ("first", "last")})
    return sum(kind["rows"] for kind in kinds)


def _refuse_missing(what: str, lacking: dict[str, int]) -> None:
    """Refuse a count of missing cells: a sum would take a missing value for zero, a join a missing key for any."""
    for name, count in lacking.items():
        if count:
            found = f"{count:g} without" + (", which is not zero" if name == "value" else "")
            raise TradeTableError(f"{what} needs a {name.replace('_', ' ')} in every row", found, MEND)


def refuse_several(what: str, name: str, values: set[str], remedy: str) -> None:
    """Refuse several values where there may be but one."""
    if len(values) > 1:
        raise TradeTableError(f"{what} needs one {name}", ", ".join(sorted(values)), remedy)


def refuse_frequencies(what: str, periods: set[int]) -> None:
    """Refuse years beside months."""
    if not of_one_frequency(periods):
        raise TradeTableError(f"{what} needs one frequency", "years and months", "filter `period` to one of them")


def refuse_twice(frame: Frame, what: str, keys: list[str], remedy: str) -> None:
    """Refuse a frame in which two rows stand for the same thing, as told by `keys`."""
    twice = rows(
        frame.group_by(*keys).agg(rows=nw.len()).filter(nw.col("rows") > 1).sort("period").head(SHOWN_ROWS + 1)
    )
    if twice:
        said = [
            " ".join(str(row[key]) for key in keys if not is_missing(row[key])) + f": {row['rows']} rows"
            for row in twice
        ]
        raise TradeTableError(f"{what} needs one row for each period of a series", "several for one", remedy, said)


TWICE = "one observation in two currencies: tv.prefer(frame, currency=...); two sources: keep one"


def comparable(frame: IntoFrame, what: str, *, validate: bool = True, summed: bool = False) -> tuple[Frame, list[str]]:
    """Wrap a trade table whose figures may be compared, with the columns that tell its series apart.

    The revision of the codes is none of them: of `TOTAL` it does not matter, and of other codes there may be but one.
    Without `validate` the rows are asked nothing.

    Raises
    ------
    TradeTableError
        It mixes currencies, price bases or frequencies, lacks a key or, where figures are `summed`, a value; it has two
        rows for one period of a series; or a series other than `TOTAL` is in several revisions.
    """
    table = as_numbers(narwhal(frame, *NEEDED), MONEY)
    keys = [name for name in have(table, SERIES) if name != "classification"]
    if not validate:
        return table, keys
    refuse_unlike(table, what, ONE, (*KEYS, "value") if summed else KEYS)
    refuse_mixed_within(table.filter(HAS_REVISION), what, "classification", keys)
    refuse_twice(table, what, ["period", *keys], TWICE)
    return table, keys


def without_revision_of_total(table: Frame) -> Frame:
    """Make the classification of `TOTAL` missing, so that it tells no series apart where it is among the keys."""
    if "classification" not in table.collect_schema().names():
        return table
    return table.with_columns(classification=nw.when(HAS_REVISION).then(nw.col("classification")))


ONE_CURRENCY = (
    "tv.prefer(frame, currency=...) where both were printed, tv.convert(frame, to=..., rates=...) for the rest; "
    "two rows that state one fact in two currencies need the same `observation`"
)
ONE_BASIS = "keep either nominal or real rows; tv.deflate makes real ones"
# What a table has one of, and what to do where it has several.
ONE = {"currency": ONE_CURRENCY, "price_basis": ONE_BASIS, "base_period": ONE_BASIS}
# What may not differ within a series or a whole: how that is called, and what to do about it.
MIXED = {
    "classification": (
        "mixed revisions",
        "keep one revision; where the codes mean the same in all, write one `classification`",
    ),
    "valuation": ("mixed valuations", "keep one valuation: FOB and CIF do not add up"),
}
NONE_STATED = "none stated"
HAS_REVISION = nw.col("commodity_code") != TOTAL  # all trade is the same in every revision


def refuse_mixed_within(table: Frame, what: str, column: str, keys: list[str]) -> None:
    """Refuse rows that share `keys` but differ in `column`; a missing value counts as a value of its own."""
    if column not in table.collect_schema().names():
        return
    kinds = as_text(table, [*keys, column]).select(*keys, _kind=nw.col(column).fill_null(NONE_STATED))
    spread = kinds.group_by(*keys).agg(first=nw.col("_kind").min(), last=nw.col("_kind").max())
    mixed = rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        called, remedy = MIXED[column]
        found = sorted({row[end] for row in mixed for end in ("first", "last")})
        said = [_named(row, keys) + f": {row['first']}, {row['last']}" for row in mixed]
        raise TradeTableError(f"{what} needs one {column}", f"{called}: {', '.join(found)}", remedy, said)


def _named(row: dict[str, Any], keys: list[str]) -> str:
    return " ".join(str(row[key]) for key in keys if not is_missing(row[key]))
