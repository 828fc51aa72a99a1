"""A part's program as Python code: straight subscriptions and one list of bytes, or the same with every step checked.

The plain code lets a missing name raise; the careful code is run only then, goes on past every fault and collects them.
Both are made from the same program by the same writer, so that they print the same.
"""

from __future__ import annotations

from typing import Any, Final

import attrs
from jinja2 import nodes

from reportgen.engine.filling.program import Branch, Let, Loop, Program, Value, uses_loop
from reportgen.engine.filling.sandbox import literal
from reportgen.engine.filling.structure import Close, DrawingNumber, Open, Static
from reportgen.vocabulary.texts import Text

_COMPARISONS: Final = {
    "eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in",
}  # fmt: skip
_PRINTERS: Final = {"text": "T", "attribute": "A", "plain": "O", "span": "S", "colour": "C", "object": "B"}
_FIRST_DRAWING: Final = 1001
_ITERATION_COST: Final = 16
_CHECK_EVERY: Final = 32


class GeneratingError(Exception):
    """A construct with no meaning where it stands: ``loop`` outside a loop; ``line`` is the template's."""

    def __init__(self, line: int, says: Text) -> None:
        super().__init__(says.en)
        self.line, self.says = line, says


@attrs.define
class _Scope:
    names: dict[str, str]
    loop: str | None


