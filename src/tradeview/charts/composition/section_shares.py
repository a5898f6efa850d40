"""Section shares: how exports and imports of one pair and period divide among the sections, or chapters, of HS.

Bars are shares from zero, on one scale for both flows, so that they may be compared; beside each stand its share and
its value. What HS has no chapter for (98, 99) keeps a row of its own: it is trade, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import pandas as pd
from matplotlib.axes import Axes

from tradeview.analysis.composition import shares
from tradeview.charts.labels import format_scaled, format_share, name_unit_and_prices
from tradeview.charts.layout.colours import GREY, INK, PAIR_COLOURS, PALE
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    REPORT_PAGE,
    Drawing,
    Page,
    collect_pandas,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.points import points_across
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    GAP,
    NAME_WIDTH,
    ROW,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width
from tradeview.charts.spans import refuse_unlike
from tradeview.commodities.codes import classification_name, revision_name, section, sections
from tradeview.commodities.nomenclature import titles
from tradeview.errors import TradeTableError
from tradeview.table.engines import Frame, is_missing
from tradeview.table.schema import TOTAL, wrap_trade_table
from tradeview.table.series import span_of
from tradeview.words import captions
from tradeview.words.money import format_amount, format_money, write_amount
from tradeview.words.names import name_economy
from tradeview.words.numbers import NOT_STATED, choose_scale, format_percent
from tradeview.words.periods import format_span
from tradeview.words.provenance import facts_of_origin, tell_mark
from tradeview.words.table_words import say_title
from tradeview.words.templates import Plural, Template, join_clauses, join_items

By = Literal["section", "chapter"]
Flow = Literal["export", "import"]
MOST = 6  # parts shown by name; the rest are "other", so that there are seven at most
OTHER = ""  # stands for the code of all parts that are not shown by name
HEADER, HEAD, BAR, BESIDE = 24, 11, 13, 6  # points
APART = 2 * "\N{NO-BREAK SPACE}"
MOST_NAMED = 2  # parts alike that the title still names
# Of the numbers on the chart: the smallest has digits among three decimals, and the largest no more than eight.
SMALLEST_NUMBER, LARGEST_NUMBER = 0.01, 1e5
WHOLE = 0.005  # parts within half a percent of the total are all of it: what is left rounds to 0%

OTHERS = {"section": Template("Other sections"), "chapter": Template("Other chapters")}
# No chapters of HS: national customs use 98 for their own purposes, the UN 99 for what is not specified.
NOT_OF_HS = {"98": Template("Special provisions"), "99": Template("Not specified")}
TITLE = Template(
    "{reporter:possessive capital} trade with {partner} in {period}: {findings}", note="findings: one a flow"
)
FINDING = Template("{share} of {flow} are {part}", note="flow: the exports itemised; part: fats and oils")
FINDING_ALIKE = Template("{share} each of {flow} are {parts}", note="parts of the same share")
FINDING_MANY = {
    "section": Plural("{count} section is {share} each of {flow}", "{count} sections are {share} each of {flow}"),
    "chapter": Plural("{count} chapter is {share} each of {flow}", "{count} chapters are {share} each of {flow}"),
}
ALL_OF = {"export": Template("the exports"), "import": Template("the imports")}
ITEMISED_OF = {"export": Template("the exports itemised"), "import": Template("the imports itemised")}
PART_OF_CHAPTER = Template("{title} (HS {code})")
SUBTITLES = {
    "section": Template("By HS section: share of each flow, and value in {money}"),
    "chapter": Template("By HS chapter: share of each flow, and value in {money}"),
}
ALT = Template("Bar chart of shares. {title}. {ends}.", note="ends: of each flow its largest and its smallest part")
ENDS = {"export": Template("Exports: {first} to {last}"), "import": Template("Imports: {first} to {last}")}
LONE_PART = {"export": Template("Exports: {part}"), "import": Template("Imports: {part}")}
ITEMISED = Template("Shares are of the codes that the table itemises.")
ITEMISED_SHARES = Template(
    "Shares are of the codes that the table itemises: {shares}.", note="shares: 60% of all exports"
)
OF_ALL = {"export": Template("{share} of all exports"), "import": Template("{share} of all imports")}
VALUATION = Template("Valuation: {valuations}.", note="valuations: exports FOB, imports CIF; or one for both")
REVISION = Template("Revision of codes: {revisions}.", note="revisions: HS 2022; or exports HS 2017, imports HS 2022")
KINDS = {"export": Template("exports {kind}"), "import": Template("imports {kind}")}
NONE = Template("none in the table", note="in place of a bar")
# As long as there is room for, the longest first.
HEADS = {
    "export": (Template("Exports from {sender}, {money}"), Template("Exports, {money}"), Template("Exports")),
    "import": (Template("Imports from {sender}, {money}"), Template("Imports, {money}"), Template("Imports")),
}


@dataclass(frozen=True)
class Panel:
    """The bars of one flow: wordings of its head, the longest first; its parts in rows, and the tops of these."""

    flow: Flow
    colour: str
    heads: list[str]
    names: list[str]
    rows: list[Row]
    tops: list[float]


def draw_section_shares(
    table: Frame, page: Page = REPORT_PAGE, *, by: By, highlight: Highlight = None, validate: bool = True
) -> Axes:
    """Draw shares of value, one panel for each flow (see `tradeview.charts.composition.draw`).

    Without `validate` the values are known to be comparable.
    """
    frame = _choose_flows(table, by)
    data = _sum_parts(shares(frame, by="commodity_code", validate=validate), by)
    labels = dict(zip(data["_part"], data[by], strict=True))
    highlighted = choose_highlighted(highlight, labels, f"a {by} that has a bar")
    stacked = page.is_narrow
    with house_style():
        panels = _lay_out_panels(data, frame, by, page.width, stacked=stacked)
        gutter, height = gutter_width(panels[0].rows), panels[0].tops[-1]
        if stacked:  # names stand above the bars, and the panels below each other
            gutter, height = 0, sum(panel.tops[-1] for panel in panels) + GAP * (len(panels) - 1)
        drawn = _describe_shares(data, frame, by)
        lowest = smallest_height(height, FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, left=gutter, head=8, foot=2, lowest=lowest)
        ax.set_axis_off()
        _draw_panels(ax, panels, data, height, gutter, shrink_factor(ax, height), highlighted)
    return ax


def _choose_flows(table: Frame, by: str) -> pd.DataFrame:
    """Return the exports and imports of one pair and period, in codes of HS."""
    if by not in OTHERS:
        raise TradeTableError(f"a composition is by one of {', '.join(OTHERS)}", repr(by), "name one of them")
    table = wrap_trade_table(
        table.to_native(), "period", "reporter", "partner", "flow", "commodity_code", "value", "currency"
    )
    frame = collect_pandas(table.filter(nw.col("flow").is_in(["export", "import"])).to_native())
    found = {name: sorted({str(value) for value in frame[name]}) for name in ("period", "reporter", "partner")}
    if any(len(values) != 1 for values in found.values()):
        listed = []
        for name, values in found.items():
            shown = ", ".join(values) if values else "none"
            listed.append(f"{name} {shown}")
        raise TradeTableError(
            "a composition is of one reporter, partner and period, with exports or imports",
            "; ".join(listed),
            "filter the table",
        )
    _refuse_other_codes(frame)
    refuse_unlike(frame, "a composition")
    return frame


def _refuse_other_codes(frame: pd.DataFrame) -> None:
    """Refuse what has no sections (SITC), and series of which shares would not be of one whole."""
    parts = frame[frame["commodity_code"] != TOTAL]  # all products are the same in every revision
    for name in ("classification", "valuation"):
        if name not in frame:
            continue
        kinds = sorted({str(kind) for kind in parts[name]})
        asked = f"shares by HS section need one {name}"
        if name == "classification" and "SITC" in [classification_name(kind) for kind in kinds]:
            raise TradeTableError(f"{asked} of HS a flow", ", ".join(kinds), "filter")
        # Exports are mostly FOB and imports CIF: each flow is a whole of its own, and may have its own valuation.
        if (parts.groupby("flow")[name].nunique(dropna=False) > 1).any():
            raise TradeTableError(f"{asked} a flow", ", ".join(kinds), "filter")


def _part_of_code(code: str, by: By) -> str:
    """Give the section, or the chapter, that a code is in; where HS has neither, what stands in its place."""
    chapter = code[:2]
    if by == "chapter" or chapter in NOT_OF_HS:
        return chapter
    return section(code)


def _titles_of_parts(by: By) -> dict[str, str]:
    """Give the titles of sections, or of chapters, and of what else may be a part."""
    found = {code: say_title(title) for code, title in titles().items()}
    if by == "section":
        found = {row.section: say_title(str(row.name)) for row in sections().itertuples(index=False)}
    found |= {chapter: title.fill() for chapter, title in NOT_OF_HS.items()}
    found[OTHER] = OTHERS[by].fill()
    return found


def _sum_parts(frame: pd.DataFrame, by: By) -> pd.DataFrame:
    """Add the shares of each flow up by section or chapter, largest first over both flows, with "other" after six.

    Returns
    -------
    pandas.DataFrame
        `flow`, the name of the part in a column called as `by`, `share`, `value`, `currency`, and `_part`, its code.
    """
    if frame["share"].isna().any():
        raise TradeTableError("shares of a whole above zero", "a flow whose values are all zero", "leave it out")
    if TOTAL in set(frame["commodity_code"]):
        raise TradeTableError("a composition needs parts", "TOTAL, which is no HS code", "give rows of products")
    parts = pd.Series([_part_of_code(code, by) for code in frame["commodity_code"]], index=frame.index)
    summed = _sum_by_part(frame.assign(_part=parts), by)
    largest_first = _order_parts(summed, by)
    if len(largest_first) > MOST + 1:  # one more needs no "other", which would take its place
        # The largest of each flow, which the title names, is shown also where the other flow has six larger ones.
        in_title = set(summed.sort_values("share").groupby("flow")["_part"].last())
        kept = sorted(largest_first, key=lambda part: part not in in_title)[:MOST]
        summed = _sum_by_part(summed.assign(_part=summed["_part"].where(summed["_part"].isin(kept), OTHER)), by)
    positions = {part: number for number, part in enumerate(_order_parts(summed, by))}
    summed = summed.assign(_position=summed["_part"].map(positions), currency=frame["currency"].iloc[0])
    in_order = summed.sort_values(["flow", "_position"], ignore_index=True)
    return in_order[["flow", by, "share", "value", "currency", "_part"]]


def _sum_by_part(frame: pd.DataFrame, by: By) -> pd.DataFrame:
    names = frame["_part"].map(_titles_of_parts(by)).fillna("")  # 77, which HS reserves, has no title
    if by == "chapter":
        names = (frame["_part"] + " " + names).str.strip()
    named = frame.assign(**{by: names})
    return named.groupby(["flow", by, "_part"], as_index=False)[["share", "value"]].sum()


def _order_parts(data: pd.DataFrame, by: By) -> list[str]:
    """List parts in the order in which they are drawn: the largest first, "other" last."""
    largest = data.sort_values(["share", by], ascending=[False, True]).drop_duplicates("_part")["_part"]
    return [*largest[largest != OTHER], *largest[largest == OTHER]]


def _describe_shares(data: pd.DataFrame, frame: pd.DataFrame, by: By) -> Drawing:
    """Make title, subtitle, caption and alternative text of the parts drawn (`data`) and the rows that they are of."""
    first = frame.iloc[0]
    findings, ends, covered = [], [], []
    for flow, part in data.groupby("flow"):
        share_of_total = _share_of_total(frame[frame["flow"] == flow])
        findings.append(_describe_largest(part, flow, share_of_total, by))
        ends.append(_describe_ends(part, flow, by))
        if share_of_total is not None:
            covered.append(OF_ALL[flow].fill(share=format_percent(share_of_total, signed=False)))
    title = TITLE.fill(
        reporter=name_economy(first["reporter"]),
        partner=name_economy(first["partner"]),
        period=format_span(span_of(first)),
        findings=findings,
    )
    coverage = ITEMISED_SHARES.fill(shares=covered) if covered else ITEMISED.fill()
    notes = [
        captions.describe_coverage(frame),
        VALUATION.fill(valuations=_kinds_of_flows(frame, "valuation")),
        _name_revisions(frame),
        coverage,
        captions.describe_conversions(frame),
        captions.describe_deflation(frame),
    ]
    sources = captions.name_sources(frame)
    _, unit = _number_scale(data)
    return Drawing(
        title,
        SUBTITLES[by].fill(money=name_unit_and_prices(first, unit)),
        (" ".join(note for note in notes if note), sources),
        ALT.fill(title=title, ends=join_clauses(ends)),
        data.drop(columns="_part"),
    )


def _share_of_total(part: pd.DataFrame) -> float | None:
    """Share of the codes of a flow in the table's own row for all of it, where it has one."""
    is_total = part["commodity_code"] == TOTAL
    total = part.loc[is_total, "value"].sum()
    if total > 0:
        return float(part.loc[~is_total, "value"].sum() / total)
    return None


