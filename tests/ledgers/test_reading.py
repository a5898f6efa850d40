"""One door: `tv.read` gives what the reader of the form gives, says what it took a file for, and refuses the rest."""

import json
import logging
import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from comext_files import FIGURES, version_1
from containers import CONTAINERS, by_commas
from dosm_files import SITC
from form_samples import EVERY, LEDGER, OF_MARKETS, OTHERS, ROWS, SAMPLES
from matrices import matrix
from trade_map_files import MARKETS, TITLES, text
from tradeview.errors import MissingFileError, TableError, TradeTableError, TradeviewError, UnknownCodeError
from tradeview.ledgers.reading import READABLE
from tradeview.sources.known_forms import KNOWN_FORMS
from tradeview.sources.spreadsheets import KEPT
from tradeview.table.csv import numbered_lines, write_lines

# Tables by comma or tab, which containers hold; pages and JSON are what they are.
TABLES = [name for name, sample in SAMPLES.items() if sample.text.lstrip()[0] not in "{[<"]


# BACI comes in no archive within another.
NOT_OF_BACI = {"a .zip in a .zip", "Parquet in a .zip"}


def save(folder: Path, text: str, name: str = "file.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SAMPLES)
def test_it_gives_what_the_reader_of_the_form_gives_and_says_so_once(
    tmp_path: Path, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    sample = SAMPLES[name]
    path = save(tmp_path, sample.text)
    expected = sample.read(path)
    caplog.clear()
    with caplog.at_level(logging.INFO, logger="tradeview"):
        found = tv.read(path, **dict(sample.options))
    if "source" in expected:
        expected = expected.assign(source=expected["source"].fillna("a ledger (file.csv)"))
    pd.testing.assert_frame_equal(found, expected)
    said = [record.getMessage() for record in caplog.records if ", read by tv." in record.getMessage()]
    assert len(said) == 1
    assert said[0].startswith("file.csv: taken for ")


@pytest.mark.parametrize(("name", "kind"), matrix(TABLES, list(CONTAINERS)))
def test_it_reads_every_container(tmp_path: Path, name: str, kind: str) -> None:
    sample = SAMPLES[name]
    called, pack = CONTAINERS[kind]
    options = dict(sample.options)
    expected = tv.read(save(tmp_path, sample.text), **options)
    path = tmp_path / called
    path.write_bytes(pack(by_commas(sample.text)))
    if sample.form == "BACI's" and kind in NOT_OF_BACI:
        with pytest.raises(TableError, match="no file named as CEPII names them"):
            tv.read(path, **options)
        return
    if "Parquet" in kind and name == "Trade Map, markets with titles":  # no title stands above its columns
        options = dict(OF_MARKETS)
    found = tv.read(path, **options)
    pd.testing.assert_frame_equal(found.drop(columns="source"), expected.drop(columns="source"))


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_trade_is_refused_with_what_reads_it(tmp_path: Path, name: str) -> None:
    sample = OTHERS[name]
    form = next(form for form in KNOWN_FORMS if form.name == sample.form)
    with pytest.raises(TableError, match=re.escape(f"found: this is {sample.form}: {form.reader}")):
        tv.read(save(tmp_path, sample.text))


def test_every_form_is_read_or_refused_by_name() -> None:
    assert {readable.form.name for readable in READABLE} == {sample.form for sample in SAMPLES.values()}
    assert {form.name for form in KNOWN_FORMS} == {sample.form for sample in EVERY.values()}


def test_reporter_and_partner_choose_rows_of_every_form(tmp_path: Path) -> None:
    for name, sample in SAMPLES.items():
        path, options = save(tmp_path, sample.text), dict(sample.options)
        if not sample.is_trade:
            with pytest.raises(TableError, match="have no reporter and no partner"):
                tv.read(path, reporter="MYS", **options)
            continue
        whole = tv.read(path, **options)
        reporter, partner = whole["reporter"].iloc[0], whole["partner"].iloc[0]
        chosen = tv.read(path, **{**options, "reporter": tv.economies.name(reporter), "partner": [partner]})
        assert set(chosen["reporter"]) == {reporter}, name
        assert set(chosen["partner"]) == {partner}, name
        assert 0 < len(chosen) <= len(whole)
        if {"reporter", "partner"} <= set(options):  # a list that says neither is of whom the caller says
            continue
        with pytest.raises(TableError):
            tv.read(path, **{**options, "reporter": "Fiji", "partner": "Malta"})
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        tv.read(save(tmp_path, LEDGER + ROWS), reporter="Ruritania")
    with pytest.raises(TradeTableError, match="has rows of THA; found: reporters MYS; partners RUS"):
        tv.read(save(tmp_path, LEDGER + ROWS), reporter="THA")


def test_a_ledger_without_sources_is_its_own(tmp_path: Path) -> None:
    text = (LEDGER + ROWS).replace(",source", "").replace(",office", "")
    assert tv.read(save(tmp_path, text, "mine.csv"))["source"].tolist() == ["a ledger (mine.csv)"] * 2
    some = tv.read(save(tmp_path, (LEDGER + ROWS).replace("office", "", 1), "mine.csv"))
    assert some["source"].tolist() == ["a ledger (mine.csv)", "office"]


def test_the_revision_of_baci_is_asked_for_where_no_name_says_it(tmp_path: Path) -> None:
    text = SAMPLES["BACI"].text
    with pytest.raises(TableError, match=r"mine\.csv is BACI's, in a revision of the HS; found: a name that does not"):
        tv.read(save(tmp_path, text, "mine.csv"))
    assert set(tv.read(tmp_path / "mine.csv", hs="H4")["classification"]) == {"H4"}
    for hs, edition in (("H0", "92"), ("H5", "17")):
        folder = tmp_path / edition
        folder.mkdir()
        save(folder, text, f"BACI_HS{edition}_Y2022_V202401.csv")
        assert set(tv.read(folder)["classification"]) == {hs}
        assert set(tv.read(next(folder.iterdir()))["classification"]) == {hs}
    save(tmp_path / "17", text, "BACI_HS22_Y2022_V202401.csv")
    with pytest.raises(TableError, match="found: files of HS17, HS22; do: say hs="):
        tv.read(tmp_path / "17")
    with pytest.raises(TableError, match="hs names the revision of a file of BACI; found: a file that is a ledger"):
        tv.read(save(tmp_path, LEDGER + ROWS), hs="H5")


def test_a_list_of_trade_map_is_of_whom_and_what_it_says_else_of_what_is_told(tmp_path: Path) -> None:
    bare, titled = save(tmp_path, text(MARKETS), "bare.txt"), save(tmp_path, text(MARKETS, TITLES), "titled.txt")
    for options, said in (
        ({}, r"says its reporter; found: no title that does; do: say reporter='MYS' \(--reporter on the command line"),
        (
            {"reporter": "MYS"},
            r"says its commodity_code; .* say commodity_code='1511', .*--commodity-code on the command",
        ),
        ({"reporter": ["MYS", "RUS"], "commodity_code": "1511"}, r"and MYS, RUS asked for; do: say one reporter"),
        ({"reporter": "MYS", "commodity_code": "1511", "unit": "Tons"}, "are money"),
        ({"reporter": "MYS", "commodity_code": "1511", "hs": "H6"}, "hs names the revision of a file of BACI"),
        ({"reporter": "MYS", "commodity_code": "1511", "partner": "THA"}, "has rows of MYS with THA"),
    ):
        with pytest.raises(TableError, match=said):
            tv.read(bare, **options)
    told = tv.read(bare, reporter="Malaysia", commodity_code="1511", partner=["World", "RUS"])
    assert told["value"].tolist() == [900e3, 1e6, 10e3, 12e3]
    millions = tv.read(bare, reporter="Malaysia", commodity_code="1511", unit="EUR million")
    assert (millions["value"].iloc[0], millions["currency"].iloc[0]) == (900e6, "EUR")
    # What the list says is no longer asked for: economies are chosen among its rows.
    chosen = tv.read(titled, reporter=["RUS", "MYS"], partner="Taiwan")
    assert chosen[["reporter", "partner", "commodity_code", "value"]].to_numpy().tolist() == [
        ["MYS", "TWN", "1511", 5e3]
    ]
    with pytest.raises(TradeTableError, match="has rows of RUS; found: reporters MYS"):
        tv.read(titled, reporter="RUS")
    with pytest.raises(TableError, match="has one commodity_code"):
        tv.read(titled, commodity_code="0101")


def test_how_products_are_coded_is_asked_for_where_no_data_flow_says_it(tmp_path: Path) -> None:
    path = save(tmp_path, version_1(FIGURES, "ESTAT:DS-018995(1.0)"))
    with pytest.raises(TableError, match="say classification='S4'"):
        tv.read(path)
    assert set(tv.read(path, classification="S4")["classification"]) == {"S4"}
    sections = save(tmp_path, SITC)
    assert "S3" in set(tv.read(sections, classification="S3")["classification"])
    with pytest.raises(TableError, match="classification names how products of a file of Comext or OpenDOSM are coded"):
        tv.read(save(tmp_path, LEDGER + ROWS), classification="S4")


def test_a_workbook_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def counting(asked: str) -> Any:
        parsed.append(asked)
        return import_module("python_calamine")

    monkeypatch.setattr("tradeview.sources.spreadsheets._import_calamine", counting)
    for name in TABLES:
        path = tmp_path / "book.xlsx"
        path.write_bytes(CONTAINERS["a workbook"][1](by_commas(SAMPLES[name].text)))
        parsed.clear()
        tv.read(path, **dict(SAMPLES[name].options))
        assert parsed == ["book.xlsx cannot be unpacked"], name
        assert KEPT.get() is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "found: nothing"),
        ("a,b,c\n1,2,3\n", "found: columns a, b, c; do: name its columns as a ledger's"),
        ((LEDGER + ROWS).replace("currency", "curency"), "the column(s) currency\n  currency: did you mean 'curency'?"),
        ("t,i,j,k,v\n2022,458,643,010121,1.5\n", "the nearest is BACI's (tv.read_baci), which needs the column(s) q"),
        ("<html><title>Sign in</title></html>", "found: a web page: 'Sign in'"),
        ('{"message": "Access denied"}', """JSON: '{"message": "Access denied"}'"""),
        ("%PDF-1.7 of a table", "found: a PDF"),
    ],
)
def test_what_nobody_knows_is_refused_with_its_columns_and_the_nearest_form(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(TableError) as caught:
        tv.read(save(tmp_path, text))
    assert "file.csv is of no form that tradeview knows" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_refused_in_our_words(tmp_path: Path, name: str) -> None:
    for called in ("file.csv", "file.xlsx", "file.xls", "file.zip", "file.parquet"):
        path = tmp_path / called
        path.write_bytes(NO_TABLES[name])
        with pytest.raises(TradeviewError):
            tv.read(path)


def test_an_archive_of_two_forms_is_refused_and_of_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "both.zip"
    comtrade, wits = SAMPLES["UN Comtrade, api_csv"].text, SAMPLES["WITS, partners"].text
    path.write_bytes(packed({"a.csv": comtrade.encode(), "b.csv": wits.encode()}))
    with pytest.raises(TableError, match=r"one form; found: UN Comtrade's, of WITS[^\n]*\n  a\.csv: UN Comtrade's\n"):
        tv.read(path)
    path.write_bytes(packed({"a.csv": comtrade.encode(), "b.json": json.dumps({"data": []}).encode()}))
    with pytest.raises(TableError, match=r"b\.json holds no records"):  # and is not left out in silence
        tv.read(path)
    path.write_bytes(packed({"a.csv": comtrade.encode(), "b.csv": comtrade.replace("2022", "2021").encode()}))
    assert len(tv.read(path)) == 2 * len(tv.read(save(tmp_path, comtrade)))


def test_a_folder_and_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="a folder without files of BACI"):
        tv.read(tmp_path)
    with pytest.raises(MissingFileError, match="no such file"):
        tv.read(tmp_path / "none.csv")


