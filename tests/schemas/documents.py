"""Documents of every kind that the engine makes, each beside the template that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import reportgen
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.variants.template_copy import with_reference_pages
from reportgen.pipeline import draft
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.conftest import ROOT
from tests.engine.word.official_templates import PATH, full_report, with_chart_marks
from tests.engine.word.packages import docx
from tests.engine.word.template_bodies import BODIES
from tests.engine.word.test_oracle import CORPUS

_MORE: dict[str, Any] = {
    "a": "甲 <&>\tb\nc", "b": "二", "n": 3, "flag": True, "span": 2, "colour": "FFC000", "cols": ["x", "y", "z"],
    "group": {"x": 1, "inner": {"y": 2}}, "rows": [{"name": "一", "count": 1}, {"name": "二", "count": 22}],
}  # fmt: skip
_LESS = _MORE | {"flag": False, "n": 0, "cols": ["x"], "rows": _MORE["rows"][:1], "span": 1}
DATA = (_MORE, _LESS)


def official() -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, template and document of the official template: itself, its copy, reports and drafts."""
    template = PATH.read_bytes()
    copy = with_reference_pages(template, REPORT)
    yield "the official template", template, template
    yield "the template to start from", template, copy
    sample = reportgen.load(ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")
    for name, report in (("sample", sample), ("report with every figure", full_report())):
        for whose, source in (("official", template), ("starting", copy)):
            compiled = compile_template(source)
            yield f"{name}, {whose} template", template, compiled.render(report)
            made = draft(report, compiled, list(reportgen.check(report)))
            yield f"{name}, {whose} template, draft", template, made
        charted = with_chart_marks("outcomes", "reviews")
        yield f"{name}, template with charts", template, compile_template(charted).render(report)


def rendered() -> Iterator[tuple[str, bytes, bytes]]:
    """Yield name, template and document of every template of the tests, with more data and with less."""
    sources = {name: make() for name, make in CORPUS.items()} | {name: docx(body) for name, body in BODIES.items()}
    for name, source in sources.items():
        template = compile_template(source)
        for which, data in zip(("more", "less"), DATA, strict=True):
            yield f"{name}, {which} data", source, template.render(data)
