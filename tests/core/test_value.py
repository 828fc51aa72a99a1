"""Values are equal when their compared fields are, and show themselves; one implementation serves all classes."""

from __future__ import annotations

import pickle
from typing import Any

import attrs

from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.core.value import Value


@attrs.frozen(eq=False, repr=False)
class Sample(Value):
    shown: str
    hidden: int = attrs.field(default=0, repr=False)
    ignored: int = attrs.field(default=0, eq=False)


@attrs.frozen
class Written:
    """The same, written by attrs itself: the oracle."""

    shown: str
    hidden: int = attrs.field(default=0, repr=False)
    ignored: int = attrs.field(default=0, eq=False)


def test_equality_hash_and_repr_are_what_attrs_would_write() -> None:
    fields: list[tuple[Any, ...]] = [("a",), ("b",), ("a", 1), ("a", 1, 5), ("a", 0, 7)]
    for one in fields:
        assert repr(Sample(*one)).partition("(")[2] == repr(Written(*one)).partition("(")[2]
        for other in fields:
            equal = Written(*one) == Written(*other)
            assert (Sample(*one) == Sample(*other)) is equal
            assert (Sample(*one) != Sample(*other)) is not equal
            if equal:
                assert hash(Sample(*one)) == hash(Sample(*other))
    assert len({Sample(*one) for one in fields}) == len({Written(*one) for one in fields})


def test_values_of_two_classes_are_never_equal() -> None:
    assert Text("a", "b") != Origin("a", None)
    assert Text("a", "b") != ("a", "b")


def test_a_value_travels() -> None:
    text = Text("是", "yes")
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 — made here
