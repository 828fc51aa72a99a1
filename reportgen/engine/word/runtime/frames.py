"""Pictures of the template whose alt text names a value: the frame stays, the value's picture is put into it.

The alt text is printed like any other attribute; where its value is a picture, a mark is printed instead, and the
drawing around that mark gets the picture once the part is complete.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, Final

from lxml import etree

from reportgen.core.errors import Fault
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.word.runtime import refusals
from reportgen.engine.word.runtime.additions import PartAdditions
from reportgen.engine.word.runtime.compiled_part import CompiledPart
from reportgen.engine.word.runtime.values import UnprintableError, object_kind
from reportgen.regular_file import read_regular

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WHOLE: Final = 100_000
"""The width or height of a picture, in the units in which its edges are cut (ECMA-376 part 1, 20.1.10.41)."""
_REMEDY: Final = Text(
    "请把 {{ … }} 写进模板里一张普通图片的替换文字（右键图片，“编辑替换文字”）",
    "Write {{ … }} as the alt text of an ordinary picture in the template (right-click it, Edit Alt Text)",
)


class Frames:
    """The pictures of one rendering that wait for their frames."""

    def __init__(self) -> None:
        self._token = secrets.token_hex(16)
        self._waiting: list[tuple[Any, int]] = []

    def promised(self, value: Any, tag: int) -> bytes:
        """Return the mark that is printed for ``value``, the picture of the tag with that number."""
        self._waiting.append((value, tag))
        return f"{self._token}-{len(self._waiting) - 1};".encode()

    def filled(self, xml: bytes, part: CompiledPart, home: PartAdditions, file: str) -> tuple[bytes, list[Fault]]:
        """Return a part's ``xml`` with the pictures promised in it in their frames, and a fault for each without."""
        if not self._waiting:
            return xml, []
        tree = etree.fromstring(xml)
        faults: list[Fault] = []
        for number, (value, tag) in enumerate(self._waiting):
            mark = f"{self._token}-{number};"
            try:
                for frame in _marked(tree, mark):
                    _fill(frame, value, home)
            except UnprintableError as problem:
                place = part.places[tag]
                says = Text(f"{place.tag} {problem.says.zh}", f"{place.tag} {problem.says.en}")
                faults.append(place.fault(file, "picture", says, problem.remedy))
        self._waiting.clear()
        return bytes(etree.tostring(tree, encoding="UTF-8", standalone=True, xml_declaration=True)), faults


def _marked(tree: etree._Element, mark: str) -> Iterator[etree._Element]:
    """Yield the drawings whose alt text holds ``mark``, and take it away."""
    for element in list(tree.iter()):
        for name, text in element.attrib.items():
            if mark not in text:
                continue
            if name not in ("descr", "title"):
                raise UnprintableError(
                    Text("是图片，这里不能印出", "is a picture, which cannot be printed here"), _REMEDY
                )
            element.set(name, str(text).replace(mark, "").strip())
            frame = next((above for above in (element, *element.iterancestors()) if above.tag == f"{_W}drawing"), None)
            if frame is None:
                raise UnprintableError(_no_frame(), _REMEDY)
            yield frame


def _no_frame() -> Text:
    return Text("的替换文字不属于一张普通图片", "stands in the alt text of what is no ordinary picture")


def _fill(frame: etree._Element, value: Any, home: PartAdditions) -> None:
    pictures = list(frame.iter(f"{_PIC}pic"))
    blips = list(frame.iter(f"{_A}blip"))
    size = frame.find(f".//{_PIC}pic/{_PIC}spPr/{_A}xfrm/{_A}ext")
    if len(pictures) != 1 or len(blips) != 1 or size is None:
        raise UnprintableError(_no_frame(), _REMEDY)
    try:
        id, image = home.picture(_source(value))
        wide, high = int(image.px_width * image.vert_dpi), int(image.px_height * image.horz_dpi)
    except UnprintableError:
        raise
    except OSError as problem:
        raise UnprintableError(refusals.unreadable(problem)) from None
    except Exception:  # noqa: BLE001 — python-docx raises many kinds for a damaged picture
        raise UnprintableError(*refusals.NO_PICTURE) from None
    width, height = int(size.get("cx", "0")), int(size.get("cy", "0"))
    if min(wide, high, width, height) <= 0:
        raise UnprintableError(Text("的图片或图片框没有大小", "is a picture or frame without a size"))
    (blip,) = blips
    blip.attrib.pop(f"{_R}link", "")
    for inner in list(blip):  # other forms of the same picture (SVG), and effects that were made for it
        blip.remove(inner)
    blip.set(f"{_R}embed", id)
    _fit(blip, wide * height, high * width)


def _fit(blip: etree._Element, wide: int, high: int) -> None:
    """Leave room beside or above the picture, as Word's "Crop to fit" does: cut less than nothing from its edges."""
    fill = blip.getparent()
    for old in [] if fill is None else fill.findall(f"{_A}srcRect"):
        fill.remove(old)  # type: ignore[union-attr]  # it has been asked
    across, down = (high - wide, wide) if wide < high else (0, wide), (wide - high, high) if high < wide else (0, high)
    edges = {"l": across, "r": across, "t": down, "b": down}
    cut = {name: -(more * _WHOLE) // (2 * whole) for name, (more, whole) in edges.items() if more}
    if cut:
        rectangle = etree.Element(f"{_A}srcRect", {name: str(value) for name, value in cut.items()})
        blip.addnext(rectangle)


def _source(value: Any) -> Any:
    if object_kind(value) == "image":
        return value.image_descriptor
    if isinstance(value, PurePath):
        content = read_regular(value, DEFAULT.file_bytes + 1)  # type: ignore[arg-type]  # a pure path of another system has no file
        if len(content) > DEFAULT.file_bytes:
            raise UnprintableError(Text("的图片文件过大", "is a picture file that is too large"))
        return content
    return bytes(value)
