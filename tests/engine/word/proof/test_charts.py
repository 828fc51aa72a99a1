"""The proof of a chart finds a changed figure, label or word, in the cache and in the workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import reportgen
from reportgen import pipeline
from reportgen.core.errors import RenderError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.proof.charts import prove_charts
from reportgen.report.report import Report
from tests.engine.word.official_templates import with_chart_marks

TEMPLATE = compile_template(with_chart_marks("outcomes", "reviews"))
DOCUMENT, CHART, WORKBOOK = "word/document.xml", "word/charts/reportChart2.xml", "word/embeddings/reportChart2.xlsx"


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.fixture(scope="module")
def document(kaifeng: Report) -> bytes:
    return pipeline.fill(kaifeng, TEMPLATE)


def changed(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip file whose member ``name`` was changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == name:
                assert change(content) != content
                content = change(content)
            new.writestr(member, content)
    return stream.getvalue()


def test_what_was_written_is_proved(kaifeng: Report, document: bytes) -> None:
    prove_charts(document, kaifeng, TEMPLATE)


@pytest.mark.parametrize(
    ("member", "old", "new", "says"),
    [
        (CHART, b"<c:v>17</c:v>", b"<c:v>18</c:v>", "the figures of the chart differ"),
        (CHART, "<c:v>结果纠正</c:v>".encode(), "<c:v>结果维持</c:v>".encode(), "the figures of the chart differ"),
        (CHART, "<c:v>行政复议</c:v>".encode(), "<c:v>复议</c:v>".encode(), "the figures of the chart differ"),
        (DOCUMENT, "结果纠正 17、".encode(), "结果纠正 18、".encode(), "alt text differs"),
        (DOCUMENT, "图表 reviews".encode(), b"reviews", "the chart reviews is not there"),
        (DOCUMENT, b"</w:body>", "<w:p><w:r><w:t>\ue0c7</w:t></w:r></w:p></w:body>".encode(), "not drawn"),
    ],
)
def test_every_damage_is_told(kaifeng: Report, document: bytes, member: str, old: bytes, new: bytes, says: str) -> None:
    damaged = changed(document, member, lambda content: content.replace(old, new, 1))
    with pytest.raises(RenderError, match=says):
        prove_charts(damaged, kaifeng, TEMPLATE)


def test_a_figure_of_the_workbook_alone_is_told(kaifeng: Report, document: bytes) -> None:
    def edited(workbook: bytes) -> bytes:
        return changed(workbook, "xl/worksheets/sheet1.xml", lambda sheet: sheet.replace(b"<v>17</v>", b"<v>71</v>"))

    damaged = changed(document, WORKBOOK, edited)
    with pytest.raises(RenderError, match="figures of the chart's workbook differ"):
        prove_charts(damaged, kaifeng, TEMPLATE)
