"""The command `convert`: rates by name or from a file, and a third currency."""

from pathlib import Path

import pytest

import tradeview as tv
from command_line import Refusal, answer, table


def test_a_rate_table_of_my_own_is_used(mine: Path, tmp_path: Path) -> None:
    rates = tmp_path / "rates.csv"
    rates.write_text("period,base,quote,rate,kind,source\n2010,USD,THB,30,end,me\n2024,USD,THB,40,end,me\n")
    converted = table(answer("convert", mine, "--to", "THB", "--rates", rates))
    assert converted["value"].tolist() == [3e10, 8e10]
    assert set(converted["rate_source"]) == {"me"}


def test_a_third_currency_is_reached_from_the_one_preferred() -> None:
    words = ["convert", "--to", "EUR", "--rates", "ecb:EUR", "--prefer", "MYR"]
    assert table(answer(*words))["stated_currency"].tolist() == ["USD", "USD", "MYR"]


def test_a_part_of_a_year_is_converted_at_the_mean_of_its_months(tmp_path: Path) -> None:
    path = tmp_path / "parts.csv"
    path.write_text(
        "period,months,reporter,partner,flow,commodity_code,value,currency\n"
        "2024,,MYS,RUS,total,TOTAL,1000,USD\n"
        "2024,2024-01/2024-08,MYS,RUS,total,TOTAL,1000,USD\n"
    )
    converted = table(answer("convert", path, "--to", "MYR", "--rates", "ecb:USD"))
    months = tv.rates.ecb(base="USD", frequency="M").query("quote == 'MYR' and 202401 <= period <= 202408")["rate"]
    year = tv.rates.ecb(base="USD").query("quote == 'MYR' and period == 2024")["rate"].item()
    assert len(months) == 8
    assert converted["value"].tolist() == pytest.approx([1000 * year, 1000 * months.mean()])


REFUSED = {
    "missing rate": (["convert", "--to", "VND", "--rates", "ecb:USD", "--prefer", "USD"], 1, "the ECB quotes no VND"),
    "unknown currency": (["convert", "--to", "XYZ", "--rates", "ecb:USD"], 1, "'XYZ' is no currency"),
    "unknown kind": (["convert", "--to", "MYR", "--rates", "ecb:USD:mean"], 1, "use one of average, end"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line


def test_rates_far_from_the_ecbs_are_refused_where_their_file_is_not_trusted(
    tmp_path_factory: pytest.TempPathFactory, refusal: Refusal
) -> None:
    folder = tmp_path_factory.mktemp("trusted")
    ledger, rates = folder / "ledger.csv", folder / "rates.csv"
    columns = "period,reporter,partner,flow,commodity_code,value,currency"
    ledger.write_text(f"{columns}\n2022,MYS,RUS,export,TOTAL,100,USD\n", encoding="utf-8")
    rates.write_text("period,base,quote,rate,kind,source\n2022,USD,MYR,0.2273,average,me\n", encoding="utf-8")
    words = ["convert", str(ledger), "--to", "MYR", "--rates"]
    code, line = refusal([*words, str(rates)])
    assert code == 1
    assert "European Central Bank" in line
    assert "trusted:FILE" in line
    assert table(answer(*words, f"trusted:{rates}"))["value"].tolist() == [22.73]
