"""The command `rates`: what the ECB quotes, with the days behind it."""

from datetime import date
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest

from command_line import Refusal, answer, table
from ecb_files import history, ringgit_per_euro, weekdays


@pytest.mark.parametrize(("kind", "rate"), [("average", 4.5744), ("end", 4.4715)])
def test_rates_say_their_days_and_leave_part_years_empty(kind: str, rate: float) -> None:
    rates = table(answer("rates", "--base", "USD", "--quote", "MYR", "--kind", kind)).set_index("period")
    assert rates.loc[2024, "rate"] == pytest.approx(rate, abs=5e-5)
    assert pd.isna(rates.loc[2005, "rate"])
    assert rates.loc[2005, ["base", "quote", "days", "of"]].tolist() == ["USD", "MYR", 195, 257]
    assert table(answer("rates", "--base", "USD", "--quote", "MYR", "--monthly"))["period"].iloc[0] > 200500


def test_rates_of_a_file_that_was_downloaded(tmp_path: Path) -> None:
    path = tmp_path / "eurofxref-hist.csv"
    path.write_text(history(weekdays(date(2021, 1, 1), date(2022, 3, 4))))
    rates = table(answer("rates", "--base", "USD", "--quote", "MYR", "--file", str(path))).set_index("period")
    crosses = [ringgit_per_euro(day) / 1.25 for day in weekdays(date(2021, 1, 1), date(2021, 12, 31))]
    assert rates.loc[2021, "rate"] == pytest.approx(fmean(crosses), rel=1e-12)
    assert pd.isna(rates.loc[2022, "rate"])


REFUSED = {
    "one currency": (["rates", "--base", "USD", "--quote", "USD"], 1, "between two currencies"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line
