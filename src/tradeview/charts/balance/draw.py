"""Balance: what an economy reports of its exports and imports over time, and what one is above the other.

Two panels over the same periods: exports and imports as lines from zero, and below them the balance as bars. Only
neighbours are joined; across periods without figures there is no line, and a period with one side alone has no balance.
"""

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator
from narwhals.typing import IntoFrame

from tradeview.charts.balance.words import FLOWS, words
from tradeview.charts.layout.colours import BAND, GREY, INK, PALE, SIDES
from tradeview.charts.layout.page import Size, house_style, lay_out_page, pandas_of
from tradeview.charts.layout.placing import choose_clear_labels, spread_labels
from tradeview.charts.layout.points import points_down, points_per_x
from tradeview.charts.layout.text import FONT, text_width
from tradeview.charts.wording import scaled_figure
from tradeview.errors import TradeTableError
from tradeview.periods import frequency_of, ordinal
from tradeview.table.comparable import comparable
from tradeview.table.engines import is_missing
from tradeview.words.numbers import MINUS, NOT_STATED, choose_scale
from tradeview.words.periods import format_period

LINES, BARS, BETWEEN = 150, 70, 24  # points: heights of the panels, and between them, with the head of the lower
FONT_SIZE, LEADING, BESIDE = 9.5, 12, 8  # points
TICK_SIZE, TICK_AIR = 9, 8  # points; of the periods, and white between two of them
TICKS, PERIODS = 26, 7  # points of the labels left of the panels; from a panel to its periods, clear of its amounts
FEW = 12  # periods up to which points are large and each balance has its number
WIDEST, HEADROOM = 34, 0.34  # points of a bar; the share of the panel left for numbers beyond the bars
DEFICIT, SURPLUS = GREY, INK
COLOURS = dict(zip(FLOWS, SIDES, strict=True))
COLUMNS = (
    *("value", "low", "high", "valuation", "source", "stated_value", "stated_currency"),
    *("rate", "rate_kind", "rate_source", "deflator", "deflator_source", "compiled_by"),
)


