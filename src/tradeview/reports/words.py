"""What the pages of reports say: headings, heads of tables, and every sentence beside a figure or a chart.

The HTML templates hold markup alone; they fill these with `say`, which escapes what comes from a table.
"""

from tradeview.words.templates import Arrangement, Plural, Template

# Both pages: periods, tables and cells
PERIODS = Template("{start} to {end}", note="two periods, or the first and the last month of a stretch")
AMOUNTS = Template("{low} to {high}", note="the two ends of a range, or an amount at the start and at the end")
WAY = Template("{origin:capital} to {destination}", note="two economies: which way goods go")
PERIOD = Template("Period")
VALUE = Template("Value")
SOURCE_AND_NOTE = Template("Source and note")
AS_PRINTED_HEAD = Template("As printed")
KIND_NOT_STATED = Template("kind not stated", note="of an exchange rate: a mean, or that of a day")
ROUNDED = Template("Shown numbers are rounded; the workbook tables.xlsx has them in full.")
CONTENTS = Template("Contents", note="a heading: the list of sections of a page")
ANNEX_OF = Template("Annex: {title}", note="title: Malaysia–Russia trade")
ANNEX_LEAD = Template("What the report leaves out for length.")
BACK = Template("Back to the report")
IN_ANNEX = Template("More of it stands in the annex", note="a link, beside the list of contents")
STEPS_IN_ANNEX = Template("Every number, step by step, stands in the annex.")
CLAIMS_IN_ANNEX = Plural(
    "The claim stands in the annex, with its words and its source.",
    "All {count} claims stand in the annex, with their words and their sources.",
)
TESTS_IN_ANNEX = Plural("The test in words stands in the annex.", "Each of them in words stands in the annex.")
PHRASES_IN_ANNEX = Template("Every phrase as printed, with its HS codes, stands in the annex.")
EVENTS_IN_ANNEX = Template("Every event, with its date as printed, stands in the annex.")
SOURCES_IN_ANNEX = Template("Titles, dates and licences stand in the annex.")
CLAIMS_OF_GAP = Template(
    "Of {periods} the table has no figures. What else was printed of that time stands under “{section}”: it is held "
    "against one another there, and enters no measure here.",
    note="section: the heading of a section of the page",
)
DRAWN_CLAIMS = Plural(
    "The chart draws {count} of them: amounts of trade both ways in one currency.",
    "The chart draws {count} of them: amounts of trade both ways in one currency.",
)
MADE_ON = Template("Made on {day}.", note="day: 30 November 2026")
NEWEST_SOURCE = Template("The newest source with a date is of {day}.", note="day: 30 November 2026")
FILES = Template("Files beside this page: {name}.png, .svg, .pdf and the data drawn, {name}.csv.")
NOT_DRAWN = Template("Not drawn", note="a heading: charts that the table has no data for")
SOURCES = Template("Sources")
SOURCE = Template(
    "Title: {title}. Publisher: {publisher}. Date: {date}. Licence: {licence}. Document: {document}.",
    note="what the project knows of a source, in the words of its list of sources",
)
LOG_POINTS = Template(
    "In logarithms the three parts add up to the whole exactly: "
    "{real} + {price} + {exchange_rate} = {total} log points."
)
CONVERSION_USES = Template(
    "Conversion uses {currency} and {base_currency}; constant prices are those of {period}.", note="codes of currencies"
)
CONVERSION_ALONE = Template("Conversion uses {currency} and {base_currency}.", note="codes of currencies")
PREFERRED = Template("Of a figure printed in several currencies, the one in {currency} was taken.", note="a code")
CHANGE_IN = Template("{percent} in {unit}", note="unit: US dollars, or US dollars of 2024")
A_YEAR = Template("{percent} a year")

MARKS_TELL = Template(
    "Point at a mark of a chart: it tells the printed words, the rate and the source, as far as there are any.",
    note="shown where the reader has a mouse, and not on paper",
)

