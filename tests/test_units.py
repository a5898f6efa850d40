"""The referee: every currency a dimension of its own, so that a wrong or inverted rate cannot pass."""

import pint
import pytest

from tradeview import units
from tradeview.errors import UnknownCodeError


def test_currencies_do_not_add_or_convert() -> None:
    with pytest.raises(pint.DimensionalityError):
        units.money(1.0, "USD") + units.money(1.0, "MYR")
    with pytest.raises(pint.DimensionalityError):
        units.money(1.0, "USD").to(units.currency_unit("EUR"))


def test_money_adds_to_money_of_its_kind_only() -> None:
    assert (units.money(1.0, "USD") + units.money(2.0, "USD")).magnitude == 3.0
    real = units.registry().Quantity(1.0, units.currency_unit("USD", 2024))
    with pytest.raises(pint.DimensionalityError):
        units.money(1.0, "USD") + real


@pytest.mark.parametrize("pair", [("TRL", "TRY"), ("ROL", "RON"), ("BYR", "BYN"), ("HRK", "EUR"), ("BGN", "EUR")])
def test_trap_redenominations_are_distinct_dimensions(pair: tuple[str, str]) -> None:
    old, new = (units.money(1.0, code) for code in pair)
    assert old.dimensionality != new.dimensionality
    with pytest.raises(pint.DimensionalityError):
        old + new


@pytest.mark.parametrize("code", ["MYS", "usd", "", "XXX", "XTS", "US$", "USD_2024"])
def test_what_is_no_currency_is_refused(code: str) -> None:
    with pytest.raises(UnknownCodeError, match="is no currency; do: use an ISO 4217 code"):
        units.currency_unit(code)


@pytest.mark.parametrize(
    ("amount", "unit", "to", "expected"),
    [
        (2.48, "billion", "million", 2480.0),
        (1.0, "trillion", "thousand", 1e9),
        (5.0, "kt", "tonne", 5000.0),
        (1.0, "t", "kg", 1000.0),
        (250.0, "g", "kg", 0.25),
    ],
)
def test_scales_and_masses(amount: float, unit: str, to: str, expected: float) -> None:
    assert units.registry().Quantity(amount, unit).to(to).magnitude == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("unit", ["knot", "metre", "second", "kilobillion"])
def test_the_registry_holds_nothing_else(unit: str) -> None:
    with pytest.raises(pint.UndefinedUnitError):
        units.registry().Quantity(1, unit)


@pytest.mark.parametrize(
    ("currency", "to", "base", "quote", "expected"),
    [("USD", "MYR", "USD", "MYR", 4.0), ("MYR", "USD", "USD", "MYR", 0.25), ("USD", "MYR", "MYR", "USD", 0.25)],
)
def test_conversion_takes_the_rate_the_way_its_units_say(
    currency: str, to: str, base: str, quote: str, expected: float
) -> None:
    assert units.conversion_factor(currency, to, rate=4.0, base=base, quote=quote) == expected


@pytest.mark.parametrize(
    ("currency", "to", "base", "quote"),
    [
        ("MYR", "RUB", "USD", "MYR"),
        ("USD", "EUR", "USD", "MYR"),
        ("TRY", "USD", "USD", "TRL"),
        ("USD", "USD", "USD", "MYR"),
    ],
)
def test_a_rate_of_another_pair_raises(currency: str, to: str, base: str, quote: str) -> None:
    with pytest.raises(pint.DimensionalityError):
        units.conversion_factor(currency, to, rate=4.0, base=base, quote=quote)


def test_deflation_is_base_over_own_prices() -> None:
    assert units.deflation_factor("USD", 2024, index=207.342, base_index=313.689) == pytest.approx(313.689 / 207.342)


def test_naming_a_currency_twice_is_one_unit() -> None:
    assert units.currency_unit("RUB") == units.currency_unit("RUB") == "RUB"
    assert units.currency_unit("RUB", 2024) == "RUB_2024"


@pytest.mark.parametrize(
    ("unit", "kilograms"),
    [
        ("kg", 1.0),
        (" Tonne ", 1000.0),
        ("kt", 1e6),
        ("barrel", None),
        ("million", None),
        ("cubic metre", None),
        ("", None),
    ],
)
def test_masses_are_told_from_other_units(unit: str, kilograms: float | None) -> None:
    assert units.mass_in_kilograms(unit) == (None if kilograms is None else pytest.approx(kilograms))
