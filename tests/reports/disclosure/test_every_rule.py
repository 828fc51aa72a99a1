"""Every rule that ``reportgen rules`` lists is seen to fire and seen to be silent: a walk over the ids."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest

from reportgen import api
from reportgen.api import several, types_and_rules
from reportgen.batch import twins
from reportgen.batch.outcomes import Checked
from reportgen.core.errors import DataError, Fault, RenderError
from reportgen.core.text import Text
from reportgen.engine.checking.rules_of_every_report import ENGINE_RULES
from reportgen.engine.merging.merge import merge
from reportgen.engine.reading.published.word import read
from reportgen.engine.word.proof.read_back import prove
from reportgen.pipeline import remarks_on
from reportgen.report.particulars import Particulars
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.interpretations import COLUMNS
from tests import figures_of_2019 as form_2019
from tests.engine import word_forms
from tests.engine.workbooks import edited, put, workbook
from tests.strategies import NARRATIVE, OVERVIEW, document_of, evolve_at, report_of, zero

LONG = (
    "加强组织领导，细化公开目录，完善工作机制，逐项落实责任，不断提高政府信息公开工作的质量和水平，回应群众关切。" * 2
)
LAST = report_of(zero(), year=2020, narrative=dict.fromkeys(NARRATIVE, "另一年的文字。"))


def changed(**values: Any) -> Report:
    figures = zero()
    for address, value in values.items():
        figures = evolve_at(figures, address.replace("__", "."), value)
    return report_of(figures)


def stated(address: str) -> Report:
    return report_of(zero(), stated={address: 1})


def told(section: str, text: str, **more: Any) -> Report:
    return report_of(zero(), narrative={**NARRATIVE, section: text}, **more)


def said(sentence: str) -> Report:
    return told("overview", OVERVIEW.replace("依法办理各项申请。", f"依法办理各项申请。{sentence}"))


def loaded(address: str, value: Any) -> Callable[[], set[str]]:
    """Return what is found where a file says ``value``: loading refuses it, naming the rule's cell."""

    def check() -> set[str]:
        data = document_of(zero())
        *steps, last = address.split(".")
        block: Any = data
        for step in steps:
            block = block[step]
        block[int(last) if isinstance(block, list) else last] = value
        with pytest.raises(DataError) as refused:
            api.load(data)
        return {str(fault) for fault in refused.value.faults}

    return check


def checked(report: Report, **more: Any) -> Callable[[], set[str]]:
    return lambda: {finding.rule for finding in api.check(report, **more)}


def proved(old: str, new: str) -> Callable[[], set[str]]:
    """Return what the proof finds where words of the finished document's body were changed."""

    def check() -> set[str]:
        report, proof = report_of(zero()), io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(api.compile_template("disclosure_2021").render(report))) as package,
            zipfile.ZipFile(proof, "w") as changed,
        ):
            for name in package.namelist():
                content = package.read(name).decode("utf-8")
                changed.writestr(name, content.replace(old, new) if name == "word/document.xml" else content)
        with pytest.raises(RenderError) as refused:
            prove(proof.getvalue(), REPORT.tables, REPORT.sections, report.values, {}, ["加强培训和考核。"])
        return {fault.id for fault in refused.value.faults}

    return check


def remarked() -> set[str]:
    """A template that names the file that it was made from: the document does not hold that link."""
    template = api.compile_template("disclosure_2021")
    left_out = (Fault("attached-template", Text("没有带上", "left out")),)
    return {finding.rule for finding in remarks_on(attrs.evolve(template, left_out=left_out))}


def written(**more: Any) -> Callable[[], set[str]]:
    """Return what is found in a data file with these entries besides."""
    return lambda: {finding.rule for finding in api.check(api.load(document_of(zero()) | more))}


def beside_a_table() -> set[str]:
    """A workbook in which somebody wrote a number below a table."""
    content = edited(workbook(report_of(zero())), put("表三", "E40", 5))
    return {finding.rule for finding in api.check(api.load(io.BytesIO(content), name="a.xlsx"))}


def with_a_measure_word() -> set[str]:
    """A workbook in which somebody wrote 件 behind a number."""
    content = edited(workbook(report_of(zero())), put("表三", "D4", "0 件"))
    return {finding.rule for finding in api.check(api.load(io.BytesIO(content), name="a.xlsx"))}


