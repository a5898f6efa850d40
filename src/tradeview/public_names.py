"""Public names: what a module of the API lists, and what is said of a name that it does not have.

A name that other packages or the field are used to (`rca`, `read_csv`) is told its long one; one that is misspelt, the
nearest. Neither becomes a name of its own: there is one word for a thing, and it is the one that `__all__` has.
"""

from collections.abc import Callable, Sequence
from typing import Never

# By module of the API ("" is tradeview itself): what people may call a thing, and how it is written there. What follows
# `tv.` is in another module. A name in a bracket says with which argument.
SHORT_NAMES: dict[str, dict[str, str]] = {
    "": {
        # files
        "from_csv": "load",
        "load_csv": "load",
        "load_data": "load",
        "load_trade": "load",
        "open": "read",
        "read_csv": "read",
        "read_excel": "read",
        "read_file": "read",
        "read_table": "read",
        "comtrade": "read_comtrade",
        "baci": "read_baci",
        "wits": "read_wits",
        "trade_map": "read_trade_map",
        "trademap": "read_trade_map",
        "comext": "read_comext",
        "eurostat": "read_comext",
        "read_eurostat": "read_comext",
        "opendosm": "read_opendosm",
        "fetch": "fetch_comtrade",
        "events": "load_events",
        "load_statements": "statements.load",
        "load_press": "statements.load",
        # texts
        "read_text": "read_figures",
        "extract": "read_figures",
        "parse": "parse_money",
        "parse_amount": "parse_money",
        "check_facts": "fact_check",
        "factcheck": "fact_check",
        "validate": "check",
        # money
        "cpi": "deflators.us_cpi",
        "us_cpi": "deflators.us_cpi",
        "inflation": "deflators",
        "ecb": "rates.ecb",
        "exchange_rates": "rates",
        "fx": "rates",
        "exchange": "convert",
        "to_real": "deflate",
        "real": "deflate",
        # analysis
        "cagr": "growth",
        "pct_change": "growth",
        "yoy": 'growth(over="year")',
        "index_to": "rebase",
        "ytd": "to_date",
        "year_to_date": "to_date",
        "annual": "to_years",
        "to_annual": "to_years",
        "quarterly": "to_quarters",
        "share": "shares",
        "decompose": "growth_accounting",
        "group": "sum_group",
        "rca": "indices.revealed_comparative_advantage",
        "hhi": 'indices.concentration(variant="hhi")',
        "gl": "indices.grubel_lloyd",
        "tii": "indices.trade_intensity",
        # names and codes
        "countries": "economies",
        "country": "economies",
        "hs": "commodities",
        "products": "commodities",
        # what is handed on
        "chart": "charts",
        "plot": "charts",
        "plots": "charts",
        "lines": "charts.lines",
        "save": "export",
        "savefig": "export",
        "version": "__version__",
    },
    "indices": {
        "arca": "additive_rca",
        "balassa": "revealed_comparative_advantage",
        "rca": "revealed_comparative_advantage",
        "brca": "bilateral_rca",
        "nrca": "normalised_rca",
        "normalized_rca": "normalised_rca",
        "rsca": "symmetric_rca",
        "srca": "symmetric_rca",
        "hhi": 'concentration(variant="hhi")',
        "herfindahl": 'concentration(variant="hhi")',
        "herfindahl_hirschman": 'concentration(variant="hhi")',
        "hirschman": 'concentration(variant="hirschman")',
        "shannon": "entropy",
        "gl": "grubel_lloyd",
        "gli": "grubel_lloyd",
        "iit": "grubel_lloyd",
        "intra_industry_trade": "grubel_lloyd",
        "miit": "marginal_intra_industry",
        "bruelhart": "marginal_intra_industry",
        "brulhart": "marginal_intra_industry",
        "tii": "trade_intensity",
        "intensity": "trade_intensity",
        "tci": "complementarity",
        "tbi": "trade_balance_index",
        "lfi": "lafay",
        "cms": "constant_market_share",
        "esi": "similarity",
        "export_similarity": "similarity",
        "finger_kreinin": "similarity",
        "iemp": "market_penetration",
        "ipr": "import_penetration",
        "epi": "export_propensity",
        "trade_openness": "openness",
        "trade_to_gdp": "openness",
        "em": "extensive_margin",
        "im": "intensive_margin",
        "hummels_klenow": "extensive_margin",
        "irts": "intra_regional_share",
    },
    "charts": {
        "line": "lines",
        "plot": "lines",
        "time_series": "lines",
        "timeseries": "lines",
        "bar": "ranking",
        "bars": "ranking",
        "top": "ranking",
        "pie": "composition",
        "shares": "composition",
        "sections": "composition",
        "heatmap": "heat",
        "hhi": "concentration",
        "rca": "advantage",
        "events": "timeline",
        "exchange_rate": "rate",
        "bridge": "accounting",
        "waterfall": "accounting",
        "ytd": "to_date",
        "year_to_date": "to_date",
        "export": "tv.export",
        "save": "tv.export",
    },
    "rates": {
        "european_central_bank": "ecb",
        "fed": "fed_h10",
        "federal_reserve": "fed_h10",
        "h10": "fed_h10",
        "wb": "world_bank",
        "load": "read",
        "read_csv": "read",
        "get": "lookup",
        "convert": "tv.convert",
    },
    "deflators": {
        "cpi": "us_cpi",
        "gdp_deflator": "world_bank",
        "wb": "world_bank",
        "load": "read",
        "read_csv": "read",
        "get": "lookup",
        "deflate": "tv.deflate",
    },
    "economies": {
        "iso2": "alpha2",
        "iso3": "code",
        "alpha3": "code",
        "find": "code",
        "country": "name",
        "un_code": "m49",
        "group": "members",
        "spell": "spells",
        "sum_group": "tv.sum_group",
    },
    "commodities": {
        "describe": "description",
        "name": "description",
        "title": "description",
        "find": "classify",
        "code": "classify",
        "chapter": "chapters",
        "heading": "headings",
        "subheading": "subheadings",
        "aggregate": "roll_up",
    },
    "figures": {
        "read": "read_figures",
        "extract": "read_figures",
        "find": "read_figures",
        "parse": "parse_money",
        "mark": "highlight",
        "read_claims": "tv.read_claims",
    },
    "statements": {
        "read": "load",
        "load_csv": "load",
        "read_csv": "load",
        "validate": "check",
        "check_claims": "tv.check_claims",
        "to_table": "to_trade",
    },
    "errors": {
        "Error": "TradeviewError",
        "TradeError": "TradeviewError",
        "CurrencyError": "MissingRateError",
        "RateError": "MissingRateError",
        "DeflatorError": "MissingDeflatorError",
        "CodeError": "UnknownCodeError",
    },
}
LIKENESS = 0.7  # of difflib's ratio: fewer letters in common are another word


