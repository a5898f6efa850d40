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
from tradeview.charts.layout.page import Drawing, Size, canvas, house_style, pandas_of, plot_width, shrunk
from tradeview.charts.layout.rows import (
    GAP,
    LETTERS,
    NAME_WIDTH,
    ROW,
    Row,
    basis,
    figure,
    gutter_of,
    percent,
    product,
    rows_of,
    tops_of,
    unit,
    write_names,
)
from tradeview.charts.layout.text import POINTS, text_width
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.table.engines import Frame, is_missing
from tradeview.table.schema import TOTAL, narwhal
from tradeview.words import labels
from tradeview.words import passports as captions

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
    data = _parts(shares(frame, by="commodity_code", validate=validate), by)
    flows = list(dict.fromkeys(data["flow"]))
    new = ax is None
    stacked = size == STACKED and new
    wanted = [_names(data, by, flow if stacked else None) for flow in flows] if stacked else [_names(data, by, None)]
    with house_style():
        width = plot_width(ax, size)
        blocks = [rows_of(names, width if stacked else NAME_WIDTH, above=stacked) for names in wanted]
        gutter = 0 if stacked else gutter_of(blocks[0])
        height = sum(tops_of(rows, HEADER)[-1] for rows in blocks) + GAP * (len(blocks) - 1)
        ax = canvas(_words(data, frame, by), ax=ax, size=size, height=height, left=gutter, head=8, foot=2)
        ax.set_axis_off()
        _panels(ax, data, frame, (wanted, blocks), gutter, shrunk(ax, height, LETTERS, new=new))
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
        sitc = name == "classification" and any(kind.startswith("S") for kind in kinds)
        if sitc or any(rows[name].nunique(dropna=False) > 1 for _, rows in parts.groupby("flow") if name in frame):
            raise TradeTableError(
                f"shares by HS section need one {name}{' of HS' if sitc else ''} a flow", ", ".join(kinds), "filter"
            )


def _part(code: str, by: str, names: "pd.Series[Any]") -> str:
    """Name the section, or the chapter, that a code is in."""
    if by == "chapter":
        return f"{code[:2]} {NO_SECTION[code[:2]]}" if code[:2] in NO_SECTION else product(code[:2])
    return NO_SECTION.get(code[:2]) or str(names[commodities.section(code)])


