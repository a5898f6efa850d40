"""Captions: what a passport says of sources, rates and prices, in words."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from artists import ledger, options
from flows import monthly_flows
from tradeview.sources.reference_lists import source_key
from tradeview.words import captions


def test_sources_name_each_key_with_its_periods() -> None:
    frame = pd.DataFrame({"period": [2001, 2003, 2002], "source": ["mine", "mine", None]})
    assert captions.name_sources(frame) == "Sources: mine (2001, 2003); not stated (2002)."
    assert captions.name_sources(frame.drop(columns="source")) == "Sources: not stated (2001–2003)."
    many = pd.DataFrame({"period": range(2000, 2025), "source": "mine"})
    assert captions.name_sources(many, also=["ecb"]).startswith("Sources: mine (2000–2024); European Central Bank")


def test_names_that_stand_joined_are_named_each_and_others_come_last() -> None:
    frame = pd.DataFrame({"period": [2001, 2002], "source": ["a; …; c", "a; b"], "compiled_by": ["MYS; …", "MYS; USA"]})
    assert captions.name_sources(frame) == "Sources: a (2001, 2002); c (2001); b (2002); others (2001)."
    assert captions.name_compilers(frame) == (
        "Whose statistics: Malaysia (2001, 2002), the United States (2002) and others (2001)."
    )


def test_what_is_left_to_a_page_is_said_again_behind_it() -> None:
    frame = pd.DataFrame({"period": [2001], "source": "mine", "compiled_by": "MYS"})
    with captions.leave_provenance_to_page():
        assert captions.name_sources(frame) + captions.name_compilers(frame) == ""
    assert captions.name_sources(frame) == "Sources: mine (2001)."


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


MONTHS = monthly_flows(202201, 202408).query("flow == 'export'")
MONTHLY_RATES = tv.rates.ecb(base="USD", frequency="M")
ECB = "the European Central Bank’s daily cross rates"
BY_MONTH = f"converted from US dollars: each month at its own mean of {ECB}, then summed."


def in_ringgit(frame: pd.DataFrame, rates: pd.DataFrame = MONTHLY_RATES) -> pd.DataFrame:
    return tv.convert(frame, to="MYR", rates=rates)


def test_months_converted_and_summed_are_told_from_a_year_converted_at_its_mean() -> None:
    by_month = tv.to_years(in_ringgit(MONTHS), incomplete="drop")
    at_means = in_ringgit(tv.to_years(MONTHS, incomplete="drop"), options()["rates"])
    assert captions.describe_conversions(by_month) == f"2022 and 2023 {BY_MONTH}"
    assert f"2022 and 2023 converted from US dollars at the year’s mean of {ECB} (" in captions.describe_conversions(
        at_means
    )
    by_quarter = tv.to_quarters(in_ringgit(MONTHS), incomplete="drop")
    assert captions.describe_conversions(by_quarter[:1]) == f"2022 Q1 {BY_MONTH}"
    of_quarters = tv.to_years(
        in_ringgit(tv.to_quarters(MONTHS, incomplete="drop"), tv.rates.ecb(base="USD", frequency="Q")),
        incomplete="drop",
    )
    assert captions.describe_conversions(of_quarters) == f"2022 and 2023 {BY_MONTH}".replace(
        "each month", "each quarter"
    )


def test_years_to_date_say_how_their_months_were_converted() -> None:
    # January alone has one rate, and is one of the months all the same.
    said = captions.describe_conversions(tv.to_date(in_ringgit(MONTHS)))
    assert said == f"January to each month of 2022–2024 {BY_MONTH}"
    ends = tv.rates.ecb(base="USD", frequency="M", kind="end")
    said = captions.describe_conversions(tv.to_years(in_ringgit(MONTHS, ends), incomplete="drop"))
    assert f"each month at its own last rate of {ECB}, then summed" in said


PARTS = tv.to_date(MONTHS).query("months.str.endswith('-08', na=False)")


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        (
            PARTS[-1:],
            f"January to August 2024 converted from US dollars at the mean of January to August 2024 of {ECB} "
            "(RM per US$: 4.682 in 2024).",
        ),
        (
            PARTS[-2:],
            "January to August of 2023 and 2024 converted from US dollars at each year’s mean of January to August "
            f"of {ECB} (RM per US$: 4.493 in 2023, 4.682 in 2024).",
        ),
        (
            PARTS[-2:].assign(months=["2022-04/2023-03", "2023-04/2024-03"], period=[2022, 2023]),
            f"FY2022-23 and FY2023-24 converted from US dollars at the fiscal year’s mean of {ECB} (RM per US$: ",
        ),
    ],
)
def test_parts_of_years_are_converted_at_the_mean_of_their_months(frame: pd.DataFrame, wanted: str) -> None:
    assert captions.describe_conversions(in_ringgit(frame)).startswith(wanted)


def test_sums_of_printed_and_converted_months_are_neither_as_printed_nor_as_converted() -> None:
    stated = MONTHS.assign(currency=["MYR" if period % 2 else "USD" for period in MONTHS["period"]])
    said = captions.describe_conversions(tv.to_years(in_ringgit(stated), incomplete="drop"))
    assert said == (
        f"2022 and 2023 in ringgit: sums of what was printed so and of what was converted at the rate of {ECB}."
    )
    euros = MONTHS.assign(currency=["EUR" if period % 2 else "USD" for period in MONTHS["period"]])
    rates = pd.concat([MONTHLY_RATES, tv.rates.ecb(base="EUR", frequency="M")], ignore_index=True)
    said = captions.describe_conversions(tv.to_years(in_ringgit(euros, rates), incomplete="drop"))
    assert said == f"2022 and 2023 {BY_MONTH}".replace("from US dollars", "from several currencies")


def test_sources_and_gaps_name_parts_of_years() -> None:
    assert captions.name_sources(PARTS) == "Sources: made up (January to August of 2022–2024)."
    gap = [202001202008, 202401202408]
    assert captions.describe_gaps(gap) == (
        "No figures in the table for January to August of 2021–2023; the dotted line spans 4 years."
    )


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
        ([2006, 2007, 2024], "No figures in the table for 2008–2023; the dotted line spans 17 years."),
        ([2001, 2003], "No figures in the table for 2002; the dotted line spans 2 years."),
        (
            [2001, 2003, 2009],
            "No figures in the table for 2002 and 2004–2008; dotted lines span up to 6 years.",
        ),
        ([2002, 2001, 2001], ""),
        ([202312, 202401], ""),
        (
            [202311, 202402],
            "No figures in the table for Dec 2023–Jan 2024; the dotted line spans 3 months.",
        ),
        ([], ""),
    ],
)
def test_gaps_are_said_in_words(periods: list[int], gaps: str) -> None:
    assert captions.describe_gaps(periods) == gaps


def test_a_sum_that_was_converted_again_was_not_printed_so() -> None:
    row = {"period": 2024, "value": 1.0, "currency": "EUR", "stated_value": 9.0, "stated_currency": "MYR"}
    kind = {"rate": None, "rate_kind": "average, by month, then average", "rate_source": "bank, then another bank"}
    said = "in steps (average, by month, then average), at rates of bank, then another bank."
    assert captions.describe_conversions(pd.DataFrame([row | kind])) == f"2024 converted from ringgit {said}"
    of_several = row | kind | {"stated_currency": None, "rate_kind": "of parts, then average"}
    said = captions.describe_conversions(pd.DataFrame([of_several]))
    assert said.startswith("2024 converted from several currencies in steps (of parts, then average)")


def test_trap_a_sum_of_converted_months_was_not_printed_in_both_currencies() -> None:
    row = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    months = [*range(202301, 202313), *range(202401, 202413)]
    table = pd.DataFrame({"period": months, "value": [float(period) for period in months]}).assign(**row)
    dollars = tv.to_years(tv.convert(table, to="USD", rates=tv.rates.ecb(base="USD", frequency="M")))
    ends: dict[str, Any] = {"currency": "MYR", "base_currency": "USD", "start": 2023, "end": 2024}
    split = tv.growth_accounting(dollars, rates=tv.rates.ecb(base="USD"), deflator=tv.deflators.us_cpi(), **ends)
    assert split["end_rate_kind"].tolist() == ["average, by month, then average"]
    assert split["end_rate_source"].tolist() == ["European Central Bank"]
    ringgit = tv.to_years(table)
    both = pd.concat(
        [
            ringgit.assign(observation=ringgit["period"].astype(str)),
            dollars.assign(observation=dollars["period"].astype(str)),
        ]
    )
    split = tv.growth_accounting(both, rates=tv.rates.ecb(base="USD"), deflator=tv.deflators.us_cpi(), **ends)
    assert split["end_rate_kind"].tolist() == ["average, by month"]
    caption = " ".join(tv.charts.drawing(tv.charts.accounting(split)).caption)
    assert (
        "in 2024 (each month at its own mean of the European Central Bank’s daily cross rates, then summed)" in caption
    )
