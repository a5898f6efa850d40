"""Regions: who belongs to one in which period, as an expression on the rows, so that no engine needs to be asked."""

from collections.abc import Sequence

import narwhals as nw

from tradeview.economies import spells
from tradeview.errors import UnknownCodeError
from tradeview.schema import LAST_YEAR, OWN_CODES, WORLD, economy_codes


def inside(column: str, region: str | Sequence[str]) -> nw.Expr:
    """Tell in which rows the economy of `column` belongs to a region in the year of the row.

    Parameters
    ----------
    column : {"reporter", "partner"}
        Who is asked about.
    region : str or list of str
        A group known to `tradeview.economies`, with its members on 31 December of each year, or alpha-3 codes.

    Raises
    ------
    UnknownCodeError
        No such group, or a code of the list is none of an economy, or it is empty.

    Examples
    --------
    >>> import narwhals as nw, pandas as pd
    >>> frame = pd.DataFrame({"period": [2019, 2020], "partner": ["GBR", "GBR"]})
    >>> nw.from_native(frame).filter(inside("partner", "EU")).to_native()
       period partner
    0    2019     GBR
    """
    if not isinstance(region, str):
        return nw.col(column).is_in(_economies(region))
    year = nw.when(nw.col("period") > LAST_YEAR).then(nw.col("period") // 100).otherwise(nw.col("period"))
    members: dict[tuple[int, int], list[str]] = {}
    for alpha3, first, last in spells(region):
        members.setdefault((first, last), []).append(alpha3)
    return nw.any_horizontal(
        *(
            nw.col(column).is_in(codes) & (year >= first) & (year <= last)
            for (first, last), codes in sorted(members.items())
        ),
        ignore_nulls=False,
    )


def _economies(region: Sequence[str]) -> list[str]:
    unknown = [code for code in region if code not in economy_codes() - OWN_CODES["group"] - {WORLD}]
    if unknown or not region:
        raise UnknownCodeError(
            "a region is a list of ISO 3166 alpha-3 codes, or the name of one group",
            ", ".join(map(repr, unknown)) or "an empty list",
            "tv.economies.code finds a code from a name; tv.economies.groups() lists the groups",
        )
    return sorted(set(region))
