"""A deflator and what is looked up in it: the index of a currency, and tables that must not pass."""

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from frames import series
from tradeview.errors import MissingDeflatorError, TableError
from tradeview.money import deflators

COMMON = {"currency": "USD", "name": "prices", "source": "me"}


def table(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([{"period": 2024, "index": 100.0, **COMMON, **row} for row in rows])


def test_lookup_gives_the_asked_periods_of_the_currency() -> None:
    given = table({}, {"period": 2023, "index": 50.0}, {"currency": "MYR", "index": 7.0, "name": "other"})
    assert deflators.lookup(given, "USD", [2024, 2023]) == ("prices", {2024: 100.0, 2023: 50.0}, "me")
    assert deflators.lookup(given, "MYR", [2024]) == ("other", {2024: 7.0}, "me")


def test_lookup_names_the_sources_of_the_rows_used() -> None:
    given = table({}, {"period": 2023, "source": "you"}, {"period": 2022, "source": "nobody"})
    assert deflators.lookup(given, "USD", [2023, 2024]).source == "me; you"


@pytest.mark.parametrize(
    ("given", "currency", "error", "words"),
    [
        (
            table({}, {"period": 2022}),
            "USD",
            MissingDeflatorError,
            "no price index of USD for 2023; found: 2022 to 2024",
        ),
        (table({}), "MYR", MissingDeflatorError, "no price index of MYR for 2023, 2024; found: no index of this"),
        (table({}, {"period": 2023}, {"period": 2023}), "USD", TableError, "one price index of USD, a row each period"),
        (table({}, {"period": 2023, "name": "b"}), "USD", TableError, "found: 2 rows of b, prices; do: keep one"),
        (table({}, {"period": 2023, "index": 0.0}), "USD", TableError, "index 0.0; allowed: a number above zero"),
        (table({}, {"period": 2023, "index": -1.0}), "USD", TableError, "index -1.0"),
        (table({}, {"period": 2023, "index": None}), "USD", TableError, "index is missing"),
        (table({}, {"period": 2023}).drop(columns="name"), "USD", TableError, "a deflator needs the column.s. name"),
    ],
)
@pytest.mark.parametrize("native", [pd.DataFrame, pl.DataFrame], ids=["pandas", "polars"])
def test_a_deflator_that_does_not_serve_is_refused(
    given: pd.DataFrame, currency: str, error: type[Exception], words: str, native: type
) -> None:
    trade = pd.DataFrame(series({2023: 1.0, 2024: 2.0}, currency=currency))
    with pytest.raises(error, match=words):
        tv.deflate(trade, deflator=native(given.to_dict("list")), base_period=2024)


def test_many_months_without_an_index_are_named_as_runs() -> None:
    months = [year * 100 + month for year in (2000, 2001, 2002) for month in range(1, 13)]
    with pytest.raises(MissingDeflatorError, match="no price index of MYR for 200001 to 200212; found: no index"):
        deflators.lookup(tv.deflators.us_cpi(), "MYR", months)
