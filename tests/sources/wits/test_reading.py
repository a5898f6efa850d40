"""WITS into the trade table: flows, units, groups of economies and of products."""

import logging
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from frames import Row, plain
from tradeview.errors import TableError, UnknownCodeError
from tradeview.sources.wits.reading import read_wits
from wits_answers import BY_PRODUCT, BY_YEAR, EXPORTS, PARTNERS, QUERY, SUMMARY, Fact, answer

EXPORT = ["Reporter Name", "Partner Name", "Year", "Export (US$ Thousand)"]


def written(folder: Path, text: str) -> Path:
    path = folder / "wits.csv"
    path.write_text(text, encoding="utf-8")
    return path


def brief(rows: pd.DataFrame) -> list[tuple[object, ...]]:
    names = ("period", "reporter", "partner", "flow", "commodity_code", "value")
    return [tuple(row[name] for name in names) for row in plain(rows)]


def test_an_answer_of_the_api() -> None:
    facts: list[Fact] = [
        ("MYS", "RUS", "Total", "XPRT-TRD-VL", 2021, 20.5),
        ("MYS", "RUS", "Total", "XPRT-TRD-VL", 2022, 21.5),
        ("MYS", "RUS", "Total", "MPRT-TRD-VL", 2022, 7),
        ("RUS", "NAM", "27-27_Fuels", "XPRT-TRD-VL", 2022, 1.25),
    ]
    assert brief(read_wits(answer(facts))) == [
        (2021, "MYS", "RUS", "export", "TOTAL", 20500.0),
        (2022, "MYS", "RUS", "export", "TOTAL", 21500.0),
        (2022, "MYS", "RUS", "import", "TOTAL", 7000.0),
        (2022, "RUS", "NAM", "export", "27", 1250.0),
    ]


def test_it_is_a_trade_table() -> None:
    trade = tv.check(read_wits(answer(EXPORTS)))
    assert set(trade["currency"]) == {"USD"}
    assert str(trade["period"].dtype) == "int64"


def test_double_counting_partners_add_up_to_the_world_once() -> None:
    trade = read_wits(answer(EXPORTS))
    assert trade["partner"].tolist() == ["RUS", "KOR", "XOA", "XNS"]
    assert trade["value"].sum() == 100_000


def test_groups_are_kept_when_asked_and_marked_by_their_codes() -> None:
    trade = read_wits(answer(EXPORTS), groups=True)
    marked = trade[trade["partner"].map(tv.economies.is_group)]
    assert marked["partner"].tolist() == ["XRE", "XRC", "WLD"]
    assert marked["value"].tolist() == [69_500, 20_500, 100_000]
    assert len(tv.check(trade)) == len(EXPORTS)


def test_groups_that_are_named_are_kept() -> None:
    assert read_wits(answer(EXPORTS), partners=["East Asia & Pacific", "Russia"])["partner"].tolist() == ["RUS", "XRE"]


def test_the_world_stays_where_it_is_the_only_partner() -> None:
    facts: list[Fact] = [(*fact[:1], partner, *fact[2:]) for fact in EXPORTS[:1] for partner in ("WLD", "ECS")]
    assert read_wits(answer(facts))["partner"].tolist() == ["WLD"]


def test_groups_as_reporters_go_too() -> None:
    facts: list[Fact] = [("EUN", "RUS", *EXPORTS[0][2:]), EXPORTS[0]]
    assert read_wits(answer(facts))["reporter"].tolist() == ["MYS"]
    with pytest.raises(TableError, match=r"no value of trade is left; found: 1 figures of XPRT-TRD-VL.*groups=True"):
        read_wits(answer(facts[:1]))


def test_groups_of_products_overlap_and_are_left_out() -> None:
    facts: list[Fact] = [("MYS", "RUS", product, *EXPORTS[0][3:]) for product in ("Total", "84-85_MachElec", "manuf")]
    assert read_wits(answer(facts))["commodity_code"].tolist() == ["TOTAL"]
    kept = read_wits(answer(facts), product_groups=True)
    assert kept["commodity_code"].tolist() == ["TOTAL", "84-85_MachElec", "manuf"]


