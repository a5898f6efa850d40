"""Shares: of which whole, counted once, on full values."""

import random
from collections.abc import Callable

import narwhals as nw
import pandas as pd
import pytest

import tradeview as tv
from frames import Engine, Row, figure, parts, plain, series
from tradeview.errors import TradeTableError
from tradeview.table.double_counting import series_without
from tradeview.table.schema import wrap_trade_table

CODES = {2023: {"15": 30.0, "27": 10.0}, 2024: {"15": 1.0, "27": 2.0, "31": 1.0}}


def share(rows: list[Row]) -> list[object]:
    return [row["share"] for row in rows]


def test_shares_within_each_period_in_the_order_given(engine: Engine) -> None:
    rows = parts(CODES)[::-1]
    got = engine.run(tv.shares, rows, by="commodity_code")
    assert share(got) == pytest.approx([1 / 4, 2 / 4, 1 / 4, 10 / 40, 30 / 40])
    assert [{name: row[name] for name in rows[0]} for row in got] == rows
    frame = pd.DataFrame(rows, index=[3, 3, 1, 0, 9])
    assert tv.shares(frame, by="commodity_code").index.tolist() == [3, 3, 1, 0, 9]


@pytest.mark.parametrize(
    ("by", "names", "other"),
    [
        ("commodity_code", ("15", "27"), {"partner": "THA"}),
        ("partner", ("RUS", "CHN"), {"valuation": "CIF"}),
        ("reporter", ("MYS", "THA"), {"valuation": "CIF"}),
        ("flow", ("export", "import"), {"valuation": "CIF"}),
    ],
)
def test_shares_by_any_part_keep_other_series_apart(
    engine: Engine, by: str, names: tuple[str, str], other: Row
) -> None:
    rows = parts({2024: dict(zip(names, (3.0, 1.0), strict=True))}, by)
    others = [{**row, "value": 7.0, **other} for row in rows]
    rows = [{"valuation": None, **row} for row in [*rows, *others]]
    assert share(engine.run(tv.shares, rows, by=by)) == [0.75, 0.25, 0.5, 0.5]


def test_a_word_of_no_letters_is_another_than_a_missing_one(engine: Engine) -> None:
    rows = []
    for valuation, values in (("", {"CHN": 1.0, "SGP": 3.0}), (None, {"CHN": 4.0, "SGP": 4.0})):
        for partner, value in values.items():
            rows += [{**row, "partner": partner, "valuation": valuation} for row in series({2024: value})]
    got = engine.run(tv.shares, rows, by="partner")
    assert sorted(share(got)) == [0.25, 0.5, 0.5, 0.75]


def test_ranges_of_shares_move_part_and_rest_apart(engine: Engine) -> None:
    rows = [figure(2024, 2.0, low=1.0, high=3.0), figure(2024, 6.0, commodity_code="27", low=5.0, high=7.0)]
    got = engine.run(tv.shares, rows, by="commodity_code")
    assert [row["share_low"] for row in got] == pytest.approx([1 / (1 + 7), 5 / (5 + 3)])
    assert [row["share_high"] for row in got] == pytest.approx([3 / (3 + 5), 7 / (7 + 1)])
    alone = engine.run(tv.shares, series({2024: 2.0}, low=1.0, high=3.0), by="commodity_code")
    assert (alone[0]["share_low"], alone[0]["share_high"]) == (1.0, 1.0)


@pytest.mark.parametrize("lacking", [{"low": None}, {"high": None}, {"low": None, "high": float("nan")}], ids=str)
def test_trap_zero_for_missing_a_part_without_range_leaves_its_whole_without(engine: Engine, lacking: Row) -> None:
    ranged = [figure(2024, 6.0, commodity_code="27", low=5.0, high=7.0), figure(2023, 2.0, low=1.0, high=3.0)]
    got = engine.run(
        tv.shares, [figure(2024, 2.0, **{"low": 1.0, "high": 3.0, **lacking}), *ranged], by="commodity_code"
    )
    assert share(got) == [0.25, 0.75, 1.0]
    assert [(row["share_low"], row["share_high"]) for row in got] == [(None, None), (None, None), (1.0, 1.0)]


@pytest.mark.parametrize("seed", range(20))
def test_a_share_lies_in_its_range_to_the_last_bit(engine: Engine, seed: int) -> None:
    chance = random.Random(seed)
    values = {f"{code:02}": chance.uniform(1e-3, 1e12) for code in range(1, 30)}
    rows = [{**row, "low": row["value"], "high": row["value"]} for row in parts({2024: values})]
    got = engine.run(tv.shares, rows, by="commodity_code")
    assert all(row["share_low"] <= row["share"] <= row["share_high"] for row in got)


