"""A Word form that somebody filled in, read to plain data with the place of every value.

Figures are found by every label beside and above them, prose by the form's headings, all else in the table behind the
report. What is not certain is refused with its place; a total that somebody typed is checked and never used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import attrs

from reportgen.core.document import Document, Path, Unreadable
from reportgen.core.errors import DataError, Fault, UsageError
from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownCell, ShownDocument, ShownTable, ShownText
from reportgen.core.text import Text, shortened
from reportgen.engine.form_matching.form_tables import table_of
from reportgen.engine.form_matching.label_slips import said
from reportgen.engine.form_matching.labelled_cells import Found, found_in
from reportgen.engine.form_matching.rows import squeezed
from reportgen.engine.form_matching.sections import Section, divided
from reportgen.engine.reading.loose_numbers import Loose, is_loose, told
from reportgen.engine.reading.workbook.cells import STRUCK, crossed_out, figure_of, with_note_line
from reportgen.prose.bold import marked
from reportgen.report import word_form_layout as layout
from reportgen.report import workbook_layout
from reportgen.report.report_type import ReportType

_MARKS: Final = {0: "", 2: "## ", 3: "### "}
"""What begins a line of prose, by the level of its paragraph as a heading."""
_REFUSED: Final = frozenset(("published-hidden", "published-deep", "published-undecodable"))
"""What of a document could not be read and may hold entries; the rest is told and does not matter."""
_LIST: Final = Text("最后一页的表", "the table on the last page")
_MOST: Final = 5
"""Faults of one kind that are told of one table."""


def is_word_form(shown: ShownDocument) -> bool:
    """Return whether a document has the table that every Word form has behind the report."""
    return any(isinstance(block, ShownTable) and _is_last(block) for block in shown.blocks)


def read_word_form(shown: ShownDocument, find_type: Callable[[str], ReportType]) -> Document:
    """Return what the Word form ``shown`` says.

    Raises:
        DataError: something in it has no certain meaning; every fault at once.
        UsageError: there is no such report type, or its rows repeat.
    """
    reader = _Reader(shown.name)
    reader.faults += [fault for fault in shown.unread if fault.id in _REFUSED]
    last = [block for block in shown.blocks if isinstance(block, ShownTable) and _is_last(block)]
    if len(last) > 1:
        says = Text("“项目、名称、内容”这张表有两份", "the table behind the report stands there twice")
        raise DataError(Fault("word-form-list", says, last[1].origin, Text("请只留一份", "keep one")))
    reader.others(last[0])
    name = reader.data.get("report")
    if not isinstance(name, str):
        says = Text("最后一页的表里没有写“报告种类”", "the table on the last page does not name the report type")
        raise DataError(Fault("word-form-list", says, last[0].origin))
    report_type = find_type(name)
    refused = layout.refused_type(report_type, shown.name)
    if refused is not None:
        raise UsageError(refused)
    reader.report(_report_blocks(shown, last[0], reader), report_type)
    if reader.faults:
        doubtful = [Fault(why.id, why.says, origin, why.remedy) for origin, why in reader.unreadable]
        raise DataError([*reader.faults, *doubtful])
    return Document(
        shown.name,
        reader.data,
        reader.locate,
        reader.locate,
        reader.locate_line,
        tuple(reader.unreadable),
        account=shown.unread,
        loose=tuple(reader.loose),
    )


def _is_last(table: ShownTable) -> bool:
    heads = [cell.text for cell in table.cells if cell.row == 0]
    return [squeezed(text) for text in heads] == [*layout.COLUMNS]


def _report_blocks(shown: ShownDocument, last: ShownTable, reader: _Reader) -> Sequence[ShownText | ShownTable]:
    """Return the blocks of the report itself, without the lines that only tell how to fill it in."""
    for number, block in enumerate(shown.blocks):
        if isinstance(block, ShownText) and squeezed(block.text) == layout.END:
            return [one for one in shown.blocks[:number] if not _is_hint(one)]
        if block is last:
            break
    says = Text(f"“{layout.END}”这一行不见了，分不清报告到哪里为止", f"the line “{layout.END}” is gone")
    remedy = Text("请在最后一页“1. 表格里……”之前补上这一行", "write it again above the guide on the last page")
    reader.faults.append(Fault("word-form-end", says, last.origin, remedy))
    return []


def _is_hint(block: ShownText | ShownTable) -> bool:
    return isinstance(block, ShownText) and block.text.startswith(layout.HINT)


@attrs.define(eq=False)
class _Reader:
    """Takes a form apart; notes the place of every value that it takes."""

    name: str
    data: dict[str, Any] = attrs.field(factory=dict)
    faults: list[Fault] = attrs.field(factory=list)
    unreadable: list[tuple[Origin, Unreadable]] = attrs.field(factory=list)
    loose: list[tuple[Origin, Text]] = attrs.field(factory=list)
    """How numbers were read that are no plain digits."""
    places: dict[Path, Origin] = attrs.field(factory=dict)
    lines: dict[Path, list[Origin]] = attrs.field(factory=dict)

    def locate(self, path: Path) -> Origin:
        """Return the place of what stands at ``path``, or of what is nearest around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Origin(self.name)

    def locate_line(self, path: Path, line: int) -> Origin:
        """Return the place of the n-th line (from 0) of a text: its paragraph."""
        rows = self.lines.get(path, [])
        return rows[line] if line < len(rows) else self.locate(path)

    def others(self, table: ShownTable) -> None:
        """Take what the table behind the report says."""
        groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for origin, (label, name, value) in _rows(table):
            if not label:
                if name or value:
                    self._fault("word-form-list", origin, "这一行没有写项目", "this row does not say what it is")
                continue
            key, path, entry = layout.entry_of(label, name, value)
            if entry is None and key in layout.OPTIONAL:
                continue
            if STRUCK in value:
                why = crossed_out()
                self.faults.append(Fault("word-form-list", why.says, origin, why.remedy))
            steps = [int(step) - 1 if step.isdecimal() else step for step in path]
            self.places.setdefault((key,), origin)
            self.places[(key, *steps)] = origin
            groups.setdefault(key, []).append((path, entry))
        for key, entries in groups.items():
            unnamed = key == "attachments" and not any(path for path, _ in entries)
            found = [((str(at),), one) for at, (_, one) in enumerate(entries, start=1)] if unnamed else entries
            try:
                self.data[key] = workbook_layout.nested(found)
            except KeyError as error:
                label = "/".join((layout.LABELS.get(key, key), *error.args[0]))
                origin = self.locate((key, *error.args[0]))
                self._fault("word-form-list", origin, f"“{label}”写了两次", f"“{label}” stands there twice")

    def report(self, blocks: Sequence[ShownText | ShownTable], report_type: ReportType) -> None:
        """Take the figures and the prose of the report itself."""
        if not blocks:
            return
        sections, missing = divided(blocks, report_type)
        for heading in missing:
            says = Text(f"找不到标题“{heading}”，或次序不对", f"the heading “{heading}” is missing or out of order")
            remedy = Text("请恢复这个标题，单独一行", "write it again, on a line of its own")
            self.faults.append(Fault("word-form-heading", says, Origin(self.name), remedy))
        narrative: dict[str, str] = {}
        for section in sections:
            texts = self._untitled(section, report_type) if section.heading is None else section.texts
            if section.field is not None:
                lines = [*self._prose(texts, section.field)]
                if lines:
                    narrative[section.field] = "\n\n".join(lines) + "\n"
            else:
                for one in texts:
                    where = f"“{section.heading}”下面" if section.heading is not None else "标题后面"
                    self._unknown_text(one, where)
        if narrative:
            self.data["narrative"] = narrative
        self._tables([block for block in blocks if isinstance(block, ShownTable)], report_type)

    def _untitled(self, section: Section, report_type: ReportType) -> Sequence[ShownText]:
        """Return the texts below the title, which must be that of the office and the year."""
        lines = self.data.get("title_lines")
        words = report_type.title_ending(self.data.get("year", 0))
        title = squeezed("".join(lines if isinstance(lines, list) else (str(self.data.get("organ") or ""), *words)))
        shown = ""
        for number, one in enumerate(section.texts, start=1):
            shown += squeezed(one.text)
            if shown == title:
                return section.texts[number:]
            if not title.startswith(shown):
                break
        if words and section.texts:
            first = shortened(section.texts[0].text)
            says = Text(
                f"标题“{first}”与最后一页的机关全称、报告年份不一致",
                f"the title “{first}” is not that of the office and year on the last page",
            )
            remedy = Text("请把两处改成一致；标题分行另有要求的，写在最后一页“标题分行”里", "make both the same")
            self.faults.append(Fault("word-form-title", says, section.texts[0].origin, remedy))
        return section.texts

    def _prose(self, texts: Sequence[ShownText], field: str) -> Iterator[str]:
        """Yield the lines of a piece of prose."""
        path = ("narrative", field)
        for one in texts:
            if one.level not in _MARKS or one.struck:
                self._unknown_text(one, "")
                continue
            if one.crossed_out:
                why = crossed_out("".join(one.crossed_out), Text("这一段", "this paragraph"))
                self.faults.append(Fault("word-form-text", why.says, one.origin, why.remedy))
                continue
            self.places.setdefault(path, one.origin)
            text = one.text if one.level else marked(one.text, one.bold)
            for line in text.split("\n"):
                self.lines.setdefault(path, []).extend([one.origin] * 2)  # a blank line divides paragraphs
                yield _MARKS[one.level] + line.strip()

    def _unknown_text(self, one: ShownText, where: str) -> None:
        shown = shortened(one.text)
        if one.struck:
            self._fault("word-form-text", one.origin, f"“{shown}”有删除线", f"“{shown}” is crossed out")
        elif one.level:
            self._fault(
                "word-form-heading", one.origin, f"报告里没有“{shown}”这个标题", f"the form has no heading “{shown}”"
            )
        else:
            says = Text(f"{where}不能写文字，这里写着“{shown}”", f"the form has no place for “{shown}” here")
            remedy = Text(
                "请写到有文字的部分里；表下的注写在最后一页“表下注”", "move it to the prose, or to the last page"
            )
            self.faults.append(Fault("word-form-text", says, one.origin, remedy))

    def _tables(self, tables: Sequence[ShownTable], report_type: ReportType) -> None:
        waiting = list(report_type.tables)
        for table in tables:
            form = table_of([[cell.text for cell in table.cells]], report_type.tables)
            if form is None:
                says = Text("这张表格不是报告里的表格，或名称已被改动", "this is no table of the form")
                remedy = Text("请删去它，或恢复表格的行、列和名称", "delete it, or restore its labels")
                self.faults.append(Fault("word-form-table", says, table.origin, remedy))
            elif form not in waiting:
                says = Text(f"{form.name.zh}有两份", f"{form.name.en} stands there twice")
                self.faults.append(Fault("word-form-table", says, table.origin, Text("请只留一份", "keep one")))
            else:
                waiting.remove(form)
                self._table(found_in(table, form), form.name, table, report_type)
        for form in waiting:
            says = Text(f"找不到{form.name.zh}（{form.heading}）", f"{form.name.en} is nowhere in the form")
            remedy = Text("请用 reportgen new 重新生成一份，把数字填进去", "start a new form with reportgen new")
            self.faults.append(Fault("word-form-table", says, Origin(self.name), remedy))

    def _table(self, found: Found, name: Text, table: ShownTable, report_type: ReportType) -> None:
        if not found.whole:
            self.faults += _told(found, name, table, report_type)
            return
        book = report_type.addresses
        names: dict[str, str] = {}
        for name_of_cell, address in report_type.form_names.items():
            names.setdefault(address, name_of_cell)
        loose: list[Loose] = []
        for address, cell in found.cells.items():
            text, kind = layout.without_hints(cell.text), book.kinds[address]
            value = figure_of(text, kind) if kind.numeric else text or None
            if kind.numeric and is_loose(text, value):
                loose.append((cell.origin, text, value))
            if isinstance(value, Unreadable) and address in names:
                value = with_note_line(value, text, kind, names[address], _LIST)
            if address in book.derived:
                self._total(address, value, cell.origin)
            else:
                self._put(tuple(address.split(".")), value, cell.origin)
        self.loose += [(cell.origin, said(cell.text, label)) for cell, label in found.slips]
        self.loose += told(loose)

    def _total(self, address: str, number: Any, origin: Origin) -> None:
        """Note the number that stands in a total's place; any other text is refused."""
        if number is None:
            return
        if isinstance(number, Unreadable):
            remedy = Text(
                "这是合计，由程序算出：请改成数字，或把这一格清空", "it is a total: write a number or clear the cell"
            )
            self.unreadable.append((origin, Unreadable(number.id, number.says, remedy)))
            return
        stated = self.data.setdefault("stated", {})
        if isinstance(stated, dict):
            stated[address] = number
            self.places["stated", address] = origin

    def _put(self, path: tuple[str, ...], value: Any, origin: Origin) -> None:
        inner = self.data
        for step in path[:-1]:
            inner = inner.setdefault(step, {})
        inner[path[-1]] = value
        self.places[path] = origin
        if isinstance(value, Unreadable):
            self.unreadable.append((origin, value))

    def _fault(self, id: str, origin: Origin, zh: str, en: str) -> None:
        self.faults.append(Fault(id, Text(zh, en), origin))


