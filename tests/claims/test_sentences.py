"""What the checker says, in whole sentences: each template filled at least once."""

import pandas as pd
import pytest

from claim_tables import ARTICLE, Row, told
from tradeview.claims import check_claims, proposals
from tradeview.claims.proposals import Proposal
from tradeview.claims.sentences import write_proposal
from tradeview.periods import months_of
from tradeview.words.explanations import NUMBERS

A: Row = {"publisher": "the Gazette"}
B: Row = {"publisher": "B"}
HALF: Row = {"start": 202201, "end": 202206}
USA: Row = {"partner": "USA"}
EXACT: Row = {"low": 10.8e9, "high": 10.8e9}
EUROPE: Row = {"among": "partners in Europe"}
TRADE = "Malaysia–Russia trade in 2022"
MEANS = {2020: 4.0, 2021: 4.1, 2022: 4.4, 2023: 4.6}
RATES = pd.DataFrame(
    {"period": year, "base": "USD", "quote": "MYR", "rate": mean, "kind": "average", "source": "mine",
     "low": 0.98 * mean, "high": 1.02 * mean}
    for year, mean in MEANS.items()
)  # fmt: skip


def level(flow: str, value: float, *more: Row, currency: str = "USD", year: int = 2022) -> tuple[object, ...]:
    return ("level", flow, year, value, currency, *more)


def growth(value: float, *more: Row) -> tuple[object, ...]:
    return ("growth", "total", 2022, value, None, *more)


def rank(place: int, *more: Row, year: int = 2022) -> tuple[object, ...]:
    return ("rank", "total", year, place, None, *more)


def sentences(*rows: tuple[object, ...], rates: pd.DataFrame | None = RATES, reference: object = None) -> list[str]:
    found = check_claims(told(*rows), rates=rates, reference=reference)
    return [str(sentence) for sentence in found["sentence"]]


TESTS: dict[str, tuple[list[tuple[object, ...]], str]] = {
    "two publishers": (
        [level("total", 2.5e9, A), level("total", 2.6e9)],
        f"The Gazette prints US$2.5 billion, claim 2 US$2.6 billion, for {TRADE}. They agree.",
    ),
    "exports and imports": (
        [level("export", 1e9, {"bound": "more than"}), level("import", 1.5e9), level("total", 2.6e9)],
        "From US$1 billion (Malaysia’s exports to Russia in 2022) and US$1.5 billion (Malaysia’s imports from Russia "
        f"in 2022) follows US$2.45 billion or more; for {TRADE}, US$2.6 billion is printed (US$2.55 billion to US$2.65 "
        "billion). They agree.",
    ),
    "some months": (
        [level("total", 0.12e9, HALF), level("total", 2.6e9)],
        "From US$120 million (Malaysia–Russia trade in January to June 2022) follows US$115 million to US$125 million; "
        f"for {TRADE}, US$2.6 billion is printed (US$2.65 billion or less). That tells nothing sure. These months make "
        "far less of the whole than their number.",
    ),
    "two currencies": (
        [level("total", 2.5e9, ARTICLE), level("total", 1.19e10, ARTICLE, currency="MYR")],
        f"RM11.9 billion for US$2.5 billion ({TRADE}) is 4.647 to 4.878 ringgit for one US dollar; the days of 2022 "
        "had 4.312 to 4.488. It fits 2023. They contradict each other by 3.5%.",
    ),
    "growth between levels": (
        [level("total", 2.0e9, year=2021), level("total", 2.5e9), growth(0.251)],
        f"From US$2.5 billion ({TRADE}) and US$2 billion (Malaysia–Russia trade in 2021) follows growth of −2.0% to "
        f"+70.0% in US dollars; +25.1% is printed for {TRADE}. They agree.",
    ),
    "two growths": (
        [growth(0.12), growth(0.13)],
        f"+12% is one growth, and +13% is printed for {TRADE}. They agree.",
    ),
    "two growths in two currencies": (
        [growth(0.12), growth(0.2), level("export", 1e9), level("export", 4e9, currency="MYR", year=2021)],
        f"+12%, +16.1% to +24.4% when changed from USD to MYR is one growth, and +20% is printed for {TRADE}. "
        "They agree.",
    ),
    "growth of a part of a year": (
        [level("total", 1.2e9, HALF), growth(0.12, HALF), level("total", 2.0e9, year=2021)],
        "From US$1.2 billion (Malaysia–Russia trade in January to June 2022) and +12% (growth of Malaysia–Russia "
        "trade in January to June 2022) follows US$1.0222 billion to US$1.1211 billion; for Malaysia–Russia trade in "
        "2021, US$2 billion is printed (US$2.5 billion or less). They agree.",
    ),
    "two sides": (
        [level("total", 2.5e9, USA), level("total", 3.5e9, USA, {"side": "USA"})],
        "For Malaysia–United States trade in 2022, US$2.5 billion by Malaysia’s statistics stands beside US$3.5 "
        "billion by the United States’ statistics. Two sides count differently; neither is wrong by that.",
    ),
    "two sides that agree": (
        [growth(0.12), growth(0.12, {"side": "RUS"})],
        f"For {TRADE}, +12% by Malaysia’s statistics stands beside +12% by Russia’s statistics. The two sides tell "
        "the same.",
    ),
    "printed too early": (
        [level("total", 2.5e9, {"published": "2022-07-18"})],
        f"US$2.5 billion is said of {TRADE}, but was printed by Jul 2022, before that was over. The figure can only be "
        "of a part of it, or of an earlier time.",
    ),
    "ranks of one time": (
        [rank(9), rank(28, {"among": "partners"})],
        f"Rank 9 and rank 28 among partners are printed for {TRADE}. The first may have lost the set that it is a rank "
        "of. They contradict each other.",
    ),
    "ranks of two times": (
        [rank(9), rank(8, EUROPE, year=2021)],
        f"Rank 9 is printed for {TRADE}, and rank 8 among partners in Europe for 2021. That tells nothing sure. The "
        "first may have lost the set that it is a rank of.",
    ),
    "ranks of two sets": (
        [rank(7, EUROPE), rank(20)],
        f"Rank 7 among partners in Europe and rank 20 are printed for {TRADE}. A place in a part of the partners goes "
        "with it.",
    ),
    "unlike coverage": (
        [level("total", 2.5e9), level("total", 3.5e9, {"coverage": "services"})],
        f"US$2.5 billion is printed for {TRADE}, and US$3.5 billion for Malaysia–Russia trade (coverage: services) in "
        "2022. That tells nothing sure. One of them counts what the other does not.",
    ),
    "sets that are no part of each other": (
        [rank(7, EUROPE), rank(9, {"among": "partners in ASEAN"})],
        f"Rank 7 among partners in Europe and rank 9 among partners in ASEAN are printed for {TRADE}. That tells "
        "nothing sure.",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), TESTS.values(), ids=TESTS)