@pytest.mark.parametrize(
    ("column", "kinds", "words"),
    [
        ("classification", ("H5", "H6"), "one classification; found: mixed revisions: H5, H6; do: keep one revision"),
        ("classification", ("H5", None), "found: mixed revisions: H5, none stated"),
        ("valuation", ("FOB", "CIF"), "one valuation; found: mixed valuations: CIF, FOB; do: keep one valuation"),
        ("valuation", ("FOB", None), "found: mixed valuations: FOB, none stated"),
    ],
)
@pytest.mark.parametrize("function", [tv.shares, tv.contributions])
def test_trap_hs_revisions_and_cif_fob_do_not_split_a_whole(
    engine: Engine, function: Callable[..., object], column: str, kinds: tuple[str, str | None], words: str
) -> None:
    codes = zip(("15", "27"), kinds, strict=True)
    rows = [figure(year, 1.0, commodity_code=code, **{column: kind}) for code, kind in codes for year in (2023, 2024)]
    with pytest.raises(TradeTableError, match=f"{function.__name__} needs {words}" if "one" in words[:3] else words):
        function(engine.make(rows), by="commodity_code")
    alike = [{**row, column: kinds[0]} for row in rows]
    assert len(engine.run(function, alike, by="commodity_code")) in {2, 4}


def test_trap_hs_revisions_of_all_trade_are_one_whole(engine: Engine) -> None:
    rows = parts({2024: {"RUS": 3.0, "CHN": 1.0}}, "partner", commodity_code="TOTAL")
    revised = [{**row, "classification": kind} for row, kind in zip(rows, ("H5", "H6"), strict=True)]
    assert share(engine.run(tv.shares, revised, by="partner")) == [0.75, 0.25]
    with pytest.raises(TradeTableError, match="one row for each period of a series"):
        tv.shares(engine.make([*revised, {**revised[0], "classification": "H6"}]), by="partner")
    phones = [{**row, "commodity_code": "851712"} for row in revised]
    with pytest.raises(TradeTableError, match=r"mixed revisions: H5, H6(.|\n)*2024 MYS export 851712: H5, H6"):
        tv.shares(engine.make(phones), by="partner")


@pytest.mark.parametrize(
    ("by", "whole", "names"), [("commodity_code", "TOTAL", ("15", "27")), ("partner", "WLD", ("RUS", "CHN"))]
)
def test_trap_double_counting_the_whole_beside_its_parts_is_left_out(
    engine: Engine, by: str, whole: str, names: tuple[str, str]
) -> None:
    rows = parts({2024: {names[0]: 3.0, whole: 100.0, names[1]: 1.0}}, by)
    got = engine.run(tv.shares, rows, by=by)
    assert ([row[by] for row in got], share(got)) == (list(names), [0.75, 0.25])
    assert share(engine.run(tv.shares, rows[1:2], by=by)) == [1.0]


@pytest.mark.parametrize(
    ("flows", "whole"),
    [(("total", "export"), "total"), (("export", "re-export"), "export"), (("import", "re-import"), "import")],
)
def test_trap_total_trade_and_re_exports_are_no_parts_beside_each_other(
    engine: Engine, flows: tuple[str, str], whole: str
) -> None:
    rows = [figure(2024, 1.0, flow=flow) for flow in flows]
    with pytest.raises(TradeTableError, match=f"needs flows that add up; found: {whole} beside its parts; do: drop"):
        tv.shares(engine.make(rows), by="flow")
    assert share(engine.run(tv.shares, rows, by="commodity_code")) == [1.0, 1.0]
    assert share(engine.run(tv.shares, rows[:1], by="flow")) == [1.0]


def test_trap_double_counting_two_digits_beside_six_is_refused(engine: Engine) -> None:
    rows = [figure(2024, 1.0), figure(2024, 1.0, commodity_code="151110"), figure(2024, 9.0, commodity_code="TOTAL")]
    with pytest.raises(
        TradeTableError, match="one level of commodity codes; found: codes of 2, 6 digits; do: keep one"
    ):
        tv.shares(engine.make(rows), by="commodity_code")
    assert share(engine.run(tv.shares, rows[:1] + rows[2:], by="commodity_code")) == [1.0]


