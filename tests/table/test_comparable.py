"""The gate: what may not be compared is refused in words, by one query; asked nothing where the caller says so."""

from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from closed_world import CASES, FIRST, LAST, Case, closed
from frames import IN_ORDER, IN_PROCESS, Engine, Row, figure, parts, plain, series
from index_calls import assert_is, call, gdp_rows, table, world_of
from tradeview import indices
from tradeview.errors import TradeTableError
from tradeview.indices import (
    concentration,
    grubel_lloyd,
    marginal_intra_industry,
    michaely,
    revealed_comparative_advantage,
    trade_share,
)
from tradeview.table.comparable import wrap_comparable

ONE_EACH = list({case.function: case for case in CASES}.values())
BY_PRODUCT = [case for case in ONE_EACH if case.function not in {"trade_share", "trade_intensity"}]
POLARS = IN_ORDER[1]


def changed(rows: list[Row], **cells: object) -> list[Row]:
    """Rows of which the first says something else."""
    return [{**rows[0], **cells}, *rows[1:]]


def both(rows: list[Row], **cells: object) -> list[Row]:
    """Rows that all have further columns."""
    return [{**row, **cells} for row in rows]


ROWS = table(closed(FIRST, LAST))
REFUSED = {
    "currency": (changed(ROWS, currency="MYR"), "needs one currency; found: MYR, USD; do: tv.prefer"),
    "basis": (changed(both(ROWS, price_basis="nominal"), price_basis="real"), "one price basis; found: nominal, real"),
    "unstated basis": (changed(both(ROWS, price_basis="real"), price_basis=None), "one price basis"),
    "base": (changed(both(ROWS, base_period=2010), base_period=2015), "one base period; found: 2010, 2015"),
    "frequency": (changed(ROWS, period=202401), "needs one frequency; found: years and months"),
    "revision": (changed(both(ROWS, classification="H4"), classification="H5"), "one classification; found: H4, H5"),
    "level": (changed(ROWS, commodity_code="0101"), "one level of commodity codes; found: 2, 4; do: keep one level"),
    "valuation": (changed(both(ROWS, valuation="FOB"), valuation="CIF"), "one export valuation; found: CIF, FOB"),
    "missing value": (changed(ROWS, value=None), "a value in every row; found: 1 without, which is not zero"),
    "NaN": (changed(ROWS, value=float("nan")), "a value in every row; found: 1 without"),
    "infinite": (changed(ROWS, value=float("inf")), "finite values, not negative"),
    "negative": (changed(ROWS, value=-1.0), "finite values, not negative; found: value -1"),
    "missing period": (changed(ROWS, period=None), "a period in every row; found: 1 without"),
    "missing partner": (changed(ROWS, partner=None), "a partner in every row; found: 1 without"),
    "no exports": ([{**row, "flow": "total"} for row in ROWS], "needs exports; found: none"),
}


@pytest.mark.parametrize("asked", REFUSED)
@pytest.mark.parametrize("case", ONE_EACH, ids=str)
def test_every_index_refuses(case: Case, asked: str) -> None:
    rows, words = REFUSED[asked]
    if asked in {"frequency", "missing period"} and "start" in case.options:
        return  # rows of other periods are not asked
    with pytest.raises(TradeTableError, match=words) as caught:
        call(case, POLARS, rows)
    # A share of imports that are mirrors needs exports as well; each says its own name.
    assert str(caught.value).startswith(case.function)


@pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
@pytest.mark.parametrize("asked", REFUSED)
def test_every_engine_refuses(engine: Engine, asked: str) -> None:
    rows, words = REFUSED[asked]
    with pytest.raises(TradeTableError, match=words):
        revealed_comparative_advantage(engine.make(rows))


def test_trap_hs_revisions_are_refused_within_a_period_and_between_periods_compared() -> None:
    rows = [{**row, "classification": "H3" if row["period"] == FIRST else "H6"} for row in ROWS]
    assert len(revealed_comparative_advantage(pd.DataFrame(rows))) == 18
    with pytest.raises(TradeTableError, match="one classification; found: H3, H6"):
        marginal_intra_industry(pd.DataFrame(rows), start=FIRST, end=LAST, imports="mirror")
    total = [{**rows[0], "commodity_code": "TOTAL", "classification": None}]  # all trade is the same in every revision
    assert len(revealed_comparative_advantage(pd.DataFrame([*rows, *total]))) == 18


