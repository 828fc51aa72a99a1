"""Wrappers that word processors put around words by themselves: a tag may begin inside one and end outside.

Smart tags are what older versions of Word recognised as dates or places; Google Docs writes a content control around
every piece that somebody suggested. Neither is seen in the document, and Word drops the first by itself.
"""

from __future__ import annotations

from typing import Any, Final

_GOOGLE: Final = "goog_rdk_"


def unwrap(root: Any) -> None:
    """Take such wrappers out of every paragraph of a part (its tree) that holds a brace; what they hold stays."""
    word = f"{{{root.nsmap.get('w')}}}"
    for paragraph in root.iter(f"{word}p"):
        if "{" not in "".join(paragraph.itertext()):
            continue
        for element in [*paragraph.iter(f"{word}smartTag")]:
            _replace(element, [child for child in element if child.tag != f"{word}smartTagPr"])
        for element in [*paragraph.iter(f"{word}sdt")]:
            tag, content = element.find(f"{word}sdtPr/{word}tag"), element.find(f"{word}sdtContent")
            if tag is not None and content is not None and tag.get(f"{word}val", "").startswith(_GOOGLE):
                _replace(element, list(content))


def _replace(element: Any, children: list[Any]) -> None:
    parent = element.getparent()
    position = parent.index(element)
    parent[position : position + 1] = children