def test_the_log_counts_what_was_left_out(caplog: pytest.LogCaptureFixture) -> None:
    facts: list[Fact] = [
        *EXPORTS,
        ("MYS", "RUS", "manuf", "XPRT-TRD-VL", 2022, 3),
        ("MYS", "RUS", "Total", "XPRT-PRTNR-SHR", 2022, 3),
    ]
    with caplog.at_level(logging.INFO, logger="tradeview"):
        read_wits(answer(facts))
    for said in (
        "1 figures dropped, of indicators that are no values",
        "3 figures dropped, of groups as partners: WLD, XRC, XRE",
        "1 figures dropped, of groups of products",
        "9 figures read, 4 kept",
    ):
        assert said in caplog.text


@pytest.mark.parametrize(
    ("asked", "count"),
    [({"reporters": "MYS"}, 4), ({"partners": "KOR"}, 1), ({"years": [2022]}, 4), ({"years": 2022}, 4)],
)
def test_what_is_asked_for_stays(asked: dict[str, Any], count: int) -> None:
    other: list[Fact] = [("RUS", "MYS", "Total", "XPRT-TRD-VL", 2021, 1)]
    assert len(read_wits(answer([*EXPORTS, *other]), **asked)) == count


def test_zero_for_missing_an_empty_figure_is_left_out_and_a_zero_is_kept() -> None:
    facts: list[Fact] = [(*EXPORTS[0][:4], year, figure) for year, figure in ((2020, None), (2021, ""), (2022, 0))]
    assert brief(read_wits(answer(facts))) == [(2022, "MYS", "RUS", "export", "TOTAL", 0.0)]


def test_an_unknown_economy_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="Ruritania"):
        read_wits(pd.DataFrame([["Malaysia", "Ruritania", "2022", "1"]], columns=EXPORT))


def test_the_export_of_partners(tmp_path: Path) -> None:
    assert brief(read_wits(written(tmp_path, PARTNERS))) == [
        (2022, "MYS", "KOR", "export", "TOTAL", 60500.0),
        (2022, "MYS", "XNS", "export", "TOTAL", 40000.0),
        (2022, "MYS", "KOR", "import", "TOTAL", 30000.0),
        (2022, "MYS", "NAM", "import", "TOTAL", 2000.0),
        (2022, "MYS", "XNS", "import", "TOTAL", 48000.0),
    ]


def test_the_export_by_year(tmp_path: Path) -> None:
    assert brief(read_wits(written(tmp_path, BY_YEAR))) == [
        (2020, "MYS", "NAM", "export", "TOTAL", 1500.0),
        (2020, "MYS", "NAM", "import", "TOTAL", 1000250.0),
        (2021, "MYS", "NAM", "import", "TOTAL", 3000.0),
        (2022, "MYS", "NAM", "export", "TOTAL", 2500.0),
        (2022, "MYS", "NAM", "import", "TOTAL", 4000.0),
    ]


def test_scale_words_the_trade_summary_is_in_millions(tmp_path: Path) -> None:
    rows = brief(read_wits(written(tmp_path, SUMMARY), years=2022, groups=True))
    assert rows == [
        (2022, "MYS", "WLD", "export", "TOTAL", 312e6),
        (2022, "MYS", "SGP", "export", "TOTAL", 40e6),
        (2022, "MYS", "CHN", "import", "TOTAL", 60e6),
        (2022, "MYS", "WLD", "export", "27", 50e6),
    ]


