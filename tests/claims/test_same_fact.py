"""One fact told twice: which figures are held against each other, what their rate implies, and what would mend it."""

from collections.abc import Iterable

import pytest

from claim_tables import ARTICLE, Row, book_of, growth_of, level, statistic, yearly_rate
from tradeview.claims.comparison import Comparison, Reason
from tradeview.claims.proposals import ExchangedCurrencies, OtherMonths, OtherScale
from tradeview.claims.same_fact import (
    compare_growths_of_sides,
    compare_levels,
    compare_two_shares,
    find_printed_too_early,
)
from tradeview.claims.sentences import sentence_of_test
from tradeview.periods import months_of

HERALD: Row = {"publisher": "Herald", "title": "Trade"}
RUSSIA: Row = {"side": "RUS"}
NOBODY: Row = {"side": None}


def told_of(found: Iterable[Comparison]) -> list[tuple[str, str, str, str]]:
    return [
        (one.test, ", ".join(claim.key for claim in one.claims), one.unit, one.verdict) for one in found
    ]  # fmt: skip


def ends(comparison: Comparison) -> list[float]:
    follows, says = comparison.follows.near, comparison.says.near
    return [follows.low, follows.high, says.low, says.high]


# Which are compared


def test_two_figures_of_one_currency_are_compared_as_they_stand() -> None:
    (found,) = compare_levels(book_of(level("total", 2024, 100.0), level("total", 2024, 200.0)))
    assert told_of([found]) == [("publishers", "1, 2", "USD", "contradicts")]
    assert (ends(found), found.gap, found.is_telling) == ([100, 100, 200, 200], 1.0, True)


def test_two_shares_of_one_fact_are_compared_where_what_they_are_a_part_of_is_printed() -> None:
    def compare_shares(one: Row, other: Row) -> list[tuple[str, str, str, str]]:
        rows = [("share", "export", 2024, value, None, more) for value, more in ((0.12, one), (0.21, other))]
        return told_of(compare_two_shares(book_of(*rows)))

    of_exports: Row = {"among": "exports of MYS"}
    for one, other in ((ARTICLE, ARTICLE), (ARTICLE, HERALD)):
        assert compare_shares(one | of_exports, other | of_exports) == [("publishers", "1, 2", "share", "contradicts")]
    assert not compare_shares(ARTICLE, HERALD)
    assert not compare_shares(ARTICLE | of_exports, HERALD | {"among": "total trade of MYS"})
    assert not compare_shares(ARTICLE | of_exports, HERALD | of_exports | RUSSIA)


def test_a_claim_is_held_against_statistics_whichever_comes_first_and_statistics_not_against_each_other() -> None:
    table = [statistic("total", 2024, 100.0), statistic("total", 2024, 300.0)]
    found = list(compare_levels(book_of(level("total", 2024, 100.0), reference=table)))
    assert told_of(found) == [
        ("reference", "1, reference 0", "USD", "agrees"),
        ("reference", "1, reference 1", "USD", "contradicts"),
    ]
    assert ends(found[1]) == [100, 100, 300, 300]
    assert list(compare_levels(book_of(reference=table))) == []


def test_statistics_first_in_the_book_are_still_what_the_claim_is_held_against() -> None:
    book = book_of(level("total", 2024, 100.0), reference=[statistic("total", 2024, 200.0)])
    book.levels = {key: list(reversed(claims)) for key, claims in book.levels.items()}
    (found,) = compare_levels(book)
    assert (told_of([found]), ends(found)) == (
        [("reference", "1, reference 0", "USD", "contradicts")],
        [100, 100, 200, 200],
    )


def test_statistics_in_another_currency_are_converted_to_that_of_the_claim() -> None:
    table = [statistic("total", 2024, 400.0, currency="MYR")]
    rates = [yearly_rate(2024, 4.0, low=3.0, high=5.0)]
    (found,) = compare_levels(book_of(level("total", 2024, 100.0), rates=rates, reference=table))
    assert told_of([found]) == [("reference", "1, reference 0", "USD", "agrees")]
    # A quarter of the way from the mean of 4 to the extreme days: 3.75 to 4.25 ringgit a dollar.
    assert ends(found) == pytest.approx([100, 100, 400 / 4.25, 400 / 3.75])
    # Without a rate there is nothing to say.
    assert list(compare_levels(book_of(level("total", 2024, 100.0), reference=table))) == []


