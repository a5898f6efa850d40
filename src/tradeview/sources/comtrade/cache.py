"""Answers kept on disk, each with the date of its download as its vintage: trade figures are revised.

One JSON file an answer, named after the question and the date, written whole or not at all. The key is no part of it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tradeview.errors import ExportError, FetchError
from tradeview.sources.opening import parse_json
from tradeview.sources.writing import write_together


class Kept(NamedTuple):
    """Records, and the day (ISO 8601) on which they were downloaded."""

    vintage: str
    records: list[dict[str, Any]]


def load_answer(folder: Path, question: Mapping[str, str]) -> Kept | None:
    """Return the newest kept answer to a question, or None; one that is damaged is refused, and nothing is deleted.

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
        kept = parse_json(paths[-1].read_text(encoding="utf-8"))
        if kept["question"] == dict(question) and isinstance(kept["records"], list):
            return Kept(str(kept["downloaded"]), kept["records"])
        found = "an answer to another question"
    except (OSError, ValueError, KeyError, TypeError) as error:
        found = f"{type(error).__name__}: {error}"
    raise FetchError(f"{paths[-1]} is a kept answer of UN Comtrade", found, "delete this file, and fetch again")


def save_answer(folder: Path, question: Mapping[str, str], kept: Kept) -> None:
    """Write an answer, whole or not at all; the folder is made where it is missing."""
    path = folder / f"comtrade-{_digest_of(question)}-{kept.vintage}.json"
    text = json.dumps({"downloaded": kept.vintage, "question": dict(question), "records": kept.records})
    try:
        write_together({path: text.encode()})
    except ExportError as error:
        found = str(error.__cause__)  # the system's own words
        raise FetchError(f"an answer is kept in {folder}", found, "give a folder that can be written to") from error


def _digest_of(question: Mapping[str, str]) -> str:
    # Sorted, since a question is the same in whatever order it is put.
    return hashlib.sha256(json.dumps(dict(question), sort_keys=True).encode()).hexdigest()[:32]
