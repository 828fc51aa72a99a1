"""``reportgen template`` and receipts, as an office meets them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reportgen.commands.command_line.group import main
from tests.engine.word.official_templates import altered, printed
from tests.engine.word.packages import OFFICE
from tests.engine.word.spoilt_templates import spoilt
from tests.engine.word.word_templates import members_of, paragraphs, zipped

SAMPLE = "samples/disclosure_2021/kaifeng-2021.yaml"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["--lang", "zh", *map(str, arguments)])


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.docx"
    path.write_bytes(
        altered(
            (printed("proactive.permits"), "{{ proactive.permit }}"),
            (printed("proactive.fees"), "{{ proactive.fees | thousand }}"),
            (printed("reviews.reconsideration.upheld"), "5"),
        )
    )
    return path


def test_a_new_template_is_written_checked_and_rendered(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "模板.docx"
    assert run("template", "new", "--type", "disclosure_2021", "-o", path).exit_code == 0
    checked = run("template", "check", path)
    assert (checked.exit_code, checked.output) == (0, "模板可以使用。\n")
    assert run("render", root / SAMPLE, "-o", tmp_path / "a.docx", "--template", path).exit_code == 0
    assert run("render", root / SAMPLE, "-o", tmp_path / "b.docx").exit_code == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


def test_a_new_template_never_replaces_a_file(tmp_path: Path) -> None:
    path = tmp_path / "ours.docx"
    path.write_bytes(b"somebody's work")
    result = run("template", "new", "--type", "disclosure_2021", "-o", path)
    assert result.exit_code == 2
    assert "文件已存在" in result.output
    assert path.read_bytes() == b"somebody's work"


def test_the_check_lists_every_mistake_and_fails(broken: Path) -> None:
    result = run("template", "check", broken)
    assert result.exit_code == 2
    assert result.output.count("✗") == 3
    assert "共 3 处错误、0 处提醒" in result.output


def test_the_check_as_json_is_for_programs(broken: Path) -> None:
    result = run("template", "check", broken, "--format", "json")
    plain = json.loads(result.output)
    assert result.exit_code == 2
    assert sorted(mistake["id"] for mistake in plain["mistakes"]) == [
        "template-typed-figure",
        "template-unknown-address",
        "template-unsafe",
    ]
    assert all(mistake["place"]["part"] == "word/document.xml" for mistake in plain["mistakes"])


def test_the_check_with_data_knows_the_offices_own_figures(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(altered(("{{ organ }}", "{{ organ }}{{ hotline.calls }}")))
    without = run("template", "check", path)
    assert without.exit_code == 0
    assert "hotline.calls 不是官方数字" in without.output
    assert run("template", "check", path, "--data", root / SAMPLE).output == "模板可以使用。\n"


def test_p5_a_link_to_another_template_is_left_out_and_told(tmp_path: Path, root: Path) -> None:
    members = members_of(altered())
    relations = "word/_rels/settings.xml.rels"
    link = f'Id="rId9" Type="{OFFICE}/attachedTemplate" Target="file:///C:/a/Normal.dotm" TargetMode="External"'
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    members[relations] = f'<Relationships xmlns="{namespace}"><Relationship {link}/></Relationships>'.encode()
    end = f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId9"/></w:settings>'
    members["word/settings.xml"] = members["word/settings.xml"].replace(b"</w:settings>", end.encode())
    path = tmp_path / "own.docx"
    path.write_bytes(zipped(members))
    result = run("template", "check", path)
    assert result.exit_code == 0
    assert "! 提醒" in result.output
    assert "Normal.dotm" in result.output
    assert "模板可以使用（1 处提醒）" in result.output
    result = run("render", root / SAMPLE, "-o", tmp_path / "a.docx", "--template", path)
    assert result.exit_code == 0
    assert "Normal.dotm" in result.output
    assert not [xml for xml in members_of((tmp_path / "a.docx").read_bytes()).values() if b"Normal.dotm" in xml]


def test_rendering_shows_all_mistakes_and_writes_nothing(tmp_path: Path, root: Path, broken: Path) -> None:
    result = run(
        "render", root / SAMPLE, "-o", tmp_path / "a.docx", "--template", broken, "--receipt", tmp_path / "a.json"
    )
    assert result.exit_code == 2
    for words in ("没有 proactive.permit 这个名称", "没有过滤器 thousand", "reviews.reconsideration.upheld"):
        assert words in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["broken.docx"]


def test_of_hundreds_of_mistakes_two_hundred_are_listed(tmp_path: Path, root: Path) -> None:
    """All are counted, and JSON has all; each stands under the heading before it."""
    path = tmp_path / "many.docx"
    path.write_bytes(paragraphs("一、总体情况", *(f"{{{{ wrong{number} }}}}" for number in range(250))))
    checked = run("template", "check", path)
    known = len(json.loads(run("template", "check", path, "--format", "json").output)["mistakes"])
    assert known > 250
    assert checked.output.count("✗ ") + checked.output.count("! 提醒 ") == 200
    assert f"……另有 {known - 200} 处没有列出" in checked.output
    assert f"处错误、{known - 12} 处提醒" in checked.output
    refused = run("render", root / SAMPLE, "-o", tmp_path / "a.docx", "--template", path)
    assert len(refused.output.splitlines()) == 202
    assert "……另有 " in refused.output.splitlines()[200]


def test_inspecting_prints_addresses_with_their_places(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(altered(("{{ line }}", "{{ line | trim }}")))
    result = run("template", "inspect", path)
    assert result.exit_code == 0
    for words in ("生成方式：快速方式", "  applications.new.total    正文 表2 第4行 第8列", "  trim    正文 第"):
        assert words in result.output
    plain = json.loads(run("template", "inspect", path, "--format", "json").output)
    assert plain["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert plain["addresses"]["applications.new.total"][0]["table"] == 2


def receipt(tmp_path: Path, root: Path) -> Any:
    result = run("render", root / SAMPLE, "-o", tmp_path / "k.docx", "--receipt", tmp_path / "k.json")
    assert result.exit_code == 0, result.output
    return json.loads((tmp_path / "k.json").read_text("utf-8"))


def test_a_receipt_names_data_template_document_and_engine_by_their_hashes(tmp_path: Path, root: Path) -> None:
    plain = receipt(tmp_path, root)
    files = {
        "data": root / SAMPLE,
        "template": root / "templates/disclosure_2021/report.docx",
        "document": tmp_path / "k.docx",
    }
    for name, path in files.items():
        assert plain[name]["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest(), name
    assert plain["engine"]["name"].startswith("reportgen ")
    assert len(plain["engine"]["sha256"]) == 64


def test_a_receipt_leads_every_entered_figure_to_its_line(tmp_path: Path, root: Path) -> None:
    plain = receipt(tmp_path, root)
    lines = (root / SAMPLE).read_text("utf-8").splitlines()
    written = 0
    for figure in plain["figures"]:
        for cited in (figure, *figure.get("with", ())):
            origin = cited["origin"]
            if origin is None:
                assert cited["formula"]
            else:
                assert lines[origin["line"] - 1][origin["column"] - 1 :].lstrip('"').startswith(cited["value"])
                written += 1
    assert written > 150


def test_the_same_report_gives_the_same_receipt(tmp_path: Path, root: Path) -> None:
    receipt(tmp_path, root)
    first = (tmp_path / "k.json").read_bytes()
    receipt(tmp_path, root)
    assert (tmp_path / "k.json").read_bytes() == first


@pytest.mark.parametrize("same", ["k.docx", SAMPLE, "templates/disclosure_2021/report.docx"])
def test_a_receipt_never_replaces_document_data_or_template(tmp_path: Path, root: Path, same: str) -> None:
    target = tmp_path / same if same == "k.docx" else root / same
    before = target.read_bytes() if target.exists() else None
    result = run("render", root / SAMPLE, "-o", tmp_path / "k.docx", "--receipt", target)
    assert result.exit_code == 2
    assert not (tmp_path / "k.docx").exists()
    assert (target.read_bytes() if target.exists() else None) == before


def test_a_draft_has_no_receipt(tmp_path: Path, root: Path) -> None:
    result = run("render", root / SAMPLE, "-o", tmp_path / "k.docx", "--receipt", tmp_path / "k.json", "--draft")
    assert result.exit_code == 2
    assert "草稿不开具凭据" in result.output
    assert not list(tmp_path.iterdir())


def test_the_check_speaks_each_format(broken: Path) -> None:
    for style, begins in (("sarif", "{"), ("junit", "<?xml"), ("github", "::error file="), ("markdown", "## ")):
        result = run("template", "check", broken, "--format", style)
        assert result.exit_code == 2
        assert result.output.startswith(begins)


def test_the_check_writes_a_copy_with_comments(broken: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.docx"
    result = run("template", "check", broken, "--annotate", copy)
    assert result.exit_code == 2
    assert result.output.count("✗") == 3
    assert any(name.startswith("word/comments") for name in members_of(copy.read_bytes()))
    assert "文件已存在" in run("template", "check", broken, "--annotate", copy).output


def test_an_id_is_explained_without_a_file() -> None:
    result = run("template", "check", "--explain", "template-typed-figure")
    assert result.exit_code == 0
    assert "表格里有手写的数" in result.output
    assert "怎么办" in result.output
    result = run("template", "check", "--explain", "template-typed-figur")
    assert result.exit_code == 2
    assert "最接近的是 template-typed-figure" in result.output


def test_a_letter_is_checked_without_a_type_or_by_a_schema(tmp_path: Path) -> None:
    letter, schema = tmp_path / "letter.docx", tmp_path / "letter.json"
    letter.write_bytes(paragraphs("{{ name }}您好"))
    assert run("template", "check", letter, "--plain").output == "模板可以使用。\n"
    printed_schema = run("template", "schema", letter)
    assert json.loads(printed_schema.output)["required"] == ["name"]
    schema.write_text(printed_schema.output, "utf-8")
    assert run("template", "check", letter, "--schema", schema).output == "模板可以使用。\n"
    assert run("template", "check", letter, "--schema", schema, "--plain").exit_code == 2
    assert run("template", "check", letter).exit_code == 2


def test_a_refusal_names_the_template_and_the_cell_in_chinese(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "换格.docx"
    path.write_bytes(spoilt("two_cells_exchanged"))
    result = run("render", root / SAMPLE, "-o", tmp_path / "a.docx", "--template", path)
    assert result.exit_code == 2
    assert f"模板 {path}：正文 表三 第4行 第2列" in result.output
    assert "“一、本年新收政府信息公开申请数量”自然人这一格印的是商业企业的数" in result.output
    assert not (tmp_path / "a.docx").exists()
