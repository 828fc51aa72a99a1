"""A denial or claim of some kinds of applicant is held against their columns, and not against all."""

from __future__ import annotations

import attrs
import pytest

from reportgen.engine.prose_check.findings import check_prose
from reportgen.reports.disclosure.applicants_said import kinds_said
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.engine.prose_check.test_wholes_said import office
from tests.strategies import with_values


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        ("企业提出的申请", ("enterprises",)),
        ("法人和其他组织提出的政府信息公开申请", ("organizations",)),
        ("科研机构、法律服务机构的申请", ("research_institutions", "legal_service_institutions")),
        ("社会公益组织的申请", ("public_welfare_organizations",)),
        ("自然人的申请", ("natural_persons",)),
        ("其他单位的申请", ("organizations",)),
        ("公民、法人和其他组织的申请", ()),
        ("任何单位和个人的申请", ()),
        ("企业和群众的申请", ()),
        ("向本单位提出的申请", ()),
        ("政府信息公开申请", ()),
    ],
)
def test_words_name_columns_or_everybody(words: str, columns: tuple[str, ...]) -> None:
    assert kinds_said(words) == columns


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        ("没有收到企业提出的申请。", True),
        ("未收到法律服务机构提出的申请。", False),
        ("未收到科研机构、社会公益组织提出的申请。", False),
        ("未收到政府信息公开申请。", True),
        ("全部申请均由自然人提出。", True),
        ("收到申请31件，申请人均为自然人。", True),
        ("收到申请{{ applications.new.total }}件，均为自然人申请。", True),
        ("收到网络申请5件，均为自然人申请。", False),
        ("收到申请31件，其中当面申请5件，均由自然人提出。", False),
    ],
)
def test_a_kind_of_applicant_is_held_against_its_column(prose: str, told: bool) -> None:
    assert len(check_prose(office(prose))) == told


@pytest.mark.parametrize(
    "prose",
    [
        "没有收到企业提出的申请。",
        "未收到法人和其他组织提出的政府信息公开申请。",
        "全年未收到企业申请公开的情况。",
        "收到申请9件，均为自然人申请。",
        "申请均由自然人提出。",
    ],
)
def test_where_all_applied_as_natural_persons_it_may_be_said(prose: str) -> None:
    nine = {**dict.fromkeys(REPORT.addresses.entered, 0), "applications.new.natural_persons": 9}
    nine["applications.outcomes.granted.natural_persons"] = 9
    assert check_prose(attrs.evolve(office(prose), statistics=with_values(nine))) == []
