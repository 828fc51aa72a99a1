"""Figures and labels of a Word document with other elements around and beside them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final

from fuzzing.published.grids import Cell
from fuzzing.published.word_documents import WordDocument, paragraph, run

Look = Callable[[WordDocument], None]
RUNS: Final[dict[str, Look]] = {}
"""Looks of the text in cells: one for each document."""
_DELETED: Final = '<w:del w:id="1" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'
_ALL: Final = {
    "in_pieces": lambda text: "".join(map(run, text)),
    "in_a_control": lambda text: f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>",
    "custom_xml": lambda text: f'<w:customXml w:element="x"><w:customXmlPr/>{run(text)}</w:customXml>',
    "smart_tags": lambda text: f'<w:smartTag w:element="chmetcnv">{run(text)}</w:smartTag>',
    "hidden_before": lambda text: run("9", "<w:vanish/>") + run(text),
    "hidden_always_before": lambda text: run("9", "<w:vanish/><w:specVanish/>") + run(text),
    "simple_fields": lambda text: f'<w:fldSimple w:instr="=1">{run(text)}</w:fldSimple>',
    "rendered_page_breaks": lambda text: f"<w:r><w:lastRenderedPageBreak/></w:r>{run(text)}",
    "links": lambda text: f'<w:hyperlink w:anchor="x">{run(text)}</w:hyperlink>',
    "bookmarks": lambda text: f'<w:bookmarkStart w:id="1" w:name="a12"/>{run(text)}<w:bookmarkEnd w:id="1"/>',
    "tabs_before": lambda text: f"<w:r><w:tab/></w:r>{run(text)}",
    "narrow": lambda text: run(text, '<w:caps/><w:fitText w:val="500"/><w:w w:val="50"/>'),
    "written_twice": lambda text: (
        f'<mc:AlternateContent><mc:Choice Requires="w14">{run(text)}</mc:Choice><mc:Fallback>'
        f"{run('9' + text)}</mc:Fallback></mc:AlternateContent>"
    ),
    "written_twice_inside": lambda text: (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>{escape(text)}</w:t>'
        "</mc:Choice><mc:Fallback><w:t>9</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    ),
    "calculated": lambda text: field("=SUM(ABOVE) 99", run(text)),
    "hidden_by_style": lambda text: run("9", '<w:rStyle w:val="Gone"/>') + run(text),
}
_FIGURES: Final = {
    "inserted_and_deleted": lambda text: f'{_DELETED}<w:ins w:id="2" w:author="a">{run(text)}</w:ins>',
    "deleted_as_text": lambda text: f'<w:del w:id="1" w:author="a"><w:r><w:t>9</w:t></w:r></w:del>{run(text)}',
    "digits_inserted": lambda text: f'{run(text[:1])}<w:ins w:id="2">{run(text[1:])}</w:ins>{_DELETED}',
    "moved": lambda text: (
        f'<w:moveFrom w:id="1"><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo w:id="2">{run(text)}</w:moveTo>'
    ),
    "field_without_result": lambda text: field("PAGE", None) + run(text),
    "field_in_field": lambda text: field(f"IF {field('MERGEFIELD x', run('7'))} = 7", run(text)),
    "formula": lambda text: f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>",
    "reading_above": lambda text: (
        f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('9')}</w:rt><w:rubyBase>{run(text)}</w:rubyBase></w:ruby></w:r>"
    ),
    "chosen_from_a_list": lambda text: (
        '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="9" w:value="9"/>'
        f"</w:dropDownList></w:sdtPr><w:sdtContent>{run(text)}</w:sdtContent></w:sdt>"
    ),
}
_SOME: Final = {
    "placeholder": lambda text: (  # noqa: ARG005 — nobody filled it in
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
        f"{run('单击此处输入文字')}</w:sdtContent></w:sdt>"
    ),
    "white_before": lambda text: run("9", '<w:color w:val="FFFFFF"/>') + run(text),
    "tiny_before": lambda text: run("9", '<w:sz w:val="2"/>') + run(text),
    "white_on_the_paper_before": lambda text: (
        run("9", '<w:color w:val="FCFCFC"/><w:shd w:val="clear" w:fill="auto"/>') + run(text)
    ),
    "white_by_theme_before": lambda text: run("9", '<w:color w:themeColor="background1"/>') + run(text),
    "narrow_before": lambda text: run("9", '<w:w w:val="1"/>') + run(text),
    "smaller_behind": lambda text: run(text, '<w:sz w:val="21"/>') + run("1", '<w:sz w:val="11"/>'),
    "a_little_higher_behind": lambda text: run(text) + run("1", '<w:position w:val="4"/>'),
    "code_over_two_paragraphs": lambda text: (
        f"{_sign('begin')}</w:p><w:p>{run('99')}{_sign('separate')}{run(text)}{_sign('end')}"
    ),
    "struck_before": lambda text: run("9", "<w:strike/>") + run(text),
    "struck_by_style": lambda text: run("9", '<w:rStyle w:val="Struck"/>') + run(text),
    "raised_behind": lambda text: run(text) + run("1", '<w:vertAlign w:val="superscript"/>'),
    "lowered_behind": lambda text: run(text) + run("2", '<w:vertAlign w:val="subscript"/>'),
    "raised_by_points": lambda text: run(text) + run("2", '<w:position w:val="10"/><w:sz w:val="12"/>'),
    "raised_by_style": lambda text: run(text) + run("1", '<w:rStyle w:val="Raised"/>'),
    "in_a_box": lambda text: (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{paragraph(run(text))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    ),
    "power": lambda text: (
        f"<m:oMath><m:sSup><m:e><m:r><m:t>{escape(text)}</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>"
        "</m:sup></m:sSup></m:oMath>"
    ),
    "digits_over_paragraphs": lambda text: f"{run(text[:1])}</w:p><w:p>{run(text[1:])}",
    "symbols": lambda text: "".join(
        f'<w:r><w:sym w:font="Wingdings" w:char="F0{ord(sign):02X}"/></w:r>' for sign in text if sign.isascii()
    ),
    "combined": lambda text: run(text, '<w:eastAsianLayout w:combine="1"/>'),
    "in_a_nested_table": lambda text: (
        f"</w:p><w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr/><w:p>{run(text)}</w:p></w:tc></w:tr></w:tbl><w:p>"
    ),
}
"""Looks of all cells, of all figures, and of a few figures, which may then be read as blanks."""
STYLES: Final = "".join(
    f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/><w:rPr>{properties}</w:rPr></w:style>'
    for name, properties in (
        ("Gone", "<w:vanish/>"),
        ("Struck", "<w:strike/>"),
        ("Raised", '<w:vertAlign w:val="superscript"/>'),
    )
)


def field(code: str, result: str | None) -> str:
    """Return a field with its code and, where it has one, its result."""
    inside = code if code.startswith("<") or "<w:r>" in code else f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    shown = "" if result is None else f"{_sign('separate')}{result}"
    return f"{_sign('begin')}{inside}{shown}{_sign('end')}"


def _sign(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _of_figures(write: Callable[[str], str]) -> Look:
    def look(file: WordDocument) -> None:
        file.runs = lambda cell: write(cell.text) if cell.address else run(cell.text)

    return look


def _of_some(write: Callable[[str], str]) -> Look:
    def look(file: WordDocument) -> None:
        def runs(cell: Cell) -> str:
            document = file.document
            if not cell.address or not document.numeric(cell) or document.chance.random() > 0.2:
                return run(cell.text)
            document.accept.setdefault(cell.address, {document.figure(cell)}).add(None)
            return write(cell.text)

        file.runs, file.styles = runs, STYLES

    return look


def _of_all(write: Callable[[str], str]) -> Look:
    def look(file: WordDocument) -> None:
        file.runs, file.styles = lambda cell: write(cell.text), STYLES

    return look


RUNS.update({name: _of_all(write) for name, write in _ALL.items()})
RUNS.update({name: _of_figures(write) for name, write in _FIGURES.items()})
RUNS.update({name: _of_some(write) for name, write in _SOME.items()})
