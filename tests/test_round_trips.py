"""A report in every form in which it leaves, read back: the same figures, blanks, notes and prose, in both forms."""

from __future__ import annotations

import io
import random
import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

import reportgen
from reportgen import catalogue, conversion, pdf_documents, pipeline, publication
from reportgen.api.publishing import NAMES
from reportgen.api.templates import official_template
from reportgen.report.report import Report

ORGANS = ("某市人民政府", "东湖新技术开发区管理委员会", "甲县民政局")
WORDS = ("加强公开", "收到12件", "办结率97.5%", "2020年以来", "完善制度", "“十四五”", "详见附件1", "〔2021〕30号")
NOTED = {"disclosure_2021": "proactive.normative_documents.made", "disclosure_2019": "proactive.regulations.made_new"}


def value_of(draw: random.Random, type_name: str, address: str) -> Any:
    kind = catalogue.report_type(type_name).addresses[address].figure.kind
    if not kind.numeric:
        return f"{draw.randint(1, 9999)}.5万元"
    count = draw.randint(0, draw.choice([0, 9, 99_999, 10**10]))
    if address.endswith("delta"):
        return draw.randint(-50, 50)
    return count if kind.integral else Decimal(f"{count % 10**6}.2500")


def prose(draw: random.Random) -> str:
    paragraphs = ["，".join(draw.choices(WORDS, k=draw.randint(2, 6))) + "。" for _ in range(draw.randint(1, 3))]
    return "\n\n".join(["## （一）主动公开", *paragraphs] if draw.random() < 0.5 else paragraphs)


def drawn(type_name: str, seed: int, *, blanks: bool = False) -> Report:
    """Return a report of figures that need not add up, with a note and prose."""
    draw = random.Random(seed)
    report_type = catalogue.report_type(type_name)
    data: dict[str, Any] = {"report": type_name, "organ": draw.choice(ORGANS), "year": int(type_name[-4:]) + 1}
    for address in report_type.addresses.entered:
        *groups, name = address.split(".")
        place = data
        for group in groups:
            place = place.setdefault(group, {})
        value = None if blanks and draw.random() < 0.03 else value_of(draw, type_name, address)
        place[name] = str(value) if isinstance(value, Decimal) else value
    if draw.random() < 0.5 and report_type.addresses[NOTED[type_name]] is not None:
        data["notes"] = {NOTED[type_name]: f"（其中修订{draw.randint(1, 9)}件）"}
    data["narrative"] = {field: prose(draw) for field in ("overview", "problems", "other_matters")}
    return reportgen.load(data)


def published(report: Report) -> dict[str, bytes]:
    """Return the published files of a report by name; a blank is never published."""
    title = f"<h1>{report.organ}{report.year}年政府信息公开工作年度报告</h1>".encode()
    return {
        "report.docx": pipeline.fill(report, official_template(report.type.name)),
        "report.html": publication.page(report, "report.html"),
        "fragment.html": title + publication.page(report, "fragment.html", fragment=True),
    }


def data_files(report: Report) -> dict[str, bytes]:
    """Return the data files of a report by name."""
    names = ("data.yaml", "data.xlsx", "form.docx")
    return {
        name: conversion.converted(report, Path(name), lambda: official_template(report.type.name)) for name in names
    }


def open_data(report: Report) -> dict[str, bytes]:
    """Return the open data of a report by name."""
    return {name: publication.published(report, Path(name), None) for name in ("data.csv", "data.json")}


def copied_text(document: bytes) -> bytes:
    """Return the text of a Word document: a paragraph a line, cells by tabs, a merged cell in each of its places."""
    lines = []
    for block in docx.Document(io.BytesIO(document)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines).encode()


def squeezed(texts: Any) -> dict[str, str]:
    return {name: re.sub(r"\s+", "", str(text)) for name, text in texts.items() if text}


