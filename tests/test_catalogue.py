"""Report types are found by name, one at a time: none costs another anything, and a broken one harms only itself."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import reportgen
import reportgen.reports
from reportgen import UsageError, catalogue
from reportgen.api import types_and_rules
from reportgen.commands.command_line.group import main
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.installed_types import forget, installed, write_entry_points

NAME = "disclosure_2021"
FORMS = ("disclosure_2019", NAME)
SMALL_TYPE = """
from reportgen.authoring import ReportType, Text, Value
REPORT = ReportType({name!r}, Text("小", "small"), "", Value, rules=(), narrative=(), tables=(), sections=())
"""


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder that stands in the place of ``reportgen/reports`` besides the real one."""
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.setattr(catalogue, "_PACKAGE", tmp_path)
    monkeypatch.setattr(reportgen.reports, "__path__", [*reportgen.reports.__path__, str(folder)])
    forget()
    yield folder
    forget()


def form(reports: Path, name: str, code: str) -> None:
    family, _, edition = name.rpartition("_")
    folder = reports / family / f"form_{edition}"
    folder.mkdir(parents=True)
    (reports / family / "__init__.py").touch()
    (folder / "__init__.py").write_text(code, "utf-8")


def refusal(name: str) -> str:
    with pytest.raises(UsageError) as refused:
        catalogue.report_type(name)
    assert [fault.id for fault in refused.value.faults] == ["broken-type"]
    return refused.value.in_("zh")


def test_a_type_s_name_is_its_family_and_its_edition() -> None:
    assert catalogue.type_names() == FORMS
    assert catalogue.report_type(NAME) is REPORT


@pytest.mark.parametrize(
    "name", ["disclosure", "disclosure_", "_2021", "../disclosure_2021", "Disclosure_2021", "", "甲"]
)
def test_what_is_no_type_is_refused_with_the_nearest(name: str) -> None:
    assert not catalogue.is_type_name(name)
    with pytest.raises(UsageError, match="the nearest is disclosure_2021"):
        catalogue.report_type(name)


def test_a_form_is_found_and_what_only_lies_beside_forms_is_none(reports: Path) -> None:
    form(reports, "garden_show_2030", SMALL_TYPE.format(name="garden_show_2030"))
    (reports / "shared").mkdir()
    (reports / "shared" / "__init__.py").touch()
    (reports / "garden_show" / "drawings").mkdir()
    (reports / "garden_show" / "form_old").mkdir()
    assert catalogue.type_names() == ("garden_show_2030",)
    assert catalogue.report_type("garden_show_2030").title.en == "small"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("1/0", "ZeroDivisionError"),
        ("def broken(:", "SyntaxError"),
        ("import a_module_that_nobody_has", "a_module_that_nobody_has"),
        ("", "REPORT"),
        ("REPORT = 5", "不是 ReportType"),
        (SMALL_TYPE.format(name="lamps_2031"), "lamps_2031"),
    ],
    ids=["raises", "syntax", "import", "nothing", "no type", "another name"],
)
def test_a_broken_form_is_refused_by_its_name_and_with_its_reason(reports: Path, code: str, words: str) -> None:
    name = "lamps_2030"
    form(reports, name, code)
    try:
        said = refusal(name)
    finally:
        for module in [module for module in sys.modules if module.startswith("reportgen.reports.lamps")]:
            del sys.modules[module]
    assert said.startswith(f"报告种类 {name} 无法加载：")
    assert words in said


def test_a_type_that_lacks_its_template_is_listed_as_broken(tmp_path: Path) -> None:
    (tmp_path / "lamps.py").write_text(SMALL_TYPE.format(name="lamps"), "utf-8")
    with installed(tmp_path, lamps="lamps:REPORT"):
        listed = CliRunner().invoke(main, ["--lang", "en", "types"])
    assert listed.exit_code == 0
    assert "lamps  ✗" in listed.output
    assert "report.docx" in listed.output


