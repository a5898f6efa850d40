"""Balance: what an economy reports of its exports and imports over time, and what one is above the other.

Two panels over the same periods and on one scale of money: exports and imports as lines from zero, and below them the
balance as bars, which are as long as the lines are apart. Only neighbours are joined; across periods without figures
there is no line, and a period with one side alone has no balance.
"""

from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, MultipleLocator
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.charts.balance.words import EXPORT_AND_IMPORT, choose_money_scale, describe_balance
from tradeview.charts.labels import AMOUNT_IN, distinct_values, format_scaled
from tradeview.charts.layout.colours import BAND, GREY, GRID, INK, PAIR_COLOURS, PALE
from tradeview.charts.layout.fonts import FAMILIES
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import REPORT_PAGE, Page, Size, collect_pandas, house_style, lay_out_page
from tradeview.charts.layout.period_ticks import FEW, choose_period_ticks, order_by_importance
from tradeview.charts.layout.placing import spread_labels
from tradeview.charts.layout.points import points_across, points_down, points_per_x, points_per_y, write_label
from tradeview.charts.layout.text import text_width
from tradeview.charts.spans import refuse_unlike, say_months
from tradeview.errors import TradeTableError
from tradeview.periods import ordinal
from tradeview.table.comparable import wrap_comparable
from tradeview.table.engines import is_missing
from tradeview.table.series import span_of, spans_of
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import format_amount
from tradeview.words.names import FLOWS
from tradeview.words.numbers import tick_writer
from tradeview.words.periods import format_span, format_span_of_axis
from tradeview.words.provenance import facts_of_figure, tell_mark
from tradeview.words.templates import Arrangement, Template, capitalise

FLOW_IN = Arrangement("{flow:capital}, {period}", note="flow: exports; period: 2024")
BALANCE = Template("balance", note="exports less imports")
DIFFERENCE = Template("Exports of {exports}, less imports of {imports}.", note="two amounts")
PANEL_TITLE = Template("Balance: exports minus imports")

LINES, MOST, BETWEEN = 150, 300, 30  # points: the upper panel, both at most, and between them with the lower's head
FONT_SIZE, LEADING, BESIDE = 9.5, 12, 8  # points
TICK_SIZE, TICK_AIR = 9, 8  # points; of the periods, and white between two of them
TICKS, PERIODS = 26, 7  # points of the labels left of the panels; from a panel to its periods, clear of its amounts
ROUNDING = 1e-9  # of the larger flow: less is no balance
WIDEST, PAST = 34, 4  # points of a bar at most, and from the last one to the edge
NUMBER, EDGE = 15, 3  # points beyond the bars of a sign, with numbers and where there are none
HEADROOM = 1.06  # of the highest flow
MOST_TICKS = 4  # of the upper panel
LEADER: dict[str, Any] = {"arrowstyle": "-", "color": PALE, "linewidth": 0.7, "relpos": (0, 0), "shrinkA": 1}
AT_THE_EDGE = ("axes fraction", "data")
DEFICIT, SURPLUS = GREY, INK
COLOURS = {"export": PAIR_COLOURS[0], "import": PAIR_COLOURS[1]}
COLUMNS = (
    *("value", "low", "high", "valuation", "source", "quote", "stated_value", "stated_currency"),
    *("rate", "rate_kind", "rate_source", "deflator", "deflator_source", "compiled_by"),
)


class LineEnd(NamedTuple):
    """What stands beside the end of a line: the flow, when and how high it ends, its name and its last number."""

    flow: str
    at: int
    value: float
    name: str
    number: str


class MoneyAxis(NamedTuple):
    """The one scale of both panels: the money that each has to show, and the points beyond it that numbers take."""

    top: float  # of the upper panel, which begins at zero
    low: float  # of the bars
    high: float
    above: float  # points
    below: float
    step: float  # money from one tick to the next

    @property
    def length(self) -> float:
        """The money that both panels together show."""
        return self.top + self.high - self.low

    @property
    def beside(self) -> float:
        """The points that are of no money, of both panels and between them."""
        return BETWEEN + self.above + self.below


