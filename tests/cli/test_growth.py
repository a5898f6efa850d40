"""The command `growth`: ledgers as spreadsheets write them, and what is refused."""

from pathlib import Path

import pytest

from command_line import LEDGER, Refusal, answer, table


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + LEDGER,
        LEDGER.replace(",", ";"),
        "\ufeff" + LEDGER.replace(",", ";").replace("\n", "\r\n"),
    ],
    ids=["byte-order mark", "semicolons", "all of it"],
)
def test_ledgers_of_spreadsheets_are_read(text: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode())
    grown = table(answer("growth", path, "--currency", "USD"))
    assert grown["growth"].tolist()[1:] == [1.0]


def test_months_grow_over_the_year_where_that_is_asked(tmp_path: Path) -> None:
    header, row, *_ = LEDGER.splitlines()
    kept = row.split(",")[1:]
    path = tmp_path / "months.csv"
    values = {202305: 100, 202404: 10, 202405: 150}
    rows = [",".join([str(period), *_with_value(header, kept, value)]) for period, value in values.items()]
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    grown = table(answer("growth", path, "--currency", "USD", "--over", "year")).set_index("period")["growth"]
    assert grown.dropna().to_dict() == {202405: 0.5}
    over_previous = table(answer("growth", path, "--currency", "USD")).set_index("period")["growth"]
    assert over_previous.dropna().to_dict() == {202404: -0.9, 202405: 14.0}


def test_a_file_in_one_currency_needs_no_option(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(LEDGER, encoding="utf-8")
    assert answer("growth", path) == answer("growth", path, "--currency", "USD")


def _with_value(header: str, kept: list[str], value: int) -> list[str]:
    """Return the cells of a row behind its period, with another value."""
    place = header.split(",").index("value") - 1
    return [*kept[:place], str(value), *kept[place + 1 :]]


REFUSED = {
    "missing file": (["growth", "none.csv", "--currency", "USD"], 1, "none.csv"),
    "folder as file": (["growth", "folder", "--currency", "USD"], 1, "folder"),
    "not UTF-8": (["growth", "latin.csv", "--currency", "USD"], 1, "latin.csv is not UTF-8"),
    "bad ledger": (["growth", "bad.csv", "--currency", "USD"], 1, "flow 'sale'; allowed: export"),
    "empty ledger": (["growth", "empty.csv", "--currency", "USD"], 1, "that tradeview knows; found: nothing"),
    "mixed currencies": (["growth", "--currency", "EUR"], 1, "one row of each observation in EUR"),
    "half of a pair": (["growth", "--currency", "USD", "--deflator", "us-cpi"], 2, "--base-period go together"),
    "no such step": (["growth", "--currency", "USD", "--over", "month"], 2, "'month' is not one of 'previous', 'year'"),
    "several currencies, none named": (["growth"], 1, "growth is computed in one currency; found: MYR and USD"),
    "rates without a currency": (["growth", "--rates", "ecb:USD"], 2, "--rates goes with --currency"),
}


@pytest.mark.parametrize(("words", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_errors_are_one_line_and_a_status(words: list[str], status: int, said: str, refusal: Refusal) -> None:
    code, line = refusal(words)
    assert code == status
    assert said in line
