"""BACI, CEPII's reconciled trade of the world: yearly files of `t,i,j,k,v,q` become the trade table, on any engine.

A row of BACI is one flow, made by CEPII out of what exporter and importer each reported. It is read as an export of `i`
to `j`, FOB. What `j` imports from `i` is the same row, seen from the other side; it is not written a second time, so
that nothing is counted twice. A balance of two economies is read with both as `reporters` and both as `partners`.
"""

import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview import economies
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.baci.engines import Plan, read, read_pandas
from tradeview.sources.baci.files import REVISIONS, File, chosen, columns, edition, listed, unpacked
from tradeview.sources.opening import LATIN, decoded
from tradeview.table.csv import BrokenLineError, numbered_lines
from tradeview.table.schema import economy_codes

LOG = logging.getLogger("tradeview")

TAIWAN = "158"  # its figures are under 490
PRODUCT = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")
LIST_COLUMNS = (
    ("country_code", "i"),
    ("country_iso3", "iso_3digit_alpha", "iso3"),
    ("country_name", "country_name_full", "name_english"),
)


def read_baci(
    path: str | Path,
    *,
    hs: str = "H5",
    reporters: str | Iterable[str] | None = None,
    partners: str | Iterable[str] | None = None,
    products: str | Iterable[str] | None = None,
    years: int | Iterable[int] | None = None,
    engine: Any = None,
) -> Any:
    r"""Read BACI's trade between all economies into the trade table.

    Parameters
    ----------
    path : path
        One file (`BACI_HS17_Y2022_V202401.csv`), a folder of them, or the archive that CEPII offers. CEPII's list of
        countries is used where it lies beside them, else tradeview's own codes.
    hs : str
        Revision of the HS in which the products are coded, `H0` (HS92) to `H6` (HS22). It is held against the names of
        the files, and is believed where a name does not say it (which is logged).
    reporters, partners : str or several, optional
        Exporters and importers to keep: codes or names of economies, in any language.
    products : str or several, optional
        HS codes to keep, as text with leading zeros; "15" keeps all of chapter 15.
    years : int or several, optional
        Years to keep; files of other years are not opened.
    engine : None, "pandas", "polars", "duckdb", a DuckDB connection or a Spark session
        None returns a pandas frame. All others return that engine's lazy frame over the files, of which nothing is in
        memory yet. An archive is then unpacked to a temporary folder, which goes with the process. What is asked for
        by the arguments above is dropped as the files are scanned, what is filtered later is not.

    Returns
    -------
    pandas.DataFrame, polars.LazyFrame, duckdb.DuckDBPyRelation or pyspark.sql.DataFrame
        One row a flow. `period` (year), `reporter` (exporter), `partner` (importer), `flow` (always `export`),
        `commodity_code` (six digits), `value` (US$ of that year, not thousands), `currency`, `classification`,
        `valuation` (FOB), `net_weight` (kilograms, missing where CEPII has `NA`; 0 is less than half a kilogram),
        `compiled_by` (CEPII) and `source` (the release). An area that is no economy has a code of ours (XOA
        is "Other Asia, nes"; see `tv.economies.codes`); the old product 9999AA, "not specified", is 999999.

    Raises
    ------
    TableError
        There are no files of this revision, several releases, or a file that is none of BACI's or was cut short.
    UnknownCodeError
        Nobody knows an economy or product that was asked for, or a number in the files. On lazy engines, the latter is
        their own error, raised as they collect.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> text = "t,i,j,k,v,q\n2022,458,643,151190,1234.5,  2000.000\n2022,643,458,270112,7.25,      NA\n"
    >>> _ = (folder / "BACI_HS17_Y2022_V202401.csv").write_text(text)
    >>> flows = read_baci(folder, reporters="Malaysia")
    >>> flows[["period", "reporter", "partner", "flow", "commodity_code", "value", "net_weight"]]
       period reporter partner    flow commodity_code      value  net_weight
    0    2022      MYS     RUS  export         151190  1234500.0   2000000.0
    """
    hs = REVISIONS.get(hs, hs)
    wanted = years if years is None else frozenset([years] if isinstance(years, int) else years)
    found = listed(Path(path))
    files = chosen([file for file in found if not file.is_list], hs, wanted, str(path))
    header = columns(files)
    release = files[0].release
    codes, theirs = _codes([file for file in found if file.is_list], release)
    plan = Plan(
        header,
        codes,
        _numbers(reporters, codes),
        _numbers(partners, codes),
        _products(products),
        wanted,
        hs,
        " ".join(filter(None, ["CEPII BACI", edition(hs), release and f"V{release}"])),
    )
    LOG.info("BACI: %d file(s), %s to %s, of %s", len(files), files[0].name, files[-1].name, plan.source)
    if engine is None or engine == "pandas":
        flows = read_pandas([(file.name, file.open) for file in files], plan)
        _refuse_unlisted({"reporter": reporters, "partner": partners}, flows, theirs)
        return flows
    return read(engine, unpacked(files), plan)


