"""Trade figures between economies: checked, converted at named rates, drawn with their sources.

The way of a figure::

    import tradeview as tv
    trade = tv.load()                                        # the printed figures, checked
    dollars = tv.prefer(trade, currency="USD")               # what was printed in dollars
    tv.growth(dollars)                                       # 2007 to 2024: +30%, over 17 years
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

from importlib import import_module
from typing import TYPE_CHECKING

from tradeview.public_names import list_and_answer

__version__ = "0.1.0"

# Where each name of the API lives: a module, or a function in one. No room of the house is called like a function here.
_HOMES = {
    # tables of figures: kept by people, downloaded, or read out of text
    "read": "ledgers.reading:read",
    "load": "ledgers.loading:load",
    "load_commodities": "sources.reference_lists:load_commodities",
    "load_events": "sources.reference_lists:load_events",
    "load_sources": "sources.reference_lists:load_sources",
    "draft_ledger": "ledgers.drafts:draft_ledger",
    "statements": "ledgers.statements",
    "read_comtrade": "sources.comtrade.reading:read_comtrade",
    "fetch_comtrade": "sources.comtrade.fetching:fetch_comtrade",
    "read_baci": "sources.baci.reading:read_baci",
    "read_wits": "sources.wits.reading:read_wits",
    "read_trade_map": "sources.trade_map.reading:read_trade_map",
    "read_comext": "sources.comext.reading:read_comext",
    "read_opendosm": "sources.opendosm:read_opendosm",
    "figures": "prose",
    "read_claims": "prose.claims:read_claims",
    "read_figures": "prose:read_figures",
    "parse_money": "prose:parse_money",
    "compare_readings": "readings.comparing:compare_readings",
    "undecided": "readings.deciding:undecided",
    "visible_text": "sources.text_file:visible_text",
    "check": "table.schema:check",
    "check_claims": "claims.checks:check_claims",
    "explain_claims": "claims.explain.explanations:explain_claims",
    "judge_claims": "claims.official.judging:judge_claims",
    "fact_check": "claims.official.judging:fact_check",
    # names and codes
    "economies": "economies",
    "commodities": "commodities",
    # money
    "rates": "money.rates",
    "deflators": "money.deflators",
    "prefer": "money.conversion:prefer",
    "convert": "money.conversion:convert",
    "deflate": "money.conversion:deflate",
    # analysis
    "growth": "analysis.growth:growth",
    "rebase": "analysis.growth:rebase",
    "to_date": "analysis.longer_periods:to_date",
    "to_quarters": "analysis.longer_periods:to_quarters",
    "to_years": "analysis.longer_periods:to_years",
    "shares": "analysis.composition:shares",
    "contributions": "analysis.contributions:contributions",
    "growth_accounting": "analysis.accounting:growth_accounting",
    "mirror": "analysis.mirror:mirror",
    "sum_group": "analysis.groups:sum_group",
    "indices": "indices",
    # what is handed on
    "charts": "charts",
    "explore": "interactive.explorer.explore:explore",
    "show": "interactive.table.shown:show",
    "highlight": "reports.marked_text.draw:highlight",
    "export": "reports.export:export",
    "report": "reports.report:report",
    "Language": "words.language:Language",
    "languages": "words.language:languages",
    "errors": "errors",
}

if TYPE_CHECKING:  # the same table, for those who check types; a test holds the two against each other
    from tradeview import charts as charts
    from tradeview import commodities as commodities
    from tradeview import economies as economies
    from tradeview import errors as errors
    from tradeview import indices as indices
    from tradeview import prose as figures  # noqa: F401 - its name in the API
    from tradeview.analysis.accounting import growth_accounting as growth_accounting
    from tradeview.analysis.composition import shares as shares
    from tradeview.analysis.contributions import contributions as contributions
    from tradeview.analysis.groups import sum_group as sum_group
    from tradeview.analysis.growth import growth as growth
    from tradeview.analysis.growth import rebase as rebase
    from tradeview.analysis.longer_periods import to_date as to_date
    from tradeview.analysis.longer_periods import to_quarters as to_quarters
    from tradeview.analysis.longer_periods import to_years as to_years
    from tradeview.analysis.mirror import mirror as mirror
    from tradeview.claims.checks import check_claims as check_claims
    from tradeview.claims.explain.explanations import explain_claims as explain_claims
    from tradeview.claims.official.judging import fact_check as fact_check
    from tradeview.claims.official.judging import judge_claims as judge_claims
    from tradeview.interactive.explorer.explore import explore as explore
    from tradeview.interactive.table.shown import show as show
    from tradeview.ledgers import statements as statements
    from tradeview.ledgers.drafts import draft_ledger as draft_ledger
    from tradeview.ledgers.loading import load as load
    from tradeview.ledgers.reading import read as read
    from tradeview.money import deflators as deflators
    from tradeview.money import rates as rates
    from tradeview.money.conversion import convert as convert
    from tradeview.money.conversion import deflate as deflate
    from tradeview.money.conversion import prefer as prefer
    from tradeview.prose import parse_money as parse_money
    from tradeview.prose import read_figures as read_figures
    from tradeview.prose.claims import read_claims as read_claims
    from tradeview.readings.comparing import compare_readings as compare_readings
    from tradeview.readings.deciding import undecided as undecided
    from tradeview.reports.export import export as export
    from tradeview.reports.marked_text.draw import highlight as highlight
    from tradeview.reports.report import report as report
    from tradeview.sources.baci.reading import read_baci as read_baci
    from tradeview.sources.comext.reading import read_comext as read_comext
    from tradeview.sources.comtrade.fetching import fetch_comtrade as fetch_comtrade
    from tradeview.sources.comtrade.reading import read_comtrade as read_comtrade
    from tradeview.sources.opendosm import read_opendosm as read_opendosm
    from tradeview.sources.reference_lists import load_commodities as load_commodities
    from tradeview.sources.reference_lists import load_events as load_events
    from tradeview.sources.reference_lists import load_sources as load_sources
    from tradeview.sources.text_file import visible_text as visible_text
    from tradeview.sources.trade_map.reading import read_trade_map as read_trade_map
    from tradeview.sources.wits.reading import read_wits as read_wits
    from tradeview.table.schema import check as check
    from tradeview.words.language import Language as Language
    from tradeview.words.language import languages as languages

__all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - of names, all of them text


__dir__, _refuse_name = list_and_answer("", __all__)

if not TYPE_CHECKING:  # who checks types is told of a name that is not there

    def __getattr__(name: str) -> object:
        """Load a function or module of the API on its first use."""
        if name not in _HOMES:
            _refuse_name(name)
        module, _, function = _HOMES[name].partition(":")
        found = import_module(f"tradeview.{module}")
        globals()[name] = getattr(found, function) if function else found
        return globals()[name]
