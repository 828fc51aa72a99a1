"""Reading a part's tags with Jinja's own reader; after a mistake, every tag is read by itself, to find all the others.

Jinja only reads: a template is never run by it, and one with a fault is never compiled. What the language is,
:mod:`grammar` says.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

import attrs
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.lexer import TOKEN_FLOAT, Lexer, Token
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.word.language.grammar import strange
from reportgen.engine.word.language.jinja_source import Patched
from reportgen.engine.word.language.own_functions import NO_NAMES, OwnNames
from reportgen.engine.word.language.syntax_words import of_jinja, unknown_tag
from reportgen.engine.word.language.tag_faults import DELETED
from reportgen.engine.word.language.tags import read_tag

_FORBIDDEN: Final = Text(
    zh="模板里只能写名称、循环、条件和文档列出的过滤器；计算请放到数据里",
    en="A template may hold names, loops, conditions and the documented filters only; let the data do the rest",
)
_NESTED: Final = Text("嵌套太深", "it is nested too deeply")
_TARGET: Final = re.compile(r"\s*(\w+(?:\s*,\s*\w+)*)\s+in\b")
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


def parse(patched: Patched, file: str, own: OwnNames = NO_NAMES) -> tuple[nodes.Template | None, list[Fault]]:
    """Return the Jinja tree of a part and every fault: wrong syntax, open blocks, anything outside the language.

    ``own`` are the filters and tests that the caller gives besides.

    Where there are faults the tree is what can be read without the tags that are wrong, None if nothing can; it is for
    looking at only.
    """
    try:
        tree = environment().parse(patched.source)
    except TemplateSyntaxError as problem:
        reader = _TagByTag(patched, file, own)
        source = reader.readable_source()
        faults = reader.faults or [reader.syntax(problem.lineno, of_jinja(problem.message or ""))]
        return _tree(source), faults
    except RecursionError:
        return None, [_refused(patched, file, 1, _NESTED)]
    return tree, [_refused(patched, file, line, says) for line, says in strange(tree, own)]


def _tree(source: str) -> nodes.Template | None:
    try:
        return environment().parse(source)
    except (TemplateSyntaxError, RecursionError):
        return None


def _refused(patched: Patched, file: str, line: int, says: Text) -> Fault:
    place = patched.place(line)
    whole = Text(zh=f"{_shown(place.tag)} 不能使用：{says.zh}", en=f"{_shown(place.tag)} is refused: {says.en}")
    return place.fault(file, "template-unsafe", whole, _FORBIDDEN)


def _shown(tag: str) -> str:
    return tag if len(tag) <= 80 else tag[:80] + "…"


class _TagByTag:
    """Reads every tag by itself, leaves out those that cannot be read, and closes the blocks that are left open."""

    def __init__(self, patched: Patched, file: str, own: OwnNames) -> None:
        self.patched, self.file, self.own = patched, file, own
        self.faults: list[Fault] = []
        self.open: list[tuple[str, int]] = []
        """The blocks that are open: their keyword and line."""
        self.until = ""
        """What ends the verbatim text or comment that is being skipped."""

    def readable_source(self) -> str:
        """Return the tags that can be read, each on its own line as before; note the faults of the others."""
        lines = [self._line(text, line) for line, text in enumerate(self.patched.source.split("\n"), start=1)]
        return "\n".join(lines) + "".join(self._closed() for _ in tuple(self.open))

    def syntax(self, line: int, why: Text) -> Fault:
        """Return the fault of a tag that Jinja cannot read."""
        place = self.patched.place(line)
        says = Text(
            zh=f"标签 {_shown(place.tag)} 写法有误（{why.zh}）",
            en=f"the tag {_shown(place.tag)} is not correct ({why.en})",
        )
        remedy = Text(
            zh="请检查拼写、引号和括号，每个 if、for 要有对应的 endif、endfor",
            en="Check its spelling, quotes and brackets; every if and for needs its endif or endfor",
        )
        return place.fault(self.file, "template-syntax", says, DELETED if self.patched.lacking else remedy)

    def _line(self, text: str, line: int) -> str:
        tag = read_tag(text)
        if self.until or text.startswith("{#"):
            self.until = self.until or "#}"
            if (self.until in text) if self.until == "#}" else (tag and tag.keyword == self.until):
                self.until = ""
            return ""
        if tag is None:
            return ""
        if tag.takes:  # docxtpl found no row or paragraph that it takes away: for Jinja this is its first word
            tag = attrs.evolve(tag, takes="", inner=f"{tag.takes} {tag.inner}")
        if tag.opening == "{{":
            printed = f"{{{{ {tag.inner} }}}}"
            return printed if self._reads(printed, line) else ""
        return self._block(tag.keyword, tag.rest, line)

    def _block(self, keyword: str, rest: str, line: int) -> str:
        tag = f"{{% {keyword} {rest} %}}"
        if keyword == "raw":
            self.until = "endraw"
        elif keyword in ("if", "for"):
            self.open.append((keyword, line))
            if self._reads(f"{tag}{{% end{keyword} %}}", line):
                return tag
            names = _TARGET.match(rest)
            return "{% if true %}" if keyword == "if" else f"{{% for {names.group(1) if names else 'x'} in [] %}}"
        elif keyword in ("elif", "else"):
            test = rest if keyword == "elif" else "true"
            reads = self._reads(f"{{% if {test} %}}{{% endif %}}", line)
            if self.open and self.open[-1][0] == "if":
                return f"{{% elif {test} %}}" if reads else "{% elif true %}"
        elif keyword in _ENDS:
            return self._end(keyword, line)
        elif keyword == "set":
            return tag if self._reads(tag, line) else ""
        elif keyword in _OTHER_STATEMENTS:
            self._refuse(line, Text(f"不支持 {keyword}", f"there is no {keyword}"))
        elif keyword != "endraw":
            self.faults.append(self.syntax(line, unknown_tag(keyword)))
        return ""

    def _end(self, keyword: str, line: int) -> str:
        kind = _ENDS[keyword]
        if all(opened != kind for opened, _ in self.open):
            self.faults.append(self.syntax(line, Text(f"前面没有 {kind}", f"{keyword} without {kind}")))
            return ""
        closed = []
        while self.open[-1][0] != kind:
            closed.append(self._closed())
        self.open.pop()
        return "".join(closed) + f"{{% {keyword} %}}"

    def _closed(self) -> str:
        """Return what ends the innermost open block, which the template forgot, and note that."""
        kind, line = self.open.pop()
        self.faults.append(self.syntax(line, Text(f"后面没有 end{kind}", f"{kind} without end{kind}")))
        return f"{{% end{kind} %}}"

    def _reads(self, source: str, line: int) -> bool:
        """Return whether Jinja can read one tag by itself; what the language does not allow is noted all the same."""
        try:
            tree = environment().parse(source)
        except TemplateSyntaxError as problem:
            self.faults.append(self.syntax(line, of_jinja(problem.message or "")))
            return False
        except RecursionError:
            self._refuse(line, _NESTED)
            return False
        for _, says in strange(tree, self.own):
            self._refuse(line, says)
        return True

    def _refuse(self, line: int, says: Text) -> None:
        self.faults.append(_refused(self.patched, self.file, line, says))
