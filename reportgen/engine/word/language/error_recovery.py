"""Reading on after a mistake: a part whose tags are not all correct, with the wrong ones left out.

A template is refused for one unclosed tag; but whoever mends it should be told all its other mistakes in the same
run. What is read here is only looked at, never compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs
from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from reportgen.core.errors import Fault
from reportgen.engine.word.language.jinja_source import MARKER, Patched, has_tags, patch
from reportgen.engine.word.language.parser import environment, parse
from reportgen.engine.word.markup.paragraphs import paragraphs_of, parse_part

_INNER: Final = r"(?:(?!\{\{|\{%|\{\#|\}\}|%\}|\#\}).){1,1990}"
_SOUND: Final = re.compile(rf"\{{\{{{_INNER}\}}\}}|\{{%{_INNER}%\}}|\{{\#{_INNER}\#\}}", re.DOTALL)
_BRACE: Final = re.compile("[{}｛｝]")
_PRINTED: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_BLOCK: Final = re.compile(r"\{%[-+]?\s*(\w*)(.*?)[-+]?%\}", re.DOTALL)
_TARGET: Final = re.compile(r"\s*(\w+(?:\s*,\s*\w+)*)\s+in\b")
_ENDS: Final = {"endif": "if", "endfor": "for"}


def recover(content: bytes, part: str, file: str) -> tuple[Patched, nodes.Template, list[Fault]] | None:
    """Return what can be read of a part, its source and its tree, and the faults of its tags, each read by itself.

    Places are those of the part as it is: what is left out leaves its paragraph standing. None: nothing can be read.
    """
    root = parse_part(content)
    for paragraph in paragraphs_of(root):
        if _BRACE.search(paragraph.text) and paragraph.element is not None:
            _neutralise(paragraph.element)
    xml = etree.tostring(root, encoding="unicode")
    if not has_tags(xml):
        return None
    patched, _ = patch(xml, part, file)
    if patched is None:
        return None
    mender = _Mender(patched, file)
    try:
        return patched, environment().parse(mender.mended()), mender.faults
    except (TemplateSyntaxError, RecursionError):
        return None


def _neutralise(paragraph: Any) -> None:
    """Replace the braces of a paragraph that are not part of a whole tag."""
    owner = paragraph.tag
    texts = [
        element
        for element in paragraph.iter()
        if element.text and next(element.iterancestors(owner), None) is paragraph
    ]
    whole = "".join(element.text for element in texts)
    sound = [match.span() for match in _SOUND.finditer(whole)]
    start = 0
    for element in texts:
        kept = [
            "·" if _BRACE.match(sign) and not any(low <= start + index < high for low, high in sound) else sign
            for index, sign in enumerate(element.text)
        ]
        start += len(element.text)
        element.text = "".join(kept)


class _Mender:
    """Leaves out the tags that cannot be read by themselves, and closes the blocks that are left open."""

    def __init__(self, patched: Patched, file: str) -> None:
        self.patched, self.file = patched, file
        self.faults: list[Fault] = []
        self.open: list[tuple[str, str, int]] = []
        """The blocks that are open: their keyword, their tag, and its number."""
        self.until = ""
        """What ends the verbatim text or comment that is being skipped."""

    def mended(self) -> str:
        """Return the tags of the part, each on its own line as before."""
        lines = [self.line(line, number) for line, number in self._numbered()]
        return "\n".join(lines) + "".join(self.closed() for _ in tuple(self.open))

    def _numbered(self) -> Iterator[tuple[str, int]]:
        return zip(self.patched.source.split("\n"), self.patched.lines, strict=True)

    def line(self, line: str, number: int) -> str:
        if self.until or line.startswith("{#"):
            self.until = self.until or "#}"
            block = _BLOCK.match(line)
            if (self.until in line) if self.until == "#}" else (block and block.group(1) == self.until):
                self.until = ""
            return ""
        printed = _PRINTED.match(line)
        if printed:
            return printed.group() if self.reads(printed.group(), number) else ""
        block = _BLOCK.match(line)
        return self.block(block.group(1), MARKER.sub("", block.group(2)), number) if block else ""

    def block(self, keyword: str, rest: str, number: int) -> str:
        if keyword == "raw":
            self.until = "endraw"
        elif keyword in ("if", "for"):
            tag = f"{{% {keyword} {rest} %}}"
            self.open.append((keyword, tag, number))
            if self.reads(f"{tag}\n{{% end{keyword} %}}", number):
                return tag
            names = _TARGET.match(rest)
            return "{% if true %}" if keyword == "if" else f"{{% for {names.group(1) if names else 'x'} in [] %}}"
        elif keyword in ("elif", "else") and self.open and self.open[-1][0] == "if":
            tag = f"{{% elif {rest if keyword == 'elif' else 'true'} %}}"
            return tag if self.reads(f"{{% if true %}}\n{tag}\n{{% endif %}}", number) else "{% elif true %}"
        elif keyword in _ENDS and any(kind == _ENDS[keyword] for kind, _, _ in self.open):
            closed = []
            while self.open[-1][0] != _ENDS[keyword]:
                closed.append(self.closed())
            self.open.pop()
            return "".join(closed) + f"{{% {keyword} %}}"
        elif keyword in _ENDS:
            self.reads(f"{{% {keyword} %}}", number)
        elif keyword == "set" and self.reads(f"{{% set {rest} %}}", number):
            return f"{{% set {rest} %}}"
        return ""

    def closed(self) -> str:
        """Return what ends the innermost open block, which the template forgot, and note that."""
        kind, tag, number = self.open.pop()
        self.reads(tag, number)
        return f"{{% end{kind} %}}"

    def reads(self, source: str, number: int) -> bool:
        """Return whether Jinja can read one tag by itself; what the language does not allow is noted all the same."""
        _, faults = parse(attrs.evolve(self.patched, source=source, lines=(number,) * 3), self.file)
        self.faults += faults
        try:
            environment().parse(source)
        except (TemplateSyntaxError, RecursionError):
            return False
        return True
