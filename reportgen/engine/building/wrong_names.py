"""Names of a data file that are unknown, missing, or in another group than their own, and what to do about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import attrs

from reportgen.core.document import Path
from reportgen.core.text import Text
from reportgen.engine.building.fault_list import Faults, labelled
from reportgen.engine.building.shapes import shape_of
from reportgen.model.addresses import AddressBook
from reportgen.model.symbolic import derived_figures, join, steps


class Strange(NamedTuple):
    """A name that the group ``around`` it does not have."""

    cls: Any
    """The class of the group; None beside the groups, at the top."""
    around: str
    name: str
    value: Any


class Neighbour(NamedTuple):
    """A written name beside which another belongs: after which line of the file, and with which indentation."""

    name: str
    line: int
    indent: int


class WrongNames:
    """The names that the groups of a file have too many or too few, told together: an unknown one that is missing
    elsewhere was put there.

    ``lacking`` are those that are missing, each with the group around it.
    """

    def __init__(
        self,
        book: AddressBook,
        faults: Faults,
        strange: Iterable[tuple[Any, str, str, Any]],
        lacking: Sequence[tuple[str, str]],
    ) -> None:
        self.book, self.faults = book, faults
        self.strange, self.lacking = [Strange(*one) for one in strange], list(lacking)

    def note_all(self, tops: Sequence[str]) -> None:
        """Note every unknown name, which at the top is none of ``tops``, and every missing one."""
        for one in self._without_header():
            homes = [home for home in self.lacking if home[1] == one.name]
            if len(homes) == 1:
                self.lacking.remove(homes[0])
                self.misplaced(one, homes[0][0])
                continue
            if one.cls is None:
                self.faults.unknown_key((one.name,), tops)
                continue
            missing = [name for around, name in self.lacking if around == one.around]
            close = self.unknown(one.cls, one.around, one.name, missing)
            if close is not None and (one.around, close) in self.lacking:
                self.lacking.remove((one.around, close))
        for around, name in self.lacking:
            inner = self._class_at(join(around, name))
            members = set() if inner is None else {member.name for member in shape_of(inner).members}
            copies = self.faults.copies_of(members) if members else {}
            if members and set(copies) == members:  # they came under the name before theirs, which has the same names
                self.faults.drop_copies(min(copies.values()) - 1, max(copies.values()))
                self._told_by_its_lines(around, name, list(copies.values()))
            else:
                self.missing(around, name)

    def _without_header(self) -> list[Strange]:
        """Return the unknown names but those of a whole group, of which only the line with its own name is missing."""
        rest = list(self.strange)
        for around, name in list(self.lacking):
            inner = self._class_at(join(around, name))
            members = set() if inner is None else {member.name for member in shape_of(inner).members}
            for place in dict.fromkeys(one.around for one in rest):
                found = [one for one in rest if one.around == place and one.name in members]
                if members and {one.name for one in found} == members:
                    rest = [one for one in rest if one not in found]
                    self.lacking.remove((around, name))
                    header = next((one for one in rest if one.name == name), None)
                    if header is None:
                        self._header_missing(around, name, found)
                    else:  # it is there, and its own indentation lets them fall out of it
                        rest.remove(header)
                        self.misplaced(header, around)
                    break
        return rest

    def _header_missing(self, around: str, name: str, found: Sequence[Strange]) -> None:
        places = [self.faults.key_place((*_path(one.around), one.name)) for one in found]
        self._told_by_its_lines(around, name, [place[0] for place in places if place is not None])

    def _told_by_its_lines(self, around: str, name: str, lines: Sequence[int]) -> None:
        """Note that the line with a group's own name is missing above ``lines``, which belong to it."""
        address = join(around, name)
        label, beside = self.book.label(address), self.neighbour(around, name, near=False)
        says = Text(
            f"缺少 {address}" + (f"（{label.zh}）" if label.zh else " ") + "这一行，下面各行还在",
            f"missing the line {address}" + (f" ({label.en})" if label.en else "") + "; those below it are there",
        )
        remedy = None
        if lines and (beside is not None or not around):
            indent = 0 if beside is None else beside.indent
            remedy = Text(
                f"请在第 {min(lines) - 1} 行后面加一行，行首{f'空 {indent} 格' if indent else '不空格'}：{name}:",
                f"after line {min(lines) - 1} insert, indented by {indent}: {name}:",
            )
        self.faults.add_line("missing-key", min(lines, default=None), _path(around), says, remedy)

    def misplaced(self, one: Strange, home: str) -> None:
        """Note that a name stands in another group than its own, as when its line lost two spaces."""
        group, cls = self.book.label(home) if home else Text("", ""), self._class_at(join(home, one.name))
        zh, en = (
            (f" {home}" + (f"（{group.zh}）" if group.zh else ""), f"{home} ({group.en})")
            if home
            else ("最外层", "the top")
        )
        says = Text(f"{one.name} 放错了层：它属于{zh}", f"{one.name} stands in the wrong group: it belongs to {en}")
        beside, remedy = self.neighbour(home, one.name, near=False), None
        if beside is not None:
            remedy = Text(
                f"行首应空 {beside.indent} 格，与 {beside.name} 左对齐，和它放在一起",
                f"put it beside {beside.name}, indented by {beside.indent} spaces as that is",
            )
        if one.value is None:  # its own names fell out of it, and stand there a second time
            line = self.faults.document.locate_key((*_path(one.around), one.name)).line or 0
            self.faults.drop_copies(line, line + (len(shape_of(cls).members) if cls is not None else 0))
        if type(one.value) is dict:  # what follows it in the file has come under it
            self.lacking = [(around, name) for around, name in self.lacking if around != home or name not in one.value]
        self.faults.add_key("misplaced-key", (*_path(one.around), one.name), says, remedy)

    def neighbour(self, around: str, name: str, *, near: bool = True) -> Neighbour | None:
        """Return the written name beside which ``name`` belongs, the one before it where there is one.

        Where it need not be ``near``, any name of the group will do.
        """
        cls = self._class_at(around)
        if cls is None:
            return None
        names = [field.name for field in attrs.fields(cls)]
        at = names.index(name)
        before = [other for other in names[:at] if (around, other) not in self.lacking]
        after = [other for other in names[at + 1 :] if (around, other) not in self.lacking]
        for others, follows in ((before[-1:] if near else before, True), (after[:1] if near else after, False)):
            for one in others:
                place = self.faults.key_place((*_path(around), one))
                if place is not None:
                    first, indent, last = place
                    return Neighbour(one, last if follows else first - 1, indent)
        return None

    def _class_at(self, around: str) -> Any:
        cls: Any = self.book.statistics
        for step in _path(around):
            member = next((one for one in shape_of(cls).members if one.name == step), None)
            if member is None or member.read is not None or member.repeats:
                return None
            cls = member.group
        return cls

    def unknown(self, cls: Any, around: str, name: str, missing: list[str]) -> str | None:
        """Note an unknown key, and return the missing one that it stands for."""
        names, path = [field.name for field in attrs.fields(cls)], (*_path(around), name)
        if name in derived_figures(cls):
            address = join(around, name)
            remedy = Text(
                f"合计由程序计算，请删去；要核对已公布的合计，写到 stated 下面：{address}: 数字",
                f"totals are computed; delete it, or write a published one below stated: as {address}",
            )
            self.faults.unknown_key(path, names, remedy)
            return None
        labels = {known: self.words(around, known) for known in names}
        close = self.faults.nearest(name, missing) or labelled(name, {known: labels[known] for known in missing})
        self.faults.unknown_key(path, [close] if close is not None else names, labels=labels)
        return close

    def words(self, around: str, name: str) -> Text:
        """Return the official words for one name, without those around it: 行政许可 本年处理决定数量."""
        address = join(around, name)
        labels = self.book[address].labels if address in self.book else self.book.groups.get(address, ())
        own = labels[min(len(self.book.groups.get(around, ())), len(labels) - 1) :] if labels else ()
        if not own:
            return Text(address, address)
        return Text(" ".join(label.zh for label in own), " ".join(label.en for label in own))

    def missing(self, around: str, name: str) -> None:
        """Note that the figure or group ``name`` is absent."""
        address = join(around, name)
        label = self.book.label(address)
        says = Text(
            f"缺少 {address}" + (f"（{label.zh}）" if label.zh else ""),
            f"missing {address}" + (f" ({label.en})" if label.en else ""),
        )
        remedy = Text(
            "没有发生写 0，还不知道写 null；缺少不等于零",
            "write 0 where nothing happened, null where it is not known; missing is not zero",
        )
        line = self._line_to_insert(around, name)
        if line is not None:
            remedy = Text(f"{remedy.zh}。{line.zh}", f"{remedy.en}. {line.en}")
        self.faults.add_key("missing-key", _path(around), says, remedy)

    def _line_to_insert(self, around: str, name: str) -> Text | None:
        """Return the line that is missing, and after which line of the file it belongs."""
        cls, place = self._class_at(around), self.neighbour(around, name)
        if cls is None or place is None:
            return None
        member = next(one for one in shape_of(cls).members if one.name == name)
        if member.read is not None:
            blank = "null"
        elif shape_of(member.group).kind is not None:
            blank = f"[{', '.join(['null'] * len(shape_of(member.group).columns))}]"
        else:
            return None
        return Text(
            f"请在第 {place.line} 行后面加一行，行首空 {place.indent} 格：{name}: {blank}，再把 null 改成数字",
            f"after line {place.line} insert, indented by {place.indent}: {name}: {blank}, and put figures for null",
        )


def _path(address: str) -> Path:
    return steps(address) if address else ()
