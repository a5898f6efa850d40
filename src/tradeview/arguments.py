"""What a public function was given, held against its own annotations before it does anything.

What a notebook shows of such a function is its signature as a person writes it: `frame: Frame`, and not the classes of
all engines.

A wrong word has an error of its own where it is looked up. What is no text, no whole number or no flag at all would get
as far as pandas or an engine, and come back as an error of theirs, or as a number of something else.
"""

import functools
import inspect
import re
import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, Union, Unpack, get_args, get_origin

from tradeview.errors import ArgumentError

Params = ParamSpec("Params")
Result = TypeVar("Result")
FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

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

        checked.__dict__["__signature__"] = shorten_signature(signature)
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


class ShownKind:
    """An annotation as a signature shows it, in few words; `kind` is the annotation itself."""

    def __init__(self, words: str, kind: Any) -> None:
        self.words, self.kind = words, kind

    def __repr__(self) -> str:
        """Show the words, which `inspect` writes into signatures as they are."""
        return self.words


def shorten_signature(signature: inspect.Signature) -> inspect.Signature:
    """Return a signature whose annotations are written short.

    Examples
    --------
    >>> from collections.abc import Iterable
    >>> def members(group: str, years: Iterable[int] | None = None) -> list[Path]: ...
    >>> print(inspect.signature(members))
    (group: str, years: collections.abc.Iterable[int] | None = None) -> list[pathlib.Path]
    >>> print(shorten_signature(inspect.signature(members)))
    (group: str, years: Iterable[int] | None = None) -> list[Path]
    """
    parameters = [one.replace(annotation=_shorten(one.annotation)) for one in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=_shorten(signature.return_annotation))


def true_signature(function: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a public function with its annotations themselves, for those who compute with them."""
    signature = inspect.signature(function)
    parameters = [one.replace(annotation=_in_full(one.annotation)) for one in signature.parameters.values()]
    return signature.replace(parameters=parameters, return_annotation=_in_full(signature.return_annotation))


def show_short_signature(function: FunctionT) -> FunctionT:
    """Let a function that checks its arguments itself, or has none, be shown as the others are, as a decorator."""
    function.__dict__["__signature__"] = shorten_signature(inspect.signature(function))
    return function


def _in_full(kind: Any) -> Any:
    return kind.kind if isinstance(kind, ShownKind) else kind


def _shorten(kind: Any) -> Any:
    """Return what shows an annotation in few words: itself, where that is so already."""
    if kind is inspect.Signature.empty:
        return kind
    words = write_kind(kind)
    return kind if inspect.formatannotation(kind) == words else ShownKind(words, kind)


def write_kind(kind: Any) -> str:
    """Write an annotation as a person would: frames of whatever engine are a Frame, classes have no modules.

    Examples
    --------
    >>> from narwhals.typing import IntoFrame
    >>> write_kind(IntoFrame | Path | None), write_kind(Literal["A", "M"]), write_kind(list[tuple[str, int]])
    ('Frame | Path | None', "Literal['A', 'M']", 'list[tuple[str, int]]')
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin in UNIONS:
        return " | ".join(dict.fromkeys(write_kind(part) for part in parts))
    if origin is Literal:
        return f"Literal[{', '.join(repr(word) for word in parts)}]"
    if origin is Unpack:
        return write_kind(parts[0])
    if origin is not None:
        return f"{_name_kind(origin)}[{', '.join(write_kind(part) for part in parts)}]"
    return _name_kind(kind)


def _name_kind(kind: Any) -> str:
    """Name a class, or what stands for one; the engines' frames are known by where narwhals lists them."""
    if kind is None or kind is type(None):
        return "None"
    if isinstance(kind, str):  # of what is imported for types alone: pd.Series[Any]
        return re.sub(r"\w+\.", "", kind)
    if isinstance(kind, TypeVar):  # FrameT, of which one kind comes in and goes out
        return kind.__name__.removesuffix("T")
    name = str(getattr(kind, "__name__", repr(kind)))
    is_native = str(getattr(kind, "__module__", "")).startswith("narwhals.") and name.startswith("Native")
    return "Frame" if is_native else name


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


@functools.cache
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
