"""Words of lines: which series grew most, and nothing that the figures or their ranges do not bear out."""

import pandas as pd
import pytest

import tradeview as tv
from artists import ledger
from flows import monthly_flows
from frames import parts

WHOLE = {"commodity_code": "TOTAL"}


def table(*figures: tuple[int, dict[str, float]], by: str = "partner", **rest: object) -> pd.DataFrame:
    return pd.DataFrame(parts(dict(figures), by, **{**WHOLE, **rest}))


def title(frame: pd.DataFrame, **options: object) -> str:
    return tv.charts.drawing(tv.charts.lines(frame, **options)).title


THREE = table((2015, {"CHN": 5e9, "SGP": 6e9, "THA": 1e9}), (2024, {"CHN": 9e9, "SGP": 5.4e9, "THA": 1.5e9}))


def test_the_title_says_which_grew_most() -> None:
    assert title(THREE) == (
        "Of 3 partners, Malaysia’s exports to China grew most from 2015 to 2024: up 80% in US dollars"
    )
    both_ways = THREE.assign(flow="total")
    assert title(both_ways) == (
        "Of 3 partners, Malaysia’s trade with China grew most from 2015 to 2024: up 80% in US dollars"
    )
    assert title(THREE.assign(price_basis="real", base_period=2010)).endswith("up 80% in US dollars of 2010")
    flows = table((2015, {"export": 5e9, "import": 6e9}), (2024, {"export": 5.5e9, "import": 9e9}), by="flow")
    assert title(flows, by="flow") == (
        "Of 2 flows, Malaysia’s imports from Russia grew most from 2015 to 2024: up 50% in US dollars"
    )
    reporters = table((2015, {"MYS": 5e9, "SGP": 6e9}), (2024, {"MYS": 5.5e9, "SGP": 9e9}), by="reporter")
    assert title(reporters, by="reporter") == (
        "Of 2 reporters, Singapore’s exports to Russia grew most from 2015 to 2024: up 50% in US dollars"
    )
    products = table((2015, {"1511": 5e9, "2709": 6e9}), (2024, {"1511": 5.5e9, "2709": 9e9}), by="commodity_code")
    assert title(products, by="commodity_code") == (
        "Of 2 codes in Malaysia’s exports to Russia, 2709 Crude oil grew most from 2015 to 2024: up 50% in US dollars"
    )


def test_where_ranges_overlap_nobody_grew_most() -> None:
    near = table((2015, {"CHN": 5e9, "SGP": 6e9}), (2024, {"CHN": 7.5e9, "SGP": 8.9e9}))
    assert "China grew most" in title(near)
    ranged = near.assign(low=near["value"] * 0.97, high=near["value"] * 1.03)
    assert title(ranged) == ("Malaysia’s exports by partner from 2015 to 2024, in US dollars: up by 48% to 50%")
    alike = table((2015, {"CHN": 5e9, "SGP": 6e9}), (2024, {"CHN": 10e9, "SGP": 12e9}))
    assert title(alike) == "Malaysia’s exports by partner from 2015 to 2024, in US dollars: up 100% each"


def test_where_nobody_grew_the_title_says_between_what_changes_lie() -> None:
    fell = table((2015, {"CHN": 5e9, "SGP": 6e9}), (2024, {"CHN": 4e9, "SGP": 5.4e9}))
    assert title(fell) == ("Malaysia’s exports by partner from 2015 to 2024, in US dollars: down by 10% to 20%")
    products = table((2015, {"1511": 5e9, "2709": 6e9}), (2024, {"1511": 5e9, "2709": 6e9}), by="commodity_code")
    assert title(products, by="commodity_code") == (
        "Malaysia’s exports to Russia by product from 2015 to 2024, in US dollars: hardly changed each"
    )


