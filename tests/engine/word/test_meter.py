"""T4: whatever a template does, memory and operations stay within a constant times its limit.

The programs are random ones of the whole language, with the operations that grow made likely: doubling, joining,
nesting, printing, looping.
"""

from __future__ import annotations

import sys
import tracemalloc
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal
from types import FrameType
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.core.errors import RenderError, TemplateError
from reportgen.core.limits import DEFAULT
from reportgen.engine.word import meter
from reportgen.engine.word.compiler.compile import compile_template
from reportgen.engine.word.meter import CLOCK, Meter, SpentError, charge_printing
from reportgen.engine.word.runtime.template import Template
from tests.engine.word.word_templates import members_of, paragraphs, text_of, with_body

MOST = 16 * 1024
LITTLE = attrs.evolve(DEFAULT, output_bytes=MOST)
UNITS = Meter(MOST, 1).work
DATA: dict[str, Any] = {
    "text": "公开<&>\n\t'\"" * 30,
    "number": 8937,
    "names": [f"第{number}项" for number in range(40)],
    "group": {f"name{number}": number for number in range(40)},
    "nested": [[1, [2, "三"]], {"a": ["b"]}],
    "half": 0.5,
    "floats": [number / 8 for number in range(40)],
    "pairs": [[number / 8, "对"] for number in range(40)],
}
CODES = {"fast": DATA, "checked": OrderedDict(DATA)}
"""The same data twice: data that is not made of plain dicts is printed by the checked code, floats and all."""
SET = ("s0", "s1", "s2")
FILTERS = ("join", "join('，')", "upper", "lower", "trim", "items", "length", "thousands", "share(7)", "or_none")
TESTS = ("eq(text)", "in(names)", "lt(s0)", "sequence", "none")
SIGNS = ("==", "!=", "<", ">=", "in", "not in")


def _made(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, min_size=1, max_size=6)
    sign, keys = st.sampled_from(SIGNS), st.sampled_from((*SET, "number", "0", "-1", "'a'"))
    return st.one_of(
        many.map(lambda all_: f"({' ~ '.join(all_)})"),
        many.map(lambda all_: f"[{', '.join(all_)}]"),
        st.builds("({} | {})".format, inner, st.sampled_from(FILTERS)),
        st.builds("({} is {})".format, inner, st.sampled_from(TESTS)),
        st.builds("({} {} {} {} {})".format, inner, sign, inner, sign, inner),
        st.builds("({} if {} else {})".format, inner, inner, inner),
        st.builds("{}[{}]".format, st.sampled_from((*SET, "group", "nested")), keys),
    )


NAMES = st.sampled_from([*SET, *SET, *DATA, "row", "floats", "pairs", "1", "0.5", "'公'", "'name3'", "[]"])
EXPRESSIONS = st.recursive(NAMES, _made, max_leaves=6)


def _grown(name: str, doubled: str, times: int) -> str:
    return f"{{% set {name} = {doubled} %}}" * times


def _block(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, min_size=1, max_size=4).map("".join)
    listed = st.sampled_from(("names", "group", "floats", "nested", "s0", "s1", "[1, 2, 3]", "names if row in names"))
    return st.one_of(
        st.builds("{{% for row in {} %}}{}{{% endfor %}}".format, listed, body),
        st.builds("{{% for row, second in pairs %}}{}{{% endfor %}}".format, body),
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, EXPRESSIONS, body, body),
    )


STATEMENTS = st.one_of(
    st.builds("{{{{ {} }}}}".format, EXPRESSIONS),
    st.builds("{{% set {} = {} %}}".format, st.sampled_from(SET), EXPRESSIONS),
    st.builds(
        _grown,
        st.sampled_from(SET),
        st.sampled_from(
            ("s0 ~ s0", "s1 ~ s0", "[s0, s0]", "[s1, s1]", "[s1, floats]", "[s0, s0] | join", "s0 | upper")
        ),
        st.integers(1, 24),
    ),
)
START = "{% set s0 = text %}{% set s1 = names %}{% set s2 = number %}"
PROGRAMS = st.lists(st.recursive(STATEMENTS, _block, max_leaves=6), min_size=1, max_size=4).map(
    lambda all_: START + "".join(all_)
)


