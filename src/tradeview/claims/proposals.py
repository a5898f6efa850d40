"""What may be proposed to mend a claim: each kind of change as a value, of which `sentences` makes words."""

from dataclasses import dataclass

from tradeview.periods import Months

# Findings that say what would mend others, and are no tests themselves.
CORRECTIONS = ("period", "base", "digit", "sign", "currency", "rate", "flow", "side", "coverage")


@dataclass(frozen=True)
class OtherMonths:
    """The claim is of these months."""

    months: Months


@dataclass(frozen=True)
class YearsLater:
    """Several claims of different months are all of so many years later (or, below zero, earlier)."""

    years: int


@dataclass(frozen=True)
class OtherBase:
    """The growth is compared with these months."""

    months: Months


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
class OtherSign:
    """The growth, or the balance, has the other sign."""


@dataclass(frozen=True)
class OtherCurrency:
    """The figure is in another currency."""

    currency: str


@dataclass(frozen=True)
class ExchangedCurrencies:
    """Two figures of one fact have each other's currency."""


@dataclass(frozen=True)
class OtherRate:
    """The figure was converted at a rate of these months; at that of its own, it is another."""

    months: Months
    value: float
    digits: int
    currency: str


@dataclass(frozen=True)
class OtherFlow:
    """The figure is of another flow."""

    flow: str


@dataclass(frozen=True)
class ExchangedFlows:
    """Figures of exports and of imports changed places."""


@dataclass(frozen=True)
class OtherSet:
    """The rank is one among these; where nobody printed which, among a part of the partners, perhaps of a continent."""

    among: str | None
    continent: str | None = None


@dataclass(frozen=True)
class OtherSide:
    """The figure is of the statistics of this side."""

    side: str


@dataclass(frozen=True)
class OtherCoverage:
    """The figure counts this: goods, services, goods and services."""

    coverage: str


@dataclass(frozen=True)
class Unknown:
    """The claim is wrong, and how is not known."""


@dataclass(frozen=True)
class Revision:
    """Nobody was mistaken: the figure was revised between two articles."""


Change = (
    OtherMonths
    | YearsLater
    | OtherBase
    | OtherScale
    | OtherFigure
    | OtherSign
    | OtherCurrency
    | ExchangedCurrencies
    | OtherRate
    | OtherFlow
    | ExchangedFlows
    | OtherSet
    | OtherSide
    | OtherCoverage
    | Unknown
    | Revision
)
Proposal = tuple[Change, ...]  # changes that would do equally well; none is no proposal
