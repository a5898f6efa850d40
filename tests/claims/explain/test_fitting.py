"""What claims make of one another: balances in any currency, growth in the likeliest, and fits that settle."""

import logging
import math
from itertools import pairwise

import pytest

import tradeview as tv
from claim_tables import Row, book_of, told
from claim_worlds import table
from tradeview.claims.claim import keys_of, natural_order
from tradeview.claims.explain import search
from tradeview.claims.explain.fitting import Fit, Model

A: Row = {"publisher": "A", "title": "T", "published": "2016-02-20"}
B: Row = {"publisher": "B", "title": "T", "published": "2016-03-20"}


def fit_of(*rows: tuple[object, ...], without: str = "") -> Fit:
    """What is fitted of some claims but one."""
    book = book_of(*rows, rates=table().to_dict("records"))
    claims = sorted(book.claims, key=lambda claim: natural_order(claim.key))
    return Model(book, claims, []).without(frozenset({without}))


def test_a_balance_is_changed_at_the_rate_that_the_flows_beside_it_imply() -> None:
    # 3.84 billion dollars are 15.4 billion ringgit: 4.01, not the mean of the days (3.91). The balance is exact in
    # dollars, and no claim of them is wrong.
    rows = [("level", flow, 2015, value, "MYR", B) for flow, value in (("export", 6.136e9), ("import", 9.264e9))]
    rows += [("level", flow, 2015, value, "USD", A) for flow, value in (("export", 1.53e9), ("import", 2.31e9))]
    rows += [("level", "balance", 2015, -0.78e9, "USD", A), ("level", "total", 2015, 15.4e9, "MYR", B)]
    rows += [("level", "total", 2014, 16.0e9, "MYR", B), ("level", "export", 2014, 7.0e9, "MYR", B)]
    fit = fit_of(*rows)
    assert len(fit.fitted_claims) == len(rows)


def test_a_fit_of_claims_that_contradict_settles_and_leaves_alone_what_does_not() -> None:
    # Growth of the total lies beyond that of both parts: no amounts have all three. The levels beside agree.
    month: Row = {"start": 201805, "end": 201805}
    rows = [("level", "total", 2018, 17.631e9, "MYR", A), ("level", "import", 2018, 12.68e9, "MYR", A)]
    rows += [("level", "balance", 2018, -7.724e9, "MYR", A), ("level", "import", 2017, 12.528e9, "MYR", A)]
    rows += [("level", "export", 2018, 4.2623e8, "MYR", B, month)]
    rows += [("growth", flow, 2018, value, "MYR", B, month) for flow, value in (("total", -0.042), ("export", -0.164))]
    rows += [("growth", "import", 2018, -0.072, "MYR", B, month)]
    fit = fit_of(*rows)
    kept = keys_of(fit.fitted_claims)
    assert {"1", "2", "3", "4"} <= kept
    left_out = {"6", "7", "8"} - kept
    assert len(left_out) <= 1


def test_growth_is_of_the_currency_that_the_growth_of_the_others_makes_likeliest() -> None:
    # 2014 to 2015 the ringgit fell by a sixth. Exports grew by 1% and imports by 1% in dollars, trade by 20% in
    # ringgit: each says it of a currency that only the others tell.
    rows = [("level", "export", 2015, 1.50e9, "USD", A), ("level", "import", 2015, 2.50e9, "USD", A)]
    rows += [("level", "total", 2015, 15.6e9, "MYR", B), ("growth", "total", 2015, 0.206, "MYR", B)]
    rows += [("growth", "export", 2015, 0.01, "USD", A), ("growth", "import", 2015, 0.01, None, A)]
    fit = fit_of(*rows)
    assert len(fit.fitted_claims) == len(rows)
    # Of the currencies that the model tries, the first is that of the unknowns: most levels are in dollars.
    assert fit.currencies_of_growth["6"] == 0


