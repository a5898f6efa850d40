"""Errors planted in true claims of a made-up table: what is true is never called wrong, and what is wrong mostly is."""

from collections.abc import Callable, Iterator
from functools import cache

import pandas as pd
import pytest

import tradeview as tv
from official_trade import Row, amount_of, claims_of, growth, level, months_through, official

FLOWS = ("export", "import", "total", "balance")
SPANS = (
    *((202011, 202011), (201907, 201907), (202102, 202102), (202205, 202205)),
    *((202001, 202008), (202101, 202111), (202204, 202206), (202010, 202012)),
    *((201901, 201912), (202101, 202112)),
)
RATE = 4.0
DOLLARS = pd.DataFrame(
    {"period": months_through(201801, 202312), "base": "USD", "quote": "MYR", "rate": RATE, "source": "bank"}
).assign(kind="average", low=RATE * 0.99, high=RATE * 1.01)


def true_levels() -> list[Row]:
    return [
        level(amount_of(flow, *span), flow=flow, start=span[0], end=span[1], commodity_code="TOTAL")
        for flow in FLOWS
        for span in SPANS
    ]


def true_growths() -> list[Row]:
    found = []
    for flow in FLOWS:
        for start, end in SPANS:
            change = amount_of(flow, start, end) / amount_of(flow, start - 100, end - 100) - 1
            found.append(growth(change, flow=flow, start=start, end=end))
    return found


def with_value(claim: Row, value: float) -> Row:
    moved = value - claim["value"]
    return {**claim, "value": value, "low": claim["low"] + moved, "high": claim["high"] + moved}


def scaled(claim: Row, factor: float) -> Row:
    return {**claim, **{name: claim[name] * factor for name in ("value", "low", "high")}}


def with_digits_swapped(claim: Row) -> Row:
    step = claim["high"] - claim["low"]
    digits = f"{round(abs(claim['value']) / step)}"
    swapped = float(f"{digits[1]}{digits[0]}{digits[2:]}") * step
    return with_value(claim, swapped if claim["value"] > 0 else -swapped)


def of_other_year(claim: Row) -> Row:
    return {**claim, "start": claim["start"] + 100, "end": claim["end"] + 100}


def of_other_flow(claim: Row) -> Row:
    return {**claim, "flow": {"export": "total", "import": "export", "total": "import"}.get(claim["flow"], "export")}


def turned(claim: Row) -> Row:
    return {**claim, "value": -claim["value"], "low": -claim["high"], "high": -claim["low"]}


LEVEL_MISTAKES: dict[str, Callable[[Row], Row]] = {
    "point": lambda claim: scaled(claim, 10),
    "swapped digits": with_digits_swapped,
    "year": of_other_year,
    "currency": lambda claim: {**claim, "currency": "USD"},
    "flow": of_other_flow,
    "level for change": lambda claim: {**claim, "kind": "change"},
}
GROWTH_MISTAKES: dict[str, Callable[[Row], Row]] = {
    "point": lambda claim: scaled(claim, 10),
    "year": of_other_year,
    "flow": of_other_flow,
    "sign": turned,
    "level for growth": lambda claim: with_value(claim, claim["value"] + 1),
}


def truth_of(claim: Row) -> float:
    """What the table has for a claim, as planted, computed the long way."""
    start, end = claim["start"], claim["end"]
    now = amount_of(claim["flow"], start, end) / (RATE if claim["currency"] == "USD" else 1)
    if claim.get("kind", "level") == "level":
        return now
    before = amount_of(claim["flow"], start - 100, end - 100)
    return now - before if claim["kind"] == "change" else now / before - 1


def is_beyond_revision(claim: Row) -> bool:
    """Tell whether no revision explains a planted error: a balance, and its growth, move with those of its flows."""
    off = abs(claim["value"] - truth_of(claim))
    if claim.get("kind") == "growth":
        return off > (0.3 if claim["flow"] == "balance" else 0.03)
    return off > (0.25 if claim["flow"] == "balance" else 0.06) * abs(truth_of(claim))


def planted() -> Iterator[tuple[str, Row]]:
    for claims, mistakes in ((true_levels(), LEVEL_MISTAKES), (true_growths(), GROWTH_MISTAKES)):
        for number, claim in enumerate(claims):
            # In turn, so that every mistake is made of every flow.
            kind = list(mistakes)[number % len(mistakes)]
            wrong = {"currency": None, **mistakes[kind](claim)}
            if wrong["end"] <= 202312 and is_beyond_revision(wrong):
                yield kind, wrong


@cache
def judged(*, wrong: bool) -> pd.DataFrame:
    claims = [claim for _, claim in planted()] if wrong else [*true_levels(), *true_growths()]
    found = tv.judge_claims(claims_of(*claims), against=pd.DataFrame(official()), rates=DOLLARS)
    return found.assign(planted=[kind for kind, _ in planted()]) if wrong else found


def test_what_is_true_matches() -> None:
    found = judged(wrong=False)
    assert len(found) == 80
    assert set(found["verdict"]) == {"matches"}


def test_what_is_wrong_contradicts() -> None:
    found = judged(wrong=True)
    assert len(found) >= 50
    assert set(found["planted"]) == {*LEVEL_MISTAKES, *GROWTH_MISTAKES}
    assert (found["verdict"] == "contradicts").mean() >= 0.9


def test_cannot_tell_is_no_way_out() -> None:
    verdicts = pd.concat([judged(wrong=False)["verdict"], judged(wrong=True)["verdict"]])
    assert (verdicts != "cannot tell").mean() >= 0.9


def test_what_is_proposed_is_mostly_what_was_mistaken() -> None:
    found = judged(wrong=True)
    proposed = found[found["proposal"].notna()]
    assert len(proposed) >= 0.8 * len(found)
    assert (proposed["proposal_kind"] == proposed["planted"]).mean() >= 0.9


@pytest.mark.parametrize("size", [0.002, 0.005])
def test_what_was_true_before_a_revision_is_never_called_wrong(size: float) -> None:
    revised = [
        {**row, "value": row["value"] * (1 + size * (-1) ** (number // 2 + number))}
        for number, row in enumerate(official())
    ]
    claims = claims_of(*true_levels(), *true_growths())
    found = tv.judge_claims(claims, against=pd.DataFrame(revised), rates=DOLLARS)
    assert "contradicts" not in set(found["verdict"])
    assert (found["verdict"] == "cannot tell").mean() < 0.15


def test_november_2020_was_revised() -> None:
    """As the press printed it, beside what the office has today (Department of Statistics Malaysia, OpenDOSM)."""
    about = {"reporter": "MYS", "partner": "WLD", "flow": "export", "commodity_code": "TOTAL", "currency": "MYR"}
    table = pd.DataFrame(
        [{**about, "period": 201911, "value": 80.947e9}, {**about, "period": 202011, "value": 84.721e9}]
    )
    found = tv.judge_claims(claims_of(level(84.43e9), growth(0.043)), against=table)
    assert found["verdict"].tolist() == ["revised", "revised"]
    assert found["official_value"].tolist() == pytest.approx([84.721e9, 0.0466], abs=1e-4)
