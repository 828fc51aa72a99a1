"""XML that is proved to be well-formed by expat, and then read as a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.engine_rules import PROOF
from reportgen.report.rules import Rule

ATTRIBUTES: Final = r"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
"""What may stand between an element's name and the end of its tag, in which an attribute may hold a ``>``."""
TAG: Final = re.compile(rf"<{ATTRIBUTES}>")
_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\s.*?\?>", re.DOTALL)
_ASIDE: Final = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(\w+));")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def parse(content: bytes, part: str = "", start: Callable[[str, dict[str, str]], None] | None = None) -> bool:
    """Prove that ``content`` is well-formed UTF-8 XML without a document type, whose entities nobody could know.

    ``start`` is called with the name and the attributes of each element. Returns whether there are comments, CDATA or
    processing instructions. Raises RenderError.
    """
    if b"<!DOCTYPE" in content or b"\0" in content:
        raise RenderError(proof_fault(Text("XML 里有文档类型声明", "its XML declares a document type"), part))
    asides: list[object] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    parser.CommentHandler = asides.append
    parser.ProcessingInstructionHandler = lambda target, _data: asides.append(target)
    parser.StartCdataSectionHandler = lambda: asides.append(None)
    parser.XmlDeclHandler = lambda _version, encoding, _standalone: _require_utf_8(encoding, part)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        line, column = problem.lineno, problem.offset + 1
        says = Text(
            f"XML 不能读取（第 {line} 行第 {column} 列）", f"its XML cannot be read (line {line}, column {column})"
        )
        raise RenderError(proof_fault(says, part)) from None
    return bool(asides)


def parsed_text(content: bytes) -> str:
    """Return well-formed XML as a text: line ends as XML reads them, CDATA escaped, comments left out.

    Raises RenderError as :func:`parse`.
    """
    asides = parse(content)
    declaration = _DECLARATION.match(content)
    xml = str(memoryview(content)[declaration.end() if declaration else 0 :], "utf-8")
    if b"\r" in content:
        xml = xml.replace("\r\n", "\n").replace("\r", "\n")
    return _ASIDE.sub(_escaped, xml) if asides else xml


def with_references(text: str) -> str:
    """Return ``text`` with its character references replaced."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def proof_fault(says: Text, place: str = "", name: str = "document", rule: Rule = PROOF) -> Fault:
    """Return a fault of the finished document ``name``."""
    remedy = Text("请检查模板的这一处", "check this place of the template")
    return Fault(rule.id, says, Origin(name, place=place or None), remedy)


def _require_utf_8(encoding: str | None, part: str) -> None:
    """Refuse a part that declares another encoding than the one it is read in."""
    if encoding is not None and encoding.lower() not in ("utf-8", "utf8"):
        says = Text(f"XML 的编码是 {encoding}，应为 UTF-8", f"its XML is in {encoding}; it should be UTF-8")
        raise RenderError(proof_fault(says, part))


def _escaped(aside: re.Match[str]) -> str:
    return (aside[1] or "").replace("&", "&amp;").replace("<", "&lt;")


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _NAMED[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
