"""The trade indices as the command line offers them: names, columns, options, read off the functions themselves.

A function's docstring says in its first line what the index is, and under Returns which columns hold it; its signature
says what must be decided. So an index that is added to `tradeview.indices` is on the command line, too.
"""

import difflib
import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd
import typer

from tradeview import indices
from tradeview.words.templates import list_words

KEYS = {"period", "start", "end", "reporter", "partner", "other", "commodity_code"}
RETURNED = re.compile(r"^Returns\n-+\nframe\n(.*?), sorted", re.DOTALL | re.MULTILINE)
ASIDE = re.compile(r"\([^)]*\)")
# A column of two functions that means one of them where nobody says more.
SHORT = {"rca": "revealed_comparative_advantage"}


@dataclass(frozen=True)
class Index:
    """One function of `tradeview.indices`: its name, the columns that hold its result, what it is, its options."""

    name: str
    function: Callable[..., Any]
    columns: tuple[str, ...]
    what: str
    options: Mapping[str, inspect.Parameter]

    @property
    def needs(self) -> list[str]:
        """Options without a default."""
        return [name for name, option in self.options.items() if option.default is option.empty]


def catalogue() -> dict[str, Index]:
    """Describe every index, by name.

    Examples
    --------
    >>> lafay = catalogue()["lafay"]
    >>> lafay.columns, lafay.needs, list(lafay.options)
    (('lafay',), [], ['imports'])
    """
    return {name: _described(name) for name in indices.__all__}


def _described(name: str) -> Index:
    function = getattr(indices, name)
    words = inspect.getdoc(function) or ""
    returned = RETURNED.search(words)
    columns = re.findall(r"`(\w+)`", ASIDE.sub("", returned[1])) if returned else []
    given = inspect.signature(function).parameters
    options = {option: given[option] for option in given if option not in {"frame", "validate"}}
    return Index(name, function, tuple(c for c in columns if c not in KEYS), words.partition("\n")[0], options)


def listed() -> pd.DataFrame:
    """Return a table of all indices: `index`, `column`, `needs` (options without a default), `what`."""
    rows = [(each.name, " ".join(each.columns), " ".join(each.needs), each.what) for each in catalogue().values()]
    return pd.DataFrame(rows, columns=["index", "column", "needs", "what"])


def find(said: str) -> Index:
    """Find an index by its function's name or its column.

    Raises
    ------
    typer.BadParameter
        There is none, or the column is of several.

    Examples
    --------
    >>> find("rsca").name, find("rca").name, find("grubel-lloyd").name
    ('symmetric_rca', 'revealed_comparative_advantage', 'grubel_lloyd')
    """
    every, wanted = catalogue(), said.strip().lower().replace("-", "_")
    wanted = SHORT.get(wanted, wanted)
    found = [wanted] if wanted in every else [name for name, each in every.items() if wanted in each.columns]
    if len(found) > 1:
        raise typer.BadParameter(f"{said} is the column of {list_words(found)}: name one of them")
    if not found:
        known = {*every, *(column for each in every.values() for column in each.columns)}
        near = difflib.get_close_matches(wanted, sorted(known), 3)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise typer.BadParameter(f"no index is called {said!r}; {meant}`tradeview indices --list` has all")
    return every[found[0]]


def arguments(index: Index, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given, if it is what the index asks for.

    Raises
    ------
    typer.BadParameter
        Something is given that the index does not have, or something is lacking.

    Examples
    --------
    >>> arguments(find("entropy"), {"over": "products", "level": None})
    {'over': 'products'}
    """
    said = {name: value for name, value in given.items() if value is not None}
    beside = [f"--{name}" for name in said if name not in index.options]
    if beside:
        has = list_words([f"--{name}" for name in index.options]) or "no options of its own"
        raise typer.BadParameter(f"{index.name} has no {' and no '.join(beside)}; it has {has}")
    lacking = [_allowed(name, index.options[name]) for name in index.needs if name not in said]
    if lacking:
        raise typer.BadParameter(f"{index.name} needs {list_words(lacking)}")
    return said


def _allowed(name: str, option: inspect.Parameter) -> str:
    """Write an option with the words that it takes."""
    words = [word for word in get_args(option.annotation) if isinstance(word, str)]
    return f"--{name} ({', '.join(words)})" if words else f"--{name}"
