"""What a public function was given, held against its own annotations before it does anything.

A wrong word has an error of its own where it is looked up. What is no text, no whole number or no flag at all would get
as far as pandas or an engine, and come back as an error of theirs, or as a number of something else.
"""

import functools
import inspect
import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

from tradeview.errors import ArgumentError

Params = ParamSpec("Params")
Result = TypeVar("Result")

SHOWN_LETTERS = 80
# Years, months and counts are far below, and so are the months of a stretch as one number; a float still counts them.
MOST = 2**53
SEVERAL = (Iterable, Collection, Sequence, list)
UNIONS = (Union, types.UnionType)


def check_arguments(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """Refuse what an argument's annotation does not allow, as a decorator: ``@check_arguments``."""
    return check_arguments_but()(function)


def check_arguments_but(*left: str) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """Refuse what an argument's annotation does not allow, as a decorator, save of those `left` to a door of their own.

    Texts, whole numbers, flags, paths, days, axes, and several of these are told apart; frames and what else has a
    door of its own pass. Several given as an iterator are handed on as a tuple, since they can be read but once.

    Raises
    ------
    ArgumentError
        By the function that is made, naming the argument, what was given and what is taken.

    Examples
    --------
    >>> @check_arguments_but("group")
    ... def members(group: str, year: int | None = None) -> None: ...
    >>> members("ASEAN", year="2020")
    Traceback (most recent call last):
    tradeview.errors.ArgumentError: members takes for year: a whole number or None; found: '2020'; do: give one of these
    """

    def decorate(function: Callable[Params, Result]) -> Callable[Params, Result]:
        signature = inspect.signature(function)
        kinds = {name: one.annotation for name, one in signature.parameters.items() if name not in left}

        @functools.wraps(function)
        def checked(*args: Params.args, **kwargs: Params.kwargs) -> Result:
            try:
                bound = signature.bind(*args, **kwargs)
            except TypeError:  # a wrong call, which Python says better
                return function(*args, **kwargs)
            for name, given in bound.arguments.items():
                if name in kinds:
                    bound.arguments[name] = fit_argument(function.__name__, name, given, kinds[name])
            return function(*bound.args, **bound.kwargs)

        return checked

    return decorate


def fit_argument(what: str, argument: str, given: Any, kind: Any) -> Any:
    """Return what is handed on for an argument, or refuse it: ``fit_argument("members", "year", year, int)``."""
    if _takes_anything(kind):
        return given
    if _takes_several(kind) and isinstance(given, Iterable) and not isinstance(given, Collection):
        given = tuple(given)
    if not _fits(given, kind):
        asked = f"{what} takes for {argument}: {describe_kind(kind)}"
        raise ArgumentError(asked, show_value(given), "give one of these")
    return given


def show_value(given: object) -> str:
    """Show what was given, in a few letters.

    Examples
    --------
    >>> show_value("x" * 200)[-11:], show_value(2.5)
    ('xxx … (str)', '2.5')
    """
    try:
        shown = repr(given)
    except Exception:  # noqa: BLE001 - whatever an object of the caller's does when it is shown
        shown = "something that cannot be shown"
    if len(shown) > SHOWN_LETTERS:
        return f"{shown[:SHOWN_LETTERS]} … ({type(given).__name__})"
    return " ".join(shown.split())


def _takes_several(kind: Any) -> bool:
    return any(get_origin(part) in SEVERAL for part in (kind, *get_args(kind)))


@functools.cache
def _takes_anything(kind: Any) -> bool:
    """Tell whether a kind, or one of several, is none that is told apart here."""
    if get_origin(kind) in UNIONS:
        return any(_takes_anything(part) for part in get_args(kind))
    if get_origin(kind) in SEVERAL:
        return False
    return get_origin(kind) not in (Literal, tuple) and kind not in KINDS and not _is_drawn_on(kind)


def _fits(given: object, kind: Any) -> bool:
    """Tell whether a value is of a kind; words are held against a list of them where they are used."""
    origin = get_origin(kind)
    if origin in UNIONS:
        return any(_fits(given, part) for part in get_args(kind))
    if origin is Literal:
        return isinstance(given, str)
    if origin is tuple:
        parts = get_args(kind)
        return isinstance(given, tuple | list) and len(given) == len(parts) and all(map(_fits, given, parts))
    if origin in SEVERAL:
        return _are_several(given) and all(_fits(one, get_args(kind)[0]) for one in given)  # type: ignore[attr-defined]
    if _is_drawn_on(kind):
        return isinstance(given, kind)
    return kind not in KINDS or KINDS[kind](given)


def _is_drawn_on(kind: Any) -> bool:
    """Tell a class of matplotlib's, which this room knows by its home alone: it stands below all that draws."""
    return isinstance(kind, type) and kind.__module__.startswith("matplotlib.")


def _are_several(given: object) -> bool:
    """Tell whether there are several values to go through: a text is one, and so is a number of NumPy's."""
    is_one = isinstance(given, str | bytes | bytearray | memoryview | Mapping)
    # A frame gives the names of its columns, and a table of numbers its rows.
    has_one_dimension = getattr(given, "ndim", 1) == 1
    return isinstance(given, Iterable) and not is_one and has_one_dimension


def _is_whole(given: object) -> bool:
    # A flag is an integer to Python, and no year.
    if isinstance(given, bool) or not isinstance(given, Integral):
        return False
    return -MOST < int(given) < MOST


def _is_flag(given: object) -> bool:
    # NumPy's flags are no bool, and are known by their name alone: this room stands below NumPy.
    return isinstance(given, bool) or (type(given).__module__ == "numpy" and type(given).__name__ in {"bool", "bool_"})


KINDS: dict[Any, Callable[[object], bool]] = {
    str: lambda given: isinstance(given, str),
    int: _is_whole,
    bool: _is_flag,
    Path: lambda given: isinstance(given, PathLike),
    date: lambda given: isinstance(given, date),
    None: lambda given: given is None,
    type(None): lambda given: given is None,
}
WORDS: dict[Any, str] = {str: "text", int: "a whole number", bool: "True or False", Path: "a path", date: "a day"}


def describe_kind(kind: Any) -> str:
    """Say in words what an annotation allows.

    Examples
    --------
    >>> describe_kind(int | Iterable[int] | None)
    'a whole number, several (each a whole number) or None'
    """
    origin = get_origin(kind)
    if origin in UNIONS:
        words = list(dict.fromkeys(describe_kind(part) for part in get_args(kind)))
        return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
    if origin is Literal:
        return ", ".join(repr(word) for word in get_args(kind))
    if origin is tuple:
        return f"({', '.join(describe_kind(part) for part in get_args(kind))})"
    if origin in SEVERAL:
        return f"several (each {describe_kind(get_args(kind)[0])})"
    if kind in KINDS:
        return WORDS.get(kind, "None")
    return str(getattr(kind, "__name__", kind))
