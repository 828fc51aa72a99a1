"""HOSTILE T1 to T6 beyond single modules: what a template may not do, lose or leave unfilled.

Payloads that reach out are in ``engine/filling/test_sandbox.py`` (T3); misspelt names in ``test_rendering.py`` and
``test_inspecting.py`` there (T1, T2); broken tables in ``test_compiling.py`` and ``test_rendering.py`` (T6).
"""

from __future__ import annotations

import sys
from typing import Any

import pytest

from reportgen.engine.filling.compiling import compile_template
from reportgen.errors import RenderError
from tests.engine.filling.word_templates import paragraphs


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system does not limit memory")
@pytest.mark.parametrize("test", ["odd", "even", "divisibleby(5)"])
def test_t3_t4_no_test_formats_a_text(test: str) -> None:
    """``%`` on a text is formatting: '%900000000d' % 2 is a text of 900 MB."""
    template = compile_template(paragraphs(f"{{% if '%900000000d' is {test} %}}x{{% endif %}}"))
    with pytest.raises(RenderError, match="is no number"):
        template.render({})


class Speaking:
    """An object whose words must never be asked for."""

    def __str__(self) -> str:
        raise AssertionError("its text was asked for")

    __repr__ = __str__
    __format__ = __str__  # type: ignore[assignment]  # it is never called


@pytest.mark.parametrize(
    "expression",
    ["a", "a ~ 'x'", "a | upper", "a | length", "a | thousands", "a | join", "[a] | join", "b | places(a)", "a | items"],
)
def test_t3_an_object_is_refused_without_asking_it_anything(expression: str) -> None:
    template = compile_template(paragraphs(f"{{{{ {expression} }}}}"))
    with pytest.raises(RenderError):
        template.render({"a": Speaking(), "b": 1})


@pytest.mark.parametrize("value", ["% " * 450_000, list(range(100_000)), {"a": "y" * 900_000}])
def test_v5_a_message_about_a_huge_value_is_short(value: Any) -> None:
    filters = ("thousands", "places(2)", "chinese_number", "upper", "signed")
    template = compile_template(paragraphs(*(f"{{{{ a | {name} }}}}" for name in filters)))
    with pytest.raises(RenderError) as caught:
        template.render({"a": value})
    assert len(caught.value.in_("zh")) < 2_000
