"""Sums in pandas by places: where the categories of all keys are known, each cell of their table has a place.

pandas would search the place of each row in a table of hashes, which costs several times as much.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def added_in_places(frame: pd.DataFrame, keys: Sequence[str], names: Sequence[str]) -> pd.DataFrame | None:
    """Add columns up to the keys, unsorted and without sums of zero; None where `groupby` is the better way.

    That is where a key is text or missing, or where there are more places than rows: most of them would be empty.

    Parameters
    ----------
    frame : pandas.DataFrame
        With the keys as categories or numbers.
    keys, names : list of str
        What tells the sums apart, and what is added up; a missing value adds nothing.

    Examples
    --------
    >>> years, who = [2023, 2024, 2024, 2024], pd.Categorical(list("baaa"))
    >>> frame = pd.DataFrame({"year": years, "who": who, "x": [1.0, 2.0, 3.0, 4.0]})
    >>> added_in_places(frame, ["year", "who"], ["x"])
       year who    x
    0  2023   b  1.0
    1  2024   a  9.0
    """
    found = [_codes(frame[key]) for key in keys]
    sizes = [len(values) for _, values in found]
    if math.prod(sizes) > len(frame) or any(codes is None or (codes < 0).any() for codes, _ in found):
        return None
    place = np.zeros(len(frame), dtype=np.int64)
    for codes, values in found:
        place *= len(values)
        place += codes
    sums = {name: np.bincount(place, _without_nan(frame[name].to_numpy())) for name in names}
    there = np.flatnonzero(np.any([*sums.values()], axis=0))
    cells = zip(keys, found, np.unravel_index(there, sizes), strict=True)
    columns = {key: values.take(codes) for key, (_, values), codes in cells}
    return pd.DataFrame(columns | {name: added[there] for name, added in sums.items()})


def _without_nan(values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    missing = np.isnan(values)
    return np.where(missing, 0.0, values) if missing.any() else values


def _codes(column: "pd.Series[Any]") -> tuple[Any, Any]:
    """Return the number of each row's value, and the values; -1 where it is missing, and none for text."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        values = column.cat.categories
        return column.cat.codes.to_numpy(), pd.Categorical.from_codes(range(len(values)), dtype=column.dtype)
    return pd.factorize(column) if pd.api.types.is_integer_dtype(column) else (None, ())
