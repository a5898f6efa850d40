"""The page of the report of a pair: its cards, its table of years, and what is said beside each chart."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tradeview.analysis.growth import growth
from tradeview.charts.wording import economy
from tradeview.economies import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.reports.choices import Choices
from tradeview.reports.page import Picture, fill, records, told
from tradeview.reports.selection import FLOWS, Selected, rank
from tradeview.words import captions
from tradeview.words.money import currency_name
from tradeview.words.names import pair_name

HEADINGS = {
    "balance": "Exports, imports and their balance",
    "lenses": "One trade, three measures",
    "accounting": "What the growth is made of",
    "composition": "What is traded",
    "exports": "The largest exports",
    "imports": "The largest imports",
    "export_partners": "Among the partners: exports",
    "import_partners": "Among the partners: imports",
    "export_mirror": "What the other side says of the exports",
    "import_mirror": "What the other side says of the imports",
}
NAMES = {"export": "Exports", "import": "Imports", "total": "Exports and imports"}


@dataclass(frozen=True)
class Told:
    """What a page tells: the rows, their growth in each unit, and between which periods."""

    chosen: Selected
    grown: dict[str, pd.DataFrame]
    choices: Choices | None
    accounting: pd.DataFrame | None
    sides: pd.DataFrame
    start: int
    end: int
    printed: dict[str, Any] | None = None


def write_page(what: Told, pictures: list[Picture], skipped: list[str]) -> str:
    """Fill the page of a report of a pair."""
    chosen = what.chosen
    keys = {
        str(key) for frame in (chosen.whole, chosen.parts, chosen.partners, chosen.sides) for key in _sources(frame)
    }
    return fill(
        "pair.html.j2",
        title=f"{pair_name(chosen.reporter, chosen.partner)} trade",
        heading=pictures[0].said.title if pictures else f"{pair_name(chosen.reporter, chosen.partner)} trade",
        pictures=pictures,
        headings=HEADINGS,
        skipped=skipped,
        reporter=economy_name(chosen.reporter),
        partner=economy(chosen.partner),
        start=what.start,
        end=what.end,
        cards=_cards(what),
        rows=_rows(what),
        sides=_sides(what),
        names=NAMES,
        currency=str(chosen.whole["currency"].iloc[0]),
        choices=what.choices,
        own="" if what.choices is None else currency_name(what.choices.currency),
        base=currency_name(str(chosen.whole["currency"].iloc[0])),
        accounting=None if what.accounting is None else records(what.accounting)[0],
        ranks=_ranks(chosen),
        notes=chosen.notes,
        said=sorted(keys),
        printed=what.printed,
        **told(
            (what.printed or {}).get("sources", set()) | keys | set(captions.conversion_sources(*what.grown.values()))
        ),
    )


def _sources(frame: pd.DataFrame) -> "pd.Series[Any]":
    return frame["source"].dropna().drop_duplicates() if "source" in frame else pd.Series(dtype=object)


def _ranks(chosen: Selected) -> dict[str, str]:
    """Say the partner's place among the others, by chart."""
    found = {}
    for flow in FLOWS:
        with suppress(TradeTableError):  # no other partners: the page says so where the chart would stand
            found[f"{flow}_partners"] = rank(chosen, flow)
    return found


def _cards(what: Told) -> list[dict[str, Any]]:
    """One card a flow: its last value, and its change in each unit."""
    cards = []
    for flow, name in NAMES.items():
        changes = {lens: _change(what, frame, flow) for lens, frame in what.grown.items()}
        nominal, *rest = changes.items()
        if nominal[1] is not None:
            grown = {lens: row["growth"] for lens, row in rest if row and row["growth"] is not None}
            cards.append({"name": name, "change": nominal[1], "others": grown})
    return cards


def _change(what: Told, frame: pd.DataFrame, flow: str) -> dict[str, Any] | None:
    """Growth of a flow from one period to another, whatever lies between; nothing where it has no last figure."""
    ends = frame[(frame["flow"] == flow) & frame["period"].isin([what.start, what.end])]
    if what.end not in set(ends["period"]):
        return None
    rows = growth(ends, validate=not what.chosen.comparable).sort_values("period")
    return records(rows.assign(first=rows["value"].iloc[0] if len(rows) > 1 else None))[-1]


def _rows(what: Told) -> list[dict[str, Any]]:
    """One row a period: each flow's value and growth, and the balance."""
    frame = next(iter(what.grown.values()))
    found = []
    for period, part in frame.groupby("period"):
        flows = {row["flow"]: row for row in records(part)}
        sides = [flows.get(flow) for flow in FLOWS]
        balance = sides[0]["value"] - sides[1]["value"] if sides[0] and sides[1] else None
        found.append({"period": int(str(period)), "flows": flows, "balance": balance})
    return found


def _sides(what: Told) -> list[dict[str, Any]]:
    """Rows that either side reports: the reporter's exports, then its imports."""
    sides = what.sides[what.sides["reported_by"].notna()]
    ours = sides["exporter"] == what.chosen.reporter
    ways = zip(sides["exporter"], sides["importer"], strict=True)
    named = sides.assign(flow=[" to ".join(map(economy, way)) for way in ways])
    return records(pd.concat([named[ours], named[~ours]]))
