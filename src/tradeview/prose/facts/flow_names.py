"""What a sentence names of trade: exports, imports, a balance with its sign, and what is no flow, though it sounds so.

"Exports and imports" are one flow, and so are a deficit and the trade that it is one of. Words of several meanings, as
a gap or what is sold, count where a flow is named beside them.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from tradeview.prose.amounts.grammar import Reader
from tradeview.prose.facts.back_references import BACK_REFERENCES, refer_back
from tradeview.prose.facts.coverage import find_coverage, find_coverage_words
from tradeview.prose.facts.dealings import DEALS, NO_GOODS, OTHER, SECURITIES, SOLD, Dealings
from tradeview.prose.facts.flow_rows import CLOSED
from tradeview.prose.facts.partners import find_partner_names
from tradeview.prose.facts.sentence import Mention
from tradeview.prose.lexicon import GAP, HEDGES, Lexicon, any_glued, any_word, read_endings
from tradeview.prose.text.folding import STEM, View

FLOWS = {
    "export": "export",
    "import": "import",
    "re_export": "re-export",
    **dict.fromkeys(("total", "exports_and_imports", "imports_and_exports"), "total"),
    **dict.fromkeys(("balance", "surplus", "deficit"), "balance"),
    **dict.fromkeys(("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade"), "balance"),
    **DEALS,
    "total_beside_trade": "total",
}
SIGNS = {"surplus": 1, "surplus_beside_trade": 1, "positive": 1}
SIGNS |= {"deficit": -1, "deficit_beside_trade": -1, "negative": -1}
PARTS = {"exports_and_imports": ("export", "import"), "imports_and_exports": ("import", "export")}
ACCOUNT = "account"  # whose surplus or deficit is none of trade: the budget, the current account
DIFFERENCE = "difference"  # between exports and imports: a balance whose sign nobody says
PRICE = "price"
# The keys of times before that of which a text speaks.
EARLIER = {"last_year", "year_before_last", "last_month", "month_before_last"}
EARLIER |= {"year_earlier", "previous_year", "month_earlier"}
ADJECTIVES = ("positive", "negative")  # of a balance
# They have other meanings, too.
BESIDE_TRADE = ("balance_beside_trade", "surplus_beside_trade", "deficit_beside_trade", "total_beside_trade")
ABROAD = "abroad"
INCOME, OUTLAY = "income", "outlay"  # of exports, and of imports, where these are named beside them
PAID_FOR = {INCOME: "export", OUTLAY: "import"}
PARTED_VERB = "parted_verb"  # führte ... aus
PARTED = {"parted_export": "export", "parted_import": "import"}
BESIDE_BALANCE = {"plus": "surplus", "minus": "deficit"}  # a rise or a fall where the sentence names no balance
# These say that a number beside them is money.
OF_MONEY = {*BESIDE_BALANCE, *FLOWS, *ADJECTIVES, OTHER, ACCOUNT, PRICE, DIFFERENCE, INCOME, OUTLAY, SECURITIES} - {
    *SOLD
}
FLOW_LABELS = {*OF_MONEY, *SOLD, ABROAD, PARTED_VERB, *PARTED, NO_GOODS, *BACK_REFERENCES}
NAMING = {*OF_MONEY, *SOLD, *PARTED, *BACK_REFERENCES}  # what names a flow, or something else
TRADED = {*FLOWS} - {*BESIDE_TRADE, *DEALS}
NONE = {OTHER, ACCOUNT, PRICE, INCOME, OUTLAY, SECURITIES}
BESIDE = 24  # characters between a balance and what says its sign
ACCOUNTED = 40  # characters between a budget and its deficit
PAIR = 2
INSERTED = re.compile(r"\A[^,\d]{0,40},[^,\d]{1,24},")  # the import of gas, however, cost


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
        self.partners = find_partner_names(lexicon)
        # Between a balance and the country that has it, or with which it is: de la, with.
        beside = [*lexicon.words("joiners", "trade_joiners", "partner_before"), *lexicon.period_words("of_country")]
        self.of_country = re.compile(f"{GAP}(?:{any_word(beside)}{GAP})?")
        # An "and" that stands apart: a short one may be a part of any word where none has capitals.
        self.clause_end = re.compile(f"{CLOSED.pattern}|[ \n](?:{lexicon.any_of('and', 'plus')})[ \n]")
        self.clause_start = re.compile(f"[ \n,;]{lexicon.any_of('clauses')}[ \n]")
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

    def are_parted_by_country(self, view: View, start: int, end: int) -> bool:
        """Whether a country stands between a balance and the trade that it is one of: профицит Китая в торговле."""
        for at, found in self.partners.table.scan(view.part(start, end)):
            is_beside = self.of_country.fullmatch(view.folded, start, start + at) is not None
            behind = view.folded[start + found.edge : end]
            if is_beside and behind.strip() and self.of_trade.fullmatch(behind):
                return True
        return False


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

    def __init__(
        self,
        reader: Reader,
        words: FlowWords,
        mentions: Sequence[Mention],
        bounds: tuple[int, int],
        *,
        is_of_trade: bool,
    ) -> None:
        labels = {mention.label for mention in mentions}
        self.folded = reader.folded
        self.dealings = Dealings(reader, mentions, bounds)
        self.words = words
        self.is_of_trade = is_of_trade or not labels.isdisjoint(TRADED)
        self.is_of_balance = not labels.isdisjoint({*SIGNS, "balance"})
        # A deficit may be that of a budget.
        is_beside_trade = not labels.isdisjoint(TRADED - {*SIGNS})
        # Beside a surplus, sales and purchases are those that it is the difference of.
        deals = {DEALS.get(label or "") for label in labels} - {None}
        is_compared = self.is_of_balance and len(deals) == PAIR
        self.is_beside_trade = is_of_trade or is_beside_trade
        self.has_other = OTHER in labels
        self.is_abroad = self.is_beside_trade or ABROAD in labels or is_compared
        self.is_abroad = self.is_abroad or any(map(self.is_told_abroad, mentions))
        verbs = [mention.end for mention in mentions if mention.label == PARTED_VERB]
        self.verb_end = min(verbs, default=len(reader.folded))

    def find_label(self, mention: Mention) -> str | None:
        """Return the label of what is named, as its sentence tells it; none where it means something else here."""
        label = mention.label or ""
        if label not in NAMING or (label in BESIDE_TRADE and not self.is_balance_of_trade(mention)):
            return None
        if label in DEALS:
            return label if self.is_deal_in_goods(mention) else OTHER
        if label in BESIDE_BALANCE:
            return BESIDE_BALANCE[label] if self.is_of_balance else None
        if label in PARTED:
            ends = mention.start >= self.verb_end and self.words.particle_end.match(self.folded, mention.end)
            return PARTED[label] if ends else None
        return label

    def is_balance_of_trade(self, balance: Mention) -> bool:
        """Whether a gap or a deficit is one of trade, or with a country, and not that of a firm or a budget."""
        return self.is_of_trade or (not self.has_other and self.dealings.crosses_border(balance))

    def is_deal_in_goods(self, deal: Mention) -> bool:
        """Whether what is sold or bought is goods of another country: no currencies, bonds, or projects abroad."""
        if self.dealings.is_of_money(deal) or (self.dealings.is_of_other(deal) and not self.is_beside_trade):
            return False
        return self.is_abroad

    def is_told_abroad(self, deal: Mention) -> bool:
        """Whether a word for buying or selling stands beside a country: a vague one has to say that it goes there."""
        if deal.label not in DEALS or self.dealings.is_of_money(deal):
            return False
        return self.dealings.crosses_border(deal) if deal.label in SOLD else self.dealings.names_country(deal)


def name_flows(
    reader: Reader,
    words: FlowWords,
    mentions: Sequence[Mention],
    bounds: tuple[int, int] = (0, 0),
    *,
    is_of_trade: bool = False,
) -> list[Mention]:
    """Name the flows as the trade table does, "exports and imports" as one; what is no flow has no label.

    What means other things, too, as a gap, counts where one of the flows is named beside it, or `is_of_trade`; what is
    sold, where it says that this is abroad, too, or names a country within its `bounds`.

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
    beside = Beside(reader, words, mentions, bounds, is_of_trade=is_of_trade)
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
        _add_flow(reader.view, words, flows, flow)
    named = [flow for flow in flows if flow.label not in {*ADJECTIVES, DIFFERENCE}]
    return [flow._replace(label=None) if flow.label in NONE else flow for flow in refer_back(named)]


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


