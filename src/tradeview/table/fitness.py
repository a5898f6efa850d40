"""What is asked of the rows before an index is reckoned: one currency, basis, frequency, revision, level, valuation.

All of it is one query, whatever the engine: the rows are counted by their kinds and codes, and these by period. What
comes back is one row a period, and everything is refused from that.
"""

from collections.abc import Mapping, Sequence
from numbers import Integral
from typing import Any, Literal

import narwhals as nw

from tradeview.errors import TradeTableError
from tradeview.periods import of_one_frequency
from tradeview.table.comparable import MEND, MIXED, NONE_STATED, ONE_BASIS, ONE_CURRENCY
from tradeview.table.engines import Frame, as_text, collect, grouped, have, is_lazy, is_missing, rows, said_by_all
from tradeview.table.schema import TOTAL

NOT_MISSING = ("period", "reporter", "partner", "flow", "commodity_code", "currency", "value")
KINDS = ("currency", "price_basis", "base_period", "classification", "valuation")
REMEDIES = {
    "currency": ONE_CURRENCY,
    "price_basis": ONE_BASIS,
    "base_period": ONE_BASIS,
    "classification": MIXED["classification"][1],
    "digits": "keep one level: the longer codes are parts of the shorter",
    "export_valuation": MIXED["valuation"][1],
    "import_valuation": MIXED["valuation"][1],
}
CALLED = {"digits": "level of commodity codes"}
IS_PRODUCT = nw.col("commodity_code") != TOTAL
Imports = Literal["reported", "mirror"]
Answers = list[dict[str, Any]]


def chosen(what: str, argument: str, given: str, allowed: Sequence[str]) -> None:
    """Refuse an argument that is none of the words allowed: ``chosen("entropy", "over", over, OVER)``."""
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


def refuse_unfit(
    table: Frame,
    what: str,
    *,
    products: bool,
    flows: Sequence[str],
    periods: Sequence[int] = (),
    money: Mapping[str, Any] | None = None,
) -> None:
    """Refuse a trade table that an index cannot be reckoned on, by one aggregate query.

    Parameters
    ----------
    table : narwhals frame
        The user's, with `value` as float.
    what : str
        The name of the index.
    products : bool
        Whether it needs products.
    flows : sequence of {"export", "import"}
        The rows that it needs.
    periods : sequence of int
        The periods that it compares, if any: they must be there, in one revision of the codes.
    money : mapping, optional
        The `currency`, `price_basis` and `base_period` (0 for none) of another table, which must be the same here.

    Raises
    ------
    TradeTableError
        With what was asked, what was found and what to do.
    """
    answers = rows(_asked(table))
    _refuse_missing(answers, what)
    _refuse_amounts(answers, what)
    _refuse_absent(answers, what, flows, products=products)
    _refuse_periods(answers, what, periods)
    for name in REMEDIES:
        if name.endswith("_valuation") and name.split("_")[0] not in flows:
            continue
        apart = name == "classification" and not periods
        for alike in [[answer] for answer in answers] if apart else [answers]:
            _refuse_mixed(alike, what, name)
    _refuse_other_money(answers, what, money or {})


def _asked(table: Frame) -> Frame:
    """Return the query: one row a period."""
    names = ["period", "flow", *have(table, KINDS)]
    alike = {} if is_lazy(table) else {name: one for name in names[1:] if (one := _alike(table, name)) is not None}
    kinds = _counted(table, [name for name in names if name not in alike]).with_columns(nw.col("rows"), **alike)
    mixable = _mixable(names)
    lows = {"low": nw.col("low"), "digits_first": nw.col("digits_first")}
    highs = {"high": nw.col("high"), "digits_last": nw.col("digits_last")}
    lows |= {f"{name}_first": column for name, column in mixable.items()}
    highs |= {f"{name}_last": column for name, column in mixable.items()}
    without = {name: nw.when(nw.col(name).is_null()).then(nw.col("rows")).otherwise(0) for name in names}
    sums = {f"no_{name}": without.get(name, nw.col(f"no_{name}")) for name in NOT_MISSING} | _rows_of_flows()
    return (
        kinds.select("period", **lows, **highs, **sums)
        .group_by("period")
        .agg(nw.col(*lows).min(), nw.col(*highs).max(), nw.col(*sums).sum())
    )


def _alike(table: Frame, name: str) -> nw.Expr | None:
    """Return what all rows of an eager frame say in a column, be it nothing; None where they differ."""
    column = collect(table)[name]
    if len(column) and column.head(1).null_count():  # engines disagree on the type of what is nowhere
        return nw.lit(None, nw.String) if column.null_count() == len(column) and name != "base_period" else None
    said = said_by_all(table, name)
    return None if said is None else nw.lit(said)


def _counted(table: Frame, names: list[str]) -> Frame:
    """Count the rows of each kind, those of products, and those without what each row needs; and name the extremes."""
    digits = nw.when(IS_PRODUCT).then(nw.col("commodity_code").str.len_chars())
    needed = [name for name in NOT_MISSING if name not in names]
    known = _level(table) | {f"no_{name}": nw.lit(0) for name in needed if _is_whole(table, name)}
    sums = {"products": IS_PRODUCT.cast(nw.Int64)}
    sums |= {f"no_{name}": nw.col(name).is_null().cast(nw.Int64) for name in needed}
    lows, highs = {"low": nw.col("value"), "digits_first": digits}, {"high": nw.col("value"), "digits_last": digits}
    sums, lows, highs = ({name: made for name, made in one.items() if name not in known} for one in (sums, lows, highs))
    ends = [nw.col(*lows).min(), nw.col(*highs).max()]
    added = [nw.col(name).sum() for name in sums]
    kinds = grouped(table.select(*names, **sums, **lows, **highs), names, *ends, *added, nw.len().alias("rows"))
    return as_text(kinds, names).with_columns(nw.col("rows"), **known)


