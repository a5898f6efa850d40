"""The report's page: everything on it comes through templates, which escape what a table holds.

It is one file that needs nothing else: charts, fonts and styles are inside.
"""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any
from urllib.parse import quote

import pandas as pd
from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from tradeview.analysis.growth import growth
from tradeview.charts.layout.page import Drawing
from tradeview.errors import plural_of
from tradeview.money.conversion import convert, deflate, prefer
from tradeview.reports.export import font_faces
from tradeview.sources.ledger import load_commodities, load_events, load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.words import passports as captions
from tradeview.words.money import currency_name, currency_symbol, format_amount, format_money
from tradeview.words.names import pair_name
from tradeview.words.numbers import format_number, format_percent
from tradeview.words.periods import format_period

# The page is set in the house font, cut down to Latin letters and signs; other scripts take the reader's own fonts.
PAGE_LETTERS = "".join(map(chr, range(0x20, 0x250))) + "–—‘’“”…−×€\N{NARROW NO-BREAK SPACE}"
STEP = ("quote", "source", "rate", "rate_kind", "rate_source", "deflator")


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it: its words, and the drawing for wide and for narrow screens."""

    name: str
    said: Drawing
    wide: str
    narrow: str


@dataclass(frozen=True)
class Choices:
    """What the report was asked to use; printed on the page."""

    currency: str
    base_currency: str
    rates: pd.DataFrame
    deflator: pd.DataFrame
    start: int
    end: int

    def keywords(self) -> dict[str, Any]:
        """Return them as the keyword arguments of `growth_accounting` and `charts.lenses`."""
        return {
            name: getattr(self, name) for name in ("currency", "base_currency", "rates", "deflator", "start", "end")
        }


def lenses_of(table: pd.DataFrame, choices: Choices) -> dict[str, pd.DataFrame]:
    """Growth in each lens, by the words for its unit."""
    base = convert(prefer(table, currency=choices.base_currency), to=choices.base_currency, rates=choices.rates)
    own = convert(prefer(table, currency=choices.currency), to=choices.currency, rates=choices.rates)
    real = deflate(base, deflator=choices.deflator, base_period=choices.end)
    name = currency_name(choices.base_currency)
    return {
        name: growth(base),
        currency_name(choices.currency): growth(own),
        f"{name} of {format_period(choices.end)}": growth(real),
    }


def write_page(
    table: pd.DataFrame,
    choices: Choices,
    pictures: list[Picture],
    skipped: list[str],
    tables: dict[str, pd.DataFrame],
    printed: dict[str, Any] | None = None,
) -> str:
    """Fill the page of a report of one series; `printed` is what it says of claims (`tradeview.reports.printed`)."""
    sources = load_sources().set_index("source", drop=False)
    lists = {"composition": load_commodities(), "timeline": load_events()}
    shown = {name: records(frame) for name, frame in lists.items() if any(plan.name == name for plan in pictures)}
    keys = {row["source"] for rows in ([*records(table)], *shown.values()) for row in rows if row.get("source")}
    keys |= set(captions.used(*lenses_of(table, choices).values())) | (printed["sources"] if printed else set())
    return fill(
        "report.html.j2",
        title=pair_name(table["reporter"].iloc[0], table["partner"].iloc[0]) + " trade",
        pictures=pictures,
        skipped=skipped,
        choices=choices,
        figures=records(_with_language(table, sources)),
        lenses=_cards(table, choices),
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


def fill(template: str, **values: Any) -> str:
    """Fill a template with values; everything that comes from a table is escaped there."""
    loader = FunctionLoader(
        lambda name: files("tradeview.reports").joinpath("templates", name).read_text(encoding="utf-8")
    )
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=loader
    )
    environment.filters.update(
        money=format_money,
        amount=format_amount,
        percent=format_percent,
        period=format_period,
        number=format_number,
        plural_of=plural_of,
    )
    environment.globals.update(symbol=currency_symbol, source_name=captions.source_name, anchor=_anchor)
    font = Markup(font_faces(PAGE_LETTERS))  # noqa: S704 - our own CSS, no text of a table in it
    return environment.get_template(template).render(font=font, **values)


def told(keys: set[str]) -> dict[str, Any]:
    """Divide sources into those of which `data/SOURCES.md` says more, and others."""
    known = load_sources()
    wanted = {source_key(key) for key in keys}
    return {
        "sources": records(known[known["source"].isin(wanted)]),
        "others": sorted(wanted - set(known["source"])),
    }


def _anchor(key: str, kind: str = "source") -> str:
    """Id of a source or a claim on the page: no spaces, whatever a ledger's key holds."""
    return f"{kind}-{quote(key, safe='')}"


def _with_language(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    keys = table["source"] if "source" in table else pd.Series([None] * len(table), index=table.index)
    optional = {name: None for name in ("quote", "compiled_by", "low", "high") if name not in table}
    return table.assign(source=keys, language=keys.map(sources["language"]), **optional)


def _cards(table: pd.DataFrame, choices: Choices) -> list[dict[str, Any]]:
    """One card a lens: its change from start to end, and every step from the printed words to each value."""
    cards = []
    for lens, frame in lenses_of(table, choices).items():
        rows = records(frame.assign(**{name: None for name in STEP if name not in frame}))
        real = frame.get("price_basis", pd.Series()).eq("real").any()
        first = int(frame["period"].min())
        change, whole = (_change(frame, start, choices.end) for start in (choices.start, first))
        cards.append({"lens": lens, "rows": rows, "change": change, "whole": whole, "real": real})
    return cards


def _change(frame: pd.DataFrame, start: int, end: int) -> dict[str, Any]:
    """Growth from one period to another, whatever lies between."""
    return records(growth(frame[frame["period"].isin([start, end])]))[-1]


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, with None for what is missing."""
    rows = frame.to_dict("records")
    return [{str(key): None if is_missing(value) else value for key, value in row.items()} for row in rows]
