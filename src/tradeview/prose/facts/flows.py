"""Which flow of its sentence a fact has: that joined to it from behind, else the last before, else the next behind.

Exports and imports that are named together are shared out where as many figures follow ("were US$5 billion and US$4
billion respectively"). A surplus or a deficit is a balance, exports less imports, whatever trade it is said to be of;
one of a budget is no flow.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.coverage import find_coverage, find_coverage_words
from tradeview.prose.facts.differences import Differences
from tradeview.prose.facts.flow_rows import CLOSED, FlowRows
from tradeview.prose.facts.sales import crosses_border
from tradeview.prose.facts.sentence import Fact, Mention, Reach, first_after, last_before, within
from tradeview.prose.figure import Figure
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import STEM
from tradeview.prose.times.periods import Time

FLOWS = {
    "export": "export",
    "import": "import",
    "re_export": "re-export",
    **dict.fromkeys(("total", "exports_and_imports", "imports_and_exports"), "total"),
    **dict.fromkeys(("balance", "surplus", "deficit"), "balance"),
    **dict.fromkeys(("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade"), "balance"),
    "export_abroad": "export",
    "import_abroad": "import",
}
SIGNS = {"surplus": 1, "surplus_beside_trade": 1, "positive": 1}
SIGNS |= {"deficit": -1, "deficit_beside_trade": -1, "negative": -1}
PARTS = {"exports_and_imports": ("export", "import"), "imports_and_exports": ("import", "export")}
OTHER = "other"  # what is traded with nobody: investment, production
ACCOUNT = "account"  # whose surplus or deficit is none of trade: the budget, the current account
DIFFERENCE = "difference"  # between exports and imports: a balance whose sign nobody says
PRICE = "price"
RESPECTIVELY = "respectively"
# The keys of times before that of which a text speaks.
EARLIER = {"last_year", "year_before_last", "last_month", "month_before_last"}
EARLIER |= {"year_earlier", "previous_year", "month_earlier"}
ADJECTIVES = ("positive", "negative")  # of a balance
BESIDE_TRADE = ("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade")  # they have other meanings, too
SOLD = ("export_abroad", "import_abroad")  # what is sold or bought counts where it is abroad, or beside trade
ABROAD = "abroad"
MONEY_MARKET = "money_market"  # where currencies, shares and companies are sold and bought, which is no trade
INCOME, OUTLAY = "income", "outlay"  # of exports, and of imports, where these are named beside them
PAID_FOR = {INCOME: "export", OUTLAY: "import"}
PARTED_VERB = "parted_verb"  # führte ... aus
PARTED = {"parted_export": "export", "parted_import": "import"}
BESIDE_BALANCE = {"plus": "surplus", "minus": "deficit"}  # a rise or a fall where the sentence names no balance
# These say that a number beside them is money.
OF_MONEY = {*BESIDE_BALANCE, *FLOWS, *ADJECTIVES, OTHER, ACCOUNT, PRICE, DIFFERENCE, INCOME, OUTLAY} - {*SOLD}
FLOW_LABELS = {*OF_MONEY, *SOLD, ABROAD, MONEY_MARKET, PARTED_VERB, *PARTED}
NAMING = {*OF_MONEY, *SOLD, *PARTED}  # what names a flow, or something else
TRADED = {*FLOWS} - {*BESIDE_TRADE, *SOLD}
NONE = {OTHER, ACCOUNT, PRICE, INCOME, OUTLAY}
MAX_USED = 16  # flows before a figure that may all be said of others
AFTER = 80  # characters within which a flow may be named only after its figure
BESIDE = 24  # characters between a balance and what says its sign
ACCOUNTED = 40  # characters between a budget and its deficit
SHARED = 24  # characters between figures that flows are shared out to
MAX_SHARED = 4  # figures that flows are shared out to
PAIR = 2
LABEL_END = re.compile(r" ?[:=|]")


class FlowWords:
    """The words of some languages that say which flow a fact has."""

    def __init__(self, lexicon: Lexicon) -> None:
        # What is glued to the currency stands between: 5 milyar dolarlık ihracat.
        endings = sorted(read_endings(lexicon.files[1]) or (), key=len, reverse=True)
        glued = "|".join(re.escape(ending) for ending in endings)
        joiners = lexicon.any_of("joiners", "flow_joiners")
        self.of_flow = re.compile(f"(?:'?(?:{glued}))?{GAP}(?:{joiners}{GAP})?")
        self.both = re.compile(f"{GAP}(?:{lexicon.any_of('and', 'plus')}|[/+-]){GAP}")
        # Between a deficit and the trade that it is one of.
        self.of_trade = re.compile(f"{GAP}(?:{lexicon.any_of('joiners', 'trade_joiners')}{GAP})?")
        # An "and" that stands apart: a short one may be a part of any word where none has capitals.
        self.clause_end = re.compile(f"{CLOSED.pattern}|[ \n](?:{lexicon.any_of('and', 'plus')})[ \n]")
        # A verb that stands last is said of all before it.
        self.verbs_last = lexicon.files[1].get("status_follows", False)
        # Where verbs stand last, "to" is an ending of many meanings.
        items = ("and",) if self.verbs_last else ("and", "to", "or")
        self.item = re.compile(f"(?:{lexicon.any_of(*items)}|[,、;])\\Z")
        # Between a balance and that of another time: which in 2022 was, higher than a year before.
        again = [word for file in lexicon.files for word in file.get("differences", {}).get("same_again", ())]
        earlier = _list_earlier(lexicon)
        again += [*earlier, *lexicon.period_words("baseline", "compared_with", "beside_compared", "articles")]
        again += lexicon.words("joiners", "flow_joiners", *HEDGES)
        self.again = re.compile(f"(?:[ \n,;،、，；(–—-]|{any_glued(again)})*+")
        self.earlier = re.compile(any_glued(earlier))
        # Before a balance that became another: passé d'un déficit de 3 milliards à 5 milliards.
        articles = any_word(lexicon.period_words("articles"))
        self.rising_from = re.compile(f"{any_glued(lexicon.period_words('rising_from'))}{GAP}(?:{articles}{GAP})?\\Z")
        # Behind the particle of a verb that stands apart: führte für 5 Milliarden Euro aus und ...
        self.particle_end = re.compile(f"[ \n]*(?:[,.;:!?)]|\\Z|{lexicon.any_of('and', 'plus', 'clauses')})")
        income = [word for file in lexicon.files for word in file.get("flows", {}).get(INCOME, ())]
        self.income_last = re.compile(f"{any_glued(word.removesuffix(STEM) for word in income)}\\Z")
        self.percent = re.compile(lexicon.any_of("percent"))
        self.listed = re.compile(f"\\)?{GAP}(?:(?:,{GAP})?{lexicon.any_of('and', 'list_and')}|[,、]){GAP}")


def _list_earlier(lexicon: Lexicon) -> list[str]:
    """Return the words of some languages for a time before that of which the text speaks: a year earlier."""
    earlier: list[str] = list(lexicon.period_words("same_period"))
    for file in lexicon.files:
        for key, words in file.get("relative", {}).items():
            if key in EARLIER:
                earlier += words
    return earlier


@lru_cache(maxsize=64)
def find_flow_words(lexicon: Lexicon) -> FlowWords:
    """Return the words of a lexicon for which flow a fact has, built once."""
    return FlowWords(lexicon)


class Beside:
    """What a sentence names, by which words of several meanings are told."""

    def __init__(self, reader: Reader, words: FlowWords, mentions: Sequence[Mention], *, is_of_trade: bool) -> None:
        labels = {mention.label for mention in mentions}
        self.reader = reader
        self.folded = reader.folded
        self.words = words
        self.is_of_trade = is_of_trade or not labels.isdisjoint(TRADED)
        self.is_of_balance = not labels.isdisjoint({*SIGNS, "balance"})
        # A deficit may be that of a budget.
        is_beside_trade = not labels.isdisjoint(TRADED - {*SIGNS})
        self.is_beside_trade = is_of_trade or is_beside_trade
        self.is_abroad = self.is_beside_trade or ABROAD in labels
        self.is_of_money = MONEY_MARKET in labels
        self.has_other = OTHER in labels
        verbs = [mention.end for mention in mentions if mention.label == PARTED_VERB]
        self.verb_end = min(verbs, default=len(reader.folded))

    def find_label(self, mention: Mention) -> str | None:
        """Return the label of what is named, as its sentence tells it; none where it means something else here."""
        label = mention.label or ""
        if label not in NAMING or (label in BESIDE_TRADE and not self.is_balance_of_trade(mention)):
            return None
        if label in SOLD and not self.is_sale_of_goods(mention):
            return OTHER
        if label in BESIDE_BALANCE:
            return BESIDE_BALANCE[label] if self.is_of_balance else None
        if label in PARTED:
            ends = mention.start >= self.verb_end and self.words.particle_end.match(self.folded, mention.end)
            return PARTED[label] if ends else None
        return label

    def is_balance_of_trade(self, balance: Mention) -> bool:
        """Whether a gap or a deficit is one of trade, or with a country, and not that of a firm or a budget."""
        return self.is_of_trade or (not self.has_other and crosses_border(self.reader, balance))

    def is_sale_of_goods(self, sale: Mention) -> bool:
        """Whether what is sold or bought is goods of another country: no currencies, bonds, or projects abroad."""
        if self.is_of_money or (self.has_other and not self.is_beside_trade):
            return False
        return self.is_abroad or crosses_border(self.reader, sale)


def name_flows(
    reader: Reader, words: FlowWords, mentions: Sequence[Mention], *, is_of_trade: bool = False
) -> list[Mention]:
    """Name the flows as the trade table does, "exports and imports" as one; what is no flow has no label.

    What means other things, too, as a gap, counts where one of the flows is named beside it, or `is_of_trade`; what is
    sold, where it says that this is abroad, too.

    Examples
    --------
    >>> from tradeview.prose.text.folding import fold_text
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> reader = Reader(fold_text("deficit in trade"), find_lexicon(()))
    >>> named = [Mention(0, 7, "deficit"), Mention(11, 16, "total")]
    >>> [(flow.label, flow.sign) for flow in name_flows(reader, find_flow_words(reader.lexicon), named)]
    [('balance', -1)]
    """
    coverages = find_coverage_words(reader.lexicon)
    beside = Beside(reader, words, mentions, is_of_trade=is_of_trade)
    flows: list[Mention] = []
    for mention in mentions:
        label = beside.find_label(mention)
        # The services of "exports of services" are a part of its name.
        if label is None or (flows and mention.start < flows[-1].end):
            continue
        if label == OUTLAY and flows and _is_income_of_services(reader.folded, words, flows[-1]):
            flows.append(mention._replace(label="import", coverage=flows[-1].coverage))
            continue
        if label == INCOME and flows and _is_of_services(reader.folded, words, flows[-1], mention):
            flows.append(mention._replace(label="export", coverage=flows[-1].coverage))
            continue
        flow = mention._replace(label=FLOWS.get(label, label), sign=SIGNS.get(label, 0), parts=PARTS.get(label, ()))
        if label in FLOWS:
            flow = find_coverage(coverages, reader.view, flow)
        _add_flow(reader.folded, words, flows, flow)
    named = [flow for flow in flows if flow.label not in {*ADJECTIVES, DIFFERENCE}]
    return [flow._replace(label=None) if flow.label in NONE else flow for flow in named]


def _is_income_of_services(folded: str, words: FlowWords, flow: Mention) -> bool:
    """Whether what is named last is what services earned abroad, beside which what they cost is an import."""
    if flow.label != "export" or flow.coverage != "services":
        return False
    return words.income_last.search(folded, flow.start, flow.end) is not None


def _is_of_services(folded: str, words: FlowWords, flow: Mention, income: Mention) -> bool:
    """Whether an income is what trade in services, right before it, earned abroad: 服务贸易方面,收入310亿美元."""
    between = folded[flow.end : income.start].rstrip(" ,،、")
    is_services = flow.label in {"total", "balance"} and flow.coverage == "services"
    return is_services and words.of_trade.fullmatch(between) is not None


def _add_flow(folded: str, words: FlowWords, flows: list[Mention], flow: Mention) -> None:
    """Add a flow to those before it, in place, or join it to what it names one flow with."""
    while flows and (joined := _join_flows(folded, words, flows[-1], flow)):
        flow = joined
        flows.pop()
    last = flows[-1] if flows else flow
    is_near = flow.start <= last.end + BESIDE and not CLOSED.search(folded, last.end, flow.start)
    if flow.is_difference and last.label == "balance" and last.sign and is_near:
        flows[-1] = last._replace(end=flow.end)  # the deficit, that is the gap between exports and imports
        return
    is_of_balance = last.label == flow.label == "balance" and not last.sign and not flow.coverage
    if is_of_balance and not CLOSED.search(folded, last.end, flow.start):
        flow = flow._replace(coverage=last.coverage)  # the goods balance showed a deficit
    flows.append(flow)


def _join_flows(folded: str, words: FlowWords, last: Mention, flow: Mention) -> Mention | None:
    """Return two neighbours as the one flow that they name together, None where they name two."""
    between = folded[last.end : flow.start]
    labels = (last.label or "", flow.label or "")
    whole = Mention(last.start, flow.end, flow.label, last.sign or flow.sign, coverage=last.coverage or flow.coverage)
    if set(labels) == {"export", "import"}:
        return whole._replace(label="total", parts=labels) if words.both.fullmatch(between) else None
    if labels == ("total", "total") and flow.parts and between.strip(" ") == "(":
        return whole  # trade (exports and imports)
    if set(labels) in ({"export", INCOME}, {"import", OUTLAY}):
        own = "export" if INCOME in labels else "import"
        return whole._replace(label=own) if _is_one_name(words, between) else None
    is_glued = len(between) <= PAIR and not between.strip(" ")
    if labels[1] == "total" and labels[0] in {"export", "import"} and is_glued:
        return whole._replace(label=labels[0])  # export turnover
    if DIFFERENCE in labels and (last.parts or flow.parts):
        is_beside = len(between) <= BESIDE and CLOSED.search(between) is None
        return whole._replace(label=OTHER, is_difference=True) if is_beside else None
    return _join_balance(words, between, whole, (last, flow)) if "balance" in labels else None


def _is_one_name(words: FlowWords, between: str) -> bool:
    """Whether exports and what is earned with them are named together: revenue from exports."""
    is_near = len(between) <= ACCOUNTED and not any(map(str.isdigit, between))
    return is_near and words.clause_end.search(between) is None


def _join_balance(words: FlowWords, between: str, whole: Mention, pair: tuple[Mention, Mention]) -> Mention | None:
    """Return a balance with what says its sign, or whose it is, or what trade it is one of: a deficit in trade."""
    last, flow = pair
    is_of_trade = words.of_trade.fullmatch(between) is not None
    is_in_clause = CLOSED.search(between) is None
    if last.label in ADJECTIVES or flow.label in ADJECTIVES:
        is_beside = len(between) <= BESIDE and is_in_clause and not any(map(str.isdigit, between))
        is_open = last.sign * flow.sign == 0
        return whole._replace(label="balance") if is_beside and is_open else None
    if last.label == ACCOUNT and len(between) <= ACCOUNTED and is_in_clause:
        return whole._replace(label=OTHER, sign=0)
    if flow.label == ACCOUNT and is_of_trade:
        return whole._replace(label=OTHER, sign=0)
    if flow.label in {"total", "balance"} and last.label in {"total", "balance"}:
        is_glued = len(between) <= PAIR and not between.strip(" ")
        # The balance of exports and imports: 輸出と輸入の差引.
        is_of_both = len(last.parts) > 0 and len(between) <= PAIR
        is_one = is_glued or is_of_both if last.label == "total" else is_of_trade
        return whole._replace(label="balance") if is_one and last.sign * flow.sign == 0 else None
    return None


class FactFlows:
    """The flows that one sentence names, and which of its facts has which."""

    def __init__(self, reader: Reader, reach: Reach, mentions: Sequence[Mention], times: Sequence[Time] = ()) -> None:
        self.times = times
        self.words = find_flow_words(reader.lexicon)
        self.lexicon = reader.lexicon
        self.view = reader.view
        self.reach = reach
        self.folded = reach.folded
        self.used: set[Mention] = set()  # what is joined to one figure is not said of the next
        self.borrowed: set[Mention] = set()  # what was named only behind one is said of the next if nothing else is
        self.flows = name_flows(reader, self.words, [mention for mention in mentions if mention.label in FLOW_LABELS])
        self.last_kind = "amount"  # of the figure before
        self.was_compared = False  # whether another rose from the figure before
        self.signs = [mention for mention in mentions if mention.label in ADJECTIVES]
        self.differences = Differences(reader, self.flows)
        self.rows = FlowRows(reader, reach, self.flows, times)
        self.told: set[Mention] = set()  # what a figure has taken
        self.difference: Mention | None = None  # by how much exports exceed imports, where a figure said so
        # What is earned with exports, or paid for imports, is of them, though the word for it stands behind the amount.
        self.payments = {mention.start: PAID_FOR[mention.label] for mention in mentions if mention.label in PAID_FOR}
        self.respectively = [mention for mention in mentions if mention.label == RESPECTIVELY]

    def share_out(self, figures: Sequence[Figure]) -> dict[int, Mention]:
        """Return which of several flows named together each of as many figures has, by where the figure starts."""
        shared: dict[int, Mention] = {}
        floor = 0
        for run in self.find_runs(figures):
            flows = self.find_shared_flows(run, floor)
            for flow, item in zip(flows, run, strict=False):
                shared |= dict.fromkeys((figure.start for figure in item), flow)
            floor = run[-1][-1].end
        return shared

    def find_runs(self, figures: Sequence[Figure]) -> list[list[list[Figure]]]:
        """Return the figures that stand in a list, run by run, each with what restates it."""
        runs: list[list[list[Figure]]] = []
        for figure in figures:
            last = runs[-1][-1][-1] if runs else figure
            between = self.folded[last.end : min(figure.start, last.end + SHARED)]
            is_other_money = figure.currency != last.currency
            if runs and is_other_money and self.lexicon.restatement.fullmatch(between):
                runs[-1][-1].append(figure)
            elif runs and figure.start <= last.end + SHARED and self.lists(between, figure):
                runs[-1].append([figure])
            else:
                runs.append([[figure]])
        return runs

    def lists(self, between: str, figure: Figure) -> bool:
        """Whether what stands between two figures, but for a hedge of the second, joins the items of a list."""
        match = self.words.listed.match(between)
        if match is None:
            return False
        rest = between[match.end() :].strip(" \n")
        return not rest or (figure.hedge is not None and rest.isalpha())

    def find_shared_flows(self, run: Sequence[Sequence[Figure]], floor: int) -> list[Mention]:
        """Return a flow for each figure of a list, where the words before it name as many and share them out."""
        start, end = run[0][0].start, run[-1][-1].end
        if not 1 < len(run) <= MAX_SHARED:
            return []
        count = bisect_right(self.flows, start, key=attrgetter("end"))
        named = [flow for flow in self.flows[max(count - MAX_SHARED, 0) : count] if flow.start >= floor]
        if not named:
            named = self.find_flows_behind(end)
        single: list[Mention] = []
        for flow in named:
            single += [flow._replace(label=part, parts=()) for part in flow.parts] or [flow]
        single = single[-len(run) :]
        is_pair = len(run) == PAIR and len(named) > 0 and len(named[-1].parts) == PAIR
        if not (self.is_respective(named, start, end) or (is_pair and self.are_two_amounts(run))):
            return []
        labels = {flow.label for flow in single}
        return single if len(labels) == len(run) and None not in labels else []

    def find_flows_behind(self, end: int) -> list[Mention]:
        """Return the flows between a list and a "respectively" behind it, where the predicate stands first."""
        after = first_after(self.respectively, end)
        if after is None or after.start > end + AFTER:
            return []
        return list(within(self.flows, end, after.start))

    def is_respective(self, named: Sequence[Mention], start: int, end: int) -> bool:
        """Whether "respectively" stands between the flows and their figures, or behind these."""
        before = last_before(self.respectively, start)
        if before and named and before.start >= named[-1].end:
            return True
        after = first_after(self.respectively, end)
        following = first_after(self.flows, max(end, named[-1].end) if named else end)
        if after is None or (following and following.start < after.start):
            return False
        return after.start <= end + AFTER

    def are_two_amounts(self, run: Sequence[Sequence[Figure]]) -> bool:
        """Whether two figures are no range, between US$4 billion and US$5 billion."""
        first = run[0][0]
        place = self.find_place_before(first.start)
        return self.lexicon.between.before(self.view, place) is None

    def find_flow(self, fact: Fact, following: Fact | None, floor: int, *, is_compared: bool) -> Mention | None:
        """Return the flow of a fact, the next of which follows; `floor` is where the one before ends.

        What another fact is compared with, `is_compared`, is of the same flow where nothing else is said.
        """
        ceiling = following.start if following else len(self.folded)
        # What is said of a change, or of what a value rose from, is said of what these lead to.
        is_of_change = self.last_kind == "change" or self.was_compared
        self.last_kind = fact.figures[0].kind
        self.was_compared = is_compared
        joined = self.differences.find_difference(fact, following, floor) or self.find_joined(fact, following, floor)
        if joined:
            self.difference = joined if joined.is_difference else self.difference
            return joined
        own = self.find_own(fact, self.used | self.borrowed)
        if own and self.difference and own.end <= self.difference.end:
            return self.find_difference_again(self.difference, fact, is_compared=is_compared)
        is_other = own is not None and own.sign != 0 and own in self.told
        if is_other and not (is_of_change or is_compared or self.goes_on(fact, floor)):
            return self.find_balance_again(own, fact, floor)
        if own:
            is_open = self.is_of_compared(own, is_compared=is_compared) or self.is_shared_otherwise(own, fact)
            self.told.add(own)
            return None if is_open else self.find_sign(own, fact, ceiling)
        after = self.find_after(fact, following, ceiling)
        if after:
            self.borrowed.add(after)
            return after
        # What was said of the figure before is said of this one, too, where the two are compared.
        return self.find_before(fact, set() if is_compared else self.used)

    def find_difference_again(self, difference: Mention, fact: Fact, *, is_compared: bool) -> Mention | None:
        """Return the balance that a fact goes on from: exports exceeded imports by 5 billion, up 1 billion from 4."""
        goes_on = is_compared or fact.figures[0].kind == "change"
        return difference._replace(is_difference=False) if goes_on else None

    def is_shared_otherwise(self, own: Mention, fact: Fact) -> bool:
        """Whether a "respectively" shares out several flows to rates, beside which a fact stands."""
        shares = last_before(self.respectively, fact.start)
        if shares is None or shares.start < own.end:
            return False
        if not self.words.percent.search(self.folded, shares.end, fact.start):
            return False
        before = last_before(self.flows, own.start)
        return before is not None and before.label != own.label

    def find_own(self, fact: Fact, taken: set[Mention]) -> Mention | None:
        """Return the last flow before a fact; a plus right before a change is this: plus 2 Mrd. Euro gegenüber 2022."""
        own = self.find_before(fact, taken)
        if own is None or not own.sign or fact.figures[0].kind != "change":
            return own
        is_beside = not self.folded[own.end : fact.start].strip()
        return (self.find_before(fact, taken | {own}) if is_beside else None) or own

    def find_joined(self, fact: Fact, following: Fact | None, floor: int) -> Mention | None:
        """Return the flow that stands right behind a fact, or on both sides of it."""
        near = self.find_attached(fact, self.flows) or self.rows.find_part(fact, floor)
        balance = self.find_balance_before(fact, floor)
        if balance:
            return balance
        if near is None or self.is_label_of_next(near, fact, following, floor):
            return None
        if near.label is None and self.is_paid_for(near, fact, floor):
            self.used.add(near)  # what is earned with them, or paid, is said of no other, either
            return None
        if following and near.end > following.start:
            return None
        (self.borrowed if self.words.verbs_last else self.used).add(near)
        self.told.add(near)
        return self.find_coverage_before(near, fact)

    def is_paid_for(self, near: Mention, fact: Fact, floor: int) -> bool:
        """Whether what was earned or paid is so for what is named before a fact: for imports 5 billion was paid."""
        last = last_before(self.flows, fact.start)
        return last is not None and last.label == self.payments.get(near.start) and last.start >= floor

    def goes_on(self, fact: Fact, floor: int) -> bool:
        """Whether a fact is one more of what was said before: a change, or the next of a list."""
        if fact.figures[0].kind == "change":
            return True
        if not self.words.clause_end.search(self.folded, floor, fact.start):
            return True
        place = self.find_place_before(fact.start)
        hedge = self.lexicon.hedges.before(self.view, place)
        if hedge:
            place = self.find_place_before(hedge.edge)
        return self.words.item.search(self.folded, max(place - SHARED, 0), place) is not None

    def find_balance_again(self, own: Mention | None, fact: Fact, floor: int) -> Mention | None:
        """Return the balance of the fact before, where this one is of another time, country or printed sign."""
        if own is None:
            return None
        if self.rows.is_next_with_sign(fact, floor):
            return own._replace(sign=0)
        return own if self.is_same_again(fact, floor) or self.rows.is_next_partner(fact, floor) else None

    def is_same_again(self, fact: Fact, floor: int) -> bool:
        """Whether a fact is what the one before was at another time: only a time and "which was" stand between."""
        if fact.start - floor > AFTER:
            return False
        between = within(self.times, floor, fact.start)
        is_timed = len(between) > 0 or len(within(self.reach.baselines, floor, fact.start)) > 0
        place = floor
        for start, end in [*((time.start, time.end) for time in between), (fact.start, fact.start)]:
            part = self.folded[place : max(start, place)]
            if not self.words.again.fullmatch(part):
                return False
            is_timed = is_timed or self.words.earlier.search(part) is not None
            place = max(end, place)
        return is_timed

    def find_place_before(self, place: int) -> int:
        """Return where the word before a place ends."""
        start = max(place - PAIR, 0)
        return start + len(self.folded[start:place].rstrip(" \n(~"))

    def find_before(self, fact: Fact, taken: set[Mention]) -> Mention | None:
        """Return the last flow before a fact that is none of those taken."""
        # The "negative" of a negative balance may be the minus of the figure, too.
        count = bisect_right(self.flows, fact.figures[0].end, key=attrgetter("end"))
        # However many flows a sentence lists, few are looked at: a text of flows alone is read in linear time.
        for flow in reversed(self.flows[max(count - MAX_USED, 0) : count]):
            if flow not in taken:
                return flow
        return None

    def find_after(self, fact: Fact, following: Fact | None, ceiling: int) -> Mention | None:
        """Return the next flow behind a fact, before the next one, if it is near and of this one."""
        after = first_after(self.flows, fact.end)
        if after is None or after.start >= min(ceiling, fact.end + AFTER) or self.reach.is_parted(fact, after.start):
            return None
        if following and self.is_in_line_of_next(fact, after, following):
            return None
        # Behind the end of a clause it is of the figure that comes next.
        return None if following and self.words.clause_end.search(self.folded, fact.end, after.start) else after

    def is_in_line_of_next(self, fact: Fact, flow: Mention, following: Fact) -> bool:
        """Whether a flow behind a fact begins the next line, which holds a figure of its own."""
        is_parted = "\n" in self.folded[fact.end : flow.start]
        return is_parted and "\n" not in self.folded[flow.end : following.start]

    def find_balance_before(self, fact: Fact, floor: int) -> Mention | None:
        """Return the surplus or deficit before a fact whose trade stands behind it: a deficit of US$5 bn in trade."""
        own, near = last_before(self.flows, fact.start), first_after(self.flows, fact.end)
        if near is None or own is None or near.label not in {"total", "balance"} or near.start > fact.end + AFTER:
            return None
        if not self.words.of_trade.fullmatch(self.folded[fact.end : near.start]):
            return None
        if not own.sign or near.sign or own.start < floor or own in self.told:
            return None
        self.told.add(own)
        return own._replace(coverage=own.coverage or near.coverage)

    def find_sign(self, flow: Mention, fact: Fact, ceiling: int) -> Mention:
        """Return a balance with the sign that is said behind its figure: was US$5 billion in deficit."""
        if flow.label != "balance" or flow.sign:
            return flow
        limit = min(ceiling, fact.end + AFTER)
        adjective = first_after(self.signs, fact.end)
        if adjective and adjective.start < min(limit, fact.end + BESIDE) and self.reaches(fact, adjective):
            return flow._replace(sign=SIGNS[adjective.label or ""])
        after = first_after(self.flows, fact.end)
        if after is None or after.start >= limit or after.label != "balance" or not self.reaches(fact, after):
            return flow
        return flow._replace(sign=after.sign)

    def reaches(self, fact: Fact, sign: Mention) -> bool:
        """Whether a sign behind a figure is said of it: not of what it is compared with, against a deficit of."""
        compared = first_after(self.reach.baselines, fact.end)
        if compared and compared.start < sign.start:
            return False
        return self.words.clause_end.search(self.folded, fact.end, sign.start) is None

    def is_of_compared(self, flow: Mention, *, is_compared: bool) -> bool:
        """Whether the sign of a balance is only that of what its figure is compared with: from a deficit of US$3 bn."""
        if not flow.sign or is_compared:
            return False
        baseline = last_before(self.reach.baselines, flow.start)
        if flow not in self.told:
            return False
        if self.words.rising_from.search(self.folded, max(flow.start - BESIDE, 0), flow.start):
            return True
        if baseline is None or flow.start - baseline.end > BESIDE:
            return False
        between = self.folded[baseline.end : flow.start]
        return not any(map(str.isdigit, between)) and CLOSED.search(between) is None

    def find_coverage_before(self, flow: Mention, fact: Fact) -> Mention:
        """Return a surplus with what the balance before its figure covers: the goods balance was US$5 bn in surplus."""
        before = last_before(self.flows, fact.start)
        if flow.label != "balance" or flow.coverage or before is None or before.label not in {"balance", "total"}:
            return flow
        return flow._replace(coverage=before.coverage)

    def is_label_of_next(self, near: Mention, fact: Fact, following: Fact | None, floor: int) -> bool:
        """Whether what stands right behind a fact is the label of the next: Exports US$5 bn Imports US$4 bn."""
        if LABEL_END.match(self.folded, near.end):
            return True
        between = self.folded[fact.end : near.start]
        if following is None:
            return False
        if self.leads_to_next(near, fact, following, floor):
            return True
        if between.strip(" \n"):
            return False
        later = first_after(self.flows, near.end)
        if later and later.start < following.start:
            return False
        own = last_before(self.flows, fact.start)
        has_label = own is not None and own.start >= floor and own not in self.used
        return has_label or "\n" in between

    def leads_to_next(self, near: Mention, fact: Fact, following: Fact, floor: int) -> bool:
        """Whether nothing parts a flow from the next figure, and this one has its own: total 9 bn, exports 5 bn."""
        own = last_before(self.flows, fact.start)
        if self.words.verbs_last or own is None or self.folded[near.end : following.start].strip():
            return False
        is_beside = not self.folded[fact.end : near.start].strip()
        return is_beside or (own.start >= floor and own not in self.used)

    def find_attached(self, fact: Fact, named: Sequence[Mention]) -> Mention | None:
        """Return what a fact is joined to by nothing but "of" or "in": US$5 billion in exports."""
        near = first_after(named, fact.end)
        if near is None or near.start > fact.end + AFTER:
            return None
        between = self.folded[fact.end : near.start]
        is_in_bracket = between.strip() == "(" and self.folded[near.end : near.end + 1] == ")"
        if not is_in_bracket and self.words.of_flow.fullmatch(between) is None:
            return None
        return None if self.reach.is_parted(fact, near.start) else near
