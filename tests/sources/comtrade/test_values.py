"""Numbers and flags of Comtrade: exact, or refused."""

import pandas as pd
import pytest

from comtrade_printers import record
from tradeview.errors import TradeTableError
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.comtrade.values import flag_column, number_column


def column(name: str, *cells: str | None) -> pd.DataFrame:
    return pd.DataFrame({name: list(cells)}, dtype=object)


def test_numbers_are_exact() -> None:
    printed = ["4321.755", "312000000000", "1e+05", "0.1"]
    assert number_column("f", column("value", *printed), "value").tolist() == [4321.755, 312e9, 100000.0, 0.1]


def test_zero_is_missing_only_where_it_says_so() -> None:
    cells = column("value", "0", "0.0", "NA", None, "7")
    assert number_column("f", cells, "value").isna().tolist() == [True, True, True, True, False]
    assert number_column("f", cells, "value", zero_is_missing=False).isna().tolist() == [
        False,
        False,
        True,
        True,
        False,
    ]
    assert number_column("f", cells, "absent").isna().all()


@pytest.mark.parametrize("cell", ["1,234", "1.234,5", "12 kg", "inf", "1_000", "US$5", "٣"])
def test_separators_and_words_are_no_numbers(cell: str) -> None:
    with pytest.raises(TradeTableError, match="digits with a decimal point and no separators") as error:
        read_comtrade([record(), record(primaryValue=cell)])
    assert error.value.rows == (f"value {cell!r}",)


def test_a_missing_value_is_not_zero() -> None:
    with pytest.raises(TradeTableError, match=r"1 without, which is not zero"):
        read_comtrade([record(), record(primaryValue=None)])
    assert read_comtrade([record(primaryValue=0)])["value"].tolist() == [0.0]


def test_negative_values_are_refused() -> None:
    with pytest.raises(TradeTableError, match="not negative"):
        read_comtrade([record(primaryValue=-1)])


def test_flags_in_every_spelling() -> None:
    read = flag_column("f", column("reported", "True", "FALSE", "1", "0", None, "NA", "true"), "reported")
    assert [None if pd.isna(flag) else bool(flag) for flag in read] == [True, False, True, False, None, None, True]
    with pytest.raises(TradeTableError, match=r"(?s)a last line may be cut.*reported 'Tru'"):
        flag_column("f", column("reported", "True", "Tru"), "reported")


@pytest.mark.parametrize(
    ("flag", "quantity", "weight"), [(0, False, False), (2, True, False), (4, False, True), (6, True, True)]
)
def test_the_legacy_flag_tells_what_is_estimated(flag: int, quantity: bool, weight: bool) -> None:  # noqa: FBT001
    unsaid = {"isQtyEstimated": None, "isNetWgtEstimated": None}
    trade = read_comtrade([record(**unsaid, legacyEstimationFlag=flag)])
    assert trade["quantity_estimated"].tolist() == [quantity]
    assert trade["net_weight_estimated"].tolist() == [weight]


def test_every_row_has_its_passport() -> None:
    trade = read_comtrade([record()])
    assert trade["currency"].tolist() == ["USD"]
    assert trade["source"].tolist() == ["un-comtrade"]
    assert str(trade["value"].dtype) == "float64"
    assert str(trade["period"].dtype) == "int64"


@pytest.mark.parametrize("direction", [1, -1])
@pytest.mark.parametrize(("share", "valuation"), [(0.99e-9, ["FOB"]), (1.01e-9, [])])
def test_a_valuation_is_that_of_the_same_number_save_for_its_last_digits(
    share: float, direction: int, valuation: list[str]
) -> None:
    value = 2e9
    fob = value * (1 + direction * share)
    trade = read_comtrade([record(primaryValue=value, fobvalue=fob, cifvalue=2 * value)])
    assert trade["valuation"].dropna().tolist() == valuation


@pytest.mark.parametrize(
    ("value", "cif", "fob", "valuation"),
    [
        (1500, 1500.4, 1400.2, ["CIF"]),
        (1500, None, 1499.6, ["FOB"]),
        (1500.4, 1500, None, ["CIF"]),
        (1500, None, 1498.9, []),
        (1500, 1500.4, 1499.6, []),  # as near to the one as to the other
        (1000, 1000, 999.5, ["CIF"]),  # the same to the digit
        (1000, 1000, 1000, []),
        (1500.25, 1500.75, None, []),  # neither is printed in whole dollars
        (1500, 1501, None, []),
    ],
)
def test_a_valuation_is_told_where_one_of_two_amounts_is_printed_in_whole_dollars(
    value: float, cif: float | None, fob: float | None, valuation: list[str]
) -> None:
    trade = read_comtrade([record(primaryValue=value, cifvalue=cif, fobvalue=fob)])
    assert trade["valuation"].dropna().tolist() == valuation


@pytest.mark.parametrize("words", ["TRUE FALSE", "WAHR FALSCH", "VRAI FAUX", "VERDADERO FALSO", "ИСТИНА ЛОЖЬ"])
def test_flags_are_read_in_the_words_of_spreadsheets(words: str) -> None:
    assert flag_column("f", column("reported", *words.split()), "reported").tolist() == [True, False]
