"""Ten minutes of nearly right inputs into every way in; each fault is made small and kept in out/fuzz/.

`make fuzz` runs it with the seed 1; `fuzzing/campaign.py --seconds 3600 --seed 7 --target ledger` goes on elsewhere. It
ends with 1 where anything but an error of ours came out. The smallest input of each fault that was mended stands in
`tests/fuzzed/`, and is tried by `make test`.
"""

import argparse
import hashlib
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from random import Random
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from targets import ROOT, Target, list_targets

from tradeview.errors import TradeviewError

PATIENCE = 20  # seconds that one input may take
FAULTS = ROOT / "out" / "fuzz"
TRIES = 400  # to make an input smaller


class HangError(Exception):
    """An input took longer than `PATIENCE`."""


def give_up(_signal: int, _frame: FrameType | None) -> None:
    """End an input that takes too long."""
    raise HangError(f"more than {PATIENCE} seconds")


def find_fault(target: Target, data: bytes) -> BaseException | None:
    """Return what an input lets through, other than an error of ours."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        signal.alarm(PATIENCE)
        try:
            target.run(data, Path(folder))
        except TradeviewError:
            return None
        except (Exception, HangError) as fault:  # noqa: BLE001 - whatever comes is what is looked for
            return fault
        except BaseException as fault:
            # A panic of Polars is no Exception.
            if isinstance(fault, KeyboardInterrupt):
                raise
            return fault
        finally:
            signal.alarm(0)
    return None


def name_fault(fault: BaseException) -> str:
    """Return the kind of a fault: its class, and the last of our lines that it passed."""
    ours = [frame for frame in traceback.extract_tb(fault.__traceback__) if "tradeview" in frame.filename]
    place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "outside"
    return f"{type(fault).__name__} {place}"


def make_smaller(data: bytes, is_same: Callable[[bytes], bool]) -> bytes:
    """Return an input of the same fault with as much cut out of it as a few hundred tries allow."""
    size, tries = max(len(data) // 2, 1), 0
    while size and tries < TRIES:
        place = 0
        while place < len(data) and tries < TRIES:
            shorter = data[:place] + data[place + size :]
            tries += 1
            if shorter and is_same(shorter):
                data = shorter
            else:
                place += size
        size //= 2
    return data


def keep_fault(target: Target, data: bytes, fault: BaseException) -> Path:
    """Write the smallest input that does the same into a file, with the traceback beside it."""
    name = name_fault(fault)

    def is_same(shorter: bytes) -> bool:
        found = find_fault(target, shorter)
        return found is not None and name_fault(found) == name

    if not isinstance(fault, HangError):
        data = make_smaller(data, is_same)
    FAULTS.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    path = FAULTS / f"{target.name.replace(' ', '-')}-{digest}"
    path.write_bytes(data)
    path.with_suffix(".log").write_text("".join(traceback.format_exception(fault)), encoding="utf-8")
    return path


def fuzz(target: Target, seconds: float, seed: int) -> tuple[int, dict[str, Path]]:
    """Try inputs for some time; return how many, and where each kind of fault is kept."""
    random = Random(f"{seed} {target.name}")
    kept: dict[str, Path] = {}
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = target.make(random)
        count += 1
        fault = find_fault(target, data)
        if fault is not None and name_fault(fault) not in kept:
            kept[name_fault(fault)] = keep_fault(target, data, fault)
    return count, kept


def main() -> int:
    """Share the time out among the ways in."""
    parser = argparse.ArgumentParser(description="nearly right inputs into every way in")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--target", help="one way in alone")
    asked = parser.parse_args()
    signal.signal(signal.SIGALRM, give_up)
    targets = [target for target in list_targets() if asked.target in {None, target.name}]
    if not targets:
        parser.error(f"no such target; there are: {', '.join(target.name for target in list_targets())}")
    faults = 0
    for target in targets:
        count, kept = fuzz(target, asked.seconds / len(targets), asked.seed)
        faults += len(kept)
        print(f"{target.name:16} {count:7} inputs, {len(kept)} faults", flush=True)
        for name, path in kept.items():
            print(f"    {name}: {path.relative_to(ROOT)}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
