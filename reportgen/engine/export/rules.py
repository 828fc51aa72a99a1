"""The rules of a report type as a table, and what they cover, in Markdown and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reportgen.core.plain import Fields, plain
from reportgen.core.text import Language, Text
from reportgen.engine.checking.rules_of_every_report import rules_of
from reportgen.engine.export.workbook.formulas import check_formula, sheet_cells
from reportgen.model.addresses import LAST_YEAR, AddressBook
from reportgen.report.coverage import Coverage
from reportgen.report.report_type import ReportType
from reportgen.report.rules import Equation, Rule, RuleForm

_FIELDS: Fields = {
    Rule: "id sentence severity",
    Coverage: "equations independent implied contradicting unguarded alike",
}
_SEVERITIES = {
    "error": Text("错误，不能出报告", "error"),
    "warning": Text("提醒", "warning"),
    "note": Text("提示", "note"),
}
_MEANS = {
    "reading": Text("读入数据时", "when data is read"),
    "equations": Text("等式", "equations"),
    "examining": Text("逐项检查", "examined"),
    "comparing": Text("并列比较时", "when reports are compared"),
    "printing": Text("生成文档时", "when a document is made"),
    "proving": Text("读回成品文档时", "when the document is read back"),
    "merging": Text("收回改过的报告时", "when an edited report is merged"),
}


def rules_plain(report_type: ReportType) -> list[dict[str, Any]]:
    """Return the rules as plain data: ``id``, ``sentence`` (zh, en), ``severity``, ``law``, ``checked``, ``equations``.

    ``checked`` is ``reading``, ``equations``, ``examining``, ``printing``, ``proving`` or ``merging``; ``cells`` counts
    the figures that the equations hold, and each equation is ``{"address", "where", "equation", "formula"}``.
    Inequalities, bounds and the other forms of a rule stand among them. The formula is for Excel and WPS: empty where
    the equation holds, else the difference of its sides or 空白. It takes the figures from a sheet for each table
    (:func:`excel_formulas.sheet_cells`); a form that is not linear, or of which a figure is not printed, has ``""``.
    """
    cells = sheet_cells(report_type.tables)
    return [_plain(rule, report_type.addresses, cells) for rule in rules_of(report_type)]


def _plain(rule: Rule, book: AddressBook, cells: Mapping[str, str]) -> dict[str, Any]:
    return {
        **plain(rule, fields=_FIELDS),
        "severity_where_scope_unchanged": rule.unchanged or rule.severity,
        "law": rule.law,
        "checked": _checked(rule),
        "cells": len(rule.addresses),
        "equations": [_form(form, book, cells) for form in rule.forms],
    }


def _form(form: RuleForm, book: AddressBook, cells: Mapping[str, str]) -> dict[str, Any]:
    where = form.where if isinstance(form, Equation) else book[form.address.removeprefix(LAST_YEAR)].label
    printed = cells.keys() >= set(form.addresses)
    return {
        "address": form.address,
        "where": plain(where),
        "equation": form.written,
        "formula": check_formula(form, cells) if printed else "",
    }


def _checked(rule: Rule) -> str:
    if any(form.linear for form in rule.forms):
        return "equations"
    if rule.enforced:
        return "reading"
    return "examining" if rule.stage == "checking" else rule.stage


def rules_markdown(report_type: ReportType, language: Language) -> str:
    """Return the rules as a Markdown table: id, sentence in both languages, severity, how checked, cells, source."""
    heads = (
        Text("编号", "id"),
        Text("规则", "rule"),
        Text("英文", "in Chinese"),
        Text("程度", "severity"),
        Text("核对方式", "checked"),
        Text("等式", "equations"),
        Text("涉及的格", "cells"),
        Text("依据", "source"),
    )
    other: Language = "en" if language == "zh" else "zh"
    rows = []
    for rule in rules_of(report_type):
        severity = _SEVERITIES[rule.severity]
        if rule.unchanged is not None and rule.unchanged != rule.severity:
            strict = _SEVERITIES[rule.unchanged]
            severity = Text(
                f"{severity.zh}；声明统计范围不变（scope: unchanged）时为{strict.zh}",
                f"{severity.en}; {strict.en} with scope: unchanged",
            )
        rows.append(
            (
                f"`{rule.id}`",
                rule.sentence.in_(language),
                rule.sentence.in_(other),
                severity.in_(language),
                _MEANS[_checked(rule)].in_(language),
                str(len(rule.forms) or ""),
                str(len(rule.addresses) or ""),
                rule.law,
            )
        )
    return _table([head.in_(language) for head in heads], rows)


def coverage_plain(found: Coverage) -> dict[str, Any]:
    """Return what the rules cover as plain data; ``cells`` maps each printed cell to its rules and what they see."""
    return {
        **plain(found, fields=_FIELDS),
        "cells": {
            cell: {
                "rules": list(found.guards.get(cell, ())),
                "across": list(found.soft.get(cell, ())),
                "detected": cell in found.equated,
                "located": cell in found.located,
            }
            for cell in found.cells
        },
    }


def coverage_markdown(report_type: ReportType, found: Coverage, language: Language) -> str:
    """Return what the rules cover as Markdown: a summary, the cells no equation guards, and the map of all cells."""
    detected, located = len(found.detected), len(found.located)
    contradictions = "、".join(found.contradicting) or Text("没有", "none").in_(language)
    implied = Text("、".join(found.implied) or "没有", ", ".join(found.implied) or "none")
    sizes = Text(*(mark.join(str(len(group)) for group in found.alike) for mark in ("、", ", ")))
    summary = [
        Text(
            f"{found.equations} 个等式，互相独立的 {found.independent} 个；由其他等式推出：{implied.zh}。",
            f"{found.equations} equations, {found.independent} independent; following from others: {implied.en}.",
        ),
        Text(f"互相矛盾的等式：{contradictions}。", f"contradictions: {contradictions}."),
        Text(
            f"共 {len(found.cells)} 格：单独一格填错，一定能发现的 {detected} 格，能指出是哪一格的 {located} 格。",
            f"{len(found.cells)} cells: a single error is always detected in {detected}, and located in {located}.",
        ),
        Text(
            f"没有等式保护的 {len(found.unguarded)} 格，只有读入时的检查和跨年、跨单位的核对。",
            f"{len(found.unguarded)} cells are in no equation; only reading, other years and units look at them.",
        ),
        Text(
            f"只凭等式分不清的 {len(found.alike)} 组，每组 {sizes.zh} 格。",
            f"{len(found.alike)} sets of cells that equations alone cannot tell apart, of {sizes.en} cells.",
        ),
    ]
    heads = (
        Text("格", "cell"),
        Text("名称", "address"),
        Text("等式", "equations"),
        Text("跨年跨单位", "other years, units"),
        Text("能发现", "detected"),
        Text("能定位", "located"),
    )
    yes = Text("是", "yes").in_(language)
    rows = [
        (
            report_type.addresses[cell].label.in_(language),
            f"`{cell}`",
            " ".join(found.guards.get(cell, ())),
            " ".join(found.soft.get(cell, ())),
            yes if cell in found.equated else "—",
            yes if cell in found.located else "—",
        )
        for cell in found.cells
    ]
    lines = [f"- {text.in_(language)}" for text in summary]
    return "\n".join(lines) + "\n\n" + _table([head.in_(language) for head in heads], rows)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"