def test_two_sides_never_contradict_and_seldom_tell() -> None:
    (apart,) = compare_levels(book_of(level("total", 2024, 100.0), level("total", 2024, 200.0, RUSSIA)))
    assert told_of([apart]) == [("mirror", "1, 2", "USD", "cannot tell")]
    assert (apart.reason, apart.gap, apart.is_telling) == (None, 1.0, False)
    (alike,) = compare_levels(book_of(level("total", 2024, 100.0), level("total", 2024, 100.0, RUSSIA)))
    assert (alike.verdict, alike.is_telling) == ("agrees", False)


def test_two_sides_in_two_currencies_are_compared_at_the_years_rate_or_not_at_all() -> None:
    rows = [level("total", 2024, 100.0), level("total", 2024, 800.0, RUSSIA, currency="MYR")]
    (found,) = compare_levels(book_of(*rows, rates=[yearly_rate(2024, 4.0, low=3.0, high=5.0)]))
    assert told_of([found]) == [("mirror", "1, 2", "MYR", "cannot tell")]
    assert ends(found) == pytest.approx([375, 425, 800, 800])
    assert list(compare_levels(book_of(*rows))) == []


def test_growth_of_two_sides_is_set_beside_each_other_and_that_of_one_side_elsewhere() -> None:
    (apart,) = compare_growths_of_sides(book_of(growth_of("total", 2024, 0.1), growth_of("total", 2024, 0.4, RUSSIA)))
    assert told_of([apart]) == [("mirror", "1, 2", "share", "cannot tell")]
    assert (ends(apart), apart.is_telling, apart.reason) == (pytest.approx([1.1, 1.1, 1.4, 1.4]), False, None)
    one_side = book_of(growth_of("total", 2024, 0.1), growth_of("total", 2024, 0.4))
    assert list(compare_growths_of_sides(one_side)) == []


# The rate that one fact in two currencies implies


def in_two_currencies(dollars: float, ringgit: float, *rates: Row, year: int = 2015, **common: object) -> Comparison:
    rows = [level("total", year, dollars, ARTICLE), level("total", year, ringgit, ARTICLE, currency="MYR")]
    (found,) = compare_levels(book_of(*rows, rates=list(rates) if rates else None, **common))
    return found


def test_a_rate_is_written_above_one_whatever_comes_first() -> None:
    rate = yearly_rate(2015, 4.0)
    one = in_two_currencies(100.0, 400.0, rate)
    rows = [level("total", 2015, 400.0, ARTICLE, currency="MYR"), level("total", 2015, 100.0, ARTICLE)]
    (other,) = compare_levels(book_of(*rows, rates=[rate]))
    for found in (one, other):
        assert (found.unit, found.verdict, found.gap) == ("MYR/USD", "agrees", 0)
        assert [claim.currency for claim in found.claims] == ["MYR", "USD"]
        assert found.follows.near.low == found.follows.near.high == 4.0
        assert (found.fitting_years, found.proposal) == ((), ())


@pytest.mark.parametrize(("rates", "reason"), [([], Reason.NO_RATE_TABLE), ([yearly_rate(1990, 4.0)], Reason.NO_RATE)])
def test_without_a_rate_it_is_said_which_is_missing(rates: list[Row], reason: Reason) -> None:
    found = in_two_currencies(100.0, 400.0, *rates)
    assert (found.verdict, found.reason, found.gap, found.unit) == ("cannot tell", reason, 0.0, "MYR/USD")
    assert found.says == found.follows


@pytest.mark.parametrize(
    ("ringgit", "verdict", "reason"),
    [
        (400.0, "agrees", None),
        (424.0, "agrees", None),  # a quarter of the way to the highest day
        (426.0, "cannot tell", Reason.FAR_FROM_MEAN),
        (499.0, "cannot tell", Reason.FAR_FROM_MEAN),
        (502.0, "contradicts", None),  # beyond the highest day, and in one article nobody revises
    ],
)
def test_an_implied_rate_lies_among_the_days_of_its_year(ringgit: float, verdict: str, reason: Reason | None) -> None:
    found = in_two_currencies(100.0, ringgit, yearly_rate(2015, 4.0, low=3.0, high=5.0))
    assert (found.verdict, found.reason) == (verdict, reason)
    assert found.gap == pytest.approx(max(0, ringgit / 500 - 1))


def test_figures_printed_so_coarsely_that_any_rate_would_do_tell_nothing() -> None:
    rows = [
        ("level", "total", 2015, 100.0, "USD", {"low": 50.0, "high": 150.0}),
        ("level", "total", 2015, 400.0, "MYR", {"low": 400.0, "high": 400.0}),
    ]
    (found,) = compare_levels(book_of(*rows, rates=[yearly_rate(2015, 4.0)]))
    assert (found.verdict, found.reason) == ("cannot tell", Reason.TOO_WIDE)


