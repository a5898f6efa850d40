"""Parts and wholes: what adds up to what, in which currency, and for which claims nothing can be said."""

from collections.abc import Iterable

import pytest

from claim_tables import ARTICLE, Row, book_of, level, statistic, yearly_rate
from tradeview.claims.comparison import Comparison, Reason
from tradeview.claims.interval import Interval, Span
from tradeview.claims.proposals import OtherScale
from tradeview.claims.sums import (
    compare_balances,
    compare_exports_and_imports,
    compare_parts_of_year,
    compare_shares,
    no_more_than,
)

RUSSIA: Row = {"side": "RUS"}
HERALD: Row = {"publisher": "Herald", "title": "Trade"}


def keys(found: Iterable[Comparison]) -> list[str]:
    return [", ".join(claim.key for claim in comparison.claims) for comparison in found]


def ends(comparison: Comparison) -> list[float]:
    follows, says = comparison.follows.near, comparison.says.near
    return [follows.low, follows.high, says.low, says.high]


def months(first: int, last: int) -> Row:
    return {"start": first, "end": last}


def test_no_more_than() -> None:
    span = Span(Interval(2.0, 3.0), Interval(1.0, 4.0))
    assert no_more_than(span) == Span(Interval(0.0, 3.0), Interval(0.0, 4.0))


# What makes trade


def test_exports_and_imports_make_trade() -> None:
    rows = [level("export", 2024, 30.0), level("import", 2024, 20.0), level("total", 2024, 50.0)]
    (found,) = compare_exports_and_imports(book_of(*rows))
    assert (found.test, keys([found]), found.unit, found.verdict) == ("parts", ["1, 2, 3"], "USD", "agrees")
    assert (ends(found), found.is_telling) == ([50, 50, 50, 50], True)
    (wrong,) = compare_exports_and_imports(book_of(*rows[:2], level("total", 2024, 60.0)))
    assert (wrong.verdict, wrong.gap) == ("contradicts", pytest.approx(0.2))


def test_exports_alone_exceed_no_trade_and_less_of_it_says_nothing() -> None:
    for flow in ("export", "import"):
        (found,) = compare_exports_and_imports(book_of(level(flow, 2024, 60.0), level("total", 2024, 50.0)))
        assert (found.test, keys([found]), found.verdict) == ("parts", ["1, 2"], "contradicts")
        assert (found.gap, found.is_telling) == (pytest.approx(0.2), False)
        assert not list(compare_exports_and_imports(book_of(level(flow, 2024, 50.0), level("total", 2024, 50.0))))
    # The other side counts differently; in another currency, it is at the rate of the year.
    of_russia = level("export", 2024, 60.0, RUSSIA)
    assert not list(compare_exports_and_imports(book_of(of_russia, level("total", 2024, 50.0))))
    converted = [level("import", 2024, 60.0), level("total", 2024, 200.0, currency="MYR")]
    (found,) = compare_exports_and_imports(book_of(*converted, rates=[yearly_rate(2024, 4.0, low=3.9, high=4.1)]))
    assert (found.unit, found.verdict) == ("MYR", "contradicts")


def test_parts_in_another_currency_are_converted_where_none_is_in_that_of_the_total() -> None:
    rows = [level("export", 2024, 30.0), level("import", 2024, 20.0), level("total", 2024, 200.0, currency="MYR")]
    rates = [yearly_rate(2024, 4.0, low=3.0, high=5.0)]
    (found,) = compare_exports_and_imports(book_of(*rows, rates=rates))
    assert (found.unit, ends(found)) == ("MYR", pytest.approx([50 * 3.75, 50 * 4.25, 200, 200]))
    # Where exports are printed in ringgit, too, those are added, at no rate.
    with_ringgit = [*rows, level("export", 2024, 121.0, currency="MYR"), level("import", 2024, 79.0, currency="MYR")]
    (exactly,) = compare_exports_and_imports(book_of(*with_ringgit, rates=rates))
    assert (keys([exactly]), ends(exactly)) == (["4, 5, 3"], [200, 200, 200, 200])
    assert list(compare_exports_and_imports(book_of(*rows))) == []


def test_a_total_printed_alike_in_two_articles_is_held_against_its_parts_once() -> None:
    rows = [
        level("export", 2024, 30.0),
        level("import", 2024, 20.0),
        level("total", 2024, 50.0, ARTICLE),
        level("total", 2024, 50.0, HERALD),
        level("total", 2024, 51.0, HERALD),
    ]
    assert keys(compare_exports_and_imports(book_of(*rows))) == ["1, 2, 3", "1, 2, 5"]


