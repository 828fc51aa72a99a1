"""What is published besides Word, measured: ``python -m benchmarks.publishing [--pdfs N] [--by typst libreoffice]``.

The page: CPU time of its writing and of its proof (goal: 1 ms together). PDFs of N reports whose prose grows by a few
signs each, so that lines end at every sign: how many are proved, which of them lost something, time for each (goals:
typst 100 ms without the proof; LibreOffice, from as many threads, 1 s). Needs ``reportgen[pdf]``.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import attrs

import reportgen
from benchmarks.sample import ROOT
from benchmarks.timing import quickest
from reportgen import pipeline
from reportgen.api.templates import compile_template
from reportgen.core.errors import RenderError
from reportgen.engine.export.pdf_proof import prove_pdf
from reportgen.engine.export.typeset import typesetting
from reportgen.engine.export.web_page.page import web_page
from reportgen.engine.export.web_page.proof import prove_page
from reportgen.engine.office import pdf as office_pdf
from reportgen.report.report import Report

SAMPLE = ROOT / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
ROUNDS = 60
SAID = "全年办结542件，其中“予以公开”436件（含2021年结转的3件）；不予公开27件、无法提供50件。"
"""A sentence with every kind of sign that a line may end at; it is cut at another place in each report."""


def reports(count: int) -> Iterator[Report]:
    """Yield reports whose problems are told in texts of different length."""
    sample = reportgen.load(SAMPLE)
    for number in range(count):
        said = "\n\n".join((SAID * 9)[: 40 + 7 * number + 3 * line].rstrip("，、；（“") + "。" for line in range(4))
        problems = f"{sample.narrative['problems']}\n\n{said}"
        yield attrs.evolve(sample, narrative={**sample.narrative, "problems": problems})


def by_typst(report: Report) -> bytes:
    """Return the PDF that typst sets."""
    return typesetting.pdf_of(report, "报告.pdf", None)


def by_libreoffice(report: Report) -> bytes:
    """Return the PDF that LibreOffice makes of the Word document."""
    document = pipeline.fill(report, compile_template(report.type.name))
    return office_pdf.pdf_of(document, "报告.pdf", None)


MAKERS: dict[str, Callable[[Report], bytes]] = {"typst": by_typst, "libreoffice": by_libreoffice}


def measure(name: str, many: list[Report]) -> None:
    """Print what one maker of PDFs does with the reports."""
    make = MAKERS[name]
    if name == "typst":
        make(many[0])  # the fonts are searched once
    start, before = time.perf_counter(), os.times()[:4]
    with ThreadPoolExecutor(1 if name == "typst" else len(many)) as threads:
        made = [*threads.map(make, many)]
    taken = (time.perf_counter() - start) / len(made) * 1000
    used = (sum(os.times()[:4]) - sum(before)) / len(made) * 1000
    start, lost = time.perf_counter(), []
    for number, (report, pdf) in enumerate(zip(many, made, strict=True)):
        try:
            prove_pdf(pdf, report, "报告.pdf")
        except RenderError as error:
            lost.append(f"  {number}: {error.faults[0].says.en}")
    proof = (time.perf_counter() - start) / len(made) * 1000
    each = f"{taken:.0f} ms each (of the processors {used:.0f}), proof {proof:.0f} ms"
    print(f"{name}: {len(made)} PDFs, {len(lost)} lost something; {each}", flush=True)
    print("\n".join(lost), end="\n" if lost else "", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pdfs", type=int, default=30, metavar="N")
    parser.add_argument("--by", nargs="*", choices=[*MAKERS], default=[*MAKERS])
    options = parser.parse_args()
    report = reportgen.load(SAMPLE)
    page = web_page(report)
    writing, proving = (
        quickest(work, ROUNDS) for work in (partial(web_page, report), partial(prove_page, page, report, "a.html"))
    )
    print(f"page: written in {writing:.2f} ms, proved in {proving:.2f} ms (goal 1 together)", flush=True)
    many = [*reports(options.pdfs)]
    for name in options.by:
        measure(name, many)


if __name__ == "__main__":
    main()
