"""A part's program as Python code: straight subscriptions and one list of bytes, or the same with every step checked.

The fast code lets a missing name raise; the checked code is run only then, goes on past every fault and collects them.
Both are made from the same program by the same writer, so that they print the same.
"""

from __future__ import annotations

from typing import Final

from jinja2 import nodes

from reportgen.engine.word.compiler.expressions import Scope
from reportgen.engine.word.compiler.ir import (
    Branch,
    Close,
    DrawingNumber,
    Let,
    Loop,
    NewNumber,
    Numbered,
    Open,
    Program,
    Static,
    Value,
)
from reportgen.engine.word.compiler.line_writer import LineWriter
from reportgen.engine.word.compiler.lowering import uses_loop
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames

_PRINTERS: Final = {
    "text": "T", "attribute": "A", "plain": "O", "line": "L", "span": "S", "colour": "C",
    "run": "R", "block": "P", "object": "B",
}  # fmt: skip
_FIRST_DRAWING: Final = 1001
_FIRST_NUMBER: Final = 1_000_001
"""Word numbers bookmarks and shapes from 0 or 1025, content controls at random over all of 32 bits."""
_ITERATION: Final = 16
_VALUE: Final = 48
"""What a printed value costs besides its characters, its place in the list of pieces included."""
_LONG_TEXT: Final = 4096
"""Where a loop repeats more of the template's own text than this, each turn is counted."""


