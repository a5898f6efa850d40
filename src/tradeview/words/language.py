"""The language that readers are told things in: which one is spoken, and its messages.

Nothing is told in two languages at once, so the language is no argument of the hundreds of functions that write words:
a door (a chart, a report, the explorer) says once, by `speak`, what is spoken while it works. English stands in the
code itself; each other language is a gettext catalogue of that name in `catalogues/`, and nothing else. Numbers, dates,
lists and the names of economies, currencies and months are CLDR's, through Babel.
"""

import functools
import gettext
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal, ParamSpec, TypeVar, cast, get_args

from babel import Locale

from tradeview.arguments import show_short_signature
from tradeview.errors import ArgumentError

Params = ParamSpec("Params")
Result = TypeVar("Result")

Calendar = Literal["gregorian", "buddhist"]
Digits = Literal["latin", "native"]

ENGLISH = "en"
CATALOGUE = ".po"
MANY_WORDS = 50_000  # that are kept of one function
BUDDHIST_YEARS = 543  # years by which the era of Thailand is ahead of the Gregorian calendar
# Of the place whose usage CLDR's plain language does not have: reports here are in the English of Britain.
PLACES = {ENGLISH: "GB"}
# The digit nought of each of CLDR's numbering systems, behind which the other nine stand in Unicode.
NOUGHTS = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "mymr": "\u1040",
    "thai": "\u0e50",
}


@dataclass(frozen=True)
class Language:
    """A language that charts, captions, findings, tables and pages are written in.

    Parameters
    ----------
    code : str
        CLDR's code of a language that there is a catalogue of (`tv.languages()`).
    calendar : {"gregorian", "buddhist"}
        How years are counted: "buddhist" is the era of Thailand, in which 2024 is 2567.
    digits : {"latin", "native"}
        "native" writes the digits of the language's own script where it has them: ২০২৪.

    Raises
    ------
    ArgumentError
        There is no catalogue of the language; an unknown calendar or kind of digits.

    Examples
    --------
    >>> Language("en", calendar="buddhist").year(2024)
    '2567'
    """

    code: str = ENGLISH
    calendar: Calendar = "gregorian"
    digits: Digits = "latin"
    locale: Locale = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse what there is none of, before anything is written in it."""
        if self.code not in languages():
            remedy = f"choose one of {', '.join(languages())}"
            raise ArgumentError("a language that there is a catalogue of", repr(self.code), remedy)
        for value, known in ((self.calendar, get_args(Calendar)), (self.digits, get_args(Digits))):
            if value not in known:
                raise ArgumentError(f"one of {', '.join(known)}", repr(value), "choose one of them")
        object.__setattr__(self, "locale", Locale(self.code, PLACES.get(self.code)))

    @property
    def is_english(self) -> bool:
        """Whether what stands in the code is what is said."""
        return self.code == ENGLISH

    @property
    def is_right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return self.direction == "rtl"

    @property
    def direction(self) -> str:
        """How its lines run, as HTML calls it: ltr or rtl."""
        return str(self.locale.text_direction)

    @property
    def messages(self) -> "Messages":
        """Its catalogue."""
        return read_messages(self.code)

    @property
    def tag(self) -> str:
        """How a browser is asked to write numbers, lists and names in order: in Latin digits (see `write_digits`)."""
        place = PLACES.get(self.code)
        return f"{self.code}-{place}" if place else f"{self.code}-u-nu-latn"

    def year(self, year: int) -> str:
        """Write a year."""
        return self.write_digits(str(year + BUDDHIST_YEARS if self.calendar == "buddhist" else year))

    def write_digits(self, text: str) -> str:
        """Write a number that stands in Latin digits in the digits that were asked for."""
        if self.digits == "latin":
            return text
        return text.translate(_own_digits(self.code))


class Messages:
    """The catalogue of a language: what stands for the messages of the code, and forms of words."""

    def __init__(self, found: gettext.NullTranslations) -> None:
        self._found = found

    def find(self, text: str, context: str = "") -> str | None:
        """Return what stands for a message, or for a word in some form (its context); nothing where none is there."""
        if not text:
            return None  # under which gettext keeps what it knows of the catalogue itself
        said = self._found.pgettext(context, text) if context else self._found.gettext(text)
        return None if said == text else said

    def choose(self, one: str, other: str, count: int) -> str:
        """Return what stands for a message that counts, in the form that the language has for this number."""
        return self._found.ngettext(one, other, count)


@show_short_signature
@cache
def languages() -> tuple[str, ...]:
    """List the languages that can be written: English, and those that there is a catalogue of.

    Returns
    -------
    tuple of str
        CLDR's codes.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    folder = files("tradeview.words").joinpath("catalogues")
    names = [entry.name for entry in folder.iterdir() if entry.name.endswith(CATALOGUE)]
    return (ENGLISH, *sorted(name.removesuffix(CATALOGUE) for name in names))