def test_figures_whose_digits_may_be_cut_may_fit_the_rates() -> None:
    rows = [
        ("level", "total", 2015, 411.0, "MYR", {"low": 410.0, "high": 412.0}),
        ("level", "total", 2015, 79.5, "USD", {"low": 79.0, "high": 80.0}),
    ]
    (found,) = compare_levels(book_of(*rows, rates=[yearly_rate(2015, 5.0, low=4.9, high=5.1)]))
    # As rounded, at least 410 ringgit for 80 dollars, 5.125; if dollars were cut, for 80.5, 5.093.
    assert (found.verdict, found.reason) == ("cannot tell", Reason.RATES_APART)
    assert found.gap == pytest.approx(5.125 / 5.1 - 1)


@pytest.mark.parametrize(
    ("published", "verdict", "reason"),
    [
        ("2018-03-01", "cannot tell", Reason.RATE_WHEN_PRINTED),  # 2015's dollars at the rate of 2018
        ("2017-03-01", "contradicts", None),
        ("2015-12-31", "contradicts", None),
        (None, "contradicts", None),
    ],
)
def test_an_article_may_convert_at_the_rate_of_the_year_it_is_printed_in(
    published: str | None, verdict: str, reason: Reason | None
) -> None:
    rates = [yearly_rate(2015, 4.0), yearly_rate(2017, 5.0), yearly_rate(2018, 8.0)]
    found = in_two_currencies(100.0, 800.0, *rates, published=published)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_only_one_article_converts_at_its_own_rate() -> None:
    rates = [yearly_rate(2015, 4.0), yearly_rate(2018, 8.0)]
    rows = [level("total", 2015, 100.0, ARTICLE), level("total", 2015, 800.0, HERALD, currency="MYR")]
    (found,) = compare_levels(book_of(*rows, rates=rates, published="2018-03-01"))
    assert (found.verdict, found.reason) == ("contradicts", None)


def test_a_figure_of_the_year_in_which_it_is_printed_has_no_other_rate() -> None:
    # Printed in the last month of its year: the rate when printed is the year's own, which does not fit.
    found = in_two_currencies(100.0, 800.0, yearly_rate(2015, 4.0), published="2015-12-31")
    assert (found.verdict, found.proposal) == ("contradicts", ())


def test_months_that_end_in_the_year_of_print_have_the_rate_of_that_year_already() -> None:
    # To January 2016, and printed in it: the year's rate of 8 is no later one.
    to_january: Row = {"start": 201502, "end": 201601}
    months = [yearly_rate(month, 4.0) for month in (*range(201502, 201513), 201601)]
    rows = [level("total", 2015, 100.0, ARTICLE, to_january)]
    rows += [level("total", 2015, 800.0, ARTICLE, to_january, currency="MYR")]
    for end in (201601, 201606):
        moved = [(*row[:-1], {"start": 201502, "end": end}) for row in rows] if end != 201601 else rows
        more = [yearly_rate(month, 4.0) for month in range(201602, end + 1)]
        book = book_of(*moved, rates=[*months, *more, yearly_rate(2016, 8.0)], published="2016-09-01")
        (found,) = compare_levels(book)
        assert (found.verdict, found.reason) == ("contradicts", None)


# What would mend it


def test_the_year_whose_mean_fits_is_proposed_and_one_not_yet_over_is_not() -> None:
    rates = [yearly_rate(2015, 4.0), yearly_rate(2016, 8.0), yearly_rate(2014, 8.0)]
    both = in_two_currencies(100.0, 800.0, *rates)
    assert both.fitting_years == (2014, 2016)
    assert both.proposal == (OtherMonths(months_of(2014)), OtherMonths(months_of(2016)))
    # Printed in September 2016, when that year was not over.
    early = in_two_currencies(100.0, 800.0, *rates, published="2016-09-01")
    assert early.fitting_years == (2014,)


def test_years_are_tried_for_whole_years_alone() -> None:
    half: Row = {"start": 201501, "end": 201506}
    rows = [level("total", 2015, 100.0, ARTICLE, half), level("total", 2015, 800.0, ARTICLE, half, currency="MYR")]
    months = [yearly_rate(month, 4.0) for month in range(201501, 201513)]
    before = [yearly_rate(month, 8.0) for month in range(201401, 201413)]
    (found,) = compare_levels(book_of(*rows, rates=[*months, *before, yearly_rate(2014, 8.0)]))
    assert (found.verdict, found.fitting_years) == ("contradicts", ())


