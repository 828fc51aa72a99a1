"""One folder with everything that an office publishes of a report, written whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen import output_faults, pdf_documents, pictures
from reportgen.api.arguments import known_report, unusable
from reportgen.api.rendering import Rendered, render, with_earlier
from reportgen.core.errors import Fault, OutputError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.spelling import nearest
from reportgen.core.text import Text
from reportgen.output_folder import made_folder

if TYPE_CHECKING:
    from datetime import date

    from reportgen.api.templates import TemplateSource
    from reportgen.engine.word.runtime.template import Template
    from reportgen.report.report import Report

NAMES: Final[Mapping[str, str]] = {
    "docx": "报告.docx",
    "html": "报告.html",
    "pdf": "报告.pdf",
    "csv": "数据.csv",
    "json": "数据.json",
}
"""The name of each file by its format."""
RECEIPTS: Final = ("数字来源表.docx", "数字来源表.json")
"""Where each figure of the Word document comes from; written with that."""
CHARTS: Final = "charts"
"""The format of the report's charts, each a file of its own."""
INFOGRAPHIC: Final = "infographic"
"""The format of the year as one picture: as a page, a drawing, a picture and a PDF."""
INFOGRAPHICS: Final = ("图解.html", "图解.svg", "图解.png", "图解.pdf")
MANIFEST: Final = "清单.json"
"""Every file with its size and hash, and the warnings that were accepted."""

FILES: Final = (*output_faults.FORMATS, ".zip")
"""How a name ends that is meant for one file, not for a folder."""


def publish(  # noqa: PLR0913 — what to write, and what to hold the report to before
    report: Report,
    to: str | Path,
    format: str | Sequence[str] | None = None,  # noqa: A002 — the command's word
    template: Template | TemplateSource | None = None,
    *,
    charts: bool = False,
    infographic: str | Path | None = None,
    pdf_a: bool = False,
    pdf_by: str | None = None,
    previous: Report | Sequence[Report] = (),
    units: Sequence[Report] = (),
    missing_units: Sequence[str] = (),
    today: date | None = None,
    strict: bool = False,
) -> Rendered:
    """Write what is published of ``report`` into the folder ``to``, and a manifest of it; return the findings.

    ``format`` names the files: ``docx``, ``html``, ``pdf``, ``csv``, ``json``, ``charts``, ``infographic``, one or
    several; all of them where it is None, but the PDF only where what makes and reads it is installed. Of charts those
    are written for which the report has the figures, of a 图解 picture and PDF where a browser is installed;
    ``remarks`` of the result tells what is left out. With the Word document go two receipts. The other arguments are
    those of :func:`render`, as is the rest: checked first, each file read back, all written or none. The folder is made
    if its parent is there. A document in it that was edited is kept beside the folder, so that everything in the folder
    is to be published.

    Raises:
        ReconciliationError, TemplateError, RenderError, OutputError: as :func:`render`; also where the folder holds
            a file of an earlier run that this one does not write, or is none yet and named as a file is.
        UsageError: there is no such format; also as :func:`render`.
    """
    known_report("report", report)
    if not isinstance(to, str | Path):
        raise unusable("to", "文件夹的路径", "the path of a folder", to)
    report = with_earlier(report, previous)
    folder = Path(to)
    _refuse_file_name(folder)
    formats, remarks = _formats(format, pdf_by)
    receipts = [folder / name for name in RECEIPTS if "docx" in formats]
    targets = [folder / NAMES[name] for name in formats if name in NAMES]
    if CHARTS in formats:
        files, left_out = pictures.chart_files(report)
        targets += [folder / name for name in files.values()]
        remarks = [*remarks, *left_out]
    if INFOGRAPHIC in formats:
        drawn, lacking = pictures.infographic_files(report, [folder / name for name in INFOGRAPHICS])
        targets += drawn
        remarks = [*remarks, *lacking]
    _refuse_stale(folder, [*targets, *receipts])
    outside = folder.resolve().parent
    with made_folder(folder):
        written = render(
            report,
            targets,
            template,
            charts=charts,
            infographic=infographic,
            pdf_a=pdf_a,
            pdf_by=pdf_by,
            receipt=receipts or None,
            manifest=folder / MANIFEST,
            previous=previous,
            units=units,
            missing_units=missing_units,
            today=today,
            strict=strict,
            kept_in=outside,
        )
    return Rendered(written, written.edited, [*remarks, *written.remarks])


def _formats(wanted: str | Sequence[str] | None, pdf_by: str | None) -> tuple[list[str], list[Text]]:
    """Return the formats to write, in the order of ``NAMES``, and why one of them is left out."""
    known_names = [*NAMES, CHARTS, INFOGRAPHIC]
    if wanted is None:
        faults = pdf_documents.missing_for(NAMES["pdf"], pdf_by)
        told = [Text(f"没有写 PDF：{fault.message('zh')}", f"no PDF: {fault.message('en')}") for fault in faults]
        return [name for name in known_names if name != "pdf" or not faults], told
    named = [wanted] if isinstance(wanted, str) else [*wanted]
    unknown = [name for name in named if name not in known_names]
    if unknown or not named:
        name = str(unknown[0]) if unknown else ""
        says = Text(f"没有名为“{name}”的格式", f"there is no format “{name}”")
        known = Text(f"可用的格式：{'、'.join(known_names)}", f"known formats: {', '.join(known_names)}")
        near = nearest(name, known_names, cutoff=0.0)
        remedy = Text(f"{known.zh}；最接近的是 {near}", f"{known.en}; the nearest is {near}")
        raise UsageError(Fault("unknown-format", says, remedy=remedy))
    return [name for name in known_names if name in named], []


def _refuse_file_name(folder: Path) -> None:
    """Raise OutputError where a folder that is not there yet is named as a file: one file was meant."""
    if folder.suffix.lower() in FILES and not folder.is_dir():
        says = Text(
            "publish 写的是一整个文件夹，这个名字却像一个文件",
            "publish writes a whole folder, and this is named as a file is",
        )
        remedy = Text("请写一个文件夹的名字，如 -o 公布", "give the name of a folder")
        one_file = Text(
            f"只要这一个文件，请用 reportgen render 数据文件 -o {folder.name}；"
            "要全部文件，请写一个文件夹的名字，如 -o 公布",
            f"for this one file, use reportgen render DATA -o {folder.name}; for all files give the name of a folder",
        )
        is_report = folder.suffix.lower() != ".zip"
        raise OutputError(Fault("output-folder-name", says, Origin(str(folder)), one_file if is_report else remedy))


def _refuse_stale(folder: Path, written: list[Path]) -> None:
    """Raise OutputError where the folder has a file of an earlier run beside which the new ones would stand."""
    ours = [folder / name for name in (*NAMES.values(), *RECEIPTS, *INFOGRAPHICS)]
    ours += sorted(folder.glob(f"{pictures.CHART}*.svg"))
    stale = [path for path in ours if path not in written and path.exists()]
    if stale:
        remedy = Text("请删去它，或另选一个文件夹", "remove it, or choose another folder")
        says = Text(
            "这是以前写的，这次不写它，会与新的报告不一致", "it is of an earlier run and would not be written anew"
        )
        raise OutputError(Fault("output-stale", says, Origin(str(path)), remedy) for path in stale)