ANSWER = (
    '[{"page": 1, "pages": 1, "total": 1, "lastupdated": "2024-06-28"}, [{"indicator": {"id": "PA.NUS.FCRF", "value": '
    '"Official exchange rate"}, "country": {"id": "MY", "value": "Malaysia"}, "countryiso3code": "MYS", "date": "2023",'
    ' "value": 4.5605, "unit": "", "obs_status": "", "decimal": 2}]]'
)


def test_an_answer_of_the_world_bank_is_known(tmp_path: Path) -> None:
    path = save(tmp_path, ANSWER, "wb.json")
    pd.testing.assert_frame_equal(tv.read(path), tv.rates.world_bank(path))
    with pytest.raises(TableError, match="page 1 of 2"):
        tv.read(save(tmp_path, ANSWER.replace('"pages": 1', '"pages": 2')))


def test_prices_beside_rates_are_named_as_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    text = (
        "Country Name,Country Code,Series Name,Series Code,2023 [YR2023]\n"
        'Malaysia,MYS,"Official exchange rate (LCU per US$, period average)",PA.NUS.FCRF,4.5605\n'
        "Malaysia,MYS,Consumer price index (2010 = 100),FP.CPI.TOTL,130.5\n"
    )
    assert tv.read(save(tmp_path, text))["rate"].tolist() == [4.5605]
    assert "read of PA.NUS.FCRF; left out: FP.CPI.TOTL (tv.deflators.world_bank)" in caplog.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"elapsedTime": "0.5 secs", "count": 0, "data": [], "error": ""}', "holds no records; found: an empty list"),
        ('{"validation": {"status": {"name": "Too much"}}, "dataset": []}', "found: Too much"),
        ('{"statusCode": 401, "message": "Access denied"}', "Access denied.*ask again"),
        (LEDGER, "is a ledger with rows; found: a header alone"),
        ((LEDGER + ROWS).encode("utf-16-le").decode("latin-1"), "UTF-16 without the mark.*save it as CSV UTF-8"),
        (
            "Reporter Name,Partner Name,Year,Product Group,AHS Simple Average (%)\nMalaysia,World,2022,Total,1\n",
            "tariffs: AHS Simple Average",
        ),
        (
            "Country Name,Indicator Type,Indicator,2021,2022\nMalaysia,Trade,Exports (in US$ Mil),812.5,900\n",
            "names reporter, partner",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_its_own_reason(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(TradeviewError, match=words):
        tv.read(save(tmp_path, text))


def test_columns_in_other_letters_are_named_with_what_they_should_be(tmp_path: Path) -> None:
    header, rows = LEDGER.title(), ROWS
    with pytest.raises(TableError, match="it is nearly a ledger") as refused:
        tv.read(save(tmp_path, header + rows))
    assert "'Commodity_Code' to 'commodity_code'" in refused.value.remedy
    assert len(tv.read(save(tmp_path, LEDGER + rows))) == 2


EXPORTS_OF_WITS = [name for name, sample in SAMPLES.items() if sample.form == "of WITS" and sample.text[0] != "{"]


@pytest.mark.parametrize("name", EXPORTS_OF_WITS)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_lines_around_an_export_of_wits_are_left_out(tmp_path: Path, name: str, delimiter: str) -> None:
    lines = numbered_lines(SAMPLES[name].text.replace("; ", " "))
    text = write_lines(cells for _, cells in lines)
    if delimiter == ";":
        text = "\n".join(";".join(cells) for _, cells in numbered_lines(text))
    expected = tv.read(save(tmp_path, text))
    around = f"My table\n\n{text.rstrip()}\n\nSource: WITS\n"
    pd.testing.assert_frame_equal(tv.read(save(tmp_path, around)), expected)
