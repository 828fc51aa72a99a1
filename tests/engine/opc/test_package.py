"""HOSTILE P1 to P6: every check of a package, one by one; what is wrong is said, with the entry that it is in."""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
import warnings
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from reportgen.core.errors import Fault, TemplateError
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.relations import Relation, loop_of
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract.inspect import check
from tests.engine.word import packages
from tests.engine.word.packages import OFFICE, content_types, document, docx, parts, relations, zipped

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT_RELATIONS = "word/_rels/document.xml.rels"
HEADER = b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def refused(source: bytes | Path) -> tuple[Fault, ...]:
    with pytest.raises(TemplateError) as caught:
        open_package(source, "模板.docx")
    for fault in caught.value.faults:
        assert fault.origin is not None
        assert fault.origin.file == "模板.docx"
        assert fault.remedy is not None
    return caught.value.faults


def ids(source: bytes | Path) -> set[str]:
    return {fault.id for fault in refused(source)}


def test_a_good_package_opens_with_its_parts_in_order() -> None:
    package = open_package(docx())
    assert [member.name for member in package.members] == list(parts())
    assert package.main == "word/document.xml"
    assert package.read(package.main) == packages.document()
    assert pickle.loads(pickle.dumps(package)) == package  # noqa: S301 - our own bytes


def test_the_document_is_found_by_its_relation_not_by_its_name() -> None:
    members = {
        "[Content_Types].xml": packages.content_types("inhalt/text.xml"),
        "_rels/.rels": relations(("officeDocument", "/inhalt/text.xml", False)),
        "inhalt/text.xml": packages.document(),
        "inhalt/_rels/text.xml.rels": relations(("header", "kopf1.xml", False), ("header", "kopf2.xml", False)),
        "inhalt/kopf1.xml": HEADER,
        "inhalt/kopf2.xml": HEADER,
    }
    package = open_package(zipped(members))
    assert package.main == "inhalt/text.xml"
    assert package.parts_of("header") == ("inhalt/kopf1.xml", "inhalt/kopf2.xml")


@pytest.mark.parametrize(
    ("content", "id", "word"),
    [
        (b"", "package-empty", "空"),
        ("年度报告".encode(), "package-not-word", "纯文本"),
        (b"<html><body>", "package-not-word", "网页"),
        (b"%PDF-1.7", "package-not-word", "PDF"),
        (OLE + "WordDocument".encode("utf-16-le"), "package-old-format", ".doc"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "package-encrypted", "加密"),
        (zipped({"a.txt": b"a"}), "package-not-word", "压缩包"),
        (docx()[:-40], "package-truncated", "不完整"),
    ],
)
def test_what_is_no_word_document_is_refused_saying_what_it_is(content: bytes, id: str, word: str) -> None:
    (fault,) = refused(content)
    assert fault.id == id
    assert word in fault.says.zh


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "package-macro"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "package-not-word"),
        (f"{packages.WORD_TYPE}.template.main+xml", "package-not-word"),
    ],
)
def test_other_office_files_are_refused_even_when_renamed(kind: str, id: str) -> None:
    assert ids(docx(members={"[Content_Types].xml": packages.content_types(kind=kind)})) == {id}


