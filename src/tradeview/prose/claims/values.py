"""The value of a claim: its number with its sign, and of a growth by how much of what was it grew.

Grew 1.7 times is a growth of 0.7, 104.1 % of the level of a year before one of 0.041, and fell by a factor of 2 one of
-0.5. A printed minus counts once, whatever the verb beside it says: fell by -3 %.
"""

from decimal import Decimal

from tradeview.prose.claims.claim import CHANGE
from tradeview.prose.claims.claimed import Claimed
from tradeview.prose.figure import OPPOSITE_HEDGES, Figure
from tradeview.prose.measures.words import MULTIPLE
from tradeview.prose.numerals import EXACT, Numeral

ONE = Decimal(1)


def find_value(figure: Figure, claimed: Claimed) -> Numeral | None:
    """Return the value that a figure claims; None where its number has no one reading."""
    numeral = figure.numeral
    if numeral is None or not figure.unit or claimed.name is None:
        # A change that only claims know to be one has no sign of its own yet.
        is_told = figure.is_said_negative or claimed.name != CHANGE or claimed.sign > 0
        return figure.signed if numeral is None or is_told or numeral.value < 0 else numeral.negated()
    if not claimed.is_ratio:
        return numeral.negated() if _turns(figure, claimed) else numeral
    if figure.unit == MULTIPLE and _turns(figure, claimed):
        numeral = _invert(numeral)
    return Numeral(EXACT.subtract(numeral.value, ONE), numeral.unit)


def find_hedge(figure: Figure, claimed_sign: int) -> str | None:
    """Return the hedge of a value with its sign: a fall of more than 5 % is a growth of less than -5 %."""
    is_told = bool(figure.unit) or not figure.is_said_negative
    if is_told and figure.hedge and claimed_sign < 0:
        return OPPOSITE_HEDGES.get(figure.hedge, figure.hedge)
    return figure.hedge if figure.unit else figure.signed_hedge


def _turns(figure: Figure, claimed: Claimed) -> bool:
    """Whether words alone say that a value is below nothing, or that it is what one is of another."""
    if figure.numeral is None or figure.numeral.value < 0:
        return False
    # Halved says a fall by itself.
    return claimed.sign < 0 and not (figure.unit == MULTIPLE and figure.numeral.value < 1)


def _invert(numeral: Numeral) -> Numeral:
    """Return one through a number, as finely as this is printed."""
    value = EXACT.divide(ONE, numeral.value)
    return Numeral(value, EXACT.multiply(numeral.unit, EXACT.multiply(value, value)))