def test_the_page_of_one_product_keeps_its_code_and_quantity(tmp_path: Path) -> None:
    rows: list[Row] = plain(read_wits(written(tmp_path, BY_PRODUCT)))
    wanted = ("partner", "commodity_code", "value", "quantity", "quantity_unit")
    assert [[row[name] for name in wanted] for row in rows] == [
        ["NAM", "010121", 5500.0, 550.0, "Kg"],
        ["RUS", "010121", 1500.0, None, None],
    ]


def test_an_advanced_query_keeps_classification_and_net_weight(tmp_path: Path) -> None:
    rows = plain(read_wits(written(tmp_path, QUERY)))
    wanted = ("partner", "flow", "commodity_code", "classification", "value", "net_weight", "quantity_unit")
    assert [[row[name] for name in wanted] for row in rows] == [
        ["NAM", "export", "010121", "H5", 5500.0, 550.0, "Number of items"],
        ["RUS", "import", "010121", "H5", 1250.0, None, None],
        ["NAM", "re-export", "010121", "H5", 500.0, 50.0, None],
    ]
    assert len(tv.check(read_wits(written(tmp_path, QUERY)))) == 3


@pytest.mark.parametrize("wrong", ["1.234,5", "12,34", "abc"])
def test_separators_that_are_not_english_are_refused(wrong: str) -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", "2022", wrong]], columns=EXPORT)
    with pytest.raises(TableError, match="decimal point"):
        read_wits(table)


def test_a_year_that_is_none_is_refused() -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", "all", "1"]], columns=EXPORT)
    with pytest.raises(TableError, match="year 'all'"):
        read_wits(table)


def test_a_fact_stated_twice_is_read_once(caplog: pytest.LogCaptureFixture) -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", "2022", "1"]] * 2, columns=EXPORT)
    with caplog.at_level(logging.INFO, logger="tradeview"):
        assert len(read_wits(table)) == 1
    assert "1 figures dropped, stated twice" in caplog.text


def test_a_frame_is_left_as_it_is() -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", 2022, 1.5], ["Malaysia", "Russia", 2022, None]], columns=EXPORT)
    before = table.copy(deep=True)
    assert brief(read_wits(table)) == [(2022, "MYS", "NAM", "export", "TOTAL", 1500.0)]
    pd.testing.assert_frame_equal(table, before)


def test_codes_keep_their_leading_zeros_and_sitc_its_odd_lengths() -> None:
    columns = ["Nomenclature", "ReporterISO3", "PartnerISO3", "ProductCode", *EXPORT[2:]]
    rows = [
        ["H5", "MYS", "NAM", 10121, 2022, 1.0],
        ["S3", "MYS", "NAM", 661, 2022, 1.0],
        ["HS", "MYS", "NAM", 1, 2022, 1.0],
    ]
    trade = read_wits(pd.DataFrame(rows, columns=columns))
    assert trade["commodity_code"].tolist() == ["010121", "661", "01"]
    assert [row["classification"] for row in plain(trade)] == ["H5", "S3", None]


def test_zero_for_missing_a_weight_of_zero_is_missing(tmp_path: Path) -> None:
    rows = plain(read_wits(written(tmp_path, QUERY.replace(",550,3,", ",0,0,"))))
    assert [rows[0]["net_weight"], rows[0]["quantity"]] == [None, None]


SHARES = """\
Reporter Name,Partner Name,Trade Flow,Indicator,2017,2018
Slovenia, World,Export,Export Partner Share (%),100,100
"""
OF_THE_WORLD = """\
Reporter Name,Partner Name,Year,Trade Flow,Export Share in Total Products (%),Export (US$ Thousand)
 World,Malaysia,2018,Export,96.2,210
 World,Cura?ao,2018,Export,59.2,2
 World,"Macedonia, FYR",2018,Export,83.1,8
 World,Netherlands Antilles,2018,Export,,
 World,East Asia & Pacific,2018,Export,,4982
 World, World,2018,Export,100,18528
"""
QUERIED = """\
Nomenclature,ReporterISO3,ProductCode,ReporterName,PartnerISO3,PartnerName,Year,TradeFlowName,TradeFlowCode,\
TradeValue in 1000 USD
H5,RUS,Total,Russian Federation,CHN,China,2020,Export,6,99
H5,RUS,Total,Russian Federation,CHN,China,2020,Gross Exp.,2,100.5
H5,RUS,Total,Russian Federation,CHN,China,2020,Re-Export,3,1.5
H5,RUS,Total,Russian Federation,CHN,China,2020,Import,5,90
H5,RUS,Total,Russian Federation,CHN,China,2021,Gross Imp.,1,92
"""


