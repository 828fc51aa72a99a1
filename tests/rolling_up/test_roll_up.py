"""The sum of many units is exact, says what it lacks, and is a report of its own that knows its units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

import reportgen
from tests.rolling_up.conftest import CITY, changed

PERSONS = "applications.new.natural_persons"


def leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Fraction]]:
    """Yield every number of a data file with the keys that lead to it, without any code of the program."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from leaves(inner, (*path, str(name)))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from leaves(inner, (*path, str(place)))
    else:
        yield path, Fraction(value)


def summed(files: list[Path]) -> dict[tuple[str, ...], Fraction]:
    """Return the sum of the three tables of data files, read as plain YAML."""
    total: dict[tuple[str, ...], Fraction] = {}
    for file in files:
        data = yaml.safe_load(file.read_text("utf-8"))
        for path, value in leaves({name: data[name] for name in ("proactive", "applications", "reviews")}):
            total[path] = total.get(path, Fraction(0)) + value
    return total


def ids(error: pytest.ExceptionInfo[reportgen.ReportgenError]) -> list[str]:
    return [fault.id for fault in error.value.faults]


def test_a_roll_up_equals_the_sum_that_plain_yaml_gives(folder: Path, own: Path, tmp_path: Path) -> None:
    result = reportgen.rollup([folder], tmp_path / "city.yaml", own=own)
    assert (result.units, result.problems, result.not_added, result.undecided) == (13, (), (), ())
    assert summed([tmp_path / "city.yaml"]) == summed([own, *folder.glob("*.yaml")])
    assert (result.report.organ, result.report.year) == (CITY, 2025)