def balance(frame: IntoFrame, *, ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw exports, imports and their balance, as one economy reports them, over years or months.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, of one reporter, one partner (`WLD` for the balance of
        an economy) and one commodity code, with `export` and `import` rows. Other flows are left out: re-exports are
        part of exports, and `total` is the sum.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that carry the title and caption; its two child axes are the panels, with money in `currency` on y.

    Raises
    ------
    TradeTableError
        More than one reporter, partner, commodity code or valuation of a flow; exports or imports are missing
        altogether; mixed currencies, price bases, frequencies or revisions; two rows for one flow and period.

    Examples
    --------
    >>> import pandas as pd
    >>> cells = [(2006, "export", 5e9), (2006, "import", 3e9), (2007, "export", 4e9), (2007, "import", 6e9)]
    >>> same = {"reporter": "MYS", "partner": "RUS", "commodity_code": "TOTAL", "currency": "USD"}
    >>> ax = balance(pd.DataFrame(cells, columns=["period", "flow", "value"]).assign(**same))
    >>> [float(bar.get_height()) for bar in ax.child_axes[1].patches]
    [2000000000.0, -2000000000.0]
    """
    return draw_balance(frame, ax=ax, size=size)


def draw_balance(frame: IntoFrame, *, ax: Axes | None = None, size: Size = "report", validate: bool = True) -> Axes:
    """Draw what `balance` draws; without `validate` the figures are known to be comparable."""
    table = _checked(frame, validate=validate)
    data = _join_flows(table)
    with house_style():
        drawn = words(data, table)
        beside = _room_beside(data)
        height = LINES + BETWEEN + BARS
        ax = lay_out_page(drawn, ax=ax, size=size, height=height, left=TICKS, right=beside, head=8, foot=18)
        ax.set_axis_off()
        _draw_panels(ax, data)
    return ax


def _checked(frame: IntoFrame, *, validate: bool) -> pd.DataFrame:
    table = pandas_of(frame, "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    table = table[table["flow"].isin(FLOWS)]
    if validate:
        comparable(table, "balance")
    table = table[table["value"].notna()]
    missing = [f"{flow}s" for flow in FLOWS if not (table["flow"] == flow).any()]
    if missing:
        raise TradeTableError("a balance needs exports and imports", f"no {' and no '.join(missing)}", "give both")
    found = {name: sorted(set(table[name])) for name in ("reporter", "partner", "commodity_code")}
    if any(len(values) > 1 for values in found.values()):
        said = "; ".join(f"{name} {', '.join(values[:5])}" for name, values in found.items() if len(values) > 1)
        raise TradeTableError("a balance is of one reporter, partner and commodity code", said, "filter the table")
    for flow, part in table.groupby("flow") if "valuation" in table else []:
        kinds = sorted({NOT_STATED.fill() if is_missing(kind) else str(kind) for kind in part["valuation"]})
        if len(kinds) > 1:
            raise TradeTableError(f"a balance needs one valuation of {flow}s", ", ".join(kinds), "keep one of them")
    return table.sort_values("period")


def _join_flows(table: pd.DataFrame) -> pd.DataFrame:
    """Set both flows of a period on one row, with their balance where both are there."""
    columns = [name for name in COLUMNS if name in table]
    sides = [
        table.loc[table["flow"] == flow, ["period", *columns]].rename(
            columns={name: f"{flow}_{name}" for name in columns}
        )
        for flow in FLOWS
    ]
    data = sides[0].merge(sides[1], on="period", how="outer").sort_values("period", ignore_index=True)
    data["balance"] = data["export_value"] - data["import_value"]
    if {"low", "high"} <= set(table):
        data["balance_low"] = data["export_low"] - data["import_high"]
        data["balance_high"] = data["export_high"] - data["import_low"]
    first = ["period", "export_value", "import_value", *(name for name in data if str(name).startswith("balance"))]
    same = {name: table[name].iloc[0] for name in ("currency", "price_basis", "base_period") if name in table}
    return data[[*first, *(name for name in data if name not in first)]].assign(**same)


def _size(data: pd.DataFrame) -> tuple[float, str]:
    return choose_scale([*data["export_value"].dropna(), *data["import_value"].dropna()])


def _line_ends(data: pd.DataFrame) -> dict[str, tuple[float, tuple[str, ...]]]:
    """What stands beside the end of each line: how high, and its lines of text."""
    size, _ = _size(data)
    last = data["period"].iloc[-1]
    ends: dict[str, tuple[float, tuple[str, ...]]] = {}
    for flow in FLOWS:
        row = data[data[f"{flow}_value"].notna()].iloc[-1]
        value = row[f"{flow}_value"]
        when = "" if row["period"] == last else f" in {format_period(int(row['period']))}"
        ends[flow] = (float(value), (f"{flow.capitalize()}s", f"{scaled_figure(value, size)}{when}"))
    return ends


def _room_beside(data: pd.DataFrame) -> float:
    """Points that the names and numbers beside the panels take."""
    said = [line for _, lines in _line_ends(data).values() for line in lines]
    return max(text_width(line, FONT_SIZE, "bold") for line in [*said, _last_balance(data)]) + BESIDE


def _last_balance(data: pd.DataFrame) -> str:
    """Say the last balance as it stands at the right edge where not every bar has room for its number."""
    there = data[data["balance"].notna()]
    if there.empty:
        return ""
    row = there.iloc[-1]
    when = "" if row["period"] == data["period"].iloc[-1] else f" in {format_period(int(row['period']))}"
    return _signed_figure(row["balance"], _size(data)[0]) + when


def _signed_figure(value: float, size: float) -> str:
    return ("+" if value > 0 else "") + scaled_figure(value, size)


def _draw_panels(ax: Axes, data: pd.DataFrame) -> None:
    tall = points_down(ax)
    inner = max(tall - BETWEEN, tall / 2)
    low = inner * BARS / (LINES + BARS) / tall
    upper = ax.inset_axes((0, low + BETWEEN / tall, 1, max(1 - low - BETWEEN / tall, 0.1)))
    lower = ax.inset_axes((0, 0, 1, low))
    at = [ordinal(int(period)) for period in data["period"]]
    for panel in (upper, lower):
        panel.set_xlim(at[0] - 0.5, at[-1] + 0.5)
        for before, after in pairwise(at):
            if after - before > 1:
                panel.axvspan(before + 0.5, after - 0.5, color=BAND, linewidth=0, zorder=0)
    _draw_flows(upper, data, at)
    _draw_balances(lower, data, at)
    periods = [int(period) for period in data["period"]]
    _set_ticks(upper, [], _size(data)[0], 3)
    _set_ticks(lower, periods, _size(data)[0], 2)
    if data["balance"].isna().all():
        lower.set_yticks([0])


def _draw_flows(panel: Axes, data: pd.DataFrame, at: list[int]) -> None:
    """Draw each flow: neighbours joined, nothing across a gap; its name and last number at the right edge."""
    size, _ = _size(data)
    for flow in FLOWS:
        value, colour = data[f"{flow}_value"], COLOURS[flow]
        there, dot = value.notna(), 5 if len(at) <= FEW else 3
        runs = (~there | (pd.Series(at).diff() > 1)).cumsum()[there]
        for _, run in value[there].groupby(runs):
            panel.plot([at[i] for i in run.index], run, color=colour, marker="o", markersize=dot, clip_on=False)
        if f"{flow}_low" in data:
            panel.vlines(at, data[f"{flow}_low"], data[f"{flow}_high"], color=colour, linewidth=1)
    highest = {f"{flow}_{name}" for flow in FLOWS for name in ("value", "high")}
    top = max(data[[name for name in data if name in highest]].max())
    panel.set_ylim(0, 1.06 * (top or size))
    ends = sorted(_line_ends(data).items(), key=lambda item: item[1][0])
    height = points_down(panel)
    each = 2 * LEADING * panel.get_ylim()[1] / height
    middles = spread_labels([value for _, (value, _) in ends], [each] * 2, 0, panel.get_ylim()[1])
    for (flow, (_, lines)), middle in zip(ends, middles, strict=True):
        for line, up in zip(lines, (LEADING / 2, -LEADING / 2), strict=True):
            panel.annotate(
                line, (1, middle), (BESIDE, up), xycoords=("axes fraction", "data"), textcoords="offset points",
                va="center", color=COLOURS[flow], fontsize=FONT_SIZE, fontweight="bold", annotation_clip=False,
            )  # fmt: skip


def _draw_balances(panel: Axes, data: pd.DataFrame, at: list[int]) -> None:
    """Draw the balance: above zero a surplus, below it a deficit; ranges as whiskers."""
    values = data["balance"].dropna()
    positions = [at[i] for i in values.index]
    across = points_per_x(panel)
    colours = [SURPLUS if value >= 0 else DEFICIT for value in values]
    panel.bar(positions, values, min(0.7, WIDEST / across), color=colours, linewidth=0)
    bounds = data[[name for name in data if str(name).startswith("balance")]].loc[values.index]
    if len(bounds.columns) > 1:
        panel.vlines(positions, bounds["balance_low"], bounds["balance_high"], color=PALE, linewidth=1)
    low, high = 0.0, 0.0
    if len(values):
        low, high = float(min(low, *bounds.min())), float(max(high, *bounds.max()))
    room = (high - low or 1) * HEADROOM  # for the numbers beyond the bars
    bottom = low - room if low < 0 else low
    top = high + room if high > 0 or low == high else high
    panel.set_ylim(bottom, top)
    panel.axhline(0, color=PALE, linewidth=0.8, zorder=1)
    panel.annotate(
        "Balance: exports minus imports", (0, 1), (-TICKS, 6), xycoords="axes fraction", textcoords="offset points",
        va="bottom", color=INK, fontsize=FONT_SIZE, fontweight="bold", annotation_clip=False,
    )  # fmt: skip
    _write_balances(panel, data, at, across)


def _write_balances(panel: Axes, data: pd.DataFrame, at: list[int], across: float) -> None:
    """Write each balance beyond its bar where all have room; else the last one, at the right edge."""
    values = data["balance"].dropna()
    said = [_signed_figure(value, _size(data)[0]) for value in values]
    if any(text_width(text, FONT_SIZE - 1) > across - 2 for text in said):
        panel.annotate(
            _last_balance(data), (1, values.iloc[-1]), (BESIDE, 0), xycoords=("axes fraction", "data"), va="center",
            textcoords="offset points", color=INK, fontsize=FONT_SIZE, fontweight="bold", annotation_clip=False,
        )  # fmt: skip
        return
    for (i, value), text in zip(values.items(), said, strict=True):
        is_deficit = value < 0
        bound = data.loc[i].get("balance_low" if is_deficit else "balance_high")
        end = value if is_missing(bound) else bound
        panel.annotate(
            text, (at[int(str(i))], end), (0, -2 if is_deficit else 2), textcoords="offset points", ha="center",
            va="top" if is_deficit else "bottom", color=INK, fontsize=FONT_SIZE - 1,
        )  # fmt: skip


def _set_ticks(panel: Axes, periods: list[int], size: float, most: int) -> None:
    """Mark a few round amounts, and below the lower panel the first and last period and those between with room."""
    panel.yaxis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10]))
    panel.yaxis.set_major_formatter(lambda value, _: f"{value / size:,.6g}".replace("-", MINUS))
    panel.tick_params(axis="both", labelfontfamily=FONT)  # ticks are made later, outside the house style
    panel.tick_params(axis="y", pad=2)
    panel.spines["bottom"].set_visible(False)
    across = points_per_x(panel)
    whole = (10, 5) if not periods or frequency_of(periods[0]) == "A" else (12, 6)  # decades first, or Januaries
    steps = (*whole, 1) if len(periods) <= FEW else whole
    rounded = [period for step in steps for period in periods if ordinal(period) % step == 0]
    by_importance = [*periods[:1], *periods[-1:], *rounded]
    on_paper = [(ordinal(period) * across, text_width(format_period(period), TICK_SIZE)) for period in by_importance]
    kept = [by_importance[number] for number in choose_clear_labels(on_paper, TICK_AIR)]
    panel.set_xticks([ordinal(period) for period in kept], [format_period(period) for period in kept])
    panel.tick_params(axis="x", length=0, pad=PERIODS)
