"""Names of economies as Trade Map writes them, beside those that everybody knows."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import UnknownCodeError

# What it calls otherwise than anybody else; all other names are `tradeview.economies`'s.
NAMES = {
    "Congo": "COG",
    "European Union Nes": "XOU",
    "Europe Othr. Nes": "XOE",
    "Africa not elsewhere specified": "XOF",
    "Rest of Africa Nes": "XOF",
    "America not elsewhere specified": "XOR",
    "LAIA not elsewhere specified": "XOL",
    "CACM not elsewhere specified": "XOM",
    "Asia not elsewhere specified": "XOA",
    "Western Asia not elsewhere specified": "XOW",
}


@cache
def find_code(name: str) -> str | None:
    """Code of an economy in the trade table, by Trade Map's name of it or any other; None where nobody knows it.

    Examples
    --------
    >>> find_code("Taipei, Chinese"), find_code("Viet Nam"), find_code("Ruritania")
    ('TWN', 'VNM', None)
    """
    own = _own_names().get(name.casefold())
    if own is not None:
        return own
    try:
        return code_of_economy(name)
    except UnknownCodeError:
        return None


@cache
def _own_names() -> dict[str, str]:
    return {name.casefold(): code for name, code in NAMES.items()}


def refuse_unknown(called: str, names: Sequence[str]) -> None:
    """Refuse names that no table of economies has, if there are any."""
    unknown = Counter(name for name in names if find_code(name) is None)
    if unknown:
        rows = [f"{name!r}: {count} row(s)" for name, count in unknown.items()]
        asked, found = f"{called} names economies", f"{len(unknown)} that no table of them has"
        raise UnknownCodeError(asked, found, "leave these rows out, or give a frame with their codes", rows)