def _describe_largest(data: pd.DataFrame, flow: Flow, share_of_total: float | None, by: By) -> str:
    """Say the largest part of a flow, or that several are; of what is itemised, where that is not all of it."""
    is_whole = share_of_total is not None and abs(share_of_total - 1) <= WHOLE
    whole = ALL_OF[flow].fill() if is_whole else ITEMISED_OF[flow].fill()
    # "Other" may be larger than any part that is named, and is no finding.
    named = data[data["_part"] != OTHER]
    largest = named[named["share"] == named["share"].max()]
    share = format_share(largest["share"].iloc[0])
    if len(largest) > MOST_NAMED:
        return FINDING_MANY[by].fill(count=len(largest), share=share, flow=whole)
    titles_of_parts = _titles_of_parts(by)
    parts = []
    for code in largest["_part"]:
        name = titles_of_parts.get(code, "").lower()  # within a sentence
        if by == "chapter":
            name = PART_OF_CHAPTER.fill(title=name, code=code)
        parts.append(name)
    if len(parts) > 1:
        return FINDING_ALIKE.fill(share=share, flow=whole, parts=parts)
    return FINDING.fill(share=share, flow=whole, part=parts[0])


def _describe_ends(data: pd.DataFrame, flow: Flow, by: By) -> str:
    """Say the first and the last bar of a flow."""
    first, last = data.iloc[0], data.iloc[-1]
    parts = [f"{row[by]} {format_money(row['value'], row['currency'])}" for row in (first, last)]
    if len(data) == 1:
        return LONE_PART[flow].fill(part=parts[0])
    return ENDS[flow].fill(first=parts[0], last=parts[1])


