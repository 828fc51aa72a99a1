"""Yes or no."""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from reportgen.core.text import Text
from reportgen.model.kinds.kind import Kind, UnfitError, Use, found

YES, NO = "是", "否"


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

    def sample(self, number: int) -> bool:
        """Return whether ``number`` is odd."""
        return number % 2 == 1

    def schema(self) -> dict[str, Any]:
        """Return true, false, 是, 否, or null."""
        return {"enum": [True, False, YES, NO, None]}

    @property
    def hint(self) -> str:
        """Return what may be written."""
        return "（true 为是，false 为否）"
