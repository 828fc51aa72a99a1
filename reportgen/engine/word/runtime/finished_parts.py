"""What a rendering produced, held to what a template may hold."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.core.errors import Fault
from reportgen.core.limits import DEFAULT
from reportgen.engine.opc.package_faults import UnfitXmlError, active_fault, refusal
from reportgen.engine.opc.xml_scan import XmlScan


def field_faults(parts: Mapping[str, bytes], file: str) -> list[Fault]:
    """Return a fault for whatever reaches outside in the rendered ``parts`` of the template ``file``."""
    faults = []
    for name, xml in parts.items():
        scan = XmlScan(DEFAULT, DEFAULT.xml_elements, template=False)
        try:
            scan.feed(xml)
            scan.finish()
        except UnfitXmlError as error:
            faults.append(refusal(error.id, file, error.says, place=name))
        faults += [active_fault(file, name, what) for what in scan.active]
    return faults
