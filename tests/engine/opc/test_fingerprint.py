"""A finished document is told from an edited one by its fingerprint, which changes nothing else of it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import reportgen
from reportgen.engine.opc.fingerprint import PROPERTY, is_unchanged, with_fingerprint, without_fingerprint
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from tests.engine.word.official_templates import PATH
from tests.engine.word.packages import DECLARATION, OFFICE, content_types, docx, relations, zipped
from tests.engine.word.word_templates import members_of
from tests.strategies import report_of, zero

BODY = "word/document.xml"
CUSTOM = "docProps/custom.xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
OVERRIDE = f'<Override PartName="/{CUSTOM}" ContentType="{CUSTOM_TYPE}"/>'
ONE = (
    f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="7" name="文号">'
    f'<vt:lpwstr xmlns:vt="{VALUE_TYPES}">%s</vt:lpwstr></property>'
)


def written(**more: bytes) -> bytes:
    """Return a small document as the archive writes it."""
    return write_package(open_package(docx(members=more)), {})


def with_properties(inner: str, prefix: str = "") -> dict[str, bytes]:
    """Return the parts of a package that has custom properties."""
    declared = f'xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{CUSTOM_PROPERTIES}"'
    if prefix:
        inner = inner.replace("<property", f"<{prefix}property").replace("</property", f"</{prefix}property")
    body = f"<{prefix}Properties {declared}" + (f">{inner}</{prefix}Properties>" if inner else "/>")
    return {
        "[Content_Types].xml": content_types(more=OVERRIDE),
        "_rels/.rels": relations(("officeDocument", BODY, False), ("custom-properties", CUSTOM, False)),
        CUSTOM: f"{DECLARATION}{body}".encode(),
    }


def properties(document: bytes) -> dict[str, str]:
    """Return the custom properties as a reader of the standard finds them."""
    package = open_package(document)
    (part,) = package.parts_of("custom-properties")
    assert package.content_types.of(part) == CUSTOM_TYPE
    root = etree.fromstring(package.read(part))
    numbers = [int(str(one.get("pid"))) for one in root]
    assert min(numbers) >= 2
    assert len(numbers) == len(set(numbers))
    assert {one.tag for one in root} == {f"{{{CUSTOM_PROPERTIES}}}property"}
    return {str(one.get("name")): str(one[0].text) for one in root}


def test_every_other_part_stays_and_readers_find_the_property() -> None:
    plain = written()
    marked = with_fingerprint(plain)
    before, after = members_of(plain), members_of(marked)
    changed = {"[Content_Types].xml", "_rels/.rels", CUSTOM}
    assert {name: after[name] for name in before if name not in changed} == {
        name: content for name, content in before.items() if name not in changed
    }
    assert set(after) == {*before, CUSTOM}
    assert re.fullmatch("[0-9a-f]{64}", properties(marked)[PROPERTY])
    assert python_docx.Document(io.BytesIO(marked)).paragraphs
    assert with_fingerprint(plain) == marked
    assert (is_unchanged(marked), is_unchanged(plain)) == (True, False)


def test_a_fingerprint_that_is_there_is_replaced_by_the_same() -> None:
    marked = with_fingerprint(written())
    assert with_fingerprint(marked) == marked
    package = open_package(marked)
    other = with_fingerprint(write_package(package, {BODY: package.read(BODY).replace(b"<w:p/>", b"<w:p/><w:p/>")}))
    assert len(properties(other)) == 1
    assert properties(other) != properties(marked)
    assert is_unchanged(other)


@pytest.mark.parametrize("prefix", ["", "p:"])
@pytest.mark.parametrize("inner", [ONE % "1号", ""], ids=["one", "none"])
def test_the_template_s_own_properties_are_kept(inner: str, prefix: str) -> None:
    marked = with_fingerprint(written(**with_properties(inner, prefix)))
    found = properties(marked)
    assert found.pop(PROPERTY)
    assert found == ({"文号": "1号"} if inner else {})
    assert is_unchanged(marked)
    package = open_package(marked)
    (part,) = package.parts_of("custom-properties")
    edited = package.read(part).replace("1号".encode(), "2号".encode()).replace(b"</", b" </", 1)
    assert not is_unchanged(write_package(package, {part: edited}))


def test_a_part_that_nothing_relates_to_keeps_its_name() -> None:
    marked = with_fingerprint(written(**{"docProps/CUSTOM.xml": b"<a/>"}))
    assert members_of(marked)["docProps/CUSTOM.xml"] == b"<a/>"
    assert is_unchanged(marked)


@pytest.mark.parametrize(
    "types",
    [
        content_types().decode().replace("</Types>", "</Types><!-- </Types> -->"),
        content_types().decode().replace(DECLARATION, "").encode("utf-16").decode("latin-1"),
    ],
    ids=["a comment at the end", "UTF-16"],
)
def test_an_unusual_package_gets_no_fingerprint_and_is_kept(types: str) -> None:
    content = types.encode("latin-1" if types.startswith("ÿþ") else "utf-8")
    plain = written(**{"[Content_Types].xml": content})
    assert with_fingerprint(plain) == plain
    assert not is_unchanged(plain)


def test_how_the_parts_are_packed_does_not_matter() -> None:
    marked = with_fingerprint(written())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in reversed(members_of(marked).items()):
            archive.writestr(name, content)
    assert stream.getvalue() != marked
    assert is_unchanged(stream.getvalue())


@given(st.data())
def test_any_other_content_of_any_part_is_an_edit(data: st.DataObject) -> None:
    members = members_of(with_fingerprint(written(**with_properties(ONE % "1号"))))
    name = data.draw(st.sampled_from(sorted(members)))
    content = bytearray(members[name])
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] ^= data.draw(st.integers(1, 255))
    assert not is_unchanged(zipped({**members, name: bytes(content)}))
    assert not is_unchanged(zipped({other: members[other] for other in members if other != name}))
    assert not is_unchanged(zipped({**members, "word/more.xml": b"<a/>"}))


@given(st.binary(max_size=200), st.integers(0, 2000), st.integers(1, 255))
def test_whatever_stands_in_a_file_is_answered(junk: bytes, position: int, change: int) -> None:
    assert not is_unchanged(junk)
    marked = bytearray(with_fingerprint(written()))
    marked[position % len(marked)] ^= change
    assert is_unchanged(bytes(marked)) in (True, False)
    assert not is_unchanged(bytes(marked[:-1]))


def test_a_damaged_part_is_not_as_it_was_written() -> None:
    """The directory still says what the parts should be."""
    marked = with_fingerprint(written(**{"word/media/a.png": bytes(range(256)) * 4}))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members_of(marked).items():
            archive.writestr(name, content)
    stored = stream.getvalue()
    assert is_unchanged(stored)
    assert not is_unchanged(stored.replace(bytes(range(256)), bytes(256), 1))


def test_python_docx_saving_a_document_is_an_edit() -> None:
    marked = with_fingerprint(written())
    stream = io.BytesIO()
    document = python_docx.Document(io.BytesIO(marked))
    document.paragraphs[0].add_run("改")
    document.save(stream)
    assert PROPERTY in str(members_of(stream.getvalue()))
    assert not is_unchanged(stream.getvalue())


def test_any_other_part_has_no_fingerprint_to_leave_out() -> None:
    assert without_fingerprint(b"<a/>") == b"<a/>"
    assert without_fingerprint(PROPERTY.encode()) == PROPERTY.encode()


def test_a_report_has_the_fingerprint_and_the_template_alone_none(tmp_path: Path) -> None:
    template = reportgen.compile_template("disclosure_2021")
    report = report_of(zero())
    stream = io.BytesIO()
    reportgen.render(report, stream, template)
    reportgen.render(report, tmp_path / "a.docx", template)
    assert stream.getvalue() == (tmp_path / "a.docx").read_bytes() == with_fingerprint(template.render(report))


def test_a_receipt_is_of_the_final_bytes_and_of_properties_with_figures(tmp_path: Path) -> None:
    template = tmp_path / "own.docx"
    package = open_package(PATH)
    inner = with_properties(ONE % "{{ applications.new.total }}件")
    types = package.read("[Content_Types].xml").replace(b"</Types>", f"{OVERRIDE}</Types>".encode())
    arrow = f'<Relationship Id="c" Type="{OFFICE}/custom-properties" Target="{CUSTOM}"/></Relationships>'.encode()
    rels = package.read("_rels/.rels").replace(b"</Relationships>", arrow)
    changed = {"[Content_Types].xml": types, "_rels/.rels": rels, CUSTOM: inner[CUSTOM]}
    template.write_bytes(write_package(package, changed))
    target, receipt = tmp_path / "a.docx", tmp_path / "a.json"
    reportgen.render(report_of(zero()), target, template, receipt=receipt)
    found = properties(target.read_bytes())
    assert found.keys() == {"文号", PROPERTY}
    assert found["文号"] == "0件"
    told = json.loads(receipt.read_text("utf-8"))
    assert CUSTOM in str(told)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == told["document"]["sha256"]
    assert is_unchanged(target.read_bytes())
