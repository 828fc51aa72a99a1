"""What every kind of figure must say of itself, and the refusal of a value that is not of the kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, ClassVar, Literal

import attrs

from reportgen.core.document import Unreadable
from reportgen.core.text import Text
from reportgen.core.value import Value

Use = Literal["number", "text", "code"]
_SHOWN = 40


class UnfitError(ValueError):
    """A value that is not what belongs in its place; ``says`` tells why, ``remedy`` what to write."""

    def __init__(self, id: str, says: Text, remedy: Text | None = None) -> None:
        self.id, self.says, self.remedy = id, says, remedy
        super().__init__(says.en)


class RefusedError(ValueError):
    """A value that reading refused already; there is nothing to add."""


@attrs.frozen(eq=False, repr=False)
class Kind(Value):
    """One kind of figure. A blank (``None``) is a value of every kind and is handled by whoever asks."""

    unit: Text | None = None
    """The unit of measure, for people; ``None`` where there is none."""

    numeric: ClassVar[bool] = False
    """Whether its values are numbers, which equations can hold."""
    summable: ClassVar[bool] = False
    """Whether a total may add its values: numbers, or numbers with codes among them that leave the sum undecided."""
    integral: ClassVar[bool] = False
    """Whether its values are whole numbers."""
    least: ClassVar[int | None] = None
    """The smallest value, ``None`` where there is none."""
    adds_up: ClassVar[bool] = False
    """Whether values of several units or rows add up to one; a figure may be an exception (a median)."""
    listed: ClassVar[bool] = False
    """Whether a class of nothing but such figures may be written as one list in column order."""
    prints_itself: ClassVar[bool] = True
    """Whether templates print the value as it is; else they are given :meth:`shown`."""

    used_as: ClassVar[Use] = "number"
    """What a template may do with the figure: calculate, or shape a text; a ``code`` may only be printed."""

    def read(self, value: Any) -> Any:
        """Return the figure that plain data holds, exactly; nothing is guessed or rounded.

        Raises:
            UnfitError: ``value`` is not of this kind.
            RefusedError: reading the file refused the value already.
        """
        raise NotImplementedError

    def takes_all(self, values: Collection[Any]) -> bool:
        """Whether :meth:`read` would return every value as it stands; ``False`` where that is not certain."""
        return not values

    def validate(self, name: str, value: Any) -> None:
        """Check a value that code puts into field ``name`` of a data class.

        Raises:
            TypeError, ValueError: it is not of this kind.
        """
        raise NotImplementedError

    def shown(self, value: Any) -> Any:
        """Return what a template is given: a number or a text."""
        return value

    def printed(self, value: Any) -> str:
        """Return the text that the figure prints in prose."""
        return str(self.shown(value))

    def shows(self, text: str, value: Any) -> bool:
        """Whether ``text``, read in a finished document, shows ``value`` and no other."""
        return text == self.printed(value)

    def measure(self, value: Any) -> int | Decimal | None:
        """Return the number by which figures of several reports are compared, ``None`` where there is none."""
        return value if self.numeric and isinstance(value, int | Decimal) else None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the figure in a data file, a blank included."""
        raise NotImplementedError

    def plain(self, value: Any) -> Any:
        """Return the value as a data file holds it: a whole number, a text or a truth value."""
        return value

    def sample(self, number: int) -> Any:
        """Return an example of the kind: another one for each ``number`` where it has so many, 0 the plainest.

        Raises:
            NotImplementedError: the kind has no examples; what needs them goes without.
        """
        raise NotImplementedError

    def of_size(self, size: float) -> Any:
        """Return an example of about ``size``, which is below zero only where the kind is; raises as :meth:`sample`."""
        return self.sample(int(size))

    @property
    def hint(self) -> str:
        """What a new data file says beside the figure's name of what to write; empty where nothing need be said."""
        return ""


def found(value: Any) -> Text:
    """Return what ``value`` is, in words for a person."""
    if isinstance(value, Unreadable):
        raise RefusedError
    if type(value) is str:
        shown = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        return Text(f"文字“{shown}”", f"the text “{shown}”")
    if value is None:
        return Text("空白", "a blank")
    if type(value) is bool:
        return Text(f"真假值 {str(value).lower()}", f"the truth value {str(value).lower()}")
    if isinstance(value, int | float | Decimal):
        return Text(f"数字 {value}", f"the number {value}")
    if isinstance(value, Mapping):
        return Text("一组名称", "a mapping")
    return Text("列表", "a list")
