"""Plain data to the statistics classes by cattrs, with hooks that take nothing but exact numbers."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
from cattrs import AttributeValidationNote, ClassValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn

from reportgen.engine.building import numbers
from reportgen.engine.building.faults import Faults, labelled, nearest
from reportgen.engine.building.numbers import RefusedError, UnfitError, found
from reportgen.vocabulary.addresses import AddressBook, label_of
from reportgen.vocabulary.documents import Path, Unreadable
from reportgen.vocabulary.figures import FIGURE
from reportgen.vocabulary.symbols import derived_figures
from reportgen.vocabulary.texts import Text


def statistics(data: dict[str, Any], book: AddressBook, faults: Faults) -> Any:
    """Return the statistics that ``data`` describes, or ``None`` after noting everything that is wrong with it."""
    try:
        return _converter().structure(data, book.statistics)
    except ClassValidationError as problem:
        _Explaining(book, faults).explain(problem, (), data)
        return None


@functools.cache
def _converter() -> Converter:
    """Return a converter without cattrs' own leniency, by which 3.7 is a 3 and "12" a 12."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_func(lambda kind: kind == int | None, lambda value, _: numbers.count(value))
    converter.register_structure_hook_func(lambda kind: kind == Decimal | None, lambda value, _: numbers.amount(value))
    # cattrs asks for a class's hook again at every field of it.
    converter.register_structure_hook_factory(attrs.has, functools.cache(lambda cls: _hook(cls, converter)))
    return converter


def columns(cls: type[Any]) -> tuple[str, ...]:
    """Return the names of a row's cells in order: of a class that holds counts only, else nothing."""
    fields = attrs.fields(cls)
    return (
        tuple(field.name for field in fields) if all(field.metadata[FIGURE].kind == "count" for field in fields) else ()
    )


def _hook(cls: type[Any], converter: Converter) -> Any:
    """Return how ``cls`` is made: out of a mapping or, for a row, out of a list of numbers in column order."""
    from_mapping = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )
    names = columns(cls)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is list and names:
            value = _row(value, names, cls)
        if type(value) is not dict:
            raise UnfitError("wrong-type", *_expected(value, names))
        return from_mapping(value, cls)

    return structure


def _row(value: list[Any], names: tuple[str, ...], cls: type[Any]) -> dict[str, Any]:
    if len(value) != len(names):
        labels = [field.metadata[FIGURE].labels[-1] for field in attrs.fields(cls)]
        says = Text(
            f"这一行应当有 {len(names)} 个数字，写了 {len(value)} 个",
            f"this row should have {len(names)} numbers, not {len(value)}",
        )
        zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
        if any(type(item) is str and "，" in item for item in value):
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
    return Text(*says), remedy


class _Explaining:
    """cattrs' group of exceptions, told as faults with address, official label and place."""

    def __init__(self, book: AddressBook, faults: Faults) -> None:
        self.book, self.faults = book, faults

    def explain(self, problem: BaseException, path: Path, data: Any) -> None:
        if isinstance(problem, RefusedError):
            return
        if isinstance(problem, UnfitError):
            self.faults.add(problem.id, path, _named(self.label(path), problem.says), problem.remedy)
        elif isinstance(problem, ClassValidationError):
            self.explain_class(problem, path, data)
        else:
            raise problem

    def explain_class(self, problem: ClassValidationError, path: Path, data: Any) -> None:
        missing: list[str] = []
        extra: list[str] = []
        for inner, name in _members(problem):
            if isinstance(inner, ForbiddenExtraKeysError):
                extra += sorted(inner.extra_fields)
            elif isinstance(inner, KeyError) and name is not None:
                missing.append(name)
            else:
                below = data[name] if isinstance(data, dict) and name is not None else None
                self.explain(inner, (*path, name) if name is not None else path, below)
        for name in extra:
            close = self.unknown((*path, name), problem.cl, missing, data)
            missing = [other for other in missing if other != close]
        for name in missing:
            self.missing((*path, name))

    def unknown(self, path: Path, cls: Any, missing: list[str], data: Any) -> str | None:
        """Note an unknown key, and return the missing one that it stands for."""
        name = str(path[-1])
        if isinstance(data.get(name), Unreadable) and data[name].at_key:
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
        close = nearest(name, missing) or labelled(name, {known: labels[known] for known in missing})
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


def _members(problem: ClassValidationError) -> Iterator[tuple[BaseException, str | None]]:
    for inner in problem.exceptions:
        notes = (note for note in getattr(inner, "__notes__", ()) if isinstance(note, AttributeValidationNote))
        note = next(notes, None)
        yield inner, None if note is None else note.name


def _named(label: Text, says: Text) -> Text:
    return Text(f"{label.zh}：{says.zh}", f"{label.en}: {says.en}") if label.zh else says
