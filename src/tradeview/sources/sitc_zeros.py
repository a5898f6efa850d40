"""Codes of SITC whose leading zeros a spreadsheet may have taken: 12 is live animals' meat (012), or a division.

Codes of the HS have an even number of digits, so that a zero that is gone is put back. Those of SITC have one to five:
where nothing beside a code says how many, it has one meaning with its zeros and another without.
"""

from collections.abc import Iterable

from tradeview.errors import TableError

MOST_DIGITS = 5


def keeps_zeros(code: str) -> bool:
    """Tell a code that shows that its file has kept leading zeros, of whatever classification.

    Examples
    --------
    >>> keeps_zeros("012"), keeps_zeros("12"), keeps_zeros("0")
    (True, False, False)
    """
    return len(code) > 1 and code.startswith("0")


def may_lack_zeros(code: str) -> bool:
    """Tell a code of SITC that is another one if a zero before it is lost."""
    return code.isdecimal() and len(code) < MOST_DIGITS and not code.startswith("0")


def refuse_lost_zeros(called: str, codes: Iterable[str], error: type[TableError] = TableError) -> None:
    """Refuse codes of SITC of one file where none has a leading zero, and some may have had one."""
    distinct = list(dict.fromkeys(codes))
    if any(map(keeps_zeros, distinct)):
        return
    doubtful = [code for code in distinct if may_lack_zeros(code)]
    if doubtful:
        raise error(
            f"codes of SITC in {called} have their leading zeros, or the level beside them",
            f"{len(doubtful)} codes of which nobody can tell, and none with a zero",
            "give the file as it was downloaded, with its aggregate level, or with codes read as text (dtype=str)",
            [f"{code}, or 0{code}" for code in doubtful],
        )