class _Writer(LineWriter):
    def __init__(self, program: Program, numbers: tuple[int, ...], checked: bool, own: OwnNames) -> None:
        super().__init__(numbers, checked, own)
        self.program = program
        self.moving = any(drawing.conditional for drawing in program.drawings)
        self.drawing = _FIRST_DRAWING

    # ------------------------------------------------------------------------------------------------------ statements

    def write(self) -> str:
        self.line("def render(c, meter):")
        self.line("out = []", 1)
        self.line("X = out.extend", 1)
        self.line("mark = spent = 0", 1)
        first = len(self.lines)
        if self.moving:
            self.line(f"drawing = {_FIRST_DRAWING - 1}", 1)
        if self.program.numbers:
            self.line(f"number = {_FIRST_NUMBER - 1}", 1)
            for place in range(1, self.program.numbers + 1):
                self.line(f"k{place} = u{place} = 0", 1)
        self.declare(self.program.body, 1)
        self.body(self.program.body)
        self.flush()
        self.lines.insert(first, f"\tmeter.charge({self.work}, 0)")
        self.line("meter.charge(spent, 0)", 1)
        self.line("return b''.join(out)", 1)
        return "\n".join(self.lines)

    def body(self, body: list[object]) -> None:
        for item in body:
            if isinstance(item, Static):
                self.static.append(item.text)
            elif isinstance(item, Value):
                self.at(item.line)
                self.work += _VALUE
                self.piece(f"{_PRINTERS[item.kind]}({self.code(item.expression)}, {item.context}{self.charged}),")
            elif isinstance(item, (DrawingNumber, NewNumber, Numbered)):
                self.number(item)
            elif isinstance(item, Branch):
                self.branch(item)
            elif isinstance(item, Loop):
                self.loop(item)
            elif isinstance(item, Let):
                self.flush()
                self.at(item.line)
                self.say(f"{self.scopes[-1].names[item.name]} = {self.code(item.expression)}")
            elif isinstance(item, Open):
                if item.container.kind == "tbl" and item.container.dynamic:
                    self.flush()
                    self.say(f"m{item.container.number} = len(out)")
            elif isinstance(item, Close):
                self.close(item)

    def number(self, item: DrawingNumber | NewNumber | Numbered) -> None:
        self.work += _VALUE
        if isinstance(item, NewNumber):
            self.flush()
            self.say(f"number += 1; k{item.number} = number; u{item.number} += 1")
            return
        if isinstance(item, Numbered):
            numbers = item.later.replace("%%", "").count("%d")
            later = f"{item.later.encode()!r} % ({f'k{item.number},' * numbers})"
            self.piece(f"({item.first.encode()!r} if u{item.number} == 1 else {later}),")
            return
        if not self.moving:
            self.static.append(str(self.drawing))
            self.drawing += 1
            return
        self.flush()
        self.say("drawing += 1")
        self.piece("b'%d' % drawing,")

    def close(self, item: Close) -> None:
        container = item.container
        fitted = container.kind == "tbl" and container.dynamic and container.body is not None
        if not container.risky and not fitted:
            return
        self.flush()
        if container.kind in ("tc", "story"):
            self.say(f"if unfinished(out{self.charged}): X((b'<w:p/>',))")
        elif container.kind == "control":
            self.say(f"if empty(out{self.charged}): X((b'<w:p/>',))")
        elif container.risky:
            self.say(f"needs({container.kind!r}, out{self.charged})")
        if container.kind == "tbl":
            self.check()
        if fitted:
            start = f"m{container.number}"
            self.say(f"out[{start}:] = (fit(b''.join(out[{start}:]){self.charged}),)")
            self.say("mark = len(out)")

    def branch(self, item: Branch) -> None:
        self.flush()
        before = most = self.uncounted
        for number, (test, line, inner) in enumerate(item.cases):
            self.at(line)
            self.say(f"{'elif' if number else 'if'} {self.code(test)}:")
            most = max(most, self.inner(inner, before))
        if item.otherwise:
            self.say("else:")
            most = max(most, self.inner(item.otherwise, before))
        self.uncounted = most

    def inner(self, body: list[object], uncounted: int) -> int:
        """Write a block, before which some values are ``uncounted``, and return how many are after it."""
        self.indent += 1
        self.uncounted = uncounted
        start = len(self.lines)
        self.body(body)
        self.flush()
        if len(self.lines) == start:
            self.say("pass")
        self.indent -= 1
        return self.uncounted

    def loop(self, item: Loop) -> None:
        self.flush()
        node, number = item.node, self.fresh()
        self.at(node.lineno)
        tag = self.tag
        rows = self.rows(self.code(node.iter))
        scope = Scope({}, None)
        target = self.target(node.target, scope, number)
        if isinstance(node.target, nodes.Tuple):
            rows = f"U({rows}, {len(node.target.items)}{self.charged})"
        self.scopes.append(scope)
        if node.test is not None:
            self.say(f"r{number} = {rows}")
            outside, self.work = self.work, _ITERATION
            test = self.code(node.test)
            self.say(f"meter.charge({self.work} * len(r{number}){self.charged.removeprefix(', meter')})")
            self.work += outside
            rows = f"[{target} for {target} in r{number} if {test}]"
        counted = uses_loop([*node.body])
        self.say(f"r{number} = {rows}")
        if counted:
            self.say(f"n{number} = len(r{number})")
            self.say(f"for i{number}, {target} in enumerate(r{number}):")
            scope.loop = str(number)
        else:
            self.say(f"for {target} in r{number}:")
        self.turns(item, tag)
        self.scopes.pop()
        if item.otherwise:
            self.say(f"if not r{number}:")
            before = self.uncounted
            self.uncounted = max(before, self.inner(item.otherwise, before))

    def turns(self, item: Loop, tag: int) -> None:
        """Write what a loop does in each turn, which is charged before it is done."""
        outside = self.work, self.repeated
        before = self.uncounted
        self.work, self.repeated = _ITERATION, 0
        self.indent += 1
        start = len(self.lines)
        self.declare(item.body, self.indent)
        self.body(item.body)
        self.flush()
        written = self.lines[start:]
        del self.lines[start:]
        self.tag = tag
        self.say(f"spent += {self.work}")
        self.check_iteration(self.repeated > _LONG_TEXT)
        self.lines += written
        self.indent -= 1
        self.work, self.repeated = outside
        self.uncounted = max(before, self.uncounted)

    def rows(self, code: str) -> str:
        return f"rows({code}{self.charged})"


def generate(program: Program, numbers: tuple[int, ...], *, checked: bool, own: OwnNames = NO_NAMES) -> str:
    """Return a part's Python source, which defines ``render(c, meter)``.

    ``numbers`` maps the template's lines to tag numbers; ``own`` are the caller's functions. Raises GeneratingError.
    """
    writer = _Writer(program, numbers, checked, own)
    return writer.write()
