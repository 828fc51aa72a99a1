"""Writing lines of Python: what is printed between two statements goes into one call, and is charged in portions."""

from __future__ import annotations

from typing import Final

from jinja2 import nodes

from reportgen.core.text import Text
from reportgen.engine.word.compiler.expressions import ExpressionWriter, GeneratingError, Scope
from reportgen.engine.word.compiler.ir import Branch, Let, Loop
from reportgen.engine.word.language.own_functions import OwnNames
from reportgen.engine.word.meter import PORTION

_VALUES_TOGETHER: Final = 64
_PIECES_TOGETHER: Final = 64


class LineWriter(ExpressionWriter):
    """Collects the lines of a part's code; ``numbers`` maps the template's lines to tag numbers."""

    def __init__(self, numbers: tuple[int, ...], checked: bool, own: OwnNames) -> None:
        super().__init__(checked, own)
        self.numbers = numbers
        self.lines: list[str] = []
        self.indent = 1
        self.static: list[str] = []
        self.pending: list[str] = []
        self.count = 0
        self.uncounted = 0
        """Values printed since what has been written was counted, by the branch that prints most."""
        self.repeated = 0
        """Bytes of the template's own text in the loop that is being written, inner loops aside."""

    def line(self, text: str, indent: int = 0) -> None:
        """Write a line."""
        self.lines.append("\t" * indent + text)

    def say(self, text: str) -> None:
        """Write a line of the block that is open."""
        self.line(text, self.indent)

    def at(self, line: int) -> None:
        """Go on at a line of the template."""
        self.tag = max(self.numbers[min(line, len(self.numbers)) - 1], 0)

    def fresh(self) -> int:
        """Return a number for names that nothing else has."""
        self.count += 1
        return self.count

    def piece(self, code: str) -> None:
        """Print a piece of code's value."""
        self.cut()
        self.pending.append(code)
        self.uncounted += 1
        if self.uncounted >= _VALUES_TOGETHER:
            self.flush()
            self.check()

    def cut(self) -> None:
        """Print the template's own text so far."""
        if self.static:
            text = "".join(self.static).encode()
            self.repeated += len(text)
            self.pending.append(f"{text!r},")
            self.static.clear()

    def flush(self) -> None:
        """Write what is to be printed so far."""
        self.cut()
        if not self.pending:
            return
        self.say("X((")
        for piece in self.pending:
            self.say(piece)
        self.say("))")
        self.pending.clear()

    def check(self) -> None:
        """Charge what has been written."""
        self.uncounted = 0
        self.say("spent += sum(map(len, out[mark:])); mark = len(out)")
        self.charge()

    def check_iteration(self, long: bool) -> None:
        """Charge what earlier iterations have written, when there is enough to count."""
        least = 0 if long else _PIECES_TOGETHER
        self.say(f"if len(out) - mark > {least}: spent += sum(map(len, out[mark:])); mark = len(out)")
        self.charge()

    def charge(self) -> None:
        """Hand over to the meter what has been spent, when it is a portion."""
        self.say(f"if spent > {PORTION}: spent = meter.charge(spent, {self.tag})")

    def declare(self, body: list[object], indent: int) -> None:
        """Give every name that ``set`` fills in this scope its value from outside, or none."""
        for name in dict.fromkeys(_assigned(body)):
            outer = self.name(name) if len(self.scopes) > 1 and self.known(name) else None
            local = f"s{self.fresh()}_{name}" if name.isascii() else f"s{self.fresh()}"
            code = outer or (f"N(c, {name!r}, meter, None)" if self.checked else f"c.get({name!r}, MISSING)")
            self.line(f"{local} = {code}", indent)
            self.scopes[-1].names[name] = local

    def known(self, name: str) -> bool:
        """Return whether the template has given ``name`` a value around here."""
        return any(name in scope.names for scope in self.scopes)

    def target(self, target: nodes.Node, scope: Scope, number: int) -> str:
        """Return the names that a loop fills, in its scope, as code."""
        if isinstance(target, nodes.Name):
            scope.names[target.name] = f"v{number}_{target.name}" if target.name.isascii() else f"v{number}_"
            return scope.names[target.name]
        items = target.items if isinstance(target, nodes.Tuple) else []
        names = [name for name in items if isinstance(name, nodes.Name)]
        if not names or len(names) < len(items):
            raise GeneratingError(target.lineno, Text("循环变量的写法不支持", "the loop's names cannot be written so"))
        for position, name in enumerate(names):
            scope.names[name.name] = f"v{number}_{position}"
        return "(" + ", ".join(f"v{number}_{position}" for position in range(len(names))) + ",)"


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