def _kinds_of_flows(frame: pd.DataFrame, name: str) -> str:
    """Say the valuation, or the revision, of each flow; once where both have the same."""
    parts = frame[frame["commodity_code"] != TOTAL]
    kinds = {}
    for flow, rows in parts.groupby("flow"):
        # Any row speaks for its flow: two kinds in one flow were refused.
        kind = rows[name].iloc[0] if name in rows else None
        kinds[flow] = NOT_STATED.fill() if is_missing(kind) else str(kind)
    if len(set(kinds.values())) == 1:
        return next(iter(kinds.values()))
    return join_items(KINDS[flow].fill(kind=kind) for flow, kind in kinds.items())


def _name_revisions(frame: pd.DataFrame) -> str:
    """Say the revision of the codes of each flow."""
    if "classification" in frame:
        frame = frame.assign(classification=frame["classification"].map(revision_name, na_action="ignore"))
    return REVISION.fill(revisions=_kinds_of_flows(frame, "classification"))


def _number_scale(data: pd.DataFrame) -> tuple[float, str]:
    """Return the one scale of all numbers on the chart, in which its smallest part has digits too."""
    values = data.loc[data["value"] > 0, "value"]
    # The largest has two digits before the point or more, since the others are far smaller.
    size, word = choose_scale(values / 10)
    while len(values) and size > 1 and values.min() / size < SMALLEST_NUMBER and values.max() / size < LARGEST_NUMBER:
        size, word = choose_scale([size / 1000])
    return size, word


