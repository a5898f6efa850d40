"""Lists of records in JSON are tables that people keep, too, with all digits; all else is refused with what helps."""

import json
from pathlib import Path

import pandas as pd
import pytest

import tradeview as tv
from form_samples import EVERY, LEDGER, RATES, ROWS
from tradeview.errors import TableError, TradeTableError
from tradeview.sources.json_records import lines_of_records


def save(folder: Path, text: str) -> Path:
    path = folder / "kept.json"
    path.write_text(text, encoding="utf-8")
    return path


def as_records(text: str) -> list[dict[str, object]]:
    header, *lines = [line.split(",") for line in text.splitlines()]
    records = [dict(zip(header, line, strict=True)) for line in lines]
    return [{name: float(cell) if name in {"value", "rate"} else cell for name, cell in row.items()} for row in records]


def test_a_ledger_in_json_is_that_ledger(tmp_path: Path) -> None:
    csv = tmp_path / "kept.csv"
    csv.write_text(LEDGER + ROWS)
    path = save(tmp_path, json.dumps(as_records(LEDGER + ROWS)))
    pd.testing.assert_frame_equal(tv.read(path), tv.read(csv))
    pd.testing.assert_frame_equal(tv.load(path), tv.load(csv))


def test_rates_in_json_are_those_rates(tmp_path: Path) -> None:
    assert tv.rates.read(save(tmp_path, json.dumps(as_records(RATES))))["rate"].tolist() == [4.57]


def test_numbers_keep_their_digits() -> None:
    text = '[{"value": 12345678901234567890.10}, {"other": true}]'
    assert lines_of_records(text, "it") == [["value", "other"], ["12345678901234567890.10", ""], ["", "True"]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('[{"value": 1', "JSON that cannot be read"),
        ('[{"value": 1, "value": 2}]', "a record names a value twice"),
        ('[{"value": [1]}]', "lists or records in value"),
        ('{"value": {"0": 1}}', 'JSON: \'{"value"'),
        ("[1, 2]", "JSON: '"),
        ("[]", "JSON: '"),
        ("[" * 100_000, "JSON that cannot be read"),
    ],
)
def test_what_is_no_list_of_records_is_refused(text: str, found: str) -> None:
    with pytest.raises(TableError, match="is a list of records in JSON") as refused:
        lines_of_records(text, "kept.json")
    assert found in refused.value.found
    assert "orient='records'" in refused.value.remedy


def test_the_remedy_for_another_orientation_works(tmp_path: Path) -> None:
    frame = pd.DataFrame(as_records(LEDGER + ROWS))
    with pytest.raises(TableError, match="orient='records'"):
        tv.read(save(tmp_path, frame.to_json()))
    assert len(tv.read(save(tmp_path, frame.to_json(orient="records")))) == 2


def test_a_number_that_is_none_is_refused_with_its_line(tmp_path: Path) -> None:
    records = as_records(LEDGER + ROWS)
    records[1]["value"] = float("nan")
    with pytest.raises(TradeTableError, match="line 3, value 'NaN'"):
        tv.load(save(tmp_path, json.dumps(records)))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.97])
@pytest.mark.parametrize("name", [name for name, sample in EVERY.items() if sample.text.lstrip()[0] in "{["])
def test_json_that_is_cut_short_says_where(tmp_path: Path, name: str, part: float) -> None:
    text = EVERY[name].text
    cut = text[: int(len(text) * part)].rstrip()
    path = tmp_path / "answer.json"
    path.write_text(cut, encoding="utf-8")
    column = len(cut) - cut.rfind("\n") - 1
    for read in (tv.read, EVERY[name].read):
        with pytest.raises(TableError, match=rf"cut short at line {cut.count(chr(10)) + 1}, column {column}\b"):
            read(path)


@pytest.mark.parametrize("text", ['[{"period": 2023} {"period": 2024}]', '{"data": [1, x]}', '[{"a": 1,, "b": 2}]'])
def test_json_that_is_broken_within_is_not_called_cut_short(tmp_path: Path, text: str) -> None:
    path = tmp_path / "answer.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as refused:
        tv.read(path)
    assert "cut short at" not in str(refused.value)
