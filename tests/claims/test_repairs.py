"""Corrections: which are tried, how many tests they need, which of them is proposed."""

import pytest

from claim_tables import ARTICLE, Row, told
from tradeview.claims import check_claims
from tradeview.claims.book import ClaimBook
from tradeview.claims.checks import make_tests
from tradeview.claims.claim import Claim, claims_of_rows
from tradeview.claims.exchange_rates import RateRanges
from tradeview.claims.mistakes import Correction, list_corrections
from tradeview.claims.proposals import OtherFigure, OtherMonths, OtherScale, YearsLater
from tradeview.claims.repairs import Repair, claims_around, find_repairs
from tradeview.economies import members
from tradeview.periods import months_of

A: Row = {"publisher": "A", "title": "T"}
B: Row = {"publisher": "B", "title": "T"}
C: Row = {"publisher": "C", "title": "T"}
RATES = [
    {"period": year, "base": "USD", "quote": "MYR", "rate": 4.0, "low": 3.9, "high": 4.1} for year in range(2009, 2025)
]


def book_of(*rows: tuple[object, ...], **common: object) -> ClaimBook:
    return ClaimBook(list(claims_of_rows(told(*rows, **common).to_dict("records"))), RateRanges(RATES))  # type: ignore[arg-type]


def repairs_of(*rows: tuple[object, ...], **common: object) -> list[Repair]:
    book = book_of(*rows, **common)
    return find_repairs(book, list(make_tests(book)), make_tests)


def corrections_of(*rows: tuple[object, ...], **common: object) -> list[Correction]:
    book = book_of(*rows, **common)
    return list(list_corrections(book, book.claims[0]))


def level(flow: str, year: int, value: float, *more: Row, currency: str = "USD") -> tuple[object, ...]:
    return ("level", flow, year, value, currency, *more)


# What is tried


def test_years_up_to_three_away_are_tried_alone_with_the_article_s_same_year_and_with_all_of_it() -> None:
    rows = [level("total", 2015, 1e9, A), level("export", 2015, 4e8, A), level("total", 2014, 9e8, A)]
    tried = [each for each in corrections_of(*rows) if each.mistake == "year"]
    one, same_year, article = ([each for each in tried if len(each.printed) == count] for count in (1, 2, 3))
    years = [2014, 2016, 2013, 2017, 2012, 2018]
    assert [each.change for each in one] == [OtherMonths(months_of(year)) for year in years]
    assert [each.change for each in same_year] == [OtherMonths(months_of(year)) for year in years]
    assert [each.change for each in article] == [YearsLater(years) for years in (-1, 1, -2, 2, -3, 3)]


@pytest.mark.parametrize(
    ("kind", "value", "factors"),
    [
        ("level", 2.48e9, {10, 100, 1000, 0.1, 0.01, 0.001}),
        ("share", 0.1, {10, 0.1, 0.01, 0.001}),  # 10 times is all of it
        ("share", 0.1001, {0.1, 0.01, 0.001}),
        ("growth", 0.99, {10, 0.1}),
        ("growth", 1.0, {10, 0.1, 0.01, 0.001}),  # from 100 % on, two or three places may be lost
        ("growth", -0.099, {10, 0.1}),
        ("growth", -0.1, {0.1}),  # nothing falls by 100 % and more
        ("rank", 9, set()),
    ],
)
def test_the_point_slips_as_far_as_a_figure_can_be_meant(kind: str, value: float, factors: set[float]) -> None:
    currency = "USD" if kind == "level" else None
    changes = [each.change for each in corrections_of((kind, "total", 2015, value, currency))]
    assert {change.factor for change in changes if isinstance(change, OtherScale)} == factors


def test_one_digit_is_replaced_in_figures_of_three_digits_and_neighbours_change_places_in_all() -> None:
    def figures(value: float, mistake: str) -> set[float]:
        tried = [each for each in corrections_of(level("total", 2015, value)) if each.mistake == mistake]
        return {each.corrected[0].value for each in tried}

    assert figures(280.0, "swap in short figure") == {820.0, 208.0}
    assert figures(284.0, "swap in long figure") == {824.0, 248.0}
    assert figures(280.0, "digit") == set()  # 28 is, but for one digit, nearly every other figure of two
    replaced = {100.0 * digit + 84 for digit in range(1, 10)} | {204.0 + 10 * digit for digit in range(10)}
    assert figures(284.0, "digit") == (replaced | {280.0 + digit for digit in range(10)}) - {284.0}


