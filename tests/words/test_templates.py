"""Templates: filled by name, in the right form, and none of the package a fragment."""

import ast
import re
import runpy
from pathlib import Path

import pytest

from tradeview.words.templates import (
    ENGLISH_FORMS,
    Arrangement,
    Plural,
    Template,
    capitalise,
    list_words,
    parts_of,
    possessive_of,
)

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "scripts" / "list_templates.py"


def all_templates() -> list[tuple[str, str, Template | Plural]]:
    return runpy.run_path(str(SCRIPT))["named_templates"]()  # type: ignore[no-any-return]


def forms_of(template: Template | Plural) -> list[str]:
    return [template.text] if isinstance(template, Template) else [template.one, template.other]


@pytest.mark.parametrize(
    ("given", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_words_are_joined_as_in_a_sentence(given: list[str], text: str) -> None:
    assert list_words(given) == text


def test_a_list_with_and_inside_a_name_keeps_the_name() -> None:
    assert list_words(["Trinidad and Tobago", "India"]) == "Trinidad and Tobago and India"


@pytest.mark.parametrize(
    ("name", "text"),
    [("Malaysia", "Malaysia’s"), ("United States", "United States’"), ("the world", "the world’s")],
)
def test_whose_something_is(name: str, text: str) -> None:
    assert possessive_of(name) == text


def test_only_the_first_letter_is_made_large() -> None:
    assert capitalise("exports to Viet Nam") == "Exports to Viet Nam"
    assert capitalise("") == ""


def test_parts_are_filled_by_name_and_in_their_form() -> None:
    template = Template("{who:possessive} {what:capital} in {when}")
    assert template.fill(who="Cyprus", what="exports", when=["2006", "2007"]) == "Cyprus’ Exports in 2006 and 2007"
    both = Template("{who:possessive capital} trade")
    assert both.fill(who="the United States") == "The United States’ trade"


def test_whole_numbers_have_their_thousands_separated() -> None:
    assert Template("{rows} rows").fill(rows=1234567) == "1,234,567 rows"


@pytest.mark.parametrize(("count", "text"), [(0, "0 rows"), (1, "one row"), (2, "2 rows"), (21, "21 rows")])
def test_the_count_decides_the_form(count: int, text: str) -> None:
    assert Plural("one row", "{count} rows").fill(count=count) == text


def test_other_parts_stand_beside_a_count() -> None:
    template = Plural("{count} year of {economy}", "{count} years of {economy}")
    assert template.fill(count=1, economy="Malta") == "1 year of Malta"
    assert template.fill(count=3, economy="Malta") == "3 years of Malta"


@pytest.mark.parametrize("given", [{}, {"who": "a"}, {"who": "a", "what": "b", "why": "c"}])
def test_a_part_too_few_or_too_many_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(TypeError, match=re.escape("['what', 'who']")):
        Template("{who} did {what}").fill(**given)


def test_text_in_a_part_is_never_read_as_a_template() -> None:
    hostile = "{0.__class__} {who} {who:possessive}%s"
    assert Template("{who} did it").fill(who=hostile) == f"{hostile} did it"


def test_no_template_reaches_into_its_parts() -> None:
    with pytest.raises(TypeError):
        Template("{who.upper}").fill(who="a")


def test_every_template_of_the_package_is_whole_and_asks_for_known_forms() -> None:
    found = all_templates()
    assert found
    for module, name, template in found:
        for text in forms_of(template):
            said = f"{module}.{name}: {text!r}"
            assert text == text.strip(), f"a fragment: {said}"
            has_words = re.search(r"[^\W\d_]", re.sub(r"\{[^}]*\}", "", text)) is not None
            assert has_words != isinstance(template, Arrangement), f"words or parts alone: {said}"
            assert not re.match(r"(and|or|but|with|in|of|to)\b|[,;:.)]", text), f"a fragment: {said}"
            assert not re.search(r"(\b(and|or|the|a)|[,;:(–])$", text), f"a fragment: {said}"
            for forms in re.findall(r"\{\w+:([^}]*)\}", text):
                assert set(forms.split()) <= set(ENGLISH_FORMS), f"no such form: {said}"
        if isinstance(template, Plural):
            assert parts_of(template.one) | {"count"} == parts_of(template.other) | {"count"}, f"parts differ: {name}"


def test_the_list_has_every_template_that_the_source_writes() -> None:
    written = set()
    for path in sorted((ROOT / "src" / "tradeview").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Template", "Plural", "Arrangement"):
                assert isinstance(node.args[0], ast.Constant), f"{path.name}: what is extracted is text, not a name"
                written.add(node.args[0].value)
    assert {forms_of(template)[0] for _, _, template in all_templates()} == written


def test_the_script_prints_each_template_with_its_module(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(SCRIPT))["main"]()
    printed = capsys.readouterr().out
    for module, name, template in all_templates():
        assert f"\n{module}\n" in printed
        assert f"  {name}: {' | '.join(forms_of(template))}" in printed
