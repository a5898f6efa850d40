"""Section shares: how exports and imports of one pair and period divide among the sections, or chapters, of HS.

Bars are shares from zero, on one scale for both flows, so that they may be compared; beside each stand its share and
its value. What HS has no chapter for (98, 99) keeps a row of its own: it is trade, too.
"""

from collections.abc import Sequence
from typing import Any, Literal

import narwhals as nw
import pandas as pd
from matplotlib.axes import Axes

from tradeview import commodities
from tradeview.analysis.composition import shares
from tradeview.charts.layout.colours import GREY, INK, PALE, SIDES
from tradeview.charts.layout.page import Drawing, Size, house_style, lay_out_page, pandas_of, plot_width, shrink_factor
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
from tradeview.charts.wording import money_words, product, scaled_figure, share_words
from tradeview.commodities.codes import classification_name
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.table.engines import Frame, is_missing
from tradeview.table.schema import TOTAL, narwhal
from tradeview.words import captions
from tradeview.words.money import format_money
from tradeview.words.numbers import NOT_STATED, choose_scale, format_percent
from tradeview.words.periods import format_period
from tradeview.words.templates import list_words, possessive_of

By = Literal["section", "chapter"]
MOST = 6  # parts shown by name; the rest are "other", so that there are seven at most
OTHER = {"section": "Other sections", "chapter": "Other chapters"}
NO_SECTION = {"98": "Special provisions", "99": "Not specified"}  # no chapters of HS; the UN and customs use them
HEADER, HEAD, BAR, BESIDE = 24, 11, 13, 6  # points
APART = 2 * "\N{NO-BREAK SPACE}"
NONE = "none in the table"
MOST_NAMED = 2  # parts alike that the title still names
WHOLE = 0.005  # parts within half a percent of the total are all of it
STACKED = "phone"


def section_shares(table: Frame, *, by: By, ax: Axes | None, size: Size, validate: bool = True) -> Axes:
    """Draw shares of value, one panel for each flow (see `tradeview.charts.composition.draw`).

    Without `validate` the values are known to be comparable.
    """
    frame = _checked(table, by)
    data = _sum_parts(shares(frame, by="commodity_code", validate=validate), by)
    flows = list(dict.fromkeys(data["flow"]))
    new = ax is None
    stacked = size == STACKED and new
    wanted = [_names(data, by, flow) for flow in flows] if stacked else [_names(data, by, None)]
    with house_style():
        width = plot_width(ax, size)
        blocks = [lay_out_rows(names, width if stacked else NAME_WIDTH, above=stacked) for names in wanted]
        gutter = 0 if stacked else gutter_width(blocks[0])
        height = sum(row_tops(rows, HEADER)[-1] for rows in blocks) + GAP * (len(blocks) - 1)
        ax = lay_out_page(_words(data, frame, by), ax=ax, size=size, height=height, left=gutter, head=8, foot=2)
        ax.set_axis_off()
        _draw_panels(ax, data, frame, (wanted, blocks), gutter, shrink_factor(ax, height, FONT_SIZE, new=new))
    return ax


def _names(data: pd.DataFrame, by: str, flow: str | None) -> list[str]:
    """Parts in the order in which they are drawn: the largest first, "other" last."""
    part = data if flow is None else data[data["flow"] == flow]
    largest = part.groupby(by)["share"].max().sort_values(ascending=False, kind="stable")
    return sorted(largest.index, key=lambda name: name == OTHER[by])


