"""Mirror: both reports of one flow on one row, each as it was reported."""

import narwhals as nw
import pandas as pd
import pytest

from frames import Engine, Row, column, figure, plain
from tradeview.analysis.mirror import mirror
from tradeview.errors import TradeTableError

BACK = {"reporter": "RUS", "partner": "MYS"}


def exports(value: float | None, period: int = 2014, **rest: object) -> Row:
    """What Malaysia reports of its exports to Russia."""
    return figure(period, value, **{"commodity_code": "TOTAL", **rest})


def imports(value: float | None, period: int = 2014, **rest: object) -> Row:
    """What Russia reports of its imports from Malaysia."""
    return figure(period, value, **{"commodity_code": "TOTAL", "flow": "import", **BACK, **rest})


def test_trap_mirror_asymmetry_both_sides_on_one_row_never_averaged(engine: Engine) -> None:
    # The trap's figures, US$2.2 bn by Malaysia's statistics and 3.2 bn by Russia's, as an example of form.
    (row,) = engine.run(mirror, [imports(3.2e9), exports(2.2e9)])
    assert (row["period"], row["exporter"], row["importer"]) == (2014, "MYS", "RUS")
    assert (row["exporter_value"], row["importer_value"], row["reported_by"]) == (2.2e9, 3.2e9, "both")
    assert row["gap"] == 3.2e9 - 2.2e9
    assert row["ratio"] == pytest.approx(3.2 / 2.2)
    assert row["symmetric_gap"] == pytest.approx(1.0 / 2.7)
    mean = (2.2e9 + 3.2e9) / 2
    assert mean not in row.values()


def test_both_directions_are_flows_of_their_own(engine: Engine) -> None:
    back = [exports(7.0, **BACK), imports(6.0, reporter="MYS", partner="RUS")]
    got = engine.run(mirror, [*back, exports(2.0), imports(3.0)])
    gaps = [(row["exporter"], row["importer"], row["gap"]) for row in got]
    assert gaps == [("MYS", "RUS", 1.0), ("RUS", "MYS", -1.0)]


def test_rows_are_sorted_by_period_pair_and_code(engine: Engine) -> None:
    cells = [(2015, "27"), (2014, "85"), (2014, "15")]
    got = engine.run(mirror, [imports(1.0, year, commodity_code=code) for year, code in cells])
    assert [(row["period"], row["commodity_code"]) for row in got] == [(2014, "15"), (2014, "85"), (2015, "27")]
    frame = pd.DataFrame([imports(1.0, year, commodity_code=code) for year, code in cells], index=[9, 9, 1])
    assert mirror(frame).index.tolist() == [0, 1, 2]


def test_trap_zero_for_missing_what_one_side_does_not_report_stays_missing(engine: Engine) -> None:
    rows = [
        exports(2.0),
        imports(3.0, 2015),
        exports(None, 2016),
        imports(4.0, 2016),
        exports(float("nan"), 2017),
        exports(0.0, 2018),
        imports(5.0, 2018),
        exports(0.0, 2019),
        imports(0.0, 2019),
    ]
    got = engine.run(mirror, rows)
    assert column(got, "reported_by") == ["exporter", "importer", "importer", None, "both", "both"]
    assert column(got, "exporter_value") == [2.0, None, None, None, 0.0, 0.0]
    assert column(got, "importer_value") == [None, 3.0, 4.0, None, 5.0, 0.0]
    assert column(got, "gap") == [None, None, None, None, 5.0, 0.0]
    assert column(got, "ratio") == [None] * 6
    assert column(got, "symmetric_gap") == [None, None, None, None, 2.0, None]