def _rendered(template: Template, data: Mapping[str, Any] = DATA) -> bytes | None:
    """Return the document, or None where the limit or a fault ends the rendering."""
    try:
        return template.render(data)
    except RenderError:
        return None


def _operations(template: Template, data: Mapping[str, Any]) -> int:
    """Return how many instructions of the templates' own code were run."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith("<word/"):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        _rendered(template, data)
    finally:
        sys.settrace(before)
    return count


def _peak(template: Template, data: Mapping[str, Any]) -> int:
    tracemalloc.start()
    try:
        _rendered(template, data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", CODES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(program=PROGRAMS)
def test_t4_no_program_takes_more_than_its_limit_allows(kind: str, program: str) -> None:
    template, data = compile_template(paragraphs(program), limits=LITTLE), CODES[kind]
    _rendered(template, data)  # loads what only a fault needs
    code = sum(len(part.fast) + len(part.checked) for part in template.parts)
    assert _peak(template, data) < 2 * UNITS + 8 * code + 512 * 1024
    assert _operations(template, data) < 2 * UNITS + 2 * code


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(program=PROGRAMS)
def test_t4_plain_and_careful_code_agree_unless_the_limit_ends_one(program: str) -> None:
    template = compile_template(paragraphs(program), limits=LITTLE)
    fast, checked = (_outcome(template, data) for data in CODES.values())
    assert fast == checked or "output-too-large" in (*fast, *checked)


def _outcome(template: Template, data: Mapping[str, Any]) -> list[str]:
    try:
        return [text_of(template.render(data))]
    except RenderError as problem:
        return [fault.id for fault in problem.faults]


def test_t4_more_than_is_left_is_refused_before_it_is_made() -> None:
    meter = Meter(100, 1)
    assert meter.charge(meter.work, 1) == 0
    with pytest.raises(SpentError) as caught:
        meter.charge(1, 7)
    assert (caught.value.tag, caught.value.time) == (7, False)


def test_t4_a_part_of_just_the_limit_is_kept_and_a_byte_more_is_not() -> None:
    meter = Meter(4, 1)
    assert meter.keep(b"four") == b"four"
    with pytest.raises(SpentError):
        meter.keep(b"1")


def test_t4_long_values_are_counted_before_the_part_is_finished() -> None:
    meter = Meter(10, 1)
    charge_printing("办理中", meter, 3)  # nine bytes
    with pytest.raises(SpentError) as caught:
        charge_printing("ab", meter, 5)
    assert caught.value.tag == 5
    fresh = Meter(10, 1)
    charge_printing("办理", fresh, 3)
    fresh.keep(b"abcdef")
    charge_printing("abcd", fresh, 3)
    with pytest.raises(SpentError):
        charge_printing("e", fresh, 3)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the time that the meter reads, and let it pass by a second a reading."""
    time = [0.0]

    def read() -> float:
        time[0] += 1
        return time[0]

    monkeypatch.setattr(meter, "thread_time", read)
    return time


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in names %}" + "{% set q = text ~ x %}" * 50 + "{% endfor %}",
        "{% set q = text ~ text %}" * 400,
        "{{ text }}" * 2000,
        "{{ long }}" * 50,
        "{% for x in names %}{% for y in names %}{% if text in long %}{% endif %}{% endfor %}{% endfor %}",
        "{% for x in names %}{% if many == same %}{% endif %}{% endfor %}",
        "{% for x in names if many == same %}{% endfor %}",
    ],
)
def test_t4_the_clock_is_read_by_work_and_not_by_turns(clock: list[float], text: str) -> None:
    data = {**DATA, "long": "x" * 5000, "many": list(range(1, 5000)), "same": list(range(1, 5000))}
    template = compile_template(paragraphs(text))
    meter = template.meter()
    before = meter.work
    meter.until = float("inf")
    template.parts[0].render(data, meter)
    read = clock[0] - 1
    assert read >= 1
    # A charge can be larger than a portion; what is charged together is at most a few long texts.
    assert read >= (before - meter.work) / (4 * CLOCK)


