"""Engines: what differs between versions of pandas."""

import pandas as pd
import pytest

from tradeview.table.engines import major_version, text_dtype


@pytest.mark.parametrize(
    ("version", "dtype"),
    [("2.2.0", "object"), ("2.3.1", "object"), ("3.0.0rc1", "str"), ("3.0.2", "str"), ("10.1.0", "str")],
)
def test_text_of_pandas_by_its_version(version: str, dtype: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pd, "__version__", version)
    assert text_dtype() == dtype


def test_versions_are_compared_as_numbers() -> None:
    assert [major_version(version) for version in ("2.3.1", "3.0", "10.0.0")] == [2, 3, 10]


def test_text_is_what_pandas_makes_of_words() -> None:
    assert pd.Series(["a"], dtype=text_dtype()).dtype == pd.Series(["a"]).dtype
