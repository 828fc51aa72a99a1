"""Table 4 as a list: lines or rows of which each has all labels of its figure."""

from __future__ import annotations

from reportgen.core.origin import Origin
from reportgen.core.shown_document import ShownText
from reportgen.engine.form_matching.listed_figures import from_a_list, in_a_list
from reportgen.engine.form_matching.sheets import sheet_of
from tests.engine.form_matching.test_published_tables import FORM, table, values

COLUMNS = next(block for block in FORM.blocks if block.unlabelled is not None).columns
PATHS = ["—".join(label for label in leaf.labels if label) for leaf in COLUMNS]


def texts(*lines: str) -> list[ShownText]:
    return [ShownText(line, Origin("a", place=str(at))) for at, line in enumerate(lines)]


def listed(*lines: str) -> list[str] | None:
    found = in_a_list(texts(*lines), FORM)
    return None if found is None else [cell.text for cell in found[2].lines[-1].cells]


def test_a_figure_stands_on_the_line_of_its_labels_or_below() -> None:
    expected = [str(number) for number in range(15)]
    assert listed("前言。", *(f"{path}：{at}件；" for at, path in enumerate(PATHS))) == [f"{one}件" for one in expected]
    assert listed(*(line for at, path in enumerate(PATHS) for line in (path, str(at)))) == expected
    assert listed(*reversed([f"{path} {at}" for at, path in enumerate(PATHS)])) == expected


def test_a_group_may_be_named_once_above_its_figures() -> None:
    lines = [f"{leaf.label}：{at}" for at, leaf in enumerate(COLUMNS)]
    heads = ["行政复议", "未经复议直接起诉", "复议后起诉"]
    parts = [[head, *lines[at * 5 : at * 5 + 5]] for at, head in enumerate(heads)]
    assert listed(*(line for part in parts for line in part)) == [str(number) for number in range(15)]
    assert listed(*lines) is None


def test_a_list_that_names_a_figure_twice_or_lacks_many_is_none() -> None:
    lines = [f"{path}：{at}" for at, path in enumerate(PATHS)]
    assert listed(*lines, lines[0]) is None
    assert listed(*lines[:8]) is None
    assert listed(*lines[:5], "其他情况说明。", *lines[5:]) is None


def test_rows_of_labels_and_a_figure_are_such_a_list() -> None:
    rows = [["项目", "数量"], *([path, str(at)] for at, path in enumerate(PATHS))]
    assert values(table(*rows))["reviews.litigation.after_reconsideration.total"] == 14
    other = sheet_of(table(*rows, ["信访", "3"]))
    assert from_a_list(other, FORM) is other