def test_what_a_figure_is_at_the_right_rate_follows_from_the_claims_beside_it() -> None:
    # 2.345 was converted at 3.905, the rate of 2015. At that of 2014, 3.27, it is 2.8 or so; 4.7 less 1.9 is 2.80.
    late: Row = {"publisher": "A", "title": "T", "published": "2016-05-01"}
    rows = [("level", "export", 2014, 2.345e9, "USD", late), ("level", "export", 2014, 9.157e9, "MYR", late)]
    rows += [("level", "total", 2014, 4.700e9, "USD", late), ("level", "import", 2014, 1.900e9, "USD", late)]
    found = tv.explain_claims(told(*rows), rates=table())
    first = found[found["explanation"] == 1]
    assert first[["claim", "field"]].to_numpy().tolist() == [["1", "value"]]
    assert float(first["proposed"].iloc[0]) == pytest.approx(2.8e9, rel=0.002)
    # The rates of other times that would do make no other explanations.
    proposed = found.loc[(found["claim"] == "1") & (found["field"] == "value"), "proposed"].astype(float)
    logarithms = sorted(math.log(value) for value in proposed)
    assert all(later - earlier > 0.01 for earlier, later in pairwise(logarithms))


def test_a_whole_article_is_weighed_by_what_its_claims_make_together() -> None:
    # Everything that A says of 2014 is what B and C say of 2015.
    c: Row = {"publisher": "C", "title": "T", "published": "2017-02-20"}
    a = [("level", flow, 2014, value, "USD", A) for flow, value in (("export", 8.538e9), ("import", 2.192e9))]
    a += [("level", "balance", 2014, 6.346e9, "USD", A), ("level", "total", 2014, 10.73e9, "USD", A)]
    a += [("level", "total", 2014, 41.79e9, "MYR", A)]
    others = [("level", "total", 2016, 42.74e9, "MYR", c), ("level", "export", 2016, 34.42e9, "MYR", c)]
    others += [("growth", "total", 2016, 0.029, "MYR", c), ("level", "total", 2015, 41.52e9, "MYR", c)]
    others += [("level", "export", 2015, 33.05e9, "MYR", c)]
    found = tv.explain_claims(told(*a, *others), rates=table())
    first = found[(found["contradiction"] == 1) & (found["explanation"] == 1)]
    assert set(first["claim"]) == {"1", "2", "3", "4", "5"}
    assert set(first.loc[first["field"] == "start", "proposed"]) == {"201501"}
    assert first["probability"].iloc[0] > 0.7


def test_a_fit_in_which_growth_says_no_currency_is_as_good_as_one_in_which_it_says_the_right_one() -> None:
    # In dollars of 2017, exports were 1.2106 / 1.077 = 1.124 and imports 1.91 / 1.273 = 1.500: 3.121 is 18.9% more.
    # The ringgit rose by a fifteenth, so that neither growth fits the other in another currency than it does.
    def fit_with(currency: str | None) -> Fit:
        rows = [("level", "export", 2018, 1.2106e9, "USD", A), ("level", "import", 2018, 1.91e9, "USD", A)]
        rows += [("growth", "total", 2018, 0.189, currency, A), ("growth", "export", 2018, 0.077, currency, A)]
        rows += [("growth", "import", 2018, 0.273, "USD", A), ("level", "total", 2015, 1e10, "MYR", B)]
        return fit_of(*rows)

    assert fit_with(None).evidence >= fit_with("USD").evidence - 0.5


def test_what_a_bound_of_the_search_leaves_out_is_said_in_the_result_and_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = told(
        ("level", "export", 2015, 1.53e9, "USD", A),
        ("level", "import", 2015, 2.31e9, "USD", A),
        ("level", "total", 2015, 8.34e9, "USD", A),
    )
    with caplog.at_level(logging.INFO, logger="tradeview"):
        explained, checked = tv.explain_claims(rows, rates=None), tv.check_claims(rows, rates=None)
    assert "explain_claims" not in caplog.text
    assert not any("Not all was tried" in sentence for sentence in [*explained["sentence"], *checked["sentence"]])
    monkeypatch.setattr(search, "MOST_TESTED", 1)
    with caplog.at_level(logging.INFO, logger="tradeview"):
        explained, checked = tv.explain_claims(rows, rates=None), tv.check_claims(rows, rates=None)
    assert "untested" in caplog.text
    likeliest = explained.loc[explained["explanation"] == 1, "sentence"]
    assert likeliest.str.contains("Not all was tried: 1 change is not tested").all()
    (contradicts,) = checked.loc[checked["verdict"] == "contradicts", "sentence"][:1]
    assert "Not all was tried: 1 change is not tested" in contradicts
