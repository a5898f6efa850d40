"""Units of quantities: masses in kilograms, through the referee of units; all else in the table's own word."""

from tradeview.units import mass_in_kilograms

KILOGRAM = "kilogram"


def unit_of_quantity(unit: str) -> str:
    """Name the unit in which quantities of a unit are compared.

    Examples
    --------
    >>> unit_of_quantity("tonne"), unit_of_quantity("kg"), unit_of_quantity("Barrel")
    ('kilogram', 'kilogram', 'barrel')
    """
    return unit.strip().lower() if mass_in_kilograms(unit) is None else KILOGRAM


def count_in(unit: str) -> float:
    """Give how many of the units that `unit_of_quantity` names are in one of a unit.

    Examples
    --------
    >>> count_in("tonne"), count_in("barrel")
    (1000.0, 1.0)
    """
    mass = mass_in_kilograms(unit)
    return 1.0 if mass is None else mass
