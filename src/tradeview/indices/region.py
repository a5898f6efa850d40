"""Regions: who belongs to one in which period, as an expression on the rows, so that no engine needs to be asked."""

from collections.abc import Iterable

import narwhals as nw

from tradeview.economies.groups import spells
from tradeview.errors import UnknownCodeError
from tradeview.periods import HIGHEST_YEAR, year_column
from tradeview.table.schema import OWN_CODES, WORLD, economy_codes

Region = str | Iterable[str]
# The spell of an economy that is named itself; members of groups come and go.
ALWAYS = (0, HIGHEST_YEAR)


def is_inside_region(region: Region, column: str) -> nw.Expr:
    """Tell in which rows an economy belongs to a region in the year of the row.

    Parameters
    ----------
    region : str or iterable of str
        Alpha-3 codes of economies, and groups known to `tradeview.economies`, with their members on 31 December of each
        year; or one of them by itself.
    column : {"reporter", "partner"}
        Who is asked about.

    Raises
    ------
    UnknownCodeError
        No such group or economy, or the region is empty.

    Examples
    --------
    >>> import narwhals as nw, pandas as pd
    >>> frame = pd.DataFrame({"period": [2019, 2020], "partner": ["GBR", "GBR"]})
    >>> nw.from_native(frame).filter(is_inside_region("EU", "partner")).to_native()
       period partner
    0    2019     GBR
    """
    names = [region] if isinstance(region, str) else list(region)
    members: dict[tuple[int, int], list[str]] = {}
    for alpha3, first, last in _spells_of_members(names):
        members.setdefault((first, last), []).append(alpha3)
    year = year_column(nw.col("period"))
    belongs = []
    for (first, last), codes in sorted(members.items()):
        belongs.append(nw.col(column).is_in(sorted(codes)) & (year >= first) & (year <= last))
    return nw.any_horizontal(*belongs, ignore_nulls=False)


def _spells_of_members(names: list[str]) -> set[tuple[str, int, int]]:
    """Return the economies named, and the members of the groups named, with the first and last year of each."""
    economies = economy_codes() - OWN_CODES["group"] - {WORLD}
    found: set[tuple[str, int, int]] = set()
    unknown = []
    for name in names:
        if name in economies:
            found.add((name, *ALWAYS))
            continue
        try:
            found.update(spells(str(name)))
        except UnknownCodeError:
            unknown.append(repr(name))
    if unknown or not names:
        raise UnknownCodeError(
            "a region is made of ISO 3166 alpha-3 codes and of groups with known members",
            ", ".join(unknown) or "an empty list",
            "tv.economies.code finds a code from a name; tv.economies.groups() lists the groups",
        )
    return found
