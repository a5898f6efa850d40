"""BACI, CEPII's reconciled trade of the world: yearly files of `t,i,j,k,v,q` become the trade table, on any engine.

A row of BACI is one flow, made by CEPII out of what exporter and importer each reported. It is read as an export of `i`
to `j`, FOB. What `j` imports from `i` is the same row, seen from the other side; it is not written a second time, so
that nothing is counted twice. A balance of two economies is read with both as `reporters` and both as `partners`.
"""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from tradeview.arguments import check_arguments_but
from tradeview.errors import UnknownCodeError
from tradeview.sources.baci.codes import (
    as_set,
    economies_asked,
    numbers_of_economies,
    products_asked,
    read_economy_codes,
)
from tradeview.sources.baci.engines import Plan, read_lazily, read_pandas
from tradeview.sources.baci.forms import EDITIONS
from tradeview.sources.baci.opening import (
    choose_files,
    find_revision,
    list_files,
    shared_columns,
    unknown_revision,
    unpack_files,
    unpack_tables,
)
from tradeview.sources.baci.printing import look_at_files

logger = logging.getLogger("tradeview")


@check_arguments_but("products")
def read_baci(
    path: str | Path,
    *,
    hs: str | None = None,
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
        countries is used where it lies beside them, else tradeview's own codes. A whole number may be printed as a
        decimal, as programs do that a file went through (`458.0`, `2.022e3`), and blanks may stand around numbers and
        before products. Polars refuses a file that prints so only below its first 64 KB.
    hs : str, optional
        Revision of the HS in which the products are coded, `H0` (HS92) to `H6` (HS22). Without it, that of the names of
        the files; where those say none, or several, it is needed. It is held against the names, and is believed where a
        name does not say it (which is logged).
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
        is "Other Asia, nes"; see `tv.economies.codes`); the old product 9999AA, "not specified", is 999999. Where a
        spreadsheet has shortened values (`1.23E+06`), `low` and `high` are what their digits allow, and `quote` is the
        cell.

    Raises
    ------
    TableError
        There are no files of this revision, several releases, or a file that is none of BACI's, has no lines, was cut
        short, or has names of economies for their numbers.
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
    wanted_years = as_set(years)
    found = list_files(path)
    revision = find_revision(found, hs, str(path))
    files = unpack_tables(choose_files(found, revision, wanted_years, str(path)))
    header = shared_columns(files)
    printing = look_at_files(files, header)
    if revision is None:
        raise unknown_revision(str(path), f"the name of {files[0].name}, which does not say it")
    release = files[0].said.release
    economies = read_economy_codes(found, release)
    source = f"CEPII BACI {EDITIONS[revision]}"
    if release:
        source += f" V{release}"
    plan = Plan(
        header=header,
        codes=economies.known,
        exporters=numbers_of_economies(reporters, economies.known),
        importers=numbers_of_economies(partners, economies.known),
        products=products_asked(products),
        years=wanted_years,
        classification=revision,
        source=source,
        printing=printing,
    )
    logger.info("BACI: %d file(s), %s to %s, of %s", len(files), files[0].name, files[-1].name, source)
    if engine is not None and engine != "pandas":
        return read_lazily(engine, unpack_files(files, len(header)), plan)
    flows = read_pandas(files, plan)
    # Lazy engines are not asked for it: they would have to read all files to answer.
    for side, names in {"reporter": reporters, "partner": partners}.items():
        wanted = economies_asked(names)
        if wanted and economies.listed:
            _refuse_unlisted(side, wanted, flows, economies.listed)
    return flows


def _refuse_unlisted(side: str, wanted: frozenset[str], flows: pd.DataFrame, listed: Mapping[int, str]) -> None:
    """Refuse an economy of which there are no rows since the release counts it in another: older ones have no ZAF."""
    absent = sorted(wanted - set(listed.values()) - set(flows[side]))
    if absent:
        remedy = "older releases count some in others: tv.economies.codes() has 58, 711 and 736 with their years"
        asked = f"this release of BACI has no {', '.join(absent)} as {side}"
        raise UnknownCodeError(asked, f"{len(listed)} other economies in its list", remedy)
