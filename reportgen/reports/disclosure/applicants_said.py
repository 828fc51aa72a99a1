"""Which kinds of applicant the words of a denial or claim name: 未收到企业提出的申请, 申请均由自然人提出."""

from __future__ import annotations

import functools
import operator
import re

from reportgen.report.prose_model import Meaning
from reportgen.reports.disclosure import interpretations
from reportgen.reports.disclosure.interpretations import ORGANIZATIONS

_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("公民|自然人|个人"), "natural_persons"),
    (re.compile("法人(?!代表)|(?<!公益)组织|(?<![本我各原])单位|企业(?:等|及|和|或|、)其他组织"), ORGANIZATIONS),
    (re.compile("企业(?!(?:等|及|和|或|、)其他组织)"), "enterprises"),
    (re.compile("科研机构"), "research_institutions"),
    (re.compile("社会公益组织"), "public_welfare_organizations"),
    (re.compile("法律服务机构|律师事务所|律所"), "legal_service_institutions"),
)
_ANYBODY = re.compile("群众|公众|居民|村民|市民|社会各界|当事人|行政相对人|师生|员工|学生|家长|教职工|患者")
"""Words that say of nobody in particular that they applied."""


def kinds_said(words: str) -> tuple[str, ...]:
    """Return the columns of table 3 that the words name; nothing where they name all, or none."""
    found = [column for pattern, column in _KINDS if pattern.search(words)]
    if ORGANIZATIONS in found:
        found = [column for column in found if column in {ORGANIZATIONS, "natural_persons"}]
    everyone = {"natural_persons", ORGANIZATIONS}.issubset(found) or _ANYBODY.search(words) is not None
    return () if everyone else tuple(found)


def applicants_denied(words: str) -> tuple[Meaning, ...]:
    """Return what is denied of the kinds of applicant that the words name: what came in from all of them."""
    columns = kinds_said(words)
    if not columns:
        return ()
    return (functools.reduce(operator.add, (interpretations.row("new", column) for column in columns)),)
