"""The chart of printed amounts beside official figures: one line, and a mark for each amount by its verdict."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from artists import SIZES, checked_levels, every_axes, joined, misplaced, polars_of, said, words
from official_trade import amount_of, claims_of, growth, level, official
from tradeview.charts.layout.colours import currency_colour
from tradeview.errors import TradeTableError
from tradeview.periods import ordinal

FOUND, YEARS = checked_levels()
MONTHS = pd.DataFrame(official(source="made up"))
NOVEMBER = amount_of("export", 202011)


def judged(*rows: dict[str, Any], against: pd.DataFrame = MONTHS) -> pd.DataFrame:
    return tv.judge_claims(claims_of(*rows), against=against)


def marks(ax: Any, shape: str) -> list[tuple[float, float]]:
    """Where marks of a shape stand, in order of time."""
    found = [line for line in ax.get_lines() if line.get_marker() == shape]
    return sorted((float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in found)


@pytest.mark.parametrize("size", SIZES)
def test_the_line_and_a_mark_for_each_verdict(size: str) -> None:
    ax = tv.charts.checked(FOUND, YEARS, size=size)
    assert FOUND["verdict"].tolist() == ["matches", "contradicts", "revised", "contradicts", "matches", "cannot tell"]
    assert joined(ax) == [(2012, 2013), (2021, 2022), (2022, 2023)]
    assert joined(ax, dotted=True) == [(2013, 2021)]
    (far,) = [y for x, y in marks(ax, "o") if x == 2013]
    assert marks(ax, "o") == [(2012, 3.4e9), (2013, far), (2021, 8.9e9), (2022, 1.23e9), (2023, 14.2e9)]
    assert marks(ax, "x") == [(2013, far), (2022, 1.23e9)]
    assert marks(ax, "s") == [(2024, 11.5e9)]
    assert misplaced(ax) == []
    assert ax.get_ylim()[0] == 0


def test_a_far_amount_stands_under_an_arrow_and_leaves_the_line_its_height() -> None:
    ax = tv.charts.checked(FOUND, YEARS)
    assert ax.get_ylim()[1] < 1.3 * 14.2e9
    assert "57; official 5.7" in words(ax)
    assert "1.23; official 12.3" in words(ax)
    assert "1 lies above the axis (arrow)." in said(ax)
    assert marks(ax, "^") == [(2013, ax.get_ylim()[1])]
    assert dict(marks(ax, "o"))[2013] < ax.get_ylim()[1]


def test_verdicts_differ_by_shape_and_filling_alone() -> None:
    ax = tv.charts.checked(FOUND, YEARS)
    fillings = {}
    for line in ax.get_lines():
        if line.get_marker() in ("o", "s"):
            fillings[int(line.get_xdata()[0])] = (line.get_fillstyle(), str(line.get_markerfacecolor()))
    assert fillings[2012][1] != "white"
    assert fillings[2013] == ("full", "white")
    assert fillings[2021][0] == "left"
    colours = {line.get_color() for line in ax.get_lines() if line.get_marker() in ("o", "x", "s")}
    assert len(colours) == 1
    assert currency_colour("USD") not in colours


def test_the_words_count_the_verdicts_and_say_where_official_figures_lack() -> None:
    drawing = tv.charts.drawing(tv.charts.checked(FOUND, YEARS))
    assert drawing.title == (
        "6 printed figures of Malaysia–Russia trade beside official ones: "
        "2 contradict, 1 revised since, 1 cannot be judged and 2 match"
    )
    assert drawing.subtitle == (
        "Trade by official figures (line) and as printed (marks), 2012–2023, US$ billion at current prices"
    )
    assert drawing.caption[0].startswith(
        "Marks: crossed: contradicts; half filled: within what a revision explains; "
        "hollow square: cannot be judged; filled: matches."
    )
    assert "No figures in the table for 2014–2020; the dotted line spans 8 years." in drawing.caption[0]
    assert drawing.caption[-1] == "Sources: made up (2012, 2013, 2021–2023)."
    assert "US$57 billion in 2013: contradicts; US$8.9" in drawing.alt
    assert len(drawing.data) == len(YEARS) + len(FOUND)
    assert drawing.data["verdict"].dropna().tolist() == FOUND["verdict"].tolist()


def test_months_are_drawn_around_the_printed_ones_and_other_stretches_are_counted() -> None:
    found = judged(
        level(NOVEMBER),
        level(amount_of("export", 202001, 202011), start=202001),
        level(20e9, currency="USD"),
        growth(0.05),
        level(90e9, start=202512, end=202512, status="target"),
    )
    ax = tv.charts.checked(found, MONTHS)
    assert marks(ax, "o") == [(ordinal(202011), found["value"].iloc[0])]
    assert [ordinal(201901), ordinal(202112)] == [joined(ax)[0][0], joined(ax)[-1][1]]
    assert "Not drawn: 2 printed amounts of other stretches of time or in other currencies." in said(ax)
    assert tv.charts.drawing(ax).title == (
        "1 printed figure of Malaysia’s exports to the world beside official ones: 1 matches"
    )


def test_whose_trade_it_is_the_table_says_where_the_article_does_not() -> None:
    found = judged(level(NOVEMBER, reporter=None))
    assert len(marks(tv.charts.checked(found, MONTHS), "o")) == 1
    both = pd.concat([MONTHS, MONTHS.assign(reporter="RUS")])
    with pytest.raises(TradeTableError, match="of one flow"):
        tv.charts.checked(found, both)


def test_parts_of_years_stand_beside_the_same_parts() -> None:
    parts = tv.to_date(MONTHS[MONTHS["flow"] == "export"])
    parts = parts[parts["months"].fillna("").str.endswith("-11")]
    found = judged(level(amount_of("export", 202001, 202011), start=202001), against=parts)
    ax = tv.charts.checked(found, parts)
    assert [x for x, _ in marks(ax, "o")] == [2020]


def test_official_ranges_and_printed_ones_are_drawn_and_other_frames_and_axes_taken() -> None:
    ranged = MONTHS.assign(low=MONTHS["value"] * 0.99, high=MONTHS["value"] * 1.01)
    found = judged(level(NOVEMBER, step=1e9), against=ranged)
    ax = tv.charts.checked(found, ranged)
    assert "Thin lines: the range of each figure." in said(ax)
    ends = {tuple(segment[:, 1].tolist()) for lines in ax.collections for segment in lines.get_segments()}
    assert (found["low"].iloc[0], found["high"].iloc[0]) in ends
    host: Any = ax.figure.add_axes((0.1, 0.1, 0.8, 0.8))
    assert tv.charts.checked(polars_of(found), polars_of(ranged), ax=host) is host
    assert marks(host, "o") == marks(ax, "o")
    assert every_axes(host) == [host]


def test_zeros_are_drawn() -> None:
    nothing = MONTHS.assign(value=0.0)
    ax = tv.charts.checked(judged(level(0.0), against=nothing), nothing)
    assert misplaced(ax) == []


LEVEL = judged(level(NOVEMBER))


@pytest.mark.parametrize(
    ("found", "table", "match"),
    [
        (judged(growth(0.05)), MONTHS, "printed amounts with a time, a flow and a currency; found: growth"),
        (judged(level(NOVEMBER, start=None, end=None)), MONTHS, "printed amounts with a time"),
        (judged(level(1e9, flow="balance")), MONTHS, "found: `balance`; do: draw exports"),
        (judged(level(NOVEMBER), level(60e9, flow="import")), MONTHS, "one flow; found: 2 flows"),
        (
            judged(level(150e9, flow="total")),
            MONTHS[MONTHS["flow"] != "import"],
            "MYS WLD total TOTAL; found: no rows; do: give rows of this flow",
        ),
        (LEVEL, pd.concat([MONTHS, MONTHS.assign(currency="USD")]), "one for each period; found: several"),
        (LEVEL, pd.concat([MONTHS, MONTHS]), "one for each period"),
        (LEVEL, pd.concat([MONTHS, MONTHS.assign(period=MONTHS["period"] // 100)[::12]]), "need one frequency"),
        (LEVEL, MONTHS.assign(price_basis="real", base_period=2020), "prices of another time"),
        (LEVEL, MONTHS.assign(currency="USD"), r"\(Jan 2018–Dec 2023, USD\); found: MYR of Nov 2020"),
        (judged(level(1e12, start=202001, end=202012)), MONTHS, "found: MYR of 2020; do: add the official"),
        (LEVEL.drop(columns="verdict"), MONTHS, "verdict"),
    ],
    ids=[
        "no level",
        "no time",
        "balance",
        "two flows",
        "no rows",
        "two currencies",
        "twice",
        "two frequencies",
        "real",
        "another currency",
        "another stretch",
        "not judged",
    ],
)
def test_what_cannot_stand_on_one_chart_is_refused(found: pd.DataFrame, table: pd.DataFrame, match: str) -> None:
    with pytest.raises(TradeTableError, match=match):
        tv.charts.checked(found, table)


def test_trade_without_rows_of_its_own_is_exports_plus_imports() -> None:
    parts = MONTHS[MONTHS["flow"].isin(["export", "import"])]
    total = amount_of("total", 202011)
    found = judged(level(total, flow="total"), level(total * 2, flow="total"), against=parts)
    assert found["verdict"].tolist() == ["matches", "contradicts"]
    ax = tv.charts.checked(found, parts)
    assert "The line is exports plus imports." in said(ax)
    drawn = tv.charts.drawing(ax).data
    assert drawn.loc[drawn["period"] == 202011, "value"].iloc[0] == pytest.approx(total)
    rows_of_total = parts[parts["flow"] == "export"].assign(flow="total")
    assert "exports plus imports" not in said(tv.charts.checked(found, rows_of_total))
    with pytest.raises(TradeTableError, match="no rows"):
        tv.charts.checked(found, parts[parts["flow"] == "export"])


def test_who_compiled_figures_is_named_and_not_coded() -> None:
    official_rows = MONTHS.assign(compiled_by="MYS")
    ax = tv.charts.checked(judged(level(NOVEMBER), against=official_rows), official_rows)
    assert "Whose statistics: Malaysia." in said(ax)
