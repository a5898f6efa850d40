"""The modules of the API: what they list, how their functions are shown, and what is said of names that they lack."""

import ast
import copy
import doctest
import inspect
import pickle
import re
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tradeview as tv
from tradeview.arguments import ShownKind, true_signature
from tradeview.public_names import SHORT_NAMES, describe_absent, find_nearest

ROOMS = ("charts", "commodities", "deflators", "economies", "errors", "figures", "indices", "rates", "statements")
MODULES: dict[str, types.ModuleType] = {"": tv, **{name: getattr(tv, name) for name in ROOMS}}
SHORT = [(module, short, said) for module, table in SHORT_NAMES.items() for short, said in table.items()]


def functions_of_the_api() -> dict[str, Callable[..., Any]]:
    found = {}
    for module, home in MODULES.items():
        for name in home.__all__:
            if inspect.isfunction(getattr(home, name)):
                found[f"{module}.{name}".strip(".")] = getattr(home, name)
    return found


FUNCTIONS = functions_of_the_api()


def target_of(module: str, said: str) -> object:
    """What a long name of the table is: in the same module, or below tv where it has a point."""
    path = said.partition("(")[0]
    start: object = MODULES[module]
    if path.startswith("tv."):
        start, path = tv, path.removeprefix("tv.")
    for part in path.split("."):
        start = getattr(start, part)
    return start


# What is listed


def test_every_module_of_the_api_is_tried() -> None:
    modules = {name for name in tv.__all__ if isinstance(getattr(tv, name), types.ModuleType)}
    assert modules == set(ROOMS)
    assert set(SHORT_NAMES) == set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_a_module_lists_its_public_names_alone(module: str) -> None:
    home = MODULES[module]
    assert dir(home) == sorted(home.__all__)
    assert len(set(home.__all__)) == len(home.__all__)
    for name in home.__all__:
        value = getattr(home, name)
        assert not name.startswith("_") or name == "__version__"
        assert not isinstance(value, types.ModuleType) or not module, f"{name} is a module that was imported"
    assert set(home.__all__).isdisjoint({"Any", "annotations", "Path", "pd", "TYPE_CHECKING", "import_module"})


def test_all_errors_are_public_and_nothing_else_of_their_module() -> None:
    classes = [value for value in vars(tv.errors).values() if inspect.isclass(value)]
    assert set(tv.errors.__all__) == {one.__name__ for one in classes if one.__module__ == tv.errors.__name__}


