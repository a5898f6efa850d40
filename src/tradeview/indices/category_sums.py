"""Sums in pandas over categories: where those of all keys are known, each cell of their table has a place.

pandas would search the place of each row in a table of hashes, which costs several times as much.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd


def sum_by_category(frame: pd.DataFrame, keys: Sequence[str], names: Sequence[str]) -> pd.DataFrame | None:
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
    >>> sum_by_category(frame, ["year", "who"], ["x"])
       year who    x
    0  2023   b  1.0
    1  2024   a  9.0
    """
    codes, categories = [], []
    for key in keys:
        coded = _code_values(frame[key])
        if coded is None:
            return None
        codes.append(coded[0])
        categories.append(coded[1])
    sizes = [len(values) for values in categories]
    if math.prod(sizes) > len(frame):
        return None
    # Where a row's cell stands in a table of as many dimensions as there are keys, laid out in one line.
    place = np.zeros(len(frame), dtype=np.int64)
    for size, codes_of_key in zip(sizes, codes, strict=True):
        place *= size
        place += codes_of_key
    sums = {name: np.bincount(place, _missing_as_zero(frame[name].to_numpy())) for name in names}
    filled = np.flatnonzero(np.any([*sums.values()], axis=0))
    columns: dict[str, Any] = {}
    for key, values, found in zip(keys, categories, np.unravel_index(filled, sizes), strict=True):
        columns[key] = values.take(found)
    for name, added in sums.items():
        columns[name] = added[filled]
    return pd.DataFrame(columns)


def _code_values(column: "pd.Series[Any]") -> tuple[Any, Any] | None:
    """Return the number of each row's value, and the values; None of text, and where a value is missing."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = column.cat.codes.to_numpy()
        numbers = range(len(column.cat.categories))
        values: Any = pd.Categorical.from_codes(numbers, dtype=column.dtype)
    elif pd.api.types.is_integer_dtype(column):
        codes, values = pd.factorize(column)
    else:
        return None
    return None if (codes < 0).any() else (codes, values)  # pandas' code of what is missing is -1


def _missing_as_zero(values: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    missing = np.isnan(values)
    return np.where(missing, 0.0, values) if missing.any() else values
