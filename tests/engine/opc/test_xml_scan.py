"""A damaged XML part is told with its place, in words of our own: expat's change with its version."""

from __future__ import annotations

from xml.parsers import expat

import pytest

from reportgen.core.limits import DEFAULT
from reportgen.engine.opc.package_faults import UnfitXmlError
from reportgen.engine.opc.xml_scan import XmlScan, refuse_too_many


def refusal(content: bytes) -> UnfitXmlError:
    with pytest.raises(UnfitXmlError) as refused:
        scanned(content)
    return refused.value


def scanned(content: bytes) -> XmlScan:
    scan = XmlScan(DEFAULT, 1000)
    scan.feed(content)
    scan.finish()
    return scan


@pytest.mark.parametrize(
    ("content", "place", "zh", "en"),
    [
        (b"", (1, 1), "没有内容，或没有写完", "no element found"),
        (b"<a>", (1, 4), "没有内容，或没有写完", "no element found"),
        (b"<a>\n  <b></a>", (2, 8), "首尾标签不配对", "mismatched tag"),
        (b"<a>&#1;</a>", (1, 4), "写法有误", "not well-formed"),
        (b"<a b='1' b='2'/>", (1, 10), "属性重复", "duplicate attribute"),
        (b"<a/><b/>", (1, 5), "结尾之后还有内容", "junk after document element"),
        (b"<a>&b;</a>", (1, 4), "有未定义的实体", "undefined entity"),
        (b"<w:a/>", (1, 1), "前缀没有声明", "unbound prefix"),
        (b"<a", (1, 1), "标签没有写完", "unclosed token"),
        (b"<a><![CDATA[", (1, 13), "CDATA 没有写完", "unclosed CDATA section"),
        (b"<a>1 < 2</a>", (1, 7), "写法有误", "not well-formed (invalid token)"),
    ],
)
def test_damage_is_told_with_its_place(content: bytes, place: tuple[int, int], zh: str, en: str) -> None:
    says, (line, column) = refusal(content).says, place
    assert says.zh == f"XML 损坏（第 {line} 行第 {column} 列：{zh}）"
    assert says.en == f"damaged XML (line {line}, column {column}: {en})"


def test_the_words_do_not_hang_on_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    before = refusal(b"<a></b>").says
    monkeypatch.setattr(expat, "ErrorString", lambda code: f"error {code}")
    assert refusal(b"<a></b>").says == before


def test_an_encoding_that_is_none_is_told() -> None:
    assert refusal(b"<?xml version='1.0' encoding='none-such'?><a/>").id == "package-bad-xml"


def test_p2_tags_are_counted_before_a_large_part_is_parsed() -> None:
    part = b"<a>" + b"<b/>" * 1000 + b"</a>"
    pieces = [part[at : at + 100] for at in range(0, len(part), 100)]
    with pytest.raises(UnfitXmlError) as refused:
        refuse_too_many(len(part), pieces, 900)
    assert refused.value.id == "package-too-many-elements"
    refuse_too_many(len(part), pieces, 1001)


def test_end_tags_declarations_and_comments_are_no_elements() -> None:
    part = b'<?xml version="1.0"?><a><!-- x -->' + b"<b></b>" * 600 + b"</a>"
    refuse_too_many(len(part), (part,), 601)
    with pytest.raises(UnfitXmlError):
        refuse_too_many(len(part), (part,), 599)


def test_a_part_in_utf_16_is_counted_by_the_parser_alone() -> None:
    part = ("<a>" + "<b/>" * 1000 + "</a>").encode("utf-16")
    refuse_too_many(len(part), (part,), 10)
