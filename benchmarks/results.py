"""What a benchmark found: who took how long, beside whom; printed as a table and kept for the chart.

Contenders take turns within one run, so that whatever else the machine does slows all of them down alike. What counts
is the ratio to the first contender, in the median over the rounds.
"""

import csv
import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path("out/benchmarks")
WIDTH = 66


@dataclass(frozen=True)
class Result:
    """One contender: seconds in the median, and times the first contender's; neither where it could not run."""

    benchmark: str
    contender: str
    seconds: float | None = None
    ratio: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Contender:
    """What is timed; a sample is scaled up by `times`, linearly. What runs `once` does so in the first round alone."""

    run: Callable[[], object]
    times: float = 1
    note: str = ""
    once: bool = False


def seconds(run: Callable[[], object]) -> float:
    """Time one call, with the rubbish of the calls before it taken out first."""
    gc.collect()
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def race(benchmark: str, contenders: Mapping[str, Contender], rounds: int) -> list[Result]:
    """Let contenders take turns; one that raises an error is out, and its result says so."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    failed: dict[str, str] = {}
    for turn in range(rounds):
        for name, contender in contenders.items():
            if name in failed or (turn and contender.once):
                continue
            try:
                taken[name].append(contender.times * seconds(contender.run))
            except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
                failed[name] = f"{type(error).__name__}: {error}".splitlines()[0][:WIDTH]
    first = taken[next(iter(contenders))]
    return [
        Result(benchmark, name, note=f"failed: {failed[name]}")
        if name in failed
        else Result(benchmark, name, statistics.median(taken[name]), _ratio(taken[name], first), contender.note)
        for name, contender in contenders.items()
    ]


def _ratio(theirs: list[float], first: list[float]) -> float:
    return statistics.median(their / one for their, one in zip(theirs, first, strict=False))


def show(results: list[Result]) -> None:
    """Print the table."""
    print(f"\n{results[0].benchmark}\n{'':{WIDTH}}{'seconds':>10}{'ratio':>10}")
    for one in results:
        figures = f"{one.seconds:10.3f}{one.ratio:10.2f}" if one.seconds is not None else f"{'-':>10}{'-':>10}"
        print(f"{one.contender:{WIDTH}}{figures}  {one.note}".rstrip())


def keep(name: str, results: list[Result]) -> None:
    """Print results, and write them where the chart finds them."""
    show(results)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*Result.__dataclass_fields__])
        writer.writeheader()
        writer.writerows(asdict(one) for one in results)


def kept() -> list[Result]:
    """Read what all benchmarks found when they last ran."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                numbers = {name: float(row[name]) if row[name] else None for name in ("seconds", "ratio")}
                found.append(Result(row["benchmark"], row["contender"], **numbers, note=row["note"]))
    return found
