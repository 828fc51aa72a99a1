"""A document becomes a report: exactly, whatever the order of its keys, and back into a data file again."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reportgen import api
from reportgen.core.errors import DataError
from reportgen.core.limits import DEFAULT
from reportgen.engine import building, reading
from reportgen.engine.export.data_file import write_data_file
from reportgen.engine.reading.value_limits import FORBIDDEN
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import any_statistics, document_of, report_of, zero

PARTS = ("organ", "year", "statistics", "narrative", "stated", "notes", "figures", "checks", "scope")
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not FORBIDDEN.search(text))
QUOTES = "“”‘’「」『』＂＇\"'"
ORGANS = TEXTS.filter(
    lambda name: (
        name.strip()
        and len(name) <= DEFAULT.name_characters
        and len(f"{name}x".splitlines()) == 1
        and "\t" not in name
        and not (name[0] in QUOTES and name[-1] in QUOTES)
    )
)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).map(lambda name: f"own_{name}")
OWN = st.dictionaries(
    NAMES,
    st.recursive(
        st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3) | TEXTS | st.none(),
        lambda inner: st.dictionaries(NAMES | st.sampled_from(["no", "yes", "null", "y"]), inner, max_size=3),
        max_leaves=5,
    ),
    max_size=3,
)


def build(data: Any) -> Report:
    return building.build(reading.read_mapping(data), REPORT)


def same(one: Report, other: Report) -> bool:
    return all(getattr(one, part) == getattr(other, part) for part in PARTS)


def shuffled(value: Any, chance: random.Random) -> Any:
    if not isinstance(value, dict):
        return value
    items = list(value.items())
    chance.shuffle(items)
    return {key: shuffled(inner, chance) for key, inner in items}


@given(any_statistics())
def test_any_statistics_are_read_back_equal(figures: Any) -> None:
    data = document_of(figures)
    assert build(data).statistics == figures
    as_json = json.dumps(data, ensure_ascii=False)
    assert building.build(reading.read_text(as_json, "a.json"), REPORT).statistics == figures
    as_yaml = yaml.safe_dump(data, allow_unicode=True)
    assert building.build(reading.read_text(as_yaml, "a.yaml"), REPORT).statistics == figures


@given(any_statistics(), st.randoms(use_true_random=False))
def test_key_order_never_matters(figures: Any, chance: random.Random) -> None:
    data = document_of(figures, stated={"applications.new.total": 1}) | {"figures": {"b": 1, "a": {"d": 2, "c": 3}}}
    assert same(build(data), build(shuffled(data, chance)))


@given(any_statistics(), ORGANS, TEXTS.filter(str.strip), OWN, st.sampled_from([None, "unchanged"]))
def test_data_to_file_to_data_loses_nothing(figures: Any, organ: str, prose: str, own: Any, scope: str | None) -> None:
    stated = {"applications.new.total": 5, "reviews.litigation.total": None}
    note = "（" + "".join(prose.split()) + "）"
    notes = {"proactive.permits": note, "applications.outcomes.total.enterprises": "注：见说明"}
    narrative = {"overview": prose, "problems": f"{prose}\n\n  {organ}\n", "preamble": f" {prose}\n\n"}
    check = "applications.new.total - 2 * (proactive.permits + 1) == -applications.new.enterprises"
    more = {"organ": organ, "narrative": narrative, "stated": stated, "notes": notes, "scope": scope, "figures": own}
    data = document_of(figures) | more | {"checks": [check]}
    report = build(data)
    written = write_data_file(report)
    assert same(building.build(reading.read_text(written.encode(), "a.yaml"), REPORT), report)


def test_a_report_that_was_never_a_file_is_written_and_read() -> None:
    report = report_of(zero())
    assert same(building.build(reading.read_text(write_data_file(report), "a.yaml"), REPORT), report)


def test_rows_may_be_mappings_and_their_cells_have_places() -> None:
    columns = [name.rpartition(".")[2] for name in REPORT.addresses.entered if name.startswith("applications.new.")]
    data = document_of(zero())
    data["applications"]["new"] = dict(zip(columns, [1, 2, 3, 4, 5, 6], strict=True))
    data["applications"]["carried_in"] = [1, 2, 3, 4, 5, 6]
    report = build(data)
    assert report.statistics.applications.new == report.statistics.applications.carried_in
    assert str(report.origin("applications.new.enterprises")) == "data: applications.new.enterprises"
    assert str(report.origin("applications.carried_in.enterprises")) == "data: applications.carried_in.1"
    assert report.origin("applications.new.total") is None


def test_null_is_a_blank_cell() -> None:
    data = document_of(zero())
    data["proactive"]["fees"] = data["proactive"]["permits"] = data["applications"]["new"][2] = None
    report = build(data)
    assert report.statistics.proactive.permits is None
    assert report.values["applications.new.total"] is None


@pytest.mark.parametrize("section", ["stated", "notes", "figures", "checks", "scope"])
def test_optional_sections_may_be_blank(section: str) -> None:
    assert same(build(document_of(zero()) | {section: None}), build(document_of(zero())))


def test_checks_become_expressions_over_any_address() -> None:
    data = document_of(zero(), checks=["a.b*2 + (3 - applications.new.total) == 13"]) | {"figures": {"a": {"b": 5}}}
    (check,) = build(data).checks
    assert str(check.actual) == "2*a.b - applications.new.total + 3"
    assert str(check.expected) == "13"


def test_a_check_of_a_figure_in_a_blank_group_waits_for_the_group() -> None:
    (check,) = build(document_of(zero(), checks=["a.b.c + 1 == a.b.d"]) | {"figures": {"a": {"b": None}}}).checks
    assert str(check.actual) == "a.b + 1"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a.b + a.c == 5", "没有名为 a.c 的数字"), ("a.b = 5", "等号要写两个"), ("a.b", "没有写完"),
        ("a.b == ", "没有写完"),
        ("a.b == 5 == 5", "看不懂"), ("a.b ＋ 1 == 5", "全角"), ("a.b * a.b == 5", "相乘"), ("a.b / 2 == 5", "看不懂"),
        ("1 == 1", "没有数字的名称"), ("a.b == 5.5", "看不懂"), ("a.t == 5", "是文字"), ("(a.b == 5", "看不懂"),
        ("__import__('os') == a.b", "看不懂"), ("(" * 5000 + "a.b == 1", "太长"), ("(" * 50 + "a.b == 1", "太深"),
        ("a.b == " + "9" * 30, "看不懂"), ("a == 1", "没有名为 a 的数字"), ("", "没有写完"),
    ],
)  # fmt: skip
def test_a_check_that_is_no_equation_is_refused(text: str, hint: str) -> None:
    with pytest.raises(DataError) as refused:
        build(document_of(zero(), checks=[text]) | {"figures": {"a": {"b": 5, "t": "x"}}})
    assert len(refused.value.faults) == 1
    assert hint in refused.value.in_("zh")


def test_fees_are_exact_in_every_spelling() -> None:
    spellings = [8937, "8937.0276", Decimal("0.1"), 8937.0276, 5.0, "0", Decimal("8937.0")]
    printed = ["8937", "8937.0276", "0.1", "8937.0276", "5", "0", "8937.0"]
    for spelling, expected in zip(spellings, printed, strict=True):
        data = document_of(zero())
        data["proactive"]["fees"] = spelling
        assert str(build(data).statistics.proactive.fees) == expected


def test_the_type_of_a_report_is_told_before_anything_else() -> None:
    assert building.report_type_name(reading.read_mapping({"report": "disclosure_2021"})) == "disclosure_2021"
    for data in ({"reprot": "disclosure_2021"}, {"report": None}, {"report": 5}, {}):
        with pytest.raises(DataError, match="report"):
            building.report_type_name(reading.read_mapping(data))


@pytest.mark.parametrize("note", ["4", ".5万", "，000", "万", "%", "（其中\n修订）", "\t注", "５"])
def test_a_note_that_would_change_the_figure_is_refused(note: str) -> None:
    with pytest.raises(DataError) as refused:
        build(document_of(zero(), notes={"proactive.permits": note}))
    assert [fault.id for fault in refused.value.faults] == ["bad-note"]


@pytest.mark.parametrize("section", ["notes", "figures"])
def test_an_address_in_a_text_that_prints_as_it_is_is_a_fault(section: str) -> None:
    text = "（含applications.new.total件）"
    added = {"notes": {"proactive.permits": text}, "figures": {"portal": text}}[section]
    with pytest.raises(DataError) as refused:
        api.load(document_of(zero()) | {section: added})
    assert [fault.id for fault in refused.value.faults] == ["verbatim-address"]
    assert "applications.new.total" in refused.value.faults[0].says.zh


def test_a_limit_of_characters_is_read_and_kept() -> None:
    report = api.load(document_of(zero()) | {"limits": {"overview": 800}})
    assert report.limits == {"overview": 800}
    assert "limits:\n  overview: 800\n" in write_data_file(report)


@pytest.mark.parametrize(
    ("limits", "code"),
    [({"overview": 0}, "bad-limit"), ({"overview": "1000"}, "bad-limit"), ({"overvie": 9}, "unknown-key")],
)
def test_a_limit_that_is_none_is_a_fault(limits: dict[str, Any], code: str) -> None:
    with pytest.raises(DataError) as refused:
        api.load(document_of(zero()) | {"limits": limits})
    assert [fault.id for fault in refused.value.faults] == [code]


def faults_of(data: Any) -> list[tuple[str, str]]:
    """Return the ids and Chinese sentences of a refusal."""
    with pytest.raises(DataError) as refused:
        build(data)
    return [(fault.id, fault.in_("zh")) for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("text", "piece"),
    [("482条", "请写成 482，"), ("25%", "请写成 25，"), ("25.5%", "请写成 25.5，"), ("5000元", "只写数字，")],
)
def test_a_figure_with_a_unit_in_an_equation_is_told_where_it_stands(text: str, piece: str) -> None:
    own = {"figures": {"portal": {"posts": text}}, "checks": ["portal.posts == 1", "2 == portal.posts"]}
    ((id, says),) = faults_of(document_of(zero()) | own)
    assert id == "bad-equation"
    assert says.startswith(f"data: figures.portal.posts: portal.posts 是文字“{text}”")
    assert piece in says


@pytest.mark.parametrize(
    ("name", "near"), [("行政许可", "permits"), ("处罚", "penalties"), ("行政强制", "coercive_measures")]
)
def test_a_row_s_official_name_is_known_among_rows_of_one_column(name: str, near: str) -> None:
    data = document_of(zero())
    data["proactive"][name] = data["proactive"].pop(near)
    assert any(f"不认识的名称 {name}。最接近的是 {near}，即“" in says for _, says in faults_of(data))
