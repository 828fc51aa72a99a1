"""What the elements of a page are to its reader: text, parts of tables, fields, pictures, or nothing to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from reportgen.engine.reading.published.web_styles import look_of
from reportgen.engine.reading.published.web_texts import is_one_word

UNSHOWN: Final = frozenset(
    ("head", "script", "style", "noscript", "template", "datalist", "iframe", "embed", "object", "svg", "title",
     "audio", "video", "canvas", "map", "button", "math", "noframes", "noembed", "rp", "col", "colgroup")
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ("p", "div", "section", "article", "header", "footer", "nav", "main", "aside", "ul", "ol", "li", "dl", "dt", "dd",
     "h1", "h2", "h3", "h4", "h5", "h6", "hr", "form", "fieldset", "blockquote", "center", "address", "figure",
     "figcaption", "caption", "body", "html", "pre", "legend", "details", "summary")
)  # fmt: skip
ROLES: Final = (
    dict.fromkeys(UNSHOWN, "unshown")
    | dict.fromkeys(_BLOCKS, "block")
    | dict.fromkeys(("s", "strike", "del"), "struck")
    | dict.fromkeys(("sup", "sub", "rt"), "raised")
    | dict.fromkeys(("small",), "apart")
    | dict.fromkeys(("tbody", "thead", "tfoot"), "rows")
    | dict.fromkeys(("input", "textarea", "select"), "field")
    | {"table": "table", "tr": "tr", "td": "td", "th": "td", "br": "br", "img": "img"}
)
"""What an element is to the reader of a page; any other is text like that around it."""
CELLS: Final = frozenset(("td", "th"))
FRAMES: Final = frozenset(("iframe", "object", "embed", "svg", "canvas", "button", "math"))
"""What may show a figure and is not read."""
SMALL: Final = frozenset(("1", "-1", "-2", "-3"))
"""The sizes of ``font`` that are smaller than the text around it."""
UNSEEN_NAMES: Final = frozenset(("sr-only", "visually-hidden", "screen-reader-text"))
"""The classes by which sites hide what is only to be heard."""
MAYBE_UNSEEN: Final = frozenset(
    ("hidden", "hide", "d-none", "dn", "layui-hide", "invisible", "displaynone", "display-none",
     "is-hidden", "ng-hide")
)  # fmt: skip
"""The classes by which sites hide what is there, in style sheets that are not seen here."""
_SEEN: Final = UNSEEN_NAMES | MAYBE_UNSEEN
_FIELDS: Final = frozenset(("", "text", "number", "tel"))
"""The kinds of input fields that show their value as text."""
_WRAPPERS: Final = frozenset(("p", "span", "div", "font", "b", "strong", "center"))
_OF_WRAPPERS: Final = frozenset(("align", "class", "face", "lang", "size", "style"))
_OF_CELLS: Final = _OF_WRAPPERS | {
    "bgcolor", "border", "colspan", "height", "nowrap", "rowspan", "scope", "valign", "width",
}  # fmt: skip
"""Attributes that decide nothing of whether a text is shown, but for style and class."""
_READABLE: Final = 60
SPACER: Final = 5
"""Pictures with a side of fewer pixels hold no text; no digit."""
ROWLESS: Final = frozenset(("table", "tbody", "thead", "tfoot"))


Shape = tuple[str | None, str | None]
"""What a cell says of the columns and rows that it spans."""
_ATTRIBUTES: Final[dict[tuple[tuple[str, str], ...], Shape | None]] = {}
_MOST_KNOWN: Final = 4096
_ONE: Final[Shape] = (None, None)


def sole_text(element: etree._Element) -> tuple[str, str | None, str | None] | None:
    """Return the text of a cell with one text and nothing that decides how it is shown, and its spans; else None."""
    items = element.items()
    shape = _shape(items, _OF_CELLS) if items else _ONE
    while shape is not None:
        if not len(element):
            text = element.text or ""
            return (text, *shape) if text.isalnum() or is_one_word(text) else None
        inner = element[0]
        alone = len(element) == 1 and _is_blank(element.text) and _is_blank(inner.tail)
        if not alone or inner.tag not in _WRAPPERS:
            return None
        element = inner
        items = element.items()
        if items and _shape(items, _OF_WRAPPERS) is None:
            return None
    return None


def _shape(items: Any, usual: frozenset[str]) -> Shape | None:
    """Return the spans that attributes give, None where one of them may decide how a text is shown."""
    key = (*items, ("", "wrapper")) if usual is _OF_WRAPPERS else tuple(items)
    try:
        return _ATTRIBUTES[key]
    except KeyError:
        pass
    said = dict(items)
    plain = usual.issuperset(said) and _is_plain(said)
    if len(_ATTRIBUTES) >= _MOST_KNOWN:
        _ATTRIBUTES.clear()
    _ATTRIBUTES[key] = found = (said.get("colspan"), said.get("rowspan")) if plain else None
    return found


def is_plain_row(element: etree._Element) -> bool:
    """Whether nothing that is said of a row decides how its cells are read, and nothing but cells is in it."""
    items = element.items()
    text = element.text
    return (not items or _shape(items, _OF_CELLS) is not None) and (text is None or text.isspace())


def _is_blank(text: str | None) -> bool:
    return text is None or text.isspace()


def _is_plain(said: Mapping[str, str]) -> bool:
    """Whether the style and the class of an element neither hide its text nor mark it."""
    style, named = said.get("style"), said.get("class")
    plain = style is None or not look_of(style).tells_alone
    return plain and (named is None or _SEEN.isdisjoint(named.split()))


def is_small(element: etree._Element, least: int = _READABLE) -> bool:
    """Whether a picture or frame is smaller than ``least`` pixels, and so too small to hold text."""
    for side in ("width", "height"):
        size = (element.get(side) or "").removesuffix("px")
        if size.isdecimal() and len(size) < 6 and int(size) < least:
            return True
    return False


def shown_value(element: etree._Element) -> str:
    """Return the text that a field of a form shows."""
    if element.tag == "textarea":
        return element.text or ""
    if element.tag == "input":
        return (element.get("value") or "") if (element.get("type") or "").lower() in _FIELDS else ""
    options = list(element.iter("option"))
    chosen = next((one for one in options if one.get("selected") is not None), options[0] if options else None)
    return "" if chosen is None else "".join(str(text) for text in chosen.itertext())
