"""What is assumed before anything is read: how rarely people err, how far figures lie apart, and where a search ends.

Above each number stand its unit, its source and what it is. The sources are four:

========== ===========================================================================================================
counted    Frequencies of 68 trade figures that newspapers and offices corrected: left out or counted twice at the
           source 15, another set or definition 10, currency or rate 9, digit 6, sign 4, million for billion 3, unit 3,
           year 2, month 2, a part told as the whole 2, base 2, country 2, flow 1, the rest 7.
arithmetic It follows from how figures are printed.
judgement  Nobody counted: what trade statistics and articles look like to who reads them.
computing  More would take time and tell no more.
========== ===========================================================================================================

A nat is a natural unit of information: what costs 2.3 nats is one of ten. Deviations are standard deviations of
natural logarithms: a fifth is 0.2.
"""

from typing import Literal

from tradeview.periods import MONTHS_IN_YEAR

Mistake = Literal[
    "year", "base", "part", "point", "thousand", "hundred", "swap", "digit", "sign", "currency", "rate", "flow",
    "total", "set", "side", "coverage", "revision", "unknown",
]  # fmt: skip

# How rarely people make a mistake

# nats; counted: what a reader of the figure alone can see (year, digit, point, sign, currency, flow) is as common as
# one another within what so few cases tell, one in ten; base, part, rate and whose or what is counted are rarer, one in
# twenty or thirty. What is in no catalogue is a third of all, and dearer than that says: a change that fits is
# preferred to none.
COSTS: dict[Mistake, float] = {
    "year": 2.5,
    "base": 2.0,
    "part": 2.7,
    "point": 2.3,
    "thousand": 2.3,
    "hundred": 3.3,
    "swap": 2.3,
    "digit": 2.3,
    "sign": 2.3,
    "currency": 2.3,
    "rate": 3.0,
    "flow": 2.3,
    "total": 3.0,
    "set": 2.0,
    "side": 3.5,
    "coverage": 3.0,
    "revision": 3.0,
    "unknown": 3.5,
}
# nats a year; judgement: years farther off are rarer, who copies is seldom off by more than one.
COST_OF_FURTHER_YEAR = 1.2
# nats; judgement: a currency in which nobody prints the pair's trade is seldom the one that was meant.
COST_OF_NEW_CURRENCY = 1.5
# nats; judgement: the statistics of a side of which nobody else prints any are seldom those that were copied.
COST_OF_NEW_SIDE = 1.5
# nats; judgement: what nobody else counts is seldom what was counted.
COST_OF_NEW_COVERAGE = 1.5
# nats; judgement: of seven articles, one gives a figure twice, as fine.
COST_OF_REPEATING = 2.0
# nats; judgement: of five articles, one tells of nothing that is new.
COST_OF_OLD_NEWS = 1.5
# months; judgement: what is newest of a year is told for a year.
MONTHS_OF_NEWS = MONTHS_IN_YEAR
# claims; judgement: any year is as likely in an article as one of which it has as many claims.
COMPANY_OF_ANY_YEAR = 1.0
# nats; judgement: on equal evidence, a claim alone is likelier mistaken than the claim and its article with it.
COST_OF_SEVERAL = 0.7
# nats; judgement: of a dozen contradictions that one mistake may explain, one comes from two.
COST_OF_ANOTHER_MISTAKE = 2.5
# nats; judgement: a claim around a contradiction that is wrong itself, beside being anywhere.
COST_OF_OUTLIER = 7.0
# 1 is a hundred per cent; judgement: growth that great may have lost its point by two or three places, no less growth
# was meant so.
GREAT_GROWTH = 1.0

# How far amounts are apart before anything is printed

# deviation; judgement: amounts of one pair and another.
OF_ANY_PAIR = 2.5
# deviation; judgement: codes of goods of one pair.
BETWEEN_CODES = 1.2
# deviation; judgement: exports are of the order of imports.
BETWEEN_FLOWS = 0.8
# deviation; judgement: a flow of a pair moves by a fifth from one year to the next, half of it by itself ...
BETWEEN_YEARS = 0.14
# deviation; judgement: ... and half with the flow back. Of all partners more goes together: Malaysia's exports and
# imports of 2000 to 2025 by a correlation of 0.95 (OpenDOSM).
BETWEEN_YEARS_OF_PAIR = 0.14
# deviation; judgement: trade of a month moves by a sixth around its season.
BETWEEN_MONTHS = 0.15
# deviation; judgement: two sides' figures of one flow lie a third apart, and keep that distance.
BETWEEN_SIDES = 0.3
# deviation; judgement: goods, and goods and services, beside what services usually add.
BETWEEN_COVERAGES = 0.12
# logarithm; judgement: services make goods and services a fifth or a quarter more than goods.
SERVICES_BESIDE_GOODS = 0.2
# share of all goods; judgement: goods of one code are a tenth of them.
SHARE_OF_CODE = 0.1
# deviation; judgement: a rate that no table has is of any order within some fiftyfold.
UNKNOWN_RATE = 4.0
# deviations to each side of the mean; judgement: the trade of a period was changed at rates in this range.
DEVIATIONS_OF_NEAR = 1.5

