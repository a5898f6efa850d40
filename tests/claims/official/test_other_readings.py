"""A claim that its text lets be read otherwise, and that fits so, is not called wrong."""

from typing import Any

import pandas as pd
import pytest

import tradeview as tv
from official_trade import Row, amount_of, claims_of, growth, level, months_through, official

TABLE = official()
NOVEMBER, OCTOBER, IMPORTS = (
    amount_of("export", 202011),
    amount_of("export", 202010),
    amount_of("import", 202011),
)
ON_YEAR = NOVEMBER / amount_of("export", 201911) - 1
ON_MONTH = NOVEMBER / OCTOBER - 1


def judge(*rows: Row, against: Any = TABLE, **options: Any) -> pd.DataFrame:
    return tv.judge_claims(claims_of(*rows), against=pd.DataFrame(against), **options)


def verdict_on(claim: Row, *others: Row, **options: Any) -> tuple[str, str | None]:
    found = judge(claim, *others, **options).iloc[0]
    return found["verdict"], None if pd.isna(found["missing"]) else found["missing"]


@pytest.mark.parametrize(
    ("place", "named", "verdict"),
    [
        ("paragraph", True, ("cannot tell", "time")),
        ("published", True, ("cannot tell", "time")),
        ("sentence", True, ("contradicts", None)),
        ("paragraph", False, ("contradicts", None)),
    ],
)
def test_a_carried_time_may_be_another_of_the_text(place: str, *, named: bool, verdict: tuple[str, str | None]) -> None:
    of_may = level(amount_of("export", 202005), time_from=place)
    other = level(IMPORTS, flow="import", start=202005, end=202005) if named else level(IMPORTS, flow="import")
    assert verdict_on(of_may, other) == verdict


@pytest.mark.parametrize(
    ("place", "verdict"), [("paragraph", ("cannot tell", "flow")), ("sentence", ("contradicts", None))]
)
def test_a_carried_flow_may_be_another_of_the_text(place: str, verdict: tuple[str, str | None]) -> None:
    as_exports = level(IMPORTS, flow_from=place)
    assert verdict_on(as_exports, level(IMPORTS, flow="import")) == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"), [("The same.", ("cannot tell", "coverage")), ("Another.", ("contradicts", None))]
)
def test_a_neighbour_in_the_sentence_may_tell_what_is_counted(sentence: str, verdict: tuple[str, str | None]) -> None:
    domestic = {"coverage": "domestic exports"}
    of_domestic = [{**row, **domestic, "value": row["value"] * 0.8} for row in TABLE]
    table = [*({**row, "coverage": None} for row in TABLE), *of_domestic]
    claim = level(NOVEMBER * 0.8, sentence="The same.")
    assert verdict_on(claim, growth(ON_YEAR, sentence=sentence, **domestic), against=table) == verdict


def test_growth_without_a_base_may_be_on_the_month_before() -> None:
    assert verdict_on(growth(ON_MONTH)) == ("cannot tell", "base")
    assert verdict_on(growth(ON_MONTH, base_start=201911, base_end=201911)) == ("contradicts", None)
    # Of a longer time than a quarter nobody says what it was before it.
    of_half = amount_of("export", 202007, 202012) / amount_of("export", 202001, 202006) - 1
    assert verdict_on(growth(of_half, start=202007, end=202012)) == ("contradicts", None)


@pytest.mark.parametrize(("base", "verdict"), [(201912, ("cannot tell", "base")), (201811, ("contradicts", None))])
def test_an_unusual_base_may_be_of_another_number(base: int, verdict: tuple[str, str | None]) -> None:
    assert verdict_on(growth(ON_YEAR, base_start=base, base_end=base)) == verdict


def rates() -> pd.DataFrame:
    months = months_through(201801, 202312)
    dear = [5.0 if month == 201911 else 4.0 for month in months]
    return pd.DataFrame({"period": months, "rate": dear}).assign(base="USD", quote="MYR", kind="average", source="bank")


def test_growth_beside_dollars_may_be_growth_in_dollars() -> None:
    in_dollars = NOVEMBER / 4 / (amount_of("export", 201911) / 5) - 1
    claim = growth(in_dollars, sentence="Both.")
    money = level(NOVEMBER / 4, currency="USD", sentence="Both.")
    assert verdict_on(claim, money) == ("cannot tell", "rate")
    assert verdict_on(claim, money, rates=rates()) == ("cannot tell", "currency")
    assert verdict_on(claim, level(NOVEMBER, sentence="Both."), rates=rates()) == ("contradicts", None)
    assert verdict_on(growth(0.9, sentence="Both."), money, rates=rates()) == ("contradicts", None)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ((202006, 202006), (202001, 202006)),
        ((202001, 202006), (202006, 202006)),
        ((202010, 202011), (202010, 202010)),
    ],
)
def test_an_amount_may_be_of_a_longer_or_shorter_time(read: tuple[int, int], meant: tuple[int, int]) -> None:
    claim = level(amount_of("export", *meant), start=read[0], end=read[1])
    assert verdict_on(claim) == ("cannot tell", "time")


@pytest.mark.parametrize("unit", ["volume", "price"])
def test_growth_of_no_money_is_not_judged(unit: str) -> None:
    assert verdict_on(growth(0.5, unit=unit))[0] == "cannot tell"
    weighed = [{**row, "quantity": 5.0, "quantity_unit": "kg"} for row in TABLE]
    assert verdict_on(growth(0.5, unit=unit), against=weighed)[0] == "cannot tell"


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        (1.0, ("matches", None)),
        (1.4, ("cannot tell", "side")),
        (0.6, ("cannot tell", "side")),
        (9.0, ("contradicts", None)),
    ],
)
def test_a_reporter_whose_statistics_are_not_there_may_count_otherwise(
    times: float, verdict: tuple[str, str | None]
) -> None:
    of_malaysia = [{**row, "partner": "RUS"} for row in TABLE]
    claim = level(IMPORTS * times, reporter="RUS", partner="MYS", flow="export")
    assert verdict_on(claim, against=of_malaysia) == verdict
    grown = growth(0.9, reporter="RUS", partner="MYS", flow="export")
    assert verdict_on(grown, against=of_malaysia) == ("cannot tell", "side")
    assert verdict_on({**grown, "side": "MYS"}, against=of_malaysia) == ("contradicts", None)
