"""The forms of files that tradeview knows, each with its recogniser and the function that reads it.

`tv.read` asks them which a file is of, and every reader asks them when a file is not its own, so that it is refused by
name. Of any file exactly one recogniser says yes, or none: no reader is tried in turn.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tradeview.errors import TableError
from tradeview.sources import own_tables, recognising
from tradeview.sources.baci import recognising as baci
from tradeview.sources.beginning import Beginning
from tradeview.sources.comext import recognising as comext
from tradeview.sources.comtrade import recognising as comtrade
from tradeview.sources.trade_map import recognising as trade_map
from tradeview.sources.unread_forms import find_unread_form
from tradeview.sources.wits import recognising as wits
from tradeview.sources.world_bank import recognising as world_bank

SHOWN_COLUMNS, SHOWN_LETTERS = 12, 30
NO_LETTER_OR_DIGIT = re.compile(r"[^0-9a-z]")


@dataclass(frozen=True, eq=False)
class KnownForm:
    """A form of files: what it is called, how it is recognised, which function reads it, which columns it needs.

    Parameters
    ----------
    name : str
        As messages call it: "UN Comtrade", "ledger".
    recognise : callable
        Tells by how a file begins whether it is of this form; exactly one form says yes.
    reader : str
        The public function that reads it.
    table : str
        What the declared table is called that it is read into, where it is one that people keep.
    also_reads : tuple of KnownForm
        Forms that its reader takes, too.
    needs : mapping
        What a table of this form says -> the headers that say it, in small letters and digits alone: by these the
        nearest form is found of a file that is of none.
    """

    name: str
    recognise: Callable[[Beginning], bool]
    reader: str
    table: str = ""
    needs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    also_reads: "tuple[KnownForm, ...]" = ()

    def missing(self, header: tuple[str, ...]) -> list[str]:
        """List what a header does not say that this form needs."""
        names = {NO_LETTER_OR_DIGIT.sub("", cell.lower()) for cell in header}
        return [what for what, headers in self.needs.items() if headers.isdisjoint(names)]


def _name_columns(columns: frozenset[str]) -> dict[str, frozenset[str]]:
    """Say of columns that each goes by its own name alone."""
    return {name: frozenset({NO_LETTER_OR_DIGIT.sub("", name)}) for name in sorted(columns)}


LEDGER = KnownForm("a ledger", own_tables.recognise_ledger, "tv.load", "trade table", _name_columns(own_tables.LEDGER))
COMTRADE = KnownForm("UN Comtrade's", comtrade.recognise, "tv.read_comtrade", needs=comtrade.NEEDS)
BACI = KnownForm("BACI's", baci.recognise, "tv.read_baci", needs=baci.NEEDS)
WITS = KnownForm("of WITS", wits.recognise, "tv.read_wits", needs=wits.NEEDS)
TRADE_MAP = KnownForm("of Trade Map", trade_map.recognise, "tv.read_trade_map")
COMEXT = KnownForm("of Comext", comext.recognise, "tv.read_comext", needs=comext.NEEDS)
OPENDOSM = KnownForm("OpenDOSM's", recognising.recognise_opendosm, "tv.read_opendosm", needs=recognising.OPENDOSM_NEEDS)
ECB_HISTORY = KnownForm("the ECB's", recognising.recognise_ecb, "tv.rates.ecb(base=..., path=...)")
H10 = KnownForm("of the Federal Reserve's H.10", recognising.recognise_h10, "tv.rates.fed_h10")
WORLD_BANK = KnownForm(
    "the World Bank's",
    world_bank.recognise,
    "tv.rates.world_bank for exchange rates, tv.deflators.world_bank for prices",
    needs=world_bank.NEEDS,
)
RATES = KnownForm(
    "a rate table", own_tables.recognise_rates, "tv.rates.read", "rate table", _name_columns(own_tables.RATES)
)
DEFLATOR = KnownForm(
    "a deflator", own_tables.recognise_deflator, "tv.deflators.read", "deflator", _name_columns(own_tables.DEFLATOR)
)
# A draft out of a text, and any ledger, is read as claims, too: each figure is a level.
CLAIMS = KnownForm(
    "a list of claims",
    own_tables.recognise_claims,
    "tv.statements.load",
    "table of statements",
    also_reads=(LEDGER,),
)
EVENTS = KnownForm("a list of events", own_tables.recognise_events, "tv.load_events", "list of events")
COMMODITIES = KnownForm("a commodity list", own_tables.recognise_commodities, "tv.load_commodities", "commodity list")

OWN_FORMS = (LEDGER, RATES, DEFLATOR, CLAIMS, EVENTS, COMMODITIES)
PUBLISHED_FORMS = (COMTRADE, BACI, WITS, TRADE_MAP, COMEXT, OPENDOSM, WORLD_BANK, ECB_HISTORY, H10)
KNOWN_FORMS = (*PUBLISHED_FORMS, *OWN_FORMS)


def find_form(beginning: Beginning) -> KnownForm | None:
    """Find the form that a file is of; None where no recogniser knows it."""
    for form in KNOWN_FORMS:
        if form.recognise(beginning):
            return form
    return None


def refuse_other_form(beginning: Beginning, own: KnownForm, error: type[TableError] = TableError) -> None:
    """Refuse a file that is of another form than the one that was asked for, by its name and with what reads it.

    A file that nobody recognises is left to the reader that was asked, who says what is wrong with it.
    """
    if own.recognise(beginning):
        return
    other = find_form(beginning)
    if other is not None and other not in own.also_reads:
        raise error(f"{beginning.name} is read as {own.name}", f"this is {other.name}: {other.reader}", "call that")
    unread = None if other is not None else find_unread_form(beginning)
    if unread is not None:
        raise error(f"{beginning.name} is read as {own.name}", f"this is {unread.name}", unread.remedy)


def nearest_form(header: tuple[str, ...]) -> tuple[KnownForm, list[str]] | None:
    """Find the form of which the greatest part is there, and what is missing for it; None where no half of one is."""
    nearest: tuple[KnownForm, list[str]] | None = None
    least = 0.5
    for form in KNOWN_FORMS:
        missing = form.missing(header)
        # Of a form of others that lacks nothing the recogniser knows better.
        is_other = not missing and form not in OWN_FORMS
        if form.needs and not is_other and len(missing) / len(form.needs) < least:
            nearest, least = (form, missing), len(missing) / len(form.needs)
    return nearest


def show_columns(header: tuple[str, ...]) -> str:
    """List the columns of a header, in few letters."""
    shown = ", ".join(cell[:SHOWN_LETTERS] for cell in header[:SHOWN_COLUMNS])
    more = len(header) - SHOWN_COLUMNS
    return f"{shown} and {more} more" if more > 0 else shown
