"""Ranking: the largest partners or products of one flow, with what is left as "other", and the share of each.

The world and the total are wholes, never parts: they do not stand among the bars, and the caption says how much of them
the parts make up. Nor do groups of economies, whose members are partners themselves: the caption names those left out.
A rank keeps its set: the subtitle says how many there are.
"""

from collections.abc import Collection, Hashable, Sequence
from typing import Any, NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview.analysis.composition import shares
from tradeview.arguments import check_arguments
from tradeview.charts.labels import (
    COUNTED,
    RANGES,
    distinct_values,
    format_scaled,
    format_share,
    name_product_first,
    name_unit_and_prices,
    name_whole,
)
from tradeview.charts.layout.colours import GREY, INK, PALE, currency_colour
from tradeview.charts.layout.highlight import Highlight, Highlighted, choose_highlighted
from tradeview.charts.layout.hover import tell_marks
from tradeview.charts.layout.page import (
    REPORT_PAGE,
    Drawing,
    Page,
    Size,
    collect_pandas,
    house_style,
    lay_out_page,
    shrink_factor,
    smallest_height,
)
from tradeview.charts.layout.points import points_across, write_label
from tradeview.charts.layout.row_layout import (
    FONT_SIZE,
    MOST_LINES,
    NAME_WIDTH,
    ROW,
    Row,
    gutter_width,
    lay_out_rows,
    row_tops,
    write_names,
)
from tradeview.charts.layout.text import text_width, wrap_text
from tradeview.charts.spans import refuse_unlike, say_months
from tradeview.economies.codes import is_group
from tradeview.errors import TradeTableError
from tradeview.table.double_counting import WHOLES
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD
from tradeview.table.series import span_of
from tradeview.words import captions
from tradeview.words.language import Language, choose_language, in_language
from tradeview.words.money import format_amount, format_money
from tradeview.words.names import flow_name, label_economy, name_economy, trade_name
from tradeview.words.numbers import NOT_STATED, choose_scale, format_ordinal, format_percent
from tradeview.words.periods import format_span
from tradeview.words.provenance import facts_of_figure, tell_mark
from tradeview.words.templates import Arrangement, Plural, Template, join_clauses, list_words

TITLE = Template(
    "{parts:capital}: {share} of {whole} in {period}",
    note="parts: names of partners or products; whole: Malaysia’s exports to Russia",
)
TITLE_SO_FAR = Template("{parts:capital}: {share} of {whole} in {period}, as far as the table goes")
TITLE_OF_REPORTER = Template("{parts:capital}: {share} of {reporter:possessive} {flow} in {period}")
TITLE_OF_REPORTER_SO_FAR = Template(
    "{parts:capital}: {share} of {reporter:possessive} {flow} in {period}, as far as the table goes",
    note="flow: exports, or exports of HS 1511",
)
# Titles of one part that is highlighted.
RANKED_PARTNER = {
    "export": Template(
        "{part:capital} is {reporter:possessive} {place} export market in {period}: {share}",
        note="part: a partner; place: largest, 5th, or joint 5th; share: 5%",
    ),
    "import": Template("{part:capital} is {reporter:possessive} {place} source of imports in {period}: {share}"),
    "total": Template("{part:capital} is {reporter:possessive} {place} trading partner in {period}: {share}"),
}
RANKED_PARTNER_SO_FAR = {
    "export": Template(
        "{part:capital} is {reporter:possessive} {place} export market in {period}, as far as the table goes: {share}"
    ),
    "import": Template(
        "{part:capital} is {reporter:possessive} {place} source of imports in {period}, as far as the table goes: "
        "{share}"
    ),
    "total": Template(
        "{part:capital} is {reporter:possessive} {place} trading partner in {period}, as far as the table goes: {share}"
    ),
}
RANKED_PART = Template(
    "{part:capital} has the {place} share of {whole} in {period}: {share}",
    note="part: a partner, product or reporter; whole: Malaysia’s exports to Russia",
)
RANKED_PART_SO_FAR = Template(
    "{part:capital} has the {place} share of {whole} in {period}, as far as the table goes: {share}"
)
FLOW_OF_REPORTER = Arrangement("{reporter:possessive} {flow}", note="flow: exports of HS 1511")
FIRST = Template("largest", note="of a place in a ranking")
BY_SIZE = Template("{place} largest", note="place: 5th, joint 5th, or 4th to 6th")
JOINT_FIRST = Template("joint largest", note="of parts of the same value")
JOINT = Template("joint {place}", note="joint 5th: of parts of the same value")
PLACES = Template("{best} to {worst}", note="4th to 6th: of a part whose range meets those of others")
BEYOND = Arrangement("{name} ({place})", note="of a part that is shown though others are larger: Russia (14th)")
ALIKE = Template("{parts} of the same value", note="parts: 5 partners")
SUBTITLE = Template("{parts:capital} in the table: value in {money}, and share of their sum", note="parts: 5 partners")
SUBTITLE_OF_LARGEST = Plural(
    "The largest of {parts} in the table: value in {money}, and share of their sum",
    "The {count} largest of {parts} in the table: value in {money}, and share of their sum",
)
SUBTITLE_OF_LARGEST_AND = Plural(
    "The largest of {parts} in the table, and {others}: value in {money}, and share of their sum",
    "The {count} largest of {parts} in the table, and {others}: value in {money}, and share of their sum",
    note="others: names of partners or products",
)
OTHERS = Template("Other ({parts})", note="parts: 5 partners")
VALUATION = Template("Valuation: {valuation}.", note="valuation: FOB, CIF, or not stated")
GROUPS = Template("Groups are left out: {groups}.", note="groups of economies: ASEAN")
SUM_OF_PARTS = {
    TOTAL: Template("Their sum is {share} of the table’s row for the total ({amount})."),
    WORLD: Template("Their sum is {share} of the table’s row for the world ({amount})."),
}
NO_WHOLE = {
    TOTAL: Template("The table has no row for the total to compare their sum with."),
    WORLD: Template("The table has no row for the world to compare their sum with."),
}
ALT = Template("Bar chart, largest first. {title}. {ends}.", note="ends: the first and the last bar with their values")

