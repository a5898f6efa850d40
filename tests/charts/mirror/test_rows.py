"""The rows of both sides: which are drawn, in which order, and what cannot stand on one chart."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from artists import texts, words
from flows import CODES, PRODUCTS, YEARS, both
from tradeview.charts.mirror.draw import mirror as chart
from tradeview.errors import TradeTableError


def test_products_are_ordered_by_the_larger_side_and_counted_where_not_shown() -> None:
    ax = chart(PRODUCTS, most=2)
    drawing = tv.charts.drawing(ax)
    assert drawing.data["commodity_code"].tolist() == ["1511", "8542"]
    assert "Shown: the 2 of 3 products with the largest figure of either side." in drawing.caption[0]
    assert "Reported by Russia alone: 1 product." in drawing.caption[0]
    assert "for 1 of 2 products that both report" in drawing.title


def test_trap_double_counting_the_total_is_no_row_beside_products() -> None:
    total = both({"TOTAL": (9e9, 9e9), "1511": (5e8, 7e8), "8542": (1.0, 2.0)}, "commodity_code")
    assert tv.charts.drawing(chart(total)).data["commodity_code"].tolist() == ["1511", "8542"]
    assert tv.charts.drawing(chart(total[total["commodity_code"] == "TOTAL"])).data["commodity_code"].tolist() == [
        "TOTAL"
    ]


def test_trap_gaps_years_without_figures_have_a_row_that_says_so() -> None:
    ax = chart(YEARS)
    assert "2008–2011" in words(ax)
    assert words(ax).count("no figures") == 1
    assert "No figures in the table for 2008–2011." in " ".join(tv.charts.drawing(ax).caption)
    assert tv.charts.drawing(ax).data["period"].tolist() == [2006, 2007, 2012, 2013, 2014]
    places = {text.get_text(): text.xy[1] for text in texts(ax) if text.get_text() in {"2007", "2008–2011", "2012"}}
    assert places["2007"] < places["2008–2011"] < places["2012"]


@pytest.mark.parametrize(
    ("frame", "options", "match"),
    [
        (tv.load(), {}, "give it the result of tv.mirror"),
        (YEARS.iloc[:0], {}, "exporter none"),
        (pd.concat([YEARS, both({2014: (1.0, 2.0)}, x="THA")]), {}, "exporter MYS, THA"),
        (pd.concat([YEARS, both({2015: (1.0, 2.0)}, currency="MYR")]), {}, "currency MYR, USD"),
        (pd.concat([PRODUCTS, PRODUCTS.assign(period=2015)]), {}, "3 codes in 2 periods"),
        (CODES, {}, "codes of 2, 4 digits"),
        (pd.concat([YEARS, YEARS]), {}, "one row for each period"),
        (both({2014: (0.0, 1.0)}), {"scale": "log"}, 'zero; do: use scale="linear"'),
    ],
)
def test_what_is_no_mirror_of_one_flow_is_refused(frame: pd.DataFrame, options: dict[str, Any], match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        chart(frame, **options)
