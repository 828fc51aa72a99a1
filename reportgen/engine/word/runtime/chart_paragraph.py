"""The paragraph of a chart: as high as it is, in the middle of the line."""

from __future__ import annotations

from typing import Any, Final

from lxml import etree

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BEFORE: Final = frozenset(
    (
        "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr", "suppressLineNumbers",
        "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct",
        "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd",
    )
)  # fmt: skip
"""What the schema wants before ``snapToGrid`` in a paragraph's properties."""
_BETWEEN: Final = frozenset(("contextualSpacing", "mirrorIndents", "suppressOverlap"))


def loosen(paragraph: Any) -> None:
    """Let a paragraph be as high as its chart, in the middle of the line: exact line spacing would cut it off."""
    properties = paragraph.find(f"{{{_W}}}pPr")
    if properties is None:
        properties = etree.Element(f"{{{_W}}}pPr")
        paragraph.insert(0, properties)
    for name in ("spacing", "ind", "jc", "snapToGrid"):
        for old in properties.findall(f"{{{_W}}}{name}"):
            properties.remove(old)
    wanted = (
        ("snapToGrid", {"val": "0"}),
        ("spacing", {"before": "120", "after": "120", "line": "240", "lineRule": "auto"}),
        ("ind", {"firstLine": "0", "firstLineChars": "0"}),
        ("jc", {"val": "center"}),
    )
    place = _place(properties)
    for number, (name, values) in enumerate(wanted):
        made = etree.Element(f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in values.items()})
        properties.insert(place + number, made)


def _place(properties: Any) -> int:
    """Return where the new properties belong; what the schema wants between them is taken away."""
    for one in list(properties):
        if etree.QName(one).localname in _BETWEEN:
            properties.remove(one)
    return sum(1 for one in properties if etree.QName(one).localname in _BEFORE)
