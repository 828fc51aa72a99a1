"""The report as a form without loops or conditions, for engines that have none: every text that varies is a field."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.comparing import W

BODY = "word/document.xml"


def write_forms(folder: Path, documents: Sequence[bytes]) -> int:
    """Write one form for each kind of engine and the values of each document; return how many fields there are.

    ``documents`` are finished reports of one structure. A paragraph's run is one field, however many figures stand
    in it, which favours these engines.
    """
    bodies = [_body(document) for document in documents]
    texts = [[node.text or "" for node in body.iter(f"{W}t")] for body in bodies]
    fields = [place for place, column in enumerate(zip(*texts, strict=True)) if len(set(column)) > 1]
    for number, found in enumerate(texts):
        values = {f"f{place}": found[place] for place in fields}
        (folder / f"{number}.values.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    shapes: dict[str, Callable[[Any, str], None]] = {
        "hand": lambda _node, _field: None,
        "mailmerge": _merge_field,
        "docxtemplater": lambda node, field: _tag(node, "{" + field + "}"),
        "carbone": lambda node, field: _tag(node, "{d." + field + "}"),
    }
    for name, shape in shapes.items():
        body = copy.deepcopy(bodies[0])
        nodes = list(body.iter(f"{W}t"))
        for place in fields:
            shape(nodes[place], f"f{place}")
        (folder / f"{name}.docx").write_bytes(_with_body(documents[0], body))
    return len(fields)


def _body(document: bytes) -> Any:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(BODY))


def _with_body(document: bytes, body: Any) -> bytes:
    from lxml import etree

    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            xml = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, xml if name == BODY else old.read(name))
    return written.getvalue()


def _tag(node: Any, tag: str) -> None:
    node.text = tag


def _merge_field(node: Any, field: str) -> None:
    """Put the node's run into a simple field, as Word writes a merge field."""
    from lxml import etree

    run = node.getparent()
    wrapper = etree.Element(f"{W}fldSimple", {f"{W}instr": f" MERGEFIELD {field} "})
    run.getparent().replace(run, wrapper)
    wrapper.append(run)
    node.text = f"«{field}»"