# How far what is printed is from what it is of

# deviation; judgement: figures are revised by about a hundredth from one article to the next.
USUAL_REVISION = 0.012
# deviation; judgement: a revision that explains a contradiction is a great one.
GREAT_REVISION = 0.04
# share of the smaller amount; judgement: a gap that is wider is no revision.
GREATEST_REVISION = 0.25
# share of the smaller amount; judgement: figures of two articles that lie less apart may both be right, of two states
# of the statistics.
FIRM_GAP = 0.08
# deviation by units of the last digit; arithmetic: half a unit to each side is 0.29; digits that were cut make it more.
DEVIATION_OF_DIGITS = 0.35
# deviation; computing: figures of five digits and more are held less finely, so that differences of large numbers do
# not drown them.
LEAST_NOISE = 5e-4
# logarithm; judgement: "more than two billion" is said of little more.
BEYOND_BOUND = 0.03
# deviation; judgement: of what such a bound is said of.
NOISE_OF_BOUND = 0.05
# natural units of the logarithm, by kind; judgement: a claim that is wrong, nobody knows how, is anywhere within.
WIDTHS = {"level": 6.0, "growth": 1.5, "share": 3.0}
# deviation, by kind; judgement: most figures that are wrong are so by less.
NEAR_ERROR = {"level": 0.4, "growth": 0.2, "share": 0.4}
# share of wrong figures; judgement: those that are near what they should be.
SHARE_OF_NEAR_ERRORS = 0.7
# ranks; judgement: a rank that is wrong is any of so many.
CHOICES_OF_RANK = 30
# ranks; judgement: in a set of its neighbours a rank is one of a few.
CHOICES_OF_NEIGHBOURS = 3

# What is said of an explanation

# probability; judgement: with so much resting on it, a claim is suspected.
SUSPECTED = 0.75
# probability; judgement: with so much, the changes of the likeliest explanation are proposed.
PROPOSED = 0.7
# probability; judgement: with so much, what was meant is taken for known where other contradictions are explained.
SURE = 0.9
# probability; judgement: a twelfth is worth telling.
TOLD = 0.08
# logarithm; judgement: amounts at the right rate that lie so near each other are one.
SAME_AT_ANY_RATE = 0.01
# explanations; judgement: of those by different claims a sentence tells no more.
MOST_TOLD = 3

# How far a search goes

# claims; judgement: a longer article is a table, of which a column may be of another year, but hardly all of it.
MOST_CORRECTED_AS_A_WHOLE = 60
# claims; computing: fitted around a contradiction.
MOST_CLAIMS = 60
# claims; computing: a change is tested beside so many others.
MOST_TESTED_WITH = 90
# articles; computing: of one figure that many print, so many stand for all.
MOST_COPIES = 2
# months; judgement: a test holds claims together that are up to a year apart, growth and its base.
MONTHS_OF_TESTS = MONTHS_IN_YEAR
# months; computing: claims that are farther off than three years tell little.
MONTHS_OF_NEIGHBOURS = 3 * MONTHS_IN_YEAR
# nats; judgement: what is less likely by so much than the best says nothing beside it.
WORTH_TESTING = 6.0
# candidates; computing: whose tests are made again.
MOST_TESTED = 60
# deviation; computing: of several claims together what the rest predicts is rough, where they are sums and balances.
NOISE_OF_ROUGH_FIT = 0.03
# nats; computing: of several claims, what is less likely by so much at a rough look is not fitted with the rest.
WORTH_REFITTING = 30.0
# candidates; computing: of several claims, so many are fitted with the rest.
MOST_REFITTED = 40
# claims; judgement: among more suspects sets of several are not sought, who was mistaken shows by how often it
# contradicts.
MOST_SUSPECTS = 30
# sets; computing: the most promising ones that are made longer.
BEAM = 12
# changes; judgement: in a set.
MOST_CHANGES = 3
# changes; computing: of each claim in a set, tried together with those of the others.
CHOICES_IN_SET = 6
# sets; computing: of which every combination of changes is tried.
MOST_SETS_FILLED = 24
# growths; computing: of a fit, put in another currency than the one in which each fits the levels best, one by one.
MOST_CURRENCIES_CHANGED = 6
# nats; computing: growth that gains less is as well in the one currency as in the other.
LEAST_GAIN_OF_CURRENCY = 0.1
# claims; computing: left out of a fit as wrong themselves.
MOST_OUTLIERS = 6
# steps; computing: of a fit.
MOST_STEPS = 20
# share of the step before; computing: one that is longer is no progress, and the next is half as long.
SLOW_PROGRESS = 0.7
# share of a step; computing: no less of it is taken.
SHORTEST_PART = 0.1
# logarithm; computing: a fit that moves by less stands.
STILL = 3e-3
# logarithm; computing: a longer step leads out of where the linear model holds.
LONGEST_STEP = 3.0
# digits; computing: what follows them is of floats, nobody printed it.
MOST_DIGITS_PRINTED = 10
# digits; computing: of a figure that is computed, and told in full.
MOST_DIGITS_TOLD = 12
