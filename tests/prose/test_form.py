"""The form of a reading: JSON Schema that any language model or form takes, and whose answers go in as they are."""

import json
from typing import Any

import tradeview as tv
from tradeview.prose import COLUMNS
from tradeview.readings.given import FIELDS

TYPES = {"string": str, "number": float, "integer": int, "null": type(None)}
SCHEMA = tv.figures.schema()
ROW = SCHEMA["properties"]["figures"]["items"]


def fill_in(kinds: str | list[str], enum: list[Any] | None) -> Any:
    """Something that a field takes."""
    if enum:
        return enum[0]
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return TYPES[kind]()


def test_the_form_is_json_and_each_field_is_told_in_a_line() -> None:
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    for field in ROW["properties"].values():
        assert 20 < len(field["description"]) < 120
        assert "\n" not in field["description"]


def test_structured_output_is_strict() -> None:
    # What vendors ask for: an object at the top, all fields required, none beside them.
    for held in (SCHEMA, ROW):
        assert held["type"] == "object"
        assert held["required"] == list(held["properties"])
        assert held["additionalProperties"] is False
    assert ROW["properties"]["value"]["type"] == "number"
    others = [field["type"] for name, field in ROW["properties"].items() if name != "value"]
    assert all(kinds[1] == "null" for kinds in others)


def test_its_fields_are_columns_that_a_comparison_takes() -> None:
    assert set(ROW["properties"]) <= FIELDS & set(COLUMNS)
    flows = ROW["properties"]["flow"]["enum"]
    assert flows == ["export", "import", "re-export", "re-import", "total", "balance", None]


def test_what_it_gives_back_goes_in_as_it_is() -> None:
    row = {name: fill_in(field["type"], field.get("enum")) for name, field in ROW["properties"].items()}
    empty = dict.fromkeys(row) | {"value": 5e9, "currency": "MYR"}
    for filled in (row, empty):
        compared = tv.compare_readings("Exports were RM5 billion.", json.dumps({"figures": [filled]}))
        assert (compared["reading"] != "first").sum() == 1
