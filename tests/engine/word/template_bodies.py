"""Bodies of templates whose rendering must mend or number something to keep to the schemas."""

from __future__ import annotations

from typing import Final

_BEGIN: Final = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
_RESULT: Final = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_NAME: Final = '<w:r><w:t xml:space="preserve">{{ r.name }}</w:t></w:r>'
WIDTH: Final = '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>'


def paragraphs(*texts: str) -> str:
    """Return a paragraph a text."""
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)


def cell(content: str, properties: str = WIDTH) -> str:
    """Return a cell with a text, or with blocks."""
    return f"<w:tc>{properties}{content if content.startswith('<') else paragraphs(content)}</w:tc>"


def table(*rows: str, columns: int = 2) -> str:
    """Return a table of rows, each made of its cells, with a paragraph after it."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl><w:p/>'
    )


def control(content: str) -> str:
    """Return a content control."""
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def looped(content: str) -> str:
    """Return what a loop repeats."""
    return paragraphs("{%p for r in rows %}") + content + paragraphs("{%p endfor %}")


def shown(content: str) -> str:
    """Return what a condition shows."""
    return paragraphs("{%p if flag %}") + content + paragraphs("{%p endif %}")


_FULL: Final = (
    '<w:tcPr><w:tcW w:w="2000" w:type="dxa"/><w:vMerge w:val="restart"/>'
    '<w:tcBorders><w:top w:val="single"/></w:tcBorders>'
    '<w:shd w:val="clear" w:color="auto" w:fill="00FF00"/><w:vAlign w:val="center"/></w:tcPr>'
)
_SHAPES: Final = (
    '<w:p xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:r><w:pict>'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    '<v:shape id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:1pt;height:1pt"><v:textbox>'
    f"<w:txbxContent>{shown(paragraphs('q'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)

BODIES: Final = {
    "colour in a cell without properties": table(cell("{% cellbg colour %}{{ a }}", "") + cell("b")),
    "colour in a cell with empty properties": table(cell("{% cellbg colour %}{{ a }}", "<w:tcPr/>") + cell("b")),
    "colour in a cell with every property": table(cell("{% cellbg colour %}{{ a }}", _FULL) + cell("b")),
    "span in a cell without properties": table(cell("{% colspan span %}{{ a }}", ""), cell("a") + cell("b")),
    "span in a cell with every property": table(cell("{% colspan span %}{{ a }}", _FULL), cell("a") + cell("b")),
    "colour in a nested table": table(cell(table(cell("{% cellbg colour %}x", "") + cell("y")), "") + cell("b")),
    "a cell that a condition empties": table(cell(shown(paragraphs("x"))) + cell("b")),
    "a condition from one cell into the next": table(
        cell(paragraphs("{%p if flag %}")) + cell("z") + cell(paragraphs("{%p endif %}")), columns=3
    ),
    "a condition from one row into the next": table(
        cell(paragraphs("{%p if flag %}")), cell(paragraphs("{%p endif %}")), columns=1
    ),
    "a loop from one cell into the next": table(
        cell(paragraphs("{%p for r in rows %}")) + cell(paragraphs("{%p endfor %}"))
    ),
    "a nested table last in its cell": table(
        cell(table(cell("a") + cell("b")).removesuffix("<w:p/>") + shown(paragraphs("q"))) + cell("b")
    ),
    "a control that a condition empties": control(shown(paragraphs("x"))),
    "a control in a cell that a condition empties": table(cell(control(shown(paragraphs("x")))) + cell("b")),
    "controls in a loop": looped(control(paragraphs("{{ r.name }}"))),
    "controls of rows in a loop": table(cell("{%tr for r in rows %}"), columns=1).replace("</w:tbl><w:p/>", "")
    + control(f"<w:tr>{cell('{{ r.name }}')}</w:tr>")
    + f"<w:tr>{cell('{%tr endfor %}')}</w:tr></w:tbl><w:p/>",
    "bookmarks in a loop": looped(
        f'<w:p><w:bookmarkStart w:id="3" w:name="_Ref1"/>{_NAME}<w:bookmarkEnd w:id="3"/></w:p>'
    ),
    "a bookmark that begins before a loop": '<w:p><w:bookmarkStart w:id="1" w:name="B"/></w:p>'
    + looped(f'<w:p>{_NAME}<w:bookmarkEnd w:id="1"/></w:p>'),
    "a bookmark that ends behind a loop": looped(f'<w:p><w:bookmarkStart w:id="1" w:name="B"/>{_NAME}</w:p>')
    + '<w:p><w:bookmarkEnd w:id="1"/></w:p>',
    "permissions in a loop": looped(
        f'<w:p><w:permStart w:id="5" w:edGrp="everyone"/>{_NAME}<w:permEnd w:id="5"/></w:p>'
    ),
    "tracked changes in a loop": looped(f'<w:p><w:ins w:id="7" w:author="a">{_NAME}</w:ins></w:p>'),
    "shapes in a loop": looped(_SHAPES),
    "a field in a condition": f"<w:p><w:r><w:t>{{% if flag %}}</w:t></w:r>{_BEGIN}{_RESULT}{_END}"
    "<w:r><w:t>{% endif %}</w:t></w:r></w:p>",
    "a field's result": f"<w:p>{_BEGIN}{_RESULT}<w:r><w:t>{{{{ a }}}}</w:t></w:r>{_END}</w:p>",
    "braces of prose": paragraphs('{"a": {"b": 1}}', "{name}", "} }", "{{ a }}"),
    "nothing at all": shown(paragraphs("x")),
}
