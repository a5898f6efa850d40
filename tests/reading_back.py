"""What our own readers make of a sentence, beside the figures that it was made from."""

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

import tradeview as tv
from stories import Figure, Story
from tradeview.periods import ends_of_span, shift_period

# What may befall a figure: it is read as another one, or not at all; its currency, time or base is not read.
WRONG, UNREAD, NO_CURRENCY, NO_TIME, NO_BASE = "wrong", "unread", "no currency", "no time", "no base"
FAULTS = (WRONG, UNREAD, NO_CURRENCY, NO_TIME, NO_BASE)
NEARLY = 1e-9  # of a value: what floats may be off
A_YEAR = 12
PERCENTAGES = {"growth", "annual growth", "share"}
# Kinds of claims that are an amount, of which a sentence says in its own words what it is.
AMOUNTS = {"level", "change", "price", "average"}
Row = dict[str, Any]


@dataclass
class Reading:
    """How a sentence was read: faults by kind, each with the words that show it."""

    faults: dict[str, list[str]] = field(default_factory=dict)

    def note(self, kind: str, words: str) -> None:
        self.faults.setdefault(kind, []).append(words)


def read_back(text: str, language: str, story: Story) -> Reading:
    """Read a sentence by both readers, and hold what they have against what it was made from."""
    reading = Reading()
    amounts = [figure for figure in story.figures if figure.kind == "level"]
    figures = [_row_of_figure(row) for row in tv.read_figures(text, locale=language).to_dict("records")]
    _compare(figures, amounts, story, reading)
    claims = [_row_of_claim(row) for row in tv.read_claims(text, locale=language).to_dict("records")]
    _compare(claims, story.figures, story, reading)
    return reading


def _row_of_figure(row: dict[Any, Any]) -> Row:
    months = None
    if not pd.isna(row["months"]):
        first, last = str(row["months"]).split("/")
        months = int(first.replace("-", "")), int(last.replace("-", ""))
    kind = "rate" if row["kind"] == "rate" else "level"
    return {**row, "kind": kind, "time": months, "base": None}


def _row_of_claim(row: dict[Any, Any]) -> Row:
    time = None if pd.isna(row["start"]) else (int(row["start"]), int(row["end"]))
    base = None if pd.isna(row["base_start"]) else (int(row["base_start"]), int(row["base_end"]))
    kind = None if pd.isna(row["kind"]) else row["kind"]
    if row["unit"] == "percentage point":
        kind = "points"
    return {**row, "kind": kind, "time": time, "base": base}


def _compare(rows: list[Row], told: list[Figure], story: Story, reading: Reading) -> None:
    read: set[int] = set()
    for row in rows:
        if row["kind"] in (None, "rate"):  # no claim: a percentage of which nothing is said, a rate of exchange
            continue
        here = [number for number, figure in enumerate(told) if _has_value(row, figure)]
        faults = [_faults_of(row, told[number], story) for number in here]
        if not faults:
            reading.note(WRONG, _describe(row))
            continue
        # The same number may be said twice, of two times: the reading that fits best is meant.
        best = min(range(len(here)), key=lambda place: (WRONG in faults[place], len(faults[place])))
        read.update(here)
        for fault in faults[best]:
            reading.note(fault, _describe(row))
    for number, figure in enumerate(told):
        if figure.is_asked and number not in read:
            reading.note(UNREAD, f"{figure.kind} {figure.value:.4g}")


def _has_value(row: Row, figure: Figure) -> bool:
    kinds = AMOUNTS if figure.kind == "level" else {figure.kind}
    edge = NEARLY * abs(figure.value)
    return row["kind"] in kinds and row["low"] - edge <= figure.value <= row["high"] + edge


def _faults_of(row: Row, figure: Figure, story: Story) -> list[str]:
    """List what a reading of the right number has otherwise."""
    faults = []
    if pd.isna(row["currency"]):
        if figure.currency:
            faults.append(NO_CURRENCY)
    elif row["currency"] != figure.currency:
        faults.append(WRONG)
    faults += _compare_times(row["time"], figure.span, story, NO_TIME)
    if figure.kind in PERCENTAGES - {"share"}:
        faults += _compare_times(row["base"], figure.base, story, NO_BASE)
    return faults


def _compare_times(read: tuple[int, int] | None, span: int, story: Story, lack: str) -> list[str]:
    """Hold a time against the one that was said; where the sentence says none of this figure, any of its own may be."""
    if read is None:
        return [lack] if span in story.spans else []
    said = {ends_of_span(span)} if span in story.spans else {ends_of_span(each) for each in story.spans}
    if span not in story.spans:
        said |= story.runs
        if lack == NO_BASE:  # a reader takes growth for that on the year before
            said |= {(shift_period(first, -A_YEAR), shift_period(last, -A_YEAR)) for first, last in said}
    return [] if read in said else [WRONG]


def _describe(row: Row) -> str:
    money = "" if pd.isna(row["currency"]) else f" {row['currency']}"
    base = f" on {row['base']}" if row["base"] else ""
    return f"{row['quote']}: {row['kind']} {row['value']:.4g}{money} of {row['time']}{base}"