def _rows(table: ShownTable) -> Iterator[tuple[Origin, tuple[str, str, str]]]:
    """Yield the rows below the head with the place of the last cell."""
    rows: dict[int, dict[int, ShownCell]] = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rows):
            rows.setdefault(row, {})[cell.column] = cell
    columns = sorted(rows[0])
    for number in sorted(rows)[1:]:
        cells = [rows[number].get(column) for column in columns]
        texts = ["" if cell is None else cell.text for cell in cells]
        label, name, value = [*texts, "", "", ""][:3]
        origin = next((cell.origin for cell in reversed(cells) if cell is not None), table.origin)
        yield origin, (label.strip(), name.strip(), value)


def _told(found: Found, name: Text, table: ShownTable, report_type: ReportType) -> Iterator[Fault]:
    """Yield what of a table is not as the form has it."""
    remedy = Text(
        "表格的行、列和名称请保持原样：不要合并、拆分、插入或删除",
        "leave the table's rows, columns and labels as they were",
    )
    for cell in found.doubled[:_MOST]:
        says = Text(
            f"{name.zh}里有两格是同一个数，或几格合并成了一格（{shortened(cell.text) or '空白'}）",
            f"in {name.en} two cells are the same figure, or several were merged",
        )
        yield Fault("word-form-table", says, cell.origin, remedy)
    for cell in found.strange[:_MOST]:
        shown = shortened(cell.text) or "空白"
        says = Text(
            f"{name.zh}里的这一格（{shown}）不知道是哪一行哪一列：名称被改动，或行、列移到了别处",
            f"in {name.en} this cell ({shown}) has labels of no figure",
        )
        yield Fault("word-form-table", says, cell.origin, remedy)
    if found.missing:
        labels = [report_type.addresses[address].label for address in found.missing[:_MOST]]
        more = f" 等 {len(found.missing)} 个" if len(found.missing) > _MOST else ""
        says = Text(
            f"{name.zh}里找不到这些数的格子：{'；'.join(label.zh for label in labels)}{more}",
            f"{name.en} has no cell for {len(found.missing)} figures: {'; '.join(label.en for label in labels)}",
        )
        yield Fault("word-form-table", says, table.origin, remedy)
