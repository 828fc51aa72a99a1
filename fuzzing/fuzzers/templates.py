"""Templates against docxtpl: where both render one, the text of the two documents is the same.

An input is a text: each line is a paragraph, a line that begins with ``|`` a row of a table with its cells between bars,
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
from reportgen.engine.word.compiler.compile import compile_template

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATA: Final[dict[str, Any]] = {
    "name": "某市 R&D <5", "title": "年报", "number": 508, "zero": 0, "negative": -3, "long": 10**20, "empty": "",
    "lines": "一\n二\t三", "yes": True, "no": False, "words": ["甲", "乙", "丙"], "numbers": [3, 1, 2], "none": [],
    "group": {"x": 1, "y": "文", "inner": {"z": [1, 2]}},
    "rows": [{"name": "甲", "count": 5}, {"name": "乙 & 丙", "count": 0}],
}  # fmt: skip
WORDS: Final = (
    *DATA, "item", "row", "loop.index", "loop.last", "loop.length", "loop.cycle('a', 'b')", "if", "else", "elif", "endif", "for",
    "in", "endfor", "set", "endset", "raw", "endraw", "not", "and", "or", "is", "defined", "none", "odd", "even", "number",
    "string", "|length", "|upper", "|lower", "|join(', ')", "|join", "|trim", "|title", "|default('x')", "|first", "|last",
    "|abs", "|e", "|escape", "|safe", "|sum", "|sort", "|count", "|round(1)", "|replace('a', 'b')", "|capitalize", "~", "==", "!=",
    "<", ">", "<=", ">=", "+", "*", ".", "['x']", "[0]", "[-1]", "'a'", '"b"', "1", "1.5", "{{ name }}", "{%p if yes %}",
    "{%p endif %}", "{%tr for row in rows %}", "{%tr endfor %}", "{%tc for item in words %}", "{%tc endfor %}", "{%r if yes %}",
    "{%r endif %}", "{% cellbg 'FF0000' %}", "{% colspan 2 %}", "{% vm %}", "{% hm %}", "{# x #}", "{%- if no -%}", "\n", "\n| ",
    " | ", "¦", "{% for item in words %}", "{% endfor %}", "{% if number > 5 %}", "{% set item = 1 %}", "{{ item }}",
)  # fmt: skip
_VALUES: Final = (
    "name", "number", "zero", "negative", "title", "group.x", "group['y']", "group.inner.z[0]", "words[0]", "words[-1]", "rows[0].name",
    "numbers", "loop.index", "loop.index0", "loop.revindex", "loop.length", "lines", "long", "empty", "words",
)  # fmt: skip
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
    if kind < 0.7:
        return f"{{{{ {_value(chance)} }}}}"
    return chance.choice(
        (" words ", "a & b", "<", "{# x #}", "\t", " ", "“x”", "{% raw %}{{ x }}{% endraw %}", "{_{", "一二", "{ x }")
    )


def _value(chance: random.Random) -> str:
    value = chance.choice((*DATA, *_VALUES, "item", "x", "row.name", "'t'", "12", "1.50"))
    for _ in range(chance.choice((0, 0, 0, 1, 2))):
        value += chance.choice([word for word in WORDS if word.startswith("|")])
    if chance.random() < 0.15:
        value = f"{value} ~ {chance.choice(_VALUES)}"
    return f"{value} if {_test(chance)} else 'no'" if chance.random() < 0.1 else value


def _test(chance: random.Random) -> str:
    sign = chance.choice(("==", "!=", "<", ">", "<=", ">=", "in", "not in"))
    return chance.choice(
        (
            "yes", "no", "not no", "empty", "none", "rows", "item is defined", "missing is defined", "number is odd", "yes and no",
            "yes or no", f"{chance.choice(_VALUES)} {sign} {chance.choice(_VALUES)}", f"number {sign} 5", "name in words",
            "loop.first", "'甲' in words", "name is string", "number is number", "1 < number < 600", "not (yes and zero)",
        )
    )  # fmt: skip


def _loop(chance: random.Random) -> str:
    return chance.choice(
        (
            "item in words", "item in numbers", "row in rows", "row in rows if row.count", "item in none", "item in group.inner.z",
            "key in group", "item in ['a', 2]", "item, x in [['a', 1], ['b', 2]]", "item in numbers|sort", "x in words|reverse",
        )
    )  # fmt: skip


def package(text: str) -> bytes | None:
    """Return a Word file of the template that ``text`` describes, None where XML cannot hold its characters."""
    body: list[str] = []
    table: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            cells = line[1:].rstrip("|").split("|") if "{" not in line else _cells(line[1:])
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
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{html.escape(run, quote=False)}</w:t></w:r>' for run in line.split("¦")
    )
    return f"<w:p>{runs}</w:p>"


@cache
def _members() -> dict[str, str]:
    stream = io.BytesIO()
    Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    types = members["[Content_Types].xml"]
    kept = ("[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml")
    first = members["word/document.xml"].partition("<w:body>")[0]
    members = {name: members[name] for name in kept if name in members}
    members["word/document.xml"] = f"{first}<w:body>BODY<w:sectPr/></w:body></w:document>"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package_ = "http://schemas.openxmlformats.org/package/2006/relationships"
    members["_rels/.rels"] = (
        f'<Relationships xmlns="{package_}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    members["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{package_}"><Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/></Relationships>'
    )
    assert types
    return members


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
