"""Plain data to the statistics classes, taking nothing but exact numbers: 3.7 is not 3, and "12" is not 12."""

from __future__ import annotations

from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text
from reportgen.engine.building.fault_list import Faults, labelled
from reportgen.engine.building.shapes import Shape, is_row_name, shape_of
from reportgen.model.addresses import AddressBook, label_of
from reportgen.model.kinds.kind import RefusedError, UnfitError, found
from reportgen.model.symbolic import derived_figures, join, row_of, steps


def statistics(data: dict[str, Any], book: AddressBook, faults: Faults) -> list[Any] | None:
    """Return the entered figures that ``data`` describes, in the order of ``book``.

    Returns ``None`` after noting everything that is wrong with it. A class is made of them only when somebody asks the
    report for it: rules and templates work on addresses.
    """
    structuring = _Structuring(book, faults)
    structuring.group(book.statistics, data, "")
    return structuring.cells if structuring.sound else None


class _Structuring:
    """Reads one class after another, noting faults as it goes; ``sound`` as long as nothing was wrong."""

    def __init__(self, book: AddressBook, faults: Faults) -> None:
        self.book, self.faults, self.sound = book, faults, True
        self.cells: list[Any] = []

    def group(self, cls: Any, value: Any, address: str) -> None:
        """Add the figures of ``cls`` that ``value`` holds at ``address`` to the cells.

        Raises:
            UnfitError, RefusedError: ``value`` has no names or columns at all.
        """
        shape = shape_of(cls)
        if shape.kind is not None and type(value) in (list, dict) and len(value) == len(shape.columns):
            row = value if type(value) is list else self._in_order(shape, value)
            if row is not None and shape.kind.takes_all(row):
                self.cells += row
                return
        if type(value) is dict:
            written = value
        else:
            from reportgen.engine.building.written_rows import by_name  # noqa: PLC0415 — sound data does not need it

            written = by_name(value, cls)
        met = 0
        for member in shape.members:
            if member.name not in written:
                continue
            met += 1
            inside = written[member.name]
            try:
                if member.read is not None:
                    self.cells.append(member.read(inside))
                elif member.repeats:
                    self.rows(member.group, inside, join(address, member.name))
                else:
                    self.group(member.group, inside, join(address, member.name))
            except (UnfitError, RefusedError) as problem:
                self.unfit(problem, join(address, member.name))
        if met < len(written) or met < len(shape.members):
            self.names(cls, written, address)

    def _in_order(self, shape: Shape, value: dict[str, Any]) -> Any:
        try:
            return shape.in_order(value)
        except KeyError:
            return None

    def rows(self, cls: Any, value: Any, address: str) -> None:
        """Add the figures of every row of a group that repeats."""
        if type(value) is not dict:
            kind = found(value)
            says = Text(
                f"下面应当是“名称: 内容”，写的是{kind.zh}", f"expected a name and figures for each row, found {kind.en}"
            )
            remedy = Text("一行也没有就写 {}", "write {} where there is no row at all") if value is None else None
            raise UnfitError("wrong-type", says, remedy)
        for name, inside in value.items():
            here = row_of(address, name)
            if isinstance(inside, Unreadable) and inside.at_key:
                self.sound = False
            elif not is_row_name(name):
                self.sound = False
                says = Text(f"名称 {name[:40]} 不能用", f"{name[:40]} cannot be a name")
                remedy = Text(
                    "名称写成一行，前后不留空格，不用方括号、花括号和竖线",
                    "write one line without square or curly brackets, bars and space around it",
                )
                self.faults.add_key("bad-name", (*steps(address), name), says, remedy)
            else:
                try:
                    self.group(cls, inside, here)
                except (UnfitError, RefusedError) as problem:
                    self.unfit(problem, here)

    def unfit(self, problem: UnfitError | RefusedError, address: str) -> None:
        """Note why the value at ``address`` does not belong there, unless reading did already."""
        self.sound = False
        if isinstance(problem, UnfitError):
            self.faults.add(problem.id, steps(address), _named(self.label(address), problem.says), problem.remedy)

    def names(self, cls: Any, written: dict[str, Any], address: str) -> None:
        """Note the names at ``address`` that are unknown, and those that are missing."""
        self.sound = False
        known = [field.name for field in attrs.fields(cls)]
        missing = [name for name in known if name not in written]
        for name in sorted(written.keys() - set(known)):
            close = self.unknown(cls, address, name, missing, written[name])
            missing = [other for other in missing if other != close]
        for name in missing:
            self.missing(address, name)

    def unknown(self, cls: Any, around: str, name: str, missing: list[str], value: Any) -> str | None:
        """Note an unknown key, and return the missing one that it stands for."""
        if isinstance(value, Unreadable) and value.at_key:
            return None
        names, path = [field.name for field in attrs.fields(cls)], (*_path(around), name)
        if name in derived_figures(cls):
            address = join(around, name)
            remedy = Text(
                f"合计由程序计算，请删去；要核对已公布的合计，写到 stated 下面：{address}: 数字",
                f"totals are computed; delete it, or write a published one below stated: as {address}",
            )
            self.faults.unknown_key(path, names, remedy)
            return None
        labels = {known: self.words(join(around, known)) for known in names}
        close = self.faults.nearest(name, missing) or labelled(name, {known: labels[known] for known in missing})
        self.faults.unknown_key(path, [close] if close is not None else names, labels=labels)
        return close

    def words(self, address: str) -> Text:
        """Return the official words for one name, without those around it: （一）予以公开."""
        labels = self.book[address].labels if address in self.book else self.book.groups.get(address, ())
        return labels[-1] if labels else Text(address, address)

    def missing(self, around: str, name: str) -> None:
        """Note that the figure or group ``name`` is absent."""
        address = join(around, name)
        label = self.label(address)
        says = Text(
            f"缺少 {address}" + (f"（{label.zh}）" if label.zh else ""),
            f"missing {address}" + (f" ({label.en})" if label.en else ""),
        )
        remedy = Text(
            "没有发生写 0，还不知道写 null；缺少不等于零",
            "write 0 where nothing happened, null where it is not known; missing is not zero",
        )
        self.faults.add_key("missing-key", _path(around), says, remedy)

    def label(self, address: str) -> Text:
        """Return the official name of a figure or group."""
        return self.book[address].label if address in self.book else label_of(self.book.groups.get(address, ()))


def _path(address: str) -> Path:
    return steps(address) if address else ()


def _named(label: Text, says: Text) -> Text:
    return Text(f"{label.zh}：{says.zh}", f"{label.en}: {says.en}") if label.zh else says
