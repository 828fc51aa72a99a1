"""Filters and tests of the caller's own: used like any other, refused with a place, kept out of the cache."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import reportgen
from reportgen.core.errors import RenderError, TemplateError, UsageError
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.language.own_functions import own_functions
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.word_templates import paragraphs, text_of


def halved(value: Any, by: int = 2) -> Any:
    return value / by


def compiled(tmp_path: Path, text: str, **own: Any) -> Template:
    path = tmp_path / "t.docx"
    path.write_bytes(paragraphs("first", text))
    return reportgen.compile_template(path, **own)


def direct(text: str, **own: Any) -> Template:
    """The same without the cache and a process, for what has nothing to do with them."""
    given = own_functions(own.get("filters"), own.get("tests"))
    return compile_template(paragraphs("first", text), own=given.names).with_functions(given)


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTGEN_CACHE", str(tmp_path / "cache"))


def test_own_filters_and_tests_are_used_like_others(tmp_path: Path) -> None:
    text = "{{ 5|half }} {{ 0.5|half(by=4) }} {{ xs|half_all|join(',') }}"
    text += "{% if 4 is big %} big{% endif %}{% if 1 is big(0) %}!{% endif %}"
    own = {
        "filters": {"half": halved, "half_all": lambda xs: [x / 2 for x in xs]},
        "tests": {"big": lambda value, least=3: value > least},
    }
    template = compiled(tmp_path, text, **own)
    assert text_of(template.render({"xs": [1, 3]})) == "first\n2.5 0.125 0.5,1.5 big!"
    assert text_of(compiled(tmp_path, text, **own).render({"xs": [1, 3]})) == "first\n2.5 0.125 0.5,1.5 big!", (
        "from the cache"
    )


def test_the_cache_keeps_names_and_no_functions(tmp_path: Path) -> None:
    first, second = (compiled(tmp_path, "{{ 1|f }}", filters={"f": lambda _, made=made: made}) for made in ("a", "b"))
    assert (text_of(first.render({})), text_of(second.render({}))) == ("first\na", "first\nb")
    with pytest.raises(TemplateError, match="there is no filter f"):
        compiled(tmp_path, "{{ 1|f }}")
    with pytest.raises(TemplateError, match="f does not take these arguments"):
        compiled(tmp_path, "{{ 1|f }}", filters={"f": lambda _, wanted: wanted})


def test_a_template_with_functions_of_a_module_survives_a_pickle() -> None:
    template = direct("{{ 5|half }}", filters={"half": halved})
    assert text_of(pickle.loads(pickle.dumps(template)).render({})) == "first\n2.5"  # noqa: S301 — what this line packed


def _fails(_: Any) -> Any:
    raise LookupError("lost")


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (_fails, "f of your own failed (LookupError: lost)"),
        (lambda _: 1 / 3, "a float that is not exact"),
        (lambda _: None, "no value"),
        (lambda _: object(), "cannot be printed"),
        (lambda _: [1], "this is a list"),
        (lambda value: value.nothing, "AttributeError"),
        (lambda _: "x" * 2_000_000, "too long"),
    ],
)
def test_what_an_own_filter_does_wrong_has_its_place(function: Any, says: str) -> None:
    with pytest.raises(RenderError, match="paragraph 2") as caught:
        direct("{{ 1|f }}", filters={"f": function}).render({})
    assert says in str(caught.value)


@pytest.mark.parametrize(
    "use", ["{% if 1|f > 0.1 %}x{% endif %}", "{% for x in 1|g %}{% if x == 1 %}x{% endif %}{% endfor %}"]
)
def test_an_own_filters_float_that_is_no_number_is_refused(use: str) -> None:
    with pytest.raises(RenderError, match=r"paragraph 2 .*a float that is not exact"):
        direct(use, filters={"f": lambda _: 1 / 3, "g": lambda _: [2 / 3]}).render({})


def test_what_own_filters_make_is_charged() -> None:
    template = direct(
        "{% for x in xs %}{% if x|f == '' %}{% endif %}{% endfor %}", filters={"f": lambda _: "y" * 900_000}
    )
    with pytest.raises(RenderError, match=r"paragraph 2 .*stopped"):
        template.render({"xs": list(range(300))})


@pytest.mark.parametrize("name", ["two words", "a.b", "1a", "", "ﬁ", "share", "thousands"])
def test_a_name_that_no_filter_can_have_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="filters: "):
        own_functions({name: halved}, None)


def test_what_is_no_function_and_no_test_is_refused() -> None:
    for wrong in ({"filters": {"f": 5}, "tests": None}, {"filters": None, "tests": {"defined": halved}}):
        with pytest.raises(UsageError):
            own_functions(**wrong)


def test_an_own_filter_may_replace_one_of_jinjas() -> None:
    assert text_of(direct("{{ 'a'|upper }}", filters={"upper": lambda text: f"<{text}>"}).render({})) == "first\n<a>"
