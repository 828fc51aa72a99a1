"""``docs/report-types.md``: the type that it writes works through every command; each name is explained."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

import reportgen
from reportgen import authoring
from reportgen.commands.command_line.group import main
from tests.installed_types import installed

PAGE = Path("docs", "report-types.md")


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / PAGE).read_text("utf-8")


@pytest.fixture(scope="module")
def library(root: Path, page: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write the files of the tutorial, make its template and install its package."""
    folder = tmp_path_factory.mktemp("tutorial")
    for name, text in re.findall(r"^```(?:python|toml|markdown|yaml)\n# (\S+)\n([^`]*)^```$", page, re.MULTILINE):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    program = f"import sys; sys.path[:0] = [{str(root)!r}, '.']; import runpy; runpy.run_path('make_template.py')"
    subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
    types = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    with installed(folder, **types["reportgen.report_types"]), pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder


def test_every_command_of_the_tutorial_works(library: Path, page: str) -> None:
    commands = re.findall(r"^\$ reportgen (.*)$", page, re.MULTILINE)
    assert len(commands) >= 9
    for command in commands:
        result = CliRunner().invoke(main, shlex.split(command))
        assert result.exit_code == 0, f"{command}\n{result.output}"
    table = docx.Document(str(library / "library-2024.docx")).tables[0]
    assert [cell.text for cell in table.rows[3].cells] == ["外借册次", "41250", "52108", "93358"]


def test_the_tutorial_s_rules_find_what_they_are_for(library: Path) -> None:
    text = (library / "library" / "sample.yaml").read_text("utf-8")
    (library / "wrong.yaml").write_text(text.replace("93358", "93385"), "utf-8")
    (finding,) = reportgen.check(reportgen.load("wrong.yaml"))
    assert (finding.rule, finding.address) == ("L-ROW", "loans.total")
    (library / "new.yaml").write_text(reportgen.new("library", "某县图书馆", 2025), "utf-8")
    assert {one.rule for one in reportgen.check(reportgen.load("new.yaml"))} == {"L-BLANK", "F-DRAFT"}


@pytest.mark.usefixtures("library")
def test_a_batch_of_two_types_gives_each_its_own_template(root: Path, tmp_path: Path) -> None:
    kaifeng = root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"
    outcomes = reportgen.render_all([kaifeng, Path("library/sample.yaml")], tmp_path)
    assert [outcome.state for outcome in outcomes] == ["written", "written"]


def test_every_name_of_the_authors_vocabulary_is_explained(page: str) -> None:
    explained = set(re.findall(r"`(\w+)`", page[page.index("## The names of") :]))
    assert set(authoring.__all__) <= explained
    assert explained - set(authoring.__all__) <= {"adapt", "across_years"}
    for name in authoring.__all__:
        assert getattr(authoring, name).__doc__, name
    assert set(authoring.__all__) <= set(dir(authoring))


def test_a_name_that_the_vocabulary_has_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = authoring.nothing  # type: ignore[attr-defined]  # mypy would call this comment unused if it saw no error
