"""One walk for every command: each report of a folder once, and nothing that was made of another file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen import catalogue, formats, pictures
from reportgen.batch.tally import Tally
from reportgen.engine.export.web_page.fingerprint import with_fingerprint
from reportgen.remote_files import RemoteFile
from reportgen.report_files import DATA, PUBLISHED, LeftOut, chosen, files_below, is_by_product
from tests import remote_storage
from tests.batch.works import THREAD

NAMES = st.lists(
    st.builds("{}{}".format, st.sampled_from("甲乙丙"), st.sampled_from([*DATA, *PUBLISHED, ".PDF", ".csv", ""])),
    unique=True,
)


@pytest.fixture(scope="module")
def published(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with everything that is written of a report, without the report's data."""
    folder = tmp_path_factory.mktemp("published")
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    reportgen.publish(report, folder, ["docx", "html", "csv", "json"])
    reportgen.render(report, folder / "b.docx", receipt=[folder / "来源.docx", folder / "来源.xlsx"])
    return folder


@given(NAMES)
def test_every_office_has_one_report_and_data_come_first(names: list[str]) -> None:
    found = chosen(names, published=True)
    assert set(found) <= set(names)
    assert found == sorted(found)
    for stem in "甲乙丙":
        own = [name for name in found if name.startswith(stem)]
        data = [name for name in own if name.lower().endswith(DATA)]
        offered = [name for name in names if name.startswith(stem) and name.lower().endswith((*DATA, *PUBLISHED))]
        assert bool(own) == bool(offered)
        assert len(own) == max(len(data), 1) or not own
        assert chosen(names, published=False) == [name for name in found if name.lower().endswith(DATA)]


def test_of_one_report_in_several_kinds_the_document_is_read() -> None:
    assert chosen(["a.pdf", "a.docx", "a.html", "b.txt", "b.pdf"], published=True) == ["a.docx", "b.pdf"]
    assert chosen(["a.json", "a.xlsx", "b.json", "b.docx"], published=True) == ["a.xlsx", "b.json"]


def test_what_was_written_of_a_report_is_known_by_its_content(published: Path) -> None:
    ours = {"数据.json", "清单.json", "数字来源表.json", "数字来源表.docx", "来源.docx", "来源.xlsx"}
    assert {file.name for file in published.iterdir() if is_by_product(file.read_bytes())} == ours
    assert not is_by_product(b'{"report": "disclosure_2021", "format": 1}')
    assert not is_by_product(b"PK\x03\x04 and no more")


def test_pages_of_this_program_that_are_no_reports_are_known(root: Path, published: Path, tmp_path: Path) -> None:
    report = reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")
    template = catalogue.beside(report.type.name, "infographic.html")
    drawn = with_fingerprint(pictures.infographic(report, tmp_path / "图解.html", template, None))
    page = (published / "报告.html").read_bytes()
    compared = formats.comparison_page(reportgen.compare([report, report]), "zh").encode()
    for content in (drawn, drawn.replace("，".encode(), b"", 1), compared):
        assert is_by_product(content)
    assert not is_by_product(page)
    (tmp_path / "图解.html").write_bytes(drawn)
    (tmp_path / "年报.html").write_bytes(page)
    tally = Tally()
    for one in reportgen.check_each([tmp_path], executor=THREAD):
        tally.add(one)
    summary = formats.summary(tally, ".html", "zh")
    assert is_by_product(summary)
    (tmp_path / "汇总.html").write_bytes(summary)
    found = {one.source.name: one.state for one in reportgen.check_each([tmp_path], executor=THREAD)}
    assert found == {"图解.html": "left_out", "年报.html": "passed", "汇总.html": "left_out"}


def test_a_folder_of_publishing_is_checked_without_what_is_no_report(published: Path) -> None:
    stream = reportgen.check_each([published], executor=THREAD)
    assert {(one.source.name, one.state) for one in stream} == {
        ("报告.docx", "passed"),
        ("b.docx", "passed"),
        ("数字来源表.docx", "left_out"),
        ("来源.docx", "left_out"),
    }
    assert stream.left_out.count == 4
    names = {Path(name).name for name in stream.left_out.first}
    assert names == {"数字来源表.json", "数据.json", "清单.json", "来源.xlsx"}


def test_open_data_beside_a_document_does_not_stand_for_it(published: Path, tmp_path: Path) -> None:
    for name in ("报告.docx", "数据.json"):
        (tmp_path / f"年报{Path(name).suffix}").write_bytes((published / name).read_bytes())
    assert [file.name for file in files_below(tmp_path, published=True)] == ["年报.docx"]


def test_of_very_many_only_the_first_are_named() -> None:
    found = LeftOut()
    for number in range(100):
        found.add(number)
    assert (found.count, found.first) == (100, ["0", "1", "2", "3", "4"])


@pytest.fixture(params=["disk", "memory"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Any]:
    names = ("b/2.yaml", "b/1.xlsx", "a.json", "a.docx", "b/~$1.xlsx", ".hidden/3.yaml", "b/c/4.yml", "c.txt")
    with remote_storage.memory() as url:
        for name in names:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
            (RemoteFile(url) / name).write(b" ")
        yield tmp_path if request.param == "disk" else RemoteFile(url)


def test_a_folder_is_walked_in_order_on_a_disk_and_behind_a_url(folder: Any) -> None:
    found = [str(file)[len(str(folder)) + 1 :].replace("\\", "/") for file in files_below(folder, published=True)]
    assert found == ["a.json", "c.txt", "b/1.xlsx", "b/2.yaml", "b/c/4.yml"]
