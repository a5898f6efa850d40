"""Change the arithmetic of the core modules, one operator or number at a time, and see whether their tests notice.

`make mutants` (or `python scripts/mutants.py claims/interval`) makes each change that `changes_of` knows in each module
that `tests/mutants.toml` lists, runs the tests that the list gives for it, and prints the share that some test noticed.
It fails where that is below 95%, where a change survives that the list does not name with its reason, and where the
list names one that is noticed. Those that give the same answers (`equal`) no test can notice, and they are not counted;
those that do not matter for another reason (`survivors`) are.

The tests are collected once, without those of DuckDB and Spark where the list does not name them (`engines`): they ask
the same of the same functions and take longer. Each change is made in a process forked from there, in the functions
that are loaded already, and tried by the tests that come through its line, the quickest first, until one fails. Which
changes there are stands in `mutant_changes`.

mutmut 3 changes neither constants of a module nor functions that are decorated; a process for each change, as
cosmic-ray starts one, would take half a minute where this takes a second.
"""

import argparse
import ast
import contextlib
import functools
import gc
import itertools
import os
import pickle
import select
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from mutant_changes import Change, changes_of, names_set_by, statements_calling, statements_from

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "tests" / "mutants.toml"
LEAST_SHARE = 0.95
SLOW_ENGINES = ("spark", "duckdb")
# A change may make a loop endless. The machine may be busy, so the limit is far off.
NEVER = "never"
SECONDS_TO_SPARE, TIMES_AS_LONG = 30.0, 10.0


# Making a change in what is loaded


class Loaded:
    """What is loaded of one module: its functions, wherever they are bound, and what `functools.cache` remembers."""

    def __init__(self, file: Path) -> None:
        self.file = str(file)
        things = gc.get_objects()
        functions = [thing for thing in things if type(thing) is FunctionType]
        self.functions = [function for function in functions if function.__code__.co_filename == self.file]
        caches = [thing for thing in things if type(thing) is functools._lru_cache_wrapper]  # noqa: SLF001
        self.caches = [cache for cache in caches if cache.__wrapped__ in self.functions]

    def forget_results(self) -> None:
        """Empty the caches, so that each test comes through what it asks for."""
        for cache in self.caches:
            cache.cache_clear()

    def make_change(self, change: Change, tree: ast.Module) -> None:
        """Make a change in this process: in the code of a function, in its defaults, or in the value of a constant."""
        change.put(change.replacement)
        ast.fix_missing_locations(tree)
        if change.function is None:
            self._set_constants(statements_from(change.statement, tree))
        elif change.in_default:
            self._set_defaults(change.function)
        else:
            self._set_codes(compile(tree, self.file, "exec"))
            self._set_constants(statements_calling(change.function, tree))

    def _set_codes(self, module: CodeType) -> None:
        codes = {(code.co_qualname, code.co_firstlineno): code for code in _codes_in(module)}
        for function in self.functions:
            old = function.__code__
            code = codes.get((old.co_qualname, old.co_firstlineno))
            if code is not None and code.co_freevars == old.co_freevars:
                function.__code__ = code

    def _set_constants(self, statements: list[ast.stmt]) -> None:
        """Work statements of the module out anew, and give all modules that took their values over the new ones."""
        modules = [module for name, module in list(sys.modules.items()) if name.startswith("tradeview")]
        (home,) = [module for module in modules if getattr(module, "__file__", None) == self.file]
        before = dict(vars(home))
        after = dict(before)
        exec(compile(ast.Module(statements, []), self.file, "exec"), after)  # noqa: S102 - our code, one number changed
        changed = [name for name in before if after[name] is not before[name]]
        for module, name in itertools.product(modules, changed):
            if vars(module).get(name) is before[name]:
                setattr(module, name, after[name])

    def _set_defaults(self, changed: ast.FunctionDef) -> None:
        parameters = changed.args
        for function in self.functions:
            if function.__name__ == changed.name:
                value_of = functools.partial(_value_of, scope=function.__globals__)
                function.__defaults__ = tuple(map(value_of, parameters.defaults)) or None
                named = zip(parameters.kwonlyargs, parameters.kw_defaults, strict=True)
                function.__kwdefaults__ = {name.arg: value_of(node) for name, node in named if node} or None


