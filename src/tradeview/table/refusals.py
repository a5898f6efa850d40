"""Refusals: in which words rows are refused that may not be compared, and which rows they are.

Whether anything is wrong is asked elsewhere (`tradeview.table.fitness`, in one query); what is here says it. Where a
message shows offenders, they are fetched by a query of their own, which nobody pays for whose rows are fit.
"""

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any

import narwhals as nw

from tradeview.errors import SHOWN_ROWS, TradeTableError, plural_of
from tradeview.periods import PART, name_part_of_year, of_one_frequency, unit_of
from tradeview.table.engines import Frame, as_text, collect_rows, distinct_rows, is_missing
from tradeview.table.schema import TOTAL

MEND = "mend these rows or leave them out; tv.check names them"
ONE_CURRENCY = (
    "tv.prefer(frame, currency=...) where both were printed, tv.convert(frame, to=..., rates=...) for the rest; "
    "two rows that state one fact in two currencies need the same `observation`"
)
ONE_BASIS = "keep either nominal or real rows; tv.deflate makes real ones"
ONE_LEVEL = "keep one level: the longer codes are parts of the shorter"
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
TWICE = (
    "one fact in two currencies: write the same `observation` in both rows, and tv.prefer(frame, currency=...) takes "
    "one (a report does so by itself); two sources: keep one"
)
ONE_STRETCH = "keep rows of the same months"
OVER_YEAR = f'over="year" compares each with the same months of the year before; or {ONE_STRETCH}'
NONE_STATED = "none stated"
FEW = 12  # codes that a line of a message lists
HAS_REVISION = nw.col("commodity_code") != TOTAL  # all trade is the same in every revision


def refuse_missing(what: str, called: str, count: float) -> None:
    """Refuse a count of missing cells: a sum would take a missing value for zero, a join a missing key for any."""
    if count:
        not_zero = ", which is not zero" if called == "value" else ""
        raise TradeTableError(f"{what} needs a {called} in every row", f"{count:g} without{not_zero}", MEND)


def refuse_several(what: str, called: str, values: Iterable[str], remedy: str) -> None:
    """Refuse several values where there may be but one."""
    found = sorted(values)
    if len(found) > 1:
        raise TradeTableError(f"{what} needs one {called}", ", ".join(found), remedy)


def refuse_several_in(table: Frame, what: str, name: str) -> None:
    """Refuse a column of `ONE` with several values, and list them all; `price_basis` means nominal where missing."""
    values = set()
    for row in collect_rows(distinct_rows(as_text(table, [name]), name)):
        value = row[name]
        if is_missing(value):
            value = "nominal" if name == "price_basis" else None
        values.add(str(value))
    refuse_several(what, name.replace("_", " "), values, ONE[name])


def refuse_frequencies(what: str, periods: Iterable[int]) -> None:
    """Refuse years beside months."""
    known = list(periods)
    if not of_one_frequency(known):
        shortest, longest = plural_of(unit_of(max(known)), len(known)), plural_of(unit_of(min(known)), len(known))
        found = f"{longest} and {shortest}"
        raise TradeTableError(f"{what} needs one frequency", found, "filter `period` to one of them")


def refuse_twice(frame: Frame, what: str, keys: Sequence[str], remedy: str) -> None:
    """Refuse a frame in which two rows stand for the same thing, as told by `keys`."""
    counts = frame.group_by(*keys).agg(rows=nw.len())
    # By all keys, since engines hand groups back in any order.
    order = dict.fromkeys(["period", *keys])
    twice = collect_rows(counts.filter(nw.col("rows") > 1).sort(*order).head(SHOWN_ROWS + 1))
    if twice:
        said = [f"{name_series(row, keys)}: {row['rows']} rows" for row in twice]
        raise TradeTableError(f"{what} needs one row for each period of a series", "several for one", remedy, said)


def refuse_mixed_within(table: Frame, what: str, column: str, keys: Sequence[str]) -> None:
    """Refuse rows that share `keys` but differ in `column`; a missing value counts as a value of its own."""
    kinds = as_text(table, [*keys, column]).select(*keys, _kind=nw.col(column).fill_null(NONE_STATED))
    spread = kinds.group_by(*keys).agg(first=nw.col("_kind").min(), last=nw.col("_kind").max())
    mixed = collect_rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        called, remedy = MIXED[column]
        found, said = set(), []
        for row in mixed:
            found |= {row["first"], row["last"]}
            said.append(f"{name_series(row, keys)}: {row['first']}, {row['last']}")
        raise TradeTableError(f"{what} needs one {column}", f"{called}: {', '.join(sorted(found))}", remedy, said)


def refuse_other_months(table: Frame, what: str, keys: Sequence[str], remedy: str) -> None:
    """Refuse rows that share `keys` but are of other months of their years, and name both."""
    # Whole years, of which nothing is said, come first.
    kinds = as_text(table, [*keys, "months"]).select(*keys, _part=nw.col("months").fill_null(""))
    spread = kinds.group_by(*keys).agg(first=nw.col("_part").min(), last=nw.col("_part").max())
    mixed = collect_rows(spread.filter(nw.col("first") != nw.col("last")).sort(*keys).head(SHOWN_ROWS + 1))
    if mixed:
        found, said = set(), []
        for row in mixed:
            found |= {row["first"], row["last"]}
            said.append(f"{name_series(row, keys)}: {join_parts_of_year((row['first'], row['last']))}")
        raise TradeTableError(f"{what} needs rows of the same months", join_parts_of_year(found), remedy, said)