def with_a_number_typed_over() -> set[str]:
    """What merging finds in a report whose prose somebody gave another number than its table."""
    prose = NARRATIVE | {"overview": "新收申请{{ applications.new.total }}件。"}
    report = api.load(document_of(zero()) | {"narrative": prose})
    made = word_forms.rendered(report)
    typed = word_forms.edited(made, word_forms.retype("新收申请0件", "新收申请5件"))
    return {finding.rule for finding in merge(report, read(made, "a.docx"), read(typed, "a.docx")).findings}


def in_the_old_form() -> set[str]:
    data = document_of(zero())
    data["applications"]["outcomes"]["otherwise_handled"] = [0, 0, 0, 0, 0, 0]
    return {finding.rule for finding in api.check(api.load(data))}


ENFORCED: dict[str, Callable[[], set[str]]] = {
    "T2-INT": loaded("proactive.permits", -1),
    "T2-FEE": loaded("proactive.fees", "1.23456"),
    "T3-INT": loaded("applications.new.0", 1.5),
    "T4-INT": loaded("reviews.reconsideration.upheld", -1),
}


def accepting_nothing() -> set[str]:
    entry = {"finding": "F-YEAR-00000000", "reason": "无", "who": "某人"}
    return {finding.rule for finding in api.check(api.load(document_of(zero()) | {"accepted": [entry]}))}


def on_a_day_long_before() -> set[str]:
    report = api.load(document_of(zero()))
    return {finding.rule for finding in api.check(report, today=date(report.year, 1, 9))}


def with_a_blot() -> set[str]:
    """Return what is found in a published page with nothing but a title, its sections and one table."""
    prose = "".join(f"<p>{title}</p><p>{LONG}</p>" for title in REPORT.sections)
    table = "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>约12</td></tr></table>"
    page = f"<h1>某市人民政府2021年政府信息公开工作年度报告</h1>{prose}{table}"
    return {finding.rule for finding in api.check(api.load(io.BytesIO(page.encode()), name="a.html"))}


COPY = "".join(
    f"{one}领域坚持以公开促落实，{one}事项做到应公开尽公开。"
    for one in (*("教育", "医疗", "环保", "交通"), *("住房", "社保", "就业", "财政", "应急", "文旅", "税务"))
)
FILLED = changed(**{f"applications__new__{column}": 1 for column in COLUMNS})


def copied(*reports: Report) -> Callable[[], set[str]]:
    """Return what is found in reports that have something from each other."""
    return lambda: {finding.rule for finding in several.find_copies(reports)}


def together(*reports: Report) -> Callable[[], set[str]]:
    """Return what is found in reports that are checked one after the other."""
    results = [Checked(Path(str(at)), "passed", organ=one.organ, year=one.year) for at, one in enumerate(reports)]
    return lambda: {finding.rule for one in twins.told(results) for finding in one.findings}


