"""In which currency a text tells something, where no amount prints it: in ringgit, в долларах США, ডলারের হিসাবে.

A language lists what stands around the name of a currency (`[in_terms]` of its file), and any name that it knows may
stand there: of names that begin alike the longest counts, so that dolar Singapura is no dolar. Its keys are

- `forms`: "in {currency} terms" with a name as it is listed, "в {locative}" with one in a case;
- `cases`: of each case the endings of words of a name, and what stands for them: рублей, в рублях;
- `article`: what is glued before the words of a name in the case {definite}: دولار أمريكي, بالدولار الأمريكي;
- `singular`: words that the names of {plural} do not end with, in rupees but a fall in rupee;
- `no_names`: names that mean something else there: en peso, by weight;
- `no_terms`: what is of the currency itself, behind it: in ringgit bonds;
- `no_terms_before`: means of payment, as many as two words before it: payments made in roubles;
- `right_before`: what is of the currency, right before it: a slide in rupiah;
- `whose`: what stands between a name and the country whose currency it is: dólares de Jamaica;
- `countries_behind`: whether a country right behind a name says so alone, dolar Singapura; else it has to have such a
  word before it, or the case or an adjective says so: доллары Канады, dólares canadienses;
- `undeclined`: ends of countries that have one form in all cases: доллары Зимбабве;
- codes: words of their own for one currency: в долларовом выражении.

A name right behind a number is of that amount, and no term; what else belongs to one, "to 5 billion in dollars", is for
those who ask to leave out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from tradeview.prose.amounts.countries import table_of_countries
from tradeview.prose.amounts.currency_names import list_edges, list_names_by_case
from tradeview.prose.languages import MARKS, find_locale, language_file, scale_words, script_of_locale
from tradeview.prose.lexicon import GAP, RUN_ON, Lexicon, any_stem, any_word, unit_name
from tradeview.prose.text.folding import Found, Table, View, Word, fold_word, fold_words, is_cased

PLACE = re.compile(r"\{(\w+)\}")  # of a name in a form
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
NO_PART_OF_WORD = rf"(?!-?{LETTER})"
IN_WORD = re.compile(LETTER)
LETTERS = re.compile(rf"{LETTER}{{0,8}}")  # of an ending that is glued to a name
BLANKS = " \n"
KEYS = {  # beside the codes of currencies
    "forms",
    "cases",
    "article",
    "singular",
    "no_names",
    "no_terms",
    "no_terms_before",
    "right_before",
    "whose",
    "countries_behind",
    "undeclined",
}
BEFORE = 60  # characters before a term in which the payments stand that are made in its currency


class Term(NamedTuple):
    """Words that say in which currency something is told, and where they stand; some say what is paid or held in it."""

    start: int
    end: int
    word: Word
    is_told: bool = True


class Form(NamedTuple):
    """What stands around the name of a currency: which of its names, what leads them, and a pattern of what ends."""

    case: str
    lead: str
    tail: re.Pattern[str]


class TermForms:
    """The forms of one language, and the names of currencies that may stand in them, as its file tells them."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        held: dict[str, Any] = language_file(locale).get("in_terms", {})
        self.runs_on = script_of_locale(locale) in RUN_ON
        self.phrases = Table(_list_phrases(locale, held))
        named = list_names_by_case(locale, held)
        self.names = {case: Table(words) for case, words in named.items()}
        self.first_words, self.last_words = list_edges(chain.from_iterable(named.values()))
        self._read_forms(held)
        self._read_countries(held)
        self._read_payments(held)
        self.scales = Table(Word(word) for word in scale_words(locale))

    def _read_forms(self, held: Mapping[str, Any]) -> None:
        """Read what stands around a name, by what leads it."""
        self.unled: list[Form] = []
        led: dict[tuple[str, str], list[Form]] = {}
        for printed in held.get("forms", ()):
            form, gap = self.read_form(printed)
            if form.lead:
                led.setdefault((form.lead, gap), []).append(form)
            else:
                self.unled.append(form)
        # Each by itself: where one lead begins another, either may be meant, tính bằng *đồng*, tính bằng đồng *yên*.
        self.led = [(re.compile(any_word([lead]) + gap), forms) for (lead, gap), forms in led.items()]

    def _read_countries(self, held: Mapping[str, Any]) -> None:
        """Read how a country beside a name says whose currency it is."""
        self.of_country = re.compile(f"{GAP}(?:{any_word(held.get('whose', ()))}{GAP})?")
        self.countries_behind = held.get("countries_behind", False)
        self.has_cases = "cases" in held
        undeclined = tuple(fold_words(held.get("undeclined", ())))
        territories = fold_words(find_locale(self.locale).territories.values())
        self.nominatives = {name for name in territories if not name.endswith(undeclined)}

    def _read_payments(self, held: Mapping[str, Any]) -> None:
        """Read what is paid or held in a currency, or is of the currency itself: nothing else is told in it."""
        self.no_terms = re.compile(f"{GAP}{any_stem(held.get('no_terms', ()))}")
        payments, of_currency = any_stem(held.get("no_terms_before", ())), any_stem(held.get("right_before", ()))
        between = f"{GAP}{LETTER}{{0,12}}" if self.runs_on else f"(?:{GAP}{LETTER}+){{0,2}}{GAP}"
        self.no_terms_before = re.compile(f"{payments}{between}\\Z|{of_currency}{GAP}\\Z")

    def read_form(self, printed: str) -> tuple[Form, str]:
        """Return a form as it is listed, and the blank before its name."""
        lead, case, tail = PLACE.split(printed)
        end = "" if self.runs_on else NO_PART_OF_WORD
        if tail:
            gap = GAP if tail.startswith(" ") else ""
            is_ending = " " not in tail and not self.runs_on
            is_whole = is_ending or is_cased(tail, len(tail) - 1)
            end = gap + re.escape(fold_word(tail.strip())) + (NO_PART_OF_WORD if is_whole else "")
        return Form(case, fold_word(lead.strip()), re.compile(end)), GAP if lead.endswith(" ") else ""

    def scan(self, view: View, start: int, end: int) -> Iterator[Term]:
        """Yield the terms that begin in a stretch of a text, in no order; several may begin at one place."""
        for at, found in self.phrases.scan(view.part(start, end)):
            yield self.judge(view, Term(start + at, start + found.edge, found.word))
        for pattern, forms in self.led:
            for match in pattern.finditer(view.folded, start, end):
                yield from self.read_names(view, match, forms)
        for form in self.unled:
            for at, name in self.names[form.case].scan(view.part(start, end)):
                if self.begins_word(view, start + at) and not self.is_of_amount(view, start + at):
                    name_at = Term(start + at, start + name.edge, name.word)
                    yield from self.close(view, start + at, name_at, form)

    def read_names(self, view: View, lead: re.Match[str], forms: Sequence[Form]) -> Iterator[Term]:
        """Yield the terms that words which lead a name make with the name behind them."""
        for form in forms:
            name = self.names[form.case].after(view, lead.end())
            if name:
                yield from self.close(view, lead.start(), Term(lead.end(), name.edge, name.word), form)

    def close(self, view: View, start: int, name: Term, form: Form) -> Iterator[Term]:
        """Yield the term that a name makes, if what stands behind it ends the form."""
        tail = form.tail.match(view.folded, name.end)
        if tail is None and name.word.endings:
            ending = LETTERS.match(view.folded, name.end)
            if ending and ending[0] in name.word.endings:
                tail = form.tail.match(view.folded, ending.end())
        if tail is None:
            return
        country = self.find_country(view, name)
        if country is None or country.word.label == name.word.currency:
            yield self.judge(view, Term(start, tail.end(), name.word))
        elif unit_name(country.word.label) == unit_name(name.word.currency):
            named = replace(name.word, currency=country.word.label, assumed=False)
            yield self.judge(view, Term(start, tail.end(), named))

    def judge(self, view: View, term: Term) -> Term:
        """Return a term, as none in which something is told where what stands beside it is paid or held in it."""
        is_of_currency = self.no_terms.match(view.folded, term.end) is not None
        before = max(term.start - BEFORE, 0)
        is_paid = self.no_terms_before.search(view.folded, before, term.start) is not None
        return term._replace(is_told=not (is_of_currency or is_paid))

    def begins_word(self, view: View, start: int) -> bool:
        """Whether a name begins a word, where words are written apart: the rand of ব্র্যান্ড, brand, does not."""
        return self.runs_on or IN_WORD.fullmatch(view.folded[max(start - 1, 0) : start]) is None

    def is_of_amount(self, view: View, start: int) -> bool:
        """Whether a number or its scale stands before a name."""
        before = len(view.folded[:start].rstrip(BLANKS))
        scale = self.scales.before(view, before)
        # The 만 of 증가했지만, "grew, but", is no scale.
        is_scale = scale is not None and IN_WORD.fullmatch(view.folded[max(scale.edge - 1, 0) : scale.edge]) is None
        return is_scale or view.folded[before - 1 : before].isdecimal()

    def find_country(self, view: View, name: Term) -> Found | None:
        """Return the country beside a name that several currencies share: доллары Зимбабве, dólares de Jamaica."""
        if not name.word.assumed or name.word.exact:
            return None
        countries, noun = table_of_countries(self.locale), fold_word(name.word.printed)
        country: Found | None = None
        whose = self.of_country.match(view.folded, name.end)
        behind = whose.end() if whose else name.end
        between = view.folded[name.end : behind].strip()
        if between or noun in self.first_words:
            country = countries.after(view, behind)
            if country and not (between or self.is_whose(country, view.folded[behind : country.edge])):
                country = None
        if country is None and noun in self.last_words:
            country = countries.before(view, len(view.folded[: name.start].rstrip(BLANKS)))
        return country if country and country.word.label else None

    def is_whose(self, country: Found, printed: str) -> bool:
        """Whether a country right behind a name says whose currency it is, and does not begin what is told.

        In dollars Canada exported more: a name in the nominative, where it has another case, tells who did so.
        """
        if self.countries_behind or country.word.printed[:1].islower():
            return True
        return self.has_cases and printed not in self.nominatives


