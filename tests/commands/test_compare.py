"""``compare``: text, a page, a workbook or JSON; what cannot be compared or written is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.commands.command_line.group import main

KAIFENG = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    text = (root / KAIFENG).read_text("utf-8")
    Path("2021.yaml").write_text(text, "utf-8")
    later = text.replace("year: 2021", "year: 2022").replace("permits: 206743", "permits: 306743")
    Path("2022.yaml").write_text(later, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", "compare", *arguments])


@pytest.mark.usefixtures("desk")
def test_two_years_are_put_side_by_side() -> None:
    result = run("2022.yaml", "2021.yaml")
    assert result.exit_code == 0, result.output
    assert "开封市人民政府：2021—2022 年" in result.stdout
    assert "表二 行政许可 本年处理决定数量：2021 206743 → 2022 306743，+100000（+48.4%）" in result.stdout
    assert "\x1b" not in result.stdout


@pytest.mark.usefixtures("desk")
def test_a_page_a_workbook_and_json_are_made() -> None:
    for name in ("比较.html", "比较.xlsx", "比较.docx"):
        assert run("2021.yaml", "2022.yaml", "-o", name).exit_code == 0
        assert Path(name).stat().st_size > 4000
        assert run("2021.yaml", "2022.yaml", "-o", name).exit_code == 2, "a file that is there is not replaced"
    plain = json.loads(run("2021.yaml", "2022.yaml", "--format", "json").stdout)
    assert [report["year"] for report in plain["reports"]] == [2021, 2022]
    assert plain["moves"][0]["address"] == "proactive.permits"


@pytest.mark.usefixtures("desk")
def test_several_files_are_written_in_one_run_or_none() -> None:
    both = run("2021.yaml", "2022.yaml", "-o", "A.html", "-o", "A.docx")
    assert both.exit_code == 0, both.output
    assert both.output.count("已写出") == 2
    assert Path("A.html").stat().st_size > 4000
    assert Path("A.docx").stat().st_size > 4000
    assert run("2021.yaml", "2022.yaml", "-o", "B.html", "-o", "A.docx").exit_code == 2
    assert run("2021.yaml", "2022.yaml", "-o", "B.html", "-o", "B.html").exit_code == 2
    refused = run("2021.yaml", "2022.yaml", "-o", "B.html", "-o", "B.txt", "-o", "C.pdf")
    assert "B.txt" in refused.output
    assert "C.pdf" in refused.output
    assert not Path("B.html").exists()


@pytest.mark.usefixtures("desk")
def test_copied_figures_of_last_year_are_told() -> None:
    result = run("2021.yaml", "2022.yaml", "--copied")
    assert result.exit_code == 0
    assert "D-LASTYEAR" in result.stdout
    assert "2022.yaml:" in result.stdout


@pytest.mark.usefixtures("desk")
def test_what_cannot_be_compared_or_written_is_refused() -> None:
    assert "需要 2 到" in run("2021.yaml").output
    assert "请写成 -o 比较.docx" in run("2021.yaml", "2022.yaml", "-o", "a.doc").output
    result = run("2021.yaml", "nowhere.yaml", "nothing.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml" in result.output
    assert "nothing.yaml" in result.output
    assert sorted(path.name for path in Path().iterdir()) == ["2021.yaml", "2022.yaml"]
