"""Names of economies: any name, in any language, leads to the code, and the code to its name in a language of CLDR.

English names, those of statistical offices and common ones (`data/economies.csv`) are asked first, since they are quick
to load; then CLDR's in all languages; then the first again without accents and punctuation. A name that two economies
share, in one language or two, is refused rather than guessed.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.localedata import locale_identifiers

from tradeview.economies.codes import rows
from tradeview.table.columns import Column, Table
from tradeview.table.csv import read_own
from tradeview.table.schema import OWN_CODES, WITHDRAWN_CODES, WORLD, economy_codes, economy_column

NAMES = Table(
    "list of names of economies",
    (economy_column("alpha3"), Column("name", required=True), Column("source", required=True)),
)

CLDR_WORLD = "001"
# ISO 3166-3: withdrawn codes whose alpha-2 belongs to a state of today under another alpha-3.
WITHDRAWN = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}
NEAR, LIKE = 3, 0.6

Index = dict[str, set[str]]


def _key(name: str) -> str:
    return (
        unicodedata.normalize("NFKC", " ".join(name.split())).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    )


def _plain(name: str) -> str:
    """Key without Latin accents and without punctuation: "Cote d'Ivoire", "U.S.A."."""
    letters = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", _key(name)))
    return " ".join(re.sub(r"[^\w\s]", "", letters.replace("&", " and ")).split()).removeprefix("the ")


@cache
def alpha3_of_cldr() -> dict[str, str]:
    """Return alpha-3 by CLDR's own code (alpha-2, and 001 for the world); dissolved states have no alpha-2 here."""
    aliases = get_global("territory_aliases")
    ours = WITHDRAWN.union(WITHDRAWN_CODES, *OWN_CODES.values())
    today = economy_codes() - ours - {WORLD}
    return {CLDR_WORLD: WORLD, **{aliases[code][0]: code for code in today if len(aliases[code]) == 1}}


@cache
def listed_names() -> dict[str, list[str]]:
    """Return the names of our own list by alpha-3, the preferred one first."""
    names: dict[str, list[str]] = {}
    table = read_own(NAMES, "economies.csv")[["alpha3", "name"]].itertuples(index=False)
    for alpha3, name in [*table, *((row["alpha3"], row["name"]) for row in rows())]:
        names.setdefault(alpha3, []).append(name)
    return names


def _indexed(names: Iterable[tuple[str, str]], *, plain: bool = False) -> Index:
    index: Index = {}
    for alpha3, name in names:
        index.setdefault(_plain(name) if plain else _key(name), set()).add(alpha3)
    return index


def _named(locale: str) -> Iterable[tuple[str, str]]:
    for cldr, name in Locale.parse(locale).territories.items():
        if cldr in alpha3_of_cldr():
            yield alpha3_of_cldr()[cldr], str(name)


@cache
def _quick(*, plain: bool = False) -> Index:
    """Codes by names that load quickly: our list, UN Comtrade's, and CLDR's English ones."""
    ours = [(alpha3, name) for alpha3, names in listed_names().items() for name in names]
    return _indexed([*ours, *_named("en")], plain=plain)


@cache
def _everywhere() -> Index:
    """Codes by every name that CLDR knows in any language, and by the quick ones."""
    index = {name: set(found) for name, found in _quick().items()}
    for locale in locale_identifiers():
        if "_" not in locale:
            for alpha3, name in _named(locale):
                index.setdefault(_key(name), set()).add(alpha3)
    return index


def find(name: str) -> set[str]:
    """Return the codes, of groups too, that go by a name; empty where there is none."""
    found = _quick().get(_key(name)) or _quick(plain=True).get(_plain(name)) or _everywhere().get(_key(name))
    return set(found or ())


def near(name: str) -> str:
    """Say which names look like this one."""
    found = difflib.get_close_matches(_key(name), _quick(), NEAR, LIKE)
    found = found or difflib.get_close_matches(_key(name), _everywhere(), NEAR, LIKE)
    return f"near it are {', '.join(found)}" if found else "nothing near it"
