"""The pages that are looked at: of the sample with and without last year, and of a year of zeros; fragments, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs

import reportgen
from reportgen import catalogue, pictures, publication
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from tests.conftest import ROOT
from tests.strategies import report_of, zero

_LAST_YEAR = Particulars(last_year={"applications.new.total": 503, "reviews.litigation.total": 12})
_SITE = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>年报</title></head><body><main><h1>年报</h1>'
)


def _reports() -> Iterator[tuple[str, Report]]:
    sample = reportgen.load(ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml")
    yield "sample", sample
    yield "last-year", attrs.evolve(sample, particulars=_LAST_YEAR)
    yield "zeros", report_of(zero())


def pages() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each page; a fragment stands in the plainest page that a site may be."""
    for name, report in _reports():
        yield f"{name}-page.html", publication.page(report, name)
        yield f"{name}-charts.html", publication.page(report, name, charts=True)
        pasted = publication.page(report, name, fragment=True, charts=True)
        yield f"{name}-fragment.html", _SITE.encode() + pasted + b"</main></body></html>"
        template = catalogue.beside(report.type.name, "infographic.html")
        yield f"{name}-infographic.html", pictures.infographic(report, Path("图解.html"), template, None)