RANKED = ("partner", "reporter", "commodity_code")
NEEDED = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
TOP, NAMED = 10, 3  # bars before "other"; those that the title names
BAR, BESIDE = 13, 6  # points: a bar's height, and from its end to its number
APART = 3 * "\N{NO-BREAK SPACE}"
LEAST, TITLE_LINE = 0.01, 60  # the share and the letters up to which a title names more than the first
MOST_LETTERS, LEAST_LETTERS = 38, 8  # of the title of a product, within a title, and where it is cut beside a bar
ALL_OF_IT = 0.005  # parts within half a percent of the total are all of it: they may be rounded
# What is told of a bar that is pointed at, beside its amount and its source.
PROVENANCE = (
    *("quote", "valuation", "compiled_by", "stated_value", "stated_currency", "rate", "rate_kind", "rate_source"),
    *("deflator", "base_period"),
)


class RankedTable(NamedTuple):
    """What is ranked: parts with their shares, largest first; rows of the whole; codes of the groups left out."""

    parts: pd.DataFrame
    whole: pd.DataFrame
    groups: list[str]

    @property
    def part_of_whole(self) -> float | None:
        """The sum of the parts as a share of the table's own total; None where it has none."""
        if len(self.whole) != 1:
            return None
        total = self.whole["value"].iloc[0]
        if is_missing(total) or total <= 0:
            return None
        return float(self.parts["value"].sum() / total)

    @property
    def is_all(self) -> bool:
        """Tell whether the parts are all of the table's own total."""
        return self.part_of_whole is not None and abs(self.part_of_whole - 1) <= ALL_OF_IT


