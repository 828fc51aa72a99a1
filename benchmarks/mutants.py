"""Mutants of a module: its source with one small change each, of the kinds that programmers make by mistake."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator

import attrs

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}


@attrs.frozen
class Mutant:
    """One change: where it is, what it is, and the whole module with it."""

    module: str
    line: int
    column: int
    kind: str
    before: str
    after: str
    text: str
    """The line of code as it was, by which a mutant is known again when lines move."""
    source: str

    @property
    def key(self) -> str:
        """Where the change is, and what: ``file:line:column before → after``."""
        return f"{self.module}:{self.line}:{self.column + 1} {self.before} → {self.after}"

    @property
    def name(self) -> str:
        """The change by its code, not its line number: ``file | line of code | column | before → after``."""
        return f"{self.module} | {self.text} | {self.column + 1} | {self.before} → {self.after}"


Change = Callable[[], None]
Place = tuple[ast.expr | ast.stmt, str, Change]


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Yield every mutant of ``source``, each valid Python that differs from it."""
    original, lines = ast.unparse(ast.parse(source)), source.splitlines()
    count = sum(1 for _ in _changes(ast.parse(source)))
    for number in range(count):
        tree = ast.parse(source)
        node, kind, change = next(itertools.islice(_changes(tree), number, None))
        before = _first_line(node)
        change()
        changed = ast.unparse(ast.fix_missing_locations(tree))
        if changed != original:
            after = {"deleted": "(deleted)", "loop": "(break and continue exchanged)"}.get(kind) or _first_line(node)
            text = lines[node.lineno - 1].strip()
            yield Mutant(module, node.lineno, node.col_offset, kind, before, after, text, changed)


def _first_line(node: ast.AST) -> str:
    lines = ast.unparse(node).splitlines()
    return lines[0] if lines else ""


def _changes(tree: ast.Module) -> Iterator[Place]:
    """Yield the places that can be changed: the node that is shown, the kind, and what makes the change."""
    for node in _code(tree):
        if isinstance(node, ast.expr):
            yield from _in_expression(node)
        elif isinstance(node, ast.stmt):
            yield from _in_statement(tree, node)


def _in_expression(node: ast.expr) -> Iterator[Place]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARISONS:
            yield node, "comparison", _setter(node, "ops", [_COMPARISONS[type(operator)]()])
        case ast.BinOp(op=operator) if type(operator) in _ARITHMETIC and not _of_text(node):
            yield node, "arithmetic", _setter(node, "op", _ARITHMETIC[type(operator)]())
        case ast.BoolOp(op=operator):
            yield node, "logic", _setter(node, "op", ast.Or() if isinstance(operator, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, "not dropped", _setter(node, "operand", ast.UnaryOp(ast.Not(), operand))
        case ast.UnaryOp(op=ast.USub()):
            yield node, "sign dropped", _setter(node, "op", ast.UAdd())
        case ast.Constant(value=bool() as value):
            yield node, "constant", _setter(node, "value", not value)
        case ast.Constant(value=int() as value):
            yield node, "constant", _setter(node, "value", value + 1)


def _in_statement(tree: ast.Module, node: ast.stmt) -> Iterator[Place]:
    match node:
        case ast.AugAssign(op=operator):
            if type(operator) in _ARITHMETIC and not _of_text(node):
                yield node, "arithmetic", _setter(node, "op", _ARITHMETIC[type(operator)]())
            yield node, "deleted", _replacer(tree, node, ast.Pass())
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield node, "return", _setter(node, "value", ast.Constant(None))
        case ast.Continue():
            yield node, "loop", _replacer(tree, node, ast.Break())
        case ast.Break():
            yield node, "loop", _replacer(tree, node, ast.Continue())
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield node, "deleted", _replacer(tree, node, ast.Pass())


def _code(tree: ast.Module) -> Iterator[ast.AST]:
    """Walk all that runs: no annotations, no imports, no ``if TYPE_CHECKING``, nor ``strict`` of ``zip``.

    What is zipped is as long by construction; ``strict`` only guards against a slip of the programmer.
    """
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.keyword) and node.arg == "strict":
            continue
        yield node
        for name, value in ast.iter_fields(node):
            if name not in {"annotation", "returns", "decorator_list"}:
                waiting += [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)]


def _of_text(node: ast.BinOp | ast.AugAssign) -> bool:
    """Whether a sum joins texts, or an alternative joins types: ``"a" + b``, ``int | None``."""
    sides = [node.value] if isinstance(node, ast.AugAssign) else [node.left, node.right]
    return any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str | None))
        for side in sides
    )


def _setter(node: ast.AST, name: str, value: object) -> Change:
    return lambda: setattr(node, name, value)


def _replacer(tree: ast.Module, node: ast.stmt, other: ast.stmt) -> Change:
    def replace() -> None:
        for parent in ast.walk(tree):
            for name in ("body", "orelse", "finalbody"):
                block = getattr(parent, name, None)
                if isinstance(block, list) and node in block:
                    block[block.index(node)] = ast.copy_location(other, node)

    return replace
