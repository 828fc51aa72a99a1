"""``reportgen merge`` takes a leader's changes into the data file, keeps the old one, and says what it did not take."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen.commands.command_line.group import main
from tests.engine.word_forms import edited, put, rendered, retype

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")
WORDS = retype("健全从受理到归档的全流程办理制度", "建立全流程办理制度")


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    file = tmp_path / "2021.yaml"
    file.write_bytes((root / SAMPLE).read_bytes())
    return file


def run(data: Path, document: bytes, *options: str) -> Result:
    path = data.with_name("改.docx")
    path.write_bytes(document)
    return CliRunner().invoke(main, ["--lang", "zh", "merge", str(data), str(path), *options])


def test_text_is_taken_and_every_other_line_stays(data: Path) -> None:
    old = data.read_text("utf-8")
    result = run(data, edited(rendered(reportgen.load(data)), WORDS))
    assert result.exit_code == 0, result.output
    new = data.read_text("utf-8")
    assert new == old.replace("健全从受理到归档的全流程办理制度", "建立全流程办理制度")
    assert data.with_name("2021（合并前）.yaml").read_text("utf-8") == old
    assert "2021（合并前）.yaml" in result.output


def test_figures_are_told_and_taken_on_request(data: Path) -> None:
    changes = (put(1, 3, 1, "509"), put(1, 3, 7, "546"), retype("新收申请545件", "新收申请546件"))
    document = edited(rendered(reportgen.load(data)), *changes)
    told = run(data, document)
    assert told.exit_code == 0, told.output
    assert "508 → 509（表格 2 第 4 行第 2 格）" in told.output
    assert "没有采用" in told.output
    assert reportgen.load(data).entered["applications.new.natural_persons"] == 508
    new = data.with_name("新.yaml")
    assert run(data, document, "--take-figures", "-o", str(new)).exit_code == 0
    merged = reportgen.load(new)
    assert merged.entered["applications.new.natural_persons"] == 509
    assert merged.stated["applications.new.total"] == 546
    assert "new:        [509, 2, 0, 0, 33, 2]   # 一、本年新收政府信息公开申请数量" in new.read_text("utf-8")
    assert sorted(one.suffix for one in data.parent.iterdir()) == [".docx", ".yaml", ".yaml"]


def test_a_contradiction_ends_with_1_and_what_is_left_is_named(data: Path) -> None:
    changes = (retype("新收申请545件", "新收申请546件"), lambda file: file.add_table(1, 1))
    result = run(data, edited(rendered(reportgen.load(data)), *changes))
    assert result.exit_code == 1
    assert "文字中的 545 改成了 546" in result.output
    assert "数据文件没有改动" in result.output


def test_a_number_filled_in_from_the_tables_is_never_called_taken(data: Path) -> None:
    result = run(data, edited(rendered(reportgen.load(data)), retype("新收申请545件", "新收申请546件")))
    assert "已收回" not in result.output
    assert "请改表格" in result.output


def test_prose_that_follows_a_table_not_taken_is_told_as_not_taken(data: Path) -> None:
    changes = (put(1, 3, 1, "509"), put(1, 3, 7, "546"), retype("新收申请545件", "新收申请546件"))
    document = edited(rendered(reportgen.load(data)), *changes)
    told = run(data, document).output
    assert "文字里改了 1 处数字，没有收回" in told
    assert "总计：545 → 546" in told
    assert "已收回" not in told
    taken = run(data, document, "--take-figures").output
    assert "文字改了 1 段，已收回" in taken
    assert "没有收回" not in taken


def test_a_paragraph_is_told_as_the_data_will_print_it(data: Path) -> None:
    changes = (retype("新收申请545件", "共新收申请546件"),)
    told = run(data, edited(rendered(reportgen.load(data)), *changes)).output
    taken = told.partition("已收回")[2].partition("文字与表格")[0]
    assert "共新收申请545件" in taken
    assert "546" not in taken


def test_a_report_that_was_not_edited_writes_nothing(data: Path) -> None:
    result = run(data, rendered(reportgen.load(data)))
    assert (result.exit_code, "没有改动" in result.output) == (0, True)
    assert sorted(one.name for one in data.parent.iterdir()) == ["2021.yaml", "改.docx"]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_a_workbook_and_a_word_form_take_changes_too(data: Path, suffix: str) -> None:
    book = data.with_suffix(suffix)
    reportgen.convert(reportgen.load(data), book)
    result = run(book, edited(rendered(reportgen.load(data)), WORDS))
    assert result.exit_code == 0, result.output
    assert "建立全流程办理制度" in reportgen.load(book).narrative["overview"]
    assert (
        "健全从受理到归档的全流程办理制度"
        in reportgen.load(book.with_name(f"2021（合并前）{suffix}")).narrative["overview"]
    )


def test_text_that_prose_cannot_have_is_refused_and_nothing_written(data: Path) -> None:
    old = data.read_bytes()
    result = run(data, edited(rendered(reportgen.load(data)), retype("加强领导、", "{{ 领导 }}")))
    assert result.exit_code == 2
    assert data.read_bytes() == old
    assert not zipfile.is_zipfile(data)
    assert "改.docx" in result.output
    assert "段" in result.output
    assert ".yaml 第" not in result.output


def test_a_file_that_is_there_is_not_replaced(data: Path) -> None:
    there = data.with_name("有.yaml")
    there.write_text("mine", "utf-8")
    assert run(data, edited(rendered(reportgen.load(data)), WORDS), "-o", str(there)).exit_code == 2
    assert there.read_text("utf-8") == "mine"


def test_comments_are_listed_and_change_nothing(data: Path) -> None:
    def remark(file: Any) -> None:
        first = next(one for one in file.paragraphs if one.runs)
        file.add_comment(first.runs, "此处请核实：\n对吗？", author="领导")

    document = edited(rendered(reportgen.load(data)), remark)
    result = run(data, document)
    assert result.exit_code == 0, result.output
    assert "没有改动" in result.output
    assert "批注 1 条" in result.output
    assert "? 领导对“" in result.output
    assert "：此处请核实： 对吗？" in result.output


def test_a_word_in_the_header_is_told(data: Path) -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "内部资料"

    result = run(data, edited(rendered(reportgen.load(data)), write))
    assert result.exit_code == 0, result.output
    assert "页眉里的“内部资料”是新的" in result.output
    assert "没有改动。" not in result.output.replace("数据文件没有改动。", "")
