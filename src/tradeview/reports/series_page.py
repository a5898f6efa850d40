"""The page of the report of one series: its cards, a measure each, and what stands beside them."""

from typing import Any

import pandas as pd

from tradeview.reports.measures import Measures
from tradeview.reports.page import Picture, fill, records, told
from tradeview.sources.reference_lists import load_commodities, load_events, load_sources
from tradeview.words import passports as captions
from tradeview.words.money import currency_name
from tradeview.words.names import pair_name

STEP = ("quote", "source", "rate", "rate_kind", "rate_source", "deflator")


def write_page(
    measures: Measures,
    pictures: list[Picture],
    skipped: list[str],
    tables: dict[str, pd.DataFrame],
    printed: dict[str, Any] | None = None,
) -> str:
    """Fill the page of a report of one series; `printed` is what it says of claims (`tradeview.reports.printed`)."""
    table, choices = measures.table, measures.choices
    sources = load_sources().set_index("source", drop=False)
    lists = {"composition": load_commodities(), "timeline": load_events()}
    shown = {name: records(frame) for name, frame in lists.items() if any(plan.name == name for plan in pictures)}
    keys = {row["source"] for rows in ([*records(table)], *shown.values()) for row in rows if row.get("source")}
    keys |= set(captions.used(*measures.lenses.values())) | (printed["sources"] if printed else set())
    return fill(
        "report.html.j2",
        title=pair_name(table["reporter"].iloc[0], table["partner"].iloc[0]) + " trade",
        pictures=pictures,
        skipped=skipped,
        choices=choices,
        figures=records(_with_language(table, sources)),
        lenses=_cards(measures),
        accounting=records(tables["Accounting"])[0],
        own=currency_name(choices.currency),
        base=currency_name(choices.base_currency),
        commodities=shown.get("composition", []),
        events=shown.get("timeline", []),
        compilers=captions.compilers(table),
        languages=sources["language"].to_dict(),
        printed=printed,
        **told(keys),
    )


def _with_language(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    keys = table["source"] if "source" in table else pd.Series([None] * len(table), index=table.index)
    optional = {name: None for name in ("quote", "compiled_by", "low", "high") if name not in table}
    return table.assign(source=keys, language=keys.map(sources["language"]), **optional)


def _cards(measures: Measures) -> list[dict[str, Any]]:
    """One card a lens: its change from start to end, and every step from the printed words to each value."""
    cards = []
    for lens, frame in measures.lenses.items():
        rows = records(frame.assign(**{name: None for name in STEP if name not in frame}))
        real = frame.get("price_basis", pd.Series()).eq("real").any()
        first = int(frame["period"].min())
        change, whole = (_change(measures, frame, start) for start in (measures.choices.start, first))
        cards.append({"lens": lens, "rows": rows, "change": change, "whole": whole, "real": real})
    return cards


def _change(measures: Measures, frame: pd.DataFrame, start: int) -> dict[str, Any]:
    """Growth from one period to the last one told, whatever lies between."""
    ends = frame[frame["period"].isin([start, measures.choices.end])]
    return records(measures.grown(ends))[-1]
