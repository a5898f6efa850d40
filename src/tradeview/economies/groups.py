"""Groups of economies and who belonged to them in which year: ASEAN, EU, EAEU, CIS, BRICS and others.

`data/economy_groups.csv` has one row a membership, with its first and last day. A member of a year is who is one on its
31 December: the EU of 2004 has 25 members, that of 2020 no United Kingdom. What happened is known to the end of 2025; a
later year has the members of that day.
"""

import difflib
from functools import cache

from tradeview.economies.names import find
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.engines import is_missing
from tradeview.table.schema import economy_column

DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def _day(name: str, *, required: bool = False) -> Column:
    return Column(name, "text", "a day such as 2004-05-01", lambda column: column.str.contains(DAY), required=required)


MEMBERS = Table(
    "list of members of groups",
    (
        Column("group", required=True),
        economy_column("alpha3"),
        _day("joined", required=True),
        _day("left"),
        Column("note"),
    ),
)


@cache
def _memberships() -> dict[str, list[tuple[str, str, str]]]:
    """Members of each group with their first and last day; the last sorts after all days where there is none."""
    table = read_own(MEMBERS, "economy_groups.csv")
    found: dict[str, list[tuple[str, str, str]]] = {}
    for group, alpha3, joined, left in table[["group", "alpha3", "joined", "left"]].itertuples(index=False):
        found.setdefault(group, []).append((alpha3, joined, "9999-12-31" if is_missing(left) else left))
    return found


def groups() -> list[str]:
    """Return the names of the groups whose members are known.

    Examples
    --------
    >>> groups()
    ['ASEAN', 'BRICS', 'CIS', 'EAEU', 'EFTA', 'EU', 'GCC', 'MERCOSUR', 'NAFTA', 'OECD', 'USMCA']
    """
    return sorted(_memberships())


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
    known = _group(group)
    end = f"{year:04d}-12-31"
    found = sorted({alpha3 for alpha3, joined, left in _memberships()[known] if joined <= end <= left})
    if not found:
        first = min(joined for _, joined, _ in _memberships()[known])[:4]
        last = max(left for *_, left in _memberships()[known])[:4]
        there = f"members from {first} " + ("on" if last == "9999" else f"to {last}")
        raise UnknownCodeError(f"{known} has no members in {year}", there, "name another year")
    return found


def spells(group: str) -> list[tuple[str, int, int]]:
    """Return who was ever a member of a group, each with the first and last year of the spell (9999: to this day).

    Years are those on whose 31 December an economy was a member, as in `members`.

    Examples
    --------
    >>> [spell for spell in spells("EU") if spell[0] == "GBR"], ("THA", 1967, 9999) in spells("ASEAN")
    ([('GBR', 1973, 2019)], True)
    """
    return [
        (alpha3, int(joined[:4]), int(left[:4]) - (left[4:] != "-12-31"))
        for alpha3, joined, left in _memberships()[_group(group)]
    ]


@cache
def _codes() -> dict[str, str]:
    """Groups by their codes in a trade table."""
    return {code: name for name in groups() for code in find(name)}


def _group(group: str) -> str:
    text = group.strip()
    if text.upper() in _memberships():
        return text.upper()
    code = {text.upper()} if text.upper() in _codes() else find(text)
    found = [_codes()[each] for each in code if each in _codes()]
    if found:
        return found[0]
    near = difflib.get_close_matches(text.upper(), groups(), 1, 0.6)
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
