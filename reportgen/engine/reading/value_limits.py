"""Every value of a data file looked at once: how deep, how many, how long, whether its characters can be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reportgen.core.document import Path, Unreadable, dotted
from reportgen.core.limits import Limits
from reportgen.core.text import Text, shortened

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no Word document can hold: control characters but tab, LF and CR, lone surrogates, U+FFFE and U+FFFF."""

_REMOVE = Text("请删去这个字符", "delete the character")
_NEW_LINE = Text("请把它删去，在这里按回车另起一行", "delete it, and begin a new line here with Enter")
_EXACT = frozenset((int, bool, type(None), Decimal, float))
_MOST_FAULTS = 100
_MOST_DIGITS = 100
_ENDLESS = 10**_MOST_DIGITS


def remedy_for(character: str) -> Text:
    """Return what to do about a character that cannot stand where it stands."""
    from reportgen.engine.reading import special_characters  # noqa: PLC0415 — the same

    return _NEW_LINE if character in special_characters.LINE_BREAKS else _REMOVE


def bad_character(path: Path, character: str) -> Unreadable:
    """Return why a text with ``character`` is refused, naming the field."""
    from reportgen.engine.reading import special_characters  # noqa: PLC0415 — sound data has none

    field, name = dotted(path), special_characters.named(character)
    says = Text(
        f"{field} 里有不能印入文档的字符：{name.zh}" if field else f"文件里有不能印入文档的字符：{name.zh}",
        f"{field or 'the file'} holds the character {name.en}, which no document can hold",
    )
    return Unreadable("bad-character", says, remedy_for(character))


class Inspection:
    """One walk over data, which copies it: texts get LF as their only line end, what cannot be read is replaced.

    ``problems`` holds path and reason of everything that was refused.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.nodes = 0
        self.problems: list[tuple[Path, Unreadable]] = []

    def copy(self, value: Any, path: Path = ()) -> Any:
        """Return ``value`` as plain dict, list and scalars, with :class:`Unreadable` where it is refused."""
        kind = type(value)
        if kind in _EXACT:
            return value
        if kind is dict or kind is list:  # the common kinds first: asking an abstract class is slow
            return self._collection(value, path)
        if isinstance(value, str):
            return self._text(str.__str__(value), path)  # a kind of text of its own has no say in it
        if isinstance(value, Unreadable):
            return self._refuse(path, value)
        if isinstance(value, Mapping | list | tuple):
            return self._collection(value, path)
        says = Text(
            f"{dotted(path)} 的类型 {kind.__module__}.{kind.__qualname__} 不是数字、文字、列表或名称表",
            f"{dotted(path)} is a {kind.__module__}.{kind.__qualname__}: no number, text, list or mapping",
        )
        from reportgen.core.program_values import plain_instead  # noqa: PLC0415 — sound data has none

        return self._refuse(path, Unreadable("wrong-type", says, plain_instead(value)))

    def bound_numbers(self, copy: Any) -> None:
        """Refuse the numbers of more than a hundred digits in ``copy``, which this walk made, where they stand.

        For data from a program: those of a file are refused while it is read.
        """
        stack: list[tuple[Any, Path]] = [(copy, ())]
        while stack:
            group, path = stack.pop()
            for key, value in group.items() if type(group) is dict else enumerate(group):
                if type(value) is dict or type(value) is list:
                    stack.append((value, (*path, key)))
                elif _is_endless(value):
                    says = Text(
                        "数字超过一百位，不是统计数字", "a number of more than a hundred digits: no such figure"
                    )
                    group[key] = self._refuse((*path, key), Unreadable("ambiguous-value", says))

    def _collection(self, value: Any, path: Path) -> Any:
        if len(path) >= self.limits.data_depth:
            deep = self.limits.data_depth
            return self._refuse(
                path[:8], Unreadable("too-deep", Text(f"嵌套超过 {deep} 层", f"nested deeper than {deep}"))
            )
        if self.nodes + len(value) > self.limits.data_nodes:
            return self._refuse(path, too_many(self.limits))
        if type(value) is not dict and not isinstance(value, Mapping):
            self.nodes += len(value)
            if _EXACT.issuperset(map(type, value)):
                return list(value)
            return [
                item if type(item) in _EXACT else self.copy(item, (*path, position))
                for position, item in enumerate(value)
            ]
        self.nodes += len(value)
        result = {}
        for key, item in value.items():
            name = key if isinstance(key, str) else "…" if _is_endless(key) else repr(key)
            if name is not key:
                self._refuse((*path, name), not_a_text_key(name))
            elif FORBIDDEN.search(name):
                self._text(name, path)
            result[name] = item if type(item) in _EXACT else self.copy(item, (*path, name))
        return result

    def _text(self, text: str, path: Path) -> Any:
        if len(text) > self.limits.field_characters:
            most = self.limits.field_characters
            says = Text(
                f"{dotted(path)} 有 {len(text)} 个字，超过上限 {most} 个",
                f"{dotted(path)} has {len(text)} characters, more than {most}",
            )
            return self._refuse(path, Unreadable("text-too-long", says))
        found = FORBIDDEN.search(text)
        if found is not None:
            return self._refuse(path, bad_character(path, found.group()))
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text

    def _refuse(self, path: Path, why: Unreadable) -> Unreadable:
        if len(self.problems) < _MOST_FAULTS:
            self.problems.append((path, why))
        return why


def _is_endless(value: Any) -> bool:
    if type(value) is int:
        return bool(abs(value) >= _ENDLESS)
    if type(value) is not Decimal or not value.is_finite():
        return False
    return abs(value.adjusted()) >= _MOST_DIGITS or len(value.as_tuple().digits) > _MOST_DIGITS


def too_many(limits: Limits) -> Unreadable:
    """Return why a file with too many values is refused."""
    most = limits.data_nodes
    return Unreadable("too-many-values", Text(f"数据超过 {most} 项", f"more than {most} values"))


def not_a_text_key(name: str) -> Unreadable:
    """Return why a key that is no text is refused."""
    name = shortened(name)
    return Unreadable(
        "non-string-key",
        Text(f"名称 {name} 不是文字", f"the key {name} is no text"),
        Text(f'请加引号写成 "{name}"，或改用正确的名称', f'put it in quotes, "{name}", or use the right name'),
        at_key=True,
    )


def duplicate_key(name: str) -> Unreadable:
    """Return why a key that stands twice is refused; the places are added by who knows them."""
    name = shortened(name)
    return Unreadable(
        "duplicate-key",
        Text(f"名称 {name} 重复", f"the key {name} stands twice"),
        Text("只保留正确的一处", "keep only the right one"),
        at_key=True,
    )
