"""The words of both sides: gaps, titles that follow the numbers, valuations, conversions and sources."""

import pandas as pd
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from artists import said, words
from flows import PRODUCTS, YEARS, Sides, both
from tradeview.analysis.mirror import mirror
from tradeview.charts.mirror.draw import mirror as chart


def text_of(ax: Axes) -> str:
    return said(ax)


def title(frame: pd.DataFrame) -> str:
    return tv.charts.drawing(chart(frame)).title


def test_trap_mirror_asymmetry_gaps_are_said_in_words() -> None:
    shown = text_of(chart(YEARS))
    for wanted in ("50% higher", "5% lower", "missing", "the only one", "45% higher", "1.00", "3.20", "2.60"):
        assert wanted in shown
    assert "2.70" not in shown  # the mean of 2.2 and 3.2


@pytest.mark.parametrize(
    ("sides", "wanted"),
    [
        ((1e9, 1e9), "the same"),
        ((1e9, 1.001e9), "nearly the same"),
        ((1e9, 4.2e9), "4.2 times as high"),
        ((1.0, 4.2e9), "over 1,000 times as high"),
        ((1e6, 1000.4e6), "over 1,000 times as high"),
        ((1e6, 994.9e6), "990 times as high"),
        ((0.0, 5e8), "above a zero"),
        ((1e9, 0.0), "100% lower"),
        ((1e9, 1e6), "over 99% lower"),
        ((1e9, 9.9e6), "over 99% lower"),
        ((1e9, 1.01e7), "99% lower"),
        ((1e9, 1.999e9), "99% higher"),
        ((1e9, None), "missing"),
        ((None, 1e9), "the only one"),
    ],
)
def test_a_gap_in_words(sides: Sides, wanted: str) -> None:
    shown = words(chart(both({2014: sides})))
    assert wanted in shown


def test_trap_cif_and_fob_are_named_and_not_corrected() -> None:
    ax = chart(YEARS)
    assert "● Malaysia’s exports (FOB)" in said(ax)
    assert "◆ Russia’s imports (CIF)" in said(ax)
    caption = " ".join(tv.charts.drawing(ax).caption)
    assert "Valuation: exports FOB, imports CIF. CIF counts freight and insurance, FOB does not" in caption
    assert "neither corrected nor averaged" in caption
    unstated = YEARS.assign(importer_valuation=None, exporter_valuation=None)
    caption = " ".join(tv.charts.drawing(chart(unstated)).caption)
    assert "Valuation: exports not stated, imports not stated. Each side’s own figures" in caption
    assert "FOB" not in said(chart(unstated))
    mixed = YEARS.assign(exporter_valuation=["FOB", "CIF", None, None, None])
    assert "Valuation: exports CIF, FOB and not stated, imports CIF." in said(chart(mixed))
    assert "● Malaysia’s exports" in words(chart(mixed))


def test_the_title_of_periods_counts_and_ends_with_the_last() -> None:
    wanted = "Russia reports more than Malaysia for 2 and less for 1 of 3 years that both report, and 45% more for 2014"
    assert title(YEARS) == f"Of Malaysia’s exports to Russia, {wanted}"


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (
            {202401: (1.0, 2.0), 202402: (1.0, 3.0)},
            "reports more than Malaysia for each of 2 months that both report, and 3.0 times as much for Feb 2024",
        ),
        (
            {2013: (3.0, 2.0), 2014: (3.0, 1.0)},
            "reports less than Malaysia for each of 2 years that both report, and 67% less for 2014",
        ),
        (
            {2013: (3.0, 3.0), 2014: (1.0, 1.0)},
            "Russia reports as much as Malaysia for each of 2 years that both report",
        ),
        (
            {2013: (1.0, 1.0), 2014: (1.0, 3.0)},
            "reports more than Malaysia for 1 of 2 years that both report, and 3.0 times as much for",
        ),
        (
            {2013: (1.0, 1.0), 2014: (3.0, 1.0)},
            "reports less than Malaysia for 1 of 2 years that both report, and 67% less for 2014",
        ),
    ],
)
def test_the_title_counts_who_reports_more(figures: dict[int, Sides], wanted: str) -> None:
    assert wanted in title(both(figures))


