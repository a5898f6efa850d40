"""Press cuttings: text files in UTF-8, with or without a byte-order mark."""

from pathlib import Path

from tradeview.errors import FigureError
from tradeview.sources.opening import file_at, utf8_text


def read_press_text(path: str | Path) -> str:
    """Read a text, or raise MissingFileError where there is none, FigureError where it is not UTF-8."""
    path = file_at(path)
    return utf8_text(path.read_bytes(), path.name, error=FigureError)
