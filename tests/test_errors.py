"""Errors: one base, leaves that a stranger would catch, messages made of parts that stay."""

import pickle
from pathlib import Path

import pytest

from tradeview import errors

BUILTINS = {
    "TableError": ValueError,
    "NotAFrameError": TypeError,
    "ArgumentError": TypeError,
    "MissingFileError": FileNotFoundError,
    "TradeTableError": ValueError,
    "StatementError": ValueError,
    "RateTableError": ValueError,
    "MissingRateError": LookupError,
    "MissingDeflatorError": LookupError,
    "UnknownCodeError": LookupError,
    "MissingExtraError": ImportError,
    "FigureError": ValueError,
    "AmbiguousFigureError": ValueError,
    "ExportError": OSError,
    "FetchError": OSError,
}


def leaves() -> dict[str, type[Exception]]:
    kinds = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and name.endswith("Error")}
    del kinds["TradeviewError"]
    return kinds


def test_every_leaf_is_listed_here() -> None:
    assert set(leaves()) == set(BUILTINS)


@pytest.mark.parametrize(("name", "builtin"), BUILTINS.items())
def test_leaf_is_ours_and_the_builtin(name: str, builtin: type[Exception]) -> None:
    assert issubclass(leaves()[name], (errors.TradeviewError, builtin))
    assert issubclass(leaves()[name], errors.TradeviewError)
    assert issubclass(leaves()[name], builtin)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("asked",), "asked"),
        (("asked", "found"), "asked; found: found"),
        (("asked", "", "remedy"), "asked; do: remedy"),
        (("asked", "found", "remedy", ["a", "b"]), "asked; found: found; do: remedy\n  a\n  b"),
        (("asked", "", "", list("abcdefg")), "asked\n  a\n  b\n  c\n  d\n  e\n  and 2 more"),
    ],
)
def test_message_is_made_of_its_parts(parts: tuple[object, ...], message: str) -> None:
    assert str(errors.TradeviewError(*parts)) == message


def test_a_part_as_long_as_a_file_hides_none_of_the_others() -> None:
    error = errors.UnknownCodeError(f"no economy is called {'x' * 10**6}", "y" * 10**6, "use the code", ["z" * 10**6])
    assert len(str(error)) < 7000
    assert "…; found: y" in str(error)
    assert "…; do: use the code\n  zz" in str(error)
    assert len(error.asked) > 10**6


@pytest.mark.parametrize("kind", [errors.TradeviewError, *leaves().values()])
def test_parts_survive_pickling_and_all_rows_are_kept(kind: type[errors.TradeviewError]) -> None:
    rows = tuple("abcdefg")
    back = pickle.loads(pickle.dumps(kind("asked", "found", "remedy", rows)))  # noqa: S301 - our own bytes
    assert (type(back), back.asked, back.found, back.remedy, back.rows) == (kind, "asked", "found", "remedy", rows)
    assert str(back) == str(kind("asked", "found", "remedy", rows))


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (999, "999 rows"), (1200, "1,200 rows")]
)
def test_things_are_counted_with_their_plural(count: int, said: str) -> None:
    assert errors.count_nouns(count, "row") == said
    assert errors.plural_of("row", count) == said.split()[1]


def test_no_message_names_an_index_that_the_package_is_not_on() -> None:
    """`pip install tradeview[...]` finds nothing, or another package: extras are installed from the source."""
    source = Path(errors.__file__).parent
    named = [path.name for path in sorted(source.rglob("*.py")) if "install 'tradeview" in path.read_text("utf-8")]
    assert named == []
    assert "pip install '.[fetch]'" in errors.install_extra("fetch")
