"""Bring the catalogues of all languages up to what the code says: new messages come in, untranslated; others go out.

A catalogue holds what the templates of the package say (`list_templates.py`), the names of HS's sections, chapters and
headings, and currencies as amounts have them; further, under contexts of the translator's own, the forms of words that
its messages ask for (`{reporter:genitive}`); under `economy`, names of economies that its press has and CLDR has not;
and under `currency sign, few` and the like, currencies as some numbers have them (2 иены). Forms that no message asks
for go out. `--new CODE` begins a catalogue.
"""

import argparse
import io
import re
import runpy
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tradeview.words.money import NAME, SIGN, SIGN_OF_COUNT, UNIT
from tradeview.words.names import ECONOMY
from tradeview.words.table_words import EVENT, GLOSS, SECTION, TITLE, list_own_texts
from tradeview.words.templates import Arrangement, Plural, Template

ROOT = Path(__file__).parents[1]
CATALOGUES = ROOT / "src" / "tradeview" / "words" / "catalogues"
NAMED_TEMPLATES = runpy.run_path(str(Path(__file__).with_name("list_templates.py")))["named_templates"]
# Currencies that pairs of economies are most often told in; others are CLDR's.
CURRENCIES = (
    *("USD", "MYR", "RUB", "EUR", "GBP", "JPY", "CNY", "SGD", "THB", "BDT", "INR", "IDR", "VND", "KRW", "AUD", "CHF"),
    *("HKD", "TWD", "PHP", "CAD", "NZD", "TRY", "KZT", "BYN", "UAH", "AED", "SAR", "BRL", "PLN", "SEK", "NOK", "DKK"),
    *("CZK", "HUF", "ILS", "ZAR", "MXN"),
)
CURRENCY_NOTES = {
    SIGN: "the currency as it stands with an amount: US$, RM",
    NAME: "the currency in sentences, many units: US dollars; CLDR's name where left empty",
    UNIT: "one unit of it: US dollar; CLDR's name where left empty",
}
OWN_NOTES = {
    SECTION: "a section of the Harmonised System, short",
    TITLE: "a chapter or heading of the Harmonised System, short",
    GLOSS: "goods, as a phrase of the press means them",
    EVENT: "on a timeline: what happened",
}
OPTIONAL = {NAME, UNIT}
HEADER = """# Messages of tradeview in {language}.
# Distributed under the licence of tradeview."""
MAKERS_NOTE = "order and marks alone"
FORMS = re.compile(r"\{\w+:([^{}]+)\}")


@dataclass(frozen=True)
class Asked:
    """A message that the code asks every catalogue for."""

    text: str | tuple[str, str]
    context: str | None
    notes: tuple[str, ...]

    @property
    def key(self) -> str:
        """The text under which a catalogue finds it."""
        return self.text if isinstance(self.text, str) else self.text[0]

    @property
    def is_optional(self) -> bool:
        """Whether CLDR has words where the catalogue has none."""
        return self.context in OPTIONAL


@cache
def asked_messages() -> tuple[Asked, ...]:
    """List all messages that the code asks for, each once with the notes of all places.

    They are listed once, since that imports and parses every module.
    """
    notes: dict[tuple[str | tuple[str, str], str | None], list[str]] = {}
    for text, context, note in _every_message():
        known = notes.setdefault((text, context), [])
        if note and note not in known:
            known.append(note)
    return tuple(Asked(text, context, tuple(said)) for (text, context), said in notes.items())


def _every_message() -> Iterator[tuple[str | tuple[str, str], str | None, str]]:
    for module, name, template in NAMED_TEMPLATES():
        yield _text_of(template), _context_of(template), _note_of(module, name, template)
    for text, context in list_own_texts():
        yield text, context, OWN_NOTES.get(context, "")
    for context, note in CURRENCY_NOTES.items():
        for currency in CURRENCIES:
            yield currency, context, note


def _text_of(template: Template | Plural) -> str | tuple[str, str]:
    return template.text if isinstance(template, Template) else (template.one, template.other)


def _context_of(template: Template | Plural) -> str | None:
    return (template.context or None) if isinstance(template, Template) else None


def _note_of(module: str, name: str, template: Template | Plural) -> str:
    place = f"{module.removeprefix('tradeview.')}.{name}"
    told = [template.note, MAKERS_NOTE if isinstance(template, Arrangement) else ""]
    return ": ".join([place, "; ".join(note for note in told if note)]).removesuffix(": ")


def update(known: Catalog, code: str) -> Catalog:
    """Return a catalogue of all that is asked for, with what a known one says of it and the forms that it needs."""
    updated = Catalog(locale=code, charset="utf-8", header_comment=HEADER.format(language=Locale(code).english_name))
    # A catalogue keeps its own rule: Babel has the last two forms of Arabic the other way round than gettext's manual.
    updated.mime_headers = [("Plural-Forms", known.plural_forms)]
    for asked in asked_messages():
        found = known.get(asked.key, asked.context)
        said = "" if found is None else found.string
        if found is not None and isinstance(found.id, str) != isinstance(asked.text, str):
            said = ""  # what counts now, and did not, or the other way round
        updated.add(asked.text, said, auto_comments=asked.notes, context=asked.context)
    contexts = {asked.context for asked in asked_messages()}
    forms = [message for message in known if message.id and message.context not in contexts]
    kept = {ECONOMY, *SIGN_OF_COUNT.values(), *forms_asked(known)}
    for message in sorted(forms, key=lambda message: (str(message.context), str(message.id))):
        if message.context in kept:
            updated.add(message.id, message.string, context=message.context)
    return updated


def forms_asked(catalogue: Catalog) -> set[str]:
    """List the forms of words that the messages of a catalogue ask for."""
    found: set[str] = set()
    for message in catalogue:
        for text in strings_of(message):
            for forms in FORMS.findall(text):
                found.update(forms.split())
    return found


def strings_of(message: Message) -> list[str]:
    """List what a catalogue says for a message, in all plural forms."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def write(catalogue: Catalog) -> bytes:
    """Write a catalogue as a file, without days, names of people and lines of code, which change by themselves."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=0, omit_header=True)
    header = (
        f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    # Babel's mark of messages with parts in braces; gettext's own tools refuse parts that ask for a form.
    return header.encode() + buffer.getvalue().replace(b"#, python-brace-format\n", b"")


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    return read_po(io.BytesIO(path.read_bytes()), locale=path.stem)


def main(new: str | None = None) -> None:
    """Update all catalogues, or begin one, and say what is not translated."""
    if new:
        (CATALOGUES / f"{new}.po").write_bytes(write(update(Catalog(locale=new), new)))
    for path in sorted(CATALOGUES.glob("*.po")):
        updated = update(read(path), path.stem)
        path.write_bytes(write(updated))
        missing = [asked for asked in asked_messages() if not asked.is_optional and not is_said(updated, asked)]
        print(f"{path.name}: {len(asked_messages())} messages, {len(missing)} not translated")
        for asked in missing[:20]:
            print(f"  {asked.context or ''} {asked.key!r}")


def is_said(catalogue: Catalog, asked: Asked) -> bool:
    """Tell whether a catalogue has words for a message, in all plural forms."""
    found = catalogue.get(asked.key, asked.context)
    return found is not None and all(strings_of(found))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new", metavar="CODE", help="begin the catalogue of a language")
    main(parser.parse_args().new)
