"""``reportgen read``: a published report into a data file, with its account; other commands take it directly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen import api
from reportgen.commands.command_line.group import main
from reportgen.core.errors import DataError
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_looks as looks


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Return a published page whose figures are all 0 but one total, which is wrong."""
    values = dict.fromkeys(looks.figures(REPORT, 3), 0) | {"applications.new.total": 5, "proactive.permits": None}
    look = looks.Look(3, blanks="/")
    path = tmp_path / "report.html"
    path.write_bytes(looks.web_page(REPORT, "某市人民政府", 2023, looks.tables_of(REPORT, values, look, {}), look))
    return path


def test_a_published_report_becomes_a_data_file_that_checks_alike(page: Path, tmp_path: Path) -> None:
    rules = sorted({one.rule for one in api.check(api.load(page))} - {"V-READ"})
    assert {"T2-BLANK", "T3-ROW"} <= set(rules)
    for suffix in ("yaml", "json", "xlsx"):
        target = tmp_path / f"data.{suffix}"
        result = CliRunner().invoke(main, ["--lang", "zh", "read", str(page), "-o", str(target)])
        assert result.exit_code == 0, result.output
        assert "某市人民政府2023年" in result.output
        assert "1 个空白" in result.output
        again = api.load(target)
        assert sorted({one.rule for one in api.check(again)}) == rules
        assert again.entered == api.load(page).entered
    assert json.loads((tmp_path / "data.json").read_text("utf-8"))["stated"]["applications.new.total"] == 5


def test_a_file_that_is_there_is_not_replaced_and_no_other_suffix_is_taken(page: Path, tmp_path: Path) -> None:
    (tmp_path / "data.yaml").write_text("mine", "utf-8")
    for target in ("data.yaml", "data.docx"):
        assert CliRunner().invoke(main, ["read", str(page), "-o", str(tmp_path / target)]).exit_code == 2
    assert (tmp_path / "data.yaml").read_text("utf-8") == "mine"
    assert CliRunner().invoke(main, ["read", str(tmp_path / "data.yaml")]).exit_code == 2


def test_check_and_explain_take_a_published_report(page: Path) -> None:
    result = CliRunner().invoke(main, ["--lang", "zh", "check", str(page)])
    assert result.exit_code == 1
    assert "T3-ROW" in result.output
    assert "表格" in result.output
    explained = CliRunner().invoke(main, ["explain", str(page), "applications.new.total"])
    assert explained.exit_code == 0


def test_what_is_said_of_a_published_report_fits_one_that_is_out(page: Path) -> None:
    wrong = CliRunner().invoke(main, ["--lang", "zh", "check", str(page)]).output
    page.write_bytes(page.read_bytes().replace(b">5<", b">0<"))
    sound = CliRunner().invoke(main, ["--lang", "zh", "check", str(page)]).output
    for output in (wrong, sound):
        assert f"\n报告：{page}\n" in output
        assert f"reportgen read {page} -o 2023.yaml" in output
        assert "如 2022.html" in output
        assert not any(
            words in output for words in ("不能出报告", "出报告，", "accepted:", "reportgen render", "V-YEAR")
        )


def test_a_title_that_is_lacking_is_given_by_options(tmp_path: Path) -> None:
    prose = "".join(f"{title}\n{looks.LONG}\n" for title in REPORT.sections)
    rows = """信息内容\t本年处理决定数量
行政处罚\t12
行政强制\t3
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t1\t2\t3
行政规范性文件\t1\t2\t3
信息内容\t本年处理决定数量
行政许可\t3
信息内容\t本年收费金额
行政事业性收费\t5
"""
    path = tmp_path / "report.txt"
    path.write_text(prose + rows, "utf-8")
    with pytest.raises(DataError, match="--organ"):
        api.read(path)
    found = api.read(path, organ="某局", year=2022)
    assert (found.document.data["organ"], found.document.data["proactive"]["penalties"]) == ("某局", 12)
