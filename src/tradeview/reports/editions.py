"""Editions: a report in each of the languages that it is asked for in, under names that tell them apart.

The first language has the plain names, `report.html` and `lenses.png`; those of another have its code before their
ending, `report.ms.html` and `lenses.ms.png`. Each page leads to those of the other languages, which are named in their
own words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tradeview.errors import ArgumentError
from tradeview.words.language import Language, choose_language, speak
from tradeview.words.templates import Template, capitalise

OWN_NAME = Template(
    "English",
    note="not to be translated: write the name of the language of this catalogue, in that language, as it stands "
    "alone in a list of languages: Bahasa Melayu, Русский",
    context="own name of the language",
)
PAGE, ANNEX = "report{suffix}.html", "annex{suffix}.html"
ONE_OF_TWO = "a report is written in one language (language) or in several (languages)"


@dataclass(frozen=True)
class OtherPage:
    """The page of another language, as a page leads to it."""

    code: str
    name: str  # of the language, in itself
    direction: str
    page: str
    annex: str


@dataclass(frozen=True)
class Edition:
    """A report in one language: what its files are called, and the pages of the other languages."""

    language: Language
    suffix: str = ""  # behind the names of its files: nothing, or `.ms`
    others: tuple[OtherPage, ...] = ()

    @property
    def page(self) -> str:
        """The name of the file of its page."""
        return PAGE.format(suffix=self.suffix)

    @property
    def annex(self) -> str:
        """The name of the file of its annex."""
        return ANNEX.format(suffix=self.suffix)

    def name_file(self, name: str) -> str:
        """Name a file of this edition: its suffix stands before the ending.

        Examples
        --------
        >>> Edition(Language(), ".ms").name_file("lenses.png")
        'lenses.ms.png'
        """
        stem, _, ending = name.rpartition(".")
        return f"{stem}{self.suffix}.{ending}"


IN_ENGLISH = Edition(Language())


def name_in_itself(language: Language) -> str:
    """Name a language in its own words: as its catalogue does, else as CLDR does.

    Examples
    --------
    >>> name_in_itself(Language())
    'English'
    """
    with speak(language):
        said = OWN_NAME.fill()
    if said == OWN_NAME.text and not language.is_english:
        return capitalise(str(language.locale.get_language_name(language.code)))
    return str(said)


def choose_editions(
    language: "str | Language | None" = None, languages: "Sequence[str | Language] | None" = None
) -> list[Edition]:
    """Settle the languages of a report: the one that was named, or several; without any, the one that is spoken.

    Raises
    ------
    ArgumentError
        Both are given; of several there are none, or one of them twice; there is no catalogue of one.

    Examples
    --------
    >>> [edition.page for edition in choose_editions("en")]
    ['report.html']
    """
    if languages is None:
        return [Edition(choose_language(language))]
    if language is not None:
        raise ArgumentError(ONE_OF_TWO, "both", "pass one of them")
    named = [languages] if isinstance(languages, str | Language) else list(languages)
    chosen = [choose_language(one) for one in named]
    if not chosen:
        raise ArgumentError(ONE_OF_TWO, "an empty list", "name a language")
    codes = [one.code for one in chosen]
    for code in codes:
        if codes.count(code) > 1:  # the files of both would have one name
            raise ArgumentError("each language of a report is named once", f"{code} twice", "name it once")
    editions = [Edition(one, f".{one.code}" if number else "") for number, one in enumerate(chosen)]
    return [replace(edition, others=_list_others(edition, editions)) for edition in editions]


def _list_others(own: Edition, editions: Sequence[Edition]) -> tuple[OtherPage, ...]:
    others = []
    for edition in editions:
        if edition is not own:
            language = edition.language
            name = name_in_itself(language)
            others.append(OtherPage(language.code, name, language.direction, edition.page, edition.annex))
    return tuple(others)
