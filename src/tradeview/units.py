"""The referee: a pint registry in which every currency is a dimension of its own.

A currency is not a number of another currency: `USD = [currency_USD]`. Money at the prices of a year is a further
dimension (`USD_2024 = [currency_USD_2024]`). An exchange rate is then a quantity (`MYR/USD`), a deflator another
(`USD/USD_2024`), and a rate that is inverted or of the wrong pair cannot pass: pint raises. The registry starts empty,
since pint's own prefixes and units would read `kt` as a knot, and holds what trade needs: scales and masses.
"""

from functools import cache
from typing import TYPE_CHECKING

import pint
from babel.numbers import list_currencies

from tradeview.errors import UnknownCodeError

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
MASSES = (
    "kilogram = [mass] = kg",
    "gram = kilogram / 1000 = g",
    "tonne = 1000 kilogram = t",
    "kilotonne = 1000 tonne = kt",
)
Quantity = pint.Quantity[float]  # for annotations elsewhere: pint is imported here alone
NO_CURRENCY = {"XXX", "XTS"}  # ISO 4217's "no currency" and "for testing"


@cache
def currencies() -> "AbstractSet[str]":
    """Every ISO 4217 code that CLDR knows, present and past (TRL beside TRY).

    Examples
    --------
    >>> {"MYR", "USD", "TRL", "TRY"} <= currencies()
    True
    """
    return frozenset(list_currencies()) - NO_CURRENCY


@cache
def registry() -> "pint.UnitRegistry[float]":
    """Return the registry: scales and masses; currencies enter when `currency_unit` first names them.

    Examples
    --------
    >>> print(registry().Quantity(5, "kt").to("kg"))
    5000000 kilogram
    """
    made: pint.UnitRegistry[float] = pint.UnitRegistry(None)
    for name, size in SCALES.items():
        made.define(f"{name} = {size}")
    for definition in MASSES:
        made.define(definition)
    return made


@cache
def currency_unit(currency: str, base_period: int | None = None) -> str:
    """Name the unit of a currency, at the prices of `base_period` if given, and define it in the registry.

    Parameters
    ----------
    currency : str
        ISO 4217 code.
    base_period : int, optional
        The period whose prices the money is counted in; without it the money is nominal.

    Raises
    ------
    UnknownCodeError
        The currency is no ISO 4217 code.

    Examples
    --------
    >>> currency_unit("USD"), currency_unit("USD", 2024)
    ('USD', 'USD_2024')
    """
    if currency not in currencies():
        raise UnknownCodeError(f"{currency!r} is no currency", remedy="use an ISO 4217 code such as USD, MYR or RUB")
    unit = currency if base_period is None else f"{currency}_{base_period}"
    registry().define(f"{unit} = [currency_{unit}]")
    return unit


def mass_in_kilograms(unit: str) -> float | None:
    """How many kilograms one of a unit is; None where it is no mass that trade is weighed in.

    Examples
    --------
    >>> mass_in_kilograms("tonne"), mass_in_kilograms("kg"), mass_in_kilograms("barrel")
    (1000.0, 1.0, None)
    """
    name = unit.strip().lower()
    if not name.isalpha() or name not in registry():
        return None
    one = registry().Quantity(1.0, name)
    return float(one.to("kilogram").magnitude) if one.check("[mass]") else None


def money(value: float, currency: str) -> "pint.Quantity[float]":
    """Return an amount of money as a quantity.

    Examples
    --------
    >>> print(money(11.46e9, "MYR").to("MYR"))
    11460000000.0 MYR
    >>> money(1, "USD") + money(1, "MYR")
    Traceback (most recent call last):
    pint.errors.DimensionalityError: Cannot convert from 'USD' ([currency_USD]) to 'MYR' ([currency_MYR])
    """
    return registry().Quantity(value, currency_unit(currency))


def conversion_factor(currency: str, to: str, *, rate: float, base: str, quote: str) -> float:
    """What one unit of `currency` is in `to`, at a rate of 1 `base` = `rate` `quote`, refereed by pint.

    The rate is used as it stands or inverted, whichever pint's dimensions allow; neither being possible raises.

    Examples
    --------
    >>> conversion_factor("USD", "MYR", rate=4.0, base="USD", quote="MYR")
    4.0
    >>> conversion_factor("MYR", "USD", rate=4.0, base="USD", quote="MYR")
    0.25
    >>> conversion_factor("MYR", "RUB", rate=4.0, base="USD", quote="MYR")
    Traceback (most recent call last):
    pint.errors.DimensionalityError: Cannot convert from 'USD' ([currency_USD]) to 'RUB' ([currency_RUB])
    """
    one = money(1.0, currency)
    exchange = registry().Quantity(rate, f"{currency_unit(quote)} / {currency_unit(base)}")
    multiplied = one * exchange
    target = currency_unit(to)
    converted = multiplied if multiplied.check(f"[currency_{target}]") else one / exchange
    return float(converted.to(target).magnitude)


def deflation_factor(currency: str, base_period: int, *, index: float, base_index: float) -> float:
    """What one nominal unit of `currency` is at the prices of `base_period`, refereed by pint.

    `index` and `base_index` are the price index in the money's own period and in the base period.

    Examples
    --------
    >>> deflation_factor("USD", 2024, index=50.0, base_index=100.0)
    2.0
    """
    real = currency_unit(currency, base_period)
    deflator = registry().Quantity(index / base_index, f"{currency_unit(currency)} / {real}")
    return float((money(1.0, currency) / deflator).to(real).magnitude)
