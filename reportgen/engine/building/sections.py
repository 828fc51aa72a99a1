"""The parts of a data file beside the statistics: stated totals, notes, own figures, checks, prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.limits import DEFAULT
from reportgen.core.text import Text
from reportgen.core.value import Value
from reportgen.engine.building.fault_list import Faults
from reportgen.model.addresses import AddressBook
from reportgen.model.kinds.kind import RefusedError, UnfitError, found
from reportgen.model.kinds.written_numbers import suggestion
from reportgen.report.particulars import NAMES as PARTICULARS
from reportgen.report.report_type import ReportType

TOP = (
    *("report", "organ", "year", "stated", "notes", "figures", "checks", "narrative", "scope", "limits", "accepted"),
    *PARTICULARS,
)
"""The keys that every data file may have beside its type's statistics."""


_EXAMPLES = {
    "organ": Text("请写上，例如 organ: 某区教育局", "write one, as in organ: 某区教育局"),
    "year": Text("请写四位数字，例如 year: 2025", "write four digits, as in year: 2025"),
}
_OPENING, _CLOSING = frozenset("“”‘’「『＂＇\"'"), frozenset("“”‘’」』＂＇\"'")
"""Quotes that an input method writes where YAML knows only the plain ones; a name may hold a pair, but is none."""
_LINES = frozenset("\n\r\t\v\f\x85\u2028\u2029")
_FIGURE_SIGNS = frozenset(".,，．。%％‰万亿+-－＋")
"""What a note must not begin with, because it would change the figure before it: 206743 and .5万."""
_TWO_NOTES = Text("这个数已经有一条附注，请合成一条", "this figure has a note already; write one")
_NOTE_PLACES = Text(
    "写表格里的格子，例如 表二!B4，或官方名称，例如 表二.行政规范性文件.本年制发件数",
    "name a cell, as in 表二!B4, or a figure by the words of its table, row and column",
)


