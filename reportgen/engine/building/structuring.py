"""Plain data to the statistics classes, taking nothing but exact numbers: 3.7 is not 3, and "12" is not 12."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from typing import Any, Final

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text
from reportgen.engine.building import numbers
from reportgen.engine.building.fault_list import Faults, labelled
from reportgen.engine.building.numbers import RefusedError, UnfitError, found
from reportgen.model.addresses import AddressBook, label_of
from reportgen.model.figures import FIGURE
from reportgen.model.symbolic import derived_figures, hints

_SEPARATORS = re.compile(r"[，、；;\s]")
"""What people write between numbers where YAML needs a comma."""
_BRACKETS = " \u3000[]()【】〔〕"
_PLAIN = re.compile(r"0|[1-9][0-9]*", re.ASCII)
_READERS: Final[dict[str, Callable[[Any], Any]]] = {"count": numbers.count, "amount": numbers.amount}


def statistics(data: dict[str, Any], book: AddressBook, faults: Faults) -> Any:
    """Return the statistics that ``data`` describes, or ``None`` after noting everything that is wrong with it."""
    structuring = _Structuring(book, faults)
    made = structuring.group(book.statistics, data, ())
    return made if structuring.sound else None


@functools.cache
def columns(cls: Any) -> tuple[str, ...]:
    """Return the names of a row's cells in order: of a class that holds counts only, else nothing."""
    fields = attrs.fields(cls)
    return (
        tuple(field.name for field in fields) if all(field.metadata[FIGURE].kind == "count" for field in fields) else ()
    )


@functools.cache
def _members(cls: Any) -> tuple[tuple[str, Callable[[Any], Any] | None, Any], ...]:
    """Return every field of a class: its name and what reads its number or, of a group, its class."""
    kinds = hints(cls)
    fields = ((field.name, _READERS.get(field.metadata[FIGURE].kind)) for field in attrs.fields(cls))
    return tuple((name, read, kinds[name]) for name, read in fields)


def _written(value: Any, cls: Any) -> dict[str, Any]:
    """Return what stands under each name: in a mapping or, for a row, in a list of numbers in column order."""
    if type(value) is dict:
        return value
    names = columns(cls)
    if type(value) is list and names:
        return _row(value, names, cls)
    raise UnfitError("wrong-type", *_expected(value, names))


def _row(value: list[Any], names: tuple[str, ...], cls: Any) -> dict[str, Any]:
    if len(value) != len(names):
        labels = [field.metadata[FIGURE].labels[-1] for field in attrs.fields(cls)]
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
    """Makes one class after another, noting faults as it goes; ``sound`` as long as nothing was wrong."""

    def __init__(self, book: AddressBook, faults: Faults) -> None:
        self.book, self.faults, self.sound = book, faults, True

    def group(self, cls: Any, value: Any, path: Path) -> Any:
        """Return ``cls`` made of ``value``, which stands at ``path``, or ``None`` after something was wrong.

        Raises:
            UnfitError, RefusedError: ``value`` has no names or columns at all.
        """
        written, members = _written(value, cls), _members(cls)
        made: list[Any] = []
        for name, read, kind in members:
            if name not in written:
                continue
            try:
                made.append(read(written[name]) if read else self.group(kind, written[name], (*path, name)))
            except (UnfitError, RefusedError) as problem:
                made.append(None)
                self.unfit(problem, (*path, name))
        if len(made) < len(written) or len(made) < len(members):
            self.names(cls, written, path)
        return cls(*made) if self.sound else None

    def unfit(self, problem: UnfitError | RefusedError, path: Path) -> None:
        """Note why the value at ``path`` does not belong there, unless reading did already."""
        self.sound = False
        if isinstance(problem, UnfitError):
            self.faults.add(problem.id, path, _named(self.label(path), problem.says), problem.remedy)

    def names(self, cls: Any, written: dict[str, Any], path: Path) -> None:
        """Note the names at ``path`` that are unknown, and those that are missing."""
        self.sound = False
        known = [name for name, _, _ in _members(cls)]
        missing = [name for name in known if name not in written]
        for name in sorted(written.keys() - set(known)):
            close = self.unknown(cls, (*path, name), missing, written[name])
            missing = [other for other in missing if other != close]
        for name in missing:
            self.missing((*path, name))

    def unknown(self, cls: Any, path: Path, missing: list[str], value: Any) -> str | None:
        """Note an unknown key, and return the missing one that it stands for."""
        name = str(path[-1])
        if isinstance(value, Unreadable) and value.at_key:
            return None
        names = [field.name for field in attrs.fields(cls)]
        if name in derived_figures(cls):
            address = ".".join(map(str, path))
            remedy = Text(
                f"合计由程序计算，请删去；要核对已公布的合计，写到 stated 下面：{address}: 数字",
                f"totals are computed; delete it, or write a published one below stated: as {address}",
            )
            self.faults.unknown_key(path, names, remedy)
            return None
        labels = {known: self.words((*path[:-1], known)) for known in names}
        close = self.faults.nearest(name, missing) or labelled(name, {known: labels[known] for known in missing})
        self.faults.unknown_key(path, [close] if close is not None else names, labels=labels)
        return close

    def words(self, path: Path) -> Text:
        """Return the official words for one name, without those around it: （一）予以公开."""
        address = ".".join(map(str, path))
        labels = self.book[address].labels if address in self.book else self.book.groups.get(address, ())
        return labels[-1] if labels else Text(address, address)

    def missing(self, path: Path) -> None:
        address, label = ".".join(map(str, path)), self.label(path)
        says = Text(
            f"缺少 {address}" + (f"（{label.zh}）" if label.zh else ""),
            f"missing {address}" + (f" ({label.en})" if label.en else ""),
        )
        remedy = Text(
            "没有发生写 0，还不知道写 null；缺少不等于零",
            "write 0 where nothing happened, null where it is not known; missing is not zero",
        )
        self.faults.add_key("missing-key", path[:-1], says, remedy)

    def label(self, path: Path) -> Text:
        address = ".".join(map(str, path))
        return self.book[address].label if address in self.book else label_of(self.book.groups.get(address, ()))


def _named(label: Text, says: Text) -> Text:
    return Text(f"{label.zh}：{says.zh}", f"{label.en}: {says.en}") if label.zh else says
