"""Printed growth beside levels, beside other growth, and of exports and imports together; in which currency it is."""

from collections.abc import Iterable

import pytest

from claim_tables import Row, book_of, growth_of, level, yearly_rate
from tradeview.claims.comparison import Comparison, Reason
from tradeview.claims.growths import (
    compare_bases_of_growth,
    compare_growth_between_parts,
    compare_growth_of_parts,
    compare_growth_with_levels,
    compare_two_growths,
)
from tradeview.claims.sentences import sentence_of_test

GAZETTE: Row = {"publisher": "Gazette", "title": "Trade"}
HERALD: Row = {"publisher": "Herald", "title": "Trade"}
RUSSIA: Row = {"side": "RUS"}
# The dollar rose from 4 to 5 ringgit: 25% more in ringgit is nothing more in dollars.
RISEN = [yearly_rate(2023, 4.0, low=4.0, high=4.0), yearly_rate(2024, 5.0, low=5.0, high=5.0)]


def keys(found: Iterable[Comparison]) -> list[str]:
    return [", ".join(claim.key for claim in comparison.claims) for comparison in found]


def near(comparison: Comparison) -> list[float]:
    follows, says = comparison.follows.near, comparison.says.near
    return [follows.low, follows.high, says.low, says.high]


# Growth and levels


@pytest.mark.parametrize(("printed", "verdict"), [(0.2, "agrees"), (0.5, "contradicts")])
def test_growth_is_the_level_over_the_level_before(printed: float, verdict: str) -> None:
    rows = [growth_of("total", 2024, printed), level("total", 2024, 120.0), level("total", 2023, 100.0)]
    (found,) = compare_growth_with_levels(book_of(*rows))
    assert (found.test, keys([found]), found.unit, found.verdict) == ("growth", ["2, 3, 1"], "share", verdict)
    assert near(found) == pytest.approx([1.2, 1.2, 1 + printed, 1 + printed])
    assert found.growth_currency == "USD"


def test_growth_since_another_base_is_of_that_base() -> None:
    since_2020: Row = {"base_start": 202001, "base_end": 202012}
    rows = [growth_of("total", 2024, 0.2, since_2020), level("total", 2024, 120.0), level("total", 2020, 100.0)]
    (found,) = compare_growth_with_levels(book_of(*rows, level("total", 2023, 50.0)))
    assert (keys([found]), found.verdict) == (["2, 3, 1"], "agrees")


def test_levels_of_one_currency_are_compared_and_others_only_where_there_are_none() -> None:
    rows = [
        growth_of("total", 2024, 0.2),
        level("total", 2024, 120.0),
        level("total", 2024, 600.0, currency="MYR"),
        level("total", 2023, 100.0),
        level("total", 2023, 400.0, currency="MYR"),
    ]
    found = list(compare_growth_with_levels(book_of(*rows, rates=RISEN)))
    assert keys(found) == ["2, 4, 1", "3, 5, 1"]
    # 20% is growth in dollars; that of the ringgit, 50%, is 20% at the rates of the two years.
    assert [comparison.verdict for comparison in found] == ["agrees", "agrees"]
    assert [comparison.growth_currency for comparison in found] == ["USD", "USD"]
    assert near(found[1])[0] == pytest.approx(1.2, rel=0.05)
    mixed = [rows[0], rows[2], rows[3]]
    (converted,) = compare_growth_with_levels(book_of(*mixed, rates=RISEN))
    assert (keys([converted]), converted.verdict) == (["2, 3, 1"], "agrees")
    assert list(compare_growth_with_levels(book_of(*mixed))) == []


def test_of_levels_in_unlike_currencies_one_pair_is_compared() -> None:
    ringgit = [level("total", 2024, value, currency="MYR") for value in (600.0, 601.0)]
    dollars = [level("total", 2023, value) for value in (100.0, 101.0)]
    book = book_of(growth_of("total", 2024, 0.2), *ringgit, *dollars, rates=RISEN)
    assert keys(compare_growth_with_levels(book)) == ["2, 4, 1"]


