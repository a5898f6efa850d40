"""What a chart of both sides says: how far the reports lie apart, how often, and what does not compare."""

from typing import Any

import pandas as pd

from tradeview.charts.labels import name_product, name_unit_and_prices, shorten_name
from tradeview.charts.layout.page import Drawing
from tradeview.charts.mirror.gaps import Gap, GapKind, measure_gap
from tradeview.charts.mirror.rows import REPORTERS, By, Scale
from tradeview.commodities.codes import classification_name
from tradeview.periods import unit_of
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.table.series import span_of, spans_of
from tradeview.words import captions
from tradeview.words.money import format_amount, format_money
from tradeview.words.names import name_economy
from tradeview.words.numbers import NOT_STATED, choose_scale, format_number, format_percent
from tradeview.words.periods import format_periods, format_span
from tradeview.words.templates import Part, Plural, Template, join_items

MARKS = ("●", "◆")
MANY_TIMES = 1000  # from this ratio on the figure says no more
LEAST_RATIO = 0.01  # below it a figure is over 99% lower: what somebody reports is never 100% lower

# Titles: one sentence each, of {exporter}’s exports to {importer}.
ALONE = {
    "exporter": Template("{exporter:capital} alone reports its exports to {importer} in {periods}"),
    "importer": Template("{importer:capital} alone reports its imports from {exporter} in {periods}"),
}
NEITHER = Template("No figure of {exporter:possessive} exports to {importer} in {periods} is reported by both sides")
ONE_ROW: dict[GapKind, Template] = {
    "times": Template(
        "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports {distance} times as much as "
        "{exporter} ({imported} against {exported})",
        note="distance: 3.0, or over 1,000; imported, exported: amounts of money",
    ),
    "higher": Template(
        "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports {distance} more than "
        "{exporter} ({imported} against {exported})",
        note="distance: 45%",
    ),
    "lower": Template(
        "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports {distance} less than "
        "{exporter} ({imported} against {exported})",
        note="distance: 45%",
    ),
}
ONE_ROW_ALIKE = {
    "the same": Template(
        "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports as much as {exporter} "
        "({imported} and {exported})"
    ),
    "about the same": Template(
        "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports about as much as {exporter} "
        "({imported} and {exported})"
    ),
}
ONE_ROW_AGAINST_ZERO = Template(
    "Of {exporter:possessive} exports to {importer} in {period}, {importer} reports {imported} and {exporter} zero"
)
LONE_PRODUCT: dict[GapKind, Template] = {
    "times": Template(
        "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} "
        "{distance} times as much as {exporter} ({imported} against {exported})",
        note="product: HS 1511 Palm oil; distance: 3.0, or over 1,000",
    ),
    "higher": Template(
        "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} "
        "{distance} more than {exporter} ({imported} against {exported})"
    ),
    "lower": Template(
        "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} "
        "{distance} less than {exporter} ({imported} against {exported})"
    ),
}
LONE_PRODUCT_ALIKE = {
    "the same": Template(
        "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} as "
        "much as {exporter} ({imported} and {exported})"
    ),
    "about the same": Template(
        "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} about "
        "as much as {exporter} ({imported} and {exported})"
    ),
}
LONE_PRODUCT_AGAINST_ZERO = Template(
    "Of {exporter:possessive} exports to {importer} in {period} both report {product} alone, and {importer} reports "
    "{imported} and {exporter} zero"
)
LAST_APART: dict[GapKind, Template] = {
    "times": Template("{distance} times as much", note="of what the importer reports of the last year"),
    "higher": Template("{distance} more", note="distance: 45%"),
    "lower": Template("{distance} less", note="distance: 45%"),
}
PERIODS = {
    "more": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports more than {exporter} for each of {rows}, "
        "and {last} for {period}",
        note="rows: 3 years that both report; last: 45% more, or the same; period: the last of the years",
    ),
    "less": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports less than {exporter} for each of {rows}, "
        "and {last} for {period}"
    ),
    "more and less": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports more than {exporter} for {more} and less "
        "for {less} of {rows}, and {last} for {period}",
        note="more, less: numbers",
    ),
    "more and the same": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports more than {exporter} for {more} of {rows}, "
        "and {last} for {period}",
        note="for the others as much; more: a number",
    ),
    "less and the same": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports less than {exporter} for {less} of {rows}, "
        "and {last} for {period}",
        note="for the others as much; less: a number",
    ),
    "the same": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports as much as {exporter} for each of {rows}"
    ),
    "about the same": Template(
        "Of {exporter:possessive} exports to {importer}, {importer} reports about as much as {exporter} for each of "
        "{rows}"
    ),
}
PRODUCTS = {
    "more": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports more than {exporter} for each "
        "of {rows}, with the widest difference of {amount} in {product}",
        note="rows: 3 products that both report; amount: of money",
    ),
    "less": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports less than {exporter} for each "
        "of {rows}, with the widest difference of {amount} in {product}"
    ),
    "more and less": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports more than {exporter} for "
        "{more} and less for {less} of {rows}, with the widest difference of {amount} in {product}",
        note="more, less: numbers",
    ),
    "more and the same": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports more than {exporter} for "
        "{more} of {rows}, with the widest difference of {amount} in {product}",
        note="for the others as much; more: a number",
    ),
    "less and the same": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports less than {exporter} for "
        "{less} of {rows}, with the widest difference of {amount} in {product}",
        note="for the others as much; less: a number",
    ),
    "the same": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports as much as {exporter} for "
        "each of {rows}"
    ),
    "about the same": Template(
        "Of {exporter:possessive} exports to {importer} in {periods}, {importer} reports about as much as {exporter} "
        "for each of {rows}"
    ),
}
ALIKE = ("the same", "about the same")  # keys of titles without a gap
BOTH_REPORT = {
    "product": Plural("{count} product that both report", "{count} products that both report"),
    "year": Plural("{count} year that both report", "{count} years that both report", note="after “of”"),
    "quarter": Plural("{count} quarter that both report", "{count} quarters that both report"),
    "month": Plural("{count} month that both report", "{count} months that both report"),
}
LAST_AGAINST_ZERO = Template("{imported} against zero", note="what the importer reports of the last year")
OVER = Template("over {amount}", note="more than a percentage or a number: over 99%, over 1,000")