def test_trap_cif_and_fob_are_shown_and_not_corrected(engine: Engine) -> None:
    (row,) = engine.run(mirror, [exports(100.0, valuation="FOB"), imports(110.0, valuation="CIF")])
    assert (row["exporter_valuation"], row["importer_valuation"]) == ("FOB", "CIF")
    assert (row["exporter_value"], row["importer_value"], row["gap"]) == (100.0, 110.0, 10.0)
    (row,) = engine.run(mirror, [exports(100.0, valuation="FOB"), imports(110.0, valuation=None)])
    assert (row["exporter_valuation"], row["importer_valuation"]) == ("FOB", None)
    (row,) = engine.run(mirror, [exports(100.0), imports(110.0)])
    assert (row["exporter_valuation"], row["importer_valuation"]) == (None, None)


def test_ranges_are_kept_for_both_sides_and_carried_to_the_gap(engine: Engine) -> None:
    (row,) = engine.run(mirror, [exports(2.2, low=2.15, high=2.25), imports(3.2, low=3.15, high=3.25)])
    sides = [row[f"{side}_{bound}"] for side in ("exporter", "importer") for bound in ("low", "high")]
    assert sides == [2.15, 2.25, 3.15, 3.25]
    assert (row["gap_low"], row["gap_high"]) == (3.15 - 2.25, 3.25 - 2.15)
    assert (row["ratio_low"], row["ratio_high"]) == (3.15 / 2.25, 3.25 / 2.15)
    assert row["symmetric_gap_low"] == pytest.approx(0.9 / 2.7)
    assert row["symmetric_gap_high"] == pytest.approx(1.1 / 2.7)
    (row,) = engine.run(mirror, [exports(2.2, low=2.15, high=2.25), imports(3.2, low=None, high=None)])
    assert (row["gap"], row["gap_low"], row["ratio_high"]) == (3.2 - 2.2, None, None)


def test_a_number_keeps_its_passport_once_for_each_side(engine: Engine) -> None:
    mine = {"source": "dosm", "compiled_by": "Malaysia", "rate": 4.5, "flag": "e"}
    theirs = {"source": "fcs", "compiled_by": "Russia", "rate": None, "flag": None}
    got = engine.run(mirror, [exports(1.0, **mine), imports(2.0, **theirs)])
    for side, wanted in (("exporter", mine), ("importer", theirs)):
        assert {name: got[0][f"{side}_{name}"] for name in wanted} == wanted
    assert set(got[0]) == {
        *("period", "exporter", "importer", "commodity_code", "currency", "reported_by"),
        *("gap", "ratio", "symmetric_gap"),
        *(f"{side}_{name}" for side in ("exporter", "importer") for name in ("value", "valuation", *mine)),
    }


def test_trap_double_counting_world_and_total_are_matched_with_themselves(engine: Engine) -> None:
    rows = [
        exports(100.0, partner="WLD"),
        exports(10.0, partner="WLD", commodity_code="15"),
        exports(2.0),
        imports(3.0),
        imports(1.0, commodity_code="15"),
        imports(90.0, partner="WLD"),
    ]
    got = {
        (row["exporter"], row["importer"], row["commodity_code"]): (row["exporter_value"], row["importer_value"])
        for row in engine.run(mirror, rows)
    }
    assert got == {
        ("MYS", "WLD", "TOTAL"): (100.0, None),
        ("MYS", "WLD", "15"): (10.0, None),
        ("MYS", "RUS", "TOTAL"): (2.0, 3.0),
        ("MYS", "RUS", "15"): (None, 1.0),
        ("WLD", "RUS", "TOTAL"): (None, 90.0),
    }


def test_trap_double_counting_re_exports_and_totals_are_left_out(engine: Engine) -> None:
    beside = [exports(1.0, flow="re-export"), imports(1.0, flow="re-import"), exports(9.0, flow="total")]
    both = [exports(2.0), imports(3.0)]
    assert engine.run(mirror, [*beside, *both]) == engine.run(mirror, both)


def test_trap_total_trade_of_two_reporters_is_no_mirror(engine: Engine) -> None:
    rows = [exports(2.2e9, flow="total"), imports(3.2e9, flow="total")]
    with pytest.raises(TradeTableError, match="mirror needs exports or imports; found: flow total alone; do: give"):
        mirror(engine.make(rows))


