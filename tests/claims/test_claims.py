"""Claims: the heap of the press, small heaps computed by hand, and what the checker must not call a contradiction."""

import math

import pandas as pd
import polars as pl
import pytest

import tradeview as tv
from claim_tables import ARTICLE, only, told
from tradeview.claims import check_claims
from tradeview.errors import StatementError
from tradeview.ledgers import statements
from tradeview.money import rates


@pytest.fixture(scope="module")
def days() -> pd.DataFrame:
    return rates.ecb(base="USD", days_range=True)


@pytest.fixture(scope="module")
def press(days: pd.DataFrame) -> pd.DataFrame:
    return check_claims(statements.load(), rates=days)


def test_the_press_printed_2022_for_figures_of_2023(press: pd.DataFrame) -> None:
    found = only(press, "period")
    assert found["proposal"] == "period 2023"
    assert str(found["suspects"]).split(", ") == [f"asia-live-2024.{number}" for number in range(1, 5)]
    assert [found[name] for name in ("follows_low", "follows_high", "says_low", "says_high")] == [
        2023,
        2023,
        2022,
        2022,
    ]
    assert "US$619.3 million" in str(found["sentence"])
    ways = {"four": 4, "five": 5, "six": 6, "seven": 7}
    assert any(f"{word} independent tests agree" in str(found["sentence"]) for word in ways)


def test_the_press_contradicts_itself_nowhere_else_save_on_2014(press: pd.DataFrame) -> None:
    wrong = press[press["verdict"] == "contradicts"]
    rest = wrong[wrong["proposal"] != "period 2023"]
    assert {key for keys in rest["claims"] for key in keys.split(", ")} <= {
        "iina-2015.1", "iina-2015.2", "iina-2015.5", "rbth-2015.1", "halal-focus.8",
    }  # fmt: skip
    assert set(rest["suspects"].dropna()) == {"rbth-2015.1"}


def test_trap_mirror_asymmetry_two_sides_are_shown_and_never_contradict(press: pd.DataFrame) -> None:
    shown = press[press["test"] == "mirror"]
    assert set(shown["verdict"]) == {"agrees", "cannot tell"}
    row = shown[shown["claims"] == "iina-2015.5, tass-2016.1"].iloc[0]
    # US$2.75 to 2.85 bn by Malaysia's statistics, 3.15 to 3.25 by Russia's.
    assert (row["follows_high"], row["says_low"]) == (2.85e9, 3.15e9)
    assert row["gap"] == pytest.approx(3.15 / 2.85 - 1)


def test_trap_two_currencies_in_one_sentence_fits_2021_and_not_2022(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2022, 8.781e9, "MYR", ARTICLE), ("level", "total", 2022, 2.12e9, "USD", ARTICLE))
    row = only(check_claims(heap, rates=days), "currencies")
    assert (row["verdict"], row["unit"]) == ("contradicts", "MYR/USD")
    # Two figures alone say no more than that the rate is that of 2021: either both are of that year, which is likelier
    # than each of the others, or one was converted at its rate.
    first, *others = str(row["proposal"]).split("; or ")
    assert first == "period 2021 (1, 2)"
    assert [other.rpartition(" in place of ")[2] for other in others] == [f"the rate of 2021 ({key})" for key in "12"]
    assert row["follows_low"] == pytest.approx(8.7805 / 2.125)
    assert row["follows_high"] == pytest.approx(8.7815 / 2.115)
    year = days[(days["quote"] == "MYR") & (days["period"] == 2022)].iloc[0]
    assert (row["says_low"], row["says_high"]) == (year["low"], year["high"])
    assert row["gap"] == pytest.approx(year["low"] / (8.7815 / 2.115) - 1)
    agreed = only(check_claims(heap.assign(start=202101, end=202112), rates=days), "currencies")
    assert (agreed["verdict"], agreed["gap"]) == ("agrees", 0)


def test_without_rates_the_test_of_currencies_says_so(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2022, 8.781e9, "MYR"), ("level", "total", 2022, 2.12e9, "USD"))
    row = only(check_claims(heap, rates=None), "currencies")
    assert (row["verdict"], "No table of rates was given" in str(row["sentence"])) == ("cannot tell", True)
    past = only(check_claims(heap.assign(start=199101, end=199112), rates=days), "currencies")
    assert "No rate between" in str(past["sentence"])


