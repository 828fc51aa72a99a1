"""The reader of finished documents sees what a reader that builds a tree sees, however the XML is written."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

import pytest
from hypothesis import example, given, reject
from hypothesis import strategies as st
from lxml import etree

from reportgen.core.errors import RenderError
from reportgen.engine.word.proof import body_text
from reportgen.engine.word.proof.body_text import WORD, BodyText

W = f"{{{WORD}}}"
SIGNS = {f"{W}br": "\n", f"{W}tab": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "\ufffd"}


def document(body: str, root: str = f'xmlns:w="{WORD}" xmlns:x="urn:x"') -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {root}><w:body>{body}</w:body></w:document>'.encode()


def read(content: bytes) -> BodyText:
    return BodyText(content)


def shown(element: Any) -> str:
    return "".join(
        node.text or "" if node.tag == f"{W}t" else SIGNS.get(node.tag, "")
        for node in element.iter()
        if node.tag != f"{W}tab" or node.get(f"{W}pos") is None
    )


def by_tree(content: bytes) -> tuple[list[Any], str]:
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False)
    body = etree.fromstring(content, parser).find(f"{W}body")
    assert body is not None
    blocks: list[Any] = []
    for element in body:
        if element.tag == f"{W}p":
            blocks.append(shown(element))
        elif element.tag == f"{W}tbl":
            rows = element.iterfind(f"{W}tr")
            blocks.append([[shown(cell) for cell in row.iterfind(f"{W}tc")] for row in rows])
    return blocks, shown(body)


WRITTEN = ["508", " 总计", "𠮷", "&amp;", "&#60;", "&#x5E9;", "&gt;", ">", '"', "'", "\r\n", "\r", "\t", "&lt;/"]
ASIDE = ["<!-- <w:t>7</w:t> -->", "<?x <w:tc> ?>", "<![CDATA[<w:p>&amp;]]>", "xmlns:w='urn:x'"]
TEXTS = st.lists(st.sampled_from(WRITTEN + ASIDE), max_size=3).map("".join)
ATTRIBUTES = st.sampled_from(
    [
        "",
        "",
        ' xml:space="preserve"',
        " ",
        ' xml:space="preserve"',
        ' w:val="a > b"',
        " x:y='\"/>'",
        ' x:y="/"',
        ' w:val="left" w:pos="720"',
        '\n w:val = "&lt;w:t>"',
        ' xmlns:y="urn:y" y:z="xmlns:w"',
    ]
)
NAMES = (
    "p tbl tr tc p tbl tr tc tblPr trPr pPr tab tab br cr sym noBreakHyphen r del delText instrText tblGrid tbody t"
    " sdt sdtContent txbxContent ins"
)
ELEMENTS = st.sampled_from([f"w:{name}" for name in NAMES.split()] + ["x:p", "x:AlternateContent", "x:t"])


@st.composite
def element(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    name, attributes, inner = draw(ELEMENTS), draw(ATTRIBUTES), draw(children)
    if not inner and draw(st.booleans()):
        return f"<{name}{attributes}/>"
    return f"<{name}{attributes}>{inner}</{name}{draw(st.sampled_from(['', '', ' ']))}>"


WORDS = st.builds("<w:t{}>{}</w:t>".format, ATTRIBUTES, TEXTS)
ANY_XML = st.recursive(WORDS, lambda inner: element(st.lists(inner, max_size=4).map("".join)), max_leaves=20)


def nested(*names: str) -> Any:
    def wrapped(inner: st.SearchStrategy[str], name: str) -> st.SearchStrategy[str]:
        others = ANY_XML if name == names[-1] else st.builds("<w:{0}Pr{1}/>".format, st.just(name), ATTRIBUTES)
        pieces = st.lists(
            st.one_of(inner, inner, inner, others, st.builds("<w:sdt>{}</w:sdt>".format, inner)), max_size=4
        )
        return st.builds("<w:{0}{1}>{2}</w:{0}>".format, st.just(name), ATTRIBUTES, pieces.map("".join))

    strategy: st.SearchStrategy[str] = WORDS
    for name in reversed(names):
        strategy = wrapped(strategy, name)
    return strategy


BODIES = st.lists(st.one_of(nested("tbl", "tr", "tc", "p", "r"), nested("p", "r"), ANY_XML), max_size=4).map("".join)


@given(BODIES)
@example(
    "<w:p><w:r><w:t>1</w:t></w:r><w:txbxContent><w:p/><w:tbl><w:tr><w:tc/><w:tc/></w:tr></w:tbl></w:txbxContent></w:p>"
)
@example("<w:p><w:sdt></w:sdt></w:p><w:sdt><w:p/></w:sdt><w:p/>")
@example("<w:p><w:r><w:t>1<w:br/>2<x:y>3</x:y>4</w:t></w:r></w:p>")
@example("<w:p><w:pPr><w:tabs><w:tab w:pos='9'/></w:tabs></w:pPr><w:r><w:tab/><w:t>1</w:t></w:r></w:p>")
def test_it_sees_what_a_tree_shows(body: str) -> None:
    content = document(body)
    found = read(content)
    assert (found.blocks, found.text) == by_tree(content)


ALIKE = st.sampled_from(
    [
        "</w:t></w:r></w:p><w:p><w:r>",
        "</w:t><w:br/></w:r><w:r>",
        "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>",
        "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r>",
        "</w:t ><w:noBreakHyphen/></w:r></w:p></w:tc><w:tc/><w:tc><w:p/><w:p><w:r>",
        "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/><w:tbl><w:tr><w:tc><w:p><w:r>",
        "</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r>",
        "</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>",
    ]
)
"""What stands between two texts, which a document repeats."""


@example(
    [
        ("</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>", ""),
        ("</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>", ""),
        ("</w:t><w:br/></w:r><w:r>", ""),
        ("</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r>", ""),
        ("</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>", ""),
    ]
)
@given(st.lists(st.tuples(ALIKE, TEXTS), max_size=30))
def test_markup_that_repeats_means_the_same_each_time(between: list[tuple[str, str]]) -> None:
    body, depth = '<w:p><w:r><w:t xml:space="preserve">', 0
    for markup, text in between:
        opened = markup.count("<w:tbl>") - markup.count("</w:tbl>")
        if depth + opened < 0 or (not depth and "</w:tc>" in markup):
            continue
        body, depth = f'{body}{markup}<w:t xml:space="preserve">{text}', depth + opened
    body += "</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    content = document(body)
    found = read(content)
    assert (found.blocks, found.text) == by_tree(content)


DAMAGE = st.sampled_from(
    [
        *(b"", b"<", b">", b"/", b'"', b"'", b"&", b"&amp;", b"&#13;", b"&#0;", b"]]>", b"\0", b"\x01", b"\xff", b"\r"),
        *(b"\xef\xbf\xbf", b"\xed\xa0\x80", b"<!--", b"-->", b"<![CDATA[", b"<?x ?>", b"<!DOCTYPE d>"),
        *(b"<?xml version='1.0'?>", b"<w:p>", b"</w:p>", b"<w:p/>", b"<w:tc>", b"</w:tc>", b"</w:t>", b"<w:br/>"),
        *(b'<w:t xml:space="preserve">', b'<w:t xml:space="preserve">7</w:t>', b'<w:t xml:space="preserve"/>'),
        b"</w:r></w:p><w:p><w:r>",
    ]
)


def is_well_formed(content: bytes) -> bool:
    try:
        expat.ParserCreate("utf-8").Parse(content, True)
    except expat.ExpatError:
        return False
    return b"<!DOCTYPE" not in content


CUT = BODIES.map(lambda body: body.replace("<w:t>", '<w:t xml:space="preserve">'))


@given(CUT, st.integers(0, 10_000), DAMAGE, st.integers(0, 4))
@example('<w:p><w:r><w:t xml:space="preserve"></w:t></w:r></w:p>', 37, b"<", 0)
@example('<w:p><w:r><w:t xml:space="preserve">1<w:t xml:space="preserve">2</w:t>3</w:t></w:r></w:p>', 0, b"", 0)
@example('<w:p><!--<w:t xml:space="preserve">1</w:t>--></w:p>', 0, b"", 0)
@example('<w:p><![CDATA[<w:t xml:space="preserve">1</w:t>]]></w:p>', 0, b"", 0)
@example('<w:p><!--<w:t xml:space="preserve">1--><w:r/></w:p>', 0, b"", 0)
@example('<w:p><w:r><w:t><![CDATA[<w:t xml:space="preserve">1]]><w:br/></w:t></w:r></w:p>', 0, b"", 0)
@example('<w:p><w:r><w:t xml:space="preserve">1<!-- -->2<![CDATA[<3]]></w:t></w:r></w:p>', 0, b"", 0)
@example('<w:p><w:r><w:t xml:space="preserve">a&amp;&#x5e9;]]&gt;</w:t></w:r></w:p>', 0, b"", 0)
def test_damage_is_refused_exactly_where_a_parser_refuses_it(body: str, place: int, damage: bytes, cut: int) -> None:
    content = document(body)
    start, stop = content.index(b"<w:body>") + 8, content.rindex(b"</w:body>")
    at = start + place % (stop - start + 1)
    content = content[:at] + damage + content[min(at + cut, stop) :]
    if not is_well_formed(content):
        with pytest.raises(RenderError):
            read(content)
        return
    try:
        expected = by_tree(content)
    except etree.XMLSyntaxError:  # it judges the names of namespaces, too
        reject()
    found = read(content)
    assert (found.blocks, found.text) == expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_any_text_is_read_as_a_parser_reads_it(text: str) -> None:
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
    assert read(document(f"<w:p><w:r><w:t>{written}</w:t></w:r></w:p>")).blocks == [text]


def test_texts_outside_the_body_are_no_part_of_it() -> None:
    word = '<w:t xml:space="preserve">{}</w:t>'
    body = f"<w:body><w:p>{word.format(2)}</w:p></w:body>"
    for inside in (word.format(1) + body, body + word.format(3), word.format(1) + body + word.format(3)):
        found = read(f'<w:document xmlns:w="{WORD}">{inside}</w:document>'.encode())
        assert (found.blocks, found.text) == (["2"], "2")


def in_pieces(*words: str) -> bytes:
    return document("".join(f'<w:p><w:r><w:t xml:space="preserve">{word}</w:t></w:r></w:p>' for word in words))


def test_an_ordinary_document_is_read_in_pieces_that_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(BodyText, "_read_whole")
    body_text._KNOWN.clear()
    assert read(in_pieces("1", "2&amp;")).blocks == ["1", "2&"]
    known = dict(body_text._KNOWN)
    assert len(known) == 3, "before the first text, between two, and after the last"
    assert read(in_pieces("3", "4", "5")).blocks == ["3", "4", "5"]
    assert known == body_text._KNOWN


def test_of_markup_that_always_differs_little_is_remembered() -> None:
    for number in range(body_text._MOST_KNOWN + 2):
        assert read(document(f'<w:p w:x="{number}"/>')).blocks == [""]
        assert len(body_text._KNOWN) <= body_text._MOST_KNOWN
    read(document("<w:p/>" * body_text._LONG))
    assert 0 < max(len(str(markup)) for _, markup, *_ in body_text._KNOWN) < body_text._LONG


def test_the_table_of_a_heading_is_the_first_below_it() -> None:
    def table(text: str) -> str:
        return f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"

    heading = "<w:p><w:r><w:t> 二、标题 </w:t></w:r></w:p>"
    body = read(document(table("1") + heading + "<w:p/>" + table("2") + table("3")))
    assert body.table_under("二、标题") == [["2"]]
    assert body.table_under("三、标题") is None


@pytest.mark.parametrize(
    "content",
    [
        document("", 'xmlns:w="urn:x"'),
        document("", 'xmlns:x="urn:x"'),
        document("", f'xmlns:w="{WORD}" xmlns:x="{WORD}"'),
        document("", f'xmlns:w="{WORD}" xmlns="{WORD}"'),
        document(f'<w:p><x:y xmlns:x="&#104;{WORD[1:]}"/></w:p>'),
        document('<w:p><w:r a=">" xmlns:w="urn:x"/></w:p>'),
        document(f"<w:p>xmlns</w:p><w:p xmlns:w='{WORD}'/>", ""),
        document("").replace(b"UTF-8", b"GBK"),
        document("").replace(b"<w:body>", b"<w:sdt>").replace(b"</w:body>", b"</w:sdt>"),
        document("</w:body><w:body>"),
        document("</w:body><w:body/><w:body>"),
        document("<w:p/>").replace(b"<w:body>", b"<x:y><w:body>").replace(b"</w:body>", b"</w:body></x:y>"),
        document("<w:p>&eacute;</w:p>"),
        document("<w:p>").replace(b"</w:body>", b""),
        b"<!DOCTYPE d>" + document(""),
        "\ufeff".encode("utf-16"),
        b"",
    ],
)
def test_a_document_that_it_could_misread_is_refused(content: bytes) -> None:
    with pytest.raises(RenderError) as refusal:
        read(content)
    assert [fault.id for fault in refusal.value.faults] == ["PROOF"]


@pytest.mark.parametrize("content", [document(""), b"\xef\xbb\xbf" + document(""), document("")[38:]])
def test_an_empty_body_is_read_with_and_without_a_declaration(content: bytes) -> None:
    for written in (content, re.sub(b"<w:body></w:body>", b"<w:body/>", content)):
        assert (read(written).blocks, read(written).text) == ([], "")
