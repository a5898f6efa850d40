"""Reports of files as they are downloaded: chapters without a total, codes as reported, the European Union."""

import pandas as pd
import pytest

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
