"""The XML elements that are open where a template's static text has been read to, innermost first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from reportgen.engine.word.compiler.crossings import crossing
from reportgen.engine.word.compiler.ir import Container, Static
from reportgen.engine.word.markup.run_context import TextContext, between_runs

ELEMENT_NAME: Final = re.compile(r"</?([^\s/>]+)")
_ATTRIBUTE: Final = re.compile(r'([\w:.-]+)="[^"]*\Z')
STORIES: Final = frozenset(("w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment"))
HOLDING_BLOCKS: Final = STORIES | {"w:body", "w:tc"}
CONTROLS: Final = {"control": ("w:p", "w:tbl"), "rows": ("w:tr",), "cells": ("w:tc",)}
"""What a content control holds, by its kind."""


@attrs.define(eq=False)
class OpenElement:
    """An open element; ``props`` is the static ``w:rPr`` or ``w:pPr`` of a run or paragraph, None if it varies."""

    token: str
    name: str
    parent: OpenElement | None
    props: str | None = ""
    container: Container | None = None
    static: Static | None = None

    @property
    def in_run(self) -> bool:
        """Whether it is the text of a run."""
        return self.name == "w:t" and self.parent is not None and self.parent.name == "w:r"


@attrs.frozen
class State:
    """Where the static text is between two pieces."""

    lexical: str
    head: str
    node: OpenElement | None
    fields: tuple[bool, ...] = ()
    """The open fields, the outermost first: whether each is still at its code, before its result."""


def nearest(node: OpenElement | None, kind: str | None = None, *, control: bool = True) -> Container | None:
    """Return the innermost container around ``node``, itself included: of one ``kind``, or without content controls."""
    while node is not None and (
        node.container is None
        or (kind is not None and node.container.kind != kind)
        or (node.container.kind in CONTROLS and not control)
    ):
        node = node.parent
    return node.container if node is not None else None


def control_kind(control: OpenElement | None) -> str:
    """Return what a content control that is open holds: a key of CONTROLS, empty for one inside a paragraph."""
    around = control.parent if control is not None else None
    if around is None:
        return ""
    if around.name == "w:sdtContent":
        return around.container.kind if around.container is not None else ""
    if around.name in HOLDING_BLOCKS:
        return "control"
    return {"w:tbl": "rows", "w:tr": "cells"}.get(around.name, "")


def controls(node: OpenElement | None) -> Iterator[Container]:
    """Yield the content controls that are open, up to the cell, row, table or story around them."""
    while node is not None and (node.container is None or node.container.kind in CONTROLS):
        if node.container is not None:
            yield node.container
        node = node.parent


def around_runs(node: OpenElement | None) -> TextContext:
    """Return what can be written between the runs of the paragraph ``node``."""
    return between_runs(node.props if node is not None and node.name == "w:p" else None)


def cut(head: str) -> tuple[str, str]:
    """Return the names of the element and of the last attribute of an XML tag that is not complete."""
    name, attribute = ELEMENT_NAME.match(head), _ATTRIBUTE.search(head)
    return (name.group(1) if name else "", attribute.group(1) if attribute else "")


def merged(first: OpenElement | None, second: OpenElement | None) -> OpenElement | None:
    """Return the stack that stands for both; where they differ, nothing is known of the elements' insides."""
    if first is second:
        return second
    if first is None or second is None or first.token != second.token:
        raise crossing(*(_names(first) ^ _names(second)))
    container = second.container
    if first.container is not second.container and container is not None:
        sure = first.container is not None and first.container.ends_well and container.ends_well
        container = Container(container.kind, None, container.number, ends_well=sure, dynamic=True)
    props = second.props if first.props == second.props else None
    return OpenElement(second.token, second.name, merged(first.parent, second.parent), props, container, None)


def _names(node: OpenElement | None) -> set[str]:
    found = set()
    while node is not None:
        found.add(node.name)
        node = node.parent
    return found
