"""What options and arguments name: rates, deflators, files, and which kind of table a file is."""

from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from tradeview.cli.named import (
    columns_named,
    daily_rates_named,
    deflator_named,
    files_named,
    is_ledger,
    rates_named,
    with_hint,
)
from tradeview.errors import RateTableError, StatementError, TableError

YEARS = pd.DataFrame({"period": [2023, 2024]})


def test_rates_are_named_by_base_and_kind_in_the_frequency_of_the_ledger() -> None:
    pd.testing.assert_frame_equal(rates_named("ecb:USD", YEARS), tv.rates.ecb(base="USD"))
    pd.testing.assert_frame_equal(rates_named("ecb:USD:end", YEARS), tv.rates.ecb(base="USD", kind="end"))
    months = rates_named("ecb:USD", pd.DataFrame({"period": [202401]}))
    pd.testing.assert_frame_equal(months, tv.rates.ecb(base="USD", frequency="M"))


def test_daily_rates_are_of_years_and_months_with_their_range() -> None:
    found = daily_rates_named("ecb:USD")
    assert {"low", "high"} <= set(found)
    assert found["period"].min() < 9999 < found["period"].max()


@pytest.mark.parametrize(("named", "base"), [(rates_named, "ecb:"), (daily_rates_named, "ecb:")])
def test_rates_without_a_base_are_refused(named: object, base: str) -> None:
    arguments = (base, YEARS) if named is rates_named else (base,)
    with pytest.raises(RateTableError, match="say `ecb:USD`"):
        named(*arguments)  # type: ignore[operator]


def test_deflators_are_named_or_read(tmp_path: Path) -> None:
    pd.testing.assert_frame_equal(deflator_named("us-cpi"), tv.deflators.us_cpi())
    path = tmp_path / "cpi.csv"
    path.write_text("period,currency,index,name,source\n2024,USD,100,mine,me\n")
    assert deflator_named(str(path))["name"].tolist() == ["mine"]


def test_files_of_a_folder_come_in_the_order_of_their_names_and_none_twice(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).touch()
    assert list(files_named([tmp_path, tmp_path / "a.csv"], ".csv")) == ["a", "b"]
    with pytest.raises(TableError, match="none in"):
        files_named([tmp_path], ".json")


def test_what_is_no_table_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "page.csv"
    path.write_text("<html>\na,b\n")
    assert columns_named(path) == []
    path.write_text("a;b\n1;2\n")
    assert columns_named(path) == ["a", "b"]
    assert not is_ledger(columns_named(path))


def test_a_hint_keeps_the_error_and_its_rows() -> None:
    error = with_hint(StatementError("asked", "found", "mend it", ["row 1"]), "give it up")
    assert (type(error), error.remedy, error.rows) == (StatementError, "mend it; or, give it up", ("row 1",))