def _checked(table: Frame, by: str) -> pd.DataFrame:
    """Return the exports and imports of one pair and period, in codes of HS."""
    if by not in OTHER:
        raise TradeTableError(f"a composition is by one of {', '.join(OTHER)}", repr(by), "name one of them")
    table = narwhal(table.to_native(), "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    frame = pandas_of(table.filter(nw.col("flow").is_in(["export", "import"])).to_native())
    found = {name: sorted({str(value) for value in frame[name]}) for name in ("period", "reporter", "partner")}
    if frame.empty or any(len(values) != 1 for values in found.values()):
        said = "; ".join(f"{name} {', '.join(values) or 'none'}" for name, values in found.items())
        raise TradeTableError(
            "a composition is of one reporter, partner and period, with exports or imports", said, "filter the table"
        )
    _refuse_other_codes(frame)
    return frame


def _refuse_other_codes(frame: pd.DataFrame) -> None:
    """Refuse what has no sections (SITC), and series of which shares would not be of one whole."""
    parts = frame[frame["commodity_code"] != TOTAL]  # all products are the same in every revision
    for name in ("classification", "valuation"):
        kinds = sorted({str(kind) for kind in parts.groupby("flow")[name].unique().explode()}) if name in frame else []
        sitc = name == "classification" and any(classification_name(kind) == "SITC" for kind in kinds)
        if sitc or any(rows[name].nunique(dropna=False) > 1 for _, rows in parts.groupby("flow") if name in frame):
            raise TradeTableError(
                f"shares by HS section need one {name}{' of HS' if sitc else ''} a flow", ", ".join(kinds), "filter"
            )


def _part_name(code: str, by: str, names: "pd.Series[Any]") -> str:
    """Name the section, or the chapter, that a code is in."""
    if by == "chapter":
        return f"{code[:2]} {NO_SECTION[code[:2]]}" if code[:2] in NO_SECTION else product(code[:2])
    return NO_SECTION.get(code[:2]) or str(names[commodities.section(code)])


def _sum_parts(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add the shares of each flow up by section or chapter, largest first over both flows, with "other" after six."""
    if frame["share"].isna().any():
        raise TradeTableError("shares of a whole above zero", "a flow whose values are all zero", "leave it out")
    if TOTAL in set(frame["commodity_code"]):
        raise TradeTableError("a composition needs parts", "TOTAL, which is no HS code", "give rows of products")
    names = commodities.sections().set_index("section")["name"]
    named = frame.assign(**{by: [_part_name(code, by, names) for code in frame["commodity_code"]]})
    summed = named.groupby(["flow", by], as_index=False)[["share", "value"]].sum()
    first = set(summed.sort_values("share").groupby("flow")[by].last())  # what the title names is always shown
    largest = list(summed.groupby(by)["share"].max().sort_values(ascending=False, kind="stable").index)
    kept = largest if len(largest) <= MOST + 1 else sorted(largest, key=lambda name: name not in first)[:MOST]
    summed[by] = summed[by].where(summed[by].isin(kept), OTHER[by])
    summed = summed.groupby(["flow", by], as_index=False)[["share", "value"]].sum()
    order = {name: number for number, name in enumerate(_names(summed, by, None))}
    in_order = summed.sort_values(["flow", by], key=lambda column: column.replace(order), ignore_index=True)
    return in_order.assign(currency=frame["currency"].iloc[0])


def _words(data: pd.DataFrame, frame: pd.DataFrame, by: str) -> Drawing:
    first = frame.iloc[0]
    said = [_finding(data[data["flow"] == flow], part, by) for flow, part in frame.groupby("flow")]
    whose = f"{possessive_of(economy_name(first['reporter']))} trade with {economy_name(first['partner'])}"
    title = f"{whose} in {format_period(int(first['period']))}: {list_words(said)}"
    _, word = _scale(data)
    money = money_words(first, word)
    subtitle = f"By HS {by}: share of each flow, and value in {money}"
    notes = [_valued(frame), _coverage(frame), captions.describe_conversions(frame), captions.describe_deflation(frame)]
    caption = (
        " ".join(note for note in notes if note),
        captions.name_sources(frame.drop_duplicates("source") if "source" in frame else frame[:1]),
    )
    ends = [_ends_in_words(data[data["flow"] == flow], flow, by) for flow in dict.fromkeys(data["flow"])]
    return Drawing(title, subtitle, caption, f"Bar chart of shares. {title}. {'; '.join(ends)}.", data)


def _ends_in_words(data: pd.DataFrame, flow: str, by: str) -> str:
    """Say the first and the last bar of a flow."""
    said = [f"{row[by]} {format_money(row['value'], row['currency'])}" for _, row in data.iloc[[0, -1]].iterrows()]
    return f"{flow.capitalize()}s: {' to '.join(dict.fromkeys(said))}"


def _finding(data: pd.DataFrame, part: pd.DataFrame, by: str) -> str:
    """Say the largest part of a flow, or that several are; of what is itemised, where that is not all of it."""
    named = data[data[by] != OTHER[by]]
    first = named[named["share"] == named["share"].max()]
    flow = f"{first['flow'].iloc[0]}s{'' if _is_whole(part) else ' itemised'}"
    share = share_words(first["share"].iloc[0])
    if len(first) > MOST_NAMED:
        return f"{len(first)} {by}s are {share} each of the {flow}"
    each = " each" if len(first) > 1 else ""
    return f"{share}{each} of the {flow} are {list_words([_in_words(name, by) for name in first[by]])}"


def _in_words(name: str, by: str) -> str:
    code, _, title = name.partition(" ")
    return f"{title.lower()} (HS {code})" if by == "chapter" else name.lower()


def _share_of_total(part: pd.DataFrame) -> float | None:
    """Share of the codes of a flow in the table's own row for all of it, where it has one."""
    total = part["commodity_code"] == TOTAL
    whole = part.loc[total, "value"].sum()
    return float(part.loc[~total, "value"].sum() / whole) if whole > 0 else None


def _is_whole(part: pd.DataFrame) -> bool:
    share = _share_of_total(part)
    return share is not None and abs(share - 1) <= WHOLE


def _coverage(frame: pd.DataFrame) -> str:
    """Say what the shares are of: the codes that the table holds, and how much of its own total these are."""
    found = {flow: _share_of_total(part) for flow, part in frame.groupby("flow")}
    said = [
        f"{format_percent(share, signed=False)} of all {flow}s" for flow, share in found.items() if share is not None
    ]
    return "Shares are of the codes that the table itemises" + (f": {list_words(said)}." if said else ".")


def _valued(frame: pd.DataFrame) -> str:
    """Say how each flow is valued, and in which revision its codes are."""
    said = []
    for name, called in (("valuation", "Valuation"), ("classification", "Revision of HS")):
        parts = frame[frame["commodity_code"] != TOTAL]
        kinds = {flow: part[name].iloc[0] if name in part else None for flow, part in parts.groupby("flow")}
        words = {flow: NOT_STATED.fill() if is_missing(kind) else str(kind) for flow, kind in kinds.items()}
        alike = len(set(words.values())) == 1
        listed = next(iter(words.values())) if alike else ", ".join(f"{flow}s {kind}" for flow, kind in words.items())
        said.append(f"{called}: {listed}.")
    return " ".join(said)


def _draw_panels(
    ax: Axes,
    data: pd.DataFrame,
    frame: pd.DataFrame,
    listed: tuple[list[list[str]], list[list[Row]]],
    gutter: float,
    shrink: float,
) -> None:
    """Draw a panel a flow: beside each other with rows in common, or below each other with rows of their own."""
    flows = list(dict.fromkeys(data["flow"]))
    beside = gutter > 0
    wanted, blocks = listed
    heights = [row_tops(rows, HEADER)[-1] for rows in blocks]
    whole = sum(heights) + GAP * (len(blocks) - 1)
    width = points_across(ax)
    each = (1 - (len(flows) - 1) * GAP / width) / len(flows) if beside else 1.0
    for number, flow in enumerate(flows):
        if beside:
            names, rows, height = wanted[0], blocks[0], heights[0]
            left, top = number * (each + GAP / width), 0.0
        else:
            names, rows, height = wanted[number], blocks[number], heights[number]
            left, top = 0.0, sum(heights[:number]) + GAP * number
        panel = ax.inset_axes((left, 1 - (top + height) / whole, each, height / whole))
        panel.set_axis_off()
        panel.set_ylim(height, 0)
        tops = row_tops(rows, HEADER)
        _set_width(panel, data, width * each)
        if number == 0 or not beside:
            write_names(panel, rows, tops, gutter, shrink)
        up = 0 if beside else ROW / 6  # nearer to the name that stands above
        marks = [row_top + row.marks - up for row_top, row in zip(tops, rows, strict=False)]
        part = data[data["flow"] == flow]
        _draw_bars(panel, part.set_index(part.columns[1]), names, marks, SIDES[number], _scale(data)[0], shrink)
        _write_head(panel, frame, flow, SIDES[number], width * each, shrink)


def _scale(data: pd.DataFrame) -> tuple[float, str]:
    """Scale in which the largest part has two digits before the point or more, since the others are far smaller."""
    return choose_scale(data["value"] / 10)


def _bar_label(share: float, value: float, size: float, currency: str) -> str:
    """Write a share and a value; one far smaller than the largest with a unit of its own."""
    said = scaled_figure(value, size)
    return f"{share_words(share)}{APART}{format_money(value, currency) if said.startswith('<') else said}"


def _set_width(panel: Axes, data: pd.DataFrame, width: float) -> None:
    """Give both panels one scale, with room for the words beside the longest bar."""
    size, _ = _scale(data)
    said = [_bar_label(row.share, row.value, size, row.currency) for row in data.itertuples()]
    room = max(text_width(text, FONT_SIZE) for text in said) + BESIDE
    panel.set_xlim(0, float(data["share"].max()) * width / max(width - room, width / 4))


def _draw_bars(
    panel: Axes,
    part: pd.DataFrame,
    names: Sequence[str],
    marks: Sequence[float],
    colour: str,
    size: float,
    shrink: float,
) -> None:
    for name, y in zip(names, marks, strict=True):
        if name not in part.index:
            panel.annotate(
                NONE, (0.0, y), (0, 0), textcoords="offset points", va="center", color=GREY,
                fontsize=(FONT_SIZE - 1) * shrink, annotation_clip=False,
            )  # fmt: skip
            continue
        share, value = float(part.loc[name, "share"]), float(part.loc[name, "value"])
        panel.barh(y, share, BAR, color=PALE if name in OTHER.values() else colour, linewidth=0)
        said = _bar_label(share, value, size, str(part["currency"].iloc[0]))
        panel.annotate(
            said, (share, y), (BESIDE, 0), textcoords="offset points", va="center", color=INK,
            fontsize=FONT_SIZE * shrink, annotation_clip=False,
        )  # fmt: skip


def _write_head(panel: Axes, frame: pd.DataFrame, flow: str, colour: str, width: float, shrink: float) -> None:
    """Say whose flow a panel is and how much, as far as there is room."""
    sender = economy_name(frame["reporter" if flow == "export" else "partner"].iloc[0])
    parts = frame[(frame["flow"] == flow) & (frame["commodity_code"] != TOTAL)]
    money = format_money(parts["value"].sum(), parts["currency"].iloc[0])
    short = f"{flow.capitalize()}s"
    wordings = [f"{short} from {sender}, {money}", f"{short}, {money}", short]
    said = next((words for words in wordings if text_width(words, HEAD, "bold") <= width), short)
    panel.annotate(
        said, (0, HEADER / 2 - 2), color=colour, fontsize=HEAD * shrink, fontweight="bold", va="center",
        annotation_clip=False,
    )  # fmt: skip