def test_quarters_are_counted_as_such() -> None:
    """The trade table does not take them yet; a chart of the result does."""
    quarters = YEARS.assign(period=[20221, 20222, 20232, 20233, 20234])
    assert "of 3 quarters that both report" in title(quarters)


@pytest.mark.parametrize(
    ("last", "wanted"),
    [
        ((1e9, 1e9), "the same"),
        ((1e9, 1.001e9), "nearly the same"),
        ((1e9, 4.2e9), "4.2 times as much"),
        ((1e9, 1.45e9), "45% more"),
        ((1e9, 1e6), "over 99% less"),
        ((0.0, 5e6), "US$5 million against zero"),
    ],
)
def test_the_title_of_periods_ends_with_the_last(last: Sides, wanted: str) -> None:
    assert title(both({2013: (1e6, 2e6), 2014: last})).endswith(f", and {wanted} for 2014")


def test_a_last_gap_within_the_ranges_is_said_so() -> None:
    apart = {"low": 2.1e9, "high": 2.4e9}
    ranged = both({2013: (2.0e9, 2.3e9), 2014: (2.2e9, 2.3e9)}, **apart)
    about = (
        "Of Malaysia’s exports to Russia, Russia reports about as much as Malaysia for each of 2 years that both report"
    )
    assert title(ranged) == about
    one = title(both({2014: (2.2e9, 2.3e9)}, **apart))
    assert one.endswith("in 2014, Russia reports about as much as Malaysia (US$2.3 billion and US$2.2 billion)")
    mixed = pd.concat([both({2013: (1e9, 2.3e9)}), both({2014: (2.2e9, 2.3e9)}, **apart)], ignore_index=True)
    assert title(mixed).endswith(
        "more than Malaysia for 1 of 2 years that both report, and equal within range for 2014"
    )


def test_the_title_of_products_says_where_the_gap_is_widest() -> None:
    assert title(PRODUCTS) == (
        "Of Malaysia’s exports to Russia in 2014, Russia reports more than Malaysia for 1 and less for 1 of 2 products "
        "that both report, with the widest difference of US$200 million in HS 1511 Palm oil"
    )


@pytest.mark.parametrize(
    ("sides", "wanted"),
    [
        ((2.2e9, 3.2e9), ", Russia reports 45% more than Malaysia (US$3.2 billion against US$2.2 billion)"),
        ((2e9, 1e9), ", Russia reports 50% less than Malaysia (US$1 billion against US$2 billion)"),
        ((1e9, 3e9), ", Russia reports 3.0 times as much as Malaysia (US$3 billion against US$1 billion)"),
        ((1e9, 1e9), ", Russia reports as much as Malaysia (US$1 billion and US$1 billion)"),
        ((0.0, 1e9), ", Russia reports US$1 billion and Malaysia zero"),
        ((1e9, None), "Malaysia alone reports its exports to Russia in 2014"),
        ((None, 1e9), "Russia alone reports its imports from Malaysia in 2014"),
        ((1e9, 1e6), ", Russia reports over 99% less than Malaysia (US$1 million against US$1 billion)"),
        ((1.0, 1e9), ", Russia reports over 1,000 times as much as Malaysia (US$1 billion against US$1)"),
    ],
)
def test_the_title_of_one_row(sides: Sides, wanted: str) -> None:
    of_what = "Of Malaysia’s exports to Russia in 2014" if wanted.startswith(",") else ""
    assert title(both({2014: sides})) == of_what + wanted


def test_the_scale_the_unit_the_prices_and_the_sources_are_said() -> None:
    assert "US$ billion at current prices, linear scale from zero" in tv.charts.drawing(chart(YEARS)).subtitle
    assert "logarithmic scale" in tv.charts.drawing(chart(YEARS, scale="log")).subtitle
    real = both({2014: (2e9, 3e9)}, price_basis="real", base_period=2010, deflator="US CPI-U")
    assert "at prices of 2010" in tv.charts.drawing(chart(real)).subtitle
    assert "deflated by US CPI-U" in " ".join(tv.charts.drawing(chart(real)).caption)
    caption = tv.charts.drawing(chart(YEARS)).caption[-1]
    assert caption == "Sources: theirs (2006, 2007, 2012, 2014); ours (2006, 2007, 2013, 2014)."


