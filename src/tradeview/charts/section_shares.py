"""Section shares: how exports and imports of one pair and year divide among the sections of the Harmonised System."""

import narwhals as nw
import pandas as pd
from matplotlib.axes import Axes

from tradeview import captions, commodities, labels
from tradeview.charts.canvas import BAND, GREY, INK, SIDES, Drawing, Size, canvas, house_style, pandas_of
from tradeview.charts.letters import text_width
from tradeview.composition import shares
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.schema import TOTAL, narwhal
from tradeview.tables import Frame

MOST = 6  # sections shown by name; the rest are "other", so that there are seven at most
OTHER = "Other sections"
ROW, HEADER, LETTERS, GAP = 21, 22, 9.5, 10


def section_shares(table: Frame, *, ax: Axes | None, size: Size) -> Axes:
    """Draw shares of value by section, one panel for each flow (see `tradeview.charts.composition`)."""
    table = narwhal(table.to_native(), "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    frame = pandas_of(table.filter(nw.col("flow").is_in(["export", "import"])).to_native())
    found = {name: sorted({str(value) for value in frame[name]}) for name in ("period", "reporter", "partner")}
    if frame.empty or any(len(values) != 1 for values in found.values()):
        said = "; ".join(f"{name} {', '.join(values) or 'none'}" for name, values in found.items())
        raise TradeTableError(
            "a composition is of one reporter, partner and period, with exports or imports", said, "filter the table"
        )
    _refuse_other_codes(frame)
    data = _by_section(shares(frame, by="commodity_code"))
    flows = list(dict.fromkeys(data["flow"]))
    stacked = size == "phone" and ax is None
    rows = data["section"].nunique() if not stacked else len(data)
    with house_style():
        drawn = _words(data, frame)
        gutter = max(text_width(name, LETTERS) for name in data["section"]) + GAP
        height = ROW * rows + HEADER * (len(flows) if stacked else 1) + (GAP if stacked else 0)
        ax = canvas(drawn, ax=ax, size=size, height=height, left=0, head=8, foot=2)
        ax.set_axis_off()
        _panels(ax, data, flows, frame, gutter, stacked=stacked)
    return ax


def _refuse_other_codes(frame: pd.DataFrame) -> None:
    """Refuse what has no sections (SITC), and series of which shares would not be of one whole."""
    for name in ("classification", "valuation"):
        kinds = sorted({str(kind) for kind in frame.groupby("flow")[name].unique().explode()}) if name in frame else []
        sitc = name == "classification" and any(kind.startswith("S") for kind in kinds)
        if sitc or any(rows[name].nunique(dropna=False) > 1 for _, rows in frame.groupby("flow") if name in frame):
            raise TradeTableError(
                f"shares by HS section need one {name}{' of HS' if sitc else ''} a flow", ", ".join(kinds), "filter"
            )


def _by_section(frame: pd.DataFrame) -> pd.DataFrame:
    """Add the shares of each flow up by section, largest first over both flows, with "other" after six."""
    names = commodities.sections().set_index("section")["name"]
    if frame["share"].isna().any():
        raise TradeTableError("shares of a whole above zero", "a flow whose values are all zero", "leave it out")
    section = [names[commodities.section(code)] for code in frame["commodity_code"]]
    summed = frame.assign(section=section).groupby(["flow", "section"], as_index=False)[["share", "value"]].sum()
    first = summed.sort_values("share").groupby("flow")["section"].last()  # what the title names is always shown
    size = summed.groupby("section")["share"].max()
    largest = list(size.sort_values(ascending=False, kind="stable").index)
    kept = largest if len(largest) <= MOST + 1 else sorted(largest, key=lambda name: name not in set(first))[:MOST]
    kept = sorted(kept, key=lambda name: -size[name])
    summed["section"] = [name if name in kept else OTHER for name in summed["section"]]
    summed = summed.groupby(["flow", "section"], as_index=False)[["share", "value"]].sum()
    order = {name: place for place, name in enumerate([*kept, OTHER])}
    return summed.sort_values(
        ["flow", "section"],
        key=lambda column: column.map(order) if column.name == "section" else column,
        ignore_index=True,
    ).assign(currency=frame["currency"].iloc[0])


def _coverage(frame: pd.DataFrame) -> str:
    """Say what the shares are of: the codes that the table holds, and how much of its own total these are."""
    said = []
    for flow, part in frame.groupby("flow"):
        total = part["commodity_code"] == TOTAL
        if total.any() and part.loc[total, "value"].sum() > 0:
            share = part.loc[~total, "value"].sum() / part.loc[total, "value"].sum()
            said.append(f"{labels.percent(share, signed=False)} of all {flow}s")
    return "Shares are of the codes that the table itemises" + (f": {labels.listed(said)}." if said else ".")


def _words(data: pd.DataFrame, frame: pd.DataFrame) -> Drawing:
    reporter, partner, year = (frame[name].iloc[0] for name in ("reporter", "partner", "period"))
    said = []
    for flow, part in data.groupby("flow"):
        first = part[part["section"] != OTHER].sort_values("share").iloc[-1]
        share = labels.percent(first["share"], signed=False)
        said.append(f"{share} of the {flow}s itemised are {str(first['section']).lower()}")
    whose = f"{economy_name(reporter)}’s trade with {economy_name(partner)}"
    title = f"{whose} in {labels.period(int(year))}: {labels.listed(said)}"
    totals = "; ".join(
        f"{flow}s {labels.money(part['value'].sum(), frame['currency'].iloc[0])}" for flow, part in data.groupby("flow")
    )
    subtitle = f"Shares of value by HS section; {totals} in the codes of this table"
    notes = [captions.conversions(frame), captions.deflation(frame), _coverage(frame)]
    caption = (
        " ".join(note for note in notes if note),
        captions.sources(frame.drop_duplicates("source") if "source" in frame else frame[:1]),
    )
    return Drawing(title, subtitle, caption, f"Bar chart of shares. {title}.", data)


def _panels(
    ax: Axes, data: pd.DataFrame, flows: list[str], frame: pd.DataFrame, gutter: float, *, stacked: bool
) -> None:
    extent = ax.get_window_extent()
    width = extent.width * 72 / ax.figure.dpi
    indent = gutter / width
    for place, flow in enumerate(flows):
        part = data[data["flow"] == flow]
        if stacked:
            tall = 1 / len(flows)
            panel = ax.inset_axes((indent, 1 - (place + 1) * tall, 1 - indent, tall))
        else:
            wide = (1 - indent) / len(flows)
            panel = ax.inset_axes((indent + place * wide, 0, wide - 0.02, 1))
        names = list(dict.fromkeys(part["section"] if stacked else data["section"]))
        _bars(panel, part, names, SIDES[place], named=stacked or place == 0)
        sender = economy_name(frame["reporter" if flow == "export" else "partner"].iloc[0])
        said = f"{flow.capitalize()}s, from {sender}"
        if text_width(said, 11, "bold") > panel.get_window_extent().width * 72 / ax.figure.dpi:
            said = f"{flow.capitalize()}s"
        panel.annotate(
            said,
            (0, len(names) + 0.25),
            color=SIDES[place],
            fontsize=11,
            fontweight="bold",
            va="bottom",
            annotation_clip=False,
        )


def _bars(panel: Axes, part: pd.DataFrame, names: list[str], colour: str, *, named: bool) -> None:
    share = dict(zip(part["section"], part["share"], strict=True))
    panel.set_axis_off()
    panel.set_xlim(0, 1.18 * max(part["share"].max(), 0.01))
    panel.set_ylim(0, len(names) + HEADER / ROW)
    for place, name in enumerate(names):
        y = len(names) - place - 0.5
        if named:
            panel.annotate(
                name,
                (0, y),
                (-GAP, 0),
                textcoords="offset points",
                ha="right",
                va="center",
                color=GREY,
                fontsize=LETTERS,
                annotation_clip=False,
            )
        panel.axhspan(y - 0.33, y + 0.33, color=BAND, linewidth=0, zorder=0)
        if name in share:
            panel.barh(y, share[name], 0.66, color=colour, linewidth=0)
            panel.annotate(
                labels.percent(share[name], signed=False),
                (share[name], y),
                (4, 0),
                textcoords="offset points",
                va="center",
                color=INK,
                fontsize=LETTERS,
            )
        else:
            panel.annotate(
                "none in the table", (0, y), (4, 0), textcoords="offset points", va="center", color=GREY, fontsize=8.6
            )
