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
- `countries_behind`: whether a country right behind a name says whose it is, dolar Singapura; else a word between has
  to say so, dólares de Jamaica, or the case or an adjective: доллары Канады, dólares canadienses;
- `undeclined`: ends of countries that have one form in all cases: доллары Зимбабве;
- codes: words of their own for one currency: в долларовом выражении.

What belongs to an amount, "5 billion in dollars", is for those who ask to leave out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from tradeview.prose.amounts.countries import table_of_countries
from tradeview.prose.languages import ANY, MARKS, find_locale, language_file, scale_words, script_of_locale
from tradeview.prose.lexicon import (
    GAP,
    RUN_ON,
    Lexicon,
    any_stem,
    any_word,
    list_common_signs,
    list_currencies,
    unit_name,
)
from tradeview.prose.text.folding import Found, Table, View, Word, fold_word, fold_words, is_cased

CURRENCY, PLURAL, DEFINITE = (
    "currency",
    "plural",
    "definite",
)  # a name as it is listed, not in the singular, with article
PLACE = re.compile(r"\{(\w+)\}")  # of a name in a form
LETTER = rf"(?:[^\W\d_]|[{MARKS}])"
NO_PART_OF_WORD = rf"(?!-?{LETTER})"
IN_WORD = re.compile(LETTER)
LETTERS = re.compile(rf"{LETTER}{{0,8}}")  # of an ending that is glued to a name
NO_GENITIVE = {"in", "sa", "di", "в", "في", "pour le", "pour l'"}  # which say where, and not whose
LONGEST_NAME = 4  # words of a name that are bent
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
    """The forms of one language, and the names of currencies that may stand in them.

    Attributes
    ----------
    phrases : Table
        Words of their own for one currency.
    names : dict of str to Table
        Names in each case that a form asks for.
    led : list of tuple
        A pattern of the words that lead a name, and the forms that they begin.
    unled : list of Form
        Forms that a name begins.
    """

    def __init__(self, locale: str) -> None:
        self.locale = locale
        held: dict[str, Any] = language_file(locale).get("in_terms", {})
        self.runs_on = script_of_locale(locale) in RUN_ON
        codes = {code: words for code, words in held.items() if code not in KEYS}
        self.phrases = Table(Word(word, locale, currency=code) for code, words in codes.items() for word in words)
        no_names = set(fold_words(held.get("no_names", ())))
        listed = [word for word in _list_names(locale) if fold_word(word.printed) not in no_names]
        singular = tuple(fold_words(held.get("singular", ())))
        named = {
            CURRENCY: listed,
            PLURAL: [word for word in listed if word.exact or fold_word(word.printed).split()[-1] not in singular],
            DEFINITE: [word for name in listed for word in _add_article(name, held)],
        }
        for case, endings in held.get("cases", {}).items():
            folded = {fold_word(ending): fold_words(others) for ending, others in endings.items()}
            named[case] = [word for name in listed for word in _bend_name(name, folded)]
        self.names = {case: Table(words) for case, words in named.items()}
        self.first_words, self.last_words = _list_edges(word for words in named.values() for word in words)
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
        self.scales = Table(Word(word) for word in scale_words(locale))
        of = [
            word for word in language_file(locale).get("periods", {}).get("of_country", ()) if word not in NO_GENITIVE
        ]
        self.of_country = re.compile(f"{GAP}(?:{any_word(of)}{GAP})?")
        self.countries_behind = held.get("countries_behind", False)
        self.has_cases = "cases" in held
        undeclined = tuple(fold_words(held.get("undeclined", ())))
        territories = fold_words(find_locale(locale).territories.values())
        self.nominatives = {name for name in territories if not name.endswith(undeclined)}
        self.no_terms = re.compile(f"{GAP}{any_stem(held.get('no_terms', ()))}")
        between = f"{GAP}{LETTER}{{0,12}}" if self.runs_on else f"(?:{GAP}{LETTER}+){{0,2}}{GAP}"
        self.no_terms_before = re.compile(
            f"{any_stem(held.get('no_terms_before', ()))}{between}\\Z|{any_stem(held.get('right_before', ()))}{GAP}\\Z"
        )

    def read_form(self, printed: str) -> tuple[Form, str]:
        """Return a form as it is listed, and the blank before its name."""
        lead, case, tail = PLACE.split(printed)
        end = "" if self.runs_on else NO_PART_OF_WORD
        if tail:
            folded = re.escape(fold_word(tail.strip()))
            is_glued = not tail.startswith(" ")
            is_ending = is_glued and " " not in tail and not self.runs_on
            is_whole = is_ending or is_cased(tail, len(tail) - 1)
            end = f"{'' if is_glued else GAP}{folded}{NO_PART_OF_WORD if is_whole else ''}"
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
        if noun in self.first_words:
            of = self.of_country.match(view.folded, name.end)
            behind = of.end() if of else name.end
            country = countries.after(view, behind)
            if country and not self.is_whose(
                country, view.folded[name.end : behind], view.folded[behind : country.edge]
            ):
                country = None
        if country is None and noun in self.last_words:
            country = countries.before(view, len(view.folded[: name.start].rstrip(BLANKS)))
        return country if country and country.word.label else None

    def is_whose(self, country: Found, between: str, printed: str) -> bool:
        """Whether a country behind a name says whose currency it is, and does not begin what the sentence tells of.

        In dollars Canada exported more: a name in the nominative, where it has another case, tells who did so.
        """
        if self.countries_behind or between.strip() or country.word.printed[:1].islower():
            return True
        return self.has_cases and printed not in self.nominatives


