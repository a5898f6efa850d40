"""Answers kept on disk, each with the date of its download as its vintage: trade figures are revised.

One JSON file an answer, named after the question and the date, written whole or not at all. The key is no part of it.
A file is believed as little as a server: what is damaged, or answers another question, is set aside and asked anew.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tradeview.errors import ExportError, FetchError, TradeviewError
from tradeview.sources.json_answer import read_json
from tradeview.sources.writing.files import write_together

logger = logging.getLogger("tradeview")

SET_ASIDE = ".dropped"  # what the name of a file ends in that is not believed


class Kept(NamedTuple):
    """Records, and the day (ISO 8601) on which they were downloaded."""

    vintage: str
    records: list[dict[str, Any]]


def believe(_: Kept) -> None:
    """Take an answer as it is."""


def load_answer(folder: Path, question: Mapping[str, str], check: Callable[[Kept], object] = believe) -> Kept | None:
    """Return the newest kept answer to a question, or None.

    One that is damaged, answers another question, or is refused by `check` is None, too: it is set aside under another
    name, and the log says so.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_answer(Path(folder), {"period": "2023"}, Kept("2025-01-31", [{"primaryValue": 1.5}]))
    ...     load_answer(Path(folder), {"period": "2023"}), load_answer(Path(folder), {"period": "2024"})
    (Kept(vintage='2025-01-31', records=[{'primaryValue': 1.5}]), None)
    """
    paths = sorted(folder.glob(f"comtrade-{_digest_of(question)}-*.json"))
    if not paths:
        return None
    try:
        kept = _read_kept(paths[-1], question)
        check(kept)
    except (OSError, ValueError, KeyError, TypeError, TradeviewError) as error:
        found = f"{type(error).__name__}: {error}"
    else:
        return kept
    aside = paths[-1].with_suffix(SET_ASIDE)
    with suppress(OSError):  # where nothing can be moved, it is not believed either
        paths[-1].replace(aside)
    logger.warning(
        "%s is no kept answer of UN Comtrade (%s): set aside as %s, asked anew", paths[-1], found, aside.name
    )
    return None


def _read_kept(path: Path, question: Mapping[str, str]) -> Kept:
    kept = read_json(path.read_bytes())
    if kept["question"] != dict(question):
        raise ValueError("an answer to another question")
    if not isinstance(kept["records"], list):
        raise TypeError("no list of records")
    # It is named as the source of figures.
    return Kept(date.fromisoformat(kept["downloaded"]).isoformat(), kept["records"])


def save_answer(
    folder: Path, question: Mapping[str, str], kept: Kept, hide: Callable[[str], str] = lambda text: text
) -> None:
    """Write an answer, whole or not at all; the folder is made where it is missing. `hide` blots a key out."""
    path = folder / f"comtrade-{_digest_of(question)}-{kept.vintage}.json"
    text = json.dumps({"downloaded": kept.vintage, "question": dict(question), "records": kept.records})
    try:
        write_together({path: hide(text).encode()})
    except ExportError as error:
        found = str(error.__cause__)  # the system's own words
        raise FetchError(f"an answer is kept in {folder}", found, "give a folder that can be written to") from error


def _digest_of(question: Mapping[str, str]) -> str:
    # Sorted, since a question is the same in whatever order it is put.
    return hashlib.sha256(json.dumps(dict(question), sort_keys=True).encode()).hexdigest()[:32]
