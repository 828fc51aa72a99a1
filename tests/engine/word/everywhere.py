"""A template with the same tag in every kind of part that a document has."""

from __future__ import annotations

import re

from docx import Document

from tests.engine.word.word_templates import add_table, bytes_of, members_of, with_story, zipped

PARTS = {
    "word/document.xml": 3, "word/header1.xml": 1, "word/footer1.xml": 1,
    "word/footnotes.xml": 1, "word/endnotes.xml": 1, "word/comments.xml": 1,
}  # fmt: skip
"""The parts, and in how many places of each the tag stands between brackets."""


def everywhere(tag: str = "{{ value }}") -> bytes:
    """Return a template with ``tag`` in every kind of part, in a table, a text box, an attribute and a property."""
    document = Document()
    document.core_properties.title = tag
    document.core_properties.author = "office"
    document.add_paragraph(f"[{tag}]")
    add_table(document, ["x", f"[{tag}]"])
    section = document.sections[0]
    section.header.paragraphs[0].text = f"[{tag}]"
    section.footer.paragraphs[0].text = f"[{tag}]"
    members = members_of(bytes_of(document))
    for kind in ("footnotes", "endnotes", "comments"):
        story = members_of(with_story(kind, f"[{tag}]"))
        members[f"word/{kind}.xml"] = story[f"word/{kind}.xml"]
        for name, end in (("[Content_Types].xml", "</Types>"), ("word/_rels/document.xml.rels", "</Relationships>")):
            added = re.findall(rf"<[^>]*{kind}[^>]*/>", story[name].decode())[0].replace("rId99", f"rId{kind}")
            members[name] = members[name].decode().replace(end, added + end).encode()
    box = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="' + tag + '"><v:textbox>'
        "<w:txbxContent>"
        f"<w:p><w:r><w:t>[{tag}]</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    members["word/document.xml"] = (
        members["word/document.xml"].decode().replace("<w:sectPr", box + "<w:sectPr", 1).encode()
    )
    return zipped(members)