def test_t4_a_rendering_that_takes_too_long_is_stopped_at_its_tag(clock: list[float]) -> None:
    quick = attrs.evolve(DEFAULT, render_cpu_seconds=3)
    template = compile_template(
        paragraphs("甲", "{% for x in names %}" + "{{ text }}" * 50 + "{% endfor %}"), limits=quick
    )
    with pytest.raises(RenderError) as caught:
        template.render(DATA)
    assert [fault.id for fault in caught.value.faults] == ["limit-time"]
    assert "第2段" in caught.value.faults[0].says.zh


# ------------------------------------------------------------------------------- what grows without being printed (T4)

SHARED = "{% set a = [1, 1] %}{% set b = [1, 1] %}" + "{% set a = [a, a] %}{% set b = [b, b] %}" * 60
DEEP = "{% set a = [1] %}" + "{% set a = [a] %}" * 3_000


@pytest.mark.parametrize(
    "text",
    [
        SHARED + "{% if a == b %}{% endif %}",
        SHARED + "{% if a is eq(b) %}{% endif %}",
        SHARED + "{% if a < b %}{% endif %}",
        SHARED + "{% if a in [b] %}{% endif %}",
        SHARED + "{% if a in group %}{% endif %}",
        SHARED + "{{ group[a] }}",
        SHARED + "{{ a | join }}",
        "{% set a = text %}" + "{% set a = [a, a, a, a] | join %}" * 30,
        "{% set a = [" + "text, " * 200 + "] | join %}{{ [" + "a, " * 200 + "] | join | length }}",
        "{% set a = text %}" + "{% set a = a ~ a %}" * 12 + "{{ a }}" * 1000,
        "{% set a = text %}" + "{% set a = a ~ a | upper | lower | trim %}" * 12,
        "{% for x in group | items %}" * 3 + "{% set q = [x, x, x] %}" + "{% endfor %}" * 3,
        "{% for x in floats %}" * 3 + "{% set q = [x, x, x] %}" + "{% endfor %}" * 3,
        "{% for x, y in pairs %}" * 3 + "{% set q = [x, y] %}" + "{% endfor %}" * 3,
        "{% for i in range(1000000000) %}{% endfor %}",
        "{% for i in range(1000) %}{% for j in range(1000) %}{% endfor %}{% endfor %}",
        "{% set a = floats %}" + "{% set a = [a, a] %}" * 60 + "{% if a == [floats] or a == a %}{% endif %}",
    ],
)
@pytest.mark.parametrize("kind", CODES)
def test_t4_work_that_grows_is_stopped_in_little_memory(kind: str, text: str) -> None:
    template, data = compile_template(paragraphs(text), limits=LITTLE), CODES[kind]
    code = sum(len(part.fast) + len(part.checked) for part in template.parts)
    assert _rendered(template, data) is None
    assert _peak(template, data) < 2 * UNITS + 8 * code + 512 * 1024


@pytest.mark.parametrize("name", ["bookmarkStart", "bookmarkEnd"])
def test_t4_identifiers_that_a_loop_makes_are_charged(name: str) -> None:
    marks = "".join(f'<w:{name} w:id="{number}" w:name="m{number}"/>' for number in range(40))
    loops = "{% for x in names %}" * 3, "{% endfor %}" * 3
    body = f"<w:p><w:r><w:t>{loops[0]}</w:t></w:r>{marks}<w:r><w:t>{loops[1]}</w:t></w:r></w:p>"
    template = compile_template(with_body(body), limits=LITTLE)
    code = sum(len(part.fast) + len(part.checked) for part in template.parts)
    assert _rendered(template) is None
    assert _peak(template, DATA) < 2 * UNITS + 8 * code + 512 * 1024


def test_t4_floats_that_are_taken_or_copied_are_charged_before() -> None:
    data = OrderedDict(inner=OrderedDict(many=[number / 8 for number in range(1000)]), one=0.5)
    for text in ("{% if inner.many == [] %}{% endif %}", "{{ one }}" * 1000, "{% for x in inner.many %}{% endfor %}"):
        template = compile_template(paragraphs(text))
        meter = template.meter()
        before = meter.work
        template.examine(template.parts[0], data, meter)
        assert before - meter.work > 100_000, text


