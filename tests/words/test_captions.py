"""Captions: what a passport says of sources, rates and prices, in words."""

import pandas as pd
import pytest

import tradeview as tv
from artists import ledger, options
from tradeview.sources.reference_lists import source_key
from tradeview.words import captions


def test_sources_name_each_key_with_its_periods() -> None:
    frame = pd.DataFrame({"period": [2001, 2003, 2002], "source": ["mine", "mine", None]})
    assert captions.name_sources(frame) == "Sources: mine (2001, 2003); not stated (2002)."
    assert captions.name_sources(frame.drop(columns="source")) == "Sources: not stated (2001, 2002, 2003)."
    many = pd.DataFrame({"period": range(2000, 2025), "source": "mine"})
    assert captions.name_sources(many, also=["ecb"]).startswith("Sources: mine (2000–2024); European Central Bank")


def test_the_central_bank_is_one_source_by_its_key_and_by_its_name() -> None:
    assert source_key("European Central Bank") == source_key("ecb") == "ecb"
    assert [source_key(name) for name in ("us-cpi", "my bank")] == ["us-cpi", "my bank"]
    assert captions.source_name("European Central Bank") == captions.source_name("ecb") != "ecb"
    assert captions.source_name("my bank") == "my bank"


def converted(values: dict[int, float], **rest: object) -> pd.DataFrame:
    return tv.convert(ledger(values, **rest), to="MYR", rates=options()["rates"])


def test_conversions_say_rate_kind_and_source() -> None:
    said = captions.describe_conversions(converted({2006: 1.0, 2007: 1.0}))
    assert "2006 and 2007 converted from US dollars at the year’s mean of the European Central Bank’s" in said
    assert "(RM per US$: 3.668 in 2006, 3.437 in 2007)" in said


def test_many_rates_are_told_by_the_first_and_the_last() -> None:
    said = captions.describe_conversions(converted(dict.fromkeys(range(2006, 2025), 1.0)))
    assert "2006–2024 converted" in said
    assert "(RM per US$: 3.668 in 2006 … 4.574 in 2024)" in said


def test_a_rate_of_a_user_names_its_kind_and_source() -> None:
    rates = pd.DataFrame(
        [{"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "kind": "end", "source": "my bank"}]
    )
    said = captions.describe_conversions(tv.convert(ledger({2024: 1.0}), to="MYR", rates=rates))
    assert said == "2024 converted from US dollars at the year-end rate of my bank (RM per US$: 4.500 in 2024)."


def test_nothing_is_said_of_what_was_not_done() -> None:
    plain = ledger({2024: 1.0})
    assert (captions.describe_conversions(plain), captions.describe_deflation(plain)) == ("", "")
    assert captions.describe_conversions(converted({2024: 1.0}, currency="MYR")) == ""


def test_deflation_names_the_index_and_its_prices() -> None:
    real = tv.deflate(ledger({2007: 1.0, 2024: 1.0}), deflator=options()["deflator"], base_period=2024)
    assert captions.describe_deflation(real) == "Prices of 2024: deflated by US CPI-U, all items (1982-84 = 100)."


@pytest.mark.parametrize(
    ("periods", "gaps"),
    [
        ([2006, 2007, 2024], "No figures for 2008–2023; the dotted line spans 17 years."),
        ([2001, 2003], "No figures for 2002; the dotted line spans 2 years."),
        (
            [2001, 2003, 2009],
            "No figures for 2002 and 2004–2008; dotted lines span up to 6 years.",
        ),
        ([2002, 2001, 2001], ""),
        ([202312, 202401], ""),
        (
            [202311, 202402],
            "No figures for Dec 2023–Jan 2024; the dotted line spans 3 months.",
        ),
        ([], ""),
    ],
)
def test_gaps_are_said_in_words(periods: list[int], gaps: str) -> None:
    assert captions.describe_gaps(periods) == gaps