class _Writer:
    def __init__(self, program: Program, numbers: tuple[int, ...], careful: bool) -> None:
        self.program, self.numbers, self.careful = program, numbers, careful
        self.lines: list[str] = []
        self.indent = 1
        self.static: list[str] = []
        self.pending: list[str] = []
        self.count = 0
        self.scopes = [_Scope({}, None)]
        self.tag = 0
        self.moving = any(drawing.conditional for drawing in program.drawings)
        self.drawing = _FIRST_DRAWING

    # ------------------------------------------------------------------------------------------------------ statements

    def write(self) -> str:
        self.line("def render(c, left):")
        self.line("out = []", 1)
        self.line("X = out.extend", 1)
        self.line("mark = 0", 1)
        if self.moving:
            self.line(f"drawing = {_FIRST_DRAWING - 1}", 1)
        self.declare(self.program.body, 1)
        self.body(self.program.body)
        self.flush()
        self.line("return b''.join(out)", 1)
        return "\n".join(self.lines)

    def line(self, text: str, indent: int = 0) -> None:
        self.lines.append("\t" * indent + text)

    def say(self, text: str) -> None:
        self.line(text, self.indent)

    def at(self, line: int) -> None:
        self.tag = max(self.numbers[min(line, len(self.numbers)) - 1], 0)

    def fresh(self) -> int:
        self.count += 1
        return self.count

    def body(self, body: list[object]) -> None:
        for item in body:
            if isinstance(item, Static):
                self.static.append(item.text)
            elif isinstance(item, Value):
                self.at(item.line)
                extra = f", {self.tag}" if self.careful else ""
                self.piece(f"{_PRINTERS[item.kind]}({self.code(item.expression)}, {item.context}{extra}),")
            elif isinstance(item, DrawingNumber):
                self.number()
            elif isinstance(item, Branch):
                self.branch(item)
            elif isinstance(item, Loop):
                self.loop(item)
            elif isinstance(item, Let):
                self.flush()
                self.at(item.line)
                self.say(f"{self.scopes[-1].names[item.name]} = {self.code(item.expression)}")
            elif isinstance(item, Open):
                if item.container.risky or item.container.dynamic:
                    self.flush()
                    self.say(f"m{item.container.number} = len(out)")
            elif isinstance(item, Close):
                self.close(item)

    def number(self) -> None:
        if not self.moving:
            self.static.append(str(self.drawing))
            self.drawing += 1
            return
        self.flush()
        self.say("drawing += 1")
        self.piece("b'%d' % drawing,")

    def close(self, item: Close) -> None:
        container = item.container
        if container.body is None or not (container.risky or (container.kind == "tbl" and container.dynamic)):
            return
        self.flush()
        start = f"m{container.number}"
        if container.kind in ("tc", "story"):
            self.say(f"if unfinished(out, {start}): X((b'<w:p/>',))")
        elif container.kind == "tr":
            self.say(f"needs(b'<w:tc', out, {start}, {self.tag})")
        else:
            if container.risky:
                self.say(f"needs(b'<w:tr', out, {start}, {self.tag})")
            self.check()
            if container.dynamic:
                self.say(f"out[{start}:] = (fit(b''.join(out[{start}:]), {self.tag}),)")
                self.say("mark = len(out)")

    def piece(self, code: str) -> None:
        self.cut()
        self.pending.append(code)

    def cut(self) -> None:
        if self.static:
            self.pending.append(f"{''.join(self.static).encode()!r},")
            self.static.clear()

    def flush(self) -> None:
        self.cut()
        if not self.pending:
            return
        values = sum(not piece.startswith(("b'", 'b"')) for piece in self.pending)
        self.say("X((")
        for piece in self.pending:
            self.say(piece)
        self.say("))")
        self.pending.clear()
        if values >= _CHECK_EVERY:
            self.check()

    def check(self, cost: int = 0) -> None:
        self.say(f"left -= sum(map(len, out[mark:])){f' + {cost}' if cost else ''}; mark = len(out)")
        self.say(f"if left < 0: spent({self.tag})")

    def declare(self, body: list[object], indent: int) -> None:
        """Give every name that ``set`` fills in this scope its value from outside, or none."""
        for name in dict.fromkeys(_assigned(body)):
            outer = self.name(name) if len(self.scopes) > 1 and self.known(name) else None
            local = f"s{self.fresh()}_{name}" if name.isascii() else f"s{self.fresh()}"
            code = outer or (f"N(c, {name!r}, None)" if self.careful else f"c.get({name!r}, MISSING)")
            self.line(f"{local} = {code}", indent)
            self.scopes[-1].names[name] = local

    def known(self, name: str) -> bool:
        return any(name in scope.names for scope in self.scopes)

    def branch(self, item: Branch) -> None:
        self.flush()
        for number, (test, line, inner) in enumerate(item.cases):
            self.at(line)
            self.say(f"{'elif' if number else 'if'} {self.code(test)}:")
            self.inner(inner)
        if item.otherwise:
            self.say("else:")
            self.inner(item.otherwise)

    def inner(self, body: list[object]) -> None:
        self.indent += 1
        start = len(self.lines)
        self.body(body)
        self.flush()
        if len(self.lines) == start:
            self.say("pass")
        self.indent -= 1

    def loop(self, item: Loop) -> None:
        self.flush()
        node, number = item.node, self.fresh()
        self.at(node.lineno)
        tag = self.tag
        rows = self.rows(self.code(node.iter))
        scope = _Scope({}, None)
        target = self.target(node.target, scope, number)
        if isinstance(node.target, nodes.Tuple):
            rows = f"U({rows}, {len(node.target.items)}{self.place})"
        self.scopes.append(scope)
        if node.test is not None:
            rows = f"[{target} for {target} in {rows} if {self.code(node.test)}]"
        counted = uses_loop([*node.body])
        self.say(f"r{number} = {rows}")
        if counted:
            self.say(f"n{number} = len(r{number})")
            self.say(f"for i{number}, {target} in enumerate(r{number}):")
            scope.loop = str(number)
        else:
            self.say(f"for {target} in r{number}:")
        self.indent += 1
        self.declare(item.body, self.indent)
        self.body(item.body)
        self.flush()
        self.tag = tag
        self.check(_ITERATION_COST)
        self.indent -= 1
        self.scopes.pop()
        if item.otherwise:
            self.say(f"if not r{number}:")
            self.inner(item.otherwise)

    def rows(self, code: str) -> str:
        return f"rows({code}{self.place})"

    @property
    def place(self) -> str:
        return f", {self.tag}" if self.careful else ""

    def target(self, target: nodes.Node, scope: _Scope, number: int) -> str:
        if isinstance(target, nodes.Name):
            scope.names[target.name] = f"v{number}_{target.name}" if target.name.isascii() else f"v{number}_"
            return scope.names[target.name]
        names = list(target.items) if isinstance(target, nodes.Tuple) else []
        if not names or not all(isinstance(name, nodes.Name) for name in names):
            raise GeneratingError(target.lineno, Text("循环变量的写法不支持", "the loop's names cannot be written so"))
        for position, name in enumerate(names):
            scope.names[name.name] = f"v{number}_{position}"
        return "(" + ", ".join(f"v{number}_{position}" for position in range(len(names))) + ",)"

    # ----------------------------------------------------------------------------------------------------- expressions

    def name(self, name: str) -> str:
        for scope in reversed(self.scopes):
            if name in scope.names:
                return scope.names[name]
        return f"N(c, {name!r}{self.place})" if self.careful else f"c[{name!r}]"

    def code(self, node: Any) -> str:
        """Return the Python expression of ``node``."""
        method = getattr(self, "on_" + type(node).__name__.lower())
        return str(method(node))

    def on_const(self, node: nodes.Const) -> str:
        value = literal(node.value)
        return f"DEC({str(value)!r})" if type(value).__name__ == "Decimal" else repr(value)

    def on_name(self, node: nodes.Name) -> str:
        if node.name == "loop":
            raise GeneratingError(
                node.lineno, Text("loop 只能写成 loop.index 等", "loop is used as loop.index and the like")
            )
        local = next((scope.names[node.name] for scope in reversed(self.scopes) if node.name in scope.names), None)
        if local is not None and local.startswith("s"):  # a name that set may not have filled
            return f"V({local}, {node.name!r}{self.place})"
        return self.name(node.name)

    def on_getattr(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            return self.of_loop(node)
        return self.item(self.code(node.node), repr(node.attr))

    def on_getitem(self, node: nodes.Getitem) -> str:
        return self.item(self.code(node.node), self.code(node.arg))

    def item(self, value: str, key: str) -> str:
        return f"G({value}, {key}{self.place})" if self.careful else f"{value}[{key}]"

    def of_loop(self, node: nodes.Getattr) -> str:
        number = next((scope.loop for scope in reversed(self.scopes) if scope.loop is not None), None)
        if number is None or self.scopes[-1].loop is None:
            raise GeneratingError(node.lineno, Text("loop 只能用在循环里", "loop is for loops only"))
        index, last = f"i{number}", f"n{number}"
        return {
            "index": f"({index} + 1)", "index0": index, "first": f"({index} == 0)", "last": f"({index} + 1 == {last})",
            "length": last, "revindex": f"({last} - {index})", "revindex0": f"({last} - {index} - 1)",
        }[node.attr]  # fmt: skip

    def on_call(self, node: nodes.Call) -> str:
        function = node.node
        assert isinstance(function, nodes.Getattr)  # noqa: S101 — the language check let nothing else pass
        choices = ", ".join(self.code(choice) for choice in node.args)
        index = self.of_loop(nodes.Getattr(function.node, "index0", "load", lineno=node.lineno))
        return f"({choices},)[{index} % {len(node.args)}]"

    def on_filter(self, node: nodes.Filter) -> str:
        arguments = [self.code(argument) for argument in (node.node, *node.args)]
        named = [f"{pair.key}={self.code(pair.value)}" for pair in node.kwargs]
        return self.apply(f"f_{node.name}", arguments, named)

    def on_test(self, node: nodes.Test) -> str:
        if node.name in ("defined", "undefined"):
            asked = f"H(lambda: {self.code(node.node)})"
            return asked if node.name == "defined" else f"(not {asked})"
        return self.apply(f"t_{node.name}", [self.code(argument) for argument in (node.node, *node.args)], [])

    def apply(self, function: str, arguments: list[str], named: list[str]) -> str:
        if self.careful:
            return f"Q({', '.join([function, str(self.tag), *arguments, *named])})"
        return f"{function}({', '.join([*arguments, *named])})"

    def on_compare(self, node: nodes.Compare) -> str:
        left, checks = self.code(node.expr), []
        for operand in node.ops:
            right = self.code(operand.expr)
            checks.append(
                f"K({operand.op!r}, {left}, {right}, {self.tag})"
                if self.careful
                else f"({left} {_COMPARISONS[operand.op]} {right})"
            )
            left = right
        return checks[0] if len(checks) == 1 else f"({' and '.join(checks)})"

    def on_and(self, node: nodes.And) -> str:
        return f"({self.code(node.left)} and {self.code(node.right)})"

    def on_or(self, node: nodes.Or) -> str:
        return f"({self.code(node.left)} or {self.code(node.right)})"

    def on_not(self, node: nodes.Not) -> str:
        return f"(not {self.code(node.node)})"

    def on_neg(self, node: nodes.Neg) -> str:
        return f"(-{self.code(node.node)})"

    def on_mul(self, node: nodes.Mul) -> str:
        return f"({self.code(node.left)} * {self.code(node.right)})"

    def on_concat(self, node: nodes.Concat) -> str:
        return f"J(({', '.join(self.code(part) for part in node.nodes)},){self.place})"

    def on_condexpr(self, node: nodes.CondExpr) -> str:
        return f"({self.code(node.expr1)} if {self.code(node.test)} else {self.code(node.expr2)})"

    def on_list(self, node: nodes.List) -> str:
        return "(" + "".join(f"{self.code(item)}, " for item in node.items) + ")"

    def on_tuple(self, node: nodes.Tuple) -> str:
        return "(" + "".join(f"{self.code(item)}, " for item in node.items) + ")"


def _assigned(body: list[object]) -> list[str]:
    names = []
    for item in body:
        if isinstance(item, Let):
            names.append(item.name)
        elif isinstance(item, Branch):
            for _, _, inner in item.cases:
                names += _assigned(inner)
            names += _assigned(item.otherwise)
        elif isinstance(item, Loop):
            names += _assigned(item.otherwise)
    return names


def generate(program: Program, numbers: tuple[int, ...], *, careful: bool) -> str:
    """Return a part's Python source, which defines ``render(c, left)``.

    ``numbers`` maps the template's lines to tag numbers. Raises GeneratingError.
    """
    writer = _Writer(program, numbers, careful)
    return writer.write()
