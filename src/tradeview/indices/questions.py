"""What is asked of the rows before an index is reckoned: one currency, basis, frequency, revision, level, valuation.

All of it is one query, whatever the engine: the rows are counted by their kinds and codes, and these by period. What
comes back is one row a period, and everything is refused from that.
"""

from collections.abc import Sequence
from typing import Any, Literal

import narwhals as nw

from tradeview.composition import MIXED, NONE_STATED
from tradeview.errors import TradeTableError
from tradeview.money import ONE_BASIS, ONE_CURRENCY
from tradeview.schema import LAST_YEAR, MEND, TOTAL, have, rows
from tradeview.tables import Frame, as_text, is_missing

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
    """Refuse periods that do not follow one another."""
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
    currency: str | None = None,
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
    currency : str, optional
        What the values must be in.

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
    _refuse_other_currency(answers, what, currency)


def _asked(table: Frame) -> Frame:
    """Return the query: one row a period."""
    names = ["period", "flow", "commodity_code", *have(table, KINDS)]
    beside = {f"no_{name}": nw.col(name).is_null().cast(nw.Int64) for name in NOT_MISSING if name not in names}
    counted = table.select(*names, rows=nw.lit(1), low=nw.col("value"), high=nw.col("value"), **beside)
    sums = [nw.col(name).sum() for name in ("rows", *beside)]
    ends = [nw.col("low").min(), nw.col("high").max()]
    kinds = as_text(counted.group_by(*names).agg(*sums, *ends), names)
    missing = {name: nw.col(name) for name in beside} | {
        f"no_{name}": nw.when(nw.col(name).is_null()).then(nw.col("rows")).otherwise(0)
        for name in NOT_MISSING
        if name in names
    }
    sums = [nw.col(name).sum() for name in ("rows", *missing)]
    of_flow = _rows_of_flows()
    mixable = _mixable(names)
    kinds = kinds.select("period", "rows", "low", "high", **missing, **of_flow, **mixable)
    sums += [nw.col(name).sum() for name in of_flow]
    for name in mixable:
        ends += [nw.col(name).min().alias(f"{name}_first"), nw.col(name).max().alias(f"{name}_last")]
    return kinds.group_by("period").agg(*sums, *ends)


def _rows_of_flows() -> dict[str, nw.Expr]:
    """Tell how many rows there are of exports and imports, and how many of them are of products."""
    made: dict[str, nw.Expr] = {}
    for flow in ("export", "import"):
        there = nw.col("flow") == flow
        made[f"{flow}s"] = nw.when(there).then(nw.col("rows")).otherwise(0)
        made[f"{flow}s_of_products"] = nw.when(there & IS_PRODUCT).then(nw.col("rows")).otherwise(0)
    return made


def _mixable(names: list[str]) -> dict[str, nw.Expr]:
    """Return what must be the same in all rows, where it says anything; what nobody states is a value of its own."""
    fills = {"currency": None, "price_basis": "nominal", "classification": NONE_STATED, "valuation": NONE_STATED}
    made: dict[str, nw.Expr] = {"digits": nw.when(IS_PRODUCT).then(nw.col("commodity_code").str.len_chars())}
    if "base_period" in names:
        made["base_period"] = nw.col("base_period").cast(nw.Float64).fill_nan(None).fill_null(0.0)
    for name, fill in fills.items():
        if name in names:
            made[name] = nw.col(name) if fill is None else nw.col(name).fill_null(fill)
    if "classification" in made:
        made["classification"] = nw.when(IS_PRODUCT).then(made["classification"])
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
    if periods and periods[0] <= LAST_YEAR < periods[-1]:
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


def _refuse_other_currency(answers: Answers, what: str, wanted: str | None) -> None:
    """Refuse values in another currency than the one wanted; that they are in one has been asked before."""
    found = answers[0]["currency_first"] if answers and wanted is not None else wanted
    if found != wanted:
        remedy = f'tv.convert(frame, to="{wanted}", rates=...), or the other way round'
        raise TradeTableError(f"{what} needs trade in {wanted}, as the other table is", str(found), remedy)