def test_double_counting_gross_and_net_flows_of_a_query(tmp_path: Path) -> None:
    assert brief(read_wits(written(tmp_path, QUERIED))) == [
        (2020, "RUS", "CHN", "export", "TOTAL", 100_500.0),
        (2020, "RUS", "CHN", "re-export", "TOTAL", 1500.0),
        (2020, "RUS", "CHN", "import", "TOTAL", 90_000.0),
        (2021, "RUS", "CHN", "import", "TOTAL", 92_000.0),
    ]


def test_the_world_stays_where_it_is_the_only_reporter(tmp_path: Path) -> None:
    assert brief(read_wits(written(tmp_path, OF_THE_WORLD))) == [
        (2018, "WLD", code, "export", "TOTAL", value)
        for code, value in (("MYS", 210_000.0), ("CUW", 2000.0), ("MKD", 8000.0))
    ]


def test_double_counting_fuels_of_the_hs_and_of_sitc() -> None:
    told = answer(
        [("MYS", "RUS", "27-27_Fuels", "XPRT-TRD-VL", 2022, 5), ("MYS", "RUS", "Fuels", "XPRT-TRD-VL", 2022, 6)]
    )
    assert brief(read_wits(told)) == [(2022, "MYS", "RUS", "export", "27", 5000.0)]
    assert len(read_wits(told, product_groups=True)) == 2


def test_an_export_of_shares_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"no value of trade is left; found: 2 figures of Export Partner Share \(%\)"):
        read_wits(written(tmp_path, SHARES))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Fm Zanz-Pemb", "XHZ"),
        ("Fm Vietnam Rp", "VNM"),
        ("Fm Rhod Nyas", "XHN"),
        ("Ethiopia (includes Eritrea)", "ETH"),
        ("Virgin Islands (U.S.)", "VIR"),
        ("Yugoslavia, FR (Serbia/Montene", "SCG"),
        ("Saint Barth?lemy", "BLM"),
        ("SVR", "VNM"),
        ("PMY", "XHM"),
        ("KN1", "KNA"),
    ],
)
def test_countries_wits_has_names_and_codes_of_its_own(said: str, code: str) -> None:
    assert read_wits(pd.DataFrame([["Malaysia", said, "1990", "5"]], columns=EXPORT))["partner"].tolist() == [code]


def test_the_trade_summary_has_its_totals_and_no_excerpt_beside_them(tmp_path: Path) -> None:
    path = written(tmp_path, SUMMARY)
    assert brief(read_wits(path, years=2022)) == [
        (2022, "MYS", "WLD", "export", "TOTAL", 312e6),
        (2022, "MYS", "CHN", "import", "TOTAL", 60e6),  # the summary has no total of imports here
        (2022, "MYS", "WLD", "export", "27", 50e6),
    ]
    assert brief(read_wits(path, years=2022, partners="SGP")) == [(2022, "MYS", "SGP", "export", "TOTAL", 40e6)]


def test_the_world_stays_where_a_flow_has_no_other_partner() -> None:
    told = answer(
        [
            ("MYS", "RUS", "Total", "XPRT-TRD-VL", 2022, 5),
            ("MYS", "WLD", "Total", "XPRT-TRD-VL", 2022, 9),
            ("MYS", "WLD", "Total", "XPRT-TRD-VL", 2021, 8),
            ("MYS", "EAS", "Total", "XPRT-TRD-VL", 2021, 7),
        ]
    )
    assert brief(read_wits(told)) == [
        (2022, "MYS", "RUS", "export", "TOTAL", 5000.0),
        (2021, "MYS", "WLD", "export", "TOTAL", 8000.0),
    ]


