"""What a table says beside its cells: captions, heads of columns, and what stands behind a figure."""

from tradeview.words.templates import Arrangement, Plural, Template

# Captions: what a table is
TRADE = Plural("Figures of trade: {count} row", "Figures of trade: {count} rows")
CONVERTED = Plural("Figures of trade, converted: {count} row", "Figures of trade, converted: {count} rows")
DEFLATED = Plural(
    "Figures of trade at constant prices: {count} row", "Figures of trade at constant prices: {count} rows"
)
GROWTH = Plural("Growth of trade: {count} row", "Growth of trade: {count} rows")
REBASED = Plural("Trade as an index: {count} row", "Trade as an index: {count} rows")
SHARES = Plural("Shares of trade: {count} row", "Shares of trade: {count} rows")
CONTRIBUTIONS = Plural(
    "Contributions to the growth of trade: {count} row", "Contributions to the growth of trade: {count} rows"
)
ACCOUNTING = Plural("What growth is made of: {count} series", "What growth is made of: {count} series")
MIRROR = Plural("Both sides’ figures of one flow: {count} row", "Both sides’ figures of one flow: {count} rows")
INDEX = Plural("Index of trade: {count} row", "Index of trade: {count} rows")
RATES = Plural("Rates of exchange: {count} row", "Rates of exchange: {count} rows")
DEFLATORS = Plural("Price index: {count} row", "Price index: {count} rows")
STATEMENTS = Plural("Printed claims: {count} row", "Printed claims: {count} rows")
CLAIMS = Plural("Claims read in a text: {count} row", "Claims read in a text: {count} rows")
FIGURES = Plural("Figures read in a text: {count} row", "Figures read in a text: {count} rows")
VERDICTS = Plural(
    "Claims of a text beside official figures: {count} row", "Claims of a text beside official figures: {count} rows"
)
FINDINGS = Plural("Claims held against one another: {count} test", "Claims held against one another: {count} tests")
EXPLANATIONS = Plural(
    "What would explain contradictions: {count} change", "What would explain contradictions: {count} changes"
)
COMPARED = Plural("Two readings of a text: {count} row", "Two readings of a text: {count} rows")
COMMODITIES = Plural("Goods as they were named: {count} phrase", "Goods as they were named: {count} phrases")
EVENTS = Plural("Events: {count} row", "Events: {count} rows")
SOURCES = Plural("Sources: {count} row", "Sources: {count} rows")
PLAIN = Plural("Table: {count} row", "Table: {count} rows")
CAPTION = Arrangement("{title}.", note="title: what a table is and how many rows it has")
SAME_IN_ALL = Template("The same in all rows: {facts}.", note="facts: heads of columns with what they hold")
FACT = Arrangement("{name}: {value}", note="head of a column, and what it holds")
MONEY_IN = Template("Money in {currency}.", note="currency: US dollars")
MONEY_AT_PRICES = Template("Money in {currency} at {prices}.", note="prices: current prices, prices of 2024")
SERIES = Arrangement("{series:capital}.", note="series: Malaysia’s exports to Russia")
BOTH_ENDS = Template("The first {first} and the last {last} rows are shown.")
FIRST_ALONE = Plural("The first row is shown.", "The first {count} rows are shown.")
NOT_SHOWN = Plural("{count} row is not shown here.", "{count} rows are not shown here.")
ALL_COLUMNS = Plural("{count} column as it is stored", "All {count} columns as they are stored")
FIRST_COLUMNS = Template("The first {shown} of {count} columns as they are stored")
POINT_AT = Template("Point at a figure, or go to it with the Tab key, to see what stands behind it.")
PAGE_TITLE = Template("Table")

