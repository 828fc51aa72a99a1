"""The page of a site with a report, in one of the frames that sites have around their texts."""

from __future__ import annotations

import re
from typing import Final

from fuzzing.published.document import Document
from fuzzing.published.merge_faults import table

_CITY: Final = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_{organ}</title>
<script>var n=3;</script></head><body><div class="crumbs">您所在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 年报</div>
<h2>{title}</h2>
<div class="sm">发布时间：{next}-01-22 09:31 来源：办公室 浏览次数：<span id="hits">1234</span> 字体：[大 中 小]</div>
<div class="Editor">{body}</div>
<div class="foot">主办：{organ} ICP备05000001号 网站标识码：3201000012</div></body></html>"""
_COUNTY: Final = """<html><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"></head><body>
<table width=1000><tr><td>索引号</td><td>00123/{year}-0001</td><td>发布日期</td><td>{next}-01-30</td></tr>
<tr><td>标题</td><td colspan=3>{title}</td></tr></table><h1>{title}</h1><div id="zoom">{body}</div>
<div>上一篇：{organ}{last}年政府信息公开工作年度报告</div><div>下一篇：无</div></body></html>"""
_OF_TABLES: Final = """<html><body><table><tr>
<td valign=top><table><tr><td><a>年报</a></td></tr><tr><td>{last}</td></tr>
</table></td><td><table><tr><td align=center><!--begin--><span class=title>{title}</span><!--end--></td></tr>
<tr><td>日期：{next}-1-5 访问量：33</td></tr>
<tr><td><div id=zoom>{body}</div></td></tr></table></td></tr></table>
</body></html>"""
_BLOG: Final = """<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}</title></head><body><header>
<nav><ul><li><a>首页</a></li><li><a>{year}</a></li></ul></nav></header>
<main><article><h1>{title}</h1><div>{body}</div></article>
</main><aside><ul><li>{last}年报告 12</li></ul></aside></body></html>"""
_FRAMES: Final = (_CITY, _COUNTY, _OF_TABLES, _BLOG)
_ENCODINGS: Final = ("utf-8", "utf-8", "gb18030", "gbk", "utf-16", "utf-8-sig")
_DECLARED: Final = ("utf-8", "gb2312", "iso-8859-1", "gbk", "big5")


def web_page(document: Document) -> bytes:
    """Return a document as a page."""
    body = _body(document)
    for change in document.changes:
        body = change(body)
    year = document.year
    html = document.chance.choice(_FRAMES).format(
        title=document.title, organ=document.organ, year=year, last=year - 1, next=year + 1, body=body
    )
    encoding = document.chance.choice(_ENCODINGS)
    if not encoding.startswith("utf-8"):
        html = html.replace("charset=utf-8", f"charset={document.chance.choice(_DECLARED)}")
    return html.encode(encoding, "xmlcharrefreplace")


def _body(document: Document) -> str:
    pieces: list[str] = []
    joined = document.joined
    for section, paragraphs in document.prose.items():
        pieces.append(_text(f"<strong>{section}</strong>", joined))
        for number, one in enumerate(document.type.tables):
            if one.heading == section:
                html = document.before.get(number, "") + _table(document, number) + document.behind.get(number, "")
                pieces.append(_rows(html) if joined else html)
        pieces += [_text(f"　　{paragraph}", joined) for paragraph in paragraphs]
    body = "\n".join(pieces)
    return f"<table border=1>{body}</table>" if joined else body


def _text(html: str, joined: bool) -> str:
    return f"<tr><td colspan=15>{html}</td></tr>" if joined else f"<p>{html}</p>"


def _table(document: Document, number: int) -> str:
    html_of = document.html_of or table
    return "<p>— 5 —</p>".join(html_of(part) for part in document.parts_of(number))


def _rows(html: str) -> str:
    """Return tables as rows of the table around them."""
    if "<div" in html or "<pre" in html or "<ul" in html or "<p>" in html.partition("<table")[0]:
        return f"<tr><td colspan=15>{html}</td></tr>"
    return re.sub(r"</?table[^>]*>|</?t(?:head|body|foot)>", "", html)
