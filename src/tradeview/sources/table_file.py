"""Files that a person keeps a table in, opened: CSV by comma, semicolon or tab, a workbook, Parquet, packed or not.

Every reader of such a file comes through here, whatever the table is of.
What the table promises is declared where it belongs: the trade table, a rate table, a deflator, a list of claims.
"""

from pathlib import Path

import pandas as pd

from tradeview.sources.containers import Wanted, open_one
from tradeview.sources.json_records import lines_of_records
from tradeview.sources.known_forms import OWN_FORMS, KnownForm
from tradeview.sources.opening import file_at, kind_of, read_file, utf8_text
from tradeview.table.columns import Table
from tradeview.table.csv import read_table, write_lines

TABLE_ENDINGS = (".csv", ".tsv")  # of files that are taken from a folder


def read_table_file(table: Table, path: str | Path) -> pd.DataFrame:
    """Read a file that a person keeps into the checked frame of a declared table.

    Parameters
    ----------
    table : Table
        What it promises: the trade table, rates, a deflator, a list of events.
    path : path
        CSV in UTF-8, with or without byte-order mark, by comma, semicolon or tab; a first line `sep=;` may say which.
        A workbook (.xlsx, .xls, .ods) with one such sheet, Parquet, a list of records in JSON, and what .zip or .gz
        hold of these. Titles above the header and notes below the last row are left out, and said in the log.

    Returns
    -------
    pandas.DataFrame
        The columns and rows of the file; codes are text, an empty cell is a missing value.

    Raises
    ------
    TableError
        (the table's own leaf of it) naming the lines of the file, their columns and what is allowed.
    """
    path = file_at(path, error=table.error)
    wanted = Wanted(
        form=form_of_table(table),
        what=f"a {table.name}",
        asked="{name} is a CSV file",
        error=table.error,
        again="save it again",
    )
    document = open_one(path.name, read_file(path, table.error), wanted)
    called = document.name
    text = document.read_text(lambda data: utf8_text(data, called, "save it as 'CSV UTF-8'", table.error))
    if kind_of(text) == "JSON":
        text = write_lines(lines_of_records(text, called, table.error))
    return read_table(table, text, called)


def form_of_table(table: Table) -> KnownForm:
    """Return the form of files of a declared table: one of those that are known, or a form by its columns alone."""
    for form in OWN_FORMS:
        if table.name == form.table:
            return form
    columns = frozenset(table.required)
    return KnownForm(f"a {table.name}", lambda beginning: columns.issubset(beginning.header), "tradeview")
