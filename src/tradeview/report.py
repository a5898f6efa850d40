"""The whole report: every chart, a workbook of tables, and one page that carries all of it and needs nothing else.

The page is for handing on: it opens without a network, works without JavaScript, on a phone and on paper, and leads
from each number back to the words that were printed and the rate that was used.
"""

import base64
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
from babel.numbers import get_territory_currencies
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from narwhals.typing import IntoFrame
from rich.console import Console
from rich.progress import Progress

from tradeview import charts, deflators, labels, rates
from tradeview.charts.canvas import Drawing, Size, pandas_of
from tradeview.economies import alpha2
from tradeview.errors import ExportError, TradeTableError, TradeviewError
from tradeview.export import font_faces, rendered_once, workbook, write_together
from tradeview.growth import growth
from tradeview.growth_accounting import growth_accounting
from tradeview.money import convert, deflate, prefer
from tradeview.schema import SERIES, check
from tradeview.sources.ledger import load_commodities, load_events, load_sources
from tradeview.tables import is_missing

# The project's own lists of commodities and events belong to this pair.
OWN_PAIR = {"MYS", "RUS"}
OWN_LISTS = {"composition": "commodities", "timeline": "events"}
# The page is set in the house font, cut down to Latin letters and signs; other scripts take the reader's own fonts.
PAGE_LETTERS = "".join(map(chr, range(0x20, 0x250))) + "–—‘’“”…−×€\N{NARROW NO-BREAK SPACE}"


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


def report(
    trade: IntoFrame,
    *,
    out: str | Path,
    currency: str | None = None,
    base_currency: str = "USD",
    rates: IntoFrame | None = None,
    deflator: IntoFrame | None = None,
) -> list[Path]:
    """Write the whole report of one pair's trade: charts, tables and a page.

    Parameters
    ----------
    trade : frame
        A trade table of one series with figures for two years or more.
    out : path
        Folder to write to; files of the same names are replaced, all or none.
    currency : str, optional
        The currency whose growth is split; without it, the reporter's own of today (CLDR).
    base_currency : str
        The currency that is deflated.
    rates, deflator : frame, optional
        A rate table and a deflator of `base_currency`; without them the ECB's yearly means (`tv.rates.ecb`) and US
        consumer prices (`tv.deflators.us_cpi`). The page says which were used.

    Returns
    -------
    list of Path
        The files: `report.html`, `tables.xlsx`, and for each chart .png, .svg, .pdf, .csv and .txt.

    Raises
    ------
    TradeTableError
        The table is not valid, or not one series with two years or more.
    MissingRateError, MissingDeflatorError
        A figure cannot be converted or deflated.
    ExportError
        The files cannot be written; then none is.

    Examples
    --------
    >>> import tempfile, tradeview as tv
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     written = tv.report(tv.load(), out=folder)
    >>> len(written), written[0].name
    (27, 'report.html')
    """
    folder = Path(out)
    if folder.exists() and not folder.is_dir():
        raise ExportError("a report is written to a folder", f"a file {folder}", "nothing was changed; name a folder")
    table = pandas_of(check(trade)).sort_values("period", kind="stable", ignore_index=True)
    choices = _choices(table, currency, base_currency, rates, deflator)
    contents, pictures, skipped = _drawn(_plans(table, choices))
    if not _is_own_pair(table):
        skipped += [
            f"{name}: tradeview’s own list of {what} is of Malaysia and Russia" for name, what in OWN_LISTS.items()
        ]
    tables = _tables(table, choices)
    page = _page(table, choices, pictures, skipped, tables)
    files_of = {folder / "report.html": page.encode(), folder / "tables.xlsx": workbook(tables)}
    return write_together({**files_of, **{folder / name: content for name, content in contents.items()}})


