"""What a chart of a balance says: which way it goes, how both flows are valued, and where figures are missing."""

from typing import Any

import pandas as pd

from tradeview.charts.labels import FLOW_WITH, RANGES, name_unit_and_prices
from tradeview.charts.layout.page import Drawing
from tradeview.periods import earliest_like, gaps_between_spans, unit_of
from tradeview.table.engines import is_missing
from tradeview.table.series import span_of, spans_of
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import FLOWS, flow_name, name_economy
from tradeview.words.numbers import choose_scale
from tradeview.words.periods import format_earlier_span, format_periods, format_run, format_span
from tradeview.words.templates import Template

EXPORT_AND_IMPORT = ("export", "import")

ONE_BALANCE = Template(
    "{trade:capital}: {balance} in {period}",
    note="trade: Malaysia’s trade with Russia; balance: a deficit of US$1 billion",
)
SAME_BALANCE = Template("{trade:capital}: {balance} in {period}, as in {earlier}")
TWO_BALANCES = Template("{trade:capital}: {balance} in {period}, against {before} in {earlier}")
NO_BALANCE = {
    "year": Template("{trade:capital}: no year has both exports and imports"),
    "quarter": Template("{trade:capital}: no quarter has both exports and imports"),
    "month": Template("{trade:capital}: no month has both exports and imports"),
}
SURPLUS = Template("a surplus of {amount}")
DEFICIT = Template("a deficit of {amount}")
EVEN = Template("neither surplus nor deficit")
UNSURE = Template("neither a sure surplus nor a sure deficit", note="the printed digits allow either")
SUBTITLE = Template("{exports:capital} and {imports}, {money}, {periods}", note="exports: exports, or exports FOB")
FLOWS_VALUED = {
    "export": Template("exports {valuation}", note="valuation: FOB or CIF"),
    "import": Template("imports {valuation}", note="valuation: FOB or CIF"),
}
ALT = Template("Line chart of exports and imports, with bars of their balance. {title}. {reports}")
BOTH_REPORTED = Template("{period}: exports {exports}, imports {imports}.", note="exports, imports: amounts")
IMPORTS_MISSING = Template("{period}: exports {exports}, imports missing.")
EXPORTS_MISSING = Template("{period}: exports missing, imports {imports}.")
REPORTER = Template("As {reporter} reports them.", note="them: exports and imports")
ONE_VALUATION = Template("Exports and imports {valuation}.", note="valuation: FOB or CIF")
NO_VALUATION = Template("Valuation: not stated.")
EXPORTS_NOT_STATED = Template("Valuation: exports not stated, imports {valuation}.")
IMPORTS_NOT_STATED = Template("Valuation: exports {valuation}, imports not stated.")
FREIGHT_IN_IMPORTS = Template(
    "Exports {exports}, imports {imports}: freight and insurance count in imports alone, and so in the balance."
)
FREIGHT_IN_EXPORTS = Template(
    "Exports {exports}, imports {imports}: freight and insurance count in exports alone, and so in the balance."
)
GAPS = Template("No figures in the table for {periods}: no line is drawn across.")
FLOW_GAPS = {
    "export": Template("No exports, and no balance, for {periods}."),
    "import": Template("No imports, and no balance, for {periods}."),
}


def choose_money_scale(data: pd.DataFrame) -> tuple[float, str]:
    """Choose the scale of both flows, in which their balance counts, too."""
    return choose_scale([*data["export_value"].dropna(), *data["import_value"].dropna()])


def describe_balance(data: pd.DataFrame, table: pd.DataFrame, compared_with: int | None = None) -> Drawing:
    """Say which way the balance goes; `data` has both flows of a period on one row, `table` on one each."""
    first = table.iloc[0]
    what = flow_name("total", str(first["commodity_code"]), first.get("classification"), first.get("coverage"))
    reporter, partner = name_economy(first["reporter"]), name_economy(first["partner"])
    title = _describe_change(data, FLOW_WITH.fill(reporter=reporter, flow=what, partner=partner), compared_with)
    valuations = {flow: _valuation_of(table, flow) for flow in EXPORT_AND_IMPORT}
    _, scale_word = choose_money_scale(data)
    subtitle = SUBTITLE.fill(
        exports=_name_valued("export", valuations["export"]),
        imports=_name_valued("import", valuations["import"]),
        money=name_unit_and_prices(first, scale_word),
        periods=format_periods(spans_of(data)),
    )
    # The partner reports other figures of the same flows: those are the mirror's.
    notes = [REPORTER.fill(reporter=reporter), _compare_valuations(valuations), *_describe_gaps(data)]
    if {"low", "high"} <= set(table) and table["low"].notna().any():
        notes.append(RANGES.fill())
    notes += [captions.describe_revisions(table)]
    notes += [captions.describe_conversions(table), captions.describe_deflation(table)]
    sources = captions.name_sources(table, also=captions.conversion_sources(table))
    caption = (" ".join(note for note in notes if note), sources)
    reports = [_list_reports(data.iloc[0])]
    if len(data) > 1:
        reports.append(_list_reports(data.iloc[-1]))
    return Drawing(title, subtitle, caption, ALT.fill(title=title, reports=" ".join(reports)), data)


