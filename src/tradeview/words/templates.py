"""Templates: each sentence, title and label that a reader sees, as a whole with named parts.

A translator works here: what a module says stands in its constants of type `Template` and `Plural`, is never joined
from fragments, and is filled in one place, `fill`. `python scripts/list_templates.py` prints all of them.
"""

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel.lists import format_list
from babel.numbers import format_decimal

from tradeview.words.language import spoken

Part = str | int | Sequence[str]


@dataclass(frozen=True)
class Template:
    """A sentence, title or label with named parts.

    Parameters
    ----------
    text : str
        What is said, with parts in braces. A part may ask for a form of the word: `{economy:possessive}` for whose
        something is, `{flow:capital}` for what opens a sentence, or `{economy:possessive capital}` for both. Other
        languages have forms of their own, or none.
    note : str
        What a translator has to know where the text alone does not say it.
    context : str
        What tells it from another message of the same words, which is another one in other languages.

    Examples
    --------
    >>> took = Template("{partners:capital} took {share} of {reporter:possessive} exports.")
    >>> took.fill(partners=["the Netherlands", "India", "China"], share="25%", reporter="Malaysia")
    'The Netherlands, India and China took 25% of Malaysia’s exports.'
    """

    text: str
    note: str = ""
    context: str = ""

    def fill(self, **parts: Part) -> str:
        """Say it of values: words as they are, whole numbers with thousands separated, lists as a sentence has them.

        Raises
        ------
        TypeError
            A part was not given, or one was given that the template has not: a fault of the caller, not of data.
        """
        if spoken().is_english:
            return _fill(self.text, parts)
        return Said.of(_fill(self.unfilled(), parts), self.text, parts)

    def unfilled(self, form: str = "") -> str:
        """Return its text in the language that is spoken, or a form of it, for what fills the parts elsewhere.

        Where the language has no such form, it is the text itself.
        """
        language = spoken()
        if language.is_english:
            return self.text
        text = language.messages.find(self.text, self.context) or self.text
        return language.messages.find(self.text, form) or text if form else text


class Said(str):
    """What a template says in a language with forms of words: it can be said again in another form.

    `text` is the English of the template, under which the catalogue keeps the forms, and `parts` what it was filled
    with.
    """

    text: str
    parts: Mapping[str, Part]

    __slots__ = ("parts", "text")

    @classmethod
    def of(cls, words: str, text: str, parts: Mapping[str, Part]) -> "Said":
        """Say words, of a template with these parts.

        Examples
        --------
        >>> Said.of("jumlah 2024", "total of {year}", {"year": "2024"}).text
        'total of {year}'
        """
        said = cls(words)
        said.text, said.parts = text, parts
        return said


class Arrangement(Template):
    """Parts and the marks between them alone, no words: another language may order or part them in its own way.

    Examples
    --------
    >>> Arrangement("{product} ({revision})").fill(product="851712 Telephones", revision="HS 2017")
    '851712 Telephones (HS 2017)'
    """


@dataclass(frozen=True)
class Plural:
    """A sentence, title or label that counts something: `{count}` decides which of its forms is used.

    Parameters
    ----------
    one, other : str
        What is said of one, and of any other number; in other languages CLDR has more forms than these two.
    note : str
        What a translator has to know where the text alone does not say it.

    Examples
    --------
    >>> rows = Plural("{count} row has no value.", "{count} rows have no value.")
    >>> rows.fill(count=1), rows.fill(count=1200)
    ('1 row has no value.', '1,200 rows have no value.')
    """

    one: str
    other: str
    note: str = ""

    def fill(self, *, count: int, **parts: Part) -> str:
        """Say it of a number of things, in the form that the rules of the language have for this number."""
        language = spoken()
        counted = {"count": count, **parts}
        if language.is_english:
            return _fill_counted(self.one if language.locale.plural_form(count) == "one" else self.other, counted)
        said = Said(_fill_counted(language.messages.choose(self.one, self.other, count), counted))
        said.text, said.parts = self.one, counted
        return said


# Languages that write words without blanks, but set one between them and figures, signs or words of other letters.
CLOSE = {"th"}
OTHER_LETTERS = re.compile(r"[^\u0e01-\u0e7f]")
COMMA = Arrangement("{before}, {after}", note="two items of a list in a table or in brackets")
SEMICOLON = Arrangement("{before}; {after}", note="two clauses, or items that hold commas")
LAST = "last"
LISTS_BEND = Template(
    "each",
    note="say `each` where every word of a list takes the form that a sentence asks for (Малайзии и России), `last` "
    "where the last alone does (মালয়েশিয়া ও রাশিয়ার)",
    context="form of a list",
)


def parts_of(text: str) -> set[str]:
    """List the names of the parts of a template.

    Examples
    --------
    >>> sorted(parts_of("{partner} took {share} of it."))
    ['partner', 'share']
    """
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms_in(text: str) -> set[str]:
    """List the forms that a template asks for, of whatever part, but for those that are made of the letters.

    Examples
    --------
    >>> forms_in("{economy:possessive capital} {flow:capital} in {period}")
    {'possessive'}
    """
    asked = {" ".join(form for form in forms if form not in MADE_FORMS) for _, _, forms in _pieces_of(text)}
    return asked - {""}


