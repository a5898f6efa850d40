"""The description of an export for programs: held against the Data Package standard, version 2, and against the files.

What is checked stands in its chapters Data Package, Data Resource and Table Schema (datapackage.org, profiles 2.0).
"""

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from tradeview.charts.layout.page import Drawing
from tradeview.reports.data_package import name_for_programs, package_bytes, type_of
from tradeview.sources.writing.files import csv_bytes

NAME = re.compile(r"[a-z0-9._-]+")
TYPES = {
    *("string", "number", "integer", "boolean", "object", "array", "list", "datetime", "date", "time", "year"),
    *("yearmonth", "duration", "geopoint", "geojson", "any"),
}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?|NaN|-?INF", re.IGNORECASE)
FORMS = {
    "number": NUMBER,
    "integer": re.compile(r"[+-]?\d+"),
    "boolean": re.compile("true|True|TRUE|1|false|False|FALSE|0"),
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
}


def is_url_or_path(text: str) -> bool:
    """An address of HTTP, or a POSIX path that neither begins at the root nor leads upwards."""
    return bool(re.match(r"https?://", text)) or not (text.startswith(("/", "~")) or ".." in text.split("/"))


def check_package(path: Path) -> dict[str, Any]:
    """Hold a descriptor against the standard and its files; returns it."""
    package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert NAME.fullmatch(package["name"])
    assert isinstance(package["title"], str)
    assert package["resources"], "one at least"
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names)
    check_sources(package)
    for resource in package["resources"]:
        assert NAME.fullmatch(resource["name"])
        assert ("path" in resource) != ("data" in resource)
        assert is_url_or_path(resource["path"])
        content = (path.parent / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        algorithm, _, digest = resource["hash"].partition(":")
        assert digest == hashlib.new(algorithm, content).hexdigest()
        check_sources(resource)
        if resource.get("type") == "table":
            check_table(resource, content)
    return package


def check_sources(described: dict[str, Any]) -> None:
    for source in described.get("sources", []):
        assert isinstance(source["title"], str)
        assert is_url_or_path(source.get("path", ""))
    for licence in described.get("licenses", []):
        assert {"name", "path"} & set(licence)


def check_table(resource: dict[str, Any], content: bytes) -> None:
    """Hold a table against its schema: all columns in their order, and each cell of the type that is promised."""
    schema = resource["schema"]
    header, *rows = csv.reader(content.decode(resource["encoding"]).splitlines(keepends=True))
    fields = schema["fields"]
    assert [field["name"] for field in fields] == header, "exactly these, in this order"
    assert len(set(header)) == len(header)
    assert schema["missingValues"] == [""]
    for place, field in enumerate(fields):
        assert field["type"] in TYPES
        assert {type(field[key]) for key in ("title", "description", "unit") if key in field} <= {str}
        form = FORMS.get(field["type"])
        cells = [row[place] for row in rows if row[place] not in schema["missingValues"]]
        if form is not None:
            assert [cell for cell in cells if not form.fullmatch(cell)] == [], field["name"]


def test_an_export_describes_its_columns_units_and_sources(tmp_path: Path) -> None:
    lenses = tv.charts.lenses(
        tv.load(),
        currency="MYR",
        base_currency="USD",
        rates=tv.rates.ecb(base="USD"),
        deflator=tv.deflators.us_cpi(),
        start=2007,
        end=2024,
    )
    written = tv.export(lenses, tmp_path / "My lenses")
    assert written[-1].name == "My lenses.datapackage.json"
    package = check_package(written[-1])
    (resource,) = package["resources"]
    assert resource["path"] == "My lenses.csv"
    assert resource["name"] == package["name"] == "my-lenses"
    assert resource["title"] == tv.charts.drawing(lenses).title
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert fields["value"]["unit"] == "units of `currency`", "of two currencies"
    assert fields["stated_value"]["unit"] == "units of `stated_currency`"
    assert fields["period"]["type"] == "integer"
    assert fields["since_start"]["unit"] == "share of one"
    assert fields["currency"]["description"] == "Currency of the amounts of the row: ISO 4217."
    assert {source["title"] for source in resource["sources"]} == {
        *("Bengali encyclopaedic article", "Bernama, 15 May 2025"),
        "European Central Bank, euro foreign exchange reference rates",
    }
    assert "licenses" not in resource, "nobody gives these figures one name of a licence"
    ecb = next(source for source in resource["sources"] if source["title"].startswith("European"))
    assert ecb["licence"] == "free reuse with the source named (ECB's terms)"


def test_amounts_of_one_currency_name_it(tmp_path: Path) -> None:
    row = {"reporter": "MYS", "flow": "export", "commodity_code": "TOTAL", "currency": "USD"}
    cells = [(2015, "CHN", 5e9), (2024, "CHN", 9e9), (2015, "SGP", 6e9), (2024, "SGP", 7e9)]
    frame = pd.DataFrame(cells, columns=["period", "partner", "value"]).assign(**row, source="mine <b>")
    written = tv.export(tv.charts.lines(frame), tmp_path / "lines")
    (resource,) = check_package(written[-1])["resources"]
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert (fields["value"]["unit"], fields["value"]["title"]) == ("USD", "Value")
    assert fields["commodity_code"]["type"] == "string"
    assert resource["sources"] == [{"title": "mine <b>"}]


def test_the_folder_of_a_report_is_one_package_with_all_tables(tmp_path: Path) -> None:
    written = tv.report(tv.load(), out=tmp_path)
    package = check_package(tmp_path / "datapackage.json")
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted(paths) == sorted(path.name for path in written if path.suffix in {".csv", ".xlsx"})
    assert all("schema" in resource for resource in package["resources"] if resource["format"] == "csv")
    assert package["title"] == "Malaysia–Russia trade"


@pytest.mark.parametrize("text", ["=1+1", "_x000D_", "\u202egnp", "a\x00b", '"', "\ud800", "x" * 100_000])
def test_no_text_of_a_table_breaks_the_description(text: str, tmp_path: Path) -> None:
    data = pd.DataFrame({text: [text, None], "value": [1.5, -2.0], "source": [text, text]})
    files = {"Ünder (1).csv": csv_bytes(data), "under-1.csv": csv_bytes(data), "note.txt": b""}
    said = Drawing(text, "", (), text, data)
    content = package_bytes(text, text, files, {"Ünder (1)": said, "under-1": said})
    assert not re.search("[\u202e\x00]", content.decode()), "written out, so that nothing turns round what is read"
    for name, file in files.items():
        (tmp_path / name).write_bytes(file)
    (tmp_path / "datapackage.json").write_bytes(content)
    names = [resource["name"] for resource in check_package(tmp_path / "datapackage.json")["resources"]]
    assert names == ["nder-1", "under-1"]


def test_names_alike_are_told_apart_and_names_of_no_letter_stand_for_data() -> None:
    content = package_bytes("", "", {"A.csv": b"x\n", "a!.csv": b"x\n", "торг.csv": b"x\n"}, {})
    assert [resource["name"] for resource in json.loads(content)["resources"]] == ["a", "a-2", "data"]
    assert name_for_programs("../..") == "data"


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, 2], "integer"),
        ([1.5, None], "number"),
        (["0101", "TOTAL"], "string"),
        (["2024"], "string"),
        ([True, None], "boolean"),
        ([None, None], "any"),
        (pd.to_datetime(["2024-01-02", None]), "date"),
        ([1, "a"], "string"),
    ],
)
def test_types_are_those_of_the_values(cells: Any, kind: str) -> None:
    assert type_of(pd.Series(cells)) == kind


@pytest.mark.parametrize(
    ("sources", "licences"),
    [
        (["world-bank", "opendosm"], ["CC-BY-4.0"]),  # `data/SOURCES.md` says so of both
        (["world-bank", "somebody"], None),
        (["ecb"], None),  # terms without a name in the list of the Open Definition
    ],
)
def test_a_licence_is_named_where_all_sources_have_it(sources: list[str], licences: list[str] | None) -> None:
    data = pd.DataFrame({"value": [1.0] * len(sources), "source": sources})
    content = package_bytes("a", "a", {"a.csv": csv_bytes(data)}, {"a": Drawing("t", "s", (), "alt", data)})
    (resource,) = json.loads(content)["resources"]
    assert len(resource["sources"]) == len(sources)
    found = resource.get("licenses")
    assert (found and [licence["name"] for licence in found]) == licences
