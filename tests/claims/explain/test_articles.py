"""What articles are like tells changes apart on which the figures are silent: a fact once, what is new, one year."""

import math

import pytest

from claim_tables import Row, book_of
from claim_worlds import table
from tradeview.claims.book import ClaimBook
from tradeview.claims.checks import make_tests
from tradeview.claims.comparison import Comparison
from tradeview.claims.explain.articles import Articles
from tradeview.claims.explain.assumptions import COST_OF_OLD_NEWS, COST_OF_REPEATING
from tradeview.claims.explain.mistakes import Correction, list_corrections, list_corrections_of_several
from tradeview.claims.explain.search import is_evidence
from tradeview.claims.proposals import OtherFlow, OtherMonths
from tradeview.periods import months_of

ARTICLE: Row = {"publisher": "Gazette", "title": "Trade", "published": "2016-02-20"}
EXPORTS = ("level", "export", 2015, 1.5e9, "USD", ARTICLE)
IMPORTS = ("level", "import", 2015, 2.3e9, "USD", ARTICLE)
GROWTH = ("growth", "export", 2015, 0.1, None, ARTICLE)


def correction_of(book: ClaimBook, key: str, change: object) -> Correction:
    """The change of one claim alone that is named."""
    claim = next(claim for claim in book.claims if claim.key == key)
    (found,) = [each for each in list_corrections(book, claim) if each.change == change]
    return found


def cost(*rows: tuple[object, ...], key: str, change: object) -> float:
    book = book_of(*rows)
    return Articles(book.claims).cost_of(correction_of(book, key, change))


def test_a_change_that_makes_an_article_say_a_thing_twice_is_rare() -> None:
    assert cost(EXPORTS, IMPORTS, key="2", change=OtherFlow("export")) == COST_OF_REPEATING
    assert cost(EXPORTS, IMPORTS, key="2", change=OtherFlow("total")) == 0


def test_that_an_article_says_a_thing_again_in_fewer_digits_is_not_rare() -> None:
    finer = ("level", "import", 2015, 1.503e9, "USD", ARTICLE)
    assert cost(EXPORTS, finer, key="2", change=OtherFlow("export")) == 0


def test_growth_in_a_currency_that_is_not_said_may_be_the_growth_that_is_told_in_one() -> None:
    def repeating(one: str | None, other: str | None) -> float:
        exports = ("growth", "export", 2015, 0.042, one, ARTICLE)
        imports = ("growth", "import", 2015, 0.053, other, ARTICLE)
        return cost(exports, imports, key="2", change=OtherFlow("export"))

    assert repeating("MYR", None) == repeating(None, "MYR") == repeating(None, None) == COST_OF_REPEATING
    assert repeating("MYR", "MYR") == COST_OF_REPEATING
    assert repeating("MYR", "USD") == 0


def test_a_part_of_a_year_that_is_long_over_is_told_beside_the_same_part_of_another_year() -> None:
    # In February 2016, January to September of 2014 is told of nobody; with the same months of 2015 it may be.
    total = ("level", "total", 2014, 3.8e9, "USD", ARTICLE)
    part = OtherMonths((months_of(2014)[0], months_of(2014)[0] + 8))
    assert cost(EXPORTS, total, key="2", change=part) == COST_OF_OLD_NEWS
    beside = ("level", "total", 2015, 3.1e9, "USD", ARTICLE | {"start": 201501, "end": 201509})
    assert cost(EXPORTS, total, beside, key="2", change=part) == 0
    of_this_year = OtherMonths((months_of(2015)[0], months_of(2015)[0] + 8))
    assert cost(IMPORTS, EXPORTS, key="2", change=of_this_year) == 0


def test_an_article_of_more_than_sixty_claims_is_not_moved_as_a_whole_but_its_years_are() -> None:
    def largest_group(per_year: int) -> int:
        rows = []
        for year in (2013, 2014, 2015):
            for number in range(per_year):
                rows.append(("level", "export", year, 1.5e9 + 1e7 * number, "USD", ARTICLE))
        book = book_of(*rows)
        return max(len(each.printed) for each in list_corrections_of_several(book, book.claims[:1]))

    assert largest_group(20) == 60
    assert largest_group(21) == 21


def test_a_change_that_ends_that_an_article_says_a_thing_twice_is_likely() -> None:
    twice = ("level", "export", 2015, 2.3e9, "USD", ARTICLE)
    assert cost(EXPORTS, twice, key="2", change=OtherFlow("import")) == -COST_OF_REPEATING
    elsewhere = ("level", "export", 2015, 2.3e9, "USD", ARTICLE | {"title": "Another"})
    assert cost(EXPORTS, elsewhere, key="2", change=OtherFlow("import")) == 0


def test_a_year_in_which_an_article_has_no_other_claim_is_rare() -> None:
    # Of the two others none is of 2014, and both of 2015: one more than none against one more than two.
    moved = OtherMonths(months_of(2014))
    assert cost(EXPORTS, IMPORTS, GROWTH, key="3", change=moved) == pytest.approx(math.log(3 / 1))
    last_year = ("growth", "export", 2014, 0.1, None, ARTICLE)
    meant = OtherMonths(months_of(2015))
    assert cost(EXPORTS, IMPORTS, last_year, key="3", change=meant) == pytest.approx(-math.log(3 / 1))


def test_an_article_that_tells_of_nothing_new_is_rare() -> None:
    rows = (("level", "export", 2015, 1.5e9, "USD", ARTICLE), ("level", "import", 2015, 2.3e9, "USD", ARTICLE))
    book = book_of(*rows)
    costs = {}
    for each in list_corrections_of_several(book, book.claims[:1]):
        if isinstance(each.change, OtherMonths):
            costs[each.change.months] = Articles(book.claims).cost_of(each)
    assert costs[months_of(2014)] == COST_OF_OLD_NEWS
    assert max(costs.values()) == COST_OF_OLD_NEWS
    old = {"published": "2017-05-20"}
    book = book_of(*((*row[:-1], ARTICLE | old) for row in rows))
    newer = [
        each
        for each in list_corrections_of_several(book, book.claims[:1])
        if each.change == OtherMonths(months_of(2016))
    ]
    assert [Articles(book.claims).cost_of(each) for each in newer] == [-COST_OF_OLD_NEWS]


def test_what_stands_in_no_known_article_costs_nothing_more() -> None:
    rows = [(*row[:-1], {}) for row in (EXPORTS, IMPORTS)]
    assert cost(*rows, key="2", change=OtherFlow("export")) == 0


def test_that_two_figures_of_an_article_agree_at_the_rate_of_another_year_says_something_where_they_did_not() -> None:
    rates = table().to_dict("records")
    undated = ARTICLE | {"published": None}

    def compare(year: int) -> Comparison:
        amounts = (("USD", 1.501e9), ("MYR", 5.861e9))
        rows = [("level", "export", year, amount, currency, undated) for currency, amount in amounts]
        (found,) = [each for each in make_tests(book_of(*rows, rates=rates)) if each.test == "currencies"]
        return found

    # 3.905 ringgit for a dollar is the rate of 2015.
    agrees, contradicts = compare(2015), compare(2014)
    assert (agrees.verdict, contradicts.verdict) == ("agrees", "contradicts")
    both = frozenset({"1", "2"})
    assert is_evidence(agrees, both, [contradicts])
    assert not is_evidence(agrees, both, [])
    # Where only one of them is changed, the other bears it out.
    assert is_evidence(agrees, frozenset({"1"}), [])
