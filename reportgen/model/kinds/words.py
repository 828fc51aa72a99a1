"""Figures that are words: one line of text, or one of a few words that are laid down."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use, found

_CONTROL = r"\u0000-\u001f\u007f-\u009f\u2028\u2029"
_LINE = rf"[^\s{_CONTROL}](?:[^{_CONTROL}]*[^\s{_CONTROL}])?"


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

    def sample(self, number: int) -> str:
        """Return 文字 with ``number``, or as much of it as there is room for."""
        return f"{number}文字"[: self.most]

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

    def sample(self, number: int) -> str:
        """Return one of the words."""
        return self.values[number % len(self.values)]

    def schema(self) -> dict[str, Any]:
        """Return the words, or null."""
        return {"enum": [*self.values, None]}

    @property
    def hint(self) -> str:
        """Return the words to choose from."""
        return f"（任选其一：{'、'.join(self.values)}）"
