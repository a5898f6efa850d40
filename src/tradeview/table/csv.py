"""CSV files: the project's own and a user's, as a header and numbered lines of cells."""

from pathlib import Path

from tradeview.errors import MissingFileError


def existing(path: str | Path) -> Path:
    """Return a path at which there is something, or raise what is also a FileNotFoundError."""
    path = Path(path)
    if not path.exists():
        raise MissingFileError(f"{path} is to be read", "no such file or folder", "give the path of what is there")
    return path


def data_folder() -> Path:
    """Return the folder of the project's own data: inside the installed package, or beside `src` in a checkout."""
    inside = Path(__file__).parents[1] / "data"
    return inside if inside.is_dir() else Path(__file__).parents[3] / "data"