def test_the_sum_renders_and_reconciles_and_its_units_agree(folder: Path, own: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", own=own)
    city = reportgen.load(tmp_path / "city.yaml")
    units = [reportgen.load(path) for path in (own, *folder.glob("*.yaml"))]
    units[0] = reportgen.load({**yaml.safe_load(own.read_text("utf-8")), "organ": "本级"})
    assert reportgen.check(city, units=units) == []
    reportgen.render(city, tmp_path / "city.docx")
    printed = {cell.text for row in Document(str(tmp_path / "city.docx")).tables[1].rows for cell in row.cells}
    assert str(city.values[PERSONS]) in printed


def test_explain_names_the_units_with_file_and_line(folder: Path, own: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", own=own)
    units = {reportgen.load(path).organ: reportgen.load(path) for path in (own, *folder.glob("*.yaml"))}
    for address in (PERSONS, "applications.new.total", "proactive.fees"):
        shares = reportgen.explain(reportgen.load(tmp_path / "city.yaml"), address).units
        assert shares is not None
        assert shares.units == 13
        assert shares.total == sum(unit.values[address] for unit in units.values())
        values = sorted((unit.values[address] for unit in units.values()), reverse=True)
        assert [share.value for share in shares.largest] == [value for value in values if value][:10]
        for share in shares.largest:
            unit = units[share.organ]
            assert share.value == unit.values[address]
            assert Path(share.origin.file).samefile(unit.source)
            assert share.doubt is None
            if address == PERSONS:
                line = Path(unit.source).read_text("utf-8").splitlines()[(share.origin.line or 0) - 1]
                assert str(share.value) in line


def test_a_workbook_and_an_executor_give_the_same_sum(folder: Path, own: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "alone.yaml", own=own)
    with ThreadPoolExecutor(3) as pool:
        reportgen.rollup([folder], tmp_path / "shared.yaml", own=own, executor=pool)
        reportgen.rollup([folder], tmp_path / "book.xlsx", own=own, executor=pool)
    alone, shared = (tmp_path / name for name in ("alone.yaml", "shared.yaml"))
    assert alone.read_text("utf-8").replace("alone", "shared") == shared.read_text("utf-8")
    assert (tmp_path / "alone.units.jsonl").read_bytes() == (tmp_path / "shared.units.jsonl").read_bytes()
    assert reportgen.load(tmp_path / "book.xlsx").values == reportgen.load(alone).values


def test_without_own_data_the_prose_is_that_of_a_new_file(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    city = reportgen.load(tmp_path / "city.yaml")
    assert (city.organ, city.year) == (CITY, 2025)
    assert summed([tmp_path / "city.yaml"]) == summed([*folder.glob("*.yaml")])
    assert {finding.rule for finding in reportgen.check(city)} == {"F-DRAFT", "OWN-BLANK"}


def test_own_data_without_figures_gives_only_the_words(folder: Path, own: Path, tmp_path: Path) -> None:
    blank = yaml.safe_load(reportgen.new(None, CITY, 2025))
    figures = {name: blank[name] for name in ("proactive", "applications", "reviews")}
    words = changed(own, tmp_path / "words.yaml", **figures)
    result = reportgen.rollup([folder], tmp_path / "city.yaml", own=words)
    assert result.units == 12
    assert reportgen.load(tmp_path / "city.yaml").narrative == reportgen.load(own).narrative


def test_totals_of_eighteen_digits_and_more_are_exact(folder: Path, tmp_path: Path) -> None:
    first = min(folder.glob("*.yaml"))
    proactive = yaml.safe_load(first.read_text("utf-8"))["proactive"] | {"fees": "99999999999999.9999"}
    files = [
        changed(
            first,
            tmp_path / f"{number}.yaml",
            organ=f"{number}局",
            proactive=proactive | {"permits": 999_999_999_999_999_999 - number},
        )
        for number in range(12)
    ]
    reportgen.rollup(files, tmp_path / "city.yaml", organ=CITY)
    values = reportgen.load(tmp_path / "city.yaml").values
    assert values["proactive.permits"] == 12 * 999_999_999_999_999_999 - 66
    assert str(values["proactive.fees"]) == "1199999999999999.9988"


def _spoil(folder: Path, kind: str) -> None:
    """Put one unit in disorder."""
    first, second = sorted(folder.glob("*.yaml"))[:2]
    data = yaml.safe_load(first.read_text("utf-8"))
    if kind == "unit-unreconciled":
        changed(first, first, applications=data["applications"] | {"new": [9999, 0, 0, 0, 0, 0]})
    elif kind == "unit-other-year":
        changed(first, first, year=2024)
    elif kind == "unit-unreadable":
        first.write_text("organ: [", "utf-8")
    elif kind == "unit-twice":
        (folder / "copy.yaml").write_bytes(second.read_bytes())


@pytest.mark.parametrize(
    ("kind", "despite", "left"),
    [("unit-unreconciled", "despite_findings", 12), ("unit-other-year", "despite_missing", 11),
     ("unit-unreadable", "despite_missing", 11), ("unit-twice", "", 0)],
)  # fmt: skip
def test_a_unit_at_fault_is_refused_unless_told_to_go_on(
    folder: Path, tmp_path: Path, kind: str, despite: str, left: int
) -> None:
    _spoil(folder, kind)
    before = sorted(tmp_path.rglob("*"))
    plain: dict[str, Any] = {}
    other: dict[str, Any] = {"despite_findings" if despite == "despite_missing" else "despite_missing": True}
    for more in (plain, other):
        with pytest.raises(reportgen.DataError) as caught:
            reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, **more)
        assert ids(caught) == [kind]
        assert sorted(tmp_path.rglob("*")) == before
    if despite:
        options: dict[str, Any] = {despite: True}
        result = reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, **options)
        assert (result.units, [problem.kind for problem in result.problems]) == (left, [kind])


def test_missing_and_unexpected_units_are_named(folder: Path, tmp_path: Path) -> None:
    organs = [reportgen.load(path).organ for path in sorted(folder.glob("*.yaml"))]
    roll = tmp_path / "名单.csv"
    roll.write_text(
        "# 应交单位\n" + "\n".join(f"{organ}，备注" for organ in [*organs[1:], "甲子县档案局"]), "utf-8-sig"
    )
    with pytest.raises(reportgen.DataError) as caught:
        reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, expect=roll, despite_missing=True)
    assert ids(caught) == ["unit-unexpected"]
    assert organs[0] in str(caught.value)
    result = reportgen.rollup(
        [folder], tmp_path / "city.yaml", organ=CITY, expect=[*organs, "甲子县档案局"], despite_missing=True
    )
    assert [problem.organ for problem in result.problems] == ["甲子县档案局"]


def test_a_blank_that_is_gone_on_with_stays_blank_in_the_sum(folder: Path, tmp_path: Path) -> None:
    first = min(folder.glob("*.yaml"))
    data = yaml.safe_load(first.read_text("utf-8"))
    changed(first, first, proactive=data["proactive"] | {"permits": None})
    result = reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, despite_findings=True)
    assert result.undecided == ("proactive.permits",)
    assert reportgen.load(tmp_path / "city.yaml").values["proactive.permits"] is None
    assert "表二“行政许可”" in (tmp_path / "city.yaml").read_text("utf-8")
    shares = reportgen.explain(reportgen.load(tmp_path / "city.yaml"), "proactive.permits").units
    assert shares is not None
    assert (shares.total, shares.blank) == (None, 1)


