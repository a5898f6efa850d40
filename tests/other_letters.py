"""A language of tests: Russian numbers and names, and each message of the code in Cyrillic letters that mean nothing.

What stands on a page in Latin letters then is no message, and would be English in every language, whatever its
catalogue has.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from tradeview.words import language, numbers
from tradeview.words.language import Language, speak

CODE = "ru"
LATIN = "abcdefghijklmnopqrstuvwxyz"
OTHER = "абцдефгхийклмнопкрстуввхиз"
TABLE = str.maketrans(LATIN + LATIN.upper(), OTHER + OTHER.upper())
# Under which catalogues keep what CLDR has otherwise, and the forms of words.
CONTEXTS_OF_FORMS = {"economy", "currency sign", "currency name", "currency unit", "possessive"}
PART = re.compile(r"(\{[^}]*\})")


def in_other_letters(text: str) -> str:
    """Write a message in other letters, and leave its parts."""
    pieces = PART.split(text)
    return "".join(piece if piece.startswith("{") else piece.translate(TABLE) for piece in pieces)


class OtherLetters(language.Messages):
    """A catalogue that has every message, and no form of any word."""

    def __init__(self) -> None:
        """Make it of nothing."""

    def find(self, text: str, context: str = "") -> str | None:
        """Say a message in other letters; a word in a form, or a name by its code, is not there."""
        if text == numbers.SCALES.text:
            return "1e12 трлн; 1e9 млрд; 1e6 млн; 1e3 тыс."
        if context in CONTEXTS_OF_FORMS:
            return None
        return in_other_letters(text)

    def choose(self, one: str, other: str, count: int) -> str:  # noqa: ARG002 - those of a catalogue
        """Say a message that counts in other letters."""
        return in_other_letters(other)


@contextmanager
def speaking_other_letters() -> Iterator[Language]:
    """Have that language, and none but it beside English, while the block lasts."""
    read = language.read_messages
    other = OtherLetters()

    def read_messages(code: str) -> language.Messages:
        return other if code == CODE else read(code)

    with (
        mock.patch.object(language, "languages", return_value=("en", CODE)),
        mock.patch.object(language, "read_messages", read_messages),
        speak(CODE) as spoken,
    ):
        yield spoken