@check_arguments
@in_language
def ranking(
    frame: IntoFrame,
    *,
    by: str,
    top: int = TOP,
    title: str | None = None,
    subtitle: str | None = None,
    highlight: Highlight = None,
    bare: bool = False,
    ax: Axes | None = None,
    size: Size = "report",
    language: str | Language | None = None,
) -> Axes:
    """Draw the largest parts of one flow as bars, with their values and shares.

    Parameters
    ----------
    frame : frame
        A trade table of one period and flow in one currency: of one reporter and commodity code with its partners, of
        one reporter and partner with its products, or of one partner and commodity code with its reporters.
    by : {"partner", "commodity_code", "reporter"}
        The column that names the parts. Rows of the whole (`WLD`, `TOTAL`) are never among them; they only tell how
        much of the whole the parts make up. Groups of economies (`tv.economies.is_group`) are left out.
    top : int
        Bars before "other", 1 or more. One more is drawn by its name where it would be alone in "other".
    title, subtitle : str, optional
        Words of your own in the place of those that are made from the numbers; "" leaves them out.
    highlight : str or collection of str, optional
        Parts, by code or name: what is highlighted is in colour, all else grey, and is what the title is about. It has
        a bar also where it is not among the largest.
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
        Money on x (in `currency`, from zero), points from the top on y; the largest is first, "other" last.

    Raises
    ------
    TradeTableError
        As for `tv.shares`; several periods, flows or wholes; only the whole or groups; all values zero; `top` below 1.
    UnknownCodeError
        A partner or reporter that no table knows.
    TradeviewError
        More bars than the size has room for.

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"period": 2001, "reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    >>> values = {"WLD": 10e9, "CHN": 5e9, "SGP": 3e9, "RUS": 1e9, "THA": 1e9}
    >>> frame = pd.DataFrame([{**row, "partner": partner, "value": value} for partner, value in values.items()])
    >>> ax = ranking(frame, by="partner", top=2)
    >>> [float(bar.get_width()) for bar in ax.patches]
    [5000000000.0, 3000000000.0, 2000000000.0]
    """
    page = Page(title=title, subtitle=subtitle, bare=bare, ax=ax, size=size, language=choose_language(language))
    return draw_ranking(frame, page, by=by, top=top, highlight=highlight)


def draw_ranking(
    frame: IntoFrame,
    page: Page = REPORT_PAGE,
    *,
    by: str,
    top: int = TOP,
    highlight: Highlight = None,
    validate: bool = True,
) -> Axes:
    """Draw what `ranking` draws; without `validate` the values are known to be comparable."""
    ranked = _collect_parts(frame, by, top, validate=validate)
    names = {str(part[by]): _name_part(part, by) for part in ranked.parts.to_dict("records")}
    highlighted = choose_highlighted(highlight, names, f"a {by} of the table", economies=by != "commodity_code")
    data = _rank_parts(ranked.parts, by, top, highlighted.codes)
    names_above = page.is_narrow
    with house_style():
        width = page.width if names_above else NAME_WIDTH
        largest = _count_largest(data, ranked.parts, by)
        rows = lay_out_rows(_fit_names(data, by, largest, width), width, above=names_above)
        gutter = 0 if names_above else gutter_width(rows)
        height = row_tops(rows)[-1]
        drawn = describe_ranking(data, ranked, by, highlighted.codes)
        lowest = smallest_height(height, FONT_SIZE)
        ax = lay_out_page(drawn, page, height=height, left=gutter, head=8, foot=2, lowest=lowest)
        _draw_bars(ax, data, by, rows, gutter, shrink_factor(ax, height), highlighted)
    return ax


def _collect_parts(frame: IntoFrame, by: str, top: int, *, validate: bool) -> RankedTable:
    """Collect the parts of one whole and compute their shares."""
    if by not in RANKED:
        raise TradeTableError(f"a ranking is by one of {', '.join(RANKED)}", repr(by), "name the column of the parts")
    if top < 1:
        raise TradeTableError("a ranking shows one part or more", f"top={top}", "name a larger number")
    table = collect_pandas(frame, *NEEDED)
    _refuse_several_wholes(table, by)
    is_whole = table[by] == WHOLES[by]
    # The whole, and groups whose members are partners themselves, would be counted twice.
    groups = []
    if by != "commodity_code":
        groups = [code for code in table.loc[~is_whole, by].unique() if is_group(code)]
    parts = table[~is_whole & ~table[by].isin(groups)]
    if parts.empty:
        there = [WHOLES[by], *groups] if is_whole.any() else groups
        raise TradeTableError(
            f"a ranking by {by} needs parts", f"{', '.join(there)} alone", f"give the rows of each {by}"
        )
    parts = shares(parts, by=by, validate=validate)
    if parts["share"].isna().any():
        raise TradeTableError("a ranking needs values above zero", "zeros alone", "leave them out")
    parts = parts.sort_values(["value", by], ascending=[False, True], ignore_index=True)
    return RankedTable(parts, table[is_whole], groups)


