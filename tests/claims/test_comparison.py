"""Verdicts on two ranges: what touches, what is too wide to say anything, and what may be a revision."""

import math
from dataclasses import replace

import pytest

from tradeview.claims.claim import Article, Claim
from tradeview.claims.comparison import (
    AGREES,
    CANNOT_TELL,
    CONTRADICTS,
    Judgement,
    Reason,
    allow_revisions,
    are_telling,
    compare,
    doubt_contradiction,
    judge,
)
from tradeview.claims.interval import Interval, Span

GAZETTE, HERALD = Article("Gazette", "Trade"), Article("Herald", "Trade")
YEAR = (2024 * 12, 2024 * 12 + 11)
ONE_TO_TWO = Span.of(Interval(1.0, 2.0))


def claim(
    key: str, *, side: str | None = "MYS", currency: str | None = "USD", article: Article | None = GAZETTE
) -> Claim:
    return Claim(
        key, "level", side, "MYS", "RUS", "total", "TOTAL", YEAR, ONE_TO_TWO, 1.5, currency, article=article
    )  # fmt: skip


def span(near: tuple[float, float], wide: tuple[float, float] | None = None) -> Span:
    return Span(Interval(*near), Interval(*(wide or near)))


@pytest.mark.parametrize(
    ("one", "other", "telling"),
    [
        ((2.475, 2.485), (2.45, 2.55), True),
        ((1.0, 1.99), (1.5, 1.5), True),
        ((1.0, 2.0), (1.5, 1.5), False),  # twice its lower end: it agrees with nearly everything
        ((1.0, 3.0), (1.0, 3.0), True),  # the same words twice
        ((1.5, 1.6), (1.0, math.inf), True),  # "more than 1" and 1.5
        ((1.5, 1.6), (0.0, 2.0), True),  # "less than 2"
        ((0.9, 1.1), (1.0, math.inf), False),  # "more than 1" and about 1
        ((1.0, 2.0), (0.5, math.inf), False),  # 1 to 2 says little, a bound or not
        ((1.0, 1.99), (0.7, math.inf), True),
        ((1.0, 1.99), (0.5, math.inf), False),  # beyond half as much again as the bound
        ((1.415, 1.425), (0.91, math.inf), False),
        ((0.6, 0.61), (0.0, 0.92), False),  # far below an upper bound
        ((1.5, 1.6), (1.0, 3.0), False),  # wide, and no bound
        ((2.0, math.inf), (1.0, math.inf), False),
    ],
)
def test_what_is_narrow_enough_to_mean_something(
    one: tuple[float, float], other: tuple[float, float], *, telling: bool
) -> None:
    assert are_telling(Interval(*one), Interval(*other)) == telling
    assert are_telling(Interval(*other), Interval(*one)) == telling


@pytest.mark.parametrize(
    ("least_gap", "articles", "doubt"),
    [
        (0.029, (GAZETTE, HERALD), Reason.REVISED),
        (0.03, (GAZETTE, HERALD), Reason.REVISED),  # three hundredths are still a revision
        (0.031, (GAZETTE, HERALD), None),
        (0.029, (GAZETTE, GAZETTE), None),  # nobody revises within one article
        (0.029, (None, None), Reason.REVISED),  # nobody knows that it is one
    ],
)
def test_a_revision_is_between_articles_and_small(
    least_gap: float, articles: tuple[Article | None, Article | None], doubt: Reason | None
) -> None:
    claims = [claim(str(number), article=article) for number, article in enumerate(articles)]
    assert doubt_contradiction(claims, least_gap) == doubt


@pytest.mark.parametrize(
    ("sides", "articles", "doubt"),
    [
        (("MYS", None), (GAZETTE, HERALD), Reason.SIDE_UNKNOWN),
        (("MYS", "MYS"), (GAZETTE, HERALD), None),
        ((None, None), (GAZETTE, GAZETTE), None),  # an article has one source
    ],
)
def test_a_side_that_is_not_said_may_be_the_other(
    sides: tuple[str | None, str | None], articles: tuple[Article, Article], doubt: Reason | None
) -> None:
    claims = [claim("1", side=sides[0], article=articles[0]), claim("2", side=sides[1], article=articles[1])]
    assert doubt_contradiction(claims, 0.5) == doubt


@pytest.mark.parametrize(
    ("currencies", "follows", "says", "judgement"),
    [
        (("USD", "USD"), span((2.4, 2.5)), span((2.5, 2.6)), Judgement(AGREES, 0.0)),
        (("USD", "USD"), span((1.0, 2.0)), span((1.5, 1.6)), Judgement(CANNOT_TELL, 0.0, Reason.TOO_WIDE)),
        # 1.1 billion cut from 1.19, and 1.19: apart as rounded, together as cut.
        (
            ("USD", "USD"),
            span((1.0, 1.15), (1.0, 1.2)),
            span((1.2, 1.25)),
            Judgement(CANNOT_TELL, pytest.approx(1.2 / 1.15 - 1), Reason.DIGITS_CUT),
        ),
        (
            ("USD", None),
            span((1.0, 1.15), (1.0, 1.2)),
            span((1.2, 1.25)),
            Judgement(CANNOT_TELL, pytest.approx(1.2 / 1.15 - 1), Reason.DIGITS_CUT),
        ),
        (
            ("USD", "MYR"),
            span((1.0, 1.15), (1.0, 1.2)),
            span((1.2, 1.25)),
            Judgement(CANNOT_TELL, pytest.approx(1.2 / 1.15 - 1), Reason.RATES_APART),
        ),
        (("USD", "USD"), span((1.0, 1.1)), span((2.2, 2.3)), Judgement(CONTRADICTS, pytest.approx(1.0))),
    ],
)
def test_verdicts(currencies: tuple[str, str | None], follows: Span, says: Span, judgement: Judgement) -> None:
    claims = [claim(str(number), currency=currency) for number, currency in enumerate(currencies)]
    assert judge(claims, follows, says) == judgement