def test_without_a_fit_growth_is_said_in_the_currency_of_the_levels() -> None:
    rows = [growth_of("total", 2024, 3.0), level("total", 2024, 120.0), level("total", 2023, 100.0)]
    with_ringgit = [*rows, level("export", 2024, 7.0, currency="MYR")]
    (found,) = compare_growth_with_levels(book_of(*with_ringgit, rates=RISEN))
    assert (found.verdict, found.growth_currency) == ("contradicts", "USD")
    assert near(found)[:2] == pytest.approx([1.2, 1.2])


def test_levels_of_the_other_side_are_no_base() -> None:
    rows = [growth_of("total", 2024, 0.2), level("total", 2024, 120.0), level("total", 2023, 100.0, RUSSIA)]
    assert list(compare_growth_with_levels(book_of(*rows))) == []
    # Nor are they where the growth itself names no side.
    nobody = growth_of("total", 2024, 0.2, {"side": None})
    assert list(compare_growth_with_levels(book_of(nobody, *rows[1:]))) == []


# Growth and growth


@pytest.mark.parametrize(
    ("one", "other", "verdict", "converted"),
    [
        (0.1, 0.1, "agrees", None),
        # 10% in dollars is 1.10 times 5/4, 37.5% in ringgit, and the other way round.
        (0.1, 0.375, "agrees", ("USD", "MYR")),
        (0.375, 0.1, "agrees", ("MYR", "USD")),
        (0.1, 0.8, "contradicts", None),
    ],
)
def test_two_growths_are_equal_or_apart_by_what_the_rate_did(
    one: float, other: float, verdict: str, converted: tuple[str, str] | None
) -> None:
    rows = [growth_of("total", 2024, one), growth_of("total", 2024, other)]
    levels = [level("export", 2020, 1.0), level("export", 2020, 4.0, currency="MYR")]
    (found,) = compare_two_growths(book_of(*rows, *levels, rates=RISEN))
    assert (found.test, keys([found]), found.unit) == ("growth", ["1, 2"], "share")
    assert (found.verdict, found.converted) == (verdict, converted)


@pytest.mark.parametrize("more", [{"base_start": 202001, "base_end": 202012}, RUSSIA])
def test_growth_since_another_year_or_of_the_other_side_is_another_growth(more: Row) -> None:
    rows = [growth_of("total", 2024, 0.1), growth_of("total", 2024, 0.9, more)]
    assert list(compare_two_growths(book_of(*rows))) == []
    # What comes after it is compared all the same.
    assert keys(compare_two_growths(book_of(*rows, growth_of("total", 2024, 0.2)))) == ["1, 3"]


def test_without_rates_of_both_years_growth_is_not_carried_over() -> None:
    rows = [growth_of("total", 2024, 0.1), growth_of("total", 2024, 0.375)]
    levels = [level("export", 2020, 1.0), level("export", 2020, 4.0, currency="MYR")]
    for rates in (RISEN[:1], RISEN[1:]):
        (found,) = compare_two_growths(book_of(*rows, *levels, rates=rates))
        assert (found.verdict, found.converted, found.reason) == ("cannot tell", None, Reason.NO_RATE)


# The level before growth


def test_what_part_of_a_year_grew_from_is_no_more_than_the_year_before() -> None:
    half: Row = {"start": 202401, "end": 202406}
    rows = [growth_of("total", 2024, 0.5, half), level("total", 2024, 60.0, half)]
    (fits,) = compare_bases_of_growth(book_of(*rows, level("total", 2023, 90.0)))
    assert (fits.test, keys([fits]), fits.unit) == ("part of year", ["2, 1, 3"], "USD")
    assert near(fits) == pytest.approx([40, 40, 0, 90])
    assert (fits.verdict, fits.is_telling) == ("agrees", False)
    (wrong,) = compare_bases_of_growth(book_of(*rows, level("total", 2023, 20.0)))
    assert (wrong.verdict, wrong.gap) == ("contradicts", pytest.approx(1.0))


