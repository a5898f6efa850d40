"""What a benchmark found: who took how long, beside whom; printed as a table and kept for the chart.

Contenders take turns within one run, so that whatever else the machine does slows all of them down alike. What counts
is the ratio to the first contender of the same round, in the median over the rounds; beside it stand the lowest and the
highest, which say how far to trust it.
"""

import csv
import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path

FOLDER = Path("out/benchmarks")
WIDTH = 66
EACH_ENGINE = "by hand: "  # before the name of what is measured beside queries by hand of the same engine
NUMBERS = ("seconds", "ratio", "lowest", "highest")
BUDGET = 45.0  # seconds of one race, after which no new round begins


@dataclass(frozen=True)
class Result:
    """One contender: seconds in the median, and times the first contender's (and their range); none where it failed."""

    benchmark: str
    contender: str
    seconds: float | None = None
    ratio: float | None = None
    note: str = ""
    lowest: float | None = None
    highest: float | None = None

    @property
    def spread(self) -> str:
        """How far apart the ratios of the rounds lie; nothing of one round, and of the first itself."""
        if self.lowest is None or self.highest is None or self.lowest == self.highest:
            return ""
        return f"{self.lowest:.2f}\N{EN DASH}{self.highest:.2f}"


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


def race(benchmark: str, contenders: Mapping[str, Contender], rounds: int, *, budget: float = BUDGET) -> list[Result]:
    """Let contenders take turns, as long as the budget of seconds lasts; one that raises an error is out."""
    start = time.perf_counter()
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    failed: dict[str, str] = {}
    for turn in range(rounds):
        if turn and time.perf_counter() - start > budget:
            break
        for name, contender in contenders.items():
            if name in failed or (turn and contender.once):
                continue
            try:
                taken[name].append(contender.times * seconds(contender.run))
            except Exception as error:  # noqa: BLE001 - whatever a peer raises is its result
                failed[name] = f"{type(error).__name__}: {error}".splitlines()[0][:WIDTH]
    first = taken[next(iter(contenders))]
    results = []
    for name, contender in contenders.items():
        if name in failed:
            results.append(Result(benchmark, name, note=f"failed: {failed[name]}"))
        else:
            results.append(summarise(benchmark, name, taken[name], first, contender.note))
    return results


def summarise(benchmark: str, contender: str, taken: list[float], first: list[float], note: str = "") -> Result:
    """Sum up what a contender took in each round, beside what the first contender took in the same."""
    ratios = [own / theirs for own, theirs in zip(taken, first, strict=False)]
    # The first contender may have failed, and then there is nothing to be measured by.
    if not ratios:
        return Result(benchmark, contender, statistics.median(taken), note=note)
    middle = statistics.median(ratios)
    return Result(benchmark, contender, statistics.median(taken), middle, note, min(ratios), max(ratios))


def show(results: list[Result]) -> None:
    """Print the tables, one a benchmark."""
    for _, of_benchmark in groupby(results, key=lambda one: one.benchmark):
        _show_one(list(of_benchmark))


def _show_one(results: list[Result]) -> None:
    print(f"\n{results[0].benchmark}\n{'':{WIDTH}}{'seconds':>10}{'ratio':>10}  {'of all rounds':14}")
    for one in results:
        seconds = "-" if one.seconds is None else f"{one.seconds:.3f}"
        ratio = "-" if one.ratio is None else f"{one.ratio:.2f}"
        print(f"{one.contender:{WIDTH}}{seconds:>10}{ratio:>10}  {one.spread:14}  {one.note}".rstrip())


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
                numbers = {name: float(row[name]) if row.get(name) else None for name in NUMBERS}
                found.append(Result(row["benchmark"], row["contender"], note=row["note"], **numbers))
    return found