def _refuse_several_wholes(table: pd.DataFrame, by: str) -> None:
    """Refuse parts of no whole or of several ones, of which they could not be shares."""
    same, several = [], []
    for name in ("period", "flow", "reporter", "partner", "commodity_code", "valuation"):
        if name == by or name not in table:
            continue
        same.append(name)
        values = distinct_values(table[name])
        if not values:
            several.append(f"{name} none")
        elif len(values) > 1:
            several.append(f"{name} {', '.join(values[:5])}")
    if several:
        raise TradeTableError(f"a ranking by {by} is of one {', '.join(same)}", "; ".join(several), "filter the table")
    refuse_unlike(table, f"a ranking by {by}")
    if (table["flow"] == BALANCE).any():
        found = f"`{BALANCE}`, whose parts may be of either sign"
        raise TradeTableError(f"a ranking by {by} is of parts that have shares", found, "rank exports, or imports")


def _name_part(part: dict[Hashable, Any], by: str) -> str:
    """Name a part as its bar has it: products by their titles, with the code behind."""
    if by == "commodity_code":
        return name_product_first(part[by], part.get("classification"))
    return label_economy(part[by])


def _fit_names(data: pd.DataFrame, by: str, largest: int, width: float) -> list[str]:
    """Name the bars, with their place where larger parts have none, and products cut so that their codes have room."""
    names = []
    for number, bar in enumerate(data.to_dict("records")):
        if is_missing(bar[by]):
            names.append(str(bar["row"]))
            continue
        place = str(bar["place"]) if number >= largest else None
        name = _add_place(str(bar["row"]), place)
        most = len(name)
        while by == "commodity_code" and len(wrap_text(name, width, FONT_SIZE)) > MOST_LINES and most > LEAST_LETTERS:
            most -= 1
            name = _add_place(name_product_first(bar[by], bar.get("classification"), most), place)
        names.append(name)
    return names


def _add_place(name: str, place: str | None) -> str:
    return name if place is None else BEYOND.fill(name=name, place=place)


def _rank_parts(parts: pd.DataFrame, by: str, top: int, highlighted: Collection[str] = ()) -> pd.DataFrame:
    """Return the bars: the largest parts by name, those highlighted, and the rest as one row, which has no code."""
    is_kept = (parts.index < top) | parts[by].astype(str).isin(highlighted)
    # One alone takes as much room as "other" would, and says more.
    if (~is_kept).sum() == 1:
        is_kept = is_kept | True
    kept, rest = parts[is_kept], parts[~is_kept]
    rows = kept.to_dict("records")
    words = {"row": [_name_part(part, by) for part in rows], "place": [_name_place(parts, part, by) for part in rows]}
    drawn = ("period", *say_months(parts), by, "value", "low", "high", "share", "currency", "source", "classification")
    drawn += PROVENANCE
    columns = [name for name in drawn if name in parts]
    named = kept[columns].assign(**words)
    if rest.empty:
        return named
    first = parts.iloc[0]
    other = {"row": OTHERS.fill(parts=COUNTED[by].fill(count=len(rest)))}
    other |= {name: first[name] for name in ("period", *say_months(parts), "currency")}
    for name in ("value", "low", "high", "share"):
        if name in parts:
            # Without the range of one of them the sum has none.
            other[name] = rest[name].sum(skipna=False)
    return pd.concat([named, pd.DataFrame([other])], ignore_index=True)


