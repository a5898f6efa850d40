"""The whole report: every chart, a workbook of tables, and one page that carries all of it and needs nothing else.

The page is for handing on: it opens without a network, works without JavaScript, on a phone and on paper, and leads
from each number back to the words that were printed and the rate that was used.
"""

import base64
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from babel.numbers import get_territory_currencies
from narwhals.typing import IntoFrame
from rich.console import Console
from rich.progress import Progress

from tradeview import charts, deflators, rates
from tradeview.charts.canvas import Size, pandas_of
from tradeview.economies import alpha2
from tradeview.errors import ExportError, TradeTableError, TradeviewError
from tradeview.export import ENDINGS, rendered_once, workbook, write_together
from tradeview.growth_accounting import growth_accounting
from tradeview.page import Choices, Picture, lenses_of, write_page
from tradeview.schema import SERIES, check
from tradeview.sources.ledger import load_commodities, load_events, load_sources
from tradeview.tables import is_missing

# The project's own lists of commodities and events belong to this pair.
OWN_PAIR = {"MYS", "RUS"}
CHARTS = ("lenses", "accounting", "rate", "composition", "timeline")
OWN_LISTS = {"composition": "commodities", "timeline": "events"}


def report(
    trade: IntoFrame,
    *,
    out: str | Path,
    currency: str | None = None,
    base_currency: str = "USD",
    rates: IntoFrame | None = None,
    deflator: IntoFrame | None = None,
    start: int | None = None,
    end: int | None = None,
) -> list[Path]:
    """Write the whole report of one pair's trade: charts, tables and a page.

    Parameters
    ----------
    trade : frame
        A trade table of one series with figures for two years or more.
    out : path
        Folder to write to; files of the same names are replaced, all or none. Charts of an earlier report that this
        one does not draw are removed.
    currency : str, optional
        The currency whose growth is split; without it, the reporter's own of today (CLDR).
    base_currency : str
        The currency that is deflated.
    rates, deflator : frame, optional
        A rate table and a deflator of `base_currency`; without them the ECB's yearly means (`tv.rates.ecb`) and US
        consumer prices (`tv.deflators.us_cpi`). The page says which were used.
    start, end : int, optional
        The two periods whose change the report tells; without them, the last two of the table. What the change is from
        the first period stands on the page, too.

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
    choices = _choices(table, (currency, base_currency), (rates, deflator), (start, end))
    contents, pictures, skipped = _drawn(_plans(table, choices))
    if not _is_own_pair(table):
        skipped += [
            f"{name}: tradeview’s own list of {what} is of Malaysia and Russia" for name, what in OWN_LISTS.items()
        ]
    tables = _tables(table, choices)
    page = write_page(table, choices, pictures, skipped, tables)
    files_of = {folder / "report.html": page.encode(), folder / "tables.xlsx": workbook(tables)}
    written = write_together({**files_of, **{folder / name: content for name, content in contents.items()}})
    for stale in {folder / (name + ending) for name in CHARTS for ending in ENDINGS} - set(written):
        stale.unlink(missing_ok=True)
    return written


def _choices(
    table: pd.DataFrame,
    currencies: tuple[str | None, str],
    tables: tuple[IntoFrame | None, IntoFrame | None],
    ends: tuple[int | None, int | None],
) -> Choices:
    """Settle what the caller left open."""
    years = _years(table)
    currency, base_currency = currencies
    own = currency or _own_currency(str(table["reporter"].iloc[0]))
    if own == base_currency:
        raise TradeTableError("a report compares growth in two currencies", f"{own} twice", "name another `currency`")
    made_rates = rates.ecb(base=base_currency) if tables[0] is None else pandas_of(tables[0])
    made_deflator = deflators.us_cpi() if tables[1] is None else pandas_of(tables[1])
    start, end = ends
    last = years[-1] if end is None else end
    before = [year for year in years if year < last]
    first = start if start is not None else before[-1] if before else last
    return Choices(own, base_currency, made_rates, made_deflator, first, last)


def _years(table: pd.DataFrame) -> list[int]:
    """List the periods of the one series that a report is of."""
    series = table[[name for name in SERIES if name in table]].drop_duplicates()
    years = sorted({int(year) for year in table["period"]})
    if len(series) != 1 or len(years) < 2:
        said = [" ".join(str(cell) for cell in row if not is_missing(cell)) for row in series.itertuples(index=False)]
        raise TradeTableError(
            "a report is of one series with figures for two years or more",
            f"{len(series)} series, {len(years)} years",
            "keep the rows of one series" if len(series) > 1 else "add a figure of another year",
            said,
        )
    return years


def _own_currency(reporter: str) -> str:
    own = next(iter(get_territory_currencies(alpha2(reporter))), None)
    if own is None:
        raise TradeTableError("a report names the currency of its reporter", f"none for {reporter}", "name `currency`")
    return str(own)


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
            "no implied rate",
            "no figure printed in two currencies (same `observation`)",
            "nothing; the chart is left out",
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


def _tables(table: pd.DataFrame, choices: Choices) -> dict[str, pd.DataFrame]:
    """Return the workbook's sheets."""
    grown = pd.concat([frame.assign(lens=lens) for lens, frame in lenses_of(table, choices).items()], ignore_index=True)
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
    if _is_own_pair(table):
        sheets |= {"Commodities": load_commodities(), "Events": load_events()}
    return {**sheets, "Sources": load_sources()}
