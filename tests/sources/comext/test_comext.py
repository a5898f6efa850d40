"""Eurostat's Comext: indicators side by side, its own codes of economies, confidential figures, and what is refused."""

import gzip
import logging
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from broken_files import NO_TABLES, packed
from comext_files import DATASET, FIGURES, labels_in_cells, seen, version_1, version_2_with_labels, without_flags
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.beginning import Beginning
from tradeview.sources.comext.recognising import recognise

LAYOUTS = [version_1, without_flags, labels_in_cells, version_2_with_labels]


def save(folder: Path, content: str | bytes, name: str = "comext.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, observations: Sequence[Any], **options: Any) -> pd.DataFrame:
    return tv.read_comext(save(folder, version_1(observations)), **options)


def keys(table: pd.DataFrame) -> list[tuple[Any, ...]]:
    names = ["period", "reporter", "partner", "flow", "commodity_code"]
    return [tuple(row) for row in table[names].to_numpy().tolist()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_indicators_are_columns_and_never_added(tmp_path: Path, layout: Callable[..., str]) -> None:
    table = tv.check(tv.read_comext(save(tmp_path, layout(FIGURES))))
    assert keys(table) == [(2023, "DEU", "MYS", "import", "1511"), (2023, "GRC", "MYS", "export", "1511")]
    assert table["value"].tolist() == [1_200_000.0, 5_000.0]
    assert table["net_weight"].iloc[0] == 900_000.0
    assert table["quantity"].iloc[0] == 77.0
    assert table[["net_weight", "quantity"]].iloc[1].isna().all()
    assert set(table["currency"]) == {"EUR"}
    assert set(table["classification"]) == {"H6"}
    assert set(table["source"]) == {"Eurostat Comext DS-045409"}


CONTAINERS = {
    "zip": (lambda text: packed({"comext.csv": text.encode()}), "comext.zip"),
    "gzip": (lambda text: gzip.compress(text.encode()), "comext.csv.gz"),
    "by semicolons": (lambda text: text.replace(",", ";").encode(), "comext.csv"),
    "carriage returns": (lambda text: text.replace("\n", "\r\n").encode(), "comext.csv"),
    "blanks around cells": (lambda text: text.replace(",", " , ").encode(), "comext.csv"),
}


@pytest.mark.parametrize("container", CONTAINERS)
def test_containers(tmp_path: Path, container: str) -> None:
    pack, name = CONTAINERS[container]
    expected = tv.read_comext(save(tmp_path, version_1(FIGURES), "plain.csv"))
    found = tv.read_comext(save(tmp_path, pack(version_1(FIGURES)), name))
    pd.testing.assert_frame_equal(found, expected)


def test_a_frame(tmp_path: Path) -> None:
    path = save(tmp_path, version_1(FIGURES))
    pd.testing.assert_frame_equal(tv.read_comext(pd.read_csv(path)), tv.read_comext(path))


ECONOMIES = {"EL": "GRC", "XS": "SRB", "XK": "XKK", "GB": "GBR", "NA": "NAM", "WORLD": "WLD", "QQ": "XNB"}
ECONOMIES["EU27_2020"] = "XGE"


@pytest.mark.parametrize(("code", "expected"), ECONOMIES.items())
def test_economies_have_eurostats_codes(tmp_path: Path, code: str, expected: str) -> None:
    assert read(tmp_path, [seen(partner=code)])["partner"].tolist() == [expected]


@pytest.mark.parametrize("code", ["XI", "XU", "QR", "EU27_2020_EXTRA", "INT_EU27_2020"])
def test_parts_and_groups_without_a_code_are_left_out_and_named(
    tmp_path: Path, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "tradeview"):
        found = read(tmp_path, [seen(partner=code), *FIGURES])
    assert len(found) == 2
    assert f"1 rows left out, of the partner {code}: " in caplog.text
    with pytest.raises(TableError):
        read(tmp_path, [seen(partner=code)])


def test_an_economy_that_nobody_knows_is_refused_if_it_is_wanted(tmp_path: Path) -> None:
    observations = [seen(partner="ZZ"), *FIGURES]
    for code in ("ZZ", "Malaysia", "MYS"):
        with pytest.raises(UnknownCodeError, match=f"'{code}': 1 row"):
            read(tmp_path, [seen(partner=code), *FIGURES])
    assert len(read(tmp_path, observations, partners="Malaysia")) == 2
    assert len(read(tmp_path, observations, partners=["MYS"], reporters="Greece")) == 1


PERIODS = {
    ("A", "2023"): 2023,
    ("M", "2023-05"): 202305,
    ("M", "202305"): 202305,
    ("Q", "2023-Q2"): 20232,
    ("M", "202352"): 2023,
    ("A", "202352"): 2023,
}


@pytest.mark.parametrize(("said", "period"), PERIODS.items())
def test_periods(tmp_path: Path, said: tuple[str, str], period: int) -> None:
    freq, when = said
    assert read(tmp_path, [seen(freq=freq, when=when)])["period"].tolist() == [period]


HIDDEN = {
    "a colon": seen(":"),
    "nothing": seen(""),
    "a colon as flag": seen("", flag=":"),
    "confidential": seen("1200000", flag="c"),
    "confidential and provisional": seen("1200000", flag="pc"),
    "confidential with its label": seen("1200000", flag="c: confidential"),
}


@pytest.mark.parametrize("observation", HIDDEN.values(), ids=HIDDEN)
def test_what_is_confidential_is_missing_and_never_zero(
    tmp_path: Path, observation: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = read(tmp_path, [observation, *FIGURES[1:]])
    assert found["reporter"].tolist() == ["GRC"]
    assert "1 observations are missing" in caplog.text
    assert "a quantity without a value" in caplog.text


@pytest.mark.parametrize("flag", ["p", "n: not significant", "b: break in the series of confidential parts"])
def test_a_figure_with_another_flag_stays(tmp_path: Path, flag: str) -> None:
    assert read(tmp_path, [seen(flag=flag)])["value"].tolist() == [1_200_000.0]


@pytest.mark.parametrize(
    ("status", "count"), [("", 2), ("F", 2), ("F: free", 2), ("C", 1), ("N: not for publication", 1)]
)
def test_the_status_of_confidentiality_is_looked_at(tmp_path: Path, status: str, count: int) -> None:
    lines = version_2_with_labels(FIGURES).splitlines()
    # The first observation is the value of one of the two flows; the cell before the last is its status.
    lines[1] = f"{lines[1].removesuffix(',,')},{status},"
    assert len(tv.read_comext(save(tmp_path, "\n".join(lines)))) == count


def test_a_weight_of_zero_is_missing_and_a_value_of_zero_is_none(tmp_path: Path) -> None:
    found = read(tmp_path, [seen("0"), seen("0", "QUANTITY_IN_100KG")])
    assert found["value"].tolist() == [0.0]
    assert found["net_weight"].isna().all()


def test_weights_in_kilograms(tmp_path: Path) -> None:
    found = read(tmp_path, [seen("5", "VALUE_EUR"), seen("12.5", "QUANTITY_KG")])
    assert found[["value", "net_weight"]].to_numpy().tolist() == [[5.0, 12.5]]


REVISIONS = {1995: "H0", 2001: "H1", 2006: "H2", 2011: "H3", 2016: "H4", 2021: "H5", 2022: "H6"}


def test_the_revision_is_the_one_in_force_in_the_year(tmp_path: Path) -> None:
    found = read(tmp_path, [seen(when=str(year)) for year in REVISIONS])
    assert dict(zip(found["period"], found["classification"], strict=True)) == REVISIONS


def test_how_products_are_coded_is_asked_for_where_nothing_says_it(tmp_path: Path) -> None:
    other = version_1([seen()], dataset="ESTAT:DS-018995(1.0)")
    with pytest.raises(TableError, match=r"DS-018995, which is not known to follow the HS; do: say classification="):
        tv.read_comext(save(tmp_path, other))
    stated = tv.read_comext(save(tmp_path, other.replace("1511", "421")), classification="S4")
    assert stated[["commodity_code", "classification"]].to_numpy().tolist() == [["421", "S4"]]
    # Without a data flow the codes are those of the HS, if they can be.
    nameless = version_1([seen()]).replace("DATAFLOW", "FLOW_NAME")
    assert "classification" not in tv.read_comext(save(tmp_path, nameless))
    with pytest.raises(TableError, match="no data flow, and codes 421"):
        tv.read_comext(save(tmp_path, nameless.replace("1511", "421")))
    with pytest.raises(TableError, match="a classification is H0 to H6, or S1 to S4"):
        tv.read_comext(save(tmp_path, other), classification="HS")


def test_codes_of_eight_digits_are_kept_where_they_are_asked_for(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    observations = [seen(product=code) for code in ("TOTAL", "15", "1511", "151190", "15119011", "151199SS")]
    with caplog.at_level(logging.INFO, "tradeview"):
        found = tv.check(read(tmp_path, observations))
    assert found["commodity_code"].tolist() == ["TOTAL", "15", "1511", "151190"]
    assert "151199SS" in caplog.text
    assert "15119011" in caplog.text
    assert read(tmp_path, observations, digits=8)["commodity_code"].tolist() == ["15119011"]
    assert read(tmp_path, observations, digits=[2, 6])["commodity_code"].tolist() == ["15", "151190"]
    with pytest.raises(TableError, match=r"codes of 8 digits; do: .*digits=8"):
        read(tmp_path, [seen(product="15119011")])


def test_a_leading_zero_that_a_spreadsheet_took_is_put_back(tmp_path: Path) -> None:
    assert read(tmp_path, [seen(product="101")])["commodity_code"].tolist() == ["0101"]


def test_other_indicators_are_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tradeview"):
        found = read(tmp_path, [*FIGURES, seen("9", "VALUE_NAC")])
    assert len(found) == 2
    assert "VALUE_NAC" in caplog.text


def test_the_same_observation_twice_counts_once(tmp_path: Path) -> None:
    assert read(tmp_path, [seen(), seen(), seen("1200000.0", "VALUE_EUR")])["value"].tolist() == [1_200_000.0]


WHOLE = version_1(FIGURES)
BY_MODE = WHOLE.replace(",flow,", ",flow,transport_mode,")
REFUSED = {
    "two values of a flow": version_1([seen(), seen("3")]),
    "two compositions of the EU": version_1([seen(who="EU28"), seen("3", who="EU27_2020")]),
    "weights alone": version_1([FIGURES[1]]),
    "all of it confidential": version_1([seen(":")]),
    "a value below zero": version_1([seen("-3")]),
    "a value that is none": version_1([seen("1.2.3")]),
    "an infinite value": version_1([seen("inf")]),
    "a month that is none": version_1([seen(when="2023-13")]),
    "a year called a month": version_1([seen(freq="M")]),
    "a year of no calendar": version_1([seen(when="3023")]),
    "a flow of no kind": version_1([seen(flow="9")]),
    "cut short": WHOLE[:-20],
    "no observation": version_1([]),
    "without indicators": WHOLE.replace("indicators", "measure"),
    "a list of Trade Map": "Importers\tExported value in 2023\t\nWorld\t9\t\n",
    "codes with letters alone": version_1([seen(product="99SSSZZZ")]),
    "modes of transport": BY_MODE.replace(",1,VALUE", ",1,3,VALUE").replace(",1,Q", ",1,3,Q").replace(",1,S", ",1,3,S")
    .replace(",2,VALUE", ",2,3,VALUE"),
}  # fmt: skip


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_right_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(TableError):
        tv.read_comext(save(tmp_path, content))


def test_the_total_over_modes_of_transport_is_no_breakdown(tmp_path: Path) -> None:
    content = version_1([seen()]).replace(",flow,", ",flow,transport_mode,").replace(",1,VALUE", ",1,TOTAL,VALUE")
    assert len(tv.read_comext(save(tmp_path, content))) == 1


@pytest.mark.parametrize("data", NO_TABLES.values(), ids=NO_TABLES)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(TableError):
        tv.read_comext(save(tmp_path, data))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_files_are_recognised(layout: Callable[..., str]) -> None:
    header = tuple(layout(FIGURES).splitlines()[0].split(","))
    assert recognise(Beginning("comext.csv", DATASET, header))


def test_others_are_not_recognised() -> None:
    ledger = ("period", "reporter", "partner", "flow", "commodity_code", "value", "currency")
    eurostat = ("DATAFLOW", "LAST UPDATE", "freq", "unit", "geo", "TIME_PERIOD", "OBS_VALUE")
    for header in (ledger, eurostat, ()):
        assert not recognise(Beginning("other.csv", "", header))


def test_economies_that_are_asked_for_and_not_there_are_named_with_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "comext.csv"
    path.write_text(version_1(FIGURES), encoding="utf-8")
    for asked, said in (
        ({"reporters": "France"}, "has rows of FRA; found: reporters DEU, GRC; partners MYS; do: choose among them"),
        ({"reporters": "DEU", "partners": "THA"}, "has rows of DEU with THA; found: reporters DEU, GRC"),
    ):
        with pytest.raises(TableError, match=said):
            tv.read_comext(path, **asked)
