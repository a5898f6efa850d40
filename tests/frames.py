"""The trade table as tests write it, and as each engine holds it."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import polars as pl

COMMON = {"reporter": "MYS", "partner": "RUS", "flow": "export", "commodity_code": "15", "currency": "USD"}

Row = dict[str, object]
Days = list[dict[str, float]]


def figure(period: int, value: float | None, **rest: object) -> Row:
    """One row of a trade table."""
    return {"period": period, **COMMON, "value": value, **rest}


def series(values: dict[int, float | None], **rest: object) -> list[Row]:
    """One row for each period."""
    return [figure(period, value, **rest) for period, value in values.items()]


def parts(table: dict[int, dict[str, float]], by: str = "commodity_code", **rest: object) -> list[Row]:
    """One row for each period and part."""
    return [figure(period, value, **{**rest, by: part}) for period, row in table.items() for part, value in row.items()]


def plain(native: object) -> list[Row]:
    """Rows of a frame of any engine, in its order, with None for every kind of missing."""
    if isinstance(native, pl.LazyFrame):
        native = native.collect()
    if isinstance(native, pl.DataFrame):
        rows = native.to_dicts()
    else:
        frame = native if isinstance(native, pd.DataFrame) else native.df()
        rows = frame.astype(object).to_dict("records")
    return [{name: None if pd.isna(value) else value for name, value in row.items()} for row in rows]


@dataclass(frozen=True)
class Engine:
    """A kind of frame: how to make one of rows, and what class it is."""

    name: str
    make: Callable[[list[Row]], object]
    kind: type

    def run(self, function: Callable[..., object], rows: list[Row], **options: object) -> list[Row]:
        """Call a frame function; the frame given is untouched, the one returned is of the same kind."""
        return self.run_on(function, self.make(rows), **options)

    def run_on(self, function: Callable[..., object], frame: object, **options: object) -> list[Row]:
        before = copy.deepcopy(frame)
        result = function(frame, **options)
        assert isinstance(result, self.kind)
        assert plain(frame) == plain(before)
        if isinstance(frame, pd.DataFrame):
            pd.testing.assert_frame_equal(frame, before)
        return plain(result)


def polars_frame(rows: list[Row]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


ENGINES = (
    Engine("pandas", pd.DataFrame, pd.DataFrame),
    Engine("polars", polars_frame, pl.DataFrame),
    Engine("polars-lazy", lambda rows: polars_frame(rows).lazy(), pl.LazyFrame),
)


def crosses(days: Days, base: str, quote: str, year: int, month: int | None = None) -> list[float]:
    """Units of `quote` for one `base` on each day of a period that has both, in order."""
    return [
        day[quote] / day[base]
        for day in days
        if day["year"] == year and month in {None, day["month"]} and base in day and quote in day
    ]


def column(rows: list[Row], name: str) -> list[object]:
    return [row[name] for row in rows]
