"""Figures that are no numbers: a text, one of a few words, yes or no, a day, and numbers that may be a code instead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use, found

_CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_LINE = rf"[^\s{_CONTROL}](?:[^{_CONTROL}]*[^\s{_CONTROL}])?"
_DAY = r"([1-9][0-9]{3})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)"
YES, NO = "是", "否"


@attrs.frozen(eq=False, repr=False)
class Words(Kind):
    """One line of text, printed as it is."""

    most: int = 1000
    """The most characters that it may have."""

    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> str | None:
        """Return ``value`` if it is a line of text with no space around it, or ``None``."""
        if value is None:
            return None
        if type(value) is not str:
            kind = found(value)
            remedy = Text("数字和真假值请加引号", "put quotes around it") if isinstance(value, int | float) else None
            raise UnfitError(
                "not-a-text", Text(f"应当是文字，写的是{kind.zh}", f"expected a text, found {kind.en}"), remedy
            )
        problem = self._problem(value)
        if problem is not None:
            remedy = Text("请写成一行，前后不留空格", "write one line with no space around it")
            raise UnfitError("not-a-text", problem, remedy)
        return value

    def _problem(self, value: str) -> Text | None:
        if len(value) > self.most:
            return Text(f"文字超过 {self.most} 个字", f"the text has more than {self.most} characters")
        if not re.fullmatch(_LINE, value):
            return Text("应当是一行文字", "expected one line of text")
        return None

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is a line of text."""
        if type(value) is not str:
            raise TypeError(f"{name} must be a text or None, not {value!r}")
        problem = self._problem(value)
        if problem is not None:
            raise ValueError(f"{name}: {problem}")

    def schema(self) -> dict[str, Any]:
        """Return a text of some length, or null."""
        return {"type": ["string", "null"], "pattern": f"^{_LINE}$", "maxLength": self.most}

    @property
    def hint(self) -> str:
        """Say that a text is written here."""
        return "（文字）"


@attrs.frozen(eq=False, repr=False)
class Choice(Kind):
    """One of a few words that are laid down."""

    values: tuple[str, ...] = ()

    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> str | None:
        """Return ``value`` if it is exactly one of the words, or ``None``."""
        if value is None or (type(value) is str and value in self.values):
            return value
        kind = found(value)
        zh, en = "、".join(self.values), ", ".join(self.values)
        raise UnfitError(
            "not-a-choice",
            Text(f"只能写规定的几种之一，写的是{kind.zh}", f"expected one of the words laid down, found {kind.en}"),
            Text(f"请写其中之一：{zh}", f"write one of: {en}"),
        )

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is one of the words."""
        if type(value) is not str:
            raise TypeError(f"{name} must be a text or None, not {value!r}")
        if value not in self.values:
            raise ValueError(f"{name} must be one of {', '.join(self.values)}, not {value!r}")

    def schema(self) -> dict[str, Any]:
        """Return the words, or null."""
        return {"enum": [*self.values, None]}

    @property
    def hint(self) -> str:
        """Return the words to choose from."""
        return f"（任选其一：{'、'.join(self.values)}）"


class YesOrNo(str):
    """What a template is given of a flag: 是 or 否 where it is printed, true or false where a condition asks."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return self == YES


