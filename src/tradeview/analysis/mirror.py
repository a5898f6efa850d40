"""Mirror: what each side says of the same flow, exports of one economy beside the imports that the other records.

The two are never equal, and neither is the true one. Importers mostly count freight and insurance (CIF) where exporters
do not (FOB), record the origin where exporters record what they know of the destination, and count later. All of it
is shown and nothing of it corrected; the two figures are never averaged.
"""

import narwhals as nw
from narwhals.typing import IntoFrame

from tradeview.errors import TradeTableError
from tradeview.table.comparable import Needs, refuse_incomparable, without_revision_of_total
from tradeview.table.engines import Frame, FrameT, as_numbers, as_text, distinct, have, joinable, ratio, rows, unfilled
from tradeview.table.refusals import ONE
from tradeview.table.schema import MONEY, NEEDED, narwhal

FLOWS = {"exporter": "export", "importer": "import"}  # what each side reports of the flow
FLOW = ("exporter", "importer", "commodity_code")
TWICE = (
    "two valuations of one flow, a breakdown beside its total, or two sources: keep one; "
    "one observation in two currencies: tv.prefer"
)
NEEDS = Needs(
    "mirror",
    figure=(*FLOW, "flow"),
    revision_within=("period", "exporter", "importer"),
    twice=TWICE,
)
# Bounds of a comparison: which end of the exporter's range and which of the importer's.
ENDS = {"": ("value", "value"), "_low": ("high", "low"), "_high": ("low", "high")}


def mirror(frame: FrameT, *, validate: bool = True) -> FrameT:
    """Set what the exporter and what the importer report of each flow side by side.

    gap = m - x; ratio = m / x; symmetric_gap = (m - x) / ((m + x) / 2), where x is the exporter's and m the importer's
    figure. Positive: the importer reports more.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, with the reports of both sides. Rows of `export` and
        `import` are compared; `re-export` and `re-import` (parts of these) and `total` (which goes both ways) are left
        out. `WLD` and `TOTAL` are matched with themselves alone: a report of exports to the world has no other side
        unless the world reports. Rows of it stand beside their parts as they do in the frame, and so do groups and
        codes of several levels: a side that reports in six digits has no other side in one that reports in two.
    validate : bool
        Ask the rows whether they may be compared, which costs a lazy frame one small aggregate query. False asks
        nothing, and what would be refused gives wrong rows instead.

    Returns
    -------
    frame
        One row for each flow and period: `period`, `exporter`, `importer`, `commodity_code`, `classification` (missing
        for `TOTAL`, which is the same in all), `currency`, `price_basis`, `base_period`; `reported_by` (both, exporter
        or importer; missing where neither states a value); `exporter_value`, `importer_value` (in `currency`),
        `exporter_valuation`, `importer_valuation` (`FOB`, `CIF` or missing: shown, not corrected); `gap` (in
        `currency`), `ratio` (above 0; missing where the exporter's figure is zero) and `symmetric_gap` (-2 to 2), each
        with `_low` and `_high` where the frame has ranges; then every other column of the frame once for each side
        (`exporter_low`, `importer_source` ...). Sorted by period, exporter, importer and code
        (DuckDB and Spark keep no order).

        What one side does not report stays missing there, and so do gap and ratios: it is not zero.

    Raises
    ------
    TradeTableError
        Mixed currencies, price bases or frequencies; a missing period, reporter, partner, flow or code; two rows for
        one report of a flow; reports of one pair and period in several revisions of the codes (save of `TOTAL`);
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
    table = _reports(frame, validate=validate)
    keys = ["period", *FLOW, *have(table, ("classification",))]
    table = joinable(without_revision_of_total(table), keys[1:])
    same = have(table, tuple(ONE))
    others = [name for name in table.collect_schema().names() if name not in {*keys, *same, "flow"}]
    flows = distinct(table, *keys, *same)
    for side, flow in FLOWS.items():
        told = table.filter(nw.col("flow") == flow).select(
            *keys, *(nw.col(name).alias(f"{side}_{name}") for name in others)
        )
        flows = flows.join(told, on=keys, how="left")
    flows = _compared(flows).sort(*keys).with_columns(*unfilled(keys[1:]))
    told_first = [f"{side}_{name}" for name in ("value", "valuation") for side in FLOWS]
    first = [*keys, *same, "reported_by", *told_first, *_comparisons(flows)]
    rest = [f"{side}_{name}" for name in others for side in FLOWS]
    native = flows.select(*first, *(name for name in rest if name not in first)).to_native()
    return native.reset_index(drop=True) if flows.implementation.is_pandas() else native


def _reports(frame: IntoFrame, *, validate: bool) -> Frame:
    """Return reports of exports and imports that may be compared, with `exporter` and `importer` for the reporter."""
    table = as_text(as_numbers(narwhal(frame, *NEEDED), MONEY), [*NEEDED, "classification", "price_basis"])
    if taken := have(table, tuple(FLOWS)):
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
        _, count = refuse_incomparable(reports, NEEDS)
        if not count:
            _refuse_other_flows(table)
    table = table.filter(of_sides).with_columns(**sides).drop("reporter", "partner")
    names = table.collect_schema().names()
    if "price_basis" in names:  # one basis in all rows, which some of them may not state
        table = table.with_columns(nw.col("price_basis").fill_null("nominal"))
    return table if "valuation" in names else table.with_columns(valuation=nw.lit(None, nw.String))


def _refuse_other_flows(table: Frame) -> None:
    flows = {str(row["flow"]) for row in rows(distinct(table, "flow"))}
    if flows:
        raise TradeTableError(
            "mirror needs exports or imports",
            f"flow {', '.join(sorted(flows))} alone",
            "give the exports and the imports of both sides; total trade is both at once",
        )


def _comparisons(flows: Frame) -> list[str]:
    ranged = {"exporter_low", "exporter_high"} <= set(flows.collect_schema().names())
    return [f"{name}{end}" for name in ("gap", "ratio", "symmetric_gap") for end in (ENDS if ranged else [""])]


def _compared(flows: Frame) -> Frame:
    """Add who reports, and the gap and ratios of each flow."""
    exporter, importer = (~nw.col(f"{side}_value").is_null() for side in FLOWS)
    one = nw.when(exporter).then(nw.lit("exporter")).otherwise(nw.when(importer).then(nw.lit("importer")))
    made = {"reported_by": nw.when(exporter & importer).then(nw.lit("both")).otherwise(one)}
    for name in _comparisons(flows):
        end = next(end for end in ("_low", "_high", "") if name.endswith(end))
        x, m = (nw.col(f"{side}_{bound}") for side, bound in zip(FLOWS, ENDS[end], strict=True))
        how = {"gap": m - x, "ratio": ratio(m, x), "symmetric_gap": ratio(2 * (m - x), m + x)}
        made[name] = how[name.removesuffix(end)]
    return flows.with_columns(**made)
