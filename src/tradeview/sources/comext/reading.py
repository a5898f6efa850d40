"""Eurostat's Comext, trade in goods of the EU and its members: SDMX-CSV becomes the trade table.

The form has one observation a line, and what is observed is a dimension of it: value, weight and supplementary quantity
of one flow stand one below the other. They become columns of one row, and are never added up.
"""

import logging
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.economies.lookup import code as code_of_economy
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.comext.codes import (
    FLOWS,
    HS_FLOWS,
    INDICATORS,
    MONEY,
    WEIGHT,
    is_classification,
    is_hidden_by_flag,
    is_hidden_by_status,
    read_economy,
    read_period,
    read_product,
    reason_without_code,
    revision_of,
)
from tradeview.sources.comext.columns import (
    CONFIDENTIAL,
    DATAFLOW,
    FLAG,
    NEEDED,
    STRUCTURE,
    TIME,
    TOTALS,
    VALUE,
    code_in,
    find_columns,
    find_other_dimensions,
)
from tradeview.sources.known_forms import COMEXT
from tradeview.sources.table_lines import OneTable, OpenedText
from tradeview.table.columns import Line
from tradeview.table.engines import text_dtype
from tradeview.table.schema import TOTAL

logger = logging.getLogger("tradeview")

Source: TypeAlias = str | Path | pd.DataFrame
Names: TypeAlias = str | Iterable[str] | None

FORM = OneTable(
    COMEXT,
    what="SDMX-CSV of Eurostat's Comext",
    asked="{name} is SDMX-CSV of Eurostat's Comext",
    again="download it from Eurostat's data browser or API as SDMX-CSV, by reporter, partner, product, flow and "
    "indicator",
)
KEYS = ["period", "reporter", "partner", "flow", "commodity_code"]
MOST_DIGITS = 6  # of codes that the trade table takes; those of the Combined Nomenclature have eight
MOST_NAMED = 10  # of the economies that a file has
NO_NUMBER = {"", ":", "nan", "na"}
IN_EUROS = "VALUE_IN_EUROS"
TEXTS = ("reporter", "partner", "flow", "commodity_code", "currency", "classification", "compiled_by", "source")
COLUMNS = (*KEYS, "value", "currency", "classification", "quantity", "net_weight", "compiled_by", "source")
BESIDE = "|"
DATASET = re.compile(r"DS-[0-9]{6}")


@dataclass(frozen=True)
class Facts:
    """The observations of a file, what messages call it, and the data sets that it names."""

    name: str
    cells: pd.DataFrame
    datasets: tuple[str, ...]


@check_arguments
def read_comext(
    source: Source,
    *,
    reporters: Names = None,
    partners: Names = None,
    digits: int | Iterable[int] | None = None,
    classification: str | None = None,
) -> pd.DataFrame:
    r"""Read trade in goods that Eurostat gives as SDMX-CSV (Comext) into the trade table.

    Parameters
    ----------
    source : path or pandas.DataFrame
        The SDMX-CSV of Eurostat's data browser or API, 1.0 or 2.0, with codes, or with labels beside or behind them; a
        .zip or .gz of it; or a frame of its cells.
    reporters, partners : str or several, optional
        Economies to keep, by any code or name; `XGE` is the European Union.
    digits : int or several, optional
        Keep products whose codes have so many digits: 2, 4, 6, or 8. Without it, those that the trade table takes,
        `TOTAL` among them. Codes of eight digits, of the Combined Nomenclature, are kept only where they are asked
        for: `tv.check` refuses them.
    classification : str, optional
        In which products are coded, `H0` to `H6` or `S1` to `S4`. Where the file names a data flow that is known to
        follow the HS (DS-045409, DS-059341), it is the revision in force in the year, since the Combined Nomenclature
        follows it; where it names another, it is asked for; where it names none, products are those of the HS, and the
        column is missing.

    Returns
    -------
    pandas.DataFrame
        `period`, `reporter`, `partner`, `flow`, `commodity_code`, `value` (euros, `currency` EUR), `classification`,
        `quantity` (in the product's supplementary unit, which the file does not name), `net_weight` (kilograms, 0 is
        missing), `compiled_by`, `source`. Left out, and named in the log: what is confidential or empty; parts of
        partners, and groups, that have no code (`XI`, `EU27_2020_EXTRA`); products whose codes have letters.

    Raises
    ------
    TableError
        It is no such file, or is cut short; nothing says how its products are coded; it is broken down by what the
        trade table does not have; an observation stands there twice and unlike; a cell cannot be read; or nothing
        remains.
    UnknownCodeError
        Nobody knows an economy that it names.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> lines = ["DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"]
    >>> for said in ("VALUE_IN_EUROS,2023,1200000", "QUANTITY_IN_100KG,2023,9000"):
    ...     lines.append(f"ESTAT:DS-045409(1.0),01/09/26 11:00:00,A,EL,MY,1511,1,{said},")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "comext.csv"
    ...     _ = path.write_text("\n".join(lines))
    ...     trade = read_comext(path)
    >>> trade[["period", "reporter", "partner", "flow", "commodity_code", "value", "net_weight"]]
       period reporter partner    flow commodity_code      value  net_weight
    0    2023      GRC     MYS  import           1511  1200000.0    900000.0
    """
    if classification is not None and not is_classification(classification):
        raise TableError("a classification is H0 to H6, or S1 to S4", repr(classification), "name one of these")
    opened = _open_facts(source)
    name = opened.name
    wanted = {"reporter": _codes_asked(reporters), "partner": _codes_asked(partners)}
    _refuse_other_classifications(opened, classification)
    facts = _with_keys(name, opened.cells, wanted, classification or "")
    if facts.empty and (reporters is not None or partners is not None):
        raise _refuse_none_asked(name, opened.cells, wanted)
    facts = _keep_digits(name, facts, digits)
    table = _make_columns(name, _with_amounts(name, facts))
    return _finish(table, opened.datasets, classification)


