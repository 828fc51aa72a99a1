"""An expression of the template language as a Python expression: subscriptions of plain data, nothing else."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import attrs
from jinja2 import nodes

from reportgen.core.text import Text
from reportgen.engine.word.language.filter_costs import SIZES
from reportgen.engine.word.language.filters import DEFAULTS, TEMPLATE_FILTERS
from reportgen.engine.word.language.grammar import is_range, literal
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames

_COMPARISONS: Final = {
    "eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in",
}  # fmt: skip


_COMPARING_TESTS: Final = {
    "eq": "eq", "equalto": "eq", "ne": "ne", "lt": "lt", "le": "lteq", "gt": "gt", "ge": "gteq", "in": "in",
}  # fmt: skip
_STEP: Final = 8
"""What one step of an expression costs; the printers and whatever makes a text or list charge its size besides."""
_ITEM: Final = 16
_DECIMAL: Final = 100
_FILTER: Final = 250


class GeneratingError(Exception):
    """A construct with no meaning where it stands: ``loop`` outside a loop; ``line`` is the template's."""

    def __init__(self, line: int, says: Text) -> None:
        super().__init__(says.en)
        self.line, self.says = line, says


@attrs.define
class Scope:
    """The names of a block: those that loops and ``set`` gave it, as Python names; ``loop`` is its loop's number."""

    names: dict[str, str]
    loop: str | None


