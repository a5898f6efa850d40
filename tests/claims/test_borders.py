"""Where one verdict becomes another: each constant that decides one, held from both sides with figures by hand."""

import pandas as pd
import pytest

from claim_tables import ARTICLE, Row, book_of, level, only, told
from tradeview.claims import check_claims, same_fact, sums
from tradeview.claims.claim import claims_of_rows
from tradeview.claims.interval import Interval
from tradeview.claims.proposals import OtherScale
from tradeview.claims.sentences import write_proposal

A: Row = {"publisher": "A", "title": "T"}
B: Row = {"publisher": "B", "title": "T"}
EUROPE: Row = {"among": "partners in Europe"}
ALL: Row = {"among": "partners"}


def rank(year: int, place: int, *more: Row) -> tuple[object, ...]:
    return ("rank", "total", year, place, None, *more)


def checked(*rows: tuple[object, ...], rates: pd.DataFrame | None = None, **common: object) -> pd.DataFrame:
    return check_claims(told(*rows, **common), rates=rates)


# Ranges


@pytest.mark.parametrize(("further", "gap"), [(0.9e-9, 0), (1.1e-9, 1.1e-9)])
def test_ends_are_one_number_where_floats_alone_part_them(further: float, gap: float) -> None:
    below, above = Interval(1.0, 2.0), Interval(2.0 * (1 + further), 3.0)
    assert below.gap(above) == above.gap(below) == pytest.approx(gap, rel=1e-3)
    assert above.within(Interval(2.0, 3.0))
    assert Interval(2.0, 3.0).within(above) == (gap == 0)
    assert Interval(2.0, 3.0 * (1 + further)).within(Interval(2.0, 3.0)) == (gap == 0)


def test_a_figure_is_half_a_unit_wide_and_a_whole_one_further_from_zero_where_it_was_cut() -> None:
    (rounded,) = claims_of_rows(told(("level", "total", 2024, 2.48e9, "USD")).to_dict("records"))
    assert (rounded.span.near.low, rounded.span.near.high) == (2.475e9, 2.485e9)
    assert (rounded.span.wide.low, rounded.span.wide.high) == (2.475e9, 2.49e9)
    (fell,) = claims_of_rows(told(("growth", "total", 2024, -0.12, None)).to_dict("records"))
    assert [fell.span.near.low, fell.span.near.high] == pytest.approx([1 - 0.125, 1 - 0.115])
    assert [fell.span.wide.low, fell.span.wide.high] == pytest.approx([1 - 0.13, 1 - 0.115])


@pytest.mark.parametrize(("second", "verdict"), [(102.9, "cannot tell"), (103.1, "contradicts")])
def test_trap_first_releases_three_hundredths_between_articles_may_be_a_revision(second: float, verdict: str) -> None:
    row = only(checked(level("total", 2024, 100.0, A), level("total", 2024, second, B)), "publishers")
    assert (row["verdict"], row["gap"]) == (verdict, pytest.approx(second / 100 - 1))
    assert ("revision" in str(row["sentence"])) == (verdict == "cannot tell")
    one_article = only(checked(level("total", 2024, 100.0, A), level("total", 2024, second, A)), "publishers")
    assert one_article["verdict"] == "contradicts"


@pytest.mark.parametrize(("rate", "verdict"), [(4.1 / 1.029, "cannot tell"), (4.1 / 1.031, "contradicts")])
def test_a_revision_of_one_of_two_currencies(rate: float, verdict: str) -> None:
    year = {"period": 2024, "base": "USD", "quote": "MYR", "rate": 4.5, "low": 4.1, "high": 4.7, "kind": "average"}
    rows = [level("total", 2024, 100.0, A), level("total", 2024, 100 * rate, B, currency="MYR")]
    row = only(checked(*rows, rates=pd.DataFrame([year | {"source": "mine"}])), "currencies")
    assert (row["verdict"], row["gap"]) == (verdict, pytest.approx(4.1 / rate - 1))


@pytest.mark.parametrize(("high", "verdict"), [(199.0, "agrees"), (201.0, "cannot tell")])
def test_a_range_of_twice_its_lower_end_agrees_with_nearly_everything(high: float, verdict: str) -> None:
    broad = ("level", "total", 2024, 150.0, "USD", A, {"low": 100.0, "high": high})
    row = only(checked(broad, level("total", 2024, 150.0, B)), "publishers")
    assert (row["verdict"], row["gap"]) == (verdict, 0)
    assert ("too wide" in str(row["sentence"])) == (verdict == "cannot tell")


