"""How a file begins: what the recognisers of forms look at, before anything is read whole."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Beginning:
    """The name, the first words and the first lines of a file's table, opened.

    Parameters
    ----------
    name : str
        Of the file, or of the member of an archive that holds the table.
    text : str
        The first characters, decoded; of a workbook or of Parquet its header and first rows as lines of tabs.
    header : tuple of str
        The cells of the first line that is no preamble, as text, blanks stripped.
    rows : tuple of tuple of str
        The cells of the lines behind it, as far as they were looked at.
    """

    name: str
    text: str
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
