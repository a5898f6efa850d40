"""Docstrings of indices: whole for whoever asks the function, and each shared text written down once."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from tradeview import indices
from tradeview.indices import docstrings
from tradeview.indices.docstrings import PLACE, SHARED, documented

FOLDER = Path(docstrings.__file__).parent
PARAMETERS = re.compile(r"^Parameters\n-+\n(.*?)\n\nReturns\n", re.DOTALL | re.MULTILINE)
LONG = 60  # characters of a line that nobody writes twice by chance


def words(name: str) -> str:
    return inspect.getdoc(getattr(indices, name)) or ""


def parameters_of(name: str) -> dict[str, str]:
    """The parameters that a docstring tells of, each with its text on one line."""
    section = PARAMETERS.search(words(name))
    assert section
    told: dict[str, str] = {}
    heading: list[str] = []
    for line in section[1].split("\n"):
        if line.startswith("    "):
            told |= {one: f"{told[one]} {line.strip()}".strip() for one in heading}
        else:
            heading = line.partition(" : ")[0].split(", ")
            told |= dict.fromkeys(heading, "")
    return told


@pytest.mark.parametrize("name", indices.__all__)
def test_no_place_is_left_open_and_no_line_is_too_long(name: str) -> None:
    assert not PLACE.search(words(name))
    assert max(map(len, words(name).split("\n"))) <= 116


@pytest.mark.parametrize("name", indices.__all__)
def test_every_parameter_of_the_signature_is_told_and_no_other(name: str) -> None:
    told = parameters_of(name)
    assert list(told) == list(inspect.signature(getattr(indices, name)).parameters)
    assert all(len(text) > 15 and "As of" not in text for text in told.values())


@pytest.mark.parametrize("name", indices.__all__)
def test_each_place_of_the_source_holds_its_text(name: str) -> None:
    (written,) = ast.parse(inspect.getsource(getattr(indices, name))).body
    assert isinstance(written, ast.FunctionDef)
    places = PLACE.findall(ast.get_docstring(written) or "")
    assert {"validate", "validate_with_gdp"} & set(places)
    whole = " ".join(words(name).split())
    for place in places:
        assert SHARED[place] in whole


def test_what_two_functions_say_of_their_parameters_stands_once() -> None:
    source = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}
    families = "\n".join(text for name, text in source.items() if name not in {"docstrings.py", "flows.py"})
    for text in SHARED.values():
        assert text[:LONG] not in " ".join(families.split())
    for name in SHARED:
        assert families.count(f"{{{name}}}") > 1, f"{name} is of one function: write it there"


def test_a_place_without_a_text_is_a_mistake() -> None:
    def index() -> None:
        """Reckon {nothing}."""

    with pytest.raises(KeyError, match="nothing"):
        documented(index)


def test_the_function_stays_the_same_one_with_or_without_words() -> None:
    def index(frame: object, *, validate: bool = True) -> object:
        return frame, validate

    before = inspect.signature(index)
    assert documented(index) is index
    assert index.__doc__ is None
    assert inspect.signature(index) == before
    assert index(1, validate=False) == (1, False)


def test_lines_are_broken_anew_within_their_paragraph_alone() -> None:
    text = (
        "Index.\n\nParameters\n----------\nframe : frame\n    {as_valued} Give\n    all.\nflow : {'a', 'b'}\n    Which."
    )
    lines = docstrings.fill_places(text).split("\n")
    assert lines[4:] == ["frame : frame", f"    {SHARED['as_valued']} Give all.", "flow : {'a', 'b'}", "    Which."]
    narrow = docstrings.fill_places("    " + "{gdp}").split("\n")
    assert len(narrow) > 1
    assert all(line.startswith("    ") and len(line) <= 116 for line in narrow)
