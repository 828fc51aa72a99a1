"""What is published beside Word is written whole or not at all, and refused for the same reasons in the same words."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main
from reportgen.publication import needs_document, published
from reportgen.report.report import Report
from tests.strategies import report_of, zero

DATA = "samples/disclosure_2021/kaifeng-2021.yaml"


@pytest.fixture
def desk(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a sound data file and one whose figures do not reconcile, as the current one."""
    shutil.copy(root / DATA, tmp_path / "好.yaml")
    text = (root / DATA).read_text("utf-8").replace("new:        [508", "new:        [509")
    (tmp_path / "错.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def kaifeng(root: Path) -> Report:
    return reportgen.load(root / DATA)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["--lang", "zh", *arguments])
    return done.exit_code, done.output


def test_one_run_writes_every_file_and_says_so(desk: Path) -> None:
    code, shown = run("render", "好.yaml", "-o", "报告.html", "-o", "报告.docx", "-o", "数据.csv", "-o", "数据.json")
    assert code == 0
    first, *others = shown.splitlines()
    assert first == f"已写出：{desk / '报告.html'}（数字已核对，成品已逐格复核）"
    assert others == [f"同时写出：{desk / name}" for name in ("报告.docx", "数据.csv", "数据.json")]
    report = reportgen.load(desk / "好.yaml")
    for name in ("报告.html", "数据.csv", "数据.json"):
        assert (desk / name).read_bytes() == published(report, Path(name), None)
    assert (desk / "报告.docx").read_bytes()[:2] == b"PK"


def test_figures_that_do_not_reconcile_give_the_same_words_for_every_kind(desk: Path) -> None:
    told = [run("render", "错.yaml", "-o", name) for name in ("报告.docx", "报告.html", "数据.csv")]
    assert told[0] == told[1] == told[2]
    assert told[0][0] == 1
    assert sorted(path.name for path in desk.iterdir()) == ["好.yaml", "错.yaml"]


def test_one_place_that_cannot_be_written_leaves_nothing(desk: Path) -> None:
    code, shown = run("render", "好.yaml", "-o", "报告.html", "-o", "没有/报告.docx")
    assert code == 2
    assert "没有" in shown
    assert sorted(path.name for path in desk.iterdir()) == ["好.yaml", "错.yaml"]


def test_an_edited_word_document_is_kept_beside_other_files(desk: Path) -> None:
    (desk / "报告.docx").write_bytes(b"somebody's work")
    _, shown = run("render", "好.yaml", "-o", "报告.html", "-o", "报告.docx")
    assert (desk / "报告（改动前）.docx").read_bytes() == b"somebody's work"
    assert shown.splitlines()[-1].startswith("原来的 报告.docx")


@pytest.mark.parametrize("name", ["报告.html", "开封图解.html"])
def test_an_edited_page_is_kept_and_an_untouched_one_is_not(desk: Path, name: str) -> None:
    run("render", "好.yaml", "-o", name)
    _, shown = run("render", "好.yaml", "-o", name)
    assert sorted(path.name for path in desk.iterdir()) == sorted(["好.yaml", "错.yaml", name])
    edited = (desk / name).read_bytes().replace(b"<title>", b"<title>A ")
    (desk / name).write_bytes(edited)
    _, shown = run("render", "好.yaml", "-o", name, "-o", "数据.csv")
    kept = desk / f"{Path(name).stem}（改动前）.html"
    assert kept.read_bytes() == edited
    assert shown.splitlines()[-1].startswith(f"原来的 {name}")


def test_an_edited_page_is_kept_beside_an_edited_word_document(desk: Path) -> None:
    for name in ("报告.docx", "报告.html"):
        (desk / name).write_bytes(b"somebody's work")
    _, shown = run("render", "好.yaml", "-o", "报告.html", "-o", "报告.docx")
    assert [(desk / f"报告（改动前）{end}").read_bytes() for end in (".docx", ".html")] == [b"somebody's work"] * 2
    assert [line.split(" ")[1] for line in shown.splitlines()[-2:]] == ["报告.html", "报告.docx"]