# The page of one series
SERIES_LEAD = Template("What was printed, how it was converted, and what follows.")
CARD_HEAD = Template("{start} to {end}, in {unit}", note="above a growth rate; unit: US dollars of 2024, or the like")
BY_PRINTED_DIGITS = Template("{low} to {high} by the printed digits", note="the range of a growth rate")
A_YEAR_OVER = {
    "year": Plural("{percent} a year over {count} year", "{percent} a year over {count} years"),
    "quarter": Plural("{percent} a year over {count} quarter", "{percent} a year over {count} quarters"),
    "month": Plural("{percent} a year over {count} month", "{percent} a year over {count} months"),
}
SAME_OF_YEAR_BEFORE = {
    "month": Template("on the same month of the year before"),
    "quarter": Template("on the same quarter of the year before"),
    "year": Template("on the same months of the year before", note="of a part of a year"),
}
NO_FIGURE_OF = Template("there is no figure of {period}", note="of the same month or quarter of the year before")
OTHER_SEASON = {
    "month": Template("there is no figure of {period}: months of two seasons are compared"),
    "quarter": Template("there is no figure of {period}: quarters of two seasons are compared"),
}
HEADLINE = Template(
    "{series:capital}, {period}: {changes}, on {earlier}",
    note="changes: up 3% in US dollars, down 1% in ringgit; earlier: Dec 2023, or the same months of 2024",
)
HEADLINE_ALONE = Template(
    "{series:capital}, {period}: {value}; there is no figure of {earlier} to compare it with",
    note="value: US$1.6 billion; earlier: the same month of the year before",
)
SEASON_DECIDES = {
    "year": Template(
        "The start decides: from {first}, the first figure of these months here, to {end} the changes are {changes}.",
        note="changes: +30% in US dollars, +75% in ringgit",
    ),
    "month": Template(
        "The start decides: from {first}, the first figure of this month here, to {end} the changes are {changes}.",
        note="changes: +30% in US dollars, +75% in ringgit",
    ),
    "quarter": Template(
        "The start decides: from {first}, the first figure of this quarter here, to {end} the changes are {changes}.",
        note="changes: +30% in US dollars, +75% in ringgit",
    ),
}
START_DECIDES = Template(
    "The start decides: from {first}, the first figure here, to {end} the changes are {changes}.",
    note="changes: +30% in US dollars, +75% in ringgit",
)
RANGES = Template("The ranges are what the printed digits allow, the least doubt there is, not all of it.")
SERIES_HEADINGS = {
    "lenses": Template("One trade, three measures"),
    "accounting": Template("What the growth is made of"),
    "rate": Template("Do the two printed figures go together?"),
    "composition": Template("What is named as traded"),
    "timeline": Template("Events and figures"),
}
TWO_LENSES = Template("One trade, two measures", note="a heading, where there is no index of prices")
SERIES_TWO_LENSES = Template(
    "The two panels are the same trade. Growth in {own} holds growth of goods, of prices and of the exchange rate; "
    "growth in {base} holds goods and prices, which no index of prices was there to tell apart.",
    note="own, base: names of currencies",
)
SERIES_LENSES = Template(
    "The three panels are the same trade. Growth in {own} holds growth of goods, of prices and of the exchange rate; "
    "growth in {base} holds goods and prices; in {base} of {period} the general rise of prices is taken out "
    "({deflator}: not the prices of the goods themselves, of which the sources say nothing).",
    note="own, base: names of currencies; deflator: the name of a price index",
)
ACCOUNTING_RATES = Template(
    "The rate of {start} is {start_rate} ({start_kind}, {start_source}); that of {end} is {end_rate} "
    "({end_kind}, {end_source})."
)
RATE_CHART = Template(
    "A source that prints one fact in two currencies has used a rate. Here is that rate among the days of its year."
)
COMPOSITION_CHART = Template(
    "The documents name goods without values; the list says what is mentioned, not what weighs most. Doubts stand in "
    "the notes."
)
EVERY_PHRASE = Template("Every phrase as printed, with its HS codes")
PHRASE_FROM = Template("From", note="head of a column: from which economy to which the goods go")
PHRASE = Template("Phrase")
MEANING = Template("Meaning")
HS_CODES = Template("HS codes")
CERTAINTY = Template("Certainty")
NO_CODES = Template("none", note="no HS code")
EVERY_EVENT = Template("Every event with its date as printed")
DATE = Template("Date")
EVENT = Template("Event")
FIGURES_AS_PRINTED = Template("The figures as printed")
PRINTED = Template("Printed")
SOURCE_HEAD = Template("Source")
STEPS = Template("Every number, step by step")
STEPS_OF = Template("In {unit}: {percent} from {start} to {end}")
GROWTH = Template("Growth")
NOT_YEAR_BEFORE = Template("none of the year before", note="there is no figure of the same month or quarter then")
HOW_GROWTH_OVER_YEAR_IS_MADE = Template(
    "Growth is value divided by that of the same month or quarter of the year before, less one."
)
HOW_GROWTH_IS_MADE = Template(
    "Growth is value divided by the value before it, less one; “a year” is its compound rate over the years between."
)
NAMED_IN_LEDGER = Template("Named so in the ledger or the rate table, which say no more of it.")
MADE_FROM_LEDGER = Template("Made by tradeview {version} from a ledger of printed figures.")

