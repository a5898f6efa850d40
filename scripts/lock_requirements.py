"""Write `requirements/NAME.txt`: the hashes of all files of the packages that a group or an extra of ours needs.

`python scripts/lock_requirements.py dev` takes the versions from `constraints.txt` and resolves for every system and
every Python from 3.11.5 on (soupsieve asks for it), so that one file serves all. No address goes into it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PYTHON = "3.11.5"
HEAD = "# Made by `make lock` from pyproject.toml and constraints.txt: pip installs no file of another hash.\n"
OPTIONS = ("--universal", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url")


def choose_packages(name: str) -> list[str]:
    """Return what uv is asked for: a group that is no part of us, our own dependencies, or those with an extra."""
    if name in {"build", "tools"}:
        return ["--group", f"pyproject.toml:{name}"]
    extra = [] if name == "base" else ["--extra", name]
    return [*extra, "--group", "build", "pyproject.toml"]


def lock_requirements(name: str) -> str:
    """Return the text of the file."""
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "pip", "compile", "--quiet", "--python-version", PYTHON, "-c", "constraints.txt", *OPTIONS]
    command += ["--no-emit-find-links", *choose_packages(name)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return HEAD + done.stdout


def main() -> None:
    """Write the file that is named, whole or not at all."""
    parser = argparse.ArgumentParser(description="the hashes of all that a list needs, for every system")
    parser.add_argument("name", choices=("tools", "build", "base", "notebooks", "dev"))
    name = parser.parse_args().name
    locked = lock_requirements(name)
    ROOT.joinpath("requirements", f"{name}.txt").write_text(locked, encoding="utf-8")
    print(f"requirements/{name}.txt: {locked.count('==')} packages")


if __name__ == "__main__":
    main()
