"""One door for files: what a file is, is told by its contents, and it is read by the reader of its form.

Which forms there are, and how each is recognised, stands in `tradeview.sources.known_forms`; here stands what reads
each of them into a table, and what has to be asked of the caller because no file of the form says it.
"""

import difflib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.economies.lookup import code as economy_code
from tradeview.errors import TableError, TradeTableError
from tradeview.ledgers.loading import load
from tradeview.money import deflators, rates
from tradeview.sources.baci.forms import EDITIONS, REVISIONS
from tradeview.sources.baci.opening import list_files
from tradeview.sources.baci.reading import read_baci
from tradeview.sources.beginning import Beginning
from tradeview.sources.comext.reading import read_comext
from tradeview.sources.comtrade.reading import read_comtrade
from tradeview.sources.containers import read_beginnings
from tradeview.sources.first_lines import LETTERS
from tradeview.sources.json_records import AS_RECORDS
from tradeview.sources.known_forms import (
    BACI,
    COMEXT,
    COMTRADE,
    LEDGER,
    NO_LETTER_OR_DIGIT,
    OPENDOSM,
    TRADE_MAP,
    WITS,
    WORLD_BANK,
    KnownForm,
    find_form,
    nearest_form,
    show_columns,
)
from tradeview.sources.opendosm import read_opendosm
from tradeview.sources.opening import describe_broken_json, existing_path, file_at, kind_of
from tradeview.sources.page import find_title
from tradeview.sources.spreadsheets import keep_sheets
from tradeview.sources.trade_map import reading as trade_map
from tradeview.sources.unread_forms import find_unread_form
from tradeview.sources.wits.reading import read_wits
from tradeview.sources.world_bank.indicators import INDICES, RATE
from tradeview.sources.world_bank.recognising import find_indicators
from tradeview.table.columns import LIKENESS
from tradeview.table.csv import NUL
from tradeview.table.engines import text_dtype

logger = logging.getLogger("tradeview")

Economies = str | Iterable[str] | None
SHOWN = 80
SITC_OF_OPENDOSM = "S4"
NO_TEXT = "bytes that are no text, or UTF-16 without the mark that says so"
LETTERS_OF_PAGE = 20_000  # in which a title is looked for: the parser's time grows as their square


# What is asked of the caller where a file of a form does not say it.
OPTIONS = {
    "hs": "the revision of a file of BACI",
    "commodity_code": "the product of a list of Trade Map",
    "unit": "the unit of a list of Trade Map",
    "classification": "how products of a file of Comext or OpenDOSM are coded",
}


@dataclass(frozen=True)
class Asked:
    """What a caller says beside the path: whose trade, with whom, and what a form may have to be told.

    Parameters
    ----------
    reporters, partners : list of str, optional
        Whose rows are kept.
    hs, commodity_code, unit, classification : str, optional
        As `OPTIONS` has them.
    pair : tuple, optional
        Whose trade it is, and with whom, where the file does not say it, and more economies, or all, are kept.
    details : bool
        Whether parts of OpenDOSM's figures (domestic exports, re-exports) are read beside them.
    """

    reporters: list[str] | None = None
    partners: list[str] | None = None
    hs: str | None = None
    commodity_code: str | None = None
    unit: str | None = None
    classification: str | None = None
    pair: tuple[str | None, str | None] | None = None
    details: bool = False

    @property
    def options(self) -> dict[str, str]:
        """What is said for forms that have to be told."""
        said = {name: getattr(self, name) for name in OPTIONS}
        return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True)
class RecognisedFile:
    """A file, or a folder of BACI's, and the form that it was taken for."""

    path: Path
    form: KnownForm
    beginnings: tuple[Beginning, ...]


