"""What of Jinja a template may use: names, items, loops, conditions, comparisons, and the documented filters and tests.

Nothing in the language can call (but ``range`` and ``loop.cycle``), reach into an object, calculate, import or define:
an address is looked up by subscription in mappings and lists only, so that there is no attribute of a Python object to
be reached at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import attrs
from jinja2 import nodes

from reportgen.core.spelling import alike
from reportgen.core.text import Text
from reportgen.engine.word.language.filters import ATTRIBUTES, DEFAULTS, TEMPLATE_FILTERS, TESTS, takes
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.language.tags import MARKER, NEWLINE

LOOP: Final = frozenset(("index", "index0", "first", "last", "length", "revindex", "revindex0"))
"""What ``loop.`` offers, besides ``loop.cycle(…)``."""
MOST_LOOPS: Final = 10
MOST_BLOCKS: Final = 40
MOST_NESTED: Final = 60
_MOST_DIGITS: Final = 40
_MOST_BOUNDS: Final = 3
_WORDS: Final[dict[type, str]] = {nodes.FilterBlock: "filter", nodes.CallBlock: "call", nodes.FromImport: "from"}
"""How a statement is written, where that is not the name of its kind."""
_LITERALS: Final = (str, int, Decimal, bool, type(None))
_ARITHMETIC: Final = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Pos)


@attrs.frozen
class _Step:
    """A node to look at: the line around it, and how deep it is in loops, blocks and its expression."""

    node: nodes.Node
    line: int
    loops: int = 0
    blocks: int = 0
    depth: int = 0
    counting: bool = False
    """Whether it is the ``range(…)`` that a loop counts by."""


def strange(tree: nodes.Template, own: OwnNames = NO_NAMES) -> Iterator[tuple[int, Text]]:
    """Yield line and reason of everything in the tree that is not part of the language; ``own`` names are, too."""
    stack = [_Step(tree, 1)]
    while stack:
        step = stack.pop()
        node, line = step.node, step.node.lineno or step.line
        reason = None if step.counting else _reason(node, own)
        if reason is None and (step.loops > MOST_LOOPS or step.blocks > MOST_BLOCKS or step.depth > MOST_NESTED):
            reason = Text("嵌套太深", "it is nested too deeply")
        if reason is not None:
            yield line, reason
            continue
        loops = step.loops + isinstance(node, nodes.For)
        blocks = step.blocks + isinstance(node, (nodes.For, nodes.If))
        depth = step.depth + 1 if isinstance(node, (nodes.Expr, nodes.Helper)) else 0
        chain = node.elif_ if isinstance(node, nodes.If) else []  # an elif is no deeper than its if
        inner: Iterable[nodes.Node] = (
            node.args if isinstance(node, nodes.Call) else node.iter_child_nodes(exclude=("elif_",))
        )
        counter = node.iter if isinstance(node, nodes.For) and _counts(node.iter) else None
        following = [_Step(child, line, loops, blocks, depth, child is counter) for child in inner]
        following += [_Step(child, line, loops, step.blocks, depth) for child in chain]
        stack += reversed(following)


def _reason(node: nodes.Node, own: OwnNames) -> Text | None:
    if isinstance(node, (nodes.Filter, nodes.Test)) and not (node.dyn_args or node.dyn_kwargs or node.node is None):
        kind = "filters" if isinstance(node, nodes.Filter) else "tests"
        fits = own.takes(kind, node.name, len(node.args), tuple(str(pair.key) for pair in node.kwargs))
        if fits is not None:
            wrong = Text(f"{node.name} 的参数不对", f"{node.name} does not take these arguments")
            return None if fits else wrong
    check = _CHECKS.get(type(node))
    if check is not None:
        return check(node)
    if isinstance(node, _ARITHMETIC):
        return None if _is_span(node) else Text("模板里不能做算术", "there is no arithmetic in a template")
    if isinstance(node, nodes.Stmt):
        word = _WORDS.get(type(node), type(node).__name__.lower())
        return Text(f"不支持 {word}", f"there is no {word}")
    word = type(node).__name__
    return Text(f"不支持这种写法（{word}）", f"this is not part of the language ({word})")


def _is_span(node: nodes.Node) -> bool:
    """``N * loop.length``, which docxtpl writes for ``{% hm %}``."""
    return (
        isinstance(node, nodes.Mul)
        and isinstance(node.left, nodes.Const)
        and type(node.left.value) is int
        and isinstance(node.right, nodes.Getattr)
        and isinstance(node.right.node, nodes.Name)
        and (node.right.node.name, node.right.attr) == ("loop", "length")
    )


def _fine(_node: Any) -> Text | None:
    return None


def _name(node: nodes.Name) -> Text | None:
    if node.name.startswith("_") or (node.ctx != "load" and node.name == "loop"):
        return Text(f"名称 {node.name} 不允许", f"the name {node.name} is not allowed")
    return None


def _constant(node: nodes.Const) -> Text | None:
    value = node.value
    if not isinstance(value, _LITERALS) or (isinstance(value, int) and abs(value) > 10**18):
        return Text("常数太大", "the constant is too large")
    if isinstance(value, Decimal) and max(len(value.as_tuple().digits), abs(value.adjusted())) > _MOST_DIGITS:
        return Text("常数的位数太多", "the constant has too many digits")
    return None


def _attribute(node: nodes.Getattr) -> Text | None:
    if node.attr.startswith("_"):
        return Text(f"名称 {node.attr} 不允许", f"the name {node.attr} is not allowed")
    if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr not in LOOP:
        return Text(f"没有 loop.{node.attr}", f"there is no loop.{node.attr}")
    return None


def _item(node: nodes.Getitem) -> Text | None:
    key: Any = node.arg
    if isinstance(key, nodes.Neg):
        key = key.node
    if isinstance(key, nodes.Const):
        if isinstance(key.value, str) and key.value.startswith("_"):
            return Text(f"名称 {key.value} 不允许", f"the name {key.value} is not allowed")
        return (
            None
            if type(key.value) in (int, str)
            else Text("方括号里只能写名称或序号", "only a name or number goes in [ ]")
        )
    if isinstance(key, (nodes.Name, nodes.Getattr, nodes.Getitem)):
        return None
    return Text("方括号里只能写名称或序号", "only a name or number goes in [ ]")


def _negative(node: nodes.Neg) -> Text | None:
    if isinstance(node.node, nodes.Const) and type(node.node.value) in (int, Decimal):
        return None
    return Text("模板里不能做算术", "there is no arithmetic in a template")


def is_range(node: nodes.Call) -> bool:
    """Return whether a call is ``range(…)``, the numbers to count by."""
    return isinstance(node.node, nodes.Name) and node.node.name == "range"


def _call(node: nodes.Call) -> Text | None:
    function = node.node
    if (
        isinstance(function, nodes.Getattr)
        and isinstance(function.node, nodes.Name)
        and (function.node.name, function.attr) == ("loop", "cycle")
        and _is_given(node, most=len(node.args))
    ):
        return None
    if is_range(node):
        return Text(
            "range 只能写成 for … in range(…)，一到三个数", "range is written for … in range(…), of 1 to 3 numbers"
        )
    return Text("不能调用函数或方法（括号）", "nothing can be called (the brackets)")


def _counts(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Call) and is_range(node) and _is_given(node, most=_MOST_BOUNDS)


def _is_given(node: nodes.Call, most: int) -> bool:
    return 0 < len(node.args) <= most and not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def _filter(node: nodes.Filter) -> Text | None:
    entry = TEMPLATE_FILTERS.get(node.name)
    if entry is None:
        close = alike(node.name, TEMPLATE_FILTERS, cutoff=0.6)
        hint = (f"，最接近的是 {close[0]}", f"; the nearest is {close[0]}") if close else ("", "")
        return Text(f"没有过滤器 {node.name}{hint[0]}", f"there is no filter {node.name}{hint[1]}")
    if node.node is None or node.dyn_args or node.dyn_kwargs:
        return Text("过滤器的写法不支持", "a filter cannot be used like this")
    hidden = next((name for name in _attributes(node) if any(step.startswith("_") for step in name.split("."))), None)
    if hidden is not None:
        return Text(f"名称 {hidden} 不允许", f"the name {hidden} is not allowed")
    if node.name in DEFAULTS and not _may_be_missing(node.node):
        return Text("default 只用于名称", "default is for names only")
    if not takes(entry.function, len(node.args), tuple(str(pair.key) for pair in node.kwargs)):
        return Text(f"过滤器应写成 {entry.usage}", f"the filter is written {entry.usage}")
    return None


def _attributes(node: nodes.Filter) -> Iterator[str]:
    """Yield the names that a filter for lists looks up in each item, as far as they are written out."""
    place = ATTRIBUTES.get(node.name)
    given = [*node.args[place : place + 1]] if place is not None else []
    given += [pair.value for pair in node.kwargs if pair.key == "attribute"]
    yield from (one.value for one in given if isinstance(one, nodes.Const) and isinstance(one.value, str))


def _may_be_missing(node: nodes.Node) -> bool:
    return isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)) or (
        isinstance(node, nodes.Filter) and node.name in ("first", "last", "min", "max")
    )


def _test(node: nodes.Test) -> Text | None:
    if node.dyn_args or node.dyn_kwargs or node.kwargs:
        return Text("判断的写法不支持", "a test cannot be used like this")
    if node.name in ("defined", "undefined") and not node.args:
        if isinstance(node.node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            return None
        return Text("defined 只用于名称", "defined is for names only")
    function = TESTS.get(node.name)
    if function is None or not takes(function, len(node.args), ()):
        return Text(f"没有判断 is {node.name}", f"there is no test is {node.name}")
    return None


def _loop(node: nodes.For) -> Text | None:
    return Text("不支持 recursive", "there are no recursive loops") if node.recursive else None


def _assignment(node: nodes.Assign) -> Text | None:
    return None if isinstance(node.target, nodes.Name) else Text("只能给一个名称赋值", "set takes one name")


def _choice(node: nodes.CondExpr) -> Text | None:
    return None if node.expr2 is not None else Text("条件式缺少 else", "the condition needs an else")


_CHECKS: Final[dict[type, Callable[[Any], Text | None]]] = {
    **dict.fromkeys(
        (
            nodes.Template,
            nodes.Output,
            nodes.TemplateData,
            nodes.If,
            nodes.Compare,
            nodes.Operand,
            nodes.And,
            nodes.Or,
            nodes.Not,
            nodes.Concat,
            nodes.List,
            nodes.Tuple,
            nodes.Keyword,
        ),
        _fine,
    ),
    nodes.Name: _name,
    nodes.Const: _constant,
    nodes.Getattr: _attribute,
    nodes.Getitem: _item,
    nodes.Neg: _negative,
    nodes.Call: _call,
    nodes.Filter: _filter,
    nodes.Test: _test,
    nodes.For: _loop,
    nodes.Assign: _assignment,
    nodes.CondExpr: _choice,
}


def literal(value: Any) -> Any:
    """Return a constant of a template as the value it stands for: texts with their own line feeds."""
    return MARKER.sub("", value).replace(NEWLINE, "\n") if isinstance(value, str) else value