def test_trap_hs_revisions_of_the_two_sides_are_refused_below_the_total(engine: Engine) -> None:
    mine, theirs = {"classification": "H5"}, {"classification": "H4"}
    (row,) = engine.run(mirror, [exports(2.0, **mine), imports(3.0, **theirs)])
    assert (row["gap"], row["classification"]) == (1.0, None)
    phones = [exports(2.0, commodity_code="851712", **mine), imports(3.0, commodity_code="851713", **theirs)]
    with pytest.raises(TradeTableError, match=r"mixed revisions: H4, H5(.|\n)*2014 MYS RUS: H4, H5"):
        mirror(engine.make(phones))
    later = [{**phones[0], "period": 2013, "classification": "H4"}, phones[0]]
    assert column(engine.run(mirror, later), "classification") == ["H4", "H5"]


def test_an_unstated_revision_is_one_of_its_own(engine: Engine) -> None:
    rows = [exports(2.0, commodity_code="15", classification=None), imports(3.0, commodity_code="15")]
    assert column(engine.run(mirror, [{**row, "classification": None} for row in rows]), "gap") == [1.0]
    with pytest.raises(TradeTableError, match="H5, none stated"):
        mirror(engine.make([rows[0], {**rows[1], "classification": "H5"}]))


def test_chapters_of_two_revisions_stand_on_one_row_that_says_so(engine: Engine) -> None:
    rows = [
        exports(2.0, commodity_code="15", classification="H5"),
        imports(3.0, commodity_code="15", classification="H4"),
    ]
    rows += [exports(1.0, 2015, commodity_code="15", classification="H5")]
    first, second = sorted(engine.run(mirror, rows), key=lambda row: row["period"])
    assert (first["gap"], first["classification"]) == (1.0, None)
    assert (first["exporter_classification"], first["importer_classification"]) == ("H5", "H4")
    assert (second["reported_by"], second["classification"]) == ("exporter", "H5")


