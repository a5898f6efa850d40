"""Reports of files as they are downloaded: chapters without a total, codes as reported, the European Union."""

import pandas as pd
import pytest

import tradeview as tv
from frames import figure
from tradeview.errors import TradeTableError
from tradeview.reports.pair_sums import LEAST_CHAPTERS, find_side
from tradeview.reports.pair_trade import PairTrade, select_pair

CHAPTERS = [f"{number:02d}" for number in range(1, LEAST_CHAPTERS + 1)]
REVISIONS = {2016: "H4", 2017: "H5", 2018: "H5"}


def chapters(codes: list[str], **rest: object) -> pd.DataFrame:
    rows = []
    for year, revision in REVISIONS.items():
        for code in codes:
            rows.append(figure(year, float(year - 2015), commodity_code=code, classification=revision, **rest))
    return pd.DataFrame(rows)


def of(table: pd.DataFrame) -> PairTrade:
    return select_pair(table, ("MYS", "RUS"), "USD")


def test_chapters_are_the_sum_of_the_codes_in_the_file_and_called_so() -> None:
    trade = of(chapters(CHAPTERS, source="file"))
    assert trade.whole["value"].tolist() == [20.0, 40.0, 60.0]
    assert set(trade.whole["commodity_code"]) == {"TOTAL"}
    assert set(trade.whole["source"]) == {"file; sum of the 20 codes in the file"}
    assert "its figures are the sum of the 20 chapters in the file" in trade.notes[0]
    assert "HS 2012 in 2016 and HS 2017 in 2017 and 2018" in trade.notes[-1]


def test_a_total_is_not_computed_where_there_is_one_nor_of_a_few_chapters() -> None:
    total = pd.DataFrame([figure(2016, 99.0, commodity_code="TOTAL", source="file")])
    trade = of(pd.concat([chapters(CHAPTERS, source="file"), total], ignore_index=True))
    assert trade.whole["value"].tolist() == [99.0]
    with pytest.raises(TradeTableError, match="19 commodity codes"):
        of(chapters(CHAPTERS[1:]))
    headings = [code + "01" for code in CHAPTERS]
    with pytest.raises(TradeTableError, match="no row of TOTAL"):
        of(chapters(headings))


def test_one_chapter_goes_on_over_a_revision_and_a_heading_does_not() -> None:
    assert len(of(chapters(["85"])).whole) == 3
    with pytest.raises(TradeTableError, match="mixed revisions: H4, H5"):
        of(chapters(["8517"]))


@pytest.mark.parametrize("name", ["European Union", "EU", "97", "XGE"])
def test_the_european_union_is_found_by_any_name(name: str) -> None:
    assert find_side(name) == "XGE"


def trade_with(codes: list[str], years: tuple[int, ...] = (2021, 2022)) -> pd.DataFrame:
    rows = [figure(year, 2.0, partner=code, source="file") for year in years for code in codes]
    return pd.DataFrame(rows)


MEMBERS = tv.economies.members("European Union", 2022)


def notes_on(table: pd.DataFrame) -> list[str]:
    return select_pair(table, ("MYS", "EU"), "USD").notes


def test_members_without_figures_are_named_where_they_are_few() -> None:
    (note,) = [note for note in notes_on(trade_with(MEMBERS[2:])) if "without figures" in note]
    assert note.startswith("Exports to the European Union are the sum of those to its members, 2021 and 2022;")
    assert note.endswith("without figures are Austria and Belgium.")
    (note,) = [note for note in notes_on(trade_with(MEMBERS[1:])) if "without figures" in note]
    assert note.endswith("without figures is Austria.")


def test_members_with_figures_are_named_where_those_are_the_fewer() -> None:
    (note,) = [note for note in notes_on(trade_with(["NLD", "DEU"])) if "alone" in note]
    assert note == (
        "Exports to the European Union are those to Germany and the Netherlands alone, 2021 and 2022: 25 others have "
        "no figures."
    )


def test_a_list_of_many_members_ends_in_their_number() -> None:
    (note,) = [note for note in notes_on(trade_with(MEMBERS[:13])) if "without figures" in note]
    assert note.endswith("and 7 others.")
    assert note.count(",") == 7


def test_members_that_change_from_year_to_year_are_told_once() -> None:
    tables = [trade_with(MEMBERS[place:], (year,)) for place, year in enumerate(range(2013, 2019), 1)]
    (note,) = [note for note in notes_on(pd.concat(tables)) if "European Union" in note]
    assert note.startswith("Exports are sums over the European Union, 2013–2018; in some of them figures of Austria,")


def products_of_baci(codes: list[str]) -> pd.DataFrame:
    rows = []
    for code in codes:
        for flow in ("export", "import"):
            row = figure(2022, 3.0, commodity_code=code, flow=flow, classification="H5", source="BACI")
            rows.append(row | {"compiled_by": "CEPII"})
    return pd.DataFrame(rows)


def test_products_of_baci_add_up_to_all_goods() -> None:
    codes = [code + "0110" for code in CHAPTERS] + ["010190"]
    trade = of(products_of_baci(codes))
    assert trade.whole["value"].tolist() == [63.0, 63.0]
    assert "its figures are the sum of the 21 products in the file" in trade.notes[0]
    assert set(trade.parts["commodity_code"]) == set(codes)


def test_a_few_products_of_baci_and_products_of_others_do_not() -> None:
    codes = [code + "0110" for code in CHAPTERS]
    with pytest.raises(TradeTableError, match="no row of TOTAL"):
        of(products_of_baci(codes[1:]))
    with pytest.raises(TradeTableError, match="no row of TOTAL"):
        of(products_of_baci(codes).drop(columns="compiled_by"))


def test_a_table_of_sums_of_both_flows_is_told_what_it_lacks() -> None:
    with pytest.raises(TradeTableError, match=r"no row of exports or imports.*give exports and imports each"):
        of(pd.DataFrame([figure(2022, 3.0, flow="total")]))
