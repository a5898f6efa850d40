"""Tables of our own are told by what they declare; a ledger from a list of claims by what a ledger has not."""

from tradeview.money.deflators import DEFLATORS
from tradeview.money.rates import RATES
from tradeview.sources import own_tables
from tradeview.sources.beginning import Beginning
from tradeview.sources.reference_lists import COMMODITY_LIST, EVENTS


def test_own_tables_are_told_by_what_they_declare() -> None:
    for columns, table in (
        (own_tables.RATES, RATES),
        (own_tables.DEFLATOR, DEFLATORS),
        (own_tables.EVENTS, EVENTS),
        (own_tables.COMMODITIES, COMMODITY_LIST),
    ):
        assert columns == set(table.required)


def test_a_number_with_a_scale_is_no_ledger_s() -> None:
    ledger = Beginning("file", "", tuple(own_tables.LEDGER))
    draft = Beginning("file", "", (*own_tables.LEDGER, "assumed", "bound"))
    press = Beginning("file", "", (*own_tables.LEDGER, "scale"))
    assert [own_tables.recognise_ledger(one) for one in (ledger, draft, press)] == [True, True, False]
    assert [own_tables.recognise_claims(one) for one in (ledger, draft, press)] == [False, False, True]
