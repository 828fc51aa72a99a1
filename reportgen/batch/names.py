"""The names of a batch's documents, made by a pattern such as ``{organ}{year}年报告.docx``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from string import Formatter
from typing import Any, Final

import attrs

from reportgen.batch.records import Record
from reportgen.core.errors import Fault, ReportgenError, UsageError
from reportgen.core.text import Text
from reportgen.output_faults import FORBIDDEN
from reportgen.remote_files import Place
from reportgen.workers.sharing import share

DOCX: Final = ".docx"
FROM_PATH: Final = ("stem", "folder", "number")
FROM_DATA: Final = ("organ", "year")
Named = tuple[Record, str]
Head = Callable[[Any], tuple[str, Any]]
"""A function that reads the organ and the year of a data file, or raises a ReportgenError."""


def named(records: Iterable[Record], pattern: str | None, head: Head, executor: Executor | None) -> Iterator[Named]:
    """Yield each record with the name of its document; ``head`` is called, by the workers, only where it is needed.

    ``{stem}`` is the data file's name, ``{folder}`` the folders below the one that was given, ``{number}`` counts from
    1, ``{organ}`` and ``{year}`` are those of the data. A file of which these cannot be read goes by its own name: it
    will be refused with the reason.

    Raises:
        UsageError: the pattern has other names, or no sound form.
    """
    if pattern is None:
        for record in records:
            yield record, record.name or f"{record.source.stem}{DOCX}"
        return
    fields = _fields(pattern)
    pattern = pattern if pattern.lower().endswith(DOCX) else f"{pattern}{DOCX}"
    known = heads(records, head, executor) if fields & {*FROM_DATA} else _without(records)
    for number, (record, organ, year) in enumerate(known, 1):
        name = f"{record.source.stem}{DOCX}"
        if organ or not fields & {*FROM_DATA}:
            values = {"stem": record.source.stem, "folder": record.folder, "number": number}
            name = pattern.format(**values, organ=FORBIDDEN.sub("_", organ), year=year)
        yield record, record.name or name


def check_pattern(pattern: str | None) -> None:
    """Raise UsageError if a pattern cannot be used."""
    if pattern is not None:
        _fields(pattern)


def _fields(pattern: str) -> set[str]:
    names = (*FROM_PATH, *FROM_DATA)
    try:
        fields = {field for _, field, *_ in Formatter().parse(pattern) if field is not None}
        if fields <= {*names}:
            pattern.format(**dict.fromkeys(names, 1))
            return fields
    except (ValueError, IndexError, KeyError):
        pass
    known = "、".join(f"{{{name}}}" for name in names)
    says = Text(f"文件名的写法 {pattern} 不能用", f"the pattern {pattern} of names cannot be used")
    remedy = Text(
        f"可以用 {known}，例如 {{organ}}{{year}}年度报告.docx",
        f"it can have {known.replace('、', ', ')}, as in {{organ}}-{{year}}.docx",
    )
    raise UsageError(Fault("name-pattern", says, remedy=remedy))


Known = tuple[Record, str, Any]


def heads(records: Iterable[Record], head: Head, executor: Executor | None) -> Iterator[Known]:
    """Yield each record with the organ and the year of its data, an empty organ where it cannot be read."""
    return share(_Heads(head), records, executor, lambda _: None)


def _without(records: Iterable[Record]) -> Iterator[Known]:
    return ((record, "", None) for record in records)


@attrs.frozen
class _Heads:
    """Reads the head of each record's data file."""

    head: Head

    def __call__(self, record: Record) -> Known:
        try:
            return record, *self.head(record.source)
        except (ReportgenError, Exception):  # noqa: BLE001 — the work itself will meet it, and say so
            return record, "", None

    def source(self, record: Record) -> Place:
        return record.source

    def refused(self, record: Record, *_: Fault) -> Known:
        return record, "", None
