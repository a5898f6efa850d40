"""Cuttings: texts of the press in a folder, and beside them `sources.csv`, which says who printed each, and when.

Their claims become one table of statements, which `tv.check_claims` takes and a report shows.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradeview.economies.lookup import code as economy_code
from tradeview.errors import StatementError
from tradeview.prose.claims import read_claims
from tradeview.sources.table_file import read_table_file
from tradeview.sources.text_file import ENDINGS, visible_text
from tradeview.table.columns import Column, Table
from tradeview.table.engines import is_missing, text_dtype

SOURCES = "sources.csv"
DATE = r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"
DAY = len("2020-12-28")
LIST_OF_CUTTINGS = Table(
    "list of cuttings",
    (
        Column("file", required=True),
        Column("publisher"),
        Column("title"),
        Column("published", "text", "2020-12-28, 2020-12 or 2020", lambda column: column.str.contains(DATE)),
        Column("address"),
        Column("reporter"),
        Column("partner"),
    ),
    error=StatementError,
)
# What of a line goes beside each claim of its text.
PRINTED = ("publisher", "title", "published", "address")


class Cutting(NamedTuple):
    """A text of the press: its file, and what its line in `sources.csv` says; empty where it has none."""

    path: Path
    line: Mapping[str, str] = {}

    @property
    def day(self) -> str | None:
        """The day that it was published, where the line says the day."""
        published = self.line.get("published", "")
        return published if len(published) == DAY else None


class Cuttings(NamedTuple):
    """The claims of some texts, and the names of the files that no line of `sources.csv` names."""

    claims: pd.DataFrame
    unlisted: tuple[str, ...]


def texts_of_folder(folder: str | Path) -> dict[str, Path]:
    """Find the texts of a folder, by their short names.

    Raises
    ------
    StatementError
        It is no folder, or has no text.
    """
    path = Path(folder)
    if not path.is_dir():
        found = "a file" if path.exists() else "nothing there"
        raise StatementError(f"{path} is a folder of texts", found, f"name a folder of {', '.join(ENDINGS)} files")
    files = sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS)
    if not files:
        raise StatementError(f"{path} is a folder of texts", "none", f"put {', '.join(ENDINGS)} files into it")
    stems = [file.stem for file in files]
    return {file.stem if stems.count(file.stem) == 1 else file.name: file for file in files}


def read_cuttings(
    texts: Mapping[str, Path],
    *,
    reporter: str | None = None,
    partner: str | None = None,
    published: str | None = None,
    locale: str | None = None,
) -> Cuttings:
    """Read the claims of texts, with what the lists beside them say of each.

    Parameters
    ----------
    texts : mapping
        Files by the names that they have in the column `source`, and before the keys of their claims.
    reporter, partner : str, optional
        Codes of the economies that the texts are known to speak of, where a text itself names none. The columns
        `reporter` and `partner` of a list (any code or name) say it of one text.
    published : str, optional
        The day of publication, of texts of which no list says when they were published.
    locale : str, optional
        The language of all texts; without it, told from each.

    Returns
    -------
    Cuttings
        `claims` : as `read_claims` returns them, with `source`, `publisher`, `title`, `published` and `address`.

    Raises
    ------
    StatementError
        A list names a file twice, or one that is not there; or it says a date that is none.
    """
    cuttings = find_cuttings(texts.values())
    tables = []
    for name, cutting in zip(texts, cuttings, strict=True):
        line = cutting.line
        found = claims_of_text(
            visible_text(cutting.path),
            reporter=_economy_of(line, "reporter", reporter),
            partner=_economy_of(line, "partner", partner),
            published=cutting.day if line.get("published") else published,
            locale=locale,
        )
        said = {column: pd.array([line.get(column) or None] * len(found), dtype=text_dtype()) for column in PRINTED}
        if "published" not in line and published is not None:
            said["published"] = pd.array([published] * len(found), dtype=text_dtype())
        tables.append(name_claims(found, name, alone=len(texts) == 1).assign(**said))
    unlisted = [cutting.path.name for cutting in cuttings if not cutting.line]
    return Cuttings(pd.concat(tables, ignore_index=True), tuple(unlisted))


def claims_of_text(
    text: str, *, reporter: str | None, partner: str | None, published: str | None, locale: str | None
) -> pd.DataFrame:
    """Read the claims of one text."""
    return read_claims(text, reporter=reporter, partner=partner, published=published, locale=locale)


def name_claims(claims: pd.DataFrame, name: str, *, alone: bool) -> pd.DataFrame:
    """Name the text that claims are of; of several texts, each claim and observation keeps apart by its name."""
    named = claims.assign(source=pd.array([name] * len(claims), dtype=text_dtype()))
    if alone:
        return named
    for column in ("claim", "observation"):
        named[column] = f"{name}." + claims[column].astype("string")
    return named


def find_cuttings(paths: Iterable[Path]) -> list[Cutting]:
    """Find what the lists beside texts say of each."""
    lines_of: dict[Path, dict[str, Mapping[str, str]]] = {}
    cuttings = []
    for path in paths:
        if path.parent not in lines_of:
            lines_of[path.parent] = read_list_of_cuttings(path.parent)
        cuttings.append(Cutting(path, lines_of[path.parent].get(path.name, {})))
    return cuttings


def read_list_of_cuttings(folder: Path) -> dict[str, Mapping[str, str]]:
    """Read the lines of a folder's `sources.csv` by the names of their files; none where there is no such list."""
    listed = folder / SOURCES
    if not listed.is_file():
        return {}
    lines: dict[str, Mapping[str, str]] = {}
    wrong = []
    for row in read_table_file(LIST_OF_CUTTINGS, listed).to_dict("records"):
        line = {str(column): str(cell).strip() for column, cell in row.items() if not is_missing(cell)}
        name = line["file"]
        if name in lines:
            wrong.append(f"{name}: stands twice")
        if Path(name).name != name or not (folder / name).is_file():
            wrong.append(f"{name}: no file of this folder")
        if not _is_date(line.get("published", "")):
            wrong.append(f"{name}: published {line['published']!r}, which no calendar has")
        lines[name] = line
    if wrong:
        asked = f"{SOURCES} has a line for each text beside it"
        raise StatementError(asked, f"{len(wrong)} wrong", "mend these lines", wrong)
    return lines


def _is_date(written: str) -> bool:
    """Tell whether a date is in the calendar; a month, a year and nothing are."""
    if len(written) != DAY:
        return True
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _economy_of(line: Mapping[str, str], side: str, otherwise: str | None) -> str | None:
    """Return the code of the economy that a line names, else that of all texts."""
    return economy_code(line[side]) if line.get(side) else otherwise
