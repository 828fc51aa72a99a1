"""What a number of the prose may mean: 受理 N 件 as sums over the tables' figures."""

from __future__ import annotations

import functools

import attrs

from reportgen.core.text import Text
from reportgen.model.figures import FIGURE
from reportgen.model.linear import Expression
from reportgen.model.symbolic import hints
from reportgen.report.prose_model import NOTHING, Meaning, Term
from reportgen.reports.disclosure.model import Applicants, Outcomes, Results

ORGANIZATIONS = "organizations"
"""法人或其他组织: the five kinds of organization together; the form has no column for it."""
COMPANIES = "companies"
"""企业: the column 商业企业, or all organizations where an office writes of nothing but people and companies."""

COLUMNS = tuple(field.name for field in attrs.fields(Applicants))
_COLUMNS: dict[str, Text] = {
    **{field.name: field.metadata[FIGURE].labels[0] for field in attrs.fields(Applicants)},
    ORGANIZATIONS: Text("法人或其他组织", "organizations"),
}
_ROWS: dict[str, tuple[str, Text]] = {
    "new": ("new", Text("新收", "received this year")),
    "carried_in": ("carried_in", Text("上年结转", "carried in")),
    "answered": ("outcomes.total", Text("（七）总计", "(7) total")),
    "carried_out": ("carried_out", Text("结转下年度", "carried out")),
}
"""Rows of table 3 by the key that a keyword of the prose has: address after ``applications.``, name."""


def _outcome_rows() -> dict[str, tuple[str, Text]]:
    rows: dict[str, tuple[str, Text]] = {}
    for field in attrs.fields(Outcomes):
        label = field.metadata[FIGURE].labels[-1]
        name = Text(label.zh[3:], label.en.split(") ")[1])
        kind, prefix = hints(Outcomes)[field.name], f"outcomes.{field.name}"
        rows[field.name] = (prefix if kind is Applicants else f"{prefix}.total", name)
        if kind is not Applicants:
            for inner in attrs.fields(kind):
                rows[f"{field.name}.{inner.name}"] = (f"{prefix}.{inner.name}", inner.metadata[FIGURE].labels[-1])
    return rows


OUTCOMES = tuple(field.name for field in attrs.fields(Outcomes))
"""The keys of （一）–（六）; a detail row's key is the group's, a dot and its own name."""
_ROWS.update(_outcome_rows())
OUTCOME_KEYS = frozenset(_outcome_rows())

_BLOCKS: dict[str, tuple[tuple[str, ...], Text]] = {
    "reconsideration": (("reconsideration",), Text("行政复议", "reconsideration")),
    "litigation": (("litigation.direct", "litigation.after_reconsideration"), Text("行政诉讼", "litigation")),
    "direct": (("litigation.direct",), Text("未经复议直接起诉", "direct litigation")),
    "after_reconsideration": (
        ("litigation.after_reconsideration",),
        Text("复议后起诉", "litigation after reconsideration"),
    ),
}
BLOCK_KEYS = frozenset(_BLOCKS)
_RESULTS: dict[str, Text] = {
    **{field.name: field.metadata[FIGURE].labels[0] for field in attrs.fields(Results)},
    "total": Text("总计", "total"),
}
RESULT_KEYS = frozenset(_RESULTS) - {"total"} | {"concluded"}

_DOCUMENTS = {
    "regulations": Text("规章", "regulations"),
    "normative_documents": Text("规范性文件", "normative documents"),
}
_VERBS = {
    "made": Text("制发", "made"),
    "repealed": Text("废止", "repealed"),
    "in_force": Text("现行有效", "in force"),
}
_DECISIONS = {
    "permits": Text("行政许可", "permits"),
    "penalties": Text("行政处罚", "penalties"),
    "coercive_measures": Text("行政强制", "coercive measures"),
}
FEES = Meaning(
    (Term(Text("行政事业性收费（万元）", "fees (ten thousand yuan)"), Expression.variable("proactive.fees")),)
)


def row(key: str, column: str | None = None) -> Meaning:
    """Return the meaning that is one row of table 3, in the column 总计 or of one kind of applicant."""
    address, name = _ROWS[key]
    prefix = f"applications.{address}"
    if column is None:
        return Meaning((Term(name, Expression.variable(f"{prefix}.total")),))
    label = _COLUMNS[column]
    if column == ORGANIZATIONS:
        expression = Expression.variable(f"{prefix}.total") - Expression.variable(f"{prefix}.natural_persons")
    else:
        expression = Expression.variable(f"{prefix}.{column}")
    return Meaning((Term(Text(f"{name.zh}{label.zh}", f"{name.en}, {label.en}"), expression),))


