"""Composition: what each of two economies sends to the other, by section of the Harmonised System.

From a list of phrases it shows the items that documents name, and says that they are no values; from a trade table it
shows shares of value (`section_shares`).
"""

import pandas as pd
from matplotlib.axes import Axes
from narwhals.typing import IntoFrame

from tradeview import commodities, labels
from tradeview.charts.canvas import GREY, INK, PALE, POINTS, SIDES, Drawing, Size, canvas, house_style, text_width, wrap
from tradeview.charts.section_shares import section_shares
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.schema import narwhal
from tradeview.tables import collect

LINE, PAD, HEADER = 13.5, 7, 22  # points: an item, the air of a row, the header
LETTERS, SMALL = 9.5, 9.0
MARK = 13  # points that a mark and the air after it take
SEVERAL, NONE = "Several sections", "No HS code"
MARKERS = ("s", "o", "D", "^")
SIGNS = ("■", "●", "◆", "▲")
DOUBTFUL = {"low", "none"}


def composition(frame: IntoFrame, *, ax: Axes | None = None, size: Size = "report") -> Axes:
    """Draw what each side sends, by HS section.

    Parameters
    ----------
    frame : frame
        A list of phrases (`tv.load_commodities`), of which the items are drawn; or a trade table (with `value`) of one
        reporter, partner and period, in HS codes of one level, of which shares of exports and imports are drawn.
    ax : Axes, optional
        Axes to draw on; without them a new figure is made.
    size : {"report", "slide", "square", "phone"}
        Of the new figure.

    Returns
    -------
    matplotlib.axes.Axes
        Rows are sections; columns are the two directions (one below the other on `phone`).

    Raises
    ------
    TradeTableError
        The list has not exactly two economies; or the trade table is not of one pair and period.

    Examples
    --------
    >>> import tradeview as tv
    >>> ax = tv.charts.composition(tv.load_commodities())
    >>> print(tv.charts.drawing(ax).subtitle)
    Items that documents name, by section of the Harmonised System (HS): no values, and no measure of importance
    """
    table = narwhal(frame)
    names = table.collect_schema().names()
    if "value" in names:
        return section_shares(table, ax=ax, size=size)
    items = collect(narwhal(frame, "origin", "destination", "phrase", "gloss", "certainty", "source")).to_pandas()
    sides = _sides(items)
    data = _by_section(items)
    sources = list(dict.fromkeys(data["source"]))
    stacked = size == "phone" and ax is None
    with house_style():
        drawn = _words(data, sides, sources)
        rows = _rows(data, sides, stacked=stacked)
        height = sum(tall for _, _, tall in rows) + HEADER * (len(sides) if stacked else 1)
        ax = canvas(drawn, ax=ax, size=size, height=height, head=10, foot=2)
        _draw(ax, data, sides, sources, stacked=stacked)
    return ax