# Opening


def _open_facts(source: Source) -> Facts:
    """Open a file or frame as its observations: the cells of the columns that are known, as text."""
    opened, lines = _open_lines(source)
    name = opened.name
    header = [heading.strip() for heading in lines[0][1]] if lines else []
    places = find_columns(header)
    absent = [column for column in NEEDED if column not in places]
    if absent:
        raise FORM.refuse(name, f"columns {', '.join(header)}"[:200] + f", without {', '.join(absent)}")
    FORM.refuse_ragged(name, lines)
    if len(lines) == 1:
        raise FORM.refuse(name, "no observation", "ask for what Eurostat has")
    columns = list(zip(*(cells for _, cells in lines[1:]), strict=True))
    _refuse_breakdowns(name, columns, header)
    facts = pd.DataFrame({column: pd.Series(columns[place], dtype="object") for column, place in places.items()})
    return Facts(name, _with_points(opened, facts), _find_datasets(facts))


def _open_lines(source: Source) -> tuple[OpenedText, list[Line]]:
    """Open a file or frame: what messages call it, and its lines."""
    if isinstance(source, pd.DataFrame):
        return OpenedText("this frame", "", "lines", ","), FORM.lines_of_frame(source)
    opened = FORM.open_text(source)
    return opened, FORM.split_raw(opened)


def _with_points(opened: OpenedText, facts: pd.DataFrame) -> pd.DataFrame:
    """Write what is observed with decimal points, where a program has put commas in their place."""
    cells = [cell.strip() for cell in facts[VALUE]]
    numbers = [None if cell.lower() in NO_NUMBER else cell for cell in cells]
    of_money = _map(facts["indicators"], code_in) == IN_EUROS
    amounts = [cell for cell, is_money in zip(numbers, of_money, strict=True) if cell and is_money]
    (written,) = FORM.write_points(opened, [numbers], amounts=amounts)
    return facts if written == numbers else facts.assign(**{VALUE: [cell or "" for cell in written]})


def _find_datasets(facts: pd.DataFrame) -> tuple[str, ...]:
    """Find the codes of the data flows that observations say they are of, each once."""
    datasets: dict[str, None] = {}
    for column in (DATAFLOW, STRUCTURE):
        if column not in facts:
            continue
        for cell in facts[column].unique():
            datasets |= dict.fromkeys(DATASET.findall(cell))
    return tuple(datasets)


def _refuse_breakdowns(name: str, columns: Sequence[Sequence[str]], header: Sequence[str]) -> None:
    """Refuse observations by what the trade table has no column for, other than its total."""
    for dimension, place in find_other_dimensions(header).items():
        parts = [cell for cell in dict.fromkeys(columns[place]) if code_in(cell).lower() not in TOTALS]
        if parts:
            asked = f"{name} is of all trade of a reporter with a partner"
            raise TableError(asked, f"parts of it, by {dimension}: {', '.join(parts[:3])}", "download the total of it")


def _refuse_other_classifications(opened: Facts, classification: str | None) -> None:
    """Refuse products that may be of the SITC or of another list where nobody says of which: both have a code 42."""
    others = [dataset for dataset in opened.datasets if not HS_FLOWS.fullmatch(dataset)]
    asked = f"{opened.name} says how its products are coded"
    if classification is None and others:
        remedy = "say classification='S4', or another revision of SITC or HS"
        raise TableError(asked, f"data flow {', '.join(others)}, which is not known to follow the HS", remedy)
    if classification is None and not opened.datasets:
        odd = [code for code in map(code_in, opened.cells["product"].unique()) if code.isdecimal() and len(code) % 2]
        if odd:
            remedy = "say classification='S4', or 'H6' where a leading zero was lost"
            raise TableError(asked, f"no data flow, and codes {', '.join(odd[:3])}", remedy)


