"""Trade with a group of economies, added up from its members where a table has all of them and no row of the group.

Who is a member is told by the year, as `tv.sum_group` does it. Half of the members are no group: where one has no
figure, there is none.
"""

from collections.abc import Callable
from dataclasses import replace

from tradeview.claims.official.cannot_tell import CannotTell
from tradeview.claims.official.figures import Flow, OfficialFigure
from tradeview.economies.codes import kind as kind_of_economy
from tradeview.economies.groups import listed_members
from tradeview.periods import Months, year_at
from tradeview.table.schema import WORLD
from tradeview.words import verdicts as words
from tradeview.words.names import name_economy

TODAY = 9998  # a year that has the members of the last day on which they are known
MOST_NAMED = 4  # members without a figure that a sentence names
Find = Callable[[Flow], OfficialFigure]  # of one member, as the reporter's own statistics have it


def is_group(what: Flow) -> bool:
    """Tell whether a flow is of trade with a group of economies that is not the world."""
    return what.partner != WORLD and kind_of_economy(what.partner) == "group"


def list_members(what: Flow, months: Months) -> list[str]:
    """List the members with which a reporter trades: those that are one in all years of some months, without itself.

    Raises
    ------
    CannotTell
        Nobody has listed them, or some are members of a part of these months alone.
    """
    years = range(year_at(months[0]), year_at(months[1]) + 1)
    in_years = [listed_members(what.partner, year) for year in years]
    always, ever = set.intersection(*in_years), set.union(*in_years)
    if not always or always != ever:
        raise CannotTell("series", words.NO_SERIES_OF_GROUP, flow=words.name_flow(*what))
    return sorted(always - {what.reporter})


def has_moved(what: Flow, months: Months) -> bool:
    """Tell whether others are members today: a text may count those of its own day for all years."""
    return set(list_members(what, months)) != listed_members(what.partner, TODAY) - {what.reporter}


def add_up_members(what: Flow, months: Months, find: Find) -> OfficialFigure:
    """Add up the trade with the members of a group.

    Raises
    ------
    CannotTell
        One of them has no figure, or they are in several units.
    """
    found: list[OfficialFigure] = []
    absent: list[str] = []
    for member in list_members(what, months):
        try:
            found.append(find(what._replace(partner=member)))
        except CannotTell:
            absent.append(name_economy(member))
    if found and absent:
        named = absent[:MOST_NAMED]
        raise CannotTell("series", words.NO_SERIES_OF_MEMBERS, flow=words.name_flow(*what), members=named)
    units = {figure.unit for figure in found}
    if len(units) != 1:
        raise CannotTell("series", words.NO_SERIES_OF_GROUP, flow=words.name_flow(*what))
    first = found[0]
    return replace(
        first,
        what=what,
        value=sum(figure.value for figure in found),
        low=sum(figure.low for figure in found),
        high=sum(figure.high for figure in found),
        classifications=frozenset[str]().union(*(figure.classifications for figure in found)),
        members=len(found),
    )
