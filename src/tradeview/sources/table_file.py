"""Files that a person keeps a table in, opened: CSV, with comma, semicolon or tab, whatever the table is of.

Every reader of such a file comes through here, so that another container (Excel, say) is opened here for all of them.
What the table promises is declared where it belongs: the trade table, a rate table, a deflator, a list of claims.
"""

from pathlib import Path

import pandas as pd

from tradeview.sources.opening import file_at, read_file, refuse_container, utf8_text
from tradeview.table.columns import Table
from tradeview.table.csv import read_table

TABLE_ENDINGS = (".csv", ".tsv")  # of files that are taken from a folder


def read_table_file(table: Table, path: str | Path) -> pd.DataFrame:
    """Read a file that a person keeps into the checked frame of a declared table.

    Parameters
    ----------
    table : Table
        What it promises: the trade table, rates, a deflator, a list of events.
    path : path
        CSV in UTF-8, with or without byte-order mark, by comma, semicolon or tab; a first line `sep=;` may say which.

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
    data = read_file(path, table.error)
    refuse_container(data, path.name, f"{path.name} is a CSV file", table.error)
    text = utf8_text(data, path.name, "save it as 'CSV UTF-8'", table.error)
    return read_table(table, text, path.name)
