"""Every form is recognised by its own recogniser and by no other, in every container; and refused by name elsewhere."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import h10_files
import tradeview as tv
from containers import CONTAINERS, by_commas
from ecb_files import weekdays
from form_samples import EVERY, OTHERS, SAMPLES, Sample
from matrices import matrix
from tradeview.errors import TableError
from tradeview.sources.containers import read_beginnings
from tradeview.sources.first_lines import LETTERS, decode_beginning
from tradeview.sources.known_forms import KNOWN_FORMS, nearest_form

TABLES = {name: sample for name, sample in EVERY.items() if not sample.text.lstrip().startswith(("{", "[", "<"))}
PAGES = [name for name, sample in EVERY.items() if sample.text.startswith("<")]
# The whole of a text, and one that is more than what is looked at.
LENGTHS: dict[str, Callable[[str], str]] = {
    "whole": lambda text: text,
    "long": lambda text: text.rstrip("\n") + f"\n{text.splitlines()[-1]}" * 3000,
}


def forms_of(data: bytes) -> list[str]:
    beginning = decode_beginning("file.csv", data)
    return [form.name for form in KNOWN_FORMS if form.recognise(beginning)]


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", [name for name in EVERY if name not in PAGES])
def test_exactly_one_recogniser_says_yes(name: str, encoding: str, length: str) -> None:
    sample = EVERY[name]
    assert forms_of(LENGTHS[length](sample.text).encode(encoding)) == [sample.form]


@pytest.mark.parametrize(("name", "kind"), matrix(list(TABLES), list(CONTAINERS)))
def test_a_form_is_the_same_in_every_container(tmp_path: Path, name: str, kind: str) -> None:
    called, pack = CONTAINERS[kind]
    path = tmp_path / called
    path.write_bytes(pack(by_commas(TABLES[name].text)))
    assert forms_in(path) == [[TABLES[name].form]]


def forms_in(path: Path) -> list[list[str]]:
    """What each table of a file is taken for that is taken for anything."""
    found = [[form.name for form in KNOWN_FORMS if form.recognise(beginning)] for beginning in read_beginnings(path)]
    return [forms for forms in found if forms]


@pytest.mark.parametrize("name", PAGES)
def test_exactly_one_recogniser_says_yes_to_a_page(tmp_path: Path, name: str) -> None:
    path = tmp_path / "data.xls"
    path.write_text(EVERY[name].text, encoding="utf-8")
    assert forms_in(path) == [[EVERY[name].form]]


def test_a_header_that_is_longer_than_what_is_looked_at_is_recognised() -> None:
    days = [str(day) for day in weekdays(date(1999, 1, 1), date(2024, 12, 31))]
    text = h10_files.by_series([h10_files.ringgit(["4.2"] * len(days))], days)
    assert len(text.splitlines()[0]) > LETTERS
    assert forms_of(text.encode()) == ["of the Federal Reserve's H.10"]


@pytest.mark.parametrize(
    "text", ["", "a,b\n1,2\n", "iso3c,year,value\nMYS,2017,4.3\n", "{}", "[1, 2]", "<p>no</p>", "x" * 90_000]
)
def test_what_is_of_no_form_is_recognised_by_none(text: str) -> None:
    assert forms_of(text.encode()) == []


READERS: dict[str, Callable[[Any], Any]] = {
    "a ledger": tv.load,
    "UN Comtrade's": tv.read_comtrade,
    "BACI's": tv.read_baci,
    "of WITS": tv.read_wits,
    "of Trade Map": tv.read_trade_map,
    "of Comext": tv.read_comext,
    "OpenDOSM's": tv.read_opendosm,
    "the World Bank's": tv.rates.world_bank,
    "the ECB's": lambda path: tv.rates.ecb(base="USD", path=path),
    "of the Federal Reserve's H.10": tv.rates.fed_h10,
    "a rate table": tv.rates.read,
    "a deflator": tv.deflators.read,
    "a list of claims": tv.statements.load,
    "a list of events": tv.load_events,
    "a commodity list": tv.load_commodities,
}


def refused_as(sample: Sample, reader: str, path: Path) -> str:
    """The message with which a reader refuses a file of another form."""
    with pytest.raises(TableError) as caught:
        READERS[reader](path)
    assert f"is read as {reader}; found: this is {sample.form}: tv." in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", EVERY)
def test_a_file_given_to_the_wrong_reader_is_refused_by_name(tmp_path: Path, name: str, reader: str) -> None:
    sample = EVERY[name]
    if sample.form == reader or (sample.form, reader) == ("a ledger", "a list of claims"):
        return
    path = tmp_path / "file.csv"
    path.write_text(sample.text, encoding="utf-8")
    said = refused_as(sample, reader, path)
    named = next(form for form in KNOWN_FORMS if form.name == sample.form)
    assert named.reader in said


@pytest.mark.parametrize("kind", CONTAINERS)
def test_the_wrong_reader_names_the_form_in_every_container(tmp_path: Path, kind: str) -> None:
    called, pack = CONTAINERS[kind]
    path = tmp_path / called
    path.write_bytes(pack(OTHERS["rates"].text))
    for reader in READERS:
        if reader in {"a rate table", "BACI's"}:  # of BACI's archives, files are told by their names
            continue
        refused_as(OTHERS["rates"], reader, path)


def test_a_frame_given_to_the_wrong_reader_is_refused_by_name() -> None:
    comtrade = pd.DataFrame(json.loads(SAMPLES["UN Comtrade, api_json"].text)["data"])
    ledger = tv.load()
    for reader, frame, form in (
        (tv.read_wits, comtrade, "UN Comtrade's"),
        (tv.rates.world_bank, comtrade, "UN Comtrade's"),
        (tv.read_comtrade, ledger, "a ledger"),
        (tv.read_wits, ledger, "a ledger"),
        (tv.load, comtrade, "UN Comtrade's"),
        (tv.read_trade_map, comtrade, "UN Comtrade's"),
        (tv.read_comext, ledger, "a ledger"),
        (tv.read_opendosm, comtrade, "UN Comtrade's"),
    ):
        with pytest.raises(TableError, match=f"this is {form}: tv"):
            reader(frame)


def test_the_nearest_form_is_that_of_which_most_is_there() -> None:
    near = nearest_form(("t", "i", "j", "k", "v"))
    assert near is not None
    assert (near[0].name, near[1]) == ("BACI's", ["q"])
    assert nearest_form(("a", "b")) is None