def _describe_change(data: pd.DataFrame, trade: str, compared_with: int | None) -> str:
    """Say the last balance, and that which it is compared with: if not said, the first of its season."""
    both = data[data["balance"].notna()]
    if both.empty:
        return NO_BALANCE[unit_of(data["period"].iloc[0])].fill(trade=trade)
    last = both.iloc[-1]
    first = _choose_earlier(both, int(last["period"]), compared_with)
    before, now = _judge_balance(first), _judge_balance(last)
    period, earlier = format_span(span_of(last)), format_earlier_span(span_of(first), span_of(last))
    template, parts = now
    balance = template.fill(**parts)
    if first["period"] == last["period"]:
        return ONE_BALANCE.fill(trade=trade, balance=balance, period=period)
    if now == before:
        return SAME_BALANCE.fill(trade=trade, balance=balance, period=period, earlier=earlier)
    template, parts = before
    return TWO_BALANCES.fill(
        trade=trade, balance=balance, period=period, before=template.fill(**parts), earlier=earlier
    )


def _choose_earlier(both: pd.DataFrame, last: int, compared_with: int | None) -> "pd.Series[Any]":
    """Choose the period that the last one is compared with; itself, where the one that is asked for is not there."""
    if compared_with is not None:
        asked = both[both["period"] == compared_with]
        return asked.iloc[0] if len(asked) else both.iloc[-1]
    # August is not held against January; of months that are all of one year, the first is.
    like_last = earliest_like(map(int, both["period"]), last)
    return both[both["period"] == like_last].iloc[0] if like_last < last else both.iloc[0]


def _judge_balance(row: "pd.Series[Any]") -> tuple[Template, dict[str, str]]:
    """Choose what is said of a balance and the amount in it, so that two which read alike are alike."""
    low, high = row.get("balance_low"), row.get("balance_high")
    # With zero between its ends a balance may go either way.
    has_range = not (is_missing(low) or is_missing(high))
    if has_range and float(str(low)) < 0 < float(str(high)):
        return UNSURE, {}
    if row["balance"] == 0:
        return EVEN, {}
    template = SURPLUS if row["balance"] > 0 else DEFICIT
    return template, {"amount": format_money(abs(row["balance"]), row["currency"])}


def _valuation_of(table: pd.DataFrame, flow: str) -> str | None:
    """Return the valuation of a flow, which is one; None where it is not stated."""
    if "valuation" not in table:
        return None
    valuation = table.loc[table["flow"] == flow, "valuation"].iloc[0]
    return None if is_missing(valuation) else str(valuation)


def _name_valued(flow: str, valuation: str | None) -> str:
    if valuation is None:
        return FLOWS[flow].fill()
    return FLOWS_VALUED[flow].fill(valuation=valuation)


def _compare_valuations(valuations: dict[str, str | None]) -> str:
    """Name both valuations, and say what their difference does to the balance."""
    exports, imports = valuations["export"], valuations["import"]
    if exports is None:
        return NO_VALUATION.fill() if imports is None else EXPORTS_NOT_STATED.fill(valuation=imports)
    if imports is None:
        return IMPORTS_NOT_STATED.fill(valuation=exports)
    if exports == imports:
        return ONE_VALUATION.fill(valuation=exports)
    # CIF holds what it cost to bring the goods, FOB does not.
    template = FREIGHT_IN_IMPORTS if imports == "CIF" else FREIGHT_IN_EXPORTS
    return template.fill(exports=exports, imports=imports)


def _describe_gaps(data: pd.DataFrame) -> list[str]:
    """Say which periods have no figures at all, and which those of one flow alone."""
    notes = []
    missing = gaps_between_spans(spans_of(data))
    if missing:
        notes.append(GAPS.fill(periods=[format_run(first, last) for first, last in missing]))
    for flow, template in FLOW_GAPS.items():
        without = data[data[f"{flow}_value"].isna()]
        if len(without):
            notes.append(template.fill(periods=format_periods(spans_of(without))))
    return notes


def _list_reports(row: "pd.Series[Any]") -> str:
    """Say what is reported of a period; nothing is, of one flow at most."""
    period, currency = format_span(span_of(row)), row["currency"]
    if is_missing(row["import_value"]):
        return IMPORTS_MISSING.fill(period=period, exports=format_money(row["export_value"], currency))
    imports = format_money(row["import_value"], currency)
    if is_missing(row["export_value"]):
        return EXPORTS_MISSING.fill(period=period, imports=imports)
    return BOTH_REPORTED.fill(period=period, exports=format_money(row["export_value"], currency), imports=imports)
