"""What a clerk reads: the sentence, the cells by their names on the form, where they stand, what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import reportgen
from reportgen.commands.printing.finding_text import MOST_CELLS, finding_lines
from reportgen.commands.printing.findings_text import accepting_lines, report_lines
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.engine.building import build
from reportgen.engine.reading import read_mapping
from reportgen.report.findings import Cell, Change, Finding, Repair
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.workbooks import workbook
from tests.strategies import NARRATIVE, document_of, report_of, zero

TOTAL = "applications.outcomes.total.natural_persons"


def cell(address: str, value: Any, line: int | None = None, file: str = "a.yaml") -> Cell:
    origin = None if line is None else Origin(file, line, 3)
    return Cell(address, value, Text(f"格{address}", f"cell {address}"), origin)


def finding(**more: Any) -> Finding:
    plain = Finding(rule="T3-SUM", verdict="broken", severity="error", says=Text("不对", "wrong"), address="x")
    return attrs.evolve(plain, **more)


UNSURE = "还不能确定错在哪一格，请对照原始台账逐格核对"


def repair(address: str, before: int | None, after: int, *, most_likely: bool = True) -> Repair:
    change = Change(address, before, after, Text(f"格{address}", address))
    return Repair((change,), Text("打错了", "mistyped"), probability=0.95 if most_likely else 0.2)


def lines(*findings: Finding) -> list[str]:
    return list(report_lines(report_of(zero(), source="a.yaml"), findings, "zh"))


def test_a_cell_is_placed_by_line_and_column_and_other_files_by_name() -> None:
    """A cell of the data file is shown by line and column, a cell of another file with the file's name."""
    shown = list(
        finding_lines(finding(cells=(cell("x", 1, 7), cell("y", 2, 8, "b.yaml"), cell("z", 3))), "zh", "a.yaml")
    )
    assert shown == [
        "✗ 错误 T3-SUM  不对。",
        "    格x = 1    第 7 行第 3 列",
        "    格y = 2    b.yaml 第 8 行第 3 列",
        "    格z = 3    （计算得出）",
        f"    {UNSURE}",
    ]
    english = list(finding_lines(finding(cells=(cell("x", 1, 7),)), "en", "a.yaml"))
    assert english == ["✗ error T3-SUM  wrong.", "    cell x = 1    line 7, column 3"]


def test_of_a_long_sum_the_total_itself_and_what_is_not_zero_are_shown() -> None:
    parts = [cell(f"p{number}", number % 3, number + 1) for number in range(22)]
    shown = list(finding_lines(finding(cells=(*parts, cell("x", 99, 50))), "zh", "a.yaml"))
    cells = [line for line in shown if " = " in line]
    assert len(cells) == MOST_CELLS
    assert cells[0].strip().startswith("格x = 99")
    assert not any(" = 0 " in line for line in cells)
    assert shown[-2:] == [f"    ……另有 {23 - MOST_CELLS} 格", f"    {UNSURE}"]


def test_a_blank_among_many_cells_is_never_left_out() -> None:
    parts = [cell(f"p{number}", number + 1, number + 1) for number in range(20)]
    shown = list(finding_lines(finding(verdict="undecided", cells=(*parts, cell("blank", None, 40))), "zh", "a.yaml"))
    assert "    格blank = 空白    第 40 行第 3 列" in shown


def test_the_likeliest_repair_comes_first_and_not_more_than_three() -> None:
    repairs = tuple(repair("x", number, number + 1, most_likely=number == 0) for number in range(5))
    shown = [line.strip() for line in finding_lines(finding(repairs=repairs), "zh")]
    assert shown[1:] == [
        "最可能是：格x应把 0 改为 1（打错了），请对照台账核实",
        "若与台账不符，也可能是：格x应把 1 改为 2（打错了）",
        "若与台账不符，也可能是：格x应把 2 改为 3（打错了）",
    ]


def test_equally_possible_repairs_are_listed_as_the_form_has_them() -> None:
    column = [f"applications.{row}.natural_persons" for row in ("new", "carried_in", "carried_out")]
    repairs = tuple(repair(name, 1, 2, most_likely=False) for name in reversed(column))
    cells = tuple(cell(name, 1, 7) for name in column)
    shown = lines(finding(cells=cells, repairs=repairs))
    assert shown[-4:] == [
        "    以下几处改动都能使本列平衡，只凭数字分不出来，请对照台账：",
        *[f"      格{name}由 1 改为 2（打错了）" for name in column],
    ]
    assert not any("最可能" in line for line in shown)


