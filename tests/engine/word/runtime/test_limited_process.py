"""A runaway template is stopped: loops and output by the engine, time and memory by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from reportgen.core.errors import RenderError, TemplateError
from reportgen.core.limits import DEFAULT, MEBIBYTE
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.runtime.limited_process import run_limited
from tests.engine.word.word_templates import members_of, paragraphs, text_of

SMALL = attrs.evolve(DEFAULT, output_bytes=MEBIBYTE)
TIGHT = attrs.evolve(DEFAULT, render_cpu_seconds=1)


def test_nested_loops_that_print_too_much_are_stopped() -> None:
    loops = "{% for a in x %}{% for b in x %}{% for c in x %}y{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs(loops), limits=SMALL).render({"x": list(range(1000))})
    assert caught.value.faults[0].id == "output-too-large"
    assert "第1段" in caught.value.faults[0].says.zh


def test_nested_loops_that_print_nothing_are_stopped() -> None:
    loops = "{% for a in x %}" * 6 + "{% endfor %}" * 6
    with pytest.raises(RenderError, match="grows past the limit"):
        compile_template(paragraphs(loops), limits=SMALL).render({"x": list(range(1000))})


def test_a_long_text_printed_very_often_is_stopped() -> None:
    many = "{{ x }}" * 200
    with pytest.raises(RenderError, match="limit"):
        compile_template(paragraphs(many), limits=SMALL).render({"x": "字" * 10_000})


def test_a_document_below_the_limit_is_made() -> None:
    template = compile_template(paragraphs("{% for a in x %}{{ a }}{% endfor %}"), limits=SMALL)
    assert len(text_of(template.render({"x": ["abc"] * 10_000}))) == 30_000


def test_a_limited_process_gives_the_same_template() -> None:
    source = paragraphs("{{ a }}")
    there = run_limited(compile_template, source, "模板.docx")
    assert there.render({"a": 1}) == compile_template(source).render({"a": 1})
    assert run_limited(there.render, {"a": 2}) == there.render({"a": 2})


def test_what_a_limited_process_refuses_is_told_here() -> None:
    with pytest.raises(TemplateError) as caught:
        run_limited(compile_template, paragraphs("{{ a.b() }}"), "模板.docx")
    assert caught.value.faults[0].id == "template-unsafe"
    assert caught.value.faults[0].origin is not None


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on CPU time; the clock stops the process there")
def test_a_process_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TemplateError) as caught:
        run_limited(pow, 7, 30_000_000_000, limits=TIGHT)
    assert caught.value.faults[0].id == "limit-time"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system does not limit memory")
def test_a_process_that_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(TemplateError) as caught:
        run_limited(bytes, 4 * 1024 * MEBIBYTE, limits=TIGHT)
    assert caught.value.faults[0].id == "limit-memory"


def test_a_process_that_dies_is_told_and_the_next_one_works() -> None:
    with pytest.raises(TemplateError) as caught:
        run_limited(os._exit, 3, limits=TIGHT)
    assert caught.value.faults[0].id == "limit-crash"
    assert run_limited(len, "abc", limits=TIGHT) == 3


WITHIN = """
import resource, sys
from reportgen.engine.word.runtime.limited_process import run_limited
resource.setrlimit(resource.RLIMIT_AS, (700 * 2**20, 700 * 2**20))
resource.setrlimit(resource.RLIMIT_CPU, (8, 9))
print(run_limited(resource.getrlimit, resource.RLIMIT_AS), run_limited(resource.getrlimit, resource.RLIMIT_CPU))
"""


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system does not limit memory")
def test_t4_a_limit_that_the_administrator_set_is_kept() -> None:
    done = subprocess.run([sys.executable, "-c", WITHIN], capture_output=True, text=True, check=True)
    assert done.stdout.split(") (") == [f"({700 * MEBIBYTE}, {700 * MEBIBYTE}", "8, 9)\n"]


def test_a_fault_of_the_engine_itself_is_told_as_one() -> None:
    with pytest.raises(TemplateError) as caught:
        run_limited(int, "no number", limits=TIGHT)
    assert caught.value.faults[0].id == "internal-error"
    assert "ValueError" in caught.value.faults[0].says.en
    assert "unknown sender" not in caught.value.in_("en")


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", os.devnull)
    with pytest.raises(TemplateError) as caught:
        run_limited(len, "abc", limits=TIGHT)
    assert caught.value.faults[0].id == "limit-start"


# ----------------------------------------------------------------------------------------------------------- the cache


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("REPORTGEN_CACHE", str(folder))
    return folder


def _cached(source: bytes, **named: Any) -> Any:
    from reportgen.engine.word.compiler.cache import compile_cached

    return compile_cached(source, "模板.docx", **named)


def test_a_compiled_template_is_kept_and_found_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = paragraphs("{{ a }}")
    first = _cached(source)
    assert len(list(cache.glob("*.template"))) == 1
    monkeypatch.setattr("reportgen.engine.word.compiler.compile.compile_template", None)  # would fail if it were called
    assert _cached(source).render({"a": 1}) == first.render({"a": 1})


def test_a_cache_entry_that_is_damaged_is_made_anew(cache: Path) -> None:
    source = paragraphs("{{ a }}")
    made = _cached(source).render({"a": 1})
    (entry,) = cache.glob("*.template")
    for damage in (b"", entry.read_bytes()[:-1], entry.read_bytes() + b"x", b"x" * 500):
        entry.write_bytes(damage)
        assert _cached(source).render({"a": 1}) == made


def test_another_template_limit_or_deflate_is_another_entry(cache: Path) -> None:
    _cached(paragraphs("{{ a }}"))
    _cached(paragraphs("{{ b }}"))
    _cached(paragraphs("{{ a }}"), limits=SMALL)
    assert len(list(cache.glob("*.template"))) == 3


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps each user's folder to that user")
@pytest.mark.parametrize("what", ["folder", "entry"])
def test_a_cache_that_others_can_write_is_not_read(cache: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = paragraphs("{{ a }}")
    _cached(source)
    (entry,) = cache.glob("*.template")
    (cache if what == "folder" else entry).chmod(0o777)
    monkeypatch.setattr("reportgen.engine.word.compiler.cache.pickle.loads", None)  # would fail if it were called
    assert _cached(source).render({"a": 1})


@pytest.mark.skipif(os.name == "nt", reason="there are no owners to compare")
def test_a_cache_of_another_user_is_not_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = paragraphs("{{ a }}")
    _cached(source)
    monkeypatch.setattr("os.getuid", lambda: 987_654)
    monkeypatch.setattr("reportgen.engine.word.compiler.cache.pickle.loads", None)
    assert _cached(source).render({"a": 1})


def test_the_cache_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setenv("REPORTGEN_CACHE", "off")
    _cached(paragraphs("{{ a }}"))
    assert list(tmp_path.rglob("*")) == []


def test_a_template_that_is_refused_is_not_kept(cache: Path) -> None:
    with pytest.raises(TemplateError):
        _cached(paragraphs("{{ a() }}"))
    assert list(cache.glob("*.template")) == []


def test_the_members_of_a_cached_template_are_the_files_own(cache: Path) -> None:
    source = paragraphs("{{ a }}")
    made = members_of(_cached(source).render({"a": 1}))
    assert made.keys() == members_of(source).keys()
