"""Highlighting: which parts of a chart are in colour, all others being grey."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from matplotlib.colors import to_rgb

from tradeview.charts.layout.colours import PALE
from tradeview.economies.lookup import code_among
from tradeview.errors import TradeTableError

SHOWN = 20  # parts that a refusal lists
LUMA = (0.299, 0.587, 0.114)  # of red, green and blue in the grey that looks as dark (ITU-R BT.601)

# By code or name: one part, or several. Of periods also by number.
Highlight = str | Collection[str] | None
HighlightOfPeriods = str | int | Collection[str | int] | None


@dataclass(frozen=True)
class Highlighted:
    """The codes of the parts that are highlighted; where there are none, all parts keep their colours."""

    codes: frozenset[str] = frozenset()

    def has(self, code: object) -> bool:
        """Tell whether a part has its colour."""
        return not self.codes or str(code) in self.codes

    def colour(self, code: object, colour: str, grey: str = PALE) -> str:
        """Return the colour of a part, or the grey of those that are not highlighted."""
        return colour if self.has(code) else grey


def choose_highlighted(
    asked: Highlight | HighlightOfPeriods, names: Mapping[str, str], what: str, *, economies: bool = False
) -> Highlighted:
    """Find the parts that are to be highlighted, each by its code or its name.

    Parameters
    ----------
    asked : str, int or collection of these, optional
        As the reader of the chart gave it.
    names : mapping of str to str
        The name of each part by its code, as the chart has them.
    what : str
        What the parts are, for the refusal: "a partner that has a bar".
    economies : bool
        Whether the parts are economies, which have more names than the one that is drawn.

    Raises
    ------
    TradeTableError
        Something is highlighted that is no part of the chart.

    Examples
    --------
    >>> found = choose_highlighted("palm oil", {"15": "Palm oil", "27": "Fuels"}, "a product")
    >>> sorted(found.codes), found.colour("27", "blue", grey="grey")
    (['15'], 'grey')
    """
    if asked is None:
        return Highlighted()
    given = [asked] if isinstance(asked, str | int) else list(asked)
    by_name = {name.casefold(): code for code, name in names.items()}
    found, unknown = set(), []
    for one in map(str, given):
        code = one if one in names else by_name.get(one.casefold(), one)
        if economies and code not in names:
            code = code_among(one, names)
        if code in names:
            found.add(code)
        else:
            unknown.append(one)
    if unknown:
        shown = ", ".join(list(names)[:SHOWN])
        more = f" … {len(names)} in all" if len(names) > SHOWN else ""
        raise TradeTableError(f"what is highlighted is {what}", ", ".join(unknown), f"name some of {shown}{more}")
    return Highlighted(frozenset(found))


def as_grey(colour: str) -> str:
    """Return the grey that is as dark as a colour.

    Examples
    --------
    >>> as_grey("#0F5E59")
    '#464646'
    """
    level = sum(share * part for share, part in zip(LUMA, to_rgb(colour), strict=True))
    return "#" + 3 * f"{round(level * 255):02X}"
