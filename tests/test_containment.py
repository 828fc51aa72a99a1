"""A template that nobody vouches for is compiled in a process of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from docxtpl import RichText

import reportgen
from reportgen import catalogue
from reportgen.core.errors import TemplateError
from reportgen.engine.word.compiler import cache
from reportgen.engine.word.runtime import limited_process
from tests.engine.word.word_templates import paragraphs, text_of


def _compile_as_a_hostile_template_would(*_: object) -> object:
    os._exit(3)


@pytest.fixture
def custom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORTGEN_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "own.docx"
    path.write_bytes(paragraphs("{{ organ }}"))
    return path


def test_a_custom_template_is_compiled_in_another_process(custom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    run = limited_process.run_limited

    def spy(function: object, *arguments: object, **named: object) -> object:
        asked.append(function)
        return run(function, *arguments, **named)  # type: ignore[arg-type]  # passed on as given

    monkeypatch.setattr(limited_process, "run_limited", spy)
    template = reportgen.compile_template(custom)
    assert asked == [cache.compile_alone]
    assert text_of(template.render({"organ": "某市"})) == "某市"
    reportgen.compile_template(custom)
    assert len(asked) == 1, "the second time it comes from the cache"


def test_the_official_template_needs_no_process(custom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_process, "run_limited", _compile_as_a_hostile_template_would)
    assert custom.exists()
    assert reportgen.compile_template("disclosure_2021").parts
    assert reportgen.compile_template(catalogue.template_path("disclosure_2021")).parts


def test_pictures_and_rich_texts_need_no_process(custom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the caller's own code made cannot all travel to another process, and to start one costs more."""
    custom.write_bytes(paragraphs("{{r organ }}"))
    template = reportgen.compile_template(custom)
    monkeypatch.setattr(limited_process, "run_limited", _compile_as_a_hostile_template_would)
    assert text_of(template.render({"organ": RichText("某市", bold=True)})) == "某市"


def test_what_is_wrong_with_a_custom_template_comes_back_from_the_process(custom: Path) -> None:
    custom.write_bytes(paragraphs("{{ organ.__class__ }}", "{% if x %}"))
    with pytest.raises(TemplateError) as refused:
        reportgen.compile_template(custom)
    assert refused.value.faults