@pytest.mark.parametrize(
    ("ringgit", "proposal"),
    [
        (4000.0, (OtherScale(10),)),
        (40.0, (OtherScale(10),)),
        (40_000.0, (OtherScale(100),)),
        (400_000.0, (OtherScale(1000),)),
        (4.0, (OtherScale(100),)),
        (0.4, (OtherScale(1000),)),
        (25.0, (ExchangedCurrencies(),)),  # 100 ringgit for 25 dollars, with the currencies exchanged
        (25.2, (ExchangedCurrencies(),)),
        (24.8, (ExchangedCurrencies(),)),
        (23.0, ()),
        (27.0, ()),
        (1200.0, ()),
    ],
)
def test_a_slipped_digit_or_exchanged_currencies(ringgit: float, proposal: tuple[object, ...]) -> None:
    found = in_two_currencies(100.0, ringgit, yearly_rate(2015, 4.0))
    assert (found.verdict, found.proposal) == ("contradicts", proposal)


@pytest.mark.parametrize(
    ("ringgit", "rate"),
    [
        (25.0, yearly_rate(2015, 5.0, low=1.0, high=5.0)),  # from 4 ringgit a dollar, a quarter of the way to 1
        (12.5, yearly_rate(2015, 4.0, low=4.0, high=20.0)),  # to 8 ringgit a dollar, a quarter of the way to 20
    ],
)
def test_exchanged_currencies_fit_to_the_end_of_the_range(ringgit: float, rate: Row) -> None:
    found = in_two_currencies(100.0, ringgit, rate)
    assert (found.verdict, found.proposal) == ("contradicts", (ExchangedCurrencies(),))


# Printed before the months were over


@pytest.mark.parametrize(
    ("published", "found", "month"),
    [
        ("2024-11-30", True, 202411),
        ("2024-12-01", True, 202412),
        ("2024-12-30", True, 202412),
        ("2024-12-31", False, None),
        ("2024-12", False, None),
        ("2025-01-15", False, None),
        (None, False, None),
    ],
)
def test_a_year_is_not_printed_before_its_last_day(published: str | None, month: int | None, *, found: bool) -> None:
    comparisons = list(find_printed_too_early(book_of(level("total", 2024, 1.0), published=published)))
    assert len(comparisons) == found
    for comparison in comparisons:
        assert told_of([comparison]) == [("published", "1", "month", "contradicts")]
        assert ends(comparison) == [month, month, 202412, 202412]
        assert (comparison.gap, comparison.is_telling) == (0.0, False)


def test_a_date_without_its_month_may_be_the_last() -> None:
    assert list(find_printed_too_early(book_of(level("total", 2024, 1.0), published="2024"))) == []
    (found,) = find_printed_too_early(book_of(level("total", 2024, 1.0), published="2023"))
    assert ends(found) == [202312, 202312, 202412, 202412]


@pytest.mark.parametrize(
    ("start", "end", "published", "too_early"),
    [
        (202407, 202407, "2024-07-29", True),
        (202407, 202407, "2024-07-31", False),
        (202407, 202407, "2024-08-01", False),
        (202402, 202402, "2024-02-28", True),
        (202402, 202402, "2024-02-29", False),
        (202401, 202406, "2024-06-29", True),
        (202401, 202406, "2024-06", False),
        (202407, 202407, "2024-07-99", False),  # no day of any calendar
    ],
)
def test_a_month_is_not_known_before_its_last_day(start: int, end: int, published: str, *, too_early: bool) -> None:
    months: Row = {"start": start, "end": end}
    found = list(find_printed_too_early(book_of(level("total", 2024, 1.0, months), published=published)))
    assert len(found) == too_early
    if published == "2024-07-29":
        assert "was printed on 29 Jul 2024, before that was over" in sentence_of_test(found[0])


def test_more_than_a_figure_says_nothing_of_one_that_is_half_as_much_again() -> None:
    for value, verdict in ((130.0, "agrees"), (142.0, "cannot tell")):
        bound = ("level", "total", 2024, 91.0, "USD", {"bound": "more than", "low": 91.0}, ARTICLE)
        (found,) = compare_levels(book_of(bound, level("total", 2024, value, ARTICLE)))
        assert found.verdict == verdict


def test_growth_of_two_sides_in_two_currencies_is_set_beside_each_other_at_the_rates() -> None:
    rows = [
        growth_of("total", 2024, 0.1, {"currency": "USD"}),
        growth_of("total", 2024, 0.1, RUSSIA, {"currency": "MYR"}),
    ]
    assert list(compare_growths_of_sides(book_of(*rows))) == []
    rates = [yearly_rate(2023, 4.0, low=4.0, high=4.0), yearly_rate(2024, 5.0, low=5.0, high=5.0)]
    (found,) = compare_growths_of_sides(book_of(*rows, rates=rates))
    assert found.verdict == "cannot tell"