def _add_flow(view: View, words: FlowWords, flows: list[Mention], flow: Mention) -> None:
    """Add a flow to those before it, in place, or join it to what it names one flow with."""
    folded = view.folded
    while flows and (joined := _join_flows(view, words, flows[-1], flow)):
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


def _join_flows(view: View, words: FlowWords, last: Mention, flow: Mention) -> Mention | None:
    """Return two neighbours as the one flow that they name together, None where they name two."""
    between = view.folded[last.end : flow.start]
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
    return _join_balance(view, words, whole, (last, flow)) if "balance" in labels else None


def _is_one_name(words: FlowWords, between: str) -> bool:
    """Whether exports and what is earned with them are named together: revenue from exports."""
    between = INSERTED.sub(" ", between)
    is_near = len(between) <= ACCOUNTED and not any(map(str.isdigit, between))
    return is_near and words.clause_end.search(between) is None


def _join_balance(view: View, words: FlowWords, whole: Mention, pair: tuple[Mention, Mention]) -> Mention | None:
    """Return a balance with what says its sign, or whose it is, or what trade it is one of: a deficit in trade."""
    last, flow = pair
    between = view.folded[last.end : flow.start]
    is_of_trade = words.of_trade.fullmatch(between) is not None
    is_of_trade = is_of_trade or words.are_parted_by_country(view, last.end, flow.start)
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