# Rates of other years, slipped digits


def rates_of_years(**rates: float) -> pd.DataFrame:
    """Ringgit per dollar of 2012 to 2018: 9 where nothing else is said, each to a thousandth by its days."""
    rows = []
    for year in range(2011, 2020):
        rate = rates.get(f"y{year}", 9.0)
        row = {"period": year, "base": "USD", "quote": "MYR", "rate": rate, "kind": "average", "source": "mine"}
        rows.append(row | {"low": rate * 0.999, "high": rate * 1.001})
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("known", "fits", "proposal"),
    [
        ({"y2018": 4.0}, "2018", "period 2018"),
        ({"y2019": 4.0}, None, None),
        ({"y2012": 4.0}, "2012", "period 2012"),
        ({"y2011": 4.0}, None, None),
        ({"y2012": 4.0, "y2016": 4.0}, "2016 and 2012", "period 2016"),
        ({"y2014": 4.0, "y2016": 4.0}, "2014 and 2016", "period 2014 or 2016"),
        ({"y2013": 4.0, "y2017": 4.0}, "2013 and 2017", "period 2013"),
    ],
)
def test_years_up_to_three_away_are_tried_and_the_nearest_is_proposed(
    known: dict[str, float], fits: str | None, proposal: str | None
) -> None:
    rows = [level("total", 2015, 100.0, ARTICLE), level("total", 2015, 400.0, ARTICLE, currency="MYR")]
    row = only(checked(*rows, rates=rates_of_years(**known)), "currencies")
    assert row["verdict"] == "contradicts"
    assert (f"It fits {fits}." in str(row["sentence"])) if fits else ("It fits" not in str(row["sentence"]))
    # What else it may be is told beside it.
    (found,) = same_fact.compare_levels(book_of(*rows, rates=rates_of_years(**known).to_dict("records")))
    assert write_proposal(found.proposal) == proposal


@pytest.mark.parametrize(("power", "times"), [(10, 10), (0.1, 10), (100, 100), (1000, 1000), (0.001, 1000)])
def test_a_rate_may_be_off_by_up_to_a_thousand(power: float, times: int) -> None:
    rows = [level("total", 2015, 100.0, ARTICLE), level("total", 2015, 900.0 * power, ARTICLE, currency="MYR")]
    (found,) = same_fact.compare_levels(book_of(*rows, rates=rates_of_years().to_dict("records")))
    assert found.proposal == (OtherScale(times),)
    # Which of the two slipped, nothing tells.
    slipped = {10: "10 times", 100: "100 times", 1000: "1,000 times", 0.1: "a tenth", 0.01: "a hundredth"}
    slipped[0.001] = "a thousandth"
    row = only(checked(*rows, rates=rates_of_years()), "currencies")
    either = {f"digit: {slipped[round(1 / power, 3)]} (2)", f"digit: {slipped[power]} (1)"}
    assert set(str(row["proposal"]).split("; or ")) == either


@pytest.mark.parametrize("power", [10_000, 0.0001])
def test_a_rate_off_by_ten_thousand_is_another_mistake(power: float) -> None:
    rows = [level("total", 2015, 100.0, ARTICLE), level("total", 2015, 900.0 * power, ARTICLE, currency="MYR")]
    found = checked(*rows, rates=rates_of_years())
    assert only(found, "currencies")["verdict"] == "contradicts"
    assert not found["proposal"].astype("str").str.contains("digit").any()


# Parts of a year


@pytest.mark.parametrize(
    ("monthly", "verdict", "proposal"),
    [
        (100 / 4.9, "agrees", None),
        (100 / 5.1, "cannot tell", None),
        (14.9, "cannot tell", "digit: 10 times"),
        (15.1, "cannot tell", None),
        (1.49, "cannot tell", "digit: 100 times"),
        (0.149, "cannot tell", "digit: 1,000 times"),
        (0.0149, "cannot tell", None),
    ],
)
def test_trap_part_of_a_year_as_a_year_months_make_no_less_than_a_fifth_of_their_number(
    monthly: float, verdict: str, proposal: str | None
) -> None:
    half = {"start": 202401, "end": 202406}
    row = only(checked(level("total", 2024, 6 * monthly, half), level("total", 2024, 1200.0)), "part of year")
    assert (row["verdict"], row["says_high"]) == (verdict, 1200)
    assert (row["proposal"] == proposal) if proposal else pd.isna(row["proposal"])


