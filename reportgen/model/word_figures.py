"""How a data class declares figures that are no numbers, and numbers that may be a code instead."""

from __future__ import annotations

from typing import Any

from reportgen.model.figures import Label, figure
from reportgen.model.kinds.day import Day
from reportgen.model.kinds.flag import Flag
from reportgen.model.kinds.kind import Kind
from reportgen.model.kinds.value_or_code import ValueOrCode
from reportgen.model.kinds.words import Choice, Words
from reportgen.model.kinds.written_amounts import WrittenAmount


def text(*labels: Label, most: int = 1000, law: str = "") -> Any:
    """Declare one line of text of at most ``most`` characters, or ``None`` for a blank cell."""
    return figure(Words(most=most), labels, law)


def flag(*labels: Label, law: str = "") -> Any:
    """Declare a yes or no: ``bool``, or ``None``."""
    return figure(Flag(), labels, law)


def day(*labels: Label, law: str = "") -> Any:
    """Declare a day of the calendar: ``datetime.date``, or ``None``."""
    return figure(Day(), labels, law)


def choice(*labels: Label, values: tuple[str, ...], law: str = "") -> Any:
    """Declare one of a few words, ``values``, or ``None``."""
    return figure(Choice(values=values), labels, law)


def value_or_code(*labels: Label, kind: Kind, codes: tuple[str, ...], law: str = "") -> Any:
    """Declare a figure of ``kind`` or one of ``codes`` in its place (N/A, —), or ``None``."""
    return figure(ValueOrCode(kind.unit, kind=kind, codes=codes), labels, law)


def written_amount(*labels: Label, law: str = "") -> Any:
    """Declare an amount of money with its own unit behind it (``251000元``), or ``None`` for a blank cell."""
    return figure(WrittenAmount(), labels, law)
