"""A claim as it was read: its figure, its kind, and what the sentence says of it beside time and flow."""

from dataclasses import dataclass

from tradeview.prose.amounts.currency_terms import Term
from tradeview.prose.figure import Figure, Months
from tradeview.prose.numerals import Numeral

LEVEL, GROWTH, ANNUAL_GROWTH, CHANGE = "level", "growth", "annual growth", "change"
SHARE, RANK, QUANTITY, PRICE, AVERAGE, INDEX, RATE = "share", "rank", "quantity", "price", "average", "index", "rate"
KINDS = (LEVEL, GROWTH, ANNUAL_GROWTH, CHANGE, SHARE, RANK, QUANTITY, PRICE, AVERAGE, INDEX, RATE)


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed assertion; places are places in its passage.

    Parameters
    ----------
    figure : Figure
        The number with its time, its flow and its status.
    kind : str, optional
        One of `KINDS`; missing where the text does not settle what a percentage is of.
    sentence : tuple of int
        Where its sentence starts and ends.
    numeral : Numeral, optional
        Its value with its sign, as a fraction of what was where it grew; missing where the number has no one reading.
    of : str, optional
        What grew where that is no money: volume, price; of a price the unit that it is of.
    term : Term, optional
        The currency in which something grew, and where the text says it: 5 % in dollar terms.
    base : Months, optional
        What a growth or a change is counted from, where the text says it.
    side : str, optional
        Whose statistics it is of, where its sentence names the office that compiled them.
    reporter, partner : str, optional
        Alpha-3 codes, or those of groups, that the sentence names.
    commodity, commodity_code : str, optional
        The words for its goods, and their code; TOTAL of all goods.
    among, among_words : str, optional
        The set that a rank or a share is of, in the words of the table of statements, and as printed.
    """

    figure: Figure
    kind: str | None
    sentence: tuple[int, int]
    numeral: Numeral | None = None
    of: str | None = None
    base: Months | None = None
    reporter: str | None = None
    partner: str | None = None
    commodity: str | None = None
    commodity_code: str | None = None
    among: str | None = None
    among_words: str | None = None
    term: Term | None = None
    side: str | None = None
