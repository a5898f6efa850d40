"""The same answer in every run: whatever the hash seed of Python, and in whichever order the rows come."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from claim_worlds import FAULTS, frame, table, world
from tradeview.claims import check_claims

TESTS = Path(__file__).parents[1]
SEEDS = (0, 1, 2, 3)
ANSWER = """
import hashlib
from claim_worlds import FAULTS, frame, table, world
from tradeview.claims import check_claims
for kind in ("digit", "currency"):
    found = check_claims(frame(FAULTS[kind](world(104)).rows), rates=table())
    print(kind, len(found), hashlib.sha256(found.to_csv(index=False).encode()).hexdigest())
"""


def answer(seed: int) -> str:
    """What a process with a hash seed of its own finds."""
    paths = os.pathsep.join([*sys.path, str(TESTS)])
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": paths}
    command = [sys.executable, "-c", ANSWER]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout


def test_four_hash_seeds_give_one_answer() -> None:
    answers = {answer(seed) for seed in SEEDS}
    assert len(answers) == 1
    assert len(next(iter(answers)).splitlines()) == 2


@pytest.mark.parametrize("kind", ["digit", "year of a claim"])
@pytest.mark.parametrize("order", [1, 2])
def test_shuffled_rows_give_one_answer(kind: str, order: int) -> None:
    rows = FAULTS[kind](world(104)).rows
    shuffled = random.Random(order).sample(rows, len(rows))
    assert shuffled != rows
    one, other = (check_claims(frame(each), rates=table()) for each in (rows, shuffled))
    pd.testing.assert_frame_equal(one, other)