HEAD = Template("importer’s is", note="over a column that says how the importer’s figure stands to the exporter’s")
GAPS: dict[GapKind, Template] = {
    "missing": Template("missing", note="of the importer’s figure, in the column “importer’s is”"),
    "alone": Template("the only one"),
    "same": Template("the same"),
    "nearly same": Template("nearly the same"),
    "in range": Template("equal within range"),
    "above zero": Template("above a zero", note="of the exporter’s"),
}
GAPS_APART: dict[GapKind, Template] = {
    "times": Template("{distance} times as high"),
    "higher": Template("{distance} higher", note="distance: 45%"),
    "lower": Template("{distance} lower", note="distance: 45%"),
}
NO_FIGURES = Template("no figures", note="in the row of years that neither side reports")
LEGENDS = (Template("{economy:possessive capital} exports"), Template("{economy:possessive capital} imports"))

SUBTITLE_OF_PRODUCTS = Template("What each side reports, by {classification} code, {periods}; {money}, {scale}")
SUBTITLE_OF_ALL = Template("What each side reports, all products, {periods}; {money}, {scale}")
SUBTITLE_OF_ONE = Template("What each side reports, {classification} {code}, {periods}; {money}, {scale}")
SCALE_NAMES = {"linear": Template("linear scale from zero"), "log": Template("logarithmic scale")}
ALT = {
    "commodity_code": Template("Dumbbell chart, a row for each product. {title}. {ends}"),
    "period": Template("Dumbbell chart, a row for each period. {title}. {ends}"),
}
ALT_OF_ROW = Template("{row}: exporter {exported}, importer {imported}.", note="row: a year or a product")
MISSING = Template("missing", note="stands for an amount that a side does not report")

VALUATION = Template("Valuation: {valuations}.", note="valuations: exports FOB, imports CIF; or one for both")
VALUATIONS = {"exporter": Template("exports {valuation}"), "importer": Template("imports {valuation}")}
FREIGHT = Template("CIF counts freight and insurance, FOB does not.")
OWN_FIGURES = Template("Each side’s own figures: neither corrected nor averaged.")
RANGES = Template("Thin lines: the range of each figure.")
PERIODS_OF_ONE = Template("Reported by {economy} alone: {periods}.")
PRODUCTS_OF_ONE = Plural(
    "Reported by {economy} alone: {count} product.", "Reported by {economy} alone: {count} products."
)
SHOWN = Plural(
    "Shown: the {shown} of {count} product with the largest figure of either side.",
    "Shown: the {shown} of {count} products with the largest figure of either side.",
)
NO_FIGURES_FOR = Template("No figures in the table for {periods}.")


