"""What a clerk reads after a slip: which file, which line, which official row and column, why, and what to do."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reportgen import catalogue, pipeline
from reportgen.commands.command_line.group import main
from reportgen.core.errors import DataError
from reportgen.engine import reading

NEW = "表三“一、本年新收政府信息公开申请数量”"
GRANTED = "表三“（一）予以公开”"
NO_COUNT = "应当是件数（不小于零的整数），写的是"
SLIPS = [
    ("[508, 2", "[５０８, 2", f"37 行第 16 列：{NEW}自然人：{NO_COUNT}文字“５０８”。请写成 508。"),
    ("[508, 2", "[50.8%, 2", f"37 行第 16 列：{NEW}自然人：{NO_COUNT}…。这里填件数，不填百分比。"),
    ("206743 ", "206743.5 ", f"24 行第 12 列：表二“行政许可”本年处理决定数量：{NO_COUNT}…。件数没有小数，请核对。"),
    ("[414, 0", "[-414, 0", f"41 行第 25 列：{GRANTED}自然人：件数不能是负数：-414。请核对；没有发生的写 0。"),
    (
        "20, 2]   # （一）",
        "20]   # （一）",
        f"41 行第 24 列：{GRANTED}：…6 个数字，写了 5 个。依次为：自然人、商业企业、",
    ),
    (
        "20, 2]   # （一）",
        "20, 2, 9]   # （一）",
        f"41 行第 24 列：{GRANTED}：…写了 7 个。依次为：自然人、…；不含总计。",
    ),
    ("    granted: ", "#", f"40 行第 3 列：缺少 …（{GRANTED}）。没有发生写 0，还不知道写 null；缺少不等于零。"),
    ("not_held: ", "not_hold: ", "55 行第 7 列：…名称 not_hold。最接近的是 not_held，即“1.本机关不掌握…”。"),
    (
        "    granted: ",
        "    予以公开: ",
        "41 行第 5 列：不认识的名称 予以公开。最接近的是 granted，即“（一）予以公开”。",
    ),
    ("  new: ", "  本年新收: ", "37 行第 3 列：不认识的名称 本年新收。最接近的是 new，即“一、本年新收…”。"),
    ("  overview:", "  总体情况:", "不认识的名称 总体情况。最接近的是 overview，即“一、总体情况”。"),
    ("  new: ", "\tnew: ", "37 行第 1 列：缩进里有制表符（Tab）。缩进请用空格：删去行首的 Tab"),
    ("  carried_out: [", "  carried_out [", "71 行第 3 列：名称后面缺少冒号。"),
    ("[6, 0, 0, 0, 0, 0]", "[6, 0, 0, 0, 0, 0", "71 行第 16 列：缺少右方括号。请在这一行的末尾写 ]。"),
    ("organ: 开封市人民政府", "organ: ", "8 行第 7 列：organ（机关全称）是空白。请写上，例如 organ: 某区教育局。"),
    ("year: 2021 ", "year: 二〇二一 ", "9 行第 7 列：年份应当是…“二〇二一”。请写四位数字，例如 year: 2025。"),
    (
        "report: disclosure_2021",
        "report: disclosure_2012",
        "7 行第 9 列：没有名为…可用的种类：disclosure_2019、disclosure_2021",
    ),
    (
        "report: disclosure_2021",
        "报告: disclosure_2021",
        "缺少 report（报告种类）。冒号左边要写英文名称；用 reportgen new",
    ),
    ('"8937.0276"', '"8937.02761"', "29 行第 9 列：…本年收费金额：金额小数超过 4 位：8937.02761。单位是万元"),
]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: Path) -> Path:
    """Return a folder with the Kaifeng sample as 2021.yaml, where the clerk stands."""
    shutil.copy(root / "samples/disclosure_2021/kaifeng-2021.yaml", tmp_path / "2021.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *arguments])


def refused(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output
    return result.stderr


@pytest.mark.parametrize(("right", "wrong", "told"), SLIPS, ids=[wrong.strip() for _, wrong, _ in SLIPS])
@pytest.mark.parametrize("command", ["check", "render"])
def test_a_slip_in_the_data_is_told_by_file_line_official_name_and_remedy(
    desk: Path, command: str, right: str, wrong: str, told: str
) -> None:
    text = (desk / "2021.yaml").read_text("utf-8")
    assert right in text
    (desk / "错.yaml").write_text(text.replace(right, wrong, 1), "utf-8")
    shown = refused(command, "错.yaml")
    assert shown.startswith("错.yaml 第 ")
    assert re.search(".*".join(map(re.escape, told.split("…"))), shown)
    assert len(shown.splitlines()) == 1


def test_blanks_are_marked_as_blanks(desk: Path) -> None:
    text = (desk / "2021.yaml").read_text("utf-8")
    (desk / "空.yaml").write_text(text.replace("[508, 2", "[null, 2").replace("upheld: 5 ", "upheld: "), "utf-8")
    shown = run("check", "空.yaml").stdout
    assert f"? 空白 T3-BLANK  {NEW}自然人 是空白。没有发生的填 0，不清楚的先查明" in shown
    assert "? 空白 T4-BLANK  表四“行政复议”结果维持 是空白" in shown
    assert "? 无法判断 T3-BAL" in shown


def test_what_is_no_data_file_is_told_with_what_to_give_instead(desk: Path) -> None:
    (desk / "文件夹").mkdir()
    (desk / "空.yaml").touch()
    (desk / "报告.docx").write_bytes(b"PK\x03\x04")
    (desk / "老.yaml").write_bytes((desk / "2021.yaml").read_bytes().decode().replace("•", "").encode("gb18030"))
    new = "还没有的用 reportgen new 新建"
    assert refused("check", "2012.yaml") == "2012.yaml：没有这个文件。名字最接近的是 2021.yaml。\n"
    assert refused("check", "甲.yaml").startswith("甲.yaml：没有这个文件。请检查文件名和所在的文件夹")
    assert refused("check", "没有/甲.yaml").endswith("请检查文件夹的名字。\n")
    assert (
        refused("check", "文件夹") == "文件夹：文件夹里没有数据文件，也没有 Word 填报表。"
        "数据文件的名字以 .yaml、.yml、.json、.xlsx 结尾，Word 填报表以 .docx 结尾。\n"
    )
    assert (
        refused("render", "文件夹")
        == "文件夹：这是文件夹，不是文件。请写出文件夹里数据文件的名字；整个文件夹的，用 reportgen batch 或 check。\n"
    )
    assert refused("check", "空.yaml").startswith("空.yaml：文件是空的。用 reportgen new")
    assert refused("check", "报告.docx").startswith("报告.docx：文件不完整：缺少压缩包的结尾。")
    (desk / "图.yaml").write_bytes(b"\x89PNG\r\n")
    assert refused("check", "图.yaml").endswith(f"不是数据文件。请给出数据文件（.yaml），{new}。\n")
    (desk / "表.xlsm").write_bytes(b"PK\x03\x04")
    assert "Excel 工作簿的文件名要以 .xlsx 结尾" in refused("check", "表.xlsm")
    assert "请用记事本打开该文件，选“另存为”，编码选 UTF-8" in refused("check", "老.yaml")


def test_several_slips_are_counted_after_them(desk: Path) -> None:
    text = (desk / "2021.yaml").read_text("utf-8").replace("[508, 2", "[５０８, 2").replace("[414, 0", "[-414, 0")
    (desk / "错.yaml").write_text(text, "utf-8")
    assert refused("render", "错.yaml").splitlines()[2] == "共 2 处，没有写出任何文件。请改好后再运行一次。"


@pytest.mark.parametrize("name", ["报告.txt", "报告.doc", "报告"])
def test_a_report_under_a_name_that_word_does_not_open_is_refused(desk: Path, name: str) -> None:
    shown = refused("render", "2021.yaml", "-o", name)
    assert shown.startswith(f"{name}：报告写成什么文件，看文件名的结尾，应是 .docx、.html、")
    assert "请写成 报告.docx（Word 文档），或换成别的结尾。" in shown
    assert sorted(path.name for path in desk.iterdir()) == ["2021.yaml"]


def test_a_finished_report_is_no_template_and_that_is_said_once(desk: Path) -> None:
    assert run("render", "2021.yaml", "-o", "报告.docx").exit_code == 0
    for arguments in (["render", "2021.yaml", "--template", "报告.docx"], ["template", "check", "报告.docx"]):
        shown = run(*arguments)
        assert shown.exit_code == 2
        assert shown.output.count("报告.docx") == 1
        assert "没有一个 {{ }} 标记，不是模板。已经生成的报告不能当模板；请用 reportgen template new" in shown.output


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("new --type disclosure_2012 --organ 甲 --year 2025 -o a.yaml", "最接近的是 disclosure_2021"),
        ("new --type disclosure_2021 --organ= --year 2025 -o a.yaml", "请写机关全称，例如某区教育局"),
        ("explain 2021.yaml", "例如 reportgen explain 2025.yaml applications.new.total"),
        ("explain 2021.yaml 自然人", "请写得更具体，例如 applications.new.natural_persons（"),
        ("explain 2021.yaml year", "全部合计的名称用 --all 列出"),
    ],
)
def test_a_wrong_word_for_another_command_is_answered_with_the_right_one(desk: Path, line: str, told: str) -> None:
    assert told in refused(*line.split())
    assert not (desk / "a.yaml").exists()


def test_a_figure_is_explained_by_the_words_of_the_form(desk: Path) -> None:
    shown = run("explain", str(desk / "2021.yaml"), "表三", "新收", "自然人").stdout
    assert shown.startswith(f"{NEW}自然人  [applications.new.natural_persons] = 508")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("a.doc", ".doc 是旧版 Word 的格式。请写成 -o a.xlsx（用 Excel 填写）、-o a.docx（用 Word 填写）"),
        ("a.xls", ".xls 是旧版 Excel 的格式。请写成 -o a.xlsx（用 Excel 填写）"),
        ("我的报告", "文件名没有后缀。请写成 -o 我的报告.xlsx（用 Excel 填写）"),
        ("a.json", "新建的数据文件是 YAML 格式。请写成 -o a.xlsx"),
    ],
)
def test_a_new_data_file_under_another_kind_of_name_is_refused(desk: Path, name: str, told: str) -> None:
    assert told in refused("new", "--organ", "某局", "--year", "2025", "-o", name)
    assert not (desk / name).exists()


def test_one_report_type_needs_no_name(desk: Path) -> None:
    shown = run("new", "--organ", "某局", "--year", "2025", "-o", "2025.yaml").stdout
    assert shown.startswith(f"已写出：{desk / '2025.yaml'}。")
    assert run("check", "2025.yaml").exit_code == 1
    assert run("template", "new", "-o", "模板.docx").exit_code == 0
    assert run("rules").stdout == run("rules", "disclosure_2021").stdout


def test_a_suffix_that_notepad_added_is_named(desk: Path) -> None:
    (desk / "2021.yaml").rename(desk / "2025.yaml.txt")
    assert "这里有 2025.yaml.txt：记事本在后面加了 .txt。请改名为 2025.yaml" in refused("check", "2025.yaml")


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + b"\0" * 9, b"\xff\xd8\xff\xe0JFIF", bytes(range(256)) * 4])
def test_what_is_no_text_is_not_said_to_be_in_another_encoding(desk: Path, content: bytes) -> None:
    (desk / "a.yaml").write_bytes(content)
    shown = refused("check", "a.yaml")
    assert "不是数据文件" in shown
    assert "GBK" not in shown


def test_a_check_refuses_a_note_that_render_would_refuse(desk: Path) -> None:
    text = (desk / "2021.yaml").read_text("utf-8")
    (desk / "注.yaml").write_text(f"{text}\nnotes:\n  applications.new.natural_persons: （含2件）\n", "utf-8")
    assert "有附注，但模板没有印出它" in refused("check", "注.yaml")
    assert refused("check", "注.yaml") == refused("render", "注.yaml")


def test_render_is_held_to_last_year_and_to_units(desk: Path) -> None:
    text = (desk / "2021.yaml").read_text("utf-8")
    (desk / "2020.yaml").write_text(
        text.replace("year: 2021", "year: 2020").replace("市人民政府", "县人民政府"), "utf-8"
    )
    shown = run("render", "2021.yaml", "--previous", "2020.yaml").stdout
    assert shown.startswith("已写出，但有 1 处提醒，公布前请改或确认：")
    assert "2020 年的报告属于“开封县人民政府”" in shown
    strict = run("render", "2021.yaml", "--previous", "2020.yaml", "--strict", "-o", "严.docx")
    assert (strict.exit_code, (desk / "严.docx").exists()) == (1, False)
    (desk / "区.yaml").write_text(text.replace("开封市", "某区").replace("permits: 206743", "permits: 5"), "utf-8")
    assert "S-HIER" in run("render", "2021.yaml", "--units", "区.yaml", "-o", "市.docx").output


@settings(max_examples=30)
@given(st.integers(12, 70), st.sampled_from([-4, -2, -1, 1, 2]))
def test_the_line_with_a_wrong_indentation_is_the_only_one_named(root: Path, number: int, shift: int) -> None:
    lines = (root / "samples/disclosure_2021/kaifeng-2021.yaml").read_text("utf-8").split("\n")
    line = lines[number - 1]
    text = line.lstrip(" ")
    assume(text and not text.startswith("#") and len(line) - len(text) + shift >= 0)
    moved = " " * (len(line) - len(text) + shift) + text
    named = set()
    try:
        document = reading.read_text("\n".join([*lines[: number - 1], moved, *lines[number:]]), "a.yaml")
        pipeline.build(document, catalogue.report_type)
    except DataError as error:
        named = {fault.origin.line for fault in error.faults if fault.origin}
    assert named in (set(), {number})


@pytest.mark.parametrize("year", [2020, 2021])
def test_last_year_s_figures_are_of_an_earlier_year(root: Path, tmp_path: Path, year: int) -> None:
    sample = root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
    target = tmp_path / "a.xlsx"
    arguments = ["new", "--organ", "某局", "--year", str(year), "-o", str(target), "--previous", str(sample)]
    result = CliRunner().invoke(main, ["--lang", "zh", *arguments])
    assert result.exit_code == 2
    assert f"是 2021 年的报告，不早于 {year} 年" in result.output
    assert not target.exists()
