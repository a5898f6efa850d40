"""Files in the layout of the Federal Reserve's Data Download Program, release H.10, of made-up rates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Printed:
    """A series as the file prints it: its labels, and a cell for each time."""

    identifier: str
    unit: str
    currency: str
    cells: Sequence[str]
    multiplier: str = "1"
    description: str = "SPOT EXCHANGE RATE"

    def times(self, multiplier: str) -> "Printed":
        return replace(self, multiplier=multiplier)


def euro(cells: Sequence[str]) -> Printed:
    return Printed("H10/H10/RXI$US_N.B.EU", "Currency:_Per_EUR", "USD", cells)


def ringgit(cells: Sequence[str]) -> Printed:
    return Printed("H10/H10/RXI_N.B.MA", "Currency:_Per_USD", "MYR", cells)


def index(cells: Sequence[str]) -> Printed:
    return Printed("H10/H10/JRXWTFB_N.B", "Index:_Jan_2006_100", "NA", cells)


def rows_of(series: Sequence[Printed], times: Sequence[str]) -> list[list[str]]:
    labels = [
        ["Series Description", *(one.description for one in series)],
        ["Unit:", *(one.unit for one in series)],
        ["Multiplier:", *(one.multiplier for one in series)],
        ["Currency:", *(one.currency for one in series)],
        ["Unique Identifier: ", *(one.identifier for one in series)],
        ["Time Period", *(one.identifier.rsplit("/", 1)[-1] for one in series)],
    ]
    days = [[time, *(one.cells[number] for one in series)] for number, time in enumerate(times)]
    return [*labels, *days]


def print_rows(rows: Sequence[Sequence[str]]) -> str:
    """Labels in quotes, days without, as the Federal Reserve prints them."""
    lines = []
    for number, row in enumerate(rows):
        lines.append(",".join(f'"{cell}"' if number < 6 else cell for cell in row))
    return "\n".join(lines)


def by_day(series: Sequence[Printed], times: Sequence[str]) -> str:
    return print_rows(rows_of(series, times))


def by_series(series: Sequence[Printed], times: Sequence[str]) -> str:
    rows = [list(column) for column in zip(*rows_of(series, times), strict=True)]
    rows[0] = ["Descriptions:", "Unit:", "Multiplier:", "Currency:", "Unique Identifier:", "Series Name:", *rows[0][6:]]
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