def test_trap_sum_of_rounded_parts_shares_are_not_rounded(engine: Engine) -> None:
    rows = parts({2024: dict.fromkeys(("01", "02", "03"), 1.0)})
    got = share(engine.run(tv.shares, rows, by="commodity_code"))
    assert got == [1 / 3] * 3
    assert sum(round(100 * part, 1) for part in got) == pytest.approx(99.9)
    assert sum(got) == 1.0


def test_trap_zero_for_missing_a_whole_of_zero_has_no_shares(engine: Engine) -> None:
    assert share(engine.run(tv.shares, parts({2024: {"15": 0.0, "27": 0.0}}), by="commodity_code")) == [None, None]
    assert share(engine.run(tv.shares, parts({2024: {"15": 0.0, "27": 5.0}}), by="commodity_code")) == [0.0, 1.0]
    for gap in (None, float("nan")):
        with pytest.raises(
            TradeTableError, match="shares needs a value in every row; found: 1 without, which is not zero"
        ):
            tv.shares(engine.make([figure(2024, gap), figure(2024, 1.0, commodity_code="27")]), by="commodity_code")


@pytest.mark.parametrize(
    ("rows", "by", "words"),
    [
        (
            [figure(2024, 1.0), figure(2024, 1.0, currency="MYR")],
            "partner",
            "one currency; found: MYR, USD; do: tv.prefer",
        ),
        ([figure(2024, 1.0), figure(202401, 1.0)], "partner", "shares needs one frequency; found: years and months"),
        ([figure(2024, 1.0), figure(2024, 1.0)], "partner", "shares needs one row for each period of a series"),
        (series({2024: 1.0}), "quote", "shares by one of commodity_code, partner, reporter, flow; found: 'quote'"),
        (
            [figure(2024, 1.0, price_basis="real"), figure(2023, 1.0, price_basis="nominal")],
            "partner",
            "one price basis",
        ),
    ],
)
def test_shares_refuse(engine: Engine, rows: list[Row], by: str, words: str) -> None:
    with pytest.raises(TradeTableError, match=words):
        tv.shares(engine.make(rows), by=by)


def test_huge_whole_numbers_do_not_overflow(engine: Engine) -> None:
    rows = parts({2024: dict.fromkeys(("01", "02", "03", "04"), 2**62)})
    assert share(engine.run(tv.shares, rows, by="commodity_code")) == [0.25] * 4


def test_shares_on_duckdb_are_the_same(relation: Engine) -> None:
    got = plain(tv.shares(relation.make(parts(CODES)), by="commodity_code"))
    assert sorted(share(got)) == pytest.approx([0.25, 0.25, 0.25, 0.5, 0.75])


def test_an_old_share_is_made_anew_and_other_columns_stay(engine: Engine) -> None:
    got = engine.run(tv.shares, series({2024: 2.0}, share="old", _value=3), by="partner")
    assert [(row["share"], row["_value"]) for row in got] == [(1.0, 3)]


def test_empty_frames_have_no_shares(engine: Engine) -> None:
    empty = engine.make(series({2024: 1.0})).head(0)
    assert engine.run_on(tv.shares, empty, by="partner") == []
    assert "share" in nw.from_native(tv.shares(empty, by="partner")).collect_schema().names()


def test_series_without_names_what_tells_wholes_apart(engine: Engine) -> None:
    table = wrap_trade_table(engine.make(series({2024: 1.0}, valuation="FOB")))
    assert series_without(table, "partner") == ["reporter", "flow", "commodity_code", "valuation"]
    assert series_without(table, "commodity_code") == ["reporter", "partner", "flow"]


@pytest.mark.parametrize("by", ["partner", "reporter"])
def test_trap_double_counting_groups_beside_their_members_are_left_out(engine: Engine, by: str) -> None:
    countries = {"MYS": 30.0, "GBR": 20.0, "USA": 50.0}
    both = {year: {"WLD": 999.0, "XGA": 70.0, "XRS": 5.0, **countries} for year in (2019, 2020)}
    got = engine.run(tv.shares, parts(both, by), by=by)
    assert [(row["period"], row[by], row["share"]) for row in got] == [
        (year, code, value / 100) for year in both for code, value in countries.items()
    ]


