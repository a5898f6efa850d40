"""An index of a lone reporter, or without the world: refused where it says nothing, else warned of."""

import warnings
from typing import Any

import pytest

from frames import ENGINES, IN_PROCESS, Engine, Row, figure
from index_rows import sold
from tradeview import indices
from tradeview.errors import AbsentWorldWarning, TradeTableError

PANDAS = IN_PROCESS[0]
LONE = [sold("MYS", "RUS", "15", 3.0), sold("MYS", "SGP", "27", 1.0), sold("MYS", "THA", "27", 2.0)]
# Of these everybody who is traded with reports, too.
CLOSED = [*LONE[:2], sold("RUS", "MYS", "15", 2.0), sold("SGP", "MYS", "27", 5.0), sold("SGP", "RUS", "15", 1.0)]
OF_THE_WORLD: dict[str, dict[str, Any]] = {
    "revealed_comparative_advantage": {},
    "symmetric_rca": {},
    "normalised_rca": {},
    "additive_rca": {},
    "bilateral_rca": {},
    "diversification": {},
    "trade_intensity": {"variant": "world"},
    "extensive_margin": {"reference": "rest_of_world"},
    "intensive_margin": {"reference": "world"},
    "market_penetration": {"imports": "mirror"},
}
OF_ALL_PARTNERS: dict[str, dict[str, Any]] = {
    "trade_share": {"flow": "export"},
    "concentration": {"over": "partners", "variant": "hhi"},
    "entropy": {"over": "partners"},
    "regional_orientation": {"region": ["RUS"]},
}


def run(engine: Engine, name: str, rows: list[Row], options: dict[str, Any]) -> list[Row]:
    found: list[Row] = engine.run(getattr(indices, name), rows, **options)
    return found


@pytest.mark.parametrize("name", [*OF_THE_WORLD, "similarity"])
def test_a_lone_reporter_is_not_set_against_itself(name: str) -> None:
    with pytest.raises(TradeTableError, match="MYS alone"):
        run(PANDAS, name, LONE, OF_THE_WORLD.get(name, {}))


@pytest.mark.filterwarnings("ignore::tradeview.errors.AbsentWorldWarning")  # trade_intensity warns of partners, too
@pytest.mark.parametrize("name", OF_THE_WORLD)
def test_a_few_reporters_are_called_no_world_in_silence(name: str) -> None:
    with pytest.warns(AbsentWorldWarning, match="sum of MYS, RUS in 2024.*none that SGP, THA report"):
        run(PANDAS, name, [*LONE, sold("RUS", "MYS", "15", 2.0)], OF_THE_WORLD[name])


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("name", ["trade_share", "regional_orientation"])
def test_shares_of_a_few_partners_are_called_so(engine: Engine, name: str) -> None:
    rows = [row | {"commodity_code": "15"} for row in LONE]
    with pytest.warns(AbsentWorldWarning, match="all trade of MYS is the sum of 3 partners in 2024.*WLD"):
        run(engine, name, rows, OF_ALL_PARTNERS[name])
    with pytest.raises(TradeTableError, match="all partners"):
        run(engine, name, rows[:1], OF_ALL_PARTNERS[name])