def test_a_year_before_in_another_currency_is_converted_or_left() -> None:
    half: Row = {"start": 202401, "end": 202406}
    rows = [growth_of("total", 2024, 0.5, half), level("total", 2024, 60.0, half)]
    ringgit = level("total", 2023, 100.0, currency="MYR")
    (found,) = compare_bases_of_growth(book_of(*rows, ringgit, rates=RISEN))
    assert near(found)[3] == pytest.approx(25, rel=0.05)
    assert found.verdict == "contradicts"
    assert list(compare_bases_of_growth(book_of(*rows, ringgit))) == []
    # Where the year is printed in dollars, too, no rate is needed.
    (plain,) = compare_bases_of_growth(book_of(*rows, ringgit, level("total", 2023, 90.0), rates=RISEN))
    assert keys([plain]) == ["2, 1, 4"]


def test_growth_of_a_whole_year_or_of_a_balance_has_no_year_around_it() -> None:
    rows = [growth_of("total", 2024, 0.5), level("total", 2024, 60.0), level("total", 2023, 20.0)]
    assert list(compare_bases_of_growth(book_of(*rows))) == []
    half: Row = {"start": 202401, "end": 202406}
    balance = [growth_of("balance", 2024, 0.5, half), level("balance", 2024, 60.0, half)]
    assert list(compare_bases_of_growth(book_of(*balance, level("balance", 2023, 20.0)))) == []
    # What comes after them is compared all the same.
    later = [*rows, growth_of("export", 2024, 0.5, half), level("export", 2024, 60.0, half)]
    assert keys(compare_bases_of_growth(book_of(*later, level("export", 2023, 90.0)))) == ["5, 4, 6"]


# Growth of exports and imports together


def parts(
    exports: float, imports: float, *more: Row, grown: tuple[float, float] = (0.5, 0.25)
) -> list[tuple[object, ...]]:
    """Exports and imports of 2024 and their growth: 60 from 40 and 50 from 40, if nothing else is said."""
    return [
        level("export", 2024, exports, GAZETTE, *more),
        growth_of("export", 2024, grown[0], GAZETTE, *more),
        level("import", 2024, imports, GAZETTE),
        growth_of("import", 2024, grown[1], GAZETTE),
    ]


@pytest.mark.parametrize(("before", "verdict"), [(80.0, "agrees"), (160.0, "contradicts")])
def test_exports_and_imports_taken_back_by_their_growth_make_trade_of_the_year_before(
    before: float, verdict: str
) -> None:
    rows = [*parts(60.0, 50.0), level("total", 2024, 110.0), level("total", 2023, before)]
    (found,) = compare_growth_of_parts(book_of(*rows))
    assert (found.test, keys([found]), found.unit) == ("growth of parts", ["1, 2, 3, 4, 6"], "USD")
    assert (found.verdict, near(found)) == (verdict, pytest.approx([80, 80, before, before]))


@pytest.mark.parametrize(("printed", "verdict"), [(0.375, "agrees"), (0.9, "contradicts")])
def test_growth_of_trade_is_that_of_exports_and_imports_weighed(printed: float, verdict: str) -> None:
    # 60 + 50 from 40 + 40: 37.5%, whoever prints it.
    rows = [*parts(60.0, 50.0), growth_of("total", 2024, printed)]
    (found,) = compare_growth_of_parts(book_of(*rows))
    assert (found.test, keys([found]), found.unit) == ("growth of parts", ["1, 2, 3, 4, 5"], "share")
    assert (found.verdict, found.growth_currency) == (verdict, "USD")
    assert near(found) == pytest.approx([1.375, 1.375, 1 + printed, 1 + printed])


