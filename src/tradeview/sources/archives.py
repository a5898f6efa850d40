"""What of a downloaded archive is data: providers pack explanations beside it, and macOS its own shadows."""

import re
import zipfile
from collections.abc import Sequence

EXPLAINS = re.compile(r"read[ _-]?me|licen[cs]e|metadata|disclaimer", re.IGNORECASE)


def members(archive: zipfile.ZipFile, suffixes: Sequence[str]) -> list[str]:
    """Names of the members that end in one of the suffixes, without those that explain the data.

    Examples
    --------
    >>> import io
    >>> with zipfile.ZipFile(io.BytesIO(), "w") as archive:
    ...     for name in ("data.csv", "Readme.txt", "__MACOSX/._data.csv", "Metadata_Country.csv"):
    ...         archive.writestr(name, "")
    ...     members(archive, (".csv", ".txt"))
    ['data.csv']
    """
    names = [info.filename for info in archive.infolist() if not info.is_dir()]
    found = [name for name in names if name.lower().endswith(tuple(suffixes)) and not name.startswith("__MACOSX/")]
    return [name for name in found if not EXPLAINS.search(name.rsplit("/", 1)[-1])]
