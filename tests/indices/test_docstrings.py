"""Docstrings of indices: whole for whoever asks the function, and each shared text written down once."""

import inspect
import re
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest

from tradeview import indices
from tradeview.indices import docstrings
from tradeview.indices.docstrings import EXAMPLES, MIXED, MIXED_ON_A_SIDE, PARAMETERS, TRADE, documented

FOLDER = Path(docstrings.__file__).parent
SECTION = re.compile(r"^Parameters\n-+\n(.*?)\n\nReturns\n", re.DOTALL | re.MULTILINE)
LONG = 60  # characters of a line that nobody writes twice by chance


def words(name: str) -> str:
    return inspect.getdoc(getattr(indices, name)) or ""


def parameters_of(name: str) -> dict[str, str]:
    """The parameters that a docstring tells of, each with its text on one line."""
    section = SECTION.search(words(name))
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


def text_of(name: str) -> str:
    """The docstring on one line."""
    return " ".join(words(name).split())


@pytest.mark.parametrize("name", indices.__all__)
def test_no_place_is_left_open_and_no_line_is_too_long(name: str) -> None:
    assert not re.search(r"\{\w+\}", words(name))
    assert max(map(len, words(name).split("\n"))) <= 116


@pytest.mark.parametrize("name", indices.__all__)
def test_every_parameter_of_the_signature_is_told_and_no_other(name: str) -> None:
    told = parameters_of(name)
    assert list(told) == list(inspect.signature(getattr(indices, name)).parameters)
    assert all(len(text) > 15 and "As of" not in text for text in told.values())


@pytest.mark.parametrize("name", indices.__all__)
def test_sections_stand_in_the_order_of_numpydoc(name: str) -> None:
    headings = re.findall(r"^(\w+)\n-+$", words(name), re.MULTILINE)
    assert headings == ["Parameters", "Returns", "Raises", "References", "Examples"]


@pytest.mark.parametrize("name", indices.__all__)
def test_what_is_refused_is_what_the_signature_lets_in(name: str) -> None:
    parameters = inspect.signature(getattr(indices, name)).parameters
    refused = text_of(name).partition("Raises ------ ")[2].partition(" References")[0]
    assert (MIXED_ON_A_SIDE if "imports" in parameters else MIXED) in refused
    assert ("an unknown `imports`" in refused) == ("imports" in parameters)
    assert ("`start` not before `end`" in refused) == ("start" in parameters)
    assert ("GDP in another currency" in refused) == ("gdp" in parameters)
    assert ("UnknownCodeError" in refused) == ("region" in parameters)


def test_what_two_functions_say_of_their_parameters_stands_once() -> None:
    source = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py")}
    families = " ".join(text for name, text in source.items() if name not in {"docstrings.py", "flows.py"})
    shared = [*PARAMETERS.values(), *(trade.words for trade in TRADE.values())]
    for text in shared:
        assert text[:LONG] not in " ".join(families.split())
    told = Counter(parameter for name in indices.__all__ for parameter in parameters_of(name))
    for name in PARAMETERS:
        assert told[name] > 1, f"{name} is of one function: tell it there"
    for name in EXAMPLES:
        assert families.count(f"{{{name}}}") > 1, f"{name} is of one function: write it there"
    for kind in TRADE:
        assert families.count(f'"{kind}"') > 1, f"{kind} is asked for by one function: tell it there"


def test_a_parameter_that_nobody_says_a_word_of_is_a_mistake() -> None:
    def index(frame: object, *, nothing: int) -> None:
        """Compute.

        Returns
        -------
        """

    with pytest.raises(KeyError, match="nothing"):
        documented("exports by product")(index)
    with pytest.raises(KeyError, match="imports by product"):
        documented("imports by product", nothing="Not a thing.")(index)


def test_the_function_stays_the_same_one_with_or_without_words() -> None:
    def index(frame: object, *, validate: bool = True) -> object:
        return frame, validate

    before = inspect.signature(index)
    assert documented("exports by product")(index) is index
    assert index.__doc__ is None
    assert inspect.signature(index) == before
    assert index(1, validate=False) == (1, False)


def test_words_of_an_option_are_listed_and_its_text_may_be_told_anew() -> None:
    def index(frame: object, *, imports: Literal["reported", "mirror"], way: Literal["there", "back"]) -> None:
        """Compute.

        Returns
        -------
        frame
            Nothing.

        References
        ----------
        Nobody.
        """

    told = {"imports": "For `way` back. {imports}", "way": "Which of the two."}
    text = documented("exports by product", "Of {the_world}", **told)(index).__doc__ or ""
    lines = text.split("\n")
    assert lines[lines.index('way : {"there", "back"}') + 1] == "    Which of the two."
    assert " ".join(text.split()).count(f"For `way` back. {PARAMETERS['imports']}") == 1
    assert (
        f"{docstrings.AS_VALUED} {docstrings.SAME_MONTHS} {docstrings.SOURCES} Of {docstrings.THE_WORLD}"
        in " ".join(text.split())
    )
    assert "or none by product; an unknown `imports`; an unknown `way`." in " ".join(text.split())
    assert text.endswith("References\n----------\nNobody.")


def test_lines_of_a_text_are_indented_and_as_long_as_help_has_room() -> None:
    lines = words("openness").split("\n")
    first = lines.index("gdp : frame") + 1
    text = lines[first : lines.index('imports : {"reported", "mirror"}')]
    assert all(line.startswith("    ") and 100 < len(line) <= 116 for line in text[:-1])
    assert " ".join(" ".join(text).split()) == PARAMETERS["gdp"]
