"""Tags where nothing fills them: charts, diagrams, numbering, settings, the addresses of links, custom XML.

Such a tag would stay in the document as it is, which whoever publishes it may not notice: the template is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any, Final
from urllib.parse import unquote
from xml.parsers import expat

from reportgen.core.errors import Fault
from reportgen.core.text import Text
from reportgen.engine.opc.content_checks import is_xml
from reportgen.engine.opc.package import Package
from reportgen.engine.word.markup.location import Place

_BRACES: Final = tuple(sign.encode(code) for sign in "{}｛｝" for code in ("utf-8", "utf-16-le", "utf-16-be"))
SIGNS: Final = (*_BRACES, b"&#", b"&\0#", b"%7")
"""Without any of these bytes a part holds nothing that looks like a tag, in whatever encoding."""
_TAG: Final = re.compile(r"(?:\{[{%｛％]|｛\s*[｛{%％])[^{}｛｝]{0,60}[%％]?[}｝]{0,2}")
_PROPERTIES: Final = (
    "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}",
    "{6668398D-A668-4E3E-A5EB-62B293D839F1}",
)
"""What Word calls the core and the extended properties where a control is bound to one of them."""
_UNBIND: Final = Text(
    zh="请在 Word 中删除该控件（保留内容），再写标签",
    en="Remove the control in Word (keeping its contents), then write the tag",
)
_REMEDY: Final = Text(zh="请在 Word 中删除其中的标签", en="Remove the tags from it in Word")


def stray_tags(package: Package, filled: Collection[str], file: str) -> Iterator[Fault]:
    """Yield a fault for every part with tags, in its text or an attribute, that is not one of those ``filled``."""
    for member in package.members:
        if member.name in filled:
            continue
        content = member.read()
        if not any(sign in content for sign in SIGNS):
            continue
        if not is_xml(member.name, package.content_types.of(member.name) or "", content[:1024]):
            continue
        found = next((tag for words in _words(content) if (tag := _TAG.search(words))), None)
        if found is not None:
            shown = found.group()
            says = Text(
                zh=f"这个部分（图表、绘图、编号、设置、链接地址或自定义 XML）里的标签不能填写：{shown}",
                en=f"tags in this part (a chart, diagram, numbering, setting, link or custom XML) "
                f"cannot be filled: {shown}",
            )
            yield Place(member.name).fault(file, "template-part", says, _REMEDY)


def bound_controls(root: Any, part: str, file: str) -> Iterator[Fault]:
    """Yield a fault for every content control of a part (its tree) that holds a tag and is bound to custom XML.

    Word shows what the custom XML says, whatever the document holds; a control that is bound to a document property is
    filled there, too. Source: ECMA-376 part 1, 17.5.2.6.
    """
    word = root.nsmap.get("w")
    for control in root.iter(f"{{{word}}}sdt"):
        binding = next(
            (b for p in control.iterchildren(f"{{{word}}}sdtPr") for b in p if b.tag in _bindings(word)), None
        )
        if binding is None:
            continue
        store = next((value for name, value in binding.attrib.items() if name.endswith("}storeItemID")), "")
        words = "".join(control.itertext())
        if store.upper() not in _PROPERTIES and _TAG.search(words):
            shown = words.strip()[:60]
            says = Text(
                zh=f"内容控件绑定了自定义 XML，Word 打开时会用那里的内容盖掉标签的值：{shown}",
                en=f"a content control is bound to custom XML, which Word shows instead of the value: {shown}",
            )
            yield Place(part).fault(file, "template-bound-control", says, _UNBIND)


def _bindings(word: str) -> tuple[str, str]:
    return f"{{{word}}}dataBinding", "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"


def _words(content: bytes) -> Iterator[str]:
    """Yield the text of a part as one, for a tag may be split over runs, and the value of every attribute."""
    pieces: list[str] = []
    values: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.StartElementHandler = lambda _, attributes: values.extend(attributes.values())
    parser.Parse(content, True)
    yield "".join(pieces)
    for value in values:
        yield value
        if "%7" in value:  # Word writes the braces in a link's address so
            yield unquote(value)