def describe_ranking(data: pd.DataFrame, ranked: RankedTable, by: str, highlighted: Collection[str] = ()) -> Drawing:
    """Say what part of the whole the largest, or those highlighted, make up, and of how many they are the largest."""
    parts = ranked.parts
    first = parts.iloc[0]
    asked = parts[parts[by].astype(str).isin(highlighted)]
    title = _describe_highlighted(asked, ranked, by) if len(asked) else _describe_largest(data, ranked, by)
    counted = COUNTED[by].fill(count=len(parts))
    money = name_unit_and_prices(first, choose_scale(data["value"])[1])
    shown = _count_largest(data, parts, by)
    beyond = asked[asked.index >= shown]
    subtitle = SUBTITLE.fill(parts=counted, money=money)
    if shown < len(parts) and len(beyond):
        others = [_name_in_title(part, by) for part in beyond.to_dict("records")]
        subtitle = SUBTITLE_OF_LARGEST_AND.fill(count=shown, parts=counted, others=others, money=money)
    elif shown < len(parts):
        subtitle = SUBTITLE_OF_LARGEST.fill(count=shown, parts=counted, money=money)
    valuation = NOT_STATED.fill() if is_missing(first.get("valuation")) else first["valuation"]
    notes = [VALUATION.fill(valuation=valuation), _compare_with_whole(ranked, by)]
    if ranked.groups:
        notes.append(GROUPS.fill(groups=[name_economy(code) for code in ranked.groups]))
    if {"low", "high"} <= set(data) and data[["low", "high"]].notna().all(axis=1).any():
        notes.append(RANGES.fill())
    notes += [captions.describe_conversions(parts), captions.describe_deflation(parts)]
    # One row of each source: they are all of one period.
    of_sources = parts.drop_duplicates("source") if "source" in parts else parts[:1]
    sources = captions.name_sources(of_sources, also=captions.conversion_sources(parts))
    caption = (" ".join(note for note in notes if note), sources)
    ends = [f"{bar.row} {format_money(bar.value, bar.currency)}" for bar in data.iloc[[0, -1]].itertuples()]
    alt = ALT.fill(title=title, ends=join_clauses(dict.fromkeys(ends)))
    return Drawing(title, subtitle, caption, alt, data)


def _count_largest(data: pd.DataFrame, parts: pd.DataFrame, by: str) -> int:
    """Count the bars from the largest on among which no part is missing."""
    drawn = set(data[by].dropna())
    count = 0
    for code in parts[by]:
        if code not in drawn:
            break
        count += 1
    return count


def _name_place(parts: pd.DataFrame, part: dict[Hashable, Any], by: str) -> str:
    """Name the place of a part: one that parts of the same value share, or several where their ranges meet."""
    others = parts[parts[by] != part[by]]
    best = 1 + int((others["value"] > part["value"]).sum())
    worst = best + int((others["value"] == part["value"]).sum())
    if {"low", "high"} <= set(parts) and not (is_missing(part["low"]) or is_missing(part["high"])):
        # Of figures without a range the ends are the figure itself.
        lows, highs = others["low"].fillna(others["value"]), others["high"].fillna(others["value"])
        surely, perhaps = 1 + int((lows > part["high"]).sum()), 1 + int((highs > part["low"]).sum())
        if perhaps > surely and (surely, perhaps) != (best, worst):
            return PLACES.fill(best=format_ordinal(surely), worst=format_ordinal(perhaps))
    if worst > best:
        return JOINT_FIRST.fill() if best == 1 else JOINT.fill(place=format_ordinal(best))
    return FIRST.fill() if best == 1 else format_ordinal(best)


def _describe_highlighted(asked: pd.DataFrame, ranked: RankedTable, by: str) -> str:
    """Say the place and the share of the part that is highlighted; of several what they are together."""
    first = ranked.parts.iloc[0]
    said = {"share": format_share(asked["share"].sum()), "period": format_span(span_of(first))}
    if len(asked) > 1:
        return _say_share(list_words([_name_in_title(part, by) for part in asked.to_dict("records")]), ranked, by, said)
    (part,) = asked.to_dict("records")
    said |= {"part": _name_in_title(part, by), "place": _name_place(ranked.parts, part, by)}
    plain_flow = trade_name(first) == flow_name(str(first["flow"]))
    if by == "partner" and plain_flow and first["flow"] in RANKED_PARTNER:
        templates = RANKED_PARTNER if ranked.is_all else RANKED_PARTNER_SO_FAR
        return templates[first["flow"]].fill(reporter=name_economy(first["reporter"]), **said)
    if said["place"] not in (FIRST.fill(), JOINT_FIRST.fill()):
        said["place"] = BY_SIZE.fill(place=said["place"])
    whole = name_whole(first, by)
    if by == "partner":
        whole = FLOW_OF_REPORTER.fill(reporter=name_economy(first["reporter"]), flow=trade_name(first))
    return (RANKED_PART if ranked.is_all else RANKED_PART_SO_FAR).fill(whole=whole, **said)