@check_arguments
@in_language
def balance(
    frame: IntoFrame,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw exports, imports and their balance, as one economy reports them, over years or months.

    Parameters
    ----------
    frame : frame
        A trade table in one currency, price basis and frequency, of one reporter, one partner (`WLD` for the balance of
        an economy) and one commodity code, with `export` and `import` rows. Other flows are left out: re-exports are
        part of exports, and `total` is the sum.
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    bare : bool
        Leave out title, subtitle and caption, which `tv.charts.words` then gives.
    ax : Axes, optional
        Axes to draw on: they are cleared, and the whole chart lies in their box. Without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.
    language : str or Language, optional
        What its words are written in: a code of `tv.languages()`, such as "ms"; without it, English.

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
    return draw_balance(
        frame, Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    )


def draw_balance(
    frame: IntoFrame,
    page: Page = REPORT_PAGE,
    *,
    validate: bool = True,
    compared_with: int | None = None,
) -> Axes:
    """Draw what `balance` draws; without `validate` the figures are known to be comparable.

    `compared_with` is the period that the title holds the last one against; without it, it is the first like it.
    """
    table = _collect_flows(frame, validate=validate)
    data = _join_flows(table)
    with house_style():
        scale, _ = choose_money_scale(data)
        ends = _label_ends(data, scale)
        last_balance = _label_last_balance(data, scale)
        texts = [last_balance]
        for end in ends:
            texts += [end.name, end.number]
        beside = max(text_width(text, FONT_SIZE, "bold") for text in texts) + BESIDE
        axis = _measure_money(data, scale)
        height = axis.beside + axis.length * min(LINES / axis.top, MOST / axis.length)
        drawn = describe_balance(data, table, compared_with)
        ax = lay_out_page(drawn, page, height=height, left=TICKS, right=beside, head=8, foot=18)
        ax.set_axis_off()
        upper, lower = _add_panels(ax, data, axis)
        _draw_flows(upper, data, ends)
        _draw_balances(lower, data)
        _write_balances(lower, data, scale, last_balance)
        # Left of the names of the lines, and to the edge of the bars.
        _set_ticks(upper, [], scale, axis.step, _ordinals_of(data)[-1])
        _set_ticks(lower, spans_of(data), scale, axis.step, lower.get_xlim()[1])
    return ax


def _collect_flows(frame: IntoFrame, *, validate: bool) -> pd.DataFrame:
    """Collect exports and imports of one pair and commodity, in order of time."""
    table = collect_pandas(frame, "period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    table = table[table["flow"].isin(EXPORT_AND_IMPORT)]
    refuse_unlike(table, "a balance")
    if validate:
        wrap_comparable(table, "balance")
    table = table[table["value"].notna()]
    missing = [f"{flow}s" for flow in EXPORT_AND_IMPORT if not (table["flow"] == flow).any()]
    if missing:
        raise TradeTableError("a balance needs exports and imports", f"no {' and no '.join(missing)}", "give both")
    several = []
    for name in ("reporter", "partner", "commodity_code"):
        codes = distinct_values(table[name])
        if len(codes) > 1:
            several.append(f"{name} {', '.join(codes[:5])}")
    if several:
        raise TradeTableError(
            "a balance is of one reporter, partner and commodity code", "; ".join(several), "filter the table"
        )
    if "valuation" in table:
        _refuse_mixed_valuations(table)
    return table.sort_values("period")


def _refuse_mixed_valuations(table: pd.DataFrame) -> None:
    for flow, rows in table.groupby("flow"):
        kinds = distinct_values(rows["valuation"])
        if len(kinds) > 1:
            raise TradeTableError(f"a balance needs one valuation of {flow}s", ", ".join(kinds), "keep one of them")


def _join_flows(table: pd.DataFrame) -> pd.DataFrame:
    """Set both flows of a period on one row, with their balance where both are there."""
    columns = [name for name in COLUMNS if name in table]
    flows = {}
    for flow in EXPORT_AND_IMPORT:
        rows = table.loc[table["flow"] == flow, ["period", *columns]]
        flows[flow] = rows.set_index("period").add_prefix(f"{flow}_")
    data = flows["export"].join(flows["import"], how="outer").sort_index().reset_index()
    # A flow that nobody reported is no zero: where one is missing, the difference is missing, too.
    difference = data["export_value"] - data["import_value"]
    # Sums of the same figures in another order differ by less than this: it is no balance, and has no sign.
    is_rounding = difference.abs() <= ROUNDING * data[["export_value", "import_value"]].max(axis=1)
    balance = {"balance": difference.mask(is_rounding, 0.0)}
    if {"low", "high"} <= set(table):
        # At its least where exports are lowest and imports highest.
        balance["balance_low"] = data["export_low"] - data["import_high"]
        balance["balance_high"] = data["export_high"] - data["import_low"]
    first = ["period", "export_value", "import_value", *balance]
    others = [name for name in data if name not in first]
    if say_months(table):
        months = table.drop_duplicates("period").set_index("period")["months"]
        data.insert(1, "months", data["period"].map(months))
        first.insert(1, "months")
    same = {name: table[name].iloc[0] for name in ("currency", "price_basis", "base_period") if name in table}
    return data.assign(**balance)[[*first, *others]].assign(**same)


def _label_ends(data: pd.DataFrame, scale: float) -> list[LineEnd]:
    """Label the end of each line, the lower one first."""
    ends = []
    for flow in EXPORT_AND_IMPORT:
        row = data[data[f"{flow}_value"].notna()].iloc[-1]
        value = float(row[f"{flow}_value"])
        number = _date_number(format_scaled(value, scale), row, data)
        ends.append(LineEnd(flow, ordinal(int(row["period"])), value, capitalise(FLOWS[flow].fill()), number))
    return sorted(ends, key=lambda end: end.value)


def _label_last_balance(data: pd.DataFrame, scale: float) -> str:
    """Say the last balance as it stands at the right edge where not every bar has room for its number."""
    balances = data[data["balance"].notna()]
    if balances.empty:
        return ""
    row = balances.iloc[-1]
    return _date_number(_signed_figure(row["balance"], scale), row, data)


def _date_number(number: str, row: "pd.Series[Any]", data: pd.DataFrame) -> str:
    """Add the period to a number that is not of the last one, at whose edge it stands."""
    if row["period"] == data["period"].iloc[-1]:
        return number
    return AMOUNT_IN.fill(amount=number, period=format_span_of_axis(span_of(row)))


def _signed_figure(value: float, scale: float) -> str:
    sign = "+" if value > 0 else ""
    return sign + format_scaled(value, scale)


def _ordinals_of(data: pd.DataFrame) -> list[int]:
    return [ordinal(int(period)) for period in data["period"]]


def _measure_money(data: pd.DataFrame, scale: float) -> MoneyAxis:
    """Say how much money each panel has to show, with ranges, and where numbers stand beyond the bars."""
    drawn = [name for name in ("export_value", "import_value", "export_high", "import_high") if name in data]
    highest = float(data[drawn].max().max())
    if highest == 0:
        highest = scale  # an axis of nothing has no length
    ticks = MaxNLocator(nbins=MOST_TICKS, steps=[1, 2, 5, 10]).tick_values(0, highest)
    ends = data[[name for name in ("balance", "balance_low", "balance_high") if name in data]]
    low, high = 0.0, 0.0
    if ends["balance"].notna().any():
        low, high = float(min(low, ends.min().min())), float(max(high, ends.max().max()))
    above = NUMBER if (data["balance"] >= 0).any() else EDGE
    below = NUMBER if (data["balance"] < 0).any() else EDGE
    return MoneyAxis(HEADROOM * highest, low, high, above, below, float(ticks[1] - ticks[0]))


def _add_panels(ax: Axes, data: pd.DataFrame, axis: MoneyAxis) -> tuple[Axes, Axes]:
    """Divide axes into a panel of lines above one of bars, on one scale, with the gaps between periods shaded."""
    height = points_down(ax)
    # In axes that are too low for both, what is of no money gives way to half of the height.
    money_points = max(height - axis.beside, height / 2)
    shrink = (height - money_points) / axis.beside
    per_point = axis.length / money_points
    above, below = (points * shrink * per_point for points in (axis.above, axis.below))
    lower_share = (axis.high + above - (axis.low - below)) / per_point / height
    upper_share = axis.top / per_point / height
    upper = ax.inset_axes((0, 1 - upper_share, 1, upper_share), ylim=(0, axis.top))
    lower = ax.inset_axes((0, 0, 1, lower_share), ylim=(axis.low - below, axis.high + above))
    ordinals = _ordinals_of(data)
    pad = _pad_of(points_across(ax), ordinals[-1] - ordinals[0])
    for panel in (upper, lower):
        panel.set_xlim(ordinals[0] - pad, ordinals[-1] + pad)
        for before, after in pairwise(ordinals):
            if after - before > 1:
                panel.axvspan(before + 0.5, after - 0.5, color=BAND, linewidth=0, zorder=0)
    return upper, lower


def _pad_of(across: float, length: int) -> float:
    """Return how far the axis goes beyond its first and last period: for half a bar, so that labels stand near."""
    points = WIDEST / 2 + PAST
    return min(0.5, points * length / max(across - 2 * points, points)) if length else 0.5


def _tell_flow(row: dict[Any, Any], flow: str) -> str:
    """Write what is told of the figure of a flow that is pointed at."""
    prefix = f"{flow}_"
    own = {name.removeprefix(prefix): cell for name, cell in row.items() if name.startswith(prefix)}
    figure = {**own, **{name: row.get(name) for name in ("period", "currency", "base_period")}}
    what = FLOW_IN.fill(flow=FLOWS[flow].fill(), period=format_span(span_of(row)))
    return tell_mark(what, format_amount(figure["value"], str(row["currency"])), facts_of_figure(figure))


def _tell_balance(row: dict[Any, Any]) -> str:
    """Write what is told of a balance that is pointed at: of which two figures it is the difference."""
    amounts = [format_amount(row[f"{flow}_value"], str(row["currency"])) for flow in EXPORT_AND_IMPORT]
    what = FLOW_IN.fill(flow=BALANCE.fill(), period=format_span(span_of(row)))
    said = DIFFERENCE.fill(exports=amounts[0], imports=amounts[1])
    return tell_mark(what, format_amount(row["balance"], str(row["currency"])), [said])


def _draw_flows(panel: Axes, data: pd.DataFrame, ends: list[LineEnd]) -> None:
    """Draw each flow: neighbours joined, nothing across a gap; its name and last number at its end."""
    at = pd.Series(_ordinals_of(data))
    dot = 5 if len(at) <= FEW else 3
    for flow, colour in COLOURS.items():
        values = data[f"{flow}_value"]
        # A line across periods without figures would say what nobody reported.
        begins_run = values.isna() | (at.diff() > 1)
        for _, run in values.dropna().groupby(begins_run.cumsum()):
            (line,) = panel.plot(at[run.index], run, color=colour, marker="o", markersize=dot, clip_on=False)
            tell_marks(line, [_tell_flow(row, flow) for row in data.loc[run.index].to_dict("records")])
        if f"{flow}_low" in data:
            whiskers = panel.vlines(at, data[f"{flow}_low"], data[f"{flow}_high"], color=colour, linewidth=1)
            tell_marks(whiskers, [_tell_flow(row, flow) for row in data[values.notna()].to_dict("records")])
    panel.hlines(0, *panel.get_xlim(), color=PALE, linewidth=0.8, zorder=1)
    height = points_down(panel)
    wanted = [end.value * points_per_y(panel) for end in ends]
    middles = spread_labels(wanted, [2 * LEADING] * len(ends), 0, height)
    for end, up, middle in zip(ends, wanted, middles, strict=True):
        look: dict[str, Any] = {"color": COLOURS[end.flow], "fontsize": FONT_SIZE, "fontweight": "bold"}
        beside = BESIDE + (at.iloc[-1] - end.at) * points_per_x(panel)
        place, leader = (end.at, end.value), None
        if end.at < at.iloc[-1] or abs(middle - up) > LEADING:
            leader = LEADER
        write_label(panel, end.name, place, (beside, middle - up + LEADING / 2), arrowprops=leader, **look)
        write_label(panel, end.number, place, (beside, middle - up - LEADING / 2), **look)


def _draw_balances(panel: Axes, data: pd.DataFrame) -> None:
    """Draw the balance: above zero a surplus, below it a deficit; ranges as whiskers."""
    # Of a balance of nothing there is no bar, its number says it.
    rows = data[data["balance"].notna() & (data["balance"] != 0)]
    values = rows["balance"]
    colours = [SURPLUS if value > 0 else DEFICIT for value in values]
    bars = panel.bar(_ordinals_of(rows), values, min(0.7, WIDEST / points_per_x(panel)), color=colours, linewidth=0)
    for bar, row in zip(bars, rows.to_dict("records"), strict=True):
        tell_marks(bar, [_tell_balance(row)])
    if "balance_low" in data:
        ranged = data[data["balance"].notna()]
        panel.vlines(_ordinals_of(ranged), ranged["balance_low"], ranged["balance_high"], color=PALE, linewidth=1)
    panel.axhline(0, color=PALE, linewidth=0.8, zorder=1)
    look = {"va": "bottom", "color": INK, "fontsize": FONT_SIZE, "fontweight": "bold"}
    write_label(panel, PANEL_TITLE.fill(), (0, 1), (-TICKS, 6), coords="axes fraction", **look)


def _write_balances(panel: Axes, data: pd.DataFrame, scale: float, last_balance: str) -> None:
    """Write each balance beyond its bar where all have room; else the last one, at the right edge."""
    rows = data[data["balance"].notna()]
    numbers = [_signed_figure(value, scale) for value in rows["balance"]]
    room = points_per_x(panel) - 2
    if any(text_width(number, FONT_SIZE - 1) > room for number in numbers):
        look = {"color": INK, "fontsize": FONT_SIZE, "fontweight": "bold"}
        write_label(panel, last_balance, (1, rows["balance"].iloc[-1]), (BESIDE, 0), coords=AT_THE_EDGE, **look)
        return
    for row, x, number in zip(rows.to_dict("records"), _ordinals_of(rows), numbers, strict=True):
        end, edge, away = row.get("balance_high"), "bottom", 2
        if row["balance"] < 0:
            end, edge, away = row.get("balance_low"), "top", -2
        if is_missing(end):
            end = row["balance"]
        write_label(panel, number, (x, end), (0, away), ha="center", va=edge, color=INK, fontsize=FONT_SIZE - 1)


def _set_ticks(panel: Axes, spans: list[int], scale: float, step: float, last: float) -> None:
    """Mark a few round amounts, by faint lines that end at `last`, and below the lower panel the periods with room."""
    panel.yaxis.set_major_locator(MultipleLocator(step))
    bottom, top = panel.get_ylim()
    amounts = [tick for tick in panel.get_yticks() if tick != 0 and bottom <= tick <= top]
    panel.hlines(amounts, panel.get_xlim()[0], last, color=GRID, linewidth=0.7, zorder=0.5)
    panel.yaxis.set_major_formatter(tick_writer(scale))
    # Ticks are made when the figure is drawn, outside the house style.
    panel.tick_params(axis="both", labelfontfamily=list(FAMILIES))
    panel.tick_params(axis="y", pad=2)
    panel.spines["bottom"].set_visible(False)
    ticks: dict[int, str] = {}
    if spans:
        across = points_per_x(panel)
        beyond = across / 2 + TICKS
        ticks = choose_period_ticks(order_by_importance(spans), across, TICK_SIZE, TICK_AIR, beyond=beyond)
    panel.set_xticks(list(ticks), list(ticks.values()))
    panel.tick_params(axis="x", length=0, pad=PERIODS)
