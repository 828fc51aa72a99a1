"""Every example of docs/templates.md, run in order in one folder, as a reader would."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.filters import TEMPLATE_FILTERS
from reportgen.prose.filters import FILTERS
from tests.engine.word.test_docxtpl_examples import DOT, OTHER_DOT
from tests.engine.word.word_templates import members_of, paragraphs, text_of

PAGE = "docs/templates.md"


def said(document: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(document)).paragraphs]


def printed(text: str, **data: Any) -> str:
    return text_of(compile_template(paragraphs(text)).render(data))


def pictures(document: bytes) -> list[bytes]:
    return [content for name, content in members_of(document).items() if name.startswith("word/media/")]


def test_every_example_of_the_page_holds(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (root / PAGE).read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert len(blocks) == text.count("```") // 2 >= 6
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTGEN_CACHE", "off")
    Path("seal.png").write_bytes(DOT)
    names: dict[str, Any] = {
        "said": said,
        "printed": printed,
        "pictures": pictures,
        "placeholder": io.BytesIO(OTHER_DOT),
        "__name__": "page",
    }
    for block in blocks:
        assert "assert " in block
        exec(compile(block, PAGE, "exec", dont_inherit=True), names)  # noqa: S102 — our own page


def test_the_page_names_every_filter(root: Path) -> None:
    text = (root / PAGE).read_text("utf-8")
    assert [name for name in TEMPLATE_FILTERS if name not in FILTERS and f"`{name}`" not in text] == []
