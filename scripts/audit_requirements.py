"""Ask PyPI for the holes that are known in packages that are pinned.

`python scripts/audit_requirements.py requirements/dev.txt` ends with 1 where some are known (they are listed), with 2
where none is but not every package could be asked for, which says nothing of the others, and else with 0.
"""

import argparse
import json
import subprocess
import sys
from typing import Any

UNASKED = "{count} of {all} packages could not be asked for, so nothing is known of them: {names}"
UNREACHED = "PyPI cannot be asked from here, so nothing is known of {path}: {reason}"
HOLE = "{name} {version}: {id}, mended in {versions}"
SHOWN = 5  # names, of the packages that could not be asked for


def ask(path: str) -> tuple[list[dict[str, Any]], str]:
    """Return what is said of each package, and why nothing is, where PyPI does not answer."""
    options = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *options, "--requirement", path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if not done.stdout.strip():
        return [], done.stderr.strip().rpartition("\n")[2]
    return json.loads(done.stdout)["dependencies"], ""


def audit(path: str) -> int:
    """Print the holes in what a file pins, and what could not be asked."""
    packages, reason = ask(path)
    if not packages:
        print(UNREACHED.format(path=path, reason=reason), file=sys.stderr)
        return 2
    holes = [(package, hole) for package in packages for hole in package.get("vulns", ())]
    for package, hole in holes:
        versions = ", ".join(hole["fix_versions"]) or "no version"
        print(HOLE.format(name=package["name"], version=package["version"], id=hole["id"], versions=versions))
    unasked = [package["name"] for package in packages if "skip_reason" in package]
    if unasked:
        names = ", ".join(unasked[:SHOWN]) + (" ..." if len(unasked) > SHOWN else "")
        print(UNASKED.format(count=len(unasked), all=len(packages), names=names), file=sys.stderr)
    if holes:
        return 1
    if unasked:
        return 2
    print(f"{path}: {len(packages)} packages asked for, no hole is known")
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="holes that are known in what is pinned")
    parser.add_argument("path", help="a list of requirements: requirements/dev.txt")
    sys.exit(audit(parser.parse_args().path))
