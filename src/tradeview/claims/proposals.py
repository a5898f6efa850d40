"""What may be proposed to mend a claim: each kind of change as a value, of which `sentences` makes words."""

from dataclasses import dataclass

from tradeview.periods import Months


@dataclass(frozen=True)
class OtherMonths:
    """The claim is of these months."""

    months: Months


@dataclass(frozen=True)
class YearsLater:
    """Several claims of different months are all of so many years later (or, below zero, earlier)."""

    years: int


@dataclass(frozen=True)
class OtherScale:
    """The decimal point slipped: the figure is to be multiplied by a power of ten."""

    factor: float


@dataclass(frozen=True)
class OtherFigure:
    """Digits were mistaken: the figure is another one, of so many digits; growth has no currency."""

    value: float
    digits: int
    currency: str | None


@dataclass(frozen=True)
class OtherCurrency:
    """The figure is in another currency."""

    currency: str


@dataclass(frozen=True)
class ExchangedCurrencies:
    """Two figures of one fact have each other's currency."""


@dataclass(frozen=True)
class OtherSet:
    """The rank is one among these; where nobody printed which, among a part of the partners, perhaps of a continent."""

    among: str | None
    continent: str | None = None


Change = OtherMonths | YearsLater | OtherScale | OtherFigure | OtherCurrency | ExchangedCurrencies | OtherSet
Proposal = tuple[Change, ...]  # changes that would do equally well; none is no proposal
