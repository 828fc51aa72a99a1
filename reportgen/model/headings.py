"""The headings of a form's table as the data class declares them: its labels, in the order of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

from reportgen.model.figures import Figure, Group, declared
from reportgen.model.form_grid import Heading
from reportgen.model.symbolic import derived_figures, hints, join

_NO_REMARKS: Mapping[str, str] = MappingProxyType({})


def headings_of(
    cls: Any, prefix: str = "", single: type | None = None, remarks: Mapping[str, str] = _NO_REMARKS
) -> tuple[Heading, ...]:
    """Return a heading for each printed figure or group of ``cls``: its fields, then its printed totals.

    A group spans the headings of its own class, except one of class ``single``, which is one row or column.
    ``remarks`` by address are what the form prints behind a label.
    """
    kinds = hints(cls)
    members: list[tuple[str, Figure | Group, Any]] = [
        (field.name, declared(field), kinds[field.name]) for field in attrs.fields(cls)
    ]
    members += [
        (name, figure, kind) for name, (figure, kind) in derived_figures(cls).items() if figure.rule is not None
    ]
    return tuple(_heading(join(prefix, name), figure, kind, single, remarks) for name, figure, kind in members)


def _heading(
    address: str, figure: Figure | Group, kind: Any, single: type | None, remarks: Mapping[str, str]
) -> Heading:
    label = figure.labels[0].zh if figure.labels else ""
    parts = headings_of(kind, address, single, remarks) if attrs.has(kind) and kind is not single else ()
    return Heading(label, address, parts, remarks.get(address, ""), figure.short)