def test_growth_is_corrected_to_a_tenth_of_a_per_cent() -> None:
    changes = [each.change for each in corrections_of(("growth", "total", 2015, 0.1234, None))]
    figures = [change for change in changes if isinstance(change, OtherFigure)]
    assert {(change.digits, change.currency) for change in figures} == {(1, None)}
    said = sorted({round(change.value, 6) for change in figures})
    # Swapped: 21.34, 13.24, 12.43; the first digit replaced: 22.34 to 92.34; the second: 10.34 to 19.34 without 12.34;
    # the third: 12.04 to 12.94; the last: 12.30 to 12.39, which are two figures to a tenth.
    first = [0.223, 0.323, 0.423, 0.523, 0.623, 0.723, 0.823, 0.923]
    second = [0.103, 0.113, 0.133, 0.143, 0.153, 0.163, 0.173, 0.183, 0.193]
    third = [0.120, 0.121, 0.122, 0.124, 0.125, 0.126, 0.127, 0.128, 0.129]
    assert said == sorted({0.213, 0.132, 0.124, *first, *second, *third, 0.123})


# How many tests are needed


def test_a_point_and_a_long_figure_need_one_test_and_a_short_one_two() -> None:
    # Exports and imports rest on nothing else: each of the three might be the one that is wrong.
    parts = [level("export", 2014, 1.53e9, ARTICLE), level("import", 2014, 1.31e9, ARTICLE)]
    (point,) = repairs_of(*parts, level("total", 2014, 28.4e9, ARTICLE))
    assert (point.correction.mistake, point.gained, point.has_enough_tests) == ("point", 1, True)
    (swap,) = repairs_of(*parts, level("total", 2014, 2.48e9, ARTICLE))
    assert (swap.correction.mistake, swap.gained, swap.has_enough_tests) == ("swap in long figure", 1, True)
    short = [level("export", 2014, 1.5e9, ARTICLE), level("import", 2014, 1.3e9, ARTICLE)]
    (swap,) = repairs_of(*short, level("total", 2014, 8.2e9, ARTICLE))
    assert (swap.correction.mistake, swap.gained, swap.has_enough_tests) == ("swap in short figure", 1, False)
    ringgit = level("total", 2014, 11.2e9, B, currency="MYR")
    (swap,) = repairs_of(*short, level("total", 2014, 8.2e9, ARTICLE), ringgit)
    assert (swap.correction.mistake, swap.gained, swap.has_enough_tests) == ("swap in short figure", 2, True)


def test_two_tests_are_enough_for_a_short_swap_though_nothing_else_bears_their_claims_out() -> None:
    # A's total of the year before and its growth say 2.8; so does B's ringgit, at 4 to the dollar.
    rows = [level("total", 2014, 8.2e9, A), level("total", 2013, 2.0e9, A), ("growth", "total", 2014, 0.4, None, A)]
    (swap,) = repairs_of(*rows, level("total", 2014, 11.2e9, B, currency="MYR"))
    assert (swap.correction.mistake, swap.gained, swap.has_enough_tests) == ("swap in short figure", 2, True)


def test_another_currency_needs_one_test() -> None:
    parts = [level("export", 2014, 1.53e9, ARTICLE), level("import", 2014, 1.31e9, ARTICLE)]
    (repair,) = repairs_of(*parts, level("total", 2014, 11.36e9, ARTICLE))
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("currency", 1, True)


def test_one_digit_of_many_needs_two_tests_and_is_else_not_proposed() -> None:
    parts = [level("export", 2014, 1.53e9, ARTICLE), level("import", 2014, 1.31e9, ARTICLE)]
    assert repairs_of(*parts, level("total", 2014, 2.94e9, ARTICLE)) == []
    ringgit = level("total", 2014, 11.36e9, B, currency="MYR")
    (repair,) = repairs_of(*parts, level("total", 2014, 2.94e9, ARTICLE), ringgit)
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("digit", 2, True)
    assert repair.correction.corrected[0].value == 2.84e9


def test_another_year_needs_two_tests() -> None:
    # A's figure of 2015 is that of 2016 by C, and by the sum of D's exports and imports.
    rows = [level("total", 2015, 7.31e9, A), level("total", 2015, 4.07e9, B), level("total", 2016, 7.31e9, C)]
    (repair,) = repairs_of(*rows)
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("year", 1, False)
    parts = [level("export", 2016, 3.11e9, {"publisher": "D"}), level("import", 2016, 4.2e9, {"publisher": "D"})]
    (repair,) = repairs_of(*rows, *parts)
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("year", 2, True)


def test_a_slipped_point_of_growth_needs_two_tests() -> None:
    levels = [level("total", 2015, 1.25e9, A), level("total", 2014, 1.0e9, A, {"low": 0.999e9, "high": 1.001e9})]
    (repair,) = repairs_of(*levels, ("growth", "total", 2015, 2.5, None, A))
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("point of growth", 1, False)
    other = [level("total", 2015, 5.0e9, B, currency="MYR"), level("total", 2014, 4.0e9, B, currency="MYR")]
    (repair,) = repairs_of(*levels, ("growth", "total", 2015, 2.5, None, A), *other)
    assert repair.has_enough_tests