@pytest.mark.parametrize(
    ("period", "values", "kept"),
    [
        (2019, {"XGE": 70.0, "GBR": 20.0, "USA": 10.0}, {"GBR": 20 / 30, "USA": 10 / 30}),
        (2020, {"XGE": 70.0, "GBR": 20.0, "USA": 10.0}, {"XGE": 0.7, "GBR": 0.2, "USA": 0.1}),
        (201905, {"XGE": 70.0, "GBR": 20.0, "USA": 10.0}, {"GBR": 20 / 30, "USA": 10 / 30}),
        (202105, {"XGE": 70.0, "GBR": 30.0}, {"XGE": 0.7, "GBR": 0.3}),
        (2024, {"XGA": 60.0, "XGE": 40.0}, {"XGA": 0.6, "XGE": 0.4}),
        (2024, {"XRS": 60.0, "XRE": 40.0}, {"XRS": 0.6, "XRE": 0.4}),
        (2024, {"XRS": 60.0, "XOA": 40.0}, {"XOA": 1.0}),
    ],
)
def test_a_group_is_a_part_where_no_member_of_that_year_stands_beside_it(
    engine: Engine, period: int, values: dict[str, float], kept: dict[str, float]
) -> None:
    got = engine.run(tv.shares, parts({period: values}, "partner"), by="partner")
    assert {row["partner"]: row["share"] for row in got} == pytest.approx(kept)


def test_a_group_stays_where_its_members_are_of_another_series(engine: Engine) -> None:
    rows = [figure(2024, 1.0, partner="XGA"), figure(2024, 1.0, partner="THA", flow="import")]
    assert share(engine.run(tv.shares, rows, by="partner")) == [1.0, 1.0]


@pytest.mark.parametrize("other", ["XGO", "XRC"])
def test_groups_that_share_members_are_refused(engine: Engine, other: str) -> None:
    rows = parts({2024: {"XGE": 1.0, other: 2.0}}, "partner")
    with pytest.raises(TradeTableError, match=f"groups that share no members; found: XGE, {other} in 2024"):
        tv.shares(engine.make(rows), by="partner")


def test_each_reporter_is_a_whole_of_its_own(engine: Engine) -> None:
    malaysia = parts({2024: {"01": 30.0, "02": 10.0}})
    thailand = parts({2024: {"01": 20.0, "02": 20.0}}, reporter="THA")
    said = engine.run(tv.shares, [*malaysia, *thailand], by="commodity_code")
    assert [row["share"] for row in said] == [0.75, 0.25, 0.5, 0.5]


@pytest.mark.parametrize("validate", [True, False])
def test_parts_of_a_balance_have_no_shares_and_parts_of_exports_have(engine: Engine, *, validate: bool) -> None:
    # A surplus of 30 and a deficit of 20 are no 300% and -200% of 10.
    balance = parts({2024: {"01": 30.0, "02": -20.0}}, flow="balance")
    exports = parts({2024: {"01": 30.0, "02": 10.0}})
    for rows, shares in ((balance, [None, None]), (exports, [0.75, 0.25])):
        ranged = [row | {"low": row["value"], "high": row["value"]} for row in rows]
        said = engine.run(tv.shares, ranged, by="commodity_code", validate=validate)
        assert [(row["share"], row["share_low"], row["share_high"]) for row in said] == [(one,) * 3 for one in shares]


def test_a_balance_of_one_part_is_no_hundred_per_cent(engine: Engine) -> None:
    assert share(engine.run(tv.shares, parts({2024: {"01": 5.0}}, flow="balance"), by="commodity_code")) == [None]
    assert share(engine.run(tv.shares, parts({2024: {"01": 5.0}}), by="commodity_code")) == [1.0]


def test_what_parts_leave_of_their_whole_is_said(every_engine: Engine) -> None:
    rows = parts({2020: {"TOTAL": 10.0, "01": 6.0, "15": 3.0}, 2021: {"01": 4.0, "15": 6.0}, 2022: {"TOTAL": 5.0}})
    found = {
        (row["period"], row["commodity_code"]): row for row in every_engine.run(tv.shares, rows, by="commodity_code")
    }
    assert found[2020, "01"]["share"] == pytest.approx(2 / 3)
    assert {key: row["rest_of_whole"] for key, row in found.items()} == {
        (2020, "01"): 1.0,
        (2020, "15"): 1.0,
        (2021, "01"): None,
        (2021, "15"): None,
        (2022, "TOTAL"): None,
    }
    of_partners = parts({2020: {"WLD": 0.3, "RUS": 0.1, "SGP": 0.2}}, by="partner")
    assert [row["rest_of_whole"] for row in every_engine.run(tv.shares, of_partners, by="partner")] == [0.0, 0.0]
