"""Revealed comparative advantage: identities of the five measures, and what they say of no exports at all."""

import pytest
from hypothesis import Phase, given
from hypothesis import strategies as st

import tradeview as tv
from examples import examples
from frames import IN_ORDER, Engine, Row, column, figure
from tradeview.indices import additive_rca, bilateral_rca, normalised_rca, revealed_comparative_advantage, symmetric_rca

few = examples(10, phases=[Phase.explicit, Phase.generate])
POLARS = IN_ORDER[1]
WHO, WHAT = ("MYS", "RUS", "SGP", "THA"), ("01", "02", "03", "27")


def rows_of(cells: dict[tuple[str, str], float]) -> list[Row]:
    return [figure(2024, value, reporter=i, partner="VNM", commodity_code=k) for (i, k), value in cells.items()]


tables = st.dictionaries(
    st.tuples(st.sampled_from(WHO), st.sampled_from(WHAT)), st.floats(1e-3, 1e12), min_size=1, max_size=16
).map(rows_of)


def sums(rows: list[Row], key: str, name: str) -> dict[object, float]:
    found: dict[object, float] = {}
    for row in rows:
        found[row[key]] = found.get(row[key], 0.0) + row[name]
    return found


@few
@given(rows=tables)
def test_normalised_and_additive_measures_sum_to_zero(rows: list[Row]) -> None:
    nrca = POLARS.run(normalised_rca, rows, validate=False)
    for key in ("reporter", "commodity_code"):
        assert sums(nrca, key, "nrca") == pytest.approx(dict.fromkeys(sums(nrca, key, "nrca"), 0.0), abs=1e-12)
    assert all(-0.25 <= row["nrca"] <= 0.25 + 1e-12 for row in nrca)
    arca = POLARS.run(additive_rca, rows, validate=False)
    assert sums(arca, "reporter", "arca") == pytest.approx(dict.fromkeys(sums(arca, "reporter", "arca"), 0.0), abs=1e-9)


@few
@given(rows=tables)
def test_the_measures_agree_on_who_has_an_advantage(rows: list[Row]) -> None:
    measures = [
        (revealed_comparative_advantage, "rca", 1.0),
        (symmetric_rca, "rsca", 0.0),
        (normalised_rca, "nrca", 0.0),
        (additive_rca, "arca", 0.0),
    ]
    columns = [column(POLARS.run(function, rows, validate=False), name) for function, name, _ in measures]
    for cells in zip(*columns, strict=True):
        if abs(cells[0] - 1) > 1e-6 and abs(cells[2]) > 1e-12 and abs(cells[3]) > 1e-12:
            assert len({cell > neutral for cell, (*_, neutral) in zip(cells, measures, strict=True)}) == 1


def test_every_reporter_has_every_product_of_the_world_and_no_other_period(engine: Engine) -> None:
    rows = [figure(2023, 5.0, commodity_code="99"), *rows_of({("MYS", "01"): 3.0, ("RUS", "02"): 1.0})]
    got = engine.run(revealed_comparative_advantage, rows)
    cells = [(row["period"], row["reporter"], row["commodity_code"], row["rca"]) for row in got]
    assert cells == [
        (2023, "MYS", "99", 1.0),
        (2024, "MYS", "01", pytest.approx(4 / 3)),
        (2024, "MYS", "02", 0.0),
        (2024, "RUS", "01", 0.0),
        (2024, "RUS", "02", 4.0),
    ]


def test_an_economy_without_exports_has_no_rows_and_never_zero_one_or_infinity(engine: Engine) -> None:
    rows = [*rows_of({("MYS", "01"): 3.0, ("RUS", "01"): 0.0, ("MYS", "02"): 0.0})]
    for function, name in ((revealed_comparative_advantage, "rca"), (symmetric_rca, "rsca"), (normalised_rca, "nrca")):
        (row,) = engine.run(function, rows, validate=False)
        assert (row["reporter"], row["commodity_code"]) == ("MYS", "01")
        assert row[name] == {"rca": 1.0, "rsca": 0.0, "nrca": 0.0}[name]
    assert engine.run(revealed_comparative_advantage, rows_of({("MYS", "01"): 0.0})) == []


def test_bilateral_advantage_is_against_what_the_world_sells_to_the_partner(engine: Engine) -> None:
    cells = {("MYS", "RUS", "01"): 3.0, ("MYS", "RUS", "02"): 1.0, ("SGP", "RUS", "02"): 4.0, ("SGP", "MYS", "01"): 9.0}
    rows = [figure(2024, v, reporter=i, partner=j, commodity_code=k) for (i, j, k), v in cells.items()]
    got = engine.run(bilateral_rca, rows)
    got = {(row["reporter"], row["partner"], row["commodity_code"]): row["rca"] for row in got}
    assert got == pytest.approx(
        {
            ("MYS", "RUS", "01"): (3 / 4) / (3 / 8),
            ("MYS", "RUS", "02"): (1 / 4) / (5 / 8),
            ("SGP", "MYS", "01"): 1.0,
            ("SGP", "RUS", "02"): 1.0 / (5 / 8),
        }
    )


def test_leading_zeros_stay(engine: Engine) -> None:
    rows = rows_of({("MYS", "0101"): 1.0, ("RUS", "9999"): 1.0})
    assert column(engine.run(revealed_comparative_advantage, rows), "commodity_code") == ["0101", "9999"] * 2


@pytest.mark.parametrize("digits", [1, 2, 3, 4, 5])
def test_a_matrix_of_sitc_products_without_partners(engine: Engine, digits: int) -> None:
    # As atlases of trade print it: economies by products of SITC Revision 2, all of it with the world.
    codes = sorted({f"{number**3 % 10**digits:0{digits}d}" for number in range(1, 30)})
    table = {(i, k): float((7 * m + 3 * n) % 11) for m, i in enumerate(WHO) for n, k in enumerate(codes)}
    rows = [
        figure(1995, value, reporter=i, partner="WLD", commodity_code=k, classification="S2")
        for (i, k), value in table.items()
    ]
    tv.check(engine.make(rows))
    got = {
        (row["reporter"], row["commodity_code"]): row["rca"] for row in engine.run(revealed_comparative_advantage, rows)
    }

    def x(i: str | None = None, k: str | None = None) -> float:
        return sum(value for (who, what), value in table.items() if i in {None, who} and k in {None, what})

    assert got == pytest.approx({(i, k): (x(i, k) / x(i)) / (x(k=k) / x()) for i, k in table if x(i) and x(k=k)})