def test_currencies_that_changed_places(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2021, 2.12e9, "MYR", ARTICLE), ("level", "total", 2021, 8.781e9, "USD", ARTICLE))
    row = only(check_claims(heap, rates=days), "currencies")
    assert (row["verdict"], row["proposal"]) == ("contradicts", "currency: exchanged")


def test_trap_sum_of_rounded_parts_agrees_and_a_slipped_digit_does_not(days: pd.DataFrame) -> None:
    def heap(total: float) -> pd.DataFrame:
        rows = [("level", "export", 2004, 1.54e9), ("level", "import", 2004, 1.84e9), ("level", "total", 2004, total)]
        return told(*((*row, "MYR", ARTICLE) for row in rows))

    row = only(check_claims(heap(3.38e9), rates=days), "parts")
    assert [row["follows_low"], row["follows_high"]] == pytest.approx([3.37e9, 3.39e9])
    assert (row["verdict"], row["gap"]) == ("agrees", 0)
    found = check_claims(heap(33.8e9), rates=days)
    assert only(found, "parts")["verdict"] == "contradicts"
    assert only(found, "parts")["gap"] == pytest.approx(33.75 / 3.39 - 1)
    assert tuple(only(found, "digit")[["claims", "proposal", "suspects"]]) == ("3", "digit: a tenth", "3")


def test_figures_cut_instead_of_rounded_are_no_contradiction(days: pd.DataFrame) -> None:
    # 1.19 and 1.18 cut to 1.1; their sum, 2.37, rounded to 2.4: the rounded ranges end at 2.3 and begin at 2.35.
    rows = [("level", "export", 2004, 1.1e9), ("level", "import", 2004, 1.1e9), ("level", "total", 2004, 2.4e9)]
    row = only(check_claims(told(*((*row, "USD", ARTICLE) for row in rows)), rates=days), "parts")
    assert row["verdict"] == "cannot tell"
    assert row["gap"] == pytest.approx(2.35 / 2.3 - 1)
    assert "cut instead of rounded" in str(row["sentence"])


def test_trap_currency_of_growth_is_tried_in_each_and_named(days: pd.DataFrame) -> None:
    # From 2022 to 2023 the dollar rose from RM4.4019 to 4.5617: +13% in dollars is +17.1% in ringgit.
    heap = told(
        ("level", "export", 2022, 548.0e6, "USD", ARTICLE, {"low": 547.95e6, "high": 548.05e6}),
        ("level", "export", 2023, 619.3e6, "USD", ARTICLE),
        ("growth", "export", 2023, 0.17, None),
        ("level", "total", 2023, 14.22e9, "MYR"),
    )
    row = only(check_claims(heap, rates=days), "growth")
    assert (row["verdict"], "in ringgit" in str(row["sentence"])) == ("agrees", True)
    mean = {year: days.loc[(days["quote"] == "MYR") & (days["period"] == year), "rate"].item() for year in (2022, 2023)}
    assert row["follows_low"] < 619.3 / 548 * mean[2023] / mean[2022] - 1 < row["follows_high"]
    dollars = only(check_claims(heap.assign(value=heap["value"].replace(0.17, 0.13)), rates=days), "growth")
    assert (dollars["verdict"], "in US dollars" in str(dollars["sentence"])) == ("agrees", True)
    assert dollars["follows_low"] == pytest.approx(619.25 / 548.05 - 1)
    wrong = only(check_claims(heap.assign(value=heap["value"].replace(0.17, 0.31)), rates=days), "growth")
    assert (wrong["verdict"], wrong["unit"]) == ("contradicts", "share")
    assert wrong["gap"] == pytest.approx(1.305 / (619.35 / 547.95) - 1)


