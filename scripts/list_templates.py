"""Print all that readers are told: every template with its module and name, as a translator would work through them."""

import argparse
import ast
import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Iterator

import tradeview
from tradeview.words.templates import Plural, Template


def named_templates() -> list[tuple[str, str, Template | Plural]]:
    """List module, name and template of all constants of the package, those in tables with the name of the table."""
    found: list[tuple[str, str, Template | Plural]] = []
    for module in sorted(pkgutil.walk_packages(tradeview.__path__, "tradeview."), key=lambda module: module.name):
        constants = vars(importlib.import_module(module.name))
        for name in _assigned_names(module.name):  # what a module imports is listed where it stands
            found.extend((module.name, name, template) for template in _templates_in(constants[name]))
    return found


def _assigned_names(module: str) -> list[str]:
    """List the constants that a module's own text assigns."""
    source = inspect.getsource(importlib.import_module(module))
    targets: list[ast.expr] = []
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign):
            targets += node.targets
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            targets.append(node.target)
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _templates_in(value: object) -> Iterator[Template | Plural]:
    """Find the templates of one constant: itself, or what a table or a record of templates holds."""
    if isinstance(value, Template | Plural):
        yield value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _templates_in([getattr(value, field.name) for field in dataclasses.fields(value)])
    elif isinstance(value, dict):
        yield from _templates_in(list(value.values()))
    elif isinstance(value, list | tuple):
        held: Iterable[object] = value
        for item in held:
            yield from _templates_in(item)


def main() -> None:
    """Print the list."""
    previous = ""
    for module, name, template in named_templates():
        if module != previous:
            print(f"\n{module}")
            previous = module
        forms = [template.text] if isinstance(template, Template) else [template.one, template.other]
        print(f"  {name}: {' | '.join(forms)}" + (f"  [{template.note}]" if template.note else ""))


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
