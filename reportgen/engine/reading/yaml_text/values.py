"""YAML text to plain data by YAML 1.2 core rules, from the parser's events, so that every bound holds at once."""

from __future__ import annotations

from typing import Any

import attrs
import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from reportgen.core.document import Path, Unreadable
from reportgen.core.errors import DataError, Fault
from reportgen.core.limits import Limits
from reportgen.core.origin import Origin
from reportgen.core.text import Text, shortened
from reportgen.engine.reading import characters
from reportgen.engine.reading.places import NEAR, PlaceMap
from reportgen.engine.reading.value_limits import duplicate_key, not_a_text_key, too_many
from reportgen.engine.reading.yaml_text import errors as yaml_errors
from reportgen.engine.reading.yaml_text.places import LOADER, note_key, note_value, scan
from reportgen.engine.reading.yaml_text.scalars import resolved

_TAGGED = Unreadable(
    "yaml-tag",
    Text("以 ! 开头的 YAML 标签不能使用", "YAML tags, which begin with !, cannot be used"),
    Text("如果是文字请加引号", "put quotes around it if it is text"),
)
_ANCHORED = Unreadable(
    "yaml-anchor",
    Text("以 & 开头的 YAML 锚点不能使用", "YAML anchors, which begin with &, cannot be used"),
    Text("如果是文字请加引号", "put quotes around it if it is text"),
)
_MOST_WORDED = 1_000
"""Refusals of one text that are put into words: many more than are told."""
_MERGED = Unreadable(
    "yaml-merge",
    Text("YAML 合并写法 << 不能使用", "YAML's merge key << cannot be used"),
    Text("请把内容完整写出", "write the content out"),
    at_key=True,
)


def parse(text: str, name: str, limits: Limits) -> tuple[Any, bool, PlaceMap]:
    """Return what YAML ``text`` says, with :class:`Unreadable` for what cannot be read without guessing.

    An empty file gives ``None``. The second value is whether the first is sound: nothing in it was unreadable, and
    its texts, none of which has an escape, hold no other characters than the file and are not too long. The third has
    the places of sections and of what stands in them, which remarks on the prose point at.

    Raises:
        DataError: the text is no YAML (UnparsableError), has two documents or an alias, or goes past a limit.
    """
    try:
        reader = _Reader(text, name, limits)
        return reader.document(), reader.sound, reader.places
    except yaml.YAMLError as problem:
        if "invalid Unicode character" in str(problem):
            mark = getattr(problem, "problem_mark", None)
            fault = characters.lone_surrogate(text, mark.index if mark is not None else 0, name, scan)
            if fault is not None:
                raise DataError(fault) from None
        raise yaml_errors.UnparsableError(yaml_errors.syntax_fault(problem, name)) from None


def _runs_on(key: Any, text: Any) -> bool:
    """Whether an unmarked text begins below its ``key`` and has several lines, which YAML joins to one."""
    return bool(text.start_mark.line > key.start_mark.line and text.end_mark.line > key.start_mark.line + 1) and (
        text.end_mark.line - (text.end_mark.column == 0) > key.start_mark.line + 1
    )


def _without_bar(name: str) -> Unreadable:
    return Unreadable(
        "yaml-bar",
        *yaml_errors.lacks_bar(name),
        at_key=True,
    )


