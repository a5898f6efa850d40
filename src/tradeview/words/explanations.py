"""Words: what would explain that claims contradict each other, and how sure that is."""

from tradeview.words.templates import Plural, Template

# Proposals: what would mend a claim
PERIOD = Template("period {changes}", note="changes: 2023, or 2021 or 2023")
PERIODS = Template("period: {changes}", note="changes: all +1 year")
BASE = Template("base {changes}", note="what growth is compared with: 2019, or October 2024")
DIGIT = Template("digit: {changes}", note="changes: 10 times, a tenth, US$2.84 billion")
SIGN = Template("sign: {changes}", note="changes: exchanged; of a rise for a fall, a surplus for a deficit")
CURRENCY = Template("currency {changes}", note="changes: codes, MYR or USD")
CURRENCIES = Template("currency: {changes}", note="changes: exchanged")
RATE = Template("rate: {changes}", note="changes: US$2.84 billion, converted at the rate of 2022")
FLOW = Template("flow {changes}", note="changes: import, or export or total")
FLOWS = Template("flow: {changes}", note="changes: exchanged")
AMONG = Template("among: {changes}", note="changes: partners in Europe, a part of the partners")
SIDE = Template("side {changes}", note="changes: codes of economies whose statistics they are")
COVERAGE = Template("coverage {changes}", note="changes: goods and services")
UNKNOWN = Template("wrong: {changes}", note="changes: how is not known")
REVISION = Template("revision: {changes}", note="changes: nobody is mistaken")
ALL_YEARS = Plural("all {years} year", "all {years} years", note="years: +1 or -2; all claims of an article")
SCALES = {
    10: Template("10 times"), 100: Template("100 times"), 1000: Template("1,000 times"),
    0.1: Template("a tenth"), 0.01: Template("a hundredth"), 0.001: Template("a thousandth"),
}  # fmt: skip
EXCHANGED = Template("exchanged", note="of the currencies, flows or signs of figures")
AT_RATE_OF = Template("{figure} in place of the rate of {months}", note="figure: an amount at the right rate")
GOODS_ALONE = Template("goods", note="what is counted, where nothing else is said")
HOW_UNKNOWN = Template("how is not known")
NOBODY_MISTAKEN = Template("nobody is mistaken")
PART_OF_PARTNERS = Template("a part of the partners")
PART_OF_PARTNERS_IN = Template("a part of the partners, such as those in {continent}")
RIVALS = {
    2: Template("{first}; or {second}", note="proposals for different claims, these in brackets"),
    3: Template("{first}; or {second}; or {third}", note="proposals for different claims, these in brackets"),
}

# What the bounds of a search left out
NOT_ALL_TRIED = Template("Not all was tried: {bounds}.", note="bounds: those that were met, one after another")
BOUNDS = {
    "around": Plural("{count} claim around is not fitted", "{count} claims around are not fitted"),
    "beside": Plural("{count} claim is not tested beside a change", "{count} claims are not tested beside a change"),
    "heaps": Plural(
        "{count} heap is not explained by several mistakes", "{count} heaps are not explained by several mistakes"
    ),
    "roughly weighed": Plural("{count} change is weighed roughly", "{count} changes are weighed roughly"),
    "short sets": Plural("{count} set of claims is not made longer", "{count} sets of claims are not made longer"),
    "untested": Plural("{count} change is not tested", "{count} changes are not tested"),
    "untried sets": Plural("{count} set of claims is not tried", "{count} sets of claims are not tried"),
}

# How sure they are
ANY_ONE = Template("Any one of these would mend what contradicts, so that nothing is sure: {proposal}.")
AS_PRINTED = Plural("As printed, {count} test contradicts {claims}.", "As printed, {count} tests contradict {claims}.")
WITH_PROPOSAL = Plural(
    "With {proposal}, nothing does, and {number} independent test agrees ({tests}).",
    "With {proposal}, nothing does, and {number} independent tests agree ({tests}).",
    note="follows AS_PRINTED; number: two, in words up to ten; tests: names of tests, parts and growth",
)
# Of printed claims, as a sentence lists them.
NAMES_OF_TESTS = {
    "publishers": Template("publishers", note="name of a test: one fact by two publishers", context="test"),
    "currencies": Template("currencies", note="name of a test: one amount in two currencies", context="test"),
    "mirror": Template("mirror", note="name of a test: one flow by both its sides", context="test"),
    "reference": Template("reference", note="name of a test: beside statistics", context="test"),
    "coverage": Template("coverage", note="name of a test", context="test"),
    "published": Template("published", note="name of a test: printed before its months were over", context="test"),
    "parts": Template("parts", note="name of a test: exports, imports and their sum", context="test"),
    "balance": Template("balance", note="name of a test: exports less imports", context="test"),
    "part of year": Template("part of year", note="name of a test: months beside their year", context="test"),
    "share": Template("share", note="name of a test", context="test"),
    "growth": Template("growth", note="name of a test", context="test"),
    "growth of parts": Template("growth of parts", note="name of a test", context="test"),
    "growth between parts": Template("growth between parts", note="name of a test", context="test"),
    "rank": Template("rank", note="name of a test", context="test"),
}
NUMBERS = {
    1: Template("one"), 2: Template("two"), 3: Template("three"), 4: Template("four"), 5: Template("five"),
    6: Template("six"), 7: Template("seven"), 8: Template("eight"), 9: Template("nine"), 10: Template("ten"),
}  # fmt: skip
EXPLAINED_BY = Template(
    "{claims} would fit the other claims with {proposal} ({probability}).",
    note="claims: figures with what they are of; probability: 93%",
)
EXPLAINED_BY_DIGIT = Template(
    "{claims} would fit the other claims with {proposal}, the likeliest of {choices} figures that differ so much "
    "({probability}).",
    note="proposal: digit: US$2.84 billion; choices: how many figures differ by one digit, or by two swapped",
)
EXPLAINED_BY_UNKNOWN = Template(
    "{claims} does not fit the other claims, and how it is wrong is not known ({probability})."
)
EXPLAINED_BY_REVISION = Template(
    "{claims} may be of another state of the statistics, so that nobody is mistaken ({probability})."
)


def name_test(test: str) -> str:
    """Name a test of printed claims.

    Examples
    --------
    >>> name_test("growth of parts")
    'growth of parts'
    """
    return NAMES_OF_TESTS[test].fill() if test in NAMES_OF_TESTS else test