def test_parts_of_one_side_are_not_added_to_those_of_the_other() -> None:
    # What Malaysia says of its exports and Russia of its own is no trade of either's statistics.
    by_russia: Row = {"reporter": "RUS", "partner": "MYS", **RUSSIA}
    rows = [level("export", 2024, 30.0), level("export", 2024, 20.0, by_russia), level("total", 2024, 50.0)]
    assert list(compare_exports_and_imports(book_of(*rows))) == []


def test_statistics_are_not_held_against_themselves_and_claims_are_held_against_them() -> None:
    table = [statistic("export", 2024, 30.0), statistic("import", 2024, 20.0), statistic("total", 2024, 70.0)]
    assert list(compare_exports_and_imports(book_of(reference=table))) == []
    (found,) = compare_exports_and_imports(book_of(level("total", 2024, 60.0), reference=table[:2]))
    assert found.verdict == "contradicts"
    assert keys([found]) == ["reference 0, reference 1, 1"]


# Balances


def test_the_smaller_flow_and_the_balance_make_the_larger() -> None:
    rows = [level("export", 2024, 30.0), level("import", 2024, 20.0), level("balance", 2024, 10.0)]
    (found,) = compare_balances(book_of(*rows))
    assert (found.test, keys([found]), ends(found)) == ("balance", ["2, 3, 1"], [30, 30, 30, 30])
    assert found.verdict == "agrees"
    assert list(compare_balances(book_of(*rows[:2], level("total", 2024, 50.0)))) == []


def test_a_balance_in_ringgit_beside_flows_in_dollars_and_in_ringgit() -> None:
    rows = [
        level("export", 2024, 30.0),
        level("import", 2024, 20.0),
        level("export", 2024, 121.0, currency="MYR"),
        level("import", 2024, 80.0, currency="MYR"),
        level("balance", 2024, 41.0, currency="MYR"),
        level("balance", 2024, 41.0, HERALD, currency="MYR"),
    ]
    (found,) = compare_balances(book_of(*rows, rates=[yearly_rate(2024, 4.0)]))
    assert (keys([found]), found.unit, found.verdict) == (["4, 5, 3"], "MYR", "agrees")


# Parts of a year


def test_a_half_of_a_year_is_at_most_the_year() -> None:
    book = book_of(level("total", 2024, 60.0, months(202401, 202406)), level("total", 2024, 100.0))
    (found,) = compare_parts_of_year(book)
    assert (found.test, keys([found]), ends(found)) == ("part of year", ["1, 2"], [60, 60, 0, 100])
    # "No more than" is a test that most figures pass: agreeing tells nothing.
    assert (found.verdict, found.is_telling, found.is_at_pace) == ("agrees", False, True)
    more = book_of(level("total", 2024, 120.0, months(202401, 202406)), level("total", 2024, 100.0))
    (wrong,) = compare_parts_of_year(more)
    assert (wrong.verdict, wrong.gap, wrong.is_at_pace) == ("contradicts", pytest.approx(0.2), False)


@pytest.mark.parametrize(
    ("part", "verdict", "proposal", "at_pace"),
    [
        # The year makes 12 a month. Half as much again, or as little, is at its pace: 8 to 18 a month.
        (6 * 8.0, "agrees", (), True),
        (6 * 7.9, "agrees", (), False),
        (6 * 18.0, "agrees", (), True),
        (6 * 18.2, "agrees", (), False),
        (6 * 2.5, "agrees", (), False),
        (6 * 2.39, "cannot tell", (), False),  # less than a fifth
        (6 * 1.7, "cannot tell", (OtherScale(10),), False),
        (6 * 0.12, "cannot tell", (OtherScale(100),), False),
        (6 * 0.012, "cannot tell", (OtherScale(1000),), False),
    ],
)
def test_the_pace_of_a_part(part: float, verdict: str, proposal: tuple[object, ...], *, at_pace: bool) -> None:
    book = book_of(level("total", 2024, part, months(202401, 202406)), level("total", 2024, 144.0))
    (found,) = compare_parts_of_year(book)
    assert (found.verdict, found.proposal, found.is_at_pace) == (verdict, proposal, at_pace)
    assert found.reason == (Reason.TOO_SLOW if verdict == "cannot tell" else None)