def test_two_tests_are_enough_for_a_slipped_point_of_growth_though_nothing_else_bears_their_claims_out() -> None:
    # Of 2005 and 2006 there is no rate: dollars and ringgit bear one another out in nothing but the growth of 25 %.
    dollars = [level("total", 2006, 1.25e9, A), level("total", 2005, 1.0e9, A, {"low": 0.999e9, "high": 1.001e9})]
    before = level("total", 2005, 4.0e9, B, {"low": 3.999e9, "high": 4.001e9}, currency="MYR")
    growth = ("growth", "total", 2006, 2.5, None, A)
    (repair,) = repairs_of(*dollars, growth, level("total", 2006, 5.0e9, B, currency="MYR"), before)
    assert (repair.correction.mistake, repair.gained, repair.has_enough_tests) == ("point of growth", 2, True)


# What is proposed, and how far evidence is sought


def test_twenty_repairs_are_made_at_most() -> None:
    rows: list[tuple[object, ...]] = []
    partners = sorted(members("EU", 2014))[:21]
    for partner in partners:
        for flow, value in (("export", 1.53e9), ("import", 1.31e9), ("total", 28.4e9)):
            rows.append(level(flow, 2014, value, ARTICLE, {"partner": partner}))
    assert len(partners) == 21
    found = check_claims(told(*rows), rates=None)
    assert (found["test"] == "digit").sum() == 20
    assert found.loc[found["test"] == "digit", "proposal"].unique().tolist() == ["digit: a tenth"]


@pytest.mark.parametrize(("start", "is_near"), [(202312, True), (202401, False), (202001, True), (201912, False)])
def test_evidence_is_sought_a_year_around_the_corrected_months_and_their_base(start: int, *, is_near: bool) -> None:
    # Corrected to 2022, a claim is of 2022 and its base of 2021: a year around them is 2020 to 2023.
    book = book_of(level("total", 2021, 1e9), ("growth", "total", 2021, 0.1, None, _months(start)))
    changes = list_corrections(book, book.claims[0])
    correction = next(each for each in changes if each.change == OtherMonths(months_of(2022)))
    around: list[Claim] = claims_around(book, correction)
    assert (len(around) == 2) == is_near


def _months(start: int) -> Row:
    """A growth of one month, compared with itself: months and base are the same."""
    return {"start": start, "end": start, "base_start": start, "base_end": start}


def test_a_year_for_which_one_test_less_speaks_is_named_beside_the_best_and_one_for_which_two_less_is_not() -> None:
    # A prints 7.31 for 2015, B 4.07, which the sum of E's exports and imports bears out.
    rows = [level("total", 2015, 7.31e9, A), level("total", 2015, 4.07e9, B)]
    rows += [level("export", 2015, 2.0e9, {"publisher": "E"}), level("import", 2015, 2.07e9, {"publisher": "E"})]
    # For 2014 speaks G's figure; for 2016 C's and the sum of D's exports and imports.
    rows += [level("total", 2014, 7.31e9, {"publisher": "G"}), level("total", 2016, 7.31e9, C)]
    rows += [level("export", 2016, 3.11e9, {"publisher": "D"}), level("import", 2016, 4.2e9, {"publisher": "D"})]
    (repair,) = repairs_of(*rows)
    assert (repair.gained, repair.has_enough_tests) == (2, True)
    assert repair.proposal == (OtherMonths(months_of(2016)), OtherMonths(months_of(2014)))
    # And F's, in ringgit.
    (repair,) = repairs_of(*rows, level("total", 2016, 29.24e9, {"publisher": "F"}, currency="MYR"))
    assert (repair.gained, repair.proposal) == (3, (OtherMonths(months_of(2016)),))


def test_the_pace_of_some_months_speaks_for_a_slipped_point_and_for_nothing_finer() -> None:
    year = [level("export", 2014, 0.5e9, A), level("import", 2014, 0.7e9, A), level("total", 2014, 1.2e9, A)]
    half = {"start": 201401, "end": 201406}
    # Half a year of 6.2 exceeds a year of 1.2, which exports and imports bear out; 0.62 is half of it.
    (repair,) = repairs_of(*year, level("total", 2014, 6.2e9, B, half))
    assert (repair.proposal, [test.test for test in repair.speaking]) == ((OtherScale(0.1),), ["part of year"])
    # 1.92 goes at the pace of 2015, as figures of many years would.
    assert repairs_of(*year, level("total", 2014, 1.92e9, B, half), level("total", 2015, 4.0e9, C)) == []


def test_a_bound_that_a_correction_keeps_does_not_speak_for_it() -> None:
    rows = [level("export", 2014, 1.53e9, A), level("import", 2014, 1.31e9, A), level("total", 2014, 28.4e9, A)]
    (repair,) = repairs_of(*rows, level("total", 2014, 3e9, B, {"bound": "less than"}))
    assert ([test.test for test in repair.speaking], len(repair.solved)) == (["parts"], 2)