class ExpressionWriter:
    """Writes expressions: fast ones, which raise, or checked ones, which pass on the ``tag`` they stand in."""

    def __init__(self, checked: bool, own: OwnNames = NO_NAMES) -> None:
        self.checked, self.own = checked, own
        self.own_filters = {name for name, _ in own.filters}
        self.own_tests = {name for name, _ in own.tests}
        self.scopes = [Scope({}, None)]
        self.tag = 0
        self.work = 0
        """What the steps written so far cost."""
        self.operands = 0

    @property
    def charged(self) -> str:
        """The last arguments of what charges its work."""
        return f", meter, {self.tag}"

    @property
    def place(self) -> str:
        """The last arguments of what only the checked code charges and calls with its place."""
        return self.charged if self.checked else ""

    def name(self, name: str) -> str:
        """Return what a name is read from: a Python name of a loop or ``set``, or the data."""
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        return f"N(c, {name!r}{self.place})" if self.checked else f"c[{name!r}]"

    def code(self, node: Any) -> str:
        """Return the Python expression of ``node``."""
        self.work += _STEP
        method = getattr(self, "_on_" + type(node).__name__.lower())
        return str(method(node))

    def _on_const(self, node: nodes.Const) -> str:
        value = literal(node.value)
        if isinstance(value, Decimal):
            return self._decimal(value)
        return repr(value)

    def _decimal(self, value: Decimal) -> str:
        self.work += _DECIMAL
        return f"DEC({str(value)!r})"

    def _on_name(self, node: nodes.Name) -> str:
        if node.name == "loop":
            raise GeneratingError(
                node.lineno, Text("loop 只能写成 loop.index 等", "loop is used as loop.index and the like")
            )
        local = next((scope.names[node.name] for scope in reversed(self.scopes) if node.name in scope.names), None)
        if local is not None and local.startswith("s"):  # a name that set may not have filled
            return f"V({local}, {node.name!r}{self.place})"
        return self.name(node.name)

    def _on_getattr(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            return self._of_loop(node)
        return self._item(self.code(node.node), repr(node.attr))

    def _on_getitem(self, node: nodes.Getitem) -> str:
        value, key = self.code(node.node), self.code(node.arg)
        if self.checked or isinstance(node.arg, (nodes.Const, nodes.Neg)):
            return self._item(value, key)
        return f"I({value}, {key})"

    def _item(self, value: str, key: str) -> str:
        return f"G({value}, {key}{self.charged})" if self.checked else f"{value}[{key}]"

    def _of_loop(self, node: nodes.Getattr) -> str:
        number = next((scope.loop for scope in reversed(self.scopes) if scope.loop is not None), None)
        if number is None or self.scopes[-1].loop is None:
            raise GeneratingError(node.lineno, Text("loop 只能用在循环里", "loop is for loops only"))
        index, last = f"i{number}", f"n{number}"
        return {
            "index": f"({index} + 1)", "index0": index, "first": f"({index} == 0)", "last": f"({index} + 1 == {last})",
            "length": last, "revindex": f"({last} - {index})", "revindex0": f"({last} - {index} - 1)",
        }[node.attr]  # fmt: skip

    def _on_call(self, node: nodes.Call) -> str:
        function = node.node
        if is_range(node):
            return self._apply("RANGE", [self.code(bound) for bound in node.args], charged=True)
        assert isinstance(function, nodes.Getattr)  # noqa: S101 — the language check let nothing else pass
        choices = ", ".join(self.code(choice) for choice in node.args)
        index = self._of_loop(nodes.Getattr(function.node, "index0", "load", lineno=node.lineno))
        return f"({choices},)[{index} % {len(node.args)}]"

    def _on_filter(self, node: nodes.Filter) -> str:
        own = node.name in self.own_filters
        if node.name in DEFAULTS and not own:
            return self._default(node)
        arguments = [self.code(argument) for argument in (node.node, *node.args)]
        named = [f"{pair.key}={self.code(pair.value)}" for pair in node.kwargs]
        large = own or TEMPLATE_FILTERS[node.name].function in SIZES
        return self._apply(f"f_{node.name}", [*arguments, *named], charged=large)

    def _default(self, node: nodes.Filter) -> str:
        given = dict(zip(("default_value", "boolean"), node.args, strict=False))
        given |= {str(pair.key): pair.value for pair in node.kwargs}
        code = {name: self.code(value) for name, value in given.items()}
        self.work += _FILTER
        otherwise, boolean = code.get("default_value", "''"), code.get("boolean", "False")
        return f"D(lambda: {self.code(node.node)}, {otherwise}, {boolean}{self.place})"

    def _on_test(self, node: nodes.Test) -> str:
        if node.name in ("defined", "undefined"):
            asked = f"H(lambda: {self.code(node.node)})"
            return asked if node.name == "defined" else f"(not {asked})"
        arguments = [self.code(argument) for argument in (node.node, *node.args)]
        if node.name in self.own_tests:
            named = [f"{pair.key}={self.code(pair.value)}" for pair in node.kwargs]
            return self._apply(f"t_{node.name}", [*arguments, *named], charged=True)
        if node.name in _COMPARING_TESTS:
            return self._compared(_COMPARING_TESTS[node.name], *arguments)
        return self._apply(f"t_{node.name}", arguments, charged=False)

    def _apply(self, function: str, arguments: list[str], *, charged: bool) -> str:
        self.work += _FILTER
        if self.checked or charged:
            return f"Q({function}{self.charged}, {', '.join(arguments)})"
        return f"{function}({', '.join(arguments)})"

    def _on_compare(self, node: nodes.Compare) -> str:
        left, simple, checks = self.code(node.expr), _is_short(node.expr), []
        for position, operand in enumerate(node.ops, start=1):
            right, next_simple = self.code(operand.expr), _is_short(operand.expr)
            following = right
            if position < len(node.ops):  # a name for its value, which is compared twice and worked out once
                self.operands += 1
                following = f"o{self.operands}"
                right = f"({following} := {right})"
            if self.checked or not (next_simple or (simple and operand.op not in ("in", "notin"))):
                checks.append(self._compared(operand.op, left, right))
            else:
                checks.append(f"({left} {_COMPARISONS[operand.op]} {right})")
            left, simple = following, next_simple
        return checks[0] if len(checks) == 1 else f"({' and '.join(checks)})"

    def _compared(self, sign: str, left: str, right: str) -> str:
        return f"K({sign!r}, {left}, {right}{self.charged})"

    def _on_and(self, node: nodes.And) -> str:
        return f"({self.code(node.left)} and {self.code(node.right)})"

    def _on_or(self, node: nodes.Or) -> str:
        return f"({self.code(node.left)} or {self.code(node.right)})"

    def _on_not(self, node: nodes.Not) -> str:
        return f"(not {self.code(node.node)})"

    def _on_neg(self, node: nodes.Neg) -> str:
        assert isinstance(node.node, nodes.Const)  # noqa: S101 — the language check let nothing else pass
        value = node.node.value
        return self._decimal(value.copy_negate()) if isinstance(value, Decimal) else f"(-{value!r})"

    def _on_mul(self, node: nodes.Mul) -> str:
        return f"({self.code(node.left)} * {self.code(node.right)})"

    def _on_concat(self, node: nodes.Concat) -> str:
        return f"J(({', '.join(self.code(part) for part in node.nodes)},){self.charged})"

    def _on_condexpr(self, node: nodes.CondExpr) -> str:
        return f"({self.code(node.expr1)} if {self.code(node.test)} else {self.code(node.expr2)})"

    def _on_list(self, node: nodes.List | nodes.Tuple) -> str:
        self.work += _ITEM * len(node.items)
        return "(" + "".join(f"{self.code(item)}, " for item in node.items) + ")"

    _on_tuple = _on_list


def _is_short(node: nodes.Node) -> bool:
    """Return whether ``node`` is written out in the template, so that to compare with it takes no longer than it is."""
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return all(isinstance(item, nodes.Const) for item in node.items)
    return isinstance(node, nodes.Const)