def test_a_fifth_of_the_pace_to_the_digit_is_too_slow() -> None:
    # 1 a month where the year makes 5.
    book = book_of(level("total", 2024, 6.0, months(202401, 202406)), level("total", 2024, 60.0))
    (found,) = compare_parts_of_year(book)
    assert (found.verdict, found.reason) == ("cannot tell", Reason.TOO_SLOW)


def test_a_slipped_point_brings_a_part_to_half_as_much_again_at_most() -> None:
    # 1.5 a month beside 10: ten times as much is 15.
    book = book_of(level("total", 2024, 9.0, months(202401, 202406)), level("total", 2024, 120.0))
    (found,) = compare_parts_of_year(book)
    assert (found.verdict, found.proposal) == ("cannot tell", (OtherScale(10),))


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (months(202401, 202403), True),
        (months(202410, 202412), True),
        (months(202401, 202412), False),  # the same months
        (months(202312, 202402), False),
        (months(202411, 202501), False),
        (months(202403, 202403), True),
    ],
)
def test_a_part_lies_in_the_whole(part: Row, *, found: bool) -> None:
    book = book_of(level("total", 2024, 10.0, part), level("total", 2024, 120.0))
    assert keys(compare_parts_of_year(book)) == (["1, 2"] if found else [])


@pytest.mark.parametrize(
    ("more", "currency", "found"),
    [
        ({}, "USD", True),
        ({}, "MYR", False),
        (RUSSIA, "USD", False),
        ({"commodity_code": "15"}, "USD", False),
        ({"partner": "CHN"}, "USD", False),
    ],
)
def test_a_part_is_of_the_same_flow_currency_and_side(more: Row, currency: str, *, found: bool) -> None:
    part = level("total", 2024, 50.0, months(202401, 202406), more, currency=currency)
    assert keys(compare_parts_of_year(book_of(part, level("total", 2024, 120.0)))) == (["1, 2"] if found else [])


def test_parts_that_fill_a_year_make_it() -> None:
    rows = [
        level("total", 2024, 30.0, months(202401, 202404)),
        level("total", 2024, 40.0, months(202405, 202408)),
        level("total", 2024, 50.0, months(202409, 202412)),
        level("total", 2024, 200.0),
    ]
    found = [comparison for comparison in compare_parts_of_year(book_of(*rows)) if len(comparison.claims) > 2]
    assert (keys(found), found[0].test, found[0].verdict) == (["1, 2, 3, 4"], "part of year", "contradicts")
    assert (ends(found[0]), found[0].is_telling) == ([120, 120, 200, 200], True)
    gap_in_may = [*rows[:1], level("total", 2024, 40.0, months(202406, 202408)), *rows[2:]]
    assert all(len(comparison.claims) == 2 for comparison in compare_parts_of_year(book_of(*gap_in_may)))
    overlap_in_april = [*rows[:1], level("total", 2024, 40.0, months(202404, 202408)), *rows[2:]]
    assert all(len(comparison.claims) == 2 for comparison in compare_parts_of_year(book_of(*overlap_in_april)))


def printed_months(first: int, last: int, copies: int) -> list[tuple[object, ...]]:
    """Months of 10 each, printed several times, of which the very first copy has a digit too many."""
    found = []
    for period in range(first, last + 1):
        found += [level("total", 2024, 10.0, months(period, period))] * copies
    found[0] = level("total", 2024, 100.0, months(first, first))
    return found


@pytest.mark.parametrize(("copies", "chains"), [(1, 1), (3, 3), (6, 6)])
def test_months_that_are_printed_again_and_again_are_added_up_in_a_few_ways(copies: int, chains: int) -> None:
    book = book_of(*printed_months(202401, 202412, copies), level("total", 2024, 120.0))
    found = [comparison for comparison in compare_parts_of_year(book) if len(comparison.claims) > 2]
    assert len(found) == chains
    # Each is in one of them, and what is misprinted in no other.
    assert {claim.key for comparison in found for claim in comparison.claims} == {
        str(number) for number in range(1, 12 * copies + 2)
    }
    assert [comparison.verdict for comparison in found if comparison.contradicts] == ["contradicts"]


def test_few_ways_to_fill_a_time_are_all_tried() -> None:
    book = book_of(*printed_months(202401, 202404, 3), level("total", 2024, 40.0, months(202401, 202404)))
    found = [comparison for comparison in compare_parts_of_year(book) if len(comparison.claims) > 2]
    assert len(found) == 3**4