def test_a_finding_is_said_in_whole_sentences(rows: list[tuple[object, ...]], sentence: str) -> None:
    assert sentences(*rows)[0] == sentence


REASONS: list[tuple[list[tuple[object, ...]], str]] = [
    ([level("total", 2.5e9), level("total", 2.59e9)], "The two meet if digits were cut instead of rounded."),
    (
        [level("total", 2.5e9, {"low": 1e9, "high": 3e9}), level("total", 2.5e9)],
        "The ranges are too wide to tell.",
    ),
    (
        [level("total", 2.5e9, A, {"side": None}), level("total", 3.5e9, B)],
        "Whose statistics a figure is of is not known, so it may be of the other side.",
    ),
    (
        [level("total", 2.500e9, A, {"low": 2.5e9, "high": 2.5e9}), level("total", 2.57e9, B)],
        "A revision between the two articles may explain so small a gap.",
    ),
    (
        [level("total", 2.5e9, ARTICLE, year=2020), level("total", 1.2e10, ARTICLE, currency="MYR", year=2020)],
        "They contradict each other by 10.5%.",
    ),
    (
        [
            level("total", 2.5e9, ARTICLE, {"published": "2023-02"}, year=2020),
            level("total", 11.5e9, ARTICLE, {"published": "2023-02"}, currency="MYR", year=2020),
        ],
        "The rate is one of the year in which it was printed, not of the year that it is of.",
    ),
    (
        [level("total", 2.5e9, {"low": 2.5e9, "high": 2.5e9}), level("total", 10.8e9, EXACT, currency="MYR")],
        "The rate is one of the period's days, but far from their mean.",
    ),
    (
        [level("total", 2.5e9, ARTICLE), level("total", 12e9, ARTICLE, currency="MYR")],
        "The two meet if digits were cut instead of rounded, or money was changed at rates far from the mean.",
    ),
    (
        [level("total", 3e9, year=2019), level("total", 13.2e9, currency="MYR", year=2019)],
        "No rate between MYR and USD for these months is in the table of rates.",
    ),
]


@pytest.mark.parametrize(("rows", "reason"), REASONS, ids=[reason for _, reason in REASONS])
def test_why_nothing_is_sure_is_said(rows: list[tuple[object, ...]], reason: str) -> None:
    assert sentences(*rows)[0].endswith(reason)


def test_without_rates_an_implied_rate_stands_alone() -> None:
    assert sentences(level("total", 3e9), level("total", 13.2e9, currency="MYR"), rates=None) == [
        f"RM13.2 billion for US$3 billion ({TRADE}) is 3.757 to 5.300 ringgit for one US dollar. "
        "That tells nothing sure. No table of rates was given."
    ]


def test_what_is_not_settled_is_said() -> None:
    assert sentences(level("total", 3e9), level("total", 3e9, {"value": None}))[-1] == (
        "Claim 2 is not tested: value is missing."
    )


