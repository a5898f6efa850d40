"""Press cuttings: text files in UTF-8, with or without a byte-order mark."""

from pathlib import Path

from tradeview.errors import FigureError
from tradeview.sources.opening import file_at, utf8_text


def read_cutting(path: str | Path) -> str:
    """Read a text.

    Raises
    ------
    MissingFileError
        There is none.
    FigureError
        It is not UTF-8.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "star.txt"
    ...     _ = path.write_text("RM5 billion")
    ...     read_cutting(path)
    'RM5 billion'
    """
    path = file_at(path)
    return utf8_text(path.read_bytes(), path.name, error=FigureError)
