"""Parts of years and fiscal years in charts: named by their months, compared with like, never beside whole years."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

import tradeview as tv
from artists import misplaced, options, panels, said, words
from flows import monthly_flows
from tradeview.charts.spans import refuse_unlike
from tradeview.errors import TradeTableError

MONTHS = monthly_flows(202201, 202408)
EXPORTS = MONTHS[MONTHS["flow"] == "export"]
YEARS = tv.to_years(MONTHS, incomplete="drop")
SO_FAR = tv.to_date(MONTHS)
PARTS = SO_FAR[SO_FAR["months"].fillna("").str.endswith("-08")]
FISCAL = tv.to_years(monthly_flows(202201, 202312)).assign(months=["2022-04/2023-03", "2023-04/2024-03"] * 2)
MIXED = pd.concat([YEARS, PARTS], ignore_index=True)
IN_PARTS = "January to August of 2022–2024"


def of_products(frame: pd.DataFrame) -> pd.DataFrame:
    """The newest exports and imports of a frame, as those of three products."""
    newest = frame[frame["period"] == frame["period"].max()]
    codes = {"15": 5, "85": 3, "27": 2}
    rows = [newest.assign(commodity_code=code, value=newest["value"] * much) for code, much in codes.items()]
    return pd.concat(rows, ignore_index=True).assign(classification="H6")


def of_both(frame: pd.DataFrame) -> pd.DataFrame:
    """Exports as the exporter and the importer report them."""
    exports = frame[frame["flow"] == "export"]
    theirs = exports.assign(reporter="RUS", partner="MYS", flow="import", value=exports["value"] * 1.3)
    return tv.mirror(pd.concat([exports, theirs], ignore_index=True))


def of_index(frame: pd.DataFrame, **values: Any) -> pd.DataFrame:
    """An index by period of the frame's exports."""
    exports = frame[frame["flow"] == "export"].drop_duplicates(["period", "months"])
    rows = [exports[["period", "months", "reporter"]].assign(commodity_code=code) for code in ("15", "27")]
    return pd.concat(rows, ignore_index=True).assign(**values)


def lenses(frame: pd.DataFrame, **size: Any) -> Axes:
    given = {**options(), "start": frame["period"].max() - 1, "end": frame["period"].max()}
    rates = tv.rates.ecb(base="USD", frequency="M")
    given |= {"rates": rates, "deflator": tv.deflators.us_cpi(frequency="M")}
    given |= {name: int(given[name]) for name in ("start", "end")}
    return tv.charts.lenses(frame[frame["flow"] == "export"], **given, **size)


def concentration(frame: pd.DataFrame, **size: Any) -> Axes:
    index = of_index(frame).drop_duplicates(["period", "months"]).assign(concentration=0.2)
    index["concentration"] += (index["period"] % 2) / 100
    return tv.charts.concentration(index, over="products", variant="hhi", **size)


def heat(frame: pd.DataFrame, **size: Any) -> Axes:
    index = of_index(frame)
    index["rca"] = 1.0 + index.index / 10
    return tv.charts.heat(index, by="commodity_code", **size)


def timeline(frame: pd.DataFrame, **size: Any) -> Axes:
    return tv.charts.timeline(tv.load_events(), figures=frame[frame["flow"] == "export"], **size)


# Of each chart over time: what it says of January to August, and of fiscal years.
OVER_TIME: dict[str, tuple[Callable[..., Axes], str, str]] = {
    "balance": (
        tv.charts.balance,
        "in January to August 2024, against a deficit of US$920 million in the same months of 2022",
        "in FY2023-24, against a deficit of",
    ),
    "lenses": (
        lenses,
        "Malaysia’s exports to Russia, January to August 2024 on the same months of 2023: up 10% in US dollars, ",
        "Malaysia’s exports to Russia, FY2023-24 on FY2022-23: up",
    ),
    "mirror": (
        lambda frame, **size: tv.charts.mirror(of_both(frame), **size),
        "and 30% more for January to August 2024",
        "and 30% more for FY2023-24",
    ),
    "concentration": (
        concentration,
        "as concentrated in January to August 2024 as in the same months of 2022 (0.200)",
        "in FY2023-24 (0.210) than in FY2022-23 (0.200)",
    ),
    "heat": (
        heat,
        "for 27 Mineral fuels in January to August 2024 (1.5), after 1.3 in the same months of 2022",
        "in FY2023-24 (1.3), after 1.2 in FY2022-23",
    ),
    "timeline": (
        timeline,
        f"beside trade figures for {IN_PARTS}",
        "beside trade figures for FY2022-23 and FY2023-24",
    ),
}