def test_trap_cif_and_fob_may_stand_on_the_two_sides_but_not_on_one() -> None:
    sides = {"export": "FOB", "import": "CIF"}
    rows = [*ROWS, *({**row, "flow": "import", "reporter": row["partner"], "partner": row["reporter"]} for row in ROWS)]
    rows = [{**row, "valuation": sides[row["flow"]]} for row in rows]
    assert len(michaely(pd.DataFrame(rows))) == 18
    rows[-1]["valuation"] = "FOB"
    with pytest.raises(TradeTableError, match="one import valuation; found: CIF, FOB"):
        michaely(pd.DataFrame(rows))
    assert len(michaely(pd.DataFrame(rows), imports="mirror")) == 18


@pytest.mark.parametrize("case", [case for case in ONE_EACH if "imports" in case.options], ids=str)
def test_a_table_without_imports_is_told_of_their_mirror(case: Case) -> None:
    options = {name: word for name, word in case.options.items() if name != "imports"}
    with pytest.raises(TradeTableError, match='needs imports; found: none; do: imports="mirror"'):
        call(Case(case.function, case.keys, case.column, case.computed, options), POLARS, ROWS)


def test_products_are_asked_of_a_table_of_totals() -> None:
    sums: dict[tuple[object, ...], Row] = {}
    for row in ROWS:
        figure = sums.setdefault(
            (row["period"], row["reporter"], row["partner"]), {**row, "commodity_code": "TOTAL", "value": 0.0}
        )
        figure["value"] += row["value"]
    rows = list(sums.values())
    with pytest.raises(TradeTableError, match="concentration needs products; found: exports of TOTAL alone"):
        concentration(pd.DataFrame(rows), over="products", variant="hhi")
    assert len(concentration(pd.DataFrame(rows), over="partners", variant="hhi")) == 6
    assert len(trade_share(pd.DataFrame(rows), flow="export")) == 12


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (LAST, FIRST, "needs `start` before `end`; found: 2024, 2007"),
        (LAST, LAST, "needs `start` before `end`"),
        (FIRST, 2023, "needs rows of 2023; found: 2007"),
        (1990, 1991, "needs rows of 1990 and 1991; found: neither"),
        ("2007", "2024", "needs `start` and `end` as whole numbers; found: '2007', '2024'"),
        (FIRST, None, "as whole numbers; found: 2007, None"),
    ],
)
def test_periods_that_are_compared_are_there_and_in_order(start: int, end: int, words: str, engine: Engine) -> None:
    with pytest.raises(TradeTableError, match=words):
        marginal_intra_industry(engine.make(ROWS), start=start, end=end, imports="mirror")


def test_words_that_choose_are_listed_where_one_is_unknown() -> None:
    frame: Any = pd.DataFrame(ROWS)
    with pytest.raises(ValueError, match='needs imports="reported" or imports="mirror"; found: imports=\'none\''):
        michaely(frame, imports="none")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match='needs level="product" or level="aggregate"; found: level=\'six\''):
        grubel_lloyd(frame, level="six")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="level"):
        grubel_lloyd(frame)  # type: ignore[call-arg]


def test_missing_columns_and_codes_read_as_numbers_are_refused(engine: Engine) -> None:
    with pytest.raises(TradeTableError, match=r"needs the column\(s\) partner"):
        revealed_comparative_advantage(engine.make([{k: v for k, v in row.items() if k != "partner"} for row in ROWS]))
    with pytest.raises(TradeTableError, match="read codes as text"):
        revealed_comparative_advantage(engine.make([{**row, "commodity_code": 15} for row in ROWS]))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_lazy_frame_costs_a_few_small_queries_and_without_questions_none(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = []
    collect = nw.LazyFrame.collect
    monkeypatch.setattr(nw.LazyFrame, "collect", lambda *args: sizes.append(collect(*args)) or sizes[-1])
    rows = table(world_of(case))
    periods = len({row["period"] for row in rows})
    assert_is(case, call(case, IN_ORDER[2], rows), case.computed(world_of(case)))
    # A table of GDP is asked as well, three times: of its cells, of its kinds, and of rows that are wrong.
    assert periods in [len(size) for size in sizes]
    # Beside the one of what the rows are: whether a row stands twice, and who trades with whom, each way.
    assert all(len(size) <= len(rows) for size in sizes)
    assert len(sizes) <= (7 if "gdp" in case.options else 4)
    del sizes[:]
    unasked = Case(case.function, case.keys, case.column, case.computed, {**case.options, "validate": False})
    assert_is(case, call(unasked, IN_ORDER[2], rows), case.computed(world_of(case)))
    assert sizes == []


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NA], ids=repr)
@pytest.mark.parametrize("name", ["classification", "valuation", "price_basis", "base_period"])
def test_columns_that_say_nothing_are_as_good_as_none(name: str, nothing: object) -> None:
    expected = revealed_comparative_advantage(pd.DataFrame(ROWS))
    got = revealed_comparative_advantage(pd.DataFrame(ROWS).assign(**{name: nothing}))
    pd.testing.assert_frame_equal(got, expected)
    got = revealed_comparative_advantage(pl.DataFrame(ROWS).with_columns(pl.lit(None).alias(name)))
    assert got["rca"].to_list() == expected["rca"].tolist()