def test_listing_loads_nothing() -> None:
    code = (
        "import sys, tradeview as tv; before = set(sys.modules); dir(tv); hasattr(tv, 'grwth_');"
        "print(sorted(name for name in set(sys.modules) - before if not name.startswith('_')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(ast.literal_eval(done.stdout)) <= {"difflib", "heapq", "collections", "re", "enum"}


# How functions are shown


@pytest.mark.parametrize("name", FUNCTIONS)
def test_signatures_are_shown_short(name: str) -> None:
    shown = str(inspect.signature(FUNCTIONS[name]))
    for long in (
        "narwhals",
        "~",
        "collections.abc",
        "pandas.",
        "matplotlib.",
        "pathlib.",
        "tradeview.",
        "typing.",
        "<",
    ):
        assert long not in shown
    for parameter in inspect.signature(FUNCTIONS[name]).parameters.values():
        if parameter.annotation is not parameter.empty:
            assert len(inspect.formatannotation(parameter.annotation)) <= 110


def test_frames_are_a_frame_in_and_out() -> None:
    assert str(inspect.signature(tv.rebase)) == "(frame: Frame, *, base_period: int, validate: bool = True) -> Frame"
    assert str(inspect.signature(tv.indices.lafay)).startswith(
        "(frame: Frame, *, imports: Literal['reported', 'mirror']"
    )
    assert str(inspect.signature(tv.convert)) == "(frame: Frame, *, to: str, rates: Frame) -> Frame"
    assert str(inspect.signature(tv.check)) == "(frame: Frame) -> Frame"
    lines = str(inspect.signature(tv.charts.lines))
    assert lines.startswith(
        "(frame: Frame, *, by: Literal['partner', 'flow', 'reporter', 'commodity_code'] = 'partner', "
    )
    assert "rebase: int | None = None, title: str | None = None, subtitle: str | None = None" in lines
    assert "highlight: str | Collection[str] | None = None, bare: bool = False, ax: Axes | None = None" in lines
    assert lines.endswith(" -> Axes")
    assert "pair: tuple[str, str | Sequence[str]] | None = None" in str(inspect.signature(tv.report))
    assert str(inspect.signature(tv.fetch_comtrade)).startswith("(reporter: str | Iterable[str], ")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_annotations_themselves_stay_what_they_are(name: str) -> None:
    function = FUNCTIONS[name]
    kinds = {key: one.annotation for key, one in true_signature(function).parameters.items()}
    assert not any(isinstance(kind, ShownKind) for kind in kinds.values())
    assert list(kinds) == list(inspect.signature(function).parameters)
    written = inspect.unwrap(function).__annotations__
    for key, kind in written.items():
        assert not isinstance(kind, ShownKind)
        if key in kinds and not str(kind).startswith(("typing.Unpack", "*")):
            assert kinds[key] == kind


# Names that are not there


@pytest.mark.parametrize(("module", "short", "said"), SHORT)
def test_a_short_name_suggests_the_long_one_and_is_no_name_itself(module: str, short: str, said: str) -> None:
    home = MODULES[module]
    assert short not in home.__all__
    assert target_of(module, said) is not None
    in_full = said if module or "." not in said.partition("(")[0] else f"tv.{said}"
    assert short not in vars(home)  # where a room of the package is called so, nothing can be said
    with pytest.raises(AttributeError, match=re.escape(f"has no attribute '{short}'; {short} is {in_full}. It has ")):
        getattr(home, short)
    assert not hasattr(home, short)
    assert getattr(home, short, None) is None


@pytest.mark.parametrize(
    ("module", "wrong", "right"),
    [
        ("", "grwth", "growth"),
        ("", "read_comptrade", "read_comtrade"),
        ("", "Load", "load"),
        ("charts", "balence", "balance"),
        ("commodities", "clasify", "classify"),
        ("deflators", "us_cpii", "us_cpi"),
        ("economies", "alfa2", "alpha2"),
        ("errors", "TradeViewError", "TradeviewError"),
        ("figures", "parse_mony", "parse_money"),
        ("indices", "grubel_loyd", "grubel_lloyd"),
        ("rates", "ECB", "ecb"),
        ("statements", "to_trades", "to_trade"),
    ],
)
def test_a_misspelt_name_suggests_the_nearest(module: str, wrong: str, right: str) -> None:
    public = f"tradeview.{module}".strip(".")
    with pytest.raises(AttributeError) as refused:
        getattr(MODULES[module], wrong)
    assert str(refused.value).startswith(f"module '{public}' has no attribute '{wrong}'; did you mean {right}? It has ")


@pytest.mark.parametrize("module", MODULES)
def test_a_name_that_is_like_none_lists_what_there_is(module: str) -> None:
    home = MODULES[module]
    with pytest.raises(AttributeError, match="has no attribute 'qqqq'; it has ") as refused:
        _ = home.qqqq
    assert all(name in str(refused.value) for name in home.__all__)


def test_the_nearest_come_first() -> None:
    assert find_nearest("growt", ["growth_accounting", "growth", "load"], 3) == ["growth"]
    assert find_nearest("x", []) == []
    assert "did you mean" not in describe_absent("", "__wrapped__", ["__version__"])


# What Python and notebooks ask of any module


@pytest.mark.parametrize("module", MODULES)
def test_python_goes_on_asking_modules_what_it_asks(module: str) -> None:
    home = MODULES[module]
    for asked in ("__wrapped__", "__bases__", "__signature__", "_repr_html_", "_ipython_display_", "__len__"):
        assert not hasattr(home, asked)
    assert inspect.getmodule(home) is home
    assert Path(str(inspect.getsourcefile(home))).exists()
    assert inspect.getdoc(home)
    assert {name for name, _ in inspect.getmembers(home)} == set(home.__all__)
    assert not inspect.isfunction(home)
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(home)
    with pytest.raises(TypeError, match="pickle"):
        copy.copy(home)


@pytest.mark.parametrize("name", ["growth", "charts.lines", "indices.lafay", "check", "rates.ecb"])
def test_functions_are_pickled_and_copied(name: str) -> None:
    function = FUNCTIONS[name]
    assert pickle.loads(pickle.dumps(function)) is function  # noqa: S301 - of our own
    assert copy.deepcopy(function) is function


def test_doctest_finds_what_a_module_defines() -> None:
    found = {test.name for test in doctest.DocTestFinder(exclude_empty=True).find(tv.rates)}
    assert {"tradeview.money.rates.ecb", "tradeview.money.rates.read"} & found


def test_rooms_below_are_still_imported_by_their_names() -> None:
    from tradeview.charts import layout  # noqa: PLC0415
    from tradeview.indices import flows  # noqa: PLC0415

    assert inspect.ismodule(layout)
    assert inspect.ismodule(flows)
    with pytest.raises(ImportError, match="cannot import name 'rca'"):
        from tradeview.indices import rca  # type: ignore[attr-defined] # noqa: F401, PLC0415
