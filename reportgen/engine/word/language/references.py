"""Finding what a template uses of the data: every address in the Jinja tree, without any data.

Names that a loop or a ``set`` gives are followed back to the addresses that they stand for, and are noted as given.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs
from jinja2 import nodes

from reportgen.engine.word.language.filters import DEFAULTS
from reportgen.engine.word.language.grammar import is_range
from reportgen.engine.word.language.uses import ANY, ITEMS, Path, Role, Step, Use
from reportgen.prose.filters import FILTERS
from reportgen.report.context_shape import EACH

_SHOWING: Final = frozenset(
    ("thousands", "signed", "or_none", "places", "chinese_number", "trim", "upper", "lower", "round")
)
_UNCHANGED: Final = ("e", "escape")
_SAME_ITEMS: Final = frozenset(
    ("items", "sort", "reverse", "unique", "list", "select", "reject", "selectattr", "rejectattr")
)
"""Filters whose result holds the items of the list that they were given."""
_MOST_STEPS: Final = 64
"""Steps of one address; no data is nested deeper, and what is longer cannot exist."""
_MOST_PATHS: Final = 64
"""Addresses that one name may stand for; of more than these, those that came first are followed."""
_ROLES: Final[dict[str, Role]] = {
    **dict.fromkeys(FILTERS, "figure"),
    **dict.fromkeys(("round", "abs"), "figure"),
    **dict.fromkeys(("upper", "lower", "trim", "title", "capitalize"), "text"),
    **dict.fromkeys(
        (
            "length",
            "count",
            "join",
            "first",
            "last",
            "sum",
            "min",
            "max",
            "sort",
            "dictsort",
            "reverse",
            "unique",
            "list",
            "batch",
            "groupby",
            "map",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
        ),
        "sized",
    ),
}


@attrs.frozen
class _Meaning:
    """What an expression may stand for: addresses, and the filters that its value went through."""

    paths: tuple[Path, ...] = ()
    filters: tuple[str, ...] = ()


_NOTHING: Final = _Meaning()


def uses_of(tree: nodes.Template, numbers: tuple[int, ...]) -> tuple[Use, ...]:
    """Return every use in a part's tree, in order. ``numbers`` maps the lines of the source to tag numbers.

    Constructs that are not part of the language are looked through, so that a template that is refused for them can
    still have all its other mistakes reported.
    """
    reader = _Reader(numbers)
    reader.body(tree.body)
    return tuple(dict.fromkeys(reader.found))


class _Reader:
    def __init__(self, numbers: tuple[int, ...]) -> None:
        self.numbers = numbers
        self.found: list[Use] = []
        self.scopes: list[dict[str, _Meaning]] = [{}]
        self.defined: list[Path] = []
        self.dead = 0
        self.conditions = 0
        self.quiet = 0

    def note(self, meant: _Meaning, role: Role, line: int) -> None:
        tag = max(self.numbers[min(line, len(self.numbers)) - 1], 0)
        if self.dead:
            return
        showing = role == "printed" and all(name in _SHOWING for name in meant.filters)
        if role == "printed" and meant.filters:
            role = "read"  # the filter's text is printed; what the filter needs has been noted
        for path in meant.paths:
            guarded = bool(self.quiet) or any(path[: len(known)] == known for known in self.defined)
            self.found.append(Use(path, role, tag, meant.filters, showing, guarded, self.conditions > 0))

    # ------------------------------------------------------------------------------------------------------ statements

    def body(self, body: list[nodes.Node]) -> None:
        for node in body:
            try:
                self.statement(node)
            except RecursionError:  # nested so deeply that the template is refused for it
                continue

    def statement(self, node: nodes.Node) -> None:
        for name in _given(node):
            self.note(_Meaning(((name,),)), "given", node.lineno)
        if isinstance(node, nodes.Output):
            for piece in node.nodes:
                if not isinstance(piece, nodes.TemplateData):
                    self.note(self.meaning(piece), "printed", piece.lineno)
        elif isinstance(node, nodes.If):
            self.branch(node)
        elif isinstance(node, nodes.For):
            self.loop(node)
        elif isinstance(node, nodes.Assign):
            meant = self.meaning(node.node)
            self.note(meant, "read", node.lineno)
            if isinstance(node.target, nodes.Name):
                self.scopes[-1][node.target.name] = meant
        elif isinstance(node, nodes.Stmt):
            for child in node.iter_child_nodes():
                if isinstance(child, nodes.Stmt):
                    self.statement(child)
                else:
                    self.ask(child)

    def branch(self, node: nodes.If) -> None:
        """Read every case; what a case sets is seen in it, and after the block beside what was there before."""
        given: list[tuple[str, _Meaning]] = []
        for case in (node, *node.elif_):
            self.ask(case.test)
            self.conditions += case is node
            known = list(_guards(case.test, self))
            never = isinstance(case.test, nodes.Const) and not case.test.value
            self.dead += never
            self.defined += known
            given += self.case(case.body)
            del self.defined[len(self.defined) - len(known) :]
            self.dead -= never
        given += self.case(node.else_)
        self.conditions -= 1
        for name, meant in given:
            before = self.known(name)
            self.scopes[-1][name] = meant if before is None else _either((before, meant))

    def case(self, body: list[nodes.Node]) -> Iterable[tuple[str, _Meaning]]:
        self.scopes.append({})
        self.body(body)
        return self.scopes.pop().items()

    def known(self, name: str) -> _Meaning | None:
        """Return what a name stands for that a loop or ``set`` has given; None for one of the data."""
        return next((scope[name] for scope in reversed(self.scopes) if name in scope), None)

    def loop(self, node: nodes.For) -> None:
        self.scopes.append({"loop": _NOTHING})
        if isinstance(node.iter, nodes.List | nodes.Tuple):
            item = _either(self.meaning(one) for one in node.iter.items)
            self.note(item, "read", node.lineno)
        else:
            rows = self.meaning(node.iter)
            self.note(rows, "looped", node.lineno)
            item = _stepped(rows, EACH) if _SAME_ITEMS.issuperset(rows.filters) else _NOTHING
        if isinstance(node.target, nodes.Tuple):
            for position, name in enumerate(node.target.items):
                if isinstance(name, nodes.Name):
                    self.scopes[-1][name.name] = _stepped(item, position)
        elif isinstance(node.target, nodes.Name):
            self.scopes[-1][node.target.name] = item
        if node.test is not None:
            self.ask(node.test)
        self.body(node.body)
        self.scopes.pop()
        self.body(node.else_)

    # ----------------------------------------------------------------------------------------------------- expressions

    def ask(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Expr):
            self.note(self.meaning(node), "read", node.lineno)
        else:  # the second half of a comparison, a filter's named argument
            for child in node.iter_child_nodes():
                self.ask(child)

    def meaning(self, node: nodes.Node) -> _Meaning:  # noqa: PLR0911, C901 — one case for each kind of expression
        if isinstance(node, nodes.Name):
            given = self.known(node.name)
            return given if given is not None else _Meaning(((node.name,),))
        if isinstance(node, nodes.Getattr):
            return _stepped(self.meaning(node.node), node.attr)
        if isinstance(node, nodes.Getitem):
            if isinstance(node.arg, nodes.Const) and type(node.arg.value) in (int, str):
                return _stepped(self.meaning(node.node), node.arg.value)
            self.ask(node.arg)
            return _stepped(self.meaning(node.node), ANY)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self.filtered(node)
        if isinstance(node, nodes.CondExpr):
            self.ask(node.test)
            return _either(self.meaning(choice) for choice in (node.expr1, node.expr2) if choice is not None)
        if isinstance(node, nodes.And | nodes.Or):
            return _either((self.meaning(node.left), self.meaning(node.right)))
        if isinstance(node, nodes.Concat):
            for part in node.nodes:
                self.note(self.meaning(part), "printed", part.lineno)
            return _NOTHING
        if isinstance(node, nodes.Test) and node.name in ("defined", "undefined"):
            self.quiet += 1
            self.ask(node.node)
            self.quiet -= 1
            return _NOTHING
        if isinstance(node, nodes.Call):
            return self.called(node)
        for child in node.iter_child_nodes():
            self.ask(child)
        return _NOTHING

    def called(self, node: nodes.Call) -> _Meaning:
        if not is_range(node):
            return _either([self.meaning(choice) for choice in node.args])
        for bound in node.args:
            self.note(self.meaning(bound), "figure", bound.lineno)
        return _NOTHING

    def filtered(self, node: nodes.Filter) -> _Meaning:
        assert node.node is not None  # noqa: S101 — the caller has looked
        if node.name in DEFAULTS:
            self.quiet += 1
            self.note(self.meaning(node.node), "read", node.lineno)
            self.quiet -= 1
            for argument in (*node.args, *(pair.value for pair in node.kwargs)):
                self.note(self.meaning(argument), "read", node.lineno)
            return _NOTHING
        meant = self.meaning(node.node)
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.note(self.meaning(argument), "figure" if node.name in FILTERS else "read", node.lineno)
        if node.name == "items":
            self.note(meant, "sized", node.lineno)
            return _Meaning(tuple((*path, ITEMS) for path in meant.paths), ("items",))
        if node.name in _UNCHANGED:
            return meant
        if not meant.filters:  # after a filter it is a text of which no more is known
            self.note(meant, _ROLES.get(node.name, "read"), node.lineno)
        return _Meaning(meant.paths, (*meant.filters, node.name))


def _given(node: nodes.Node) -> Iterable[str]:
    """Yield the names that one statement fills, its body apart; those of statements that are refused, too."""
    if isinstance(node, nodes.Macro | nodes.Import):
        yield node.name if isinstance(node, nodes.Macro) else node.target
    if isinstance(node, nodes.FromImport):
        yield from (name if isinstance(name, str) else name[1] for name in node.names)
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Expr):
            targets = [child] if isinstance(child, nodes.Name) else child.find_all(nodes.Name)
            yield from (target.name for target in targets if target.ctx != "load")


def _guards(test: nodes.Node, reader: _Reader) -> Iterable[Path]:
    """Yield the addresses that ``test`` has found to be defined where it is true."""
    if isinstance(test, nodes.And):
        yield from (*_guards(test.left, reader), *_guards(test.right, reader))
    elif isinstance(test, nodes.Test) and test.name == "defined":
        yield from reader.meaning(test.node).paths


def _stepped(meant: _Meaning, step: Step) -> _Meaning:
    return _Meaning(tuple((*path, step) if len(path) < _MOST_STEPS else path for path in meant.paths))


def _either(choices: Iterable[_Meaning]) -> _Meaning:
    found = list(choices)
    paths = dict.fromkeys(path for choice in found for path in choice.paths)
    return _Meaning(tuple(paths)[:_MOST_PATHS], next((choice.filters for choice in found if choice.filters), ()))
