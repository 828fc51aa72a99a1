"""The template of a 图解: an HTML page with placeholders, no program in it, that asks for nothing outside of itself.

``{{ organ }}``, ``{{ year }}`` and ``{{ title }}`` are texts, ``{{ applications.new.total }}`` a figure,
``{{ label.applications.new.total }}`` its official words, ``{{ charts.years, charts.applicants }}`` the first of these
charts that the report has the figures for. Comments are for whoever edits the template and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import attrs
from lxml import etree, html

from reportgen.core.errors import Fault, TemplateError
from reportgen.core.origin import Origin
from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.report.charts import ChartData, chart_data, illustrations_of
from reportgen.report.report import Report

TEXTS: Final = ("organ", "year", "title")
LABEL: Final = "label."
_CHARTS: Final = "charts."
_PLACEHOLDER: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CLOSED: Final = re.compile(r"<(style|title)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_OUTSIDE: Final = frozenset(("src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping"))
_FORBIDDEN: Final = frozenset(
    ("script", "iframe", "frame", "object", "embed", "applet", "link", "base", "form", "audio", "video", "image", "use")
)
_FETCHED: Final = re.compile(r"url\s*\(|@import|image-set\s*\(|expression\s*\(", re.IGNORECASE)
_TYPED: Final = re.compile(r"(?<![第\d,.])\d[\d,.]*\s*(?:万|亿)?(?:件|条|次|元|[%％])")
_LARGEST: Final = 1_000_000


@attrs.frozen(eq=False, repr=False)
class Piece(Value):
    """A placeholder of a template: ``names`` as they are written, between two places of its text."""

    names: tuple[str, ...]
    start: int
    end: int
    in_tag: bool
    """Whether it stands inside of a tag, a style sheet or the page's title, where only plain text can be."""


@attrs.frozen(eq=False, repr=False)
class Infographic(Value):
    """A template that was read: its text, its placeholders in their order, and what messages call it."""

    text: str
    pieces: tuple[Piece, ...]
    name: str

    def figures(self) -> Iterator[str]:
        """Yield the address of each figure that is printed, in order, each once."""
        seen = dict.fromkeys(name for piece in self.pieces for name in piece.names)
        yield from (name for name in seen if name not in TEXTS and not name.startswith((LABEL, _CHARTS)))

    def charts(self, report: Report) -> tuple[ChartData, ...]:
        """Return the charts that are drawn of a report, in order."""
        chosen = (chart_of(piece, report) for piece in self.pieces)
        return tuple(data for data in chosen if data is not None)