def _codes_asked(asked: Names) -> set[str] | None:
    if asked is None:
        return None
    return {code_of_economy(name) for name in ([asked] if isinstance(asked, str) else asked)}


# Keys


def _with_keys(name: str, facts: pd.DataFrame, wanted: dict[str, set[str] | None], classification: str) -> pd.DataFrame:
    """Put the keys of observations in the words of the trade table; leave out what is not wanted, or has no code."""
    when = facts[TIME]
    if "freq" in facts:
        when = when + BESIDE + facts["freq"]
    facts = facts.assign(
        period=_map(when, _read_period),
        flow=_map(facts["flow"], lambda cell: FLOWS.get(code_in(cell).lower())),
        indicators=_map(facts["indicators"], code_in),
        product=_map(facts["product"], code_in),
    )
    _refuse_unread(name, "period", facts["period"], when)
    _refuse_unread(name, "flow", facts["flow"], facts["flow"])
    for side, asked in wanted.items():
        codes = _map(facts[side], code_in)
        known = _map(codes, read_economy)
        if asked is not None:
            is_wanted = known.isin(asked)
            facts, codes, known = facts[is_wanted], codes[is_wanted], known[is_wanted]
        _say_without_code(name, side, codes[known.isna()])
        facts = facts.assign(**{side: known})[known.notna()]
    codes = _map(facts["product"], lambda cell: read_product(cell, classification))
    _log_left_out(name, "products whose codes hide or correct others", facts.loc[codes.isna(), "product"])
    return facts.assign(commodity_code=codes)[codes.notna()]


def _refuse_none_asked(name: str, cells: pd.DataFrame, wanted: dict[str, set[str] | None]) -> TableError:
    """Make the error of a file that has nothing of the economies that are asked for, and name those that it has."""
    there = []
    for side in wanted:
        codes = [read_economy(code_in(cell)) or code_in(cell) for cell in cells[side].unique()]
        there.append(f"{side}s {', '.join(sorted(set(codes))[:MOST_NAMED])}")
    asked = [" ".join(sorted(codes)) for codes in wanted.values() if codes is not None]
    return TableError(f"{name} has rows of {' with '.join(asked)}", "; ".join(there), "choose among them")


def _map(cells: "pd.Series[Any]", read: Callable[[str], Any]) -> "pd.Series[Any]":
    """Read each distinct cell once."""
    places, distinct = pd.factorize(cells)
    meanings = pd.Series([read(cell) for cell in distinct], dtype="object")
    return meanings.take(places).set_axis(cells.index)


def _read_period(said: str) -> int | None:
    """Read a period that stands beside its frequency, if that is said."""
    time, _, frequency = said.partition(BESIDE)
    return read_period(code_in(time), code_in(frequency))


def _refuse_unread(name: str, what: str, read: "pd.Series[Any]", cells: "pd.Series[Any]") -> None:
    if read.isna().any():
        rows = [repr(cell) for cell in cells[read.isna()].unique()]
        asked = f"{name} says the {what} of each observation"
        raise TableError(asked, f"{int(read.isna().sum())} that cannot be read", FORM.again, rows)


def _say_without_code(name: str, side: str, codes: "pd.Series[Any]") -> None:
    """Warn of rows of an economy that has no code, and refuse those of one that nobody knows."""
    unknown = []
    for code, count in Counter(codes).items():
        reason = reason_without_code(code)
        if reason is None:
            unknown.append(f"{code!r}: {count} row(s)")
        else:
            logger.warning("Comext: %s: %d rows left out, of the %s %s: %s", name, count, side, code, reason)
    if unknown:
        remedy = f"name the {side}s that you want: {side}s=[...]"
        asked = f"{name} has {side}s that no table of economies knows"
        raise UnknownCodeError(asked, f"{len(unknown)}", remedy, unknown)


def _log_left_out(name: str, what: str, cells: "pd.Series[Any]") -> None:
    if len(cells):
        shown = ", ".join(str(cell) for cell in cells.unique()[:5])
        logger.info("Comext: %s: %d rows left out, %s: %s", name, len(cells), what, shown)


