"""Everything that makes the same report: each renderer takes a workbench and gives ``render(number) -> bytes``.

A renderer's own imports are inside it, so that a process that measures one renderer's memory pays for no other.
"""

from __future__ import annotations

import importlib.util
import io
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from benchmarks.sample import TEMPLATE
from benchmarks.workbench import Workbench

Render = Callable[[int], bytes]


@dataclass(frozen=True)
class Renderer:
    """One way to make the report: ``needs`` maps a module to the package that brings it; ``exact`` is False where only
    the text must be equal.
    """

    name: str
    says: str
    make: Callable[[Workbench], Render]
    needs: Mapping[str, str] = field(default_factory=dict)
    exact: bool = True

    def missing(self) -> str | None:
        """Return why this renderer cannot run here, or None."""
        absent = [package for module, package in self.needs.items() if importlib.util.find_spec(module) is None]
        return f"not installed; pip install {' '.join(absent)}" if absent else None


def _docxtpl(bench: Workbench, *, reused: bool = False) -> Render:
    from docxtpl import DocxTemplate

    kept = DocxTemplate(str(TEMPLATE)) if reused else None

    def render(number: int) -> bytes:
        template = kept or DocxTemplate(str(TEMPLATE))
        template.render(bench.contexts[number], autoescape=True)
        written = io.BytesIO()
        template.save(written)
        return written.getvalue()

    return render


def _reportgen(bench: Workbench) -> Render:
    template, contexts = bench.template, bench.contexts
    return lambda number: template.render(contexts[number])


def _reportgen_isal(bench: Workbench) -> Render:
    template = pickle.loads((bench.folder / "template-isal.pickle").read_bytes())  # noqa: S301 — made in this run
    contexts = bench.contexts
    return lambda number: bytes(template.render(contexts[number]))


def _from_text(bench: Workbench, kind: str) -> Render:
    import reportgen

    template, texts = bench.template, bench.texts[kind]

    def render(number: int) -> bytes:
        report = reportgen.load(io.StringIO(texts[number]), name=f"data.{kind}")
        return template.render(report)

    return render


def _published(bench: Workbench, kind: str) -> Render:
    """Do all that an office waits for: a data file is read and checked, its document filled, proved and written."""
    import reportgen

    template, target = bench.template, bench.folder / f"published-{kind}" / "report.docx"
    target.parent.mkdir(exist_ok=True)

    def render(number: int) -> bytes:
        target.unlink(missing_ok=True)  # a first publication: no earlier document is examined
        reportgen.render(reportgen.load(bench.folder / f"{number}.{kind}"), target, template)
        return target.read_bytes()

    return render


def _by_hand(bench: Workbench) -> Render:
    """python-docx, with the place of every text known beforehand: open, set, save."""
    from docx import Document

    from benchmarks.comparing import W

    form = str(bench.folder / "hand.docx")
    every = [bench.values(number) for number in range(bench.count)]

    def render(number: int) -> bytes:
        document = Document(form)
        texts = list(document.element.body.iter(f"{W}t"))
        for name, text in every[number].items():
            texts[int(name[1:])].text = text
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return render


def _mailmerge(bench: Workbench) -> Render:
    from mailmerge import MailMerge  # type: ignore[import-not-found, import-untyped, unused-ignore]  # optional

    form = str(bench.folder / "mailmerge.docx")
    every = [bench.values(number) for number in range(bench.count)]

    def render(number: int) -> bytes:
        written = io.BytesIO()
        with MailMerge(form) as document:
            document.merge(**every[number])
            document.write(written)
        return written.getvalue()

    return render


def _floor(bench: Workbench) -> Render:
    from benchmarks.floor import rewriter

    template, contexts = bench.template, bench.contexts
    rewriters = [rewriter(template.render(context), TEMPLATE.read_bytes()) for context in contexts]
    return lambda number: rewriters[number]()


RENDERERS: tuple[Renderer, ...] = (
    Renderer("docxtpl", "docxtpl, new object each", _docxtpl),
    Renderer("docxtpl-reused", "docxtpl, one object re-used", partial(_docxtpl, reused=True)),
    Renderer("python-docx", "python-docx by hand, cells known", _by_hand, exact=False),
    Renderer(
        "mailmerge",
        "docx-mailmerge2 (no loops or conditions)",
        _mailmerge,
        {"mailmerge": "docx-mailmerge2"},
        exact=False,
    ),
    Renderer(
        "published-yaml", "reportgen, all of it: YAML file to published document", partial(_published, kind="yaml")
    ),
    Renderer(
        "published-json", "reportgen, all of it: JSON file to published document", partial(_published, kind="json")
    ),
    Renderer("reportgen-yaml", "reportgen from YAML text", partial(_from_text, kind="yaml")),
    Renderer("reportgen-json", "reportgen from JSON text", partial(_from_text, kind="json")),
    Renderer("reportgen", "reportgen from loaded data", _reportgen),
    Renderer("reportgen-isal", "reportgen from loaded data, isal level 1", _reportgen_isal, {"isal": "isal"}),
    Renderer("floor", "floor: CRC, deflate 6 and write of the parts", _floor),
)

BY_NAME = {renderer.name: renderer for renderer in RENDERERS}