def test_what_leads_nowhere_is_not_followed() -> None:
    table = [statistic("total", 202401 + place % 11, 10.0) for place in range(11 * 9)]
    book = book_of(*printed_months(202401, 202411, 9), level("total", 2024, 120.0), reference=table)
    assert all(len(comparison.claims) == 2 for comparison in compare_parts_of_year(book))


def test_longer_parts_and_months_fill_a_time_together() -> None:
    quarters = [level("total", 2024, 30.0, months(202401 + 3 * place, 202403 + 3 * place)) for place in range(4)]
    book = book_of(*printed_months(202401, 202412, 4), *quarters, level("total", 2024, 120.0))
    found = [comparison for comparison in compare_parts_of_year(book) if len(comparison.claims) > 2]
    whole = [comparison.claims for comparison in found if comparison.claims[-1].months == (24288, 24299)]
    for *parts, _ in whole:
        assert [part.months[0] for part in parts[1:]] == [part.months[1] + 1 for part in parts[:-1]]
        assert (parts[0].months[0], parts[-1].months[1]) == (24288, 24299)
    assert {claim.key for claims in whole for claim in claims} == {str(number) for number in range(1, 54)}


def test_statistics_of_months_and_of_the_year_are_not_held_against_each_other() -> None:
    table = [statistic("total", 2024, 120.0), statistic("total", 202401, 500.0)]
    assert list(compare_parts_of_year(book_of(reference=table))) == []
    january = level("total", 2024, 500.0, months(202401, 202401))
    (found,) = compare_parts_of_year(book_of(january, reference=table[:1]))
    assert (keys([found]), found.verdict) == (["1, reference 0"], "contradicts")


def test_months_with_a_surplus_may_exceed_the_balance_of_the_year() -> None:
    book = book_of(level("balance", 2024, 60.0, months(202401, 202406)), level("balance", 2024, 10.0))
    assert list(compare_parts_of_year(book)) == []


# Shares


def share(value: float, *more: Row, flow: str = "export") -> tuple[object, ...]:
    return ("share", flow, 2024, value, None, {"low": value, "high": value}, *more)


WORLD: Row = {"partner": "WLD"}
PALM_OIL: Row = {"commodity_code": "1511"}


@pytest.mark.parametrize(
    ("of", "whole"),
    [
        # Russia takes a tenth of Malaysia's exports.
        ({}, level("export", 2024, 1000.0, WORLD)),
        # Palm oil is a tenth of its exports to Russia.
        (PALM_OIL, level("export", 2024, 1000.0)),
        # Russia takes a tenth of its palm oil.
        (PALM_OIL | {"among": "partners"}, level("export", 2024, 1000.0, WORLD, PALM_OIL)),
        # A tenth of all that Singapore exports.
        (PALM_OIL | {"among": "exports of SGP"}, level("export", 2024, 1000.0, WORLD, {"reporter": "SGP"})),
        (PALM_OIL | {"among": "exports of MYS"}, level("export", 2024, 1000.0, WORLD)),
        # Several economies named are no one whole: palm oil beside all that is traded between the two.
        (PALM_OIL | {"among": "MYS and RUS"}, level("export", 2024, 1000.0)),
        # The exports to Russia are a tenth of all that Malaysia trades, or of all that Russia imports.
        ({"among": "total trade of MYS"}, level("total", 2024, 1000.0, WORLD)),
        ({"among": "imports of RUS"}, level("import", 2024, 1000.0, WORLD, {"reporter": "RUS"})),
        ({"among": "exports"}, level("export", 2024, 1000.0, WORLD)),
    ],
)
def test_a_share_of_its_whole_is_the_part(of: Row, whole: tuple[object, ...]) -> None:
    part = level("export", 2024, 100.0, {key: value for key, value in of.items() if key != "among"})
    (found,) = compare_shares(book_of(share(0.1, of), whole, part))
    assert (found.test, keys([found]), found.unit, found.verdict) == ("share", ["1, 2, 3"], "USD", "agrees")
    assert ends(found) == pytest.approx([100, 100, 100, 100])
    (wrong,) = compare_shares(book_of(share(0.2, of), whole, part))
    assert (wrong.verdict, wrong.gap) == ("contradicts", pytest.approx(1.0))


