"""HOSTILE P1 to P6 with packages as other programs write them, and with hostile ones made from good ones.

The single checks are in ``engine/filling/test_package.py``; here a whole template is compiled and rendered.
"""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.packages import OFFICE
from tests.engine.word.word_templates import WORD, members_of, paragraphs, text_of, zipped

BASE = members_of(paragraphs("x {{ a }} y"))
DOCUMENT = "word/document.xml"


def printed(package: bytes) -> str:
    return text_of(compile_template(package, "t.docx").render({"a": "甲<"}))


def refused(package: bytes) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(package, "t.docx")
    return caught.value.faults[0].id


def with_header(name: str, content: bytes) -> bytes:
    """A template with a header in a part that does not look like XML by its name or content type."""
    members = {**BASE, name: content}
    types, rels = "[Content_Types].xml", "word/_rels/document.xml.rels"
    default = b'<Default Extension="bin" ContentType="application/octet-stream"/></Types>'
    members[types] = members[types].replace(b"</Types>", default)
    arrow = f'<Relationship Id="rIdZ" Type="{OFFICE}/header" Target="{name.removeprefix("word/")}"/></Relationships>'
    members[rels] = members[rels].replace(b"</Relationships>", arrow.encode())
    return zipped(members)


HEADER = f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>{{{{ a }}}}&e;</w:t></w:r></w:p></w:hdr>'
DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("blanks", [0, 63, 64, 100, 70_000])
def test_p3_a_doctype_is_found_behind_any_number_of_blanks(blanks: int) -> None:
    assert refused(with_header("word/h.bin", (" " * blanks + DOCTYPE + HEADER).encode())) == "package-doctype"


def test_p3_a_doctype_in_an_encoding_that_hides_it_is_found() -> None:
    xml = f'<?xml version="1.0" encoding="ibm-037"?>{DOCTYPE}{HEADER}'.encode("cp037")
    assert refused(with_header("word/h.bin", xml)) == "package-bad-xml"


# ------------------------------------------------------------------------------------------- as other programs write it


class _Stream(io.RawIOBase):
    """A stream that cannot seek, so that zipfile writes data descriptors."""

    def __init__(self) -> None:
        self.content = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        content = bytes(piece)  # type: ignore[call-overload]  # a buffer
        self.content += content
        return len(content)


def _zip(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return stream.getvalue()


def _streamed() -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in BASE.items():
            archive.writestr(name, content)
    return bytes(stream.content)


def _zip64() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in BASE.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "package",
    [
        _zip(BASE, zipfile.ZIP_STORED),
        _streamed(),
        _zip64(),
        _zip(BASE, comment=b"saved by an office suite"),
        _zip({name: BASE[name] for name in sorted(BASE, key=lambda name: name == "[Content_Types].xml")}),
        _zip({name: BASE[name] for name in reversed(list(BASE))}),
        _zip({"word/": b"", "docProps/": b"", **BASE}),
    ],
    ids=["stored", "data descriptors", "zip64", "comment", "content types last", "reversed", "folders"],
)
def test_p1_every_sound_way_to_pack_a_document_works(package: bytes) -> None:
    assert printed(package).startswith("x 甲< y")


@pytest.mark.parametrize(
    ("package", "id"),
    [
        (b"MZ" + _zip(BASE), "package-not-word"),
        (b"PK\x03\x04" + _zip(BASE), "package-damaged"),
        (_zip(BASE) + b"\0\0\0\0", "package-truncated"),
        (_zip(BASE, zipfile.ZIP_BZIP2), "package-damaged"),
        (_zip(BASE, zipfile.ZIP_LZMA), "package-damaged"),
        (_zip(BASE, comment=b"PK\x05\x06" + bytes(18)), "package-not-word"),
        (_zip({name.lower(): content for name, content in BASE.items()}), "package-not-word"),
        (_zip({name.replace("word/d", "Word/D"): c for name, c in BASE.items()}), "package-relation-missing"),
        (_zip({**BASE, "word/media/a.bin": _zip(BASE)}), "package-nested"),
    ],
    ids=[
        "program before", "bytes before", "bytes after", "bzip2", "lzma", "false end", "lower case", "other case",
        "a package inside",
    ],
)  # fmt: skip
def test_p1_p2_p4_every_doubtful_way_to_pack_a_document_is_refused(package: bytes, id: str) -> None:
    assert refused(package) == id


def _coded(encoding: str, codec: str) -> Callable[[str], bytes]:
    return lambda xml: xml.replace("UTF-8", encoding).encode(codec, "xmlcharrefreplace")


WORD_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@pytest.mark.parametrize(
    "written",
    [
        lambda xml: b"\xef\xbb\xbf" + xml.encode(),
        _coded("UTF-16", "utf-16"),
        _coded("UTF-16", "utf-16-be"),
        lambda xml: xml.replace("><", ">\r\n<").replace("{{ a", "{{\r\n a").encode(),
        lambda xml: xml[xml.index("?>") + 2 :].encode(),
        lambda xml: xml.replace("standalone='yes'", "standalone='no'").encode(),
        lambda xml: xml.replace("{{ a }}", "&#123;&#x7b; a &#125;}").encode(),
        lambda xml: _coded("UTF-16", "utf-16")(xml.replace("{{ a }}", "&#123;&#x7b; a &#125;&#125;")),
        lambda xml: _coded("UTF-16", "utf-16-le")("\ufeff" + xml.replace("{{ a }}", "&#123;&#x7b; a &#125;&#125;")),
        lambda xml: _coded("UTF-16", "utf-16-be")("\ufeff" + xml.replace("{{ a }}", "&#123;&#x7b; a &#125;&#125;")),
        lambda xml: xml.replace("{{ a }}", "<![CDATA[{{ a }}]]>").encode(),
        lambda xml: xml.replace("{{ a }}", "{<!-- x --><?y z?>{ a }}").encode(),
        lambda xml: xml.replace(WORD, WORD_STRICT).encode(),
    ],
    ids=[
        "BOM",
        "UTF-16",
        "UTF-16BE",
        "CRLF",
        "undeclared",
        "standalone",
        "references",
        "references in UTF-16",
        "references in UTF-16LE",
        "references in UTF-16BE",
        "CDATA",
        "comments",
        "strict",
    ],
)
def test_t2_xml_written_in_another_way_works(written: Callable[[str], bytes]) -> None:
    package = zipped({**BASE, DOCUMENT: written(BASE[DOCUMENT].decode())})
    made = compile_template(package, "t.docx").render({"a": "甲<"})
    assert "甲&lt; y" in members_of(made)[DOCUMENT].decode()
    assert b"{" not in members_of(made)[DOCUMENT]


