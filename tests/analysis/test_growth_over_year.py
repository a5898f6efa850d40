"""Growth over a year: each month, quarter or year with the same one a year before, and no other."""

from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from frames import Engine, Row, figure, series
from tradeview.errors import TradeTableError

PRINTED = Path(__file__).parents[2].parent / "shared" / "data" / "dosm_trade_headline.csv"
HALF_DIGIT = 0.05 + 1e-9  # percentage points: growth is printed with one decimal
# Each month is so many times an average one: the year ends with the season of presents.
SEASON = (9, 8, 10, 10, 10, 10, 9, 9, 10, 10, 11, 14)


def seasonal_months(**levels: float) -> list[Row]:
    """Figures of all months of some years with one season, at a level for each year: y2023=1.0."""
    rows = []
    for year, level in levels.items():
        for month, weight in enumerate(SEASON, 1):
            rows.append(figure(int(year.lstrip("y")) * 100 + month, level * weight))
    return rows


def test_trap_the_season_falls_out(every_engine: Engine) -> None:
    rows = seasonal_months(y2022=100.0, y2023=110.0, y2024=99.0)
    grown = {row["period"]: row for row in every_engine.run(tv.growth, rows, over="year")}
    for month in range(1, 13):
        first, second, third = grown[202200 + month], grown[202300 + month], grown[202400 + month]
        assert (first["previous_period"], first["span"], first["growth"], first["change"]) == (None,) * 4
        assert (second["previous_period"], second["span"]) == (202200 + month, 1)
        assert second["growth"] == second["annual_growth"] == pytest.approx(0.1)
        assert second["change"] == pytest.approx(10 * SEASON[month - 1])
        assert third["growth"] == pytest.approx(-0.1)
    # Over the month before, January falls by a third each year.
    january = {row["period"]: row for row in every_engine.run(tv.growth, rows)}[202301]
    assert january["growth"] == pytest.approx(110 * 9 / (100 * 14) - 1)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # May 2023 is not there: May 2024 is not compared with May 2022, nor with April.
        ({202205: 1.0, 202404: 2.0, 202405: 3.0}, {202405: (None, None, None)}),
        ({202205: 1.0, 202305: None, 202405: 3.0}, {202305: (202205, 1, None), 202405: (None, None, None)}),
        ({202312: 1.0, 202401: 3.0, 202412: 2.0}, {202401: (None, None, None), 202412: (202312, 1, 1.0)}),
        ({20231: 2.0, 20234: 4.0, 20241: 3.0, 20244: 5.0}, {20241: (20231, 1, 0.5), 20244: (20234, 1, 0.25)}),
        ({20224: 2.0, 20241: 3.0, 20244: 5.0}, {20241: (None, None, None), 20244: (None, None, None)}),
        ({2007: 1.0, 2008: 2.0, 2024: 3.0}, {2008: (2007, 1, 1.0), 2024: (None, None, None)}),
        ({2023: 0.0, 2024: 3.0}, {2024: (2023, 1, None)}),
    ],
    ids=str,
)
def test_a_year_that_is_missing_gives_no_growth(
    engine: Engine, values: dict[int, float | None], expected: dict[int, tuple[object, ...]]
) -> None:
    grown = {row["period"]: row for row in engine.run(tv.growth, series(values), over="year")}
    found = {
        period: tuple(grown[period][name] for name in ("previous_period", "span", "growth")) for period in expected
    }
    assert found == expected


def test_ranges_and_series_go_their_own_ways(engine: Engine) -> None:
    rows = [
        figure(202305, 100.0, low=95.0, high=105.0),
        figure(202405, 120.0, low=114.0, high=126.0),
        figure(202305, 10.0, low=None, high=None, partner="WLD"),
        figure(202405, 5.0, low=4.0, high=6.0, partner="WLD"),
    ]
    grown = engine.run(tv.growth, rows, over="year")
    of_pair = next(row for row in grown if row["partner"] == "RUS" and row["period"] == 202405)
    of_world = next(row for row in grown if row["partner"] == "WLD" and row["period"] == 202405)
    assert of_pair["growth_low"] == pytest.approx(114 / 105 - 1)
    assert of_pair["growth_high"] == pytest.approx(126 / 95 - 1)
    assert (of_world["growth"], of_world["growth_low"]) == (-0.5, None)


def test_part_years_are_compared_with_the_same_months(engine: Engine) -> None:
    # January to August beside whole years: each with its own.
    rows = [
        figure(2023, 80.0, months="2023-01/2023-08"),
        figure(2023, 120.0, months=None),
        figure(2024, 100.0, months="2024-01/2024-08"),
        figure(2024, 90.0, months=None),
    ]
    grown = {(row["period"], row["months"]): row["growth"] for row in engine.run(tv.growth, rows, over="year")}
    assert grown[2024, "2024-01/2024-08"] == pytest.approx(0.25)
    assert grown[2024, None] == pytest.approx(-0.25)


def test_a_balance_has_a_change_over_the_year_and_no_growth(engine: Engine) -> None:
    rows = [figure(202305, 10.0, flow="balance"), figure(202405, -5.0, flow="balance")]
    grown = {row["period"]: row for row in engine.run(tv.growth, rows, over="year")}
    assert (grown[202405]["change"], grown[202405]["growth"]) == (-15.0, None)


def test_another_word_is_refused(engine: Engine) -> None:
    words = r'growth needs over="previous" or over="year"; found: over=\'month\'; do: name one of them'
    with pytest.raises(TradeTableError, match=words):
        tv.growth(engine.make(series({2024: 1.0})), over="month")  # type: ignore[call-overload]


@pytest.mark.skipif(not PRINTED.exists(), reason="the official series lie beside the project, not in it")
@pytest.mark.parametrize(
    ("over", "printed_as", "first"), [("year", "growth_yoy", 200901), ("previous", "growth_mom", 200802)]
)
@pytest.mark.parametrize(("flow", "name"), [("export", "exports"), ("import", "imports"), ("total", "total")])
def test_growth_is_what_the_statistics_office_prints(
    over: str, printed_as: str, first: int, flow: str, name: str
) -> None:
    lines = pd.read_csv(PRINTED, parse_dates=["date"])
    lines["period"] = lines["date"].dt.year * 100 + lines["date"].dt.month
    values = lines[lines["series"] == "abs"].set_index("period")[name]
    trade = pd.DataFrame([figure(period, value, partner="WLD", flow=flow) for period, value in values.items()])
    printed = lines[(lines["series"] == printed_as) & (lines["period"] >= first)].set_index("period")[name].dropna()
    grown = tv.growth(trade, over=over).set_index("period")["growth"]  # type: ignore[call-overload]
    differences = (100 * grown[printed.index] - printed).abs()
    assert len(printed) > 200
    assert differences.max() <= HALF_DIGIT
    assert differences.notna().all()
