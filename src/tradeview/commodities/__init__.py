"""Commodities by the Harmonised System: its nomenclature, its codes, and the codes that a phrase of the press means.

The nomenclature is that of HS 2022: 21 sections over 96 chapters (77 is reserved), 1,228 headings and 5,612
subheadings. Sections, chapters and phrases need nothing else; headings and subheadings come with the extra `hs`.

- `classify` finds the codes of phrases in twenty languages ("Siberian coal", "резиновые перчатки"), or says why none.
- `sections`, `chapters`, `headings`, `subheadings` list the nomenclature; `description` says what a code holds.
- `level`, `section` and `roll_up` read a code's digits, in any revision; `is_code` and `validate` ask HS 2022.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tradeview.commodities.codes import level, roll_up, section, sections
from tradeview.commodities.nomenclature import chapters, description, headings, is_code, subheadings, validate
from tradeview.public_names import list_and_answer

if TYPE_CHECKING:
    from tradeview.commodities.classification import classify

__all__ = [
    "chapters",
    "classify",
    "description",
    "headings",
    "is_code",
    "level",
    "roll_up",
    "section",
    "sections",
    "subheadings",
    "validate",
]


__dir__, _refuse_name = list_and_answer("commodities", __all__)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Load what reads phrases on its first use: charts need sections alone."""
        if name != "classify":
            _refuse_name(name)
        return import_module("tradeview.commodities.classification").classify