def _choices(
    table: pd.DataFrame,
    currency: str | None,
    base_currency: str,
    given_rates: IntoFrame | None,
    deflator: IntoFrame | None,
) -> Choices:
    pairs = table[[name for name in SERIES if name in table]].drop_duplicates()
    years = sorted({int(year) for year in table["period"]})
    if len(pairs) != 1 or len(years) < 2:
        raise TradeTableError(
            "a report is of one series with figures for two years or more",
            f"{len(pairs)} series, {len(years)} years",
            "filter the trade table to one series",
        )
    reporter = str(pairs["reporter"].iloc[0])
    own = currency or next(iter(get_territory_currencies(alpha2(reporter))), None)
    if own is None:
        raise TradeTableError("a report names the currency of its reporter", f"none for {reporter}", "name `currency`")
    if own == base_currency:
        raise TradeTableError("a report compares growth in two currencies", f"{own} twice", "name another `currency`")
    made_rates = rates.ecb(base=base_currency) if given_rates is None else pandas_of(given_rates)
    made_deflator = deflators.us_cpi() if deflator is None else pandas_of(deflator)
    return Choices(own, base_currency, made_rates, made_deflator, years[-2], years[-1])


Plan = tuple[str, Callable[[Size], Any]]  # a name, and what draws the chart at a size


def _plans(table: pd.DataFrame, choices: Choices) -> list[Plan]:
    """List the charts of the report by name, each as a function of its size."""
    plans: list[Plan] = [
        ("lenses", lambda size: charts.lenses(table, size=size, **choices.keywords())),
        ("accounting", lambda size: charts.accounting(growth_accounting(table, **choices.keywords()), size=size)),
        ("rate", lambda size: charts.rate(_last_implied(table), size=size)),
    ]
    if _is_own_pair(table):
        plans += [
            ("composition", lambda size: charts.composition(load_commodities(), size=size)),
            ("timeline", lambda size: charts.timeline(load_events(), figures=table, size=size)),
        ]
    return plans


def _is_own_pair(table: pd.DataFrame) -> bool:
    return set(table["reporter"]) | set(table["partner"]) == OWN_PAIR


def _last_implied(table: pd.DataFrame) -> pd.DataFrame:
    implied = rates.implied(table) if "observation" in table else pd.DataFrame()
    if implied.empty:
        raise TradeTableError(
            "an implied rate", "no figure is printed in two currencies", "nothing; the chart is left out"
        )
    return implied.tail(1)


def _drawn(plans: list[Plan]) -> tuple[dict[str, bytes], list[Picture], list[str]]:
    """Draw every chart, wide and narrow; one that the table has no data for is left out, with the reason."""
    contents: dict[str, bytes] = {}
    pictures, skipped = [], []
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Drawing", total=len(plans))
        for name, draw in plans:
            try:
                wide, said = rendered_once(partial(draw, "report"))
                narrow, _ = rendered_once(partial(draw, "phone"))
            except TradeviewError as error:
                if name == "lenses":  # without it there is no report
                    raise
                skipped.append(f"{name}: {'; '.join(filter(None, [error.asked, error.found]))}")
            else:
                contents.update({name + ending: content for ending, content in wide.items()})
                pictures.append(Picture(name, said, _data_uri(wide[".svg"]), _data_uri(narrow[".svg"])))
            progress.advance(task)
    return contents, pictures, skipped


