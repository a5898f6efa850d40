"""Formats of one module are told by their headers, and near ones are not taken for them."""

import pytest

from tradeview.sources.beginning import Beginning
from tradeview.sources.recognising import (
    find_opendosm_table,
    recognise_ecb,
    recognise_h10,
    recognise_opendosm,
)


def begun(*lines: str) -> Beginning:
    header, *rows = [tuple(line.split(",")) for line in lines]
    return Beginning("file.csv", "\n".join(lines), header, tuple(rows))


@pytest.mark.parametrize(
    ("header", "is_of_ecb"),
    [
        ("Date,USD,MYR", True),
        ("Date,USD,MYR,", True),
        ("Date,USD", False),
        ("Date,USD,Total", False),
        ("date,USD,MYR", False),
        ("period,base,quote,rate,kind,source", False),
    ],
)
def test_the_ecbs_file_is_told_by_its_currencies(header: str, is_of_ecb: bool) -> None:  # noqa: FBT001
    assert recognise_ecb(begun(header)) is is_of_ecb


def test_h10_is_told_by_its_labels() -> None:
    assert recognise_h10(begun("Series Description,A", "Unit:,Currency", "Multiplier:,1"))
    assert recognise_h10(begun("Descriptions:,Unit:,Multiplier:"))
    assert not recognise_h10(begun("Series Description,A", "Unit:,Currency"))
    assert not recognise_h10(Beginning("empty.csv", ""))


def test_opendosms_tables_are_told_apart() -> None:
    tables = {
        "series,date,exports,imports": "trade_headline",
        "date,exports,imports,balance": "trade_headline",
        "date,section,exports,imports": "trade_sitc_1d",
        "date,exports,imports": None,
        "date,state,exports,imports": None,
        "date,section,exports": None,
    }
    assert {header: find_opendosm_table(header.split(",")) for header in tables} == tables
    assert [recognise_opendosm(begun(header)) for header in tables] == [name is not None for name in tables.values()]
