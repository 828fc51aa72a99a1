"""Figures in whose place a code may stand."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use


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

    def measure(self, value: Any) -> int | Decimal | None:
        """Return the other kind's number; a code has none."""
        return None if self._is_code(value) else self.kind.measure(value)

    def sample(self, number: int) -> Any:
        """Return an example of the other kind."""
        return self.kind.sample(number)

    def of_size(self, size: float) -> Any:
        """Return an example of the other kind."""
        return self.kind.of_size(size)

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
