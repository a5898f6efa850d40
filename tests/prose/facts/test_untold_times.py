"""A time of which a text says that it has no figures is that of no figure, in any language."""

import tomllib
from pathlib import Path

import pandas as pd
import pytest

from tradeview.prose import read_figures
from tradeview.prose.claims import read_claims

TABLE: dict[str, list[tuple[str, str, int]]] = tomllib.loads(
    (Path(__file__).parent / "untold_times.toml").read_text(encoding="utf-8")
)
ROWS = [tuple(row) for rows in TABLE.values() for row in rows]


@pytest.mark.parametrize(("locale", "text", "wanted"), ROWS)
def test_what_has_no_figures_is_no_time_of_one(locale: str, text: str, wanted: int) -> None:
    for read in (read_figures, read_claims):
        periods = [0 if pd.isna(period) else int(period) for period in read(text, locale=locale)["period"]]
        assert periods == [wanted], read.__name__


def test_all_twenty_languages_say_so() -> None:
    assert len({row[0] for row in TABLE["untold"]}) == 20
