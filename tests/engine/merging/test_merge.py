"""What a leader changes in the finished report comes back into the data, and what contradicts itself is told."""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import reportgen
from reportgen.engine.merging.merge import merge
from reportgen.engine.merging.merged import Merged
from reportgen.engine.merging.tokens import lines_of, tokens_of
from reportgen.engine.reading.published.word import read
from reportgen.merged_data import with_changes
from reportgen.report.report import Report
from tests.engine.word_forms import edited, put, rendered, retype

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def report(root: Path) -> Report:
    return reportgen.load(root / "samples/disclosure_2021/kaifeng-2021.yaml")


@pytest.fixture(scope="module")
def document(report: Report) -> bytes:
    return rendered(report)


def merged(report: Report, document: bytes, *changes: Callable[[Any], object], take: bool = False) -> Merged:
    content = edited(document, *changes)
    return merge(report, read(document, "a.docx"), read(content, "a.docx"), take_figures=take)


def test_a_report_that_nobody_edited_changes_nothing(report: Report, document: bytes) -> None:
    assert merged(report, document) == Merged({}, {}, {}, {})


def test_words_are_taken_and_placeholders_stay(report: Report, document: bytes) -> None:
    found = merged(report, document, retype("健全从受理到归档的全流程办理制度", "建立全流程办理制度"))
    assert list(found.narrative) == ["overview"]
    before, after = report.narrative["overview"], found.narrative["overview"]
    assert after == before.replace("健全从受理到归档的全流程办理制度", "建立全流程办理制度")
    assert [(one.kind, one.taken) for one in found.changes] == [("text", True)]
    assert not found.findings
    assert not found.left


@settings(max_examples=8, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.data())
def test_data_of_an_edited_document_prints_that_document(report: Report, document: bytes, data: st.DataObject) -> None:
    """Words typed into, deleted from, or added behind paragraphs of the prose; numbers are left alone."""
    texts = [
        one.text for one in docx.Document(io.BytesIO(document)).paragraphs if "加强" in one.text or "。" in one.text
    ]
    prose = [text for text in texts if text.endswith("。") and not any(letter.isdigit() for letter in text)]
    changes = []
    for text in data.draw(st.lists(st.sampled_from(prose), min_size=1, max_size=3, unique=True)):
        at = data.draw(st.integers(1, len(text) - 1))
        typed = data.draw(st.text("统筹推进，", max_size=5))
        gone = data.draw(st.integers(0, 3))
        changes.append(retype(text, text[:at] + typed + text[at + gone :]))
    content = edited(document, *changes)
    found = merge(report, read(document, "a.docx"), read(content, "a.docx"), take_figures=False)
    again = rendered(with_changes(report, found))
    lines = [
        [one.text for one in docx.Document(io.BytesIO(one_document)).paragraphs if one.text.strip()]
        for one_document in (content, again)
    ]
    assert [line.strip() for line in lines[0]] == [line.strip() for line in lines[1]]


def test_bold_that_somebody_changed_is_told_and_not_taken(report: Report, document: bytes) -> None:
    def embolden(file: Any) -> None:
        paragraph = next(one for one in file.paragraphs if one.text.startswith("加强领导"))
        paragraph.runs[0].bold = True

    found = merged(report, document, embolden)
    assert not found.narrative
    (left,) = found.left
    assert "的加粗有变化" in left.says.zh


def test_tracked_insertions_count_and_deletions_do_not(report: Report, document: bytes) -> None:
    def track(file: Any) -> None:
        paragraph = next(one for one in file.paragraphs if one.text.startswith("加强领导"))
        run = paragraph.runs[0]._r
        inserted = copy.deepcopy(run)
        inserted.find(f"{W}t").text = "统筹推进。"
        for name, content in (("ins", inserted), ("del", copy.deepcopy(run))):
            mark = run.makeelement(f"{W}{name}", {f"{W}id": "7", f"{W}author": "局长"})
            mark.append(content)
            run.addprevious(mark)
        deleted = run.getprevious()
        for words in deleted.iter(f"{W}t"):
            words.tag = f"{W}delText"

    found = merged(report, document, track)
    line = next(line for line in found.narrative["overview"].split("\n") if "统筹推进。" in line)
    assert line.startswith("统筹推进。加强领导、专人负责")
    assert "{{ organ }}" in line


def test_a_figure_changed_in_a_table_is_told_and_taken_on_request(report: Report, document: bytes) -> None:
    changes = (put(1, 3, 1, "509"), put(1, 3, 7, "546"), retype("全年新收申请545件", "全年新收申请546件"))
    found = merged(report, document, *changes)
    assert found.entered == {}
    assert not found.narrative
    figure = next(one for one in found.changes if one.kind == "figure")
    assert (figure.address, figure.before, figure.after, figure.taken) == (
        "applications.new.natural_persons", "508", "509", False,
    )  # fmt: skip
    taken = merged(report, document, *changes, take=True)
    assert taken.entered == {"applications.new.natural_persons": 509}
    assert taken.stated == {"applications.new.total": 546}
    assert not taken.findings