def read_template(content: bytes, report: Report, name: str) -> Infographic:
    """Return a template that fits a report; messages call it ``name``.

    Raises:
        TemplateError: every mistake at once: an unknown name, a program, something from outside, a typed figure.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        says = Text("图解模板不是 UTF-8 编码的文本", "the template is no text in UTF-8")
        raise TemplateError(_fault("infographic-template", says, name)) from None
    if len(text) > _LARGEST or "\0" in text or not text.strip():
        says = Text("图解模板是空的，或者太大", "the template is empty or too large")
        raise TemplateError(_fault("infographic-template", says, name))
    text = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)  # lines keep their numbers
    template = Infographic(text, tuple(_pieces(text)), name)
    faults = [*_name_faults(template, report), *_content_faults(text, name)]
    if faults:
        raise TemplateError(faults)
    return template


def chart_of(piece: Piece, report: Report) -> ChartData | None:
    """Return the first chart of a placeholder that the report has the figures for; None where it names no chart."""
    names = [name.removeprefix(_CHARTS) for name in piece.names if name.startswith(_CHARTS)]
    declared = [illustrations_of(report.type).chart(name) for name in names]
    found = [chart_data(report, one) for one in declared if one is not None]
    return next((data for data in found if not data.missing), None)


def _pieces(text: str) -> Iterator[Piece]:
    closed = [match.span() for match in _CLOSED.finditer(text)]
    for match in _PLACEHOLDER.finditer(text):
        at = match.start()
        in_tag = text.rfind("<", 0, at) > text.rfind(">", 0, at) or any(start <= at < end for start, end in closed)
        names = tuple(name.strip() for name in match.group(1).split(","))
        yield Piece(names, at, match.end(), in_tag)


def _name_faults(template: Infographic, report: Report) -> Iterator[Fault]:
    charts = [f"{_CHARTS}{chart.name}" for chart in illustrations_of(report.type).charts]
    known = [*TEXTS, *charts, *report.addresses]
    for piece in template.pieces:
        wrong = [name for name in piece.names if not _is_known(name, known, report)]
        for name in wrong:
            near = nearest(name.removeprefix(LABEL), known, cutoff=0.0)
            says = Text(f"没有名为 {name} 的数字或图表", f"there is no figure or chart {name}")
            yield _placed(template, piece, says, Text(f"最接近的是 {near}", f"the nearest is {near}"))
        if wrong:
            continue
        drawn = all(name in charts for name in piece.names)
        if (len(piece.names) > 1 and not drawn) or (drawn and piece.in_tag):
            says = Text("这里放不下图表，或者把图表和别的混在一起", "no chart can stand here, or with something else")
            yield _placed(template, piece, says, Text("请让图表自成一块", "give the chart an element of its own"))
        elif drawn and chart_of(piece, report) is None:
            says = Text(f"数据里没有 {piece.names[0]} 要的数字", f"the data lacks the figures of {piece.names[0]}")
            remedy = Text(
                "请在数据文件的 last_year: 下写上年的数字，或在后面写上另一张图：{{ charts.years, charts.applicants }}",
                "write last year's figures under last_year:, or another chart behind it: "
                "{{ charts.years, charts.applicants }}",
            )
            yield _placed(template, piece, says, remedy, "chart-without-figures")


def _is_known(name: str, known: list[str], report: Report) -> bool:
    return name.removeprefix(LABEL) in report.addresses if name.startswith(LABEL) else name in known


def _content_faults(text: str, name: str) -> Iterator[Fault]:
    """Yield what no 图解 may hold: programs, what is fetched from outside, and figures that were typed."""
    tree: Any = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    remedy = Text(
        "请删去它：图解不含程序，也不从外面取任何东西", "take it out: a 图解 has no program and fetches nothing"
    )
    for element in tree.iter(etree.Element):
        tag = str(element.tag).rpartition(":")[2].lower()
        wrong = [tag] if tag in _FORBIDDEN or (tag == "meta" and element.get("http-equiv")) else []
        for key, value in element.attrib.items():
            plain = key.rpartition(":")[2].lower()
            outward = plain in _OUTSIDE and not value.strip().startswith(("#", "data:image/"))
            if outward or plain.startswith("on") or (plain == "style" and _FETCHED.search(value)):
                wrong.append(f"{tag} {key}")
        if tag == "style" and _FETCHED.search(element.text or ""):
            wrong.append("style")
        for one in wrong:
            says = Text(f"图解模板里不能有 {one}", f"a 图解 template cannot have {one}")
            yield Fault("infographic-content", says, Origin(name, line=element.sourceline), remedy)
    for element in tree.iter("script", "style"):
        element.drop_tree()
    for match in _TYPED.finditer(_PLACEHOLDER.sub("", tree.text_content())):
        says = Text(f"“{match.group()}”是手写的数字", f"“{match.group()}” is a typed figure")
        yield Fault("infographic-typed-figure", says, Origin(name), Text("请写成 {{ 编号 }}", "write {{ address }}"))


def _placed(
    template: Infographic, piece: Piece, says: Text, remedy: Text, id: str = "infographic-placeholder"
) -> Fault:
    line = template.text.count("\n", 0, piece.start) + 1
    return Fault(id, says, Origin(template.name, line=line), remedy)


def _fault(id: str, says: Text, name: str) -> Fault:
    remedy = Text("请用程序自带的 infographic.html 改起", "start from the infographic.html that comes with the program")
    return Fault(id, says, Origin(name), remedy)
