"""A package opened only to be read: its directory and the parts asked for are looked at, and nothing else."""

from __future__ import annotations

import io
import zipfile

import pytest

from reportgen.core.errors import TemplateError
from reportgen.engine.opc.read_only import open_to_read
from tests.engine.word.packages import docx, parts, relations, zipped


def changed(content: bytes, name: str, text: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, text if member == name else old.read(member))
    return made.getvalue()


def test_parts_are_found_by_relation_and_parsed_when_asked_for() -> None:
    package = open_to_read(docx("<w:p/>"), "a.docx")
    assert package.main == "word/document.xml"
    assert package.tree(package.main).tag.endswith("}document")
    assert package.parts_of("no-such-kind") == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"<a", "package-bad-xml"),
        (b"<!DOCTYPE a><a/>", "package-doctype"),
        (b"<a>" * 300 + b"</a>" * 300, "package-too-deep"),
    ],
)
def test_an_unsound_part_is_refused_where_it_is_read(text: bytes, fault: str) -> None:
    package = open_to_read(changed(docx("<w:p/>"), "word/document.xml", text), "a.docx")
    with pytest.raises(TemplateError) as refused:
        package.tree(package.main)
    assert [one.id for one in refused.value.faults] == [fault]


def test_a_part_that_unpacks_to_far_too_much_is_refused_before_it_does() -> None:
    with pytest.raises(TemplateError):
        open_to_read(changed(docx("<w:p/>"), "word/document.xml", b" " * 80_000_000), "a.docx")


def test_p4_a_part_that_is_missing_is_refused_when_it_is_asked_for() -> None:
    arrows = relations(("styles", "no-such-part.xml", False))
    content = zipped({**parts(), "word/_rels/document.xml.rels": arrows})
    package = open_to_read(content, "a.docx")
    with pytest.raises(TemplateError, match=r"word/no-such-part\.xml") as refused:
        package.tree(*package.parts_of("styles"))
    assert [one.id for one in refused.value.faults] == ["package-relation-missing"]


def test_p4_a_document_part_that_is_missing_is_refused() -> None:
    content = zipped({name: part for name, part in parts().items() if name != "word/document.xml"})
    package = open_to_read(content, "a.docx")
    with pytest.raises(TemplateError, match=r"word/document\.xml"):
        package.tree(package.main)


def test_a_list_of_relations_with_entries_in_entries_is_refused() -> None:
    nested = relations(("styles", "a.xml", False)).replace(
        b'Target="a.xml"/>', b'Target="a.xml"><a><b/></a></Relationship>'
    )
    with pytest.raises(TemplateError) as refused:
        open_to_read(zipped({**parts(), "word/_rels/document.xml.rels": nested}), "a.docx")
    assert [one.id for one in refused.value.faults] == ["package-bad-xml"]