# Heads of columns
PERIOD, TIME, START, END = Template("Period"), Template("Time"), Template("Start"), Template("End")
REPORTER, PARTNER, FLOW = Template("Reporter"), Template("Partner"), Template("Flow")
EXPORTER, IMPORTER, OTHER = Template("Exporter"), Template("Importer"), Template("Other economy")
PRODUCT = Template("Product")
VALUE, CHANGE, CURRENCY = Template("Value"), Template("Change"), Template("Currency")
PRINTED = Template("Printed")
RANGE = Template("Range of the printed digits")
WHOSE = Template("Whose statistics")
SOURCE = Template("Source")
STATED = Template("As stated")
RATE, RATE_KIND, RATE_SOURCE = Template("Rate"), Template("Kind of rate"), Template("Source of the rate")
BASE, QUOTED = Template("One"), Template("In", note="head of a column: in which currency a rate is quoted")
PRICES, PRICE_INDEX, INDEX_NAME = Template("Prices"), Template("Index"), Template("Price index")
PRICE_BASIS = Template("Price basis", note="current prices, or prices of 2015")
COVERAGE = Template("Coverage", note="goods, services")
VALUATION, CLASSIFICATION = Template("Valuation"), Template("Classification", note="of a code: HS, SITC")
MONTHS_AS_STORED = Template("{period}, months: {months}", note="months: what a cell holds, which are no months")
SINCE = Template("Since", note="head of a column: the period that growth is from")
GROWTH_RATE, A_YEAR = Template("Growth"), Template("A year", note="the compound rate of growth a year")
ON_YEAR_BEFORE = Template("On the year before", note="head of a column: growth on the same month of the year before")
LOG_GROWTH = Template("Growth in log points")
REBASED_INDEX, INDEX_BASE = (
    Template("Index"),
    Template("100 is", note="head of a column: the period of an index of 100"),
)
SHARE, CONTRIBUTION = Template("Share"), Template("Contribution", note="of a part to the growth of the whole")
REAL, PRICE, EXCHANGE = Template("Real, log points"), Template("Prices, log points"), Template("Exchange, log points")
TOTAL = Template("All, log points")
START_VALUE, END_VALUE = Template("Value at the start"), Template("Value at the end")
EXPORTER_REPORTS, IMPORTER_REPORTS = Template("The exporter reports"), Template("The importer reports")
GAP, RATIO, SYMMETRIC_GAP = Template("Gap"), Template("Ratio"), Template("Gap of both’s mean")
CLAIM, CLAIMS_HEAD, KIND, SIDE = Template("Claim"), Template("Claims"), Template("Kind"), Template("Whose statistics")
PUBLISHER, PUBLISHED = Template("Printed by"), Template("On", note="head of a column: the day of publication")
VERDICT, EXPLANATION, PROPOSAL = Template("Verdict"), Template("Why"), Template("Proposal")
OFFICIAL, DIFFERENCE, TEST = Template("Official figure"), Template("Difference"), Template("Test")
FINDING, CONTRADICTION, NUMBER = Template("Finding"), Template("Contradiction"), Template("Explanation")
PROBABILITY, FIELD, PROPOSED = Template("Probability"), Template("Field"), Template("Proposed")
READ_BY, FIRST, SECOND = Template("Read by"), Template("First reading"), Template("Second reading")
LOOK_AT, IN_TEXT = Template("What to look at"), Template("In the text")
PHRASE, MEANING, CODES, CERTAINTY = Template("Phrase"), Template("Meaning"), Template("HS codes"), Template("Certainty")
ORIGIN, DESTINATION, NOTE = Template("From"), Template("To"), Template("Note")
DATE, EVENT, TITLE, LICENCE = Template("Date"), Template("Event"), Template("Title"), Template("Licence")
MEMBERS_MISSING = Template("Members without figures")
INDICES = {
    "rca": Template("RCA (Balassa)"),
    "rsca": Template("Symmetric RCA"),
    "arca": Template("Additive RCA"),
    "nrca": Template("Normalised RCA"),
    "lafay": Template("Lafay index"),
    "michaely": Template("Michaely index"),
    "complementarity": Template("Complementarity"),
    "concentration": Template("Concentration"),
    "diversification": Template("Diversification"),
    "entropy": Template("Entropy"),
    "grubel_lloyd": Template("Grubel-Lloyd index"),
    "marginal_iit": Template("Marginal intra-industry trade"),
    "intensity": Template("Trade intensity"),
    "orientation": Template("Regional orientation"),
    "similarity": Template("Similarity"),
    "extensive": Template("Extensive margin"),
    "intensive": Template("Intensive margin"),
    "balance_index": Template("Trade balance index"),
    "openness": Template("Openness"),
    "export_propensity": Template("Export propensity"),
    "import_penetration": Template("Import penetration"),
    "penetration": Template("Market penetration"),
}
GROWTH_EFFECT, STRUCTURE_EFFECT = Template("Effect of growth"), Template("Effect of structure")
COMPETITION_EFFECT = Template("Effect of competition")

# What stands behind a figure
RATE_CELL = Arrangement("{rate} {unit}", note="unit: RM per US$")
FROM_PERIOD = Template("Since {period}.", note="of growth: the period that it is from")
COMPUTED = Template("Computed: {computation}", note="computation: a whole sentence")
YES = Template("yes")
NO = Template("no")
OWN_NAME = Arrangement("{name}", note="head of a column that is not ours: its name")
DITTO = Arrangement("″", note="the same as in the row above")
FIRST_FIGURE = Template("first figure", note="there is none before it to grow from")
NOT_YEAR_BEFORE = Template("none of the year before", note="there is no figure of the same month or quarter then")
NO_GROWTH = Template("none", note="no growth can be told")
OF_PRICES = Arrangement("× {factor}, {deflator}", note="factor: what the stated figure was multiplied by")
