"""Values as plain data: exact, in one language or in both, and only the fields that a format shows."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.origin import Origin
from reportgen.core.plain import plain
from reportgen.core.text import Text


@attrs.frozen
class Amount:
    value: Any
    label: Text
    note: str | None = None

    @property
    def doubled(self) -> Any:
        return self.value * 2


AMOUNT = Amount(Decimal("71.50"), Text("收费", "fees"))


@pytest.mark.parametrize("value", [3, True, None, "甲", 0])
def test_a_scalar_is_itself(value: object) -> None:
    assert plain(value) is value


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_decimal_is_exact_text_without_an_exponent(value: Decimal) -> None:
    assert Decimal(plain(value)) == value
    assert "E" not in plain(value)


def test_a_text_is_in_the_language_or_in_both() -> None:
    assert plain(AMOUNT.label, "zh") == "收费"
    assert plain([AMOUNT.label], "en") == ["fees"]
    assert plain(AMOUNT.label) == {"zh": "收费", "en": "fees"}


def test_a_class_shows_all_its_fields_or_those_that_are_listed() -> None:
    assert plain(AMOUNT, "zh") == {"value": "71.50", "label": "收费", "note": None}
    shown = plain({"a": (AMOUNT,)}, "en", {Amount: "doubled as_entered:value note?"})
    assert json.dumps(shown) == '{"a": [{"doubled": "143.00", "as_entered": "71.50"}]}'


def test_an_origin_is_written_as_in_messages_unless_its_fields_are_listed() -> None:
    origin = Origin("2025.yaml", 3, 5)
    assert plain(origin, "zh") == "2025.yaml:3:5"
    assert plain(origin, fields={Origin: "file line place?"}) == {"file": "2025.yaml", "line": 3}
