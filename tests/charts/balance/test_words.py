"""The words of a balance: which way it goes, how both flows are valued, and what was done to the money."""

import pandas as pd
import pytest

import tradeview as tv
from flows import BALANCES as YEARS
from flows import Sides
from flows import reported as table
from tradeview.charts.balance.draw import balance


def title(frame: pd.DataFrame) -> str:
    return tv.charts.drawing(balance(frame)).title


def caption(frame: pd.DataFrame) -> str:
    return " ".join(tv.charts.drawing(balance(frame)).caption)


def test_trap_cif_and_fob_are_named_in_the_caption() -> None:
    wanted = "Exports FOB, imports CIF: freight and insurance count in imports alone, and so in the balance."
    assert wanted in caption(YEARS)
    assert "Exports and imports FOB." in caption(YEARS.assign(valuation="FOB"))
    assert "Valuation: not stated." in caption(YEARS.drop(columns="valuation"))
    swapped = YEARS.assign(valuation=YEARS["valuation"].map({"FOB": "CIF", "CIF": "FOB"}))
    assert "Exports CIF, imports FOB: freight and insurance count in exports alone" in caption(swapped)
    assert tv.charts.drawing(balance(swapped)).subtitle.startswith("Exports CIF and imports FOB, US$ billion")
    half = YEARS.assign(valuation=YEARS["valuation"].where(YEARS["flow"] == "export"))
    assert "Valuation: exports FOB, imports not stated." in caption(half)
    other = YEARS.assign(valuation=YEARS["valuation"].where(YEARS["flow"] == "import"))
    assert "Valuation: exports not stated, imports CIF." in caption(other)
    assert tv.charts.drawing(balance(YEARS)).subtitle.startswith("Exports FOB and imports CIF, US$ billion")
    assert tv.charts.drawing(balance(half)).subtitle.startswith("Exports FOB and imports, US$ billion")


@pytest.mark.parametrize(
    ("values", "rest", "wanted"),
    [
        (
            {2006: (1.1e9, 6e8), 2014: (2.2e9, 3.2e9)},
            {},
            "trade with Russia: a deficit of US$1.00 billion in 2014, against a surplus of US$500 million in 2006",
        ),
        ({2014: (3e9, 2e9)}, {}, "a surplus of US$1.00 billion in 2014"),
        ({2014: (3e9, 3e9)}, {}, "neither surplus nor deficit in 2014"),
        ({2013: (2e9, 1e9), 2014: (3e9, 2e9)}, {}, "a surplus of US$1.00 billion in 2014, as in 2013"),
        (
            {2014: (3e9, 3.1e9)},
            {"low": 2.9e9, "high": 3.2e9},
            "Russia: neither a sure surplus nor a sure deficit in 2014",
        ),
        ({2014: (3e9, 3e9)}, {"low": 3e9, "high": 3e9}, "Russia: neither surplus nor deficit in 2014"),
        ({2014: (3e9, 2e9)}, {"partner": "WLD"}, "Malaysia’s trade with the world: a surplus"),
        ({2014: (3e9, 2e9)}, {"commodity_code": "1511"}, "Malaysia’s trade in HS 1511 with Russia: a surplus"),
        ({202401: (3e9, None), 202402: (None, 2e9)}, {}, "no month has both"),
        ({20241: (3e9, None), 20242: (None, 2e9)}, {}, "Russia: no quarter has both exports and imports"),
        ({2014: (3e9, 2e9)}, {"reporter": "WLD"}, "The world’s trade with Russia: a surplus"),
        ({2013: (2.001e9, 1e9), 2014: (2.002e9, 1e9)}, {}, "a surplus of US$1.00 billion in 2014, as in 2013"),
        (
            {2013: (1e9, 2e9), 2014: (2e9, 1e9)},
            {},
            "a surplus of US$1.00 billion in 2014, against a deficit of US$1.00",
        ),
    ],
)
def test_the_title_follows_the_numbers(values: dict[int, Sides], rest: dict[str, object], wanted: str) -> None:
    assert wanted in title(table(values, **rest))


def test_money_says_its_unit_prices_conversion_and_sources() -> None:
    assert "US$ billion at current prices" in tv.charts.drawing(balance(YEARS)).subtitle
    real = YEARS.assign(price_basis="real", base_period=2010, deflator="US CPI-U")
    assert "at prices of 2010" in tv.charts.drawing(balance(real)).subtitle
    assert "deflated by US CPI-U" in caption(real)
    assert "As Malaysia reports them." in caption(YEARS)
    assert "Sources: mine (2006, 2007)." in caption(YEARS[YEARS["period"] < 2010].assign(source="mine"))


def test_the_alternative_text_holds_first_and_last() -> None:
    alt = tv.charts.drawing(balance(YEARS)).alt
    assert alt.startswith("Line chart of exports and imports, with bars of their balance.")
    assert "2006: exports US$1.10 billion, imports US$600 million" in alt
    assert "2014: exports US$2.20 billion, imports US$3.20 billion" in alt
    halves = tv.charts.drawing(balance(table({2020: (5e9, None), 2022: (None, 1e9)}))).alt
    assert halves.endswith(
        "2020: exports US$5.00 billion, imports missing. 2022: exports missing, imports US$1.00 billion."
    )
    one = tv.charts.drawing(balance(table({2020: (5e9, 1e9)}))).alt
    assert one.count("2020: exports") == 1
