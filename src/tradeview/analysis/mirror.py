"""Mirror: what each side says of the same flow, exports of one economy beside the imports that the other records.

The two are never equal, and neither is the true one. Importers mostly count freight and insurance (CIF) where exporters
do not (FOB), record the origin where exporters record what they know of the destination, and count later. All of it
is shown and nothing of it corrected; the two figures are never averaged.
"""

from collections.abc import Mapping, Sequence

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.errors import TradeTableError
from tradeview.table.comparable import is_chapter_of_hs, refuse_incomparable, without_revision_of_total
from tradeview.table.engines import (
    Frame,
    FrameT,
    as_numbers,
    as_text,
    collect_rows,
    distinct_rows,
    divide_or_missing,
    end_plan,
    fill_keys,
    keeps_no_order,
    names_present,
    plan_ahead,
    restore_keys,
)
from tradeview.table.fitness import Needs
from tradeview.table.refusals import ONE
from tradeview.table.schema import MONEY, NEEDED, TOTAL, wrap_trade_table
from tradeview.table.series import SAID, said_column, write_keys

FLOWS = {"exporter": "export", "importer": "import"}  # what each side reports of the flow
FLOW = ("exporter", "importer", "commodity_code")
SHARED = "_tv_{}_{}"  # helping columns of what both sides say alike
REVISION = "_tv_revision"  # what each side says in `classification`
TWICE = (
    "two valuations of one flow, a breakdown beside its total, or two sources: keep one; "
    "one observation in two currencies: tv.prefer"
)
# Bounds of a comparison: which end of the exporter's range and which of the importer's.
ENDS = {"": ("value", "value"), "_low": ("high", "low"), "_high": ("low", "high")}


