"""What both readings read alike, and what a person has to decide: each row of a comparison is of one or the other."""

import pandas as pd

from tradeview.arguments import check_arguments
from tradeview.errors import NotAFrameError, TableError
from tradeview.readings.compared import BOTH
from tradeview.readings.comparing import COMPARED_DTYPES, OTHER, OTHER_DTYPES, TEXT_OF_CLAIM

SAID = ("reading", "differs", "left_open", "in_text", "not_found")
REMEDY = "pass what tv.compare_readings returns"


def is_compared(frame: object) -> bool:
    """Whether a frame is what `compare_readings` returns."""
    return isinstance(frame, pd.DataFrame) and "reading" in frame and "in_text" in frame


def take_alike(compared: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that both readings have alike, in our columns, as `read_figures` or `read_claims` gives them.

    Raises
    ------
    TableError
        It is not what `compare_readings` returns.

    Examples
    --------
    >>> from tradeview.readings.comparing import compare_readings
    >>> text = "In 2024, exports were RM5.2 billion and imports RM4.1 billion."
    >>> other = [{"value": 5.2e9, "currency": "MYR", "period": 2024, "flow": "export"}]
    >>> take_alike(compare_readings(text, other))["quote"].tolist()
    ['RM5.2 billion']
    """
    alike = compared[_are_alike(compared)].reset_index(drop=True)
    added = {*COMPARED_DTYPES, *(OTHER + name for name in OTHER_DTYPES)}
    ours = alike.drop(columns=[name for name in alike if name in added])
    ours = ours.rename(columns={TEXT_OF_CLAIM: "sentence"})
    # Without the gaps of rows that only the other reading has, the columns are of their own types again.
    whole = {name: "int64" for name in ("text_start", "text_end") if name in ours}
    flags = {name: "bool" for name in ("assumed", "approximate") if name in ours}
    return ours.astype({**whole, **flags})


@check_arguments
def undecided(compared: pd.DataFrame) -> pd.DataFrame:
    """Return what two readings do not have alike: what a person has to decide before it goes anywhere.

    Parameters
    ----------
    compared : pandas.DataFrame
        As `compare_readings` returns it.

    Returns
    -------
    pandas.DataFrame
        Its rows, in all its columns, which one reading has alone, or in which the two differ, or of which one states
        the value, the currency, the period or the flow and the other leaves it open; or which do not stand in the text,
        or have something `not_found`. The other rows are what `draft_ledger` and `check_claims` take of `compared`.

    Raises
    ------
    TableError
        It is not what `compare_readings` returns.

    Examples
    --------
    >>> from tradeview.readings.comparing import compare_readings
    >>> text = "In 2024, exports were RM5.2 billion and imports RM4.1 billion."
    >>> other = [{"value": 5.2e9, "currency": "MYR", "period": 2024, "flow": "export"}]
    >>> undecided(compare_readings(text, other))[["quote", "reading"]]
               quote reading
    0  RM4.1 billion   first
    """
    return compared[~_are_alike(compared)].reset_index(drop=True)


def _are_alike(compared: pd.DataFrame) -> "pd.Series[bool]":
    """Return which rows both readings have alike, with nothing left to decide."""
    if not isinstance(compared, pd.DataFrame):
        raise NotAFrameError("a comparison is a pandas frame", type(compared).__name__, REMEDY)
    missing = [name for name in SAID if name not in compared]
    if missing:
        raise TableError("a comparison says who read what", f"no column {', '.join(missing)}", REMEDY)
    is_read = compared["reading"].eq(BOTH) & compared["value"].notna() & compared["in_text"].eq(True)  # noqa: FBT003
    is_open = compared["differs"].notna() | compared["left_open"].notna() | compared["not_found"].notna()
    return (is_read.fillna(value=False) & ~is_open).astype(bool)