def test_money_that_was_converted_says_how() -> None:
    rates = pd.DataFrame(
        [{"period": 2014, "base": "USD", "quote": "MYR", "rate": 3.27, "kind": "average", "source": "me"}]
    )
    frame = pd.DataFrame(
        [
            {"reporter": "MYS", "partner": "RUS", "flow": "export", "value": 7e9, "currency": "MYR"},
            {"reporter": "RUS", "partner": "MYS", "flow": "import", "value": 3e9, "currency": "USD"},
        ]
    ).assign(period=2014, commodity_code="TOTAL")
    caption = " ".join(tv.charts.drawing(chart(mirror(tv.convert(frame, to="USD", rates=rates)))).caption)
    assert "2014 converted from ringgit at the year’s mean of me (RM per US$: 3.270 in 2014)" in caption


def test_the_alternative_text_holds_first_and_last() -> None:
    alt = tv.charts.drawing(chart(YEARS)).alt
    assert alt.startswith("Dumbbell chart, a row for each period.")
    assert "2006: exporter US$1.00 billion, importer US$1.50 billion" in alt
    assert "2014: exporter US$2.20 billion, importer US$3.20 billion." in alt
    alone = tv.charts.drawing(chart(both({2014: (1e9, None)}))).alt
    assert alone.endswith("2014: exporter US$1.00 billion, importer missing.")
    assert alone.count("exporter US$") == 1  # the first row is the last


def test_the_one_product_that_both_report_is_named() -> None:
    """Else its gap would read as that of all trade."""
    codes = both({"15": (None, 5e6), "27": (3e6, None), "85": (2e6, 7e6)}, "commodity_code")
    said_of = title(codes)
    assert "both report HS 85 Electrical machinery and electronics alone, and Russia 3.5 times as much as" in said_of
    assert "both report" not in title(codes[codes["commodity_code"] == "85"])


def test_no_row_that_both_report_is_said_so() -> None:
    wanted = "No figure of Malaysia’s exports to Russia in 2013 and 2014 is reported by both sides"
    assert title(both({2013: (1e6, None), 2014: (None, 2e6)})) == wanted


def test_the_subtitle_says_what_is_counted() -> None:
    def subtitle(frame: pd.DataFrame) -> str:
        return tv.charts.drawing(chart(frame)).subtitle

    assert subtitle(YEARS).startswith("What each side reports, all products, 2006, 2007 and 2012–2014; US$ billion")
    assert subtitle(PRODUCTS).startswith("What each side reports, by HS code, 2014; US$ million")
    one = both({2013: (1e6, 2e6), 2014: (1e6, 3e6)}, commodity_code="1511")
    assert subtitle(one).startswith("What each side reports, HS 1511, 2013 and 2014; US$ million")
    sitc = both({"33": (1e6, 2e6), "34": (1e6, 9e6)}, "commodity_code", classification="S4")
    assert subtitle(sitc).startswith("What each side reports, by SITC code, 2014; US$ million")
    assert title(sitc).endswith("the widest difference of US$8.00 million in SITC 34")


def test_what_one_side_reports_alone_is_counted() -> None:
    codes = both({"15": (None, 5e6), "27": (3e6, None), "31": (1e6, None), "85": (2e6, 7e6)}, "commodity_code")
    assert "Reported by Malaysia alone: 2 products. Reported by Russia alone: 1 product." in said(chart(codes))
    assert "Reported by Malaysia alone: 2012. Reported by Russia alone: 2013." in said(chart(YEARS))


def test_ranges_are_explained() -> None:
    ranged = YEARS.assign(exporter_low=YEARS["exporter_value"] * 0.9, exporter_high=YEARS["exporter_value"] * 1.1)
    assert "Thin lines: the range of each figure." in text_of(chart(ranged))
    assert "Thin lines" not in text_of(chart(YEARS))
