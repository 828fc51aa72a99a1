"""A command line that cannot be understood is told in the reader's language, with what to write instead."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner, Result

from reportgen.commands.check import command as check_command
from reportgen.commands.command_line.group import main
from reportgen.commands.command_line.usage_errors import misuse

MISTAKES = [
    ("redner 2025.yaml", "没有命令 redner。最接近的是 reportgen render。", "The nearest is reportgen render"),
    ("CHECK 2025.yaml", "最接近的是 reportgen check", "The nearest is reportgen check"),
    ("核对 2025.yaml", "最接近的是 reportgen check", "The nearest is reportgen check"),
    ("2025.yaml", "生成报告请写 reportgen render 2025.yaml", "to make the report reportgen render 2025.yaml"),
    ("", "缺少命令。可用的命令：render、check、", "the command is missing. The commands are render, check, "),
    ("xyz", "可用的命令：render、check、", "The commands are render, check, "),
    ("template chek a.docx", "最接近的是 reportgen template check", "The nearest is reportgen template check"),
    ("render", "缺少数据文件 DATA。写法：reportgen render DATA [选项]；", "the data file DATA is missing"),
    (
        "template check",
        "缺少模板文件 FILE。写法：reportgen template check FILE [选项]；",
        "the template FILE is missing",
    ),
    (
        "explain",
        "写法：reportgen explain DATA [ADDRESS] [选项]；",
        "Usage: reportgen explain DATA [ADDRESS] [OPTIONS];",
    ),
    (
        "new --organ 甲 --year 2025",
        "缺少选项 --output（写到哪里，- 为标准输出）。写法：reportgen new --output FILE [选项]；",
        "the option --output is missing (where to write)",
    ),
    ("check a --forma json", "没有选项 --forma。最接近的是 --format", "The nearest is --format"),
    ("check a -strict", "没有选项 -s。最接近的是 --strict", "The nearest is --strict"),
    ("check a —strict", "选项前面应是两个英文减号：--strict", "An option begins with two hyphens: --strict"),
    ("render a －o b.docx", "选项前面应是一个英文减号：-o", "This option begins with one hyphen: -o"),
    ("render a --o b.docx", "没有选项 --o。最接近的是 -o", "The nearest is -o"),
    ("check a --lang zh", "这个选项写在命令前面：reportgen --lang … check", "It goes before the command"),
    ("--format json check a", "这个选项写在命令后面：reportgen check … --format", "It goes after the command"),
    ("--langg zh check a", "没有选项 --langg。最接近的是 --lang", "The nearest is --lang"),
    (
        "check a --format yml",
        "选项 --format 的值 yml 不能用。可以写 text、json、sarif、junit、html、xlsx 之一",
        "Write one of text, json",
    ),
    ("new --year 20255", "选项 --year 的值 20255 不能用。请写 2000 到 2100 的整数", "from 2000 to 2100"),
    ("new --year 2025年", "选项 --year 的值 2025年 不能用", "2025年 is no value for --year"),
    ("check a --jump 十", "选项 --jump 的值 十 不能用。请写不小于 1 的数", "Write a number of at least 1"),
    ("check a --jump 0", "选项 --jump 的值 0.0 不能用", "0.0 is no value for --jump"),
    ("check a --jump nan", "选项 --jump 的值 nan 不能用", "nan is no value for --jump"),
    (
        "check a.yaml b.yaml",
        "不知道 b.yaml 是什么意思。一次只处理一个数据文件；上一年的写在 --previous 后面；下级单位的写在 --units 后面；",
        "it is not clear what b.yaml means. Give one data file; an earlier year's goes after --previous;",
    ),
    ("render a.yaml b.docx", "下级单位的写在 --units 后面；写到哪里写在 -o 后面。", "the output goes after -o"),
    (
        "types x",
        "不知道 x 是什么意思。写法：reportgen types；",
        "it is not clear what x means. Usage: reportgen types;",
    ),
    (
        "check --previous",
        "选项 --previous 后面还要写上它的值。写法：reportgen check DATA [选项]；",
        "the option --previous needs a value after it",
    ),
    ("check a --strict=1", "选项 --strict 后面不带值", "the option --strict takes no value"),
    ("check a --units", "选项 --units 后面还要写上它的值", "the option --units needs a value after it"),
]


def said(line: str, language: str) -> Result:
    return CliRunner().invoke(main, ["--lang", language, *line.split()], prog_name="reportgen")


@pytest.mark.parametrize(("line", "zh", "en"), MISTAKES, ids=[line for line, _, _ in MISTAKES])
def test_every_mistake_is_told_in_both_languages(line: str, zh: str, en: str) -> None:
    for language, wanted in (("zh", zh), ("en", en)):
        result = said(line, language)
        assert result.exit_code == 2
        assert wanted in result.stderr
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert re.search(r"reportgen[ a-z]* --help[。.]$", result.stderr.strip())
        assert ("写法：" in result.stderr) is (language == "zh")


@pytest.mark.parametrize(("language", "wanted"), [("zh", "没有命令 redner"), ("en", "there is no command redner")])
def test_without_a_choice_the_language_is_the_environment_s(language: str, wanted: str) -> None:
    settings = {**os.environ, "REPORTGEN_LANG": language, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "reportgen", "redner"]
    done = subprocess.run(command, env=settings, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert wanted in done.stderr


def test_what_click_says_otherwise_is_passed_on() -> None:
    strange = click.UsageError("Something new.")
    for error in (strange, click.BadOptionUsage("--x", "Something new.")):
        fault = misuse(error)
        assert fault.says.zh == "命令行写法不对（Something new.）"
        assert fault.in_("en") == "Something new. Usage: reportgen COMMAND …; all of it: reportgen --help."


def test_click_s_own_wording_is_not_relied_on() -> None:
    """Another click, or a translated one, words its messages otherwise; its fields stay."""
    context = click.Context(check_command, click.Context(main, info_name="reportgen"), "check")
    takes_no_value = click.BadOptionUsage("--strict", "某种说法", context)
    assert misuse(takes_no_value).says.zh == "选项 --strict 后面不带值"
    needs_one = click.BadOptionUsage("--previous", "某种说法", context)
    assert misuse(needs_one).says.en == "the option --previous needs a value after it"
    assert misuse(click.UsageError("多了 (b.yaml)", context)).says.zh == "不知道 b.yaml 是什么意思"
    assert misuse(click.UsageError("某种说法", click.Context(main, info_name="reportgen"))).says.zh == "缺少命令"


@pytest.mark.parametrize(("line", "shown"), [([], "render "), (["template"], "inspect ")])
def test_a_group_called_alone_shows_its_page(line: list[str], shown: str) -> None:
    output = CliRunner().invoke(main, line).output
    assert shown in output
    assert "--help" in output


def test_a_right_command_line_does_not_load_what_tells_of_wrong_ones() -> None:
    script = (
        "import sys; from click.testing import CliRunner; from reportgen.commands.command_line.group import main;"
        "code = CliRunner().invoke(main, ['types']).exit_code;"
        "sys.exit(code or 'reportgen.commands.command_line.usage_errors' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
