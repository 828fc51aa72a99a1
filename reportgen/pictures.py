"""A report in pictures: its charts as files of their own, and the year as one page, 图解."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.core.errors import DataError, Fault, RenderError, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.charts import chart_data, illustrations_of

if TYPE_CHECKING:
    from reportgen.report.charts import ChartData
    from reportgen.report.illustrations import Chart
    from reportgen.report.report import Report

CHART: Final = "图表-"
"""How the names of a published report's charts begin."""
INFOGRAPHIC: Final = "图解"
"""How the name of a year's picture ends, before its suffix."""
FORMATS: Final = (".html", ".htm", ".svg", ".png", ".pdf")
"""How the name of a 图解 may end."""
_DRAWN: Final = (".png", ".pdf")
"""Made by a browser from the page."""
_WIDTH: Final = 750


def is_infographic(target: Path) -> bool:
    """Whether ``target`` is named as a 图解: ``开封图解.html``; every PNG is one."""
    suffix = target.suffix.lower()
    return suffix == ".png" or (suffix in FORMATS and target.stem.endswith(INFOGRAPHIC))


def infographic(report: Report, target: Path, template: Path, moment: str | None) -> bytes:
    """Return the proved 图解 of a report in the format of ``target``, from a ``template``, an HTML file.

    ``moment`` is when a PDF counts as made.

    Raises:
        TemplateError: the template has a mistake.
        DataError: the template cannot be read.
        RenderError: the 图解 differs from the report when it is read back, or the browser drew nothing.
        UsageError: no browser is installed, which a picture or a PDF needs.
    """
    from reportgen.engine import reading
    from reportgen.engine.export.infographic import drawing, page, proof
    from reportgen.engine.export.infographic.template import read_template

    suffix, known = target.suffix.lower(), read_template(reading.bytes_of(template), report, str(template))
    if suffix == ".svg":
        content = drawing.picture(known, report)
        proof.prove_picture(content, known, report, target.name)
        return content
    content = page.page(known, report)
    proof.prove_page(content, known, report, target.name)
    if suffix not in _DRAWN:
        return content
    from reportgen.engine.office import browser

    try:
        if suffix == ".png":
            return browser.picture_of(content, target.name, _WIDTH)
        made = browser.pdf_of(content, target.name, moment)
    except browser.BrowserError as problem:
        error = UsageError if problem.fault.id == "browser-missing" else RenderError
        raise error(problem.fault) from None
    proof.prove_pdf(made, known, report, target.name)
    return made


def missing_for(target: Path) -> list[Fault]:
    """Return what the 图解 ``target`` needs and this machine lacks: a browser, for a PDF pdfplumber, or nothing."""
    from reportgen.engine.export.pdf_proof import missing
    from reportgen.engine.office.browser import missing_browser, program

    suffix = target.suffix.lower()
    lacking = [missing_browser(target.name)] if suffix in _DRAWN and program() is None else []
    return lacking + ([missing(target.name)] if suffix == ".pdf" and find_spec("pdfplumber") is None else [])


def infographic_files(report: Report, targets: list[Path]) -> tuple[list[Path], list[Text]]:
    """Return which 图解 of ``targets`` can be drawn here, none for a type without charts; and why not the others."""
    if not illustrations_of(report.type).charts:
        return [], []
    lacking = {target: missing_for(target) for target in targets}
    drawn = [target for target in targets if not lacking[target]]
    left = [target.name for target in targets if lacking[target]]
    if not left:
        return drawn, []
    fault = next(fault for faults in lacking.values() for fault in faults)
    names = "、".join(left)
    return drawn, [Text(f"没有写 {names}：{fault.message('zh')}", f"no {names}: {fault.message('en')}")]


def drawn_by(targets: list[Path]) -> list[Text]:
    """Return which browser drew the 图解 among ``targets``, where one did."""
    from reportgen.engine.office.browser import program

    names = [path.name for path in targets if is_infographic(path) and path.suffix.lower() in _DRAWN]
    browser = program()
    if not names or browser is None:
        return []
    used = Path(browser).name
    return [Text(f"{'、'.join(names)} 由 {used} 画成", f"{', '.join(names)}: drawn by {used}")]


def chart_named(report: Report, target: Path) -> Chart | None:
    """Return the chart of the report's type in whose name or title the name of the file ``target`` ends."""
    charts = illustrations_of(report.type).charts
    return next((one for one in charts if target.stem.endswith((one.name, one.title.zh))), None)


def chart_picture(report: Report, target: Path) -> bytes:
    """Return the proved SVG file of the chart that the name of ``target`` ends in.

    Raises:
        RenderError: the drawing differs from the report when it is read back.
        DataError: the report lacks the chart's figures.
    """
    from reportgen.engine.export.charts.proof import prove_chart
    from reportgen.engine.export.charts.svg import standalone

    chart = chart_named(report, target)
    if chart is None:
        raise UsageError(_no_chart(report, target))
    data = chart_data(report, chart)
    if data.missing:
        raise DataError(_missing(data, report))
    content = standalone(data)
    prove_chart(content, data, report, target.name)
    return content


def refuse_unknown(report: Report, targets: list[Path]) -> None:
    """Raise UsageError where the type has no charts, or one of the files ``targets`` is named for none of them."""
    unknown = [target for target in targets if chart_named(report, target) is None]
    if unknown or not illustrations_of(report.type).charts:
        raise UsageError(_no_chart(report, unknown[0] if unknown else None))


def chart_files(report: Report) -> tuple[dict[str, str], list[Text]]:
    """Return the name of the file of each chart that the report has the figures for, and why others are left out."""
    drawn = [chart_data(report, chart) for chart in illustrations_of(report.type).charts]
    told = [
        Text(f"{one.sentence}。", f"no chart {one.name}: the data lacks its figures.") for one in drawn if one.missing
    ]
    return {one.name: f"{CHART}{one.title}.svg" for one in drawn if not one.missing}, told


def _missing(data: ChartData, report: Report) -> Fault:
    says = Text(data.sentence, f"the data lacks figures of the chart {data.name}")
    remedy = Text(
        "请在数据文件的 last_year: 下写上年的数字，或用 --previous 给出上年的数据文件，或不要这张图",
        "write last year's figures under last_year: in the data file, give last year's with --previous, or do without",
    )
    return Fault("chart-without-figures", says, Origin(report.source), remedy)


def _no_chart(report: Report, target: Path | None) -> Fault:
    names = [chart.name for chart in illustrations_of(report.type).charts]
    if not names:
        says = Text(f"报告种类 {report.type.name} 没有图表", f"reports of type {report.type.name} have no charts")
        return Fault("unknown-chart", says)
    origin = None if target is None else Origin(target.name)
    says = Text("文件名没有说要哪一张图", "the name does not say which chart is wanted")
    files = [f"{INFOGRAPHIC}.svg", *(f"{name}.svg" for name in names)]
    remedy = Text(f"可用的名称：{'、'.join(files)}", f"write {', '.join(files)}")
    return Fault("unknown-chart", says, origin, remedy)
