"""What a program gives that is no plain data is refused with the plain value to give instead."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from docx import Document

from reportgen import api
from reportgen.core.errors import DataError, RenderError
from reportgen.core.program_values import plain_instead
from tests.strategies import document_of, zero


class Whole:
    """A whole number of another library, as numpy has them."""

    def __index__(self) -> int:
        return 3


class Row:
    """A row of another library."""

    def tolist(self) -> list[int]:
        return [3]


@pytest.mark.parametrize(
    ("value", "piece"),
    [(dt.date(2026, 1, 2), '"2026-01-02"'), (dt.datetime(2026, 1, 2, 3), '"2026-01-02"'),  # noqa: DTZ001
     (Whole(), "int(…)"), (Row(), ".tolist()")],
)  # fmt: skip
def test_a_plain_value_is_named_where_it_is_certain(value: Any, piece: str) -> None:
    told = plain_instead(value)
    assert told is not None
    assert piece in told.zh
    assert piece in told.en
    assert plain_instead(object()) is None


def test_data_and_templates_name_it() -> None:
    with pytest.raises(DataError) as refused:
        api.load(document_of(zero()) | {"published": dt.date(2026, 1, 20)})
    assert '请给出文字 "2026-01-20"' in refused.value.faults[0].in_("zh")
    document, content = Document(), io.BytesIO()
    document.add_paragraph("{{ x }}")
    document.save(content)
    with pytest.raises(RenderError) as failed:
        api.compile_template(content.getvalue()).render({"x": Whole()})
    assert "int(…)" in failed.value.faults[0].in_("zh")
