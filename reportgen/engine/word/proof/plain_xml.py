"""XML that expat proves to be well-formed."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from reportgen.core.errors import Fault, RenderError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import PROOF
from reportgen.report.rules import Rule


def parse(content: bytes, part: str = "", start: Callable[[str, dict[str, str]], None] | None = None) -> None:
    """Prove that ``content`` is well-formed UTF-8 XML without a document type, whose entities nobody could know.

    ``start`` is called with the name and the attributes of each element. Raises RenderError.
    """
    if b"<!DOCTYPE" in content or b"\0" in content:
        raise RenderError(proof_fault(Text("XML 里有文档类型声明", "its XML declares a document type"), part))
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = start
    parser.XmlDeclHandler = lambda _version, encoding, _standalone: _require_utf_8(encoding, part)
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        line, column = problem.lineno, problem.offset + 1
        says = Text(
            f"XML 不能读取（第 {line} 行第 {column} 列）", f"its XML cannot be read (line {line}, column {column})"
        )
        raise RenderError(proof_fault(says, part)) from None


def proof_fault(says: Text, place: str = "", name: str = "document", rule: Rule = PROOF) -> Fault:
    """Return a fault of the finished document ``name``."""
    remedy = Text("请检查模板的这一处", "check this place of the template")
    return Fault(rule.id, says, Origin(name, place=place or None), remedy)


def is_utf_8(encoding: str | None) -> bool:
    """Whether a declared encoding, if any, is the one that a part is read in."""
    return encoding is None or encoding.lower() in ("utf-8", "utf8")


def _require_utf_8(encoding: str | None, part: str) -> None:
    """Refuse a part that declares another encoding than the one it is read in."""
    if not is_utf_8(encoding):
        says = Text(f"XML 的编码是 {encoding}，应为 UTF-8", f"its XML is in {encoding}; it should be UTF-8")
        raise RenderError(proof_fault(says, part))