def _codes_in(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes_in(constant)


def _value_of(node: ast.expr, scope: dict[str, Any]) -> Any:
    return eval(ast.unparse(node), scope)  # noqa: S307 - our own code


# Running tests in forked processes


def run_forked(work: Callable[[], Any], seconds: float, otherwise: Any = None) -> Any:
    """Do some work in a forked process and return what it gives, or something else where it takes too long or dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.setpgrp()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            result = pickle.dumps(work())
            with os.fdopen(writing, "wb") as pipe:
                pipe.write(result)
        finally:
            os._exit(0)
    os.close(writing)
    parts = list(_parts_until(reading, time.monotonic() + seconds))
    os.close(reading)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return pickle.loads(b"".join(parts)) if parts else otherwise  # noqa: S301 - of our own process


def _parts_until(reading: int, deadline: float) -> Iterator[bytes]:
    while select.select([reading], [], [], max(0.0, deadline - time.monotonic()))[0]:
        part = os.read(reading, 1 << 16)
        if not part:
            return
        yield part


def run_tests(session: pytest.Session, items: Sequence[pytest.Item]) -> str | None:
    """Run tests in this process until one fails, and name that one."""
    for item, following in itertools.zip_longest(items, items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return item.nodeid
    return None


def _sets() -> defaultdict[str, set[int]]:
    return defaultdict(set)


@dataclass
class Reached:
    """Which lines of a module each test comes through, and how long it takes, in seconds."""

    lines: defaultdict[str, set[int]] = field(default_factory=_sets)
    of_fixtures: defaultdict[str, set[int]] = field(default_factory=_sets)
    seconds: dict[str, float] = field(default_factory=dict)
    failed: bool = False


class Tracer:
    """Notes the lines of one module that are run, to the account of the test, or of the fixture that tests share."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.file = loaded.file
        self.reached = Reached()
        self.current: set[int] = set()

    def trace(self, frame: FrameType, event: str, _: Any) -> Any:
        """Note a line (as `sys.settrace` asks)."""
        if frame.f_code.co_filename != self.file:
            return None
        if event == "line":
            self.current.add(frame.f_lineno)
        return self.trace

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note what one test runs."""
        self.loaded.forget_results()
        self.current = self.reached.lines[item.nodeid]
        start = time.perf_counter()
        sys.settrace(self.trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.reached.seconds[item.nodeid] = time.perf_counter() - start
            for name in getattr(item, "fixturenames", ()):
                self.current |= self.reached.of_fixtures[name]

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """Note what a shared fixture runs, for each test that asks for it."""
        before, self.current = self.current, self.reached.of_fixtures[fixturedef.argname]
        try:
            return (yield)
        finally:
            self.current = before


class Trial:
    """Makes each change of a module, as a plugin of pytest, in the place of running the tests once."""

    def __init__(self, module: str) -> None:
        self.file = ROOT / "src" / "tradeview" / f"{module}.py"
        self.tree = ast.parse(self.file.read_text(encoding="utf-8"))
        self.survivors: list[str] = []
        self.noticed_by: Counter[str] = Counter()
        self.number = 0

    def pytest_collection(self) -> None:
        """Let Hypothesis find an example that fails, and not look for the smallest."""
        from hypothesis import Phase, settings  # noqa: PLC0415 - once pytest is ready to rewrite its assertions

        phases = [Phase.explicit, Phase.generate]
        settings.register_profile("mutants", settings.get_profile("same"), phases=phases)
        settings.load_profile("mutants")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try all changes."""
        loaded = Loaded(self.file)
        gc.freeze()
        reached = run_forked(lambda: _find_reached(session, loaded), 3600)
        if reached is None or reached.failed:
            raise pytest.UsageError("the tests fail without any change")
        names: Counter[str] = Counter()
        for change in changes_of(self.tree):
            name = f"{change.path or 'module'}: {change.words}"
            names[name] += 1
            if names[name] > 1:
                name = f"{name}  ({names[name]})"
            if not self._is_noticed(session, loaded, change, reached):
                self.survivors.append(name)
                print(f"  {self.file.stem}:{change.line} {name}", flush=True)
            self.number += 1
        return True

    def _is_noticed(self, session: pytest.Session, loaded: Loaded, change: Change, reached: Reached) -> bool:
        lines = self._lines_of(change)
        items = session.items
        if lines is not None:
            items = [item for item in items if lines & reached.lines[item.nodeid]]
        # What noticed many changes may notice this one, too; else the quickest first.
        items = sorted(items, key=lambda item: (-self.noticed_by[item.nodeid], reached.seconds[item.nodeid]))
        usual = sum(reached.seconds[item.nodeid] for item in items)

        def work() -> str | None:
            loaded.make_change(change, self.tree)
            loaded.forget_results()
            return run_tests(session, items)

        if not items:
            return False
        # What dies, or never ends, is noticed.
        failed = run_forked(work, SECONDS_TO_SPARE + TIMES_AS_LONG * usual, otherwise=NEVER)
        self.noticed_by[failed or ""] += 1
        if failed == NEVER:
            print(f"  {self.file.stem}:{change.line} dies or does not end: {change.words}", flush=True)
        return failed is not None

    def _lines_of(self, change: Change) -> set[int] | None:
        """Lines of which one has to be run for a change to be noticed; None where that may be outside the module."""
        if change.function is None:
            found = statements_from(change.statement, self.tree)
            constants = set().union(*map(names_set_by, found))
            nodes = [node for node in ast.walk(self.tree) if isinstance(node, ast.Name) and node.id in constants]
            inside = {node.lineno for node in nodes if isinstance(node.ctx, ast.Load)}
            inside -= {node.lineno for statement in found for node in ast.walk(statement) if isinstance(node, ast.expr)}
            return inside or None
        if statements_calling(change.function, self.tree):
            return None
        if change.in_default:
            return set(range(change.function.lineno, (change.function.end_lineno or 0) + 1))
        # An expression of several lines may be run in any order of them.
        return set(range(change.statement.lineno, _last_line(change.statement) + 1))


def _find_reached(session: pytest.Session, loaded: Loaded) -> Reached:
    tracer = Tracer(loaded)
    session.config.pluginmanager.register(tracer)
    tracer.reached.failed = run_tests(session, session.items) is not None
    return tracer.reached


def _last_line(statement: ast.stmt) -> int:
    """Where a statement ends; of a compound one, its head."""
    body: list[ast.stmt] | None = getattr(statement, "body", None)
    if body:
        return max(statement.lineno, body[0].lineno - 1)
    return statement.end_lineno or statement.lineno


# The list, and what is held against it


def try_module(module: str, tests: Sequence[str], engines: Sequence[str]) -> tuple[int, list[str]]:
    """Return how many changes a module has, and those that no test noticed."""
    trial = Trial(module)
    others = " and ".join(f"not {engine}" for engine in SLOW_ENGINES if engine not in engines)
    options = [
        "-qq",
        "--no-summary",
        "--tb=no",
        "--capture=no",
        "-p",
        "no:cacheprovider",
        "-k",
        others,
    ]
    code = pytest.main([*options, *tests, str(trial.file)], plugins=[trial])
    if code != pytest.ExitCode.OK and not trial.number:
        raise SystemExit(f"{module}: its tests cannot be run ({code!r})")
    return trial.number, trial.survivors


def main(arguments: Sequence[str]) -> int:
    """Try the modules that are named, or all."""
    listed = tomllib.loads(LISTED.read_text(encoding="utf-8"))["module"]
    if arguments[:1] == ["--one"]:
        return _try_one(arguments[1], listed[arguments[1]])
    unlike = []
    for module in arguments or listed:
        # A process of its own: pytest is run once in each.
        if subprocess.call([sys.executable, __file__, "--one", module]):
            unlike.append(module)
    if unlike:
        print(f"not as listed: {', '.join(unlike)}")
    return len(unlike)


def _try_one(module: str, entry: dict[str, Any]) -> int:
    start = time.monotonic()
    number, survivors = try_module(module, entry["tests"], entry.get("engines", ()))
    equal = set(entry.get("equal", {}))
    listed = equal | set(entry.get("survivors", {}))
    unequal = number - len(equal.intersection(survivors))
    noticed = number - len(survivors)
    seconds = time.monotonic() - start
    print(f"{module}: {noticed} of {unequal} noticed, {noticed / unequal:.1%}, in {seconds:.0f} s", flush=True)
    new, gone = set(survivors) - listed, listed - set(survivors)
    for word, names in (("survives, and is not listed", new), ("is listed, and does not survive", gone)):
        for name in sorted(names):
            print(f"  {word}: {name}", flush=True)
    return 1 if new or gone or noticed < LEAST_SHARE * unequal else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="changes of the arithmetic that no test notices")
    parser.add_argument("modules", nargs="*", help="of tests/mutants.toml; all of them without")
    parser.add_argument("--one", metavar="MODULE", help="this one, in this process")
    asked = parser.parse_args()
    unlike = main(["--one", asked.one] if asked.one else asked.modules)
    sys.stdout.flush()
    # Not `sys.exit`: libraries written in C report at length what they have not freed by then.
    os._exit(min(unlike, 1))