def number_scale(data: pd.DataFrame) -> tuple[float, str]:
    """Choose the scale of all numbers on the chart."""
    return choose_scale([*data["exporter_value"].dropna(), *data["importer_value"].dropna()])


def describe_gap(gap: Gap) -> str:
    """Say how the importer's figure stands to the exporter's, in the column beside the rows.

    Examples
    --------
    >>> print(describe_gap(Gap("higher", 3.2 / 2.2)))
    45% higher
    >>> describe_gap(Gap("times", 4.2)), describe_gap(Gap("missing"))
    ('4.2 times as high', 'missing')
    """
    if gap.kind == "no figures":
        return ""
    if gap.kind in GAPS:
        return GAPS[gap.kind].fill()
    return GAPS_APART[gap.kind].fill(distance=_describe_distance(gap.kind, gap.ratio))


def _describe_distance(kind: GapKind, ratio: float) -> str:
    """Say how many times as high, or by which share higher or lower the importer's figure is."""
    if kind == "times":
        if ratio >= MANY_TIMES:
            return OVER.fill(amount=MANY_TIMES)
        return format_number(ratio, 2)
    if ratio == 0:
        return format_percent(1, signed=False)
    percent = format_percent(min(abs(ratio - 1), 1 - LEAST_RATIO), signed=False)
    if ratio < LEAST_RATIO:
        return OVER.fill(amount=percent)
    return percent


def name_sides(data: pd.DataFrame) -> list[str]:
    """Name both sides' reports, with their valuation where all rows have one."""
    names = []
    for side, template in zip(REPORTERS, LEGENDS, strict=True):
        name = template.fill(economy=name_economy(data[side].dropna().iloc[0]))
        valuations = _valuations(data, side)
        if len(valuations) == 1 and valuations[0] is not None:
            name = f"{name} ({valuations[0]})"
        names.append(name)
    return names


def _valuations(data: pd.DataFrame, side: str) -> list[str | None]:
    """List the valuations of a side's figures; None among them where one is not stated."""
    # Of rows that a side does not report, nothing is known to be not stated.
    valuations = data.loc[data[f"{side}_value"].notna(), f"{side}_valuation"]
    stated: list[str | None] = [*sorted(valuations.dropna().astype(str).unique())]
    if valuations.isna().any():
        stated.append(None)
    return stated


def describe_mirror(data: pd.DataFrame, table: pd.DataFrame, by: By, scale: Scale) -> Drawing:
    """Make title, subtitle, caption and alternative text of the rows drawn (`data`) and of all there are (`table`)."""
    drawn = data[data["reported_by"].notna()]
    title = _make_title(table, by)
    ends = [_describe_row(drawn.iloc[0])]
    if len(drawn) > 1:
        ends.append(_describe_row(drawn.iloc[-1]))
    alt = ALT[by].fill(title=title, ends=" ".join(ends))
    return Drawing(title, _make_subtitle(drawn, table, by, scale), _make_caption(data, table, by), alt, drawn)


def _make_title(table: pd.DataFrame, by: By) -> str:
    """Say who reports more, how often, and where by most; counted over all rows, also those not drawn."""
    exporter, importer = (name_economy(table[side].iloc[0]) for side in REPORTERS)
    sides = {"exporter": exporter, "importer": importer}
    both = table[table["reported_by"] == "both"]
    periods = format_periods(spans_of(table))
    reported_by = table["reported_by"].unique()
    if both.empty and len(reported_by) == 1:
        return ALONE[reported_by[0]].fill(periods=periods, **sides)
    if both.empty:
        return NEITHER.fill(periods=periods, **sides)
    if len(both) == 1:
        # Of several products the gap of one would read as that of all trade.
        is_lone_product = by == "commodity_code" and len(table) > 1
        return _describe_one_row(both.iloc[0], sides, is_lone_product=is_lone_product)
    if by == "commodity_code":
        return _describe_products(both, periods, sides)
    return _describe_periods(both, sides)