def _keep_digits(name: str, facts: pd.DataFrame, digits: int | Iterable[int] | None) -> pd.DataFrame:
    """Keep products by the number of digits of their codes; without it, those that the trade table takes."""
    counts = facts["commodity_code"].str.len().where(facts["commodity_code"] != TOTAL, 0)
    if digits is None:
        is_kept = counts <= MOST_DIGITS
        what = f"products of more than {MOST_DIGITS} digits (digits=8 keeps them)"
    else:
        wanted = {int(number) for number in (digits if isinstance(digits, Iterable) else (digits,))}
        is_kept = counts.isin(wanted)
        what = "products of other digits"
    _log_left_out(name, what, facts.loc[~is_kept, "commodity_code"])
    if len(facts) and not is_kept.any():
        there = ", ".join(sorted({TOTAL if not count else f"{count} digits" for count in counts}))
        remedy = "download codes of 2, 4 or 6 digits, or say digits=8, which tv.check refuses"
        raise TableError(f"{name} has products by codes of the HS", f"codes of {there}", remedy)
    return facts[is_kept]


# Amounts


def _with_amounts(name: str, facts: pd.DataFrame) -> pd.DataFrame:
    """Read what is observed, and of what; what is confidential, empty, or of another indicator is left out."""
    is_known = facts["indicators"].isin(INDICATORS)
    _log_left_out(name, "of other indicators", facts.loc[~is_known, "indicators"])
    facts = facts[is_known]
    hidden = pd.Series(data=False, index=facts.index)
    for column, is_hidden in {FLAG: is_hidden_by_flag, CONFIDENTIAL: is_hidden_by_status}.items():
        if column in facts:
            hidden |= _map(facts[column], is_hidden).astype("bool")
    cells = facts[VALUE].astype("str").str.strip()
    is_missing = hidden | cells.str.lower().isin(NO_NUMBER)
    if is_missing.any():
        count = int(is_missing.sum())
        logger.info("Comext: %s: %d observations are missing, %d of them confidential", name, count, int(hidden.sum()))
    facts = facts.assign(**{VALUE: cells})[~is_missing]
    amounts = pd.to_numeric(facts[VALUE], errors="coerce").astype("float64")
    is_wrong = ~((amounts >= 0) & (amounts < math.inf))
    if is_wrong.any():
        rows = facts.loc[is_wrong, [*KEYS, VALUE]].astype(str).agg(", ".join, axis="columns")
        asked = f"{name} has numbers that are not negative"
        raise TableError(asked, f"{int(is_wrong.sum())} others", FORM.again, list(rows))
    scale = facts["indicators"].map({code: indicator.scale for code, indicator in INDICATORS.items()})
    column = facts["indicators"].map({code: indicator.column for code, indicator in INDICATORS.items()})
    return facts.assign(amount=amounts * scale.astype("float64"), column=column)


def _make_columns(name: str, facts: pd.DataFrame) -> pd.DataFrame:
    """Make columns of what is observed: one row for each flow that has a value."""
    facts = facts.drop_duplicates([*KEYS, "column", "amount"])
    twice = facts[facts.duplicated([*KEYS, "column"], keep=False)]
    if len(twice):
        rows = twice[[*KEYS, "indicators", VALUE]].astype(str).agg(", ".join, axis="columns")
        remedy = "keep one of them: EU27_2020 and EU28 are both the European Union"
        asked = f"{name} has one observation of each flow"
        raise TableError(asked, f"{len(twice)} that are unlike", remedy, list(rows))
    table: pd.DataFrame = facts[[*KEYS, "column", "amount"]].pivot(index=KEYS, columns="column", values="amount")
    table = table.reset_index().rename_axis(columns=None)
    if MONEY not in table or table[MONEY].isna().all():
        there = ", ".join(facts["indicators"].unique()) or "none that is not missing"
        raise TableError(f"{name} has values in euros", there, "download the indicator VALUE_IN_EUROS, too")
    without = table[MONEY].isna()
    if without.any():
        logger.info("Comext: %s: %d flows left out, of a quantity without a value", name, int(without.sum()))
    order = facts.drop_duplicates(KEYS)[KEYS]
    return order.merge(table[~without], on=KEYS, how="inner", validate="1:1")


def _finish(table: pd.DataFrame, datasets: tuple[str, ...], classification: str | None) -> pd.DataFrame:
    """Give flows the columns of the trade table, without those that the file says nothing of."""
    table = table.assign(currency="EUR", compiled_by="Eurostat", source=" ".join(["Eurostat Comext", *datasets]))
    if classification is not None:
        table["classification"] = classification
    elif datasets and all(HS_FLOWS.fullmatch(dataset) for dataset in datasets):
        table["classification"] = table["period"].map(revision_of)
    if WEIGHT in table:
        table[WEIGHT] = table[WEIGHT].where(table[WEIGHT] != 0)  # less than its unit, or not known
    table["period"] = table["period"].astype("int64")
    table = table[[column for column in COLUMNS if column in table]]
    return table.astype({column: text_dtype() for column in TEXTS if column in table})
