"""The sheets of a workbook that are lists: which report it is, its prose, own figures, and everything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.reading.workbook_cells import entry_of, text_of
from reportgen.engine.reading.workbook_tables import Rows
from reportgen.model.form_grid import letters
from reportgen.report import workbook_layout as layout
from reportgen.report.report_type import ReportType


@attrs.define(eq=False)
class Sheets:
    """The sheets of the workbook that messages call ``name``; notes the place of every value that it takes."""

    name: str
    sheets: Mapping[str, Rows]
    faults: list[Fault] = attrs.field(factory=list)
    unreadable: list[tuple[Origin, Unreadable]] = attrs.field(factory=list)
    places: dict[Path, Origin] = attrs.field(factory=dict)
    lines: dict[Path, list[Origin]] = attrs.field(factory=dict)

    def locate(self, path: Path) -> Origin:
        """Return the place of what stands at ``path``, or of what is nearest around it."""
        for end in range(len(path), 0, -1):
            if path[:end] in self.places:
                return self.places[path[:end]]
        return Origin(self.name)

    def locate_line(self, path: Path, line: int) -> Origin:
        """Return the place of the n-th line (from 0) of a text: each paragraph has a row."""
        rows = self.lines.get(path, [])
        return rows[line] if line < len(rows) else self.locate(path)

    def head(self) -> dict[str, Any]:
        """Return type, office and year from the sheet that names them.

        Raises:
            DataError: no sheet does, or two do.
        """
        labels = {label: key for key, label in layout.HEAD.items()}
        found: dict[str, tuple[Any, Origin]] = {}
        for sheet, rows in self.sheets.items():
            for number, row in enumerate(rows, start=1):
                label = row[0].strip() if row and type(row[0]) is str else ""
                key = labels.get(label)
                if key is not None:
                    origin = self._at(sheet, number, 2)
                    if key in found:
                        says = Text(f"“{label}”写了两次", f"“{label}” stands there twice")
                        raise DataError(Fault("workbook-head", says, origin))
                    found[key] = (row[1] if len(row) > 1 else None), origin
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
        data = {}
        for key, (value, origin) in found.items():
            self.places[(key,)] = origin
            data[key] = self._kept(entry_of(value) if key == "year" else text_of(value), origin)
        return data

    def prose(self, report_type: ReportType, data: dict[str, Any]) -> None:
        """Add the narrative: one line for each row, under the field that the row names or the one above it."""
        fields = {field.label.zh: field.name for field in report_type.narrative}
        marks = {style: mark for mark, style in layout.STYLES.items()}
        texts: dict[str, list[str]] = {}
        name = ""
        for origin, row in self._rows(layout.PROSE, layout.PROSE_COLUMNS):
            if not any(row):
                continue
            label, style = (str(one or "").strip() for one in row[:2])
            style = style or layout.STYLES[""]
            if label and label not in fields:
                zh = "、".join(fields)
                self._fault(
                    "workbook-prose", origin, f"没有“{label}”这个栏目；可以写：{zh}", f"there is no field “{label}”"
                )
                continue
            name = fields.get(label, name)
            if not name or style not in marks:
                styles = "、".join(marks)
                words = f"没有“{style}”这种样式；可以写：{styles}" if name else "这一段没有写明属于哪个栏目"
                self._fault("workbook-prose", origin, words, f"there is no style “{style}”, or no field is named")
                continue
            path = ("narrative", name)
            self.places.setdefault(path, origin)
            text = text_of(row[2])
            lines = ("" if text is None else str(text)).split("\n")
            self.lines.setdefault(path, []).extend([origin] * len(lines))
            texts.setdefault(name, []).extend([marks[style] + lines[0], *lines[1:]])
        if texts:
            data["narrative"] = {name: "\n".join(lines) for name, lines in texts.items()}

    def own(self, data: dict[str, Any]) -> None:
        """Add the office's own figures and their equations."""
        found = []
        for origin, (name, value) in self._rows(layout.OWN, layout.OWN_COLUMNS):
            if name is None and value is None:
                continue
            path = tuple(str(name or "").strip().split("."))
            self.places["figures", *path] = origin
            found.append((path, self._kept(text_of(value), origin)))
        checks: list[Any] = []
        for origin, (check,) in self._rows(layout.OWN, (layout.CHECKS_COLUMN,)):
            if check is not None and str(check).strip():
                self.places["checks", len(checks)] = origin
                checks.append(text_of(check))
        if found:
            data["figures"] = self._nested(found, layout.OWN)
        if checks:
            data["checks"] = checks

    def others(self, data: dict[str, Any]) -> None:
        """Add everything else, by the label or the key of what it is."""
        keys = {label: key for key, label in layout.OTHERS.items()}
        groups: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for origin, (label, name, value) in self._rows(layout.OTHER, layout.OTHER_COLUMNS):
            if label is None and name is None and value is None:
                continue
            key = keys.get(str(label or "").strip(), str(label or "").strip())
            path = tuple(str(name).strip().split("/")) if name is not None else ()
            steps = [int(step) - 1 if step.isdecimal() else step for step in path]
            self.places[(key, *steps)] = origin
            groups.setdefault(key, []).append((path, self._kept(text_of(value), origin)))
        for key, found in groups.items():
            value = self._nested(found, layout.OTHER)
            if isinstance(data.get(key), dict) and isinstance(value, dict):
                data[key] |= value
            else:
                data[key] = value

    def _rows(self, sheet: str, columns: Sequence[str]) -> Iterator[tuple[Origin, list[Any]]]:
        """Yield the rows below the heads of ``columns``, which may stand in any order, with the last one's place."""
        rows = self.sheets.get(sheet, ())
        heads = [str(value).strip() for value in rows[0]] if rows else []
        if rows and not all(column in heads for column in columns):
            missing = next(column for column in columns if column not in heads)
            self._fault(
                "workbook-sheet", self._at(sheet, 1, 1), f"第一行缺少“{missing}”", f"the first row has no “{missing}”"
            )
            return
        numbers = [heads.index(column) for column in columns if rows]
        for number, row in enumerate(rows[1:], start=2):
            values = [row[place] if place < len(row) else None for place in numbers]
            yield self._at(sheet, number, numbers[-1] + 1), [None if value == "" else value for value in values]

    def _nested(self, found: Sequence[tuple[tuple[str, ...], Any]], sheet: str) -> Any:
        try:
            return layout.nested(found)
        except KeyError as error:
            name = ".".join(error.args[0])
            self._fault(
                "workbook-sheet", Origin(self.name, place=sheet), f"“{name}”写了两次", f"“{name}” stands there twice"
            )
            return {}

    def _kept(self, value: Any, origin: Origin) -> Any:
        if isinstance(value, Unreadable):
            self.unreadable.append((origin, value))
        return value

    def _at(self, sheet: str, row: int, column: int) -> Origin:
        return Origin(self.name, place=f"{sheet}!{letters(column)}{row}")

    def _fault(self, id: str, origin: Origin, zh: str, en: str) -> None:
        self.faults.append(Fault(id, Text(zh, en), origin))