@pytest.mark.parametrize(
    ("monthly", "at_pace"), [(149.0, True), (151.0, False), (100 / 1.49, True), (100 / 1.51, False)]
)
def test_months_go_at_the_pace_of_the_whole_within_half_as_much_again(monthly: float, *, at_pace: bool) -> None:
    half = {"start": 202401, "end": 202406}
    book = book_of(level("total", 2024, 6 * monthly, half), level("total", 2024, 1200.0))
    (found,) = sums.compare_parts_of_year(book)
    assert found.is_at_pace == at_pace


# Ranks


@pytest.mark.parametrize(
    ("other", "verdict", "proposal"),
    [(10, "cannot tell", None), (11, "contradicts", None), (12, "contradicts", "a part of the partners")],
)
def test_a_revision_moves_a_rank_by_one_place_and_three_places_tell_of_another_set(
    other: int, verdict: str, proposal: str | None
) -> None:
    row = only(checked(rank(2024, 9, A, ALL), rank(2024, other, B, ALL)), "rank")
    assert row["verdict"] == verdict
    assert str(row["proposal"]).startswith(f"among: {proposal}") if proposal else pd.isna(row["proposal"])
    assert only(checked(rank(2024, 9, A, ALL), rank(2024, 10, A, ALL)), "rank")["verdict"] == "contradicts"
    # Of articles that nobody knows, it may be a revision.
    assert only(checked(rank(2024, 9, ALL), rank(2024, 10, ALL)), "rank")["verdict"] == "cannot tell"


@pytest.mark.parametrize(("place", "verdict"), [(3, "agrees"), (4, "cannot tell")])
def test_the_first_three_of_a_part_may_be_the_first_three_of_all(place: int, verdict: str) -> None:
    row = only(checked(rank(2024, place), rank(2024, place, EUROPE)), "rank")
    assert row["verdict"] == verdict
    assert (row["proposal"] == "among: partners in Europe") == (verdict == "cannot tell")
    year_before = checked(rank(2024, place), rank(2023, place, EUROPE))
    assert year_before["test"].tolist() == (["rank"] if verdict == "cannot tell" else [])


@pytest.mark.parametrize(("place", "found"), [(7, True), (6, False), (11, True), (12, False)])
def test_a_rank_of_the_year_before_is_near_within_two_places(place: int, *, found: bool) -> None:
    assert len(checked(rank(2024, 9), rank(2023, place, EUROPE))) == found
    row = only(checked(rank(2024, 9), rank(2024, 28, ALL), rank(2023, place, EUROPE)), "rank")
    assert (row["proposal"] == "among: partners in Europe") == found


@pytest.mark.parametrize(("start", "found"), [(202301, True), (202212, False), (202501, True), (202502, False)])
def test_a_rank_of_another_time_is_near_within_twelve_months(start: int, *, found: bool) -> None:
    other = {"start": start, "end": start + 11 if start % 100 == 1 else start + 99}
    assert len(checked(rank(2024, 9), rank(2023, 9, EUROPE, other))) == found


@pytest.mark.parametrize(
    ("place", "verdict"), [(5, "agrees"), (4, "cannot tell"), (6, "cannot tell"), (7, "contradicts")]
)
def test_statistics_revised_by_a_place_do_not_contradict_a_rank(place: int, verdict: str) -> None:
    row = only(check_claims(told(rank(2023, place)), rates=None, reference=_partners_of_malaysia()), "rank")
    assert (row["verdict"], row["follows_low"]) == (verdict, 5)


def test_three_sets_in_which_statistics_have_the_printed_place_are_named() -> None:
    # Russia is fifth of all, and first in Europe, BRICS, CIS and EAEU.
    row = only(check_claims(told(rank(2023, 1)), rates=None, reference=_partners_of_malaysia()), "rank")
    assert row["proposal"] == "among: partners in Europe, partners in BRICS or partners in CIS"


def _partners_of_malaysia() -> pd.DataFrame:
    amounts = {"SGP": 9e10, "JPN": 8e10, "USA": 7e10, "KOR": 6e10, "RUS": 5e10, "DEU": 4e10, "KAZ": 3e10, "IND": 2e10}
    common = {"period": 2023, "reporter": "MYS", "flow": "total", "commodity_code": "TOTAL", "currency": "USD"}
    return pd.DataFrame([common | {"partner": partner, "value": amount} for partner, amount in amounts.items()])
