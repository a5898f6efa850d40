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
