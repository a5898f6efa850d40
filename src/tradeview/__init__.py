"""Trade figures between economies: checked, converted at named rates, drawn with their sources.

The way of a figure::

    import tradeview as tv
    trade = tv.load()                                        # the printed figures, checked
    dollars = tv.prefer(trade, currency="USD")               # what was printed in dollars
    tv.growth(dollars)                                       # 2007 to 2024: +30 %, over 17 years
    rates = tv.rates.ecb(base="USD")                         # rates that somebody named
    tv.convert(tv.prefer(trade, currency="MYR"), to="MYR", rates=rates)
    tv.deflate(dollars, deflator=tv.deflators.us_cpi(), base_period=2024)
    ax = tv.charts.lenses(trade, currency="MYR", base_currency="USD", rates=rates,
                          deflator=tv.deflators.us_cpi(), start=2007, end=2024)
    tv.export(ax, "out/lenses")                              # png, svg, pdf, csv, alt text
    tv.report(trade, out="out")                              # everything

Every function takes a frame and returns a new one of the same kind: pandas, Polars or any other that Narwhals knows.
Nothing is loaded before it is used, so that `import tradeview` costs next to nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from tradeview import charts, commodities, deflators, economies, errors, figures, indices, rates, statements
    from tradeview.claims import check_claims
    from tradeview.composition import shares
    from tradeview.contributions import contributions
    from tradeview.export import export
    from tradeview.figures import parse_money, read_figures
    from tradeview.growth import growth, rebase
    from tradeview.growth_accounting import growth_accounting
    from tradeview.mirror import mirror
    from tradeview.money import convert, deflate, prefer
    from tradeview.report import report
    from tradeview.schema import check
    from tradeview.sources.baci import read_baci
    from tradeview.sources.comtrade import read_comtrade
    from tradeview.sources.fetch import fetch_comtrade
    from tradeview.sources.ledger import draft_ledger, load, load_commodities, load_events, load_sources
    from tradeview.sources.wits import read_wits

# Where each function lives.
_HOMES = {
    "draft_ledger": "sources.ledger",
    "fetch_comtrade": "sources.fetch",
    "load": "sources.ledger",
    "load_commodities": "sources.ledger",
    "load_events": "sources.ledger",
    "load_sources": "sources.ledger",
    "check": "schema",
    "check_claims": "claims",
    "mirror": "mirror",
    "read_baci": "sources.baci",
    "read_comtrade": "sources.comtrade",
    "read_wits": "sources.wits",
    "read_figures": "figures",
    "parse_money": "figures",
    "prefer": "money",
    "convert": "money",
    "deflate": "money",
    "growth": "growth",
    "rebase": "growth",
    "contributions": "contributions",
    "growth_accounting": "growth_accounting",
    "shares": "composition",
    "export": "export",
    "report": "report",
}
_MODULES = ("charts", "commodities", "deflators", "economies", "errors", "figures", "indices", "rates", "statements")

__all__ = [
    "__version__",
    "charts",
    "check",
    "check_claims",
    "commodities",
    "contributions",
    "convert",
    "deflate",
    "deflators",
    "draft_ledger",
    "economies",
    "errors",
    "export",
    "fetch_comtrade",
    "figures",
    "growth",
    "growth_accounting",
    "indices",
    "load",
    "load_commodities",
    "load_events",
    "load_sources",
    "mirror",
    "parse_money",
    "prefer",
    "rates",
    "read_baci",
    "read_comtrade",
    "read_figures",
    "read_wits",
    "rebase",
    "report",
    "shares",
    "statements",
]


def __getattr__(name: str) -> object:
    """Load a function or module of the API on its first use."""
    if name in _MODULES:
        return import_module(f"tradeview.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'tradeview' has no attribute {name!r}; it has {', '.join(__all__)}")
    found = getattr(import_module(f"tradeview.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `tv.growth` the function: on import of the module of that name, Python would bind the module there."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
