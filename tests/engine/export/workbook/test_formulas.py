"""Formulas in a spreadsheet say what the rules say: seen through a small evaluator of SUM, IF and COUNT."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.core.text import Text
from reportgen.engine.export.workbook.formulas import check_formula, formula, sheet_cells
from reportgen.model.addresses import LAST_YEAR
from reportgen.model.form_grid import Block, FormTable, Heading
from reportgen.model.linear import Expression
from reportgen.report.rule_forms import Bounds, Needs, Ordered, Present
from reportgen.report.rules import Equation, Relation, RuleForm
from reportgen.reports.disclosure.form_2021 import REPORT
from tests.small_report import ACCEPTED, ADDRESSES, RECEIVED, SHARE, TOTAL, equation, figure
from tests.strategies import any_statistics, report_of

EQUATIONS = [equation for rule in REPORT.rules for equation in rule.equations]
EXCEL_ARGUMENTS = 255
RELATIONS: tuple[Relation, ...] = ("=", "≥", "≤", ">", "<")


def column_name(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


CELLS = {name: cell for name, cell in sheet_cells(REPORT.tables).items() if not name.startswith(LAST_YEAR)}


def number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


TOKEN = re.compile(
    r'"(?:[^"]|"")*"|(?:[^\W\d_]+!)?[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?|[A-Z]+|[0-9]+|>=|<=|[-+*(),<=>]'
)


class Spreadsheet:
    """Works a formula out as a spreadsheet does: SUM, COUNT, IF, arithmetic; an empty cell adds as zero."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells
        self.tokens: list[str] = []

    def evaluate(self, text: str) -> Any:
        assert text.startswith("=")
        assert TOKEN.sub("", text[1:]) == "", "every character is understood"
        self.tokens = TOKEN.findall(text[1:])
        value = number(self.comparison())
        assert self.tokens == []
        return value

    def take(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else ""

    def comparison(self) -> Any:
        left = self.sum()
        operator = self.take("=", ">=", "<=", ">", "<")
        if not operator:
            return left
        one, other = number(left), number(self.sum())
        return {"=": one == other, ">=": one >= other, "<=": one <= other, ">": one > other, "<": one < other}[operator]

    def sum(self) -> Any:
        value = self.product()
        while operator := self.take("+", "-"):
            value = number(value) + number(self.product()) * (1 if operator == "+" else -1)
        return value

    def product(self) -> Any:
        if self.take("-"):
            return -number(self.product())
        value = self.atom()
        while self.take("*"):
            value = number(value) * number(self.atom())
        return value

    def atom(self) -> Any:
        word = self.tokens.pop(0)
        if word.startswith('"'):
            return word[1:-1].replace('""', '"')
        if word.isdigit():
            return int(word)
        if word == "(":
            value = self.comparison()
            assert self.take(")")
            return value
        if word in {"SUM", "COUNT", "IF"}:
            return self.call(word)
        return [self.cells[name] for name in names_in(word)]

    def call(self, name: str) -> Any:
        assert self.take("(")
        arguments = [self.comparison()]
        while self.take(","):
            arguments.append(self.comparison())
        assert self.take(")")
        if name == "IF":
            test, yes, no = arguments
            return yes if test else no
        values = [value for argument in arguments for value in argument if value is not None]
        return sum(values) if name == "SUM" else len(values)


def names_in(reference: str) -> list[str]:
    """Return the cells of a name or range."""
    sheet, _, cells = reference.rpartition("!")
    first, _, last = cells.partition(":")
    corners = [re.fullmatch(r"([A-Z]+)([0-9]+)", corner) for corner in (first, last or first)]
    (left, top), (right, bottom) = ((number_of(match[1]), int(match[2])) for match in corners if match)
    prefix = f"{sheet}!" if sheet else ""
    return [
        f"{prefix}{column_name(column)}{row}" for row in range(top, bottom + 1) for column in range(left, right + 1)
    ]


def number(value: Any) -> Any:
    """Return what a spreadsheet reckons with: an empty cell is zero."""
    if isinstance(value, list):
        (value,) = value
    return 0 if value is None else value


def evaluate(text: str, cells: Mapping[str, Any]) -> Any:
    return Spreadsheet(cells).evaluate(text)


def sheet_of(values: Mapping[str, Any]) -> dict[str, Any]:
    return {cell: values[address] for address, cell in CELLS.items()}


@given(any_statistics(), st.sampled_from(EQUATIONS))
def test_a_formula_gives_what_its_expression_gives(figures: Any, form: Equation) -> None:
    values = report_of(figures).values
    assert evaluate(formula(form.expected, CELLS), sheet_of(values)) == form.expected.evaluate(values)


@given(any_statistics(), st.sampled_from(EQUATIONS), st.integers(1, 9), st.data())
def test_a_check_is_empty_or_the_difference_or_undecided_for_a_blank(
    figures: Any, form: Equation, change: int, data: st.DataObject
) -> None:
    sheet = sheet_of(report_of(figures).values)
    text = check_formula(form, CELLS)
    assert evaluate(text, sheet) == ""
    cell = CELLS[data.draw(st.sampled_from(form.difference.addresses))]
    sign = {CELLS[address]: number for address, number in form.difference}[cell]
    assert evaluate(text, sheet | {cell: sheet[cell] + change}) == sign * change
    assert evaluate(text, sheet | {cell: None}) == "空白"


SMALL_CELLS = {address: f"表一!{column_name(place)}1" for place, address in enumerate(ADDRESSES, start=1)}
LINEAR: tuple[RuleForm, ...] = (
    *(equation(ACCEPTED, relation, RECEIVED) for relation in RELATIONS),
    *(equation(figure(TOTAL) + 1, relation, figure(RECEIVED) * 2) for relation in RELATIONS),
    Bounds(RECEIVED, 1, 3),
    Bounds(RECEIVED, high=2),
    Ordered((ACCEPTED, RECEIVED, TOTAL)),
)


@given(st.sampled_from(LINEAR), st.data())
def test_a_formula_of_an_inequality_says_what_the_rule_says(form: RuleForm, data: st.DataObject) -> None:
    cells = dict.fromkeys(ADDRESSES, 0) | {name: data.draw(st.none() | st.integers(0, 4)) for name in form.addresses}
    shown = evaluate(check_formula(form, SMALL_CELLS), {SMALL_CELLS[name]: value for name, value in cells.items()})
    mismatch = form.judge(cells)
    if mismatch is None:
        assert shown == ""
    else:
        assert (shown == "空白") is (mismatch.verdict == "undecided")
        assert shown != ""


def test_a_form_that_is_not_linear_has_no_formula() -> None:
    assert [check_formula(form, SMALL_CELLS) for form in (Needs(ACCEPTED, TOTAL), Present(SHARE))] == ["", ""]


def test_the_sign_of_an_inequality_is_the_spreadsheet_s() -> None:
    assert (
        check_formula(equation(ACCEPTED, "≥", RECEIVED), SMALL_CELLS)
        == '=IF(COUNT(表一!A1:B1)<2,"空白",IF(表一!B1>=表一!A1,"",表一!B1-(表一!A1)))'
    )


def test_a_figure_s_cell_is_its_place_in_the_printed_table() -> None:
    places = {
        "proactive.regulations.made": "表二!B3",
        "proactive.fees": "表二!B14",
        "applications.new.natural_persons": "表三!D4",
        "applications.outcomes.total.total": "表三!J27",
        "reviews.reconsideration.upheld": "表四!A4",
        "reviews.litigation.after_reconsideration.total": "表四!O4",
    }
    cells = sheet_cells(REPORT.tables)
    assert {name: cells[name] for name in places} == places
    assert cells["last_year.proactive.fees"] == "上年表二!B14"
    assert set(CELLS) == {name for name in REPORT.addresses if REPORT.addresses[name].printed}
    assert len(set(cells.values())) == len(cells) == 3 * 200


def test_a_table_may_have_more_columns_than_the_alphabet() -> None:
    columns = tuple(Heading(f"第{number}列", f"c{number}") for number in range(1, 801))
    cells = sheet_cells([FormTable(Text("表", "table"), "", (Block((Heading("甲", "a"),), columns),))])
    assert [cells[f"a.c{number}"] for number in (1, 25, 26, 701, 702, 800)] == [
        "表!B2", "表!Z2", "表!AA2", "表!ZZ2", "表!AAA2", "表!ADU2",
    ]  # fmt: skip
    total = Expression(tuple((f"a.c{number}", 1) for number in range(1, 801)))
    assert formula(total, cells) == "=SUM(表!B2:ADU2)"


def test_neighbours_become_ranges_and_the_rest_single_names() -> None:
    total = Expression(tuple((name, 1) for name in "abcdef"))
    row = dict(zip("abcdef", ("C5", "D5", "E5", "F5", "G5", "H5"), strict=True))
    assert formula(total, row) == "=SUM(C5:H5)"
    column = dict(zip("abcdef", ("C5", "C6", "C7", "C9", "AA1", "Z1"), strict=True))
    assert formula(total, column) == "=SUM(Z1:AA1,C5:C7,C9)"
    sheets = dict(zip("abcdef", ("表三!C5", "表三!D5", "表四!C5", "C5", "D5", "F5"), strict=True))
    assert formula(total, sheets) == "=SUM(C5:D5,F5,表三!C5:D5,表四!C5)"


def test_other_coefficients_and_constants_are_written_out() -> None:
    cells = {"a": "A1", "b": "B1", "c": "C1"}
    assert formula(Expression((("a", 1), ("b", 1), ("c", -1))), cells) == "=SUM(A1:B1)-C1"
    assert formula(Expression((("a", -1), ("b", 2)), -3), cells) == "=-A1+2*B1-3"
    assert formula(Expression((("a", 1), ("b", -1))), cells) == "=A1-B1"
    assert formula(Expression.variable("a"), cells) == "=A1"
    assert formula(Expression((), 4), cells) == "=4"


def test_the_words_of_a_verdict_are_quoted() -> None:
    names = (Text("甲", "a"), Text("乙", "b"))
    equal = Equation("R", "a", Text("", ""), Expression.variable("a"), Expression.variable("b"), names)
    written = check_formula(equal, {"a": "A1", "b": "B1"}, blank='空"白', holds="√")
    assert written == '=IF(COUNT(A1:B1)<2,"空""白",IF(A1=B1,"√",A1-(B1)))'


def test_no_formula_has_more_arguments_than_a_spreadsheet_takes() -> None:
    for form in EQUATIONS:
        assert check_formula(form, CELLS).count(",") < EXCEL_ARGUMENTS


@pytest.mark.parametrize("name", ["", "5C", "C0", "C5:D5", "c5", "ABCD1"])
def test_what_is_no_cell_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a cell"):
        formula(Expression.variable("a"), {"a": name})
