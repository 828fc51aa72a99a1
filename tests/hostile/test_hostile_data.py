"""HOSTILE V7 and D: whatever stands in the place of a value, only our own errors leave the public functions."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportgen
from reportgen.api.explaining import explain_all
from tests.strategies import document_of, zero

Steps = tuple[str | int, ...]
PROSE = (
    "{{ organ }}{{ year }}年发布{{ portal.posts }}条，占{{ portal.posts | share(portal.all, 1) }}%，新收{{ "
    "applications.new.total | or_none }}件，占{{ applications.new.natural_persons | share(applications.new.total) }}%，"
    "访问{{ visits | ten_thousands }}万次，比上年增长{{ visits | growth(portal.all) }}%。\n\n## （一）主动公开\n\n"
    "现行有效{{ proactive.normative_documents.in_force | chinese_number }}件，答复5件，均已办结。"
)
DATA: dict[str, Any] = {
    **document_of(zero()),
    "applications": {
        **document_of(zero())["applications"],
        "new": [7, 1, 0, 0, 0, 0],
        "carried_out": [7, 1, 0, 0, 0, 0],
    },
    "narrative": {**document_of(zero())["narrative"], "overview": PROSE},
    "stated": {"applications.new.total": 8, "applications.outcomes.total.total": 0, "reviews.litigation.total": 0},
    "notes": {"proactive.permits": "（含变更）"},
    "figures": {"portal": {"posts": 12, "all": 34}, "visits": 5600, "name": "某某网", "deep": {"er": {"still": 1}}},
    "checks": ["portal.posts + 22 == portal.all", "deep.er.still == 1 + 0 * applications.new.total"],
}
ODD = st.sampled_from(
    [
        *(None, "", " ", "文字", "{{ portal.posts }}", "{{ gone | share(0) }}", "〔空白〕"),
        *("12", "１２", "1,234", "-5"),
        *(0, 1, 7, -1, 10**17 + 1, 10**20, 10**40, 10**99, -(10**25), 410203199001011234),
        *(Decimal("0.5"), Decimal("1E+30"), Decimal("1E-30"), Decimal("NaN"), Decimal("Infinity"), Decimal("-0")),
        *(1.5, float("nan"), float("inf"), True, False, [], {}, [None], [1], [0] * 6, [10**20] * 6, [None] * 6),
        *({"total": 3}, {"natural_persons": 1}, {"a": None}, {"a": {"b": [1]}}, [[1]], ["x == 1"], [{"a": 1}]),
    ]
)  # fmt: skip


def places(value: Any, here: Steps = ()) -> Iterator[Steps]:
    """Yield the way to every value in ``value``, groups and lists included."""
    if here:
        yield here
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from places(item, (*here, key))


PLACES = sorted(places(DATA), key=str)


def damaged(changes: list[tuple[Steps, Any]]) -> dict[str, Any]:
    """Return the data with each value replaced; a place that an earlier change took away is left alone."""
    data: Any = copy.deepcopy(DATA)
    for (*way, last), value in changes:
        parent = data
        for step in way:
            parent = parent[step] if isinstance(parent, dict) and step in parent else None
        if isinstance(parent, dict) or (isinstance(parent, list) and isinstance(last, int) and last < len(parent)):
            holder: Any = parent
            holder[last] = copy.deepcopy(value)
    result: dict[str, Any] = data
    return result


def run(data: dict[str, Any]) -> list[str]:
    """Do with ``data`` all that a program can, and return what is said of it; a foreign error goes through."""
    try:
        report = reportgen.load(data)
    except reportgen.ReportgenError as refused:
        return [fault.message("zh") for fault in refused.faults]
    findings = reportgen.check(report, previous=reportgen.load({**DATA, "year": 2020}))
    explain_all(report)
    for draft in (False, True):
        with contextlib.suppress(reportgen.ReportgenError):
            reportgen.render(report, BytesIO(), draft=draft)
    return [finding.says.zh for finding in findings]


def test_the_data_that_is_damaged_here_is_sound() -> None:
    report = reportgen.load(DATA)
    assert not [finding for finding in reportgen.check(report) if finding.forbids]
    assert reportgen.render(report, BytesIO()) is not None


@given(st.lists(st.tuples(st.sampled_from(PLACES), ODD), min_size=1, max_size=3))
def test_only_our_own_errors_come_of_any_value_in_any_place(changes: list[tuple[Steps, Any]]) -> None:
    assert all(run(damaged(changes)))


@pytest.mark.parametrize("name", ["\0", "x" * 5000, "\ud800", "nobody"], ids=ascii)
def test_only_our_own_errors_come_of_any_name_of_a_file(name: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    report = reportgen.load(DATA)
    calls: list[Callable[[], Any]] = [
        lambda: reportgen.load(name),
        lambda: reportgen.compile_template(name),
        lambda: reportgen.inspect_template(name),
        lambda: reportgen.render(report, f"{name}/a.docx"),
        lambda: reportgen.render(report, BytesIO(), name),
        lambda: reportgen.render(report, BytesIO(), receipt=f"{name}/a.json"),
        lambda: reportgen.new_template("disclosure_2021", f"{name}/a/b/c.docx"),
        lambda: reportgen.rules(name),
        lambda: reportgen.explain(report, name),
    ]
    for call in calls:
        with pytest.raises(reportgen.ReportgenError):
            call()