def test_an_unstated_price_basis_is_nominal_on_both_sides(engine: Engine) -> None:
    (row,) = engine.run(mirror, [exports(2.0, price_basis=None), imports(3.0, price_basis="nominal")])
    assert (row["price_basis"], row["gap"]) == ("nominal", 1.0)
    real = {"price_basis": "real", "base_period": 2010}
    (row,) = engine.run(mirror, [exports(2.0, **real), imports(3.0, **real)])
    assert (row["price_basis"], row["base_period"], row["gap"]) == ("real", 2010, 1.0)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([exports(1.0), imports(1.0, currency="RUB")], "mirror needs one currency; found: RUB, USD; do: tv.prefer"),
        ([exports(1.0, price_basis="real"), imports(1.0, price_basis=None)], "one price basis; found: nominal, real"),
        ([exports(1.0, base_period=2010), imports(1.0, base_period=2015)], "one base period; found: 2010"),
        ([exports(1.0), imports(1.0, 201401)], "mirror needs one frequency; found: years and months"),
        ([exports(1.0), exports(1.0), imports(1.0)], r"one row for each period(.|\n)*MYS RUS TOTAL export: 2 rows"),
        (
            [exports(1.0), imports(1.1, valuation="CIF"), imports(1.0, valuation="FOB")],
            r"two valuations of one flow(.|\n)*MYS RUS TOTAL import: 2 rows",
        ),
        ([{**exports(1.0), "period": None}, imports(1.0)], "a period in every row; found: 1 without"),
    ],
)
def test_mirror_refuses(engine: Engine, rows: list[Row], words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        mirror(engine.make([{"valuation": None, **row} for row in rows]))


@pytest.mark.parametrize("column", ["reporter", "partner", "flow", "commodity_code"])
def test_two_reports_of_nobody_knows_what_are_no_flow(engine: Engine, column: str) -> None:
    rows = [{**row, column: None} for row in (exports(1.0), imports(2.0))]
    with pytest.raises(TradeTableError, match=f"mirror needs a {column.replace('_', ' ')} in every row; found: 1 w"):
        mirror(engine.make([rows[0], exports(3.0), imports(4.0)]))
    with pytest.raises(TradeTableError, match=f"mirror needs a {column.replace('_', ' ')} in every row; found: 2 w"):
        mirror(engine.make(rows))


def test_columns_that_are_called_as_those_of_the_result_are_kept_or_refused(engine: Engine) -> None:
    own = {"gap": 9.0, "ratio": 8.0, "reported_by": "me", "exporter_value": 7.0}
    (row,) = engine.run(mirror, [exports(1.0, **own), imports(3.0, **own)])
    assert (row["gap"], row["ratio"], row["reported_by"], row["exporter_value"]) == (2.0, 3.0, "both", 1.0)
    assert {name: row[f"importer_{name}"] for name in own} == own
    with pytest.raises(TradeTableError, match="columns of its own; found: column importer; do: rename it"):
        mirror(engine.make([exports(1.0, importer="RUS"), imports(3.0, importer="RUS")]))


def test_what_an_economy_reports_of_trade_with_itself_is_matched_with_itself(engine: Engine) -> None:
    own = {"reporter": "CHN", "partner": "CHN"}
    (row,) = engine.run(mirror, [imports(3.0, **own)])
    assert (row["exporter"], row["importer"], row["reported_by"], row["gap"]) == ("CHN", "CHN", "importer", None)


def test_trap_double_counting_levels_of_codes_are_matched_with_themselves(engine: Engine) -> None:
    got = engine.run(mirror, [exports(5.0, commodity_code="15"), imports(4.0, commodity_code="151110")])
    assert [(row["commodity_code"], row["reported_by"], row["gap"]) for row in got] == [
        ("15", "exporter", None),
        ("151110", "importer", None),
    ]


def test_missing_columns_and_codes_that_were_read_as_numbers_are_refused(engine: Engine) -> None:
    rows = [exports(1.0), imports(1.0)]
    with pytest.raises(TradeTableError, match=r"needs the column\(s\) partner"):
        mirror(engine.make([{name: cell for name, cell in row.items() if name != "partner"} for row in rows]))
    with pytest.raises(TradeTableError, match="read codes as text"):
        mirror(engine.make([{**row, "commodity_code": 15} for row in rows]))


def test_lazy_stays_lazy_and_duckdb_says_the_same(relation: Engine) -> None:
    rows = [exports(2.2, valuation="FOB", classification="H5"), imports(3.2, valuation=None, classification="H4")]
    rows += [imports(1.0, 2015, valuation="CIF", classification=None)]
    got = mirror(relation.make(rows))
    assert isinstance(got, relation.kind)
    first, last = plain(got)
    assert (first["gap"], first["exporter_valuation"], first["importer_valuation"]) == (3.2 - 2.2, "FOB", None)
    assert (first["classification"], first["reported_by"]) == (None, "both")
    assert (last["exporter_value"], last["importer_value"], last["reported_by"]) == (None, 1.0, "importer")
    with pytest.raises(TradeTableError, match="one currency"):
        mirror(relation.make([exports(1.0), imports(1.0, currency="RUB")]))


def test_categories_are_matched_as_text() -> None:
    frame = pd.DataFrame([exports(2.0, valuation="FOB"), imports(3.0, valuation="CIF")])
    names = ["reporter", "partner", "flow", "commodity_code", "currency", "valuation"]
    got = mirror(frame.astype(dict.fromkeys(names, "category")))
    assert got["gap"].tolist() == [1.0]
    assert got["importer_valuation"].tolist() == ["CIF"]


def test_huge_whole_numbers_do_not_overflow(engine: Engine) -> None:
    (row,) = engine.run(mirror, [exports(2**62), imports(2**62 + 2**61)])
    assert (row["gap"], row["ratio"]) == (float(2**61), 1.5)


def test_empty_frames_have_no_mirror(engine: Engine) -> None:
    empty = engine.make([exports(1.0)]).head(0)
    assert engine.run_on(mirror, empty) == []
    assert {"gap", "exporter_value"} <= set(nw.from_native(mirror(empty)).collect_schema().names())