# The page of a pair
PAIR_LEAD = Template("What {reporter} reports of its trade with {partner}, {periods}, out of {sources}.")
NO_SOURCE = Template("a table that does not say its source")
PARTNERS_LEAD = Template(
    "What {reporter} reports of its trade with {partners}, {periods}, out of {sources}.",
    note="partners: a list of economies",
)
PARTNERS_TITLE = Template("{reporter:possessive} trade with {partners}", note="partners: a list of economies")
PARTNERS_TABLE = Template("The partners, side by side")
PARTNERS_ARE_IN = Template(
    "In {base} at current prices, {periods}, as {reporter} reports them; below each, its change from the first period "
    "to the last.",
    note="base: a currency",
)
PARTNERS_OF_ONE_PERIOD = Template("In {base} at current prices, {period}, as {reporter} reports them.")
PARTNER = Template("Partner", note="head of a column: an economy that another trades with")
CHANGE_IN_MEASURE = Template("Change in {unit}", note="head of a column; unit: ringgit, US dollars of 2024")
SHARE_OF_ALL = Template("Share of all trade", note="head of a column: of exports and imports together")
NOT_IN_TABLE = Template(
    "{partner:capital} was asked for, too: the table has no figures that {reporter} reports of trade with it.",
    note="partner, reporter: economies",
)
NOT_OF_PARTNER = Template(
    "{partner:capital} was asked for, too, and is left out: {reason}", note="reason: in English, as errors are"
)
NOTE_OF_PARTNER = Arrangement("{partner:capital}: {note}", note="note: a sentence on the figures of this partner")
FIGURES_OF_PARTNER = Template("{partner:capital}, period by period", note="a heading")
MEASURE_OF_PARTNER = Arrangement("{partner:capital}: {reason}", note="reason: a line of what is not told")
OTHER_MONTHS = Template("Figures of other months than these are not part of a report of several partners.")
CLAIMS_OF_ONE_PARTNER = Template(
    "what else was printed: claims are shown and checked in the report of one partner; name one"
)
PAIR_HEADINGS = {
    "partner_growth": Template("Which partner grew"),
    "partner_trade": Template("Trade with each partner"),
    "partner_exports": Template("Exports to each partner"),
    "partner_imports": Template("Imports from each partner"),
    "balance": Template("Exports, imports and their balance"),
    "lenses": Template("One trade, three measures"),
    "accounting": Template("What the growth is made of"),
    "composition": Template("What is traded"),
    "exports": Template("The largest exports"),
    "imports": Template("The largest imports"),
    "export_partners": Template("Among the partners: exports"),
    "import_partners": Template("Among the partners: imports"),
    "export_mirror": Template("What the other side says of the exports"),
    "import_mirror": Template("What the other side says of the imports"),
}
FLOWS = {
    "export": Template("Exports"),
    "import": Template("Imports"),
    "total": Template("Exports and imports"),
}
SUM = Template("Sum", note="head of a column: exports and imports together")
BALANCE = Template("Balance")
NO_CHANGE = Template("{end}; there is no figure of {start} to compare it with", note="below an amount of money")
NOTHING_EARLIER = Template("{end}; the table has no earlier figure to compare it with", note="below an amount of money")
PAIR_LENSES = Template(
    "The panels are the same trade. The figures of the table are in {base}; those in {own} are converted from "
    "them at the rates that are named, and are not what the national statistics print: UN Comtrade itself converts "
    "national figures at rates of its own."
)
NEITHER_SIDE = Template(
    "Neither side is the true one, and nothing is averaged: valuation, timing, transit and confidential goods set them "
    "apart."
)
FIGURES_BY_PERIOD = Template("The figures, period by period")
FIGURES_ARE_IN = Template(
    "In {base} at current prices, as {reporter} reports them; below each, its change since the figure before."
)
FIGURES_ARE_IN_OVER_YEAR = Template(
    "In {base} at current prices, as {reporter} reports them; below each, its change on the same month or quarter of "
    "the year before."
)
NO_FIGURE = Template("no figure")
CHANGE_OVER = {
    "year": Plural("{percent} in {count} year", "{percent} in {count} years"),
    "quarter": Plural("{percent} in {count} quarter", "{percent} in {count} quarters"),
    "month": Plural("{percent} in {count} month", "{percent} in {count} months"),
}
BOTH_SIDES = Template("Both sides, period by period")
FLOW = Template("Flow")
EXPORTER_REPORTS = Template("The exporter reports")
IMPORTER_REPORTS = Template("The importer reports")
RATIO = Template("Ratio")
NAMED_IN_TABLE = Template(
    "Named so in the table. A date in the name is the day of the download, or of the file as it lies on this machine: "
    "figures of trade are revised."
)
MADE_FROM_TABLE = Template("Made by tradeview {version} from a table of trade.")
EMPTY_PERIODS = Template("Missing is not zero: periods without a figure are left empty.")
MEMBERS_REPORTED_ON = {
    "export": Plural(
        "Exports to {group} are the sum of those to its members, {periods}; without figures is {members}.",
        "Exports to {group} are the sum of those to its members, {periods}; without figures are {members}.",
    ),
    "import": Plural(
        "Imports from {group} are the sum of those from its members, {periods}; without figures is {members}.",
        "Imports from {group} are the sum of those from its members, {periods}; without figures are {members}.",
    ),
}
MEMBERS_REPORT = {
    "export": Plural(
        "Exports of {group} are the sum of what its members report, {periods}; without figures is {members}.",
        "Exports of {group} are the sum of what its members report, {periods}; without figures are {members}.",
    ),
    "import": Plural(
        "Imports of {group} are the sum of what its members report, {periods}; without figures is {members}.",
        "Imports of {group} are the sum of what its members report, {periods}; without figures are {members}.",
    ),
}
# Where many have none, those that have figures are the fewer to name.
FEW_REPORTED_ON = {
    "export": Plural(
        "Exports to {group} are those to {members} alone, {periods}: {count} other has no figures.",
        "Exports to {group} are those to {members} alone, {periods}: {count} others have no figures.",
    ),
    "import": Plural(
        "Imports from {group} are those from {members} alone, {periods}: {count} other has no figures.",
        "Imports from {group} are those from {members} alone, {periods}: {count} others have no figures.",
    ),
}
FEW_REPORT = {
    "export": Plural(
        "Exports of {group} are those that {members} reported, {periods}: {count} other has no figures.",
        "Exports of {group} are those that {members} reported, {periods}: {count} others have no figures.",
    ),
    "import": Plural(
        "Imports of {group} are those that {members} reported, {periods}: {count} other has no figures.",
        "Imports of {group} are those that {members} reported, {periods}: {count} others have no figures.",
    ),
}
MEMBERS_VARY = {
    "export": Template("Exports are sums over {group}, {periods}; in some of them figures of {members} are missing."),
    "import": Template("Imports are sums over {group}, {periods}; in some of them figures of {members} are missing."),
}
AND_OTHERS = Plural("{count} other", "{count} others", note="at the end of a list of members of a group")
ALL_MEMBERS = {
    "export": Template("Exports are the sum of those of all members of {group}, {periods}."),
    "import": Template("Imports are the sum of those of all members of {group}, {periods}."),
}
SUM_OF_MEMBERS = Template("{source}; sum of the members of {group}", note="a source, below a chart")
SUM_OF_CODES = Plural(
    "{source}; sum of the {count} code in the file",
    "{source}; sum of the {count} codes in the file",
    note="a source, below a chart: the file has chapters, and no total",
)
NO_TOTAL = Plural(
    "The table has no row of all goods: its figures are the sum of the {count} chapter in the file.",
    "The table has no row of all goods: its figures are the sum of the {count} chapters in the file.",
)
NO_TOTAL_OF_PRODUCTS = Plural(
    "The table has no row of all goods: its figures are the sum of the {count} product in the file.",
    "The table has no row of all goods: its figures are the sum of the {count} products in the file.",
)
RE_EXPORTS = Template("Re-exports and re-imports are part of exports and imports, and are not added to them.")
NO_FLOW = {
    "export": Template("No exports, and no total, for {periods}: missing is not zero."),
    "import": Template("No imports, and no total, for {periods}: missing is not zero."),
}
VALUED_FOR_SOME = {
    "export": Template(
        "The table values exports {valuation} in {periods} and does not say how in the other periods; they are taken "
        "as one series, whose valuation is not stated."
    ),
    "import": Template(
        "The table values imports {valuation} in {periods} and does not say how in the other periods; they are taken "
        "as one series, whose valuation is not stated."
    ),
}
RANK = {
    "export": Template(
        "{partner:capital} is number {place} of the {partners} partners that the table has for {reporter:possessive} "
        "exports in {period}."
    ),
    "import": Template(
        "{partner:capital} is number {place} of the {partners} partners that the table has for {reporter:possessive} "
        "imports in {period}."
    ),
}
RANK_SHARED = {
    "export": Template(
        "{partner:capital} shares place {place} of the {partners} partners that the table has for "
        "{reporter:possessive} exports in {period}.",
        note="others have the same value",
    ),
    "import": Template(
        "{partner:capital} shares place {place} of the {partners} partners that the table has for "
        "{reporter:possessive} imports in {period}.",
        note="others have the same value",
    ),
}

