"""What is missing where no verdict can be given, as one word for a column and as a sentence for a reader."""

from typing import Literal

from tradeview.words.templates import Template

What = Literal[
    "value",
    "kind",
    "time",
    "status",
    "flow",
    "reporter",
    "commodity",
    "coverage",
    "currency",
    "base",
    "set",
    "side",
    "series",
    "months",
    "several",
    "classification",
    "rate",
    "quantity",
    "sign",
    "bound",
    "meaning",
    "balance",
]


class CannotTell(Exception):  # noqa: N818 - no error: it ends the computation of one claim, whose verdict it is
    """What is missing for a verdict.

    Parameters
    ----------
    what : str
        The kind of thing that is missing: rate, months, series …
    template : Template
        The sentence that says so.
    **parts
        What stands in it.
    """

    def __init__(self, what: What, template: Template, **parts: str | list[str]) -> None:
        super().__init__(what, template, parts)
        self.what = what
        self.sentence = template.fill(**parts)