def join_parts_of_year(parts: Iterable[str]) -> str:
    """Name several parts of years, which are empty for whole years; these come first.

    Examples
    --------
    >>> join_parts_of_year(["01/08", ""])
    'whole years and January to August'
    """
    return " and ".join(name_part_of_year(part or None) for part in sorted(parts))


def refuse_mixed_revisions(products: Frame, what: str, keys: Sequence[str]) -> None:
    """Refuse codes in several revisions, and name those that stand in one of them alone: new, gone, or not traded."""
    kinds = as_text(products, ["commodity_code", "classification"])
    revision = nw.col("classification").fill_null(NONE_STATED)
    pairs = distinct_rows(kinds.select("commodity_code", _revision=revision), "commodity_code", "_revision")
    codes: dict[str, set[str]] = {}
    for row in collect_rows(pairs):
        codes.setdefault(str(row["_revision"]), set()).add(str(row["commodity_code"]))
    try:
        refuse_mixed_within(products, what, "classification", keys)
    except TradeTableError as error:
        alone = []
        for name, there in sorted(codes.items()):
            elsewhere = set().union(*(others for other, others in codes.items() if other != name))
            if there - elsewhere:
                alone.append(f"in {name} alone: {list_few(sorted(there - elsewhere))}")
        rows = [*alone, *error.rows]
        remedy = f"{error.remedy}; or give chapters (two digits), which may be of several"
        raise TradeTableError(error.asked, error.found, remedy, rows) from None


def list_few(codes: Sequence[str]) -> str:
    """List a few codes, and say how many more there are."""
    if len(codes) <= FEW:
        return ", ".join(codes)
    return f"{', '.join(codes[:FEW])} and {len(codes) - FEW} more"


def refuse_without_base(table: Frame, keys: Sequence[str], base_period: int) -> None:
    """Refuse series without a figure above zero in the base period."""
    usable = (nw.col("period") == base_period) & (nw.col("value").fill_null(0.0) > 0)
    series = table.select(*keys, _usable=usable.cast(nw.Int64)).group_by(*keys).agg(nw.col("_usable").max())
    without = collect_rows(series.filter(nw.col("_usable") == 0).sort(*keys))
    if without:
        said = [name_series(row, keys) for row in without]
        raise TradeTableError(
            f"every series has a figure above zero in {base_period}",
            f"{len(said)} without",
            "name a period that all series have, or leave these out",
            said,
        )


def refuse_levels(products: Frame, what: str) -> None:
    """Refuse codes of several lengths: the longer ones are parts of the shorter."""
    code = nw.col("commodity_code")
    lengths = collect_rows(
        distinct_rows(as_text(products, ["commodity_code"]).select(n=code.str.len_chars()), "n").sort("n")
    )
    if len(lengths) > 1:
        listed = ", ".join(str(row["n"]) for row in lengths)
        asked, found = f"{what} needs one level of commodity codes", f"codes of {listed} digits"
        raise TradeTableError(asked, found, ONE_LEVEL)


def refuse_word(what: str, argument: str, given: str, allowed: Sequence[str]) -> None:
    """Refuse an argument that is none of the words allowed: ``refuse_word("entropy", "over", over, OVER)``."""
    if given not in allowed:
        words = " or ".join(f'{argument}="{word}"' for word in allowed)
        raise TradeTableError(f"{what} needs {words}", f"{argument}={given!r}", "name one of them")


def refuse_disorder(what: str, periods: Sequence[int]) -> None:
    """Refuse periods that do not follow one another, or are none."""
    if not all(isinstance(period, Integral) for period in periods):
        found = ", ".join(map(repr, periods))
        raise TradeTableError(f"{what} needs `start` and `end` as whole numbers", found, "write them as the table does")
    if list(periods) != sorted(set(periods)):
        found = ", ".join(map(str, periods))
        raise TradeTableError(f"{what} needs `start` before `end`", found, "name the earlier one first")


def name_series(row: dict[str, Any], keys: Sequence[str]) -> str:
    """Name a series or a whole by those of its keys that it states, and the part of the year that it is of.

    Examples
    --------
    >>> name_series({"period": 2024, "reporter": "MYS", "months": "01/08"}, ["period", "reporter", "months"])
    '2024 MYS January to August'
    """
    said = []
    for key in keys:
        if not is_missing(row[key]):
            said.append(name_key(key, row[key]))
    return " ".join(said)


def name_key(key: str, cell: object) -> str:
    """Name what a row says in a key: of months which part of the year they are, where it is written so.

    Examples
    --------
    >>> name_key("months", "04/+03"), name_key("months", "2024-01/2024-08"), name_key("reporter", "MYS")
    ('fiscal years from April to March', '2024-01/2024-08', 'MYS')
    """
    text = str(cell)
    is_part = key == "months" and PART.fullmatch(text) is not None
    return name_part_of_year(text) if is_part else text
