"""What BACI's codes mean: numbers of economies, by CEPII's list of them where there is one, and products.

BACI has the numbers of UN Comtrade; CEPII's list beside the files says which alpha-3 belongs to each in that release.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from tradeview.arguments import fit_argument
from tradeview.economies.codes import codes as listed_codes
from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.baci.opening import File
from tradeview.sources.opening import LATIN, decode_text
from tradeview.table.csv import BrokenLineError, numbered_lines
from tradeview.table.schema import economy_codes

logger = logging.getLogger("tradeview")

TAIWAN = "158"  # its figures are under 490
PRODUCT = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
# Headers of CEPII's list, which changed in 2024: the usual one first.
NUMBER_COLUMNS = ("country_code", "i")
ALPHA3_COLUMNS = ("country_iso3", "iso_3digit_alpha", "iso3")
NAME_COLUMNS = ("country_name", "country_name_full", "name_english")
SHOWN = 200
Asked = TypeVar("Asked", str, int)


class ListedEconomy(NamedTuple):
    """What CEPII's list says of a number."""

    alpha3: str
    name: str


class EconomyCodes(NamedTuple):
    """Codes of the trade table by BACI's number: all that are known, and those of CEPII's list, if there is one."""

    known: dict[int, str]
    listed: dict[int, str]


def read_economy_codes(files: Sequence[File], release: str) -> EconomyCodes:
    """Find the codes of economies: by the list of the same release, else any other, else by our own numbers."""
    numbers = listed_codes()
    numbers = numbers[numbers["comtrade"] != TAIWAN]
    own = dict(zip(numbers["comtrade"].astype(int).tolist(), numbers["alpha3"].tolist(), strict=True))
    lists = [file for file in files if file.said.holds == "countries"]
    if not lists:
        logger.info("BACI: no country_codes_V*.csv beside the files; tradeview's own codes are used")
        return EconomyCodes(own, {})
    chosen = next((file for file in lists if file.said.release == release), lists[-1])
    is_past = numbers["end"].notna() | (numbers["kind"] != "economy")
    past = set(numbers.loc[is_past, "comtrade"].astype(int).tolist())
    listed = {}
    for number, economy in _read_country_list(chosen).items():
        code = _code_of_listed(economy, own.get(number), past=number in past)
        if code:
            listed[number] = code
    return EconomyCodes(own | listed, listed)


def _code_of_listed(economy: ListedEconomy, own: str | None, *, past: bool) -> str | None:
    """Code of what CEPII lists under a number; `own` is what we have for it, `past` that it is no state of today.

    CEPII's alpha-3 stands where a trade table allows it, save where our own code is the better one: CEPII calls
    Belgium-Luxembourg BEL, the customs union of Southern Africa ZAF, and what is no economy S19; its list of 2020
    calls Antigua and Barbuda ATA, against the name beside it.
    """
    theirs = economy.alpha3 if economy.alpha3 in economy_codes() else None
    if own is None:
        return theirs
    if theirs is None or past:
        return own
    try:
        named = code_of_economy(economy.name)
    except UnknownCodeError:
        return theirs
    return own if named == own else theirs


def _read_country_list(file: File) -> dict[int, ListedEconomy]:
    """Read CEPII's list by number."""
    with file.open() as stream:
        text = decode_text(stream.read(), LATIN, file.name)
    asked, remedy = f"{file.name} lists numbers and alpha-3 codes of economies", "take it from CEPII's archive again"
    try:
        lines = [cells for _, cells in numbered_lines(text)]
    except BrokenLineError as broken:
        raise TableError(asked, f"{broken}", remedy) from broken
    header = lines[0] if lines else []
    number, alpha3 = _find_column(header, NUMBER_COLUMNS), _find_column(header, ALPHA3_COLUMNS)
    name = _find_column(header, NAME_COLUMNS) or ""
    if number is None or alpha3 is None:
        raise TableError(asked, f"columns {', '.join(header)}"[:SHOWN], remedy)
    economies = {}
    for cells in lines[1:]:
        row = dict(zip(header, cells, strict=False))  # a line that is cut short lacks its last cells
        if row.get(number, "").isdecimal():
            economies[int(row[number])] = ListedEconomy(row.get(alpha3, ""), row.get(name, ""))
    return economies


def _find_column(header: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in names if name in header), None)


def as_set(asked: Asked | Iterable[Asked] | None) -> frozenset[Asked] | None:
    """What is asked for as a set, where one name or number stands for itself; None where nothing is said.

    A list of nothing is refused: it is more likely the slip of a filter than the wish for an empty table.
    """
    if asked is None:
        return None
    wanted = frozenset([asked] if isinstance(asked, str | int) else asked)
    if not wanted:
        raise TableError("read_baci reads what is named", "an empty list", "leave the argument out to read all")
    return wanted


def economies_asked(asked: str | Iterable[str] | None) -> frozenset[str] | None:
    """Codes of the economies that are asked for."""
    names = as_set(asked)
    if names is None:
        return None
    return frozenset(code_of_economy(name) for name in names)


def numbers_of_economies(asked: str | Iterable[str] | None, codes: Mapping[int, str]) -> frozenset[int] | None:
    """BACI's numbers of the economies asked for; one economy may have had several."""
    wanted = economies_asked(asked)
    if wanted is None:
        return None
    absent = sorted(wanted - set(codes.values()))
    if absent:
        remedy = "tv.economies.codes() has BACI's numbers; what it calls Other Asia, nes is XOA"
        raise UnknownCodeError(f"BACI has no number for {', '.join(absent)}", f"{len(codes)} numbers", remedy)
    return frozenset(number for number, code in codes.items() if code in wanted)


def products_asked(asked: str | Iterable[str] | None) -> frozenset[str] | None:
    """Codes of the products that are asked for: text of two, four or six digits."""
    kind = str | int | Iterable[str | int] | None
    wanted = as_set(fit_argument("read_baci", "products", asked, kind))
    if wanted is None:
        return None
    wrong = [repr(code) for code in wanted if not (isinstance(code, str) and PRODUCT.fullmatch(code))]
    if wrong:
        remedy = "give two, four or six digits as text with leading zeros ('0101', not 101)"
        raise UnknownCodeError("products are HS codes", ", ".join(sorted(wrong)), remedy)
    return wanted
