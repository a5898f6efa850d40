"""Data packages: what lies beside an export, described for programs as the Data Package standard (version 2) has it.

The descriptor lists the files with their sizes and hashes; of every table of data its columns with type, head, a
sentence and unit; and the sources, with their terms as far as they are known. It is made of what is written, so that it
says the same as the files do.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from tradeview.charts.layout.page import Drawing
from tradeview.printable import escape_json, utf8_bytes
from tradeview.reports.columns import describe_columns
from tradeview.sources.reference_lists import load_sources, source_key
from tradeview.table.engines import is_missing

FILE_NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Terms that have a name in the list of the Open Definition; those of other sources are told in their own words.
LICENCES = {
    "CC BY 4.0": {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0",
    },
}
NO_FIGURES = "; no figure of it is in this package"  # what `data/SOURCES.md` adds of files that somebody downloads
NOT_STATED = "not stated"
ADDRESS = re.compile(r"https?://\S+")
SOURCE_COLUMN = re.compile(r"(.*_)?source")
LEAST_NAME = "data"
JsonObject = dict[str, Any]


def package_bytes(name: str, title: str, files: Mapping[str, bytes], charts: Mapping[str, Drawing]) -> bytes:
    """Describe files that lie in one folder; the same bytes for the same files.

    Parameters
    ----------
    name : str
        What the package is called by programs.
    title : str
        What it is called by people.
    files : mapping of str to bytes
        The files of data (.csv, .xlsx) by name, among others, which are left out.
    charts : mapping of str to Drawing
        The chart whose data a .csv file of its name has.
    """
    resources: list[JsonObject] = []
    sources: dict[str, JsonObject] = {}
    for file, content in files.items():
        stem, point, ending = file.rpartition(".")
        if f"{point}{ending}" not in MEDIA_TYPES:
            continue
        resource = _describe_file(file, content, taken={resource["name"] for resource in resources})
        chart = charts.get(stem)
        if chart is not None and ending == "csv":
            resource |= _describe_chart(chart, content)
            for source in resource.get("sources", []):
                sources[source["title"]] = source
        resources.append(resource)
    package: JsonObject = {"$schema": PROFILE, "name": name_for_programs(name), "title": title, "resources": resources}
    if sources:
        package["sources"] = list(sources.values())
    return utf8_bytes(escape_json(json.dumps(package, ensure_ascii=False, indent=2)) + "\n")


def name_for_programs(name: str) -> str:
    """Write a name as the standard wants it: lower-case letters of English, digits, points, `-` and `_`.

    Examples
    --------
    >>> name_for_programs("My Chart (1)"), name_for_programs("торговля")
    ('my-chart-1', 'data')
    """
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-.") or LEAST_NAME


def _describe_file(file: str, content: bytes, taken: Iterable[str]) -> JsonObject:
    stem, _, ending = file.rpartition(".")
    first = name = name_for_programs(stem)
    number = 1
    while name in taken:
        number += 1
        name = f"{first}-{number}"
    described = {
        "name": name,
        "path": file,
        "format": ending,
        "mediatype": MEDIA_TYPES[f".{ending}"],
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
    return described | ({"encoding": "utf-8"} if ending == "csv" else {})


def _describe_chart(chart: Drawing, content: bytes) -> JsonObject:
    """Describe the data of a chart: its finding, its columns, its sources and, if all have the same, their licence."""
    described: JsonObject = {"type": "table", "title": chart.title, "description": chart.alt}
    described["schema"] = {"fields": _list_fields(chart.data, content), "missingValues": [""]}
    keys = source_keys_of(chart.data)
    sources = [_describe_source(key) for key in keys]
    if sources:
        described["sources"] = sources
    licences = {source.get("licence") for source in sources}
    if len(licences) == 1:
        licence = LICENCES.get(str(licences.pop()))
        if licence is not None:
            described["licenses"] = [licence]
    return described


# Columns


def _list_fields(data: pd.DataFrame, content: bytes) -> list[JsonObject]:
    """Describe the columns of a table, under the names that they have in its file."""
    written = next(csv.reader(io.StringIO(content.decode())), [])
    fields = []
    for name, (_, column), described in zip(written, data.items(), describe_columns(data), strict=True):
        field = {"name": name, "type": type_of(column), "title": described.head}
        if described.says is not None:
            field["description"] = described.says
        if described.unit is not None:
            field["unit"] = described.unit
        fields.append(field)
    return fields


def type_of(column: "pd.Series[Any]") -> str:
    """Tell the type of a column as the standard names it, by all values that it has.

    Examples
    --------
    >>> type_of(pd.Series([1, None], dtype="Int64")), type_of(pd.Series([True, None])), type_of(pd.Series(["0101"]))
    ('integer', 'boolean', 'string')
    """
    values = [value for value in column if not is_missing(value)]
    if not values:
        return "any"
    if all(pd.api.types.is_bool(value) for value in values):
        return "boolean"
    if pd.api.types.is_integer_dtype(column.dtype):
        return "integer"
    if all(pd.api.types.is_number(value) and not pd.api.types.is_bool(value) for value in values):
        return "number"
    if all(isinstance(value, datetime) and value == pd.Timestamp(value).normalize() for value in values):
        return "date"
    return "string"


# Sources


def source_keys_of(data: pd.DataFrame) -> list[str]:
    """List the sources that the rows of a table name, as `data/SOURCES.md` calls those that it has."""
    found: list[str] = []
    for name, column in data.items():
        if SOURCE_COLUMN.fullmatch(str(name)):
            found += [source_key(cell) for cell in column if not is_missing(cell)]
    return list(dict.fromkeys(found))


def _describe_source(key: str) -> JsonObject:
    """Describe a source: its title, its address and its terms, where they are known."""
    known = load_sources().set_index("source")
    if key not in known.index:
        return {"title": key}
    row = known.loc[key]
    described: JsonObject = {"title": str(row["short"]), "name": key}
    if ADDRESS.fullmatch(str(row["document"])):
        described["path"] = str(row["document"])
    licence = str(row["licence"]).removesuffix(NO_FIGURES)
    if licence != NOT_STATED:
        described["licence"] = licence
    return described
