"""What the lenses say: how one series changed in each measure, how it was converted, and what is missing."""

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.charts.lenses.panel import name_unit
from tradeview.commodities.codes import classification_name
from tradeview.periods import is_stretch, write_span
from tradeview.table.engines import is_missing
from tradeview.table.schema import TOTAL
from tradeview.table.series import span_of, spans_of
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.names import series_name, trade_name
from tradeview.words.numbers import PERCENT, describe_change, format_number
from tradeview.words.periods import format_earlier_span, format_periods, format_span
from tradeview.words.templates import Template

TITLE = Template(
    "{series:capital} from {start} to {end}: {changes}", note="series: whose trade; changes: one in each measure"
)
TITLE_OF_STRETCHES = Template(
    "{series:capital}, {end} on {earlier}: {changes}",
    note="end, earlier: January to August 2025, the same months of 2024",
)
CHANGE = Template("{change} in {unit}", note="change: up 30%, hardly changed; unit: US dollars of 2024")
TOTAL_TRADE = Template("Total trade (exports plus imports) in {periods}; each panel from zero, in its own unit")
TOTAL_TRADE_IN = Template(
    "Total trade (exports plus imports) in {classification} {code} in {periods}; each panel from zero, in its own unit",
    note="classification: HS or SITC",
)
ONE_FLOW = Template("{flow:capital} in {periods}; each panel from zero, in its own unit", note="exports of HS 1511")
# By the number of measures: without an index of prices there are two.
ALT = {
    3: Template("Three line charts of the same trade. {title}. {ends}", note="ends: a sentence for each measure"),
    2: Template("Two line charts of the same trade. {title}. {ends}", note="ends: a sentence for each measure"),
}
ENDS = Template("{unit}: {before} in {start}, {after} in {end}.", note="unit: US dollars of 2024; two amounts of money")
NO_RANGES = Template("The table states no ranges.")
WHISKERS = Template("Whiskers: what the printed digits allow, {range} at most.", note="range: ±10%")
UNSEEN = Template("The digits as printed allow {range} at most: too little to see.", note="range: ±0.2%")
WITHOUT_RANGE = Template("No range stated: {periods}.")

# To either side, as a share of a value: a wider range is longer than the point that marks it.
VISIBLE = 0.02
# Columns that go into the data behind the chart: the figures with their passports, and what the title says of them.
DRAWN = (
    *("lens", "period", "months", "value", "low", "high", "currency", "price_basis", "base_period"),
    *("stated_value", "stated_currency", "rate", "rate_kind", "rate_source", "deflator", "quote", "source"),
    *("start", "end", "since_start"),
)


def describe_lenses(data: pd.DataFrame, start: int, end: int) -> Drawing:
    """Make title, subtitle, caption and alternative text of one series in three measures (`lens`)."""
    spans = [span_of(data[data["period"] == period].iloc[0]) for period in (start, end)]
    when = dict(zip(("start", "end"), map(format_span, spans), strict=True))
    changes, ends = [], []
    for _, part in data.groupby("lens", sort=False):
        row = part.iloc[0]
        unit = name_unit(row)
        change = describe_change(row["since_start"], row["since_start_low"], row["since_start_high"])
        changes.append(CHANGE.fill(change=change, unit=unit))
        ends.append(ENDS.fill(unit=unit, before=_amount(part, start), after=_amount(part, end), **when))
    said = {"series": series_name(data.iloc[0]), "changes": changes}
    title = TITLE.fill(**said, **when)
    if is_stretch(spans[1]):
        title = TITLE_OF_STRETCHES.fill(**said, end=when["end"], earlier=format_earlier_span(*spans))
    return Drawing(
        title,
        _make_subtitle(data),
        _make_caption(data),
        ALT[len(ends)].fill(title=title, ends=" ".join(ends)),
        _write_base(data[[name for name in DRAWN if name in data]]),
    )


def _write_base(data: pd.DataFrame) -> pd.DataFrame:
    """Write the base of prices as the columns of a trade table would, where it is a stretch of months."""
    if "base_period" not in data or not any(is_stretch(int(base)) for base in data["base_period"].dropna()):
        return data
    written = [None if is_missing(base) else write_span(int(base)) for base in data["base_period"]]
    return data.assign(base_period=written)


def _amount(part: pd.DataFrame, period: int) -> str:
    row = part[part["period"] == period].iloc[0]
    return format_money(row["value"], row["currency"])


def _make_subtitle(data: pd.DataFrame) -> str:
    first = data.iloc[0]
    periods = format_periods(spans_of(data))
    if first["flow"] != "total":
        return ONE_FLOW.fill(flow=trade_name(first), periods=periods)
    if first["commodity_code"] == TOTAL:
        return TOTAL_TRADE.fill(periods=periods)
    classification = classification_name(first.get("classification"))
    return TOTAL_TRADE_IN.fill(classification=classification, code=str(first["commodity_code"]), periods=periods)


def _make_caption(data: pd.DataFrame) -> tuple[str, ...]:
    """Say how money was converted and deflated, what is missing, and whose the figures are."""
    base, other, *real = (part for _, part in data.groupby("lens", sort=False))
    # Constant prices are those of the base, deflated: how it was converted is said already.
    notes = [
        captions.describe_revisions(base),
        captions.describe_conversions(base),
        captions.describe_conversions(other),
        *map(captions.describe_deflation, real),
        captions.describe_gaps(spans_of(base)),
        _describe_ranges(data),
        captions.name_compilers(base),
    ]
    sources = captions.name_sources(base, other, also=captions.conversion_sources(base, other, *real))
    return " ".join(note for note in notes if note), sources


def _describe_ranges(data: pd.DataFrame) -> str:
    if not {"low", "high"} <= set(data):
        return NO_RANGES.fill()
    # Half of each range, which goes to either side, as a share of its figure; there is no share of zero.
    above_zero = data[data["value"] > 0]
    widest = ((above_zero["high"] - above_zero["low"]) / 2 / above_zero["value"]).max()
    if pd.isna(widest):
        return NO_RANGES.fill()
    template = WHISKERS if widest > VISIBLE else UNSEEN
    note = template.fill(range=PERCENT.fill(number=f"±{format_number(100 * widest, 1)}"))
    without = data[data["low"].isna() | data["high"].isna()]
    if without.empty:
        return note
    return f"{note} {WITHOUT_RANGE.fill(periods=format_periods(spans_of(without)))}"
