"""What columns hold: every column of our tables is described, once, and in the unit that it is stored in."""

import pytest

from tradeview.claims.table import STATEMENTS
from tradeview.money.deflator_table import DEFLATORS
from tradeview.money.rate_table import RATES
from tradeview.sources.reference_lists import COMMODITY_LIST, EVENTS, load_sources
from tradeview.table.columns import Table
from tradeview.table.schema import MONEY, TRADE
from tradeview.words.columns import MEANINGS, describe_column


@pytest.mark.parametrize("table", [TRADE, RATES, DEFLATORS, COMMODITY_LIST, EVENTS], ids=lambda table: table.name)
def test_every_column_of_a_table_is_described(table: Table) -> None:
    names = [column.name for column in table.columns]
    assert [name for name in names if describe_column(name, names) is None] == []


def test_every_column_of_the_claims_and_the_sources_is_described() -> None:
    for names in ([column.name for column in STATEMENTS.columns], list(load_sources().columns)):
        assert [name for name in names if describe_column(name, names) is None] == []


def test_amounts_are_in_the_currency_of_their_row_and_other_numbers_in_their_own_unit() -> None:
    for name in MONEY:
        described = describe_column(name)
        assert described is not None
        assert (described.money_in, described.unit) == ("currency", "units of `currency`")
    units = {"stated_value": "units of `stated_currency`", "net_weight": "kilograms", "growth": "share of one"}
    units["rate"] = "units of `stated_currency` for one of `currency`"  # 0.2288 US$ for one ringgit
    for name, unit in units.items():
        assert describe_column(name).unit == unit  # type: ignore[union-attr]


def test_a_column_is_what_it_is_in_its_table() -> None:
    rates = ["period", "base", "quote", "rate", "kind", "source"]
    for name, said in {"quote": "Currency that is quoted", "rate": "The rate of exchange"}.items():
        assert describe_column(name, rates).says.startswith(said)  # type: ignore[union-attr]
        assert not describe_column(name, ["period", "value"]).says.startswith(said)  # type: ignore[union-attr]
    start = describe_column("start", ["part", "label", "log_points", "start"])
    assert start is not None
    assert start.unit == "hundredths of a natural logarithm"


def test_one_side_and_one_end_of_a_column_say_which() -> None:
    side, end = describe_column("importer_valuation"), describe_column("growth_high")
    assert side is not None
    assert end is not None
    assert side.says == f"As the importer reports it. {MEANINGS['valuation'].says.fill()}"
    assert (end.says, end.unit) == (
        f"Highest that the printed digits allow. {MEANINGS['growth'].says.fill()}",
        "share of one",
    )
    assert describe_column("importer_of_cars") is None
    assert describe_column("my_low") is None