# Figures of other months than those that a report is of, on either page
PARTS_OF_YEARS = Template("Parts of years")
OTHER_PERIODS = Template("Figures of other periods")
APART_LEAD = Template(
    "Figures of other months than those above stand here by themselves. Each is compared with the same months of the "
    "year before, and none with a figure above."
)
CHANGE_APART = Template(
    "{series:capital}, {period}: {value}, {change} on {earlier}.",
    note="change: up 32%; earlier: the same months of 2024, or FY2022-23",
)
ALONE_APART = Template("{series:capital}, {period}: {value}; there is no figure of {earlier} to compare it with.")
CHANGE_IN_UNIT = Template("{change} in {unit}", note="change: up 25%; unit: ringgit, or US dollars of 2024")
IN_OTHER_MEASURES = Template("In other measures: {changes}.", note="changes: up 25% in ringgit")
NOT_TOLD_APART = Template("{periods}, in {unit}: {reason}", note="reason: in English, as errors are")
FIGURE_OF = Template("Figure", note="head of a column: whose trade, and which way")
CARD_HEAD_ON = Template(
    "{period} on {earlier}, in {unit}",
    note="above a growth rate: January to August 2025 on the same months of 2024, in US dollars",
)
PRODUCTS_APART = Template("Products of these periods stand in the workbook alone, in its sheet “Figures apart”.")
OTHER_PARTNERS_APART = Template("Figures of these periods with other partners are not part of this report.")

