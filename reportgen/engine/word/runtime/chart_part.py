"""A chart of a report as a part of a Word document: bars that Word, WPS and LibreOffice draw and people can edit.

Its figures stand in the part as cached values, and in a workbook behind it (ECMA-376 part 1, 21.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from reportgen.report.chart_palette import INK, colours
from reportgen.report.charts import ChartData, Mark

SHEET: Final = "图表"
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMU: Final = 360_000
"""Units of length in a centimetre."""
_BAR, _GAP, _AROUND = 0.42, 0.25, 2.6
"""Centimetres: the thickness of a bar, the gap between categories, the room for title and legend."""
_CATEGORIES, _VALUES = 111_111_111, 222_222_222
"""The numbers of the axes."""
_FONT: Final = '<a:latin typeface="宋体"/><a:ea typeface="宋体"/>'


def height_of(data: ChartData) -> int:
    """Return how high the chart is to be, in EMU."""
    rows = len(data.categories) * (len(data.series) * _BAR + _GAP)
    return int((rows + _AROUND) * _EMU)


def chart_part(data: ChartData, workbook_id: str) -> bytes:
    """Return the XML of a chart whose workbook stands under that relation."""
    return "".join(
        (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
            f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{_R}"><c:date1904 val="0"/><c:lang val="zh-CN"/>',
            '<c:roundedCorners val="0"/><c:chart>',
            "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr/></a:pPr><a:r>",
            f'<a:rPr lang="zh-CN" sz="1200" b="1">{_FONT}</a:rPr><a:t>{escape(data.heading)}</a:t></a:r></a:p>',
            '</c:rich></c:tx><c:overlay val="0"/></c:title>',
            '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>',
            '<c:grouping val="clustered"/><c:varyColors val="0"/>',
            *_series(data),
            f'<c:gapWidth val="60"/><c:axId val="{_CATEGORIES}"/><c:axId val="{_VALUES}"/></c:barChart>',
            _axes(),
            '</c:plotArea><c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>',
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
            '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>',
            f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:solidFill>{_colour(INK)}</a:solidFill>{_FONT}',
            '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>',
            f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
        )
    ).encode()


def _series(data: ChartData) -> Iterator[str]:
    last = len(data.categories) + 1
    shown = "General;General;;" if data.stacked else "General"
    for number, (one, colour) in enumerate(zip(data.series, colours(len(data.series)), strict=True)):
        column = chr(ord("B") + number)
        yield (
            f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
            f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_texts([one.label])}</c:strRef></c:tx>"
            f"<c:spPr><a:solidFill>{_colour(colour)}</a:solidFill>"
            f'<a:ln w="6350"><a:solidFill>{_colour(INK)}</a:solidFill></a:ln></c:spPr><c:invertIfNegative val="0"/>'
            f'<c:dLbls><c:numFmt formatCode="{shown}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
            '</c:spPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
            '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
            f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_texts(data.categories)}</c:strRef></c:cat>"
            f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>{_numbers(one.marks)}</c:numRef></c:val>"
            "</c:ser>"
        )


def _texts(texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{escape(text)}</c:v></c:pt>' for number, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(marks: Sequence[Mark]) -> str:
    points = "".join(f'<c:pt idx="{number}"><c:v>{mark.value}</c:v></c:pt>' for number, mark in enumerate(marks))
    return f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(marks)}"/>{points}</c:numCache>'


def _axes() -> str:
    """Return both axes: the categories from the top down beside the bars, the values without a line of their own."""
    return (
        f'<c:catAx><c:axId val="{_CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln w="6350"><a:solidFill>{_colour(INK)}</a:solidFill></a:ln></c:spPr>'
        f'<c:crossAx val="{_VALUES}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        f'<c:valAx><c:axId val="{_VALUES}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling>'
        '<c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:crossAx val="{_CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def _colour(colour: str) -> str:
    return f'<a:srgbClr val="{colour.removeprefix("#").upper()}"/>'