def _describe_one_row(row: "pd.Series[Any]", sides: dict[str, str], *, is_lone_product: bool) -> str:
    """Say how much more or less the importer reports in one row, with the amounts of both sides."""
    gap = measure_gap(row)
    parts = {"period": format_span(span_of(row)), "imported": format_amount(row["importer_value"], row["currency"])}
    parts |= sides
    if is_lone_product:
        parts["product"] = _name_product(row)
    if gap.kind == "above zero":
        template = LONE_PRODUCT_AGAINST_ZERO if is_lone_product else ONE_ROW_AGAINST_ZERO
        return template.fill(**parts)
    parts["exported"] = format_amount(row["exporter_value"], row["currency"])
    if gap.sign == 0:
        alike = LONE_PRODUCT_ALIKE if is_lone_product else ONE_ROW_ALIKE
        return alike[_name_likeness([gap])].fill(**parts)
    templates = LONE_PRODUCT if is_lone_product else ONE_ROW
    return templates[gap.kind].fill(distance=_describe_distance(gap.kind, gap.ratio), **parts)


def _count_gaps(both: pd.DataFrame) -> tuple[str, dict[str, Part]]:
    """Say which of the two reports more in rows of both, as a key of titles, and the numbers that it needs."""
    gaps = [measure_gap(row) for row in both.to_dict("records")]
    signs = [gap.sign for gap in gaps]
    more, less = signs.count(1), signs.count(-1)
    if more == len(both):
        return "more", {}
    if less == len(both):
        return "less", {}
    if more and less:
        return "more and less", {"more": more, "less": less}
    if more:
        return "more and the same", {"more": more}
    if less:
        return "less and the same", {"less": less}
    return _name_likeness(gaps), {}


def _name_likeness(gaps: list[Gap]) -> str:
    """Tell figures that are the same from those that nearly are, or may be by their ranges, as a key of titles."""
    return "the same" if all(gap.kind == "same" for gap in gaps) else "about the same"


def _describe_products(both: pd.DataFrame, periods: list[str], sides: dict[str, str]) -> str:
    """Say for how many products the importer reports more or less, and where the gap is widest in money."""
    which, counts = _count_gaps(both)
    parts: dict[str, Part] = {"rows": BOTH_REPORT["product"].fill(count=len(both)), "periods": periods}
    if which not in ALIKE:
        # In money: the widest ratio is mostly one of a product that is hardly traded.
        row = both.loc[both["gap"].abs().idxmax()]
        parts |= {"amount": format_money(abs(row["gap"]), row["currency"]), "product": _name_product(row)}
    return PRODUCTS[which].fill(**parts, **counts, **sides)


def _describe_periods(both: pd.DataFrame, sides: dict[str, str]) -> str:
    """Say for how many periods the importer reports more or less, and how much for the last."""
    which, counts = _count_gaps(both)
    last = both.sort_values("period").iloc[-1]
    parts: dict[str, Part] = {"rows": BOTH_REPORT[unit_of(int(last["period"]))].fill(count=len(both))}
    if which not in ALIKE:
        parts |= {"last": _describe_last(last), "period": format_span(span_of(last))}
    return PERIODS[which].fill(**parts, **counts, **sides)


def _describe_last(row: "pd.Series[Any]") -> str:
    """Say how much more or less the importer reports of the last period."""
    gap = measure_gap(row)
    if gap.kind == "above zero":
        return LAST_AGAINST_ZERO.fill(imported=format_amount(row["importer_value"], row["currency"]))
    if gap.kind in GAPS:
        return GAPS[gap.kind].fill()
    return LAST_APART[gap.kind].fill(distance=_describe_distance(gap.kind, gap.ratio))


def _name_product(row: "pd.Series[Any]") -> str:
    """Name a product within a sentence, in its classification."""
    classification = row.get("classification")
    name = shorten_name(name_product(row["commodity_code"], classification))
    if classification_name(classification) == "SITC":  # of which the name of a product says so itself
        return name
    return f"HS {name}"