def _lay_out_panels(data: pd.DataFrame, frame: pd.DataFrame, by: By, width: float, *, stacked: bool) -> list[Panel]:
    """Give each flow a panel: beside each other with rows in common, or below each other with rows of their own."""
    name_width = width if stacked else NAME_WIDTH
    size, word = _number_scale(data)
    panels = []
    for number, flow in enumerate(data["flow"].unique()):
        sent = frame[(frame["flow"] == flow) & (frame["commodity_code"] != TOTAL)]
        side = "reporter" if flow == "export" else "partner"
        sender = name_economy(sent[side].iloc[0])
        total = format_scaled(sent["value"].sum(), size)
        money = write_amount(total, sent["currency"].iloc[0], word)
        long, middle, short = HEADS[flow]
        heads = [long.fill(sender=sender, money=money), middle.fill(money=money), short.fill()]
        shown = data[data["flow"] == flow] if stacked else data
        titles_shown = shown.set_index("_part")[by].to_dict()
        names = [titles_shown[part] for part in _order_parts(shown, by)]
        rows = lay_out_rows(names, name_width, above=stacked)
        panels.append(Panel(flow, PAIR_COLOURS[number], heads, names, rows, row_tops(rows, HEADER)))
    return panels


def _draw_panels(
    ax: Axes,
    panels: list[Panel],
    data: pd.DataFrame,
    height: float,
    gutter: float,
    shrink: float,
    highlighted: Highlighted,
) -> None:
    """Draw a panel a flow, all on one scale of shares."""
    beside = gutter > 0
    across = points_across(ax)
    width, left, top = 1.0, 0.0, 0.0
    if beside:
        width = (1 - (len(panels) - 1) * GAP / across) / len(panels)
    for number, panel in enumerate(panels):
        tall = panel.tops[-1]
        axes = ax.inset_axes((left, 1 - (top + tall) / height, width, tall / height))
        axes.set_axis_off()
        axes.set_ylim(tall, 0)
        _set_width(axes, data, across * width)
        if number == 0 or not beside:
            write_names(axes, panel.rows, panel.tops, gutter, shrink)
        up = 0 if beside else ROW / 6  # nearer to the name that stands above
        _draw_bars(axes, panel, data, up, shrink, highlighted)
        _write_head(axes, panel, across * width, shrink)
        if beside:
            left += width + GAP / across
        else:
            top += tall + GAP


