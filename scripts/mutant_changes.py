"""Which changes `make mutants` makes: one operator, number, condition or statement of a module at a time.

Left alone are words, annotations, decorators and what stands directly in the body of a class. A constant takes those
along that are made of it (`statements_from`), and a function those that it was called for (`statements_calling`).
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
OTHER_NAMES |= {"any_horizontal": "all_horizontal", "all_horizontal": "any_horizontal"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Change:
    """One node that another takes the place of, in a function or, without one, at the level of the module."""

    holder: ast.AST
    name: str
    place: int | None
    node: ast.AST
    replacement: ast.AST
    function: ast.FunctionDef | None
    path: str  # names of the classes and functions around it
    statement: ast.stmt
    in_default: bool = False
    words: str = field(init=False)

    def __post_init__(self) -> None:
        """Say what is changed: the expression that holds it, else its statement, before and after."""
        shown = self.holder if isinstance(self.holder, ast.expr) else self.statement
        before = _first_line(shown)
        self.put(self.replacement)
        after = "pass" if shown is self.node else _first_line(shown)
        self.put(self.node)
        self.words = f"{before}  ->  {after}"

    def put(self, node: ast.AST) -> None:
        """Put a node into the place."""
        if self.place is None:
            setattr(self.holder, self.name, node)
        else:
            getattr(self.holder, self.name)[self.place] = node

    @property
    def line(self) -> int:
        """Where it stands; an operator stands with what it joins."""
        for node in (self.node, self.holder):
            if isinstance(node, ast.stmt | ast.expr):
                return node.lineno
        return self.statement.lineno


def _first_line(node: ast.AST) -> str:
    """Write a node out; of a compound statement its head."""
    return ast.unparse(node).splitlines()[len(getattr(node, "decorator_list", ()))]


def changes_of(tree: ast.Module) -> list[Change]:
    """List all changes of a module, in order."""
    return list(_changes_below(tree, None, "", None))


def _changes_below(
    holder: ast.AST,
    function: ast.FunctionDef | None,
    path: str,
    statement: ast.stmt | None,
    *,
    in_default: bool = False,
) -> Iterator[Change]:
    for name, place, node in _children(holder):
        if _is_left_alone(holder, name, node):
            continue
        below, path_below, statement_below, default_below = function, path, statement, in_default
        if isinstance(node, ast.stmt) and not isinstance(node, FUNCTIONS):
            statement_below = node
        if isinstance(holder, ast.arguments) and name in {"defaults", "kw_defaults"}:
            default_below = True
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            path_below = f"{path}.{node.name}".strip(".")
            statement_below = node
        if isinstance(node, ast.FunctionDef):
            below = function or node
        where = (below, path_below, statement_below or ast.Pass(), default_below)
        for replacement in _replacements(holder, name, node):
            yield Change(holder, name, place, node, replacement, *where)
        yield from _changes_below(node, below, path_below, statement_below, in_default=default_below)


def _children(holder: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for name, value in ast.iter_fields(holder):
        if isinstance(value, ast.AST):
            yield name, None, value
        elif isinstance(value, list):
            for place, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield name, place, item


def _is_left_alone(holder: ast.AST, name: str, node: ast.AST) -> bool:
    """Tell annotations, decorators, words and what stands directly in the body of a class."""
    if name in {"annotation", "returns", "decorator_list", "type_params"} or isinstance(node, ast.JoinedStr):
        return True
    if isinstance(holder, ast.ClassDef):
        return not isinstance(node, FUNCTIONS)
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    # Names of types: `Frequency = Literal["A", "Q"]`, `Quantity = pint.Quantity[float]`.
    return isinstance(node, ast.Assign) and isinstance(holder, ast.Module) and _is_type(node.value)


def _is_type(value: ast.AST) -> bool:
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.BitOr) and _is_type(value.left)
    if isinstance(value, ast.Name):
        return value.id in {"str", "int", "float"} or (value.id[:1].isupper() and not value.id.isupper())
    return isinstance(value, ast.Subscript) and not ast.unparse(value.value).isupper()


def _replacements(holder: ast.AST, name: str, node: ast.AST) -> Iterator[ast.AST]:
    """Give what may stand in the place of a node."""
    if type(node) in OPPOSITES:
        yield OPPOSITES[type(node)]()
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        for value in _other_numbers(node.value):
            yield ast.copy_location(ast.Constant(value), node)
    elif isinstance(node, ast.Raise | ast.Continue) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.copy_location(ast.Pass(), node)
    elif name == "func":
        yield from _other_functions(node)
    is_condition = name in {"test", "ifs"} or (isinstance(holder, ast.BoolOp) and name == "values")
    if is_condition and not isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.Constant):
        yield ast.copy_location(ast.UnaryOp(ast.Not(), node), node)  # type: ignore[arg-type]


def _other_functions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and node.id in OTHER_NAMES:
        yield ast.copy_location(ast.Name(OTHER_NAMES[node.id], ast.Load()), node)
    if isinstance(node, ast.Attribute) and node.attr in OTHER_NAMES:
        yield ast.copy_location(ast.Attribute(node.value, OTHER_NAMES[node.attr], ast.Load()), node)


def _other_numbers(value: float) -> list[float]:
    """Give the other truth, one more, or, of a number that is measured, a tenth more as well."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, float) and value:
        return [value + 1, value * 1.1]
    return [value + 1]


# What a change of a module takes along


def statements_from(statement: ast.stmt, tree: ast.Module) -> list[ast.stmt]:
    """List a statement of a module and those after it that set constants made of what it sets."""
    found = [statement]
    names = names_set_by(statement)
    for later in tree.body[tree.body.index(statement) + 1 :]:
        if isinstance(later, ast.Assign | ast.AnnAssign) and names & _names_in(later):
            found.append(later)
            names |= names_set_by(later)
    return found


def _names_in(node: ast.AST) -> set[str]:
    return {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}


def names_set_by(statement: ast.stmt) -> set[str]:
    """Return the names that a statement gives a value."""
    names = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
    return {name.id for name in names if isinstance(name.ctx, ast.Store)}


def statements_calling(function: ast.FunctionDef, tree: ast.Module) -> list[ast.stmt]:
    """List the statements of a module that set constants by calling a function, and those made of these."""
    found: list[ast.stmt] = []
    names: set[str] = set()
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign):
            continue
        if _calls(statement, function.name) or names & _names_in(statement):
            found.append(statement)
            names |= names_set_by(statement)
    return found


def _calls(statement: ast.stmt, name: str) -> bool:
    calls = [node.func for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return any(isinstance(called, ast.Name) and called.id == name for called in calls)
