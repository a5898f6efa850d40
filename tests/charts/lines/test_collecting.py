"""What may not stand on one chart of lines is refused, with what to do."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import parts
from tradeview.errors import ArgumentError, TradeTableError

WHOLE = {"commodity_code": "TOTAL"}


def table(by: str, *codes: str, **rest: object) -> pd.DataFrame:
    rows = {year: {code: 1e9 + number for number, code in enumerate(codes)} for year in (2015, 2024)}
    return pd.DataFrame(parts(rows, by, **{**WHOLE, **rest}))


PARTNERS = table("partner", "CHN", "SGP")
FLOWS = table("flow", "export", "import")
CODES = table("commodity_code", "1511", "2709")


@pytest.mark.parametrize(
    ("frame", "options", "match"),
    [
        (PARTNERS, {"by": "period"}, "by one of partner, flow, reporter, commodity_code; found: 'period'"),
        (tv.load(), {}, "currency"),
        (pd.concat([PARTNERS.assign(price_basis="nominal"), PARTNERS[:1].assign(period=2010, price_basis="real",
                    base_period=2015)]), {}, "price basis"),
        (pd.concat([PARTNERS, PARTNERS[:1].assign(period=201501)]), {}, "frequency|years"),
        (pd.concat([PARTNERS, PARTNERS]), {}, "one row for each period of a series"),
        (pd.concat([PARTNERS, PARTNERS.assign(flow="import")]), {}, "of one reporter, flow, commodity_code; found: "
         "flow export, import; do: filter the table, or draw the lines by another column"),
        (pd.concat([PARTNERS, PARTNERS.assign(reporter="RUS")]), {}, "found: reporter MYS, RUS"),
        (pd.concat([PARTNERS, PARTNERS.assign(commodity_code="15")]), {}, "found: commodity_code 15, TOTAL"),
        (FLOWS.assign(partner=["CHN", "SGP", "CHN", "SGP"]), {"by": "flow"}, "found: partner CHN, SGP"),
        (PARTNERS.assign(valuation=["FOB", "CIF"] * 2), {}, "one valuation of exports; found: CIF, FOB"),
        (PARTNERS.assign(valuation=["FOB", None] * 2), {}, "one valuation of exports; found: FOB, not stated"),
        (table("partner", "CHN", "WLD"), {}, "no whole beside its parts; found: WLD beside CHN"),
        (table("partner", "THA", "XGA"), {}, "found: XGA beside THA"),
        (table("partner", "THA", "XRE"), {}, "found: XRE beside THA"),
        (table("reporter", "THA", "WLD"), {"by": "reporter"}, "found: WLD beside THA"),
        (table("commodity_code", "15", "TOTAL"), {"by": "commodity_code"}, "found: TOTAL beside 15"),
        (table("commodity_code", "15", "1511", "27"), {"by": "commodity_code"}, "found: 15 beside 1511"),
        (table("flow", "export", "total"), {"by": "flow"}, "found: total beside export"),
        (table("flow", "export", "re-export"), {"by": "flow"}, "found: export beside re-export"),
        (table("flow", "export", "balance"), {"by": "flow"}, "is of flows; found: `balance`"),
        (CODES.assign(classification=["H5", "S4"] * 2), {"by": "commodity_code"}, "classification; found: HS, SITC"),
        (PARTNERS.assign(coverage=["services", None] * 2), {}, "one coverage"),
        (PARTNERS.assign(months=["2015-01/2015-08", None, None, None]), {}, "the same months of each year"),
        (PARTNERS.assign(value=None).astype({"value": float}), {}, "needs figures; found: none"),
        (PARTNERS[:0], {}, "needs figures; found: none"),
        (PARTNERS, {"highlight": "USA"}, "is a partner that has a line; found: USA; do: name some of CHN, SGP"),
        (PARTNERS, {"highlight": ["CHN", "Chile"]}, "found: Chile"),
        (PARTNERS, {"rebase": 2016}, "a figure above zero; found: none in 2016; do: name one of 2015, 2024"),
        (PARTNERS, {"rebase": 201501}, "one of its periods; found: 201501"),
        (PARTNERS.assign(value=0.0), {"rebase": 2015}, "found: none in 2015"),
        (PARTNERS.assign(value=-1.0), {}, "finite"),
        (PARTNERS.drop(columns="flow"), {}, "needs the column"),
    ],
)  # fmt: skip
def test_what_has_no_common_axis_is_refused(frame: pd.DataFrame, options: dict[str, Any], match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        tv.charts.lines(frame, **options)


def test_economies_are_highlighted_by_code_or_name() -> None:
    by_name = tv.charts.drawing(tv.charts.lines(PARTNERS, highlight=["China"]))
    by_code = tv.charts.drawing(tv.charts.lines(PARTNERS, highlight="CHN"))
    assert by_name.title == by_code.title
    assert "China" in by_name.title


def test_more_than_seven_lines_are_not_highlighted() -> None:
    codes = [f"{number:02}" for number in range(1, 10)]
    many = table("commodity_code", *codes)
    with pytest.raises(TradeTableError, match="highlights 7 lines at most; found: 8"):
        tv.charts.lines(many, by="commodity_code", highlight=codes[:8])
    tv.charts.lines(many, by="commodity_code", highlight=codes[:7])


def test_arguments_of_another_kind_are_refused() -> None:
    for options in ({"rebase": "2015"}, {"highlight": 7}, {"by": None}, {"ax": 1}):
        with pytest.raises(ArgumentError, match="lines takes for"):
            tv.charts.lines(PARTNERS, **options)


def test_what_is_no_part_of_the_other_stands_beside_it() -> None:
    """A group beside who is no member, flows with valuations of their own, headings of unlike length."""
    tv.charts.lines(table("partner", "CHN", "XGA"))
    tv.charts.lines(table("commodity_code", "15", "2709"), by="commodity_code")
    tv.charts.lines(FLOWS.assign(valuation=FLOWS["flow"].map({"export": "FOB", "import": "CIF"})), by="flow")
    # The United Kingdom was a member of the EU until 2020, and stands beside it since.
    late = table("partner", "GBR", "XGE")
    tv.charts.lines(late[late["period"] > 2020])
    with pytest.raises(TradeTableError, match="XGE beside GBR"):
        tv.charts.lines(late)


def test_the_frame_is_left_as_it_was() -> None:
    before = PARTNERS.copy()
    tv.charts.lines(PARTNERS, rebase=2015, highlight="CHN")
    pd.testing.assert_frame_equal(PARTNERS, before)
