"""The list of codes: every number that UN Comtrade and BACI use, the code it has in a trade table, and its years.

The list is `data/economy_codes.csv`. ISO 3166 alpha-3 leads where it has a code, a withdrawn one too: the USSR is SUN,
never RUS. Where ISO 3166 kept a code through a change of territory (DEU, SDN, ETH, YEM, VNM, PAK), so do we, and the
years say which number is meant. What is no economy is carried under codes of our own that ISO 3166 leaves to its
users, so that nothing is lost and nothing counts as a country.

Decided here, since statistics leave it open: UN Comtrade publishes nothing on Taiwan; its 490, "Other Asia, nes", is
Taiwan in practice, but some reporters put unknown Asian partners there. 490 is therefore XOA, never TWN; a caller who
takes it for Taiwan says so: `frame.replace({"partner": {"XOA": "TWN"}})`.
"""

from functools import cache
from typing import Any

import narwhals as nw
import pandas as pd

from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.engines import is_missing
from tradeview.table.schema import WORLD, economy_codes, economy_column

KINDS = ("economy", "other", "group")
USES = ("data", "listed")
# Codes of the same place under another: the World Bank's Kosovo, UN Comtrade's world, and codes that ISO 3166 withdrew
# when a state changed its name and nothing else.
ALIASES = {"XKX": "XKK", "W00": WORLD, "BUR": "MMR", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD"}


def _number(name: str) -> Column:
    return Column(name, "text", "a number without leading zeros", lambda column: column.str.contains(r"^[0-9]{1,3}$"))


def _choice(name: str, codes: tuple[str, ...]) -> Column:
    return Column(name, "text", ", ".join(codes), lambda column: column.is_in(codes), required=True)


def _year(name: str) -> Column:
    return Column(
        name, "integer", "a year", lambda column: nw.all_horizontal(column > 1900, column < 2100, ignore_nulls=False)
    )


CODES = Table(
    "list of codes of economies",
    (
        _number("comtrade"),
        economy_column("alpha3"),
        Column("name", required=True),
        _year("start"),
        _year("end"),
        _choice("kind", KINDS),
        _choice("use", USES),
        _number("m49"),
        Column("wits"),
        Column("comtrade_alpha3"),
        Column("note"),
    ),
)


@cache
def listed() -> pd.DataFrame:
    """Return the list itself, with the rows that UN Comtrade has no number for; callers leave it as it is."""
    return read_own(CODES, "economy_codes.csv")


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Return the list as rows, a missing cell as None."""
    return tuple(
        {str(name): None if is_missing(cell) else cell for name, cell in row.items()}
        for row in listed().to_dict("records")
    )


def codes() -> pd.DataFrame:
    """Return the list of UN Comtrade's and BACI's numbers, for a reader to join on `comtrade`.

    Returns
    -------
    pandas.DataFrame
        One row a number: `comtrade` (text without leading zeros), `alpha3` (the code in a trade table), `name` (UN
        Comtrade's), `start` and `end` (first and last year; missing where open), `kind` (`economy`; `other`, what is
        not elsewhere specified or no place; `group`), `use` (`data`; or `listed`, where no figures are published under
        the number), `m49` (of the same economy), `wits` (the World Bank's code where it differs), `comtrade_alpha3`
        (UN Comtrade's own alpha-3 where it differs), `note`.

    Examples
    --------
    >>> codes().set_index("comtrade").loc[["842", "490", "810"], ["alpha3", "name", "kind"]]
             alpha3             name     kind
    comtrade
    842         USA              USA  economy
    490         XOA  Other Asia, nes    other
    810         SUN             USSR  economy
    """
    return listed()[listed()["comtrade"].notna()].reset_index(drop=True)


@cache
def _kinds() -> dict[str, str]:
    return {row["alpha3"]: row["kind"] for row in rows()}


def known(code: str) -> str:
    """Return a code of the trade table unchanged, or refuse it."""
    if code not in economy_codes():
        raise UnknownCodeError(
            f"{code!r} is no economy's code", remedy="use ISO 3166 alpha-3, or tv.economies.code(name)"
        )
    return code


def kind(code: str) -> str:
    """Tell what a code of the trade table stands for.

    Parameters
    ----------
    code : str
        ISO 3166 alpha-3, `WLD` or one of our own.

    Returns
    -------
    str
        `economy`; `other` (an area not elsewhere specified, bunkers, free zones …); or `group` (the world, too).

    Raises
    ------
    UnknownCodeError
        No such code.

    Examples
    --------
    >>> [kind(code) for code in ("MYS", "SUN", "XOA", "XGE", "WLD")]
    ['economy', 'economy', 'other', 'group', 'group']
    """
    return _kinds().get(known(code), "economy")


def is_group(code: str) -> bool:
    """Tell whether a code stands for several economies, which must not be added to its members: the world, the EU.

    Raises
    ------
    UnknownCodeError
        No such code.

    Examples
    --------
    >>> is_group("WLD"), is_group("XGA"), is_group("MYS"), is_group("XOA")
    (True, True, False, False)
    """
    return kind(code) == "group"


def numbered(number: str) -> list[dict[str, Any]]:
    """Return the rows that UN Comtrade or M49 give a number, written with or without leading zeros."""
    plain = number.lstrip("0") or "0"
    return [row for row in rows() if plain in {row["comtrade"], row["m49"]}]


def in_year(row: dict[str, Any], year: int | None) -> bool:
    """Tell whether a row of the list holds in a year; without a year it does."""
    return year is None or (row["start"] or year) <= year <= (row["end"] or year)


def years(row: dict[str, Any]) -> str:
    """Say a row's code and years: 'SUN to 1991'."""
    start, end = row["start"], row["end"]
    said = [f"from {start}" if start and not end else str(start or ""), f"to {end}" if end else ""]
    return " ".join([row["alpha3"], *filter(None, said)])


def m49(code: str) -> str:
    """M49 number of an economy, three digits: the last it had.

    Raises
    ------
    UnknownCodeError
        No such code, or the UN gives it no M49 number.

    Examples
    --------
    >>> m49("USA"), m49("AFG"), m49("SUN")
    ('840', '004', '810')
    """
    code = known(code)
    found = [row for row in rows() if row["alpha3"] == code and row["m49"]]
    if not found:
        raise UnknownCodeError(f"{code} has no M49 number", _name(code), "use the alpha-3 code")
    return str(max(found, key=lambda row: row["end"] or 9999)["m49"]).zfill(3)


def comtrade(code: str, year: int | None = None) -> str:
    """Number under which UN Comtrade and BACI publish figures of an economy.

    Parameters
    ----------
    code : str
        A code of the trade table.
    year : int, optional
        The year of the figures; without it, the latest number.

    Returns
    -------
    str
        Digits without leading zeros.

    Raises
    ------
    UnknownCodeError
        No such code; or no figures are published under it at all, or not in that year.

    Examples
    --------
    >>> comtrade("USA"), comtrade("USA", 1975), comtrade("IND"), comtrade("XOA")
    ('842', '841', '699', '490')
    >>> comtrade("RUS", 1985)
    Traceback (most recent call last):
    tradeview.errors.UnknownCodeError: UN Comtrade has no figures of RUS in 1985; found: RUS from 1992; ...
    """
    code = known(code)
    used = [row for row in rows() if row["alpha3"] == code and row["comtrade"] and row["use"] == "data"]
    found = [row for row in used if in_year(row, year)]
    if found:
        return str(max(found, key=lambda row: row["end"] or 9999)["comtrade"])
    when = "" if year is None else f" in {year}"
    there = ", ".join(map(years, used)) or _name(code)
    remedy = (
        "XOA (Other Asia, nes) is Taiwan in practice" if code == "TWN" else "tv.economies.codes() has what there is"
    )
    raise UnknownCodeError(f"UN Comtrade has no figures of {code}{when}", there, remedy)


def _name(code: str) -> str:
    return next((f"{code} is {row['name']}" for row in rows() if row["alpha3"] == code), f"{code} is not in its list")