def _sides(items: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the two directions, in the order of their names."""
    pairs = sorted(set(zip(items["origin"], items["destination"], strict=True)))
    if len({code for pair in pairs for code in pair}) != 2:  # noqa: PLR2004 - a pair
        raise TradeTableError(
            "a composition of two economies", ", ".join(f"{a} to {b}" for a, b in pairs), "filter the list to a pair"
        )
    return pairs


def _by_section(items: pd.DataFrame) -> pd.DataFrame:
    """Add the section of each item: one, several, or none where HS has no code for the phrase."""
    codes = items["hs_codes"] if "hs_codes" in items else pd.Series([None] * len(items), index=items.index)
    found = [
        sorted({commodities.section(code) for code in str(cell).split()}) if cell and cell == cell else []
        for cell in codes
    ]
    names = commodities.sections().set_index("section")["name"]
    order = {section: place for place, section in enumerate(names.index)}
    row = [names[sections[0]] if len(sections) == 1 else SEVERAL if sections else NONE for sections in found]
    place = [order[sections[0]] if len(sections) == 1 else len(order) + (not sections) for sections in found]
    columns = ["origin", "destination", "phrase", "gloss", "hs_codes", "certainty", "source"]
    made = items.assign(row=row, place=place).sort_values(["place"], kind="stable")
    return made[[*(name for name in columns if name in made), "row"]].reset_index(drop=True)


def _words(data: pd.DataFrame, sides: list[tuple[str, str]], sources: list[str]) -> Drawing:
    said = []
    for origin, destination in sides:
        part = data[(data["origin"] == origin) & (data["destination"] == destination)]
        sections = part.loc[~part["row"].isin([SEVERAL, NONE]), "row"].nunique()
        said.append(
            f"{len(part)} that {economy_name(origin)} sends, in {sections} section{'s' if sections != 1 else ''}"
        )
    title = f"The documents name {len(data)} items: {labels.listed(said)}"
    subtitle = (
        "Items that documents name, by section of the Harmonised System (HS): no values, and no measure of importance"
    )
    marks = "; ".join(f"{SIGNS[i % len(SIGNS)]} {labels.source_name(key)}" for i, key in enumerate(sources))
    doubtful = int(data["certainty"].isin(DOUBTFUL).sum())
    caption = (
        f"A filled mark is a phrase that HS codes cover; a hollow one ({doubtful} of {len(data)}) is too vague for them, or has "
        "none. HS codes are the list’s own reading of a phrase.",
        f"Sources: {marks}.",
    )
    alt = (
        f"Table of named goods by HS section. {title}. "
        + "; ".join(
            f"{economy_name(origin)} sends {', '.join(data.loc[data['origin'] == origin, 'gloss'])}"
            for origin, _ in sides
        )
        + "."
    )
    return Drawing(title, subtitle, caption, alt, data)


def _rows(
    data: pd.DataFrame, sides: list[tuple[str, str]], *, stacked: bool
) -> list[tuple[tuple[tuple[str, str], ...], str, float]]:
    """List the rows: the sides that it shows, its section, and how many points it takes."""
    groups = [(side,) for side in sides] if stacked else [tuple(sides)]
    rows = []
    for group in groups:
        origins = {origin for origin, _ in group}
        for section in dict.fromkeys(data.loc[data["origin"].isin(origins), "row"]):
            most = max(int(((data["row"] == section) & (data["origin"] == origin)).sum()) for origin in origins)
            lines = max(most, len(_section_lines(section)) if not stacked else 0)
            rows.append((group, section, lines * LINE + PAD + (LINE if stacked else 0)))
    return rows


SECTION_WIDTH = 128


def _section_lines(section: str) -> list[str]:
    return wrap(section, SECTION_WIDTH, SMALL)


def _draw(ax: Axes, data: pd.DataFrame, sides: list[tuple[str, str]], sources: list[str], *, stacked: bool) -> None:
    """Write the rows from the top, in points."""
    extent = ax.get_window_extent()
    width, tall = (side * POINTS / ax.figure.dpi for side in (extent.width, extent.height))
    rows = _rows(data, sides, stacked=stacked)
    needed = sum(height for *_, height in rows) + HEADER * (len(sides) if stacked else 1)
    ax.set_xlim(0, width)
    ax.set_ylim(max(needed, tall), 0)
    shrink = min(1.0, tall / needed)  # letters, where the size allows less height than the rows need
    ax.set_axis_off()
    left = 0.0 if stacked else SECTION_WIDTH + 12
    column = (width - left) / (1 if stacked else len(sides))
    y, shown = 0.0, None
    for group, section, height in rows:
        if group != shown:
            for place, side in enumerate(group):
                _header(ax, left + place * column, y, side, SIDES[sides.index(side)])
            y, shown = y + HEADER, group
        ax.plot([0, width], [y, y], color="#DDE2E6", linewidth=0.7)
        for i, line in enumerate([section] if stacked else _section_lines(section)):
            ax.text(0, y + PAD / 2 + (i + 0.5) * LINE, line, va="center", color=GREY, fontsize=SMALL * shrink)
        for place, side in enumerate(group):
            cell = data[(data["row"] == section) & (data["origin"] == side[0])]
            top = y + PAD / 2 + (LINE if stacked else 0)
            _items(ax, left + place * column, top, cell, SIDES[sides.index(side)], sources, shrink)
        y += height


def _header(ax: Axes, x: float, y: float, side: tuple[str, str], colour: str) -> None:
    origin, destination = (economy_name(code) for code in side)
    ax.text(
        x, y + HEADER / 2 - 1, f"{origin} to {destination}", va="center", color=colour, fontsize=11, fontweight="bold"
    )


def _items(ax: Axes, x: float, y: float, cell: pd.DataFrame, colour: str, sources: list[str], shrink: float) -> None:
    for i, item in enumerate(cell.itertuples()):
        at = y + (i + 0.5) * LINE
        ax.plot(
            x + 4,
            at,
            marker=MARKERS[sources.index(str(item.source)) % len(MARKERS)],
            markersize=5.4 * shrink,
            color=colour,
            markerfacecolor="white" if item.certainty in DOUBTFUL else colour,
            markeredgewidth=1.2,
            linestyle="none",
        )
        ax.text(x + MARK, at, str(item.gloss), va="center", color=INK, fontsize=LETTERS * shrink)
