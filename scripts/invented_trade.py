"""Make notebooks/data/invented_trade.csv: the trade of an invented world, in the form of a UN Comtrade download.

Eight economies, fifteen chapters of HS, 2018 to 2023, told by both sides. The codes are real, since readers know no
others; not one figure is. The laws:

- A flow in its first year is a product of weights by Zipf's law (the r-th exporter, importer and chapter weigh 1/r),
  of a log-normal advantage of the exporter in the chapter (spread 1.2) and of a log-normal affinity of the pair in the
  chapter (spread 1.0). Who is the r-th is drawn. All flows of that year add up to US$ 900 billion.
- An exporter's chapter grows by a log-normal factor each year: 4% in the median, spread 0.12.
- What comes to less than US$ 25 million is not traded.
- The exporter counts FOB and knows the first port alone: of each pair's flow it records a share, drawn between 0 and
  15%, as going to Singapore.
- The importer knows the origin and counts CIF, a factor drawn for each pair between 1.02 and 1.12, with an error of
  measurement of each figure: log-normal, spread 0.05.
- Figures are whole dollars. TOTAL is the sum of the chapters and World that of the partners, to the dollar.

Run from the project's root: python scripts/invented_trade.py [PATH]. The same bytes on every run; the first column of
every row says what the rows are.
"""

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tradeview.sources.writing.files import write_together

SEED = 2018
TARGET = Path("notebooks/data/invented_trade.csv")
YEARS = range(2018, 2024)
ECONOMIES = {"CHN": 156, "DEU": 276, "IND": 699, "KAZ": 398, "MYS": 458, "RUS": 643, "SGP": 702, "USA": 842}
CHAPTERS = ("03", "10", "15", "27", "28", "31", "39", "40", "44", "61", "72", "84", "85", "87", "90")
HUB, WORLD, TOTAL = "SGP", "W00", "TOTAL"
WORLD_NUMBER = 0
FIRST_YEAR_USD = 900e9
ADVANTAGE, AFFINITY = 1.2, 1.0
GROWTH, GROWTH_SPREAD = 0.04, 0.12
LEAST = 25_000_000
HUB_SHARE, FREIGHT, ERROR = (0.0, 0.15), (1.02, 1.12), 0.05
HEADER = (
    "invented,freqCode,refYear,period,reporterCode,reporterISO,flowCode,partnerCode,partnerISO,classificationCode,"
    "cmdCode,cifvalue,fobvalue,primaryValue\n"
)

Cell = tuple[str, str, str, int]  # exporter, importer, chapter, year
Report = tuple[int, str, str, str, str]  # year, reporter, flow, partner, chapter


def weights(draw: Random, names: Sequence[str]) -> dict[str, float]:
    """Give the r-th of the names a weight of 1/r, in an order that is drawn."""
    order = list(names)
    draw.shuffle(order)
    return {name: 1 / rank for rank, name in enumerate(order, 1)}


def between(draw: Random, ends: tuple[float, float]) -> dict[tuple[str, str], float]:
    """Draw a number between two ends for each pair of economies."""
    return {(one, other): draw.uniform(*ends) for one in ECONOMIES for other in ECONOMIES}


def first_year(draw: Random) -> dict[tuple[str, str, str], float]:
    """Make all flows of the first year, in US$."""
    exporters, importers = weights(draw, list(ECONOMIES)), weights(draw, list(ECONOMIES))
    chapters = weights(draw, CHAPTERS)
    flows = {}
    for exporter in ECONOMIES:
        for chapter in CHAPTERS:
            weight = exporters[exporter] * chapters[chapter] * draw.lognormvariate(0, ADVANTAGE)
            for importer in ECONOMIES:
                affinity = draw.lognormvariate(0, AFFINITY)
                if importer != exporter:
                    flows[exporter, importer, chapter] = weight * importers[importer] * affinity
    scale = FIRST_YEAR_USD / sum(flows.values())
    return {key: flow * scale for key, flow in flows.items()}


def traded(draw: Random) -> dict[Cell, float]:
    """Make what is truly traded in each year: no side reports it so."""
    first = first_year(draw)
    level = dict.fromkeys(((exporter, chapter) for exporter in ECONOMIES for chapter in CHAPTERS), 1.0)
    cells = {}
    for year in YEARS:
        for (exporter, importer, chapter), flow in first.items():
            value = flow * level[exporter, chapter]
            if value >= LEAST:
                cells[exporter, importer, chapter, year] = value
        for key in level:
            level[key] *= (1 + GROWTH) * draw.lognormvariate(0, GROWTH_SPREAD)
    return cells


def reported(draw: Random) -> Counter[Report]:
    """Let both sides report what is traded, in whole dollars."""
    cells, hub_share, freight = traded(draw), between(draw, HUB_SHARE), between(draw, FREIGHT)
    told: Counter[Report] = Counter()
    for (exporter, importer, chapter, year), value in cells.items():
        rerouted = 0.0 if HUB in {exporter, importer} else value * hub_share[exporter, importer]
        told[year, exporter, "X", importer, chapter] += round(value - rerouted)
        if rerouted:
            told[year, exporter, "X", HUB, chapter] += round(rerouted)
        counted = value * freight[exporter, importer] * draw.lognormvariate(0, ERROR)
        told[year, importer, "M", exporter, chapter] += round(counted)
    return told


def with_wholes(told: Counter[Report]) -> Counter[Report]:
    """Add the rows of all chapters and of all partners, and of both."""
    whole: Counter[Report] = Counter(told)
    for (year, reporter, flow, partner, chapter), value in told.items():
        for other, code in ((partner, TOTAL), (WORLD, chapter), (WORLD, TOTAL)):
            whole[year, reporter, flow, other, code] += value
    return whole


def lines(told: Counter[Report]) -> Iterator[Sequence[object]]:
    """Print reports as Comtrade does, in order: exports with a FOB value, imports with a CIF one."""
    numbers = {**ECONOMIES, WORLD: WORLD_NUMBER}
    for (year, reporter, flow, partner, code), value in sorted(told.items()):
        sides = ("", value) if flow == "X" else (value, "")
        economies = (numbers[reporter], reporter, flow, numbers[partner], partner)
        yield ("invented", "A", year, year, *economies, "H5", code, *sides, value)


def main(path: Path = TARGET) -> None:
    """Write the file."""
    told = with_wholes(reported(Random(SEED)))  # noqa: S311 - no secret, but the same on every run
    text = io.StringIO(newline="")
    text.write(HEADER)
    csv.writer(text, lineterminator="\n").writerows(lines(told))
    write_together({path: text.getvalue().encode()})
    print(f"{path}: {len(told):,} rows, {path.stat().st_size / 2**20:.2f} MiB")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", nargs="?", type=Path, default=TARGET, help=f"file to write; without it, {TARGET}")
    main(options.parse_args().path)