def _set_width(axes: Axes, data: pd.DataFrame, width: float) -> None:
    """Give both panels one scale, with room for the words beside the longest bar."""
    # However narrow the panel, bars keep a quarter of it; the words may then reach over its edge.
    size, _ = _number_scale(data)
    room = max(text_width(_label_bar(row, size), FONT_SIZE) for row in data.to_dict("records")) + BESIDE
    axes.set_xlim(0, float(data["share"].max()) * width / max(width - room, width / 4))


def _label_bar(row: Mapping[str, Any], size: float) -> str:
    """Write a share and a value, all in the one unit of the chart."""
    return f"{format_share(row['share'])}{APART}{format_scaled(row['value'], size)}"


def _draw_bars(
    axes: Axes, panel: Panel, data: pd.DataFrame, up: float, shrink: float, highlighted: Highlighted
) -> None:
    size, _ = _number_scale(data)
    style: dict[str, Any] = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
    by = data.columns[1]
    bars = {row[by]: row for row in data[data["flow"] == panel.flow].to_dict("records")}
    for name, row, top in zip(panel.names, panel.rows, panel.tops, strict=False):
        y = top + row.marks - up
        if name not in bars:
            axes.annotate(NONE.fill(), (0.0, y), (0, 0), color=GREY, fontsize=(FONT_SIZE - 1) * shrink, **style)
            continue
        bar = bars[name]
        colour = PALE if bar["_part"] == OTHER else panel.colour
        colour, ink = highlighted.colour(bar["_part"], colour), highlighted.colour(bar["_part"], INK, GREY)
        (drawn,) = axes.barh(y, bar["share"], BAR, color=colour, linewidth=0)
        amount = f"{format_amount(bar['value'], bar['currency'])}{APART}{format_share(bar['share'])}"
        tell_marks(drawn, [tell_mark(str(name), amount, facts_of_origin(bar))])
        label = _label_bar(bar, size)
        axes.annotate(label, (bar["share"], y), (BESIDE, 0), color=ink, fontsize=FONT_SIZE * shrink, **style)


def _write_head(axes: Axes, panel: Panel, width: float, shrink: float) -> None:
    """Say whose flow a panel is and how much, as far as there is room."""
    *longer, head = panel.heads
    for text in longer:
        if text_width(text, HEAD, "bold") <= width:
            head = text
            break
    axes.annotate(
        head, (0, HEADER / 2 - 2), color=panel.colour, fontsize=HEAD * shrink, fontweight="bold", va="center",
        annotation_clip=False,
    )  # fmt: skip