@dataclass(frozen=True)
class ReadableForm:
    """A form that `read` reads.

    Parameters
    ----------
    form : KnownForm
        Which form.
    called : str
        What it is called in the column `source`, where the file itself says nothing.
    read : callable
        Reads a file of it, as far as it is asked for.
    is_trade : bool
        Whether a trade table comes out.
    asks : tuple of str
        Which of `OPTIONS` may have to be said.
    """

    form: KnownForm
    called: str
    read: Callable[[RecognisedFile, Asked], pd.DataFrame]
    is_trade: bool = True
    asks: tuple[str, ...] = ()


@check_arguments
def read(
    path: str | Path,
    *,
    reporter: Economies = None,
    partner: Economies = None,
    hs: str | None = None,
    commodity_code: str | None = None,
    unit: str | None = None,
    classification: str | None = None,
) -> pd.DataFrame:
    r"""Read a file of any form that tradeview knows; which it is of, is told by its contents.

    Parameters
    ----------
    path : path
        A ledger; a file of UN Comtrade, of WITS or of BACI (of BACI a folder, too), of ITC's Trade Map, of Eurostat's
        Comext or of OpenDOSM, in any of their forms; or a file of the World Bank's exchange rates or price indices. As
        CSV, by comma, semicolon or tab, JSON, a workbook (.xlsx, .xlsm, .xls, .ods), a page saved as .xls, Parquet, and
        what .zip or .gz hold of these.
    reporter, partner : str or several, optional
        Economies to keep, by any code or name. In BACI the reporter is the exporter. Of a list of Trade Map that does
        not say it: whose trade it is, and with whom.
    hs : str, optional
        Revision of the HS (`H0` to `H6`) of a file of BACI, where its name does not say it.
    commodity_code : str, optional
        HS code of the product of a list of Trade Map, or `TOTAL`, where the list does not say it.
    unit : str, optional
        Of a list of Trade Map that does not say it: `EUR thousand`. Without it they are thousands of US dollars.
    classification : str, optional
        In which the products of a file of Comext or OpenDOSM are coded (`H0` to `H6`, `S1` to `S4`), where it does not
        say it; the sections of OpenDOSM are those of `S4`.

    Returns
    -------
    pandas.DataFrame
        What the reader of the form returns: a trade table, of the World Bank's files a rate table or a deflator. Where
        a trade table names no `source`, it names the form and the file.

    Raises
    ------
    TableError
        The file is of no form that is known: its columns are named, and the nearest form with what is missing for it.
        Or it is of a form that has a reader of its own and is no trade (rates, deflators, claims, events), which is
        named; or its reader refuses it.
    UnknownCodeError
        An economy that no table knows.

    See Also
    --------
    tradeview.read_comtrade, tradeview.read_wits, tradeview.read_baci, tradeview.load : Read a file of one form alone.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "BACI_HS17_Y2022_V202401.csv")
    ...     _ = path.write_text("t,i,j,k,v,q\n2022,458,643,151190,1234.5,2.0\n2022,643,458,270112,7.25,1.0\n")
    ...     read(path, reporter="Malaysia")[["period", "reporter", "partner", "value", "source"]]
       period reporter partner      value                   source
    0    2022      MYS     RUS  1234500.0  CEPII BACI HS17 V202401
    """
    return read_as_asked(path, ask_for(reporter, partner, hs, commodity_code, unit, classification))


def ask_for(
    reporter: Economies = None,
    partner: Economies = None,
    hs: str | None = None,
    commodity_code: str | None = None,
    unit: str | None = None,
    classification: str | None = None,
) -> Asked:
    """Put what a caller says beside the path in codes."""
    return Asked(_list_codes(reporter), _list_codes(partner), hs, commodity_code, unit, classification)


def read_as_asked(path: str | Path, asked: Asked) -> pd.DataFrame:
    """Read a file by the reader of its form, as far as it is asked for; each workbook is parsed once."""
    with keep_sheets():
        file = recognise_file(path)
        return _read_as(find_readable(file), file, asked)


