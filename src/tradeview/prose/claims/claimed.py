"""What a number claims, as its sentence says it: its kind, its sign, and what it is of."""

from typing import NamedTuple


class Claimed(NamedTuple):
    """What a number claims.

    Parameters
    ----------
    name : str, optional
        One of `KINDS`; none where the text leaves it open.
    sign : int
        -1 where words say that it fell.
    is_ratio : bool
        Whether the number is what became of one: 104.1 % of the level of 2023, 1.7 times.
    of : str, optional
        What grew where that is no money: volume, price.
    flow : str, optional
        The flow that the noun of what grew names, which no figure of money has: 出口量.
    is_trade : bool
        Whether it is of trade, and no tariff and no gross domestic product.
    has_hedge : bool
        Whether the hedge beside the number is one, and no verb: higher by 7 %.
    turns_hedge : bool
        Whether its verb is denied, so that what is more than the number is less: did not grow more than 2 %.
    is_reached : bool
        Whether it is what a growth became, or was: slowed to 2 % from 8 %.
    """

    name: str | None = None
    sign: int = 1
    is_ratio: bool = False
    of: str | None = None
    flow: str | None = None
    is_trade: bool = True
    has_hedge: bool = True
    is_reached: bool = False
    turns_hedge: bool = False
