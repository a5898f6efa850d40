"""The form of BACI's files: what their names say, and the columns that their header has to name."""

import csv
import re
from typing import Literal, NamedTuple

from tradeview.errors import TableError

# Editions of the HS, as CEPII calls them, and as the column `classification` does.
REVISIONS = {"HS92": "H0", "HS96": "H1", "HS02": "H2", "HS07": "H3", "HS12": "H4", "HS17": "H5", "HS22": "H6"}
EDITIONS = {revision: edition for edition, revision in REVISIONS.items()}
# BACI_HS17_Y2022_V202401.csv; before 2019 baci92_1995.csv. A second download has (1) behind it.
FLOWS = re.compile(r"baci_?(?:hs)?(?P<hs>\d\d)_y?(?P<year>\d{4})(?:_v(?P<release>\w+))?.*\.[ct]sv", re.IGNORECASE)
COUNTRIES = re.compile(r"country_codes?_?(?:baci\d\d|v(?P<release>\w+))?\.csv", re.IGNORECASE)
COLUMNS = ("t", "i", "j", "k", "v", "q")
OLD_NAMES = {"hs6": "k"}  # of before 2019
SHOWN, SHOWN_LINE = 200, 60


class FileName(NamedTuple):
    """What the name of a file says: what it holds, and of flows edition and year; empty, or 0, where it does not."""

    holds: Literal["flows", "countries", "other"]
    edition: str = ""
    year: int = 0
    release: str = ""


def read_file_name(name: str) -> FileName:
    """Read the name of a file as CEPII gives it.

    Examples
    --------
    >>> read_file_name("BACI_HS17_Y2022_V202401.csv")
    FileName(holds='flows', edition='HS17', year=2022, release='202401')
    >>> read_file_name("country_codes_V202401.csv").holds, read_file_name("mine.csv").holds
    ('countries', 'other')
    """
    flows = FLOWS.fullmatch(name)
    if flows:
        return FileName("flows", f"HS{flows['hs']}", int(flows["year"]), flows["release"] or "")
    countries = COUNTRIES.fullmatch(name)
    if countries:
        return FileName("countries", release=countries["release"] or "")
    return FileName("other")


def read_header(name: str, line: str) -> tuple[str, ...]:
    """Read the first line of a file of flows: its columns in today's names, among which all of BACI's have to be."""
    for separator, called in (("\t", "tabs"), (";", "semicolons")):
        if line.count(separator) > line.count(","):
            asked = f"{name} is no file of BACI, whose cells are separated by commas"
            raise TableError(asked, called, "save it by commas")
    asked = f"{name} is no file of BACI: it needs the columns {', '.join(COLUMNS)}, each once"
    remedy = "download it again from CEPII"
    try:
        # By the file's own line breaks: a lone carriage return, as in old files of Macs, ends no line of BACI's.
        cells = next(csv.reader([line]), [])
    except csv.Error as error:
        raise TableError(asked, f"{line[:SHOWN_LINE]!r}: {error}", remedy) from error
    names = [cell.strip().lower() for cell in cells]
    # A program has numbered the lines, in a column without a name, or has put a separator behind each.
    columns = tuple(OLD_NAMES.get(column, column) or f"column {place}" for place, column in enumerate(names, 1))
    if not set(COLUMNS) <= set(columns) or len(set(columns)) < len(columns):
        found = ", ".join(cells)[:SHOWN] or "nothing"
        raise TableError(asked, found, remedy)
    return columns