@cache
def read_messages(code: str) -> Messages:
    """Read the catalogue of a language; that of English is empty, since its messages stand in the code."""
    if code == ENGLISH:
        return Messages(gettext.NullTranslations())
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - English, which most ask for, needs neither
    from babel.messages.pofile import read_po  # noqa: PLC0415

    content = files("tradeview.words").joinpath("catalogues", code + CATALOGUE).read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(content), locale=code))
    compiled.seek(0)
    return Messages(gettext.GNUTranslations(compiled))


@cache
def _own_digits(code: str) -> Mapping[int, str]:
    """Return what to write for each Latin digit in a language: nothing else where its script has no digits."""
    nought = NOUGHTS.get(str(Locale(code).other_numbering_systems.get("native")))
    if nought is None:
        return {}
    return {ord("0") + digit: chr(ord(nought) + digit) for digit in range(10)}


_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)
_PLAIN = Language()


def spoken() -> Language:
    """Return the language that is spoken now: English where nobody said another.

    Examples
    --------
    >>> spoken().code
    'en'
    """
    return _SPOKEN.get() or _PLAIN


@contextmanager
def speak(language: "str | Language | None") -> Iterator[Language]:
    """Speak a language while the block lasts; without one, go on in the one that is spoken.

    Examples
    --------
    >>> with speak("en") as language:
    ...     spoken() is language
    True
    """
    chosen = choose_language(language)
    before = _SPOKEN.set(chosen)
    try:
        yield chosen
    finally:
        _SPOKEN.reset(before)


def choose_language(language: "str | Language | None") -> Language:
    """Return the language that somebody asked for; the one that is spoken where nobody asked."""
    if language is None:
        return spoken()
    if isinstance(language, Language):
        return language
    if not isinstance(language, str):
        raise ArgumentError(
            "a language is a code of CLDR or a tv.Language",
            repr(language),
            f"choose one of {', '.join(languages())}",
        )
    return Language(language)


def cache_in_language(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """Keep what a function returned, of each language by itself: it returns words, and is asked for the same again.

    Examples
    --------
    >>> @cache_in_language
    ... def name(code: str) -> str:
    ...     return f"{code} in {spoken().code}"
    >>> name("MYS")
    'MYS in en'
    """

    @functools.lru_cache(MANY_WORDS)
    def keep(_language: Language, arguments: tuple[Any, ...]) -> Result:
        return cast("Callable[..., Result]", function)(*arguments)

    @functools.wraps(function)
    def said(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        if kwargs:  # whose order is no part of the key
            return function(*args, **kwargs)
        return keep(spoken(), args)

    return said


def in_language(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """Speak, while a function works, what its `language` asks for, as a decorator below ``@check_arguments``.

    Examples
    --------
    >>> @in_language
    ... def greet(*, language: str | None = None) -> str:
    ...     return spoken().code
    >>> greet(), greet(language="en")
    ('en', 'en')
    """

    @functools.wraps(function)
    def said(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        with speak(cast("str | Language | None", kwargs.get("language"))):
            return function(*args, **kwargs)

    return said
