"""Templates against docxtpl: where both render one, the text of the two documents is the same.

An input is a text: each line is a paragraph, a line that begins with ``|`` a row of a table, its cells between bars,
and ``¦`` cuts a paragraph into runs. What this engine refuses, it may refuse.
"""

from __future__ import annotations

import html
import io
import random
import re
import time
import zipfile
from functools import cache
from typing import Any, Final

from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from fuzzing.findings import SLOW, Result, fault
from fuzzing.fuzzers import words
from reportgen.engine.word.compiler.compile import compile_template

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATA: Final[dict[str, Any]] = {
    "name": "某市 R&D <5", "title": "年报", "number": 508, "zero": 0, "negative": -3, "long": 10**20, "empty": "",
    "lines": "一\n二\t三", "yes": True, "no": False, "words": ["甲", "乙", "丙"], "numbers": [3, 1, 2], "none": [],
    "group": {"x": 1, "y": "文", "inner": {"z": [1, 2]}},
    "rows": [{"name": "甲", "count": 5}, {"name": "乙 & 丙", "count": 0}],
}  # fmt: skip
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/></Types>'
)
_RELATIONS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Target="{{1}}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}"/></Relationships>'
)
_SMALL: Final = 5_000


def examine(text: str) -> Result:
    """Return what becomes of a template."""
    template = package(text)
    if template is None:
        return Result("no XML")
    begun = time.thread_time()
    try:
        document = compile_template(template, "模板.docx").render(DATA)
    finally:
        spent = time.thread_time() - begun
    if spent > SLOW and len(text) < _SMALL:
        return fault("slow", f"{spent:.1f} s of CPU for {len(text)} characters")
    try:
        other = DocxTemplate(io.BytesIO(template))
        other.render(dict(DATA), autoescape=True)
        stream = io.BytesIO()
        other.save(stream)
        theirs = shown(stream.getvalue())
    except Exception:  # noqa: BLE001 — whatever it cannot render is no reference
        return Result("docxtpl fails")
    ours = shown(document)
    if ours == theirs:
        return Result("same")
    at = next((place for place, pair in enumerate(zip(ours, theirs, strict=False)) if pair[0] != pair[1]), -1)
    if re.search(r"\.[0-9]*0(?![0-9])", text):  # 1.50 is printed as it is written
        return Result("exact")
    near = slice(max(0, at - 60), at + 60)
    return fault("differs from docxtpl", f"docxtpl: …{theirs[near]!r}\nhere: …{ours[near]!r}")


def composed(chance: random.Random) -> str:
    """Return a template whose blocks are closed."""
    lines = ["{% set item = 'i' %}{% set x = 2 %}{% set row = rows[1] %}{% set loop = {'first': yes, 'index': 3} %}"]
    lines += [line for _ in range(chance.randint(1, 4)) for line in _block(chance, 2)]
    text = "\n".join(lines)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + "¦" + text[at:]
    return text


def _block(chance: random.Random, depth: int) -> list[str]:
    kind = chance.random()
    if depth and kind < 0.15:
        inner = [line for _ in range(chance.randint(0, 2)) for line in _block(chance, depth - 1)]
        otherwise = ["{%p else %}", _line(chance, 1)] if chance.random() < 0.4 else []
        return [f"{{%p if {_test(chance)} %}}", *inner, *otherwise, "{%p endif %}"]
    if depth and kind < 0.3:
        inner = [line for _ in range(chance.randint(0, 2)) for line in _block(chance, depth - 1)]
        return [f"{{%p for {_loop(chance)} %}}", *inner, "{%p endfor %}"]
    if kind < 0.45:
        return _table(chance)
    if kind < 0.5:
        return [f"start {{%- if {_test(chance)} %}}", _line(chance, 1), "{%- endif -%} end"]
    return [_line(chance, 2)]