def _describe_largest(data: pd.DataFrame, ranked: RankedTable, by: str) -> str:
    """Say the first parts and their share; of parts alike, none is named before the others."""
    parts = ranked.parts
    names = _first_names(data, by)
    # Of values alike the order is that of the codes, which says nothing.
    values = list(parts["value"])
    while names and len(names) < len(values) and values[len(names) - 1] == values[len(names)]:
        names.pop()
    count = len(names)
    named = list_words(names)
    if not names:
        count = values.count(values[0])
        named = ALIKE.fill(parts=COUNTED[by].fill(count=count))
    share = format_share(parts["share"].iloc[:count].sum())
    return _say_share(named, ranked, by, {"share": share, "period": format_span(span_of(parts.iloc[0]))})


def _say_share(named: str, ranked: RankedTable, by: str, said: dict[str, str]) -> str:
    """Say which share of the whole some parts make up."""
    first = ranked.parts.iloc[0]
    if by == "partner":
        template = TITLE_OF_REPORTER if ranked.is_all else TITLE_OF_REPORTER_SO_FAR
        return template.fill(parts=named, reporter=name_economy(first["reporter"]), flow=trade_name(first), **said)
    template = TITLE if ranked.is_all else TITLE_SO_FAR
    return template.fill(parts=named, whole=name_whole(first, by), **said)


def _first_names(data: pd.DataFrame, by: str) -> list[str]:
    """Name the first parts for the title: three at most, in one line, and none that comes to nothing."""
    names: list[str] = []
    for part in data[data[by].notna()].head(NAMED).to_dict("records"):
        name = _name_in_title(part, by)
        if names and (part["share"] < LEAST or len("".join([*names, name])) > TITLE_LINE):
            break
        names.append(name)
    return names


def _name_in_title(part: dict[Hashable, Any], by: str) -> str:
    """Name a part within a title, not longer than a title has room for."""
    if by == "commodity_code":
        return name_product_first(part[by], part.get("classification"), MOST_LETTERS)
    return name_economy(part[by])


def _compare_with_whole(ranked: RankedTable, by: str) -> str:
    """Say how much of the table's own total the parts make up."""
    share = ranked.part_of_whole
    if share is None:
        return NO_WHOLE[WHOLES[by]].fill()
    row = ranked.whole.iloc[0]
    amount = format_money(row["value"], row["currency"])
    return SUM_OF_PARTS[WHOLES[by]].fill(share=format_percent(share, 1, signed=False), amount=amount)


def _draw_bars(
    ax: Axes,
    data: pd.DataFrame,
    by: str,
    rows: Sequence[Row],
    gutter: float,
    shrink: float,
    highlighted: Highlighted,
) -> None:
    """Draw each bar with its name, its range, its value and its share."""
    scale, _ = choose_scale(data["value"])
    bars = data.to_dict("records")
    labels = [f"{format_scaled(bar['value'], scale)}{APART}{format_share(bar['share'])}" for bar in bars]
    tops = row_tops(rows)
    across = points_across(ax)
    room = max(text_width(label, FONT_SIZE) for label in labels) + BESIDE
    ends = data["value"]
    if "high" in data:
        ends = data["high"].fillna(ends)
    ax.set_axis_off()
    ax.set_ylim(tops[-1], 0)
    ax.set_xlim(0, float(ends.max()) * across / max(across - room, across / 4))
    write_names(ax, rows, tops, gutter, shrink)
    for bar, row, top, label, end in zip(bars, rows, tops, labels, ends, strict=False):
        y = top + row.marks
        if not gutter:
            y -= ROW / 6  # close to its name, which stands above it
        colour, ink = currency_colour(bar["currency"]), INK
        if is_missing(bar[by]) or not highlighted.has(bar[by]):  # all others
            colour, ink = PALE, GREY
        (drawn,) = ax.barh(y, bar["value"], BAR, color=colour, linewidth=0)
        amount = f"{format_amount(bar['value'], bar['currency'])}{APART}{format_share(bar['share'])}"
        tell_marks(drawn, [tell_mark(bar["row"], amount, facts_of_figure(bar))])
        if not is_missing(bar.get("low")) and not is_missing(bar.get("high")):
            ax.hlines(y, bar["low"], bar["high"], color=INK, linewidth=1)
        write_label(ax, label, (end, y), (BESIDE, 0), color=ink, fontsize=FONT_SIZE * shrink)
