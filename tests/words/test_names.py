"""Names in words: of pairs, of what a series counts, and lists of words."""

import re

import pandas as pd
import pytest

import tradeview as tv
from tradeview.errors import TradeTableError
from tradeview.words.names import NAMES_WITH_ARTICLE, label_economy, name_economy, series_name, trade_name
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
    assert series_name(row) == "the United States’ re-imports from Russia"
    assert series_name(row.replace({"re-import": "balance"})) == "the United States’ trade balance with Russia"
    assert trade_name(row.replace({"re-import": "balance", "TOTAL": "15"})) == "trade balance of HS 15"
    assert series_name(row.replace({"re-import": "export"})) == "the United States’ exports to Russia"
    assert series_name(row.replace({"re-import": "total"})) == "United States–Russia trade"
    assert possessive_of("Malaysia") == "Malaysia’s"


WITH_ARTICLE = {
    "NLD": "the Netherlands",
    "USA": "the United States",
    "GBR": "the United Kingdom",
    "ARE": "the United Arab Emirates",
    "PHL": "the Philippines",
    "XGE": "the European Union",
    "GMB": "the Gambia",
    "SUN": "the Soviet Union",
    "SLB": "the Solomon Islands",
}


@pytest.mark.parametrize(("code", "name"), WITH_ARTICLE.items())
def test_a_name_has_its_article_within_a_sentence_and_none_in_a_label(code: str, name: str) -> None:
    assert name_economy(code) == name
    assert label_economy(code) == name.removeprefix("the ")
    row = pd.Series({"reporter": code, "partner": "MYS", "flow": "export", "commodity_code": "TOTAL"})
    assert series_name(row) == f"{possessive_of(name)} exports to Malaysia"
    assert series_name(row.replace({code: "MYS", "MYS": code})) == f"Malaysia’s exports to {name}"
    assert series_name(row.replace({"export": "total"})) == f"{name.removeprefix('the ')}–Malaysia trade"


@pytest.mark.parametrize("code", ["MYS", "RUS", "CHN", "ISL", "IRL", "MUS", "XGA", "CXR", "NFK", "BVT", "WAK"])
def test_other_names_have_none(code: str) -> None:
    assert not name_economy(code).startswith("the ")


def test_no_name_of_islands_states_and_unions_is_forgotten() -> None:
    """Every name of English that ends so has an article; a territory or republic that begins with its own name, too."""
    ends = re.compile(r"(?:Islands|States|Union|Emirates|Kingdom|Republic|Territory|Territories|Netherlands|Antilles)$")
    codes = tv.economies.codes()["alpha3"].unique()
    named = {code for code in codes if ends.search(label_economy(code)) and not label_economy(code).startswith("Heard")}
    joined = {code for code in named if "&" in label_economy(code) and code != "TCA"}
    assert named - joined <= NAMES_WITH_ARTICLE
