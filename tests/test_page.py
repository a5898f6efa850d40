"""The report's page: what stands in its cards is recomputed, and what a ledger holds is escaped."""

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts import Drawing
from tradeview.page import Choices, Picture, lenses_of, write_page

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'


def page(table: pd.DataFrame, start: int = 2007) -> str:
    """The page of a table, with one picture that is none."""
    choices = Choices("MYR", "USD", tv.rates.ecb(base="USD"), tv.deflators.us_cpi(), start, 2024)
    said = Drawing(HOSTILE, "", (), HOSTILE, pd.DataFrame())
    tables = {"Accounting": tv.growth_accounting(table, **choices.keywords())}
    return write_page(table, choices, [Picture("lenses", said, "data:,", "data:,")], [HOSTILE], tables)


def percent(change: float, places: int) -> str:
    return f"{100 * change:+.{places}f}".replace("-", "−") + "\N{NARROW NO-BREAK SPACE}%"


def test_cards_say_the_change_from_the_start_and_from_the_first_figure() -> None:
    text = page(tv.load())
    assert percent(2480 / 1903 - 1, 1) in text
    assert percent(2480 / 1133 - 1, 0) in text.split("The start decides")[1]
    assert "The start decides" not in page(tv.load(), start=2006)


def test_every_lens_keeps_its_own_unit() -> None:
    choices = Choices("MYR", "USD", tv.rates.ecb(base="USD"), tv.deflators.us_cpi(), 2007, 2024)
    frames = lenses_of(tv.load(), choices)
    assert list(frames) == ["US dollars", "ringgit", "US dollars of 2024"]
    assert [set(frame["currency"]) for frame in frames.values()] == [{"USD"}, {"MYR"}, {"USD"}]
    assert (frames["US dollars of 2024"]["price_basis"] == "real").all()


@pytest.mark.parametrize("column", ["quote", "source", "compiled_by"])
def test_what_a_ledger_holds_is_escaped(column: str) -> None:
    text = page(tv.load().assign(**{column: HOSTILE}))
    assert "<script" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text