# What else was printed: claims of the pair, on either page
CLAIMS_HEADING = Template("What else was printed")
CLAIMS_OF_ARTICLES = Plural("{count} claim of {articles}.", "{count} claims of {articles}.")
ARTICLES = Plural("{count} article", "{count} articles")
CHANGE_NOTHING = Template("What was printed is shown as it was printed, and changes no other figure of this page.")
NOT_SHOWN = Plural(
    "{count} other claim of these texts is not shown: it is of other trade, of what has not happened, or leaves open "
    "what it is of.",
    "{count} other claims of these texts are not shown: they are of other trade, of what has not happened, or leave "
    "open what they are of.",
)
NOT_TESTED = Plural(
    "{count} claim is of a kind that nothing is held against.",
    "{count} claims are of kinds that nothing is held against.",
)
KIND_COMPARED = Template("{kind}, compared with {base}", note="kind: growth, change; base: 2019, October 2024")
DO_THEY_AGREE = Template("What goes together, and what does not")
TESTS = Plural(
    "{count} test holds claims against one another: {verdicts}.",
    "{count} tests hold claims against one another: {verdicts}.",
    note="verdicts: 33 agree, 7 contradict and 7 cannot tell",
)
TESTS_BY_VERDICT = {
    "agrees": Plural("{count} agrees", "{count} agree", note="of tests of claims"),
    "contradicts": Plural("{count} contradicts", "{count} contradict", note="of tests of claims"),
    "cannot tell": Plural("{count} cannot tell", "{count} cannot tell", note="of tests of claims"),
}
NO_TESTS = Plural(
    "There is no other claim that this one can be held against.",
    "No two of these claims can be held against one another.",
)
COMPARED_AT = Template(
    "Money of two currencies is compared at the mean rate of its period and the range of its days ({sources})."
)
COMPARED_WITHOUT_DAYS = Template(
    "Money of two currencies is compared at the mean rate of its period and the range of its days ({sources}; ten per "
    "cent to each side stand for days that the table does not give)."
)
NO_RATES = Template("There was no rate to compare money of two currencies at.")
TAKEN_FOR_TRUE = Template("The figures of the table that this report is of were taken for true.")
EVERY_TEST = Plural("The test in words", "The {count} tests in words", note="a heading")
EVERY_PROPOSAL = Plural("What would mend it", "What would mend them", note="a heading: proposals for claims")
VERDICTS = {
    "agrees": Template("Agrees."),
    "contradicts": Template("Contradicts."),
    "cannot tell": Template("Cannot tell."),
}
PROPOSAL = Template("Proposal: {proposal}.")
SPEAKS_AGAINST = Template("Most speaks against {claims}.", note="claims: their keys")
CLAIMS = Template("Claims: {claims}", note="claims: their keys")
EVERY_CLAIM = Template("Every claim with its words and its source")
TRADE = Template("Trade")
WHOSE_CLAIM = Template("Whose", note="head of a column: whose statistics a claim cites")
PRINTED_BY = Template("Printed by")
CONTRADICTED = Template("contradicted", note="a claim, by others")
CLAIM_KEY = Template("claim {key}")
BOTH_WAYS = Template("both ways", note="exports and imports together")
RE_EXPORTED = Template("re-exported, {origin} to {destination}")
BALANCE_OF = Template("balance of {reporter} with {partner}", note="exports less imports of an economy")
WAY_COVERED = Template("{way}, coverage {coverage}", note="way: both ways …; coverage: services, non-oil …")
WAY_OF_GOODS = Template("{way}, HS {code}", note="way: both ways, or Malaysia to Russia")
MORE_THAN = Template("more than {figure}")
LESS_THAN = Template("less than {figure}")
ABOUT = Template("about {figure}")

