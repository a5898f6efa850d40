"""Section shares: shares recomputed by hand, bars from zero, at most seven sections, words that follow the numbers."""

import pandas as pd
import pytest
from matplotlib import colors

import tradeview as tv
from artists import SIZES, ledger, misplaced, panels, said, shares_table
from tradeview.charts import canvas
from tradeview.errors import TradeviewError

FIRST = tv.commodities.sections()["first_chapter"].tolist()


def flows(exports: dict[str, float], imports: dict[str, float], **rest: object) -> pd.DataFrame:
    rows = [("export", code, value) for code, value in exports.items()] + [("import", *row) for row in imports.items()]
    one = ledger({2024: 1.0}, **rest)
    return pd.concat([one.assign(flow=flow, commodity_code=code, value=float(value)) for flow, code, value in rows])


# By hand from the table: 1511 and 1513 are section III, 8542 XVI, 9403 XX; 2701 V, 3102 VI.
SHARES = {
    "export": {"Fats and oils": 0.6, "Machinery and electronics": 0.3, "Furniture, toys, other goods": 0.1},
    "import": {"Minerals and fuels": 0.7, "Chemicals": 0.2, "Machinery and electronics": 0.1},
}


@pytest.mark.parametrize("size", SIZES)
def test_shares_by_section_are_drawn_from_zero(size: str) -> None:
    ax = tv.charts.composition(shares_table(), size=size)
    data = tv.charts.drawing(ax).data
    for (flow, wanted), panel in zip(SHARES.items(), panels(ax), strict=True):
        part = data[data["flow"] == flow].set_index("section")["share"]
        assert sorted(part.to_dict().values()) == pytest.approx(sorted(wanted.values()))
        assert part[[name for name in wanted if name in part]].to_dict() == pytest.approx(
            {name: share for name, share in wanted.items() if name in part}
        )
        bars = [bar for bar in panel.patches if bar.get_facecolor() != colors.to_rgba(canvas.BAND)]
        assert {bar.get_x() for bar in bars} == {0}
        assert sorted(bar.get_width() for bar in bars) == pytest.approx(sorted(part))
        assert panel.get_xlim()[0] == 0


def test_the_title_of_shares_follows_the_numbers() -> None:
    title = tv.charts.drawing(tv.charts.composition(shares_table())).title.replace("\N{NARROW NO-BREAK SPACE}", " ")
    exports, imports = "60 % of the exports itemised are fats and oils", "70 % of the imports itemised are minerals"
    assert f"in 2024: {exports} and {imports}" in title
    changed = tv.charts.drawing(tv.charts.composition(flows({"15": 1, "85": 3}, {"27": 1}))).title
    assert "75" in changed
    assert "machinery and electronics" in changed


@pytest.mark.parametrize(
    ("exports", "imports"),
    [
        ({code: n + 1 for n, code in enumerate(FIRST)}, {code: 30 - n for n, code in enumerate(FIRST)}),
        (dict.fromkeys(FIRST[:6], 10), dict.fromkeys(FIRST[6:], 1)),
    ],
    ids=["all sections", "the largest imports are small"],
)
def test_at_most_seven_sections_are_shown(exports: dict[str, float], imports: dict[str, float]) -> None:
    ax = tv.charts.composition(flows(exports, imports))
    data = tv.charts.drawing(ax).data
    assert data["section"].nunique() <= 7
    assert data.groupby("flow")["share"].sum().tolist() == pytest.approx([1, 1])
    assert data["section"].iloc[-1] == "Other sections"
    assert misplaced(ax) == []


@pytest.mark.parametrize("size", SIZES)
def test_long_names_and_huge_values_fit(size: str) -> None:
    ax = tv.charts.composition(flows({"33": 3e299, "44": 4}, {"01": 3}, reporter="SGS", partner="IOT"), size=size)
    assert misplaced(ax) == []


def test_the_caption_of_shares_says_the_sources() -> None:
    assert "Sources: not stated (2024)." in said(tv.charts.composition(shares_table()))
    assert "Sources: mine (2024)." in said(tv.charts.composition(shares_table().assign(source="mine")))


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        (shares_table().iloc[:0], "one reporter, partner and period"),
        (pd.concat([shares_table(), shares_table().assign(period=2023)]), "found: period 2023, 2024"),
        (shares_table().assign(classification="S3"), "classification of HS"),
        (flows({"15": 1, "27": 1}, {"01": 1}).assign(valuation=["FOB", "CIF", "CIF"]), "one valuation"),
        (flows({"15": 0}, {"27": 5}), "above zero"),
        (flows({"15": 1, "1511": 1}, {}), "one level"),
        (flows({"TOTAL": 1}, {"TOTAL": 1}), "no HS code"),
    ],
)
def test_what_has_no_shares_by_section_is_refused(frame: pd.DataFrame, match: str) -> None:
    with pytest.raises(TradeviewError, match=match):
        tv.charts.composition(frame)