def test_the_title_of_one_is_its_own_growth() -> None:
    assert title(THREE, highlight="SGP") == "Malaysia’s exports to Singapore from 2015 to 2024: down 10% in US dollars"
    flips = ledger({2015: 1e9, 2024: 1.02e9})
    assert title(flips) == "Malaysia–Russia trade from 2015 to 2024: up 2% in US dollars"
    flips = flips.assign(low=flips["value"] * 0.98, high=flips["value"] * 1.02)
    assert title(flips) == "Malaysia–Russia trade from 2015 to 2024: hardly changed in US dollars"
    assert title(ledger({2024: 1e9})) == "Malaysia–Russia trade in 2024: US$1.00 billion"
    assert title(ledger({2006: 0, 2024: 1e9})) == "Malaysia–Russia trade in 2024: US$1.00 billion"
    codes = table((2015, {"1511": 5e9, "2709": 6e9}), (2024, {"1511": 5e9, "2709": 9e9}), by="commodity_code")
    assert title(codes, by="commodity_code", highlight="2709") == (
        "Malaysia’s exports to Russia, 2709 Crude oil, from 2015 to 2024: up 50% in US dollars"
    )


def test_the_title_of_several_that_are_highlighted_has_each() -> None:
    assert title(THREE, highlight=["THA", "CHN"]) == (
        "Malaysia’s exports by partner from 2015 to 2024, in US dollars: China up 80% and Thailand up 50%"
    )


def test_who_cannot_be_compared_is_not_counted() -> None:
    late = pd.concat([THREE, table((2020, {"USA": 1e9}), (2024, {"USA": 9e9}))])
    assert title(late).startswith("Of 3 partners that can be compared, Malaysia’s exports to China grew most")
    zero = pd.concat([THREE, table((2015, {"USA": 0.0}), (2024, {"USA": 9e9}))])
    assert title(zero).startswith("Of 3 partners that can be compared, ")
    assert title(THREE, rebase=2015).startswith("Of 3 partners, ")
    left_out = pd.concat([THREE, table((2024, {"USA": 9e9}))])
    assert title(left_out, rebase=2015).startswith("Of 3 partners that can be compared, ")
    strangers = table((2015, {"CHN": 5e9}), (2024, {"SGP": 6e9}))
    assert title(strangers) == "Malaysia’s exports to Singapore in 2024: US$6.00 billion"
    single = table((2024, {"CHN": 5e9, "SGP": 6e9}))
    assert title(single) == "The largest of 2 partners in 2024: Malaysia’s exports to Singapore, US$6.00 billion"


def test_months_are_compared_with_the_same_month() -> None:
    months = monthly_flows(202201, 202408)
    assert " from Aug 2022 to Aug 2024" in title(months, by="flow")
    assert " from Jan 2023 to Aug 2024" not in title(months, by="flow", rebase=202301)
    assert " from Aug 2023 to Aug 2024" in title(months, by="flow", rebase=202308)
    assert " from Jan 2024 to Aug 2024" in title(months[months["period"] > 202400], by="flow")


def test_growth_since_the_base_is_told_of_an_index() -> None:
    years = pd.concat([THREE, table((2020, {"CHN": 8e9, "SGP": 4e9, "THA": 1.5e9}))])
    assert title(years, rebase=2020) == (
        "Of 3 partners, Malaysia’s exports to Singapore grew most from 2020 to 2024: up 35% in US dollars"
    )


def test_parts_of_years_are_named() -> None:
    stretches = THREE.assign(months=[f"{period}-01/{period}-08" for period in THREE["period"]])
    assert title(stretches) == (
        "Of 3 partners, Malaysia’s exports to China grew most during January to August 2024 against the same months of "
        "2015: up 80% in US dollars"
    )


def test_subtitle_caption_and_alt_say_what_is_counted() -> None:
    flows = table((2015, {"export": 5e9, "import": 6e9}), (2024, {"export": 5.5e9, "import": 9e9}), by="flow")
    flows = flows.assign(valuation=flows["flow"].map({"export": "FOB", "import": "CIF"}), source="a bank")
    drawing = tv.charts.drawing(tv.charts.lines(flows, by="flow"))
    assert drawing.subtitle == "Imports and exports, US$ billion at current prices, 2015 and 2024"
    assert "Valuation: imports CIF, exports FOB." in drawing.caption[0]
    assert drawing.caption[-1] == "Sources: a bank (2015, 2024)."
    assert drawing.alt.startswith(f"Line chart of 2 series. {drawing.title}. Imports: US$6.00 billion in 2015, US$9.00")
    assert tv.charts.drawing(tv.charts.lines(THREE)).subtitle == (
        "Exports by partner, US$ billion at current prices, 2015 and 2024"
    )
    indexed = tv.charts.drawing(tv.charts.lines(THREE, rebase=2015))
    assert "China: 100.0 (US$5.00 billion) in 2015, 180.0 (US$9.00 billion) in 2024." in indexed.alt