def test_one_cause_is_a_supposition_where_none_is_likely() -> None:
    """That findings have one cause is only supposed where none is likely."""
    repairs = (repair(TOTAL, 1, 2, most_likely=False), repair(TOTAL, 1, 3, most_likely=False))
    shown = lines(*[finding(cause=1, repairs=repairs)] * 2)
    assert shown[-4:-2] == [
        "以上 2 处可能出于同一个原因：",
        "    以下几处改动都能使这些等式都成立，只凭数字分不出来，请对照台账：",
    ]


def test_a_blank_that_can_be_worked_out_is_to_be_filled_in() -> None:
    shown = list(finding_lines(finding(repairs=(repair("x", None, 12),)), "zh"))
    assert shown[1] == "    最可能是：格x应填 12（打错了），请对照台账核实"


def test_findings_of_one_cause_stand_together_with_one_repair_after_them() -> None:
    one = finding(cause=1, repairs=(repair("x", 2, 1),), says=Text("甲", "a"))
    other = finding(cause=2, repairs=(repair("y", 4, 3),), says=Text("乙", "b"))
    again = attrs.evolve(one, says=Text("丙", "c"), rule="T3-BAL")
    shown = [line for line in lines(one, other, again)[1:] if line]
    assert shown == [
        "✗ 错误 T3-SUM  甲。",
        "✗ 错误 T3-BAL  丙。",
        "以上 2 处出于同一个原因：",
        "    最可能是：格x应把 2 改为 1（打错了），请对照台账核实",
        "✗ 错误 T3-SUM  乙。",
        "    最可能是：格y应把 4 改为 3（打错了），请对照台账核实",
    ]


def test_what_a_blank_leaves_undecided_follows_it_in_one_line_each() -> None:
    cells = (cell("x", None), cell("y", 2, 3))
    follows = finding(verdict="undecided", cells=cells, says=Text("无法判断", "undecided"), law="法")
    blank = finding(rule="T3-BLANK", verdict="undecided", severity="warning", cells=(cell("b", None, 9),))
    shown = [line for line in lines(follows, blank) if line.startswith(("?", "    "))]
    assert shown == [
        "? 空白 T3-BLANK  不对。",
        "    格b = 空白    第 9 行第 3 列",
        "? 无法判断 T3-SUM  无法判断。",
    ]


@pytest.mark.parametrize(
    ("findings", "words"),
    [
        ([], "数字全部对得上（核对了 42 个等式）"),
        ([finding(severity="note")], "可以出报告，有 1 处提示，供参考"),
        ([finding(severity="warning")], "可以出报告，有 1 处提醒，请改正或确认后再发布"),
        ([finding(severity="note", verdict="undecided")], "可以出报告，有 1 处无法核对，请改正或确认后再发布"),
        (
            [finding(severity="error", verdict="undecided", cells=(cell("x", None), cell("y", 1)))],
            "有 1 处因空白而无法判断，改好之前",
        ),
        ([finding()], "有 1 处必须改正，改好之前不能出报告"),
        ([finding(), finding(severity="note")], "有 1 处必须改正，另有 1 处提示，改好之前"),
    ],
)
def test_the_first_line_is_the_verdict(findings: list[Finding], words: str) -> None:
    assert words in lines(*findings)[0]


def test_a_common_cause_comes_first_and_its_findings_are_one_line_each() -> None:
    """Of many findings with one cause the cause comes first and each is one line."""
    changes = tuple(Change(f"c{number}", 1, 2, Text("格", "cell")) for number in range(20))
    whole = Repair(changes, Text("表三整体向右错开了一列", "slid"), probability=0.95)
    many = [finding(cells=(cell("x", 1, 7), cell("y", 2, 8)), cause=1, repairs=(whole,)) for _ in range(12)]
    assert lines(*many)[2:] == [
        "",
        "以下 12 处出于同一个原因：",
        "    最可能是：表三整体向右错开了一列（要改 20 格），请对照台账核实",
        *["✗ 错误 T3-SUM  不对。"] * 12,
    ]


