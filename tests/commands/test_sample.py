"""``reportgen sample`` writes practice data and says how much of it is wrong."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from reportgen.commands.command_line.group import main


def test_the_command_says_what_it_wrote_and_where_the_errors_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "练习"
    arguments = ["--lang", "zh", "sample", "--count", "20", "--broken", "0.1", "-o", str(folder)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert "已写出 20 份练习数据" in result.output
    assert "其中 2 份有错，见 truth.csv" in result.output
    assert len(list(folder.glob("*.yaml"))) == 20
    again = CliRunner().invoke(main, arguments)
    assert again.exit_code == 2
    assert "请换一个新的文件夹" in again.output
