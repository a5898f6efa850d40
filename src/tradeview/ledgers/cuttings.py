"""Press cuttings: text files in UTF-8, with or without a byte-order mark."""

from pathlib import Path

from tradeview.errors import FigureError
from tradeview.table.csv import existing


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
    path = existing(path)
    return decoded(path.read_bytes(), path.name)


def decoded(content: bytes, called: str) -> str:
    """Decode a text, which messages call so.

    Raises
    ------
    FigureError
        It is not UTF-8.

    Examples
    --------
    >>> decoded(b"RM5 billion", "the text")
    'RM5 billion'
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FigureError(f"{called} is not UTF-8", f"byte {error.start} cannot be read", "save it as UTF-8") from error