def test_a_page_that_could_not_be_replaced_leaves_no_copy(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk / "报告.html").write_bytes(b"somebody's work")

    def refused(*_: object) -> None:
        raise PermissionError(1, "no")

    monkeypatch.setattr(Path, "replace", refused)
    code, _ = run("render", "好.yaml", "-o", "报告.html")
    assert code == 2
    assert sorted(path.name for path in desk.iterdir()) == sorted(["好.yaml", "错.yaml", "报告.html"])


def test_a_fragment_is_a_page_under_the_data_s_name(desk: Path) -> None:
    code, _ = run("render", "好.yaml", "--fragment")
    assert code == 0
    assert (desk / "好.html").read_bytes().startswith(b'<div lang="zh-CN"')


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--fragment", "-o", "报告.docx"), "只有网页可以只要粘贴用的片段"),
        (("-o", "报告.html", "--receipt", "来源.json"), "数字来源表写的是数字印在 Word 报告的哪里"),
        (("-o", "报告.html", "-o", "-"), "写几个文件时，不能写到标准输出"),
        (("-o", "报告.html", "-o", "./报告.html"), "两样东西不能写到同一个文件"),
        (("-o", "报告.html", "--draft"), "草稿是 Word 文档，文件名应以 .docx 结尾"),
        (("-o", "报告.txt"), "报告写成什么文件，看文件名的结尾"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(desk: Path, arguments: tuple[str, ...], says: str) -> None:
    code, shown = run("render", "好.yaml", *arguments)
    assert code == 2
    assert says in shown
    assert sorted(path.name for path in desk.iterdir()) == ["好.yaml", "错.yaml"]


def test_an_open_file_takes_the_word_document(kaifeng: Report) -> None:
    target = io.BytesIO()
    reportgen.render(kaifeng, target)
    assert target.getvalue()[:2] == b"PK"


def test_targets_are_paths_and_nothing_else(kaifeng: Report) -> None:
    for wrong in ([], [1], ("a.html", None), {"a.html": 1}):
        with pytest.raises(reportgen.UsageError):
            reportgen.render(kaifeng, wrong)  # type: ignore[arg-type]  # on purpose


def test_prose_that_cannot_be_printed_is_a_fault_of_the_data() -> None:
    narrative = {"overview": "{{ nothing.here }}", "problems": "无"}
    with pytest.raises(reportgen.DataError):
        published(report_of(zero(), narrative=narrative), Path("a.html"), None)


def test_only_word_s_own_need_the_word_document() -> None:
    assert needs_document([Path("a.html"), Path("a.DOCX")])
    assert not needs_document([Path("a.html"), Path("a.csv")])


def test_the_open_data_s_schema_is_printed(desk: Path) -> None:
    code, shown = run("schema", "disclosure_2021", "--open-data")
    assert code == 0
    assert json.loads(shown) == reportgen.schema("disclosure_2021", open_data=True)
    assert "figures" in json.loads(shown)["properties"]


@pytest.mark.parametrize("fragment", [False, True])
def test_a_page_is_read_back_as_a_published_report_without_a_doubt(
    kaifeng: Report, tmp_path: Path, fragment: bool
) -> None:
    page, data = tmp_path / "报告.html", tmp_path / "读回.yaml"
    reportgen.render(kaifeng, page, fragment=fragment)
    told = {"organ": kaifeng.organ, "year": kaifeng.year} if fragment else {}
    found = reportgen.read(page, data, **told)  # type: ignore[arg-type]  # a name and a year
    again = reportgen.load(data)
    assert [*found.account] == []
    assert again.entered == kaifeng.entered
    assert (again.organ, again.year) == (kaifeng.organ, kaifeng.year)
    for field, prose in kaifeng.printed_prose.items():
        texts = [paragraph["text"].replace("\u2011", "-") for paragraph in prose.require()]
        assert [paragraph["text"].replace("\u2011", "-") for paragraph in again.printed_prose[field].require()] == texts
