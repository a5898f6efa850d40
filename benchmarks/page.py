"""All that the benchmarks found when they last ran, as one page with the machine and versions: out/benchmarks.html.

Run: make bench
"""

import html
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib import metadata
from itertools import groupby
from pathlib import Path

from results import Result, kept

TARGET = Path("out/benchmarks.html")
PACKAGES = ("tradeview", "pandas", "polars", "duckdb", "narwhals", "numpy", "pyarrow")
BY_HAND = Path(__file__).parent / "by_hand"
FLOOR = "The floor is"
# A wide table scrolls in its own box, so that the page is as wide as the screen, also that of a telephone.
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Benchmarks of tradeview</title>
<style>
body { font: 15px/1.45 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: break-word; }
h2 { font-size: 1.05rem; margin: 1.8rem 0 .3rem; }
dt { font-weight: 600; overflow-wrap: anywhere; }
dd { margin: 0 0 .6rem; overflow-wrap: anywhere; }
dl.machine { display: grid; grid-template-columns: fit-content(40%) 1fr; gap: .15rem 1rem; }
dl.machine dt { font-weight: normal; color: #555; }
dl.machine dd { margin: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .15rem .8rem .15rem 0; text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child, td:first-child, td:last-child, th:last-child { text-align: left; white-space: normal; }
td:first-child { min-width: 9rem; }
td:last-child { min-width: 14rem; }
td:last-child:empty { min-width: 0; }
@media (max-width: 40rem) { th, td { padding-right: .5rem; } td:first-child { min-width: 7rem; } }
tr + tr { border-top: 1px solid #ddd; }
</style>
"""


def describe_machine() -> dict[str, str]:
    """Say on what the benchmarks ran, as far as the system tells it."""
    found = {
        "day": datetime.now(tz=UTC).date().isoformat(),
        "system": platform.platform(),
        "processor": _find_processor(),
        "processors": str(os.cpu_count()),
        "memory": _find_memory(),
        "Python": sys.version.split()[0],
    }
    for package in PACKAGES:
        try:
            found[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            found[package] = "not installed"
    if hasattr(os, "getloadavg"):
        found["load in the last 15 minutes"] = f"{os.getloadavg()[2]:.1f} (of this run and all else on the machine)"
    return found


def _find_processor() -> str:
    listed = Path("/proc/cpuinfo")
    if not listed.exists():
        return platform.processor() or "not told"
    names = [line for line in listed.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else platform.machine()


def _find_memory() -> str:
    if "SC_PHYS_PAGES" not in os.sysconf_names:
        return "not told"
    return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GiB"


def read_floors() -> dict[str, str]:
    """Read off the queries by hand what the floor of each function is."""
    floors = {}
    for path in sorted(BY_HAND.glob("*.py")):
        paragraphs = path.read_text(encoding="utf-8").split('"""')[1].split("\n\n")
        for paragraph in paragraphs:
            if paragraph.startswith(FLOOR):
                floors[path.stem] = " ".join(paragraph.split())
    return floors


def write_definitions(rows: Mapping[str, str], *, look: str = "") -> str:
    """Write names, each with what is said of it below or beside it."""
    lines = [f'<dl class="{look}">' if look else "<dl>"]
    for name, said in rows.items():
        lines.append(f"<dt>{html.escape(name)}</dt><dd>{html.escape(said)}</dd>")
    return "\n".join([*lines, "</dl>"])


def write_table(rows: Iterable[Iterable[str]], head: Iterable[str], *, called: str) -> str:
    """Write a table in a box of its own, which is reached by the keyboard and scrolls where the screen is narrow."""
    lines = [f'<div class="scroll" role="region" tabindex="0" aria-label="{html.escape(called)}">', "<table>"]
    named = "".join(f"<th>{html.escape(name)}</th>" for name in head)
    lines.append(f"<tr>{named}</tr>")
    for row in rows:
        cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>", "</div>"])


def write_results(found: list[Result]) -> str:
    """Write the tables of all benchmarks."""
    parts = []
    for benchmark, results in groupby(found, key=lambda one: one.benchmark):
        rows = [
            (
                one.contender,
                "" if one.seconds is None else f"{one.seconds:.3f}",
                "" if one.ratio is None else f"{one.ratio:.2f}",
                one.spread,
                one.note,
            )
            for one in results
        ]
        parts.append(f"<h2>{html.escape(benchmark)}</h2>")
        parts.append(write_table(rows, ("", "seconds", "ratio", "of all rounds", ""), called=benchmark))
    return "\n".join(parts)


def write_page() -> str:
    """Write the whole page: the machine, what no query can go below, and what the benchmarks found."""
    said = (
        "Seconds are medians. A ratio is to the first contender of a table, in the same round; the median of the "
        "rounds, and beside it the lowest and the highest. Ratios of a busy machine are to be trusted as far as these "
        "agree."
    )
    page = [
        HEAD,
        "<h1>Benchmarks of tradeview</h1>",
        f"<p>{said}</p>",
        write_definitions(describe_machine(), look="machine"),
        "<h2>Floors: what no query can go below</h2>",
        write_definitions(read_floors()),
        write_results(kept()),
    ]
    return "\n".join(page) + "\n"


def main() -> None:
    """Write the page."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(write_page(), encoding="utf-8")
    print(f"\n{TARGET}")


if __name__ == "__main__":
    main()
