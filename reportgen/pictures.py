"""A report in pictures: its charts as files of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.charts import chart_data, illustrations_of

if TYPE_CHECKING:
    from reportgen.report.charts import ChartData
    from reportgen.report.illustrations import Chart
    from reportgen.report.report import Report

CHART: Final = "图表-"
"""How the names of a published report's charts begin."""


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
        "请在数据文件的 last_year: 下写上年的数字，或不要这张图",
        "write last year's figures under last_year: in the data file, or do without the chart",
    )
    return Fault("chart-without-figures", says, Origin(report.source), remedy)


def _no_chart(report: Report, target: Path | None) -> Fault:
    names = [chart.name for chart in illustrations_of(report.type).charts]
    if not names:
        says = Text(f"报告种类 {report.type.name} 没有图表", f"reports of type {report.type.name} have no charts")
        return Fault("unknown-chart", says)
    origin = None if target is None else Origin(target.name)
    says = Text("文件名没有说要哪一张图", "the name does not say which chart is wanted")
    ways = "、".join(f"{name}.svg" for name in names)
    remedy = Text(f"可用的名称：{ways}", f"write {', '.join(f'{name}.svg' for name in names)}")
    return Fault("unknown-chart", says, origin, remedy)
