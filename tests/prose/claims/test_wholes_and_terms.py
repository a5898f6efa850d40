"""What a share is of that is no trade, in which currency something grew, and how far a quote reaches."""

import pytest

from tradeview.prose.claims import read_claims

# The text, and for each claim the set that it is of and the words for it.
WHOLES = {
    "deficit": ("The current account deficit was 5 per cent of GDP in 2024.", [("gdp", "GDP")]),
    "debt": ("A debt of 60 per cent of GDP weighs on exports.", [("gdp", "GDP")]),
    "of-an-economy": ("Oil took 30 per cent of India's GDP in 2024.", [("gdp", "GDP")]),
    "spelt-out": ("Trade was 120 % of gross domestic product.", [("gross domestic product", "gross domestic product")]),
    "exports": ("Oil took 30 per cent of the economy's exports in 2024.", [("exports", "exports")]),
}

CURRENCIES = {
    "behind": ("Exports rose 5 per cent in dollar terms in 2024.", ["USD"]),
    "opening": ("In yen terms, exports fell 3 per cent and imports 2 per cent in 2024.", ["JPY", "JPY"]),
    "each": ("Exports rose 5 per cent in ringgit terms but fell 2 per cent in dollar terms in 2024.", ["MYR", "USD"]),
    "none": ("Exports rose 5 per cent in real terms in 2024.", [None]),
    "of-a-share": ("In dollar terms, oil took 30 per cent of exports in 2024.", [None]),
    "russian": ("В долларовом выражении экспорт в 2024 году вырос на 5 %.", ["USD"]),
}

QUOTES = {
    "points": ("Its share fell 2.1 percentage points in 2024.", ["2.1 percentage points"]),
    "tonnes": ("Exports of 2 million tonnes and 300 barrels.", ["2 million tonnes", "300 barrels"]),
    "russian": ("Экспорт составил 5 тонн зерна и 7 процентов импорта.", ["5 тонн", "7 процентов"]),
    "glued-particle": ("2024년 수출은 5% 증가했다.", ["5%"]),
    "run-on": ("2024年の輸出は5%増えた。", ["5%"]),
}


@pytest.mark.parametrize("name", WHOLES)
def test_a_share_of_what_is_no_trade_is_none_of_exports(name: str) -> None:
    text, wanted = WHOLES[name]
    read = read_claims(text)
    assert list(zip(read["among"], read["among_words"], strict=True)) == wanted
    assert read["kind"].tolist() == ["share"] * len(wanted)


@pytest.mark.parametrize("name", CURRENCIES)
def test_a_growth_has_the_currency_in_which_it_is_told(name: str) -> None:
    text, wanted = CURRENCIES[name]
    assert read_claims(text)["currency"].astype(object).where(lambda column: column.notna(), None).tolist() == wanted


@pytest.mark.parametrize("name", QUOTES)
def test_a_quote_ends_with_its_word(name: str) -> None:
    text, wanted = QUOTES[name]
    assert read_claims(text)["quote"].tolist() == wanted
