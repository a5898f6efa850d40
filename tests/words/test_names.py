"""Names in words: of pairs, of what a series counts, and lists of words."""

import pandas as pd
import pytest

from tradeview.errors import TradeTableError
from tradeview.words.names import series_name, trade_name
from tradeview.words.templates import list_words, possessive_of


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_words_are_joined_as_in_a_sentence(given: list[str], text: str) -> None:
    assert list_words(given) == text


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"flow": "total", "commodity_code": "TOTAL"}, "trade"),
        ({"flow": "export", "commodity_code": "TOTAL"}, "exports"),
        ({"flow": "import", "commodity_code": "1511", "classification": "H5"}, "imports of HS 1511"),
        ({"flow": "export", "commodity_code": "33", "classification": "S4"}, "exports of SITC 33"),
        ({"flow": "total", "commodity_code": "27"}, "trade in HS 27"),
    ],
)
def test_a_series_is_called_what_it_counts(row: dict[str, str], text: str) -> None:
    assert trade_name(pd.Series(row)) == text


@pytest.mark.parametrize("flow", [None, float("nan"), pd.NA])
def test_a_flow_that_is_left_open_is_not_called_trade(flow: object) -> None:
    assert trade_name(pd.Series({"flow": flow, "commodity_code": "TOTAL"})) == "flow not stated"


def test_a_flow_that_nobody_knows_is_refused() -> None:
    with pytest.raises(TradeTableError, match=r"a flow is one of total, export, .*found: 'sale'"):
        trade_name(pd.Series({"flow": "sale", "commodity_code": "TOTAL"}))


def test_a_series_names_both_economies_and_its_direction() -> None:
    row = pd.Series({"reporter": "USA", "partner": "RUS", "flow": "re-import", "commodity_code": "TOTAL"})
    assert series_name(row) == "United States’ re-imports from Russia"
    assert series_name(row.replace({"re-import": "balance"})) == "United States’ trade balance with Russia"
    assert trade_name(row.replace({"re-import": "balance", "TOTAL": "15"})) == "trade balance of HS 15"
    assert series_name(row.replace({"re-import": "export"})) == "United States’ exports to Russia"
    assert series_name(row.replace({"re-import": "total"})) == "United States–Russia trade"
    assert possessive_of("Malaysia") == "Malaysia’s"
