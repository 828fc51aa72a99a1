"""Particulars are read with every fault at its place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from reportgen.core.errors import DataError
from reportgen.engine import building, reading
from reportgen.engine.export.data_file import write_data_file
from reportgen.pipeline import check
from reportgen.report.particulars import NOTHING, Particulars
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.strategies import report_of, zero

WHOLE = """
title_lines: [某市, 人民政府2021年, 政府信息公开工作年度报告]
contact: {office: 办公室, phone: 0371-1234567, email: null}
published: 2022年1月20日
attachments:
  - 目录
remarks: {applications: 注：含所属单位。, reviews: null}
last_year: {applications.new.total: 7, proactive.fees: "1.5", proactive.permits: null}
site: {name: 某市人民政府, id_code: "4102000001", domain: null}
"""
GIVEN = Particulars(
    title_lines=("某市", "人民政府2021年", "政府信息公开工作年度报告"),
    contact={"office": "办公室", "phone": "0371-1234567", "email": None},
    published=dt.date(2022, 1, 20),
    attachments=("目录",),
    remarks={"applications": "注：含所属单位。"},
    last_year={"applications.new.total": 7, "proactive.fees": Decimal("1.5"), "proactive.permits": None},
    site={"name": "某市人民政府", "id_code": "4102000001"},
)
FILE = write_data_file(report_of(zero()))


def read(more: str, file: str = FILE) -> Report:
    return building.build(reading.read_text(f"{file}{more}".encode(), "a.yaml"), REPORT)


def faults(more: str, file: str = FILE) -> list[tuple[str, Any]]:
    with pytest.raises(DataError) as caught:
        read(more, file)
    first = file.count("\n")
    return [
        (fault.id, fault.origin.line - first if fault.origin and fault.origin.line else None)
        for fault in caught.value.faults
    ]


def test_particulars_are_read_and_written() -> None:
    report = read(WHOLE)
    assert report.particulars == GIVEN
    assert read("", write_data_file(report)).particulars == GIVEN
    assert read("").particulars is NOTHING


def test_both_years_are_compared_where_both_figures_are_known() -> None:
    rows = read(WHOLE).context()["comparison"]
    assert [(row["last"], row["this"], row["change"]) for row in rows] == [("7", "0", "-7"), ("1.5", "0", "-1.5")]
    assert "本年新收" in rows[0]["label"]
    assert read("").context()["comparison"] == []


def test_the_title_breaks_as_the_file_says_and_else_between_words() -> None:
    assert read(WHOLE).title_lines == GIVEN.title_lines
    assert read("").title_lines == ("某市人民政府", "2021年政府信息公开工作年度报告")


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("title_lines: [某市人民政府, 2022年政府信息公开工作年度报告]\n", ("wrong-title", 1)),
        ("title_lines: 某市人民政府\n", ("wrong-type", 1)),
        ("title_lines:\n- 某市人民政府\n- 2021\n", ("not-a-text", 3)),
        ("contact: {telephone: '1'}\n", ("unknown-key", 1)),
        ("contact:\n  phone: 3712345\n", ("not-a-text", 2)),
        ('contact:\n  phone: "1\\n2"\n', ("not-one-line", 2)),
        ("published: 2022年2月30日\n", ("not-a-date", 1)),
        ("attachments:\n- '  '\n", ("not-a-text", 2)),
        ("remarks:\n  problems: 注\n", ("unknown-key", 2)),
        ("site: {title: 某市}\n", ("unknown-key", 1)),
        ("last_year: {applications.new: 1}\n", ("unknown-key", 1)),
        ("last_year:\n  proactive.permits: 一\n", ("not-a-count", 2)),
        ('remarks:\n  reviews: "注：\\t一"\n', ("not-one-line", 2)),
        ("figures: {contact_lines: 1}\n", ("bad-name", 1)),
        ("figures: {published: 1}\n", ("bad-name", 1)),
    ],
)
def test_what_is_wrong_is_told_at_its_place(more: str, fault: tuple[str, int]) -> None:
    assert faults(more) == [fault]


@pytest.mark.parametrize("sign", ["\n", "\t", "\u2028", "\r"])
def test_the_name_of_an_office_stands_on_one_line(sign: str) -> None:
    written = FILE.replace('organ: "某市人民政府"', f'organ: "某市\\u{ord(sign):04x}人民政府"')
    assert ("not-one-line", 2 - written.count("\n")) in faults("", written)


@pytest.mark.parametrize("signs", [201, 90_000])
def test_a_name_as_long_as_a_page_is_no_name(signs: int) -> None:
    longest = "某" * 200
    assert read("", FILE.replace("某市人民政府", longest)).organ == longest
    written = FILE.replace("某市人民政府", "某" * signs)
    assert faults("", written) == [("text-too-long", 2 - written.count("\n"))]
    assert faults(f"contact:\n  address: {'某' * 2_001}\n") == [("text-too-long", 2)]


def test_the_prose_prints_the_contact_and_what_is_blank_is_told() -> None:
    prose = FILE.replace("本年度依法", "电话{{ contact.phone }}，本年度依法")
    report = read("contact: {phone: 0371-1234567}\n", prose)
    assert report.context()["narrative"]["overview"][0]["text"].startswith("电话0371\u20111234567，")
    assert report.context()["contact_lines"] == []
    (problem,) = read("contact: {phone: null}\n", prose).printed_prose["overview"].problems
    assert problem.blank


def test_a_blank_contact_is_a_finding_only_where_the_prose_prints_it() -> None:
    prose = FILE.replace("本年度依法", "电话{{ contact.phone }}，本年度依法")
    found = [finding for finding in check(read("contact: {phone: null, email: null}\n", prose)) if finding.forbids]
    assert [(finding.rule, finding.address) for finding in found] == [("OWN-BLANK", "contact.phone")]
    assert not [finding for finding in check(read("contact: {phone: null}\n")) if finding.forbids]


@pytest.mark.parametrize("written", ["0", "无", "—", "/ "])
def test_what_says_nothing_is_no_contact_and_nobody_is_told_to_write_zero(written: str) -> None:
    prose = FILE.replace("本年度依法", "电话{{ contact.phone }}，本年度依法")
    for value, told in ((f"'{written}'", f"写着“{written.strip()}”"), ("null", "是空白")):
        (found,) = [one for one in check(read(f"contact: {{phone: {value}}}\n", prose)) if one.rule == "OWN-BLANK"]
        assert found.forbids
        assert found.says.zh.startswith(f"联系方式的电话（contact.phone）{told}，文字部分")
        assert "填 0" not in found.says.zh
