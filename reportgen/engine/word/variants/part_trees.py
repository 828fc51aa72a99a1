"""The parts of a package as trees, to be changed and written again."""

from __future__ import annotations

from typing import Any

from lxml import etree

from reportgen.engine.opc.package import Package


def read_tree(package: Package, name: str) -> Any:
    """Return the root element of the part ``name``."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(name), parser)


def write_tree(root: Any) -> bytes:
    """Return a part whose root element is ``root``."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations_name(part: str) -> str:
    """Return the name of the member that holds the relations of ``part``."""
    folder, _, file = part.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