def test_trap_gaps_and_partial_years_no_part_exceeds_its_year(days: pd.DataFrame) -> None:
    part = {"start": 202301, "end": 202306}
    heap = told(
        ("level", "total", 2023, 7.0e9, "MYR", ARTICLE, part),
        ("level", "total", 2023, 7.2e9, "MYR", ARTICLE, {"start": 202307, "end": 202312}),
        ("level", "total", 2023, 14.2e9, "MYR", ARTICLE),
    )
    found = check_claims(heap, rates=days)
    assert set(found["test"]) == {"part of year"}
    assert set(found["verdict"]) == {"agrees"}
    assert len(found) == 3  # each half within the year, and both together
    heap.loc[0, "value"] = 15.0e9
    worse = check_claims(heap, rates=days)
    row = worse[worse["claims"] == "1, 3"].iloc[0]
    assert (row["verdict"], row["says_low"]) == ("contradicts", 0)


def test_a_bound_allows_all_on_its_side(days: pd.DataFrame) -> None:
    heap = told(
        ("level", "total", 2006, 1.1e9, "USD", {"bound": "more than", "publisher": "Kremlin"}),
        ("level", "total", 2006, 1.133e9, "USD", {"publisher": "Gazette"}),
    )
    row = only(check_claims(heap, rates=days), "publishers")
    assert (row["verdict"], math.isinf(row["follows_high"])) == ("agrees", True)  # type: ignore[arg-type]
    heap.loc[1, "value"] = 0.9e9
    assert only(check_claims(heap, rates=days), "publishers")["verdict"] == "contradicts"


def test_share_times_whole(days: pd.DataFrame) -> None:
    rows = [("share", "total", 2021, 0.004, None), ("level", "total", 2021, 8.78e9, "MYR")]
    whole = ("level", "total", 2021, 2.23e12, "MYR", {"partner": "WLD"})
    row = only(check_claims(told(*rows, whole), rates=days), "share")
    assert [row["follows_low"], row["follows_high"]] == pytest.approx([0.0035 * 2.225e12, 0.0045 * 2.235e12])
    assert (row["verdict"], row["claims"]) == ("agrees", "1, 3, 2")


def test_trap_rank_claims_a_rank_keeps_its_set(days: pd.DataFrame) -> None:
    rows = [
        ("rank", "total", 2024, 9, None, {"publisher": "Translated"}),
        ("rank", "total", 2024, 28, None, {"publisher": "The Sun", "among": "partners"}),
        ("rank", "total", 2023, 8, None, {"publisher": "The Star", "among": "partners in Europe"}),
    ]
    row = only(check_claims(told(*rows), rates=days), "rank")
    assert tuple(row[["claims", "verdict", "proposal", "suspects"]]) == (
        "1, 2", "contradicts", "among: partners in Europe", "1",
    )  # fmt: skip
    rows[0][-1]["among"] = "European partners"  # type: ignore[index]
    assert only(check_claims(told(*rows), rates=days), "rank")["verdict"] == "agrees"


def test_trap_rank_claims_a_rank_that_is_near_one_of_a_set_may_have_lost_it(days: pd.DataFrame) -> None:
    europe = {"among": "partners in Europe"}
    beside = only(
        check_claims(told(("rank", "total", 2024, 9, None), ("rank", "total", 2024, 9, None, europe)), rates=days),
        "rank",
    )
    before = only(
        check_claims(told(("rank", "total", 2024, 9, None), ("rank", "total", 2023, 8, None, europe)), rates=days),
        "rank",
    )
    for row in (beside, before):
        assert tuple(row[["claims", "verdict", "proposal", "suspects"]]) == (
            "1, 2", "cannot tell", "among: partners in Europe", "1",
        )  # fmt: skip
    # The first of a part may be the first of all, and a rank of all partners near it bears a rank out.
    first = told(("rank", "total", 2024, 1, None), ("rank", "total", 2024, 1, None, europe))
    assert only(check_claims(first, rates=days), "rank")["verdict"] == "agrees"
    borne_out = ("rank", "total", 2023, 9, None, {"among": "partners"})
    rows = [("rank", "total", 2024, 9, None), borne_out, ("rank", "total", 2023, 8, None, europe)]
    assert check_claims(told(*rows), rates=days)["suspects"].isna().all()