@pytest.mark.parametrize("name", OVER_TIME)
def test_a_chart_of_parts_of_years_names_their_months(name: str) -> None:
    draw, of_parts, of_fiscal_years = OVER_TIME[name]
    for frame, title, size in ((PARTS, of_parts, "phone"), (FISCAL, of_fiscal_years, "report")):
        ax = draw(frame, size=size)
        assert title in tv.charts.drawing(ax).title
        assert misplaced(ax) == []
        # No axis of fiscal years says a year alone, whose months are others.
        assert "2023" not in words(ax) or frame is PARTS


@pytest.mark.parametrize("name", sorted({*OVER_TIME} - {"timeline"}))
def test_an_axis_of_years_alone_leaves_their_months_to_the_words_above(name: str) -> None:
    drawing = tv.charts.drawing(OVER_TIME[name][0](PARTS))
    assert "January to August" in drawing.subtitle


@pytest.mark.parametrize("name", OVER_TIME)
def test_parts_of_years_are_never_drawn_beside_whole_ones(name: str) -> None:
    draw, *_ = OVER_TIME[name]
    # What computes the frame of a chart may refuse them before the chart is asked.
    with pytest.raises(TradeTableError, match=r"the same months of each year|needs one months"):
        draw(MIXED)
    with pytest.raises(TradeTableError, match=r"the same months of each year|needs one months"):
        draw(SO_FAR)


def test_the_refusal_names_both_and_says_what_to_do() -> None:
    with pytest.raises(TradeTableError) as refused:
        tv.charts.balance(MIXED)
    message = str(refused.value)
    assert f"found: 2022 and 2023; {IN_PARTS}; " in message
    assert 'keep one of them: frame[frame["months"].isna()]' in message
    assert "tv.charts.to_date draws" in message
    kept = MIXED[MIXED["months"].isna()]
    assert "2022 and 2023" in tv.charts.drawing(tv.charts.balance(kept)).subtitle
    with pytest.raises(TradeTableError, match=r"found: 2022; FY2023-24; do: keep one of them.*which part it is$"):
        refuse_unlike(pd.DataFrame({"period": [2022, 2023], "months": [None, "2023-04/2024-03"]}), "it")


@pytest.mark.parametrize(
    "months", ["2024-01/2023-08", "2023-01/2023-08", "2024-01", "spring", "2024-00/2024-08", "2024-01/2024-08\n"]
)
def test_months_that_are_none_are_refused(months: str) -> None:
    frame = PARTS[PARTS["period"] == 2024].assign(months=months)
    with pytest.raises(TradeTableError, match="the first and the last month"):
        tv.charts.balance(frame)


def test_months_of_a_whole_year_say_no_more_than_the_year() -> None:
    said_so = YEARS.assign(months=[f"{year}-01/{year}-12" for year in YEARS["period"]])
    drawing, plain = (tv.charts.drawing(tv.charts.balance(frame)) for frame in (said_so, YEARS))
    assert (drawing.title, drawing.subtitle) == (plain.title, plain.subtitle)


