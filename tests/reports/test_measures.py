"""A report asks once: the table and the rates are checked at its door, and one gate is passed by all that is in it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from comtrade_printers import new_download
from pair_file import pair_records
from tradeview.claims.table import STATEMENTS
from tradeview.errors import RateTableError, TradeTableError
from tradeview.money.deflators import DEFLATORS
from tradeview.money.rates import RATES
from tradeview.reports.choices import Choices
from tradeview.reports.measures import Measures
from tradeview.table.columns import CheckedOnce, Table
from tradeview.table.query import Query
from tradeview.table.schema import TRADE


@pytest.fixture
def met(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """How often the checks of each table, and the gate, are met."""
    counts: Counter[str] = Counter()
    check, gate = Table.check, Query.answers  # what both gates ask by, that of analyses and that of indices

    def counted_check(self: Table, *args: object, **options: object) -> None:
        counts[self.name] += bool(self.columns)  # a list of claims as people write it promises none
        check(self, *args, **options)  # type: ignore[arg-type]

    def counted_gate(*args: object, **options: object) -> object:
        counts["gate"] += 1
        return gate(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Table, "check", counted_check)
    monkeypatch.setattr(Query, "answers", counted_gate)
    return counts


def test_the_report_of_a_series_asks_once(met: Counter[str], tmp_path: Path) -> None:
    trade = tv.load()
    met.clear()
    tv.report(trade, out=tmp_path)
    assert met["gate"] == 1
    assert met[TRADE.name] == met[RATES.name] == met[DEFLATORS.name] == met[STATEMENTS.name] == 1


def test_rates_that_somebody_gave_are_checked_once_for_figures_and_claims(met: Counter[str], tmp_path: Path) -> None:
    trade, rates = tv.load(), tv.rates.ecb(base="USD")
    met.clear()
    tv.report(trade, out=tmp_path, rates=rates, statements=tv.statements.load())
    assert met[TRADE.name] == met[RATES.name] == 1


def test_the_report_of_a_pair_asks_once(met: Counter[str], tmp_path: Path) -> None:
    path = tmp_path / "pair.csv"
    path.write_text(new_download(pair_records()), encoding="utf-8")
    trade = tv.read_comtrade(path)
    met.clear()
    written = tv.report(trade, pair=("MYS", "RUS"), out=tmp_path / "out", statements=tv.statements.load())
    drawn = {path.stem for path in written if path.suffix == ".png"}
    assert {"balance", "lenses", "accounting", "composition", "exports", "export_partners", "export_mirror"} <= drawn
    assert met["gate"] == 1
    assert met[TRADE.name] == met[RATES.name] == met[DEFLATORS.name] == 1


def choices() -> Choices:
    rates, prices = CheckedOnce(tv.rates.ecb(base="USD"), RATES), CheckedOnce(tv.deflators.us_cpi(), DEFLATORS)
    return Choices("MYR", "USD", rates, prices, 2007, 2024)


def test_measures_are_those_of_the_public_functions() -> None:
    trade, chosen = tv.load(), choices()
    measures = Measures(trade, chosen)
    for frame, currency in ((measures.base, "USD"), (measures.own, "MYR")):
        expected = tv.convert(tv.prefer(trade, currency=currency), to=currency, rates=chosen.rates.native)
        pd.testing.assert_frame_equal(frame, expected)
    expected = tv.deflate(measures.base, deflator=chosen.deflator.native, base_period=2024)
    pd.testing.assert_frame_equal(measures.real, expected)
    assert list(measures.lenses) == ["US dollars", "ringgit", "US dollars of 2024"]
    for grown, frame in zip(measures.lenses.values(), (measures.base, measures.own, measures.real), strict=True):
        pd.testing.assert_frame_equal(grown, tv.growth(frame))
    native = {**chosen.as_arguments(), "rates": chosen.rates.native, "deflator": chosen.deflator.native}
    assert native.pop("prefer") is None  # of reports alone
    pd.testing.assert_frame_equal(measures.accounting, tv.growth_accounting(trade, **native))


def test_where_figures_may_not_be_compared_each_step_says_so_itself() -> None:
    trade = tv.load()
    twice = pd.concat([trade, trade[trade["period"] == 2006]], ignore_index=True)
    measures = Measures(twice, choices())
    assert not measures.are_comparable
    with pytest.raises(TradeTableError, match=r"^growth needs one row for each period"):
        _ = measures.lenses
    assert measures.accounting["total"].notna().all()  # of 2007 and 2024, which stand once
    measures = Measures(twice.assign(period=twice["period"].replace(2006, 2007)), choices())
    with pytest.raises(TradeTableError, match=r"^growth_accounting needs one row for each period"):
        _ = measures.accounting


def test_a_table_of_rates_is_checked_where_it_is_first_needed(met: Counter[str]) -> None:
    broken = CheckedOnce(tv.rates.ecb(base="USD").assign(rate=-1.0), RATES)
    table = tv.load()
    measures = Measures(
        table[table["currency"] == "USD"], Choices("MYR", "USD", broken, choices().deflator, 2006, 2007)
    )
    assert len(measures.base) == 3
    assert met[RATES.name] == 0
    with pytest.raises(RateTableError):
        _ = measures.own