def test_trap_rank_claims_the_partner_tells_a_likely_set(days: pd.DataFrame) -> None:
    rows = [("rank", "total", 2024, 9, None), ("rank", "total", 2024, 28, None, {"among": "partners"})]
    row = only(check_claims(told(*rows), rates=days), "rank")
    assert row["proposal"] == "among: a part of the partners, such as those in Europe"
    assert str(row["sentence"]).endswith("They contradict each other.")


def test_statistics_as_reference_are_trusted_and_give_ranks(days: pd.DataFrame) -> None:
    amounts = {"CHN": 9e10, "SGP": 8e10, "DEU": 1e10, "NLD": 9e9, "FRA": 5e9, "RUS": 3.118e9, "JPN": 3e10}
    table = pd.DataFrame(
        {"period": 2023, "reporter": "MYS", "partner": partner, "flow": "total", "commodity_code": "TOTAL",
         "value": value, "currency": "USD"}
        for partner, value in amounts.items()
    )  # fmt: skip
    heap = told(("rank", "total", 2023, 4, None), ("level", "total", 2023, 1.422e9, "MYR"))
    found = check_claims(heap, rates=days, reference=table)
    rank = only(found, "rank")
    assert (rank["verdict"], rank["follows_low"], rank["proposal"]) == ("contradicts", 7, "among: partners in Europe")
    assert only(found, "reference")["verdict"] == "contradicts"
    assert tuple(only(found, "digit")[["claims", "proposal"]]) == ("2", "digit: 10 times")


def test_a_year_printed_before_it_was_over(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2022, 8.781e9, "MYR", {"published": "2022-07-18"}))
    row = only(check_claims(heap, rates=days), "published")
    assert (row["verdict"], row["follows_low"], row["says_low"]) == ("contradicts", 202207, 202212)
    assert check_claims(heap.assign(published="2023"), rates=days).empty


def test_two_articles_without_side_never_contradict_and_one_article_does(days: pd.DataFrame) -> None:
    rows = [("level", "total", 2014, 2.8e9, "USD"), ("level", "total", 2014, 2.2e9, "USD")]
    heap = told(*rows, side=None)
    heap["publisher"] = ["A", "B"]
    assert only(check_claims(heap, rates=days), "publishers")["verdict"] == "cannot tell"
    heap["publisher"] = "A"
    assert only(check_claims(heap, rates=days), "publishers")["verdict"] == "contradicts"
    heap["side"] = ["MYS", "MYS"]
    heap["publisher"] = ["A", "B"]
    row = only(check_claims(heap, rates=days), "publishers")
    assert (row["verdict"], row["gap"]) == ("contradicts", pytest.approx(2.75 / 2.25 - 1))


def test_what_was_printed_too_early_is_moved_back_where_one_test_agrees(days: pd.DataFrame) -> None:
    common = {"published": "2023-02", **ARTICLE}
    rows = [
        ("level", "export", 2022, 1.2e9, "USD"),
        ("level", "import", 2023, 2.3e9, "USD"),
        ("level", "total", 2022, 3.5e9, "USD"),
    ]
    found = check_claims(told(*rows, **common), rates=days)
    assert tuple(only(found, "published")[["claims", "suspects", "proposal"]]) == ("2", "2", "period 2022")
    assert tuple(only(found, "period")[["suspects", "proposal"]]) == ("2", "period 2022")


def test_the_currency_of_an_economy_is_tried_though_nobody_printed_it(days: pd.DataFrame) -> None:
    # RM113.16 billion and US$24.83 billion for 2023, the ringgit printed as dollars.
    rows = [("level", "total", 2023, 113.16e9, "USD", ARTICLE), ("level", "total", 2023, 24.83e9, "USD", ARTICLE)]
    row = only(check_claims(told(*rows, partner="THA"), rates=days), "currency")
    assert (row["suspects"], row["proposal"], row["unit"]) == ("1", "currency MYR", "USD")


def test_a_claim_is_suspected_where_all_others_are_borne_out(days: pd.DataFrame) -> None:
    # Exports and imports are told in ringgit, too (at RM4.5617); the total agrees with nothing.
    rows = [
        ("level", "export", 2023, 1.21e9, "USD", ARTICLE), ("level", "export", 2023, 5.52e9, "MYR", ARTICLE),
        ("level", "import", 2023, 2.35e9, "USD", ARTICLE), ("level", "import", 2023, 10.72e9, "MYR", ARTICLE),
        ("level", "total", 2023, 5.79e9, "USD", ARTICLE),
    ]  # fmt: skip
    found = check_claims(told(*rows), rates=days)
    assert set(found.loc[found["verdict"] == "contradicts", "suspects"]) == {"5"}