def _list_phrases(locale: str, held: Mapping[str, Any]) -> Iterator[Word]:
    """Yield the words of their own for one currency."""
    for code, words in held.items():
        if code not in KEYS:
            for word in words:
                yield Word(word, locale, currency=code)


@lru_cache(maxsize=64)
def _find_forms(locale: str) -> TermForms:
    """Return the forms of a language, built once."""
    return TermForms(locale)


def find_terms(lexicon: Lexicon, view: View, start: int, end: int) -> list[Term]:
    """Return the terms that begin in a stretch of a text, from left to right; of those that overlap the first, longest.

    Examples
    --------
    >>> from tradeview.prose.lexicon import find_lexicon
    >>> from tradeview.prose.text.folding import fold_text
    >>> view = fold_text("up 75 % in ringgit, 30 % in Singapore dollars")
    >>> [term.word.currency for term in find_terms(find_lexicon(("en",)), view, 0, len(view.folded))]
    ['MYR', 'SGD']
    """
    found = [term for locale in lexicon.locales for term in _find_forms(locale).scan(view, start, end)]
    found.sort(key=lambda term: (term.start, -term.end))
    kept: list[Term] = []
    for term in found:
        if not kept or term.start >= kept[-1].end:
            kept.append(term)
    # A part of one that says what is paid says no more: 以卢布计 of 以卢布计价的结算.
    return [term for term in kept if term.is_told]