def test_findings_without_a_common_cause_follow_in_short() -> None:
    """Many findings without a common cause are shortened and follow those with one."""
    together = [finding(cells=(cell("y", 2, 8), cell("z", 3, 9)), cause=1, repairs=(repair("y", 2, 3),))] * 2
    alone = [finding(cells=(cell("x", 1, number), cell("y", 2, 8))) for number in range(20, 29)]
    told = lines(*alone, *together)[2:]
    assert told[:6] == [
        "",
        "✗ 错误 T3-SUM  不对。",
        "✗ 错误 T3-SUM  不对。",
        "",
        "以上 2 处出于同一个原因：",
        "    最可能是：格y应把 2 改为 3（打错了），请对照台账核实",
    ]
    assert told[6:9] == ["", "✗ 错误 T3-SUM  不对。", "    第 20 行第 3 列"]
    assert len(told) == 6 + 3 * 9


def test_many_blanks_that_the_equations_determine_are_to_be_filled_in() -> None:
    def blank(number: int, *, known: bool) -> Finding:
        filled = (repair(f"x{number}", None, 7),) if known else ()
        place = Origin("a.yaml", number, 3)
        return finding(
            rule="T3-BLANK", verdict="undecided", severity="warning",
            cells=(cell(f"x{number}", None, number),), repairs=filled, origin=place,
        )  # fmt: skip

    known = lines(*(blank(number, known=True) for number in range(1, 12)))
    assert "? 还有 11 格没有填（都可由勾稽关系算出，请对照台账核实）：" in known
    assert "    第 3 行：格x3，应填 7" in known
    some = lines(*(blank(number, known=number == 3) for number in range(1, 12)))
    assert "? 还有 11 格没有填（没有发生的填 0，空白不等于零）：" in some
    assert "    第 3 行：格x3，应填 7（打错了，请对照台账核实）" in some
    assert "    第 4 行：格x4" in some


def test_many_lines_of_prose_that_one_rule_points_at_are_told_as_one() -> None:
    """A new data file asks for every line of its prose: twenty times the same sentence hides what else is wrong."""
    places = [4, 4, 5, 6, 7, 8, 9]
    notes = [
        Finding(
            "F-DRAFT", "broken", "error", Text(f"第{n}句", f"sentence {n}"), "narrative", origin=Origin("a.yaml", line)
        )
        for n, line in enumerate(places)
    ]
    lines = list(report_lines(report_of(zero()), notes, "zh"))
    assert [line for line in lines if "F-DRAFT" in line] == ["✗ 错误 F-DRAFT  第0句。"]
    assert "    同样的共 7 处：第 4 行（2 处）、第 5 行、第 6 行、第 7 行、第 8 行、第 9 行" in lines
    assert sum("F-DRAFT" in line for line in report_lines(report_of(zero()), notes[:5], "zh")) == 5


def test_a_workbook_s_warning_is_accepted_by_pasting_rows(tmp_path: Path) -> None:
    path = tmp_path / "2025.xlsx"
    prose = NARRATIVE | {"overview": "本年新收政府信息公开申请16件。"}
    path.write_bytes(workbook(build(read_mapping(document_of(zero()) | {"narrative": prose}), REPORT)))
    report = reportgen.load(path)
    lines = list(accepting_lines(report, reportgen.check(report), "zh"))
    assert "“其他内容”工作表" in lines[1]
    book = openpyxl.load_workbook(path)
    for line in lines[2:]:
        label, name, value = line.split("\t")
        book["其他内容"].append((label, name, value or "张三"))
    book.save(path)
    again = reportgen.load(path)
    assert [one.accepted is not None for one in reportgen.check(again) if one.rule == "PT-NEW"] == [True]
    assert list(accepting_lines(again, reportgen.check(again), "zh")) == []


def test_of_thousands_of_findings_of_a_rule_fifty_are_listed() -> None:
    """The verdict counts them all, other rules are listed beside them, and the last line says where the rest is."""
    own = [finding(rule="CHECK", says=Text(f"第{number}条不成立", "x"), address=None) for number in range(3_000)]
    shown = lines(*own, finding(rule="T4-SUM", says=Text("合计不对", "x")))
    assert "3001 处必须改正" in shown[0]
    assert sum("条不成立" in line for line in shown) == 50
    assert any("合计不对" in line for line in shown)
    assert shown[-1] == "……CHECK 另有 2950 处没有列出；全部清单：reportgen check 加上 --format json"
    assert not any("没有列出" in line for line in lines(*own[:50]))