def test_two_digits_that_changed_places(days: pd.DataFrame) -> None:
    rows = [("level", "export", 2004, 1.53e9), ("level", "import", 2004, 1.31e9), ("level", "total", 2004, 2.48e9)]
    found = check_claims(told(*((*row, "USD", ARTICLE) for row in rows)), rates=days)
    assert tuple(only(found, "digit")[["suspects", "proposal"]]) == ("3", "digit: US$2.84 billion")


def test_targets_are_no_claims_and_inputs_stay(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2024, 2.5e9, "USD"), ("level", "total", 2024, 9e9, "USD", {"status": "target"}))
    before = heap.copy(deep=True)
    assert check_claims(heap, rates=days)[["claims", "test"]].to_numpy().tolist() == [["2", "left out"]]
    pd.testing.assert_frame_equal(heap, before)


def test_frames_of_other_engines_come_in(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2014, 2.8e9, "USD"), ("level", "total", 2014, 2.2e9, "USD"))
    frames = [
        pl.DataFrame(
            frame.astype(object).where(frame.notna(), None).to_dict("records"),
            schema_overrides=dict.fromkeys(("published", "among", "bound", "publisher", "title"), pl.String),
        )
        for frame in (heap, days)
    ]
    one, other = check_claims(heap, rates=days), check_claims(frames[0], rates=frames[1])
    pd.testing.assert_frame_equal(one, other)


def test_what_others_wrote_is_cut_in_sentences(days: pd.DataFrame) -> None:
    heap = told(("level", "total", 2014, 2.8e9, "USD"), ("level", "total", 2014, 2.2e9, "USD"))
    heap["publisher"] = ["x" * 500, "evil\u202e\nname"]
    sentence = str(only(check_claims(heap, rates=days), "publishers")["sentence"])
    assert "x" * 60 not in sentence
    assert not {"\n", "\u202e"} & set(sentence)


def test_tables_of_another_kind_are_refused(days: pd.DataFrame) -> None:
    with pytest.raises(StatementError):
        check_claims(tv.load_commodities(), rates=days)


def test_findings_come_in_the_order_of_the_claims_in_every_run(days: pd.DataFrame) -> None:
    rows: list[tuple[object, ...]] = []
    for partner in ("ZAF", "VNM", "USA", "TUR", "THA", "SGP", "RUS", "PHL"):
        of = {**ARTICLE, "partner": partner}
        for flow, amount in (("export", 1.1e9), ("import", 2.2e9)):
            rows += [("level", flow, 2023, amount, "USD", of), ("growth", flow, 2023, 0.1, None, of)]
        rows += [("growth", "total", 2023, 0.1, None, of), ("level", "total", 2022, 3.0e9, "USD", of)]
    found = check_claims(told(*rows), rates=days)
    # Six claims of each partner: exports, their growth, imports, theirs, the growth of the total, the total before.
    named: list[str] = []
    for first in range(1, 49, 6):
        parts = ", ".join(str(first + step) for step in range(4))
        named += [f"{parts}, {first + 5}", f"{parts}, {first + 4}"]
    assert found.loc[found["test"] == "growth of parts", "claims"].tolist() == named


@pytest.mark.parametrize("former", ["SUN", "CSK", "YUG", "DDR", "ANT", "XHA", "XOA", "WLD"])
@pytest.mark.parametrize("place", ["reporter", "partner"])
def test_contradictions_about_an_economy_of_no_country_today_are_found(former: str, place: str) -> None:
    table = told(
        ("level", "export", 1988, 1e9, "USD", {place: former, "low": 0.99e9, "high": 1.01e9}),
        ("level", "export", 1988, 3e9, "USD", {place: former, "low": 2.99e9, "high": 3.01e9}),
    )
    found = check_claims(table, rates=None)
    assert "contradicts" in set(found["verdict"])