def test_a_folder_a_missing_file_and_a_device_are_refused(tmp_path: Path) -> None:
    assert ids(tmp_path) == {"package-is-directory"}
    assert ids(tmp_path / "没有.docx") == {"package-missing"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert ids(tmp_path / "pipe") == {"package-not-file"}


@pytest.mark.parametrize("length", range(4, len(docx()), 97))
def test_a_truncated_package_is_refused_wherever_it_ends(length: int) -> None:
    assert "package-truncated" in ids(docx()[:length])


def test_a_bad_crc_is_refused_with_the_entrys_name() -> None:
    content = docx()
    crc = zipfile.ZipFile(BytesIO(content)).getinfo("word/document.xml").CRC
    (fault,) = refused(content.replace(struct.pack("<L", crc), struct.pack("<L", crc ^ 1)))
    assert fault.id == "package-crc"
    assert fault.origin is not None
    assert fault.origin.place == "word/document.xml"


def test_a_size_that_lies_is_refused_in_both_directions() -> None:
    content = docx("<w:p/>" * 50)
    size = zipfile.ZipFile(BytesIO(content)).getinfo("word/document.xml").file_size
    for other in (size - 1, size + 1):
        assert ids(content.replace(struct.pack("<L", size), struct.pack("<L", other))) == {"package-wrong-size"}


def test_entries_that_share_bytes_are_refused() -> None:
    content = bytearray(docx(members={"word/a.bin": b"a" * 9, "word/b.bin": b"a" * 9}))
    offsets = {info.filename: info.header_offset for info in zipfile.ZipFile(BytesIO(content)).infolist()}
    first, second = (struct.pack("<L", offsets[f"word/{name}.bin"]) for name in "ab")
    at = content.rfind(b"word/b.bin")
    assert content[at - 4 : at] == second
    content[at - 4 : at] = first
    content[at : at + 10] = b"word/a.bin"
    assert {"package-overlap", "package-duplicate-entry"} <= ids(bytes(content))


HOSTILE_SIZES = """
import resource, signal, sys
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.contract.inspect import check
from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.relations import Relation, loop_of
from reportgen.core.errors import TemplateError
from tests.engine.word.packages import docx
kind = sys.argv[1]
if kind == "ratio":
    content = docx(members={"word/media/a.png": bytes(30_000_000)})
elif kind == "many":
    content = docx(members={f"word/{n}": b"" for n in range(100_000)})
elif kind == "miscounted":
    content = docx(members={f"word/{n}": b"" for n in range(20_000)})
    content = content[:-14] + (3).to_bytes(2, "little") * 2 + content[-10:]
elif kind == "declared":
    content = docx(members={"word/media/a.png": b"ABCDEFGH" * 4})
    content = content.replace((32).to_bytes(4, "little"), (2**31).to_bytes(4, "little"))
elif kind == "lying":
    content = docx(members={"word/media/a.png": bytes(30_000_000)})
    content = content.replace((30_000_000).to_bytes(4, "little"), (90_000).to_bytes(4, "little"))
elif kind == "nested":
    content = docx(members={"word/a.bin": docx(members={"word/b.bin": bytes(1_000_000)})})
space = int(open("/proc/self/statm").read().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (space + 25_000_000, -1))
signal.setitimer(signal.ITIMER_PROF, 1.0)  # one second of CPU, then the process is ended
try:
    open_package(content, "a.docx")
except TemplateError as error:
    print(*sorted({fault.id for fault in error.faults}))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS and /proc are Linux's")
@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("ratio", "package-bomb"),
        ("many", "package-bomb"),
        ("miscounted", "package-bomb"),
        ("declared", "package-bomb"),
        ("lying", "package-wrong-size"),
        ("nested", "package-nested"),
    ],
)
def test_a_bomb_is_refused_within_25_mb_and_a_second_of_cpu(kind: str, id: str) -> None:
    """The limits hold on the process itself: an unpacked bomb would end it."""
    done = subprocess.run([sys.executable, "-c", HOSTILE_SIZES, kind], capture_output=True, text=True, check=False)
    assert done.stdout.split() == [id], done.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "docProps/core.xml", "word/media/a.png", "[Content_Types].xml"])
def test_a_doctype_is_refused_in_any_part_and_encoding(part: str, encoding: str) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'.encode(encoding)
    (fault,) = refused(docx(members={part: bomb}))
    assert fault.id == "package-doctype"
    assert fault.origin is not None
    assert fault.origin.place == part


def test_the_word_doctype_in_a_text_is_only_text() -> None:
    assert open_package(docx("<w:p><w:r><w:t><![CDATA[<!DOCTYPE a>]]></w:t></w:r></w:p>")).main


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "/a",
        "a\\b",
        "word/../../a",
        "C:a",
        "a//b",
        "./a",
        "a\nb",
        "word/a.xml.",
        "word./a",
        "a ",
        "a%2fb/..",
        "a%5cb",
        "word/%2e%2e/a",
        "a%20",
    ],
)
def test_an_unsafe_name_is_refused_and_shown(name: str) -> None:
    (fault,) = refused(docx(members={name: b""}))
    assert fault.id == "package-unsafe-name"
    assert fault.origin is not None
    assert fault.origin.place == name.replace("\n", "\\n")


def test_p4_a_name_of_a_part_that_is_a_folder_too_is_refused() -> None:
    assert {fault.id for fault in refused(docx(members={"word/a": b"", "word/A/b.bin": b""}))} == {
        "package-unsafe-name"
    }


def test_a_symbolic_link_is_refused() -> None:
    stream = BytesIO(docx())
    with zipfile.ZipFile(stream, "a") as archive:
        link = zipfile.ZipInfo("word/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/hostname")
    assert ids(stream.getvalue()) == {"package-unsafe-name"}


@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.XML", "word/%64ocument.xml"])
def test_a_duplicate_entry_is_refused_also_when_only_case_differs(name: str) -> None:
    stream = BytesIO(docx())
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, packages.document())
    assert ids(stream.getvalue()) == {"package-duplicate-entry"}


@pytest.mark.parametrize("target", ["media/a.png", "#media/a.png"])
def test_a_relation_that_leads_nowhere_is_refused(target: str) -> None:
    (fault,) = refused(docx(members={DOCUMENT_RELATIONS: relations(("image", target, False))}))
    assert fault.id == "package-relation-missing"
    assert target in fault.says.zh


@pytest.mark.parametrize(
    "types",
    [
        content_types().replace(b'<Default Extension="png" ContentType="image/png"/>', b""),
        content_types(more='<Default ContentType="image/gif"/>'),
    ],
    ids=["none for a picture", "one for nothing"],
)
def test_p1_a_part_without_a_content_type_is_refused(types: bytes) -> None:
    more = {DOCUMENT_RELATIONS: relations(("image", "a.png", False)), "word/a.png": b"x", "[Content_Types].xml": types}
    assert ids(docx(members=more)) == {"package-content-types"}


def test_p1_a_document_under_a_relation_of_another_kind_is_none() -> None:
    arrow = relations(("officeDocument", "word/document.xml", False)).replace(OFFICE.encode(), b"http://example.com")
    assert ids(docx(members={"_rels/.rels": arrow})) == {"package-not-word"}


def test_p1_xml_of_another_version_is_refused() -> None:
    part = document().replace(b'version="1.0"', b'version="1.1"')
    assert ids(docx(members={"word/document.xml": part})) == {"package-bad-xml"}


def test_relations_that_run_in_a_circle_are_refused() -> None:
    members = {
        DOCUMENT_RELATIONS: relations(("header", "a.xml", False)),
        "word/a.xml": HEADER,
        "word/_rels/a.xml.rels": relations(("chart", "document.xml", False)),
    }
    (fault,) = refused(docx(members=members))
    assert fault.id == "package-relation-loop"
    assert "word/a.xml" in fault.says.en


def test_a_circle_is_looked_for_in_linear_time() -> None:
    """A chain of parts, each with many relations to the next: no part and no arrow is walked twice."""
    chain = [Relation(f"{n}", f"r{m}", "x", f"{n + 1}", f"{n + 1}") for n in range(2_000) for m in range(50)]
    assert loop_of(chain) == ()
    assert loop_of([*chain, Relation("2000", "back", "x", "1998", "1998")]) == ("1998", "1999", "2000")


def test_p2_more_relations_than_any_document_has_are_refused_at_once() -> None:
    arrows = relations(*[("chart", "b.bin", False)] * 3_000)
    members = {f"word/_rels/{number}.xml.rels": arrows for number in range(10)}
    (fault,) = refused(docx(members=members))
    assert fault.id == "package-too-many-elements"


def test_two_relations_with_one_id_are_refused() -> None:
    twice = relations(("hyperlink", "http://a", True), ("hyperlink", "http://b", True)).replace(b"rId1", b"rId0")
    (fault,) = refused(docx(members={DOCUMENT_RELATIONS: twice}))
    assert fault.id == "package-relation-duplicate"
    assert "rId0" in fault.says.zh


@pytest.mark.parametrize(
    ("kind", "target", "outside"),
    [
        ("attachedTemplate", "http://example.com/a.dotm", True),
        ("image", "http://example.com/a.png", True),
        ("oleObject", "\\\\server\\share\\a.doc", True),
        ("hyperlink", "javascript:x", True),
        ("aFChunk", "document.xml", False),
        ("vbaProject", "document.xml", False),
        ("control", "document.xml", False),
    ],
)
def test_an_active_relation_is_refused_and_listed(kind: str, target: str, outside: bool) -> None:
    faults = refused(docx(members={DOCUMENT_RELATIONS: relations((kind, target, outside))}))
    active = [fault for fault in faults if fault.id == "package-active-content"]
    assert len(active) == 1
    assert target in active[0].says.zh


def test_ordinary_hyperlinks_are_accepted() -> None:
    links = relations(("hyperlink", "https://example.com/", True), ("hyperlink", "mailto:a@example.com", True))
    assert open_package(docx(members={DOCUMENT_RELATIONS: links})).relations_of("word/document.xml")


DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


@pytest.mark.parametrize(
    "user",
    [
        f'<a:blip xmlns:a="{DRAWING}" r:link="rId0"/>',
        f'<a:blip xmlns:a="{DRAWING}" r:embed="rId0"/>',
        f'<a:hlinkClick xmlns:a="{DRAWING}" r:id="rId7"><a:snd r:embed="rId0"/></a:hlinkClick>',
        f'<x:svgBlip xmlns:x="urn:x" xmlns:q="{packages.OFFICE}" q:embed="rId0"/>',
        '<v:imagedata r:id="rId0"/>',
        '<v:fill o:relid="rId0"/>',
        '<w:attachedTemplate r:id="rId0"/>',
        '<x:hyperlink xmlns:x="urn:x" r:id="rId0"/>',
    ],
)
def test_p5_an_outward_hyperlink_serves_hyperlinks_only(user: str) -> None:
    links = relations(("hyperlink", "http://example.com/a.png", True))
    (fault,) = refused(docx(f"<w:p><w:r>{user}</w:r></w:p>", {DOCUMENT_RELATIONS: links}))
    assert fault.id == "package-active-content"
    assert fault.origin is not None
    assert fault.origin.place == "word/document.xml"
    assert "http://example.com/a.png" in fault.says.zh


def test_hyperlinks_of_words_and_pictures_are_accepted() -> None:
    links = relations(("hyperlink", "http://example.com/a.png", True))
    body = f'<w:p><w:hyperlink r:id="rId0"/><a:hlinkClick xmlns:a="{DRAWING}" r:id="rId0"/></w:p>'
    assert open_package(docx(body, {DOCUMENT_RELATIONS: links})).main


@pytest.mark.parametrize(
    ("address", "accepted"),
    [
        ("https://example.com", True),
        ("#here", True),
        ("\\\\server\\share", False),
        ("file:///c:/a", False),
        (" JavaScript:x", False),
        ("mhtml:http://a", False),
    ],
)
def test_p5_a_shapes_link_is_held_to_the_policy_of_links(address: str, accepted: bool) -> None:
    for place in ("shape", "rect", "group"):
        package = docx(f'<w:p><w:r><w:pict><v:{place} href="{address}"/></w:pict></w:r></w:p>')
        if accepted:
            assert open_package(package).main
        else:
            assert ids(package) == {"package-active-content"}
    links = docx(members={DOCUMENT_RELATIONS: relations(("hyperlink", address, True))})
    if accepted or address.startswith(("file:", "\\")):
        assert [fault.id for fault in open_package(links).left_out] == ["package-left-out"] * (not accepted)
    else:
        assert ids(links) == {"package-active-content"}


@pytest.mark.parametrize("href", ["http://a/b.png", "file:///a", "//a/b"])
def test_p5_a_drawing_that_fetches_a_picture_is_refused(href: str) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><image {}="{}"/></svg>'
    for attribute in ("x:href", "href"):
        assert ids(docx(members={"word/media/a.svg": svg.format(attribute, href).encode()})) == {
            "package-active-content"
        }
    assert open_package(
        docx(members={"word/media/a.svg": svg.format("href", "data:image/png;base64,AA").encode()})
    ).main


SETTINGS = (
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{packages.OFFICE}"><w:attachedTemplate r:id="rId0"/><w:zoom w:percent="100"/></w:settings>'
).encode()


def attached(target: str, settings: bytes = SETTINGS) -> bytes:
    members = {
        DOCUMENT_RELATIONS: relations(("settings", "settings.xml", False)),
        "word/settings.xml": settings,
        "word/_rels/settings.xml.rels": relations(("attachedTemplate", target, True)),
    }
    return docx("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>", members)


@pytest.mark.parametrize(
    "target",
    ["file:///C:/Users/a/Normal.dotm", "C:\\a\\模板.dotx", "Normal.dotm", "\\\\server\\share\\a.dotx", "file://s/a"],
)
def test_p5_the_link_to_words_own_template_is_left_out_and_told(target: str) -> None:
    template = compile_template(attached(target), "模板.docx")
    assert [fault.id for fault in template.left_out] == ["package-attached-template"]
    assert target in template.left_out[0].says.zh
    made = template.render({"a": "x"})
    with zipfile.ZipFile(BytesIO(made)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, xml in content.items() if target.encode() in xml or b"attachedTemplate" in xml]
    assert b"percent" in content["word/settings.xml"]
    assert open_package(made).left_out == ()
    (told,) = [mistake for mistake in check(attached(target)) if mistake.severity == "warning"]
    assert told.fault.id == "package-attached-template"


@pytest.mark.parametrize("target", ["http://example.com/a.dotm", "https://x/a", "ftp://x/a", "ms-word:ofe|u|http://x"])
def test_p5_a_template_on_the_web_is_refused(target: str) -> None:
    assert ids(attached(target)) == {"package-active-content"}


def test_p5_such_a_link_may_serve_nothing_else() -> None:
    picture = SETTINGS.replace(b"<w:zoom", b'<v:fill xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId0"/><w:zoom')
    assert ids(attached("Normal.dotm", picture)) == {"package-active-content"}


BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))


def field(*pieces: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"<w:p>{BEGIN}{runs}{SEPARATE}{END}</w:p>"


@pytest.mark.parametrize(
    "body",
    [
        field(r"DDEAUTO c:\\cmd"),
        field("D", "D", "E c:"),
        field(" ", "\n", "dde", "auto x"),
        field('INCLUDEPICTURE "http://example.com/a.png"'),
        field(r'HYPERLINK "\\server\share"'),
        field("{{ name }} x"),
        f"<w:p>{BEGIN}{field('QUOTE 68 68 69')}<w:r><w:instrText> c:</w:instrText></w:r>{END}</w:p>",
        '<w:p><w:fldSimple w:instr=" DDE x"/></w:p>',
        f"<w:p>{BEGIN}<w:r><w:instrText>DDE x</w:instrText></w:r></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="end"><w:ffData><w:exitMacro/></w:ffData></w:fldChar></w:r></w:p>',
        '<w:altChunk r:id="rId9"/>',
        '<w:p><w:r><w:object><o:OLEObject Type="Link"/></w:object></w:r></w:p>',
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.com/a"/></v:shape></w:pict></w:r></w:p>',
    ],
)
def test_active_content_in_the_text_is_refused_with_its_part(body: str) -> None:
    (fault,) = refused(docx(body))
    assert fault.id == "package-active-content"
    assert fault.origin is not None
    assert fault.origin.place == "word/document.xml"


@pytest.mark.parametrize("code", [" PAGE ", 'TOC \\o "1-3"', "= SUM(ABOVE)", 'HYPERLINK "https://a.cn"', "REF a \\h"])
def test_ordinary_fields_are_accepted(code: str) -> None:
    assert open_package(docx(field(code))).main


def test_all_active_content_is_listed_at_once() -> None:
    links = relations(("image", "http://a/b", True), ("attachedTemplate", "http://a/c", True))
    faults = refused(docx(field("DDE a") + '<w:altChunk r:id="a"/>', {DOCUMENT_RELATIONS: links, "word/a.bin": OLE}))
    assert [fault.id for fault in faults] == ["package-active-content"] * 5


@pytest.mark.parametrize("depth", [198, 199, 300])
def test_xml_nested_too_deep_is_refused(depth: int) -> None:
    content = docx("<w:p>" * depth + "</w:p>" * depth)
    if depth + 2 <= 200:
        assert open_package(content).main
    else:
        assert ids(content) == {"package-too-deep"}


def test_damaged_xml_is_refused_with_line_and_column() -> None:
    (fault,) = refused(docx("<w:p>"))
    assert fault.id == "package-bad-xml"
    assert "line 1" in fault.says.en


WHOLE = {
    **parts("<w:p><w:r><w:t>{{ a }}</w:t></w:r></w:p>"),
    DOCUMENT_RELATIONS: relations(("styles", "styles.xml", False), ("header", "h.xml", False)),
    "word/styles.xml": HEADER.replace(b"hdr", b"styles"),
    "word/h.xml": HEADER,
    "word/_rels/h.xml.rels": relations(),
    "customXml/item1.xml": b"<a/>",
}


@pytest.mark.parametrize("part", WHOLE)
@pytest.mark.parametrize("content", [b"", b" \n", b"\xef\xbb\xbf", b"<a", b"plain text"])
def test_p1_a_damaged_part_is_refused_with_its_name(part: str, content: bytes) -> None:
    assert open_package(zipped(WHOLE)).main
    faults = refused(zipped({**WHOLE, part: content}))
    assert [(fault.id, fault.origin.place) for fault in faults if fault.origin] == [("package-bad-xml", part)]


@pytest.mark.parametrize("part", [part for part in WHOLE if "Content" not in part and "custom" not in part])
def test_p1_a_part_that_holds_something_else_is_refused_with_its_name(part: str) -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for other in (b"<a/>", f'<w:numbering xmlns:w="{word}"/>'.encode(), b"<document/>", b"<Relationships/>"):
        faults = refused(zipped({**WHOLE, part: other}))
        assert ("package-bad-xml", part) in [(fault.id, fault.origin.place) for fault in faults if fault.origin]


@pytest.mark.parametrize("bodies", [0, 2, 3])
def test_p1_a_document_has_one_body(bodies: int) -> None:
    content = packages.document().replace(b"<w:body><w:p/></w:body>", b"<w:body><w:p/></w:body>" * bodies)
    (fault,) = refused(docx(members={"word/document.xml": content}))
    assert fault.id == "package-bad-xml"
    assert "w:body" in fault.says.zh