@pytest.mark.parametrize(("frame", "when"), [(PARTS, "January to August 2024"), (FISCAL, "FY2023-24")])
def test_charts_of_one_period_name_its_months(frame: pd.DataFrame, when: str) -> None:
    products = of_products(frame)
    exports = products[products["flow"] == "export"]
    index = of_index(frame[frame["period"] == frame["period"].max()], rca=2.0)
    charts = {
        "ranking": tv.charts.ranking(exports, by="commodity_code"),
        "composition": tv.charts.composition(products),
        "mirror": tv.charts.mirror(of_both(products)),
        "advantage": tv.charts.advantage(index),
    }
    for name, ax in charts.items():
        drawing = tv.charts.drawing(ax)
        assert when in f"{drawing.title} {drawing.subtitle}", name
        assert f"({when})" in drawing.caption[-1], name


def test_the_accounting_of_parts_compares_like_with_like() -> None:
    given = {**options(), "rates": tv.rates.ecb(base="USD", frequency="M"), "start": 2022, "end": 2024}
    split = tv.growth_accounting(
        PARTS[PARTS["flow"] == "export"], **{**given, "deflator": tv.deflators.us_cpi(frequency="M")}
    )
    drawing = tv.charts.drawing(tv.charts.accounting(split))
    assert drawing.title.startswith(
        "Malaysia’s exports to Russia in ringgit, January to August 2024 on the same months of 2022: up "
    )
    assert "4.317 in January to August 2022 (the mean of January to August 2022 of the European" in drawing.caption[0]
    assert "year’s mean" not in drawing.caption[0]
    assert "of January to August 2024" in drawing.data["label"].iloc[0]


def test_the_data_behind_a_chart_say_the_months() -> None:
    assert tv.charts.drawing(tv.charts.balance(PARTS)).data["months"].tolist() == [
        "2022-01/2022-08",
        "2023-01/2023-08",
        "2024-01/2024-08",
    ]
    ranked = tv.charts.drawing(tv.charts.ranking(of_products(PARTS).query("flow == 'export'"), by="commodity_code"))
    assert set(ranked.data["months"]) == {"2024-01/2024-08"}
    prices = tv.charts.drawing(lenses(PARTS)).data.query("lens == 'real'")["base_period"]
    assert set(prices) == {"2024-01/2024-08"}


def test_lenses_of_parts_are_at_the_prices_of_their_months() -> None:
    drawn = lenses(PARTS)
    exports = PARTS[(PARTS["flow"] == "export") & (PARTS["period"] >= 2023)]
    prices = tv.deflators.us_cpi(frequency="M").set_index("period")["index"]
    mean = {year: prices[[year * 100 + month for month in range(1, 9)]].mean() for year in (2023, 2024)}
    values = exports.set_index("period")["value"]
    grown = values[2024] / values[2023] / (mean[2024] / mean[2023]) - 1
    real = tv.charts.drawing(drawn).data.query("lens == 'real'")
    assert real["since_start"].iloc[0] == pytest.approx(grown)
    # The panel's head leaves the months to the words above.
    assert "In US dollars of 2024" in said(panels(drawn)[2])


def test_a_gap_between_parts_is_one_of_years() -> None:
    caption = " ".join(tv.charts.drawing(tv.charts.balance(PARTS[PARTS["period"] != 2023])).caption)
    assert "No figures in the table for January to August 2023: no line is drawn across." in caption


def test_a_rate_is_held_against_the_days_of_its_months() -> None:
    exports = PARTS[(PARTS["flow"] == "export") & (PARTS["period"] == 2024)].assign(observation="one")
    both = pd.concat([exports, exports.assign(currency="MYR", value=exports["value"] * 4.6)])
    ax = tv.charts.rate(tv.rates.implied(both))
    days = tv.rates.daily(base="USD", quote="MYR")
    days = days[days["date"].between("2024-01-01", "2024-08-31")]["rate"]
    drawing = tv.charts.drawing(ax)
    assert drawing.subtitle == f"Ringgit per US dollar, {len(days)} daily rates of January to August 2024"
    mean, last = days.mean(), days.iloc[-1]
    assert f"between the period’s end ({last:.2f}) and its mean ({mean:.2f})" in drawing.title
    assert "the range of the period’s days" in drawing.caption[0]
    assert [label.get_text() for label in ax.get_xticklabels()] == ["Jan", "Apr", "Jul"]