@attrs.frozen(eq=False, repr=False)
class Flag(Kind):
    """Yes or no: true or false in data and for a template's conditions, 是 or 否 where it is printed."""

    prints_itself: ClassVar[bool] = False
    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> bool | None:
        """Return ``value`` if it is true or false; 是 and 否 are read, too."""
        if value is None or type(value) is bool:
            return value
        if type(value) is str and value in (YES, NO):
            return value == YES
        kind = found(value)
        says = Text(f"应当是 true（是）或 false（否），写的是{kind.zh}", f"expected true or false, found {kind.en}")
        raise UnfitError("not-a-flag", says, Text("请写 true 或 false，不加引号", "write true or false without quotes"))

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is true or false."""
        if type(value) is not bool:
            raise TypeError(f"{name} must be True, False or None, not {value!r}")

    def shown(self, value: Any) -> YesOrNo:
        """Return 是 or 否, which is true or false as well."""
        return YesOrNo(YES if value else NO)

    def schema(self) -> dict[str, Any]:
        """Return true, false, 是, 否, or null."""
        return {"enum": [True, False, YES, NO, None]}

    @property
    def hint(self) -> str:
        """Return what may be written."""
        return "（true 为是，false 为否）"


@attrs.frozen(eq=False, repr=False)
class Day(Kind):
    """A day of the calendar: ``2025-12-31`` or 2025年12月31日 in data, 2025年12月31日 in the document."""

    prints_itself: ClassVar[bool] = False

    used_as: ClassVar[Use] = "text"

    def read(self, value: Any) -> dt.date | None:
        """Return the day that a text names in one of the two ways of writing, or ``None``."""
        if value is None:
            return None
        match = re.fullmatch(_DAY, value) if type(value) is str else None
        try:
            if match is not None:
                return dt.date(*(int(part) for part in match.groups() if part is not None))
        except ValueError:
            says = Text(f"没有这一天：{value}", f"there is no such day: {value}")
            raise UnfitError("not-a-date", says, Text("请核对年月日", "check year, month and day")) from None
        kind = found(value)
        raise UnfitError(
            "not-a-date",
            Text(f"应当是日期，写的是{kind.zh}", f"expected a date, found {kind.en}"),
            Text('请写成 "2025-12-31"（加引号）或 2025年12月31日', 'write "2025-12-31" in quotes'),
        )

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is a day without a time."""
        if type(value) is not dt.date:
            raise TypeError(f"{name} must be a datetime.date or None, not {value!r}")

    def shown(self, value: Any) -> str:
        """Return 2025年12月31日."""
        return f"{value.year:04d}年{value.month}月{value.day}日"

    def schema(self) -> dict[str, Any]:
        """Return a text in one of the two ways of writing, or null."""
        return {
            "type": ["string", "null"],
            "pattern": f"^{_DAY}$",
        }

    def plain(self, value: Any) -> str:
        """Return the day as ISO 8601 writes it."""
        return str(value.isoformat())

    @property
    def hint(self) -> str:
        """Return an example."""
        return '（日期，例如 "2025-12-31"）'


@attrs.frozen(eq=False, repr=False)
class ValueOrCode(Kind):
    """A figure of another kind, or one of a few codes in its place: N/A where it does not apply, — where it is secret.

    A code is no number: a sum that needs such a figure is undecided.
    """

    kind: Kind = attrs.field(kw_only=True)
    codes: tuple[str, ...] = attrs.field(kw_only=True)

    prints_itself: ClassVar[bool] = False
    summable: ClassVar[bool] = True

    used_as: ClassVar[Use] = "code"

    def read(self, value: Any) -> Any:
        """Return the code, or what the other kind makes of ``value``."""
        if type(value) is str and value in self.codes:
            return value
        try:
            return self.kind.read(value)
        except UnfitError as problem:
            zh, en = "、".join(self.codes), ", ".join(self.codes)
            other = Text(f"不适用时可以写：{zh}", f"where there is no figure, write one of: {en}")
            known = problem.remedy
            remedy = other if known is None else Text(f"{known.zh}；{other.zh}", f"{known.en}; {other.en}")
            raise UnfitError(problem.id, problem.says, remedy) from None

    def takes_all(self, values: Collection[Any]) -> bool:
        """Whether the other kind takes all values as they stand."""
        return self.kind.takes_all(values)

    def validate(self, name: str, value: Any) -> None:
        """Check that ``value`` is a code or of the other kind."""
        if not (type(value) is str and value in self.codes):
            self.kind.validate(name, value)

    def shown(self, value: Any) -> Any:
        """Return the code, or what the other kind gives a template."""
        return value if self._is_code(value) else self.kind.shown(value)

    def printed(self, value: Any) -> str:
        """Return the code, or what the other kind prints."""
        return str(value) if self._is_code(value) else self.kind.printed(value)

    def shows(self, text: str, value: Any) -> bool:
        """Whether ``text`` is the code, or shows the other kind's value."""
        return bool(text == value) if self._is_code(value) else text not in self.codes and self.kind.shows(text, value)

    def schema(self) -> dict[str, Any]:
        """Return one of the codes, or what the other kind is."""
        return {"anyOf": [{"enum": list(self.codes)}, self.kind.schema()]}

    def plain(self, value: Any) -> Any:
        """Return the code, or what the other kind writes."""
        return value if self._is_code(value) else self.kind.plain(value)

    def _is_code(self, value: Any) -> bool:
        return type(value) is str and value in self.codes

    @property
    def hint(self) -> str:
        """Return the other kind's hint and the codes."""
        return f"{self.kind.hint}（不适用时写 {'、'.join(self.codes)}）"
