"""Cells of other containers than text, written as a CSV has them."""

from datetime import date, datetime, time
from decimal import Decimal

import pandas as pd
import pytest

from tradeview.sources.cell_text import write_cell


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("0101", "0101"),
        (2023, "2023"),
        (2023.0, "2023"),
        (-0.5, "-0.5"),
        (2.0**60, "1.152921504606847e+18"),
        (float("inf"), "inf"),
        (float("nan"), ""),
        (pd.NA, ""),
        (None, ""),
        (False, "False"),
        (Decimal("1500000.50"), "1500000.50"),
        (date(2024, 5, 1), "2024-05-01"),
        (datetime(2024, 5, 1), "2024-05-01"),  # noqa: DTZ001 - as workbooks have them
        (datetime(2024, 5, 1, 3, 4), "2024-05-01T03:04:00"),  # noqa: DTZ001
        (time(3, 4), "03:04:00"),
        (b"C\xc3\xb4te", "Côte"),
    ],
)
def test_a_cell_is_written(cell: object, written: str) -> None:
    assert write_cell(cell) == written