def _data_uri(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def _lenses(table: pd.DataFrame, choices: Choices) -> dict[str, pd.DataFrame]:
    """Growth in each lens, by the words for its unit."""
    base = convert(prefer(table, currency=choices.base_currency), to=choices.base_currency, rates=choices.rates)
    own = convert(prefer(table, currency=choices.currency), to=choices.currency, rates=choices.rates)
    real = deflate(base, deflator=choices.deflator, base_period=choices.end)
    name = labels.currency_name(choices.base_currency)
    return {
        name: growth(base),
        labels.currency_name(choices.currency): growth(own),
        f"{name} of {labels.period(choices.end)}": growth(real),
    }


def _tables(table: pd.DataFrame, choices: Choices) -> dict[str, pd.DataFrame]:
    """Return the workbook's sheets."""
    grown = pd.concat([frame.assign(lens=lens) for lens, frame in _lenses(table, choices).items()], ignore_index=True)
    grown = grown[["lens", *(name for name in grown if name != "lens")]]
    used = choices.rates[
        choices.rates["period"].isin(table["period"])
        & choices.rates["base"].isin([choices.base_currency, choices.currency])
        & choices.rates["quote"].isin([choices.base_currency, choices.currency])
    ]
    prices = choices.deflator[choices.deflator["period"].isin(table["period"])]
    sheets = {
        "Figures": table,
        "Growth": grown,
        "Accounting": growth_accounting(table, **choices.keywords()),
        "Rates": used,
        "Prices": prices,
    }
    if "observation" in table:
        with suppress(TradeTableError):  # an observation in three currencies; why there is no rate stands on the page
            sheets["Implied rates"] = rates.implied(table)
    return {**sheets, "Sources": load_sources()}


def _page(
    table: pd.DataFrame, choices: Choices, pictures: list[Picture], skipped: list[str], tables: dict[str, pd.DataFrame]
) -> str:
    """Fill the page's template; everything that comes from a table is escaped there."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update(money=labels.money, percent=labels.percent, period=labels.period, number=labels.number)
    environment.globals.update(symbol=labels.symbol, source_name=labels.source_name, anchor=_anchor)
    template = environment.from_string(files("tradeview").joinpath("report.html.j2").read_text(encoding="utf-8"))
    sources = load_sources().set_index("source", drop=False)
    lists = {"composition": load_commodities(), "timeline": load_events()}
    shown = {name: _records(frame) for name, frame in lists.items() if any(plan.name == name for plan in pictures)}
    keys = {row["source"] for rows in ([*_records(table)], *shown.values()) for row in rows if row.get("source")}
    return template.render(
        title=labels.pair(table["reporter"].iloc[0], table["partner"].iloc[0]) + " trade",
        pictures=pictures,
        skipped=skipped,
        choices=choices,
        figures=_records(_with_language(table, sources)),
        lenses=_cards(table, choices),
        accounting=_records(tables["Accounting"])[0],
        own=labels.currency_name(choices.currency),
        base=labels.currency_name(choices.base_currency),
        commodities=shown.get("composition", []),
        events=shown.get("timeline", []),
        sources=[row for row in _records(sources) if row["source"] in keys | {"ecb", "us-cpi"}],
        others=sorted(keys - set(sources["source"])),
        languages=sources["language"].to_dict(),
        font=Markup(font_faces(PAGE_LETTERS)),  # noqa: S704 - our own CSS, no text of a table in it
    )


def _anchor(key: str) -> str:
    """Id of a source on the page: no spaces, whatever a ledger's key holds."""
    return f"source-{quote(key, safe='')}"


def _with_language(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    keys = table["source"] if "source" in table else pd.Series([None] * len(table), index=table.index)
    optional = {name: None for name in ("quote", "compiled_by", "low", "high") if name not in table}
    return table.assign(source=keys, language=keys.map(sources["language"]), **optional)


def _cards(table: pd.DataFrame, choices: Choices) -> list[dict[str, Any]]:
    """One card a lens: its change from start to end, and every step from the printed words to each value."""
    cards = []
    for lens, frame in _lenses(table, choices).items():
        rows = _records(
            frame.assign(
                **{
                    name: None
                    for name in ("quote", "source", "rate", "rate_kind", "rate_source", "deflator")
                    if name not in frame
                }
            )
        )
        ends = [row for row in rows if row["period"] == choices.end]
        cards.append(
            {
                "lens": lens,
                "rows": rows,
                "last": ends[0],
                "real": frame.get("price_basis", pd.Series()).eq("real").any(),
            }
        )
    return cards


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as dictionaries, with None for what is missing."""
    rows = frame.to_dict("records")
    return [{str(key): None if is_missing(value) else value for key, value in row.items()} for row in rows]
