"""The official template spoilt in the ways that clerks spoil it, one kind at a time."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from lxml import etree

from reportgen.engine.opc.package import open_package
from reportgen.engine.opc.package_writer import write_package
from tests.engine.word.official_templates import PATH

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS: dict[str, Callable[[Any], None]] = {}


def _kind(spoil: Callable[[Any], None]) -> Callable[[Any], None]:
    KINDS[spoil.__name__.strip("_")] = spoil
    return spoil


def spoilt(spoil: str | Callable[[Any], object]) -> bytes:
    """Return the official template after one kind of damage to its document."""
    package = open_package(PATH)
    root = etree.fromstring(package.read(package.main))
    (KINDS[spoil] if isinstance(spoil, str) else spoil)(root)
    return write_package(package, {package.main: etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def table(root: Any, number: int) -> Any:
    """Return a table of the form: 2, 3 or 4."""
    return list(root.iter(f"{W}tbl"))[number - 2]


def cells(root: Any, number: int, row: int) -> list[Any]:
    """Return the cells of a row, from 1, of a table of the form."""
    found: list[Any] = table(root, number).findall(f"{W}tr")[row - 1].findall(f"{W}tc")
    return found


def text(element: Any) -> str:
    """Return what an element shows."""
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def write(element: Any, words: str) -> None:
    """Let an element show ``words``."""
    first, *others = element.iter(f"{W}t")
    first.text = words
    for other in others:
        other.text = ""


def exchange(one: Any, other: Any) -> None:
    """Let two elements change places."""
    new_one, new_other = copy.deepcopy(other), copy.deepcopy(one)
    one.getparent().replace(one, new_one)
    other.getparent().replace(other, new_other)


def paragraph(root: Any, begins: str) -> Any:
    """Return the paragraph that begins with these words."""
    return next(one for one in root.iter(f"{W}p") if text(one).startswith(begins))


def added(root: Any, words: str) -> None:
    """Add a paragraph of these words below the title of section 5."""
    title = paragraph(root, "五、")
    new = copy.deepcopy(title)
    for style in list(new.iter(f"{W}pStyle", f"{W}outlineLvl")):
        style.getparent().remove(style)
    write(new, words)
    title.addnext(new)


@_kind
def _two_cells_exchanged(root: Any) -> None:
    row = cells(root, 3, 4)
    exchange(row[1], row[2])


@_kind
def _two_cells_of_table_4_exchanged(root: Any) -> None:
    row = cells(root, 4, 4)
    exchange(row[0], row[1])


@_kind
def _two_cells_of_table_2_exchanged(root: Any) -> None:
    exchange(cells(root, 2, 3)[1], cells(root, 2, 4)[1])


@_kind
def _rows_exchanged(root: Any) -> None:
    rows = table(root, 3).findall(f"{W}tr")
    exchange(rows[3], rows[4])


@_kind
def _row_labels_exchanged(root: Any) -> None:
    one, other = cells(root, 3, 4)[0], cells(root, 3, 5)[0]
    words = text(one), text(other)
    write(one, words[1])
    write(other, words[0])


@_kind
def _columns_exchanged(root: Any) -> None:
    for row in table(root, 3).findall(f"{W}tr")[3:]:
        found = row.findall(f"{W}tc")
        exchange(found[-7], found[-6])


@_kind
def _column_labels_exchanged(root: Any) -> None:
    one, other = (cell for cell in cells(root, 3, 3) if text(cell) in {"商业企业", "科研机构"})
    write(one, "科研机构")
    write(other, "商业企业")


@_kind
def _group_labels_exchanged(root: Any) -> None:
    found = {text(cell): cell for cell in table(root, 3).iter(f"{W}tc")}
    write(found["（三）不予公开"], "（四）无法提供")
    write(found["（四）无法提供"], "（三）不予公开")


@_kind
def _row_deleted(root: Any) -> None:
    found = table(root, 3)
    found.remove(found.findall(f"{W}tr")[19])


@_kind
def _figure_printed_twice(root: Any) -> None:
    row = cells(root, 3, 4)
    write(row[2], text(row[1]))


@_kind
def _row_label_changed(root: Any) -> None:
    write(next(cell for cell in table(root, 3).iter(f"{W}tc") if text(cell) == "2.重复申请"), "2.重复提出申请")


@_kind
def _row_label_made_longer(root: Any) -> None:
    write(cells(root, 2, 3)[0], "规章制度")


@_kind
def _title_deleted(root: Any) -> None:
    title = paragraph(root, "五、")
    title.getparent().remove(title)


@_kind
def _title_changed(root: Any) -> None:
    write(paragraph(root, "三、"), "三、收到和处理申请情况")


@_kind
def _titles_exchanged(root: Any) -> None:
    one, other = paragraph(root, "五、"), paragraph(root, "六、")
    words = text(one), text(other)
    write(one, words[1])
    write(other, words[0])


@_kind
def _table_deleted(root: Any) -> None:
    found = table(root, 3)
    found.getparent().remove(found)


@_kind
def _last_table_deleted(root: Any) -> None:
    found = table(root, 4)
    found.getparent().remove(found)


@_kind
def _tables_exchanged(root: Any) -> None:
    exchange(table(root, 3), table(root, 4))


@_kind
def _figure_typed(root: Any) -> None:
    write(cells(root, 3, 4)[1], "508")


@_kind
def _digit_typed_beside(root: Any) -> None:
    cell = cells(root, 3, 4)[1]
    write(cell, f"{text(cell)}8")


@_kind
def _figure_typed_in_a_tag(root: Any) -> None:
    write(cells(root, 3, 4)[1], "{{ 508 }}")


@_kind
def _unit_typed_beside(root: Any) -> None:
    cell = cells(root, 3, 4)[1]
    write(cell, f"{text(cell)}件")


@_kind
def _zero_left_blank(root: Any) -> None:
    write(
        cells(root, 3, 4)[1],
        "{% if applications.new.natural_persons %}{{ applications.new.natural_persons }}{% endif %}",
    )


@_kind
def _note_in_front(root: Any) -> None:
    cell = cells(root, 2, 3)[1]
    write(cell, "{{ notes.proactive.regulations.made }}{{ proactive.regulations.made }}")


@_kind
def _lower_headings_left_out(root: Any) -> None:
    for one in root.iter(f"{W}p"):
        if "narrative.overview" in text(one):
            write(one, text(one).replace("narrative.overview", "narrative.overview if paragraph.level != 3"))
