"""Codes of economies, as our list and CLDR have them: what every look-up of this room asks. `names` finds one by name.

`data/economy_codes.csv` has every number that UN Comtrade and BACI use, the code it has in a trade table, and its
years. ISO 3166 alpha-3 leads where it has a code, a withdrawn one too: the USSR is SUN, never RUS. Where ISO 3166 kept
a code through a change of territory (DEU, SDN, ETH, YEM, VNM, PAK), so do we, and the years say which number is meant.
What is no economy is carried under codes of our own that ISO 3166 leaves to its users, so that nothing is lost and
nothing counts as a country.

Decided here, since statistics leave it open: UN Comtrade publishes nothing on Taiwan; its 490, "Other Asia, nes", is
Taiwan in practice, but some reporters put unknown Asian partners there. 490 is therefore XOA, never TWN; a caller who
takes it for Taiwan says so: `frame.replace({"partner": {"XOA": "TWN"}})`.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import narwhals as nw
import pandas as pd
from babel.core import get_global

from tradeview.arguments import check_arguments, show_short_signature
from tradeview.errors import UnknownCodeError
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.schema import OWN_CODES, WITHDRAWN_CODES, WORLD, economy_codes, economy_column, one_of

KINDS = ("economy", "other", "group")
USES = ("data", "listed")
# Codes of the same place under another: the World Bank's Kosovo, UN Comtrade's world, and codes that ISO 3166 withdrew
# when a state changed its name and nothing else.
ALIASES = {"XKX": "XKK", "W00": WORLD, "BUR": "MMR", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD"}
CLDR_WORLD = "001"
# ISO 3166-3: withdrawn codes whose alpha-2 belongs to a state of today under another alpha-3.
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
LONGEST_NUMBER = 3  # digits, as M49 writes them
OPEN_END = 9999  # sorts a number that is still in use after all that have ended


def _number_column(name: str) -> Column:
    return Column(name, "text", "a number without leading zeros", lambda column: column.str.contains(r"^[0-9]{1,3}$"))


def _year_column(name: str) -> Column:
    return Column(
        name, "integer", "a year", lambda column: nw.all_horizontal(column > 1900, column < 2100, ignore_nulls=False)
    )


CODES = Table(
    "list of codes of economies",
    (
        _number_column("comtrade"),
        economy_column("alpha3"),
        Column("name", required=True),
        _year_column("start"),
        _year_column("end"),
        one_of("kind", KINDS, required=True),
        one_of("use", USES, required=True),
        _number_column("m49"),
        Column("wits"),
        Column("comtrade_alpha3"),
        Column("note"),
    ),
)
NAMES = Table(
    "list of names of economies",
    (
        economy_column("alpha3"),
        Column("name", required=True),
        Column("language"),
        Column("source", required=True),
    ),
)


class CodeRow(NamedTuple):
    """A row of the list: the code of an economy, its numbers, and the first and last year in which they hold."""

    comtrade: str | None
    alpha3: str
    name: str
    start: int | None
    end: int | None
    kind: str
    use: str
    m49: str | None
    wits: str | None
    comtrade_alpha3: str | None
    note: str | None

    def holds_in(self, year: int) -> bool:
        """Tell whether its years include this one; an open start or end includes all."""
        has_begun = self.start is None or self.start <= year
        has_ended = self.end is not None and self.end < year
        return has_begun and not has_ended

    def code_and_years(self) -> str:
        """Write its code and years: 'SUN to 1991', 'SCG 1992 to 2005'."""
        words = [self.alpha3]
        if self.start:
            words.append(f"{self.start}" if self.end else f"from {self.start}")
        if self.end:
            words.append(f"to {self.end}")
        return " ".join(words)


@cache
def read_code_list() -> pd.DataFrame:
    """Return the list itself, with the rows that UN Comtrade has no number for; callers leave it as it is."""
    return read_own(CODES, "economy_codes.csv")


@cache
def code_rows() -> tuple[CodeRow, ...]:
    """Return the list as rows, a missing cell as None."""
    table = read_code_list()[list(CodeRow._fields)].astype(object)
    filled = table.where(table.notna(), None)
    return tuple(CodeRow(*cells) for cells in filled.itertuples(index=False))


@show_short_signature
def codes() -> pd.DataFrame:
    """Return the list of UN Comtrade's and BACI's numbers, for a reader to join on `comtrade`.

    Returns
    -------
    pandas.DataFrame
        One row a number:

        - `comtrade`: the number as text, without leading zeros
        - `alpha3`: the code in a trade table
        - `name`: UN Comtrade's
        - `start`, `end`: first and last year, missing where open
        - `kind`: `economy`; `other`, what is not elsewhere specified or no place; `group`
        - `use`: `data`; or `listed`, where no figures are published under the number
        - `m49`: number of the same economy in M49
        - `wits`, `comtrade_alpha3`: the World Bank's and UN Comtrade's own alpha-3, where they differ
        - `note`

    Examples
    --------
    >>> codes().set_index("comtrade").loc[["842", "490", "810"], ["alpha3", "name", "kind"]]
             alpha3             name     kind
    comtrade
    842         USA              USA  economy
    490         XOA  Other Asia, nes    other
    810         SUN             USSR  economy
    """
    return read_code_list().dropna(subset="comtrade").reset_index(drop=True)


@cache
def known_codes() -> frozenset[str]:
    """Return the codes that a trade table allows, read from CLDR once."""
    return frozenset(economy_codes())


def require_code(code: str) -> None:
    """Refuse what no trade table allows as an economy."""
    if not isinstance(code, str) or code not in known_codes():
        raise UnknownCodeError(
            f"{code!r} is no economy's code", remedy="use ISO 3166 alpha-3, or tv.economies.code(name)"
        )


@cache
def _kind_by_code() -> dict[str, str]:
    return {row.alpha3: row.kind for row in code_rows()}


@check_arguments
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
    require_code(code)
    return _kind_by_code().get(code, "economy")


@check_arguments
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


def rows_with_number(number: str) -> list[CodeRow]:
    """Return the rows that UN Comtrade or M49 give a number, written with or without leading zeros."""
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        return []
    plain = number.lstrip("0") or "0"
    return [row for row in code_rows() if plain in {row.comtrade, row.m49}]


def rows_with_code(code: str) -> list[CodeRow]:
    """Return the rows of a code: one for each number that it has had."""
    return [row for row in code_rows() if row.alpha3 == code]


def _latest_row(rows: Sequence[CodeRow]) -> CodeRow:
    return max(rows, key=lambda row: row.end or OPEN_END)


def _code_in_words(code: str) -> str:
    rows = rows_with_code(code)
    return f"{code} is {rows[0].name}" if rows else f"{code} is not in its list"


@check_arguments
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
    require_code(code)
    numbered = [row for row in rows_with_code(code) if row.m49]
    if not numbered:
        raise UnknownCodeError(f"{code} has no M49 number", _code_in_words(code), "use the alpha-3 code")
    return str(_latest_row(numbered).m49).zfill(3)


@check_arguments
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
    require_code(code)
    published = [row for row in rows_with_code(code) if row.comtrade and row.use == "data"]
    of_year = [row for row in published if year is None or row.holds_in(year)]
    if of_year:
        return str(_latest_row(of_year).comtrade)
    when = "" if year is None else f" in {year}"
    there = ", ".join(row.code_and_years() for row in published) if published else _code_in_words(code)
    remedy = "tv.economies.codes() has what there is"
    if code == "TWN":
        remedy = "XOA (Other Asia, nes) is Taiwan in practice"
    raise UnknownCodeError(f"UN Comtrade has no figures of {code}{when}", there, remedy)


@cache
def alpha3_by_cldr_code() -> dict[str, str]:
    """Return alpha-3 by CLDR's own code (alpha-2, and 001 for the world); dissolved states have no alpha-2 here."""
    aliases = get_global("territory_aliases")
    not_of_today = WITHDRAWN.union(WITHDRAWN_CODES, *OWN_CODES.values(), {WORLD})
    alpha3_codes = {CLDR_WORLD: WORLD}
    for code in economy_codes() - not_of_today:
        if len(aliases[code]) == 1:
            alpha3_codes[aliases[code][0]] = code
    return alpha3_codes


@cache
def read_name_list() -> pd.DataFrame:
    """Return the list of names itself; callers leave it as it is."""
    return read_own(NAMES, "economy_names.csv")


@cache
def preferred_names() -> dict[str, str]:
    """Return the first name of our own lists by alpha-3: the one shown where CLDR has none."""
    names: dict[str, str] = {}
    for row in read_name_list().itertuples(index=False):
        names.setdefault(row.alpha3, row.name)
    for row in code_rows():
        names.setdefault(row.alpha3, row.name)
    return names