def test_statistics_are_told_apart_from_claims() -> None:
    amounts = {"CHN": 9e10, "SGP": 8e10, "RUS": 3e9, "DEU": 2e9}
    common = {"period": 2022, "reporter": "MYS", "flow": "total", "commodity_code": "TOTAL", "currency": "USD"}
    table = pd.DataFrame([common | {"partner": partner, "value": amount} for partner, amount in amounts.items()])
    rows = [level("export", 2e9), level("import", 2e9), level("total", 13.2e9, currency="MYR"), level("total", 3e9)]
    said = sentences(*rows, rank(1), reference=table)
    for sentence in (
        f"RM13.2 billion is printed for {TRADE}; the statistics have US$3 billion, which is RM13.002 billion to "
        "RM13.398 billion. They agree.",
        f"US$3 billion is printed for {TRADE}; the statistics have US$3 billion. They agree.",
        "From US$2 billion (Malaysia’s exports to Russia in 2022) and US$2 billion (Malaysia’s imports from Russia in "
        f"2022) follows US$3 billion to US$5 billion; for {TRADE}, the statistics have US$3 billion. They agree.",
        f"In the statistics Russia has place 3; rank 1 is printed for {TRADE}. They contradict each other.",
    ):
        assert sentence in said


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        ((), None),
        ((proposals.OtherMonths(months_of(2023)),), "period 2023"),
        ((proposals.OtherMonths(months_of(202305)),), "period May 2023"),
        (
            (proposals.OtherMonths((24276, 24281)), proposals.OtherMonths(months_of(2022))),
            "period January to June 2023 or 2022",
        ),
        ((proposals.OtherMonths((24279, 24290)),), "period FY2023-24"),
        (
            (proposals.OtherMonths((24276, 24299)), proposals.OtherMonths((24287, 24289))),
            "period 2023–2024 or December 2023 to February 2024",
        ),
        ((proposals.YearsLater(1),), "period: all +1 year"),
        ((proposals.YearsLater(-2), proposals.YearsLater(-1)), "period: all -2 years or all -1 year"),
        (
            tuple(proposals.OtherScale(factor) for factor in (10, 100, 1000)),
            "digit: 10 times, 100 times or 1,000 times",
        ),
        (
            tuple(proposals.OtherScale(factor) for factor in (0.1, 0.01, 0.001)),
            "digit: a tenth, a hundredth or a thousandth",
        ),
        ((proposals.OtherFigure(2.84e9, 3, "USD"),), "digit: US$2.84 billion"),
        ((proposals.OtherFigure(0.124, 1, None),), "digit: +12.4%"),
        ((proposals.OtherCurrency("MYR"), proposals.OtherScale(0.1)), "currency MYR or digit: a tenth"),
        ((proposals.ExchangedCurrencies(),), "currency: exchanged"),
        ((proposals.OtherBase(months_of(2019)),), "base 2019"),
        ((proposals.OtherSign(),), "sign: exchanged"),
        (
            (proposals.OtherRate(months_of(2021), 2.84e9, 3, "USD"),),
            "rate: US$2.84 billion in place of the rate of 2021",
        ),
        ((proposals.OtherFlow("import"), proposals.OtherFlow("total")), "flow import or total"),
        ((proposals.ExchangedFlows(),), "flow: exchanged"),
        ((proposals.OtherSide("RUS"),), "side RUS"),
        (
            (proposals.OtherCoverage("goods and services"), proposals.OtherCoverage("")),
            "coverage goods and services or goods",
        ),
        ((proposals.Unknown(),), "wrong: how is not known"),
        ((proposals.Revision(),), "revision: nobody is mistaken"),
        ((proposals.OtherSet("partners in Europe"),), "among: partners in Europe"),
        ((proposals.OtherSet(None, "Asia"),), "among: a part of the partners, such as those in Asia"),
        ((proposals.OtherSet(None),), "among: a part of the partners"),
    ],
)
def test_a_proposal_is_said(proposal: Proposal, words: str | None) -> None:
    said = write_proposal(proposal)
    assert said == words


def test_a_repair_is_said_with_what_contradicts_and_what_agrees() -> None:
    rows = [level("export", 1.54e9), level("import", 1.84e9), level("total", 33.8e9)]
    assert sentences(*rows)[-1] == (
        f"As printed, 1 test contradicts US$33.8 billion ({TRADE}). With digit: a tenth, nothing does, and one "
        "independent test agrees (parts)."
    )
    assert sentences(*rows, level("total", 14.9e9, B, currency="MYR"))[-1] == (
        f"As printed, 2 tests contradict US$33.8 billion ({TRADE}). With digit: a tenth, nothing does, and two "
        "independent tests agree (currencies and parts)."
    )


def test_changes_of_different_claims_that_are_as_likely_are_named_with_them() -> None:
    # Each may have slipped by a point, and no other claim tells which.
    found = check_claims(told(level("total", 2.5e9, A), level("total", 25e9, B)), rates=None)
    (sentence,) = found.loc[found["test"] == "digit", "sentence"]
    assert sentence == (
        "Any one of these would mend what contradicts, so that nothing is sure: digit: a tenth (2); or digit: 10 times "
        "(1)."
    )


def test_numbers_up_to_ten_are_words() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    assert {count: template.fill() for count, template in NUMBERS.items()} == dict(enumerate(words, start=1))
