"""Words: names of what a series counts."""

from typing import TYPE_CHECKING, Any

from tradeview.commodities.codes import classification_name
from tradeview.economies.lookup import name as economy_name
from tradeview.errors import TradeTableError
from tradeview.table.engines import is_missing
from tradeview.table.schema import BALANCE, TOTAL, WORLD
from tradeview.table.series import coverage_of_cell
from tradeview.words.language import spoken
from tradeview.words.table_words import COVERAGES, say_word
from tradeview.words.templates import Template, capitalise

if TYPE_CHECKING:
    import pandas as pd

FLOWS = {
    "total": Template("trade"),
    "export": Template("exports"),
    "import": Template("imports"),
    "re-export": Template("re-exports"),
    "re-import": Template("re-imports"),
    "balance": Template("trade balance"),
}
THE_WORLD = Template("the world", note="as a partner or reporter of trade, within a sentence")
WITH_ARTICLE = Template(
    "the {economy}", note="an economy within a sentence whose name has an article: the Netherlands, the European Union"
)
NO_FLOW = Template("flow not stated", note="exports, imports or something else: the text does not say")
TRADE_IN = Template("trade in {classification} {code}", note="classification: HS or SITC")
FLOW_OF = Template("{flow} of {classification} {code}", note="flow: exports, imports …; classification: HS or SITC")
COVERED = Template("{flow} (coverage: {coverage})", note="flow: exports, trade in …; coverage: services, non-oil …")
PAIR_TRADE = Template("{reporter}–{partner} trade")
PAIR_TRADE_IN = Template("{reporter}–{partner} trade in {classification} {code}")
FLOW_TO = Template("{reporter:possessive} {flow} to {partner}", note="flow: exports, or exports of HS 1511 …")
BALANCE_WITH = Template("{reporter:possessive} {flow} with {partner}", note="flow: trade balance, or trade in HS 1511")
FLOW_FROM = Template("{reporter:possessive} {flow} from {partner}", note="flow: imports, or imports of HS 1511 …")

ECONOMY = "economy"  # context in which catalogues keep names, by code, that are not CLDR's
# Economies whose names have an article within a sentence of English: islands, unions, states, and a few by use.
NAMES_WITH_ARTICLE = frozenset(
    {
        *("ALA", "ANT", "ARE", "ATB", "ATF", "BES", "BHS", "CAF", "CCK", "COK", "COM", "CYM", "DOM", "FLK", "FRO"),
        *("GBR", "GMB", "IMN", "IOT", "MDV", "MHL", "MID", "MNP", "NLD", "NTZ", "PCI", "PCN", "PCZ", "PHL", "PSE"),
        *("PUS", "SLB", "SUN", "TCA", "UMI", "USA", "VGB", "VIR", "XGE", "XHC", "XHN", "XHR", "XHS"),
    }
)


def plain_name(code: str) -> str:
    """Name an economy in the language that is spoken, as its press does where CLDR has another name.

    Examples
    --------
    >>> plain_name("NLD"), plain_name("RUS")
    ('Netherlands', 'Russia')
    """
    language = spoken()
    return language.messages.find(code, ECONOMY) or economy_name(code, language.code)


def name_economy(code: object) -> str:
    """Name an economy within a sentence, with the article that its name has there.

    Examples
    --------
    >>> name_economy("MYS"), name_economy("WLD"), name_economy("NLD")
    ('Malaysia', 'the world', 'the Netherlands')
    """
    if code == WORLD:
        return THE_WORLD.fill()
    if code in NAMES_WITH_ARTICLE:
        return WITH_ARTICLE.fill(economy=plain_name(str(code)))
    return plain_name(str(code))


def label_economy(code: object) -> str:
    """Name an economy as a label, a cell or a part of a compound has it: without an article.

    Examples
    --------
    >>> label_economy("NLD"), label_economy("WLD")
    ('Netherlands', 'The world')
    """
    return capitalise(THE_WORLD.fill()) if code == WORLD else plain_name(str(code))


def flow_name(flow: str, commodity_code: str = TOTAL, classification: object = None, coverage: object = None) -> str:
    """Name what a series counts: the flow, the commodity where it is not all of them, and what is no goods.

    Raises
    ------
    TradeTableError
        It is no flow of the trade table.

    Examples
    --------
    >>> flow_name("total"), flow_name("export", "1511"), flow_name("import", "33", "S4"), flow_name("balance")
    ('trade', 'exports of HS 1511', 'imports of SITC 33', 'trade balance')
    >>> flow_name("export", coverage="services"), flow_name("export", coverage="goods")
    ('exports (coverage: services)', 'exports')
    """
    if flow not in FLOWS:
        raise TradeTableError(f"a flow is one of {', '.join(FLOWS)}", repr(flow), "name it so")
    name = FLOWS[flow].fill()
    if commodity_code != TOTAL:
        in_full = classification_name(classification)
        name = FLOW_OF.fill(flow=name, classification=in_full, code=commodity_code)
        if flow == "total":
            name = TRADE_IN.fill(classification=in_full, code=commodity_code)
    return name_covered(name, coverage)


def name_covered(name: str, coverage: object) -> str:
    """Add what is counted to the name of a flow, where that is not goods."""
    counted = coverage_of_cell(coverage)
    return COVERED.fill(flow=name, coverage=say_word(COVERAGES, counted)) if counted else name


def series_name(row: "pd.Series[Any]") -> str:
    """Name a series with both economies and the direction of its trade.

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL"})
    >>> series_name(row), series_name(row.replace({"total": "export"})), series_name(row.replace({"total": "import"}))
    ('Malaysia–Russia trade', 'Malaysia’s exports to Russia', 'Malaysia’s imports from Russia')
    >>> series_name(row.replace({"RUS": "WLD"})), series_name(row.replace({"RUS": "WLD", "total": "export"}))
    ('Malaysia’s trade with the world', 'Malaysia’s exports to the world')
    """
    flow, code = str(row["flow"]), str(row["commodity_code"])
    ends = {"reporter": name_economy(row["reporter"]), "partner": name_economy(row["partner"])}
    if flow != "total":
        if flow == BALANCE:
            return name_trade_with(row)
        template = FLOW_FROM if flow.endswith("import") else FLOW_TO
        return template.fill(flow=trade_name(row), **ends)
    if WORLD in {row["reporter"], row["partner"]}:  # "the" has no place within a compound
        return name_trade_with(row)
    labels = {"reporter": label_economy(row["reporter"]), "partner": label_economy(row["partner"])}
    name = PAIR_TRADE.fill(**labels)
    if code != TOTAL:
        name = PAIR_TRADE_IN.fill(classification=classification_name(row.get("classification")), code=code, **labels)
    return name_covered(name, row.get("coverage"))


def name_trade_with(row: "pd.Series[Any]") -> str:
    """Name trade both ways as that of the reporter, one of whose partners it is with.

    Examples
    --------
    >>> import pandas as pd
    >>> name_trade_with(pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL"}))
    'Malaysia’s trade with Russia'
    """
    ends = {"reporter": name_economy(row["reporter"]), "partner": name_economy(row["partner"])}
    return BALANCE_WITH.fill(flow=trade_name(row), **ends)


def trade_name(row: "pd.Series[Any]") -> str:
    """Name what a row of a trade table counts, with its passport's classification (see `flow_name`).

    A draft out of a text may leave the flow open: a deficit is no trade, and is not called so.
    """
    if is_missing(row["flow"]):
        return NO_FLOW.fill()
    return flow_name(str(row["flow"]), str(row["commodity_code"]), row.get("classification"), row.get("coverage"))
