"""Reading a part's tags with Jinja's own reader, and refusing all that is wrong or outside the language, at once.

Jinja only reads: a template is never run by it. What the language is, :mod:`language` says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.lexer import TOKEN_FLOAT, Lexer, Token
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.grammar import strange
from reportgen.engine.word.language.jinja_source import MARKER, Patched

_FORBIDDEN: Final = Text(
    zh="模板里只能写名称、循环、条件和文档列出的过滤器；计算请放到数据里",
    en="A template may hold names, loops, conditions and the documented filters only; let the data do the rest",
)
_BLOCK: Final = re.compile(r"\{%[-+]?\s*([A-Za-z_]\w*)?(.*?)[-+]?%\}", re.DOTALL)
_PRINTED: Final = re.compile(r"\{\{[-+]?(.*?)[-+]?\}\}", re.DOTALL)
_ENDS: Final = {"endif": "if", "endfor": "for"}
_OTHER_STATEMENTS: Final = (
    "include", "import", "from", "extends", "macro", "call", "block", "filter", "do", "autoescape", "with", "trans",
    "pluralize", "break", "continue", "debug",
)  # fmt: skip


class _ExactLexer(Lexer):
    """Jinja's lexer, but a number with a point is the decimal number that is written, not a float near it."""

    def wrap(
        self, stream: Iterable[tuple[int, str, str]], name: str | None = None, filename: str | None = None
    ) -> Iterator[Token]:
        for line, kind, written in stream:
            if kind == TOKEN_FLOAT:
                yield Token(line, kind, Decimal(written.replace("_", "")))  # type: ignore[arg-type]  # Jinja's own are no texts either
            else:
                yield from super().wrap([(line, kind, written)], name, filename)


class _ExactEnvironment(ImmutableSandboxedEnvironment):
    @functools.cached_property
    def lexer(self) -> Lexer:
        return _ExactLexer(self)


@functools.cache
def environment() -> Environment:
    """Return the Jinja environment that reads templates. Only its reader is used; templates are never run by Jinja."""
    return _ExactEnvironment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)


def parse(patched: Patched, file: str) -> tuple[nodes.Template | None, list[Fault]]:
    """Return the Jinja tree of a part, or every fault: wrong syntax, open blocks, anything outside the language."""
    try:
        tree = environment().parse(patched.source)
    except TemplateSyntaxError as problem:
        faults = list(_tag_faults(patched, file))
        if not faults:
            faults = [_syntax(patched, file, problem.lineno, problem.message or "")]
        return None, faults
    except RecursionError:
        return None, [_refused(patched, file, 1, Text("嵌套太深", "it is nested too deeply"))]
    faults = [_refused(patched, file, line, says) for line, says in strange(tree)]
    return (None, faults) if faults else (tree, [])


def _syntax(patched: Patched, file: str, line: int, message: str, chinese: str | None = None) -> Fault:
    """Return the fault of a tag that Jinja cannot read; Jinja's own ``message`` is English only."""
    place = patched.place(line)
    says = Text(
        zh=f"标签 {_shown(place.tag)} 写法有误（{chinese or message}）",
        en=f"the tag {_shown(place.tag)} is not correct ({message})",
    )
    remedy = Text(
        zh="请检查拼写、引号和括号，每个 if、for 要有对应的 endif、endfor",
        en="Check its spelling, quotes and brackets; every if and for needs its endif or endfor",
    )
    return place.fault(file, "template-syntax", says, remedy)


def _refused(patched: Patched, file: str, line: int, says: Text) -> Fault:
    place = patched.place(line)
    whole = Text(zh=f"{_shown(place.tag)} 不能使用：{says.zh}", en=f"{_shown(place.tag)} is refused: {says.en}")
    return place.fault(file, "template-unsafe", whole, _FORBIDDEN)


def _shown(tag: str) -> str:
    return tag if len(tag) <= 80 else tag[:80] + "…"


def _tag_faults(patched: Patched, file: str) -> Iterator[Fault]:
    """Read every tag by itself, so that one mistake does not hide the others."""
    blocks: list[tuple[str, int]] = []
    for line, text in enumerate(patched.source.split("\n"), start=1):
        printed = _PRINTED.match(text)
        block = None if printed else _BLOCK.match(text)
        if printed:
            yield from _alone(patched, file, line, text[: printed.end()])
        elif block:
            keyword, rest = block.group(1) or "", MARKER.sub("", block.group(2))
            if keyword in _ENDS:
                if not blocks or blocks[-1][0] != _ENDS[keyword]:
                    yield _syntax(
                        patched, file, line, f"{keyword} without {_ENDS[keyword]}", f"前面没有 {_ENDS[keyword]}"
                    )
                blocks = blocks[:-1]
            elif keyword in _ENDS.values():
                blocks.append((keyword, line))
            yield from _block_faults(patched, file, line, keyword, rest)
    for keyword, line in blocks:
        yield _syntax(patched, file, line, f"{keyword} without end{keyword}", f"后面没有 end{keyword}")


def _block_faults(patched: Patched, file: str, line: int, keyword: str, rest: str) -> Iterator[Fault]:
    if keyword in ("if", "for"):
        yield from _alone(patched, file, line, f"{{% {keyword} {rest} %}}{{% end{keyword} %}}")
    elif keyword == "elif":
        yield from _alone(patched, file, line, f"{{% if {rest} %}}{{% endif %}}")
    elif keyword == "set":
        yield from _alone(patched, file, line, f"{{% set {rest} %}}")
    elif keyword in _OTHER_STATEMENTS:
        yield _refused(patched, file, line, Text(f"不支持 {keyword}", f"there is no {keyword}"))
    elif keyword not in (*_ENDS, "else", "raw", "endraw"):
        yield _syntax(patched, file, line, f"no tag is called {keyword!r}", f"没有名为“{keyword}”的标签")


def _alone(patched: Patched, file: str, line: int, source: str) -> Iterator[Fault]:
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as problem:
        yield _syntax(patched, file, line, problem.message or "")
    except RecursionError:
        yield _refused(patched, file, line, Text("嵌套太深", "it is nested too deeply"))
    else:
        for _, says in strange(tree):
            yield _refused(patched, file, line, says)
