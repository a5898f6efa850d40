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
