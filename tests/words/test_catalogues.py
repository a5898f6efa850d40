"""Catalogues: each has all that the code says, in its own language, with the parts and forms of words that it needs."""

import re
import runpy
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.catalog import Catalog

from tradeview.economies.codes import alpha3_by_cldr_code
from tradeview.table.schema import WORLD
from tradeview.words.language import ENGLISH, languages, read_messages, speak
from tradeview.words.names import ECONOMY, plain_name
from tradeview.words.templates import MADE_FORMS

ROOT = Path(__file__).parents[2]
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "update_catalogues.py"))
CODES = [code for code in languages() if code != ENGLISH]

# Words of Latin letters that stand in any language: codes, standards, names of programs and formats, of institutions.
LATIN = re.compile(r"`[^`]*`|--[\w-]+|\{[^{}]*\}|[A-Z0-9/&.]{2,}s?(?![a-z])|\b\w+\.\w{2,4}\b|https?://\S+")
KEPT = {
    *("tradeview", "Comtrade", "Comext", "Eurostat", "Bernama", "Python", "Jupyter", "JavaScript", "Excel", "Balassa"),
    *("Grubel", "Lloyd", "Herfindahl", "Hirschman", "Fisher", "Laspeyres", "Paasche", "Theil", "Lawrence", "Finger"),
    *("Kreinin", "Michaely", "Bray", "Curtis", "Frictionless", "Data", "Package", "PowerPoint", "Word", "Trade", "Map"),
}
# What cells hold, whatever the language, where a message says what they may hold; names of files, keys and events.
KEPT |= {
    *("export", "import", "total", "balance", "nominal", "real", "price", "exchange", "rate", "target", "forecast"),
    *("high", "medium", "low", "none", "agrees", "contradicts", "cannot", "tell", "day", "month", "year"),
    *("sum", "group", "alpha", "csv", "svg", "png", "pdf", "Tab", "world", "KazanForum", "each", "last"),
    *("Figures", "apart"),  # a sheet of the workbook
}
WORD = re.compile(r"[A-Za-z]{3,}")
# Names of economies that a part may be, by what it is called.
OF_ECONOMIES = {"economy", "reporter", "partner", "exporter", "importer", "origin", "destination", "sender"}


@pytest.fixture(scope="module", params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(code: str) -> Catalog:
    found = SCRIPT["read"](SCRIPT["CATALOGUES"] / f"{code}.po")
    assert isinstance(found, Catalog)
    return found


def said_for(catalogue: Catalog) -> Iterator[tuple[Any, list[str]]]:
    """Each message that is asked for, with what the catalogue says."""
    for asked in SCRIPT["asked_messages"]():
        found = catalogue.get(asked.key, asked.context)
        strings = [] if found is None else SCRIPT["strings_of"](found)
        if any(strings) or not asked.is_optional:
            yield asked, strings


def parts_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def english_of(asked: Any) -> list[str]:
    return [asked.text] if isinstance(asked.text, str) else list(asked.text)


def test_a_catalogue_is_as_the_script_writes_it(code: str, catalogue: Catalog) -> None:
    """What is asked for by the code as it is now, in its order, with its notes; nothing else."""
    path = SCRIPT["CATALOGUES"] / f"{code}.po"
    assert path.read_bytes() == SCRIPT["write"](SCRIPT["update"](catalogue, code)), "run scripts/update_catalogues.py"


def test_a_catalogue_is_complete(catalogue: Catalog) -> None:
    missing = [asked.key for asked, strings in said_for(catalogue) if not strings or not all(strings)]
    assert missing == []


def test_no_message_waits_for_a_second_look(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_every_part_of_a_message_is_said_and_no_other(catalogue: Catalog) -> None:
    for asked, strings in said_for(catalogue):
        english = [parts_of(text) for text in english_of(asked)]
        wanted = set().union(*english)
        for text in strings:
            found = parts_of(text)
            if isinstance(asked.text, tuple):
                found, wanted = found | {"count"}, wanted | {"count"}
            assert found == wanted, f"{asked.key!r}: {text!r}"


def test_nothing_is_left_in_english(code: str, catalogue: Catalog) -> None:
    is_latin = Locale(code).script in (None, "Latn") and code not in {"ru", "bn", "th", "ar"}
    left = []
    for asked, strings in said_for(catalogue):
        bare = [LATIN.sub(" ", text) for text in english_of(asked)]
        has_words = any(WORD.search(text) for text in bare)
        for text in strings:
            words = {word for word in WORD.findall(LATIN.sub(" ", text)) if word not in KEPT}
            is_the_same = has_words and text in english_of(asked) and not asked.context
            if (words and not is_latin) or (is_the_same and asked.key not in SAME_WORDS.get(code, ())):
                left.append((asked.key, text))
    assert left == []


# Messages of which the words are the same in the language and in English.
SAME_WORDS = {
    "ms": {"digit: {changes}", "digit: {figure}", "RCA (Balassa)", "Status: {status}.", "Status", "status", "Unit"},
}


def test_every_form_that_is_asked_for_is_there_for_all_economies(code: str, catalogue: Catalog) -> None:
    messages = read_messages(code)
    asked_forms: dict[str, set[str]] = {}
    for message in catalogue:
        for text in SCRIPT["strings_of"](message):
            for _, part, forms, _ in string.Formatter().parse(text):
                for form in (forms or "").split():
                    asked_forms.setdefault(form, set()).add(str(part))
    with speak(code):
        for form, parts in asked_forms.items():
            if form in MADE_FORMS:
                continue
            assert [message for message in catalogue if message.context == form], f"no word has the form {form}"
            if not parts & OF_ECONOMIES:
                continue
            codes = {*alpha3_by_cldr_code().values()} - {WORLD}  # which is a message
            names = {alpha3: plain_name(alpha3) for alpha3 in codes}
            known = {str(message.id) for message in catalogue if message.context == form}
            assert [name for name in names.values() if name not in known] == [], form
            assert messages.find(names["MYS"], form) is not None or names["MYS"] in known


def test_names_of_economies_stand_under_their_codes(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.context == ECONOMY:
            assert re.fullmatch("[A-Z][A-Z0-9-]+", str(message.id)), message.id


def test_plural_forms_are_those_of_the_language(code: str, catalogue: Catalog) -> None:
    for asked, strings in said_for(catalogue):
        if isinstance(asked.text, tuple):
            assert len(strings) == catalogue.num_plurals, asked.key
    text = (SCRIPT["CATALOGUES"] / f"{code}.po").read_text(encoding="utf-8")
    # Babel gives Malay two forms, of which CLDR has one.
    assert f"nplurals={catalogue.num_plurals};" in text
    assert catalogue.num_plurals >= len(Locale(code).plural_form.tags)
