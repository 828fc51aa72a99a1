"""What a published document gives, held against what it was made of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import attrs

from fuzzing.published.document import Document
from reportgen.core.document import Path
from reportgen.engine.reading.published.report import PublishedReport


@attrs.frozen
class Judgement:
    """How many figures are right, the addresses of those that were left blank, and what is wrong."""

    right: int
    blank: tuple[str, ...]
    wrong: tuple[str, ...]


def judged(document: Document, report: PublishedReport) -> Judgement:
    """Return what is right and wrong of a report that was read."""
    found = _figures(report)
    blank, wrong, right = [], [], 0
    for name, accepted in document.truth.items():
        value = found.pop(name, None)
        if ... in accepted or any(_same(value, one) for one in accepted):
            right += 1
        elif value is None:
            blank.append(name)
        else:
            wrong.append(f"{name}: {value} instead of {' or '.join(map(str, sorted(accepted, key=str)))}")
    wrong += [f"{name}: {value} is nowhere in the document" for name, value in found.items() if value is not None]
    return Judgement(right, tuple(blank), tuple(wrong))


def _same(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    try:
        return Decimal(str(one)) == Decimal(str(other))
    except InvalidOperation:
        return str(one) == str(other)


def _figures(report: PublishedReport) -> dict[str, Any]:
    data, book = report.document.data, report.type.addresses
    found: dict[str, Any] = {}

    def walk(value: Any, path: Path) -> None:
        name = ".".join(map(str, path))
        if isinstance(value, Mapping):
            for key, inner in value.items():
                walk(inner, (*path, key))
        elif isinstance(value, list):
            names = [one for one in book.entered if one.startswith(f"{name}.")] or [
                f"{name}.{column.rpartition('.')[2]}" for column in list(book.entered)[-len(value) :]
            ]
            found.update(zip(names, value, strict=False))
        else:
            found[name] = value

    for field in attrs.fields(report.type.statistics):
        walk(data[field.name], (field.name,))
    return found | dict(data.get("stated", {}))