@pytest.mark.parametrize(
    ("flow", "flow_of_whole"),
    [("import", "import"), ("total", "total"), ("re-export", "export"), ("export", "export")],
)
def test_a_share_is_of_the_flow_of_its_kind(flow: str, flow_of_whole: str) -> None:
    rows = [share(0.1, flow=flow), level(flow_of_whole, 2024, 1000.0, WORLD), level(flow, 2024, 100.0)]
    (found,) = compare_shares(book_of(*rows))
    assert (keys([found]), found.verdict) == (["1, 2, 3"], "agrees")


def test_a_balance_has_no_share() -> None:
    rows = [share(0.1, flow="balance"), level("balance", 2024, 1000.0, WORLD), level("export", 2024, 1000.0, WORLD)]
    assert list(compare_shares(book_of(*rows, level("balance", 2024, 100.0)))) == []


def test_a_whole_in_another_currency_is_converted_or_nothing_is_said() -> None:
    rows = [share(0.1), level("export", 2024, 4000.0, WORLD, currency="MYR"), level("export", 2024, 100.0)]
    (found,) = compare_shares(book_of(*rows, rates=[yearly_rate(2024, 4.0, low=3.0, high=5.0)]))
    assert (found.unit, ends(found)) == ("USD", pytest.approx([400 / 4.25, 400 / 3.75, 100, 100]))
    assert list(compare_shares(book_of(*rows))) == []


@pytest.mark.parametrize("among", ["output", "GDP", "world exports of palm oil"])
def test_a_share_of_what_is_no_flow_of_trade_is_not_tested(among: str) -> None:
    rows = [share(0.5, {"among": among}), level("export", 2024, 1000.0, WORLD), level("export", 2024, 100.0)]
    assert list(compare_shares(book_of(*rows))) == []


# Parts in another currency


@pytest.mark.parametrize(("ringgit", "verdict"), [(200.0, "agrees"), (900.0, "contradicts")])
def test_a_part_in_another_currency_is_held_against_the_whole_at_the_rates(ringgit: float, verdict: str) -> None:
    half: Row = {"start": 202401, "end": 202406}
    rows = [level("total", 2024, ringgit, half, currency="MYR"), level("total", 2024, 100.0)]
    rates = [yearly_rate(month, 4.0) for month in range(202401, 202413)]
    (found,) = compare_parts_of_year(book_of(*rows, rates=rates))
    assert (found.test, keys([found]), found.unit, found.verdict) == ("part of year", ["1, 2"], "USD", verdict)
    assert ends(found)[0] == pytest.approx(ringgit / 4, rel=0.03)
    assert list(compare_parts_of_year(book_of(*rows))) == []  # without a rate


def test_parts_in_two_currencies_fill_the_whole_and_each_is_held_against_that_of_its_currency() -> None:
    first: Row = {"start": 202401, "end": 202406}
    second: Row = {"start": 202407, "end": 202412}
    rates = [yearly_rate(month, 4.0) for month in range(202401, 202413)]
    rows = [level("total", 2024, 240.0, first, currency="MYR"), level("total", 2024, 90.0, second)]
    found = list(compare_parts_of_year(book_of(*rows, level("total", 2024, 100.0), rates=rates)))
    assert keys(found) == ["1, 3", "2, 3", "1, 2, 3"]
    assert [one.verdict for one in found] == ["agrees", "agrees", "contradicts"]
    both = [*rows, level("total", 2024, 100.0), level("total", 2024, 400.0, currency="MYR")]
    singles = [one for one in compare_parts_of_year(book_of(*both, rates=rates)) if len(one.claims) == 2]
    assert keys(singles) == ["2, 3", "1, 4"]


def test_a_share_in_a_currency_is_that_of_the_part_in_it() -> None:
    world: Row = {"partner": "WLD"}
    rows = [level("total", 2024, 9.0), level("total", 2024, 40.0, currency="MYR")]
    whole = level("total", 2024, 400.0, world, currency="MYR")
    share = ("share", "total", 2024, 0.1, "MYR", {"low": 0.1, "high": 0.1})
    (found,) = compare_shares(book_of(share, *rows, whole, rates=[yearly_rate(2024, 4.0)]))
    assert (keys([found]), found.unit, found.verdict) == (["1, 4, 3"], "MYR", "agrees")
    unsaid = ("share", "total", 2024, 0.1, None, {"low": 0.1, "high": 0.1})
    assert len(list(compare_shares(book_of(unsaid, *rows, whole, rates=[yearly_rate(2024, 4.0)])))) == 2