def test_a_doubt_is_no_contradiction() -> None:
    claims = [claim("1"), claim("2", article=HERALD)]
    revised = judge(claims, span((1.0, 1.0)), span((1.02, 1.02)))
    assert revised == Judgement(CANNOT_TELL, pytest.approx(0.02), Reason.REVISED)


def test_a_comparison_carries_its_claims_its_verdict_and_whether_it_tells() -> None:
    claims = [claim("1"), claim("2")]
    apart = compare("publishers", claims, span((1.0, 1.1)), span((2.2, 2.3)), "USD")
    assert (apart.contradicts, apart.is_telling, apart.keys) == (True, True, {"1", "2"})
    near = compare("part of year", claims, span((1.0, 1.1)), span((1.1, 1.3)), "USD", is_telling=False)
    assert (near.contradicts, near.is_telling, near.verdict) == (False, False, AGREES)
    assert not replace(apart, verdict=CANNOT_TELL).contradicts


# Three hundredths a figure that was revised


def claims_in(*articles: Article | None, kinds: str = "lll", flows: str = "ttt") -> list[Claim]:
    names = {"l": "level", "g": "growth", "t": "total", "b": "balance"}
    return [
        replace(claim(str(number), article=article), kind=names[kind], flow=names[flow])
        for number, (article, kind, flow) in enumerate(zip(articles, kinds, flows, strict=False))
    ]


STAR = Article("Star", "Trade")


@pytest.mark.parametrize(
    ("claims", "revisions"),
    [
        (claims_in(GAZETTE, GAZETTE, GAZETTE), 0),
        (claims_in(GAZETTE, HERALD), 1),
        (claims_in(GAZETTE, GAZETTE, HERALD), 1),  # a sum of figures of one time
        (claims_in(GAZETTE, HERALD, HERALD), 1),
        (claims_in(GAZETTE, HERALD, STAR), 2),
        (claims_in(None, None, None), 2),
        (claims_in(GAZETTE, GAZETTE, HERALD, kinds="llg"), 2),  # a ratio of two figures
        (claims_in(GAZETTE, HERALD, HERALD, kinds="llg"), 1),
        (claims_in(GAZETTE, None, HERALD, STAR, None, kinds="lllll", flows="ttttt"), 2),  # parts of a sum
        (claims_in(GAZETTE, HERALD, STAR, flows="tbt"), 3),  # a balance is of two
    ],
)
def test_sums_and_ratios_of_several_articles_allow_a_revision_of_each(claims: list[Claim], revisions: int) -> None:
    assert allow_revisions(claims) == pytest.approx(1.03**revisions - 1)
    doubt = None if revisions == 0 else Reason.REVISED
    assert doubt_contradiction(claims, 1.03**revisions - 1.0001 if revisions else 0.001) == doubt
    assert doubt_contradiction(claims, 1.03**revisions - 0.999) is None


@pytest.mark.parametrize(
    ("sides", "reporters", "article", "unsure"),
    [
        ((None, None), ("MYS", "MYS"), None, True),  # of no article that is known
        (("MYS", None), ("MYS", "MYS"), None, True),
        (("MYS", "MYS"), ("MYS", "MYS"), None, False),
        ((None, None), ("MYS", "MYS"), GAZETTE, False),
        ((None, None), ("MYS", "RUS"), GAZETTE, True),  # Malaysia sold, and Russia bought
        ((None, "RUS"), ("MYS", "MYS"), GAZETTE, True),  # Rosstat has another figure
        ((None, "MYS"), ("MYS", "MYS"), GAZETTE, False),
    ],
)
def test_a_side_that_is_not_known_in_an_article_that_is_not_known_is_unsure(
    sides: tuple[str | None, str | None], reporters: tuple[str, str], article: Article | None, *, unsure: bool
) -> None:
    both = [
        replace(claim(str(number), side=side, article=article), reporter=reporter)
        for number, (side, reporter) in enumerate(zip(sides, reporters, strict=True))
    ]
    assert doubt_contradiction(both, 0.5) == (Reason.SIDE_UNKNOWN if unsure else None)


@pytest.mark.parametrize(
    ("growth", "bound", "telling"),
    [(1.4, 0.91, False), (1.3, 0.91, True), (0.03, 0.02, True), (0.035, 0.02, False), (0.2, -0.1, False)],
)
def test_more_than_a_growth_tells_of_growth_near_it(growth: float, bound: float, *, telling: bool) -> None:
    narrow, broad = Interval(1 + growth, 1 + growth), Interval(1 + bound, math.inf)
    assert are_telling(narrow, broad, nothing=1.0) == telling
    fell, less = Interval(1 - growth / 3, 1 - growth / 3), Interval(0.0, 1 - bound / 3)
    if bound > 0:
        assert are_telling(fell, less, nothing=1.0) == telling
    assert are_telling(narrow, broad, is_limit=True)
