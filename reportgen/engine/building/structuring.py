"""Plain data to the statistics classes, taking nothing but exact numbers: 3.7 is not 3, and "12" is not 12."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from operator import itemgetter
from typing import Any

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text
from reportgen.engine.building.fault_list import Faults, labelled
from reportgen.model.addresses import AddressBook, label_of
from reportgen.model.figures import Figure, declared
from reportgen.model.kinds.kind import Kind, RefusedError, UnfitError, found
from reportgen.model.symbolic import columns, derived_figures, hints, join, row_of, steps

_SEPARATORS = re.compile(r"[，、；;\s]")
"""What people write between numbers where YAML needs a comma."""
_BRACKETS = " \u3000[]()【】〔〕"
_PLAIN = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_ROW_NAME = re.compile(
    r"[^\s\[\]{}|\u0000-\u001f\u007f-\u009f](?:[^\[\]{}|\u0000-\u001f\u007f-\u009f\u2028\u2029]{0,98}[^\s\[\]{}|])?"
)


Read = Callable[[Any], Any]
"""Returns the figure that a value is, or raises UnfitError or RefusedError."""


def statistics(data: dict[str, Any], book: AddressBook, faults: Faults) -> list[Any] | None:
    """Return the entered figures that ``data`` describes, in the order of ``book``.

    Returns ``None`` after noting everything that is wrong with it. A class is made of them only when somebody asks the
    report for it: rules and templates work on addresses.
    """
    structuring = _Structuring(book, faults)
    structuring.group(book.statistics, data, "")
    return structuring.cells if structuring.sound else None


@attrs.frozen(eq=False)
class _Member:
    """A field of a data class: what reads its figure, or the class of its group, of which there may be many rows."""

    name: str
    read: Read | None
    group: Any
    repeats: bool


@attrs.frozen(eq=False)
class _Shape:
    """How a data class is written: its members and, for a row of one kind of number, that kind."""

    members: tuple[_Member, ...]
    columns: tuple[str, ...]
    kind: Kind | None
    in_order: Callable[[Any], Any]


@functools.cache
def _shape(cls: Any) -> _Shape:
    members, kinds = [], []
    for field in attrs.fields(cls):
        entry = declared(field)
        if isinstance(entry, Figure):
            kinds.append(entry.kind)
            members.append(_Member(field.name, entry.kind.read, None, False))
        else:
            members.append(_Member(field.name, None, entry.rows or hints(cls)[field.name], entry.rows is not None))
    names = columns(cls)
    one = names and len(names) > 1 and all(type(kind) is type(kinds[0]) for kind in kinds)
    return _Shape(tuple(members), names, kinds[0] if one else None, itemgetter(*names) if one else tuple)


def rows_in(data: Any, cls: Any, address: str = "") -> dict[str, tuple[str, ...]]:
    """Return the names of the rows that ``data`` has in every group that repeats, by the group's address."""
    rows: dict[str, tuple[str, ...]] = {}
    for member in _shape(cls).members if type(data) is dict else ():
        value, inner = data.get(member.name), join(address, member.name)
        if member.read is not None or type(value) is not dict:
            continue
        if not member.repeats:
            rows |= rows_in(value, member.group, inner)
            continue
        rows[inner] = tuple(name for name in value if is_row_name(name))
        for name in rows[inner]:
            rows |= rows_in(value[name], member.group, row_of(inner, name))
    return rows


def is_row_name(name: str) -> bool:
    """Whether a name can stand in an address: one line without brackets, braces or space around it."""
    return bool(_ROW_NAME.fullmatch(name))


def _written(value: Any, cls: Any) -> dict[str, Any]:
    """Return what stands under each name: in a mapping or, for a row, in a list of numbers in column order."""
    if type(value) is dict:
        return value
    names = _shape(cls).columns
    if type(value) is list and names:
        return _row(value, names, cls)
    raise UnfitError("wrong-type", *_expected(value, names))


def _row(value: list[Any], names: tuple[str, ...], cls: Any) -> dict[str, Any]:
    if len(value) != len(names):
        labels = [declared(field).labels[-1] for field in attrs.fields(cls)]
        says = Text(
            f"这一行应当有 {len(names)} 个数字，写了 {len(value)} 个",
            f"this row should have {len(names)} numbers, not {len(value)}",
        )
        zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
        if any(type(item) is str and _SEPARATORS.search(item.strip()) for item in value):
            raise UnfitError(
                "wrong-length", says, Text("数字之间请用英文逗号 ,", "put plain commas between the numbers")
            )
        raise UnfitError(
            "wrong-length", says, Text(f"依次为：{zh}；不含总计", f"in this order: {en}; without the total")
        )
    return dict(zip(names, value, strict=True))


def _expected(value: Any, names: tuple[str, ...]) -> tuple[Text, Text | None]:
    kind = found(value)
    if names:
        says = (
            f"应当是 {len(names)} 个数字的列表，写的是{kind.zh}",
            f"expected a list of {len(names)} numbers, found {kind.en}",
        )
    else:
        says = f"下面应当有各项名称和数字，写的是{kind.zh}", f"expected names and figures below it, found {kind.en}"
    remedy = None
    if value is None:
        remedy = Text(
            "没有发生的写 0，还不知道的写 null，一项也不要省略",
            "write 0 where nothing happened and null where it is not known, for every figure",
        )
    elif type(value) is str and ("：" in value or ":" in value):
        remedy = Text("冒号要用英文的 :，后面空一格", "use the plain colon : with a space after it")
    elif type(value) is str and names:
        remedy = _row_remedy(value, names)
    return Text(*says), remedy


def _row_remedy(value: str, names: tuple[str, ...]) -> Text:
    """Return how a row is written: with its own numbers, where a text holds as many as the row has columns."""
    body = unicodedata.normalize("NFKC", value).strip(_BRACKETS)
    for separator in (",", "、", ";", None):
        parts = [part.strip() for part in body.split(separator)]
        if len(parts) == len(names) and all(_PLAIN.fullmatch(part) for part in parts):
            row = f"[{', '.join(parts)}]"
            return Text(f"请写成 {row}", f"write {row}")
    row = f"[{', '.join(['0'] * len(names))}]"
    return Text(f"请写成 {row} 这样的一行", f"write a row such as {row}")


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
        shape = _shape(cls)
        if shape.kind is not None and type(value) in (list, dict) and len(value) == len(shape.columns):
            row = value if type(value) is list else self._in_order(shape, value)
            if row is not None and shape.kind.takes_all(row):
                self.cells += row
                return
        written, met = _written(value, cls), 0
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

    def _in_order(self, shape: _Shape, value: dict[str, Any]) -> Any:
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
