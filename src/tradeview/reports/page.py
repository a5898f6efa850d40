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

from tradeview.charts.layout.page import Drawing
from tradeview.errors import plural_of
from tradeview.reports.export import font_faces
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing
from tradeview.words import passports as captions
from tradeview.words.money import currency_symbol, format_amount, format_money
from tradeview.words.numbers import format_number, format_percent
from tradeview.words.periods import format_period

# The page is set in the house font, cut down to Latin letters and signs; other scripts take the reader's own fonts.
PAGE_LETTERS = "".join(map(chr, range(0x20, 0x250))) + "–—‘’“”…−×€\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Picture:
    """A chart as the page shows it: its words, and the drawing for wide and for narrow screens."""

    name: str
    said: Drawing
    wide: str
    narrow: str


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


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, with None for what is missing."""
    rows = frame.to_dict("records")
    return [{str(key): None if is_missing(value) else value for key, value in row.items()} for row in rows]
