"""When a report was made: the day that somebody says, else that of the newest source, and never that of a clock."""

import pytest

from tradeview.errors import ArgumentError
from tradeview.reports.making import describe_making


@pytest.fixture(autouse=True)
def _without_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["bernama-2025"], "The newest source with a date is of 15 May 2025."),  # data/SOURCES.md: 2025-05-15
        (
            ["bernama-2025", "UN Comtrade, a.csv, file of 2026-11-18"],
            "The newest source with a date is of 18 Nov 2026.",
        ),
        (["9999-99-99", "2024-02-30", "12024-01-011"], ""),
        ([], ""),
    ],
)
def test_without_a_day_the_newest_source_tells_one(keys: list[str], said: str) -> None:
    assert describe_making(keys) == said


def test_the_day_is_that_of_the_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")  # 18 November 2026, 09:46:40 UTC
    assert describe_making(["bernama-2025"]) == "Made on 18 Nov 2026."


@pytest.mark.parametrize("seconds", ["yesterday", "1e400", "9" * 40])
def test_what_is_no_number_of_seconds_is_refused(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(ArgumentError, match="SOURCE_DATE_EPOCH is a number of seconds"):
        describe_making([])
