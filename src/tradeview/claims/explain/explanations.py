"""The table of explanations that a reader gets: of each contradiction the likeliest mistakes, one row a change."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import copysign
from typing import Any, NamedTuple

import pandas as pd
from narwhals.typing import IntoFrame

from tradeview.arguments import check_arguments
from tradeview.claims.checks import ask_for_tables, compare_with_book, settle_claims
from tradeview.claims.claim import Claim
from tradeview.claims.explain.assumptions import MOST_DIGITS_TOLD
from tradeview.claims.explain.mistakes import Correction
from tradeview.claims.explain.weighing import Explained
from tradeview.claims.explain.wording import sentence_of_bounds, sentence_of_explanation
from tradeview.claims.proposals import OtherRate, OtherSign
from tradeview.periods import month_at
from tradeview.readings.deciding import is_compared, take_alike
from tradeview.table.engines import is_missing
from tradeview.words.language import Language, in_language

MISTAKEN_FIELDS = ("currency", "flow", "among", "side", "coverage")


class ExplanationRow(NamedTuple):
    """One row of the table that `explain_claims` returns."""

    contradiction: int
    explanation: int
    probability: float
    claim: str
    field: str
    printed: str | None
    proposed: str | None
    sentence: str


DTYPES = dict.fromkeys(ExplanationRow._fields, "str")
DTYPES |= {"contradiction": "int64", "explanation": "int64", "probability": "float64"}


@check_arguments
@in_language
def explain_claims(
    claims: IntoFrame,
    *,
    rates: IntoFrame | None,
    reference: IntoFrame | None = None,
    language: str | Language | None = None,  # noqa: ARG001 - the decorator speaks it
) -> pd.DataFrame:
    """Say of each contradiction between claims which mistakes explain it, the likeliest first, and how sure that is.

    Statistical offices locate errors by the least set of changes with which all rules hold. Here each set of changes
    has a cost, how rarely people make that mistake, and its evidence: how well the claim as changed fits what all
    other claims, the years around and the other side's figures would have it say.

    Parameters
    ----------
    claims : frame
        A table of statements, as `tv.check_claims` takes it.
    rates : frame or None
        A rate table, as `tv.check_claims` takes it.
    reference : frame, optional
        A trade table of statistics, taken for true.
    language : str or Language, optional
        What its sentences are written in: a code of `tv.languages()`, such as "ms"; without it, English.

    Returns
    -------
    pandas.DataFrame
        One row for each field that an explanation changes; explanations of a twelfth (0.08) and more are told:

        - `contradiction` : number of the contradictions that hang together, from 1.
        - `explanation` : 1 is the likeliest of them.
        - `probability` : of the explanation, all its changes together; those of one contradiction add up to no more
          than 1.
        - `claim` : key of the claim that it changes.
        - `field` : what it changes: `value`, `currency`, `start`, `end`, `base_start`, `base_end`, `flow`, `among`,
          `side`, `coverage`; `unknown` where the claim is wrong, nobody knows how; `revision` where nobody is mistaken.
        - `printed`, `proposed` : the field as text, as printed and as it was meant; numbers in full, months as in
          202405.
        - `sentence` : the same in words; of the likeliest also what was not tried, where there was too much of it.

    Raises
    ------
    StatementError, RateTableError, TradeTableError
        A table breaks the rules of its kind.

    Examples
    --------
    >>> import tradeview as tv
    >>> said = tv.read_claims(
    ...     "Exports of US$1.53 billion and imports of US$1.31 billion made total trade of US$2.48 billion in 2024.",
    ...     reporter="MYS", partner="RUS",
    ... )
    >>> found = tv.explain_claims(said, rates=None)
    >>> found[["explanation", "claim", "field", "printed", "proposed"]].head(1)
       explanation claim  field     printed    proposed
    0            1     3  value  2480000000  2840000000
    """
    if is_compared(claims):
        claims = take_alike(claims)
    settled, _ = settle_claims(claims)
    ask_for_tables(claims, settled, rates, reference)
    found = compare_with_book(settled, rates=rates, reference=reference)
    rows = {str(row["claim"]): row for row in settled.to_dict("records")}
    written: list[ExplanationRow] = []
    for number, explained in enumerate(found.explained, 1):
        written += _write_explained(number, explained, rows)
    return pd.DataFrame(written, columns=list(DTYPES)).astype(DTYPES)


def _write_explained(
    number: int, explained: Explained, rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[ExplanationRow]:
    for place, explanation in enumerate(explained.told, 1):
        for correction in explanation.corrections:
            sentence = sentence_of_explanation(correction, explanation.probability)
            if explanation is explained.told[0] and explained.left_out:
                sentence = f"{sentence} {sentence_of_bounds(explained)}"
            for key, field, printed, proposed in _fields_of(correction, rows):
                yield ExplanationRow(number, place, explanation.probability, key, field, printed, proposed, sentence)


def _fields_of(
    correction: Correction, rows: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, str, str | None, str | None]]:
    """List the fields that a correction changes: key, name, as printed, as proposed."""
    if not correction.is_named:
        for claim in correction.printed:
            yield claim.key, correction.mistake, None, None
        return
    for old, new in zip(correction.printed, correction.corrected, strict=True):
        before, after = _write_fields(old, rows[old.key]), _write_fields(new, rows[old.key])
        if isinstance(correction.change, OtherSign):
            after["value"] = _write_number(-float(rows[old.key]["value"]))
        if isinstance(correction.change, OtherRate):
            # What follows at a rate is as finely told as what was printed.
            meant = copysign(correction.change.value, float(rows[old.key]["value"]))
            after["value"] = _write_number(meant, correction.change.digits)
        for name, printed in before.items():
            if printed != after[name]:
                yield old.key, name, printed, after[name]


def _write_fields(claim: Claim, row: Mapping[str, Any]) -> dict[str, str | None]:
    """What a claim says in each field that may be mistaken, as text."""
    # A deficit is held as a surplus of the other economy.
    sign = -1 if claim.kind == "level" and float(row["value"]) < 0 else 1
    fields: dict[str, str | None] = {
        "value": _write_number(sign * claim.value),
        "start": str(month_at(claim.months[0])),
        "end": str(month_at(claim.months[1])),
    }
    if claim.kind == "growth":
        fields["base_start"] = str(month_at(claim.before[0]))
        fields["base_end"] = str(month_at(claim.before[1]))
        if claim.base is None and is_missing(row.get("base_start")):
            fields["base_start"] = fields["base_end"] = None
    for name in MISTAKEN_FIELDS:
        fields[name] = getattr(claim, name)
    return fields


def _write_number(value: float, digits: int = MOST_DIGITS_TOLD) -> str:
    """Write a number in full, without what floats add."""
    return f"{Decimal(f'{value:.{digits}g}').normalize():f}"
