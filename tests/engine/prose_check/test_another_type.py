"""The prose checker knows no form: words and meanings of a type that has nothing to do with disclosure are enough."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import attrs
import pytest

from reportgen.authoring import (
    PERCENTAGES,
    Breakdown,
    Clause,
    Denied,
    Expression,
    Keyword,
    Lexicon,
    Meaning,
    NarrativeField,
    ProseChecks,
    ProseModel,
    ReportType,
    Rule,
    Subject,
    Term,
    Text,
    Value,
    count,
)
from reportgen.engine.prose_check.findings import check_prose, examiners
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT


@attrs.frozen(eq=False, repr=False)
class Statistics(Value):
    readers: int | None = count(("读者", "readers"))
    children: int | None = count(("儿童", "children"))


MEANINGS = {
    "readers": Meaning((Term(Text("读者", "readers"), Expression.variable("readers")),)),
    "children": Meaning((Term(Text("儿童", "children"), Expression.variable("children")),)),
}


def interpret(clause: Clause, words: Sequence[Keyword], certain: bool) -> Subject | None:
    key = words[-1].key
    return Subject("L-READERS", (key,), (MEANINGS[key],), certain and clause.discourse.on_topic is not False)


def children_instead(number: Decimal, subject: Subject) -> Iterable[Meaning]:
    return [meaning for key, meaning in MEANINGS.items() if key not in subject.keys]


def of_readers(keys: tuple[str, ...]) -> tuple[Meaning, ...]:
    return (MEANINGS["readers"],) if keys == ("children",) else ()


MODEL = ProseModel(
    lexicon=Lexicon(
        words=(("row", "readers", "读者"), ("row", "children", "儿童"), ("sense", "elsewhere", "讲座")),
        lasting=frozenset(),
        opening=frozenset(),
        filler=re.compile("[共有达到、 ]*"),
        joint=re.compile("[、和]*"),
        measures={},
        counted=frozenset({"人", "名"}),
        loose_measures=frozenset(),
        loose_after=(),
        year=re.compile(r"(20\d\d)年"),
        heading="读者",
        carried="转入",
        rest=re.compile("[，、]*其余"),
        whole=re.compile("[总数的读者]*"),
    ),
    interpret=interpret,
    meant_instead=children_instead,
    wholes=of_readers,
    named=lambda _: (),
    kept_too=frozenset(),
    denials=(re.compile("没有(?P<things>儿童)读者"),),
    denier=re.compile("(?:20\\d\\d)?"),
    denied=(Denied(re.compile("儿童"), "L-READERS", (MEANINGS["children"],)),),
    breakdown=Breakdown("readers", {"children": MEANINGS["children"]}, MEANINGS["readers"]),
)
LIBRARY = ReportType(
    name="library",
    title=Text("图书馆", "library"),
    law="",
    statistics=Statistics,
    rules=(
        Rule("L-READERS", Text("文字与表格一致", "prose and table agree"), "warning", holds_prose=True),
        PERCENTAGES,
    ),
    narrative=(NarrativeField("overview", Text("总体情况", "overview"), required=True),),
    tables=(),
    sections=(),
    prose=ProseChecks(
        denial=re.compile("没有"),
        numberless={},
        title="图书馆年度报告",
        deeds="开放",
        dated=(),
        renewed=("overview",),
        model=lambda: MODEL,
    ),
)


def library(prose: str) -> Report:
    return Report(LIBRARY, "某市图书馆", 2024, Statistics(readers=7040, children=1830), narrative={"overview": prose})


@pytest.mark.parametrize(
    ("prose", "says"),
    [
        ("读者共7040人。", []),
        ("读者共7050人。", ["“读者共7050人”：7050人与表格不符。按表格应为 读者 7040；与 7040 相比有一位数字不同"]),
        ("读者共1830人。", ["“读者共1830人”：1830人与表格不符。按表格应为 读者 7040；1830 恰好等于 儿童 1830"]),
        ("儿童1830人，占26%。", []),
        ("儿童1830人，占62%。", ["“占62%”：1830 ÷ 7040 = 26%，不是 62%"]),
        ("没有儿童读者。", ["“没有儿童读者”：文字写的是没有，而表格中为 儿童 1830"]),
        ("讲座读者共200人。", []),
        ("2023年，读者共6000人。", []),
    ],
)
def test_numbers_are_judged_by_the_type_s_own_words(prose: str, says: list[str]) -> None:
    assert [finding.says.zh for finding in check_prose(library(prose))] == says


def test_each_rule_gets_its_own_findings() -> None:
    examine = examiners(LIBRARY)
    report = library("儿童1850人，占62%。")
    assert [one.rule for one in examine["L-READERS"](report)] == ["L-READERS"]
    assert [one.rule for one in examine["PT-PCT"](report)] == ["PT-PCT"]


def test_a_type_without_checks_of_prose_has_no_findings_of_its_numbers() -> None:
    report = attrs.evolve(library("读者共7050人。2023年，开放全年。"), type=attrs.evolve(LIBRARY, prose=None))
    found = [one for examine in examiners(report.type).values() for one in examine(report)]
    assert found == []


def test_the_room_names_no_address_and_no_rule_of_a_form(root: Path) -> None:
    own = {rule.id for rule in REPORT.rules if rule.id.startswith(("PT-", "T2", "T3", "T4"))} - {"PT-PCT", "PT-PARTS"}
    names = own | {f"{address.partition('.')[0]}." for address in REPORT.addresses.entered}
    modules = sorted((root / "reportgen" / "engine" / "prose_check").glob("*.py"))
    assert modules
    for module in modules:
        text = module.read_text("utf-8")
        assert [name for name in names if name in text] == [], module
