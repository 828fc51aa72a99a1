"""Figures of a web page with elements around and beside them, some of which nobody sees."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from fuzzing.published.document import Document
from fuzzing.published.faults import MARKUP, named
from fuzzing.published.figure_faults import cells_of
from fuzzing.published.grids import Cell, labels

_UNSEEN = (
    '<span style="display:none">9</span>', '<span style="DISPLAY: NONE;">8</span>', "<i hidden>7</i>",
    '<span style="visibility:hidden">3</span>',
    '<span style="font-size:0">5</span>', '<span style="font-size:0px">5</span>',
    '<span style="position:absolute;left:-9999px">4</span>', '<span style="opacity: 0;">6</span>',
    '<span style="width:0;overflow:hidden;display:inline-block">2</span>', '<span class="sr-only">1</span>',
    "<input type=hidden value=5>", "<!-- 3 -->", "<script>4</script>",
    '<span style="text-indent:-9999px;display:block">1</span>',
    '<span style="clip:rect(0,0,0,0);position:absolute">1</span>',
)  # fmt: skip
_WHITE = (
    '<span style="color:#fff">9</span>', "<font color=white>8</font>", '<font color="#FFFFFF">8</font>',
    '<span style="color: transparent">9</span>', '<span style="color:rgba(0,0,0,0)">9</span>',
)  # fmt: skip
_BY_SHEET = (
    "b[data-old]{display:none}", "b:first-child{display:none}", "b:not(.on){display:none}", ":is(b,u){display:none}",
    "body{color:#333; b{display:none}}", "b{font-size:0}", "b{visibility:hidden}", "b:nth-of-type(1){opacity:0}",
    "@media screen, print{b{display:none}}", "@media (max-width:3000px){b{display:none}}",
    "body:has(b) b{display:none}", "b{color:#fefefe}", "b{transform:scale(0)}", "b{position:relative;top:-6px}",
    "b{float:right}", "td::before{content:'1'}", "b{background:#fff;color:#fff}", "b{color:#777;background-color:#777}",
)  # fmt: skip
"""Style sheets that hide or move what ``b`` holds, or show more than is written."""
_DELETED = (
    "<del>9</del>", "<s>8</s>", "<strike>7</strike>", '<span style="text-decoration:line-through">6</span>',
    '<span style="text-decoration-line:line-through">6</span>',
)  # fmt: skip
_RAISED = (
    "<sup>①</sup>",
    "<sup>1</sup>",
    "<sup>[1]</sup>",
    "<sup>注</sup>",
    "<sup><a href=#f1>2</a></sup>",
    "<sub>1</sub>",
)
_RAISED_BY_STYLE = (
    '<span style="vertical-align:super;font-size:60%">1</span>', '<a style="vertical-align:super" href="#n">3</a>',
)  # fmt: skip
_FIELDS = (
    '<input type="text" value="{0}" readonly>', "<input value={0}>", "<textarea rows=1>{0}</textarea>",
    "<span contenteditable>{0}</span>", '<input type=number value="{0}"/>件',
    "<select><option>{0}9</option><option selected>{0}</option></select>", "<output>{0}</output>",
)  # fmt: skip
_WAYS = {
    "hard_spaces": "&nbsp;{0}&ensp;", "titles": '<span title="99" data-v="8">{0}</span>',
    "comments": "<!--[if mso]>77<![endif]-->{0}<!-- 12 -->",
    "comments_of_word": "<![if !supportEmptyParas]>{0}<![endif]>",
    "other_documents": "<iframe src=x>9</iframe><object>8</object><noscript>7</noscript><template>5</template>{0}",
    "no_frames": "<noframes>6</noframes><noembed>5</noembed>{0}", "underlined": "<u>{0}</u>",
    "input_fields": '<input type="text" class="ipt" value="{0}" disabled="disabled">',
}  # fmt: skip
_BETWEEN = {"zero_width": "&#8203;", "soft_hyphens": "&shy;", "word_breaks": "<wbr>", "joiners": "&#8288;"}


def _put_before(document: Document, cells: Sequence[Cell], pieces: Sequence[str]) -> None:
    for cell in cells:
        cell.html = document.chance.choice(pieces) + escape(cell.text)


@named(MARKUP)
def _unseen_digits(document: Document) -> None:
    _put_before(document, cells_of(document, 20), _UNSEEN)


@named(MARKUP)
def _white_digits(document: Document) -> None:
    _put_before(document, cells_of(document, 12), _WHITE)


@named(MARKUP)
def _hidden_by_sheets(document: Document) -> None:
    _put_before(document, cells_of(document, 12), ["<b data-old=1>9</b>"])
    sheet = document.chance.choice(_BY_SHEET)
    if "::before" in sheet:
        document.may_be_blank("")
    document.changes.append(lambda html: f"<style>{sheet}</style>{html}")


@named(MARKUP)
def _smaller_digits_behind(document: Document) -> None:
    pieces = ('<span style="vertical-align:4px">1</span>', '<i style="font-size:60%">1</i>', "<small>1</small>",
              "<font size=1>1</font>")  # fmt: skip
    for cell in cells_of(document, 12):
        cell.html = escape(cell.text) + document.chance.choice(pieces)


@named(MARKUP)
def _deleted_digits(document: Document) -> None:
    _put_before(document, cells_of(document, 16), _DELETED)


@named(MARKUP)
def _raised_digits(document: Document) -> None:
    for cell in cells_of(document, 12):
        cell.html = escape(cell.text) + document.chance.choice(_RAISED)


@named(MARKUP)
def _digits_raised_by_style(document: Document) -> None:
    for cell in cells_of(document, 12):
        cell.html = escape(cell.text) + document.chance.choice(_RAISED_BY_STYLE)


@named(MARKUP)
def _hidden_by_class(document: Document) -> None:
    _put_before(document, document.some(12), ['<span class="x gone">9</span>'])
    document.changes.append(lambda html: f"<style>p{{margin:0}}\n.a, .gone {{color:red; display : none}}</style>{html}")


@named(MARKUP)
def _copy_for_telephones(document: Document) -> None:
    for cell in document.some(12):
        cell.html = f'<span class="pc">{cell.text}</span><span class=wap>{cell.text}</span>'
    style = ".wap{display:none}@media (max-width:600px){.pc{display:none}.wap{display:inline}}"
    document.changes.append(lambda html: f"<style>{style}</style>{html}")


@named(MARKUP)
def _fields(document: Document) -> None:
    for cell in document.some(20):
        cell.html = document.chance.choice(_FIELDS).format(escape(cell.text))


@named(MARKUP)
def _wrapped(document: Document) -> None:
    way = document.chance.choice(list(_WAYS))
    for cell in document.cells():
        cell.html = _WAYS[way].format(escape(cell.text))


@named(MARKUP)
def _digits_divided(document: Document) -> None:
    between = _BETWEEN[document.chance.choice(list(_BETWEEN))]
    for cell in document.cells():
        cell.html = between.join(cell.text)


@named(MARKUP)
def _digits_by_number(document: Document) -> None:
    for cell in document.cells():
        cell.html = "".join(f"&#{ord(sign)};" for sign in cell.text)


@named(MARKUP)
def _digits_over_lines(document: Document) -> None:
    for cell in cells_of(document, 12):
        cell.html = f"{cell.text[:1]}<br>{cell.text[1:]}"


@named(MARKUP)
def _two_paragraphs(document: Document) -> None:
    for cell in document.some(12):
        document.nobody_knows(cell)
        cell.html = f"<p>{cell.text}</p><p>1</p>"


@named(MARKUP)
def _pictures(document: Document) -> None:
    for cell in cells_of(document, 10):
        cell.html = f'<img src="n.png" alt="{cell.text}">'


@named(MARKUP)
def _readings_above(document: Document) -> None:
    for cell in cells_of(document, 10):
        cell.html = f"<ruby>{cell.text}<rp>(</rp><rt>1</rt><rp>)</rp></ruby>"


@named(MARKUP)
def _labels_in_pieces(document: Document) -> None:
    for grid in document.grids:
        for label in labels(grid):
            pieces = [escape(label.text[at : at + 2]) for at in range(0, len(label.text), 2)]
            label.html = document.chance.choice([" <br>\n", "</span><span lang=EN-US>"]).join(pieces)
            if "</span>" in label.html:
                label.html = f"<span>{label.html}</span>"