def _codes(lists: Sequence[File], release: str) -> tuple[dict[int, str], dict[int, str]]:
    """Codes of the trade table by BACI's number: all that are known, and those of CEPII's list where there is one.

    The list of the same release comes first, then any other, then our own.
    """
    known = economies.codes()
    used = known[known["comtrade"] != TAIWAN]
    ours = {int(number): str(code) for number, code in zip(used["comtrade"], used["alpha3"], strict=True)}
    if not lists:
        LOG.info("BACI: no country_codes_V*.csv beside the files; tradeview's own codes are used")
        return ours, {}
    past = {int(number) for number in used.loc[used["end"].notna() | (used["kind"] != "economy"), "comtrade"]}
    theirs = _theirs(next((file for file in lists if file.release == release), lists[-1]))
    mapped = {number: _economy(*said, ours.get(number), past=number in past) for number, said in theirs.items()}
    listed = {number: code for number, code in mapped.items() if code}
    return ours | listed, listed


def _economy(alpha3: str, name: str, ours: str | None, *, past: bool) -> str | None:
    """Code of what CEPII lists under a number; `ours` is what we have for it, `past` that it is no state of today.

    CEPII's alpha-3 stands where a trade table allows it, save where our own code is the better one: CEPII calls
    Belgium-Luxembourg BEL, the customs union of Southern Africa ZAF, and what is no economy S19; its list of 2020
    calls Antigua and Barbuda ATA, against the name beside it.
    """
    allowed = alpha3 if alpha3 in economy_codes() else None
    if ours and (allowed is None or past or _named(name) == ours):
        return ours
    return allowed


def _named(name: str) -> str | None:
    try:
        return economies.code(name)
    except UnknownCodeError:
        return None


def _theirs(file: File) -> dict[int, tuple[str, str]]:
    """Alpha-3 code and name by number, as CEPII's list has them; its columns changed names in 2024."""
    with file.open() as stream:
        text = decoded(stream.read(), LATIN, file.name)
    asked, remedy = f"{file.name} lists numbers and alpha-3 codes of economies", "take it from CEPII's archive again"
    try:
        lines = [cells for _, cells in numbered_lines(text)]
    except BrokenLineError as broken:
        raise TableError(asked, f"{broken}", remedy) from broken
    header = lines[0] if lines else []
    number, alpha3, name = (next((one for one in names if one in header), "") for names in LIST_COLUMNS)
    if not number or not alpha3:
        raise TableError(asked, f"columns {', '.join(header)}"[:200], remedy)
    # A line that is cut short lacks its last cells.
    rows = [dict(zip(header, cells, strict=False)) for cells in lines[1:]]
    numbered = [row for row in rows if row.get(number, "").isdigit()]
    return {int(row[number]): (row.get(alpha3, ""), row.get(name, "")) for row in numbered}


def _refuse_unlisted(asked: Mapping[str, Any], flows: pd.DataFrame, listed: Mapping[int, str]) -> None:
    """Refuse an economy of which there are no rows since the release counts it in another: older ones have no ZAF."""
    for side, names in asked.items():
        wanted = {economies.code(name) for name in ([names] if isinstance(names, str) else names or ())}
        absent = sorted(wanted - set(listed.values()) - set(flows[side])) if listed else []
        if absent:
            remedy = "older releases count some in others: tv.economies.codes() has 58, 711 and 736 with their years"
            asked_for = f"this release of BACI has no {', '.join(absent)} as {side}"
            raise UnknownCodeError(asked_for, f"{len(listed)} other economies in its list", remedy)


def _numbers(asked: str | Iterable[str] | None, codes: Mapping[int, str]) -> frozenset[int] | None:
    """BACI's numbers of the economies asked for; one economy may have had several."""
    if asked is None:
        return None
    wanted = {economies.code(name) for name in ([asked] if isinstance(asked, str) else asked)}
    absent = sorted(wanted - set(codes.values()))
    if absent:
        remedy = "tv.economies.codes() has BACI's numbers; what it calls Other Asia, nes is XOA"
        raise UnknownCodeError(f"BACI has no number for {', '.join(absent)}", f"{len(codes)} numbers", remedy)
    return frozenset(number for number, code in codes.items() if code in wanted)


def _products(asked: str | Iterable[str] | None) -> frozenset[str] | None:
    if asked is None:
        return None
    wanted = frozenset([asked] if isinstance(asked, str) else asked)
    wrong = [repr(code) for code in wanted if not (isinstance(code, str) and PRODUCT.fullmatch(code))]
    if wrong:
        remedy = "give two, four or six digits as text with leading zeros ('0101', not 101)"
        raise UnknownCodeError("products are HS codes", ", ".join(sorted(wrong)), remedy)
    return wanted