def test_growth_of_parts_may_be_in_the_other_currency() -> None:
    # In ringgit exports grew by 87.5% (1.5 times 5/4) and imports by 56.25%: in dollars from 40 and 40.
    rows = [*parts(60.0, 50.0, grown=(0.875, 0.5625)), level("total", 2024, 550.0, currency="MYR")]
    (found,) = compare_growth_of_parts(book_of(*rows, level("total", 2023, 80.0), rates=RISEN))
    assert (found.verdict, near(found)[0]) == ("agrees", pytest.approx(80, rel=0.05))
    growth = growth_of("total", 2024, 0.375)
    (compared,) = compare_growth_of_parts(book_of(*rows, growth, rates=RISEN))
    assert (compared.verdict, near(compared)[0]) == ("agrees", pytest.approx(1.375, rel=0.05))


@pytest.mark.parametrize(
    "more",
    [
        HERALD,  # growth and level of two articles may be of two statistics
        {"base_start": 202001, "base_end": 202012},
        RUSSIA,
    ],
)
def test_parts_of_another_article_base_or_side_are_not_added(more: Row) -> None:
    rows = parts(60.0, 50.0)
    rows[1] = growth_of("export", 2024, 0.5, GAZETTE, more)
    assert list(compare_growth_of_parts(book_of(*rows, level("total", 2024, 110.0), level("total", 2023, 160.0)))) == []


def test_parts_in_two_currencies_are_not_added() -> None:
    rows = parts(60.0, 50.0)
    rows[0] = level("export", 2024, 240.0, GAZETTE, currency="MYR")
    assert list(compare_growth_of_parts(book_of(*rows, level("total", 2023, 160.0), growth_of("total", 2024, 9)))) == []


def test_exports_of_the_one_and_exports_of_the_other_side_are_not_added() -> None:
    by_russia: Row = {"reporter": "RUS", "partner": "MYS", "side": "RUS"}
    rows = parts(60.0, 50.0)[:2]
    rows += [level("export", 2024, 50.0, GAZETTE, by_russia), growth_of("export", 2024, 0.25, GAZETTE, by_russia)]
    assert list(compare_growth_of_parts(book_of(*rows, growth_of("total", 2024, 0.9)))) == []


def test_growth_of_trade_since_another_year_or_by_the_other_side_is_another() -> None:
    for more in ({"base_start": 202001, "base_end": 202012}, RUSSIA):
        rows = [*parts(60.0, 50.0), growth_of("total", 2024, 0.9, more)]
        assert list(compare_growth_of_parts(book_of(*rows))) == []


def test_trade_of_the_year_before_in_another_currency_is_converted_or_left() -> None:
    rows = [*parts(60.0, 50.0), level("total", 2024, 110.0), level("total", 2023, 320.0, currency="MYR")]
    (found,) = compare_growth_of_parts(book_of(*rows, rates=RISEN))
    assert (found.unit, found.verdict) == ("USD", "agrees")
    assert near(found)[2] == pytest.approx(80, rel=0.05)
    assert list(compare_growth_of_parts(book_of(*rows))) == []


def test_parts_printed_alike_in_two_articles_are_added_once() -> None:
    twice = [*parts(60.0, 50.0), level("export", 2024, 60.0, HERALD), growth_of("export", 2024, 0.5, HERALD)]
    assert len(list(compare_growth_of_parts(book_of(*twice, growth_of("total", 2024, 0.375))))) == 1


# Growth of a total lies between that of its parts


def between(exports: float, imports: float, total: float, *more: Row) -> list[tuple[object, ...]]:
    rows = [("export", exports), ("import", imports), ("total", total)]
    return [growth_of(flow, 2024, value, GAZETTE, *more) for flow, value in rows]


@pytest.mark.parametrize(
    ("exports", "imports", "total", "verdict"),
    [
        (-0.09, 0.64, 0.2, "agrees"),
        (-0.09, 0.64, 0.64, "agrees"),
        (-0.09, 0.64, 0.70, "contradicts"),
        (0.64, -0.09, 0.70, "contradicts"),
        (0.1, 0.2, 0.05, "contradicts"),
        (0.1, 0.2, -0.3, "contradicts"),
    ],
)
def test_growth_of_trade_lies_between_that_of_exports_and_of_imports(
    exports: float, imports: float, total: float, verdict: str
) -> None:
    (found,) = compare_growth_between_parts(book_of(*between(exports, imports, total)))
    assert (found.test, keys([found]), found.verdict) == ("growth between parts", ["1, 2, 3"], verdict)
    assert near(found)[:2] == pytest.approx(sorted([1 + exports, 1 + imports]))
    assert not found.is_telling