def _list_names(locale: str) -> Iterator[Word]:
    """Yield the names, signs and codes of currencies that say in what something is counted."""
    file = language_file(locale)
    weights = set(fold_words(file.get("scaled_only", ())))
    for word in (*list_currencies((locale,)), *list_common_signs()):
        is_letter = word.exact and len(word.printed) == 1 and word.printed.isalpha() and word.printed.isascii()
        is_word = word.printed in language_file(ANY)["words_too"]
        if not (word.power or is_letter or is_word or fold_word(word.printed) in weights):
            yield word


def _add_article(name: Word, held: dict[str, Any]) -> Iterator[Word]:
    """Yield a name with its article; a sign or a code as it is."""
    article = held.get("article")
    if article is None:
        return
    if name.exact:
        yield name
        return
    words = name.printed.split(" ")
    # A name of several words may have its article within: دولار هونغ كونغ. One word may be another: بين is between.
    if len(words) > 1:
        yield name
    definite = [article + word.removeprefix(article) for word in words]
    yield replace(name, printed=" ".join(definite))
    yield replace(name, printed=" ".join([definite[0], *words[1:]]))


def _bend_name(name: Word, endings: dict[str, list[str]]) -> Iterator[Word]:
    """Yield a name with each of its words bent, or some of them; a sign or a code as it is."""
    if name.exact:
        yield name
        return
    words = fold_word(name.printed).split(" ")
    if len(words) > LONGEST_NAME:
        return
    forms: list[list[str]] = []
    for word in words:
        bent = [
            word.removesuffix(ending) + other
            for ending in endings
            if word.endswith(ending)
            for other in endings[ending]
        ]
        forms.append([word, *bent])
    plain = tuple(words)
    is_alike = any(word in bent for word, (_, *bent) in zip(words, forms, strict=True))
    for phrase in product(*forms):
        if phrase != plain or is_alike:
            yield replace(name, printed=" ".join(phrase))


def _list_edges(names: Iterable[Word]) -> tuple[set[str], set[str]]:
    """Return the words that names of several words begin and end with: the dollar of US dollar."""
    parts = [fold_word(name.printed).split(" ") for name in names if " " in name.printed]
    return {words[0] for words in parts}, {words[-1] for words in parts}


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