def say_in_form(said: str, form: str) -> str:
    """Say words in a form, or several with blanks between, as a template that asks for it does.

    Examples
    --------
    >>> say_in_form("Malaysia", "possessive")
    'Malaysia’s'
    """
    return _format_part(said, form.split())


def join_items(words: Iterable[str]) -> str:
    """Join short words by commas alone, as a table or a caption has them: no sentence, and no "and".

    Examples
    --------
    >>> join_items(["2006", "2007", "2024"])
    '2006, 2007, 2024'
    """
    return _join(words, COMMA)


def join_clauses(words: Iterable[str]) -> str:
    """Join what may hold commas itself by semicolons.

    Examples
    --------
    >>> join_clauses(["Bernama (2006, 2007)", "DOSM"])
    'Bernama (2006, 2007); DOSM'
    """
    return _join(words, SEMICOLON)


def list_words(words: Sequence[str]) -> str:
    """Join words as a sentence has them, by CLDR's rules.

    Examples
    --------
    >>> list_words(["India", "Singapore", "the United States"])
    'India, Singapore and the United States'
    """
    return _list_words(list(words), "standard")


def list_alternatives(words: Sequence[str]) -> str:
    """Join words of which one holds, by CLDR's rules.

    Examples
    --------
    >>> list_alternatives(["India", "Singapore", "the United States"])
    'India, Singapore or the United States'
    """
    return _list_words(list(words), "or")


def possessive_of(name: str) -> str:
    """Say whose something is: names in -s, of islands and unions, take an apostrophe alone.

    Examples
    --------
    >>> possessive_of("Malaysia"), possessive_of("United States")
    ('Malaysia’s', 'United States’')
    """
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def capitalise(text: str) -> str:
    """Write the first letter of a sentence or heading large, and leave the others, which may be of names.

    Examples
    --------
    >>> capitalise("the imports of Malaysia")
    'The imports of Malaysia'
    """
    return text[:1].upper() + text[1:]


# Forms that no catalogue has: they are made of the letters.
MADE_FORMS = {"capital": capitalise}
ENGLISH_FORMS = {"possessive": possessive_of, **MADE_FORMS}


def _join(words: Iterable[str], mark: Arrangement) -> str:
    joined = ""
    for number, word in enumerate(words):
        joined = mark.fill(before=joined, after=word) if number else word
    return joined


def _list_words(words: list[str], style: Literal["standard", "or"]) -> str:
    locale = spoken().locale
    if locale.language in CLOSE and len(words) > 1 and any(OTHER_LETTERS.search(word) for word in words):
        last = f" {words[-1]}" if OTHER_LETTERS.match(words[-1]) else words[-1]
        words = [*words[:-2], f"{words[-2]} ", last]
    return " ".join(str(format_list(words, style=style, locale=locale)).split("  "))


def _fill(text: str, parts: Mapping[str, Part]) -> str:
    """Fill parts by name alone: nothing inside a value is reached, and nothing in it is read as a template."""
    asked = _parts_of(text)
    if asked != parts.keys():
        # A part that is given and not said would be lost in silence.
        raise TypeError(f"{text!r} has the parts {sorted(asked)}, and was given {sorted(parts)}")
    filled = []
    for words, part, forms in _pieces_of(text):
        filled.append(words)
        if part is not None:
            filled.append(_format_part(parts[part], forms))
    return "".join(filled)


def _fill_counted(text: str, parts: Mapping[str, Part]) -> str:
    """Fill a message that counts: "one row" need not name its number."""
    if "count" not in _parts_of(text):
        parts = {name: value for name, value in parts.items() if name != "count"}
    return _fill(text, parts)


@cache
def _parts_of(text: str) -> frozenset[str]:
    return frozenset(part for _, part, _ in _pieces_of(text) if part is not None)


@cache
def _pieces_of(text: str) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    """Take a template apart: words, the part behind them, the forms that it asks for."""
    pieces = []
    for words, part, forms, _ in string.Formatter().parse(text):
        pieces.append((words, part, tuple((forms or "").split())))
    return tuple(pieces)


def _format_part(value: Part, forms: Sequence[str]) -> str:
    if isinstance(value, int):
        language = spoken()
        return language.write_digits(str(format_decimal(value, locale=language.locale)))
    if spoken().is_english:
        said = value if isinstance(value, str) else list_words(value)
        for form in forms:
            said = ENGLISH_FORMS[form](said)
        return said
    of_words = [form for form in forms if form not in MADE_FORMS]
    said = _say_in_forms(value, of_words) if isinstance(value, str) else _list_in_forms(value, of_words)
    for form in forms:
        if form in MADE_FORMS:
            said = MADE_FORMS[form](said)
    return said


def _list_in_forms(words: Sequence[str], forms: Sequence[str]) -> str:
    """Join words in a form: each of them, or the last alone, as the language has it."""
    bent = [_say_in_forms(word, forms) for word in words]
    if LISTS_BEND.fill() == LAST:
        bent = [*words[:-1], *bent[-1:]]
    return list_words(bent)


def _say_in_forms(said: str, forms: Sequence[str]) -> str:
    """Say words in forms that the catalogue has for them; those of a template by filling its form with the same parts.

    Words that have no such form there stay as they are: names of files and of users' own data have none.
    """
    messages = spoken().messages
    for form in forms:
        if isinstance(said, Said):
            text = messages.find(said.text, form)
            said = said if text is None else _fill_counted(text, said.parts)
        else:
            said = messages.find(said, form) or said
    return said
