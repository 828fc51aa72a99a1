"""A type from outside the package, with every kind of figure, goes through everything that the program does."""

from __future__ import annotations

import datetime as dt
import io
import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from docx import Document

from reportgen import api
from reportgen.api import data_files, explaining, many, types_and_rules
from reportgen.core.errors import DataError, RenderError
from reportgen.engine.export.data_file import write_data_file
from reportgen.engine.export.findings.explanation_json import as_plain
from reportgen.engine.word.proof.read_back import prove
from reportgen.report.findings import ReconciliationError
from reportgen.report.report import Report
from tests.toy_report.fixture import SAMPLE
from tests.toy_report.report_type import REPORT

WEBSITE = "accounts[网站].posts"


def sample(**changes: Any) -> dict[str, Any]:
    """Return the sample's plain data with figures of the hotline and whole sections replaced."""
    data: dict[str, Any] = yaml.safe_load(SAMPLE.read_text("utf-8"))
    for name, value in changes.items():
        (data["hotline"] if name in data["hotline"] else data)[name] = value
    return data


def faults(data: dict[str, Any]) -> list[str]:
    """Return what loading ``data`` says in Chinese, fault by fault."""
    with pytest.raises(DataError) as caught:
        api.load(data)
    return [fault.in_("zh") for fault in caught.value.faults]


def rules_broken(data: dict[str, Any]) -> list[str]:
    """Return the rules that checking ``data`` finds broken or undecided."""
    return [finding.rule for finding in api.check(api.load(data))]


def test_every_kind_is_read_as_its_own_type(report: Report) -> None:
    hotline = report.statistics.hotline
    assert (hotline.change, hotline.average_days, hotline.spending) == (-8, Decimal("3.5"), Decimal("123456.78"))
    assert (hotline.opened_on, hotline.all_year, hotline.level) == (dt.date(2019, 3, 1), True, "一级")
    assert (hotline.surveyed, hotline.desk) == ("N/A", "政务公开科")


def test_rows_have_addresses_sums_and_places(report: Report) -> None:
    assert report.values[WEBSITE] == 300
    assert report.values["posts"] == 340
    assert report.values["followers"] == 12
    origin = report.origin(WEBSITE)
    assert origin is not None
    assert (origin.line, origin.column) == (21, 15)


def test_a_sound_toy_report_leaves_no_findings(report: Report) -> None:
    assert api.check(report) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [({"accepted": 121, "before": 129}, ["TOY-CALLS"]), ({"change": 8}, ["TOY-CHANGE"]),
     ({"content": 113}, ["TOY-CONTENT"]), ({"desk": None}, ["TOY-BLANK"]),
     ({"stated": {"posts": 341}, "checks": []}, ["STATED"]), ({"checks": ["accounts[网站].posts == 1"]}, ["CHECK"])],
)  # fmt: skip
def test_every_rule_of_the_toy_report_is_seen_to_fire(changes: dict[str, Any], rules: list[str]) -> None:
    assert rules_broken(sample(**changes)) == rules


def test_a_lost_minus_sign_is_named_as_the_likeliest_repair() -> None:
    (finding,) = api.check(api.load(sample(change=8)))
    first = finding.repairs[0]
    assert first.most_likely
    assert [(change.address, change.before, change.after) for change in first.changes] == [("hotline.change", 8, -8)]
    assert "正负号" in first.because.zh


def test_a_total_over_rows_is_explained_by_its_rows(report: Report) -> None:
    explanation = explaining.explain(report, "posts")
    assert [(times, part.address, part.value) for times, part in explanation.addends] == [
        (1, WEBSITE, 300),
        (1, "accounts[微信公众号].posts", 40),
    ]
    assert {one.address for one in explaining.explain_all(report)} == {"posts", "followers"}


def test_an_explanation_is_plain_data_whatever_the_kind(report: Report) -> None:
    plain = {name: as_plain(explaining.explain(report, name), "zh")["value"] for name in report.values}
    assert json.loads(json.dumps(plain)) == plain
    assert plain["hotline.opened_on"] == "2019-03-01"
    assert plain["hotline.spending"] == "123456.78"
    assert plain["hotline.all_year"] is True


