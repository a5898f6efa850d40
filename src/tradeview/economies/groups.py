"""Groups of economies and who belonged to them in which year: ASEAN, EU, EAEU, CIS, BRICS and others.

`data/economy_groups.csv` has one row a membership, with its first and last day. A member of a year is who is one on its
31 December: the EU of 2004 has 25 members, that of 2020 no United Kingdom. What happened is known to the end of 2025; a
later year has the members of that day.
"""

import difflib
from functools import cache
from typing import NamedTuple

from tradeview.arguments import check_arguments
from tradeview.economies.names import find_codes
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.engines import is_missing
from tradeview.table.schema import economy_column

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
NO_END = "9999-12-31"  # sorts after every day: a member to this day
LEAST_LIKENESS = 0.6  # difflib's own advice for "did you mean"


def _day_column(name: str, *, required: bool = False) -> Column:
    return Column(name, "text", "a day such as 2004-05-01", lambda column: column.str.contains(DAY), required=required)


MEMBERS = Table(
    "list of members of groups",
    (
        Column("group", required=True),
        economy_column("alpha3"),
        _day_column("joined", required=True),
        _day_column("left"),
        Column("note"),
    ),
)


class Membership(NamedTuple):
    """A time in which an economy belonged to a group, from its first to its last day."""

    alpha3: str
    joined: str
    left: str


@cache
def read_memberships() -> dict[str, list[Membership]]:
    """Return the memberships of `data/economy_groups.csv` by group."""
    memberships: dict[str, list[Membership]] = {}
    for row in read_own(MEMBERS, "economy_groups.csv").itertuples(index=False):
        last_day = NO_END if is_missing(row.left) else row.left
        memberships.setdefault(row.group, []).append(Membership(row.alpha3, row.joined, last_day))
    return memberships


def groups() -> list[str]:
    """Return the names of the groups whose members are known.

    Examples
    --------
    >>> groups()
    ['ASEAN', 'BRICS', 'CIS', 'EAEU', 'EFTA', 'EU', 'GCC', 'MERCOSUR', 'NAFTA', 'OECD', 'USMCA']
    """
    return sorted(read_memberships())


@check_arguments
def members(group: str, year: int) -> list[str]:
    """Members of a group in a year.

    Parameters
    ----------
    group : str
        One of `tv.economies.groups()`, a longer name of it, or its code in a trade table (`XGA`).
    year : int
        Who is a member on 31 December of it.

    Returns
    -------
    list of str
        ISO 3166 alpha-3, sorted.

    Raises
    ------
    UnknownCodeError
        No such group, or it has no members in that year.

    Examples
    --------
    >>> members("ASEAN", 1996)
    ['BRN', 'IDN', 'MYS', 'PHL', 'SGP', 'THA', 'VNM']
    >>> len(members("EU", 2019)), len(members("EU", 2020)), members("EAEU", 2015)
    (28, 27, ['ARM', 'BLR', 'KAZ', 'KGZ', 'RUS'])
    >>> members("EAEU", 2010)
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: EAEU has no members in 2010; found: members from 2015 on; do: name another year
    """
    known = find_group(group)
    memberships = read_memberships()[known]
    last_day = f"{year:04d}-12-31"
    found = {membership.alpha3 for membership in memberships if membership.joined <= last_day <= membership.left}
    if not found:
        first_year = min(membership.joined for membership in memberships)[:4]
        end = max(membership.left for membership in memberships)
        until = "on" if end == NO_END else f"to {end[:4]}"
        there = f"members from {first_year} {until}"
        raise UnknownCodeError(f"{known} has no members in {year}", there, "name another year")
    return sorted(found)


@check_arguments
def spells(group: str) -> list[tuple[str, int, int]]:
    """Return who was ever a member of a group, each with the first and last year of the spell (9999: to this day).

    Years are those on whose 31 December an economy was a member, as in `members`.

    Examples
    --------
    >>> [spell for spell in spells("EU") if spell[0] == "GBR"], ("THA", 1967, 9999) in spells("ASEAN")
    ([('GBR', 1973, 2019)], True)
    """
    spells = []
    for alpha3, joined, left in read_memberships()[find_group(group)]:
        last_year = int(left[:4])
        if not left.endswith("-12-31"):  # who leaves within a year is no member at its end
            last_year -= 1
        spells.append((alpha3, int(joined[:4]), last_year))
    return spells


@cache
def _groups_by_code() -> dict[str, str]:
    """Return the groups by their codes in a trade table, which they have as economies have theirs: by their names."""
    return {code: group for group in groups() for code in find_codes(group)}


@check_arguments
def group_code(name: str) -> str:
    """Return the code by which a trade table knows a group, refusing one that has no known members.

    Examples
    --------
    >>> group_code("ASEAN"), group_code("European Union")
    ('XGA', 'XGE')
    """
    group = find_group(name)
    (code,) = (code for code, known in _groups_by_code().items() if known == group)
    return code


def find_group(name: str) -> str:
    """Return the group that goes by a name or a code of the trade table, or refuse it."""
    text = name.strip()
    upper = text.upper()
    if upper in read_memberships():
        return upper
    codes = {upper} if upper in _groups_by_code() else find_codes(text)
    for code in codes:
        if code in _groups_by_code():
            return _groups_by_code()[code]
    near = difflib.get_close_matches(upper, groups(), 1, LEAST_LIKENESS)
    hint = f"did you mean {near[0]}?" if near else "name one of them"
    raise UnknownCodeError(f"no group with known members is called {text!r}", ", ".join(groups()), hint)


def listed_members(group: str, year: int) -> set[str]:
    """Members of a group in a year; none where nobody has listed them, as of the World Bank's regions.

    Examples
    --------
    >>> len(listed_members("ASEAN", 2024)), listed_members("XRS", 2024)
    (10, set())
    """
    try:
        return set(members(group, year))
    except UnknownCodeError:
        return set()
