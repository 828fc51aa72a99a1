"""HOSTILE V5: whatever is refused, the message stays short: of somebody's own words it quotes the beginning."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

import reportgen
from reportgen.engine.word.compiler.compile import compile_template
from tests.engine.word.word_templates import paragraphs
from tests.strategies import document_of, zero

LONG = "k" * 300_000
MOST = 1500
"""Characters of one fault: a message names its place, what is wrong, some names that are known, and the remedy."""
TOP = ("report", "organ", "year", "scope", "stated", "notes", "figures", "checks", "narrative", "proactive")
VALUES: dict[str, Any] = {"text": LONG, "list": [LONG], "mapping": {LONG: LONG}, "equation": [f"{LONG} == 1"]}
HEAD = "report: disclosure_2021\n"
FILES = {
    "a key twice": f'{{"report": "disclosure_2021", "{LONG}": 1, "{LONG}": 2}}',
    "digits": f'{{"report": "disclosure_2021", "year": {"9" * 300_000}}}',
    "an exponent": f'{{"report": "disclosure_2021", "year": 1e{"9" * 300_000}}}',
    "a number that begins with 0": f"{HEAD}year: 0{'1' * 300_000}\n",
    "underscores": f"{HEAD}year: 1_{'1' * 300_000}\n",
    "base 60": f"{HEAD}year: 1{':30' * 100_000}\n",
    "a date": f"{HEAD}year: 2021-01-01 {'1' * 100_000}\n",
    "a tag": f"{HEAD}year: !{LONG} 1\n",
    "an alias": f"{HEAD}year: *{LONG}\n",
    "an anchor": f"{HEAD}year: &{LONG} 1\n",
    "an endless key": f"{LONG}: 1\n",
    "another type": f"report: {LONG}\n",
    "another edition": f"report: disclosure_{'2' * 300_000}\n",
}
PROSE = (
    f"{{{{ {'x' * 900} }}}}",
    f"{{{{ year | {'f' * 900} }}}}",
    f"{{{{ year | share({'y' * 900}) }}}}",
    "{{ " + "x" * 50_000 + " }}",
    "{{ a | " + "f" * 50_000,
    "## " * 30_000,
    "**" + "x" * 50_000,
    "applications.new." * 5000,
    "applications.new.total." * 3000,
    "{" * 50_000,
    "共12件" * 500 + "新收" + "9" * 5000 + "件",
)
DATA = {"a": LONG, "d": {f"z{LONG}": LONG}, "l": [LONG]}
TAGS = (
    "{{ d }}",
    "{{ d.x }}",
    "{{ l }}",
    "{{ a > 1 }}",
    "{{ d[a] }}",
    "{{ a.b }}",
    "{{ l[99] }}",
    "{% for x in a %}{% endfor %}",
)


def assert_short(work: Callable[[], object]) -> None:
    """Refuse what ``work`` does, or let it be; every fault is short in both languages."""
    try:
        work()
    except reportgen.ReportgenError as refused:
        for fault in refused.faults:
            assert len(fault.in_("zh")) < MOST
            assert len(fault.in_("en")) < MOST


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("key", TOP)
def test_v5_a_message_about_a_long_value_is_short(key: str, kind: str) -> None:
    assert_short(lambda: reportgen.load({**document_of(zero()), key: VALUES[kind]}))


@pytest.mark.parametrize("kind", FILES)
def test_v5_a_message_about_a_file_with_endless_words_is_short(kind: str) -> None:
    with pytest.raises(reportgen.ReportgenError):
        reportgen.load(io.StringIO(FILES[kind]))
    assert_short(lambda: reportgen.load(io.StringIO(FILES[kind])))


@pytest.mark.parametrize("prose", PROSE, ids=lambda text: text[:20])
def test_v5_a_message_about_endless_prose_is_short(prose: str) -> None:
    data = document_of(zero())
    data["narrative"]["overview"] += prose
    assert_short(lambda: reportgen.load(json.loads(json.dumps(data))))


@pytest.mark.parametrize("tag", TAGS)
def test_v5_a_message_about_a_long_value_in_a_template_is_short(tag: str) -> None:
    template = compile_template(paragraphs(tag))
    with pytest.raises(reportgen.ReportgenError):
        template.render(DATA)
    assert_short(lambda: template.render(DATA))


class Loud(str):
    """A kind of text that says something else of itself."""

    __slots__ = ()

    def __str__(self) -> str:
        return "another text"


def test_v7_a_kind_of_text_of_its_own_has_no_say_in_what_it_is() -> None:
    report = reportgen.load({**document_of(zero()), "organ": Loud("某市人民政府")})
    assert (report.organ, type(report.organ)) == ("某市人民政府", str)


@pytest.mark.parametrize("organ", ["\udcff\udcfe", "a\x0bb", "a\u2028b", "\x85", "\x00"], ids=ascii)
def test_v2_a_new_file_is_not_begun_for_a_name_that_no_file_can_hold(organ: str) -> None:
    with pytest.raises(reportgen.ReportgenError) as refused:
        reportgen.new("disclosure_2021", organ, 2021)
    assert [fault.id for fault in refused.value.faults] == ["bad-character"]
