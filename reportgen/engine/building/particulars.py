"""The particulars of a data file: contact, day of publishing, attachments, remarks, and the lines of the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text
from reportgen.engine.building.sections import Sections
from reportgen.model.kinds.day import Day
from reportgen.model.kinds.kind import found
from reportgen.report.particulars import CONTACT, SITE, Particulars

_DAY = Text("发布日期", "the day of publishing")


def particulars(sections: Sections, organ: str, year: int) -> Particulars:
    """Return the particulars that the file gives, noting what is wrong with them."""
    return Particulars(
        title_lines=_title_lines(sections, organ, year),
        contact=dict(_contact(sections)),
        published=sections.number(Day().read, sections.data.get("published"), ("published",), _DAY),
        attachments=tuple(text for text in _texts(sections, "attachments") if text),
        remarks=dict(_remarks(sections)),
        last_year=dict(_last_year(sections)),
        site=dict(_site(sections)),
    )


def _line(sections: Sections, value: Any, path: Path) -> str:
    return sections.one_line(sections.text(value, path), path)


def _contact(sections: Sections) -> Iterator[tuple[str, str | None]]:
    for name, value in sections.items(("contact",), sections.data.get("contact")):
        path = ("contact", name)
        if name not in CONTACT:
            sections.faults.unknown_key(path, CONTACT, labels=CONTACT)
        else:
            yield name, None if value is None else _line(sections, value, path)


def _site(sections: Sections) -> Iterator[tuple[str, str]]:
    for name, value in sections.items(("site",), sections.data.get("site")):
        path = ("site", name)
        if name not in SITE:
            sections.faults.unknown_key(path, SITE, labels={key: label for key, (_, label) in SITE.items()})
        elif value is not None:
            yield name, _line(sections, value, path)


def _remarks(sections: Sections) -> Iterator[tuple[str, str]]:
    tables = sections.type.remarked
    labels = {name: table.name for name, table in tables.items()}
    for name, value in sections.items(("remarks",), sections.data.get("remarks")):
        path = ("remarks", name)
        if name not in tables:
            sections.faults.unknown_key(path, tables, labels=labels)
        elif value is not None:
            yield name, _line(sections, value, path)


def _last_year(sections: Sections) -> Iterator[tuple[str, Any]]:
    """Yield last year's figures by address: numbers that the form prints."""
    book = sections.book
    known = [name for name in book if book[name].figure.kind.numeric]
    for address, value in sections.items(("last_year",), sections.data.get("last_year")):
        path = ("last_year", address)
        if address not in known:
            remedy = None
            if f"{address}.total" in book.derived:
                remedy = Text(f"请写成 {address}.total", f"write {address}.total")
            sections.faults.unknown_key(path, known, remedy)
        else:
            entry = book[address]
            yield address, sections.number(entry.figure.kind.read, value, path, entry.label)


def _texts(sections: Sections, name: str) -> Iterator[str]:
    """Yield the items of a list of texts."""
    value = sections.data.get(name)
    if value is None or isinstance(value, Unreadable):
        return
    if type(value) is not list:
        kind = found(value)
        says = Text(f"{name} 应当是列表，写的是{kind.zh}", f"{name} should be a list, found {kind.en}")
        remedy = Text("每项一行，以“- ”开头", "one item a line, each after “- ”")
        sections.faults.add("wrong-type", (name,), says, remedy)
        return
    for number, item in enumerate(value):
        yield _line(sections, item, (name, number))


def _title_lines(sections: Sections, organ: str, year: int) -> tuple[str, ...]:
    """Return the lines of the title, which together must be the title."""
    lines = tuple(_texts(sections, "title_lines"))
    whole = organ + "".join(sections.type.title_ending(year))
    if not lines or not all(lines) or not organ or not year or _squeezed(lines) == _squeezed((whole,)):
        return lines
    says = Text(
        f"title_lines 各行连起来是“{''.join(lines)}”，标题应当是“{whole}”",
        f"the lines of title_lines make “{''.join(lines)}”, the title should be “{whole}”",
    )
    remedy = Text("请只改换行的位置，不改字", "move the line breaks only, keep the words")
    sections.faults.add("wrong-title", ("title_lines",), says, remedy)
    return ()


def _squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())