def test_all_countries_of_a_query_are_the_world() -> None:
    query = pd.DataFrame([["MYS", "All", "2022", "Gross Exp.", "010121", "5"]])
    query.columns = ["ReporterISO3", "PartnerISO3", "Year", "TradeFlowName", "ProductCode", "TradeValue in 1000 USD"]
    assert brief(read_wits(query)) == [(2022, "MYS", "WLD", "export", "010121", 5000.0)]


BOTH = "Reporter Name,Partner Name,Year,Trade Flow,Export (US$ Thousand),Import (US$ Thousand)"
FIGURES_OF_FLOWS = (("Export", 5), ("Import", 7))
BOTH_FLOWS = [
    "Exports & Imports",
    "Import & Export",
    "Exports and Imports",
    "Trade",
    "EXPIMP",
    "All",
    "Total",
    "",
    "Export",
]


@pytest.mark.parametrize("flow", BOTH_FLOWS)
def test_exports_and_imports_in_one_file_are_told_by_their_columns(tmp_path: Path, flow: str) -> None:
    assert brief(read_wits(written(tmp_path, f"{BOTH}\nMalaysia,Namibia,2022,{flow},5,7\n"))) == [
        (2022, "MYS", "NAM", "export", "TOTAL", 5000.0),
        (2022, "MYS", "NAM", "import", "TOTAL", 7000.0),
    ]


def test_exports_and_imports_in_one_file_are_told_by_their_indicators(tmp_path: Path) -> None:
    header = "Reporter Name,Partner Name,Trade Flow,Indicator,2022"
    lines = [f"Malaysia,Namibia,Exports & Imports,{flow} (US$ Thousand),{figure}" for flow, figure in FIGURES_OF_FLOWS]
    found = read_wits(written(tmp_path, "\n".join([header, *lines])))
    assert list(zip(found["flow"], found["value"], strict=True)) == [("export", 5000.0), ("import", 7000.0)]


@pytest.mark.parametrize(
    ("column", "flow", "read"),
    [
        ("Import (US$ Thousand)", "Exports & Imports", "import"),
        ("Export (US$ Thousand)", "Re-Export", "re-export"),
        ("Re-Export (US$ Thousand)", "Export", "re-export"),
        ("TradeValue in 1000 USD", "Gross Imports", "import"),
        ("TradeValue in 1000 USD", "Exports & Imports", None),
        ("Exports & Imports (US$ Thousand)", "Import", None),
    ],
)
def test_a_flow_of_the_columns_own_comes_first(tmp_path: Path, column: str, flow: str, read: str | None) -> None:
    path = written(tmp_path, f"Reporter Name,Partner Name,Year,Trade Flow,{column}\nMalaysia,Namibia,2022,{flow},7\n")
    if read is None:
        with pytest.raises(TableError, match=r"no value of trade is left; found: 1 figures of .*Exports & Imports"):
            read_wits(path)
    else:
        assert read_wits(path)["flow"].tolist() == [read]


PARTS = [
    *(f"{duty} {kind} Imports" for duty in ("AHS", "MFN") for kind in ("SpecificDuty", "Dutiable", "Duty Free")),
    *("BND Imports", "Preferential Imports", "Import Duties", "Non-oil Imports", "Domestic Imports", "Net Imports"),
]