class _Reader:
    def __init__(self, text: str, name: str, limits: Limits) -> None:
        self.name, self.limits = name, limits
        self.next: Any = LOADER(text).get_event
        self.left = limits.data_nodes
        self.sound = "\\" not in text and len(text) <= limits.field_characters
        self.places = PlaceMap()
        self.refused = 0
        self.spare: Unreadable | None = None

    def document(self) -> Any:
        self.next()
        first = self.next()
        if isinstance(first, StreamEndEvent):
            return None
        value = self.value(self.next(), 0, ())
        self.next()
        second = self.next()
        if isinstance(second, DocumentStartEvent):
            one, other = ((event.start_mark.line if event.start_mark else 0) + 1 for event in (first, second))
            says = Text(
                f"文件里有两份数据（第 {one} 行和第 {other} 行各开始一份）",
                f"two documents: line {one} and line {other} begin one each",
            )
            remedy = Text(
                "请分成两个文件；单独一行的 --- 是分隔符", "make two files of it; a line --- separates documents"
            )
            raise self.fatal("two-documents", says, second, remedy)
        return value

    def value(self, event: Any, depth: int, path: Path | None = None) -> Any:
        kind = type(event)
        self.left -= 1
        if self.left < 0:
            raise self.fatal("too-many-values", too_many(self.limits).says, event)
        if kind is ScalarEvent:
            value = event.value if event.style else resolved(event.value, self.spare)
            if type(value) is Unreadable:
                self.refuse(value)
        elif depth >= self.limits.data_depth:
            says = Text(f"嵌套超过 {self.limits.data_depth} 层", f"nested deeper than {self.limits.data_depth}")
            raise self.fatal("too-deep", says, event)
        elif kind is SequenceStartEvent:
            value = []
            while type(inner := self.next()) is not SequenceEndEvent:
                value.append(self.value(inner, depth + 1))
        elif kind is MappingStartEvent:
            value = self.mapping(depth + 1, path)
        else:
            raise self.alias(event)
        if event.tag is None and event.anchor is None:
            return value
        self.sound = False
        return _TAGGED if event.tag is not None else _ANCHORED

    def mapping(self, depth: int, path: Path | None) -> dict[str, Any]:
        """Return a mapping; the places of its keys and values are noted where it has a ``path``."""
        result: dict[str, Any] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key, refused = self.key(event, depth)
            first = self.next()
            if path is None:
                value = self.value(first, depth)
            else:
                inside = (*path, key)
                note_key(event, inside, self.places)
                note_value(first, inside, self.places)
                value = self.value(first, depth, inside if len(inside) < NEAR else None)
                if type(value) is str and not first.style and _runs_on(event, first):
                    self.sound, value = False, _without_bar(key)
            if key in result:
                refused = self.spare or duplicate_key(key)
            if refused is not None:
                self.refuse(refused)
                value = refused
            result[key] = value
        return result

    def refuse(self, why: Unreadable) -> None:
        """Note that something is refused; after very many no more are told, and none is put into words."""
        self.sound = False
        self.refused += 1
        if self.refused > _MOST_WORDED:
            self.spare = why

    def key(self, event: Any, depth: int) -> tuple[str, Unreadable | None]:
        """Return a key as written and, where it is no text, why it is refused."""
        if type(event) is not ScalarEvent:
            self.value(event, depth)
            return "?", not_a_text_key("?")
        key: str = event.value
        if event.tag is not None or event.anchor is not None:
            return key, _TAGGED if event.tag is not None else _ANCHORED
        if event.style or (kind := resolved(key, self.spare)) is key:
            return key, None
        if key == "<<":
            return key, _MERGED
        if self.spare is not None:
            return key, self.spare
        return key, attrs.evolve(kind, at_key=True) if isinstance(kind, Unreadable) else not_a_text_key(key or '""')

    def alias(self, event: Any) -> DataError:
        word = f"*{shortened(str(event.anchor))}" if isinstance(event, AliasEvent) else "?"
        return self.fatal(
            "yaml-alias",
            Text(f"YAML 别名 {word} 不能使用", f"the YAML alias {word} cannot be used"),
            event,
            Text(
                "请把内容完整写出；如果是以 * 开头的文字请加引号", "write the content out, or quotes around text with *"
            ),
        )

    def fatal(self, id: str, says: Text, event: Any, remedy: Text | None = None) -> DataError:
        mark = event.start_mark
        return DataError(Fault(id, says, Origin(self.name, mark.line + 1, mark.column + 1), remedy))