def test_what_was_converted_and_deflated_is_said() -> None:
    rates = pd.DataFrame({"period": [2015, 2024], "base": "USD", "quote": "MYR", "rate": [3.9, 4.6]})
    converted = tv.convert(THREE, to="MYR", rates=rates.assign(kind="average", source="bank"))
    drawing = tv.charts.drawing(tv.charts.lines(converted))
    assert "2015 and 2024 converted from US dollars" in drawing.caption[0]
    assert "bank" in drawing.caption[-1]
    assert drawing.title.endswith("in ringgit")


def test_long_lists_are_cut_and_counted() -> None:
    codes = [f"{number:02}" for number in range(1, 31)]
    many = table(*((year, dict.fromkeys(codes, 1e9)) for year in (2015, 2017)), by="commodity_code")
    caption = tv.charts.drawing(tv.charts.lines(many, by="commodity_code")).caption[0]
    assert "and 11 more. " in caption  # 23 grey ones, of which twelve are named
    assert "; 24 more." in caption  # of thirty gaps six are named


@pytest.mark.parametrize("by", ["partner", "reporter"])
def test_the_world_alone_is_drawn(by: str) -> None:
    world = table((2015, {"WLD": 5e9}), (2024, {"WLD": 6e9}), by=by)
    assert "up 20%" in title(world, by=by)


def of_partners(**figures: dict[int, float]) -> pd.DataFrame:
    rows = []
    for partner, values in figures.items():
        for period, value in values.items():
            rows.append({"period": period, "partner": partner, "value": value})
    said = {"reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    return pd.DataFrame(rows).assign(**said)


def title_of(frame: pd.DataFrame) -> str:
    return tv.charts.drawing(tv.charts.lines(frame)).title


def test_changes_of_some_series_are_not_said_of_all() -> None:
    lacking = of_partners(CHN={2015: 2e9, 2020: 1e9}, SGP={2015: 4e9, 2020: 3e9}, RUS={2016: 1e9, 2020: 9e9})
    title = title_of(lacking)
    assert "2 partners that can be compared: down by 25% to 50%" in title
    alike = of_partners(CHN={2015: 1e9, 2020: 1.05e9}, SGP={2015: 2e9, 2020: 2.1e9}, RUS={2016: 1e9, 2020: 9e9})
    assert "2 partners that can be compared: up 5" in title_of(alike)


def test_changes_of_two_directions_lie_between_them() -> None:
    both = of_partners(CHN={2015: 4e9, 2020: 3e9}, SGP={2015: 2e9, 2020: 2.4e9})
    both = both.assign(low=both["value"] * 0.8, high=both["value"] * 1.2)  # who grew most, nobody can say
    assert "hardly changed" in title_of(both)
    sure = tv.charts.lines(both.drop(columns=["low", "high"]), highlight=["CHN", "SGP"])
    assert "China down 25% and Singapore up 20%" in tv.charts.drawing(sure).title


def test_no_series_is_called_the_largest_that_may_not_be() -> None:
    assert "largest" not in title_of(of_partners(CHN={2020: 1e9}, SGP={2020: 1e9}))
    assert "largest" in title_of(of_partners(CHN={2020: 2e9}, SGP={2020: 1e9})).lower()
    close = of_partners(CHN={2020: 1.1e9}, SGP={2020: 1e9}).assign(low=[0.9e9, 0.8e9], high=[1.3e9, 1.2e9])
    assert "largest" not in title_of(close).lower()
    assert "1 partner" not in title_of(of_partners(CHN={2019: 1e9}, SGP={2018: 2e9}, THA={2021: 1e6}))


def test_a_fall_that_leaves_something_is_not_one_of_100_per_cent() -> None:
    assert "99.9%" in title_of(of_partners(CHN={2015: 1e9, 2020: 1e6}))
    assert "100%" in title_of(of_partners(CHN={2015: 1e9, 2020: 0.0}))


def test_growth_beyond_all_numbers_is_none() -> None:
    assert "SGP" not in title_of(of_partners(CHN={2015: 5e-324, 2020: 1e9}, SGP={2015: 1e9, 2020: 2e9}))
