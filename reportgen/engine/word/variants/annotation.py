"""A copy of a template in which each of its mistakes is a Word comment at its place, for reading beside the original.

A comment holds no braces: the copy is a template, too, in whose comments they would be tags.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from reportgen.core.limits import DEFAULT
from reportgen.core.text import Language, Text
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_file import read_source
from reportgen.engine.word.contract.mistake import Mistake
from reportgen.engine.word.markup.location import Place
from reportgen.engine.word.variants.comments import Comments, W
from reportgen.engine.word.variants.part_trees import read_tree

_MARKS: Final = {"error": Text("✗ 错误：", "✗ Mistake: "), "warning": Text("! 提醒：", "! Note: ")}
_TAG: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_BRACES: Final = str.maketrans({"{": "〔", "}": "〕", "｛": "〔", "｝": "〕"})
_SQUARE: Final = Text("（写的时候把 [[ ]] 换成两层大括号）", " (for [[ ]] write two curly brackets each)")
_INSIDE_A_BOX: Final = f"{W}txbxContent"


def annotated(source: Path | bytes, mistakes: Sequence[Mistake], language: Language) -> bytes:
    """Return a copy of a template with its mistakes as comments; those without a place stand on its first paragraph.

    Raises:
        TemplateError: the file is no sound Word document.
    """
    name = str(source) if isinstance(source, Path) else "template"
    content = source if isinstance(source, bytes) else read_source(source, name, DEFAULT)
    package = open_package(content, name)
    root = read_tree(package, package.main)
    paragraphs = [*root.iter(f"{W}p")]
    comments = Comments(package)
    for mistake in mistakes if paragraphs else ():
        home, found = _home(mistake.place, paragraphs, package.main)
        comments.comment(home, [_line(mistake, language, placed=found)])
    return comments.written(root)


def _home(place: Place | None, paragraphs: Sequence[Any], main: str) -> tuple[Any, bool]:
    """Return the paragraph that a mistake's comment stands on, and whether that is its place."""
    found = None
    if place is not None and place.part == main and place.paragraph is not None and place.paragraph <= len(paragraphs):
        found = paragraphs[place.paragraph - 1]
    for box in found.iterancestors(_INSIDE_A_BOX) if found is not None else ():
        found = next(box.iterancestors(f"{W}p"), None)  # Word has no comments in text boxes
    return (paragraphs[0], False) if found is None else (found, True)


def _line(mistake: Mistake, language: Language, *, placed: bool) -> str:
    fault = mistake.fault
    says = fault.problem if placed else fault.says
    stop = "。" if language == "zh" else ". "
    sentences = [says.in_(language)]
    if fault.remedy is not None:
        sentences.append(fault.remedy.in_(language))
    text = stop.join(sentences).rstrip(stop) + stop.rstrip()
    shown = _TAG.sub(r"[[ \1 ]]", text)
    note = _SQUARE.in_(language) if shown != text else ""
    return f"{_MARKS[mistake.severity].in_(language)}{shown.translate(_BRACES)}{note}"
