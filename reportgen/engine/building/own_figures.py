"""What an office adds of its own: figures for its prose, and equations that must hold between figures."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import NoneType
from typing import Any, Final

import attrs

from reportgen.core.document import Path, Unreadable
from reportgen.core.text import Text, shortened
from reportgen.engine.building import equations
from reportgen.engine.building.sections import TOP, Sections
from reportgen.model.kinds.kind import RefusedError, UnfitError, found
from reportgen.model.kinds.written_numbers import decimal, suggestion
from reportgen.prose.rendering import blank_at
from reportgen.report.particulars import PRINTED
from reportgen.report.report import Check

_USUAL: Final = frozenset((int, str, NoneType, dict))
_TEMPLATE_WORDS: Final = frozenset(
    (
        *("loop", "self", "caller", "varargs", "kwargs", "namespace", "range", "dict", "lipsum", "cycler", "joiner"),
        *(
            "true",
            "false",
            "none",
            "True",
            "False",
            "None",
            "not",
            "and",
            "or",
            "in",
            "is",
            "if",
            "else",
            "elif",
            "for",
        ),
        *("elif", "recursive", "import", "include", "with", "without", "context"),
    )
)
"""Names that have a meaning of their own in a template."""


def figures(sections: Sections) -> dict[str, Any]:
    """Return the office's own figures, nested as written: numbers, texts and blanks under plain names."""
    written, taken = sections.data.get("figures"), _taken(sections.type.statistics)
    sound = _sound(written, taken)
    return sound if sound is not None else _figures(sections, ("figures",), written, taken)


@functools.cache
def _taken(statistics: Any) -> frozenset[str]:
    """Return the names that own figures of a type's reports cannot have."""
    return frozenset((*TOP, *PRINTED, *(field.name for field in attrs.fields(statistics)), *_TEMPLATE_WORDS))


def _sound(value: Any, taken: frozenset[str]) -> dict[str, Any] | None:
    """Return own figures of the usual kinds under names that can be used, or ``None`` where anything else is found."""
    if type(value) is not dict or not taken.isdisjoint(value):
        return None
    result: dict[str, Any] = {}
    for key, item in value.items():
        figure = _sound(item, frozenset()) if type(item) is dict else item
        if not (key.isascii() and key.isidentifier()) or (figure is None and item is not None):
            return None
        if type(item) not in _USUAL:
            return None
        result[key] = figure
    return result


def _figures(sections: Sections, path: Path, value: Any, taken: frozenset[str]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, item in sections.items(path, value):
        here = (*path, key)
        if not _is_name(key):
            says = Text(f"名称 {key} 不能用", f"{key} cannot be a name")
            remedy = Text(
                "用汉字、英文字母、半角数字和下划线，不以数字开头，中间不留空格",
                "use letters, plain digits and _, not a digit first, no spaces",
            )
            sections.faults.add_key("bad-name", here, says, remedy)
        elif key in taken:
            says = Text(f"名称 {key} 已有别的含义", f"the name {key} has a meaning already")
            sections.faults.add_key("bad-name", here, says, Text("请换一个名称", "choose another name"))
        elif isinstance(item, dict):
            result[key] = _figures(sections, here, item, frozenset())
        else:
            result[key] = sections.number(_own, item, here, Text(key, key))
    return result


def _is_name(key: str) -> bool:
    """Whether ``key`` can be the name of an own figure, in any script: templates read only names in normal form."""
    return key.isidentifier() and unicodedata.normalize("NFKC", key) == key


def _own(value: Any) -> int | Decimal | str | None:
    """Return ``value`` if it can be a figure of the office's own: a number, a text, or a blank.

    Raises:
        UnfitError: it is anything else.
    """
    if value is None or type(value) is int or type(value) is str:
        return value
    exact = decimal(value)
    if exact is None:
        kind = found(value)
        raise UnfitError(
            "not-a-figure", Text(f"应当是数字或文字，写的是{kind.zh}", f"expected a number or a text, found {kind.en}")
        )
    return exact


def checks(sections: Sections, own: Mapping[str, Any]) -> tuple[Check, ...]:
    """Return the office's own equations; ``own`` holds its figures by address."""
    value = sections.data.get("checks")
    if value is None or isinstance(value, Unreadable):
        return ()
    if type(value) is not list:
        kind = found(value)
        says = Text(f"checks 应当是列表，写的是{kind.zh}", f"checks should be a list, found {kind.en}")
        remedy = Text("每个等式一行，以“- ”开头", "one equation a line, each after “- ”")
        sections.faults.add("wrong-type", ("checks",), says, remedy)
        return ()
    book, texts = sections.book, set[str]()

    def find(address: str) -> str:
        is_number = book[address].figure.kind.numeric if address in book else type(own.get(address)) is not str
        if is_number and (address in book or address in own):
            return address
        if address in own:
            if address not in texts:
                _is_text(sections, address, own[address])
            texts.add(address)
            raise RefusedError
        if address in book:
            raise UnfitError("bad-equation", Text(f"{address} 是文字，不能计算", f"{address} is a text, no number"))
        group = blank_at(address, own)
        if group is not None:
            return group
        close = sections.faults.nearest(address, [*book, *own])
        remedy = Text(f"最接近的是 {close}", f"the nearest is {close}") if close is not None else None
        raise UnfitError(
            "unknown-address", Text(f"没有名为 {address} 的数字", f"no figure is called {address}"), remedy
        )

    return tuple(check for position, text in enumerate(value) for check in _check(sections, text, position, find))


def _is_text(sections: Sections, address: str, text: str) -> None:
    """Note, at the figure, that an equation needs a number where a text stands, and the number that was meant."""
    number = suggestion(text.rstrip("%％"), whole=True) or suggestion(text.rstrip("%％"), whole=False)
    says = Text(
        f"{address} 是文字“{shortened(text)}”，checks 的等式不能用它计算",
        f"{address} is the text “{shortened(text)}”, which no equation below checks: can calculate with",
    )
    remedy = Text("只写数字，单位写在文字部分里", "write the digits only; the unit belongs into the prose")
    if number is not None:
        remedy = Text(f"请写成 {number}，单位写在文字部分里", f"write {number}; the unit belongs into the prose")
    sections.faults.add("bad-equation", ("figures", *address.split(".")), says, remedy)


def _check(sections: Sections, text: Any, position: int, find: Callable[[str], str]) -> Iterator[Check]:
    try:
        if type(text) is not str:
            kind = found(text)
            says = Text(f"应当是一个等式，写的是{kind.zh}", f"expected an equation, found {kind.en}")
            raise UnfitError("wrong-type", says)
        yield Check(text, position, *equations.parse(text, find))
    except RefusedError:
        return
    except UnfitError as problem:
        sections.faults.add(problem.id, ("checks", position), problem.says, problem.remedy)