def test_a_broken_type_of_another_package_harms_only_itself(root: Path, tmp_path: Path) -> None:
    (tmp_path / "lamps.py").write_text("raise RuntimeError('no bulb')", "utf-8")
    sample = root / "samples" / NAME / "kaifeng-2021.yaml"
    with installed(tmp_path, lamps="lamps:REPORT"):
        listed = CliRunner().invoke(main, ["--lang", "zh", "types"])
        assert listed.exit_code == 0
        assert f"{NAME}  政府信息公开工作年度报告" in listed.output
        assert "lamps  ✗" in listed.output
        assert "报告种类 lamps 无法加载：RuntimeError: no bulb" in listed.output
        assert "lamps" in reportgen.report_types()
        assert types_and_rules.rules(NAME)
        assert [one.state for one in reportgen.render_all([sample], tmp_path)] == ["written"]
        assert catalogue.is_official(catalogue.template_path(NAME))
        for command in ("rules lamps", "schema lamps", "template new --type lamps -o a.docx"):
            result = CliRunner().invoke(main, command.split())
            assert (result.exit_code, "Traceback" in result.output) == (2, False), result.output


def test_a_module_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with installed(tmp_path, lamps="lamps.of_the_town:REPORT"):
        assert "lamps" in refusal("lamps")
        with pytest.raises(UsageError, match="lamps"):
            catalogue.template_path("lamps")
        assert (*catalogue.official_templates(),) == FORMS


def test_a_type_that_two_packages_offer_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    write_entry_points(tmp_path, "others", lamps="elsewhere:REPORT")
    with installed(tmp_path, lamps="lamps:REPORT"):
        assert "elsewhere:REPORT" in refusal("lamps")


def test_the_program_s_own_type_stands_before_another_package_s(tmp_path: Path) -> None:
    with installed(tmp_path, disclosure_2021="lamps:REPORT"):
        assert catalogue.type_names() == FORMS
        assert catalogue.report_type(NAME) is REPORT


def test_a_report_type_travels_by_name_and_is_itself_again(tmp_path: Path) -> None:
    assert copy.deepcopy(REPORT) is REPORT
    assert b"Statistics" not in pickle.dumps(REPORT)
    (tmp_path / "lamps.py").write_text(SMALL_TYPE.format(name="lamps"), "utf-8")
    with installed(tmp_path, lamps="lamps:REPORT"):
        found = catalogue.report_type("lamps")
        assert copy.deepcopy(found) is found


def test_what_belongs_to_a_type_of_another_package_lies_beside_its_module(tmp_path: Path) -> None:
    (tmp_path / "lamps.py").write_text(SMALL_TYPE.format(name="lamps"), "utf-8")
    with installed(tmp_path, lamps="lamps:REPORT"):
        with pytest.raises(UsageError, match="there is no file"):
            catalogue.template_path("lamps")
        (tmp_path / "report.docx").touch()
        assert catalogue.official_templates()["lamps"] == tmp_path / "report.docx"
        assert "lamps" not in sys.modules


def test_a_type_of_the_program_is_found_without_a_look_at_packages(root: Path) -> None:
    program = (
        "import sys; from reportgen import catalogue as c; c.report_type('disclosure_2021'); "
        "c.is_official(c.template_path('disclosure_2021')); print('importlib.metadata' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_of_one_report_s_forms_the_newest_is_chosen_or_that_of_the_year() -> None:
    assert catalogue.chosen_type_name() == NAME
    years = {2000: NAME, 2018: NAME, 2019: FORMS[0], 2020: FORMS[0], 2021: NAME, 2100: NAME}
    assert {year: catalogue.chosen_type_name(year=year) for year in years} == years
    assert catalogue.chosen_type_name(FORMS[0], 2025) == FORMS[0]


def test_of_several_reports_one_must_be_named(tmp_path: Path) -> None:
    with installed(tmp_path, lamps="lamps:REPORT"), pytest.raises(UsageError, match="name one with --type"):
        catalogue.chosen_type_name()
