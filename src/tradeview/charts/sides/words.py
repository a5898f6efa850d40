"""What a chart of both sides says: how far the sides lie apart, how many claims there are, and who printed them."""

from typing import Any

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.charts.wording import economy, money_unit
from tradeview.errors import count_nouns
from tradeview.periods import year_of
from tradeview.table.schema import TOTAL
from tradeview.words.money import format_amount
from tradeview.words.names import pair_name
from tradeview.words.numbers import NOT_STATED, choose_scale, format_number
from tradeview.words.periods import format_run
from tradeview.words.templates import capitalise, possessive_of

NEEDED = (
    *("claim", "start", "end", "kind", "side", "reporter", "partner", "flow", "commodity_code", "value", "currency"),
    "publisher",
)
NAMED = 8  # publishers that a caption still lists
MOST_QUOTED = 60  # letters of a publisher's name
APART = 1.02  # sides that lie within two percent agree


def name_of(side: str) -> str:
    """Name whose statistics figures are.

    Examples
    --------
    >>> name_of("MYS"), name_of("")
    ('Malaysia', 'not stated')
    """
    return capitalise(economy(side)) if side else NOT_STATED.fill()


def words(data: pd.DataFrame, table: pd.DataFrame, currency: str) -> Drawing:
    """Say what the chart shows; `data` are the claims drawn, `table` all that were given."""
    size_word = choose_scale(data["value"])[1]
    years = format_run(year_of(int(data["start"].min())), year_of(int(data["end"].max())))
    what = _what(data.iloc[0])
    title = _finding(data, what, currency)
    marks = ["whiskers: what the printed digits allow"]
    if not data["_whole"].all():
        marks.append("hatched: part of a year")
    subtitle = (
        f"{capitalise(what)} as printed, {years}, {money_unit(currency, size_word)} at current prices; "
        f"{'; '.join(marks)}"
    )
    shown = data.drop(columns=[name for name in data if name.startswith("_")])
    alt = f"Points with ranges, a colour for each side. {title}. {_counts(data, table, currency)}"
    return Drawing(title, subtitle, (_counts(data, table, currency), _publishers(data)), alt, shown)


def _what(row: "pd.Series[Any]") -> str:
    """Name the flow from nobody's side."""
    code = "" if row["commodity_code"] == TOTAL else f" of HS {row['commodity_code']}"
    if row["flow"] == "total":
        return f"{pair_name(*sorted((row['reporter'], row['partner'])))} trade{code}"
    ends = (row["reporter"], row["partner"]) if row["flow"] == "export" else (row["partner"], row["reporter"])
    return f"exports{code} from {economy(ends[0])} to {economy(ends[1])}"


def _finding(data: pd.DataFrame, what: str, currency: str) -> str:
    """Name the year for which the sides lie farthest apart, else the first and the newest year."""
    sure = data[data["_whole"] & ~data["contradicted"]]
    widest: tuple[float, str] = (APART, "")
    for start, rows in sure[sure["_side"] != ""].groupby("start"):
        by_side = rows.groupby("_side")["value"].first()
        if len(by_side) == 2 and by_side.min() > 0 and by_side.max() / by_side.min() > widest[0]:
            least, most = by_side.idxmin(), by_side.idxmax()
            little, much = (
                (possessive_of(economy(side)), format_amount(by_side[side], currency)) for side in (least, most)
            )
            said = f"For {year_of(int(start))}, {little[0]} side printed {little[1]} and {much[0]} {much[1]}"
            widest = (by_side.max() / by_side.min(), said)
    if widest[1]:
        return widest[1]
    if sure.empty:
        return f"{capitalise(what)}: no year that the claims agree on"
    ends = [f"{format_amount(row.value, currency)} in {year_of(row.start)}" for row in sure.iloc[[0, -1]].itertuples()]
    named = capitalise(what)
    return f"{named}: {ends[0]}" if len(set(ends)) == 1 else f"{named} was printed as {ends[0]} and {ends[1]}"


def _counts(data: pd.DataFrame, table: pd.DataFrame, currency: str) -> str:
    sources = len(
        set(zip(data["publisher"].astype(str), data.get("title", data["publisher"]).astype(str), strict=True))
    )
    said = [f"{count_nouns(len(data), 'claim')} of {count_nouns(sources, 'source')}"]
    if data["contradicted"].any():
        said.append(f"{int(data['contradicted'].sum())} that other claims contradict (hollow, crossed)")
    if "approximate" in data and data["approximate"].fillna(value=False).astype(bool).any():
        said.append(f"{int(data['approximate'].fillna(value=False).astype(bool).sum())} approximate (hollow)")
    levels = table[table["kind"] == "level"]
    other = int((levels["currency"] != currency).sum())
    if other:
        said.append(f"not drawn: {count_nouns(other, 'level')} in other currencies")
    return "; ".join(said) + ". Nothing is converted or corrected, and no mean is taken."


def _publishers(data: pd.DataFrame) -> str:
    names = [_bounded(str(name)) for name in dict.fromkeys(data["publisher"].dropna())]
    more = len(names) - NAMED
    shown = names if more <= 0 else [*names[:NAMED], f"{more} more, named in the data behind the chart"]
    return f"Printed by: {'; '.join(shown) or NOT_STATED.fill()}."


def _bounded(name: str) -> str:
    """Cut a long name, and show that it is cut."""
    return name if len(name) <= MOST_QUOTED else name[: MOST_QUOTED - 1].rstrip() + "…"


def digits(value: float) -> str:
    """Write the digits of a printed figure, without zeros that nobody printed.

    Examples
    --------
    >>> digits(2.2), digits(3.0), digits(2.123), digits(0.9457), digits(140.0)
    ('2.2', '3', '2.12', '0.946', '140')
    """
    said = format_number(value)
    return said.rstrip("0").rstrip(".") if "." in said else said
