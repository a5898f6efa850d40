"""Texts with the amounts that a careful reader finds in them, as right readings, and faults that are planted there."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).parent / "readings" / "texts.txt"
MARK = re.compile(
    r"\[\[(?P<quote>.*?)\|(?P<value>.*?)\|(?P<currency>.*?)\|(?P<months>.*?)\|(?P<flow>.*?)\]\]", re.DOTALL
)
MAIN_LANGUAGES = ("en", "de", "fr", "es", "ru", "ja", "zh_Hans", "vi", "id", "ar")
OPEN = ("?", "-")
Row = dict[str, Any]


@dataclass(frozen=True)
class MarkedText:
    """A text, and the right reading of it."""

    language: str
    published: str | None
    text: str
    rows: tuple[Row, ...]


@cache
def marked_texts() -> tuple[MarkedText, ...]:
    """All texts, in the order of the file."""
    _, *blocks = re.split(r"^=== ", TEXTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return tuple(map(read_block, blocks))


def read_block(block: str) -> MarkedText:
    head, _, body = block.partition("\n")
    language, *said = (part.strip() for part in head.split("|"))
    published = said[0].removeprefix("published=") if said else None
    text, rows, at = "", [], 0
    body = body.strip()
    for match in MARK.finditer(body):
        text += body[at : match.start()]
        start, at = len(text), match.end()
        text += match["quote"]
        row = {"quote": match["quote"], "text_start": start, "text_end": len(text), "value": float(match["value"])}
        row |= {"currency": match["currency"], "months": match["months"], "flow": match["flow"]}
        rows.append({name: cell for name, cell in row.items() if cell not in OPEN})
    return MarkedText(language, published, text + body[at:], tuple(rows))


def shift_months(months: str, by: int) -> str:
    """The same stretch, some months on."""
    shifted = []
    for month in months.split("/"):
        number = int(month[:4]) * 12 + int(month[5:]) - 1 + by
        shifted.append(f"{number // 12}-{number % 12 + 1:02}")
    return "/".join(shifted)


def plant_faults(row: Row, rows: tuple[Row, ...], chance: random.Random) -> Iterator[tuple[str, Row]]:
    """Yield what somebody may have got wrong of a row, one fault each, by its kind."""
    value = row["value"]
    digits, _, power = f"{abs(value):.9e}".partition("e")
    place = chance.choice([at for at, digit in enumerate(digits.rstrip("0").rstrip(".")) if digit.isdigit()])
    other = chance.choice([digit for digit in "123456789" if digit != digits[place]])
    slipped = float(f"{digits[:place]}{other}{digits[place + 1 :]}e{power}")
    yield "digit", {**row, "value": slipped if value > 0 else -slipped}
    yield "scale", {**row, "value": value * chance.choice([1e3, 1e-3])}
    yield "point", {**row, "value": value * chance.choice([10, 100, 0.1, 0.01])}
    neighbours = [one["value"] for one in rows if abs(one["value"]) != abs(value)]
    if neighbours:
        yield "neighbour", {**row, "value": chance.choice(neighbours)}
    yield (
        "currency",
        {**row, "currency": chance.choice([code for code in ("USD", "EUR", "MYR") if code != row["currency"]])},
    )
    if "months" in row:
        yield "year", {**row, "months": shift_months(row["months"], chance.choice([12, -12]))}
        if row["months"][:7] == row["months"][8:]:
            yield "month", {**row, "months": shift_months(row["months"], chance.choice([1, -1, 2]))}
    if row.get("flow") in ("export", "import"):
        yield "flow", {**row, "flow": "import" if row["flow"] == "export" else "export"}


def invent_row(row: Row, chance: random.Random) -> Row:
    """A figure that nobody printed, made up on the pattern of another."""
    figure = {name: cell for name, cell in row.items() if name in ("currency", "months", "flow")}
    return {**figure, "value": float(f"{chance.uniform(1, 999) * 10 ** chance.choice([6, 9]):.3g}")}