def block(key: str, result: str = "total") -> Meaning:
    """Return the meaning that is one result, or the total, of a block of table 4; 行政诉讼 has two blocks."""
    addresses, name = _BLOCKS[key]
    label = _RESULTS[result]
    expression = sum((Expression.variable(f"reviews.{address}.{result}") for address in addresses), NOTHING)
    return Meaning((Term(Text(f"{name.zh}{label.zh}", f"{name.en} {label.en}"), expression),))


@functools.cache
def application_meanings(key: str, column: str | None = None) -> tuple[Meaning, ...]:
    """Return what a number of applications may mean, the most usual first.

    ``received`` (受理, 收到) is 一, or 一 + 二; ``answered`` (答复, 办结) is （七）, or （七） + 四; ``carried`` (结转
    without a direction) is 二 or 四; ``applicants`` is a number that only names a kind of applicant, ``applications``
    one that only names what it counts.
    """
    if column == COMPANIES:
        either = (application_meanings(key, one) for one in ("enterprises", ORGANIZATIONS))
        return tuple(meaning for meanings in zip(*either, strict=True) for meaning in meanings)
    new, carried_in = row("new", column), row("carried_in", column)
    answered, carried_out = row("answered", column), row("carried_out", column)
    several = {
        "received": (new, new + carried_in),
        "answered": (answered, answered + carried_out),
        "carried": (carried_out, carried_in),
        "due": (new + carried_in,),
        "applicants": (new, new + carried_in, answered),
        "applications": (new, new + carried_in, answered),
    }
    return several[key] if key in several else (row(key, column),)


@functools.cache
def review_meanings(blocks: tuple[str, ...], result: str | None) -> tuple[Meaning, ...]:
    """Return what a number of cases may mean: without a ``result`` the total, or the total less what is pending."""
    if result is not None and result != "concluded":
        return (_sum(tuple(block(key, result) for key in blocks)),)
    whole = _sum(tuple(block(key) for key in blocks))
    decided = whole - _sum(tuple(block(key, "pending") for key in blocks))
    return (decided,) if result == "concluded" else (whole, decided)


@functools.cache
def document_meanings(objects: tuple[str, ...], verb: str | None) -> tuple[Meaning, ...]:
    """Return what a number of 规章 or 规范性文件 may mean: made, repealed or in force; without a verb any of them."""
    verbs = tuple(_VERBS) if verb is None else (verb,)
    return tuple(_sum(tuple(_document(name, one) for name in objects)) for one in verbs)


def _document(name: str, verb: str) -> Meaning:
    kind, deed = _DOCUMENTS[name], _VERBS[verb]
    words = Text(f"{kind.zh}{deed.zh}", f"{kind.en} {deed.en}")
    return Meaning((Term(words, Expression.variable(f"proactive.{name}.{verb}")),))


@functools.cache
def decision_meanings(kind: str) -> tuple[Meaning, ...]:
    """Return what a number of decisions of one kind may mean: table 2's."""
    name = _DECISIONS[kind]
    words = Text(f"{name.zh}处理决定", f"{name.en}: decisions")
    return (Meaning((Term(words, Expression.variable(f"proactive.{kind}")),)),)


@functools.cache
def joined_rows(keys: tuple[str, ...], column: str | None) -> tuple[Meaning, ...]:
    """Return 予以公开和部分公开 N 件: the rows' sum."""
    if column == COMPANIES:
        return (*joined_rows(keys, "enterprises"), *joined_rows(keys, ORGANIZATIONS))
    return (_sum(tuple(row(key, column) for key in keys)),)


@functools.cache
def cells_of(key: str) -> tuple[Meaning, ...]:
    """Return the single figures inside a row or group of table 3: what somebody may have quoted instead of the sum."""
    rows = [key, *(other for other in _ROWS if other.startswith(f"{key}."))] if key in _ROWS else []
    columns = (None, *(field.name for field in attrs.fields(Applicants)), ORGANIZATIONS)
    return tuple(row(name, column) for name in rows for column in columns)


@functools.cache
def all_rows() -> tuple[Meaning, ...]:
    """Return every row and group of table 3 in the column 总计."""
    return tuple(row(key) for key in _ROWS)


@functools.cache
def all_blocks() -> tuple[Meaning, ...]:
    """Return every total of table 4, and every total less what is pending."""
    return tuple(meaning for key in _BLOCKS for meaning in review_meanings((key,), None))


def _sum(meanings: tuple[Meaning, ...]) -> Meaning:
    return functools.reduce(Meaning.__add__, meanings)
