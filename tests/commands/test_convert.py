"""``reportgen convert`` changes the form of a data file, from a file or from standard input, and nothing in it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

import reportgen
from reportgen.commands.command_line.group import main

SAMPLE = Path("samples", "disclosure_2021", "kaifeng-2021.yaml")


def test_a_workbook_from_standard_input_is_converted_and_checked(root: Path, tmp_path: Path) -> None:
    runner, book, text = CliRunner(), tmp_path / "一.xlsx", tmp_path / "二.yaml"
    assert runner.invoke(main, ["convert", "-", "-o", str(book)], input=(root / SAMPLE).read_bytes()).exit_code == 0
    for command in (["check", "-"], ["convert", "-", "-o", str(text)]):
        result = runner.invoke(main, command, input=book.read_bytes())
        assert result.exit_code == 0, result.output
    assert reportgen.load(text).values == reportgen.load(root / SAMPLE).values


def test_last_year_s_data_comes_from_standard_input_too(root: Path, tmp_path: Path) -> None:
    new = ["new", "--organ", "开封市人民政府", "--year", "2022", "-o", str(tmp_path / "2022.xlsx"), "--previous", "-"]
    result = CliRunner().invoke(main, new, input=(root / SAMPLE).read_bytes())
    assert result.exit_code == 0, result.output


def test_a_converted_file_replaces_none_and_has_a_known_suffix(root: Path, tmp_path: Path) -> None:
    there = tmp_path / "a.yaml"
    there.write_text("mine", "utf-8")
    for target in (there, tmp_path / "a.json"):
        assert CliRunner().invoke(main, ["convert", str(root / SAMPLE), "-o", str(target)]).exit_code == 2
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [("a.yaml", "mine")]


def test_standard_output_gets_yaml(root: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["convert", str(root / "samples/disclosure_2021/kaifeng-2021.xlsx"), "-o", "-"])
    assert done.exit_code == 0
    text = tmp_path / "a.yaml"
    text.write_bytes(done.stdout_bytes)
    assert reportgen.load(text).values == reportgen.load(root / SAMPLE).values


def test_tidied_prose_stands_in_the_file_as_it_was_with_its_comments(root: Path, tmp_path: Path) -> None:
    text = (root / SAMPLE).read_text("utf-8")
    heading = next(line for line in text.split("\n") if line.startswith("    ## （"))
    pasted, tidy = tmp_path / "a.yaml", tmp_path / "b.yaml"
    pasted.write_text(text.replace(heading, heading.replace("## ", "\u3000\u3000")), "utf-8")
    assert CliRunner().invoke(main, ["convert", str(pasted), "--tidy", "-o", str(tidy)]).exit_code == 0
    assert tidy.read_text("utf-8") == text
    book = tmp_path / "c.xlsx"
    assert CliRunner().invoke(main, ["convert", str(pasted), "--tidy", "-o", str(book)]).exit_code == 0
    assert reportgen.load(book).narrative == reportgen.load(root / SAMPLE).narrative


def test_tidy_takes_out_what_cannot_be_seen(root: Path, tmp_path: Path) -> None:
    text = (root / SAMPLE).read_text("utf-8")
    pasted = tmp_path / "a.yaml"
    pasted.write_text(text.replace("政府信息公开", "政府\u200b信息\u2060公开"), "utf-8")
    for name in ("b.yaml", "c.xlsx"):
        assert CliRunner().invoke(main, ["convert", str(pasted), "--tidy", "-o", str(tmp_path / name)]).exit_code == 0
        assert reportgen.load(tmp_path / name).narrative == reportgen.load(root / SAMPLE).narrative
    assert (tmp_path / "b.yaml").read_text("utf-8") == text