@attrs.frozen(eq=False, repr=False)
class Sections(Value):
    """Reads one part of ``data`` after another, noting faults as it goes."""

    data: dict[str, Any]
    type: ReportType
    book: AddressBook
    faults: Faults

    def organ(self) -> str:
        """Return 机关全称: a text that is not empty."""
        value = self._required("organ", Text("机关全称", "the office's full name"))
        name = self.text(value, ("organ",)) if value is not None else ""
        if name[:1] in _OPENING and name[-1:] in _CLOSING and name:
            inside = name.strip("".join(_OPENING | _CLOSING)) or "某区教育局"
            says = Text(
                f"机关全称两边的引号会印进报告：{name}", f"the quotes around the office's name would be printed: {name}"
            )
            self.faults.add("quoted-name", ("organ",), says, Text(f"请写成 {inside}", f"write {inside}"))
        return self.one_line(name, ("organ",), DEFAULT.name_characters)

    def year(self) -> int:
        """Return the year that the report is about: from 2000 to 2100."""
        value = self._required("year", Text("报告的年份", "the year of the report"))
        if value is None or isinstance(value, Unreadable) or (type(value) is int and 2000 <= value <= 2100):
            return value if type(value) is int else 0
        kind = found(value)
        says = Text(
            f"年份应当是 2000 到 2100 的整数，写的是{kind.zh}", f"the year should be 2000 to 2100, found {kind.en}"
        )
        right = suggestion(value.removesuffix("年"), whole=True) if type(value) is str else None
        remedy = Text(f"请写成 {right}", f"write {right}") if right else _EXAMPLES["year"]
        self.faults.add("bad-year", ("year",), says, remedy)
        return 0

    def scope(self) -> str | None:
        """Return ``unchanged`` where the office declares that it covers the same offices as last year."""
        value = self.data.get("scope")
        if value is None or isinstance(value, Unreadable):
            return None
        if value == "unchanged":
            return "unchanged"
        kind = found(value)
        says = Text(f"scope 只能写 unchanged，写的是{kind.zh}", f"scope can only be unchanged, found {kind.en}")
        self.faults.add("bad-scope", ("scope",), says)
        return None

    def limits(self) -> dict[str, int]:
        """Return how many characters the office allows a piece of prose, by its field: a rule of some cities."""
        fields = [field.name for field in self.type.narrative]
        result = {}
        for name, value in self.items(("limits",), self.data.get("limits")):
            if name not in fields:
                self.faults.unknown_key(("limits", name), fields)
            elif type(value) is int and value > 0:
                result[name] = value
            elif not isinstance(value, Unreadable):
                kind = found(value)
                says = Text(
                    f"字数上限应当是大于 0 的整数，写的是{kind.zh}",
                    f"the most characters should be a whole number above 0, found {kind.en}",
                )
                example = Text(f"例如 {name}: 1000", f"as in {name}: 1000")
                self.faults.add("bad-limit", ("limits", name), says, example)
        return result

    def stated(self) -> dict[str, Any]:
        """Return published totals by address: of derived figures only."""
        book = self.book
        written: Any = self.data.get("stated")
        kind = book.kind_of_totals
        known = type(written) is dict and written.keys() <= book.derived.keys()
        if known and kind is not None and kind.takes_all(written.values()):
            return dict(written)
        result: dict[str, Any] = {}
        for address, value in self.items(("stated",), written):
            path: Path = ("stated", address)
            entry = book.derived.get(address)
            if entry is None:
                self.faults.unknown_key(path, book.derived, self._not_a_total(address, value))
            else:
                result[address] = self.number(entry.figure.kind.read, value, path, entry.label)
        return result

    def _not_a_total(self, address: str, value: Any) -> Text | None:
        book = self.book
        if address in book.entered:
            return Text(
                "这是填报的数字，不是合计；stated 下面只写合计", "this figure is entered; stated: is for totals only"
            )
        if isinstance(value, dict) and (address in book.groups):
            return Text(
                "stated 下面每个合计写一行，名称连着写，例如 applications.new.total: 545",
                "write one line for each total, as in applications.new.total: 545",
            )
        if f"{address}.total" in book.derived:
            return Text(f"请写成 {address}.total", f"write {address}.total")
        return None

    def notes(self) -> dict[str, str]:
        """Return notes by the address of a printed figure."""
        book = self.book
        result = {}
        for name, value in self.items(("notes",), self.data.get("notes")):
            path: Path = ("notes", name)
            address = name
            if address not in book or not book[address].printed:
                from reportgen.engine.building.note_places import called  # noqa: PLC0415 — nearly all are addresses

                address = called(name, self.type, book, self.faults.locate) or ""
                if not address:
                    remedy = None if name.isascii() else _NOTE_PLACES
                    self.faults.unknown_key(path, [one for one in book if book[one].printed], remedy)
                    continue
            if address in result:
                self.faults.add("duplicate-key", path, _TWO_NOTES)
                continue
            note = result[address] = self.text(value, path)
            if note[:1].isnumeric() or note[:1] in _FIGURE_SIGNS or set(note) & set("\n\r\t"):
                says = Text(
                    "附注会与数字连成一个数：请用括号开头，写在一行里",
                    "the note would run into the figure; begin it with a bracket and keep it on one line",
                )
                self.faults.add("bad-note", path, says)
        return result

    def _required(self, name: str, label: Text) -> Any:
        """Return what ``read`` makes of ``value``, or note why it makes nothing of it."""
        if name not in self.data:
            says = Text(f"缺少 {name}（{label.zh}）", f"missing {name} ({label.en})")
            self.faults.add_key("missing-key", (), says, _EXAMPLES.get(name))
            return None
        value = self.data[name]
        if value is None:
            says = Text(f"{name}（{label.zh}）是空白", f"{name} ({label.en}) is blank")
            self.faults.add("missing-key", (name,), says, _EXAMPLES.get(name))
        return value

    def items(self, path: Path, value: Any) -> Iterator[tuple[str, Any]]:
        """Yield the names and values of the mapping at ``path``; nothing where it is blank."""
        name = str(path[-1])
        if isinstance(value, dict):
            for key, item in value.items():
                if type(item) is not Unreadable or not item.at_key:
                    yield key, item
        elif value is not None and not isinstance(value, Unreadable):
            kind = found(value)
            says = Text(
                f"{name} 下面应当是“名称: 内容”，写的是{kind.zh}",
                f"{name} should hold names and values, found {kind.en}",
            )
            self.faults.add("wrong-type", path, says)

    def text(self, value: Any, path: Path, *, empty: bool = False) -> str:
        """Return ``value`` as text, or note that it is none."""
        if type(value) is str and (empty or value.strip()):
            return value
        if not isinstance(value, Unreadable):
            kind, name = found(value), ".".join(map(str, path))
            remedy = Text("数字和真假值请加引号", "put quotes around it") if isinstance(value, int | float) else None
            says = Text(f"{name} 应当是文字，写的是{kind.zh}", f"{name} should be text, found {kind.en}")
            if type(value) is str:
                says = Text(f"{name} 是空的，请写上内容", f"{name} is empty; write what belongs there")
            self.faults.add("not-a-text", path, says, remedy)
        return ""

    def one_line(self, text: str, path: Path, most: int = DEFAULT.line_characters) -> str:
        """Return ``text``, or note that it does not stand on one line, or is far too long for one."""
        name = ".".join(map(str, path))
        if len(text) > most:
            size = len(text)
            says = Text(f"{name} 有 {size} 个字，超过上限 {most} 个", f"{name} has {size} characters, more than {most}")
            remedy = Text("看是不是把别的文字也写了进来", "see whether other text came into it")
            self.faults.add("text-too-long", path, says, remedy)
            return ""
        if _LINES.isdisjoint(text):
            return text
        says = Text(f"{name} 里有换行或制表符", f"{name} holds a line break or a tab")
        self.faults.add("not-one-line", path, says, Text("请写在一行里", "keep it on one line"))
        return ""

    def number(self, read: Callable[[Any], Any], value: Any, path: Path, label: Text) -> Any:
        """Return what ``read`` makes of ``value``, or note why it makes nothing of it."""
        try:
            return read(value)
        except RefusedError:  # reading did already
            return None
        except UnfitError as problem:
            says = Text(f"{label.zh}：{problem.says.zh}", f"{label.en}: {problem.says.en}")
            self.faults.add(problem.id, path, says, problem.remedy)
            return None