def _table(chance: random.Random) -> list[str]:
    first = chance.choice(("", "{% cellbg 'FF0000' %}", "{% colspan 2 %}", "{% vm %}", "{% hm %}"))
    rows = [f"| {first}{_line(chance, 1)} | {_line(chance, 1)} |"]
    if chance.random() < 0.5:
        rows += [f"| {{%tr for {_loop(chance)} %}} |", f"| {first}{_line(chance, 1)} | b |", "| {%tr endfor %} |"]
    if chance.random() < 0.3:
        rows += [f"| {{%tc for {_loop(chance)} %}} | {_line(chance, 0)} | {{%tc endfor %}} |"]
    return ["before", *rows, "after"]


def _line(chance: random.Random, depth: int) -> str:
    return "".join(_inline(chance, depth) for _ in range(chance.choice((1, 1, 2, 3))))


def _inline(chance: random.Random, depth: int) -> str:
    kind = chance.random()
    if depth and kind < 0.12:
        return f"{{% if {_test(chance)} %}}{_line(chance, depth - 1)}{{% else %}}{_line(chance, 0)}{{% endif %}}"
    if depth and kind < 0.24:
        return f"{{% for {_loop(chance)} %}}{_line(chance, depth - 1)}{{% endfor %}}"
    if kind < 0.3:
        return f"{{% set {chance.choice(('item', 'x', 'row'))} = {_value(chance)} %}}"
    return f"{{{{ {_value(chance)} }}}}" if kind < 0.7 else chance.choice(words("templates", "literals"))


def _value(chance: random.Random) -> str:
    values = words("templates", "values")
    value = chance.choice(values)
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        value += chance.choice([word for word in words("templates") if word.startswith("|")])
    if chance.random() < 0.15:
        value = f"{value} ~ {chance.choice(values)}"
    return f"{value} if {_test(chance)} else 'no'" if chance.random() < 0.1 else value


def _test(chance: random.Random) -> str:
    return chance.choice(words("templates", "conditions"))


def _loop(chance: random.Random) -> str:
    return chance.choice(words("templates", "loops"))


def package(text: str) -> bytes | None:
    """Return a Word file of the template that ``text`` describes, None where XML cannot hold its characters."""
    body: list[str] = []
    table: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            cells = _cells(line[1:].rstrip().removesuffix("|"))
            table.append("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>")
            continue
        if table:
            grid = "<w:gridCol/>" * max(row.count("<w:tc>") for row in table)
            body.append(f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(table)}</w:tbl>")
            table = []
        body.append(_paragraph(line))
    members = dict(_members())
    xml = members["word/document.xml"].replace("BODY", "".join(body))
    try:
        members["word/document.xml"] = xml
        etree.fromstring(xml.encode())
    except (etree.XMLSyntaxError, UnicodeEncodeError):
        return None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _cells(line: str) -> list[str]:
    """Return the cells of a row; a bar in a tag is a filter's."""
    cells, depth = [""], 0
    for sign in line:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == "|" and depth <= 0:
            cells.append("")
        else:
            cells[-1] += sign
    return cells


def _paragraph(line: str) -> str:
    runs = (f'<w:r><w:t xml:space="preserve">{html.escape(run, quote=False)}</w:t></w:r>' for run in line.split("¦"))
    return f"<w:p>{''.join(runs)}</w:p>"


@cache
def _members() -> dict[str, str]:
    """Return the parts of python-docx's own empty document that count, with BODY for what stands in it."""
    stream = io.BytesIO()
    Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name).decode() for name in ("word/document.xml", "word/styles.xml")}
    first = members["word/document.xml"].partition("<w:body>")[0]
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format("officeDocument", "word/document.xml"),
        "word/document.xml": f"{first}<w:body>BODY<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _RELATIONS.format("styles", "styles.xml"),
        "word/styles.xml": members["word/styles.xml"],
    }


def shown(document: bytes) -> str:
    """Return what a reader sees: the words, with tabs, line breaks, paragraphs, cells and rows."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    pieces: list[str] = []
    for _, element in etree.iterwalk(root, events=("end",)):
        name = str(element.tag).removeprefix(WORD)
        if name == "t":
            pieces.append(element.text or "")
        else:
            pieces.append({"tab": "\t", "br": "\n", "p": "¶\n", "tc": "|", "tr": "—\n"}.get(name, ""))
    return "".join(pieces)