def test_no_rows_at_all_add_up_to_nothing() -> None:
    data = sample(accounts={}, stated={"posts": 0}, checks=[])
    data["narrative"]["overview"] = "无新媒体账号，发布{{ posts }}条。"
    report = api.load(data)
    assert report.values["posts"] == 0
    assert api.check(report) == []


def test_a_blank_in_a_row_leaves_the_total_undecided() -> None:
    data = sample()
    data["accounts"]["网站"]["posts"] = None
    report = api.load(data)
    assert report.values["posts"] is None
    assert {finding.address for finding in api.check(report)} == {WEBSITE, "posts", "accounts[网站].posts"}


def test_faults_of_rows_are_told_with_their_names() -> None:
    data = sample(narrative={"overview": "无"}, checks=[])
    data["accounts"] = {
        "网站": {"posts": "三百", "followers": -1, "editor": "张三", "likes": 1},
        "a]b": {},
        "微信": [1],
    }
    told = "\n".join(faults(data))
    for piece in ("政务新媒体“网站”发布信息：应当是件数", "likes", "名称 a]b 不能用", "微信"):
        assert piece in told


@pytest.mark.parametrize(
    ("changes", "says"),
    [({"change": 1.5}, "应当是件数（整数，可以是负数）"), ({"average_days": "3.55"}, "天数小数超过 1 位"),
     ({"spending": "1.234"}, "单位是元，不小于 0，最多写 2 位小数"), ({"opened_on": "2019-02-30"}, "没有这一天"),
     ({"all_year": "yes"}, "true（是）或 false（否）"), ({"level": "四级"}, "一级、二级、三级"),
     ({"surveyed": "无"}, "不适用时可以写：N/A、—"), ({"desk": 12}, "应当是文字"),
     ({"accounts": None}, "一行也没有就写 {}")],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_is_refused_with_what_to_write(changes: dict[str, Any], says: str) -> None:
    told = faults(sample(narrative={"overview": "无"}, checks=[], stated={}, **changes))
    assert any(says in line for line in told), told


def test_a_text_cannot_stand_in_an_equation() -> None:
    assert any("hotline.desk 是文字，不能计算" in line for line in faults(sample(checks=["hotline.desk == 1"])))


def test_the_data_file_of_a_toy_report_gives_the_same_report(report: Report, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(write_data_file(report), "utf-8")
    loaded = api.load(again)
    assert loaded.values == report.values
    assert loaded.stated == report.stated


def test_a_new_toy_file_asks_for_every_figure_in_its_kind(tmp_path: Path) -> None:
    text = data_files.new("toy_report", "某局", 2025)
    for piece in (
        "spending: null   # 经费（元）",
        "（任选其一：一级、二级、三级）",
        "accounts: {}",
        "#     posts: null",
    ):
        assert piece in text
    file = tmp_path / "new.yaml"
    file.write_text(text, "utf-8")
    report = api.load(file)
    assert report.values["hotline.level"] is None
    assert {"TOY-BLANK", "TOY-CALLS", "TOY-CHANGE"} <= {finding.rule for finding in api.check(report)}


def test_the_schema_describes_every_kind_and_rows_by_name() -> None:
    properties = types_and_rules.schema("toy_report")["properties"]
    hotline = properties["hotline"]["properties"]
    assert hotline["change"]["type"] == ["integer", "null"]
    assert "minimum" not in hotline["change"]
    assert hotline["level"]["enum"] == ["一级", "二级", "三级", None]
    rows = properties["accounts"]
    assert set(rows["additionalProperties"]["properties"]) == {"posts", "followers", "editor"}
    assert set(properties["stated"]["properties"]) == {"posts", "followers"}


def test_the_toy_template_fits_and_a_missing_row_is_told(template: Path, tmp_path: Path) -> None:
    assert api.check_template(template, "toy_report") == []
    document = Document(str(template))
    table = document.tables[1]._tbl
    table.remove(table.tr_lst[2])
    broken = tmp_path / "broken.docx"
    document.save(str(broken))
    told = [mistake.fault.in_("zh") for mistake in api.check_template(broken, "toy_report")]
    assert any("accounts[].posts" in line for line in told), told


def test_the_finished_toy_document_is_proved_with_its_receipt(report: Report, tmp_path: Path) -> None:
    target, receipt = tmp_path / "out.docx", tmp_path / "receipt.json"
    api.render(report, target, receipt=receipt)
    cells = [[cell.text for cell in row.cells] for row in Document(str(target)).tables[1].rows]
    assert cells[1:3] == [["网站", "300", "-15", "张三"], ["微信公众号", "40", "27", "李四"]]
    cited = {figure["address"]: figure["value"] for figure in json.loads(receipt.read_text("utf-8"))["figures"]}
    assert cited[WEBSITE] == "300"
    assert cited["hotline.change"] == "-8"
    assert cited["hotline.opened_on"] == "2019年3月1日"


@pytest.mark.parametrize(
    ("address", "value"),
    [("hotline.change", 8), ("hotline.opened_on", dt.date(2019, 3, 2)), ("hotline.all_year", False),
     ("hotline.surveyed", 3), ("accounts[网站].editor", "王五"), ("followers", -12)],
)  # fmt: skip
def test_the_proof_refuses_any_other_value(report: Report, address: str, value: Any) -> None:
    target = io.BytesIO()
    api.render(report, target)
    kinds = report.addresses.kinds
    prove(target.getvalue(), report.tables, REPORT.sections, report.values, {}, kinds=kinds)
    with pytest.raises(RenderError) as caught:
        prove(target.getvalue(), report.tables, REPORT.sections, {**report.values, address: value}, {}, kinds=kinds)
    assert address in str(caught.value)


def test_a_toy_report_with_a_blank_is_refused_and_drafted(tmp_path: Path) -> None:
    report = api.load(sample(opened_on=None, all_year=None, change=None))
    with pytest.raises(ReconciliationError):
        api.render(report, tmp_path / "out.docx")
    api.render(report, tmp_path / "draft.docx", draft=True)
    assert "〔空白〕" in "".join(
        cell.text for row in Document(str(tmp_path / "draft.docx")).tables[0].rows for cell in row.cells
    )


def test_a_flag_is_printed_as_a_word_and_decides_conditions(tmp_path: Path) -> None:
    for value, word, sentence in ((True, "是", "全年受理"), (False, "否", "工作日受理")):
        target, receipt = tmp_path / f"{value}.docx", tmp_path / f"{value}.json"
        api.render(api.load(sample(all_year=value)), target, receipt=receipt)
        document = Document(str(target))
        assert document.tables[0].rows[9].cells[1].text == word
        assert sentence in [paragraph.text for paragraph in document.paragraphs]
        assert any(
            (figure["address"], figure["value"], figure["table"]) == ("hotline.all_year", word, 1)
            for figure in json.loads(receipt.read_text("utf-8"))["figures"]
        )


def test_a_batch_makes_toy_reports_beside_others(root: Path, tmp_path: Path) -> None:
    sources = [SAMPLE, root / "samples" / "disclosure_2021" / "kaifeng-2021.yaml"]
    with ThreadPoolExecutor(1) as here:  # another process would not see what this test alone installed
        outcomes = many.render_all(sources, tmp_path, executor=here)
    assert [outcome.faults for outcome in outcomes] == [(), ()]
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".docx", ".docx", ".jsonl"]


def test_units_add_up_but_not_their_medians() -> None:
    parent, unit = (
        api.load(sample()),
        api.load(sample(organ="某局", average_days="9.9", accepted=119, missed=7, change=-9)),
    )
    told = {finding.address for finding in api.check(parent, units=[unit]) if finding.rule == "TOY-UNITS"}
    assert told == {"hotline.accepted", "hotline.missed", "hotline.change"}


def test_the_rules_of_the_toy_report_are_listed() -> None:
    listed = {rule["id"] for rule in types_and_rules.rules("toy_report")}
    assert {"TOY-CALLS", "TOY-CHANGE", "TOY-CONTENT", "TOY-BLANK"} <= listed
