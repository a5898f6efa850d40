"""Sums in pandas by places, beside those by groups."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

from tradeview.indices import additive_rca, revealed_comparative_advantage
from tradeview.indices.category_sums import sum_by_category

KEYS = ["period", "reporter", "commodity_code"]


def made(rows: int = 400) -> pd.DataFrame:
    """Rows of two periods, four economies and five products, of which one economy has two alone."""
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        {
            "period": rng.choice([2023, 2024], rows),
            "reporter": rng.choice(["MYS", "RUS", "SGP", "THA"], rows),
            "commodity_code": rng.choice(["01", "02", "15", "27", "84"], rows),
            "value": rng.integers(1, 1000, rows).astype(float),
        }
    )
    return frame[(frame["reporter"] != "THA") | frame["commodity_code"].isin(["01", "15"])].reset_index(drop=True)


def encoded(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({"reporter": "category", "commodity_code": "category"})


def test_sums_are_those_of_groups_and_missing_values_add_nothing() -> None:
    frame = made()
    frame.loc[::7, "value"] = np.nan
    got = sum_by_category(encoded(frame), KEYS, ["value"])
    assert got is not None
    expected = frame.groupby(KEYS, as_index=False)["value"].sum()
    pd.testing.assert_frame_equal(got.astype({"reporter": "str", "commodity_code": "str"}), expected)


def test_cells_without_rows_or_of_zero_are_left_out() -> None:
    frame = made()
    frame.loc[frame["commodity_code"] == "27", "value"] = 0.0
    got = sum_by_category(encoded(frame), KEYS, ["value"])
    assert got is not None
    assert "27" not in set(got["commodity_code"])
    assert set(got.loc[got["reporter"] == "THA", "commodity_code"]) == {"01", "15"}


@pytest.mark.parametrize("frame", [made(), encoded(made()).head(10), encoded(made().replace("RUS", None))], ids=len)
def test_text_few_rows_and_missing_keys_are_left_to_groups(frame: pd.DataFrame) -> None:
    assert sum_by_category(frame, KEYS, ["value"]) is None


@pytest.mark.parametrize("index", [revealed_comparative_advantage, additive_rca])
def test_an_index_is_the_same_by_places_and_on_an_engine_without(index: object) -> None:
    frame = made().assign(partner="JPN", flow="export", currency="USD")
    frame["partner"] = np.where(frame.index % 3 == 0, "CHN", frame["partner"])
    whole = frame.groupby(KEYS, as_index=False)["value"].sum().assign(partner="WLD", flow="export", currency="USD")
    for rows in (frame, pd.concat([frame, whole], ignore_index=True)):
        got = index(rows, validate=False)  # type: ignore[operator]
        expected = index(pl.DataFrame(rows.to_dict("list")), validate=False)  # type: ignore[operator]
        pd.testing.assert_frame_equal(got, pd.DataFrame(expected.to_dict(as_series=False)))


def test_a_cell_with_one_of_two_sums_stays() -> None:
    # MYS exports and does not import, RUS the other way round: both trade.
    who = pd.Categorical(["MYS", "RUS", "SGP"])
    frame = pd.DataFrame({"reporter": who, "x": [1.0, 0.0, 0.0], "m": [0.0, 2.0, 0.0]})
    got = sum_by_category(frame, ["reporter"], ["x", "m"])
    assert got is not None
    assert got.astype({"reporter": "str"}).to_dict("list") == {"reporter": ["MYS", "RUS"], "x": [1, 0], "m": [0, 2]}