def _parts(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Add the shares of each flow up by section or chapter, largest first over both flows, with "other" after six."""
    if frame["share"].isna().any():
        raise TradeTableError("shares of a whole above zero", "a flow whose values are all zero", "leave it out")
    if TOTAL in set(frame["commodity_code"]):
        raise TradeTableError("a composition needs parts", "TOTAL, which is no HS code", "give rows of products")
    names = commodities.sections().set_index("section")["name"]
    named = frame.assign(**{by: [_part(code, by, names) for code in frame["commodity_code"]]})
    summed = named.groupby(["flow", by], as_index=False)[["share", "value"]].sum()
    first = set(summed.sort_values("share").groupby("flow")[by].last())  # what the title names is always shown
    largest = list(summed.groupby(by)["share"].max().sort_values(ascending=False, kind="stable").index)
    kept = largest if len(largest) <= MOST + 1 else sorted(largest, key=lambda name: name not in first)[:MOST]
    summed[by] = summed[by].where(summed[by].isin(kept), OTHER[by])
    summed = summed.groupby(["flow", by], as_index=False)[["share", "value"]].sum()
    order = {name: place for place, name in enumerate(_names(summed, by, None))}
    in_order = summed.sort_values(["flow", by], key=lambda column: column.replace(order), ignore_index=True)
    return in_order.assign(currency=frame["currency"].iloc[0])


def _words(data: pd.DataFrame, frame: pd.DataFrame, by: str) -> Drawing:
    first = frame.iloc[0]
    said = [_finding(data[data["flow"] == flow], part, by) for flow, part in frame.groupby("flow")]
    whose = f"{labels.possessive(economy_name(first['reporter']))} trade with {economy_name(first['partner'])}"
    title = f"{whose} in {labels.period(int(first['period']))}: {labels.listed(said)}"
    _, word = _scale(data)
    money = f"{unit(first['currency'], word)} at {basis(first.get('price_basis'), first.get('base_period'))}"
    subtitle = f"By HS {by}: share of each flow, and value in {money}"
    notes = [_valued(frame), _coverage(frame), captions.conversions(frame), captions.deflation(frame)]
    caption = (
        " ".join(note for note in notes if note),
        captions.sources(frame.drop_duplicates("source") if "source" in frame else frame[:1]),
    )
    ends = [_ends(data[data["flow"] == flow], flow, by) for flow in dict.fromkeys(data["flow"])]
    return Drawing(title, subtitle, caption, f"Bar chart of shares. {title}. {'; '.join(ends)}.", data)


def _ends(data: pd.DataFrame, flow: str, by: str) -> str:
    """Say the first and the last bar of a flow."""
    said = [f"{row[by]} {labels.money(row['value'], row['currency'])}" for _, row in data.iloc[[0, -1]].iterrows()]
    return f"{flow.capitalize()}s: {' to '.join(dict.fromkeys(said))}"


def _finding(data: pd.DataFrame, part: pd.DataFrame, by: str) -> str:
    """Say the largest part of a flow, or that several are; of what is itemised, where that is not all of it."""
    named = data[data[by] != OTHER[by]]
    first = named[named["share"] == named["share"].max()]
    flow = f"{first['flow'].iloc[0]}s{'' if _is_whole(part) else ' itemised'}"
    share = percent(first["share"].iloc[0])
    if len(first) > MOST_NAMED:
        return f"{len(first)} {by}s are {share} each of the {flow}"
    each = " each" if len(first) > 1 else ""
    return f"{share}{each} of the {flow} are {labels.listed([_in_words(name, by) for name in first[by]])}"


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
        f"{labels.percent(share, signed=False)} of all {flow}s" for flow, share in found.items() if share is not None
    ]
    return "Shares are of the codes that the table itemises" + (f": {labels.listed(said)}." if said else ".")


def _valued(frame: pd.DataFrame) -> str:
    """Say how each flow is valued, and in which revision its codes are."""
    said = []
    for name, called in (("valuation", "Valuation"), ("classification", "Revision of HS")):
        parts = frame[frame["commodity_code"] != TOTAL]
        kinds = {flow: part[name].iloc[0] if name in part else None for flow, part in parts.groupby("flow")}
        words = {flow: labels.NOT_STATED if is_missing(kind) else str(kind) for flow, kind in kinds.items()}
        alike = len(set(words.values())) == 1
        listed = next(iter(words.values())) if alike else ", ".join(f"{flow}s {kind}" for flow, kind in words.items())
        said.append(f"{called}: {listed}.")
    return " ".join(said)


def _panels(
    ax: Axes,
    data: pd.DataFrame,
    frame: pd.DataFrame,
    listed: tuple[list[list[str]], list[list[Row]]],
    gutter: float,
    shrink: float,
) -> None:
    """Draw a panel a flow: beside each other with rows in common, or below each other with rows of their own."""
    flows = list(dict.fromkeys(data["flow"]))
    wanted, blocks = listed
    heights = [tops_of(rows, HEADER)[-1] for rows in blocks]
    whole = sum(heights) + GAP * (len(blocks) - 1)
    width = ax.get_window_extent().width * POINTS / ax.figure.dpi
    each = 1.0 if not gutter else (1 - (len(flows) - 1) * GAP / width) / len(flows)
    for place, flow in enumerate(flows):
        block = 0 if gutter else place
        top = 0 if gutter else sum(heights[:place]) + GAP * place
        left = place * (each + GAP / width) if gutter else 0
        panel = ax.inset_axes((left, 1 - (top + heights[block]) / whole, each, heights[block] / whole))
        panel.set_axis_off()
        panel.set_ylim(heights[block], 0)
        tops = tops_of(blocks[block], HEADER)
        _set_width(panel, data, width * each)
        if place == 0 or not gutter:
            write_names(panel, blocks[block], tops, gutter, shrink)
        marks = [top + row.marks - (0 if gutter else ROW / 6) for top, row in zip(tops, blocks[block], strict=False)]
        part = data[data["flow"] == flow]
        _bars(panel, part.set_index(part.columns[1]), wanted[block], marks, SIDES[place], _scale(data)[0], shrink)
        _head(panel, frame, flow, SIDES[place], width * each, shrink)


def _scale(data: pd.DataFrame) -> tuple[float, str]:
    """Scale in which the largest part has two digits before the point or more, since the others are far smaller."""
    return labels.scale(data["value"] / 10)


def _label(share: float, value: float, size: float, currency: str) -> str:
    """Write a share and a value; one far smaller than the largest with a unit of its own."""
    said = figure(value, size)
    return f"{percent(share)}{APART}{labels.money(value, currency) if said.startswith('<') else said}"


def _set_width(panel: Axes, data: pd.DataFrame, width: float) -> None:
    """Give both panels one scale, with room for the words beside the longest bar."""
    size, _ = _scale(data)
    said = [_label(row.share, row.value, size, row.currency) for row in data.itertuples()]
    room = max(text_width(text, LETTERS) for text in said) + BESIDE
    panel.set_xlim(0, float(data["share"].max()) * width / max(width - room, width / 4))


def _bars(
    panel: Axes,
    part: pd.DataFrame,
    names: Sequence[str],
    marks: Sequence[float],
    colour: str,
    size: float,
    shrink: float,
) -> None:
    for name, y in zip(names, marks, strict=True):
        there = name in part.index
        share, value = (float(part.loc[name, column]) if there else 0.0 for column in ("share", "value"))
        if there:
            panel.barh(y, share, BAR, color=PALE if name in OTHER.values() else colour, linewidth=0)
        said = _label(share, value, size, str(part["currency"].iloc[0])) if there else NONE
        panel.annotate(
            said, (share, y), (BESIDE if there else 0, 0), textcoords="offset points", va="center",
            color=INK if there else GREY, fontsize=(LETTERS if there else LETTERS - 1) * shrink, annotation_clip=False,
        )  # fmt: skip


def _head(panel: Axes, frame: pd.DataFrame, flow: str, colour: str, width: float, shrink: float) -> None:
    """Say whose flow a panel is and how much, as far as there is room."""
    sender = economy_name(frame["reporter" if flow == "export" else "partner"].iloc[0])
    parts = frame[(frame["flow"] == flow) & (frame["commodity_code"] != TOTAL)]
    money = labels.money(parts["value"].sum(), parts["currency"].iloc[0])
    short = f"{flow.capitalize()}s"
    wordings = [f"{short} from {sender}, {money}", f"{short}, {money}", short]
    said = next((words for words in wordings if text_width(words, HEAD, "bold") <= width), short)
    panel.annotate(
        said, (0, HEADER / 2 - 2), color=colour, fontsize=HEAD * shrink, fontweight="bold", va="center",
        annotation_clip=False,
    )  # fmt: skip
