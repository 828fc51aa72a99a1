"""``new``: a data file that goes on from last year's, and a workbook that a clerk fills in, to the finished report."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result

import reportgen
from fuzzing.mutilated_workbooks import resaved
from reportgen import api
from reportgen.api import types_and_rules
from reportgen.commands.command_line.group import main
from reportgen.engine.export.workbook.formulas import sheet_cells

KAIFENG = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
SHANGHAI = Path("samples", "disclosure_2019", "shanghai-2019.yaml")
OFFICE = "开封市人民政府"
CONTACT = {"电话": "0371-12345678", "邮编": "475000", "电子邮箱": "a@kaifeng.gov.cn"}


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", "new", *arguments])


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("2021.yaml").write_bytes((root / KAIFENG).read_bytes())
    Path("2019.yaml").write_bytes((root / SHANGHAI).read_bytes())
    return tmp_path


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("name", ["2022.yaml", "2022.xlsx"])
def test_a_new_year_goes_on_from_the_last(name: str) -> None:
    result = run("--from", "2021.yaml", "-o", name)
    assert result.exit_code == 0, result.output
    assert f"reportgen check {name} --previous 2021.yaml" in result.stdout
    last, now = reportgen.load("2021.yaml"), reportgen.load(name)
    assert (now.organ, now.year, now.type) == (last.organ, 2022, last.type)
    assert now.entered["applications.carried_in.natural_persons"] == 6
    assert now.entered["applications.new.natural_persons"] is None
    assert now.own["portal.posts"] is None
    assert [check.text for check in now.checks] == [check.text for check in last.checks]
    assert now.narrative["preamble"].strip() == last.narrative["preamble"].strip()
    drafts = [finding for finding in reportgen.check(now, previous=last) if finding.rule == "F-DRAFT"]
    assert len(drafts) == 3, "every section but the preamble is to be looked at"


@pytest.mark.usefixtures("desk")
def test_a_new_year_goes_on_across_the_change_of_form() -> None:
    assert run("--from", "2019.yaml", "-o", "2020.yaml").exit_code == 0
    assert reportgen.load("2020.yaml").type.name == "disclosure_2019"
    text = Path("2019.yaml").read_text("utf-8").replace("year: 2019", "year: 2020")
    Path("last.yaml").write_text(text, "utf-8")
    assert run("--from", "last.yaml", "-o", "2021new.yaml").exit_code == 0
    now = reportgen.load("2021new.yaml")
    assert (now.type.name, now.entered["applications.carried_in.natural_persons"]) == ("disclosure_2021", 72)
    assert "〔请填写：上年为13〕" in now.narrative["overview"], "the new form has no such figure"


@pytest.mark.usefixtures("desk")
def test_the_contact_is_kept_and_comments_say_what_was_last_year() -> None:
    text = Path("2021.yaml").read_text("utf-8") + '\ncontact:\n  phone: "0371-1234567"\n'
    Path("2021.yaml").write_text(text, "utf-8")
    assert run("--from", "2021.yaml", "-o", "2022.yaml").exit_code == 0
    made = Path("2022.yaml").read_text("utf-8")
    assert yaml.safe_load(made)["contact"]["phone"] == "0371-1234567"
    assert "in_force: null   # 现行有效件数（上年为 1408）" in made


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("-o a.yaml", "缺少 --organ --year"),
        ("--organ 某局 -o a.yaml", "缺少 --year"),
        ("--from 2021.yaml --year 2024 -o a.yaml", "2024 年的要从 2023 年的新建"),
        ("--from 2021.yaml --type disclosure_2019 -o a.yaml", "不能用来新建 disclosure_2019"),
        ("--from nowhere.yaml -o a.yaml", "nowhere.yaml"),
        ("--organ 某局 --year 2025 --previous 2021.yaml -o a.yaml", "--previous 只用于工作簿"),
    ],
)
def test_what_cannot_be_begun_is_refused_with_what_to_write(arguments: str, told: str) -> None:
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert told in result.output
    assert not Path("a.yaml").exists()


@pytest.mark.usefixtures("desk")
def test_a_missing_preamble_is_the_usual_one_and_brings_its_contact() -> None:
    data = yaml.safe_load(Path("2021.yaml").read_text("utf-8"))
    del data["narrative"]["preamble"]
    Path("2021.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    assert run("--from", "2021.yaml", "-o", "2022.yaml").exit_code == 0
    assert "{{ contact.phone }}" in reportgen.load("2022.yaml").narrative["preamble"]


@pytest.mark.usefixtures("desk")
def test_a_published_report_begins_the_next_year() -> None:
    reportgen.render(reportgen.load("2021.yaml"), "2021.docx")
    result = run("--from", "2021.docx", "-o", "2022.yaml")
    assert result.exit_code == 0, result.output
    now = reportgen.load("2022.yaml")
    assert (now.organ, now.year, now.entered["applications.carried_in.natural_persons"]) == ("开封市人民政府", 2022, 6)
    assert "全年新收申请{{ applications.new.total }}件" in now.narrative["overview"]
    assert "〔请填写：上年为12744〕" in now.narrative["overview"]


def fill_in(path: Path, figures: dict[str, object]) -> None:
    """Act as a clerk: type every figure into its cell, write over every hint, and save in a spreadsheet program."""
    book = openpyxl.load_workbook(path)
    cells = sheet_cells(types_and_rules.describe("disclosure_2021").tables)
    for address, value in figures.items():
        sheet, _, cell = cells[address].partition("!")
        book[sheet][cell] = value
    for row in book["文字"].iter_rows(min_row=2):
        row[2].value = re.sub("〔请填写[^〕]*〕", "有关工作按规定办理", row[2].value or "")
    for row in book["其他内容"].iter_rows(min_row=2):
        row[2].value = {"电话": "0371-12345678", "邮编": "475000", "电子邮箱": "a@kaifeng.gov.cn"}.get(
            row[1].value, "某处"
        )
    book.save(path)
    (saved,) = resaved([path.read_bytes()])
    path.write_bytes(saved)


@pytest.mark.office
def test_a_report_is_made_without_touching_a_text_file(root: Path, tmp_path: Path) -> None:
    runner, path, document = CliRunner(), tmp_path / "2022.xlsx", tmp_path / "报告.docx"
    last = reportgen.load(root / KAIFENG)
    new = ["new", "--organ", OFFICE, "--year", "2022", "--previous", str(root / KAIFENG), "-o", str(path)]
    assert runner.invoke(main, new).exit_code == 0
    blank = runner.invoke(main, ["check", str(path)])
    assert blank.exit_code == 1
    figures = dict(last.entered)
    carried = "applications.carried_in.natural_persons", "applications.new.natural_persons"
    figures |= {carried[0]: 6, carried[1]: figures[carried[1]] - 3}
    fill_in(path, figures)
    checked = runner.invoke(main, ["check", str(path), "--previous", str(root / KAIFENG)])
    assert checked.exit_code == 0, checked.output
    rendered = runner.invoke(main, ["render", str(path), "-o", str(document)])
    assert rendered.exit_code == 0, rendered.output
    assert document.read_bytes()[:2] == b"PK"
    assert reportgen.load(path).entered == figures


def test_another_office_s_last_year_is_pointed_out(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    new = ["new", "--organ", "某局", "--year", "2022", "-o", str(path), "--previous", str(root / KAIFENG)]
    result = CliRunner().invoke(main, new)
    assert result.exit_code == 0
    assert "not of 某局" in result.output or "不是“某局”的" in result.output
    shown = [cell.value for row in openpyxl.load_workbook(path)["上年表四"].iter_rows() for cell in row]
    assert "开封市人民政府 2021 年的数字，只供对照。" in shown


def test_last_year_s_figures_stand_in_the_prompts(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    api.write_new(path, reportgen.new_workbook(None, OFFICE, 2022, reportgen.load(root / KAIFENG)))
    prompts = openpyxl.load_workbook(path)["表三"].data_validations.dataValidation
    (prompt,) = (one.prompt for one in prompts if str(one.sqref) == "D4")
    assert prompt.endswith("上年：508")
