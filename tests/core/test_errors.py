"""Faults and exceptions: one line a fault, both languages, and nothing lost on the way to another process."""

from __future__ import annotations

import pickle

import pytest

from reportgen.core import errors
from reportgen.core.errors import DataError, Fault, ReportgenError
from reportgen.core.origin import Origin
from reportgen.core.text import Text
from reportgen.report.findings import Finding, ReconciliationError

SAYS = Text("缺少年度", "the year is missing")
FAULT = Fault("missing-key", SAYS, Origin("a.yaml", 3, 5), Text("请补上", "add it"))
KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ReportgenError)]


def test_a_fault_is_one_line_with_place_reason_and_remedy() -> None:
    assert FAULT.in_("en") == "a.yaml:3:5: the year is missing. add it."
    assert FAULT.in_("zh") == "a.yaml:3:5: 缺少年度。请补上。"


def test_the_message_of_a_fault_is_without_its_place() -> None:
    assert FAULT.message("zh") == "缺少年度。请补上。"
    assert Fault("missing-key", SAYS).message("en") == Fault("missing-key", SAYS).in_("en") == "the year is missing."


def test_an_error_shows_every_fault_in_the_order_found() -> None:
    error = DataError(iter([FAULT, Fault("bad-year", SAYS)]))
    assert [fault.id for fault in error.faults] == ["missing-key", "bad-year"]
    assert str(error) == "a.yaml:3:5: the year is missing. add it.\nthe year is missing."
    assert error.in_("zh").splitlines()[1] == "缺少年度。"


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_travels_to_another_process_with_its_faults(kind: type[ReportgenError]) -> None:
    copy = pickle.loads(pickle.dumps(kind(FAULT)))  # noqa: S301 — made here
    assert (type(copy), copy.faults) == (kind, (FAULT,))


def test_a_reconciliation_error_travels_with_its_findings() -> None:
    finding = Finding("T3-SUM", "broken", "error", Text("不对", "wrong"), "a.b")
    copy = pickle.loads(pickle.dumps(ReconciliationError(FAULT, (finding,))))  # noqa: S301 — made here
    assert copy.findings == (finding,)
