"""The rules table is made from the rules: all of them, in both languages, with their equations."""

from __future__ import annotations

import attrs

from reportgen import formats
from reportgen.api import types_and_rules
from reportgen.engine.checking.rules_of_every_report import rules_of
from reportgen.engine.export.rules import rules_markdown, rules_plain
from reportgen.engine.export.schema import data_file_schema
from reportgen.report.rule_forms import Bounds, Needs
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.small_report import ACCEPTED, RECEIVED, TOTAL, equation, small_type

TYPE = "disclosure_2021"


def test_every_rule_has_a_row_with_its_sentence_in_both_languages() -> None:
    rows = formats.rules_markdown(TYPE).splitlines()[2:]
    assert len(rows) == len(rules_of(REPORT)) == len({rule.id for rule in rules_of(REPORT)})
    for rule, row in zip(rules_of(REPORT), rows, strict=True):
        assert row.startswith(f"| `{rule.id}` | {rule.sentence.zh} | {rule.sentence.en} |")
        assert row.count(" | ") == 7


def test_the_table_knows_the_rules_of_the_form_across_years_and_units() -> None:
    known = {rule["id"] for rule in rules_plain(REPORT)}
    assert {"T2-INT", "T2-FEE", "T3-INT", "T3-ROW", "T3-SUM", "T3-BAL", "T3-BLANK", "T4-SUM"} <= known
    assert {"XY-CARRY", "XY-VALID", "XY-PEND", "XY-JUMP", "S-HIER"} <= known


def test_as_plain_data_the_equations_are_written_out_and_the_cells_counted() -> None:
    by_id = {rule["id"]: rule for rule in rules_plain(REPORT)}
    assert {name: (len(rule["equations"]), rule["cells"]) for name, rule in by_id.items() if rule["equations"]} == {
        "T3-ROW": (25, 175),
        "T3-SUM": (7, 161 - 7),
        "T3-BAL": (7, 28),
        "T4-SUM": (3, 15),
        "XY-CARRY": (7, 14),
        "XY-VALID": (2, 8),
        "XY-PEND": (2, 6),
    }
    valid = by_id["XY-VALID"]["equations"][0]["equation"]
    assert valid == (
        "proactive.regulations.in_force = last_year.proactive.regulations.in_force"
        " + proactive.regulations.made - proactive.regulations.repealed"
    )
    assert by_id["T4-SUM"]["equations"][0]["formula"] == (
        '=IF(COUNT(表四!A4:E4)<5,"空白",IF(表四!E4=SUM(表四!A4:D4),"",表四!E4-(SUM(表四!A4:D4))))'
    )
    assert "上年表二!D3" in by_id["XY-VALID"]["equations"][0]["formula"]
    assert [by_id[name]["checked"] for name in ("T3-INT", "T3-ROW", "T3-BLANK")] == [
        "reading",
        "equations",
        "examining",
    ]
    assert {by_id[f"T{number}-BLANK"]["severity"] for number in (2, 3, 4)} == {"error"}  # no report with a blank
    carry = by_id["XY-CARRY"]
    assert (carry["severity"], carry["severity_where_scope_unchanged"]) == ("warning", "error")


def test_the_coverage_names_every_cell_and_says_what_is_seen() -> None:
    plain = types_and_rules.rule_coverage(TYPE)
    assert len(plain["cells"]) == 200
    assert plain["cells"]["applications.new.enterprises"] == {
        "rules": ["T3-ROW", "T3-BAL"],
        "across": ["S-HIER"],
        "detected": True,
        "located": True,
    }
    assert plain["cells"]["proactive.permits"]["detected"] is False
    text = formats.rules_markdown(TYPE, "en", coverage=True)
    assert "42 equations, 40 independent" in text
    assert "contradictions: none" in text
    assert text.count("\n| `") + text.count(" | `") == 200


def test_the_schema_names_every_cells_equations_and_writes_each_once() -> None:
    schema = types_and_rules.schema(TYPE)["properties"]
    total = schema["stated"]["properties"]["applications.new.total"]["x-rules"]
    assert [rule["rule"] for rule in total] == ["T3-ROW", "T3-BAL"]
    assert total[0]["equation"].startswith("applications.new.total = applications.new.natural_persons + ")
    cell = schema["applications"]["properties"]["new"]["anyOf"][1]["properties"]["enterprises"]
    assert cell["x-rules"] == [
        {"rule": "T3-ROW", "at": "applications.new.total"},
        {"rule": "T3-BAL", "at": "applications.outcomes.total.enterprises"},
    ]
    assert "x-rules" not in schema["proactive"]["properties"]["permits"]
    written = [rule for entry in schema["stated"]["properties"].values() for rule in entry.get("x-rules", ())]
    assert sum("equation" in rule for rule in written) == 42


def test_every_form_of_a_rule_is_written_out_with_its_formula_if_any() -> None:
    kind = small_type(equation(ACCEPTED, "≤", RECEIVED), Bounds(RECEIVED, 0, 9), Needs(ACCEPTED, TOTAL))
    rule = rules_plain(kind)[0]
    assert (rule["id"], rule["checked"], rule["cells"]) == ("A-RULE", "equations", 3)
    assert [(form["equation"], bool(form["formula"])) for form in rule["equations"]] == [
        ("table.accepted ≤ table.received", True),
        ("0 ≤ table.received ≤ 9", True),
        ("table.accepted > 0 → table.answers.total > 0", False),
    ]
    assert rule["equations"][1]["where"] == {"zh": "表一“申请”", "en": "table 1 “received”"}
    assert "| `A-RULE` | 各数相符 | the figures agree | 错误，不能出报告 | 等式 | 3 | 3 |" in rules_markdown(kind, "zh")


def test_a_figure_that_is_not_printed_has_no_cell_for_a_formula() -> None:
    kind = attrs.evolve(small_type(Bounds(RECEIVED, 0, 9)), tables=())
    assert rules_plain(kind)[0]["equations"][0]["formula"] == ""


def test_the_engine_s_rules_say_when_they_are_looked_at() -> None:
    checked = {rule["id"]: rule["checked"] for rule in rules_plain(REPORT)}
    assert {name: checked[name] for name in ("V-BIDI", "CHECK", "XY-JUMP", "S-HIER", "TEMPLATE", "PROOF")} == {
        "V-BIDI": "reading",
        "CHECK": "examining",
        "XY-JUMP": "examining",
        "S-HIER": "examining",
        "TEMPLATE": "printing",
        "PROOF": "proving",
    }
    for words in ("读入数据时", "生成文档时", "读回成品文档时"):
        assert f"| {words} |" in formats.rules_markdown(TYPE)


def test_the_schema_names_inequalities_and_bounds_too() -> None:
    schema = data_file_schema(small_type(equation(ACCEPTED, "≤", RECEIVED), Bounds(RECEIVED, 0, 9)))
    held = schema["properties"]["table"]["properties"]["received"]["x-rules"]
    assert held == [
        {"rule": "A-RULE", "at": "table.accepted"},
        {"rule": "A-RULE", "at": "table.received", "equation": "0 ≤ table.received ≤ 9"},
    ]
