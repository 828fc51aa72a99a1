"""Published reports read back: the figures of every look are right or blank, and the truth files are met exactly."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportgen.core.errors import DataError
from reportgen.core.shown_document import ShownDocument
from reportgen.engine.reading.published import plain_text, web_page, word
from reportgen.engine.reading.published.file_kinds import kind_of, shown
from reportgen.engine.reading.published.report import PublishedReport, reports_in, the_report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests import published_faults as faults
from tests import published_looks as looks
from tests.conftest import SHARED

ORGAN = "某某市人民政府"
NOTES = {"proactive.normative_documents.made": "其中修订16件", "proactive.permits": "含网上办理数"}
KNOWN = ["docx-03.docx", "docx-10.docx", "html-01.html", "html-05.html", "damaged-04.html", "text-01.txt"]


def read(document: ShownDocument) -> PublishedReport:
    return the_report(document, [REPORT])


def page(*parts: str, title: str = f"<h1>{ORGAN}2023年政府信息公开工作年度报告</h1>") -> PublishedReport:
    return read(web_page.read(f"{title}{''.join(parts)}".encode(), "a.html"))


def sections(**prose: str) -> str:
    return "".join(
        f"<p>{title}</p><p>{prose.get(f's{at}', looks.LONG)}</p>" for at, title in enumerate(REPORT.sections)
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def differences(seed: int, report: PublishedReport, values: dict[str, Any]) -> tuple[list[str], int]:
    """Return the wrong figures, and how many are missing."""
    found = looks.read_figures(report.document.data, REPORT)
    wrong = [address for address, value in found.items() if value is not None and value != str(values[address])]
    missing = sum(value is not None and found.get(address) is None for address, value in values.items())
    return wrong, missing


@settings(max_examples=8)
@given(st.integers(0, 10_000))
def test_pages_and_word_documents_of_every_look_are_read_whole(seed: int) -> None:
    look, values = looks.Look.drawn(seed), looks.figures(REPORT, seed)
    notes = {one: NOTES[one] for one in NOTES if look.notes and values[one] is not None and look.digits != "padded"}
    tables = looks.tables_of(REPORT, values, look, notes)
    without = 0 if look.totals or look.moved else sum(
        value is not None for address, value in values.items()
        if address.startswith("applications") and address.endswith(".total")
    )  # fmt: skip
    for document in (
        web_page.read(looks.web_page(REPORT, ORGAN, 2023, tables, look), "a.html"),
        word.read(looks.word(REPORT, ORGAN, 2023, tables, look), "a.docx"),
    ):
        report = read(document)
        wrong, missing = differences(seed, report, values)
        assert (wrong, missing <= without) == ([], True), look
        assert {one: text[1:-1] for one, text in report.document.data.get("notes", {}).items()} == notes
        assert (report.document.data["organ"], report.document.data["year"]) == (ORGAN, 2023)


@settings(max_examples=15)
@example(99)  # spaces divide figures with thousands, and there are as many commas as the table has columns
@given(st.integers(0, 10_000))
def test_no_figure_of_a_text_is_ever_wrong_and_most_are_read(seed: int) -> None:
    look, values = looks.Look.drawn(seed), looks.figures(REPORT, seed)
    totals = REPORT.addresses.derive({name: values[name] for name in REPORT.addresses.entered})
    values |= {name: total for name, total in totals.items() if name in values}
    tables = looks.tables_of(REPORT, values, look, {})
    wrong, missing = differences(
        seed, read(plain_text.read(looks.text(REPORT, ORGAN, 2023, tables, look), "a")), values
    )
    assert wrong == [], look
    assert missing < len(values) / 2


@pytest.mark.shared
@pytest.mark.parametrize("name", KNOWN)
def test_known_documents_are_read_exactly(name: str) -> None:
    path = SHARED / "published" / name
    truth = json.loads(path.with_suffix("").with_suffix(".truth.json").read_text("utf-8"))
    content = path.read_bytes()
    report = read(shown(content, name, str(kind_of(content, name))))
    found = looks.read_figures(report.document.data, REPORT)
    assert {one: found.get(one) for one in truth["values"]} == truth["values"]
    assert (report.document.data["organ"], report.document.data["year"]) == (truth["organ"], truth["year"])
    assert report.title == truth["title"]
    lines = [squeezed(line) for line in report.prose]
    assert "".join(lines) == "".join(squeezed(line) for line in truth["prose"])


@pytest.mark.shared
def test_a_text_that_lost_a_tab_is_read_exactly() -> None:
    truth = json.loads((SHARED / "reports/kaifeng_gov_2021.json").read_text("utf-8"))
    content = (SHARED / "reports/kaifeng_gov_2021.txt").read_bytes()
    data = read(plain_text.read(content, "kaifeng.txt")).document.data
    assert looks.read_figures(data, REPORT) == looks.read_figures(truth, REPORT)


def test_a_document_that_is_no_report_is_refused_and_never_guessed() -> None:
    for text in ("<p>关于召开会议的通知</p><p>各单位：</p>", "<table><tr><td>收入</td><td>12</td></tr></table>"):
        with pytest.raises(DataError) as refused:
            page(text, title="")
        assert [fault.id for fault in refused.value.faults] == ["published-another"]
    with pytest.raises(DataError, match="scan"):
        read(ShownDocument("a.pdf", ()))


def test_two_reports_in_one_file_are_named_and_each_can_be_read() -> None:
    values, look = looks.figures(REPORT, 1), looks.Look(1)
    tables = looks.tables_of(REPORT, values, look, {})
    both = b"".join(looks.text(REPORT, ORGAN, year, tables, attrs_free(look)) for year in (2022, 2023))
    document = plain_text.read(both, "a.txt")
    with pytest.raises(DataError, match=r"2 reports: .*2022.*2023"):
        read(document)
    assert [one.document.data["year"] for one in reports_in(document, [REPORT])] == [2022, 2023]
    assert the_report(document, [REPORT], number=2).document.data["year"] == 2023


def attrs_free(look: looks.Look) -> looks.Look:
    """Return a look whose text is UTF-8, so that two can stand in one file."""
    return next(one for one in map(looks.Look, range(look.seed, 99)) if _is_plain(one))


def _is_plain(look: looks.Look) -> bool:
    return looks.text(REPORT, "某", 2023, [[]] * 3, look)[:1] == "某".encode()[:1]


def test_what_is_missing_is_told_and_left_blank() -> None:
    report = page(sections(s4=""), "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
                  "<tr><td>行政许可</td><td>约12</td></tr></table>")  # fmt: skip
    assert report.document.data["proactive"]["permits"] is None
    told = {fault.id for fault in report.account}
    assert {"published-doubtful-figure", "published-missing-rows", "published-missing-table"} <= told


def test_a_row_that_stands_twice_with_other_figures_is_blank() -> None:
    row = "<tr><td>行政许可</td><td>{}</td></tr>"
    head = "<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    for second, value in (("12", 12), ("13", None)):
        report = page(sections(), head, row.format("12"), row.format(second), "</table>")
        assert report.document.data["proactive"]["permits"] == value
    (told,) = [fault.says.zh for fault in report.account if fault.id == "published-row-twice"]
    assert told.startswith("同一行（表二“行政许可”）出现了 2 次")


def test_the_old_single_row_is_read_as_one() -> None:
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
    head = "".join(f"<td>{one}</td>" for one in ("", *columns))
    rows = "".join(
        f"<tr><td>{label}</td>{'<td>1</td>' * 6}<td>6</td></tr>" for label in ("（五）2.重复申请", "（六）其他处理")
    )
    data = page(sections(), f"<table><tr>{head}</tr>{rows}</table>").document.data
    assert data["applications"]["outcomes"]["otherwise_handled"] == [1] * 6
    assert data["stated"]["applications.outcomes.otherwise_handled.total"] == 6


def test_findings_of_a_published_report_point_into_it(tmp_path: Path) -> None:
    from reportgen import api

    values = dict.fromkeys(looks.figures(REPORT, 3), 0)
    values["applications.new.total"] = 5
    path = tmp_path / "report.docx"
    path.write_bytes(looks.word(REPORT, ORGAN, 2023, looks.tables_of(REPORT, values, looks.Look(3), {}), looks.Look(3)))
    findings = api.check(api.load(path))
    place = next(one.place for one in findings if one.rule == "T3-ROW")
    assert str(place) == f"{path}: 表格 2 第 4 行第 8 格"


def faulty(values: dict[str, Any], tables: list[str]) -> PublishedReport:
    """Return what is read of a page with these tables below their titles."""
    written = iter(tables)
    parts = []
    for title in REPORT.sections:
        parts.append(f"<p>{title}</p>")
        shown = any(table.heading == title for table in REPORT.tables)
        parts.append(next(written) if shown else f"<p>{looks.LONG}</p>")
    return page(faults.SHEET, *parts)


def grids(values: dict[str, Any]) -> list[looks.Grid]:
    return looks.tables_of(REPORT, values, looks.Look(1), {})


@pytest.mark.parametrize("form", faults.IN_CELLS)
def test_what_surrounds_a_figure_is_no_part_of_it(form: str) -> None:
    values = {address: number for number, address in enumerate(looks.figures(REPORT, 1), start=10)}
    tables = [looks.html_table(grid, looks.Look(1, merges="repeated")) for grid in grids(values)]
    chosen = [str(number) for number in range(10, 200, 7)]
    for number in chosen:
        tables = [table.replace(f"<td>{number}</td>", f"<td>{form.format(number)}</td>") for table in tables]
    wrong, missing = differences(1, faulty(values, tables), values)
    assert wrong == []
    assert missing == 0 if faults.IN_CELLS[form] else missing <= len(chosen)


@pytest.mark.parametrize("name", faults.TABLES)
def test_a_table_that_is_written_otherwise_is_read_whole(name: str) -> None:
    values = {address: number for number, address in enumerate(looks.figures(REPORT, 1), start=10)}
    number, write = faults.TABLES[name]
    tables = [
        write(grid) if at == number else looks.html_table(grid, looks.Look(1)) for at, grid in enumerate(grids(values))
    ]
    assert differences(1, faulty(values, tables), values) == ([], 0)


def test_a_text_with_commas_is_read_whole() -> None:
    values = {address: number for number, address in enumerate(looks.figures(REPORT, 1), start=10)}
    lines = [f"{ORGAN}2023年政府信息公开工作年度报告"]
    written = iter(grids(values))
    for title in REPORT.sections:
        lines.append(title)
        if any(table.heading == title for table in REPORT.tables):
            lines += [",".join(row) for row in looks.unmerged(next(written), "blank")]
    report = read(plain_text.read("\n".join(lines).encode(), "a.csv"))
    assert differences(1, report, values) == ([], 0)


def test_a_heading_or_row_that_has_grown_together_moves_no_figure() -> None:
    columns = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构其他", "总计")
    row = "一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t15"
    other = "二、上年结转政府信息公开申请数量7\t2\t3\t4\t5\t6\t27"
    lines = [f"{ORGAN}2023年政府信息公开工作年度报告", *REPORT.sections[:3], "\t".join(columns), row, other, row]
    report = read(plain_text.read("\n".join([*lines, *REPORT.sections[3:]]).encode(), "a.txt"))
    assert all(value is None for value in report.document.data["applications"]["new"])
    assert all(value is None for value in report.document.data["applications"]["carried_in"])