@pytest.mark.parametrize(
    ("written", "id"),
    [
        (_coded("ISO-8859-1", "latin-1"), "package-bad-xml"),
        (_coded("GB2312", "gb2312"), "package-bad-xml"),
        (lambda xml: xml.encode("utf-16"), "package-bad-xml"),
        (lambda xml: xml.replace("<w:", "<q:").replace("</w:", "</q:").replace(" w:", " q:").replace(
            "xmlns:w=", "xmlns:q=").encode(), "template-prefix"),
    ],
    ids=["Latin 1", "GB 2312", "declared as another", "another prefix"],
)  # fmt: skip
def test_t2_xml_that_another_reader_could_take_otherwise_is_refused(written: Callable[[str], bytes], id: str) -> None:
    assert refused(zipped({**BASE, DOCUMENT: written(BASE[DOCUMENT].decode())})) == id


# --------------------------------------------------------------- small packages that would take long to refuse (P2, P6)

MANY = """
import io, resource, signal, sys, zipfile
from reportgen.engine.opc.package import open_package
from reportgen.core.errors import TemplateError
from tests.engine.word.packages import content_types, document, parts, relations
kind = sys.argv[1]
ATTRIBUTE = ' a{}="1"'.format
types = lambda names: {"[Content_Types].xml": content_types(
    more="".join(f'<Override PartName="/{name}" ContentType="x/y"/>' for name in names))}
arrows = lambda *arrow: {"word/_rels/document.xml.rels": relations(*[arrow] * 150_000)}
more = {
    "types": lambda: types(range(300_000)),
    "types twice": lambda: types(number // 2 for number in range(19_000)),
    "arrows": lambda: arrows("image", "media/a.png", False),
    "arrows outside": lambda: arrows("image", "http://a/b", True),
    "fields": lambda: {"word/document.xml": document('<w:fldChar w:fldCharType="begin"/>' * 500_000)},
    "elements": lambda: {"word/document.xml": document("<w:p/>" * 4_000_000)},
    "attributes": lambda: {"word/document.xml": document("<w:p" + "".join(map(ATTRIBUTE, range(500_000))) + "/>")},
}[kind]()
stream = io.BytesIO()
with zipfile.ZipFile(stream, "w") as archive:
    for name, content in {**parts(), **more}.items():
        archive.writestr(name, content)
content = stream.getvalue()
del more, stream
space = int(open("/proc/self/statm").read().split()[0]) * 4096
resource.setrlimit(resource.RLIMIT_AS, (space + 100_000_000, -1))
signal.setitimer(signal.ITIMER_PROF, 1.0)  # one second of CPU, then the process is ended
try:
    open_package(content, "a.docx")
except TemplateError as error:
    print(*sorted({fault.id for fault in error.faults}))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="RLIMIT_AS and /proc are Linux's")
@pytest.mark.parametrize(
    ("kind", "ids"),
    [
        ("types", ["package-too-many-elements"]),
        ("types twice", ["package-content-types", "package-more-faults"]),
        ("arrows", ["package-too-many-elements"]),
        ("arrows outside", ["package-too-many-elements"]),
        ("fields", ["package-too-deep"]),
        ("elements", ["package-too-many-elements"]),
        ("attributes", ["package-bad-xml"]),
    ],
)
def test_p2_p6_endless_declarations_are_refused_within_100_mb_and_1_second(kind: str, ids: list[str]) -> None:
    """P2 P6 declarations without end are refused within 100 mb and a second of cpu."""
    done = subprocess.run([sys.executable, "-c", MANY, kind], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ids, done.stderr


@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r><w:instrText>DDEAUTO c: x</w:instrText></w:r></w:p>",
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT x "/></w:p>',
        '<w:altChunk r:id="rId9"/>',
        '<w:p><w:r><w:pict><v:shape><v:imagedata src="http://example.com/a"/></v:shape></w:pict></w:r></w:p>',
    ],
)
def test_p5_a_document_with_active_content_is_never_written(
    body: str, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An official template with something active in it: the command refuses it and leaves the folder as it was."""
    members = members_of((root / "templates" / "disclosure_2021" / "report.docx").read_bytes())
    document = members[DOCUMENT].decode()
    members[DOCUMENT] = document.replace("<w:sectPr", body + "<w:sectPr", 1).encode()
    assert members[DOCUMENT].decode() != document
    monkeypatch.chdir(tmp_path)
    Path("own.docx").write_bytes(zipped(members))
    data = root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
    command = [sys.executable, "-m", "reportgen", "--lang", "zh", "render", str(data), "--template", "own.docx"]
    done = subprocess.run([*command, "-o", "x.docx"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "own.docx: word/document.xml" in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["own.docx"]
