"""Where in a paragraph a value's text stands, and so what a tab or a new line in it becomes."""

from __future__ import annotations

import attrs

from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class TextContext(Value):
    """How a value's tab, line feed, new paragraph and new page are written where it stands; None: not possible."""

    tab: str | None
    line: str | None
    paragraph: str | None
    page: str | None


def between_runs(paragraph_props: str | None) -> TextContext:
    """Return what can be written between the runs of a paragraph; its ``w:pPr``, None if it varies or there is none."""
    if paragraph_props is None or "<w:sectPr" in paragraph_props:
        return TextContext(None, None, None, None)
    start = f"<w:p>{paragraph_props}"
    return TextContext(None, None, f"</w:p>{start}", f'</w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>{start}')


def inside_run(run_props: str | None, around: TextContext) -> TextContext:
    """Return what can be written in the text of a run; its ``w:rPr``, None if it varies, and what is around the run."""
    line = '</w:t><w:br/><w:t xml:space="preserve">'
    if run_props is None:
        return TextContext(None, line, None, None)
    end, again = "</w:t></w:r>", f'<w:r>{run_props}<w:t xml:space="preserve">'
    paragraph, page = (None if sign is None else f"{end}{sign}{again}" for sign in (around.paragraph, around.page))
    return TextContext(f"{end}<w:r>{run_props}<w:tab/></w:r>{again}", line, paragraph, page)