@pytest.mark.parametrize("name", [*OF_THE_WORLD, *OF_ALL_PARTNERS])
def test_a_closed_world_and_rows_of_the_world_are_taken_as_they_are(name: str) -> None:
    options = (OF_THE_WORLD | OF_ALL_PARTNERS)[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run(PANDAS, name, CLOSED, options)
        if name in OF_ALL_PARTNERS:
            assert run(PANDAS, name, [*LONE, sold("MYS", "WLD", "15", 9.0), sold("MYS", "WLD", "27", 9.0)], options)


def test_rows_of_reporter_world_are_the_world() -> None:
    world = [sold("WLD", "WLD", "15", 30.0), sold("WLD", "WLD", "27", 10.0)]
    rows = [sold("MYS", "WLD", "15", 3.0), sold("MYS", "WLD", "27", 3.0), *world]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = run(PANDAS, "revealed_comparative_advantage", rows, {})
    assert [row["rca"] for row in found] == [pytest.approx(0.5 / 0.75), pytest.approx(0.5 / 0.25)]


def test_two_reporters_of_totals_over_partners_are_no_world_either() -> None:
    rows = [sold("MYS", "WLD", "15", 3.0), sold("MYS", "WLD", "27", 3.0), sold("RUS", "WLD", "27", 3.0)]
    with pytest.warns(AbsentWorldWarning, match="sum of MYS, RUS in 2024; there are no rows of reporter WLD"):
        run(PANDAS, "revealed_comparative_advantage", rows, {})


def test_imports_seen_from_the_other_side_lack_those_that_do_not_report() -> None:
    rows = [sold("MYS", "SGP", "15", 3.0), sold("RUS", "SGP", "15", 3.0), sold("RUS", "MYS", "15", 3.0)]
    with pytest.warns(AbsentWorldWarning, match="no rows of partner WLD"):
        run(PANDAS, "trade_share", rows, {"flow": "import", "imports": "mirror"})


def test_who_asks_nothing_is_told_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert {row["rca"] for row in run(PANDAS, "revealed_comparative_advantage", LONE, {"validate": False})} == {1.0}


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("name", ["revealed_comparative_advantage", "trade_share"])
def test_two_rows_for_one_figure_are_not_added_up(engine: Engine, name: str) -> None:
    options = (OF_THE_WORLD | OF_ALL_PARTNERS)[name]
    with pytest.raises(TradeTableError, match="one row for each period") as refused:
        run(engine, name, [*CLOSED, CLOSED[0] | {"value": 9.0}], options)
    assert refused.value.rows == ("2024 MYS RUS export 15: 2 rows",)


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_totals_of_two_revisions_are_two_rows_for_one_figure(engine: Engine) -> None:
    total = {"commodity_code": "TOTAL", "classification": "H5"}
    totals = [figure(2024, 1.0, partner=partner, **total) for partner in ("RUS", "SGP", "WLD")]
    with pytest.raises(TradeTableError, match="one row for each period"):
        engine.run(indices.trade_share, [*totals, totals[0] | {"classification": "H6"}], flow="export")


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_flows_that_an_index_does_not_use_may_stand_twice(engine: Engine) -> None:
    beside = CLOSED[0] | {"flow": "re-export"}
    assert run(engine, "similarity", [*CLOSED, beside, beside], {})


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("differs", ["period", "flow", "partner", "commodity_code"])
def test_rows_that_differ_in_one_key_are_two_figures(engine: Engine, differs: str) -> None:
    """What all rows say tells none apart, and is not grouped by; what they differ in is."""
    first = sold("MYS", "RUS", "15", 3.0)
    other = first | {differs: {"period": 2023, "flow": "import", "partner": "SGP", "commodity_code": "27"}[differs]}
    rows = [first, other, sold("RUS", "MYS", "15", 2.0)]
    imports = {"level": "product", "imports": "reported" if differs == "flow" else "mirror"}
    assert run(engine, "grubel_lloyd", rows, imports)
    with pytest.raises(TradeTableError, match="one row for each period") as refused:
        run(engine, "grubel_lloyd", [*rows, other], imports)
    flow = other["flow"]
    named = f"{other['period']} MYS {other['partner']} {flow} {other['commodity_code']}: 2 rows"
    assert refused.value.rows == (named,)


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
def test_partners_without_trade_are_no_partners(engine: Engine) -> None:
    rows = [sold("MYS", "RUS", "15", 3.0), sold("MYS", "SGP", "15", 0.0), sold("MYS", "THA", "15", 1.0)]
    with pytest.warns(AbsentWorldWarning, match="the sum of 2 partners"):
        run(engine, "trade_share", rows, {"flow": "export"})