def list_and_answer(module: str, names: Sequence[str]) -> tuple[Callable[[], list[str]], Callable[[str], Never]]:
    """Make a module's `__dir__`, which lists its public names alone, and its `__getattr__`, which has none of its own.

    Parameters
    ----------
    module : str
        Its name behind `tv.`; "" is tradeview itself.
    names : sequence of str
        Its `__all__`.

    Examples
    --------
    >>> list_names, refuse_name = list_and_answer("indices", ["openness", "lafay"])
    >>> list_names()
    ['lafay', 'openness']
    >>> refuse_name("lafey")
    Traceback (most recent call last):
    AttributeError: module 'tradeview.indices' has no attribute 'lafey'; did you mean lafay? It has lafay, openness
    """

    def list_names() -> list[str]:
        return sorted(names)

    def refuse_name(name: str) -> Never:
        raise AttributeError(describe_absent(module, name, names))

    return list_names, refuse_name


def describe_absent(module: str, name: str, names: Sequence[str]) -> str:
    """Say that a module does not have a name, and which one is meant, where that can be told.

    Examples
    --------
    >>> print(describe_absent("charts", "line", ["heat", "lines"]))
    module 'tradeview.charts' has no attribute 'line'; line is lines. It has heat, lines
    """
    said = f"module '{'.'.join(filter(None, ('tradeview', module)))}' has no attribute {name!r}"
    if name.startswith("__"):  # what Python, pickle and notebooks ask of any module
        return said
    in_full = find_long_name(module, name)
    if in_full is not None:
        return f"{said}; {name} is {in_full}. It has {', '.join(sorted(names))}"
    nearest = find_nearest(name, names)
    if nearest:
        return f"{said}; did you mean {nearest[0]}? It has {', '.join(sorted(names))}"
    return f"{said}; it has {', '.join(sorted(names))}"


def find_long_name(module: str, name: str) -> str | None:
    """Find what a short name is called in a module; None where it is not known as one.

    Examples
    --------
    >>> find_long_name("charts", "line"), find_long_name("indices", "HHI"), find_long_name("", "rca")
    ('lines', 'concentration(variant="hhi")', 'tv.indices.revealed_comparative_advantage')
    """
    known = SHORT_NAMES.get(module, {})
    found = known.get(name, known.get(name.lower()))
    if found is not None and not module and "." in found.partition("(")[0]:
        return f"tv.{found}"
    return found


def find_nearest(name: str, names: Sequence[str], most: int = 1) -> list[str]:
    """Find the names that are most like another, the likest first; none where none is.

    Examples
    --------
    >>> find_nearest("grwth", ["growth", "load"]), find_nearest("Growth", ["growth"]), find_nearest("x", ["growth"])
    (['growth'], ['growth'], [])
    """
    # Loaded on the first mistake: importing tradeview costs next to nothing.
    import difflib  # noqa: PLC0415

    by_lower = {known.lower(): known for known in sorted(names)}
    near = difflib.get_close_matches(name.lower(), by_lower, most, LIKENESS)
    return [by_lower[lower] for lower in near]