def test_empty_tables_have_no_index() -> None:
    for engine in IN_PROCESS:
        empty = engine.make(ROWS).limit(0) if engine.name == "duckdb" else engine.make(ROWS).head(0)
        got = nw.from_native(revealed_comparative_advantage(empty))
        assert got.collect_schema().names() == ["period", "reporter", "commodity_code", "rca"]
        native = got.lazy().collect().to_native() if engine.name != "duckdb" else got.to_native().df()
        assert len(native) == 0


def test_kinds_of_columns_are_those_of_a_trade_table() -> None:
    schema = revealed_comparative_advantage(pl.DataFrame(ROWS)).schema
    assert list(schema.values()) == [pl.Int64, pl.String, pl.String, pl.Float64]
    assert revealed_comparative_advantage(pd.DataFrame(ROWS)).dtypes.astype(str).tolist()[::3] == ["int64", "float64"]


class Relations:
    """Relations of one DuckDB connection, which writes down every query that it is sent."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection
        self.run("CALL enable_logging('QueryLog')")

    def run(self, query: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(query).fetchall()

    def make(self, rows: list[Row]) -> duckdb.DuckDBPyRelation:
        self.connection.register("given", pd.DataFrame(rows).astype(object).convert_dtypes())
        self.run("CREATE OR REPLACE TABLE trade AS SELECT * FROM given")
        return self.connection.table("trade")

    def queries(self) -> list[str]:
        """Return what was asked of the table `trade` since it was made; to name a relation in a query reads no row."""
        logged = [message for (message,) in self.run("SELECT message FROM duckdb_logs WHERE type = 'QueryLog'")]
        made = max(place for place, message in enumerate(logged) if message.startswith("CREATE OR REPLACE TABLE trade"))
        asked = [message for message in logged[made + 1 :] if not message.startswith("CREATE TEMPORARY VIEW")]
        return [message for message in asked if '"trade"' in message]


@pytest.fixture
def relations() -> Iterator[Relations]:
    with duckdb.connect() as connection:
        yield Relations(connection)


YEARS = series({2001: 1.0, 2002: 2.0, 2005: 4.0}, classification="H5", valuation="FOB", price_basis="nominal")
PRODUCTS = parts({2001: {"TOTAL": 9.0, "01": 1.0, "15": 2.0}, 2002: {"01": 7.0, "15": 3.0}}, classification="H5")
PARTNERS = parts({2001: {"CHN": 3.0, "THA": 1.0, "WLD": 9.0}, 2002: {"CHN": 5.0, "THA": 2.0}}, "partner")
WITH_GROUP = parts({2001: {"CHN": 3.0, "THA": 1.0, "XGA": 1.0}, 2002: {"CHN": 5.0, "THA": 2.0}}, "partner")
GROUP_ALONE = parts({2001: {"XGA": 1.0, "RUS": 2.0}, 2002: {"XGA": 5.0, "RUS": 2.0}}, "partner")
BOTH_SIDES = [figure(2001, 2.0), figure(2001, 3.0, reporter="RUS", partner="MYS", flow="import")]
FLOWS = parts({2001: {"export": 3.0, "import": 1.0}, 2002: {"export": 3.0, "import": 1.0}}, "flow")
RATES = pd.DataFrame({"period": [2001, 2005], "base": "USD", "quote": "MYR", "rate": [3.8, 3.5], "source": "bank"})
PRICES = pd.DataFrame({"period": [2001, 2005], "currency": "USD", "index": 80.0, "name": "CPI", "source": "office"})
SPLIT: dict[str, Any] = {"currency": "MYR", "base_currency": "USD", "rates": RATES, "deflator": PRICES}
ANALYSES: dict[str, tuple[Callable[..., Any], list[Row], dict[str, Any], int]] = {
    "growth": (tv.growth, YEARS, {}, 1),
    "rebase": (tv.rebase, YEARS, {"base_period": 2001}, 1),
    "rebase without revisions": (tv.rebase, series({2001: 1.0, 2002: 2.0}), {"base_period": 2001}, 1),
    "mirror": (tv.mirror, BOTH_SIDES, {}, 1),
    "shares of products": (tv.shares, PRODUCTS, {"by": "commodity_code"}, 1),
    "shares of partners": (tv.shares, PARTNERS, {"by": "partner"}, 1),
    "shares of flows": (tv.shares, FLOWS, {"by": "flow"}, 1),
    # A glance is not enough; rows of a group beside its members are left out, and what is left is asked again.
    "shares beside a group": (tv.shares, WITH_GROUP, {"by": "partner"}, 3),
    "contributions of products": (tv.contributions, PRODUCTS[1:], {"by": "commodity_code"}, 1),
    # Whether each whole has its parts in all periods is not told at a glance.
    "contributions of partners": (tv.contributions, PARTNERS, {"by": "partner"}, 2),
    "contributions of a group alone": (tv.contributions, GROUP_ALONE, {"by": "partner"}, 3),
    "contributions beside a group": (tv.contributions, WITH_GROUP, {"by": "partner"}, 3),
    # Of each of two currencies: what is printed in it, and what has to be converted; the gate; whether any is left.
    "growth accounting": (tv.growth_accounting, YEARS, {**SPLIT, "start": 2001, "end": 2005}, 4),
}


@pytest.mark.parametrize("name", ANALYSES)
def test_each_analysis_asks_a_relation_once(name: str, relations: Relations) -> None:
    function, rows, options, count = ANALYSES[name]
    result = function(relations.make(rows), **options)
    assert len(relations.queries()) == count
    assert len(plain(result)) > 0
    assert len(relations.queries()) == count + 1  # the figures themselves


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_index_asks_a_relation_five_times_at_most(case: Case, relations: Relations) -> None:
    rows = table(world_of(case))
    options = {name: pd.DataFrame(gdp_rows(rows)) if name == "gdp" else word for name, word in case.options.items()}
    result = getattr(indices, case.function)(relations.make(rows), **options)
    # What the rows are, whether one stands twice, which is asked again where they stand in no order, and, of the world,
    # who trades with whom, each way.
    assert len(relations.queries()) <= 5
    assert_is(case, plain(result), case.computed(world_of(case)))


@pytest.mark.parametrize(
    ("function", "rows", "options", "words", "asked"),
    [
        # A glance, what is asked in full, and the rows that the message shows.
        (tv.growth, [*YEARS, YEARS[0]], {}, "growth needs one row for each period", 3),
        (
            tv.shares,
            [*PRODUCTS, {**PRODUCTS[1], "commodity_code": "0101"}],
            {"by": "commodity_code"},
            "of 2, 4 digits",
            3,
        ),
        (tv.rebase, YEARS, {"base_period": 2004}, "1 without", 2),
        (tv.growth, [*YEARS, {**YEARS[0], "currency": "MYR"}], {}, "found: MYR, USD", 2),
    ],
)
def test_what_is_refused_costs_one_query_or_two_more(
    function: Callable[..., Any], rows: list[Row], options: dict[str, Any], words: str, asked: int, relations: Relations
) -> None:
    with pytest.raises(TradeTableError, match=words):
        function(relations.make(rows), **options)
    assert len(relations.queries()) == asked


def test_columns_of_which_an_engine_knows_no_type_are_looked_at_together(relations: Relations) -> None:
    rows = [{**row, "low": None, "high": None, "source": None, "quote": None} for row in series({2001: 1.0, 2002: 2.0})]
    empty = relations.make(rows).project("* REPLACE (low::VARCHAR AS low, high::VARCHAR AS high, 1 AS source)")
    with pytest.raises(TradeTableError, match="column source of a trade table holds text; found: type Int32"):
        tv.growth(empty)
    empty = relations.make(rows).project("* REPLACE (NULL::VARCHAR AS low, NULL::VARCHAR AS high, NULL::INT AS quote)")
    tv.growth(empty)
    assert len(relations.queries()) == 2


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum(["15"])], ids=["categorical", "enum"])
def test_categories_that_all_say_the_same_code_are_read_as_text(kind: Any) -> None:
    rows = [figure(period, value, flow="export", commodity_code="15") for period, value in ((2020, 1.0), (2021, 3.0))]
    frame = pl.DataFrame(rows).with_columns(pl.col("commodity_code").cast(kind))
    assert tv.shares(frame, by="commodity_code")["share"].to_list() == [1.0, 1.0]
    assert tv.contributions(frame, by="commodity_code")["contribution"].to_list() == [2.0]
    mixed = pl.concat([frame, frame.with_columns(pl.lit("MYR").alias("currency"), period=pl.col("period") + 2)])
    with pytest.raises(TradeTableError, match="shares needs one currency; found: MYR, USD"):
        tv.shares(mixed, by="commodity_code")


@pytest.mark.parametrize("column", ["valuation", "price_basis", "classification"])
def test_words_that_some_rows_of_pandas_text_lack_are_missing_words(column: str) -> None:
    word = {"valuation": "FOB", "price_basis": "nominal", "classification": "H5"}[column]
    flow = {"flow": "export", "commodity_code": "TOTAL"}
    rows = [figure(period, 1.0, partner=partner, **flow) for period in (2020, 2021) for partner in ("CHN", "RUS")]
    stated = [word, None, word, None]
    as_objects = pd.DataFrame(rows).assign(**{column: pd.Series(stated, dtype="object")})
    as_text = as_objects.assign(**{column: pd.array(stated, dtype="string")})
    ask: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "growth": tv.growth,
        "rebase": lambda frame: tv.rebase(frame, base_period=2020),
        "shares": lambda frame: tv.shares(frame, by="partner"),
        "contributions": lambda frame: tv.contributions(frame, by="partner"),
        "mirror": tv.mirror,
    }
    for function in ask.values():
        assert plain(function(as_text)) == plain(function(as_objects))
    lacking = as_text.assign(partner=pd.array(["RUS", "RUS", "RUS", pd.NA], dtype="string"))
    with pytest.raises(TradeTableError, match="growth needs a partner in every row; found: 1 without"):
        tv.growth(lacking)


@pytest.mark.parametrize("validate", [True, False])
def test_a_column_that_names_no_parts_is_refused_whether_rows_are_asked_or_not(*, validate: bool) -> None:
    with pytest.raises(TradeTableError, match="name the column that holds the parts"):
        tv.contributions(pd.DataFrame([figure(2023, 1.0), figure(2024, 2.0)]), by="period", validate=validate)


# What the gate lets pass or refuses, rule by rule.

ANY = pytest.mark.parametrize("engine", IN_PROCESS, ids=lambda engine: engine.name)
COMPARING: dict[str, Callable[[Any], Any]] = {
    "growth": tv.growth,
    "rebase": lambda frame: tv.rebase(frame, base_period=2001),
    "shares": lambda frame: tv.shares(frame, by="commodity_code"),
    "contributions": lambda frame: tv.contributions(frame, by="commodity_code"),
    "mirror": tv.mirror,
}


@ANY
@pytest.mark.parametrize("name", COMPARING)
def test_money_below_nothing_and_periods_that_are_none_are_compared_with_nothing(engine: Engine, name: str) -> None:
    rows = parts({2001: {"15": 3.0, "27": 1.0}, 2002: {"15": 4.0, "27": 2.0}}, low=1.0)
    for cells, words in [
        ({"value": -4.0}, "needs finite values, not negative; found: value -4"),
        ({"low": float("inf")}, "needs finite values, not negative; found: low inf"),
        ({"period": 999}, "needs periods: years, quarters or months; found: 999"),
    ]:
        with pytest.raises(TradeTableError, match=f"{name} {words}"):
            COMPARING[name](engine.make([*rows[:-1], {**rows[-1], **cells}]))


def test_who_says_nothing_of_validation_has_it() -> None:
    mixed = [figure(2001, 1.0), figure(2002, 2.0, currency="MYR")]
    with pytest.raises(TradeTableError, match="this needs one currency; found: MYR, USD"):
        wrap_comparable(pd.DataFrame(mixed), "this")


@ANY
def test_a_whole_that_stands_twice_beside_its_parts_is_left_out_of_shares_twice(engine: Engine) -> None:
    whole, *parts_of_it = PRODUCTS[:3]
    got = plain(tv.shares(engine.make([whole, whole, *parts_of_it]), by="commodity_code"))
    assert {row["commodity_code"]: row["share"] for row in got} == {
        "01": pytest.approx(1 / 3),
        "15": pytest.approx(2 / 3),
    }
    with pytest.raises(TradeTableError, match="shares needs one row for each period of a series"):
        tv.shares(engine.make([whole, whole]), by="commodity_code")
    with pytest.raises(TradeTableError, match="shares needs one row for each period of a series"):
        tv.shares(engine.make([whole, *parts_of_it, parts_of_it[0]]), by="commodity_code")


@ANY
def test_contributions_compare_over_time_and_have_no_row_twice_not_even_of_the_whole(engine: Engine) -> None:
    whole, *parts_of_it = PRODUCTS
    with pytest.raises(TradeTableError, match="contributions needs one row for each period of a series"):
        tv.contributions(engine.make([whole, whole, *parts_of_it]), by="commodity_code")


@ANY
def test_products_are_asked_of_each_flow_by_itself(engine: Engine) -> None:
    totals = [{**row, "commodity_code": "TOTAL"} for row in ROWS]
    imports = [{**row, "flow": "import", "reporter": row["partner"], "partner": row["reporter"]} for row in ROWS]
    with pytest.raises(TradeTableError, match="concentration needs products; found: exports of TOTAL alone"):
        concentration(engine.make([*totals, *imports]), over="products", variant="hhi")


@ANY
def test_no_base_period_is_the_same_in_trade_and_in_the_table_beside_it(engine: Engine) -> None:
    gdp = gdp_rows(ROWS)
    nominal = [{**row, "base_period": None, "price_basis": "nominal"} for row in ROWS]
    real = [{**row, "base_period": 2015, "price_basis": "real"} for row in ROWS]
    for rows in (nominal, ROWS):
        assert len(plain(indices.openness(engine.make(rows), gdp=engine.make(gdp), imports="mirror"))) == 6
    with pytest.raises(TradeTableError, match="in one price basis; found: real of trade, nominal of the other"):
        indices.openness(engine.make(real), gdp=engine.make(gdp), imports="mirror")
    other = engine.make([{**row, "base_period": 2010, "price_basis": "real"} for row in gdp])
    with pytest.raises(TradeTableError, match="in one base period; found: 2015 of trade, 2010 of the other"):
        indices.openness(engine.make(real), gdp=other, imports="mirror")
    with pytest.raises(TradeTableError, match="in one base period; found: none stated of trade, 2010 of the other"):
        indices.openness(engine.make(both(real, base_period=None)), gdp=other, imports="mirror")
    with pytest.raises(TradeTableError, match="openness needs one base period; found: 2015, none stated"):
        indices.openness(engine.make(changed(real, base_period=None)), gdp=other, imports="mirror")


@ANY
def test_goods_and_services_stand_on_the_two_sides_but_not_on_one(engine: Engine) -> None:
    imports = [{**row, "flow": "import", "reporter": row["partner"], "partner": row["reporter"]} for row in ROWS]
    rows = [*both(ROWS, coverage="goods"), *both(imports, coverage="services")]
    assert len(plain(revealed_comparative_advantage(engine.make(rows)))) == 18
    with pytest.raises(TradeTableError, match="michaely needs one coverage; found: goods, services"):
        michaely(engine.make(rows))
    with pytest.raises(TradeTableError, match="one coverage; found: goods, services"):
        revealed_comparative_advantage(engine.make(changed(both(ROWS, coverage="goods"), coverage="services")))


def test_mixed_revisions_cost_three_queries_more(relations: Relations) -> None:
    longer = [{**row, "commodity_code": "1511"} for row in YEARS]
    with pytest.raises(TradeTableError, match="mixed revisions: H5, H6"):
        tv.growth(relations.make([*longer, {**longer[0], "period": 2003, "classification": "H6"}]))
    assert len(relations.queries()) <= 4