def test_a_number_changed_in_the_prose_alone_is_a_finding(report: Report, document: bytes) -> None:
    found = merged(report, document, retype("全年新收申请545件", "全年新收申请546件"))
    (finding,) = found.findings
    assert (finding.rule, finding.address, finding.actual, finding.expected) == (
        "MERGE", "applications.new.total", "546", "545",
    )  # fmt: skip
    assert not found.narrative, "the figure of the table stays in the prose"


def test_a_number_changed_in_the_table_alone_is_a_finding(report: Report, document: bytes) -> None:
    found = merged(report, document, put(1, 3, 1, "509"), put(1, 3, 7, "546"))
    assert [(one.address, one.actual, one.expected) for one in found.findings] == [
        ("applications.new.total", "545", "546")
    ]
    totals = merged(report, document, put(1, 3, 7, "546"))
    assert [(one.address, one.actual, one.expected) for one in totals.findings] == [
        ("applications.new.total", 546, 545)
    ]


def test_an_own_figure_changed_in_the_prose_is_a_figure(report: Report, document: bytes) -> None:
    change = retype("全年访问量859920次", "全年访问量859,921次")
    assert merged(report, document, change).own == {}
    taken = merged(report, document, change, take=True)
    assert taken.own == {"portal.visits": 859921}
    assert not taken.narrative


def test_what_has_no_place_in_the_data_is_told(report: Report, document: bytes) -> None:
    def add(file: Any) -> None:
        heading = next(one for one in file.paragraphs if one.text.startswith("六、"))
        heading.insert_paragraph_before("七、新的部分", style=heading.style)
        heading.insert_paragraph_before("新的部分的文字。")
        file.add_table(2, 2).cell(0, 0).text = "新表"
        next(one for one in file.paragraphs if one.text.startswith("三、")).insert_paragraph_before("表后一句。")

    found = merged(report, document, add, retype("开封市人民政府", "开封市政府"))
    told = "\n".join(one.says.zh for one in found.left)
    for words in ("七、新的部分", "新的部分的文字", "新表", "表后一句", "“开封市人民政府”改成了“开封市政府”"):
        assert words in told
    assert not found.narrative


def test_a_heading_that_is_gone_leaves_its_text_alone(report: Report, document: bytes) -> None:
    found = merged(report, document, retype("五、存在的主要问题及改进情况", "五、问题"))
    assert "五、存在的主要问题及改进情况" in found.left[0].says.zh
    assert not found.narrative


@pytest.mark.parametrize("seed", range(8))
def test_edited_paragraphs_print_what_the_document_shows(report: Report, document: bytes, seed: int) -> None:
    """Words are deleted and added at random places of random paragraphs, numbers aside."""
    rng = random.Random(seed)
    texts = [one["text"] for one in report.printed_prose["overview"].paragraphs if one["level"] == 0]
    changes = []
    for text in rng.sample(texts, 3):
        start = rng.choice([at for at, letter in enumerate(text) if not letter.isdigit() and at])
        end = next((at for at in range(start, len(text)) if text[at].isdigit()), len(text))
        added = rng.choice(["", "新加的话，", "和", "。\u201c引\u201d"])
        changes.append((text, text[:start] + added + text[rng.randint(start, end) :]))
    found = merged(report, document, *(retype(*one) for one in changes))
    assert not found.findings
    source = found.narrative.get("overview", report.narrative["overview"])
    shown = [tokens_of(line.text) for line in lines_of(source, report.printable)]
    assert all(tokens_of(after.strip()) in shown for _, after in changes)
    assert source.count("{{") >= report.narrative["overview"].count("{{") - 3, "only figures that were cut are gone"


@pytest.mark.parametrize(
    ("table", "before", "after"),
    [
        (1, "（一）予以公开", "（一）公开"),
        (0, "行政许可", "行政许可审批"),
        (1, "自然人", "公民"),
        (0, "第二十条第（一）项", "第二十条第一项"),
        (2, "结果维持", "维持"),
    ],
)
def test_a_changed_label_is_told_and_not_taken(
    report: Report, document: bytes, table: int, before: str, after: str
) -> None:
    def write(edited_file: Any) -> None:
        cell = next(one for one in edited_file.tables[table]._cells if one.text.strip() == before)
        cell.paragraphs[0].runs[0].text = after
        for run in cell.paragraphs[0].runs[1:]:
            run.text = ""

    found = merged(report, document, write)
    assert not found.changes_data
    assert any((before in one.says.zh and after in one.says.zh) or "没有比较" in one.says.zh for one in found.left)


def test_a_table_that_is_gone_or_new_is_told(report: Report, document: bytes) -> None:
    more = edited(document, lambda file: file.add_table(1, 2))
    (left,) = merged(report, document, lambda file: file.add_table(1, 2)).left
    assert "表格" in left.says.zh
    gone = merge(report, read(more, "a.docx"), read(document, "a.docx")).left
    assert ["不见了" in one.says.zh for one in gone] == [True]


def test_a_figure_that_became_blank_is_called_blank(report: Report, document: bytes) -> None:
    found = merged(report, document, put(1, 3, 1, ""))
    told = [*(one.says for one in found.findings), *(one.says for one in found.left)]
    assert told
    assert not any("None" in one.zh + one.en for one in told)
