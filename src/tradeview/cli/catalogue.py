"""The trade indices as the command line offers them: names, columns, options, read off the functions themselves.

A function's docstring says in its first line what the index is, and under Returns which columns hold it; its signature
says what must be decided. So an index that is added to `tradeview.indices` is on the command line, too.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import typer

import tradeview as tv
from tradeview.arguments import true_signature
from tradeview.public_names import find_long_name, find_nearest
from tradeview.words.templates import list_words

# What a result is by; the other columns that a docstring names hold the index.
KEYS = {"period", "start", "end", "reporter", "partner", "other", "commodity_code"}
RETURNED = re.compile(r"^Returns\n-+\nframe\n(.*?), sorted", re.DOTALL | re.MULTILINE)
ASIDE = re.compile(r"\([^)]*\)")


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
    """Describe every index, by name."""
    return {name: _describe_index(name) for name in tv.indices.__all__}


def _describe_index(name: str) -> Index:
    """Read off an index's function what the command line says of it."""
    function = getattr(tv.indices, name)
    docstring = inspect.getdoc(function) or ""
    returned = RETURNED.search(docstring)
    columns = re.findall(r"`(\w+)`", ASIDE.sub("", returned[1])) if returned else []
    own_columns = tuple(column for column in columns if column not in KEYS)
    options = dict(true_signature(function).parameters)
    # The frame is the file's, which is always validated.
    for word in ("frame", "validate"):
        options.pop(word, None)
    return Index(name, function, own_columns, docstring.partition("\n")[0], options)


def find_index(name: str) -> Index:
    """Find an index by its function's name or its column; refuse what is none, or the column of several."""
    every = catalogue()
    wanted = name.strip().lower().replace("-", "_")
    in_full = find_long_name("indices", wanted)
    if in_full is not None:
        wanted = in_full.partition("(")[0]
    if wanted in every:
        return every[wanted]
    of_column = [index for index in every.values() if wanted in index.columns]
    if len(of_column) > 1:
        names = list_words([index.name for index in of_column])
        raise typer.BadParameter(f"{name} is the column of {names}: name one of them")
    if not of_column:
        known = set(every).union(*(index.columns for index in every.values()))
        near = find_nearest(wanted, sorted(known), 3)
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        raise typer.BadParameter(f"no index is called {name!r}; {meant}`tradeview indices --list` has all")
    return of_column[0]


def check_options(index: Index, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that were given, or refuse what the index does not have, or lacks."""
    options = {name: value for name, value in given.items() if value is not None}
    surplus = [f"--{name}" for name in options if name not in index.options]
    if surplus:
        has = list_words([f"--{name}" for name in index.options]) or "no options of its own"
        raise typer.BadParameter(f"{index.name} has no {' and no '.join(surplus)}; it has {has}")
    lacking = [_option_with_words(name, index.options[name]) for name in index.needs if name not in options]
    if lacking:
        raise typer.BadParameter(f"{index.name} needs {list_words(lacking)}")
    return options


def _option_with_words(name: str, option: inspect.Parameter) -> str:
    """Write an option with the words that it takes, if only some are allowed."""
    words = [word for word in get_args(option.annotation) if isinstance(word, str)]
    return f"--{name} ({', '.join(words)})" if words else f"--{name}"