@pytest.mark.parametrize("part", PARTS)
def test_double_counting_a_part_of_imports_is_no_second_import(tmp_path: Path, part: str) -> None:
    columns = f"Reporter Name,Partner Name,Year,Import (US$ Thousand),{part} (US$ Thousand)"
    by_column = read_wits(written(tmp_path, f"{columns}\nMalaysia,Namibia,2022,7,4\n"))
    lines = [f"Malaysia,Namibia,Import,{name} (US$ Thousand),{value}" for name, value in (("Import", 7), (part, 4))]
    by_year = read_wits(
        written(tmp_path, "\n".join(["Reporter Name,Partner Name,Trade Flow,Indicator,2022", *lines, ""]))
    )
    assert brief(by_column) == brief(by_year) == [(2022, "MYS", "NAM", "import", "TOTAL", 7000.0)]


TARIFFS = {
    "a table": "Reporter Name,Partner Name,Year,Product Group,MFN Weighted Average (%)\nMalaysia,World,2022,All,4\n",
    "by year": "Reporter,Partner,Product,Indicator,2021,2022\nMalaysia,World,All,AHS Simple Average (%),4,5\n",
    "TRAINS": "NomenCode,Reporter_ISO_N,Year,ProductCode,Sum_Of_Rates,Min_Rate,Max_Rate\nHS,458,2022,010121,0,0,0\n",
    "dutiable alone": "Reporter,Partner,Year,MFN Dutiable Imports (US$ Thousand)\nMalaysia,Namibia,2022,4\n",
}


@pytest.mark.parametrize("text", TARIFFS.values(), ids=TARIFFS)
def test_tariffs_are_refused_by_their_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(TableError, match="tariffs"):
        read_wits(written(tmp_path, text))


def test_trade_beside_tariffs_is_read_and_needs_its_reporter(tmp_path: Path) -> None:
    header = "Partner Name,Year,Export (US$ Thousand),AHS Simple Average (%),MFN Duty Free Imports (US$ Thousand)"
    line = "Namibia,2022,5,1.5,3\n"
    found = read_wits(written(tmp_path, f"Reporter Name,{header}\nMalaysia,{line}"))
    assert brief(found) == [(2022, "MYS", "NAM", "export", "TOTAL", 5000.0)]
    with pytest.raises(TableError, match="names reporter, partner"):
        read_wits(written(tmp_path, f"{header}\n{line}"))


OTHERS = {
    "an amount below zero": (["Malaysia", "Namibia", "2021", "-5"], {"years": 2022}),
    "no number": (["Malaysia", "France", "2022", "abc"], {"partners": "NAM"}),
    "an economy that nobody knows": (["France", "Ruritania", "2022", "5"], {"reporters": "MYS"}),
    "a partner that nobody knows": (["Malaysia", "Ruritania", "2022", "5"], {"partners": "NAM"}),
    "a year that is none": (["France", "Namibia", "all", "5"], {"reporters": "MYS"}),
    "a year of another calendar": (["Malaysia", "Namibia", "2565", "5"], {"years": 2022}),
}


@pytest.mark.parametrize(("other", "asked"), OTHERS.values(), ids=OTHERS)
def test_what_was_not_asked_for_is_not_refused(other: list[str], asked: dict[str, Any]) -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", "2022", "1.5"], other], columns=EXPORT)
    assert brief(read_wits(table, **asked)) == [(2022, "MYS", "NAM", "export", "TOTAL", 1500.0)]
    with pytest.raises((TableError, UnknownCodeError)):
        read_wits(table)


def test_calendars_a_year_of_another_is_named() -> None:
    table = pd.DataFrame([["Malaysia", "Namibia", "2566", "1"]], columns=EXPORT)
    with pytest.raises(TableError, match=r"common calendar.*\n  2566 is 2023 in the Buddhist era"):
        read_wits(table)


def test_a_product_that_a_program_made_a_decimal_is_a_product() -> None:
    columns = ["Reporter", "Partner", "Year", "ProductCode", "Export (US$ Thousand)"]
    table = pd.DataFrame([["Malaysia", "Namibia", "2022.0", "10121.0", "1"]], columns=columns)
    assert brief(read_wits(table)) == [(2022, "MYS", "NAM", "export", "010121", 1000.0)]
