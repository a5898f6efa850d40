"""The form of a reading, as a JSON Schema: what a person or a language model fills in for a text, field by field.

It is an object with one list, and each row names all its fields, empty ones as null, as structured output of language
models wants it; nothing in it is of one vendor.
"""

from typing import Any

from tradeview.arguments import show_short_signature

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TITLE = "Amounts of money in a text"
ABOUT = (
    "Every amount of money that the text states, one row each, in the order of the text; the same amount printed twice "
    "is two rows. Read what the text says, compute nothing, and leave null what it does not say."
)
LIST = "figures"
ABOUT_LIST = "One row for each amount of money; an empty list where the text states none."
FLOWS = ("export", "import", "re-export", "re-import", "total", "balance")
KINDS = ("amount", "change", "price", "average", "rate")
BOUNDS = ("more than", "less than")
STATUSES = ("target", "forecast")
MONTHS = r"^\d{4}-(0[1-9]|1[0-2])/\d{4}-(0[1-9]|1[0-2])$"
NOTHING = "null"

# Each field with its type, what it is in one line, and what else JSON Schema can say of it.
FIELDS: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("quote", "string", "The words of the figure, copied to the letter: number, scale word and currency.", {}),
    ("text_start", "integer", "Where the quote starts, in characters of the text from 0; null if not counted.", {}),
    ("text_end", "integer", "Where it ends, so that text[text_start:text_end] is the quote.", {}),
    ("value", "number", "The amount in single units: 2.48 billion is 2480000000; a deficit or a fall is negative.", {}),
    ("currency", "string", "ISO 4217 code of the currency, such as USD; null where the text does not tell it.", {}),
    ("low", "number", "The least amount that is printed so: of 2.48 billion 2475000000.", {}),
    ("high", "number", "The greatest amount that is printed so: of 2.48 billion 2485000000.", {}),
    (
        *("kind", "string"),
        "What it is: an amount, the change of one, the price of a unit, an average, or a side of an exchange rate.",
        {"enum": [*KINDS]},
    ),
    ("bound", "string", "Whether the text says more than, or less than.", {"enum": [*BOUNDS]}),
    ("period", "integer", "The year that the figure is of, as 2024, or the one month, as 202405.", {}),
    (
        "months",
        "string",
        "Its first and last month, 2024-01/2024-08; of 2024 2024-01/2024-12.",
        {"pattern": MONTHS},
    ),
    (
        *("flow", "string"),
        "Exports, imports, both together (total) or their difference (balance), as seen by whose trade it is.",
        {"enum": [*FLOWS]},
    ),
    ("status", "string", "Whether it is a target or a forecast; null for what was.", {"enum": [*STATUSES]}),
)


@show_short_signature
def schema() -> dict[str, Any]:
    """Return the form of a reading as a JSON Schema, to be handed to a language model or filled in by a person.

    What comes back is what `tv.compare_readings` takes as `other`.

    Returns
    -------
    dict
        JSON Schema of draft 2020-12: an object with the list `figures`, whose rows have `quote`, `text_start`,
        `text_end`, `value`, `currency`, `low`, `high`, `kind`, `bound`, `period`, `months`, `flow` and `status`, each
        described in a line. All are named in each row, and all but `value` may be null.

    Examples
    --------
    >>> form = schema()
    >>> form["properties"]["figures"]["items"]["properties"]["currency"]["type"]
    ['string', 'null']
    """
    properties = {name: _describe_field(name, kind, about, more) for name, kind, about, more in FIELDS}
    row = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "$schema": DRAFT,
        "title": TITLE,
        "description": ABOUT,
        "type": "object",
        "properties": {LIST: {"type": "array", "description": ABOUT_LIST, "items": row}},
        "required": [LIST],
        "additionalProperties": False,
    }


def _describe_field(name: str, kind: str, about: str, more: dict[str, Any]) -> dict[str, Any]:
    if name == "value":
        return {"type": kind, "description": about}
    allowed = dict(more)
    if "enum" in allowed:
        allowed["enum"] = [*allowed["enum"], None]
    return {"type": [kind, NOTHING], "description": about, **allowed}