def test_cut_digits_and_revisions_are_allowed_between_parts() -> None:
    rows = [
        ("growth", "export", 2024, 0.1, None, {"low": 0.095, "high": 0.105}, GAZETTE),
        ("growth", "import", 2024, 0.2, None, {"low": 0.195, "high": 0.205}, GAZETTE),
    ]
    printed = [(0.209, GAZETTE, Reason.DIGITS_CUT), (0.24, HERALD, Reason.REVISED), (0.30, HERALD, None)]
    for total, article, reason in printed:
        (found,) = compare_growth_between_parts(book_of(*rows, growth_of("total", 2024, total, article)))
        assert (found.reason, found.verdict) == (reason, "cannot tell" if reason else "contradicts")


@pytest.mark.parametrize("more", [RUSSIA, {"base_start": 202001, "base_end": 202012}])
def test_growth_of_the_other_side_or_since_another_year_is_no_part(more: Row) -> None:
    rows = between(0.1, 0.2, 0.9)
    rows[0] = growth_of("export", 2024, 0.1, GAZETTE, more)
    assert list(compare_growth_between_parts(book_of(*rows))) == []


def test_the_parts_of_its_own_article_are_held_against_growth_before_those_of_others() -> None:
    rows = [*between(0.1, 0.2, 0.15), growth_of("export", 2024, 0.5, HERALD), growth_of("import", 2024, 0.6, HERALD)]
    assert keys(compare_growth_between_parts(book_of(*rows))) == ["1, 2, 3"]
    assert keys(compare_growth_between_parts(book_of(*rows[2:]))) == ["2, 3, 1"]


def test_growth_between_parts_may_be_in_another_currency_unless_it_says_which() -> None:
    levels = [level("export", 2020, 1.0), level("export", 2020, 4.0, currency="MYR")]
    # 10 to 20% in dollars are 37.5 to 50% in ringgit.
    (found,) = compare_growth_between_parts(book_of(*between(0.1, 0.2, 0.45), *levels, rates=RISEN))
    assert found.verdict == "agrees"
    (said,) = compare_growth_between_parts(book_of(*between(0.1, 0.2, 0.45, {"currency": "USD"}), *levels, rates=RISEN))
    assert said.verdict == "contradicts"
    (unknown,) = compare_growth_between_parts(book_of(*between(0.1, 0.2, 0.45), *levels))
    assert (unknown.verdict, unknown.reason) == ("cannot tell", Reason.NO_RATE_TABLE)
    sentence = sentence_of_test(unknown)
    assert sentence.startswith("Between +10% (growth of Malaysia’s exports to Russia in 2024) and +20%")
    assert sentence.endswith("It may be growth in MYR, and no table of rates was given.")


# The currency that a growth says


@pytest.mark.parametrize(
    ("currency", "rates", "verdict", "in_currency"),
    [
        ("USD", RISEN, "contradicts", "USD"),
        ("MYR", RISEN, "agrees", "MYR"),
        ("MYR", None, "cannot tell", "USD"),
        (None, RISEN, "contradicts", "USD"),  # of levels in dollars alone
        ("RUB", RISEN, "cannot tell", "USD"),
    ],
)
def test_growth_in_ringgit_is_held_against_dollars_at_the_rates_alone(
    currency: str | None, rates: list[Row] | None, verdict: str, in_currency: str
) -> None:
    # 20% in dollars are 50% in ringgit.
    rows = [growth_of("total", 2024, 0.5, {"currency": currency}), level("total", 2024, 120.0)]
    (found,) = compare_growth_with_levels(book_of(*rows, level("total", 2023, 100.0), rates=rates))
    assert (found.verdict, found.growth_currency) == (verdict, in_currency)