def _is_whole(table: Frame, name: str) -> bool:
    """Tell whether a column of an eager frame has a value in every row, which it knows or finds out soonest."""
    return not is_lazy(table) and not collect(table)[name].null_count()


def _level(table: Frame) -> dict[str, nw.Expr]:
    """Return what is known of the level of codes without a look at every row, from the categories of pandas."""
    if not table.implementation.is_pandas():
        return {}
    codes = collect(table)["commodity_code"].unique().to_list()
    levels = {None if is_missing(code) or code == TOTAL else len(code) for code in codes}
    if len(levels) != 1 or levels == {None}:
        return {}
    digits = nw.lit(levels.pop())
    return {"products": nw.col("rows"), "digits_first": digits, "digits_last": digits}


def _rows_of_flows() -> dict[str, nw.Expr]:
    """Tell how many rows there are of exports and imports, and how many of them are of products."""
    made: dict[str, nw.Expr] = {}
    for flow in ("export", "import"):
        there = nw.col("flow") == flow
        made[f"{flow}s"] = nw.when(there).then(nw.col("rows")).otherwise(0)
        made[f"{flow}s_of_products"] = nw.when(there).then(nw.col("products")).otherwise(0)
    return made


def _mixable(names: list[str]) -> dict[str, nw.Expr]:
    """Return what must be the same in all rows, where it says anything; what nobody states is a value of its own."""
    fills = {"currency": None, "price_basis": "nominal", "classification": NONE_STATED, "valuation": NONE_STATED}
    made: dict[str, nw.Expr] = {}
    if "base_period" in names:
        made["base_period"] = nw.col("base_period").cast(nw.Float64).fill_nan(None).fill_null(0.0)
    for name, fill in fills.items():
        if name in names:
            made[name] = nw.col(name) if fill is None else nw.col(name).fill_null(fill)
    if "classification" in made:
        made["classification"] = nw.when(nw.col("products") > 0).then(made["classification"])
    valuation = made.pop("valuation", None)
    if valuation is not None:
        for flow in ("export", "import"):
            made[f"{flow}_valuation"] = nw.when(nw.col("flow") == flow).then(valuation)
    return made


def _total(answers: Answers, name: str) -> float:
    return sum(answer[name] for answer in answers if not is_missing(answer[name]))


def _refuse_missing(answers: Answers, what: str) -> None:
    for name in NOT_MISSING:
        count = _total(answers, f"no_{name}")
        if count:
            but = ", which is not zero" if name == "value" else ""
            raise TradeTableError(f"{what} needs a {name} in every row", f"{count:g} without{but}", MEND)


def _refuse_amounts(answers: Answers, what: str) -> None:
    lows, highs = ([answer[end] for answer in answers if not is_missing(answer[end])] for end in ("low", "high"))
    if lows and (min(lows) < 0 or max(highs) == float("inf")):
        raise TradeTableError(f"{what} needs finite values, not negative", f"{min(lows):g} to {max(highs):g}", MEND)


def _refuse_absent(answers: Answers, what: str, flows: Sequence[str], *, products: bool) -> None:
    for flow in flows if answers else []:
        if not _total(answers, f"{flow}s"):
            mirror = 'imports="mirror" takes them from the exports of their partners' if flow == "import" else ""
            raise TradeTableError(f"{what} needs {flow}s", "none", mirror or "give rows of flow `export`")
        if products and not _total(answers, f"{flow}s_of_products"):
            raise TradeTableError(f"{what} needs products", f"{flow}s of {TOTAL} alone", "give rows by commodity_code")


def _refuse_periods(answers: Answers, what: str, wanted: Sequence[int]) -> None:
    periods = sorted(answer["period"] for answer in answers)
    if not of_one_frequency(periods):
        raise TradeTableError(f"{what} needs one frequency", "years and months", "filter `period` to one of them")
    absent = [str(period) for period in wanted if period not in periods]
    if absent:
        there = ", ".join(map(str, periods)) or "neither"
        raise TradeTableError(f"{what} needs rows of {' and '.join(absent)}", there, "name periods of the table")


def _refuse_mixed(answers: Answers, what: str, name: str) -> None:
    found = {answer.get(f"{name}_{end}") for answer in answers for end in ("first", "last")}
    values = sorted((value for value in found if not is_missing(value)), key=str)
    if len(values) > 1:
        called = CALLED.get(name, name.replace("_", " "))
        said = [f"{value:g}" if isinstance(value, int | float) else str(value) for value in values]
        raise TradeTableError(f"{what} needs one {called}", ", ".join(said), REMEDIES[name])


def _refuse_other_money(answers: Answers, what: str, wanted: Mapping[str, Any]) -> None:
    """Refuse money of another kind than the one wanted; that it is of one kind has been asked before."""
    unstated = {"price_basis": "nominal", "base_period": 0}
    for name, value in wanted.items() if answers else ():
        found = answers[0].get(f"{name}_first", unstated.get(name))
        if found != value:
            called = f"{what} needs trade and its other table in one {name.replace('_', ' ')}"
            raise TradeTableError(called, f"{found} of trade, {value} of the other", REMEDIES[name])
