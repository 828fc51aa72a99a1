"""The sheets of a workbook that are lists: which report it is, its prose, own figures, and everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.loose_numbers import is_loose, told
from reportgen.engine.reading.workbook.cells import entry_of, text_of
from reportgen.engine.reading.workbook.labels import Texts
from reportgen.engine.reading.workbook.pasted_lines import in_one_cell
from reportgen.engine.reading.workbook.tables import Rows
from reportgen.model.form_grid import letters
from reportgen.report import workbook_layout as layout
from reportgen.report.report_type import ReportType

Cell = tuple[str, int, int]
"""A sheet's name, a row and a column, both from 1."""
_EXAMPLES = {
    "organ": Text("请在这一格写上机关全称，例如 某区教育局", "write the office's full name in this cell"),
    "year": Text("请在这一格写上四位数字，例如 2025", "write four digits in this cell, as in 2025"),
}
_FIRST_ROWS = 20
"""Rows of a sheet among which the heads of a list are looked for: somebody may have put a title above them."""


@attrs.define(eq=False)
class Sheets:
    """The sheets of the workbook that messages call ``name``; notes the place of every value that it takes.

    ``sheets`` are those that are read: none with figures of an earlier year.
    """

    name: str
    sheets: Mapping[str, Rows]
    labels: Mapping[str, Texts]
    """Their texts by place."""
    bold: Mapping[str, str] = attrs.field(factory=dict)
    """Partly bold texts with their marks, by the plain text."""
    faults: list[Fault] = attrs.field(factory=list)
    unreadable: list[tuple[Origin, Unreadable]] = attrs.field(factory=list)
    places: dict[Path, Cell] = attrs.field(factory=dict)
    """The places of what is no figure of a table."""
    keys: dict[Path, Cell] = attrs.field(factory=dict)
    """Those of the names before such values."""
    tables: list[tuple[str, Mapping[str, tuple[int, int]]]] = attrs.field(factory=list)
    """The sheets of the tables, and the cell of every figure by address."""
    lines: dict[Path, list[Cell]] = attrs.field(factory=dict)
    loose: list[tuple[Origin, Text]] = attrs.field(factory=list)
    """How numbers were read that are no plain digits."""
    read: set[str] = attrs.field(factory=set)
    """Sheets that something was read from."""

    def locate(self, path: Path) -> Origin:
        """Return the place of what stands at ``path``, or of what is nearest around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.origin(self.places[path[:end]])
            address = ".".join(map(str, path[:end]))
            for sheet, at in self.tables:
                if address in at:
                    return self.origin((sheet, *at[address]))
        return Origin(self.name)

    def locate_key(self, path: Path) -> Origin:
        """Return the place of the name that leads to what stands at ``path``."""
        return self.origin(self.keys[path]) if path in self.keys else self.locate(path)

    def origin(self, cell: Cell) -> Origin:
        """Return a cell as messages name it."""
        sheet, row, column = cell
        return Origin(self.name, place=f"{sheet}!{letters(column)}{row}")

    def locate_line(self, path: Path, line: int) -> Origin:
        """Return the place of the n-th line (from 0) of a text: each paragraph has a row."""
        rows = self.lines.get(path, [])
        return self.origin(rows[line]) if line < len(rows) else self.locate(path)

    def head(self) -> dict[str, Any]:
        """Return type, office and year from the sheet that names them.

        Raises:
            DataError: no sheet does, or two do.
        """
        found: dict[str, tuple[Any, Cell]] = {}
        for key, label in layout.HEAD.items():
            for sheet, number in self._places(label, column=1):
                place, row = (sheet, number, 2), self.sheets[sheet][number - 1]
                if key in found:
                    says = Text(f"“{label}”写了两次", f"“{label}” stands there twice")
                    raise DataError(Fault("workbook-head", says, self.origin(place)))
                found[key] = (row[1] if len(row) > 1 else None), place
                self.read.add(sheet)
        if "report" not in found or not text_of(found["report"][0]):
            says = Text(
                f"工作簿里找不到“{layout.HEAD['report']}”：这不是本程序生成的工作簿",
                f"“{layout.HEAD['report']}” is nowhere: this program did not make the workbook",
            )
            remedy = Text(
                "请用 reportgen new … -o 2026.xlsx 生成一份，再把数字填进去",
                "make one with reportgen new … -o 2026.xlsx and fill it in",
            )
            raise DataError(Fault("workbook-head", says, Origin(self.name), remedy))
        if isinstance(why := found["report"][0], Unreadable):
            raise DataError(Fault(why.id, why.says, self.origin(found["report"][1]), why.remedy))
        for key, label in layout.HEAD.items():
            if key not in found:
                says = Text(f"找不到“{label}”这一行", f"there is no row “{label}”")
                remedy = Text(
                    f"请在“报告种类”下面补上：A 列写“{label}”，B 列写内容", f"write “{label}” in column A again"
                )
                self.faults.append(Fault("workbook-head", says, self.origin(found["report"][1]), remedy))
        data = {}
        for key, (value, place) in found.items():
            self.places[(key,)] = place
            taken = entry_of(value, ("年",)) if key == "year" else text_of(value)
            if key == "year":
                self.noted(place, value, taken)
            if taken is None:
                says = Text(f"“{layout.HEAD[key]}”还没有填", f"“{layout.HEAD[key]}” is blank")
                taken = Unreadable("workbook-head", says, _EXAMPLES[key])
            data[key] = self.kept(taken, place)
        return data

    def prose(self, report_type: ReportType, data: dict[str, Any]) -> None:
        """Add the narrative: one line for each row, under the field that the row names or the one above it."""
        fields = {field.label.zh: field.name for field in report_type.narrative}
        marks = {style: mark for mark, style in layout.STYLES.items()}
        texts: dict[str, list[str]] = {}
        name = ""
        for (*_, place), row in self._rows(layout.PROSE, layout.PROSE_COLUMNS):
            if not any(row):
                continue
            label, style = (str(one or "").strip() for one in row[:2])
            style = style or layout.STYLES[""]
            if label and label not in fields:
                zh = "、".join(fields)
                self._fault(
                    "workbook-prose", place, f"没有“{label}”这个栏目；可以写：{zh}", f"there is no field “{label}”"
                )
                continue
            name = fields.get(label, name)
            if not name or style not in marks:
                styles = "、".join(marks)
                words = f"没有“{style}”这种样式；可以写：{styles}" if name else "这一段没有写明属于哪个栏目"
                self._fault("workbook-prose", place, words, f"there is no style “{style}”, or no field is named")
                continue
            path = ("narrative", name)
            self.places.setdefault(path, place)
            text = text_of(row[2])
            if style == layout.STYLES[""]:
                text = self.bold.get(text, text)
            lines = ("" if text is None else str(text)).split("\n")
            self.lines.setdefault(path, []).extend([place] * len(lines))
            texts.setdefault(name, []).extend([marks[style] + lines[0], *lines[1:]])
        if texts:
            data["narrative"] = {name: "\n".join(lines) for name, lines in texts.items()}

    def own(self, data: dict[str, Any]) -> None:
        """Add the office's own figures and their equations."""
        found = []
        for (*_, place), (name, value) in self._rows(layout.OWN, layout.OWN_COLUMNS):
            if name is None and value is None:
                continue
            path = tuple(str(name or "").strip().split("."))
            if not path[0]:
                self._fault("workbook-sheet", place, "这一行没有写名称", "this row has no name")
                continue
            self.places["figures", *path] = place
            found.append((path, self.kept(text_of(value), place)))
        checks: list[Any] = []
        for (place,), (check,) in self._rows(layout.OWN, (layout.CHECKS_COLUMN,)):
            if check is not None and str(check).strip():
                self.places["checks", len(checks)] = place
                checks.append(text_of(check))
        if found:
            data["figures"] = self._nested(found, layout.OWN)
        if checks:
            data["checks"] = checks

    def others(self, data: dict[str, Any]) -> None:
        """Add everything else, by the label or the key of what it is."""
        keys = {label: key for key, label in layout.OTHERS.items()}
        names = {key: {shown: name for name, shown in labels.items()} for key, labels in layout.NAMES.items()}
        groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for (first, second, place), (label, name, value) in self._other_rows():
            key = keys.get(str(label or "").strip(), str(label or "").strip())
            if not key:
                self._fault("workbook-sheet", place, "这一行没有写项目", "this row does not say what it is")
                continue
            path = tuple(str(text_of(name)).strip().split("/")) if name is not None else ()
            if key in names:
                path = tuple(names[key].get(step, step) for step in path)
            self.places.setdefault((key,), place)
            steps = [int(step) - 1 if step.isdecimal() else step for step in path]
            self.places[(key, *steps)] = place
            self.keys.setdefault((key,), first)
            if steps:
                self.keys[(key, *steps)] = second
            entry = self.kept(self._other(key, value), place)
            if key == "stated":
                self.noted(place, value, entry)
            groups.setdefault(key, []).append((path, entry))
        for key, values in groups.items():
            unnamed = key == "attachments" and not any(path for path, _ in values)
            found = [((str(at),), one) for at, (_, one) in enumerate(values, start=1)] if unnamed else values
            value = self._nested(found, layout.OTHER)
            if isinstance(data.get(key), dict) and isinstance(value, dict):
                data[key] |= value
            else:
                data[key] = value

    def _other_rows(self) -> Iterator[tuple[list[Cell], Sequence[Any]]]:
        """Yield the rows of the last list with their places, those that were pasted into one cell divided."""
        for places, row in self._rows(layout.OTHER, layout.OTHER_COLUMNS):
            pasted = in_one_cell(str(row[0])) if row[1] is None and row[2] is None else None
            if isinstance(pasted, Fault):
                self.faults.append(attrs.evolve(pasted, origin=self.origin(places[0])))
            elif pasted is not None:
                yield [places[0]] * 3, pasted
            else:
                yield places, row

    def _other(self, key: str, value: Any) -> Any:
        """Return a value of the last list: a stated total is a figure, what else has a label is a text."""
        if key == "stated":
            return entry_of(value)
        text = text_of(value)
        if key in layout.OTHERS and isinstance(text, int | Decimal) and not isinstance(text, bool):
            says = Text(
                f"这里应当是文字，格子里是数字 {text}，开头的 0 可能已经丢了",
                f"this should be a text, the cell holds the number {text}; zeros before it may be lost",
            )
            remedy = Text("请把格子的格式改成“文本”，再填一次", "set the cell's format to Text and type it again")
            return Unreadable("workbook-value", says, remedy)
        return text

    def _places(self, label: str, column: int | None = None) -> list[tuple[str, int]]:
        """Return the sheets and rows where a label stands, in ``column`` where one is given."""
        return [
            (sheet, row)
            for sheet, texts in self.labels.items()
            for row, one in texts.places.get(label, ())
            if column is None or one == column
        ]

    def _rows(self, name: str, columns: Sequence[str]) -> Iterator[tuple[list[Cell], list[Any]]]:
        """Yield the rows below the heads of ``columns``, which may stand in any order, with their places.

        The list is found by its heads, whatever its sheet is called now; ``name`` is what it was called.
        """
        found: dict[tuple[str, int], list[int]] = {}
        for head in columns:
            for sheet, texts in self.labels.items():
                firsts: dict[int, int] = {}
                for row, column in texts.places.get(head, ()):
                    if row <= _FIRST_ROWS:
                        firsts[row] = min(firsts.get(row, column), column)
                for row, column in firsts.items():
                    found.setdefault((sheet, row), []).append(column - 1)
        found = {row: numbers for row, numbers in found.items() if len(numbers) == len(columns)}
        if not found and any(any(row) for row in self.sheets.get(name, ())):
            heads = {str(value).strip() for value in self.sheets[name][0]}
            missing = next(column for column in columns if column not in heads)
            self._fault("workbook-sheet", (name, 1, 1), f"第一行缺少“{missing}”", f"the first row has no “{missing}”")
        if len(found) > 1:
            places = "、".join(f"{sheet}!A{number}" for sheet, number in found)
            self._fault(
                "workbook-sheet",
                (*list(found)[1], 1),
                f"“{name}”有 {len(found)} 份（{places}），不知道该读哪一份，请只留一份",
                f"there are {len(found)} lists of this kind ({places}); keep one",
            )
        elif found:
            (sheet, top), numbers = found.popitem()
            yield from self._below(sheet, top, numbers)

    def _below(self, sheet: str, top: int, numbers: Sequence[int]) -> Iterator[tuple[list[Cell], list[Any]]]:
        """Yield the rows below row ``top`` without those that are blank or cannot be read."""
        wide = max(numbers) + 1
        for number, row in enumerate(self.sheets[sheet][top:], start=top + 1):
            cells = row if len(row) >= wide else [*row, *[None] * wide]
            values = [None if cells[place] == "" else cells[place] for place in numbers]
            if not any(value is not None for value in values):
                continue
            self.read.add(sheet)
            refused = [(at, value) for at, value in zip(numbers, values, strict=True) if type(value) is Unreadable]
            for at, value in refused:
                self.kept(value, (sheet, number, at + 1))
            if not refused:
                yield [(sheet, number, at + 1) for at in numbers], values

    def _nested(self, found: Sequence[tuple[tuple[str, ...], Any]], sheet: str) -> Any:
        try:
            return layout.nested(found)
        except KeyError as error:
            name = ".".join(error.args[0])
            places = [place for path, place in self.places.items() if path[1:] == error.args[0]]
            place = places[-1] if places else (sheet, 1, 1)
            self._fault("workbook-sheet", place, f"“{name}”写了两次", f"“{name}” stands there twice")
            return {}

    def kept(self, value: Any, place: Cell) -> Any:
        """Return a value, and note it with its cell where it could not be read."""
        if isinstance(value, Unreadable):
            self.unreadable.append((self.origin(place), value))
        return value

    def noted(self, place: Cell, value: Any, number: Any) -> None:
        """Note how a number was read that is no plain digits."""
        if is_loose(value, number):
            self.loose += told([(self.origin(place), value, number)])

    def _fault(self, id: str, place: Cell, zh: str, en: str) -> None:
        self.faults.append(Fault(id, Text(zh, en), self.origin(place)))
