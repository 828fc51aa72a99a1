"""``batch`` as an office calls it: a folder in, documents and a summary out, and an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import reportgen
from reportgen import batch as batch_room
from reportgen.api import many
from reportgen.commands import batching
from reportgen.commands.command_line.group import main
from tests.batch import works

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"
Offices = Callable[..., Path]


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the data of five offices, of which one does not reconcile and one cannot be read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(batching, "today", lambda: None)
    monkeypatch.setattr(batching, "workers", works.in_this_process)
    text = (root / SAMPLE).read_text("utf-8").replace("organ: 开封市人民政府", "organ: 某区教育局")
    Path("数据").mkdir()
    for number in range(5):
        spoilt = text.replace("[508, 2", "[509, 2") if number == 1 else text
        spoilt = spoilt.replace("year: 2021", "jahr: 2021") if number == 3 else spoilt
        Path(f"数据/{number}.yaml").write_text(spoilt, "utf-8")
    return tmp_path


def batch(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", "batch", *arguments, "--jobs", "1"])


def test_the_others_are_written_and_the_bad_ones_listed(desk: Path) -> None:
    result = batch("数据", "-o", "报告", "--report", "汇总.json")
    assert result.exit_code == 1
    assert result.stdout.startswith(f"共 5 份：写出 3 份，没有写出 2 份。\n报告在：{desk / '报告'}\n")
    assert "✗ T3-BAL  1 份、1 处" in result.stdout
    assert "数据/1.yaml  某区教育局 2021：2 处必须改正" in result.stdout
    assert "✗ unknown-key  第 9 行第 1 列：不认识的名称 jahr。" in result.stdout
    assert sorted(file.name for file in Path("报告").glob("*.docx")) == ["0.docx", "2.docx", "4.docx"]
    summary = json.loads(Path("汇总.json").read_text("utf-8"))
    assert summary["counts"] == {"written": 3, "refused": 2}
    assert [unit["file"] for unit in summary["units"]][:2] == ["数据/1.yaml", "数据/3.yaml"]
    assert summary["passes"] is False


def test_resume_goes_on_where_the_last_run_ended(desk: Path) -> None:
    batch("数据/0.yaml", "数据/2.yaml", "-o", "报告")
    stamps = {file: file.stat().st_mtime_ns for file in Path("报告").glob("*.docx")}
    result = batch("数据", "-o", "报告", "--resume")
    assert "写出 1 份，沿用上次写出的 2 份，没有写出 2 份" in result.stdout
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps
    result = batch("数据", "-o", "报告")
    assert "写出 3 份，没有写出 2 份" in result.stdout
    assert "要接着上次的做，请加 --resume" in result.stderr


def test_an_interruption_says_how_to_go_on(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render_each = many.render_each

    def interrupted(*arguments: Any, **named: Any) -> batch_room.Stream[reportgen.Outcome]:
        stream = render_each(*arguments, **named)

        def outcomes() -> Generator[reportgen.Outcome, None, None]:
            yield next(stream)
            raise KeyboardInterrupt

        return batch_room.Stream(outcomes(), stream.total, stream.close)

    monkeypatch.setattr(many, "render_each", interrupted)
    result = batch("数据", "-o", "报告")
    assert result.exit_code == 2
    assert result.stderr == "写好的报告都留着；再运行一次并加上 --resume，就接着做\n已中断\n"
    assert (desk / "报告" / "0.docx").exists()


def test_a_manifest_names_documents_and_a_pattern_the_others(desk: Path) -> None:
    Path("清单.csv").write_text("数据文件,报告文件名\n数据/0.yaml,教育局.docx\n数据/2.yaml,\n", "gb18030")
    result = batch("清单.csv", "-o", "报告", "--name", "{organ}{year}-{stem}")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"共 2 份：写出 2 份。\n报告在：{desk / '报告'}\n")
    assert "D-TWICE" in result.stdout, "both are the report of one office"
    assert sorted(file.name for file in Path("报告").glob("*.docx")) == ["教育局.docx", "某区教育局2021-2.docx"]


def test_two_documents_of_one_name_are_refused_and_no_folder_is_left(desk: Path) -> None:
    result = batch("数据", "-o", "报告", "--name", "{organ}")
    assert result.exit_code == 2
    assert "数据/2.yaml：和 数据/0.yaml 会写成同一个文件 某区教育局.docx。请改名后再运行，或用 --name" in result.stderr
    assert sorted(path.name for path in desk.iterdir()) == ["数据"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["数据", "-o", "数据/0.yaml"], "数据/0.yaml：这是一个文件，不是放报告的文件夹。请另写一个文件夹的名字。"),
        (["数据", "-o", "没有/报告"], "没有/报告"),
        (["数据", "-o", "报告", "--report", "汇总.pdf"], "汇总的文件名应以 .html、.xlsx、.json、.sarif、.xml 结尾"),
        (["数据", "-o", "报告", "--name", "{name}"], "文件名的写法 {name} 不能用。可以用 {stem}、{folder}、"),
        (["数据/0.yaml", "-o", "报告", "--name", "con"], "Windows 不接受这个文件名"),
        (["空", "-o", "报告"], "空：文件夹里没有数据文件"),
    ],
    ids=["file", "no folder", "summary", "pattern", "reserved", "empty"],
)
def test_what_cannot_be_done_is_told_before_anything_is_written(desk: Path, arguments: list[str], told: str) -> None:
    Path("空").mkdir()
    before = sorted(desk.rglob("*"))
    result = batch(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert sorted(desk.rglob("*")) == before


def test_reports_with_open_warnings_are_written_unless_that_is_refused(desk: Path) -> None:
    text = Path("数据/0.yaml").read_text("utf-8").replace("    ### 一、主动公开情况", "    共收到申请五百四十四件。", 1)
    text = text.replace("  overview: |\n", "  overview: |\n    全年新收政府信息公开申请9999件。\n\n", 1)
    Path("数据/0.yaml").write_text(text, "utf-8")
    found = reportgen.check(reportgen.load("数据/0.yaml"))
    assert {one.severity for one in found if one.rule.startswith("PT-")} == {"warning"}
    assert batch("数据/0.yaml", "-o", "报告").exit_code == 0
    assert batch("数据/0.yaml", "-o", "报告", "--resume", "--accept-warnings", "no").exit_code == 1


def test_the_installed_command_uses_processes_and_says_nothing_else(desk: Path) -> None:
    command = [sys.executable, "-m", "reportgen", "--lang", "zh", "batch", "数据", "-o", "报告", "--jobs", "2"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={**os.environ, "PYTHONUTF8": "1"}, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("共 5 份：写出 3 份，没有写出 2 份。")