@pytest.mark.parametrize("use", ["{% if a == [a] %}{% endif %}", "{{ group[a] }}", "{% if a in group %}{% endif %}"])
def test_t4_a_list_nested_without_end_is_refused(use: str) -> None:
    assert _rendered(compile_template(paragraphs(DEEP + use))) is None


def test_t4_a_line_break_is_charged_as_what_it_becomes() -> None:
    lines = {"lines": "\n" * 4000}
    assert compile_template(paragraphs("{{ lines }}")).render(lines)
    with pytest.raises(RenderError, match="limit"):
        compile_template(paragraphs("{{ lines }}"), limits=LITTLE).render(lines)


def test_t4_values_in_branches_are_counted_as_those_in_a_row() -> None:
    text = "{% if number %}" + "{{ long }}" * 40 + "{% endif %}"
    template = compile_template(paragraphs(text * 40), limits=LITTLE)
    tracemalloc.start()
    try:
        with pytest.raises(RenderError):
            template.render({"number": 1, "long": "x" * 4000})
        assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("sign", ["字", "x", "&", "\n", "\t", "'", "𠮷"])
def test_t4_a_document_of_long_texts_is_made_where_it_is_within_the_limit(sign: str) -> None:
    source, data = paragraphs("{% for row in rows %}{{ row }}{% endfor %}"), {"rows": [sign * 5000] * 10}
    size = len(members_of(compile_template(source).render(data))["word/document.xml"])
    assert compile_template(source, limits=attrs.evolve(DEFAULT, output_bytes=size + 1)).render(data)
    with pytest.raises(RenderError):
        compile_template(source, limits=attrs.evolve(DEFAULT, output_bytes=size - 1)).render(data)


def nested(levels: int) -> str:
    made = "a"
    for _ in range(levels):
        made = f"(a < {made} < a)"
    return made


def test_t4_nested_comparisons_give_code_that_grows_with_their_number() -> None:
    small, large = (
        compile_template(paragraphs("{% if " + nested(levels) + " %}x{% endif %}")).parts[0] for levels in (10, 20)
    )
    assert len(large.fast) < 2 * len(small.fast)
    assert len(large.checked) < 2 * len(small.checked)


def test_t4_comparisons_nested_without_end_are_refused() -> None:
    with pytest.raises(TemplateError, match="nested too deeply"):
        compile_template(paragraphs("{% if " + nested(40) + " %}x{% endif %}"))


@pytest.mark.parametrize(("value", "shown"), [(1, "no"), (2, "yes"), (3, "no")])
def test_a_chain_of_comparisons_holds_when_each_of_them_does(value: int, shown: str) -> None:
    text = "{% if low < value * 1 < high %}yes{% else %}no{% endif %}".replace(" * 1", "")
    made = compile_template(paragraphs(text)).render({"low": 1, "value": value, "high": 3})
    assert text_of(made) == shown


def test_t4_many_misspelt_names_among_many_names_cost_a_bounded_search() -> None:
    data = {f"department_{number:05d}_total": number for number in range(20_000)}
    text = "".join(f"{{{{ departmant_{number:05d}_totel }}}}" for number in range(60))
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs(text)).render(data)
    assert len(caught.value.faults) == 60
    assert sum(fault.remedy is not None for fault in caught.value.faults) <= 2


def test_t4_a_name_as_long_as_a_text_is_told_in_short() -> None:
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs("{% set k = long %}{{ group[k] }}")).render({**DATA, "long": "x" * 100_000})
    assert all(len(fault.says.zh) < 400 for fault in caught.value.faults)


def test_v5_a_whole_number_of_thousands_of_digits_is_refused_as_one() -> None:
    with pytest.raises(RenderError, match="a number of thousands of digits"):
        compile_template(paragraphs("{{ number }}")).render({"number": 10**5_000})
    assert text_of(compile_template(paragraphs("{{ number }}")).render({"number": 10**90})).count("0") == 90


def test_v5_a_number_of_very_many_digits_is_told_in_short() -> None:
    with pytest.raises(RenderError) as caught:
        compile_template(paragraphs("{{ number }}")).render({"number": Decimal("1" * 100_000)})
    assert all(len(fault.says.zh) < 200 for fault in caught.value.faults)