FIRES: dict[str, Callable[[], set[str]]] = {
    "T3-ROW": checked(stated("applications.new.total")),
    "T3-SUM": checked(stated("applications.outcomes.total.enterprises")),
    "T3-BAL": checked(changed(applications__new__natural_persons=1)),
    "T4-SUM": checked(stated("reviews.reconsideration.total")),
    "F-OLDFORM": in_the_old_form,
    "T2-BLANK": checked(changed(proactive__permits=None)),
    "T3-BLANK": checked(changed(applications__new__enterprises=None)),
    "T4-BLANK": checked(changed(reviews__reconsideration__other=None)),
    "PT-NEW": checked(said("受理申请7件。")),
    "PT-RES": checked(said("申请予以公开7件。")),
    "PT-OUT": checked(said("答复申请7件。")),
    "PT-REV": checked(said("行政复议7件。")),
    "PT-LIT": checked(said("行政诉讼7件。")),
    "PT-PCT": checked(said("发布信息400条，其中解读60条，占16%。")),
    "PT-PARTS": checked(said("发布信息400条，其中解读60条，其他350条。")),
    "PT-T2": checked(said("制发规范性文件7件。")),
    "F-PROBLEMS": checked(told("problems", "无。")),
    "F-FEES": checked(told("other_matters", "无。")),
    "F-DATE": written(published="2021-12-31"),
    "F-LENGTH": checked(attrs.evolve(told("overview", OVERVIEW + "好" * 1000), limits={"overview": 1000})),
    "F-PARTS": checked(told("overview", "全年工作有序开展。")),
    "F-YEAR": checked(said("2020年，全市共受理各类事项。")),
    "F-DRAFT": checked(told("problems", LONG + "（此处填写）")),
    "F-BASIS": checked(told("preamble", "按照国办公开办函〔2019〕60号要求编制。")),
    "F-LAYOUT": checked(told("problems", f"\u3000\u3000{LONG}")),
    "F-REPEATED": checked(told("problems", f"{LONG}\n{LONG}")),
    "T2-POWER": checked(attrs.evolve(changed(proactive__regulations__in_force=1), organ="某县人民政府")),
    "T2-YUAN": checked(changed(proactive__fees=Decimal(123500))),
    "V-ACCEPT": accepting_nothing,
    "V-YEAR": on_a_day_long_before,
    "XY-CARRY": checked(changed(applications__carried_in__enterprises=1), previous=LAST),
    "XY-LASTYEAR": checked(
        attrs.evolve(report_of(zero()), particulars=Particulars(last_year={"proactive.permits": 1})), previous=LAST
    ),
    "XY-VALID": checked(changed(proactive__regulations__in_force=1), previous=LAST),
    "XY-PEND": checked(
        report_of(zero()), previous=attrs.evolve(changed(reviews__reconsideration__pending=1), year=2020)
    ),
    "D-TEXT": copied(told("overview", COPY), attrs.evolve(told("overview", COPY), organ="某县")),
    "D-FIGURES": copied(FILLED, attrs.evolve(FILLED, organ="某县")),
    "D-TWICE": together(FILLED, FILLED),
    "D-LASTYEAR": copied(FILLED, attrs.evolve(FILLED, year=FILLED.year - 1)),
    "XY-FORM": checked(report_of(zero()), previous=form_2019.loaded(form_2019.zeros(), year=2020)),
    "F-COPIED": checked(told("problems", LONG), previous=told("problems", LONG, year=2020)),
    "XY-JUMP": checked(changed(proactive__permits=1000), previous=LAST),
    "S-HIER": checked(changed(proactive__permits=1), units=[report_of(zero(), organ="某局")]),
    "V-READ": with_a_blot,
    "MERGE": with_a_number_typed_over,
    "V-BIDI": written(organ="某市\u202e人民政府"),
    "V-HIDDEN": written(organ="某市\u200b人民政府"),
    "V-UNREAD": beside_a_table,
    "V-LOOSE": with_a_measure_word,
    "STATED": checked(stated("reviews.litigation.total")),
    "OWN-BLANK": written(figures={"portal": None}),
    "CHECK": written(checks=["proactive.permits == 1"]),
    "XY-YEARS": checked(report_of(zero()), previous=attrs.evolve(LAST, year=2019)),
    "F-SECT": proved("总体情况", "总体"),
    "F-LABEL": proved("本年新收", "本年收到"),
    "PROOF": proved("加强培训", "加强"),
    "TEMPLATE": remarked,
}


def listed() -> set[str]:
    return {rule["id"] for rule in types_and_rules.rules("disclosure_2021")}


def test_every_rule_that_is_listed_has_a_report_that_breaks_it() -> None:
    assert {*FIRES, *ENFORCED} == listed()
    assert set(ENFORCED) == {rule.id for rule in REPORT.rules if rule.enforced}


@pytest.mark.parametrize("rule", list(FIRES))
def test_a_rule_fires(rule: str) -> None:
    assert rule in FIRES[rule]()


@pytest.mark.parametrize("rule", list(ENFORCED))
def test_what_breaks_an_enforced_rule_is_not_even_loaded(rule: str) -> None:
    assert len(ENFORCED[rule]()) == 1
    assert api.load(document_of(zero())).entered == report_of(zero()).entered


def test_every_rule_is_silent_on_an_honest_report_with_years_and_units() -> None:
    """All rules of a check are applied here, as ``rules_applied`` says, and none of them finds anything."""
    own = {"figures": {"portal": 3}, "checks": ["portal == 3"], "stated": {"reviews.litigation.total": 0}}
    report = api.load(document_of(zero()) | own)
    applied = {rule.id for rule in api.rules_applied(report, years=True, units=True)}
    later = {rule.id for rule in ENGINE_RULES if rule.stage in {"comparing", "printing", "proving", "merging"}} | {
        "V-YEAR",
        "V-READ",
        "V-LOOSE",
    }  # with a date, or a published document
    assert applied == (listed() - later) | {"D-LASTYEAR"}  # asked where last year is given, and of many reports
    last = attrs.evolve(LAST, organ=report.organ, year=report.year - 1)
    unit = attrs.evolve(LAST, organ="某局", year=report.year)
    assert api.check(report, previous=last, units=[unit]) == []
