"""Words: names of pairs, of what a series counts, and lists of words as a sentence has them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tradeview.commodities.codes import classification_name
from tradeview.economies import name as economy_name
from tradeview.table.schema import TOTAL
from tradeview.words.numbers import EN_DASH

if TYPE_CHECKING:
    import pandas as pd


def pair_name(reporter: str, partner: str) -> str:
    """Name two economies as a pair.

    Examples
    --------
    >>> pair_name("MYS", "RUS")
    'Malaysia–Russia'
    """
    return f"{economy_name(reporter)}{EN_DASH}{economy_name(partner)}"


def possessive_of(name: str) -> str:
    """Say whose something is: names in -s, of islands and unions, take an apostrophe alone.

    Examples
    --------
    >>> possessive_of("Malaysia"), possessive_of("United States")
    ('Malaysia’s', 'United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def list_words(words: Sequence[str]) -> str:
    """Join words as a sentence does.

    Examples
    --------
    >>> list_words(["a"]), list_words(["a", "b"]), list_words(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def flow_name(flow: str, commodity_code: str = TOTAL, classification: object = None) -> str:
    """Name what a series counts: the flow, and the commodity where it is not all of them.

    Examples
    --------
    >>> flow_name("total"), flow_name("export", "1511"), flow_name("import", "33", "S4")
    ('trade', 'exports of HS 1511', 'imports of SITC 33')
    """
    words = "trade" if flow == "total" else f"{flow}s"
    if commodity_code == TOTAL:
        return words
    joined = "in" if flow == "total" else "of"
    return f"{words} {joined} {classification_name(classification)} {commodity_code}"


def series_name(row: "pd.Series[Any]") -> str:
    """Name a series with both economies and the direction of its trade.

    Examples
    --------
    >>> import pandas as pd
    >>> row = pd.Series({"reporter": "MYS", "partner": "RUS", "flow": "total", "commodity_code": "TOTAL"})
    >>> series_name(row), series_name(row.replace({"total": "export"})), series_name(row.replace({"total": "import"}))
    ('Malaysia–Russia trade', 'Malaysia’s exports to Russia', 'Malaysia’s imports from Russia')
    """
    if row["flow"] == "total":
        return f"{pair_name(row['reporter'], row['partner'])} {trade_name(row)}"
    towards = "from" if str(row["flow"]).endswith("import") else "to"
    return f"{possessive_of(economy_name(row['reporter']))} {trade_name(row)} {towards} {economy_name(row['partner'])}"


def trade_name(row: "pd.Series[Any]") -> str:
    """Name what a row of a trade table counts, with its passport's classification (see `flow_name`)."""
    return flow_name(str(row["flow"]), str(row["commodity_code"]), row.get("classification"))