@check_arguments
def mirror(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Set what the exporter and what the importer report of each flow side by side.

    gap = m - x; ratio = m / x; symmetric_gap = (m - x) / ((m + x) / 2), where x is the exporter's and m the importer's
    figure. Positive: the importer reports more.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with the reports of both sides. Rows of `export` and
        `import` are compared; `re-export` and `re-import` (parts of these), `total` (which goes both ways) and
        `balance` are left out. Only reports of one `coverage` (goods where it is missing) and of the same `months` are
        compared. `WLD` and `TOTAL` are matched with themselves alone: a report of exports to the world has no other
        side unless the world reports. Rows of it stand beside their parts as they do in the frame, and so do groups and
        codes of several levels: a side that reports in six digits has no other side in one that reports in two.
    validate : bool
        Ask the rows whether they may be compared, which costs a lazy frame one small aggregate query. False asks
        nothing, and what would be refused gives wrong rows instead.

    Returns
    -------
    frame
        One row for each flow and period, sorted by period, exporter, importer and code (not by DuckDB and Spark):

        * `period`, `exporter`, `importer`, `commodity_code`, `classification` (missing for `TOTAL`, the same in all,
          and for a chapter of two digits whose sides are in two revisions: `exporter_classification` and
          `importer_classification` state such a break)
        * `currency`, `price_basis`, `base_period`
        * `reported_by`: both, exporter or importer; missing where neither states a value
        * `exporter_value`, `importer_value`: in `currency`
        * `exporter_valuation`, `importer_valuation`: `FOB`, `CIF` or missing: shown, not corrected
        * `gap` (in `currency`), `ratio` (above 0; missing where the exporter's figure is zero) and `symmetric_gap`
          (-2 to 2), each with `_low` and `_high` where the frame has ranges
        * every other column of the frame, once for each side: `exporter_low`, `importer_source` ...

        What one side does not report stays missing there, and so do gap and ratios: it is not zero.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies; a missing period, reporter, partner, flow or code; two rows for
        one report of a flow; reports of one pair and period in several revisions of the codes (save of `TOTAL` and of
        chapters);
        neither exports nor imports in the frame; or a column that is called `exporter` or `importer` already.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [("MYS", "RUS", "export", 2.0), ("RUS", "MYS", "import", 3.0), ("RUS", "MYS", "export", 5.0)]
    >>> frame = pd.DataFrame(cells, columns=["reporter", "partner", "flow", "value"])
    >>> both = mirror(frame.assign(period=2001, commodity_code="TOTAL", currency="USD"))
    >>> both[["exporter", "importer", "reported_by", "exporter_value", "importer_value", "gap", "ratio"]]
      exporter importer reported_by  exporter_value  importer_value  gap  ratio
    0      MYS      RUS        both             2.0             3.0  1.0    1.5
    1      RUS      MYS    exporter             5.0             NaN  NaN    NaN
    """
    table = _reports_of_sides(frame, validate=validate)
    shown = ["period", *FLOW, *names_present(table, ("classification",))]
    # What is counted tells flows apart, and is shown of each side, as it said it.
    keys = [*shown, *names_present(table, tuple(SAID))]
    same = names_present(table, tuple(ONE))
    columns = {name: name for name in table.collect_schema().names() if name not in {*shown, *same, "flow"}}
    columns |= {name: said_column(table, name) for name in names_present(table, tuple(SAID))}
    if "classification" in shown:  # chapters are matched whatever the revision of each side
        columns["classification"] = REVISION
        table = table.with_columns(**{REVISION: nw.col("classification")})
        table = table.with_columns(classification=nw.when(~is_chapter_of_hs()).then(nw.col("classification")))
    others = [name for name in columns if name not in SAID.values()]
    table = fill_keys(without_revision_of_total(table), keys[1:])
    given, table = table, plan_ahead(table)
    flows = _join_sides(table, [*keys, *same], keys, {name: columns[name] for name in others})
    ends = ENDS if {"low", "high"} <= set(others) else {"": ENDS[""]}
    compared = _comparisons(ends)
    flows = flows.with_columns(reported_by=_who_reports(), **compared)
    if not keeps_no_order(flows):
        flows = flows.sort(*keys)
    flows = flows.with_columns(*restore_keys(shown[1:]))
    if "classification" in shown:
        flows = flows.with_columns(classification=_revision_of_both())
    first = [*shown, *same, "reported_by", *_columns_of_sides(("value", "valuation")), *compared]
    rest = [name for name in _columns_of_sides(others) if name not in first]
    native = end_plan(flows.select(*first, *rest), given).to_native()
    return native.reset_index(drop=True) if flows.implementation.is_pandas() else native


def _join_sides(table: Frame, shared: list[str], keys: list[str], of_side: Mapping[str, str]) -> Frame:
    """Put the reports of both sides on one row by one full join; what only one side reports stands alone.

    `shared` is what both say alike, `keys` those of it that tell flows apart, `of_side` the columns of each side.
    """
    reports = []
    for side, flow in FLOWS.items():
        columns = {SHARED.format(side, name): nw.col(name) for name in shared}
        columns |= {f"{side}_{name}": nw.col(source) for name, source in of_side.items()}
        reports.append(table.filter(nw.col("flow") == flow).select(**columns))
    exports, imports = reports
    on_exporter, on_importer = ([SHARED.format(side, name) for name in keys] for side in FLOWS)
    both = exports.join(imports, left_on=on_exporter, right_on=on_importer, how="full")
    said, kinds = {}, table.collect_schema()
    for name in shared:
        said[name] = nw.coalesce(*(SHARED.format(side, name) for side in FLOWS))
        if kinds[name].is_integer():  # of which pandas makes floats where one side is missing
            said[name] = said[name].cast(kinds[name])
    return both.with_columns(**said).drop(*(SHARED.format(side, name) for side in FLOWS for name in shared))


def _revision_of_both() -> nw.Expr:
    """Return the revision of a flow: of a chapter the one that its sides share, or that one side states alone."""
    exporter, importer = nw.col("exporter_classification"), nw.col("importer_classification")
    agreed = nw.when(importer.is_null() | (exporter == importer)).then(exporter)
    stated = nw.when(exporter.is_null()).then(importer).otherwise(agreed)
    of_products = nw.when(nw.col("commodity_code") != TOTAL).then(stated)
    return nw.when(nw.col("classification").is_null()).then(of_products).otherwise(nw.col("classification"))


def _columns_of_sides(names: Sequence[str]) -> list[str]:
    """Name a column of each side, the exporter's beside the importer's."""
    return [f"{side}_{name}" for name in names for side in FLOWS]


def _reports_of_sides(frame: IntoFrame, *, validate: bool) -> Frame:
    """Return reports of exports and imports that may be compared, with `exporter` and `importer` for the reporter."""
    table = as_text(as_numbers(wrap_trade_table(frame, *NEEDED), MONEY), [*NEEDED, "classification", "price_basis"])
    table = write_keys(table)
    taken = names_present(table, tuple(FLOWS))
    if taken:
        remedy = "rename it: the exporter is the reporter of exports and the partner of imports"
        raise TradeTableError("mirror makes columns of its own", f"column {', '.join(taken)}", remedy)
    of_sides = nw.col("flow").is_in(list(FLOWS.values()))
    exports = nw.col("flow") == "export"
    reporter, partner = nw.col("reporter"), nw.col("partner")
    sides = {
        "exporter": nw.when(exports).then(reporter).otherwise(partner),
        "importer": nw.when(exports).then(partner).otherwise(reporter),
    }
    if validate:
        reports = table.filter(of_sides | nw.col("flow").is_null()).with_columns(**sides)
        if not refuse_incomparable(reports, _needs_of(reports)).rows:
            _refuse_other_flows(table)
    table = table.filter(of_sides).with_columns(**sides).drop("reporter", "partner")
    names = table.collect_schema().names()
    if "price_basis" in names:  # one basis in all rows, which some of them may not state
        table = table.with_columns(nw.col("price_basis").fill_null("nominal"))
    if "valuation" not in names:
        table = table.with_columns(valuation=nw.lit(None, nw.String))
    return table


def _needs_of(reports: Frame) -> Needs:
    """Return what reports of flows need: one of each side, coverage and stretch of months, in one revision of codes."""
    figure = (*FLOW, "flow", *names_present(reports, tuple(SAID)))
    return Needs("mirror", figure=figure, revision_within=("period", "exporter", "importer"), twice=TWICE)


def _refuse_other_flows(table: Frame) -> None:
    flows = sorted({str(row["flow"]) for row in collect_rows(distinct_rows(table, "flow"))})
    if flows:
        raise TradeTableError(
            "mirror needs exports or imports",
            f"flow {', '.join(flows)} alone",
            "give the exports and the imports of both sides; total trade is both at once",
        )


def _who_reports() -> nw.Expr:
    exporter, importer = ~nw.col("exporter_value").is_null(), ~nw.col("importer_value").is_null()
    one = nw.when(exporter).then(nw.lit("exporter")).otherwise(nw.when(importer).then(nw.lit("importer")))
    return nw.when(exporter & importer).then(nw.lit("both")).otherwise(one)


def _comparisons(ends: Mapping[str, tuple[str, str]]) -> dict[str, nw.Expr]:
    """Return the gap and the ratios of each flow, and of those of which there are ranges their ends."""
    gaps, ratios, symmetric_gaps = {}, {}, {}
    for end, (bound_of_exporter, bound_of_importer) in ends.items():
        x, m = nw.col(f"exporter_{bound_of_exporter}"), nw.col(f"importer_{bound_of_importer}")
        gaps[f"gap{end}"] = m - x
        ratios[f"ratio{end}"] = divide_or_missing(m, x)
        symmetric_gaps[f"symmetric_gap{end}"] = divide_or_missing(2 * (m - x), m + x)
    return gaps | ratios | symmetric_gaps