def read_trade_as_asked(path: str | Path, asked: Asked) -> pd.DataFrame:
    """Read a file as `read_as_asked` does where a trade table comes out; refuse rates and prices by their name."""
    with keep_sheets():
        file = recognise_file(path)
        readable = find_readable(file)
        if not readable.is_trade:
            found = f"this is {file.form.name}: rates or prices, read by {file.form.reader}"
            raise TableError(f"{file.path.name} is read as trade", found, "give a file of trade")
        return _read_as(readable, file, asked)


def _read_as(readable: ReadableForm, file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    """Read a file of a form that is known, as far as it is asked for."""
    logger.info("%s: taken for %s, read by %s", file.path.name, readable.called, file.form.reader)
    _refuse_needless(file, readable, asked)
    found = readable.read(file, asked)
    if not readable.is_trade:
        return found
    return _with_source(found, f"{readable.called} ({file.path.name})")


def _refuse_needless(file: RecognisedFile, readable: ReadableForm, asked: Asked) -> None:
    """Refuse what is said of a file of another form."""
    if not readable.is_trade and (asked.reporters or asked.partners):
        what = f"{file.path.name} is {file.form.name}: rates and prices, which have no reporter and no partner"
        raise TableError("reporter and partner choose rows of trade", what, "leave them out")
    for option in asked.options:
        if option not in readable.asks:
            raise TableError(f"{option} names {OPTIONS[option]}", f"a file that is {file.form.name}", "leave it out")


def recognise_file(path: str | Path) -> RecognisedFile:
    """Tell of which form a file is, or refuse it with the columns that it has and the nearest form."""
    path = existing_path(path)
    beginnings = _begin_folder(path) if path.is_dir() else read_beginnings(file_at(path))
    forms = {form.name: form for form in map(find_form, beginnings) if form is not None}
    if not forms:
        for unread in filter(None, map(find_unread_form, beginnings)):
            raise TableError(f"{path.name} is of a form that tradeview reads", f"this is {unread.name}", unread.remedy)
        raise _refuse_unknown(path, beginnings)
    if len(forms) > 1:
        rows = [f"{beginning.name}: {form.name}" for beginning in beginnings if (form := find_form(beginning))]
        raise TableError(f"{path.name} holds files of one form", ", ".join(forms), "give them one by one", rows)
    return RecognisedFile(path, next(iter(forms.values())), tuple(beginnings))


def find_readable(file: RecognisedFile) -> ReadableForm:
    """Find what reads a file into a table of trade, rates or prices; refuse one of another kind by name."""
    for readable in READABLE:
        if readable.form is file.form:
            return readable
    asked = f"{file.path.name} is read as trade"
    raise TableError(asked, f"this is {file.form.name}: {file.form.reader}", "call that")


def _begin_folder(folder: Path) -> list[Beginning]:
    """Read how the files of a folder begin: BACI alone comes as one."""
    beginnings = []
    for file in list_files(folder):
        if file.said.holds == "flows":
            beginnings += read_beginnings(file.path)
    if not beginnings:
        asked = f"{folder} is one file, or a folder of BACI's"
        raise TableError(asked, "a folder without files of BACI", "give its files, one at a time")
    return beginnings


def _refuse_unknown(path: Path, beginnings: list[Beginning]) -> TableError:
    """Make the error of a file that nobody recognises: what it has, and which form is the nearest."""
    widest = max(beginnings, key=lambda beginning: len(beginning.header))
    asked = f"{path.name} is of no form that tradeview knows"
    found = _describe_no_table(widest)
    if found:
        return TableError(asked, found, _remedy_of_no_table(found))
    nearest = nearest_form(widest.header)
    found = f"columns {show_columns(widest.header)}"
    if nearest is None:
        remedy = "name its columns as a ledger's (tv.load says which), or call the reader that you mean"
        return TableError(asked, found, remedy)
    form, missing = nearest
    if not missing:
        return _refuse_other_letters(asked, found, form, widest.header)
    hints = []
    for name in missing:
        near = difflib.get_close_matches(name, widest.header, 1, LIKENESS)
        if near:
            hints.append(f"{name}: did you mean {near[0]!r}?")
    remedy = f"the nearest is {form.name} ({form.reader}), which needs the column(s) {', '.join(missing)}"
    return TableError(asked, found, remedy, hints)


def _remedy_of_no_table(found: str) -> str:
    """Say what to do about a file that holds no table, by what it holds."""
    if found.startswith("JSON that"):
        return "download it again: its end is missing, or it is no JSON"
    if found.startswith("JSON"):
        return f"of a message, ask again; of a table {AS_RECORDS}"
    if found == NO_TEXT:
        return "save it as CSV UTF-8, or as a workbook (.xlsx)"
    return "download it again; a saved message or page is no data"


def _refuse_other_letters(asked: str, found: str, form: KnownForm, header: tuple[str, ...]) -> TableError:
    """Make the error of a file that names all columns of a form, in letters of its own."""
    renamed = []
    for what, spellings in form.needs.items():
        written = [cell for cell in header if NO_LETTER_OR_DIGIT.sub("", cell.lower()) in spellings]
        if what not in written:
            renamed.append(f"{written[0]!r} to {what!r}")
    remedy = f"it is nearly {form.name} ({form.reader}): rename the column(s) {', '.join(renamed)}"
    return TableError(asked, found, remedy)


def _describe_no_table(beginning: Beginning) -> str:
    """Say what a file is that holds no table; nothing of one that does."""
    start = beginning.text.lstrip()
    if not start and not beginning.header:
        return "nothing"
    if NUL in start:
        return NO_TEXT
    kind = kind_of(start) if start else "lines"
    if kind == "page":
        return f"a web page: {(find_title(start[:LETTERS_OF_PAGE]) or start)[:SHOWN]!r}"
    if kind == "JSON":
        # Of a longer text this is the start alone, and says nothing of its end.
        broken = describe_broken_json(start) if len(start) < LETTERS else ""
        return f"JSON that is {broken}" if broken else f"JSON: {start[:SHOWN]!r}"
    return "a PDF" if kind == "PDF" else ""


def _list_codes(given: Economies) -> list[str] | None:
    """List the codes of the economies that somebody names."""
    if given is None:
        return None
    names = [given] if isinstance(given, str) else list(given)
    return [economy_code(name) for name in names]


def _with_source(trade: pd.DataFrame, source: str) -> pd.DataFrame:
    """Name the source of rows that name none."""
    if "source" not in trade:
        return trade.assign(source=pd.Series([source] * len(trade), index=trade.index, dtype=text_dtype()))
    return trade.assign(source=trade["source"].fillna(source))


def _read_ledger(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    trade = load(file.path)
    if trade.empty:
        raise TradeTableError(
            f"{file.path.name} is a ledger with rows", "a header alone", "write a row a figure below it"
        )
    return _select(trade, file, asked)


def _select(trade: pd.DataFrame, file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    return select_economies(trade, asked.reporters, asked.partners, file.path.name)


def select_economies(
    trade: pd.DataFrame, reporters: list[str] | None, partners: list[str] | None, called: str
) -> pd.DataFrame:
    """Keep the rows of some reporters and partners; refuse where there are none, naming who is there."""
    kept = trade
    for side, codes in {"reporter": reporters, "partner": partners}.items():
        if codes is not None:
            kept = kept[kept[side].isin(codes)]
    if trade is not kept and kept.empty:
        there = []
        for side in ("reporter", "partner"):
            there.append(f"{side}s {', '.join(sorted(trade[side].unique())[:10])}")
        wanted = [" ".join(codes) for codes in (reporters, partners) if codes]
        raise TradeTableError(f"{called} has rows of {' with '.join(wanted)}", "; ".join(there), "choose among them")
    return kept.reset_index(drop=True)


def _read_comtrade(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    return read_comtrade(file.path, reporters=asked.reporters, partners=asked.partners)


def _read_wits(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    return read_wits(file.path, reporters=asked.reporters, partners=asked.partners)


def _read_trade_map(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    """Read a list, of the reporter and partner that it names, else of those that are asked for."""
    opened = trade_map.open_list(file.path)
    unsaid = opened.find_unsaid()
    reporter = _settle_side("reporter", unsaid, file, asked)
    partner = _settle_side("partner", unsaid, file, asked)
    trade = trade_map.make_trade(opened, trade_map.Given(reporter, partner, asked.commodity_code, asked.unit))
    return _select(trade, file, asked)


def _settle_side(side: str, unsaid: set[str], file: RecognisedFile, asked: Asked) -> str | None:
    """Return the economy that a list is of where it does not say it; of several asked for, nobody can tell which."""
    if side not in unsaid:
        return None
    is_reporter = side == "reporter"
    if asked.pair is not None:
        return asked.pair[0] if is_reporter else asked.pair[1]
    codes = asked.reporters if is_reporter else asked.partners
    if codes and len(codes) > 1:
        found = f"no title that does, and {', '.join(codes)} asked for"
        raise TableError(f"{file.path.name} says its {side}", found, f"say one {side}, which it is of")
    return codes[0] if codes else None


def _read_comext(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    return read_comext(
        file.path, reporters=asked.reporters, partners=asked.partners, classification=asked.classification
    )


def _read_opendosm(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    classification = asked.classification or SITC_OF_OPENDOSM
    trade = read_opendosm(file.path, classification=classification, details=asked.details)
    return _select(trade, file, asked)


def _read_baci(file: RecognisedFile, asked: Asked) -> pd.DataFrame:
    revision = asked.hs or find_revision(file.path)
    trade: Any = read_baci(file.path, hs=revision, reporters=asked.reporters, partners=asked.partners)
    if trade.empty:
        wanted = " with ".join(" ".join(codes) for codes in (asked.reporters, asked.partners) if codes)
        raise TradeTableError(f"{file.path.name} has rows of {wanted or 'trade'}", "none", "choose others")
    return trade


def find_revision(path: Path) -> str:
    """Find the revision of the HS that the names of BACI's files say, or ask for it."""
    editions = sorted({file.said.edition for file in list_files(path) if file.said.holds == "flows"})
    if len(editions) == 1:
        return REVISIONS[editions[0]]
    found = f"files of {', '.join(editions)}" if editions else "a name that does not say it"
    remedy = f"say hs=, one of {', '.join(EDITIONS)} (--hs on the command line)"
    raise TableError(f"{path.name} is BACI's, in a revision of the HS", found, remedy)


def _read_world_bank(file: RecognisedFile, _: Asked) -> pd.DataFrame:
    named = dict.fromkeys(indicator for beginning in file.beginnings for indicator in find_indicators(beginning))
    others = [indicator for indicator in named if indicator in INDICES]
    if RATE in named:
        if others:
            words = ", ".join(others)
            logger.warning("%s: read of %s; left out: %s (tv.deflators.world_bank)", file.path.name, RATE, words)
        return rates.world_bank(file.path)
    if others:
        return deflators.world_bank(file.path)
    asked = f"{file.path.name} is of the World Bank's exchange rates or price indices"
    raise TableError(asked, ", ".join(named), f"give one of {RATE}, {', '.join(INDICES)}")


READABLE = (
    ReadableForm(LEDGER, "a ledger", _read_ledger),
    ReadableForm(COMTRADE, "UN Comtrade", _read_comtrade),
    ReadableForm(BACI, "BACI", _read_baci, asks=("hs",)),
    ReadableForm(WITS, "WITS", _read_wits),
    ReadableForm(TRADE_MAP, "ITC Trade Map", _read_trade_map, asks=("commodity_code", "unit")),
    ReadableForm(COMEXT, "Eurostat Comext", _read_comext, asks=("classification",)),
    ReadableForm(OPENDOSM, "OpenDOSM", _read_opendosm, asks=("classification",)),
    ReadableForm(WORLD_BANK, "the World Bank", _read_world_bank, is_trade=False),
)
