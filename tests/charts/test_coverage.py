"""Charts are of one coverage and of years of the same months, say which where it is not goods, and draw no balance."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from claim_tables import told
from frames import Row, figure, parts, series
from tradeview.errors import TradeTableError
from tradeview.reports.pair_trade import select_pair
from tradeview.table.series import distinct_series

RATES = pd.DataFrame({"period": [2001, 2002], "base": "USD", "quote": "MYR", "rate": 4.0, "kind": "average"})
RATES = RATES.assign(source="bank")
PRICES = pd.DataFrame({"period": [2001, 2002], "currency": "USD", "index": [50.0, 80.0], "name": "CPI", "source": "b"})
# And of the fiscal years that begin in them, and of a part of the first.
FISCAL, PART = ["2001-04/2002-03", "2002-04/2003-03"], "2001-01/2001-08"
RATES, PRICES = (
    pd.concat([each.assign(months=None), each.assign(months=FISCAL), each[:1].assign(months=PART)], ignore_index=True)
    for each in (RATES, PRICES)
)
WHOLE = {"commodity_code": "TOTAL"}
FLOWS = [
    *series({2001: 8e9, 2002: 9e9}, **WHOLE),
    *series({2001: 5e9, 2002: 6e9}, flow="import", **WHOLE),
]
THEIRS = series({2001: 9e9, 2002: 8e9}, reporter="RUS", partner="MYS", flow="import", **WHOLE)
PARTNERS = parts({2001: {"CHN": 3e9, "THA": 1e9}}, "partner")
PRODUCTS = parts({2001: {"15": 3e9, "27": 1e9}})


def lenses(frame: pd.DataFrame) -> Any:
    options = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES}
    return tv.charts.lenses(frame, **options, start=2001, end=2002)


CHARTS: dict[str, tuple[Callable[[pd.DataFrame], Any], list[Row]]] = {
    "balance": (tv.charts.balance, FLOWS),
    "composition": (tv.charts.composition, PRODUCTS),
    "ranking": (lambda frame: tv.charts.ranking(frame, by="partner"), PARTNERS),
    "lenses": (lenses, FLOWS[:2]),
    "lines": (lambda frame: tv.charts.lines(frame, by="flow"), FLOWS),
    "mirror": (lambda frame: tv.charts.mirror(tv.mirror(frame)), [*FLOWS[:2], *THEIRS]),
    "report": (lambda frame: select_pair(frame, ("MYS", "RUS"), "USD"), FLOWS),
}


def saying(rows: list[Row], name: str, *words: str | None) -> pd.DataFrame:
    return pd.DataFrame([{**row, name: words[place % len(words)]} for place, row in enumerate(rows)])


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_of_one_coverage(name: str) -> None:
    draw, rows = CHARTS[name]
    for words in ((None,), ("goods", None), ("services",)):
        draw(saying(rows, "coverage", *words))
    with pytest.raises(TradeTableError, match="needs one coverage; found: goods, services; do: keep one"):
        draw(saying(rows, "coverage", "goods", "services"))


@pytest.mark.parametrize("name", sorted({*CHARTS} - {"report"}))
def test_every_chart_says_what_is_counted_where_it_is_not_goods(name: str) -> None:
    draw, rows = CHARTS[name]
    for word in ("services", "goods"):
        drawing = tv.charts.drawing(draw(saying(rows, "coverage", word)))
        assert ("services" in " ".join((drawing.title, *drawing.caption))) == (word == "services")


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "report"])  # which lists other months apart
def test_a_chart_is_of_years_of_the_same_months(name: str) -> None:
    draw, rows = CHARTS[name]
    draw(pd.DataFrame([{**row, "months": f"{row['period']}-04/{int(str(row['period'])) + 1}-03"} for row in rows]))
    mixed = [{**row, "months": None if place else PART} for place, row in enumerate(rows)]
    named = r"needs the same months of each year; found: .*200[12]; January to August 2001; do: keep one of them"
    with pytest.raises(TradeTableError, match=named):
        draw(pd.DataFrame(mixed))


def test_a_chart_says_what_is_counted_where_it_is_not_goods() -> None:
    title = tv.charts.drawing(tv.charts.ranking(saying(PARTNERS, "coverage", "services"), by="partner")).title
    assert "exports of HS 15 (coverage: services)" in title
    title = tv.charts.drawing(tv.charts.balance(saying(FLOWS, "coverage", "services"))).title
    assert "trade (coverage: services)" in title
    title = tv.charts.drawing(lenses(saying(FLOWS[:2], "coverage", "non-oil"))).title
    assert title.startswith("Malaysia’s exports (coverage: non-oil) to Russia from 2001 to 2002")
    printed = told(("level", "total", 2001, 2e9, "USD"), ("level", "total", 2002, 3e9, "USD"), coverage="services")
    assert "trade (coverage: services)" in tv.charts.drawing(tv.charts.sides(printed, currency="USD")).title


@pytest.mark.parametrize("name", ["ranking", "lenses"])
def test_a_balance_is_no_bar_and_has_no_growth(name: str) -> None:
    draw, rows = CHARTS[name]
    with pytest.raises(TradeTableError, match=r"balance`, (whose|which)"):
        draw(pd.DataFrame([{**row, "flow": "balance"} for row in rows]))


@pytest.mark.parametrize("name", ["balance", "composition", "mirror", "report"])
def test_charts_of_exports_and_imports_leave_balances_out(name: str) -> None:
    draw, rows = CHARTS[name]
    balances = [{**row, "flow": "balance", "value": -5e12} for row in rows[:2]]
    drawn, expected = draw(pd.DataFrame([*rows, *balances])), draw(pd.DataFrame(rows))
    if name == "report":
        assert drawn.whole.equals(expected.whole)
    else:
        assert drawn.get_xlim() == expected.get_xlim()
        assert drawn.get_ylim() == expected.get_ylim()


def test_both_sides_are_drawn_of_one_flow_and_coverage() -> None:
    levels = [("level", "total", 2001, 2e9, "USD"), ("level", "total", 2002, 3e9, "USD", {"coverage": "services"})]
    with pytest.raises(TradeTableError, match=r"of one flow; found: 2 flows(.|\n)*total MYS RUS TOTAL services"):
        tv.charts.sides(told(*levels), currency="USD")
    with pytest.raises(TradeTableError, match="a chart of both sides is of a flow; found: `balance`"):
        tv.charts.sides(told(("level", "balance", 2001, -2e9, "USD")), currency="USD")


def test_a_timeline_tells_a_balance_with_its_sign() -> None:
    figures = pd.DataFrame([figure(2001, -5e9, flow="balance", commodity_code="TOTAL", coverage="services")])
    data = tv.charts.drawing(tv.charts.timeline(tv.load_events(), figures=figures)).data
    assert "Trade balance (coverage: services): −US$5 billion" in data["what"].tolist()
    assert len(distinct_series(figures)) == 1
