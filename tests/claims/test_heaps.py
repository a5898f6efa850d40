"""Heaps of claims of 26 other pairs, as printed and with one fault each: `tests/claims/`.

`heaps.csv`: what was printed, with the site where it was read in `address` (titles are ours), and ten heaps of invented
figures (`invented`) in the ways of the press. `faults.csv`: what is changed in a heap, and which claims are then
suspected and what is proposed; a `gap` names a fault that contradicts something and is not traced yet, or is `listed`
with others among the explanations.
"""

import csv
import random
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tradeview.claims import book, check_claims
from tradeview.claims.explain.explanations import explain_claims
from tradeview.money import rates

FOLDER = Path(__file__).parent
Row = dict[str, object]


def lines(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


HEAPS: dict[str, list[Row]] = {}
for line in lines("heaps.csv"):
    cells: Row = {name: cell or None for name, cell in line.items() if name != "heap"}
    HEAPS.setdefault(line["heap"], []).append({**cells, "value": float(line["value"])})
FAULTS = lines("faults.csv")


@cache
def days() -> pd.DataFrame:
    return rates.ecb(base="USD", days_range=True)


def check(heap: list[Row]) -> pd.DataFrame:
    return check_claims(pd.DataFrame(heap), rates=days())


def faulty(fault: dict[str, str]) -> list[Row]:
    """The heap with its fault, written as in `claim: column=value column=value; claim: ...`."""
    heap = {str(row["claim"]): dict(row) for row in HEAPS[fault["heap"]]}
    for change in fault["change"].split("; "):
        key, _, cells_changed = change.partition(": ")
        for cell in cells_changed.split(" "):
            name, _, value = cell.partition("=")
            heap[key][name] = float(value) if name == "value" else value or None
    return list(heap.values())


def findings(table: pd.DataFrame) -> set[tuple[frozenset[str], str]]:
    rows = table[table["suspects"].notna()]
    return {
        (frozenset(str(keys).split(", ")), str(cure))
        for keys, cure in zip(rows["suspects"], rows["proposal"], strict=True)
    }


@pytest.mark.parametrize("name", HEAPS)
def test_nothing_contradicts_in_what_was_printed(name: str) -> None:
    found = check(HEAPS[name])
    assert found[found["verdict"] == "contradicts"].empty
    assert not findings(found)
    assert len(found)
    assert set(found["verdict"]) <= {"agrees", "cannot tell"}


def fault_is_listed(fault: dict[str, str]) -> bool:
    """Whether an explanation gives every changed cell back what was printed."""
    said = explain_claims(pd.DataFrame(faulty(fault)), rates=days())
    printed = {str(row["claim"]): row for row in HEAPS[fault["heap"]]}
    true = set()
    for change in fault["change"].split("; "):
        key, _, cells_changed = change.partition(": ")
        for cell in cells_changed.split(" "):
            name = cell.partition("=")[0]
            was = printed[key][name]
            true.add((key, name, f"{was:.0f}" if name == "value" else was))
    return any(
        true <= set(zip(rows["claim"], rows["field"], rows["proposed"], strict=True))
        for _, rows in said.groupby(["contradiction", "explanation"])
    )


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault['heap']}, {fault['fault']}")
def test_a_fault_is_traced_to_its_claim_and_cured(fault: dict[str, str]) -> None:
    table = check(faulty(fault))
    assert "contradicts" in set(table["verdict"])
    changed = {change.partition(": ")[0] for change in fault["change"].split("; ")}
    if fault["gap"] == "listed":
        assert fault_is_listed(fault)
        assert all(keys <= changed for keys, _ in findings(table))
    elif fault["gap"]:
        assert not any(keys == changed and cure != "nan" for keys, cure in findings(table))
    else:
        assert (frozenset(fault["suspects"].split(", ")), fault["proposal"]) in findings(table)
        assert all(keys & changed for keys, _ in findings(table))


@pytest.mark.parametrize("fault", FAULTS[::6], ids=lambda fault: f"{fault['heap']}, {fault['fault']}")
def test_findings_do_not_depend_on_the_order_of_rows(fault: dict[str, str]) -> None:
    heap = faulty(fault)
    shuffled = random.Random(7).sample(heap, len(heap))
    assert findings(check(shuffled)) == findings(check(heap))
    assert sorted(check(shuffled)["sentence"]) == sorted(check(heap)["sentence"])


def test_sentences_are_plain_english() -> None:
    said = " ".join(sentence for fault in FAULTS for sentence in check(faulty(fault))["sentence"])
    assert "a 10th" not in said
    assert "nan" not in said
    assert "None" not in said
    assert "1 tests" not in said


def test_a_big_heap_of_one_pair_with_a_fault_is_weighed_without_trying_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # 270 claims, one a thousand times too large: worlds made again are few, however many claims there are.
    heap: list[Row] = []
    for year in range(2009, 2024):
        amounts = {"export": 1.5e9 + 1.1e8 * (year - 2009), "import": 2.3e9 + 0.7e8 * (year - 2009)}
        amounts["total"] = sum(amounts.values())
        for publisher in "ABCDEF":
            for flow, amount in amounts.items():
                common = {"start": f"{year}-01", "end": f"{year}-12", "flow": flow, "publisher": publisher}
                common |= {"side": "KOR", "reporter": "KOR", "partner": "CHL", "title": str(year)}
                heap.append({**common, "kind": "level", "value": float(f"{amount:.3g}"), "currency": "USD"})
    heap[100]["value"] = 1e3 * float(str(heap[100]["value"]))
    made: list[int] = []
    post_init = book.ClaimBook.__post_init__
    monkeypatch.setattr(
        book.ClaimBook, "__post_init__", lambda self: (made.append(len(self.claims)), post_init(self))[1]
    )
    found = check(heap)
    assert (frozenset({"101"}), "digit: a thousandth") in findings(found)
    assert sum(made) < 100 * len(heap)
