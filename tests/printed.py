"""Printed claims as tests write them: a row of a statements table, and files of claims."""

import csv
from pathlib import Path

from frames import Row, plain
from tradeview.ledgers.statements import load

CLAIM: Row = {
    "claim": "a",
    "start": 202401,
    "end": 202412,
    "kind": "level",
    "side": "THA",
    "reporter": "THA",
    "partner": "VNM",
    "flow": "export",
    "commodity_code": "TOTAL",
    "value": 2.5e9,
    "currency": "USD",
}


PRESS = {
    "period": "2023",
    "side": "THA",
    "reporter": "THA",
    "partner": "VNM",
    "flow": "total",
    "commodity": "TOTAL",
    "value": "2.48",
    "currency": "USD",
    "scale": "billion",
}


def claim(**rest: object) -> Row:
    return {**CLAIM, **rest}


def growth(value: float, **rest: object) -> Row:
    return claim(kind="growth", value=value, currency=None, **rest)


def write(folder: Path, *lines: dict[str, str]) -> Path:
    path = folder / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for line in lines for name in line)))
        writer.writeheader()
        writer.writerows(lines)
    return path


def press(folder: Path, **cells: str) -> Row:
    """One row of a press list, loaded."""
    (row,) = plain(load(write(folder, {**PRESS, **cells})))
    return row


def written(folder: Path, **cells: str) -> Row:
    """One row of a statements table, loaded."""
    row = {**{name: str(cell) for name, cell in CLAIM.items()}, "value": "2500000000", **cells}
    (row,) = plain(load(write(folder, row)))
    return row