# Why something was left out
CHART_NOT_DRAWN = Arrangement(
    "{name}: {reason}", note="name: of the file of a chart, lenses; reason: in English, as errors are"
)
NO_CLAIMS = Template("what else was printed: no claim of this pair in the table of statements that was given")
NO_CLAIMS_IN_TEXTS = Template("what else was printed: no claim of this pair in the texts that were given")
OWN_LISTS = {
    "sides": Template("sides: tradeview’s own list of printed claims is of Malaysia and Russia"),
    "composition": Template("composition: tradeview’s own list of commodities is of Malaysia and Russia"),
    "timeline": Template("timeline: tradeview’s own list of events is of Malaysia and Russia"),
}
ONE_PERIOD = Template("growth: the table has one period of the pair alone")
NO_PRICES = Template(
    "growth at constant prices, and the parts of growth: {reason}", note="reason: in English, as errors are"
)
NO_PARTS = Template("the parts of growth: {reason}", note="reason: in English, as errors are")
NO_REAL_GROWTH = Template("growth at constant prices: {reason}", note="reason: in English, as errors are")
LEFT_OUT_OF_MEASURES = Template(
    "{periods}, left out of the measures and of their growth: {reason}",
    note="periods: Jan 2005 to Mar 2005; reason: in English, as errors are",
)
LEFT_OUT_OF_REAL = Template("{periods}, left out at constant prices: {reason}", note="periods: 2024 Q1, or a list")
NO_PRICE_INDEX = Template("no price index ({index})", note="index: the name of a price index")
NO_RATE = Template("no rate of exchange in the table of rates")
LEFT_OUT_OF_OWN = Template(
    "{periods}, left out in {unit}: {reason}", note="unit: ringgit, and the split of growth in it"
)
NO_MEASURES = Template("growth in three measures, and its parts: {reason}", note="reason: in English, as errors are")
