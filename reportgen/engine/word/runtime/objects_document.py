"""Documents whose data holds docxtpl's objects, or pictures for the template's frames: put together by this engine.

The text is rendered by the same compiled code as everywhere else, so that language, escaping and limits are the same;
what the objects bring into the package is added to it.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Mapping
from typing import Any, Final

from reportgen.core.errors import Fault, RenderError
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.engine.opc.package_checks import relation_faults
from reportgen.engine.opc.package_faults import UnfitXmlError, active_fault, refusal, visible
from reportgen.engine.opc.relations import read_relations
from reportgen.engine.opc.xml_scan import XmlScan
from reportgen.engine.word.markup.run_context import TextContext
from reportgen.engine.word.meter import Meter
from reportgen.engine.word.runtime.additions import Additions, PartAdditions
from reportgen.engine.word.runtime.docxtpl_objects import CompiledTemplate, InPart, owners_of, xml_of
from reportgen.engine.word.runtime.frames import Frames
from reportgen.engine.word.runtime.links import Links
from reportgen.engine.word.runtime.rich_text import resolved
from reportgen.engine.word.runtime.values import object_kind

_PACKAGE_RELATIONS: Final = "_rels/.rels"


def render(template: CompiledTemplate, context: Mapping[str, Any], objects: list[Any]) -> bytes:
    """Return the finished document; ``objects`` are docxtpl's in the data. Raises RenderError with every fault."""
    additions = Additions(template.archive)
    links = Links(template.digest, functools.partial(_own_links, additions), owners_of(objects))
    changed: dict[str, bytes] = {}
    faults: list[Fault] = []
    frames = Frames()
    meter = template.meter()
    for part in template.parts:
        home = additions.part(part.name)
        rich = functools.partial(_written, home, links, frames)
        xml, found = template.examine(part, context, meter, rich)
        if not found:
            xml, found = frames.filled(xml, part, home, template.name)
        xml = home.declared(xml)
        faults += found or _strange(xml, home, template.name)
        changed[part.name] = xml
    if faults:
        raise RenderError(faults)
    dropped = additions.dropped(changed)  # first, for it takes relations away
    return template.archive.write({**changed, **additions.changed()}, dropped)


def _own_links(additions: Additions) -> Mapping[str, str]:
    archive = additions.archive
    arrows = read_relations(archive.read(_PACKAGE_RELATIONS) or b"", "", archive.names())
    main = next(arrow.part or "" for arrow in arrows if arrow.kind == "officeDocument")
    return {
        arrow.id: arrow.target
        for arrow in additions.part(main).relations.values()
        if arrow.external and arrow.kind == "hyperlink"
    }


def _written(
    home: PartAdditions, links: Links, frames: Frames, value: Any, around: TextContext | None, meter: Meter, tag: int
) -> bytes:
    """Return an object's XML; what it brings is added to the part. Without ``around`` it is a frame's picture.

    The characters are charged at once, for nobody knows how many docxtpl makes; their bytes are counted when printed.
    """
    if around is None:
        return frames.promised(value, tag)
    if object_kind(value) == "image":
        picture = copy.copy(value)
        picture.tpl = InPart(home)
        return xml_of(picture, meter, tag).encode()
    return resolved(links.placed(xml_of(value, meter, tag), home), around, meter, tag).encode()


def _strange(xml: bytes, home: PartAdditions, file: str) -> list[Fault]:
    """Return a fault for whatever the objects of a part brought in that no template may hold."""
    scan = XmlScan(DEFAULT, DEFAULT.xml_elements, template=False)
    try:
        scan.feed(xml)
        scan.finish()
    except UnfitXmlError as error:
        return [refusal(error.id, file, error.says, place=home.name)]
    faults = [active_fault(file, home.name, what) for what in scan.active]
    relations = {**home.relations, **{relation.id: relation for relation in home.new_relations()}}
    missing = sorted(scan.references.keys() - relations.keys())
    for id in missing:
        says = Text(f"没有编号为 {visible(id)} 的关系", f"there is no relation {visible(id)}")
        faults.append(refusal("package-relation-missing", file, says, place=home.name))
    names = {home.name, *home.document.archive.names(), *home.document.changed()}
    return faults + list(relation_faults(list(relations.values()), names, {home.name: scan.references}, file))