def test_a_city_beside_its_own_units_is_not_counted_twice(folder: Path, own: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", own=own)
    with pytest.raises(reportgen.DataError) as caught:
        reportgen.rollup([folder, tmp_path / "city.yaml"], tmp_path / "province.yaml", organ="癸亥省人民政府")
    assert set(ids(caught)) == {"unit-counted"}
    result = reportgen.rollup([tmp_path / "city.yaml"], tmp_path / "province.yaml", organ="癸亥省人民政府")
    assert result.units == 1
    with pytest.raises(reportgen.DataError) as caught:
        reportgen.rollup([folder], tmp_path / "again.yaml", organ=reportgen.load(min(folder.glob("*.yaml"))).organ)
    assert ids(caught) == ["unit-twice"]


def test_of_many_units_at_fault_twenty_are_named_and_all_listed(tmp_path: Path) -> None:
    reportgen.sample(70, tmp_path / "units", broken=1, year=2025)
    with pytest.raises(reportgen.DataError) as caught:
        reportgen.rollup([tmp_path / "units"], tmp_path / "city.yaml", organ=CITY, problems=tmp_path / "list.csv")
    assert len(caught.value.faults) == 21
    more = caught.value.faults[-1]
    assert (more.id, "数字对不上" in more.says.zh) == ("units-more", True)
    rows = (tmp_path / "list.csv").read_text("utf-8-sig").splitlines()
    assert f"还有 {len(rows) - 1 - 20} 个单位有问题" in more.says.zh


@pytest.mark.parametrize(
    ("arguments", "id"),
    [({}, "rollup-organ"), ({"organ": CITY, "expect": []}, "unit-unexpected"),
     ({"organ": CITY, "units": ["x"]}, "no-units"), ({"organ": CITY, "to": "city.docx"}, "data-suffix"),
     ({"organ": CITY, "to": "there.yaml"}, "output-exists")],
)  # fmt: skip
def test_a_call_that_cannot_be_understood_is_refused(
    folder: Path, tmp_path: Path, arguments: dict[str, Any], id: str
) -> None:
    (tmp_path / "there.yaml").write_text("mine", "utf-8")
    units = [tmp_path / name for name in arguments.pop("units", ["units"])]
    to = tmp_path / arguments.pop("to", "city.yaml")
    with pytest.raises(reportgen.ReportgenError) as caught:
        reportgen.rollup(units, to, **arguments)
    assert ids(caught)[0] == id
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.yaml", "units"]


def test_as_many_reports_of_one_year_as_of_another_are_not_guessed(folder: Path, tmp_path: Path) -> None:
    for path in sorted(folder.glob("*.yaml"))[:6]:
        changed(path, path, year=2024)
    with pytest.raises(reportgen.UsageError) as caught:
        reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, despite_missing=True)
    assert ids(caught) == ["units-years"]


def test_a_ledger_is_replaced_only_where_its_data_file_is_gone(folder: Path, tmp_path: Path) -> None:
    reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY)
    with pytest.raises(reportgen.OutputError) as caught:
        reportgen.rollup([folder], tmp_path / "city.xlsx", organ=CITY)
    assert ids(caught) == ["output-exists"]
    (tmp_path / "city.yaml").unlink()
    assert reportgen.rollup([folder], tmp_path / "city.xlsx", organ=CITY).units == 12


def test_the_list_of_problems_is_a_file_of_its_own(folder: Path, tmp_path: Path) -> None:
    for name in ("city.yaml", "city.units.jsonl"):
        with pytest.raises(reportgen.OutputError):
            reportgen.rollup([folder], tmp_path / "city.yaml", organ=CITY, problems=tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["units"]


def test_published_documents_are_units_as_their_data_would_be(tmp_path: Path) -> None:
    for style in ("yaml", "docx"):
        reportgen.sample(3, tmp_path / style, seed=5, year=2025, format=style)
        reportgen.rollup([tmp_path / style], tmp_path / f"{style}.yaml", organ=CITY)
    data, documents = (reportgen.load(tmp_path / f"{style}.yaml") for style in ("yaml", "docx"))
    assert data.values == documents.values
    shares = reportgen.explain(documents, PERSONS).units
    assert shares is not None
    assert shares.largest[0].origin.file.endswith(".docx")


def test_units_all_of_another_year_than_the_office_are_named(folder: Path, own: Path, tmp_path: Path) -> None:
    blank = yaml.safe_load(reportgen.new("disclosure_2021", CITY, 2025))
    figures = {name: blank[name] for name in ("proactive", "applications", "reviews")}
    words = changed(own, tmp_path / "words.yaml", year=2024, **figures)
    for despite in (False, True):
        with pytest.raises(reportgen.DataError) as caught:
            reportgen.rollup([folder], tmp_path / "city.yaml", own=words, despite_missing=despite)
        assert set(ids(caught)) == {"unit-other-year"}
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(reportgen.UsageError) as nothing:
        reportgen.rollup([empty], tmp_path / "city.yaml", own=words)
    assert ids(nothing) == ["no-units"]
