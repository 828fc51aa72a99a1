"""Valid reports by construction: outcomes first, then what must have come in for them to balance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st

from reportgen.model.figures import Group, declared
from reportgen.model.symbolic import hints
from reportgen.report.report import Report
from reportgen.reports.disclosure.form_2021 import REPORT
from reportgen.reports.disclosure.form_2021.model import Statistics
from reportgen.reports.disclosure.model import Applicants

Draw = Callable[[st.SearchStrategy[Any]], Any]

COUNTS = st.one_of(st.just(0), st.integers(0, 9), st.integers(0, 99_999), st.integers(10_000_000, 10**18 + 1))
FEES = st.decimals(min_value=0, max_value=10**9, places=4).map(abs) | st.integers(0, 9_999).map(Decimal)
OVERVIEW = """本年度依法做好政府信息公开工作。
## （一）主动公开
依法公开各类信息。
## （二）依申请公开
依法办理各项申请。
## （三）政府信息管理
健全管理制度。
## （四）政府信息公开平台建设
办好门户网站。
## （五）监督保障
加强培训和考核。
"""
NARRATIVE = {
    "overview": OVERVIEW,
    "problems": "公开的深度还不够，下一步细化公开目录并逐项落实。",
    "other_matters": "本年度未收取信息处理费。",
}


def _instance(draw: Draw, cls: Any, counts: st.SearchStrategy[int]) -> Any:
    values: dict[str, Any] = {}
    for field in attrs.fields(cls):
        entry = declared(field)
        if isinstance(entry, Group):
            values[field.name] = _instance(draw, hints(cls)[field.name], counts)
        else:
            values[field.name] = draw(counts if entry.kind.integral else FEES)
    return cls(**values)


@st.composite
def statistics(draw: Draw, counts: st.SearchStrategy[int] = COUNTS) -> Statistics:
    """Draw statistics that obey every hard rule: 一 is set to （七） + 四 − 二, with 二 taken from what there is."""
    drawn: Statistics = _instance(draw, Statistics, counts)
    handled = drawn.applications.outcomes.total + drawn.applications.carried_out
    carried_in, new = {}, {}
    for field in attrs.fields(Applicants):
        total = getattr(handled, field.name)
        carried_in[field.name] = draw(st.sampled_from([0, total, total // 2, min(total, 1)]))
        new[field.name] = total - carried_in[field.name]
    applications = attrs.evolve(drawn.applications, new=Applicants(**new), carried_in=Applicants(**carried_in))
    return attrs.evolve(drawn, applications=applications)


def zero() -> Statistics:
    """Return the statistics of an office to which nothing happened."""
    return with_values(dict.fromkeys(REPORT.addresses.entered, 0))


def with_values(values: Mapping[str, Any]) -> Statistics:
    """Return statistics from entered figures by address; the fee may be a plain number."""

    def build(cls: Any, prefix: str) -> Any:
        made: dict[str, Any] = {}
        for field in attrs.fields(cls):
            entry = declared(field)
            address = f"{prefix}.{field.name}" if prefix else field.name
            if isinstance(entry, Group):
                made[field.name] = build(hints(cls)[field.name], address)
            else:
                value = values[address]
                made[field.name] = value if value is None or entry.kind.integral else Decimal(value)
        return cls(**made)

    result: Statistics = build(Statistics, "")
    return result


def single_cells() -> st.SearchStrategy[Statistics]:
    """Draw reports of one application only: received, and ended or carried over, by one kind of applicant."""
    columns = [field.name for field in attrs.fields(Applicants)]
    ends = [
        address.removesuffix(".natural_persons")
        for address in REPORT.addresses.entered
        if address.endswith(".natural_persons") and address.split(".")[1] in {"outcomes", "carried_out"}
    ]

    def one(column: str, end: str, begin: str, amount: int) -> Statistics:
        values = dict.fromkeys(REPORT.addresses.entered, 0)
        values[f"applications.{begin}.{column}"] = amount
        values[f"{end}.{column}"] = amount
        return with_values(values)

    begins = st.sampled_from(["new", "carried_in"])
    return st.builds(one, st.sampled_from(columns), st.sampled_from(ends), begins, st.integers(1, 10**8))


def any_statistics() -> st.SearchStrategy[Statistics]:
    """Draw from all of them: ordinary, all zero, single-cell."""
    return st.one_of(statistics(), st.just(zero()), single_cells())


def report_of(figures: Statistics, **more: Any) -> Report:
    """Return a report around statistics, with a short narrative unless another is given."""
    settings: dict[str, Any] = {"organ": "某市人民政府", "year": 2021, "narrative": NARRATIVE} | more
    return Report(type=REPORT, statistics=figures, **settings)


def evolve_at(figures: Any, address: str, value: Any) -> Any:
    """Return the data class with the entered figure at ``address`` replaced."""
    name, _, rest = address.partition(".")
    return attrs.evolve(figures, **{name: evolve_at(getattr(figures, name), rest, value) if rest else value})


def data_of(figures: Statistics) -> dict[str, Any]:
    """Return statistics as the mapping that a data file holds: rows of table 3 as lists, the fee as text."""

    def plain(instance: Any) -> Any:
        if isinstance(instance, Applicants):
            return list(attrs.astuple(instance))
        if attrs.has(type(instance)):
            return {field.name: plain(getattr(instance, field.name)) for field in attrs.fields(type(instance))}
        return f"{instance:f}" if isinstance(instance, Decimal) else instance

    result: dict[str, Any] = plain(figures)
    return result


def document_of(figures: Statistics, **more: Any) -> dict[str, Any]:
    """Return a whole data file as a mapping."""
    head = {"report": "disclosure_2021", "organ": "某市人民政府", "year": 2021}
    return {**head, **data_of(figures), "narrative": dict(NARRATIVE), **more}
