"""A text with its figures marked in place, as a notebook shows it.

The text is escaped: whatever it holds, it is shown and never run. What was read stands in the tooltip of each mark, and
behind the mark in short, so that it is there on paper too.
"""

from typing import Any

import pandas as pd

from tradeview.printable import NO_MATHEMATICS, escape_html

AMOUNT, RATE, OPEN = "#fff1b8", "#d6e8f7", "#f6d5d5"  # what is read, a rate, what has no one reading
MARK = "color:#1a1a1a;padding:0 .15em;border-radius:.2em;background:"
NOTE = "font-size:.72em;color:#555;margin-inline-start:.25em;white-space:nowrap"
TEXT = "white-space:pre-wrap;unicode-bidi:plaintext;line-height:1.9;max-width:46em"


class Highlight:
    """A text and the figures found in it; Jupyter shows it marked.

    Attributes
    ----------
    text : str
        As given.
    figures : pandas.DataFrame
        As `read_figures` found them.
    """

    def __init__(self, text: str, figures: pd.DataFrame) -> None:
        self.text = text
        self.figures = figures

    def __repr__(self) -> str:
        """Name it by what it holds."""
        return f"<Highlight: {len(self.figures)} figures in {len(self.text)} characters>"

    def _repr_html_(self) -> str:
        """Return the marked text as escaped HTML, for notebooks."""
        pieces: list[str] = []
        at = 0
        for row in self.figures.to_dict("records"):
            pieces += [escape_html(self.text[at : row["text_start"]]), _mark_figure(row)]
            at = row["text_end"]
        pieces.append(escape_html(self.text[at:]))
        return f'<div class="{NO_MATHEMATICS}" dir="auto" style="{TEXT}">{"".join(pieces)}</div>'


def _mark_figure(row: dict[str, Any]) -> str:
    """Return the mark of one figure, with what was read of it."""
    words = escape_html(_describe_figure(row))
    colour = AMOUNT
    if pd.isna(row["value"]):
        colour = OPEN
    elif row["kind"] == "rate":
        colour = RATE
    mark = f'<mark style="{MARK}{colour}" title="{words}">{escape_html(str(row["quote"]))}</mark>'
    return f'{mark}<span dir="ltr" style="{NOTE}">{words}</span>'


def _describe_figure(row: dict[str, Any]) -> str:
    """Return what was read of a figure, in words: what is not there was not settled."""
    known = {column: cell for column, cell in row.items() if not pd.isna(cell)}
    value = f"{known['value']:,.15g}" if "value" in known else "two readings"
    amount = [known.get("currency", "open currency"), value]
    if "bound" in known:
        amount.insert(0, known["bound"])
    elif known["approximate"]:
        amount.insert(0, "about")
    said = [" ".join(amount)]
    if known["kind"] != "amount":
        said.append(known["kind"])
    if "months" in known:
        year = known.get("period")
        is_whole_year = known["months"] == f"{year}-01/{year}-12"
        time = str(year) if is_whole_year else known["months"]
        said.append(time)
    said += [known[column] for column in ("flow", "coverage", "status") if column in known]
    return ", ".join(said)
