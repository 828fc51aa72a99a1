"""The rules table is made from the rules: all of them, in both languages, with their equations."""

from __future__ import annotations

from reportgen import api, formats
from reportgen.engine.export.rules import rules_of, rules_plain
from reportgen.reports.disclosure.form_2021 import REPORT

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
        '=IF(COUNT(表四!A1:E1)<5,"空白",IF(表四!E1=SUM(表四!A1:D1),"",表四!E1-(SUM(表四!A1:D1))))'
    )
    assert "上年表二!C1" in by_id["XY-VALID"]["equations"][0]["formula"]
    assert [by_id[name]["checked"] for name in ("T3-INT", "T3-ROW", "T3-BLANK")] == [
        "reading",
        "equations",
        "examining",
    ]
    assert {by_id[f"T{number}-BLANK"]["severity"] for number in (2, 3, 4)} == {"error"}  # no report with a blank
    carry = by_id["XY-CARRY"]
    assert (carry["severity"], carry["severity_where_scope_unchanged"]) == ("warning", "error")


def test_the_coverage_names_every_cell_and_says_what_is_seen() -> None:
    plain = api.rule_coverage(TYPE)
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


def test_the_schema_names_the_equations_of_every_cell_and_writes_each_out_once() -> None:
    schema = api.schema(TYPE)["properties"]
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