def test_growth_in_roubles_for_which_there_is_no_rate_cannot_be_told() -> None:
    rows = [growth_of("total", 2024, 0.9), level("total", 2024, 120.0), level("total", 2023, 100.0)]
    roubles = level("total", 2024, 11000.0, currency="RUB")
    (found,) = compare_growth_with_levels(book_of(*rows, roubles, rates=RISEN))
    assert (found.verdict, found.reason, found.missing_rate) == ("cannot tell", Reason.NO_RATE, ("RUB", "USD"))
    assert "It may be growth in RUB, and no rate between RUB and USD" in sentence_of_test(found)
    # Where the levels in roubles rule it out, it is growth in neither.
    before = level("total", 2023, 10000.0, currency="RUB")
    assert {one.verdict for one in compare_growth_with_levels(book_of(*rows, roubles, before))} == {"contradicts"}
    fits = level("total", 2023, 11000 / 1.9, currency="RUB")
    verdicts = [one.verdict for one in compare_growth_with_levels(book_of(*rows, roubles, fits))]
    assert sorted(verdicts) == ["agrees", "cannot tell"]


@pytest.mark.parametrize(
    ("one", "other", "rates", "verdict"),
    [
        ("USD", "USD", RISEN, "contradicts"),
        ("USD", "MYR", RISEN, "agrees"),
        ("MYR", "USD", RISEN, "contradicts"),
        ("USD", None, RISEN, "agrees"),
        ("USD", "MYR", None, "cannot tell"),
        ("USD", "USD", None, "contradicts"),
    ],
)
def test_two_growths_in_the_currencies_that_they_say(
    one: str, other: str | None, rates: list[Row] | None, verdict: str
) -> None:
    # 10% in dollars are 37.5% in ringgit.
    rows = [growth_of("total", 2024, 0.1, {"currency": one}), growth_of("total", 2024, 0.375, {"currency": other})]
    (found,) = compare_two_growths(book_of(*rows, level("export", 2020, 4.0, currency="MYR"), rates=rates))
    assert found.verdict == verdict


def test_equal_growth_in_two_currencies_that_are_said_is_no_one_growth() -> None:
    rows = [growth_of("total", 2024, 0.1, {"currency": currency}) for currency in ("USD", "MYR")]
    (found,) = compare_two_growths(book_of(*rows, rates=RISEN))
    assert (found.verdict, found.converted) == ("contradicts", ("USD", "MYR"))


def test_what_a_level_grew_from_is_in_its_currency_whatever_that_of_its_growth() -> None:
    half: Row = {"start": 202401, "end": 202406}
    # 25% in ringgit is nothing in dollars: 60 from 60, of a year before of 50.
    rows = [growth_of("total", 2024, 0.25, half, {"currency": "MYR"}), level("total", 2024, 60.0, half)]
    months = [
        yearly_rate(year * 100 + month, rate) for year, rate in ((2023, 4.0), (2024, 5.0)) for month in range(1, 7)
    ]
    before = level("total", 2023, 50.0)
    (found,) = compare_bases_of_growth(book_of(*rows, before, rates=months))
    assert (found.verdict, near(found)[0]) == ("contradicts", pytest.approx(60, rel=0.05))
    (unknown,) = compare_bases_of_growth(book_of(*rows, before))
    assert (unknown.verdict, unknown.reason) == ("cannot tell", Reason.NO_RATE_TABLE)


def test_parts_whose_growth_may_be_in_roubles_are_not_judged_without_their_rate() -> None:
    rows = [*parts(60.0, 50.0), level("total", 2023, 160.0), level("total", 2024, 9.0, currency="RUB")]
    (found,) = compare_growth_of_parts(book_of(*rows))
    assert (found.verdict, found.reason) == ("cannot tell", Reason.NO_RATE_TABLE)
    (of_sum,) = compare_growth_of_parts(book_of(*rows[:4], rows[5], growth_of("total", 2024, 0.9)))
    assert (of_sum.verdict, of_sum.reason) == ("cannot tell", Reason.NO_RATE_TABLE)