def _make_subtitle(drawn: pd.DataFrame, table: pd.DataFrame, by: By, scale: Scale) -> str:
    first = drawn.iloc[0]
    _, unit = number_scale(drawn)
    shared = {
        "periods": format_periods(spans_of(table)),
        "money": name_unit_and_prices(first, unit),
        "scale": SCALE_NAMES[scale].fill(),
    }
    classification, code = classification_name(first.get("classification")), str(first["commodity_code"])
    if by == "commodity_code":
        return SUBTITLE_OF_PRODUCTS.fill(classification=classification, **shared)
    if code == TOTAL:
        return SUBTITLE_OF_ALL.fill(**shared)
    return SUBTITLE_OF_ONE.fill(classification=classification, code=code, **shared)


def _describe_row(row: "pd.Series[Any]") -> str:
    amounts = []
    for side in REPORTERS:
        value = row[f"{side}_value"]
        amount = MISSING.fill() if is_missing(value) else format_money(value, row["currency"])
        amounts.append(amount)
    return ALT_OF_ROW.fill(row=row["row"], exported=amounts[0], imported=amounts[1])


def _make_caption(data: pd.DataFrame, table: pd.DataFrame, by: By) -> tuple[str, ...]:
    """Say how figures are valued and were converted, what has no other side or no place, and whose they are."""
    sides = [_table_of_side(table, side) for side in REPORTERS]
    # What holds of both sides is said once.
    notes = [*dict.fromkeys(captions.describe_coverage(side) for side in sides)]
    notes += [*_describe_valuations(table), *_describe_coverage(data, table, by)]
    codes = [side.assign(commodity_code=table.loc[side.index, "commodity_code"]) for side in sides]
    notes.append(captions.describe_revisions(pd.concat(codes)))
    notes += dict.fromkeys(captions.describe_conversions(side) for side in sides)
    notes += dict.fromkeys(captions.describe_deflation(side) for side in sides)
    sources = captions.name_sources(*sides, also=captions.conversion_sources(*sides))
    return " ".join(note for note in notes if note), sources


def _table_of_side(table: pd.DataFrame, side: str) -> pd.DataFrame:
    """Give one side's figures with their passports, as a trade table has them."""
    names = {}
    for name in table.columns:
        if name in {"period", "months", "currency", "price_basis", "base_period"}:
            names[name] = name
        elif str(name).startswith(f"{side}_") and name != f"{side}_months":
            names[name] = str(name).removeprefix(f"{side}_")
    reported = table[table[f"{side}_value"].notna()]
    return reported[list(names)].rename(columns=names)


def _describe_valuations(table: pd.DataFrame) -> list[str]:
    """Say how each side values the flow, and that nothing is corrected."""
    valuations = {side: _valuations(table, side) for side in REPORTERS}
    named = []
    for side, found in valuations.items():
        if found:
            names = [valuation for valuation in found if valuation is not None]
            if None in found:
                names.append(NOT_STATED.fill())
            named.append(VALUATIONS[side].fill(valuation=names))
    notes = [VALUATION.fill(valuations=join_items(named))]
    # Freight and insurance explain a part of the gap, and no flat factor says how much: they are named, not taken off.
    if valuations == {"exporter": ["FOB"], "importer": ["CIF"]}:
        notes.append(FREIGHT.fill())
    notes.append(OWN_FIGURES.fill())
    bounds = [name for name in ("exporter_low", "importer_low") if name in table]
    if table[bounds].notna().any(axis=None):
        notes.append(RANGES.fill())
    return notes


def _describe_coverage(data: pd.DataFrame, table: pd.DataFrame, by: By) -> list[str]:
    """Say what one side alone reports, what is not shown, and which periods nobody reports."""
    notes = []
    for side in REPORTERS:
        alone = table[table["reported_by"] == side]
        name = name_economy(table[side].iloc[0])
        if len(alone) and by == "commodity_code":
            notes.append(PRODUCTS_OF_ONE.fill(economy=name, count=len(alone)))
        elif len(alone):
            notes.append(PERIODS_OF_ONE.fill(economy=name, periods=format_periods(spans_of(alone))))
    if by == "commodity_code" and len(table) > len(data):
        notes.append(SHOWN.fill(shown=len(data), count=len(table)))
    gaps = data.loc[data["reported_by"].isna(), "row"].tolist()
    if gaps:
        notes.append(NO_FIGURES_FOR.fill(periods=gaps))
    return notes