def assert_read_back(report: Report, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        found = reportgen.load(io.BytesIO(content), name=name)
        assert (found.type.name, found.organ, found.year) == (report.type.name, report.organ, report.year), name
        assert found.entered == report.entered, name
        assert found.notes == report.notes, name
        assert squeezed(found.narrative) == squeezed(report.narrative), name


@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_whatever_a_report_is_published_as_is_read_back_equal(type_name: str, seed: int) -> None:
    report = drawn(type_name, seed)
    assert_read_back(report, published(report))


@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_every_data_file_is_read_back_equal_with_its_blanks(type_name: str, seed: int) -> None:
    report = drawn(type_name, seed, blanks=True)
    assert_read_back(report, data_files(report))


@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_open_data_are_read_back_equal_with_their_blanks(type_name: str, seed: int) -> None:
    report = drawn(type_name, seed, blanks=True)
    for name, content in open_data(report).items():
        found = reportgen.load(io.BytesIO(content), name=name)
        assert (found.type.name, found.organ, found.year) == (type_name, report.organ, report.year), name
        assert (found.entered, found.notes) == (report.entered, report.notes), name
        assert {address: report.values[address] for address in found.stated} == found.stated, name


@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_the_text_of_a_document_is_read_back_equal(type_name: str, seed: int) -> None:
    report = drawn(type_name, seed)
    document = pipeline.fill(report, official_template(type_name))
    assert_read_back(report, {"report.txt": copied_text(document)})


@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
def test_everything_of_a_published_folder_is_read_back_equal(type_name: str, tmp_path: Path) -> None:
    reportgen.sample(1, tmp_path / "data", seed=3, type_name=type_name)
    [source] = (tmp_path / "data").glob("*.yaml")
    report = reportgen.load(source)
    reportgen.publish(report, tmp_path / "published", ["docx", "html", "csv", "json"])
    files = [tmp_path / "published" / NAMES[name] for name in ("docx", "html", "csv", "json")]
    assert [reportgen.load(file).entered for file in files] == [report.entered] * 4
    reportgen.render_all([source], tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as package:
        [name] = [one for one in package.namelist() if one.endswith(".docx")]
        assert reportgen.load(io.BytesIO(package.read(name)), name=name).entered == report.entered


@pytest.mark.office
@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
def test_a_pdf_is_read_back_equal(type_name: str) -> None:
    report = drawn(type_name, 7)
    document = pipeline.fill(report, official_template(report.type.name))
    assert_read_back(report, {"report.pdf": pdf_documents.pdf(report, document, "report.pdf", None)})


@pytest.mark.fonts
@pytest.mark.parametrize("type_name", ["disclosure_2021", "disclosure_2019"])
def test_a_pdf_set_by_typst_is_read_back_equal(type_name: str) -> None:
    report = drawn(type_name, 7)
    assert_read_back(report, {"report.pdf": pdf_documents.pdf(report, b"", "report.pdf", None, by="typst")})


def test_four_published_years_hold_across_the_change_of_form(root: Path) -> None:
    kept = [reportgen.load(root / "samples" / "history" / f"{year}.yaml") for year in range(2019, 2023)]
    found = []
    for report, suffix in zip(kept, ("html", "docx", "txt", "docx"), strict=True):
        files = published(report)
        files["report.txt"] = copied_text(files["report.docx"])
        found.append(reportgen.load(io.BytesIO(files[f"report.{suffix}"]), name=f"{report.year}.{suffix}"))
    assert [one.type.name for one in found] == ["disclosure_2019"] * 2 + ["disclosure_2021"] * 2
    assert [one.entered for one in found] == [one.entered for one in kept]
    findings = [one.rule for one in reportgen.check(found[-1], previous=found[:-1])]
    assert findings == [one.rule for one in reportgen.check(kept[-1], previous=kept[:-1])] == ["XY-FORM"]
    ours, theirs = reportgen.compare(found), reportgen.compare(kept)
    assert (ours.figures, ours.moves) == (theirs.figures, theirs.moves)
