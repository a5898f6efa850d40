"""Constant market shares: Richardson's identity with the weights of the base period, of economies and of markets."""

import pandas as pd
import pytest

from frames import IN_PROCESS, Engine, Row
from index_rows import cells, sold
from tradeview.errors import TradeTableError
from tradeview.indices import constant_market_share

EFFECTS = ("growth_effect", "structure_effect", "competition_effect")
YEARS = {"start": 2007, "end": 2024}
TABLE = {
    2007: {("MYS", "SGP"): {"15": 80, "27": 20}, ("RUS", "SGP"): {"27": 70, "85": 30}, ("RUS", "MYS"): {"27": 50}},
    2024: {("MYS", "SGP"): {"15": 90, "85": 40}, ("RUS", "SGP"): {"15": 10, "27": 90}, ("RUS", "MYS"): {"27": 90}},
}


def exports(table: dict[int, dict[tuple[str, str], dict[str, int]]] = TABLE) -> list[Row]:
    return [
        sold(*pair, code, float(value), year)
        for year, pairs in table.items()
        for pair, row in pairs.items()
        for code, value in row.items()
    ]


def computed(reporter: str, partner: str | None = None) -> tuple[float, float, float]:
    """Richardson's formula, term by term."""

    def x(year: int, i: str | None = None, k: str | None = None) -> float:
        return float(
            sum(
                value
                for (seller, buyer), row in TABLE[year].items()
                for code, value in row.items()
                if i in {None, seller} and partner in {None, buyer} and k in {None, code}
            )
        )

    r = x(2024) / x(2007) - 1
    growth = r * x(2007, reporter)
    structure = sum(
        ((x(2024, k=k) / x(2007, k=k) - 1) - r) * x(2007, reporter, k) for k in ("15", "27", "85") if x(2007, k=k)
    )
    return growth, structure, x(2024, reporter) - x(2007, reporter) - growth - structure


@pytest.fixture(params=IN_PROCESS, ids=lambda engine: engine.name)
def any_engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


def test_effects_are_of_the_formula_and_add_up_to_the_change(any_engine: Engine) -> None:
    rows = any_engine.run(constant_market_share, exports(), **YEARS)
    changes = {"MYS": 130.0 - 100.0, "RUS": 190.0 - 150.0}
    for row in rows:
        assert tuple(row[effect] for effect in EFFECTS) == pytest.approx(computed(row["reporter"]))
        assert sum(row[effect] for effect in EFFECTS) == pytest.approx(changes[row["reporter"]], abs=1e-12)
    assert [row["reporter"] for row in rows] == ["MYS", "RUS"]
    assert tuple(rows[0]) == ("reporter", *EFFECTS)


def test_in_the_market_of_each_partner_the_world_is_what_it_buys(any_engine: Engine) -> None:
    rows = any_engine.run(constant_market_share, exports(), bilateral=True, **YEARS)
    for row in rows:
        effects = tuple(row[effect] for effect in EFFECTS)
        assert effects == pytest.approx(computed(row["reporter"], row["partner"]), abs=1e-12)
    assert [(row["reporter"], row["partner"]) for row in rows] == [("MYS", "SGP"), ("RUS", "MYS"), ("RUS", "SGP")]
    assert tuple(rows[1][effect] for effect in EFFECTS) == (40.0, 0.0, 0.0)  # alone in a market that grew by 40


def test_trap_zero_for_missing_who_did_not_report_has_no_effects(any_engine: Engine) -> None:
    rows = [*exports(), sold("THA", "SGP", "15", 9.0, 2024), sold("CHN", "SGP", "15", 9.0, 2007)]
    got = any_engine.run(constant_market_share, rows, **YEARS)
    assert [row["reporter"] for row in got] == ["MYS", "RUS"]


def test_a_market_that_nobody_sold_to_has_no_pace(any_engine: Engine) -> None:
    rows = [*exports(), sold("MYS", "CHN", "15", 9.0, 2024)]
    got = any_engine.run(constant_market_share, rows, bilateral=True, **YEARS)
    (row,) = [row for row in got if row["partner"] == "CHN"]
    assert [row[effect] for effect in EFFECTS] == [None, None, None]


def test_a_new_product_of_the_world_is_competition(any_engine: Engine) -> None:
    rows = [*exports(), sold("MYS", "SGP", "31", 60.0, 2024)]
    (row, _) = any_engine.run(constant_market_share, rows, **YEARS)
    assert row["growth_effect"] == pytest.approx(100 * (380 / 250 - 1))
    assert sum(row[effect] for effect in EFFECTS) == pytest.approx(190.0 - 100.0)


def test_other_periods_and_partner_world_do_not_matter(any_engine: Engine) -> None:
    more = [sold("MYS", "SGP", "15", 5000.0, 2015, classification="H6"), sold("MYS", "WLD", "15", 80.0, 2007)]
    rows = [{"classification": "H5", **row} for row in [*exports(), *more]]
    got, expected = (any_engine.run(constant_market_share, given, **YEARS) for given in (rows, exports()))
    for effect in EFFECTS:
        assert cells(got, effect, "reporter") == pytest.approx(cells(expected, effect, "reporter"))


@pytest.mark.parametrize(
    ("rows", "years", "words"),
    [
        (exports(), {"start": 2024, "end": 2007}, "`start` before `end`"),
        (exports(), {"start": 2007, "end": 2007}, "`start` before `end`"),
        (exports(), {"start": 2006, "end": 2024}, "needs rows of 2006"),
        (
            [{"classification": "H3" if row["period"] == 2007 else "H6", **row} for row in exports()],
            YEARS,
            "H3, H6",
        ),
    ],
)
def test_trap_hs_revisions_and_periods_that_are_not_there_are_refused(rows: list[Row], years: Row, words: str) -> None:
    with pytest.raises(TradeTableError) as caught:
        constant_market_share(pd.DataFrame(rows), **years)
    assert words in str(caught.value)


def test_exports_counted_in_billions_have_the_effects_of_those_counted_in_dollars(any_engine: Engine) -> None:
    # 0.1 billion is no less an export than 100 million.
    rows = [row | {"value": row["value"] / 1000} for row in exports()]
    found = any_engine.run(constant_market_share, rows, **YEARS)
    assert [row["reporter"] for row in found] == ["MYS", "RUS"]
    for row in found:
        effects = [value / 1000 for value in computed(row["reporter"])]
        assert [row[effect] for effect in EFFECTS] == pytest.approx(effects)
